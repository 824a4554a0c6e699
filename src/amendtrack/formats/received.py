"""A file as it was received, whatever program wrote it: its text, its comments, and notes on how it was read.

Knows which formats are read and whose tracked changes are used; each format has its own module, and ``intake`` reads
plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from amendtrack.errors import InputRefused
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.naming import OURS
from amendtrack.formats.hypertext import looks_like_html
from amendtrack.formats.spreadsheets import is_list_of_values, is_workbook, read_values, read_workbook
from amendtrack.intake.decoding import read_text
from amendtrack.record.authorship import Sender
from amendtrack.record.remarks import Remark
from amendtrack.redline.align.origins import UNSTATED, Origins

if TYPE_CHECKING:
    from amendtrack.formats.docx.file import MarginComment, WordFile


class Authors(Enum):
    """Whose tracked changes are used: those of the only author, or everybody's."""

    SOLE = "the only one's"
    EVERY = "everybody's"


@dataclass(frozen=True, slots=True)
class Received:
    """A file's text as stored in a draft, with the notes made on input.

    For a Word file with tracked changes, ``base`` is the text without them (otherwise empty), and ``authors`` are those
    whose changes are used. ``remarks`` are its comments, except those of other authors of changes; ``revision`` is the
    one that the file itself says it was made on, and ``is_paper`` whether it says that it is a compilation or another
    paper made from the draft. ``marked`` is the text with words struck through by hand between
    signs; empty if there are none, or if changes are tracked.
    """

    text: str
    notes: tuple[str, ...] = ()
    base: str = ""
    authors: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    revision: str = ""
    is_paper: bool = False
    marked: str = ""
    _plain: tuple[str, str, str] | None = None
    origins: Origins = UNSTATED
    headers: str = ""
    """The words of a Word file's headers and footers, which are not part of its text."""

    @property
    def comments_left_out(self) -> tuple[str, ...]:
        """A note for each comment, for use when only the text is read."""
        return tuple(f"a comment left out: {remark.words}" for remark in self.remarks)

    def beside(self, revision: str, *, place: str = "") -> Received:
        """The same file read against a revision's text: bold and italic are left out if the revision has none.

        ``place`` is its name, for messages.

        Raises:
            InputRefused: it is in a markup that the revision does not use.
        """
        if (markup := _markup(self.text)) and not _markup(revision):
            raise InputRefused(f"this is {markup}, and the draft is not", place=place, remedy=_IN_WORDS)
        if self._plain is None or self._plain[0] == self.text or _EMPHASIS.search(revision):
            return self
        text, base, marked = self._plain
        note = "bold and italic left out, since the draft has none"
        return replace(self, text=text, base=base, marked=marked, notes=(*self.notes, note))


_IN_WORDS = "save it as plain text or Word and send that; of a message, save the message itself (.eml)"
_LATEX = re.compile(r"^[^\S\n]*\\(?:documentclass|usepackage|begin|end|(?:sub)*section|item|chapter)\b", re.MULTILINE)


def _markup(text: str) -> str:
    """The markup language of a text, if it is not one for people to read; otherwise empty."""
    if looks_like_html(text):
        return "a page of HTML"
    found = _LATEX.findall(text[:100_000])
    return "LaTeX" if len(found) >= 3 or any("documentclass" in each for each in found) else ""


_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}[^\s*][^*\n]*\*")
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word or Excel file (.doc, .xls), or one with a password",
        "save it as .docx or .xlsx without a password; a .doc is converted where LibreOffice is installed",
    ),
    (b"{\\rtf", "a rich text file (.rtf)", "save it as .docx, or install LibreOffice, which converts it"),
    (b"%PDF", "a PDF, from which no text can be read for certain", "send the Word file that it was made from"),
)


def is_word(data: bytes | str) -> bool:
    """Whether these are the bytes of a Word file, judged by their beginning."""
    return isinstance(data, bytes) and data.startswith(b"PK\x03\x04") and not is_workbook(data)


CountedAuthors = Authors | Sender | Iterable[str]
"""Whose tracked changes are used: one of ``Authors``, the people of whoever sent it, or those named."""


def authors_in(data: bytes, *, place: str = "") -> tuple[str, ...]:
    """Those who changed words in a Word file, in one fixed order; nobody in any other file."""
    return _wrote(_word_file(data, place)) if is_word(data) else ()


@lru_cache(maxsize=1)
def _word_file(data: bytes, place: str) -> WordFile:
    """A Word file, read once for all questions about it."""
    return read_docx(data, place=place)


def read_received(data: bytes | str, *, place: str = "", authors: CountedAuthors = Authors.SOLE) -> Received:
    """What a file says: plain text, a table, or a Word file, in which those authors' tracked changes are used.

    ``place`` is its name, for messages.

    Raises:
        InputRefused: it has another format, or several authors changed it and none was selected.
        Unknown: one of the authors changed nothing in it.
        NotText, OverLimit: see ``read_text`` and ``read_docx``.
    """
    if isinstance(data, bytes):
        for start, what, hint in _OTHERS:
            if data.startswith(start):
                raise InputRefused(f"this is {what}", place=place, remedy=hint)
        if is_word(data):
            return _of_word(_word_file(data, place), place, authors)
    if not isinstance(authors, Authors | Sender) and tuple(authors):
        found = "plain text has no authors of changes"
        raise InputRefused(found, place=place, remedy="leave the authors out")
    if isinstance(data, bytes) and is_workbook(data):
        sheet = read_workbook(data, place=place)
        return Received(read_text(sheet.text, place=place).text, sheet.notes)
    if is_list_of_values(place):
        sheet = read_values(data, place=place)
        return Received(sheet.text, sheet.notes)
    if isinstance(data, bytes) and (ending := _NAMED.search(place)):
        remedy = "ask for the file again, or rename it to .txt if its words are the text"
        raise InputRefused(f"this file is named {ending[0].lower()} but is not one", place=place, remedy=remedy)
    intake = read_text(data, place=place)
    return Received(intake.text, intake.notes)


