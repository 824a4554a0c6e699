"""One proposal as edits on the base: the truth from which slots are printed and texts composed.

An edit's place is counted on the base alone (unit, word), never on another proposal, so that what a
consolidation holds depends on the set of proposals and on nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.redline.align.alignment import Aligner, Group, Run
from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.numbering import Numbering, judged, plain_mark
from amendtrack.redline.phrase import BREAK, Word
from amendtrack.redline.splices import Splice, group_words, splices_between
from amendtrack.text.labelling import BaseLabels, Labels, read_cached
from amendtrack.text.labels import series
from amendtrack.text.units import Text, Unit, UnitKind

Place = tuple[int, int]
"""A unit of the base and a word in it; the word after the last is the unit's break."""


class EditKind(Enum):
    """What an edit does to the base."""

    WORDS = "words"
    DELETE = "delete"
    INSERT = "insert"
    MOVE = "move"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a unit inside new wording: the white space, and the label or sign of the next unit."""

    gap: str
    mark: str


Part = str | Break


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to the base, as one proposal spells it.

    ``start`` and ``end`` are word places, half-open; ``c1:c2`` the base's characters that go;
    ``parts`` what comes instead. ``gap`` is the base unit after which a new or moved unit stands
    (-1: before the first), ``rank`` its order there within its own proposal.
    """

    kind: EditKind
    start: Place
    end: Place
    key: tuple[str, ...]
    c1: int
    c2: int
    parts: tuple[Part, ...] = ()
    gap: int = -2
    rank: int = 0
    lead: str = ""
    mark: str = ""
    label: str = ""

    @property
    def identity(self) -> tuple[str, Place, Place, int, tuple[str, ...]]:
        """What makes two proposals' edits the same edit: place and words, not spelling or number."""
        return (self.kind._value_, self.start, self.end, self.gap, self.key)

    @property
    def unit(self) -> int:
        """The base unit concerned (of a new unit: the one it follows)."""
        return self.start[0]

    @property
    def spelling(self) -> tuple[object, ...]:
        """All that may differ between two spellings of one edit; ordered by code points."""
        return (
            self.c1,
            self.c2,
            tuple(p if isinstance(p, str) else p.gap + p.mark for p in self.parts),
            self.label,
            self.mark,
            self.lead,
        )

    @property
    def is_split(self) -> bool:
        """Whether the edit only breaks a unit in two."""
        return self.kind is EditKind.WORDS and self.start == self.end and self.key == (BREAK,)

    @property
    def is_reworded_split(self) -> bool:
        """Whether the edit breaks a unit in two and puts a phrase in on the way."""
        return self.kind is EditKind.WORDS and BREAK in self.key and len(self.key) - self.key.count(BREAK) > 3

    @property
    def spans_units(self) -> bool:
        """Whether the edit takes away a unit's break, and so joins it to the next."""
        return self.kind is EditKind.WORDS and self.start[0] != self.end[0]


def edits_of(before: Prepared, after: str) -> tuple[Edit, ...]:
    """The edits that turn the base into a proposal's text, but for noise, in order of place."""
    if after == before.text.source:
        return ()
    aligner = Aligner(before, after)
    alignment = aligner.alignment()
    text = before.text
    numbering = _numbering(text, aligner, alignment.runs, alignment.groups)
    origin: dict[int, Run | Group] = {}
    covered = bytearray(len(text.units))
    for run in alignment.runs:
        origin[run.j] = run
        covered[run.i : run.i + run.n] = b"\1" * run.n
    found: list[Edit] = []
    for group in alignment.groups:
        origin[group.j1] = group
        covered[group.i1 : group.i2] = b"\1" * (group.i2 - group.i1)
        found.extend(_words(before, aligner, group, numbering))
    for i, kept in enumerate(covered):
        if not kept:
            unit = text.units[i]
            found.append(Edit(EditKind.DELETE, (i, 0), (i, 0), (), unit.start, unit.end))
    found = _own_notes(before, [*found, *_placed(before, aligner, origin)])
    for i in sorted(numbering.editorial):
        now = _loose_now(aligner, alignment.runs, alignment.groups, i)
        unit = text.units[i]
        key = (plain_mark(now.label, now.mark),)
        found.append(Edit(EditKind.LABEL, (i, 0), (i, 0), key, unit.start, unit.body, (now.mark,), label=now.label))
    return tuple(sorted(found, key=lambda e: (e.start, e.end, e.kind.value, e.rank, e.key)))


def _numbering(text: Text, aligner: Aligner, runs: tuple[Run, ...], groups: tuple[Group, ...]) -> Numbering:
    """The judgement on changed labels; nothing to judge where no matched label differs."""
    units = text.units
    loose = aligner.after_texts
    pairs: dict[int, tuple[int, bool]] = {}
    for run in runs:
        if run.n == 1 and loose[run.j] is not None:
            pairs[run.j] = (run.i, run.moved)
    for group in groups:
        pairs[group.j1] = (group.i1, group.moved)
    marks = {j: text.source[units[i].start : units[i].body] for j, (i, _) in pairs.items()}
    if all((found := loose[j]) is None or found.mark == marks[j] for j in pairs):
        return Numbering()
    for run in runs:
        pairs.update((run.j + k, (run.i + k, run.moved)) for k in range(run.n))
    before = [(u.label, text.source[u.start : u.body]) for u in units]
    after = [(f.label, f.mark) if (f := loose[j]) is not None else before[pairs[j][0]] for j in range(len(loose))]
    return judged(before, after, pairs)


