"""What a Word file says, as values: paragraphs of runs, tables and footnotes, each with what became of it.

Knows nothing of XML; ``body`` writes it. A story with tracked changes tells two texts: what stands when all
changes are rejected, and what stands when all are accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum


class Tracking(Enum):
    """What became of words, of a paragraph's end or of a table's row."""

    KEPT = "kept"
    INSERTED = "put in"
    DELETED = "taken out"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"

    @property
    def stands_before(self) -> bool:
        """Whether it stands when all changes are rejected."""
        return self in (Tracking.KEPT, Tracking.DELETED, Tracking.MOVED_AWAY)

    @property
    def stands_after(self) -> bool:
        """Whether it stands when all changes are accepted."""
        return self in (Tracking.KEPT, Tracking.INSERTED, Tracking.MOVED_HERE)


class ParagraphKind(Enum):
    """What a paragraph is; all but TEXT are said by a style and not by typed signs."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What a paragraph is, and how deep: a heading's level from 1, a bullet's from 0.

    ``look`` is how typed text is set (``item``, ``title``, ``quote``); it says nothing that could be lost.
    """

    kind: ParagraphKind = ParagraphKind.TEXT
    level: int = 0
    look: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words set alike; ``note`` is the number of a footnote (from 0) that is cited here, without words."""

    text: str
    tracking: Tracking = Tracking.KEPT
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """Runs, and the paragraph's end: one that goes joins its words to those of the next paragraph.

    ``move`` is the number of a move, which both its ends have.
    """

    runs: tuple[WordRun, ...]
    form: ParagraphForm = ParagraphForm()
    end: Tracking = Tracking.KEPT
    move: int | None = None


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row of a table, a paragraph for each cell."""

    cells: tuple[WordParagraph, ...]
    tracking: Tracking = Tracking.KEPT


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows, the first of which is the head; ``sides`` say where each column's words stand (``left`` ...)."""

    rows: tuple[WordRow, ...]
    sides: tuple[str, ...] = ()


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class WordStory:
    """Blocks in order, and the words of each footnote."""

    blocks: tuple[WordBlock, ...]
    notes: tuple[tuple[WordRun, ...], ...] = ()

    def before(self) -> tuple[tuple[object, ...], ...]:
        """What stands when all changes are rejected; ``after`` is its twin."""
        return tuple(_standing(self, [tracking for tracking in Tracking if tracking.stands_before]))

    def after(self) -> tuple[tuple[object, ...], ...]:
        """What stands when all changes are accepted."""
        return tuple(_standing(self, [tracking for tracking in Tracking if tracking.stands_after]))


def _standing(story: WordStory, fates: list[Tracking]) -> Iterator[tuple[object, ...]]:
    """Paragraphs as form and words, rows as their cells; empty ones are nothing."""
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
            said.append(("note", _said(story, story.notes[run.note], fates)))
        else:
            said.append((run.text, run.bold, run.italic, run.struck))
    return tuple(said)


def merged(runs: Iterable[WordRun]) -> Iterator[WordRun]:
    """The runs with neighbours that are set alike made one, and empty ones dropped."""
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
