"""Text in an encoding that does not identify itself: code pages of Windows, mail, Mac and DOS; UTF-16 without its mark.

Bytes that are not UTF-8 are read on every page that they may come from. They are read as one of them only if its text
has letters in usual words and signs in usual places, and no other page's text does, or no other has words of a known
language. Anything else is refused by the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from amendtrack.text.words import is_stop_word

_SAMPLE = 200_000
_BLOCKS = (0x00, 0x01, 0x03, 0x04, 0x06, 0x20)
"""The upper bytes of Latin, Greek, Cyrillic and Arabic letters and of dashes."""

_WORD = re.compile(r"[^\W\d_]+")
_USUAL_SIGNS = frozenset("‘’‚“”„«»‹›…–—•·§°ºª№€£©®™±×²³¹½¼¾¿¡\u00a0\u00ad\u200e\u200f،؛؟٪ـ")
_WESTERN = frozenset("àâäáãåæçéèêëíîïìñóôöòõøœúûüùßªºÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÌÑÓÔÖÒÕØŒÚÛÜÙ")
_CENTRAL = frozenset("áäąăâćčçďđéęěëíîĺľłńňóôőöŕřśšşťţúůűüýźżžßÁÄĄĂÂĆČÇĎĐÉĘĚËÍÎĹĽŁŃŇÓÔŐÖŔŘŚŠŞŤŢÚŮŰÜÝŹŻŽ")
_LONE = frozenset("àèéòó")
"""Accented letters that are words by themselves."""
_WITHIN = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‑–—·\u00ad،؛](?=[^\W\d_])|[€№©®](?=[^\W\d_])|(?<=[^\W\d_])[€№]")
"""A sign between letters, or at a word's edge, where no sign is usual."""
_DOUBTFUL = re.compile(
    r"(?<=[^\W\d_])\u00a0(?=[^\W\d_])|(?<!\S)\u00a0(?=[^\W\d_])|(?<=[^\W\d_])\u00a0(?=[\s.,;:)]|\Z)"
    r"|(?<=[^\W\d_])[‚„]|(?<!\S)[”…](?=[^\W\d_])|œ(?![eiutœ])|(?i:(?<![cflmns])œ(?!u))"
    r"|(?<=[^\W\d_])[–—](?=[^\W\d_])|(?<=[a-km-zA-Z])·(?=[^\W\d_])|(?<=l)·(?=[^\W\d_l])|(?<![^\W\d_])ß"
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_ELISION = re.compile(r"(?i)(?:\b(?:[cdjlmnsto]|qu|lorsqu|puisqu|jusqu|quelqu|presqu|aujourd|all|dell|nell|un))$")
_ENDING = re.compile(r"(?i)(?:s|t|d|m|re|ve|ll)\b")
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґЎў]+")
_ARABIC = re.compile(r"[\u0621-\u065f\u0670-\u06d3]+")
_ENGLISH = re.compile(r"\b(?:the|of|shall|and)\b")
_COMMON_HAN = frozenset("的和约国在关不一会其有行为应或以与对是于及者之將应當國約關會為與對於應該权方规定条各本")


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page: Python's name for it, ours, and whether letters are those of a language that uses it."""

    codec: str
    name: str
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The text that a page gives: how many of its words are known, and how many signs stand in unusual places."""

    page: _Page
    text: str
    known: int
    doubts: int


def text_of_code_page(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are not UTF-8, and the name of the encoding; None if that is in doubt.

    >>> text_of_code_page("Prière de supprimer – merci".encode("cp1252"))
    ('Prière de supprimer – merci', 'Windows-1252')
    >>> text_of_code_page("Государства-участники обязуются не применять такое оружие.".encode("koi8-r"))
    ('Государства-участники обязуются не применять такое оружие.', 'KOI8-R')
    >>> text_of_code_page(b"\\xb3\\xb9\\xea") is None
    True
    """
    if wide := _wide(data):
        return wide
    if any(byte < 0x20 and byte not in (0x09, 0x0A, 0x0C, 0x0D) for byte in frozenset(data)):
        return None
    chosen = _chosen([found for page in _PAGES if (found := _read_on(page, data)) is not None])
    return (chosen.text, chosen.page.name) if chosen else None


def _chosen(readings: list[_Reading]) -> _Reading | None:
    """The one reading that is beyond doubt: no page gives another text, or only it has words of a known language."""
    sound = [r for r in readings if not r.doubts or r.page.codec == "cp1252"]
    first = max(sound, key=lambda r: (r.known, -r.doubts), default=None)
    others = [r for r in sound if first is not None and r.text != first.text]
    if first is None or any(3 * r.known >= first.known for r in others) or (others and first.doubts):
        return None
    return first


def _read_on(page: _Page, data: bytes) -> _Reading | None:
    """The text on that page, if it reads as text there."""
    text = _decoded(data, page.codec)
    if text is None or not page.fits(text[:_SAMPLE]):
        return None
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    return _Reading(page, text, sum(map(is_stop_word, words)), _doubts(text[:_SAMPLE]))


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: in an alphabetic script, every second byte has one of very few values."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 16 or len(data) % 2:
        return None
    for name, upper, lower in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if 20 * sum(map(upper.count, _BLOCKS)) >= 19 * len(upper) > 38 * sum(map(lower.count, _BLOCKS)):
            text = _decoded(data, name)
            return (text, "UTF-16 without its mark") if text is not None and "\0" not in text else None
    return None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


# -- what reads as text ----------------------------------------------------------------------------


