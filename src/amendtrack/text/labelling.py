"""Labels for new units: the next free ``bis`` after existing labels, never a number in use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

from amendtrack.text.labels import (
    Label,
    Rank,
    next_suffix,
    opens_series,
    ordinal,
    rank_of,
    series,
    successor,
    write_label,
)
from amendtrack.text.labels_in_use import (
    BaseLabels,
    as_title,
    bare_label,
    has_heading_sign,
    is_bare,
    is_between,
    is_nested,
    is_parted,
    pool_of,
    read_cached,
    version_of,
)
from amendtrack.text.list_holders import Place
from amendtrack.text.numerals import write_number
from amendtrack.text.typeface import is_title, is_underlined


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The labels around a new unit in its series: those in use there, and those that follow.

    ``begins`` says that no unit of the base comes before it under its heading.
    """

    scope: object
    following: int | None
    begins: bool = False


class Labels:
    """The labels in use, and the next free one after a given place."""

    def __init__(
        self, ground: BaseLabels, circulated: Mapping[str, str], under_new: Container[str] = frozenset()
    ) -> None:
        """``under_new`` names the units that were circulated under new headings: no number above those is theirs."""
        self.ground, self.circulated, self.under_new = ground, circulated, under_new
        self._reserved: dict[object, set[str]] = {}
        self._last: dict[tuple[int | None, Hashable], Label] = {}
        self._taken: dict[object, set[str]] = {}
        self._walks: dict[tuple[int, int, Label], tuple[object, object, Label]] = {}  # holds the sets: no id recurs
        self._unlabelled: frozenset[int] = frozenset()  # units of the base that have lost their label
        self._relabelled: dict[int, Label] = {}  # and those that have another
        self._coming: dict[tuple[int, Hashable], tuple[Label | None, frozenset[str]]] = {}
        self._section: int | None = None
        self.open_list: tuple[int, Hashable, set[str]] | None = None  # a new list: its gap, series and labels
        self._head: tuple[int, Sequence[str], str] | None = None
        self._uncounted: set[tuple[int, str]] = set()  # gaps and the one number of all items of a new list there
        self._reopening: set[tuple[int, str]] = set()  # gaps and the first number of several new lists there

    @cached_property
    def reserved(self) -> set[str]:
        """The circulated labels, as they are compared, but for those under new headings."""
        return {bare for _, printed in self._above_new_headings() if (bare := _bare_unclosed(printed))}

    def _above_new_headings(self) -> Iterator[tuple[str, str]]:
        return ((name, printed) for name, printed in self.circulated.items() if name not in self.under_new)

    def begin_section(self, gap: int) -> None:
        """Record a new heading in that gap: numbers may restart under it."""
        self._section, self.open_list = gap, None

    def note_renumbering(self, own: Iterable[str], given: str, gap: int) -> None:
        """Record that a new unit with these labels became ``given`` in that gap: its decimals follow the new number.

        Delegations that have the same heading may number it differently, each with decimals to match.
        """
        now, plain = read_cached(given), tuple[str, ...]()
        for was in map(read_cached, own):
            if was and now and not is_nested(was) and "." not in was.number:
                plain = (*plain, _plain_number(was))
        if now and plain:
            self._head = gap, plain, _plain_number(now)

    def note_lists(self, gap: int, labels: Mapping[str, int]) -> None:
        """Record how often one delegation has each label in a gap.

        ``1. 1. 1.`` is a list of equal ones, ``1. 2. 1. 2.`` are two lists.
        """
        read = {label: own for label in labels if (own := read_cached(label)) is not None}
        for label in (label for label, own in read.items() if labels[label] > 1 and opens_series(own)):
            own = read[label]
            if any(series(other) == series(own) and other.number != own.number for other in read.values()):
                self._reopening.add((gap, label))
            elif is_bare(own):
                self._uncounted.add((gap, label))

    def taken(self, scope: object) -> set[str]:
        """The labels in use under one paragraph, or those of the paragraphs themselves (``""``)."""
        found = self._taken.get(scope)
        if found is None:
            found = self._taken[scope] = set(self.ground.taken.get(scope, ()))
        return found

    def relabel(self, changed: Mapping[int, str]) -> None:
        """Record that these units now have other labels, or none: theirs are free, unless another unit has one."""
        self._walks.clear()
        self._unlabelled = frozenset(i for i, label in changed.items() if not label)
        given_up = Counter[tuple[Place, str]]()
        for i in changed:
            old = self.ground.read[i]
            if old is not None and is_nested(old):
                given_up[self.ground.scopes[i], bare_label(old)] += 1
            elif old is not None:
                for scope in (pool_of(old), (series(old), self.ground.runs[i])):
                    self.taken(scope).discard(bare_label(old))
        for (place, bare), n in given_up.items():
            if self.ground.bare_items[place, bare] == n:  # else ``A)`` is given up, and ``a)`` stands
                self.taken(place).discard(bare)
        for i, label in changed.items():
            was = self.ground.read[i]
            new = as_title(read_cached(label), has_sign=was is not None and was.title)
            if new is not None:
                self._relabelled[i] = new
                of = (self._list_of(new, i),) if is_nested(new) else (pool_of(new), *self._sections_of(new, i))
                for where in of:
                    self.taken(where).add(bare_label(new))

    def _sections_of(self, new: Label, i: int) -> Iterator[object]:
        """The scopes in which a unit of the base stands with that label: also above its heading, if that is struck."""
        headings = self.ground.headings
        yield self._standing(new, i, "").scope
        above = (headings[k] for k in range(bisect_right(headings, i) - 1, -1, -1))
        for heading in takewhile(self._unlabelled.__contains__, above):
            yield self._standing(new, heading - 1, "").scope

    def _list_of(self, new: Label, i: int) -> Place:
        """The list in which a unit of the base stands once it has that label: that of the last unit in its series."""
        ground = self.ground
        heading = bisect_right(ground.headings, i) - 1
        for k in range(i, ground.headings[heading] if heading >= 0 else -1, -1):
            read = ground.read[k]
            if read is not None and series(read) == series(new):
                return ground.scopes[k]
            if k < i and read is not None and not is_nested(read):
                return k
        return None

    def _standing(self, read: Label, at: int | None, scope: object) -> _Neighbours:
        """The neighbours of a label that is given after unit ``at`` of the base."""
        own, ground = series(read), self.ground
        where = ground.places.get(own, ())
        k = bisect_right(where, at) if at is not None else 0
        after = k
        while after < len(where) and where[after] in self._unlabelled:
            after += 1
        following = where[after] if at is not None and after < len(where) else None
        if is_nested(read) and following is not None and ground.scopes[following] != scope:
            following = None
        if k and at is not None and not is_nested(read) and self._opens_another(where[k - 1], at, following):
            return _Neighbours("", following, begins=True)
        if is_nested(read) or at is None or not ground.restarts(own):
            return _Neighbours(scope if is_nested(read) else pool_of(read), following)
        if k and not is_between(ground.headings, where[k - 1], at):
            return _Neighbours((own, ground.runs[where[k - 1]]), following)
        if following is None or is_between(ground.headings, at, following):
            return _Neighbours((own, -1 - bisect_right(ground.headings, at)), None, begins=True)
        return _Neighbours((own, ground.runs[following]), following, begins=not k or ground.runs[following] > 0)

    def _opens_another(self, last: int, at: int, following: int | None) -> bool:
        """Whether a list ends above that unit, and the number that follows opens another under the same heading."""
        ground = self.ground
        then = ground.read[following] if following is not None else None
        if then is None or not opens_series(then) or then.suffix or self._is_alike(then):
            return False
        return not is_between(ground.headings, last, following or at) and is_parted(ground.base, last, at + 1)

    def _reserved_in(self, scope: object) -> set[str]:
        """The circulated labels, which may not be given again there."""
        if not isinstance(scope, tuple | int):
            return self.reserved
        if scope not in self._reserved:
            found = ((_gap_of(name), _read_unclosed(printed)) for name, printed in self._above_new_headings())
            here = (read for gap, read in found if read and (gap is None or self._is_in(scope, gap, read)))
            self._reserved[scope] = set(map(bare_label, here))
        return self._reserved[scope]

    def _is_in(self, scope: object, gap: int, read: Label) -> bool:
        """Whether a label in a gap may be one of that list."""
        if not is_nested(read):
            return self._standing(read, gap, "").scope == scope
        return scope in self.ground.lists_at(gap)

    def kept(self, label: str, scope: object, gap: int, *, like: Label | None = None) -> str:
        """The label under which a unit in that gap was circulated; empty if another unit of its list has it there.

        That may be so once the new heading, or the paragraph, is gone under which it was free.
        """
        read = label_like(label, like)
        if read is None:
            return label
        if is_nested(read) or (is_bare(read) and not self._is_alike(read)):
            used = self._used_at(read, gap, scope)
            if bare_label(read) in used:
                return ""
            used.add(bare_label(read))
        self._last[gap, series(read)] = read
        return label

    def _used_at(self, read: Label, gap: int, scope: object) -> set[str]:
        """The labels of the list to which a label belongs in that gap: a new one under a new heading."""
        if is_nested(read):
            return self.taken(scope)
        if self._section != gap:
            return self.taken(self._standing(read, gap, scope).scope)
        if self.open_list is None or self.open_list[:2] != (gap, series(read)):
            self.open_list = (gap, series(read), set())
        return self.open_list[2]

    def give(
        self,
        own: str,
        anchor: Label | None,
        scope: object,
        *,
        gap: int | None = None,
        at: int | None = None,
        like: Label | None = None,
        counts: bool = False,
        apart: bool = False,
    ) -> str:
        """A free label for a new unit that was submitted as ``own`` and follows the unit labelled ``anchor``.

        A free number beyond one that follows there is not accepted. ``at`` is the unit it follows, if that is not new.
        ``like`` is its label as its place shows it: in an inner list, or in a heading, numbers are their own.
        ``counts`` says that it has moved under what is new, where it is counted with what stands there: what was ``7.``
        is the ``1.`` of a new article; and ``apart`` that it has moved behind words that end the list above, so that
        its ``1.`` opens another.
        """
        read = label_like(own, like)
        if read is None or (gap is not None and (gap, own) in self._uncounted):
            return own
        if (head := self._renumbered(read, gap)) is not None:
            label = replace(read, number=head[1] + read.number.removeprefix(head[0]))
            label = self._free(label, self.taken(pool_of(label)))
            self.taken(pool_of(label)).add(bare_label(label))
            return write_label(label)
        where = gap if at is None else at
        place = self._standing(read, where, scope)
        if place.begins:
            anchor = self._last.get((where, series(read)))
        label = self._given(read, anchor, place, scope, gap=gap, at=at, counts=counts, apart=apart)
        self._last[where, series(read)] = label
        return write_label(label) if label != read else own

    def _renumbered(self, read: Label, gap: int | None) -> tuple[str, str] | None:
        """The number of the new unit above to which a decimal belongs, and the one that it was given instead."""
        if self._head is None or self._head[0] != gap:
            return None
        _, own, given = self._head
        return next(((was, given) for was in own if was != given and read.number.startswith(f"{was}.")), None)

    def _given(
        self,
        read: Label,
        anchor: Label | None,
        place: _Neighbours,
        scope: object,
        *,
        gap: int | None,
        at: int | None,
        counts: bool,
        apart: bool,
    ) -> Label:
        if anchor is not None and self._is_alike(read) and read == replace(anchor, tail=read.tail):
            return read  # all have the same number: Markdown's ``1. 1. 1.``
        following = self.ground.read[place.following] if place.following is not None else None
        if following is not None and self._is_alike(read) and read == replace(following, tail=read.tail):
            return read
        own_list = self._own_list(read, anchor, scope, gap=gap, at=at, apart=apart)
        if own_list is not None:
            read = _counted(read, anchor, own_list) if counts else read
            label = self._in_own_list(read, own_list, anchor, at if gap is None else gap)
            own_list.add(bare_label(label))
            return label
        taken, reserved = self.taken(place.scope), self._reserved_in(place.scope)
        label = read
        used = bare_label(read) in taken or bare_label(read) in reserved
        misplaced = self._runs_ahead(read, anchor, place) or _runs_behind(read, anchor)
        if used or (misplaced and not self._counts_down(read, anchor, following)):
            if anchor is not None and series(anchor) == series(read):
                tail = read.tail if rank_of(read) < Rank.PARAGRAPH else read.tail or anchor.tail  # a title has a dash
                label = self._free(replace(anchor, tail=tail), taken, reserved)
            elif read.prefix.startswith("[^"):
                label = self._free(label, taken, reserved)
            else:
                first = self.ground.first.get(series(read), read)
                if (place.begins or is_nested(read)) and place.following is not None:
                    first = self.ground.read[place.following] or first
                label = self._earlier(replace(first, suffix="ante", tail=read.tail), taken, reserved)
        taken.add(bare_label(label))
        return label

    def _own_list(
        self, read: Label, anchor: Label | None, scope: object, *, gap: int | None, at: int | None, apart: bool
    ) -> set[str] | None:
        """The labels of the new list that this one opens or continues; None if it belongs to a list of the base."""
        own, where = series(read), at if gap is None else gap
        opened = self.open_list[2] if self.open_list is not None and self.open_list[:2] == (where, own) else None
        listed = self.taken(scope) if opened is None and is_nested(read) else opened
        if gap is not None and (gap, write_label(read)) in self._reopening and bare_label(read) in (listed or ()):
            opened = set()  # its delegation begins to count again
            self.open_list = (gap, own, opened)
        if opened is not None:
            return opened
        if is_nested(read):
            return listed if isinstance(scope, tuple) else None  # a list in a new unit
        self.open_list = None
        opens = anchor is not None and self._opens_list(read, anchor) and "." not in read.number
        if gap is None and (not apart or self.ground.restarts(own)):
            opens = False  # the first paragraph, moved by itself, is counted behind those that it follows
        begins = where is not None and self._section == where and is_bare(read)
        if opens or (begins and (gap is None or opens_series(read) or self.ground.restarts(own))):
            made: set[str] = set()
            self.open_list = (where, own, made) if where is not None and (begins or gap is not None) else None
            return made
        return None

    def _in_own_list(self, read: Label, own_list: set[str], anchor: Label | None, where: int | None) -> Label:
        """The label in a new list; units of the base that come under the new heading too keep their numbers."""
        following, below = self._below(read, where)
        if following is None or not _is_up_to(following, read):
            return self._free(read, own_list, below)
        if anchor is not None and bare_label(anchor) in own_list:
            return self._free(replace(anchor, tail=read.tail), own_list, below)
        return self._earlier(replace(following, suffix="ante", tail=read.tail), own_list, below)

    def _below(self, read: Label, where: int | None) -> tuple[Label | None, frozenset[str]]:
        """The label of the next unit of the base in that series, and all up to the next heading or list, as compared.

        They are those that the units have now. Below bare numbers inside a new item, those of the base are of another
        list.
        """
        if where is None or (read.inside and not is_nested(replace(read, inside=False))):
            return None, frozenset()
        own = series(read)
        if (where, own) not in self._coming:
            found = [*self._labels_below(own, where, is_nested(read))]
            self._coming[where, own] = (found[0] if found else None, frozenset(map(bare_label, found)))
        return self._coming[where, own]

    def _labels_below(self, own: Hashable, where: int, nested: bool) -> Iterator[Label]:
        """The labels of one series below a unit, up to the next heading or list."""
        ground = self.ground
        places, next_heading = ground.places.get(own, ()), bisect_right(ground.headings, where)
        end = ground.headings[next_heading] if next_heading < len(ground.headings) else len(ground.base.units)
        of_series = places[bisect_right(places, where) : bisect_right(places, end - 1)]
        renumbered = (i for i, label in self._relabelled.items() if where < i < end and series(label) == own)
        begun = False
        for i in sorted({*of_series, *renumbered}):
            was, over = ground.read[i], ground.scopes[i]
            if nested and isinstance(over, int) and over > where:
                return
            if begun and was is not None and opens_series(was) and not was.suffix:
                return
            begun, now = True, self._relabelled.get(i, was)
            if now is not None and series(now) == own:
                yield now

    def _free(self, label: Label, taken: set[str], reserved: Collection[str] | None = None) -> Label:
        """The first unused label from this one on, with suffixes in the style of the text."""
        reserved = self.reserved if reserved is None else reserved
        start = (id(taken), id(reserved), label)
        # Labels in use stay in use: the search goes on where it ended, so that a thousand units after one are one walk.
        if start in self._walks:
            label = self._walks[start][2]
        while bare_label(label) in taken or bare_label(label) in reserved:
            own = "" if label.suffix else self.ground.own_suffixes.get(series(label), "")
            is_item = label.prefix.endswith("(") and label.number.isalpha()
            own = "" if is_item and len(label.number) > 1 else own  # (bb) is a number of its own
            label = replace(label, suffix=own) if own else next_suffix(label)
        self._walks[start] = taken, reserved, label
        return label

    def _earlier(self, label: Label, taken: set[str], reserved: Collection[str]) -> Label:
        """The first unused label before this one."""
        while bare_label(label) in taken or bare_label(label) in reserved:
            label = replace(label, suffix=label.suffix + " ante")
        return label

    def _opens_list(self, read: Label, anchor: Label) -> bool:
        """Whether a number opens a new list: it is a first number after others, or all numbers are the same."""
        if is_nested(read) or series(read) != series(anchor) or not opens_series(read) or read.suffix:
            return False
        return read.number != anchor.number or self._is_alike(read)

    def _is_alike(self, read: Label) -> bool:
        """Whether neighbours of the base share that number: Markdown's ``1. 1. 1.``"""
        return (series(read), read.number) in self.ground.alike

    def _runs_ahead(self, read: Label, anchor: Label | None, place: _Neighbours) -> bool:
        """Whether the next paragraph of the series has a number after the anchor's that this one would pass."""
        following = place.following
        if (anchor is not None and series(anchor) != series(read)) or following is None:
            return False
        if isinstance(place.scope, tuple) and place.scope != (series(read), self.ground.runs[following]):
            return False
        then = self.ground.read[following]
        assert then is not None
        last = [anchor] if anchor is not None and "ante" not in anchor.suffix else []
        numbers = [places[0].number for label in (*last, then, read) if (places := ordinal(label))]
        return len(numbers) == 2 + len(last) and numbers[-2] <= numbers[-1] and numbers[0] < numbers[-2] + (not last)

    def _counts_down(self, read: Label, anchor: Label | None, following: Label | None) -> bool:
        """Whether a title has its place between two others where numbers fall: 0.2.3 above 0.2.2."""
        if not read.title or not self.ground.counts_down:
            return False
        around = [version_of(label) for label in (anchor, read, following) if label and label.title]
        return all(one > other for one, other in pairwise(around))

    def circulated_as(self, slot: str, own: str) -> str:
        """The label under which a new unit was circulated, closed like its own label; empty if it never was.

        Rivals are circulated under one label, if it can be a label of both.
        """
        printed = self.circulated.get(slot, "")
        read, mine = _read_unclosed(printed), read_cached(own)
        if printed and not may_share(printed, own):
            return ""
        if not read or not mine or (read.tail == mine.tail and printed.endswith(mine.tail)):
            return printed
        return write_label(replace(read, tail=mine.tail))


