"""Edits that belong together because their units do: a section that is deleted whole, the columns of a table.

Each such edit may have its place in a revised text, and all of them together make no sense there: a section that has a
new paragraph, a row with fewer cells than its table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Counterparts
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Relabelled, Reworded, Struck
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.align.section_heads import heads_section
from amendtrack.text.units import UnitKind

if TYPE_CHECKING:
    from amendtrack.consolidation.revised import Revised


def torn_apart(revised: Revised, edits: Sequence[Edit]) -> dict[Identity, str]:
    """The edits that cannot be carried to the new text together, and why."""
    places = revised.places
    found = {**dict(_of_sections(places, edits)), **dict(_of_tables(places, edits))}
    for together in (*_deleted_sections(places, edits), *_new_sections(edits), _notes(edits)):
        left = [edit for edit in together if not revised.has(edit)]
        why = next(filter(None, (found.get(e.identity, "") or revised.why_not(e) for e in left)), "")
        if not why and any(_is_of_note(e) for e in left) and _note_labels(places.before) != _note_labels(places.after):
            why = "the footnotes were numbered anew"
        if why:
            found |= {edit.identity: found.get(edit.identity, why) for edit in left}
    return found


def _deleted_sections(places: Counterparts, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """For each heading that is deleted: its deletion and those of the units under it."""
    struck = {edit.unit: edit for edit in edits if isinstance(edit, Struck)}
    for section in _struck_sections(places.before, struck):
        yield [struck[unit] for unit in section if unit in struck]


def _struck_sections(text: Prepared, struck: Collection[int]) -> Iterator[list[int]]:
    """The sections whose heading is among these units, each as its units."""
    for head in struck:
        if heads_section(text.text, text.text.units[head]):
            yield list(_section(text, head))


def _new_sections(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """For each new heading: it and the new units under it."""
    section: list[Edit] = []
    for edit in edits:
        if not isinstance(edit, Inserted):
            continue
        if edit.is_heading:
            yield section
            section = [edit]
        elif section and edit.under:
            section.append(edit)
    yield section


def _notes(edits: Sequence[Edit]) -> list[Edit]:
    """New footnotes and every edit that puts in a marker."""
    return [edit for edit in edits if _is_of_note(edit)]


def _is_of_note(edit: Edit) -> bool:
    if isinstance(edit, Inserted) and edit.label.startswith("[^"):
        return True
    return isinstance(edit, Inserted | Reworded) and any(key.startswith("[^") for key in edit.key)


def _note_labels(text: Prepared) -> list[str]:
    return [unit.label for unit in text.text.units if unit.kind is UnitKind.NOTE]


def _of_sections(places: Counterparts, edits: Sequence[Edit]) -> Iterator[tuple[Identity, str]]:
    """Deletions of a heading and of what is under it, if something else stands under it in the second text."""
    struck = {edit.unit: edit for edit in edits if isinstance(edit, Struck)}
    for section in _struck_sections(places.before, struck):
        if section[0] not in places.pieces:
            continue
        there = {j for unit in section if (g := places.pieces.get(unit)) for j in range(g.j1, g.j2)}
        here = {*_section(places.after, places.pieces[section[0]].j1)}
        for unit in section:
            if unit in struck and (group := places.pieces.get(unit)) and group.j1 not in here:
                yield struck[unit].identity, "it was moved out of the section"
        if not there.issuperset(here):
            yield from ((struck[u].identity, "something was put under its heading") for u in section if u in struck)


def _section(text: Prepared, head: int) -> Iterator[int]:
    """A heading's unit and those under it, up to the next heading; footnotes are under none."""
    yield head
    units = text.text.units
    for unit in range(head + 1, len(units)):
        if heads_section(text.text, units[unit]):
            return
        if units[unit].kind is not UnitKind.NOTE:
            yield unit


def _of_tables(places: Counterparts, edits: Sequence[Edit]) -> Iterator[tuple[Identity, str]]:
    """Edits of the columns or rows of a table whose columns, or rows, are others in the second text."""
    for table in _tables(places.before, edits):
        mine = [edit for edit in edits if _unit(edit) in table]
        ruled: list[Edit] = [
            edit for edit in mine if isinstance(edit, Reworded) and _changes_columns(places.before, edit)
        ]
        added: list[Edit] = [edit for edit in mine if isinstance(edit, Inserted)]
        now = {j for i in table if (g := places.pieces.get(i)) for j in range(g.j1, g.j2)}
        has_other_columns = any(
            (g := places.pieces.get(i)) and _columns(places.before, i) != _columns(places.after, g.j1) for i in table
        )
        has_new_rows = any(not now.issuperset(_table_at(places.after, j)) for j in now)
        if has_other_columns or (has_new_rows and ruled):
            for edit in (*ruled, *added):
                yield (
                    edit.identity,
                    "the table has other columns now" if has_other_columns else "the table has new rows",
                )


def _tables(text: Prepared, edits: Iterable[Edit]) -> Iterator[range]:
    """The tables that edits change, each as its units."""
    end = -1
    for unit in sorted({_unit(edit) for edit in edits}):
        if unit >= max(end, 0) and _columns(text, unit):
            table = _table_at(text, unit)
            end = table.stop
            yield table


def _table_at(text: Prepared, row: int) -> range:
    """The rows of the table that a unit is a row of."""
    start, end = row, row + 1
    while start and _columns(text, start - 1):
        start -= 1
    while end < len(text.text.units) and _columns(text, end):
        end += 1
    return range(start, end)


def _unit(edit: Edit) -> int:
    match edit:
        case Inserted():
            return edit.gap
        case Reworded() | Struck() | Moved() | Relabelled():
            return edit.unit


def _columns(text: Prepared, unit: int) -> int:
    """How many cells a unit has; 0 if it is no row of a table."""
    cells = text.row_cells(unit)
    return len(cells.inner) if cells else 0


def _changes_columns(text: Prepared, edit: Reworded) -> bool:
    was = text.unit_words(edit.start[0]).keys[edit.start[1] : edit.end[1] if edit.end[0] == edit.start[0] else None]
    return was.count("|") != edit.key.count("|")


__all__ = ["torn_apart"]
