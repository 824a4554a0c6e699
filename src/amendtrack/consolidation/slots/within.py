"""Slots of words inside one unit.

How this works: the unit's word edits are grouped (``clusters``), and each group becomes one slot. The slot covers all
the characters that any of its edits touches, and everyone who makes one of them has a full reading of that stretch, not
only of the words that they change; so readings can be compared, and equal ones share their backers. Then white space
that all readings share is trimmed from the stretch. A slot is contested only if two of its edits collide and nobody
makes both. In a contested slot somebody may delete or rewrite a whole sentence while others amend words in it. Those
amendments are printed as slots inside the larger one, since repeating the sentence for each of them would hide what
they change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, pairwise, product, takewhile, zip_longest

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.edits import Place, Reworded
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.clusters import (
    Chosen,
    clusters,
    drawn_in,
    leave_no_words,
    leaves_nothing,
    near,
    settled,
    words_collide,
    wrapping,
)
from amendtrack.consolidation.slots.pairing import Passage, cuts_a_pair, whole_pairs
from amendtrack.consolidation.slots.slot import ConflictKind, Slot, Variant
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.slots.variants import FullReading, apart_from, shared_space, variants_of
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.spoken_words import Words
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import folded, tokens


def word_slots(table: EditsByPlace, i: int, strands: list[Strand[Reworded]]) -> list[Slot]:
    """The slots of these edits of unit ``i``, in order."""
    if not strands:
        return []
    words = table.prepared.unit_words(i)
    cells = table.prepared.row_cells(i)
    strands = _beside_chosen(strands, table.kept) if table.kept else strands
    joined = near(clusters(table.prepared, strands, table.kept), words, table.kept, cells=cells)
    found = whole_pairs(drawn_in(joined, words, table.kept, cells=cells), words, table.kept)
    return _apart(table.base, (slot for passage in found for slot in _passage_slots(table, i, passage, words)))


_BEYOND = 1 << 62
"""Behind every character of a text."""


def _beside_chosen(strands: Sequence[Strand[Reworded]], kept: Chosen) -> list[Strand[Reworded]]:
    """The edits, each open deletion without the white space that goes with a chosen one beside it."""
    chosen = [s.edit for s in strands if s.identity in kept]
    before = sorted((edit.end, edit.c2) for edit in chosen)
    behind = sorted((edit.start, edit.end, edit.c1) for edit in chosen)
    taken = [0, *accumulate((c2 for _, c2 in before), max)]  # by the first so many
    left = [*accumulate((c1 for _, _, c1 in reversed(behind)), min, initial=_BEYOND)][::-1]  # by all but those
    found: list[Strand[Reworded]] = []
    for strand in strands:
        edit = strand.edit
        if strand.identity not in kept and not (edit.key or edit.parts):
            c1 = max(edit.c1, taken[bisect_right(before, (edit.start, _BEYOND))])
            c2 = min(edit.c2, left[bisect_right(behind, (edit.end, edit.start, _BEYOND))])
            if c1 < c2 and (c1, c2) != (edit.c1, edit.c2):
                strand = replace(strand, edit=replace(edit, c1=c1, c2=c2))
        found.append(strand)
    return found


def _apart(base: Text, slots: Iterable[Slot]) -> list[Slot]:
    """The slots, what is put in before a blank that goes with the slot before it standing behind that blank."""
    found: list[Slot] = []
    for slot in slots:
        taken = found[-1].end if found else 0
        found.append(_behind_space(base, slot, taken) if slot.start < taken else slot)
    ends = [slot.start for slot in found[1:]]
    return [_with_space_behind(base, slot, end) for slot, end in zip_longest(found, ends)]


def _with_space_behind(base: Text, slot: Slot, end: int | None) -> Slot:
    """A column struck with the blank before it, shown with the blank behind it unless that touches the next slot."""
    blank = slot.base[: len(slot.base) - len(slot.base.lstrip(" "))]
    is_column = slot.base.endswith("|") and not slot.inner and all(not v.wording for v in slot.variants)
    if not (blank and is_column):
        return slot
    behind = slot.end + len(blank)
    if behind == (len(base.source) if end is None else end) or not base.source.startswith(blank, slot.end, end):
        return slot
    return replace(slot, start=slot.start + len(blank), end=slot.end + len(blank), base=slot.base[len(blank) :] + blank)


def _behind_space(base: Text, slot: Slot, start: int) -> Slot:
    """Words put in before the white space up to ``start``, with that behind them instead of before them."""
    space = base.source[slot.start : start]
    if slot.base or slot.inner or not space.isspace() or any(not v.wording.startswith(space) for v in slot.variants):
        return slot
    turned = tuple(replace(v, wording=v.wording.removeprefix(space) + space) for v in slot.variants)
    return replace(slot, start=start, end=start, variants=turned)


def _passage_slots(table: EditsByPlace, i: int, passage: Passage, words: Words) -> list[Slot]:
    """The slot of edits that are printed together; none if every reading is the base's own.

    (A line that receives a label or a row's sign ends the unit before it: the inserted words show that.)
    """
    cluster = passage.strands
    rivals = (pair for pair in _rivals(table.base, cluster) if not settled(*pair, table.kept))
    contested = any(words_collide(x.edit, y.edit, table.prepared) for x, y in rivals)
    inner = _inner(table, i, passage, words, contested=contested)
    (start, end), inner, variants = _readings(table, passage, inner)
    if not variants:
        return []
    while len(inner) == 1 and (inner[0].start, inner[0].end) == (start, end):
        inner = inner[0].inner  # a reading of the whole passage is read beside the others
    base = table.base.source[start:end]
    positions = table.positions_on(table.addresses[i], table.base.units[i].label, cluster, inner)
    retained = any(stance == Stance.RETAIN.value for stance, _ in positions)
    elsewhere = table.elsewhere(cluster)
    if contested:
        kind: ConflictKind | None = _kind_of_contest(table.prepared, cluster, variants, base)
    elif retained:
        kind = _kind_against_retention(variants, base)
    else:
        kind = ConflictKind.SAME_TEXT if elsewhere else None
    first = min(s.edit.start[1] for s in cluster)
    slot = Slot.of_words(
        cluster,
        start=start,
        base=base,
        id=f"{table.addresses[i]}@{first + 1}{'¶' if all(s.edit.is_split for s in cluster) else ''}",
        unit=table.addresses[i],
        variants=variants,
        kind=kind,
        kept=table.kept,
        inner=inner,
        positions=positions,
        against=table.names(elsewhere) if kind is ConflictKind.SAME_TEXT else (),
    )
    return [slot]


def _readings(
    table: EditsByPlace, passage: Passage, inner: Sequence[Slot]
) -> tuple[tuple[int, int], tuple[Slot, ...], tuple[Variant, ...]]:
    """The characters of the base that a slot covers, the slots shown inside it, and everyone's reading.

    White space at either end that all readings share is left outside the slot; slots shown inside are not.
    """
    start, end = passage.start, passage.end
    worded = _has_words(table.base.source[start:end])

    def reading(mine: list[Strand[Reworded]]) -> FullReading:
        wording = flat(spliced(table.base, start, end, [s.edit for s in mine]))
        return FullReading(wording, deletes=worded and not _has_words(wording))

    variants = variants_of(table, passage.strands, reading)
    left, right = shared_space([table.base.source[start:end], *(v.wording for v in variants)])
    inner = tuple(_before_space(table.base, slot, end - right) for slot in inner)
    left = min([left, *(s.start - start for s in inner)])
    right = min([right, *(end - s.end for s in inner)])
    if left or right:
        variants = tuple(replace(v, wording=v.wording[left : len(v.wording) - right]) for v in variants)
    extent = start + left, end - right
    return extent, inner, apart_from(table.base.source[extent[0] : extent[1]], variants)


def _before_space(base: Text, slot: Slot, end: int) -> Slot:
    """Words inserted after the white space that follows ``end``, with that white space after them instead of before."""
    space = base.source[end : slot.start]
    if slot.base or slot.inner or not space.isspace() or any(not v.wording.endswith(space) for v in slot.variants):
        return slot
    turned = tuple(replace(v, wording=space + v.wording.removesuffix(space)) for v in slot.variants)
    return replace(slot, start=end, end=end, variants=turned)


def _rivals(base: Text, cluster: Sequence[Strand[Reworded]]) -> Iterator[tuple[Strand[Reworded], Strand[Reworded]]]:
    """The pairs of edits that may collide, of which nobody makes both."""
    if any(base.units[s.edit.unit].kind is UnitKind.ROW for s in cluster):
        hands: dict[frozenset[str], list[Strand[Reworded]]] = {}  # one delegation may make thousands
        for strand in cluster:
            hands.setdefault(strand.backers, []).append(strand)
        for one, other in combinations(hands, 2):
            if not one & other:
                yield from product(hands[one], hands[other])
        return
    found = sorted(cluster, key=lambda s: s.edit.start)
    for n, strand in enumerate(found):
        until = takewhile(lambda m: found[m].edit.start <= strand.edit.end, range(n + 1, len(found)))  # noqa: B023
        yield from ((strand, found[m]) for m in until if not strand.backers & found[m].backers)


def _inner(table: EditsByPlace, i: int, passage: Passage, words: Words, *, contested: bool) -> tuple[Slot, ...]:
    """The slots printed inside a passage that somebody deletes, rewrites or takes out of its brackets as a whole.

    They hold what others amend in parts of it.
    """
    cluster = passage.strands
    if len(cluster) < 2:
        return ()
    big = wrapping(cluster, words) if contested else []
    wide = {s.identity for s in big}
    around = [s for s in _around(passage, words) if s.identity not in wide]
    wide.update(s.identity for s in around)
    makers = {s.backers for s in (*big, *around)}
    small = [s for s in cluster if s.identity not in wide and not any(s.backers <= made for made in makers)]
    if not ((big or around) and small) or any(
        words_collide(s.edit, b.edit, table.prepared) for s, b in product(small, around)
    ):
        return ()
    cells = table.prepared.row_cells(i)
    found = whole_pairs(
        near(clusters(table.prepared, small, table.kept), words, table.kept, cells=cells), words, table.kept
    )
    if any(p.first <= b.edit.start[1] and b.edit.end[1] <= p.last for p, b in product(found, around)):
        return ()
    return tuple(_apart(table.base, (slot for part in found for slot in _passage_slots(table, i, part, words))))


def _around(passage: Passage, words: Words) -> list[Strand[Reworded]]:
    """The edits that lift the brackets at the ends of a passage, or move them."""
    found = [s for s in passage.strands if cuts_a_pair(s.edit, words)]
    if not found:
        return []
    first, last = min(s.edit.start for s in found), max(s.edit.end for s in found)
    at_ends = (s.backers for s in found if s.edit.start == first or s.edit.end == last)
    backers = frozenset[str]().union(*at_ends)
    return [s for s in found if s.backers & backers]


def _kind_against_retention(variants: tuple[Variant, ...], base: str) -> ConflictKind:
    """The kind of conflict between compatible changes and a request to keep the text as it is."""
    if any(v.deletes for v in variants):
        return ConflictKind.DELETE_RETAIN
    return ConflictKind.STATUS if any(lifts(base, v) for v in variants) else ConflictKind.AMEND_RETAIN


def _kind_of_contest(
    prepared: Prepared, cluster: Sequence[Strand[Reworded]], variants: tuple[Variant, ...], base: str
) -> ConflictKind:
    deletes = any(v.deletes for v in variants)
    if deletes and any(lifts(base, v) for v in variants):
        return ConflictKind.DELETE_RETAIN  # whoever lifts the brackets keeps the words
    edits = sorted((s.edit for s in cluster), key=lambda e: (e.start, e.end))
    if _overlap(edits):
        return ConflictKind.DELETE_AMEND if deletes else ConflictKind.OVERLAP
    if any(leaves_nothing(x, y, prepared.text) for x, y in _touching(edits)):
        return ConflictKind.DELETE_AMEND  # nothing is left to split off
    if leave_no_words(edits, prepared):
        return ConflictKind.OVERLAP
    if any(x.start == y.start == x.end == y.end for x, y in pairwise(edits)):
        return ConflictKind.SAME_POINT
    return ConflictKind.ADJACENT


def _touching(edits: Sequence[Reworded]) -> Iterator[tuple[Reworded, Reworded]]:
    """The pairs of these edits, in order of place, of which one begins where the other ends."""
    begin: dict[Place, list[int]] = {}
    for n, edit in enumerate(edits):
        begin.setdefault(edit.start, []).append(n)
    for n, edit in enumerate(edits):
        yield from ((edit, edits[m]) for m in begin.get(edit.end, ()) if m > n)


def _overlap(edits: Iterable[Reworded]) -> bool:
    """Whether two of these edits, in order of place, have a word in common, or one is inside the other."""
    reach: Place = (-1, 0)  # of those that begin before this one
    at, until = reach, reach
    for edit in edits:
        if edit.start != at:
            at, reach = edit.start, max(reach, until)
        if edit.start < reach or (edit.start < edit.end and edit.start < until):
            return True
        until = max(until, edit.end)
    return False


def _has_words(wording: str) -> bool:
    """Whether it contains any word or sign; a paragraph break contains none."""
    bare = wording.strip()
    return bool(bare) if bare.isascii() else any(folded(t) for t in tokens(bare))


def lifts(base: str, variant: Variant) -> bool:
    """Whether a reading changes only the status of a passage: it keeps the words and lifts the brackets."""
    return variant.wording.strip() != base.strip() and _bare(variant.wording) == _bare(base) != ""


def _bare(wording: str) -> str:
    return " ".join(wording.replace("[", " ").replace("]", " ").split())


__all__ = ["lifts", "word_slots"]
