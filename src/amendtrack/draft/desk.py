"""The desk: the pieces of a mailbag taken in, one after the other; what is clear is recorded, the rest left.

Nothing is guessed and nothing passed over: each piece comes back with what became of it and why. Taking the
same bag in again records nothing twice and says the same of what was left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from amendtrack.draft import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import InputRefused, NotText, OverLimit, Unknown
from amendtrack.formats.mailbag import EVERYBODY, BagPiece
from amendtrack.formats.received import Authors
from amendtrack.intake.cover_note import Beside, takes_a_place, why_left
from amendtrack.intake.doubts import Reading
from amendtrack.intake.instructions import read_message
from amendtrack.intake.stated.columns import Parties
from amendtrack.intake.stated.tables_of_amendments import Tables
from amendtrack.record.remarks import Kind
from amendtrack.record.times import When


class Fate(Enum):
    """What became of a piece."""

    RECORDED = "recorded"
    ALREADY = "already recorded"
    COVERING = "covering words"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece and what became of it: its number if it has one, what it was read as or why it is left."""

    piece: BagPiece
    fate: Fate
    said: str
    name: str = ""
    notes: tuple[str, ...] = ()


class Further(Enum):
    """What is done with a delegation's further file where nobody said how it stands to those before."""

    LEFT = "left"
    BESIDE = "beside"


def take_in(
    draft: Draft,
    pieces: Sequence[BagPiece],
    *,
    received: When = "",
    further: Further = Further.LEFT,
    recorder: str = "",
) -> Iterator[Taken]:
    """Each piece in order, with what became of it; it is recorded, if at all, when it comes.

    ``received`` is the time of receipt of pieces that have none. A message's own words are instructions or a
    comment; beside a text in the same message they only cover it.

    Raises:
        NotRecorded, Busy, RecordDamaged: the record could not be written; the pieces before are in it.
    """
    texts = {p.message for p in pieces if p.message and not p.is_words and not p.why_not}
    words_of = [p for p in pieces if p.is_words and not p.why_not]
    held = {p.message: _held(p, Beside.TEXT if p.message in texts else Beside.NOTHING) for p in words_of}
    instead = {p.message for p in words_of if takes_a_place(p.data.decode())}
    for piece in pieces:
        reason = piece.why_not or held.get(piece.message, "")
        kind = Kind.COMMENT.value if piece.wish.comment else ""
        if not reason and piece.is_words:
            words, covers = piece.data.decode(), piece.message in texts
            kind = Kind.INSTRUCTIONS.value if _asks(words) else Kind.COMMENT.value
            reason = _left_words(words, kind, covers) or _unread_parts(piece, kind, covers)
            if not reason and covers:
                yield Taken(piece, Fate.COVERING, _in_short(words), notes=piece.notes)
                continue
        if not reason and not (piece.received or received):
            reason = "nothing says when it was received; add --received TIME"
        if reason:
            yield Taken(piece, Fate.LEFT, reason, notes=piece.notes)
            continue
        stands = Further.LEFT if piece.message in instead else further
        yield _recorded(draft, piece, kind, received, stands, recorder)


def _held(piece: BagPiece, beside: Beside) -> str:
    """Why nothing of a message is taken in, by what its own words say of it; empty for most."""
    keys = piece.delegation.keys if piece.delegation else frozenset()
    own = (*keys, *piece.wish.cosponsors)
    return why_left(piece.data.decode(), own, piece.sender, subject=piece.wish.title, beside=beside)


def _unread_parts(piece: BagPiece, kind: str, covers: bool) -> str:
    """Why a message that asks for nothing is left if some of it could not be read: that may be its matter."""
    unread = [note for note in piece.notes if note.startswith("not read")]
    return unread[0] if unread and not covers and kind == Kind.COMMENT.value else ""


def _asks(words: str) -> bool:
    """Whether a message's words ask for a change of the text, understood or not."""
    found = read_message(words)
    return bool(Tables(words, Parties())) or bool(found.instructions or found.unread)


def _left_words(words: str, kind: str, covers: bool) -> str:
    """Why a message's own words cannot be taken as they are; empty if they can."""
    if not words.strip():
        return "" if covers else "the message has no words and no text in it"
    asks = kind == Kind.INSTRUCTIONS.value
    if covers and asks:
        return "instructions beside a text in one message; which of them counts is for the delegation to say"
    if not covers and not asks and _speaks_of_a_file(words):
        return "it speaks of a file, and there is none that can be read in it"
    return ""


_FILE = ("attach", "enclosed", "ci-joint", "pièce jointe", "adjunt", "anexo", "приложен", "附件", "مرفق")


def _speaks_of_a_file(words: str) -> bool:
    return any(sign in words.casefold() for sign in _FILE)


def _recorded(draft: Draft, piece: BagPiece, kind: str, received: When, further: Further, recorder: str) -> Taken:
    assert piece.delegation is not None
    wish = piece.wish
    # A comment changes no word, and so stands beside whatever else its delegation sent.
    beside = wish.additional or kind == Kind.COMMENT.value or (further is Further.BESIDE and not wish.replaces)
    try:
        done = draft.propose(
            piece.data,
            by=piece.delegation.code,
            received=piece.received or received,
            channel=piece.channel,
            title=wish.title,
            cosponsors=wish.cosponsors,
            authors=_counting(wish.authors),
            on=wish.on,
            excerpt=wish.excerpt,
            replaces=wish.replaces,
            additional=beside and not wish.replaces,
            amends=wish.amends,
            language=wish.language,
            kind=kind,
            filename=piece.filename,
            mail=piece.message,
            recorder=recorder,
        )
    except (InputRefused, NotText, OverLimit, Unknown) as err:
        return Taken(
            piece, Fate.LEFT, f"{err.args[0]}; {err.remedy}" if err.remedy else str(err.args[0]), notes=piece.notes
        )
    fate = Fate.ALREADY if done.outcome is Outcome.ALREADY else Fate.RECORDED
    said = done.reading.in_short if done.reading else done.summary
    told = _told(done.reading) if done.reading and fate is Fate.RECORDED else ()
    return Taken(piece, fate, said, done.name, (*piece.notes, *done.notes, *told))


def _told(reading: Reading) -> tuple[str, ...]:
    """What of a message is not in the text: all that was not understood, and its comments."""
    remarks = reading.remarks if reading.kind is Kind.INSTRUCTIONS else ()
    return (*(f"not understood: {one}" for one in reading.problems), *(f"comment: {one}" for one in remarks))


def _counting(authors: tuple[str, ...]) -> Authors | tuple[str, ...]:
    """Whose tracked changes count, by what the manifest says of it."""
    if [name.casefold() for name in authors] == [EVERYBODY]:
        return Authors.EVERY
    return authors or Authors.SOLE


def _in_short(words: str) -> str:
    """The first words of a message, on one line."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:60].rpartition(' ')[0]} …”"


__all__ = ["Fate", "Further", "Taken", "take_in"]