def _counted(read: Label, anchor: Label | None, own_list: Container[str]) -> Label:
    """The label that comes next in a new list, in the form of that one: the first, or the one after ``anchor``."""
    if anchor is not None and series(anchor) == series(read) and bare_label(anchor) in own_list:
        return successor(replace(anchor, tail=read.tail)) or read
    first = min(ordinal(read), key=lambda place: place.number, default=None)
    number = write_number(first._replace(number=1), read.number) if first else None
    return replace(read, number=number, suffix="") if number else read


def may_share(label: str, own: str) -> bool:
    """Whether a new unit with its own label may have this one: not an item that of a paragraph, nor one that of a note.

    >>> may_share("5 bis.", "6."), may_share("(c)", "6."), may_share("Article 5 bis", "6.")
    (True, False, False)
    """
    one, other = _read_unclosed(label), _read_unclosed(own)
    if one is None or other is None:
        return True
    return _sort_of(one) == _sort_of(other)


def _sort_of(label: Label) -> tuple[bool, bool, bool]:
    """Whether a label is one of an item, of a note, of a heading."""
    return is_nested(label), label.prefix.startswith("[^"), rank_of(label) < Rank.PARAGRAPH


def _runs_behind(read: Label, anchor: Label | None) -> bool:
    """Whether a number is lower than that of the unit it follows, which is new or which somebody has renumbered."""
    if anchor is None or series(anchor) != series(read):
        return False
    one, other = ordinal(read), ordinal(anchor)
    return bool(one and other) and [p.number for p in one] < [p.number for p in other]


