"""Positions in messages: read where nothing can be misunderstood, in six languages, and otherwise not at all."""

from __future__ import annotations

import pytest

from amendtrack.intake.positions_said import positions_said
from amendtrack.intake.routine import Own

OWN = Own.of(["Norvia", "Norvie"], ["Ana Example"], "Plan")
READ = [
    ("We support Galdora on para 12", "support galdora 12"),
    ("Norvia reserves on 3.", "norvia: reserve 3"),
    ("We oppose the new 4 bis.", "oppose new 4 bis"),
    ("We fully support the amendment of Galdora to para. 12.", "support galdora 12"),
    ("I support Galdora’s proposal.", "support galdora"),
    ("We support GLD-1#2.", "support GLD-1#2"),
    ("We object to Galdora's amendment to 9.", "oppose galdora 9"),
    ("Norvia has a scrutiny reservation on paragraphs 3, 5 and 7 bis.", "norvia: reserve 3, 5, 7 bis"),
    ("Our delegation reserves its position on para 3 (b).", "reserve 3 (b)"),
    ("Nous appuyons la proposition de la Galdorie sur le paragraphe 12.", "support galdorie 12"),
    ("La Norvie appuie l’amendement du Brum au paragraphe 3.", "la norvie: support brum 3"),
    ("Nous nous opposons au nouveau paragraphe 4 bis.", "oppose new 4 bis"),
    ("Nous réservons notre position sur les paragraphes 3 et 5.", "reserve 3, 5"),
    ("Apoyamos la propuesta de Galdora sobre el párrafo 12.", "support galdora 12"),
    ("Nos oponemos a la propuesta de Galdora relativa al párrafo 12.", "oppose galdora 12"),
    ("Reservamos nuestra posición sobre el párrafo 3.", "reserve 3"),
    ("Мы поддерживаем предложение Галдоры по пункту 12.", "support галдоры 12"),
    ("Мы возражаем против нового пункта 4 bis.", "oppose new 4 bis"),
    ("Мы резервируем позицию по пункту 3.", "reserve 3"),
    ("我们支持加尔多拉关于第12段的提案。", "support 加尔多拉 第12段"),
    ("我们反对加尔多拉关于第12段的提案。", "oppose 加尔多拉 第12段"),
    ("我们对第3段保留立场。", "reserve 第3段"),
    ("نؤيد مقترح غالدورا بشأن الفقرة 12.", "support غالدورا 12"),
    ("نعارض مقترح غالدورا بشأن الفقرة 12.", "oppose غالدورا 12"),
    ("نتحفظ على الفقرة 3.", "reserve 3"),
]
LEFT = [
    "We support Galdora on para 12 if 15 stays.",
    "We support Galdora on para 12, with minor changes.",
    "We support Galdora’s proposal to delete para 12.",
    "We support the deletion of para 12.",
    "We support Galdora.",
    "We support para 12 and would add “annually”.",
    "We support Galdora on para 12 but not on 13.",
    "We support Galdora on para 12 or 13.",
    "We support Galdora in principle on para 12 only.",
    "We support Galdora on para 12; however, we reserve on 3.",
    "We would support Galdora on para 12, unless 13 is deleted.",
    "We support Galdora on para 12.\n\nPara 5: replace “a” by “b”.",
    "We support Galdora on para 12.\n\nSubject to confirmation by our capital.",
    "We support Galdora on para 12.\n\nWe are still waiting for instructions.",
    "> We support Galdora on para 12.",
    "We support Galdora on 12 only.",
    "We support Galdora for 12 months.",
    "We support Hestria on 5 May.",
    "We support Galdora’s text in para 12 of Rev.0.",
    "We support Galdora on para 12.\n\nOn behalf of Hestria",
    "We support Galdora on para 12.\n\nPlease disregard our earlier message.",
    "We support Galdora on 12?",
    "We have no reservation on paragraph 3.",
    "We lift our reservation on para 3.",
    "Nous ne réservons pas notre position sur le paragraphe 3.",
    "Мы снимаем оговорку по пункту 3.",
    "我们撤回对第3段的保留。",
    "On 3 May Brum wrote:\nWe support Galdora on para 12.",
    "Nous n’appuyons pas la proposition de la Galdorie.",
    "Nous appuyons la proposition de la Galdorie, sauf au paragraphe 12.",
    "Nous ne nous opposons pas au paragraphe 12.",
    "No apoyamos la propuesta de Galdora sobre el párrafo 12.",
    "Apoyamos la propuesta de Galdora sobre el párrafo 12, salvo la última frase.",
    "Мы поддерживаем предложение Галдоры по пункту 12, если пункт 15 остается.",
    "如果第15段保留，我们支持加尔多拉关于第12段的提案。",
    "Dear colleagues,\n\nBest regards,\nAna Example",
]
ANOTHER_SPEAKS = [
    "We do not support Galdora on para 12.",
    "We cannot support Galdora’s proposal.",
    "We no longer support Galdora’s proposal.",
    "Nobody opposes para 12.",
    "Norvia hardly opposes para 9.",
    "Hestria and we support Galdora on 12.",
    "Norvia nunca apoya a Galdora en el párrafo 12.",
    "我们不再反对第9段。",
    "لم نعد نعارض الفقرة 9.",
    "Brum opposes para 12.",
    "Мы не поддерживаем предложение Галдоры по пункту 12.",
    "Норвия не возражает против пункта 9.",
    "我们不支持加尔多拉关于第12段的提案。",
    "لا نؤيد مقترح غالدورا بشأن الفقرة 12.",
    "لن نعارض الفقرة 9.",
]


def in_short(words: str) -> list[str]:
    return [
        " ".join(
            filter(
                None,
                (
                    f"{each.speaker}:" if each.speaker else "",
                    each.stance.value,
                    "new" if each.is_new else "",
                    each.whose,
                    each.number,
                    ", ".join(each.places),
                ),
            )
        )
        for each in positions_said(words, OWN)
    ]


def test_what_is_plainly_said_is_read() -> None:
    for sentence, meaning in READ:
        assert in_short(sentence) == [meaning], sentence
        letter = f"Dear colleagues,\n\n{sentence}\n\nBest regards,\nAna Example\nMission of Norvia"
        assert in_short(letter) == [meaning], letter


@pytest.mark.parametrize("words", LEFT)
def test_what_holds_anything_else_is_not_read(words: str) -> None:
    assert in_short(words) == []


@pytest.mark.parametrize("words", ANOTHER_SPEAKS)
def test_what_is_denied_or_said_by_others_is_never_the_senders_word(words: str) -> None:
    """The speaker is then no name of the sender, and ``draft`` leaves it."""
    said = positions_said(words, OWN)
    assert not said or (said[0].speaker and said[0].speaker not in ("norvia", "норвия", "we", "мы", "我们", "نحن"))


def test_several_positions_in_one_message_are_all_read() -> None:
    words = "Dear all,\n\nWe support Galdora on 12. We oppose para 9.\n\n- We reserve on 3;\n\nThank you,\nAna Example"
    assert in_short(words) == []  # a sign that is no full stop: another hand must look
    assert in_short(words.replace(";", ".")) == ["support galdora 12", "oppose 9", "reserve 3"]
