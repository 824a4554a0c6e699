"""A message read: its instructions, its comments, what is only mail, and what was not understood.

Every line of the message ends in exactly one of these; nothing is passed over. Pure, and linear in the length
of the message: a clause is looked at up to a fixed length, and lines are joined at most four by four.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from amendtrack.instructions.clauses import Act, Instruction, read_clause
from amendtrack.instructions.envelope import GENERAL_LINE, Apart, is_courtesy, told_apart
from amendtrack.instructions.leftovers import Comment, Unread, after_place, why_no_comment
from amendtrack.instructions.letters import Letters, letters_of
from amendtrack.instructions.lines import Line, lines_of
from amendtrack.instructions.places import Part, Place
from amendtrack.instructions.quotes import Quote, Quotes, read_quotes
from amendtrack.instructions.spelling import plain


@dataclass(frozen=True, slots=True)
class Message:
    """A message read as instructions; ``apart`` is what belongs to the mail and not to the text."""

    instructions: tuple[Instruction, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()
    apart: tuple[Apart, ...] = ()


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
    return Message(tuple(reader.instructions), tuple(reader.comments), tuple(reader.unread), tuple(reader.apart))


_NUMBERING = re.compile(
    r"\s*(?:>\s*)?(?:[-*+•–—·▪‣◦●○■□]+\s+)?(?:\(?(?P<number>\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S))?(?:[-*•–—]\s+)?"
)
_VERBS = frozenset("RDUCIMJXLBKTWn")
_ACTION = re.compile("[RDUCIMJXLBK]")
_START = re.compile(r"[&,]*(?:[RDUIJXLTBMug]|n[pP]|[iovt]*[PS](?:[,:.]|[RDUIMJXLTW]|$)|[ae][QPS]|f[QP]|[es][,:I])")
_STOP = ".;:!?"
_JOINED = 4  # lines that one instruction is looked for in
_HARD = re.compile(r"[;.]\s+")
_SOFT = re.compile(r",\s+(?:(?:and|et|y|e|then|puis|luego)\s+)?|\s+(?:and|et|y|e|then|puis|luego)\s+|\n", re.IGNORECASE)
_MOST_BREAKS = 200


class _Reader:
    """The lines of one message, read from top to bottom."""

    def __init__(self, text: str, addresses: frozenset[str] = frozenset()) -> None:
        self.text, self.addresses = text, addresses
        self.quotes: Quotes = read_quotes(text)
        self.lines: tuple[Line, ...] = lines_of(text)
        self.instructions: list[Instruction] = []
        self.comments: list[Comment] = []
        self.unread: list[Unread] = []
        self.apart: list[Apart] = []
        self.heading: Place | None = None
        self._starts = [q.start for q in self.quotes.found]

    # -- lines ------------------------------------------------------------------------------------

    def read(self) -> None:
        self.apart, mail = told_apart(self.lines, self._says_something)
        k = 0
        while k < len(self.lines):
            if k in mail or self.lines[k].is_blank:
                k += 1
                continue
            k = self._one(k, mail)

    def _one(self, k: int, mail: frozenset[int]) -> int:
        """Read the logical line that begins in line ``k``; the line after it."""
        end = k + 1
        while end < len(self.lines) and end not in mail and self._goes_on(k, end):
            end += 1
        alone = end == k + 1 and self._is_heading(self._letters(self.lines[k].start, self.lines[k].end))
        if not alone and not self._complete(k, end):
            for more in range(end + 1, min(end + _JOINED, len(self.lines) + 1)):
                if more - 1 in mail or self.lines[more - 1].is_blank:
                    break
                if self._complete(k, more):
                    end = more
                    break
        return self._logical(k, end, mail)

    def _goes_on(self, k: int, nxt: int) -> bool:
        """Whether line ``nxt`` surely belongs to the logical line that began in line ``k``."""
        line, before = self.lines[nxt], self.lines[nxt - 1]
        if line.is_blank:
            after = nxt + 1
            return (
                before.ends_with(":")
                and after < len(self.lines)
                and self._opens_quote(self.lines[after])
                and not self._complete(k, nxt)
            )
        if self._in_quote(line.start - 1):
            return True
        if self._opens_quote(line) and not before.ends_with(".;"):
            return True
        if before.is_blank:
            return False
        new_sentence = line.words[0].isupper() and len(before.words) < _WRAPPED and not before.ends_with(",")
        return not new_sentence and not before.ends_with(_STOP) and not self._is_start(line)

    def _opens_quote(self, line: Line) -> bool:
        return any(q.start == line.start for q in self._between(line.start, line.start + 1))

    def _between(self, start: int, end: int) -> tuple[Quote, ...]:
        return self.quotes.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _in_quote(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and self.quotes.found[k].end > at + 1

    def _is_start(self, line: Line) -> bool:
        numbering = _NUMBERING.match(self.text, line.start, line.end)
        if numbering and numbering.end() > line.start:
            return True
        return bool(_START.match(self._letters(line.start, line.end).letters))

    def _letters(self, start: int, end: int) -> Letters:
        return letters_of(self.text, start, end, self._between(start, end))

    def _complete(self, k: int, end: int) -> bool:
        start, _ = self._without_numbering(self.lines[k].start, self.lines[end - 1].end)
        stop = self.lines[end - 1].end
        return bool(read_clause("", self._letters(start, stop)))

    def _says_something(self, line: Line) -> bool:
        """Whether a line asks for something: no greeting or signature then."""
        letters = self._letters(line.start, line.end)
        return bool(self._between(line.start, line.end)) or bool(
            read_clause("", letters) or (_START.match(letters.letters) and _ACTION.search(letters.letters))
        )

    def _without_numbering(self, start: int, end: int) -> tuple[int, Place | None]:
        found = _NUMBERING.match(self.text, start, end)
        if found is None or found.end() == start:
            return start, None
        number = found["number"]
        place = Place(number, (Part("", number),)) if number else None
        return found.end(), place

    # -- logical lines ----------------------------------------------------------------------------

    def _logical(self, k: int, end: int, mail: frozenset[int]) -> int:
        first, last = self.lines[k].start, self.lines[end - 1].end
        whole = " ".join(self.text[first:last].split())
        if any(first <= i < last for i in self.quotes.unclosed):
            self.unread.append(Unread(whole, "a quotation is opened and not closed", self.heading))
            return end
        start, numbered = self._without_numbering(first, last)
        if GENERAL_LINE.fullmatch(plain(whole)):
            self.heading = None
            return end
        letters = self._letters(start, last)
        if addressed := self._addressed(start, last):
            return self._at_address(addressed, last, end)
        if self._is_heading(letters):
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
        if is_courtesy(whole) and not self._between(first, last):
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

    def _is_heading(self, letters: Letters) -> bool:
        return bool(re.fullmatch(r"[iov]*P[.,:]*", letters.letters))

    def _capture(
        self, k: int, start: int, last: int, end: int, mail: frozenset[int], numbered: Place | None
    ) -> int | None:
        """New wording that follows a colon without quotation marks; the line after it, None if there is none."""
        for colon in re.finditer(":", self.text[start:last]):
            at = start + colon.end()
            if at - start > 400:
                return None
            if self._in_quote(at - 1):
                continue
            made = read_clause("", self._letters(start, at - 1), text="…")
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
                if self._asks(following):
                    break
                if not _ITEM.match(self.lines[following].words):
                    return "\n".join(taken), n, False
                taken.append("")
                n = following
            elif taken and self._asks(n):
                break
            elif taken and taken[-1] and self._may_have_ended(n):
                return "\n".join(taken), n, False
            taken.append(self.lines[n].words)
            n += 1
        return "\n".join(taken).strip(), n, True

    def _may_have_ended(self, n: int) -> bool:
        """Whether line ``n`` may be no part of the wording: the line before is short and ends a sentence."""
        before = self.lines[n - 1]
        return len(before.words) < _WRAPPED and before.ends_with(".!?") and not _ITEM.match(self.lines[n].words)

    def _asks(self, n: int) -> bool:
        """Whether a line, alone or with the next, is an instruction or names a place that others follow."""
        line = self.lines[n]
        start, _ = self._without_numbering(line.start, line.end)
        letters = self._letters(start, line.end)
        if self._is_heading(letters) or GENERAL_LINE.fullmatch(plain(line.words)):
            return True
        row = letters.letters
        return bool(
            read_clause("", letters)
            or read_clause("", letters, text="…")
            or self._begins_capture(start, line.end)
            or re.match("[iov]*P(?:[,:.]|$)", row)
            or (start > line.start and row.startswith("P"))
            or (_START.match(row) and _ACTION.search(row) and "Q" in row)
        )

    def _begins_capture(self, start: int, end: int) -> bool:
        colon = self.text.find(":", start, min(end, start + 400))
        if colon < 0:
            return False
        made = read_clause("", self._letters(start, colon), text="…")
        return bool(made) and made[0].act in (Act.REWRITE_UNIT, Act.NEW_UNIT)

    # -- clauses ----------------------------------------------------------------------------------

    def _clauses(self, start: int, last: int, numbered: Place | None) -> None:
        """Read a logical line sentence by sentence; where no sentence asks for anything, as one comment."""
        cut = self._sentences(start, last)
        chains = [self._chain(a, b) for a, b in cut]
        if not any(chains):
            cut, chains = [(start, last)], [()]
        scope: Place | None = None
        for (a, b), chain in zip(cut, chains):
            letters = self._letters(a, b)
            if chain:
                chain = tuple(self._scoped(made, scope) for made in chain)
                scope = next((made.scope for made in chain if made.scope), scope)
                self._take(chain, numbered)
            elif self._is_heading(letters):
                scope = next(atom for atom in letters.atoms if isinstance(atom, Place)).within(self.heading)
            else:
                self._leftover(" ".join(self.text[a:b].split()), letters, scope)
            numbered = None

    def _sentences(self, start: int, last: int) -> list[tuple[int, int]]:
        """A logical line cut at full stops and semicolons that are no part of a quotation or abbreviation."""
        found: list[tuple[int, int]] = []
        at = start
        for stop in _HARD.finditer(self.text, start, last):
            if len(found) == _MOST_BREAKS:
                break
            if self._in_quote(stop.start()) or _ABBREVIATED.search(self.text[max(at, stop.start() - 12) : stop.end()]):
                continue
            if self.text[at : stop.start()].strip():
                found.append((at, stop.start()))
            at = stop.end()
        if self.text[at:last].strip(" .;,"):
            found.append((at, last))
        return found

    def _chain(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence, joined by commas and ``and``; none unless all of it is understood."""
        words = " ".join(self.text[start:end].split())
        if whole := read_clause(words, self._letters(start, end)):
            return whole
        found: list[Instruction] = []
        scope: Place | None = None
        at = start
        soft = [m for m in _SOFT.finditer(self.text, start, end) if not self._in_quote(m.start())]
        for stop, nxt in [*((m.start(), m.end()) for m in soft[:_MOST_BREAKS]), (end, end)]:
            if stop <= at or (nxt < end and not self._can_begin(nxt, end)):
                continue
            made = read_clause(" ".join(self.text[at:stop].split()), self._letters(at, stop))
            if made:
                made = tuple(self._scoped(one, scope) for one in made)
                scope = next((one.scope for one in made if one.scope), scope)
                found += made
                at = nxt
        return tuple(found) if at == end else ()

    def _can_begin(self, at: int, last: int) -> bool:
        return bool(_START.match(self._letters(at, min(last, at + 200)).letters))

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

    def _leftover(self, words: str, letters: Letters, scope: Place | None) -> None:
        """What is no instruction: a comment, or words that were not understood."""
        row = letters.letters
        about, rest = scope or self.heading, words
        place = next((a for a in letters.atoms if isinstance(a, Place)), None)
        if place is not None and (found := re.match(r"[iov]*P[,:.]*", row)):
            about = place.within(self.heading)
            rest = after_place(words) if ":" in found[0] else words
            row = row[found.end() :]
        if is_courtesy(words):
            self.apart.append(Apart.courtesy(words, 0))
        elif why := why_no_comment(row, rest, about is not None):
            self.unread.append(Unread(words, why, about))
        else:
            self.comments.append(Comment(rest, about))


_ITEM = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[-*•–—])\s")
_ABBREVIATED = re.compile(
    r"(?i)(?:\bparas?|\barts?|\bpar|\bno|\bnos|\bsect?|\be\.g|\bi\.e|\bmr|\bms|\bop|\bpp|\b\w)\.$"
)
_WRAPPED = 55  # characters; a line with fewer was not cut for width


def _needs_scope(made: Instruction) -> bool:
    return made.scope is None and not made.places and (made.to is None or made.act is Act.MOVE)
