"""A paper as a story: its masthead, headings, paragraphs, tables, footnotes and margin notes.

Deleted words are struck through; new words are bold, and underlined if nothing else marks them. Colour carries no
meaning, and brackets say the same without any of it. Everything passes ``visible``, so that invisible characters are
spelt out.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from amendtrack.formats.docx.writing.story import (
    Direction,
    ParagraphForm,
    ParagraphKind,
    WordBlock,
    WordParagraph,
    WordRow,
    WordRun,
    WordStory,
    WordTable,
)
from amendtrack.papers.direction import RIGHT_TO_LEFT, named_pieces, way_of
from amendtrack.papers.paper import (
    Element,
    Face,
    Footnote,
    Grid,
    Mark,
    Paper,
    Paragraph,
    Role,
    Run,
    Section,
    Table,
    items,
    touch,
)
from amendtrack.papers.plain import lines_kept, one_line_kept
from amendtrack.render.safe import one_line
from amendtrack.text.scripts import is_turned

_FORMS = {
    Role.PROSE: ParagraphForm(),
    Role.TITLE: ParagraphForm(ParagraphKind.HEADING, 3),
    Role.SLOT: ParagraphForm(ParagraphKind.HEADING, 3),
    Role.ITEM: ParagraphForm(ParagraphKind.BULLET, look="own item"),
    Role.READING: ParagraphForm(ParagraphKind.BULLET),
    Role.NOTE: ParagraphForm(look="note"),
    Role.TEXT: ParagraphForm(),
    Role.QUOTATION: ParagraphForm(look="quote"),
    Role.CODE: ParagraphForm(look="line"),
}
_OWN = (Role.PROSE, Role.TITLE, Role.ITEM, Role.NOTE)
"""The paper's own paragraphs, in the language of the papers; all others are the text's."""
_DEEPER = ("item", "item", "subitem1", "subitem2")
_UPRIGHT = re.compile("[\u0590-\u08ff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefc\U00020000-\U0003ffff]")
"""Scripts without italics."""


_TURN, _TURN_BACK = "\u200f", "\u200e"
"""Behind a name in another script: the figures after it run with the text, as what they are quoted from."""
_WAYS = {"auto": Direction.BY_FIRST_LETTER, "ltr": Direction.LEFT_TO_RIGHT, "rtl": Direction.RIGHT_TO_LEFT}


def story_of(paper: Paper) -> WordStory:
    """A whole paper as a story."""
    setter = _Story(paper.sections, paper.language, below=2)
    setter.masthead(paper)
    for section in paper.sections:
        setter.section(section)
    return setter.story()


def text_story(
    elements: Iterable[Element], language: str, *, over: Iterable[str] = (), under: Iterable[str] = ()
) -> WordStory:
    """A text in that language with lines above and below it."""
    text = Section("", tuple(elements))
    setter = _Story((text,), language, below=0)
    for line in over:
        setter.line(line, "lead")
    setter.section(text)
    for line in (line for piece in under for line in piece.split("\n") if line.strip()):
        setter.line(line, "small")
    return setter.story()


class _Story:
    """A story being composed; each footnote is written where it is first cited.

    ``below`` is how many levels of headings come above those of the text.
    """

    def __init__(self, sections: Iterable[Section], language: str, *, below: int) -> None:
        self.below = below
        leftward = language in RIGHT_TO_LEFT
        self.direction = Direction.RIGHT_TO_LEFT if leftward else Direction.BY_FIRST_LETTER
        self.blocks: list[WordBlock] = []
        self.notes: list[tuple[WordRun, ...]] = []
        self.labels: list[str] = []
        self.waiting: dict[str, deque[Footnote]] = defaultdict(deque)
        self.beside: list[str] = []
        """What stands beside the notes that the paragraph being set cites."""
        for block in (block for section in sections for block in section.blocks):
            if isinstance(block, Footnote):
                self.waiting[block.label].append(block)

    def story(self) -> WordStory:
        """The story; Word numbers its footnotes if that gives their existing labels."""
        numbered = self.labels == [str(n + 1) for n in range(len(self.labels))]
        labels = () if numbered else tuple(self.labels)
        return WordStory(tuple(self.blocks), tuple(self.notes), labels, direction=self.direction)

    # -- the paper's own ------------------------------------------------------------------------

    def masthead(self, paper: Paper) -> None:
        """The kind of paper, whether it is a draft, whose text it is about, and its header facts."""
        if paper.status:
            self._add(_typed(one_line(paper.status).upper(), Mark.BOLD), ParagraphForm(look="boxed"))
        self._add(_typed(one_line(paper.kind)), ParagraphForm(look="kind"))
        self._add(_typed(one_line(paper.title)), ParagraphForm(ParagraphKind.HEADING, 1, "title"))
        for name, value in paper.head:
            self.pair(name, value)
        self._add((), ParagraphForm(look="fact"))

    def pair(self, name: str, value: str) -> None:
        """A name and a value on a line."""
        self._add((*_typed(f"{name}: ", Mark.BOLD), *_typed(one_line(value))), ParagraphForm(look="fact"))

    def section(self, section: Section) -> None:
        """A heading and its contents."""
        if section.heading:
            form = ParagraphForm(ParagraphKind.HEADING, 2, "section")
            self._add(_typed(one_line(section.heading)), form, direction=_WAYS[way_of(section.heading)])
        for block in section.blocks:
            self._element(block)

    def line(self, line: str, look: str) -> None:
        """A line above or below a text."""
        if line.startswith("- "):
            self._element(items([line.removeprefix("- ")])[0])
        else:
            self._add((WordRun(one_line_kept(line), italic=True),), ParagraphForm(look=look))

    def _add(
        self,
        runs: Iterable[WordRun],
        form: ParagraphForm,
        *,
        margin: str = "",
        direction: Direction = Direction.BY_FIRST_LETTER,
    ) -> None:
        made = tuple(runs)
        beside = "; ".join(filter(None, (one_line(margin), *self.beside)))
        self.blocks.append(WordParagraph(made, form, beside=beside, direction=direction))
        self.beside.clear()

    # -- elements -------------------------------------------------------------------------------

    def _element(self, block: Element) -> None:
        match block:
            case Table():
                self._table(_table(block))
            case Grid():
                self._table(self._grid(block))
            case Footnote(label=label):
                if block in self.waiting[label]:  # cited nowhere
                    self.waiting[label].remove(block)
                    mark = WordRun(f"{one_line(label)} ", raised=True)
                    runs = (mark, *self._runs(block.runs))
                    self._add(runs, ParagraphForm(look="small"), margin=block.margin, direction=self.direction)
            case Paragraph():
                way = _WAYS[way_of(block.text)] if block.role in _OWN else self.direction
                form = _form(block, self.below)
                if block.role is Role.SLOT and way is not Direction.BY_FIRST_LETTER and not is_turned(block.text):
                    way, form = Direction.LEFT_TO_RIGHT, replace(form, look="turned")
                made = self._runs(block.runs)
                if block.role is Role.READING and way is Direction.RIGHT_TO_LEFT:
                    made.insert(1, WordRun(_TURN))
                elif block.role is Role.READING and is_turned(block.runs[0].text):
                    made[:1] = self._named(block.runs[0])
                    if not is_turned("".join(run.text for run in block.runs[1:])):
                        way = Direction.LEFT_TO_RIGHT
                self._add(made, form, margin=block.margin, direction=way)

    def _table(self, table: WordTable) -> None:
        if self.blocks and isinstance(self.blocks[-1], WordTable):
            self.blocks.append(WordParagraph(()))  # two tables would be one
        self.blocks.append(table)

    def _grid(self, grid: Grid) -> WordTable:
        rows = []
        for k, row in enumerate(grid.rows):
            face = Face.BOLD if k < grid.heads else Face.UPRIGHT
            cells = tuple(WordParagraph(tuple(self._runs(cell, face)), direction=self.direction) for cell in row.cells)
            rows.append(WordRow(cells, beside="; ".join(filter(None, (one_line(row.margin), *self.beside)))))
            self.beside.clear()
        words = [["".join(run.text for run in cell) for cell in row.cells] for row in grid.rows]
        return WordTable(tuple(rows), widths=shares(words), heads=grid.heads, direction=self.direction)

    # -- runs -----------------------------------------------------------------------------------

    def _runs(self, runs: Iterable[Run], face: Face = Face.UPRIGHT) -> list[WordRun]:
        made: list[WordRun] = []
        for run in _apart(runs):
            if run.note:
                made.append(self._cited(run))
            elif run.mark is Mark.NAMES and self.direction is not Direction.RIGHT_TO_LEFT and is_turned(run.text):
                made += self._named(run)
            else:
                made.append(_run(run, face))
        return made

    def _named(self, run: Run) -> list[WordRun]:
        """Names in a text from left to right, with a mark behind each that runs the other way."""
        made: list[WordRun] = []
        lead, sign, names = _names_in(run.text)
        made += [_run(replace(run, text=lead + sign))] if sign else []
        names, colon = (names.removesuffix(": "), ": ") if names.endswith(": ") else (names, "")
        for piece, is_name in named_pieces(names):
            made.append(_run(replace(run, text=piece)))
            made += [WordRun(_TURN_BACK)] if is_name and is_turned(piece) else []
        return [*made, *([_run(replace(run, text=colon))] if colon else [])]

    def _cited(self, run: Run) -> WordRun:
        """The mark of a footnote, and the note itself at its first citation."""
        here = self.waiting[run.note]
        if not here:
            return WordRun(one_line(run.note), raised=True, struck=run.mark in (Mark.STRUCK, Mark.OPPOSED))
        note = here.popleft()
        self.beside += [one_line(note.margin)] if note.margin else []
        words = tuple(WordRun(one_line(r.note), raised=True) if r.note else _run(r) for r in _apart(note.runs))
        self.notes.append(words)
        self.labels.append(one_line(run.note))
        return WordRun("", note=len(self.notes) - 1)


_GAP = "\u2009"
"""A thin space between deleted and inserted words, which would otherwise run into one another on paper."""


def _apart(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, with a gap between deleted words and the words in their place."""
    last = Run("")
    for run in runs:
        if touch(last, run):
            yield Run(_GAP)
        yield run
        last = run


