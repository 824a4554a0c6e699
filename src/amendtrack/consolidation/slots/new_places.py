"""The names of new units, formed like those of the units around them: ``OP4 (b bis)``, ``Article 9, 2 bis``.

They depend only on the draft and on the units proposed for one gap. Units of the draft are named in ``labels``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from amendtrack.text.counted_labels import Continued, counted
from amendtrack.text.labels import Label, Rank, rank_of, series, spoken, without_lead
from amendtrack.text.labels_in_use import BaseLabels, as_title, read_cached
from amendtrack.text.speaker import item_in


class NewPlaces:
    """The names of new units in each gap of a draft whose units have these addresses."""

    def __init__(self, ground: BaseLabels, addresses: Sequence[str]) -> None:
        self._ground, self._addresses = ground, addresses
        self._lists: dict[int, Continued] = {}

    def in_gap(self, gap: int, labels: Sequence[str], titles: Container[int] = frozenset()) -> tuple[str, ...]:
        """The names of new units with these labels, in order, after unit ``gap``; empty for a unit without a label.

        Each is named like the one before it in its list; the first of a list is named after the unit that contains it.
        ``titles`` are those of them that are numbered headings: ``# 1 bis.`` above ``1.``
        """
        cuts = [n for n in range(len(labels)) if n in titles]
        found = [*self._below(gap, labels[: cuts[0]] if cuts else labels)]
        for start, end in pairwise([*cuts, len(labels)]):
            title = _as_others(self._ground, self._addresses, gap, labels[start], is_title=True)
            found += [title, *self._under(title, gap, labels[start + 1 : end])]
        return tuple(found)

    def _under(self, title: str, gap: int, labels: Sequence[str]) -> Iterator[str]:
        """The names of the units under a new numbered title: with its name, if other paragraphs have that of theirs."""
        counts, names = counted(labels), list[str]()
        for label, count in zip(labels, counts, strict=True):
            if count is None or count.rank is Rank.NOTE:
                names.append(without_lead(label))
            elif count.after is not None and (known := counts[count.after]):
                names.append(_like(names[count.after], spoken(known.label), label))
            elif count.rank is Rank.ITEM and count.above is not None:
                names.append(item_in(names[count.above], count.label))
            else:
                other = _as_others(self._ground, self._addresses, gap, label)
                names.append(f"{title}, {spoken(count.label)}" if ", " in other else other)
        yield from names

    def _below(self, gap: int, labels: Sequence[str]) -> tuple[str, ...]:
        ground = self._ground
        until = bisect_right(ground.labelled, gap)
        start = ground.lists[until - 1] if until else 0
        many = until - start
        counts = self._continued(start, until).then(many, labels)
        names = list[str]()
        article = ""

        def name(n: int) -> str:
            return names[n - many] if n >= many else self._addresses[ground.labelled[start + n]]

        for label, count in zip(labels, counts[many:], strict=True):
            if not label and article:
                names.append(f"after {article}")
            elif count is None or count.rank is Rank.NOTE:
                names.append(without_lead(label))
            elif count.after is not None and (known := counts[count.after]):
                names.append(_like(name(count.after), spoken(known.label), label))
            elif count.rank is Rank.ITEM and count.above is not None:
                names.append(item_in(name(count.above), count.label))
            elif count.above is not None and (over := counts[count.above]) and over.rank is Rank.ARTICLE:
                names.append(f"{name(count.above)}, {spoken(count.label)}")
            else:
                names.append(_as_others(ground, self._addresses, gap, label))
            if label:
                article = names[-1] if count and count.rank is Rank.ARTICLE else ""
        return tuple(names)

    def _continued(self, start: int, until: int) -> Continued:
        """The labels from the beginning of a paragraph on, at least up to there."""
        if start not in self._lists:
            ground = self._ground
            end = next(
                (n for n in range(until, len(ground.labelled)) if ground.lists[n] != start), len(ground.labelled)
            )
            self._lists[start] = Continued([ground.base.units[i].label for i in ground.labelled[start:end]])
        return self._lists[start]


def _read(ground: BaseLabels, i: int) -> Label:
    read = ground.read[i]
    assert read is not None, "a unit with a label"
    return read


def _as_others(ground: BaseLabels, addresses: Sequence[str], gap: int, label: str, *, is_title: bool = False) -> str:
    """The name of a unit that opens a list in its gap, formed like the nearest name of its series, before or after."""
    at = bisect_right(ground.labelled, gap)
    for around in (reversed(ground.labelled[:at]), ground.labelled[at:]):
        if (read := as_title(read_cached(label), has_sign=is_title)) and (
            i := _nearest(ground, around, read)
        ) is not None:
            return _like(addresses[i], spoken(_read(ground, i)), label)
    return without_lead(label)


def _nearest(ground: BaseLabels, units: Iterable[int], label: Label) -> int | None:
    """The first of these units in the label's series, if none of a higher rank comes before it."""
    for i in units:
        if ground.series[i] == series(label):
            return i
        if rank_of(_read(ground, i)) < rank_of(label):
            return None
    return None


def _like(address: str, own: str, label: str) -> str:
    """The address of a unit, with another label in place of its own."""
    address = re.sub(r" \(\d+(?:st|nd|rd|th)\)$", "", address)
    return (address.removesuffix(own) if address.endswith(own) else "") + without_lead(label)


__all__ = ["NewPlaces"]
