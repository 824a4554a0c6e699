"""Agreed is agreed: the laws of agreeing and reopening, over small and random worlds."""

from __future__ import annotations

from functools import cache

import pytest
from depth import depth, some
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.agreement import GivenStatus, UnitStatus, agreed_now, marks_of_units, touches
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import AmendtrackError
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text
from laws.worlds import World, consolidated, small_worlds, worlds

random_worlds = depth(150)


@cache
def alone(base: str, arda: str) -> Consolidation:
    return consolidate(base, {"Arda": arda})


def agreeable(con: Consolidation) -> list[str]:
    """The units in which nothing is open."""
    still = [i for slot in con.open_slots for i in slot.strands]
    return [place for k, place in enumerate(con.addresses) if not any(touches(i, k) for i in still)]


def agreed(con: Consolidation, places: list[str]) -> Consolidation:
    return con.with_statuses([agreed_now(con, GivenStatus(place, UnitStatus.AD_REF, "PM2")) for place in places])


def declined(con: Consolidation) -> list[str]:
    """The wording of each unit, without its label, if everything that is open or waiting is kept out."""
    if con.waiting:
        con = con.reject([amendment.name for amendment, _ in con.waiting])
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    made = parse_text(con.clean())
    return [made.wording(unit).rstrip() for unit in made.units]


def holds_print(con: Consolidation) -> None:
    """The marks are read back, and without them the print is as if nobody had agreed anything."""
    printed = brackets(con)
    read = read_brackets(printed, con.delegations)
    words = [words for _, words in marks_of_units(con)]
    there = [words for _, words in read.statuses]
    assert all(one in words for one in there), (con.base.source, printed)
    assert Consolidation.from_json(con.to_json()) == con
    assert brackets(Consolidation.from_json(con.to_json())) == printed


def holds_agreed(world: World, *, first: str) -> None:
    base, arda, brum = world
    con = getattr(alone(base, arda), first)(["Arda"])
    places = agreeable(con)
    made = agreed(con, places)
    assert unmarked(brackets(made)) == unmarked(brackets(con)), world
    assert made.slots == con.slots and made.with_statuses(()) == con, world
    holds_print(made)
    # Whatever is proposed later is out of the text, or open; the agreed text stays.
    both = consolidated(base, arda, brum).with_decisions(con.decisions)
    later = both.with_statuses(made.statuses)
    units = [k for k, place in enumerate(con.addresses) if place in places]
    for slot in later.open_slots:
        assert not any(touches(i, k) for i in slot.strands for k in units), (world, slot)
    holds_print(later)
    new = any(strand.identity[0] == "insert" for strand in con.strands)  # new units are agreed in the next revision
    assert new or declined(later) == declined(made), world
    for amendment in later.amendments:
        if amendment.proposal == "Brum" and any(i in later.held for i in amendment.strands):
            assert any(a == amendment for a, _ in later.waiting), (world, amendment)
    # Once reopened, it is as if nobody had agreed it.
    opened = later.with_statuses([GivenStatus(place, UnitStatus.REOPENED) for place in places])
    assert opened.slots == both.slots and unmarked(brackets(opened)) == unmarked(brackets(both)), world
    # The agreed text stays, whoever withdraws what it came from.
    gone = consolidate(base, {"Brum": brum}).with_statuses(made.statuses)
    assert new or declined(gone) == declined(made), world


@pytest.mark.parametrize("kind", ["words", "units"])
def test_agreed_text_stays_in_every_small_world(kind: str) -> None:
    for world in some(list(small_worlds(kind))[::23]):
        for first in ("accept", "reject"):
            holds_agreed(world, first=first)


@given(worlds(), st.sampled_from(("accept", "reject")))
@random_worlds
def test_agreed_text_stays_in_random_worlds(world: World, first: str) -> None:
    try:
        holds_agreed(world, first=first)
    except AmendtrackError as err:
        raise AssertionError((world, err)) from err
