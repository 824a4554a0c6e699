"""The rows of the tables of a draft, as places name them: by their number, their first cell or their kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.outline import Outline
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.units import UnitKind


class TableRows:
    """The rows of all tables of one draft."""

    def __init__(self, outline: Outline, where: Sequence[str]) -> None:
        self.base, self.outline, self.where = outline.base, outline, where

    def line_of(self, i: int, place: Place) -> tuple[int, int] | None:
        """Where in the source the one line of a unit is that a place names as a row; None if there is no such line.

        A table typed with blanks or dots is one paragraph with several lines.
        """
        unit, row = self.base.units[i], place.parts[-1]
        wording = self.base.source[unit.body : unit.end]
        if unit.kind is UnitKind.ROW or "\n" not in wording.strip():
            return None
        kinds = "|".join(map(re.escape, re.findall(r"[^\W\d_]{2,}", plain(place.words))))
        opens = re.compile(rf"(?:(?:{kinds}) )?{re.escape(row.number)}(?!\w)")
        lines = list(re.finditer(r"[^\n]+", wording))
        found = [line for line in lines if opens.match(plain(line[0]).strip(" |*-"))]
        return (unit.body + found[0].start(), unit.body + found[0].end()) if len(found) == 1 else None

    def nth(self, n: int, inside: Sequence[int]) -> tuple[int, ...]:
        """The n-th row of each table there, with and without its head; all rows for 0."""
        rows = [i for i in inside if self.base.units[i].kind is UnitKind.ROW]
        tables: list[list[int]] = []
        for i in rows:
            if i - 1 not in rows:
                tables.append([])
            tables[-1].append(i)
        found = set[int]()
        for table in tables:
            ruled = [i for i in table if not _RULER.fullmatch(self.base.printed(self.base.units[i]).strip())]
            for counted_ in (ruled, ruled[1:]) if len(ruled) < len(table) else (ruled,):
                k = n - 1 if n > 0 else n
                found |= {*counted_} if n == 0 else {counted_[k]} if -len(counted_) <= k < len(counted_) else set()
        return tuple(sorted(found))

    def tables(self, rows: Sequence[int]) -> list[str]:
        """The tables that these rows belong to, as they are named to a reader."""
        firsts = [i for i in rows if i - 1 not in rows and not (i - 2 in rows and self._is_ruler(i - 1))]
        return [f"the table below {self.where[i - 1]}" if i else "the table at the beginning" for i in firsts]

    def _is_ruler(self, i: int) -> bool:
        """Whether a unit is only the line below the head of a table."""
        return not self.base.printed(self.base.units[i]).strip("|-: \t\n")

    def column(self, row: int, said: str) -> int:
        """Which column of the table of a row is meant, by its number or by what its head says; -1 the last, 0 none."""
        if said.lstrip("-").isdecimal():
            return int(said)
        while row and self.base.units[row - 1].kind is UnitKind.ROW:
            row -= 1
        heads = [
            " ".join(plain(cell).split()) for cell in self.base.wording(self.base.units[row]).strip(" |").split("|")
        ]
        return heads.index(said) + 1 if heads.count(said) == 1 else 0

    def is_kind(self, row: int, words: str) -> bool:
        """Whether the table's head, or the row itself, calls its rows that: ``class`` for ``class A``."""
        first = row
        while first and self.base.units[first - 1].kind is UnitKind.ROW:
            first -= 1
        called_ = {*self.outline.words[first][1].split(), *self.outline.words[row][1].split()[:-1]}
        return not called_.isdisjoint(plain(words).split())


_RULER = re.compile(r"\|?[\s:|-]+\|?")
