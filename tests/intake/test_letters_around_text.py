"""A letter around an amended text: what greets, announces and signs is no part of it, and what says more is left."""

from __future__ import annotations

from amendtrack.intake.doubts import CameWith, Reading, Sent
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


RESOLUTION = """Draft resolution on wells

Recalling its earlier resolutions,

1. Welcomes the report of the Director;

2. Invites States to share their maps of wells;

3. Requests the Director to report every year;

4. Decides that the fund shall receive voluntary contributions only.
"""
FRESH = "2 bis. Invites States to train the people who dig wells;"


def offered(words: str, signed: str = "Ana Example") -> Reading:
    sent = Sent(words, senders=(NORVIA,), beside=CameWith(signed=signed))
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": RESOLUTION}, register=REGISTER)


def test_a_new_paragraph_may_be_the_whole_message() -> None:
    wanted = RESOLUTION.replace("wells;\n\n3.", f"wells;\n\n{FRESH}\n\n3.")
    second = "2. Invites States to share their maps of wells;\n\n"
    for words in (
        FRESH,
        f"{FRESH}\n\nAna",
        f"Dear all,\n\n{FRESH}\n\nBest regards,\nAna Example",
        f"{second}{FRESH}",
        f"Dear colleagues,\n\nour new paragraph:\n\n{FRESH}\n\nAna Example",
        f"{second}{FRESH}\n\n3. Requests the Director to report every year;",
    ):
        reading = offered(words)
        assert (reading.text, reading.findings, reading.problems) == (wanted, (), ()), words


def test_what_is_said_about_a_new_paragraph_is_not_the_paragraph() -> None:
    for words in (
        "This is a duplication of paragraph 1.",
        "Not acceptable to many delegations;",
        "Requests clarification;",
        "Urges States to support the Office;",
        "The term wells is undefined.",
        "The Director has no mandate for this.",
        "Invites States to train the people who dig wells (Norvia);",
    ):
        reading = offered(f"2 bis. {words}\n\nAna Example")
        assert reading.text == RESOLUTION or reading.findings, words
