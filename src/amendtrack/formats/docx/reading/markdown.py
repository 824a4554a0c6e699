"""A Word document as plain text, with some authors' changes accepted and all others rejected.

Knows how headings, labels, lists, tables, notes and emphasis are written in Markdown. Characters stay as typed:
only a bar inside a table cell is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import accumulate, groupby

from amendtrack.formats.docx.reading.autonumbers import LEVELS, ListCounters, ListDefinitions
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.number_fields import LISTS, FieldCounters
from amendtrack.formats.docx.reading.styles import Setting
from amendtrack.formats.docx.reading.typed import (
    Emphasis,
    NoteKind,
    NoteMark,
    TypedBlock,
    TypedCell,
    TypedParagraph,
    TypedRow,
    TypedTable,
    TypedWords,
    remains,
)
from amendtrack.intake.handmarks import Drawn, MarkedStretch, typed_out
from amendtrack.intake.stated.columns import MOST_ROWS_ABOVE, are_heads
from amendtrack.text.front_matter import is_front_matter
from amendtrack.text.numerals import roman
from amendtrack.text.typeface import HARD_BREAK, ends_words

_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class TypedStory:
    """Everything in a document that becomes text: the body, the notes by mark, and the lists' definitions."""

    blocks: tuple[TypedBlock, ...]
    notes: Mapping[NoteMark, tuple[TypedBlock, ...]]
    numbering: ListDefinitions


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and where in it each paragraph and row of the body starts, by the identity of their values."""

    text: str
    starts: Mapping[int, int]


@dataclass(slots=True)
class _Joining:
    """Paragraphs whose marks are deleted: their words so far, and the setting of the first that has any."""

    pieces: list[TypedWords] = field(default_factory=list)
    setting: Setting | None = None
    first: TypedBlock | None = None
    boxes: list[TypedBlock] = field(default_factory=list)
    initial: bool = False
    language: str = ""
    goes_on: bool = False


class Marks(Enum):
    """Which marks the text includes: those of bold and italic, and those of words struck through by hand."""

    EMPHASIS = "emphasis"
    NONE = "none"
    STRUCK = "struck through by hand"
    BOTH = "emphasis, and struck through by hand"


def write_markdown(
    story: TypedStory, accepted: frozenset[str], losses: Losses, marks: Marks = Marks.EMPHASIS
) -> Written:
    """The text with only those authors' changes accepted; losses are reported."""
    return _Writing(story, accepted, losses, marks).written()


