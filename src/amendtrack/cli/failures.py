"""What went wrong, as an exit code and one line; imported only when something did."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from amendtrack.errors import (
    AmendtrackError,
    Busy,
    InputRefused,
    MadeByNewer,
    NotAdoptable,
    NotConfirmed,
    NotRecorded,
    NotText,
    RecordDamaged,
    TallyFailed,
    Unknown,
    Unsettled,
)

_EXIT_CODES: tuple[tuple[type[AmendtrackError], int], ...] = (
    (Unsettled, 1),
    (NotAdoptable, 1),
    (InputRefused, 3),
    (Unknown, 3),
    (MadeByNewer, 3),
    (RecordDamaged, 4),
    (NotRecorded, 4),
    (TallyFailed, 4),
    (Busy, 5),
    (NotConfirmed, 6),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as the command line reports it.

    ``more`` are lines before the last one, ``facts`` what a program may need besides the message;
    ``given`` says that the result was given all the same.
    """

    exit_code: int
    code: str
    message: str
    place: str = ""
    remedy: str = ""
    more: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    given: bool = False


class GivenAllTheSame(RecordDamaged):
    """The record is damaged, but the result was given."""


def failure(err: Exception) -> Failure:
    """How to report an error, expected or not.

    >>> failure(InputRefused("no text in it", place="norway.md", remedy="send the text")).exit_code
    3
    """
    if isinstance(err, AmendtrackError):
        return _expected(err)
    if isinstance(err, OSError):
        place = str(err.filename) if err.filename else ""
        return Failure(3, "input-refused", (err.strerror or str(err)).lower(), place)
    if isinstance(err, MemoryError):
        return Failure(3, "over-limit", "the text does not fit into this machine's memory")
    return _fault(err)


def _expected(err: AmendtrackError) -> Failure:
    code = next((exit_code for kind, exit_code in _EXIT_CODES if isinstance(err, kind)), 3)
    failed = Failure(code, err.code, str(err.args[0]), err.place, err.remedy)
    match err:
        case Unsettled():
            slots = [_open_slot(slot) for slot in err.slots]
            return replace(failed, more=tuple(map(_one_line, slots)), facts={"slots": slots})
        case NotAdoptable():
            lines = tuple(map(str, err.left))
            return replace(failed, more=lines, facts={"left": list(lines)})
        case NotText():
            return replace(failed, facts={"offset": err.offset})
        case GivenAllTheSame():
            return replace(failed, given=True)
    return failed


def _open_slot(slot: object) -> dict[str, object]:
    """An open slot: its address and its readings, as ``choose`` takes them, and its unit."""
    from amendtrack.consolidation.slots.slot import Slot

    assert isinstance(slot, Slot)
    readings = dict.fromkeys([slot.base, *(variant.typed for variant in slot.variants)])
    return {"id": slot.id, "address": slot.address, "unit": slot.unit, "base": slot.base, "readings": list(readings)}


def _one_line(slot: Mapping[str, object]) -> str:
    readings = slot["readings"]
    assert isinstance(readings, list)
    return f"{slot['address']}  {' / '.join(_distinguished(readings))}"


def _distinguished(readings: Sequence[str]) -> list[str]:
    """Each reading in a few words; one that would look like another is shown from where it parts from it.

    >>> long = "The States Parties will meet without fail {} in the capital of the host State each year."
    >>> for words in _distinguished(["", long.format("once"), long.format("twice")]):
    ...     print(words)
    (nothing)
    The States Parties will meet without … host State each year.
    … meet without fail twice in the capital of the host …
    """
    clipped = [_clipped(reading) for reading in readings]
    twins = [clipped.index(words) for words in clipped]
    return [
        words if twin == n else _from_where_they_part(readings[n].split(), readings[twin].split())
        for n, (words, twin) in enumerate(zip(clipped, twins, strict=True))
    ]


def _from_where_they_part(words: list[str], others: list[str]) -> str:
    parted = next((n for n, pair in enumerate(zip_longest(words, others)) if pair[0] != pair[1]), 0)
    begin, end = max(0, parted - 3), parted + 7
    return " ".join(["…"] * bool(begin) + words[begin:end] + ["…"] * (end < len(words)))


def _clipped(reading: str) -> str:
    """The first and last words of a reading, on one line."""
    words = reading.split()
    if len(words) > 12:
        words = [*words[:6], "…", *words[-4:]]
    return " ".join(words) or "(nothing)"


def _fault(err: Exception) -> Failure:
    """An unforeseen error, with where it happened, so that the line alone is a useful report."""
    frames = traceback.extract_tb(err.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    message = f"this is a bug in amendtrack, not a fault of your text: {type(err).__name__}: {err}{where}"
    return Failure(70, "fault", message, remedy="please report this line")
