"""How a text is represented in Word: which characters are typed, and which become styles, tables, notes or emphasis.

Knows the Markdown conventions that texts use, and types whatever could not be read back from Word otherwise, so
that reading the file gives the text again. Compares nothing; see ``tracked``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from amendtrack.formats.docx.writing.story import ParagraphForm, ParagraphKind
from amendtrack.papers.headings import centred_headings
from amendtrack.render.faces import CITED
from amendtrack.text.front_matter import front_matter_of
from amendtrack.text.numerals import roman
from amendtrack.text.typeface import HARD_BREAK, ends_words, line_signs
from amendtrack.text.units import Text, Unit, UnitKind, parse_text
from amendtrack.text.words import is_compound

BOLD, ITALIC, HIDDEN, BLANK, NOTE = 1, 2, 4, 8, 16
"""How one character is shown; HIDDEN not at all, BLANK as a space, NOTE as a footnote's mark."""

_EMPHASIS = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s*\\])\1(?!\*)")
_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")
_DEFINITION = re.compile(r"(?<=[^\n])\n(?=: +\S)")
_HEADING = re.compile(r"(#{1,6}) (?=\S)")
_RULE = re.compile(r":?-+:?")
_CELL = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\\|")
_SIDES = {(True, False): "left", (True, True): "center", (False, True): "right", (False, False): ""}

