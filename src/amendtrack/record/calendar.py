"""The calendar: when a meeting is, which revision it has before it, and until when it takes in proposals.

Knows the value and the file in which it is kept; leaves what follows from a deadline to ``draft``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.registers import slug


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that is to discuss the text, known by a short name (``PM2``).

    ``revision`` is the text before it; ``deadline`` the moment up to which proposals are taken in for it, ``None`` if
    there is none.
    """

    name: str
    date: datetime
    revision: str
    deadline: datetime | None = None

    def __str__(self) -> str:
        until = f", proposals received by {shown(self.deadline)}" if self.deadline else ""
        return f"{self.name}, {shown(self.date)}: {self.revision}{until}"

    def missed_by(self, received: datetime) -> bool:
        """Whether something received then came after the deadline."""
        return self.deadline is not None and received > self.deadline


def shown(at: datetime) -> str:
    """A day, or a day and a time.

    >>> shown(datetime(2009, 9, 3)), shown(datetime(2009, 9, 3, 15))
    ('2009-09-03', '2009-09-03 15:00')
    """
    return f"{at:%Y-%m-%d}" if not (at.hour or at.minute or at.second) else f"{at:%Y-%m-%d %H:%M}"


def meeting_file(name: str) -> str:
    """Where a meeting is kept."""
    return f"meetings/{slug(name)}.json"


def write_meeting(meeting: Meeting) -> bytes:
    """The meeting as a file; inverse of ``read_meeting``."""
    deadline = meeting.deadline.isoformat() if meeting.deadline else ""
    facts = {"name": meeting.name, "date": meeting.date.isoformat(), "revision": meeting.revision}
    return written("meeting", facts | {"deadline": deadline})


@lru_cache(maxsize=1 << 8)
def read_meeting(data: bytes, place: str) -> Meeting | None:
    """The meeting that ``write_meeting`` wrote; ``None`` from an empty file, which undoing its first record leaves.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    if not data:
        return None
    with reading("meeting", data, place) as facts:
        deadline = text_of(facts["deadline"])
        read = Meeting(
            text_of(facts["name"]),
            time_of(facts["date"]),
            text_of(facts["revision"]),
            time_of(deadline) if deadline else None,
        )
        if meeting_file(read.name) != place:
            raise ValueError(f"it is about {read.name}")
    return read


__all__ = ["Meeting", "meeting_file", "read_meeting", "shown", "write_meeting"]
