"""How a line opens: with a label, a heading or list mark, a table row, a note, or like running prose.

Knows which words may follow a label; the forms of labels are in ``label_forms``. Whether a line inside a paragraph
really starts a unit is decided in ``units``; what a number means, in ``labels``.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from amendtrack.text.label_forms import BLANK, label_table, opening_pattern
from amendtrack.text.plain_labels import plain_opening
from amendtrack.text.scripts import is_small


class Form(Enum):
    """The shape of an opening."""

    HEADING = "heading"
    RULE = "rule"
    ROW = "row"
    SIGN = "sign"
    BRACKET = "bracket"
    """A label after an opening bracket, ``[5 bis. ...]``: bracket and label are wording, as typed."""
    NOTE = "note"
    WORD = "word"
    PART = "part"
    MARK = "mark"
    BEHIND = "behind"
    SPOKEN = "spoken"
    HAN = "han"
    WIDE = "wide"
    ROUND = "round"
    HALF = "half"
    DOT = "dot"
    LETTER = "letter"
    BIS = "bis"
    DECIMAL = "decimal"
    DASH = "dash"
    SQUARE = "square"
    DEGREE = "degree"
    CODE = "code"
    ORDINAL = "ordinal"
    """An ordinal before its word: ``First Schedule``."""
    CIRCLED = "circled"
    RAISED = "raised"
    """A raised number before a paragraph, as in Swiss law, or before a footnote."""
    ROMAN = "roman"
    """A Roman numeral without any sign before a title: ``II Boats``."""
    SPACED = "spaced"
    """A number separated from its sentence by a tab or a wide blank."""
    SAID = "said"
    LONE = "lone"
    """A paragraph that its word alone names: ``Parágrafo.``"""
    ALONE = "alone"
    """A heading that needs no number: ``Annex``."""
    BARE = "bare"
    """A number without any sign before a title: ``1 Scope``."""

    __hash__ = object.__hash__
    """Each form is one object; ``Enum`` would have its name looked up for every line."""


class Opening(NamedTuple):
    """How a line opens: its form, its label as typed, where its wording starts, and its list sign."""

    form: Form
    label: str
    body: int
    sign: str = ""
    label_form: Form | None = None

    @property
    def is_certain(self) -> bool:
        """Whether running prose never opens like this, even by an unlucky line break."""
        if self.sign == "=" and self.form is Form.HEADING:  # a line of a formula may begin like this
            return False
        return self.form in _CERTAIN or (self.form is Form.SIGN and self.sign not in _PERHAPS)

    @property
    def is_one_line(self) -> bool:
        """Whether the unit cannot continue on the next line."""
        return self.form in _ONE_LINE


_PERHAPS = frozenset("->–—―.") | {".."}
"""Signs with which a line of prose may begin, too."""
_CERTAIN = frozenset((Form.HEADING, Form.RULE, Form.ROW, Form.NOTE))
_ONE_LINE = frozenset((Form.HEADING, Form.RULE, Form.ROW))

_B = BLANK
_TITLE_SIGN = re.compile(
    rf"(?:={{1,6}}{_B}+(?=[^\W\d_]|\d+(?:\.\d+)*\.?{_B}|§)|={{2,6}}{_B}+(?=[\"'“«„‘`*_+(\[{{<]{{1,3}}[^\W_]))"
)
"""A title of AsciiDoc: ``== Boats``, ``== `lamp` ropes``; of one sign before a quotation mark, it may be a formula."""
_CLOSED_TITLE = re.compile(rf"(={{2,6}})(?=[^\s=][^=]{{0,120}}(?<!\s)\1{_B}*$)")
"""A title of a wiki: ``==Boats==``."""
UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Invisible characters that may precede a label."""
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_SIGNS = re.compile(rf"(?:>{_B}?|#{{1,6}}(?={_B}|$){_B}*|#{{2,6}}(?=[^\W_]|[(§])|[-*+•–—―·▪‣◦●○■□]{_B}+){{1,8}}")
_UNCOUNTED = re.compile(rf"(?:#\.|\(#\)|\.{{1,2}}){_B}+(?=[^\W_]|[\"'“«„‘`(\[*_])")
"""The sign of a list that a program counts: ``#. Boats``, of AsciiDoc ``. Boats`` and, in that, ``.. Oars``."""
_EMPHASIS = re.compile(r"[*_]{1,3}(?=[^\s*_])")
_ANCHOR = re.compile(r"<a (?:id|name)=\"[^\"<>]{1,80}\"></a>")
BRACKETS = re.compile(r"\[{1,8}(?!\^)")
_BLANKS = re.compile(rf"{_B}*")
_RULE = re.compile(rf"([-*_=])(?:{_B}{{0,4}}\1){{2,200}}{_B}*$")
_INITIAL = re.compile(r"\w\.")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
"""``e. 02/01/2026`` says when a text was issued."""
_YEAR = re.compile(r"\d{4}")
_GOES_ON = label_table().named("goes on")
"""Words after a number that show that it is not a label: sentence words, months, measures."""
_LONE_NUMBER = re.compile(rf"(?:\d{{1,3}}(?:[a-z]|[A-Z]{{1,3}})?|[IVXL]{{1,7}}){_B}*")
"""A heading that is only a number; its title may be the next heading."""
_COLUMNS = re.compile(rf"\t|{_B}{{2}}")
_HAN_PROSE_GOES_ON = re.compile(r"[的之所和与與及或至、，,)）のにはでをが]|规定|規定|第")
_HAN_COUNTED = "款项項段号"
"""Of these no label stands before its words without a blank: ``第一项政见`` cites what is above."""
_REMARK = re.compile(rf"\([^()]{{1,40}}\){BLANK}+[^\W\d_]")


