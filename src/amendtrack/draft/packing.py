"""The pack for a meeting, made from a draft's record as it stood at one commit, and written as a folder.

Knows where each fact of a pack is kept; leaves what the papers say to ``papers``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Self

from amendtrack.draft.accounts import Accounts
from amendtrack.draft.acts import Acts
from amendtrack.draft.folder import check_free, read_folder, write_folder
from amendtrack.draft.issuing import Planned
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.secretariat import Secretariat
from amendtrack.errors import InputRefused, NotText, OverLimit, RecordDamaged, Unknown
from amendtrack.intake.decoding import read_text
from amendtrack.papers.facts import MeetingFacts, ReceivedProposal, Status
from amendtrack.papers.pack import files_of
from amendtrack.record.entries import Entry, State
from amendtrack.record.record import Attribution
from amendtrack.record.times import When


class Packing(Acts):
    """The part of ``Draft`` that hands papers out."""

    def as_of(self, commit: str) -> Self:
        """This draft as its record stood at that commit of ``secretariat``; to be read, not recorded on."""
        made = type(self)(self._store)
        made._secretariat = Secretariat(self._store, at=commit)
        return made

    def issue_to(
        self,
        folder: str | Path,
        meeting: str,
        *,
        at: When,
        reissue: bool = False,
        recorder: str = "",
        template: bytes | None = None,
        paper: str = "",
        dry_run: bool = False,
    ) -> Recorded:
        """Issue to a meeting, and write its pack into a new folder, whole or not at all.

        Its Word files have the looks of ``template``; without one, the compilation has those of the Word file that the
        revision came in. ``paper`` is ``a4`` or ``letter``, if not the template's own.

        Papers are made before anything is recorded. What was issued already is written again from the record as it
        stood then, byte for byte.

        Raises:
            InputRefused: the folder holds something else; or see ``issue``.
            TallyFailed: the papers would not hold all that was received; nothing was recorded.
        """
        place, made, on = Path(folder), dict[str, Mapping[str, bytes]](), (template, paper)

        def ready(planned: Planned) -> None:
            if planned.fresh.record not in made:
                check_free(place)
                made[planned.fresh.record] = self._papers(planned, Status.ISSUED, on)

        planned = self.plan_issue(meeting, at=at)
        if planned.is_new and (reissue or planned.before is None):
            ready(planned)
        done = self.issue(
            meeting, at=at, reissue=reissue, recorder=recorder, dry_run=dry_run, planned=planned, ready=ready
        )
        if done.outcome is Outcome.CHECKED:
            return done
        issue = self._issue_of(meeting)
        assert issue is not None
        files = made.get(issue.record) if done.outcome is Outcome.RECORDED else None
        return _written(place, files or self.pack(meeting, template=template, paper=paper), done)

    def pack(self, meeting: str, *, template: bytes | None = None, paper: str = "") -> dict[str, bytes]:
        """The files of what was last issued to that meeting, by path, from the record as it stood then.

        Raises:
            Unknown: nothing was issued to it.
            RecordDamaged: the record does not give the text that was issued.
        """
        issue = self._issue_of(meeting)
        if issue is None:
            given = ", ".join(map(str, self.issues)) or "none"
            raise Unknown(f"nothing was issued to {meeting!r}", remedy=f"issued: {given}")
        then = self.as_of(issue.record)
        planned = then.plan_issue(issue.meeting, at=issue.at)
        if planned.printed != self.issued(meeting):
            what = f"the record no longer gives the text that was issued to {issue.meeting}"
            raise RecordDamaged(what, remedy="`amendtrack export DRAFT --all FOLDER` gives it as it was issued")
        return then._papers(planned, Status.ISSUED, (template, paper))

    def draft_pack(
        self, folder: str | Path, meeting: str, *, at: When, template: bytes | None = None, paper: str = ""
    ) -> Recorded:
        """Write the pack that would be issued now, each paper marked as a draft; nothing is recorded or frozen."""
        planned = self.plan_issue(meeting, at=at)
        files = self._papers(planned, Status.DRAFT, (template, paper))
        done = Recorded(Outcome.CHECKED, f"the text for {planned.fresh.meeting}", name=planned.fresh.meeting)
        return _written(Path(folder), files, done)

    def _papers(self, planned: Planned, status: Status, on: tuple[bytes | None, str]) -> dict[str, bytes]:
        from amendtrack.formats.docx.writing.meeting_papers import Stationery, word_files
        from amendtrack.formats.docx.writing.shell import PaperSize

        template, paper = on
        facts = self._facts(planned, status)
        base = None if template else self.own_looks(planned.fresh.revision)[0]
        files = files_of(facts) | word_files(
            facts, Stationery(template, base, PaperSize[paper.upper()] if paper else None)
        )
        return dict(sorted(files.items()))

    def own_looks(self, label: str = "") -> tuple[bytes | None, str]:
        """The Word file that a revision came in, if its looks can be taken, and a line that says so."""
        from amendtrack.formats.docx.writing.writer import check_template

        own, label = self.word_file(label), self.revision(label).label
        if own is None:
            return None, ""
        try:
            check_template(own)
        except (InputRefused, OverLimit) as err:
            return None, f"not in the looks of the Word file that {label} came in ({err.args[0]}); see --template"
        return own, f"in the looks of the Word file that {label} came in"

    def _facts(self, planned: Planned, status: Status) -> MeetingFacts:
        issue, settings = planned.fresh, self.settings
        named = settings.attribution is Attribution.NAMED
        return MeetingFacts(
            settings=settings,
            revision=issue.revision,
            meeting=issue.meeting,
            at=issue.at,
            record=issue.record,
            con=planned.con,
            text=planned.printed,
            sent=tuple(_sent(self, planned)),
            register=self.delegations,
            annex=self.annex(planned.con),
            tally=str(self.tally(planned.con)),
            issue=issue.issue,
            differs=planned.differs if named else tuple(map(_counted, planned.differs)),
            status=status,
        )


def _sent(draft: Accounts, planned: Planned) -> list[ReceivedProposal]:
    texts = {p.name: p.text for p in planned.con.proposals}
    made_on = lru_cache(maxsize=None)(draft.text)
    found = []
    for entry, fate in draft.fates(planned.con):
        if entry.state is State.VOID:
            found.append(ReceivedProposal(entry, fate, "", ""))
            continue
        text = texts.get(entry.name) or draft.export(entry.name)
        base = draft.made_on(entry.name) if entry.amends else made_on(entry.revision)
        found.append(ReceivedProposal(entry, fate, text, base, _notes(draft, entry)))
    return found


def _notes(draft: Accounts, entry: Entry) -> tuple[str, ...]:
    """What was changed in the file on the way in; of a file that is no plain text, nothing is known."""
    try:
        return read_text(draft.received(entry.name)).notes
    except (NotText, OverLimit):
        return ()


def _counted(differs: str) -> str:
    """What differs without a name: proposals are counted, since their numbers name delegations.

    >>> _counted("added: NRV-1, GLD-2")
    'added: 2 proposals'
    """
    what, sign, names = differs.partition(": ")
    if not sign or not re.fullmatch(r"added|sent again|no longer in it", what):
        return "the text is printed differently" if sign else differs
    count = len(names.split(", "))
    return f"{what}: {count} proposal{'s' * (count != 1)}"


def _written(folder: Path, files: Mapping[str, bytes], done: Recorded) -> Recorded:
    """Write the pack, unless the folder holds just these files already; what was done, and where the papers are."""
    if folder.is_dir() and any(folder.iterdir()):
        held = {path: data for path, data in read_folder(folder).items() if not path.endswith(".pdf")}
        if held != dict(files):
            hint = "name a new folder" if done.outcome is Outcome.CHECKED else "name a new folder; the text is issued"
            raise InputRefused("there is something else there already", place=str(folder), remedy=hint)
        return done.noting(f"already written: {len(files)} files in {folder}")
    write_folder(folder, files)
    return done.noting(f"{len(files)} files written to {folder}")


__all__ = ["Packing"]
