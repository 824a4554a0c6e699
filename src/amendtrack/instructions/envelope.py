"""What in a message is only mail: header lines, greeting, signature, courtesy, and earlier mail quoted in it.

It is told apart and listed, not dropped; a line that asks for something is never taken for mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from amendtrack.instructions.keywords import CLOSING, GENERAL, GREETING, LEAD_IN, MAIL_HEADER, ORIGINAL_MESSAGE, WROTE
from amendtrack.instructions.lines import Line
from amendtrack.instructions.spelling import plain


class Sort(Enum):
    """What a piece of mail is."""

    HEADER = "header"
    GREETING = "greeting"
    COURTESY = "courtesy"
    SIGNATURE = "signature"
    EARLIER = "earlier mail"


@dataclass(frozen=True, slots=True)
class Apart:
    """A piece of the message that belongs to the mail: what it is, its words, and its first line (from 1)."""

    sort: Sort
    words: str
    line: int

    @classmethod
    def courtesy(cls, words: str, line: int) -> Apart:
        """A sentence of thanks, or one that only announces what follows."""
        return cls(Sort.COURTESY, words, line)

    def __str__(self) -> str:
        words = self.words if len(self.words) <= 50 else self.words[:50].rpartition(" ")[0] + " …"
        return f"{self.sort.value}: {words}"


GENERAL_LINE = re.compile(GENERAL)
_GREETING = re.compile(rf"{GREETING}[^:;]{{0,90}}[,:!.]?")
_CLOSING = re.compile(rf"{CLOSING}[^:;]{{0,50}}[,.!]?")
_WROTE = re.compile(WROTE)
_ORIGINAL = re.compile(ORIGINAL_MESSAGE)
_HEADER = re.compile(MAIL_HEADER)
_COURTESY = re.compile(
    r"(?:.*\b(?:thanks?|thankful|grateful|remerci\w*|agradec\w*)\b.*"
    r"|(?:please find|veuillez trouver|sirvase encontrar)\b.*"
    rf"|{LEAD_IN})"
)
_SIGNED_LINES = 8
_SIGNED_LENGTH = 90


def is_courtesy(words: str) -> bool:
    """Whether a sentence only thanks, or announces what follows it."""
    return len(words) <= 400 and _COURTESY.fullmatch(plain(words)) is not None


def told_apart(lines: Sequence[Line], asks: Callable[[Line], bool]) -> tuple[list[Apart], frozenset[int]]:
    """The pieces of mail in order, and the lines that they take; ``asks`` knows lines that ask for something."""
    pieces: list[tuple[Sort, list[int]]] = []
    taken: set[int] = set()

    def take(sort: Sort, which: list[int]) -> None:
        if which:
            pieces.append((sort, which))
            taken.update(which)

    for sort, which in _earlier(lines):
        take(sort, which)
    body = [n for n, line in enumerate(lines) if not line.is_blank and n not in taken]
    headers = []
    for n in body:
        if not _HEADER.fullmatch(plain(lines[n].words[:300])) or asks(lines[n]):
            break
        headers.append(n)
    take(
        Sort.HEADER,
        headers
        if len(headers) > 1 or (headers and re.match("(?i)subject|obje?t|asunto", lines[headers[0]].words))
        else [],
    )
    body = [n for n in body if n not in taken]
    if (
        body
        and len(lines[body[0]].words) <= 120
        and _GREETING.fullmatch(plain(lines[body[0]].words))
        and not asks(lines[body[0]])
    ):
        take(Sort.GREETING, body[:1])
        body = body[1:]
    take(Sort.SIGNATURE, _signature(lines, body, asks))
    told = [Apart(sort, " ".join(lines[n].words for n in which), which[0] + 1) for sort, which in pieces]
    return sorted(told, key=lambda piece: piece.line), frozenset(taken)


def _earlier(lines: Sequence[Line]) -> list[tuple[Sort, list[int]]]:
    found: list[tuple[Sort, list[int]]] = []
    run: list[int] = []
    for n, line in enumerate(lines):
        if _ORIGINAL.fullmatch(plain(line.words[:200])):
            found.append((Sort.EARLIER, run)) if run else None
            return [*found, (Sort.EARLIER, [m for m in range(n, len(lines)) if not lines[m].is_blank])]
        if line.words.startswith(">"):
            run.append(n)
        elif run and not line.is_blank:
            found.append((Sort.EARLIER, run))
            run = []
    if run:
        found.append((Sort.EARLIER, run))
    for _, which in found:
        before = next((n for n in range(which[0] - 1, -1, -1) if not lines[n].is_blank), None)
        if before is not None and len(lines[before].words) < 200 and _WROTE.fullmatch(plain(lines[before].words)):
            which.insert(0, before)
    return found


def _signature(lines: Sequence[Line], body: Sequence[int], asks: Callable[[Line], bool]) -> list[int]:
    """From the closing words, or a line ``--``, as far as the lines are short and ask for nothing."""
    for k, n in enumerate(body):
        words = lines[n].words
        closes = words in ("--", "—", "---") or (len(words) <= 70 and _CLOSING.fullmatch(plain(words)))
        if k == 0 or not closes or asks(lines[n]):
            continue
        end = k + 1
        while end < len(body) and end - k < _SIGNED_LINES and len(lines[body[end]].words) <= _SIGNED_LENGTH:
            if asks(lines[body[end]]):
                break
            end += 1
        return list(body[k:end])
    return []
