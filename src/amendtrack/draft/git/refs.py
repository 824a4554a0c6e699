"""The names of all branches and tags of a draft, and the people in whose name its commits are made.

Knows only names; ``secretariat`` reads and writes what they refer to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft.git.commits import Person
from amendtrack.draft.git.store import HEADS
from amendtrack.record.registers import Delegation, slug

if TYPE_CHECKING:
    from amendtrack.record.entries import Entry

MAIN, SECRETARIAT = HEADS + "main", HEADS + "secretariat"
ADOPTED = HEADS + "adopted"
ABOUT = HEADS + "about"
"""The page in a public repository that says what it is; a draft itself has none."""
TAGS = "refs/tags/"
HELD = HEADS + "held/"
UNDONE, ASIDE = HEADS + "undone/", HEADS + "unrecorded/"
OFFICE = Person("Secretariat", "secretariat@amendtrack.invalid")


def proposal_ref(entry: Entry) -> str:
    """The branch of a proposal."""
    return f"{HEADS}proposals/{slug(entry.delegation)}/{entry.number}"


def undone_ref(entry: Entry, commit: str) -> str:
    """The branch of a submission that was undone."""
    return f"{UNDONE}{slug(entry.delegation)}/{entry.number}/{commit[:12]}"


def aside_ref(ref: str, commit: str) -> str:
    """The branch that keeps a commit found on another branch and named by no register."""
    return f"{ASIDE}{ref.split('/', 2)[2]}/{commit[:12]}"


def meeting_ref(meeting: str) -> str:
    """The branch of the texts issued to a meeting."""
    return f"{HEADS}consolidated/{slug(meeting)}"


def revision_tag(label: str) -> str:
    """The tag of a revision."""
    return f"{TAGS}rev/{label}"


def person_of(delegation: Delegation) -> Person:
    """The delegation as the author of its proposals; the same on every machine."""
    return Person(delegation.display(), f"{slug(delegation.code)}@amendtrack.invalid")
