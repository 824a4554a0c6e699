"""New headings printed as the draft prints its own: ``Article 4`` after ``#### Article 3`` is ``#### Article 4``.

Pure. Whoever adds an article types its heading in some way: with other signs or none, in capitals. If the draft prints
all of its headings of that word in one way, so it prints the new one, and the title below it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from amendtrack.intake.instructions.spelling import plain
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.text.labels import Label, read_label
from amendtrack.text.units import Text, Unit, UnitKind, layout_beside, parse_text

_UNDERLINE = re.compile(r"(?<!\s)\s*[=\-~_]{3,}\s*$")
_TITLE = 12  # words, at most


@dataclass(frozen=True, slots=True)
class _Printed:
    """How the draft prints its headings of one word: the signs before them, the word, the signs before their titles."""

    signs: str
    prefix: str
    titles: str | None


def with_new_headings(text: Text, base: Text, redline: Redline) -> Text:
    """The text with its new headings printed like the draft's; ``redline`` is from the draft to it."""
    known = {word: found[0] for word, found in _headings(base).items() if len(set(found)) == 1}
    new = {j for c in redline.changes if c.kind is ChangeKind.INSERTED for j in range(c.j1, c.j2)}
    if not known or not new:
        return text
    source, at = "", 0
    for unit, words in _reprinted(text, known, new):
        source += text.source[at : unit.start] + words
        at = unit.end
    if not at:
        return text
    made = parse_text(source + text.source[at:], layout_beside(base.source, text.source))
    return made if len(made.units) == len(text.units) else text


def _headings(base: Text) -> Mapping[str, list[_Printed]]:
    """How each labelled heading of a text is printed, by the word that it begins with."""
    found: dict[str, list[_Printed]] = defaultdict(list)
    for unit, below in pairwise((*base.units, None)):
        label = _label(unit) if unit is not None else None
        if unit is None or label is None or unit.kind is not UnitKind.HEADING:
            continue
        signs = base.source[unit.start : unit.body].partition(unit.label)[0]
        titled = below is not None and below.kind is UnitKind.HEADING and not below.label
        bare = not base.wording(unit).strip()
        titles = base.source[below.start : below.body] if bare and titled and below is not None else None
        found[_word(label)].append(_Printed(signs, label.prefix, titles))
    return found


def _reprinted(text: Text, known: Mapping[str, _Printed], new: set[int]) -> Iterator[tuple[Unit, str]]:
    over: _Printed | None = None
    for k, unit in enumerate(text.units):
        above, over = over, None
        label = _label(unit) if k in new and unit.kind is UnitKind.HEADING else None
        if label is not None and _word(label) in known:
            printed = known[_word(label)]
            words = _heading(text, unit, label, printed)
            over = printed if words.strip().endswith(unit.label[len(label.prefix) :]) else None
        elif k in new and above is not None and above.titles is not None and _is_title(text, unit):
            words = above.titles + text.printed(unit).lstrip("#").strip().strip("*_")
        else:
            continue
        if words != text.printed(unit):
            yield unit, words


def _heading(text: Text, unit: Unit, label: Label, printed: _Printed) -> str:
    before, _, behind = text.source[unit.start : unit.body].partition(unit.label)
    words = behind + text.wording(unit)
    words = _UNDERLINE.sub("", words)
    signs = before.lstrip("#").strip()
    words = words.replace(signs, "", 1) if signs else words
    return printed.signs + printed.prefix + unit.label[len(label.prefix) :] + words.rstrip()


def _is_title(text: Text, unit: Unit) -> bool:
    """Whether it can be the title of the article above: a heading, or a few words that end without a stop."""
    words = text.wording(unit).strip()
    if unit.label or unit.kind not in (UnitKind.HEADING, UnitKind.PARAGRAPH) or "\n" in words:
        return False
    return unit.kind is UnitKind.HEADING or (len(words.split()) <= _TITLE and words.rstrip("*_")[-1:].isalnum())


def _label(unit: Unit) -> Label | None:
    """The label of a unit, if it begins with a word."""
    label = read_label(unit.label) if unit.label else None
    return label if label is not None and _word(label) else None


def _word(label: Label) -> str:
    return re.sub(r"[\W_]+", "", plain(label.prefix))


__all__ = ["with_new_headings"]
