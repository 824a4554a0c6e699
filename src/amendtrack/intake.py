"""The bytes of a file as text: UTF-8 or nothing, in the one form in which texts are kept.

Knows encodings, line ends and limits; leaves units and words to ``text`` and ``words``.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 32_000_000
MAX_WORDS = 1_000_000
MAX_PARAGRAPHS = 200_000


@dataclass(frozen=True, slots=True)
class Intake:
    """A text as it will be kept, and what was changed on the way in (each note one line; often none)."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(data: bytes | str, *, place: str = "") -> Intake:
    """The text in these bytes: NFC, LF, no byte order mark, one newline at the end, no control characters.

    ``place`` is the file's name, for messages.

    Raises:
        NotText: not UTF-8, or a control character; ``offset`` is its first byte.
        OverLimit: larger than a draft may be.
        InputRefused: there is no text.
    """
    raise NotImplementedError
