"""The units of two language versions of one text that are each other's counterparts.

Texts are numbered so that references are identical in all languages, so a unit is known by its numbers, whatever the
script or the word before them; one without a number by its place after a numbered one.
"""

from __future__ import annotations

from collections import Counter

from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.numerals import suffix_rank
from amendtrack.text.units import Text, UnitKind

Key = tuple[object, ...]


def unit_keys(text: Text) -> tuple[Key, ...]:
    """A key for each unit, the same in every language version; no two units of a text have the same.

    >>> from amendtrack.text.units import parse_text
    >>> english = parse_text("Article 1\\n\\n1. We meet:\\n\\n(a) here.")
    >>> unit_keys(english) == unit_keys(parse_text("Article premier\\n\\n1. Nous :\\n\\na) ici."))
    True
    """
    counts = counted_in_text(text)
    keys: list[Key] = []
    said: Counter[Key] = Counter()
    last: Key = ()
    for unit, count in zip(text.units, counts, strict=True):
        if count is not None and count.label.number:
            over = keys[count.above] if count.above is not None else ()
            key: Key = (*over, (_number(count), _suffix(count.label.suffix), unit.kind is UnitKind.NOTE))
            last = key
        else:
            key = (*last, unit.kind.value)
        said[key] += 1
        keys.append((*key, said[key]))
    return tuple(keys)


def counterparts(text: Text, version: Text) -> tuple[int | None, ...]:
    """For each unit of a text, the unit of a language version that is its counterpart; None if it has none."""
    there = {key: i for i, key in enumerate(unit_keys(version))}
    return tuple(there.get(key) for key in unit_keys(text))


def _number(count: Counted) -> object:
    return count.place.number if count.place else count.label.number.casefold()


def _suffix(suffix: str) -> int:
    return suffix_rank(suffix.replace("бис", "bis").replace("тер", "ter").casefold())


__all__ = ["Key", "counterparts", "unit_keys"]
