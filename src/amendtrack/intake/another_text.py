"""Whether a message says that it concerns another document or version than the one it is applied to.

Pure. Only the words outside its instructions are examined: a symbol or version inside wording is part of the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from amendtrack.intake.instructions.forms import any_word
from amendtrack.intake.instructions.spelling import plain

_SYMBOL = re.compile(r"(?<![\w/@.])(?=[\w./-]{0,60}\d)[A-Z]{1,10}(?:\.\d+)?(?:/[A-Z\d][\w.-]*)+(?<![.-])")
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


@cache
def _called() -> re.Pattern[str]:
    """``comments on the Harbour Rules``, ``关于《港口规则》``: words before a text's name, and the name."""
    word = {name: f"(?:{any_word(name)})" for name in ("leadin", "announces", "about", "of", "titled")}
    article = r"(?:(?:the|our|your|le|la|les|el|los|las|de la|a la) |l')?"
    link = rf"(?:{word['of']}|{word['about']}|{article}|and|y|et|и)"
    return re.compile(
        rf"(?<!\w)(?:{word['leadin']}|{word['announces']}) {word['about']} {article}"
        rf"(?P<name>(?:\w+ ){{0,7}}?(?P<noun>{word['titled']})(?P<more>(?: (?:{link} )*\w+){{0,4}}))"
        rf"|{word['about']} ?《(?P<quoted>[^《》\n]{{2,40}})》"
    )


_TITLE = 300  # letters at the beginning of a draft in which its title stands
_STEM = 5  # letters by which two forms of a word are compared


def text_called(said: str, known: Iterable[str]) -> str:
    """The text that comments are said to be on by its name, if the draft's title has not all words of that name.

    ``known`` holds words of the draft and its title.

    >>> text_called("A few comments on the Harbour Rules:", ["# Resolution on harbours"])
    'Harbour Rules'
    """
    first, *rest = [*known, ""]
    there, titles = plain(" ".join([first, *rest])), plain(" ".join([first[:_TITLE], *rest]))
    said = " ".join(said.split())
    for found in _called().finditer(plain(said)):
        name = _name_in(said, found)
        stems = [word[:_STEM] for word in re.findall(r"\w{4,}|[\u4e00-\u9fff]{2,}", plain(name))]
        if name and plain(name) not in there and not all(stem in titles for stem in stems):
            return name
    return ""


def _name_in(said: str, found: re.Match[str]) -> str:
    """The name as written, to its last capital; empty if it is no name. A script without capitals has a word more."""
    if found["quoted"]:
        return said[slice(*found.span("quoted"))]
    start, end = found.start("name"), found.end("noun")
    if said[found.start("noun")].islower():
        return ""
    more = said[end : found.end("more")]
    last = max(
        (m.end() for m in re.finditer(r"(?:(?<=[^\W\d_] )|(?<=^ ))[^\W\d_]+", more) if not m[0].islower()), default=0
    )
    after_link = re.match(r" (?:des|du|de la|del|de los|de las|de) \w+| (?:[а-яё]+|[ء-ي]+)", more)
    return said[start : end + max(last, after_link.end() if after_link else 0)]


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
    found = _VERSION.search(folded)
    if found and found[0] not in draft and not (found[0].startswith("zero ") and re.search(r"\b0$", revision)):
        return found[0].rstrip(" .")
    own = re.search(r"\d+(?:\.\d+)?$", revision)
    for found in _NUMBERED.finditer(folded):
        if not (own and own[0] == found["number"]) and found[0] not in draft:
            return found[0]
    return ""


__all__ = ["another_text", "text_called"]
