"""What in a message is no instruction: comments, and words that were not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amendtrack.intake.instructions.citations import Place
from amendtrack.intake.instructions.keywords import REMARK_WORDS
from amendtrack.intake.instructions.spelling import plain


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that ask for no particular wording; ``place`` is what they are about, None for the whole text."""

    words: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not understood, and why."""

    words: str
    why: str
    place: Place | None = None


_ACTION = re.compile("[RDUCIMJXLBK]")
_KEEP = re.compile(r"[&,:]*(?:[TO]|np?w*:)")
_POSITION = re.compile(r"\W*(?:support|welcom|agree|reserv|concern|question|see\b|soutien|appu|apoy)")
_COMMENT = re.compile(rf"\b(?:{REMARK_WORDS})\b")
_SHORT = 8  # words; a longer sentence on one unit may be meant as its new wording


def after_place(words: str) -> str:
    """The words without the place that they open with."""
    _, sign, rest = words.partition(":")
    return rest.strip() if sign and rest.strip() else words


def why_no_comment(row: str, words: str, placed: bool) -> str:
    """Why words that are no instruction are not taken for a comment either; empty if they are one."""
    folded = plain(words)
    known = _COMMENT.search(folded)
    if "Q" in row:
        if "!" in row and _ACTION.search(row):
            return "it says what not to do, or on what condition; only plain instructions are carried out"
        return "not understood as an instruction, though it quotes words"
    if (_ACTION.search(row) or _KEEP.match(row)) and not _POSITION.match(folded):
        if "!" in row:
            return "it says what not to do, or on what condition; only plain instructions are carried out"
        return "not understood as an instruction; put the words that it is about between quotation marks"
    if "P" in row and not known:
        return "not understood as an instruction, though it names a place"
    if placed and not known and len(words.split()) > _SHORT:
        return "a comment, or new wording? for wording write: para 5 should read: “…”"
    return ""