def _loose_now(aligner: Aligner, runs: tuple[Run, ...], groups: tuple[Group, ...], i: int) -> Loose:
    for run in runs:
        if run.i == i:
            return aligner.loose(run.j)
    return next(aligner.loose(g.j1) for g in groups if g.i1 == i)


def _group_text(aligner: Aligner, group: Group) -> Text:
    """The group's units of the second text as a text of their own."""
    source, units = "", []
    for j in range(group.j1, group.j2):
        loose = aligner.loose(j)
        if j > group.j1:
            source += loose.lead
        start = len(source)
        source += loose.mark if j > group.j1 else ""
        body = len(source)
        source += loose.wording
        units.append(Unit(UnitKind.PARAGRAPH, loose.label, start, body, len(source)))
    return Text(source, tuple(units))


def _own_notes(before: Prepared, found: list[Edit]) -> list[Edit]:
    """New notes and their markers under names that no note of the base has."""
    numbers = {edit.label for edit in found if edit.kind is EditKind.INSERT and edit.label.startswith("[^")}
    labels = Labels(before.labels, {}) if numbers else None
    names = {own: labels.give(own, None, None) for own in sorted(numbers)} if labels else {}
    return [note_named(edit, names) for edit in found] if names else found


def note_named(edit: Edit, names: Mapping[str, str]) -> Edit:
    """The edit with new notes under other names, in their labels and at every marker that it puts in."""
    bare = {own.rstrip(":"): new.rstrip(":") for own, new in names.items() if own != new}
    marked = edit.kind in (EditKind.WORDS, EditKind.INSERT) and not bare.keys().isdisjoint(edit.key)
    if edit.label not in names and not marked:
        return edit
    pattern = re.compile("|".join(map(re.escape, bare)) or "(?!)")

    def put(part: str) -> str:
        return pattern.sub(lambda found: bare[found[0]], part)

    own = edit.kind is EditKind.INSERT and edit.label in names
    return replace(
        edit,
        mark=put(edit.mark) if own else edit.mark,
        label=put(edit.label) if own else edit.label,
        key=tuple(bare.get(key, key) for key in edit.key),
        parts=tuple(put(part) if isinstance(part, str) else part for part in edit.parts),
    )


def _words(before: Prepared, aligner: Aligner, group: Group, numbering: Numbering) -> list[Edit]:
    text = before.text
    after = _group_text(aligner, group)
    local = Group(group.i1, group.i2, 0, len(after.units), False)
    places: list[Place] = []
    alone = group.i2 == group.i1 + 1
    base_words = before.unit_words(group.i1) if alone else group_words(text, group.i1, group.i2)
    if alone:
        places = [(group.i1, k) for k in range(len(base_words))]
    for word in () if alone else base_words:
        if not places:
            places.append((group.i1, 0))
        elif word.key == BREAK and _is_break(text, word.start, places[-1][0]):
            places.append((places[-1][0], places[-1][1] + 1))
        elif _starts_unit(text, word.start, places[-1][0] + 1):
            places.append((places[-1][0] + 1, 0))
        else:
            places.append((places[-1][0], places[-1][1] + 1))
    last = places[-1] if places else (group.i1, -1)
    places.append((last[0], last[1] + 1))
    words = aligner.words(group.j1) if len(after.units) == 1 else group_words(after, 0, len(after.units))
    found: list[Edit] = []
    marks = _SplitMarks(before.labels, group.i1)
    for s in splices_between(text, after, local, base_words, words, numbering):
        if s.noise:
            continue
        new = words[s.j1 : s.j2]
        parts: list[Part] = []
        at = s.a1
        for word in new:
            if word.key == BREAK and any(u.body == word.end for u in after.units):
                unit = next(u for u in after.units if u.body == word.end)
                parts += [
                    after.source[at : word.start],
                    Break(after.source[word.start : unit.start], marks.mark(unit, after)),
                ]
                at = word.end
        parts.append(after.source[at : s.a2])
        key = tuple(w.key for w in new)
        if not key and (cut := _deletions(text, base_words, places, s, after.source[s.a1 : s.a2])):
            found.extend(cut)
            continue
        found.append(Edit(EditKind.WORDS, places[s.i1], places[s.i2], key, s.b1, s.b2, tuple(p for p in parts if p)))
    return found


