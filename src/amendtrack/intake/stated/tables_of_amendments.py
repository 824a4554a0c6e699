"""The amendments that a message states in tables, and what else the message says.

Tables are found by their headings, their rows are read in order, and the words outside them are read like any message;
nothing is lost in between. A table is left, row by row, if words outside it make it conditional, if the words right
above it are not understood, or if it is part of earlier mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import count

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.conditions import is_alternative, is_condition, is_no_wish
from amendtrack.intake.instructions.message import Message, own_words, read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.stated.cards import cards_in
from amendtrack.intake.stated.columns import SIGNS, Head, Parties, any_of, heads_of, words_in
from amendtrack.intake.stated.grid import Grid, Row, grids_in
from amendtrack.intake.stated.heads import MARRING, PROVISIONAL, TITLES, Column, words_of_column
from amendtrack.intake.stated.locating import where_in
from amendtrack.intake.stated.row_outcome import RowOutcome
from amendtrack.intake.stated.row_reader import RowReader
from amendtrack.intake.stated.stating import Stated, repeats, stated_rows
from amendtrack.text.units import Text, UnitKind

MOST_ROWS = 5_000
"""Rows of one message; more are left together."""
_LONGEST_TITLE = 25  # words
_LONGEST_NAME = 4  # words of a worksheet
_SENTENCE = re.compile(r"(?<=[.;!?:。；：])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class AmendmentTable:
    """One table of amendments: its headings and their position, the rows below, and the words above it."""

    heads: tuple[Head, ...]
    mark: tuple[int, int]
    rows: tuple[Row, ...]
    above: str
    first: int = 0
    """Its number among the amendments in lines, from 1; 0 for a table."""

    @property
    def end(self) -> int:
        """The last character of it."""
        return max((self.mark[1], *(row.end for row in self.rows)))

    @property
    def taken(self) -> Iterator[tuple[int, int]]:
        """The characters that it occupies; words across its rows are not part of it."""
        yield from [self.mark] if not self.rows or self.mark[1] <= self.rows[0].start else []
        yield from ((row.start, row.end) for row in self.rows if not _is_note(row))

    def shown_in(self, text: str) -> str:
        """Its first line, used to find it in a part of the text."""
        start = min(self.mark[0], *(row.start for row in self.rows[:1]), self.mark[0])
        return text[start : self.end].strip().split("\n")[0].strip()

    def stated(self, number: int) -> Iterator[Stated]:
        """Its rows of amendments; ``number`` is the table's number, 0 if it is the only one."""
        name = f"amendment {self.first}" if self.first else f"table {number}, row" if number else "row"
        rows = [(n, row) for n, row in enumerate(self.rows, 1) if not _is_note(row)]
        return stated_rows(rows, self.heads, name)


