"""How much is changed: by section, by delegation, in words."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.comparison import compare
from amendtrack.render.bars import statistics_lines
from amendtrack.render.look import Look
from amendtrack.render.statistics import Changed, statistics_of, statistics_of_all

BASE = "# Aims\n\n1. Clear all areas.\n\n2. Fund travel.\n\n# Ends\n\n3. Meet each May.\n"
SENT = {
    "Brum (text: Clearance Watch)": BASE.replace("all areas", "every known area"),
    "Arda": BASE.replace("all areas", "every known area")
    .replace("3. Meet each May.\n", "")
    .replace("travel", "the travel"),
}


def test_a_redline_is_counted_by_section() -> None:
    found = statistics_of(compare(BASE, SENT["Arda"]))
    assert found.sections == (Changed("Aims", 2, 2, 4), Changed("Ends", 1, 3, 0))
    assert found.total == Changed("", 3, 5, 4)
    assert not statistics_of(compare(BASE, BASE.replace("May", "May ")[:-1])).sections


def test_what_several_ask_for_is_counted_once_in_a_section_and_for_each_of_them() -> None:
    found = statistics_of_all(consolidate(BASE, SENT))
    assert found.sections == (Changed("Aims", 2, 2, 4), Changed("Ends", 1, 3, 0))
    assert found.delegations == (Changed("Arda", 3, 5, 4), Changed("Brum", 1, 2, 3))


def test_a_text_without_headings_is_counted_by_unit() -> None:
    found = statistics_of(compare("5. Clear all.\n\n6. Meet.", "5. Clear most.\n\n6. Meet.\n\n7. Report."))
    assert found.sections == (Changed("5", 1, 1, 1), Changed("7", 1, 0, 1))


def test_a_bar_has_signs_and_fits() -> None:
    lines = [line.plain for line in statistics_lines(statistics_of_all(consolidate(BASE, SENT)), Look(60))]
    assert lines[0].startswith("Aims") and lines[0].endswith("--++++") and max(map(len, lines)) <= 60
    assert lines[-1] == "3 units changed or new; 5 words deleted, 4 inserted"


@pytest.mark.parametrize("width", [44, 60, 61, 80, 90])
def test_no_bar_is_longer_than_its_line(width: int) -> None:
    """A long name, and words deleted and inserted whose parts of the bar are both rounded up."""
    before = "".join(f"# {'Part of the plan ' * n}\n\n{'word ' * 9 * n}\n\n" for n in range(1, 7))
    found = statistics_of(compare(before, before.replace("word word word", "other word new sense")))
    assert max(line.cell_len for line in statistics_lines(found, Look(width))) <= width
