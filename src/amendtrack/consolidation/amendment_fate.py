"""What became of an amendment at a revision, in a word."""

from __future__ import annotations

from enum import Enum


class AmendmentFate(Enum):
    """What became of an amendment at a revision; each has exactly one fate.

    >>> [fate.value for fate in AmendmentFate][:3]
    ['incorporated', 'incorporated in part', 'carried forward']
    """

    INCORPORATED = "incorporated"
    IN_PART = "incorporated in part"
    CARRIED = "carried forward"
    OVERTAKEN = "overtaken"
    GONE = "unit gone"
    NOT_REFLECTED = "not reflected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


__all__ = ["AmendmentFate"]
