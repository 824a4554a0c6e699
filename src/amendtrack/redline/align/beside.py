"""What becomes of a unit that is in no pair beside those that are: a part of its neighbour, or the other's successor.

A new unit may be what a neighbour lost (a split), one that is gone what a neighbour absorbed (a join); and if as many
units are new as are gone between the same neighbours, they replace each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from amendtrack.redline.align.likeness import Likeness
from amendtrack.redline.align.prepared import Key
from amendtrack.redline.align.section_heads import heads_section
from amendtrack.redline.align.sections import are_of_one_sort, heads_new_section, loosened
from amendtrack.text.units import Text, UnitKind


@dataclass(frozen=True, slots=True)
class Beside:
    """The loose units of two texts, some of which stand beside pieces.

    A piece holds the units ``i1:i2`` of the first text and ``j1:j2`` of the second that correspond, whether they have
    moved, and whether their wording is the same.
    """

    before: Text
    after: Sequence[object]
    like: Likeness
    loose_before: Sequence[int]
    loose_after: Sequence[int]

    def absorbed(self, pieces: list[list[int]]) -> list[list[int]]:
        """Join a new unit to the neighbour that lost its words (a split), and the reverse (a join).

        A title is split, and joined, only with what stands right beside it: no text comes into a title.
        """
        used_b, used_a = self._used(pieces)
        like, before = self.like, self.before
        # A line of a fenced block is neither split nor joined: its line ends are not white space.
        free_b = {i for i in self.loose_before if not used_b[i] and not like.is_line_before(i)}
        free_a = {j for j in self.loose_after if not used_a[j] and not like.texts[j].is_line}
        for p in pieces:
            if free_a.isdisjoint((p[2] - 1, p[3])) and free_b.isdisjoint((p[0] - 1, p[1])):
                continue
            if (p[5] and p[1] - p[0] > 1) or like.is_line_before(p[0]):
                continue
            if p[0] not in like.bkey or p[2] not in like.akey:
                continue
            for j in self._neighbours(p[2], p[3], free_a, lambda j: heads_new_section(like.texts[j])):
                if self._is_title(p[0]) and j not in (p[2] - 1, p[3]):
                    continue
                alone = p[1] - p[0] == 1 and p[3] - p[2] == 1 and not p[5]
                was, rest, part = like.bkey[p[0]], like.akey[p[2]], like.akey[j]
                if like.taken_from(part, was, rest) or (
                    alone
                    and j in (p[2] - 1, p[3])
                    and (like.dealt_out(p[0], p[2], j) or like.parts_with(was, rest, part, is_behind=j == p[3]))
                ):
                    p[2], p[3] = min(p[2], j), max(p[3], j + 1)
                    p[5] = False
                    free_a.discard(j)
            for i in self._neighbours(p[0], p[1], free_b, lambda i: heads_section(before, before.units[i])):
                if self.like.texts[p[2]].mark.startswith("#") and i not in (p[0] - 1, p[1]):
                    continue
                alone = p[1] - p[0] == 1 and p[3] - p[2] == 1 and not p[5]
                whole, rest, part = like.akey[p[2]], like.bkey[p[0]], like.bkey[i]
                if (
                    like.taken_from(part, whole, rest)
                    or self._is_title_run_in(i, p)
                    or (alone and i in (p[0] - 1, p[1]) and like.parts_with(whole, rest, part, is_behind=i == p[1]))
                ):
                    p[0], p[1] = min(p[0], i), max(p[1], i + 1)
                    p[5] = False
                    free_b.discard(i)
        return pieces

    def _is_title_run_in(self, i: int, below: list[int]) -> bool:
        """Whether a title of a word or two now opens the paragraph that stood right below it."""
        title, was, now = self.like.bkey[i], self.like.bkey[below[0]], self.like.akey[below[2]]
        opens = len(title) <= 2 and now[: len(title)] == title and was[: len(title)] != title
        return opens and i + 1 == below[0] and self._is_title(i)

    def _is_title(self, i: int) -> bool:
        return self.before.units[i].kind is UnitKind.HEADING

    def replaced_in_place(self, pieces: list[list[int]]) -> list[list[int]]:
        """If as many units are new as are gone between the same neighbours, they replace each other one by one.

        A unit whose words are gone from one place and new at another has gone there, and is replaced by no other. A
        heading right above text that stays is replaced by the new one there, whatever its number and title.
        """
        ends = (len(self.before.units), len(self.after))
        stays = [p for p in pieces if not p[4]]
        used_b, used_a = self._used(pieces)
        bkey, akey = self.like.bkey, self.like.akey
        elsewhere = self._gone_elsewhere(used_b, used_a)
        added = []
        for p, q in zip([[0, 0, 0, 0], *stays], [*stays, [ends[0], ends[0], ends[1], ends[1]]], strict=True):
            gone = [i for i in range(p[1], q[0]) if not used_b[i]]
            new = [j for j in range(p[3], q[2]) if not used_a[j]]
            may_be = len(gone) == len(new) and elsewhere.isdisjoint((*map(bkey.get, gone), *map(akey.get, new)))
            if gone and may_be and all(self.like.same_sort(i, j) for i, j in zip(gone, new)):
                added += [[i, i + 1, j, j + 1, False, False] for i, j in zip(gone, new)]
            elif gone and new and self._is_retitled(gone[-1], new[-1], q):
                added.append([gone[-1], q[0], new[-1], q[2], False, False])
        self._use(added, used_b, used_a)
        for p in pieces:
            i, j = p[0] - 1, p[2] - 1
            if p[4] and min(i, j) >= 0 and not (used_b[i] or used_a[j]) and self._is_retitled(i, j, p):
                added.append([i, i + 1, j, j + 1, True, False])
        return sorted([*pieces, *added], key=lambda piece: piece[2])

    def _gone_elsewhere(self, used_b: bytearray, used_a: bytearray) -> set[Key | None]:
        """The words that are gone from one place and new at another."""
        like = self.like
        gone = {like.bkey[i] for i in self.loose_before if not used_b[i]}
        return {key for j in self.loose_after if not used_a[j] and (key := like.akey[j]) and key in gone}

    def _is_retitled(self, i: int, j: int, below: list[int]) -> bool:
        """Whether a heading that is gone and a new one of the same sort both stand right above what stays."""
        if i + 1 != below[0] or j + 1 != below[2] or i + 1 == len(self.before.units):
            return False
        if heads_section(self.before, self.before.units[i + 1]):
            return False
        return are_of_one_sort(loosened(self.before, i), self.like.texts[j])

    def _used(self, pieces: list[list[int]]) -> tuple[bytearray, bytearray]:
        """For each unit of either text, whether it is in one of the pieces."""
        before, after = bytearray(len(self.before.units)), bytearray(len(self.after))
        self._use(pieces, before, after)
        return before, after

    @staticmethod
    def _use(pieces: Iterable[Sequence[int]], before: bytearray, after: bytearray) -> None:
        """Note the units of these pieces as used."""
        for i1, i2, j1, j2, *_ in pieces:
            if i2 - i1 == j2 - j1 == 1:  # as most
                before[i1] = after[j1] = 1
            else:
                before[i1:i2] = b"\1" * (i2 - i1)
                after[j1:j2] = b"\1" * (j2 - j1)

    @staticmethod
    def _neighbours(start: int, end: int, free: set[int], heads: Callable[[int], bool]) -> list[int]:
        """Free units next to ``start:end``, nearest first, those before and then those after.

        None is beyond a heading, but what a heading right beside them parts from them.
        """
        found = []
        for k, step in ((start - 1, -1), (end, 1)):
            is_first = True
            while k in free:
                found.append(k)
                if heads(k):
                    if is_first and k + step in free and not heads(k + step):
                        found.append(k + step)
                    break
                k, is_first = k + step, False
        return found
