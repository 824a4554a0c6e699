"""A text as its units: the pieces that negotiators call by a printed label, and where each one stands.

Knows headings, labels, list signs, table rows, notes, fenced blocks and hard-wrapped lines, in Markdown
and in plain text, in the official languages of the United Nations. A unit holds offsets only, so no
byte is lost. What a label's number means is left to ``labels``, what a word is to ``words``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class UnitKind(Enum):
    """What a unit is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    NOTE = "note"
    ROW = "row"
    LINE = "line"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Unit:
    """One addressable piece of a text: offsets into its source, and its label as typed.

    ``start`` is the first character, ``body`` where the wording starts (after label, list sign or
    heading mark), ``end`` just after the last character that is not white space (in a fenced block
    white space counts).
    """

    kind: UnitKind
    label: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its units, in order; between two units there is only white space."""

    source: str
    units: tuple[Unit, ...]

    def __str__(self) -> str:
        return self.source

    def wording(self, unit: Unit) -> str:
        """The unit's words, without label, list sign or heading mark."""
        return self.source[unit.body : unit.end]

    def printed(self, unit: Unit) -> str:
        """The unit as it stands in the source, label and signs included."""
        return self.source[unit.start : unit.end]


class Layout(Enum):
    """What separates unlabelled paragraphs: blank lines, or every line end."""

    BLOCKS = "blocks"
    LINES = "lines"


def parse_text(source: str) -> Text:
    """The source read as units; ``format_text`` gives the source back.

    >>> text = parse_text("# Goals\\n\\n5 bis. Clear all\\nmined areas.\\n(a) Survey them;\\n")
    >>> [(unit.kind.value, unit.label, text.wording(unit)) for unit in text.units]
    [('heading', '', 'Goals'), ('paragraph', '5 bis.', 'Clear all\\nmined areas.'), ('item', '(a)', 'Survey them;')]
    """
    layout = layout_of(source)
    units: list[Unit] = []
    at = 0
    for block in split_blocks(source, layout):
        units += _units(block, layout, at)
        at += len(block)
    return Text(source, tuple(units))


def format_text(text: Text) -> str:
    """The source of a text, byte for byte; the inverse of ``parse_text``."""
    return text.source


def layout_of(source: str) -> Layout:
    """LINES for a text without blank lines and with a line over 100 characters, else BLOCKS."""
    inside = source.strip()
    if "\n\n" in inside or _BLANK_LINE.search(inside):
        return Layout.BLOCKS
    longest = max(map(len, inside.split("\n" if "\n" in inside else "\r")))
    return Layout.LINES if longest > _LONG_LINE else Layout.BLOCKS


def split_blocks(source: str, layout: Layout) -> list[str]:
    """The source cut where units surely end; joined, the blocks are the source.

    Each block carries the white space after it; a fenced block is never cut.
    """
    if layout is Layout.LINES:
        blocks = _LINE_WITH_END.findall(source)
    elif "\r" in source or "\n\n\n" in source or " \n" in source:
        blocks = _cut_after_blank_lines(source)
    else:
        blocks = [block + "\n\n" for block in source.split("\n\n")]
        blocks[-1] = blocks[-1][:-2]
    for end in (slice(0, 2), slice(-2, None)):
        if len(blocks) > 1 and not blocks[end.start if end.start == 0 else -1].strip():
            blocks[end] = ["".join(blocks[end])]
    if "```" in source or "~~~" in source:
        blocks = _fences_whole(blocks, source)
    return [block for block in blocks if block]


def parse_block(block: str, layout: Layout) -> tuple[Unit, ...]:
    """The units of one block, with offsets in the block; depends on nothing but its arguments."""
    return tuple(_units(block, layout, 0))


_LONG_LINE = 100
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r")
_BLANK_LINES = re.compile(r"(?:\r\n?+|\n)[^\S\r\n]*(?:\r\n?+|\n)(?:[^\S\r\n]*(?:\r\n?+|\n))*")
_LINE_WITH_END = re.compile(r"[\r\n]*[^\r\n]+(?:\r\n?+|\n)?|[\r\n]+")


def _cut_after_blank_lines(source: str) -> list[str]:
    ends = [found.end() for found in _BLANK_LINES.finditer(source)]
    return [source[start:end] for start, end in zip([0, *ends], [*ends, len(source)])]


# ---- fenced blocks -------------------------------------------------------------------------------------

_FENCE = re.compile(r"^[^\S\r\n]*(`{3,}(?=[^`\r\n]*$)|~{3,})([^\r\n]*)$", re.MULTILINE)


