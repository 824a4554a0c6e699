"""Proposals of two copies of a draft brought together: one number for one proposal, and none is lost.

Pure. Where one number stands for two, the one that was issued keeps it, and the other gets the next free number, with
all that its own copy said of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from amendtrack.exchange.joined_sets import joined_set, with_values
from amendtrack.record.entries import Entry, State, entry_file, read_entry, received_in, write_entry
from amendtrack.record.filing import ISSUES, PROPOSALS
from amendtrack.record.record import read_issue

if TYPE_CHECKING:
    from amendtrack.exchange.registers_joined import Joining


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A proposal of the second copy that gets another number, since the first copy had given its own to another."""

    before: str
    entry: Entry


def _entries(both: Joining, side: Mapping[str, str], base: Mapping[str, str]) -> dict[str, Entry]:
    changed = {p: blob for p, blob in side.items() if p.startswith(PROPOSALS) and base.get(p) != blob}
    found = {p: read_entry(both.read(blob), p) for p, blob in changed.items()}
    return {entry_file(entry.name): entry for entry in found.values()}


def number_anew(both: Joining) -> None:
    """Give a new number to each proposal of one copy whose number the other has given to another proposal."""
    mine, theirs = _entries(both, both.first, both.base), _entries(both, both.second, both.base)
    issued = [
        {name for p, blob in both.changed(side, ISSUES).items() for name, _ in read_issue(both.read(blob), p).proposals}
        for side in (both.first, both.second)
    ]
    used: dict[str, int] = {}
    for path in {**both.first, **both.second}:
        if path.startswith(PROPOSALS):
            code, number = re.fullmatch(r"proposals/(.+)[/-](\d+)\.json", path).groups()  # type: ignore[union-attr]
            used[code] = max(used.get(code, 0), int(number))
    for path in sorted(mine.keys() & theirs.keys()):
        one, other = mine[path], theirs[path]
        was = read_entry(both.read(both.base[path]), path) if path in both.base else None
        if one == other or not _are_two(one, other, was):
            continue
        _renumber(both, one, other, used, issued, was)
    _note_twins(both, mine, theirs)


def _renumber(
    both: Joining, one: Entry, other: Entry, used: dict[str, int], issued: list[set[str]], was: Entry | None
) -> None:
    name = one.name
    if name in issued[0] and name in issued[1]:
        both.stop(name, "both copies issued a text with another proposal of this number", _said(one), _said(other))
        return
    theirs_stays = name in issued[1]
    if was is not None and not theirs_stays and name not in issued[0]:
        theirs_stays = other.received > one.received  # the last word of the delegation keeps the number
    stays, goes = (other, one) if theirs_stays else (one, other)
    side = both.first if theirs_stays else both.second
    used[one.delegation] += 1
    number = used[one.delegation]
    folder, fresh = received_in(one.delegation, one.number), received_in(one.delegation, number)
    fresh_entry = replace(
        goes,
        name=f"{one.delegation}-{number}",
        number=number,
        submission=1,
        original=f"{fresh}/{goes.original.removeprefix(folder + '/')}",
        sent=None,
    )
    for path in [p for p in both.changed(side) if p.startswith(f"{goes.original.rpartition('/')[0]}/")]:
        new = f"{fresh}/{path.removeprefix(folder + '/')}"
        both.made[new] = both.read(side[path])
    both.made[entry_file(stays.name)] = write_entry(stays)
    kept_side = both.second if theirs_stays else both.first
    for path in [p for p in both.changed(kept_side) if p.startswith(f"{stays.original.rpartition('/')[0]}/")]:
        both.made[path] = both.read(kept_side[path])
    if was is None:  # what that copy said of it is about the number that it now has
        both.names[0 if theirs_stays else 1][name] = fresh_entry.name
    both.renumbered.append(Renumbered(name, fresh_entry))
    why = "the number was given to two proposals" if was is None else "it was sent again to both copies"
    now = (
        f"{name} is the first, and the second is {fresh_entry.name}"
        if stays is one
        else (f"{name} is the second, and the first is {fresh_entry.name}")
    )
    both.collide(name, why, _said(one), _said(other), now=now)


