"""Several edits in one clause, and which of several places of the same words is meant; what is unclear is asked."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

PLAN = """1. The Board will share maps and data, and will report.

2. Help will be free. It will be quick. The Board decides.

3. Parties will:

(a) adopt plans;

(b) set aside funds.

4. The plan ends in 2030.
"""
SECOND = "It will be"
SWAPPED = PLAN.replace("4. The plan ends in 2030.\n", "").replace(
    "3. Parties", "4. The plan ends in 2030.\n\n3. Parties"
)


def carried(message: str, draft: str = PLAN) -> tuple[str, int]:
    base = parse_text(draft)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


def edited(*edits: tuple[str, str]) -> str:
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


BOTH = (("share", "share new"), ("data,", "data of all,"))
LISTED = (("maps", "charts"), ("data", "figures"))


@pytest.mark.parametrize(
    ("message", "edits"),
    [
        (
            'Para 1: insert "new" before "maps", and "of all" after "data"',
            (("maps", "new maps"), ("data,", "data of all,")),
        ),
        ('Para 1: after "share" insert "new" and after "data" "of all".', BOTH),
        ('Insert "new" after "share" and "of all" after "data" in para 1.', BOTH),
        ("Paragraphe 1 : ajouter « new » après « share » et « of all » après « data ».", BOTH),
        ('Párrafo 1: insertar "new" después de "share" y "of all" después de "data".', BOTH),
        ("Пункт 1: добавить «new» после «share» и «of all» после «data».", BOTH),
        ('Para 1: replace "maps" by "charts" and in para 4 "2030" by "2031".', (("maps", "charts"), ("2030", "2031"))),
        (
            'Delete "and data" in para 1 and "It will be quick." in para 2.',
            ((" and data", ""), (" It will be quick.", "")),
        ),
        ('Replace "maps" and "data" in para 1 by "charts" and "figures", respectively.', LISTED),
        ("Paragraphe 1 : remplacer respectivement « maps » et « data » par « charts » et « figures ».", LISTED),
        ('Párrafo 1: sustitúyanse "maps" y "data" por "charts" y "figures", respectivamente.', LISTED),
        ('Para 2: replace "will" by "shall" the second time it occurs.', ((SECOND, "It shall be"),)),
        ('In para 2, after the word "will" where it last occurs, insert "also".', ((SECOND, "It will also be"),)),
        ('Para 2: after "will", where it occurs for the second time, insert "also".', ((SECOND, "It will also be"),)),
        (
            "Paragraphe 2 : remplacer « will », la deuxième fois qu'il apparaît, par « shall ».",
            ((SECOND, "It shall be"),),
        ),
        ('Para 2: "will" → "shall" (2 times)', (("Help will", "Help shall"), (SECOND, "It shall be"))),
        ('Para 2: replace both "will" by "shall".', (("Help will", "Help shall"), (SECOND, "It shall be"))),
        (
            "Paragraphe 2 : remplacer partout « will » par « shall ».",
            (("Help will", "Help shall"), (SECOND, "It shall be")),
        ),
        ('Article 3 bis is not here, but in para 4 for "2030" read "2031".', ()),
    ],
)
def test_each_edit_is_carried_out_where_it_belongs(message: str, edits: tuple[tuple[str, str], ...]) -> None:
    assert carried(message) == (edited(*edits), 0 if edits else 1)


@pytest.mark.parametrize(
    "message",
    [
        'Delete "and data" in para 1 and "will".',  # in para 1 too?
        'Replace "maps" and "data" in para 1 by "charts" and "figures".',  # the two together, or one for one?
        'Replace "maps", "data" and "will" in para 1 by "charts" and "figures", respectively.',
        'Para 2: replace all three "will" by "shall".',
        'Para 2: "will" → "shall" (x4)',
        'Para 2: replace "will" by "shall" the fifth time it occurs.',
        "Interchange paragraph 3 and (a).",
        "Paragraphs 1 to 3 change places.",
        "Move paragraph 4 between paragraphs 1 and 3.",
        'Replace "will" by "shall" throughout, except in paragraph 3.',
        'Insert "new" after "share" or "of all" after "data" in para 1.',
    ],
)
def test_what_may_be_meant_otherwise_is_asked(message: str) -> None:
    text, problems = carried(message)
    assert text == PLAN and problems


@pytest.mark.parametrize(
    "message",
    [
        "Paragraphs 3 and 4 change places.",
        "Reverse the order of paragraphs 3 and 4.",
        "Intervertir les paragraphes 3 et 4.",
        "Intercámbiense los párrafos 3 y 4.",
        "Пункты 3 и 4 поменять местами.",
        "第3段与第4段互换位置。",
        "Move paragraph 4 between paragraphs 2 and 3.",
    ],
)
def test_units_change_places_with_all_that_belongs_to_them(message: str) -> None:
    text, problems = carried(message)
    assert ([*text.split()], problems) == ([*SWAPPED.split()], 0)


@pytest.mark.parametrize(
    "message",
    [
        'Article 2, paragraph 1: replace "maps" by "charts"; paragraph 2: delete.',
        'Article 2(1): replace "maps" by "charts"; (2): delete',
        'Article 2 – paragraph 1: replace "maps" by "charts". Paragraph 2: delete.',
    ],
)
def test_a_place_in_the_same_line_is_in_the_article_before_it(message: str) -> None:
    draft = "Article 1\n\n1. One.\n\n2. Two.\n\nArticle 2\n\n1. Draw maps.\n\n2. Print.\n"
    assert carried(message, draft) == (draft.replace("maps", "charts").replace("\n\n2. Print.", ""), 0)


@pytest.mark.parametrize(
    "said",
    [
        'Para 6: strike everything from "whichever" to "year"; also strike the comma after "experts".',
        'Para 6: delete "whoever"; and replace "report" by "speak".',
        "Paragraphe 6 : supprimer « whoever » ; et remplacer « report » par « speak ».",
    ],
)
def test_what_also_asks_for_more_at_the_place_goes_with_it_or_not_at_all(said: str) -> None:
    base = parse_text("6. Asks experts, which meet each year, to report;\n\n7. Urges all;\n")
    carried = carry_out(read_message(said, base), base, {})
    assert carried.text in ("", base.source) and carried.problems
    assert carry_out(read_message('Para 6: delete "whoever"; para 7: delete "all".', base), base, {}).done
    assert carry_out(
        read_message('Para 6: replace "year" by "week"; and replace "report" by "speak".', base), base, {}
    ).done
