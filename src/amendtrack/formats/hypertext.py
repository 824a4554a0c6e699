"""The words of an HTML page as a reader sees them, with what is struck through or inserted marked as such.

Knows which markup shows, hides, strikes, underlines, quotes and numbers words; the readers of messages know their
meaning. A page is parsed as browsers parse it, in bounded time and memory; nothing is fetched or run. Quoted mail
becomes lines that begin with ``>``; marks become ``{--struck--}`` and ``{++inserted++}``.

Source: the HTML Living Standard (parsing, lists, rendering); CSS 2.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.errors import InputRefused
from amendtrack.formats.docx.reading.counting import printed
from amendtrack.formats.page_drawing import PageDrawing, drawing_of
from amendtrack.formats.page_limits import check_page
from amendtrack.formats.page_lines import PageLine, PageRun, closed_up, joined_lines, stretches_of
from amendtrack.formats.page_tables import columns_and_rows, rows_of_cells, written
from amendtrack.formats.stylesheet import NOTHING, Declarations, declarations, rules_of
from amendtrack.intake.handmarks import Drawn, typed_out
from amendtrack.render.faces import raised

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

INSTALL = "pip install amendtrack[mail]"
_MOST_RULES = 300


@dataclass(frozen=True, slots=True)
class Hypertext:
    """The words of a page, anything left out or not read, and whether words are struck through or inserted.

    ``unnumbered`` are its words without the numbers that a browser prints before the items of a list.
    """

    words: str
    notes: tuple[str, ...] = ()
    is_marked: bool = False
    unnumbered: str = ""


def read_page(page: str, *, place: str = "") -> Hypertext:
    """The words of an HTML page as plain text, its blocks as paragraphs.

    Raises:
        InputRefused: the HTML parser is not installed, or the page is cut off inside a tag or a comment.
        OverLimit: it is larger, or nested deeper, than a message written by people.

    >>> read_page("<style>p {}</style><p>para 5:<br>ends in <s>2030</s> <u>2031</u></p><ul><li>thanks</ul>").words
    'para 5:\\nends in {--2030--} {++2031++}\\n\\nthanks\\n'
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as err:
        found = "reading HTML needs selectolax, which is not installed"
        raise InputRefused(found, place=place, remedy=f"run {INSTALL}, or ask for plain text") from err
    check_page(page, place)
    return _PageWriter(LexborHTMLParser(page)).read()


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page, judged by its beginning.

    >>> looks_like_html("<!DOCTYPE html><p>Delete 5"), looks_like_html("5 < 7, and 8 > 2")
    (True, False)
    """
    return _PAGE.match(text[:2000].lstrip("\ufeff \t\r\n")) is not None or len(_MARKUP.findall(text[:20_000])) >= 3


_PAGE = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKUP = re.compile(r"</?(?:p|div|span|table|tr|td|li|ul|ol|font|blockquote|h[1-6])(?:\s[^<>]*)?/?>")
_UNSEEN = frozenset("head title style script template noframes noembed datalist rp iframe object".split())


_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "option".split()
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_NARROW = re.compile(r"(?<![^\S\n\u00a0\u202f])[^\S\n\u00a0\u202f]*\n[^\S\n\u00a0\u202f]*")
_LAID_OUT = re.compile("(?<![ \u00a0])[ \u00a0]*\u00a0[ \u00a0]*[ \u00a0]+")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\u034f\u00ad\ufeff\u00a0\u2007\u202f]+")
_LONGEST = 80


class _PageWriter:
    """One page being read."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        self.runs: list[PageRun] = []
        self.lines: list[PageLine] = []
        self.quoted = 0
        self.counters: list[list[object]] = []
        self.label = ""
        self.hidden: list[str] = []
        self.notes: list[str] = []
        self.styled = self._styled()
        self.is_marked = False

    def read(self) -> Hypertext:
        root = self.tree.root
        if root is not None:
            self._element(root, PageDrawing())
        self._end()
        hidden = " ".join(_INVISIBLE.sub(" ", "".join(self.hidden)).split())
        if hidden:
            shown = hidden if len(hidden) <= _LONGEST else f"{hidden[:_LONGEST]}…"
            self.notes.insert(0, f"not read: words that cannot be seen in the message: “{shown}”")
        numbered = joined_lines(replace(line, words=line.label + line.words) for line in self.lines)
        return Hypertext(numbered, tuple(dict.fromkeys(self.notes)), self.is_marked, joined_lines(self.lines))

    # -- style sheets ---------------------------------------------------------------------------

    def _styled(self) -> dict[int, dict[str, str]]:
        """The declarations of the page's style sheets for each element, by identity."""
        found: dict[int, dict[str, str]] = {}
        sheets = [node.text() for node in self.tree.css("style")]
        rules = [rule for sheet in sheets for rule in rules_of(sheet[:_LONGEST_SHEET]) if _matters(rule.says)]
        for rule in rules[:_MOST_RULES]:
            for node in self._chosen(rule.selector):
                found.setdefault(node.mem_id, {}).update(rule.says)
        if len(rules) > _MOST_RULES or any(len(sheet) > _LONGEST_SHEET for sheet in sheets):
            self.notes.append("not read: a style sheet of unusual length, which may hide or strike words")
        return found

    def _chosen(self, selector: str) -> list[LexborNode]:
        plain = ",".join(each for each in selector.split(",") if each.strip() and ":" not in each)
        if not plain or "\n" in plain.strip("\n") or not _SELECTOR.fullmatch(plain.strip()):
            return []
        try:
            return self.tree.css(plain)
        except Exception:  # whatever a malicious selector raises there: it selects nothing
            return []

    def _says(self, node: LexborNode) -> Declarations:
        own = declarations((node.attributes.get("style") or "")[:_LONGEST_STYLE])
        sheet = self.styled.get(node.mem_id)
        return {**sheet, **own} if sheet else own or NOTHING

    # -- elements -------------------------------------------------------------------------------

    def _element(self, node: LexborNode, drawing: PageDrawing) -> None:
        """Read an element; the depth of a page, and so the recursion depth, is limited."""
        child = node.child
        while child is not None:
            name = (child.tag or "").lower()
            if name == "-text":
                self._words(child.text_content or "", drawing)
            elif name == "br":
                self.runs.append(PageRun("\n", drawing.drawn, drawing.colour))
            elif not name.startswith(("-", "!")):
                self._inner(name, child, drawing)
            child = child.next

    def _inner(self, name: str, node: LexborNode, outer: PageDrawing) -> None:
        if name in _UNSEEN:
            return
        says = self._says(node)
        drawing = drawing_of(name, node.attributes, says, outer)
        is_block = name in _BLOCKS or says.get("display") in ("block", "table", "flex", "list-item")
        if drawing.cannot_be_seen:
            self._element(node, drawing)
            return
        if is_block:
            self._end()
        if name == "blockquote":
            drawing = replace(drawing, quoted=drawing.quoted + self._quotes(node, says))
            self.quoted = drawing.quoted
        match name:
            case "table" if rows := rows_of_cells(node):
                self._table(rows, drawing)
            case "ol" | "ul":
                self._list(name, node, says, drawing)
            case "li":
                self.label = self._item(node, says)
                self._element(node, drawing)
            case "img":
                self._picture(node)
            case "q":
                self._words("“", drawing)
                self._element(node, drawing)
                self._words("”", drawing)
            case "sup" if drawing.is_raised:
                self._raised(node, drawing)
            case _:
                if name in ("td", "th") and self.runs:
                    self.runs.append(PageRun(" ", Drawn.PLAIN, None))
                self._element(node, drawing)
        if is_block:
            self._end()
        self.quoted = outer.quoted

    def _words(self, words: str, drawing: PageDrawing) -> None:
        if drawing.cannot_be_seen:
            self.hidden.append(f"{words} ")
            return
        if drawing.is_struck and drawing.is_inserted and words.strip():
            self.notes.append(f"not read: words both inserted and struck through: “{words.strip()[:_LONGEST]}”")
        words = words.replace("\r\n", "\n").replace("\r", "\n") if drawing.is_typed else _SPACE.sub(" ", words)
        self.runs.append(PageRun(words, drawing.drawn, drawing.colour))

    def _picture(self, node: LexborNode) -> None:
        said = node.attributes
        if any((said.get(side) or "").strip("px ") in ("0", "1") for side in ("width", "height")):
            return  # it is only a tracking pixel
        words = " ".join((said.get("alt") or "").split())
        self.notes.append(f"left out: a picture{f' (“{words[:_LONGEST]}”)' if words else ''}")

    def _raised(self, node: LexborNode, drawing: PageDrawing) -> None:
        """Superscript: an exponent or an ordinal ending is part of the words, a note sign is not."""
        words = (node.text() or "").strip()
        behind = "".join(run.words for run in self.runs[-3:]).rstrip()
        if not _NOTE_SIGN.fullmatch(words) or _EXPONENT.search(behind):
            digits = raised(words) if words.isdecimal() and words.isascii() else ""
            if digits:
                self._words(digits, drawing)
            else:
                self._element(node, drawing)
        elif words:
            after = f" after “{behind[-20:].lstrip()}”" if behind else ""
            self.notes.append(f"not read: a raised “{words}”{after}, taken for the sign of a note")

    # -- lists ----------------------------------------------------------------------------------

    def _list(self, name: str, node: LexborNode, says: Declarations, drawing: PageDrawing) -> None:
        said = node.attributes
        style = says.get("list-style-type") or says.get("list-style", "").partition(" ")[0]
        form = _FORMS.get(style or (said.get("type") or "1"), "decimal") if name == "ol" else ""
        start = (said.get("start") or "1").strip()
        self.counters.append([form, int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1])
        self._element(node, drawing)
        self.counters.pop()

    def _item(self, node: LexborNode, says: Declarations) -> str:
        """The number that a browser prints before an item."""
        if not self.counters or not self.counters[-1][0]:
            return ""
        form, number = self.counters[-1]
        said = (node.attributes.get("value") or "").strip()
        number = int(said) if re.fullmatch(r"-?\d{1,6}", said) else number
        assert isinstance(number, int)
        self.counters[-1][1] = number + 1
        own = says.get("list-style-type") or str(form)
        return "" if own == "none" else f"{printed(number, _FORMS.get(own, str(form)))}. "

    # -- quotations -----------------------------------------------------------------------------

    def _quotes(self, node: LexborNode, says: Declarations) -> int:
        """Whether a block is quoted mail; an indented one is the sender's own words, and a doubtful one is reported."""
        if _is_indent(node, says):
            return 0
        if not (_is_quote(node, says) or self._is_announced()):
            words = " ".join((node.text() or "").split())
            if words:
                self.notes.append(
                    f"not read: an indented passage that may be quoted from earlier mail: “{words[:_LONGEST]}”"
                )
        return 1

    def _is_announced(self) -> bool:
        """Whether the line before ends like the line that introduces a quotation."""
        return bool(self.lines) and self.lines[-1].words.rstrip().endswith((":", "："))

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, rows: list[list[LexborNode]], drawing: PageDrawing) -> None:
        """A data table as Markdown rows."""
        read = [[(self._cell(cell, drawing), *columns_and_rows(cell)) for cell in row] for row in rows]
        self.lines.append(PageLine(written(read), drawing.quoted))

    def _cell(self, cell: LexborNode, outer: PageDrawing) -> str:
        """The words of a cell, one line per paragraph."""
        kept, self.lines, self.runs = self.lines, [], []
        self._element(cell, drawing_of("td", cell.attributes, self._says(cell), outer))
        self._end()
        words = "\n".join(" ".join((line.label + line.words).split()) for line in self.lines)
        self.lines = kept
        return words.replace("|", "\\|")

    # -- paragraphs -----------------------------------------------------------------------------

    def _end(self) -> None:
        """End the current paragraph."""
        runs, self.runs = self.runs, []
        if not any(_INVISIBLE.sub("", run.words) for run in runs):
            return
        stretches = list(stretches_of(closed_up(runs)))
        self.is_marked |= any(s.drawn in (Drawn.STRUCK, Drawn.INSERTED) and s.words.strip() for s in stretches)
        words = _NARROW.sub("\n", typed_out(stretches)).strip(" \n")
        words = _LAID_OUT.sub(" ", words)
        label, self.label = self.label, ""
        self.lines.append(PageLine(words, self.quoted, label))


