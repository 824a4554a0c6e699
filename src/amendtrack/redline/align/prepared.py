"""A text prepared for comparison with many others: its blocks, the position of each, its words as numbers.

Everything here is computed once and kept for all comparisons.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count

from amendtrack.redline.align.section_heads import heads_section
from amendtrack.redline.cells import Cells
from amendtrack.redline.spoken_words import Words, spoken_words
from amendtrack.text.labels_in_use import BaseLabels
from amendtrack.text.units import (
    Layout,
    Text,
    Unit,
    UnitKind,
    has_plain_blocks,
    layout_of,
    parse_block,
    split_blocks,
    units_of_blocks,
)

Key = tuple[str, ...]
"""A unit's words as they are compared; equal where only typography differs."""

Pair = int
"""Two neighbouring words as one number."""


class Numbers(dict[str, int]):
    """Each new word gets the next number when it is first requested; safe to use from several threads."""

    def __init__(self) -> None:
        super().__init__()
        self._next = count().__next__

    def __missing__(self, word: str) -> int:
        return self.setdefault(word, self._next())


NOTE = "[^"
"""How the number of a note begins."""


def _words_of_note(block: str) -> str:
    return block.partition("]:")[2]


@dataclass(slots=True)
class Prepared:
    """A text prepared for comparison with many others: its blocks, and the position of each."""

    text: Text
    layout: Layout = Layout.BLOCKS
    places: dict[str, int] = field(default_factory=dict)
    first_unit: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])  # where each block begins, and where the last one ends
    twice: list[int] = field(default_factory=list)  # the blocks that are not the only ones of their kind
    is_plain: bool = False
    lengths: list[int] = field(default_factory=lambda: [0])  # characters before each block, without white space
    weights: list[int] = field(default_factory=lambda: [0])  # characters before each unit, with one added per unit
    numbers: Numbers = field(default_factory=lambda: Numbers())
    parsed: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    cut: dict[int, Words] = field(default_factory=dict)
    rows: dict[int, Cells | None] = field(default_factory=dict)
    _usual: frozenset[Pair] | None = None
    _labels: BaseLabels | None = None
    _heads: list[int] | None = None

    @classmethod
    def of(cls, text: Text) -> Prepared:
        """The text with its blocks indexed; a block that occurs twice, or a note with another's words, has no place."""
        layout = layout_of(text.source)
        blocks = split_blocks(text.source, layout)
        at = [u.start for u in text.units]
        first_unit = [0]
        for end in accumulate(map(len, blocks)):
            first_unit.append(bisect_left(at, end, first_unit[-1]))
        return cls._indexed(text, layout, blocks, first_unit)

    @classmethod
    def reading(cls, source: str) -> Prepared:
        """The same for a text that is not yet read as units."""
        layout = layout_of(source)
        blocks = split_blocks(source, layout)
        units, first_unit = units_of_blocks(blocks, layout)
        return cls._indexed(Text(source, tuple(units)), layout, blocks, first_unit)

    @classmethod
    def _indexed(cls, text: Text, layout: Layout, blocks: Sequence[str], first_unit: list[int]) -> Prepared:
        keys = [block.strip() for block in blocks]
        places = dict(zip(keys, count()))
        twice: list[int] = []
        if len(places) < len(keys):
            places.update((key, -1) for key, n in Counter(keys).items() if n > 1)
            twice = [k for k, key in enumerate(keys) if places[key] < 0]
        if notes := Counter(_words_of_note(key) for key in keys if key.startswith(NOTE)):
            again = [k for k, key in enumerate(keys) if key.startswith(NOTE) and notes[_words_of_note(key)] > 1]
            places.update((keys[k], -1) for k in again)
            twice = sorted({*twice, *again})
        starts = list(accumulate(map(len, blocks), initial=0))
        weights = accumulate([1 + unit.end - unit.body for unit in text.units], initial=0)
        lengths = accumulate(map(len, keys), initial=0)
        is_plain = not layout.is_lines and has_plain_blocks(text.source)
        return cls(text, layout, places, first_unit, starts, twice, is_plain, list(lengths), list(weights))

    def units_of(self, block: str) -> tuple[Unit, ...]:
        """The units of one block, with offsets in the block; read once."""
        units = self.parsed.get(block)
        if units is None:
            units = self.parsed[block] = parse_block(block, self.layout)
        return units

    @property
    def labels(self) -> BaseLabels:
        """The labels of the text, read once."""
        if self._labels is None:
            self._labels = BaseLabels.of(self.text)
        return self._labels

    @property
    def heads(self) -> list[int]:
        """The units that head a section, found once."""
        if self._heads is None:
            self._heads = [i for i, unit in enumerate(self.text.units) if heads_section(self.text, unit)]
        return self._heads

    def unit_words(self, i: int) -> Words:
        """The words of unit ``i``, computed once."""
        words = self.cut.get(i)
        if words is None:
            unit = self.text.units[i]
            words = self.cut[i] = spoken_words(self.text.wording(unit), unit.body, is_row=unit.kind is UnitKind.ROW)
        return words

    def row_cells(self, i: int) -> Cells | None:
        """The cells of unit ``i``, computed once; None if it is not a table row."""
        if self.text.units[i].kind is not UnitKind.ROW:
            return None
        if i not in self.rows:
            self.rows[i] = Cells.of(self.text.source, self.unit_words(i))
        return self.rows[i]

    def usual_pairs(self, known: Mapping[Key, frozenset[Pair]]) -> frozenset[Pair]:
        """Word pairs found in three units or more: stock phrases, which do not identify a unit.

        ``known`` are those of some units, which need not be made again.
        """
        if self._usual is None:
            seen: Counter[Pair] = Counter()
            for i in range(len(self.text.units)):
                key = self.unit_words(i).keys
                pairs = known.get(key)
                seen.update(self.pairs(key) if pairs is None else pairs)
            self._usual = frozenset(pair for pair, n in seen.items() if n > 2)
        return self._usual

    def folded_words(self, wording: str, *, is_row: bool = False) -> Key:
        """The wording's words and signs as they are compared."""
        return spoken_words(wording, is_row=is_row).keys

    def pairs(self, key: Key) -> frozenset[Pair]:
        """The neighbouring words of a unit; the ends count as words."""
        numbers = array("I", (_END, *map(self.numbers.__getitem__, key), _END)).tobytes()
        return frozenset((*_two_by_two(numbers), *_two_by_two(numbers[4:])))


_END = (1 << 32) - 1
"""More than the number of different words in any two texts."""


def _two_by_two(numbers: bytes) -> memoryview:
    """Numbers of four bytes as half as many numbers of eight; a last one that is alone is left out."""
    return memoryview(numbers)[: len(numbers) // 8 * 8].cast("Q")
