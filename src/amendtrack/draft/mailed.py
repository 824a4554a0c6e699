"""One message submitted as a file: what in it is to be read, and what came with it.

Knows that a message contains one text with covering words, or only its own words; leaves the message to ``formats``
and the reading to ``intake``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import InputRefused
from amendtrack.formats.mailbag import BagPiece, open_message
from amendtrack.intake.doubts import CameWith
from amendtrack.record.registers import Delegation
from amendtrack.record.times import When, is_to_come, moment


@dataclass(frozen=True, slots=True)
class Mailed:
    """The content of a message: the sender, the bytes to be read, and their file name (none for its own words).

    ``address`` is the sender's, ``received`` is when it was received, if it says so, and ``beside`` what came with the
    matter.
    """

    delegation: Delegation
    address: str
    data: bytes
    filename: str
    received: datetime | None
    beside: CameWith
    notes: tuple[str, ...] = ()


def matter_of(now: Snapshot, message: bytes, *, by: str = "", filename: str) -> Mailed:
    """What is to be read in a message: the text in it, or else its own words.

    It is from the delegation ``by``; without one, from the delegation with the sender's address in the register.

    Raises:
        InputRefused: it is not a message, its sender is not clear, its two forms differ, or it holds several texts.
        Unknown: no such delegation.
    """
    sender = now.delegations.resolve(by) if by else None
    pieces = open_message(filename, message, now.delegations, now.settings.timezone, of=sender)
    delegation = pieces[0].delegation
    if delegation is None:  # a malicious message
        found, _, hint = pieces[0].why_not.partition("; ")
        raise InputRefused(found, place=filename, remedy=hint)
    words = next((piece for piece in pieces if piece.is_words), None)
    files = [piece for piece in pieces if not piece.is_words]
    texts = [piece for piece in files if not piece.why_not]
    if words is not None and words.why_not:
        raise InputRefused(words.why_not, place=filename, remedy="save the part to be recorded as a file of its own")
    if several := [piece for piece in files if piece.is_one_of_several]:
        names = ", ".join(piece.filename for piece in several)
        hint = "save the one to be recorded, and propose that file"
        raise InputRefused(f"contains {len(several)} texts: {names}", place=filename, remedy=hint)
    chosen = texts[0] if texts else words
    if chosen is None:
        raise InputRefused(
            "there is nothing to read in this message", place=filename, remedy="ask the sender what was meant"
        )
    unread = tuple(f"not read: {piece.filename}: {piece.why_not}" for piece in files if piece is not chosen)
    return Mailed(
        delegation,
        chosen.sender,
        chosen.data,
        chosen.filename,
        chosen.received,
        _beside(chosen, words, unread),
        chosen.notes,
    )


def _beside(chosen: BagPiece, words: BagPiece | None, unread: tuple[str, ...]) -> CameWith:
    covering = words.data.decode() if words is not None and words is not chosen else ""
    noted = tuple(note for note in (words.notes if words else ()) if note.startswith("not read"))
    return CameWith(chosen.wish.title, covering, chosen.signed, (*noted, *unread))


def check_date(mailed: Mailed, opened: datetime, now: When, *, place: str) -> None:
    """Refuse a message unless its date can be the time when it was received; see ``misdated``.

    Raises:
        InputRefused: it has no date, or one at which it cannot have been received.
    """
    if mailed.received is None:
        raise InputRefused("nothing says when it was received", place=place, remedy="add --received TIME")
    if why := misdated(mailed.received, opened, moment(now, "UTC")):
        raise InputRefused(why, place=place, remedy="add --received TIME")


def misdated(received: datetime, opened: datetime, now: datetime | None) -> str:
    """Why a message cannot have been received at its date; empty if nothing speaks against it."""
    shown = f"it is dated {received:%Y-%m-%d %H:%M %z}"
    if received < opened:
        return f"{shown}, before the draft was opened ({opened:%Y-%m-%d %H:%M %z})"
    return f"{shown}, which is in the future" if now is not None and is_to_come(received, now) else ""


__all__ = ["Mailed", "check_date", "matter_of", "misdated"]
