"""A redline as blocks for people to read: one for each unit, with a description of its change.

Knows what to say and in which order; ``terminal`` and ``html`` lay it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from amendtrack.redline.amendment import follows_its_head
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.numbering import LabelChange
from amendtrack.redline.passages import Place
from amendtrack.redline.spans import kept_ends
from amendtrack.redline.splices import Splice
from amendtrack.redline.unit_names import unit_names
from amendtrack.render.counts import amended, moves_of
from amendtrack.render.lookalikes import posing_letters
from amendtrack.render.safe import flowing, in_lines
from amendtrack.text.nesting import NOT_NESTED, Nesting, nesting_of
from amendtrack.text.typeface import is_ruler, without_line_signs
from amendtrack.text.units import Text, UnitKind


class StretchKind(Enum):
    """How a stretch of words is marked; the values are the words of the key."""

    KEPT = "kept"
    STRUCK = "deleted"
    PUT_IN = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with one mark; line ends inside a unit are spaces, a unit's break is ``¶``."""

    mark: StretchKind
    text: str


class UnitFate(Enum):
    """What became of a unit, as the word printed for it."""

    KEPT = "KEPT"
    EDITED = "EDITED"
    NEW = "NEW"
    DELETED = "DELETED"
    REPLACED = "REPLACED"
    MOVED_AWAY = "MOVED"
    MOVED_HERE = "MOVED HERE"
    SPLIT = "SPLIT"
    JOINED = "JOINED"
    GAP = "..."


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """One unit as shown: what became of it, a title (empty for kept units), its words.

    ``note`` names look-alike letters; ``mark`` is its number as printed, with which a kept or amended unit begins;
    ``change`` is what became of it in the redline, where it is more than a line; ``nesting`` is how deep it stands in a
    list.
    """

    fate: UnitFate
    title: str
    stretches: tuple[Stretch, ...] = ()
    heading: bool = False
    note: str = ""
    mark: str = ""
    change: Change | None = None
    nesting: Nesting = NOT_NESTED


class Side(Enum):
    """One of the two texts of a redline, as the mark of the words that the other has not."""

    BEFORE = StretchKind.STRUCK
    AFTER = StretchKind.PUT_IN


class Coverage(Enum):
    """How much of a redline is shown."""

    WHOLE = "whole"
    CHANGES = "changes"


def blocks_of(redline: Redline, extent: Coverage = Coverage.WHOLE, context: int = 1) -> tuple[ShownUnit, ...]:
    """The redline's blocks in reading order; with CHANGES, only changed units and ``context`` units around each."""
    blocks = tuple(_Describer(redline).blocks(redline.changes))
    return blocks if extent is Coverage.WHOLE else tuple(_near_changes(blocks, context))


def titled_once(blocks: Iterable[ShownUnit]) -> Iterator[ShownUnit]:
    """The same blocks; of an article or section that is new, deleted or replaced whole, only the first has a title.

    So has the first of several rows of a table, lines of code, or bullets.

    >>> from amendtrack.redline.comparison import compare
    >>> redline = compare("1. Sail.", "1. Sail.\\n\\n2. Dry:\\n(a) nets;\\n(b) ropes.")
    >>> [block.title for block in titled_once(blocks_of(redline))]
    ['', 'NEW 2', '', '']
    >>> redline = compare("# Dry\\n- nets\\n", "# Dry\\n- nets\\n- ropes\\n- oars\\n")
    >>> [block.title for block in titled_once(blocks_of(redline))]
    ['', '', 'NEW “Dry”, bullets 2 and 3', '']
    """
    head, fate, is_section = "", UnitFate.GAP, False
    last: Change | None = None
    for block in _counted_once(blocks):
        is_next = _is_next(last, block)
        last = block.change
        name = block.title.removeprefix(f"{block.fate.value} ") if block.fate in WHOLE else ""
        within = name.removeprefix("after ")
        is_part = within == head or within.startswith(_parts(head)) or (is_section and not block.heading)
        if head and is_next and block.fate is fate and ";" not in name and is_part:
            yield replace(block, title="")
            continue
        head, fate, is_section = name, block.fate, block.heading
        yield block


