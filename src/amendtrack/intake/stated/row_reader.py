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
from amendtrack.intake.instructions.labelled import first_label
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.cards import UNCLEAR_END
from amendtrack.intake.stated.columns import Odd, Parties, any_of, asked_in, words_in
from amendtrack.intake.stated.heads import SPEAKING, WHOLE, Asked, Column
from amendtrack.intake.stated.locating import Where, where_in
from amendtrack.intake.stated.marked import before_and_after, has_emphasis, without_emphasis
from amendtrack.intake.stated.row_outcome import RowOutcome
from amendtrack.intake.stated.stating import Stated
from amendtrack.redline.phrase import words_of
from amendtrack.text.labels import read_label
from amendtrack.text.units import Text, parse_text
from amendtrack.text.words import is_sentence_end


class Left(Exception):
    """Raised only inside this package: why a row is left for a person."""


_SIGNS = ".,;:!?。；："
_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“”", "‘": "’", "「": "」"}
_REFERS = re.compile(r"[(\[](?:see|cf|voir|vease|ver|note|comment|rationale|reason|new|nb|n\.b)\b")
_ELLIPSIS = re.compile(r"^\W*(?:\.{3}|…)\W*|\W*(?:\.{3}|…)\W*$")
_ACTIONS = {"add": Asked.ADD, "mod": Asked.AMEND, "sup": Asked.STRIKE, "noc": Asked.RETAIN}
_LIKE = 0.6  # share of the words that two wordings of one paragraph have in common
_FULL = 0.75  # a wording with fewer existing words than this may be only a part
_FEW = 5  # words; with at least this many, it is significant that none is left in the proposed wording


