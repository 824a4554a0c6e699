"""Titles of articles on the line of their number, or on the line below it, where no sign says that they are titles."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from amendtrack.text.labels import Rank, printed_rank
from amendtrack.text.scripts import is_small
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


def with_numbered_titles(text: Text) -> Text:
    """The text with sections as headings that have only a title beside a bare number, if their numbers count on.

    ``28. Lamps`` is a title where nearly all such lines are short, end without a sign, and have words below.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Nets\\n\\nDry.\\n\\n2. Oars\\n\\n(1) Row.\\n\\n3. Ropes\\n\\nHold.\\n")
    >>> [unit.kind.value for unit in with_numbered_titles(text).units]
    ['heading', 'paragraph', 'heading', 'item', 'heading', 'paragraph']
    """
    numbered = [i for i, unit in enumerate(text.units) if _BARE.fullmatch(unit.label)]
    sections = [i for i in numbered if text.units[i].kind is UnitKind.PARAGRAPH]
    titled = [i for i in sections if _is_title_of_section(text, i)]
    if len(titled) < _FEWEST or 10 * len(titled) < 9 * len(numbered) or not _count_on(text, numbered):
        return text
    units = list(text.units)
    for i in titled:
        units[i] = units[i]._replace(kind=UnitKind.HEADING)
    return Text(text.source, tuple(units))


_BARE = re.compile(r"(\d{1,3})[A-Z]{0,2}\.")


def _is_title_of_section(text: Text, i: int) -> bool:
    """Whether a section's words are a title: one line without a sign at its end, and words that begin anew below."""
    unit = text.units[i]
    if unit.end - unit.body > 2 * _LONGEST:  # as most
        return False
    words = text.wording(unit).strip("*_ ")
    below = text.units[i + 1] if i + 1 < len(text.units) else None
    if below is None or below.kind not in (UnitKind.PARAGRAPH, UnitKind.ITEM) or _BARE.fullmatch(below.label):
        return False
    is_short = 0 < len(words) <= _LONGEST and "\n" not in words and words[-1] not in _STOPS + "-–—"
    return is_short and not is_small(words) and not (is_small(text.wording(below)) and not below.label)


def _count_on(text: Text, numbered: list[int]) -> bool:
    """Whether numbers never fall, and mostly count on by one."""
    numbers = [int(found[1]) for i in numbered if (found := _BARE.fullmatch(text.units[i].label))]
    steps = [after - before for before, after in pairwise(numbers)]
    return min(steps, default=0) >= 0 and 2 * sum(step <= 1 for step in steps) > len(steps)


def without_leads(text: Text) -> Text:
    """The text with the words of sections from their first paragraph on, where a title and a dash lead to it.

    >>> from amendtrack.text.units import parse_text
    >>> text = without_leads(parse_text("1. Boats.—(1) They sail.\\n\\n(2) They rest.\\n"))
    >>> text.wording(text.units[0])
    '(1) They sail.'
    """
    if "(1)" not in text.source:
        return text
    found = [_LEAD.match(text.source, unit.body, unit.end) if unit.label else None for unit in text.units]
    units = (unit._replace(body=lead.end()) if lead else unit for unit, lead in zip(text.units, found))
    return Text(text.source, tuple(units)) if any(found) else text


_LEAD = re.compile(r"(?:[^()\n]{1,150}?[.:]\s?)?[—–]{1,2}\s?(?=\(1\)\s?\S)")
"""A title, or a dash alone, before the first paragraph: ``1. Boats.—(1) They sail``, ``A. — (1) They sail``."""


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


__all__ = ["with_numbered_titles", "with_preamble", "with_titles", "without_leads"]
