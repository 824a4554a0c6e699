"""Word files (Office Open XML): read into texts with their tracked changes, and written from texts.

The one door to lxml, which is in the extra ``docx`` and imported only when a Word file is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from amendtrack.formats.docx.file import WordFile

INSTALL = "pip install amendtrack[docx]"


def read_docx(data: bytes, *, place: str = "") -> WordFile:
    """What a Word file holds: its text before and after its tracked changes, authors, comments, notes.

    ``place`` is the file's name, for messages. Nothing is fetched, run or written.

    Raises:
        InputRefused: it is not a Word file, or a damaged or malicious one; or the extra is missing.
        OverLimit: it is larger than may be read.

    Source: ECMA-376 (Office Open XML), transitional and strict.
    """
    try:
        from amendtrack.formats.docx.reading.reader import read_package
    except ModuleNotFoundError as err:
        if err.name is None or err.name.partition(".")[0] != "lxml":
            raise
        found = "reading Word files needs lxml, which is not installed"
        raise InputRefused(found, place=place, remedy=f"run {INSTALL}") from err
    return read_package(data, place)
