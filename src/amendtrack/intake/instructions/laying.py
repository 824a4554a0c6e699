"""A draft with changes made, and the check that it is the draft with exactly these changes.

``laid`` writes the text; ``is_exact`` reads it back and compares it, unit by unit and word by word, with what the
changes say, computed afresh. A text that fails is never returned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from amendtrack.intake.instructions.changes import Added, Broken, Change, Dropped, Joined, MovedUnits, Worded
from amendtrack.intake.instructions.finding import Finder
from amendtrack.intake.instructions.spacing import Swap, swapped
from amendtrack.redline.align.alignment import align
from amendtrack.redline.align.origins import Origin, Origins
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.labelling import with_label
from amendtrack.text.units import Text, parse_text


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes sorted by what they affect; each list is in the order in which it is carried out."""

    words: dict[int, list[Worded]] = field(default_factory=lambda: defaultdict(list))
    dropped: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    broken: dict[int, Broken] = field(default_factory=dict)
    behind: dict[int, list[Added | MovedUnits]] = field(default_factory=lambda: defaultdict(list))
    away: set[int] = field(default_factory=set)


def planned(changes: Sequence[Change]) -> Plan:
    """The changes sorted; the same change twice counts once."""
    plan = Plan()
    for change in dict.fromkeys(changes):
        match change:
            case Worded():
                plan.words[change.unit].append(change)
            case Dropped():
                plan.dropped.add(change.unit)
            case Joined():
                plan.joined.add(change.unit)
            case Broken():
                plan.broken[change.unit] = change
            case Added():
                plan.behind[change.gap].append(change)
            case MovedUnits():
                plan.behind[change.gap].append(change)
                plan.away.update(range(change.first, change.last))
    for swaps in plan.words.values():
        swaps.sort(key=lambda w: (w.first, w.last))
    return plan


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the new text as printed; ``unit`` in the base, or -1 if it is new."""

    text: str
    unit: int = -1
    like: int = -1


def laid(finder: Finder, plan: Plan) -> str:
    """The text with the changes made; white space between units as before, or the usual one."""
    base = finder.text
    pieces = list(_pieces(finder, plan))
    units, source = base.units, base.source
    gaps = [source[a.end : b.start] for a, b in pairwise(units)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else "\n\n"
    out = source[: units[0].start] if units else ""
    before: _Piece | None = None
    for piece in pieces:
        if before is not None:
            out += _between(before, piece, gaps, usual)
        out += piece.text
        before = piece
    return out + (source[units[-1].end :] if units else "\n")


def _between(before: _Piece, piece: _Piece, gaps: list[str], usual: str) -> str:
    if before.text.startswith("|") and piece.text.startswith("|") and -1 in (before.unit, piece.unit):
        return "\n"  # rows of one table
    if piece.unit > 0:
        return gaps[piece.unit - 1]
    if piece.like > 0 and before.like == piece.like - 1 and before.unit >= 0:
        return gaps[piece.like - 1]
    if "\n" in piece.text or "\n\n" in usual or piece.like < 1:
        return usual if "\n\n" in usual else "\n\n"
    return usual


def _pieces(finder: Finder, plan: Plan) -> list[_Piece]:
    base = finder.text
    found: list[_Piece] = []

    def put(unit: int) -> None:
        for k, text in enumerate(_printed(finder, plan, unit)):
            if k == 0 and unit and unit - 1 in plan.joined:
                last = found.pop()
                wording = text[base.units[unit].body - base.units[unit].start :]
                glue = "" if _is_wide(last.text[-1]) and _is_wide(wording[0]) else " "
                found.append(_Piece(last.text + glue + wording, last.unit, last.like))
            else:
                found.append(_Piece(text, unit if k == 0 else -1, unit))

    def stand_behind(gap: int) -> None:
        for change in plan.behind.get(gap, ()):
            if isinstance(change, Added):
                found.append(_Piece(change.text, -1, max(gap, 0)))
            else:
                for unit in range(change.first, change.last):
                    put(unit)

    stand_behind(-1)
    for unit in range(len(base.units)):
        if unit not in plan.dropped and unit not in plan.away:
            put(unit)
        stand_behind(unit)
    return found


def _is_wide(sign: str) -> bool:
    return sign >= "\u2e80"


def _printed(finder: Finder, plan: Plan, unit: int) -> list[str]:
    """The unit as changed: one text, or two if it is split."""
    base, u = finder.text, finder.text.units[unit]
    source, words = base.source, finder.words(unit)
    swaps = [Swap(w.first, w.last, w.new) for w in plan.words.get(unit, ())]
    mark = source[u.start : u.body]
    cut = plan.broken.get(unit)
    if cut is None:
        return [mark + (swapped(source, words, u.body, u.end, swaps) if swaps else base.wording(u))]
    head, tail = words[: cut.at], words[cut.at :]
    before = [s for s in swaps if s.last <= cut.at]
    after = [Swap(s.first - cut.at, s.last - cut.at, s.new) for s in swaps if s.last > cut.at]
    return [
        mark + swapped(source, head, u.body, words.ends[cut.at - 1], before),
        (with_label(mark, u.label, cut.label) if u.label else mark)
        + swapped(source, tail, words.starts[cut.at], u.end, after),
    ]


def origins_of(finder: Finder, plan: Plan) -> Origins:
    """For each unit of the text the unit of the draft it was, as the changes say; deleted units do not occur."""
    return Origins.joined(_origins(finder, plan))


def _origins(finder: Finder, plan: Plan) -> Iterator[Origin]:
    at = 0

    def kept(first: int, gap: int | None) -> Iterator[Origin]:
        """A unit, with those joined to it and what is split off from them."""
        nonlocal at
        last = first
        while last in plan.joined:
            last += 1
        start, at = at, at + 1 + sum(unit in plan.broken for unit in range(first, last + 1))
        yield Origin(first, last + 1, start, at, gap)

    def behind(gap: int) -> Iterator[Origin]:
        nonlocal at
        for change in plan.behind.get(gap, ()):
            if isinstance(change, Added):
                start, at = at, at + len(parse_text(change.text + "\n").units)
                yield from _restated(finder.text, change, start)
                continue
            for unit in range(change.first, change.last):
                if unit - 1 not in plan.joined:
                    yield from kept(unit, gap)

    yield from behind(-1)
    for unit in range(len(finder.text.units)):
        if unit not in plan.dropped and unit not in plan.away and unit - 1 not in plan.joined:
            yield from kept(unit, None)
        yield from behind(unit)


def _restated(base: Text, added: Added, start: int) -> Iterator[Origin]:
    """Which of the units that a new wording replaces each of its units is; the first is unit ``start`` of the text."""
    first, now = added.gap + 1 - added.instead, parse_text(added.text + "\n")
    whole = base.units[first : added.gap + 1]
    was = parse_text(base.source[whole[0].start : whole[-1].end] + "\n") if whole else parse_text("")
    placed, done = added.gap if len(was.units) != len(whole) or not whole else first - 1, 0
    for origin in _alike(was, now) if len(was.units) == len(whole) else ():
        if done < origin.j1:
            yield Origin(placed + 1, placed + 1, start + done, start + origin.j1, placed)
        i1, i2, done = first + origin.i1, first + origin.i2, origin.j2
        moved = origin.gap is not None
        placed = placed if moved else i2 - 1
        yield Origin(i1, i2, start + origin.j1, start + done, placed if moved else None)
    if done < len(now.units):
        yield Origin(placed + 1, placed + 1, start + done, start + len(now.units), placed)


def _alike(was: Text, now: Text) -> list[Origin]:
    """Which units of one wording are units of another, in the order of the second; ``gap`` is not None if moved."""
    found = align(was, now)
    groups = [Origin(g.i1, g.i2, g.j1, g.j2, -1 if g.moved else None) for g in found.groups]
    runs = [Origin(r.i, r.i + r.n, r.j, r.j + r.n, -1 if r.moved else None) for r in found.runs]
    return sorted((*groups, *runs), key=lambda origin: origin.j1)


# -- the check ----------------------------------------------------------------------------------------


def is_exact(finder: Finder, plan: Plan, text: str) -> bool:
    """Whether the text reads as the draft with these changes and nothing else."""
    now = parse_text(text)
    expected = list(_expected(finder, plan))
    if len(now.units) != len(expected):
        return False
    for unit, (label, keys) in zip(now.units, expected):
        if unit.label != label or [w.key for w in words_of(now.wording(unit))] != keys:
            return False
    return _kept_bytes(finder.text, plan, now, expected)


def _kept_bytes(base: Text, plan: Plan, now: Text, expected: list[tuple[str, list[str]]]) -> bool:
    """Whether units that no change affects are unaltered, byte for byte."""
    concerned = {*plan.words, *plan.dropped, *plan.broken, *plan.joined, *(u + 1 for u in plan.joined)}
    want = Counter(base.printed(unit) for k, unit in enumerate(base.units) if k not in concerned)
    have = Counter(now.printed(unit) for unit in now.units)
    return not want - have


def _expected(finder: Finder, plan: Plan) -> list[tuple[str, list[str]]]:
    """Label and word keys of every unit that the text should have, in order."""
    base = finder.text
    found: list[tuple[str, list[str]]] = []

    def keys_of(unit: int) -> list[str]:
        keys = list(finder.words(unit).keys)
        for w in reversed(plan.words.get(unit, ())):
            keys[w.first : w.last] = [word.key for word in words_of(w.new)]
        return keys

    def put(unit: int) -> None:
        keys, label = keys_of(unit), base.units[unit].label
        cut = plan.broken.get(unit)
        at = cut.at + _grown(plan, unit, cut.at) if cut else len(keys)
        if unit and unit - 1 in plan.joined:
            found[-1] = (found[-1][0], found[-1][1] + keys[:at])
        else:
            found.append((label, keys[:at]))
        if cut:
            found.append((cut.label, keys[at:]))

    def stand_behind(gap: int) -> None:
        for change in plan.behind.get(gap, ()):
            if isinstance(change, MovedUnits):
                for unit in range(change.first, change.last):
                    put(unit)
            else:
                new = parse_text(change.text + "\n")
                found.extend((u.label, [w.key for w in words_of(new.wording(u))]) for u in new.units)

    stand_behind(-1)
    for unit in range(len(base.units)):
        if unit not in plan.dropped and unit not in plan.away:
            put(unit)
        stand_behind(unit)
    return found


def _grown(plan: Plan, unit: int, at: int) -> int:
    """By how many words the part before a split has grown."""
    before = (w for w in plan.words.get(unit, ()) if w.last <= at)
    return sum(len(words_of(w.new)) - (w.last - w.first) for w in before)
