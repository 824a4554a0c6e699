"""A text as its units: the pieces that negotiators call by a printed label, and the position of each.

Knows headings, labels, list signs, table rows, notes, fenced blocks and hard-wrapped lines, in Markdown, AsciiDoc and
plain text, in any of the languages of ``label_forms``. A unit holds only offsets, so no byte is lost. ``labels`` knows
what a label's number means, ``words`` what a word is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from itertools import accumulate, chain, repeat
from operator import add
from typing import NamedTuple

from amendtrack.text.bare_numbers import numbered, numbers_paragraphs
from amendtrack.text.indentation import INDENT, column_at
from amendtrack.text.list_columns import counts_on, is_year, listed_lines, may_be_item, opens_inner_list, stands_apart
from amendtrack.text.openings import UNSEEN, Form, Opening, begins_with_month, is_annex_to, opening
from amendtrack.text.scripts import is_small


class UnitKind(Enum):
    """What a unit is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    NOTE = "note"
    ROW = "row"
    LINE = "line"
    RULE = "rule"


class Unit(NamedTuple):
    """One addressable piece of a text: offsets into its source, and its label as typed.

    ``start`` is the first character, ``body`` where the wording starts (after label, list sign or
    heading mark), ``end`` just after the last character that is not white space (in a fenced block
    white space is content).
    """

    kind: UnitKind
    label: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """A source and its units, in order; between two units there are only white space and invisible characters.

    >>> text = parse_text("1. We shall meet.\\n2. We shall report.\\n")
    >>> text, [unit.label for unit in text.units], text.wording(text.units[1])
    (<Text of 2 units, 38 characters>, ['1.', '2.'], 'We shall report.')
    """

    source: str
    units: tuple[Unit, ...]

    def __hash__(self) -> int:
        return hash(self.source)  # which Python keeps; its units follow from it

    def __str__(self) -> str:
        return self.source

    def __repr__(self) -> str:
        many = len(self.units)
        return f"<Text of {many} unit{'s' if many != 1 else ''}, {len(self.source)} characters>"

    def wording(self, unit: Unit) -> str:
        """The unit's words, without label, list sign or heading mark."""
        return self.source[unit.body : unit.end]

    def printed(self, unit: Unit) -> str:
        """The unit as it appears in the source, with label and signs."""
        return self.source[unit.start : unit.end]


class Layout(Enum):
    """What separates unlabelled paragraphs: blank lines, or every line end.

    In a numbered layout a bare number is a paragraph's label: ``1 Der Bund ...``.
    """

    BLOCKS = "blocks"
    LINES = "lines"
    NUMBERED_BLOCKS = "numbered blocks"
    NUMBERED_LINES = "numbered lines"

    @property
    def is_lines(self) -> bool:
        """Whether every line end separates paragraphs."""
        return self in (Layout.LINES, Layout.NUMBERED_LINES)

    @property
    def is_numbered(self) -> bool:
        """Whether a bare number is a paragraph's label."""
        return self in (Layout.NUMBERED_BLOCKS, Layout.NUMBERED_LINES)


def parse_text(source: str, layout: Layout | None = None) -> Text:
    """The source read as units; ``format_text`` gives the source back.

    If no layout is given, it is detected from the source.

    >>> text = parse_text("# Goals\\n\\n5 bis. Clear all\\nareas.\\n(a) Survey them;\\n")
    >>> [(unit.kind.value, unit.label, text.wording(unit)) for unit in text.units]
    [('heading', '', 'Goals'), ('paragraph', '5 bis.', 'Clear all\\nareas.'), ('item', '(a)', 'Survey them;')]
    """
    layout = layout or layout_of(source)
    return read_blocks(source, split_blocks(source, layout), layout)


def read_blocks(source: str, blocks: Collection[str], layout: Layout) -> Text:
    """The source read as units, if it is already cut into blocks."""
    return Text(source, tuple(units_of_blocks(blocks, layout)[0]))


def units_of_blocks(blocks: Collection[str], layout: Layout, start: int = 0) -> tuple[list[Unit], list[int]]:
    """The units of a text cut into blocks, and how many of them there are before each block, and in all.

    Places are counted from ``start``, where the first block begins.
    """
    often = _READ_OFTEN[layout]
    read = [often(block) if len(block) <= _LONGEST_READ_OFTEN else parse_block(block, layout) for block in blocks]
    if len(read) == 1:  # as many between two runs of equal blocks
        return list(shifted(read[0], start)), [0, len(read[0])]
    counts = list(map(len, read))
    columns = tuple(zip(*chain.from_iterable(read)))
    if not columns:
        return [], [0] * (len(counts) + 1)
    kinds, labels, *places = columns
    ends = accumulate(map(len, blocks), initial=start)
    by = tuple(chain.from_iterable(map(repeat, ends, counts)))
    units = map(_unit, zip(kinds, labels, *(map(add, at, by) for at in places)))
    return list(units), list(accumulate(counts, initial=0))


