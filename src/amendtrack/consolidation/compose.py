"""A text composed from the base and edits that do not collide, word by word.

Units keep their identity: an edit finds its unit wherever a move has taken it. New, moved and split-off
units get their labels here, in the base's glyphs and without renumbering existing units. Text that no edit
touches is copied in stretches, so the cost depends on the number of edits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from amendtrack.consolidation.belonging import carried_along, moves_by_unit
from amendtrack.consolidation.close_lists import sort_of_item, sort_of_unit, stands_close
from amendtrack.consolidation.edits import (
    Break,
    Edit,
    Inserted,
    Moved,
    Part,
    Place,
    Placed,
    Relabelled,
    Reworded,
    Struck,
)
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.strands import Strand, holds, is_placed, moved_unit_name, new_unit_id
from amendtrack.text.indentation import column_in
from amendtrack.text.labelling import Labels, bare_with_label, is_heading, with_label
from amendtrack.text.labels import Label, opens_series, series, without_lead, write_label
from amendtrack.text.labels_in_use import (
    BaseLabels,
    as_title,
    has_heading_sign,
    is_nested,
    placed_label,
    read_cached,
    standing_behind,
)
from amendtrack.text.list_holders import Place as ListPlace
from amendtrack.text.list_holders import Standing, around
from amendtrack.text.nesting import column_of
from amendtrack.text.typeface import unquoted
from amendtrack.text.units import Text, UnitKind, layout_of

_BEFORE_WORDS = ":-\u2010\u2011\u2012\u2013\u2014\u2015"
"""The colon and the dashes that set words apart from the number before them: they go with the last of these."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit of a composed text, or a stretch of untouched ones: where it comes from, white space before,
    label or sign, wording."""

    origin: int
    strand: Strand[Placed] | None
    lead: str
    mark: str
    wording: str
    label: str = ""
    was: str = ""
    under: str = ""

    def __str__(self) -> str:
        return self.lead + self.mark + self.wording


def spliced(base: Text, c1: int, c2: int, edits: Iterable[Reworded]) -> list[Part]:
    """Characters ``c1:c2`` of the base with word edits applied, cut where an edit breaks the unit."""
    parts: list[Part] = []
    at = c1
    # At one point, a new column comes before words inserted at the start of the next cell.
    for edit in sorted(edits, key=lambda e: (e.c1, e.c2, not e.is_split, e.key[-1:] != ("|",))):
        start = max(edit.c1, at)
        parts.append(base.source[at:start])
        parts.extend(_behind_space(edit.parts, base.source[edit.c1 : at]) if edit.c1 == edit.c2 < at else edit.parts)
        at = max(at, edit.c2)
    parts.append(base.source[at:c2])
    return parts


def _behind_space(parts: tuple[Part, ...], space: str) -> tuple[Part, ...]:
    """What is put in before white space that another edit takes away: with that behind it instead of before it."""
    match parts:
        case (str(text),) if space.isspace() and text.startswith(space):
            return (text.removeprefix(space) + space,)
    return parts


def flat(parts: Iterable[Part]) -> str:
    """Parts as one string, breaks written out."""
    return "".join(p if isinstance(p, str) else p.gap + p.mark for p in parts)


def mark_without_words(mark: str) -> str:
    """The mark of a labelled unit whose words are all deleted: without what only leads to them.

    >>> mark_without_words("## Article 2 – "), mark_without_words("2. ")
    ('## Article 2', '2.')
    """
    number = mark.rstrip().rstrip(_BEFORE_WORDS).rstrip()
    return number if number[-1:].isalnum() else mark.rstrip()


def pieces(
    ground: BaseLabels,
    strands: Iterable[Strand[Edit]],
    circulated: Mapping[str, str],
    apart: Iterable[int] = (),
    *,
    orders: GapOrders | None = None,
) -> tuple[list[Piece], str]:
    """The composed text piece by piece, and the white space it ends with; each unit in ``apart`` is its own piece.

    ``orders`` is the order of all that is on the table, if these strands are part of that.
    """
    composer = _Composer(ground, circulated, orders)
    composer.take(strands)
    return composer.composed(apart)


@dataclass(slots=True)
class _Composer:
    """Composes one text; used once and then discarded."""

    ground: BaseLabels
    circulated: Mapping[str, str]
    orders: GapOrders | None
    words: dict[int, list[Reworded]] = field(default_factory=lambda: defaultdict(list))
    gone: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    gaps: dict[int, list[Strand[Placed]]] = field(default_factory=lambda: defaultdict(list))
    relabelled: dict[int, Strand[Relabelled]] = field(default_factory=dict)
    with_moved: Mapping[Place, Sequence[Strand[Placed]]] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    again: set[tuple[str, object, tuple[str, ...]]] = field(default_factory=set)  # circulated labels in use at a place
    heads: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)  # new headings, by gap and words
    out: list[Piece] = field(default_factory=list)
    pending: str | None = None  # the white space before the next piece; None before the first
    last: Standing | None = None  # the last unit that may hold lists
    series: dict[ListPlace, Hashable] = field(default_factory=dict)  # of each new item
    scopes: dict[tuple[ListPlace, Hashable], ListPlace] = field(default_factory=dict)  # of these, by holder and series
    article: int | None = None  # the gap of the new heading under which all is put
    base: Text = field(init=False)
    labels: Labels = field(init=False)
    before: _Before = field(init=False)

    def __post_init__(self) -> None:
        self.base, self.before = self.ground.base, _Before(self.ground)

    def take(self, strands: Iterable[Strand[Edit]]) -> None:
        """Sort the edits by their unit or gap."""
        for strand in strands:
            if holds(strand, Relabelled):
                self.relabelled[strand.edit.unit] = strand
            match strand.edit:
                case Reworded() as edit:
                    self.words[edit.unit].append(edit)
                case Struck(unit=unit):
                    self.gone.add(unit)
                    self.struck.add(unit)
                case Moved(unit=unit):
                    self.gone.add(unit)
            if is_placed(strand):
                self.gaps[strand.edit.gap].append(strand)
        if self.orders is None:
            self.orders = GapOrders(self.ground, self.circulated, {gap: tuple(here) for gap, here in self.gaps.items()})
        self.labels = Labels(self.ground, self.circulated, self.orders.under_new_headings)
        for gap, new in self.gaps.items():
            # What others propose too has the number that one of them gave it: only the same backers have one list.
            mine = defaultdict[Hashable, Counter[str]](Counter)
            for strand in (s for s in new if holds(s, Inserted)):
                mine[strand.backers, strand.edit.under, column_in(strand.edit.lead)][strand.edit.label] += 1
            for labels in mine.values():
                self.labels.note_lists(gap, labels)
        self.with_moved = carried_along(self.ground, self.gaps, self.gone, moves := moves_by_unit(self.gaps))
        for strand in (s for carried in self.with_moved.values() for s in carried):
            self.gaps[strand.edit.gap].remove(strand)
        here = ((i, s) for i, s in self.relabelled.items() if not _is_numbered_elsewhere(s, moves.get(i, ())))
        self.labels.relabel(dict.fromkeys(self.struck, "") | {i: asked.edit.label for i, asked in here})

    def composed(self, apart: Iterable[int]) -> tuple[list[Piece], str]:
        """All pieces, and the white space at the end."""
        units, source = self.base.units, self.base.source
        self._fill(-1)
        i = 0
        for touched in sorted({*self.words, *self.gone, *self.relabelled, *self.gaps, *apart} - {-1}):
            if touched >= i:
                self._stretch(i, touched)
                i = self._visit(touched)
        self._stretch(i, len(units))
        tail = source[units[-1].end :] if units else ""
        if not units and self.out:
            tail = ""
        return _set_apart(self.base, self.out, set(self.relabelled)), tail

    def _visit(self, i: int) -> int:
        """Write unit ``i``, the units joined to it and the contents of the gaps after them; return the next unit."""
        until = joined_until(self.words, i)
        self.last = self.ground.standings[i]
        if i not in self.gone:
            self._put(i, until, None)
        else:
            if i not in self.struck:  # new units after it are numbered after it, whether it stays or not
                unit = self.base.units[i]
                mark = self.base.source[unit.start : unit.body]
                self._note(mark, unit.label, column_of(self.base, unit), i)
            if self.pending is not None and self.pending.count("\n") < 2 <= self._gap_after(until).count("\n"):
                self.pending = self._gap_after(until)  # what follows a table or a list stays apart from it
        for k in range(i, until + 1):
            self._fill(k)
        return until + 1

    def _stretch(self, first: int, end: int) -> None:
        """Untouched units, copied unchanged."""
        if first >= end:
            return
        unit, last, source = self.base.units[first], self.base.units[end - 1], self.base.source
        mark, wording = source[unit.start : unit.body], source[unit.body : last.end]
        self.out.append(Piece(first, None, self._indented(first), mark, wording, unit.label))
        self.pending = self._gap_after(end - 1)
        self.before.passed(first, end)

    def _lead(self) -> str:
        """The white space before the next piece."""
        if self.pending is not None:
            return self.pending
        return self.base.source[: self.base.units[0].start] if self.base.units else self.base.source

    def _indented(self, i: int) -> str:
        """The white space before a unit of the base here, with its own indentation, whatever comes before it."""
        if (row := self._lead_of_row(i)) is not None:
            return row
        lead, start = self._lead(), self.base.units[i].start
        above, newline, _ = lead.rpartition("\n")
        line = self.base.source[self.base.source.rfind("\n", 0, start) + 1 : start]
        begins = newline or not (self.out or lead.strip())
        return above + newline + line if begins and not line.strip() else lead

    def _gap_after(self, i: int) -> str:
        units, source = self.base.units, self.base.source
        if i + 1 < len(units):
            return source[units[i].end : units[i + 1].start]
        return source[units[-2].end : units[-1].start] if len(units) > 1 else "\n\n"

    def _put(self, i: int, until: int, strand: Strand[Placed] | None) -> None:
        """Write one base unit, or several joined units, with the word edits; split-off parts follow."""
        unit, source = self.base.units[i], self.base.source
        edits = [e for k in range(i, until + 1) for e in self.words.get(k, ())]
        parts = spliced(self.base, unit.body, self.base.units[until].end, edits)
        opens = is_heading(source[unit.start : unit.body], unit.label, self.base.wording(unit))
        mark, label, was = source[unit.start : unit.body], unit.label, ""
        lead = self._indented(i) if strand is None else self._lead_of_moved(i, strand.edit.gap)
        asked = self.relabelled.get(i)
        column = column_of(self.base, unit)
        if asked and not _is_numbered_elsewhere(asked, () if strand is None else (strand,)):
            mark, label = asked.edit.mark, asked.edit.label
        elif strand is not None:
            gap = strand.edit.gap
            read, scope = self._in_list(mark, label, column, gap)
            if opens:
                self.labels.begin_section(gap)
                self.article = None
            if read is not None and not (is_nested(read) and self._moves_with_its_list(i, scope)):
                given = self.circulated.get(moved_unit_name(i, gap), "")
                given = self.labels.kept(given, scope, gap, like=read)
                last = self.before.last(read, scope)
                counts = isinstance(scope, tuple) if is_nested(read) else self._is_new_article(gap, read)
                apart = self._is_behind_words(i)
                given = given or self.labels.give(label, last, scope, at=gap, like=read, counts=counts, apart=apart)
                made = with_label if any(parts) else bare_with_label
                mark, was, label = made(mark, label, given), label, given
        under = self.before.above() if strand is not None else ""
        if strand is not None:
            self.before.begins(i)
        self._note(mark, label, column, i, gap=None if strand is None else strand.edit.gap)
        if edits and not any(parts):
            mark = mark_without_words(mark) if label else mark
        texts, breaks = _at_breaks(parts)
        if ">" in source[unit.start : unit.body] and ">" not in mark:
            texts = [*map(unquoted, texts)]
        self.out.append(Piece(i, strand, lead, mark, texts[0], label, was, under))
        for brk, text in zip(breaks, texts[1:], strict=True):
            self._split_off(i, strand, brk, text, label)
        if strand is None:
            self.pending = self._gap_after(until)
        else:
            if self.pending is None or strand.edit.gap < 0:
                self.pending = first_gap(self.base)
            for k in range(i, until + 1):
                self._take_along((k, strand.edit.gap))

    def _lead_of_row(self, i: int) -> str | None:
        """The white space before a row that headed no table in the base, behind another row: it heads none here."""
        units = self.base.units
        if i == 0 or not self.out or not units[i].kind is units[i - 1].kind is UnitKind.ROW:
            return None
        own = self.base.source[units[i - 1].end : units[i].start]
        return own if "\n\n" not in own and _ends_in_row(self.out[-1]) else None

    def _lead_of_moved(self, i: int, gap: int) -> str:
        """The white space before a moved unit: its own, if the unit before it moves with it."""
        units, last = self.base.units, self.out[-1] if self.out else None
        edit = last.strand.edit if last is not None and last.strand is not None else None
        if isinstance(edit, Moved) and edit.gap == gap and edit.unit == i - 1:
            return self.base.source[units[i - 1].end : units[i].start]
        return self._indented(i)

    def _moves_with_its_list(self, i: int, scope: ListPlace) -> bool:
        """Whether what an item's list stands under has moved too, so that the item keeps its letter there."""
        ground = self.ground
        first = next((k for k in ground.places[ground.series[i]] if ground.scopes[k] == ground.scopes[i]), i)
        return ground.scopes[i] == scope and first - 1 in self.gone

    def _is_behind_words(self, i: int) -> bool:
        """Whether a moved unit comes behind the one before it in the base, and that is a paragraph without a number."""
        last = self.out[-1] if self.out else None
        return last is not None and last.strand is not None and last.origin == i - 1 and not last.label

    def _is_new_article(self, gap: int, read: Label) -> bool:
        """Whether a paragraph stands in a new article, in a text whose articles each begin to count anew."""
        return self.article == gap and self.ground.restarts(series(read))

    def _take_along(self, i: Place) -> None:
        """What others put under a unit that has moved, written behind it with the number that it had there."""
        if i not in self.with_moved:
            return
        opened, pending = self.labels.open_list, self.pending
        self._place_all(self.with_moved[i])
        self.labels.open_list, self.pending = opened, pending  # what follows is none of theirs

    def _split_off(self, i: int, strand: Strand[Placed] | None, brk: Break, text: str, label: str) -> None:
        """The part after a break in a unit, as a separate unit."""
        own, column = _label_in(brk.mark), column_in(brk.gap)
        # The second half of a split unit that has moved takes the label after the first half's new label.
        wanted = label if strand is not None and label else own
        at = i if strand is None else strand.edit.gap
        read, scope = self._in_list(brk.mark, own, column, at)
        given = self.labels.give(wanted, self.before.last(read, scope), scope, at=at, like=read) if own else own
        mark = with_label(brk.mark, own, given) if own else brk.mark
        self._note(mark, given, column, (i, len(self.out)), gap=at)
        self.out.append(Piece(i, strand, brk.gap, mark, text, given))

    def _in_list(self, mark: str, label: str, column: int, gap: int) -> tuple[Label | None, ListPlace]:
        """The label of a unit that comes next and begins in that column, as its list has it, and that list."""
        read = as_title(read_cached(label), has_sign=has_heading_sign(mark, label)) if label else None
        over, before = around(self.last, column, is_item=read is None or is_nested(read))
        name = over.name if over is not None else None
        read = placed_label(read, over) if read is not None else None
        following, ground = self.ground.list_before(gap, name), self.ground
        if before is None or (before.over.name if before.over else None) != name:
            return read, following
        own = self._scope_of(before)
        was = ground.item_series(before.name) if isinstance(before.name, int) else self.series.get(before.name)
        if read is not None and is_nested(read) and was is not None and was != series(read):
            return read, self._other_list(read, was, before.name, gap, name)
        at = ground.standings[gap] if gap >= 0 else None
        is_below_paragraph = at is not None and at is self.last and at.name != gap
        return read, following if following != name and is_below_paragraph else own

    def _scope_of(self, there: Standing) -> ListPlace:
        """The list in which a unit stands: one of the base that has not moved, in its list there."""
        if isinstance(there.name, int) and there is self.ground.standings[there.name]:
            return self.ground.scopes[there.name]
        return there.scope

    def _other_list(self, read: Label, was: Hashable, behind: ListPlace, gap: int, over: ListPlace) -> ListPlace:
        """The list of an item behind one of another series in the same unit: ``(c)`` behind ``(i)``, all in one column.

        It is the list of the last of its own series; but what can be the first, ``(i)`` behind ``(b)``, opens another.
        """
        own, following = series(read), self.ground.list_before(gap, over)
        if self.ground.opens_again(gap + 1) and self.ground.item_series(gap + 1) == own:
            return following
        mine, theirs = (self.ground.items.get((over, one), ()) for one in (own, was))
        is_inner = not mine or (bool(theirs) and theirs[0] < mine[0])
        if opens_series(read) and not read.suffix and is_inner:
            return behind, own
        last = bisect_right(mine, gap) - 1
        return self.ground.scopes[mine[last]] if last >= 0 else self.scopes.get((over, own), over)

    def _note(self, mark: str, label: str, column: int, name: ListPlace, *, gap: int | None = None) -> None:
        """Record a unit: the next new one of its series will follow it. ``gap`` is where it has been put."""
        if gap is None:  # a unit of the base, in its place
            assert isinstance(name, int)
            own = self.ground.standings[name]
            read, scope = as_title(read_cached(label), has_sign=has_heading_sign(mark, label)), self.ground.scopes[name]
            read = placed_label(read, own.over if own is not None else None) if read is not None else None
        else:
            read, scope = self._in_list(mark, label, column, gap)
            kind = UnitKind.PARAGRAPH
            if is_heading(mark, label):
                kind = UnitKind.HEADING
            elif mark.strip() and not label:
                kind = UnitKind.ITEM
            self.last = standing_behind(self.last, kind, read, column, name, scope)
            if read is not None and is_nested(read):
                self.series[name] = series(read)
                over = self.last.over if self.last is not None else None
                self.scopes[over.name if over is not None else None, series(read)] = scope
        if read is not None:
            self.before.stood(label, read, scope)

    def _fill(self, gap: int) -> None:
        """The new and moved units of one gap."""
        if gap in self.gaps:
            self._place_all(self.gaps[gap])

    def _place_all(self, strands: Iterable[Strand[Placed]]) -> None:
        """These new and moved units in order."""
        assert self.orders is not None
        for strand in self.orders.order(strands):
            self._place(strand)

    def _place(self, strand: Strand[Placed]) -> None:
        """A new unit, or a moved one with those that are joined to it."""
        edit = strand.edit
        if isinstance(edit, Inserted):
            self._new(strand, edit)
        elif edit.unit not in self.joined:
            until = joined_until(self.words, edit.unit)
            self.joined.update(range(edit.unit + 1, until + 1))
            self._put(edit.unit, until, strand)

    def _new(self, strand: Strand[Placed], edit: Inserted) -> None:
        gap, units = edit.gap, self.base.units
        mark, label, column = edit.mark, edit.label, column_in(edit.lead if gap >= 0 else self._lead())
        if edit.is_heading:
            self.labels.begin_section(gap)
            self.heads.add((gap, edit.key))
            self.article = gap
        if label:
            known = self.labels.circulated_as(new_unit_id(edit), label)
            # Rivals were circulated under one label; if both are adopted, only the first can keep it.
            read, scope = self._in_list(mark, label, column, gap)
            where = (known, scope if read and is_nested(read) else gap, edit.under)
            known = "" if where in self.again else self.labels.kept(known, scope, gap, like=read)
            self.again.add((known, *where[1:]))
            last = self.before.last(read, scope)
            # A note has its name already, which its markers bear: see ``notes``.
            given = known or (label if label.startswith("[^") else self._given(edit, last, scope, read))
            self.labels.note_renumbering((label, *strand.other_labels), given, gap)
            made = with_label if edit.wording else bare_with_label
            mark, label = made(mark, label, given), given
        self._note(mark, label, column, (gap, edit.rank, edit.key), gap=gap)
        # A new first unit brings the white space after it; any other new unit brings the white space before it.
        inside = self.pending is not None and not (gap < 0 and units)
        close = edit.lead.count("\n") == 1 and edit.wording.startswith("|") and self.out and _is_row(self.out[-1])
        lead = (edit.lead or self._lead()) if inside or close else self._lead()
        self.out.append(Piece(gap, strand, lead, mark, edit.wording, label))
        if not inside or self._is_inside_table(edit):  # what follows a row stays as apart from it as in the table
            self.pending = self._gap_after(gap) if gap >= 0 and _is_row(self.out[-1]) else edit.lead

    def _is_inside_table(self, edit: Inserted) -> bool:
        """Whether a new row stands between rows of one table, of which the ones before it may be gone."""
        units, k = self.base.units, edit.gap + 1
        if edit.gap < 0 or units[edit.gap].kind is not UnitKind.ROW or not _is_row(self.out[-1]):
            return False
        while k in self.gone and units[k].kind is UnitKind.ROW:
            k += 1
        return k < len(units) and units[k].kind is UnitKind.ROW

    def _given(self, edit: Inserted, last: Label | None, scope: ListPlace, read: Label | None) -> str:
        """A free label for a new unit that follows ``last``."""
        if edit.under and (edit.gap, edit.under) not in self.heads and last and read and not is_nested(read):
            # Its number was one under a heading that is not there: it continues the numbers of the text above.
            return self.labels.give(write_label(replace(last, tail=read.tail)), last, scope, gap=edit.gap, like=read)
        return self.labels.give(edit.label, last, scope, gap=edit.gap, like=read)


