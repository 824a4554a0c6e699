"""Spans: they join to the whole message, and nothing is in two of them or in none."""

from __future__ import annotations

import pytest

from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined, joins

WORDS = "  Dear all,\n\nPara 5: delete.\n\nRegards\n"


@pytest.mark.parametrize("held", [(), ((2, 11),), ((13, 28), (30, 37)), ((2, 11), (13, 28), (30, 37))])
def test_what_no_span_holds_is_left_and_all_of_it_joins(held: tuple[tuple[int, int], ...]) -> None:
    spans = joined(WORDS, [MessageSpan(a, b, SpanRole.COURTESY) for a, b in held], "not understood")
    assert joins(WORDS, spans)
    assert "".join(WORDS[s.start : s.end] for s in spans) == WORDS


def test_a_blank_message_has_no_spans() -> None:
    assert joined(" \n", [], "not understood") == ()
    assert joins(" \n", ())


def test_two_spans_never_hold_the_same_words() -> None:
    with pytest.raises(ValueError, match="two spans"):
        joined(
            WORDS,
            [MessageSpan(0, 5, SpanRole.COMMENT), MessageSpan(4, 9, SpanRole.REASON)],
            "not understood",
        )


def test_what_is_left_says_why() -> None:
    with pytest.raises(ValueError, match="for a reason"):
        MessageSpan(0, 1, SpanRole.LEFT)
