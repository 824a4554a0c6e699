"""Covering words beside a text: what takes it back, or asks for something else, keeps it from being recorded."""

import pytest

from amendtrack.intake.doubts import CameWith, Doubt, Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.intake.routine import Own
from amendtrack.intake.wording import wording_in
from amendtrack.record.registers import read_register
from amendtrack.text.units import parse_text

BASE = "1. Clear all areas.\n\n2. Hold a meeting each June.\n\n3. Train nurses and doctors.\n"
TEXT = BASE.replace("June", "May")
REGISTER = read_register("code,name\nNRV,Norvia\nBRU,Brum\n")


def beside(covering: str) -> Reading:
    sent = Sent(TEXT, senders=(REGISTER.resolve("NRV"),), beside=CameWith(covering=covering))
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": BASE}, register=REGISTER)


@pytest.mark.parametrize(
    "covering",
    [
        "Attached is our text. Please ignore the change in paragraph 2.",
        "We no longer wish to change paragraph 2; kindly ignore it in the attachment.",
        "Attached is a clean version for information only.",
        "Attached is an old version; the new one follows.",
        "This file was sent by mistake.",
        "Attached is a background paper, which is not a proposal.",
        "This is a test, please do not process.",
        "The attachment sets out what we proposed last year; it is superseded by the following.",
        "Ci-joint notre texte. Merci de ne pas tenir compte de la modification du paragraphe 2.",
        "Ci-joint un document, à titre d'information.",
        "Adjunto nuestro texto. Ya no proponemos el cambio en el párrafo 2.",
        "Se adjunta una versión anterior.",
        "Прилагается наш текст. Просим не учитывать изменение в пункте 2.",
        "Прилагаем текст для информации.",
        "附件是我们的案文。请忽略第2段的修改。",
        "نرفق نصنا. يرجى تجاهل التعديل في الفقرة 2.",
    ],
)
def test_a_text_that_its_mail_takes_back_is_not_recorded(covering: str) -> None:
    assert Doubt.DECISION in [finding.doubt for finding in beside(covering).findings]


@pytest.mark.parametrize(
    "covering",
    ['Para 2: replace "June" by "July"', "Delete paragraph 2.", "Paragraph 2: please keep June.",
     'Attached: our text. Para 2: add "in Lima" after "June".', "Supprimer le paragraphe 2."],
)  # fmt: skip
def test_covering_words_that_ask_for_something_else_at_the_same_place_are_a_doubt(covering: str) -> None:
    assert Doubt.DECISION in [finding.doubt for finding in beside(covering).findings]


@pytest.mark.parametrize(
    "covering",
    [
        'Attached: our text. Para 2: replace "June" by "May"',
        "Our text is attached. In paragraph 2 we propose May since the hall is free.",
        "Attached is our text. Norvia reserves its position on paragraph 3.",
        'Attached is our text. Para 3: delete "nurses and"',
        "Please do not hesitate to contact us.",
        "A corrected text is attached; please disregard the first.",
        "Our text is attached. Please ignore our earlier message.",
        "Attached is our text. We have no further comments.",
    ],
)
def test_what_says_more_without_contradicting_it_is_left_beside_it(covering: str) -> None:
    reading = beside(covering)
    assert not reading.findings and reading.text == TEXT


def test_a_position_is_called_one() -> None:
    for covering in ("Attached: our text. Brum supports it.", "Attached: our text. Brum aligns itself with it."):
        (finding,) = beside(covering).findings
        assert (finding.doubt, "is a position (" in finding.message) == (Doubt.SPEAKER, True)


def test_a_quoted_line_of_the_draft_is_read_once() -> None:
    base = "2. *Decides* that rule `a` stays.\n\n> A quoted *line* of **law**.\n\n3. *Ends* here.\n"
    sent = base.replace("`a` stays", "`a=now` remains")
    found = wording_in(sent, parse_text(base), Own())
    assert found is None or found.text == sent
