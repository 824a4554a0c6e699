"""A message prepared for reading: its lines and quotations, which lines belong together, and which request a change.

Reading a logical line is left to ``message``; which orders of words are an instruction, to ``clauses``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from amendtrack.intake.instructions.cited_place import Place, PlacePart, same_number
from amendtrack.intake.instructions.clauses import read_clause
from amendtrack.intake.instructions.conditions import is_reason_line
from amendtrack.intake.instructions.envelope import Apart, Asking, matches, told_apart
from amendtrack.intake.instructions.instruction import Action
from amendtrack.intake.instructions.lines import Line, lines_of
from amendtrack.intake.instructions.place_patterns import abbreviations
from amendtrack.intake.instructions.quotes import Quote, Quotes, read_quotes
from amendtrack.intake.instructions.rows import Clause, clause_of
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.abbreviations import ALSO_WORDS, NAMES_FOLLOW, closing
from amendtrack.text.label_forms import HAN

_IN_A_PLACE = r"in (?:paragraph|subparagraph|section|subsection|clause|subclause|article)s? [\d(]"
"""What follows a capital that only counts the changes: ``(A) in paragraph 1, by striking``."""
_NUMBERING = re.compile(
    r"\s*(?:>\s*)?(?:[-*+•–—―·▪‣◦●○■□]+\s+)?"
    r"(?:\(?(?P<number>\d{1,3}|(?!p\.\s*\d)[a-zа-я]|[\u0621-\u064a]|[ivx]{1,4}|[IVX]{1,4}(?=\.\s*[–—-]\s))"
    r"(?:[.)]|(?<=\d)-(?=\s))\s*(?:(?<=\s)|(?=[–—-]))(?=\S)"
    rf"|(?P<wide>\d{{1,3}}|[{HAN}]{{1,3}})、\s*(?=\S)|\([A-H]\)\s+(?={_IN_A_PLACE}))?(?:[-*•–—]\s+)?"
)
COLON = re.compile("[:：]|—(?=\\s*(?:\\n|$))")
_STOP = ".;:!?。；：！？؟؛"
JOINED = 4  # the most lines that one instruction may span
_NEVER_READ = re.compile("x(?:.{6}|.*[PQS])", re.DOTALL)
"""A word of no class, followed by so much that it is not half of a phrase continued on the next line."""
_HARD = re.compile(r"[;.!]\s+|[。；！]\s*|[؛]\s*|(?<=[?？؟])\s+|(?<=？)(?=[\u4e00-\u9fff])")
MOST_BREAKS = 200
ITEM = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[-*•–—])\s")
_ABBREVIATED = closing(NAMES_FOLLOW - ALSO_WORDS)
_NUMBERED = re.compile(r"\b(?:nos?|op|pp|\w)\.$")
_A_NUMBER = re.compile(r"\d|[ivx]{1,4}(?!\w)|[(«\"“]|[^\W\d](?!\w)", re.IGNORECASE)
_WRAPPED = 55  # characters; a line with fewer was not cut for width


class Sheet:
    """The lines of one message and the quotations in them.

    ``read`` is what clauses are read from, of the same length: the message without titles beside their numbers.
    """

    def __init__(self, text: str, read: str = "") -> None:
        self.text, self.read = text, read or text
        self.quotes: Quotes = read_quotes(text)
        self.lines: tuple[Line, ...] = lines_of(text)
        self._starts = [q.start for q in self.quotes.found]
        self._clauses: dict[tuple[int, int], Clause] = {}

    def told_apart(self) -> tuple[list[Apart], frozenset[int]]:
        """What is only mail, and the lines that it takes."""
        return told_apart(self.lines, Asking(self.says_something, self.wishes, self.names_a_place, self.is_heading))

    # -- lines that belong together ---------------------------------------------------------------

    def logical_line(self, k: int, mail: frozenset[int]) -> int:
        """The line after the logical line that begins in line ``k``; lines in ``mail`` are not part of it."""
        end = k + 1
        while end < len(self.lines) and end not in mail and self.goes_on(k, end):
            end += 1
        alone = end == k + 1 and self.is_heading(self.lines[k])
        begun = self.lines[k].start, self.lines[end - 1].end
        if not alone and self.may_be_read(*begun) and not self.complete(k, end):
            for more in range(end + 1, min(end + JOINED, len(self.lines) + 1)):
                if more - 1 in mail or self.lines[more - 1].is_blank:
                    break
                if self.complete(k, more):
                    return more
        return end

    def may_be_read(self, start: int, end: int) -> bool:
        """Whether more words could turn these into an instruction: not if a word of no class comes before the
        end, since none is ever skipped."""
        rows = self.clause(start, end).rows
        return not rows or not all(_NEVER_READ.search(row.letters) for row in rows)

    def sentences(self, start: int, last: int) -> list[tuple[int, int]]:
        """A logical line split at full stops and semicolons outside quotations and abbreviations."""
        found: list[tuple[int, int]] = []
        at = start
        for stop in _HARD.finditer(self.read, start, last):
            if len(found) == MOST_BREAKS:
                break
            if self.in_quote(stop.start()) or self._is_abbreviated(at, stop):
                continue
            if self.read[at : stop.start()].strip():
                found.append((at, stop.start()))
            at = stop.end()
        if self.text[at:last].strip(" .;,"):
            found.append((at, last))
        return found

    def _is_abbreviated(self, start: int, stop: re.Match[str]) -> bool:
        """Whether a full stop ends an abbreviation: ``para. 2``, ``let. b``."""
        end = stop.start() + 1
        before = plain(self.read[max(start, end - 12) : end])
        numbered = _A_NUMBER.match(self.read, stop.end()) is not None
        called = _NUMBERED.search(before) or abbreviations().search(before)
        return bool(_ABBREVIATED.search(before) or (numbered and called))

    def goes_on(self, k: int, nxt: int) -> bool:
        """Whether line ``nxt`` certainly belongs to the logical line that began in line ``k``."""
        line, before = self.lines[nxt], self.lines[nxt - 1]
        if self.in_quote(line.start - 1):
            return True
        if line.is_blank:
            after = self.lines[nxt + 1] if nxt + 1 < len(self.lines) else line
            if not self.opens_quote(after):
                return False
            another = self.is_quotation(after) and self.ends_with_quotation(before)
            return another or (before.ends_with(":：—–") and not self.complete(k, nxt))
        if self.opens_quote(line) and not before.ends_with(".;"):
            return True
        if before.is_blank or is_reason_line(line.words):
            return False
        new_sentence = line.words[0].isupper() and len(before.words) < _WRAPPED and not before.ends_with(",")
        return not new_sentence and not before.ends_with(_STOP) and not self.is_start(line)

    def is_quotation(self, line: Line) -> bool:
        """Whether a line is nothing but a quotation."""
        return any(
            q.start == line.start and q.end >= line.start + len(line.words.rstrip(".;,"))
            for q in self.between(line.start, line.start + 1)
        )

    def ends_with_quotation(self, line: Line) -> bool:
        return bool(line.words) and self.in_quote(line.start + len(line.words.rstrip(".;,")) - 2)

    def opens_quote(self, line: Line) -> bool:
        return any(q.start == line.start for q in self.between(line.start, line.start + 1))

    def between(self, start: int, end: int) -> tuple[Quote, ...]:
        return self.quotes.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def can_begin(self, start: int, end: int) -> bool:
        """Whether an instruction can begin there."""
        return self.clause(start, end).begins

    def in_quote(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and self.quotes.found[k].end > at + 1

    def is_start(self, line: Line) -> bool:
        numbering = _NUMBERING.match(self.text, line.start, line.end)
        if numbering and numbering.end() > line.start:
            return True
        return self.can_begin(line.start, line.end)

    def words(self, start: int, end: int) -> str:
        """The words there, on one line."""
        return " ".join(self.text[start:end].split())

    def clause(self, start: int, end: int) -> Clause:
        """The clause there, in each language that it may be in."""
        if (start, end) not in self._clauses:
            self._clauses[start, end] = clause_of(self.read, start, end, self.between(start, end))
        return self._clauses[start, end]

    def complete(self, k: int, end: int) -> bool:
        """Whether lines ``k`` to ``end`` are a whole instruction."""
        start, _ = self.without_numbering(self.lines[k].start, self.lines[end - 1].end)
        return bool(read_clause("", self.clause(start, self.lines[end - 1].end)))

    def says_something(self, line: Line) -> bool:
        """Whether a line requests a change, and so is not a greeting or a signature."""
        clause = self.clause(line.start, line.end)
        return clause.quotes or bool(read_clause("", clause)) or (clause.begins and clause.asks)

    def wishes(self, line: Line) -> bool:
        """Whether a line speaks of a change."""
        return self.clause(line.start, line.end).wishes

    def is_heading(self, line: Line) -> bool:
        """Whether a line names a place and says nothing of it."""
        return self.clause(line.start, line.end).heading is not None

    def names_a_place(self, line: Line) -> bool:
        """Whether a line names a paragraph or another kind of place in words."""
        return any(part.word for place in self.clause(line.start, line.end).places for part in place.parts)

    def without_numbering(self, start: int, end: int) -> tuple[int, Place | None]:
        found = _NUMBERING.match(self.text, start, end)
        if found is None or found.end() == start:
            return start, None
        number = found["number"] or found["wide"]
        place = Place(number, (PlacePart("", same_number(number)),)) if number else None
        return found.end(), place

    def asks(self, n: int) -> bool:
        """Whether a line, alone or with the next, is an instruction or a heading for instructions."""
        line = self.lines[n]
        start, _ = self.without_numbering(line.start, line.end)
        clause = self.clause(start, line.end)
        if clause.heading or matches("general", line.words) or is_reason_line(line.words):
            return True
        opens = any(re.match("[^PQx]{0,2}P(?:[,:.]|$)", row.letters) for row in clause.rows)
        listed = start > line.start and any(row.letters.startswith("P") for row in clause.rows)
        return bool(
            opens
            or listed
            or read_clause("", clause)
            or read_clause("", clause, text="…")
            or self.begins_capture(start, line.end)
            or (clause.begins and clause.asks and clause.quotes)
        )

    def begins_capture(self, start: int, end: int) -> bool:
        found = COLON.search(self.text, start, min(end, start + 400))
        if found is None:
            return False
        colon = found.start()
        made = read_clause("", self.clause(start, colon), text="…")
        return bool(made) and made[0].act in (Action.REWRITE_UNIT, Action.NEW_UNIT)

    def may_have_ended(self, n: int) -> bool:
        """Whether line ``n`` may not be part of the wording: the line before is short and ends a sentence."""
        before = self.lines[n - 1]
        return len(before.words) < _WRAPPED and before.ends_with(".!?") and not ITEM.match(self.lines[n].words)
