"""Titles of articles on the line of their number, or on the line below it, where no sign says that they are titles."""

from __future__ import annotations

import re
from itertools import takewhile

from amendtrack.text.labels import Rank, printed_rank
from amendtrack.text.units import Text, Unit, UnitKind

_LONGEST = 80
_STOPS = ".;:!?…,。；：！？،؛؟।"
_FEWEST = 3
_IN_BRACKETS = re.compile(r"\([^\W\d_]{2}[^()]*\)")


def with_titles(text: Text) -> Text:
    """The text with the articles as headings that have only a title beside their number, if all of them have one.

    ``Artículo 12. Redes.`` is no sentence where each such line is short and words of the article follow.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("Art. 1. Nets.\\n\\nDry.\\n\\nArt. 2. Oars.\\n\\nRow.\\n\\nArt. 3. Ropes.\\n\\nHold.\\n")
    >>> [unit.kind.value for unit in with_titles(text).units]
    ['heading', 'paragraph', 'heading', 'paragraph', 'heading', 'paragraph']
    """
    articles = [i for i, unit in enumerate(text.units) if _is_article(unit)]
    beside = [i for i in articles if text.units[i].body < text.units[i].end]
    if len(beside) < _FEWEST or not all(_may_be_title(text, i) for i in beside):
        return text
    if all(text.units[i].kind is UnitKind.HEADING for i in beside):
        return text
    units = list(text.units)
    for i in beside:
        units[i] = units[i]._replace(kind=UnitKind.HEADING)
    return Text(text.source, tuple(units))


def with_preamble(text: Text) -> Text:
    """The text with the word *Preamble* on a line of its own as a heading, whatever its letters.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("PREAMBLE\\n\\nBoats sail.\\n\\n## Preamble\\n\\nThe preamble is short.\\n")
    >>> [unit.kind.value for unit in with_preamble(text).units]
    ['heading', 'paragraph', 'heading', 'paragraph']
    """
    found = [
        i
        for i, unit in enumerate(text.units)
        if unit.kind is UnitKind.PARAGRAPH and not unit.label and _PREAMBLE.fullmatch(text.wording(unit))
    ]
    if not found:
        return text
    units = list(text.units)
    for i in found:
        units[i] = units[i]._replace(kind=UnitKind.HEADING)
    return Text(text.source, tuple(units))


_PREAMBLE = re.compile(
    r"[*_]{0,3}(?:(?i:preamble|préambule|preámbulo|preàmbul|preâmbulo|preambolo|preambul(?:ul|um)?|präambel|preambule"
    r"|preambuła|preambula|johdanto|ingress|başlangıç|προοίμιο|преамбула|преамбюл)"
    r"|序言|前\u3000?言|前\u3000?文|전\s?문|الديباجة|ديباجة|คำปรารภ|प्रस्तावना)[*_]{0,3}\.?"
)


def _is_article(unit: Unit) -> bool:
    return printed_rank(unit.label) is Rank.ARTICLE


def _may_be_title(text: Text, i: int) -> bool:
    """Whether an article's words may be a title: one short line, with no stop inside, and the article goes on."""
    words = text.wording(text.units[i])
    inside = words.rstrip().removesuffix(".")
    if len(words) > _LONGEST or any(sign in inside for sign in _STOPS):
        return False
    if words.startswith("(") and not _IN_BRACKETS.fullmatch(words):  # (1) Boats
        return False
    below = takewhile(lambda unit: not _is_article(unit) and unit.kind is not UnitKind.HEADING, text.units[i + 1 :])
    return any(unit.kind in (UnitKind.PARAGRAPH, UnitKind.ITEM) for unit in below)


__all__ = ["with_preamble", "with_titles"]
