"""Deletions and insertions marked by hand, read: if the words without the insertions are the draft's own.

If not, nothing is read and the passage is reported. The readers of messages decide what the words ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from amendtrack.intake.emphasis import with_emphasis
from amendtrack.intake.handmark_signs import (
    EMPHASIS,
    LONGEST,
    MOST_SIGNS,
    MOST_WRAPPED,
    SHORTEST,
    MarkedLine,
    MarkSigns,
    in_usual_marks,
    keys_of,
    signs_beside,
)
from amendtrack.intake.handmarks import Drawn
from amendtrack.text.units import Text, Unit, UnitKind
from amendtrack.text.words import folded, tokens


@dataclass(frozen=True, slots=True)
class UnclearMarks:
    """A line whose marks cannot be read, and why."""

    words: str
    why: str

    @property
    def is_row(self) -> bool:
        """Whether it is a table row, whose marks are read by the reader of tables."""
        return self.words.startswith("|")


@dataclass(frozen=True, slots=True)
class HandRead:
    """A text with its marks carried out where they are clear, a note on each, and the lines where they are not."""

    text: str
    notes: tuple[str, ...] = ()
    unsettled: tuple[UnclearMarks, ...] = ()


def read_handmarks(text: str, base: Text) -> HandRead:
    """The intended text, given the draft: struck words are removed, inserted words are ordinary words.

    >>> from amendtrack.text.units import parse_text
    >>> base = parse_text("7. This plan ends in 2030.\\n")
    >>> read_handmarks("Para 7: This plan ends in ~~2030~~ **2031**.", base).text
    'Para 7 should read: “This plan ends in 2031.”'
    >>> read_handmarks("Para 7: The plan ends in ~~2030~~ **2031**.", base).unsettled[0].why
    'without what is marked as inserted, these are not the words of the draft'
    """
    signs = signs_beside(base.source)
    if not signs:
        return HandRead(text)
    lines = [in_usual_marks(line, base) for line in text.split("\n")]
    found = _MarkReader(base, "\n".join(lines), signs).read()
    return found if found.notes or found.text != "\n".join(lines) else replace(found, text=text)


@dataclass(frozen=True, slots=True)
class _Passage:
    """The range of the draft's own words in a line, and the words there once the marks are carried out."""

    start: int
    end: int
    words: str


