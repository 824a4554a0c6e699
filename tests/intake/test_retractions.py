"""What a message takes back is not carried out, and neither is what it says instead: a person decides."""

from __future__ import annotations

import pytest
from depth import some

from amendtrack.intake.instructions import Carried, carry_out, read_message
from amendtrack.intake.instructions.forms import Language, languages
from amendtrack.text.units import parse_text

PLAN = "1. Parties will share maps.\n\n2. Help shall be free.\n\n3. The plan ends in 2030.\n"


def carried(draft: str, message: str) -> Carried:
    base = parse_text(draft)
    return carry_out(read_message(message, base), base, {})


RETRACTING = some(
    [
        (language, phrase, stop)
        for language in languages()
        for name, stop in (("retracts", "."), ("retractsfirst", ","), ("retractsfirst", ":"))
        for phrase in language.classes[name]
    ],
    3,
)


@pytest.mark.parametrize(
    ("language", "phrase", "stop"), RETRACTING, ids=[f"{r[0].code}: {r[1]}{r[2]}" for r in RETRACTING]
)
def test_nothing_is_carried_out_that_a_sentence_behind_it_takes_back(
    language: Language, phrase: str, stop: str
) -> None:
    edits = next(row.sentence for row in language.rows if row.act == "replace")
    for message in (f"{edits} {phrase}{stop}", f"{edits}\n{phrase}{stop}", f"{edits}\n\n{phrase}{stop}\n\n{edits}"):
        found = carried(language.draft, message)
        assert found.problems, message
        if not message.endswith(edits):
            assert found.text == language.draft, message


@pytest.mark.parametrize(
    "message",
    [
        'Para 1: replace "maps" by "charts". No, wait: replace "maps" by "plans".',
        "Para 2: delete. EDIT: para 3.",
        "Para 2: delete\nCorrection: para 3: delete",
        "Para 2: delete.\n\nCorrection to the above: para 3, not 2.",
        "1. Delete paragraph 2.\n2. Sorry, that should be 3.",
        "Para 2: delete. We do not support this.",
        "Para 3 to read: The plan ends in 2035. Sorry, 2036.",
        'Para 1: delete "maps" - sorry, I meant "share maps".',
        "Para 2: delete\n(I meant para 3)",
    ],
)
def test_neither_of_two_readings_is_carried_out(message: str) -> None:
    found = carried(PLAN, message)
    assert (found.text, found.problems != ()) == (PLAN, True)


@pytest.mark.parametrize(
    "message",
    [
        "Correction: para 2: delete\nCorrection: para 3: delete",
        "Sorry for the delay. Para 2: delete. Para 3: delete.",
        "Apologies for the short message.\n\nPara 2: delete\nPara 3: delete",
    ],
)
def test_an_apology_or_a_heading_takes_nothing_back(message: str) -> None:
    assert carried(PLAN, message).text == "1. Parties will share maps.\n"