def _names_in(text: str) -> tuple[str, str, str]:
    """What stands before the dash, the dash, and the names behind it; names alone have neither."""
    lead, sign, names = text.partition("– ")
    return (lead, sign, names) if sign else ("", "", lead)


def _form(block: Paragraph, below: int) -> ParagraphForm:
    match block.role:
        case Role.HEADING | Role.CENTRED_HEADING as role:
            centred, own = role is Role.CENTRED_HEADING, min(block.level, 6)
            look = (f"title{own}" if centred else f"text{own}") if below else f"centred{own}" * centred
            return ParagraphForm(ParagraphKind.HEADING, min(block.level + below, 6), look)
        case Role.SUBPARAGRAPH:
            return ParagraphForm(look=_DEEPER[min(block.level, 3)])
        case Role.BULLET:
            return ParagraphForm(ParagraphKind.BULLET, min(block.level, 8))
    return _FORMS[block.role]


def _typed(words: str, mark: Mark = Mark.PLAIN) -> tuple[WordRun, ...]:
    return (_run(Run(words, mark)),)


_BOLD = (Mark.BOLD, Mark.SIGN, Mark.PROPOSED, Mark.NEW)


def _run(run: Run, face: Face = Face.UPRIGHT) -> WordRun:
    text = "\n".join(lines_kept(run.text))
    looks = run.face if face is Face.UPRIGHT else run.face | face
    if looks is Face.UPRIGHT and run.mark is Mark.PLAIN:  # most words; and a test of a flag takes its time
        return WordRun(text)
    slanted = run.mark is Mark.NAMES and not _UPRIGHT.search(text)
    return WordRun(
        text,
        bold=run.mark in _BOLD or bool(looks & Face.BOLD),
        italic=slanted or bool(looks & Face.ITALIC),
        struck=run.mark in (Mark.STRUCK, Mark.OPPOSED) or bool(looks & Face.STRUCK),
        underlined=run.mark is Mark.NEW,
    )


def _table(table: Table) -> WordTable:
    head = WordRow(tuple(WordParagraph(_typed(cell, Mark.BOLD)) for cell in table.head))
    rows = (
        WordRow(tuple(WordParagraph(_typed(one_line(cell)), direction=_WAYS[way_of(cell)]) for cell in row))
        for row in table.rows
    )
    return WordTable((head, *rows), widths=shares([table.head, *table.rows]))


def shares(rows: Iterable[Iterable[str]]) -> tuple[int, ...]:
    """The share of a table's width that each column needs, by its longest word and its amount of text.

    >>> shares([("No.", "Explanation"), ("1", "the same words are deleted by one and amended by another")])
    (6, 45)
    """
    table = [list(row) for row in rows]
    found = []
    for k in range(max(map(len, table))):
        cells = [row[k] for row in table if k < len(row)]
        longest = max(_cells(word) for cell in cells for word in cell.split() or [""])
        longest_cell = max(map(_cells, cells))
        found.append(max(longest + 2, min(longest_cell + 2, 45), 6))
    return tuple(found)


def _cells(text: str) -> int:
    return len(text) + sum(c >= "\u2e80" for c in text)


__all__ = ["shares", "story_of", "text_story"]