def _is_next(last: Change | None, block: ShownUnit) -> bool:
    """Whether a block stands right behind what was changed last."""
    return last is not None and block.change is not None and (last.i2, last.j2) == (block.change.i1, block.change.j1)


def _counted_once(blocks: Iterable[ShownUnit]) -> Iterator[ShownUnit]:
    """The blocks; of rows, lines or bullets that follow one another and share their fate, the first has one title."""
    run: list[ShownUnit] = []
    for block in blocks:
        name = _COUNTED.fullmatch(block.title) if block.fate in WHOLE else None
        first = _COUNTED.fullmatch(run[0].title) if run else None
        goes_on = first and name and first[1] == name[1] and first["kind"] == name["kind"]
        if not (goes_on and _is_next(run[-1].change, block)):
            yield from _with_one_title(run)
            run.clear()
        if name:
            run.append(block)
        else:
            yield block
    yield from _with_one_title(run)


def _with_one_title(run: list[ShownUnit]) -> Iterator[ShownUnit]:
    if len(run) < 2:
        yield from run
        return
    first, last = (_COUNTED.fullmatch(block.title) for block in (run[0], run[-1]))
    if first and last and first["number"] != last["number"]:
        between = "and" if int(last["number"]) == int(first["number"]) + 1 else "to"
        title = f"{first[1]}{first['kind']}s {first['number']} {between} {last['number']}"
        yield replace(run[0], title=title)
        yield from (replace(block, title="") for block in run[1:])
    else:
        yield from run


_COUNTED = re.compile(r"(.*?)(?:line under )?\b(?P<kind>row|line|bullet) (?P<number>\d+)")

WHOLE = (UnitFate.NEW, UnitFate.DELETED, UnitFate.REPLACED)
"""What becomes of whole units, all their words marked alike."""


def _parts(name: str) -> tuple[str, ...]:
    """How the names of the parts of a unit with that name begin."""
    return f"{name} (", f"{name}, ", f"{name}（", f"{name}第"


def changed_units(redline: Redline) -> tuple[ShownUnit, ...]:
    """The changed units of a redline alone, in reading order."""
    return tuple(_Describer(redline).blocks(change for change in redline.changes if not _is_kept(change)))


def side_of(redline: Redline, block: ShownUnit, side: Side) -> ShownUnit:
    """A unit of a redline exactly as one of the two texts has it; where only the other has words, a stretch is empty.

    >>> from amendtrack.redline.comparison import compare
    >>> redline = compare("5. Clear all areas.", "5. Clear areas.")
    >>> [block] = blocks_of(redline)
    >>> ["".join(stretch.text for stretch in side_of(redline, block, side).stretches) for side in Side]
    ['5. Clear all areas.', '5. Clear areas.']
    """
    change = block.change
    if change is None:
        return block
    text, first, last = (
        (redline.before, change.i1, change.i2) if side is Side.BEFORE else (redline.after, change.j1, change.j2)
    )
    if first == last:
        return replace(block, stretches=())
    if block.fate in WHOLE:
        return block
    both = change.compared_from(redline.before, redline.after)
    at = both[side is Side.AFTER]
    u, v = redline.before.units[change.i1], redline.after.units[change.j1]
    marks = redline.before.source[u.start : both[0]], redline.after.source[v.start : both[1]]
    kept = _kept_of_mark(u.label, marks[0], v.label, marks[1])
    mark = "" if change.label is LabelChange.EDITORIAL else flowing(text.source[text.units[first].start : at])
    return replace(block, stretches=tuple(_joined(_one_side(text, change, side, at, kept))), mark=mark)


