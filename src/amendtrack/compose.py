"""A text composed from the base and edits that do not collide, word by word.

Units keep their identity: an edit finds its unit wherever a move has put it. New, moved and split-off
units get their labels here, in the base's glyphs and without renumbering what stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from amendtrack.edits import Break, Edit, EditKind
from amendtrack.labelling import Labels, is_nested, read_cached
from amendtrack.labels import Label, series
from amendtrack.negotiation import Proposal
from amendtrack.text import Layout, Text, layout_of
from amendtrack.words import folded

_NUMBERED = re.compile(r"([^0-9]*)([0-9]{0,9})")


@dataclass(frozen=True, slots=True)
class Strand:
    """One edit as a consolidation holds it: its canonical spelling and the names of the proposals that make it."""

    edit: Edit
    backers: frozenset[str]
    orders: tuple[tuple[str, int], ...] = ()  # (proposal, rank), for units that stand in a gap

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two edits the same edit."""
        return self.edit.identity


Made = tuple[Proposal, Edit]
"""An edit and the proposal that makes it."""


def strands_of(proposals: Iterable[Proposal], edits: Iterable[Sequence[Edit]]) -> tuple[Strand, ...]:
    """All proposals' edits, each once, in base order."""
    found: dict[tuple[object, ...], list[Made]] = {}
    for proposal, own in zip(proposals, edits, strict=True):
        for edit in own:
            found.setdefault(edit.identity, []).append((proposal, edit))
    return tuple(sorted(map(strand_of, found.values()), key=base_order))


def strand_of(made: Sequence[Made]) -> Strand:
    """One edit, spelled as most backers spell it, then by lowest code points."""
    edit = made[0][1]
    if len(made) > 1:
        spellings: dict[tuple[object, ...], list[Made]] = defaultdict(list)
        for pair in made:
            spellings[pair[1].spelling].append(pair)
        edit = min(spellings.values(), key=lambda same: (-_backing(same), same[0][1].spelling))[0][1]
    orders = tuple((p.name, e.rank) for p, e in made) if edit.gap > -2 else ()
    return Strand(edit, frozenset([p.name for p, _ in made]), orders)


def _backing(made: Iterable[Made]) -> int:
    """How many delegations spell an edit so."""
    return len({who for proposal, _ in made for who in proposal.backers})


def base_order(strand: Strand) -> tuple[object, ...]:
    """Where a strand stands among all of a consolidation."""
    edit = strand.edit
    return (edit.start, edit.end, edit.kind.value, edit.gap, edit.key)


# -- the order of what stands in one gap --------------------------------------------------------


def gap_order(strands: Iterable[Strand], base: Text) -> list[Strand]:
    """New and moved units of one gap: each proposal's own order kept, otherwise by wording.

    What one proposal put in as one passage stays together, unless it all falls into an alphabetical list.
    """
    items = list(strands)
    if listed := in_list_order(items, base):
        return listed
    keys = {k: _wording_key(s, base) for k, s in enumerate(items)}
    after: dict[int, set[int]] = defaultdict(set)
    waits = [0] * len(items)
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, strand in enumerate(items):
        for proposal, rank in strand.orders:
            chains[proposal].append((rank, k))
    for chain in chains.values():
        chain.sort()
        for (_, x), (_, y) in zip(chain, chain[1:]):
            if y not in after[x]:
                after[x].add(y)
                waits[y] += 1
    ready = {k for k in range(len(items)) if waits[k] == 0}
    left = set(range(len(items)))
    order: list[Strand] = []
    last: frozenset[str] = frozenset()
    while left:
        # Two proposals may order the same units both ways; then the wording decides.
        open_ = ready or left
        # What one delegation put in as one passage stays together.
        going_on = [k for k in open_ if items[k].backers & last]
        k = min(going_on or open_, key=lambda k: (keys[k], k))
        left.discard(k)
        ready.discard(k)
        order.append(items[k])
        last = items[k].backers
        for y in after[k]:
            waits[y] -= 1
            if waits[y] == 0 and y in left:
                ready.add(y)
    return order


