"""Which new units of one gap are rivals for one place, and which units form an article: the blocks of ``gap_order``.

Similar new units of different proposals are rivals. So are whole articles, if their headings, or most of the units
under them, are similar. A paragraph that ends in a colon says with its list what it says: two of them are rivals only
if their lists are similar too. Units of one proposal are never rivals, nor is anything that they are in one block with.
An item is a rival of a paragraph only where nothing else changes its place, whichever of the two is chosen.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from amendtrack.consolidation.edits import Inserted, Placed
from amendtrack.consolidation.like_articles import LikeArticles
from amendtrack.consolidation.like_units import Likeness, members
from amendtrack.consolidation.strands import Strand

_COLONS = (":", "：", "︰", "﹕", "։")


def rival_blocks(
    items: Sequence[Strand[Placed]],
    articles: Sequence[list[int]],
    under: Container[int],
    blocks: Sequence[int],
    depths: Mapping[int, Hashable],
    *,
    nested: Container[int] = (),
    paragraphs: Mapping[int, Collection[int]] | None = None,
    between: Collection[int] = (),
    lists: Lists | None = None,
) -> list[list[int]]:
    """The units of a gap in blocks: whole articles, rival articles, and rivals among the units under no new heading.

    Articles at different ``depths`` are rivals only if their headings are alike. Units that are in different ``blocks``
    already are no rivals, nor are ``nested`` items of different ``paragraphs``. An item and a paragraph are rivals only
    if both are ``between`` the other items and the other paragraphs. Units whose ``lists`` have an item in common are
    rivals, however little they are alike; unless they and their lists are, they are so as wholes, each with its list.
    """
    found = _Blocks(items, blocks, paragraphs or {}, lists or Lists())
    for article in articles:
        for k in article[1:]:
            found.join(article[0], k)
    found.join_articles(articles, depths)
    loose = [k for k in range(len(items)) if k not in under]
    for group in found.lists.rival_holders():
        found.join_holders([k for k in sorted(group) if k not in under])
    found.join_units([k for k in loose if k not in nested], [k for k in loose if k in nested], between)
    return found.parts()


class Lists:
    """Which new units stand in which: the items of a paragraph, the rows of a table, the lines of a block.

    ``held`` is each unit with the new one under which a proposal puts it, if there is one.
    """

    def __init__(self, held: Iterable[tuple[int, int | None]] = ()) -> None:
        self.inside: dict[int, set[int]] = defaultdict(set)
        self._over: dict[int, set[int]] = defaultdict(set)
        self._loose = set[int]()
        for k, over in held:
            if over is None:
                self._loose.add(k)
            else:
                self.inside[over].add(k)
                self._over[k].add(over)

    def rival_holders(self) -> list[Collection[int]]:
        """The new units of different proposals under which these put one and the same unit."""
        return [over for over in self._over.values() if len(over) > 1]

    def all_inside(self, holder: int) -> set[int]:
        """Everything under a unit, and nothing that somebody puts under no new unit."""
        found, more = set[int](), self.inside.get(holder, set())
        while more:
            found |= more
            more = set[int]().union(*(self.inside.get(k, ()) for k in more)) - found
        return found - self._loose


@dataclass(slots=True, eq=False)
class _Block:
    """Units that stay together, as a set with a bit for each, and the proposals that have them."""

    units: int
    backers: set[str]


class _Blocks:
    """The blocks of a gap while they are found; used once and then discarded.

    Two units are compared only if they may be rivals, in the order of ``items``: the first that fits is joined.
    """

    def __init__(
        self,
        items: Sequence[Strand[Placed]],
        known: Sequence[int],
        paragraphs: Mapping[int, Collection[int]],
        lists: Lists,
    ) -> None:
        self.items, self.known, self.paragraphs, self.lists = items, known, paragraphs, lists
        self.block = [_Block(1 << k, set(item.backers)) for k, item in enumerate(items)]
        self._having: dict[str, int] = defaultdict(int)
        """By proposal, the units whose blocks have a unit of that proposal."""
        self._known: dict[int, int] = defaultdict(int)
        self._every = (1 << len(items)) - 1
        self._notes = sum(1 << k for k, item in enumerate(items) if _is_note(item))
        for k, item in enumerate(items):
            self._known[known[k]] |= 1 << k
            for name in item.backers:
                self._having[name] |= 1 << k

    @cached_property
    def _units(self) -> list[Inserted | None]:
        return [item.edit if isinstance(item.edit, Inserted) else None for item in self.items]

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(self._units)

    def join(self, x: int, y: int) -> None:
        """Make one block of the blocks of two units."""
        one, other = self.block[x], self.block[y]
        if one is other:
            return
        for name in other.backers - one.backers:
            self._having[name] |= one.units
        for name in one.backers - other.backers:
            self._having[name] |= other.units
        one.units |= other.units
        one.backers |= other.backers
        for k in members(other.units):
            self.block[k] = one

    def parts(self) -> list[list[int]]:
        """The units of each block in order; the blocks in the order of their first units."""
        return [sorted(members(block.units & self._every)) for block in dict.fromkeys(self.block)]

    def apart_from(self, k: int) -> int:
        """The units with which unit ``k`` may be rivals: no proposal has units in both blocks."""
        shared = 0
        for name in self.block[k].backers:
            shared |= self._having[name]
        return ~shared

    def like(self, k: int, among: int) -> int:
        """Those of a set that are like a unit; a note, which belongs to the whole text, is like nothing but a note."""
        return self.likeness.like(k, among & (self._notes if self._notes >> k & 1 else ~self._notes)) if among else 0

    def join_units(self, loose: Sequence[int], nested: Sequence[int], between: Iterable[int]) -> None:
        """Join these paragraphs to their rivals, these items to theirs, and then those ``between`` to each other."""
        for level in (loose, nested):
            later = sum(1 << k for k in level)
            for k in level:
                later ^= 1 << k
                self._join_first(k, later, in_list=level is nested)
        edge = ~self._every | sum(1 << k for k in between)
        apart = {k for k, block in enumerate(self.block) if not block.units & ~edge}
        paragraphs = sum(1 << k for k in loose if k in apart)
        for k in nested:
            if k in apart:
                self._join_first(k, paragraphs)

    def join_holders(self, group: Sequence[int]) -> None:
        """Join the units that hold one item, with all that they hold unless that is one list in different words."""
        for one, other in pairwise(group):
            if self.known[one] != self.known[other] or not self.apart_from(one) >> other & 1:
                continue
            self.join(one, other)
            if not (self.like(one, 1 << other) and self._have_like_lists(one, other)):
                for k in sorted(self.lists.all_inside(one) | self.lists.all_inside(other)):
                    if self.known[k] == self.known[one]:
                        self.join(one, k)

    def _have_like_lists(self, one: int, other: int) -> bool:
        """Whether most items of the shorter of their lists are items of both or alike; so it is if one has no list."""
        mine, theirs = (sum(1 << k for k in self.lists.inside.get(over, ())) for over in (one, other))
        shorter, longer = sorted((mine, theirs), key=int.bit_count)
        shared = sum(bool(longer >> k & 1 or self.like(k, longer)) for k in members(shorter))
        return not shorter or 2 * shared > shorter.bit_count()

    def _may_be_rivals(self, one: int, other: int) -> bool:
        """Whether two units that are alike are so as a whole: of two that end in a colon, the lists count too."""
        return not (self._announces(one) and self._announces(other)) or self._have_like_lists(one, other)

    def _announces(self, k: int) -> bool:
        unit = self._units[k]
        return unit is not None and unit.wording.rstrip().endswith(_COLONS)

    def _join_first(self, k: int, later: int, *, in_list: bool = False) -> None:
        apart = later & self._known[self.known[k]] & self.apart_from(k)
        near = self.like(k, apart)
        while near:
            other = next(members(near))
            near ^= 1 << other
            if self._are_in_one_list(k, other) if in_list else self._may_be_rivals(k, other):
                self.join(k, other)
                near &= self.apart_from(k)

    def _are_in_one_list(self, x: int, y: int) -> bool:
        """Whether two items stand under one paragraph, or under rival ones."""
        one, other = (self.paragraphs.get(k, ()) for k in (x, y))
        return not (one or other) or any(self.block[a] is self.block[b] for a in one for b in other)

    def join_articles(self, articles: Sequence[list[int]], depths: Mapping[int, Hashable]) -> None:
        """Join these articles to their rivals among those after them."""
        places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for n, article in enumerate(articles):
            places[tuple(article)].append(n)
        # One that several proposals have is compared once, where the first of them has it.
        different = sorted(places, key=len, reverse=True)
        number = {article: m for m, article in enumerate(different)}
        known: dict[int, int] = defaultdict(int)
        for m, (head, *_) in enumerate(different):
            known[self.known[head]] |= 1 << m
            self._number_article(m, head)
        alike = LikeArticles(different, self._units, self._notes)
        for found, own in places.items():
            head = found[0]
            among = known[self.known[head]] & self.apart_from(head) >> len(self.items)
            if among:
                at = {m: bisect(places[different[m]], own[0]) for m in members(alike.like(number[found], among))}
                later = sorted((places[different[m]][k], m) for m, k in at.items() if k < len(places[different[m]]))
                for _, m in later:
                    other = different[m][0]
                    if depths[head] != depths[other] and not self.like(head, 1 << other):
                        continue
                    if self.block[head].backers.isdisjoint(self.block[other].backers):
                        self.join(head, other)

    def _number_article(self, m: int, head: int) -> None:
        """Have an article in the sets as well, after the units: it is in the block of its heading."""
        block, bit = self.block[head], 1 << len(self.items) + m
        self.block.append(block)
        block.units |= bit
        for name in block.backers:
            self._having[name] |= bit


def _is_note(strand: Strand[Placed]) -> bool:
    return isinstance(strand.edit, Inserted) and strand.edit.label.startswith("[^")


__all__ = ["Lists", "rival_blocks"]
