"""Tables in an HTML page: which of them contain data, and the column of each cell.

Tables used only for layout are ignored. ``hypertext`` reads the words of a cell.

Source: the HTML Living Standard, 4.9.12 (forming a table).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from amendtrack.intake.stated.columns import MOST_ROWS_ABOVE, are_heads

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_COLUMNS = 200


def rows_of_cells(table: LexborNode) -> list[list[LexborNode]]:
    """The rows of a data table: two or more rows, of two or more cells, not too wide, and without inner tables."""
    if table.css_first("table table") is not None or len(table.css("table")) > 1:
        return []
    rows = [
        [cell for cell in children_of(row) if cell.tag in ("td", "th")]
        for part in (table, *(p for p in children_of(table) if p.tag in ("thead", "tbody", "tfoot")))
        for row in children_of(part)
        if row.tag == "tr"
    ]
    if any(sum(columns_and_rows(cell)[0] for cell in row) > _MOST_COLUMNS for row in rows):
        return []
    full = [row for row in rows if sum(bool((cell.text() or "").strip()) for cell in row) >= 2]
    return [row for row in rows if row] if len(full) >= 2 else []


def children_of(node: LexborNode) -> Iterator[LexborNode]:
    """The children of an element, in order."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def columns_and_rows(cell: LexborNode) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    said = (cell.attributes.get(name) or "1" for name in ("colspan", "rowspan"))
    columns, rows = (int(each) if each.isascii() and each.isdecimal() and len(each) < 3 else 1 for each in said)
    return max(columns, 1), max(rows, 1)


def _in_columns(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """The words of each row by column; if a cell spans several places, its words are in the first of them."""
    found: list[list[str]] = []
    taken: dict[int, int] = {}  # columns taken by a cell above, and for how many more rows
    for row in rows:
        cells: dict[int, str] = dict.fromkeys(taken, "")
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        at = 0
        for words, columns, deep in row:
            while at in cells:
                at += 1
            for column in range(at, at + columns):
                cells[column] = words if column == at else cells.get(column, "")
                if deep > 1:
                    below[column] = deep - 1
            at += columns
        found.append([cells.get(column, "") for column in range(max(cells, default=-1) + 1)])
        taken = below
    return found


def written(rows: list[list[tuple[str, int, int]]]) -> str:
    """Rows of words, each with the columns and rows that its cell spans, as a Markdown table."""
    texts = _in_columns(rows)
    width = max(len(row) for row in texts)
    apart = "<br>" if any(are_heads(cells) for cells in texts[: MOST_ROWS_ABOVE + 1]) else " "
    lines = [_line([*(cell.replace("\n", apart) for cell in row), *[""] * (width - len(row))]) for row in texts]
    return "\n".join([*lines[:1], _line(["---"] * width), *lines[1:]])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


__all__ = ["children_of", "columns_and_rows", "rows_of_cells", "written"]
