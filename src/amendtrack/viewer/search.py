"""Words sought in a text: where they stand, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from amendtrack.render.safe import one_line
from amendtrack.text.words import folded, tokens
from amendtrack.viewer.slot_card import CardLine, Tone

if TYPE_CHECKING:
    from amendtrack.viewer.sight import Sight
    from amendtrack.viewer.unit_list import Row


def plain(words: str) -> str:
    """Words as they are compared: without their typography, and with one blank between two.

    >>> plain("“Mine‑affected  areas”, she said")
    '"mine-affected areas", she said'
    """
    cut = (" " if token.isspace() else folded(token) for token in tokens(words))
    return " ".join("".join(cut).casefold().split())


def found_in(rows: Sequence[Row], words: str) -> list[int]:
    """The rows in which these words stand; case, spacing and typography do not matter.

    >>> from amendtrack.viewer.unit_list import Row
    >>> found_in([Row("1", "1. We  meet."), Row("2", "2. “We Meet” here.")], "we meet")
    [0, 1]
    """
    wanted = plain(words)
    return [n for n, row in enumerate(rows) if wanted in plain(row.words)]


def whose_words(sight: Sight, words: str) -> tuple[CardLine, ...]:
    """Where these words stand, and whose they are: the draft's, or those of a proposal."""
    lines = [CardLine(one_line(line), Tone.WORDS, 3, 5) for line in _whose(sight, plain(words))]
    nowhere = [CardLine("neither in the draft nor in a proposal", Tone.NOTE, 3)]
    return (CardLine(one_line(f"“{words.strip()}”"), Tone.HEAD), *(lines or nowhere))


def _whose(sight: Sight, wanted: str) -> Iterator[str]:
    con = sight.con
    if con is None:
        return
    for address, unit in zip(con.addresses, con.base.units, strict=True):
        if wanted in plain(con.base.printed(unit)):
            yield f"{address}: the draft's, {sight.now.revision().label}"
    for slot in sight.slots.values():
        for variant in slot.variants:
            if wanted in plain(variant.wording) and wanted not in plain(slot.base):
                names = ", ".join(dict.fromkeys(variant.proposals))
                yield f"{slot.address}: {', '.join(variant.backers)} ({names})"


__all__ = ["found_in", "plain", "whose_words"]
