"""Lists inside lists: a unit is printed as deep as it stands, in a redline, in a consolidated text and on paper."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.comparison import compare
from amendtrack.render.brackets import Style
from amendtrack.render.html import redline_html
from amendtrack.render.terminal import print_consolidation, print_redline
from amendtrack.render.typeset import typeset
from amendtrack.text.nesting import nesting_of
from amendtrack.text.units import parse_text

NUMBERS = """1. Tasks:
    1. keeping wells;
    2. selling ropes:
        (a) hemp;
        (b) steel.
2. Fees:
    1. two for a rope.
"""
BULLETS = """- Tâches :
  - entretenir les puits ;
  - vendre des cordes :
    - en chanvre.
- Droits :
  - deux par corde.
"""
ITEMS = """١. المهام:
   (أ) صيانة الآبار؛
   (ب) بيع الحبال:
      ١) من القنب؛

   ويجوز للمكتب بيع المجاديف.

٢. الرسوم.
"""
FLAT = """1. 职责：
（a）修井；
（b）售绳。

各村派代表。

2. 费用。
"""


@pytest.mark.parametrize(
    ("text", "steps", "depths"),
    [
        (NUMBERS, [0, 1, 1, 2, 2, 0, 1], [0, 1, 1, 2, 2, 0, 1]),
        (BULLETS, [0, 1, 1, 2, 0, 1], [0, 1, 1, 2, 0, 1]),
        (ITEMS, [0, 1, 1, 2, 1, 0], [0, 1, 1, 2, 1, 0]),
        (FLAT, [0, 0, 0, 0, 0], [0, 1, 1, 0, 0]),
        # A title ends the lists above it; lines that all begin further in are in no list; a centred line is none.
        ("1. Tasks.\n\n# Fees\n\n    1. two;\n    2. three.\n", [0, 0, 0, 0], [0, 0, 0, 0]),
        ("    1. Tasks.\n\n    2. Fees.\n", [0, 0], [0, 0]),
        ("1. Tasks.\n\n                FEES\n\n2. Two.\n", [0, 0, 0], [0, 0, 0]),
        # A table or a note inside a list does not end it.
        ("1. Tasks:\n\n| a | b |\n|---|---|\n\n    1. wells.\n", [0, 0, 0, 1], [0, 0, 0, 1]),
    ],
)
def test_how_deep_a_unit_stands(text: str, steps: list[int], depths: list[int]) -> None:
    read = parse_text(text)
    found = [nesting_of(read, k) for k in range(len(read.units))]
    assert ([n.steps for n in found], [n.depth for n in found]) == (steps, depths)


def test_a_redline_shows_how_deep_a_unit_stands() -> None:
    after = NUMBERS.replace("steel", "silk").replace("    2. selling", "    2. drying nets;\n    3. selling")
    lines = _redline(NUMBERS, after)
    for line in (
        "        1. keeping wells;",
        "  +     2. drying nets;",
        "            (a) hemp;",
        "  |         (b) {-steel-}{+silk+}.",
        "    2. Fees:",
    ):
        assert line in lines
    assert '<p dir="auto" class="in2">(b) <del>steel</del>' in redline_html(compare(NUMBERS, after))


def test_long_words_of_a_nested_unit_stay_in_it() -> None:
    long = NUMBERS.replace(
        "hemp", "hemp from the fields behind the mill, dried in the sun for as long as the warden says"
    )
    at = [line for line in _redline(long, long.replace("sun", "wind")) if line.startswith("  |")]
    assert len(at) == 2 and all(line.startswith("  |         ") for line in at)


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        (NUMBERS, "    1. keeping", "    1. painting;\n    1. keeping", "        1. keeping wells;"),
        (NUMBERS, "        (b)", "        (b) silk;\n        (c)", "            [(a) bis silk; – Arda]"),
        (BULLETS, "    - en", "    - en soie ;\n    - en", "            • [en soie ; – Arda]"),
        (BULLETS, "- Droits", "  - peindre.\n- Droits", "        • [peindre. – Arda]"),
        (ITEMS, "   (ب)", "   (ب) رسم؛\n   (ج)", "        [(أ) bis رسم؛ – Arda]"),
        (FLAT, "（b）", "（b）绘画；\n（c）", "        [（a）之二绘画； – Arda]"),
    ],
)
def test_a_new_unit_is_printed_in_the_list_that_it_is_put_in(text: str, old: str, new: str, wanted: str) -> None:
    lines = [line.replace("#1", "  ") for line in _consolidated(text, text.replace(old, new))]
    assert wanted in lines, lines


def test_a_moved_unit_is_printed_in_the_list_that_it_comes_to() -> None:
    long = "keeping all the wells of the village in spring"
    base = NUMBERS.replace("keeping wells", long)
    moved = base.replace(f"    1. {long};\n", "").replace("rope.\n", f"rope;\n    2. {long}.\n")
    [arrived] = [line for line in _consolidated(base, moved) if "(ex " in line]
    assert arrived.removeprefix("#1").strip().startswith("[1 bis") and arrived.index("[") == 8


def test_paper_has_the_same_depths() -> None:
    con = consolidate(NUMBERS, {"Arda": NUMBERS.replace("        (b)", "        (b) silk;\n        (c)")})
    forms = [(unit.form.kind.value, unit.form.level) for unit in typeset(con, Style.ATTRIBUTED)]
    item, deeper = ("item", 0), ("item", 1)
    assert forms == [("text", 0), item, item, deeper, deeper, deeper, ("text", 0), item]


def _redline(before: str, after: str) -> list[str]:
    out = io.StringIO()
    print_redline(compare(before, after), Console(file=out, width=80, no_color=True))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def _consolidated(base: str, proposal: str) -> list[str]:
    out = io.StringIO()
    print_consolidation(consolidate(base, {"Arda": proposal}), Console(file=out, width=80, no_color=True))
    return [line.rstrip() for line in out.getvalue().splitlines()]