def in_list_order(strands: Sequence[Strand], base: Text) -> list[Strand]:
    """New items of a list that is in the order of its wording, merged in that order; empty where it is not."""
    if len(strands) < 2 or any(s.edit.kind is not EditKind.INSERT or s.edit.label for s in strands):
        return []
    marks = {s.edit.mark.strip() for s in strands}
    gap, units = strands[0].edit.gap, base.units
    beside = [units[i] for i in range(max(0, gap - 1), min(len(units), gap + 3))]
    rows = [not u.label and base.source[u.start : u.body].strip() in marks for u in beside]
    before, after = gap - max(0, gap - 1) + 1, len(beside)
    first = next((k + 1 for k in range(before - 1, -1, -1) if not rows[k]), 0)
    last = next((k for k in range(before, after) if not rows[k]), after)
    if len(marks) != 1 or marks == {""} or last - first < 2:
        return []
    ordered = sorted(strands, key=_natural_key)
    line = [_natural(base.wording(u)) for u in beside[first:before]]
    line += [_natural_key(s) for s in ordered] + [_natural(base.wording(u)) for u in beside[before:last]]
    place = {s.identity: k for k, s in enumerate(ordered)}
    own: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for strand in strands:
        for proposal, rank in strand.orders:
            own[proposal].append((rank, place[strand.identity]))
    kept = all(sorted(ranks) == sorted(ranks, key=lambda pair: pair[1]) for ranks in own.values())
    return ordered if kept and line == sorted(line) else []


def _natural_key(strand: Strand) -> tuple[tuple[str, int], ...]:
    return _natural("".join(part for part in strand.edit.parts if isinstance(part, str)))


def _natural(wording: str) -> tuple[tuple[str, int], ...]:
    """A wording as it is put in alphabetical order, numbers by their size."""
    return tuple((text, int(n or 0)) for text, n in _NUMBERED.findall(folded(wording).casefold()))


def _wording_key(strand: Strand, base: Text) -> tuple[str, ...]:
    edit = strand.edit
    if edit.kind is EditKind.MOVE:
        return (folded(base.wording(base.units[edit.unit])).casefold(), "")
    return (" ".join(edit.key).casefold(), " ".join(edit.key))


# -- composing ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of a composed text: where it comes from, white space before, label or sign, wording."""

    origin: int
    strand: Strand | None
    lead: str
    mark: str
    wording: str
    label: str = ""
    was: str = ""
    under: str = ""


def spliced(base: Text, c1: int, c2: int, edits: Iterable[Edit]) -> list[str | Break]:
    """Characters ``c1:c2`` of the base with word edits put in, cut where an edit breaks the unit."""
    parts: list[str | Break] = []
    at = c1
    for edit in sorted(edits, key=lambda e: (e.c1, e.c2, not e.is_split)):
        start = max(edit.c1, at)
        parts.append(base.source[at:start])
        parts.extend(edit.parts)
        at = max(at, edit.c2)
    parts.append(base.source[at:c2])
    return parts


def flat(parts: Iterable[str | Break]) -> str:
    """Parts as one string, breaks written out."""
    return "".join(p if isinstance(p, str) else p.gap + p.mark for p in parts)


