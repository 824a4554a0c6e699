"""The record of a draft as at one commit: a frozen value that answers every question about it.

What somebody else records meanwhile is invisible here, so two answers of one snapshot always agree. Texts are
read from the store behind it on demand: the content of a commit never changes. Longer answers are in modules
of their own (``consolidated``, ``accounts``, ``history``); what may be recorded is in ``acts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from amendtrack.draft import accounts, consolidated, earlier, for_meeting, history, legibility, moments, named_proposals
from amendtrack.draft.readable_registers import readable
from amendtrack.errors import RecordDamaged, Unknown
from amendtrack.record.entries import entries_of, entries_with, is_entry_file
from amendtrack.record.fates import is_party
from amendtrack.record.filing import DELEGATIONS, FOLDERS, RULES
from amendtrack.record.keys import KEYS
from amendtrack.record.record import Decisions, Record, read_record
from amendtrack.record.registers import name_key
from amendtrack.record.statuses import Statuses
from amendtrack.redline.comparison import compare
from amendtrack.text.glimpse import framed, glimpse

if TYPE_CHECKING:
    from amendtrack.consolidation.negotiation import Position
    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.comparing import Comparison
    from amendtrack.draft.earlier import LeftOpen
    from amendtrack.draft.git.folders import CommitFiles
    from amendtrack.draft.git.store import Store
    from amendtrack.draft.history import LoggedAct
    from amendtrack.papers.place import PlaceFacts
    from amendtrack.record.adoptions import Adoption
    from amendtrack.record.annex import Annex
    from amendtrack.record.calendar import Meeting
    from amendtrack.record.carry_over import CarryOver, FateLine
    from amendtrack.record.entries import Entry
    from amendtrack.record.fates import Fate
    from amendtrack.record.keys import Keyring
    from amendtrack.record.record import Attribution, Issue, Revision, Settings
    from amendtrack.record.registers import Register
    from amendtrack.record.statements import Statement
    from amendtrack.record.times import When
    from amendtrack.record.versions import Version
    from amendtrack.redline.comparison import Redline


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The record as at the commit ``tip`` of ``secretariat``; ``files`` gives the blob of each of its files by path.

    ``registers`` is the content of the registers by path, except the entries of proposals; ``entries`` has these as
    they count on the latest revision, to which some were carried forward.

    >>> import amendtrack, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = amendtrack.Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     before = draft.snapshot()
    ...     done = draft.propose("1. We should meet.", by="Norvia", unregistered="added", received="2009-08-21T16:20")
    ...     len(before.proposals()), len(draft.snapshot().proposals())
    (0, 1)
    """

    store: Store = field(repr=False)
    tip: str
    record: Record
    files: CommitFiles = field(repr=False, compare=False)
    registers: Mapping[str, bytes] = field(repr=False, compare=False)
    entries: tuple[Entry, ...] = field(repr=False, compare=False)
    unread: tuple[tuple[str, str], ...] = ()
    """Files of the registers that cannot be read, each with the reason; what is in them is in no answer."""
    held: tuple[Entry, ...] = ()
    """What was received after the deadline of the meeting for which this is; see ``before_meeting``."""

    def __repr__(self) -> str:
        return framed(f"Snapshot of {glimpse(self.settings.title)} at {self.tip[:12]}")

    def as_of(self, when: When) -> Snapshot:
        """The same record as it once was: as of a time, a day, an issued text (``PM2``, ``PM2/1``) or ``act 12``.

        A day counts to its end. Acts count in the order in which they were recorded: one that carries an earlier time
        but was recorded after a later one is not included.

        Raises:
            Unknown: it is none of these, or the draft was opened later.
        """
        return moments.moment_named(self, when).of(self)

    def last_on(self, label: str) -> Snapshot:
        """The same record as it last was while the revision of that label was the latest. Raises ``Unknown``."""
        return self.at_commit(moments.last_on(self, label).act.commit)

    def at_commit(self, commit: str) -> Snapshot:
        """The same record as at another commit of ``secretariat``."""
        if commit == self.tip:
            return self
        return read_snapshot(self.store, commit, None if self.held else self)

    def on(self, label: str) -> Snapshot:
        """The same record with the revision of that label as its latest, and what was proposed and decided on it."""
        place = self.revisions.index(self.revision(label))
        return self._with(replace(self.record, revisions=self.revisions[: place + 1]))

    def _with(self, record: Record) -> Snapshot:
        return replace(self, record=record, entries=record.entries_on(record.revisions))

    def before_meeting(self, name: str) -> Snapshot:
        """The same record as a meeting has it before it: without what was received after its deadline.

        The record as it is, for a meeting that is not in the calendar.

        Raises:
            InputRefused: the meeting has another revision before it than the latest.
        """
        meeting = self.meeting_named(name)
        return self if meeting is None or self.held else for_meeting.as_before(self, meeting)

    # -- registers -------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The draft's own rules."""
        return self.record.settings

    @property
    def delegations(self) -> Register:
        """The register of delegations."""
        return self.record.delegations

    @property
    def keyring(self) -> Keyring:
        """The register of keys."""
        return self.record.keyring

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, first to last."""
        return self.record.revisions

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every text issued, the last one for each meeting, by time."""
        return self.record.issues

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The calendar: every meeting that was entered, by date."""
        return self.record.meetings

    def meeting_named(self, name: str) -> Meeting | None:
        """The meeting of that name; ``None`` if it is not in the calendar."""
        return for_meeting.named_in(self.meetings, name)

    @property
    def decisions(self) -> Decisions:
        """What was decided on the latest revision."""
        latest = self.revision().label
        return next((d for d in self.record.decisions if d.revision == latest), Decisions(latest))

    @property
    def statuses(self) -> Statuses:
        """The status of units of the latest revision, with its history."""
        latest = self.revision().label
        return next((s for s in self.record.statuses if s.revision == latest), Statuses(latest))

    def revision(self, label: str = "") -> Revision:
        """The revision with that label; the latest without one. Raises ``Unknown``."""
        if not label:
            return self.revisions[-1]
        for found in self.revisions:
            if name_key(found.label) == name_key(label):
                return found
        raise Unknown(f"no revision {label!r}", remedy=f"this draft has {', '.join(map(str, self.revisions))}")

    def proposals(self) -> tuple[Entry, ...]:
        """Every proposal in the register, by delegation code and number, on whichever revision."""
        return self.entries

    def proposals_of(self, code: str) -> tuple[Entry, ...]:
        """Every proposal of the delegation with that code, by number."""
        return entries_of(self.entries, code)

    def proposal(self, name: str) -> Entry:
        """The proposal with that number (``NOR-2``), or the only one of that delegation.

        Raises:
            Unknown: there is none, or there are several.
            RecordDamaged: an act recorded it, and the register has lost it.
        """
        return named_proposals.proposal(self, name)

    def chosen(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """The proposals that these numbers, codes and display names stand for. Raises as ``proposal``."""
        return named_proposals.chosen(self, names)

    def statements(self) -> tuple[Statement, ...]:
        """What delegations have said on the latest revision and not taken back; see ``Draft.support``."""
        return consolidated.statements(self)

    @property
    def adoption(self) -> Adoption | None:
        """The adoption in force; ``None`` if the text has not been adopted, or was reopened."""
        return next((one for one in reversed(self.record.adoptions) if one.in_force), None)

    @property
    def last_adoption(self) -> Adoption | None:
        """The last adoption, in force or reopened."""
        return next(iter(reversed(self.record.adoptions)), None)

    def adopted(self, language: str = "") -> str:
        """The text that was adopted, in the draft's language or in another of its languages.

        Raises:
            Unknown: no text is adopted, or none in that language.
        """
        if (found := self.adoption) is None:
            raise Unknown("no text of this draft is adopted", remedy="adopt it first: amendtrack adopt DRAFT")
        if language not in ("", self.settings.language, *found.languages):
            has = ", ".join((self.settings.language, *found.languages))
            raise Unknown(f"no text was adopted in {language!r}", remedy=f"adopted in {has}")
        return self.text_at(found.commit, f"the adopted {found.revision}", language)

    def versions(self) -> tuple[Version, ...]:
        """The language versions of the latest revision, by language."""
        latest = self.revision().label
        return tuple(v for v in self.record.versions if v.revision == latest)

    def issue_to(self, meeting: str) -> Issue | None:
        """The register's entry for what was last issued to that meeting; ``None`` if nothing was."""
        return next((i for i in self.issues if name_key(i.meeting) == name_key(meeting)), None)

    def known_issue(self, meeting: str) -> Issue:
        """The same. Raises ``Unknown`` if nothing was issued to it."""
        if (found := self.issue_to(meeting)) is not None:
            return found
        issued = ", ".join(map(str, self.issues)) or "none"
        raise Unknown(f"nothing was issued to {meeting!r}", remedy=f"issued: {issued}")

    def display(self, code: str) -> str:
        """A delegation's name in the draft's display language."""
        return self.delegations.resolve(code).display(self.settings.display_language)

    def credited(self, entry: Entry) -> tuple[str, ...]:
        """The names that stand for a proposal: its delegation and co-sponsors, or ``Zambia (text: ICBL)``."""
        if entry.sponsors and not is_party(entry.delegation, self.delegations):
            return tuple(f"{self.display(code)} (text: {self.display(entry.delegation)})" for code in entry.sponsors)
        return tuple(self.display(code) for code in entry.backers)

    # -- texts and files -------------------------------------------------------------------------

    def text(self, name: str = "") -> str:
        """The text of a revision (``Rev.0``) or proposal (``NOR-1``); the latest revision without a name."""
        if not name or any(name_key(r.label) == name_key(name) for r in self.revisions):
            found = self.revision(name)
            return self.text_at(found.commit, found.label)
        return self.wording(self.proposal(name))

    def wording(self, entry: Entry) -> str:
        """The text of a proposal, as it is kept."""
        return self.text_at(entry.commit, entry.name, entry.language)

    def made_on(self, name: str) -> str:
        """The text that a proposal changes: its revision's, or that of the proposal it amends, as it then was."""
        return self.ground_text(self.proposal(name))

    def ground_text(self, entry: Entry) -> str:
        """The same for one submission."""
        if not entry.amends:
            return self.text(entry.revision)
        return self.text_at(self.ground_of(entry), f"{entry.name}, made on {entry.amends}")

    def redline(self, entry: Entry) -> Redline:
        """What a proposal changes in the text it was made on; edits that it states are taken as stated."""
        return compare(self.ground_text(entry), self.wording(entry), origins=entry.origins)

    def compare(self, first: str, second: str = "") -> Comparison:
        """Two texts of the record compared: revisions (``Rev.0``), proposals (``NOR-1``), issued texts (``PM2``).

        ``NOR-1/1`` is an earlier version of a proposal, ``PM2/1`` the first text issued to a meeting. A proposal alone
        is compared with the text it was made on; anything else alone with how it is now.

        Raises:
            Unknown: there is no such text.
            InputRefused: one is in another language.
        """
        from amendtrack.draft.comparing import compared

        return compared(self, first, second)

    def illegible(self) -> tuple[Entry, ...]:
        """The proposals that stand and whose text cannot be read: nothing of them is in any text, and each is named."""
        return legibility.illegible(self)

    def ground_of(self, entry: Entry) -> str:
        """The commit that a proposal was made on."""
        return self.store.commit(entry.commit).parents[-1]

    def text_at(self, commit: str, what: str, language: str = "") -> str:
        """The text that a commit holds; ``what`` it is, for messages."""
        file = f"{language or self.settings.language}.md"
        try:
            text = self.store.text(commit, file)
            if text is None:
                raise RecordDamaged(f"its commit {commit} has no {file}")
            return text
        except UnicodeDecodeError as err:
            raise RecordDamaged(f"its text is not UTF-8 at byte {err.start}", place=what) from err
        except RecordDamaged as err:
            where = f"{what}: {err.place}" if err.place else what
            raise RecordDamaged(err.args[0], place=where, remedy=err.remedy) from err

    def received(self, name: str) -> bytes:
        """The file of a proposal as it came, byte for byte."""
        return self.received_as(self.proposal(name))

    def received_as(self, entry: Entry) -> bytes:
        """The file of one submission as it came, byte for byte."""
        return self._file_received(entry.original, entry.name)

    def word_file(self, label: str = "") -> bytes | None:
        """The Word file that a revision (the latest without a label) came in; ``None`` where it came as text."""
        revision = self.revision(label)
        return self._file_received(revision.original, revision.label) if revision.original else None

    def _file_received(self, path: str, what: str) -> bytes:
        blob = self.files.get(path)
        if blob is None:
            raise RecordDamaged("the file as received is missing", place=what)
        return self.store.blob(blob)

    def issued(self, meeting: str) -> str:
        """The text that was last issued to that meeting. Raises ``Unknown``."""
        found = self.known_issue(meeting)
        return self.text_at(found.commit, found.meeting)

    # -- the text on the table -------------------------------------------------------------------

    def consolidate(
        self,
        *,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        positions: Sequence[Position] = (),
        known: Consolidation | None = None,
    ) -> Consolidation:
        """The latest revision, every proposal on it and what was decided, in one value; delegations by display name.

        ``only`` and ``without`` take proposals, codes and display names. Proposals on earlier revisions
        are never in it: see ``not_carried_over``. Labels of new units that were issued stay as they were. With a
        consolidation that is ``known``, of an earlier snapshot, it takes less time and gives the same.

        A proposal whose text cannot be read is left out, with a warning (``MissingFromRecord``), and named in the note
        under the text and in the tally.
        """
        legibility.warn_of_illegible(self)
        return consolidated.consolidation_of(self, only=only, without=without, positions=positions, known=known)

    def about(self, place: str) -> PlaceFacts:
        """What the record says about a unit (``9``), a new unit (``15 bis``) or the unit of a slot (``14#2``).

        Raises:
            Unknown: there is no such place.
        """
        from amendtrack.draft.about_place import about_place

        return about_place(self, place)

    def clean(self) -> str:
        """The latest revision with all decisions applied.

        Raises:
            Unsettled: something is open, on this revision or from an earlier one; the error holds every such slot.
            RecordDamaged: the text of a proposal that stands cannot be read.
        """
        legibility.check_legible(self)
        return earlier.clean(self.consolidate(), self.left_open(), earlier.waiting_in_text(self))

    def left_open(self) -> tuple[LeftOpen, ...]:
        """What was proposed on earlier revisions and is still open: neither decided nor in a later revision."""
        return earlier.left_open(self)

    def carry_overs(self) -> tuple[CarryOver, ...]:
        """What became of the proposals at each revision but the first."""
        return earlier.carry_overs(self)

    def to_reconfirm(self) -> tuple[FateLine, ...]:
        """The amendments that a revision overtook, and that are neither reconfirmed nor sent again or withdrawn."""
        return earlier.to_reconfirm(self)

    def not_carried_over(self) -> tuple[Entry, ...]:
        """The proposals made on an earlier revision than the latest and neither carried forward nor settled there."""
        return accounts.not_carried_over(self)

    def stale_note(self, rule: Attribution | None = None) -> tuple[str, ...]:
        """Lines like ``{made on Rev.0, not yet carried over: Peru}``; a count where names are withheld."""
        return accounts.stale_note(self, rule or self.settings.attribution)

    # -- accounts --------------------------------------------------------------------------------

    def fates(self, con: Consolidation | None = None) -> tuple[tuple[Entry, Fate], ...]:
        """Every proposal in the register with its one fate, in the order of the register."""
        return accounts.fates(self, con or self.consolidate())

    def tally(self, con: Consolidation | None = None) -> Tally:
        """How many proposals were received, and what became of them; the numbers add up.

        Raises:
            TallyFailed: they do not; this consolidation must not be printed.
        """
        return accounts.tally(self, con or self.consolidate())

    def annex(self, con: Consolidation | None = None, rule: Attribution | None = None) -> Annex:
        """What accompanies the consolidated text, by the draft's rule of attribution or the given one."""
        return accounts.annex(self, con or self.consolidate(), rule or self.settings.attribution)

    def printed(self, con: Consolidation | None = None) -> str:
        """A consolidation as this draft's rule of attribution has it, and under it what is not in the text."""
        return accounts.printed(self, con or self.consolidate())

    def printed_json(self, con: Consolidation | None = None) -> str:
        """A consolidation as JSON, as this draft's rule of attribution has it, with the tally and the annex."""
        return accounts.printed_json(self, con or self.consolidate())

    # -- the log ---------------------------------------------------------------------------------

    def acts(self, known: tuple[LoggedAct, ...] = ()) -> tuple[LoggedAct, ...]:
        """Every act that was recorded, in the order of recording: number, time, who recorded it, what it did.

        Those that are ``known`` from an earlier snapshot are not read again.
        """
        return history.acts_of(self.store, self.tip, known)

    def since(self, when: When) -> tuple[LoggedAct, ...]:
        """The acts recorded since a time, or since a text was last issued to the meeting of that name.

        Raises:
            Unknown: it is neither a meeting nor a time.
        """
        return history.since(self, when)


