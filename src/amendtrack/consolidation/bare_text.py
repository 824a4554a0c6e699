"""The decided text without the notes that are no part of it, and what each of its units was in the draft."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from amendtrack.consolidation.adopted_text import Became, RemovedNote
from amendtrack.consolidation.edits import Inserted, Moved
from amendtrack.consolidation.remains import Remainder, plain
from amendtrack.consolidation.strands import holds
from amendtrack.text.addresses import addresses
from amendtrack.text.labels import name_of_note
from amendtrack.text.units import Text, UnitKind, parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.compose import Piece
    from amendtrack.consolidation.value import Consolidation


_OFFICES = "secretariat|secretary|chair|president|facilitator|editor|editorial|drafting|translator"
_WHOSE = rf"(?:(?:the )?(?:{_OFFICES})\S{{0,3}}\s+)?"
_IS_NOTE = r"(?:notes?|n\.?b\.?|nota|notas|remarque|observación|примечание|注|说明|編注|ملاحظة)"
_NOTE = re.compile(rf"\{{\s*{_WHOSE}{_IS_NOTE}(?:[^\w{{}}][^{{}}]*)?\}}|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"\s|[.,;:!?)\]»”。，；：؛،]|\Z")


@dataclass(frozen=True, slots=True)
class BareText:
    """The decided text without notes: for each unit the piece it comes from; its places; and the notes removed."""

    text: Text
    pieces: tuple[Piece, ...]
    sources: tuple[int, ...]
    removed: tuple[RemovedNote, ...]
    emptied: tuple[Remainder, ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, con: Consolidation) -> BareText:
        pieces, tail = con.decided_pieces()
        source = "".join(map(str, pieces)) + tail
        whole = parse_text(source)
        cuts = list(notes_in(whole))
        named = tuple(map(name_of_note, addresses(whole)))
        text = parse_text(without_notes(source, cuts))
        starts = [unit.start for unit in whole.units]
        removed = tuple(
            RemovedNote(named[bisect_right(starts, start) - 1] if starts and start >= starts[0] else "", plain(words))
            for start, _, words in cuts
        )
        ends = list(accumulate(len(str(piece)) for piece in pieces))
        sources = tuple(bisect_right(ends, _before_cuts(unit.start, cuts)) for unit in text.units)
        places = tuple(map(name_of_note, addresses(text)))
        emptied = tuple(
            Remainder(place, "nothing is left in it but a note", "delete it, or give it wording")
            for place, unit in zip(places, text.units, strict=True)
            if unit.label and unit.kind is not UnitKind.HEADING and not text.wording(unit).strip() and cuts
        )
        return cls(text, tuple(pieces), sources, removed, emptied, places)

    @property
    def origins(self) -> list[int | None]:
        """For each unit, which unit of the draft it is."""
        return [self.origin(i) for i in range(len(self.text.units))]

    def origin(self, i: int) -> int | None:
        """The unit of the draft that a unit is; None for a new one, and for what was split off."""
        piece = self._piece(i)
        if piece is None or (piece.strand is not None and holds(piece.strand, Inserted)):
            return None
        return piece.origin if self._is_first(i) else None

    def authors(self, i: int) -> frozenset[str]:
        """The proposals that put a new unit in; none for a unit of the draft."""
        piece = self._piece(i)
        is_new = piece is not None and piece.strand is not None and holds(piece.strand, Inserted)
        return piece.strand.backers if piece is not None and piece.strand is not None and is_new else frozenset()

    def became(self, i: int) -> Became:
        """What became of a unit of the draft; of what is new, that it is."""
        piece = self._piece(i)
        if piece is not None and piece.strand is not None and holds(piece.strand, Inserted):
            return Became.NEW
        if piece is None or not self._is_first(i):
            return Became.SPLIT
        return Became.MOVED if piece.strand is not None and holds(piece.strand, Moved) else Became.STAYED

    def _piece(self, i: int) -> Piece | None:
        source = self.sources[i]
        return self.pieces[source] if source < len(self.pieces) else None

    def _is_first(self, i: int) -> bool:
        """Whether no unit before it comes from the same unit of the draft."""
        source = self.sources[i]
        piece, before = self.pieces[source], self.pieces[source - 1] if source else None
        split = before is not None and before.origin == piece.origin and before.strand == piece.strand
        return not split and (i == 0 or self.sources[i - 1] != source)


def notes_in(text: Text) -> Iterator[tuple[int, int, str]]:
    """Each note with the white space that goes with it: its range in the source, and its words."""
    source, units = text.source, text.units
    for found in _NOTE.finditer(source):
        start, end = found.span()
        k = next((k for k, u in enumerate(units) if u.start == start and u.end == end), None)
        if k is not None:  # the whole unit
            if k + 1 < len(units):
                end = units[k + 1].start
            elif k:
                start = units[k - 1].end
        elif source[start - 1 : start] in (" ", "\t", "\u00a0") and _ENDS.match(source, end):
            start = len(source[:start].rstrip(" \t\u00a0"))
        else:
            end = len(source) - len(source[end:].lstrip(" \t\u00a0"))
        yield start, end, found[0]


def without_notes(source: str, cuts: Sequence[tuple[int, int, str]]) -> str:
    for start, end, _ in reversed(cuts):
        source = source[:start] + source[end:]
    return source


def _before_cuts(at: int, cuts: Iterable[tuple[int, int, str]]) -> int:
    """The offset before the notes were removed of an offset after it."""
    for start, end, _ in cuts:
        if start > at:
            break
        at += end - start
    return at


__all__ = ["BareText", "notes_in", "without_notes"]
