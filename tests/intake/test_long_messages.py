"""A message of any length is read in a time that grows with it, or refused: a quadratic reader takes minutes."""

import pytest

from amendtrack import InputRefused, parse_text
from amendtrack.intake.accounting import blanked
from amendtrack.intake.doubts import Reading, Sent
from amendtrack.intake.instructions.carrying import carry_out
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.intake.proposal import read_proposal
from amendtrack.intake.spoken import MAX_LINES
from amendtrack.record.registers import Register

BASE = "# Plan\n\n1. Every Party clears all areas without delay.\n\n2. Report annually.\n"


def read(sent: str) -> Reading:
    return read_proposal("NRV-1", Sent(sent), revision="Rev.0", revisions={"Rev.0": BASE}, register=Register())


def test_more_lines_than_a_message_has_are_refused() -> None:
    lines = "Delete para 2.\n" * (MAX_LINES + 1)
    with pytest.raises(InputRefused, match=r"5,001 lines are not read as a message, which has at most 5,000"):
        read(lines)


@pytest.mark.long
def test_another_text_of_many_lines_is_doubted() -> None:
    other = "".join(f"Boats of kind {n} are painted in spring.\n\n" for n in range(MAX_LINES + 1))
    assert read(other).findings


@pytest.mark.long
def test_many_new_units_at_one_place() -> None:
    base = parse_text(BASE)
    message = read_message("new para after 1: x\n" * 3000, base)
    assert len(carry_out(message, base, {}).done) > 0


def test_blanking_keeps_every_place() -> None:
    spans = [
        MessageSpan(2, 5, SpanRole.COMMENT),
        MessageSpan(4, 6, SpanRole.COMMENT),
        MessageSpan(0, 1, SpanRole.COMMENT),
    ]
    assert blanked("abc\nefgh", spans) == " b \n  gh"
