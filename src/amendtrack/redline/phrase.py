"""Two wordings compared word by word, and the raw result made readable.

The differ finds the fewest changed words; people want phrases. Where changes are close together, words between them are
kept only if they are worth the extra marks; small words left inside a rewrite are not kept. An insertion or deletion
that could be placed in several ways goes to the end of a sentence or clause, by one rule for everybody, so that the
same edit by two delegations is equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import add
from typing import NamedTuple

from amendtrack.redline.one_number import LONGEST, is_one_number
from amendtrack.redline.sequence import Stretch, changed_words
from amendtrack.redline.spoken_words import BREAK
from amendtrack.redline.whole_sentences import sentences_apart, whole_sentences
from amendtrack.text.words import (
    SENTENCE_ENDS,
    Known,
    count_of_words,
    is_character,
    is_sentence_end,
    is_sign,
    is_stop_word,
)

_ENDS = SENTENCE_ENDS | {BREAK, "|"}
"""Where a sentence ends, be it without a full stop: a unit, a cell."""


class Hunk(NamedTuple):
    """Words ``i1:i2`` of the first wording became ``j1:j2`` of the second."""

    i1: int
    i2: int
    j1: int
    j2: int


_new_hunk = partial(tuple.__new__, Hunk)
"""``Hunk(...)`` of four values without its call, since there are very many; until the end, they are bare tuples."""


class Weights(NamedTuple):
    """What a kept word is worth against one more mark to read, in hundredths of a content word.

    Fitted to marks that people made: see ``benchmarks/fitting.py``.
    """

    content: int = 100
    character: int = 41  # of a script without blanks between words
    small: int = 45
    clause: int = 63  # a sign that separates clauses
    sign: int = 17
    paired: int = 30  # parentheses and quotation marks
    bracket: int = 20  # brackets, which mark text not agreed
    end: int = 70
    unit: int = 400
    opening: int = 28
    replacing: int = 16
    cap: int = 140
    lone: int = 89  # the same beside words that are only added, or only removed
    equal: int = 18
    further: int = 12
    least: int = 7

    def hold(self, key: str) -> int:
        """How much one kept word is worth."""
        if key == BREAK:
            return self.unit
        if is_sentence_end(key):
            return self.end
        if key in ("[", "]"):
            return self.bracket
        if is_sign(key):
            return self.clause if key in _CLAUSE else self.paired if key in _PAIRED else self.sign
        if is_stop_word(key):
            return self.small
        return self.character if is_character(key) else self.content


WEIGHTS = Weights()


_USUAL_HOLDS = Known(WEIGHTS.hold)


def _holds(weights: Weights) -> Callable[[str], int]:
    """How much each kept word is worth."""
    return _USUAL_HOLDS.__getitem__ if weights is WEIGHTS else weights.hold


def hunks(before: Sequence[str], after: Sequence[str], *, weights: Weights = WEIGHTS) -> list[Hunk]:
    """What changed between two sequences of word keys, as a person would mark it."""
    found: Iterable[Stretch] = changed_words(before, after)
    small: tuple[Sequence[str], Sequence[str]] = (before, after)
    if _share_capitals(before, after, found := tuple(found)):
        small = tuple(map(_SMALL.__getitem__, before)), tuple(map(_SMALL.__getitem__, after))
        found = changed_words(*small)
    apart = _without_islands(*small, _well_aligned(*small, found, weights), weights)
    whole = [*sentences_apart(*small, whole_sentences(*small, apart, _holds(weights), _ENDS), _ENDS)]
    placed = [
        _new_hunk(h) if h[0] < h[1] and h[2] < h[3] else _slid(*small, h, *_room(whole, n, len(before)))
        for n, h in enumerate(whole)
    ]
    return placed if small[0] is before else _without_lone_capitals(_with_capitals(before, after, placed))


def _without_lone_capitals(found: Iterable[tuple[Hunk, bool]]) -> list[Hunk]:
    """The stretches; a capital between another and a rewrite that touch it is one rewrite with them.

    Capitals of words side by side are one change. With each stretch comes whether it is only a capital.
    """
    kept: list[tuple[Hunk, bool]] = []
    for h, is_capital in found:
        if is_capital and kept and kept[-1][1] and _touch(kept[-1][0], h):
            h = Hunk(kept[-1][0].i1, h.i2, kept.pop()[0].j1, h.j2)  # a heading, now with other capitals throughout
        rewrites = h.i1 < h.i2 and h.j1 < h.j2 and not is_capital
        if len(kept) > 1 and kept[-1][1] and rewrites and _touch(kept[-2][0], kept[-1][0], h):
            (first, _), _ = kept[-2:]
            del kept[-2:]
            h = Hunk(first.i1, h.i2, first.j1, h.j2)
        kept.append((h, is_capital))
    return [h for h, _ in kept]


def _touch(*stretches: Hunk) -> bool:
    """Whether nothing is kept between these stretches."""
    return all(a.i2 == b.i1 and a.j2 == b.j1 for a, b in pairwise(stretches))


def _share_capitals(before: Sequence[str], after: Sequence[str], found: Iterable[Stretch]) -> bool:
    """Whether any stretch deletes and inserts one word with another capital."""
    for i1, i2, j1, j2 in found:
        if i2 - i1 == 1 == j2 - j1:
            if _SMALL[before[i1]] == _SMALL[after[j1]]:
                return True
        elif i1 < i2 and j1 < j2:
            gone = set(map(_SMALL.__getitem__, before[i1:i2]))
            if not gone.isdisjoint(map(_SMALL.__getitem__, after[j1:j2])):
                return True
    return False


def _with_capitals(before: Sequence[str], after: Sequence[str], found: Iterable[Hunk]) -> Iterator[tuple[Hunk, bool]]:
    """The stretches, and each kept word that only has another capital as a change of its own."""
    i = j = 0
    for h in [*found, Hunk(len(before), len(before), len(after), len(after))]:
        if before[i : h.i1] != after[j : h.j1]:
            for k in range(h.i1 - i):
                if before[i + k] != after[j + k]:
                    yield Hunk(i + k, i + k + 1, j + k, j + k + 1), True
        if h.i1 < h.i2 or h.j1 < h.j2:
            yield from _with_capital_apart(before, after, h)
        i, j = h.i2, h.j2


def _small(key: str) -> str:
    """A word without the capital with which it begins."""
    return key[:1].lower() + key[1:] if key[1:].islower() or len(key) == 1 else key


_SMALL = Known(_small)


_NEAR = 4
"""Changes with no more kept words between them are weighed together."""
_WEIGHED = 40
"""The most pairs of equal words to be weighed against each other; beyond this, the fewest words are changed."""


def _well_aligned(
    before: Sequence[str], after: Sequence[str], found: Iterable[Stretch], weights: Weights
) -> Iterator[Stretch]:
    """The stretches; where several are close together, those of the heaviest alignment instead.

    An alignment with the fewest changed words may keep words by chance; people keep the longest common runs.
    """
    near: list[Stretch] = []
    last = 0
    for h in found:
        i1, i2, _, _ = h
        if near and i1 - last > _NEAR:
            yield from _aligned(before, after, near, weights)
            near = []
        near.append(h)
        last = i2
    yield from _aligned(before, after, near, weights)


def _aligned(before: Sequence[str], after: Sequence[str], near: list[Stretch], weights: Weights) -> Sequence[Stretch]:
    if len(near) < 2:
        return near
    (i1, _, j1, _), (_, i2, _, j2) = near[0], near[-1]
    b, a = before[i1:i2], after[j1:j2]
    points = _equal_words(b, a)
    if points is None:
        return near
    hold = _holds(weights)
    values = [hold(b[i]) for i, _ in points]
    kept = i2 - i1 - sum([last - first for first, last, _, _ in near])
    if len(points) == kept and min(values) > weights.opening + weights.replacing:
        return near  # nothing to choose between, and each is worth a mark
    found, i, j = [], i1, j1
    for k, m in [*((i1 + k, j1 + m) for k, m in _heaviest(b, a, points, values, weights)), (i2, j2)]:
        if k > i or m > j:
            found.append((i, k, j, m))
        i, j = k + 1, m + 1
    return found


def _equal_words(b: Sequence[str], a: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where the two have the same word; nothing if these places are too many to weigh."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(a):
        places.setdefault(word, []).append(j)
    points: list[tuple[int, int]] = []
    for i, word in enumerate(b):
        if word in places:
            for j in places[word]:
                points.append((i, j))
            if len(points) > _WEIGHED:  # a word that recurs has very many
                return None
    return points


def _heaviest(
    b: Sequence[str], a: Sequence[str], points: Sequence[tuple[int, int]], values: Sequence[int], weights: Weights
) -> list[tuple[int, int]]:
    """The heaviest of these pairs of equal words that are in order, where each gap between two runs costs a mark.

    Of equally heavy ones, that counts which strikes whole brackets: of ``[enter] [may enter]``, it is the first
    ``enter`` that stays.
    """
    one, two = weights.opening, weights.opening + weights.replacing
    has_brackets = "]" in b or "]" in a
    # Chains so far, each with its last pair and the heaviest weight of all up to it; the first is empty.
    chains: list[tuple[int, int, int, int, int]] = [(-1, -1, 0, 0, 0)]
    heaviest = 0
    for (i, j), worth in zip([*points, (len(b), len(a))], [*values, 0]):
        best, origin = -two, 0
        for q in range(len(chains) - 1, -1, -1):
            k, m, value, _, most = chains[q]
            if most <= best:
                break
            if value > best and k < i and m < j:
                if k + 1 < i:
                    value -= two if m + 1 < j else one
                elif m + 1 < j:
                    value -= one
                if has_brackets and value > best:
                    value -= _parts(b, k + 1, i) + _parts(a, m + 1, j)
                if value > best:
                    best, origin = value, q
        best += worth
        heaviest = max(heaviest, best)
        chains.append((i, j, best, origin, heaviest))
    found, at = [], chains[-1][3]
    while at:
        found.append(points[at - 1])
        at = chains[at][3]
    return found[::-1]


def _without_islands(
    before: Sequence[str], after: Sequence[str], found: Iterable[Stretch], weights: Weights
) -> list[Stretch]:
    """Join stretches if the words kept between them weigh too little to stay separate."""
    near = list(found)
    if all(i1 - last > _ISLAND for (_, last, _, _), (i1, _, _, _) in pairwise(near)):
        return near
    merged = near[:1]
    most = max(weights.cap, weights.lone, weights.character)
    for h, worth, sizes in _around(before, after, near, weights):
        p = merged[-1]
        kept = h[0] - p[1]
        if kept <= _ISLAND and (
            (kept <= LONGEST and is_one_number(before, p[1], h[0]))
            or (worth <= most and _slight(before, p, h, worth, sizes, weights))
            or _is_one_phrase(before, after, p, h)
        ):
            merged[-1] = p[0], h[1], p[2], h[3]
        else:
            merged.append(h)
    return merged


def _around(
    before: Sequence[str], after: Sequence[str], found: Sequence[Stretch], weights: Weights
) -> Iterator[tuple[Stretch, int, tuple[float, float]]]:
    """Each stretch but the first: what the words kept before it are worth, and how many changed before and after them.

    Rewrites further away count too, the less the more is kept in between: a small word in a sentence of which little
    is left is an island, though the changes on either side of it are small.
    """
    hold = _holds(weights)
    alone: list[int] = []
    rewritten: list[int] = []
    kept: list[int] = []
    fades: list[float] = []
    last = found[0][0]
    for i1, i2, j1, j2 in found:
        gone, new = count_of_words(before[i1:i2]), count_of_words(after[j1:j2])
        most = gone if gone > new else new
        alone.append(0 if gone and new else most)
        rewritten.append(most if gone and new else 0)
        is_near = i1 - last < _FAR
        held = sum(map(hold, before[last:i1])) if is_near else 0
        kept.append(held)
        fades.append(_FADES ** (held / 100) if is_near else 0.0)
        last = i2
    behind = _spread(rewritten, fades[1:])
    ahead = _spread(rewritten[::-1], fades[:0:-1])[::-1]
    return zip(found[1:], kept[1:], zip(map(add, alone, behind), map(add, alone[1:], ahead[1:])))


def _spread(sizes: Sequence[int], fades: Sequence[float]) -> list[float]:
    """Each size with the faded sizes of all before it."""
    spread = [float(sizes[0])]
    for size, fade in zip(sizes[1:], fades):
        spread.append(size + spread[-1] * fade)
    return spread


_ISLAND = 8
"""Kept words are no island if there are more of them than this."""
_FADES = 0.75
"""How much of a rewrite still counts beyond a kept word of content."""
_FAR = 12
"""Beyond this many kept words, nothing of it counts."""


def _slight(
    before: Sequence[str], p: Stretch, h: Stretch, between: int, sizes: tuple[float, float], weights: Weights
) -> bool:
    """Whether the words kept between two stretches weigh less than what changed around them."""
    (i1, i2, j1, j2), (k1, k2, m1, m2) = p, h
    # Two insertions, or two deletions, around kept words are two edits; a rewrite deletes and inserts.
    if not ((i2 > i1 or k2 > k1) and (j2 > j1 or m2 > m1)):
        return False
    if k1 - i2 == 1 and is_character(before[i2]) and not is_stop_word(before[i2]):
        return True  # half a word: 结果, 归结
    small, large = min(sizes), max(sizes)
    if large + small < weights.least or small < 1:
        return False
    both_rewrite = i2 > i1 and j2 > j1 and k2 > k1 and m2 > m1
    most = weights.cap if both_rewrite else weights.lone
    return between <= min(most, weights.equal * small + weights.further * (large - small))


def _is_one_phrase(before: Sequence[str], after: Sequence[str], p: Stretch, h: Stretch) -> bool:
    """Whether two rewrites are the halves of one phrase, of which only the link is kept: ``heads of schools``.

    Where a word is only inflected, it is amended by itself; so are a verb and its object of a word each.
    """
    (i1, i2, j1, j2), (k1, k2, m1, m2) = p, h
    kept = before[i2:k1]
    if not (_LINKS.issuperset(kept) and i1 < i2 and j1 < j2 and k1 < k2 and m1 < m2):
        return False
    gone, new = (*before[i1:i2], *before[k1:k2]), (*after[j1:j2], *after[m1:m2])
    if _OF.isdisjoint(kept) and max(len(gone), len(new)) < 3:
        return False
    return {word[:_STEM] for word in gone if not is_stop_word(word)}.isdisjoint(word[:_STEM] for word in new)


_OF = frozenset("of de du des del".split())
_LINKS = _OF | frozenset("the a an la le les el los las".split())
"""Small words that tie a phrase together."""
_STEM = 4
"""Words that begin with the same letters, this many, may be one word inflected."""


def _room(found: Sequence[Stretch], n: int, many: int) -> tuple[int, int]:
    """Where the words begin and end that are kept around a stretch, of so many in all."""
    return (found[n - 1][1] if n else 0), (found[n + 1][0] if n + 1 < len(found) else many)


def _slid(before: Sequence[str], after: Sequence[str], h: Stretch, low: int, high: int) -> Hunk:
    """A pure insertion or deletion, moved to the most natural equivalent place."""
    i1, i2, j1, j2 = h
    side, start, end = (after, j1, j2) if i1 == i2 else (before, i1, i2)
    room = i1 - low, high - i2
    back = 0
    while back < min(room[0], 200) and start - back > 0 and side[start - back - 1] == side[end - back - 1]:
        back += 1
    forth = 0
    while forth < min(room[1], 200) and end + forth < len(side) and side[start + forth] == side[end + forth]:
        forth += 1
    shift = 0
    if back or forth:
        shift = max(range(-back, forth + 1), key=lambda d: (_natural(side, start + d, end + d), d))
    return Hunk(i1 + shift, i2 + shift, j1 + shift, j2 + shift)


def _with_capital_apart(before: Sequence[str], after: Sequence[str], h: Hunk) -> tuple[tuple[Hunk, bool], ...]:
    """A rewrite whose last word only has another capital, as two: what is new, and the capital that follows from it."""
    if h.i2 - h.i1 + h.j2 - h.j1 < 3 or h.i1 == h.i2 or h.j1 == h.j2:
        return ((h, False),)
    if not differ_in_capital(before[h.i2 - 1], after[h.j2 - 1]):
        return ((h, False),)
    capital = Hunk(h.i2 - 1, h.i2, h.j2 - 1, h.j2)
    return ((Hunk(h.i1, h.i2 - 1, h.j1, h.j2 - 1), False), (capital, True))


def differ_in_capital(one: str, other: str) -> bool:
    """Whether two words differ only in the capital with which one of them begins.

    >>> differ_in_capital("When", "when"), differ_in_capital("US", "us"), differ_in_capital("when", "when")
    (True, False, False)
    """
    return one != other and one[:1].lower() == other[:1].lower() and one[1:] == other[1:]


def _natural(side: Sequence[str], start: int, end: int) -> float:
    """How well a stretch reads as one insertion or deletion; higher is better."""
    left = side[start - 1] if start else BREAK
    right = side[end] if end < len(side) else BREAK
    first, last = side[start], side[end - 1]
    score = 1.5 if first == BREAK else 0.0
    if left == BREAK or (is_sentence_end(left) and not _goes_on(first)):
        score += 3 if _ends(last) else 1
    if right == BREAK and is_sentence_end(last):
        score += 1
    if first in _CLAUSE:
        score += 2 if right in _CLAUSE or _ends(right) else 1
    elif last in _CLAUSE:
        score += 0.5
    if is_stop_word(first) and not is_stop_word(last):
        score += 0.5  # a phrase begins with its small word
    if is_stop_word(last) and not is_stop_word(right):
        score -= 0.5
    score += 0.5 * (first in _LEADING) - (last in _LEADING)
    return score + _brackets(side[start:end]) + (1 if _is_quoted(side[start:end]) else 0)


def _is_quoted(stretch: Sequence[str]) -> bool:
    """Whether it is what stands between two quotation marks, with both."""
    return stretch[0] == stretch[-1] == '"' and list(stretch).count('"') == 2


def _goes_on(key: str) -> bool:
    """Whether a full stop before that word was that of an abbreviation: ``Eq. (5)``, ``approx. half``."""
    return key[0].islower() or key in _OPENING


def _ends(key: str) -> bool:
    """Whether a sentence or a unit ends there."""
    return key == BREAK or is_sentence_end(key)


def halves(keys: Iterable[str]) -> tuple[int, int]:
    """How many brackets close there that do not open there, and how many open and do not close.

    >>> halves(["]", "a", "[", "b", "]", "["])
    (1, 1)
    """
    closing = opening = 0
    for key in keys:
        if key == "[":
            opening += 1
        elif key == "]" and opening:
            opening -= 1
        elif key == "]":
            closing += 1
    return closing, opening


_MOST_HALVES = 64
"""Lone brackets in one stretch beyond which they are no marks of what is open."""


def around_halves(keys: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in parts: each bracket whose partner is outside it is a part by itself, unless they are very many."""
    lone: list[int] = []
    for at in range(start, end):
        if keys[at] == "]" and lone and keys[lone[-1]] == "[":
            lone.pop()
        elif keys[at] in ("[", "]"):
            lone.append(at)
    for half in lone if len(lone) <= _MOST_HALVES else ():
        if start < half:
            yield start, half
        yield half, half + 1
        start = half + 1
    if start < end:
        yield start, end