def opening(source: str, at: int, stop: int) -> Opening | None:
    """How the line ``source[at:stop]``, which does not start with a space, opens; None for running prose.

    >>> opening("Action #14: Clear", 0, 17)
    Opening(form=<Form.WORD: 'word'>, label='Action #14:', body=12, sign='', label_form=<Form.WORD: 'word'>)
    >>> opening("Article 5 of the Convention", 0, 27)
    """
    if source[at] > "~" and (unseen := _UNSEEN.match(source, at, stop)):
        at = unseen.end()
    if at == stop:
        return None
    first = source[at]
    if first == "|":
        return Opening(Form.ROW, "", at, "|")
    if first in "-*_=" and _RULE.match(source, at, stop):
        return Opening(Form.RULE, "", at, first)
    label = _label(source, at, stop)
    if first == "[" and not source.startswith("[^", at) and not (label and label[0] is Form.SQUARE):
        brackets = BRACKETS.match(source, at, stop)
        return Opening(Form.BRACKET, "", at) if brackets and _label(source, brackets.end(), stop) else None
    if label and (label[0] not in _UNSIGNED or _is_alone(source, at, stop)):
        return Opening(label[0], label[1], label[2], "", label[0])
    if first.isalpha():
        return None
    if first in "#.(" and (uncounted := _UNCOUNTED.match(source, at, stop)):
        return Opening(Form.SIGN, "", uncounted.end(), uncounted[0].strip())
    signs = (_TITLE_SIGN if first == "=" else _SIGNS).match(source, at, stop)
    if signs is None and first == "=":
        signs = _CLOSED_TITLE.match(source, at, stop)
    if signs is None:
        return None
    sign = "#" if "#" in signs[0] else signs[0].strip()[-1]
    form = Form.HEADING if sign in "#=" else Form.SIGN
    label = _label(source, signs.end(), stop)
    if form is Form.HEADING:
        label = _in_small_letters(source, signs.end(), stop) if label is None else _but_year(source, label)
    if form is Form.HEADING and label is None:
        label = _numbered_title(source, signs.end(), stop)
    if form is Form.HEADING and label is None and (lone := _LONE_NUMBER.fullmatch(source, signs.end(), stop)):
        return Opening(form, lone[0].rstrip(), stop, sign, Form.BARE)
    if label is None or (label[0] in _UNSIGNED and sign not in "#=") or (label[0] is Form.ALONE and sign in "#="):
        return Opening(form, "", signs.end(), sign)
    if label[0] is Form.DECIMAL and label[2] >= stop and sign not in "#=>":  # what is listed is a number: ``- 1.8``
        return Opening(form, "", signs.end(), sign)
    return Opening(form, label[1], label[2], sign, label[0])


def _in_small_letters(source: str, at: int, stop: int) -> tuple[Form, str, int] | None:
    """The label of a marked heading whose word has a small letter, ``## titel Eerste. Boten``, as in Dutch law."""
    if at >= stop or not source[at].islower():
        return None
    line = source[at].upper() + source[at + 1 : stop]
    found = _read(line, 0, len(line)) if len(line) == stop - at else None
    if found is None or found[0] is not Form.WORD:
        return None
    return found[0], source[at : at + len(found[1])], at + found[2]


def _but_year(source: str, label: tuple[Form, str, int]) -> tuple[Form, str, int] | None:
    """The label of a marked heading, unless it is the year of a Hungarian act: ``# 2011. évi törvény``."""
    is_year = label[0] is Form.DOT and label[1][:-1].isdecimal() and len(label[1]) == _YEAR_AND_STOP
    return None if is_year and source[label[2] : label[2] + 1].islower() else label


