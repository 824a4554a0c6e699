"""Citations by place, ``the preceding paragraph``, which mean another unit once another one stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amendtrack.text.counted_labels import counted_in_text
from amendtrack.text.labels import Rank
from amendtrack.text.units import Text

_UNITS = r"(?:sub-?)?(?:paragraph|article|action|section|item)s?"
_UNITS_IN_FRENCH, _UNITS_IN_SPANISH = r"(?:paragraphe|article|alinéa)s?", r"(?:párrafo|artículo|apartado)s?"
_UNITS_IN_RUSSIAN, _UNITS_IN_ARABIC = r"(?:под)?(?:пункт|стать|абзац)\w*", r"(?:الفقر(?:ة|ات)|الماد(?:ة|تين)|المواد)"
_ONE_BEFORE = (
    rf"(?<!\w)(?:(?:preceding|previous|foregoing) {_UNITS}"
    rf"|{_UNITS_IN_FRENCH} (?:précédente?s?|qui précède(?:nt)?)|{_UNITS_IN_SPANISH} (?:anterior|precedente)(?:es|s)?"
    rf"|(?:предыдущ|предшествующ)\w+ {_UNITS_IN_RUSSIAN}|{_UNITS_IN_ARABIC} السابقة)(?!\w)|[上前]一?[段条款]"
)
_ONE_BEHIND = (
    rf"(?<!\w)(?:(?:following|next|succeeding) {_UNITS}"
    rf"|{_UNITS_IN_FRENCH} (?:suivante?s?|qui sui(?:t|vent))|{_UNITS_IN_SPANISH} siguientes?"
    rf"|следующ\w+ {_UNITS_IN_RUSSIAN}|{_UNITS_IN_ARABIC} (?:التالية|اللاحقة))(?!\w)|[下后]一?[段条款]"
)
_PATTERNS = ((re.compile(_ONE_BEFORE, re.IGNORECASE), -1), (re.compile(_ONE_BEHIND, re.IGNORECASE), 1))


def relative_references(text: Text, draft: Text, origins: Sequence[int | None]) -> Iterator[tuple[int, str]]:
    """Each unit of ``text`` that cites its neighbour and has another one now than in the draft, with the words.

    ``origins`` says for each unit which unit of the draft it is.

    >>> from amendtrack.text.units import parse_text
    >>> draft = parse_text("1. Meet.\\n\\n2. Report on the preceding paragraph.")
    >>> text = parse_text("1. Meet.\\n\\n1 bis. Vote.\\n\\n2. Report on the preceding paragraph.")
    >>> list(relative_references(text, draft, [0, None, 1]))
    [(2, 'preceding paragraph')]
    """
    for i, unit in enumerate(text.units):
        wording = text.wording(unit)
        for pattern, step in _PATTERNS:
            found = pattern.search(wording)
            own = _article_of(text, i) if found and _ARTICLE.search(found[0]) else i
            origin = origins[own] if own is not None else None
            if found is None or own is None or origin is None:
                continue
            here = _next_to(text, own, step)
            if (origins[here] if here is not None else None) != _next_to(draft, origin, step):
                yield i, " ".join(found[0].split())


_ARTICLE = re.compile("articl|artícul|стать|ماد|مواد|section|条", re.IGNORECASE)


def _article_of(text: Text, i: int) -> int | None:
    """The article or section that contains a unit."""
    counted = counted_in_text(text)
    above = (k for k in range(i, -1, -1) if (count := counted[k]) is not None and count.rank < Rank.PARAGRAPH)
    return next(above, None)


def _next_to(text: Text, i: int, step: int) -> int | None:
    """The next unit in that direction of the same kind, labelled as this one is or is not."""
    own, k = text.units[i], i + step
    while 0 <= k < len(text.units):
        if text.units[k].kind is own.kind and bool(text.units[k].label) == bool(own.label):
            return k
        k += step
    return None


__all__ = ["relative_references"]
