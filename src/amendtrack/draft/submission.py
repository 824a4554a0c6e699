"""A file submitted by a delegation: read once, shown, and recorded exactly as it was read.

Knows what a file was made on and how it is compared with that; what is recorded is left to ``acts.proposals``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from amendtrack.draft.acts.corrections import check_stands
from amendtrack.draft.converting import as_word
from amendtrack.draft.declared import Unregistered, one_of
from amendtrack.draft.founding import checked_language
from amendtrack.errors import InputRefused, Unknown
from amendtrack.formats.received import Authors, CountedAuthors, read_received
from amendtrack.intake.doubts import BY_ITSELF, CameWith, Extent, Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.authorship import Sender
from amendtrack.record.entries import Entry
from amendtrack.record.record import Revision
from amendtrack.record.registers import Delegation, Register, Standing
from amendtrack.record.remarks import Kind
from amendtrack.text.glimpse import framed

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot

LEDGER = "ledger.json"
"""The name under which the account of every word of a file is kept beside it."""


@dataclass(frozen=True, slots=True)
class MadeOn:
    """What a file was made on: a revision, or a proposal on one; and its language, if it is not the draft's."""

    revision: Revision
    target: Entry | None
    language: str

    @property
    def name(self) -> str:
        """What it is on, as reports say it."""
        return self.target.name if self.target else self.revision.label

    @property
    def commit(self) -> str:
        """The commit that it branches from."""
        return self.target.commit if self.target else self.revision.commit

    def parents(self, replaced: Entry | None) -> tuple[str, ...]:
        """The commits it follows; a resubmission follows the submission before, and merges in what is new.

        The last parent of an amendment to a proposal is always that one, as it was.
        """
        if replaced is None:
            return (self.commit,)
        if self.target is None and replaced.revision == self.revision.label:
            return (replaced.commit,)
        return (replaced.commit, self.commit)


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """A delegation's file and what it was read as; ``Draft.record`` records exactly this reading.

    ``replaces`` names the proposal whose place it takes; ``is_new`` says that the delegation was not in the register.
    An observer has no co-sponsors: parties that support its wording are its sponsors.

    >>> import amendtrack, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = amendtrack.Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     draft.read("1. We should meet.", by="Norvia", unregistered="added")
    <Submission NOR-1 on Rev.0: para 1: words replaced>
    """

    delegation: Delegation
    data: bytes
    reading: Reading
    ground: MadeOn
    extent: Extent = Extent.WHOLE
    filename: str = ""
    cosponsors: tuple[Delegation, ...] = ()
    replaces: str = ""
    is_new: bool = False

    def __repr__(self) -> str:
        return framed(f"Submission {self.reading}")

    def __post_init__(self) -> None:
        others = {d.code: d for d in self.cosponsors if d.code != self.delegation.code}
        object.__setattr__(self, "cosponsors", tuple(others[code] for code in sorted(others)))
        for d in self.cosponsors:
            if d.standing is not Standing.PARTY and self.delegation.standing is Standing.PARTY:
                hint = f"leave {d.code} out, or record what it suggests as its own"
                raise InputRefused(f"{d} is not a party ({d.standing.value}) and cannot co-sponsor", remedy=hint)

    def __str__(self) -> str:
        return str(self.reading)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file's bytes."""
        return sha256(self.data).hexdigest()

    def is_kept_as(self, entry: Entry) -> bool:
        """Whether that proposal is in force and is this very file, made on the same text."""
        mine = (self.delegation.code, len(self.data), self.ground.revision.label, self.extent is Extent.EXCERPT)
        amends = self.ground.target.name if self.ground.target else ""
        label = self.ground.revision.label
        on = label if label in (entry.revision, entry.made_on) else ""
        same = (entry.delegation, entry.size, on, entry.excerpt) == mine
        same = entry.stands and same and (entry.amends, entry.language) == (amends, self.reading.language)
        return same and entry.sha256 == self.fingerprint

    def by(self, delegation: Delegation) -> Submission:
        """The same, as that delegation's."""
        return replace(self, delegation=delegation)

    def named(self, name: str, notes: tuple[str, ...] = ()) -> Submission:
        """The same under the number that it gets, with more notes."""
        return replace(self, reading=replace(self.reading, name=name, notes=(*self.reading.notes, *notes)))


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared about a file: how much of the text it is, what it contains, whose tracked changes are used.

    If what it contains is not declared (``None``), it is recognised.
    """

    extent: Extent
    kind: Kind | None
    counting: CountedAuthors


def read_submission(
    now: Snapshot,
    text: str | bytes,
    *,
    by: str,
    cosponsors: Iterable[str] = (),
    on: str = "",
    extent: Extent | str = Extent.WHOLE,
    kind: Kind | str = "",
    authors: Authors | Iterable[str] = Authors.SOLE,
    replaces: str = "",
    amends: str = "",
    language: str = "",
    unregistered: Unregistered | str = Unregistered.REFUSED,
    filename: str = "",
    beside: CameWith = BY_ITSELF,
) -> Submission:
    """A file read against the text that it was made on, with every doubt; see ``Draft.read``."""
    rule = one_of(Unregistered, unregistered, "a rule for a delegation that is not in the register")
    register, delegation = _sender(now.delegations, by, rule)
    ground = _ground(now, on, amends, replaces=replaces, language=language)
    declared = Declared(
        one_of(Extent, extent, "an extent"),
        one_of(Kind, kind, "a kind of file") if kind else None,
        Sender(delegation, register) if authors is Authors.SOLE else authors,
    )
    others = tuple(resolved(register, name, "add it with the command delegations") for name in cosponsors)
    replaced = now.proposal(replaces) if replaces else None
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    about = f"{now.settings.title} {now.settings.symbol}".strip()
    came = Sent("", senders=(delegation, *others), beside=beside, about=about)
    reading = _reading(now, text, ground, declared=declared, names=register, filename=filename, sent=came)
    sent = Submission(
        delegation=delegation,
        data=data,
        reading=reading,
        ground=ground,
        extent=reading.extent,
        filename=filename,
        cosponsors=(*others, *map(register.resolve, reading.cosponsors)),
        replaces=replaced.name if replaced else "",
        is_new=delegation.code not in now.delegations,
    )
    return sent.named(_likely_name(now, sent, replaced))


def _likely_name(now: Snapshot, sent: Submission, replaced: Entry | None) -> str:
    """The number that the file would get now, or already has."""
    own = [e for e in now.proposals() if e.delegation == sent.delegation.code]
    if replaced is not None:
        return f"{sent.delegation.code}-{replaced.number}"
    same = [e.name for e in own if sent.is_kept_as(e)]
    return same[0] if same else f"{sent.delegation.code}-{max((e.number for e in own), default=0) + 1}"


def _sender(register: Register, name: str, unregistered: Unregistered) -> tuple[Register, Delegation]:
    """The delegation of that name, and the register with it."""
    if unregistered is Unregistered.ADDED and name not in register:
        coined = register.coined(name)
        return register.having(coined), coined
    return register, resolved(register, name, "add it to the register with --new")


def resolved(register: Register, name: str, otherwise: str) -> Delegation:
    """The delegation of that name; the error gives the nearest ones and the alternatives."""
    try:
        return register.resolve(name)
    except Unknown as err:
        near = f"{err.remedy}; or " if err.remedy.startswith("nearest") else ""
        raise Unknown(err.args[0], remedy=near + otherwise) from err


def _ground(now: Snapshot, on: str, amends: str, *, replaces: str, language: str) -> MadeOn:
    """What a file was made on: a revision or a proposal; for a file sent again, the same as before."""
    if replaces and not amends:
        amends = now.proposal(replaces).amends
    language = "" if language == now.settings.language else checked_language(language) if language else ""
    if not amends:
        return MadeOn(now.revision(on), None, language)
    target = now.proposal(amends)
    if on and now.revision(on).label != target.revision:
        hint = "leave out --on: an amendment is on the revision of the proposal that it amends"
        raise InputRefused(f"{target.name} was made on {target.revision}, not on {on}", remedy=hint)
    check_stands(target)
    if target.amends or target.language:
        what = f"itself amends {target.amends}" if target.amends else f"is in {target.language}"
        hint = f"amend {target.amends}, or the text" if target.amends else "record its translation first"
        raise InputRefused(f"{target.name} {what}, and cannot be amended", remedy=hint)
    return MadeOn(now.revision(target.revision), target, language)


def _reading(
    now: Snapshot, text: str | bytes, ground: MadeOn, *, declared: Declared, names: Register, filename: str, sent: Sent
) -> Reading:
    """What the file says, read against its ground; ``sent`` holds what came with it. It gets its number later."""
    base = now.wording(ground.target) if ground.target else now.text(ground.revision.label)
    converted = as_word(text, filename=filename)
    file = read_received(converted or text, place=filename, authors=declared.counting).beside(base, place=filename)
    if converted:
        file = replace(file, notes=(*file.notes, "converted by LibreOffice; check it beside the file as received"))
    if ground.language and declared.kind is not Kind.COMMENT:  # a comment is quoted in its own language
        return Reading("", ground.name, file.text, (), notes=file.notes, remarks=file.remarks, language=ground.language)
    sent = replace(
        sent,
        text=file.text if declared.kind is Kind.COMMENT else file.marked or file.text,
        extent=declared.extent,
        notes=file.notes,
        kind=declared.kind,
        remarks=file.remarks,
        base=file.base,
        origins=file.origins,
        made_on=file.revision,
        is_paper=file.is_paper,
        headers=file.headers,
    )
    texts = {ground.name: base} if ground.target else {r.label: now.text(r.label) for r in now.revisions}
    return read_proposal("", sent, revision=ground.name, revisions=texts, register=names)
