"""A first capital that only follows from a change before it is left unmarked, counted, and never lost."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import consolidate
from amendtrack.redline.comparison import compare
from amendtrack.render.counts import noise_line

quick = depth(150)
TABLE = "| No | Rule |\n| --- | --- |\n"


def marks(before: str, after: str) -> list[tuple[str, str]]:
    """What a reader sees marked."""
    redline = compare(before, after)
    shown = (s for c in redline.changes for s in c.splices if not s.noise)
    return [(before[s.b1 : s.b2].strip(), after[s.a1 : s.a2].strip()) for s in shown]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("1. The wells are dug.", "1. In spring the wells are dug.", ("", "In spring")),
        ("1. In spring, the wells are dug.", "1. The wells are dug.", ("In spring,", "")),
        ("1. All wells are dug.", "1. Wells are dug.", ("All", "")),
        ("1. A mill grinds. The wells are dug.", "1. A mill grinds and the wells are dug.", (".", "and")),
        ("1. A mill grinds, and (the) wells are dug.", "1. A mill grinds. (The) wells are dug.", (", and", ".")),
        ("1. Au printemps, les puits sont creusés.", "1. Les puits sont creusés.", ("Au printemps,", "")),
        ("1. Весной все колодцы чистят.", "1. Все колодцы чистят.", ("Весной", "")),
        (f"{TABLE}| 1 | The wells are dug |\n", f"{TABLE}| 1 | In spring, the wells are dug |\n", ("", "In spring,")),
        (f"{TABLE}| In spring, the wells | 1 |\n", f"{TABLE}| The wells | 1 |\n", ("In spring,", "")),
    ],
)
def test_a_first_capital_that_only_follows_is_not_marked_but_counted(
    before: str, after: str, marked: tuple[str, str]
) -> None:
    assert marks(before, after) == [marked]
    assert noise_line(compare(before, after)) == "Not marked: 1 first capital that only follows from the changes."


@pytest.mark.parametrize(
    ("before", "after", "capital"),
    [
        ("1. The wells are dug.", "1. the wells are dug.", ("The", "the")),  # nothing went before
        ("1. We meet in May, The wells are dug.", "1. We meet in March, the wells are dug.", ("The", "the")),
        ("1. States pay.", "1. All states pay.", ("States", "states")),  # perhaps a term
        ("1. In spring, US wells are dug.", "1. Us wells are dug.", ("US", "Us")),
        ("1. Wells are dug. Mills grind.", "1. Wells are dug. Old Mills grind.", None),
        ("1. The U.S. old states pay.", "1. The U.S. States pay.", ("states", "States")),
        (
            f"{TABLE}| 1 | The wells |\n",
            f"{TABLE}| 2 | the wells |\n",
            ("The", "the"),
        ),  # what changed is in another cell
        ("1. Ships wait ... old states pay.", "1. Ships wait ... States pay.", ("states", "States")),
    ],
)
def test_any_other_capital_is_wording(before: str, after: str, capital: tuple[str, str] | None) -> None:
    found = marks(before, after)
    if capital:
        gone, new = (" ".join(side) for side in zip(*found))
        assert capital[0] in gone.split() and capital[1] in new.split()
    assert not noise_line(compare(before, after))


def test_the_capital_is_still_consolidated() -> None:
    before, after = "1. The wells are dug.\n", "1. In spring the wells are dug.\n"
    con = consolidate(before, {"Norvia": after})
    assert con.accept(["Norvia"]).clean() == after


WORDS = st.lists(st.sampled_from("The the States states In in Mill . , ( ) “".split()), max_size=12)


@quick
@given(WORDS, WORDS)
def test_both_texts_remain(one: list[str], other: list[str]) -> None:
    before, after = (f"1. {' '.join(words)} end." for words in (one, other))
    redline = compare(before, after)
    for kind, text in (("insert", before), ("delete", after)):
        assert "".join(s.text for s in redline.spans() if s.kind != kind) == text
    if before != after and "".join(before.split()).lower() != "".join(after.split()).lower():
        assert any(not s.noise for c in redline.changes for s in c.splices)
