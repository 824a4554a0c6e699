"""What a lawyer calls each unit, in the ways in which statutes, amending acts and treaties are written."""

from __future__ import annotations

import pytest

from amendtrack.text.addresses import addresses, addresses_before_quotations
from amendtrack.text.places import place_named
from amendtrack.text.units import parse_text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        # paragraphs of an article that has words on the line of its number
        (
            "Article 4. Boats sail.\n\nNets dry.\n\nArticle 5. Ropes.\n",
            ["Article 4", "Article 4, paragraph 2", "Article 5"],
        ),
        ("第四条 船只出海。\n\n渔网晾干。\n\n第五条 绳索。\n", ["第四条", "第四条第二款", "第五条"]),
        # those of a numbered paragraph, and those of an item that is not the last
        (
            "Article 4\n\n1. Boats sail.\n\nNets dry.\n\n2. Ropes.\n",
            ["Article 4", "Article 4, 1", "Article 4, 1, paragraph 2", "Article 4, 2"],
        ),
        (
            "Article 4. Do:\n\n(a) sail;\n\nfar;\n\n(b) dry;\n\nall year.\n",
            ["Article 4", "Article 4 (a)", "Article 4 (a), paragraph 2", "Article 4 (b)", "after Article 4 (b)"],
        ),
        # words before the first number, and after the last item of a list
        (
            "Article 4\n\nDo:\n\n1. sail;\n\n2. dry.\n\nAll year.\n\nArticle 5\n",
            ["Article 4", "Article 4, chapeau", "Article 4, 1", "Article 4, 2", "after Article 4, 2", "Article 5"],
        ),
        # a signature is no paragraph of the last article
        ("Article 4. Boats sail.\n\nAnn Boatman\n", ["Article 4", "after Article 4"]),
        # a second label on the line of the first
        (
            "9. (1) (a) Sail.\n(b) Dry.\n(2) Rest:\n(a) here;\n(b) there.\n",
            ["9", "9 (1) (b)", "9 (2)", "9 (2) (a)", "9 (2) (b)"],
        ),
        # the number of a heading printed again below it
        (
            "## 9. Boats\n\n9. (1) They sail.\n\n(2) They rest.\n\n## 10. Nets\n\n10. They dry:\n\n(a) here.\n",
            ["9", "9 (1)", "9 (2)", "10", "10, paragraph 1", "10 (a)"],
        ),
        ("## 1. Boats\n\n1. They sail.\n\n2. They rest.\n", ["1", "1, 1", "1, 2"]),
        # parts of a schedule, after parts of the act
        (
            "## PART 1\n\n1. Sail.\n\n## SCHEDULE 1\n\n## PART 1\n\n1. Dry.\n",
            ["PART 1", "1", "SCHEDULE 1", "SCHEDULE 1, PART 1", "SCHEDULE 1, PART 1, 1"],
        ),
        # a list in a definition, and the definition after it
        (
            "Article 2\n\n“boat” means:\n\n(a) a raft;\n\n(b) a ship;\n\n“net”, when wet, means a mesh.\n",
            [
                "Article 2",
                "Article 2, definition of “boat”",
                "Article 2, definition of “boat” (a)",
                "Article 2, definition of “boat” (b)",
                "Article 2, definition of “net”",
            ],
        ),
        # what an amending act quotes is not its own
        (
            "2. Insert:\n\n“7. (1) Boats sail.\n\n(2) Nets dry.”\n\n"
            "3. Article 9 becomes «Article 9. Ropes.\n\n(a) Lamps.»\n\n4. Rest.\n",
            ["2", "2, quoted 7", "2, quoted 7 (2)", "3", "3, quoted (a)", "4"],
        ),
        ("2. Insert:\n\n«(1) Boats sail.\n\n3. Rest.\n", ["2", "after 2", "3"]),  # a quotation that does not end
        ("2. Names:\n\n“boat” means a raft.\n\n3. Rest.\n", ["2", "2, definition of “boat”", "3"]),
        # facts about the file
        ("---\ntitle: Boats\n---\n\n1. Sail.\n", ["rule 1", "front matter", "1"]),
        ("---\n\n1. Sail: far.\n\n---\n", ["rule 1", "1", "1, rule 1"]),
    ],
)
def test_a_unit_is_called_what_a_lawyer_calls_it(source: str, names: list[str]) -> None:
    text = parse_text(source)
    given = addresses(text)
    assert [name for name in given if name != "rule 2"] == names
    assert all(place_named(name, given) == name for name in given)
    assert len({*addresses_before_quotations(text)}) == len(text.units)