@dataclass(slots=True)
class _Writing:
    story: TypedStory
    accepted: frozenset[str]
    losses: Losses
    marks: Marks
    foreign: set[str] = field(default_factory=set)
    called: dict[NoteMark, str] = field(default_factory=dict)
    calls: list[NoteMark] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    """Those that notes have so far."""
    counts: dict[NoteKind, int] = field(default_factory=dict)
    rows: dict[int, list[tuple[TypedRow, int]]] = field(default_factory=dict)
    inner: dict[int, str] = field(default_factory=dict)
    """The words of each table in one line, for those within others."""
    indents: dict[int, str] = field(default_factory=dict)
    """The blanks before the words of each paragraph, which count in a block of code."""

    def written(self) -> Written:
        shown = [(block, text) for block, text in self._blocks(self.story.blocks, self._counters()) if text]
        shown = _with_front_matter(shown)
        first, rest = _in_fences(shown)
        starts: dict[int, int] = {}
        texts: list[str] = []
        at = 0
        for k, (block, text) in enumerate(shown):
            starts[id(block)] = at
            if isinstance(block, TypedTable):
                starts |= {id(row): at + start for row, start in self.rows.get(id(block), ())}
            said = self.indents.get(id(block), "") + text if k in first or k in rest else text
            if k in rest:
                texts[-1] += "\n" + said
                starts[id(block)] = at = at - 1
            else:
                texts.append(said)
            at += len(said) + 2
        texts += self._notes()
        for form in sorted(self.foreign):
            self.losses.add(f"numbers in the format {form} are printed in digits")
        return Written("\n\n".join(texts) + "\n" if texts else "", starts)

    def _counters(self) -> FieldCounters:
        return FieldCounters(ListCounters(self.story.numbering, self.foreign, LISTS))

    def _notes(self) -> list[str]:
        """Every note that is cited, and those cited by notes in turn; a note without words is only its mark."""
        texts: list[str] = []
        while len(texts) < len(self.calls):
            mark = self.calls[len(texts)]
            if mark not in self.story.notes:
                self.losses.add(f"{mark.kind.one} that is referenced but missing from the file", self.called[mark])
            inner = self._blocks(_without(mark.sign, self.story.notes.get(mark, ())), self._counters())
            words = HARD_BREAK.join(self._unframed(block, text, "a note") for block, text in inner if text)
            texts.append(f"{self.called[mark]}: {words}".rstrip())
        return texts

    def _blocks(self, blocks: Iterable[TypedBlock], counting: FieldCounters) -> Iterable[tuple[TypedBlock, str]]:
        """Each block's text; paragraphs without a mark are joined to what follows them."""
        joining = _Joining()
        for block in blocks:
            if isinstance(block, TypedTable):
                if not any(remains(cell.trace, self.accepted) for row in self._shown(block) for cell in row.cells):
                    continue  # it is not there, so what is before it joins what is after it
                yield from self._joined(joining, counting)
                joining = _Joining()
                yield block, self._table(block, counting)
                continue
            self._join(joining, block)
            if remains(block.mark, self.accepted) and not block.initial and not block.goes_on:
                joining.first = joining.first or block
                yield joining.first, self._paragraph(joining, counting)
                yield from self._boxes(joining, counting)
                joining = _Joining()
        yield from self._joined(joining, counting)

    def _joined(self, joining: _Joining, counting: FieldCounters) -> Iterable[tuple[TypedBlock, str]]:
        """Paragraphs whose marks do not remain and which nothing follows; their boxes come after all their words."""
        if joining.pieces and joining.first:
            yield joining.first, self._paragraph(joining, counting)
        yield from self._boxes(joining, counting)

    def _boxes(self, joining: _Joining, counting: FieldCounters) -> Iterable[tuple[TypedBlock, str]]:
        if joining.boxes:
            yield from self._blocks(joining.boxes, counting)

    def _join(self, joining: _Joining, block: TypedParagraph) -> None:
        """Append a paragraph to those joined so far; its setting applies if they have no words.

        A heading that runs into the paragraph behind it is no line of its own, so it is not read as a heading.
        """
        pieces = [p for p in block.pieces if remains(p.trace, self.accepted)]
        if joining.goes_on and joining.pieces and pieces and joining.setting:
            self.losses.add("a paragraph whose mark is hidden: on one line with the next, as in Word")
            joining.setting = replace(joining.setting, outline=None)
        joining.goes_on = block.goes_on
        if not joining.pieces:
            joining.first = block
        if not joining.pieces or joining.initial:
            joining.setting, joining.language = block.setting_when(self.accepted), block.language
        joining.initial = block.initial
        joining.pieces += pieces
        joining.boxes += block.boxes

    def _paragraph(self, joining: _Joining, counting: FieldCounters) -> str:
        setting = joining.setting or Setting()
        level = -1 if setting.outline is None else setting.outline
        heading = "#" * (level + 1) if 0 <= level < _DEEPEST_HEADING else ""
        place = self.story.numbering.place(setting)
        label, parted = counting.lists.label(*place, joining.language) if place else ("", "")
        if label and not parted and "".join(piece.words for piece in joining.pieces)[:1].isspace():
            parted = " "  # a typed blank, tab or line break is all that separates them
        counting.begin(place, setting.outline)
        if joining.first is not None and joining.pieces:
            self.indents[id(joining.first)] = _edges(joining.pieces[0].words)[0].replace("\n", "")
        words = self._words(self._counted(joining.pieces, counting), heading=heading)
        if _DEEPEST_HEADING <= level < LEVELS and words:
            self.losses.add(f"a heading deeper than level {_DEEPEST_HEADING}: read as a plain paragraph", words)
        if not words:
            if label and label != "-":
                self.losses.add("an empty numbered paragraph left out; its number still counts", label)
            return ""
        if heading:
            return f"{heading} {label}{parted}{words}" if label and label != "-" else f"{heading} {words}"
        indent = "  " * place[1] if place and label == "-" else ""
        return f"{indent}{label}{parted}{words}" if label else words

    def _counted(self, pieces: Sequence[TypedWords], counting: FieldCounters) -> list[TypedWords]:
        """The pieces, with the number of each field that counts one; a number that is not known is left out."""
        made: list[TypedWords] = []
        between: list[str] = []
        for piece in pieces:
            between.append(piece.words)
            if piece.number:
                kind, number = piece.number.split()[0].upper(), counting.printed(piece.number, "".join(between))
                if number:
                    self.losses.add(f"a number computed by a field ({kind}): written as Word prints it", number)
                    piece = replace(piece, words=number)
                    between.clear()
                else:
                    self.losses.add(f"a number computed by a field ({kind}): left out")
            made.append(piece)
        return made

    def _words(self, pieces: Sequence[TypedWords], *, heading: str = "") -> str:
        """The words of one paragraph with its marks; each line is stripped of spaces at its edges."""
        if self.marks in (Marks.STRUCK, Marks.BOTH) and any(piece.drawn is Drawn.STRUCK for piece in pieces):
            text = typed_out(MarkedStretch(self._called(p.mark) if p.mark else p.words, p.drawn) for p in pieces)
            return self._lines(text, heading=heading)
        spans: list[tuple[Emphasis, str]] = []
        for emphasis, run in groupby(map(self._span, pieces), key=lambda span: span[0]):
            words = "".join(words for _, words in run)
            spans.append((Emphasis(italic=emphasis.italic) if heading else emphasis, words))
        return self._lines("".join(_emphasised(_parted(spans))), heading=heading)

    def _lines(self, text: str, *, heading: str) -> str:
        lines = [line.strip(" \t\u3000") for line in text.split("\n")]
        return (" " if heading else HARD_BREAK).join(line for line in lines if line)

    def _span(self, piece: TypedWords) -> tuple[Emphasis, str]:
        if piece.mark is not None:
            return Emphasis(), self._called(piece.mark)
        if self.marks in (Marks.NONE, Marks.STRUCK):
            return Emphasis(), piece.words
        return piece.emphasis_when(self.accepted), piece.words

    def _called(self, mark: NoteMark) -> str:
        if mark not in self.called:
            self.calls.append(mark)
            self.called[mark] = f"[^{mark.sign}]" if self._is_free(mark) else self._number(mark.kind)
        return self.called[mark]

    def _is_free(self, mark: NoteMark) -> bool:
        """Whether the note has a sign of its own, which no other note has."""
        if mark.sign in self.signs:
            self.losses.add(f"{mark.kind.one} with the mark of another: it has a number", mark.sign)
            return False
        self.signs |= {mark.sign} - {""}
        return bool(mark.sign)

    def _number(self, kind: NoteKind) -> str:
        self.counts[kind] = n = self.counts.get(kind, 0) + 1
        return f"[^{n if kind is NoteKind.FOOTNOTE else roman(n)}]"

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, table: TypedTable, counting: FieldCounters) -> str:
        shown = [(row, self._row(row, counting)) for row in self._shown(table)]
        shown = [(row, cells) for row, cells in shown if cells]
        width = max((len(cells) for _, cells in shown), default=0)
        if not any(any(cells) for _, cells in shown):
            return ""
        shown = [(row, self._on_one_line(cells)) for row, cells in self._with_breaks(shown)]
        self.inner[id(table)] = " ".join(cell.replace("\\|", "|") for _, cells in shown for cell in cells if cell)
        lines = [_line([*cells, *([""] * (width - len(cells)))]) for _, cells in shown]
        sides = [side for cell in shown[0][0].cells for side in self._sides(cell)]
        under = _line([*sides, *(["---"] * (width - len(sides)))])
        ends = list(accumulate(map(len, [lines[0], under, *lines[1:]]), lambda a, n: a + n + 1))
        self.rows[id(table)] = [(row, ends[k] + 1 if k else 0) for k, (row, _) in enumerate(shown)]
        return "\n".join([lines[0], under, *lines[1:]])

    def _shown(self, table: TypedTable) -> list[TypedRow]:
        return [row for row in table.rows if remains(row.trace, self.accepted)]

    def _with_breaks(self, shown: list[tuple[TypedRow, list[str]]]) -> list[tuple[TypedRow, list[str]]]:
        """In a table of amendments the paragraphs of a cell stay separate: each may match one of the draft."""
        if not any(are_heads([" ".join(cell.split()) for cell in cells]) for _, cells in shown[: MOST_ROWS_ABOVE + 1]):
            return shown
        return [(row, [_LINE_ENDS.sub("<br>", cell) for cell in cells]) for row, cells in shown]

    def _on_one_line(self, cells: list[str]) -> list[str]:
        if any("\n" in cell for cell in cells):
            self.losses.add("several paragraphs in one table cell: joined by a space")
        return [_LINE_ENDS.sub(" ", cell) for cell in cells]

    def _sides(self, cell: TypedCell) -> list[str]:
        """The alignment row under a cell of the first row, as Markdown writes it."""
        if not remains(cell.trace, self.accepted):
            return []
        first = cell.blocks[0] if cell.blocks else None
        side = first.setting_when(self.accepted).side if isinstance(first, TypedParagraph) else ""
        if side in _LEFT and self._says_left_everywhere():
            side = ""
        return [_SIDES.get(side, "---"), *(["---"] * (cell.span - 1))]

    def _says_left_everywhere(self) -> bool:
        """Whether paragraphs outside tables are aligned left as well, as LibreOffice writes; it then means nothing."""
        return any(isinstance(b, TypedParagraph) and b.setting.side in _LEFT for b in self.story.blocks)

    def _row(self, row: TypedRow, counting: FieldCounters) -> list[str]:
        texts: list[str] = []
        for cell in row.cells:
            if remains(cell.trace, self.accepted):
                texts += [self._cell(cell, counting), *([""] * (cell.span - 1))]
        return texts

    def _unframed(self, block: TypedBlock, text: str, where: str) -> str:
        """The text of a block, without the signs of a table, which can only be on lines of its own."""
        if not isinstance(block, TypedTable) or not text:
            return text
        self.losses.add(f"a table inside {where}: its cells are joined into one")
        return self.inner[id(block)]

    def _cell(self, cell: TypedCell, counting: FieldCounters) -> str:
        """The words of a cell: a line for each paragraph, its own line breaks written as ``\\v``."""
        texts = []
        for block, text in self._blocks(cell.blocks, counting):
            if text := self._unframed(block, text, "a table"):
                texts.append("\v".join(_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")))
        if not "".join(texts).strip(_NOTHING_JOINED):
            return ""
        return "\n".join(texts).replace("|", "\\|")


_SIDES = {"center": ":---:", "right": "---:", "end": "---:", "left": ":---", "start": ":---"}


_LEFT = frozenset(("left", "start"))
_NOTHING_JOINED = "\u200d\v"
"""In a cell without words, this joiner is no word: LibreOffice puts it into an empty row that is tracked."""
_BLANKS = re.compile("[ \t\n]+")
_LINE_ENDS = re.compile("[\n\v]+")


def _without(sign: str, note: Sequence[TypedBlock]) -> Sequence[TypedBlock]:
    """A note without the sign that is typed before its words, which LibreOffice repeats."""
    if not sign or not note or not isinstance(note[0], TypedParagraph):
        return note
    pieces = list(note[0].pieces)
    for k, piece in enumerate(pieces):
        pieces[k] = replace(piece, words=piece.words.lstrip(sign + " \t\u00a0"))
        if pieces[k].words or piece.mark:
            break
    return [replace(note[0], pieces=tuple(pieces)), *note[1:]]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _in_fences(shown: Sequence[tuple[TypedBlock, str]]) -> tuple[set[int], set[int]]:
    """The typed fences that open a block of code, and its other lines with the closing fences: no paragraphs."""
    first, rest = set[int](), set[int]()
    opened = None
    for k, (block, text) in enumerate(shown):
        if isinstance(block, TypedTable):
            opened = None
        elif opened is None:
            opened = (k, text[:3]) if _FENCE.fullmatch(text) else None
        elif text == opened[1]:
            first.add(opened[0])
            rest.update(range(opened[0] + 1, k + 1))
            opened = None
    return first, rest


def _with_front_matter(shown: list[tuple[TypedBlock, str]]) -> list[tuple[TypedBlock, str]]:
    """The blocks, with those of the front matter before the first paragraph as one."""
    if not shown or shown[0][1] != "---":
        return shown
    last = next((k for k, (_, text) in enumerate(shown) if k and text == "---"), 0)
    front = "\n".join(text for _, text in shown[: last + 1]).replace(HARD_BREAK, "\n")
    return [(shown[0][0], front), *shown[last + 1 :]] if is_front_matter(front) else shown


_FENCE = re.compile(r"(?:```|~~~)[\w.+-]*")


# ---- emphasis ------------------------------------------------------------------------------------------


def _parted(spans: Sequence[tuple[Emphasis, str]]) -> list[tuple[Emphasis, str]]:
    """The spans, with spaces at the edges of emphasis left plain."""
    found: list[tuple[Emphasis, str]] = []
    for emphasis, words in spans:
        lead, core, tail = _edges(words)
        if not emphasis.mark or not core:
            _add(found, Emphasis(), words)
            continue
        _add(found, Emphasis(), lead)
        found.append((emphasis, core))
        _add(found, Emphasis(), tail)
    return found


def _add(found: list[tuple[Emphasis, str]], emphasis: Emphasis, words: str) -> None:
    if not words:
        return
    if found and found[-1][0] == emphasis:
        found[-1] = (emphasis, found[-1][1] + words)
    else:
        found.append((emphasis, words))


def _edges(words: str) -> tuple[str, str, str]:
    core = words.strip()
    start = len(words) - len(words.lstrip()) if core else len(words)
    return words[:start], core, words[start + len(core) :]


def _emphasised(spans: Sequence[tuple[Emphasis, str]]) -> list[str]:
    """The spans with their marks, where marks are possible: around whole words, and not next to other marks."""
    written: list[str] = []
    for k, (emphasis, words) in enumerate(spans):
        before = written[-1][-1] if written else " "
        after = spans[k + 1][1][0] if k + 1 < len(spans) else " "
        if emphasis.mark and _can_be_marked(words, before, after):
            words = f"{emphasis.mark}{words}{emphasis.mark}"
        written.append(words)
    return written


def _is_cut(outside: str, inside: str) -> bool:
    """Whether a mark between these two would be inside a word."""
    return inside.isalnum() and not ends_words(outside, inside)


def _can_be_marked(words: str, before: str, after: str) -> bool:
    cut = _is_cut(before, words[0]) or _is_cut(after, words[-1])
    beside = before in "*_" or after in "*_"
    return not cut and not beside and not set(words) & set("*_\n`") and any(c.isalnum() for c in words)
