"""Two texts compared as negotiators read them: units first, then words.

Knows what changed and what is only noise; leaves printing to ``render`` and merging to
``consolidation``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import accumulate

from amendtrack.align import Aligner, Alignment, Group, Prepared, Run
from amendtrack.numbering import LabelChange, Numbering, explained_reference
from amendtrack.phrase import BREAK, Hunk, Word, hunks, keys_of, words_of
from amendtrack.sequence import changes
from amendtrack.text import Text, parse_text


class SpanKind(str, Enum):
    """What happened to a stretch of text; compares equal to its word (``"insert"``)."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    MOVE_FROM = "move_from"
    MOVE_TO = "move_to"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text, or of both; ``move`` pairs the two ends of one move."""

    kind: SpanKind
    text: str
    move: int | None = None
    noise: bool = False


class ChangeKind(Enum):
    """What became of one or more units."""

    KEPT = "kept"
    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``b1:b2`` of the first text became ``a1:a2`` of the second.

    Words ``i1:i2`` and ``j1:j2`` of the group are concerned; for noise these are empty.
    """

    b1: int
    b2: int
    a1: int
    a2: int
    noise: bool
    i1: int = 0
    i2: int = 0
    j1: int = 0
    j2: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What became of units ``before[i1:i2]``, now ``after[j1:j2]`` (unit positions, half-open)."""

    kind: ChangeKind
    i1: int
    i2: int
    j1: int
    j2: int
    move: int | None = None
    splices: tuple[Splice, ...] = ()
    label: LabelChange = LabelChange.SAME

    @property
    def substantive(self) -> bool:
        """Whether anything but noise changed."""
        if self.kind is not ChangeKind.KEPT or self.move is not None or self.label is LabelChange.EDITORIAL:
            return True
        return any(not s.noise for s in self.splices)


@dataclass(frozen=True)
class Redline:
    """Two texts and all that changed between them; ``before`` and ``after`` are exact."""

    before: Text
    after: Text
    changes: tuple[Change, ...]

    @classmethod
    def unchanged(cls, text: Text) -> Redline:
        """The redline of a text with itself."""
        return compare(text, text)

    def spans(self) -> tuple[Span, ...]:
        """Both texts in stretches: those not put in join to ``before``, those not taken out to ``after``."""
        return self._spans

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(_joined(_spans_of(self)))

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing but noise differs."""
        return not any(change.substantive for change in self.changes)

    def __rich_console__(self, console: object, options: object) -> Iterator[object]:
        from amendtrack.render.terminal import redline_lines

        yield from redline_lines(self, options)

    def _repr_html_(self) -> str:
        from amendtrack.render.html import redline_html

        return redline_html(self)


def compare(before: str | Text, after: str | Text) -> Redline:
    """What changed from one text to the other.

    >>> [f"{s.kind}: {s.text}" for s in compare("5. Clear all areas.", "5. Clear known areas.").spans()]
    ['equal: 5. Clear ', 'delete: all', 'insert: known', 'equal:  areas.']
    """
    first = before if isinstance(before, Text) else parse_text(before)
    second = after if isinstance(after, Text) else parse_text(after)
    aligner = Aligner(Prepared.of(first), second.source)
    alignment = aligner.alignment()
    numbering = Numbering.of(first, second, alignment)

    def cut(group: Group) -> tuple[Splice, ...]:
        """What differs inside matched units; their words were cut for the alignment already."""
        if group.i2 - group.i1 > 1 or group.j2 - group.j1 > 1 or aligner.after_texts[group.j1] is None:
            return splices_of(first, second, group, numbering)
        if aligner.is_huge(group):
            return _huge_splices(first, second, group, numbering)
        # The second unit's words are counted from its wording's start: so are the splices, until moved.
        wording, words = aligner.loose(group.j1).wording, aligner.words(group.j1)
        before_words = aligner.before.unit_words(group.i1)
        found = hunks(keys_of(before_words), keys_of(words), aligner.numbers(group))
        unit, start = first.units[group.i1], second.units[group.j1].body
        limits = (unit.body, unit.end, 0, len(wording))
        cuts = _splices(first.source, wording, before_words, words, found, limits, numbering)
        return tuple(replace(s, a1=s.a1 + start, a2=s.a2 + start) for s in cuts)

    return Redline(first, second, tuple(_changes(first, second, alignment, numbering, cut)))


Cut = Callable[[Group], tuple[Splice, ...]]


