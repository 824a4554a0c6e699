"""The text on the table: the latest revision of a record and every proposal that belongs in it, in one value.

Reads a snapshot. Knows which proposals are asked for and what was circulated; leaves the value itself to
``consolidation``, and whether a proposal belongs in the text at all to ``record.fates``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from amendtrack.consolidation.choosing import with_choice
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.lineage import same_units
from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.strands import new_unit_id
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.legibility import is_legible
from amendtrack.draft.voices import memberships
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.fates import Fate, kept_out, why_out

if TYPE_CHECKING:
    from amendtrack.consolidation.addressing import Circulated
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.record.statements import Statement


def consolidation_of(
    now: Snapshot,
    *,
    only: Iterable[str] = (),
    without: Iterable[str] = (),
    positions: Sequence[Position] = (),
    known: Consolidation | None = None,
) -> Consolidation:
    """The latest revision and every proposal on it that is asked for; see ``Snapshot.consolidate``."""
    only, without = tuple(only), tuple(without)
    chosen, entries = bool(only or without), current(now, only, without)
    backed = {e.name: _backed(now, e) for e in entries}
    for entry in current(now) if chosen else ():
        backed.setdefault(entry.name, _backed(now, entry))
    labels, addresses = circulated_labels(now), circulated_addresses(now)
    kept = [Position(who, Stance.RETAIN, p) for e in entries for p in e.retains for who in now.credited(e)]
    said = [p for s in statements(now) for p in s.positions(now.display(s.delegation))]
    spoken = (*positions, *kept, *said)
    members = tuple(memberships(now, current(now), statements(now)))
    made = partial(
        consolidate,
        now.text(),
        tuple(backed.values()),
        labels=labels,
        circulated=addresses,
        memberships=members,
        whole=now.statuses.whole,
    )
    con = made(dict.fromkeys(spoken), known=known)
    if now.held:  # what was said on wording that is held back is held back with it
        there = con.ground.strands.keys()
        con = made(dict.fromkeys(p for p in spoken if p.edits <= there), known=con)
    con = decided(now, _sent_again(now, con))
    # Leaving proposals out does not change addresses: a hypothetical text uses those of the whole text.
    return con.only(e.name for e in entries) if chosen else con


def current(now: Snapshot, only: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[Entry, ...]:
    """The proposals in the text that are asked for; asking for none of them is an error.

    One whose text cannot be read is not among them: it is named under the text (see ``accounts.stale_note``).
    """
    left_out = {e.name for e in now.chosen(without)}
    wanted = in_text(now, only) if (only := tuple(only)) else now.proposals()
    latest, register = now.revision().label, now.delegations
    held = set(now.held)
    return tuple(
        e
        for e in wanted
        if kept_out(e, latest, register) is None and e.name not in left_out and e not in held and is_legible(now, e)
    )


def in_text(now: Snapshot, names: Iterable[str]) -> tuple[Entry, ...]:
    """The proposals in the text that these names stand for; a name that stands for none of them is an error.

    Raises:
        Unknown: there is no such proposal or delegation.
        InputRefused: a proposal of that name is not in the text; the message says why.
    """
    latest, register = now.revision().label, now.delegations
    found: dict[str, Entry] = {}
    for name in names:
        every = [(e, _why_out(now, e) or kept_out(e, latest, register)) for e in now.chosen([name])]
        here = {e.name: e for e, fate in every if fate is None}
        if not here:
            why, hint = why_out(*next((e, fate) for e, fate in every if fate is not None))
            raise InputRefused(why, remedy=hint)
        found |= here
    return tuple(found[name] for name in sorted(found, key=lambda n: (found[n].delegation, found[n].number)))


def _why_out(now: Snapshot, entry: Entry) -> Fate | None:
    """What keeps a proposal out of the text besides what the register says of it."""
    if entry in now.held:
        return Fate.LATE
    return Fate.UNREADABLE if entry.stands and not is_legible(now, entry) else None


def _backed(now: Snapshot, entry: Entry) -> Proposal:
    """The proposal with everyone who backs it, as they are credited."""
    first, *others = now.credited(entry)
    return replace(alone(now, entry), delegation=first, cosponsors=tuple(others))


def alone(now: Snapshot, entry: Entry) -> Proposal:
    """The proposal as if it were the only one: its text, where its units come from, the numbers of its amendments."""
    there = {revision.label for revision in now.revisions}
    gone = tuple(int(t.name.rpartition("#")[2]) for t in entry.taken_back if t.revision in there)
    kept = tuple(number for number in entry.numbers if number not in gone)
    text = now.wording(entry)
    return Proposal(entry.delegation, text, entry.name, origins=entry.origins, withdrawn=gone, numbers=kept)


def _sent_again(now: Snapshot, con: Consolidation) -> Consolidation:
    """The consolidation; new units that their proposers have since reworded keep their labels."""
    latest, names = now.revision().label, {p.name: p for p in con.proposals}
    was = {name: (commit, i.record) for i in now.issues if i.revision == latest for name, commit in i.proposals}
    is_now = {e.name: e.commit for e in now.proposals() if e.name in names}
    changed = [name for name in sorted(was.keys() & is_now.keys()) if was[name][0] != is_now[name]]
    if not changed:
        return con
    circulated = {name for name, _ in con.labels}
    circulated |= {p.removeprefix("new ") for _, p in con.circulated if p.startswith("new ")}
    edits = {p.name: own for p, own in zip(con.proposals, con.edits, strict=True)}
    borne = circulated & {new_unit_id(e) for own in edits.values() for e in own if isinstance(e, Inserted)}
    same: dict[str, str] = {}
    for name in changed:
        commit, record = was[name]
        then = now.at_commit(record).proposal(name)
        try:
            before = edits_of(con.prepared, now.text_at(commit, name), origins=then.origins)
        except RecordDamaged:  # what it was when it was issued cannot be read: its new units get new labels
            continue
        same = same_units(before, edits[name], circulated=circulated, borne=borne) | same
    return con.circulated_as(same) if same else con


def statements(now: Snapshot) -> tuple[Statement, ...]:
    """What delegations have said on the latest revision and not taken back."""
    latest = now.revision().label
    return tuple(s for s in now.record.statements if s.stands and s.revision == latest)


def circulated_labels(now: Snapshot) -> dict[str, str]:
    """The labels of new units that were issued on the latest revision; the first one given stays."""
    latest = now.revision().label
    labels: dict[str, str] = {}
    for issue in now.issues:
        if issue.revision == latest:
            labels = {**dict(issue.labels), **labels}
    return labels


def circulated_addresses(now: Snapshot) -> tuple[Circulated, ...]:
    """The addresses of slots that were issued on the latest revision, with every passage each has stood for."""
    latest = now.revision().label
    return tuple(pair for issue in now.issues if issue.revision == latest for pair in issue.addresses)


def decided(now: Snapshot, con: Consolidation) -> Consolidation:
    """The consolidation with what has been decided and agreed on the latest revision.

    What a file from before decisions were kept one by one says is taken as decided on what is there now.
    """
    before = now.decisions
    for choice in before.choices:
        con = with_choice(con, choice) or con
    there = {p.name for p in con.proposals}
    if accepted := [name for name in before.accepted if name in there]:
        con = con.accept(accepted)
    con = con.with_decisions((*con.decisions, *before.taken)) if before.taken else con
    return con.with_statuses(given) if (given := now.statuses.in_force) else con
