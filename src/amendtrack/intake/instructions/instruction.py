"""What an instruction asks for, as a value: its act, the words it quotes and the places it names.

It knows nothing of any draft. How instructions are written in each language is in ``forms``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.intake.instructions.cited_place import Place


class Action(Enum):
    """What an instruction asks for; the value is the name of the act in the files of forms."""

    REPLACE = "replace"
    DELETE = "delete"
    DELETE_WITH_COMMA_BEFORE = "delete with comma before"
    DELETE_WITH_COMMA_AFTER = "delete with comma after"
    CAPITALISE = "capitalise"
    LOWER_CASE = "lower case"
    REPLACE_FROM = "replace from"
    REPLACE_AFTER = "replace after"
    DELETE_TO = "delete to"
    INSERT_AFTER = "insert after"
    INSERT_BEFORE = "insert before"
    INSERT_BETWEEN = "insert between"
    PLACE_AFTER = "place after"
    PLACE_BEFORE = "place before"
    ADD_AT_END = "add at end"
    ADD_AT_START = "add at start"
    REPLACE_SENTENCE = "replace sentence"
    DELETE_SENTENCE = "delete sentence"
    NEW_UNIT = "new"
    NEW_AT_START = "new at start"
    NEW_AT_END = "new at end"
    APPEND = "append"
    APPEND_LABELLED = "append labelled"
    APPEND_AT_END = "append at end"
    DELETE_UNIT = "delete unit"
    DELETE_NOTE = "delete note"
    REWRITE_UNIT = "rewrite"
    RESTATE_UNIT = "restate"
    RETITLE = "retitle"
    RENEW_UNIT = "renew"
    MOVE = "move"
    MOVE_TO_END = "move to end"
    MOVE_INTO = "move into"
    SWAP = "swap"
    SWAP_WORDS = "swap words"
    MERGE = "merge"
    SPLIT = "split"
    LIFT_BRACKETS = "lift"
    PUT_BRACKETS = "put brackets"
    BRACKET_UNIT = "bracket unit"
    RETAIN = "retain"


OF_WORDS = (Action.REPLACE, Action.DELETE)
"""The acts that change quoted words where they stand."""


class Reach(Enum):
    """Whether quoted words are changed at one place or everywhere."""

    ONE = "one"
    EVERY = "every"


class Side(Enum):
    """On which side of a place something is to go."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """What one clause asks for, as written in the message.

    ``scope`` is the unit (or part of the text) concerned, ``sentence`` which of its sentences (-1 the last),
    ``places`` what is deleted, moved or merged, ``to`` and ``side`` where it goes. ``old`` is searched for
    and replaced by ``new``; ``anchor`` and ``until`` are searched for and stay. ``beside`` is the other of two places
    between which something goes. ``times`` is how often the words occur, ``occurrence`` which of several
    occurrences is meant (-1 the last, 0 if the clause does not say). ``numbered`` is a number before
    the line that may be a place, ``speaker`` a delegation that the clause names, ``start`` and ``end`` where the
    clause is in the message, ``chain`` where the sentence begins that joins it with others (-1 if none does).
    ``ways`` are other ways to read a clause without quotation marks, of which it is the first.
    """

    words: str
    act: Action
    scope: Place | None = None
    sentence: int = 0
    old: str = ""
    new: str = ""
    anchor: str = ""
    until: str = ""
    places: tuple[Place, ...] = ()
    to: Place | None = None
    side: Side = Side.AFTER
    beside: Place | None = None
    reach: Reach = Reach.ONE
    times: int = 0
    occurrence: int = 0
    numbered: Place | None = None
    speaker: str = ""
    start: int = 0
    end: int = 0
    chain: int = -1
    ways: tuple[Instruction, ...] = ()

    @property
    def named(self) -> tuple[Place, ...]:
        """The places that it names, except ``beside``."""
        return tuple(place for place in (self.scope, self.to, *self.places) if place)

    @property
    def needs_scope(self) -> bool:
        """Whether it does not say where it is to be carried out."""
        moves = self.act in (Action.MOVE, Action.MOVE_TO_END, Action.MOVE_INTO)
        return self.scope is None and not self.places and (self.to is None or moves)

    def within(self, outer: Place | None) -> Instruction:
        """The instruction with its places put inside another: ``paragraph 3`` under ``Article 4``."""
        return replace(
            self,
            scope=self.scope.within(outer) if self.scope else None,
            places=tuple(place.within(outer) for place in self.places),
            to=self.to.within(outer) if self.to else None,
            beside=self.beside.within(outer) if self.beside else None,
        )
