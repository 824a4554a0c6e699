"""Whatever is recorded, each past state prints what it printed at the time, and each text issued can be made again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.draft import Draft, Snapshot
from amendtrack.draft.moments import issue_named
from amendtrack.errors import InputRefused, Unknown, Unsettled
from amendtrack.record.registers import read_register

BASE = "# Plan\n\n1. Clear all mined areas.\n\n2. Help every survivor.\n\n3. Meet each June.\n\n4. Report each year.\n"
REGISTER = read_register("code,name,standing\nARD,Arda,party\nBRM,Brum,party\nCRV,Corv,party\nOCW,Watch,observer\n")
EDITS = (
    ("each June", "each May"),
    ("all mined areas", "every mined area"),
    ("2. Help every survivor.\n\n", ""),
    ("4. Report", "3 bis. Share lessons.\n\n4. Report"),
    ("each year", "each year, without delay"),
    ("Meet", "They meet"),
)
SLOTS = ("1#1", "2#1", "3#1", "3#2", "3 bis#1", "4#1")


@dataclass
class Table:
    """A draft, the minute that it is, and what was printed after each act."""

    draft: Draft
    minute: int = 0
    seen: list[tuple[Snapshot, str]] = field(default_factory=list)
    issued: dict[str, list[str]] = field(default_factory=dict)

    @property
    def at(self) -> str:
        return f"2026-05-{2 + self.minute // 60 // 24:02} {self.minute // 60 % 24:02}:{self.minute % 60:02}"

    def names(self) -> list[str]:
        return [e.name for e in self.draft.proposals()] or ["ARD-1"]


def changed(base: str, *edits: int) -> str:
    for edit in edits:
        base = base.replace(*EDITS[edit % len(EDITS)])
    return base


def act_on(table: Table, kind: int, one: int, two: int) -> None:
    """One act, as the numbers have it."""
    draft, at, names = table.draft, table.at, table.names()
    name, who, slot = names[one % len(names)], ("ARD", "BRM", "CRV", "OCW")[one % 4], SLOTS[two % len(SLOTS)]
    text = changed(draft.text(), one // 4, two)
    meeting = f"PM{one % 2}"
    acts: tuple[Callable[[], object], ...] = (
        lambda: draft.propose(text, by=who, received=at, further="additional"),
        lambda: draft.propose(text, by=who, received="2026-05-01 08:00", further="additional"),  # recorded late
        lambda: draft.replace(text, name, received=at),
        lambda: draft.withdraw(name, at=at),
        lambda: draft.void(name, reason="a mistake", at=at),
        lambda: draft.cosponsor(name, who, at=at),
        lambda: draft.sponsor(name, who, at=at),
        lambda: draft.support(who, name, at=at),
        lambda: draft.reserve(who, f"{1 + two % 4}", at=at),
        lambda: draft.accept([name], at=at),
        lambda: draft.reject([slot], at=at),
        lambda: draft.keep([slot], at=at),
        lambda: draft.reopen([slot], at=at),
        lambda: draft.issue(meeting, at=at, reissue="allowed"),
        lambda: draft.issue(meeting, at=at, reissue="allowed"),
        lambda: draft.meeting(meeting, date="2026-06-01", deadline=f"2026-05-02 0{two % 4}:00", at=at),
        lambda: draft.meeting(meeting, deadline="none", on=draft.revisions[-1].label, at=at),
        lambda: draft.revise(text, label=f"Rev.{len(draft.revisions)}", at=at),
        lambda: draft.set_attribution("none" if two % 2 else "named", at=at),
        lambda: draft.undo(1 + two % len(draft.acts()), at=at),
        lambda: draft.correct(name, to=who, at=at),
    )
    acts[kind % len(acts)]()


def play(table: Table, kind: int, one: int, two: int) -> None:
    """One act, if it may be recorded, and a look at what it leaves."""
    before = len(table.draft.acts())
    with suppress(InputRefused, Unknown, Unsettled):
        act_on(table, kind, one, two)
    table.minute += 7
    now = table.draft.snapshot()
    if len(now.acts()) > before:
        table.seen.append((now, printed(now)))
        if now.acts()[-1].kind == "issue":
            meeting = now.acts()[-1].fact("Meeting")
            table.issued.setdefault(meeting, []).append(table.draft.snapshot().issued(meeting))


def printed(now: Snapshot) -> str:
    """Everything that a state prints."""
    listed = "\n".join(f"{e} {fate.value}" for e, fate in now.fates())
    return "\n".join((now.printed(), now.printed_json(), str(now.tally()), listed, str(now.statements())))


numbers = st.integers(0, 1000)


@depth(120)
@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=14))
def test_each_past_state_prints_what_it_printed(played: list[tuple[int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan"
        draft = Draft.init(path, BASE, title="Plan", at="2026-05-01", delegations=REGISTER, durability="fast")
        table = Table(draft)
        for one in played:
            play(table, *one)
        opened = Draft.open(path, durability="fast")  # which has read nothing before
        for then, shown in reversed(table.seen):
            number = len(then.acts())
            assert printed(opened.at(f"act {number}")) == printed(opened.at(then.tip[:12])) == shown
        assert_issued_again(opened, table)
        assert_on_each_revision(opened, table)


def assert_issued_again(opened: Draft, table: Table) -> None:
    """Every text issued is printed again, byte for byte, by the record just before and just after it was issued."""
    now = opened.snapshot()
    for meeting, texts in table.issued.items():
        for number, text in enumerate(texts, 1):
            found = issue_named(now, f"{meeting}/{number}")
            assert found is not None
            then, issue = found
            assert then.issued(meeting) == text and issue.issue == number
            for record in (now.at_commit(issue.record), then):
                assert record.before_meeting(meeting).printed() == text
            assert opened.at(f"{meeting}/{number}").printed() == text
        assert opened.at(meeting).printed() == texts[-1]


def assert_on_each_revision(opened: Draft, table: Table) -> None:
    now = opened.snapshot()
    for revision in now.revisions:
        last = [(then, shown) for then, shown in table.seen if then.revision().label == revision.label]
        then = now.last_on(revision.label)
        assert then.revision().label == revision.label
        assert not last or printed(then) == last[-1][1]