def _parts(keys: Sequence[str], start: int, end: int) -> int:
    """How many marks more a stretch takes if lone brackets are apart; words beside a lone one count twice."""
    parts = list(around_halves(keys, start, end))
    return len(parts) - 1 + sum(keys[first] not in _SQUARE for first, _ in parts) if len(parts) > 1 else 0


def _brackets(stretch: Sequence[str]) -> float:
    """A whole pair inserted or deleted reads well; half a pair does not, nor half a tag: ``/td><td>``."""
    if not (_BRACKETS & set(stretch)):
        return 0
    open_, halves, whole = [], 0, False
    for at, key in enumerate(stretch):
        if key in _OPENING or key == "<":
            open_.append(at)
        elif key in _CLOSING or key == ">":
            halves += not open_
            whole = bool(open_) and open_.pop() == 0 and at == len(stretch) - 1
    return 2 * whole - 2 * (halves + len(open_))


_CLAUSE = frozenset(",;:،؛，；、")
_LEADING = frozenset("#@$€£§№¿¡\\")
"""Signs that go with the word behind them."""
_PAIRED = frozenset('()（）"「」')
_OPENING = frozenset("([{（「《")
_CLOSING = frozenset(")]}）」》")
_BRACKETS = _OPENING | _CLOSING | frozenset("<>")
_SQUARE = frozenset("[]")
