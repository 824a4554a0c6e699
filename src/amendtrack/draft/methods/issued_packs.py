"""What goes out to a meeting: the consolidated text, recorded as issued, and its pack of papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.draft import acts
from amendtrack.draft.declared import Reissue, one_of
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft
    from amendtrack.papers.facts import Annexed


def issue(
    draft: Draft, meeting: str, *, at: When, reissue: Reissue | str = Reissue.REFUSED, recorder: str = ""
) -> Recorded:
    """Record the consolidated text as issued to a meeting, with the value it was printed from.

    The same record issued again makes no new commit (``ALREADY``). If it has changed since, issuing it again
    needs ``reissue="allowed"``; ``differs`` says what has changed.
    """
    # Planned before the lock is taken, since that is slow; planned again if somebody has recorded meanwhile.
    plan, again = (
        acts.issues.plan_issue(draft.snapshot(), meeting, at=at),
        one_of(Reissue, reissue, "a rule of reissue"),
    )
    return draft.on_disk.perform(lambda now: acts.issues.issue(now, plan, reissue=again), recorder)


def issue_to(
    draft: Draft,
    folder: str | Path,
    meeting: str,
    *,
    at: When,
    reissue: Reissue | str = Reissue.REFUSED,
    recorder: str = "",
    template: bytes | None = None,
    paper: str = "",
    acknowledge: Annexed | str = "changes",
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
    from amendtrack.papers.facts import Annexed

    again = one_of(Reissue, reissue, "a rule of reissue")
    looks = PackLooks(template, paper, one_of(Annexed, acknowledge, "a form of acknowledgement"))
    return issuing.issue_pack(
        draft.on_disk, Path(folder), meeting, at=at, reissue=again, looks=looks, recorder=recorder
    )


def draft_pack(
    draft: Draft,
    folder: str | Path,
    meeting: str,
    *,
    at: When,
    template: bytes | None = None,
    paper: str = "",
    acknowledge: Annexed | str = "changes",
) -> Recorded:
    """Write the pack that would be issued now, each paper marked as a draft; nothing is recorded or frozen.

    The folder is new, or contains only an earlier draft pack as it was written, which is replaced.
    """
    from amendtrack.draft import issuing
    from amendtrack.draft.packing import PackLooks
    from amendtrack.papers.facts import Annexed

    looks = PackLooks(template, paper, one_of(Annexed, acknowledge, "a form of acknowledgement"))
    return issuing.draft_pack(draft.snapshot(), Path(folder), meeting, at=at, looks=looks)


__all__ = ["draft_pack", "issue", "issue_to"]
