"""Which units head a section: an article, a chapter and the like."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from amendtrack.text.bracketed_numbers import number_inside
from amendtrack.text.labels import Rank, rank_of, read_label, series
from amendtrack.text.units import Text, Unit, UnitKind


def heads_section(text: Text, unit: Unit) -> bool:
    """Whether an article, a chapter or the like begins with this unit: ``Article 7``, ``[Article 7]``."""
    if unit.kind is UnitKind.HEADING or unit.label or text.source[unit.body : unit.body + 1] != "[":
        return unit.kind is UnitKind.HEADING or series_of_heading(unit.label) is not None
    return series_of_heading(number_inside(text.wording(unit), is_heading=False)[0]) is not None


@lru_cache(maxsize=1 << 14)
def series_of_heading(label: str) -> Hashable | None:
    """What the numbers of such headings count together with; None if the label is not that of one."""
    read = read_label(label) if label else None
    return series(read) if read is not None and rank_of(read) < Rank.PARAGRAPH else None


__all__ = ["heads_section", "series_of_heading"]
