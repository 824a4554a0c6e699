"""The pack for a meeting, made from a record as at one commit, and written as a folder.

Knows where each fact of a pack is kept; leaves what the papers say to ``papers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.draft.accounts import annex
from amendtrack.draft.acts.issues import PRINTED, IssuePlan, plan_issue
from amendtrack.draft.consolidated import statements
from amendtrack.draft.legibility import is_legible
from amendtrack.errors import InputRefused, NotText, OverLimit, RecordDamaged
from amendtrack.intake.decoding import read_text
from amendtrack.papers.facts import Annexed, MeetingFacts, ReceivedProposal, Status
from amendtrack.papers.pack import files_of, papers_of
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate
from amendtrack.record.record import Attribution
from amendtrack.render.own_words import words_in

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.formats.docx.writing.meeting_papers import Stationery

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class PackLooks:
    """How a pack looks: the template whose styles its Word files use, ``a4`` or ``letter`` paper, and what is annexed.

    Without a template the compilation is styled like the Word file in which the revision arrived.
    """

    template: bytes | None = None
    paper: str = ""
    annexed: Annexed = Annexed.CHANGES


def issued_pack(now: Snapshot, meeting: str, looks: PackLooks = PackLooks()) -> Files:
    """The files of the pack last issued to that meeting, by path, from the record as it was then.

    Raises:
        Unknown: nothing was issued to it.
        RecordDamaged: the record does not give the text that was issued.
    """
    then, plan = _issued(now, meeting)
    return papers(then, plan, Status.ISSUED, looks)


def issued_compilation(now: Snapshot, meeting: str, looks: PackLooks = PackLooks()) -> bytes:
    """The compilation last issued to that meeting, as the Word file of its pack.

    Raises:
        Unknown, RecordDamaged: as ``issued_pack``.
    """
    from amendtrack.formats.docx.writing.meeting_papers import word
    from amendtrack.papers.compilation import compilation

    then, plan = _issued(now, meeting)
    facts = _facts(then, plan, Status.ISSUED)
    return word(compilation(facts), facts, _stationery(then, plan, looks))


def _issued(now: Snapshot, meeting: str) -> tuple[Snapshot, IssuePlan]:
    """The record as it was when a text was last issued to a meeting, and that issue."""
    issue = now.known_issue(meeting)
    then = now.at_commit(issue.record)
    plan = plan_issue(then, issue.meeting, at=issue.at)
    if plan.printed != now.issued(meeting):
        what = f"the record no longer gives the text that was issued to {issue.meeting}"
        raise RecordDamaged(what, remedy="`amendtrack export DRAFT --all FOLDER` gives it as it was issued")
    return then, plan


def papers(now: Snapshot, plan: IssuePlan, status: Status, looks: PackLooks) -> Files:
    """Every paper of a pack, by path."""
    from amendtrack.formats.docx.writing.meeting_papers import word_files

    facts = replace(_facts(now, plan, status), annexed=looks.annexed)
    made = papers_of(facts)
    files = files_of(made) | word_files(made, facts, _stationery(now, plan, looks))
    return dict(sorted((files | sums(files)).items()))


SUMS = "SHA256SUMS"
"""The files by which a pack is known to be as it was written; ``sha256sum -c`` checks it with them too."""


def sums(files: Files) -> Files:
    """The checksums of the papers, in a file in each folder: what is handed out does not list the acknowledgements."""
    lines: dict[str, str] = {}
    for path, data in sorted(files.items()):
        folder, name = path.rpartition("/")[::2]
        beside = f"{folder}/{SUMS}" if folder else SUMS
        if name != SUMS:
            lines[beside] = lines.get(beside, "") + f"{sha256(data).hexdigest()}  {name}\n"
    return {path: text.encode() for path, text in lines.items()}


def _stationery(now: Snapshot, plan: IssuePlan, looks: PackLooks) -> Stationery:
    from amendtrack.formats.docx.writing.meeting_papers import Stationery
    from amendtrack.formats.docx.writing.shell import PaperSize

    base = None if looks.template else own_looks(now, plan.fresh.revision)[0]
    return Stationery(looks.template, base, PaperSize[looks.paper.upper()] if looks.paper else None)


def own_looks(now: Snapshot, label: str = "") -> tuple[bytes | None, str]:
    """The Word file in which a revision arrived, if its styles can be used, and a line that says so."""
    from amendtrack.formats.docx.writing.writer import check_template

    own, label = now.word_file(label), now.revision(label).label
    if own is None:
        return None, ""
    try:
        check_template(own)
    except (InputRefused, OverLimit) as err:
        return None, f"not styled like the Word file in which {label} arrived ({err.args[0]}); see --template"
    return own, f"styled like the Word file in which {label} arrived"


def _facts(now: Snapshot, plan: IssuePlan, status: Status) -> MeetingFacts:
    issue, settings = plan.fresh, now.settings
    now = now.before_meeting(issue.meeting)
    named, changes = settings.attribution is Attribution.NAMED, plan.differs or plan.news
    return MeetingFacts(
        settings=settings,
        revision=issue.revision,
        meeting=issue.meeting,
        at=issue.at,
        record=issue.record,
        con=plan.con,
        text=plan.printed,
        sent=tuple(_sent(now, plan)),
        register=now.delegations,
        annex=annex(now, plan.con, settings.attribution, words=words_in(settings.display_language)),
        tally=str(now.tally(plan.con)),
        issue=issue.issue,
        differs=changes if named else tuple(map(_counted, changes)),
        since=plan.previous,
        status=status,
        statements=statements(now),
        carried=next((each.lines for each in now.carry_overs() if each.revision == issue.revision), ()),
    )


def _sent(now: Snapshot, plan: IssuePlan) -> list[ReceivedProposal]:
    texts = {p.name: p.text for p in plan.con.proposals}
    made_on = lru_cache(maxsize=None)(now.text)
    found = []
    late = tuple((entry, Fate.LATE) for entry in now.held if entry not in now.proposals())
    for entry, fate in sorted((*now.fates(plan.con), *late), key=lambda one: (one[0].delegation, one[0].number)):
        if entry.state is State.VOID or not is_legible(now, entry):
            found.append(ReceivedProposal(entry, fate, "", ""))
            continue
        text = texts.get(entry.name, "") if fate is not Fate.LATE else ""
        text = text or now.wording(entry)
        base = now.made_on(entry.name) if entry.amends else made_on(entry.revision)
        found.append(ReceivedProposal(entry, fate, text, base, _notes(now, entry, text)))
    return found


def _notes(now: Snapshot, entry: Entry, text: str) -> tuple[str, ...]:
    """What was changed when the file was read; nothing for a file that is not plain text."""
    received = now.received_as(entry)
    if text.isascii() and received == text.encode():
        return ()  # as most are; and reading takes its time
    try:
        return read_text(received).notes
    except (NotText, OverLimit):
        return ()


def _counted(differs: str) -> str:
    """What differs without a name: proposals are counted, since their numbers name delegations.

    >>> _counted("added: NRV-1, GLD-2")
    'added: 2 proposals'
    """
    what, sign, names = differs.partition(": ")
    if what in {"status taken back", *(status.value for status in UnitStatus)}:
        return differs
    if not sign or not re.fullmatch(r"added|sent again|no longer in it", what):
        return PRINTED if sign else differs
    count = len(names.split(", "))
    return f"{what}: {count} proposal{'s' * (count != 1)}"


__all__ = ["SUMS", "PackLooks", "issued_compilation", "issued_pack", "own_looks", "papers", "sums"]
