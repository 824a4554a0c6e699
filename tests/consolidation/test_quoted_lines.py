"""A paragraph that is no longer quoted loses the sign of a quoted line on each of its lines, whoever else amends it."""

from __future__ import annotations

import pytest

from amendtrack import consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets

LINES = "Zones are marked with\n{0}red stones, and cleared\n{0}before the rains.\n"
HEAD, END = "Rules\n\n", "\nEnd here.\n"


def quoted(sign: str) -> str:
    return HEAD + sign + LINES.format(sign) + END


@pytest.mark.parametrize("sign", ["> ", ">", ">>> ", ">> > "])
@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_no_line_stays_quoted(sign: str, mark: str) -> None:
    base, bare = quoted(sign), HEAD + mark + LINES.format("") + END
    alone = consolidate(base, {"Arran": bare})
    assert alone.accept(["Arran"]).clean() == bare
    amended = base.replace("red stones", "red paint")
    both = consolidate(base, {"Arran": bare, "Brodick": amended})
    assert both.accept(["Arran", "Brodick"]).clean() == bare.replace("red stones", "red paint")
    assert read_brackets(brackets(both), ["Arran", "Brodick"]).base.source == base


def test_what_stays_quoted_keeps_its_signs() -> None:
    base = quoted("> ")
    told = base.replace("before the rains", "in spring")
    assert consolidate(base, {"Arran": told}).accept(["Arran"]).clean() == told
