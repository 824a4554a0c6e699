"""What in a message is only mail: header lines, greeting, signature, courtesy, and earlier mail quoted in it.

It is recognised and listed, never dropped; a line that requests a change is never taken for mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from amendtrack.intake.instructions.conditions import holds_back
from amendtrack.intake.instructions.forms import any_word
from amendtrack.intake.instructions.leftovers import position_in
from amendtrack.intake.instructions.lines import Line
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.replies import earlier_lines


class Sort(Enum):
    """What a piece of mail is."""

    HEADER = "header"
    GREETING = "greeting"
    COURTESY = "courtesy"
    SIGNATURE = "signature"
    EARLIER = "earlier mail"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Apart:
    """A part of the message that is only mail: what it is, its words, its first line (from 1) and all
    its lines (from 0)."""

    sort: Sort
    words: str
    line: int
    lines: tuple[int, ...] = ()

    @classmethod
    def courtesy(cls, words: str, line: int) -> Apart:
        """A sentence in that line (from 0) that only gives thanks or announces what follows."""
        return cls(Sort.COURTESY, words, line + 1)

    @classmethod
    def greeting(cls, words: str, line: int) -> Apart:
        """The greeting with which a line (from 0) begins before it comes to the point."""
        return cls(Sort.GREETING, words, line + 1)

    def __str__(self) -> str:
        words = self.words if len(self.words) <= 50 else self.words[:50].rpartition(" ")[0] + " …"
        return f"{self.sort.value}: {words}"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a line: whether it is or begins an instruction, speaks of a change, names a place, or does
    nothing else (``Subject: Article 5``)."""

    asks: Callable[[Line], bool]
    wishes: Callable[[Line], bool]
    places: Callable[[Line], bool]
    names_only_a_place: Callable[[Line], bool]


_GAP = r"(?: |(?<=[\u4e00-\u9fff]))"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of lines of that sort, in all languages."""
    return re.compile(_patterns()[name])


@cache
def _patterns() -> dict[str, str]:
    word = {name: f"(?:{any_word(name)})" for name in _WORDS}
    gap = r"(?: |(?<=[\u4e00-\u9fff]))?"
    return {
        "general": rf"{word['general']} ?[:.：]?",
        "greeting": rf"{word['greeting']}[^:;：]{{0,90}}[,:!.，：]?",
        "greeted": rf"{word['greeting']}[^:;,.!\n，：\"“«]{{0,60}}?(?:[,:!.，：]| [–—-](?= ))\s*(?=\S)",
        "closing": rf"{word['closing']}[^:;：]{{0,50}}[,.!，。]?",
        "header": rf"{word['header']} ?[:：] ?\S.*",
        "subject": rf"{word['subject']} ?[:：]",
        "courtesy": rf"{word['courtesy']}.*|.*(?<!\w){word['thanks']}.*"
        rf"|.*{gap}{word['proposes']}[^:]{{0,30}}[:：]|.*{gap}{word['announces']}.*[:：]",
        "announcing": rf"(?:{word['ours']} ?)*{word['announces']} ?(?:{word['about']} ?)?"
        r"(?P<to>(?<= )[^:：]*?|)[ :：.]*",
        "leading": rf"(?:(?P<whose>[^:'\d]{{2,40}})'s )?(?:{word['beforelead']}{_GAP})*{word['leadin']}"
        rf"(?:{_GAP}{word['behindlead']})*(?:{_GAP}{word['leadof']}{_GAP}(?P<name>[^:：\d]{{2,60}}?))?"
        rf"(?:{_GAP}{word['behindlead']})* ?[:：]",
        "draft": rf"(?:(?:the|le|la|el|du|del|de la) )*{word['whole']} ?[:：]?",
        "texts": rf"(?<!\w){word['texts']}",
        "footer": rf"{word['footer']}.*",
        "office": rf".*(?:(?<!\w){word['office']}|@|www\.|\+\d\d)",
        "tag": rf"{word['tag']}[ :.]*",
        "stands": rf"(?<!\w){word['stands']}",
    }


_WORDS = (
    "general greeting closing header subject thanks courtesy proposes announces ours"
    " beforelead leadin behindlead leadof about texts tag whole footer office stands"
).split()


def matches(name: str, words: str) -> bool:
    """Whether a whole line is of that sort."""
    return _pattern(name).fullmatch(plain(words)) is not None


_SIGNED_LINES = 8
_SIGNED_LENGTH = 90


def is_courtesy(words: str) -> bool:
    """Whether a sentence only gives thanks or announces what follows."""
    if len(words) > 400 or supersedes(words):
        return False
    return matches("courtesy", words) and not position_in(words)


def supersedes(words: str) -> bool:
    """Whether words speak of something replaced, withdrawn or to be ignored."""
    return _pattern("stands").search(plain(words)) is not None


def announced(words: str) -> str | None:
    """What a line announces amendments or comments to: ``paragraph 6``, ``the draft``, nothing; None if it does not.

    >>> announced("Comments on paragraph 6"), announced("Proposed amendments:"), announced("Declaration")
    ('paragraph 6', '', None)
    """
    found = _pattern("announcing").fullmatch(plain(words))
    return found["to"].strip() if found else None


def leads_in(words: str) -> list[str] | None:
    """Whose points a line such as ``Two small things from Norvia:`` announces; None if it does not only announce.

    >>> leads_in("Two small things from Norvia:"), leads_in("A few comments on the draft:"), leads_in("The Statute:")
    (['norvia'], [], None)
    """
    found = _pattern("leading").fullmatch(plain(words))
    return None if found is None else [name for name in found.group("whose", "name") if name]


def names_another_text(words: str, title: str) -> bool:
    """Whether a line speaks of a declaration, a report or the like that is not in the draft's title."""
    return any(found[0] not in title for found in _pattern("texts").finditer(plain(words)))


