"""An open draft: a folder with the record of a negotiation, its questions and its acts.

A ``Snapshot`` answers every question; every act is a function in ``acts``, and is written by an ``OpenRecord``. The
methods that record are functions in ``methods``, by what they are about; the class lists them. Founding a draft,
reading a file and writing a pack are in modules of their own, which are imported when they are asked for: whoever only
looks at a draft does not wait for what reads mail and Word files.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.draft.continuity import PutBack, put_back
from amendtrack.draft.declared import one_of
from amendtrack.draft.folder import write_folder
from amendtrack.draft.git.ownership import check_owner
from amendtrack.draft.git.store import Durability, Store
from amendtrack.draft.methods import (
    agreed_units,
    chaired,
    handed_in,
    issued_packs,
    later_texts,
    put_right,
    registers_kept,
    stated_positions,
)
from amendtrack.draft.missing import MEND, missing
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.recording import OpenRecord
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import MissingFromRecord
from amendtrack.record.record import Settings
from amendtrack.record.registers import Register
from amendtrack.record.times import When, moment
from amendtrack.text.glimpse import glimpse

if TYPE_CHECKING:
    from amendtrack.consolidation.negotiation import Position
    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.history import LoggedAct
    from amendtrack.formats.received import Authors
    from amendtrack.record.calendar import Meeting
    from amendtrack.record.entries import Entry
    from amendtrack.record.record import Issue, Revision

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

    # -- opening -----------------------------------------------------------------------------------

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
        """The draft in that folder. Warns of what is missing from it (see ``missing``).

        Raises:
            InputRefused: there is no such folder, it does not hold a draft, or it belongs to another user and is not
                trusted (see docs/security.md).
            RecordDamaged: it holds a draft whose record cannot be read.
        """
        store = Store(Path(path), one_of(Durability, durability, "a durability"))
        check_owner(store.path)
        draft = cls(OpenRecord(store))
        draft.snapshot()
        for gone in draft.missing():
            warnings.warn(gone, stacklevel=2)
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

    # -- reading -----------------------------------------------------------------------------------

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

    def missing(self) -> tuple[MissingFromRecord, ...]:
        """What the record has, or had, and is not there any more, each with what to do: acts, branches, registers.

        It costs little, and is as a rule nothing. ``problems`` looks into everything that is there.
        """
        return missing(self._record)

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

        Texts, files as received, issued texts and registers can be read as they are; ``record/`` holds the rest. Warns
        of what cannot be read, and is left out; such a folder is not imported again.

        Raises:
            InputRefused: the folder is there and not empty.
            RecordDamaged: the registers, or the chair's text, cannot be read.
        """
        from amendtrack.draft.transfer import exported

        with self._record.undisturbed():
            files, left_out = exported(self.snapshot())
        written = write_folder(Path(folder), files)
        for what in left_out:
            warnings.warn(MissingFromRecord(f"not exported: {what}", place=str(self.path), remedy=MEND), stacklevel=2)
        return written

    # -- what delegations hand in ------------------------------------------------------------------

    read = handed_in.read
    record = handed_in.record
    propose = handed_in.propose
    replace = handed_in.replace
    comment = handed_in.comment

    # -- positions ---------------------------------------------------------------------------------

    support = stated_positions.support
    oppose = stated_positions.oppose
    retain = stated_positions.retain
    reserve = stated_positions.reserve
    hear = stated_positions.hear
    retract = stated_positions.retract

    # -- what happens to a proposal later ----------------------------------------------------------

    cosponsor = put_right.cosponsor
    withdraw = put_right.withdraw
    void = put_right.void
    sponsor = put_right.sponsor
    correct = put_right.correct
    undo = put_right.undo

    # -- registers and rules -----------------------------------------------------------------------

    register_delegations = registers_kept.register_delegations
    add_delegation = registers_kept.add_delegation
    group = registers_kept.group
    set_rights = registers_kept.set_rights
    set_attribution = registers_kept.set_attribution
    set_publication = registers_kept.set_publication
    add_key = registers_kept.add_key
    retire_key = registers_kept.retire_key
    meeting = registers_kept.meeting

    # -- decisions ---------------------------------------------------------------------------------

    accept = chaired.accept
    reject = chaired.reject
    choose = chaired.choose
    keep = chaired.keep
    word = chaired.word
    bridge = chaired.bridge
    reopen = chaired.reopen

    # -- the status of units -----------------------------------------------------------------------

    agree = agreed_units.agree
    silence = agreed_units.silence
    break_silence = agreed_units.break_silence
    package = agreed_units.package
    end_package = agreed_units.end_package
    show_whole = agreed_units.show_whole
    end_whole = agreed_units.end_whole
    mark = agreed_units.mark

    # -- the next text -----------------------------------------------------------------------------

    revise = later_texts.revise
    translate = later_texts.translate
    adopt = later_texts.adopt
    reconfirm = later_texts.reconfirm
    lapse = later_texts.lapse

    # -- what goes out -----------------------------------------------------------------------------

    issue = issued_packs.issue
    issue_to = issued_packs.issue_to
    draft_pack = issued_packs.draft_pack
