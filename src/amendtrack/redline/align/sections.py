"""Headings that are only a number are matched by the text under them, not by their number.

If ``Article 4`` and a paragraph are inserted before the old Article 4, now Article 5, the heading ``Article 4`` is new
and the old heading keeps its text under its new number; likewise when an article is deleted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.align.section_heads import heads_section, series_of_heading
from amendtrack.text.bracketed_numbers import number_inside
from amendtrack.text.units import Text, UnitKind

Piece = list[int]
"""Units ``i1:i2`` of the first text and ``j1:j2`` of the second, whether they moved, and whether they are equal."""


def with_their_sections(pieces: list[Piece], before: Text, after: list[Loose | None]) -> list[Piece]:
    """The pieces, in the order of the second text, with such headings matched by the text under them.

    Units known only as part of an equal run get a place in ``after``.
    """
    stays = [piece for piece in pieces if not piece[4]]
    moved_from = {k for piece in pieces if piece[4] for k in range(piece[0], piece[1])}
    moved_to = {k for piece in pieces if piece[4] for k in range(piece[2], piece[3])}
    made: list[Piece] = []
    for p, q in zip(stays, stays[1:]):
        gone, new = q[0] - p[1], q[2] - p[3]
        i, j = p[1] - 1, p[3] - 1
        if not p[5] or bool(gone) == bool(new) or not q[5]:
            continue
        if q[0] - 1 in moved_from or q[2] - 1 in moved_to:
            continue  # the heading above went elsewhere, or came from there
        other = _bare_heading(before, q[0] - 1) if gone else _bare(after[q[2] - 1])
        if other is None or other != _bare_heading(before, i):
            continue
        after[j] = after[j] or loosened(before, i)
        p[1], p[3] = i, j
        made.append([q[0] - 1, q[0], j, j + 1, False, True] if gone else [i, i + 1, q[2] - 1, q[2], False, True])
    return sorted([*(piece for piece in pieces if piece[1] > piece[0]), *made], key=lambda piece: piece[2])


Link = tuple[int, int, int, bool]
"""Units ``i:i+n`` of the first text and ``j:j+n`` of the second, as ``i, j, n``, and whether they are equal."""


class HeadingsByText:
    """The links, with a heading linked to the one that has its text, where the two read alike.

    A heading of a number alone, or one that several articles share, cannot be told by its own words: the most of what
    stands under it decides.
    """

    def __init__(self, links: Sequence[Link], before: Text, after: Sequence[Loose | None]) -> None:
        self.links, self.before, self.after = links, before, after
        self._by_first = sorted(links)
        self._by_second = sorted(links, key=lambda link: link[1])
        self._firsts = [link[0] for link in self._by_first]
        self._seconds = [link[1] for link in self._by_second]

    def found(self) -> dict[int, int]:
        """The headings to be linked anew: units of the first text, and of the second."""
        ends: set[int] = set()  # where what follows in one text does not follow in the other
        last = (0, 0)
        for i, j, n, _ in self._by_first:
            if (i, j) != last:
                ends.update(k for k in (last[0] - 1, i - 1) if k >= 0)
            last = i + n, j + n
        ends.add(max(0, last[0] - 1))
        claims: dict[int, list[int]] = {}
        for h in sorted({head for end in ends if (head := self._head_of(end)) is not None}):
            if (g := self._home(h)) is None or self._keeps_its_own(g):
                continue
            if self._read_alike(h, g):
                claims.setdefault(g, []).append(h)
        pairs = ((max(own, key=lambda h: self._same_label(h, g)), g) for g, own in claims.items())
        return {h: g for h, g in pairs if self.forth(h) != g}

    def without(self, pairs: Mapping[int, int]) -> list[Link]:
        """The links without these units, in place of which stand the pairs."""
        made = [(h, g, 1, True) for h, g in pairs.items()]
        heads = set(pairs.values())
        for i, j, n, exact in self.links:
            start = 0
            for k in (*(k for k in range(n) if i + k in pairs or j + k in heads), n):
                if k > start:
                    made.append((i + start, j + start, k - start, exact))
                start = k + 1
        return made

    def forth(self, i: int) -> int | None:
        """The unit of the second text that is linked to this one."""
        k = bisect_right(self._firsts, i) - 1
        if k < 0:
            return None
        first, j, n, _ = self._by_first[k]
        return j + i - first if i < first + n else None

    def back(self, j: int) -> int | None:
        """The unit of the first text that is linked to this one."""
        k = bisect_right(self._seconds, j) - 1
        if k < 0:
            return None
        i, second, n, _ = self._by_second[k]
        return i + j - second if j < second + n else None

    def leaves_its_text(self, h: int, g: int) -> bool:
        """Whether two headings have text under them, and hardly any of it is the same."""
        has_text = not self._heads(h + 1) or not self._heads_after(g + 1)
        return self._heads(h) and has_text and g not in self._most(h, self._heads, self.forth, self._heads_after)

    def lends_its_title(self, h: int, g: int) -> bool:
        """Whether a heading has only the title of another: the text under either stood, or stands, under a third."""
        loose, own = self.after[g], loosened(self.before, h).own_label
        if own and (loose is None or loose.own_label == own):
            return False
        came = self._most(g, self._heads_after, self.back, self._heads)
        return bool(came) and h not in came and bool(self._most(h, self._heads, self.forth, self._heads_after))

    def _home(self, h: int) -> int | None:
        """The heading of the second text under which stands most of what stood under this one, and the reverse.

        If neither heading is linked to another, the text that came from elsewhere is not asked.
        """
        homes = self._most(h, self._heads, self.forth, self._heads_after)
        if not homes:
            return None
        g = max(
            sorted(homes),
            key=lambda at: (self.forth(h) == at, self._read_alike(h, at), self._same_label(h, at)),
        )
        if self.forth(h) is None and self.back(g) is None:
            return g
        return g if h in self._most(g, self._heads_after, self.back, self._heads) else None

    def _keeps_its_own(self, g: int) -> bool:
        """Whether a heading has the number that it had, and the first or the most of its text, with more or without."""
        h = self.back(g)
        if h is None or self._heads(h + 1) or not (self.after[g] is None or self._same_label(h, g)):
            return False
        return self.forth(h + 1) == g + 1 or self._most(h, self._heads, self.forth, self._heads_after) == {g}

    def _most(
        self,
        head: int,
        heads: Callable[[int], bool],
        other: Callable[[int], int | None],
        others: Callable[[int], bool],
    ) -> set[int]:
        """The headings under which stands most of what stands under this one in the other text."""
        votes: Counter[int] = Counter()
        for k in range(head + 1, head + _SECTION):
            if heads(k):
                break
            if (at := other(k)) is not None:
                found = next((n for n in range(at, max(-1, at - 4 * _SECTION), -1) if others(n)), None)
                votes.update([] if found is None else [found])
        return {at for at, n in votes.items() if n == max(votes.values())}

    def _head_of(self, i: int) -> int | None:
        """The heading that a unit of the first text is, or stands under."""
        return next((k for k in range(i, max(-1, i - _SECTION), -1) if self._heads(k)), None)

    def _heads(self, i: int) -> bool:
        return not 0 <= i < len(self.before.units) or heads_section(self.before, self.before.units[i])

    def _heads_after(self, j: int) -> bool:
        if not 0 <= j < len(self.after):
            return True
        loose = self.after[j]
        if loose is None:
            i = self.back(j)
            return i is not None and self._heads(i)
        return heads_new_section(loose)

    def _read_alike(self, h: int, g: int) -> bool:
        """Whether both are headings of one sort, with the same words or with none."""
        if not (0 <= h < len(self.before.units) and 0 <= g < len(self.after)):
            return False
        loose = self.after[g]
        if loose is None:
            i = self.back(g)
            return i is not None and self._named(h) == self._named(i)
        return self._named(h) == _sort_and_words(loose)

    def _same_label(self, h: int, g: int) -> bool:
        loose = self.after[g] if 0 <= g < len(self.after) else None
        if loose is None or not 0 <= h < len(self.before.units):
            return False
        return loose.own_label == loosened(self.before, h).own_label

    def _named(self, i: int) -> tuple[Hashable | None, str]:
        return _sort_and_words(loosened(self.before, i))


_SECTION = 64
"""How many units under a heading are asked where it went."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The headings of both texts: the position and name of each."""

    before: tuple[list[int], list[str]]
    after: tuple[list[int], list[str]]

    @classmethod
    def of(cls, before: Prepared, after: Sequence[Loose | None], links: Sequence[tuple[int, int, int]]) -> Sections:
        """The sections of two texts; units in none of the ``links`` (units, units, how many) are loose in ``after``."""
        own = {i: loosened(before.text, i).own_name for i in before.heads}
        found = {i + j - first: own[i] for first, j, n in links for i in _among(before.heads, first, first + n)}
        for j, loose in enumerate(after):
            if loose and heads_new_section(loose):
                found[j] = loose.own_name
        return cls((list(own), list(own.values())), (sorted(found), [found[j] for j in sorted(found)]))

    def may_be_one(self, i: int, j: int) -> bool:
        """Whether two units are under headings with one name, or under a deleted and a new heading."""
        one, other = (
            names[k - 1] if (k := bisect_right(places, at)) else ""
            for (places, names), at in ((self.before, i), (self.after, j))
        )
        return one == other or not (one in self.after[1] or other in self.before[1])

    def are_apart(self, i: int, j: int) -> bool:
        """Whether two units are in different sections; where a section begins with both, its number says nothing."""
        return not (_holds(self.before[0], i) and _holds(self.after[0], j)) and not self.may_be_one(i, j)