def _one_side(text: Text, change: Change, side: Side, at: int, kept: tuple[int, int]) -> Iterator[Stretch]:
    first, last = (change.i1, change.i2) if side is Side.BEFORE else (change.j1, change.j2)
    unit, end = text.units[first], text.units[last - 1].end
    mark = text.source[unit.start : at]
    head, tail = kept if change.label is LabelChange.EDITORIAL else (len(mark), 0)
    yield Stretch(StretchKind.KEPT, mark[:head])
    if changed := mark[head : len(mark) - tail]:
        yield from _marked(changed, side.value)
    yield Stretch(StretchKind.KEPT, mark[len(mark) - tail :])
    for s in (s for s in change.splices if not s.noise):
        start, stop = (s.b1, s.b2) if side is Side.BEFORE else (s.a1, s.a2)
        yield Stretch(StretchKind.KEPT, _read(text, at, start, first, last))
        yield from _marked(_read(text, start, stop, first, last), side.value)
        at = stop
    yield Stretch(StretchKind.KEPT, _read(text, at, end, first, last))


def _marked(words: str, mark: StretchKind) -> Iterator[Stretch]:
    """Words with a mark; the white space around them has none."""
    inner = words.strip()
    at = words.find(inner)
    yield from (Stretch(StretchKind.KEPT, words[:at]), Stretch(mark, inner))
    yield Stretch(StretchKind.KEPT, words[at + len(inner) :])


def _is_kept(change: Change) -> bool:
    return not change.substantive or (change.kind is ChangeKind.KEPT and change.move is None and not amended(change))


_LEADING = " \t:-\u2013\u2014"
"""What stands between a number or the name of an article and its words."""


# -- describing ---------------------------------------------------------------------------------


