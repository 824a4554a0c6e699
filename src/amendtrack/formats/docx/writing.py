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
from amendtrack.formats.docx.lettering import numbering, styles
from amendtrack.formats.docx.shell import Facts, Lines, Page, Revising, Sheet
from amendtrack.formats.docx.story import Story
from amendtrack.formats.docx.tracked import plain_story, tracked_story
from amendtrack.redline import Redline
from amendtrack.render.brackets import Style
from amendtrack.text import Text, parse_text


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
    return file_of(tracked_story(redline), facts, page, kind="redline", author=author)


def write_compilation(
    con: Consolidation, style: Style, facts: Facts, *, over: Iterable[str] = (), under: Iterable[str] = ()
) -> bytes:
    """A consolidated text for the meeting: brackets, numbered lines, page x of y; unattributed without a name.

    ``over`` and ``under`` are lines round the text: what it is if somebody picked, what is not in it.
    """
    facts = _with_fingerprint(facts, con.base)
    return file_of(compiled_story(con, style, over, under), facts, Page(Lines.NUMBERED), kind="compilation")


def file_of(
    story: Story,
    facts: Facts,
    page: Page,
    *,
    kind: str,
    author: Author = Author("-"),  # noqa: B008 - a frozen value
) -> bytes:
    """A story in our own styles."""
    writer = BodyWriter(story, author)
    body, noted = writer.body(), writer.notes()
    inside = {
        "word/document.xml": shell.document(body, shell.section(facts, page, shell.header_references())),
        "word/styles.xml": styles(facts.language),
        "word/numbering.xml": numbering(),
        "word/settings.xml": shell.settings(page.revising),
        "word/footnotes.xml": shell.notes_part(noted),
        "word/header1.xml": shell.header(facts),
        "word/footer1.xml": shell.footer(),
        "docProps/core.xml": shell.core_properties(facts),
        "docProps/custom.xml": shell.custom_properties(facts, kind),
    }
    return shell.packed(
        {
            "[Content_Types].xml": shell.content_types(list(inside), {}),
            "_rels/.rels": shell.package_relationships(),
            "word/_rels/document.xml.rels": shell.relationships(dict(shell.own_relationships())),
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
