"""One place of the draft with everything that is known about it: for the person who is asked in the room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from amendtrack.consolidation.agreement import GivenStatus, UnitStatus
from amendtrack.consolidation.decision import DecisionKind
from amendtrack.consolidation.minutes import Minute
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.paper import Element, Paper, Role, Section, items, paragraph
from amendtrack.papers.said import untouched
from amendtrack.record.statements import Statement
from amendtrack.redline.amendment import named
from amendtrack.render.faces import bare


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a slot: its words, who backs it, and the amendments that make it, each with its time and fate."""

    wording: str
    backers: tuple[str, ...]
    amendments: tuple[tuple[str, datetime, str], ...] = ()
    is_act: bool = False
    """Whether the wording says what is done (delete, move to 5) and is not itself text."""


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A slot at the place: its address, whether it is open, the draft's words, and the other readings."""

    address: str
    state: str
    base: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The unit in an earlier revision: its address and text there, and what became of it since."""

    revision: str
    address: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One status that the place was given: on which revision, who asked for a reopening, the words that were agreed."""

    revision: str
    given: GivenStatus
    asked_by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the record says about one place; ``text`` is the draft's, empty for a unit that is only proposed."""

    title: str
    revision: str
    place: str
    text: str
    slots: tuple[SlotFacts, ...]
    decided: tuple[Minute, ...]
    statements: tuple[tuple[str, Statement], ...]
    comments: tuple[tuple[str, str], ...]
    earlier: tuple[Earlier, ...]
    named: bool = True
    statuses: tuple[StatusLine, ...] = ()
    unreadable: tuple[str, ...] = ()
    """The proposals whose text cannot be read: what they say of this place is not known."""


def place_paper(facts: PlaceFacts) -> Paper:
    """The place as a paper; where nobody is to be named, without names and positions."""
    text = paragraph(bare(facts.text)) if facts.text else paragraph("The draft has no text there; it is proposed.")
    sections = [Section("", (text,))]
    if facts.statuses:
        sections.append(Section("Status", items(_status(line, named=facts.named) for line in facts.statuses)))
    sections += [Section(f"{slot.address}: {slot.state}", tuple(_slot(facts, slot))) for slot in facts.slots]
    if not facts.slots and not (facts.statuses and facts.statuses[0].given.status.is_agreed):
        sections.append(Section("", (paragraph(untouched(facts.unreadable)),)))
    if facts.named and facts.statements:
        sections.append(Section("Positions", items(_position(who, said) for who, said in facts.statements)))
    if facts.decided:
        sections.append(Section("Decided", items(_decided(minute) for minute in facts.decided)))
    if facts.named and facts.comments:
        sections.append(Section("Comments", items(f"{who}: {bare(words)}" for who, words in facts.comments)))
    if facts.earlier:
        sections.append(Section("Earlier revisions", items(map(_earlier, facts.earlier))))
    return Paper(f"{named(facts.place)}, {facts.revision}", facts.title, (), tuple(sections))


def _slot(facts: PlaceFacts, slot: SlotFacts) -> Iterator[Element]:
    if slot.base:
        yield paragraph(f"The draft: “{_in_line(slot.base)}”", Role.READING)
    for reading in slot.readings:
        words = _in_line(reading.wording) if reading.is_act else f"“{_in_line(reading.wording)}”"
        if not facts.named:
            yield paragraph(words, Role.READING)
            continue
        sent = "; ".join(
            f"{name}, received {date_and_time(at)}{'' if fate == 'open' else f', {fate}'}"
            for name, at, fate in reading.amendments
        )
        yield paragraph(f"{', '.join(reading.backers)}{f' ({sent})' if sent else ''}: {words}", Role.READING)


_BETWEEN_UNITS = re.compile(r"[^\S\n]*\n\s*\n\s*")


def _in_line(wording: str) -> str:
    """Words in one line; where a reading divides a unit, ``¶`` stands between the parts."""
    return bare(_BETWEEN_UNITS.sub(" ¶ ", wording).strip())


def _position(who: str, said: Statement) -> str:
    return bare(f"{who}: {said}, {date_and_time(said.at)}{f' ({said.note})' if said.note else ''}")


def _status(line: StatusLine, *, named: bool) -> str:
    """``agreed ad ref, PM2, 3 September 2009, 10:00, recorded by A. Clerk``."""
    given = line.given
    when = date_and_time(datetime.fromisoformat(given.when)) if given.when else ""
    did = "by" if given.status is UnitStatus.BROKEN else "asked for by"
    who = f"{did} {line.asked_by}" if line.asked_by and named else ""
    by = f"recorded by {given.by}" if given.by and named else ""
    said = ", ".join(filter(None, (given.in_words, when, who, by, f"on {line.revision}")))
    return bare(f"{said}: “{line.words}”" if line.words else said)


def _decided(minute: Minute) -> str:
    without = "nothing added" if minute.kind is DecisionKind.KEEP else "deleted"
    what = f"“{bare(minute.wording)}”" if minute.wording else without
    reopened = f"; reopened: {minute.reopened}" if minute.reopened else ""
    if minute.overruled:
        others = ", ".join(f"{address}, {kind.value}" for address, kind in minute.overruled)
        reopened = f"; overruled{' in part' if minute.holds_in_part else ''}: {others}"
    when = f", {date_and_time(datetime.fromisoformat(minute.when))}" if minute.when else ""
    return f"{minute.address}, {minute.kind.value}: {what}{when}{f', by {minute.by}' if minute.by else ''}{reopened}"


def _earlier(earlier: Earlier) -> str:
    if not earlier.address:
        return f"{earlier.revision}: {earlier.what}"
    text = f": “{bare(earlier.text)}”" if earlier.what != "the same text" else ""
    return f"{earlier.revision}, {named(earlier.address)}, {earlier.what}{text}"


__all__ = ["Earlier", "PlaceFacts", "Reading", "SlotFacts", "StatusLine", "place_paper"]
