"""Words that are marked as deleted or inserted, and how such marks are typed out: ``{--struck--}``, ``{++inserted++}``.

``handmark_reader`` reads them against a draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby


class Drawn(Enum):
    """How words are marked, if at all."""

    PLAIN = "plain"
    STRUCK = "struck through"
    INSERTED = "marked as inserted"
    SET_OFF = "underlined or bold"
    """Inserted, if something next to it is struck through; otherwise only emphasis."""


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """Consecutive words of a paragraph with the same marking."""

    words: str
    drawn: Drawn = Drawn.PLAIN


def typed_out(stretches: Iterable[MarkedStretch]) -> str:
    """A paragraph with its marks as signs: ``{--struck--}`` and ``{++inserted++}``; emphasis alone leaves none.

    >>> typed_out([MarkedStretch("in "), MarkedStretch("2030 ", Drawn.STRUCK), MarkedStretch("2031", Drawn.SET_OFF)])
    'in {--2030--} {++2031++}'
    >>> typed_out([MarkedStretch("Para 5", Drawn.SET_OFF), MarkedStretch(": delete")])
    'Para 5: delete'
    """
    parts = list(stretches)
    is_marked = any(part.drawn in (Drawn.STRUCK, Drawn.INSERTED) and part.words.strip() for part in parts)
    return "".join(
        _signed("".join(part.words for part in alike), drawn if is_marked else Drawn.PLAIN)
        for drawn, alike in groupby(parts, key=_as_marked)
    )


def _as_marked(stretch: MarkedStretch) -> Drawn:
    return Drawn.INSERTED if stretch.drawn is Drawn.SET_OFF else stretch.drawn


_SIGNS = {Drawn.STRUCK: ("{--", "--}"), Drawn.INSERTED: ("{++", "++}")}


def _signed(words: str, drawn: Drawn) -> str:
    core = words.strip()
    if drawn not in _SIGNS or not core:
        return words
    start = words.index(core)
    before, after = _SIGNS[drawn]
    return f"{words[:start]}{before}{core}{after}{words[start + len(core) :]}"


__all__ = ["Drawn", "MarkedStretch", "typed_out"]