def _is_up_to(one: Label, other: Label) -> bool:
    """Whether one number is not higher than the other."""
    numbers = [[place.number for place in places] for label in (one, other) if (places := ordinal(label))]
    return len(numbers) == 2 and numbers[0] <= numbers[1]


def label_like(printed: str, like: Label | None) -> Label | None:
    """A label as read; one of an inner list, or of a heading, if the other is and it could be that of a paragraph."""
    read = as_title(read_cached(printed), has_sign=like is not None and like.title)
    return (
        replace(read, inside=True) if read is not None and like is not None and like.inside and is_bare(read) else read
    )


def _gap_of(name: str) -> int | None:
    """The gap of the new or moved unit with that name: ``4+1f0e``, ``12>4``."""
    gap, plus, _ = name.partition("+")
    place = gap if plus else name.partition(">")[2]
    return int(place) - 1 if place.isdecimal() else None


def _read_unclosed(printed: str) -> Label | None:
    """A label read without its closing full stop: ``b`` for ``b.``; ``b`` alone is not a label."""
    return read_cached(printed) or (read_cached(f"{printed}.") if printed else None)


@lru_cache(maxsize=1 << 14)
def _bare_unclosed(printed: str) -> str:
    """A label as it is compared, without its closing full stop; empty if it is none."""
    read = _read_unclosed(printed)
    return bare_label(read) if read else ""


