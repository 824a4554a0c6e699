"""What an edit truly was, and how near a redline came to it.

A reading pairs each token of the first text with its place in the second, or with none. The truth is
a reading, and every tool's output is made one; everything measured is counted on readings, so that
all tools are judged alike. Where several readings are equally true (a word added beside its equal)
both are first brought to the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amendtrack.redline.phrase import differ_in_capital
from benchmarks.documents import Placed, Written, key_of

GONE = -1
NOISE = -2  # differs in a way that the tool itself calls noise


@dataclass(frozen=True, slots=True)
class Move:
    """Paragraphs that moved; ``passed`` are those they went by, when these may as well have moved.

    If a sentence moved, both hold the numbers of its words instead.
    """

    moved: frozenset[int]
    passed: frozenset[int] = frozenset()
    is_sentence: bool = False

    def holds(self, token: Placed) -> bool:
        """Whether a word moved."""
        return (token.number if self.is_sentence else token.paragraph) in self.moved


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and what truly became of the first."""

    name: str
    language: str
    before: Written
    after: Written
    moves: tuple[Move, ...] = ()
    split: frozenset[int] = frozenset()  # paragraphs of the second text that a split began
    joined: frozenset[int] = frozenset()  # paragraphs of the first text that a join ended


@dataclass
class Reading:
    """For each token of the first text its place in the second (or GONE, NOISE), and the reverse."""

    forth: list[int]
    back: list[int]
    moves: list[tuple[set[int], set[int]]] = field(default_factory=list)
    breaks_before: set[int] = field(default_factory=set)  # paragraph breaks that are marked as taken out
    breaks_after: set[int] = field(default_factory=set)
    cuts: int = 0
    knows_moves: bool = False
    exact: bool = True  # both texts can be read back

    def pair(self, i: int, j: int) -> None:
        self.forth[i], self.back[j] = j, i

    def part(self, i: int, j: int) -> None:
        self.forth[i], self.back[j] = GONE, GONE