class _Describer:
    """One redline being described; ``blocks()`` is called once."""

    def __init__(self, redline: Redline) -> None:
        self.redline = redline
        self.before, self.after = redline.before, redline.after
        self.was, self.now = unit_names(redline)
        self.moves = moves_of(redline)
        self.passages = redline.passages

    def blocks(self, changes: Iterable[Change]) -> Iterator[ShownUnit]:
        """A block for each of these changes in reading order; a moved unit leaves one line where it was."""
        away = sorted({m[0].i1: m for m in self.moves.values()}.items(), key=lambda pair: pair[0])
        at = 0
        for change in changes:
            if change.move is None:
                while at < len(away) and away[at][0] < change.i1:
                    yield self._away(away[at][1])
                    at += 1
            if change.kind is not ChangeKind.DRAWN:
                yield self._block(change)
        for _, moved in away[at:]:
            yield self._away(moved)

    def _away(self, moved: list[Change]) -> ShownUnit:
        units = [self.was[k] for c in moved for k in range(c.i1, c.i2)]
        first = moved[0]
        now = self.now[first.j1]
        label = self.after.units[first.j1].label
        renamed = f", now {now}" if label and now != units[0] else ""
        wordings = (self.before.wording(self.before.units[k]) for c in moved for k in range(c.i1, c.i2))
        words = next(filter(None, wordings), "")  # those of the title, if its heading is a bare number
        quote = f": {_excerpt(words)}" if words else ""
        place = _beside(self.after, self.now, first.j1)
        if place == f"after {units[0]}":  # its own number, which another unit has now
            k = first.j1 - 1
            other = next(c for c in self.redline.changes if c.j1 <= k < c.j2)
            place += f" (was {self.was[other.i1]})" if other.i1 < other.i2 else " (new)"
        return ShownUnit(UnitFate.MOVED_AWAY, f"MOVED {_listed(units)} to {place}{renamed}{quote}")

    def _block(self, change: Change) -> ShownUnit:
        match change.kind:
            case ChangeKind.DELETED | ChangeKind.REPLACED:
                return self._whole(change, self.before, change.i1, UnitFate[change.kind.name])
            case ChangeKind.INSERTED:
                return self._whole(change, self.after, change.j1, UnitFate.NEW)
        if follows_its_head(self.redline, change):  # a table is drawn with as many lines as it has columns
            drawn = (Stretch(StretchKind.KEPT, self.after.printed(self.after.units[change.j1])),)
            return ShownUnit(UnitFate.KEPT, "", drawn, change=change)
        title = self._title(change)
        fate = UnitFate.MOVED_HERE if change.move is not None else _FATES[change.kind]
        if fate is UnitFate.KEPT and title:
            fate = UnitFate.EDITED
        heading = self.after.units[change.j1].kind is UnitKind.HEADING
        stretches = tuple(_joined(self._stretches(change)))
        unit = self.after.units[change.j1]
        mark = flowing(self.after.source[unit.start : unit.body]) if stretches[0].mark is StretchKind.KEPT else ""
        nesting = nesting_of(self.after, change.j1)
        return ShownUnit(fate, title, stretches, heading, _note(stretches), mark, change, nesting)

    def _whole(self, change: Change, text: Text, k: int, fate: UnitFate) -> ShownUnit:
        unit = text.units[k]
        names, mark = (self.now, StretchKind.PUT_IN) if fate is UnitFate.NEW else (self.was, StretchKind.STRUCK)
        words = (Stretch(mark, in_lines(without_line_signs(text.printed(unit)))),)
        title = "; ".join([f"{fate.value} {names[k]}", *dict.fromkeys(self._passages(change))])
        heading = unit.kind is UnitKind.HEADING
        return ShownUnit(fate, title, words, heading, _note(words), change=change, nesting=nesting_of(text, k))

    def _title(self, change: Change) -> str:
        was = [self.was[k] for k in range(change.i1, change.i2)]
        now = [self.now[k] for k in range(change.j1, change.j2)]
        said = []
        if change.move is not None and (moved := self.moves[change.move])[0] is change:
            units = [self.was[k] for c in moved for k in range(c.i1, c.i2)]
            here = [self.now[k] for c in moved for k in range(c.j1, c.j2)]
            place = _beside(self.before, self.was, change.i1)
            said.append(f"MOVED HERE {_listed(here)} (was {'' if here == units else f'{_listed(units)}, '}{place})")
        if change.kind is ChangeKind.SPLIT:
            parts = _listed(now) if _labelled(now) else f"{len(now)} paragraphs"
            said.append(f"SPLIT {_listed(was)} into {parts}")
        elif change.kind is ChangeKind.JOINED:
            said.append(f"JOINED {_listed(was)} into {now[0]}")
        elif amended(change):
            has_name = self.before.units[change.i1].label or _is_elsewhere(was[0], now[0])
            renamed = has_name and was != now and change.label is not LabelChange.EDITORIAL
            said.append(f"EDITED {now[0]}{f' (was {was[0]})' if renamed and not said else ''}")
            if change.label is LabelChange.EDITORIAL:
                said.append(self._relabelled(change))
        said += dict.fromkeys(self._passages(change))
        return "; ".join(said)

    def _relabelled(self, change: Change) -> str:
        """What is said of a unit's number, of the level of a heading, or of the sign of a list."""
        unit, now = self.before.units[change.i1], self.after.units[change.j1]
        if unit.label != now.label:
            return "number changed"
        is_heading = UnitKind.HEADING in (unit.kind, now.kind)
        return "level changed" if is_heading else "list sign changed"

    def _passages(self, change: Change) -> Iterator[str]:
        """The part of the title about passages that left a unit, or moved into it."""
        for passage in self.passages:
            if passage.is_inside and passage.gone.change is change:
                yield "a passage moved inside it"
            elif passage.gone.change is change:
                yield f"a passage moved to {self._at(self.after, passage.new)}"
            elif passage.new.change is change:
                yield f"a passage moved here from {self._at(self.before, passage.gone)}"

    def _at(self, text: Text, place: Place) -> str:
        """The name of the unit in which a passage stands, or stood."""
        first, last, names = (
            (place.change.i1, place.change.i2, self.was)
            if text is self.before
            else (place.change.j1, place.change.j2, self.now)
        )
        return names[max((k for k in range(first, last) if text.units[k].body <= place.start), default=first)]

    def _stretches(self, change: Change) -> Iterator[Stretch]:
        u, v = self.before.units[change.i1], self.after.units[change.j1]
        b, at = change.compared_from(self.before, self.after)
        mark = self.after.source[v.start : at]
        if change.label is LabelChange.EDITORIAL:
            gone = self.before.source[u.start : b]
            head, tail = _kept_of_mark(u.label, gone, v.label, mark)
            yield Stretch(StretchKind.KEPT, flowing(mark[:head]))
            yield from _pair(gone[head : len(gone) - tail], mark[head : len(mark) - tail])
            yield Stretch(StretchKind.KEPT, flowing(mark[len(mark) - tail :]))
        else:
            if v.body == v.end:  # what led to the words is still before them, though all of them are struck out
                was = self.before.source[u.start : b]
                mark = mark.rstrip(_LEADING) + was[len(was.rstrip(_LEADING)) :]
            yield Stretch(StretchKind.KEPT, flowing(mark))
        for s in change.splices:
            if s.noise:
                continue
            yield Stretch(StretchKind.KEPT, _read(self.after, at, s.a1, change.j1, change.j2))
            yield from self._spliced(change, s)
            at = s.a2
        end = self.after.units[change.j2 - 1].end
        yield Stretch(StretchKind.KEPT, _read(self.after, at, end, change.j1, change.j2))

    def _spliced(self, change: Change, s: Splice) -> Iterator[Stretch]:
        gone = _read(self.before, s.b1, s.b2, change.i1, change.i2)
        new = _read(self.after, s.a1, s.a2, change.j1, change.j2)
        yield from _pair(gone, new)


