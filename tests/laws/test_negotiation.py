"""A whole negotiation, act by act in any order, with what a secretariat would swear by held after every act.

Delegations send, send again, withdraw, take positions; the chair decides, agrees, reopens, revises, issues; acts are
undone. Whatever is refused must leave the draft as it was.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from depth import ALL
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from amendtrack import Draft, InputRefused, Unknown, Unsettled
from amendtrack.draft.outcome import Recorded
from amendtrack.record.entries import State
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

NAMES = ("Arda", "Brum", "Corv", "Galdora")
SUBJECTS = ("Each Party", "The Council", "A coastal State", "The secretariat", "Every club")
VERBS = ("shall keep", "may publish", "should review", "reports on", "pays for")
OBJECTS = ("a register of vessels", "the wells and pumps", "its accounts", "the rules of passage", "all charts")
ENDS = ("every year", "without delay", "by June", "at its own cost", "in good faith")


def sentence(r: random.Random) -> str:
    return f"{r.choice(SUBJECTS)} {r.choice(VERBS)} {r.choice(OBJECTS)} {r.choice(ENDS)}."


def numbered(units: list[str]) -> str:
    return "\n\n".join(f"{n}. {unit}" for n, unit in enumerate(units, 1)) + "\n"


def edited(text: str, r: random.Random, acts: int) -> str:
    """A text with a few changes: words, deletions, insertions, moves; numbered anew."""
    read = parse_text(text)
    units = [read.source[unit.body : unit.end] for unit in read.units]
    for _ in range(acts):
        at = r.randrange(len(units))
        match r.choice(("end", "verb", "end", "verb", "delete", "insert", "move", "rewrite")):
            case "end":
                units[at] = swapped(units[at], ENDS, r)
            case "verb":
                units[at] = swapped(units[at], VERBS, r)
            case "delete" if len(units) > 2:
                del units[at]
            case "insert":
                units.insert(at, sentence(r))
            case "move":
                units.insert(r.randrange(len(units)), units.pop(at))
            case "rewrite":
                units[at] = sentence(r)
    return numbered(units)


def swapped(unit: str, among: tuple[str, ...], r: random.Random) -> str:
    old = next((one for one in among if one in unit), "")
    return unit.replace(old, r.choice([one for one in among if one != old]), 1) if old else unit


Seed = st.integers(0, 10_000)


class Negotiation(RuleBasedStateMachine):
    """One draft, from its first text to wherever the acts lead."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        r = random.Random(4)
        base = numbered([sentence(r) for _ in range(5)])
        self.draft = Draft.init(self.folder / "plan", base, title="Plan", at="2009-07-01", durability="fast")
        for name in NAMES:
            self.draft.add_delegation(name, at="2009-07-01")
        self.day = 2
        self.agreed: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- acts -----------------------------------------------------------------------------------

    @property
    def at(self) -> str:
        """A later time for each act."""
        self.day += 1
        return f"2009-{7 + self.day // 28:02d}-{1 + self.day % 28:02d}"

    def tried(self, act) -> Recorded | None:  # type: ignore[no-untyped-def]
        """Perform an act; one that is refused leaves everything as it was."""
        before = self.draft.snapshot().tip
        try:
            return act()
        except (InputRefused, Unknown, Unsettled):
            assert self.draft.snapshot().tip == before
            return None

    @rule(seed=Seed, who=st.sampled_from(NAMES), acts=st.integers(1, 3))
    def send(self, seed: int, who: str, acts: int) -> None:
        text = edited(self.draft.text(), random.Random(seed), acts)
        self.tried(
            lambda: self.draft.propose(
                text, by=who, further="additional", received=self.at, allow=("other-words", "unlike")
            )
        )

    def one(self, r: random.Random, *, standing: bool = True) -> str:
        names = [e.name for e in self.draft.proposals() if e.stands or not standing]
        return r.choice(names) if names else "ARD-1"

    @rule(seed=Seed)
    def send_again(self, seed: int) -> None:
        r = random.Random(seed)
        name = self.one(r)
        text = edited(self.draft.text(), r, 2)
        whose = name.partition("-")[0]
        self.tried(
            lambda: self.draft.propose(text, by=whose, replaces=name, received=self.at, allow=("other-words", "unlike"))
        )

    @rule(seed=Seed)
    def withdraw(self, seed: int) -> None:
        name, before = self.one(random.Random(seed)), self.draft.consolidate().undecided
        if self.tried(lambda: self.draft.withdraw(name, at=self.at)):
            after = self.draft.consolidate().undecided
            if any(p.name == name for p in before.proposals):
                assert after.slots == before.without(name).slots

    def amendment(self, r: random.Random) -> str:
        names = [a.name for a in self.draft.consolidate().amendments]
        return r.choice(names) if names else "ARD-1#1"

    @rule(seed=Seed, who=st.sampled_from(NAMES), what=st.sampled_from(("support", "oppose", "reserve", "retain")))
    def say(self, seed: int, who: str, what: str) -> None:
        r = random.Random(seed)
        named = str(r.randint(1, 5)) if what == "retain" else self.amendment(r)
        self.tried(lambda: getattr(self.draft, what)(who, named, at=self.at))

    @rule(seed=Seed, what=st.sampled_from(("accept", "reject", "reopen")))
    def decide(self, seed: int, what: str) -> None:
        name = self.amendment(random.Random(seed))
        self.tried(lambda: getattr(self.draft, what)([name], at=self.at))

    @rule(seed=Seed)
    def keep(self, seed: int) -> None:
        slots = self.draft.consolidate().open_slots
        if slots:
            self.tried(lambda: self.draft.keep([random.Random(seed).choice(slots).address], at=self.at))

    @rule(seed=Seed)
    def agree(self, seed: int) -> None:
        place = str(random.Random(seed).randint(1, 5))
        if self.tried(lambda: self.draft.agree(place, "agreed ad ref", meeting="PM1", at=self.at)):
            self.agreed[place] = self.wording(place)

    @precondition(lambda self: self.agreed)
    @rule(seed=Seed)
    def reopen_agreed(self, seed: int) -> None:
        place = random.Random(seed).choice(sorted(self.agreed))
        if self.tried(lambda: self.draft.reopen([place], asked_by="Arda", at=self.at)):
            del self.agreed[place]

    @rule(seed=Seed, acts=st.integers(1, 4), lapse=st.sampled_from((False, False, False, True)))
    def revise(self, seed: int, acts: int, lapse: bool) -> None:
        r = random.Random(seed)
        mine = [self.draft.text(e.name) for e in self.draft.proposals() if e.stands]
        near = [text for text in mine if text != self.draft.text()]
        start = r.choice(near) if near and r.random() < 0.5 else self.draft.text()
        before = self.draft.snapshot()
        con = before.consolidate()
        label = f"Rev.{len(before.revisions)}"
        pending = "lapse" if lapse else "carried"
        text = edited(start, r, acts)
        done = self.tried(lambda: self.draft.revise(text, label=label, pending=pending, at=self.at))
        if done is None or done.carried is None:
            return
        self.agreed.clear()
        lines = Counter(
            line.name for line in done.carried.lines if line.revision == before.revision().label and "#" in line.name
        )
        assert set(lines.values()) <= {1}
        assert {a.name for a in con.amendments} <= set(lines)
        waiting = {(line.name, line.revision) for line in before.to_reconfirm()}
        assert waiting <= {(line.name, line.revision) for line in done.carried.lines}

    @rule(seed=Seed, what=st.sampled_from(("reconfirm", "lapse")))
    def answer(self, seed: int, what: str) -> None:
        waiting = sorted({line.name for line in self.draft.snapshot().to_reconfirm()})
        if waiting:
            self.tried(lambda: getattr(self.draft, what)(random.Random(seed).choice(waiting), at=self.at))

    @rule(seed=Seed, what=st.sampled_from(("show_whole", "end_whole")))
    def show(self, seed: int, what: str) -> None:
        place = str(random.Random(seed).randint(1, 5))
        self.tried(lambda: getattr(self.draft, what)(place, at=self.at))

    @rule()
    def issue(self) -> None:
        self.tried(lambda: self.draft.issue(f"PM{self.day}", at=self.at))

    @rule()
    def undo(self) -> None:
        last = self.draft.acts()[-1]
        if last.kind not in ("agree", "reopen", "delegations"):
            self.tried(lambda: self.draft.undo(last.number, at=self.at))

    # -- what holds -------------------------------------------------------------------------------

    def wording(self, place: str) -> str:
        con = self.draft.consolidate()
        return con.base.wording(con.base.units[con.addresses.index(place)])

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every proposal has one fate, and the counts add up."""
        now = self.draft.snapshot()
        con = now.consolidate()
        assert [e.name for e, _ in now.fates(con)] == [e.name for e in now.proposals()]
        assert now.tally(con).received == len(now.proposals())

    @invariant()
    def each_text_is_recovered(self) -> None:
        """The base and every proposal, byte for byte, from the value and from its print."""
        now = self.draft.snapshot()
        con = now.consolidate()
        assert con.base.source == now.text()
        for proposal in con.proposals:
            assert str(con.view(proposal.name)) == now.text(proposal.name)
        names = {who for p in con.proposals for who in p.backers} | {p.delegation for p in con.positions}
        assert read_brackets(brackets(con.undecided), names).base.source == now.text()

    @invariant()
    def names_stand_where_they_spoke(self) -> None:
        """A name stands on a wording only if that delegation proposed or supported it."""
        con = self.draft.consolidate()
        spoken = {who for p in con.proposals for who in p.backers} | {p.delegation for p in con.positions}
        assert {who for slot in con.slots for v in slot.variants for who in v.backers} <= spoken | {
            "The Chair",
            "Chair",
        }

    @invariant()
    def agreed_is_agreed(self) -> None:
        """An agreed unit keeps its words until it is reopened."""
        for place, words in self.agreed.items():
            assert self.wording(place) == words

    @invariant()
    def clean_means_clean(self) -> None:
        """A clean text has nothing open, and nothing waits; otherwise it is refused."""
        now = self.draft.snapshot()
        try:
            text = now.clean()
        except Unsettled:
            return
        assert "[" not in text
        assert not now.consolidate().open_slots
        in_text = {e.name for e in now.proposals() if e.state is State.STANDING}
        assert not [x for x in now.to_reconfirm() if x.proposal in in_text]

    @invariant()
    def the_record_is_sound(self) -> None:
        assert list(self.draft.problems()) == []


@pytest.mark.long
class TestNegotiation(Negotiation.TestCase):  # type: ignore[name-defined, misc]
    settings = settings(
        max_examples=12 if ALL else 3,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
