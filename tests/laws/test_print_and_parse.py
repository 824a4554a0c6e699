"""Law 10: the attributed print is read back into the same base, slots, wordings, backers and positions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from random import Random

import pytest
from depth import depth, some
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.reports import not_at_its_place
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import ReadConsolidation, ReadSlot, read_brackets
from amendtrack.text.words import folded, tokens

BREAK = re.compile(r"\s*\n\s*\S*\s*\S*\s*")


def names(con: Consolidation) -> set[str]:
    return {*con.delegations, *(p.delegation for p in con.positions)}


def same_words(wording: str) -> list[str]:
    return [f for t in tokens(wording) if (f := folded(t))]


def variant_facts(slot: Slot | ReadSlot, variants: Iterable[Variant]) -> list[object]:
    """What must come back of each reading; told by slots inside, noise may be spelled otherwise."""
    wording = same_words if slot.inner or any(v.moves_to for v in variants) else str
    if not slot.inner and not slot.base.strip() and all(BREAK.fullmatch(v.wording) for v in variants):
        return [(v.backers, v.positions) for v in variants]  # the label of what is split off is not printed
    said = [(wording(v.wording), v.backers, _struck(slot, v), v.moves_to.rstrip(".:"), _on(slot, v)) for v in variants]
    return sorted(said, key=repr)


def _on(slot: Slot | ReadSlot, variant: Variant) -> tuple[tuple[str, str], ...]:
    """The positions on a reading that is printed, which it is not where the slots inside say the same."""
    return () if slot.inner and not (variant.deletes or variant.moves_to) else variant.positions


def _struck(slot: Slot | ReadSlot, variant: Variant) -> bool:
    return bool(slot.base) and not variant.wording.strip() and not variant.moves_to


def facts(slot: Slot | ReadSlot) -> tuple[object, ...]:
    """What must come back of a slot."""
    inner = [facts(i) for i in slot.inner]
    return slot.start, slot.end, slot.base, variant_facts(slot, slot.variants), inner, slot.positions


def across(slots: Iterable[Slot]) -> bool:
    words = [s for s in slots if s.shape is Shape.WORDS]
    return any(y.start < x.end for x, y in itertools.pairwise(words)) or any(across(s.inner) for s in slots)


def check(con: Consolidation) -> ReadConsolidation:
    printed = brackets(con)
    reading = read_brackets(printed, names(con))
    assert str(reading.base) == str(con.base), printed
    if across(con.slots):
        return reading  # a break between two changes that touch is printed inside their slot
    moved = any(s.shape is Shape.MOVED_AWAY and s.inner for s in con.slots)
    found, meant = [facts(s) for s in reading.slots], [facts(s) for s in con.slots]
    if moved:  # see docs/design/print-and-parse.md: what the mover alone words otherwise is printed once
        found, meant = ([(*f[:4], f[5]) for f in part] for part in (found, meant))
    assert found == meant, printed
    return reading


PIECES = [
    "shall",
    "should",
    "mines",
    "[",
    "]",
    "[x]",
    " / ",
    "–",
    "/",
    "{",
    "}",
    "\\",
    "States",
    ",",
    ".",
    "(ex 5)",
    "– A",
    "– A, B]",
    "[z – B delete]",
    "delete",
    "\\[",
    "“x”",
]
LABELS = ["5. ", "6. ", "7. ", "(a) ", "", "Article 9 "]


def unit(words: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(LABELS), words).map(lambda made: made[0] + " ".join(made[1]))


UNITS = st.lists(unit(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)), min_size=1, max_size=4)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A base of a few units and proposals that change some words, units or their order."""
    base = draw(UNITS)
    given = {}
    for name in draw(
        st.lists(
            st.sampled_from(["A", "B", "A, B", "B delete", "C [x]", "Ö – Ü"]),
            min_size=1,
            max_size=4,
            unique=True,
        )
    ):
        units = [u.split(" ") for u in base]
        for _ in range(draw(st.integers(1, 3))):
            k = draw(st.integers(0, len(units) - 1)) if units else -1
            act = draw(st.sampled_from(["word", "word", "word", "strike", "add", "move", "cut", "edge"]))
            if act == "add" or k < 0:
                units.insert(
                    max(k, 0),
                    draw(unit(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))).split(" "),
                )
            elif act == "cut":
                del units[k]
            elif act == "move":
                units.insert(draw(st.integers(0, len(units) - 1)), units.pop(k))
            elif act == "strike":
                at = draw(st.integers(0, len(units[k]) - 1))
                del units[k][at : at + draw(st.integers(1, 3))]
                units[k] = units[k] or ["x"]
            elif act == "edge":
                units[k].append(draw(st.sampled_from(PIECES)))
            else:
                units[k][draw(st.integers(0, len(units[k]) - 1))] = draw(st.sampled_from(PIECES))
        given[name] = "\n\n".join(" ".join(u) for u in units)
    return "\n\n".join(base), given


