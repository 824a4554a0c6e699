"""The desk: a mailbag taken in piece by piece; what is clear is recorded, the rest is left for manual review.

Nothing is guessed and nothing is skipped silently: each piece comes back with its result and the reason, and one
piece that cannot be read never stops the others. Taking in the same bag again records nothing twice and reports again
what was left. ``intake.proposal`` decides how a piece is read, here as for a single file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from hashlib import sha256

from amendtrack.draft import Draft
from amendtrack.draft.declared import Further
from amendtrack.draft.mailed import misdated
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.shown_pdf import shown_words
from amendtrack.errors import Busy, InputRefused, NotRecorded, NotText, OverLimit, RecordDamaged, Unknown
from amendtrack.formats.mailbag import EVERYBODY, BagPiece, Wish
from amendtrack.formats.received import Authors
from amendtrack.intake.cover_note import takes_a_place
from amendtrack.intake.doubts import BY_ITSELF, CameWith, Extent, Reading
from amendtrack.intake.ledger import NOTHING, Ledger
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.routine import Own, carrying
from amendtrack.record.entries import Entry
from amendtrack.record.remarks import Kind
from amendtrack.record.times import When, moment


class Disposition(Enum):
    """What became of a piece."""

    RECORDED = "recorded"
    ALREADY = "already recorded"
    COVERING = "covering words"
    LEFT = "left"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece and what became of it: its number if it has one, how it was read or why it is left.

    ``left`` are the words of a recorded piece that a person must review, ``ledger`` accounts for all its words.
    """

    piece: BagPiece
    disposition: Disposition
    said: str
    name: str = ""
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    ledger: Ledger = NOTHING

    @property
    def is_left(self) -> bool:
        """Whether a person has something to do about it."""
        return self.disposition is Disposition.LEFT or bool(self.left)

    @property
    def is_left_anew(self) -> bool:
        """Whether that is new: what is left of an item recorded earlier was reported when it was recorded."""
        return self.is_left and self.disposition is not Disposition.ALREADY


def take_in(
    draft: Draft,
    pieces: Sequence[BagPiece],
    *,
    received: When = "",
    further: Further = Further.REFUSED,
    recorder: str = "",
    now: When = "",
) -> Iterator[Taken]:
    """Take in each piece in order and yield what became of it; a piece is recorded just before it is yielded.

    ``received`` is the time of receipt of pieces without one. Pieces dated before the draft was opened are left, and
    so are those dated later than ``now``, if given. The words of a message that contains a text are read with
    that text, as its covering words; otherwise on their own.

    >>> import amendtrack, tempfile
    >>> register = amendtrack.read_register("code,name\\nNRV,Norvia\\n")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     plan, text = f"{folder}/plan", "1. We shall meet."
    ...     draft = amendtrack.Draft.init(plan, text, title="Plan", at="2009-07-17", delegations=register)
    ...     bag = amendtrack.open_bag({"Norvia.md": b"1. We should meet."}, register, "UTC")
    ...     for taken in amendtrack.take_in(draft, bag, received="2009-08-21T18:00"):
    ...         print(taken.piece.place, taken.disposition.value, taken.name, taken.said)
    Norvia.md recorded NRV-1 para 1: words replaced

    Raises:
        NotRecorded, Busy, RecordDamaged: the record could not be written; the earlier pieces are recorded.
    """
    clock = moment(now, draft.settings.timezone) if now else None
    pieces = [_in_time(piece, draft.revisions[0].at, clock) for piece in pieces]
    bag = _Bag.of(pieces)
    done: dict[int, Taken] = {}  # texts, which are taken in with their covering words
    for n, piece in enumerate(pieces):
        if piece.is_words and piece.message in bag.texts and not piece.why_not:
            at = next(k for k, other in enumerate(pieces) if other.message == piece.message and _is_text(other))
            done[at] = done.get(at) or _one(draft, pieces[at], bag, (received, further, recorder))
            yield _covering(draft, piece, done[at])
        else:
            yield done.get(n) or _one(draft, piece, bag, (received, further, recorder))


def _is_text(piece: BagPiece) -> bool:
    return bool(piece.message) and not piece.is_words and not piece.why_not


