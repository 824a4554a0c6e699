"""A text is clean exactly when every amendment has been decided: in, out by name, or out with what it excludes.

What is open is worked out here from the amendments as they were drawn, not from slots or edits: each delegation
has at most one amendment to a paragraph and one new paragraph after it, so a printed slot says whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused, Unknown, Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.decided import decided_notes
from amendtrack.render.parsing import read_brackets

PARAGRAPHS = (
    "ships carry grain across every northern strait",
    "ports keep records about each visiting vessel",
    "pilots board boats before dawn near lighthouses",
)
WORDS = (("quickly",), ("slowly", "today"), ("fully",), ())
NEW = ("Fees follow distance.", "Harbours publish tables.", "Crews rest weekly.")
"""So short that two delegations may well put the same words at two places; longer ones would exclude each other."""
NAMES = ("Arda", "Brum", "Corv")


@dataclass(frozen=True, order=True)
class Change:
    """An amendment as drawn: words ``first:last`` of a paragraph replaced, all of it struck, or a new one after it."""

    paragraph: int
    new: str = ""
    struck: bool = False
    first: int = 0
    last: int = 0
    words: tuple[str, ...] = ()

    @property
    def puts_in(self) -> bool:
        """Whether it only puts words in."""
        return not self.new and not self.struck and self.first == self.last

    def excludes(self, other: Change) -> bool:
        """Whether only one of two different changes can stand: they change the same words, or one strikes them."""
        if self == other or self.paragraph != other.paragraph or self.new or other.new:
            return False
        return self.struck or other.struck or (self.first < other.last and other.first < self.last)

    def is_unclear_beside(self, other: Change) -> bool:
        """Whether one puts words in where the other changes some, so that nobody has said how they read together."""
        if self == other or self.paragraph != other.paragraph or self.new or other.new or self.struck or other.struck:
            return False
        return (self.puts_in and self.first in (other.first, other.last)) or (
            other.puts_in and other.first in (self.first, self.last)
        )


@st.composite
def changes(draw: st.DrawFn) -> tuple[Change, ...]:
    """What one delegation asks for, in text order."""
    found = []
    for k, paragraph in enumerate(PARAGRAPHS):
        kind = draw(st.sampled_from(("words", "words", "words", "struck", "none", "none")))
        if kind == "struck":
            found.append(Change(k, struck=True))
        elif kind == "words":
            first = draw(st.integers(0, len(paragraph.split())))
            last = min(len(paragraph.split()), first + draw(st.integers(0, 2)))
            words = draw(st.sampled_from(WORDS if last > first else WORDS[:-1]))
            found.append(Change(k, first=first, last=last, words=words))
        if draw(st.integers(0, 3)) == 0:
            found.append(Change(k, new=draw(st.sampled_from(NEW))))
    struck = {c.paragraph for c in found if c.struck}
    # Beside a paragraph that goes, a new one might be a rewrite of it.
    return tuple(c for c in found if not c.new or struck.isdisjoint((c.paragraph, c.paragraph + 1)))


def written(made: Iterable[Change]) -> str:
    """The draft with these changes, which must go together."""
    by = [[c for c in made if c.paragraph == k] for k in range(len(PARAGRAPHS))]
    out: list[str] = []
    for paragraph, here in zip(PARAGRAPHS, by, strict=True):
        words = paragraph.split()
        for change in sorted((c for c in here if not c.new and not c.struck), key=lambda c: (c.first, c.last))[::-1]:
            words[change.first : change.last] = change.words
        out += [" ".join(words)] if not any(c.struck for c in here) else []
        out += sorted({c.new for c in here if c.new})
    return "\n\n".join(out)


Amendment = tuple[str, Change]
"""Whose, and what."""


@dataclass
class Ledger:
    """What was decided, by amendments as they were drawn, and what that leaves open."""

    made: dict[str, Amendment]
    accepted: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)
    by_slot: dict[Change, bool] = field(default_factory=dict)
    worded: bool = False
    unclear: set[Change] = field(default_factory=set)
    """What was accepted and did not go together with something else, when a slot was decided: still open."""

    def before_a_slot_is_decided(self) -> None:
        """Note what was accepted and is open all the same: what a slot reads does not decide it."""
        kept, _ = self.standing()
        self.unclear |= {self.made[n][1] for n in self.accepted} - kept

    def standing(self) -> tuple[set[Change], set[Change]]:
        """The changes that are in and those that are out."""
        chosen = {c for c, stands in self.by_slot.items() if stands}
        named = {self.made[n][1] for n in self.accepted} - {c for c, stands in self.by_slot.items() if not stands}
        clear = {c for c in named if not any(c.excludes(o) or c.is_unclear_beside(o) for o in named)}
        clear = {c for c in clear if not any(c.excludes(o) for o in chosen)}
        clear = {c for c in clear if not self._amid_struck(c, named | chosen)} - self.unclear
        kept = chosen | clear
        out = {c for c, stands in self.by_slot.items() if not stands}
        out |= {o for _, o in self.made.values() for c in clear if c.excludes(o)}
        by = {c: {n for n, (_, o) in self.made.items() if o == c} for _, c in self.made.values()}
        out |= {c for c, names in by.items() if names <= self.rejected}
        return kept, out - kept

    def _amid_struck(self, change: Change, decided: set[Change]) -> bool:
        """A new paragraph between two that one other delegation strikes: whether it is to go too was not said."""
        if not change.new:
            return False
        mine = {who for who, c in self.made.values() if c == change}
        for who in {who for who, _ in self.made.values()} - mine:
            struck = {c.paragraph for w, c in self.made.values() if w == who and c.struck and c in decided}
            if {change.paragraph, change.paragraph + 1} <= struck:
                return True
        return False

    def open(self) -> set[str]:
        """The names of the amendments that nobody has decided."""
        kept, out = self.standing()
        return {name for name, (_, change) in self.made.items() if change not in kept | out}


def amendments(sent: dict[str, tuple[Change, ...]]) -> dict[str, Amendment]:
    """Every amendment by its name: ``Arda#1`` is the first of Arda's in text order."""
    return {f"{who}#{n}": (who, c) for who, own in sent.items() for n, c in enumerate(own, 1)}


