"""How a unit of a text looks in print: the kind of paragraph, and the look of each of its characters.

Knows the Markdown conventions of stored texts: emphasis, headings, list signs, table rows, footnotes. None of their
signs appear in print. Knows nothing about proposals; see ``typeset``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, Flag
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from amendtrack.text.nesting import Nesting, nesting_of
from amendtrack.text.typeface import CELL_BORDER, HARD_BREAK, is_ruler, pairs_of_emphasis, unspoken
from amendtrack.text.units import Text, UnitKind


class Face(Flag):
    """The face of a letter."""

    UPRIGHT = 0
    ITALIC = 1
    BOLD = 2
    STRUCK = 64
    """Struck through in the text itself, not by an amendment."""


class FormKind(Enum):
    """What a unit is on paper."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    BULLET = "bullet"
    HEAD_ROW = "row of heads"
    ROW = "row"
    RULER = "line under the heads of a table, or round typed lines"
    NOTE = "footnote"
    QUOTE = "quotation"
    CODE = "typed lines"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class UnitForm:
    """What a unit is on paper, and its level: headings count from 1, items from 0.

    ``label`` is that of a footnote, or of a heading.
    """

    kind: FormKind
    level: int = 0
    label: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it is printed as a row of a table."""
        return self.kind in (FormKind.HEAD_ROW, FormKind.ROW)


@dataclass(frozen=True, slots=True)
class Letters:
    """Words in one face, as printed."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Cited:
    """The mark of a footnote."""

    label: str


class CellEnd(Enum):
    """The border between two cells of a table row."""

    HERE = "here"


Piece = Letters | Cited | CellEnd

_FACES = (Face.ITALIC | Face.BOLD | Face.STRUCK).value
_HIDDEN, _BLANK, _NOTE, _CELL, _BREAK = 4, 8, 16, 32, 128
_PRINTED = {_BLANK: " ", _BREAK: HARD_BREAK}
"""What is printed in place of a character."""
_ROWS = (FormKind.HEAD_ROW, FormKind.ROW)
_BEFORE_BORDER = re.compile(r"[^\S\n](?=[^\S\n]*\|)")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"[-*+•–][ \t]+")
_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]*\r?\n\s*")
CITED = re.compile(r"\[\^([^\]\s\[][^\]\n\[]{0,39})\](?!:)")
"""The mark of a footnote, ``[^2]`` or ``[^2 bis]``, which is not the label at its head."""
_LINK = re.compile(r"(?<!!)(\[)[^\[\]\n]{1,300}(\])\((?:https?://|mailto:|www\.|#)[^()\s]{1,500}\)")
_TYPED = re.compile(r"(?<![`\\])`(?!`)[^`\n]{1,200}(?<!`)`(?!`)")
_STRUCK = re.compile(r"(?<![~\\])~~(?=\S)([^~\n]+)(?<=\S)~~(?!~)")
_FENCE = re.compile(r"[^\S\n]*(?:`{3,}|~{3,})\s*")
_ESCAPED = re.compile(r"\\(?=[*_|#\[\]`\\])")
_LONE_STARS = re.compile(r"(?<![\w*\\])\*{1,3}(?=\w)|(?<=[\w.,;:])\*{1,3}(?![\w*])")


_QUOTED_ROW = re.compile(r"“\s*\|([^”]*)(?=”)")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def bare(words: str) -> str:
    """A statement about a text, without signs of emphasis and tables in its quotations.

    A quotation may hold only one sign of a pair.

    >>> bare("replace “*Urges* all” with “Invites* them”"), bare("3 * 4, 5*6")
    ('replace “Urges all” with “Invites them”', '3 * 4, 5*6')
    >>> bare("would delete “| II | 100 to 999 | 40 …”"), bare("after “wells[^2]”")
    ('would delete “II · 100 to 999 · 40 …”', 'after “wells²”')
    >>> bare("[^2 bis]#1; after [^3 bis]"), bare("after “wells[^2 bis]”")
    ('(note 2 bis)#1; after (note 3 bis)', 'after “wells (note 2 bis)”')
    """
    words = _QUOTED_ROW.sub(_row_in_words, words)
    words = CITED.sub(_raised_in_words, words)
    for start, end in sorted((side for pair in pairs_of_emphasis(words) for side in pair), reverse=True):
        words = words[:start] + words[end:]
    return _LONE_STARS.sub("", words) if "*" in words else words


