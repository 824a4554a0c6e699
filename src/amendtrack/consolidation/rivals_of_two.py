"""Whether two new units exclude each other, where that can be told without laying out their slots.

Of two units by themselves little can make a slot with two readings: they are put into one gap, they are alike, they do
not read the same, and nothing else that is proposed there tells them apart. The answer is the one that the slots of the
two would give; where more than that counts (two headings, a heading and what stands under it, an alphabetical list)
there is none.
"""

from __future__ import annotations

from collections.abc import Hashable

from amendtrack.consolidation.edits import Edit, Inserted, are_alike, word_pairs
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.slots.variants import reading_key


class RivalsOfTwo:
    """Pairs of new units; what is found out about a unit is remembered.

    ``orders`` has all that is proposed in each gap, if that is known.
    """

    def __init__(self, orders: GapOrders | None = None) -> None:
        self._orders = orders
        self._facts: dict[tuple[Hashable, ...], tuple[frozenset[object], bool, tuple[str, ...]]] = {}

    def exclude(self, x: Edit, y: Edit) -> bool | None:
        """Whether only one of two edits can be adopted; None if that is not told by the two units alone.

        >>> units = ("Mark the fields.", "Mark the fields now.", "Ask all survivors.")
        >>> new = [Inserted(gap=4, rank=0, at=9, key=(*words.rstrip(".").split(),), wording=words) for words in units]
        >>> found = RivalsOfTwo()
        >>> found.exclude(new[0], new[1]), found.exclude(new[0], new[2]), found.exclude(new[0], new[0])
        (True, False, False)
        """
        if not (isinstance(x, Inserted) and isinstance(y, Inserted)):
            return None
        if x.gap != y.gap or x.identity == y.identity or (self._orders and self._orders.are_apart(x, y)):
            return False
        (pairs, opens, words), (others, other_opens, other_words) = self._of(x), self._of(y)
        if opens or other_opens:
            is_article = (opens and other_opens) or y.under == x.key or x.under == y.key
            return None if is_article else False
        if x.label.startswith("[^") != y.label.startswith("[^"):
            return False
        if not (x.label and y.label) and (x.mark.strip() or y.mark.strip()):
            return None  # items of an alphabetical list have their places
        if not are_alike(pairs, others):
            return False
        if (x.mark, x.label) != (y.mark, y.label) or not (words and other_words):
            return None
        return words != other_words

    def _of(self, edit: Inserted) -> tuple[frozenset[object], bool, tuple[str, ...]]:
        """The word pairs of a unit, whether it opens an article, and what makes its readings equal."""
        what = edit.identity[3:], *edit.spelling
        if what not in self._facts:
            opens = edit.is_heading
            self._facts[what] = word_pairs(edit), opens, reading_key(edit.wording)
        return self._facts[what]


__all__ = ["RivalsOfTwo"]
