"""Whether a new unit reads like a unit of the draft at its place.

Pure. In a numbered list it must be numbered, in a preamble it must open and end like its neighbours. ``rewording``
decides whether its words are about the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amendtrack.intake.instructions.spelling import plain
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.labels import read_label
from amendtrack.text.units import Text, Unit, UnitKind

_FEWEST = 4  # words of a paragraph without a label
_LED_IN = re.compile(r"\W*(?:[^\W\d_]++[ '’-]{0,2}){1,4} ?[:：]")
_ENDS = ".;,:。；，：،؛"


def why_no_unit(after: Text, j: int, base: Text, gap: int) -> str:
    r"""Why unit ``j`` of an amended text is not certainly a new unit of it; empty if it is.

    ``gap`` is the unit of the draft that it comes before.

    >>> from amendtrack.text.units import parse_text
    >>> base = parse_text("1. Clear all areas.\n\n2. Destroy all stocks.\n")
    >>> text = parse_text("1. Clear all areas.\n\nReasons\n\n1 bis. Survey areas.\n\n2. Destroy all stocks.\n")
    >>> why_no_unit(text, 1, base, 1), why_no_unit(text, 2, base, 1)
    ('it has no number, as the paragraphs around it have', '')
    """
    unit = after.units[j]
    kind = unit.kind
    if kind is UnitKind.HEADING and unit.label and _form(unit) not in _forms(base, kind):
        kind = UnitKind.PARAGRAPH  # words without a full stop after a paragraph's number look like a heading
    return next(filter(None, _CHECKS[kind](after, j, base, gap)), "")


def _row(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    kinds = {after.units[k].kind for k in (j - 1, j + 1) if 0 <= k < len(after.units)}
    yield "" if after.units[j].kind in kinds else "it is a table row by itself"


def _rule(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    yield "it is an ornament"


def _note(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    unit = after.units[j]
    marker = re.match(r"\[\^[^\]]+\]", after.printed(unit))
    if marker and after.source.count(marker[0]) < 2:
        yield "nothing in the text refers to this note"
    if marker is None and _form(unit) not in _forms(base, UnitKind.NOTE):
        yield "the draft has no such notes"


def _heading(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    unit = after.units[j]
    signs = _signs(after, unit)
    alike = [other for other in base.units if other.kind is UnitKind.HEADING and _signs(base, other) == signs]
    words = plain(after.wording(unit)).strip()
    if any(words and plain(base.wording(other)).strip() == words for other in base.units):
        yield "it repeats a heading"
    labelled = [other for other in alike if other.label]
    if not signs and not unit.label:
        yield "it is a title without a number"
    if (labelled and not unit.label and len(labelled) * 2 > len(alike)) or (not alike and not signs):
        yield "it has no number, as the headings around it have" if not unit.label else ""
    if unit.label and _form(unit) not in _forms(base):
        yield "nothing in the draft is numbered like it"
    if unit.label and any(other is not unit and _bare(other) == _bare(unit) for other in after.units):
        yield "another part has its number"
    if gap == 0 and base.units and _signs(base, base.units[0]):
        yield "it comes before the title"


def _item(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    unit = after.units[j]
    if not any(sign.isalnum() for sign in after.wording(unit)):
        yield "it has no words"
    near = [after.units[k] for k in (j - 1, j + 1) if 0 <= k < len(after.units)]
    listed = any(other.kind is UnitKind.ITEM and _form(other) == _form(unit) for other in near)
    led_in = j > 0 and after.printed(after.units[j - 1]).rstrip()[-1:] in (":", "：")
    if not listed and not led_in and _form(unit) not in _forms(base):
        yield "it is an item outside any list"


def _paragraph(after: Text, j: int, base: Text, gap: int) -> Iterator[str]:
    unit = after.units[j]
    words = after.wording(unit)
    if unit.label:
        if _form(unit) not in _forms(base):
            yield "nothing in the draft is numbered like it"
        if sum(any(map(str.isalpha, word.key)) for word in words_of(words)) < 2:
            yield "it has no words"
        return
    near = [base.units[k] for k in (gap - 1, gap) if 0 <= k < len(base.units)]
    alike = [other for other in near if other.kind is UnitKind.PARAGRAPH and not other.label]
    if not alike:
        yield "it has no number, as the paragraphs around it have"
        return
    ends = {base.wording(other).rstrip(' *_"”»)')[-1:] for other in alike}
    if words.rstrip(' *_"”»)')[-1:] not in {*(ends & {*_ENDS}), "."} or len(words_of(words)) < _FEWEST:
        yield "it does not end as the paragraphs around it do"
    if _LED_IN.match(words) and not any(_LED_IN.match(base.wording(other)) for other in alike):
        yield "it opens with a word and a colon, as no paragraph around it does"
    if words.lstrip('*_"“«')[:1].islower() and not any(base.wording(o).lstrip('*_"“«')[:1].islower() for o in alike):
        yield "it opens with a small letter"


_CHECKS = {
    UnitKind.PARAGRAPH: _paragraph,
    UnitKind.ITEM: _item,
    UnitKind.HEADING: _heading,
    UnitKind.NOTE: _note,
    UnitKind.ROW: _row,
    UnitKind.LINE: _row,
    UnitKind.RULE: _rule,
}


def _signs(text: Text, unit: Unit) -> int:
    printed = text.printed(unit)
    return len(printed) - len(printed.lstrip("#"))


def _bare(unit: Unit) -> str:
    return re.sub(r"[\W_]+", " ", plain(unit.label)).strip()


def _form(unit: Unit) -> tuple[str, bool, bool]:
    """The form of a label, apart from its number: its word and its brackets."""
    label = read_label(unit.label) if unit.label else None
    word = label.prefix if label else re.sub(r"\w+", "", unit.label)
    return (
        plain(word).strip(" #(（*_"),
        "(" in unit.label or "（" in unit.label,
        ")" in unit.label or "）" in unit.label,
    )


def _forms(base: Text, kind: UnitKind | None = None) -> frozenset[tuple[str, bool, bool]]:
    return frozenset(_form(unit) for unit in base.units if unit.label and kind in (None, unit.kind))


__all__ = ["why_no_unit"]
