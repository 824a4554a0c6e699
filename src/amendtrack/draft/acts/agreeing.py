"""The acts by which the chair gives a unit its status: agreed to some degree, or reopened.

What an agreement does to the text is left to ``consolidation.agreement``; what was decided inside a unit, to
``decisions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import DEGREES, GivenStatus, UnitStatus, agreed_now, agreed_wording, touches
from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.packages import Package, half_taken
from amendtrack.consolidation.remains import Declared, remains
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.declared import Brackets
from amendtrack.errors import InputRefused, Unknown
from amendtrack.limits import MEETING_LETTERS as LONGEST_MEETING
from amendtrack.record.registers import check_line
from amendtrack.record.remarks import Problem
from amendtrack.record.statuses import Statuses, statuses_file, write_statuses
from amendtrack.record.times import When, moment
from amendtrack.redline.amendment import named
from amendtrack.text.addresses import addresses
from amendtrack.text.glimpse import glimpse
from amendtrack.text.places import place_named
from amendtrack.text.units import Text, parse_text
from amendtrack.text.words import folded, tokens

if TYPE_CHECKING:
    from amendtrack.consolidation.revised import Revised
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def agree(
    now: Snapshot,
    names: Iterable[str],
    degree: UnitStatus,
    *,
    meeting: str = "",
    brackets: Brackets = Brackets.REFUSED,
    at: When,
    by: str = "",
) -> Act | Recorded:
    """Record that units are agreed to that degree; see ``Draft.agree``."""
    check_open(now)
    if not degree.is_agreed:
        hint = f"write one of {', '.join(status.value for status in DEGREES)}"
        raise InputRefused(f"{degree.value!r} is no degree of agreement", remedy=hint)
    when, meeting = moment(at, now.settings.timezone), check_meeting(meeting)
    con = now.consolidate()
    units = tuple(dict.fromkeys(place for name in names for place in units_named(con, name)))
    known = {given.place: given for given in con.statuses}
    new = [place for place in units if not _stands_at(known.get(place), degree)]
    if not new:
        return already(f"{degree.value}: {ranges(con, units)}")
    procedures = [g for g in con.statuses if g.place in new and g.status is UnitStatus.SILENCE]
    _check_deadlines(procedures, when)
    check_settled(con, new)
    _check_still_so(con, procedures)
    plain = (GivenStatus(p, degree, meeting, when.isoformat(), by) for p in new)
    given = [_with_brackets(con, agreed_now(con, one), brackets) for one in plain]
    what = ranges(con, new)
    return Act(
        kind="agree",
        summary=f"{what} {given[0].in_words} ({now.revision().label})",
        at=when,
        facts=(("Status", degree.value), *(("Unit", place) for place in new)),
        files=files_with(now, given),
        name=what,
        notes=(*_notes(now, con, new), *package_notes(now, con, con.with_statuses((*con.statuses, *given)))),
    )


def reopen_units(
    now: Snapshot, places: Sequence[str], *, meeting: str = "", asked_by: str = "", at: When, by: str = ""
) -> Act:
    """Record that agreed units are open again; see ``Draft.reopen``.

    Raises:
        InputRefused: nobody is named for it.
    """
    con = now.consolidate()
    if not (by.strip() or asked_by.strip()):
        state = next(given.status.value for given in con.statuses if given.place == places[0])
        found = f"{places[0]} is {state}, and nobody is named for reopening it"
        raise InputRefused(found, remedy="say who reopens: --by NAME, or who asked for it: --for DELEGATION")
    when, meeting = moment(at, now.settings.timezone), check_meeting(meeting)
    who = now.delegations.resolve(asked_by).code if asked_by.strip() else ""
    given = [GivenStatus(p, UnitStatus.REOPENED, meeting, when.isoformat(), by, who) for p in places]
    before = {g.place: g for g in con.statuses}
    waiting = [a.name for a, g in con.waiting if g.place in places]
    what = ranges(con, places)
    return Act(
        kind="reopen",
        summary=f"reopening of {what}, {before[places[0]].in_words} ({now.revision().label})",
        at=when,
        facts=(("Status", UnitStatus.REOPENED.value), *(("Unit", place) for place in places)),
        files=files_with(now, given),
        name=what,
        notes=(f"now in the text: {', '.join(waiting)}",) if waiting else (),
    )


def agreed_among(con: Consolidation, names: Iterable[str]) -> tuple[str, ...]:
    """The units that these names stand for and that are agreed, or under silence."""
    agreed = {g.place for g in con.statuses if g.status.is_agreed or g.status is UnitStatus.SILENCE}
    found: dict[str, None] = {}
    for name in names:
        if "#" in name and any(s.address == name for s in every(con.undecided.slots)):
            continue
        with suppress(Unknown, InputRefused):
            found |= dict.fromkeys(place for place in units_named(con, name) if place in agreed)
    return tuple(found)


def kept_agreed(
    now: Snapshot, con: Consolidation, text: str, label: str, *, revised: Revised | None
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The statuses and packages that a new revision takes over, as a file, and a note on what it does not.

    Raises:
        InputRefused: it changes agreed text, and the unit has not been reopened.
    """
    if not (con.statuses or now.statuses.packages or now.statuses.whole):
        return {}, ()
    units = _by_wording(parse_text(text))
    found, changed, notes = list[GivenStatus](), list[GivenStatus](), list[str]()
    for given in con.statuses:
        unit = con.addresses.index(given.place)
        words = agreed_wording(con.base, unit, given)
        if words is None:
            notes.append(f"{given.place}, {given.in_words}, was restructured: check it, and agree it again")
        elif here := units.get(_key(words)):
            place = given.place if given.place in here else here[0]
            here.remove(place)
            found.append(replace(given, place=place, seen=(), kept=()))
        elif given.status.is_agreed:
            changed.append(given)
        elif given.status is UnitStatus.SILENCE:
            notes.append(f"{given.place}, {given.in_words}, reads differently in {label}: the silence on it has ended")
    if changed:
        first = changed[0].place
        what = ", ".join(f"{given.place} ({given.in_words})" for given in changed)
        raise InputRefused(
            f"{label} changes agreed text: {what}", remedy=f"reopen {first} first, or send {first} as agreed"
        )
    packages: list[Package] = []
    for package in (p for p in now.statuses.packages if not p.ended):
        parts = _parts_now(con, package, revised)
        if parts:
            packages.append(replace(package, parts=parts))
        else:
            notes.append(f"the package of {', '.join(package.parts)} ends: not all of its parts are in {label}")
    whole = tuple(_places_now(con, now.statuses.whole, revised))
    fresh = Statuses(label, tuple(found), tuple(packages), whole)
    kept = {statuses_file(label): write_statuses(fresh)} if found or packages or whole else {}
    return kept, tuple(notes)


