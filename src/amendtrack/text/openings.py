"""How a line opens: with a label, a heading or list mark, a table row, a note, or like running prose.

Knows the printed forms of labels, in the official languages of the United Nations. Whether a line
inside a paragraph really starts a unit is decided in ``text``; what a number means, in ``labels``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """The shape of an opening."""

    HEADING = "heading"
    RULE = "rule"
    ROW = "row"
    SIGN = "sign"
    BRACKET = "bracket"
    """A label behind an opening bracket, ``[5 bis. ...]``: bracket and label are wording, as typed."""
    NOTE = "note"
    WORD = "word"
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


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: its form, its label as typed, where its wording starts, and its list sign."""

    form: Form
    label: str
    body: int
    sign: str = ""
    label_form: Form | None = None

    @property
    def is_certain(self) -> bool:
        """Whether running prose never opens like this, even by an unlucky line break."""
        return self.form in _CERTAIN or (self.form is Form.SIGN and self.sign not in "->–—")

    @property
    def is_one_line(self) -> bool:
        """Whether the unit cannot continue on the next line."""
        return self.form in _ONE_LINE


_CERTAIN = frozenset((Form.HEADING, Form.RULE, Form.ROW, Form.NOTE))
_ONE_LINE = frozenset((Form.HEADING, Form.RULE, Form.ROW))

BLANK = r"[^\S\r\n]"
HAN = "一二三四五六七八九十百零〇"
_B = BLANK
_AFTER = rf"(?={_B}|$|[*_])"

SUFFIX = (
    r"(?:bis|ter|BIS|TER|Bis|Ter|alt|ante|quater|QUATER|quinquies|sexies|septies|octies|novies|nonies|бис|тер"
    r"|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?(?:decies|vicies|tricies|octogies|[a-z]{3,7}agies)"
    r"|[a-z]{0,7}[cg]enties(?:-[a-z]{3,20})?|مكررا?(?: [\u0621-\u064a]{4,5}ا)?)(?!\w)"
)
"""``bis``, ``ter`` and their successors, as delegations spell them."""

SUFFIXES = rf"(?:[.\-]?{_B}?{SUFFIX}){{0,4}}"
HAN_SUFFIX = rf"(?:之[{HAN}]{{1,7}})?"

_LETTER = r"[A-Za-zА-Яа-яΑ-Ωα-ω]|[\u0621-\u064a]\u0640?"
NUMERAL = rf"(?:\d{{1,4}}|[ivxl]{{1,7}}|[IVXL]{{1,7}}|{_LETTER}|aa|bb|cc|dd|ee|ff|gg|hh|[{HAN}]{{1,5}})"
NUMBER = (
    rf"(?:\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}(?:er)?"
    rf"|premier|[IVXL]{{1,7}}|[ivxl]{{1,7}}|[A-Z]|[{HAN}]{{1,5}})"
)
"""What follows a word such as ``Article``."""

WORDS = (
    r"(?i:article|art\.|action|section|chapter|part|annex|appendix|rule|regulation|principle|option|alternative"
    r"|recommendation|decision|objective|goal|target|clause|schedule|title|item|point|paragraph|para\.?|step"
    r"|commitment|measure|indicator|footnote"
    r"|chapitre|partie|annexe|appendice|règle|principe|variante|recommandation|décision|objectif|mesure|paragraphe"
    r"|artículo|acción|sección|capítulo|parte|anexo|apéndice|regla|principio|opción|recomendación|decisión"
    r"|objetivo|medida|párrafo"
    r"|статья|действие|раздел|глава|часть|приложение|правило|принцип|вариант|рекомендация|решение|цель|мера|пункт"
    r"|المادة|الإجراء|القسم|الفصل|الجزء|الباب|المرفق|القاعدة|المبدأ|الخيار|التوصية|المقرر|الهدف|الفقرة"
    r"|行动|附件|建议|选项)"
)
NAME = rf"(?:{WORDS}(?:{_B}?(?:#|№|(?i:n[°o]\.?)){_B}?|{_B}|(?=[\d{HAN}])))"
"""A word and what separates it from its number: ``Article ``, ``Action #``, ``Статья № ``."""
HAN_UNITS = r"(?:条|條|章|节|節|款|部分|项|項|段)"

