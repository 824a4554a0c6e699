"""The acts about amendments that a revision has overtaken: their delegations maintain them, or they lapse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.in_words import in_words, place_of
from amendtrack.consolidation.reconfirming import maintained
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
    told = {id(line): new for each in made for line, new in each[1]}
    texts = tuple(text for text, _, _ in made)
    listed = ", ".join(line.name for line in lines)
    asked = "; ".join(new.asks for new in told.values())
    return Act(
        kind="reconfirm",
        summary=f"{listed} as reconfirmed on {now.revision()}: {asked}",
        subject=f"Reconfirmed on {now.revision()}: {listed}",
        at=when,
        facts=(*(("Proposal", name) for name in proposals), *(("Commit", text.commit) for text in texts)),
        files=_answered(now, lines, Answer.RECONFIRMED, when, texts=texts, places=[told[id(x)].now for x in lines]),
        commits=tuple(commit for _, _, commit in made),
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
    places: Sequence[str] = (),
) -> dict[str, bytes]:
    """The file of the latest revision with these lines answered, and with the texts that are new on it."""
    latest = now.revision().label
    kept = next((each for each in now.carry_overs() if each.revision == latest), CarryOver(latest, (), ()))
    where = dict(zip(map(_key, lines), places, strict=True)) if places else {}
    keys = set(map(_key, lines))
    marked = tuple(
        replace(line, answer=answer, settled=when, now=where.get(_key(line), line.now)) if _key(line) in keys else line
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


def _key(line: FateLine) -> tuple[str, str, str]:
    return line.name, line.revision, line.place


def _maintained(
    now: Snapshot, entry: Entry, lines: Sequence[FateLine], when: datetime
) -> tuple[CarriedOver, list[tuple[FateLine, FateLine]], NewCommit]:
    """A proposal on the latest revision with these amendments too; each line with its new place and words."""
    base = Prepared.reading(now.text())
    there = addresses(base.text)
    is_here = entry.revision == now.revision().label
    held = edits_of(base, now.wording(entry), origins=entry.origins) if is_here else ()
    retains = entry.retains if is_here else ()
    told: list[tuple[FateLine, FateLine]] = []
    more: list[Edit] = []
    known, units = _numbers(base, now, entry) if is_here else {}, dict[int, int]()
    for line in lines:
        if line.name == entry.name and not line.place:  # an amendment to a proposal, or a text in another language
            hint = f"have it sent again on {now.revision()}, with --replaces {entry.name}, or record that it lapses"
            raise InputRefused(f"{entry.name} cannot be reconfirmed: {line.why}", remedy=hint)
        if line.name == entry.name:  # a request to keep a unit as it is
            place = there[_revised(now, base, line).places.unit(_unit(now, line))]
            retains = (*retains, place)
            told.append((line, replace(line, now=place)))
            continue
        edits = _on_latest(now, base, line)
        more += edits
        number = int(line.name.rpartition("#")[2])
        known |= {edit.identity: number for edit in edits}
        units |= {edit.unit: number for edit in edits}
        told.append((line, replace(line, now=place_of(there, edits[0]), asks=in_words(base.text, there, edits))))
    text, origins, _ = composed(base, entry.name, (*held, *more))
    found = _found(base, text, origins, held=held, more=more, entry=entry)
    known |= {edit.identity: units[edit.unit] for edit in found if edit.identity not in known and edit.unit in units}
    numbers = numbered(base, entry.name, text, found, known, spent=last_number(now, entry))
    commit = _commit(now, entry, text, when)
    sent = entry.sent.commit if entry.sent else entry.commit
    return CarriedOver(entry.name, sent, commit.id, origins, tuple(dict.fromkeys(retains)), numbers), told, commit


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
    return Revised.of(before, base, origins=_told(now, line.revision, before, base))


def _told(now: Snapshot, label: str, before: Prepared, base: Prepared) -> Origins:
    """What a person has said of the units, if the latest revision follows that one."""
    follows = len(now.revisions) > 1 and now.revisions[-2].label == label
    return origins_to(now, now.revision().label, before, base) if follows else UNSTATED


def _unit(now: Snapshot, line: FateLine) -> int:
    return now.on(line.revision).consolidate().addresses.index(line.place)


def _numbers(base: Prepared, now: Snapshot, entry: Entry) -> dict[Identity, int]:
    """The numbers of the amendments that a proposal has on the latest revision, by their edits."""
    con = consolidate(base.text, [alone(now, entry)])
    return {identity: amendment.number for amendment in con.amendments for identity in amendment.strands}


def _found(
    base: Prepared, text: str, origins: Origins, *, held: Sequence[Edit], more: Sequence[Edit], entry: Entry
) -> tuple[Edit, ...]:
    """The edits of a proposal's text.

    Raises:
        InputRefused: what was carried forward is no longer found, or more has changed than was maintained.
    """
    found = edits_of(base, text, origins=origins)
    kept, units = {edit.identity for edit in held}, {edit.unit for edit in more}
    strange = [edit for edit in found if edit.identity not in kept and edit.unit not in units]
    if strange or not kept <= {edit.identity for edit in found}:
        hint = f"have it sent again, with --replaces {entry.name}"
        raise InputRefused(f"{entry.name}: what it maintains does not go with what was carried forward", remedy=hint)
    return found


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
