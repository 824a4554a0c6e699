"""A wording cut into its words and signs, as they are compared: without what is only form, and each with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress
from operator import add
from typing import Any, NamedTuple, overload

from amendtrack.text.typeface import is_drawn, is_ruler, unspoken
from amendtrack.text.words import Known, folded, tokens

BREAK = "¶"
"""The end of a unit inside a group of units, compared as one more word."""


class Word(NamedTuple):
    """One word or sign of a wording: its characters ``start:end``, and its key for comparison."""

    start: int
    end: int
    key: str


class Words(Sequence[Word]):
    """The words and signs of a wording, stored in columns, since most are only ever compared by key.

    Columns are tuples, which the garbage collector scans only once.
    """

    __slots__ = ("_ends", "_partners", "keys", "sizes", "starts")

    def __init__(self, starts: tuple[int, ...], sizes: tuple[int, ...], keys: tuple[str, ...]) -> None:
        self.starts, self.sizes, self.keys = starts, sizes, keys
        self._ends: tuple[int, ...] | None = None
        self._partners: dict[int, int] | None = None

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends, computed when first asked for."""
        if self._ends is None:
            self._ends = tuple(map(add, self.starts, self.sizes))
        return self._ends

    @property
    def partners(self) -> dict[int, int]:
        """For each square bracket that has a partner, where that partner is; found when first asked for."""
        if self._partners is None:
            self._partners = _partners(self.keys)
        return self._partners

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Word | Words:
        if isinstance(at, slice):
            return Words(self.starts[at], self.sizes[at], self.keys[at])
        return Word(self.starts[at], self.starts[at] + self.sizes[at], self.keys[at])

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.starts, self.ends, self.keys)

    @classmethod
    def joined(cls, parts: Sequence[Words]) -> Words:
        """The words of several wordings, one after the other."""
        starts, sizes, keys = (chain.from_iterable(c) for c in zip(*((p.starts, p.sizes, p.keys) for p in parts)))
        return cls(tuple(starts), tuple(sizes), tuple(keys))


def _partners(keys: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    open_: list[int] = []
    for k, key in enumerate(keys):
        if key == "[":
            open_.append(k)
        elif key == "]" and open_:
            found[k] = open_.pop()
            found[found[k]] = k
    return found


def words_of(text: str, start: int = 0) -> Words:
    """The words and signs of a text, with positions counted from ``start``."""
    return _words(text, start, ())


def spoken_words(text: str, start: int = 0, *, is_row: bool = False) -> Words:
    """The same without signs that are only form: emphasis, the ``>`` of quoted lines, the line under a title.

    A line across the page is one word, however it is drawn. A row of a table reads as if it were closed at both ends,
    however it is drawn.

    >>> spoken_words("*Decides* to meet").keys, spoken_words("| one | two", is_row=True).keys
    (('Decides', 'to', 'meet'), ('|', 'one', '|', 'two', '|'))
    """
    words = _spoken_words(text, start)
    return _closed(words) if is_row and words.keys else words


def _closed(words: Words) -> Words:
    """The words of a row with the strokes that are not drawn at its ends, as words of no characters."""
    starts, sizes, keys = words.starts, words.sizes, words.keys
    if keys[0] != "|":
        starts, sizes, keys = (starts[0], *starts), (0, *sizes), ("|", *keys)
    if keys[-1] != "|":
        starts, sizes, keys = (*starts, starts[-1] + sizes[-1]), (*sizes, 0), (*keys, "|")
    return Words(starts, sizes, keys)


def _spoken_words(text: str, start: int) -> Words:
    if is_ruler(text):  # only its columns are compared, not how wide they are
        parts = [(start + part.start(), part[0]) for part in _RULED.finditer(text)]
        starts, drawn = zip(*parts)
        return Words(starts, tuple(map(len, drawn)), tuple("|" if part == "|" else "---" for part in drawn))
    if is_drawn(text):  # however long it is, and whatever sign it is drawn with
        return Words((start,), (len(text.rstrip()),), ("---",))
    return _words(text, start, unspoken(text))


_RULED = re.compile(r"\||:?-+:?")


_BREAKS = re.compile("[-\u2010\u2011\u2013]\r?\n")
"""A compound that a line ends in."""


def _words(text: str, start: int, hidden: Sequence[tuple[int, int]]) -> Words:
    pieces = text.split(" ")
    if "[^" in text or ("\n" in text and _BREAKS.search(text)) or len(text) > _USUAL * len(pieces):
        found = tokens(text)
        keys = tuple(map(folded, found))
        sizes = widths = tuple(map(len, found))
    else:
        cut = tuple(chain.from_iterable(map(_CUT.__getitem__, pieces)))
        keys, widths, sizes = cut[::3], cut[1::3], cut[2::3]
    starts = tuple(accumulate(widths, initial=start))[:-1]
    if hidden:
        keys = tuple(_spoken(keys, starts, [(start + first, start + last) for first, last in hidden]))
    if "" not in keys:
        return Words(starts, sizes, keys)
    return Words(tuple(compress(starts, keys)), tuple(compress(sizes, keys)), tuple(filter(None, keys)))


def _spoken(keys: Sequence[str], starts: Sequence[int], hidden: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The keys, empty for words that begin inside one of these stretches."""
    k = 0
    for key, at in zip(keys, starts, strict=True):
        while k < len(hidden) and hidden[k][1] <= at:
            k += 1
        yield "" if k < len(hidden) and hidden[k][0] <= at else key


_USUAL = 20
"""If words are longer than this on average, they rarely recur (Chinese has no spaces)."""


_AFTER_WORDS = frozenset(".,:;?!)")
"""Signs that stand by themselves behind a word."""


def _cut(piece: str) -> tuple[Any, ...]:
    """The text between two blanks: word by word its key, the width up to the next one or the end, and its size."""
    size = len(piece)
    if piece.isascii():  # as most: a word, or a word and a sign
        if piece.isalnum():
            return piece, size + 1, size
        if piece[-1:] in _AFTER_WORDS and piece[:-1].isalnum():
            return piece[:-1], size - 1, size - 1, piece[-1], 2, 1
    found = tokens(piece + " ")
    keys, widths, sizes = [folded(found[0])], [len(found[0])], [len(found[0])]
    for token in found[1:]:
        if key := folded(token):
            keys.append(key)
            widths.append(len(token))
            sizes.append(len(token))
        else:
            widths[-1] += len(token)
    return tuple(chain.from_iterable(zip(keys, widths, sizes, strict=True)))


_CUT = Known(_cut)


__all__ = ["BREAK", "Word", "Words", "spoken_words", "words_of"]
