"""Deletions and insertions marked by hand: words struck through, underlined or bold, or between signs.

Knows how such marks are typed out, and when they can be read: where the words without the insertions are the draft's
own. Where they are not, nothing is read and the passage is named. What the words then ask for is left to whoever
reads the message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby


class Drawn(Enum):
    """How words are drawn: by which mark, if by any."""

    PLAIN = "plain"
    STRUCK = "struck through"
    INSERTED = "marked as inserted"
    SET_OFF = "underlined or bold"
    """Inserted, if something beside it is struck through; otherwise only emphasis."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph that are drawn alike."""

    words: str
    drawn: Drawn = Drawn.PLAIN


def typed_out(stretches: Iterable[Stretch]) -> str:
    """A paragraph with its marks as signs: ``{--struck--}`` and ``{++inserted++}``; emphasis alone leaves none.

    >>> typed_out([Stretch("ends in "), Stretch("2030 ", Drawn.STRUCK), Stretch("2031", Drawn.SET_OFF)])
    'ends in {--2030--} {++2031++}'
    >>> typed_out([Stretch("Para 5", Drawn.SET_OFF), Stretch(": delete")])
    'Para 5: delete'
    """
    parts = list(stretches)
    is_marked = any(part.drawn in (Drawn.STRUCK, Drawn.INSERTED) and part.words.strip() for part in parts)
    return "".join(
        _signed("".join(part.words for part in alike), drawn if is_marked else Drawn.PLAIN)
        for drawn, alike in groupby(parts, key=_as_marked)
    )


def _as_marked(stretch: Stretch) -> Drawn:
    return Drawn.INSERTED if stretch.drawn is Drawn.SET_OFF else stretch.drawn


_SIGNS = {Drawn.STRUCK: ("{--", "--}"), Drawn.INSERTED: ("{++", "++}")}


def _signed(words: str, drawn: Drawn) -> str:
    core = words.strip()
    if drawn not in _SIGNS or not core:
        return words
    start = words.index(core)
    before, after = _SIGNS[drawn]
    return f"{words[:start]}{before}{core}{after}{words[start + len(core) :]}"


# -- reading --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A line whose marks cannot be read, and why."""

    words: str
    why: str
