"""A file with tracked changes in which paragraphs look otherwise than in the draft, although nobody tracked that.

LibreOffice gives the paragraph behind a moved or deleted one the style of what went, and does not track it: an ordinary
paragraph becomes a heading or an item of a list. It also writes the bold of a table's head into its cells. Word tracks
such changes when they are meant; so where only the look differs from the draft, the draft's is kept, and it is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from amendtrack.intake.doubts import Sent
from amendtrack.redline.amendment import named
from amendtrack.redline.comparison import Redline, compare
from amendtrack.text.addresses import addresses
from amendtrack.text.units import Text, Unit, parse_text

_SIGN = re.compile(r"(?: *- |#{1,6} )?")
_LOOKS = re.compile(r"^(?: *- |#{1,6} )|(?<=\|)\s*:?-+:?\s*(?=\|)|[\s*]")


def as_drafted(sent: Sent, base: Text, revision: str) -> Sent:
    """The file with the draft's looks wherever nobody tracked another one; a note names what else it had.

    >>> sent = Sent("1. Boats.\\n\\n- 3. Lamps.\\n", base="1. Boats.\\n\\n2. Nets.\\n\\n- 3. Lamps.\\n")
    >>> kept = as_drafted(sent, parse_text("1. Boats.\\n\\n2. Nets.\\n\\n3. Lamps.\\n"), "Rev.0")
    >>> kept.text, kept.notes
    ('1. Boats.\\n\\n3. Lamps.\\n', ('a heading or a list sign that nobody tracked left as in Rev.0: para 3',))
    """
    if not sent.base:
        return sent
    under, text = parse_text(sent.base), parse_text(sent.text)
    origin = {j: i for i, j in _pairs(compare(base, under)) if _differ_in_looks(_line(base, i), _line(under, j))}
    if not origin:
        return sent
    changed = {j: _line(base, i) for j, i in origin.items()}
    printed = {_line(base, i) for i in range(len(base.units))}
    moved = {line: changed[j] for j in origin if (line := _line(under, j)) not in printed}
    kept = {k: moved[line] for k in range(len(text.units)) if (line := _line(text, k)) in moved}
    for j, k in _pairs(compare(under, text)):
        if j in origin:
            kept[k] = _kept(_line(text, k), _line(under, j), changed[j])
    made = _with_lines(under, changed), _with_lines(text, kept)
    if [len(parse_text(each).units) for each in made] != [len(under.units), len(text.units)]:
        return sent
    signs = [i for j, i in sorted(origin.items()) if _sign(_line(base, i)) != _sign(_line(under, j))]
    places = addresses(base) if signs else ()
    where = ", ".join(named(places[i]) for i in signs)
    note = f"a heading or a list sign that nobody tracked left as in {revision}: {where}"
    return replace(sent, base=made[0], text=made[1], notes=(*sent.notes, *([note] if signs else [])))


def _pairs(redline: Redline) -> list[tuple[int, int]]:
    """The units of both texts that are one and the same."""
    return [(c.i1, c.j1) for c in redline.changes if (c.i2 - c.i1, c.j2 - c.j1) == (1, 1)]


def _line(text: Text, k: int) -> str:
    """A unit as printed, with its indentation."""
    return text.source[_begin(text, text.units[k]) : text.units[k].end]


def _begin(text: Text, unit: Unit) -> int:
    start = text.source.rfind("\n", 0, unit.start) + 1
    return start if not text.source[start : unit.start].strip() else unit.start


def _sign(line: str) -> str:
    found = _SIGN.match(line)
    return found[0] if found else ""


def _differ_in_looks(was: str, now: str) -> bool:
    return was != now and _LOOKS.sub("", was) == _LOOKS.sub("", now)


def _kept(line: str, under: str, drafted: str) -> str:
    """The line of the text as sent: the draft's if nothing in it was changed, and otherwise its sign."""
    if line == under:
        return drafted
    return _sign(drafted) + line.removeprefix(_sign(line)) if _sign(line) == _sign(under) else line


def _with_lines(text: Text, lines: Mapping[int, str]) -> str:
    source, at = "", 0
    for k, line in sorted(lines.items()):
        source += text.source[at : _begin(text, text.units[k])] + line
        at = text.units[k].end
    return source + text.source[at:]


__all__ = ["as_drafted"]
