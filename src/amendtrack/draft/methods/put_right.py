"""What becomes of a proposal once it is recorded: other names, withdrawn, void, filed under the right name, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft import acts
from amendtrack.draft.outcome import Recorded
from amendtrack.errors import InputRefused
from amendtrack.record.times import When

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft


def cosponsor(draft: Draft, name: str, delegation: str, *, at: When, recorder: str = "") -> Recorded:
    """Record that a party joins a proposal as co-sponsor, or puts its name back.

    Raises:
        InputRefused: it is not a party, or the proposal is an observer's suggestion, which needs a sponsor.
    """
    return draft.on_disk.perform(lambda now: acts.corrections.cosponsor(now, name, delegation, at=at), recorder)


def withdraw(draft: Draft, name: str, *, only: str = "", at: When, recorder: str = "") -> Recorded:
    """Record that the delegation withdraws its proposal: the text is as if it had never been made.

    Named as one amendment (``NRV-1#2``), that alone is withdrawn, and the rest of the proposal stands.

    With ``only`` (a code or name), one of those who propose it takes its name off, and the others maintain it.

    Raises:
        InputRefused: it is void; or ``only`` does not propose it, or nobody else does.
    """
    if "#" in name:
        if only:
            hint = "withdraw its name from the proposal, and record what it maintains as its own"
            raise InputRefused(f"{only} cannot leave {name} alone: it is part of one proposal", remedy=hint)
        return draft.on_disk.perform(lambda now: acts.partial.withdraw_amendment(now, name, at=at), recorder)
    if only:
        return draft.on_disk.perform(lambda now: acts.corrections.leave(now, name, only, at=at), recorder)
    return draft.on_disk.perform(lambda now: acts.corrections.withdraw(now, name, at=at), recorder)


def void(draft: Draft, name: str, *, reason: str, only: str = "", at: When, recorder: str = "") -> Recorded:
    """Record that a proposal was recorded by mistake, and why; it is never shown as withdrawn.

    With ``only`` (a code or name), one of its co-sponsors or sponsors was named by mistake: it is as if it had
    never been named.

    Raises:
        InputRefused: there is no reason, or not one line of at most 500 characters; or it was withdrawn.
    """
    if only:
        return draft.on_disk.perform(
            lambda now: acts.corrections.void_name(now, name, only, reason=reason, at=at), recorder
        )
    return draft.on_disk.perform(lambda now: acts.corrections.void(now, name, reason=reason, at=at), recorder)


def sponsor(draft: Draft, name: str, sponsor: str, *, at: When, recorder: str = "") -> Recorded:
    """Record that a party sponsors an observer's suggestion: it enters the text, ``Zambia (text: ICBL)``.

    Raises:
        Unknown: no such proposal or delegation.
        InputRefused: the proposal is a party's own or no longer stands, or the sponsor is not a party.
    """
    return draft.on_disk.perform(lambda now: acts.corrections.sponsor(now, name, sponsor, at=at), recorder)


def correct(draft: Draft, name: str, *, to: str, at: When, recorder: str = "") -> Recorded:
    """Record that a proposal was filed under the wrong name: it becomes void, and is recorded for the right one.

    File, time of receipt, channel and title stay the same.

    Raises:
        Unknown: no such proposal or delegation.
        InputRefused: it no longer stands, is already that delegation's, or has been sent again since.
    """
    return draft.on_disk.perform(lambda now: acts.corrections.correct(now, name, to=to, at=at), recorder)


def undo(draft: Draft, number: int, *, at: When, recorder: str = "") -> Recorded:
    """Take back the act of that number (see ``acts``), by a new act.

    Raises:
        Unknown: there is no such act.
        InputRefused: it was undone already, a later act was built on it, or it cannot be taken back; or it is an
            agreement, and there is no ``recorder``.
    """
    return draft.on_disk.perform(lambda now: acts.undoing.undo(now, number, at=at, by=recorder), recorder)


__all__ = ["correct", "cosponsor", "sponsor", "undo", "void", "withdraw"]