def greeted(words: str) -> int:
    """How many letters of a line are a greeting before its content: ``Dear all, delete para 3``; often none.

    >>> greeted("Dear all, delete para 3"), greeted("Delete para 3")
    (10, 0)
    """
    found = _pattern("greeted").match(plain(words[:200]))
    return found.end() if found else 0


def told_apart(lines: Sequence[Line], asking: Asking) -> tuple[list[Apart], frozenset[int]]:
    """The parts that are only mail, in order, and the lines that they occupy."""
    asks, wishes = asking.asks, asking.wishes
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
        if not matches("header", lines[n].words[:300]) or asks(lines[n]) or holds_back(lines[n].words):
            break
        headers.append(n)
    headers = [n for n in headers if not asking.names_only_a_place(lines[n])]
    take(
        Sort.HEADER,
        headers if len(headers) > 1 or (headers and _pattern("subject").match(plain(lines[headers[0]].words))) else [],
    )
    body = [n for n in body if n not in taken]
    if (
        body
        and len(lines[body[0]].words) <= 120
        and matches("greeting", lines[body[0]].words)
        and not wishes(lines[body[0]])
        and not any(holds_back(lines[body[0]].words[at:]) for at in (0, greeted(lines[body[0]].words)))
    ):
        take(Sort.GREETING, body[:1])
        body = body[1:]
    take(Sort.FOOTER, [n for n in body if matches("footer", lines[n].words[:2000]) and not wishes(lines[n])])
    body = [n for n in body if n not in taken]
    signed = _signature(lines, body, asking)
    take(Sort.SIGNATURE, signed)
    if not signed:
        take(Sort.SIGNATURE, _name_block(lines, body, wishes))
    pieces_apart = [
        Apart(sort, " ".join(lines[n].words for n in which), which[0] + 1, tuple(which)) for sort, which in pieces
    ]
    return sorted(pieces_apart, key=lambda piece: piece.line), frozenset(taken)


def _earlier(lines: Sequence[Line]) -> list[tuple[Sort, list[int]]]:
    """Earlier mail, and what may be earlier mail: neither is read as the sender's own words."""
    found = earlier_lines([line.words for line in lines])
    return [(Sort.EARLIER, [n for n in range(each.first, each.end) if not lines[n].is_blank]) for each in found]


def _signature(lines: Sequence[Line], body: Sequence[int], asking: Asking) -> list[int]:
    """The lines from the closing words, or a line ``--``, as long as they are short and request nothing."""
    for k, n in enumerate(body):
        words = lines[n].words
        closes = words in ("--", "—", "---") or (len(words) <= 70 and matches("closing", words))
        if (
            (k == 0 and n == _first(lines))
            or not closes
            or asking.asks(lines[n])
            or asking.wishes(lines[n])
            or holds_back(words)
        ):
            continue
        end = k + 1
        while end < len(body) and end - k < _SIGNED_LINES and len(lines[body[end]].words) <= _SIGNED_LENGTH:
            line = lines[body[end]]
            if asking.asks(line) or asking.places(line) or holds_back(line.words):
                break
            end += 1
        return list(body[k:end])
    return []


def _first(lines: Sequence[Line]) -> int:
    return next((n for n, line in enumerate(lines) if not line.is_blank), -1)


def _name_block(lines: Sequence[Line], body: Sequence[int], wishes: Callable[[Line], bool]) -> list[int]:
    """The last lines after a blank line, if they are a name and an office and not the whole message."""
    k = len(body)
    while k > 0 and (k == len(body) or body[k - 1] == body[k] - 1):
        k -= 1
    block = body[k:]
    if (
        k == 0
        or not 2 <= len(block) <= _SIGNED_LINES
        or not any(_pattern("office").match(plain(lines[n].words)) for n in block)
    ):
        return []
    plainly = all(
        _is_of_a_name(lines[n].words) and not wishes(lines[n]) and not holds_back(lines[n].words) for n in block
    )
    return list(block) if plainly else []


def _is_of_a_name(words: str) -> bool:
    """Whether a line can be a name, an office or an address in a signature: short, and not a sentence."""
    return (
        len(words) <= 70
        and words[0] not in "-*•–—"
        and (words[0].isupper() or "@" in words or words[0] == "+")
        and (words[-1] not in ".;:!?" or len(words.split()) < 4)
    )