def shifted(units: Sequence[Unit], by: int) -> Iterable[Unit]:
    """The units, so many characters further on."""
    if not by or not units:
        return units
    kinds, labels, *places = zip(*units)
    return map(_unit, zip(kinds, labels, *(map(by.__add__, at) for at in places)))


_unit = partial(tuple.__new__, Unit)
"""``Unit(...)`` of five values without its call, since there are very many."""


def format_text(text: Text) -> str:
    """The source of a text, byte for byte; the inverse of ``parse_text``.

    >>> format_text(parse_text("1. We shall meet.\\n"))
    '1. We shall meet.\\n'
    """
    return text.source


def layout_of(source: str) -> Layout:
    """LINES for a text without blank lines and with a line over 100 characters, else BLOCKS; numbered or not."""
    return _layout(lines=_is_in_lines(source), numbered=numbers_paragraphs(source))


def _is_in_lines(source: str) -> bool:
    if not source[:1].isspace() and 0 <= source.find("\n\n") < len(source) - len(blank_end(source, 0, len(source))):
        return False  # as most
    inside = source.strip()
    if _has_blank_lines(inside):
        return False
    return max(map(len, inside.split("\n" if "\n" in inside else "\r"))) > _LONG_LINE


def _layout(*, lines: bool, numbered: bool) -> Layout:
    if numbered:
        return Layout.NUMBERED_LINES if lines else Layout.NUMBERED_BLOCKS
    return Layout.LINES if lines else Layout.BLOCKS


def layout_beside(first: str, source: str, *, was: Layout | None = None) -> Layout:
    """The layout of a text that was made from the first one; ``was`` is the layout of that, if known.

    If most of its lines occur in the first text, it has the same layout: one line that became long, or the loss of the
    only long line, is no evidence about the others. Whether bare numbers are labels is always seen in the first.
    """
    was = was or layout_of(first)
    own = _layout(lines=_is_in_lines(source), numbered=was.is_numbered)
    if was is own or _has_blank_lines(first.strip()) or _has_blank_lines(source.strip()):
        return own
    there = {line.strip() for line in first.splitlines()}
    lines = [line.strip() for line in source.strip().splitlines()]
    return was if 2 * sum(line in there for line in lines) > len(lines) else own


def _has_blank_lines(inside: str) -> bool:
    return "\n\n" in inside or _BLANK_LINES.search(inside) is not None


def split_blocks(source: str, layout: Layout) -> list[str]:
    """The source cut where units certainly end; joined, the blocks are the source.

    Each block carries the white space after it; a fenced block is never cut.
    """
    inside = source.strip()
    if not inside:
        return [source] if source else []
    if layout.is_lines:
        blocks = _LINE_WITH_END.findall(inside)
    else:
        parts = inside.split("\n\n")
        blocks = [part + "\n\n" for part in parts[:-1]] + parts[-1:]
        if "\r" in inside or "\n\n\n" in inside or any(map(str.isspace, parts)):
            ends = [found.end() for found in _BLANK_LINES.finditer(inside)]
            blocks = [inside[start:end] for start, end in zip([0, *ends], [*ends, len(inside)])]
    if "`" in inside or "~" in inside:
        blocks = _fences_whole(blocks, inside)
    start = len(source) - len(source.lstrip())
    blocks[0] = source[:start] + blocks[0]
    blocks[-1] += source[start + len(inside) :]
    return blocks


def blank_end(source: str, start: int, end: int) -> str:
    """The white space at the end of a stretch, whose other characters are not copied: it may be a whole text."""
    at = end
    while at > start and source[at - 1].isspace():
        last = source[max(start, at - _NEAR_END) : at]
        at -= len(last) - len(last.rstrip())
    return source[at:end]


_NEAR_END = 256


def has_plain_blocks(source: str) -> bool:
    """Whether ``split_blocks`` cuts the source at every two line ends, and nowhere else; no block is fenced."""
    if not source or source[0].isspace() or "\r" in source:
        return False
    if _BLANK_BLOCK.search(source, 0, len(source) - len(blank_end(source, 0, len(source)))):
        return False
    return not (("`" in source and "```" in source) or ("~" in source and "~~~" in source))