class Tables:
    """The tables of amendments in a text, and the amendments stated in lines; empty if there are none."""

    def __init__(self, text: str, parties: Parties, base: Text | None = None) -> None:
        self.text, self.parties, self.base = text, parties, base
        headings = base.units if base else ()
        self._headings = {plain(base.wording(u)).strip() for u in headings if base and u.kind is UnitKind.HEADING}
        self.found = tuple(_found(text, parties, _tables_of(base) if base and "|" in text else frozenset()))

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def rest(self) -> str:
        """The text with its tables replaced by blanks, so that every other character keeps its place."""
        return _blanked(self.text, [span for table in self.found for span in table.taken])

    def is_title(self, line: str) -> bool:
        """Whether a line only names a table: its title, or the name of its worksheet as a heading above it.

        A line that is also a heading of the draft may be the place of the rows below.
        """
        if is_title(line, self.parties):
            return True
        name = line.strip(" |#")
        says_more = any_of([*words_in(MARRING), *words_in(PROVISIONAL)]).search(plain(name)) or self.parties.is_name(
            name
        )
        is_heading = line.startswith("# ") and len(name.split()) <= _LONGEST_NAME and not re.search(r"\d", name)
        return is_heading and not says_more and plain(name) not in self._headings

    @property
    def headings(self) -> Iterator[MessageSpan]:
        """The headings of the tables, including repetitions among the rows."""
        for table in self.found:
            heads = [] if table.first or table.mark[0] == table.mark[1] else [table.mark]
            heads += [(row.start, row.end) for row in table.rows if repeats(row, table.heads)]
            yield from (MessageSpan(start, end, SpanRole.SCOPE) for start, end in heads)

    @cached_property
    def outside(self) -> tuple[Message, list[MessageSpan]]:
        """The words outside the tables, and the lines among them that only name a table."""
        places = {table.above for table in self.found if _place_in(table.above)}
        titles, lines, at = [], [], 0
        for line in self.rest.split("\n"):
            words = line.replace("|", " ")
            if words.strip() and (self.is_title(words) or line.strip(" |") in places):
                titles.append(MessageSpan(at, at + len(line), SpanRole.SCOPE))
                words = " " * len(line)
            lines.append(words)
            at += len(line) + 1
        return read_message("\n".join(lines), self.base), titles

    def rows(self) -> Iterator[tuple[AmendmentTable, list[Stated]]]:
        """Each table with its rows of amendments."""
        several = sum(not table.first for table in self.found) > 1
        numbers = count(1)
        for table in self.found:
            yield table, list(table.stated(next(numbers) if several and not table.first else 0))


def _found(text: str, parties: Parties, own: frozenset[tuple[str, ...]]) -> Iterator[AmendmentTable]:
    """Tables and amendments in lines, in order, without those of the draft itself."""
    grids = [part for grid in _joined(text, parties) for part in _parted(grid, parties) if part[1].words not in own]
    outside = _blanked(text, [(title.start, (rows or (title,))[-1].end) for _, title, rows in grids])
    tables = [AmendmentTable(heads, (title.start, title.end), rows, "") for heads, title, rows in grids]
    tables += [AmendmentTable(card.heads, card.mark, (card.row,), "", n) for n, card in enumerate(cards_in(outside), 1)]
    at = 0
    for table in sorted(tables, key=lambda each: each.mark):
        start = min(table.mark[0], *(row.start for row in table.rows[:1] or [Row((), table.mark[0], 0)]))
        yield replace(table, above=_last_words(text[at:start]))
        at = table.end


def _joined(text: str, parties: Parties) -> Iterator[Grid]:
    """The grids of a text; one without headings continues the one before it if only blank lines separate them."""
    last: Grid | None = None
    for grid in grids_in(text):
        goes_on = last and not text[last.end : grid.start].strip() and _width(last) == _width(grid)
        if last and goes_on and heads_of(last, parties) and not heads_of(grid, parties):
            last = Grid((*last.rows, *grid.rows), last.start, grid.end)
            continue
        if last:
            yield last
        last = grid
    if last:
        yield last


