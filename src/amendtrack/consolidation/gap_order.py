"""The order of new and moved units in one gap between two units of the base, and which of them are rivals.

Each proposal's own order is kept: it is part of what it asks for. What has been circulated keeps its place, and the
wording decides the rest. Only lists kept in alphabetical order go by another rule, see ``in_list_order``.

How this works. A unit that has no new heading before it belongs to the text above the gap, so it comes first; then come
units whose new heading has been rejected. A new heading and the units that its proposal puts under it form one article
and stay together. The deeper of two headings comes first, as it belongs to what stands above: a new article of the
chapter above, and then a new chapter; and so does an item of an inner list. Similar new units of different proposals
are rivals, and so are similar articles: see ``rivals``.
Units that belong together form one block. An article is sorted by its heading. The blocks are sorted topologically:
among those that may come next, and belong to the same text, one that continues the current passage is preferred; see
``merged_order``. The units inside each block are sorted in the same way.

This is done once, for everything that is proposed in the gap (``GapOrders``). Whatever is printed or composed of some
of these units later, after decisions too, has them in that order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from operator import is_
from typing import Any

from amendtrack.consolidation.belonging import InGap, ListsAbove, is_item
from amendtrack.consolidation.edits import Identity, Inserted, Moved, Placed, opening_of
from amendtrack.consolidation.merged_order import Wanted, merged
from amendtrack.consolidation.rivals import Lists, rival_blocks
from amendtrack.consolidation.strands import Strand, holds, new_unit_id
from amendtrack.text.indentation import column_in
from amendtrack.text.labelling import heading_level, is_heading
from amendtrack.text.labels import Rank, ordinal, rank_of, read_label
from amendtrack.text.labels_in_use import BaseLabels, is_nested
from amendtrack.text.numerals import suffix_rank
from amendtrack.text.units import Text, Unit
from amendtrack.text.words import folded

_ABOVE, _OPENS, _NOTES = (-1,), (3,), (4,)
"""What items of the list above belong to, a heading over what follows, and notes; see ``_belonging``."""
_DEEPEST = (99, 99)
"""A heading of no known depth."""
_LISTED = 4
"""So many items in alphabetical order are an alphabetical list; as many are looked at on each side of a gap."""
_FENCES = ("```", "~~~")
_MANY = 64
"""The order of more units than this, out of all of a gap, is remembered until that of others is asked for."""
LOOKED_AT = 64
"""Of so many items that one proposal puts in a gap it is asked which list above they go on with."""
_NUMBERED = re.compile(r"([^0-9]*)([0-9]{0,9})")


Where = tuple[int, int]
"""The number of a block in its gap, and the place of a unit in it."""


@dataclass(frozen=True, slots=True)
class GapBlock:
    """Units of one gap that stay together: one unit, rivals for one place, or articles (with their headings).

    ``over`` is the first unit of the block under which this one stands, as items do under their paragraph; or its own.
    """

    strands: tuple[Strand[Placed], ...]
    over: Identity

    @property
    def backers(self) -> frozenset[str]:
        """The proposals that contribute to it."""
        return frozenset[str]().union(*(s.backers for s in self.strands))


class GapOrders:
    """The order of new and moved units in every gap, found once from all of them; what is left later keeps it.

    ``gaps`` holds everything that is proposed in each gap; ``instead`` what the chair's own words replace.
    """

    def __init__(
        self,
        ground: BaseLabels,
        circulated: Mapping[str, str],
        gaps: Mapping[int, Sequence[Strand[Placed]]],
        instead: Mapping[Identity, Collection[Identity]] | None = None,
        lists: ListsAbove | None = None,
    ) -> None:
        self.base, self.circulated, self.gaps, self._instead = ground.base, circulated, gaps, instead or {}
        self._lists = lists or ListsAbove(ground)
        self._found: dict[int, list[GapBlock]] = {}
        self._asked: dict[int, tuple[Sequence[Strand[Placed]], list[GapBlock]]] = {}
        self._opening: dict[int, Container[Identity]] = {}
        self._places: dict[int, Mapping[Identity, Where]] = {}
        self._over: dict[int, Mapping[Identity, Identity]] = {}
        self._paragraphs: dict[int, Mapping[Identity, frozenset[int]]] = {}

    def with_own(self, instead: Mapping[Identity, Collection[Identity]]) -> GapOrders:
        """The same order, in which the chair's words stand where what they replace does."""
        made = GapOrders(self._lists.ground, self.circulated, self.gaps, instead, self._lists)
        made._found, made._opening = self._found, self._opening
        made._places, made._paragraphs, made._over = self._places, self._paragraphs, self._over
        return made

    @cached_property
    def under_new_headings(self) -> frozenset[str]:
        """The names of all new units that are proposed under a new heading."""
        every = (s.edit for gap in self.gaps.values() for s in gap)
        return frozenset(new_unit_id(edit) for edit in every if isinstance(edit, Inserted) and edit.under)

    @cached_property
    def sharing_items(self) -> Mapping[Identity, Collection[Identity]]:
        """The new units that have an item in common, each with the others: it cannot be said of both at once."""
        found: dict[Identity, set[Identity]] = defaultdict(set)
        for every in self.gaps.values():
            for holders in Lists(_holders(_chains(every), every)).rival_holders() if len(every) > 2 else ():
                own = {every[k].identity for k in holders}
                for one in own:
                    found[one] |= own - {one}
        return found

    @cached_property
    def items_by_holder(self) -> Mapping[Identity, Mapping[Identity, frozenset[Identity]]]:
        """By new unit, the new items, rows and lines of a block under it, each with all units that hold it.

        An item that somebody puts under no new unit, or under a new heading, is not among them.
        """
        found: dict[Identity, dict[Identity, frozenset[Identity]]] = defaultdict(dict)
        for every in self.gaps.values():
            held: dict[int, set[int | None]] = defaultdict(set)
            for k, over in _holders(_chains(every), every) if len(every) > 1 else ():
                held[k].add(over if over is None or not is_heading(*opening_of(every[over].edit, self.base)) else None)
            for k, over_it in held.items():
                above = frozenset(every[over].identity for over in over_it if over is not None)
                for holder in above if None not in over_it else ():
                    found[holder][every[k].identity] = above
        return found

    def order(self, strands: Iterable[Strand[Placed]]) -> list[Strand[Placed]]:
        """These units in order, gap by gap."""
        return [s for gap, here in _by_gap(strands) for s in _own_order(here) or self._order_in(gap, here)]

    def _order_in(self, gap: int, strands: Sequence[Strand[Placed]]) -> Iterator[Strand[Placed]]:
        return (s for block in self._blocks_in(gap, strands) for s in block.strands)

    def blocks(self, strands: Iterable[Strand[Placed]]) -> list[GapBlock]:
        """The same units in the same order, grouped into blocks; no two blocks of all units become one of some."""
        return [block for gap, here in _by_gap(strands) for block in self._blocks_in(gap, here)]

    def all_in(self, gap: int) -> list[GapBlock]:
        """Everything that is proposed in a gap, in order."""
        if gap not in self._found:
            every = self.gaps.get(gap, ())
            self._opening[gap] = _opening(every, self.base, gap)
            self._found[gap] = _blocks(every, self._lists, self.circulated, {}, frozenset(), self._opening[gap], {})
        return self._found[gap]

    def _blocks_in(self, gap: int, strands: Sequence[Strand[Placed]]) -> list[GapBlock]:
        every = self.gaps.get(gap, ())
        if len(strands) == len(every) and all(map(is_, strands, every)):
            return self.all_in(gap)
        if len(strands) == 1:
            return [GapBlock((strands[0],), strands[0].identity)]
        asked, found = self._asked.get(gap, ((), []))
        if len(strands) == len(asked) and all(map(is_, strands, asked)):
            return found
        known = self._known(gap, strands)
        staying = self._under_rivals(gap, strands, known)
        over = self._over_in(gap, strands)
        found = _blocks(strands, self._lists, self.circulated, known, staying, self._opening[gap], over)
        if len(strands) > _MANY:
            self._asked[gap] = strands, found
        return found

    def _under_rivals(
        self, gap: int, strands: Sequence[Strand[Placed]], known: Mapping[Identity, Where]
    ) -> frozenset[Identity]:
        """The items whose new paragraph, or a rival of it, is there, and all rows of a new table."""
        if gap not in self._paragraphs:
            places, every = self._places[gap], self.gaps.get(gap, ())
            found = _paragraphs(_chains(every), every).items()
            self._paragraphs[gap] = {
                every[k].identity: frozenset(places[every[o].identity][0] for o in over) for k, over in found
            }
        paragraphs, there = self._paragraphs[gap], {known[s.identity][0] for s in strands if _sort_of(s)}
        was = {s.identity: self._instead.get(s.identity, (s.identity,)) for s in strands}
        rows = {
            s.identity for s in strands if holds(s, Inserted) and is_next_row(s.edit) and paragraphs.get(s.identity)
        }
        under = (i for i, own in was.items() if any(not there.isdisjoint(paragraphs.get(o, ())) for o in own))
        return frozenset(rows).union(under)

    def are_apart(self, x: Inserted, y: Inserted) -> bool:
        """Whether two new units of one gap are in two blocks of it, and so no rivals."""
        one, other = (self._places_in(x.gap).get(edit.identity) for edit in (x, y))
        return one is not None and other is not None and one[0] != other[0]

    def _places_in(self, gap: int) -> Mapping[Identity, Where]:
        if gap not in self._places:
            there = ((s, (n, m)) for n, block in enumerate(self.all_in(gap)) for m, s in enumerate(block.strands))
            self._places[gap] = {s.identity: where for s, where in there}
        return self._places[gap]

    def _over_in(self, gap: int, strands: Iterable[Strand[Placed]]) -> Mapping[Identity, Identity]:
        """By unit, the first of the block under which it, or what it replaces, stands among all of its gap."""
        if gap not in self._over:
            self._over[gap] = {s.identity: block.over for block in self.all_in(gap) for s in block.strands}
        known = self._over[gap]
        if not self._instead:
            return known
        own = {s.identity: [i for i in self._instead.get(s.identity, ()) if i in known] for s in strands}
        return {**known, **{i: known[was[0]] for i, was in own.items() if was}}

    def _known(self, gap: int, strands: Sequence[Strand[Placed]]) -> Mapping[Identity, Where]:
        """Where each of these units stands among all of its gap; the chair's words, where those they replace do."""
        places, found = self._places_in(gap), dict[Identity, Where]()
        for strand in strands:
            known = places.get(strand.identity)
            if known is None:
                was = self._instead.get(strand.identity, ())
                known = min((places[i] for i in was if i in places), default=(len(places), 0))
            found[strand.identity] = known
        return found