class _Before:
    """The labels before the current place; each is looked up only when it is needed."""

    def __init__(self, ground: BaseLabels) -> None:
        self._ground = ground
        self._waiting: list[tuple[str, Label, ListPlace] | tuple[int, int]] = []
        self._last: dict[tuple[ListPlace, Hashable], Label] = {}
        self._above = ""

    def passed(self, first: int, end: int) -> None:
        """Note that untouched units of the base were passed, up to but not including ``end``."""
        self._waiting.append((first, end))

    def stood(self, label: str, read: Label, scope: ListPlace) -> None:
        """Note a unit that was edited, moved or new, and the list in which it stands."""
        self._waiting.append((label, read, scope))

    def begins(self, scope: ListPlace) -> None:
        """Note that the list in that unit begins here, though it was noted where the unit stood."""
        self._catch_up()
        for own in [own for own in self._last if own[0] == scope]:
            del self._last[own]

    def last(self, like: Label | None, scope: ListPlace) -> Label | None:
        """The last label of that series; for a list inside a paragraph, the last label of that list."""
        if like is None:
            return None
        self._catch_up()
        return self._last.get((scope if is_nested(like) else None, series(like)))

    def above(self) -> str:
        """The last label that does not belong to a list inside a paragraph."""
        self._catch_up()
        return self._above

    def _catch_up(self) -> None:
        where = self._ground.labelled
        for passed in self._waiting:
            if len(passed) == 3:
                self._note_label(*passed)
                continue
            a, b = (bisect_left(where, end) for end in passed)
            self._last.update(self._ground.counted[a:b])
            if b and (above := self._ground.outer[b - 1]) >= a:
                self._above = without_lead(self._ground.base.units[where[above]].label)
        self._waiting.clear()

    def _note_label(self, label: str, read: Label, scope: ListPlace) -> None:
        self._last[scope if is_nested(read) else None, series(read)] = read
        if not is_nested(read):
            self._above = without_lead(label)


