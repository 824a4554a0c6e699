"""A consolidated text as a story: its brackets, with new wording in bold and deleted wording struck through.

The words and brackets are those of ``render.brackets``, so that paper and screen agree. Bold, italic and strike
only repeat what the brackets say: a copy without them loses nothing, and colour carries no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amendtrack.consolidation.value import Consolidation
from amendtrack.formats.docx.writing.painting import BOLD, ITALIC, STRUCK, Painting, notes_of
from amendtrack.formats.docx.writing.story import (
    ParagraphForm,
    ParagraphKind,
    Tracking,
    WordParagraph,
    WordRun,
    WordStory,
)
from amendtrack.formats.docx.writing.tracked import Writer
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.marks import BracketPair, Names, bracket_pairs
from amendtrack.render.safe import visible
from amendtrack.text.units import parse_text

_UPRIGHT = re.compile("[\u0590-\u08ff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefc\U00020000-\U0003ffff]")
"""Scripts without italics."""


def compiled_story(con: Consolidation, style: Style, over: Iterable[str] = (), under: Iterable[str] = ()) -> WordStory:
    """The bracketed text, with lines above and below it; unattributed, it contains no name."""
    names = {*con.delegations, *(p.delegation for p in con.positions)} if style is Style.ATTRIBUTED else set()
    return printed_story(brackets(con, style), names, over, under)


def printed_story(text: str, names: Iterable[str], over: Iterable[str] = (), under: Iterable[str] = ()) -> WordStory:
    """The same for a text that was already printed, in which these names may appear.

    Invisible characters are spelt out, since people read what is printed here.
    """
    printed, known = visible(text), Names(map(visible, names))
    letters = bytearray(len(printed))
    for start, end, code in _lettered(printed, bracket_pairs(printed, known)[0]):
        for k in range(start, end):
            letters[k] |= code
    read = parse_text(printed)
    writer = Writer(Painting(read, {label: n for n, label in enumerate(notes_of(read))}, bytes(letters)))
    for line in over:
        writer.paragraph(_line(line, "lead"))
    for k in range(len(writer.painting.text.units)):
        writer.whole(k, Tracking.KEPT)
    for line in (line for piece in under for line in piece.split("\n") if line.strip()):
        writer.paragraph(_line(line, "small"))
    return writer.story()


def _line(line: str, look: str) -> WordParagraph:
    bullet = line.startswith("- ")
    form = ParagraphForm(ParagraphKind.BULLET) if bullet else ParagraphForm(look=look)
    return WordParagraph((WordRun(visible(line.removeprefix("- ")), italic=not bullet),), form)


def _lettered(printed: str, marks: Iterable[BracketPair]) -> Iterator[tuple[int, int, int]]:
    """Stretches of the print and how they are set: new wording, deleted wording, and attributions."""
    for mark in marks:
        parts = [*([mark.base] if mark.base else []), *((s, e) for s, e, _ in mark.wordings)]
        for start, end, _ in mark.wordings:
            yield start, end, BOLD
        if mark.base and any(verb == "delete" for verb, _ in mark.verbs):
            yield from ((start, end, STRUCK) for start, end in _outside(mark.base, mark.inner))
        for (_, end), (following, _) in zip(parts, [*((s - 3, e) for s, e in parts[1:]), (mark.end - 1, 0)]):
            if not _UPRIGHT.search(printed, end, following):
                yield end, following, ITALIC
        yield from _lettered(printed, mark.inner)


def _outside(base: tuple[int, int], inner: Iterable[BracketPair]) -> Iterator[tuple[int, int]]:
    """The parts of a base reading outside any inner bracket."""
    at = base[0]
    for mark in inner:
        yield at, mark.start
        at = mark.end
    yield at, base[1]