def changes_in(ledger: Ledger, slot: Slot, names: Iterable[str]) -> set[Change]:
    """What these delegations ask for in a slot, by its place as printed."""
    place = int(slot.id.split("+")[0]) - 1 if slot.shape is Shape.NEW else int(slot.unit.split()[-1]) - 1
    own = (c for who, c in ledger.made.values() if who in names and c.paragraph == place)
    return {c for c in own if bool(c.new) is (slot.shape is Shape.NEW)}


def proposers(slot: Slot) -> set[str]:
    return {p for v in slot.variants for p in v.proposals}


def take(con: Consolidation, ledger: Ledger, data: st.DataObject) -> Consolidation:
    """One more decision, drawn from what can be decided, noted in the ledger as it was said."""
    slots = [s for s in every(con.slots) if not s.settled]
    kind = data.draw(st.sampled_from(["accept", "accept", "reject", *(["choose", "keep", "word"] if slots else [])]))
    if kind in ("accept", "reject"):
        names = [n for n in ledger.made if n not in ledger.accepted | ledger.rejected]
        if not names:
            return con
        some = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        (ledger.accepted if kind == "accept" else ledger.rejected).update(some)
        return con.accept(some) if kind == "accept" else con.reject(some)
    slot = data.draw(st.sampled_from(slots))
    ledger.before_a_slot_is_decided()
    here = changes_in(ledger, slot, proposers(slot))
    if kind == "keep":  # what is shown inside stays open
        inside = {c for s in slot.inner for c in changes_in(ledger, slot, proposers(s)) if not c.struck}
        ledger.by_slot |= dict.fromkeys(here - inside, False)
        return con.keep(slot.address)
    if kind == "word":
        ledger.by_slot |= dict.fromkeys(here, False)
        ledger.worded = True
        words = {c.paragraph for c in changes_in(ledger, slot, proposers(slot)) if not c.new}
        ledger.by_slot |= {c: False for _, c in ledger.made.values() if c.struck and c.paragraph in words}
        return con.word(slot.address, "hitherto")
    variant = data.draw(st.sampled_from(slot.variants))
    kept = changes_in(ledger, slot, variant.proposals)
    # What is shown inside, and the reading does not speak of, stays open.
    silent = (proposers(s) for s in slot.inner if proposers(s).isdisjoint(variant.proposals))
    here -= {c for names in silent for c in changes_in(ledger, slot, names) if not c.struck}
    ledger.by_slot |= dict.fromkeys(here, False)
    beside = {o for _, o in ledger.made.values() for c in kept if c.excludes(o)}
    ledger.by_slot |= dict.fromkeys(beside, False) | dict.fromkeys(kept, True)
    return con.choose(slot, variant)


def holds_exactly(con: Consolidation, ledger: Ledger) -> None:
    """Clean refuses exactly while an amendment is open, every verdict is as the ledger has it, and so is the text."""
    wanted = ledger.open()
    said = {a.name for a in con.amendments if con.verdict(a.name) is Verdict.OPEN}
    assert said == wanted, (said, wanted)
    if wanted:
        with pytest.raises(Unsettled):
            con.clean()
        return
    made = con.clean()
    if not ledger.worded:
        kept, _ = ledger.standing()
        assert made.split() == written(kept).split(), (made, written(kept))