def _is_row(piece: Piece) -> bool:
    return not piece.label and piece.wording.startswith("|")


def _ends_in_row(piece: Piece) -> bool:
    """Whether the last of the units in a piece is a row; untouched ones are one piece."""
    _, newline, last = piece.wording.rpartition("\n")
    return last.startswith("|") if newline else _is_row(piece)


def _was_row(base: Text, piece: Piece) -> bool:
    return base.units[piece.origin].kind is UnitKind.ROW


def _at_breaks(parts: Iterable[Part]) -> tuple[list[str], list[Break]]:
    """The texts between breaks, and the breaks."""
    texts, breaks = [""], []
    for part in parts:
        if isinstance(part, str):
            texts[-1] += part
        else:
            breaks.append(part)
            texts.append("")
    return texts, breaks


def _set_apart(base: Text, made: list[Piece], relabelled: set[int]) -> list[Piece]:
    """The pieces, with a blank line wherever two new neighbours would otherwise be read as one unit."""
    if layout_of(base.source).is_lines:
        return made
    units, source = base.units, base.source
    out: list[Piece] = []
    for piece in made:
        moved = piece.strand is not None and isinstance(piece.strand.edit, Moved)
        is_beside_row = bool(out) and _ends_in_row(out[-1]) != _is_row(piece) and piece.lead.count("\n") == 1
        if is_beside_row and any(
            p.strand is not None or (_was_row(base, p) and not _is_row(p)) for p in (out[-1], piece)
        ):
            # Otherwise what follows a row would be one more, and a row without those above it part of a paragraph.
            piece = replace(piece, lead=piece.lead[: piece.lead.index("\n") + 1] + piece.lead)
        if out and _is_next_in_close_list(base, out[-1], piece):
            piece = replace(piece, lead="\n" + piece.lead.rpartition("\n")[2])
        elif out and (moved or not piece.mark.strip()) and piece.lead.count("\n") < 2:
            if piece.strand is not None and holds(piece.strand, Inserted):
                own = _lead_in_its_text(base, piece.strand, out[-1].strand)
            elif piece.origin:
                own = source[units[piece.origin - 1].end : units[piece.origin].start]
            else:
                own = first_gap(base) if moved else ""
            # A table row follows the row above without a blank line; a former list item does not.
            # A unit spelled as the first of its text has no white space before it; elsewhere it needs some.
            was_item = piece.origin in relabelled and (moved or piece.strand is None)
            if own.count("\n") > 1 or was_item or "\n" not in piece.lead:
                piece = replace(piece, lead="\n\n" + piece.lead.rpartition("\n")[2].strip("\r"))
        out.append(piece)
    return out


