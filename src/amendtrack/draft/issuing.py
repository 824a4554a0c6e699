"""A text issued to a meeting together with its pack: nothing is recorded whose papers could not be written.

Knows the order of planning, writing and recording; leaves the papers to ``packing`` and the act to ``acts.issues``.
"""

from __future__ import annotations

from pathlib import Path

from amendtrack.draft.acts.act import Act
from amendtrack.draft.acts.issues import IssuePlan, issue, plan_issue
from amendtrack.draft.declared import Reissue
from amendtrack.draft.folder import NewFolder, check_free
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.packing import Files, PackLooks, issued_pack, papers, put_in_place, write_pack
from amendtrack.draft.recording import Acting, OpenRecord
from amendtrack.draft.snapshot import Snapshot
from amendtrack.papers.facts import Status
from amendtrack.record.times import When


def issue_pack(
    record: OpenRecord, place: Path, meeting: str, *, at: When, reissue: Reissue, looks: PackLooks, recorder: str
) -> Recorded:
    """Issue to a meeting, and write its pack into a new folder, whole or not at all; see ``Draft.issue_to``."""
    before = record.snapshot()
    plan = plan_issue(before, meeting, at=at)
    made: dict[str, Files] = {}

    def prepare(now: Snapshot, plan: IssuePlan) -> None:
        check_free(place)
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
    return write_pack(place, papers(now, plan, Status.DRAFT, looks), done)


__all__ = ["draft_pack", "issue_pack"]