def _doubts(text: str) -> int:
    """Signs where a letter of another page would be usual: ``decisi—n``, ``aqu’i``, a fixed blank in a word."""
    found = sum(1 for _ in _DOUBTFUL.finditer(text))
    for apostrophe in _APOSTROPHE.finditer(text):
        before = text[max(0, apostrophe.start() - 12) : apostrophe.start()]
        found += not (_ELISION.search(before) or _ENDING.match(text, apostrophe.end()))
    count = text.count
    found += max(0, count("„") - count("“") - count("”")) + max(0, count("‚") - count("‘"))
    return found + max(0, count("‘") - count("’")) + max(0, count("“") - count("”") - count("„"))


def _signs_are_usual(text: str) -> bool:
    """Whether every sign beyond ASCII is one that texts have, and none cuts a word."""
    strange = {c for c in set(text) if not c.isascii() and not c.isalpha() and unicodedata.category(c)[0] != "M"}
    cuts = (found[0] for found in _WITHIN.finditer(text))
    return strange <= _USUAL_SIGNS and all(unicodedata.category(sign)[0] == "M" for sign in cuts)


def _is_cased(word: str) -> bool:
    """Whether capitals are where words have them: nowhere, at the beginning, or throughout."""
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())


def _western(text: str) -> bool:
    """Whether a text is in the Latin alphabet with the letters of western Europe."""
    return _is_latin(text, _WESTERN)


def _central(text: str) -> bool:
    """Whether a text has the letters of central Europe, in several words, and few words of other languages."""
    every = _WORD.findall(text)
    own = sum(not word.isascii() and not _WESTERN.issuperset(c for c in word if not c.isascii()) for word in every)
    return own > 2 and 100 * sum(map(is_stop_word, every)) < 15 * len(every) and _is_latin(text, _CENTRAL)


def _is_latin(text: str, letters: frozenset[str]) -> bool:
    """Whether all words have these letters beside plain ones, and none has only such letters but ``à`` and its like."""
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    mixed = all(
        all(c.isascii() or c in letters for c in word)
        and _is_cased(word)
        and (any(map(str.isascii, word)) or word.casefold() in _LONE)
        for word in words
    )
    return mixed and any(c.isascii() and c.isalpha() for c in text) and _signs_are_usual(text)


def _western_not_english(text: str) -> bool:
    """The same; in an English text, the quotation marks of another page would read as letters."""
    words = _WORD.findall(text)
    return _western(text) and (all(map(str.isascii, words)) or 10 * len(_ENGLISH.findall(text)) < len(words))


def _in_script(letters: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a text is in that script: its words have no other letters, and some are among the commonest."""

    def fits(text: str) -> bool:
        every = _WORD.findall(text)
        words = [word for word in every if not word.isascii()]
        good = [word for word in words if letters.fullmatch(word) and (_is_cased(word) or word.lower() == word.upper())]
        if sum(len(word) > 2 for word in words) < 3 or 3 * len(words) < len(every):
            return False  # single letters among words of another script are signs of another page
        known = sum(map(is_stop_word, good))
        return _signs_are_usual(text) and 100 * len(good) >= 99 * len(words) and 25 * known >= len(good)

    return fits


def _ideographic(share: Callable[[str], float], least: float) -> Callable[[str], bool]:
    """Whether a text is in Han characters, kana or Hangul, enough of which are common ones."""

    def fits(text: str) -> bool:
        wide = [c for c in text if not c.isascii()]
        if len(wide) < max(20, sum(c.isascii() and c.isalpha() for c in text)):
            return False
        if not all(unicodedata.east_asian_width(c) in "WFA" for c in wide):
            return False
        return share("".join(wide)) >= least

    return fits


def _common_han(wide: str) -> float:
    return sum(c in _COMMON_HAN for c in wide) / len(wide)


def _kana(wide: str) -> float:
    return sum("\u3041" <= c <= "\u30ff" for c in wide) / len(wide)


def _hangul(wide: str) -> float:
    hanja = sum("\u3400" <= c <= "\u9fff" for c in wide)
    return sum("\uac00" <= c <= "\ud7a3" for c in wide) / len(wide) if 20 * hanja <= len(wide) else 0


_PAGES = (
    _Page("cp1252", "Windows-1252", _western),
    _Page("iso8859-15", "ISO 8859-15", _western),
    _Page("cp1250", "Windows-1250", _central),
    _Page("iso8859-2", "ISO 8859-2", _central),
    _Page("mac-roman", "Mac OS Roman", _western_not_english),
    _Page("cp850", "DOS code page 850", _western_not_english),
    _Page("cp1251", "Windows-1251", _in_script(_CYRILLIC)),
    _Page("koi8-r", "KOI8-R", _in_script(_CYRILLIC)),
    _Page("iso8859-5", "ISO 8859-5", _in_script(_CYRILLIC)),
    _Page("cp866", "DOS code page 866", _in_script(_CYRILLIC)),
    _Page("cp1256", "Windows-1256", _in_script(_ARABIC)),
    _Page("iso8859-6", "ISO 8859-6", _in_script(_ARABIC)),
    _Page("gb18030", "GB 18030", _ideographic(_common_han, 0.1)),
    _Page("big5", "Big5", _ideographic(_common_han, 0.1)),
    _Page("shift_jis", "Shift JIS", _ideographic(_kana, 0.2)),
    _Page("euc_jp", "EUC-JP", _ideographic(_kana, 0.2)),
    _Page("euc_kr", "EUC-KR", _ideographic(_hangul, 0.5)),
)

__all__ = ["text_of_code_page"]
