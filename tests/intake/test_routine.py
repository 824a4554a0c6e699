"""Routine words are recognised, in six languages; one word that says more, and a person reads them."""

from __future__ import annotations

import pytest

from amendtrack.intake.commenting import reads_as_comment
from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.message_spans import SpanRole, joins
from amendtrack.intake.routine import Own, carrying, is_title, only_carries
from amendtrack.text.units import parse_text

OWN = Own.of(["NRV", "Norvia"], ["Ana Example"], "Draft Plan on Open Dumps")

ROUTINE = [
    "Dear colleagues,\n\nPlease find attached the proposal of Norvia on the draft plan.\n\nBest regards,\nAna",
    "Attached.",
    "See attached, thanks!",
    "Dear Ms. Smith,\n\nAs agreed, please find attached our text.\n\nBest,\nA. Example\nMinistry of Foreign Affairs",
    "Good afternoon,\n\nI have the honour to transmit herewith the amendments proposed by the Government of Norvia.\n\n"
    "Please accept, Sir, the assurances of my highest consideration.",
    "The Permanent Mission of Norvia to the United Nations presents its compliments to the Secretariat and has the "
    "honour to submit its amendments to paragraphs 3 and 7.",
    "Hi both,\n\nhope you are well. Just one from us:\n\nThanks!\nAna\nTel. +00 000 000\n",
    "Please do not hesitate to contact us if you have any questions.",
    "Mesdames, Messieurs,\n\nVeuillez trouver ci-joint nos amendements au projet.\n\nVeuillez agréer, Mesdames, "
    "Messieurs, l'assurance de notre haute considération.\n\nLa Mission permanente",
    "Estimados colegas:\n\nSe adjunta nuestro texto.\n\nSaludos cordiales",
    "Уважаемые коллеги,\n\nПрилагаем наши поправки.\n\nС уважением,\nАнна",
    "السادة الأمانة،\n\nمرفق تعديلاتنا\n\nمع التقدير\n",
    "See attached table.",
    "Please see our amendments below.\n\nBest regards,\nAna Example, Assistant",
    "Je vous prie de croire, Madame, Monsieur, à l'assurance de ma considération distinguée.",
    "This message may contain privileged information. If you are not the addressee, delete it and notify the sender.",
    "Ce message peut contenir des informations confidentielles. Si vous n'êtes pas le destinataire, supprimez-le.",
    "Если вы не являетесь адресатом, удалите это сообщение.",
    "本邮件及其附件含有保密信息。",
    "Este mensaje puede contener información confidencial.",
    "Deletions are shown as ~~struck~~, additions as __underlined__.",
    "Our edits are in CAPITALS, deletions in [brackets]:",
    "Les ajouts sont en gras, les suppressions sont barrées.",
    "Las adiciones van subrayadas y las supresiones tachadas.",
    "Добавления выделены жирным шрифтом, исключения зачеркнуты.",
    "新增部分用下划线表示，删除部分用删除线表示。",
    "Here is our new paragraph:",
    "See the subject line.",
    "尊敬的秘书处：\n\n随函附上我方修正案。\n\n此致敬礼",
    "Lead negotiator",
    "For internal use only",
    "Sent from my phone",
]
SAYS_MORE = [
    "Norvia reserves its position on paragraph 3.",
    "We are happy with the draft.",
    "The text is good.",
    "Attached is our text, subject to final approval by capital.",
    "Please find attached our text. It replaces the one sent on Monday.",
    "Attached. Paragraph 5 is the priority for us.",
    "Please treat as confidential.",
    "Not for circulation",
    "Kind regards\nNorvia reserves its position",
    "Reservamos nuestra posición sobre el párrafo 3.",
    "Nous réservons notre position.",
    "Мы оставляем за собой право вернуться к пункту 3.",
    "我方保留对第三段的立场。",
    "نحتفظ بموقفنا",
    "Agreed.",
    "Please also delete paragraph 6.",
    "Attached is the text of Brum.",
    "If you are not the sponsor, delete paragraph nine.",
    "This message is to request the deletion of the intended paragraph.",
    "Veuillez agréer l'amendement de la Norvie.",
    "Deletions are in red.",
    "Additions are not shown.",
    "The deletions in brackets are not ours.",
]


@pytest.mark.parametrize("words", ROUTINE)
def test_what_only_carries_a_text_is_recognised(words: str) -> None:
    assert only_carries(words, OWN), [s.of(words) for s in carrying(words, OWN) if s.kind is SpanRole.LEFT]


@pytest.mark.parametrize("words", SAYS_MORE)
def test_what_says_more_is_left(words: str) -> None:
    assert not only_carries(words, OWN)


@pytest.mark.parametrize("words", SAYS_MORE)
@pytest.mark.parametrize("greeting", ROUTINE[:4])
def test_what_says_more_is_left_wherever_it_stands(greeting: str, words: str) -> None:
    for said in (f"{greeting}\n\n{words}\n", f"{words}\n\n{greeting}", f"{greeting}\n{words}"):
        spans = carrying(said, OWN)
        assert joins(said, spans)
        left = " ".join(s.of(said) for s in spans if s.kind is SpanRole.LEFT)
        assert words.split("\n")[-1].split(". ")[-1].strip(". ") in left


def test_a_title_is_no_paragraph() -> None:
    for title in ("Proposal of Norvia", "NORVIA", "Text of Norvia, 3 May 2026", "Amendments to paragraph 2"):
        assert is_title(title, OWN)
    for paragraph in ("Proposals are made in writing.", "Final provisions", "Parties share maps", "Text of Brum"):
        assert not is_title(paragraph, OWN)


def test_only_what_reads_as_a_comment_is_one() -> None:
    for comment in ("Paragraph 5 is too long.", "Why three years?", "Le paragraphe 3 est trop vague."):
        assert reads_as_comment(comment)
    for other in ("Lead negotiator", "We support paragraph 5.", "Norvia withdraws it.", "Ana Example", "Agreed"):
        assert not reads_as_comment(other)


@pytest.mark.parametrize("name", ["Mr. Karv", "Mrs. Karv", "Dr. Nord", "Prof. Nord", "Mme. Karv", "Sra. Arda"])
def test_a_title_before_a_name_ends_no_passage(name: str) -> None:
    """What is left for a person is quoted whole, not cut after the title."""
    text = parse_text("1. Boats report each June.\n\n2. Keep logs.\n")
    said = f'Para 1: replace "June" by "May", cf. the note of {name}'
    carried = carry_out(read_message(f"{said}. Para 2: delete.\n"), text, {})
    assert ([p.words for p in carried.problems], carried.done) == ([said], ("Para 2: delete.",))
