"""The labels of a base, read once: which list each is in, which are in use, and where a series begins anew."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from amendtrack.text.indentation import INDENT
from amendtrack.text.labels import Label, Rank, opens_series, rank_of, read_label, series
from amendtrack.text.list_holders import Place, Standing, around
from amendtrack.text.nesting import column_of
from amendtrack.text.numerals import first_own_suffix
from amendtrack.text.typeface import is_title
from amendtrack.text.units import Text, Unit, UnitKind
from amendtrack.text.words import folded

read_cached = lru_cache(maxsize=1 << 14)(read_label)


@dataclass(frozen=True)
class BaseLabels:
    """The labels of a base, read once for all texts composed from it.

    For each unit: its label as read, that label's series, the list in which it stands (``scopes``), and how it may hold
    lists (``standings``). ``taken`` holds the labels in use, by scope; ``first`` the first label of each series;
    ``alike`` the numbers of each series that neighbours share: Markdown's ``1. 1. 1.`` ``headings`` lists the heading
    units, ``places`` the units of each series, and ``runs`` counts for each unit how often its series has restarted
    under a heading, as paragraphs do in each article. ``lists`` tells for each of ``labelled`` which of them opens its
    list: the last that is no item.
    """

    base: Text
    read: tuple[Label | None, ...]
    series: tuple[Hashable, ...]
    scopes: tuple[Place, ...]
    standings: tuple[Standing | None, ...]
    labelled: tuple[int, ...]
    taken: Mapping[object, frozenset[str]]
    first: Mapping[Hashable, Label]
    alike: frozenset[tuple[Hashable, str]]
    own_suffixes: Mapping[Hashable, str]
    headings: tuple[int, ...]
    places: Mapping[Hashable, tuple[int, ...]]
    runs: tuple[int, ...]
    lists: tuple[int, ...]

    @classmethod
    def of(cls, base: Text) -> BaseLabels:
        """The labels of that text."""
        standings = tuple(_standings(base))
        read = tuple(_read_in(base, i, standing) for i, standing in enumerate(standings))
        scopes = tuple(_scopes(read, standings))
        taken: dict[object, set[str]] = defaultdict(set)
        first: dict[Hashable, Label] = {}
        last: dict[tuple[Hashable, Place], Label] = {}
        last_at: dict[tuple[Hashable, Place], int] = {}
        alike: set[tuple[Hashable, str]] = set()
        suffixes: dict[Hashable, str] = {}
        of_series: list[Hashable] = []
        places: dict[Hashable, list[int]] = defaultdict(list)
        headings: list[int] = []
        runs: list[int] = []
        again: Counter[Hashable] = Counter()
        for i, label in enumerate(read):
            if _opens_section(base, base.units[i], label):
                headings.append(i)
            own = series(label) if label is not None else None
            of_series.append(own)
            runs.append(0)
            if label is None:
                continue
            where = (own, scopes[i] if label.inside else None)
            before = last.get(where)
            apart = bool(before) and is_between(headings, places[own][-1], i - 1)
            may_be_alike = (label.inside or not is_nested(label)) and not is_parted(base, last_at.get(where, i), i)
            if apart and opens_series(label) and not is_nested(label):
                again[own] += 1
            elif before and (before.number, before.suffix) == (label.number, label.suffix) and may_be_alike:
                alike.add((own, label.number))
            runs[-1] = again[own]
            places[own].append(i)
            last[where], last_at[where] = label, i
            first.setdefault(own, label)
            if label.suffix and (opens := first_own_suffix(label.suffix)):
                suffixes.setdefault(own, opens)
            taken[scopes[i] if is_nested(label) else pool_of(label)].add(bare_label(label))
            taken[own, runs[-1]].add(bare_label(label))
        labelled = tuple(i for i, label in enumerate(read) if label is not None)
        no_item = (
            n if rank_of(label) is not Rank.ITEM else 0 for n, label in enumerate(read[i] for i in labelled) if label
        )
        frozen = {where: frozenset(labels) for where, labels in taken.items()}
        return cls(
            base,
            read,
            tuple(of_series),
            scopes,
            standings,
            labelled,
            frozen,
            first,
            frozenset(alike),
            suffixes,
            tuple(headings),
            {own: tuple(found) for own, found in places.items()},
            tuple(runs),
            tuple(accumulate(no_item, max)),
        )

    def lists_at(self, gap: int) -> frozenset[Place]:
        """The lists of which a new item behind that unit may be one."""
        found: set[Place] = {None}
        at = self.standings[gap] if gap >= 0 else None
        while at is not None:
            found |= {at.name, self.scopes[at.name] if isinstance(at.name, int) else None}
            at = at.over
        return frozenset(found)

    def list_before(self, gap: int, over: Place) -> Place:
        """The list in that unit that begins behind a gap, if one does there after another; else the first of it."""
        i = gap + 1
        here = self.standings[i] if i < len(self.standings) else None
        begins = here is not None and here.name == i and (here.over.name if here.over else None) == over
        read = self.read[i] if begins else None
        return self.scopes[i] if read is not None and is_nested(read) else over

    def item_series(self, i: int) -> Hashable | None:
        """The series of an item; None if that unit is none, or there is no such unit."""
        read = self.read[i] if i < len(self.read) else None
        return series(read) if read is not None and is_nested(read) else None

    def opens_again(self, i: int) -> bool:
        """Whether an item is the first of another list in a unit that holds one of its series already."""
        return i < len(self.scopes) and self.scopes[i] == -2 - i

    @cached_property
    def items(self) -> Mapping[tuple[Place, Hashable], Sequence[int]]:
        """The items, by the unit that holds them and their series."""
        found: dict[tuple[Place, Hashable], list[int]] = defaultdict(list)
        for i, standing in enumerate(self.standings):
            if standing is not None and standing.name == i and standing.over and (own := self.item_series(i)):
                found[standing.over.name, own].append(i)
        return found

    @cached_property
    def signed(self) -> Sequence[tuple[int, int] | None]:
        """Of each item with a sign instead of a number: its column, and the last unit above it that is none of these
        or begins further out."""
        found: list[tuple[int, int] | None] = []
        for i, unit in enumerate(self.base.units):
            if unit.kind is not UnitKind.ITEM or unit.label:
                found.append(None)
                continue
            column, above = column_of(self.base, unit), i - 1
            while above >= 0 and (item := found[above]) is not None and item[0] >= column:
                above = item[1]
            found.append((column, above))
        return found

    @cached_property
    def bare_items(self) -> Counter[tuple[Place, str]]:
        """How many items of a list have a label that is compared as the same."""
        items = ((self.scopes[i], read) for i, read in enumerate(self.read) if read is not None and is_nested(read))
        return Counter((scope, bare_label(read)) for scope, read in items)

    @cached_property
    def counted(self) -> Sequence[tuple[tuple[Place, Hashable], Label]]:
        """Each of ``labelled``: the list in which it counts, if that is in a unit, and its series; its label."""
        labels = ((i, label) for i in self.labelled if (label := self.read[i]) is not None)
        return [((self.scopes[i] if is_nested(label) else None, series(label)), label) for i, label in labels]

    @cached_property
    def outer(self) -> Sequence[int]:
        """For each of ``labelled``, which of them is the last up to it that is in no list inside a unit, or -1."""
        return list(accumulate((-1 if is_nested(label) else n for n, (_, label) in enumerate(self.counted)), max))

    @cached_property
    def counts_down(self) -> bool:
        """Whether the numbers of titles fall from each to the next, as versions do in a log of changes."""
        versions = [version_of(label) for label in self.read if label is not None and label.title]
        return len(versions) > 1 and all(one > other for one, other in pairwise(versions))

    def restarts(self, own: Hashable) -> bool:
        """Whether a series restarts under a heading."""
        return own in self.places and self.runs[self.places[own][-1]] > 0


def version_of(label: Label) -> tuple[int, ...]:
    """The numbers in a label: 0, 10 and 2 of ``0.10.2``."""
    return tuple(map(int, filter(str.isdecimal, label.number.split("."))))


def _standings(base: Text) -> Iterator[Standing | None]:
    """The last unit up to each that may hold lists."""
    last: Standing | None = None
    for i, unit in enumerate(base.units):
        last = standing_behind(
            last, unit.kind, read_cached(unit.label) if unit.label else None, column_of(base, unit), i
        )
        yield last


def standing_behind(
    last: Standing | None, kind: UnitKind, read: Label | None, column: int, name: Place, scope: Place = None
) -> Standing | None:
    """The last unit that may hold lists, once this one has come: a heading, an item, or a paragraph with a number."""
    if kind is UnitKind.HEADING or (read is not None and rank_of(read) < Rank.PARAGRAPH):
        return Standing.heading(name)
    if (read is None and kind is not UnitKind.ITEM) or kind is UnitKind.NOTE:
        return last
    is_item = read is None or is_nested(replace(read, inside=False) if read.inside else read)
    return Standing(column, is_item, name, around(last, column, is_item=is_item)[0], scope)


def _opens_section(base: Text, unit: Unit, label: Label | None) -> bool:
    """Whether a unit is a heading, an article or what contains articles, or a bare title."""
    if unit.kind is UnitKind.HEADING or (label is not None and rank_of(label) < Rank.PARAGRAPH):
        return True
    return unit.kind is UnitKind.PARAGRAPH and not unit.label and is_title(base.wording(unit))


def has_heading_sign(mark: str, label: str) -> bool:
    """Whether the mark before a wording has a sign that makes it a heading: ``## ``."""
    signs = mark.replace(label, "", 1)
    return "#" in signs or "=" in signs