@depth(150)
@given(worlds())
def test_random_worlds_come_back(world: tuple[str, dict[str, str]]) -> None:
    base, given_texts = world
    check(consolidate(base, given_texts))


def test_a_unit_moved_behind_a_struck_first_one_comes_back() -> None:
    first, second, third = "5. Mark the roads.", "6. Teach every child.", "7. Clear fields."
    arda = "\n\n".join([first.replace("Mark", "Sign"), third, second])
    con = consolidate("\n\n".join([first, second, third]), {"Arda": arda, "Brum": "\n\n".join([second, third])})
    check(con)
    assert [v.wording for v in con.slots[1].variants] == ["5 bis. Clear fields.\n\n"]


FOUND = [
    # words put in at a unit's very beginning, right before a sign, do not own the blank line above it
    (", [x]\n\n] ] [", {"B": "[x] ] ["}),
    (",  / \n\n] ] [", {"B": "[x] ] ["}),
    # what moves behind another that moves too is set apart, though the text began with a blank
    (
        " / \n\n5. (ex 5)\n\n5. shall shall",
        {
            "A": "shall / \n\n5. (ex 5)\n\n5. shall shall",
            "A, B": "shall (ex 5)\n\n / \n\n5. shall shall",
            "B delete": "5. shall shall\n\nshall (ex 5)",
        },
    ),
]


@pytest.mark.parametrize("world", FOUND)
def test_worlds_that_were_hard_come_back(world: tuple[str, dict[str, str]]) -> None:
    check(consolidate(*world))


@depth(60)
@given(worlds(), st.lists(st.sampled_from(["A", "D"]), max_size=2, unique=True), st.sampled_from(["5", "6", "9"]))
def test_positions_come_back(world: tuple[str, dict[str, str]], who: list[str], place: str) -> None:
    base, given_texts = world
    con = consolidate(base, given_texts, positions=[Position(n, Stance.RETAIN, place) for n in who])
    check(con)


@depth(120)
@given(worlds(), st.randoms(use_true_random=False))
def test_positions_on_wordings_come_back(world: tuple[str, dict[str, str]], random: Random) -> None:
    con = consolidate(*world)
    taken = [
        Position(who, stance, amendment.name, amendment.strands)
        for amendment in con.amendments
        for who, stance in itertools.product(("A", "D", "E"), Stance)
        if random.random() < 0.3
    ]
    con = con.with_positions(taken)
    assert consolidate(*world, positions=taken).slots == con.slots
    reading = check(con)
    shown = {(who, stance) for slot in every_read(reading.slots) for v in slot.variants for stance, who in v.positions}
    shown |= {(who, stance) for slot in every_read(reading.slots) for stance, who in slot.positions}
    apart = {(p.delegation, p.stance.value) for p in not_at_its_place(con)}
    for position in taken:
        said = position.delegation, position.stance.value
        backs = any(position.delegation in p.backers for p in con.proposals)
        assert backs or position.stance is Stance.RETAIN or said in shown | apart, (position, brackets(con))


def every_read(slots: Iterable[ReadSlot]) -> Iterator[ReadSlot]:
    for slot in slots:
        yield slot
        yield from every_read(slot.inner)


@pytest.mark.parametrize("signs", [("a", "[", "]"), ("a", "–", "B]"), ("\\", "[a", "/")])
def test_every_small_world_comes_back(signs: tuple[str, str, str]) -> None:
    texts = ["5. y " + " ".join(words) for n in range(3) for words in itertools.product(signs, repeat=n)]
    for base, a, b in some(itertools.product(texts, repeat=3)):
        check(consolidate(base, {"A": a, "B": b}))
