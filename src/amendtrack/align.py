"""Which unit of one text is which unit of another: kept, changed, moved, split, joined, new or gone.

Only exact, long, unique blocks anchor units; what lies between is matched by likeness of wording,
label and order. A label is a name, not an identity. Which of two swapped units moved is decided by
the lengths and places in the first text alone, so that editing a unit never changes the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from amendtrack.phrase import Words, words_of
from amendtrack.sequence import changes
from amendtrack.text import Layout, Text, Unit, layout_of, parse_block, parse_text, split_blocks
from amendtrack.words import folded, tokens

LONG = 24
"""Characters from which an exact and unique block may anchor by itself."""
CANDIDATES = 12
"""How many like units are weighed for each unit."""
CROWDED = 24
"""A word pair standing in more units than this tells nothing about likeness."""
HUGE = 200_000
"""Characters from which a unit is compared piece by piece before it is compared word by word."""
ALIKE_IN_PLACE = 0.2
ALIKE_MOVED = 0.4


@dataclass(frozen=True, slots=True)
class Run:
    """Units ``before[i : i+n]`` that are, but for typography, units ``after[j : j+n]``."""

    i: int
    j: int
    n: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Units ``before[i1:i2]`` whose wording became ``after[j1:j2]``: edited, split or joined."""

    i1: int
    i2: int
    j1: int
    j2: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs and groups in the order of the second text; units in none of them are gone or new."""

    runs: tuple[Run, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Loose:
    """A unit of the second text outside the equal runs: label, white space before, label or sign as typed, wording."""

    label: str
    lead: str
    mark: str
    wording: str


class Numbers(dict[str, int]):
    """Each new word gets the next number when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(slots=True)
class Prepared:
    """A text made ready to be compared with many others: its blocks, and where each stands."""

    text: Text
    layout: Layout = Layout.BLOCKS
    places: dict[str, int] = field(default_factory=dict)
    first_unit: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=lambda: [0])  # characters before each block
    weights: list[int] = field(default_factory=lambda: [0])  # characters before each unit, and one a unit
    numbers: Numbers = field(default_factory=lambda: Numbers())
    parsed: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    cut: dict[int, Words] = field(default_factory=dict)
    _usual: frozenset[int] | None = None

    @classmethod
    def of(cls, text: Text) -> Prepared:
        """The text with its blocks indexed; a block that stands twice is in no place."""
        ready = cls(text, layout_of(text.source))
        starts = [u.start for u in text.units]
        unit = at = 0
        for number, block in enumerate(split_blocks(text.source, ready.layout)):
            key = block.strip()
            ready.places[key] = -1 if key in ready.places else number
            ready.first_unit.append(unit)
            ready.lengths.append(ready.lengths[-1] + len(key))
            at += len(block)
            unit = bisect_left(starts, at, unit)
        ready.first_unit.append(unit)
        for found in text.units:
            ready.weights.append(ready.weights[-1] + 1 + found.end - found.body)
        return ready

    def units_of(self, block: str) -> tuple[Unit, ...]:
        """The units of one block, with offsets in the block; read once."""
        units = self.parsed.get(block)
        if units is None:
            units = self.parsed[block] = parse_block(block, self.layout)
        return units

    def unit_words(self, i: int) -> Words:
        """The words of unit ``i``, cut once."""
        words = self.cut.get(i)
        if words is None:
            unit = self.text.units[i]
            words = self.cut[i] = words_of(self.text.source[unit.body : unit.end], unit.body)
        return words

    def usual_pairs(self) -> frozenset[int]:
        """Word pairs that stand in three units or more: phrases that tell nothing of identity."""
        if self._usual is None:
            seen: Counter[int] = Counter()
            for i in range(len(self.text.units)):
                seen.update(_pairs(self.key(self.unit_words(i))))
            self._usual = frozenset(pair for pair, n in seen.items() if n > 2)
        return self._usual

    def folded_words(self, wording: str) -> tuple[str, ...]:
        """The wording's words and signs as they are compared."""
        return tuple(f for t in tokens(wording) if (f := folded(t)))

    def key(self, words: Words) -> tuple[int, ...]:
        """Words as numbers; equal where only typography differs."""
        return tuple(map(self.numbers.__getitem__, words.keys))