_YEAR_AND_STOP = 5


def _is_alone(source: str, at: int, stop: int) -> bool:
    """Whether a line of a block has only white space around it."""
    return not source[max(0, at - _NEAR) : at].strip() and not source[stop : stop + _NEAR].strip()


def _numbered_title(source: str, at: int, stop: int) -> tuple[Form, str, int] | None:
    """Form, label and start of the wording of a marked heading that has a bare number before a long title or a stop."""
    found = _NUMBER_AND_TITLE.match(source, at, stop)
    if found is None or stop - at > _LONGEST_MARKED_TITLE:
        return None
    if found["word"].casefold() in _GOES_ON and not _MINUTES.match(found["word"]):
        return None
    return Form.BARE, found[1], found.start("word")


_NUMBER_AND_TITLE = re.compile(rf"(\d{{1,3}}){_B}+(?P<word>[^\W\d_]{{2,40}})(?:{_B}(?:[^.;:!?]|\.(?!{_B}))*)?\.?$")
_MINUTES = re.compile("Minutes")
"""What a meeting keeps: ``## 63 Minutes of meetings``."""
_LONGEST_MARKED_TITLE = 200


def begins_with_month(source: str, at: int, stop: int) -> bool:
    """Whether the first word there is the name of a month.

    >>> begins_with_month("1. Oktober", 3, 10), begins_with_month("1. Boats", 3, 8)
    (True, False)
    """
    words = source[at:stop].split(maxsplit=1)
    return bool(words) and _GOES_ON.get(words[0].casefold().strip(".,;")) == "months"


_NEAR = 80
_DASHES = "-–—"
_UNSIGNED = frozenset((Form.BARE, Form.ROMAN))


def _label(source: str, at: int, stop: int) -> tuple[Form, str, int] | None:
    """Form, label and start of the wording, if there is a label at ``at``, emphasised or not."""
    if at >= stop:
        return None
    if source[at] == "<" and (anchor := _ANCHOR.match(source, at, stop)) and anchor.end() < stop:
        at = anchor.end()
    emphasis = _EMPHASIS.match(source, at, stop) if source[at] in "*_" else None
    if emphasis is None:
        found = _read(source, at, stop)
        return found and (found[0], found[1], found[2])
    first, sign = emphasis.end(), emphasis[0][::-1]
    close = source.find(sign, first, stop)
    # Read as printed, without the signs; a label that continues after them is the part within.
    line = source[first:close] + source[close + len(sign) : stop] if close > 0 else source[first:stop]
    found = _read(line, 0, len(line))
    if close > 0 and source[close - 1] == "." and source.startswith("(", close + len(sign)):
        found = _read(line, 0, close - first) or found  # **30.**(1) is 30, and then (1)
    if found is None and close > 0 and line[0] == "第":  # **第九条** 第一条的船只
        found = whole if (whole := _read(line, 0, close - first)) and whole[2] == close - first else None
    if found is None:
        return None
    form, label, body = found
    if close < 0 or body < close - first:
        return form, label, first + body
    if any(map(str.isalnum, line[close - first : len(label)])):  # **Art. 5** a: the number goes on after the signs
        return None
    return form, line[: min(len(label), close - first)], first + body + len(sign)


def _read(source: str, at: int, stop: int) -> tuple[Form, str, int] | None:
    """Form, label and start of the wording, if there is a label at ``at`` with no sign before it."""
    named = plain_opening(source, at, stop) or _by_pattern(source, at, stop)
    if not named[0]:
        return None
    form, label = Form(named[0]), named[1]
    end = at + len(label)
    blanks = _BLANKS.match(source, end, stop)
    body = blanks.end() if blanks else end
    is_dashed = form is Form.ROMAN and label[-1] in _DASHES  # how its sentence ends says whether it is listed
    after = source[body : stop if is_dashed else min(body + _LONGEST_TITLE + 1, stop)]
    if form is Form.DECIMAL and after and not _opens_a_title(after) and label[-1].isdigit():
        form = Form.BARE
    if form is Form.HAN and label[0] == "第" and label[-1] in _HAN_COUNTED and after and body == end:
        return None
    is_apart = form is Form.HAN and body > end and after[:1] == "第"  # 第九条　第一条の船は
    if (
        not is_apart
        and not _can_stand_before(form, label, after)
        and not (form is Form.WORD and _is_alone(source, at, stop) and is_annex_to(after))
    ):
        return None
    if is_dashed and after and not _is_title(label, after):
        form = Form.LETTER  # a sentence: II - Les bateaux portent des feux.
    return Form.LETTER if form is Form.DOT and not label[0].isdecimal() else form, label, body


