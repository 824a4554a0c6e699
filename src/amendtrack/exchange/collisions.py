"""What two copies of a draft recorded that cannot both stand: a value with both sides, kept until a person settles it.

Pure, but for the act of settling. Leaves how collisions are found to ``registers_joined``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.outcome import Recorded
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.files import reading, text_of, written
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot

FOLDER = "collisions/"


@dataclass(frozen=True, slots=True)
class Collision:
    """What collided (``NOR-2``, ``9#1``), why, what each copy had recorded, and what the record has for now.

    ``settled`` says when and by whom it was looked at; it is empty until then.
    """

    what: str
    why: str
    sides: tuple[str, str]
    now: str
    settled: str = ""

    def __str__(self) -> str:
        one, other = self.sides
        return f"{self.what}: {self.why}; one copy: {one}; the other: {other}; for now: {self.now}"

    @property
    def name(self) -> str:
        """A short name, the same in every copy."""
        said = "\0".join((self.what, self.why, *self.sides))
        return sha256(said.encode()).hexdigest()[:8]


class CannotJoin(InputRefused):
    """Two copies recorded what no register can have together; ``collisions`` has both sides. Nothing was taken in."""

    def __init__(self, collisions: tuple[Collision, ...]) -> None:
        said = f"{collisions[0].what}: {collisions[0].why}"
        more = f", and {len(collisions) - 1} more" if len(collisions) > 1 else ""
        hint = "both copies are as they were; people must agree which of them goes on, and record the rest there anew"
        super().__init__(f"the two copies cannot be brought together: {said}{more}", remedy=hint)
        self.collisions = collisions


def collision_file(collision: Collision) -> str:
    """Where it is kept."""
    return f"{FOLDER}{collision.name}.json"


def write_collision(collision: Collision) -> bytes:
    """A collision as a file; inverse of ``read_collision``."""
    facts = {name: getattr(collision, name) for name in Collision.__slots__}
    return written("collision", facts | {"sides": list(collision.sides)})


def read_collision(data: bytes, place: str) -> Collision:
    """The collision that ``write_collision`` wrote."""
    with reading("collision", data, place) as facts:
        one, other = map(text_of, facts["sides"])
        said = (text_of(facts[name]) for name in ("what", "why", "now", "settled"))
        what, why, now, settled = said
        return Collision(what, why, (one, other), now, settled)


def collisions_of(now: Snapshot) -> tuple[Collision, ...]:
    """Every collision in a record, settled or not, by what collided."""
    paths = sorted(path for path in now.files if path.startswith(FOLDER))
    found = [read_collision(now.store.blob(now.files[path]), path) for path in paths]
    return tuple(sorted(found, key=lambda c: (c.what, c.name)))


def settle(now: Snapshot, name: str, *, at: When, by: str) -> Act | Recorded:
    """Record that a person has settled a collision, by acts of their own."""
    found = next((c for c in collisions_of(now) if c.name == name.strip().casefold()), None)
    if found is None:
        there = ", ".join(c.name for c in collisions_of(now) if not c.settled) or "none"
        raise Unknown(f"no collision {name!r}", remedy=f"left are: {there}")
    if found.settled:
        return already(f"settled: {found.what}, {found.settled}", name=found.name)
    if not by.strip():
        raise InputRefused("a collision is settled by somebody", remedy="say who: --by NAME")
    when = moment(at, now.settings.timezone)
    done = replace(found, settled=f"{when:%Y-%m-%d %H:%M} by {by}")
    return Act(
        kind="settle",
        summary=f"{found.what} as settled: {found.why}",
        at=when,
        facts=(("Collision", found.name),),
        files={collision_file(found): write_collision(done)},
        name=found.name,
    )


__all__ = ["CannotJoin", "Collision", "collisions_of", "settle"]