def _changes(before: Text, after: Text, alignment: Alignment, numbering: Numbering, cut: Cut) -> Iterator[Change]:
    """All changes in reading order: between two units that stay, first what went, then what came."""
    moves = {id(m): k for k, m in enumerate(_moves(alignment), 1)}
    stays: list[Run | Group] = []
    movers: list[Run | Group] = []
    matches: list[Run | Group] = [*alignment.runs, *alignment.groups]
    for match in matches:
        (movers if match.moved else stays).append(match)
    stays.sort(key=lambda m: m.i if isinstance(m, Run) else m.i1)
    number = {id(m): moves[id(m)] for m in movers}
    from_at = {_extent(m)[0]: m for m in movers}
    to_at = {_extent(m)[2]: m for m in movers}
    i = j = 0
    ends = (len(before.units), len(before.units), len(after.units), len(after.units))
    for stay in [*stays, None]:
        i1, i2, j1, j2 = _extent(stay) if stay else ends
        while i < i1:
            mover = from_at.get(i)
            step = _extent(mover)[1] if mover else i + 1
            if mover is None:
                yield Change(ChangeKind.DELETED, i, i + 1, j, j)
            i = step
        while j < j1:
            mover = to_at.get(j)
            if mover:
                yield from _matched(before, after, mover, number[id(mover)], numbering, cut)
                j = _extent(mover)[3]
            else:
                yield Change(ChangeKind.INSERTED, i, i, j, j + 1)
                j += 1
        if stay:
            yield from _matched(before, after, stay, None, numbering, cut)
            i, j = i2, j2


def _extent(match: Run | Group) -> tuple[int, int, int, int]:
    if isinstance(match, Run):
        return match.i, match.i + match.n, match.j, match.j + match.n
    return match.i1, match.i2, match.j1, match.j2


def _moves(alignment: Alignment) -> list[Run | Group]:
    found: list[Run | Group] = [*alignment.runs, *alignment.groups]
    return sorted((m for m in found if m.moved), key=lambda m: _extent(m)[2])


def _matched(
    before: Text, after: Text, match: Run | Group, move: int | None, numbering: Numbering, cut: Cut
) -> Iterator[Change]:
    """The changes that a match stands for: kept units one by one only where something differs."""
    i1, i2, j1, j2 = _extent(match)
    if isinstance(match, Group):
        splices = cut(match)
        kind = ChangeKind.EDITED
        if i2 - i1 < j2 - j1:
            kind = ChangeKind.SPLIT
        elif i2 - i1 > j2 - j1:
            kind = ChangeKind.JOINED
        elif all(s.noise for s in splices):
            kind = ChangeKind.KEPT
        yield Change(kind, i1, i2, j1, j2, move, splices, numbering.judge(i1))
        return
    for k in range(match.n):
        i, j = i1 + k, j1 + k
        u, v = before.units[i], after.units[j]
        splices = ()
        if before.source[u.body : u.end] != after.source[v.body : v.end]:
            splices = cut(Group(i, i + 1, j, j + 1, match.moved))
        yield Change(ChangeKind.KEPT, i, i + 1, j, j + 1, move, splices, numbering.judge(i))


def group_words(text: Text, first: int, last: int) -> Sequence[Word]:
    """The words of units ``first:last``, with a break between two; the break covers gap and label."""
    if last == first + 1:
        return words_of(text.source[text.units[first].body : text.units[first].end], text.units[first].body)
    found: list[Word] = []
    for k in range(first, last):
        unit = text.units[k]
        if k > first:
            found.append(Word(text.units[k - 1].end, unit.body, BREAK))
        found.extend(words_of(text.source[unit.body : unit.end], unit.body))
    return found


def splices_of(before: Text, after: Text, group: Group, numbering: Numbering) -> tuple[Splice, ...]:
    """Every stretch of characters that differs inside a group of matched units, noise marked."""
    b, a = group_words(before, group.i1, group.i2), group_words(after, group.j1, group.j2)
    return splices_between(before, after, group, b, a, numbering)


_PIECE = re.compile(r"[^\s，。；、：]+[\s，。；、：]*|[\s，。；、：]+")
_AROUND = 24
"""How many coarse pieces before a difference are read word by word with it."""


