"""The act of recording what a delegation submitted, as it was read.

Knows which number a file gets, what it replaces, and its entry in the register; how it is read is in ``submission``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.draft.acts.act import Act, Branch, already
from amendtrack.draft.acts.corrections import amended_notes, entry_files, issued_notes, lapsing
from amendtrack.draft.declared import Further, one_of
from amendtrack.draft.git.refs import OFFICE, person_of, proposal_ref
from amendtrack.draft.legibility import is_legible
from amendtrack.errors import Busy, InputRefused
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.doubts import Doubt, Extent, refused
from amendtrack.intake.ledger import write_ledger
from amendtrack.record.entries import Entry, as_sent, received_in
from amendtrack.record.fates import is_suggestion, kept_out
from amendtrack.record.filing import DELEGATIONS
from amendtrack.record.record import write_delegations
from amendtrack.record.registers import Delegation, Register, Right, Standing, check_line, right_of
from amendtrack.record.remarks import Kind
from amendtrack.record.trailers import write_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.draft.submission import Submission

MESSAGE = "message.eml"
"""The name under which the message that a file came in is kept beside it."""

LEDGER = "ledger.json"
"""The name under which the account of every word of a file is kept beside it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a file came: when, by which channel, under which title, and the message that it came in.

    What was pushed with git came as a commit, which becomes a parent of the proposal's own, and under a ``number``,
    which it keeps if no other proposal of its delegation has it. ``files`` are kept with the registers.
    """

    received: datetime
    channel: str = ""
    title: str = ""
    mail: bytes = b""
    pushed: str = ""
    number: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("title", "channel"):
            object.__setattr__(self, name, check_line(getattr(self, name), f"the {name}"))


def propose(
    now: Snapshot, sent: Submission, receipt: Receipt, *, further: Further, allow: Iterable[Doubt | str] = ()
) -> Act | Recorded:
    """Record a delegation's file as it was read; see ``Draft.record``."""
    allowed = frozenset(one_of(Doubt, doubt, "a doubt") for doubt in allow)
    _check_ground(now, sent)
    sent = sent.by(_sender(now.delegations, sent))
    if standing := next(
        (e for e in now.proposals_of(sent.delegation.code) if sent.is_kept_as(e) and _is_same_reading(now, e, sent)),
        None,
    ):
        return already(f"recorded as {standing.name}", standing.commit, standing.name, reading=sent.reading)
    replaced = now.proposal(sent.replaces) if sent.replaces else None
    if doubt := refused(sent.reading.findings, allowed):
        raise InputRefused(doubt.message, place=sent.filename or sent.reading.name, remedy=doubt.remedy)
    number, submission = number_for(sent, now.proposals_of(sent.delegation.code), replaced, further=further)
    if receipt.number and replaced is None and is_free(receipt.number, now.proposals_of(sent.delegation.code)):
        number = receipt.number
    submission = _next_submission(now, sent.delegation.code, number, wanted=submission)
    if sent.ground.target is not None and now.proposal(sent.ground.target.name) != sent.ground.target:
        raise Busy(f"{sent.ground.target.name} has changed meanwhile", remedy="try again")
    entry = replace(_entry(sent, receipt, number, submission=submission), translated=_translated(sent, replaced))
    _check_right(now, sent)
    sent = sent.named(entry.name, tuple(_notes_on(now, sent, entry, replaced)))
    commit = _commit(now, sent, entry, replaced, receipt.pushed)
    entry = replace(entry, commit=commit.id)
    again = f", submission {entry.submission}" if replaced else ""
    return Act(
        kind="propose",
        summary=str(sent.reading),
        subject=f"Received {entry}{again}",
        at=entry.received,
        facts=(
            ("Proposal", entry.name),
            ("Amends", entry.amends),
            ("Commit", commit.id),
            ("Reading", sent.reading.in_short),
        ),
        files={**dict(_files(now, sent, entry, replaced, receipt.mail)), **receipt.files},
        commits=(commit,),
        branches=(Branch(proposal_ref(entry), commit.id, replaced.commit if replaced else ""),),
        name=entry.name,
        commit=commit.id,
        notes=sent.reading.notes,
        reading=sent.reading,
    )


def _check_ground(now: Snapshot, sent: Submission) -> None:
    """Refuse what was read against another draft's text."""
    if sent.ground.revision not in now.revisions:
        found = f"the file was read against {sent.ground.revision} of another draft"
        raise InputRefused(found, place=sent.filename, remedy="read it again on this draft")