def heaviest_chain(links: Sequence[tuple[int, int, float]]) -> list[int]:
    """Which links ``(i, j, weight)`` to keep so that both i and j rise and the weight is greatest.

    Positions into ``links``, in order. Of equal chains the same one is found every time.
    """
    order = sorted(range(len(links)), key=lambda k: (links[k][0], -links[k][1], links[k][2]))
    columns = sorted({j for _, j, _ in links})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    previous = [-1] * len(links)
    best, last = 0.0, -1
    for k in order:
        _, j, weight = links[k]
        column = bisect_left(columns, j)
        total, before = 0.0, -1
        c = column
        while c > 0:
            if tree[c][0] > total:
                total, before = tree[c]
            c -= c & -c
        previous[k] = before
        total += weight
        if total > best:
            best, last = total, k
        c = column + 1
        while c <= len(columns):
            if tree[c][0] < total:
                tree[c] = (total, k)
            c += c & -c
    chain = []
    while last >= 0:
        chain.append(last)
        last = previous[last]
    return chain[::-1]


def align(before: Text, after: Text) -> Alignment:
    """How the units of the second text come from those of the first."""
    return Aligner(Prepared.of(before), after.source).alignment()


class Aligner:
    """One comparison under way; made, asked once for ``alignment()`` and thrown away."""

    def __init__(self, before: Prepared, after: str) -> None:
        self.before, self.after = before, after
        self.blocks = split_blocks(after, layout_of(after))
        self._cut: dict[int, Words] = {}
        self._same_layout = layout_of(after) is before.layout

    def alignment(self) -> Alignment:
        self._anchor_blocks()
        self._gather_units()
        links = self._match()
        return self._settle_order(links)

    # -- exact blocks ---------------------------------------------------------------------------

    def _anchor_blocks(self) -> None:
        """Find runs of equal blocks ``(block, block, how many)`` that start from a long unique one."""
        places = self.before.places if self._same_layout else {}
        keys = [block.strip() for block in self.blocks]
        found = [places.get(key, -1) for key in keys]
        if len(set(found)) != len(found):
            seen = Counter(found)
            found = [-1 if seen[b] > 1 else b for b in found]
        runs: list[list[int]] = []
        for a, b in enumerate(found):
            if b < 0:
                continue
            if runs and runs[-1][0] + runs[-1][2] == b and runs[-1][1] + runs[-1][2] == a:
                runs[-1][2] += 1
            else:
                runs.append([b, a, 1])
        lengths = self.before.lengths
        runs = [run for run in runs if lengths[run[0] + run[2]] - lengths[run[0]] >= LONG]
        self.keys, self.block_runs = keys, runs

    def _gather_units(self) -> None:
        """Number the second text's units; keep wording only of those outside the equal runs."""
        first = self.before.first_unit
        self.loose_after: list[int] = []
        self.links: list[tuple[int, int, int]] = []  # i, j, how many units
        self.gaps: dict[int, str] = {}  # white space before an equal run
        texts: list[Loose | None] = []
        gap, a = "", 0
        layout = self.before.layout if self._same_layout else layout_of(self.after)
        for start, then, n in [*self.block_runs, (0, len(self.blocks), 0)]:
            for block in self.blocks[a:then]:
                gap = self._loosen(block, layout, gap, texts)
            self.gaps[len(texts)] = gap
            count = first[start + n] - first[start]
            if count:
                self.links.append((first[start], len(texts), count))
                texts.extend([None] * count)
            a = then + n
            last = self.blocks[a - 1] if n else ""
            gap = last[len(last.rstrip()) :] if n else gap
        self.gaps[len(texts)] = gap
        self.after_texts = texts
        self.loose_before: list[int] = []
        at = 0
        for i, _, n in [*sorted(self.links), (len(self.before.text.units), 0, 0)]:
            self.loose_before.extend(range(at, i))
            at = i + n

    def _loosen(self, block: str, layout: Layout, gap: str, texts: list[Loose | None]) -> str:
        """Add a block's units to the loose ones; the white space after its last unit comes back."""
        at = 0
        for unit in self.before.units_of(block) if self._same_layout else parse_block(block, layout):
            self.loose_after.append(len(texts))
            lead = gap + block[at : unit.start]
            texts.append(Loose(unit.label, lead, block[unit.start : unit.body], block[unit.body : unit.end]))
            at, gap = unit.end, ""
        return gap + block[at:]

    # -- likeness -------------------------------------------------------------------------------

    def _match(self) -> list[tuple[int, int, int, bool]]:
        """All links ``(i, j, units, exact)``: the anchored runs, then what is found by likeness."""
        links = [(i, j, n, True) for i, j, n in self.links]
        if not self.loose_before or not self.loose_after:
            return links
        self.bkey = {i: self._key_before(i) for i in self.loose_before}
        self.akey = {j: self._key_after(j) for j in self.loose_after}
        self._made: dict[tuple[int, ...], frozenset[int]] = {}
        between, between_after = self._intervals()
        plain = self._plain_pairs(between, between_after)
        candidates = self._candidates({i for i, _ in plain}, {j for _, j in plain})
        scored = [(i, j, self._likeness(i, j)) for i, j in candidates]
        elsewhere = self._exact_partners(scored)
        here = [
            (i, j, self._weight(i, j, s))
            for i, j, s in scored
            if (s == 1.0 or not elsewhere & {(i, -1), (-1, j)})
            and (s >= ALIKE_IN_PLACE or self._same_label(i, j))
            and between(i) == between_after(j)
        ]
        chosen = [here[k] for k in heaviest_chain(here)]
        pairs = plain + [(i, j) for i, j, _ in chosen]
        used_b, used_a = {i for i, _ in pairs}, {j for _, j in pairs}
        away = [
            (-s * len(self.bkey[i]), -self._same_label(i, j), i, j)
            for i, j, s in scored
            if i not in used_b and j not in used_a and s >= ALIKE_MOVED and self._says_the_same(i, j, s)
        ]
        for _, _, i, j in sorted(away):
            if i not in used_b and j not in used_a:
                used_b.add(i)
                used_a.add(j)
                pairs.append((i, j))
        links += [(i, j, 1, self.bkey[i] == self.akey[j]) for i, j in pairs]
        return links

    def _exact_partners(self, scored: list[tuple[int, int, float]]) -> set[tuple[int, int]]:
        """Units of either side, as ``(i, -1)`` or ``(-1, j)``, whose one exact and long partner is known."""
        exact = [(i, j) for i, j, s in scored if s == 1.0 and len(self.bkey[i]) >= 6]
        many_b, many_a = Counter(i for i, _ in exact), Counter(j for _, j in exact)
        sure = [(i, j) for i, j in exact if many_b[i] == 1 and many_a[j] == 1]
        return {(i, -1) for i, _ in sure} | {(-1, j) for _, j in sure}

    def words(self, j: int) -> Words:
        """The words of loose unit ``j``, cut once, their places counted from the wording's start."""
        words = self._cut.get(j)
        if words is None:
            words = self._cut[j] = words_of(self.loose(j).wording)
        return words

    def is_huge(self, group: Group) -> bool:
        """Whether two matched units are so long that they are not cut into words as a whole."""
        unit = self.before.text.units[group.i1]
        return min(unit.end - unit.body, len(self.loose(group.j1).wording)) > HUGE

    def numbers(self, group: Group) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The words of two matched units as numbers."""
        return self.bkey[group.i1], self.akey[group.j1]

    def _key_before(self, i: int) -> tuple[int, ...]:
        unit = self.before.text.units[i]
        if unit.end - unit.body > HUGE:
            return self._coarse(self.before.text.wording(unit))
        return self.before.key(self.before.unit_words(i))

    def _key_after(self, j: int) -> tuple[int, ...]:
        wording = self.loose(j).wording
        return self._coarse(wording) if len(wording) > HUGE else self.before.key(self.words(j))

    def _coarse(self, wording: str) -> tuple[int, ...]:
        numbers = self.before.numbers
        return tuple(numbers[piece] for piece in wording.split())

    def _pairs_of(self, key: tuple[int, ...]) -> frozenset[int]:
        pairs = self._made.get(key)
        if pairs is None:
            pairs = self._made[key] = _pairs(key)
        return pairs

    def loose(self, j: int) -> Loose:
        found = self.after_texts[j]
        if found is None:
            raise LookupError(f"unit {j} stands in an equal run")
        return found

    def gap_after(self, j: int) -> str:
        """The white space after loose unit ``j``."""
        follower = self.after_texts[j + 1] if j + 1 < len(self.after_texts) else None
        return follower.lead if follower else self.gaps.get(j + 1, "")

    def _same_label(self, i: int, j: int) -> bool:
        label = self.before.text.units[i].label
        return bool(label) and label == self.loose(j).label

    def _likeness(self, i: int, j: int) -> float:
        if self.bkey[i] == self.akey[j]:
            return 1.0
        a, b = self._pairs_of(self.bkey[i]), self._pairs_of(self.akey[j])
        return min(0.99, 2 * len(a & b) / (len(a) + len(b))) if a or b else 0.99

    def _says_the_same(self, i: int, j: int, likeness: float) -> bool:
        """Whether two units far apart share more than the phrases that many units of the base share."""
        if min(len(self.bkey[i]), len(self.akey[j])) < 3:
            return False
        if likeness == 1.0:
            return True
        usual = self.before.usual_pairs()
        a, b = self._pairs_of(self.bkey[i]) - usual, self._pairs_of(self.akey[j]) - usual
        return 2 * len(a & b) >= ALIKE_MOVED * (len(a) + len(b)) > 0

    def _weight(self, i: int, j: int, likeness: float) -> float:
        size = 1 + min(len(self.bkey[i]), len(self.akey[j]))
        return size * (3.0 if likeness == 1.0 else likeness**2) + (0.75 if self._same_label(i, j) else 0)

    def _plain_pairs(self, between: Callable[[int], int], between_after: Callable[[int], int]) -> list[tuple[int, int]]:
        """As many units on both sides between two anchors, so much alike in order that nothing else need be weighed."""
        b: dict[int, list[int]] = defaultdict(list)
        a: dict[int, list[int]] = defaultdict(list)
        for i in self.loose_before:
            b[between(i)].append(i)
        for j in self.loose_after:
            a[between_after(j)].append(j)
        found: list[tuple[int, int]] = []
        for k, new in a.items():
            old = b.get(k, [])
            keys = [self.bkey[i] for i in old]
            # An exact partner one place off tells that units came and went between.
            off = any(self.akey[j] in keys and keys[n : n + 1] != [self.akey[j]] for n, j in enumerate(new))
            if len(old) == len(new) and not off and all(self._plainly_alike(i, j) for i, j in zip(old, new)):
                found.extend(zip(old, new))
        return found

    def _plainly_alike(self, i: int, j: int) -> bool:
        b, a = set(self.bkey[i]), set(self.akey[j])
        return 10 * len(b & a) >= 7 * max(len(b), len(a), 4) or self.bkey[i] == self.akey[j]

    def _intervals(self) -> tuple[Callable[[int], int], Callable[[int], int]]:
        """For a unit of either text, between which two anchors that stay it lies."""
        heavy = self.before.weights
        weights = [(i, j, float(heavy[i + n] - heavy[i])) for i, j, n in self.links]
        stays = [self.links[k] for k in heaviest_chain(weights)]
        heads_b = [i for i, _, _ in stays]
        heads_a = [j for _, j, _ in stays]
        return lambda i: bisect_left(heads_b, i), lambda j: bisect_left(heads_a, j)

    def _candidates(self, paired_b: set[int], paired_a: set[int]) -> set[tuple[int, int]]:
        """Pairs worth weighing: equal in order, like by shared word pairs, or of one label."""
        loose_before = [i for i in self.loose_before if i not in paired_b]
        loose_after = [j for j in self.loose_after if j not in paired_a]
        found: set[tuple[int, int]] = set()
        ids: dict[tuple[int, ...], int] = {}
        b = [ids.setdefault(self.bkey[i], len(ids)) for i in loose_before]
        a = [ids.setdefault(self.akey[j], len(ids)) for j in loose_after]
        i0 = j0 = 0
        for i1, i2, j1, j2 in [*changes(b, a), (len(b), len(b), len(a), len(a))]:
            found.update((loose_before[i0 + k], loose_after[j0 + k]) for k in range(i1 - i0))
            for k in range(min(i2 - i1, j2 - j1, 2)):
                found.add((loose_before[i1 + k], loose_after[j1 + k]))
                found.add((loose_before[i2 - 1 - k], loose_after[j2 - 1 - k]))
            i0, j0 = i2, j2
        index: dict[int, list[int]] = defaultdict(list)
        same: dict[tuple[int, ...], list[int]] = defaultdict(list)
        labels: dict[str, list[int]] = defaultdict(list)
        units = self.before.text.units
        for i in loose_before:
            same[self.bkey[i]].append(i)
            if units[i].label:
                labels[units[i].label].append(i)
            for pair in self._pairs_of(self.bkey[i]):
                index[pair].append(i)
        for j in loose_after:
            hits: Counter[int] = Counter()
            for pair in self._pairs_of(self.akey[j]):
                places = index.get(pair, ())
                if len(places) <= CROWDED:
                    hits.update(places)
            best = sorted(hits, key=lambda i: (-hits[i], i))[:CANDIDATES]
            found.update((i, j) for i in best)
            for places in (same.get(self.akey[j], ()), labels.get(self.loose(j).label, ())):
                if len(places) <= CANDIDATES:
                    found.update((i, j) for i in places)
        return found

    # -- order, splits and joins ----------------------------------------------------------------

    def _settle_order(self, links: list[tuple[int, int, int, bool]]) -> Alignment:
        links.sort(key=lambda link: link[1])
        heavy = self.before.weights
        weights = [(i, j, float(1 + heavy[i + n] - heavy[i])) for i, j, n, _ in links]
        stays = set(heaviest_chain(weights))
        pieces = [[i, i + n, j, j + n, k not in stays, exact] for k, (i, j, n, exact) in enumerate(links)]
        if self.loose_before and self.loose_after:
            pieces = self._replace_in_place(self._absorb(pieces))
        runs = tuple(Run(i1, j1, i2 - i1, bool(moved)) for i1, i2, j1, _, moved, exact in pieces if exact)
        groups = tuple(Group(i1, i2, j1, j2, bool(moved)) for i1, i2, j1, j2, moved, exact in pieces if not exact)
        return Alignment(runs, groups)

    def _absorb(self, pieces: list[list[int]]) -> list[list[int]]:
        """Join a new unit to the neighbour that lost its words (a split), and the reverse (a join)."""
        used_b, used_a = self._used(pieces)
        free_b = {i for i in self.loose_before if i not in used_b}
        free_a = {j for j in self.loose_after if j not in used_a}
        for p in pieces:
            if p[5] and p[1] - p[0] > 1:
                continue
            if p[0] not in self.bkey or p[2] not in self.akey:
                continue
            for j in self._neighbours(p[2], p[3], free_a):
                if self._taken_from(self.akey[j], self.bkey[p[0]], self.akey[p[2]]):
                    p[2], p[3] = min(p[2], j), max(p[3], j + 1)
                    p[5] = False
                    free_a.discard(j)
            for i in self._neighbours(p[0], p[1], free_b):
                if self._taken_from(self.bkey[i], self.akey[p[2]], self.bkey[p[0]]):
                    p[0], p[1] = min(p[0], i), max(p[1], i + 1)
                    p[5] = False
                    free_b.discard(i)
        return pieces

    def _taken_from(self, part: tuple[int, ...], whole: tuple[int, ...], rest: tuple[int, ...]) -> bool:
        """Whether a unit's words stand in another unit of the other text, beyond what its match there explains."""
        pairs = self._pairs_of(part)
        shared = len(pairs & self._pairs_of(whole))
        room = Counter(whole)
        room.subtract(Counter(rest))
        words = sum(min(n, room[word]) for word, n in Counter(part).items())
        return shared >= 2 and shared >= 0.6 * (len(pairs) - 1) and words >= 0.6 * len(part)

    def _same_sort(self, i: int, j: int) -> bool:
        """Whether a new unit may stand for one that is gone: both labelled alike, or not, with one sign."""
        unit, loose = self.before.text.units[i], self.loose(j)
        if (unit.label and loose.label) or not self.bkey[i] or not self.akey[j]:
            return unit.label == loose.label
        same_sign = self.before.text.source[unit.start : unit.body].strip() == loose.mark.strip()
        return bool(unit.label or loose.label) or same_sign

    def _replace_in_place(self, pieces: list[list[int]]) -> list[list[int]]:
        """Where as many units are new as are gone between the same neighbours, they replace each other."""
        ends = (len(self.before.text.units), len(self.after_texts))
        stays = [p for p in pieces if not p[4]]
        used_b, used_a = self._used(pieces)
        added = []
        for p, q in zip([[0, 0, 0, 0], *stays], [*stays, [ends[0], ends[0], ends[1], ends[1]]], strict=True):
            gone = [i for i in range(p[1], q[0]) if i not in used_b]
            new = [j for j in range(p[3], q[2]) if j not in used_a]
            if len(gone) == len(new) and all(self._same_sort(i, j) for i, j in zip(gone, new)):
                added += [[i, i + 1, j, j + 1, False, False] for i, j in zip(gone, new)]
        return sorted([*pieces, *added], key=lambda piece: piece[2])

    @staticmethod
    def _used(pieces: list[list[int]]) -> tuple[set[int], set[int]]:
        return (
            {i for p in pieces for i in range(p[0], p[1])},
            {j for p in pieces for j in range(p[2], p[3])},
        )

    @staticmethod
    def _neighbours(start: int, end: int, free: set[int]) -> list[int]:
        """Free units that stand next to ``start:end``, nearest first, before then after."""
        found, k = [], start - 1
        while k in free:
            found.append(k)
            k -= 1
        k = end
        while k in free:
            found.append(k)
            k += 1
        return found


def _pairs(key: tuple[int, ...]) -> frozenset[int]:
    """The neighbouring words of a unit as one number a pair; the ends count as words."""
    return frozenset(a << 24 | b for a, b in zip((-1 & 0xFFFFFF, *key), (*key, -1 & 0xFFFFFF), strict=True))


__all__ = ["Alignment", "Group", "Prepared", "Run", "align", "heaviest_chain", "parse_text"]
