"""The consolidated text with the addresses of its slots in a margin before each line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from amendtrack.consolidation.value import Consolidation
from amendtrack.render.brackets import Style, addressed_pieces


def lines_beside(con: Consolidation, style: Style | str = Style.ATTRIBUTED) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every line of the print, with the addresses of the slots that open in it."""
    lines: list[tuple[str, tuple[str, ...]]] = [("", ())]
    for piece, found in addressed_pieces(con, Style(style)):
        for n, line in enumerate(piece.split("\n")):
            here = tuple(address for at, address in found if at == n)
            if n == 0:
                lines[-1] = (lines[-1][0] + line, (*lines[-1][1], *here))
            else:
                lines.append((line, here))
    return tuple(lines)


def with_margin(con: Consolidation, style: Style | str = Style.ATTRIBUTED) -> str:
    """The print with a margin before each line: without it, it is exactly what ``brackets`` writes.

    >>> from amendtrack.consolidation.value import consolidate
    >>> print(with_margin(consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas."})))
    7#1 | 7. Clear [all / known – Arda] areas.
    """
    lines = [(shortened(found), line) for line, found in lines_beside(con, style)]
    ended = len(lines) > 1 and not lines[-1][1]
    wide = max(len(margin) for margin, _ in lines)
    shown = (f"{margin.ljust(wide)} |{f' {line}' if line else ''}\n" for margin, line in lines[: -1 if ended else None])
    return "".join(shown) if ended else "".join(shown).removesuffix("\n")


def shortened(addresses: Iterable[str]) -> str:
    """Shortened addresses: neighbouring numbers at one place become a range.

    >>> shortened(["14#1", "14#2", "14#3", "14#5", "15#1"])
    '14#1–3; 14#5; 15#1'
    """
    split = [address.rpartition("#") for address in addresses]
    runs = groupby(enumerate(split), key=lambda pair: (pair[1][0], int(pair[1][2]) - pair[0]))
    found = []
    for (place, _), run in runs:
        numbers = [number for _, (_, _, number) in run]
        found.append(f"{place}#{numbers[0]}" + (f"–{numbers[-1]}" if len(numbers) > 1 else ""))
    return "; ".join(found)


__all__ = ["lines_beside", "shortened", "with_margin"]