def _row_in_words(found: re.Match[str]) -> str:
    return "“" + " · ".join(cell.strip() for cell in found[1].rstrip().removesuffix("|").split("|"))


def _raised_in_words(found: re.Match[str]) -> str:
    before = found.string[: found.start()][-1:]
    return raised(found[1]) if before.strip() else raised(found[1]).lstrip()


def raised(label: str) -> str:
    """The mark of a footnote in plain text: a raised number if its label is a number.

    >>> raised("12"), raised("4 bis")
    ('¹²', ' (note 4 bis)')
    """
    return label.translate(_SUPERSCRIPTS) if label.isascii() and label.isdigit() else f" (note {label})"


def form_of(text: Text, k: int, nesting: Nesting | None = None) -> UnitForm:
    """What a unit of a text is on paper; ``nesting`` is how deep it stands, if the text is part of another."""
    unit = text.units[k]
    nesting = nesting or nesting_of(text, k)
    match unit.kind:
        case UnitKind.HEADING:
            found = _HEADING.match(text.source, unit.start, unit.end)
            return UnitForm(FormKind.HEADING, len(found[0].rstrip()) if found else 2, unit.label)
        case UnitKind.NOTE:
            return UnitForm(FormKind.NOTE, label=unit.label.removeprefix("[^").removesuffix(":").removesuffix("]"))
        case UnitKind.ROW:
            return UnitForm(_row_kind(text, k))
        case UnitKind.LINE | UnitKind.PARAGRAPH if _FENCE.fullmatch(text.source, unit.start, unit.end):
            return UnitForm(FormKind.RULER)
        case UnitKind.LINE:
            return UnitForm(FormKind.CODE)
        case UnitKind.RULE:
            return UnitForm(FormKind.RULE)
        case UnitKind.ITEM:
            if _BULLET.match(text.source, unit.start, unit.body):
                return UnitForm(FormKind.BULLET, nesting.depth)
            return UnitForm(FormKind.ITEM, max(nesting.depth - 1, 0))
    if text.source[unit.start] == ">":
        return UnitForm(FormKind.QUOTE)
    return UnitForm(FormKind.ITEM, nesting.depth - 1) if nesting.depth else UnitForm(FormKind.TEXT)


def _row_kind(text: Text, k: int) -> FormKind:
    if _is_ruler(text, k):
        return FormKind.RULER
    return FormKind.HEAD_ROW if k + 1 < len(text.units) and _is_ruler(text, k + 1) else FormKind.ROW


def _is_ruler(text: Text, k: int) -> bool:
    unit = text.units[k]
    return unit.kind is UnitKind.ROW and is_ruler(text.printed(unit))


class Inked(NamedTuple):
    """What a unit is on paper, and a code for each of its characters: its face, or its replacement."""

    kind: FormKind
    codes: bytes

    @classmethod
    def of(cls, text: Text, k: int) -> Inked:
        """The unit, read."""
        unit, kind = text.units[k], form_of(text, k).kind
        return cls(kind, _codes(text.source[unit.start : unit.end], kind, unit.body - unit.start))


def pieces(text: Text, k: int, start: int, end: int, inked: Inked | None = None) -> Iterator[Piece]:
    """Characters ``start:end`` of a unit, as printed: line ends as blanks, but for those that somebody typed.

    ``inked`` is the unit as read before, if it was.
    """
    unit = text.units[k]
    start, end = max(start, unit.start), min(end, unit.end)
    if start >= end:
        return
    kind, codes = inked or Inked.of(text, k)
    codes = codes[start - unit.start : end - unit.start]
    if kind in _ROWS and codes[-1] == _HIDDEN and _BEFORE_BORDER.match(text.source, end - 1):
        codes = codes[:-1] + bytes([_BLANK])  # not at the edge of the cell: what is put there follows it
    if not any(codes):  # most words are upright
        yield Letters(text.source[start:end], Face.UPRIGHT)
        return
    at = start
    for code, same in groupby(codes):
        size = len(tuple(same))
        if code & _NOTE:
            found = CITED.match(text.source, at)
            yield Cited(found[1] if found else "")
        elif code & _CELL:
            yield CellEnd.HERE
        elif not code & _HIDDEN:
            printed = _PRINTED.get(code & (_BLANK | _BREAK), text.source[at : at + size])
            yield Letters(printed, Face(code & _FACES))
        at += size


