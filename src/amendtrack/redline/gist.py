"""What a proposal asks for, in one line: each place once, with the change made there.

Knows how to word a list of changes; ``amendment`` words a single change in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from amendtrack.redline.amendment import Amendment, AmendmentKind, named

SHOWN = 20
"""How many places a line names before it says how many more there are."""


def gist(amendments: Iterable[Amendment], retained: Iterable[str] = ()) -> str:
    """The amendments in one line, neighbouring places with the same change together; empty for none.

    >>> from amendtrack.redline.amendment import amendments
    >>> from amendtrack.redline.comparison import compare
    >>> before = "1. Clear all areas.\\n\\n2. Help.\\n\\n3. Report each June."
    >>> after = "1. Clear areas.\\n\\n2. Help.\\n\\n3. Report each July.\\n\\n4. Meet."
    >>> gist(amendments(compare(before, after)))
    'para 1: words deleted; para 3: words replaced; new para after 3'
    """
    added: dict[str, int] = {}
    changed: dict[str, list[str]] = {}
    order: dict[tuple[bool, str], None] = {}
    for amendment in amendments:
        new = amendment.kind is AmendmentKind.INSERT_UNIT
        order[new, amendment.place] = None
        if new:
            added[amendment.place] = added.get(amendment.place, 0) + 1
        else:
            changed.setdefault(amendment.place, []).append(amendment.change)
    for place in retained:
        order[False, place] = None
        changed.setdefault(place, []).append("to be retained")
    places = list(order)
    said = [(place, "" if new else ", ".join(dict.fromkeys(changed[place]))) for new, place in places[:SHOWN]]
    more = [f"and {len(places) - SHOWN} more"] if len(places) > SHOWN else []
    return "; ".join([*_grouped(said, added), *more])


def _grouped(said: list[tuple[str, str]], added: dict[str, int]) -> Iterator[str]:
    """Each place with its changes; numbered paragraphs with the same ones are listed together."""
    for (done, _), group in groupby(said, key=lambda one: (one[1], "" if one[1] and _is_number(one[0]) else one[0])):
        *places, last = [place for place, _ in group]
        if not done:
            yield f"new para {last}" if added[last] == 1 else f"{added[last]} new paras {last}"
        elif places:
            yield f"paras {', '.join(places)} and {last}: {done}"
        else:
            yield f"{named(last)}: {done}"


def _is_number(place: str) -> bool:
    return place[0].isdecimal() and "," not in place


__all__ = ["gist"]
