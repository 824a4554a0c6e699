"""Which brackets in a print are ours, and their contents.

Knows the grammar of the attributed house style: base reading, wordings, names, verbs and escapes. ``parsing`` finds
which characters of the base a bracket covers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from amendtrack.consolidation.agreement import UnitStatus

_MARK = re.compile(r"\\[\\\[\]{}/–(]|\[|\]| / | – ")
_ESCAPE = re.compile(r"\\([\\\[\]{}/–(])")
_AWKWARD = re.compile(r"[\\\[\]{}]| – | / |; |^\s|\s$|, supported by | (?:retain|reserve|oppose|delete|move to)\b")
_VERB = re.compile(
    r",? (retain|reserve on deletion|reserve|oppose deletion|oppose|delete)(?=; |$)"
    r"|,? ((?:reserve on |oppose )?move to )(?=[^;])"
)
_SUPPORTED = ", supported by "
_ON_WORDINGS = ("support", "oppose", "reserve")
_TARGET = re.compile(r"[^;\\“]+|\\.|“|;")
_QUOTE_END = re.compile(r"[”\\]")

# -- names and positions ------------------------------------------------------------------------


class Names:
    """The names that may be printed, each in one form, and the verbs used with them."""

    def __init__(self, names: Iterable[str]) -> None:
        known = set(names)
        self.form = {n: _escaped_name(n) if _awkward(n, known) else n for n in known}
        self._name = {form: n for n, form in self.form.items()}
        longest = sorted(self._name, key=lambda form: (-len(form), form))
        ends = rf"(?=, |; |$|{_VERB.pattern})"
        self._one = re.compile(f"({'|'.join(map(re.escape, longest))}){ends}") if longest else None

    def read(self, text: str, start: int, end: int) -> list[tuple[str, tuple[str, ...]]] | None:
        """Groups of a verb (empty: proposes) and names, or None where ``text[start:end]`` is not such a list.

        ``Japan, supported by Kenya, delete`` gives a group with ``delete`` and one with ``support delete``.
        """
        groups, at = [], start
        while True:
            who, at = self._names(text, at, end)
            if not who:
                return None
            supporters: tuple[str, ...] = ()
            if text.startswith(_SUPPORTED, at, end):
                supporters, at = self._names(text, at + len(_SUPPORTED), end)
                if not supporters:
                    return None
            verb, at = _verb(text, at, end)
            groups.append((verb, who))
            if supporters:
                groups.append((f"support {verb}".rstrip(), supporters))
            if at == end:
                return groups
            if not text.startswith("; ", at, end):
                return None
            at += 2

    def _names(self, text: str, at: int, end: int) -> tuple[tuple[str, ...], int]:
        """The names listed from there, and where the list ends."""
        who: list[str] = []
        start = at
        while self._one is not None and (found := self._one.match(text, at, end)):
            who.append(self._name[found[1]])
            start = at = found.end()
            if not text.startswith(", ", at, end):
                break
            at += 2
        return tuple(who), start


def _verb(text: str, at: int, end: int) -> tuple[str, int]:
    """The verb at that point, if any, and where it ends; a place may contain ``;`` between quotation marks."""
    found = _VERB.match(text, at, end)
    if found is None or found[1]:
        return (found[1], found.end()) if found else ("", at)
    does = found[2]
    start = at = found.end()
    close = at  # where the next quotation may end: searched for once, however many open before it
    while (piece := _TARGET.match(text, at, end)) and piece[0] != ";":
        at = piece.end()
        if piece[0] == "“":
            close = _quotation_end(text, at, end) if close < at else close
            at = close + 1 if text.startswith("”", close, end) else at
    return f"{does}{plain(text[start:at])}", at


def _quotation_end(text: str, at: int, end: int) -> int:
    """The position of the first quotation mark or backslash, or the end."""
    found = _QUOTE_END.search(text, at, end)
    return found.start() if found else end


def _awkward(name: str, known: set[str]) -> bool:
    """Whether a name would be misread, because of its signs or as a list of other names."""
    return bool(_AWKWARD.search(name)) or any(name[: m.start()] in known for m in re.finditer(", ", name))


def _escaped_name(name: str) -> str:
    return re.sub(r"(\W)", r"\\\1", name)


def plain(text: str) -> str:
    """The text without escaping backslashes."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


# -- what was decided, and the status of units ----------------------------------------------------

_STATUS_WORDS = "|".join(sorted((status.value for status in UnitStatus), key=len, reverse=True))
_MARKED = re.compile(rf" \{{(?:✓ [^{{}}\\\n]*|[↺○] (?:{_STATUS_WORDS})(?:[,;] [^{{}}\\\n]*)?)\}}")
_OF_UNIT = re.compile(rf"[✓↺○] (?:{_STATUS_WORDS})(?:[,;] .*)?")
_OPENS = re.compile(r"\{[✓↺○]")


def chair_mark(words: str) -> str:
    """The mark after decided words, with the slot's address, or at the end of a unit, with its status.

    >>> chair_mark("✓ 14#2"), chair_mark("✓ agreed ad ref, PM2")
    (' {✓ 14#2}', ' {✓ agreed ad ref, PM2}')
    """
    bare = re.sub(r"[{}\\]", "", words)
    return f" {{{' '.join(bare.split())}}}"


