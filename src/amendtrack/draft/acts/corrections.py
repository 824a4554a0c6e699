"""What happens to a proposal after it was recorded: withdrawn, void, filed under another name, sponsored.

Each is a new act. The files as received and every submitted text stay where they are; what is no longer in force
leaves the text as if it had never been made, but stays in the register.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import Ruling, proposal_of
from amendtrack.draft.acts.act import Act, Branch, already
from amendtrack.draft.earlier import last_number
from amendtrack.draft.git.refs import OFFICE, person_of, proposal_ref
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.entries import Entry, State, entry_file, received_in, write_entry
from amendtrack.record.fates import is_party, is_suggestion
from amendtrack.record.record import Decisions, decisions_file, write_decisions
from amendtrack.record.registers import Delegation, Standing, check_line
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

LONGEST_REASON = 500


def withdraw(now: Snapshot, name: str, *, at: When) -> Act | Recorded:
    """Record that the delegation withdraws its proposal; see ``Draft.withdraw``."""
    entry, when = now.proposal(name), moment(at, now.settings.timezone)
    if entry.state is State.WITHDRAWN:
        return already(f"withdrawn: {entry.name}", entry.commit, entry.name)
    check_stands(entry)
    act = Act(
        kind="withdraw",
        summary=f"withdrawal of {entry.name} by {now.display(entry.backers[0])}",
        at=when,
        facts=(("Proposal", entry.name),),
        files={},
    )
    ended = _ending(now, act, replace(entry, state=State.WITHDRAWN, ended=when))
    first, *others = entry.backers
    if not others:
        return ended
    listed = ", ".join(map(now.display, others))
    hint = f"undo this and use withdraw {entry.name} --for {first}"
    note = f"co-sponsored by {listed}: if they maintain it, {hint}"
    return replace(ended, notes=(*ended.notes, note))


def leave(now: Snapshot, name: str, delegation: str, *, at: When) -> Act | Recorded:
    """Record that one of those who propose it takes its name off; see ``Draft.withdraw``."""
    entry, who = now.proposal(name), now.delegations.resolve(delegation)
    check_stands(entry)
    whose = now.display(who.code)
    if who.code in entry.gone:
        return already(f"off: {whose}, {entry.name}", entry.commit, entry.name)
    if who.code not in entry.backers:
        listed = ", ".join(map(now.display, entry.backers))
        raise InputRefused(f"{whose} does not propose {entry.name}", remedy=f"those who do are: {listed}")
    if entry.backers == (who.code,):
        raise InputRefused(f"only {whose} proposes {entry.name}", remedy=f"use withdraw {entry.name}")
    after = replace(entry, gone=tuple(sorted({*entry.gone, who.code})))
    left = ", ".join(map(now.display, after.backers))
    return Act(
        kind="withdraw",
        summary=f"withdrawal of {whose} from {entry.name}, which {left} maintain{'s' * (len(after.backers) == 1)}",
        at=moment(at, now.settings.timezone),
        facts=(("Proposal", entry.name), ("Delegation", who.code)),
        files=entry_files(after),
        name=entry.name,
        notes=issued_notes(now, entry.name),
    )


def cosponsor(now: Snapshot, name: str, delegation: str, *, at: When) -> Act | Recorded:
    """Record that a party joins a proposal; see ``Draft.cosponsor``."""
    entry, who = now.proposal(name), now.delegations.resolve(delegation)
    check_stands(entry)
    whose = now.display(who.code)
    if who.standing is not Standing.PARTY:
        found = f"{whose} is not a party ({who.standing.value}) and cannot co-sponsor"
        raise InputRefused(found, remedy="record what it sends as a suggestion of its own")
    if is_suggestion(entry, now.delegations):
        found = f"{entry.name} is a suggestion of {now.display(entry.delegation)}, not a party"
        raise InputRefused(found, remedy=f"use sponsor {entry.name} {who.code}")
    if who.code in entry.backers:
        return already(f"recorded: {whose} proposes {entry.name}", entry.commit, entry.name)
    joined = {*entry.cosponsors, who.code} - {entry.delegation}
    after = replace(
        entry, cosponsors=tuple(sorted(joined)), gone=tuple(code for code in entry.gone if code != who.code)
    )
    return Act(
        kind="cosponsor",
        summary=f"{whose} as co-sponsor of {entry.name}",
        at=moment(at, now.settings.timezone),
        facts=(("Proposal", entry.name), ("Cosponsor", f"{who} ({who.code})")),
        files=entry_files(after),
        name=entry.name,
        notes=issued_notes(now, entry.name),
    )


def void_name(now: Snapshot, name: str, delegation: str, *, reason: str, at: When) -> Act:
    """Record that a co-sponsor or sponsor was named by mistake, and why; see ``Draft.void``."""
    reason = _checked_reason(reason)
    entry, who = now.proposal(name), now.delegations.resolve(delegation)
    check_stands(entry)
    whose, code = now.display(who.code), who.code
    if code == entry.delegation:
        hint = f"use correct {entry.name} --to DELEGATION if it is another's, or void {entry.name} if it is nobody's"
        raise InputRefused(f"{entry.name} is filed under {whose}", remedy=hint)
    if code not in (*entry.cosponsors, *entry.sponsors):
        listed = ", ".join(map(now.display, (*entry.backers, *entry.sponsors)))
        raise InputRefused(f"{whose} is not named on {entry.name}", remedy=f"those who are: {listed}")
    after = replace(
        entry,
        cosponsors=tuple(c for c in entry.cosponsors if c != code),
        sponsors=tuple(c for c in entry.sponsors if c != code),
        gone=tuple(c for c in entry.gone if c != code),
    )
    if not after.backers:
        raise InputRefused(f"only {whose} maintains {entry.name}", remedy=f"use void {entry.name}")
    left = entry.sponsors and is_suggestion(after, now.delegations)
    unsponsored = (f"{entry.name} goes to the annex until a party sponsors it",) if left else ()
    return Act(
        kind="void",
        summary=f"the name of {whose} on {entry.name} as void: {reason}",
        at=moment(at, now.settings.timezone),
        facts=(("Reason", reason), ("Proposal", entry.name), ("Delegation", code)),
        files=entry_files(after),
        name=entry.name,
        notes=(*unsponsored, *issued_notes(now, entry.name)),
    )


def _checked_reason(reason: str) -> str:
    reason = check_line(reason, "the reason")
    if not reason or len(reason) > LONGEST_REASON:
        hint = f"give the reason in one line of up to {LONGEST_REASON} characters"
        raise InputRefused(f"the reason has {len(reason)} characters", remedy=hint)
    return reason


def void(now: Snapshot, name: str, *, reason: str, at: When) -> Act | Recorded:
    """Record that a proposal was recorded by mistake, and why; see ``Draft.void``."""
    reason = _checked_reason(reason)
    entry, when = now.proposal(name), moment(at, now.settings.timezone)
    if entry.state is State.VOID:
        return already(f"void: {entry.name} ({entry.reason})", entry.commit, entry.name)
    if entry.state is State.WITHDRAWN:
        found = f"{entry.name} was withdrawn by its delegation on {entry.ended:%Y-%m-%d %H:%M}, and stays withdrawn"
        hint = "if it was not withdrawn, undo the act that recorded the withdrawal (run `amendtrack acts`)"
        raise InputRefused(found, remedy=hint)
    act = Act(
        kind="void",
        summary=f"{entry.name} as void: {reason}",
        at=when,
        facts=(("Reason", reason), ("Proposal", entry.name)),
        files={},
    )
    return _ending(now, act, replace(entry, state=State.VOID, reason=reason, ended=when))


def sponsor(now: Snapshot, name: str, party: str, *, at: When) -> Act | Recorded:
    """Record that a party sponsors an observer's suggestion; see ``Draft.sponsor``."""
    entry, delegation = now.proposal(name), now.delegations.resolve(party)
    check_stands(entry)
    _check_sponsor(now, entry, delegation)
    if delegation.code in entry.sponsors:
        said = f"sponsored by {now.display(delegation.code)}: {entry.name}"
        return already(said, entry.commit, entry.name)
    return Act(
        kind="sponsor",
        summary=f"{now.display(delegation.code)} as sponsor of {entry.name}",
        at=moment(at, now.settings.timezone),
        facts=(("Proposal", entry.name), ("Sponsor", delegation.code)),
        files=entry_files(replace(entry, sponsors=tuple(sorted({*entry.sponsors, delegation.code})))),
        name=entry.name,
        notes=issued_notes(now, entry.name),
    )