def _by_gap(strands: Iterable[Strand[Placed]]) -> list[tuple[int, list[Strand[Placed]]]]:
    found: dict[int, list[Strand[Placed]]] = defaultdict(list)
    for strand in strands:
        found[strand.edit.gap].append(strand)
    return sorted(found.items())


def _own_order(strands: Sequence[Strand[Placed]]) -> list[Strand[Placed]]:
    """Units in the order that everyone who has some of them has all of them in; empty if there is no such order.

    That is the order of their blocks too: what one proposal has is no rival of the rest of it.
    """
    first, *others = _chains(strands) or [[]]
    return [strands[k] for k in first] if len(first) == len(strands) and all(c == first for c in others) else []


def _blocks(
    strands: Iterable[Strand[Placed]],
    lists: ListsAbove,
    circulated: Mapping[str, str],
    known: Mapping[Identity, Where],
    staying: Container[Identity],
    opening: Container[Identity],
    over: Mapping[Identity, Identity],
) -> list[GapBlock]:
    """The units of one gap in blocks; ``known`` is where they stand among more units, if those are in order, and under
    which of them (``over``).

    ``staying`` are items of a new paragraph of which a rival is there, if not itself; ``opening`` are new headings over
    what follows in the base.
    """
    items, base = list(strands), lists.ground.base
    if len(items) < 2:
        return [GapBlock((s,), s.identity) for s in items]
    if not known and (listed := in_list_order(items, base)):
        return [GapBlock((s,), s.identity) for s in listed]
    # Items of the list above come first, then new units with a number, those without one, and what is moved here.
    keys: list[tuple[Any, ...]] = (
        [known[s.identity] for s in items]
        if known
        else [(_sort_of(s), *_label_key(s, circulated), *_wording_key(s, base)) for s in items]
    )
    chains = _chains(items)
    articles = [part for chain in chains for part in _articles(chain, items, base)]
    under = {k for article in articles for k in article}
    # The chair's words in an article are in no proposal's order; they stand under its heading all the same.
    by_heading = {s.edit.key: article for article in articles if holds(s := items[article[0]], Inserted)}
    for k, strand in enumerate(items):
        if k not in under and holds(strand, Inserted) and strand.edit.under in by_heading:
            by_heading[strand.edit.under].append(k)
            under.add(k)
    blocks = [known[s.identity][0] for s in items] if known else [0] * len(items)
    paragraphs = {} if known else _paragraphs(chains, items)
    nested = {k for k, strand in enumerate(items) if _sort_of(strand) == 0}
    between = range(len(items)) if known else _between(chains, nested)
    held = Lists(_holders(chains, items))
    heads = {article[0]: _depth(items[article[0]], base) for article in articles}
    parts = rival_blocks(
        items, articles, under, blocks, heads, nested=nested, paragraphs=paragraphs, between=between, lists=held
    )
    number = {k: n for n, part in enumerate(parts) for k in part}
    first = {k for k in _items_above(chains, items) if items[k].identity not in staying}
    above = dict.fromkeys(first, _ABOVE) if known else _lists_above(first, chains, items, lists)
    shown = {k for k, key in enumerate(keys) if known or not key[1]}
    wanted = Wanted(
        # An article stands where its heading does.
        keys=[min(keys[k] for k in part if k in heads or k not in under) for part in parts],
        belongs=[
            max(above[k] for k in part)
            if first.issuperset(part)
            else max(_belonging(k, items, under, opening, None if known else heads) for k in part)
            for part in parts
        ],
        backers=[frozenset[str]().union(*(items[k].backers for k in part)) for part in parts],
        known={n for n, part in enumerate(parts) if shown.issuperset(part)},
        by_name=_NOTES,
    )
    inside = _inside(chains, number)
    families = (
        _by_known([[items[k].identity for k in part] for part in parts], over, wanted.keys)
        if known
        else [_family(n, part, number, nested, paragraphs) for n, part in enumerate(parts)]
    )
    orders = [list(dict.fromkeys(number[k] for k in chain)) for chain in chains]
    found: list[GapBlock] = []
    head = {family: items[parts[family][0]].identity for family in set(families)}
    for n in _in_families(orders, wanted, families):
        order = _order_inside(parts[n], inside[n], items, keys, is_known=bool(known))
        own = items[order[0]].identity
        stands = over.get(own, own) if known else head[families[n]] if families[n] != n else own
        found.append(GapBlock(tuple(items[k] for k in order), stands))
    return found


