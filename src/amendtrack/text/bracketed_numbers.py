"""Numbers in square brackets with the words of their unit, ``[2. Fees are due.]``, or in quotation marks in a heading.

In ``units``, such signs and numbers are wording, as typed; here is what the number is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from amendtrack.text.indentation import INDENT
from amendtrack.text.labels import ordinal, read_label, write_label
from amendtrack.text.nesting import column_of
from amendtrack.text.numerals import write_number
from amendtrack.text.openings import BRACKETS, opening
from amendtrack.text.units import Text, Unit, UnitKind

_ACT_AND_BRACKETS = re.compile(r"(?P<emphasis>[*_]{0,3})[FCEMS]\d{1,4}[^\S\r\n]?" + BRACKETS.pattern)
"""The number with which British and Irish statutes say which act put the words in brackets in."""
_QUOTES = re.compile('[«“„‟”"‘]')
_CLOSING = ']»”“" '


def number_inside(wording: str, *, is_heading: bool) -> tuple[str, str]:
    """The label behind the brackets with which a wording begins, and the words after it; empty if there is no label.

    A heading may also begin with quotation marks.

    >>> number_inside("[Article 7]", is_heading=False), number_inside("«Art. 7. Fees»", is_heading=True)
    (('Article 7', ']'), ('Art. 7.', 'Fees»'))
    """
    if wording[:1] != "[" and not is_heading:
        return "", wording
    sign = (BRACKETS if wording[:1] == "[" else _QUOTES).match(wording)
    stop = len(wording.rstrip(_CLOSING))
    found = opening(wording, sign.end(), stop) if sign and sign.end() < stop else None
    return (found.label, wording[found.body :]) if found and found.label else ("", wording)


def number_in_brackets(text: Text, unit: Unit) -> tuple[str, str, int]:
    """The label behind the brackets with which a unit begins, the whole mark, and where the words after it start.

    Both are empty if there are no brackets, or no number behind them. A heading may begin with quotation marks, too.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("[2. Fees are due.]")
    >>> number_in_brackets(text, text.units[0])
    ('2.', '2. ', 4)
    """
    if unit.label or unit.body == unit.end or not (unit.kind is UnitKind.HEADING or text.source[unit.body] == "["):
        return "", "", unit.body
    brackets = (BRACKETS if text.source[unit.body] == "[" else _QUOTES).match(text.source, unit.body, unit.end)
    stop = unit.body + len(text.wording(unit).rstrip(_CLOSING))
    found = opening(text.source, brackets.end(), stop) if brackets and brackets.end() < stop else None
    if brackets is None or found is None or not found.label:
        return "", "", unit.body
    return found.label, text.source[brackets.end() : found.body], found.body


def numbered_in_brackets(text: Text) -> Text:
    """The text with numbers in brackets read as labels."""
    if "[" not in text.source:
        return text
    return Text(
        text.source, tuple(_numbered(text, u) if text.source[u.body : u.body + 1] == "[" else u for u in text.units)
    )


def numbered_inside(text: Text) -> Text:
    """The text with numbers in brackets read as labels, and in headings those in quotation marks, too.

    So are those behind the number of the act that put them in: ``F4[(2) Fees are due.]``.
    """
    return Text(text.source, tuple(u if u.label else _put_in(text, _numbered(text, u)) for u in text.units))


def _put_in(text: Text, unit: Unit) -> Unit:
    mark = None if unit.label else _ACT_AND_BRACKETS.match(text.source, unit.body, unit.end)
    if mark is None or mark.end() == unit.end:
        return unit
    line = mark["emphasis"] + text.source[mark.end() : unit.end]  # whose sign may close right behind the number
    found = opening(line, 0, len(line))
    if found is None or not found.label:
        return unit
    return unit._replace(label=found.label, body=mark.end() + found.body - len(mark["emphasis"]))


def without_former_numbers(text: Text) -> Text:
    """The text without numbers such as ``(457)`` that stand right below a heading and count nothing.

    In a code that was numbered anew, such is the number that an article had before: ``Art. 435 (457)``.

    >>> from amendtrack.text.units import parse_text
    >>> [unit.label for unit in without_former_numbers(parse_text("# Art. 5\\n\\n(457) Boats.\\n\\n(1) Nets.")).units]
    ['Art. 5', '', '(1)']
    """
    large = {i: int(found[1]) for i, unit in enumerate(text.units) if (found := _LARGE.match(unit.label))}
    counted = {near for number in large.values() for near in (number - 1, number + 1)}
    former = [i for i, number in large.items() if number not in counted and i and _is_numbered(text.units[i - 1])]
    if not former:
        return text
    units = list(text.units)
    for i in former:
        units[i] = units[i]._replace(kind=UnitKind.PARAGRAPH, label="", body=units[i].start)
    return Text(text.source, tuple(units))


def _is_numbered(unit: Unit) -> bool:
    return unit.kind is UnitKind.HEADING and bool(unit.label)


_LARGE = re.compile(r"\((\d{3,4})\)")


def numbered_in_bold(text: Text) -> Text:
    """The text with bare numbers in bold type, ``**2** The club meets``, read as labels if they count through the text.

    >>> from amendtrack.text.units import parse_text
    >>> text = numbered_in_bold(parse_text("**1** Boats sail.\\n\\n**2** (1) Nets dry.\\n\\n**3** Ropes rot.\\n"))
    >>> [unit.label for unit in text.units]
    ['1', '2', '3']
    """
    if "**" not in text.source:
        return text
    found = {
        i: number
        for i, unit in enumerate(text.units)
        if not unit.label and (number := _BOLD_NUMBER.match(text.source, unit.body, unit.end))
    }
    if not _counts_up([int(number[1]) for number in found.values()]):
        return text
    units = list(text.units)
    for i, number in found.items():
        units[i] = units[i]._replace(label=number[1], body=number.end())
    return Text(text.source, tuple(units))


def counted_when_displayed(text: Text) -> Text:
    """The text with the numbers that a program gives to the items of lists, Markdown's ``1. 1. 1.``, as labels.

    So it does to ``#.`` of reStructuredText, which goes on from ``1.`` or ``A.``, and to ``.`` of AsciiDoc, in whose
    items ``..`` is a, b, c. What stands further in is part of its item; anything else ends the list. If 2 follows, 1 is
    a number as any other.

    >>> from amendtrack.text.units import parse_text
    >>> text = counted_when_displayed(parse_text("1. Boats.\\n1. Nets.\\n1. Oars.\\n\\nB. Do:\\n#. go."))
    >>> [unit.label for unit in text.units]
    ['1.', '2.', '3.', 'B.', 'C.']
    """
    signs = [sign for unit in text.units if (sign := _sign(text, unit))]
    if len(signs) < 2 and _GOES_ON.isdisjoint(signs):
        return text
    units = list(text.units)
    open_lists: list[tuple[int, list[int]]] = []  # the column of each, and its units
    lists: list[list[int]] = []
    for i, unit in enumerate(text.units):
        sign = _sign(text, unit)
        column = column_of(text, unit) + INDENT * (sign == "..")
        while open_lists and open_lists[-1][0] > column:
            open_lists.pop()
        same = open_lists[-1][1] if open_lists and open_lists[-1][0] == column else []
        if same and _is_beside(text, same, unit):
            same.append(i)
            continue
        if same:
            open_lists.pop()
            if unit.label[:1] == "2" and unit.label[1:] == units[same[0]].label[1:]:
                same.clear()
        if sign or unit.label:
            lists.append([i])
            open_lists.append((column, lists[-1]))
    lists = [own for own in lists if len(own) > 1 and not _is_slip(text, own)]
    for own in lists:
        labels = _displayed(text.units[own[0]].label or _FIRST[_sign(text, text.units[own[0]])])
        for k, label in zip(own, labels):
            units[k] = _numbered_as(units[k], units[own[0]], label)
    return Text(text.source, tuple(units)) if lists else text


_UNCOUNTED = frozenset(("1.", "1)"))
_FIRST = {"#.": "1.", "(#)": "(1)", ".": "1.", "..": "a."}
"""How a program displays the first item of a list with such a sign."""
_GOES_ON = frozenset(("#.", "(#)"))


def _sign(text: Text, unit: Unit) -> str:
    """The sign or the number of an item that a program counts; empty for any other unit."""
    if unit.label or unit.kind is not UnitKind.ITEM:
        return unit.label if unit.label in _UNCOUNTED else ""
    sign = text.source[unit.start : unit.body].strip()
    return sign if sign in _FIRST else ""


def _is_beside(text: Text, own: list[int], unit: Unit) -> bool:
    """Whether a unit is one more item of a list: its sign is that of the last, or goes on from any number."""
    first, last = text.units[own[0]], text.units[own[-1]]
    sign = _sign(text, unit)
    if sign in _GOES_ON:
        return bool(last.label) or _sign(text, last) == sign
    return bool(sign) and (sign, unit.kind) == (_sign(text, last), last.kind) and first.label == last.label


def _displayed(first: str) -> Iterator[str]:
    """The labels of a list that begins with that one, as far as they can be written."""
    label = read_label(first)
    place = min(ordinal(label), key=lambda place: place.number, default=None) if label else None
    while label and place:
        yield write_label(label)
        place = place._replace(number=place.number + 1)
        number = write_number(place, label.number)
        label = replace(label, number=number, suffix="") if number else None


def _numbered_as(unit: Unit, first: Unit, label: str) -> Unit:
    """The unit with a label that it does not show, and of the kind that this makes it."""
    kind = first.kind if first.label else UnitKind.PARAGRAPH if label[0].isdecimal() else UnitKind.ITEM
    return unit._replace(kind=unit.kind if unit.label else kind, label=label)


def _is_slip(text: Text, own: list[int]) -> bool:
    """Whether a number may have been given twice by mistake: to two paragraphs with an empty line between them."""
    first, *others = (text.units[k] for k in own)
    return len(others) == 1 and bool(others[0].label) and "\n\n" in text.source[first.end : others[0].start]


def _counts_up(numbers: list[int]) -> bool:
    """Whether numbers begin with 1, never fall, and mostly count on: some may have been repealed."""
    steps = [after - before for before, after in pairwise(numbers)]
    return numbers[:1] == [1] and len(steps) > 1 and min(steps) > 0 and 2 * steps.count(1) > len(steps)


_BOLD_NUMBER = re.compile(r"\*\*(\d{1,3})\*\*[^\S\r\n]+(?=[^\W\d_]|[(\[\"“«*])")


def numbered_in_quotes(text: Text) -> Text:
    """The text with the numbers behind the quotation marks with which units begin read as labels, too."""
    return Text(text.source, tuple(unit if unit.label else _in_quotes(text, unit) for unit in text.units))


def _in_quotes(text: Text, unit: Unit) -> Unit:
    if unit.body == unit.end or not _QUOTES.match(text.source, unit.body):
        return _numbered(text, unit)
    found = opening(text.source, unit.body + 1, unit.end) if unit.body + 1 < unit.end else None
    return unit._replace(label=found.label, body=found.body) if found and found.label else unit


def _numbered(text: Text, unit: Unit) -> Unit:
    label, _, body = number_in_brackets(text, unit)
    return unit._replace(label=label, body=body) if label else unit


__all__ = [
    "counted_when_displayed",
    "number_in_brackets",
    "number_inside",
    "numbered_in_bold",
    "numbered_in_brackets",
    "numbered_in_quotes",
    "numbered_inside",
    "without_former_numbers",
]
