"""The acts about amendments that a revision has overtaken: their delegations maintain them, or they lapse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Edit, Identity, Reworded
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.in_words import in_words, place_of
from amendtrack.consolidation.reconfirming import maintained, overlap
from amendtrack.consolidation.revised import Revised, composed, numbered
from amendtrack.consolidation.value import consolidate
from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.acts.corrections import issued_notes
from amendtrack.draft.carrying_over import asked
from amendtrack.draft.consolidated import alone
from amendtrack.draft.earlier import last_number
from amendtrack.draft.followed import origins_to
from amendtrack.draft.git.refs import OFFICE, proposal_ref
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.carry_over import (
    Answer,
    CarriedOver,
    CarryOver,
    FateLine,
    carry_over_file,
    write_carry_over,
)
from amendtrack.record.entries import Entry
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.labels import addresses

_Key = tuple[str, str, str]
"""An amendment, the revision that it was made on, and its place there."""
_Wanted = tuple[Edit, int]
"""An edit, and the number of the amendment that it is part of."""

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.snapshot import Snapshot


def lapse(now: Snapshot, names: Iterable[str], *, at: When) -> Act:
    """Record that amendments which a revision overtook lapse; see ``Draft.lapse``."""
    lines, when = _named(now, names), moment(at, now.settings.timezone)
    listed = ", ".join(line.name for line in lines)
    return Act(
        kind="lapse",
        summary=f"as lapsed: {listed}",
        at=when,
        facts=tuple(("Proposal", name) for name in dict.fromkeys(line.proposal for line in lines)),
        files=_answered(now, lines, Answer.LAPSED, when),
        name=listed,
    )


def reconfirm(now: Snapshot, names: Iterable[str], *, at: When) -> Act:
    """Record that delegations maintain amendments on the latest revision; see ``Draft.reconfirm``."""
    lines, when = _named(now, names), moment(at, now.settings.timezone)
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
        files=_answered(
            now, lines, Answer.RECONFIRMED, when, texts=texts, places={_key(one.line): one.place for one in meant}
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


def _named(now: Snapshot, names: Iterable[str]) -> tuple[FateLine, ...]:
    """The amendments that wait to be reconfirmed and that these names stand for.

    Raises:
        Unknown: a name stands for none of them.
    """
    waiting = now.to_reconfirm()
    found: dict[tuple[str, str, str], FateLine] = {}
    for name in names:
        here = [line for line in waiting if line.name == name]
        if not here:
            entries = {entry.name for entry in now.chosen([name.partition("#")[0]])}
            here = [line for line in waiting if "#" not in name and line.proposal in entries]
        if not here:
            listed = ", ".join(dict.fromkeys(line.name for line in waiting)) or "none"
            raise Unknown(f"{name} does not wait to be reconfirmed", remedy=f"what waits: {listed}")
        found |= {(line.name, line.revision, line.place): line for line in here}
    if not found:
        raise InputRefused("nothing is named", remedy="name a proposal, or an amendment such as NOR-1#2")
    return tuple(found.values())


def check_one_meaning(now: Snapshot, names: Iterable[str]) -> None:
    """Refuse the number of an amendment that waits to be reconfirmed: on this revision another one may have it."""
    waiting = {line.name.casefold(): line for line in now.to_reconfirm() if "#" in line.name}
    left = {line.proposal.casefold(): line for line in waiting.values()}
    left = {name: line for name, line in left.items() if now.proposal(line.proposal).revision != now.revision().label}
    for name in names:
        if line := (waiting | left).get("".join(name.split()).casefold()):
            hint = f"use reconfirm {line.name} or lapse {line.name}; for what is on the present text, name the slot"
            raise InputRefused(f"{line.name} of {line.revision} waits to be reconfirmed", remedy=hint)


def _answered(
    now: Snapshot,
    lines: Sequence[FateLine],
    answer: Answer,
    when: datetime,
    *,
    texts: Sequence[CarriedOver] = (),
    places: Mapping[_Key, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The file of the latest revision with these lines answered, and with the texts that are new on it."""
    latest = now.revision().label
    kept = next((each for each in now.carry_overs() if each.revision == latest), CarryOver(latest, (), ()))
    keys = set(map(_key, lines))
    marked = tuple(
        replace(line, answer=answer, settled=when, now=places.get(_key(line), line.now)) if _key(line) in keys else line
        for line in kept.lines
    )
    new = {text.name: text for text in texts}
    all_texts = {text.name: text for text in kept.texts} | new
    made = replace(kept, lines=marked, texts=tuple(all_texts[name] for name in sorted(all_texts)))
    return {carry_over_file(latest): write_carry_over(made)}


def recarried(now: Snapshot, entry: Entry, commit: str) -> dict[str, bytes]:
    """The file of the revision that an entry was carried to, with another text of it."""
    carried = next(each for each in now.carry_overs() if each.revision == entry.revision)
    texts = tuple(
        replace(text, commit=commit, origins=UNSTATED) if text.name == entry.name else text for text in carried.texts
    )
    return {carry_over_file(carried.revision): write_carry_over(replace(carried, texts=texts))}


def _number(line: FateLine) -> int:
    return int(line.name.rpartition("#")[2])


def _key(line: FateLine) -> _Key:
    return line.name, line.revision, line.place


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
    wanted = (*held, *((edit, _number(one.line)) for one in meant for edit in one.edits))
    _check_apart(now, entry, wanted)
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


def _check_apart(now: Snapshot, entry: Entry, wanted: Sequence[_Wanted]) -> None:
    """Refuse edits of two amendments that would both replace the same words."""
    waiting = {_number(line) for line in now.to_reconfirm() if line.proposal == entry.name and "#" in line.name}
    for (one, first), (other, second) in combinations(wanted, 2):
        if first != second and overlap(one, other):
            hint = f"have it sent again, with --replaces {entry.name}"
            if {first, second} <= waiting:
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
    return same | {identity: number for identity, number in parts.items() if number is not None}


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
    return Revised.of(before, base, origins=_stated(now, line.revision, before, base))


def _stated(now: Snapshot, label: str, before: Prepared, base: Prepared) -> Origins:
    """What a person has said of the units, if the latest revision follows that one."""
    follows = len(now.revisions) > 1 and now.revisions[-2].label == label
    return origins_to(now, now.revision().label, before, base) if follows else UNSTATED


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


__all__ = ["check_one_meaning", "lapse", "recarried", "reconfirm"]