def _family(
    n: int,
    part: Iterable[int],
    number: Mapping[int, int],
    nested: Container[int],
    paragraphs: Mapping[int, Collection[int]],
) -> int:
    """The block under whose units a block of items stands: that of their new paragraph; any other block's own."""
    if not all(k in nested for k in part):
        return n
    return min((number[over] for k in part for over in paragraphs.get(k, ())), default=n)


def _by_known(
    parts: Sequence[Sequence[Identity]], over: Mapping[Identity, Identity], keys: Sequence[tuple[Any, ...]]
) -> list[int]:
    """The same from what each unit stands under among more units; of several under one, the first."""
    labels = [over.get(part[0], part[0]) for part in parts]
    first: dict[Identity, int] = {}
    for n in sorted(range(len(parts)), key=keys.__getitem__):
        first.setdefault(labels[n], n)
    return [first[label] for label in labels]


def _in_families(orders: Sequence[Sequence[int]], wanted: Wanted, families: Sequence[int]) -> Iterator[int]:
    """The blocks in order: what stands under a paragraph comes with it, whatever else its proposals disagree about."""
    if all(family == n for n, family in enumerate(families)):
        yield from merged(orders, wanted)
        return
    members: dict[int, list[int]] = defaultdict(list)
    place: dict[int, int] = {}
    for n, family in enumerate(families):
        place[n] = len(members[family])
        members[family].append(n)
    heads = [*members]
    outer_place = {family: m for m, family in enumerate(heads)}
    inner: dict[int, list[list[int]]] = defaultdict(list)
    for order in orders:
        own: dict[int, list[int]] = defaultdict(list)
        for n in order:
            own[families[n]].append(place[n])
        for family, part in own.items():
            inner[family].append(part)
    outer = [list(dict.fromkeys(outer_place[families[n]] for n in order)) for order in orders]
    for m in merged(outer, wanted.of(heads)):
        family = heads[m]
        these = members[family]
        yield from (these[k] for k in merged(inner[family], wanted.of(these)))


