"""Which word edits of one unit are printed together.

How this works, in three steps, each of which can only join groups found by the previous one:

1. ``clusters``: edits that overlap, share an insertion point or touch with no word between cannot be read separately,
since the meaning of one depends on the other. They are joined transitively. Only this step decides what is contested.
2. ``near``: where one delegation (or one group of delegations) changes a phrase in several places and nobody else
amends it, the phrase is printed once, not in fragments. This comes after step 1, so that grouping cannot make a
conflict wider than it is.
3. ``drawn_in``: if a delegation has a reading in a contested slot and another change right next to it, both are shown
together; otherwise its reading in the slot would show only half of what it asks for.

Chosen edits are kept apart from open ones, so that a slot is either settled as a whole or not at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from amendtrack.consolidation.edits import Identity, Place, Reworded
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.cells import Cells
from amendtrack.redline.phrase import halves
from amendtrack.redline.spoken_words import BREAK, Word
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import is_sentence_end, is_sign

Chosen = frozenset[Identity]
NEAR = 3
"""One delegation's changes with fewer kept words than this between them are printed as one."""


def words_collide(x: Reworded, y: Reworded, base: Prepared) -> bool:
    """Whether two word edits overlap, share an insertion point or touch with no word between.

    In a table row, edits in different cells never collide, and a new column collides only with another new column.
    """
    cells = base.row_cells(x.unit) if x.unit == y.unit == x.end[0] == y.end[0] else None
    if cells is None:
        return _words_meet(x, y, base.text)
    own, other = cells_changed(x, cells), cells_changed(y, cells)
    if not own and not other:
        return x.start == y.start
    if not own or not other:
        point, wide = (x, y) if not own else (y, x)
        return wide.start < point.start < wide.end
    if own.isdisjoint(other):
        return False
    return any(_takes_border(edit, cells) for edit in (x, y)) or _words_meet(x, y, base.text)


def cells_changed(edit: Reworded, cells: Cells) -> frozenset[int]:
    """The cells of a row in which an edit changes words; none for a new column."""
    return frozenset(cells.at(edit.start[1], edit.end[1], edit.key))


def changes_columns(base: Prepared, edit: Reworded) -> bool:
    """Whether an edit adds a column to a row, or deletes one."""
    cells = base.row_cells(edit.unit)
    return cells is not None and (_takes_border(edit, cells) or not cells_changed(edit, cells))


def _takes_border(edit: Reworded, cells: Cells) -> bool:
    return any(edit.start[1] <= k < edit.end[1] for k in cells.borders)


def _words_meet(x: Reworded, y: Reworded, base: Text) -> bool:
    if x.start > y.start or (x.start == y.start and x.end > y.end):
        x, y = y, x
    if y.start > x.end:
        return False
    if y.start < x.end:
        return True
    if (x.is_split and BREAK not in y.key) or (
        y.is_split and BREAK not in x.key
    ):  # a break beside an edit composes, unless new words share its point or nothing is left on one side
        return (x.start == x.end and y.start == y.end) or leaves_nothing(x, y, base)
    # The base's own bracket pairs stay apart: ``[one] [other]``.
    both = x.start < x.end and y.start < y.end
    return not (both and _char_before(base.source, x.c2) == "]" and _char_from(base.source, y.c1) == "[")


def _char_before(source: str, at: int) -> str:
    """The last character before there that is no white space."""
    while at > 0 and source[at - 1].isspace():
        at -= 1
    return source[at - 1 : at]


def _char_from(source: str, at: int) -> str:
    """The first character from there on that is no white space."""
    while at < len(source) and source[at].isspace():
        at += 1
    return source[at : at + 1]


def leaves_nothing(x: Reworded, y: Reworded, base: Text) -> bool:
    """Whether one of two touching edits, in order, is a break, and the other deletes all before it or after it."""
    unit = base.units[x.unit]
    if y.is_split:
        return not x.key and x.c1 <= unit.body and x.end == y.start
    return x.is_split and not y.key and y.c2 >= unit.end and x.end == y.start


def leave_no_words(edits: Collection[Reworded], base: Prepared) -> bool:
    """Whether changes in one unit, by several, only delete, and together delete every word of it.

    What would be left is a number without a paragraph, which nobody has proposed.
    """
    unit = next(iter(edits)).unit
    if any(edit.key or edit.spans_units or edit.unit != unit for edit in edits) or base.row_cells(unit) is not None:
        return False
    gone = {k for edit in edits for k in range(edit.start[1], edit.end[1])}
    return all(k in gone or is_sign(word.key) for k, word in enumerate(base.unit_words(unit)))