def _parts_now(con: Consolidation, package: Package, revised: Revised | None) -> tuple[str, ...]:
    """The places of a package's parts in the new text; none if one of them is not there."""
    if revised is None or not set(package.parts) <= set(con.addresses):
        return ()
    there = addresses(revised.places.after.text)
    with suppress(Displaced):
        return tuple(there[revised.places.unit(con.addresses.index(part))] for part in package.parts)
    return ()


def _places_now(con: Consolidation, places: Iterable[str], revised: Revised | None) -> Iterator[str]:
    """The places in the new text of those of the units that are in it as one."""
    if revised is None:
        return
    there = addresses(revised.places.after.text)
    for place in places:
        with suppress(Displaced):
            yield there[revised.places.unit(con.addresses.index(place))]


def _by_wording(text: Text) -> dict[str, list[str]]:
    """The addresses of the units of a text by their wording, as it is compared."""
    found: dict[str, list[str]] = {}
    for place, unit in zip(addresses(text), text.units, strict=True):
        found.setdefault(_key(text.wording(unit)), []).append(place)
    return found


def _key(wording: str) -> str:
    return " ".join(word for token in tokens(wording) if (word := folded(token)))


def check_meeting(meeting: str) -> str:
    """The meeting's name, if it can stand in a mark.

    Raises:
        InputRefused: it is long, or contains a sign of the print.
    """
    meeting = " ".join(check_line(meeting, "the meeting").split())
    if len(meeting) > LONGEST_MEETING:
        raise InputRefused(f"the meeting's name has {len(meeting)} characters", remedy="write its short name: PM2")
    if bad := next((sign for sign in meeting if sign in "{}[]\\;#"), ""):
        raise InputRefused(f"the meeting {meeting!r} contains {bad!r}", remedy="write its short name: PM2")
    return meeting


