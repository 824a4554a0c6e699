"""Amendments stated in lines instead of columns: ``Original: ...`` and under it ``Proposed: ...``.

Knows lines that open with a column heading and a colon, the place above them, and the signs ADD, MOD, SUP and NOC on
separate lines. Each amendment becomes one row, as in a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.columns import Head, column_of, words_in
from amendtrack.intake.stated.grid import Cell, Row
from amendtrack.intake.stated.heads import NEVER_A_LINE, Column
from amendtrack.intake.stated.locating import where_in
from amendtrack.text.units import parse_text

_END = re.compile(r"\n")
_OPENED = re.compile(r"(?:[-*•–—·]\s+|\(?\d{1,2}[.)]\s+)?(?P<head>[^:：\n]{2,60}?)(?:：|:(?=\s|$|[*_]))[*_]*\s*")
_SIGN = re.compile(r"\s*(?:\*\*)?\(?(?P<sign>ADD|MOD|SUP|NOC)\)?(?:\*\*)?(?:[ \t]+(?P<rest>\S[^\n]*))?\s*")
_NUMBERED = re.compile(r"[A-Z]{2,6}(?:/[\w.]+){1,4}")
_GOES_ON = re.compile(r"\s*(?:\(?[a-z\d]{1,4}(?: (?:bis|ter|quater))?[.)]\s|[-*•–—]\s|[a-zà-ÿ])")
_WORDING = frozenset((Column.CURRENT, Column.PROPOSED, Column.CHANGE))
_STOPS = ".;:!?。；：؛؟"


@dataclass(frozen=True, slots=True)
class Card:
    """One amendment in lines: its headings, its words as a row, and the position of its first heading."""

    heads: tuple[Head, ...]
    row: Row
    mark: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _CardPiece:
    """The lines under one heading: its meaning, its words, and the line after it."""

    head: Head
    cell: Cell
    mark: tuple[int, int]
    after: int


def cards_in(text: str) -> Iterator[Card]:
    """The amendments that a text states in lines, in order.

    >>> (card,) = cards_in("Paragraph 5\\nOriginal: each June\\nProposed: every second year\\n")
    >>> card.row.words
    ('Paragraph 5', 'each June', 'every second year')
    """
    starts = [0, *(found.end() for found in _END.finditer(text))]
    lines = [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(text) + 1])]
    k = free = 0
    while k < len(lines):
        pieces = _signed(text, lines, k) or _pieces(text, lines, k, _head)
        weak = [] if _is_card(pieces) else _pieces(text, lines, k, _weak_head)
        pieces = weak or pieces
        if not _is_card(pieces):
            k += 1
            continue
        has_place = any(piece.head.column is Column.PLACE for piece in pieces)
        if not has_place and (place := _place_above(text, lines, k, free)):
            pieces.insert(0, place)
        elif weak and not has_place:
            k += 1
            continue
        yield _card(pieces)
        k = free = pieces[-1].after


def _is_card(pieces: list[_CardPiece]) -> bool:
    columns = [piece.head.column for piece in pieces]
    if Column.ACTION in columns:
        return True
    return Column.CURRENT in columns and bool({Column.PROPOSED, Column.CHANGE} & set(columns))


def _card(pieces: list[_CardPiece]) -> Card:
    cells = tuple(piece.cell for piece in pieces)
    row = Row(cells, min(piece.mark[0] for piece in pieces), max(max(p.cell.end, p.mark[1]) for p in pieces))
    heads = tuple(piece.head for piece in pieces)
    has_place = any(head.column is Column.PLACE for head in heads)
    if not has_place:
        heads, row = (Head("", Column.PLACE), *heads), Row((Cell("", row.start, row.start), *cells), row.start, row.end)
    return Card(heads, row, pieces[0].mark)


# -- lines with heads ---------------------------------------------------------------------------------


_HeadOf = Callable[[str], Head | None]


def _pieces(text: str, lines: list[tuple[int, int]], k: int, head_of: _HeadOf) -> list[_CardPiece]:
    """The lines with headings from here on, as long as none occurs twice and nothing else comes between them."""
    found: list[_CardPiece] = []
    while k < len(lines) and (piece := _piece(text, lines, k, head_of)):
        if any(piece.head.column is other.head.column for other in found):
            break
        found.append(piece)
        k = _past_blank(text, lines, piece.after)
    return found


def _piece(text: str, lines: list[tuple[int, int]], k: int, head_of: _HeadOf) -> _CardPiece | None:
    start, end = lines[k]
    opened = _opened(text, lines[k])
    head = opened and head_of(opened["head"])
    if not opened or not head:
        return None
    first = text[opened.end() : end].strip()
    at, n = opened.end(), k + 1
    if not first:
        n = _past_blank(text, lines, n)
        at = lines[n][0] if n < len(lines) else end
    words = [first] if first else []
    while n < len(lines) and text[slice(*lines[n])].strip() and not _opens(text, lines[n], head_of):
        words.append(text[slice(*lines[n])].strip())
        n += 1
    stop = lines[n - 1][1] if words else end
    words = words if words else [""]
    following = _past_blank(text, lines, n)
    if (
        head.column in _WORDING
        and n < len(lines)
        and following < len(lines)
        and not _opens(text, lines[following], head_of)
    ):
        goes_on = _GOES_ON.match(text, *lines[following]) and not _SIGN.fullmatch(text, *lines[following])
        if goes_on or (words[-1] and words[-1][-1] not in _STOPS + "\"”»'’)" and len(words[-1]) > 60):
            words.append(UNCLEAR_END)
    return _CardPiece(head, Cell(_joined(words), at, stop), (start, opened.end()), n)


UNCLEAR_END = "\x00"
"""Marks wording whose end is uncertain."""


def _joined(words: list[str]) -> str:
    """Lines of one wording: wrapped lines are joined, items stay on separate lines."""
    out: list[str] = []
    for line in words:
        if out and not re.match(r"\(?[a-z\d]{1,4}[.)]\s|[-*•–—]\s", line) and line != UNCLEAR_END:
            out[-1] += f" {line}"
        else:
            out.append(line)
    return "\n".join(line for line in out if line)


def _opens(text: str, line: tuple[int, int], head_of: _HeadOf) -> bool:
    """Whether a line begins something else: a heading, a sign, or a place alone."""
    opened = _opened(text, line)
    if (opened and head_of(opened["head"])) or _SIGN.fullmatch(text, *line):
        return True
    return _place_of(text[slice(*line)]) is not None


def _opened(text: str, line: tuple[int, int]) -> re.Match[str] | None:
    """The opening words of a line before a colon; searched for only near its beginning."""
    start, end = line
    begins = next((k for k in range(start, min(end, start + _MOST_INDENT)) if not text[k].isspace()), end)
    return _OPENED.match(text, begins, end)


_MOST_INDENT = 80


def _head(words: str) -> Head | None:
    words = words.strip(" *_#")
    if plain(words) in words_in(NEVER_A_LINE):
        return None
    column = column_of(words)
    return Head(words, column) if column and column is not Column.ASIDE else None


def _weak_head(words: str) -> Head | None:
    """A heading too common by itself, which opens an amendment with its counterpart: ``Old`` and ``New``."""
    words = words.strip(" *_#")
    column = None if plain(words) in _ADDRESSING else column_of(words)
    return Head(words, column) if column in (*_WORDING, Column.COMMENT, Column.PLACE) else None


_ADDRESSING = frozenset(("from", "to", "de", "a", "for", "re", "ref", "note", "notes", "part", "annex"))
"""Header fields of mail and of letters."""


def _past_blank(text: str, lines: list[tuple[int, int]], k: int) -> int:
    while k < len(lines) and not text[slice(*lines[k])].strip():
        k += 1
    return k


def _place_above(text: str, lines: list[tuple[int, int]], k: int, free: int) -> _CardPiece | None:
    """A line that is only a place, right above the first head or with one blank line between."""
    n = k - 1
    if n >= 0 and not text[slice(*lines[n])].strip():
        n -= 1
    if n < free or _place_of(text[slice(*lines[n])]) is None:
        return None
    start, end = lines[n]
    words = _place_of(text[start:end]) or ""
    return _CardPiece(Head("", Column.PLACE), Cell(words, start, end), (start, end), k)


def _place_of(line: str) -> str | None:
    """The words of a line that is only a place, ignoring a list number before it."""
    words = re.sub(r"^\s*(?:[-*•–—·]\s+|\(?\d{1,2}[.)]\s+(?=[^\W\d_]{2}))", "", line).strip(" #*_:.")
    if not words or len(words) > 80 or not re.search(r"\w", words):
        return None
    where = where_in([("", words)])
    return words if where and (where.place or where.to) else None


# -- signs on a line of their own ---------------------------------------------------------------------


def _signed(text: str, lines: list[tuple[int, int]], k: int) -> list[_CardPiece]:
    """ADD, MOD, SUP or NOC on a separate line, with the provision below it."""
    found = _SIGN.fullmatch(text, *lines[k])
    if not found:
        return []
    start, end = lines[k]
    rest = (found["rest"] or "").strip()
    place = "" if _NUMBERED.fullmatch(rest) else rest
    if place and not _place_of(place):
        return []
    sign = _CardPiece(Head("", Column.ACTION), Cell(found["sign"], start, end), (start, end), k + 1)
    n = _past_blank(text, lines, k + 1)
    at, n, words = _paragraph(text, lines, n)
    pieces = [sign]
    if words and not place:
        place, words = _labelled(words)
        if not place:
            return []
        if not words and found["sign"] in ("ADD", "MOD"):
            at, n, words = _paragraph(text, lines, _past_blank(text, lines, n))
    stop = lines[n - 1][1]
    pieces.append(_CardPiece(Head("", Column.PLACE), Cell(place, at, at if words else stop), (start, end), n))
    if words:
        pieces.append(_CardPiece(Head("", Column.PROPOSED), Cell(words, at, stop), (at, at), n))
    after = _past_blank(text, lines, n)
    if after < len(lines) and (said := _piece(text, lines, after, _head)) and said.head.column is Column.COMMENT:
        pieces.append(said)
    elif after < len(lines) and words and not _opens(text, lines[after], _head) and _GOES_ON.match(text, *lines[after]):
        pieces[-1] = _CardPiece(pieces[-1].head, Cell(f"{words}\n{UNCLEAR_END}", at, stop), (at, at), n)
    return pieces


def _paragraph(text: str, lines: list[tuple[int, int]], k: int) -> tuple[int, int, str]:
    """Where a paragraph begins, the line after it, and its words; none if there is a sign or a heading."""
    body: list[str] = []
    n = k
    while n < len(lines) and text[slice(*lines[n])].strip() and not _SIGN.fullmatch(text, *lines[n]):
        if _piece(text, lines, n, _head):
            break
        body.append(text[slice(*lines[n])].strip())
        n += 1
    return (lines[k][0] if k < len(lines) else len(text)), n, _joined(body)


def _labelled(words: str) -> tuple[str, str]:
    """The place that labels a wording, and the wording without it; both empty if it has no label."""
    if alone := _place_of(words):
        return alone, ""
    unit = parse_text(words + "\n").units[0]
    place = _place_of(unit.label) if unit.label else None
    return (place, words[unit.body :].strip()) if place else ("", "")


__all__ = ["UNCLEAR_END", "Card", "cards_in"]