def _among(places: Sequence[int], first: int, end: int) -> Sequence[int]:
    return places[bisect_left(places, first) : bisect_left(places, end)]


def _holds(places: Sequence[int], at: int) -> bool:
    k = bisect_left(places, at)
    return k < len(places) and places[k] == at


def heads_new_section(loose: Loose) -> bool:
    """Whether an article, a chapter or the like begins with this unit of the second text."""
    return loose.mark.startswith("#") or series_of_heading(loose.own_label) is not None


def are_of_one_sort(one: Loose, other: Loose) -> bool:
    """Whether both are headings whose numbers count together, or headings without numbers at one level."""
    was, now = _sort_and_words(one)[0], _sort_and_words(other)[0]
    if was is None and now is None:
        return one.mark.startswith("#") and one.mark == other.mark
    return was == now


def _sort_and_words(loose: Loose) -> tuple[Hashable | None, str]:
    """The series to which a heading's number belongs, and its title, both without the brackets around them."""
    label, words = loose.label, loose.wording
    if not label:
        label, words = number_inside(words, is_heading=loose.mark[:1] in ("#", "="))
    words = " ".join(words.split())
    return series_of_heading(label), words if loose.label or not label else words.rstrip(']»”“"')


def _bare_heading(text: Text, i: int) -> Hashable | None:
    unit = text.units[i]
    return series_of_heading(unit.label) if unit.body == unit.end else None


def _bare(loose: Loose | None) -> Hashable | None:
    return series_of_heading(loose.label) if loose and not loose.wording else None


def loosened(text: Text, i: int) -> Loose:
    """A unit of the first text as one of the second."""
    unit = text.units[i]
    lead = text.source[text.units[i - 1].end : unit.start] if i else ""
    mark, kind = text.source[unit.start : unit.body], unit.kind
    return Loose(unit.label, lead, mark, text.wording(unit), kind is UnitKind.ROW, kind is UnitKind.LINE)


__all__ = [
    "HeadingsByText",
    "Sections",
    "are_of_one_sort",
    "heads_new_section",
    "loosened",
    "with_their_sections",
]
