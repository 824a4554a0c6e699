"""The walk over a story (the body, a note, a comment): XML in, blocks out, every word accounted for.

Knows paragraphs, runs and their wrappers; leaves tables, boxes, characters, fields and tracked changes to the
modules of those names. What plain text cannot represent goes into ``losses``, one line per kind.

Source: ECMA-376 part 1, 17.3 (text), 17.13 (annotations), 17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.docx.elements import NAME, attribute, child, extended, said_in, switched, value
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.boxes import alternative, read_drawing
from amendtrack.formats.docx.reading.characters import BREAKS, Blanks, characters, typed_by
from amendtrack.formats.docx.reading.equations import terms
from amendtrack.formats.docx.reading.fields import FieldEnd, Fields, shown_by_form
from amendtrack.formats.docx.reading.layers import ACTS, SILENT, TrackedChanges
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.styles import PLAIN, Look, Setting, WordStyles, look_of, setting_of
from amendtrack.formats.docx.reading.tables import read_table
from amendtrack.formats.docx.reading.typed import (
    Emphasis,
    NoteKind,
    NoteMark,
    Trace,
    TrackedAct,
    TypedBlock,
    TypedParagraph,
    TypedWords,
    is_final,
)
from amendtrack.intake.handmarks import Drawn
from amendtrack.limits import WORD_DEPTH as MAX_DEPTH

_LONGEST = 300
"""Characters of the words under a comment that are shown."""
_PROMPT = 300
"""Elements of a content control in which the words of its prompt are looked for."""
_THROUGH = frozenset(
    "w:hyperlink w:smartTag w:customXml w:fldSimple w:dir w:bdo w:sdtContent w:rubyBase w:body".split()
)
_SIGN = re.compile(r"[^\w\s\[\]|`^]{1,8}")
_OF_THE_MACHINE = frozenset(("w:pgNum", "w:dayShort", "w:monthShort", "w:yearShort", "w:dayLong", "w:monthLong"))


Spoken = tuple[str, bool]
"""Words met, and whether they remain in the final text."""


@dataclass(slots=True)
class Anchor:
    """Where a comment is attached: the range of words, and the index of the paragraph in which it starts."""

    start: int | None = None
    end: int | None = None
    paragraph: int | None = None

    def words(self, spoken: Sequence[Spoken]) -> str:
        """The words it is attached to, shortened with ``…``: those that remain or, if none does, the deleted ones.

        ``spoken`` are the words met by all walks.
        """
        if self.start is None:
            return ""
        under = spoken[self.start : min(len(spoken), self.end or len(spoken), self.start + _LONGEST)]
        remaining = "".join(words for words, remains in under if remains)
        said = " ".join((remaining if remaining.strip() else "".join(words for words, _ in under)).split())
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


@dataclass(slots=True)
class _OpenParagraph:
    """The paragraph being read."""

    pieces: list[TypedWords] = field(default_factory=list)
    boxes: list[TypedBlock] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class Walk:
    """One walk over one story; ``losses`` collects what plain text cannot represent."""

    styles: WordStyles
    losses: Losses
    place: str
    blanks: Blanks = field(default_factory=Blanks)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    spoken: list[Spoken] = field(default_factory=list)
    """Words met so far, to which comments may be attached."""
    chunks: set[str] = field(default_factory=set)
    """The relationships of files that Word would unpack into the text."""
    paragraphs: int = 0
    letters: int = 0
    """Characters of text met so far, checked against a plain count so that none is lost."""
    tracked: TrackedChanges = field(init=False)
    _fields: Fields = field(init=False)
    depth: int = 0
    is_struck: bool = False
    """Whether words are struck through by hand."""
    _inside: int | None = None
    """The number of the paragraph being read; None between paragraphs."""

    def __post_init__(self) -> None:
        self.tracked, self._fields = TrackedChanges(self.place), Fields(self.losses)

    # -- blocks ----------------------------------------------------------------------------------

    def blocks(self, elements: Iterable[Element], trace: Trace = ()) -> list[TypedBlock]:
        """The blocks of these elements, in order."""
        found: list[TypedBlock] = []
        for element in elements:
            found += self.block(element, trace)
        return found

    def block(self, element: Element, trace: Trace = ()) -> list[TypedBlock]:
        """The blocks of one element: none, one, or more where it wraps several or holds boxes."""
        name = NAME[element.tag]
        match name:
            case "w:p":
                return self._paragraph(element, trace)
            case "w:tbl":
                return [read_table(self, element, trace)]
            case "w:sdt":
                return self.deeper(self._control(element), trace)
            case "mc:AlternateContent":
                return self.deeper(alternative(self, element), trace)
            case "w:altChunk":
                self.losses.add("another file included by reference (altChunk): not read")
                self.chunks.add(extended(element, "id"))
                return []
            case "w:commentRangeStart" | "w:commentRangeEnd":
                self.comment(name, element)
                return []
            case "w:r" | "m:oMathPara" | "m:oMath" | "w:hyperlink" | "w:fldSimple":
                opened = _OpenParagraph()
                self.paragraphs += 1
                self._inline_one(element, trace, opened)
                setting = self.styles.setting(Setting())
                return [TypedParagraph(tuple(opened.pieces), trace, setting, boxes=tuple(opened.boxes))]
        if name in ACTS:
            return self.deeper(element, self.tracked.within(trace, element))
        if name in SILENT:
            self._section_format(element)
            return []
        if name not in _THROUGH:
            self.losses.add(f"unknown element {name}: its words are kept")
        return self.deeper(element, trace)

    def deeper(self, element: Element | None, trace: Trace) -> list[TypedBlock]:
        if element is None:
            return []
        self.descend()
        found = self.blocks(element, trace)
        self.depth -= 1
        return found

    def descend(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            found = f"this Word file is refused: elements are nested more than {MAX_DEPTH} deep"
            raise OverLimit(found, place=self.place, remedy="separate the tables and boxes")

    def _control(self, element: Element) -> Element | None:
        """The blocks in a content control."""
        content = child(element, "w:sdtContent")
        if content is not None and child(child(element, "w:sdtPr"), "w:showingPlcHdr") is not None:
            words = "".join(t.text or "" for t in islice(content.iter(), _PROMPT) if NAME[t.tag] == "w:t")
            self.losses.add("a content control that was not filled in: its prompt is in the text", words)
        return content

    def _paragraph(self, element: Element, trace: Trace) -> list[TypedBlock]:
        properties = child(element, "w:pPr")
        own = setting_of(properties)
        setting = self.styles.setting(own)
        opened = _OpenParagraph(hidden=self.styles.is_hidden(setting.style))
        before = None if properties is None else self._setting_before(properties, own)
        outer, self._inside, self.paragraphs = self._inside, self.paragraphs, self.paragraphs + 1
        self._inline(element, trace, opened)
        self._inside = outer
        looks = child(properties, "w:rPr")
        mark = (*trace, *self.tracked.of_mark(looks))
        self.spoken.append((" ", is_final(mark)))
        pieces, boxes = tuple(opened.pieces), tuple(opened.boxes)
        is_unseen = switched(looks, "w:vanish")
        ends_section = child(properties, "w:sectPr") is not None
        if ends_section and not pieces and not boxes:
            setting, before = Setting(), None
        frame = child(properties, "w:framePr")
        initial = frame is not None and attribute(frame, "dropCap") in ("drop", "margin")
        language = value(looks, "w:lang") or ""
        goes_on = not ends_section and (opened.hidden if is_unseen is None else is_unseen)
        return [TypedParagraph(pieces, mark, setting, before, boxes, initial, language, goes_on)]

    def _setting_before(self, properties: Element, own: Setting) -> tuple[Setting, str] | None:
        """The setting before a tracked change of it, and whose change that is; None if it is the same."""
        self._section_format(child(properties, "w:sectPr"))
        changed = child(properties, "w:pPrChange")
        if changed is not None:
            was, by = setting_of(child(changed, "w:pPr")), self.tracked.formatted(changed, "")
        else:
            numbered = child(properties, "w:numPr")
            if (renumbered := child(numbered, "w:numberingChange")) is not None:
                self.tracked.formatted(renumbered, "")
            changed = child(numbered, "w:ins")
            if changed is None:
                return None
            was, by = replace(own, list=None, level=None), self.tracked.formatted(changed, "")
        return (self.styles.setting(was), by) if was != own else None

    def _section_format(self, section: Element | None) -> None:
        if (changed := child(section, "w:sectPrChange")) is not None:
            self.tracked.formatted(changed, "")

    # -- words -----------------------------------------------------------------------------------

    def _inline(self, parent: Element, trace: Trace, opened: _OpenParagraph) -> None:
        self.descend()
        for element in parent:
            self._inline_one(element, trace, opened)
        self.depth -= 1

    def _inline_one(self, element: Element, trace: Trace, opened: _OpenParagraph) -> None:
        name = NAME[element.tag]
        if name == "w:r":
            self._run(element, trace, opened)
        elif name in SILENT:
            return
        elif name in ACTS:
            self._inline(element, self.tracked.within(trace, element), opened)
        elif name in _THROUGH:
            if name == "w:fldSimple":
                self._simple_field(element, trace, opened)
            else:
                self._inline(element, trace, opened)
        elif name == "w:sdt":
            content = self._control(element)
            if content is not None:
                self._inline(content, trace, opened)
        elif name == "mc:AlternateContent":
            chosen = alternative(self, element)
            if chosen is not None:
                self._inline(chosen, trace, opened)
        elif name in ("m:oMath", "m:oMathPara"):
            self._equation(element, trace, opened)
        elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
            self.comment(name, element)
        elif name in ("w:p", "w:tbl"):
            opened.boxes += self.block(element, trace)
        elif name == "w:subDoc":
            self.losses.add("another document included by reference (subDoc): not read")
        else:
            self.losses.add(f"unknown element {name}: its words are kept")
            self._run_content(element, trace, opened, PLAIN, None)

    def _simple_field(self, element: Element, trace: Trace, opened: _OpenParagraph) -> None:
        self._fields.char("begin")
        self._fields.code(attribute(element, "instr") or "")
        self._fields.char("separate")
        self._inline(element, trace, opened)
        self._ended(self._fields.char("end"), trace, opened, PLAIN, None)

    def _ended(
        self,
        field: FieldEnd,
        trace: Trace,
        opened: _OpenParagraph,
        look: Look,
        before: tuple[Emphasis, str] | None,
    ) -> None:
        """What is printed for a field without a stored result; a number, when the changes before it are accepted."""
        if field.code:
            opened.pieces.append(TypedWords("", trace, Emphasis(), number=field.code))
        self._words(field.words, trace, opened, look, before)

    def _run(self, run: Element, trace: Trace, opened: _OpenParagraph) -> None:
        properties = child(run, "w:rPr")
        look = self.styles.look(look_of(properties))
        before = None
        changed = child(properties, "w:rPrChange")
        if changed is not None:
            by = self.tracked.formatted(
                changed, "".join(t.text or "" for t in run if NAME[t.tag] in ("w:t", "w:delText"))
            )
            below = self.styles.look(look_of(child(changed, "w:rPr")))
            before = (_emphasis(below), by) if _emphasis(below) != _emphasis(look) else None
            trace, look = self._shown_or_hidden(changed, trace, below, look, opened)
        self._run_content(run, trace, opened, look, before)

    def _shown_or_hidden(
        self, changed: Element, trace: Trace, was: Look, look: Look, opened: _OpenParagraph
    ) -> tuple[Trace, Look]:
        """Words hidden by a tracked change of format are read as deleted, words revealed by one as inserted."""
        hidden, was_hidden = (bool(opened.hidden if each.hidden is None else each.hidden) for each in (look, was))
        if hidden == was_hidden:
            return trace, look
        act = TrackedAct.DELETED if hidden else TrackedAct.INSERTED
        self.losses.add("text hidden or shown as a tracked change: read as deleted or inserted")
        return (*trace, self.tracked.layer(changed, act)), replace(look, hidden=False)

    def _run_content(
        self, run: Element, trace: Trace, opened: _OpenParagraph, look: Look, before: tuple[Emphasis, str] | None
    ) -> None:
        children = iter(run)
        for element in children:
            name = NAME[element.tag]
            if name in ("w:t", "w:delText"):
                if name == "w:delText" and is_final(trace):
                    self.losses.add("deleted words outside any tracked deletion: kept in the text", element.text)
                self._words(self._text(element), trace, opened, look, before)
            elif name in SILENT:
                if name == "w:instrText":
                    self._fields.code(element.text or "")
            elif name == "w:fldChar":
                kind, form = attribute(element, "fldCharType") or "", shown_by_form(element) if len(element) else ""
                self._ended(self._fields.char(kind, form), trace, opened, look, before)
            elif (typed := typed_by(element, self.losses)) is not None:
                self._words(typed, trace, opened, look, before)
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                sign = self._sign(element)
                self._note_mark(name, element, sign, trace, opened)
                if sign:
                    next(children)
            else:
                self._object(name, element, trace, opened, look, before)

    def _object(
        self,
        name: str,
        element: Element,
        trace: Trace,
        opened: _OpenParagraph,
        look: Look,
        before: tuple[Emphasis, str] | None,
    ) -> None:
        """What a run holds other than characters: pictures, boxes, ruby, comments, unknown elements."""
        if name in ("w:drawing", "w:pict", "w:object"):
            opened.boxes += read_drawing(self, element, trace)
        elif name == "mc:AlternateContent":
            chosen = alternative(self, element)
            if chosen is not None:
                self.descend()
                self._run_content(chosen, trace, opened, look, before)
                self.depth -= 1
        elif name == "w:ruby":
            reading = child(element, "w:rt")
            if reading is not None:
                self.losses.add("a pronunciation guide above the words (ruby) left out", self.skipped(reading))
            base = child(element, "w:rubyBase")
            if base is not None:
                self._inline(base, trace, opened)
        elif name == "w:commentReference":
            self.comment(name, element)
        elif name in _OF_THE_MACHINE:
            self.losses.add("a date or page number computed by Word: left out")
        elif name in ("w:r", "w:p", "w:tbl", "w:sdt", "w:hyperlink", "m:oMath") or name in ACTS:
            self._inline_one(element, trace, opened)
        else:
            self.losses.add(f"unknown element {name}: its words are kept")
            self.descend()
            self._run_content(element, trace, opened, look, before)
            self.depth -= 1

    def _text(self, element: Element) -> str:
        """The characters of a ``w:t``; each is counted."""
        if len(element):
            self.losses.add("elements inside words: left out", self.skipped(element))
        else:
            self.letters += len(element.text or "")
        return characters(element, self.losses, self.blanks)

    def _words(
        self, words: str, trace: Trace, opened: _OpenParagraph, look: Look, before: tuple[Emphasis, str] | None
    ) -> None:
        if not words:
            return
        self._fields.met_words()
        if self._fields.in_code:
            self._fields.swallow(words)
        elif look.hidden or (look.hidden is None and opened.hidden):
            self.losses.add("hidden text left out", words)
        elif words := _after_sign(words, trace, look, opened):
            if look.raised and words.strip():
                self.losses.add("superscript or subscript (as in 10²): kept on the line", words)
            if look.struck and words.strip():
                self.losses.add("struck through by hand, not as a tracked change", words)
                self.is_struck = True
            opened.pieces.append(TypedWords(words, trace, _emphasis(look), None, before, _drawn(look)))
            self.spoken.append((words, is_final(trace)))

    def _sign(self, element: Element) -> str:
        """What the author typed as the mark of a note, in the element behind it; empty if Word numbers the note."""
        if attribute(element, "customMarkFollows") not in ("1", "true", "on"):
            return ""
        behind = element.getnext()
        if behind is None:
            return ""
        is_typed = NAME[behind.tag] in ("w:t", "w:delText") and not len(behind)
        sign = ((behind.text if is_typed else typed_by(behind, Losses())) or "").strip()
        if not _SIGN.fullmatch(sign):
            return ""
        self.letters += len(behind.text or "") if is_typed else 0
        return sign

    def _note_mark(self, name: str, element: Element, sign: str, trace: Trace, opened: _OpenParagraph) -> None:
        kind = NoteKind.FOOTNOTE if name == "w:footnoteReference" else NoteKind.ENDNOTE
        if not sign and attribute(element, "customMarkFollows") in ("1", "true", "on"):
            self.losses.add(f"{kind.one} with a custom mark: it also has a number")
        mark = NoteMark(kind, attribute(element, "id") or "", sign)
        opened.pieces.append(TypedWords("", trace, Emphasis(), mark))

    def _equation(self, element: Element, trace: Trace, opened: _OpenParagraph) -> None:
        read = terms(self, element, trace)
        self.losses.add("an equation written on one line", "".join(term.words for term in read))
        for term in read:
            self.letters += term.letters
            self._words(term.words.translate(BREAKS), term.trace, opened, PLAIN, None)

    def skipped(self, element: Element) -> str:
        """The words of an element that is left out on purpose."""
        words = said_in(element)
        self.letters += len(words)
        return words

    # -- fields, comments, changes ---------------------------------------------------------------

    def comment(self, name: str, element: Element) -> None:
        id_ = attribute(element, "id") or ""
        anchor = self.anchors.setdefault(id_, Anchor())
        if anchor.paragraph is None:
            anchor.paragraph = self.paragraphs if self._inside is None else self._inside
        if name == "w:commentRangeStart" and anchor.start is None:
            anchor.start = len(self.spoken)
        elif name == "w:commentRangeEnd" and anchor.end is None:
            anchor.end = len(self.spoken)

    def check(self, expected: int) -> None:
        """Refuse a story if a single character was missed.

        Raises:
            InputRefused: the walk met fewer or more characters than a plain count.
        """
        if self._fields.lost:
            found = f"a field begins and never ends, so these words would be taken for its code: “{self._fields.lost}”"
            raise InputRefused(found, place=self.place, remedy="end or delete the field in Word, and send it again")
        if self._fields.are_open:
            self.losses.add("a field that never ends")
        if self.letters != expected:
            found = f"{abs(expected - self.letters):,} of its {expected:,} characters could not be placed"
            hint = "save it as plain text in UTF-8, and report this line"
            raise InputRefused(found, place=self.place, remedy=hint)


def _after_sign(words: str, trace: Trace, look: Look, opened: _OpenParagraph) -> str:
    """The words without what belongs to a note's sign before them: its other letters, or LibreOffice's repetition."""
    last = opened.pieces[-1] if opened.pieces else None
    if last is None or last.mark is None or not last.mark.sign or last.trace != trace:
        return words
    sign = last.mark.sign
    if look.raised and not words.strip(sign[0]) and _SIGN.fullmatch(sign + words):
        opened.pieces[-1] = replace(last, mark=replace(last.mark, sign=sign + words))
        return ""
    return words.removeprefix(sign) if len(sign) > 1 else words


def _drawn(look: Look) -> Drawn:
    if look.struck:
        return Drawn.STRUCK
    return Drawn.SET_OFF if look.bold or look.italic or look.set_off else Drawn.PLAIN


def _emphasis(look: Look) -> Emphasis:
    return _EMPHASES[bool(look.bold), bool(look.italic)]


_EMPHASES = {(b, i): Emphasis(b, i) for b in (False, True) for i in (False, True)}
