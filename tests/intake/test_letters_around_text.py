"""A letter around an amended text: what greets, announces and signs is no part of it, and what says more is left."""

from __future__ import annotations

from amendtrack.intake.doubts import Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Delegation, Register

TREATY = """# Compact on Ferries

Article 1
Service

1. Ferries run every day.

2. Fares are paid in silver.

Article 2
Board

1. The Board has nine members.

2. The Board may:

(a) hire captains;

(b) sell old boats.

Article 3

This Compact ends in 2040.
"""
NORVIA = Delegation("NRV", (("", "Norvia"),))
REGISTER = Register((NORVIA, Delegation("GLD", (("", "Galdora"),))))
WHOLE = TREATY.replace("nine members", "ten members")
ARTICLE = WHOLE[WHOLE.index("Article 2") : WHOLE.index("Article 3")]


def read(words: str) -> Reading:
    revisions = {"Rev.0": TREATY}
    return read_proposal(
        "NRV-1",
        Sent(words, senders=(NORVIA,), about="Compact on Ferries"),
        revision="Rev.0",
        revisions=revisions,
        register=REGISTER,
    )


def test_what_greets_announces_and_signs_is_no_part_of_the_text() -> None:
    announcing = [
        ("Dear Desk,\n\nHere is Article 2 as we would like it:\n\n", ARTICLE),
        ("Hello,\n\nBelow is our text of Article 2.\n\n", ARTICLE),
        ("Good morning,\n\nNorvia proposes the following text for Article 2:\n\n", ARTICLE),
        ("Dear colleagues,\n\nThank you. The compact as Norvia would like to see it is below.\n\n", WHOLE),
        ("Dear Ms. Example,\n\nour version of the draft compact:\n\n", WHOLE),
        ("Madame, Monsieur,\n\n", WHOLE),
        ("Estimada Secretaría:\n\n", ARTICLE),
    ]
    for head, text in announcing:
        for tail in ("", "\nAna\n", "\nWith thanks,\nAna Example\nCounsellor\n"):
            found = read(head + text + tail)
            assert (found.text, found.findings) == (WHOLE, ()), head + tail


def test_a_letter_that_says_more_or_announces_another_place_is_left() -> None:
    for letter in (
        f"Dear Desk,\n\nHere is Article 1 as we would like it:\n\n{ARTICLE}",
        f"Dear Desk,\n\nWe cannot accept Article 3. Here is our text:\n\n{WHOLE}",
        f"Dear Desk,\n\nthis is not yet our proposal:\n\n{WHOLE}",
        f"Hello,\n\n{WHOLE}\nGaldora\n",
        f"{WHOLE}\nWe may come back to Article 1.\n\nAna\n",
    ):
        assert read(letter).findings, letter


def test_a_line_that_names_the_place_of_the_paragraph_below_it_is_no_part_of_the_text() -> None:
    for line in ("Article 2(1):", "Article 2, paragraph 1", "**Para. 1 of Article 2**"):
        assert read(f"{line}\n\n1. The Board has ten members.\n").text == WHOLE, line
    assert read("Article 1(1):\n\n1. The Board has ten members.\n").findings
