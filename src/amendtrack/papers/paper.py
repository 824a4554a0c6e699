"""A paper as a value: a dated head, sections, paragraphs of runs, tables. Layout is left to its writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """How a stretch of words is marked."""

    PLAIN = "plain"
    BOLD = "bold"
    STRUCK = "deleted"
    NEW = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark."""

    text: str
    mark: Mark = Mark.PLAIN


class Role(Enum):
    """What a paragraph is: the house's own words, or those of a text, a heading in it, an item, a small heading."""

    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"
    NOTE = "note"
    TEXT = "text"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``margin`` is what stands beside it: the addresses of the slots in it."""

    runs: tuple[Run, ...]
    role: Role = Role.PROSE
    margin: str = ""

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


Element = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; the first section of a paper may have none."""

    heading: str
    blocks: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what kind it is, whose text it is about, its head in pairs of a name and a value, its sections.

    ``status`` is printed over all (``DRAFT``; empty for what is issued); ``language`` is that of the text.
    """

    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    status: str = ""
    language: str = ""


def paragraph(text: str, role: Role = Role.PROSE, margin: str = "") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(text),), role, margin)


def items(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """Each line as an item of a list."""
    return tuple(paragraph(line, Role.ITEM) for line in lines)


__all__ = ["Element", "Mark", "Paper", "Paragraph", "Role", "Run", "Section", "Table", "items", "paragraph"]