def as_title(read: Label | None, *, has_sign: bool) -> Label | None:
    """A label as read; if it is the bare number of a heading, one that counts only with those of others."""
    return replace(read, title=True) if read is not None and has_sign and rank_of(read) >= Rank.PARAGRAPH else read


def is_numbered_title(mark: str, label: str) -> bool:
    """Whether a unit is a heading of which the label is a bare number: ``# 1. Boats``."""
    read = as_title(read_cached(label), has_sign=has_heading_sign(mark, label)) if label else None
    return read is not None and read.title


def pool_of(label: Label) -> str:
    """Which labels that are in no inner list one is compared with: those of titles, or all others."""
    return "#" if label.title else ""


def placed_label(read: Label, over: Standing | None) -> Label:
    """The label of a unit that stands in a list in that one: a bare number may be one of an inner list."""
    return replace(read, inside=True) if over is not None and not over.is_heading and is_bare(read) else read


def is_parted(base: Text, one: int, other: int) -> bool:
    """Whether a paragraph comes between two numbers that ends the list of the first, as no continuation does."""
    units = base.units
    column = column_of(base, units[one]) + INDENT
    return any(
        not units[i].label and units[i].kind is UnitKind.PARAGRAPH and column_of(base, units[i]) < column
        for i in range(one + 1, other)
    )