class _MarkReader:
    """Reads one text against the draft."""

    def __init__(self, base: Text, text: str, signs: MarkSigns | None) -> None:
        self.base, self.text, self.signs = base, text, signs
        self.units = [(keys_of(base.wording(unit)), keys_of(base.printed(unit)), unit) for unit in base.units]
        self.notes: list[str] = []
        self.unsettled: list[UnclearMarks] = []

    def read(self) -> HandRead:
        if not self._has_signs(self.text):
            return self._in_capitals()
        lines, k = self.text.split("\n"), 0
        written: list[str] = []
        rows: list[UnclearMarks] = []
        is_whole = self._is_whole(lines)
        while k < len(lines):
            end = k + 1
            if lines[k].lstrip().startswith("|") and self._has_signs(lines[k]):
                rows.append(UnclearMarks(" ".join(lines[k].split()), "they are in a table"))
                written.append(lines[k])
            elif self._has_signs(lines[k]):
                end = self._logical(lines, k)
                before = next((line for line in reversed(lines[:k]) if line.strip()), "")
                found = self._line(
                    " ".join(map(str.strip, lines[k:end])) if end > k + 1 else lines[k], before, is_whole
                )
                if found is not None:
                    written.append(found)
            else:
                written.append(lines[k])
            k = end
        if self.unsettled:
            return HandRead(self.text, (), (*self.unsettled, *rows))
        return HandRead("\n".join(written), tuple(self.notes), tuple(rows))

    def _has_signs(self, line: str) -> bool:
        assert self.signs is not None
        return any(opener in line for opener in self.signs.openers)

    def _logical(self, lines: Sequence[str], k: int) -> int:
        """The end of a line, including following lines into which a mark continues."""
        for end in range(k + 1, min(len(lines), k + MOST_WRAPPED) + 1):
            if end > k + 1 and not lines[end - 1].strip():
                return k + 1
            if not self._has_signs(self._marked(" ".join(lines[k:end])).words):
                return end
        return k + 1

    def _is_too_much(self, line: str) -> bool:
        assert self.signs is not None
        signs = sum(line.count(opener) for opener in (*self.signs.openers, "**", "__"))
        return len(line) > LONGEST or signs > MOST_SIGNS

    def _marked(self, line: str) -> MarkedLine:
        assert self.signs is not None
        words, drawn, at = "", [Drawn.PLAIN], 0
        runs: list[int] = []
        for found in () if self._is_too_much(line) else self.signs.pattern.finditer(line):
            inner = next(k for k, group in enumerate(found.groups()) if group is not None)
            plain, marked = line[at : found.start()], found.groups()[inner]
            drawn.append(self.signs.drawn[inner])
            words += plain + marked
            runs += [0] * len(plain) + [len(drawn) - 1] * len(marked)
            at = found.end()
        words += line[at:]
        return MarkedLine(words, (*runs, *[0] * (len(line) - at)), tuple(drawn))

    # -- one line -------------------------------------------------------------------------------

    def _line(self, line: str, before: str, is_whole: bool) -> str | None:
        """A line with its marks carried out; ``None`` if the whole line is struck out."""
        if self._is_too_much(line):
            return self._left(line, "it has too many marks")
        marked = self._marked(line)
        if self._has_signs(marked.words):
            return self._left(line, "a mark in it is never closed")
        if not marked.struck and all(self._is_new(marked, run) for run in marked.inserted):
            return marked.words  # all of it is inserted: the marks add nothing to its words
        if self._found(keys_of(marked.words.strip())) and not self._found(
            keys_of(marked.without(marked.inserted).strip())
        ):
            if not marked.struck:
                self.notes.append(f"marks by hand that the draft's own words have too: “{_short(marked.words)}”")
                return marked.words
            if marked.beside_struck():
                return self._left(line, "the draft has the words struck out and those beside them")
        passage = self._passage(marked, before)
        if passage is None:
            if not marked.struck and is_whole:
                return marked.words
            return self._left(line, "without what is marked as inserted, these are not the words of the draft")
        self.notes.append(f"marks by hand read as deletion and insertion: “{_short(line)}”")
        prefix, suffix = marked.words[: passage.start], marked.words[passage.end :]
        if passage.words.strip(" .;"):
            return _stated(prefix, passage.words) or f"{prefix}{passage.words}{suffix}"
        if is_whole and not prefix.strip():
            return None
        if prefix.rstrip().endswith((":", "：")):
            return f"{prefix.rstrip()} delete"
        self.notes.pop()
        return self._left(line, "a whole paragraph is struck out by hand; ask whether it is to be deleted")

    def _is_new(self, marked: MarkedLine, run: int) -> bool:
        """Whether inserted words make up the whole line, except for a place before a colon."""
        rest = "".join(sign for sign, own in zip(marked.words, marked.run) if own != run).strip()
        return not rest or rest.endswith((":", "："))

    def _left(self, line: str, why: str) -> str:
        self.unsettled.append(UnclearMarks(" ".join(line.split()), why))
        return line

    def _passage(self, marked: MarkedLine, before: str) -> _Passage | None:
        """The passage of the draft that contains the marks: a whole paragraph by some reading, otherwise a part."""
        readings = list(marked.readings())
        for fitting, tried in ((self._whole, readings), (self._part, readings[:2])):
            for inserted in tried:
                runs = marked.struck | inserted
                places = [n for n, run in enumerate(marked.run) if run in runs]
                for cut in _cuts(marked.words):
                    if not places or cut.start > places[0] or cut.end <= places[-1]:
                        continue
                    above = marked.words[: cut.start]
                    above = above if above.strip() else before if _ends_open(before) else ""
                    was = keys_of(marked.without(inserted, cut.start, cut.end))
                    new = marked.without(marked.struck, cut.start, cut.end)
                    if (words := fitting(cut, was, new, above)) is not None:
                        return _Passage(cut.start, cut.end, words)
        return None

    def _whole(self, cut: _Cut, was: tuple[str, ...], new: str, above: str) -> str | None:
        """The new words of a whole paragraph; empty if it is struck out."""
        there = [unit for unit in self._found(was) if _is_there(unit, above)]
        if not there:
            return None
        if new.strip() in ("", there[0].label):
            return ""
        return with_emphasis(new, self.base.wording(there[0]))

    def _part(self, cut: _Cut, was: tuple[str, ...], new: str, above: str) -> str | None:
        """The new words of the paragraph if the marks are in one part of it."""
        if cut.is_quoted or len(was) < SHORTEST:
            return None
        inside = [pair for pair in self._inside(was) if _is_there(pair[0], above)]
        if len(inside) != 1 or (not above.strip() and not inside[0][0].label):
            return None
        unit, (first, last) = inside[0]
        wording = self.base.wording(unit)
        if wording[first:last].count("*") % 2:
            return None  # part of an emphasized phrase
        amended = f"{wording[:first]}{with_emphasis(new.strip(), wording[first:last])}{wording[last:]}"
        return amended if above.strip() else f"{self.base.source[unit.start : unit.body]}{amended}"

    # -- the draft ------------------------------------------------------------------------------

    def _found(self, keys: tuple[str, ...]) -> list[Unit]:
        return [unit for wording, printed, unit in self.units if keys and keys in (wording, printed)]

    def _inside(self, keys: tuple[str, ...]) -> Iterator[tuple[Unit, tuple[int, int]]]:
        sought = "\0".join(("", *keys, ""))
        for wording, _, unit in self.units:
            if sought in "\0".join(("", *wording, "")):
                yield unit, _extent(self.base.wording(unit), keys)

    def _is_whole(self, lines: Sequence[str]) -> bool:
        """Whether the text contains most of the draft's paragraphs, so that a struck-out one is deleted."""
        said = {keys_of(line.strip()) for line in lines}
        said |= {keys_of(m.without(m.inserted).strip()) for m in map(self._marked, lines) if len(m.drawn) > 1}
        there = sum(bool(said & {wording, printed}) for wording, printed, _ in self.units)
        return len(self.units) >= SHORTEST and there >= 0.6 * len(self.units)

    # -- capitals -------------------------------------------------------------------------------

    def _in_capitals(self) -> HandRead:
        """Whether words are marked by capitals, so that their intended spelling is unknown."""
        for line in self.text.split("\n"):
            if _SHOUTED.search(line) and (why := self._why_shouted(line.strip())):
                self.unsettled.append(UnclearMarks(" ".join(line.split()), why))
        return HandRead(self.text, (), tuple(self.unsettled))

    @cached_property
    def _bare_headings(self) -> frozenset[str]:
        """The draft's headings that are only a number: ``Article 7``."""
        bare = (u for u in self.base.units if u.kind is UnitKind.HEADING and not self.base.wording(u).strip())
        return frozenset(self.base.printed(unit).strip(" #:.").casefold() for unit in bare)

    @cached_property
    def _headings(self) -> frozenset[tuple[str, ...]]:
        """The words of the draft's headings, in lower case, with and without their numbers."""
        headings = [pair for *pair, unit in self.units if unit.kind is UnitKind.HEADING]
        return frozenset(tuple(key.casefold() for key in keys) for pair in headings for keys in pair)

    def _why_shouted(self, line: str) -> str:
        if line.strip(" :.").casefold() in self._bare_headings:  # it names a place; capitals do not mark a number
            return ""
        for cut in _cuts(line):
            words = line[cut.start : cut.end]
            keys = keys_of(words)
            if not keys or self._found(keys):
                continue
            if tuple(key.casefold() for key in keys) in self._headings:
                return ""  # a heading in capitals, as plain text has them
            if words.isupper() and self._found_in_any_case(keys):
                return "it is all in capitals, so the case of its letters is not known"
            unbracketed = re.sub(r"[\[\]]", " ", words)
            bare = [keys_of(pattern.sub(" ", unbracketed)) for pattern in (_SHOUTED, _SHOUTED_ON)]
            if any(len(keys) >= SHORTEST and self._found(keys) for keys in bare):
                return "new words in capitals, so the case of their letters is not known"
        return ""

    def _found_in_any_case(self, keys: tuple[str, ...]) -> bool:
        lowered = tuple(key.casefold() for key in keys)
        return any(
            lowered in (tuple(k.casefold() for k in wording), tuple(k.casefold() for k in printed))
            for wording, printed, _ in self.units
        )


