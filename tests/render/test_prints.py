"""Whole prints, as they were read and kept: redlines and a contested article, at several widths.

``python tests/render/test_prints.py`` prints them anew; read what changed before you keep it.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.redline.comparison import compare
from amendtrack.render.descriptions import Coverage
from amendtrack.render.look import Columns
from amendtrack.render.terminal import print_consolidation, print_redline

PRINTS = Path(__file__).parent / "prints"
ARTICLE = """## Article 14. Access to wells

14. States Parties shall give every village access to a well without delay, and shall report annually on progress.

15. Each State Party names one ministry which is responsible for wells, and tells the Council its name.

16. States Parties meet each June to review what has been done.

17. Villages take part in planning. Fund their travel.
"""
EACH_YEAR, JUNE = "each year by 30 April", "16. States Parties meet each June to review what has been done.\n\n"
NAMED = "Each State Party names one ministry which is responsible for wells, and tells the Council its name."
JOINT = "Parties that share a well set up a joint office, which answers all letters."
SENT = {
    "Norvia": ARTICLE.replace(" without delay", "").replace("annually", EACH_YEAR),
    "Galdora": ARTICLE.replace("without delay", "as soon as possible").replace("each June", "every second year"),
    "Kestria": ARTICLE.replace("shall give", "should give").replace("annually", EACH_YEAR),
    "Dunmere": ARTICLE.replace(JUNE, ""),
    "Lake States": ARTICLE.replace(
        NAMED, "Parties that share a well set up a joint office, which answers all letters."
    ),
    "Hestria": ARTICLE.replace("planning. Fund", "planning.\n\n17 bis. Fund") + "\n18. Keepers of wells are paid.\n",
}
REDLINES = [("wells", 60), ("wells", 80), ("wells", 120), ("wells", 200), ("ar", 80), ("zh", 60), ("zh", 120)]
CONSOLIDATIONS = [60, 80, 120, 200]
COLOURED = [(name, width) for name in ("wells", "article") for width in (60, 80, 120, 200)] + [("ar", 80), ("zh", 120)]


def read(name: str) -> str:
    return (PRINTS / name).read_text(encoding="utf-8")


def article() -> Consolidation:
    return consolidate(ARTICLE, SENT)


def printed(name: str, width: int, *, colour: bool = False) -> str:
    file = io.StringIO()
    system = "256" if colour else None
    console = Console(file=file, width=width, force_terminal=colour, color_system=system, no_color=not colour)  # type: ignore[arg-type]
    columns = Columns.TWO if width >= 120 else Columns.ONE
    if name == "article":
        print_consolidation(article(), console, columns=columns)
    else:
        print_redline(compare(read(f"{name}.md"), read(f"{name}-after.md")), console, Coverage.CHANGES, columns=columns)
    return file.getvalue().replace("\x1b", "␛")


def kept() -> dict[str, tuple[str, int, bool]]:
    """The files, and what each of them holds."""
    plain = {f"{name}-{width}.txt": (name, width, False) for name, width in REDLINES}
    plain |= {f"article-{width}.txt": ("article", width, False) for width in CONSOLIDATIONS}
    return plain | {f"{name}-{width}-colour.txt": (name, width, True) for name, width in COLOURED}


@pytest.mark.parametrize("file", kept())
def test_a_print_is_as_it_was_read(file: str) -> None:
    name, width, colour = kept()[file]
    assert printed(name, width, colour=colour) == read(file)


def test_no_print_is_kept_that_is_not_compared() -> None:
    assert {path.name for path in PRINTS.glob("*.txt")} == set(kept())


if __name__ == "__main__":
    for file, (name, width, colour) in kept().items():
        (PRINTS / file).write_text(printed(name, width, colour=colour), encoding="utf-8")
