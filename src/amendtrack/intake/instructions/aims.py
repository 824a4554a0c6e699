"""One instruction applied to a draft: the changes it makes, or the problem that prevents it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from amendtrack.intake.instructions.changes import Added, Change, Dropped, MovedUnits, Retained, Worded
from amendtrack.intake.instructions.finding import Found, Unclear
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.unitaims import UnitAims
from amendtrack.intake.instructions.unquoted import is_small
from amendtrack.intake.instructions.wordaims import Aim
from amendtrack.record.remarks import Problem
from amendtrack.redline.phrase import words_of


class Aimer(UnitAims):
    """Applies the instructions of one message to one draft."""

    def aim(self, instruction: Instruction) -> Aim | Problem:
        """What the instruction does here; a number before the line is a place if nothing else makes sense."""
        if instruction.ways:
            return self._unquoted(instruction)
        readings = [instruction]
        if instruction.numbered is not None and instruction.scope is None:
            readings.append(replace(instruction, scope=instruction.numbered))
        elif instruction.numbered is not None and instruction.scope is not None:
            readings.append(replace(instruction, scope=instruction.numbered.within(instruction.scope)))
        made = [self._aim(reading) for reading in readings]
        aims = [m for m in made if isinstance(m, Aim)]
        if len({a.changes for a in aims}) > 1:
            where = list(dict.fromkeys(c for a in aims for c in self._touched(a)))
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

    def _unquoted(self, instruction: Instruction) -> Aim | Problem:
        """What a clause without quotation marks means: its first way to be read that says just what is there."""
        for way in instruction.ways:
            one = replace(way, scope=instruction.scope, ways=())
            try:
                found = self._place_of(one.old, one)
            except Unclear:
                continue
            if " ".join(self._printed(found).split()) != one.old or self._is_torn(found, one):
                continue
            aim = self._aim(one)
            if isinstance(aim, Aim):
                return replace(aim, instruction=instruction)
        why = "not understood as an instruction; put the words concerned in quotation marks"
        return Problem(
            instruction.words, why, tuple(self.guide.where[u] for u in self._within_or_all(instruction) or ())
        )

    def _is_torn(self, found: Found, one: Instruction) -> bool:
        """Whether words next to the old ones may be meant too: they are repeated in the new ones, or lack a noun."""
        keys = self.finder.words(found.unit).keys
        around = {key for k, key in enumerate(keys) if not found.first <= k < found.last and len(key) > 3}
        fresh = {word.key for word in words_of(one.new)} - {word.key for word in words_of(one.old)}
        before = keys[found.first - 1] if found.first else ""
        return bool(around & fresh) or (not one.new and is_small(before))

    def _touched(self, aim: Aim) -> Iterator[str]:
        units = {c.unit for c in aim.changes if not isinstance(c, (Added, MovedUnits))}
        yield from (self.guide.where[u] for u in sorted(units))

    def _aim(self, one: Instruction) -> Aim | Problem:
        try:
            aim = _ACTS[one.act](self, one)
        except Unclear as unclear:
            return Problem(one.words, unclear.why, unclear.candidates)
        if all(self._stands_already(change) for change in aim.changes):
            return Problem(one.words, "it changes nothing: the new words are already there", tuple(self._touched(aim)))
        return self._with_notes(aim)

    def _stands_already(self, change: Change) -> bool:
        """Whether words are replaced by the very same words."""
        if not isinstance(change, Worded):
            return False
        words = self.finder.words(change.unit)
        if change.first == change.last:
            return not change.new.strip()
        there = self.base.source[words.starts[change.first] : words.ends[change.last - 1]]
        return " ".join(there.split()) == " ".join(change.new.split())

    def _with_notes(self, aim: Aim) -> Aim:
        """Delete each footnote whose last marker is deleted: the two belong together."""
        gone = {c.unit for c in aim.changes if isinstance(c, Dropped)}
        taken: dict[str, int] = {}
        for change in aim.changes:
            match change:
                case Dropped(unit):
                    keys: Sequence[str] = self.finder.words(unit).keys
                case Worded(unit, first, last, new) if unit not in gone:
                    fresh = [w.key for w in words_of(new)]
                    keys = [key for key in self.finder.words(unit).keys[first:last] if key not in fresh]
                case _:
                    continue
            for key in keys:
                taken[key] = taken.get(key, 0) + 1
        notes = [
            n for n, marker in self.markers.items() if n not in gone and 0 < taken.get(marker, 0) == self.marked[marker]
        ]
        if not notes:
            return aim
        also = f"with {' and '.join(self.markers[n] for n in notes)}, whose only marker is deleted"
        return replace(
            aim, changes=(*aim.changes, *map(Dropped, notes)), note="; ".join(filter(None, (aim.note, also)))
        )

    @cached_property
    def marked(self) -> Counter[str]:
        """How many times each marker stands in the text."""
        return Counter(key for n in range(len(self.base.units)) for key in self.finder.words(n).keys)

    def _retain(self, one: Instruction) -> Aim:
        if one.old:
            return Aim(one, (Retained(self._place_of(one.old, one).unit),))
        return Aim(one, tuple(Retained(unit) for unit in self._targets(one)))


_ACTS = {
    Action.REPLACE: Aimer._replace,
    Action.DELETE: Aimer._replace,
    Action.DELETE_WITH_COMMA_BEFORE: Aimer._delete_with_comma,
    Action.DELETE_WITH_COMMA_AFTER: Aimer._delete_with_comma,
    Action.CAPITALISE: Aimer._recase,
    Action.LOWER_CASE: Aimer._recase,
    Action.REPLACE_FROM: Aimer._replace_from,
    Action.REPLACE_AFTER: Aimer._replace_after,
    Action.DELETE_TO: Aimer._delete_to,
    Action.INSERT_BETWEEN: Aimer._insert_between,
    Action.INSERT_AFTER: Aimer._insert,
    Action.PLACE_AFTER: Aimer._place_words,
    Action.PLACE_BEFORE: Aimer._place_words,
    Action.INSERT_BEFORE: Aimer._insert,
    Action.ADD_AT_END: Aimer._add,
    Action.ADD_AT_START: Aimer._add,
    Action.REPLACE_SENTENCE: Aimer._sentenced,
    Action.DELETE_SENTENCE: Aimer._sentenced,
    Action.NEW_UNIT: Aimer._new,
    Action.NEW_AT_END: Aimer._new_at_end,
    Action.APPEND: Aimer._append,
    Action.APPEND_LABELLED: Aimer._append_labelled,
    Action.APPEND_AT_END: Aimer._append_at_end,
    Action.DELETE_UNIT: Aimer._delete_units,
    Action.DELETE_NOTE: Aimer._delete_note,
    Action.REWRITE_UNIT: Aimer._rewrite,
    Action.RESTATE_UNIT: Aimer._restate,
    Action.RETITLE: Aimer._retitle,
    Action.RENEW_UNIT: Aimer._renew,
    Action.MOVE: Aimer._move,
    Action.MOVE_TO_END: Aimer._move_to_end,
    Action.MOVE_INTO: Aimer._move_into,
    Action.BRACKET_UNIT: Aimer._bracket_unit,
    Action.SWAP: Aimer._swap_units,
    Action.SWAP_WORDS: Aimer._swap_words,
    Action.MERGE: Aimer._merge,
    Action.SPLIT: Aimer._split,
    Action.LIFT_BRACKETS: Aimer._lift,
    Action.PUT_BRACKETS: Aimer._put_brackets,
    Action.RETAIN: Aimer._retain,
}
