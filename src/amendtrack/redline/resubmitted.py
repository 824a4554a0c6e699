"""What a delegation changed in its own proposal: the amendments of an earlier version beside those of a later one.

Each version is compared with the text that it was made on, so that the draft's own words are never taken for the
delegation's. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from amendtrack.redline.amendment import Amendment, amendments, named
from amendtrack.redline.comparison import Redline, compare
from amendtrack.text.addresses import addresses


@dataclass(frozen=True, slots=True)
class Resubmitted:
    """What two versions of a proposal ask for at one place, where they differ.

    ``moved_ground`` says that the draft itself changed there between the two, so that words which are gone may have
    been taken up.
    """

    place: str
    was: tuple[Amendment, ...] = ()
    now: tuple[Amendment, ...] = ()
    moved_ground: bool = False

    def __str__(self) -> str:
        was, now = _said(self.was), _said(self.now)
        if was and now:
            return f"{named(self.place)}: changed: was: {was}; now: {now}"
        if now:
            return f"{named(self.place)}: new: {now}"
        why = "; the draft has changed there" if self.moved_ground else ""
        return f"{named(self.place)}: no longer proposed: {was}{why}"


def resubmitted(before: Redline, after: Redline) -> tuple[tuple[Resubmitted, ...], int]:
    """The places at which two versions of a proposal ask for different things, and how many amendments are the same.

    Each version is given as the redline of the text that it was made on.

    >>> base = "1. Clear all areas. Meet each June."
    >>> one = compare(base, "1. Clear known areas. Meet each May.")
    >>> two = compare(base, "1. Clear known areas. Meet each March.")
    >>> changed, same = resubmitted(one, two)
    >>> print(*changed, same)
    para 1: changed: was: replace “June” with “May”; now: replace “June” with “March” 1
    """
    new_places, touched = _carried(before, after)
    was = [(new_places.get(a.place, a.place), a) for a in amendments(before)]
    now = [(a.place, a) for a in amendments(after)]
    same = Counter(map(_asks, was)) & Counter(map(_asks, now))
    gone, come = list(_without(was, same)), list(_without(now, same))
    places = dict.fromkeys(place for place, _ in (*come, *gone))
    order = {place: n for n, place in enumerate(addresses(after.before))}
    found = (
        Resubmitted(
            place,
            tuple(a for p, a in gone if p == place),
            tuple(a for p, a in come if p == place),
            place in touched,
        )
        for place in sorted(places, key=lambda p: order.get(p.removeprefix("after "), -1))
    )
    return tuple(found), sum(same.values())


def _asks(one: tuple[str, Amendment]) -> tuple[object, ...]:
    place, amendment = one
    return amendment.kind, place, amendment.before, amendment.after, amendment.context


def _without(asked: list[tuple[str, Amendment]], same: Counter[tuple[object, ...]]) -> Iterator[tuple[str, Amendment]]:
    left = Counter(same)
    for one in asked:
        if left[_asks(one)]:
            left[_asks(one)] -= 1
        else:
            yield one


def _carried(before: Redline, after: Redline) -> tuple[dict[str, str], frozenset[str]]:
    """Where the places of the earlier ground are in the later one, and which places of the later one were changed."""
    if before.before.source == after.before.source:
        return {}, frozenset()
    ground = compare(before.before, after.before)
    old, new = addresses(before.before), addresses(after.before)
    places: dict[str, str] = {}
    touched: set[str] = set()
    for change in ground.changes:
        for i in range(change.i1, change.i2):
            if change.j1 == change.j2:
                touched.add(old[i])
                continue
            j = min(change.j1 + i - change.i1, change.j2 - 1)
            places |= {old[i]: new[j], f"after {old[i]}": f"after {new[j]}"}
            touched |= {new[j]} if change.substantive else set()
    return places, frozenset(touched)


def _said(asked: tuple[Amendment, ...]) -> str:
    """The amendments at one place, without the place."""
    return ", ".join(a.in_words.removeprefix(f"{named(a.place)}: ") for a in asked)


__all__ = ["Resubmitted", "resubmitted"]
