"""A decision is about what it names: the laws of deciding, over small and random worlds.

Whatever nobody decided is open, and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations

import pytest
from depth import depth, some
from hypothesis import assume, given
from hypothesis import strategies as st

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import Verdict, proposal_of
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import AmendtrackError, InputRefused, Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import chair_mark, unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.render.settled import open_part
from laws.worlds import World, consolidated, small_worlds, worlds

random_worlds = depth(300)
every_small_world = pytest.mark.parametrize("kind", ["words", "units"])
Act = tuple[str, ...]


def sample(kind: str, step: int) -> list[World]:
    return list(some(list(small_worlds(kind))[::step]))


def offered(con: Consolidation) -> list[Act]:
    """Every decision that might be taken on what is open."""
    found: list[Act] = []
    for amendment in con.amendments:
        found += [("accept", amendment.name), ("reject", amendment.name)]
    for name in con.delegations:
        found += [("accept", name), ("reject", name)]
    for slot in con.open_slots:
        found += of_slot(slot)
        if slot.shape is not Shape.MOVED_HERE:
            found.append(("word", slot.address))
    return found


def of_slot(slot: Slot) -> list[Act]:
    """The decisions for one of the readings of a slot."""
    return [*(("choose", slot.address, str(n)) for n in range(len(slot.variants))), ("keep", slot.address)]


def outcome(con: Consolidation, act: Act) -> Consolidation | None:
    """What a decision comes to if it is about what it names; else it is refused, naming what is to be decided first."""
    try:
        return decided(con, act)
    except InputRefused as err:
        first = err.remedy.removeprefix("decide ").partition(" first")[0]
        assert first in {s.address for s in every(con.open_slots)} - {act[1]}, (con.base.source, act, err)
    return None


def taken(con: Consolidation) -> Iterator[tuple[Act, Consolidation]]:
    """Every decision that can be taken on what is open, and what it comes to."""
    for act in offered(con):
        if (made := outcome(con, act)) is not None:
            yield act, made


def drawn(con: Consolidation, data: st.DataObject, acts: Sequence[Act]) -> tuple[Act, Consolidation]:
    """One of the decisions that can be taken, and what it comes to."""
    assume(acts)
    first = data.draw(st.integers(0, len(acts) - 1))
    found = ((act, outcome(con, act)) for act in (*acts[first:], *acts[:first]))
    return next((act, made) for act, made in found if made is not None)


def decided(con: Consolidation, act: Act) -> Consolidation:
    kind, name, *rest = act
    match kind:
        case "accept":
            return con.accept([name])
        case "reject":
            return con.reject([name])
        case "choose":
            slot = con.slot_at(name)
            return con.choose(slot, slot.variants[int(rest[0])])
        case "keep":
            return con.keep(name)
    return con.word(name, "hitherto")


def reached(con: Consolidation) -> frozenset[Identity]:
    """Every edit in a slot that a decision names."""
    seen = (r.seen | {e.identity for e in r.own} for d in con.decisions for r in d.rulings)
    return frozenset[Identity]().union(*seen)


def bare(slot: Slot) -> tuple[object, ...]:
    """A slot without the white space round it, what others beside it have against it, and a moved unit's new label."""
    inner = tuple(map(bare, slot.inner))
    start = slot.start + len(slot.base) - len(slot.base.lstrip())
    place = (start, slot.shape.value, slot.base.strip(), slot.settled, inner)
    readings = [(v.wording.strip() if slot.move is None else "", v.backers, v.deletes) for v in slot.variants]
    return (*place, readings, slot.address if slot.move is None else "")


def all_bare(slots: Iterable[Slot]) -> list[tuple[object, ...]]:
    """Slots by place; the order of new units in one gap may change with their number."""
    return sorted(map(bare, slots), key=repr)


# -- nothing outside what it names --------------------------------------------------------------


def holds_outside(world: World) -> None:
    con = consolidated(*world)
    for act, made in taken(con):
        touched = reached(made)
        before = all_bare(s for s in con.slots if s.strands.isdisjoint(touched))
        after = all_bare(s for s in made.slots if s.strands.isdisjoint(touched))
        assert before == after, (world, act)
        for amendment in con.amendments:
            if amendment.strands.isdisjoint(touched):
                assert made.verdict(amendment.name) is Verdict.OPEN, (world, act, amendment)


@every_small_world
def test_a_decision_changes_nothing_outside_the_slots_that_it_names(kind: str) -> None:
    for world in sample(kind, 4):
        holds_outside(world)