_BLANK_BLOCK = re.compile(r"\n\n(?:\n|[^\S\n]\s*\n\n)")


def parse_block(block: str, layout: Layout) -> tuple[Unit, ...]:
    """The units of one block, with offsets in the block; depends on nothing but its arguments."""
    line = block.rstrip()
    on_one = line[:1].isalpha() and not layout.is_numbered and "\n" not in line and "\r" not in line
    if on_one and opening(line, 0, len(line)) is None:  # as most: a paragraph on one line, without a label
        return (Unit(UnitKind.PARAGRAPH, "", 0, 0, len(line)),)
    return tuple(_units(block, layout, 0))


_LONGEST_READ_OFTEN = 2000
_READ_OFTEN = {layout: lru_cache(maxsize=1 << 12)(partial(parse_block, layout=layout)) for layout in Layout}
"""Most blocks of a proposal also occur in the draft and in the other proposals."""


_LONG_LINE = 100
_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r(?!\n))\s*[\r\n]")
_LINE_WITH_END = re.compile(r"[^\r\n]+(?:\r\n?+|\n|\Z)[\r\n]*")


# ---- fenced blocks -------------------------------------------------------------------------------------

_FENCE = re.compile(r"(?<![^\r\n])[^\S\r\n]*(`{3,}(?=[^`\r\n]*(?![^\r\n]))|~{3,})([^\r\n]*)")


def _fences(source: str) -> list[tuple[int, int]]:
    """The range of each closed fenced block, including its two marks."""
    found: list[tuple[int, int]] = []
    marks = [(m.start(), m.end(), m[1][0], len(m[1]), not m[2].strip()) for m in _FENCE.finditer(source)]
    unclosed = {"`": len(source) + 1, "~": len(source) + 1}  # no mark of this length is closed later
    k = 0
    while k < len(marks):
        start, _, sign, length, bare = marks[k]
        k += 1
        if length >= unclosed[sign] or (bare and length > _SHORTEST_FENCE and _underlines(source, start, length)):
            continue
        for n in range(k, len(marks)):
            _, end, other, size, bare = marks[n]
            if bare and other == sign and size >= length:
                found.append((start, end))
                k = n + 1
                break
        else:
            unclosed[sign] = length
    return found


_SHORTEST_FENCE = 4
"""A longer line of backticks under a title of its length is a rule, not a fence."""


def _underlines(source: str, start: int, length: int) -> bool:
    """Whether a line of backticks is the rule under a title of that length, as reStructuredText has them."""
    lines = source[max(0, start - _LONGEST_TITLE - 2) : start].splitlines()
    title, before = (["", "", *lines])[:-3:-1]
    return bool(title) and not before.strip() and title[0].isalnum() and len(title) <= length <= len(title) + 2


def _fences_whole(blocks: list[str], source: str) -> list[str]:
    """The blocks, joined again where a cut fell into a fenced block."""
    if "```" not in source and "~~~" not in source:
        return blocks
    whole: list[str] = []
    fences = iter(_fences(source))
    fence = next(fences, None)
    at, pending = 0, []
    for block in blocks:
        pending.append(block)
        at += len(block)
        while fence and fence[1] <= at:
            fence = next(fences, None)
        if fence and fence[0] < at:
            continue
        whole.append("".join(pending))
        pending = []
    return whole + pending


# ---- lines into units ----------------------------------------------------------------------------------

_LINE = re.compile(r"\S[^\r\n]*")
_TABLE = re.compile(r"^[^\S\n]*\|?[ :]*-+[ :]*(?:\|[ :]*-+[ :]*)+\|?[^\S\n]*$", re.MULTILINE)
_FENCED_LINE = re.compile(r"[^\r\n]+")
_NARROWEST_WRAP = 60
"""Text is not wrapped by hand or machine at fewer characters than this."""
_RAGGED = 10
"""A line with room for this and the next word more was cut on purpose."""
_STOPS = ".:;!?…。；：！？،؛؟।។။։።"
_CLOSERS = "\"'”’»)]*_"