def _huge_splices(before: Text, after: Text, group: Group, numbering: Numbering) -> tuple[Splice, ...]:
    """The splices of one very long unit: compared piece by piece, then word by word where pieces differ."""
    u, v = before.units[group.i1], after.units[group.j1]
    b, a = _PIECE.findall(before.source[u.body : u.end]), _PIECE.findall(after.source[v.body : v.end])
    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(piece, len(numbers)) for piece in side] for side in (b, a)]
    bat = list(accumulate(map(len, b), initial=u.body))
    aat = list(accumulate(map(len, a), initial=v.body))
    found: list[Splice] = []
    for i1, i2, j1, j2 in _widened(changes(*ids)):
        words = words_of(before.source[bat[i1] : bat[i2]], bat[i1]), words_of(after.source[aat[j1] : aat[j2]], aat[j1])
        limits = (bat[i1], bat[i2], aat[j1], aat[j2])
        hunked = hunks(keys_of(words[0]), keys_of(words[1]))
        found.extend(_splices(before.source, after.source, *words, hunked, limits, numbering))
    return tuple(found)


def _widened(stretches: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Differing stretches with the equal pieces just before them; those that then meet are one."""
    wide: list[tuple[int, int, int, int]] = []
    for i1, i2, j1, j2 in stretches:
        before = min(_AROUND, i1 - (wide[-1][1] if wide else 0), i1)
        if wide and i1 - wide[-1][1] <= _AROUND:
            first = wide.pop()
            wide.append((first[0], i2, first[2], j2))
            continue
        wide.append((i1 - before, i2, j1 - before, j2))
    return wide


def splices_between(
    before: Text, after: Text, group: Group, b: Sequence[Word], a: Sequence[Word], numbering: Numbering
) -> tuple[Splice, ...]:
    """The same, for words cut already."""
    found = hunks(keys_of(b), keys_of(a))
    limits = (
        before.units[group.i1].body,
        before.units[group.i2 - 1].end,
        after.units[group.j1].body,
        after.units[group.j2 - 1].end,
    )
    return tuple(_splices(before.source, after.source, b, a, found, limits, numbering))


def _splices(
    bs: str,
    as_: str,
    b: Sequence[Word],
    a: Sequence[Word],
    found: Sequence[Hunk],
    limits: tuple[int, int, int, int],
    numbering: Numbering,
) -> Iterator[Splice]:
    b0, b1, a0, a1 = limits
    i = j = 0
    bat, aat = b0, a0  # characters before these are accounted for
    for h in [*found, None]:
        i1, j1 = (h.i1, h.j1) if h else (len(b), len(a))
        if i1 > i:
            stop_b, stop_a = b[i1 - 1].end, a[j1 - 1].end
            if bs[bat:stop_b] != as_[aat:stop_a]:
                yield from _noise(bs, as_, b[i:i1], a[j:j1], bat, aat)
            bat, aat = stop_b, stop_a
        if h is None:
            if bs[bat:b1] != as_[aat:a1]:
                yield Splice(bat, b1, aat, a1, True)
            return
        core_b = (b[h.i1].start, b[h.i2 - 1].end) if h.i1 < h.i2 else None
        core_a = (a[h.j1].start, a[h.j2 - 1].end) if h.j1 < h.j2 else None
        next_b = b[h.i2].start if h.i2 < len(b) else b1
        next_a = a[h.j2].start if h.j2 < len(a) else a1
        x1, x2, y1, y2 = _bounds(bat, next_b, core_b, aat, next_a, core_a)
        if bs[bat:x1] != as_[aat:y1]:
            yield Splice(bat, x1, aat, y1, True)
        noise = explained_reference(b, a, h, numbering)
        yield Splice(x1, x2, y1, y2, noise, h.i1, h.i2, h.j1, h.j2)
        bat, aat, i, j = x2, y2, h.i2, h.j2


def _bounds(
    p: int, n: int, core: tuple[int, int] | None, pa: int, na: int, core_a: tuple[int, int] | None
) -> tuple[int, int, int, int]:
    """How much of the white space round a changed phrase goes with it: as little as keeps the rest as it is."""
    if core and core_a:
        left = (core[0] > p) == (core_a[0] > pa)
        right = (n > core[1]) == (na > core_a[1])
        return (core[0] if left else p, core[1] if right else n, core_a[0] if left else pa, core_a[1] if right else na)
    if core:
        if na > pa and core[0] > p:
            return core[0], n, na, na
        if na > pa and n > core[1]:
            return core[0], core[1], pa, pa
        return p, n, pa, na
    if core_a:
        if n > p and core_a[0] > pa:
            return n, n, core_a[0], na
        if n > p and na > core_a[1]:
            return p, p, core_a[0], core_a[1]
        return p, n, pa, na
    return p, n, pa, na


def _noise(bs: str, as_: str, b: Sequence[Word], a: Sequence[Word], bat: int, aat: int) -> Iterator[Splice]:
    """The differences of typography between equal words, and of white space before each."""
    for w, v in zip(b, a, strict=True):
        if bs[bat : w.start] != as_[aat : v.start]:
            yield Splice(bat, w.start, aat, v.start, True)
        if bs[w.start : w.end] != as_[v.start : v.end]:
            yield Splice(w.start, w.end, v.start, v.end, True)
        bat, aat = w.end, v.end


# -- spans --------------------------------------------------------------------------------------


def _spans_of(redline: Redline) -> Iterator[Span]:
    """Stretches in reading order; both texts come back exactly whatever the changes are."""
    before, after = redline.before, redline.after
    b, a = before.source, after.source
    i = bat = aat = 0
    outgoing = {k: c for c in redline.changes if c.move is not None for k in range(c.i1, c.i2)}

    def leave(stop: int) -> Iterator[Span]:
        """Units of the first text that are not here any more: deleted, or moved away."""
        nonlocal i, bat
        while i < stop:
            change = outgoing.get(i)
            if change is None:
                yield Span(SpanKind.DELETE, b[bat : before.units[i].end])
                bat, i = before.units[i].end, i + 1
                continue
            start = before.units[change.i1].body
            yield Span(SpanKind.MOVE_FROM, b[bat:start], change.move)
            bat = start
            for s in change.splices:
                if s.b2 > s.b1:
                    yield Span(SpanKind.MOVE_FROM, b[bat : s.b1], change.move)
                    yield Span(SpanKind.DELETE, b[s.b1 : s.b2], change.move, s.noise)
                    bat = s.b2
            end = before.units[change.i2 - 1].end
            yield Span(SpanKind.MOVE_FROM, b[bat:end], change.move)
            bat, i = end, change.i2

    for change in redline.changes:
        if change.kind is ChangeKind.DELETED:
            yield from leave(change.i2)
        elif change.kind is ChangeKind.INSERTED:
            yield from leave(change.i1)
            yield Span(SpanKind.INSERT, a[aat : after.units[change.j1].end])
            aat = after.units[change.j1].end
        elif change.move is not None:
            start = after.units[change.j1].body
            yield Span(SpanKind.MOVE_TO, a[aat:start], change.move)
            aat = start
            for s in change.splices:
                if s.a2 > s.a1:
                    yield Span(SpanKind.MOVE_TO, a[aat : s.a1], change.move)
                    yield Span(SpanKind.INSERT, a[s.a1 : s.a2], change.move, s.noise)
                    aat = s.a2
            end = after.units[change.j2 - 1].end
            yield Span(SpanKind.MOVE_TO, a[aat:end], change.move)
            aat = end
        else:
            yield from leave(change.i1)
            u, v = before.units[change.i1], after.units[change.j1]
            yield from _lead(b[bat : u.body], a[aat : v.body], change.label)
            bat, aat = u.body, v.body
            for s in change.splices:
                yield Span(SpanKind.EQUAL, b[bat : s.b1])
                yield Span(SpanKind.DELETE, b[s.b1 : s.b2], None, s.noise)
                yield Span(SpanKind.INSERT, a[s.a1 : s.a2], None, s.noise)
                bat, aat = s.b2, s.a2
            end = before.units[change.i2 - 1].end
            yield Span(SpanKind.EQUAL, b[bat:end])
            bat, aat, i = end, after.units[change.j2 - 1].end, change.i2
    yield from leave(len(before.units))
    yield from _lead(b[bat:], a[aat:], LabelChange.SAME)


def _lead(gone: str, new: str, label: LabelChange) -> Iterator[Span]:
    """The white space and label before a unit's wording, on both sides."""
    if gone == new:
        yield Span(SpanKind.EQUAL, gone)
        return
    blank_b, blank_a = len(gone) - len(gone.lstrip()), len(new) - len(new.lstrip())
    noise = label is not LabelChange.EDITORIAL
    for x, y, quiet in ((gone[:blank_b], new[:blank_a], True), (gone[blank_b:], new[blank_a:], noise)):
        if x == y:
            yield Span(SpanKind.EQUAL, x)
        else:
            yield Span(SpanKind.DELETE, x, None, quiet)
            yield Span(SpanKind.INSERT, y, None, quiet)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbouring spans of one sort made one, empty ones dropped."""
    last: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if last and (last.kind, last.move, last.noise) == (span.kind, span.move, span.noise):
            last = Span(last.kind, last.text + span.text, last.move, last.noise)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