class RowReader:
    """Reads the rows of one message in order; a row without a place may continue the place above it."""

    def __init__(self, base: Text, parties: Parties, heading: Place | None = None) -> None:
        self.base, self.parties = base, parties
        self.guide, self.finder = Guide(base), Finder(base)
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
        about = where.place or self._whole_unit(row[Column.CURRENT])
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
        current, proposed = _quoted(row[Column.CURRENT]), _wording(row[Column.PROPOSED])
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
            made = self._in_words(row, where, row[Column.CHANGE])
            if made:
                return self._beside(row, where, current, made)
            proposed = self._plain(current, _wording(row[Column.CHANGE]))
        elif proposed and (made := self._proposed_in_words(row, where, current, proposed)):
            return self._beside(row, where, current, made)
        match asked:
            case Asked.RETAIN:
                return self._retained(row, where, current, proposed)
            case Asked.STRIKE:
                return self._struck(row, where, current, proposed)
            case Asked.ADD if current:
                raise Left("it adds something, and quotes a current text")
            case Asked.NOTHING if not (proposed and (where.is_new or not self._stands(where))):
                raise Left("it gives no new wording, and does not say that the text is struck")
        if not proposed:
            raise Left("it gives no new wording, and does not say that the text is struck")
        if beside := self._speaks(current, proposed):
            raise Left(f"“{beside}” may not be part of the new wording; put the wording in quotation marks")
        if current:
            return self._replaced(row, where, current, proposed)
        if asked is Asked.ADD or where.is_new or not self._stands(where):
            return self._added(row, where, proposed)
        return self._rewritten(row, where, proposed)

    def _speaks(self, current: str, proposed: str) -> str:
        """Words in new wording that are about it, if neither the current text nor the draft contains them."""
        if _unmarked(proposed) != proposed.strip():
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
                if one.act is Action.REWRITE_UNIT and not self._is_all_of_it(where, one.new):
                    raise Left("it may be new wording for all of it, or for a part; say which words it replaces")
            return made
        (one, *more) = made
        if not more and one.act in (Action.REWRITE_UNIT, Action.REPLACE_SENTENCE):
            return self._replaced(row, where, current, one.new)
        if not more and one.act in (Action.DELETE_UNIT, Action.DELETE_SENTENCE):
            return self._struck(row, where, current, "")
        inside = f" {' '.join(_keys(current))} "
        for one in made:
            about = one.old or one.anchor
            if not about or f" {' '.join(_keys(about))} " not in inside:
                raise Left("its instruction is not about words of its current text")
        return made

    def _is_all_of_it(self, where: Where, new: str) -> bool:
        units = self._units(where) or []
        standing = [key for unit in units for key in _keys(self.base.wording(self.base.units[unit]))]
        mine = _keys(new)
        if sum(map(is_sentence_end, mine)) < sum(map(is_sentence_end, standing)):
            return False
        return len(set(standing) & set(mine)) >= _LIKE * len(set(standing)) and len(mine) >= _FULL * len(standing)

    def _check_wording(self, row: Stated) -> None:
        """Leave cells that offer a choice, refer to another cell, or mention words without quoting them."""
        for words in (row[Column.PROPOSED], row[Column.CHANGE]):
            opens = any(is_alternative(line) or is_condition(line) for line in words.split("\n"))
            if opens and not _begins_alike(row[Column.CURRENT], words):
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
        if current and _keys(self._without_label(where, current, old)) != _keys(self._without_label(where, old, old)):
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

    def _in_words(self, row: Stated, where: Where, said: str) -> tuple[Instruction, ...]:
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
                one.act is Action.RESTATE_UNIT or _keys(one.new) == _keys(words) for one in clear.instructions
            ):
                return ()  # the whole cell is the new wording, whatever comes before it
            if clear is None:
                if found or any(one.instructions for one in readings) or _begins_to_ask(words):
                    raise Left("not understood as an instruction")
                return ()
            if clear.speakers and not all(map(self.parties.is_own, clear.speakers)):
                raise Left(f"it speaks for {', '.join(clear.speakers)}")
            found += (self._kept_within(one, where) for one in clear.instructions)
        several = len(found) > 1
        return tuple(replace(one, words=f"{row.number}: {one.words}" if several else row.name) for one in found)

    def _proposed_in_words(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        """The instructions in a cell where wording is expected; empty if it is plainly wording."""
        is_wording = self._resembles(current, proposed)
        if is_wording and not read_quotes(proposed).found:
            return ()
        try:
            return self._in_words(row, where, proposed)
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

    # -- edits stated as two wordings -------------------------------------------------------------

    def _replaced(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if where.is_new:
            raise Left("it is new, and quotes a current text")
        olds, news = current.split("\n"), proposed.split("\n")
        if len(olds) == len(news) == 1 and _label(current) == _label(proposed) in self._items(where):
            return self._line_by_line(row, where, olds, news)
        if len(olds) > 1:
            return self._line_by_line(row, where, olds, news)
        old = self._without_label(where, current, proposed)
        new = self._without_label(where, proposed, proposed)
        old, new = self._fitted(where, _inner(old, new), _inner(new, old))
        if _keys(old) == _keys(new):
            raise Left("the proposed text is the current text")
        self._check_part(where, old, new)
        if len(news) > 1:
            raise Left("the proposed text has several paragraphs but the current text one; give each its own row")
        return (self._instruction(row, Action.REPLACE, where, old=old, new=new),)

    def _line_by_line(self, row: Stated, where: Where, olds: list[str], news: list[str]) -> tuple[Instruction, ...]:
        """Several paragraphs in one cell, each compared with its counterpart in the other cell."""
        if len(olds) != len(news) or [_label(o) for o in olds] != [_label(n) for n in news]:
            raise Left("its cells contain several paragraphs that do not correspond; give each its own row")
        found = []
        for old, new in zip(olds, news):
            old, new = self._without_label(where, old, new), self._without_label(where, new, new)
            if _keys(old) == _keys(new):
                continue
            old, new = self._fitted(where, _bare_label(old), _bare_label(new))
            self._check_part(where, old, new)
            found.append(self._instruction(row, Action.REPLACE, where, old=old, new=new))
        if not found:
            raise Left("the proposed text is the current text")
        if len(found) > 1:
            found = [replace(one, words=f"{row.number}: {one.old} | {one.new}") for one in found]
        return tuple(found)

    def _fitted(self, where: Where, old: str, new: str) -> tuple[str, str]:
        """Both wordings with the draft's closing punctuation: a full stop that one of them omitted is kept."""
        if old[-1:] in _SIGNS and new and new[-1] not in _SIGNS + "\"'”’)]»":
            return old, new + old[-1]
        if new[-1:] in _SIGNS and old[-1:] not in _SIGNS:
            places = self.finder.find(old, self._units(where))
            if len(places) == 1:
                after = self.finder.words(places[0].unit).keys[places[0].last : places[0].last + 1]
                if tuple(after) == (new[-1],):
                    return old, new[:-1].rstrip()
        return old, new

    def _check_part(self, where: Where, old: str, new: str) -> None:
        """Leave pairs of wordings of which one may be the whole paragraph and the other only a part."""
        olds, news = _keys(old), _keys(new)
        if not olds or not news:
            raise Left("there are no words in one of its cells")
        shared = {key for key in set(olds) & set(news) if key[0].isalnum()}
        if len(olds) >= _FEW and not shared and len(news) * 2 < len(olds):
            raise Left("the proposed text may be for the whole current text, or for a part of it")
        places = self.finder.find(old, self._units(where))
        if len(places) == 1:
            keys = self.finder.words(places[0].unit).keys
            around = {key for key in (*keys[: places[0].first], *keys[places[0].last :]) if len(key) > 3} - set(olds)
            again = around & set(news)
            if len(again) > 2 and len(again) * 2 >= len(around):
                raise Left("the proposed text repeats words of the paragraph that the current text does not quote")

    def _struck(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if proposed and _keys(proposed) != _keys(current) and not self._is_quoted(where, current, proposed):
            raise Left("it deletes the text and gives new wording")
        if where.is_new:
            raise Left("it deletes what is new")
        if not current:
            if where.place is None:
                raise Left("it does not say what is to be deleted")
            if where.sentence:
                return (self._instruction(row, Action.DELETE_SENTENCE, where),)
            return (replace(self._instruction(row, Action.DELETE_UNIT, where), scope=None, places=(where.place,)),)
        unit = where.place if where.place and self._covers(where, current) else None
        if unit := unit or (self._whole_unit(current) if where.place is None else None):
            return (replace(self._instruction(row, Action.DELETE_UNIT, where), scope=None, places=(unit,)),)
        if "\n" in current:
            raise Left("its current text is not the paragraph as it stands")
        old = _inner(self._without_label(where, current, current), "")
        return (self._instruction(row, Action.DELETE, where, old=old),)

    def _whole_unit(self, current: str) -> Place | None:
        """The one unit whose wording these words are; None if there is none, or several."""
        keys = _keys(_quoted(current))
        found = [k for k, unit in enumerate(self.base.units) if keys and _keys(self.base.wording(unit)) == keys]
        where = self.guide.where[found[0]] if len(found) == 1 else ""
        return Place(where, address=plain(where)) if where else None

    def _is_quoted(self, where: Where, current: str, proposed: str) -> bool:
        """Whether the cell for new wording only quotes the whole place."""
        return bool(asked_in(proposed)) or (not current and self._covers(where, proposed))

    def _retained(self, row: Stated, where: Where, current: str, proposed: str) -> tuple[Instruction, ...]:
        if proposed and _keys(proposed) != _keys(current) and not self._is_quoted(where, current, proposed):
            raise Left("it says that nothing changes but gives new wording")
        if where.place is None or where.is_new:
            raise Left("it does not say what is retained")
        if current and not self._covers(where, current):
            return (self._instruction(row, Action.RETAIN, where, old=_inner(current, "")),)
        return (self._instruction(row, Action.RETAIN, where),)

    def _added(self, row: Stated, where: Where, proposed: str) -> tuple[Instruction, ...]:
        new = "\n".join(_unmarked(line) for line in proposed.split("\n"))
        if where.to is not None:
            one = self._instruction(row, Action.NEW_UNIT, where, new=new)
            return (replace(one, scope=None, to=where.to, side=where.side),)
        if where.place is None or not where.place.parts:
            raise Left("it does not say where the new text goes")
        if self._stands(where):
            raise Left(f"{where.words} already exists; say where the new text goes")
        one = self._instruction(row, Action.NEW_UNIT, where, new=new)
        return (replace(one, scope=None, places=(where.place,)),)

    def _rewritten(self, row: Stated, where: Where, proposed: str) -> tuple[Instruction, ...]:
        """New wording for a place when nothing says which words it replaces: it must resemble the whole place."""
        units = self._units(where)
        if where.place is None or not units:
            raise Left("it does not say which words the new wording is for")
        first = units[0]
        if where.sentence:
            return (self._instruction(row, Action.REPLACE_SENTENCE, where, new=_unmarked(proposed)),)
        new = "\n".join(_unmarked(line) for line in proposed.split("\n"))
        if self._covers(where, new):
            raise Left("the proposed text is the current text")
        if not self._is_all_of_it(where, new):
            raise Left("it may be new wording for all of it, or for a part; say which words it replaces")
        ends = self.base.wording(self.base.units[first]).rstrip()[-1:]
        if "\n" not in new and ends in _SIGNS and new[-1] not in _SIGNS + "\"'”’)]»":
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
        if found.instructions or (found.unread and _begins_to_ask(said)):
            raise Left("a comment that asks for a change; only what is stated as a change is carried out")
        if not row.places and Column.PLACE in row and self.above is not None and self.above.place:
            raise Left("it does not say which place the comment is about")
        if where.place and not self._stands(where):
            raise Left(f"there is no {where.words}")
        return (Comment(said, where.place),)

    # -- the draft --------------------------------------------------------------------------------

    def _units(self, where: Where) -> list[int] | None:
        """The units of the row's place with their sub-units; None for the whole text."""
        if where.place is None:
            return None
        found = self.guide.units_of(where.place)
        return list(range(*self.guide.outline.extent(found[0]))) if len(found) == 1 else []

    def _items(self, where: Where) -> frozenset[str]:
        """The labels of the units inside the place, without its own label."""
        return frozenset(self.base.units[k].label for k in (self._units(where) or [])[1:]) - {""}

    def _stands(self, where: Where) -> bool:
        return where.place is not None and bool(self.guide.units_of(where.place))

    def _covers(self, where: Where, words: str) -> bool:
        """Whether these words are the whole of the place, with or without its label."""
        units = self._units(where) or []
        printed = [key for unit in units for key in _keys(self.base.printed(self.base.units[unit]))]
        wording = [key for unit in units for key in _keys(self.base.wording(self.base.units[unit]))]
        return bool(units) and _keys(_inner(words, "")) in (printed, wording)

    def _without_label(self, where: Where, words: str, proposed: str) -> str:
        """Wording without the label of its place; a proposal with another label is left."""
        units = self._units(where) or []
        own = read_label(self.base.units[units[0]].label) if units and self.base.units[units[0]].label else None
        label = first_label(words)
        if own is None or label is None:
            return words
        if (label.number.casefold(), label.suffix) != (own.number.casefold(), own.suffix):
            inner = {u.label for u in (self.base.units[k] for k in units[1:])}
            if words is proposed and parse_text(words + "\n").units[0].label not in inner:
                raise Left("the proposed text has another label than its place")
            return words
        return _bare_label(words)

    def _resembles(self, current: str, proposed: str) -> bool:
        """Whether the proposed wording is plainly a rewording of the current one, and not an instruction."""
        olds, news = set(_keys(current)), set(_keys(proposed))
        return bool(olds) and len(olds & news) * 2 >= min(len(olds), len(news))


_WHY_ODD = {
    Odd.OTHER: "it is in the column of another delegation, which did not send the table",
    Odd.UNKNOWN: "the heading of its column is not known",
}


def _begins_to_ask(words: str) -> bool:
    """Whether the first word is one that opens instructions."""
    first = words.split(maxsplit=1)[0].strip(_SIGNS) if words.split() else ""
    return bool(first) and _is_order(plain(first))


_ORDERS = ('{} "a"', '{} "a" by "b"', '{} "a" after "b"')


@lru_cache(maxsize=1024)
def _is_order(word: str) -> bool:
    made = (one for clause in _ORDERS for one in read_message(clause.format(word)).instructions)
    return any(one.act is not Action.RESTATE_UNIT for one in made)


@lru_cache(maxsize=1)
def _speaking() -> re.Pattern[str]:
    return any_of(words_in(SPEAKING))


def _begins_alike(current: str, proposed: str) -> bool:
    """Whether two wordings begin with the same word, or differ in the first word but not in the second."""
    olds, news = _keys(current)[:2], _keys(proposed)[:2]
    return bool(olds and news) and (olds[0] == news[0] or (len(olds) > 1 and olds[1:] == news[1:]))


def _same_words(place: Place, where: Where) -> bool:
    return plain(place.words) == plain(where.words)


def _wording(words: str) -> str:
    """The wording in a cell; none if the cell says that there is none, or only what is asked."""
    return "" if asked_in(words) else words


def _quoted(words: str) -> str:
    """The current text of a row; none if the cell says that there is none, or that the rest is added.

    Words that would be a position under another heading (``x``, ``no``, ``agreed``) are quoted wording here, and must
    be in the draft.
    """
    return "" if asked_in(words) in (Asked.NOTHING, Asked.ADD) else words


def _keys(words: str) -> list[str]:
    """The words and signs as they are compared, without emphasis and ellipses at the ends."""
    return [w.key for w in words_of(" ".join(_trimmed(words).split())) if not set(w.key) <= set("*_")]


def _trimmed(words: str) -> str:
    return _ELLIPSIS.sub("", words) if "…" in words or "..." in words else words


def _unmarked(words: str) -> str:
    """The words without quotation marks around the whole."""
    words = words.strip()
    closers = _MARKS.get(words[:1], "")
    if len(words) > 2 and words[-1] in closers and not any(c in words[1:-1] for c in (words[0], *closers)):
        return words[1:-1].strip()
    return words


def _inner(words: str, other: str) -> str:
    """The intended wording: without quotation marks around it, and without an ellipsis where the text continues."""
    return _trimmed(_unmarked(words))


def _label(words: str) -> str:
    return parse_text(words + "\n").units[0].label if words else ""


def _bare_label(words: str) -> str:
    units = parse_text(words + "\n").units
    return words[units[0].body :].strip() if units and units[0].label else words


__all__ = ["Left", "RowReader"]
