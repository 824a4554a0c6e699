"""The tables of a Word document: rows and cells, merged, inserted and deleted ones.

Source: ECMA-376 part 1, 17.4 (tables), 17.13.5 (tracked rows and cells).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from amendtrack.errors import OverLimit
from amendtrack.formats.docx.elements import NAME, attribute, child, number, value
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.boxes import alternative
from amendtrack.formats.docx.reading.layers import ACTS, SILENT
from amendtrack.formats.docx.reading.typed import Layer, Trace, TrackedAct, TypedCell, TypedRow, TypedTable

if TYPE_CHECKING:
    from amendtrack.formats.docx.reading.walk import Walk

WIDEST = 63
"""Word allows no more columns."""
MAX_COLUMNS, MAX_CELLS = 500, 1_000_000
_EMPTY = TypedCell((), ())


def read_table(walk: Walk, element: Element, trace: Trace) -> TypedTable:
    walk.descend()
    _table_formats(walk, child(element, "w:tblPr"))
    rows: list[TypedRow] = []
    widest = 0
    for cells, marks in _rows(walk, element, trace):
        widest = max(widest, sum(cell.span for cell in cells))
        if widest > MAX_COLUMNS or widest * (len(rows) + 1) > MAX_CELLS:
            found = f"a table of {widest:,} columns and at least {len(rows) + 1:,} rows"
            raise OverLimit(found, place=walk.place, remedy="divide the table")
        rows.append(TypedRow(tuple(cells), marks))
    walk.depth -= 1
    return TypedTable(tuple(rows))


def _table_formats(walk: Walk, properties: Element | None) -> None:
    for each in () if properties is None else properties:
        if NAME[each.tag] in ("w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange"):
            walk.tracked.formatted(each, "")


def _rows(walk: Walk, element: Element | None, trace: Trace) -> Iterable[tuple[list[TypedCell], Trace]]:
    for each in () if element is None else element:
        name = NAME[each.tag]
        if name == "w:tr":
            properties = child(each, "w:trPr")
            _table_formats(walk, properties)
            _table_formats(walk, child(each, "w:tblPrEx"))
            marks = _row_layers(walk, properties)
            before = number(value(properties, "w:gridBefore")) or 0
            cells = [_EMPTY] * min(before, WIDEST)
            yield [*cells, *_cells(walk, each, trace)], (*trace, *marks)
        elif name in ("w:sdt", "w:sdtContent", "w:customXml") or name in ACTS:
            walk.descend()
            inner = walk.tracked.within(trace, each) if name in ACTS else trace
            yield from _rows(walk, each, inner)
            walk.depth -= 1
        elif name == "mc:AlternateContent":
            yield from _rows(walk, alternative(walk, each), trace)
        elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
            walk.comment(name, each)
        elif name not in SILENT:
            walk.losses.add(f"unknown element {name} in a table: its words are kept")
            blocks = walk.deeper(each, trace)
            if blocks:
                yield [TypedCell(tuple(blocks), ())], trace


def _row_layers(walk: Walk, properties: Element | None) -> Trace:
    return tuple(walk.tracked.layer(e) for e in (() if properties is None else properties) if NAME[e.tag] in ACTS)


def _cells(walk: Walk, row: Element | None, trace: Trace) -> Iterable[TypedCell]:
    for each in () if row is None else row:
        name = NAME[each.tag]
        if name == "w:tc":
            yield _cell(walk, each, trace)
        elif name in ("w:sdt", "w:sdtContent", "w:customXml") or name in ACTS:
            walk.descend()
            yield from _cells(walk, each, walk.tracked.within(trace, each) if name in ACTS else trace)
            walk.depth -= 1
        elif name == "mc:AlternateContent":
            yield from _cells(walk, alternative(walk, each), trace)
        elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
            walk.comment(name, each)
        elif name not in SILENT:
            walk.losses.add(f"unknown element {name} in a table: its words are kept")
            blocks = walk.deeper(each, trace)
            if blocks:
                yield TypedCell(tuple(blocks), ())


def _cell(walk: Walk, element: Element, trace: Trace) -> TypedCell:
    properties = child(element, "w:tcPr")
    _table_formats(walk, properties)
    marks: list[Layer] = []
    for each in () if properties is None else properties:
        name = NAME[each.tag]
        if name in ("w:cellIns", "w:cellDel"):
            act = TrackedAct.INSERTED if name == "w:cellIns" else TrackedAct.DELETED
            marks.append(walk.tracked.layer(each, act))
        elif name == "w:cellMerge":
            walk.tracked.formatted(each, "")
    span = number(value(properties, "w:gridSpan")) or 1
    merged = child(properties, "w:vMerge")
    goes_on = merged is not None and attribute(merged, "val") != "restart"
    if merged is not None or span > 1:
        walk.losses.add("merged table cells: the words are in the first, the others are empty")
    walk.descend()
    blocks = walk.blocks(element, trace)
    walk.depth -= 1
    return TypedCell(tuple(blocks), tuple(marks), max(1, min(span, WIDEST)), goes_on)
