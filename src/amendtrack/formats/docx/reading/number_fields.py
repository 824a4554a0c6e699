"""Numbers that a field counts inside a paragraph: LISTNUM, AUTONUM, AUTONUMLGL. Word never stores their results.

A field whose list or level the standard leaves open gives no number; it is left out, and reported.

Source: ECMA-376 part 1, 17.16.5.4, 17.16.5.5, 17.16.5.33; Microsoft knowledge base 162895 (the three lists that need no
definition).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amendtrack.formats.docx.elements import number
from amendtrack.formats.docx.reading.autonumbers import LEVELS, Level, ListCounters, NumberedList
from amendtrack.formats.docx.reading.counting import printed

COUNTED = ("LISTNUM", "AUTONUM", "AUTONUMLGL")
_TOKEN = re.compile(r'"[^"]*"|\S+')
_FORMS = {
    "arabic": "decimal",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "roman": "lowerRoman",
    "Roman": "upperRoman",
    "ROMAN": "upperRoman",
    "Ordinal": "ordinal",
}
_ROMAN, _LETTER, _DIGIT = "lowerRoman", "lowerLetter", "decimal"
_ROUND = ((_DIGIT, "(%)"), (_LETTER, "(%)"), (_ROMAN, "(%)"))
_FORMATS = {
    "NUMBERDEFAULT": (
        *((_DIGIT, "%)"), (_LETTER, "%)"), (_ROMAN, "%)")),
        *_ROUND,
        *((_DIGIT, "%."), (_LETTER, "%."), (_ROMAN, "%.")),
    ),
    "OUTLINEDEFAULT": (
        *(("upperRoman", "%."), ("upperLetter", "%."), (_DIGIT, "%."), (_LETTER, "%)")),
        *_ROUND,
        *_ROUND[1:],
    ),
}


def _levels(name: str) -> Mapping[int, Level]:
    levels = enumerate(_FORMATS[name])
    return {n: Level(form=form, text=text.replace("%", f"%{n + 1}")) for n, (form, text) in levels}


def _legal() -> Mapping[int, Level]:
    return {n: Level(text="".join(f"%{k + 1}." for k in range(n + 1))) for n in range(LEVELS)}


LISTS = {
    name: NumberedList(name, _legal() if name == "LEGALDEFAULT" else _levels(name), {})
    for name in ("NUMBERDEFAULT", "OUTLINEDEFAULT", "LEGALDEFAULT")
}
"""The lists that every document has, by name."""


@dataclass(frozen=True, slots=True)
class NumberField:
    """The code of such a field: what it counts, the name of its list, and its switches."""

    kind: str
    name: str
    level: int | None
    start: int | None
    form: str
    after: str

    @classmethod
    def read(cls, code: str) -> NumberField | None:
        """The field with that code; None if it is of another kind.

        >>> NumberField.read(" LISTNUM NumberDefault \\\\l 6 ").level
        5
        """
        kind, *rest = _TOKEN.findall(code) or [""]
        if kind.upper() not in COUNTED:
            return None
        said = dict[str, str]()
        name, at = "", 0
        while at < len(rest):
            token = rest[at]
            if token[:1] == "\\":
                key, inner = token[:2], token[2:]
                takes = key in (r"\l", r"\s", r"\*") and not inner and at + 1 < len(rest)
                value = rest[at + 1] if takes else inner
                said[key] = said[key] if key == r"\*" and value not in _FORMS and key in said else value.strip('"')
                at += takes
            else:
                name = name or token.strip('"')
            at += 1
        level = number(said.get(r"\l"))
        after = "" if r"\e" in said else said.get(r"\s", ".")
        form = _FORMS.get(said.get(r"\*", ""), "decimal")
        placed = level - 1 if level is not None and 1 <= level <= LEVELS else None
        return cls(kind.upper(), name, placed, number(said.get(r"\s")), form, after)


@dataclass(slots=True)
class FieldCounters:
    """The counters of such fields in one pass over a document, beside those of its lists."""

    lists: ListCounters
    _autonumbers: dict[str, dict[int, int]] = field(default_factory=dict)
    _place: tuple[str, int] | None = None
    """The list and level of the last number in this paragraph."""
    _is_field: bool = False
    _heading: int | None = None
    _counted: dict[str, str] = field(default_factory=dict)
    _met_list: bool = False

    def begin(self, place: tuple[str, int] | None, outline: int | None) -> None:
        """A paragraph begins: its own list and level, and its heading level."""
        self._place, self._is_field, self._heading = place, False, outline
        self._counted = {}
        self._met_list = self._met_list or place is not None

    def printed(self, code: str, before: str) -> str:
        """The number of that field, if it is known; ``before`` are the words between it and the last number."""
        found = NumberField.read(code)
        if found is None:
            return ""
        if found.kind != "LISTNUM":
            return self._counted.setdefault(found.kind, self._autonumber(found))
        return self._of_list(found, before)

    def _of_list(self, found: NumberField, before: str) -> str:
        last = self._place
        id_ = self._list_of(found, last)
        if id_ is None:
            return ""
        if found.level is not None:
            level = found.level
        elif last is None or last[0] != id_:
            level = 0
        else:
            level = last[1] + (not self._is_field or not before.strip())
        if level >= LEVELS:
            return ""
        self._place, self._is_field = (id_, level), True
        return self.lists.label(id_, level, start=found.start)[0]

    def _list_of(self, found: NumberField, last: tuple[str, int] | None) -> str | None:
        """The list of a field: the one it names, the paragraph's, or the one that needs no definition.

        Which it is where an earlier paragraph was in a list, and this one is not, is left open.
        """
        if found.name:
            name = found.name.upper()
            return name if name in LISTS else self.lists.numbering.named(found.name)
        if last is not None:
            return last[0]
        return None if self._met_list else "NUMBERDEFAULT"

    def _autonumber(self, found: NumberField) -> str:
        """The number of a paragraph at its level: that of a heading, or the one below the last heading."""
        counts = self._autonumbers.setdefault(found.kind, {})
        headings = [level for level in counts if level < LEVELS]
        level = self._heading if self._heading is not None else LEVELS
        counts[level] = counts.get(level, 0) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if found.kind == "AUTONUM":
            return printed(counts[level], found.form) + found.after
        shown = [counts.get(n, 1) for n in range(level if level < LEVELS else max(headings, default=-1) + 1)]
        sign = found.after or "."
        return sign.join(printed(n, found.form) for n in (*shown, counts[level])) + found.after
