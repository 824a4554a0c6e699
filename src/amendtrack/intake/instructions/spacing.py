"""Words inserted into a wording and removed from it, with the right white space.

No double space is left, none before ``. , ; : ]`` and none after ``[``; where the draft itself has a space before
a sign (as French has before ``;``) it stays, and none is put beside Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amendtrack.redline.spoken_words import Words

_CLOSING = frozenset(".,;:!?)]}%”’»…。，；：！？、）】،؛؟")
_HIGH = frozenset(";:!?»")
_OPENING = frozenset("([{“‘«（【")
_BRACKETS = frozenset("[]()")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Swap:
    """Words ``first:last`` of a wording are replaced by ``new`` (either may be empty)."""

    first: int
    last: int
    new: str


def swapped(source: str, words: Words, body: int, end: int, swaps: Sequence[Swap]) -> str:
    """The wording ``source[body:end]`` with these swaps made; they do not overlap, and are in order.

    >>> from amendtrack.redline.spoken_words import words_of
    >>> text = "Clear mines, without delay, and report."
    >>> swapped(text, words_of(text), 0, len(text), [Swap(2, 6, ""), Swap(8, 8, "[each year]")])
    'Clear mines and report [each year].'
    """
    if not len(words):
        return " ".join(swap.new for swap in swaps)
    out = source[body : words.starts[0]]
    done = 0  # words before this one are written
    fresh = ""  # the text written last, if it is new
    gone = ""  # the space before what was removed last
    removed = False
    for swap in [*swaps, None]:
        first = swap.first if swap else len(words)
        if first > done:
            piece = source[words.starts[done] : words.ends[first - 1]]
            if fresh or removed:
                out += _before_kept(out, piece, source, words, done, gone if removed and not fresh else None)
            out += piece
            fresh, removed = "", False
        if swap is None:
            break
        if swap.new:
            if out.strip() and (first or fresh):
                out += _before_new(out, swap, source, words, fresh)
            out += swap.new
            fresh = swap.new
        if swap.last > swap.first:
            gone, removed = (gone if removed else "") or _gap(source, words, swap.first), True
        done = max(done, swap.last)
    return out + source[words.ends[-1] : end]


def _gap(source: str, words: Words, k: int) -> str:
    """What is between word ``k`` and the word before it."""
    return source[words.ends[k - 1] : words.starts[k]] if 0 < k < len(words) else ""


def _before_new(out: str, swap: Swap, source: str, words: Words, fresh: str) -> str:
    hint = _gap(source, words, swap.first)
    starts, ends = swap.new[0], out[-1]
    if fresh:
        return "" if starts in _CLOSING or _is_unspaced(ends, starts) else " "
    if starts in _CLOSING:
        return hint if starts in _HIGH and _spaced_signs(source) else ""
    if ends in _OPENING:
        return hint if ends == "«" else ""
    attached = swap.last > swap.first and words.keys[swap.first][0] not in _CLOSING
    if attached:
        return hint
    return hint or ("" if _is_unspaced(ends, starts) else " ")


def _before_kept(out: str, piece: str, source: str, words: Words, done: int, gone: str | None) -> str:
    """The space before words that stay; ``gone`` is the space before words deleted here, None if none were."""
    hint = _gap(source, words, done)
    starts, ends = piece[0], out[-1:]
    if not out.strip():
        return ""
    if starts in _CLOSING:
        return hint
    if ends in _OPENING:
        return ""
    if gone is not None:  # of the two spaces around deleted words, one stays
        return hint or gone
    opens_emphasis = starts in "*_" and piece.lstrip("*_")[:1].isalnum()
    if not (starts.isalnum() or starts in _OPENING or opens_emphasis):
        return hint
    return hint or ("" if _is_unspaced(ends, starts) else " ")


def _is_unspaced(left: str, right: str) -> bool:
    """Whether no space belongs between two signs: one is of a script that puts none between its words."""
    wide = [bool(_WIDE.match(sign)) for sign in (left, right)]
    return all(wide) or (any(wide) and all(sign.isalnum() or sign in _BRACKETS for sign in (left, right)))


def _spaced_signs(source: str) -> bool:
    """Whether the text has a space before ``;`` and the like, as French does."""
    spaced = len(re.findall(r"\w[\s\u00a0\u202f][;:!?»]", source))
    return spaced > len(re.findall(r"\w[;:!?»]", source))