_LOOKS = {UnitKind.HEADING: "title", UnitKind.ITEM: "item", UnitKind.LINE: "line"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Characters with one format, as printed."""

    text: str
    code: int = 0
    label: str = ""
    """The footnote that is cited here."""


class Painting:
    """A text and how each of its characters is shown; ``cited`` holds the footnotes that are real."""

    def __init__(self, text: Text, cited: Mapping[str, int]) -> None:
        self.text, self.source, self.cited = text, text.source, cited
        self.starts = [unit.start for unit in text.units]
        self._shapes: dict[int, tuple[int, bytes | None]] = {}

    # -- units ----------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> dict[int, tuple[int, tuple[str, ...]]]:
        """For each unit that is a real table's row: the table's first unit, and the sides of its columns."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        units, k = self.text.units, 0
        while k < len(units):
            last = k
            while last < len(units) and units[last].kind is UnitKind.ROW and (last == k or self._joins(last)):
                last += 1
            if last > k and (sides := self._sides(k, last)):
                found.update((n, (k, sides)) for n in range(k, last))
            k = max(last, k + 1)
        return found

    def _joins(self, k: int) -> bool:
        units = self.text.units
        return self.source[units[k - 1].end : units[k].start].count("\n") == 1

    def _sides(self, first: int, last: int) -> tuple[str, ...]:
        """The alignment of the columns, if the rows are a table that can be read back; otherwise nothing."""
        rows = [[self.source[start:end] for start, end in self.cells(k)] for k in range(first, last)]
        ruled = [k for k, row in enumerate(rows) if all(map(_RULE.fullmatch, row))]
        if ruled != [1] or rows[1] == ["-"] or len({len(row) for row in rows}) != 1:
            return ()
        units = self.text.units[first:last]
        if any("\n" in self.source[u.start : u.end] or self.source.endswith("\\|", u.start, u.end) for u in units):
            return ()
        return tuple(_SIDES[cell.startswith(":"), cell.endswith(":")] or "-" for cell in rows[1])

    def is_row(self, k: int) -> bool:
        """Whether the unit is a row of a real table."""
        return k in self.tables

    def is_ruler(self, k: int) -> bool:
        """Whether the unit is the line under a table's header, which Word draws itself."""
        return k in self.tables and k == self.tables[k][0] + 1

    def is_note(self, k: int) -> bool:
        """Whether the unit is a real footnote."""
        unit = self.text.units[k]
        return unit.kind is UnitKind.NOTE and label_of(unit) in self.cited

    def form(self, k: int) -> ParagraphForm:
        """The paragraph form of the unit."""
        return self._form(k)[0]

    def typed(self, k: int) -> int:
        """Where the unit's typed words start, after the characters that a style replaces."""
        return self._form(k)[1]

    @cached_property
    def centred(self) -> frozenset[int]:
        """The headings that are centred."""
        return centred_headings(self.text)

    @cached_property
    def front(self) -> range:
        """The units of the front matter, each line of which says something of its own."""
        return front_matter_of(self.text)

    def _form(self, k: int) -> tuple[ParagraphForm, int]:
        unit, source = self.text.units[k], self.source
        start = unit.start
        if unit.kind is UnitKind.HEADING and (found := _HEADING.match(source, start, unit.end)):
            level = len(found[1])
            look = f"centred{level}" if k in self.centred else ""
            return ParagraphForm(ParagraphKind.HEADING, level, look), found.end()
        if unit.kind is UnitKind.HEADING and unit.label and k not in self.centred:
            return ParagraphForm(look="side"), start
        if source.startswith("- ", start) and unit.kind is UnitKind.ITEM and unit.end > start + 2:
            return ParagraphForm(ParagraphKind.BULLET, min(self._indent(start) // 2, 8)), start + 2
        if unit.kind is UnitKind.NOTE and label_of(unit) in self.cited:
            return ParagraphForm(), unit.body
        look = "quote" if source[start] == ">" else _LOOKS.get(unit.kind, "")
        return ParagraphForm(look=look), start

    def _indent(self, start: int) -> int:
        return start - 1 - self.source.rfind("\n", 0, start)

    def cells(self, k: int) -> list[tuple[int, int]]:
        """The words of each cell of a row, as offsets; the bars at its ends may be missing."""
        unit = self.text.units[k]
        at = [found.start() for found in _CELL.finditer(self.source, unit.start, unit.end)]
        at = [*([] if at[:1] == [unit.start] else [unit.start - 1]), *at]
        at += [] if at[-1] == unit.end - 1 else [unit.end]
        spans = []
        for start, end in zip(at, at[1:]):
            inside = self.source[start + 1 : end]
            lead = len(inside) - len(inside.lstrip())
            spans.append((start + 1 + lead, max(start + 1 + lead, end - len(inside) + len(inside.rstrip()))))
        return spans

    # -- characters -----------------------------------------------------------------------------

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The typed parts of ``start:end``, unit by unit: number and offsets; anything between units is not text."""
        k = max(0, bisect_right(self.starts, start) - 1)
        units = self.text.units
        while k < len(units) and units[k].start <= end:
            first, last = max(start, self.typed(k)), min(end, units[k].end)
            if first <= last or units[k].end >= end:
                yield k, first, max(first, last)
            k += 1

    def shown(self, k: int, start: int, end: int) -> list[Shown]:
        """Characters ``start:end`` of unit ``k`` as they are shown."""
        if start >= end:
            return []
        codes = self.codes(k, start, end)
        if codes is None:
            return [Shown(self.source[start:end])]
        found, at = list[Shown](), start
        for code, same in groupby(codes):
            size = len(list(same))
            if code & NOTE:
                cited = CITED.match(self.source, at)
                found.append(Shown("", code, cited[1] if cited else ""))
            elif not code & HIDDEN:
                text = self.source[at : at + size]
                text = " " * size if code & BLANK else text
                found.append(Shown(text, code & (BOLD | ITALIC)))
            at += size
        return found

    def codes(self, k: int, start: int, end: int) -> bytes | None:
        """How each of these characters of unit ``k`` is shown; ``None`` where all are plain."""
        if k not in self._shapes:
            self._shapes[k] = self._shape(k)
        first, shape = self._shapes[k]
        return shape[start - first : end - first] if shape is not None else None

    def _line_ends_that_count(self, k: int) -> Iterator[int]:
        """Line breaks in Word: behind a label on a line of its own, before a definition, and in front matter."""
        unit, first = self.text.units[k], self.typed(k)
        if k in self.front:
            yield from (at - first for at in range(first, unit.end) if self.source[at] == "\n")
        if unit.label and (at := self.source.find("\n", unit.start + len(unit.label), unit.body)) >= first:
            yield at - first
        for found in _DEFINITION.finditer(self.source, first, unit.end):
            yield found.start() - first

    def _shape(self, k: int) -> tuple[int, bytes | None]:
        unit = self.text.units[k]
        first = self.typed(k)
        words = self.source[first : unit.end]
        if "*" not in words and "\n" not in words and "[^" not in words and k not in self.tables:
            return first, None
        shape = bytearray(len(words))
        if k not in self.tables:
            heading = self.form(k).kind is ParagraphKind.HEADING
            _painted(shape, words, 0, len(words), self.cited, ITALIC if heading else BOLD | ITALIC)
            for at in self._line_ends_that_count(k):
                shape[at] = 0
            for start, end in line_signs(words):
                shape[start:end] = bytes([HIDDEN]) * (end - start)
            return first, bytes(shape)
        for start, end in self.cells(k):
            _painted(shape, words, start - first, end - first, self.cited)
            for found in _ESCAPED.finditer(words, start - first, end - first):
                shape[found.start()] |= HIDDEN
        return first, bytes(shape)


def _painted(
    shape: bytearray, words: str, start: int, end: int, cited: Mapping[str, int], known: int = BOLD | ITALIC
) -> None:
    """Mark emphasis (of the ``known`` kinds), line ends and footnotes in a unit's shape."""
    last, until = 0, start
    for found in _EMPHASIS.finditer(words, start, end):
        code = {1: ITALIC, 2: BOLD, 3: BOLD | ITALIC}[len(found[1])]
        if code & ~known or not _comes_back(words[start:end], found.start() - start, found.end() - start, found[2]):
            continue
        if code == last and not words[until : found.start()].strip():
            continue  # next to emphasis of the same kind, the two would merge
        last, until = code, found.end()
        for k in range(found.start(), found.end()):
            shape[k] |= code if found.start(2) <= k < found.end(2) else HIDDEN
    for found in _LINE_END.finditer(words, start, end):
        typed = found[0].find(HARD_BREAK)
        kept = found.start() + (typed + len(HARD_BREAK) - 1 if typed >= 0 else 0)
        if is_compound(words, found.start()):
            kept = -1
        elif typed < 0:
            shape[kept] |= BLANK
        for k in range(found.start(), found.end()):
            shape[k] |= HIDDEN if k != kept else 0
    for found in CITED.finditer(words, start, end):
        if found[1] in cited:
            shape[found.start()] |= NOTE
            for k in range(found.start() + 1, found.end()):
                shape[k] |= HIDDEN


def _comes_back(line: str, start: int, end: int, inside: str) -> bool:
    """Whether reading back would write the same marks: around whole words, next to no other marks."""
    before, after = line[start - 1] if start else " ", line[end] if end < len(line) else " "
    cut = any(
        within.isalnum() and not ends_words(outside, within)
        for outside, within in ((before, inside[0]), (after, inside[-1]))
    )
    beside = before in "*_" or after in "*_"
    beside = beside or HARD_BREAK in inside
    return not cut and not beside and not set(inside) & set("_`[") and any(c.isalnum() for c in inside)


# -- footnotes ------------------------------------------------------------------------------------


def label_of(unit: Unit) -> str:
    """A footnote's label without its brackets: ``1`` for ``[^1]:``."""
    return unit.label.removeprefix("[^").removesuffix("]:")


def sign_of(label: str) -> str:
    """The label of a note that Word does not number, such as ``*``; empty for a number or a letter."""
    return "" if any(letter.isalnum() for letter in label) else label


def is_endnote(label: str) -> bool:
    """Whether a note with that label is an endnote, which Word numbers i, ii, iii."""
    return not label[:1].isdigit() and not sign_of(label)


def _numbered(labels: Iterable[str]) -> list[str]:
    """Those labels as Word numbers them: footnotes from 1, endnotes from i, in order; signs stay."""
    counts = {False: 0, True: 0}
    found = []
    for label in labels:
        counts[is_endnote(label)] += not sign_of(label)
        number = counts[is_endnote(label)]
        found.append(sign_of(label) or (roman(number) if is_endnote(label) else str(number)))
    return found


def with_notes_in_order(text: Text) -> Text:
    """The text with its footnotes numbered from 1 as they are cited, at its end, as Word numbers them.

    Endnotes (``i``, ``i bis``) are numbered from i. A text whose notes are not each cited once, or do not all stand at
    its end, is returned as it is.
    """
    notes = _labelled(text)
    first = len(text.units) - len(notes)
    if not notes or notes_of(text) or sorted(notes.values()) != list(range(first, len(text.units))):
        return text
    body = text.source[: text.units[first].start]
    cited = [found[1] for found in CITED.finditer(body)]
    if sorted(cited) != sorted(notes) or any(CITED.search(text.wording(unit)) for unit in text.units[first:]):
        return text
    heads = {label.partition(" ")[0] for label in cited if is_endnote(label)}
    ends = heads == set(_numbered(sorted(heads)))
    numbers = dict(zip(cited, _numbered(cited if ends else [sign_of(label) or "1" for label in cited]), strict=True))
    made = CITED.sub(lambda found: f"[^{numbers[found[1]]}]", body)
    listed = (f"[^{numbers[label]}]: {text.wording(text.units[notes[label]])}" for label in cited)
    return parse_text(made + "\n\n".join(listed) + "\n")


def _labelled(text: Text) -> dict[str, int]:
    """Each note's unit, by its label; nothing if two notes have the same one, since only one of them would be cited."""
    notes = [k for k, unit in enumerate(text.units) if unit.kind is UnitKind.NOTE]
    found = {label_of(text.units[k]): k for k in notes}
    return found if len(found) == len(notes) else {}


def notes_of(text: Text) -> Mapping[str, int]:
    """The real notes of a text, label to unit, where Word would number and place them as the text does.

    That is: in order of citation, footnotes from 1 and endnotes from i, each cited once, and all at the end; otherwise
    they are typed.
    """
    notes = _labelled(text)
    order = _numbered(notes)
    first = len(text.units) - len(notes)
    if list(notes) != order or list(notes.values()) != list(range(first, len(text.units))):
        return {}
    cited = [found[1] for unit in text.units[:first] for found in CITED.finditer(text.printed(unit))]
    again = any(CITED.search(text.wording(unit)) for unit in text.units[first:])
    return {} if again or cited != order or not all(map(text.wording, text.units[first:])) else notes
