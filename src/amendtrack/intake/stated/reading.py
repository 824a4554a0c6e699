"""The amendments that a message states in rows, and what else the message says.

A table found, its rows read in order, and the words outside it read as any message is; nothing falls between. Words
outside that put what is below them on a condition leave all rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from amendtrack.intake.instructions.conditions import is_alternative, is_condition, is_no_wish
from amendtrack.intake.instructions.envelope import Sort
from amendtrack.intake.instructions.leftovers import Unread
from amendtrack.intake.instructions.message import Message, read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.columns import Head, Parties, heads_of, words_in
from amendtrack.intake.stated.grid import Grid, grids_in
from amendtrack.intake.stated.heads import TITLES
from amendtrack.intake.stated.rows import Outcome, RowReader
from amendtrack.intake.stated.stating import Stated, stated_rows
from amendtrack.text.units import Text, UnitKind

MOST_ROWS = 5_000
"""Rows of one message; more are left together."""


class Tables:
    """The tables of amendments in a text; empty if there are none."""

    def __init__(self, text: str, parties: Parties, base: Text | None = None) -> None:
        self.text, self.parties = text, parties
        own = _tables_of(base) if base and "|" in text else frozenset()
        found = [(grid, heads_of(grid, parties)) for grid in grids_in(text)]
        self.found = [(grid, *heads) for grid, heads in found if heads and tuple(grid.rows[heads[0]].words) not in own]

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def rest(self) -> str:
        """The text with blanks where its tables stand, so that every other character keeps its place."""
        pieces, at = [], 0
        for grid, first, _ in self.found:
            start = grid.rows[first].start if first else grid.start
            pieces += [self.text[at:start], re.sub(r"[^\n]", " ", self.text[start : grid.end])]
            at = grid.end
        return "".join([*pieces, self.text[at:]])

    def rows(self) -> list[Stated]:
        """All rows of amendments, in order."""
        many = len(self.found) > 1
        return [
            row
            for n, (grid, first, heads) in enumerate(self.found, 1)
            for row in _rows(grid, first, heads, f"table {n}, " if many else "")
        ]


def _rows(grid: Grid, first: int, heads: Sequence[Head], name: str) -> Iterable[Stated]:
    return stated_rows(grid.rows[first + 1 :], heads, name)


def _tables_of(base: Text) -> frozenset[tuple[str, ...]]:
    """The first rows of the draft's own tables."""
    rows = "\n\n".join(base.printed(unit) for unit in base.units if unit.kind is UnitKind.ROW)
    return frozenset(grid.rows[0].words for grid in grids_in(rows))


def read_stated(text: str, base: Text, parties: Parties, addresses: Iterable[str] = ()) -> Message | None:
    """What a message with tables of amendments asks for; None if it has none."""
    tables = Tables(text, parties, base)
    if not tables:
        return None
    outside = _outside(tables, addresses)
    if why := _why_none(outside):
        unread = tuple(Unread(row.name, why) for row in tables.rows())
        return replace(outside, unread=(*outside.unread, *unread))
    rows = tables.rows()
    reader = RowReader(base, parties)
    read = [reader.read(row) for row in rows[:MOST_ROWS]]
    read += [
        Outcome(unread=(Unread(row.name, f"more than {MOST_ROWS:,} rows in one message"),)) for row in rows[MOST_ROWS:]
    ]
    return replace(
        outside,
        instructions=(*outside.instructions, *(one for out in read for one in out.instructions)),
        comments=(*outside.comments, *(one for out in read for one in out.comments)),
        unread=(*outside.unread, *(one for out in read for one in out.unread)),
    )


def _outside(tables: Tables, addresses: Iterable[str]) -> Message:
    """What the words outside the tables say; a line that only names a table says nothing."""
    lines = [
        " " * len(line) if "|" not in line and is_title(line) else line.replace("|", " ")
        for line in tables.rest.split("\n")
    ]
    return read_message("\n".join(lines), addresses)


def is_title(line: str) -> bool:
    """Whether a line only says what a table below it is: ``Comments of Norvia on the draft plan``.

    >>> is_title("# Amendments of Norvia"), is_title("Comments: we reject paragraph 5"), is_title("Delete paragraph 5")
    (True, False, False)
    """
    words = plain(line).strip(" #*_:.-–—")
    first = re.match(r"(?:the |les |los |las )?(?:table of |proposed |list of |draft |joint )?([^\W\d_]+)", words)
    if not first or first[1] not in words_in(TITLES) or len(words.split()) > 15:
        return False
    found = read_message(line)
    return not found.instructions and not re.search(r"[.;!?]\s+\S|\b(?:we|i|nous|if|unless|not|withdraw\w*)\b", words)


def _why_none(outside: Message) -> str:
    """Why no row is carried out, by what stands outside the tables; empty in most messages."""
    said = [*(one.words for one in outside.unread), *(one.words for one in outside.comments)]
    for words in said:
        if is_condition(words) or is_alternative(words) or is_no_wish(words):
            return f"the words outside the table put it on a condition: {' '.join(words.split())}"
    if any(piece.sort is Sort.EARLIER for piece in outside.apart):
        return "the message holds earlier mail, and the table may be of it"
    return ""


__all__ = ["Tables", "is_title", "read_stated"]
