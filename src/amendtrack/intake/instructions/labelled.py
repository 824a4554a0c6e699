"""New units as they should read: their label, and where in the draft they belong."""

from __future__ import annotations

import re
from dataclasses import replace

from amendtrack.intake.instructions.cited_place import Place, PlacePart
from amendtrack.intake.instructions.guide import Guide
from amendtrack.text.label_forms import HAN
from amendtrack.text.labelling import Labels, with_label
from amendtrack.text.labels import Label, follows, next_suffix, read_label, write_label
from amendtrack.text.labels_in_use import BaseLabels, bare_label, is_nested
from amendtrack.text.numerals import readings, suffix_after, write_number
from amendtrack.text.units import UnitKind, parse_text

_MOST_SUFFIXES = 40


_SUFFIX_INSIDE = re.compile(r"\(\w{1,4} [a-z]{3,}\)")
_SUFFIX_BEHIND = re.compile(r"\((\w{1,4})\) ([a-z]{3,})")


class Numberer:
    """Labels for what is new in one message: none is given twice, and none that the draft already has."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.labels = Labels(BaseLabels.of(guide.base), {})
        self._last: dict[tuple[int, str], Label] = {}

    def anchor_of(self, place: Place) -> Place | None:
        """The place directly after which a unit of that label belongs: ``5`` for ``5 bis``, ``(b)`` for ``(c)``."""
        *outer, last = place.parts
        if last.suffix:
            passed, suffix = [last.suffix], ""
            while suffix != last.suffix and len(passed) < _MOST_SUFFIXES:
                passed.append(suffix)
                suffix = suffix_after(suffix)
            earlier = passed[:0:-1] if suffix == last.suffix else [""]
            numbers = [replace(last, suffix=s) for s in earlier]
        else:
            numbers = [PlacePart(last.word, number) for number in _numbers_before(last.number)]
        for part in numbers:
            before = Place(_spelled(outer, part), (*outer, part))
            if self.guide.labelled(before):
                return before
        return None

    def printed(self, anchor: int, place: Place | None) -> str:
        """Label and signs for a new unit after ``anchor``: as the place says, else the next free ``bis``."""
        unit = self.guide.base.units[anchor]
        mark = self.guide.base.source[unit.start : unit.body]
        like = read_label(unit.label) if unit.label else None
        if like is None:
            return mark if unit.kind is UnitKind.ITEM and place is None else ""
        if place is not None:
            part = place.parts[-1]
            number = part.number.upper() if like.number.isupper() else part.number
            label = replace(like, number=number, suffix=part.suffix)
        else:
            label = self._free(like, self._taken(anchor, like))
        self._taken(anchor, label).add(bare_label(label))
        written = write_label(label)
        if place is not None and _SUFFIX_INSIDE.search(place.words):
            written = _SUFFIX_BEHIND.sub(r"(\1 \2)", written)  # ``(b bis)``, as the message writes it
        return with_label(mark, unit.label, written)

    def broken_off(self, unit: int) -> str:
        """The label of the second half of a unit that is split."""
        own = self.guide.base.units[unit].label
        like = read_label(own) if own else None
        if like is None:
            return own
        label = self._free(like, self._taken(unit, like))
        self._taken(unit, label).add(bare_label(label))
        return write_label(label)

    def _taken(self, anchor: int, label: Label) -> set[str]:
        return self.labels.taken(self.labels.ground.scopes[anchor] if is_nested(label) else "")

    def _free(self, label: Label, taken: set[str]) -> Label:
        # What is taken stays taken, so the search goes on where it ended the last time.
        asked = id(taken), bare_label(label)
        label = self._last.get(asked, label)
        while bare_label(label) in taken:
            label = next_suffix(label)
        self._last[asked] = label
        return label


def _numbers_before(number: str) -> list[str]:
    found = []
    for place in readings(number):
        if place.number > 1 and (before := write_number(place._replace(number=place.number - 1), number)):
            found.append(before)
    return found


def _spelled(outer: list[PlacePart], part: PlacePart) -> str:
    return ", ".join(f"{p.word} {p.number} {p.suffix}".strip() for p in (*outer, part))


def first_label(text: str) -> Label | None:
    """The label with which new wording begins, if it has one."""
    units = parse_text(text + "\n").units
    return read_label(units[0].label) if units and units[0].label else None


_LABEL_LIKE = re.compile(
    r"[*_\[\"“«]{0,3}(?:[(（][^\W_]{1,5}[)）]|\d{1,4}[A-Za-z]{0,2}[.)]|[A-Za-z]{1,2}\)"
    rf"|\d{{1,4}}之[{HAN}]{{1,4}}[.、．)]?)\s"
)


def opens_with_label(text: str) -> bool:
    """Whether wording begins with a label, known or not: ``(ba) ...``, ``5A. ...``.

    >>> opens_with_label("(ba) keep a register;"), opens_with_label("keep a register;")
    (True, False)
    """
    return first_label(text) is not None or _LABEL_LIKE.match(text.strip()) is not None


def is_next(label: Label, before: Label) -> bool:
    """Whether a label is the next of its kind: ``(c)`` after ``(b)``, ``4.`` after ``3.``, but not after ``(3)``."""
    alike = (label.prefix, label.tail) == (before.prefix, before.tail) and not label.suffix
    return alike and follows(before, label)


_QUOTED_AFTER_LABEL = re.compile(r"(\S{1,20}(?: [a-z]{3,12})?[.):]?)\s+[\"“«]\s*([^\"“”«»]+?)\s*[\"”»][.;]?")


def unquoted(text: str) -> str:
    """New wording without quotation marks around what follows its label: ``5 bis. “Help.”``."""
    found = _QUOTED_AFTER_LABEL.fullmatch(text.strip())
    if found and first_label(text):
        return f"{found[1]} {found[2]}"
    return text.strip()
