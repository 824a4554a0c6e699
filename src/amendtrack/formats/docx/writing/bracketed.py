"""A consolidated text as a story: its brackets, with new wording in bold and deleted wording struck through.

The words and brackets are those of ``render.brackets``, so that paper and screen agree. Bold, italic and strike
only repeat what the brackets say: a copy without them loses nothing, and colour carries no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

from amendtrack.consolidation.value import Consolidation
from amendtrack.formats.docx.writing.story import WordStory
from amendtrack.formats.docx.writing.typesetting import text_story
from amendtrack.papers.texts import elements
from amendtrack.render.brackets import Style
from amendtrack.render.typeset import typeset


def compiled_story(
    con: Consolidation, style: Style, *, language: str, over: Iterable[str] = (), under: Iterable[str] = ()
) -> WordStory:
    """The bracketed text, with lines above and below it; unattributed, it contains no name."""
    return text_story(elements(typeset(con, style)), language, over=over, under=under)


__all__ = ["compiled_story"]