def _check_right(now: Snapshot, sent: Submission) -> None:
    """Refuse wording from a delegation that may only comment."""
    standing = sent.delegation.standing
    if sent.reading.kind is Kind.COMMENT or right_of(standing, now.settings.rights) is not Right.COMMENT:
        return
    found = f"{sent.delegation} is registered as {standing.value}, and by the rule of this draft may only comment"
    hint = f"record it with --comment, or change the rule: `amendtrack rights DRAFT {standing.value} suggest`"
    raise InputRefused(found, place=sent.filename, remedy=hint)


def _sender(register: Register, sent: Submission) -> Delegation:
    """The delegation as the register now has it; one that was new may have been added since, or get another code."""
    if not sent.is_new:
        return register.resolve(sent.delegation.code)
    name = sent.delegation.display()
    if name in register:
        return register.resolve(name)
    return register.coined(name) if sent.delegation.code in register else sent.delegation


def _is_same_reading(now: Snapshot, entry: Entry, sent: Submission) -> bool:
    """Whether the same words were read: in a joint Word file each delegation's changes are a proposal."""
    is_as_sent = sent.ground.revision.label == entry.made_on
    if not is_legible(now, as_sent(entry) if is_as_sent else entry):
        return False
    return now.wording(as_sent(entry) if is_as_sent else entry) == sent.reading.text


def number_for(sent: Submission, mine: Sequence[Entry], replaced: Entry | None, *, further: Further) -> tuple[int, int]:
    """The number that a file gets, and which submission of it this is (1 for the first).

    ``mine`` are the proposals that its delegation has.

    Raises:
        InputRefused: the delegation has proposals, and nobody has said how this file relates to them.
    """
    delegation = sent.delegation
    standing = [e for e in mine if e.stands]
    if replaced is not None and further is Further.ADDITIONAL:
        raise InputRefused("a file cannot both replace a proposal and be additional", remedy="choose one of the two")
    if replaced is not None:
        if replaced.delegation != delegation.code:
            hint = f"{delegation} has {', '.join(e.name for e in mine) or 'none'}"
            raise InputRefused(f"{replaced.name} is not a proposal of {delegation}", remedy=hint)
        if not replaced.stands:
            found = f"{replaced.name} is {replaced.state.value} and cannot be replaced"
            raise InputRefused(found, remedy="leave out --replaces to record the file as a proposal of its own")
        return replaced.number, replaced.submission + 1
    if standing and further is Further.REFUSED:
        names = ", ".join(e.name for e in standing)
        hint = f"add --replaces {standing[-1].name}, or --additional to keep both"
        found = f"{delegation} has {names} already, and this is another file ({sent.reading.in_short})"
        raise InputRefused(found, remedy=hint)
    return max((e.number for e in mine), default=0) + 1, 1


HIGHEST = 999
"""The highest number that a delegation may give to a proposal that it pushes."""


def is_free(number: int, mine: Sequence[Entry]) -> bool:
    """Whether a delegation may give that number to a new proposal."""
    return 1 <= number <= HIGHEST and all(entry.number != number for entry in mine)


def _next_submission(now: Snapshot, code: str, number: int, *, wanted: int) -> int:
    """The number of a submission; never one that a kept file already has."""
    taken = map(int, filter(str.isdecimal, now.files.names_in(received_in(code, number))))
    return max([wanted, *(n + 1 for n in taken)])


def _translated(sent: Submission, replaced: Entry | None) -> str:
    """The language of the proposal that this one translates; empty if it is no translation."""
    if replaced is None or sent.reading.language:
        return ""
    return replaced.language or replaced.translated


def _entry(sent: Submission, receipt: Receipt, number: int, *, submission: int) -> Entry:
    """The file's entry in the register, under that number; its commit is added later."""
    name, filename = f"{sent.delegation.code}-{number}", plain_filename(sent.filename, "as-received.txt")
    suggests = sent.delegation.standing is not Standing.PARTY
    return Entry(
        name=name,
        delegation=sent.delegation.code,
        number=number,
        revision=sent.ground.revision.label,
        commit="",
        received=receipt.received,
        filename=filename,
        original=f"{received_in(sent.delegation.code, number)}/{submission}/{filename}",
        size=len(sent.data),
        sha256=sent.fingerprint,
        submission=submission,
        title=receipt.title,
        channel=receipt.channel,
        cosponsors=tuple(d.code for d in sent.cosponsors if not suggests or d.standing is not Standing.PARTY),
        sponsors=tuple(d.code for d in sent.cosponsors if suggests and d.standing is Standing.PARTY),
        amends=sent.ground.target.name if sent.ground.target else "",
        language=sent.reading.language,
        excerpt=sent.extent is Extent.EXCERPT,
        kind=sent.reading.kind,
        retains=sent.reading.retains,
        remarks=sent.reading.remarks,
        problems=sent.reading.problems,
        origins=sent.reading.origins,
    )