def _by_pattern(source: str, at: int, stop: int) -> tuple[str, str]:
    """The form and the label of a line, whatever it looks like; empty if it has none."""
    found = opening_pattern().match(source, at, stop)
    return (found.lastgroup or "", found[0]) if found else ("", "")


def _can_stand_before(form: Form, label: str, after: str) -> bool:
    """Whether these words may follow the label: ``Article 9 Compliance``, not ``Article 9 of the``."""
    if form in (Form.WORD, Form.SAID, Form.ORDINAL, Form.LONE) and is_small(label) and label[-1] not in ":：":
        return False
    if form is Form.BIS and not label[0].isdecimal():
        return False
    if not after:
        return True
    if form is Form.HAN and label[0] == "第":
        return not _HAN_PROSE_GOES_ON.match(after)
    is_open = label[-1] not in ":：.–—-" and (label[-1] != ")" or form is Form.PART or "(" in label)
    if form in _BEFORE_A_TITLE and is_open:
        return _opens_a_title(after) and _GOES_ON.get(after.split()[0].casefold()) != "words"
    if form is Form.RAISED:
        return _opens_a_title(after) or "(" in label
    if form is Form.ROMAN and label[-1] in _DASHES and len(label) > 2:
        return _opens_a_title(after) or _is_listed(label, after)
    if form in _UNSIGNED:
        return _is_title(label, after)
    if form is Form.SPACED:
        return _COLUMNS.search(after) is None
    if form is Form.DECIMAL and _DAY.fullmatch(label):
        return False
    if form is Form.DOT and _CITES_PARAGRAPH.match(after):
        return False
    if form is Form.DOT and label[0].isalpha() and len(label) == 2:
        return not (_INITIAL.match(after) or _DATE.match(after))
    return True


_BEFORE_A_TITLE = frozenset(
    (Form.WORD, Form.PART, Form.MARK, Form.BEHIND, Form.SPOKEN, Form.BIS, Form.SQUARE, Form.ORDINAL)
)
_DAY = re.compile(r"(?:3[2-9]|[4-9]\d|\d{3,4})\.(?:0\d|1[0-2])\.[0-3]\d\.?")
"""A day, with its year first: ``2012.08.24``, and as Taiwan counts the years, ``101.08.24``."""
_CITES_PARAGRAPH = re.compile(rf"m?gr\.{_B}\d")
"""How Icelandic law cites: ``1. mgr. 4. gr.``"""
_ANNEX_TO = re.compile(rf"ke?{_B}+(?:[^\s;!?]+{_B}+){{1,12}}(?:Sb|Zb|Z\.z)\.|към{_B}+чл\.{_B}*\d[^;!?]{{0,60}}")


def is_annex_to(after: str) -> bool:
    """Whether a line alone is the title of an annex in Czech, Slovak or Bulgarian law: ``k zákonu č. 43/2018 Sb.``"""
    return _ANNEX_TO.fullmatch(after.strip()) is not None


def _is_listed(label: str, after: str) -> bool:
    """Whether a small letter may follow a Roman number and a dash: ``II - os barcos;``, not ``I - a sailor - am.``"""
    return after[0].islower() and (label.rstrip(" -–—") != "I" or after.rstrip()[-1] in ";:")


_LONGEST_TITLE = 80
_SENTENCE_SIGNS = ".:;!?…,،؛؟。；："


def _opens_a_title(after: str) -> bool:
    remark = _REMARK.match(after)
    if remark and remark[0][-1].islower():  # Resolution 12 (2009) was adopted
        return False
    return not is_small(after) and not after[0].isdigit() and after[0] not in ",;.、，)%"


_LATIN = re.compile(r"(?i:bis|ter|quater|quinquies|sexies)\W*")


def _is_title(label: str, after: str) -> bool:
    """Whether a line is a heading: short, and not a sentence, date or measure.

    A term after ``2.1`` begins with a lower-case letter.
    """
    words = after.split()
    if _LATIN.fullmatch(after):  # *XXII Bis*, alone on a line above its words
        return False
    small = is_small(after)
    if len(after) > _LONGEST_TITLE or after.rstrip()[-1] in _SENTENCE_SIGNS or len(words) > (4 if small else 10):
        return False
    if (small and "." not in label) or not (small or _opens_a_title(after)):
        return False
    return words[0].casefold().strip(".,") not in _GOES_ON and not _YEAR.search(words[-1])