def _inside(chains: Iterable[Sequence[int]], number: Mapping[int, int]) -> dict[int, list[list[int]]]:
    """By block, each proposal's own order of the units in it."""
    found: dict[int, list[list[int]]] = defaultdict(list)
    for chain in chains:
        own: dict[int, list[int]] = defaultdict(list)
        for k in chain:
            own[number[k]].append(k)
        for n, order in own.items():
            found[n].append(order)
    return found


def _order_inside(
    part: Sequence[int],
    chains: Iterable[Sequence[int]],
    items: Sequence[Strand[Placed]],
    keys: Sequence[tuple[Any, ...]],
    *,
    is_known: bool,
) -> list[int]:
    """The units of one block in order."""
    if len(part) == 1:
        return [*part]
    place = {k: m for m, k in enumerate(part)}
    wanted = Wanted(
        # A reading of rivals is printed as one passage: what others move there comes after it.
        keys=[(not is_known and holds(items[k], Moved), *keys[k]) for k in part],
        belongs=[_ABOVE] * len(part),
        backers=[items[k].backers for k in part],
        known=range(len(part)) if is_known else (),
    )
    return [part[m] for m in merged([[place[k] for k in chain] for chain in chains], wanted)]


def _sort_of(strand: Strand[Placed]) -> int:
    match strand.edit:
        case Moved():
            return 3
        case Inserted(label=label, mark=mark):
            if is_next_row(strand.edit):
                return 0
            read = read_label(label) if label else None
            if is_nested(read) if read else mark.strip() and not strand.edit.is_heading:
                return 0
            return 1 if label else 2


