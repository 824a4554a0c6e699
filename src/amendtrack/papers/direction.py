"""Which way words run, where names in one script stand among words in another.

A name written from right to left must not pull the figures and quotation marks beside it to its other side, nor turn a
sentence that merely begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amendtrack.render.own_words import between_names
from amendtrack.text.scripts import is_turned

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))
"""Languages written from right to left."""
_LETTER = re.compile(r"[^\W\d_]")


def way_of(words: str) -> str:
    """``ltr`` or ``rtl`` if most letters run another way than the first does, else ``auto``.

    >>> way_of("نورفيا would delete the paragraph"), way_of("نورفيا"), way_of("Norvia")
    ('ltr', 'auto', 'auto')
    """
    if not is_turned(words):
        return "auto"
    letters = _LETTER.findall(words)
    leftward = [is_turned(letter) for letter in letters]
    most = 2 * sum(leftward) > len(leftward)
    return "auto" if leftward[0] is most else "rtl" if most else "ltr"


def named_pieces(names: str) -> Iterator[tuple[str, bool]]:
    """Names in a bracket, one by one and each marked as one, and what stands between and behind them.

    >>> list(named_pieces("Norvia, Brum; Arda delete"))[2:]
    [('Brum', True), ('; ', False), ('Arda', True), (' delete', False)]
    """
    return ((piece, k % 2 == 0) for k, piece in enumerate(between_names().split(names)) if piece)


__all__ = ["RIGHT_TO_LEFT", "named_pieces", "way_of"]
