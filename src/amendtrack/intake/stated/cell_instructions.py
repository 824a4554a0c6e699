"""Instructions in words in a cell of a table of amendments, each about the place of its row."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.cell_wording import SIGNS, keys_of
from amendtrack.intake.stated.columns import Parties
from amendtrack.intake.stated.locating import Where
from amendtrack.intake.stated.row_outcome import Left
from amendtrack.intake.stated.stating import Stated


class CellInstructions:
    """Reads the instructions in the cells of one message."""

    def __init__(self, guide: Guide, parties: Parties) -> None:
        self.guide, self.parties = guide, parties

    def read(self, row: Stated, where: Where, said: str) -> tuple[Instruction, ...]:
        """The instructions that a cell gives in words, each about the place of the row; empty if it gives none.

        Words that look like an instruction but are not understood are left.
        """
        found: list[Instruction] = []
        lines = said.split("\n")
        for line in lines:
            words = re.sub(r"^(?:[-*•–—·]|\(?\d{1,2}[.)])\s+", "", line.strip())
            prefixes = (f"{where.words}: ", "") if where.place else ("",)
            readings = [read_message(prefix + words) for prefix in prefixes]
            understood = [one for one in readings if one.instructions and not one.unread and not one.comments]
            clear = next((one for one in understood if self._stand(one.instructions)), (*understood, None)[0])
            if clear and any(
                one.act is Action.RESTATE_UNIT or keys_of(one.new) == keys_of(words) for one in clear.instructions
            ):
                return ()  # the whole cell is the new wording, whatever comes before it
            if clear is None:
                if found or any(one.instructions for one in readings) or begins_to_ask(words):
                    raise Left("not understood as an instruction")
                return ()
            if clear.speakers and not all(map(self.parties.is_own, clear.speakers)):
                raise Left(f"it speaks for {', '.join(clear.speakers)}")
            found += (self._kept_within(one, where) for one in clear.instructions)
        several = len(found) > 1
        return tuple(replace(one, words=f"{row.number}: {one.words}" if several else row.name) for one in found)

    def read_where_wording_is_expected(
        self, row: Stated, where: Where, current: str, proposed: str
    ) -> tuple[Instruction, ...]:
        """The instructions in a cell where wording is expected; empty if it is plainly wording."""
        is_wording = self._resembles(current, proposed)
        if is_wording and not read_quotes(proposed).found:
            return ()
        try:
            return self.read(row, where, proposed)
        except Left:
            if is_wording:
                return ()
            raise

    def _stand(self, instructions: tuple[Instruction, ...]) -> bool:
        """Whether all the places that the instructions name are in the draft."""
        named = [place for one in instructions for place in (one.scope, one.to) if place]
        return all(self.guide.units_of(place) for place in named)

    def _kept_within(self, one: Instruction, where: Where) -> Instruction:
        """The instruction with the row's place as its scope; one about another place is left."""
        if where.place is None:
            return one
        named = one.scope or (one.places[0] if one.places else one.to)
        if named is None:
            return replace(one, scope=where.place)
        mine, theirs = self.guide.units_of(where.place), self.guide.units_of(named)
        if len(mine) == 1 and len(theirs) == 1 and theirs[0] not in range(*self.guide.outline.extent(mine[0])):
            raise Left("it names a different place from its row")
        if one.scope and _same_words(one.scope, where):
            return replace(one, scope=where.place)
        return one

    def _resembles(self, current: str, proposed: str) -> bool:
        """Whether the proposed wording is plainly a rewording of the current one, and not an instruction."""
        olds, news = set(keys_of(current)), set(keys_of(proposed))
        return bool(olds) and len(olds & news) * 2 >= min(len(olds), len(news))


def begins_to_ask(words: str) -> bool:
    """Whether the first word is one that opens instructions."""
    first = words.split(maxsplit=1)[0].strip(SIGNS) if words.split() else ""
    return bool(first) and _is_order(plain(first))


_ORDERS = ('{} "a"', '{} "a" by "b"', '{} "a" after "b"')


@lru_cache(maxsize=1024)
def _is_order(word: str) -> bool:
    made = (one for clause in _ORDERS for one in read_message(clause.format(word)).instructions)
    return any(one.act is not Action.RESTATE_UNIT for one in made)


def _same_words(place: Place, where: Where) -> bool:
    return plain(place.words) == plain(where.words)
