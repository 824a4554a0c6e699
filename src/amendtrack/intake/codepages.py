"""Text in an encoding that does not identify itself: the code pages of Windows, and UTF-16 without its mark.

Text is read only if there is no doubt: signs that all code pages share, letters that form words of the language, or
every second byte empty. Anything else is refused by the caller.
"""

from __future__ import annotations

import re
import unicodedata

from amendtrack.text.words import is_stop_word

_LATIN = frozenset("àâäáãåæçéèêëíîïìñóôöòõøœúûüùßªºÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÌÑÓÔÖÒÕØŒÚÛÜÙ¿¡")
_SHARED = frozenset("€‚„…†‡‰‹‘’“”•–—™› ¦§©«¬®°±¶·»")
_PAGES = ("cp1252", "cp1251", "cp1256")
_SAMPLE = 200_000
_ALL_ACCENTED = re.compile(r"[^\x00-\x7f]{2,}")
_BLOCKS = (0x00, 0x01, 0x03, 0x04, 0x06, 0x20)
"""The upper bytes of Latin, Greek, Cyrillic and Arabic letters and of dashes."""
_WORD = re.compile(r"[^\W\d_]+")


def text_of_code_page(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are not UTF-8, and the name of the encoding; None if that is in doubt.

    >>> text_of_code_page("Prière de supprimer – merci".encode("cp1252"))
    ('Prière de supprimer – merci', 'Windows-1252')
    >>> text_of_code_page(b"\\xb3\\xb9\\xea") is None
    True
    """
    if wide := _wide(data):
        return wide
    high = frozenset(byte for byte in data if byte > 0x7F)
    if any(byte < 0x20 and byte not in (0x09, 0x0A, 0x0C, 0x0D) for byte in frozenset(data)):
        return None
    read = {page: text for page in _PAGES if (text := _read(data, page)) is not None}
    fitting = [page for page, text in read.items() if _fits(page, text, high)]
    return (read[fitting[0]], f"Windows-{fitting[0][2:]}") if len(fitting) == 1 else None


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: in an alphabetic script, every second byte has one of very few values."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 16 or len(data) % 2:
        return None
    for name, upper, lower in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if 20 * sum(map(upper.count, _BLOCKS)) >= 19 * len(upper) > 38 * sum(map(lower.count, _BLOCKS)):
            text = _read(data, name)
            return (text, "UTF-16 without its mark") if text is not None and "\0" not in text else None
    return None


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _fits(page: str, text: str, high: frozenset[int]) -> bool:
    """Whether a text reads as words of a language that has this code page."""
    strange = {chr_ for byte in high if (chr_ := bytes([byte]).decode(page, "replace"))}
    if page == "cp1252":
        return strange <= _LATIN | _SHARED and not any(map(_ALL_ACCENTED.fullmatch, _WORD.findall(text[:_SAMPLE])))
    script = "CYRILLIC" if page == "cp1251" else "ARABIC"
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    own = [word for word in words if all(unicodedata.name(sign, "").startswith(script) for sign in word)]
    known = sum(is_stop_word(word) for word in own)
    return len(own) == len(words) > 3 and known > 0 and 25 * known >= len(own)


__all__ = ["text_of_code_page"]
