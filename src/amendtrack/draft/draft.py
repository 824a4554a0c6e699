"""An open draft: everything that was recorded, and the acts that record more.

Knows the acts and their checks; leaves git to ``store``, values and their files to ``record`` and
``registers``, doubts about a file to ``fit``. Whatever is read comes from one commit, the tip of
``secretariat``: an act has happened when that branch says so, and not before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Unpack

from amendtrack.draft.folder import check_free, new_folder, read_folder
from amendtrack.draft.founding import First, checked, checked_language, found_draft
from amendtrack.draft.git.store import Store
from amendtrack.draft.given import Given, How, doubt_of
from amendtrack.draft.history import RECORDER
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.recording import check_recorder
from amendtrack.draft.secretariat import OFFICE, State, person_of, proposal_ref
from amendtrack.draft.submission import LEDGER, MESSAGE, Aim, Submission, number_for
from amendtrack.draft.transfer import check_same, read_history
from amendtrack.draft.undoing import Undoing
from amendtrack.errors import Busy, InputRefused, Unknown
from amendtrack.formats.received import Authors, is_word, read_clean, read_received
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.doubts import BY_ITSELF, CameWith, Doubt, Reading, Sent, refused
from amendtrack.intake.ledger import write_ledger
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.entries import Entry, entry_file, write_entry
from amendtrack.record.record import DELEGATIONS, Settings, write_delegations
from amendtrack.record.registers import Delegation, Register, Standing
from amendtrack.record.remarks import Kind
from amendtrack.record.times import When, moment

__all__ = ["Draft", "Recorded", "When"]


class Draft(Undoing):
    """A text under negotiation with all that was recorded on it: one bare git repository.

    Values returned are snapshots; each property is read anew from the record. Every recording method
    takes the time of the act (a ``datetime``, or ISO 8601 text; without an offset it is in the draft's
    time zone), and ``dry_run=True`` to make every check and write nothing. All of them may raise
    ``NotRecorded`` (the record is as it was), ``Busy`` and ``RecordDamaged``.
    """

    _scratch: tempfile.TemporaryDirectory[str] | None = None

    # -- opening ---------------------------------------------------------------------------------

    @classmethod
    def init(
        cls,
        path: str | Path,
        text: str | bytes,
        *,
        title: str,
        at: When,
        symbol: str = "",
        language: str = "en",
        timezone: str = "UTC",
        display_language: str = "",
        delegations: Register = Register(),  # noqa: B008 - a frozen value
        accept: Authors | Iterable[str] = (),
        filename: str = "",
        durable: bool = True,
        recorder: str = "",
        dry_run: bool = False,
    ) -> Draft:
        """A new draft in a folder that does not exist or is empty; its text is revision ``Rev.0``.

        A Word file with tracked changes is refused, but for those authors' whose changes ``accept`` names; the
        file is kept with the registers, under ``filename``, and later texts are written in its looks.

        ``durable=False`` skips waiting for the disk: for bulk tests only. With ``dry_run`` the draft lives
        in a temporary folder, and goes with the value.

        Raises:
            InputRefused: the folder is in use, or the text, title, language or time zone cannot be taken.
        """
        settings = checked(Settings(title, symbol, language, timezone, display_language or language))
        kept, when = read_clean(text, accept=accept).text, moment(at, timezone)
        first = First(kept)
        if isinstance(text, bytes) and is_word(text):
            first = First(kept, text, plain_filename(filename, "as-received.docx"))
        check_free(Path(path))
        scratch = tempfile.TemporaryDirectory(prefix="amendtrack-") if dry_run else None
        place = Path(scratch.name) / "draft" if scratch else Path(path)
        with new_folder(place) as folder:
            found_draft(folder, settings, first, delegations, when, recorder=check_recorder(recorder), durable=durable)
        draft = cls.open(place, durable=durable)
        draft._scratch = scratch  # keeps the folder for as long as the value
        return draft

    @classmethod
    def open(cls, path: str | Path, *, durable: bool = True) -> Draft:
        """The draft in that folder.

        Raises:
            RecordDamaged: it is not an amendtrack record, or one that cannot be read.
        """
        draft = cls(Store(Path(path), durable=durable))
        draft._secretariat.state()
        return draft

    @classmethod
    def import_all(cls, path: str | Path, folder: str | Path, *, durable: bool = True) -> Draft:
        """The draft that ``export_all`` wrote to ``folder``, made again at ``path``: the same record, the same ids.

        Raises:
            InputRefused: the place is in use, or the folder is not as it was exported; nothing is written.
        """
        given = read_folder(Path(folder))
        check_free(Path(path))
        with new_folder(Path(path)) as filling:
            store = Store.create(filling, durable=durable)
            with store.recording():
                read_history(store, given)
                store.prove()
            check_same(given, cls.open(filling, durable=durable).plain_files())
        return cls.open(path, durable=durable)

    # -- recording -------------------------------------------------------------------------------

    def read(
        self,
        text: str | bytes,
        *,
        by: str,
        on: str = "",
        excerpt: bool = False,
        kind: Kind | str = "",
        authors: Authors | Iterable[str] = Authors.SOLE,
        replaces: str = "",
        amends: str = "",
        language: str = "",
        new: bool = False,
        filename: str = "",
        beside: CameWith = BY_ITSELF,
    ) -> Reading:
        """What ``propose`` would read in this file, with every doubt; records nothing."""
        record = self._secretariat.state().record
        register, delegation = _delegation(record.delegations, by, new=new)
        own = [e for e in record.entries if e.delegation == delegation.code]
        same = sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).hexdigest()
        standing = [e.number for e in own if e.sha256 == same and e.stands]
        number = standing[0] if standing else max((e.number for e in own), default=0) + 1
        if replaces:
            number = self.proposal(replaces).number
        aim, given = self._aim(on, amends, replaces, language), Given.of(excerpt, kind, authors, delegation, register)
        return self._reading(f"{delegation.code}-{number}", text, aim, given, register, filename, beside, delegation)

    def _aim(self, on: str, amends: str, replaces: str, language: str) -> Aim:
        """What a file was made on: a revision, or a proposal; sent again, it is on the one that it was on."""
        if replaces and not amends:
            amends = self.proposal(replaces).amends
        language = "" if language == self.settings.language else checked_language(language) if language else ""
        if not amends:
            return Aim(self.revision(on), None, language)
        target = self.proposal(amends)
        if on and self.revision(on).label != target.revision:
            hint = "leave --on out: it is on what the proposal was made on"
            raise InputRefused(f"{target.name} was made on {target.revision}, not on {on}", remedy=hint)
        self._check_stands(target)
        if target.amends or target.language:
            what = f"amends {target.amends} itself" if target.amends else f"is in {target.language}"
            hint = f"amend {target.amends}, or the text" if target.amends else "record its translation first"
            raise InputRefused(f"{target.name} {what}, and cannot be amended", remedy=hint)
        return Aim(self.revision(target.revision), target, language)

    def _reading(
        self,
        name: str,
        text: str | bytes,
        aim: Aim,
        given: Given,
        names: Register,
        place: str,
        beside: CameWith,
        *senders: Delegation,
    ) -> Reading:
        ground = self._wording(aim.target) if aim.target else self._text_of(aim.revision.commit, aim.revision.label)
        file = read_received(text, place=place, authors=given.counting).beside(ground)
        if aim.language and given.kind is not Kind.COMMENT:  # a comment is quoted, in whichever language
            return Reading(name, aim.name, file.text, (), notes=file.notes, remarks=file.remarks, language=aim.language)
        sent = Sent(file.text, given.extent, file.notes, given.kind, file.remarks, file.base, file.revision)
        sent = replace(sent, senders=senders, beside=beside, about=self.settings.title)
        grounds = {r.label: self._text_of(r.commit, r.label) for r in self.revisions}
        if aim.target is not None:
            grounds = {aim.name: ground}
        return read_proposal(name, sent, revision=aim.name, revisions=grounds, register=names)

    def propose(
        self,
        text: str | bytes,
        *,
        by: str,
        received: When,
        channel: str = "",
        title: str = "",
        cosponsors: Iterable[str] = (),
        on: str = "",
        excerpt: bool = False,
        kind: Kind | str = "",
        authors: Authors | Iterable[str] = Authors.SOLE,
        replaces: str = "",
        additional: bool = False,
        amends: str = "",
        language: str = "",
        new: bool = False,
        filename: str = "",
        mail: bytes = b"",
        beside: CameWith = BY_ITSELF,
        allow: Iterable[Doubt | str] = (),
        recorder: str = "",
        dry_run: bool = False,
    ) -> Recorded:
        """Record a delegation's proposal on revision ``on`` (the latest without it).

        With ``excerpt`` what is absent from the file is not deleted. ``kind`` says what the file holds
        (``text``, ``instructions``, ``comment``) where that shall not be recognised. ``authors`` says whose tracked
        changes of a Word file count: its only author's (or its people's, by the register), everybody's, or those
        named. A further file of one delegation
        either ``replaces`` a proposal (``NOR-1``, or its only one) or is ``additional``. ``new`` adds an
        unknown delegation. ``allow`` names the doubts to record it in spite of.

        What ``amends`` a proposal is compared with that one and listed after it, never put in the text. A file
        in another ``language`` than the draft's is kept and listed, never compared. ``mail`` is the message that
        it came in, kept with it; ``beside`` are its subject and covering words; ``recorder`` is who records.

        The outcome is ``ALREADY`` when the same bytes of the same delegation stand on that revision.

        Raises:
            Unknown: no such delegation, revision or proposal.
            InputRefused: the file does not fit (see ``Doubt``); the remedy names the option that overrides.
            NotText, OverLimit: see ``intake.read_text``.
        """
        register, delegation = _delegation(self.delegations, by, new=new)
        # Read before the lock is taken: others can record meanwhile, and the number is given later.
        aim, given = self._aim(on, amends, replaces, language), Given.of(excerpt, kind, authors, delegation, register)
        others = tuple(_resolved(register, name, "add it with the command delegations") for name in cosponsors)
        reading = self._reading(delegation.code, text, aim, given, register, filename, beside, delegation, *others)
        sent = Submission(
            delegation=delegation,
            received=moment(received, self.settings.timezone),
            data=text.encode() if isinstance(text, str) else text,
            reading=reading,
            extent=reading.extent,
            filename=filename,
            title=title,
            channel=channel,
            cosponsors=(*others, *map(register.resolve, reading.cosponsors)),
            on=aim.revision.label,
            amends=aim.target.name if aim.target else "",
            mail=mail,
        )
        allowed = frozenset(doubt_of(doubt) for doubt in allow)
        with self._act(dry_run, recorder) as state:
            sent = replace(sent, delegation=_delegation(state.record.delegations, by, new=new)[1])
            if standing := sent.standing_as(self._of_same_words(state.record.entries, sent)):
                summary = f"recorded as {standing.name}"
                return Recorded(Outcome.ALREADY, summary, standing.commit, standing.name, reading=reading)
            replaced = self.proposal(replaces) if replaces else None
            if doubt := refused(reading.findings, allowed):
                raise InputRefused(doubt.message, place=filename or reading.name, remedy=doubt.remedy)
            numbers = number_for(sent.delegation, state.record.entries, replaced, additional=additional)
            numbers = numbers[0], self._next_submission(state, f"{sent.delegation.code}-{numbers[0]}", numbers[1])
            if aim.target is not None and self.proposal(aim.target.name) != aim.target:
                raise Busy(f"{aim.target.name} has changed meanwhile", remedy="try again")
            entry = sent.entry(*numbers)
            sent = replace(sent, reading=replace(reading, name=entry.name))
            notes = (*sent.reading.notes, *self._notes_on(state, sent, entry, replaced))
            sent = replace(sent, reading=replace(sent.reading, notes=notes))
            if not dry_run:
                entry = self._record_proposal(state, sent, entry, replaced, aim, recorder)
        outcome, reading = Outcome.CHECKED if dry_run else Outcome.RECORDED, sent.reading
        return Recorded(outcome, str(reading), entry.commit, entry.name, reading.notes, reading=reading)

    def replace(self, text: str | bytes, name: str, *, received: When, **how: Unpack[How]) -> Recorded:
        """Record a further submission of that proposal, in the place of the last one; see ``propose``."""
        entry = self.proposal(name)
        return self.propose(text, by=entry.delegation, received=received, replaces=entry.name, **how)

    def _next_submission(self, state: State, name: str, wanted: int) -> int:
        """The number of a submission, never one that a file as received has already."""
        place = f"received/{name}/"
        taken = [int(p.split("/")[2]) for p in state.files if p.startswith(place) and p.split("/")[2].isdecimal()]
        return max([wanted, *(n + 1 for n in taken)])

    def _notes_on(self, state: State, sent: Submission, entry: Entry, replaced: Entry | None) -> Iterator[str]:
        """What else becomes of this: a new delegation, what lapses, whom it can no longer be said of."""
        if sent.delegation.code not in state.record.delegations:
            yield f"new in the register: {sent.delegation.display()} as {sent.delegation.code}"
        if entry.sponsors:
            yield f"sponsored by {', '.join(map(self._display, entry.sponsors))}"
        elif not entry.amends and not entry.language and sent.delegation.standing is not Standing.PARTY:
            yield f"{sent.delegation} is no party: it goes to the annex until a party sponsors it"
        if replaced is None:
            return
        yield from self.lapsing(replaced)[0]
        for what, was, now in (
            ("co-sponsored", replaced.cosponsors, entry.cosponsors),
            ("sponsored", replaced.sponsors, entry.sponsors),
        ):
            if gone := [self._display(code) for code in was if code not in now]:
                yield f"{', '.join(gone)} {what} the submission before, not this one, as long as nobody says so"
        yield from self._issued_notes(replaced.name)
        yield from self._amended_notes(state, replaced)

    def _of_same_words(self, entries: Iterable[Entry], sent: Submission) -> list[Entry]:
        """The entries but those of the same file read otherwise: of one Word file each author is a proposal."""
        return [
            entry for entry in entries if entry.sha256 != sent.fingerprint or self._wording(entry) == sent.reading.text
        ]

    def _record_proposal(
        self, state: State, sent: Submission, entry: Entry, replaced: Entry | None, aim: Aim, recorder: str
    ) -> Entry:
        """Write the proposal's commit, its branch, and last its line in the register."""
        commit = self._store.write(
            {f"{entry.language or self.settings.language}.md": sent.reading.text.encode()},
            parents=aim.parents(replaced),
            author=person_of(sent.delegation),
            committer=OFFICE,
            at=entry.received,
            message=sent.message(entry),
            onto=aim.commit,
        )
        entry = replace(entry, commit=commit)
        self._point(proposal_ref(entry), commit, replaced.commit if replaced else None)
        files = {entry_file(entry.name): write_entry(entry), entry.original: sent.data}
        if not sent.reading.ledger.is_plain:
            files[f"{entry.original.rpartition('/')[0]}/{LEDGER}"] = write_ledger(sent.reading.ledger)
        if sent.mail:
            files[f"{entry.original.rpartition('/')[0]}/{MESSAGE}"] = sent.mail
        if sent.delegation.code not in state.record.delegations:
            files[DELEGATIONS] = write_delegations(state.record.delegations.having(sent.delegation))
        if replaced:
            files |= self.lapsing(replaced)[1]
        facts = [
            ("Act", "propose"),
            ("Proposal", entry.name),
            ("Amends", entry.amends),
            ("Commit", commit),
            ("Reading", sent.reading.in_short),
            (RECORDER, recorder),
        ]
        again = f", submission {entry.submission}" if replaced else ""
        self._secretariat.act(f"Received {entry}{again}", facts, files, at=entry.received, before=state.tip)
        return entry


def _delegation(register: Register, name: str, *, new: bool) -> tuple[Register, Delegation]:
    """The delegation of that name, and the register with it; only with ``new`` may it be a new one."""
    if new and name not in register:
        coined = register.coined(name)
        return register.having(coined), coined
    return register, _resolved(register, name, "add it to the register with --new")


def _resolved(register: Register, name: str, otherwise: str) -> Delegation:
    """The delegation of that name; if nobody has it, the nearest ones, and what else would have worked."""
    try:
        return register.resolve(name)
    except Unknown as err:
        near = f"{err.remedy}; or " if err.remedy.startswith("nearest") else ""
        raise Unknown(err.args[0], remedy=near + otherwise) from err
