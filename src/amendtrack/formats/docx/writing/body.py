"""A story as WordprocessingML: paragraphs, runs, tables, footnotes, and tracked changes as Word stores them.

The order of elements inside ``w:pPr``, ``w:rPr`` and ``w:trPr`` follows the schema; Word refuses any other.
Source: ECMA-376, part 1, 17.3 (paragraphs and runs), 17.4 (tables), 17.11 (footnotes), 17.13.5 (revisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from unicodedata import east_asian_width

from amendtrack.formats.docx.writing.markup import NOTHING, Markup, element, joined, storable, words, written
from amendtrack.formats.docx.writing.naming import commented, named_in
from amendtrack.formats.docx.writing.story import (
    Direction,
    ParagraphForm,
    ParagraphKind,
    Tracking,
    WordBlock,
    WordParagraph,
    WordRow,
    WordRun,
    WordStory,
    WordTable,
)
from amendtrack.text.scripts import TURNED, is_turned

_TAGS = {
    Tracking.INSERTED: "w:ins",
    Tracking.DELETED: "w:del",
    Tracking.MOVED_HERE: "w:moveTo",
    Tracking.MOVED_AWAY: "w:moveFrom",
}
_LTR = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02af\u0370-\u058f\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_STRONG = re.compile(f"[{TURNED}{_LTR}]")
_SUFFIXED = r"\d{1,9} (?:ante|bis|ter|qua|quin|sex|sept|oct|non|dec|un|duo)[a-z]*"
_LABEL = re.compile(rf"(?<!\s)\s*{_SUFFIXED}")
_STRETCH = re.compile(
    rf"{_SUFFIXED}|"  # a label keeps its order
    f"[{TURNED}](?:[^{_LTR}]*[{TURNED}])?|"
    f"[{_LTR}](?:[^{TURNED}]*[{_LTR}])?|(?:(?!\\d{{1,9}} [a-z])[^{TURNED}{_LTR}])+|."
)
_RAISED = element("w:rPr", element("w:vertAlign", val="superscript"))
CELL = "TableCell"
"""The style of paragraphs in tables."""
SMALL_CELL = "SmallTableCell"
"""The style of those in a table whose words would be cut in the type of the others."""
SIZE, SMALL_SIZE = 22, 17
"""Our type size, and that of such a table, in half points."""
_LOOKS = {
    "cell": CELL,
    "small cell": SMALL_CELL,
    "item": "Subparagraph",
    "own item": "PaperItem",
    "title": "Subtitle",
    "side": "SideTitle",
    "quote": "Quote",
    "line": "Preformatted",
    "lead": "Lead",
    "small": "Small",
    "kind": "Masthead",
    "boxed": "PaperStatus",
    "fact": "Facts",
    "note": "PaperNote",
    "subitem1": "Subparagraph2",
    "subitem2": "Subparagraph3",
}
_HEADINGS = {
    "title": "PaperTitle",
    "section": "PaperSection",
    "turned": "PaperSlot",
    **{f"text{n}": f"TextHeading{n}" for n in range(1, 7)},
    **{f"title{n}": f"TextTitle{n}" for n in range(1, 7)},
    **{f"centred{n}": f"CentredHeading{n}" for n in range(1, 7)},
}
"""The headings of a paper, and those of the text in it, which have numbered lines."""
_LONGEST_NAME = 255
"""How many letters the schema allows in an author's name."""
FOOTNOTE, ENDNOTE = "footnote", "endnote"
BESIDE = "SlotAddress"
"""The style of margin notes."""


@dataclass(frozen=True, slots=True)
class Author:
    """The author of changes, and when they were recorded; without a time, no date is written."""

    name: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TextArea:
    """The text area of the page: its left edge, its width, and the room beside it for addresses.

    Measured in twentieths of a point. ``size`` is the type size in tables, in half points.
    """

    left: int = 1418
    width: int = 9070
    room: int = 1418
    size: int = SIZE


