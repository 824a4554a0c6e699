"""The place that a row names: an existing one, a new one, or the whole text.

Places are read by the reader of instructions, so that both know the same words; words that are not a place are reported
as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from amendtrack.intake.instructions.cited_place import Place, PlacePart
from amendtrack.intake.instructions.instruction import Action, Side
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.columns import pieces_of, words_in
from amendtrack.intake.stated.heads import AHEAD, BEHIND, CALLED, NEW, WHOLE

_PROBE = "§§"
_NUMBER = re.compile(
    r"\(?[\divxlc]+[.\d]*(?: ?(?:bis|ter|quater|quinquies))?(?: ?\([a-z\d]{1,4}\))*\)?|[a-z]", re.IGNORECASE
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row: a place or (None) the whole text, a sentence of it, and whether it does not exist yet.

    ``to`` and ``side`` say where a new unit is to go, if the row says so; ``words`` are the place as written.
    """

    words: str = ""
    place: Place | None = None
    sentence: int = 0
    is_new: bool = False
    to: Place | None = None
    side: Side = Side.AFTER


def where_in(places: Sequence[tuple[str, str]]) -> Where | None:
    """The place written in the cells under these headings; None if it cannot be read.

    >>> [w and (w.words, w.is_new) for w in (where_in([("Para", "New 6 bis")]), where_in([("Para", "see above")]))]
    [('6 bis', True), None]
    """
    said = [(head, " ".join(words.split())) for head, words in places]
    said = [(head, words) for head, words in said if plain(words).strip(" .*-–—") not in ("", *words_in(WHOLE))]
    if not said:
        return Where("the whole text")
    if sum(len(words) for _, words in said) > _LONGEST:
        return None
    first, *rest = said
    called = [_called(*first) if not rest else _goes_on(*first), *(_goes_on(head, words) for head, words in rest)]
    whole = re.sub(r", (?=\()", " ", ", ".join(called))
    bare, is_new = _without_new(whole)
    for pattern, side in _sides():
        if found := pattern.match(plain(bare)):
            to = _probed(_spelled(bare[found.end() :]))
            return Where(whole, is_new=True, to=to.place, side=side) if to and to.place else None
    found_there = _probed(_spelled(bare))
    return found_there and Where(bare, found_there.place, found_there.sentence, is_new)


_GLUED = re.compile(r"\b(ops?|pps?|paras?|arts?)(?=\d)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:(?:пункт|п\.|пп?\.|الفقرة|فقرة)\s*|第)(\d{1,3})(?:\s*段)?")
"""A paragraph's number as expressed in Russian, Chinese and Arabic."""


def _spelled(words: str) -> str:
    """A place with a blank before its number, or its number alone, as the reader of instructions expects it."""
    if found := _PARAGRAPH.fullmatch(words.strip().lower()):
        return found[1]
    return _GLUED.sub(r"\1 ", words)


def _called(head: str, words: str) -> str:
    """A bare number with the name in its heading: ``Article`` over ``5`` is article 5."""
    bare = words.strip(" .:;,") if not re.fullmatch(r"\(.*\)", words) else words
    said = plain(head).strip(" *_:.")
    kind = next((kind for kind, heads in CALLED.items() if said in (kind, *words_in({"": heads}))), "")
    return f"{kind} {bare}" if kind and kind not in _LOWEST and _NUMBER.fullmatch(bare) else bare


_LOWEST = ("paragraph", "item")


def _goes_on(head: str, words: str) -> str:
    """A bare number in one of several cells that name a place: ``3`` under ``Paragraph/Figure`` is paragraph 3."""
    bare = _called("", words)
    pieces = pieces_of(head)
    kind = next((kind for piece in pieces for kind, heads in CALLED.items() if piece in words_in({"": heads})), "")
    if not kind or not _NUMBER.fullmatch(bare):
        return bare
    return f"({bare.strip('()')})" if kind == "item" else f"{kind} {bare}"


def _without_new(words: str) -> tuple[str, bool]:
    """The words without ``new`` before or after the place, and whether ``new`` was there."""
    folded = plain(words)
    for word in sorted(words_in(NEW), key=len, reverse=True):
        if found := re.match(rf"(?:{re.escape(word)})(?!\w)[ :,-]*", folded):
            return words[found.end() :], True
        if found := re.search(rf"[ ,-]*[(\[]?\b(?:{re.escape(word)})[)\]]?$", folded):
            return words[: found.start()], True
    return words, False


@cache
def _sides() -> tuple[tuple[re.Pattern[str], Side], ...]:
    def begins(languages: dict[str, str]) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, words_in(languages)), key=len, reverse=True))
        return re.compile(rf"(?:{words})(?!\w)\s*")

    return (begins(BEHIND), Side.AFTER), (begins(AHEAD), Side.BEFORE)


@lru_cache(maxsize=1024)
def _probed(words: str) -> Where | None:
    """The place named by these words, according to the reader of instructions, which must understand all of them."""
    if re.fullmatch(r"[1-9]\d{0,3}", words):
        return Where(words, Place(words, (PlacePart("", words),)))
    asked = read_message(f'{words}: delete "{_PROBE}"')
    if len(asked.instructions) != 1 or asked.unread or asked.comments:
        return None
    (one,) = asked.instructions
    if one.act is not Action.DELETE or one.old != _PROBE or one.occurrence or one.speaker:
        return None
    place = one.scope or one.numbered
    return Where(words, place, one.sentence) if place else None


__all__ = ["Where", "where_in"]
