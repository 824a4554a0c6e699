"""A draft's own quotation begins with the sign of quoted mail; what a delegation sends of it is text all the same."""

from __future__ import annotations

import pytest

from amendtrack.intake.doubts import Sent
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.proposal import Reading, read_proposal
from amendtrack.record.registers import Register

QUOTED = "> The lake rests for a month, and nobody fishes."
BASE = f"1. Boats carry two lamps.\n\n2. Nets are dried on the shore.\n\n3. The rules say:\n\n{QUOTED}\n"


def read(sent: str, base: str = BASE) -> Reading:
    return read_proposal("NRV-1", Sent(sent), revision="Rev.0", revisions={"Rev.0": base}, register=Register())


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("two", "three"),
        ("rules say", "law says"),
        ("a month", "two months"),
        ("> The lake rests for", "> The lakes lie for"),
    ],
)
def test_the_last_paragraph_of_a_file_may_be_a_quotation(was: str, now: str) -> None:
    reading = read(BASE.replace(was, now))
    assert reading.text == BASE.replace(was, now)
    assert len(reading.amendments) == 1 and not reading.findings


def test_a_quotation_in_chinese_is_one_though_its_words_are_not_apart() -> None:
    base = "1. 各缔约国应当保存登记册。\n\n2. 规则如下：\n\n> 缔约国每年向会议报告清除情况。\n"
    after = base.replace("每年", "每两年").replace("登记册", "名册")
    assert read(after, base).text == after


def test_a_quotation_that_is_rewritten_is_never_said_to_be_deleted() -> None:
    reading = read(BASE.replace(QUOTED, "> Everybody is free to sail.").replace("two", "three"))
    assert "> Everybody is free to sail." in reading.text or reading.findings


def test_mail_below_the_text_is_mail_all_the_same() -> None:
    sent = BASE.replace("two", "three")
    reading = read(f"{sent}\nOn 3 May 2026, Desk wrote:\n> Please send your text.\n")
    assert reading.text.strip() == sent.strip() and not reading.findings
    assert SpanRole.EARLIER in {span.kind for part in reading.ledger.parts for span in part.spans}
    below = read(f"{sent}\n\n\n\nThank you\n\n> Please send your text.\n")
    assert below.text.strip() == sent.strip()
