"""An open draft: everything that was recorded, and the acts that record more.

Knows the acts and their checks; leaves git to ``store``, values and their files to ``record`` and
``registers``, doubts about a file to ``fit``. Whatever is read comes from one commit, the tip of
``secretariat``: an act has happened when that branch says so, and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.fit import Doubt, Reading
from amendtrack.negotiation import Position
from amendtrack.record import Attribution, Choice, Decisions, Entry, Issue, Outcome, Revision, Settings
from amendtrack.registers import Register

if TYPE_CHECKING:
    from amendtrack.consolidation import Consolidation

When = datetime | str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act came to: ``str()`` is one line that can be mailed as it is.

    ``summary`` is what was done (``NOR-1 on Rev.0: 5 replace``), ``commit`` the commit that holds it
    (empty when nothing was written), ``notes`` what was changed on the way in, ``differs`` what is new
    against an earlier issue.
    """

    outcome: Outcome
    summary: str
    commit: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    reading: Reading | None = None

    def __str__(self) -> str:
        match self.outcome:
            case Outcome.RECORDED:
                return f"Recorded {self.summary}"
            case Outcome.CHECKED:
                return f"Would record {self.summary}"
            case Outcome.ALREADY:
                return f"Already {self.summary}"  # "Already recorded as NOR-1", "Already issued to PM2"


