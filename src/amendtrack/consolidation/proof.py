"""Proof that a proposal comes back from its edits, word for word but for noise and numbers.

Pieces that stand in the proposal's text right where the piece before ended need no second look; only in
what is left are words counted. So the proof costs little more than finding the two texts equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from amendtrack.redline.phrase import spoken_words
from amendtrack.text.units import parse_text
from amendtrack.text.words import folded, tokens

_LONG = 40
"""A piece of so many characters is looked for further on; a shorter one may stand anywhere."""
_SEARCHES = 8
"""So often is a piece looked for in vain, before all that is left is counted."""


def lost_words(pieces: Iterable[str], wanted: str) -> str:
    """What of a text is missing or doubled in the pieces that should make it; empty where nothing is.

    >>> lost_words(["5. Clear", " all areas."], "5. Clear all areas.")
    ''
    >>> lost_words(["5. Clear", " all areas."], "5. Clear all known areas.")
    "the word 'known' is missing 1 time"
    """
    made = list(pieces)
    if not _lost(made, wanted):
        return ""
    # ``ACTION 5`` for ``Action 5``, and an element for a star, is only form: the words themselves are looked at.
    return _lost([_spoken("".join(made))], _spoken(wanted))


def _lost(pieces: Iterable[str], wanted: str) -> str:
    have, want = _unmatched(pieces, wanted)
    lines, wanted_lines = Counter(have), Counter(want)
    # Equal lines need no second look.
    made, meant = _words(lines - wanted_lines), _words(wanted_lines - lines)
    return _told(meant - made, "missing", "") or _told(made - meant, "there", " too often")


def _spoken(source: str) -> str:
    """The words of a text, a line a unit, without labels and signs of emphasis."""
    text = parse_text(source)
    return "\n".join(" ".join(spoken_words(text.wording(unit)).keys) for unit in text.units)


def _unmatched(pieces: Iterable[str], wanted: str) -> tuple[list[str], list[str]]:
    """The lines of the pieces and of the text that do not match word for word."""
    have: list[str] = []
    want: list[str] = []
    at, searches = 0, _SEARCHES
    for piece in _whole(pieces):
        found = at if _stands(piece, wanted, at) else -1
        if found < 0 and searches and len(piece) >= _LONG:
            found = wanted.find(piece, at)
            found = found if found >= 0 and _stands(piece, wanted, found) else -1
            searches -= found < 0
        if found < 0:
            have += piece.split("\n")
            continue
        if found > at:
            want += wanted[at:found].split("\n")
        at = found + len(piece)
    return have, want + wanted[at:].split("\n")


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, joined where only together they end between two words."""
    now = ""
    for piece in pieces:
        if now and piece and not now[-1].isspace() and not piece[0].isspace():
            now += piece
            continue
        if now:
            yield now
        now = piece
    if now:
        yield now


def _stands(piece: str, text: str, at: int) -> bool:
    """Whether the piece stands there, and cuts no word of the text at either end."""
    return text.startswith(piece, at) and _between_words(text, at) and _between_words(text, at + len(piece))


def _between_words(text: str, at: int) -> bool:
    return at in (0, len(text)) or text[at].isspace() or text[at - 1].isspace()


def _words(lines: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line, n in lines.items():
        for token in tokens(line):
            if any(c.isalpha() for c in token):
                found[folded(token)] += n
    return found


def _told(words: Counter[str], how: str, too: str) -> str:
    for word, n in sorted(words.items()):
        if not _numeral(word):
            return f"the word {word!r} is {how} {n} time{'s' if n > 1 else ''}{too}"
    return ""


_SUFFIXES = frozenset(("bis", "ter", "quater", "ante"))


def _numeral(word: str) -> bool:
    low = word.casefold()
    return (
        any(c.isdigit() for c in low)
        or low in _SUFFIXES
        or low.endswith("ies")
        or len(low) == 1
        or set(low) <= set("ivxlc")
    )


__all__ = ["lost_words"]
