"""Numbers in square brackets with the words of their unit: ``[2. Fees are due.]``.

In ``units``, such brackets and numbers are wording, as typed; here is what the number is.
"""

from __future__ import annotations

from amendtrack.text.openings import BRACKETS, opening
from amendtrack.text.units import Text, Unit


def number_in_brackets(text: Text, unit: Unit) -> tuple[str, str, int]:
    """The label behind the brackets with which a unit begins, the whole mark, and where the words after it start.

    Both are empty if there are no brackets, or no number behind them.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("[2. Fees are due.]")
    >>> number_in_brackets(text, text.units[0])
    ('2.', '2. ', 4)
    """
    if unit.label or unit.body == unit.end or text.source[unit.body] != "[":
        return "", "", unit.body
    brackets = BRACKETS.match(text.source, unit.body, unit.end)
    found = opening(text.source, brackets.end(), unit.end) if brackets and brackets.end() < unit.end else None
    if brackets is None or found is None or not found.label:
        return "", "", unit.body
    return found.label, text.source[brackets.end() : found.body], found.body


def numbered_in_brackets(text: Text) -> Text:
    """The text with numbers in brackets read as labels."""
    if "[" not in text.source:
        return text
    return Text(text.source, tuple(_numbered(text, unit) for unit in text.units))


def _numbered(text: Text, unit: Unit) -> Unit:
    label, _, body = number_in_brackets(text, unit)
    return unit._replace(label=label, body=body) if label else unit


__all__ = ["number_in_brackets", "numbered_in_brackets"]
