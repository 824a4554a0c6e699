"""Fetching: what another repository or a bundle has that the record has not, checked first and recorded by acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.outcome import Recorded
from amendtrack.errors import InputRefused
from amendtrack.exchange.joining import Joined, take_in_copy
from amendtrack.exchange.pushed import Left, take_in_pushed
from amendtrack.exchange.quarantine import fetched
from amendtrack.exchange.remote import Remote

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft
    from amendtrack.record.times import When


@dataclass(frozen=True, slots=True)
class Fetched:
    """What fetching did: the acts of another copy, the proposals recorded, and what is left for a person."""

    remote: str
    joined: Joined = Joined(0)  # noqa: RUF009 - a frozen value
    recorded: tuple[Recorded, ...] = ()
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not (self.joined.acts or self.recorded):
            return f"nothing new to record in {self.remote}"
        done = [str(self.joined)] if self.joined.acts else []
        many = len(self.recorded)
        done += [f"Recorded {many} proposal{'s' * (many != 1)} pushed there"] if many else []
        return "; ".join(done)


def fetch(draft: Draft, remote: Remote, *, at: When, recorder: str = "") -> Fetched:
    """Take in what another copy of the draft has recorded, and what delegations have pushed; nothing else changes.

    Raises:
        InputRefused: it cannot be reached, or holds nothing of a draft, or what no draft holds; nothing was taken in.
        CannotJoin: both copies recorded what no register can have together; nothing was taken in.
    """
    with fetched(remote) as there:
        if not there.refs:
            hint = "ask for it again: it may be cut off, or be no copy of a draft"
            raise InputRefused("there is no branch of a draft in it", place=str(remote), remedy=hint)
        joined = take_in_copy(draft.on_disk, there) if SECRETARIAT in there.refs else Joined(0)
        done = tuple(take_in_pushed(draft, there, at=at, recorder=recorder))
        left = (*(str(c) for c in joined.collisions), *(str(each) for each in done if isinstance(each, Left)))
        other = tuple(f"{ref}: not a branch or tag of a draft; not taken in" for ref in there.left)
    return Fetched(str(remote), joined, tuple(d for d in done if isinstance(d, Recorded)), left, other)


__all__ = ["Fetched", "fetch"]
