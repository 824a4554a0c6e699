"""The blanks between words that are kept and words that were struck out beside them."""

from __future__ import annotations

from amendtrack.render.faces import Face, Letters, Piece


def with_blanks(printed: list[Piece], words: str, *, is_first: bool, is_last: bool) -> list[Piece]:
    """What is printed of kept words, with the blanks at their ends.

    Where everything before or behind them was struck out, the text that is left begins or ends there: it has no blank.
    The blanks at the border of a cell, and behind the sign of a list, are form.

    >>> [piece.text for piece in with_blanks([Letters("areas", Face.UPRIGHT)], " areas ", is_first=True, is_last=False)]
    ['areas', ' ']
    """
    bare = words.strip()
    if bare and not printed:
        return printed
    letters = "".join(piece.text for piece in printed if isinstance(piece, Letters))
    before = not is_first and words[:1].isspace() and not letters[:1].isspace() and not bare.startswith("|")
    behind = not is_last and words[-1:].isspace() and not letters[-1:].isspace() and not bare.endswith("|")
    blank: list[Piece] = [Letters(" ", Face.UPRIGHT)]
    return [*blank * (before and bool(bare)), *printed, *blank * behind]


__all__ = ["with_blanks"]
