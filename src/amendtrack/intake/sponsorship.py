"""Doubts about whom a message speaks for, each with what it says about the others that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amendtrack.intake.doubts import Doubt, Query, Sent
from amendtrack.intake.instructions.leftovers import position_in
from amendtrack.intake.instructions.message import Message
from amendtrack.intake.speakers import Naming, strangers
from amendtrack.record.registers import Delegation

_SENTENCE = re.compile(r"(?<=[.;!?。；])\s+|\n")
_SHOWN = 120  # characters of a sentence


def spoken_for(message: Message, sent: Sent, cosponsors: Iterable[Delegation]) -> Iterator[Query]:
    """Whether a message speaks for somebody other than its senders."""
    known = [key for d in (*sent.senders, *cosponsors) for key in d.keys]
    if sent.senders and (others := strangers(message.speakers, known)):
        yield _doubt(f"it speaks for {_listed(others)}, who did not send it")


def others_named(named: Naming, words: str) -> Iterator[Query]:
    """Whether some words name others without clearly calling them joint sponsors; a position is reported as such."""
    for sentence in _SENTENCE.split(words):
        position = position_in(sentence) if any(name in sentence for name in named.others) else ""
        if position:
            shown = " ".join(sentence.split())
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
            hint = "record it with support, oppose, retain or reserve, and add --allow speaker to record the rest"
            yield Query(Doubt.SPEAKER, f"“{shown}” is a position ({position}), not an amendment", hint)
            return
    if named.others:
        yield _doubt(f"it names {_listed(named.others)} but does not clearly say that they propose it too")


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return " and ".join(filter(None, (", ".join(first), last)))


def _doubt(found: str) -> Query:
    hint = (
        "record it for the right delegation, with --cosponsor for others; or add --allow speaker if it is the sender's"
    )
    return Query(Doubt.SPEAKER, found, hint)


__all__ = ["others_named", "spoken_for"]
