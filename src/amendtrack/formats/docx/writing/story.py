"""The contents of a Word file to be written: paragraphs of runs, tables and footnotes, each tracked or not.

Knows nothing of XML; ``body`` writes it. A story with tracked changes contains two texts: the one with all changes
rejected and the one with all changes accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum


class Tracking(Enum):
    """How words, a paragraph mark or a table row are tracked."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"

    @property
    def stands_before(self) -> bool:
        """Whether it remains when all changes are rejected."""
        return self in (Tracking.KEPT, Tracking.DELETED, Tracking.MOVED_AWAY)

    @property
    def stands_after(self) -> bool:
        """Whether it remains when all changes are accepted."""
        return self in (Tracking.KEPT, Tracking.INSERTED, Tracking.MOVED_HERE)


class ParagraphKind(Enum):
    """What a paragraph is; every kind except TEXT is expressed by a style, not by typed characters."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"


class Direction(Enum):
    """The direction of lines: that of the first letter, or a fixed one."""

    BY_FIRST_LETTER = "by first letter"
    LEFT_TO_RIGHT = "left to right"
    RIGHT_TO_LEFT = "right to left"


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What a paragraph is and at what level: headings count from 1, bullets from 0.

    ``look`` is the style of typed text (``item``, ``title``, ``quote``); it carries no meaning that could be lost.
    """

    kind: ParagraphKind = ParagraphKind.TEXT
    level: int = 0
    look: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in one format; ``note`` is the number (from 0) of a note cited here, without words."""

    text: str
    tracking: Tracking = Tracking.KEPT
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    note: int | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """Runs and the paragraph mark; when the mark is removed, the words join the next paragraph.

    ``move`` is the number of a move, shared by its origin and destination; ``beside`` is printed in the margin. If a
    label or a name is in another script than the text, ``direction`` gives the direction of its lines.
    """

    runs: tuple[WordRun, ...]
    form: ParagraphForm = ParagraphForm()
    end: Tracking = Tracking.KEPT
    move: int | None = None
    beside: str = ""
    direction: Direction = Direction.BY_FIRST_LETTER


@dataclass(frozen=True, slots=True)
class WordRow:
    """One table row, with one paragraph per cell; ``beside`` is printed in the margin."""

    cells: tuple[WordParagraph, ...]
    tracking: Tracking = Tracking.KEPT
    beside: str = ""


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows, the first ``heads`` of which are repeated on each page.

    ``sides`` gives each column's alignment (``left`` ...), ``widths`` its share of the width; without them, all columns
    are equal.
    """

    rows: tuple[WordRow, ...]
    sides: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    heads: int = 1
    direction: Direction = Direction.BY_FIRST_LETTER


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class WordStory:
    """Blocks in order, the words of each note, and its label if Word must not number it (otherwise an empty one).

    ``ends`` are the numbers of those notes that are endnotes; all others are footnotes.
    """

    blocks: tuple[WordBlock, ...]
    notes: tuple[tuple[WordRun, ...], ...] = ()
    labels: tuple[str, ...] = ()
    ends: frozenset[int] = frozenset()
    direction: Direction = Direction.BY_FIRST_LETTER
    """That of the notes."""

    def label(self, note: int) -> str:
        """The label of a note that Word must not number."""
        return self.labels[note] if note < len(self.labels) else ""

    def before(self) -> tuple[tuple[object, ...], ...]:
        """What remains when all changes are rejected; see ``after``."""
        return tuple(_standing(self, [tracking for tracking in Tracking if tracking.stands_before]))

    def after(self) -> tuple[tuple[object, ...], ...]:
        """What remains when all changes are accepted; see ``before``."""
        return tuple(_standing(self, [tracking for tracking in Tracking if tracking.stands_after]))


def running(story: WordStory, direction: Direction) -> WordStory:
    """The same story with all its lines in one direction."""
    return replace(story, blocks=tuple(_running(block, direction) for block in story.blocks), direction=direction)


def _running(block: WordBlock, direction: Direction) -> WordBlock:
    if isinstance(block, WordParagraph):
        return replace(block, direction=direction)
    rows = (replace(row, cells=tuple(replace(cell, direction=direction) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows), direction=direction)


def _standing(story: WordStory, fates: list[Tracking]) -> Iterator[tuple[object, ...]]:
    """Paragraphs as form and words, rows as cells; empty ones are omitted."""
    pending: list[WordRun] = []
    for block in story.blocks:
        if isinstance(block, WordTable):
            standing = (row for row in block.rows if row.tracking in fates)
            for k, row in enumerate(standing):
                yield ("row" if k else "first row", *(_said(story, cell.runs, fates) for cell in row.cells))
            continue
        pending += block.runs
        if block.end in fates:
            if said := _said(story, pending, fates):
                yield (block.form, said)
            pending = []
    if said := _said(story, pending, fates):
        yield (said,)


def _said(story: WordStory, runs: Iterable[WordRun], fates: list[Tracking]) -> tuple[object, ...]:
    kept = [replace(run, tracking=Tracking.KEPT) for run in runs if run.tracking in fates]
    said: list[object] = []
    for run in merged(kept):
        if run.note is not None:
            kind = "endnote" if run.note in story.ends else "footnote"
            said.append((kind, story.label(run.note), _said(story, story.notes[run.note], fates)))
        else:
            said.append((run.text, run.bold, run.italic, run.struck))
    return tuple(said)


def merged(runs: Iterable[WordRun]) -> Iterator[WordRun]:
    """The runs, with adjacent runs of one format merged and empty ones dropped."""
    last: WordRun | None = None
    for run in runs:
        if not run.text and run.note is None:
            continue
        if last is not None and last.note is None and replace(run, text=last.text) == last:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
