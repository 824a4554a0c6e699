"""The contract of slots where three or four delegations amend one draft, some of its units standing twice."""

from __future__ import annotations

from itertools import combinations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets

from .worlds import amended, drafts, written

STYLES = ("", "{n}. ", "({a}) ", "Action #{n}: ", "* ", "## ", "[^{n}]: ", "OP{n}. ")
NAMES = ("Arda", "Brum", "Corvia", "Delmar")
Sent = tuple[str, dict[str, str]]
few_worlds = depth(60)


@st.composite
def crowded(draw: st.DrawFn) -> Sent:
    """A draft, some of its units standing twice, and the texts of three or four delegations."""
    units, style = draw(drafts()), draw(st.sampled_from(STYLES))
    if draw(st.booleans()):
        units.insert(draw(st.integers(0, len(units))), draw(st.sampled_from(units)))
    names = NAMES[: draw(st.integers(3, 4))]
    return written(units, style), {name: written(draw(amended(units)), style) for name in names}


def chosen(con: Consolidation, slot: Slot, variant: Variant) -> str:
    """The text with one choice made, every other slot settled by the base reading."""
    made = con.choose(slot, variant)
    while still := [s for s in made.slots if not s.settled]:
        made = made.choose(still[0], None)
    return made.clean()


@given(crowded())
@few_worlds
def test_slots_and_choices(world: Sent) -> None:
    """White space apart, for which docs/design/laws.md gives the reason."""
    base, sent = world
    con, at = consolidate(base, sent), 0
    for slot in con.slots:
        assert at <= slot.start <= slot.end and slot.base == base[slot.start : slot.end], world
        at = slot.end
        for variant in slot.variants if slot.move is None else ():
            wanted = base[: slot.start] + variant.wording + base[slot.end :]
            assert chosen(con, slot, variant).split() == wanted.split(), (world, slot.id, variant)
    assert len({s.id for s in con.slots}) == len(con.slots), world


@given(crowded())
@few_worlds
def test_any_of_them_accepted_are_as_if_they_alone_had_sent(world: Sent) -> None:
    base, sent = world
    con = consolidate(base, sent)
    assert con == consolidate(base, dict(reversed(sent.items()))), world
    assert {name: str(con.view(name)) for name in sent} == sent
    for size in range(1, len(sent)):
        for names in combinations(sent, size):
            assert con.only(names) == consolidate(base, {n: sent[n] for n in names}), (world, names)


@given(crowded())
@few_worlds
def test_the_print_comes_back(world: Sent) -> None:
    base, sent = world
    con = consolidate(base, sent)
    reading = read_brackets(brackets(con), con.delegations)
    assert str(reading.base) == base, world
    assert [(s.start, s.end) for s in reading.slots] == [(s.start, s.end) for s in con.slots], world