def correct(now: Snapshot, name: str, *, to: str, at: When) -> Act | Recorded:
    """Record that a proposal was filed under the wrong name; see ``Draft.correct``."""
    entry, owner = now.proposal(name), now.delegations.resolve(to)
    when, file = moment(at, now.settings.timezone), now.received(entry.name)
    check_stands(entry)
    _check_owner(now, entry, owner)
    if waiting := [line.name for line in now.to_reconfirm() if line.proposal == entry.name]:
        hint = f"use reconfirm {waiting[0]} or lapse {waiting[0]} first"
        raise InputRefused(f"{', '.join(waiting)} wait to be reconfirmed", remedy=hint)
    number = max((e.number for e in now.proposals() if e.delegation == owner.code), default=0) + 1
    moved = replace(_under(entry, owner, number), last_number=last_number(now, entry))
    commit = _filed_again(now, entry, moved, owner)
    moved = replace(moved, commit=commit.id)
    act = Act(
        kind="correct",
        summary=f"{entry.name} as {moved.name}, by {now.display(owner.code)}",
        at=when,
        facts=(("Proposal", moved.name), ("Commit", moved.commit), ("Ended", entry.name)),
        files={**entry_files(moved), moved.original: file},
        commits=(commit,),
        branches=(Branch(proposal_ref(moved), commit.id),),
    )
    reason = f"recorded under the wrong name; see {moved.name}"
    return replace(_ending(now, act, replace(entry, state=State.VOID, reason=reason, ended=when)), name=moved.name)


