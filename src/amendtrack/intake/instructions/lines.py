"""A message cut into its lines, with their places in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where its words start and end in the message, without surrounding white space."""

    start: int
    end: int
    words: str

    @property
    def is_blank(self) -> bool:
        """Whether it is blank."""
        return not self.words

    def ends_with(self, signs: str) -> bool:
        """Whether its last character is one of these."""
        return bool(self.words) and self.words[-1] in signs


def lines_of(message: str) -> tuple[Line, ...]:
    """All lines of the message, blank ones too.

    >>> [(line.start, line.words) for line in lines_of("a\\n\\n  b \\n")]
    [(0, 'a'), (2, ''), (5, 'b')]
    """
    found: list[Line] = []
    at = 0
    for raw in message.split("\n"):
        words = raw.strip()
        start = at + len(raw) - len(raw.lstrip()) if words else at
        found.append(Line(start, start + len(words), words))
        at += len(raw) + 1
    while found and found[-1].is_blank:
        found.pop()
    return tuple(found)
