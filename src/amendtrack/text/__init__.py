"""A text as negotiators see it: units with labels and wording, and the words they are made of."""

from amendtrack.text.units import Text, Unit, UnitKind, format_text, parse_text

__all__ = ["Text", "Unit", "UnitKind", "format_text", "parse_text"]