class Draft:
    """A text under negotiation with all that was recorded on it: one bare git repository.

    Values returned are snapshots; each property is read anew from the record. Every recording method
    takes the time of the act (a ``datetime``, or ISO 8601 text; without an offset it is in the draft's
    time zone), and ``dry_run=True`` to make every check and write nothing. All of them may raise
    ``NotRecorded`` (the record is as it was), ``Busy`` and ``RecordDamaged``.
    """

    path: Path

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
        durable: bool = True,
        dry_run: bool = False,
    ) -> Draft:
        """A new draft in a folder that does not exist or is empty; its text is revision ``Rev.0``.

        ``durable=False`` skips waiting for the disk: for bulk tests only.

        Raises:
            InputRefused: the folder is in use, or the text, title, language or time zone cannot be taken.
        """
        raise NotImplementedError

    @classmethod
    def open(cls, path: str | Path, *, durable: bool = True) -> Draft:
        """The draft in that folder.

        Raises:
            RecordDamaged: it is not an amendtrack record, or one that cannot be read.
        """
        raise NotImplementedError

    # -- reading ---------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The draft's rules as they stand."""
        raise NotImplementedError

    @property
    def delegations(self) -> Register:
        """The register of delegations as it stands."""
        raise NotImplementedError

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, first to last."""
        raise NotImplementedError

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every text issued, one for each meeting, in the order of first issue."""
        raise NotImplementedError

    def revision(self, label: str = "") -> Revision:
        """The revision of that label; the latest without one. Raises ``Unknown``."""
        raise NotImplementedError

    def text(self, name: str = "") -> str:
        """The text of a revision (``Rev.0``) or of a proposal (``NOR-1``); the latest revision without a name."""
        raise NotImplementedError

    def proposals(self) -> tuple[Entry, ...]:
        """Every proposal in the register, by delegation code and number, on whichever revision."""
        raise NotImplementedError

    def proposal(self, name: str) -> Entry:
        """The proposal of that number (``NOR-2``), or the only one of that delegation. Raises ``Unknown``."""
        raise NotImplementedError

    def chosen(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """The proposals that these numbers, codes and display names stand for. Raises ``Unknown``."""
        raise NotImplementedError

    def not_carried_over(self) -> tuple[Entry, ...]:
        """The proposals made on an earlier revision than the latest: listed, never applied."""
        raise NotImplementedError

    def stale_note(self, entries: Sequence[Entry] | None = None) -> tuple[str, ...]:
        """Lines such as ``{made on Rev.0, not yet carried over: Peru}``; without names where those are withheld."""
        raise NotImplementedError

    def export(self, name: str) -> str:
        """The text of a proposal, as it is kept."""
        raise NotImplementedError

    def received(self, name: str) -> bytes:
        """The file of a proposal as it came, byte for byte."""
        raise NotImplementedError

    def export_all(self, folder: str | Path) -> tuple[Path, ...]:
        """Plain files of everything: revisions, proposals, originals, register; the paths written.

        Raises:
            InputRefused: the folder is there and not empty.
        """
        raise NotImplementedError

    def issued(self, meeting: str) -> str:
        """The text that was last issued to that meeting. Raises ``Unknown``."""
        raise NotImplementedError

    def problems(self) -> tuple[str, ...]:
        """Everything wrong with the record, a line each: damaged refs and objects, branches without entry."""
        raise NotImplementedError

    # -- consolidating ---------------------------------------------------------------------------

    def consolidate(
        self,
        *,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        positions: Sequence[Position] = (),
    ) -> Consolidation:
        """The latest revision and every proposal on it in one value; delegations by display name.

        ``only`` and ``without`` take proposals, codes and display names. Proposals on earlier revisions
        are never in it: see ``not_carried_over``.
        """
        raise NotImplementedError

    @property
    def decisions(self) -> Decisions:
        """What was accepted and chosen on the latest revision."""
        raise NotImplementedError

    def settled(self) -> Consolidation:
        """The consolidation with what was accepted and chosen: ``settled().clean()`` is the clean text."""
        raise NotImplementedError

    # -- recording -------------------------------------------------------------------------------

    def read(
        self,
        text: str | bytes,
        *,
        by: str,
        on: str = "",
        excerpt: bool = False,
        replaces: str = "",
        new: bool = False,
        filename: str = "",
    ) -> Reading:
        """What ``propose`` would read in this file, with every doubt; records nothing."""
        raise NotImplementedError

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
        replaces: str = "",
        additional: bool = False,
        new: bool = False,
        filename: str = "",
        allow: Iterable[Doubt | str] = (),
        dry_run: bool = False,
    ) -> Recorded:
        """Record a delegation's proposal on revision ``on`` (the latest without it).

        With ``excerpt`` what is absent from the file is not deleted. A further file of one delegation
        either ``replaces`` a proposal (``NOR-1``, or its only one) or is ``additional``. ``new`` adds an
        unknown delegation. ``allow`` names the doubts to record it in spite of.

        The outcome is ``ALREADY`` when the same bytes of the same delegation stand on that revision.

        Raises:
            Unknown: no such delegation, revision or proposal.
            InputRefused: the file does not fit (see ``Doubt``); the remedy names the option that overrides.
            NotText, OverLimit: see ``intake.read_text``.
        """
        raise NotImplementedError

    def register_delegations(self, register: Register, *, at: When, dry_run: bool = False) -> Recorded:
        """Record the register: new delegations are added, known codes take their new line, nobody is dropped."""
        raise NotImplementedError

    def add_delegation(self, name: str, *, at: When, code: str = "", dry_run: bool = False) -> Recorded:
        """Record one delegation more, with a code made from its name if none is given."""
        raise NotImplementedError

    def set_attribution(self, attribution: Attribution | str, *, at: When, dry_run: bool = False) -> Recorded:
        """Record whether outputs name the delegations."""
        raise NotImplementedError

    def accept(
        self,
        names: Iterable[str],
        *,
        at: When,
        choices: Iterable[Choice] | Mapping[str, str] = (),
        dry_run: bool = False,
    ) -> Recorded:
        """Record that these proposals are accepted on the latest revision, and readings chosen for slots.

        It adds to what was accepted before. A choice is a slot's id and the wording that stands there.
        """
        raise NotImplementedError

    def reopen(self, names: Iterable[str], *, at: When, dry_run: bool = False) -> Recorded:
        """Record that these proposals are no longer accepted; all choices on the revision lapse with them."""
        raise NotImplementedError

    def revise(self, text: str | bytes, *, label: str, at: When, dry_run: bool = False) -> Recorded:
        """Record a new revision; proposals on earlier ones are then listed as not carried over."""
        raise NotImplementedError

    def issue(self, meeting: str, *, at: When, reissue: bool = False, dry_run: bool = False) -> Recorded:
        """Record the consolidated text as issued to a meeting, with the value it was printed from.

        The same record again makes no new commit (``ALREADY``). With changes it needs ``reissue``;
        ``differs`` says what they are.
        """
        raise NotImplementedError
