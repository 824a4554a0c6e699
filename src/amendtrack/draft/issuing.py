"""A text issued to a meeting together with its pack: nothing is recorded whose papers could not be written.

Knows the order of planning, writing and recording; leaves the papers to ``packing`` and the act to ``acts.issues``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from amendtrack.draft.acts.act import Act
from amendtrack.draft.acts.issues import IssuePlan, issue, plan_issue
from amendtrack.draft.declared import Reissue
from amendtrack.draft.folder import NewFolder, check_free, read_folder
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.packing import Files, PackLooks, issued_pack, papers
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
        check_place(place, lambda: issued_pack(before, meeting, looks) if plan.before else {})
        if now.tip not in made:
            made[now.tip] = papers(now, plan, Status.ISSUED, looks)

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
    files = papers(now, plan, Status.DRAFT, looks)
    return write_pack(place, {**files, SUMS: _sums(files)}, done, earlier=lambda: _as_written(place))


SUMS = "SHA256SUMS"
"""The file by which a draft pack is known to be as it was written; ``sha256sum -c`` checks it too."""


def _sums(files: Files) -> bytes:
    return "".join(f"{sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()


def _as_written(folder: Path) -> Files:
    """The draft pack in a folder; nothing if anything in it was added, changed or removed since."""
    held = _papers_in(folder)
    papers = {path: data for path, data in held.items() if path != SUMS}
    return held if held.get(SUMS) == _sums(papers) else {}


def check_place(folder: Path, earlier: Callable[[], Files] = dict) -> None:
    """Refuse a place for a pack unless it is free, or contains only the ``earlier`` pack, which is then replaced.

    Raises:
        InputRefused: something else is there.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        check_free(folder)
    elif _papers_in(folder) != earlier():
        found = "there is something there already, and it is not the unchanged pack that was issued last"
        raise InputRefused(found, place=str(folder), remedy="name a new folder")


def _papers_in(folder: Path) -> Files:
    """The files in a folder, except PDF files made from files beside them."""
    held = read_folder(folder)
    return {path: d for path, d in held.items() if not (path.endswith(".pdf") and f"{path[:-4]}.docx" in held)}


def write_pack(folder: Path, files: Files, done: Recorded, *, earlier: Callable[[], Files] = dict) -> Recorded:
    """Write the pack, unless the folder already contains exactly these files; what was done, and where they are.

    An ``earlier`` pack that is there as it was written is replaced.

    Raises:
        InputRefused: something else is there.
        NotRecorded: it could not be written.
    """
    done = replace(done, files=tuple(files))
    if folder.is_dir() and _papers_in(folder) == files:
        return done.noting(f"already written: {len(files)} files in {folder}")
    check_place(folder, earlier)
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