PLAIN_AREA = TextArea()
"""The text area of our own page."""


class BodyWriter:
    """A story being written; each change gets a number that is unique in the file."""

    def __init__(self, story: WordStory, author: Author, area: TextArea = PLAIN_AREA) -> None:
        self.story, self.used, self.area = story, 0, area
        self.by = f'w:author="{written(storable(author.name)[:_LONGEST_NAME])}"'
        if author.at is not None:
            self.by += f' w:date="{author.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"'
        self.ends = self._ends()
        self.below = self._below()
        self.named: dict[int, str] = {}
        """The comments' words, by their numbers."""

    def body(self) -> Markup:
        """All blocks; the last is never a table, nor a paragraph that may be removed."""
        made = [self._block(k, block) for k, block in enumerate(self.story.blocks)]
        last = self.story.blocks[-1] if self.story.blocks else None
        if not isinstance(last, WordParagraph) or last.end is not Tracking.KEPT:
            made.append(element("w:p"))
        return joined(made)

    def notes(self, kind: str) -> Markup:
        """The notes of that kind, and the two separator lines that Word draws above them."""
        lines = [_line(kind, n, name) for n, name in ((-1, "separator"), (0, "continuationSeparator"))]
        own = (k for k in range(len(self.story.notes)) if self._kind(k) == kind)
        return joined([*lines, *(self._note(k, self.story.notes[k]) for k in own)])

    def _kind(self, note: int) -> str:
        return ENDNOTE if note in self.story.ends else FOOTNOTE

    def _change(self, tag: str, *inside: Markup) -> Markup:
        self.used += 1
        opened = f'<{tag} w:id="{self.used}" {self.by}'
        return Markup(f"{opened}>{''.join(inside)}</{tag}>" if any(inside) else f"{opened}/>")

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, k: int, block: WordBlock) -> Markup:
        if isinstance(block, WordTable):
            return self._table(block)
        lead, trail = self._range(k, block)
        over = _AFTER if k > 0 and isinstance(self.story.blocks[k - 1], WordTable) else 0
        beside = self._frame(block.beside, _way_of(block), over) if block.beside else NOTHING
        if beside and block.form.kind is ParagraphKind.BULLET and any(run.note is not None for run in block.runs):
            beside = joined((beside, _APART))
        spaces = {"before": str(over)} if over else {}
        if self.below[k]:
            spaces["after"] = str(_AFTER + self.below[k])
        gap = element("w:spacing", **spaces) if spaces else NOTHING
        return joined((beside, self._paragraph(block, lead, gap=gap), trail))

    def _frame(self, beside: str, way: Direction, over: int) -> Markup:
        """The margin note beside the next paragraph, in the left margin for a text written from right to left.

        ``over`` is the space above that paragraph.
        """
        gap = _BEFORE_NOTE
        wide = str(self._width_of_notes())
        # For lines from right to left, programs measure a distance from different edges.
        place = {"xAlign": "left"} if way is LEFTWARD else {"x": str(self.area.left + self.area.width + gap)}
        frame = element(
            "w:framePr", w=wide, hSpace="57", wrap="around", vAnchor="text", hAnchor="page", **place, y=str(40 + over)
        )
        indent = element("w:ind", left=str(_GAP)) if way is LEFTWARD else NOTHING
        about = element("w:pPr", element("w:pStyle", val=BESIDE), frame, indent)
        return element("w:p", about, element("w:r", _unbroken(beside)))

    def _width_of_notes(self) -> int:
        return max(self.area.room - _BEFORE_NOTE - _GAP, 600)

    def _below(self) -> list[int]:
        """The space below each block that keeps its margin note, if that is longer, from running into the next one."""
        found = [0] * len(self.story.blocks)
        over = 0
        for k, block in enumerate(self.story.blocks):
            if isinstance(block, WordTable):
                if over and any(row.beside for row in block.rows):
                    found[k - 1] = over
                over = 0
                continue
            if over and block.beside:
                found[k - 1], over = over, 0
            note = _lines(block.beside, self._width_of_notes(), _NOTE_LETTER) * _NOTE_LINE if block.beside else 0
            if over := max(over, note):
                words = "".join(run.text for run in block.runs)
                over = max(over - _lines(words, self.area.width, _LETTER) * _LINE - _AFTER, 0)
        return found

    def _ends(self) -> dict[tuple[int, Tracking], tuple[int, int]]:
        """The first and last block of the origin and the destination of each move."""
        found: dict[tuple[int, Tracking], tuple[int, int]] = {}
        for k, block in enumerate(self.story.blocks):
            if isinstance(block, WordParagraph) and block.move is not None:
                key = (block.move, block.end)
                found[key] = (found[key][0] if key in found else k, k)
        return found

    def _range(self, k: int, block: WordParagraph) -> tuple[Markup, Markup]:
        """What opens and closes a move's range around this paragraph."""
        if block.move is None:
            return NOTHING, NOTHING
        first, last = self.ends[block.move, block.end]
        tag = _TAGS[block.end] + "Range"
        number = 1_000_000 + 2 * block.move + (block.end is Tracking.MOVED_HERE)
        # Only here does the schema require a date, and no program shows it.
        by = self.by if "w:date" in self.by else f'{self.by} w:date="1970-01-01T00:00:00Z"'
        start = Markup(f'<{tag}Start w:id="{number}" w:name="move{block.move}" {by}/>') if k == first else NOTHING
        return start, element(f"{tag}End", id=str(number)) if k == last else NOTHING

    def _paragraph(
        self, paragraph: WordParagraph, lead: Markup = NOTHING, *, side: str = "", gap: Markup = NOTHING
    ) -> Markup:
        way = _way_of(paragraph)
        about = joined(
            (
                *_style(paragraph.form),
                *((element("w:bidi"),) if way is LEFTWARD else ()),
                gap,
                *((element("w:jc", val=side),) if side else ()),
                *self._end(paragraph.end, way),
            )
        )
        settings = element("w:pPr", about) if about else NOTHING
        inside = joined(self._runs(paragraph.runs, way))
        if line := named_in(paragraph, self.story):
            # Of a comment and a note with one number, LibreOffice prints the words of another note or of none.
            number = len(self.story.notes) + len(self.named) + 1
            self.named[number] = line
            inside = commented(inside, number)
        return element("w:p", settings, lead, inside)

    def _end(self, tracking: Tracking, way: Direction) -> Iterator[Markup]:
        marks = [self._change(_TAGS[tracking])] if tracking is not Tracking.KEPT else []
        if way is LEFTWARD:
            marks.append(element("w:rtl"))
        if marks:
            yield element("w:rPr", *marks)

    # -- runs -----------------------------------------------------------------------------------

    def _runs(self, runs: Iterable[WordRun], way: Direction) -> Iterator[Markup]:
        for tracking, same in groupby(runs, key=lambda run: run.tracking):
            made = joined(piece for run in same for piece in self._pieces(run, way))
            yield made if tracking is Tracking.KEPT else self._change(_TAGS[tracking], made)

    def _pieces(self, run: WordRun, way: Direction) -> Iterator[Markup]:
        name = "w:delText" if run.tracking is Tracking.DELETED else "w:t"
        if run.note is not None:
            mark = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
            cited = f"w:{self._kind(run.note)}Reference"
            if label := self.story.label(run.note):
                place = element(cited, customMarkFollows="1", id=str(run.note + 1))
                yield element("w:r", mark, place, words(label[0], name))  # LibreOffice takes one letter, repeats others
                yield from ([element("w:r", _RAISED, words(label[1:], name))] if label[1:] else [])
                return
            yield element("w:r", mark, element(cited, id=str(run.note + 1)))
            return
        if run.text.isascii() and way is not LEFTWARD:
            yield _run(run, run.text, name, way=way)
            return
        for text, own in _stretches(run.text, way):
            yield _run(run, text, name, way=own)

    def _note(self, note: int, runs: tuple[WordRun, ...]) -> Markup:
        way = _way(self.story.direction, "".join(run.text for run in runs))
        about = element(
            "w:pPr", element("w:pStyle", val="FootnoteText"), *((element("w:bidi"),) if way is LEFTWARD else ())
        )
        label, kind = self.story.label(note), self._kind(note)
        look = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
        mark = _typed(element("w:r", look, words(label[0]))) if label else element("w:r", look, element(f"w:{kind}Ref"))
        rest = element("w:r", _RAISED, words(label[1:])) if label[1:] else NOTHING
        said = joined(self._runs(runs, way))
        return element(
            f"w:{kind}", element("w:p", about, mark, rest, element("w:r", words(" ")), said), id=str(note + 1)
        )

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, table: WordTable) -> Markup:
        said = "".join(run.text for row in table.rows for cell in row.cells for run in cell.runs)
        way = _way(table.direction, said)
        columns, look = self._columns(table, way)
        about = element(
            "w:tblPr",
            element("w:tblStyle", val="TableGrid"),
            *((element("w:bidiVisual"),) if way is LEFTWARD else ()),
            element("w:tblW", w=str(sum(columns)), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblLook",
                val="0420" if table.heads else "0400",
                firstRow=str(min(table.heads, 1)),
                lastRow="0",
                firstColumn="0",
                lastColumn="0",
                noHBand="0",
                noVBand="1",
            ),
        )
        grid = element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in columns))
        heads = element("w:tblHeader")
        turned = _looking(_turned(table) if way is LEFTWARD else table, look)
        own = len(columns) - any(row.beside for row in turned.rows)
        rows = (
            self._row(row, turned.sides, columns, own, heads if k < table.heads else NOTHING)
            for k, row in enumerate(turned.rows)
        )
        return element("w:tbl", about, grid, *rows)

    def _columns(self, table: WordTable, way: Direction) -> tuple[list[int], str]:
        """The width of each column: its share of the text width, and the margin width for addresses; the cells' look.

        A table from right to left stays inside the text area: programs place a wider one differently.
        """
        count = max(len(row.cells) for row in table.rows)
        shares = table.widths if len(table.widths) == count else (1,) * count
        margin = [self.area.room - _GAP] if any(row.beside for row in table.rows) else []
        width = self.area.width - (sum(margin) if way is LEFTWARD else 0)
        least, look = _longest_words(table, count, self.area.size), "cell"
        if sum(least) >= width:
            least, look = _longest_words(table, count, min(self.area.size, SMALL_SIZE)), "small cell"
        return _fitted(shares, least, width) + margin, look

    def _row(self, row: WordRow, sides: Sequence[str], columns: list[int], own: int, repeated: Markup) -> Markup:
        """A row, of whose columns so many are its own; the last may be the margin's."""
        marks = [element("w:cantSplit"), repeated]
        if row.tracking is not Tracking.KEPT:
            marks.append(self._change(_TAGS[row.tracking]))
        spans = [1] * (len(row.cells) - 1) + [own - len(row.cells) + 1]
        cells, at = [], 0
        for k, (cell, span) in enumerate(zip(row.cells, spans, strict=True)):
            side = sides[k] if k < len(sides) else ""
            cells.append(self._cell(cell, side, sum(columns[at : at + span]), span))
            at += span
        if own < len(columns):
            cells.append(_margin_cell(row.beside, columns[-1]))
        return element("w:tr", element("w:trPr", *marks), *cells)

    def _cell(self, cell: WordParagraph, side: str, width: int, span: int) -> Markup:
        wide = element("w:gridSpan", val=str(span)) if span > 1 else NOTHING
        about = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"), wide)
        return element("w:tc", about, self._paragraph(cell, side=side if side != "-" else ""))