@lru_cache(maxsize=1 << 13)
def _codes(words: str, kind: FormKind, body: int) -> bytes:
    """A code for each character of a unit: its face, or its replacement."""
    codes = bytearray(len(words))
    if kind is FormKind.CODE:
        return bytes(codes)
    _hide(codes, 0, _sign_width(words, kind, body))
    _emphasise(codes, words)
    _hide_other_signs(codes, words)
    for found in _LINE_END.finditer(words) if "\n" in words else ():
        _hide(codes, *found.span())
        codes[found.start()] = _BREAK if HARD_BREAK in found[0] else _BLANK
    for found in CITED.finditer(words, body if kind is FormKind.NOTE else 0):
        _hide(codes, *found.span())
        codes[found.start()] = _NOTE
    for found in _ESCAPED.finditer(words):
        codes[found.start()] |= _HIDDEN
    if kind in _ROWS:
        _cut(codes, words)
    return bytes(codes)


def _sign_width(words: str, kind: FormKind, body: int) -> int:
    """How many characters at the start are not printed, because the form expresses them."""
    if kind is FormKind.NOTE:
        return body
    pattern = {FormKind.HEADING: _HEADING, FormKind.BULLET: _BULLET, FormKind.QUOTE: _QUOTE}.get(kind)
    found = pattern.match(words) if pattern else None
    return found.end() if found else 0


def _hide(codes: bytearray, start: int, end: int) -> None:
    codes[start:end] = bytes([_HIDDEN]) * (end - start)


def _emphasise(codes: bytearray, words: str) -> None:
    """Set the characters between a pair of signs in its face, and hide the signs."""
    torn = set[tuple[int, int]]()
    row = words.lstrip().startswith("|")
    pairs = pairs_of_emphasis(words)
    for pair in pairs:
        first, last = pair.opening[1], pair.closing[0]
        if row and CELL_BORDER.search(words, first, last):
            torn |= {*pair}  # over the border of two cells
            continue
        face = _face_of(words[pair.opening[0] : first])
        for k in range(first, last):
            codes[k] |= face
    for span in unspoken(words, pairs):
        if span not in torn:
            _hide(codes, *span)


def _hide_other_signs(codes: bytearray, words: str) -> None:
    """Hide signs around code, struck words and the words of a link, and the link's target in brackets."""
    for found in _TYPED.finditer(words) if "`" in words else ():
        _hide(codes, found.start(), found.start() + 1)
        _hide(codes, found.end() - 1, found.end())
    for found in _STRUCK.finditer(words) if "~~" in words else ():
        for k in range(*found.span(1)):
            codes[k] |= Face.STRUCK.value
        _hide(codes, found.start(), found.start(1))
        _hide(codes, found.end(1), found.end())
    for found in _LINK.finditer(words) if "](" in words else ():
        _hide(codes, *found.span(1))
        codes[found.start(2)] = _BLANK


def _face_of(sign: str) -> int:
    """The face for a sign of emphasis."""
    if sign[0] == "<":
        return (Face.BOLD if sign.strip("</>").lower() in ("b", "strong") else Face.ITALIC).value
    return len(sign)


def _cut(codes: bytearray, words: str) -> None:
    """Mark the borders of cells, and hide the white space beside them."""
    borders = [found.start() for found in CELL_BORDER.finditer(words)]
    for at in borders:
        first = len(words[:at].rstrip())
        last = at + 1 + len(words[at + 1 :]) - len(words[at + 1 :].lstrip())
        _hide(codes, first, last)
        inner = words[:at].strip() and words[at + 1 :].strip()
        codes[at] = _CELL if inner else _HIDDEN


__all__ = [
    "CITED",
    "CellEnd",
    "Cited",
    "Face",
    "FormKind",
    "Inked",
    "Letters",
    "Piece",
    "UnitForm",
    "bare",
    "form_of",
    "pieces",
    "raised",
]
