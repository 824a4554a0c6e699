"""The instructions of one sentence of a message: joined, repeated for another place, or before a reason."""

from __future__ import annotations

from dataclasses import replace

from amendtrack.intake.instructions.chains import chained, read, same_elsewhere, scoped
from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.conditions import has_condition, is_condition, keeps_after_all, reason_at
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.landmarks import Landmarks
from amendtrack.intake.instructions.message_parts import MessageParts
from amendtrack.intake.instructions.sheet import COLON
from amendtrack.intake.instructions.speaking import in_other_words
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.instructions.unquoted import ways_to_read


class SentenceReader:
    """Reads sentences of one message, given what has been read before them."""

    def __init__(self, parts: MessageParts, landmarks: Landmarks) -> None:
        self.parts, self.landmarks = parts, landmarks
        self.text, self.sheet = parts.text, parts.sheet

    def extend_to_joint(self, a: int, b: int) -> None:
        """Give the ``and`` between two instructions, or after the last, to the one before it."""
        last = self.parts.instructions[-1] if self.parts.instructions else None
        if last is not None and self.text[last.end : a].strip(" .;,\n") == "":
            same = [
                n for n, one in enumerate(self.parts.instructions) if (one.start, one.end) == (last.start, last.end)
            ]
            for n in same:
                self.parts.instructions[n] = replace(self.parts.instructions[n], end=b)

    def read(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions that a sentence is as a whole."""
        return read(self.sheet, start, end)

    def ways(self, start: int, end: int, scope: Place | None) -> tuple[Instruction, ...]:
        """A clause that quotes nothing, as an instruction with the ways to read it; none without a place."""
        words = self.parts.words(start, end)
        if is_condition(words) or not self.landmarks.wording:
            return ()
        ways = ways_to_read(words, self.landmarks.wording)
        placed = [replace(way, words=words, scope=way.scope or scope, start=start, end=end) for way in ways]
        alike = [way for way in placed if way.scope and way.scope == placed[0].scope]
        return (replace(alike[0], ways=tuple(alike)),) if alike else ()

    def chain(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence, joined by commas and ``and``; none unless all of it is understood."""
        if whole := self.read(start, end):
            return whole
        if said := self._in_other_words(start, end):
            return said
        return chained(self.sheet, start, end) or self._before_a_reason(start, end)

    def _in_other_words(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions behind ``i.e.``, at the place that the words before it name."""
        found = next(in_other_words(self.text, start, end), None)
        if found is None or self.sheet.in_quote(found[0]):
            return ()
        head = self.sheet.clause(start, found[0])
        if head.quotes or has_condition(self.text[start : found[0]]) or any(row.has("not") for row in head.rows):
            return ()
        place = next(head.places, None)
        return tuple(
            scoped(one, place.within(self.parts.heading) if place else None) for one in self.read(found[1], end)
        )

    def same_elsewhere(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The change requested just before, at another place, if everything since then was understood."""
        before = self.parts.instructions[-1] if self.parts.instructions else None
        if before is None or any(left.start >= before.start for left in self.parts.unread):
            return ()
        return same_elsewhere(self.sheet, start, end, before)

    def _before_a_reason(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence that ends with a reason; the reason is kept as a comment on their place."""
        for at in reason_at(plain(self.text[start:end])):
            if at == 0 or self.sheet.in_quote(start + at):
                continue
            head = start + len(self.text[start : start + at].rstrip(" ,;:–—-(（，"))
            if self.asks_in_reason(start + at, end):
                return ()
            if made := self.read(start, head) or chained(self.sheet, start, head):
                place = next((one.scope or next(iter(one.places), None) for one in made), None)
                self.parts.add_comment(
                    start + at, end, place.within(self.parts.heading) if place else self.parts.heading
                )
                return made
        return ()

    def asks_in_reason(self, start: int, end: int) -> bool:
        """Whether words that give a reason also request a change, make one conditional, or do without it."""
        clause, colon = self.sheet.clause(start, end), COLON.search(self.text, start, end)
        asks = bool(self.read(start, end) or (colon and self.read(colon.end(), end)))
        words = self.text[start:end]
        return asks or (clause.quotes and clause.asks) or has_condition(words) or keeps_after_all(words)

    def add_reason(self, start: int, end: int) -> None:
        """Note a reason: a comment on the place of the instruction before it."""
        last = self.parts.instructions[-1] if self.parts.instructions else None
        place = (last.scope or next(iter(last.places), None)) if last else None
        self.parts.add_comment(start, end, self.parts.heading or place)