_SHOUTED = re.compile(r"(?<!\w)(?:[^\W\d_a-zа-яёà-ÿ]{5,}|[^\W\d_a-zа-яёà-ÿ]{2,}(?:\s+[^\W\d_a-zа-яёà-ÿ]{2,})+)(?!\w)")
_SHOUTED_ON = re.compile(rf"(?:{_SHOUTED.pattern})\s?,|,?\s(?:{_SHOUTED.pattern})")
_QUOTED = re.compile('[“«„"](.+)[”»“"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part of a line that may contain the draft's words, and whether it is in quotation marks."""

    start: int
    end: int
    is_quoted: bool = False


def _cuts(words: str) -> Iterator[_Cut]:
    """Where in a line the draft's words may begin and end: the whole line, after a colon, inside quotation marks."""
    yield _Cut(0, len(words))
    for found in list(re.finditer(r"[:：]\s*", words))[:4]:
        yield _Cut(found.end(), len(words))
    if quoted := _QUOTED.search(words):
        yield _Cut(quoted.start(1), quoted.end(1), True)


_PLACE = re.compile(r"(?:[^\W\d_]+\.?\s+){0,2}\W?\d[\w.]*(?:\s*\(\w+\))*(?:\s+(?:bis|ter|quater))?\s?[:：]")


def _stated(prefix: str, words: str) -> str:
    """A paragraph's new words as an instruction, if only a place comes before them."""
    quotes = next((pair for pair in ("“”", '""', "«»") if not set(pair) & set(words)), "")
    if not quotes or not _PLACE.fullmatch(prefix.strip()):
        return ""
    return f"{prefix.strip()[:-1].rstrip()} should read: {quotes[0]}{words.strip()}{quotes[1]}"


def _ends_open(line: str) -> bool:
    return line.rstrip().endswith((":", "："))


def _is_there(unit: Unit, above: str) -> bool:
    """Whether a unit is at the place named before it, judging by its number."""
    numbers, own = re.findall(r"\d+", above), re.findall(r"\d+", unit.label)
    return not numbers or not own or own[0] in numbers


def _extent(wording: str, keys: tuple[str, ...]) -> tuple[int, int]:
    """The first occurrence of those words in a wording."""
    at, found = 0, []
    for token in tokens(wording):
        if (key := folded(token)) and not set(key) <= EMPHASIS:
            found.append((key, at, at + len(token)))
        at += len(token)
    names = [key for key, _, _ in found]
    first = next(k for k in range(len(names)) if tuple(names[k : k + len(keys)]) == keys)
    start, end = found[first][1], found[first + len(keys) - 1][2]
    while start > 0 and wording[start - 1] in EMPHASIS:
        start -= 1
    while end < len(wording) and wording[end] in EMPHASIS:
        end += 1
    return start, end


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:80]}…"
