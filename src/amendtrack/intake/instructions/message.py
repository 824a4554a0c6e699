"""A message read: its instructions, its comments, what is only mail, and what was not understood.

Every line of the message ends in exactly one of these; nothing is passed over. Pure, and linear in the length
of the message: a clause is looked at up to a fixed length, and lines are joined at most four by four.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.citations import Place
from amendtrack.intake.instructions.clauses import Act, Instruction, read_clause
from amendtrack.intake.instructions.conditions import is_alternative, is_condition, is_left_open, is_no_wish
from amendtrack.intake.instructions.envelope import GENERAL_LINE, Apart, greeted, is_courtesy
from amendtrack.intake.instructions.leftovers import Comment, Unread, after_place, why_no_comment
from amendtrack.intake.instructions.letters import Letters, author_in
from amendtrack.intake.instructions.sheet import ITEM, MOST_BREAKS, Sheet
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.replies import earlier_lines


@dataclass(frozen=True, slots=True)
class Message:
    """A message read as instructions; ``apart`` is what belongs to the mail and not to the text.

    ``speakers`` are the names of those for whom it says that it speaks.
    """

    instructions: tuple[Instruction, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()
    apart: tuple[Apart, ...] = ()
    speakers: tuple[str, ...] = ()


def read_message(message: str, addresses: Iterable[str] = ()) -> Message:
    """What a message asks for, as it says it; nothing is compared with a draft yet.

    ``addresses`` are those of the draft's units (``labels.addresses``): a line that opens with one and a colon
    is about that unit.

    >>> mail = 'Dear colleagues,\\n\\nPara 5: delete "now".\\n- streamline\\n\\nBest regards,\\nA. Example'
    >>> found = read_message(mail)
    >>> [(i.act.value, i.scope.words, i.old) for i in found.instructions], [c.words for c in found.comments]
    ([('delete', 'para 5', 'now')], ['streamline'])
    >>> [(a.sort.value, a.words) for a in found.apart]
    [('greeting', 'Dear colleagues,'), ('signature', 'Best regards, A. Example')]
    """
    text = unicodedata.normalize("NFC", message.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader(text, frozenset(plain(a) for a in addresses if "," in a or " “" in a or a.startswith("after ")))
    reader.read()
    return Message(
        tuple(reader.instructions), tuple(reader.comments), tuple(reader.unread), tuple(reader.apart), reader.speakers
    )


def own_words(message: str) -> tuple[str, tuple[Apart, ...]]:
    """The words of a message without what is only mail, and that; all its words where nothing else is in it.

    >>> own_words("Dear all,\\nPara 5 is too long.\\n\\nRegards,\\nAna")[0]
    'Para 5 is too long.'
    """
    sheet = Sheet(unicodedata.normalize("NFC", message.replace("\r\n", "\n").replace("\r", "\n")))
    apart, mail = sheet.told_apart()
    kept = "\n".join("" if n in mail else sheet.text[line.start : line.end] for n, line in enumerate(sheet.lines))
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n"), tuple(apart)


_SOFT = re.compile(r",\s+(?:(?:and|et|y|e|then|puis|luego)\s+)?|\s+(?:and|et|y|e|then|puis|luego)\s+|\n", re.IGNORECASE)


class _Reader:
    """The lines of one message, read from top to bottom."""

    def __init__(self, text: str, addresses: frozenset[str] = frozenset()) -> None:
        self.text, self.addresses = text, addresses
        self.sheet = Sheet(text)
        self.lines = self.sheet.lines
        self.instructions: list[Instruction] = []
        self.comments: list[Comment] = []
        self.unread: list[Unread] = []
        self.apart: list[Apart] = []
        self.heading: Place | None = None
        self._named: list[str] = []
        self._no_wish = ""  # words that say that nothing is asked for
        self._line = 0  # the first instruction of the logical line that is read
        self._last = 0, False  # the first one of the line before, and whether no blank line has followed it
        self._under: tuple[str, bool] | None = None  # a condition for what follows, and whether anything has

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self._named, *(one.speaker for one in self.instructions if one.speaker)]))

    # -- lines ------------------------------------------------------------------------------------

    def read(self) -> None:
        self.apart, mail = self.sheet.told_apart()
        self._name_doubtful()
        k = 0
        while k < len(self.lines):
            if k in mail or self.lines[k].is_blank:
                self._end_block()
                k += 1
                continue
            self._line, under = len(self.instructions), self._under
            k = self._logical(k, self.sheet.logical_line(k, mail), mail)
            if len(self.instructions) > self._line:
                self._last = self._line, True
            if under and under == self._under:
                self._take_back(self._line, under[0])
                self._under = under[0], True
        if self._no_wish:
            self._take_back(0, self._no_wish)

    def _name_doubtful(self) -> None:
        """Leave the lines of which nobody can say whether they are quoted from earlier mail."""
        words = [line.words for line in self.lines]
        for each in earlier_lines(words):
            if each.why:
                self.unread.append(Unread(" ".join(filter(None, words[each.first : each.end])), each.why))

    # -- conditions -------------------------------------------------------------------------------

    def _end_block(self) -> None:
        self._last = self._last[0], False
        if self._under and self._under[1]:
            self._under = None

    def _on_condition(self, words: str) -> None:
        """Take back what stands beside a condition or an alternative, and mark what follows under it."""
        mine = len(self.instructions) > self._line
        if mine or self._last[1] or is_alternative(words):
            self._take_back(self._line if mine else self._last[0], words)
        if words.endswith(":") or (not mine and is_alternative(words) and len(words.split()) <= 3):
            self._under = words, False

    def _take_back(self, first: int, condition: str) -> None:
        why = f"it is one of several wishes, or under a condition: {condition}"
        self.unread += [Unread(one.words, why, one.scope) for one in self.instructions[first:]]
        del self.instructions[first:]
        self._last = len(self.instructions), False

    # -- logical lines ----------------------------------------------------------------------------

    def _logical(self, k: int, end: int, mail: frozenset[int]) -> int:
        first, last = self.lines[k].start, self.lines[end - 1].end
        whole = " ".join(self.text[first:last].split())
        if any(first <= i < last for i in self.sheet.quotes.unclosed):
            self.unread.append(Unread(whole, "a quotation is opened and not closed", self.heading))
            return end
        start, numbered = self.sheet.without_numbering(first, last)
        self._no_wish = whole if is_no_wish(whole) and not self.sheet.between(first, last) else self._no_wish
        self._named += [author] if (author := author_in(whole)) else []
        if (opened := greeted(self.text[start:last])) and not self.instructions and not self.comments:
            self.apart.append(Apart.greeting(self.text[start : start + opened].strip(), k + 1))
            start += opened
        if GENERAL_LINE.fullmatch(plain(whole)):
            self.heading = None
            return end
        letters = self.sheet.letters(start, last)
        self._named += [letters.speaker] if letters.speaker else []
        if addressed := self._addressed(start, last):
            return self._at_address(addressed, last, end)
        if is_alternative(whole) and len(whole.split()) <= 3:  # "Option A", alone on its line
            self._leftover(whole, letters, None, None)
            return end
        if self.sheet.is_heading(letters):
            place = next(a for a in letters.atoms if isinstance(a, Place))
            self.heading = place.within(self.heading)
            return end
        made = read_clause(whole, letters)
        if made:
            self._take(made, numbered)
            return end
        captured = self._capture(k, start, last, end, mail, numbered)
        if captured is not None:
            return captured
        if is_courtesy(whole) and not self.sheet.speaks_of_change(start, last):
            self.apart.append(Apart.courtesy(whole, k + 1))
            return end
        self._clauses(start, last, numbered)
        return end

    def _addressed(self, start: int, last: int) -> tuple[Place, int] | None:
        """The unit whose address the line opens with, and where what is said of it begins."""
        colons = [last, *(start + m.start() for m in re.finditer(":", self.text[start : min(last, start + 200)]))]
        for colon in colons if self.addresses else ():
            words = self.text[start:colon].strip()
            if colon - start <= 200 and plain(words) in self.addresses:
                return Place(words, address=plain(words)), min(colon + 1, last)
        return None

    def _at_address(self, addressed: tuple[Place, int], last: int, end: int) -> int:
        self.heading, at = addressed
        if self.text[at:last].strip():
            n, m = len(self.instructions), len(self.unread)
            self._clauses(at, last, None)
            told = f"{addressed[0].words}: "
            self.instructions[n:] = [replace(one, words=told + one.words) for one in self.instructions[n:]]
            self.unread[m:] = [replace(one, words=told + one.words) for one in self.unread[m:]]
            self.heading = None
        return end

    def _capture(
        self, k: int, start: int, last: int, end: int, mail: frozenset[int], numbered: Place | None
    ) -> int | None:
        """New wording that follows a colon without quotation marks; the line after it, None if there is none."""
        for colon in re.finditer(":", self.text[start:last]):
            at = start + colon.end()
            if at - start > 400:
                return None
            if self.sheet.in_quote(at - 1):
                continue
            made = read_clause("", self.sheet.letters(start, at - 1), text="…")
            if not made or made[0].act not in (Act.REWRITE_UNIT, Act.NEW_UNIT):
                continue
            line = next(n for n in range(k, end) if self.lines[n].end >= at)
            words, after, clear = self._wording(at, line, mail)
            whole = " ".join(self.text[start:at].split()) + " " + " ".join(words.split())
            if not words:
                self.unread.append(Unread(whole.strip(), "the new wording is missing", self.heading))
            elif not clear:
                why = "it is not clear where the new wording ends; put it between quotation marks"
                self.unread.append(Unread(whole, why, self.heading))
            else:
                self._take(tuple(replace(m, words=whole, new=words) for m in made), numbered)
            return after
        return None

    def _wording(self, at: int, line: int, mail: frozenset[int]) -> tuple[str, int, bool]:
        """The wording from ``at`` on, the line after it, and whether it is clear that it ends there."""
        taken = [self.text[at : self.lines[line].end].strip()] if self.text[at : self.lines[line].end].strip() else []
        n = line + 1
        if not taken:
            while n < len(self.lines) and n not in mail and self.lines[n].is_blank:
                n += 1
        while n < len(self.lines) and n not in mail:
            if self.lines[n].is_blank:
                following = next((m for m in range(n, len(self.lines)) if not self.lines[m].is_blank), None)
                if following is None or following in mail:
                    break
                if self.sheet.asks(following):
                    break
                if not ITEM.match(self.lines[following].words):
                    return "\n".join(taken), n, False
                taken.append("")
                n = following
            elif taken and self.sheet.asks(n):
                break
            elif taken and taken[-1] and self.sheet.may_have_ended(n):
                return "\n".join(taken), n, False
            taken.append(self.lines[n].words)
            n += 1
        return "\n".join(taken).strip(), n, True

    # -- clauses ----------------------------------------------------------------------------------

    def _clauses(self, start: int, last: int, numbered: Place | None) -> None:
        """Read a logical line sentence by sentence; where no sentence asks for anything, as one comment."""
        cut = self.sheet.sentences(start, last)
        chains = [self._chain(a, b) for a, b in cut]
        if not any(chains):
            cut, chains = [(start, last)], [()]
        scope: Place | None = None
        for (a, b), chain in zip(cut, chains):
            letters = self.sheet.letters(a, b)
            self._named += [letters.speaker] if letters.speaker else []
            if chain:
                chain = tuple(self._scoped(made, scope) for made in chain)
                scope = next((made.scope for made in chain if made.scope), scope)
                self._take(chain, numbered)
            elif self.sheet.is_heading(letters):
                scope = next(atom for atom in letters.atoms if isinstance(atom, Place)).within(self.heading)
            else:
                self._leftover(" ".join(self.text[a:b].split()), letters, scope, numbered)
            numbered = None

    def _chain(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence, joined by commas and ``and``; none unless all of it is understood."""
        words = " ".join(self.text[start:end].split())
        if whole := read_clause(words, self.sheet.letters(start, end)):
            return whole
        found: list[Instruction] = []
        scope: Place | None = None
        at = start
        soft = [m for m in _SOFT.finditer(self.text, start, end) if not self.sheet.in_quote(m.start())]
        for stop, nxt in [*((m.start(), m.end()) for m in soft[:MOST_BREAKS]), (end, end)]:
            if stop <= at or (nxt < end and not self._can_begin(nxt, end)):
                continue
            made = read_clause(" ".join(self.text[at:stop].split()), self.sheet.letters(at, stop))
            if made:
                made = tuple(self._scoped(one, scope) for one in made)
                scope = next((one.scope for one in made if one.scope), scope)
                found += made
                at = nxt
        return tuple(found) if at == end else ()

    def _can_begin(self, at: int, last: int) -> bool:
        return self.sheet.can_begin(at, min(last, at + 200))

    def _scoped(self, made: Instruction, scope: Place | None) -> Instruction:
        return replace(made, scope=scope) if scope and _needs_scope(made) else made

    def _take(self, made: tuple[Instruction, ...], numbered: Place | None) -> None:
        for one in made:
            own = one.scope is not None or bool(one.places) or one.to is not None
            placed = replace(
                one,
                scope=one.scope.within(self.heading) if one.scope else None,
                places=tuple(p.within(self.heading) for p in one.places),
                to=one.to.within(self.heading) if one.to else None,
            )
            if _needs_scope(placed) and self.heading:
                placed = replace(placed, scope=self.heading)
            elif own and self.heading and placed.scope == one.scope and placed.places == one.places:
                self.heading = None  # the next place ends what a heading governs
            self.instructions.append(replace(placed, numbered=numbered if not own else None))

    def _leftover(self, words: str, letters: Letters, scope: Place | None, numbered: Place | None) -> None:
        """What is no instruction: a comment, or words that were not understood."""
        row = letters.letters
        about, rest = scope or self.heading, words
        place = next((a for a in letters.atoms if isinstance(a, Place)), None)
        if place is not None and (found := re.match(r"[iov]*P[,:.]*", row)):
            about = place.within(self.heading)
            rest = after_place(words) if ":" in found[0] else words
            row = row[found.end() :]
        if is_condition(words):
            self._on_condition(words)
            self.unread.append(
                Unread(words, "a condition or an alternative; only plain instructions are carried out", about)
            )
        elif is_courtesy(words) and not ("Q" in row or re.search("[RDUCIMJXLBKT].*[PS]|[PS].*[RDUCIMJXLBKT]", row)):
            self.apart.append(Apart.courtesy(words, 0))
        elif why := why_no_comment(row, rest, about is not None):
            self._under = (words, False) if is_left_open(words) else self._under
            self.unread.append(Unread(words, why, about))
        else:  # a number before it may be that of a paragraph: it is kept
            number = f"{numbered.words}. " if numbered and about is None else ""
            self.comments.append(Comment(number + rest, about))


def _needs_scope(made: Instruction) -> bool:
    return made.scope is None and not made.places and (made.to is None or made.act is Act.MOVE)
