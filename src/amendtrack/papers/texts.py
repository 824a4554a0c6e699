"""The text of a draft as elements of a paper: typeset units as paragraphs, tables and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amendtrack.papers.headings import is_division
from amendtrack.papers.paper import Element, Footnote, Grid, GridRow, Mark, Paragraph, Role, Run
from amendtrack.render.faces import FormKind
from amendtrack.render.margin import shortened
from amendtrack.render.own_words import ENGLISH, Words, mark_in, names_in
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.text.labels import name_of_note

_MARKS = {
    Ink.DRAFT: Mark.PLAIN,
    Ink.STRUCK: Mark.STRUCK,
    Ink.PUT_IN: Mark.NEW,
    Ink.OPPOSED: Mark.OPPOSED,
    Ink.PROPOSED: Mark.PROPOSED,
    Ink.SIGN: Mark.SIGN,
    Ink.NAMES: Mark.NAMES,
    Ink.DECIDED: Mark.BOLD,
}

_ROLES = {
    FormKind.ITEM: Role.SUBPARAGRAPH,
    FormKind.BULLET: Role.BULLET,
    FormKind.QUOTE: Role.QUOTATION,
    FormKind.CODE: Role.CODE,
}


def elements(units: Iterable[SetUnit], words: Words = ENGLISH) -> tuple[Element, ...]:
    """The units as elements, in order; rows that follow each other are one table.

    What the house style prints beside the text (``delete``, ``Alt``) is in these words.
    """
    return tuple(_elements(units, words))


def _elements(units: Iterable[SetUnit], words: Words) -> Iterator[Element]:
    rows: list[SetUnit] = []
    over: SetUnit | None = None
    for unit in units:
        if rows and (not unit.form.is_row or unit.apart):
            yield _grid(rows, words)
            rows = []
        if unit.form.is_row:
            rows.append(unit)
            over = None
            continue
        centred = _is_centred(unit) or (over is not None and _is_title_of(unit, over))
        over = unit if _is_centred(unit) else None
        yield _element(unit, Role.CENTRED_HEADING if centred else Role.HEADING, words)
    if rows:
        yield _grid(rows, words)


def _is_centred(unit: SetUnit) -> bool:
    """Whether it is a heading that treaties centre: the title, or one named like ``Article 3`` or ``Part II``."""
    if unit.form.kind is not FormKind.HEADING:
        return False
    return unit.form.level == 1 or is_division(unit.form.label)


def _is_title_of(unit: SetUnit, over: SetUnit) -> bool:
    """Whether it is the heading, one or more levels deeper, that gives a bare ``Article 3`` its title."""
    deeper = unit.form.kind is FormKind.HEADING and unit.form.level > over.form.level
    return deeper and bool(over.form.label) and _words(over) == "".join(filter(str.isalnum, over.form.label))


def _words(unit: SetUnit) -> str:
    """The letters and figures of the draft in it or, if it is new, of the proposal."""
    spans = [span for cell in unit.cells for span in cell]
    inks = {span.ink for span in spans}
    ink = next((own for own in (Ink.DRAFT, Ink.OPPOSED, Ink.PROPOSED, Ink.PUT_IN, Ink.STRUCK) if own in inks), None)
    return "".join(filter(str.isalnum, "".join(span.text for span in spans if span.ink is ink)))


def _element(unit: SetUnit, heading: Role, words: Words) -> Paragraph | Footnote:
    form, runs, margin = unit.form, runs_of(unit.cells[0], words), beside(unit.addresses)
    if form.kind is FormKind.NOTE:
        return Footnote(form.label, runs, margin)
    role = heading if form.kind is FormKind.HEADING else _ROLES.get(form.kind, Role.TEXT)
    return Paragraph(runs, role, margin, form.level)


def _grid(rows: list[SetUnit], words: Words) -> Grid:
    heads = 0
    while heads < len(rows) and rows[heads].form.kind is FormKind.HEAD_ROW:
        heads += 1
    made = (GridRow(tuple(runs_of(cell, words) for cell in row.cells), beside(row.addresses)) for row in rows)
    return Grid(tuple(made), heads)


def beside(addresses: Iterable[str]) -> str:
    """The margin note for a unit: the shortened addresses of the slots that open in it."""
    return shortened(map(name_of_note, addresses))


def runs_of(spans: Iterable[Span], words: Words = ENGLISH) -> tuple[Run, ...]:
    """Typeset words as runs."""
    return tuple(Run(_printed(span, words), _MARKS[span.ink], span.face, span.note) for span in spans)


def _printed(span: Span, words: Words) -> str:
    if span.ink is Ink.NAMES:
        return names_in(words, span.text)
    return mark_in(words, span.text) if span.ink in (Ink.SIGN, Ink.DECIDED) else span.text


__all__ = ["beside", "elements", "runs_of"]
