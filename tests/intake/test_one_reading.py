"""A message is read once on its way in, whatever it turns out to be."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from amendtrack.intake.doubts import CameWith, Sent
from amendtrack.intake.instructions import read_message
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import read_register
from amendtrack.record.remarks import Kind

REGISTER = read_register("code,name\nNRV,Norvia\nGLD,Galdora\n")
BASE = "".join(f"{n}. States shall clear area {n} without delay.\n\n" for n in range(1, 41))
MARK = "which our delegation holds dear"
LINES = [f'Para {n}: replace "shall" by "should".' for n in range(1, 31)]
EARLIER = ["On 3 May 2026 Galdora wrote:", '> Para 2: delete "without delay".']
MESSAGES = {
    "instructions": ["Dear colleagues,", "", *LINES, f"Para 40: add at the end “{MARK}”.", "", "Regards,", "A. Nord"],
    "an answer": [f"Para 40: add at the end “{MARK}”.", *LINES, "", *EARLIER],
    "comments": [f"We think that paragraph 3 is too long, {MARK}.", "Paragraph 4 is not clear to us either."],
    "nothing": [f"Our minister has seen the lake, {MARK}.", "It was a fine day."],
    "a table": [
        f"Para 9: add at the end “{MARK}”.", "", "Our amendments:", "",
        "| Paragraph | Current text | Proposed text |", "|---|---|---|", "| 3 | shall | should |",
    ],
    "a joint proposal": ["Joint proposal by Norvia and Galdora", "", *LINES, f"Para 40: add at the end “{MARK}”."],
}  # fmt: skip


def readings(sent: Sent) -> int:
    """How many times the words that hold the mark are read as a message."""
    found = 0

    def seen(frame: FrameType, event: str, _: object) -> None:
        nonlocal found
        if event == "call" and frame.f_code is read_message.__code__:
            found += MARK in frame.f_locals["message"]

    sys.setprofile(seen)
    try:
        read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": BASE}, register=REGISTER)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("kind", [None, Kind.INSTRUCTIONS, Kind.COMMENT])
@pytest.mark.parametrize("message", MESSAGES)
def test_the_words_of_a_message_are_read_once(message: str, kind: Kind | None) -> None:
    sent = Sent("\n".join(MESSAGES[message]), senders=(REGISTER.resolve("NRV"),), kind=kind)
    assert readings(sent) == 1


def test_covering_words_and_a_subject_are_read_once() -> None:
    beside = CameWith(f"Amendments {MARK}", f"Please find our text, {MARK}.\n\nPara 5 is urgent.")
    assert readings(Sent(BASE.replace("shall", "should"), senders=(REGISTER.resolve("NRV"),), beside=beside)) == 2


def test_a_text_that_asks_for_nothing_is_not_read_as_a_message() -> None:
    assert readings(Sent(f"{BASE}41. Report every year, {MARK}.\n", senders=(REGISTER.resolve("NRV"),))) == 0


@pytest.mark.parametrize(
    ("base", "sent"),
    [
        ("1. Boats;\n\n2. Ropes;\n", "1. Boats;\n\n2. B{};\n"),
        (
            "Boats sail fast.\n\nRopes hold well.\n",
            "Boats sail fast.\n\nB{} also hold very well.\n\nRopes hold well.\n",
        ),
    ],
)
def test_a_word_of_thousands_of_letters_is_read_like_any_other(base: str, sent: str) -> None:
    """The search for words before a colon once took the fourth power of a word's length."""
    text = sent.format("i" * 3000)
    reading = read_proposal("NRV-1", Sent(text), revision="Rev.0", revisions={"Rev.0": base}, register=REGISTER)
    assert reading.text == text
