"""Earlier mail in a message, as mail programs announce it; every own word is kept, and no earlier one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.replies import BESIDE_A_QUOTATION, earlier_mail, own_lines

OWN = 'Para 1: replace "close" by "shut".'
THEIRS = "Para 7: delete"
BELOW = {  # what a mail program writes between a reply and the message that it answers
    "Gmail": "On Mon, May 3, 2026 at 10:12 AM Desk <desk@conference.example> wrote:",
    "Gmail, wrapped": "On Mon, May 3, 2026 at 10:12 AM Secretariat of the Conference\n<desk@conference.example> wrote:",
    "Apple Mail": "On 3 May 2026, at 10:12, Desk <desk@conference.example> wrote:",
    "Thunderbird": "On 03/05/2026 10:12, Desk wrote:",
    "Gmail, French": "Le lun. 3 mai 2026 à 10:12, Desk <desk@conference.example> a écrit :",
    "Thunderbird, French": "Le 03/05/2026 à 10:12, Desk a écrit :",
    "Gmail, Spanish": "El lun, 3 may 2026 a las 10:12, Desk (<desk@conference.example>) escribió:",
    "Gmail, German": "Am Mo., 3. Mai 2026 um 10:12 Uhr schrieb Desk <desk@conference.example>:",
    "Thunderbird, German": "Am 03.05.26 um 10:12 schrieb Desk:",
    "Gmail, Italian": "Il giorno lun 3 mag 2026 alle ore 10:12 Desk <desk@conference.example> ha scritto:",
    "Gmail, Portuguese": "Em seg., 3 de mai. de 2026 às 10:12, Desk <desk@conference.example> escreveu:",
    "Gmail, Dutch": "Op ma 3 mei 2026 om 10:12 schreef Desk <desk@conference.example>:",
    "Gmail, Swedish": "Den mån 3 maj 2026 kl 10:12 skrev Desk <desk@conference.example>:",
    "Gmail, Russian": "пн, 3 мая 2026 г. в 10:12, Desk <desk@conference.example>:",
    "Yandex": "03.05.2026, 10:12, «Секретариат» <desk@conference.example>:",
    "mail.ru": "3 мая 2026 г., 10:12 +03:00 от Секретариат <desk@conference.example>:",
    "Apple Mail, Russian": "3 мая 2026 г., в 10:12, Секретариат <desk@conference.example> написал(а):",
    "Gmail, Chinese": "Desk <desk@conference.example> 于2026年5月3日周一 10:12写道：",
    "Apple Mail, Chinese": "在 2026年5月3日，10:12，Desk <desk@conference.example> 写道：",
    "Gmail, traditional Chinese": "Desk <desk@conference.example> 於 2026年5月3日 週一 上午10:12寫道：",
    "Gmail, Arabic": "في الاثنين، 3 مايو 2026 في 10:12 ص تمت كتابة ما يلي بواسطة Desk "
    "<\u200edesk@conference.example\u200f>:",
    "Apple Mail, Arabic": "في 3 مايو 2026، الساعة 10:12، كتب Desk <desk@conference.example>:",
    "Gmail, Japanese": "2026年5月3日(月) 10:12 Desk <desk@conference.example>:",
    "Gmail, Korean": "2026년 5월 3일 (월) 오전 10:12, Desk <desk@conference.example>님이 작성:",
    "Zoho": "---- On Mon, 03 May 2026 10:12:00 +0000 Desk wrote ----",
    "Zoho, with the address": "---- On Mon, 03 May 2026 10:12:00 +0000 Desk <desk@conference.example> wrote ---",
    "Zoho, German": "---- Am Mo, 03 Mai 2026 10:12:00 +0000 Desk schrieb ----",
    "Proton": "------- Original Message -------",
    "Notes": "Desk/CONF wrote on 05/03/2026 10:12:00 AM:",
    "Notes, between rules": "-----Desk/CONF wrote: -----",
    "Notes, forwarded": "----- Forwarded by Ana/NRV on 05/03/2026 10:12 AM -----",
    "Notes, fields on lines of their own": "05/03/2026 10:12 AM\n\nTo\nAna/NRV\ncc\n\nSubject\nDraft plan",
    "GroupWise": ">>> Desk 5/3/2026 10:12 AM >>>",
    "Horde": "Quoting Desk <desk@conference.example>:",
    "Horde, German": "Zitat von Desk <desk@conference.example>:",
    "QQ, English": "------------------ Original ------------------",
    "163": "在 2026-05-03 10:12:00，\"Desk\" <desk@conference.example> 写道：",
    "163, English": "At 2026-05-03 10:12:00, \"Desk\" <desk@conference.example> wrote:",
    "163, on a telephone": "---- 回复的原邮件 ----\n| 发件人 | Desk<desk@conference.example> |\n| 主题 | Draft |",
    "163, on a telephone, English": "---- Replied Message ----\n| From | Desk<desk@conference.example> |",
    "Yahoo, German": "Am Montag, 3. Mai 2026, 10:12:00 MESZ hat Desk <desk@conference.example> Folgendes geschrieben:",
    "Thunderbird, Greek": "Στις 3/5/26 10:12, ο/η Desk έγραψε:",
    "Thunderbird, Finnish": "Desk kirjoitti 3.5.2026 klo 10.12:",
    "Thunderbird, Turkish": "3.05.2026 10:12 tarihinde Desk yazdı:",
    "Thunderbird, Japanese": "2026/05/03 10:12、Desk のメッセージ:",
    "Thunderbird, Korean": "2026-05-03 오전 10:12에 Desk 이(가) 쓴 글:",
    "Thunderbird, Vietnamese": "Vào 10:12 3 tháng 5, 2026, Desk đã viết:",
    "Thunderbird, Indonesian": "Pada 3 Mei 2026 10.12, Desk menulis:",
    "Thunderbird, Croatian": "3.5.2026 10:12, Desk je napisao/la:",
    "Thunderbird, Bulgarian": "На 3.05.2026 г. в 10:12, Desk написа:",
    "Thunderbird, Estonian": "3.05.2026 10:12 Desk kirjutas:",
    "Thunderbird, Catalan": "El 3/5/26 a les 10:12, Desk va escriure:",
    "without a colon": "On Mon, 3 May 2026, Desk wrote",
    "between stars": "*** Desk wrote on 3 May 2026 ***",
    "Gmail, Polish": "pon., 3 maj 2026 o 10:12 Desk <desk@conference.example> napisał(a):",
    "Gmail, Turkish": "Desk <desk@conference.example>, 3 May 2026 Pzt, 10:12 tarihinde şunu yazdı:",
    "Outlook": "From: Desk <desk@conference.example>\nSent: Monday, May 3, 2026 10:12 AM\nTo: Ana\nSubject: Text",
    "Outlook, a rule above": "________________________________\nFrom: Desk\nSent: Monday, 3 May 2026 10:12\nTo: Ana\n"
    "Subject: Text",
    "Outlook, bold": "*From:* Desk\n*Sent:* Monday, 3 May 2026 10:12\n*To:* Ana\n*Subject:* Text",
    "Outlook, each in a paragraph": "From: Desk\n\nSent: Monday, 3 May 2026 10:12\n\nTo: Ana\n\nSubject: Text",
    "Outlook, old": "-----Original Message-----\nFrom: Desk [mailto:desk@conference.example]\nSent: 3 May 2026",
    "Outlook, French": "De : Desk <desk@conference.example>\nEnvoyé : lundi 3 mai 2026 10:12\nÀ : Ana\nObjet : Texte",
    "Outlook, old French": "-----Message d'origine-----\nDe : Desk",
    "Outlook, Spanish": "De: Desk\nEnviado el: lunes, 3 de mayo de 2026 10:12\nPara: Ana\nAsunto: Texto",
    "Outlook, German": "Von: Desk\nGesendet: Montag, 3. Mai 2026 10:12\nAn: Ana\nBetreff: Text",
    "Outlook, Italian": "Da: Desk\nInviato: lunedì 3 maggio 2026 10:12\nA: Ana\nOggetto: Testo",
    "Outlook, Russian": "От: Desk\nОтправлено: 3 мая 2026 г. 10:12\nКому: Ana\nТема: Текст",
    "Outlook, Chinese": "发件人: Desk\n发送时间: 2026年5月3日 10:12\n收件人: Ana\n主题: 文本",
    "Outlook, Arabic": "من: Desk\nتاريخ الإرسال: 3 مايو 2026 10:12\nإلى: Ana\nالموضوع: نص",
    "Outlook, Japanese": "差出人: Desk\n送信日時: 2026年5月3日 10:12\n宛先: Ana\n件名: テキスト",
    "QQ": "------------------ 原始邮件 ------------------\n发件人: \"Desk\" <desk@conference.example>;",
    "Gmail, forwarded": "---------- Forwarded message ---------\nFrom: Desk <desk@conference.example>",
    "Gmail, forwarded, French": "---------- Message transféré ---------\nDe : Desk <desk@conference.example>",
    "Gmail, forwarded, Arabic": "---------- رسالة معاد توجيهها ---------\nمن: Desk",
    "Apple Mail, forwarded": "Begin forwarded message:\n\nFrom: Desk\nSubject: Text\nDate: 3 May 2026",
    "Thunderbird, forwarded": "-------- Forwarded Message --------\nSubject: \tText\nDate: \tMon, 3 May 2026",
    "Samsung": "-------- Original message --------\nFrom: Desk\nDate: 03/05/2026 10:12 (GMT+01:00)",
}  # fmt: skip


@pytest.mark.parametrize("sort", BELOW)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_what_stands_under_its_announcement_is_earlier_mail(sort: str, between: str) -> None:
    message = f"{OWN}\n\nBest regards,\nAna\n\n{BELOW[sort]}{between}{THEIRS}\n"
    (earlier,) = earlier_mail(message)
    assert earlier.kind is SpanRole.EARLIER
    assert message[: earlier.start].strip() == f"{OWN}\n\nBest regards,\nAna"
    assert message[earlier.end :].strip() == ""


@pytest.mark.parametrize("sort", [sort for sort in BELOW if not sort.startswith("Outlook") and "forward" not in sort])
def test_what_is_quoted_line_by_line_ends_where_the_quotation_ends(sort: str) -> None:
    if sort.startswith(("QQ", "Samsung", "Proton", "163, on", "Notes, fields", "GroupWise")):
        return  # which never mark the lines of what they quote
    message = f"{BELOW[sort]}\n> {THEIRS}\n>\n> Thanks\n\n{OWN}\n"
    (earlier,) = earlier_mail(message)
    assert (earlier.kind, message[earlier.end :].strip()) == (SpanRole.EARLIER, OWN)
    assert not message[: earlier.start].strip()


def test_answers_between_quoted_lines_are_own_words() -> None:
    message = f"On 3 May 2026, Desk wrote:\n> {THEIRS}\n\nNo.\n\n> Para 8: delete\n\nYes.\n\n> Thanks\n> Desk\n"
    assert [line for line in own_lines(message.split("\n")) if line] == ["No.", "Yes."]


def test_a_line_right_under_quoted_ones_may_be_part_of_them() -> None:
    message = f"{OWN}\n\n> Para 5: please comment.\n> Para 6: adopt as is.\n{THEIRS}\n\nAna\n"
    earlier, doubtful = earlier_mail(message)
    assert earlier.of(message) == "> Para 5: please comment. > Para 6: adopt as is."
    assert (doubtful.kind, doubtful.of(message), doubtful.why) == (SpanRole.LEFT, THEIRS, BESIDE_A_QUOTATION)


def test_a_sign_that_a_mail_server_puts_before_from_is_doubtful() -> None:
    message = 'Para 5:\n>From "now" to the end, delete.\n'
    assert [span.kind for span in earlier_mail(message)] == [SpanRole.LEFT]


OWN_WORDS = [
    OWN,
    "From: delete the word\nTo: insert nothing",
    'De: "cerrar"\nA: "clausurar"',
    "Date: 3 May 2026 is to be replaced by 4 May 2026",
    "Para 5: the Director wrote to all Parties:\n\n(a) on the plan;",
    "As we wrote on 3 May: delete para 7.",
    "On 3 May 2026 we wrote the following\n\nreplace 5",
    "Subject: to paragraph 5, the Parties shall act",
    "Norvia wrote: delete para 7",
    "From 2030 to 2031: delete",
    'Para 3: replace "wrote 3 May:" by "said 4 May:"',
]


@pytest.mark.parametrize("words", OWN_WORDS)
def test_own_words_that_look_like_it_are_kept(words: str) -> None:
    assert earlier_mail(f"Dear all,\n\n{words}\n\nAna\n") == ()


@given(st.lists(st.sampled_from([*BELOW.values(), "> a", ">", "", OWN, "From: a", "Sent: 1 May 2026"]), max_size=12))
def test_its_spans_lie_in_order_in_the_message(lines: list[str]) -> None:
    message = "\n".join(lines)
    at = 0
    for span in earlier_mail(message):
        assert at <= span.start < span.end <= len(message)
        at = span.end


@pytest.mark.parametrize(
    "line", ["-" * 300_000, ">>>" + "1" * 300_000, "-- a" * 100_000 + "--", "On 3 May " * 40_000 + "wrote"]
)
def test_one_long_line_is_looked_at_once(line: str) -> None:
    """Looked at from each of its signs on, it takes hours."""
    assert len(earlier_mail(f"{OWN}\n{line}\n{OWN}\n")) <= 2


@pytest.mark.long
def test_it_takes_time_in_proportion_to_the_message() -> None:
    for piece in ("From: a\n", "From: a@b.example\nTo: b;\n", "> a\nb\n", "On 3 May wrote\n", "-" * 400 + "\n", "a:\n"):
        earlier_mail(piece * 5_000)
