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
        'Para 1: replace "maps" by "charts".\nis deleted.',
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


EDIT = 'Para 1: replace "maps" by "charts".'
HOLDING = """\
UPDATE 15:40 - please hold this, capital is still looking at it.
Please hold the above for now
Wait with this until you hear from me again
Please park this for the moment
PS: this still needs sign-off from our minister
All subject to approval by capital.
Not cleared yet.
This is still under consideration.
Status: to be confirmed.
Tentative
(tentative)
Kindly hold off with these until Monday.
Nothing here has been signed off yet.
Could you keep all of this on hold for a day?
Merci de patienter avant d'intégrer ceci.
Thank you for holding this until Friday.
Gracias por esperar hasta el lunes.
Merci d'attendre notre feu vert avant d'enregistrer.
Le tout sous réserve de l'accord de la capitale.
Por favor, esperen nuestra confirmación.
Todo esto es provisional.
Просим пока не вносить эти поправки.
Ждём подтверждения из столицы.
请暂缓处理，首都仍在研究。
يرجى التريث إلى أن نؤكد.
"""


def test_a_sentence_anywhere_that_asks_to_wait_keeps_the_whole_message_out() -> None:
    for words in HOLDING.splitlines():
        for message in (
            f"{words}\n\n{EDIT}\n",
            f"Dear all, {words}\n\n{EDIT}\n",
            f"Dear all,\n\n{EDIT}\n\n{words}\n\nBest regards,\nAna\n",
            f"{EDIT}\n\nBest regards,\nAna\n\n{words}\n",
            f"{EDIT}\n\nThanks,\n{words}\nAna\n",
            f"{EDIT} {words}",
        ):
            found = carried(PLAN, message)
            assert found.text == PLAN and found.problems, message
            assert not any(remark.words == words for remark in found.remarks), message


def test_every_phrase_of_waiting_keeps_the_message_out() -> None:
    for language in languages():
        edits = next(row.sentence for row in language.rows if row.act == "replace")
        for name in ("hold", "holdalone"):
            for phrase in some(language.classes[name], 9):
                message = f"{phrase.replace(' ... ', ' ')}\n\n{edits}"
                found = carried(language.draft, message)
                assert found.text == language.draft and found.problems, message


def test_remarks_and_wording_that_resemble_it_keep_nothing_out() -> None:
    for words in (
        "Para 3: the dates are tentative.",
        "Norvia hopes that the approval by the Council will come.",
        "Para 2: the budget is provisional, see annex.",
        "Reason: parties need time to hold meetings.",
        "Thanks for waiting for us.",
        "Para 3: this needs work",
        'Para 3: replace "ends in 2030" by "is tentative for now"',
        'Para 3: replace "2030" by "a year to be confirmed".',
    ):
        assert "charts" in carried(PLAN, f"{EDIT}\n\n{words}\n").text, words


NOT_YET = """\
We are still checking this with capital.
Give me a day before you use this.
I need the nod from my boss first.
Please keep this in your drawer for now.
Capital needs another day.
Il faut d'abord que je voie le ministre.
Nous reviendrons vers vous demain.
Todavía estamos consultando.
Мы все еще обсуждаем это внутри.
我们内部尚未讨论。
"""
NO_DELAY = """\
No rush with this one.
We discussed this with Brum yesterday.
We will send the rest next week.
I spoke to Ana before the meeting.
The text is still too long.
"""


def test_what_is_not_understood_and_speaks_of_a_delay_keeps_the_message_out() -> None:
    """A request to wait has more words than any list: what is still to come is enough to leave the edit."""
    for words in NOT_YET.splitlines():
        for message in (f"{EDIT}\n\n{words}\n", f"{words}\n\n{EDIT}\n"):
            found = carried(PLAN, message)
            assert found.text == PLAN and found.problems, message
    for words in NO_DELAY.splitlines():
        assert "charts" in carried(PLAN, f"{EDIT}\n\n{words}\n").text, words
