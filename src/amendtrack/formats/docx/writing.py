"""Texts, redlines and compilations as Word files: values in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from amendtrack.consolidation import Consolidation
from amendtrack.errors import InputRefused
from amendtrack.formats.docx import shell
from amendtrack.formats.docx.body import Author, BodyWriter
from amendtrack.formats.docx.compilation import compiled_story
from amendtrack.formats.docx.lettering import numbering
from amendtrack.formats.docx.looks import Looks, own_looks
from amendtrack.formats.docx.shell import Facts, Lines, Page, Revising, Sheet
from amendtrack.formats.docx.story import Story
from amendtrack.formats.docx.tracked import plain_story, tracked_story
from amendtrack.redline import Redline
from amendtrack.render.brackets import Style
from amendtrack.text import Text, parse_text

NOBODY = Author("-")


def write_circulation(text: Text | str, facts: Facts) -> bytes:
    """The file to circulate: Word tracks every change made to it, and it is known again when it comes back.

    Labels are typed, so that no number changes by itself; emphasis, bullets, tables and footnotes are real.
    """
    given = text if isinstance(text, Text) else parse_text(text)
    facts = _with_fingerprint(facts, given)
    page = Page(revising=Revising.ON)
    return file_of(plain_story(given), facts, page, kind="circulation")


def write_redline(redline: Redline, author: Author, facts: Facts) -> bytes:
    """A redline as tracked changes of one author: rejecting all gives its first text, accepting all its second.

    Raises:
        TallyFailed: one of the texts would not come back; nothing should be written.
    """
    if not author.name.strip():
        raise InputRefused("tracked changes need an author", remedy="name a delegation, or what was compared")
    facts = _with_fingerprint(facts, redline.before)
    page = Page(revising=Revising.ON)
    return file_of(tracked_story(redline), facts, page, kind="redline", by=author)


def write_compilation(
    con: Consolidation, style: Style, facts: Facts, *, over: Iterable[str] = (), under: Iterable[str] = ()
) -> bytes:
    """A consolidated text for the meeting: brackets, numbered lines, page x of y; unattributed without a name.

    ``over`` and ``under`` are lines round the text: what it is if somebody picked, what is not in it.
    """
    facts = _with_fingerprint(facts, con.base)
    return file_of(compiled_story(con, style, over, under), facts, Page(Lines.NUMBERED), kind="compilation")


def file_of(
    story: Story, facts: Facts, page: Page, *, kind: str, looks: Looks | None = None, by: Author = NOBODY
) -> bytes:
    """A story in our own styles, or with the ``looks`` of a template; ``by`` is whose its changes are."""
    writer = BodyWriter(story, by)
    body, noted = writer.body(), writer.notes()
    looks = looks or own_looks(facts, page)
    inside = {
        "word/document.xml": shell.document(body, looks.section),
        "word/numbering.xml": numbering(),
        "word/settings.xml": shell.settings(page.revising, looks.settings),
        "word/footnotes.xml": shell.notes_part(noted),
        "docProps/core.xml": shell.core_properties(facts),
        "docProps/custom.xml": shell.custom_properties(facts, kind),
        **looks.parts,
    }
    links = {
        "rIdNumbering": (f"{shell.R}/numbering", "numbering.xml"),
        "rIdSettings": (f"{shell.R}/settings", "settings.xml"),
        "rIdNotes": (f"{shell.R}/footnotes", "footnotes.xml"),
        **looks.links,
    }
    named = [name for name in inside if name.endswith(".xml")]
    return shell.packed(
        {
            "[Content_Types].xml": shell.content_types(named, looks.media),
            "_rels/.rels": shell.package_relationships(),
            "word/_rels/document.xml.rels": shell.relationships(links),
            **inside,
        }
    )


def _with_fingerprint(facts: Facts, text: Text) -> Facts:
    return replace(facts, fingerprint=sha256(text.source.encode("utf-8", "backslashreplace")).hexdigest())


__all__ = [
    "Author",
    "Facts",
    "Lines",
    "Page",
    "Revising",
    "Sheet",
    "file_of",
    "write_circulation",
    "write_compilation",
    "write_redline",
]