# -- what the names mean ---------------------------------------------------------------------------


def units_named(con: Consolidation, name: str) -> tuple[str, ...]:
    """The addresses of the units that a name stands for: a unit (``9``), a range (``9-12``) or a slot's unit.

    Raises:
        Unknown: there is no such unit.
        InputRefused: it is a new unit, which the draft does not have yet.
    """
    with suppress(Unknown):
        return (place_named(name, con.addresses),)
    first, dash, last = (part.strip() for part in name.replace("–", "-").partition("-"))
    if first and dash and last:
        with suppress(Unknown):
            start, end = (con.addresses.index(place_named(part, con.addresses)) for part in (first, last))
            if start > end:
                raise InputRefused(f"{name!r} runs backwards", remedy=f"write {last}-{first}")
            return con.addresses[start : end + 1]
    slots = {place: s.place for s in every(con.undecided.slots) for place in (s.address, s.place, s.unit)}
    try:
        place = slots[place_named(name, [*con.addresses, *slots])]
    except Unknown as err:
        raise Unknown(f"no unit {name!r}", remedy=err.remedy) from err
    if place not in con.addresses:
        raise InputRefused(f"{place} is not in the draft yet", remedy="accept it, and agree it in the next revision")
    return (place,)


def ranges(con: Consolidation, places: Iterable[str]) -> str:
    """The units in a line, those that follow each other as a range: ``3-7, 9``."""
    runs: list[list[int]] = []
    for k in sorted(con.addresses.index(place) for place in places):
        if runs and runs[-1][1] + 1 == k:
            runs[-1][1] = k
        else:
            runs.append([k, k])
    names = con.addresses
    return ", ".join(names[a] if a == b else f"{names[a]}{'-' if b > a + 1 else ', '}{names[b]}" for a, b in runs)


def _stands_at(given: GivenStatus | None, degree: UnitStatus) -> bool:
    """Whether a unit has been agreed to that degree.

    Raises:
        InputRefused: it has been agreed to a higher one.
    """
    if given is None or not given.status.is_agreed:
        return False
    if DEGREES.index(given.status) > DEGREES.index(degree):
        raise InputRefused(f"{given.place} is {given.in_words}", remedy=f"reopen {given.place} first")
    return given.status is degree


def check_settled(con: Consolidation, places: Sequence[str]) -> None:
    """Refuse to agree units with something open in them.

    Raises:
        InputRefused: naming every open slot and every amendment recorded since an earlier agreement.
    """
    units = [con.addresses.index(place) for place in places]
    still = [s for s in con.open_slots if any(touches(i, k) for i in s.strands for k in units)]
    if still:
        what = f"{', '.join(s.address for s in still)} {'is' if len(still) == 1 else 'are'} open"
        hint = f"accept, choose or word {still[0].address} first, or keep it as drafted"
        raise InputRefused(what, remedy=hint)
    if waiting := [(a.name, g.place) for a, g in con.waiting if g.place in places]:
        what = ", ".join(f"{name} on {place}" for name, place in waiting)
        raise InputRefused(
            f"recorded since the text was agreed: {what}", remedy=f"reject it, or reopen {waiting[0][1]}"
        )