def is_next_row(edit: Inserted) -> bool:
    """Whether a new unit goes on with the table above it."""
    return not edit.label and edit.wording.startswith("|") and edit.lead.count("\n") == 1


def _items_above(chains: Iterable[Sequence[int]], items: Sequence[Strand[Placed]]) -> set[int]:
    """The items that come under the paragraph above the gap: under no new paragraph of their own proposals."""
    found, later = set[int](), set[int]()
    for chain in chains:
        own = list(takewhile(lambda k: _sort_of(items[k]) == 0, chain))
        found.update(own)
        later.update(chain[len(own) :])
    return found - later


def _lists_above(
    first: Collection[int], chains: Iterable[Sequence[int]], items: Sequence[Strand[Placed]], lists: ListsAbove
) -> Mapping[int, tuple[int, ...]]:
    """What items of the lists above belong to: an item of an inner list comes before one of the list around it.

    Of very many that one proposal puts there, the rest go with the last that is looked at.
    """
    found: dict[int, tuple[int, ...]] = dict.fromkeys(first, _ABOVE)
    if len({items[k].backers for k in first}) > 1:
        inside = InGap(lists.ground, items, lists)
        for chain in chains:
            own = [k for k in chain if k in first]
            for n, k in enumerate(own):
                parent = inside.parent(items[k]) if n < LOOKED_AT else None
                found[k] = found[own[n - 1]] if n >= LOOKED_AT else (*_ABOVE, 1 if parent is None else -parent)
    return found


def _between(chains: Iterable[Sequence[int]], nested: Container[int]) -> set[int]:
    """In every proposal, the last item under the paragraph above the gap, or the first new paragraph without items."""
    found, others = set[int](), set[int]()
    for chain in chains:
        n = sum(1 for _ in takewhile(lambda k: k in nested, chain))
        own = {*chain[max(n - 1, 0) : n]}
        if not any(k in nested for k in chain[n + 1 : n + 2]):
            own.update(chain[n : n + 1])
        found |= own
        others.update(k for k in chain if k not in own)
    return found - others


def _paragraphs(chains: Iterable[Iterable[int]], items: Sequence[Strand[Placed]]) -> Mapping[int, Collection[int]]:
    """The items that come under a new or moved unit of their proposal, each with the last such unit before it."""
    found: dict[int, set[int]] = defaultdict(set)
    for own in chains:
        over = None
        for k in own:
            if _sort_of(items[k]):
                over = k
            elif over is not None:
                found[k].add(over)
    return found


