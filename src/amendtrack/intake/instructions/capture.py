"""New wording without quotation marks: what stands after a colon, or below a sentence that says where it goes.

Knows where such wording begins and ends. What cannot be told apart from the message around it is left, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from amendtrack.intake.instructions.clauses import read_clause
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.landmarks import Landmarks
from amendtrack.intake.instructions.leftovers import Unread, beside_wording, is_closed, is_like_a_name, sounds_like
from amendtrack.intake.instructions.sheet import COLON, ITEM, Sheet

_OF_WHOLE_UNITS = (Action.REWRITE_UNIT, Action.RESTATE_UNIT, Action.NEW_UNIT, Action.NEW_AT_END)
_MOST_COLONS = 6  # of a line, after which new wording may begin
_LONGEST = 400  # letters before it
_QUOTED = re.compile("[\"“”„«»「」]|^['‘]")


@dataclass(frozen=True, slots=True)
class Captured:
    """New wording as instructions, or left; and the line after it."""

    after: int
    made: tuple[Instruction, ...] = ()
    left: Unread | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The unquoted wording of one message; ``mail`` are the lines that are no part of what it asks for."""

    sheet: Sheet
    landmarks: Landmarks
    mail: frozenset[int]

    def at(self, first: int, start: int, last: int, end: int) -> Captured | None:
        """The new wording that begins in the logical line of lines ``first:end``; None if there is none."""
        text = self.sheet.text
        for colon in islice(COLON.finditer(text, start, last), _MOST_COLONS):
            at = colon.end()
            if at - start > _LONGEST:
                return None
            if self.sheet.in_quote(at - 1):
                continue
            made = read_clause("", self.sheet.clause(start, at - 1), text="…")
            if not made or made[0].act not in _OF_WHOLE_UNITS:
                continue
            following = self.sheet.clause(at, last)
            if following.begins and following.quotes and following.asks:
                continue  # “amend Article 5 as follows: replace ...”
            if made[0].act is Action.NEW_UNIT and not self._is_new_wording(start, at, last):
                continue
            if made[0].act is Action.RESTATE_UNIT and not self._is_restated(text[at:last]):
                continue
            line = next(n for n in range(first, end) if self.sheet.lines[n].end >= at)
            return self._captured(made, start, at, line)
        return self._announced(start, last, end)

    def _captured(self, made: tuple[Instruction, ...], start: int, at: int, line: int) -> Captured:
        words, after, clear = self._wording(at, line)
        stop = max(at, self.sheet.lines[after - 1].end)
        whole = f"{self.sheet.words(start, at)} {' '.join(words.split())}".strip()
        place = made[0].scope or next(iter(made[0].places), made[0].to)
        if why := _doubt(words, clear):
            return Captured(after, left=Unread(whole, why, place, start, stop))
        return Captured(after, tuple(replace(m, words=whole, new=words, start=start, end=stop) for m in made))

    def _announced(self, start: int, last: int, end: int) -> Captured | None:
        """New wording below a sentence that says where it goes."""
        said = len(self.sheet.text[start:last].rstrip(" .:"))
        made = read_clause("", self.sheet.clause(start, start + said), text="…") if last - start <= _LONGEST else ()
        if not made or made[0].act not in (Action.NEW_UNIT, Action.NEW_AT_END) or self.sheet.between(start, last):
            return None
        words, after, clear = self._wording(last, end - 1)
        if not clear or not is_closed(words) or _QUOTED.search(words):
            return None
        whole = f"{self.sheet.words(start, last)} {' '.join(words.split())}"
        stop = self.sheet.lines[after - 1].end
        return Captured(after, tuple(replace(m, words=whole, new=words, start=start, end=stop) for m in made))

    def _is_new_wording(self, start: int, at: int, last: int) -> bool:
        """Whether words behind a new number can be wording: a word says that it is new, or they ask for nothing."""
        rows = self.sheet.clause(start, at - 1).rows
        says_so = any(row.has("new", "insert", "as", "follows", "read") for row in rows)
        words = self.sheet.text[at:last]
        goes_on = words.rstrip()[-1:] in (";", ",", "；", "؛")  # a sentence may be a remark
        return says_so or (goes_on and is_closed(words) and not self.sheet.clause(at, last).begins)

    def _is_restated(self, words: str) -> bool:
        """Whether words behind a place are wording much like the draft's, and no comment."""
        return self.landmarks.opens_like_a_unit(words) and sounds_like(words, self.landmarks.wording)

    def _wording(self, at: int, line: int) -> tuple[str, int, bool]:
        """The wording from ``at`` on, the line after it, and whether the wording clearly ends there."""
        lines, mail = self.sheet.lines, self.mail
        opening = self.sheet.text[at : lines[line].end].strip()
        taken = [opening] if opening else []
        n = line + 1
        if not taken:
            while n < len(lines) and n not in mail and lines[n].is_blank:
                n += 1
        while n < len(lines) and n not in mail:
            if lines[n].is_blank:
                following = next((m for m in range(n, len(lines)) if not lines[m].is_blank), None)
                if following is None or following in mail or self.sheet.asks(following):
                    break
                if taken and taken[-1][-1:] in ".;" and self._is_signed(following):
                    break
                if not ITEM.match(lines[following].words):
                    return "\n".join(taken), n, False
                taken.append("")
                n = following
            elif taken and self.sheet.asks(n):
                break
            elif taken and taken[-1] and self.sheet.may_have_ended(n):
                return "\n".join(taken), n, False
            taken.append(lines[n].words)
            n += 1
        return "\n".join(taken).strip(), n, True

    def _is_signed(self, n: int) -> bool:
        """Whether the message ends with this line, and it is no more than a name."""
        lines = self.sheet.lines
        return not any(not line.is_blank for line in lines[n + 1 :]) and is_like_a_name(lines[n].words)


def _doubt(words: str, clear: bool) -> str:
    """Why captured words are not recorded; empty if they are."""
    if not words:
        return "the new wording is missing"
    if beside := beside_wording(words):
        return f"“{beside}” may not be part of the new wording; put the wording in quotation marks"
    if not clear or _QUOTED.search(words):
        return "it is not clear where the new wording ends; put it in quotation marks"
    return ""
