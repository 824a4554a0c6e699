"""What delegations have said about the text without proposing wording, and the file in which it is kept.

A statement is a stance (support, oppose, retain, reserve) on a wording that was proposed, on a slot, or on units of the
draft. It stands until the delegation takes it back or says otherwise; nothing is ever removed from the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.written import facts_of_identity, identity_of_facts, list_of, mapping_of, texts_of
from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.text.glimpse import framed


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """One stance of one delegation, named by its code, on what was ``named``: ``NRV-1#2``, ``14#2=by 2014``, ``9``.

    ``places`` are the addresses of the units concerned. With ``edits`` the stance is on the wording that they make, and
    ``wording`` is that wording, for people; without, it is on the units as they are drafted. ``note`` is the reason
    given, ``ended`` when it was taken back or replaced.

    Raises:
        ValueError: it is about nothing.
    """

    delegation: str
    stance: Stance
    named: str
    places: tuple[str, ...]
    revision: str
    at: datetime
    edits: frozenset[Identity] = frozenset()
    wording: str = ""
    note: str = ""
    ended: datetime | None = None

    def __post_init__(self) -> None:
        if not self.named or not (self.places or self.edits):
            raise ValueError("a statement about nothing")

    def __repr__(self) -> str:
        return framed(f"Statement of {self.delegation}: {self}{'' if self.stands else ', ended'}")

    def __str__(self) -> str:
        return f"{self.stance.value} {self.named}"

    @property
    def stands(self) -> bool:
        """Whether it has neither been taken back nor replaced."""
        return self.ended is None

    def positions(self, delegation: str) -> tuple[Position, ...]:
        """The statement as the positions of a consolidation, under the delegation's display name."""
        if self.edits:
            return (Position(delegation, self.stance, self.named, self.edits),)
        return tuple(Position(delegation, self.stance, place) for place in self.places)


def statements_file(code: str) -> str:
    """Where the statements of a delegation are kept."""
    return f"positions/{code}.json"


def write_statements(code: str, statements: Iterable[Statement]) -> bytes:
    """The statements of one delegation, in the order in which they were made; inverse of ``read_statements``."""
    return written("positions", {"delegation": code, "statements": [_facts(s) for s in statements]})


def _facts(statement: Statement) -> dict[str, object]:
    return {
        "stance": statement.stance.value,
        "named": statement.named,
        "places": list(statement.places),
        "revision": statement.revision,
        "at": statement.at.isoformat(),
        "edits": [facts_of_identity(i) for i in sorted(statement.edits)],
        "wording": statement.wording,
        "note": statement.note,
        "ended": statement.ended.isoformat() if statement.ended else "",
    }


@lru_cache(maxsize=1 << 10)
def read_statements(data: bytes, place: str) -> tuple[Statement, ...]:
    """The statements that ``write_statements`` wrote.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    with reading("positions", data, place) as facts:
        code = text_of(facts["delegation"])
        if statements_file(code) != place:
            raise ValueError(f"it is about {code}")
        return tuple(_statement(code, mapping_of(each)) for each in list_of(facts["statements"]))


def _statement(code: str, facts: object) -> Statement:
    kept = mapping_of(facts)
    return Statement(
        code,
        Stance(kept["stance"]),
        text_of(kept["named"]),
        texts_of(kept["places"]),
        text_of(kept["revision"]),
        time_of(kept["at"]),
        frozenset(identity_of_facts(i) for i in list_of(kept["edits"])),
        text_of(kept["wording"]),
        text_of(kept["note"]),
        time_of(kept["ended"]) if kept["ended"] else None,
    )


__all__ = ["Statement", "read_statements", "statements_file", "write_statements"]
