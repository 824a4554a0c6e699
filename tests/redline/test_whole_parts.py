"""A part that ends as the one before it does is new, or gone, from its own heading on."""

from __future__ import annotations

import pytest

from amendtrack import compare, consolidate

ONE = "## Zone A\n\nZone A is near the river.\n\n### Reports\n\nNone so far.\n\n"
TWO = "## Zone B\n\nZone B is on the hill.\n\n### Reports\n\nNone so far.\n\n"
THREE = "## Zone C\n\nZone C is by the road.\n\n### Reports\n\nNone so far.\n\n"


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The words that are new or gone, with the sort of change."""
    spans = ((str(span.kind), span.text.strip()) for span in compare(before, after).spans())
    return [(kind, words) for kind, words in spans if kind != "equal" and words]


@pytest.mark.parametrize(
    ("before", "part", "behind"),
    [
        (ONE + TWO, THREE, ""),
        (ONE, TWO, THREE),
        ("", ONE, TWO + THREE),
        ("1. Mines:\n   - cost\n   - time\n", "2. Traps:\n   - cost\n   - time\n", "\nEnd.\n"),
        ("- Mine A\n- old\n- deep\n", "- Mine B\n- old\n- deep\n", "- Mine C\n- old\n- deep\n"),
        ("Is A clear?\n\nYes.\n\nNo.\n\n", "Is B clear?\n\nYes.\n\nNo.\n\n", "Is C clear?\n\nYes.\n\nNo.\n\n"),
        (
            "The text:\n\nIt is here:\n\nA is clear.\n\n",
            "The text:\n\nIt is here:\n\nB is clear.\n\n",
            "The text:\n\nIt is here:\n\nC is clear.\n\n",
        ),
        ("Mines need this:\n\n- cost\n- time\n\n", "Traps need that:\n\n- cost\n- time\n\n", "Both are paid for.\n"),
        (
            "Chapter I\n\nArticle 1\n\nThe State pays.\n\nArticle 2\n\nReserved.\n\n",
            "Chapter II\n\nArticle 3\n\nThe Fund pays.\n\nArticle 4\n\nReserved.\n",
            "",
        ),
    ],
)
def test_a_part_is_put_in_and_taken_out_with_its_own_heading(before: str, part: str, behind: str) -> None:
    assert changed(before + behind, before + part + behind) == [("insert", part.strip())]
    assert changed(before + part + behind, before + behind) == [("delete", part.strip())]


def test_what_another_changes_in_the_part_above_stays_there() -> None:
    base, reported = ONE + TWO, TWO.replace("None so far", "Two mines were found")
    both = consolidate(base, {"Arran": base + THREE, "Brodick": ONE + reported}).accept(["Arran", "Brodick"])
    assert both.clean() == ONE + reported + THREE


def test_what_another_changes_in_the_part_that_goes_is_contested() -> None:
    base, reported = ONE + TWO + THREE, TWO.replace("None so far", "Two mines were found")
    contested = consolidate(base, {"Arran": ONE + THREE, "Brodick": ONE + reported + THREE})
    assert [conflict.kind.code for conflict in contested.conflicts] == ["delete-vs-amend"]
    above = ONE.replace("None so far", "Two mines were found")
    both = consolidate(base, {"Arran": ONE + THREE, "Brodick": above + TWO + THREE}).accept(["Arran", "Brodick"])
    assert both.clean() == above + THREE
