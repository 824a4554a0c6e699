"""Slots of words inside one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.clusters import clusters, drawn_in, near, words_collide, wraps
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.table import Table
from amendtrack.consolidation.slots.variants import apart_from, shared_space, variants_of
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.phrase import Word, words_of
from amendtrack.text.words import folded, tokens


def word_slots(table: Table, i: int, strands: list[Strand]) -> list[Slot]:
    if not strands:
        return []
    unit = table.base.units[i]
    words = words_of(table.base.source[unit.body : unit.end], unit.body)
    found = []
    for cluster in drawn_in(near(clusters(table.base, strands), words, table.kept), words, table.kept):
        slot = _cluster_slot(table, i, cluster, words)
        # A line that gets a label or a row's sign ends the unit before it: the words put in show that.
        if slot.variants:
            found.append(slot)
    return found


def _cluster_slot(table: Table, i: int, cluster: list[Strand], words: Sequence[Word]) -> Slot:
    start, end = min(s.edit.c1 for s in cluster), max(s.edit.c2 for s in cluster)
    worded = _has_words(table.base.source[start:end])

    def reading(mine: list[Strand]) -> tuple[str, bool, str]:
        wording = flat(spliced(table.base, start, end, [s.edit for s in mine]))
        return wording, worded and not _has_words(wording), ""

    variants = variants_of(table, cluster, reading)
    left, right = shared_space([table.base.source[start:end], *(v.wording for v in variants)])
    start, end = start + left, end - right
    base = table.base.source[start:end]
    if left or right:
        variants = tuple(replace(v, wording=v.wording[left : len(v.wording) - right]) for v in variants)
    variants = apart_from(base, variants)
    contested = any(
        not (x.backers & y.backers) and words_collide(x.edit, y.edit, table.base)
        for n, x in enumerate(cluster)
        for y in cluster[n + 1 :]
    )
    inner: tuple[Slot, ...] = ()
    if contested:
        big = [s for s in cluster if any(wraps(s.edit, o.edit, words) for o in cluster if not (o.backers & s.backers))]
        small = [s for s in cluster if s not in big and not any(s.backers <= b.backers for b in big)]
        if big and small:
            inner = tuple(
                _cluster_slot(table, i, c, words) for c in near(clusters(table.base, small), words, table.kept)
            )
    first = min(s.edit.start[1] for s in cluster)
    label = table.base.units[i].label
    positions = table.positions_on(table.addresses[i], label)
    kind = _kind(table, cluster, variants, contested, start, end)
    if not contested and any(stance == Stance.RETAIN.value for stance, _ in positions):
        deleted, lifted = (
            any(v.deletes for v in variants),
            any(lifts(table.base.source[start:end], v) for v in variants),
        )
        kind = "delete-vs-retain" if deleted else "status" if lifted else "amend-vs-retain"
    return Slot(
        start,
        end,
        f"{table.addresses[i]}@{first + 1}{'¶' if all(s.edit.is_split for s in cluster) else ''}",
        table.addresses[i],
        table.base.source[start:end],
        contested or kind.endswith("-vs-retain") or kind == "status",
        variants,
        inner,
        None,
        kind,
        Shape.WORDS,
        positions,
        table.all_kept(cluster),
        "",
        frozenset(s.identity for s in cluster),
    )


def _kind(
    table: Table, cluster: list[Strand], variants: tuple[Variant, ...], contested: bool, start: int, end: int
) -> str:
    if not contested:
        return ""
    overlaps = any(
        x.edit.start < y.edit.end and y.edit.start < x.edit.end for n, x in enumerate(cluster) for y in cluster[n + 1 :]
    )
    base = table.base.source[start:end]
    if any(v.deletes for v in variants) and any(lifts(base, v) for v in variants):
        return "delete-vs-retain"  # whoever lifts the brackets keeps the words
    if not overlaps:
        same_point = any(
            x.edit.start == y.edit.start == x.edit.end == y.edit.end
            for n, x in enumerate(cluster)
            for y in cluster[n + 1 :]
        )
        return "same-point insertion" if same_point else "adjacent"
    return "delete-vs-amend" if any(v.deletes for v in variants) else "overlap"


def _has_words(wording: str) -> bool:
    """Whether there is any word or sign in it; in a paragraph break there is none."""
    return any(folded(t) for t in tokens(wording))


def lifts(base: str, variant: Variant) -> bool:
    """Whether a reading changes the status of a passage alone: its words kept, its brackets lifted."""
    return variant.wording.strip() != base.strip() and _bare(variant.wording) == _bare(base) != ""


def _bare(wording: str) -> str:
    return " ".join(wording.replace("[", " ").replace("]", " ").split())


__all__ = ["lifts", "word_slots"]