def _notes_on(now: Snapshot, sent: Submission, entry: Entry, replaced: Entry | None) -> Iterator[str]:
    """Its other consequences: a new delegation, what is open again, what lapses, who is no longer a co-sponsor."""
    register = now.delegations.having(sent.delegation)
    yield from _reopened(now, sent, entry)
    if sent.delegation.code not in now.delegations:
        yield f"new in the register: {sent.delegation.display()} as {sent.delegation.code}"
    if entry.sponsors:
        yield f"sponsored by {', '.join(map(now.display, entry.sponsors))}"
    elif entry.kind is not Kind.COMMENT and not entry.amends and not entry.language and is_suggestion(entry, register):
        yield f"{sent.delegation} is not a party: it goes to the annex until a party sponsors it"
    if replaced is None:
        return
    yield from lapsing(now, replaced)
    for what, was, is_now in (
        ("co-sponsored", replaced.cosponsors, entry.cosponsors),
        ("sponsored", replaced.sponsors, entry.sponsors),
    ):
        if gone := [now.display(code) for code in was if code not in is_now]:
            yield f"{', '.join(gone)} {what} the previous submission; nothing says so for this one"
    yield from issued_notes(now, replaced.name)
    yield from amended_notes(now, replaced)


def _reopened(now: Snapshot, sent: Submission, entry: Entry) -> Iterator[str]:
    """What had been decided and is open again because of this proposal, and what of it is on agreed text."""
    register = now.delegations if sent.delegation.code in now.delegations else now.delegations.having(sent.delegation)
    if not (now.decisions.taken or now.statuses.given) or kept_out(entry, now.revision().label, register) is not None:
        return
    before = now.consolidate()
    others = before.undecided
    if any(p.name == entry.name for p in others.proposals):
        others = others.without(entry.name)
    proposal = Proposal(sent.delegation.display(), sent.reading.text, entry.name)
    retains = (Position(proposal.delegation, Stance.RETAIN, place) for place in entry.retains)
    with_it = others.with_proposal(proposal).with_positions(retains)
    after = with_it.with_decisions(before.decisions).with_statuses(before.statuses)
    known = {gone.ruling.what for gone in before.standing.lapsed}
    for gone in after.standing.lapsed:
        if gone.ruling.what not in known:
            yield f"{gone.ruling.address} had been decided and is open again: {gone.why}"
    for amendment, agreement in after.waiting:
        if amendment.proposal == entry.name:
            yield f"{amendment.name} is on {agreement.place}, {agreement.in_words}: recorded, and not in the text"
            if agreement.when and entry.received < datetime.fromisoformat(agreement.when):
                yield f"{amendment.name} was received before {agreement.place} was agreed: inform the chair"


def _commit(now: Snapshot, sent: Submission, entry: Entry, replaced: Entry | None, pushed: str) -> NewCommit:
    """The proposal's text, on what it was made on."""
    return now.store.make(
        {f"{entry.language or now.settings.language}.md": sent.reading.text.encode()},
        parents=(*filter(None, (pushed,)), *sent.ground.parents(replaced)),
        author=person_of(sent.delegation),
        committer=OFFICE,
        at=entry.received,
        message=_message(sent, entry),
        onto=sent.ground.commit,
    )


def _message(sent: Submission, entry: Entry) -> str:
    """The message of the proposal's commit."""
    again = f", submission {entry.submission}" if entry.submission > 1 else ""
    facts = [
        ("Proposal", entry.name),
        ("Delegation", f"{sent.delegation} ({sent.delegation.code})"),
        *(("Cosponsor", f"{d} ({d.code})") for d in sent.cosponsors),
        ("Revision", entry.revision),
        ("Amends", entry.amends),
        ("Language", entry.language),
        ("Received", entry.received.isoformat()),
        ("Channel", entry.channel),
        ("Title", entry.title),
        ("Reading", sent.reading.in_short),
    ]
    return write_trailers(f"{entry}{again}", facts)


def _files(
    now: Snapshot, sent: Submission, entry: Entry, replaced: Entry | None, mail: bytes
) -> Iterator[tuple[str, bytes]]:
    """The registers and originals as they are when it is recorded."""
    yield from entry_files(entry).items()
    yield entry.original, sent.data
    folder = entry.original.rpartition("/")[0]
    if not sent.reading.ledger.is_plain:
        yield f"{folder}/{LEDGER}", write_ledger(sent.reading.ledger)
    if mail:
        yield f"{folder}/{MESSAGE}", mail
    if sent.delegation.code not in now.delegations:
        yield DELEGATIONS, write_delegations(now.delegations.having(sent.delegation))