def holds_addresses(before: Consolidation, after: Consolidation) -> None:
    """What stays as it was keeps its address; what was decided shares its own with nothing that is open."""
    was = {(s.unit, s.start, s.end, s.strands): s.address for s in every(before.slots) if not s.settled}
    for slot in (s for s in every(after.slots) if not s.settled):
        assert was.get((slot.unit, slot.start, slot.end, slot.strands), slot.address) == slot.address
    open_ = {s.address for s in every(after.slots) if not s.settled}
    for decision, ruling in after.standing.in_force:
        if decision.kind.is_of_slot:
            assert ruling.address not in open_
            with pytest.raises(InputRefused, match="is decided"):
                after.word(ruling.address, "henceforth")


@given(st.tuples(changes(), changes(), changes()), st.data())
@depth(400)
def test_a_text_is_clean_exactly_when_every_amendment_is_decided(
    drawn: tuple[tuple[Change, ...], ...], data: st.DataObject
) -> None:
    sent = dict(zip(NAMES, drawn, strict=True))
    con = consolidate("\n\n".join(PARAGRAPHS), {who: written(own) for who, own in sent.items()})
    ledger = Ledger(amendments(sent))
    assert [a.name for a in con.amendments] == list(ledger.made), (sent, con.amendments)
    for _ in range(data.draw(st.integers(1, 7))):
        made = take(con, ledger, data)
        holds_exactly(made, ledger)
        holds_addresses(con, made)
        con = made


HARBOURS = "1. States will meet in June.\n\n3. States will mark closed harbours.\n"
BUOY, SHUT = HARBOURS.replace("mark", "buoy"), HARBOURS.replace("closed", "shut")


def test_a_change_of_the_next_word_is_not_decided_with_its_neighbour() -> None:
    con = consolidate(HARBOURS, {"Arda": BUOY, "Brum": SHUT})
    for accepted, left, printed in (
        ("Arda", "Brum#1", "buoy {✓ 3#1} [closed / shut – Brum] harbours"),
        ("Brum", "Arda#1", "[mark / buoy – Arda] shut {✓ 3#1} harbours"),
    ):
        made = con.accept([accepted])
        assert made.verdict(left) is Verdict.OPEN
        assert [s.address for s in made.open_slots] == ["3#2"]
        assert printed in brackets(made)
        with pytest.raises(Unsettled, match="3#2"):
            made.clean()
        with pytest.raises(InputRefused, match=r"3#1 is decided; .*reopen 3#1; still open there: 3#2"):
            made.keep("3#1")
        assert made.keep("3#2").clean() == {"Arda": BUOY, "Brum": SHUT}[accepted]
    both = con.accept(["Arda"]).accept(["Brum"])
    assert both.clean() == HARBOURS.replace("mark closed", "buoy shut")
    assert con.accept(["Arda", "Brum"]).clean() == both.clean()
    assert "buoy {✓ 3#1} shut {✓ 3#2}" in brackets(both)
    assert both.take_back(["3#2"]).open_slots == con.accept(["Arda"]).open_slots


def test_words_put_in_at_one_point_wait_for_a_person_where_both_are_accepted() -> None:
    known, mined = HARBOURS.replace("mark", "mark all"), HARBOURS.replace("mark", "mark the")
    con = consolidate(HARBOURS, {"Arda": known, "Brum": mined})
    assert con.accept(["Arda"]).verdict("Brum#1") is Verdict.OPEN
    both = con.accept(["Arda", "Brum"])
    assert {both.verdict("Arda#1"), both.verdict("Brum#1")} == {Verdict.OPEN}
    assert both.word("3#1", "all the").clean() == HARBOURS.replace("mark", "mark all the")


def test_an_address_stays_with_what_is_open_whatever_is_decided_before_it() -> None:
    base = "4. The fund will pay for pumps, pipes and wells that villages dig.\n"
    changes = [("will", "shall"), ("pay", "provide"), ("pipes", "hoses"), ("dig", "build")]
    con = consolidate(base, {name: base.replace(*change) for name, change in zip("ABCD", changes, strict=True)})
    assert [s.address for s in con.slots] == ["4#1", "4#2", "4#3"]
    made = con.accept(["A"])
    assert [(s.address, s.settled) for s in made.slots] == [
        ("4#1", True),
        ("4#4", False),
        ("4#2", False),
        ("4#3", False),
    ]
    for first in ("4#2", "4#3"):
        then = made.keep(first)
        assert [s.address for s in then.open_slots] == [a for a in ("4#4", "4#2", "4#3") if a != first]
        with pytest.raises(InputRefused, match=f"{first} is decided"):
            then.word(first, "anything")
    assert [s.address for s in made.keep("4#4").open_slots] == ["4#2", "4#3"]
    with pytest.raises(Unknown, match="4#9"):
        made.keep("4#9")
    again = Consolidation.from_json(made.to_json())
    assert again == made and [s.address for s in again.slots] == [s.address for s in made.slots]