def _filed_again(now: Snapshot, entry: Entry, moved: Entry, owner: Delegation) -> NewCommit:
    """The same text, as the right delegation's, on what it was made on."""
    facts = [
        ("Proposal", moved.name),
        ("Delegation", f"{owner} ({owner.code})"),
        ("Revision", moved.revision),
        ("Received", moved.received.isoformat()),
        ("Recorded-first-as", entry.name),
    ]
    ground = now.ground_of(entry)
    return now.store.make(
        {f"{entry.language or now.settings.language}.md": now.wording(entry).encode()},
        parents=(ground,),
        author=person_of(owner),
        committer=OFFICE,
        at=moved.received,
        message=write_trailers(str(moved), facts),
        onto=ground,
    )


# -- checks -----------------------------------------------------------------------------------------


def check_stands(entry: Entry) -> None:
    """Refuse what is void or withdrawn."""
    if entry.state is State.VOID:
        raise InputRefused(f"{entry.name} is void: {entry.reason}", remedy="name a proposal that stands")
    if entry.state is State.WITHDRAWN:
        hint = "record what the delegation sends now as a proposal of its own"
        raise InputRefused(f"{entry.name} was withdrawn on {entry.ended:%Y-%m-%d %H:%M}", remedy=hint)


def _check_sponsor(now: Snapshot, entry: Entry, party: Delegation) -> None:
    if is_party(entry.delegation, now.delegations):
        whose = now.display(entry.delegation)
        hint = f"have it sent again with --replaces {entry.name} --cosponsor {party.code}"
        raise InputRefused(f"{entry.name} is a proposal of {whose}, a party; it needs no sponsor", remedy=hint)
    if party.standing is not Standing.PARTY:
        found = f"{now.display(party.code)} is not a party ({party.standing.value}) and cannot sponsor"
        raise InputRefused(found, remedy="name a party")


