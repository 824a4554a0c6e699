"""What two copies have of a set together, and a value with some of its fields changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

T = TypeVar("T")


def joined_set(was: Iterable[T], one: Iterable[T], other: Iterable[T], *, in_order: bool = False) -> tuple[T, ...]:
    """What two copies have of a set together: what either added, without what either removed.

    >>> joined_set("ab", "abc", "ad")
    ('a', 'c', 'd')
    """
    was, one, other = tuple(was), tuple(one), tuple(other)
    kept = [v for v in was if v in one and v in other]
    added = [v for v in (*one, *other) if v not in was]
    found = dict.fromkeys((*kept, *added))
    return tuple(found) if in_order else tuple(sorted(found))  # type: ignore[type-var]


def with_values(value: T, changes: Mapping[str, Any]) -> T:
    """A frozen value with other values in the fields of these names."""
    return replace(value, **changes)  # type: ignore[type-var]


__all__ = ["joined_set", "with_values"]