@dataclass(frozen=True, slots=True)
class Hunk:
    """Tokens taken out together with those put in at the same place."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass
class Tally:
    """Counts that add up over cases."""

    right: int = 0  # tokens changed and shown so
    extra: int = 0
    missed: int = 0
    edits: int = 0
    exact: int = 0
    clean: int = 0  # edits with no word kept inside
    hunks: int = 0
    moves: int = 0
    found: int = 0
    claimed: int = 0
    sound: int = 0
    cuts: int = 0
    cases: int = 0
    read_back: int = 0

    def add(self, other: Tally) -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float:
        return 2 * self.right / total if (total := 2 * self.right + self.extra + self.missed) else 1.0


class Judge:
    """One case, ready to score any number of readings of it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        b, a = case.before.tokens, case.after.tokens
        self.bkeys, self.akeys = [key_of(t.text) for t in b], [key_of(t.text) for t in a]
        in_b, in_a = {t.paragraph for t in b}, {t.paragraph for t in a}
        shared = in_b & in_a
        self.neutral_b = {k for k, t in enumerate(b) if t.is_label and t.paragraph not in shared}
        self.neutral_a = {k for k, t in enumerate(a) if t.is_label and t.paragraph not in shared}
        self.capitals = self._capitals()
        self.neutral_b.update(i for i, _ in self.capitals)
        self.neutral_a.update(j for _, j in self.capitals)
        self.starts_b, self.starts_a = _starts(case.before), _starts(case.after)
        self.truth = self.true_reading()
        self._normalise(self.truth)
        self.true_hunks = self._hunks(self.truth)
        self.moved_b = {k for k, t in enumerate(b) if any(move.holds(t) for move in case.moves)}
        self.moved_a = {k for k, t in enumerate(a) if any(move.holds(t) for move in case.moves)}

    def _capitals(self) -> list[tuple[int, int]]:
        """The words that stay and only begin a sentence now, or no longer: no edits, be they marked or not."""
        b, a = self.case.before.tokens, self.case.after.tokens
        place = {t.number: k for k, t in enumerate(a)}
        kept = ((i, place[t.number]) for i, t in enumerate(b) if t.number in place)
        return [(i, j) for i, j in kept if differ_in_capital(self.bkeys[i], self.akeys[j])]

    def true_reading(self) -> Reading:
        b, a = self.case.before.tokens, self.case.after.tokens
        place = {t.number: k for k, t in enumerate(a)}
        reading = Reading([GONE] * len(b), [GONE] * len(a), knows_moves=True)
        for i, t in enumerate(b):
            j = place.get(t.number, GONE)
            if j == GONE:
                continue
            if t.is_label or t.is_reference or self.bkeys[i] == self.akeys[j]:
                reading.pair(i, j)
        reading.breaks_after = set(self.case.split)
        reading.breaks_before = set(self.case.joined)
        return reading

    # -- bringing equal readings to one ---------------------------------------------------------

    def _hunks(self, reading: Reading) -> list[Hunk]:
        runs_b = _runs(reading.forth, self.neutral_b)
        runs_a = _runs(reading.back, self.neutral_a)
        by_edge: dict[tuple[str, int], int] = {}
        for k, run in enumerate(runs_a):
            by_edge["after", self._previous(reading.back, run[0], self.neutral_a)] = k
            by_edge["before", self._next(reading.back, run[-1], self.neutral_a)] = k
        found, used = [], set()
        size_a = len(reading.back)
        for run in runs_b:
            p = self._previous(reading.forth, run[0], self.neutral_b)
            n = self._next(reading.forth, run[-1], self.neutral_b)
            pa = -1 if p == -1 else reading.forth[p]
            na = size_a if n == len(reading.forth) else reading.forth[n]
            same = by_edge.get(("after", pa)) if pa != NOISE else None
            if same is None and na != NOISE:
                same = by_edge.get(("before", na))
            if same is None or same in used:
                found.append(Hunk(tuple(run), ()))
            else:
                used.add(same)
                found.append(Hunk(tuple(run), tuple(runs_a[same])))
        found.extend(Hunk((), tuple(run)) for k, run in enumerate(runs_a) if k not in used)
        return found

    @staticmethod
    def _previous(side: list[int], k: int, neutral: set[int]) -> int:
        k -= 1
        while k >= 0 and k in neutral:
            k -= 1
        return k

    @staticmethod
    def _next(side: list[int], k: int, neutral: set[int]) -> int:
        k += 1
        while k < len(side) and k in neutral:
            k += 1
        return k

    def _normalise(self, reading: Reading) -> None:
        """Keep what both ends of a replacement share; slide what was only added or taken as far back as it goes."""
        for hunk in self._hunks(reading):
            if hunk.before and hunk.after:
                self._trim(reading, list(hunk.before), list(hunk.after))
        for hunk in self._hunks(reading):
            if not hunk.before:
                self._slide(reading.back, reading.forth, list(hunk.after), self.akeys, self.bkeys, self.neutral_a)
            elif not hunk.after:
                self._slide(reading.forth, reading.back, list(hunk.before), self.bkeys, self.akeys, self.neutral_b)

    def _trim(self, reading: Reading, b: list[int], a: list[int]) -> None:
        """Pair what both ends share, unless that is most of it: then the tool has shown too much."""
        pairs = []
        while b and a and self.bkeys[b[-1]] == self.akeys[a[-1]]:
            pairs.append((b.pop(), a.pop()))
        while b and a and self.bkeys[b[0]] == self.akeys[a[0]]:
            pairs.append((b.pop(0), a.pop(0)))
        if reading is self.truth or len(pairs) <= max(len(b), len(a)):
            for i, j in pairs:
                reading.pair(i, j)

    def _slide(
        self, side: list[int], other: list[int], run: list[int], keys: list[str], others: list[str], neutral: set[int]
    ) -> None:
        while True:
            p = self._previous(side, run[0], neutral)
            if p < 0 or side[p] < 0 or keys[p] != keys[run[-1]] or others[side[p]] != keys[p]:
                return
            partner, last = side[p], run.pop()
            side[last], other[partner] = partner, last
            side[p] = GONE
            run.insert(0, p)

    # -- counting -------------------------------------------------------------------------------

    def score(self, reading: Reading) -> Tally:
        """What one tool's reading of the case is worth; the reading is brought to normal form."""
        alone = self._lone_breaks(reading)
        self._normalise(reading)
        tally = Tally(cases=1, read_back=int(reading.exact), cuts=reading.cuts)
        self._count_tokens(reading, tally)
        self._count_edits(reading, tally)
        self._count_breaks(alone, tally)
        self._count_moves(reading, tally)
        return tally

    def _excused(self, reading: Reading) -> tuple[set[int], set[int]]:
        if reading.knows_moves:
            return self.neutral_b, self.neutral_a
        return self.neutral_b | self.moved_b, self.neutral_a | self.moved_a

    def _count_tokens(self, reading: Reading, tally: Tally) -> None:
        excused_b, excused_a = self._excused(reading)
        for truth, shown, excused in (
            (self.truth.forth, reading.forth, excused_b),
            (self.truth.back, reading.back, excused_a),
        ):
            for k, (t, s) in enumerate(zip(truth, shown, strict=True)):
                if k in excused:
                    continue
                tally.right += t == GONE and s == GONE
                tally.extra += t != GONE and s == GONE
                tally.missed += t == GONE and s != GONE

    def _count_edits(self, reading: Reading, tally: Tally) -> None:
        excused_b, excused_a = self._excused(reading)
        shown = set()
        for hunk in self._hunks(reading):
            left = Hunk(
                tuple(k for k in hunk.before if k not in excused_b), tuple(k for k in hunk.after if k not in excused_a)
            )
            if left.before or left.after:
                shown.add(left)
        for hunk in self.true_hunks:
            if set(hunk.before) & excused_b or set(hunk.after) & excused_a:
                continue  # inside a moved paragraph, for a tool that knows no moves
            tally.edits += 1
            tally.exact += hunk in shown
            tally.clean += not self._stray(hunk, reading)
        tally.hunks += len(shown)

    def _stray(self, hunk: Hunk, reading: Reading) -> bool:
        return any(reading.forth[k] != GONE and self.bkeys[k][0].isalnum() for k in hunk.before) or any(
            reading.back[k] != GONE and self.akeys[k][0].isalnum() for k in hunk.after
        )

    def _lone_breaks(self, reading: Reading) -> tuple[set[int], set[int]]:
        """Paragraph breaks marked as taken out, and as put in, between words that stand."""
        return (
            {p for p in reading.breaks_before if self._stands_alone(reading.forth, self.starts_b[p], self.neutral_b)},
            {p for p in reading.breaks_after if self._stands_alone(reading.back, self.starts_a[p], self.neutral_a)},
        )

    def _count_breaks(self, alone: tuple[set[int], set[int]], tally: Tally) -> None:
        """A split or a join is one edit, right when its break is marked and the words beside it stand."""
        for true, shown in zip((self.case.joined, self.case.split), alone, strict=True):
            tally.edits += len(true)
            tally.clean += len(true)
            tally.exact += len(true & shown)
            tally.hunks += len(shown)

    def _stands_alone(self, side: list[int], start: int, neutral: set[int]) -> bool:
        p, n = self._previous(side, start, neutral), self._next(side, start - 1, neutral)
        return p >= 0 and n < len(side) and side[p] != GONE and side[n] != GONE

    def _count_moves(self, reading: Reading, tally: Tally) -> None:
        tally.moves += len(self.case.moves)
        tally.claimed += len(reading.moves)
        b, a = self.case.before.tokens, self.case.after.tokens
        taken_b = set[int]().union(*(m[0] for m in reading.moves)) if reading.moves else set()
        taken_a = set[int]().union(*(m[1] for m in reading.moves)) if reading.moves else set()
        ways = [(replace(move, moved=ids), ids) for move in self.case.moves for ids in (move.moved, move.passed)]
        for move in self.case.moves:
            tally.found += any(
                _covered(_words_of(b, way), taken_b, self.truth.forth)
                and _covered(_words_of(a, way), taken_a, self.truth.back)
                for way, ids in ways
                if ids and ids in (move.moved, move.passed)
            )
        allowed = [way for way, ids in ways if ids]
        for source, target in reading.moves:
            tally.sound += any(
                _inside(source, {k for k, t in enumerate(b) if way.holds(t)})
                and _inside(target, {k for k, t in enumerate(a) if way.holds(t)})
                for way in allowed
            )


def _starts(written: Written) -> dict[int, int]:
    """The first token of each paragraph."""
    found: dict[int, int] = {}
    for k, token in enumerate(written.tokens):
        found.setdefault(token.paragraph, k)
    return found


def _runs(side: list[int], neutral: set[int]) -> list[list[int]]:
    """Stretches of tokens without a partner; labels of new and lost paragraphs neither count nor part."""
    found: list[list[int]] = []
    open_ = False
    for k, partner in enumerate(side):
        if k in neutral:
            continue
        if partner == GONE:
            if open_:
                found[-1].append(k)
            else:
                found.append([k])
            open_ = True
        else:
            open_ = False
    return found


def _words_of(tokens: Sequence[Placed], move: Move) -> set[int]:
    return {k for k, t in enumerate(tokens) if move.holds(t) and not t.is_label}


def _covered(wanted: set[int], taken: set[int], side: list[int]) -> bool:
    kept = {k for k in wanted if side[k] != GONE}
    return bool(kept) and len(kept & taken) >= 0.9 * len(kept)


def _inside(part: set[int], whole: set[int]) -> bool:
    return len(part & whole) >= 0.9 * len(part) if part else False
