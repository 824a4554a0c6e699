"""A row of a table of amendments as instructions, as a comment, or left with the reason.

Knows what the filled cells of a row ask for together, and checks something a quotation alone does not show: whether the
proposed wording is for the whole paragraph or a part of it. Whether quoted words occur at their place, and only once,
is checked when the instruction is carried out. Nothing is guessed: an ambiguous row is left.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from amendtrack.intake.commenting import is_position
from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.conditions import is_alternative, is_condition
from amendtrack.intake.instructions.finding import Finder
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.cards import UNCLEAR_END
from amendtrack.intake.stated.cell_instructions import CellInstructions, begins_to_ask
from amendtrack.intake.stated.cell_wording import (
    SIGNS,
    begins_alike,
    inner,
    keys_of,
    label_of,
    quoted,
    unmarked,
    without_label,
    wording_of,
)
from amendtrack.intake.stated.columns import Odd, Parties, any_of, asked_in, words_in
from amendtrack.intake.stated.heads import SPEAKING, WHOLE, Asked, Column
from amendtrack.intake.stated.locating import Where, where_in
from amendtrack.intake.stated.marked import before_and_after, has_emphasis, without_emphasis
from amendtrack.intake.stated.row_outcome import Left, RowOutcome
from amendtrack.intake.stated.standing_text import StandingText
from amendtrack.intake.stated.stating import Stated
from amendtrack.text.units import Text

_REFERS = re.compile(r"[(\[](?:see|cf|voir|vease|ver|note|comment|rationale|reason|new|nb|n\.b)\b")
_ACTIONS = {"add": Asked.ADD, "mod": Asked.AMEND, "sup": Asked.STRIKE, "noc": Asked.RETAIN}
_FEW = 5  # words; with at least this many, it is significant that none is left in the proposed wording


class RowReader:
    """Reads the rows of one message in order; a row without a place may continue the place above it."""

    def __init__(self, base: Text, parties: Parties, heading: Place | None = None) -> None:
        self.base, self.parties = base, parties
        self.guide, self.finder = Guide(base), Finder(base)
        self.standing = StandingText(base, self.guide)
        self.in_words = CellInstructions(self.guide, parties)
        self.heading = heading
        self.above: Where | None = None

    def read(self, row: Stated) -> RowOutcome:
        """What the row asks for; unclear parts are among the unread."""
        unread = [Unread(f"{row.number}, {head.words}: {words}", _WHY_ODD[head.column], None) for head, words in row.odd
                  if isinstance(head.column, Odd)]  # fmt: skip
        if row.odd and not row.filled - {Column.PLACE, Column.LINE, Column.ASIDE, Column.CURRENT}:
            return RowOutcome(unread=tuple(unread))
        try:
            if unknown := next((head.words for head, _ in row.odd if head.column is Odd.UNKNOWN), ""):
                raise Left(f"it has an entry under an unknown heading ({unknown})")
            found = self._read(row)
        except Left as left:
            place = self.above.place if self.above and row[Column.PLACE] else None
            return RowOutcome(unread=(Unread(row.name, str(left), place),))
        return replace(found, unread=(*found.unread, *unread))

    def _read(self, row: Stated) -> RowOutcome:
        where = self._where(row)
        for column in (Column.COMMENT, Column.ASIDE, Column.LINE, Column.ACTION, Column.PLACE):
            if is_condition(row[column]):
                raise Left(f"it is conditional: {' '.join(row[column].split())}")
        if any(UNCLEAR_END in words for words in row.cells.values()):
            raise Left("it is not clear where the wording ends; put it in quotation marks")
        if row[Column.OBSERVATION]:
            raise Left("it contains an observation of the secretariat")
        if (name := row[Column.SPEAKER]) and not self.parties.may_be_own(name):
            raise Left(f"it is from {' '.join(name.split())}, who did not send the table")
        if row.filled <= {Column.PLACE, Column.LINE, Column.ASIDE, Column.SPEAKER}:
            return self._heading(row, where)
        asked = self._asked(row)
        if asked is None and not row.filled & {Column.PROPOSED, Column.CHANGE, Column.CURRENT}:
            return RowOutcome(comments=self._comments(row, where))
        made = self._edits(row, where, asked)
        said = row[Column.COMMENT]
        about = where.place or self.standing.whole_unit(row[Column.CURRENT])
        comments = (Comment(said, about),) if said and asked_in(said) is not Asked.NOTHING else ()
        return RowOutcome(made, comments)

    # -- places -----------------------------------------------------------------------------------

    def _where(self, row: Stated) -> Where:
        if not row.places:
            if Column.PLACE not in row and self.heading and len(self.guide.units_of(self.heading)) == 1:
                return Where(self.heading.words, self.heading)
            goes_on = Column.PLACE in row and self.above is not None
            return self.above if goes_on and self.above else Where()
        where = where_in(row.places)
        if where is None:
            self.above = None
            raise Left(f"“{' '.join(row[Column.PLACE].split())}” is not understood as a place")
        if where.place:
            where = replace(where, place=where.place.within(self.heading))
        if not self.guide.units_of(where.place) if where.place else False:
            where = self._beneath(where)
        self.above = where
        return where

    def _beneath(self, where: Where) -> Where:
        """A place that exists only under the heading above it: ``Para 4`` below ``Article 5``."""
        if self.heading is None or where.place is None:
            return where
        inner = where.place.inside(self.heading)
        return replace(where, place=inner) if self.guide.units_of(inner) else where

    def _heading(self, row: Stated, where: Where) -> RowOutcome:
        """A row with only a place, which applies to the rows below it."""
        if where.place is None or where.is_new:
            raise Left("it requests nothing")
        self.heading, self.above = where.place, None
        return RowOutcome()

    # -- what is asked ----------------------------------------------------------------------------

    def _asked(self, row: Stated) -> Asked | None:
        """What the row asks for in a single word; a word that the rest of the row contradicts is left."""
        said = [self._action(row[Column.ACTION])] if row[Column.ACTION] else []
        for column in (Column.CHANGE, Column.PROPOSED, Column.CURRENT):
            found = asked_in(row[column]) if row[column] else None
            if found and (column is not Column.CURRENT or found is Asked.ADD):
                said.append(found)
        plainly = {asked for asked in said if asked is not Asked.NOTHING}
        if Asked.ELSEWHERE in plainly:
            raise Left("it gives no wording of its own")
        if len(plainly) > 1:
            raise Left("its cells request different things")
        return plainly.pop() if plainly else Asked.NOTHING if said else None

    def _action(self, words: str) -> Asked:
        folded = plain(words).strip(" ().*")
        found = _ACTIONS.get(folded.split()[0]) if folded else None
        found = found or asked_in(words)
        if found is None:
            raise Left(f"“{' '.join(words.split())}” is not understood as a kind of change")
        return found

    def _edits(self, row: Stated, where: Where, asked: Asked | None) -> tuple[Instruction, ...]:
        current, proposed = quoted(row[Column.CURRENT]), wording_of(row[Column.PROPOSED])
        self._check_wording(row)
        if current and (found := before_and_after(current)):
            current = found[0]
            if not current:
                raise Left("all of its current text is marked as inserted")
        if marked := before_and_after(row[Column.PROPOSED] or row[Column.CHANGE]):
            return self._marked(row, where, current, marked)
        proposed = self._plain(current, proposed)
        if row[Column.CHANGE] and not asked_in(row[Column.CHANGE]):
            if proposed:
                raise Left("it has both a proposed text and a proposed change")
            made = self.in_words.read(row, where, row[Column.CHANGE])
            if made:
                return self._beside(row, where, current, made)
            proposed = self._plain(current, wording_of(row[Column.CHANGE]))
        elif proposed and (made := self.in_words.read_where_wording_is_expected(row, where, current, proposed)):
            return self._beside(row, where, current, made)
        match asked:
            case Asked.RETAIN:
                return self._retained(row, where, current, proposed)
            case Asked.STRIKE:
                return self._struck(row, where, current, proposed)
            case Asked.ADD if current:
                raise Left("it adds something, and quotes a current text")
            case Asked.NOTHING if not (proposed and (where.is_new or not self.standing.stands(where))):
                raise Left("it gives no new wording, and does not say that the text is struck")
        if not proposed:
            raise Left("it gives no new wording, and does not say that the text is struck")
        if beside := self._speaks(current, proposed):
            raise Left(f"“{beside}” may not be part of the new wording; put the wording in quotation marks")
        if current:
            return self._replaced(row, where, current, proposed)
        if asked is Asked.ADD or where.is_new or not self.standing.stands(where):
            return self._added(row, where, proposed)
        return self._rewritten(row, where, proposed)

    def _speaks(self, current: str, proposed: str) -> str:
        """Words in new wording that are about it, if neither the current text nor the draft contains them."""
        if unmarked(proposed) != proposed.strip():
            return ""
        known = plain(f"{current}\n{self.base.source}")
        found = (each[0] for each in _speaking().finditer(plain(proposed)))
        asks = "?" if proposed.rstrip()[-1:] in "?？؟" and current.rstrip()[-1:] not in "?？؟" else ""
        return asks or next((each for each in found if not re.search(rf"\b{re.escape(each)}", known)), "")

    def _beside(
        self, row: Stated, where: Where, current: str, made: tuple[Instruction, ...]
    ) -> tuple[Instruction, ...]:
        """Instructions in words as the row means them: about the current text it quotes, if any."""
        if not current:
            for one in made:
                if one.act is Action.REWRITE_UNIT and not self.standing.is_all_of_it(where, one.new):
                    raise Left("it may be new wording for all of it, or for a part; say which words it replaces")
            return made
        (one, *more) = made
        if not more and one.act in (Action.REWRITE_UNIT, Action.REPLACE_SENTENCE):
            return self._replaced(row, where, current, one.new)
        if not more and one.act in (Action.DELETE_UNIT, Action.DELETE_SENTENCE):
            return self._struck(row, where, current, "")
        inside = f" {' '.join(keys_of(current))} "
        for one in made:
            about = one.old or one.anchor
            if not about or f" {' '.join(keys_of(about))} " not in inside:
                raise Left("its instruction is not about words of its current text")
        return made

    def _check_wording(self, row: Stated) -> None:
        """Leave cells that offer a choice, refer to another cell, or mention words without quoting them."""
        for words in (row[Column.PROPOSED], row[Column.CHANGE]):
            opens = any(is_alternative(line) or is_condition(line) for line in words.split("\n"))
            if opens and not begins_alike(row[Column.CURRENT], words):
                raise Left("it offers a choice, or is conditional")
            if _REFERS.search(plain(words)):
                raise Left("its wording refers to something else")
            if " / " in words and " / " not in row[Column.CURRENT]:
                raise Left("it offers a choice, or is conditional")
        if plain(row[Column.CURRENT]).strip(" .*()[]") in words_in(WHOLE):
            raise Left("it does not quote the current text")

    def _marked(self, row: Stated, where: Where, current: str, marked: tuple[str, str]) -> tuple[Instruction, ...]:
        """Wording with deleted and inserted words: without the insertions it must equal the existing text."""
        old, new = marked
        if row[Column.PROPOSED] and row[Column.CHANGE]:
            raise Left("it has both a proposed text and a proposed change")
        if current and keys_of(self.standing.without_label(where, current, old)) != keys_of(
            self.standing.without_label(where, old, old)
        ):
            raise Left("its proposed text without the inserted words is not its current text")
        if not old:
            raise Left("all of its proposed text is marked as inserted; say where it goes")
        if not new:
            return self._struck(row, where, old, "")
        return self._replaced(row, where, old, new)

    def _plain(self, current: str, proposed: str) -> str:
        """The proposed text without bold and italic, if neither the current text nor the draft has any."""
        if has_emphasis(current) or (not current and has_emphasis(self.base.source)):
            return proposed
        return without_emphasis(proposed)

    # -- instructions in words --------------------------------------------------------------------

    # -- edits stated as two wordings -------------------------------------------------------------

    def _replaced(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if where.is_new:
            raise Left("it is new, and quotes a current text")
        olds, news = current.split("\n"), proposed.split("\n")
        if len(olds) == len(news) == 1 and label_of(current) == label_of(proposed) in self.standing.labels_inside(
            where
        ):
            return self._line_by_line(row, where, olds, news)
        if len(olds) > 1:
            return self._line_by_line(row, where, olds, news)
        old = self.standing.without_label(where, current, proposed)
        new = self.standing.without_label(where, proposed, proposed)
        old, new = self._fitted(where, inner(old), inner(new))
        if keys_of(old) == keys_of(new):
            raise Left("the proposed text is the current text")
        self._check_part(where, old, new)
        if len(news) > 1:
            raise Left("the proposed text has several paragraphs but the current text one; give each its own row")
        return (self._instruction(row, Action.REPLACE, where, old=old, new=new),)

    def _line_by_line(self, row: Stated, where: Where, olds: list[str], news: list[str]) -> tuple[Instruction, ...]:
        """Several paragraphs in one cell, each compared with its counterpart in the other cell."""
        if len(olds) != len(news) or [label_of(o) for o in olds] != [label_of(n) for n in news]:
            raise Left("its cells contain several paragraphs that do not correspond; give each its own row")
        found = []
        for old, new in zip(olds, news):
            old, new = self.standing.without_label(where, old, new), self.standing.without_label(where, new, new)
            if keys_of(old) == keys_of(new):
                continue
            old, new = self._fitted(where, without_label(old), without_label(new))
            self._check_part(where, old, new)
            found.append(self._instruction(row, Action.REPLACE, where, old=old, new=new))
        if not found:
            raise Left("the proposed text is the current text")
        if len(found) > 1:
            found = [replace(one, words=f"{row.number}: {one.old} | {one.new}") for one in found]
        return tuple(found)

    def _fitted(self, where: Where, old: str, new: str) -> tuple[str, str]:
        """Both wordings with the draft's closing punctuation: a full stop that one of them omitted is kept."""
        if old[-1:] in SIGNS and new and new[-1] not in SIGNS + "\"'”’)]»":
            return old, new + old[-1]
        if new[-1:] in SIGNS and old[-1:] not in SIGNS:
            places = self.finder.find(old, self.standing.units(where))
            if len(places) == 1:
                after = self.finder.words(places[0].unit).keys[places[0].last : places[0].last + 1]
                if tuple(after) == (new[-1],):
                    return old, new[:-1].rstrip()
        return old, new

    def _check_part(self, where: Where, old: str, new: str) -> None:
        """Leave pairs of wordings of which one may be the whole paragraph and the other only a part."""
        olds, news = keys_of(old), keys_of(new)
        if not olds or not news:
            raise Left("there are no words in one of its cells")
        shared = {key for key in set(olds) & set(news) if key[0].isalnum()}
        if len(olds) >= _FEW and not shared and len(news) * 2 < len(olds):
            raise Left("the proposed text may be for the whole current text, or for a part of it")
        places = self.finder.find(old, self.standing.units(where))
        if len(places) == 1:
            keys = self.finder.words(places[0].unit).keys
            around = {key for key in (*keys[: places[0].first], *keys[places[0].last :]) if len(key) > 3} - set(olds)
            again = around & set(news)
            if len(again) > 2 and len(again) * 2 >= len(around):
                raise Left("the proposed text repeats words of the paragraph that the current text does not quote")

    def _struck(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if proposed and keys_of(proposed) != keys_of(current) and not self._is_quoted(where, current, proposed):
            raise Left("it deletes the text and gives new wording")
        if where.is_new:
            raise Left("it deletes what is new")
        if not current:
            if where.place is None:
                raise Left("it does not say what is to be deleted")
            if where.sentence:
                return (self._instruction(row, Action.DELETE_SENTENCE, where),)
            return (replace(self._instruction(row, Action.DELETE_UNIT, where), scope=None, places=(where.place,)),)
        unit = where.place if where.place and self.standing.covers(where, current) else None
        if unit := unit or (self.standing.whole_unit(current) if where.place is None else None):
            return (replace(self._instruction(row, Action.DELETE_UNIT, where), scope=None, places=(unit,)),)
        if "\n" in current:
            raise Left("its current text is not the paragraph as it stands")
        old = inner(self.standing.without_label(where, current, current))
        return (self._instruction(row, Action.DELETE, where, old=old),)

    def _is_quoted(self, where: Where, current: str, proposed: str) -> bool:
        """Whether the cell for new wording only quotes the whole place."""
        return bool(asked_in(proposed)) or (not current and self.standing.covers(where, proposed))

    def _retained(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if proposed and keys_of(proposed) != keys_of(current) and not self._is_quoted(where, current, proposed):
            raise Left("it says that nothing changes but gives new wording")
        if where.place is None or where.is_new:
            raise Left("it does not say what is retained")
        if current and not self.standing.covers(where, current):
            return (self._instruction(row, Action.RETAIN, where, old=inner(current)),)
        return (self._instruction(row, Action.RETAIN, where),)

    def _added(self, row: Stated, where: Where, proposed: str) -> tuple[Instruction, ...]:
        new = "\n".join(unmarked(line) for line in proposed.split("\n"))
        if where.to is not None:
            one = self._instruction(row, Action.NEW_UNIT, where, new=new)
            return (replace(one, scope=None, to=where.to, side=where.side),)
        if where.place is None or not where.place.parts:
            raise Left("it does not say where the new text goes")
        if self.standing.stands(where):
            raise Left(f"{where.words} already exists; say where the new text goes")
        one = self._instruction(row, Action.NEW_UNIT, where, new=new)
        return (replace(one, scope=None, places=(where.place,)),)

    def _rewritten(self, row: Stated, where: Where, proposed: str) -> tuple[Instruction, ...]:
        """New wording for a place when nothing says which words it replaces: it must resemble the whole place."""
        units = self.standing.units(where)
        if where.place is None or not units:
            raise Left("it does not say which words the new wording is for")
        first = units[0]
        if where.sentence:
            return (self._instruction(row, Action.REPLACE_SENTENCE, where, new=unmarked(proposed)),)
        new = "\n".join(unmarked(line) for line in proposed.split("\n"))
        if self.standing.covers(where, new):
            raise Left("the proposed text is the current text")
        if not self.standing.is_all_of_it(where, new):
            raise Left("it may be new wording for all of it, or for a part; say which words it replaces")
        ends = self.base.wording(self.base.units[first]).rstrip()[-1:]
        if "\n" not in new and ends in SIGNS and new[-1] not in SIGNS + "\"'”’)]»":
            new += ends
        one = self._instruction(row, Action.REWRITE_UNIT, where, new=new)
        return (replace(one, scope=None, places=(where.place,)),)

    def _instruction(self, row: Stated, act: Action, where: Where, *, old: str = "", new: str = "") -> Instruction:
        return Instruction(words=row.name, act=act, scope=where.place, sentence=where.sentence, old=old, new=new)

    # -- comments ---------------------------------------------------------------------------------

    def _comments(self, row: Stated, where: Where) -> tuple[Comment, ...]:
        said = row[Column.COMMENT]
        if is_position(said):
            raise Left("a position, neither an amendment nor a comment; record it by hand")
        found = read_message(said)
        if found.instructions or (found.unread and begins_to_ask(said)):
            raise Left("a comment that asks for a change; only what is stated as a change is carried out")
        if not row.places and Column.PLACE in row and self.above is not None and self.above.place:
            raise Left("it does not say which place the comment is about")
        if where.place and not self.standing.stands(where):
            raise Left(f"there is no {where.words}")
        return (Comment(said, where.place),)

    # -- the draft --------------------------------------------------------------------------------


_WHY_ODD = {
    Odd.OTHER: "it is in the column of another delegation, which did not send the table",
    Odd.UNKNOWN: "the heading of its column is not known",
}


@lru_cache(maxsize=1)
def _speaking() -> re.Pattern[str]:
    return any_of(words_in(SPEAKING))
