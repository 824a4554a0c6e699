"""Fields: codes from which Word computes words. The last result is text; the code is not.

Source: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from amendtrack.formats.docx.elements import NAME, attribute, child, number, switched, value
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.number_fields import COUNTED

_FETCHING = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "RD")
_UNSEEN = ("XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF", "ADVANCE", "HYPERLINK")
"""Codes that print nothing, or need not."""
_STORING = ("SET", "ASK")
"""Codes whose result is stored for other fields, and never printed."""
_FORMS = ("FORMCHECKBOX", "FORMDROPDOWN")
_IN_CODE = "words inside a field code left out"
_LONGEST = 500
"""Characters of a code that are kept: enough to recognise it."""


def _name(code: str) -> str:
    """The first word of a code, which says what the field is."""
    return (code.split() or [""])[0].upper()


def stores(code: str) -> bool:
    """Whether the field's result is only stored for other fields."""
    return _name(code) in _STORING


@dataclass(frozen=True, slots=True)
class FieldEnd:
    """What is printed where a field ended whose result is not stored: ``words``, or the number that its code counts."""

    words: str = ""
    code: str = ""


_NOTHING = FieldEnd()


@dataclass(slots=True)
class _OpenField:
    """An open field: its code so far, and whether a result has begun that is printed."""

    code: str = ""
    in_result: bool = False
    swallowed: str = ""
    """The first words found inside the code and left out."""
    form: str = ""
    """What a form field shows: its box, ticked or not, or the entry that was chosen."""
    has_words: bool = False
    """Whether its result has words."""


def shown_by_form(element: Element) -> str:
    """What a form field shows, from its properties: ``☒`` or ``☐``, or the entry chosen from a list."""
    properties = child(element, "w:ffData")
    if (box := child(properties, "w:checkBox")) is not None:
        ticked = switched(box, "w:checked")
        return "☒" if (switched(box, "w:default") if ticked is None else ticked) else "☐"
    entries = child(properties, "w:ddList")
    said = [attribute(e, "val") or "" for e in (() if entries is None else entries) if NAME[e.tag] == "w:listEntry"]
    chosen = number(value(entries, "w:result") or value(entries, "w:default")) or 0
    return said[chosen][:_LONGEST] if 0 <= chosen < len(said) else ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at one point of a story."""

    losses: Losses
    _open: list[_OpenField] = field(default_factory=list)
    _codes: int = 0
    """How many of the open ones are still in their code."""

    @property
    def are_open(self) -> bool:
        """Whether a field has not ended."""
        return bool(self._open)

    @property
    def in_code(self) -> bool:
        """Whether words here belong to a field's code."""
        return self._codes > 0

    @property
    def lost(self) -> str:
        """The first words that were left out as the code of a field that never ended; empty if none were."""
        return next((f.swallowed for f in self._open if f.swallowed), "")

    def met_words(self) -> None:
        """Words that are part of the results of all open fields."""
        for each in reversed(self._open):
            if each.has_words:  # so have those around it
                break
            each.has_words = True

    def swallow(self, words: str) -> None:
        """Leave out words inside a field's code, or a value that it only stores: they are not text."""
        innermost = next(f for f in reversed(self._open) if not f.in_result)
        stored = stores(innermost.code)
        self.losses.add("a value stored by a field and not printed: left out" if stored else _IN_CODE, words)
        innermost.swallowed = innermost.swallowed or words.strip()[:_LONGEST]

    def code(self, words: str) -> None:
        """More of the innermost field's code."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += words[: max(0, _LONGEST - len(self._open[-1].code))]

    def char(self, kind: str, form: str = "") -> FieldEnd:
        """A field begins, its result begins (``separate``), or it ends; ``form`` is what a form field shows."""
        if kind == "begin":
            self._open.append(_OpenField(form=form))
            self._codes += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            if not stores(self._open[-1].code):
                self.add(self._open[-1].code)
                self._open[-1].in_result = True
                self._codes -= 1
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.in_result:
                self._codes -= 1
                self.add(ended.code)
            if not ended.has_words and not self.in_code:
                return self.without_result(ended.code, ended.form, reported=not ended.in_result)
        return _NOTHING

    def without_result(self, code: str, form: str = "", *, reported: bool = True) -> FieldEnd:
        """What is printed for a field whose result is not stored; if that is not known, the field is reported."""
        word = _name(code)
        if word in COUNTED:
            return FieldEnd(code=code)
        if form and word in _FORMS:
            return FieldEnd(words=form)
        hides = word == "SEQ" and "\\h" in code.lower()
        if reported and word and not hides and word not in (*_UNSEEN, *_FETCHING):
            self.losses.add("a field without a result left out", code.strip())
        return _NOTHING

    def add(self, code: str) -> None:
        """Report a field whose result says less than it seems to."""
        word = _name(code)
        if word in _FETCHING:
            self.losses.add(f"a field that fetches ({word}): nothing was fetched; its last result is kept")