def _looking(table: WordTable, look: str) -> WordTable:
    """The table with this look of all cells that have none of their own."""
    return replace(table, rows=tuple(replace(row, cells=tuple(_as(look, c) for c in row.cells)) for row in table.rows))


def _as(look: str, cell: WordParagraph) -> WordParagraph:
    return cell if cell.form.look else replace(cell, form=replace(cell.form, look=look))


def _longest_words(table: WordTable, count: int, size: int) -> list[int]:
    """The width needed by the longest word of each column in type of that size, with the borders of its cell."""
    longest = [0] * count
    for row in table.rows:
        for k, cell in enumerate(row.cells if len(row.cells) == count else ()):
            parts = _PART.findall("".join(run.text for run in cell.runs))
            longest[k] = max([longest[k], *(1000 if _BREAKS.search(part) else _width(part) for part in parts)])
    return [min(wide, 3000) * size // SIZE + 230 for wide in longest]


def _width(word: str) -> int:
    """About how wide a bold word is in our type size."""
    if not word.isascii():
        return 125 * len(word)
    narrow, wide = len(_NARROW.findall(word)), len(_WIDE.findall(word))
    return 77 * narrow + 180 * wide + 117 * (len(word) - narrow - wide)


_PART = re.compile(r"[^\s-]*-|[^\s-]+")
"""A word, or a part of a compound up to its hyphen, behind which a line may end."""
_NARROW, _WIDE = re.compile(r"[ijltfr.,:;'|!()\[\]-]"), re.compile("[mwA-Z@%]")


_BREAKS = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]")
"""Letters between which a line may be broken anywhere."""


