"""A paper as a value: a dated head, sections, paragraphs of runs, tables. Layout is left to its writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from amendtrack.render.faces import Face


class Mark(Enum):
    """How a stretch of words is marked.

    STRUCK and NEW mark words that only one of two texts contains. The others belong to bracketed text, where the
    brackets say everything and the looks only repeat it: OPPOSED marks words of the draft that somebody would delete,
    PROPOSED the words of a proposal, SIGN a bracket, NAMES the supporters of a reading.
    """

    PLAIN = "plain"
    BOLD = "bold"
    STRUCK = "deleted"
    NEW = "inserted"
    OPPOSED = "opposed"
    PROPOSED = "proposed"
    SIGN = "sign"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark in one face; with ``note``, the mark of that footnote instead of words."""

    text: str
    mark: Mark = Mark.PLAIN
    face: Face = Face.UPRIGHT
    note: str = ""


def touch(first: Run, second: Run) -> bool:
    """Whether deleted and inserted words would run into each other: ``oldnew``. Writers leave a gap there.

    >>> touch(Run("old", Mark.STRUCK), Run("new", Mark.NEW)), touch(Run("old ", Mark.STRUCK), Run("new ", Mark.NEW))
    (True, False)
    """
    one, other = first.mark, second.mark
    changed = (one is Mark.STRUCK and other is Mark.NEW) or (one is Mark.NEW and other is Mark.STRUCK)
    return changed and not first.text[-1:].isspace() and not second.text[:1].isspace()


class Role(Enum):
    """What a paragraph is.

    The first four are the paper's own: prose, a small heading, an item of a list, a note. Then come the address of a
    slot, as a heading, and a reading of it in a list; they run in the direction of the text that the paper is about.
    All that follow are that text's.
    """

    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"
    NOTE = "note"
    SLOT = "slot"
    READING = "reading"
    TEXT = "text"
    HEADING = "heading"
    CENTRED_HEADING = "centred heading"
    SUBPARAGRAPH = "subparagraph"
    BULLET = "bullet"
    QUOTATION = "quotation"
    CODE = "typed lines"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``margin`` is printed beside it: the addresses of the slots in it.

    ``level`` is that of a heading, from 1, or of a subparagraph or bullet, from 0.
    """

    runs: tuple[Run, ...]
    role: Role = Role.PROSE
    margin: str = ""
    level: int = 0
    _hash: int = field(default=0, init=False, repr=False, compare=False)  # asked for by each writer

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.runs, self.role, self.margin, self.level)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list of the paper's own."""
        return self.role in (Role.ITEM, Role.READING)

    @property
    def text(self) -> str:
        """Its words without their marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their heads; every row has as many cells as there are heads."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("a row with more or fewer cells than there are heads")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a text's own table, and its margin note."""

    cells: tuple[tuple[Run, ...], ...]
    margin: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the text that the paper is about; the first ``heads`` rows are its heads."""

    rows: tuple[GridRow, ...]
    heads: int = 0

    @property
    def columns(self) -> int:
        """The number of its columns."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of the text, under the label by which it is cited."""

    label: str
    runs: tuple[Run, ...]
    margin: str = ""


Element = Paragraph | Table | Grid | Footnote


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a heading, which the first section of a paper may lack, and its contents."""

    heading: str
    blocks: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what kind it is, whose text it is about, its head in pairs of a name and a value, its sections.

    ``status`` says at the top that it is a draft (empty for an issued paper); ``language`` is that of the text, ``own``
    that of the paper's own words; ``foot`` holds further pairs at the end, by which the paper can be checked.
    """

    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    status: str = ""
    language: str = ""
    foot: tuple[tuple[str, str], ...] = ()
    own: str = "en"


def paragraph(text: str, role: Role = Role.PROSE, margin: str = "") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(text),), role, margin)


def items(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """Each line as an item of a list."""
    return tuple(paragraph(line, Role.ITEM) for line in lines)


__all__ = [
    "Element",
    "Face",
    "Footnote",
    "Grid",
    "GridRow",
    "Mark",
    "Paper",
    "Paragraph",
    "Role",
    "Run",
    "Section",
    "Table",
    "items",
    "paragraph",
    "touch",
]