def pieces(base: Text, strands: Sequence[Strand], circulated: Mapping[str, str]) -> tuple[list[Piece], str]:
    """The composed text unit by unit, and the white space it ends with."""
    words: dict[int, list[Edit]] = defaultdict(list)
    gone: set[int] = set()
    gaps: dict[int, list[Strand]] = defaultdict(list)
    relabelled: dict[int, Edit] = {}
    for strand in strands:
        edit = strand.edit
        if edit.kind is EditKind.WORDS:
            words[edit.unit].append(edit)
        elif edit.kind is EditKind.LABEL:
            relabelled[edit.unit] = edit
        elif edit.kind is EditKind.DELETE:
            gone.add(edit.unit)
        else:
            gaps[edit.gap].append(strand)
            if edit.kind is EditKind.MOVE:
                gone.add(edit.unit)
    units, source = base.units, base.source
    joined: set[int] = set()
    usual_gap = source[units[-2].end : units[-1].start] if len(units) > 1 else "\n\n"
    labels = Labels(base, circulated)
    for i, edit in relabelled.items():
        labels.relabel(i, edit.label)
    out: list[Piece] = []
    anchors: dict[object, Label] = {}
    scope: object = None
    above = ""
    head = source[: units[0].start] if units else source
    pending: str | None = None

    def put(i: int, until: int, strand: Strand | None) -> None:
        """One base unit, or several joined, with its word edits; split-off parts follow."""
        nonlocal pending, scope
        unit = units[i]
        parts = spliced(base, unit.body, units[until].end, [e for k in range(i, until + 1) for e in words.get(k, ())])
        mark, label, was = source[unit.start : unit.body], unit.label, ""
        lead = head if pending is None else pending
        if strand is not None:
            if i in relabelled:
                mark, label = flat(relabelled[i].parts), relabelled[i].label
            read = read_cached(label) if label else None
            if read is not None and not (is_nested(read) and labels.scopes[i] == scope):
                given = labels.give(label, anchors.get(series(read)), scope)
                mark, was, label = mark.replace(label, given, 1), label, given
        elif i in relabelled:
            mark, label = flat(relabelled[i].parts), relabelled[i].label
        note(label, i)
        texts: list[str] = [""]
        breaks: list[Break] = []
        for part in parts:
            if isinstance(part, str):
                texts[-1] += part
            else:
                breaks.append(part)
                texts.append("")
        out.append(Piece(i, strand, lead, mark, texts[0], label, was, above))
        for brk, text in zip(breaks, texts[1:], strict=True):
            own = _label_in(brk.mark)
            read = read_cached(own) if own else None
            # Split off a moved unit, the second half follows the first one's new label.
            wanted = label if strand is not None and label else own
            given = labels.give(wanted, anchors.get(series(read)), scope) if read else own
            note(given, (i, len(out)))
            out.append(Piece(i, strand, brk.gap, brk.mark.replace(own, given, 1) if own else brk.mark, text, given))
        if strand is None:
            pending = source[units[until].end : units[until + 1].start] if until + 1 < len(units) else usual_gap
        elif pending is None:
            pending = first_gap(base)

    def note(label: str, where: object) -> None:
        """Remember the label as the one that the next new unit of its series follows."""
        nonlocal scope, above
        read = read_cached(label) if label else None
        if read is None:
            return
        anchors[series(read)] = read
        if not is_nested(read):
            scope, above = where, label.rstrip(".:")
            for key in [k for k, held in anchors.items() if is_nested(held)]:
                del anchors[key]

    def fill(gap: int) -> None:
        nonlocal pending
        for strand in gap_order(gaps.get(gap, ()), base):
            edit = strand.edit
            if edit.kind is EditKind.MOVE:
                if edit.unit not in joined:
                    until = joined_until(words, edit.unit)
                    joined.update(range(edit.unit + 1, until + 1))
                    put(edit.unit, until, strand)
                continue
            mark, label = edit.mark, edit.label
            if label:
                read = read_cached(label)
                known = labels.circulated_as(new_unit_id(edit), label)
                given = known or labels.give(label, anchors.get(series(read)) if read else None, scope)
                mark, label = mark.replace(label, given, 1), given
                note(label, (gap, edit.rank, edit.key))
            # Before the first unit a new one brings the white space after it, elsewhere that before it.
            lead = head if pending is None else pending if gap < 0 and units else edit.lead or pending
            out.append(Piece(gap, strand, lead, mark, flat(edit.parts), label))
            if pending is None or (gap < 0 and units):
                pending = edit.lead

    fill(-1)
    i = 0
    while i < len(units):
        until = joined_until(words, i)
        scope = labels.scopes[i]
        if i not in gone:
            put(i, until, None)
        for k in range(i, until + 1):
            fill(k)
        i = until + 1
    tail = source[units[-1].end :] if units else ""
    if not units and out:
        tail = ""
    return _set_apart(base, out, set(relabelled)), tail


def _set_apart(base: Text, made: list[Piece], relabelled: set[int]) -> list[Piece]:
    """The pieces with a blank line wherever two that are new neighbours would otherwise be read as one unit."""
    if layout_of(base.source) is Layout.LINES:
        return made
    units, source = base.units, base.source
    out: list[Piece] = []
    for piece in made:
        if out and not piece.mark.strip() and piece.lead.count("\n") < 2:
            if piece.strand is not None and piece.strand.edit.kind is EditKind.INSERT:
                own = piece.strand.edit.lead
            else:
                own = source[units[piece.origin - 1].end : units[piece.origin].start] if piece.origin else ""
            # A table's row stands close to the one above by itself; what was a list's item does not.
            if own.count("\n") > 1 or piece.origin in relabelled:
                piece = replace(piece, lead="\n\n")
        out.append(piece)
    return out


def joined_until(words: Mapping[int, Iterable[Edit]], first: int) -> int:
    """The last of the units that edits join to the first one; the first where none does."""
    until = k = first
    while k <= until:
        until = max([until, *(e.end[0] for e in words.get(k, ()))])
        k += 1
    return until


def new_unit_id(edit: Edit) -> str:
    """A new unit's name for good: its gap and its wording, whatever its label becomes."""
    from hashlib import sha256

    return f"{edit.gap + 1}+{sha256(' '.join(edit.key).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _label_in(mark: str) -> str:
    return mark.strip() if read_cached(mark.strip()) else ""


def first_gap(base: Text) -> str:
    """The white space after the first unit: what sets a unit moved to the front apart."""
    return base.source[base.units[0].end : base.units[1].start] if len(base.units) > 1 else "\n\n"


def compose(base: Text, strands: Sequence[Strand], circulated: Mapping[str, str]) -> str:
    """The base with these strands applied; they must not collide."""
    if not strands:
        return base.source
    made, tail = pieces(base, strands, circulated)
    return "".join(p.lead + p.mark + p.wording for p in made) + tail