def _fitted(shares: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Columns as wide as their shares, but none narrower than its longest word while there is room for all.

    If there is not, the columns of the longest words are as wide as each other, and the others as wide as their words.

    >>> _fitted((1, 1, 2), (100, 100, 300), 1000), _fitted((1, 1, 2), (100, 600, 700), 1000)
    ([250, 250, 500], [100, 450, 450])
    """
    if sum(least) >= width:
        found = [0] * len(least)
        for n, k in enumerate(sorted(range(len(least)), key=least.__getitem__)):
            found[k] = min(least[k], (width - sum(found)) // (len(least) - n))
        return found
    wanted = [width * share // sum(shares) for share in shares]
    spare = [max(wide - need, 0) for wide, need in zip(wanted, least, strict=True)]
    missing = sum(max(need - wide, 0) for wide, need in zip(wanted, least, strict=True))
    columns = zip(wanted, least, spare, strict=True)
    return [wide - missing * free // sum(spare) if free else need for wide, need, free in columns]


_GAP = 280
"""The space left free between the text and the edge of the paper."""


def _unbroken(addresses: str) -> Markup:
    """Addresses, of which none is broken behind its dash: ``Article 5, paragraph 1#1–2``."""
    first, *rest = (words(part) for part in addresses.split("–"))
    return joined((first, *(joined((element("w:noBreakHyphen"), part)) for part in rest)))


_BEFORE_NOTE = 140
"""The space between the text and a margin note."""
_APART = element(
    "w:p",
    element(
        "w:pPr",
        element("w:keepNext"),
        element("w:suppressLineNumbers"),
        element("w:spacing", before="0", after="0", line="1", lineRule="exact"),
        element("w:rPr", element("w:sz", val="2")),
    ),
)
"""A line of no height between a margin note and an item of a list with a footnote.

Without it, LibreOffice runs all paragraphs after them together, up to and into the next table.
"""
_LETTER, _LINE, _AFTER = 110, 284, 120
_NOTE_LETTER, _NOTE_LINE = 95, 200
"""About how wide a letter is and how high a line, in the text and in margin notes, and the space after a paragraph."""


def _typed(mark: Markup) -> Markup:
    """The mark of a note as Word needs it typed; LibreOffice, which prints it by itself, leaves it out."""
    choice = Markup(f'<mc:Choice Requires="w15">{mark}</mc:Choice>')
    return element("mc:AlternateContent", choice, element("mc:Fallback"))


def _lines(text: str, width: int, letter: int) -> int:
    """About how many lines a text takes; Chinese characters are twice as wide as letters."""
    wide = len(text) + (0 if text.isascii() else sum(east_asian_width(sign) in "WF" for sign in text))
    return max(1, -(-wide * letter * 11 // (width * 10)))  # a tenth more, since lines end between words


def _margin_cell(beside: str, width: int) -> Markup:
    """A cell without borders, outside the table, for the addresses of a row."""
    edges = (element(f"w:{edge}", val="nil") for edge in ("top", "bottom", "right"))
    about = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"), element("w:tcBorders", *edges))
    style = element("w:pPr", element("w:pStyle", val=BESIDE))
    return element("w:tc", about, element("w:p", style, element("w:r", _unbroken(beside)) if beside else NOTHING))


def _run(run: WordRun, text: str, name: str, *, way: Direction) -> Markup:
    marks = ""
    if run.bold:
        marks += "<w:b/><w:bCs/>"
    if run.italic:
        marks += "<w:i/><w:iCs/>"
    if run.struck:
        marks += "<w:strike/>"
    if run.underlined:
        marks += '<w:u w:val="single"/>'
    if run.raised:
        marks += '<w:vertAlign w:val="superscript"/>'
    if way is LEFTWARD:
        marks += "<w:rtl/>"
    return Markup(f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{words(text, name)}</w:r>")


def _style(form: ParagraphForm) -> Iterator[Markup]:
    match form.kind:
        case ParagraphKind.HEADING:
            yield element("w:pStyle", val=_HEADINGS.get(form.look, f"Heading{form.level}"))
        case ParagraphKind.BULLET:
            yield element("w:pStyle", val=_LOOKS.get(form.look, "ListBullet"))
            yield element("w:numPr", element("w:ilvl", val=str(form.level)), element("w:numId", val="1"))
        case ParagraphKind.TEXT if form.look in _LOOKS:
            yield element("w:pStyle", val=_LOOKS[form.look])


def _line(kind: str, number: int, name: str) -> Markup:
    return element(f"w:{kind}", element("w:p", element("w:r", element(f"w:{name}"))), type=name, id=str(number))


# -- right to left --------------------------------------------------------------------------------


LEFTWARD = Direction.RIGHT_TO_LEFT


def _way_of(paragraph: WordParagraph) -> Direction:
    """The direction of the lines of a paragraph."""
    return _way(paragraph.direction, "".join(run.text for run in paragraph.runs))


def _way(direction: Direction, text: str) -> Direction:
    """That direction, or the direction of the first letter of a text."""
    if direction is not Direction.BY_FIRST_LETTER:
        return direction
    first = None if text.isascii() else _STRONG.search(_LABEL.sub("", text))
    return LEFTWARD if first is not None and is_turned(first[0]) else Direction.LEFT_TO_RIGHT


def _turned(table: WordTable) -> WordTable:
    """A table from right to left, in which cells without letters run that way too: figures stay beside their column."""

    def turned(cell: WordParagraph) -> WordParagraph:
        has_letters = any(_STRONG.search(run.text) for run in cell.runs)
        own = has_letters or cell.direction is not Direction.BY_FIRST_LETTER
        return cell if own else replace(cell, direction=LEFTWARD)

    rows = (replace(row, cells=tuple(map(turned, row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _stretches(text: str, way: Direction) -> Iterator[tuple[str, Direction]]:
    """The text, cut where the direction of letters changes; neutral characters follow the paragraph."""
    if not is_turned(text):
        yield text, Direction.LEFT_TO_RIGHT if _STRONG.search(text) else way
        return
    last, own = "", way
    for found in _STRETCH.finditer(text):
        turned = _way(Direction.BY_FIRST_LETTER, found[0]) if _STRONG.search(found[0]) else way
        if last and turned is not own:
            yield last, own
            last = ""
        last, own = last + found[0], turned
    if last:
        yield last, own
