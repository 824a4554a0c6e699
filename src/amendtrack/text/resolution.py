"""Which paragraphs of a resolution are preambular and which are operative, whether their numbers are printed or not.

A text is recognised as a resolution by its form: before any numbered paragraph come paragraphs that begin like a
preamble (*Recalling*, *Rappelant*, *Recordando*, *Ссылаясь*, 回顾, إذ) and end with a comma. ``labels`` names the
paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amendtrack.text.label_forms import RAISED, label_table
from amendtrack.text.units import Text, Unit, UnitKind

_PREAMBULAR = (
    # English: "Deeply concerned", "Having considered", "Guided by"
    r"(?:\w+ly |also )?(?:\w{2,}ing|in pursuit|pursuant|whereas|mindful|aware|conscious|convinced|concerned|alarmed"
    r"|disturbed|guided|determined|resolved|encouraged|inspired|committed|grateful|appreciative|desirous|cognizant)\b",
    # French: "Rappelant", "Profondément préoccupée", "Consciente"
    r"(?:(?:\w+ment|vivement) )?(?:\w{2,}ant|se \w+ant|consciente?|convaincue?|préoccupée?|alarmée?|guidée?"
    r"|résolue?|déterminée?|désireu(?:x|se)|soucieu(?:x|se)|encouragée?)\b",
    # Spanish: "Recordando", "Profundamente preocupada", "Consciente"
    r"(?:\w+mente )?(?:\w+[aei]ndo|\w+ndo(?:se|le|les)|consciente|convencid[ao]|preocupad[ao]|alarmad[ao]|guiad[ao]"
    r"|resuelt[ao]|decidid[ao]|deseos[ao]|alentad[ao])\b",
    # Russian: "Ссылаясь", "Будучи глубоко обеспокоена", "Принимая во внимание", but not "Генеральная Ассамблея"
    r"(?:вновь |с \w+ |глубоко )?(?:\w+(?:ясь|(?<!ьн)(?<!нн)(?<!ск)ая|яя|уя|вши|в)|будучи|руководствуясь|учтя)\b",
    r"回顾|回顧|忆及|认识到|意识到|确认|承认|注意到|铭记|考虑到|深信|强调|重申|关切|深为|念及|欢迎|欣见|表示|赞赏|审议了|遵循|决心|还",
    r"و?إذ\b",
)
_BEGINS = re.compile("|".join(_PREAMBULAR), re.IGNORECASE)
_OPEN_END = re.compile(
    rf"[,،，](?:[*_\])]|\[\^\w{{1,20}}\]|[{RAISED}]|<sup>\d{{1,3}}</sup>)*$"
)  # a footnote marker may follow the comma
_SIGNS = "*_[( \t"
_ANNEX = re.compile(r"(?:annex|appendi|anexo|apéndice|приложен|附件|(?:ال)?مرفق)", re.IGNORECASE)


def resolution_names(text: Text) -> dict[int, str]:
    """``PP1``, ``PP2`` and so on, ``OP1``, ``OP2`` and so on, by unit; empty if the text is not a resolution.

    Operative paragraphs with a printed number are not counted here: they already have a name.

    >>> from amendtrack.text.units import parse_text
    >>> resolution_names(parse_text("The Assembly,\\n\\n*Recalling* its report,\\n\\n*Decides* to meet."))
    {1: 'PP1', 2: 'OP1'}
    """
    preamble = preamble_of(text)
    if not preamble:
        return {}
    names = {unit: f"PP{n}" for n, unit in enumerate(preamble, 1)}
    return names | {unit: f"OP{n}" for n, unit in enumerate(_unprinted(text, preamble[-1] + 1), 1)}


def preamble_of(text: Text) -> tuple[int, ...]:
    """The preambular paragraphs of a resolution or treaty; none in any other text.

    The first begins like a preamble and ends with a comma; those after it begin like one or end with a comma. The comma
    may have been forgotten if the first word is in italics, and the next paragraph has both.
    """
    found: list[int] = []
    first = -1  # a paragraph that begins in italics, without a comma at its end
    for i, unit in enumerate(text.units):
        if _is_footnote(unit):
            continue
        if unit.label and unit.kind is not UnitKind.NOTE:
            break
        wording = text.wording(unit).strip()
        begins, ends = _BEGINS.match(wording.lstrip(_SIGNS)), _OPEN_END.search(wording)
        if unit.kind is UnitKind.PARAGRAPH and ((begins or ends) if found else (begins and ends)):
            found += [first, i] if first == i - 1 >= 0 and not found else [i]
        elif found:
            break
        elif unit.kind is UnitKind.PARAGRAPH and begins and wording[0] in "*_" and wording[-1] not in "*_":
            first = i
    return tuple(found)


def _unprinted(text: Text, first: int) -> Iterator[int]:
    """The operative paragraphs up to an annex, if none of them has a number."""
    units = text.units
    here = []
    for i in range(first, len(units)):
        if units[i].kind is UnitKind.HEADING and _ANNEX.match(
            text.source[units[i].start : units[i].end].lstrip(_SIGNS + "#=")
        ):
            break
        if units[i].label and units[i].kind is UnitKind.PARAGRAPH and not _is_footnote(units[i]):
            return
        if units[i].label and _is_article(units[i]):
            return
        if units[i].kind is UnitKind.PARAGRAPH and not units[i].label:
            here.append(i)
    while here and _MEETING.fullmatch(text.wording(units[here[-1]])):
        here.pop()
    yield from here


_MEETING = re.compile(
    r"[*_]{0,3}(?:[^;:]{1,40}(?:plenary meeting|séance plénière|sesión plenaria|пленарное заседание)[^;:]{0,20}"
    r"|[^\s;:]{1,4}\s[^\W\d_]{3,12}\s(?:19|20)\d\d)[*_]{0,3}\s*"
)
"""When a resolution was adopted: ``85th plenary meeting``, ``9 December 2025``."""


def _is_article(unit: Unit) -> bool:
    """Whether a unit is an article, as treaties have them."""
    return label_table().named("words").get(unit.label.split()[0].casefold()) == "article" or unit.label[0] in "§第"


def _is_footnote(unit: Unit) -> bool:
    """Whether a unit begins with a raised number, as footnotes do that were copied with their page."""
    return unit.label.startswith("<sup>") or unit.label[:1] in tuple(RAISED)


__all__ = ["preamble_of", "resolution_names"]
