"""How near a redline comes to what people marked: sentence pairs of a public data set, each edit marked by hand.

    python -m benchmarks.marked_edits FOLDER [--splits train dev] [--tools amendtrack difflib]

FOLDER holds ``train.json``, ``dev.json`` and ``test.json`` of arXivEdits (Jiang, Xu and Stevens, EMNLP 2022; the
folder ``data/edits`` of github.com/chaojiang06/arXivEdits); nothing of it is kept here. Words are the data set's own:
what stands between two blanks. A pair has one to three acceptable markings, and the one that suits a tool best counts.

``F1`` is that of the marked words of both sentences, ``exact`` the share of a marking's edits that the tool
shows as they are, and ``hunks/edit`` how many changes a reader sees for one that a person marked. ``islands`` are one
or two kept words between two changes that are each as long or longer, for every 100 changes.
"""

from __future__ import annotations

import argparse
import difflib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from amendtrack.redline.comparison import compare
from amendtrack.redline.spoken_words import words_of
from benchmarks.tables import Table


class Edit(NamedTuple):
    """Words ``i1:i2`` of the first sentence became ``j1:j2`` of the second."""

    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def shown(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Its words on both sides; none where it only adds, or only takes away."""
        return (
            (self.i1, self.i2) if self.i1 < self.i2 else None,
            (self.j1, self.j2) if self.j1 < self.j2 else None,
        )


Mark = tuple[tuple[int, int] | None, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences as words, and the markings that people found acceptable."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    markings: tuple[frozenset[Mark], ...]


Tool = Callable[[Pair], list[Edit]]


def pairs(file: Path) -> Iterator[Pair]:
    """The pairs of one split in which people marked anything."""
    for found in json.loads(file.read_text(encoding="utf-8")).values():
        before, after = (tuple(found[f"sentence-{n}"].split()) for n in (1, 2))
        marked = [found[f"edits-combination-{k}"].values() for k in range(3)]
        markings = tuple(frozenset(map(_mark, edits)) for edits in marked if edits)
        if markings:
            yield Pair(before, after, markings)


def _mark(edit: dict[str, list[int] | None]) -> Mark:
    one, other = (edit[f"sentence-{n}-token-indices"] for n in (1, 2))
    return (one[0], one[1]) if one else None, (other[0], other[1]) if other else None


def aligned(
    pair: Pair, compared: Callable[[Sequence[str], Sequence[str]], Iterable[tuple[int, int, int, int]]]
) -> list[Edit]:
    """What a comparison of our own words says of the words of the data set; one of which a part is marked is marked."""
    sides, places = [], []
    for words in (pair.before, pair.after):
        found = words_of(" ".join(words))
        starts = list(accumulate((len(word) + 1 for word in words), initial=0))
        sides.append(found.keys)
        places.append([*(bisect_right(starts, start) - 1 for start in found.starts), len(words)])
    edits: list[Edit] = []
    for edit in _in_whole_words(compared(*sides), places):
        if edits and (edit.i1 < edits[-1].i2 or edit.j1 < edits[-1].j2):
            last = edits.pop()
            edit = Edit(last.i1, max(edit.i2, last.i2), last.j1, max(edit.j2, last.j2))
        edits.append(edit)
    return edits


def _in_whole_words(compared: Iterable[tuple[int, int, int, int]], places: Sequence[Sequence[int]]) -> Iterator[Edit]:
    """The changes of our own words in those of the data set.

    One of which a part is marked is marked, and so is what stands against it: ``-boson`` became ``boson``.
    """
    ends = [len(side) - 1 for side in places]
    for i1, i2, j1, j2 in compared:
        while i1 and j1 and any(_is_inside(p, k) for p, k in zip(places, (i1, j1))):
            i1, j1 = i1 - 1, j1 - 1
        while i2 < ends[0] and j2 < ends[1] and any(_is_inside(p, k) for p, k in zip(places, (i2, j2))):
            i2, j2 = i2 + 1, j2 + 1
        yield Edit(*_whole(places[0], i1, i2), *_whole(places[1], j1, j2))


def _is_inside(places: Sequence[int], k: int) -> bool:
    """Whether a word of the data set goes on there."""
    return 0 < k < len(places) and places[k - 1] == places[k]


def _whole(places: Sequence[int], start: int, stop: int) -> tuple[int, int]:
    """The words of the data set that hold these of ours; a cut inside a word marks it."""
    return places[start], places[stop - 1] + 1 if start < stop else places[start] + _is_inside(places, start)


def by_amendtrack(pair: Pair) -> list[Edit]:
    """What ``amendtrack.compare`` shows."""
    return aligned(pair, lambda _, __: _compared(" ".join(pair.before), " ".join(pair.after)))


def _compared(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """The words that a redline shows as changed; noise is none."""
    starts = [words_of(text).starts for text in (before, after)]
    redline = compare(before, after)
    for splice in (s for change in redline.changes for s in change.splices if not s.noise):
        yield (
            bisect_left(starts[0], splice.b1),
            bisect_left(starts[0], splice.b2),
            bisect_left(starts[1], splice.a1),
            bisect_left(starts[1], splice.a2),
        )


def by_difflib(pair: Pair) -> list[Edit]:
    """difflib over the words, its guess at junk switched off."""
    found = difflib.SequenceMatcher(None, pair.before, pair.after, autojunk=False).get_opcodes()
    return [Edit(*place) for tag, *place in found if tag != "equal"]


def by_diff_match_patch(pair: Pair) -> list[Edit]:
    """diff-match-patch, a character for a word; its semantic clean-up is left out, which brings it further away."""
    dmp = import_module("diff_match_patch").diff_match_patch()
    dmp.Diff_Timeout = 0
    signs = {word: chr(0x100 + n) for n, word in enumerate(dict.fromkeys([*pair.before, *pair.after]))}
    before, after = ("".join(signs[word] for word in side) for side in (pair.before, pair.after))
    found: list[Edit] = []
    i = j = i1 = j1 = 0
    for sign, text in [*dmp.diff_main(before, after, False), (0, "")]:
        if sign == 0 and (i > i1 or j > j1):
            found.append(Edit(i1, i, j1, j))
        i, j = i + len(text) * (sign <= 0), j + len(text) * (sign >= 0)
        if sign == 0:
            i1, j1 = i, j
    return found


def tools() -> dict[str, Tool]:
    """What is measured, as far as it is installed."""
    found: dict[str, Tool] = {"amendtrack": by_amendtrack, "difflib": by_difflib}
    if find_spec("diff_match_patch"):
        found["diff-match-patch"] = by_diff_match_patch
    return found


def marked(pair: Pair, marking: Iterable[Mark]) -> list[Edit]:
    """A marking as edits of both sentences; what touches is one."""
    gone, new = ({k for mark in marking if mark[side] for k in range(*mark[side])} for side in (0, 1))
    found: list[Edit] = []
    i = j = 0
    while i < len(pair.before) or j < len(pair.after):
        first, second = i, j
        while i in gone:
            i += 1
        while j in new:
            j += 1
        if (i, j) != (first, second):
            found.append(Edit(first, i, second, j))
        i, j = i + 1, j + 1
    return found


def islands(edits: Sequence[Edit]) -> int:
    """How often one or two words are kept between two changes that are each as long or longer."""
    long = [max(edit.i2 - edit.i1, edit.j2 - edit.j1) for edit in edits]
    kept = [other.i1 - one.i2 for one, other in pairwise(edits)]
    return sum(1 <= many <= min(2, one, other) for many, one, other in zip(kept, long, long[1:]))


@dataclass
class Score:
    """Counts that add up over pairs."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    edits: int = 0
    exact: int = 0
    hunks: int = 0
    islands: int = 0

    def add(self, pair: Pair, shown: Sequence[Edit]) -> None:
        """One pair, judged by the marking that suits what is shown best."""
        marks = {edit.shown for edit in shown}
        found = _words(marks)
        best = max(pair.markings, key=lambda m: (_share(_words(m), found), len(m & marks)))
        true = _words(best)
        self.right += len(true & found)
        self.extra += len(found - true)
        self.missed += len(true - found)
        self.edits += len(best)
        self.exact += len(best & marks)
        self.hunks += len(shown)
        self.islands += islands(shown)

    @property
    def f1(self) -> float:
        return 2 * self.right / total if (total := 2 * self.right + self.extra + self.missed) else 1.0

    def row(self, name: str) -> tuple[str, ...]:
        shares = (self.f1, self.exact / self.edits, self.hunks / self.edits)
        return (name, *(f"{share:.3f}" for share in shares), str(self.edits), f"{100 * self.islands / self.hunks:.1f}")


def _words(marks: Iterable[Mark]) -> set[tuple[int, int]]:
    return {(side, k) for mark in marks for side, run in enumerate(mark) if run for k in range(*run)}


def _share(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def sets(folder: Path, splits: Sequence[str], size: int = 200) -> Iterator[tuple[str, list[Pair]]]:
    """The pairs of each split, 200 at a time."""
    for split in splits:
        found = list(pairs(folder / f"{split}.json"))
        for k in range(0, len(found), size):
            yield f"{split} {k + 1}-{min(k + size, len(found))}", found[k : k + size]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder data/edits of arXivEdits")
    parser.add_argument("--splits", nargs="+", default=["train", "dev"], choices=["train", "dev", "test"])
    parser.add_argument("--tools", nargs="+", default=list(tools()), choices=list(tools()))
    options = parser.parse_args()
    for title, found in sets(options.folder, options.splits):
        rows = []
        for name in options.tools:
            score = Score()
            for pair in found:
                score.add(pair, tools()[name](pair))
            rows.append(score.row(name))
        people = [marked(pair, max(pair.markings, key=len)) for pair in found]
        share = 100 * sum(map(islands, people)) / sum(map(len, people))
        rows.append(("people", "", "", "", "", f"{share:.1f}"))
        Table(("", "F1", "exact", "hunks/edit", "edits", "islands"), tuple(rows)).show(title)


if __name__ == "__main__":
    main()
