"""A one-line representation of a value for Python users: its first words, never a whole text."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 110
"""About as many characters as fit on one line of a terminal."""


def glimpse(wording: str, longest: int = 32) -> str:
    """The first words of a wording in quotation marks; invisible characters are spelt out.

    >>> glimpse("7. Clear all\\nmined areas.", 16), glimpse("areas\\u202e")
    ("'7. Clear all…'", "'areas\\\\u202e'")
    """
    shown = repr(" ".join(wording[: 4 * longest].split()))
    if len(shown) <= longest + 2 and len(wording) <= 4 * longest:
        return shown
    return f"{shown[:longest].rpartition(' ')[0] or shown[:longest]}…{shown[0]}"


def some(names: Sequence[str]) -> str:
    """The first names of many.

    >>> some(["Arda", "Brum"]), some(["Arda", "Brum", "Corv", "Norvia"])
    ('Arda, Brum', 'Arda, Brum and 2 more')
    """
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"


def framed(inside: str) -> str:
    """The text for ``repr``: one line in angle brackets, shortened if it is long.

    >>> framed("Variant 'known': Arda")
    "<Variant 'known': Arda>"
    """
    line = inside if inside.isprintable() else repr(inside)[1:-1]
    return f"<{line}>" if len(line) <= LONGEST else f"<{line[:LONGEST]}…>"


__all__ = ["framed", "glimpse", "some"]
