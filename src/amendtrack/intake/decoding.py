"""The bytes of a file as text, in the form in which texts are stored: from UTF-8, UTF-16 or a certain code page.

Knows line ends, page breaks and limits. ``codepages`` knows code pages, and ``text`` units and words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from amendtrack.errors import InputRefused, NotText, OverLimit
from amendtrack.intake.codepages import text_of_code_page
from amendtrack.intake.margins import without_margin_numbers
from amendtrack.limits import TEXT_BYTES as MAX_BYTES
from amendtrack.limits import TEXT_PARAGRAPHS as MAX_PARAGRAPHS
from amendtrack.limits import TEXT_WORDS as MAX_WORDS
from amendtrack.text.words import UNUSABLE

BOM = "\ufeff"
# Legitimate in Arabic and Hebrew drafts, or in a name; but readers cannot see them and must be warned.
UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Intake:
    """A text as it will be stored, and what was changed on input (one line per note; often none)."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(data: bytes | str, *, place: str = "") -> Intake:
    r"""The text in these bytes: NFC, LF, no byte order mark, one newline at the end, no control characters.

    ``place`` is the file's name, for messages.

    Raises:
        NotText: the encoding is in doubt, or there is a control character; ``offset`` is its first byte.
        OverLimit: the text is larger than a draft may be.
        InputRefused: there is no text.

    >>> read_text(b"\xef\xbb\xbf1. Clear all areas.\r\n").notes
    ('byte order mark dropped', 'line ends changed from CRLF to LF')
    """
    if len(data) > MAX_BYTES:
        raise OverLimit(f"{len(data):,} bytes; a text may have {MAX_BYTES:,}", place=place, remedy="divide it")
    text, read_as = (data, []) if isinstance(data, str) else _decoded(data, place)
    text, pages = _without_page_breaks(text)
    _check_characters(text, place)
    kept, notes = _normal(text)
    kept, margin = without_margin_numbers(kept)
    if not kept.strip():
        raise InputRefused("there is no text in it", place=place, remedy="send a file with the text")
    _check_size(kept, place)
    return Intake(kept, (*read_as, *pages, *notes, *margin, *_unseen(kept)))


def _decoded(data: bytes, place: str) -> tuple[str, list[str]]:
    """The text, and a note if it was not UTF-8; the mark at the beginning of UTF-16 leaves no doubt."""
    save_as = "save it as plain text in UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and data[2:4] != b"\0\0":
        try:
            return data.decode("utf-16"), ["read as UTF-16"]
        except UnicodeDecodeError as err:
            found = f"damaged UTF-16 at byte {err.start}"
            raise NotText(found, offset=err.start, place=place, remedy=save_as) from err
    if data[:4] == b"PK\x03\x04":
        raise NotText("this is a zip or Word file, from byte 0", offset=0, place=place, remedy=save_as)
    try:
        text = data.decode("utf-8")
        found_wide = text_of_code_page(data) if "\0" in text else None
        return (found_wide[0], [f"read as {found_wide[1]}"]) if found_wide else (text, [])
    except UnicodeDecodeError as err:
        if read := text_of_code_page(data):
            return read[0], [f"read as {read[1]}"]
        found = f"byte {data[err.start]:#04x} at offset {err.start} is not UTF-8"
        raise NotText(found, offset=err.start, place=place, remedy=save_as) from err


def _without_page_breaks(text: str) -> tuple[str, list[str]]:
    """The text of a PDF without its form feeds; one between two words ends a line."""
    if "\f" not in text:
        return text, []
    plain = _PAGE_BREAK.sub(lambda found: "" if found[1] else "\n", text)
    return plain, ["page breaks (form feeds) dropped"]


_PAGE_BREAK = re.compile(r"(?<=([\r\n]))\f|(?:\A)\f|\f(?=[\r\n])|\f")


def _check_characters(text: str, place: str) -> None:
    """Refuse characters that no text may contain, naming the first place; a carriage return is a line end."""
    found = UNUSABLE.search(text)
    if found is None:
        return
    offset = len(text[: found.start()].encode("utf-8"))
    code, is_half = f"U+{ord(found[0]):04X}", "\ud800" <= found[0] <= "\udfff"
    what = f"half a character ({code})" if is_half else f"control character {code}"
    hint = "save it as UTF-8" if is_half or found[0] == "\0" else "remove the character"
    raise NotText(f"{what} at byte {offset}", offset=offset, place=place, remedy=hint)


def _normal(text: str) -> tuple[str, list[str]]:
    notes = []
    if text.startswith(BOM):
        text = text.removeprefix(BOM)
        notes.append("byte order mark dropped")
    if "\r" in text:
        crlf = "\r\n" in text
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append(f"line ends changed from {'CRLF' if crlf else 'CR'} to LF")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        notes.append("accented letters composed (NFC)")
    kept = text.rstrip("\n") + "\n"
    if kept != text:
        notes.append("blank lines at the end dropped" if len(kept) < len(text) else "newline added at the end")
    return kept, notes


def _check_size(text: str, place: str) -> None:
    words = len(text.split())
    if words > MAX_WORDS:
        raise OverLimit(f"{words:,} words; a text may have {MAX_WORDS:,}", place=place, remedy="divide it")
    paragraphs = len(re.findall(r"\n\s*\n", text)) + 1
    if paragraphs == 1:
        paragraphs = text.count("\n")
    if paragraphs > MAX_PARAGRAPHS:
        found = f"{paragraphs:,} paragraphs; a text may have {MAX_PARAGRAPHS:,}"
        raise OverLimit(found, place=place, remedy="divide it")


def _unseen(text: str) -> list[str]:
    """A note naming invisible and direction-turning characters, with the first line of each."""
    first: dict[str, int] = {}
    for found in UNSEEN.finditer(text):
        first.setdefault(found[0], text.count("\n", 0, found.start()) + 1)
        if len(first) == 8:
            break
    return [f"contains the invisible character U+{ord(c):04X}, first in line {line}" for c, line in first.items()]


def plain_filename(name: str, fallback: str) -> str:
    r"""The last part of a file's name in characters that every system accepts; the fallback if none are left.

    >>> plain_filename("C:\\Mail\\position: final?.md", "as-received")
    'position_ final_.md'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if c in '<>:"|?*' else c for c in last if c.isprintable()).strip(" .-~")
    while len(kept.encode()) > 120:
        kept = kept[1:]
    reserved = re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", kept, re.IGNORECASE)
    return f"_{kept}" if reserved else kept or fallback