def _holders(chains: Iterable[Iterable[int]], items: Sequence[Strand[Placed]]) -> Iterator[tuple[int, int | None]]:
    """Each new unit of each proposal with the new one under which the proposal puts it: an item, a row, or a line."""
    for own in chains:
        over: list[tuple[int, int]] = []  # the units in which the next may stand, and their columns
        above: int | None = None  # in a fenced block, the line above
        for k in own:
            edit = items[k].edit
            if not isinstance(edit, Inserted):
                over, above = [], None
                continue
            is_fence = edit.wording.startswith(_FENCES)
            if above is not None:
                yield k, above
                above = None if is_fence else k
                continue
            column = 0 if is_fence else _column(edit)
            while over and over[-1][1] >= column:
                over.pop()
            yield k, over[-1][0] if over else None
            above = k if is_fence else None
            if not (is_fence or is_next_row(edit)):
                over.append((k, column))


def _column(edit: Inserted) -> int:
    """How far inside what stands above it a new unit is: -1 if it is no item and no row."""
    if not edit.label and edit.wording.startswith("|"):
        return int(is_next_row(edit))
    return column_in(edit.lead) if is_item(edit.mark, edit.label) else -1


def _belonging(
    k: int,
    items: Sequence[Strand[Placed]],
    under: set[int],
    opening: Container[Identity],
    heads: Mapping[int, tuple[int, int]] | None,
) -> tuple[int, ...]:
    """What a unit belongs to: the text above the gap, 1 if its own heading has been rejected; an article; the text
    below, as a heading over that does; the notes. Of two in one of these, the deeper comes first, unless their order is
    known: there are no ``heads`` then.
    """
    strand = items[k]
    if strand.identity in opening:
        return _OPENS
    if k in under:
        level, rank = (heads or {}).get(k, _DEEPEST)
        return (2, -level, -rank)
    if _is_note(strand):
        return _NOTES
    if not holds(strand, Inserted):
        return (0, 0)
    return (int(bool(strand.edit.under)), 0 if heads is None else -column_in(strand.edit.lead))


def _chains(items: Sequence[Strand[Placed]]) -> list[list[int]]:
    """Each proposal's units in its own order."""
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, strand in enumerate(items):
        for proposal, rank in strand.orders:
            chains[proposal].append((rank, k))
    return [[k for _, k in sorted(chain)] for chain in chains.values()]


def _articles(chain: Sequence[int], items: Sequence[Strand[Placed]], base: Text) -> Iterator[list[int]]:
    """Each new heading of a proposal, with the units that the proposal puts under it."""
    article: list[int] = []
    for k in _without_notes(chain, items):  # the notes at the end belong to no article
        if _opens_article(items[k], base) and not (article and _is_part_of(items[k], items[article[-1]], base)):
            if article:
                yield article
            article = [k]
        elif article:
            article.append(k)
    if article:
        yield article


def _opening(items: Sequence[Strand[Placed]], base: Text, gap: int) -> Set[Identity]:
    """The new headings under which nobody puts anything but the units of the base that follow."""
    after = base.units[gap + 1] if gap + 1 < len(base.units) else None
    if after is None or is_heading(base.source[after.start : after.body], after.label, base.wording(after)):
        return frozenset()
    found, others = set[int](), set[int]()
    for chain in _chains(items):
        own = [*takewhile(lambda k: _opens_article(items[k], base), reversed(_without_notes(chain, items)))]
        found.update(k for k in own if holds(items[k], Inserted))
        others.update(k for k in chain if k not in own)
    return frozenset(items[k].identity for k in found - others)


def _without_notes(chain: Sequence[int], items: Sequence[Strand[Placed]]) -> Sequence[int]:
    """A proposal's units in a gap up to the notes at their end."""
    return chain[: max((n for n, k in enumerate(chain, 1) if not _is_note(items[k])), default=0)]


def _is_note(strand: Strand[Placed]) -> bool:
    return holds(strand, Inserted) and strand.edit.label.startswith("[^")


def _is_part_of(strand: Strand[Placed], above: Strand[Placed], base: Text) -> bool:
    """Whether a heading right under another has a lower level, like an article in its chapter."""
    return _opens_article(above, base) and _depth(strand, base) > _depth(above, base)


