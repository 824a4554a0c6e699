"""Word files on the command line: whether one is wanted, and the facts written into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.output import Output, read_file

if TYPE_CHECKING:
    from amendtrack.draft import Snapshot
    from amendtrack.draft.comparing import Comparison
    from amendtrack.formats.docx.writing.shell import PaperSize
    from amendtrack.formats.docx.writing.writer import Author, FileFacts
    from amendtrack.record.entries import Entry
    from amendtrack.redline.comparison import Redline

NOBODY = "Proposed change"
"""The author of changes where delegations are not named."""


def is_word(path: Path | None) -> bool:
    """Whether a result is to be a Word file or a PDF made from one: its name ends in ``.docx`` or ``.pdf``."""
    return path is not None and path.suffix.lower() in (".docx", ".pdf")


def give(data: bytes, out: Output) -> None:
    """Give a Word file, or a PDF of it if the file's name ends in ``.pdf``.

    Raises:
        InputRefused: a PDF is asked for, and LibreOffice is not installed or made none.
    """
    if out.file is not None and out.file.suffix.lower() == ".pdf":
        from amendtrack.draft.pdf import pdf_of

        data = pdf_of(data)
    out.raw(data)


def facts_of(now: Snapshot, revision: str = "", about: str = "") -> FileFacts:
    """A draft's facts for a file made from its record, dated by the last thing recorded that is in the file."""
    from amendtrack.formats.docx.writing.writer import FileFacts

    settings, on = now.settings, now.revision(revision)
    added = [e.received for e in now.proposals() if e.revision == on.label]
    added += [datetime.fromisoformat(d.when) for d in now.decisions.taken if now.decisions.revision == on.label]
    return FileFacts(
        title=settings.title,
        symbol=settings.symbol,
        revision=on.label,
        commit=on.commit,
        language=settings.language,
        at=max(on.at, *added) if about and added else on.at,
        about=about,
        own=settings.display_language,
    )


def is_named(now: Snapshot) -> bool:
    """Whether the draft's rule is that outputs name the delegations."""
    from amendtrack.record.record import Attribution

    return now.settings.attribution is Attribution.NAMED


@dataclass(frozen=True, slots=True)
class Sheets:
    """How a Word file is to look: like the template, and on that paper; ``None`` where neither is given."""

    template: bytes | None = None
    paper: PaperSize | None = None

    def of(self, now: Snapshot, out: Output, revision: str = "") -> Sheets:
        """The same; without a template, like the Word file in which the revision arrived, if it arrived as one."""
        from amendtrack.draft.packing import own_looks

        own, note = own_looks(now, revision) if self.template is None else (None, "")
        out.notes([note] if note else [])
        return replace(self, template=own) if own else self


def sheets_in(template: Path | None, paper: str | None, output: Path | None) -> Sheets:
    """How a result is to look.

    Raises:
        UsageError: a template or paper size is given, and the result is not a Word file or a PDF.
        InputRefused: there is no such template.
    """
    for given, name in ((template, "--template"), (paper, "--paper")):
        if given is not None and not is_word(output):
            raise click.UsageError(f"{name} is for Word and PDF files: end the name after -o in .docx or .pdf")
    return sheets(template, paper)


def sheets(template: Path | None, paper: str | None) -> Sheets:
    """How Word files are to look."""
    from amendtrack.formats.docx.writing.shell import PaperSize

    return Sheets(read_file(template) if template else None, PaperSize[paper.upper()] if paper else None)


def issued_file(now: Snapshot, meeting: str, template: bytes | None, paper: str) -> bytes:
    """The compilation issued to a meeting, as a Word file."""
    from amendtrack.draft.packing import PackLooks, issued_compilation

    return issued_compilation(now, meeting, PackLooks(template, paper))


def redline_file(
    found: Redline, sources: tuple[str, ...], done: Comparison | None, *, now: Snapshot | None, out: Output, on: Sheets
) -> None:
    """Give a redline as tracked changes; ``done`` and ``now`` are the comparison and the record of a draft's texts."""
    from amendtrack.formats.docx.writing.writer import write_redline

    author, facts = _whose(done, now) if done and now else _of_files(sources)
    give(write_redline(found, author, replace(facts, sheet=on.paper), template=on.template), out)


def _of_files(sources: tuple[str, ...]) -> tuple[Author, FileFacts]:
    from amendtrack.formats.docx.writing.writer import Author, FileFacts

    return Author(Path(sources[1]).stem), FileFacts(title=f"{Path(sources[0]).name} and {Path(sources[1]).name}")


def _whose(done: Comparison, now: Snapshot) -> tuple[Author, FileFacts]:
    """The author of the changes and the facts: of a proposal, of a revision, or of a text that was issued."""
    from amendtrack.formats.docx.writing.writer import Author

    entry, base = done.after.entry, facts_of(now, done.before.revision)
    if entry is None:
        return Author("Secretariat", now.revision(done.after.revision).at), base
    if not is_named(now):
        return Author(NOBODY), base
    about = f"Redline, {done.before.name} to {done.after.name}"
    return Author(_delegations(now, entry), entry.received), replace(base, at=entry.received, about=about)


def _delegations(now: Snapshot, entry: Entry) -> str:
    """All its proposers, as an author's name."""
    return ", ".join(map(now.display, entry.backers))
