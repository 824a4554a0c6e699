"""The papers of a pack as Word files: headings, real tables, marked runs; the compilation by its own writer.

Deleted words are struck through and new words are bold and underlined; colour carries no meaning. Everything
passes ``visible``, so that invisible characters are spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from amendtrack.formats.docx.writing.shell import FileFacts, PageSetup, PaperSize
from amendtrack.formats.docx.writing.story import (
    ParagraphForm,
    ParagraphKind,
    WordBlock,
    WordParagraph,
    WordRow,
    WordRun,
    WordStory,
    WordTable,
)
from amendtrack.formats.docx.writing.writer import file_of, write_compilation
from amendtrack.papers.compilation import compilation
from amendtrack.papers.facts import MeetingFacts, Status
from amendtrack.papers.pack import papers_of
from amendtrack.papers.paper import Mark, Paper, Paragraph, Role, Run, Table
from amendtrack.papers.plain import one_line_kept
from amendtrack.render.brackets import Style
from amendtrack.render.safe import one_line

_FORMS = {
    Role.PROSE: ParagraphForm(),
    Role.TITLE: ParagraphForm(ParagraphKind.HEADING, 3),
    Role.ITEM: ParagraphForm(ParagraphKind.BULLET),
    Role.NOTE: ParagraphForm(look="quote"),
    Role.TEXT: ParagraphForm(),
    Role.HEADING: ParagraphForm(ParagraphKind.HEADING, 3),
}


@dataclass(frozen=True, slots=True)
class Stationery:
    """What a pack is written on: a template for all papers, the base's own file for the compilation, the paper size."""

    template: bytes | None = None
    base: bytes | None = None
    sheet: PaperSize | None = None


def word_files(pack: MeetingFacts, stationery: Stationery) -> dict[str, bytes]:
    """Every paper of the pack as a Word file, by its path in the folder; the same pack gives the same bytes."""
    kind = compilation(pack).kind
    return {
        f"{path}.docx": _compilation(pack, paper, stationery) if paper.kind == kind else word(paper, pack, stationery)
        for path, paper in papers_of(pack)
    }


def word(paper: Paper, pack: MeetingFacts, stationery: Stationery) -> bytes:
    """One paper as a Word file."""
    return file_of(
        story_of(paper), _facts(paper, pack, stationery), PageSetup(), kind="paper", template=stationery.template
    )


def _compilation(pack: MeetingFacts, paper: Paper, stationery: Stationery) -> bytes:
    """The compilation, with the paper's own lines above and below the text."""
    style = Style.ATTRIBUTED if pack.named else Style.UNATTRIBUTED
    notes = [block.text for block in paper.sections[0].blocks if isinstance(block, Paragraph)]
    over = [*([paper.status.upper()] if paper.status else []), *notes]
    for section in paper.sections[1:-1]:
        if section.heading not in ("Text", "Not in the text"):
            over += [section.heading, *(f"- {b.text}" for b in section.blocks if isinstance(b, Paragraph))]
    under = [*pack.annex.notes, *(f"{name}: {value}" for name, value in paper.head)]
    facts = _facts(paper, pack, stationery)
    return write_compilation(
        pack.con, style, facts, over=over, under=under, template=stationery.template or stationery.base
    )


def _facts(paper: Paper, pack: MeetingFacts, stationery: Stationery) -> FileFacts:
    """What the header of each page says."""
    about = f"{paper.kind}, {pack.reissued}{' – DRAFT' if pack.status is Status.DRAFT else ''}"
    settings = pack.settings
    return FileFacts(
        settings.title,
        settings.symbol,
        pack.revision,
        pack.record,
        language=settings.language,
        at=pack.at,
        about=about,
        sheet=stationery.sheet,
    )


def story_of(paper: Paper) -> WordStory:
    """A paper as a story: its title, its header, its sections."""
    return WordStory(tuple(_blocks(paper)))


def _blocks(paper: Paper) -> Iterator[WordBlock]:
    if paper.status:
        yield WordParagraph((WordRun(one_line(paper.status).upper(), bold=True),))
    yield WordParagraph((WordRun(one_line(f"{paper.kind}: {paper.title}")),), ParagraphForm(ParagraphKind.HEADING, 1))
    for name, value in paper.head:
        yield WordParagraph((WordRun(f"{name}: ", bold=True), WordRun(one_line(value))), ParagraphForm(look="small"))
    for section in paper.sections:
        if section.heading:
            yield WordParagraph((WordRun(one_line(section.heading)),), ParagraphForm(ParagraphKind.HEADING, 2))
        yield from (_table(b) if isinstance(b, Table) else _paragraph(b) for b in section.blocks)


def _paragraph(said: Paragraph) -> WordParagraph:
    beside = (WordRun(f"{one_line(said.margin)}  ", bold=True),) if said.margin else ()
    return WordParagraph((*beside, *map(_run, said.runs)), _FORMS[said.role])


def _run(stretch: Run) -> WordRun:
    run = WordRun(one_line_kept(stretch.text))
    match stretch.mark:
        case Mark.BOLD:
            return replace(run, bold=True)
        case Mark.STRUCK:
            return replace(run, struck=True)
        case Mark.NEW:
            return replace(run, bold=True, underlined=True)
    return run


def _table(table: Table) -> WordTable:
    head = WordRow(tuple(WordParagraph((WordRun(cell, bold=True),)) for cell in table.head))
    rows = (WordRow(tuple(WordParagraph((WordRun(one_line(cell)),)) for cell in row)) for row in table.rows)
    return WordTable((head, *rows))


__all__ = ["Stationery", "story_of", "word", "word_files"]