_LONGEST_SHEET, _LONGEST_STYLE = 300_000, 5_000
_SELECTOR = re.compile(r"[\w\s.#,>+~*=\"'\[\]^$|-]{1,500}")
_EFFECTS = frozenset(
    "display visibility mso-hide opacity overflow height max-height width max-width left top text-indent margin-left "
    "margin-top clip clip-path transform content-visibility font-size font color background background-color "
    "text-decoration text-decoration-line font-weight font-style vertical-align white-space list-style "
    "list-style-type".split()
)
_FORMS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "decimal": "decimal", "none": "none",
}  # fmt: skip
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?")
_EXPONENT = re.compile(r"(?:^|[^\w])(?:k?m|[cdm]m|ha|ft|\d{1,3}(?:[.,]\d+)?)$")


def _matters(says: Declarations) -> bool:
    return not _EFFECTS.isdisjoint(says)


def _is_quote(node: LexborNode, says: Declarations) -> bool:
    """Whether a block says that it is quoted mail."""
    said = node.attributes
    names = f"{said.get('class') or ''} {said.get('id') or ''}".lower()
    lined = "solid" in says.get("border-left", "") or "solid" in says.get("border-left-style", "")
    return said.get("type") == "cite" or "cite" in said or "quote" in names or "cite" in names or lined


def _is_indent(node: LexborNode, says: Declarations) -> bool:
    """Whether a mail program's indent button made this block."""
    if _is_quote(node, says):
        return False
    return says.get("border", "").startswith(("none", "0")) and "margin" in " ".join(says)


__all__ = ["Hypertext", "looks_like_html", "read_page"]