@given(worlds())
@random_worlds
def test_a_decision_changes_nothing_outside_the_slots_that_it_names_at_random(world: World) -> None:
    holds_outside(world)


@every_small_world
def test_what_is_shown_inside_a_slot_that_is_kept_stays_open(kind: str) -> None:
    for world in sample(kind, 1):
        con = consolidated(*world)
        for slot in con.slots:
            made = con.keep(slot)
            inside = all_bare(slot.inner)
            assert all_bare(s for s in made.open_slots if s.strands <= slot.strands) == inside, (world, slot)


@given(worlds())
@random_worlds
def test_a_new_unit_is_out_only_where_it_is_itself_decided_or_a_rival_reading(world: World) -> None:
    con = consolidated(*world)
    for act, made in taken(con):
        for slot in every(con.slots):
            if slot.shape is Shape.NEW and slot.address != act[1] and slot.kind is not ConflictKind.ALTERNATIVE:
                out = slot.strands & made.standing.dropped
                mine = {a.name for a in con.amendments if not a.strands.isdisjoint(slot.strands)}
                assert not out or {act[1], act[1].partition("#")[0]} & {*mine, *map(proposal_of, mine)}, (world, act)


@given(worlds())
@random_worlds
def test_accepting_one_amendment_leaves_what_goes_with_it_open(world: World) -> None:
    """What is no rival of an accepted amendment is neither in nor out."""
    con = consolidated(*world)
    for amendment in con.amendments:
        made = outcome(con, ("accept", amendment.name))
        if made is None or made.standing.lapsed:
            continue
        (ruling,) = made.decisions[0].rulings
        assert made.standing.kept == amendment.strands, (world, amendment)
        for other in con.amendments:
            if other.strands.isdisjoint(ruling.reaches):
                assert made.verdict(other.name) is Verdict.OPEN, (world, amendment, other)


@given(worlds(), st.data())
@random_worlds
def test_every_address_is_taken_back_for_the_slot_that_bears_it(world: World, data: st.DataObject) -> None:
    con = consolidated(*world)
    acts = offered(con)
    for made in (con, *([drawn(con, data, acts)[1]] if acts else ())):
        slots = list(every(made.slots))
        assert len({s.address for s in slots}) == len(slots), world
        assert all(made.slot_at(s.address) is s for s in slots), world


# -- order --------------------------------------------------------------------------------------


def holds_order(con: Consolidation, acts: list[Act]) -> None:
    """Decisions on different places come to the same in any order."""
    alone = {act: made for act in acts if (made := outcome(con, act)) is not None}
    acts, places = list(alone), [reached(made) for made in alone.values()]
    if any(not places[m].isdisjoint(places[n]) for m in range(len(acts)) for n in range(m)):
        return
    outcomes = set()
    for order in permutations(acts):
        made = con
        for act in order:
            made = decided(made, act)
        outcomes.add((made.slots, made.standing.kept, made.standing.dropped, brackets(made)))
    assert len(outcomes) == 1, (con.base.source, acts)


@given(worlds(), st.data())
@random_worlds
def test_the_order_of_decisions_on_different_places_does_not_matter(world: World, data: st.DataObject) -> None:
    con = consolidated(*world)
    acts = offered(con)
    assume(acts)
    holds_order(con, data.draw(st.lists(st.sampled_from(acts), min_size=2, max_size=3, unique=True)))


@every_small_world
def test_the_order_in_which_amendments_are_accepted_does_not_matter(kind: str) -> None:
    for world in sample(kind, 1):
        con = consolidated(*world)
        one, other = con.accept(["Arda"]).accept(["Brum"]), con.accept(["Brum"]).accept(["Arda"])
        both = con.accept(["Arda", "Brum"])
        assert one.slots == other.slots == both.slots, world
        assert one.standing.kept == other.standing.kept == both.standing.kept, world


# -- taking back --------------------------------------------------------------------------------


def holds_taking_back(con: Consolidation, acts: list[Act]) -> None:
    made = con
    for act in acts:
        try:
            then = decided(made, act)
        except (AmendtrackError, IndexError):
            continue  # what is decided is not decided again
        if then.decisions == made.decisions:
            continue
        what = [r.what for r in then.decisions[-1].rulings]
        there = {r.what for d in made.decisions for r in d.rulings} | {
            r.address for d in made.decisions for r in d.rulings
        }
        if there.isdisjoint(what):
            back = then.take_back(what)
            assert back == made and back.slots == made.slots, (con.base.source, act)
        made = then
    if made.decisions:
        names = dict.fromkeys(r.what for d in made.decisions for r in d.rulings)
        assert made.take_back(names) == con, (con.base.source, acts)


