"""Rows and cells of a table, the preamble and the operative part as places, and paragraphs that are only counted."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

DRAFT = """# Draft resolution

The Assembly,

*Recalling* its decision on lights,

*Noting* the costs,

1. *Urges* members to mark their harbours;

2. *Decides* that the fees are due in May.

## Annex Fees

1. The fees are:

| Class | Boats | Fee |
|---|---|---|
| A | 10 | 300 crowns |
| B | 20 | 900 crowns |
| C | 900 | 900 francs |
"""
SWAPPED = "*Noting* the costs,\n\n*Recalling* its decision on lights,"


def carried(message: str) -> tuple[str, int]:
    base = parse_text(DRAFT)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ('In the table in the annex, in row B, replace "900" by "800".', "900 crowns", "800 crowns"),
        ('Annex, table, class B: replace "900" by "800".', "900 crowns", "800 crowns"),
        ('In the row for class B of the table, for "900" read "800".', "900 crowns", "800 crowns"),
        ('Annex – paragraph 1 – table – row 2 – column 3: replace "900 crowns" by "800 crowns"', "900 cr", "800 cr"),
        ('Annex, table, second row, third column: "900 crowns" should read "800 crowns".', "900 cr", "800 cr"),
        ('In the table, replace "300 crowns" by "400 crowns".', "300 crowns", "400 crowns"),
        ('Annex, table, row C, column 2: replace "900" by "800".', "| 900 |", "| 800 |"),
        ('Annex, table, row C, last column: replace "900" by "800".', "900 francs", "800 francs"),
        ("Dans le tableau de l'annexe, à la ligne B, remplacer « 900 » par « 800 ».", "900 crowns", "800 crowns"),
        ('En el cuadro del anexo, fila B, sustitúyase "900" por "800".', "900 crowns", "800 crowns"),
        ("В таблице приложения, в строке B, заменить «900» на «800».", "900 crowns", "800 crowns"),
        ('In column 3 of the table, replace "francs" by "crowns" throughout.', "francs", "crowns"),
        ("Interchange PP1 and PP2.", "*Recalling* its decision on lights,\n\n*Noting* the costs,", SWAPPED),
        ("Delete the row for class A.", "| A | 10 | 300 crowns |\n", ""),
        ('After row A, insert: "| A1 | 15 | 500 crowns |"', "| B |", "| A1 | 15 | 500 crowns |\n| B |"),
        ('Insert a new PP1 bis: "*Aware* of the storms,"', "*Noting*", "*Aware* of the storms,\n\n*Noting*"),
        ('New preambular paragraph 2 bis: "*Aware* of it,"', "the costs,", "the costs,\n\n*Aware* of it,"),
        ('Preamble, para 2: delete "the".', "*Noting* the costs", "*Noting* costs"),
        ('Preambular part\n\nSecond paragraph: delete "the".', "*Noting* the costs", "*Noting* costs"),
        ('Operative part, paragraph 1: replace "mark" by "light".', "mark", "light"),
        ('Operative part\n\nPara 2: replace "May" by "June".', "May", "June"),
        ('In the operative part, replace "the fees" by "all fees".', "that the fees", "that all fees"),
        ("Dispositif, paragraphe 1 : remplacer « mark » par « light ».", "mark", "light"),
    ],
)
def test_a_row_a_cell_and_a_part_are_places(message: str, old: str, new: str) -> None:
    assert DRAFT.count(old) == 1
    assert carried(message) == (DRAFT.replace(old, new), 0)


@pytest.mark.parametrize(
    "message",
    [
        "Annex, table, column 3: delete",
        "Group A: delete.",  # the rows of this table are classes
        'In column 1 of the table, delete "crowns" throughout.',
        'Annex, table, row A, column 2: delete from "10" to the end.',
        "Annex, table, row 2: delete",  # with or without the head?
        "In the table, delete the second column.",
        'Annex, table, column 2: replace "300 crowns" by "400 crowns".',  # it stands in the third
        'Annex, table, row 9: replace "300 crowns" by "400 crowns".',
        'In the table, replace "900" by "800".',  # three of them
        'Table 4: replace "300" by "400".',
        "Preamble: delete",
        "Operative part: delete",
        'New PP1 alt: "*Aware* of the storms,"',
        'Preamble, para 9: delete "the".',
        'In the table, third column, third row, fourth table: replace "900" by "800".',
    ],
)
def test_what_is_not_one_place_is_asked(message: str) -> None:
    text, problems = carried(message)
    assert text == DRAFT and problems
