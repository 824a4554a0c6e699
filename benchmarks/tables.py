"""Plain tables, which go into a README as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Headed rows of text; the first column is a name, the others are figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        everything = (self.heads, *self.rows)
        widths = [max(len(line[k]) for line in everything) for k in range(len(self.heads))]
        lines = [f"| {' | '.join(_cells(line, widths))} |" for line in everything]
        rule = "|" + "|".join("-" * (w + 1) + ("-" if k == 0 else ":") for k, w in enumerate(widths)) + "|"
        return "\n".join((lines[0], rule, *lines[1:]))

    def show(self, title: str) -> None:
        """Print the table under a title."""
        print(f"\n### {title}\n\n{self}", flush=True)


def _cells(line: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for k, (cell, width) in enumerate(zip(line, widths, strict=True)):
        yield cell.ljust(width) if k == 0 else cell.rjust(width)
