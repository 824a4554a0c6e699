"""A place as a person types it, found among those of a text: ``14bis(a)``, ``para 14 bis (a)``, ``Action 14``.

Knows how places are spelt; ``addresses`` defines them. Never guesses: input that fits two places is refused and
both are named; input that fits none is refused and the nearest are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import normalize

from amendtrack.errors import Unknown
from amendtrack.text.label_forms import RAISED
from amendtrack.text.numerals import lowered
from amendtrack.text.words import folded

_PIECES = re.compile(r"(?<=\d)\^\d+|\d+|[^\W\d_]+")
_RAISED = re.compile(f"(?<=\\d)[{RAISED}]+")
_SAID = frozenset(
    "para paras par paragraph paragraphs subparagraph sub subpara item heading no n nr number the of in"
    " paragraphe alinéa point párrafo apartado inciso literal пункт п абзац الفقرة الفقره 段 第".split()
)  # words used with a number that add nothing to it
_SHORT = {
    "art": "article", "arts": "article", "articles": "article", "act": "action", "actions": "action", "sec": "section",
    "sect": "section", "ch": "chapter", "chap": "chapter", "fn": "footnote", "note": "footnote", "ann": "annex",
    "operative": "op", "preambular": "pp",
}  # fmt: skip

_CHAPEAU = "chapeau"

Key = tuple[str, ...]


def place_named(typed: str, places: Sequence[str]) -> str:
    """The place that the input refers to; case, spaces, brackets, signs and words like ``para`` are ignored.

    >>> known = ("13", "14", "14 bis", "14 bis (a)", "Action #14")
    >>> [place_named(t, known) for t in ("14bis(a)", "para. 14 BIS (a)", "Action 14", "paragraph 14")]
    ['14 bis (a)', '14 bis (a)', 'Action #14', '14']
    >>> [place_named(t, ("PP1", "PP2", "OP1")) for t in ("pp 2", "preambular paragraph 1", "OP1", "paragraph 1")]
    ['PP2', 'PP1', 'OP1', 'OP1']

    Raises:
        Unknown: the input fits none of them, or several; the remedy gives the nearest.
    """
    known = tuple(dict.fromkeys(places))
    for found in _candidates(typed, known):
        if len(found) == 1:
            return found[0]
        if found:
            raise Unknown(f"{typed!r} could be {' or '.join(found[:6])}", remedy="write the one that is meant in full")
    raise Unknown(f"no place {typed!r}", remedy=_nearest(typed, known))


def _candidates(typed: str, known: tuple[str, ...]) -> Iterable[list[str]]:
    """The places that fit the input, one list per reading, the strictest reading first."""
    pieces = _pieces(typed)
    if typed in known:
        yield [typed]
    if not pieces:
        return
    yield [p for p in known if _pieces(p) == pieces]
    plain = tuple(p for p in _bare(pieces) if p != _CHAPEAU)
    own = (*plain, _CHAPEAU) if _CHAPEAU in pieces else plain  # the chapeau of 5 is 5, chapeau, or the unit 5 itself
    for bare in dict.fromkeys((own, plain)):
        if not bare:
            return
        yield [p for p in known if _bare(_pieces(p)) == bare and (_says_paragraph(pieces) or not _below_a_number(p))]
        if bare[0] == "section":  # of a number that is a heading, nobody says which word belongs to it
            yield [p for p in known if _is_in_heading(p) and _pieces(p) == pieces[1:]]
        # A number alone may be an action's, if no paragraph has it.
        yield [p for p in known if bare[0] == "definition" and _bare(_pieces(p))[-len(bare) :] == bare]
        yield [p for p in known if bare[0].isdecimal() and _bare(_pieces(p))[1:] == bare and _numbers(p)]
        yield _beginning(bare, known)


def _beginning(bare: Key, known: tuple[str, ...]) -> list[str]:
    """The place that begins a paragraph or article of that number: ``9 (1)`` of a line ``9. (1) The council``."""
    for p in known:
        outer = _FIRST.sub("", p)
        if outer != p and bare in (_bare(_pieces(outer)), _bare(_pieces(_FIRST.sub("", outer)))):
            return [p]
    return []


_FIRST = re.compile(r" \([1ai]\)\Z")


@lru_cache(maxsize=1 << 14)
def _pieces(place: str) -> Key:
    """The words and numbers of a place, in the form used for comparison."""
    level = _RAISED.sub(lambda found: f"^{lowered(found[0])}", place)  # § 38¹ is not § 381
    plain = normalize("NFC", normalize("NFKC", folded(level)).casefold())
    return tuple(_SHORT.get(piece, piece) for piece in _PIECES.findall(plain))


def _bare(pieces: Key) -> Key:
    return tuple(p for p in pieces if p not in _SAID)


def _below_a_number(place: str) -> bool:
    """Whether a place is a paragraph without a number below a bare number: ``2, paragraph 1``, which is not 2.1."""
    pieces = _pieces(place)
    return pieces[0].isdecimal() and pieces[-2:-1] == ("paragraph",)


def _is_in_heading(place: str) -> bool:
    """Whether a place is below a heading that is a number and a title: ``2, paragraph 1``, ``2, chapeau``."""
    return place[:1].isdecimal() and (", paragraph " in place or ", chapeau" in place)


def _says_paragraph(pieces: Key) -> bool:
    """Whether the last number is said to be a paragraph's: ``2, para 1``, not ``para 1 of 2``."""
    return len(pieces) > 2 and pieces[-2] in _SAID and not {"of", "in"} & {*pieces}


def _numbers(place: str) -> bool:
    """Whether a place is a word and its number, like ``Action #14``; not ``after 14``."""
    pieces = _bare(_pieces(place))
    return len(pieces) > 1 and not pieces[0].isdecimal() and pieces[0] not in ("after", "footnote", "contents", "pp")


def _nearest(typed: str, known: tuple[str, ...]) -> str:
    if not known:
        return "this text has no places"
    by_key = {" ".join(_pieces(p)): p for p in reversed(known)}
    pieces = _pieces(typed)
    near = get_close_matches(" ".join(_bare(pieces) or pieces), sorted(by_key), n=4, cutoff=0.5)
    if near:
        return f"nearest: {', '.join(by_key[n] for n in near)}"
    return f"its places run from {known[0]} to {known[-1]}"


__all__ = ["place_named"]
