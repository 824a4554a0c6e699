"""What a counted subparagraph is, lists of places that hold each other, and new articles under headings."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

CHARTER = """Article 2 Duties

1. Each Party shall:

(a) survey its harbours;

(b) train its pilots.

2. Fees are due in May.

Article 3

The Council meets in June. the Council decides.

Article 4

The Board of the Council meets in July.
"""


def carried(message: str, draft: str = CHARTER) -> tuple[str, int]:
    base = parse_text(draft)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


@pytest.mark.parametrize(
    "message",
    [
        "Article 2(1), first subparagraph: delete",
        'In Article 2(1), the first subparagraph is replaced by the following: "Every Party shall:"',
        "Article 2, paragraph 1, second subparagraph: delete",
        "Article 2 – paragraph 1 – subparagraph 1: delete",
        "Article 2, paragraph 1 and (a): delete",
        "Merge Article 2, paragraph 1, and Article 2, paragraph 1 (a).",
        'Add a new Article 2 bis: "Help is free."',  # the title or the wording of it?
    ],
)
def test_where_a_subparagraph_may_be_a_passage_or_an_item_it_is_asked(message: str) -> None:
    assert carried(message) == (CHARTER, 1)


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ('Article 2(1), first subparagraph: replace "Each Party" by "Every Party".', "Each Party", "Every Party"),
        ('Article 2(1), first subparagraph, point (a): replace "survey" by "chart".', "survey", "chart"),
        ('Article 2 – paragraph 1 – subparagraph 1 – point a: replace "survey" by "chart"', "survey", "chart"),
        ('Article 2, paragraph 1, (b): replace "train" by "teach".', "train", "teach"),
        ("Article 2, paragraph 1 – (b): delete", "(b) train its pilots.\n\n", ""),
        ('Article 2(2), first subparagraph: replace "May" by "June".', "May", "June"),
        ('Article 4: replace "the Board" by "The Council" throughout.', "The Board", "The Council"),
        ('New Article 3 bis: "Help is free."', "Article 4", "Article 3 bis\n\nHelp is free.\n\nArticle 4"),
    ],
)
def test_where_only_one_reading_is_possible_it_is_carried_out(message: str, old: str, new: str) -> None:
    assert carried(message) == (CHARTER.replace(old, new, 1), 0)
