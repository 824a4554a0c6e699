"""Groups that speak for members: no word changes, no other position is hidden, and nobody is counted twice."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.reports import not_at_its_place
from amendtrack.consolidation.value import consolidate

from .test_print_and_parse import check, worlds

PAIRS = [("A", "B"), ("A", "A, B"), ("A", "B delete"), ("E", "D"), ("Ö – Ü", "C [x]"), ("E", "B"), ("A", "D")]


@depth(200)
@given(worlds(), st.lists(st.sampled_from(PAIRS), min_size=1, max_size=4, unique=True), st.randoms())
def test_a_group_speaks_for_its_members(
    world: tuple[str, dict[str, str]], pairs: list[tuple[str, str]], dice: Random
) -> None:
    plain = consolidate(*world)
    taken = [
        Position(who, stance, amendment.name, amendment.strands)
        for amendment in plain.amendments
        for who, stance in ((who, stance) for who in ("A", "D", "E") for stance in Stance)
        if dice.random() < 0.2
    ]
    plain = plain.with_positions(taken)
    con = replace(plain, memberships=tuple(sorted(pairs)))
    check(con)
    assert [(s.address, s.strands, [v.typed for v in s.variants]) for s in every(con.slots)] == [
        (s.address, s.strands, [v.typed for v in s.variants]) for s in every(plain.slots)
    ]
    groups = {member: {g for g, m in pairs if m == member} for _, member in pairs}
    for slot, whole in zip(every(con.slots), every(plain.slots), strict=True):
        for shown, full in zip(slot.variants, whole.variants, strict=True):
            assert shown.backers
            gone = {*full.backers} - {*shown.backers}
            assert all(groups[who] & {*full.backers} for who in gone)
            twice = any(groups.get(who, set()) & {*shown.backers} for who in shown.backers)
            assert not twice or slot.inner or slot.move is not None  # who rewords what it moves is named for both
            said = {*full.positions} - {*shown.positions}
            heard = {*full.backers} | {who for _, who in full.positions}
            assert all(groups[who] & heard for _, who in said)
    assert (con.tally, con.edits, con.delegations) == (plain.tally, plain.edits, plain.delegations)
    assert not_at_its_place(con) == not_at_its_place(plain)
    assert [str(con.view(p.name)) for p in con.proposals] == [str(plain.view(p.name)) for p in plain.proposals]
    blocking = [(c.kind, c.where) for c in con.conflicts if c.blocks]
    assert blocking == [(c.kind, c.where) for c in plain.conflicts if c.blocks]
