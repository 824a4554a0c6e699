"""Reading back a printed consolidation: ``read_brackets`` is the inverse of ``brackets``.

A bracket pair is ours if its last part ends in `` – `` and known names; every other bracket was typed by
somebody and remains text. A backslash before one of ``\\ [ ] { } / – (`` takes away its meaning, and ``[\\ ``
opens a bracket that owns only the white space inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag, auto

from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.stances import in_turn
from amendtrack.render.marks import BracketPair, Names, bracket_pairs, parted_marks, plain
from amendtrack.text.addresses import addresses
from amendtrack.text.labels import without_lead
from amendtrack.text.units import Text, Unit, parse_text

SPACE = " \t\n\u00a0\u202f\u2009"
_EX = re.compile(r"(\s*)(?:(\S[^\n]*?) )?\(ex ")
_SPACES = re.compile(f"[{SPACE}]*")
BREAK = " ¶"  # a unit split in two: the only wording inside its bracket


@dataclass(frozen=True, slots=True)
class ReadSlot:
    """A slot as printed: base characters ``start:end``, their readings, inner slots, positions."""

    start: int
    end: int
    base: str
    variants: tuple[Variant, ...]
    inner: tuple[ReadSlot, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadConsolidation:
    """What a printed consolidation says: the base, its slots in order, and the status of units.

    ``statuses`` are places in the base, each with the words of the mark there.
    """

    base: Text
    slots: tuple[ReadSlot, ...]
    statuses: tuple[tuple[int, str], ...] = ()

    @property
    def positions(self) -> tuple[tuple[int, str, str], ...]:
        """Each printed retain and reserve, as base offset, stance and delegation."""
        return tuple((s.start, stance, name) for s in _all(self.slots) for stance, name in s.positions)

    def view(self, name: str) -> str:
        """The base with the readings of one delegation."""
        return spoken(self.base.source, 0, len(self.base.source), self.slots, name)


def read_brackets(printed: str, names: Iterable[str]) -> ReadConsolidation:
    """The base and slots of an attributed print; ``names`` are the delegations that may occur in it.

    >>> reading = read_brackets("7. Clear [all / known – Arda] areas.", ["Arda"])
    >>> str(reading.base), [(v.wording, v.backers) for v in reading.slots[0].variants]
    ('7. Clear all areas.', [('known', ('Arda',))])
    """
    printed, noted = parted_marks(printed)
    marks, _ = bracket_pairs(printed, Names(names))
    laid = ParsedPrint(printed, marks)
    statuses = tuple((laid.place_of(at), words) for at, words in noted)
    base = parse_text("".join(laid.out))
    slots = laid.resolved(PrintedGround(base, laid.struck(), laid.new()))
    away = [(s.start, s.inner) for s in slots if any(v.moves_to for v in s.variants)]
    return ReadConsolidation(
        base,
        with_moved_wording(base.source, slots, laid, moved_units(base, away) if "(ex " in printed else {}),
        statuses,
    )


# -- the base and the slots in it ---------------------------------------------------------------


@dataclass(slots=True)
class PlacedPair:
    """One of our pairs with the base characters it covers and the white space it includes."""

    mark: BracketPair
    start: int
    end: int = 0
    lead: str = ""
    trail: str = ""
    inner: list[PlacedPair] = field(default_factory=list)


class Where(Flag):
    """The context of a stretch of a print: whether it opens the print, ends it, or is inside one of our brackets."""

    AMID = 0
    OPENS = auto()
    ENDS = auto()
    BRACKETED = auto()


class ParsedPrint:
    """A parsed print: the base in ``out``, and a place in it for each of our pairs."""

    def __init__(self, printed: str, marks: list[BracketPair], where: Where = Where.OPENS | Where.ENDS) -> None:
        self.printed, self.seen, self.length = printed, Where.OPENS not in where, 0
        self.out: list[str] = []
        self.put: list[tuple[int, int, int]] = []
        """Each stretch of the print that is base, and where in the base it starts."""
        self.places = self._lay(0, len(printed), marks, where)

    def place_of(self, at: int) -> int:
        """The place in the base of a character of the print; for one in no stretch of the base, the last before it."""
        k = bisect_right(self.put, (at, self.length, self.length)) - 1
        start, end, place = self.put[k] if k >= 0 else (0, 0, 0)
        return place + len(plain(self.printed[start : min(at, end)]))

    def _put(self, start: int, end: int) -> None:
        self.put.append((start, end, self.length))
        text = plain(self.printed[start:end])
        self.out.append(text)
        self.length += len(text)
        self.seen = self.seen or bool(text.strip(SPACE))

    def _lay(self, start: int, end: int, marks: list[BracketPair], where: Where) -> list[PlacedPair]:
        places, at = [], start
        for k, mark in enumerate(marks):
            following = marks[k + 1].start if k + 1 < len(marks) else end
            before, after = self.printed[at : mark.start], self.printed[mark.end : following]
            lead, trail = "", ""
            if mark.base is None and not mark.exact and not self.splits(mark):
                opens = Where.BRACKETED not in where and not self.seen and not before.strip(SPACE)
                here = where & (Where.BRACKETED | (Where.ENDS if following == end else Where.AMID))
                lead, trail = self._taken(before, after, here | (Where.OPENS if opens else Where.AMID))
            self._put(at, mark.start - len(lead))
            place = PlacedPair(mark, self.length, 0, lead, trail)
            if mark.base is not None:
                place.inner = self._lay(*mark.base, mark.inner, Where.BRACKETED)
            place.end = self.length
            places.append(place)
            at = mark.end + len(trail)
        self._put(at, end)
        return places

    def splits(self, mark: BracketPair) -> bool:
        """Whether the pair is a paragraph break."""
        s, e, _ = mark.wordings[0] if mark.wordings else (0, 0, ())
        return mark.base is None and not mark.exact and self.printed[s:e] == BREAK and len(mark.wordings) == 1

    def _taken(self, before: str, after: str, where: Where) -> tuple[str, str]:
        """The white space that goes with new wording, on a separate line or inside a line."""
        left, right = before[len(before.rstrip(SPACE)) :], after[: len(after) - len(after.lstrip(SPACE))]
        opens, ends = Where.OPENS in where, Where.ENDS in where and right == after
        if Where.BRACKETED not in where and ("\n" in left or opens) and ("\n" in right or ends):
            seen = self.seen or bool(before.strip(SPACE))
            return (left, "") if seen else ("", right)
        if (left or opens) and right and "\n" not in right:
            return "", right
        return left, ""

    def resolved(self, ground: PrintedGround, shift: int = 0) -> tuple[ReadSlot, ...]:
        """The slots, with the white space each owns in the base."""
        return tuple(self._slot(p, ground, shift) for p in self.places)

    def struck(self) -> list[tuple[int, int, bool]]:
        """The base ranges of brackets that may be whole units, and whether somebody deletes or moves them."""
        return [(p.start, p.end, bool(_goes(p.mark))) for p in self.places if p.mark.base is not None]

    def new(self) -> list[int]:
        """The base offsets of new units."""
        return [p.start for p in self.places if p.mark.base is None and self._on_a_line(p)]

    def _on_a_line(self, place: PlacedPair) -> bool:
        s, e, _ = place.mark.wordings[0]
        text = self.printed[s:e]
        return "\n" in place.lead or "\n" in text[: len(text) - len(text.lstrip(SPACE))]

    def _slot(self, place: PlacedPair, ground: PrintedGround, shift: int) -> ReadSlot:
        mark, a, b = place.mark, place.start + shift, place.end + shift
        source, goes = ground.source, _goes(mark)
        start, end = a, b
        if self.splits(mark):
            end = _SPACES.match(source, b).end()  # type: ignore[union-attr]
            retained = tuple((verb, n) for verb, who in mark.verbs for n in who)
            only = Variant("\n\n", mark.wordings[0][2], positions=in_turn(mark.stances[0]))
            return ReadSlot(a, end, source[a:end], (only,), (), retained)
        if mark.base is not None and not mark.exact:
            start, end = (_owned_by_struck if goes else _owned)(ground, a, b)
        inner = tuple(self._slot(p, ground, shift) for p in place.inner)
        lead, trail = source[start:a] + place.lead, place.trail + source[b:end]
        if mark.base is None and "\n" in lead and ground.first_goes_alone and a == ground.units[0].end:
            start = end = ground.units[1].start
            lead, trail = "", trail + lead
        readings: list[Variant] = []
        for (s, e, backers), stances in zip(mark.wordings, mark.stances, strict=True):
            wording = lead + plain(self.printed[s:e]) + trail
            deletes = mark.base is not None and not wording.strip(SPACE)
            readings.append(Variant(wording, backers, deletes, positions=in_turn(stances)))
        for verb, who in goes:
            to = verb.removeprefix("move to ") if verb != "delete" else ""
            readings.append(Variant("", who, verb == "delete", to, positions=_on_going(mark, verb)))
        heard = {n for v in readings for n in v.backers}
        readings += composed(source, start, end, inner, heard)
        said = ((verb, n) for verb, who in mark.verbs if verb in ("retain", "oppose", "reserve") for n in who)
        return ReadSlot(start, end, source[start:end], ordered(readings), inner, in_turn(said))


def _goes(mark: BracketPair) -> list[tuple[str, tuple[str, ...]]]:
    return [(verb, who) for verb, who in mark.verbs if verb == "delete" or verb.startswith("move to ")]


def _on_going(mark: BracketPair, verb: str) -> tuple[tuple[str, str], ...]:
    """The positions of others on a deletion or a move."""
    what = "deletion" if verb == "delete" else verb
    forms = {f"support {verb}": "support", f"oppose {what}": "oppose", f"reserve on {what}": "reserve"}
    return in_turn((forms[said], n) for said, who in mark.verbs if said in forms for n in who)


class PrintedGround:
    """A base, its units, and which of them go with the white space before them.

    Units deleted, moved or joined take the white space after them; but if such a run of units ends the text, or a new
    unit follows one of them, they take the white space before them. The first unit has none before it: by itself, it
    takes the white space after it, and new units after it come right before the second.
    """

    def __init__(self, base: Text, struck: Iterable[tuple[int, int, bool]], new: Iterable[int]) -> None:
        self.source, self.units = base.source, base.units
        self.starts = [u.start for u in base.units]
        ends = {u.end: k for k, u in enumerate(base.units)}
        whole: dict[int, int] = {}
        for a, b, goes in struck:
            body = base.source[a:b]
            a, b = a + len(body) - len(body.lstrip(SPACE)), b - len(body) + len(body.rstrip(SPACE))
            first, last = bisect_left(self.starts, a), ends.get(b, -1)
            if first + (not goes) <= last and self.starts[first] == a:
                whole[last + 1] = first
        after = {ends[at] for at in new if at in ends}
        self.leading: set[int] = set()
        self.first_goes_alone = False
        run: list[int] = []
        for k in [*sorted(n for last, first in whole.items() for n in range(first, last)), len(base.units) + 1]:
            if run and k != run[-1] + 1:
                alone = run == [0] and len(base.units) > 1
                self.first_goes_alone = self.first_goes_alone or alone
                if not alone and (run[-1] + 1 == len(base.units) or not after.isdisjoint(run)):
                    self.leading.update(run)
                run = []
            run.append(k)


def _owned(ground: PrintedGround, a: int, b: int) -> tuple[int, int]:
    """The base range of a bracket around ``a:b`` with no deletion: joined units take white space with them."""
    first, last = _whole_units(ground, a, b)
    return _with_space(ground, a, b) if first < last else _with_label(ground, a, b)


def _owned_by_struck(ground: PrintedGround, a: int, b: int) -> tuple[int, int]:
    """The base range of a bracket around ``a:b`` that somebody deletes or moves: it takes white space with it."""
    first, last = _whole_units(ground, a, b)
    if first <= last:
        return _with_space(ground, a, b)
    source, k = ground.source, bisect_right(ground.starts, a) - 1
    if k < 0 or a < ground.units[k].body:
        return _with_label(ground, a, b)
    unit = ground.units[k]
    before = len(source[unit.body : a]) - len(source[unit.body : a].rstrip(SPACE))
    after = _SPACES.match(source, b, max(b, unit.end)).end() - b  # type: ignore[union-attr]
    if before and source[a - before : a] == source[b : b + after] and _another_pair(source, a, b, b + after):
        return a - before, b
    if after:
        return (a, b + after) if before or a == unit.body else (a, b)
    return a - before, b


def _whole_units(ground: PrintedGround, a: int, b: int) -> tuple[int, int]:
    """The first and last of the whole units in ``a:b``; first > last if it does not consist of whole units."""
    first = bisect_right(ground.starts, a) - 1
    last = bisect_right(ground.starts, max(a, b - 1)) - 1
    whole = first >= 0 and a == ground.units[first].start and b == ground.units[last].end
    return (first, last) if whole else (1, 0)


def _with_space(ground: PrintedGround, a: int, b: int) -> tuple[int, int]:
    """Whole units, with the white space that is deleted with them."""
    first, last = _whole_units(ground, a, b)
    if last + 1 < len(ground.units) and last not in ground.leading:
        return a, ground.units[last + 1].start
    return (ground.units[first - 1].end if first else a), b


def _with_label(ground: PrintedGround, a: int, b: int) -> tuple[int, int]:
    """A label with the white space after it; anything else unchanged."""
    k = bisect_right(ground.starts, a) - 1
    unit = ground.units[k] if k >= 0 else None
    if unit and a == unit.start and b < unit.body and not ground.source[b : unit.body].strip(SPACE):
        return a, unit.body
    return a, b


def _another_pair(source: str, a: int, b: int, then: int) -> bool:
    """Whether ``a:b`` is a bracket pair of the base followed by another, so that each takes the blank before it."""
    return source[a : a + 1] == "[" and source[b - 1 : b] == "]" and source[then : then + 1] == "["


# -- moved units --------------------------------------------------------------------------------

Moved = Mapping[str, tuple[Unit, Sequence[ReadSlot]]]


def moved_units(base: Text, slots: Iterable[tuple[int, Sequence[ReadSlot]]]) -> Moved:
    """Every unit by its address, with the slots inside it if it is moved; given as base offset and slots."""
    inside = dict(slots)
    edges = [u.start for u in base.units]
    starts = {bisect_left(edges, at): inner for at, inner in inside.items()}
    places = (without_lead(place) for place in addresses(base))
    return {place: (unit, starts.get(k, ())) for k, (place, unit) in enumerate(zip(places, base.units, strict=True))}


def with_moved_wording(source: str, slots: Sequence[ReadSlot], laid: ParsedPrint, moved: Moved) -> tuple[ReadSlot, ...]:
    """The slots, with the wording of units printed only as ``18 bis (ex 21)``."""
    if not moved:
        return tuple(slots)
    longest = 2 * max(map(len, moved))  # each sign of a place may have a backslash before it
    placed = ((s, p) for s, p in zip(slots, laid.places, strict=True))
    return tuple(_arrived(source, s, p, print_of=laid, moved=moved, longest=longest) for s, p in placed)


def _arrived(
    source: str, slot: ReadSlot, place: PlacedPair, *, print_of: ParsedPrint, moved: Moved, longest: int
) -> ReadSlot:
    if place.mark.base is not None or slot.base:
        return slot
    readings: dict[str, list[str]] = defaultdict(list)
    for s, e, backers in place.mark.wordings:
        text = print_of.printed[s:e]
        found = _ex(text, moved, longest) if "(ex " in text else None
        if found is None:
            return slot
        lead, label, (unit, inner), rest = found
        for name in backers:
            wording = label + rest if label else rest[1:]
            wording = wording if rest else arrived(source, unit, label, inner, name)
            readings[place.lead + lead + wording + place.trail].append(name)
    said = (Variant(w, tuple(sorted(n, key=name_order))) for w, n in readings.items())
    return replace(slot, variants=ordered(said))


def _ex(text: str, moved: Moved, longest: int) -> tuple[str, str, tuple[Unit, Sequence[ReadSlot]], str] | None:
    """White space, new label, the unit moved from elsewhere, and its wording if printed."""
    found = _EX.match(text)
    if found is None:
        return None
    line = text[found.end() : found.end() + longest + 1].split("\n", 1)[0]
    for end in sorted((m.start() for m in re.finditer(r"\)", line)), reverse=True):
        place = plain(line[:end])
        if place in moved:
            return found[1], plain(found[2] or ""), moved[place], plain(text[found.end() + end + 1 :])
    return None


def arrived(source: str, unit: Unit, label: str, inner: Sequence[ReadSlot], name: str) -> str:
    """A moved unit under its new label, with one delegation's readings of the slots inside."""
    mark = source[unit.start : unit.body]
    mark = mark.replace(without_lead(unit.label), label, 1) if label else mark
    return mark + spoken(source, unit.body, unit.end, [s for s in inner if s.start >= unit.body], name)