def is_of_unit(words: str) -> bool:
    """Whether a mark of these words is that of a unit, not of decided words."""
    return _OF_UNIT.fullmatch(words) is not None


def could_be_mark(text: str) -> bool:
    """Whether a text contains what could be read as such a mark."""
    return _OPENS.search(text) is not None


def escaped_marks(text: str) -> str:
    """A text in which nothing can be taken for such a mark.

    >>> escaped_marks("We meet. {✓ agreed}")
    'We meet. \\\\{✓ agreed}'
    """
    return _OPENS.sub(r"\\\g<0>", text) if could_be_mark(text) else text


def unmarked(printed: str) -> str:
    """A print without the marks after decided words and at the end of units.

    >>> unmarked("States will report monthly {✓ 2#1}. {✓ agreed, PM2}")
    'States will report monthly.'
    """
    return parted_marks(printed)[0]


def parted_marks(printed: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A print without these marks, and the status of units in them: where each stood in what is left, and its words.

    >>> parted_marks("1. States report {✓ 1#1}. {✓ agreed, PM2}")
    ('1. States report.', ((17, '✓ agreed, PM2'),))
    """
    if not could_be_mark(printed):
        return printed, ()
    out, found, at, size = list[str](), list[tuple[int, str]](), 0, 0
    for mark in _MARKED.finditer(printed):
        out.append(printed[at : mark.start()])
        size, at = size + mark.start() - at, mark.end()
        if is_of_unit(words := mark[0][2:-1]):
            found.append((size, words))
    return "".join([*out, printed[at:]]), tuple(found)


# -- brackets of ours ---------------------------------------------------------------------------


@dataclass(slots=True)
class BracketPair:
    """One of our bracket pairs in the print: its offsets and the meaning of its parts.

    ``verbs`` are the positions on the base reading, ``stances`` those on each of the wordings.
    """

    start: int
    end: int
    exact: bool
    base: tuple[int, int] | None
    wordings: list[tuple[int, int, tuple[str, ...]]]
    verbs: list[tuple[str, tuple[str, ...]]]
    stances: list[tuple[tuple[str, str], ...]]
    inner: list[BracketPair]


@dataclass(slots=True)
class _OpenBracket:
    """An unclosed bracket, with the separators and our pairs found in it."""

    at: int
    signs: list[tuple[str, int, int]] = field(default_factory=list)
    found: list[BracketPair] = field(default_factory=list)

    def take(self, pairs: list[BracketPair]) -> None:
        """Take over pairs, in any order; the shorter list is added to the longer, so that deep nesting stays fast."""
        if len(self.found) < len(pairs):
            self.found, pairs = pairs, self.found
        self.found.extend(pairs)


def bracket_pairs(printed: str, names: Names) -> tuple[list[BracketPair], bool]:
    """Our outermost bracket pairs, and whether one of our closing brackets has no opening one."""
    stack, lone, dash = [_OpenBracket(-1)], False, -1
    for sign in _MARK.finditer(printed):
        match sign[0]:
            case "[":
                stack.append(_OpenBracket(sign.start()))
            case "]" if len(stack) > 1:
                pair = stack.pop()
                mark = _ours(printed, pair, sign.start(), names)
                stack[-1].take(pair.found if mark is None else [mark])
            case "]":
                lone = lone or (dash >= 0 and names.read(printed, dash, sign.start()) is not None)
            case " / " | " – " as kind:
                stack[-1].signs.append((kind, sign.start(), sign.end()))
                dash = sign.end() if kind == " – " else dash
    return sorted((m for pair in stack for m in pair.found), key=lambda m: m.start), lone


def _ours(printed: str, pair: _OpenBracket, close: int, names: Names) -> BracketPair | None:
    """The pair, if it is one of ours."""
    if not pair.signs or pair.signs[-1][0] != " – " or names.read(printed, pair.signs[-1][2], close) is None:
        return None
    exact = printed.startswith("\\ ", pair.at + 1)
    start = pair.at + (3 if exact else 1)
    cuts = [(s, e) for kind, s, e in pair.signs if kind == " / "]
    edges = zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), close], strict=True)
    mark = BracketPair(pair.at, close + 1, exact, None, [], [], [], [])
    dashes = {e: s for kind, s, e in pair.signs if kind == " – "}
    last = sorted(dashes)
    for number, (s, e) in enumerate(edges):
        k = bisect_right(last, e) - 1
        dash = last[k] if k >= 0 and dashes[last[k]] >= s else -1
        said = names.read(printed, dash, e) if dash >= 0 else None
        until = dashes[dash] if said else e
        backers = tuple(n for verb, who in said or () if not verb for n in who)
        if number == 0 and not backers:
            mark.base = (s, until)
        elif not backers:
            return None
        else:
            mark.wordings.append((s, until, backers))
            mark.stances.append(tuple((verb, n) for verb, who in said or () if verb in _ON_WORDINGS for n in who))
        on_wording = {"", *_ON_WORDINGS} if backers else {""}
        mark.verbs += [(verb, who) for verb, who in said or () if verb not in on_wording]
    if mark.base is not None:
        mark.inner = sorted((m for m in pair.found if m.end <= mark.base[1]), key=lambda m: m.start)
    return mark
