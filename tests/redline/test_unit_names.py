"""The names of the units of both texts of a redline."""

from __future__ import annotations

import pytest

from amendtrack import compare
from amendtrack.redline.unit_names import unit_names
from amendtrack.render.descriptions import blocks_of
from amendtrack.text.addresses import addresses

DRAFT = "## Wells\n\n5. Keep the wells:\n(a) covered;\n(b) marked.\n\nClean them in May.\n\n6. Report each year.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Keep the wells:", "Keep the wells clean."),  # no list is announced any more
        ("Clean them in May.", "**Cleaning**"),  # a paragraph that is a title now
        ("covered;", "“covered” means that nothing falls in;"),
        ("Report each year.", "Report by 1. June, or"),
    ],
)
def test_a_proposal_that_only_changes_words_leaves_each_unit_its_name(old: str, new: str) -> None:
    redline = compare(DRAFT, DRAFT.replace(old, new))

    assert unit_names(redline) == (addresses(redline.before), addresses(redline.before))
    assert not any("(was " in block.title for block in blocks_of(redline))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6. Report", "5 bis. Rest.\n\n6. Report"),
        ("(b) marked.", "(c) marked."),
        ("Clean them in May.\n\n", ""),
        ("## Wells", "## Springs"),
        ("6. Report each year.", "Report each year."),
    ],
)
def test_where_a_unit_is_new_gone_or_numbered_otherwise_both_texts_are_read_for_names(old: str, new: str) -> None:
    redline = compare(DRAFT, DRAFT.replace(old, new))

    assert unit_names(redline) == (addresses(redline.before), addresses(redline.after))


def test_a_moved_unit_is_named_in_both_texts() -> None:
    before = "Boats carry lamps at night.\n\nNets dry on the beach.\n\nOars stay in the boats.\n\n7. Ropes rot.\n"
    parts = before.split("\n\n")
    redline = compare(before, "\n\n".join([parts[2], parts[0], parts[1], parts[3]]))

    assert unit_names(redline) == (addresses(redline.before), addresses(redline.after))
