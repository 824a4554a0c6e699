"""Submitted spreadsheets as texts with a table: Excel workbooks, and comma-separated values.

Knows how to recognise them, and which sign separates values; ``workbook`` reads the inside of a workbook.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from amendtrack.errors import InputRefused
from amendtrack.formats.docx import INSTALL
from amendtrack.intake.decoding import read_text
from amendtrack.intake.stated.columns import MOST_ROWS_ABOVE, are_heads
from amendtrack.intake.stated.grid import table_of
from amendtrack.limits import COLUMNS as MAX_COLUMNS

NAME_THE_COLUMNS = "head them with Paragraph, Current text and Proposed text, or send the draft with the changes in it"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One text with its notes, one line for each item not read."""

    text: str
    notes: tuple[str, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an Excel workbook, judged by the names in its zip."""
    return data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in data and b"word/document.xml" not in data


def is_list_of_values(name: str) -> bool:
    """Whether a file of that name holds comma-separated values."""
    return name.casefold().endswith((".csv", ".tsv"))


def read_values(data: bytes | str, *, place: str = "") -> Worksheet:
    r"""Comma-separated values as a text with one table; the headings show which sign separates the cells.

    Raises:
        InputRefused: no sign, or more than one, gives a table of amendments with no row wider than its header.

    >>> print(read_values("Para;Current;Proposed\n2;maps;charts, data\n").text)
    | Para | Current | Proposed |
    |---|---|---|
    | 2 | maps | charts, data |
    <BLANKLINE>
    """
    text = read_text(data, place=place)
    fitting = [rows for sign in _DELIMITERS if (rows := _cut(text.text, sign))]
    if len(fitting) != 1:
        found = (
            "it is not clear what separates its cells"
            if fitting
            else "its columns are not headed as a table of amendments"
        )
        raise InputRefused(found, place=place, remedy=NAME_THE_COLUMNS)
    return Worksheet(table_of(fitting[0]) + "\n", text.notes)


def _cut(text: str, sign: str) -> list[list[str]]:
    """The rows separated by that sign; empty if that does not give a table of amendments."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=sign, strict=True) if any(map(str.strip, row))]
    except csv.Error:
        return []
    widest = max(map(len, rows), default=0)
    heads = next((k for k, row in enumerate(rows[: MOST_ROWS_ABOVE + 1]) if len(row) > 1 and are_heads(row)), None)
    if heads is None or widest > MAX_COLUMNS or any(len(row) > len(rows[heads]) for row in rows[heads:]):
        return []
    return [[*row, *[""] * (widest - len(row))] for row in rows]


def read_workbook(data: bytes, *, place: str = "") -> Worksheet:
    """The visible contents of a workbook, as a text: its sheets in order as tables, named if there are several.

    Raises:
        InputRefused: it holds macros or no table of amendments, or is damaged; or the extra is missing.
        OverLimit: it has more sheets, columns or cells than are read.
    """
    try:
        from amendtrack.formats.workbook import tables_of
    except ModuleNotFoundError as err:
        if err.name is None or err.name.partition(".")[0] != "lxml":
            raise
        found = "reading Excel files needs lxml, which is not installed"
        raise InputRefused(found, place=place, remedy=f"run {INSTALL}") from err
    tables, notes = tables_of(data, place, MAX_COLUMNS)
    if not any(are_heads(row) for _, rows in tables for row in rows[: MOST_ROWS_ABOVE + 1]):
        raise InputRefused("its columns are not headed as a table of amendments", place=place, remedy=NAME_THE_COLUMNS)
    return Worksheet(
        "\n\n".join(f"# {name}\n\n{table_of(rows)}" if name else table_of(rows) for name, rows in tables) + "\n", notes
    )


__all__ = ["Worksheet", "is_list_of_values", "is_workbook", "read_values", "read_workbook"]
