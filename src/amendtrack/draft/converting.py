"""Old and other word processors' files as Word files, by LibreOffice where it is installed.

Knows which files are converted and which must not be given to a program; leaves running it to ``pdf`` and reading the
result to ``formats``. What was received is kept as it came: only the reading is of the converted file.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from amendtrack.draft.pdf import office, words_of
from amendtrack.errors import InputRefused

MOST_BYTES = 30_000_000
MOST_INFLATED = 100_000_000
_OLD = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"
_FETCHES = re.compile(rb"INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|\bDDE\b|\\objlink|\\objautlink|EncryptedPackage")
_LINKED = re.compile(rb"xlink:href=\"(?:file:|\.\.?/\.\.?/|[a-zA-Z]:|//)|text:section-source|text:dde-")
_ASK = "save it as .docx and send that"


def as_word(data: bytes | str, *, filename: str = "") -> bytes:
    """An old Word, OpenDocument or rich text file as a Word file; empty for any other file, and without LibreOffice.

    Raises:
        InputRefused: it fetches something from elsewhere, is too large, or could not be converted.
    """
    ending = _ending(data, filename) if isinstance(data, bytes) else ""
    if not ending or not isinstance(data, bytes) or not office():
        return b""
    if len(data) > MOST_BYTES:
        raise InputRefused(f"{len(data):,} bytes; {MOST_BYTES:,} at most can be converted", place=filename, remedy=_ASK)
    if _fetches(data, ending, filename):
        raise InputRefused("it links to another file, or is encrypted", place=filename, remedy=_ASK)
    return words_of(data, ending, place=filename)


def _ending(data: bytes, filename: str) -> str:
    """The ending by which LibreOffice knows the file; empty if it is not one that is converted."""
    if data.startswith(_OLD):
        return ".doc" if filename.casefold().endswith((".doc", ".dot")) else ""
    if data.startswith(_RTF):
        return ".rtf"
    is_opendocument = data.startswith(b"PK\x03\x04") and b"opendocument.text" in data[30:120]
    return ".odt" if is_opendocument else ""


def _fetches(data: bytes, ending: str, filename: str) -> bool:
    """Whether a file would have the program open another one, or hides what it holds."""
    if ending != ".odt":
        return _FETCHES.search(data) is not None or _FETCHES.search(data.replace(b"\0", b"")) is not None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_INFLATED:
                raise InputRefused("unpacked, it is larger than any text can be", place=filename, remedy=_ASK)
            names = [name for name in archive.namelist() if name in ("content.xml", "styles.xml")]
            return any(_LINKED.search(archive.read(name)) for name in names)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as err:
        raise InputRefused("its zip archive is damaged", place=filename, remedy="send it again") from err


__all__ = ["as_word"]