class _SplitMarks:
    """What stands before the later parts of a split unit: their own labels where free, else the next ``bis``."""

    def __init__(self, ground: BaseLabels, i: int) -> None:
        self.ground, self.i = ground, i
        self.labels: Labels | None = None
        first = ground.read[i]
        self.anchors = {series(first): first} if first else {}

    def mark(self, unit: Unit, after: Text) -> str:
        """The label or sign of the next part, given once."""
        mark, read = after.source[unit.start : unit.body], read_cached(unit.label)
        if read is None or not self.ground.base.units[self.i].label:
            return mark
        self.labels = self.labels or Labels(self.ground, {})
        given = self.labels.give(unit.label, self.anchors.get(series(read)), self.ground.scopes[self.i])
        if now := read_cached(given):
            self.anchors[series(now)] = now
        return mark.replace(unit.label, given, 1)


def _deletions(text: Text, words: Sequence[Word], places: list[Place], s: Splice, left: str) -> list[Edit]:
    """Struck words, cut between the base's own bracket pairs: ``[one]`` and ``[other]`` are two.

    ``left`` is the white space put in their place. Nothing comes back if other words or another cut would do better.
    """
    cuts = [k for k in range(s.i1 + 1, s.i2) if words[k - 1].key == "]" and words[k].key == "["]
    pieces = list(zip([s.i1, *cuts], [*cuts, s.i2], strict=True))
    owned = [_owned_space(text.source, words, i1, i2) for i1, i2 in pieces]
    first = words[s.i1 - 1].end if s.i1 else min(s.b1, owned[0][0])
    last = words[s.i2].start if s.i2 < len(words) else max(s.b2, owned[-1][1])
    kept = [first, *(c for pair in owned for c in pair), last]
    rest = "".join(text.source[c1:c2] for c1, c2 in zip(kept[::2], kept[1::2], strict=True))
    if sorted(kept) != kept or rest != text.source[first : s.b1] + left + text.source[s.b2 : last]:
        if left:
            return []
        owned = [
            (s.b1 if i1 == s.i1 else words[i1].start, s.b2 if i2 == s.i2 else words[i2].start) for i1, i2 in pieces
        ]
    return [
        Edit(EditKind.WORDS, places[i1], places[i2], (), c1, c2)
        for (i1, i2), (c1, c2) in zip(pieces, owned, strict=True)
    ]


def _owned_space(source: str, words: Sequence[Word], i1: int, i2: int) -> tuple[int, int]:
    """The characters that go with struck words: of the blanks round them one, of a lifted bracket none.

    A bracket pair with another behind it takes the blank before it, so that each pair has one of its own.
    """
    start, end = words[i1].start, words[i2 - 1].end
    if all(words[k].key in "[]" for k in range(i1, i2)):
        return start, end
    before = source[words[i1 - 1].end : start] if i1 else ""
    after = source[end : words[i2].start] if i2 < len(words) else ""
    if (
        before
        and after
        and not (before == after and words[i2].key == "[" and source[start] == "[" and source[end - 1] == "]")
    ):
        return start, end + len(after)
    return start - len(before), end


def _is_break(text: Text, start: int, unit: int) -> bool:
    return start == text.units[unit].end


def _starts_unit(text: Text, start: int, unit: int) -> bool:
    return unit < len(text.units) and start >= text.units[unit].body


def _placed(before: Prepared, aligner: Aligner, origin: dict[int, Run | Group]) -> list[Edit]:
    """New and moved units, each after the last unit before it that stays."""
    found: list[Edit] = []
    gap, rank, j = -1, 0, 0
    units = before.text.units
    seen: Counter[tuple[int, tuple[str, ...]]] = Counter()
    while j < len(aligner.after_texts):
        match = origin.get(j)
        if match is None:
            loose = aligner.loose(j)
            # A unit that is nothing but its label (``Item 9``) is told apart by it.
            key = before.folded_words(loose.wording) or before.folded_words(loose.mark)
            # The same wording twice in one place is two new units.
            seen[gap, key] += 1
            if seen[gap, key] > 1:
                key = (*key, f"\u00b6{seen[gap, key]}")
            at = units[gap].end if gap >= 0 else (units[0].start if units else 0)
            lead = loose.lead if gap >= 0 or not units else aligner.gap_after(j) or "\n\n"
            place = (gap, 1 << 30)
            found.append(
                Edit(
                    EditKind.INSERT,
                    place,
                    place,
                    key,
                    at,
                    at,
                    (loose.wording,),
                    gap,
                    rank,
                    lead,
                    loose.mark,
                    loose.label,
                )
            )
            rank, j = rank + 1, j + 1
            continue
        i1, i2 = (match.i, match.i + match.n) if isinstance(match, Run) else (match.i1, match.i2)
        if match.moved:
            for i in range(i1, i2):
                found.append(Edit(EditKind.MOVE, (i, 0), (i, 0), (), units[i].start, units[i].end, gap=gap, rank=rank))
                rank += 1
        else:
            gap, rank = i2 - 1, 0
        j += match.n if isinstance(match, Run) else match.j2 - match.j1
    return found


__all__ = ["Break", "Edit", "EditKind", "Part", "Place", "edits_of", "note_named"]