def _width(grid: Grid) -> int:
    return max(len(row.cells) for row in grid.rows)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these characters, and lines of dashes between two of them, replaced by blanks."""
    pieces, at = [], 0
    for start, end in spans:
        between = text[at:start]
        pieces.append(between if between.strip(" |:+=-\n") else _VISIBLE.sub(" ", between))
        pieces.append(_VISIBLE.sub(" ", text[start:end]))
        at = end
    return "".join([*pieces, text[at:]])


_VISIBLE = re.compile(r"[^\n]")


def _parted(grid: Grid, parties: Parties) -> Iterator[tuple[tuple[Head, ...], Row, tuple[Row, ...]]]:
    """Consecutive tables without a blank line between them: each begins where there are new headings."""
    first = heads_of(grid, parties)
    if first is None:
        if heads := _by_its_rows(grid):
            yield heads, Row(grid.rows[0].cells[:1], grid.start, grid.start), grid.rows
        return
    k, heads = first
    begins = [(k, heads)]
    for n in range(k + 1, len(grid.rows)):
        words = grid.rows[n].words
        if words == grid.rows[k].words or not any(words) or _FIGURE.search("".join(words)):
            continue
        again = heads_of(Grid((grid.rows[n],), grid.start, grid.end), parties)
        if again and all(isinstance(head.column, Column) for head in again[1] if head.words):
            begins.append((n, again[1]))
    for (n, found), (end, _) in zip(begins, [*begins[1:], (len(grid.rows), ())]):
        yield found, grid.rows[n], grid.rows[n + 1 : end]


_FIGURE = re.compile(r"\d")
_PLACE_AND_CHANGE = (Head("", Column.PLACE), Head("", Column.CHANGE))
_SIGN_AND_PLACE = (Head("", Column.ACTION), Head("", Column.PLACE), Head("", Column.PROPOSED))


def _by_its_rows(grid: Grid) -> tuple[Head, ...]:
    """The columns of a grid without headings: an instruction beside its place, or ADD, MOD, SUP and NOC."""
    rows = [row.words for row in grid.rows if any(row.words)]
    if all(len(words) in (2, 3) and words[0].strip("*") in SIGNS for words in rows):
        return _SIGN_AND_PLACE if any(_names_place(words[1]) for words in rows) else ()
    if not all(len(words) == 2 and all(words) and _names_place(words[0]) for words in rows):
        return ()
    if not all(re.match(r"[^\W\d_]{2}", words[0]) for words in rows):
        return ()
    read = (read_message(": ".join(words)) for words in rows[:_MOST_TRIED])
    return _PLACE_AND_CHANGE if any(found.instructions and not found.unread for found in read) else ()


def _names_place(words: str) -> bool:
    where = where_in([("", words)])
    return where is not None and (where.place or where.to) is not None


_MOST_TRIED = 20


def _is_note(row: Row) -> bool:
    """Whether a row is only words across the table: a single cell is filled, and it is not a place."""
    words = [cell for cell in row.words if cell]
    return len(words) == 1 and bool(row.words[0]) and len(row.words) > 1 and where_in([("", words[0])]) is None


def _last_words(text: str) -> str:
    """The last sentence before a table, if only blank lines separate them; only the last line if it is a place."""
    lines: list[str] = []
    for line in reversed(text[-4000:].rstrip().split("\n")):
        if not line.strip():
            break
        lines.append(line.strip(" |"))
        if len(lines) == 1 and _place_in(lines[0]):
            return lines[0]
    return _SENTENCE.split(" ".join(reversed(lines)).strip())[-1]


def _tables_of(base: Text) -> frozenset[tuple[str, ...]]:
    """The first rows of the draft's own tables."""
    rows = "\n\n".join(base.printed(unit) for unit in base.units if unit.kind is UnitKind.ROW)
    return frozenset(grid.rows[0].words for grid in grids_in(rows))


# -- all of a message ---------------------------------------------------------------------------------


def read_stated(tables: Tables, base: Text) -> Message:
    """What a message with these tables of amendments asks for.

    The text of the returned message is the text outside the tables, which are blanked; its spans cover the whole
    message.
    """
    outside, titles = tables.outside
    read = list(_read_rows(tables, base, _why_none(outside)))
    spans = [*titles, *tables.headings, *(span for row, found in read for span in found.spans(row))]
    return replace(
        outside,
        instructions=(*outside.instructions, *(one for _, found in read for one in found.instructions)),
        comments=(*outside.comments, *(one for _, found in read for one in found.comments)),
        unread=(*outside.unread, *(one for _, found in read for one in found.unread)),
        spans=joined(tables.text, _merged(tables.text, spans, outside.spans), "not understood"),
    )