_NAMED = re.compile(r"\.(?:doc[xm]?|xls[xm]?|od[ts]|rtf|pdf|msg)$", re.IGNORECASE)
"""Names of files that do not contain plain text."""


def read_clean(data: bytes | str, *, place: str = "", accept: Iterable[str] | Authors = ()) -> Received:
    """A file as a complete text, with its tracked changes settled or those of the given authors accepted.

    Raises:
        InputRefused: it still holds tracked changes, and nobody's were accepted.
    """
    accepted = accept if isinstance(accept, Authors) else tuple(accept)
    found = read_received(data, place=place, authors=accepted or Authors.EVERY)
    if found.authors and not accepted:
        names = ", ".join(found.authors)
        hint = "accept or reject them in Word, or add --accept-all"
        raise InputRefused(f"contains tracked changes by {names}", place=place, remedy=hint)
    if found.marked:
        found = replace(found, notes=(*found.notes, "what is struck through by hand is kept in the text"))
    return replace(found, notes=(*found.notes, *found.comments_left_out))


def _of_word(file: WordFile, place: str, authors: CountedAuthors) -> Received:
    chosen = _chosen(file, place, authors)
    text, plain = file.version(chosen), file.plain(chosen)
    kept = read_text(text, place=place)
    notes = [*file.notes, *kept.notes]
    is_changed, counted, properties = _is_changed(file), frozenset(chosen), dict(file.properties)
    others = [name for name in file.authors if name not in counted]
    if is_changed:
        notes.append(f"with the tracked changes of {', '.join(chosen)}")
    if others and is_changed:
        notes.append(f"without the tracked changes of {', '.join(others)}")
    said = [comment for comment in file.comments if comment.author != OURS]
    if len(said) < len(file.comments):
        notes.append(f"comments by {OURS}, which names what cannot be seen, left out: {len(file.comments) - len(said)}")
    theirs = [comment for comment in said if comment.author in others]
    if theirs:
        comments = f"{len(theirs)} comment{'s' * (len(theirs) != 1)}"
        notes.append(f"without {comments} by {', '.join(sorted({c.author for c in theirs}))}")
    is_marked = file.is_struck and not is_changed
    base, plain_base = (file.base, file.plain(())) if is_changed else ("", "")
    return Received(
        kept.text,
        tuple(notes),
        read_text(base or ".", place=place).text if base.strip() else "",
        chosen if is_changed else (),
        tuple(Remark(c.place, _said(c), c.author) for c in said if c not in theirs),
        properties.get("amendtrack-revision", ""),
        properties.get("amendtrack-kind", "") in ("compilation", "paper"),
        read_text(file.marked()).text if is_marked else "",
        (
            read_text(plain, place=place).text,
            read_text(plain_base).text if plain_base.strip() else "",
            read_text(file.plain_marked()).text if is_marked else "",
        ),
        file.origins(chosen) if is_changed else UNSTATED,
        file.headers,
    )


def _is_changed(file: WordFile) -> bool:
    """Whether words were changed, even if the changes cancel out."""
    return any(change.kind.value != "format" for change in file.changes) or file.base != file.final


def _chosen(file: WordFile, place: str, authors: CountedAuthors) -> tuple[str, ...]:
    """Whose changes are used."""
    if not file.authors or (not _is_changed(file) and not isinstance(authors, Iterable)):
        return file.authors
    if authors is Authors.EVERY:
        return file.authors
    if isinstance(authors, Authors):
        return _sole(file, place)
    if isinstance(authors, Sender):
        wrote = _wrote(file)
        own = authors.own(wrote, place=place) if wrote else wrote
        return file.authors if own == wrote else own
    return tuple(sorted({" ".join(a.split()) for a in authors})) or _sole(file, place)


def _wrote(file: WordFile) -> tuple[str, ...]:
    """Those who changed words; authors of formatting changes alone do not matter."""
    wrote = {change.author for change in file.changes if change.kind.value != "format"}
    return tuple(name for name in file.authors if name in wrote)


def _sole(file: WordFile, place: str) -> tuple[str, ...]:
    """Everybody, if only one author changed words."""
    wrote = _wrote(file)
    if len(wrote) > 1:
        names = ", ".join(wrote)
        hint = "name those whose changes to use with --author NAME (repeat for several), or add --all-authors"
        raise InputRefused(f"contains tracked changes by {len(wrote)} authors: {names}", place=place, remedy=hint)
    return file.authors


def _said(comment: MarginComment) -> str:
    on = f" on “{comment.words}”" if comment.words else ""
    about = ["a reply"] * comment.is_reply + ["resolved"] * comment.is_resolved
    said = f" ({', '.join(about)})" if about else ""
    return f"{comment.author}{on}{said}: {comment.text}"