def _lead_in_its_text(base: Text, strand: Strand[Inserted], above: Strand[Edit] | None) -> str:
    """The white space before a new unit where it was proposed; one before the first of the base has that behind it."""
    if strand.edit.gap < 0 and base.units and above is not None and not above.backers.isdisjoint(strand.backers):
        return above.edit.lead if isinstance(above.edit, Inserted) and above.edit.gap < 0 else strand.edit.lead
    return strand.edit.lead


def _is_next_in_close_list(base: Text, last: Piece, piece: Piece) -> bool:
    """Whether an item stands behind one of its sort, and one of them is moved or new, in a list whose items have no
    blank line between them.
    """
    if not piece.mark.strip() or "\n" not in piece.lead:
        return False
    edit, put = (p.strand.edit if p.strand is not None and is_placed(p.strand) else None for p in (piece, last))
    own = piece if put is None else last
    sort = sort_of_item(own.mark, own.label, column_in(own.lead))
    if edit is None:
        k = piece.origin if put is not None and put.gap == piece.origin - 1 else -1
    elif put is None:
        k = edit.gap if isinstance(edit, Moved) and _ends_with(base, last, edit.gap) else -1
    else:
        is_alike = sort == sort_of_item(piece.mark, piece.label, column_in(piece.lead))
        k = edit.gap + isinstance(edit, Inserted) if is_alike else -1
    return sort is not None and 0 <= k < len(base.units) and sort_of_unit(base, k) == sort and stands_close(base, k)