def _with_brackets(con: Consolidation, given: GivenStatus, brackets: Brackets) -> GivenStatus:
    """The agreement; it says so if the unit has brackets or placeholders of the draft in it.

    Raises:
        InputRefused: it has, and that is not allowed.
    """
    wording = agreed_wording(con.base, con.addresses.index(given.place), given) or ""
    left = remains(parse_text(wording), Declared(bis_stays=True)) if wording.strip() else ()
    if not left:
        return given
    if brackets is Brackets.REFUSED:
        hint = f"lift them first ({left[0].remedy.partition(', or add')[0]}), or add --with-brackets"
        raise InputRefused(f"{given.place} has {left[0].found}", remedy=hint)
    return replace(given, bracketed="with brackets")


def _check_deadlines(procedures: Iterable[GivenStatus], when: datetime) -> None:
    """Refuse to agree units while a silence procedure lasts."""
    for given in procedures:
        if when <= datetime.fromisoformat(given.until):
            hint = f"agree it after the deadline, or end the procedure: reopen {given.place}"
            raise InputRefused(f"{given.place} is {given.in_words}", remedy=hint)


def _check_still_so(con: Consolidation, procedures: Iterable[GivenStatus]) -> None:
    """Refuse to agree units that no longer read as they did when they were put under silence."""
    for given in procedures:
        if agreed_now(con, given).kept != given.kept:
            found = f"{given.place} does not read as it did when it was put under silence"
            raise InputRefused(found, remedy=f"end the procedure: reopen {given.place}")


# -- what is written ---------------------------------------------------------------------------------


def files_with(now: Snapshot, given: Iterable[GivenStatus]) -> dict[str, bytes]:
    """The statuses of the latest revision, and these."""
    held = now.statuses
    return {statuses_file(held.revision): write_statuses(replace(held, given=(*held.given, *given)))}


def _is_about(problem: Problem, place: str) -> bool:
    """Whether a passage that was not understood may be about a unit."""
    cited = re.search(rf"(?<!\w){re.escape(named(place))}(?!\w)", f"{problem.words} {problem.why}", re.IGNORECASE)
    return cited is not None or any(c == place or c.startswith(f"{place} “") for c in problem.candidates)


def package_notes(now: Snapshot, before: Consolidation, after: Consolidation) -> Iterator[str]:
    """The packages that an act takes only in part, or leaves in another state."""
    packages = now.statuses.packages
    known = {*half_taken(before, packages)}
    yield from (line for line in half_taken(after, packages) if line not in known)


def _notes(now: Snapshot, con: Consolidation, places: Sequence[str]) -> Iterator[str]:
    """What whoever agrees should know: parts that are not included, and reservations."""
    agreed = {*places, *(given.place for given in con.agreements)}
    for place in places:
        if beside := [p for p in con.addresses if p.startswith((f"{place} (", f"{place}(")) and p not in agreed]:
            yield f"not included: {ranges(con, beside)}"
    for place in places:
        history = now.statuses.of(place)
        breakers = [now.display(g.asked_by) for g in history if g.status is UnitStatus.BROKEN]
        if breakers and history[-1].status is UnitStatus.BROKEN:
            yield f"the silence on {place} was broken by {', '.join(dict.fromkeys(breakers))}"
    for entry in now.proposals():
        for problem in entry.problems if entry.stands else ():
            if here := {place for place in places if _is_about(problem, place)}:
                yield f"{entry.name} is pending clarification on {ranges(con, here)}: “{glimpse(problem.words)}”"
    for line in now.to_reconfirm():
        if line.now in places or line.place in places:
            yield f"{line.name} waits to be reconfirmed on {line.now or line.place}"
    for said in now.statements():
        if not said.edits and said.stance.value in ("oppose", "reserve") and (here := {*places} & {*said.places}):
            yield f"{now.display(said.delegation)}: {said.stance.value} on {ranges(con, here)}"


__all__ = [
    "agree",
    "agreed_among",
    "check_meeting",
    "check_settled",
    "files_with",
    "kept_agreed",
    "package_notes",
    "ranges",
    "reopen_units",
    "units_named",
]
