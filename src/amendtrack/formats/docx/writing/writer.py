"""Texts, redlines and compilations as Word files: values in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from amendtrack.consolidation.value import Consolidation
from amendtrack.errors import InputRefused
from amendtrack.formats.docx.writing import shell
from amendtrack.formats.docx.writing.body import ENDNOTE, FOOTNOTE, Author, BodyWriter
from amendtrack.formats.docx.writing.bracketed import compiled_story
from amendtrack.formats.docx.writing.lettering import numbering
from amendtrack.formats.docx.writing.looks import FileParts, own_looks
from amendtrack.formats.docx.writing.naming import comments_part
from amendtrack.formats.docx.writing.painting import with_notes_in_order
from amendtrack.formats.docx.writing.shell import FileFacts, LineNumbers, Margin, PageSetup, PaperSize, Revising
from amendtrack.formats.docx.writing.story import Direction, WordStory, running
from amendtrack.formats.docx.writing.tracked import plain_story, tracked_story
from amendtrack.garbage import kept_for_later
from amendtrack.redline.comparison import Redline
from amendtrack.render.brackets import Style
from amendtrack.text.units import Text, parse_text

NOBODY = Author("-")


@kept_for_later()
def write_circulation(text: Text | str, facts: FileFacts, template: bytes | None = None) -> bytes:
    """The file to circulate: Word tracks every change made to it, and it is recognised when it is returned.

    Labels are typed, so that no number changes by itself; emphasis, bullets, tables and footnotes are real.
    """
    given = text if isinstance(text, Text) else parse_text(text)
    facts = _with_fingerprint(facts, given)
    page = PageSetup(revising=Revising.ON)
    return file_of(_set(plain_story(given), facts), facts, page, kind="circulation", template=template)


@kept_for_later()
def write_clean(text: Text | str, facts: FileFacts, template: bytes | None = None) -> bytes:
    """A text with the decisions applied; it is not a revision, so it names no commit.

    Its footnotes are numbered anew, in the order in which they are cited: ``1 bis`` becomes 2.
    """
    given = with_notes_in_order(text if isinstance(text, Text) else parse_text(text))
    facts = replace(_with_fingerprint(facts, given), commit="")
    return file_of(_set(plain_story(given), facts), facts, PageSetup(), kind="clean", template=template)


@kept_for_later()
def write_redline(redline: Redline, author: Author, facts: FileFacts, *, template: bytes | None = None) -> bytes:
    """A redline as tracked changes by one author: rejecting all gives the first text, accepting all the second.

    Raises:
        TallyFailed: one of the texts could not be read back; nothing should be written.
    """
    if not author.name.strip():
        raise InputRefused("tracked changes need an author", remedy="name a delegation, or the texts compared")
    facts = _with_fingerprint(facts, redline.before)
    page = PageSetup(revising=Revising.ON)
    story = _set(tracked_story(redline), facts)
    return file_of(story, facts, page, kind="redline", by=author, template=template)


@kept_for_later()
def write_compilation(
    con: Consolidation,
    style: Style,
    facts: FileFacts,
    *,
    over: Iterable[str] = (),
    under: Iterable[str] = (),
    template: bytes | None = None,
) -> bytes:
    """A consolidated text for the meeting: brackets, numbered lines, page x of y; without names if unattributed.

    ``over`` and ``under`` are lines above and below the text, for example what it leaves out.
    """
    facts = _with_fingerprint(facts, con.base)
    story = compiled_story(con, style, language=facts.language, over=over, under=under)
    page = PageSetup(LineNumbers.NUMBERED, beside=Margin.ADDRESSES)
    return file_of(story, facts, page, kind="compilation", template=template)


def file_of(
    story: WordStory,
    facts: FileFacts,
    page: PageSetup,
    *,
    kind: str,
    template: bytes | None = None,
    by: Author = NOBODY,
) -> bytes:
    """A story in our own styles, or in a ``template``'s; ``by`` is the author of its changes."""
    looks = own_looks(facts, page) if template is None else _looks_of(template, facts, page)
    writer = BodyWriter(story, by, looks.area)
    body = writer.body()
    kinds = [FOOTNOTE, *([ENDNOTE] if story.ends else [])]
    inside = {
        "word/document.xml": shell.document(body, looks.section),
        "word/numbering.xml": numbering(),
        "word/settings.xml": shell.settings(page.revising, looks.settings, kinds),
        **{f"word/{kind}s.xml": shell.notes_part(kind, writer.notes(kind)) for kind in kinds},
        "docProps/core.xml": shell.core_properties(facts),
        "docProps/custom.xml": shell.custom_properties(facts, kind),
        **looks.parts,
    }
    links = {
        "rIdNumbering": (f"{shell.R}/numbering", "numbering.xml"),
        "rIdSettings": (f"{shell.R}/settings", "settings.xml"),
        **{f"rId{kind.capitalize()}s": (f"{shell.R}/{kind}s", f"{kind}s.xml") for kind in kinds},
        **looks.links,
    }
    if writer.named:
        inside["word/comments.xml"] = comments_part(writer.named, facts.at)
        links["rIdComments"] = (f"{shell.R}/comments", "comments.xml")
    named = [name for name in inside if name.endswith(".xml")]
    return shell.packed(
        {
            "[Content_Types].xml": shell.content_types(named, looks.media),
            "_rels/.rels": shell.package_relationships(),
            "word/_rels/document.xml.rels": shell.relationships(links),
            **inside,
        }
    )


def check_template(template: bytes) -> None:
    """Refuse a Word file that cannot serve as a template.

    Raises:
        InputRefused, OverLimit: it is not a Word file, or a damaged or malicious one; or the extra is missing.
    """
    _looks_of(template, FileFacts(""), PageSetup())


def _looks_of(template: bytes, facts: FileFacts, page: PageSetup) -> FileParts:
    try:
        from amendtrack.formats.docx.writing.template import template_looks
    except ModuleNotFoundError as err:
        if err.name is None or err.name.partition(".")[0] != "lxml":
            raise
        found = "using a Word file as a template needs lxml, which is not installed"
        raise InputRefused(found, remedy="run pip install amendtrack[docx]") from err
    return template_looks(template, facts, page, place="the template")


def _set(story: WordStory, facts: FileFacts) -> WordStory:
    """The story with lines in the direction of its language: a paragraph may begin with letters of another script."""
    return running(story, Direction.RIGHT_TO_LEFT) if facts.is_right_to_left else story


def _with_fingerprint(facts: FileFacts, text: Text) -> FileFacts:
    return replace(facts, fingerprint=sha256(text.source.encode("utf-8", "backslashreplace")).hexdigest())


__all__ = [
    "Author",
    "FileFacts",
    "LineNumbers",
    "Margin",
    "PageSetup",
    "PaperSize",
    "Revising",
    "check_template",
    "file_of",
    "write_circulation",
    "write_clean",
    "write_compilation",
    "write_redline",
]