@given(worlds(), st.data())
@random_worlds
def test_taking_back_gives_what_was_before(world: World, data: st.DataObject) -> None:
    con = consolidated(*world)
    acts = offered(con)
    assume(acts)
    holds_taking_back(con, data.draw(st.lists(st.sampled_from(acts), min_size=1, max_size=4)))


# -- clean --------------------------------------------------------------------------------------


def holds_clean(con: Consolidation) -> None:
    """A clean text is there if nothing is open, and then every amendment has been decided."""
    if con.open_slots:
        with pytest.raises(Unsettled) as caught:
            con.clean()
        assert [s.address for s in caught.value.slots] == [s.address for s in con.open_slots]  # type: ignore[attr-defined]
    else:
        made = con.clean()
        open_ = [a.name for a in con.amendments if con.verdict(a.name) is Verdict.OPEN]
        assert not open_, (con.base.source, open_, con.decisions)
        assert unmarked(brackets(con)).split() == made.split(), con.base.source


def holds_deciding_all(con: Consolidation, data: st.DataObject) -> None:
    made = con
    for _ in range(40):
        holds_clean(made)
        if not made.open_slots:
            break
        _, made = drawn(made, data, [act for slot in made.open_slots for act in of_slot(slot)])
    else:
        raise AssertionError((con.base.source, "never settled", made.decisions))
    # Whatever was decided, every slot of the beginning has been named.
    assert {i for s in con.slots for i in s.strands} <= reached(made)


@given(worlds(), st.data())
@random_worlds
def test_what_is_decided_slot_by_slot_ends_in_a_clean_text(world: World, data: st.DataObject) -> None:
    holds_deciding_all(consolidated(*world), data)


@given(worlds(), st.data())
@random_worlds
def test_after_any_decisions_a_clean_text_is_there_if_nothing_is_open(world: World, data: st.DataObject) -> None:
    made = consolidated(*world)
    for act in data.draw(st.lists(st.sampled_from(offered(made) or [("keep", "1#1")]), max_size=5)):
        try:
            made = decided(made, act)
        except (AmendtrackError, IndexError):
            continue
        holds_clean(made)


@every_small_world
def test_accepting_all_but_rivals_and_rejecting_the_rest_decides_everything(kind: str) -> None:
    for world in sample(kind, 1):
        con = consolidated(*world)
        one = con.accept(["Arda"])
        rest = [a.name for a in con.amendments if one.verdict(a.name) is Verdict.OPEN]
        made = one.reject(rest) if rest else one
        holds_clean(made)
        alone = consolidate(world[0], {"Arda": world[1]}).accept(["Arda"]).clean()
        # Where both put the same new units in one gap in different orders, the order is not Arda's alone.
        assert sorted(made.clean().split()) == sorted(alone.split()), world


@given(worlds())
@random_worlds
def test_rejecting_every_proposal_leaves_the_draft(world: World) -> None:
    con = consolidated(*world)
    made = con.reject(["Arda"]).reject(["Brum"])
    assert made.clean() == world[0], world
    assert {made.verdict(a.name) for a in con.amendments} <= {Verdict.REJECTED}


# -- printed ------------------------------------------------------------------------------------


def holds_print(con: Consolidation, act: Act, made: Consolidation) -> None:
    """Decided text reads as text, with its sign behind it, and what is open is read back beside it."""
    part, printed = open_part(made), brackets(made)
    reading = read_brackets(printed, made.delegations)
    assert reading.base.source == part.text.source, (con.base.source, act, printed)
    assert len(reading.slots) <= len(part.slots), (con.base.source, act, printed)
    for _, words in part.marks:
        assert chair_mark(words) in printed, (con.base.source, act, printed)


def holds_unmarked(con: Consolidation) -> None:
    """What nobody decided has no sign."""
    printed = brackets(con)
    assert unmarked(printed) == printed


@given(worlds(), st.data())
@random_worlds
def test_decided_text_is_read_back_as_text(world: World, data: st.DataObject) -> None:
    con = consolidated(*world)
    holds_unmarked(con)
    holds_print(con, *drawn(con, data, offered(con)))


@every_small_world
def test_decided_text_of_small_worlds_is_read_back_as_text(kind: str) -> None:
    for world in sample(kind, 6):
        con = consolidated(*world)
        holds_unmarked(con)
        for act, made in taken(con):
            holds_print(con, act, made)


