"""The inside of an Excel workbook (``.xlsx``): the rows of words that its sheets show.

Knows cells, shared words, merged and hidden cells, and how a number is written; leaves zips, limits and hostile XML
to ``docx.package``. Anything that cannot be read with certainty is reported in a note, cell by cell; no formula is
computed.

Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.docx.package import Element, Package, Program
from amendtrack.limits import CELL_LETTERS as MAX_LETTERS
from amendtrack.limits import CELLS as MAX_CELLS
from amendtrack.limits import SHEETS as MAX_SHEETS

_MOST_NOTED = 50
_NO_MACROS = "save it as .xlsx, without macros"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_DEFAULT_NAME = re.compile(r"(?:sheet|tabelle|feuil|hoja|лист|工作表|ورقة|table|blatt|foglio)\s*\d*", re.IGNORECASE)
_DECIMALS = re.compile(r"0(?:\.(0{1,9}))?")
_GENERAL = frozenset((0, 1, 49))
_BUILT_IN = {2: "0.00"}


def tables_of(data: bytes, place: str, most_columns: int) -> tuple[list[tuple[str, list[list[str]]]], tuple[str, ...]]:
    """The rows of each sheet that shows any, with its name if meaningful; and notes on what was not read.

    Raises:
        InputRefused: it holds macros, is damaged, or shows nothing.
        OverLimit: it has more sheets, columns or cells than are read.
    """
    package = Package(data, place, Program.EXCEL)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise package.refused("it contains macros", _NO_MACROS)
    reader = _Workbook(package, place, most_columns)
    tables = [(name, rows) for name, part in reader.sheets() if (rows := reader.rows(name, part))]
    if not tables:
        raise InputRefused("there is no text in it", place=place, remedy="send a workbook that shows the text")
    named = [(name if len(tables) > 1 and not _DEFAULT_NAME.fullmatch(name) else "", rows) for name, rows in tables]
    notes = reader.notes
    more = [f"not read: {len(notes) - _MOST_NOTED} more of these"] if len(notes) > _MOST_NOTED else []
    return named, (*notes[:_MOST_NOTED], *more)


@dataclass(slots=True)
class _Workbook:
    """The parts of one workbook while it is read, and notes on what was not read."""

    package: Package
    place: str
    most_columns: int
    notes: list[str] = field(default_factory=list)
    cells: int = 0
    letters: int = 0
    shared: Sequence[str] = ()
    formats: Sequence[str] = ()
    struck: frozenset[int] = frozenset()
    """Styles that strike all words of a cell."""

    def sheets(self) -> Iterator[tuple[str, str]]:
        """The name and part of each sheet that is shown, in the order of the book."""
        main = "xl/workbook.xml"
        targets = {rel.id: rel for rel in self.package.relationships(main)}
        parts = {rel.kind: rel.target for rel in targets.values() if rel.target in self.package}
        self.shared = self._shared(parts.get("sharedStrings"))
        self._read_styles(parts.get("styles"))
        found = [e for e in self.package.tree(main).iter() if _local(e) == "sheet"]
        if len(found) > MAX_SHEETS:
            raise OverLimit(
                f"{len(found)} sheets; {MAX_SHEETS} are read", place=self.place, remedy="divide the workbook"
            )
        for element in found:
            name = " ".join(str(element.get("name", "")).split())
            rel = targets.get(next((v for k, v in element.attrib.items() if _bare(k) == "id"), ""))
            if element.get("state", "visible") != "visible":
                self.notes.append(f"not read: the sheet “{name}”, which is hidden")
            elif rel is None or rel.target not in self.package or rel.kind != "worksheet":
                self.notes.append(f"not read: the sheet “{name}”, which contains no cells")
            else:
                self._aside(name, rel.target)
                yield name, rel.target

    def rows(self, name: str, part: str) -> list[list[str]]:
        """The cells that a sheet shows, blank rows left out, all rows of one width."""
        hidden = self._hidden_columns(part)
        found: list[dict[int, str]] = []
        for row in self.package.children(part, _within("sheetData")):
            cells = {column: words for column, words in self._cells(row, name) if words}
            if _is_on(row.get("hidden")) and cells:
                self._not_shown(f"row {row.get('r', '')}", name, cells)
                continue
            unseen = {column: cells.pop(column) for column in sorted(hidden & cells.keys())}
            if unseen:
                self._not_shown(f"hidden columns of row {row.get('r', '')}", name, unseen)
            if cells:
                found.append(cells)
        used = sorted({column for cells in found for column in cells})
        return [[cells.get(column, "") for column in used] for cells in found]

    def _not_shown(self, what: str, name: str, cells: Mapping[int, str]) -> None:
        words = " | ".join(" ".join(words.split()) for words in cells.values())
        self.notes.append(f"not read: {what} of the sheet “{name}”, which is hidden: {words[:200]}")

    def _cells(self, row: Element, name: str) -> Iterator[tuple[int, str]]:
        column = -1
        for cell in row:
            if _local(cell) != "c":
                continue
            where = _REFERENCE.fullmatch(str(cell.get("r", "")))
            column = _number(where[1]) if where else column + 1
            words = self._words(cell)
            if self.struck and _index(cell.get("s")) in self.struck and words.strip() and "{--" not in words:
                words = f"{{--{words.strip()}--}}"
            self.cells += 1
            self.letters += len(words)
            if column >= self.most_columns and words:
                found = f"a cell in column {column + 1:,}; {self.most_columns} columns are read"
                raise OverLimit(found, place=self.place, remedy="divide the workbook")
            if self.cells > MAX_CELLS or self.letters > MAX_LETTERS:
                found = f"more than {MAX_CELLS:,} cells or {MAX_LETTERS:,} letters"
                raise OverLimit(found, place=self.place, remedy="divide the workbook")
            yield column, words

    def _words(self, cell: Element) -> str:
        """The visible contents of a cell: its words, its formatted number, or the last value of its formula."""
        inner = {_local(e): e for e in cell}
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words_in(inner["is"]) if "is" in inner else ""
        value = (inner["v"].text or "").strip("\n") if "v" in inner else ""
        if kind == "s":
            return (
                self.shared[int(value)] if value.isascii() and value.isdigit() and int(value) < len(self.shared) else ""
            )
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        return self._figure(value, str(cell.get("s", ""))) if kind == "n" else value.strip()

    def _figure(self, value: str, style: str) -> str:
        """A number as the sheet shows it; a number in an unknown format is followed by that format."""
        try:
            number = float(value)
        except ValueError:
            return value.strip()
        index = _index(style)
        shown = self.formats[index] if index < len(self.formats) else ""
        if not shown:
            return f"{number:.15g}"
        decimals = _DECIMALS.fullmatch(shown)
        return f"{number:.{len(decimals[1] or '')}f}" if decimals else f"[{number:.15g} in the format “{shown}”]"

    def _hidden_columns(self, part: str) -> frozenset[int]:
        hidden: set[int] = set()
        for each in self.package.children(part, _within("cols")):
            first, last = (
                int(each.get(key, "0")) if str(each.get(key, "0")).isdigit() else 0 for key in ("min", "max")
            )
            if _is_on(each.get("hidden")):
                hidden |= set(range(first - 1, min(last, self.most_columns)))
        return frozenset(hidden)

    def _aside(self, name: str, part: str) -> None:
        """Note anything placed over the cells of a sheet: comments and drawings."""
        for rel in self.package.relationships(part):
            if rel.kind in ("comments", "threadedComment") and rel.target in self.package:
                for comment in self.package.tree(rel.target).iter():
                    if _local(comment) in ("comment", "threadedComment"):
                        words = " ".join(_words_in(comment).split())
                        self.notes.append(
                            f"not read: a comment on cell {comment.get('ref', '')} of “{name}”: {words[:200]}"
                        )
            elif rel.kind == "drawing":
                self.notes.append(f"not read: a drawing on the sheet “{name}”")

    def _shared(self, part: str | None) -> tuple[str, ...]:
        if part is None:
            return ()
        return tuple(_words_in(each) for each in self.package.children(part, _within("sst")))

    def _read_styles(self, part: str | None) -> None:
        """The number format of each cell style (empty for the usual one), and which styles strike words through."""
        if part is None:
            return
        tree = self.package.tree(part)
        codes = {e.get("numFmtId"): str(e.get("formatCode", "")) for e in tree.iter() if _local(e) == "numFmt"}
        groups = {_local(group): tuple(group) for group in tree}
        fonts = {n for n, font in enumerate(groups.get("fonts", ())) if _has(font, ("strike",))}
        styles = groups.get("cellXfs", ())
        self.formats = tuple(_code(codes, str(style.get("numFmtId", "0"))) for style in styles)
        self.struck = frozenset(n for n, style in enumerate(styles) if _index(style.get("fontId")) in fonts)


def _code(codes: Mapping[str | None, str], number: str) -> str:
    index = _index(number)
    code = codes.get(number) or _BUILT_IN.get(index) or ("" if index in _GENERAL else f"number {index}")
    return "" if code in ("General", "@", "0") else code


def _index(value: str | None) -> int:
    """A number in an attribute; 0 where there is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


