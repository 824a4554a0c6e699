"""Laws of the counter, for every message of a corpus: each word is accounted for, each way in reads the same."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from folders import Copied

from amendtrack.draft import Draft
from amendtrack.draft.desk import Disposition, Taken, take_in
from amendtrack.errors import AmendtrackError
from amendtrack.formats.mailbag import open_bag
from amendtrack.intake.doubts import CameWith, Reading
from amendtrack.intake.ledger import Part, PartKind
from amendtrack.intake.message_spans import SpanRole, joins
from amendtrack.record.registers import read_register

BASE = """1. The Assembly invites all Parties to close open dumps and to report annually.

2. Parties will share maps, data and lessons learned.

3. Help for families shall be age-sensitive. It shall be free of charge.

5. Parties will:

(a) adopt national plans;

(b) allocate funds; and

(c) monitor progress.

6. Women shall take part in all decisions.

7. This plan ends in 2030.
"""
REGISTER = read_register(
    "code,name,groups,mail\nNRV,Norvia,LAKE,@norvia.example\nGLD,Galdora,LAKE,\nHST,Hestria,,\nBRU,Brum,,\n"
)
WHOLE = BASE.replace("2030", "2031")
SHUT = 'Para 1: replace "close" by "shut"\n'
CORPUS = [
    "Para 7: delete\n",
    f"Dear all,\n\nhope you are well. Just one from us:\n\n{SHUT}\nPara 99: delete.\n\nBest regards\nAna Example\n",
    "Paragraph 3 is too long.\n",
    "Lead negotiator\n",
    "Norvia reserves its position on paragraph 3.\n",
    f"Norvia joins Galdora and Hestria in proposing:\n\n{SHUT}",
    f"On behalf of the LAKE group:\n\n{SHUT}",
    f"{SHUT}\nThis is supported by Brum.\n",
    WHOLE,
    f"Dear colleagues,\n\nplease find our text below.\n\n{WHOLE}\nKind regards,\nAna\n",
    f"{WHOLE}\nWe reserve our position on paragraph 3.\n",
    "6. Women and girls shall take part in all decisions.\n",
    "Hello,\n6. Women and girls shall take part in all decisions.\nThanks\nAna\n",
    "5 bis. Parties shall keep a register of dumps.\n",
    "(b) allocate adequate funds; and\n",
    "Women and girls shall take part in all decisions.\n",
    "Proposal of Norvia\n\n6. Women and girls shall take part in all decisions.\n",
    "7. Ce plan prend fin en 2031.\n",
    "2. Parties will share ~~maps~~ **charts**, data and lessons learned.\n",
    f"> Para 7: delete\n\nWe cannot support this. Instead:\n\n{SHUT}",
    f"{SHUT}\nOn Mon, 4 May 2026, Desk wrote:\n> Para 7: delete\n",
    "Please find attached our text.\n",
    "Para | Current text | Proposed text\n2 | maps | charts\n6 | nobody | everybody\n\nBest,\nAna\n",
    "Уважаемые коллеги,\n\nPara 7: delete\n\nС уважением,\nАнна\n",
    "Para 7: delete, unless para 6 is kept.\n",
    "FYI\n",
]


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def opened(path: Path) -> Draft:
    return Draft.init(path, BASE, title="Plan", at="2026-03-01", delegations=REGISTER, durability="fast")


def read(draft: Draft, words: str, beside: CameWith | None = None) -> Reading:
    more = {"beside": beside} if beside else {}
    return draft.read(words.encode(), by="NRV", filename="message.txt", **more).reading


def mailed(draft: Draft, words: str, *, text: str = "") -> list[Taken]:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ana Example <mission@norvia.example>", "Amendments"
    mail["Date"] = "Mon, 04 May 2026 09:00:00 +0000"
    mail.set_content(words)
    if text:
        mail.add_attachment(text.encode(), maintype="text", subtype="markdown", filename="text.md")
    return list(take_in(draft, open_bag({"mail.eml": bytes(mail)}, draft.delegations, "UTC")))


def source_of(parts: tuple[Part, ...], kind: PartKind) -> str:
    return "".join(part.words[span.start : span.end] for part in parts if part.kind is kind for span in part.spans)


@pytest.mark.parametrize("words", CORPUS)
def test_every_word_of_a_message_is_accounted_for(draft: Draft, words: str) -> None:
    reading = read(draft, words)
    parts = reading.ledger.parts
    assert all(joins(part.words, part.spans) for part in parts)
    read_as = source_of(parts, PartKind.MESSAGE) + source_of(parts, PartKind.TEXT)
    assert (source_of(parts, PartKind.MARKED) or read_as) == words
    if not reading.findings:
        assert bool(reading.ledger.left) == bool(reading.problems)


@pytest.mark.parametrize("cover", CORPUS)
def test_every_covering_word_is_routine_or_left(draft: Draft, cover: str) -> None:
    reading = read(draft, WHOLE, CameWith("Amendments", cover, "Ana Example"))
    parts = reading.ledger.parts
    assert source_of(parts, PartKind.COVERING) == cover
    routine = {
        SpanRole.GREETING,
        SpanRole.COURTESY,
        SpanRole.SIGNATURE,
        SpanRole.EARLIER,
        SpanRole.FOOTER,
        SpanRole.SPONSORS,
    }
    kinds = {span.kind for part in parts if part.kind is PartKind.COVERING for span in part.spans}
    assert kinds <= routine | {SpanRole.LEFT}
    assert (SpanRole.LEFT in kinds) == bool(reading.problems)
    assert not reading.remarks


@pytest.mark.parametrize("words", CORPUS)
def test_a_file_and_a_message_of_the_same_words_read_the_same(
    draft: Draft, tmp_path: Path, words: str, copied: Copied
) -> None:
    refused = ""
    try:
        draft.propose(words.encode(), by="NRV", received="2026-05-04", filename="message.txt")
    except AmendtrackError as err:
        refused = str(err.args[0])
    other = Draft.open(copied(opened, tmp_path / "other"), durability="fast")
    (one,) = mailed(other, words)
    assert recorded(draft) == recorded(other)
    if one.name == "positions":  # a proposal with nothing but positions is refused, and they are recorded as positions
        heard = draft.hear(words, by="NRV", at="2026-05-04")
        assert refused.startswith("a position") and one.said == "; ".join(each.summary for each in heard)
        return
    assert (one.disposition is Disposition.LEFT) == bool(refused) and one.said.startswith(refused)


def recorded(draft: Draft) -> list[tuple[object, ...]]:
    """What was recorded: the text, the comments, what is to stay, what is left, who proposes it too."""
    return [(draft.text(e.name), e.remarks, e.retains, e.problems, e.cosponsors) for e in draft.proposals()]


def test_a_message_that_is_a_text_is_never_a_comment(draft: Draft) -> None:
    for words in CORPUS[8:17]:
        reading = read(draft, words)
        assert not reading.remarks
        assert reading.findings or reading.text != BASE


def test_covering_words_that_say_more_are_kept_with_the_text_and_left(draft: Draft) -> None:
    covering, text = mailed(draft, "Please find attached our text. Norvia reserves its position on 3.\n", text=WHOLE)
    assert covering.disposition is Disposition.COVERING and text.disposition is Disposition.RECORDED
    assert [one.words for one in text.ledger.left] == ["Norvia reserves its position on 3."]
    assert [problem.words for problem in draft.proposal("NRV-1").problems] == ["Norvia reserves its position on 3."]


def test_a_message_dated_in_the_future_is_left(draft: Draft) -> None:
    mail = b"From: Ana <ana@norvia.example>\nDate: Mon, 04 May 2098 09:00:00 +0000\n\nPara 1: delete\n"
    (taken,) = take_in(draft, open_bag({"one.eml": mail}, draft.delegations, "UTC"), now="2026-05-05")
    assert taken.disposition is Disposition.LEFT and "2098" in taken.said
