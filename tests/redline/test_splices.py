"""What differs inside matched units; very long ones are compared piece by piece, with the same answer."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.align.alignment import Group
from amendtrack.redline.align.likeness import HUGE
from amendtrack.redline.comparison import compare
from amendtrack.redline.numbering import Numbering
from amendtrack.redline.spans import SpanKind
from amendtrack.redline.splices import Splice, huge_splices, splices_of
from amendtrack.text.units import Text, Unit, UnitKind, parse_text

quick = depth(150)
ONE = Group(0, 1, 0, 1, False)
SENTENCE = "States Parties will clear all mined areas in district {n} without delay. "


def long_unit(characters: int) -> str:
    """One unit of exactly so many characters."""
    source = "".join(SENTENCE.format(n=n) for n in range(characters // len(SENTENCE) + 1))
    return source[: characters - 1].rstrip().ljust(characters - 1, "x") + "."


def one_unit(wording: str) -> Text:
    return Text(wording, (Unit(UnitKind.PARAGRAPH, "", 0, 0, len(wording)),))


def put_back(before: str, after: str, splices: tuple[Splice, ...]) -> str:
    """The first text with every splice put in."""
    out, at = [], 0
    for s in splices:
        out += [before[at : s.b1], after[s.a1 : s.a2]]
        at = s.b2
    return "".join(out) + before[at:]


@pytest.mark.parametrize("size", [HUGE - 1, HUGE, HUGE + 1, HUGE + 5_000])
def test_a_very_long_unit_is_compared_word_by_word_where_it_differs(size: int) -> None:
    before = long_unit(size)
    after = before.replace("district 700 without", "district 700, if possible, without").replace(
        "all mined", "known", 1
    )
    assert len(parse_text(before).units) == 1
    redline = compare(before, after)
    marks = [(s.kind, s.text.strip()) for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
    assert marks == [
        (SpanKind.DELETE, "all mined"),
        (SpanKind.INSERT, "known"),
        (SpanKind.INSERT, ", if possible,"),
    ]
    spans = redline.spans()
    assert "".join(s.text for s in spans if s.kind is not SpanKind.INSERT) == before
    assert "".join(s.text for s in spans if s.kind is not SpanKind.DELETE) == after


words = st.lists(st.sampled_from(["all", "the", "mined", "areas.", "and", "clear", "areas，", "缔约国。"]), max_size=60)


def test_a_very_long_unit_beside_others_leaves_their_redlines_as_they_are() -> None:
    small = "6. States Parties will report every year.\n\n7. This plan ends in 2030."
    before, after = f"{long_unit(HUGE)}\n\n{small}\n", f"{long_unit(HUGE)}y\n\n{small.replace('ends', 'may end')}\n"
    marks = [(s.kind, s.text) for s in compare(before, after).spans() if s.kind is not SpanKind.EQUAL]
    assert marks[-2:] == [(SpanKind.DELETE, "ends"), (SpanKind.INSERT, "may end")]


@given(words, words, st.sampled_from([" ", "  ", "\n"]))
@quick
def test_piece_by_piece_gives_both_texts_back(one: list[str], other: list[str], space: str) -> None:
    before, after = " ".join(one), space.join(other)
    found = huge_splices(one_unit(before), one_unit(after), ONE, Numbering())
    assert put_back(before, after, found) == after
    assert [s.b1 for s in found] == sorted(s.b1 for s in found)


@given(words, st.integers(0, 60), st.integers(0, 3))
@quick
def test_piece_by_piece_finds_one_change_as_word_by_word_does(one: list[str], at: int, gone: int) -> None:
    before = " ".join(one)
    after = " ".join([*one[:at], "hitherto", *one[at + gone :]])
    texts = one_unit(before), one_unit(after)
    whole = [s[:5] for s in splices_of(*texts, ONE, Numbering())] if before else None
    found = [s[:5] for s in huge_splices(*texts, ONE, Numbering())]
    assert before == "" or found == whole


def test_a_rewrite_across_the_end_of_emphasis_is_cut_there_in_both_texts() -> None:
    redline = compare(
        "Sign a _Joint Agreement_ (JA) now.\n", "Sign one of two _Joint Agreements_ (JAs, or more) now.\n"
    )
    marks = [(s.kind, s.text) for s in redline.spans() if s.kind is not SpanKind.EQUAL]
    assert marks[2:] == [
        (SpanKind.DELETE, "Agreement"),
        (SpanKind.INSERT, "Agreements"),
        (SpanKind.DELETE, "JA"),
        (SpanKind.INSERT, "JAs, or more"),
    ]


@pytest.mark.parametrize("before", [" ", "\n", "\n> ", "\n>\n> "])
@pytest.mark.parametrize("behind", [" ", "\n", "\n> ", "\n>\n> "])
def test_what_is_put_in_or_deleted_leaves_the_white_space_that_the_other_text_has(before: str, behind: str) -> None:
    long = f"> Boats are moored here{before}with two ropes{behind}All nets dry by day.\n"
    for short in (long.replace(f"with two ropes{behind}", ""), long.replace(f"{before}with two ropes", "")):
        for base, own in ((short, long), (long, short)):
            con = consolidate(base, {"Arda": own, "Brum": base.replace("by day", "by night")})
            assert con.accept(["Arda", "Brum"]).clean() == own.replace("by day", "by night")
            con.check()
