"""The wording in a cell of a table of amendments: what of it is meant, and its words as they are compared."""

from __future__ import annotations

import re

from amendtrack.intake.stated.columns import asked_in
from amendtrack.intake.stated.heads import Asked
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import parse_text

SIGNS = ".,;:!?。；："
_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“”", "‘": "’", "「": "」"}
_ELLIPSIS = re.compile(r"^\W*(?:\.{3}|…)\W*|\W*(?:\.{3}|…)\W*$")


def begins_alike(current: str, proposed: str) -> bool:
    """Whether two wordings begin with the same word, or differ in the first word but not in the second."""
    olds, news = keys_of(current)[:2], keys_of(proposed)[:2]
    return bool(olds and news) and (olds[0] == news[0] or (len(olds) > 1 and olds[1:] == news[1:]))


def wording_of(words: str) -> str:
    """The wording in a cell; none if the cell says that there is none, or only what is asked."""
    return "" if asked_in(words) else words


def quoted(words: str) -> str:
    """The current text of a row; none if the cell says that there is none, or that the rest is added.

    Words that would be a position under another heading (``x``, ``no``, ``agreed``) are quoted wording here, and must
    be in the draft.
    """
    return "" if asked_in(words) in (Asked.NOTHING, Asked.ADD) else words


def keys_of(words: str) -> list[str]:
    """The words and signs as they are compared, without emphasis and ellipses at the ends."""
    return [w.key for w in words_of(" ".join(_trimmed(words).split())) if not set(w.key) <= set("*_")]


def _trimmed(words: str) -> str:
    return _ELLIPSIS.sub("", words) if "…" in words or "..." in words else words


def unmarked(words: str) -> str:
    """The words without quotation marks around the whole."""
    words = words.strip()
    closers = _MARKS.get(words[:1], "")
    if len(words) > 2 and words[-1] in closers and not any(c in words[1:-1] for c in (words[0], *closers)):
        return words[1:-1].strip()
    return words


def inner(words: str) -> str:
    """The intended wording: without quotation marks around it, and without an ellipsis where the text continues."""
    return _trimmed(unmarked(words))


def label_of(words: str) -> str:
    """The label with which wording begins."""
    return parse_text(words + "\n").units[0].label if words else ""


def without_label(words: str) -> str:
    """The wording behind its label."""
    units = parse_text(words + "\n").units
    return words[units[0].body :].strip() if units and units[0].label else words
