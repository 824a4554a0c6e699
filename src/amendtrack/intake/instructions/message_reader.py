"""The lines of a message read from top to bottom: what each says, and of which place it says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from amendtrack.intake.instructions.capture import Capture
from amendtrack.intake.instructions.chains import (
    bound_together,
    is_joint,
    is_nth,
    named_last,
    scoped,
    without_enumeration,
)
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place, foreign
from amendtrack.intake.instructions.conditions import (
    Offers,
    holds_back,
    is_alternative,
    is_condition,
    is_left_open,
    is_no_wish,
    is_of_numbers,
    is_reason_heading,
    is_reason_line,
    keeps_after_all,
    may_ask_to_wait,
    reason_at,
    retraction_opening,
    retracts,
)
from amendtrack.intake.instructions.envelope import (
    Apart,
    Sort,
    announced,
    greeted,
    is_courtesy,
    matches,
    names_another_text,
    supersedes,
)
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.landmarks import Landmarks
from amendtrack.intake.instructions.leftovers import (
    POSITIONS,
    UNKNOWN,
    Comment,
    Unread,
    after_place,
    is_like_a_name,
    only_speaks_of,
    position_in,
    why_no_comment,
)
from amendtrack.intake.instructions.message_parts import MessageParts
from amendtrack.intake.instructions.place_patterns import is_page
from amendtrack.intake.instructions.rows import Clause
from amendtrack.intake.instructions.sender import Sender
from amendtrack.intake.instructions.sentence_reader import SentenceReader
from amendtrack.intake.instructions.sheet import Sheet
from amendtrack.intake.instructions.speaking import author_in, is_title_of_one
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.replies import earlier_lines

_SYMBOL = re.compile(r"[A-Za-z][\w.]*(?:/[\w.-]+)+")
"""The symbol of a document: ``A/CONF.900/L.4``."""
_POSTSCRIPT = re.compile(r"\n[^\S\n]*(?:p\.? ?s\b|n\.? ?b\b|p\.? ?d\b|постскриптум|附言|又及|ملاحظة)", re.IGNORECASE)
_POSTSCRIPT_ALONE = re.compile(r"[Pp]\.? ?[SsDd]\.?:?|[Nn]\.? ?[Bb]\.?:?")
_TITLE_LIKE = re.compile(r"(?:\w{1,4}[.)] )?(?:[^.;!?\"“”«»]|\.(?=\w)){2,90}:?")


class MessageReader:
    """The lines of one message, read from top to bottom."""

    def __init__(self, text: str, landmarks: Landmarks, senders: frozenset[str]) -> None:
        self.text, self.landmarks, self.sender = text, landmarks, Sender(senders, text)
        self.sheet = Sheet(text, landmarks.without_titles(text))
        self.lines = self.sheet.lines
        self.parts = MessageParts(text, self.sheet)
        self.sentences = SentenceReader(self.parts, landmarks)
        self._empty: tuple[Place, int, int] | None = None  # a heading about which nothing has been said yet
        self._openings = set[str]()  # words that begin a line and may retract something, or name what follows
        self._held = ""  # words that ask to wait with the whole message
        self._no_wish = ""  # words that say that nothing is requested
        self._line = 0  # the first instruction of the logical line that is read
        self._last = 0, False  # that of the line before, and whether no blank line has followed
        self._in_reasons = False  # under a heading of reasons
        self._tag: tuple[int, int, int] | None = None  # what sort of amendment follows, and what was read before it
        self._under: tuple[str, bool] | None = None  # a condition for what follows, and whether anything has

    # -- lines ------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read every line, then settle what only the whole message shows."""
        self.parts.apart, mail = self.sheet.told_apart()
        self._leave_doubtful()
        for piece in self.parts.apart:
            for n in piece.lines:
                self.parts.set_apart(_KIND_OF[piece.sort], self.lines[n].start, self.lines[n].end)
        k = 0
        while k < len(self.lines):
            if k in mail or self.lines[k].is_blank:
                self._end_block()
                k += 1
                continue
            self._line, under = len(self.parts.instructions), self._under
            said = len(self.parts.comments) + len(self.parts.unread)
            k = self._logical(k, self.sheet.logical_line(k, mail), mail)
            if len(self.parts.comments) + len(self.parts.unread) > said:
                self._empty = None
            if len(self.parts.instructions) > self._line:
                self._last = self._line, True
            if under and under == self._under:
                self._take_back(self._line, _CONDITIONAL + under[0])
                self._under = under[0], True
        self._settle_tag()
        self._leave_empty()
        if self._no_wish:
            self._take_back(0, _CONDITIONAL + self._no_wish)
        if self._held:
            self._take_back(0, f"the message is not to be recorded yet: {self._held}")
        self._leave_below_signature()
        self._settle_numbers()

    def _leave_empty(self) -> None:
        """Leave a heading about which nothing is said."""
        if self._empty is not None:
            place, start, end = self._empty
            self.parts.leave(self.parts.words(start, end), _NOTHING_FOLLOWS, start, end, place)

    def _settle_numbers(self) -> None:
        """Numbers that continue from the first may be mere list numbers; any other number before a line is a place."""
        runs, expected = set[int](), 0
        for n, one in enumerate(self.parts.instructions):
            if one.numbered is not None:
                expected = expected + 1 if is_nth(one.numbered.words, expected + 1) else 0
                runs |= {n} if expected else set()
        for n, one in enumerate(self.parts.instructions):
            if one.numbered is not None and (n not in runs or (one.scope and one.numbered.words.isalpha())):
                scope = one.numbered.within(one.scope)
                if one.scope and scope is one.numbered:  # not a sibling of the place that it is under
                    scope = one.numbered.inside(one.scope)
                self.parts.instructions[n] = replace(one, scope=scope, numbered=None)

    def _leave_doubtful(self) -> None:
        """Leave the lines that may or may not be quoted from earlier mail."""
        for each in earlier_lines([line.words for line in self.lines]):
            if each.why:
                start, end = self.lines[each.first].start, self.lines[each.end - 1].end
                self.parts.leave(self.parts.words(start, end), each.why, start, end)

    def _leave_below_signature(self) -> None:
        """Leave what is requested below a signature, except in a postscript: it may be earlier mail."""
        signed = next((a.lines for a in self.parts.apart if a.sort is Sort.SIGNATURE and len(a.lines) > 1), ())
        below = self.lines[signed[-1]].end if signed else len(self.text)
        if signed and _POSTSCRIPT.search(self.text, self.lines[signed[0]].end):
            return
        for one in [one for one in self.parts.instructions if one.start >= below]:
            self.parts.leave(
                one.words, "it comes after the signature and may be earlier mail", one.start, one.end, one.scope
            )
            self.parts.instructions.remove(one)

    # -- conditions -------------------------------------------------------------------------------

    def _end_block(self) -> None:
        self._last = self._last[0], False
        if self._under and self._under[1]:
            self._under = None

    def _on_condition(self, words: str) -> None:
        """Leave what is next to a condition or an alternative, and mark what follows under it."""
        mine = len(self.parts.instructions) > self._line
        if mine or self._last[1] or is_alternative(words):
            self._take_back(self._line if mine else self._last[0], _CONDITIONAL + words)
        if words.endswith((":", "：")) or (not mine and is_alternative(words) and len(words.split()) <= 3):
            self._under = words, False

    def _retracts(self, start: int, last: int) -> bool:
        """Whether a line retracts what it says itself, or what was said before it.

        A word such as ``Correction`` that begins every line alike only names what follows.
        """
        said = bool(self.parts.instructions)
        opening = retraction_opening(self.text[start:last])
        if opening and (not said or opening in self._openings):
            self._openings.add(opening)
            return False
        for a, b in self.sheet.sentences(start, last):
            piece = self.text[a:b]
            made = self.sentences.read(a, b)
            if said and retracts(piece) and (retraction_opening(piece) or not self._names_what_to_change(made)):
                return True
            if said and made and self.parts.heading is None and not self._names_what_to_change(made):
                return True  # ``is withdrawn.``: of what was said before
            said = said or self.sheet.clause(a, b).asks
        return False

    def _names_what_to_change(self, made: Iterable[Instruction]) -> bool:
        """Whether instructions have words or a place, their own or that of the heading right above them."""
        return any(self._empty or i.old or i.new or i.anchor or i.numbered or not i.needs_scope for i in made)

    def _holds_back(self, start: int, last: int) -> bool:
        """Whether a line, or a sentence of it outside quotations, asks to wait with the message."""
        start += self._greeted(start, last)
        if holds_back(self.text[start:last]):
            return True
        return any(holds_back(self.text[a:b]) for a, b in self.sheet.sentences(start, last))

    def _greeted(self, start: int, last: int) -> int:
        """How many letters of a line are a greeting; none if they also ask for something."""
        opened = greeted(self.text[start:last])
        clause = self.sheet.clause(start, start + opened)
        return 0 if clause.asks or any(clause.places) else opened

    def _take_back(self, first: int, why: str) -> None:
        self.parts.unread += [
            Unread(i.words, why, next(iter(i.named), None), i.start, i.end) for i in self.parts.instructions[first:]
        ]
        del self.parts.instructions[first:]
        self._last = len(self.parts.instructions), False

    # -- logical lines ----------------------------------------------------------------------------

    def _logical(self, k: int, end: int, mail: frozenset[int]) -> int:
        first, last = self.lines[k].start, self.lines[end - 1].end
        whole = self.parts.words(first, last)
        if any(first <= i < last for i in self.sheet.quotes.unclosed):
            self.parts.leave(whole, "a quotation mark is opened and never closed", first, last)
            return end
        start, numbered = self.sheet.without_numbering(first, last)
        start += self.sender.own_name(start, last)
        if self._holds_back(start, last):
            self._held = self._held or whole
            self.parts.leave(whole, "it asks to wait, or says that the message is not settled", first, last)
            return end
        if self._retracts(start, last):
            self._take_back(0, f"what follows may retract it: {whole}")
            self.parts.leave(whole, "it seems to retract what was said before it", first, last)
            return end
        self._no_wish = whole if is_no_wish(whole) and not self.sheet.between(first, last) else self._no_wish
        self.parts.starts[start] = first
        self.parts.named += [speaker] if (speaker := self.sheet.clause(start, last).speaker) else []
        if self._is_title(first, last, whole):
            return end
        if author := author_in(whole):
            self.parts.named.append(author)
            self.parts.set_apart(SpanRole.SCOPE, first, last)
            return end
        if (opened := self._greeted(start, last)) and not self.parts.instructions and not self.parts.comments:
            self.parts.apart.append(Apart.greeting(self.text[start : start + opened].strip(), k))
            self.parts.set_apart(SpanRole.GREETING, start, start + opened)
            start += opened
        if is_page(whole):
            self.parts.set_apart(SpanRole.SCOPE, first, last)
            return end
        if self._is_scope(first, start, last, whole):
            self._in_reasons = False
            return end
        if self.sender.only_leads_in(whole) and any(not line.is_blank for line in self.lines[end:]):
            self._in_reasons = False
            self.parts.add_courtesy(first, last, k)
            return end
        if self._in_reasons or (is_reason_heading(whole) and self._line):
            self._in_reasons = True
            self._reason_or_leave(first, start, last, whole)
            return end
        if addressed := self.landmarks.addressed(self.text, start, last):
            return self._at_address(addressed, start, last, end)
        if is_alternative(whole) and len(whole.split()) <= 3:  # "Option A", alone on its line
            self._leftover(start, last, None, None)
            return end
        if is_reason_line(whole) and not self.sentences.asks_in_reason(start, last):
            self.sentences.add_reason(first, last)
            return end
        if made := self.sentences.read(start, last):
            self._take(made, numbered)
            return end
        captured = self._capture(k, start, last, end, mail, numbered)
        if captured is not None:
            return captured
        if is_courtesy(whole) and not self.sheet.clause(start, last).wishes:
            if names_another_text(whole, self.landmarks.title):
                self.parts.heading = foreign(whole)
            self.parts.add_courtesy(start, last, k)
            return end
        self._clauses(start, last, numbered)
        return end

    def _is_title(self, first: int, last: int, whole: str) -> bool:
        """Whether a line only numbers an amendment or gives its type; if so, that is noted."""
        if is_title_of_one(whole):
            self.parts.heading, self._in_reasons = None, False
            self._settle_tag()
            self.parts.set_apart(SpanRole.SCOPE, first, last)
            return True
        if matches("tag", whole):
            self._settle_tag()
            self._tag = first, last, len(self.parts.instructions)
            return True
        return False

    def _settle_tag(self) -> None:
        """A line that only gives an amendment's type is not an instruction: it is left if nothing follows it."""
        if self._tag is None:
            return
        first, last, before = self._tag
        if len(self.parts.instructions) > before:
            self.parts.set_apart(SpanRole.SCOPE, first, last)
        else:
            self.parts.leave(
                self.parts.words(first, last), "it announces an amendment, and none was read after it", first, last
            )
        self._tag = None

    def _reason_or_leave(self, first: int, start: int, last: int, whole: str) -> None:
        if self.sentences.asks_in_reason(start, last):
            self.parts.leave(whole, "it is under a heading of reasons but seems to ask for a change", first, last)
        elif is_reason_heading(whole):
            self.parts.set_apart(SpanRole.REASON, first, last)
        else:
            self.sentences.add_reason(first, last)

    # -- scopes -----------------------------------------------------------------------------------

    def _is_scope(self, first: int, start: int, last: int, whole: str) -> bool:
        """Whether the line says where what follows applies; if so, that is noted."""
        clause = self.sheet.clause(start, last)
        found, general = clause.heading, matches("general", whole)
        if found is None and not clause.quotes and len(whole) <= 200:
            found, to = self.landmarks.heading(whole), announced(" ".join(self.sheet.read[start:last].split()))
            general = general or self._is_whole(whole) or (to is not None and (not to or self._is_whole(to)))
            if found is None and not general and to:
                place = match_place(to, 0)
                found = place[0] if place and place[1] == len(to) else None
        if found is None and not general:
            return False
        if found is not None and self._empty:
            outer = self._empty[0]
            if found.parts != outer.parts and found.within(outer) is found and not found.is_in_clause(outer):
                self._leave_empty()
        self.parts.heading = None if found is None else found.within(self.parts.heading)
        self._empty = (self.parts.heading, first, last) if self.parts.heading else None
        self.parts.set_apart(SpanRole.SCOPE, first, last)
        return True

    def _is_whole(self, words: str) -> bool:
        """Whether the words name the whole draft, or the sender of the message."""
        is_symbol = _SYMBOL.fullmatch(words.strip()) is not None and words.strip().casefold() in self.landmarks.symbols
        return is_symbol or self.landmarks.is_title(words) or matches("draft", words) or self.sender.is_named(words)

    def _at_address(self, addressed: tuple[Place, int], start: int, last: int, end: int) -> int:
        before, (self.parts.heading, at) = self.parts.heading, addressed
        if not self.text[at:last].strip():
            self.parts.set_apart(SpanRole.SCOPE, start, last)
            return end
        n, m = len(self.parts.instructions), len(self.parts.unread)
        self._clauses(at, last, None)
        place = f"{addressed[0].words}: "
        self.parts.instructions[n:] = [
            replace(i, words=place + i.words, start=start) for i in self.parts.instructions[n:]
        ]
        self.parts.unread[m:] = [replace(u, words=place + u.words, start=start) for u in self.parts.unread[m:]]
        self.parts.heading = before
        return end

    # -- new wording without quotation marks ------------------------------------------------------

    def _capture(
        self, k: int, start: int, last: int, end: int, mail: frozenset[int], numbered: Place | None
    ) -> int | None:
        """Take or leave the new wording that begins in a logical line; the line after it, or None if there is none."""
        found = Capture(self.sheet, self.landmarks, mail).at(k, start, last, end)
        if found is None:
            return None
        if found.left is not None:
            self.parts.unread.append(replace(found.left, place=found.left.place or self.parts.heading))
        self._take(found.made, numbered)
        return found.after

    # -- clauses ----------------------------------------------------------------------------------

    def _clauses(self, start: int, last: int, numbered: Place | None) -> None:
        """Read a logical line sentence by sentence; if no sentence requests anything, as one comment."""
        cut = self.sheet.sentences(start, last)
        if len(cut) > 1 and self._is_title(*cut[0], self.parts.words(*cut[0])):
            cut = cut[1:]
        cut = without_enumeration(self.sheet, cut)
        chains = bound_together(self.sheet, cut, [self.sentences.chain(a, b) for a, b in cut])
        if not any(chains):
            cut, chains = [(cut[0][0] if cut else start, last)], [()]
        scope: Place | None = None
        around: Place | None = None  # the place named last: a deeper one after it is inside it
        pending: tuple[int, int] | None = None  # a place about which nothing has been said yet
        for (a, b), chain in zip(cut, chains):
            clause = self.sheet.clause(a, b)
            self.parts.named += [clause.speaker] if clause.speaker else []
            if pending is not None and (chain or not clause.heading):
                self.parts.set_apart(SpanRole.SCOPE, *pending)
                pending = None
            chain = chain or self.sentences.same_elsewhere(a, b)
            if chain:
                chain = tuple(scoped(made.within(around), scope) for made in chain)
                scope = next((made.scope for made in chain if made.scope), scope)
                around = named_last(chain, around)
                self._take(chain, numbered)
            elif clause.heading:
                scope = around = clause.heading.within(self.parts.heading)
                if pending is not None:
                    self.parts.set_apart(SpanRole.SCOPE, *pending)
                pending, numbered = (a, b), None
                continue
            elif not clause.quotes and (ways := self.sentences.ways(a, b, scope or self.parts.heading)):
                self._take(ways, numbered)
            elif (self.parts.instructions and is_of_numbers(self.parts.words(a, b))) or _POSTSCRIPT_ALONE.fullmatch(
                self.parts.words(a, b)
            ):
                self.parts.add_courtesy(a, b, 0)
            elif is_joint(self.text[a:b]):
                self.sentences.extend_to_joint(a, b)
            else:
                unread = len(self.parts.unread)
                self._leftover(a, b, scope, numbered)
                if len(self.parts.unread) > unread and not (scope or self.parts.heading) and self._may_be_a_place(a, b):
                    scope = foreign(self.parts.words(a, b))
            numbered = None
        if pending is not None:
            self.parts.leave(self.parts.words(*pending), _NOTHING_FOLLOWS, *pending)

    def _take(self, made: tuple[Instruction, ...], numbered: Place | None) -> None:
        for one in made:
            own = one.scope is not None or bool(one.places) or one.to is not None
            placed = one.within(self.parts.heading)
            if placed.needs_scope and self.parts.heading:
                placed = replace(placed, scope=self.parts.heading)
            if self._empty and any(_is_of(place, self._empty[0]) for place in placed.named):
                self._empty = None
            self.parts.instructions.append(replace(placed, numbered=numbered if not own else None))

    def _leftover(self, start: int, end: int, scope: Place | None, numbered: Place | None) -> None:
        """What is not an instruction: a comment, or words that were not understood."""
        words, clause = self.parts.words(start, end), self.sheet.clause(start, end)
        about, rest = scope or self.parts.heading, words
        said = clause.unplaced
        if said.rows and any(len(a.letters) < len(b.letters) for a, b in zip(said.rows, clause.rows)):
            about = next(clause.places).within(self.parts.heading)
            rest = after_place(words)
        if position_in(words) == POSITIONS["oppose"] and len(self.parts.instructions) > self._line and about is None:
            self._take_back(self._line, f"it may be the change that is opposed: {words}")
        if is_condition(words) or (clause.asks and is_condition(words, Offers.ARE_WISHES)):
            self._on_condition(words)
            why = "a condition or an alternative; only plain instructions are carried out"
            self.parts.leave(words, why, start, end, about)
        elif is_courtesy(words) and not clause.quotes and not clause.wishes:
            self.parts.add_courtesy(start, end, 0)
        elif self._is_right_behind(start) and keeps_after_all(words):
            mine = len(self.parts.instructions) > self._line
            self._take_back(self._line if mine else self._last[0], f"it may be taken back by what follows: {words}")
            self.parts.leave(words, UNKNOWN, start, end, about)
        elif self._is_right_behind(start) and _gives_a_reason(words) and not self.sentences.asks_in_reason(start, end):
            self.sentences.add_reason(start, end)
        elif why := why_no_comment(said, rest, about is not None):
            plain_reason = only_speaks_of(words, self.landmarks.wording) and not any(clause.places)
            behind = self._is_right_behind(start) and not is_like_a_name(words)
            if why == UNKNOWN and behind and not plain_reason and not self._is_elsewhere(about):
                mine = len(self.parts.instructions) > self._line
                self._take_back(self._line if mine else self._last[0], f"it may be taken back by what follows: {words}")
            self._under = (words, False) if is_left_open(words) else self._under
            self._may_ask_to_wait(words, clause)
            self._may_be_foreign(start, end, words)
            self.parts.leave(words, why, start, end, about)
        else:  # a number before it may be a paragraph's: it is kept
            number = f"{numbered.words}. " if numbered and about is None else ""
            if about is None:
                self._may_ask_to_wait(words, clause)
            self.parts.comments.append(Comment(number + rest, about, start, end))

    def _is_elsewhere(self, about: Place | None) -> bool:
        """Whether a place is a numbered one, and another than that of the last instruction."""
        last = self.parts.instructions[-1] if self.parts.instructions else None
        before = next((place for place in last.named if place.parts), None) if last else None
        numbered = about is not None and about.parts and about.parts[-1].number.isdecimal()
        return bool(numbered and before and about and before.parts[-1:] != about.parts[-1:])

    def _may_ask_to_wait(self, words: str, clause: Clause) -> None:
        """Hold the message if a sentence about no place speaks of something that is still to come."""
        if may_ask_to_wait(words) and not (clause.quotes or any(clause.places) or position_in(words)):
            self._held = self._held or words

    def _is_right_behind(self, start: int) -> bool:
        """Whether an instruction ends right before, in the same paragraph."""
        last = self.parts.instructions[-1] if self.parts.instructions else None
        between = self.text[last.end : start] if last else ""
        return last is not None and "\n\n" not in between and not between.strip(" .;!\n。；！؛")

    def _may_be_a_place(self, start: int, end: int) -> bool:
        """Whether a short sentence that was not understood may name the place of what follows it in its line."""
        words = self.parts.words(start, end)
        says_more = self.sheet.clause(start, end).asks or position_in(words) or supersedes(words)
        return not says_more and len(words.split()) <= _MOST_OF_A_PLACE and bool(_TITLE_LIKE.fullmatch(words))

    def _may_be_foreign(self, start: int, end: int, words: str) -> None:
        """Treat a short line that was not understood as a heading that names another text."""
        own_line = self.text[end : end + 1] == "\n" and "\n" not in self.text[start:end]
        if own_line and self._may_be_a_place(start, end):
            self.parts.heading = foreign(words.rstrip(" :"))


_MOST_OF_A_PLACE = 10  # words of a heading that is not understood
_NOTHING_FOLLOWS = "it names a place but says nothing about it"
_CONDITIONAL = "it is one of several alternatives, or conditional: "
_KIND_OF = {
    Sort.HEADER: SpanRole.HEADER,
    Sort.GREETING: SpanRole.GREETING,
    Sort.COURTESY: SpanRole.COURTESY,
    Sort.SIGNATURE: SpanRole.SIGNATURE,
    Sort.EARLIER: SpanRole.EARLIER,
    Sort.FOOTER: SpanRole.FOOTER,
}


def _is_of(place: Place, named: Place) -> bool:
    """Whether a place is the one named before, or inside it."""
    same = bool(place.address) and place.address == named.address
    return same or bool(set(place.parts) & set(named.parts)) or place.is_in_clause(named)


def _gives_a_reason(words: str) -> bool:
    """Whether a sentence begins as a reason does: ``This is to avoid ...``, ``Reason: ...``."""
    return 0 in reason_at(plain(words)) or is_reason_line(words)