def _one(draft: Draft, piece: BagPiece, bag: _Bag, how: tuple[When, Further, str]) -> Taken:
    """Take in one piece."""
    if piece.skipped:
        return Taken(piece, Disposition.SKIPPED, piece.skipped)
    if piece.why_not:
        words = shown_words(piece.data)
        shown = (f"words of the PDF, for review only: “{words}”",) if words else ()
        return Taken(piece, Disposition.LEFT, piece.why_not, notes=(*piece.notes, *shown))
    if not (piece.received or how[0]):
        return Taken(
            piece, Disposition.LEFT, "nothing says when it was received; add --received TIME", notes=piece.notes
        )
    return _taken(draft, piece, bag, how)


def _in_time(piece: BagPiece, opened: datetime, now: datetime | None) -> BagPiece:
    """The piece, left for a person if its date is impossible."""
    if piece.why_not or piece.received is None:
        return piece
    why = misdated(piece.received, opened, now)
    return replace(piece, why_not=f"{why}; give the time in a manifest") if why else piece


def _covering(draft: Draft, piece: BagPiece, text: Taken) -> Taken:
    """Covering words: read with their text, and left with it if they say more than that it is attached."""
    words = piece.data.decode()
    keys, people = (piece.delegation.keys, piece.delegation.authors) if piece.delegation else ((), ())
    own = Own.of(keys, (*people, piece.signed), draft.settings.title)
    says_more = any(span.kind is SpanRole.LEFT for span in carrying(words, own))
    if text.disposition is Disposition.LEFT and says_more:
        return Taken(piece, Disposition.LEFT, text.said, notes=piece.notes)
    return Taken(piece, Disposition.COVERING, _in_short(words), notes=piece.notes)


@dataclass(frozen=True, slots=True)
class _Bag:
    """What belongs together in a bag: the messages that contain a text, and the words of every message."""

    texts: frozenset[bytes]
    words: Mapping[bytes, BagPiece]
    left: Mapping[bytes, tuple[str, ...]]
    """The names of each message's files that are left."""

    @classmethod
    def of(cls, pieces: Sequence[BagPiece]) -> _Bag:
        texts = frozenset(p.message for p in pieces if _is_text(p))
        left: dict[bytes, tuple[str, ...]] = {}
        for piece in pieces:
            if piece.message and piece.filename and piece.why_not:
                left[piece.message] = (*left.get(piece.message, ()), piece.filename)
        return cls(texts, {p.message: p for p in pieces if p.is_words and not p.why_not}, left)

    def beside(self, piece: BagPiece) -> CameWith:
        """What came with a piece in its message."""
        words = self.words.get(piece.message)
        if not piece.message:
            return BY_ITSELF
        notes = words.notes if words else piece.notes
        unread = tuple(note for note in notes if note.startswith("not read"))
        covering = words.data.decode() if words and not piece.is_words else ""
        left = self.left.get(piece.message, ()) if piece.is_words else ()
        return CameWith(piece.wish.title, covering, piece.signed, unread, left)

    def takes_a_place(self, piece: BagPiece) -> bool:
        """Whether the words of its message say that it replaces an earlier one."""
        words = self.words.get(piece.message)
        return bool(words and takes_a_place(words.data.decode()))


def _taken(draft: Draft, piece: BagPiece, bag: _Bag, how: tuple[When, Further, str]) -> Taken:
    """A piece recorded, or left with the reason; its faults do not affect the other pieces."""
    try:
        return _recorded(draft, piece, bag, how)
    except (NotRecorded, Busy, RecordDamaged, MemoryError):
        raise
    except (InputRefused, NotText, OverLimit, Unknown) as err:
        said = f"{err.args[0]}; {err.remedy}" if err.remedy else str(err.args[0])
    except Exception as err:  # a malicious piece, or a fault of ours: the others are taken in all the same
        said = f"it could not be read ({type(err).__name__}: {err}); open it by hand, and report this line"
    return Taken(piece, Disposition.LEFT, said, notes=piece.notes)


