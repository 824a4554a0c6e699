"""The laws of alignment: what must hold whichever way two texts are matched unit by unit.

The other laws hold for any alignment, a poor one too; these tell a good one from it.
"""

from __future__ import annotations

from collections import Counter

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.align.alignment import align
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.spans import Span, SpanKind
from amendtrack.text.units import Text, parse_text
from laws.worlds import SENTENCES, UNITS, World, small_worlds, worlds

random_worlds = depth(300)
ENDS = (
    "The depositary shall keep the original text of these commitments.",
    "This plan enters into force thirty days after its adoption, and ends with the next plan.",
)


def wordings(text: Text) -> list[str]:
    return [" ".join(text.wording(u).split()) for u in text.units]


def matched(before: Text, after: Text) -> tuple[set[int], set[int]]:
    """The units of both texts that are matched with one of the other."""
    found = align(before, after)
    pairs = [(range(r.i, r.i + r.n), range(r.j, r.j + r.n)) for r in found.runs]
    pairs += [(range(g.i1, g.i2), range(g.j1, g.j2)) for g in found.groups]
    return {i for b, _ in pairs for i in b}, {j for _, a in pairs for j in a}


def size(redline: Redline) -> int:
    """How many characters a redline marks, noise apart."""
    return sum(len(s.text) for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise)


# -- what stands once on both sides is never struck and put in again ----------------------------


def holds_identity(before: str, after: str) -> None:
    b, a = parse_text(before), parse_text(after)
    once = {w for w, n in Counter(wordings(b)).items() if n == 1 and len(w.split()) > 2}
    once &= {w for w, n in Counter(wordings(a)).items() if n == 1}
    kept, new = matched(b, a)
    for n, wording in enumerate(wordings(b)):
        assert wording not in once or n in kept, (before, after, wording)
    for n, wording in enumerate(wordings(a)):
        assert wording not in once or n in new, (before, after, wording)


def test_a_unit_that_stands_once_in_both_texts_is_never_struck_and_new() -> None:
    for before, after, _ in list(small_worlds("units"))[::13]:
        holds_identity(before, after)


@given(worlds(with_noise=False))
@random_worlds
def test_a_unit_that_stands_once_in_both_texts_is_never_struck_and_new_at_random(world: World) -> None:
    holds_identity(world[0], world[1])
    holds_identity(world[1], world[2])


@given(st.permutations(SENTENCES), st.permutations(SENTENCES), st.integers(0, 9), st.integers(0, 9))
@random_worlds
def test_however_units_are_ordered_what_both_texts_have_is_matched(
    one: list[str], other: list[str], m: int, n: int
) -> None:
    holds_identity("\n\n".join(one[m:]), "\n\n".join(other[n:]))


ITEMS = tuple(
    f"Clear the {where} fields of all {what} by {when};"
    for where in ("northern", "southern") for what in ("mines", "shells") for when in ("June", "May")
)  # fmt: skip


@given(st.permutations(ITEMS), st.permutations(ITEMS), st.integers(0, 7), st.integers(0, 7), st.integers(0, 7))
@random_worlds
def test_items_of_one_paragraph_that_differ_in_a_word_are_told_apart(
    one: list[str], other: list[str], m: int, n: int, at: int
) -> None:
    """No item stands in a block of its own, so none of them can anchor."""

    def listed(items: list[str]) -> str:
        rows = [f"({letter}) {item}" for letter, item in zip("abcdefgh", items)]
        return "\n".join(["5. States will:", *rows[:at], "6. States will also:", *rows[at:]]) + "\n"

    holds_identity(listed(one[m:]), listed(other[n:]))


def test_what_a_unit_is_matched_with_is_its_exact_partner_though_a_neighbour_is_alike() -> None:
    """Two units that differ in a word, of which one went and the other moved up."""
    a, b = "Clear the northern fields of all mines by June.", "Clear the southern fields of all mines by June."
    before, after = f"{UNITS[1]}\n\n{a}\n\n{b}\n", f"{UNITS[1]}\n\n{b}\n"
    found = compare(before, after)
    assert [c.kind.value for c in found.changes] == ["kept", "deleted", "kept"]
    assert found.before.wording(found.before.units[1]) == a


@pytest.mark.parametrize("words", [5, 6])
def test_a_short_unit_may_be_matched_with_a_like_one_though_an_exact_one_stands_elsewhere(words: int) -> None:
    """From six words on an exact partner elsewhere is the partner; a shorter one may stand by chance."""
    short = " ".join("we all must go now too".split()[:words])
    other = short.replace("must", "may")
    before = f"{short}\n\n{UNITS[0]}\n\n{UNITS[1]}\n"
    after = f"{other}\n\n{UNITS[0]}\n\n{UNITS[1]}\n\n{short}\n"
    kinds = [c.kind.value for c in compare(before, after).changes]
    assert kinds == (["edited", "kept", "kept", "inserted"] if words < 6 else ["inserted", "kept", "kept", "kept"])


# -- one new end on both texts makes no answer longer -------------------------------------------


def holds_ends(before: str, after: str) -> None:
    plain = size(compare(before, after))
    for end in ENDS:
        longer = size(compare(f"{before.rstrip()}\n\n{end}\n", f"{after.rstrip()}\n\n{end}\n"))
        assert longer <= plain, (before, after, end)


@given(worlds(with_noise=False))
@random_worlds
def test_the_same_new_end_on_both_texts_makes_no_redline_longer(world: World) -> None:
    holds_ends(world[0], world[1])


# -- swapping the texts swaps the marks ---------------------------------------------------------


def swapped(spans: tuple[Span, ...]) -> tuple[list[str], list[str]]:
    """What is struck and what is put in, each in reading order; noise apart."""
    out = [s.text for s in spans if s.kind is SpanKind.DELETE and not s.noise]
    new = [s.text for s in spans if s.kind is SpanKind.INSERT and not s.noise]
    return sorted(out), sorted(new)


@st.composite
def edited_in_place(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with units put in, taken out and reworded, none of them moved, split or joined."""
    picked = draw(st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True))
    before = [SENTENCES[n] for n in picked]
    after = []
    for unit in before:
        act = draw(st.sampled_from(("keep", "keep", "drop", "reword", "follow")))
        words = unit.split(" ")
        if act == "reword" and len(words) > 4:
            at = draw(st.integers(1, len(words) - 2))
            unit = " ".join([*words[:at], "hitherto", *words[at + 1 :]])
        if act != "drop":
            after.append(unit)
        if act == "follow":
            after.append(draw(st.sampled_from(ENDS)))
    return "\n\n".join(before) + "\n", "\n\n".join(dict.fromkeys(after)) + "\n"


@given(edited_in_place())
@random_worlds
def test_swapping_two_texts_swaps_what_is_struck_and_what_is_new(texts: tuple[str, str]) -> None:
    before, after = texts
    struck, new = swapped(compare(before, after).spans())
    back_struck, back_new = swapped(compare(after, before).spans())
    assert (struck, new) == (back_new, back_struck), texts


@given(worlds(with_noise=False))
@random_worlds
def test_swapping_two_texts_matches_the_same_units(world: World) -> None:
    """Of units that are equal in one text, it may be another one."""
    before, after = parse_text(world[0]), parse_text(world[1])
    there, back = matched(before, after), matched(after, before)
    sides = ((before, there[0], back[1]), (after, there[1], back[0]))
    assert all(_printed(text, one) == _printed(text, other) for text, one, other in sides), world


def _printed(text: Text, units: set[int]) -> list[str]:
    return sorted(text.printed(text.units[k]).strip() for k in units)
