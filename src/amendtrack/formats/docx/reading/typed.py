"""A Word document as it was typed: paragraphs and tables, and for each stretch of words the tracked changes around it.

Values only. ``remains`` says whether words with a given trace remain when some authors' changes are accepted and all
others are rejected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from amendtrack.formats.docx.reading.styles import Setting
from amendtrack.intake.handmarks import Drawn


class TrackedAct(Enum):
    """What a tracked change does to the words in it."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"


_ADDS = frozenset((TrackedAct.INSERTED, TrackedAct.MOVED_HERE))


@dataclass(frozen=True, slots=True)
class Layer:
    """One tracked change: what it does, its author, and its date as typed."""

    act: TrackedAct
    author: str
    date: str

    def keeps(self, accepted: frozenset[str]) -> bool:
        """Whether words in it remain when only those authors' changes are accepted."""
        return (self.author in accepted) is (self.act in _ADDS)


Trace = tuple[Layer, ...]
"""The changes around a stretch of words, outermost first: an insertion that somebody else later deleted has two."""


def remains(trace: Trace, accepted: frozenset[str]) -> bool:
    """Whether words with that trace remain when only those authors' changes are accepted."""
    return all(layer.keeps(accepted) for layer in trace)


def is_final(trace: Trace) -> bool:
    """Whether words with that trace remain when all changes are accepted."""
    return all(layer.act in _ADDS for layer in trace)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Bold, italic or both."""

    bold: bool = False
    italic: bool = False

    @property
    def mark(self) -> str:
        """The marks of Markdown; empty if it is neither."""
        return "*" * (2 * self.bold + self.italic)


class NoteKind(Enum):
    """The two kinds of note in Word."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"

    @property
    def one(self) -> str:
        """``a footnote`` or ``an endnote``, for use in a sentence."""
        return f"{'an' if self is NoteKind.ENDNOTE else 'a'} {self.value}"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place where a note is called: its kind and its id in the file.

    The author may have typed a ``sign`` for it, such as ``*``; Word does not number such a note.
    """

    kind: NoteKind
    id: str
    sign: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Words with one trace and one format, or instead the ``mark`` of a note or the code of a ``number`` to be counted.

    ``before`` is their emphasis before the named author changed it; ``drawn`` is how they are drawn by hand.
    """

    words: str
    trace: Trace
    emphasis: Emphasis
    mark: NoteMark | None = None
    before: tuple[Emphasis, str] | None = None
    drawn: Drawn = Drawn.PLAIN
    number: str = ""

    def emphasis_when(self, accepted: frozenset[str]) -> Emphasis:
        """Their emphasis when only those authors' changes are accepted."""
        return self.before[0] if self.before and self.before[1] not in accepted else self.emphasis


@dataclass(frozen=True, slots=True)
class TypedParagraph:
    """A paragraph: its words, the trace of its mark, and its setting (``before`` as for words).

    ``boxes`` are the blocks of the text boxes anchored in it; an ``initial`` is a drop capital, whose word continues in
    the next paragraph. ``language`` is that of its number, if it says. If its mark is hidden, its line ``goes_on``:
    Word prints the next paragraph behind it.
    """

    pieces: tuple[TypedWords, ...]
    mark: Trace
    setting: Setting
    before: tuple[Setting, str] | None = None
    boxes: tuple[TypedBlock, ...] = ()
    initial: bool = False
    language: str = ""
    goes_on: bool = False

    def setting_when(self, accepted: frozenset[str]) -> Setting:
        """Its setting when only those authors' changes are accepted."""
        return self.before[0] if self.before and self.before[1] not in accepted else self.setting


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A table cell: its blocks, how many columns it spans, and whether it continues the cell above."""

    blocks: tuple[TypedBlock, ...]
    trace: Trace
    span: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A table row."""

    cells: tuple[TypedCell, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table, row by row."""

    rows: tuple[TypedRow, ...]


TypedBlock = TypedParagraph | TypedTable


class TrackedKind(Enum):
    """What was changed, as Word tracked it."""

    INSERT = "insert"
    DELETE = "delete"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"
    FORMAT = "format"
    MARK_INSERTED = "paragraph mark inserted"
    MARK_DELETED = "paragraph mark deleted"
    PART_INSERTED = "row or cell inserted"
    PART_DELETED = "row or cell deleted"
    RENUMBERED = "list or heading"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One tracked change: its kind, its author, its date as typed, and the words in it."""

    kind: TrackedKind
    author: str
    date: str
    words: str


_KINDS = {
    TrackedAct.INSERTED: TrackedKind.INSERT,
    TrackedAct.DELETED: TrackedKind.DELETE,
    TrackedAct.MOVED_HERE: TrackedKind.MOVED_HERE,
    TrackedAct.MOVED_AWAY: TrackedKind.MOVED_AWAY,
}


def changes_in(block: TypedBlock) -> Iterator[TrackedChange]:
    """The changes to a block: to its words, marks, lists and headings, and to the rows and cells of a table."""
    if isinstance(block, TypedParagraph):
        yield from _of_paragraph(block)
        for box in block.boxes:
            yield from changes_in(box)
        return
    for row in block.rows:
        yield from _parts_changed(row.trace)
        for cell in row.cells:
            yield from _parts_changed(cell.trace)
            for inner in cell.blocks:
                yield from changes_in(inner)


def _parts_changed(trace: Trace) -> Iterator[TrackedChange]:
    for layer in trace:
        kind = TrackedKind.PART_INSERTED if layer.act in _ADDS else TrackedKind.PART_DELETED
        yield TrackedChange(kind, layer.author, layer.date, "")


def _of_paragraph(paragraph: TypedParagraph) -> tuple[TrackedChange, ...]:
    """The changes to a paragraph's words and mark, in the order in which they open, and the one to its list or heading.

    Adjacent changes to words are joined.
    """
    found: list[tuple[Layer, list[str]]] = []
    opened: dict[Layer, list[str]] = {}
    for piece in paragraph.pieces:
        still = {}
        for layer in piece.trace:
            words = opened.get(layer)
            if words is None:
                words = []
                found.append((layer, words))
            if layer not in still:
                words.append(piece.words)
            still[layer] = words
        opened = still
    changes = [TrackedChange(_KINDS[layer.act], layer.author, layer.date, "".join(words)) for layer, words in found]
    for layer in paragraph.mark:
        kind = TrackedKind.MARK_INSERTED if layer.act in _ADDS else TrackedKind.MARK_DELETED
        changes.append(TrackedChange(kind, layer.author, layer.date, ""))
    if paragraph.before is not None and paragraph.before[0].place != paragraph.setting.place:
        changes.append(TrackedChange(TrackedKind.RENUMBERED, paragraph.before[1], "", ""))
    return tuple(changes)