def _within(parent: str) -> tuple[str, ...]:
    return tuple(f"{{{uri}}}{parent}" for uri in _MAIN)


def _local(element: Element) -> str:
    return _bare(element.tag) if isinstance(element.tag, str) else ""


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _words_in(element: Element) -> str:
    """The words in an element; struck words, and bold words next to them, are marked; phonetic guides are left out."""
    pieces: list[str] = []
    is_marked = any(_local(run) == "r" and _looks(run, ("strike",)) for run in element)
    for each in element:
        name = _local(each)
        if name == "t":
            pieces.append(each.text or "")
        elif name == "r":
            pieces.append(_marked(each) if is_marked else _words_in(each))
        elif name in ("text", "is"):
            pieces.append(_words_in(each))
    return "".join(pieces)


def _marked(run: Element) -> str:
    """A run next to struck words, with its marks: struck, inserted (bold or underlined), or neither."""
    words = _words_in(run)
    if not words.strip():
        return words
    if _looks(run, ("strike",)):
        return f"{{--{words}--}}"
    return f"{{++{words}++}}" if _looks(run, ("b", "u")) else words


def _looks(run: Element, names: tuple[str, ...]) -> bool:
    return any(_has(look, names) for look in run)


def _has(look: Element, names: tuple[str, ...]) -> bool:
    return any(_local(e) in names and e.get("val", "1") not in ("0", "false", "none") for e in look)


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _number(letters: str) -> int:
    """The column of that name, from 0: ``A`` is 0, ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


__all__ = ["tables_of"]
