"""Proof that a proposal can be recovered from its edits, word for word except for noise and numbers.

A piece that occurs in the proposal's text right where the previous piece ended needs no further check; words are
counted only in the remainder. So the proof costs little more than finding the two texts equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.strands import Woven
from amendtrack.errors import TallyFailed
from amendtrack.redline.splices import unit_words
from amendtrack.text.label_forms import SUFFIX
from amendtrack.text.units import parse_text
from amendtrack.text.words import folded, tokens

if TYPE_CHECKING:
    from amendtrack.consolidation.edits import Edit
    from amendtrack.consolidation.value import Consolidation

_LONG = 40
"""A piece of at least this many characters is searched for further on; a shorter one could occur anywhere."""
_SEARCHES = 8
"""How many searches may fail before the whole remainder is counted."""


def prove(con: Consolidation) -> None:
    """Prove that each proposal can be recovered; see ``Consolidation.check``."""
    proved: dict[str, tuple[Edit, ...]] = {}
    for proposal, edits in zip(con.proposals, con.edits, strict=True):
        if proved.get(proposal.text) == edits:
            continue
        made, tail = pieces(con.labels_of_base, Woven.of([(proposal, edits)]).strands, {})
        if problem := lost_words([*map(str, made), tail], proposal.text):
            raise TallyFailed(
                f"{proposal.name} cannot be given back: {problem}",
                remedy="do not print it, and report the two texts",
            )
        proved[proposal.text] = edits


def lost_words(pieces: Iterable[str], wanted: str) -> str:
    """The words of a text that are missing or doubled in the pieces that should make it; empty if there are none.

    >>> lost_words(["5. Clear", " all areas."], "5. Clear all areas.")
    ''
    >>> lost_words(["5. Clear", " all areas."], "5. Clear all known areas.")
    "the word 'known' is missing 1 time"
    """
    made = list(pieces)
    if not _lost(made, wanted):
        return ""
    # ``ACTION 5`` for ``Action 5``, or an element for a star, differs only in form: compare the words themselves.
    return _lost([_spoken("".join(made))], _spoken(wanted))


def _lost(pieces: Iterable[str], wanted: str) -> str:
    have, want = _unmatched(pieces, wanted)
    lines, wanted_lines = Counter(have), Counter(want)
    # Equal lines need no further check, nor does what follows the first word of two lines, most often a number.
    (first, rest), (wanted_first, wanted_rest) = _parted(lines - wanted_lines), _parted(wanted_lines - lines)
    made = _words(first - wanted_first) + _words(rest - wanted_rest)
    meant = _words(wanted_first - first) + _words(wanted_rest - rest)
    return _first_difference(meant - made, "missing", "") or _first_difference(made - meant, "there", " too often")


def _spoken(source: str) -> str:
    """The words of a text, one line per unit, without labels and signs of emphasis."""
    text = parse_text(source)
    return "\n".join(" ".join(unit_words(text, unit).keys) for unit in text.units)


def _unmatched(pieces: Iterable[str], wanted: str) -> tuple[list[str], list[str]]:
    """The lines of the pieces and of the text that do not match word for word."""
    have: list[str] = []
    want: list[str] = []
    at, searches = 0, _SEARCHES
    for piece in _whole(pieces):
        found = at if _occurs_at(piece, wanted, at) else -1
        if found < 0 and searches and len(piece) >= _LONG:
            found = wanted.find(piece, at)
            found = found if found >= 0 and _occurs_at(piece, wanted, found) else -1
            searches -= found < 0
        if found < 0:
            have += piece.split("\n")
            continue
        if found > at:
            want += wanted[at:found].split("\n")
        at = found + len(piece)
    return have, want + wanted[at:].split("\n")


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, joined where they would otherwise end inside a word."""
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


def _occurs_at(piece: str, text: str, at: int) -> bool:
    """Whether the piece occurs there without cutting a word of the text at either end."""
    return text.startswith(piece, at) and _between_words(text, at) and _between_words(text, at + len(piece))


def _between_words(text: str, at: int) -> bool:
    return at in (0, len(text)) or text[at].isspace() or text[at - 1].isspace()


def _parted(lines: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """The first words of lines, and what follows them, each with how often it is there.

    A line is not parted in what may be one word with white space in it: code, or the marker of a note.
    """
    first, rest = Counter[str](), Counter[str]()
    for line, n in lines.items():
        word, blank, after = line.partition(" ")
        if "`" in word or "[^" in word:
            word, blank, after = line, "", ""
        first[word] += n
        if blank:
            rest[after] += n
    return first, rest


def _words(lines: Counter[str]) -> Counter[str]:
    there: Counter[str] = Counter()
    for line, n in lines.items():
        # A quotation mark or dash in the base's shape may join or part what it stands between: fold before cutting.
        words = tokens("".join(map(_in_one_shape, tokens(line))))
        there.update(words if n == 1 else {word: n * many for word, many in Counter(words).items()})
    found: Counter[str] = Counter()
    for token, n in there.items():
        if any(c.isalpha() for c in token):
            found[folded(token)] += n
    return found


@lru_cache(maxsize=1 << 14)
def _in_one_shape(token: str) -> str:
    return folded(token) or token


def _first_difference(words: Counter[str], how: str, too: str) -> str:
    for word, n in sorted(words.items()):
        if not _numeral(word):
            return f"the word {word!r} is {how} {n} time{'s' if n > 1 else ''}{too}"
    return ""


_SUFFIX = re.compile(SUFFIX)


def _numeral(word: str) -> bool:
    low = word.casefold()
    return (
        any(c.isdigit() for c in low)
        or len(low) == 1
        or set(low) <= set("ivxlc")
        or low == "ante"
        or bool(_SUFFIX.fullmatch(low))
    )


__all__ = ["lost_words", "prove"]