def _units(block: str, layout: Layout, offset: int) -> list[Unit]:
    if "```" not in block and "~~~" not in block:
        return _read_lines(block, 0, len(block), layout, offset)
    units: list[Unit] = []
    at = 0
    for start, end in _fences(block):
        units += _read_lines(block, at, start, layout, offset)
        units += _fenced_lines(block, start, end, offset)
        at = end
    opens = _open_fence(block, at)
    units += _read_lines(block, at, opens, layout, offset)
    return [*units, *_fenced_lines(block, opens, len(block), offset)]


def _fenced_lines(block: str, start: int, end: int, offset: int) -> Iterator[Unit]:
    for line in _FENCED_LINE.finditer(block, start, end):
        if not line[0].isspace():
            first, last = line.start() + offset, line.end() + offset
            yield Unit(UnitKind.LINE, "", first, first, last)


def _open_fence(block: str, at: int) -> int:
    """Where in a block a fence of backticks opens that is closed nowhere: what stands under it is code all the same."""
    found = _FENCE.search(block, at)
    is_open = found and found[1][0] == "`" and bool(block[found.end() :].strip())
    is_rule = found and len(found[1]) > _SHORTEST_FENCE and _underlines(block, found.start(), len(found[1]))
    return found.start() if found and is_open and not is_rule else len(block)


@dataclass(slots=True)
class _Reading:
    """The unit being read, line by line."""

    opening: Opening | None
    start: int
    body: int
    end: int
    line: int
    lines: int = 1

    def unit(self, source: str, offset: int, below: int | None = None) -> Unit:
        """The unit that was read; ``below`` is where the next line of its block begins."""
        kind = _kind(self, source, below)
        label = self.opening.label if self.opening else ""
        return Unit(kind, label, self.start + offset, self.body + offset, self.end + offset)

    def takes(self, at: int, end: int) -> None:
        """Continue with one more line; the line under a title is none of its words."""
        if self.body == self.end and not (self.opening and self.opening.form is Form.HEADING):
            self.body = at
        self.end, self.line, self.lines = end, at, self.lines + 1


def _read_lines(source: str, first: int, last: int, layout: Layout, offset: int) -> list[Unit]:
    units: list[Unit] = []
    reading: _Reading | None = None
    width = before = 0
    in_sentences: bool | None = None
    listed: frozenset[int] | None = None
    facts = found.end() if source.startswith("---", first) and (found := _FACTS.match(source, first, last)) else first
    is_table = "|" in source and _TABLE.search(source, first, last) is not None
    for line in _LINE.finditer(source, first, last):
        at, stop = line.span()
        end = at + len(line[0].rstrip())
        if line[0][0] > "~" and not line[0].strip(UNSEEN):  # nobody sees that there is a line
            continue
        opens = opening(source, at, end)
        if at < facts and opens and opens.sign == "#":
            opens = None  # a remark
        if opens and opens.sign == ".." and not (reading and reading.opening and reading.opening.sign in _DOTS):
            opens = None  # a remark of reStructuredText
        may_be_numbered = layout.is_numbered and (opens is None or opens.form is Form.BARE)
        if may_be_numbered and (reading is None or layout.is_lines or _sentence_ends(reading, source)):
            opens = numbered(source, at, end) or opens
        if is_table and "|" in line[0]:
            opens = Opening(Form.ROW, "", at, "|")
        if reading is None or layout.is_lines or _ends_before(reading, source, before, at):
            starts = True
        elif _may_underline(source, reading, opens, at, end) and _is_title(reading, source, end - at, units):
            label = reading.opening.label if reading.opening else ""
            reading.opening = Opening(Form.HEADING, label, reading.body)
            starts = False
        elif opens is None:
            starts = source[end - 1] in _WIDE_STOPS and _is_indented_after_sentence(source, reading, before, at)
            if starts:
                in_sentences = _is_in_sentences(source[first:last]) if in_sentences is None else in_sentences
                starts = in_sentences
        elif opens.is_certain:
            starts = True
        else:
            width = width or max(map(len, source[first:last].split("\n")))
            starts = _is_believable(source, reading, opens, at, end, width)
            if not starts and may_be_item(opens):
                listed = listed_lines(source, first, last) if listed is None else listed
                starts = at in listed or (
                    reading.opening is not None
                    and (
                        stands_apart(source, reading.start, reading.body, reading.line, at)
                        or opens_inner_list(source, reading.start, opens, at, last)
                    )
                )
        before = stop
        if not starts and reading:
            reading.takes(at, end)
            continue
        if reading:
            units.append(reading.unit(source, offset, at))
        reading = _Reading(opens, at, opens.body if opens else at, end, at)
    if reading:
        units.append(reading.unit(source, offset))
    return units