def _depth(strand: Strand[Placed], base: Text) -> tuple[int, int]:
    """How deep a heading is: by its sign or type, then by its number. One without a sign is inside those with one."""
    mark, label, wording = opening_of(strand.edit, base)
    read = read_label(label) if label else None
    rank = rank_of(read) if read else Rank.PARAGRAPH
    return (heading_level(mark, wording) or 10, int(rank))


def _opens_article(strand: Strand[Placed], base: Text) -> bool:
    """Whether a unit is a heading."""
    return is_heading(*opening_of(strand.edit, base))


def in_list_order(strands: Sequence[Strand[Placed]], base: Text) -> list[Strand[Placed]]:
    """New items of an alphabetical list, merged in alphabetical order; empty if the list is not alphabetical.

    An example is a list of definitions: each delegation inserts its own in alphabetical order, so nobody needs to
    decide the order of two new definitions in one gap. The items next to the gap must already be in that order, and no
    proposal may order its own items differently. Two or three items are in some order by chance: one text must have
    more of them there.
    """
    new = [s for s in strands if holds(s, Inserted) and not s.edit.label]
    marks = {s.edit.mark.strip() for s in new}
    if len(strands) < 2 or len(new) < len(strands) or len(marks) != 1 or marks == {""}:
        return []
    before, after = _items_beside(new[0].edit.gap, marks.pop(), base)
    own = Counter(name for s in new for name in s.backers)
    if len(before) + len(after) + max(own.values()) < _LISTED:
        return []
    ordered = sorted(new, key=_natural_key)
    line = [*map(_natural, before), *map(_natural_key, ordered), *map(_natural, after)]
    return [*ordered] if line == sorted(line) and _keeps_own_orders(ordered) else []


def _items_beside(gap: int, mark: str, base: Text) -> tuple[list[str], list[str]]:
    """The wordings of the list's items next to the gap, some on each side, without interruption."""

    def items(units: Iterable[Unit]) -> list[str]:
        return [base.wording(u) for u in takewhile(lambda u: _is_item(u, mark, base), units)]

    before = items(base.units[k] for k in range(gap, max(-1, gap - _LISTED), -1))
    return before[::-1], items(base.units[gap + 1 : gap + 1 + _LISTED])


def _is_item(unit: Unit, mark: str, base: Text) -> bool:
    return not unit.label and base.source[unit.start : unit.body].strip() == mark


def _keeps_own_orders(ordered: Sequence[Strand[Inserted]]) -> bool:
    """Whether each proposal's own items keep the order in which it has them."""
    last: dict[str, int] = {}
    for strand in ordered:
        for proposal, rank in strand.orders:
            if rank < last.get(proposal, rank):
                return False
            last[proposal] = rank
    return True


def _natural_key(strand: Strand[Inserted]) -> tuple[tuple[str, int], ...]:
    return _natural(strand.edit.wording)


def _natural(wording: str) -> tuple[tuple[str, int], ...]:
    """The alphabetical sort key of a wording, with numbers sorted by size."""
    return tuple((text, int(n or 0)) for text, n in _NUMBERED.findall(folded(wording).casefold()))


def _label_key(strand: Strand[Placed], circulated: Mapping[str, str]) -> tuple[bool, tuple[int, ...], tuple[int, ...]]:
    """The sort key of a label that was circulated, or of a note; units without one come after."""
    printed = circulated.get(new_unit_id(strand.edit), "") if circulated and holds(strand, Inserted) else ""
    printed = printed or (strand.edit.label if holds(strand, Inserted) and _is_note(strand) else "")
    label = read_label(printed) if printed else None
    if label is None:
        return (True, (), ())
    return (False, tuple(place.number for place in ordinal(label) or ()), _suffix_key(label.suffix))


def _suffix_key(suffix: str) -> tuple[int, ...]:
    """The sort key of a suffix of one or more words: ``ante`` and ``ante bis`` come before the number itself."""
    return tuple(-1 if word == "ante" else suffix_rank(word) for word in suffix.split()) or (0,)


def _wording_key(strand: Strand[Placed], base: Text) -> tuple[str, str]:
    match strand.edit:
        case Moved(unit=unit):
            return (folded(base.wording(base.units[unit])).casefold(), "")
        case Inserted(key=key):
            return (" ".join(key).casefold(), " ".join(key))


__all__ = ["LOOKED_AT", "GapBlock", "GapOrders", "in_list_order", "is_next_row"]
