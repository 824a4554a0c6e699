"""A text's own brackets, strokes and notes that would pass for ours where only colour tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from amendtrack.render.set_unit import Ink, Span

_POSING = re.compile(r"\\?(?P<sign>[\[\]])|(?P<parts> [–/] )|(?P<note>\{(?=[✓↺○]))")
_OURS = (Ink.SIGN, Ink.NAMES, Ink.DECIDED)


@dataclass(slots=True)
class _Opened:
    """A bracket of a text that is open: where it stands, within how many of ours, and whether it reads like one."""

    at: tuple[int, int]
    depth: int
    poses: bool = False


def posing_marked(spans: Iterable[Span]) -> tuple[Span, ...]:
    r"""The spans with a backslash before every sign of a text that reads as ours: ``\[may / shall\]``.

    A pair of brackets reads so if there is a stroke or a dash in it, or if a reading ends in it; so does half a pair.

    >>> [span.text for span in posing_marked([Span("[a] [may / shall – Norvia] {✓ 5} b]")])]
    ['[a] \\[may / shall – Norvia\\] \\{✓ 5} b\\]']
    """
    given = tuple(spans)
    found, opened, depth = list[tuple[int, int]](), list[_Opened](), 0
    places: dict[int, list[int]] = {}
    for n, span in enumerate(given):
        if span.opens or span.ink in _OURS:
            depth += span.text.count("[") - span.text.count("]") if span.ink is Ink.SIGN else 0
            for each in opened[-1:]:  # another reading, or its end, while one is open
                each.poses |= each.depth == depth > 0
            continue
        for sign in _POSING.finditer(span.text if not span.note else ""):
            at = (n, sign.start())
            if sign["note"]:
                found.append(at)
            elif sign["parts"]:
                for each in opened[-1:]:
                    each.poses = True
            elif sign[0].startswith("\\"):
                continue
            elif sign["sign"] == "[":
                opened.append(_Opened(at, depth))
            elif opened and opened[-1].depth == depth:
                last = opened.pop()
                found += [last.at, at] if last.poses else []
            else:
                found.append(at)
    for n, k in (*found, *(each.at for each in opened)):
        places.setdefault(n, []).append(k)
    return tuple(
        replace(span, text=_escaped(span.text, places[n])) if n in places else span for n, span in enumerate(given)
    )


def _escaped(text: str, places: Iterable[int]) -> str:
    cuts = [0, *sorted(places), len(text)]
    return "\\".join(text[a:b] for a, b in pairwise(cuts))


__all__ = ["posing_marked"]