_DOTS = (".", "..")
_FACTS = re.compile(
    r"---[^\S\n]*\n(?:#[^\n]*\n)*[\w.-]+:[^\S\n][^\n]*\n(?:(?:#|[\w.-]+:|[^\S\n]|- )[^\n]*\n)*(?=---|\.\.\.)"
)
"""The facts at the head of a file, ``name: value``, up to the line that closes them."""


def _is_indented_after_sentence(source: str, reading: _Reading, before: int, at: int) -> bool:
    """Whether a line is indented below one that ends a Chinese sentence, as paragraphs of Taiwanese statutes are."""
    indent = source[before:at].rpartition("\n")[2]
    return len(indent) + indent.count("\u3000") > 1 and source[reading.end - 1] in _WIDE_STOPS


def _is_in_sentences(block: str) -> bool:
    """Whether the long lines of a block end sentences: so nothing wrapped them at a width."""
    lines = [line.rstrip() for line in block.split("\n")]
    width = max(map(len, lines))
    return all(line[-1] in _WIDE_STOPS for line in lines if len(line) > width - _RAGGED and line)


_WIDE_STOPS = "。！？：；"


def _ends_before(reading: _Reading, source: str, start: int, end: int) -> bool:
    """Whether the unit cannot continue beyond the white space ``source[start:end]``."""
    if reading.opening and reading.opening.is_one_line:
        return True
    if end - start < 2:
        return False
    gap = source[start:end]
    return gap.count("\n") > 1 or gap.count("\r") > 1


def _is_title(reading: _Reading, source: str, under: int, units: list[Unit]) -> bool:
    """Whether a line of ``---`` or ``===`` under it would make it a heading: a short title, which ends no sentence.

    It may go on for several lines, if the line under it is drawn to their measure. Under prose, such a line closes a
    box that a line above the prose opened. So does one as short as that above and shorter than what is between, as
    around the facts at the head of a file. Under ``[source]`` it opens one.
    """
    line = source[reading.start : reading.end]
    if units and units[-1].kind is UnitKind.RULE and units[-1].end - units[-1].start == under < len(line):
        return False
    if line[0] == "[" and line[-1] == "]" and "](" not in line:
        return False
    if len(line) > _LONGEST_TITLE or _ENDS_SENTENCE.search(line):
        return False
    if reading.lines > 1 and 2 * under < max(map(len, line.splitlines())):
        return False
    return reading.opening is None or reading.opening.form not in _ITEMS


def _may_underline(source: str, reading: _Reading, opens: Opening | None, at: int, end: int) -> bool:
    """Whether a line may be the rule under a title: of ``---`` or ``===``, or of any other sign if it is as long.

    reStructuredText and AsciiDoc have such rules: ``~~~~``.
    """
    if opens is not None:
        return opens.form is Form.RULE and opens.sign in "-="
    if column_at(source, at):
        return False  # of code
    is_line = source[at] in _UNDERLINES and not source[at:end].strip(source[at])
    return is_line and end - at >= _SHORTEST_FENCE and abs(end - at - (reading.end - reading.start)) <= _OFF_BY


_ENDS_SENTENCE = re.compile(r"[.;。；][^\S\r\n]*(?![^\r\n])")
_UNDERLINES = frozenset("~^\"+'")
_OFF_BY = 2
_ITEMS = frozenset((Form.SIGN, Form.ROUND, Form.HALF, Form.WIDE, Form.DEGREE, Form.CIRCLED))
_KINDS = {
    Form.HEADING: UnitKind.HEADING,
    Form.RULE: UnitKind.RULE,
    Form.ROW: UnitKind.ROW,
    Form.NOTE: UnitKind.NOTE,
    Form.ROUND: UnitKind.ITEM,
    Form.HALF: UnitKind.ITEM,
    Form.WIDE: UnitKind.ITEM,
    Form.DEGREE: UnitKind.ITEM,
    Form.CIRCLED: UnitKind.ITEM,
    Form.BARE: UnitKind.HEADING,
    Form.ROMAN: UnitKind.HEADING,
    Form.ALONE: UnitKind.HEADING,
}
_TITLED = frozenset((Form.WORD, Form.ORDINAL, Form.HAN, Form.LETTER, Form.MARK, Form.BEHIND))
_LONGEST_TITLE = 120
_CENTRED = 9
"""Columns from which a line is centred, not indented."""


