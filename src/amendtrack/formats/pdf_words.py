"""The words of a PDF, to be shown to a person; none of them are recorded.

A PDF does not say which words belong together, which are struck through and which are notes. A file can keep the
library busy indefinitely; ``draft`` calls this under limits of time and memory.
"""

from __future__ import annotations

import io

from amendtrack.limits import PDF_LETTERS as MOST_CHARACTERS
from amendtrack.limits import PDF_PAGES as MOST_PAGES


def words_in(data: bytes) -> str:
    """The words of its pages in order, as far as they can be read.

    Raises:
        ModuleNotFoundError: pypdf is not installed.
        Exception: of many kinds, from a damaged file.
    """
    from pypdf import PdfReader

    found: list[str] = []
    for page, _ in zip(PdfReader(io.BytesIO(data)).pages, range(MOST_PAGES)):
        found.append(page.extract_text())
        if sum(map(len, found)) > MOST_CHARACTERS:
            break
    return "\n".join(found)[:MOST_CHARACTERS]


__all__ = ["MOST_CHARACTERS", "words_in"]
