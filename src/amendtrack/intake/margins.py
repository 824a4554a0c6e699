"""Numbers in the margin of every line, or of every fifth, as bills and papers of committees print them.

Knows how to distinguish such numbers from those of a list: they count lines, and sentences continue across them.
``text`` knows what a label is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"[^\S\n]{0,12}(\d{1,4})(?:[^\S\n]+(?=\S)|[^\S\n]*$)", re.MULTILINE)
_FEWEST = 8
"""With fewer numbered lines than this, it may be a list."""


def without_margin_numbers(text: str) -> tuple[str, list[str]]:
    """The text without its line numbers, and a note saying so; unchanged if it has none.

    >>> bill = "".join(f"{n:>3}  {line}\\n" for n, line in enumerate(["Boats carry", "lamps by", "night."] * 4, 1))
    >>> without_margin_numbers(bill)[1]
    ['line numbers in the margin dropped (12 lines)']
    """
    lines = text.split("\n")
    numbered = {k: found for k, line in enumerate(lines) if (found := _NUMBERED.match(line))}
    if len(numbered) < 2 or not (_count_all(lines, numbered) or _count_fifths(lines, numbered)):
        return text, []
    gaps = (found.end() - found.end(1) for k, found in numbered.items() if found.end() < len(lines[k]))
    gap = min(gaps, default=1)
    column = min(found.end(1) for found in numbered.values()) + gap
    kept = [
        line[numbered[k].end(1) + gap :] if k in numbered else line[min(column, _set_in(line)) :]
        for k, line in enumerate(lines)
    ]
    return "\n".join(line.rstrip() for line in kept), [f"line numbers in the margin dropped ({len(numbered)} lines)"]


def _set_in(line: str) -> int:
    return len(line) - len(line.lstrip())


def _count_all(lines: Sequence[str], numbered: dict[int, re.Match[str]]) -> bool:
    """Whether the numbers count all lines with words, page by page, and sentences continue across them."""
    worded = [k for k, line in enumerate(lines) if line.strip()]
    if len(numbered) < _FEWEST or len(numbered) < 0.9 * len(worded):
        return False
    numbers = [int(found[1]) for found in numbered.values()]
    steps = sum(b in (a + 1, 1) for a, b in zip(numbers, numbers[1:]))
    return numbers[0] == 1 and steps >= 0.95 * (len(numbers) - 1) and _run_on(lines, numbered)


def _run_on(lines: Sequence[str], numbered: dict[int, re.Match[str]]) -> bool:
    """Whether at least one line in four begins with a lower-case letter, unlike a list of titles."""
    texts = [lines[k][found.end() :] for k, found in numbered.items()]
    small = sum(text[:1].islower() for text in texts)
    return 4 * small >= sum(bool(text) for text in texts) > 0


def _count_fifths(lines: Sequence[str], numbered: dict[int, re.Match[str]]) -> bool:
    """Whether the numbers are 5, 10, 15 at every fifth line, and the other lines are indented equally."""
    numbers = [int(found[1]) for found in numbered.values()]
    if len(numbers) < 3 or any(b not in (a + 5, 5) for a, b in zip([0, *numbers], numbers)):
        return False
    at = list(numbered)
    column = min(found.end(1) for found in numbered.values()) + 1
    rest = [line for k, line in enumerate(lines) if line.strip() and k not in numbered]
    set_in = sum(_set_in(line) >= column for line in rest)
    counted = {sum(bool(line.strip()) for line in lines[a:b]) for a, b in zip(at, at[1:])}
    spaced = {b - a for a, b in zip(at, at[1:])}
    return (counted == {5} or spaced == {5}) and set_in >= 0.9 * len(rest)


__all__ = ["without_margin_numbers"]
