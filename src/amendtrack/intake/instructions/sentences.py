"""The sentences of a unit, as ranges of its words."""

from __future__ import annotations

from amendtrack.redline.phrase import Words
from amendtrack.text.words import is_sentence_end

_ABBREVIATIONS = frozenset(
    "para paras art arts no nos sec sect ch vol pp p e.g i.e cf mr mrs ms dr st inc ltd al etc fig par"
    " parr pág núm sr sra m mm".split()
)
_CLOSERS = frozenset(('"', "'", ")", "]", "*", "**", "_"))
_WIDE = frozenset("。！？")


def sentences(source: str, words: Words) -> tuple[tuple[int, int], ...]:
    """The word positions of each sentence, half-open; together they cover all words.

    >>> from amendtrack.redline.phrase import words_of
    >>> text = "See para. 5 of it. Clear all areas."
    >>> [text[w[a].start:w[b - 1].end] for w in [words_of(text)] for a, b in sentences(text, w)]
    ['See para. 5 of it.', 'Clear all areas.']
    """
    found: list[tuple[int, int]] = []
    first = k = 0
    while k < len(words):
        if not is_sentence_end(words.keys[k]):
            k += 1
            continue
        end = k + 1
        while end < len(words) and (words.keys[end] in _CLOSERS or is_sentence_end(words.keys[end])):
            if words.starts[end] != words.ends[end - 1]:
                break
            end += 1
        if end == len(words) or _ends(source, words, k, end):
            found.append((first, end))
            first = end
        k = end
    if first < len(words):
        found.append((first, len(words)))
    return tuple(found)


def _ends(source: str, words: Words, stop: int, nxt: int) -> bool:
    """Whether a sentence ends at this stop: it closes no abbreviation, and what follows can begin a sentence."""
    if words.keys[stop] in _WIDE:
        return True
    before = words.keys[stop - 1].casefold() if stop else ""
    if words.keys[stop] == "." and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())):
        return False
    if words.starts[nxt] == words.ends[nxt - 1]:
        return False
    following = next((key for key in words.keys[nxt : nxt + 3] if any(c.isalnum() for c in key)), "")
    return not following[:1].islower()