def _plain_number(label: Label) -> str:
    """Only the number and its suffix, as they open a decimal: ``3 bis``, ``2A``."""
    return write_label(Label("", label.number, label.suffix))


def is_heading(mark: str, label: str, wording: str = "") -> bool:
    """Whether a unit opens a section: by the mark before its wording, ``## `` or ``Article 9``, or as a bare title.

    >>> [is_heading(*unit) for unit in (("## ", "", "Boats"), ("", "", "**Boats**"), ("", "", "Boats\\n-----"))]
    [True, True, True]
    """
    read = read_cached(label) if label else None
    if has_heading_sign(mark, label) or (read is not None and rank_of(read) < Rank.PARAGRAPH):
        return True
    return not mark.strip() and (is_title(wording) or is_underlined(wording))


def heading_level(mark: str, wording: str) -> int:
    """How deep a heading is by its sign or type, and not by its number: 1 is the highest, 0 says nothing.

    >>> [heading_level(*unit) for unit in (("## ", "Boats"), ("", "Boats\\n====="), ("", "**Boats**"))]
    [2, 1, 20]
    """
    if is_underlined(wording):
        return 1 if wording.endswith("=") else 2
    return max(mark.count("#"), mark.count("=")) or (20 if is_title(wording) else 0)


def with_label(mark: str, label: str, given: str) -> str:
    """A unit's mark with another label; a suffix stays apart from the wording: ``(a) bis Boats`` from ``(a)Boats``."""
    made = mark.replace(label, given, 1)
    is_run_in = bool(label) and mark.rstrip("*_").endswith(label)
    ends_in_letter = _LETTER_AT_END.search(given) and not _LETTER_AT_END.search(label)
    return (
        made + " " if is_run_in and (ends_in_letter or (_HAN_SUFFIX.search(given) and label[-1] in "条條조")) else made
    )


def bare_with_label(mark: str, label: str, given: str) -> str:
    """The mark of a unit without wording, like a heading ``Article 4``, with another label."""
    return with_label(mark, label, given).rstrip() if mark == mark.rstrip() else with_label(mark, label, given)


_LETTER_AT_END = re.compile("[a-zA-Z]$")
_ARTICLE = ("条", "條")
_HAN_SUFFIX = re.compile("之[一二三四五六七八九十百]+$")