def clusters(base: Prepared, strands: Sequence[Strand[Reworded]], chosen: Chosen) -> list[list[Strand[Reworded]]]:
    """Strands joined, transitively, where they collide.

    ``chosen`` edits have no rivals left; such an edit is joined to another only if both remove the same white space.
    """
    done: list[list[Strand[Reworded]]] = []
    open_: list[tuple[Place, list[Strand[Reworded]]]] = []
    for strand in sorted(strands, key=lambda s: (s.edit.start, s.edit.end, s.edit.key)):
        mine, reach, rest = [strand], strand.edit.end, []
        for until, cluster in open_:
            if any(_together(base, strand, other, chosen) for other in reversed(cluster)):  # the last are the nearest
                mine, reach = [*cluster, *mine], max(reach, until)
            elif until < strand.edit.start and base.text.units[strand.edit.unit].kind is not UnitKind.ROW:
                done.append(cluster)  # what comes next begins no earlier; only a row's cells can collide from afar
            else:
                rest.append((until, cluster))
        open_ = [*rest, (reach, mine)]
    found = [*done, *(cluster for _, cluster in open_)]
    return sorted(found, key=lambda c: (min(s.edit.start for s in c), max(s.edit.end for s in c)))


def _together(base: Prepared, x: Strand[Reworded], y: Strand[Reworded], chosen: Chosen) -> bool:
    """Whether two edits are printed in one slot: they collide, or remove the same white space."""
    collide = not settled(x, y, chosen) and words_collide(x.edit, y.edit, base)
    return collide or max(x.edit.c1, y.edit.c1) < min(x.edit.c2, y.edit.c2)


def settled(x: Strand[Reworded], y: Strand[Reworded], chosen: Chosen) -> bool:
    """Whether one of two edits has been chosen, so that there is nothing left to decide between them."""
    return bool(chosen) and (x.identity in chosen or y.identity in chosen)


def near(
    clusters: list[list[Strand[Reworded]]], words: Sequence[Word], chosen: Chosen, *, cells: Cells | None
) -> list[list[Strand[Reworded]]]:
    """One delegation's neighbouring edits joined into one phrase, if nobody else makes any of them.

    ``chosen`` edits are not joined to open ones, nor edits in one of the ``cells`` of a row to edits in the next.
    """
    joined: list[list[Strand[Reworded]]] = []
    hand: frozenset[str] | None = None  # who alone makes the last of them
    begins = until = 0  # its words
    for cluster in clusters:
        last, made = joined[-1] if joined else [], _one_hand(cluster)
        start, end = min(s.edit.start[1] for s in cluster), max(s.edit.end[1] for s in cluster)
        if (
            last
            and hand is not None
            and made == hand
            and _reads_as_one(words, begins, until, start, end)
            and _alike_settled(last, cluster, chosen)
            and _in_one_cell(last, cluster, cells)
        ):
            last.extend(cluster)
            begins, until = min(begins, start), max(until, end)
        else:
            joined.append(list(cluster))
            hand, begins, until = made, start, end
    return joined


def _in_one_cell(first: list[Strand[Reworded]], last: list[Strand[Reworded]], cells: Cells | None) -> bool:
    """Whether two changes are in one cell, or not in cells at all."""
    if cells is None:
        return True
    one, other = (frozenset[int]().union(*(cells_changed(s.edit, cells) for s in c)) for c in (first, last))
    return not one.isdisjoint(other)


def _reads_as_one(words: Sequence[Word], begins: int, end: int, start: int, until: int) -> bool:
    """Whether changes of words ``begins:end`` and ``start:until`` form one phrase, or share a pair of brackets."""
    between = words[end:start]
    apart = between and _ends_pairs(words, end, start)
    if _is_close(between) and halves(w.key for w in between) == (0, 0) and not apart:
        return True
    # A bracket that the first leaves open is closed by the last: shown apart, each would have half a pair.
    before, kept, after = (halves(w.key for w in words[a:b]) for a, b in pairwise([begins, end, start, until]))
    return before[1] > 0 and after[0] > 0 and kept == (0, 0)


