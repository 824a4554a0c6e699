"""What has been read of a message so far: instructions, comments, what was not understood, and what is only mail."""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.envelope import Apart
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.instructions.sheet import Sheet
from amendtrack.intake.message_spans import MessageSpan, SpanRole


class MessageParts:
    """The parts of one message, as they are found, and the place that its lines are about."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        self.text, self.sheet = text, sheet
        self.instructions: list[Instruction] = []
        self.comments: list[Comment] = []
        self.unread: list[Unread] = []
        self.apart: list[Apart] = []
        self.other: list[MessageSpan] = []  # headings, courtesies and reasons
        self.heading: Place | None = None
        self.named: list[str] = []
        self.starts: dict[int, int] = {}  # where a clause begins, and the bullet or number before it

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of those on whose behalf it says it speaks."""
        return tuple(dict.fromkeys([*self.named, *(one.speaker for one in self.instructions if one.speaker)]))

    def spans(self) -> Iterator[MessageSpan]:
        """Where each part stands; several may overlap."""
        first = self.starts
        for one in self.instructions:
            yield MessageSpan(
                first.get(one.start, one.start),
                one.end,
                SpanRole.INSTRUCTION,
                place=one.scope.words if one.scope else "",
            )
        for left in self.unread:
            yield MessageSpan(
                first.get(left.start, left.start),
                left.end,
                SpanRole.LEFT,
                left.why,
                left.place.words if left.place else "",
            )
        elsewhere = {span.start for span in self.other}
        for comment in self.comments:
            if comment.start not in elsewhere:
                yield MessageSpan(
                    first.get(comment.start, comment.start),
                    comment.end,
                    SpanRole.COMMENT,
                    place=comment.place.words if comment.place else "",
                )
        yield from self.other

    def set_apart(self, kind: SpanRole, start: int, end: int, why: str = "") -> None:
        """Note words that are no amendment: a heading, a courtesy, a reason."""
        if self.text[start:end].strip():
            self.other.append(MessageSpan(start, end, kind, why, self.heading.words if self.heading else ""))

    def leave(self, words: str, why: str, start: int, end: int, place: Place | None = None) -> None:
        """Note words that were not understood, and why."""
        self.unread.append(Unread(words, why, place or self.heading, start, end))

    def words(self, start: int, end: int) -> str:
        """The words of a stretch on one line."""
        return self.sheet.words(start, end)

    def add_courtesy(self, start: int, end: int, line: int) -> None:
        """Note a courtesy."""
        self.apart.append(Apart.courtesy(self.words(start, end), line))
        self.set_apart(SpanRole.COURTESY, start, end)

    def add_comment(self, start: int, end: int, place: Place | None) -> None:
        """Note a comment on a place."""
        self.comments.append(Comment(self.words(start, end).rstrip(")）"), place, start, end))
        self.set_apart(SpanRole.REASON, start, end)