def _read_in(base: Text, i: int, standing: Standing | None) -> Label | None:
    unit = base.units[i]
    mark = base.source[unit.start : unit.body]
    read = as_title(read_cached(unit.label), has_sign=has_heading_sign(mark, unit.label)) if unit.label else None
    if read is None or standing is None or standing.name != i:
        return read
    return placed_label(read, standing.over)


def _scopes(read: Sequence[Label | None], standings: Sequence[Standing | None]) -> Iterator[Place]:
    """The list in which each unit stands: by the unit that holds it, or by its first item if that holds two."""
    begun: dict[tuple[Place, Hashable], Place] = {}
    for i, (label, standing) in enumerate(zip(read, standings, strict=True)):
        if standing is None or standing.name != i or (label is not None and not is_nested(label)):
            yield standing.name if standing is not None else None
            continue
        over = standing.over.name if standing.over else None
        if label is None:
            yield over
            continue
        own = over, series(label)
        if own in begun and opens_series(label) and not label.suffix:
            begun[own] = -2 - i
        yield begun.setdefault(own, over)


def is_between(headings: Sequence[int], first: int, last: int) -> bool:
    """Whether there is a heading after unit ``first``, up to ``last``."""
    return bisect_right(headings, first) < bisect_right(headings, last)


def is_bare(label: Label) -> bool:
    """Whether a number has no word, sign or section before it: ``1.``, not ``Article 1``, ``§ 1`` or ``2.1``.

    Nor is it that of a heading.
    """
    if label.title:
        return False
    return rank_of(label) >= Rank.PARAGRAPH and not any(map(str.isalpha, label.prefix)) and "." not in label.number


def is_nested(label: Label) -> bool:
    """Whether a label is one of a list inside a paragraph or an item; ``Article (3)`` is none."""
    if label.prefix[:-1].strip().isalpha():
        return label.inside
    return label.inside or (not label.title and (label.prefix.endswith("(") or label.tail.startswith(")")))


def bare_label(label: Label) -> str:
    """A label as it is compared with others of its list, without the signs behind it."""
    return folded(f"{label.prefix}{label.number}|{label.suffix}").casefold()