def _read_rows(tables: Tables, base: Text, why: str) -> Iterator[tuple[Stated, RowOutcome]]:
    """The outcome of each row; ``why`` is a reason to leave them all, empty if there is none."""
    kept, number = own_words(tables.text)[0], 0
    reader = RowReader(base, tables.parties)
    for table, rows in tables.rows():
        heading, reason = _under(table, tables)
        if table.shown_in(tables.text) not in kept:
            reason = "it is in earlier mail, or below the signature"
        reader = reader if table.first and not heading else RowReader(base, tables.parties, heading)
        for row in rows:
            number += 1
            left = why or reason or ("" if number <= MOST_ROWS else f"more than {MOST_ROWS:,} rows in one message")
            yield row, (RowOutcome.left(row, left) if left else reader.read(row)).at(row)


def _merged(text: str, own: Sequence[MessageSpan], others: Iterable[MessageSpan]) -> Iterator[MessageSpan]:
    """The table's own spans, and the parts of other spans between them."""
    own = sorted(own, key=lambda span: span.start)
    yield from own
    k = 0
    for span in others:
        at = span.start
        while k < len(own) and own[k].end <= at:
            k += 1
        for n in range(k, len(own) + 1):
            end = min(own[n].start, span.end) if n < len(own) else span.end
            if any(sign.isalnum() for sign in text[at:end]):
                yield replace(span, start=at, end=end)
            if end == span.end:
                break
            at = own[n].end


def _under(table: AmendmentTable, tables: Tables) -> tuple[Place | None, str]:
    """The place named above a table as its heading, and why its rows are left, if the words there require it."""
    above, parties = table.above, tables.parties
    if not above or tables.is_title(above):
        return None, ""
    name = above.strip(" #*_:.")
    if parties.is_name(name):
        return None, "" if parties.may_be_own(name) else f"it is under the name of {name}"
    if place := _place_in(above):
        return place, ""
    found = read_message(above)
    others = [name for name in found.speakers if not parties.may_be_own(name)]
    if found.unread or found.comments or others or _marring().search(plain(above)):
        return None, f"the words above the table were not understood: {above}"
    return None, ""


def _place_in(above: str) -> Place | None:
    where = where_in([("", above.strip(" #*_:."))]) if above else None
    return where.place if where and not where.is_new else None


def is_title(line: str, parties: Parties) -> bool:
    """Whether a line only announces a table and its subject: ``Comments of Norvia on the draft plan``.

    >>> nobody = Parties()
    >>> [is_title(line, nobody) for line in ("Our amendments:", "Amendments to para 5", "We oppose these changes")]
    [True, False, False]
    """
    words = plain(line).strip(" #*_:.-–—")
    if not words or len(words.split()) > _LONGEST_TITLE or _SENTENCE.search(words):
        return False
    if not _title_words().search(words) or _marring().search(words) or _numbered_place().search(words):
        return False
    named = re.findall(r"[^\W\d_]+(?: [^\W\d_]+)?", line)
    if any(parties.is_name(name) and not parties.is_own(name) for name in (*named, *line.split())):
        return False
    return not read_message(line).instructions


@cache
def _title_words() -> re.Pattern[str]:
    return any_of(words_in(TITLES))


@cache
def _marring() -> re.Pattern[str]:
    return any_of(words_in(MARRING))


@cache
def _provisional() -> re.Pattern[str]:
    return any_of(words_in(PROVISIONAL))


@cache
def _numbered_place() -> re.Pattern[str]:
    return re.compile(any_of(words_of_column(Column.PLACE)).pattern + r"\W{0,3}(?:\d|[ivx]+\b|[a-z]\b)")


def _why_none(outside: Message) -> str:
    """Why no row is carried out, because of words outside the tables; empty in most messages."""
    said: Sequence[str] = [*(one.words for one in outside.unread), *(one.words for one in outside.comments)]
    for words in said:
        is_provisional = _provisional().search(plain(words))
        if is_provisional or is_condition(words) or is_alternative(words) or is_no_wish(words):
            return f"the words outside the table make it conditional: {' '.join(words.split())}"
    return ""


__all__ = ["AmendmentTable", "Tables", "is_title", "read_stated"]
