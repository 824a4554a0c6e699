"""The acts on packages: parts that go together are recorded as such, and a package is ended."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.packages import Package, half_taken
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.agreeing import check_meeting
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.statuses import statuses_file, write_statuses
from amendtrack.record.times import When, moment
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def package(now: Snapshot, names: Iterable[str], *, name: str = "", at: When, by: str = "") -> Act | Recorded:
    """Record that these parts of the text go together; see ``Draft.package``."""
    con, when = now.consolidate(), moment(at, now.settings.timezone)
    parts = _parts(con, names)
    if len(parts) < 2:
        found = f"a package of one part: {', '.join(parts)}"
        raise InputRefused(found, remedy='name at least two, for example "9, 15 bis"')
    made = Package(parts, _check_name(name), when.isoformat(), by)
    held = now.statuses
    if any(not p.ended and {*p.parts} == {*parts} and p.name == made.name for p in held.packages):
        return already(f"recorded: package {made}")
    return Act(
        kind="package",
        summary=f"package {made} ({held.revision})",
        at=when,
        facts=tuple(("Part", part) for part in parts),
        files={statuses_file(held.revision): write_statuses(replace(held, packages=(*held.packages, made)))},
        name=made.name,
        notes=tuple(half_taken(con, [made])),
    )


def end_package(now: Snapshot, names: Iterable[str], *, at: When) -> Act | Recorded:
    """Record that a package is no longer one; see ``Draft.end_package``."""
    con, when, held, given = now.consolidate(), moment(at, now.settings.timezone), now.statuses, tuple(names)
    there = [p for p in held.packages if not p.ended]
    found = [p for p in there if p.name and (p.name,) == given]
    found = found or [p for p in there if {*p.parts} == {*_parts(con, given)}]
    if not found:
        raise Unknown(f"no package {', '.join(given)!r}", remedy=f"there are: {', '.join(map(str, there)) or 'none'}")
    packages = tuple(replace(p, ended=when.isoformat()) if p in found else p for p in held.packages)
    return Act(
        kind="package",
        summary=f"end of package {found[0]} ({held.revision})",
        at=when,
        facts=tuple(("Part", part) for part in found[0].parts),
        files={statuses_file(held.revision): write_statuses(replace(held, packages=packages))},
        name=found[0].name,
    )


def _check_name(name: str) -> str:
    return check_meeting(name)


def _parts(con: Consolidation, names: Iterable[str]) -> tuple[str, ...]:
    """The parts that are named, each by itself or in a list with commas."""
    slots = [place for slot in every(con.undecided.slots) for place in (slot.address, slot.place, slot.unit) if place]
    found: dict[str, None] = {}
    for name in names:
        with suppress(Unknown):
            found[place_named(name, [*con.addresses, *slots])] = None
            continue
        for part in filter(None, (part.strip() for part in name.replace(";", ",").split(","))):
            found[place_named(part, [*con.addresses, *slots])] = None
    return tuple(found)


__all__ = ["end_package", "package"]
