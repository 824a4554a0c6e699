"""The outcome of a row of a table of amendments, and the characters that it accounts for.

The cells of a row form one instruction, except for comments and for cells that match none of our columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.intake.stated.columns import Odd
from amendtrack.intake.stated.heads import Column
from amendtrack.intake.stated.stating import Filled, Stated


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The outcome of a row, before any of it is applied to the draft."""

    instructions: tuple[Instruction, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()

    @classmethod
    def left(cls, row: Stated, why: str) -> RowOutcome:
        """A whole row left for manual review."""
        return cls(unread=(Unread(row.name, why),))

    def at(self, row: Stated) -> RowOutcome:
        """The same outcome, with the position of each item in the row."""
        return RowOutcome(
            tuple(replace(one, start=row.start, end=row.end) for one in self.instructions),
            tuple(replace(one, start=row.start, end=row.end) for one in self.comments),
            tuple(replace(one, start=row.start, end=row.end) for one in self.unread),
        )

    def spans(self, row: Stated) -> Iterator[MessageSpan]:
        """The row's characters in order, with the reading of each."""
        place = " ".join(row[Column.PLACE].split())
        whole = next((one for one in self.unread if one.words == row.name), None)
        if whole or not self.instructions:
            role = SpanRole.LEFT if whole else SpanRole.COMMENT if self.comments else SpanRole.SCOPE
            why = whole.why if whole else ""
            yield MessageSpan(row.start, row.end, role, why, place)
            return
        at = row.start
        pieces = [(role, list(cells)) for role, cells in groupby(row.filled_cells, self._role)]
        for n, (role, cells) in enumerate(pieces, 1):
            end = row.end if n == len(pieces) else cells[-1].end
            why = self.unread[0].why if role is SpanRole.LEFT else ""
            yield MessageSpan(at, end, role, why, place)
            at = end

    def _role(self, cell: Filled) -> SpanRole:
        if isinstance(cell.column, Odd):
            return SpanRole.LEFT
        return SpanRole.COMMENT if cell.column is Column.COMMENT and self.comments else SpanRole.INSTRUCTION


class Left(Exception):
    """Raised only inside this package: why a row is left for a person."""
