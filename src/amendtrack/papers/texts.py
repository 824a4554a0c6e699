"""The text of a draft as elements of a paper: typeset units as paragraphs, tables and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from amendtrack.papers.paper import Element, Footnote, Grid, GridRow, Mark, Paragraph, Role, Run
from amendtrack.render.faces import FormKind
from amendtrack.render.margin import shortened
from amendtrack.render.typeset import Ink, SetUnit, Span

BRACKETED: Mapping[Ink, Mark] = {
    Ink.DRAFT: Mark.PLAIN,
    Ink.OPPOSED: Mark.OPPOSED,
    Ink.PROPOSED: Mark.PROPOSED,
    Ink.SIGN: Mark.SIGN,
    Ink.NAMES: Mark.NAMES,
    Ink.DECIDED: Mark.BOLD,
}
"""The marks of a text in brackets."""

COMPARED: Mapping[Ink, Mark] = {**BRACKETED, Ink.OPPOSED: Mark.STRUCK, Ink.PROPOSED: Mark.NEW}
"""The marks of a text compared with another."""

_ROLES = {
    FormKind.HEADING: Role.HEADING,
    FormKind.ITEM: Role.SUBPARAGRAPH,
    FormKind.BULLET: Role.BULLET,
    FormKind.QUOTE: Role.QUOTATION,
    FormKind.CODE: Role.CODE,
}


def elements(units: Iterable[SetUnit], marks: Mapping[Ink, Mark]) -> tuple[Element, ...]:
    """The units as elements, in order; rows that follow each other are one table."""
    return tuple(_elements(units, marks))


def _elements(units: Iterable[SetUnit], marks: Mapping[Ink, Mark]) -> Iterator[Element]:
    rows: list[SetUnit] = []
    for unit in units:
        if rows and (not unit.form.is_row or unit.apart):
            yield _grid(rows, marks)
            rows = []
        if unit.form.is_row:
            rows.append(unit)
        else:
            yield _element(unit, marks)
    if rows:
        yield _grid(rows, marks)


def _element(unit: SetUnit, marks: Mapping[Ink, Mark]) -> Paragraph | Footnote:
    form, runs, margin = unit.form, runs_of(unit.cells[0], marks), shortened(unit.addresses)
    if form.kind is FormKind.NOTE:
        return Footnote(form.label, runs, margin)
    return Paragraph(runs, _ROLES.get(form.kind, Role.TEXT), margin, form.level)


def _grid(rows: list[SetUnit], marks: Mapping[Ink, Mark]) -> Grid:
    heads = 0
    while heads < len(rows) and rows[heads].form.kind is FormKind.HEAD_ROW:
        heads += 1
    made = (GridRow(tuple(runs_of(cell, marks) for cell in row.cells), shortened(row.addresses)) for row in rows)
    return Grid(tuple(made), heads)


def runs_of(spans: Iterable[Span], marks: Mapping[Ink, Mark]) -> tuple[Run, ...]:
    """Typeset words as runs."""
    return tuple(Run(span.text, marks[span.ink], span.face, span.note) for span in spans)


__all__ = ["BRACKETED", "COMPARED", "elements", "runs_of"]
