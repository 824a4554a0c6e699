"""Whether a message says that it concerns another document or version than the one it is applied to.

Pure. Only the words outside its instructions are examined: a symbol or version inside wording is part of the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from amendtrack.intake.instructions.spelling import plain

_SYMBOL = re.compile(r"(?<![\w/@.])(?=[\w./-]*\d)[A-Z]{1,10}(?:\.\d+)?(?:/[A-Z\d][\w.-]*)+(?<![.-])")
_MONTH = r"(?:jan|feb|fev|mar|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aou|ago|sep|oct|nov|dec|ene|dic)[a-z]*\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)? (?:of |de )?{_MONTH}|{_MONTH} \d{{1,2}}\b|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_TEXT = r"(?:version|draft|text|document|revision|projet|texte|proyecto|texto|borrador)"
_OTHER = (
    r"(?:zero|first|second|third|fourth|previous|earlier|old|older|prior|preceding|precedente?|ancienne?|anterior"
    r"|(?:yesterday|last (?:week|month|year))'s)"
)
_VERSION = re.compile(
    rf"\b(?:{_TEXT}\b[^.;:\n]{{0,40}}?\b(?:of|dated|from|du|de|del|en date du|de fecha)\b[^.;:\n]{{0,20}}?\b{_DAY}"
    rf"|{_DAY} {_TEXT}\b|{_OTHER} (?:draft |revised )?{_TEXT}\b|{_TEXT} (?:precedente?|anterior)\b)"
)
_NUMBERED = re.compile(
    r"\b(?P<what>rev|revision|version|v)(?:\. ?|\.? ?(?:no\.? ?)?)(?P<number>\d{1,2}(?:\.\d{1,2})?)\b"
)


def another_text(said: str, revision: str, known: Iterable[str]) -> str:
    """The document or version named by some words, if it is not the draft; otherwise empty.

    ``revision`` is the name of the revision that the words are applied to; ``known`` holds words of the draft and its
    title.

    >>> another_text("Our comments refer to the version of 12 April.", "Rev.0", ())
    'version of 12 april'
    >>> another_text("Comments on Rev.2 (LA/10/L.4)", "Rev.2", ["Draft plan (LA/10/L.4)"])
    ''
    """
    there = " ".join(known)
    for symbol in _SYMBOL.findall(said):
        if symbol not in there:
            return str(symbol)
    folded, draft = plain(said), plain(there)
    if (found := _VERSION.search(folded)) and found[0] not in draft:
        return found[0].rstrip(" .")
    own = re.search(r"\d+(?:\.\d+)?$", revision)
    for found in _NUMBERED.finditer(folded):
        if not (own and own[0] == found["number"]) and found[0] not in draft:
            return found[0]
    return ""


__all__ = ["another_text"]
