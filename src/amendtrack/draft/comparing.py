"""Any two texts of a record compared: revisions, proposals and their earlier versions, and texts that were issued.

Knows what a name stands for (``Rev.0``, ``NOR-1``, ``NOR-1/1``, ``PM2``, ``PM2/1``); leaves the comparison to
``redline``. Where delegations are not named by the present rule, an issued text is compared as it reads without names.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.draft.for_meeting import versions_of
from amendtrack.draft.moments import issue_named
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.record import Attribution
from amendtrack.record.registers import name_key
from amendtrack.redline.comparison import compare
from amendtrack.redline.resubmitted import Resubmitted, resubmitted

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.redline.comparison import Redline

_VERSION = re.compile(r"(.+)/(\d{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the record under its name, with its revision or the one it was made on; ``entry`` if a proposal."""

    name: str
    text: str
    revision: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of a record and their redline; ``own``: what changed between two versions of a proposal."""

    before: Wording
    after: Wording
    redline: Redline
    own: tuple[Resubmitted, ...] = ()
    same: int = 0

    def __str__(self) -> str:
        return f"{self.before.name} -> {self.after.name}"

    @property
    def is_own(self) -> bool:
        """Whether the two are versions of one proposal."""
        return is_own(self.before, self.after)


def is_own(before: Wording, after: Wording) -> bool:
    """Whether two texts are versions of one proposal."""
    return before.entry is not None and after.entry is not None and before.entry.name == after.entry.name


def compared(now: Snapshot, first: str, second: str = "") -> Comparison:
    """The two texts of these names compared; one alone with what it was made on, or with how it is now.

    Raises:
        Unknown: there is no such text.
        InputRefused: one is in another language than the other.
    """
    before, after = _both(now, first, second)
    for one in (before, after):
        _check_language(one)
    if is_own(before, after):
        assert before.entry is not None and after.entry is not None
        own, same = resubmitted(now.redline(before.entry), now.redline(after.entry))
        return Comparison(before, after, compare(before.text, after.text), own, same)
    entry = after.entry
    if entry is not None and before.entry is None and before.text == now.ground_text(entry):
        return Comparison(before, after, now.redline(entry))  # edits that it states are taken as stated
    return Comparison(before, after, compare(before.text, after.text))


def _both(now: Snapshot, first: str, second: str) -> tuple[Wording, Wording]:
    one = wording_named(now, first)
    if second:
        return one, wording_named(now, second)
    entry = one.entry
    if entry is None:
        issued = issue_named(now, first) is not None
        latest = now.revision().label
        return one, Wording("now", _shown(now, now), latest) if issued else wording_named(now, latest)
    last = now.proposal(entry.name)
    if last.commit != entry.commit:
        return one, _wording_of(now, last, last.name)
    return Wording(entry.amends or entry.revision, now.ground_text(entry), entry.revision), one


def wording_named(now: Snapshot, name: str) -> Wording:
    """The text of that name.

    Raises:
        Unknown: there is none.
    """
    for revision in now.revisions:
        if name_key(revision.label) == name_key(name):
            if (meeting := now.issue_to(name)) is not None:
                hint = f"name the text that was issued {meeting}/{meeting.issue}"
                raise InputRefused(f"{name!r} is both a revision and a meeting", remedy=hint)
            return Wording(revision.label, now.text(revision.label), revision.label)
    if (found := issue_named(now, name)) is not None:
        then, issue = found
        with suppress(Unknown):
            also = now.proposal(name).name
            hint = f"name the proposal {also}, or the text {issue.meeting}/{issue.issue}"
            raise InputRefused(f"{name!r} is both a meeting and a delegation or proposal", remedy=hint)
        return Wording(name, _shown(now, then, issue.meeting), issue.revision)
    try:
        entry = now.proposal(name)
    except Unknown:
        if (version := _version(now, name)) is None:
            raise
        return _wording_of(now, version, f"{version.name}/{version.submission}")
    return _wording_of(now, entry, entry.name)


def _wording_of(now: Snapshot, entry: Entry, name: str) -> Wording:
    return Wording(name, now.wording(entry), entry.revision, entry)


def _version(now: Snapshot, name: str) -> Entry | None:
    """An earlier version of a proposal (``NOR-1/1``); ``None`` if that is not what is named."""
    if (parts := _VERSION.fullmatch(name)) is None:
        return None
    entry, number = now.proposal(parts[1]), int(parts[2])
    found = next((e for e in versions_of(now, entry.name) if e.submission == number), None)
    if found is None:
        last = f" to {entry.name}/{entry.submission}" if entry.submission > 1 else ""
        raise Unknown(f"no version {name!r}", remedy=f"there is {entry.name}/1{last}")
    return found


def _shown(now: Snapshot, then: Snapshot, meeting: str = "") -> str:
    """A text as it was issued, or would be; without names where the present rule withholds them."""
    if meeting and (now.settings.attribution is Attribution.NAMED or then.settings == now.settings):
        return then.issued(meeting)
    settings = replace(then.settings, attribution=now.settings.attribution)
    unnamed = replace(then, record=replace(then.record, settings=settings))
    return unnamed.before_meeting(meeting).printed() if meeting else unnamed.printed()


def _check_language(wording: Wording) -> None:
    entry = wording.entry
    if entry is not None and entry.language:
        found = f"{wording.name} is in {entry.language}, and cannot be compared with a text in another language"
        raise InputRefused(found, remedy=f"read it with export, or record its translation with replace {entry.name}")


__all__ = ["Comparison", "Wording", "compared", "wording_named"]