def _is_elsewhere(was: str, now: str) -> bool:
    """Whether a unit that is only counted is counted in another numbered unit now: ``Article 9, paragraph 2``."""
    one, other = was.rpartition(", ")[0], now.rpartition(", ")[0]
    return bool(one and other) and one != other and "“" not in one + other


def _kept_of_mark(label: str, mark: str, now: str, new: str) -> tuple[int, int]:
    """How many characters at either end of a unit's mark are kept: ``Article {-4-}{+5+}.``, ``{+- +}Annex I:``.

    Of a heading whose level changed, nothing is; of one that has a number in one text only, the signs of its level.

    >>> _kept_of_mark("1.", "## 1. ", "", "## "), _kept_of_mark("1.", "1. ", "", "- ")
    ((3, 0), (0, 0))
    """
    if label and now:
        return kept_ends(mark, new) if label != now or "#" not in mark + new else (0, 0)
    level, now_level = (text[: len(text) - len(text.lstrip(_LEVEL))] for text in (mark, new))
    return (len(level), 0) if level == now_level else (0, 0)


_LEVEL = "# "


def _read(text: Text, start: int, end: int, first: int, last: int) -> str:
    """Characters ``start:end`` in the lines that somebody typed; the white space between two units becomes ``¶``."""
    out, at = [], start
    for k in range(first + 1, last):
        gap = (text.units[k - 1].end, text.units[k].start)
        if at <= gap[0] and gap[1] <= end:
            out += [in_lines(without_line_signs(text.source[at : gap[0]])), " ¶ "]
            at = gap[1]
    return "".join(out) + in_lines(without_line_signs(text.source[at:end]))


_FATES = {
    ChangeKind.KEPT: UnitFate.KEPT,
    ChangeKind.EDITED: UnitFate.EDITED,
    ChangeKind.SPLIT: UnitFate.SPLIT,
    ChangeKind.JOINED: UnitFate.JOINED,
}


def _pair(gone: str, new: str) -> Iterator[Stretch]:
    """The deleted and inserted words; the white space around both stays outside the marks."""
    both = [t for t in (gone, new) if t.strip()]
    if not both:
        yield Stretch(StretchKind.KEPT, new)
        return
    lead = min((t[: len(t) - len(t.lstrip())] for t in both), key=len)
    trail = min((t[len(t.rstrip()) :] for t in both), key=len)
    yield Stretch(StretchKind.KEPT, lead)
    for mark, text in ((StretchKind.STRUCK, gone), (StretchKind.PUT_IN, new)):
        if text.strip():
            yield Stretch(mark, text[len(lead) : len(text) - len(trail)])
    yield Stretch(StretchKind.KEPT, trail)


