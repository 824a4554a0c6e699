"""The act by which delegations maintain on the latest revision what it has overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Edit, Identity, Reworded
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.in_words import in_words, place_of
from amendtrack.consolidation.proposal_text import composed, numbered
from amendtrack.consolidation.reconfirming import maintained, overlap
from amendtrack.consolidation.revised import Revised
from amendtrack.consolidation.same_units import origins_with
from amendtrack.consolidation.value import consolidate
from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.acts.corrections import issued_notes
from amendtrack.draft.acts.overtaken import answered, line_key, waiting_for
from amendtrack.draft.consolidated import alone
from amendtrack.draft.earlier import last_number
from amendtrack.draft.followed import stated_since
from amendtrack.draft.git.refs import OFFICE, proposal_ref
from amendtrack.draft.unanswered import asked
from amendtrack.errors import InputRefused
from amendtrack.record.carry_over import (
    Answer,
    CarriedOver,
    FateLine,
)
from amendtrack.record.entries import Entry
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.addresses import addresses

_Wanted = tuple[Edit, int]
"""An edit, and the number of the amendment that it is part of."""

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.snapshot import Snapshot


def reconfirm(now: Snapshot, names: Iterable[str], *, at: When) -> Act:
    """Record that delegations maintain amendments on the latest revision; see ``Draft.reconfirm``."""
    lines, when = waiting_for(now, names), moment(at, now.settings.timezone)
    proposals = list(dict.fromkeys(line.proposal for line in lines))
    made = [_maintained(now, now.proposal(name), [x for x in lines if x.proposal == name], when) for name in proposals]
    meant = [one for each in made for one in each.meant]
    texts = tuple(each.text for each in made)
    listed = ", ".join(one.line.name for one in meant)
    asks = "; ".join(one.asks for one in meant)
    return Act(
        kind="reconfirm",
        summary=f"{listed} as reconfirmed on {now.revision()}: {asks}",
        subject=f"Reconfirmed on {now.revision()}: {listed}",
        at=when,
        facts=(*(("Proposal", name) for name in proposals), *(("Commit", text.commit) for text in texts)),
        files=answered(
            now, lines, Answer.RECONFIRMED, when, texts=texts, places={line_key(one.line): one.place for one in meant}
        ),
        commits=tuple(each.commit for each in made),
        branches=tuple(
            Branch(proposal_ref(entry), text.commit, entry.commit)
            for text in texts
            for entry in (now.proposal(text.name),)
        ),
        name=listed,
        notes=tuple(note for name in proposals for note in issued_notes(now, name)),
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """A line as it is meant on the latest revision: its place there, in words, and its edits.

    A request to keep a unit has none.
    """

    line: FateLine
    place: str
    asks: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Maintained:
    """A proposal on the latest revision with what it maintains, and the commit of its text."""

    text: CarriedOver
    meant: tuple[_Meant, ...]
    commit: NewCommit


def _maintained(now: Snapshot, entry: Entry, lines: Sequence[FateLine], when: datetime) -> _Maintained:
    """A proposal on the latest revision with these amendments too."""
    base = Prepared.reading(now.text())
    held = _held(base, now, entry)
    meant = tuple(_meant(now, base, entry, line) for line in lines)
    again = tuple((edit, one.line.number) for one in meant for edit in one.edits)
    wanted = (*held, *again)
    _check_apart(now, entry, wanted, again)
    text, origins, _ = composed(base, entry.name, (edit for edit, _ in wanted))
    found = edits_of(base, text, origins=origins)
    known = _numbers(entry, found, wanted, held=frozenset(edit.identity for edit, _ in held))
    numbers = numbered(base, entry.name, text, found, known, spent=last_number(now, entry))
    retains = entry.retains if entry.revision == now.revision().label else ()
    retains = tuple(dict.fromkeys((*retains, *(one.place for one in meant if not one.edits))))
    commit = _commit(now, entry, text, when)
    sent = entry.sent.commit if entry.sent else entry.commit
    return _Maintained(CarriedOver(entry.name, sent, commit.id, origins, retains, numbers), meant, commit)


def _held(base: Prepared, now: Snapshot, entry: Entry) -> tuple[_Wanted, ...]:
    """The edits that a proposal makes on the latest revision already, with the numbers of its amendments."""
    if entry.revision != now.revision().label:
        return ()
    con = consolidate(base.text, [alone(now, entry)])
    numbers = {identity: amendment.number for amendment in con.amendments for identity in amendment.strands}
    return tuple(
        (edit, numbers.get(edit.identity, 0)) for edit in edits_of(base, now.wording(entry), origins=entry.origins)
    )


def _meant(now: Snapshot, base: Prepared, entry: Entry, line: FateLine) -> _Meant:
    """What a line means on the latest revision.

    Raises:
        InputRefused: it is an amendment to a proposal, a text in another language, or has no certain place there.
    """
    there = addresses(base.text)
    if line.name != entry.name:
        edits = _on_latest(now, base, line)
        return _Meant(line, place_of(there, edits[0]), in_words(base.text, there, edits), edits)
    if not line.place:
        hint = f"have it sent again on {now.revision()}, with --replaces {entry.name}, or record that it lapses"
        raise InputRefused(f"{entry.name} cannot be reconfirmed: {line.why}", remedy=hint)
    try:
        place = there[_revised(now, base, line).places.unit(_unit(now, line))]
    except Displaced as err:
        hint = f"have it sent again on {now.revision()}, with --replaces {entry.name}, or record that it lapses"
        raise InputRefused(f"{entry.name} cannot be reconfirmed: {err.args[0]}", remedy=hint) from err
    return _Meant(line, place, line.asks)


def _check_apart(now: Snapshot, entry: Entry, wanted: Sequence[_Wanted], again: Sequence[_Wanted]) -> None:
    """Refuse edits of two amendments that would both replace the same words, one of them maintained ``again``."""
    waiting = {line.number for line in now.to_reconfirm() if line.proposal == entry.name and "#" in line.name}
    for (one, first), (other, second) in product(wanted, again):
        if first != second and overlap(one, other):
            hint = f"have it sent again, with --replaces {entry.name}"
            if {first, second} <= waiting:
                first, second = sorted((first, second))
                hint += f", or reconfirm {entry.name}#{first} or {entry.name}#{second} alone"
            else:
                hint += f", or use lapse {entry.name}#{first if first in waiting else second}"
            raise InputRefused(
                f"{entry.name}: two of its amendments would each replace the same words of the latest revision",
                remedy=hint,
            )


def _numbers(
    entry: Entry, found: Sequence[Edit], wanted: Sequence[_Wanted], *, held: frozenset[Identity]
) -> dict[Identity, int]:
    """The number of the amendment that each edit found in the text belongs to.

    Each is one that is wanted, or a part of what one amendment maintains in a unit: that reading may share words with
    the text.

    Raises:
        InputRefused: more has changed than that, or less.
    """
    same = {edit.identity: number for edit, number in wanted}
    parts = {edit.identity: _part_of(edit, wanted, held=held) for edit in found if edit.identity not in same}
    there = frozenset(edit.identity for edit in found)
    lost = [
        edit
        for edit, number in wanted
        if edit.identity not in there and (edit.identity in held or number not in parts.values())
    ]
    if lost or None in parts.values():
        hint = f"have it sent again, with --replaces {entry.name}"
        raise InputRefused(f"{entry.name}: what it maintains does not go with what was carried forward", remedy=hint)
    return {identity: number for identity, number in (same | parts).items() if number}


def _part_of(edit: Edit, wanted: Sequence[_Wanted], *, held: frozenset[Identity]) -> int | None:
    """The number of the amendment that an edit of the text is a part of; None if that is not certain."""
    here = [(one, number) for one, number in wanted if isinstance(one, Reworded) and one.unit == edit.unit]
    if not isinstance(edit, Reworded):
        return None
    for number in dict.fromkeys(number for one, number in here if one.identity not in held):
        own = [one for one, whose in here if whose == number]
        start, end = min(one.start for one in own), max(one.end for one in own)
        others = [one for one, whose in here if whose != number and start <= one.end and one.start <= end]
        passages = own if others else [replace(own[0], start=start, end=end)]
        if any(one.start <= edit.start and edit.end <= one.end for one in passages):
            return number
    return None


def _on_latest(now: Snapshot, base: Prepared, line: FateLine) -> tuple[Edit, ...]:
    """The edits of one amendment on the latest revision."""
    try:
        found = maintained(_revised(now, base, line), asked(now, line)[1])
        if not found:
            raise Displaced("the latest revision has it already")
    except Displaced as err:
        hint = f"have it sent again on {now.revision()}, with --replaces {line.proposal}, or record that it lapses"
        raise InputRefused(f"{line.name} cannot be reconfirmed: {err.args[0]}", remedy=hint) from err
    return found


def _revised(now: Snapshot, base: Prepared, line: FateLine) -> Revised:
    before = Prepared.reading(now.text(line.revision))
    return Revised.of(before, base, origins=origins_with(before, base, stated_since(now, line.revision)))


def _unit(now: Snapshot, line: FateLine) -> int:
    return now.on(line.revision).consolidate().addresses.index(line.place)


def _commit(now: Snapshot, entry: Entry, text: str, when: datetime) -> NewCommit:
    latest = now.revision()
    facts = [("Proposal", entry.name), ("Revision", latest.label), ("Made-on", entry.made_on)]
    return now.store.make(
        {f"{now.settings.language}.md": text.encode()},
        parents=(entry.commit, latest.commit),
        author=OFFICE,
        committer=OFFICE,
        at=when,
        message=write_trailers(f"{entry.name}, reconfirmed on {latest}", facts),
        onto=latest.commit,
    )


__all__ = ["reconfirm"]
