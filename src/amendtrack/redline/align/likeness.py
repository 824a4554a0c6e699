"""How similar two units are, judged by shared word pairs, labels and order.

Scores pairs of units and lists the pairs worth scoring; ``align`` decides which are matched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import eq, itemgetter
from typing import NamedTuple

from amendtrack.redline.align.prepared import Key, Pair, Prepared
from amendtrack.redline.sequence import changes
from amendtrack.redline.spoken_words import Words, spoken_words
from amendtrack.text.bracketed_numbers import number_inside
from amendtrack.text.labels import shape_of
from amendtrack.text.labels_in_use import read_cached
from amendtrack.text.typeface import is_title
from amendtrack.text.units import Unit, UnitKind
from amendtrack.text.words import Known, is_sign, is_stop_word

CANDIDATES = 12
"""How many similar units are considered for each unit."""
STANDS_OUT = 2
"""Two units that share this many times as many word pairs as either does with any third need not be weighed."""
WEAKEST = 5
"""A unit that shares this many times fewer word pairs with another than the most similar one is not considered."""
CROWDED = 24
"""A word pair found in more units than this is no evidence of similarity."""
WHOLE = 0.8
"""How much each word of a unit weighs that is whole inside another, where those of an equal unit weigh 3."""
LONG_ENOUGH = 6
"""The fewest words by which a unit that stands once in each text is known to be the same."""
SHORTEST_MOVED = 3
"""The fewest words by which a unit is known again elsewhere."""
HUGE = 200_000
"""Characters above which a unit is compared piece by piece before it is compared word by word."""
LONG_SPLIT = 400
"""The longest unit, in words, that may have been split into two that repeat parts of it."""
ALIKE_MOVED = 0.4
"""From this score on, two units may be the same one."""
NEARLY = 0.75
"""From this score on, two units are nearly the same."""
ALIKE_IN_PLACE = 0.2
"""From this score on, two units that stand in one place may be the same one; what is less alike only has its number."""
MOVED = 0.5
"""From this score on, a unit elsewhere may be: what shares less than half of its words is new there."""


class Loose(NamedTuple):
    """A unit of the second text outside the equal runs: label, white space before, label or sign as typed, wording.

    ``is_line`` says that it is a line of a fenced block.
    """

    label: str
    lead: str
    mark: str
    wording: str
    is_row: bool = False
    is_line: bool = False

    @property
    def own_label(self) -> str:
        """The label, which may be in brackets, without the signs that part it from the words."""
        return _number_of(self.label, self.wording, is_heading=self.mark[:1] in ("#", "="))

    @property
    def own_name(self) -> str:
        """What a heading is called: its label, or else its words."""
        return self.own_label or self.wording


class LooseWords:
    """The words of the second text's loose units, each cut once.

    Their places are those in the second text if its ``units`` are known, and else those in the unit's wording.
    """

    def __init__(self, texts: Sequence[Loose | None], units: Sequence[Unit] | None) -> None:
        self._texts, self._units = texts, units
        self._cut: dict[int, Words] = {}

    def __call__(self, j: int) -> Words:
        words, loose = self._cut.get(j), self._texts[j]
        if words is None:
            assert loose is not None, "only loose units are compared by their words"
            start = self._units[j].body if self._units else 0
            words = self._cut[j] = spoken_words(loose.wording, start, is_row=loose.is_row)
        return words

    def forget(self, j: int) -> None:
        """Cut that unit again when it is asked for."""
        self._cut.pop(j, None)


def of_one_shape(one: str, other: str) -> bool:
    """Whether two labels have one shape, like ``(a)`` and ``(b)``; so does what is no label."""
    was, now = read_cached(one), read_cached(other)
    return not (was and now) or shape_of(was) == shape_of(now)


def _number_of(label: str, wording: str, *, is_heading: bool) -> str:
    found = label or number_inside(wording, is_heading=is_heading)[0]
    return found.rstrip(" .:–—-") or found


class Likeness:
    """The similarity of units outside the equal runs, by their places in the two texts."""

    def __init__(
        self, before: Prepared, loose: Sequence[int], *, texts: dict[int, Loose], words: Callable[[int], Words]
    ) -> None:
        self.before, self.texts, self.words = before, texts, words
        self._made: dict[Key, frozenset[Pair]] = {}
        self._labels: dict[int, str] = {}
        self._room_of: tuple[Key, Key, Counter[str]] = ((), (), Counter())
        # If one unit is very long, all are cut coarsely: keys cut in two ways cannot be compared.
        units = before.text.units
        lengths = [*(units[i].end - units[i].body for i in loose), *(len(t.wording) for t in texts.values())]
        self.is_coarse = max(lengths, default=0) > HUGE
        self.bkey = {i: self._key_before(i) for i in loose}
        # Most units were only put elsewhere: their words are cut already.
        known = {before.text.wording(unit): self.bkey[i] for i in loose if (unit := units[i]).kind is not UnitKind.ROW}
        cut = ((j, None if loose.is_row else known.get(loose.wording)) for j, loose in texts.items())
        self.akey = {j: self._key_after(j) if key is None else key for j, key in cut}
        self._in_before, self._in_after = frozenset(self.bkey.values()), frozenset(self.akey.values())

    def admit(self, i: int | None, j: int | None) -> None:
        """Take in two units that were no longer loose."""
        if i is not None and i not in self.bkey:
            self.bkey[i] = self._key_before(i)
        if j is not None and j not in self.akey:
            self.akey[j] = self._key_after(j)

    def _key_before(self, i: int) -> Key:
        if self.is_coarse:
            return tuple(self.before.text.wording(self.before.text.units[i]).split())
        return self.before.unit_words(i).keys

    def _key_after(self, j: int) -> Key:
        return tuple(self.texts[j].wording.split()) if self.is_coarse else self.words(j).keys

    def pairs_of(self, key: Key) -> frozenset[Pair]:
        """The word pairs of a unit, computed once."""
        pairs = self._made.get(key)
        if pairs is None:
            pairs = self._made[key] = self.before.pairs(key)
        return pairs

    def same_label(self, i: int, j: int) -> bool:
        """Whether both units have a label, and the same one as typed, be it in brackets or not."""
        label = self.label_before(i)
        return bool(label) and label == self.label_after(j)

    def label_before(self, i: int) -> str:
        """The label of a unit, as that of one of the second text; read once."""
        if i not in self._labels:
            unit, text = self.before.text.units[i], self.before.text
            self._labels[i] = _number_of(unit.label, text.wording(unit), is_heading=unit.kind is UnitKind.HEADING)
        return self._labels[i]

    def label_after(self, j: int) -> str:
        """The label of a unit of the second text; it may be in brackets, and signs behind it are not part of it."""
        return self.texts[j].own_label

    def is_line_before(self, i: int) -> bool:
        """Whether a unit is a line of a fenced block, whose every sign counts."""
        return self.before.text.units[i].kind is UnitKind.LINE

    def are_equal(self, i: int, j: int) -> bool:
        """Whether two units have the same words; two lines of code, the same characters."""
        if self.bkey[i] != self.akey[j]:
            return False
        unit = self.before.text.units[i]
        return unit.kind is not UnitKind.LINE or self.before.text.wording(unit) == self.texts[j].wording

    def same_form(self, i: int, j: int) -> bool:
        """Whether both are lines of a fenced block, notes, rows of a table, or titles in bold type, or neither is."""
        if self.is_line_before(i) != self.texts[j].is_line or self._is_one_a_note(i, j):
            return False
        was, now = self.before.text.wording(self.before.text.units[i]), self.texts[j].wording
        return was.startswith("|") == now.startswith("|") and is_title(was) == is_title(now)

    def _is_one_a_note(self, i: int, j: int) -> bool:
        """Whether one of two units is a note, and the other is none."""
        return self.before.text.units[i].label.startswith("[^") != self.texts[j].label.startswith("[^")

    def same_sort(self, i: int, j: int) -> bool:
        """Whether a new unit may replace a deleted one: both have the same label or sign, or only one has a label."""
        unit, loose = self.before.text.units[i], self.texts[j]
        if not self.same_form(i, j):
            return False
        if (unit.label and loose.label) or not self.bkey[i] or not self.akey[j]:
            return unit.label == loose.label
        same_sign = self.before.text.source[unit.start : unit.body].strip() == loose.mark.strip()
        return bool(unit.label or loose.label) or same_sign

    def score(self, i: int, j: int) -> float:
        """The share of word pairs that two units have in common, 0 to 1; 1 only if every word is equal.

        A row of a table and another unit have nothing in common, nor have a line of a fenced block and another: one
        cannot be written as the other. A note and another unit are one only if every word is equal.
        """
        kind, loose, was, now = self.before.text.units[i].kind, self.texts[j], self.bkey[i], self.akey[j]
        if (kind is UnitKind.LINE) != loose.is_line:
            return 0.0
        if was == now:
            return 1.0
        if (kind is UnitKind.ROW) != loose.is_row or self._is_one_a_note(i, j):
            return 0.0
        a, b = self.pairs_of(was), self.pairs_of(now)
        return min(0.99, 2 * len(a & b) / (len(a) + len(b))) if a or b else 0.99

    def share_content(self, i: int, j: int) -> bool:
        """Whether two units share any word other than a stop word."""
        if self.is_coarse:
            return True
        b, a = self.before.unit_words(i), self.words(j)
        return any(map(_is_content, set(b.keys).intersection(a.keys))) or not _content(b).isdisjoint(_content(a))

    def says_the_same(self, i: int, j: int, likeness: float) -> bool:
        """Whether two distant units share more than the stock phrases that many units of the base contain."""
        if min(len(self.bkey[i]), len(self.akey[j])) < SHORTEST_MOVED:
            return False
        if likeness == 1.0 or self.differ_in_numbers(i, j):
            return True
        usual = self.before.usual_pairs(self._made)
        a, b = self.pairs_of(self.bkey[i]) - usual, self.pairs_of(self.akey[j]) - usual
        return 2 * len(a & b) >= MOVED * (len(a) + len(b)) > 0

    def differ_in_numbers(self, i: int, j: int) -> bool:
        """Whether two units of some length are equal but for numerals, as when what they refer to is renumbered."""
        b, a = self.bkey[i], self.akey[j]
        return len(b) == len(a) >= LONG_ENOUGH and all(map(eq, map(_BARE.__getitem__, b), map(_BARE.__getitem__, a)))

    def weight(self, i: int, j: int, likeness: float) -> float:
        """What is lost if these two units, with this similarity, are not matched.

        A unit that is whole inside the other is not the less the same for what was added.
        """
        size = 1 + min(len(self.bkey[i]), len(self.akey[j]))
        worth = 3.0 if likeness == 1.0 else likeness**2
        if worth < WHOLE and self._is_inside(i, j, likeness):
            worth = WHOLE
        named = 0.75 if self.same_label(i, j) else 0.25 if self._counts_alike(i, j) else 0.0
        return size * worth + named + (self._common(i, j) / 2 if likeness < ALIKE_IN_PLACE else 0.0)

    def _common(self, i: int, j: int) -> float:
        """The share of the content of two units that both have."""
        if self.is_coarse:
            return 0.0
        was, now = _content(self.before.unit_words(i)), _content(self.words(j))
        return len(was & now) / max(len(was), len(now), 1)

    def numbered_alike(self, i: int, j: int) -> bool:
        """Whether neither unit has a label, or both have one, and not of two shapes, like ``1.`` and ``(a)``."""
        unit, loose = self.before.text.units[i], self.texts[j]
        if not (unit.label and loose.label):
            return not unit.label and not loose.label
        return of_one_shape(unit.label, loose.label)

    def _counts_alike(self, i: int, j: int) -> bool:
        """Whether both units have one list sign and no label, or labels of one shape, like ``(a)`` and ``(b)``."""
        unit, loose = self.before.text.units[i], self.texts[j]
        if unit.label and loose.label:
            was, now = read_cached(unit.label), read_cached(loose.label)
            return bool(was and now) and shape_of(was) == shape_of(now)
        mark = self.before.text.source[unit.start : unit.body].strip()
        return bool(mark) and not unit.label and not loose.label and mark == loose.mark.strip()

    def _is_inside(self, i: int, j: int, likeness: float) -> bool:
        """Whether nine tenths of the word pairs of the shorter unit are in the longer one."""
        b, a = len(self.pairs_of(self.bkey[i])), len(self.pairs_of(self.akey[j]))
        return likeness * (b + a) >= 1.8 * min(b, a)

    def has_partner(self, i: int, j: int) -> bool:
        """Whether either unit appears, word for word, among the loose units of the other text."""
        return self.bkey[i] in self._in_after or self.akey[j] in self._in_before

    def plainly_alike(self, i: int, j: int) -> bool:
        """Whether at least seven tenths of the longer unit's words are in the other."""
        if self.is_line_before(i) != self.texts[j].is_line:
            return False
        b, a = set(self.bkey[i]), set(self.akey[j])
        return 10 * len(b & a) >= 7 * max(len(b), len(a), 4) or self.bkey[i] == self.akey[j]

    def trade_words(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Whether a word that one pair of units loses is the one that another pair gains: the pairs are crossed.

        Near-duplicates differ by a name or a number, which tells them apart.
        """
        lost: dict[str, set[int]] = defaultdict(set)
        gained: dict[str, set[int]] = defaultdict(set)
        for i, j in pairs:
            b, a = set(self.bkey[i]), set(self.akey[j])
            for word in b - a:
                lost[word].add(i)
            for word in a - b:
                gained[word].add(i)
        return any(len(lost[word]) == len(gained[word]) == 1 for word in lost.keys() & gained.keys())

    def homes(self, old: Sequence[int], new: Sequence[int]) -> dict[int, set[int]]:
        """For each of these units, those of the new ones that share a word found in no other of either text's."""
        home = _only_homes({i: self.bkey[i] for i in old})
        home_after = _only_homes({j: self.akey[j] for j in new})
        found = (
            (i, {home_after[word] for word in self.bkey[i] if home.get(word) == i and word in home_after}) for i in old
        )
        return {i: at for i, at in found if at}

    def taken_from(self, part: Key, whole: Key, rest: Key) -> bool:
        """Whether a unit's words occur in another unit of the other text, beyond what that unit's match explains."""
        pairs = self.pairs_of(part)
        shared = len(pairs & self.pairs_of(whole))
        if shared < 2 or shared < 0.6 * (len(pairs) - 1):
            return False
        room = self._room(whole, rest)
        return sum(min(n, room[word]) for word, n in Counter(part).items()) >= 0.6 * len(part)

    def _room(self, whole: Key, rest: Key) -> Counter[str]:
        """How many more times each word occurs in the whole than in the rest; cached while the pair is the same."""
        if self._room_of[0] is not whole or self._room_of[1] is not rest:
            room = Counter(whole)
            room.subtract(Counter(rest))
            self._room_of = whole, rest, room
        return self._room_of[2]

    def dealt_out(self, i: int, rest: int, part: int) -> bool:
        """Whether unit ``i`` is split in two that repeat shared words: ``part`` has the words that ``rest`` lost.

        Three quarters of the words of each of the three must occur on the other side, and two fifths of the words of
        ``part`` must be words that ``rest`` lost; so a new unit that merely resembles its neighbour is not a split.
        """
        if max(map(len, (self.bkey[i], self.akey[rest], self.akey[part]))) > LONG_SPLIT:
            return False
        whole, kept, new = map(_content, (self.before.unit_words(i), self.words(rest), self.words(part)))
        lost = whole - kept
        pairs = ((whole, kept | new), (kept, whole), (new, whole))
        return 5 * len(lost & new) >= 2 * len(new) > 0 and all(4 * len(a & b) >= 3 * len(a) for a, b in pairs)

    def parts_with(self, whole: Key, rest: Key, part: Key, *, is_behind: bool) -> bool:
        """Whether a unit lost its end, or its beginning, to a neighbour in which these words are amended.

        Both what is left of it and what it lost are at least half the same; if the one is nearly the same, the other
        may be among many new words.
        """
        if max(map(len, (whole, rest, part))) > LONG_SPLIT:
            return False
        cuts = [k + 1 for k, word in enumerate(whole[:-1]) if word in _ENDS]
        if is_behind and whole[: len(rest)] == rest:
            cuts.append(len(rest))
        elif not is_behind and whole[len(whole) - len(rest) :] == rest:
            cuts.append(len(whole) - len(rest))
        least = max(MOVED, self._alike(whole, rest))
        for cut in cuts:
            kept, lost = (whole[:cut], whole[cut:]) if is_behind else (whole[cut:], whole[:cut])
            stays = self._alike(kept, rest)
            if not kept or stays < least or len(lost) < LONG_ENOUGH:
                continue
            if self._alike(lost, part) >= MOVED or (stays >= NEARLY and self._is_mostly_in(lost, part)):
                return True
        return False

    def _is_mostly_in(self, lost: Key, part: Key) -> bool:
        pairs = self.pairs_of(lost)
        return 3 * len(pairs & self.pairs_of(part)) >= 2 * len(pairs)

    def _alike(self, one: Key, other: Key) -> float:
        a, b = self.pairs_of(one), self.pairs_of(other)
        return 2 * len(a & b) / (len(a) + len(b))

    def only_partners(self, scored: list[tuple[int, int, float]]) -> dict[tuple[int, int], int]:
        """For units of either side, as ``(i, -1)`` or ``(-1, j)``, the one exact partner, if they have words enough.

        Of units without any, the partner may differ in numerals.
        """
        exact = [(i, j) for i, j, s in scored if s == 1.0 and len(self.bkey[i]) >= SHORTEST_MOVED]
        taken_b, taken_a = {i for i, _ in exact}, {j for _, j in exact}
        nearly = (
            (i, j)
            for i, j, s in scored
            if MOVED <= s < 1.0 and i not in taken_b and j not in taken_a and self.differ_in_numbers(i, j)
        )
        sure = [*_only_pairs(exact), *_only_pairs(tuple(nearly))]
        return partners_of(sure)

    def near_pairs(
        self, scored: list[tuple[int, int, float]], here: list[tuple[int, int, float]]
    ) -> list[tuple[int, int]]:
        """The pairs that may be nearly the same, where either unit is like no other so much.

        Only units are paired that have a weak partner ``here``. Whether they say the same must still be asked: what is
        usual is dear to know.
        """
        weak_b, weak_a = ({pair[k] for pair in here if pair[2] < MOVED} for k in (0, 1))
        near = [(i, j) for i, j, s in scored if s >= NEARLY and len(self.bkey[i]) >= LONG_ENOUGH]
        return [(i, j) for i, j in _only_pairs(near) if i in weak_b or j in weak_a]

    def candidates(
        self, paired_b: set[int], paired_a: set[int], stays: Callable[[int, int], bool]
    ) -> set[tuple[int, int]]:
        """Pairs worth considering: equal and in order, with similar word pairs, or with the same label.

        ``stays`` tells whether a pair is between the same two anchors.
        """
        loose_before = [i for i in self.bkey if i not in paired_b]
        loose_after = [j for j in self.akey if j not in paired_a]
        ids: dict[Key, int] = {}
        b = [ids.setdefault(self.bkey[i], len(ids)) for i in loose_before]
        a = [ids.setdefault(self.akey[j], len(ids)) for j in loose_after]
        found = {(loose_before[i], loose_after[j]) for i, j in _in_order(b, a)}
        sole = self._sole_partners(loose_before, loose_after)
        if sole:  # whatever else is like them is not taken for them
            taken = set(sole.values())
            found = {(i, j) for i, j in found if i not in sole and j not in taken} | {*sole.items()}
            loose_before = [i for i in loose_before if i not in sole]
            loose_after = [j for j in loose_after if j not in taken]
        same: dict[Key, list[int]] = defaultdict(list)
        labels: dict[str, list[int]] = defaultdict(list)
        for i in loose_before:
            same[self.bkey[i]].append(i)
            if label := self.label_before(i):
                labels[label].append(i)
        evident, like = self._sharing_pairs(loose_before, loose_after)
        order = list(evident.values())
        if order != sorted(order) or not all(stays(i, j) for j, i in evident.items()):
            evident = {}  # units moved: what is alike elsewhere must be weighed against what is alike in place
        for j in loose_after:
            if j in evident:
                found.add((evident[j], j))
                continue
            found.update((i, j) for i in like[j])
            for places in (same.get(self.akey[j], ()), labels.get(self.label_after(j), ())):
                if len(places) <= CANDIDATES:
                    found.update((i, j) for i in places)
        return found

    def _sole_partners(self, loose_before: Sequence[int], loose_after: Sequence[int]) -> dict[int, int]:
        """The units of some length whose words stand once in either text, each with its one exact partner.

        A line of a fenced block has none outside of one: what it has become may stand in its place.
        """
        b, a = _once(loose_before, self.bkey), _once(loose_after, self.akey)
        pairs = ((i, a[key]) for key, i in b.items() if key in a and len(key) >= LONG_ENOUGH)
        return {i: j for i, j in pairs if self.is_line_before(i) == self.texts[j].is_line}

    def _sharing_pairs(
        self, loose_before: Sequence[int], loose_after: Sequence[int]
    ) -> tuple[dict[int, int], dict[int, list[int]]]:
        """For each unit of the second text, the one unit of the first that is evidently the same, or else several.

        Judged by the word pairs that few units have.
        """
        index: dict[Pair, list[int]] = defaultdict(list)
        for i in loose_before:
            for pair in self.pairs_of(self.bkey[i]):
                index[pair].append(i)
        for pair in [pair for pair, places in index.items() if len(places) > CROWDED]:
            del index[pair]
        hits: dict[int, list[tuple[int, int]]] = {}
        best: dict[int, list[int]] = defaultdict(lambda: [0, 0])  # the two greatest numbers of shared pairs
        for j in loose_after:
            shared = filter(None, map(index.get, self.pairs_of(self.akey[j])))
            found = Counter(chain.from_iterable(shared))
            least = max(found.values(), default=0) / WEAKEST
            hits[j] = sorted([(-n, i) for i, n in found.items() if n >= least])[:CANDIDATES]
            for n, i in hits[j]:
                own = best[i]
                if -n > own[0]:
                    best[i] = [-n, own[0]]
                elif -n > own[1]:
                    own[1] = -n
        evident: dict[int, int] = {}
        for j, (first, *others) in filter(itemgetter(1), hits.items()):
            shared_most, i = -first[0], first[1]
            rivals = best[i][1], *(-n for n, _ in others[:1])
            stands_out = shared_most == best[i][0] and STANDS_OUT * max(rivals) <= shared_most
            if stands_out and self.score(i, j) >= ALIKE_MOVED:
                evident[j] = i
        return evident, {j: [i for _, i in likely] for j, likely in hits.items()}


_ENDS = frozenset(".;?!。；？！؟؛")
"""Signs behind which a part of a unit may begin."""
_BARE = Known(lambda word: "0" if word.isdecimal() else word)
"""Words with one numeral for all."""


def partners_of(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """For units of either side, as ``(i, -1)`` or ``(-1, j)``, the one that they are paired with."""
    return {key: k for i, j in pairs for key, k in (((i, -1), j), ((-1, j), i))}


def _only_pairs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs of which neither unit is in another."""
    many_b, many_a = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    return ((i, j) for i, j in pairs if many_b[i] == 1 and many_a[j] == 1)


def _once(loose: Sequence[int], keys: Mapping[int, Key]) -> dict[Key, int]:
    """The words that only one of these units has, and that unit."""
    many = Counter(keys[k] for k in loose)
    return {keys[k]: k for k in loose if many[keys[k]] == 1}


def _only_homes(keys: Mapping[int, Key]) -> dict[str, int]:
    """The words found in one unit only, and that unit."""
    homes: dict[str, int] = {}
    many: set[str] = set()
    for k, key in keys.items():
        for word in set(key):
            if homes.setdefault(word, k) != k:
                many.add(word)
    return {word: k for word, k in homes.items() if word not in many}


def _in_order(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Corresponding places when two sequences are read in order: equal stretches, and both ends of differing ones."""
    i0 = j0 = 0
    for i1, i2, j1, j2 in [*changes(before, after), (len(before), len(before), len(after), len(after))]:
        yield from ((i0 + k, j0 + k) for k in range(i1 - i0))
        for k in range(min(i2 - i1, j2 - j1, 2)):
            yield i1 + k, j1 + k
            yield i2 - 1 - k, j2 - 1 - k
        i0, j0 = i2, j2


def _content(words: Words) -> set[str]:
    """The content of a unit: its words in lower case, without signs and stop words."""
    return {key.casefold() for key in words.keys if _is_content(key)}


def _is_content(key: str) -> bool:
    return not is_sign(key) and not is_stop_word(key)