def read_snapshot(store: Store, tip: str, known: Snapshot | None = None) -> Snapshot:
    """The record as at that commit. If one at another commit is ``known``, only what differs is read.

    Raises:
        RecordDamaged: what is there is not a record, or cannot be read.
    """
    files = store.files_of(tip)
    changed = files.changed_since(known.files, *_REGISTERS) if known else files.inside(*_REGISTERS)
    if not all(changed.values()):  # something is gone: the other commit is an earlier one
        return read_snapshot(store, tip)
    if known and known.unread:  # what could not be read then is looked at again
        return read_snapshot(store, tip)
    read, unread = readable(store, tip, changed)
    fresh = {path: data for path, data in read.items() if is_entry_file(path)}
    entries = entries_with(known.record.entries if known else (), fresh)
    if known and len(fresh) == len(read):
        return _read(store, tip, replace(known.record, entries=entries), files, known.registers, unread)
    kept = {path: data for path, data in read.items() if path not in fresh}
    registers = {**known.registers, **kept} if known else kept
    return _read(store, tip, read_record(registers, entries), files, MappingProxyType(registers), unread)


def _read(
    store: Store,
    tip: str,
    record: Record,
    files: CommitFiles,
    registers: Mapping[str, bytes],
    unread: tuple[tuple[str, str], ...],
) -> Snapshot:
    return Snapshot(store, tip, record, files, registers, record.entries_on(record.revisions), unread)


_REGISTERS = (RULES, DELEGATIONS, KEYS, *(folder.rstrip("/") for folder in FOLDERS))