def _note_twins(both: Joining, mine: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> None:
    """Note a file that both copies recorded, under two numbers."""
    for path, one in sorted(mine.items()):
        for there, other in sorted(theirs.items()):
            new = path not in both.base and there not in both.base
            if new and path != there and _is_same_file(one, other) and one.stands and other.stands:
                why = f"the same file is also {other.name}"
                both.collide(one.name, why, _said(one), _said(other), now="both stand; void one of them")


def entry_joined(both: Joining, path: str) -> bytes:
    """The register's entry for one proposal that both changed."""
    if path in both.made:
        return both.made[path]
    was_data, one_data, other_data = both.three(path)
    one, other = read_entry(one_data, path), read_entry(other_data, path)
    if not was_data:  # the same file, taken in twice
        if one.commit != other.commit:
            both.put_aside.append((other.name, other.commit))
        return write_entry(one)
    was = read_entry(was_data, path)
    return write_entry(_both_changed(both, was, one, other))


def _both_changed(both: Joining, was: Entry, one: Entry, other: Entry) -> Entry:
    names = {
        n: joined_set(getattr(was, n), getattr(one, n), getattr(other, n)) for n in ("cosponsors", "sponsors", "gone")
    }
    ended = [e for e in (one, other) if e.state is not was.state]
    sent = [e for e in (one, other) if e.commit != was.commit]
    if len(ended) == 2 and one.state is not other.state:
        both.collide(one.name, "it ended in two ways", _said(one), _said(other), now=f"it is {ended[0].state.value}")
    if len(sent) == 2 and one.commit != other.commit:  # the same file sent again, taken in twice
        both.put_aside.append((other.name, other.commit))
    if ended and sent and ended[0] is not sent[0]:
        last = max((one, other), key=lambda e: (e.ended or e.received, e is one))
        now = f"what was recorded last: {_said(last)}"
        both.collide(
            one.name, "it ended in one copy and was sent again in the other", _said(one), _said(other), now=now
        )
        if last is not sent[0]:
            both.put_aside.append((sent[0].name, sent[0].commit))
        kept = last
    else:
        kept = (ended or sent or [one])[0]
        for name in (f.name for f in fields(Entry) if f.name not in names):
            before, mine, theirs = (getattr(e, name) for e in (was, one, other))
            if not ended and not sent and theirs != before and mine == before:
                kept = with_values(kept, {name: theirs})
    if was.taken_back != other.taken_back and was.taken_back != one.taken_back:
        taken = (*one.taken_back, *(t for t in other.taken_back if t not in one.taken_back))
        kept = replace(kept, taken_back=tuple(sorted(taken, key=lambda t: (t.at, t.name))))
    return with_values(kept, names)


def _are_two(one: Entry, other: Entry, was: Entry | None) -> bool:
    """Whether one number stands for two proposals, or for two new texts of one."""
    if was is None:
        return not _is_same_file(one, other)
    return one.commit != was.commit != other.commit and not _is_same_file(one, other)


def _is_same_file(one: Entry, other: Entry) -> bool:
    return (one.delegation, one.sha256, one.revision, one.amends) == (
        other.delegation,
        other.sha256,
        other.revision,
        other.amends,
    )


def _said(entry: Entry) -> str:
    state = "" if entry.state is State.STANDING else f", {entry.state.value} {entry.ended:%Y-%m-%d %H:%M}"
    title = f" “{entry.title}”" if entry.title else ""
    return f"{entry.filename}{title}, received {entry.received:%Y-%m-%d %H:%M}{state}"


__all__ = ["Renumbered", "entry_joined", "number_anew"]
