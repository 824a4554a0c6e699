"""Words being typed on the screen, as a value: the words, and where the cursor is.

Keys are handled one after the other, so that nobody types faster than the screen. Only characters that can be seen are
taken in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.safe import visible

_WORD_END = re.compile(r"\W*\w+")
_WORD_START = re.compile(r"\w+\W*$")


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

    @classmethod
    def all_selected(cls, text: str) -> TypedWords:
        """Words that are replaced by what is typed, unless the cursor is moved first."""
        return cls(text, len(text), bool(text))

    def with_more(self, words: str) -> TypedWords:
        """With words at the cursor; what cannot be seen is left out."""
        words = "".join(c for c in " ".join(words.splitlines()).replace("\t", " ") if visible(c) == c)
        if not words:
            return self
        if self.is_selected:
            return TypedWords(words, len(words))
        return TypedWords(self.text[: self.at] + words + self.text[self.at :], self.at + len(words))

    def pressed(self, key: str, character: str | None = None) -> TypedWords:
        """After a key."""
        if character and character.isprintable() and not key.startswith("ctrl+"):
            return self.with_more(character)
        if self.is_selected and key in ("backspace", "delete"):
            return TypedWords()
        text, at = self.text, self.at
        match key:
            case "left":
                at = max(at - 1, 0)
            case "right":
                at = min(at + 1, len(text))
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
                text, at = text[: at - 1] + text[at:], at - 1
            case "delete" | "ctrl+d":
                text = text[:at] + text[at + 1 :]
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

    def rows(self, width: int) -> list[tuple[int, int]]:
        """The words in rows of at most so many cells, each as a range of characters; no character is left out."""
        found, start = list[tuple[int, int]](), 0
        for stretch in self.text.split("\n"):
            end = start + len(stretch)
            while cell_len(self.text[start:end]) >= width:
                cut = start
                while cell_len(self.text[start : cut + 1]) < width:
                    cut += 1
                space = self.text.rfind(" ", start, cut) + 1
                cut = space if space > start else max(cut, start + 1)
                found.append((start, cut))
                start = cut
            found.append((start, end))
            start = end + 1
        return found

    def moved(self, by: int, width: int) -> TypedWords:
        """With the cursor so many rows further down, or up if negative."""
        rows = self.rows(width)
        here = self._row(rows)
        there = min(max(here + by, 0), len(rows) - 1)
        start, end = rows[there]
        return replace(self, at=min(start + self.at - rows[here][0], end), is_selected=False)

    def _row(self, rows: list[tuple[int, int]]) -> int:
        return max(n for n, (start, _) in enumerate(rows) if start <= self.at)

    def lines(self, width: int) -> list[Line]:
        """The rows as they are shown, with the cursor."""
        rows = self.rows(width)
        here, found = self._row(rows), []
        for n, (start, end) in enumerate(rows):
            line = Line(visible(self.text[start:end]), style="reverse" if self.is_selected else "")
            if n == here and not self.is_selected:
                line.append(" ")
                line.stylize("reverse", self.at - start, self.at - start + 1)
            found.append(line)
        return found


__all__ = ["TypedWords"]
