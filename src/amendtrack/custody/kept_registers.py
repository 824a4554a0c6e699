"""Whether each act leaves in the registers what was there: nothing is taken out, and what was sent is never changed.

An act adds a file or writes one anew, even one that undoes another (see ``draft.acts.undoing``). A file as received
never changes, nor does what an entry says of the submission that it names, or of a text that was issued.
"""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.custody.examined import Examined
from amendtrack.custody.policy import Breach, Fault
from amendtrack.custody.steps import Step
from amendtrack.draft.git.refs import SECRETARIAT, TAGS
from amendtrack.draft.named_branches import named_refs
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import AmendtrackError
from amendtrack.record.entries import is_entry_file, read_entry
from amendtrack.record.filing import ISSUES
from amendtrack.record.record import read_issue

_PLACE = SECRETARIAT.rpartition("/")[2]
_RECEIVED = "received/"
_AS_SENT = ("name", "delegation", "received", "original", "sha256")
"""What an entry says of a submission: the same for as long as it names the same commit."""


def taken_out(draft: Examined) -> Iterator[Breach]:
    """Every act that takes something out of the registers, or changes what was received."""
    for step in draft.steps:
        for parent in step.parents:
            try:
                yield from _changed(draft, step, parent)
            except (AmendtrackError, ValueError):
                continue  # what cannot be read of it is found elsewhere


def _changed(draft: Examined, step: Step, parent: str) -> Iterator[Breach]:
    now, was = draft.store.files_of(step.commit), draft.store.files_of(parent)
    for path, blob in sorted(now.changed_since(was).items()):
        before = was.get(path)
        if before is None:
            continue
        if not blob:
            yield Breach(Fault.DELETED, _PLACE, f"takes {path} out of the registers", step.commit)
        elif path.startswith(_RECEIVED):
            if len(step.parents) > 1 and before in now.inside(_RECEIVED.rstrip("/")).values():
                continue  # two copies gave one number to two proposals, and one of them has another now
            yield Breach(Fault.FILE_ALTERED, _PLACE, f"changes {path}, a file as received", step.commit)
        elif is_entry_file(path):
            one, other = (read_entry(draft.store.blob(each), path) for each in (before, blob))
            said = [name for name in _AS_SENT if getattr(one, name) != getattr(other, name)]
            if said and one.commit == other.commit:
                means = f"changes what the register says of {one.name} as it was sent: {', '.join(said)}"
                yield Breach(Fault.REWRITTEN, _PLACE, means, step.commit)
        elif path.startswith(ISSUES):
            first, second = (read_issue(draft.store.blob(each), path) for each in (before, blob))
            if first.commit == second.commit:
                means = f"changes what the register says of the text issued to {first.meeting}"
                yield Breach(Fault.REWRITTEN, _PLACE, means, step.commit)


def revisions_gone(draft: Examined, now: Snapshot) -> Iterator[Breach]:
    """The revisions that an act recorded, and that the registers no longer list."""
    listed = named_refs(now.record)
    for ref, commit in draft.named:
        if ref.startswith(TAGS) and listed.get(ref, ("", ""))[0] != commit:
            means = f"the registers no longer list this revision as {commit[:12]}, as an act recorded it"
            yield Breach(Fault.DELETED, ref.removeprefix(TAGS), means)


__all__ = ["revisions_gone", "taken_out"]
