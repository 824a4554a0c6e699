"""What went wrong, as an exit code and one line; imported only when something did."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from amendtrack.errors import (
    AmendtrackError,
    Busy,
    InputRefused,
    NotRecorded,
    RecordDamaged,
    TallyFailed,
    Unknown,
    Unsettled,
)

_EXIT_CODES: tuple[tuple[type[AmendtrackError], int], ...] = (
    (Unsettled, 1),
    (InputRefused, 3),
    (Unknown, 3),
    (RecordDamaged, 4),
    (NotRecorded, 4),
    (TallyFailed, 4),
    (Busy, 5),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as the command line tells it; ``more`` are lines that go before the last one."""

    exit_code: int
    code: str
    message: str
    place: str = ""
    remedy: str = ""
    more: tuple[str, ...] = ()


def failure(err: Exception) -> Failure:
    """What to tell of an error, expected or not.

    >>> failure(InputRefused("no text in it", place="norway.md", remedy="send the text")).exit_code
    3
    """
    if isinstance(err, AmendtrackError):
        return _expected(err)
    if isinstance(err, OSError):
        place = str(err.filename) if err.filename else ""
        return Failure(3, "input-refused", (err.strerror or str(err)).lower(), place)
    if isinstance(err, MemoryError):
        return Failure(3, "over-limit", "the text is larger than this machine's memory can hold")
    return _fault(err)


def _expected(err: AmendtrackError) -> Failure:
    code = next((exit_code for kind, exit_code in _EXIT_CODES if isinstance(err, kind)), 3)
    more = tuple(_open_slot(slot) for slot in err.slots) if isinstance(err, Unsettled) else ()
    return Failure(code, err.code, str(err.args[0]), err.place, err.remedy, more)


def _open_slot(slot: object) -> str:
    """One open slot: its id, which ``accept --choose`` takes, its unit and its readings."""
    readings = [str(getattr(slot, "base", ""))] + [v.wording for v in getattr(slot, "variants", ())]
    shown = " / ".join(" ".join(r.split()) or "(nothing)" for r in dict.fromkeys(readings))
    return f"{getattr(slot, 'id', '')}  {getattr(slot, 'unit', '')}: {shown}"


def _fault(err: Exception) -> Failure:
    """An error that nobody foresaw: where it happened, so that the line alone can be acted upon."""
    frames = traceback.extract_tb(err.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    message = f"this is a fault in amendtrack, not in your text: {type(err).__name__}: {err}{where}"
    return Failure(70, "fault", message, remedy="please report this line")