def test_an_amendment_accepted_in_part_puts_out_the_rivals_of_that_part() -> None:
    ropes, register = "Ropes are kept dry by all clubs of the lake.", "The clubs publish a register {}."
    base = f"{ropes}\n\n{register.format('in June')}\n"
    sent = {
        name: f"{register.format(when)}\n\n{ropes}\n" for name, when in (("Dalia", "in May"), ("Ilmar", "each year"))
    }
    con = consolidate(base, sent)
    made = con.keep("the beginning#1").accept(["Dalia#1"])  # it moves the paragraph too, which has been refused
    assert not made.open_slots
    assert brackets(made) == f"{ropes}\n\n{register.format('in May {✓ paragraph 2#2}')}\n"
    assert made.clean() == f"{ropes}\n\n{register.format('in May')}\n"
    assert brackets(con.with_decisions(made.decisions[::-1])) == brackets(made)


SENTENCES = ("Each mined area is mapped.", "Fences are checked in spring!", "Maps are open to all.")


@pytest.mark.parametrize("label", ["1. ", "Action #4: ", "## ", ""])
@pytest.mark.parametrize("shares", [(0, 1, 1), (0, 0, 1), (0, 1, 0), (0, 1, 2)])
def test_what_several_delete_together_leaves_no_unit_without_words(label: str, shares: Sequence[int]) -> None:
    """Each deletes some sentences of a paragraph, all of them together: nobody has proposed a bare number."""

    def text(gone: Iterable[int] = ()) -> str:
        left = " ".join(s for n, s in enumerate(SENTENCES) if n not in gone)
        return f"{label}{left}\n\nThe fund pays for the signs.\n"

    own = {name: [n for n, share in enumerate(shares) if share == k] for k, name in enumerate(("Arda", "Brum", "Corv"))}
    con = consolidate(text(), {name: text(gone) for name, gone in own.items() if gone})
    assert con.accept(con.delegations).open_slots, "who deletes the last words has accepted nothing yet"
    for order in permutations(con.delegations):
        done = con
        for name in order:
            done = done.accept([name]) if done.open_slots else done
        assert done.open_slots or any(s in done.clean() for s in SENTENCES), order


def test_a_sign_like_ours_in_a_text_stays_text() -> None:
    base = "1. Clear {✓ 1#1} all areas. {✓ 9#9}\n\n2. Mark {✓ 2#1}.\n"
    con = consolidate(base, {"Arda": base.replace("all", "known {✓ 3#3}")})
    for made in (con, con.accept(["Arda"]), con.keep("1#1")):
        printed = brackets(made)
        assert read_brackets(printed, ["Arda"]).base.source == open_part(made).text.source, printed
    assert read_brackets(brackets(con), ["Arda"]).view("Arda") == str(con.view("Arda"))


# -- what comes later ---------------------------------------------------------------------------


@cache
def first(base: str, arda: str) -> Consolidation:
    """The consolidation before Brum proposes anything."""
    return consolidate(base, {"Arda": arda})


@cache
def taken_first(base: str, arda: str) -> tuple[tuple[Act, Consolidation], ...]:
    """Every decision that can be taken before Brum proposes anything."""
    return tuple(taken(first(base, arda)))


def holds_later(world: World, act: Act, made: Consolidation) -> None:
    """A proposal made later changes nothing that was decided, but for places where it does not go with it."""
    brum = world[2]
    later = made.with_proposal(Proposal("Brum", brum))
    reopened = {gone.ruling.what for gone in later.standing.lapsed}
    ruled = {r.what for d in made.decisions for r in d.rulings}
    assert reopened <= ruled
    assert {r.what for _, r in later.standing.in_force} == ruled - reopened
    for gone in later.standing.lapsed:
        assert "Brum" in gone.why, (world, act, gone)
        assert any(not s.strands.isdisjoint(gone.ruling.reaches) for s in later.open_slots), (world, act)
    # Nobody has decided anything of what came later.
    for amendment in later.amendments:
        if amendment.proposal == "Brum":
            same = amendment.strands <= later.standing.kept
            assert same or later.verdict(amendment.name) is Verdict.OPEN, (world, act, amendment)
    assert later.without("Brum").slots == made.slots, (world, act)


@every_small_world
def test_a_later_proposal_reopens_what_it_does_not_go_with(kind: str) -> None:
    for world in sample(kind, 5):
        for act, made in taken_first(world[0], world[1]):
            holds_later(world, act, made)


@given(worlds(), st.data())
@random_worlds
def test_a_later_proposal_reopens_what_it_does_not_go_with_at_random(world: World, data: st.DataObject) -> None:
    alone = first(world[0], world[1])
    holds_later(world, *drawn(alone, data, offered(alone)))
