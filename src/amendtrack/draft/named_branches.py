"""The branches and tags that a record names, and those of them that no longer have what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.draft.git.refs import ADOPTED, MAIN, TAGS, meeting_ref, proposal_ref, revision_tag

if TYPE_CHECKING:
    from amendtrack.record.record import Record


def named_refs(record: Record) -> dict[str, tuple[str, str]]:
    """Every ref that the record mentions, with the commit that it should name and what that is."""
    last = record.revisions[-1]
    named = {MAIN: (last.commit, last.label)}
    named |= {revision_tag(r.label): (r.commit, r.label) for r in record.revisions}
    named |= {proposal_ref(e): (e.commit, e.name) for e in record.entries_on(record.revisions)}
    for adoption in record.adoptions:  # the last one has the branch
        named[ADOPTED] = (adoption.commit, f"the adopted {adoption.revision}")
    return named | {meeting_ref(i.meeting): (i.commit, f"the text issued to {i.meeting}") for i in record.issues}


class Loss(Enum):
    """What became of a branch that the record names."""

    DELETED = "is gone"
    CUT_OFF = "was put back to an earlier state"
    REWRITTEN = "does not lead to what was recorded"


@dataclass(frozen=True, slots=True)
class LostBranch:
    """A branch or tag that no longer has the ``commit`` of ``what``, as the record says; it is at ``tip``, or gone."""

    ref: str
    what: str
    commit: str
    tip: str
    loss: Loss

    @property
    def in_words(self) -> str:
        """What happened, without the name of the ref: ``the branch of NOR-1 is gone``."""
        return f"the {'tag' if self.ref.startswith(TAGS) else 'branch'} of {self.what} {self.loss.value}"

    def __str__(self) -> str:
        return f"{self.ref}: {self.in_words}"


def lost_branches(
    named: Mapping[str, tuple[str, str]], refs: Mapping[str, str], leads: Callable[[str, str], bool]
) -> Iterator[LostBranch]:
    """The refs that are ``named``, each with a commit and what it is, and that do not have it among ``refs``.

    A branch, unlike a tag, may be ahead: what is new on it was sent with git and is not recorded yet. ``leads`` says
    whether the first of two commits comes from the second.
    """
    for ref, (commit, what) in named.items():
        tip = refs.get(ref, "")
        if not tip:
            yield LostBranch(ref, what, commit, "", Loss.DELETED)
        elif tip != commit and (ref.startswith(TAGS) or not leads(tip, commit)):
            loss = Loss.CUT_OFF if leads(commit, tip) else Loss.REWRITTEN
            yield LostBranch(ref, what, commit, tip, loss)


__all__ = ["Loss", "LostBranch", "lost_branches", "named_refs"]