def _note(stretches: tuple[Stretch, ...]) -> str:
    """What a note says about the letters of inserted words."""
    new = " ".join(s.text for s in stretches if s.mark is StretchKind.PUT_IN)
    if not new or new.isascii():
        return ""
    return posing_letters(new, "".join(s.text for s in stretches if s.mark is StretchKind.KEPT))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.text and stretch.mark is StretchKind.KEPT:
            continue
        # A lifted bracket is kept apart from one deleted with its words.
        lone = last and StretchKind.KEPT is not last.mark and {last.text, stretch.text} & {"[", "]"}
        if last and last.mark is stretch.mark and not lone:
            last = Stretch(last.mark, last.text + stretch.text)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last


def _excerpt(wording: str, most: int = 7) -> str:
    words = wording.split()
    if len(words) < 2 and len(wording) > 24:  # a script without spaces
        return f"“{wording[:24]}…”"
    while most > 1 and len(" ".join(words[:most])) > _EXCERPT:
        most -= 1
    return f"“{' '.join(words[:most])[:_EXCERPT]}{' …' if len(words) > most else ''}”"


_EXCERPT = 60
"""The most characters of an excerpt."""


def _beside(text: Text, names: tuple[str, ...], k: int) -> str:
    """The place of unit ``k``, named by the unit before it."""
    if k == 0:
        return "the start"
    unit = text.units[k - 1]
    return f"after {names[k - 1] if unit.label else _excerpt(text.wording(unit))}"


def _labelled(names: list[str]) -> bool:
    """Whether the names of the parts of a unit are numbers, and not their places under a heading."""
    return _plain(names) and not any(name.startswith("after ") or "”, " in name for name in names)


def _plain(names: list[str]) -> bool:
    """Whether names can be listed in a title: two of any kind, or up to four short ones."""
    return len(names) <= 2 or (len(names) <= 4 and not any("," in name for name in names))


def _listed(names: list[str]) -> str:
    """``5``, ``5 and 6``, ``5, (a) and (b)``; many or long names are given as a range."""
    if len(names) == 1:
        return names[0]
    if not _plain(names):
        return f"{names[0]} through {names[-1]} ({len(names)} paragraphs)"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _near_changes(blocks: tuple[ShownUnit, ...], context: int) -> Iterator[ShownUnit]:
    """Changed blocks, kept blocks within ``context`` of one, and a line for each omission."""
    keep = bytearray(len(blocks))
    for k, block in enumerate(blocks):
        if block.fate is not UnitFate.KEPT:
            first, last = max(0, k - context), min(len(blocks), k + context + 1)
            keep[first:last] = b"\1" * (last - first)
    for is_table, same in groupby(range(len(blocks)), key=lambda k: is_row(blocks[k])):
        rows = list(same)
        ruled = next((n for n, k in enumerate(rows) if is_ruler_block(blocks[k])), -1) if is_table else -1
        if any(keep[k] for k in rows):
            for k in rows[: ruled + 1]:  # without its heads, nobody knows what a row says
                keep[k] = 1
    skipped = 0
    for k, block in enumerate(blocks):
        if not keep[k]:
            skipped += 1
            continue
        if skipped:
            yield _gap(skipped)
            skipped = 0
        yield block
    if skipped:
        yield _gap(skipped)


def is_row(block: ShownUnit) -> bool:
    """Whether a unit is a row of a table; also what is said of one that moved away, which does not end the table."""
    return block.fate is UnitFate.MOVED_AWAY or (bool(block.stretches) and block.stretches[0].text.startswith("|"))


def is_ruler_block(block: ShownUnit) -> bool:
    """Whether a unit is the line under the heads of a table."""
    return bool(block.stretches) and is_ruler("".join(stretch.text for stretch in block.stretches))


def _gap(count: int) -> ShownUnit:
    return ShownUnit(UnitFate.GAP, f"... {count} paragraph{'s' if count > 1 else ''} unchanged ...")


__all__ = [
    "WHOLE",
    "Coverage",
    "ShownUnit",
    "Side",
    "Stretch",
    "StretchKind",
    "UnitFate",
    "blocks_of",
    "changed_units",
    "is_row",
    "is_ruler_block",
    "side_of",
]
