"""A reading as it is looked over: what the slots inside say already, and the words that are the draft's, left out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from amendtrack.render.omissions import LEFT_OUT
from amendtrack.text.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from amendtrack.consolidation.slots.slot import Slot, Variant

_AROUND = 7
"""The words, signs and blanks of the draft that are kept on each side of what a reading changes."""
_LEAST = 20
"""The fewest characters that are left out: less is not worth a mark."""


def is_said_inside(slot: Slot, variant: Variant) -> bool:
    """Whether the readings that its proposal has in the slots inside this one, taken together, are this reading.

    >>> from amendtrack.consolidation.value import consolidate
    >>> base = "1. We meet each June in the town."
    >>> sent = {"Arda": "", "Brum": base.replace("June", "May"), "Cora": base.replace("1. We", "1. All of us")}
    >>> [slot] = consolidate(base, sent).slots
    >>> [variant.backers[0] for variant in slot.variants if is_said_inside(slot, variant)]
    ['Brum', 'Cora']
    """
    if not slot.inner or variant.deletes or variant.moves_to:
        return False
    return "".join(_pieces(slot, variant)).split() == variant.wording.split()


def _pieces(slot: Slot, variant: Variant) -> Iterator[str]:
    at = slot.start
    for inner in sorted(slot.inner, key=lambda one: one.start):
        own = (v.wording for v in inner.variants if set(variant.proposals) <= set(v.proposals) and not v.moves_to)
        yield slot.base[at - slot.start : inner.start - slot.start]
        yield next(own, inner.base)
        at = max(at, inner.end)
    yield slot.base[at - slot.start :]


@lru_cache(maxsize=1 << 10)
def in_short(base: str, wording: str) -> str:
    """A reading without most of what it has in common with the draft at its beginning and its end.

    >>> base = "Parties shall give every village access to a well without delay, and tell the Council of it each May."
    >>> in_short(base, base.replace("without delay", "by 2030"))
    '[...] to a well by 2030, and tell the [...]'
    >>> in_short("We meet each June.", "We meet each May.")
    'We meet each May.'
    """
    was, now = tokens(base.strip()), tokens(wording.strip())
    first = _alike(was, now)
    last = min(_alike(was[::-1], now[::-1]), min(len(was), len(now)) - first)
    begun, ended = max(first - _AROUND, 0), len(now) - max(last - _AROUND, 0)
    pieces = ("".join(now[:begun]), "".join(now[begun:ended]), "".join(now[ended:]))
    head, middle, tail = (piece.replace(LEFT_OUT, f"[\\{LEFT_OUT[1:]}") for piece in pieces)
    if len(head) >= _LEAST:
        head, middle = f"{LEFT_OUT} ", middle.lstrip()
    if len(tail) >= _LEAST:
        tail, middle = f" {LEFT_OUT}", middle.rstrip()
    return f"{head}{middle}{tail}"


def cut_in_the_middle(words: str, longest: int = 200) -> str:
    """The beginning and the end of a line of many words.

    >>> cut_in_the_middle("para 3: replace “each year” with “every second year, in spring”", 50)
    'para 3: replace “each year” [...] year, in spring”'
    """
    if len(words) <= longest:
        return words
    head, tail = words[: longest * 3 // 5], words[-(longest * 2 // 5) :]
    return f"{head.rpartition(' ')[0] or head} {LEFT_OUT} {tail.partition(' ')[2] or tail}"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens two texts begin with together."""
    same = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(same) if a != b), min(len(one), len(other)))


__all__ = ["cut_in_the_middle", "in_short", "is_said_inside"]
