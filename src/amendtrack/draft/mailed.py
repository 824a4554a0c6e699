"""One message handed in as a file: what in it is put to the draft, and what came with it.

Knows that a message holds one text, with covering words, or else speaks for itself; leaves the message to ``formats``
and the reading to ``intake``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import InputRefused
from amendtrack.formats.mailbag import BagPiece, open_message
from amendtrack.intake.doubts import CameWith


@dataclass(frozen=True, slots=True)
class Mailed:
    """The matter of a message: the bytes to be read and their file's name, empty for the message's own words.

    ``received`` is when the message was received, if it says so; ``beside`` is what came with the matter.
    """

    data: bytes
    filename: str
    received: datetime | None
    beside: CameWith
    notes: tuple[str, ...] = ()


def matter_of(now: Snapshot, message: bytes, *, by: str, filename: str) -> Mailed:
    """What a delegation's message asks to be read: the text in it, else its own words.

    Raises:
        InputRefused: it is no message, its two forms differ, or it holds several texts.
        Unknown: no such delegation.
    """
    pieces = open_message(filename, message, now.delegations, now.settings.timezone, of=now.delegations.resolve(by))
    words = next((piece for piece in pieces if piece.is_words), None)
    files = [piece for piece in pieces if not piece.is_words]
    texts = [piece for piece in files if not piece.why_not]
    if words is not None and words.why_not:
        raise InputRefused(words.why_not, place=filename, remedy="save by itself what is to be recorded")
    if several := [piece for piece in files if piece.is_one_of_several]:
        names = ", ".join(piece.filename for piece in several)
        hint = "save the one that is to be recorded, and give that"
        raise InputRefused(f"holds {len(several)} texts: {names}", place=filename, remedy=hint)
    chosen = texts[0] if texts else words
    if chosen is None:
        raise InputRefused("there is nothing to read in this message", place=filename, remedy="ask what was meant")
    unread = tuple(f"not read: {piece.filename}: {piece.why_not}" for piece in files if piece is not chosen)
    return Mailed(chosen.data, chosen.filename, chosen.received, _beside(chosen, words, unread), chosen.notes)


def _beside(chosen: BagPiece, words: BagPiece | None, unread: tuple[str, ...]) -> CameWith:
    covering = words.data.decode() if words is not None and words is not chosen else ""
    noted = tuple(note for note in (words.notes if words else ()) if note.startswith("not read"))
    return CameWith(chosen.wish.title, covering, chosen.signed, (*noted, *unread))


__all__ = ["Mailed", "matter_of"]