def _ends_with(base: Text, piece: Piece, i: int) -> bool:
    """Whether a piece of the draft is this unit, or several of which it is the last."""
    return i == piece.origin or (i >= 0 and piece.wording.endswith(base.wording(base.units[i])))


def joined_until(words: Mapping[int, Iterable[Reworded]], first: int) -> int:
    """The last of the units that edits join to the first one; the first itself if no unit is joined."""
    until = k = first
    while k <= until:
        until = max([until, *(e.end[0] for e in words.get(k, ()))])
        k += 1
    return until


def _is_numbered_elsewhere(asked: Strand[Relabelled], moves: Iterable[Strand[Placed]]) -> bool:
    """Whether a unit is moved by others than those who ask for its new number, which is one of its old place."""
    return any(bool(asked.edit.plain) and asked.backers.isdisjoint(move.backers) for move in moves)


def _label_in(mark: str) -> str:
    return mark.strip() if read_cached(mark.strip()) else ""


def first_gap(base: Text) -> str:
    """The white space after the first unit, which separates a unit moved to the front from the next."""
    return base.source[base.units[0].end : base.units[1].start] if len(base.units) > 1 else "\n\n"


def compose(
    ground: BaseLabels,
    strands: Sequence[Strand[Edit]],
    circulated: Mapping[str, str],
    orders: GapOrders | None = None,
) -> str:
    """The base with these strands applied; they must not collide."""
    if not strands:
        return ground.base.source
    made, tail = pieces(ground, strands, circulated, orders=orders)
    return "".join(map(str, made)) + tail