def _fences(source: str) -> list[tuple[int, int]]:
    """Where each closed fenced block stands, its two marks included."""
    found: list[tuple[int, int]] = []
    marks = [(m.start(), m.end(), m[1][0], len(m[1]), not m[2].strip()) for m in _FENCE.finditer(source)]
    unclosed = {"`": len(source) + 1, "~": len(source) + 1}  # no mark so long is closed further on
    k = 0
    while k < len(marks):
        start, _, sign, length, _ = marks[k]
        k += 1
        if length >= unclosed[sign]:
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


def _fences_whole(blocks: list[str], source: str) -> list[str]:
    """The blocks, joined again where a cut fell into a fenced block."""
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


# ---- how a line opens ----------------------------------------------------------------------------------

_B = r"[^\S\r\n]"
_SUFFIX = (
    r"(?i:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|ante|alt|бис|тер|مكررا?"
    r"|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?"
    r"(?:decies|vicies|tricies|quadragies|quinquagies|sexagies|septuagies|octogies|nonagies)"
    r"|(?:(?:du|tre|ses)?centies|(?:quadrin|quin|septin|octin|non)genties)(?:-[a-z]{3,20})?)(?!\w)"
)
_BIS = rf"(?:[.\-]?{_B}?{_SUFFIX})?"
_LETTER = r"[A-Za-zА-Яа-яΑ-Ωα-ω]|[\u0621-\u064a]\u0640?"
_HAN = "一二三四五六七八九十百零〇"
_NUMERAL = rf"(?:\d{{1,4}}|[ivxl]{{1,7}}|[IVXL]{{1,7}}|{_LETTER}|([a-z])\1|[{_HAN}]{{1,5}})"
_NUMERAL = _NUMERAL.replace(r"([a-z])\1", "|".join(c + c for c in "abcdefghijklmnopqrstuvwxyz"))
_WORDS = (
    r"article|art\.|action|section|chapter|part|annex|appendix|rule|regulation|principle|option|alternative"
    r"|recommendation|decision|objective|goal|target|clause|schedule|title|item|point|paragraph|para\.?|step"
    r"|commitment|measure|indicator|footnote"
    r"|chapitre|partie|annexe|appendice|règle|principe|variante|recommandation|décision|objectif|mesure|paragraphe"
    r"|artículo|acción|sección|capítulo|parte|anexo|apéndice|regla|principio|opción|recomendación|decisión"
    r"|objetivo|medida|párrafo"
    r"|статья|действие|раздел|глава|часть|приложение|правило|принцип|вариант|рекомендация|решение|цель|мера|пункт"
    r"|المادة|الإجراء|القسم|الفصل|الجزء|الباب|المرفق|القاعدة|المبدأ|الخيار|التوصية|المقرر|الهدف|الفقرة"
    r"|行动|附件|建议|选项"
)
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}(?:er)?|premier|[IVXL]{{1,7}}|[ivxl]{{1,7}}|[A-Z]|[{_HAN}]{{1,5}})"
_END = rf"(?={_B}|$)"
_LABEL = re.compile(
    rf"(?P<note>\[\^[^\]\s\[]{{1,40}}(?:{_B}{_SUFFIX})?\]:)"
    rf"|(?P<word>(?i:{_WORDS}){_B}?(?:(?:#|№|(?i:n[°o]\.?)){_B}?)?{_NUMBER}{_BIS}(?![\w/])"
    rf"(?:{_B}?[:：]|[.)]{_END}|{_B}[–—-]{_END})?)"
    rf"|(?P<op>(?:PP|OP){_B}?\d{{1,3}}{_BIS}(?![\w/])[.:]?)"
    rf"|(?P<han>第[{_HAN}\d]{{1,7}}(?:条|條|章|节|節|款|部分|项|項|段)(?:之[{_HAN}]{{1,3}})?|[{_HAN}]{{1,5}}、|\d{{1,3}}、)"
    rf"|(?P<wide>（{_NUMERAL}）)"
    rf"|(?P<round>\\?\({_NUMERAL}{_BIS}\\?\){_BIS}(?:[.:]{_END}|(?={_B}|$|[\[“«\"*_(])))"
    rf"|(?P<half>{_NUMERAL}{_BIS}\\?\){_BIS}{_END})"
    rf"|(?P<dot>{_NUMERAL}{_BIS}\\?[.．]{_END})"
    rf"|(?P<bis>\d{{1,4}}[.\-]?{_B}?{_SUFFIX}(?=[\s:]|$):?)"
    rf"|(?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}(?:\.|{_B}?{_SUFFIX}\.?)?{_END})"
    rf"|(?P<dash>\d{{1,3}}{_B}?[-–—](?={_B}+\D)|-{_B}?\d{{1,3}}(?={_B}+[\u0621-\u064a]))"
)
_SIGNS = re.compile(rf"(?:>{_B}?|#{{1,6}}(?={_B}|$){_B}*|[-*+•–—·▪‣◦●○■□]{_B}+){{1,8}}")
_MARKS = re.compile(r"[*_]{1,3}(?=[^\s*_])")
_BLANKS = re.compile(rf"{_B}*")
_RULE = re.compile(rf"([-*_=])(?:{_B}*\1){{2,}}{_B}*$")
_OPENS_INITIALS = re.compile(rf"{_B}*\w\.")
_CONTINUES = frozenset(("من", "و", "إلى", "أعلاه", "أدناه"))
_TITLED = ("article", "section", "chapter", "part", "annex", "chapitre", "partie", "artículo", "sección", "capítulo")


