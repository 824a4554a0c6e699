"""What is let out of a delegation that has asked not to be named: nothing of its own, and issued texts without names.

Reads a snapshot. What is public already is public: it can only be listed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.draft.git.refs import meeting_ref
from amendtrack.draft.git.store import Store
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.record.entries import Entry
from amendtrack.record.record import Attribution, Issue
from amendtrack.record.registers import slug
from amendtrack.record.trailers import read_trailers
from amendtrack.render.json import UNATTRIBUTED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

VALUE = "consolidation.json"


@dataclass(frozen=True, slots=True)
class Nameless:
    """An issued text and its stored value, without the names of delegations."""

    text: str
    value: str


def is_withheld(now: Snapshot, entry: Entry) -> bool:
    """Whether a proposal stays at home since one of those behind it, or behind what it amends, is not to be named."""
    codes = {entry.delegation, *entry.cosponsors, *entry.sponsors, *entry.gone}
    if codes & {*now.settings.withheld}:
        return True
    return bool(entry.amends) and is_withheld(now, now.proposal(entry.amends))


def names_withheld(now: Snapshot, commit: str) -> bool:
    """Whether a commit of a proposal says that it is of a delegation that is not to be named."""
    said = [
        value for key, value in read_trailers(now.store.commit(commit).message) if key in ("Delegation", "Cosponsor")
    ]
    return any(value.endswith(f"({code})") for value in said for code in now.settings.withheld)


def mentions(now: Snapshot, words: str) -> bool:
    """Whether words contain the name or the code of a delegation that is not to be named."""
    folded = words.casefold()
    return any(
        any(name.casefold() in folded for _, name in now.delegations.resolve(code).names)
        or re.search(rf"(?<!\w){re.escape(code)}(?!\w)", words)
        for code in now.settings.withheld
    )


def has_part(now: Snapshot, issue: Issue) -> bool:
    """Whether a delegation that is not to be named has a part in an issued text, or may be named in it."""
    if not now.settings.withheld:
        return False
    then, codes = _made_from(now, issue), {*now.settings.withheld}
    behind = {code for e in then.proposals() for code in (e.delegation, *e.cosponsors, *e.sponsors, *e.gone)}
    said = now.store.files(issue.commit).values()
    words = "\n".join(now.store.blob(blob).decode("utf-8", "replace") for blob in said)
    return bool(codes & {*behind, *(s.delegation for s in then.statements())}) or mentions(now, words)


def nameless(now: Snapshot, issue: Issue) -> Nameless | None:
    """An issued text without names, computed again from its record; ``None`` if that does not give what was issued."""
    then = _made_from(now, issue)
    unnamed = replace(then, record=replace(then.record, settings=replace(then.settings, attribution=Attribution.NONE)))
    file = f"{now.settings.language}.md"
    try:
        there = now.store.files(issue.commit)
        issued = Nameless(*(now.store.blob(there[name]).decode() for name in (file, VALUE)))
        if _printed(then, issue.meeting) != issued:
            return None
        return _printed(unnamed, issue.meeting)
    except (AmendtrackError, LookupError, UnicodeDecodeError):
        return None


def _made_from(now: Snapshot, issue: Issue) -> Snapshot:
    return now.at_commit(issue.record) if issue.record else now


def _printed(then: Snapshot, meeting: str) -> Nameless:
    before = then.before_meeting(meeting)
    con = before.consolidate()
    return Nameless(before.printed(con), before.printed_json(con))


def public_already(
    now: Snapshot, there: Store, refs: Collection[str], issues: Sequence[Issue], known: Mapping[str, str]
) -> Iterator[str]:
    """The branches of a published repository that name a delegation which is not to be named from now on.

    ``known`` gives the commits there by those of the draft.
    """
    slugs = {slug(code) for code in now.settings.withheld}
    hidden = {(slug(e.delegation), e.number) for e in now.proposals() if is_withheld(now, e)}
    texts = {i for i in issues if i.commit in known and has_part(now, i) and not _is_nameless(there, known[i.commit])}
    named = {meeting_ref(issue.meeting) for issue in texts}
    for ref in sorted(refs):
        match place_of(ref):
            case Place(purpose=Purpose.PROPOSAL, owner=owner, number=number) as place:
                if owner in slugs or (owner, number) in hidden:
                    yield place.shown
            case Place(purpose=Purpose.ISSUE) as place if ref in named:
                yield place.shown


def _is_nameless(there: Store, commit: str) -> bool:
    try:
        return bool(json.loads(there.blob(there.files(commit)[VALUE]))["format"] == UNATTRIBUTED)
    except (RecordDamaged, LookupError, ValueError, TypeError, RecursionError):
        return False


__all__ = ["Nameless", "has_part", "is_withheld", "mentions", "nameless", "names_withheld", "public_already"]
