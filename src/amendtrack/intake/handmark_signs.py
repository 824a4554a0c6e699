"""The signs with which people mark words by hand, and a line without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby

from amendtrack.intake.handmarks import Drawn
from amendtrack.text.units import Text
from amendtrack.text.words import folded, tokens


@dataclass(frozen=True, slots=True)
class _Custom:
    """Signs with which some people mark deletions and insertions, and others something else."""

    struck: re.Pattern[str]
    inserted: re.Pattern[str]

    def typed_out(self, line: str, source: str) -> str:
        """The line with these signs replaced by the usual ones, except where the draft itself has them."""

        def usual(left: str, right: str) -> Callable[[re.Match[str]], str]:
            return lambda found: found[0] if found[0] in source else f"{left}{found[1]}{right}"

        return self.inserted.sub(usual("{++", "++}"), self.struck.sub(usual("{--", "--}"), line))


_AT_END = r"(?=[\s.,;:)]|$)"
_SAID = r"(?:\s*[:：]|(?=\s*[\"“«]))"
"""A word that may open a wording, ``[in Geneva]``, ``[new and additional]``, is a mark with a colon or quotation."""
_DELETE = (
    r"(?:(?:(?:deleted?|del|omit|supprim\w+|suprim\w+|elimin\w+|исключить|удалить)(?!\w)\.?|删除|删去|تحذف)\s*[:：]?"
    rf"|(?:strike|out){_SAID})"
)
_ADD = (
    r"(?:(?:(?:added|insert(?:ed)?|ins|ajout\w+|ins[eé]rer|añad\w+|agreg\w+|добавить|включить)(?!\w)\.?"
    rf"|增加|加入|تضاف)\s*[:：]?|(?:add|new|in){_SAID})"
)
_CUSTOMS = tuple(
    _Custom(re.compile(struck), re.compile(inserted))
    for struck, inserted in (
        (rf"(?<!\S)-(?=[^\s-])([^\n]*?[^\s-])-{_AT_END}", rf"(?<!\S)\+(?=[^\s+])([^+\n]*?[^\s+])\+{_AT_END}"),
        (rf"(?<!\S)--(?=[^\s-])([^\n]*?[^\s-])--{_AT_END}", rf"(?<!\S)\+\+(?=[^\s+])([^+\n]*?[^\s+])\+\+{_AT_END}"),
        (r"\{-+\s*(?=[^\s-])([^{}\n]*?[^\s-])\s*-+\}", r"\{\++\s*(?=[^\s+])([^{}\n]*?[^\s+])\s*\++\}"),
        (r"\[-+\s*(?=[^\s-])([^\[\]\n]*?[^\s-])\s*-+\]", r"\[\++\s*(?=[^\s+])([^\[\]\n]*?[^\s+])\s*\++\]"),
        (r"(?<!<)<([^<>/\n]+)>(?!>)", r"<<([^<>\n]+)>>"),
        (rf"(?<!\S)~(?=[^\s~])([^~\n]*?[^\s~])~{_AT_END}", rf"(?<!\S)\+(?=[^\s+])([^+\n]*?[^\s+])\+{_AT_END}"),
        (
            rf"(?i)[(\[{{]{_DELETE}\s*[\"“«]?([^()\[\]{{}}\n]+?)[\"”»]?[)\]}}]",
            rf"(?i)[(\[{{]{_ADD}\s*[\"“«]?([^()\[\]{{}}\n]+?)[\"”»]?[)\]}}]",
        ),
    )
)
_BECOMES = re.compile(r"[\[{(]([^\[\]{}()\n]+?)\s*(?:->|→|=>)\s*([^\[\]{}()\n]+?)[\]})]")


def in_usual_marks(line: str, base: Text) -> str:
    """A line with unusual marks replaced by the usual ones, if without them it contains a paragraph of the draft.

    >>> from amendtrack.text.units import parse_text
    >>> in_usual_marks("1. -Ban- +Restrict+ all nets.", parse_text("1. Ban all nets.\\n"))
    '1. {--Ban--} {++Restrict++} all nets.'
    """
    if not any(sign in line for sign in "-+<~([{") or len(line) > LONGEST:
        return line
    tried = [custom.typed_out(line, base.source) for custom in _CUSTOMS]
    tried.append(_BECOMES.sub(r"{--\1--} {++\2++}", line))
    return next((other for other in tried if other != line and _is_the_drafts(other, base)), line)


def _is_the_drafts(line: str, base: Text) -> bool:
    """Whether a line without its insertions consists exactly of the words of one of the draft's paragraphs.

    A place may come before them, in which nothing is marked, but nothing after.
    """
    place = len(keys_of(re.split(r"\{--|\{\+\+", line, maxsplit=1)[0]))
    was = keys_of(re.sub(r"\{--(.+?)--\}", r"\1", re.sub(r"\s*\{\+\+.+?\+\+\}", "", line)))
    units = (keys_of(base.wording(unit)) for unit in base.units)
    return any(len(unit) >= SHORTEST and len(was) - len(unit) <= place and was[-len(unit) :] == unit for unit in units)


_KINDS = (
    (("{--",), Drawn.STRUCK, r"\{--(.+?)--\}"),
    (("{++",), Drawn.INSERTED, r"\{\+\+(.+?)\+\+\}"),
    (("~~",), Drawn.STRUCK, r"~~(?=\S)(.+?)(?<=\S)~~"),
    (("[-",), Drawn.STRUCK, r"\[-(.+?)-\]"),
    (("{+",), Drawn.INSERTED, r"\{\+(.+?)\+\}"),
    (("<del", "<s>", "<strike"), Drawn.STRUCK, r"<(?:del|s|strike)>(.+?)</(?:del|s|strike)>"),
    (("<ins", "<u>"), Drawn.INSERTED, r"<(?:ins|u)>(.+?)</(?:ins|u)>"),
    (("**",), Drawn.SET_OFF, r"\*\*(?=\S)(.+?)(?<=\S)\*\*"),
    (("__",), Drawn.SET_OFF, r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"),
)
MOST_SIGNS, MOST_WRAPPED, LONGEST = 300, 8, 100_000
_MOST_TRIED = 6  # marks in a line, each of which may be emphasis
SHORTEST = 3  # words of the draft by which a passage is recognised


@dataclass(frozen=True, slots=True)
class MarkSigns:
    """The signs that mark words in a text: those that the draft itself does not use."""

    pattern: re.Pattern[str]
    drawn: tuple[Drawn, ...]
    openers: tuple[str, ...]


_RULE = re.compile(r"^[\s_*~-]+$", re.MULTILINE)
"""An ornament between paragraphs, which marks no words."""


@lru_cache(maxsize=8)
def signs_beside(source: str) -> MarkSigns | None:
    source = _RULE.sub("", source)
    kinds = [kind for kind in _KINDS if not any(opener in source for opener in kind[0])]
    if not any(drawn is not Drawn.SET_OFF for _, drawn, _ in kinds):
        return None
    pattern = re.compile("|".join(pattern for _, _, pattern in kinds), re.DOTALL)
    openers = tuple(o for opening, drawn, _ in kinds if drawn is not Drawn.SET_OFF for o in opening)
    return MarkSigns(pattern, tuple(drawn for _, drawn, _ in kinds), openers)


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line without its signs, and for each of its characters the run of marked words it is in (0: none)."""

    words: str
    run: tuple[int, ...]
    drawn: tuple[Drawn, ...]

    @property
    def struck(self) -> frozenset[int]:
        return frozenset(n for n, drawn in enumerate(self.drawn) if drawn is Drawn.STRUCK)

    @property
    def inserted(self) -> frozenset[int]:
        return frozenset(n for n, drawn in enumerate(self.drawn) if drawn in (Drawn.INSERTED, Drawn.SET_OFF))

    def beside_struck(self) -> frozenset[int]:
        """The runs of inserted words next to struck ones, ignoring white space."""
        order = [n for n, _ in groupby(run for run, sign in zip(self.run, self.words) if not sign.isspace())]
        pairs = list(zip(order, order[1:]))
        beside = {b for a, b in pairs if a in self.struck} | {a for a, b in pairs if b in self.struck}
        return frozenset(beside) & self.inserted

    def readings(self) -> Iterator[frozenset[int]]:
        """Which runs may be insertions, likeliest first: all, those next to struck words, the others by number."""
        sure = frozenset(n for n in self.inserted if self.drawn[n] is Drawn.INSERTED)
        likely = [self.inserted, sure | self.beside_struck(), self.beside_struck(), sure]
        every = sorted(self.inserted)
        if len(every) <= _MOST_TRIED:
            likely += [frozenset(some) for n in range(len(every), -1, -1) for some in combinations(every, n)]
        yield from dict.fromkeys(likely)

    def without(self, runs: frozenset[int], start: int = 0, end: int | None = None) -> str:
        """Its words from ``start`` to ``end`` without those runs and without the blanks left by them."""
        written = ""
        was_left_out = False
        for sign, run in list(zip(self.words, self.run))[start:end]:
            if run in runs:
                was_left_out = True
                continue
            if was_left_out and written.endswith(" ") and (sign == " " or sign in _STOPS):
                written = written[:-1]
            was_left_out = False
            written += sign
        return written.rstrip() if was_left_out else written


_STOPS = ".,;:!?)]»”。，；："


@lru_cache(maxsize=1 << 12)
def keys_of(words: str) -> tuple[str, ...]:
    """The words as they are compared, without white space and the signs of emphasis."""
    return tuple(key for token in tokens(words) if (key := folded(token)) and not set(key) <= EMPHASIS)


EMPHASIS = {"*"}