def _kind(reading: _Reading, source: str, below: int | None) -> UnitKind:
    found = reading.opening
    if found is None:
        return UnitKind.PARAGRAPH
    if found.form in _KINDS:
        return _KINDS[found.form]
    if found.form is Form.SIGN and (found.sign != ">" or found.label_form in _ITEMS):
        return UnitKind.ITEM
    if found.form in _TITLED and _looks_like_a_title(reading, source, below):
        return UnitKind.HEADING
    return UnitKind.ITEM if found.form is Form.LETTER else UnitKind.PARAGRAPH


def _looks_like_a_title(reading: _Reading, source: str, below: int | None) -> bool:
    label = reading.opening.label if reading.opening else ""
    if source[reading.start : reading.body].rstrip(" \t*_")[-1:] in (":", "：", "、") or is_small(label):
        return False
    if (
        reading.opening
        and reading.opening.form is Form.LETTER
        and INDENT <= column_at(source, reading.start) < _CENTRED
    ):
        return False  # an item of a list, as in Korean law
    if reading.lines == 1 and is_annex_to(source[reading.body : reading.end]):
        return True
    if label.startswith(_UNTITLED) and source[reading.end - 1] in _THAI:
        return False
    short = reading.lines == 1 and reading.end - reading.start <= _LONGEST_TITLE
    return short and source[reading.end - 1] not in _STOPS + "," and not _begins_a_paragraph(reading, source, below)


_UNTITLED = ("มาตรา", "ข้อ")
"""Words of Thai articles, which have no titles; nor have Thai sentences a sign at their end."""
_THAI = frozenset(map(chr, range(0x0E01, 0x0E5C)))


def _begins_a_paragraph(reading: _Reading, source: str, below: int | None) -> bool:
    """Whether a line is no title: words follow a second label, ``3. § (1) The Act applies to``, or stand in a column.

    The next line begins in that column, too: ``3. §   The Act applies to`` and, below the words, ``a) boats``.
    """
    if below is not None and (column := column_at(source, below)) >= _CENTRED:
        start = source.rfind("\n", 0, reading.body) + 1
        if len(source[start : reading.body].expandtabs(4)) == column:
            return True
    inner = opening(source, reading.body, reading.end) if source.startswith("(", reading.body) else None
    return inner is not None and inner.form is Form.ROUND and inner.body < reading.end


def _sentence_ends(reading: _Reading, source: str) -> bool:
    """Whether the lines read so far are whole sentences, or the number and title of an article."""
    titled = reading.opening is not None and reading.opening.form in _TITLED | {Form.HEADING} and reading.lines < 3
    return titled or source[reading.line : reading.end].rstrip(_CLOSERS)[-1:] in tuple(_STOPS)


def _is_believable(source: str, reading: _Reading, opens: Opening, at: int, end: int, width: int) -> bool:
    """Whether a line inside a paragraph starts a unit, although wrapped prose could open like that.

    It does if it continues the series of the previous unit, or follows a full stop or the like, or a line that was
    deliberately cut short. A year in a sentence never starts a unit.
    """
    previous = reading.opening
    if previous and previous.label and opens.label and counts_on(previous.label, opens.label):
        return True
    if previous and opens.form is Form.SPACED and previous.form in _TITLED:
        return True
    if previous and opens.sign and previous.sign == opens.sign:
        return opens.sign != ">" or bool(opens.label)
    if is_year(opens.label) or _closes(source[reading.start : reading.end], opens.label):
        return False
    if opens.form is Form.DOT and opens.label[0].isdecimal() and begins_with_month(source, opens.body, end):
        return False  # 1. Oktober
    if opens.form is Form.HAN and opens.label[0] == "第" and source[opens.body - 1].isspace():
        return True  # prose has no blank behind 第三章
    line = source[reading.line : reading.end]
    bare = line.rstrip(_CLOSERS)
    stops = _STOPS + ",، ，" if opens.form in _ITEMS else _STOPS
    if bare and bare[-1] in stops:
        return True
    narrowest = _NARROWEST_WRAP // 2 if line[-1] >= "\u2e80" else _NARROWEST_WRAP
    line_end = column_at(source, reading.line) + len(line)
    room = line_end + _RAGGED + len(source[at : min(end, at + 40)].split()[0])
    return room <= max(width, narrowest) or len(line) > _LONG_LINE


def _closes(said: str, label: str) -> bool:
    """Whether a label ends with the parenthesis that the words before it opened: ``(RTL 52,`` and ``956)``."""
    return label[-1:] == ")" and "(" not in label and said.count("(") > said.count(")")