def _recorded(draft: Draft, piece: BagPiece, bag: _Bag, how: tuple[When, Further, str]) -> Taken:
    assert piece.delegation is not None
    (received, further, recorder), wish = how, piece.wish
    kind = Kind.COMMENT.value if wish.comment else ""
    beside = bag.beside(piece)
    if heard := _heard(draft, piece, how):
        return heard
    if known := _sent_before(draft, piece):
        left = tuple(map(str, known.problems))
        return Taken(piece, Disposition.ALREADY, f"on {known.made_on}", known.name, piece.notes, left)
    instead = bag.takes_a_place(piece)
    additional = wish.additional or wish.comment or (further is Further.ADDITIONAL and not instead)
    submission = draft.read(
        piece.data,
        by=piece.delegation.code,
        cosponsors=wish.cosponsors,
        authors=_counting(wish.authors),
        on=wish.on,
        extent=Extent.EXCERPT if wish.excerpt else Extent.WHOLE,
        replaces=wish.replaces,
        amends=wish.amends,
        language=wish.language,
        kind=kind,
        filename=piece.filename,
        beside=beside,
    )
    # A comment changes no word, so it is additional to whatever else was sent.
    additional = additional or (piece.is_words and submission.reading.kind is Kind.COMMENT)
    done = draft.record(
        submission,
        received=piece.received or received,
        channel=piece.channel,
        title=wish.title,
        further=Further.ADDITIONAL if additional and not wish.replaces else Further.REFUSED,
        mail=piece.message,
        recorder=recorder,
    )
    return _result(piece, done)


def _sent_before(draft: Draft, piece: BagPiece) -> Entry | None:
    """The proposal that this very file is, if it was recorded on an earlier revision and is in force as it was sent.

    Read again on the present revision, it would be another text.
    """
    assert piece.delegation is not None
    latest, mark = draft.revision().label, sha256(piece.data).hexdigest()
    own = (e for e in draft.proposals() if e.delegation == piece.delegation.code and e.sha256 == mark)
    return next((e for e in own if e.stands and e.made_on != latest and e.size == len(piece.data)), None)


_FORWARDED = re.compile(r"\s*(?:fwd?|tr|rv|wg|i|пересл|تحويل|转发)\s*[:：]", re.IGNORECASE)


def is_forwarded(subject: str) -> bool:
    """Whether the subject says that a message is passed on: whose words they are is then for a person to say."""
    return bool(_FORWARDED.match(subject))


def _heard(draft: Draft, piece: BagPiece, how: tuple[When, Further, str]) -> Taken | None:
    """The positions in the words of a message, recorded; ``None`` if it says anything else."""
    (received, _, recorder), who = how, piece.delegation
    if who is None or not piece.is_words or is_forwarded(piece.wish.title) or replace(piece.wish, title="") != Wish():
        return None
    words, at = piece.data.decode(), piece.received or received
    done = draft.hear(
        words, by=who.code, at=at, signed=piece.signed, message=piece.message, filename="message.eml", recorder=recorder
    )
    if not done:
        return None
    already = all(one.outcome is Outcome.ALREADY for one in done)
    said = "; ".join(one.summary for one in done)
    notes = (*piece.notes, *(note for one in done for note in one.notes))
    return Taken(piece, Disposition.ALREADY if already else Disposition.RECORDED, said, "positions", notes)


def _result(piece: BagPiece, done: Recorded) -> Taken:
    """What was recorded of a piece, and what in it a person must review."""
    reading = done.reading
    if done.outcome is Outcome.ALREADY or reading is None:
        left = _left_in(reading) if reading else ()
        ledger = reading.ledger if reading else NOTHING
        said = reading.in_short if reading else done.summary
        return Taken(piece, Disposition.ALREADY, said, done.name, (*piece.notes, *done.notes), left, ledger)
    remarks = reading.remarks if reading.kind is Kind.INSTRUCTIONS else ()
    notes = (*piece.notes, *done.notes, *(f"comment: {one}" for one in remarks))
    return Taken(piece, Disposition.RECORDED, reading.in_short, done.name, notes, _left_in(reading), reading.ledger)


def _left_in(reading: Reading) -> tuple[str, ...]:
    """Everything that was not understood, one line each."""
    return tuple(map(str, reading.problems))


def _counting(authors: tuple[str, ...]) -> Authors | tuple[str, ...]:
    """The authors whose tracked changes are used, as the manifest says."""
    if [name.casefold() for name in authors] == [EVERYBODY]:
        return Authors.EVERY
    return authors or Authors.SOLE


def _in_short(words: str) -> str:
    """The first words of a message, on one line."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:60].rpartition(' ')[0]} …”"


__all__ = ["Disposition", "Further", "Taken", "take_in"]
