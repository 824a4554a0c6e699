"""What a delegation's file contains besides wording: its kind, remarks, and what is not clear.

Pure values. How a message is understood is left to those who read it, where it is kept to ``record``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a file contains: a text (or part of one), instructions that change it, or comments on it alone."""

    TEXT = "text"
    INSTRUCTIONS = "instructions"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that changes no word: on a unit or section, by its printed label; the whole text without one.

    ``author`` is the writer as Word names them; the words then begin with that name.
    """

    place: str
    words: str
    author: str = ""

    @property
    def unnamed(self) -> Remark:
        """The same without the writer's name.

        >>> Remark("2", "Anna on “delay”: Vague.", "Anna").unnamed, Remark("", "Anna: No.", "Anna").unnamed
        (Remark(place='2', words='on “delay”: Vague.', author=''), Remark(place='', words='No.', author=''))
        """
        if not self.author:
            return self
        return Remark(self.place, self.words.removeprefix(self.author).removeprefix(":").removeprefix(" "))

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood or could not be placed: the words, the reason, and the places that may be meant."""

    words: str
    why: str
    candidates: tuple[str, ...] = ()

    def __str__(self) -> str:
        places = f" ({' or '.join(self.candidates)}?)" if self.candidates else ""
        return f"“{' '.join(self.words.split())}”: {self.why}{places}"
