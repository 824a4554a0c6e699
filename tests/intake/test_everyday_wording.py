"""How people ask for changes among themselves: swapped words, a new paragraph of the preamble, a sign as the place."""

from __future__ import annotations

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

RESOLUTION = """The Assembly,

Recalling its decision,

Noting the needs of islands,

1. Parties act for commercial gain within twelve months.

2. *Calls* upon schools, ports and towns to act.
"""
PREAMBLE_GROWS = (("of islands,", "of islands,\n\nWelcoming the reports,"),)
ASKED: tuple[tuple[str, str], ...] = ()
Edits = tuple[tuple[str, str], ...]


def carried(message: str, draft: str) -> tuple[str, int]:
    base = parse_text(draft)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


def check(draft: str, cases: dict[str, Edits]) -> None:
    """Each message makes its edits, or is asked back if it has none."""
    for message, edits in cases.items():
        text = draft
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        assert carried(message, draft) == (text, 0 if edits else 1), message


def test_words_are_swapped_for_others_that_are_not_there_yet() -> None:
    business = (("commercial", "business"),)
    six = (("twelve", "six"),)
    check(
        RESOLUTION,
        {
            'In 1 pls swap "commercial" for "business".': business,
            'Swap out "commercial" for "business" in para 1.': business,
            'Para 1: switch "commercial" to "business"': business,
            "In para 1, make it six months instead of twelve months.": six,
            'Para 1: go from "twelve months" to "six months"': six,
            'In OP2, swap "schools" with "ports".': ASKED,
            'In OP2, swap "schools" for "towns".': ASKED,
            'In OP2, swap "schools" and "ports".': ASKED,
            'In OP2, make it "cities" instead of "villages".': ASKED,
        },
    )


def test_a_new_paragraph_goes_to_the_end_of_the_preamble() -> None:
    check(
        RESOLUTION,
        {
            "Add at the end of the preamble a new PP reading:\nWelcoming the reports,": PREAMBLE_GROWS,
            'Add a new PP at the end of the preamble: "Welcoming the reports,"': PREAMBLE_GROWS,
            'At the end of the preamble, add the following PP: "Welcoming the reports,"': PREAMBLE_GROWS,
            "Ajouter à la fin du préambule un nouvel alinéa ainsi libellé : « Welcoming the reports, »": PREAMBLE_GROWS,
            'Añádase al final del preámbulo un nuevo párrafo: "Welcoming the reports,"': PREAMBLE_GROWS,
            'Insert "and" at the end of the preamble.': ASKED,
            'Add a new PP at the end of the preamble: "PP3. Welcoming the reports,"': ASKED,
        },
    )