def _check_owner(now: Snapshot, entry: Entry, owner: Delegation) -> None:
    whose = now.display(owner.code)
    if owner.code == entry.delegation:
        raise InputRefused(f"{entry.name} is already {whose}'s", remedy="name the delegation that it belongs to")
    for other in now.proposals():
        if other.delegation == owner.code and other.sha256 == entry.sha256 and other.stands:
            hint = f'use void {entry.name} --reason "recorded twice; see {other.name}"'
            raise InputRefused(f"{whose} already has that file, as {other.name}", remedy=hint)
    if entry.submission > 1:
        found = f"{entry.name} is submission {entry.submission}: this file replaced an earlier one"
        hint = "undo the act that recorded it (run `amendtrack acts`), then record it for the right delegation"
        raise InputRefused(found, remedy=hint)


# -- what follows from it ---------------------------------------------------------------------------


def _ending(now: Snapshot, act: Act, after: Entry) -> Act:
    """The act with all its consequences when a proposal is no longer in force; decisions on it lapse."""
    lapsed, files = _taken_back(now, after)
    notes = (*lapsed, *issued_notes(now, after.name), *amended_notes(now, after))
    return replace(act, files={**entry_files(after), **files, **act.files}, name=after.name, notes=notes)


def lapsing(now: Snapshot, entry: Entry) -> tuple[str, ...]:
    """A note for the person recording, if decisions were taken on a proposal that is sent again."""
    if not _ruled_on(now.decisions, entry):
        return ()
    return (f"decisions on {entry.name} lapse where its wording has changed",)


def _taken_back(now: Snapshot, entry: Entry) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """A note on the decisions about a proposal that is no longer in force, and the decisions without them."""
    made = next((d for d in now.record.decisions if _ruled_on(d, entry)), None)
    if made is None:
        return (), {}
    left = replace(
        made,
        taken=tuple(d for decision in made.taken if (d := decision.without(lambda r: _is_on(r, entry)))),
        accepted=tuple(name for name in made.accepted if name != entry.name),
    )
    note = f"a decision on {entry.name} lapses with it"
    return (note,), {decisions_file(made.revision): write_decisions(left)}


def _ruled_on(made: Decisions, entry: Entry) -> bool:
    return entry.name in made.accepted or any(_is_on(r, entry) for d in made.taken for r in d.rulings)


def _is_on(ruling: Ruling, entry: Entry) -> bool:
    """Whether a ruling is about an amendment of that proposal, and not about a slot."""
    return ruling.what != ruling.address and proposal_of(ruling.what) == entry.name


def issued_notes(now: Snapshot, name: str) -> tuple[str, ...]:
    """The issued texts that include the proposal and cannot be recalled."""
    return tuple(
        f"{name} is in the text issued to {i.meeting}, which cannot be recalled; issue --reissue says what differs"
        for i in now.issues
        if name in dict(i.proposals)
    )


def amended_notes(now: Snapshot, entry: Entry) -> tuple[str, ...]:
    """The proposals that amend one whose wording is no longer in force."""
    return tuple(
        f"{e.name} amends {entry.name}, and is listed as amending wording that is no longer in force"
        for e in now.proposals()
        if e.amends == entry.name and e.stands
    )


def entry_files(entry: Entry) -> dict[str, bytes]:
    """A proposal's entry in the register, as a file."""
    return {entry_file(entry.name): write_entry(entry)}


def _under(entry: Entry, owner: Delegation, number: int) -> Entry:
    """The same proposal as another delegation's; whoever co-sponsored it still does."""
    name = f"{owner.code}-{number}"
    if entry.filename != entry.original.rpartition("/")[2]:
        raise RecordDamaged(f"the file as received is called {entry.original!r}", place=entry.name)
    return replace(
        entry,
        name=name,
        delegation=owner.code,
        number=number,
        commit="",
        original=f"{received_in(owner.code, number)}/1/{entry.filename}",
        submission=1,
        sent=None,
        cosponsors=tuple(c for c in entry.cosponsors if c != owner.code),
        sponsors=() if owner.standing is Standing.PARTY else tuple(c for c in entry.sponsors if c != owner.code),
    )
