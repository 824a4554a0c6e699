"""One instruction put to a draft: the changes it means, or the problem that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amendtrack.instructions.changes import Added, Moved, Retained
from amendtrack.instructions.clauses import Act, Instruction
from amendtrack.instructions.seeking import Unclear
from amendtrack.instructions.unitaims import UnitAims
from amendtrack.instructions.wordaims import Aim
from amendtrack.remarks import Problem


class Aimer(UnitAims):
    """Puts the instructions of one message to one draft."""

    def aim(self, instruction: Instruction) -> Aim | Problem:
        """What the instruction means here; a number before the line counts as a place if only that makes sense."""
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
                instruction.words, "the number before it may be a place, or only count the lines", tuple(where)
            )
        return aims[0] if aims else made[-1] if len(made) > 1 and not instruction.scope else made[0]

    def _touched(self, aim: Aim) -> Iterator[str]:
        units = {c.unit for c in aim.changes if not isinstance(c, (Added, Moved))}
        yield from (self.guide.where[u] for u in sorted(units))

    def _aim(self, one: Instruction) -> Aim | Problem:
        try:
            return _ACTS[one.act](self, one)
        except Unclear as unclear:
            return Problem(one.words, unclear.why, unclear.candidates)

    def _retain(self, one: Instruction) -> Aim:
        if one.old:
            return Aim(one, (Retained(self._place_of(one.old, one).unit),))
        return Aim(one, tuple(Retained(unit) for unit in self._targets(one)))


_ACTS = {
    Act.REPLACE: Aimer._replace,
    Act.DELETE: Aimer._replace,
    Act.INSERT_AFTER: Aimer._insert,
    Act.INSERT_BEFORE: Aimer._insert,
    Act.ADD_AT_END: Aimer._add,
    Act.ADD_AT_START: Aimer._add,
    Act.REPLACE_SENTENCE: Aimer._sentenced,
    Act.DELETE_SENTENCE: Aimer._sentenced,
    Act.NEW_UNIT: Aimer._new,
    Act.DELETE_UNIT: Aimer._delete_units,
    Act.REWRITE_UNIT: Aimer._rewrite,
    Act.MOVE: Aimer._move,
    Act.MERGE: Aimer._merge,
    Act.SPLIT: Aimer._split,
    Act.LIFT_BRACKETS: Aimer._lift,
    Act.PUT_BRACKETS: Aimer._put_brackets,
    Act.RETAIN: Aimer._retain,
}