# -- readings -----------------------------------------------------------------------------------


def ordered(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Readings in the order used in a slot."""
    return tuple(sorted(variants, key=lambda v: (v.deletes, [name_order(b) for b in v.backers], v.wording)))


def composed(source: str, start: int, end: int, inner: Sequence[ReadSlot], heard: set[str]) -> list[Variant]:
    """The full readings of those who have readings only in inner slots."""
    by_wording: dict[str, list[str]] = defaultdict(list)
    for name in sorted({n for s in inner for v in s.variants for n in v.backers} - heard, key=name_order):
        by_wording[spoken(source, start, end, inner, name)].append(name)
    return [Variant(wording, tuple(names)) for wording, names in by_wording.items()]


def spoken(source: str, start: int, end: int, slots: Iterable[ReadSlot], name: str) -> str:
    """Characters ``start:end`` of the base with one delegation's readings."""
    out, at = [], start
    for slot in slots:
        wording = next((v.wording for v in slot.variants if name in v.backers), None)
        if wording is None:
            continue
        if slot.start < at:  # new wording right after a unit that is deleted with its white space
            out.append(wording.lstrip(SPACE) + source[slot.start : at])
            continue
        out += [source[at : slot.start], wording]
        at = max(at, slot.end)
    return "".join(out) + source[at:end]


def _all(slots: Iterable[ReadSlot]) -> Iterator[ReadSlot]:
    for slot in slots:
        yield slot
        yield from _all(slot.inner)


__all__ = ["ReadConsolidation", "ReadSlot", "read_brackets"]