@dataclass(slots=True)
class _Opening:
    """How a line opens: what it would be if it starts a unit, and whether only a unit opens so."""

    kind: UnitKind
    form: str
    label: str
    body: int
    sign: str
    certain: bool


def _opening(source: str, at: int, stop: int) -> _Opening | None:
    """How the line ``source[at:stop]`` opens, or None where it opens like running prose."""
    first = source[at]
    if first == "|":
        return _Opening(UnitKind.ROW, "row", "", at, "|", True)
    if first in "-*_=" and _RULE.match(source, at, stop):
        return _Opening(UnitKind.RULE, "rule", "", at, first, True)
    signs = _SIGNS.match(source, at, stop)
    if signs and _LABEL.match(source, at, stop) is None:
        body, sign = signs.end(), signs[0]
        if "#" in sign:
            label = _label(source, body, stop)
            return _Opening(UnitKind.HEADING, "heading", label[1] if label else "", label[2] if label else body, "#", True)
        label = _label(source, body, stop)
        certain = sign.strip()[-1] not in "->–—"
        kind = UnitKind.PARAGRAPH if sign.strip(" >\t") == "" else UnitKind.ITEM
        if label:
            return _Opening(_kind(label[0], kind), label[0], label[1], label[2], sign.strip()[-1], certain)
        return _Opening(kind, "sign", "", body, sign.strip()[-1], certain)
    label = _label(source, at, stop)
    if label is None:
        return None
    kind = _kind(label[0], UnitKind.PARAGRAPH)
    return _Opening(kind, label[0], label[1], label[2], "", label[0] == "note")


def _kind(form: str, otherwise: UnitKind) -> UnitKind:
    if form == "note":
        return UnitKind.NOTE
    return UnitKind.ITEM if form in ("round", "half", "wide", "letter") else otherwise


def _label(source: str, at: int, stop: int) -> tuple[str, str, int] | None:
    """Form, label and start of the wording of a line that opens with a label at ``at``."""
    marks = _MARKS.match(source, at, stop)
    start = marks.end() if marks else at
    found = _LABEL.match(source, start, stop)
    if found is None or found.lastgroup is None:
        return None
    end, form = found.end(), found.lastgroup
    if marks and source.startswith(marks[0], end):
        end += len(marks[0])
    blank = _BLANKS.match(source, end, stop)
    body = blank.end() if blank else end
    if not _reads_as_label(form, found[0], source[body : min(body + 24, stop)]):
        return None
    if form == "dot" and found[0][0].isalpha():
        form = "letter"
    return form, found[0], body


def _reads_as_label(form: str, label: str, after: str) -> bool:
    """Whether what follows lets the label be one: ``Article 9 Compliance``, not ``Article 9 of the``."""
    if not after:
        return True
    if form in ("word", "op", "bis") and label[-1] not in ":：.)–—-":
        return not after[0].islower() and not after[0].isdigit() and after[0] not in ",;、，" and after.split()[0] not in _CONTINUES
    if form == "decimal":
        return not after[0].islower() and not after[0].isdigit()
    if form == "dot" and label[0].isalpha() and len(label) == 2:
        return not _OPENS_INITIALS.match(after)
    return True


# ---- lines into units ----------------------------------------------------------------------------------

_LINE = re.compile(r"\S[^\r\n]*")
_FENCED_LINE = re.compile(r"[^\r\n]+")
_NARROWEST_WRAP = 60
_STOPS = ".:;!?…。；：！？،؛؟"
_CLOSERS = "\"'”’»)]*_"


def _units(block: str, layout: Layout, offset: int) -> list[Unit]:
    if "```" not in block and "~~~" not in block:
        return _read_lines(block, 0, len(block), layout, offset)
    units: list[Unit] = []
    at = 0
    for start, end in _fences(block):
        units += _read_lines(block, at, start, layout, offset)
        for line in _FENCED_LINE.finditer(block, start, end):
            if not line[0].isspace():
                first, last = line.start() + offset, line.end() + offset
                units.append(Unit(UnitKind.LINE, "", first, first, last))
        at = end
    return units + _read_lines(block, at, len(block), layout, offset)


