"""An open draft: a folder with the record of a negotiation, its questions and its acts.

A ``Snapshot`` answers every question; every act is a function in ``acts``, and is written by an ``OpenRecord``.
Founding a draft, reading a file and writing a pack are in modules of their own, which are imported when they are asked
for: whoever only looks at a draft does not wait for what reads mail and Word files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from amendtrack.consolidation.adoption import AdoptionRules
from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.consolidation.negotiation import Stance
from amendtrack.draft import acts
from amendtrack.draft.acts.act import already
from amendtrack.draft.acts.agreeing import Brackets
from amendtrack.draft.continuity import PutBack, put_back
from amendtrack.draft.declared import Further, Reissue, one_of, parted
from amendtrack.draft.folder import write_folder
from amendtrack.draft.git.store import Durability, Store
from amendtrack.draft.new_revision import Pending
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.recording import OpenRecord
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import InputRefused
from amendtrack.papers.facts import Annexed
from amendtrack.record.memberships import read_day
from amendtrack.record.record import Settings
from amendtrack.record.registers import Register
from amendtrack.record.times import When, moment
from amendtrack.text.glimpse import glimpse

if TYPE_CHECKING:
    from datetime import date

    from amendtrack.consolidation.choosing import Choice
    from amendtrack.consolidation.negotiation import Position
    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.declared import ReadingOptions, SubmissionOptions
    from amendtrack.draft.history import LoggedAct
    from amendtrack.draft.submission import Submission
    from amendtrack.formats.received import Authors
    from amendtrack.intake.doubts import Doubt
    from amendtrack.record.calendar import Meeting
    from amendtrack.record.entries import Entry
    from amendtrack.record.record import Attribution, Issue, Publication, Revision
    from amendtrack.record.registers import Right, Standing

__all__ = ["Draft", "Recorded", "When"]


class Draft:
    """A text under negotiation with everything recorded on it: one bare git repository.

    Questions are answered from the record as it stands when they are asked; the answers of one ``snapshot()`` all
    agree. Every recording method takes the time of the act (a ``datetime``, or ISO 8601 text; without an
    offset it is in the draft's time zone), and may raise ``NotRecorded`` (the record is as it was), ``Busy`` and
    ``RecordDamaged``. On ``dry_run()`` each method runs all its checks and writes nothing.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     print(draft.propose("1. We should meet.", by="Norvia", unregistered="added", received="2009-08-21T16:20"))
    ...     print(draft.printed(), end="")
    ...     print(draft.tally())
    Recorded NOR-1 on Rev.0: para 1: words replaced
    1. We [shall / should – Norvia] meet.
    1 received = 1 in the text
    """

    def __init__(self, record: OpenRecord) -> None:
        """Not for callers: use ``Draft.open`` or ``Draft.init``."""
        self.path, self._record = record.store.path, record

    def __repr__(self) -> str:
        return f"<Draft {glimpse(self.settings.title)} in {self.path}>"

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
        durability: Durability | str = Durability.SAFE,
        recorder: str = "",
    ) -> Draft:
        """A new draft in a folder that does not exist or is empty; its text is revision ``Rev.0``.

        A Word file with tracked changes is refused unless ``accept`` names the authors whose changes are accepted.
        The file is kept with the registers, under ``filename``, and later Word files use its styles.

        ``durability="fast"`` does not wait for the disk: for bulk tests only.

        Raises:
            InputRefused: the folder is in use, or the text, title, language or time zone is not valid.
        """
        from amendtrack.draft.founding import First, checked, found_draft

        settings = checked(Settings(title, symbol, language, timezone, display_language or language))
        first = First.of(text, filename, accept=accept)
        disk = one_of(Durability, durability, "a durability")
        when = moment(at, timezone)
        found_draft(Path(path), settings, first, delegations, when, recorder=recorder, durability=disk)
        return cls.open(path, durability=disk)

    @classmethod
    def open(cls, path: str | Path, *, durability: Durability | str = Durability.SAFE) -> Draft:
        """The draft in that folder.

        Raises:
            InputRefused: there is no such folder, or it does not hold a draft.
            RecordDamaged: it holds a draft whose record cannot be read.
        """
        draft = cls(OpenRecord(Store(Path(path), one_of(Durability, durability, "a durability"))))
        draft.snapshot()
        return draft

    @classmethod
    def import_all(
        cls, path: str | Path, folder: str | Path, *, durability: Durability | str = Durability.SAFE
    ) -> Draft:
        """The draft that ``export_all`` wrote to ``folder``, rebuilt at ``path``: the same record, the same ids.

        Raises:
            InputRefused: the place is in use, or the folder is not as it was exported; nothing is written.
        """
        from amendtrack.draft.transfer import rebuild_draft

        rebuild_draft(Path(path), Path(folder), one_of(Durability, durability, "a durability"))
        return cls.open(path, durability=durability)

    @property
    def on_disk(self) -> OpenRecord:
        """The record in which its acts are written, for what passes between repositories; see ``exchange``."""
        return self._record

    def dry_run(self) -> Draft:
        """The same draft, on which every act makes all its checks and is not recorded."""
        return Draft(self._record.only_checking())

    def provided(self, check: Callable[[Snapshot], None]) -> Draft:
        """The same draft; ``check`` is given the record as an act finds it, while nobody else records, and may refuse.

        For whoever shows an act before it is recorded: what it was shown on may have changed since.
        """
        return Draft(self._record.provided(check))

    def heard_by(self, hear: Callable[[Recorded], None]) -> Draft:
        """The same draft; ``hear`` is called with each act as soon as it is recorded, before anything else is done.

        It is not called with acts recorded ``together``, since none of them is in force before the last.
        """
        return Draft(self._record.heard_by(hear))

    def signed_by(self, key: str | Path) -> Draft:
        """The same draft; what is recorded is signed with the SSH key in that file, once the secretariat has one.

        Of a key that an agent or a token holds, name the public half.
        """
        from amendtrack.draft.git.signing import Signer

        return Draft(self._record.signed_by(Signer(Path(key))))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Record all acts inside, each as an act of its own, or none; nobody else can write meanwhile."""
        with self._record.together():
            yield

    # -- reading ---------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The record as it is now, as a value; what is recorded later is not in it."""
        return self._record.snapshot()

    def at(self, when: When) -> Snapshot:
        """The record as it once was: as of a time, a day, an issued text (``PM2``) or ``act 12``.

        It answers every question that a draft answers, and cannot be changed. See ``Snapshot.as_of``.
        """
        return self.snapshot().as_of(when)

    @property
    def settings(self) -> Settings:
        """The draft's own rules."""
        return self.snapshot().settings

    @property
    def delegations(self) -> Register:
        """The register of delegations."""
        return self.snapshot().delegations

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, first to last."""
        return self.snapshot().revisions

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every text issued, the last one for each meeting, by time."""
        return self.snapshot().issues

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The calendar: every meeting that was entered, by date."""
        return self.snapshot().meetings

    def revision(self, label: str = "") -> Revision:
        """The revision with that label; the latest without one. Raises ``Unknown``."""
        return self.snapshot().revision(label)

    def text(self, name: str = "") -> str:
        """The text of a revision (``Rev.0``) or proposal (``NOR-1``); the latest revision without a name."""
        return self.snapshot().text(name)

    def proposals(self) -> tuple[Entry, ...]:
        """Every proposal in the register, by delegation code and number, on whichever revision."""
        return self.snapshot().proposals()

    def proposal(self, name: str) -> Entry:
        """The proposal with that number (``NOR-2``), or the only one of that delegation. Raises ``Unknown``."""
        return self.snapshot().proposal(name)

    def consolidate(
        self, *, only: Iterable[str] = (), without: Iterable[str] = (), positions: Sequence[Position] = ()
    ) -> Consolidation:
        """The latest revision and every proposal on it in one value; see ``Snapshot.consolidate``."""
        return self.snapshot().consolidate(only=only, without=without, positions=positions)

    def clean(self) -> str:
        """The latest revision with all decisions applied; raises ``Unsettled`` while anything is open."""
        return self.snapshot().clean()

    def tally(self, con: Consolidation | None = None) -> Tally:
        """How many proposals were received, and what became of them; the numbers add up."""
        return self.snapshot().tally(con)

    def printed(self, con: Consolidation | None = None) -> str:
        """The consolidated text, with names if the draft's rule allows, followed by what is not in the text."""
        return self.snapshot().printed(con)

    def acts(self) -> tuple[LoggedAct, ...]:
        """Every act that was recorded, in the order of recording."""
        return self.snapshot().acts()

    def problems(self) -> tuple[str, ...]:
        """Everything wrong with the record, one line each: damaged refs and objects, branches without an entry.

        While somebody is recording, branches are ahead of the register; so a suspicion is checked again afterwards.
        """
        from amendtrack.draft.inspection import problems

        if not tuple(problems(self._record.afresh())):
            return ()
        with self._record.undisturbed():
            return tuple(problems(self._record.afresh()))

    def put_back(self) -> PutBack | None:
        """What was lost, if the record does not go on from where it was last seen: it was put back, or replaced."""
        return put_back(self.snapshot())

    def note_seen(self) -> None:
        """Remember the record as it is now, so that ``put_back`` notices if it is put back later; every act does so."""
        self._record.note_seen()

    def go_on(self, *, at: When, recorder: str) -> Recorded:
        """Record that the record was put back, and that it goes on from what is there; see ``put_back``.

        Raises:
            InputRefused: it was not put back, or nobody is named.
        """
        return self._record.go_on(at=at, by=recorder)

    def export_all(self, folder: str | Path) -> tuple[Path, ...]:
        """Write everything as plain files; ``Draft.import_all`` rebuilds the same draft from them.

        Texts, files as received, issued texts and registers can be read as they are; ``record/`` holds the rest.

        Raises:
            InputRefused: the folder is there and not empty.
            RecordDamaged: something in the record cannot be read.
        """
        from amendtrack.draft.transfer import plain_files

        with self._record.undisturbed():
            files = plain_files(self.snapshot())
        return write_folder(Path(folder), files)

    # -- recording: what delegations hand in -----------------------------------------------------

    def read(self, text: str | bytes, *, by: str, replaces: str = "", **options: Unpack[ReadingOptions]) -> Submission:
        """Read a delegation's file against revision ``on`` (default: the latest), with every doubt.

        Nothing is recorded; ``record`` takes what this returns once a person has seen it. The options:

        - ``replaces``: the proposal (``NOR-1``) that this file replaces;
        - ``amends``: the proposal that it amends; it is compared with that proposal, listed after it, and
          never enters the text;
        - ``cosponsors``: the delegations that co-sponsor it;
        - ``extent="excerpt"``: units that are absent from the file are not deleted;
        - ``kind``: what it contains (``text``, ``instructions``, ``comment``); by default this is recognised;
        - ``authors``: whose tracked changes in a Word file are used: those of its only author (or of the
          delegation's own people, by the register), everybody's, or those of the people named;
        - ``language``: its language, if not the draft's; the file is then kept and listed, but not compared;
        - ``unregistered="added"``: a delegation that is not in the register is added to it;
        - ``filename``, and ``beside``: the subject and covering words of the message it came in.

        Raises:
            Unknown: no such delegation, revision or proposal.
            NotText, OverLimit: see ``intake.read_text``.
        """
        from amendtrack.draft.submission import read_submission

        return read_submission(self.snapshot(), text, by=by, replaces=replaces, **options)

    def record(
        self,
        submission: Submission,
        *,
        received: When,
        channel: str = "",
        title: str = "",
        further: Further | str = Further.REFUSED,
        mail: bytes = b"",
        allow: Iterable[Doubt | str] = (),
        recorder: str = "",
    ) -> Recorded:
        """Record a file exactly as ``read`` read it.

        A further file of the same delegation must either replace a proposal (see ``read``) or be
        ``further="additional"``. ``allow`` names the doubts to be disregarded. ``mail`` is the message it
        came in, which is kept with it. The outcome is ``ALREADY`` if the same bytes from the same delegation are
        already in force on that revision.

        Raises:
            InputRefused: the file does not fit (see ``Doubt``); the remedy names the option that overrides.
        """
        rule = one_of(Further, further, "a rule for a further file")
        receipt = acts.proposals.Receipt(moment(received, self.settings.timezone), channel, title, mail)
        return self._record.perform(
            lambda now: acts.proposals.propose(now, submission, receipt, further=rule, allow=allow), recorder
        )

    def propose(
        self,
        text: str | bytes,
        *,
        by: str,
        received: When,
        replaces: str = "",
        **options: Unpack[SubmissionOptions],
    ) -> Recorded:
        """Read a delegation's file and record it, without showing it in between; see ``read`` and ``record``."""
        reading, recording = parted(options)
        return self.record(self.read(text, by=by, replaces=replaces, **reading), received=received, **recording)

    def replace(
        self, text: str | bytes, name: str, *, received: When, **options: Unpack[SubmissionOptions]
    ) -> Recorded:
        """Record a new version of that proposal; the earlier file is kept. See ``propose``."""
        entry = self.proposal(name)
        return self.propose(text, by=entry.delegation, received=received, replaces=entry.name, **options)

    # -- recording: what happens to a proposal later ---------------------------------------------

    def comment(
        self, delegation: str, words: str, *, on: str = "", at: When, channel: str = "", recorder: str = ""
    ) -> Recorded:
        """Record what a delegation remarks on the draft, or ``on`` a unit or slot of it, without proposing wording.

        It gets a number as a proposal does, and is listed in the annex, in the register and with the place.

        Raises:
            Unknown: there is no such delegation or place.
        """
        from amendtrack.draft.typed_comment import read_comment

        said = read_comment(self.snapshot(), delegation, words, on=on)
        return self.record(said, received=at, channel=channel, further=Further.ADDITIONAL, recorder=recorder)

    def support(
        self, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that a party supports wording that another proposed; silence is never consent.

        ``names`` are proposals (``NRV-1``), amendments (``NRV-1#2``), slots with one reading (``14#2``) or readings
        (``14#2=by 2014``). Support is for that wording alone: it ends when the wording is proposed no more. The last
        word of a delegation counts; what it said before stays in the register. ``note`` is the reason given.

        Raises:
            Unknown: there is no such delegation, proposal, slot or reading.
            InputRefused: it is not a party, it proposes the wording itself, or the draft has it already.
        """
        return self._take(Stance.SUPPORT, delegation, names, note=note, at=at, recorder=recorder)

    def oppose(
        self, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that a party opposes wording that another proposed, or a unit (``9``, ``9-12``) as it is drafted.

        See ``support``.
        """
        return self._take(Stance.OPPOSE, delegation, names, note=note, at=at, recorder=recorder)

    def retain(
        self, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that a party would keep the draft's words in a unit, a range of units, or a slot.

        It is shown wherever somebody else would change them. See ``support``.
        """
        return self._take(Stance.RETAIN, delegation, names, note=note, at=at, recorder=recorder)

    def reserve(
        self, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that a party reserves its position on a wording, a slot, a unit or a range of units.

        See ``support``.
        """
        return self._take(Stance.RESERVE, delegation, names, note=note, at=at, recorder=recorder)

    def hear(
        self,
        words: str,
        *,
        by: str,
        at: When,
        signed: str = "",
        message: bytes = b"",
        filename: str = "",
        recorder: str = "",
    ) -> tuple[Recorded, ...]:
        """Record the positions in a message that contains nothing else; nothing is recorded if it contains more.

        ``We support Galdora on para 12``, ``Norvia reserves on 3``: one act for each, with the sentence as its note.
        ``message`` is kept with the record, under ``filename``; ``signed`` is who signed it.

        Raises:
            InputRefused: it is not clear what one of them is on; none is recorded.
        """
        from amendtrack.draft.heard import kept_as, positions_heard, recorded_before

        now, when = self.snapshot(), moment(at, self.settings.timezone)
        sender = now.delegations.resolve(by)
        if before := recorded_before(now, words, sender, signed=signed, at=when):
            return (already(f"recorded: {now.display(sender.code)}, {before}", name=sender.code),)
        said = positions_heard(now, words, sender, signed=signed, at=when)
        kept = kept_as(sender, message or words.encode(), filename)
        with self.together():
            return tuple(
                self._take(each.stance, sender.code, each.names, note=each.note, at=at, recorder=recorder, files=kept)
                for each in said
            )

    def _take(
        self,
        stance: Stance,
        delegation: str,
        names: str | Iterable[str],
        *,
        note: str,
        at: When,
        recorder: str,
        files: Mapping[str, bytes] | None = None,
    ) -> Recorded:
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(
            lambda now: acts.positions.take(now, stance, delegation, given, note=note, at=at, files=files), recorder
        )

    def retract(self, delegation: str, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that a delegation takes back its positions on these, named as they were or as they are called now.

        Raises:
            Unknown: it has no position on one of them.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.positions.retract(now, delegation, given, at=at), recorder)

    def cosponsor(self, name: str, delegation: str, *, at: When, recorder: str = "") -> Recorded:
        """Record that a party joins a proposal as co-sponsor, or puts its name back.

        Raises:
            InputRefused: it is not a party, or the proposal is an observer's suggestion, which needs a sponsor.
        """
        return self._record.perform(lambda now: acts.corrections.cosponsor(now, name, delegation, at=at), recorder)

    def withdraw(self, name: str, *, only: str = "", at: When, recorder: str = "") -> Recorded:
        """Record that the delegation withdraws its proposal: the text is as if it had never been made.

        Named as one amendment (``NRV-1#2``), that alone is withdrawn, and the rest of the proposal stands.

        With ``only`` (a code or name), one of those who propose it takes its name off, and the others maintain it.

        Raises:
            InputRefused: it is void; or ``only`` does not propose it, or nobody else does.
        """
        if "#" in name:
            if only:
                hint = "withdraw its name from the proposal, and record what it maintains as its own"
                raise InputRefused(f"{only} cannot leave {name} alone: it is part of one proposal", remedy=hint)
            return self._record.perform(lambda now: acts.partial.withdraw_amendment(now, name, at=at), recorder)
        if only:
            return self._record.perform(lambda now: acts.corrections.leave(now, name, only, at=at), recorder)
        return self._record.perform(lambda now: acts.corrections.withdraw(now, name, at=at), recorder)

    def void(self, name: str, *, reason: str, only: str = "", at: When, recorder: str = "") -> Recorded:
        """Record that a proposal was recorded by mistake, and why; it is never shown as withdrawn.

        With ``only`` (a code or name), one of its co-sponsors or sponsors was named by mistake: it is as if it had
        never been named.

        Raises:
            InputRefused: there is no reason, or not one line of at most 500 characters; or it was withdrawn.
        """
        if only:
            return self._record.perform(
                lambda now: acts.corrections.void_name(now, name, only, reason=reason, at=at), recorder
            )
        return self._record.perform(lambda now: acts.corrections.void(now, name, reason=reason, at=at), recorder)

    def sponsor(self, name: str, sponsor: str, *, at: When, recorder: str = "") -> Recorded:
        """Record that a party sponsors an observer's suggestion: it enters the text, ``Zambia (text: ICBL)``.

        Raises:
            Unknown: no such proposal or delegation.
            InputRefused: the proposal is a party's own or no longer stands, or the sponsor is not a party.
        """
        return self._record.perform(lambda now: acts.corrections.sponsor(now, name, sponsor, at=at), recorder)

    def correct(self, name: str, *, to: str, at: When, recorder: str = "") -> Recorded:
        """Record that a proposal was filed under the wrong name: it becomes void, and is recorded for the right one.

        File, time of receipt, channel and title stay the same.

        Raises:
            Unknown: no such proposal or delegation.
            InputRefused: it no longer stands, is already that delegation's, or has been sent again since.
        """
        return self._record.perform(lambda now: acts.corrections.correct(now, name, to=to, at=at), recorder)

    def undo(self, number: int, *, at: When, recorder: str = "") -> Recorded:
        """Take back the act of that number (see ``acts``), by a new act.

        Raises:
            Unknown: there is no such act.
            InputRefused: it was undone already, a later act was built on it, or it cannot be taken back; or it is an
                agreement, and there is no ``recorder``.
        """
        return self._record.perform(lambda now: acts.undoing.undo(now, number, at=at, by=recorder), recorder)

    # -- recording: secretariat and chair --------------------------------------------------------

    def register_delegations(self, register: Register, *, at: When, recorder: str = "") -> Recorded:
        """Record a register: new delegations are added, known codes are updated, and none is removed."""
        return self._record.perform(lambda now: acts.rules.register_delegations(now, register, at=at), recorder)

    def add_delegation(
        self,
        name: str,
        *,
        at: When,
        code: str = "",
        standing: Standing | str | None = None,
        names: Mapping[str, str] | None = None,
        recorder: str = "",
    ) -> Recorded:
        """Record one more delegation, with a code made from its name if none is given.

        ``names`` are its names in other languages, by language code. A known delegation gets this ``standing`` and
        these names.
        """
        return self._record.perform(
            lambda now: acts.rules.add_delegation(now, name, code=code, standing=standing, names=names, at=at), recorder
        )

    def group(
        self,
        name: str,
        members: Iterable[str],
        *,
        at: When,
        first: date | str | None = None,
        last: date | str | None = None,
        code: str = "",
        recorder: str = "",
    ) -> Recorded:
        """Record that delegations are members of a group, which may then be named wherever a delegation may.

        ``first`` and ``last`` are the first and last day of membership. A ``last`` day alone ends a membership that
        runs. Where a group and a member ask for the same, the text names the group.

        Raises:
            Unknown: there is no such delegation.
            InputRefused: nobody is named, a member is a group itself, or these days overlap with known ones.
        """
        given = tuple(members)
        start, end = (read_day(day) if isinstance(day, str) else day for day in (first, last))
        return self._record.perform(
            lambda now: acts.rules.group(now, name, members=given, code=code, first=start, last=end, at=at), recorder
        )

    def set_rights(self, standing: Standing | str, right: Right | str, *, at: When, recorder: str = "") -> Recorded:
        """Record what non-parties or observers may send: suggestions (at first), or comments alone.

        Raises:
            InputRefused: it is about parties, which always propose, or would let others propose.
        """
        return self._record.perform(lambda now: acts.rules.set_rights(now, standing, right, at=at), recorder)

    def set_attribution(self, attribution: Attribution | str, *, at: When, recorder: str = "") -> Recorded:
        """Record whether outputs name the delegations."""
        return self._record.perform(lambda now: acts.rules.set_attribution(now, attribution, at=at), recorder)

    def set_publication(self, publication: Publication | str, *, at: When, recorder: str = "") -> Recorded:
        """Record what of the draft is let out to a public repository; at first, nothing is. See ``exchange``."""
        return self._record.perform(lambda now: acts.rules.set_publication(now, publication, at=at), recorder)

    def add_key(
        self,
        holder: str,
        key: bytes,
        *,
        first: When = "",
        last: When = "",
        place: str = "",
        at: When,
        recorder: str = "",
    ) -> Recorded:
        """Record a public SSH key as that of a delegation, or of the ``secretariat``.

        From then on what the holder sends must be signed, by it or by the secretariat on its behalf. Signatures dated
        before ``first`` or after ``last`` do not count. Once the secretariat has a key, it signs every act: see
        ``signed_by``. ``place`` is the key's file, for messages.

        Raises:
            InputRefused: it is not a public key, it is another's, or the secretariat has none yet.
            Unknown: no such delegation.
        """
        return self._record.perform(
            lambda now: acts.registering_keys.add_key(now, holder, key, first=first, last=last, place=place, at=at),
            recorder,
        )

    def retire_key(self, which: str, *, at: When, recorder: str = "") -> Recorded:
        """Record that a key, named by its fingerprint or by its holder, no longer counts for what is recorded later.

        Raises:
            Unknown: there is no such key, or its holder has several.
            InputRefused: it is the secretariat's only one.
        """
        return self._record.perform(lambda now: acts.registering_keys.retire_key(now, which, at=at), recorder)

    def meeting(
        self, name: str, *, date: When = "", deadline: When = "", on: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Enter a meeting in the calendar, or change its entry; what is not given stays as it was.

        It has the revision ``on`` before it (the latest, if none is given). Proposals received after the ``deadline``
        are held back from what is issued to it, and listed there; ``deadline="none"`` lifts it.

        Raises:
            InputRefused: it has no date, or the deadline is after it.
            Unknown: there is no such revision.
        """
        return self._record.perform(
            lambda now: acts.convening.convene(now, name, date=date, deadline=deadline, on=on, at=at), recorder
        )

    def accept(
        self,
        names: Iterable[str],
        *,
        at: When,
        choices: Iterable[Choice] | Mapping[str, str] = (),
        recorder: str = "",
    ) -> Recorded:
        """Accept proposals, single amendments (``NRV-1#2``) or the only reading of a slot (``14#2``).

        Rival amendments are thereby rejected. Accepted amendments that exclude each other stay open, as does
        everything that nobody has decided. A choice is a slot's address and the wording chosen for it.

        Raises:
            Unknown: a name stands for no proposal, amendment or slot.
            InputRefused: something named is already rejected or decided, or a slot has several readings.
        """
        return self._record.perform(
            lambda now: acts.decisions.accept(now, names, choices=choices, at=at, by=recorder), recorder
        )

    def reject(self, names: Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Reject proposals, single amendments, or everything proposed for a slot.

        The same words in another proposal stay open.

        Raises:
            Unknown: a name stands for no proposal, amendment or slot.
            InputRefused: something named is already accepted or decided.
        """
        return self._record.perform(lambda now: acts.decisions.reject(now, names, at=at, by=recorder), recorder)

    def choose(self, choices: Iterable[Choice] | Mapping[str, str], *, at: When, recorder: str = "") -> Recorded:
        """Choose a reading for each slot: its address, and the wording of one of its readings.

        Raises:
            Unknown: there is no such slot, or no such reading of it.
            InputRefused: it is already decided.
        """
        return self._record.perform(lambda now: acts.decisions.choose(now, choices, at=at, by=recorder), recorder)

    def keep(self, slots: Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Keep slots as the draft has them.

        Raises:
            Unknown: there is no such slot.
            InputRefused: it is already decided.
        """
        return self._record.perform(lambda now: acts.decisions.keep(now, slots, at=at, by=recorder), recorder)

    def word(self, slot: str, words: str, *, at: When, recorder: str = "") -> Recorded:
        """Record the chair's own wording of a slot; of a whole paragraph, with its label or without.

        Raises:
            Unknown: there is no such slot.
            InputRefused: it is already decided, or these words cannot be used there.
        """
        return self._record.perform(lambda now: acts.decisions.word(now, slot, words, at=at, by=recorder), recorder)

    def bridge(self, slot: str, words: str, *, at: When, recorder: str = "") -> Recorded:
        """Record the chair's own wording of a slot, for delegations to consider; nothing is decided.

        It is a proposal (``CHAIR-1``) that no delegation is credited with.

        Raises:
            Unknown: there is no such slot.
            InputRefused: it is decided, has these words already, or they cannot be used there.
        """
        from amendtrack.draft.bridging import read_bridge

        sent = read_bridge(self.snapshot(), slot, words)
        return self.record(sent, received=at, further=Further.ADDITIONAL, recorder=recorder)

    def reopen(
        self, names: str | Iterable[str], *, meeting: str = "", asked_by: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Reopen agreed units, or take back the decisions on these proposals, amendments or slots; all others stand.

        Reopening agreed text is named: by the ``recorder``, or by the delegation that ``asked_by`` gives.
        ``["adoption"]`` reopens an adopted text, in the name of the ``recorder``.

        Raises:
            Unknown: a name stands for no unit, proposal, amendment or slot.
            InputRefused: nobody is named for reopening agreed text, or what is named was decided in a unit that is
                agreed.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        if acts.adopting.is_adoption(given):
            return self._record.perform(lambda now: acts.adopting.reopen(now, at=at, by=recorder), recorder)
        return self._record.perform(
            lambda now: acts.decisions.reopen(now, given, meeting=meeting, asked_by=asked_by, at=at, by=recorder),
            recorder,
        )

    def agree(
        self,
        names: str | Iterable[str],
        degree: UnitStatus | str = UnitStatus.AGREED,
        *,
        meeting: str = "",
        brackets: Brackets | str = Brackets.REFUSED,
        at: When,
        recorder: str = "",
    ) -> Recorded:
        """Record that units are agreed as they now read: ``agreed``, ``agreed ad ref`` or ``agreed in informals``.

        ``names`` are units (``9``), ranges (``3-7``) or slots, for their units. Nothing else agrees a text. It then
        changes only once the unit is reopened; what is proposed on it is recorded and listed, and does not enter it.

        Raises:
            Unknown: there is no such unit.
            InputRefused: something in it is open, or it is agreed to a higher degree; or the draft has brackets or a
                placeholder in it, and ``brackets`` are not ``"allowed"``.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        level = one_of(UnitStatus, degree, "a status")
        rule = one_of(Brackets, brackets, "a rule for brackets")
        return self._record.perform(
            lambda now: acts.agreeing.agree(now, given, level, meeting=meeting, brackets=rule, at=at, by=recorder),
            recorder,
        )

    def silence(
        self, names: str | Iterable[str], *, until: When, meeting: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that units, as they now read, are put under silence until a deadline; a day counts to its end.

        Silence agrees nothing: once the deadline has passed unbroken, ``agree`` records an agreement.

        Raises:
            Unknown: there is no such unit.
            InputRefused: something in it is open, it is agreed, or the deadline has passed.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(
            lambda now: acts.silence.silence(now, given, until=until, meeting=meeting, at=at, by=recorder), recorder
        )

    def break_silence(self, name: str, delegation: str, *, at: When, recorder: str = "") -> Recorded:
        """Record that a party breaks the silence on a unit, or on a range of units.

        Raises:
            Unknown: there is no such unit or delegation.
            InputRefused: the delegation is not a party, the unit is not under silence, or the deadline has passed.
        """
        return self._record.perform(
            lambda now: acts.silence.break_silence(now, name, delegation, at=at, by=recorder), recorder
        )

    def package(self, names: str | Iterable[str], *, name: str = "", at: When, recorder: str = "") -> Recorded:
        """Record that parts of the text go together: units (``9``), new units (``15 bis``) or slots (``14#2``).

        It decides nothing: an act that takes only some of the parts says so, and so does what is printed.

        Raises:
            Unknown: there is no such part.
            InputRefused: it has fewer than two parts.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(
            lambda now: acts.packaging.package(now, given, name=name, at=at, by=recorder), recorder
        )

    def end_package(self, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that a package, given by its name or its parts, is no longer one.

        Raises:
            Unknown: there is no such package.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.packaging.end_package(now, given, at=at), recorder)

    def show_whole(self, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that units (``9``, ``3-7``) are shown as one slot each, with every delegation's reading of all of it.

        No text changes by this; whoever takes a reading takes all that its delegation changes in the unit.

        Raises:
            Unknown: there is no such unit.
            InputRefused: something in it is decided, or it is agreed.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.showing_whole.show_whole(now, given, at=at), recorder)

    def end_whole(self, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that units are shown with their single changes again; see ``show_whole``."""
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.showing_whole.end_whole(now, given, at=at), recorder)

    def mark(
        self, names: str | Iterable[str], status: UnitStatus | str, *, meeting: str = "", at: When, recorder: str = ""
    ) -> Recorded:
        """Record that units are ``open``, ``not discussed`` or a ``placeholder``.

        Raises:
            Unknown: there is no such unit.
            InputRefused: it is agreed or under silence, or the status is another.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        state = one_of(UnitStatus, status, "a status")
        return self._record.perform(
            lambda now: acts.silence.mark(now, given, state, meeting=meeting, at=at, by=recorder), recorder
        )

    def revise(
        self,
        text: str | bytes,
        *,
        label: str,
        at: When,
        accept: Authors | Iterable[str] = (),
        filename: str = "",
        allow: Iterable[Doubt] = (),
        pending: Pending | str = Pending.CARRIED,
        same: Iterable[tuple[str, str]] = (),
        recorder: str = "",
    ) -> Recorded:
        """Record a new revision, and what becomes of each amendment that was pending.

        An amendment that the new text has is incorporated. One whose words or place are as they were is carried
        forward: it is in the next consolidated text under its proposal's number. One whose words were changed is
        overtaken: nothing of it is applied until its delegation reconfirms it or sends it again. With
        ``pending="lapse"`` whatever the new text does not have lapses. ``same`` are places of the present text and
        of the new one that are the same unit, where the comparison would see it otherwise. See
        ``Snapshot.carry_overs``.

        A Word file with tracked changes is refused unless ``accept`` names the authors whose changes are accepted.
        Brackets that name delegations are refused unless ``Doubt.BRACKETS`` is allowed. A Word file is kept with
        the registers, under ``filename``.
        """
        from amendtrack.formats.received import read_clean

        acts.revisions.check_label(label)
        then = one_of(Pending, pending, "a rule for what is pending")
        file = read_clean(text, place=filename, accept=accept)
        return self._record.perform(
            lambda now: acts.revisions.revise(
                now, file, text, label=label, at=at, filename=filename, allow=allow, pending=then, same=same
            ),
            recorder,
        )

    def translate(
        self, text: str | bytes, language: str, *, at: When, filename: str = "", recorder: str = ""
    ) -> Recorded:
        """Record the text of the latest revision, as decided by then, in another language; again as it changes.

        Its units are known by their numbers: those of the decided text, ``15 bis`` included.

        Raises:
            InputRefused: it is in the draft's own language, is no text, or has tracked changes; or a text is adopted.
        """
        from amendtrack.formats.received import read_clean

        file = read_clean(text, place=filename)
        return self._record.perform(lambda now: acts.translating.translate(now, file.text, language, at=at), recorder)

    def adopt(self, rules: AdoptionRules = AdoptionRules(), *, at: When, recorder: str = "") -> Recorded:  # noqa: B008
        """Record the decided text as adopted: numbered once, with citations and footnotes following, without notes.

        From then on nothing is decided and no revision recorded until the adoption is reopened (see ``reopen``). The
        adopted text is ``snapshot().adopted()``, with its concordance in ``snapshot().adoption``. All language versions
        (see ``translate``) are adopted with it, or none.

        Raises:
            NotAdoptable: something is left; the error holds all of it, each with its place and what to do.
            InputRefused: it was adopted by other rules.
        """
        return self._record.perform(lambda now: acts.adopting.adopt(now, rules, at=at), recorder)

    def reconfirm(self, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that delegations maintain amendments (``NOR-1#2``) or proposals which a revision has overtaken.

        Each is then on the latest revision: what it would have there takes the place of what the revision put there.

        Raises:
            Unknown: a name stands for nothing that waits to be reconfirmed.
            InputRefused: its place in the new text is not certain, so it must be sent again.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.maintaining.reconfirm(now, given, at=at), recorder)

    def lapse(self, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
        """Record that amendments (``NOR-1#2``) or proposals which a revision has overtaken lapse.

        Raises:
            Unknown: a name stands for nothing that waits to be reconfirmed.
        """
        given = (names,) if isinstance(names, str) else tuple(names)
        return self._record.perform(lambda now: acts.overtaken.lapse(now, given, at=at), recorder)

    def issue(
        self, meeting: str, *, at: When, reissue: Reissue | str = Reissue.REFUSED, recorder: str = ""
    ) -> Recorded:
        """Record the consolidated text as issued to a meeting, with the value it was printed from.

        The same record issued again makes no new commit (``ALREADY``). If it has changed since, issuing it again
        needs ``reissue="allowed"``; ``differs`` says what has changed.
        """
        # Planned before the lock is taken, since that is slow; planned again if somebody has recorded meanwhile.
        plan, again = (
            acts.issues.plan_issue(self.snapshot(), meeting, at=at),
            one_of(Reissue, reissue, "a rule of reissue"),
        )
        return self._record.perform(lambda now: acts.issues.issue(now, plan, reissue=again), recorder)

    def issue_to(
        self,
        folder: str | Path,
        meeting: str,
        *,
        at: When,
        reissue: Reissue | str = Reissue.REFUSED,
        recorder: str = "",
        template: bytes | None = None,
        paper: str = "",
        acknowledge: Annexed | str = Annexed.CHANGES,
    ) -> Recorded:
        """Issue to a meeting, and write its pack into a folder, whole or not at all.

        The folder is new, or contains only an earlier pack of this text as it was written, issued or draft, which is
        replaced.

        Its Word files use the styles of ``template``; without one, the compilation uses those of the Word file in
        which the revision arrived. ``paper`` is ``a4`` or ``letter``, if not the template's own. With
        ``acknowledge="full-text"`` each acknowledgement has the full text as an annex.

        The pack is written before anything is recorded, and put in place afterwards. If the same text was already
        issued, its pack is written again from the record as it was then, byte for byte.

        Raises:
            InputRefused: the folder contains something else; or see ``issue``.
            NotRecorded: the pack could not be written; nothing was recorded.
            TallyFailed: the papers would not account for everything received; nothing was recorded.
        """
        from amendtrack.draft import issuing
        from amendtrack.draft.packing import PackLooks

        again = one_of(Reissue, reissue, "a rule of reissue")
        looks = PackLooks(template, paper, one_of(Annexed, acknowledge, "a form of acknowledgement"))
        return issuing.issue_pack(
            self._record, Path(folder), meeting, at=at, reissue=again, looks=looks, recorder=recorder
        )

    def draft_pack(
        self,
        folder: str | Path,
        meeting: str,
        *,
        at: When,
        template: bytes | None = None,
        paper: str = "",
        acknowledge: Annexed | str = Annexed.CHANGES,
    ) -> Recorded:
        """Write the pack that would be issued now, each paper marked as a draft; nothing is recorded or frozen.

        The folder is new, or contains only an earlier draft pack as it was written, which is replaced.
        """
        from amendtrack.draft import issuing
        from amendtrack.draft.packing import PackLooks

        looks = PackLooks(template, paper, one_of(Annexed, acknowledge, "a form of acknowledgement"))
        return issuing.draft_pack(self.snapshot(), Path(folder), meeting, at=at, looks=looks)
