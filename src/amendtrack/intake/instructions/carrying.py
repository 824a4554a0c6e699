"""A message carried out on a draft: what is clear is applied, everything else is listed with its places.

The resulting text has been read back: it is the draft with exactly the changes reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.aims import aim_of
from amendtrack.intake.instructions.changes import Added, Aim, Change, MovedUnits, Retained, collide
from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.laying import is_exact, laid, origins_of, planned
from amendtrack.intake.instructions.message import Message
from amendtrack.intake.instructions.seeking import Seeker
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.record.remarks import Problem, Remark
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.text.units import Text

MOST_INSTRUCTIONS = 2000
"""Instructions in one message; of a longer message none is carried out."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The outcome of a message: the full text, the instructions carried out as they were written, places to
    retain, comments, and all that was not understood. ``notes`` say what was disregarded, and what was only mail.
    ``spans`` join to the whole message, each with its outcome; ``origins`` give for each unit of the text the
    unit of the draft that it was."""

    text: str
    done: tuple[str, ...] = ()
    retains: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    spans: tuple[MessageSpan, ...] = ()
    origins: Origins = UNSTATED


def carry_out(message: Message, base: Text, earlier: Mapping[str, Text]) -> Carried:
    """Carry out a message on a draft; ``earlier`` are its earlier revisions by name, oldest first.

    >>> from amendtrack.intake.instructions.message import read_message
    >>> from amendtrack.text.units import parse_text
    >>> base = parse_text("1. Clear all areas without delay.\\n\\n2. Help all victims; help all States.\\n")
    >>> found = carry_out(read_message('Para 1: delete "without delay". Para 2: replace "all" by "the"'), base, {})
    >>> found.text.split("\\n")[0], found.done
    ('1. Clear all areas.', ('Para 1: delete "without delay"',))
    >>> found.problems[0].why, found.problems[0].candidates[1]
    ('“all” occurs more than once', '2 “Help all victims; help all States.”')
    """
    seeker = Seeker(base, earlier, message.names)
    problems: list[Problem] = [_unread(seeker, unread.words, unread.why, unread.place) for unread in message.unread]
    aims: list[Aim] = []
    for made in _of_one_speaker(message, problems)[:MOST_INSTRUCTIONS]:
        aim = aim_of(seeker, made)
        if isinstance(aim, Aim):
            aims.append(aim)
        else:
            problems.append(aim)
    for made in message.instructions[MOST_INSTRUCTIONS:]:
        problems.append(Problem(made.words, f"more than {MOST_INSTRUCTIONS:,} instructions in one message"))
    aims = _whole_clauses(message, _without_collisions(aims, problems), problems)
    text, aims = _laid(seeker, aims, problems)
    retained = [c.unit for a in aims for c in a.changes if isinstance(c, Retained)]
    done = [a.instruction.words for a in aims if not isinstance(a.changes[0], Retained)]
    remarks = tuple(_remark(seeker, c.words, c.place) for c in message.comments)
    notes = [f"{a.instruction.words}: {a.note}" for a in aims if a.note]
    notes += [f"set apart as {piece}" for piece in message.apart]
    order = {one.words: n for n, one in reversed(list(enumerate(message.instructions)))}
    problems.sort(key=lambda p: order.get(p.words, len(order)))
    where = seeker.guide.where
    plan = planned([change for aim in aims for change in aim.changes])
    return Carried(
        text,
        tuple(dict.fromkeys(done)),
        tuple(dict.fromkeys(where[u] for u in retained)),
        remarks,
        tuple(problems),
        tuple(notes),
        tuple(_settled(message, aims, problems)),
        origins_of(seeker.finder, plan) if text != base.source else UNSTATED,
    )


def _settled(message: Message, aims: Sequence[Aim], problems: Sequence[Problem]) -> Iterator[MessageSpan]:
    """The spans of the message, each instruction with its outcome; one carried out in part is left for a person."""
    here = {id(aim.instruction) for aim in aims}
    asked: dict[int, list[Instruction]] = {}
    for one in message.instructions:
        asked.setdefault(one.end, []).append(one)
    ends = sorted(asked)
    kept = {id(aim.instruction) for aim in aims if isinstance(aim.changes[0], Retained)}
    why = {problem.words: problem.why for problem in problems}
    for span in message.spans:
        if span.kind is not SpanRole.INSTRUCTION:
            yield span
            continue
        k = bisect_right(ends, span.start)
        mine = asked[ends[k]] if k < len(ends) and ends[k] <= span.end else []
        missing = next((one for one in mine if id(one) not in here), None)
        if missing is not None or not mine:
            reason = why.get(missing.words, "not carried out") if missing else "not carried out"
            yield replace(span, kind=SpanRole.LEFT, why=reason)
        else:
            yield replace(span, kind=SpanRole.POSITION if id(mine[0]) in kept else SpanRole.CARRIED_OUT)


def _of_one_speaker(message: Message, problems: list[Problem]) -> list[Instruction]:
    """The instructions, unless they are said to come from several delegations: whose they are is not guessed."""
    speakers = {one.speaker.casefold() for one in message.instructions if one.speaker}
    if len(speakers) < 2:
        return list(message.instructions)
    for one in message.instructions:
        if one.speaker:
            problems.append(Problem(one.words, "the message speaks for more than one delegation"))
    return [one for one in message.instructions if not one.speaker]


def _without_collisions(aims: list[Aim], problems: list[Problem]) -> list[Aim]:
    """Those that are compatible; of two that conflict, neither is carried out."""
    changing: dict[int, list[int]] = {}
    adding: dict[int, list[int]] = {}  # of those that only add paragraphs, none conflicts with another
    bad: dict[int, int] = {}
    wide: list[int] = []  # moves concern many units: compared with everything
    for k, aim in enumerate(aims):
        units = {u for c in aim.changes for u in _units_of(c)}
        adds = all(isinstance(change, Added) for change in aim.changes)
        there = (changing,) if adds else (changing, adding)
        others = {n for u in units for place in there for n in place.get(u, ())} | set(wide)
        others |= set(range(k)) if _is_wide(aim) else set()
        for n in sorted(others):
            if collide(aim.changes, aims[n].changes):
                bad.setdefault(k, n)
                bad.setdefault(n, k)
        for u in units:
            (adding if adds else changing).setdefault(u, []).append(k)
        if _is_wide(aim):
            wide.append(k)
    for k, n in sorted(bad.items()):
        other = aims[n].instruction.words
        same = other == aims[k].instruction.words
        why = "two parts of it change the same words" if same else f"it cannot be carried out together with: {other}"
        problems.append(Problem(aims[k].instruction.words, why))
    return [aim for k, aim in enumerate(aims) if k not in bad]


def _whole_clauses(message: Message, aims: list[Aim], problems: list[Problem]) -> list[Aim]:
    """Those whose whole clause or sentence is carried out: of a list of words or places, all or none."""
    here = {id(aim.instruction) for aim in aims}
    broken = {clause for one in message.instructions if one.end and id(one) not in here for clause in _clauses_of(one)}
    for aim in aims:
        one = aim.instruction
        if broken & _clauses_of(one) and not any(problem.words == one.words for problem in problems):
            problems.append(Problem(one.words, "a part of it cannot be carried out"))
    return [aim for aim in aims if not broken & _clauses_of(aim.instruction)]


def _clauses_of(one: Instruction) -> set[tuple[str, int]]:
    return {(one.words, one.start)} | ({("", one.chain)} if one.chain >= 0 else set())


def _units_of(change: Change) -> Sequence[int]:
    match change:
        case Added() | MovedUnits():
            return (change.gap,)
    return (change.unit, change.unit + 1)


def _is_wide(aim: Aim) -> bool:
    return any(isinstance(change, MovedUnits) for change in aim.changes)


def _laid(seeker: Seeker, aims: list[Aim], problems: list[Problem]) -> tuple[str, list[Aim]]:
    """The text with all of them, or with those whose result reads back exactly."""
    text = _exact(seeker, aims)
    if text is not None:
        return text, aims
    kept = []
    for aim in aims:
        if _exact(seeker, [aim]) is None:
            problems.append(
                Problem(aim.instruction.words, "the resulting text cannot be read back as the instruction states")
            )
        else:
            kept.append(aim)
    text = _exact(seeker, kept)
    if text is not None:
        return text, kept
    problems += [
        Problem(a.instruction.words, "combined with the other instructions, it cannot be read back") for a in kept
    ]
    return seeker.base.source, []


def _exact(seeker: Seeker, aims: Sequence[Aim]) -> str | None:
    plan = planned([change for aim in aims for change in aim.changes])
    text = laid(seeker.finder, plan)
    return text if is_exact(seeker.finder, plan, text) else None


def _remark(seeker: Seeker, words: str, place: Place | None) -> Remark:
    units = seeker.guide.units_of(place) if place else ()
    if len(units) == 1:
        return Remark(seeker.guide.where[units[0]], words)
    return Remark("", f"{place.words}: {words}" if place and not words.startswith(place.words) else words)


def _unread(seeker: Seeker, words: str, why: str, place: Place | None) -> Problem:
    units = seeker.guide.units_of(place) if place else ()
    return Problem(words, why, tuple(seeker.guide.where[u] for u in units[:12]))