def test_a_slot_inside_one_that_was_decided_is_said_to_be_decided() -> None:
    base = "2. States will report annually on every harbour.\n\n3. States will pay.\n"
    con = consolidate(base, {"Arda": "3. States will pay.\n", "Brum": base.replace("annually", "monthly")})
    made = con.choose("2#1", con.slots[0].variants[-1])
    assert made.clean() == "3. States will pay.\n"
    with pytest.raises(InputRefused, match="2#2 is decided; take that back first: reopen 2#1"):
        made.word("2#2", "weekly")
    kept = con.keep("2#1")  # the paragraph stays; nobody has decided its words
    assert [s.address for s in kept.open_slots] == ["2#2"]
    assert kept.verdict("Arda#1") is Verdict.REJECTED and kept.verdict("Brum#1") is Verdict.OPEN
    assert kept.accept(["Brum"]).clean() == base.replace("annually", "monthly")


def test_a_new_paragraph_right_after_the_first_which_goes_stands_on_lines_of_its_own() -> None:
    gone, new = HARBOURS.split("\n\n", 1)[1], HARBOURS.replace("June.\n", "June.\n\n1 bis. States will meet twice.\n")
    con = consolidate(HARBOURS, {"Arda": gone, "Brum": new})
    printed = brackets(con)
    assert "\n\n[1 bis. States will meet twice. – Brum]\n\n3. States" in printed
    assert read_brackets(printed, ["Arda", "Brum"]).view("Brum") == new
    assert con.accept(["Arda"]).verdict("Brum#1") is Verdict.OPEN


def test_keeping_or_choosing_an_outer_slot_leaves_what_was_decided_inside() -> None:
    pay = "3. States will pay for all that these harbours need in the coming year."
    base = f"2. States will report annually on every harbour.\n\n{pay}\n"
    sent = {"Arda": f"{pay}\n", "Brum": base.replace("annually", "monthly")}
    con = consolidate(base, {**sent, "Corv": base.replace("every", "each")})
    made = con.accept(["Brum"])
    assert made.verdict("Arda#1") is Verdict.REJECTED
    moved = f"{pay}\n\n2. States will report annually on every harbour.\n"
    con = consolidate(base, {**sent, "Arda": moved, "Corv": base.replace("every", "each")})
    assert [s.address for s in con.slots] == ["2#1", "3 bis#1"]
    made = con.accept(["Brum"]).keep("2#1")
    assert made.verdict("Brum#1") is Verdict.ACCEPTED
    made = con.accept(["Brum"]).accept(["Arda"])
    assert made.verdict("Corv#1") is Verdict.OPEN and [s.address for s in made.open_slots] == ["2#3"]
    printed = "3 bis. States will report monthly {✓ 2#2} on [every / each – Corv] harbour. {✓ 2#1}\n"
    assert brackets(made).endswith(printed)


def test_who_asks_later_to_retain_what_was_decided_reopens_it() -> None:
    con = consolidate(HARBOURS, {"Arda": BUOY}).accept(["Arda"])
    later = con.with_positions([Position("Brum", Stance.RETAIN, "3")])
    assert [s.address for s in later.open_slots] == ["3#1"]
    assert [gone.why for gone in later.standing.lapsed] == ["Brum would retain it"]
    assert "open again: Brum would retain it" in "".join(decided_notes(later))
    assert later.accept(["Arda"]).clean() == BUOY
    held = consolidate(HARBOURS, {"Arda": BUOY}, [Position("Brum", Stance.RETAIN, "3")])
    assert held.accept(["Arda"]).clean() == BUOY
    kept = consolidate(HARBOURS, {"Arda": BUOY}).keep("3#1").with_positions([Position("Brum", Stance.RETAIN, "3")])
    assert kept.clean() == HARBOURS
    assert Consolidation.from_json(later.to_json()).standing.lapsed == later.standing.lapsed


def test_what_was_decided_is_no_entry_of_the_conflict_list() -> None:
    base = "4. The fund will pay for pumps that villages dig.\n"
    con = consolidate(base, {"Arda": base.replace("will", "shall"), "Brum": base.replace("dig", "build")})
    assert [str(k.kind) for k in con.conflicts] == ["changes in one sentence"]
    assert con.accept(["Arda"]).conflicts == ()