@dataclass(slots=True)
class _Reading:
    """The unit being read, line by line."""

    opening: _Opening | None
    start: int
    body: int
    end: int
    line: int
    lines: int = 1

    def unit(self, offset: int) -> Unit:
        kind, label = (self.opening.kind, self.opening.label) if self.opening else (UnitKind.PARAGRAPH, "")
        return Unit(kind, label, self.start + offset, self.body + offset, self.end + offset)


def _read_lines(source: str, first: int, last: int, layout: Layout, offset: int) -> list[Unit]:
    units: list[Unit] = []
    reading: _Reading | None = None
    width = 0
    before = first
    for line in _LINE.finditer(source, first, last):
        at, stop = line.span()
        end = at + len(line[0].rstrip())
        opening = _opening(source, at, end)
        fresh = reading is None or layout is Layout.LINES or _blank_between(source, before, at) or _is_one_line(reading)
        before = stop
        if not fresh and reading and opening and not opening.certain:
            width = width or max(map(len, source[first:last].split("\n")))
            fresh = _is_believable(source, reading, opening, at, end, width)
        if reading and not fresh and opening and opening.form == "rule" and opening.sign in "-=" and _is_title(reading):
            reading = _underlined(reading, end)
        elif reading and not fresh and not (opening and opening.certain):
            reading.body = at if reading.body == reading.end else reading.body
            reading.end, reading.line, reading.lines = end, at, reading.lines + 1
        else:
            if reading:
                units.append(reading.unit(offset))
            reading = _Reading(opening, at, opening.body if opening else at, end, at)
    if reading:
        units.append(reading.unit(offset))
    return units


def _blank_between(source: str, start: int, end: int) -> bool:
    if end - start < 2:
        return False
    gap = source[start:end]
    return gap.count("\n") > 1 or gap.count("\r") > 1


def _is_one_line(reading: _Reading) -> bool:
    """Whether the unit cannot go on in the next line: a heading, a table row, a rule."""
    return reading.opening is not None and reading.opening.form in ("heading", "row", "rule")


def _is_title(reading: _Reading) -> bool:
    return reading.lines == 1 and (reading.opening is None or reading.opening.kind is UnitKind.PARAGRAPH)


def _underlined(reading: _Reading, end: int) -> _Reading:
    label = reading.opening.label if reading.opening else ""
    opening = _Opening(UnitKind.HEADING, "heading", label, reading.body, "", True)
    return _Reading(opening, reading.start, reading.body, end, reading.line, 2)


def _is_believable(source: str, reading: _Reading, opening: _Opening, at: int, end: int, width: int) -> bool:
    """Whether a line inside a hard-wrapped paragraph starts a unit, though prose could open like that.

    It does after a full stop or the like, where the line before was cut short on purpose, and where it
    goes on with the series of the unit before.
    """
    previous = reading.opening
    if previous and (opening.label and _counts_on(previous.label, opening.label)):
        return True
    if previous and opening.sign and previous.sign == opening.sign:
        return opening.sign != ">" or bool(opening.label)
    if opening.sign == ">" and previous and previous.sign == ">":
        return False
    if re.fullmatch(r"\d{4}\\?[.)]", opening.label):
        return False
    line = source[reading.line : reading.end]
    stops = _STOPS + "," if opening.form in ("round", "half", "wide", "sign") else _STOPS
    if line.rstrip(_CLOSERS)[-1:] in stops and line.rstrip(_CLOSERS):
        return True
    first_word = re.match(r"\S{0,40}", source[at:min(end, at + 40)])
    room = len(line) + 10 + (len(first_word[0]) if first_word else 0)
    return room <= max(width, _NARROWEST_WRAP) or len(line) > _LONG_LINE


def _counts_on(before: str, label: str) -> bool:
    """Whether two labels differ by one in one number or letter: ``12.`` and ``13.``, ``(b)`` and ``(c)``."""
    was, now = re.findall(r"\d+|[^\W\d_]+|\W", before), re.findall(r"\d+|[^\W\d_]+|\W", label)
    if len(was) != len(now):
        return False
    changed = [(x, y) for x, y in zip(was, now) if x != y]
    if len(changed) != 1:
        return False
    x, y = changed[0]
    if x.isdecimal() and y.isdecimal():
        return int(y) == int(x) + 1
    return len(x) == len(y) == 1 and ord(y) == ord(x) + 1
