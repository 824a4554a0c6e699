"""One instruction applied to a draft: the changes it makes, or the problem that prevents it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from amendtrack.intake.instructions.bracketed_words import bracket_unit, lift_brackets, put_brackets
from amendtrack.intake.instructions.changes import Added, Aim, Change, MovedUnits, Retained, Worded
from amendtrack.intake.instructions.deleted_units import delete_note, delete_units
from amendtrack.intake.instructions.finding import Found, Unclear
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.moved_units import merge, move, move_into, move_to_end, split, swap_units
from amendtrack.intake.instructions.new_units import append, append_at_end, append_labelled, new_at_end, new_unit
from amendtrack.intake.instructions.rewritten_units import renew, restate, retitle, rewrite
from amendtrack.intake.instructions.seeking import Seeker
from amendtrack.intake.instructions.unquoted import is_small
from amendtrack.intake.instructions.word_changes import (
    change_sentence,
    delete_to,
    delete_with_comma,
    recase,
    replace_after,
    replace_from,
    replace_words,
    swap_words,
)
from amendtrack.intake.instructions.word_insertions import add_words, insert, insert_between, place_words
from amendtrack.record.remarks import Problem
from amendtrack.redline.spoken_words import words_of


def aim_of(seeker: Seeker, instruction: Instruction) -> Aim | Problem:
    """What the instruction does here; a number before the line is a place if nothing else makes sense."""
    if instruction.ways:
        return _unquoted(seeker, instruction)
    readings = [instruction]
    if instruction.numbered is not None and instruction.scope is None:
        readings.append(replace(instruction, scope=instruction.numbered))
    elif instruction.numbered is not None and instruction.scope is not None:
        readings.append(replace(instruction, scope=instruction.numbered.within(instruction.scope)))
    made = [_aim(seeker, reading) for reading in readings]
    aims = [m for m in made if isinstance(m, Aim)]
    if len({a.changes for a in aims}) > 1:
        where = list(dict.fromkeys(c for a in aims for c in _touched(seeker, a)))
        return Problem(
            instruction.words, "the number before it may be a paragraph number or a mere list number", tuple(where)
        )
    return (
        replace(aims[0], instruction=instruction)
        if aims
        else made[-1]
        if len(made) > 1 and not instruction.scope
        else made[0]
    )


def _unquoted(seeker: Seeker, instruction: Instruction) -> Aim | Problem:
    """What a clause without quotation marks means: its first way to be read that says just what is there."""
    for way in instruction.ways:
        one = replace(way, scope=instruction.scope, ways=())
        try:
            found = seeker.place_of(one.old, one)
        except Unclear:
            continue
        if " ".join(seeker.printed(found).split()) != one.old or _is_torn(seeker, found, one):
            continue
        aim = _aim(seeker, one)
        if isinstance(aim, Aim):
            return replace(aim, instruction=instruction)
    why = "not understood as an instruction; put the words concerned in quotation marks"
    return Problem(
        instruction.words, why, tuple(seeker.guide.where[u] for u in seeker.within_or_all(instruction) or ())
    )


def _is_torn(seeker: Seeker, found: Found, one: Instruction) -> bool:
    """Whether words next to the old ones may be meant too: they are repeated in the new ones, or lack a noun."""
    keys = seeker.finder.words(found.unit).keys
    around = {key for k, key in enumerate(keys) if not found.first <= k < found.last and len(key) > 3}
    fresh = {word.key for word in words_of(one.new)} - {word.key for word in words_of(one.old)}
    before = keys[found.first - 1] if found.first else ""
    return bool(around & fresh) or (not one.new and is_small(before))


def _touched(seeker: Seeker, aim: Aim) -> Iterator[str]:
    units = {c.unit for c in aim.changes if not isinstance(c, (Added, MovedUnits))}
    yield from (seeker.guide.where[u] for u in sorted(units))


def _aim(seeker: Seeker, one: Instruction) -> Aim | Problem:
    try:
        seeker.check_whole_units(one)
        aim = _ACTS[one.act](seeker, one)
    except Unclear as unclear:
        return Problem(one.words, unclear.why, unclear.candidates)
    if all(_stands_already(seeker, change) for change in aim.changes):
        return Problem(one.words, "it changes nothing: the new words are already there", tuple(_touched(seeker, aim)))
    return seeker.footnotes.with_notes(aim)


def _stands_already(seeker: Seeker, change: Change) -> bool:
    """Whether words are replaced by the very same words."""
    if not isinstance(change, Worded):
        return False
    words = seeker.finder.words(change.unit)
    if change.first == change.last:
        return not change.new.strip()
    there = seeker.base.source[words.starts[change.first] : words.ends[change.last - 1]]
    return " ".join(there.split()) == " ".join(change.new.split())


def _retain(seeker: Seeker, one: Instruction) -> Aim:
    if one.old:
        return Aim(one, (Retained(seeker.place_of(one.old, one).unit),))
    return Aim(one, tuple(Retained(unit) for unit in seeker.targets(one)))


_ACTS: Mapping[Action, Callable[[Seeker, Instruction], Aim]] = {
    Action.REPLACE: replace_words,
    Action.DELETE: replace_words,
    Action.DELETE_WITH_COMMA_BEFORE: delete_with_comma,
    Action.DELETE_WITH_COMMA_AFTER: delete_with_comma,
    Action.CAPITALISE: recase,
    Action.LOWER_CASE: recase,
    Action.REPLACE_FROM: replace_from,
    Action.REPLACE_AFTER: replace_after,
    Action.DELETE_TO: delete_to,
    Action.INSERT_BETWEEN: insert_between,
    Action.INSERT_AFTER: insert,
    Action.PLACE_AFTER: place_words,
    Action.PLACE_BEFORE: place_words,
    Action.INSERT_BEFORE: insert,
    Action.ADD_AT_END: add_words,
    Action.ADD_AT_START: add_words,
    Action.REPLACE_SENTENCE: change_sentence,
    Action.DELETE_SENTENCE: change_sentence,
    Action.NEW_UNIT: new_unit,
    Action.NEW_AT_END: new_at_end,
    Action.APPEND: append,
    Action.APPEND_LABELLED: append_labelled,
    Action.APPEND_AT_END: append_at_end,
    Action.DELETE_UNIT: delete_units,
    Action.DELETE_NOTE: delete_note,
    Action.REWRITE_UNIT: rewrite,
    Action.RESTATE_UNIT: restate,
    Action.RETITLE: retitle,
    Action.RENEW_UNIT: renew,
    Action.MOVE: move,
    Action.MOVE_TO_END: move_to_end,
    Action.MOVE_INTO: move_into,
    Action.BRACKET_UNIT: bracket_unit,
    Action.SWAP: swap_units,
    Action.SWAP_WORDS: swap_words,
    Action.MERGE: merge,
    Action.SPLIT: split,
    Action.LIFT_BRACKETS: lift_brackets,
    Action.PUT_BRACKETS: put_brackets,
    Action.RETAIN: _retain,
}
