"""Invisible characters and look-alike letters, named in a comment beside the paragraph.

The words stay unchanged, so that the returned file has the same text; the comments are ours and are not read back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from amendtrack.formats.docx.writing.markup import Markup, element, joined, words
from amendtrack.formats.docx.writing.shell import W, part
from amendtrack.formats.docx.writing.story import Tracking, WordParagraph, WordRun, WordStory
from amendtrack.render.lookalikes import posing_letters
from amendtrack.render.safe import unseen

_PLAIN = re.compile(r"[\x20-\x7e“”‘’–—…·¶•]*")
"""Visible characters that cannot be mistaken for others."""
OURS = "amendtrack"
"""The author of these comments."""


def named_in(paragraph: WordParagraph, story: WordStory) -> str:
    """The invisible or look-alike characters in a paragraph and its notes, or in its changes if it has any."""
    runs = [*paragraph.runs, *(r for run in paragraph.runs if run.note is not None for r in story.notes[run.note])]
    if all(_PLAIN.fullmatch(run.text) for run in runs):
        return ""
    changed = [run for run in runs if run.tracking is not Tracking.KEPT] or runs
    said = "".join(run.text for run in changed)
    found = [f"U+{ord(c):04X} {unicodedata.name(c, 'a control character')}" for c in unseen(said)]
    lines = [f"Cannot be seen here: {', '.join(found)}"] if found else []
    if posing := posing_letters(" ".join(run.text for run in changed), _around(runs)):
        lines.append(f"Looks like other letters: {posing}")
    return ". ".join(lines)


def _around(runs: Iterable[WordRun]) -> str:
    return "".join(run.text for run in runs)


def comments_part(lines: Mapping[int, str], at: datetime | None) -> bytes:
    """The comments by their numbers, with the time of the text; without one, LibreOffice writes a date that is none."""
    date = {"date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"} if at is not None else {}
    made = (
        element("w:comment", element("w:p", element("w:r", words(line))), id=str(k), author=OURS, **date, initials="a")
        for k, line in lines.items()
    )
    return part(element("w:comments", joined(made), xmlns_w=W))


def commented(inside: Markup, number: int) -> Markup:
    """The runs of a paragraph with that comment attached."""
    mark = element("w:r", element("w:commentReference", id=str(number)))
    return joined(
        (element("w:commentRangeStart", id=str(number)), inside, element("w:commentRangeEnd", id=str(number)), mark)
    )


__all__ = ["OURS", "commented", "comments_part", "named_in"]