_LABEL = re.compile(
    rf"(?P<note>\[\^[^\]\s\[]{{1,40}}(?:{_B}{SUFFIX})?\]:)"
    rf"|(?P<word>{NAME}{NUMBER}{SUFFIXES}(?![\w/])"
    rf"(?:{_B}?[:：]|[.)]{_AFTER}|{_B}[–—-]{_AFTER})?)"
    rf"|(?P<spoken>(?:PP|OP){_B}?\d{{1,3}}{SUFFIXES}(?![\w/])[.:]?)"
    rf"|(?P<han>第[{HAN}\d]{{1,7}}{HAN_UNITS}{HAN_SUFFIX}|(?:[{HAN}]{{1,5}}|\d{{1,3}}){HAN_SUFFIX}、)"
    rf"|(?P<wide>（{NUMERAL}）{HAN_SUFFIX})"
    rf"|(?P<round>\\?\({NUMERAL}{SUFFIXES}\\?\){SUFFIXES}(?:[.:]{_AFTER}|(?={_B}|$|[\[“«\"*_(])))"
    rf"|{NUMERAL}{SUFFIXES}(?:(?P<half>\\?\){SUFFIXES}{_AFTER})|(?P<dot>\\?[.．]{_AFTER})"
    rf"|(?<=[^\W\d])(?P<bis>:?(?=\s|$)))"
    rf"|(?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}{SUFFIXES}\.?{_AFTER})"
    rf"|(?P<dash>\d{{1,3}}{_B}?[-–—](?={_B}+[^\d\s])|-{_B}?\d{{1,3}}(?={_B}+[\u0621-\u064a]))"
)
_SIGNS = re.compile(rf"(?:>{_B}?|#{{1,6}}(?={_B}|$){_B}*|[-*+•–—·▪‣◦●○■□]{_B}+){{1,8}}")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=[^\s*_])")
_BRACKETS = re.compile(r"\[{1,8}(?!\^)")
_BLANKS = re.compile(rf"{_B}*")
_RULE = re.compile(rf"([-*_=])(?:{_B}{{0,4}}\1){{2,200}}{_B}*$")
_INITIAL = re.compile(r"\w\.")
_PROSE_GOES_ON = frozenset(["من", "و", "إلى", "أعلاه", "أدناه"])
_HAN_PROSE_GOES_ON = re.compile(r"[的所和与及或至、，,)）]|规定|第")


def opening(source: str, at: int, stop: int) -> Opening | None:
    """How the line ``source[at:stop]``, which does not start with a space, opens; None for running prose.

    >>> opening("Action #14: Clear", 0, 17)
    Opening(form=<Form.WORD: 'word'>, label='Action #14:', body=12, sign='', label_form=<Form.WORD: 'word'>)
    >>> opening("Article 5 of the Convention", 0, 27)
    """
    first = source[at]
    if first == "|":
        return Opening(Form.ROW, "", at, "|")
    if first in "-*_=" and _RULE.match(source, at, stop):
        return Opening(Form.RULE, "", at, first)
    if first == "[" and not source.startswith("[^", at):
        brackets = _BRACKETS.match(source, at, stop)
        return Opening(Form.BRACKET, "", at) if brackets and _label(source, brackets.end(), stop) else None
    label = _label(source, at, stop)
    if label:
        return Opening(label[0], label[1], label[2], "", label[0])
    signs = _SIGNS.match(source, at, stop)
    if signs is None:
        return None
    form, sign = (Form.HEADING, "#") if "#" in signs[0] else (Form.SIGN, signs[0].strip()[-1])
    label = _label(source, signs.end(), stop)
    if label is None:
        return Opening(form, "", signs.end(), sign)
    return Opening(form, label[1], label[2], sign, label[0])


def _label(source: str, at: int, stop: int) -> tuple[Form, str, int] | None:
    """Form, label and start of the wording, where a label stands at ``at``, emphasised or not."""
    emphasis = _EMPHASIS.match(source, at, stop)
    found = _LABEL.match(source, emphasis.end() if emphasis else at, stop)
    if found is None or found.lastgroup is None:
        return None
    end, form, label = found.end(), Form(found.lastgroup), found[0]
    if emphasis and source.startswith(emphasis[0], end):
        end += len(emphasis[0])
    elif form is not Form.ROUND and source[end : min(end + 1, stop)] in ("*", "_"):
        return None
    blanks = _BLANKS.match(source, end, stop)
    body = blanks.end() if blanks else end
    if not _can_stand_before(form, label, source[body : min(body + 24, stop)]):
        return None
    return Form.LETTER if form is Form.DOT and not label[0].isdecimal() else form, label, body


def _can_stand_before(form: Form, label: str, after: str) -> bool:
    """Whether these words may follow the label: ``Article 9 Compliance``, not ``Article 9 of the``."""
    if form is Form.WORD and label[0].islower() and label[-1] not in ":：":
        return False
    if form is Form.BIS and not label[0].isdecimal():
        return False
    if not after:
        return True
    if form is Form.HAN and label[0] == "第":
        return not _HAN_PROSE_GOES_ON.match(after)
    if form in (Form.WORD, Form.SPOKEN, Form.BIS) and label[-1] not in ":：.)–—-":
        return _opens_a_title(after) and after.split()[0] not in _PROSE_GOES_ON
    if form is Form.DECIMAL:
        return _opens_a_title(after)
    if form is Form.DOT and label[0].isalpha() and len(label) == 2:
        return not _INITIAL.match(after)
    return True


def _opens_a_title(after: str) -> bool:
    return not after[0].islower() and not after[0].isdigit() and after[0] not in ",;.、，)%"
