"""Words being typed on the screen, as a value: the words, and where the cursor is.

Keys are handled one after the other, so that nobody types faster than the screen. Only characters that can be seen are
taken in; of a text that is edited, only what can be seen is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import regex
from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.safe import seen
from amendtrack.text.joiners import JOINERS

_WORD_END = re.compile(r"\W*\w+")
_WORD_START = re.compile(r"\w+\W*$")
_LETTER = regex.compile(r"\X")


def _cells(letters: str) -> int:
    return cell_len(letters.replace("\t", " "))


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The words, the character before which the cursor is, and whether all are replaced by what is typed next.

    >>> words = TypedWords("We meet.", 8)
    >>> words.pressed("left").pressed("x", "s"), words.pressed("ctrl+left").pressed("ctrl+k")
    (TypedWords(text='We meets.', at=8, is_selected=False), TypedWords(text='We ', at=3, is_selected=False))
    """

    text: str = ""
    at: int = 0
    is_selected: bool = False

    def __post_init__(self) -> None:
        if (shown := seen(self.text)) != self.text:
            object.__setattr__(self, "at", len(seen(self.text[: self.at])))
            object.__setattr__(self, "text", shown)

    @classmethod
    def all_selected(cls, text: str) -> TypedWords:
        """Words that are replaced by what is typed, unless the cursor is moved first."""
        return cls(text, len(text), bool(text))

    def with_more(self, words: str) -> TypedWords:
        """With words at the cursor; what cannot be seen there is left out."""
        words = words.replace("\t", " ")
        if len(lines := words.splitlines()) > 1:
            words = " ".join(filter(None, map(str.strip, lines)))
        head, tail = ("", "") if self.is_selected else (self.text[: self.at], self.text[self.at :])
        head = seen(head + words)
        return TypedWords(seen(head + tail), len(head)) if words else self

    def pressed(self, key: str, character: str | None = None) -> TypedWords:
        """After a key."""
        if character and (character.isprintable() or character in JOINERS) and not key.startswith("ctrl+"):
            return self.with_more(character)
        if self.is_selected and key in ("backspace", "delete"):
            return TypedWords()
        text, at = self.text, self.at
        match key:
            case "left":
                at = self._letter_before()
            case "right":
                at = self._letter_after()
            case "home" | "ctrl+a":
                at = 0
            case "end" | "ctrl+e":
                at = len(text)
            case "ctrl+left" | "alt+b":
                at = self._word_start()
            case "ctrl+right" | "alt+f":
                found = _WORD_END.match(text, at)
                at = found.end() if found else len(text)
            case "backspace" if at:
                head = seen(text[: at - 1])  # an accent goes before its letter, and a joiner with what it joins
                text, at = head + text[at:], len(head)
            case "delete" | "ctrl+d":
                text = text[:at] + text[self._letter_after() :]
            case "ctrl+w":
                start = self._word_start()
                text, at = text[:start] + text[at:], start
            case "ctrl+u":
                text, at = text[at:], 0
            case "ctrl+k":
                text = text[:at]
            case _:
                return self
        return TypedWords(text, at)

    def _word_start(self) -> int:
        found = _WORD_START.search(self.text[: self.at])
        return found.start() if found else 0

    def _letter_before(self) -> int:
        """Where the letter before the cursor begins, with its accents one letter."""
        return max((found.start() for found in _LETTER.finditer(self.text, 0, self.at)), default=0)

    def _letter_after(self) -> int:
        """Where the letter after the cursor ends."""
        found = _LETTER.match(self.text, self.at)
        return found.end() if found else self.at

    def rows(self, width: int) -> tuple[tuple[int, int], ...]:
        """The words in rows of fewer than so many cells, each as a range of characters; no character is left out."""
        return _rows(self.text, width)

    def row(self, width: int) -> int:
        """The number of the row with the cursor."""
        return self._row(self.rows(width))

    def moved(self, by: int, width: int) -> TypedWords:
        """With the cursor so many rows further down, or up if negative."""
        rows = self.rows(width)
        here = self._row(rows)
        there = min(max(here + by, 0), len(rows) - 1)
        start, end = rows[there]
        return replace(self, at=min(start + self.at - rows[here][0], end), is_selected=False)

    def _row(self, rows: tuple[tuple[int, int], ...]) -> int:
        return max(n for n, (start, _) in enumerate(rows) if start <= self.at)

    def lines(self, width: int) -> list[Line]:
        """The rows as they are shown, with the cursor."""
        rows = self.rows(width)
        here, found = self._row(rows), []
        for n, (start, end) in enumerate(rows):
            line = Line(self.text[start:end].replace("\t", " "), style="reverse" if self.is_selected else "")
            if n == here and not self.is_selected:
                line.append(" ")
                line.stylize("reverse", self.at - start, max(self._letter_after(), self.at + 1) - start)
            found.append(line)
        return found


@lru_cache(maxsize=4)
def _rows(text: str, width: int) -> tuple[tuple[int, int], ...]:
    found, start = list[tuple[int, int]](), 0
    for stretch in text.split("\n"):
        end, row, used, blank = start + len(stretch), start, 0, 0
        for letter in _LETTER.finditer(text, start, end):
            cells = _cells(letter[0])
            if used + cells >= width and letter.start() > row:
                # Chinese and Thai have no blanks to go back to.
                cut = blank if blank > row and _cells(text[blank : letter.start()]) < width // 2 else letter.start()
                found.append((row, cut))
                row, used = cut, _cells(text[cut : letter.start()])
            used += cells
            blank = letter.end() if letter[0] == " " else blank
        found.append((row, end))
        start = end + 1
    return tuple(found)


__all__ = ["TypedWords"]
