"""The acts of holding a delegation's file under embargo, and of releasing it as a proposal like any other.

What is held is kept apart from the draft (see ``draft.apart``); the record says only that a file is held, so that its
loss would be seen. A held file has no number, is in no list and counts nowhere; it gets its number when it is released.
What is read from it is checked when it comes in, so that the release meets no surprise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.draft.acts import proposals
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.proposals import Receipt
from amendtrack.draft.apart import apart, held_ref
from amendtrack.draft.declared import Further
from amendtrack.draft.git.refs import OFFICE
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.submission import read_submission
from amendtrack.errors import InputRefused, RecordDamaged, Unknown
from amendtrack.intake.decoding import plain_filename
from amendtrack.record.envelopes import (
    CONTENT,
    ENVELOPE,
    Envelope,
    Holding,
    holding_file,
    read_envelope,
    read_holding,
    write_envelope,
    write_holding,
)
from amendtrack.record.filing import HOLDINGS
from amendtrack.record.times import When, end_of, moment

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot


def holdings(now: Snapshot) -> tuple[Holding, ...]:
    """Every file that was ever held, by name."""
    paths = sorted(path for path in now.files if path.startswith(HOLDINGS))
    return tuple(filter(None, (read_holding(now.store.blob(now.files[path]), path) for path in paths)))


def hold(now: Snapshot, data: bytes, envelope: Envelope, *, until: When = "", at: When) -> Act | Recorded:
    """Keep a file under embargo until a time, or until it is released.

    Raises:
        InputRefused: it would be refused as a proposal, or its time has come already.
    """
    when = moment(at, now.settings.timezone)
    end = end_of(until, now.settings.timezone) if until else None
    if end is not None and end <= when:
        raise InputRefused(f"the embargo would end before it begins: {end:%Y-%m-%d %H:%M}", remedy="use propose")
    owner = now.delegations.resolve(envelope.delegation)
    envelope = replace(
        envelope,
        delegation=owner.code,
        filename=plain_filename(envelope.filename, "as-received.txt"),
        on=envelope.on or ("" if envelope.replaces else now.revision().label),
        until=end,
    )
    tried = _proposed(now, data, envelope)
    if isinstance(tried, Recorded):
        return tried
    commit = now.store.make(
        {ENVELOPE: write_envelope(envelope), CONTENT: data},
        parents=(),
        author=OFFICE,
        committer=OFFICE,
        at=envelope.received,
        message="Held under embargo\n",
    )
    holding = Holding(commit.id)
    if any(each.commit == commit.id for each in holdings(now)):
        return already(f"held as {holding.name}", commit.id, holding.name)
    shown = f"until {end:%Y-%m-%d %H:%M}" if end else "until it is released"
    return Act(
        kind="hold",
        summary=f"a file under embargo {shown}, as {holding.name}",
        subject=f"A file under embargo, as {holding.name}",
        at=when,
        facts=(("Held", holding.name), ("Commit", commit.id)),
        files={holding_file(holding.name): write_holding(holding)},
        apart=(commit,),
        name=holding.name,
    )


def _proposed(now: Snapshot, data: bytes, envelope: Envelope, receipt: Receipt | None = None) -> Act | Recorded:
    """The file as the proposal that it becomes."""
    sent = read_submission(
        now,
        data,
        by=envelope.delegation,
        cosponsors=envelope.cosponsors,
        on=envelope.on,
        extent=envelope.extent,
        kind=envelope.kind,
        replaces=envelope.replaces,
        language=envelope.language,
        filename=envelope.filename,
    )
    rule = Further.REFUSED if envelope.replaces else Further.ADDITIONAL
    receipt = receipt or Receipt(envelope.received, envelope.channel, envelope.title)
    return proposals.propose(now, sent, receipt, further=rule, allow=envelope.allow)


def release(now: Snapshot, name: str, *, at: When, early: bool = False) -> Act | Recorded:
    """Record a held file as the proposal that it is, as received when it was received.

    Raises:
        Unknown: there is no such file.
        InputRefused: it is held until later, and this is not said to be ``early``.
    """
    holding = next((each for each in holdings(now) if each.name == name.strip().casefold()), None)
    if holding is None:
        left = ", ".join(each.name for each in holdings(now) if not each.released) or "none"
        raise Unknown(f"no file is held as {name!r}", remedy=f"held: {left}")
    if holding.released:
        return already(f"released, as {holding.released}", name=holding.released)
    when = moment(at, now.settings.timezone)
    data, envelope = opened(now, holding)
    if envelope.until is not None and envelope.until > when and not early:
        found = f"it is held until {envelope.until:%Y-%m-%d %H:%M}"
        raise InputRefused(found, place=holding.name, remedy="add --early if it may go out before")
    receipt = Receipt(envelope.received, envelope.channel, envelope.title)
    act = _proposed(now, data, envelope, receipt)
    if isinstance(act, Recorded):
        gone = replace(holding, released=act.name)
        return Act(
            kind="release",
            summary=f"what was held as {holding.name} as {act.name}, which is the same file",
            at=when,
            facts=(("Held", holding.name), ("Proposal", act.name)),
            files={holding_file(holding.name): write_holding(gone)},
            name=act.name,
        )
    gone = replace(holding, released=act.name)
    return replace(
        act,
        facts=(*act.facts, ("Held", holding.name)),
        files={**act.files, holding_file(holding.name): write_holding(gone)},
        notes=(f"held until now as {holding.name}", *act.notes),
    )


def opened(now: Snapshot, holding: Holding) -> tuple[bytes, Envelope]:
    """A held file and how it came.

    Raises:
        InputRefused: it is not kept here.
        RecordDamaged: it is, and cannot be read.
    """
    store = apart(now.store)
    if store is None or store.tip(held_ref(holding.commit)) is None:
        store = now.store  # where an early amendtrack kept it
        if store.tip(held_ref(holding.commit)) is None:
            hint = "it is at the desk that took it in; if that is this one, put back the folder `embargo` of the draft"
            raise InputRefused("the held file is not in this copy", place=holding.name, remedy=hint)
    try:
        files = store.files_of(holding.commit)
        envelope = read_envelope(store.blob(files[ENVELOPE]), ENVELOPE)
        return store.blob(files[CONTENT]), replace(envelope, until=envelope.until or holding.until)
    except (RecordDamaged, KeyError) as err:
        hint = "put back the folder `embargo` of the draft from a copy of it"
        raise RecordDamaged("the held file cannot be read", place=holding.name, remedy=hint) from err


def due(now: Snapshot, at: datetime) -> tuple[str, ...]:
    """The held files whose time has come."""
    found = []
    for each in (one for one in holdings(now) if not one.released):
        try:
            _, envelope = opened(now, each)
        except (InputRefused, RecordDamaged):  # at another desk, or lost, which every command says
            continue
        if envelope.until is not None and envelope.until <= at:
            found.append(each.name)
    return tuple(found)


__all__ = ["due", "hold", "holdings", "release"]
