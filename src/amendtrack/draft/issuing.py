"""A text issued to a meeting together with its pack: nothing is recorded whose papers could not be written.

Knows the order of planning, writing and recording; leaves the papers to ``packing`` and the act to ``acts.issues``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from amendtrack.draft.acts.act import Act
from amendtrack.draft.acts.issues import IssuePlan, issue, plan_issue
from amendtrack.draft.declared import Reissue
from amendtrack.draft.folder import NewFolder, check_free, read_folder
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.packing import SUMS, Files, PackLooks, issued_pack, papers, sums
from amendtrack.draft.recording import Acting, OpenRecord
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import InputRefused
from amendtrack.papers.facts import Status
from amendtrack.record.times import When


def issue_pack(
    record: OpenRecord, place: Path, meeting: str, *, at: When, reissue: Reissue, looks: PackLooks, recorder: str
) -> Recorded:
    """Issue to a meeting, and write its pack into a folder, whole or not at all; see ``Draft.issue_to``."""
    before = record.snapshot()
    plan = plan_issue(before, meeting, at=at)
    made: dict[str, Files] = {}

    def prepare(now: Snapshot, plan: IssuePlan) -> None:
        if now.tip not in made:
            made[now.tip] = papers(now, plan, Status.ISSUED, looks)
        check_place(place, made[now.tip])

    def issuing(now: Snapshot) -> Act | Recorded:
        act = issue(now, latest := plan.renewed(now), reissue=reissue)
        if isinstance(act, Act):
            prepare(now, latest)
            if record.acting is Acting.RECORDS:
                pack.write(made[now.tip])
        return act

    # Made before the lock is taken, since that takes long; made again if somebody has recorded meanwhile.
    if plan.is_new and (reissue is Reissue.ALLOWED or plan.before is None):
        prepare(before, plan)
    with NewFolder(place) as pack:
        done = record.perform(issuing, recorder)
        if done.outcome is Outcome.CHECKED:
            return done
        if done.outcome is Outcome.RECORDED:
            return put_in_place(pack, done)
    return write_pack(place, issued_pack(record.snapshot(), meeting, looks), done)


def draft_pack(now: Snapshot, place: Path, meeting: str, *, at: When, looks: PackLooks) -> Recorded:
    """Write the pack that would be issued now, each paper marked as a draft; see ``Draft.draft_pack``."""
    plan = plan_issue(now, meeting, at=at)
    done = Recorded(Outcome.CHECKED, f"the text for {plan.fresh.meeting}", name=plan.fresh.meeting)
    return write_pack(place, papers(now, plan, Status.DRAFT, looks), done)


def check_place(folder: Path, files: Files) -> None:
    """Refuse a place for these files unless it is free, or contains only an earlier pack of the text as it was written.

    An issued pack is never replaced by a draft of one.

    Raises:
        InputRefused: something else is there.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        check_free(folder)
        return
    held = _papers_in(folder)
    if {path: data for path, data in held.items() if path.endswith(SUMS)} != sums(held):
        found = "there is something there already, and it is not a pack as it was written"
    elif _texts(held) != _texts(files):
        found = "there is something there already: the pack of another text"
    elif _drafts(files) and not _drafts(held):
        found = "there is something there already: an issued pack, which a draft does not replace"
    else:
        return
    raise InputRefused(found, place=str(folder), remedy="name a new folder")


def _texts(files: Files) -> set[str]:
    """The short codes of the texts that these papers are about: their names begin with it."""
    return {path.rpartition("/")[2].partition("_")[0] for path in files if not path.endswith(SUMS)}


def _drafts(files: Files) -> bool:
    """Whether the papers are drafts, as their names say."""
    return any("_DRAFT_" in path for path in files)


def _papers_in(folder: Path) -> Files:
    """The files in a folder, except PDF files made from files beside them, and what file managers leave there."""
    held = {path: data for path, data in read_folder(folder).items() if path.rpartition("/")[2] not in _LEFT_BEHIND}
    return {path: d for path, d in held.items() if not (path.endswith(".pdf") and f"{path[:-4]}.docx" in held)}


_LEFT_BEHIND = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


def write_pack(folder: Path, files: Files, done: Recorded) -> Recorded:
    """Write the pack, unless the folder already contains exactly these files; what was done, and where they are.

    An earlier pack of the text that is there as it was written is replaced.

    Raises:
        InputRefused: something else is there.
        NotRecorded: it could not be written.
    """
    done = replace(done, files=tuple(files))
    if folder.is_dir() and _papers_in(folder) == files:
        return done.noting(f"already written: {len(files)} files in {folder}")
    check_place(folder, files)
    with NewFolder(folder) as pack:
        pack.write(files)
        return put_in_place(pack, done)


def put_in_place(pack: NewFolder, done: Recorded) -> Recorded:
    """Put the pack of a text that was just issued in place; what was done, and where the papers are.

    Raises:
        InputRefused: its place was taken meanwhile, or cannot be written to; the text is issued all the same.
    """
    try:
        pack.put_in_place()
    except OSError as err:
        found = f"the papers could not be put in this folder: {(err.strerror or str(err)).lower()}"
        hint = "the text is issued; run the command again with a new folder to write its papers"
        raise InputRefused(found, place=str(pack.path), remedy=hint) from err
    return replace(done, files=pack.files).noting(f"{len(pack.files)} files written to {pack.path}")


__all__ = ["draft_pack", "issue_pack"]
