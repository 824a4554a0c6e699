"""Which paragraphs of a Word file are deleted, and which are new, according to its tracked changes.

Tracked changes state the origins if paragraphs and rows are inserted or deleted whole. If they move, divide or join
paragraphs, nothing is stated, and the two texts are compared like any others. A table whose columns changed is deleted
and inserted again beside itself, since few programs track columns: its rows are compared, and those alike stay. If an
article is struck whole and another put in its place, as whoever compares the two texts would write it, that is what
comparing them finds, and no more is stated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.markdown import TypedStory, Written, write_markdown
from amendtrack.formats.docx.reading.typed import TrackedAct, TypedBlock, TypedParagraph, TypedRow, TypedTable, remains
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import compare
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.text.units import Text, UnitKind, parse_text

_NOBODY: frozenset[str] = frozenset()
_MOVES = frozenset((TrackedAct.MOVED_HERE, TrackedAct.MOVED_AWAY))
_Range = tuple[int, int]


def stated_origins(story: TypedStory, accepted: frozenset[str]) -> Origins:
    """The origin of each unit of the text with those changes in the text without any."""
    written = [write_markdown(story, who, Losses()) for who in (_NOBODY, accepted)]
    texts = [parse_text(each.text) for each in written]
    before, after = map(_units_of, written, texts)
    passages = list(_passages(story.blocks))
    known = {id(passage) for passage in passages}
    if not {*before, *after} <= known | {_NOTES} or any(_is_moved(passage) for passage in passages):
        return UNSTATED
    again = set[int]()
    for table, other in list(_tables_again(story.blocks, before, after)):
        same = list(_same_rows((table, before, texts[0]), (other, after, texts[1])))
        before |= {id(now): before[id(then)] for then, now in same}
        again |= {id(row) for row in table.rows if same}
    passages = [passage for passage in passages if id(passage) not in again]
    found: list[Origin] = []
    at = 0
    for key, passage in [*((id(p), p) for p in passages), (_NOTES, None)]:
        old, new = before.get(key), after.get(key)
        if old and new and old[1] - old[0] == new[1] - new[0]:
            found.append(Origin(*old, *new))
        elif (old and new) or (passage and old and _remains(passage, accepted)):
            return UNSTATED
        elif new:
            if passage is None or _remains(passage, _NOBODY):
                return UNSTATED
            found.append(Origin(at, at, *new, at - 1))
        at = old[1] if old else at
    return UNSTATED if _is_read_so(found, texts) else Origins.joined(found)


def _is_read_so(found: Sequence[Origin], texts: Sequence[Text]) -> bool:
    """Whether paragraphs are struck and put in just as the two texts are read without any statement."""
    if not any(part.is_new for part in found):
        return False
    read = old_before_new(compare(*texts))
    if not any(change.kind is ChangeKind.REPLACED for change in read.changes):
        return False
    pairs = {c.i1 + k: c.j1 + k for c in read.changes for k in range(c.i2 - c.i1) if c.j1 < c.j2}
    stated = {part.i1 + k: part.j1 + k for part in found for k in range(part.i2 - part.i1)}
    return pairs == stated


_NOTES = 0
"""In place of a passage's identity: all the notes."""


def _tables_again(
    blocks: tuple[TypedBlock, ...], before: Mapping[int, _Range], after: Mapping[int, _Range]
) -> Iterator[tuple[TypedTable, TypedTable]]:
    """Each table that is deleted whole beside one that is new, and that one."""
    shown = [block for block in blocks if isinstance(block, TypedTable) or id(block) in before or id(block) in after]
    for gone, new in pairwise(shown):
        if not isinstance(gone, TypedTable) or not isinstance(new, TypedTable):
            continue
        is_gone = all(id(row) in before and id(row) not in after for row in gone.rows)
        if is_gone and all(id(row) in after and id(row) not in before for row in new.rows):
            yield gone, new


_Placed = tuple[TypedTable, Mapping[int, _Range], Text]
"""A table, the units of its rows, and the text that they are in."""


def _same_rows(gone: _Placed, new: _Placed) -> Iterator[tuple[TypedRow, TypedRow]]:
    """The rows of a table that stay in the one beside it, and what they have become; none if all but the head went."""
    changes = compare(_text_of(gone), _text_of(new)).changes
    same = {c.i1: c.j1 for c in changes if c.move is None and c.i2 - c.i1 == 1 == c.j2 - c.j1}
    if not any(k > 1 for k in same):
        return
    (table, before, _), (other, after, _) = gone, new
    first, start = before[id(table.rows[0])][0], after[id(other.rows[0])][0]
    rows = {after[id(row)][0] - start: row for row in other.rows}
    for then in table.rows:
        units = before[id(then)]
        now = rows.get(same.get(units[0] - first, -1))
        if now is not None and units[1] - units[0] == after[id(now)][1] - after[id(now)][0]:
            yield then, now


def _text_of(placed: _Placed) -> str:
    table, places, text = placed
    first, last = places[id(table.rows[0])][0], places[id(table.rows[-1])][1] - 1
    return text.source[text.units[first].start : text.units[last].end]


def _units_of(written: Written, text: Text) -> dict[int, _Range]:
    """The units of each paragraph and row of a text, and those of all its notes."""
    units = text.units
    notes = next((i for i, unit in enumerate(units) if unit.kind is UnitKind.NOTE), len(units))
    starts = [unit.start for unit in units[:notes]]
    begins = sorted((at, -n, key) for n, (key, at) in enumerate(written.starts.items()))
    firsts: dict[int, int] = {}  # a table and its first row begin together: the row, which came later
    for at, _, key in begins:
        firsts.setdefault(at, key)
    places = sorted(firsts)
    ends = [*(bisect_left(starts, at) for at in places[1:]), notes]
    found = {firsts[at]: (bisect_left(starts, at), end) for at, end in zip(places, ends)}
    return {key: units for key, units in (found | {_NOTES: (notes, len(units))}).items() if units[0] < units[1]}


def _passages(blocks: tuple[TypedBlock, ...]) -> Iterator[TypedParagraph | TypedRow]:
    for block in blocks:
        if isinstance(block, TypedTable):
            yield from block.rows
        else:
            yield block


def _remains(passage: TypedParagraph | TypedRow, accepted: frozenset[str]) -> bool:
    """Whether words of it remain with those authors' changes, although it has no unit of its own."""
    if isinstance(passage, TypedRow):
        return remains(passage.trace, accepted)
    return any(piece.words.strip() and remains(piece.trace, accepted) for piece in passage.pieces)


def _is_moved(passage: TypedParagraph | TypedRow) -> bool:
    if isinstance(passage, TypedRow):
        inner = (p for cell in passage.cells for p in _passages(cell.blocks))
        return any(layer.act in _MOVES for layer in passage.trace) or any(map(_is_moved, inner))
    traces = (passage.mark, *(piece.trace for piece in passage.pieces))
    return any(layer.act in _MOVES for trace in traces for layer in trace)


__all__ = ["stated_origins"]