def drawn_in(
    clusters: list[list[Strand[Reworded]]], words: Sequence[Word], chosen: Chosen, *, cells: Cells | None
) -> list[list[Strand[Reworded]]]:
    """A contested slot takes in the neighbouring changes of those with a reading in it, unless ``chosen``."""
    found: list[list[Strand[Reworded]]] = []
    for cluster in clusters:
        last = found[-1] if found else []
        if (
            last
            and _belong(last, cluster, words)
            and _alike_settled(last, cluster, chosen)
            and _in_one_cell(last, cluster, cells)
        ):
            found[-1] = [*found[-1], *cluster]
        else:
            found.append(cluster)
    return found


def _belong(first: list[Strand[Reworded]], last: list[Strand[Reworded]], words: Sequence[Word]) -> bool:
    """Whether one of two neighbouring slots is a single group's change, and the other has that group's reading too.

    Shown separately, one slot would hold half of what that group asks for, next to rivals of the other half.
    """
    alone = len({s.backers for s in first}) == 1, len({s.backers for s in last}) == 1
    if alone[0] == alone[1]:
        return False
    lone, many = (first, last) if alone[0] else (last, first)
    if any(s.edit.is_split for s in lone) or all(s.backers != lone[0].backers for s in many):
        return False
    start, end = _ends(first, last)
    between = words[start:end]
    return _is_close(between) and halves(w.key for w in between) == (0, 0) and not _ends_pairs(words, start, end)


def _ends_pairs(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether bracket pairs of the base end and begin there: ``[shall][should]``, ``[promptly] report [all] losses``.

    Each is open by itself, and what is said of one is no half of what is said of the other.
    """
    return 0 < first <= last < len(words) and words[first - 1].key == "]" and words[last].key == "["


def _ends(first: list[Strand[Reworded]], last: list[Strand[Reworded]]) -> tuple[int, int]:
    """Where the first cluster ends and the last begins, in words."""
    return max(s.edit.end[1] for s in first), min(s.edit.start[1] for s in last)


def _is_close(between: Sequence[Word]) -> bool:
    """Whether so few words are kept, with no sentence end among them, that two changes read better as one."""
    return sum(not is_sign(w.key) for w in between) < NEAR and not any(is_sentence_end(w.key) for w in between)


def _alike_settled(a: list[Strand[Reworded]], b: list[Strand[Reworded]], chosen: Chosen) -> bool:
    return not chosen or len({s.identity in chosen for s in (*a, *b)}) == 1


def _one_hand(cluster: Sequence[Strand[Reworded]]) -> frozenset[str] | None:
    """Who makes all of these edits, if these are the same for each and none is a split."""
    backers = cluster[0].backers
    return backers if all(s.backers == backers and not s.edit.is_split for s in cluster) else None


def wrapping(strands: Sequence[Strand[Reworded]], words: Sequence[Word]) -> list[Strand[Reworded]]:
    """The edits that delete or rewrite most of a sentence, in which somebody else amends a part."""
    by_start = sorted(strands, key=lambda s: s.edit.start)
    starts = [s.edit.start for s in by_start]

    def holds_another(strand: Strand[Reworded]) -> bool:
        own = strand.edit
        begin_inside = by_start[bisect_left(starts, own.start) : bisect_right(starts, own.end)]
        inside = (
            o for o in begin_inside if o.edit.end <= own.end and (o.edit.start, o.edit.end) != (own.start, own.end)
        )
        return any(o.backers.isdisjoint(strand.backers) for o in inside)

    return [s for s in strands if _is_most_of_a_sentence(s.edit, words) and holds_another(s)]


def _is_most_of_a_sentence(edit: Reworded, words: Sequence[Word]) -> bool:
    size = sum(not is_sign(w.key) for w in words[edit.start[1] : edit.end[1]])
    if size >= 7 or size < 4:
        return size >= 7
    a = edit.start[1]
    while a > 0 and not is_sentence_end(words[a - 1].key):
        a -= 1
    b = edit.end[1]
    while b < len(words) and not (b > 0 and is_sentence_end(words[b - 1].key)):
        b += 1
    return 2 * size > sum(not is_sign(w.key) for w in words[a:b])


__all__ = [
    "changes_columns",
    "clusters",
    "drawn_in",
    "leave_no_words",
    "leaves_nothing",
    "near",
    "settled",
    "words_collide",
    "wrapping",
]
