"""Whose place a branch or tag is: the one table of names that says who writes where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from amendtrack.custody.claims import OFFICE_HOLDER
from amendtrack.draft.git.refs import ABOUT, ADOPTED, ASIDE, HELD, MAIN, SECRETARIAT, UNDONE, revision_tag
from amendtrack.draft.git.store import HEADS


class Purpose(Enum):
    """What a branch or tag is for."""

    REGISTER = "the registers"
    TEXT = "the chair's text"
    REVISION = "a revision"
    PROPOSAL = "a proposal"
    POSITIONS = "positions"
    ISSUE = "an issued text"
    ADOPTED = "the adopted text"
    UNDONE = "a submission that was undone"
    ASIDE = "a commit that was put aside"
    ABOUT = "the page about what is published"
    HELD = "a file held under embargo"


@dataclass(frozen=True, slots=True)
class Place:
    """A ref that a draft has: what it is for, whose it is, and the number of a proposal.

    ``owner`` is the secretariat or a delegation, named as in its branches: whose word stands there. ``keeper`` is who
    else than the secretariat may write there.
    """

    ref: str
    purpose: Purpose
    owner: str = OFFICE_HOLDER
    number: int = 0

    @property
    def keeper(self) -> str:
        """Who writes there beside the secretariat, which may write everywhere."""
        return self.owner if self.purpose in (Purpose.PROPOSAL, Purpose.POSITIONS) else OFFICE_HOLDER

    @property
    def shown(self) -> str:
        """The ref as people say it: ``proposals/nrv/1``."""
        return self.ref.split("/", 2)[2]


_FIXED = {
    SECRETARIAT: Purpose.REGISTER,
    MAIN: Purpose.TEXT,
    ADOPTED: Purpose.ADOPTED,
    ABOUT: Purpose.ABOUT,
}
_SLUG, _NUMBER, _LABEL = r"([a-z0-9-]{1,90})", r"([1-9][0-9]{0,8})", r"[^\x00-\x20\x7f~^:?*\[\\/]+"
_SHAPED = (
    (re.compile(rf"{HEADS}proposals/{_SLUG}/{_NUMBER}"), Purpose.PROPOSAL),
    (re.compile(rf"{HEADS}positions/{_SLUG}"), Purpose.POSITIONS),
    (re.compile(rf"{UNDONE}{_SLUG}/{_NUMBER}/[0-9a-f]{{12}}"), Purpose.UNDONE),
    (re.compile(rf"{HEADS}consolidated/[a-z0-9-]{{1,90}}"), Purpose.ISSUE),
    (re.compile(rf"{re.escape(revision_tag(''))}{_LABEL}"), Purpose.REVISION),
    (re.compile(rf"{HELD}[0-9a-f]{{12}}"), Purpose.HELD),
    (re.compile(rf"{ASIDE}[^\x00-\x20\x7f~^:?*\[\\]+/[0-9a-f]{{12}}"), Purpose.ASIDE),
)


def place_of(ref: str) -> Place | None:
    """The place that a full ref name stands for; ``None`` if a draft has no such ref.

    >>> place_of("refs/heads/proposals/nrv/2")
    Place(ref='refs/heads/proposals/nrv/2', purpose=<Purpose.PROPOSAL: 'a proposal'>, owner='nrv', number=2)
    >>> place_of("refs/heads/proposals/nrv/2/x"), place_of("refs/notes/commits")
    (None, None)
    """
    if ref in _FIXED:
        return Place(ref, _FIXED[ref])
    for shape, purpose in _SHAPED:
        if found := shape.fullmatch(ref):
            owner, number = (*found.groups(), "", "")[:2]
            return Place(ref, purpose, owner or OFFICE_HOLDER, int(number or 0))
    return None


__all__ = ["Place", "Purpose", "place_of"]
