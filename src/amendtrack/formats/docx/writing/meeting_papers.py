"""The papers of a pack as Word files: headings, real tables, marked runs; the compilation by its own writer.

What is struck is struck through, what is new bold and underlined: nothing is said in colour. Everything passes
``visible``, so that what cannot be seen is spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from amendtrack.formats.docx.writing.shell import Facts, Page, Sheet
from amendtrack.formats.docx.writing.story import Block, Form, Kind, Paragraph, Row, Run, Story, Table
from amendtrack.formats.docx.writing.writer import file_of, write_compilation
from amendtrack.papers.compilation import compilation
from amendtrack.papers.facts import MeetingFacts as Pack
from amendtrack.papers.facts import Status
from amendtrack.papers.pack import papers_of
from amendtrack.papers.paper import Mark, Paper, Role
from amendtrack.papers.paper import Paragraph as Said
from amendtrack.papers.paper import Run as Stretch
from amendtrack.papers.paper import Table as Listed
from amendtrack.papers.plain import one_line_kept
from amendtrack.render.brackets import Style
from amendtrack.render.safe import one_line

_FORMS = {
    Role.PROSE: Form(),
    Role.TITLE: Form(Kind.HEADING, 3),
    Role.ITEM: Form(Kind.BULLET),
    Role.NOTE: Form(look="quote"),
    Role.TEXT: Form(),
    Role.HEADING: Form(Kind.HEADING, 3),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """What a pack is written on: a template for all papers, the file of the base for the compilation, the paper."""

    template: bytes | None = None
    base: bytes | None = None
    sheet: Sheet | None = None


def word_files(pack: Pack, looks: Looks) -> dict[str, bytes]:
    """Every paper of the pack as a Word file, by its path in the folder; the same pack gives the same bytes."""
    kind = compilation(pack).kind
    return {
        f"{path}.docx": _compilation(pack, paper, looks) if paper.kind == kind else word(paper, pack, looks)
        for path, paper in papers_of(pack)
    }


def word(paper: Paper, pack: Pack, looks: Looks) -> bytes:
    """One paper as a Word file."""
    return file_of(story_of(paper), _facts(paper, pack, looks), Page(), kind="paper", template=looks.template)


def _compilation(pack: Pack, paper: Paper, looks: Looks) -> bytes:
    """The compilation, with the paper's own lines over and under the text."""
    style = Style.ATTRIBUTED if pack.named else Style.UNATTRIBUTED
    notes = [block.text for block in paper.sections[0].blocks if isinstance(block, Said)]
    over = [*([paper.status.upper()] if paper.status else []), *notes]
    for section in paper.sections[1:-1]:
        if section.heading not in ("Text", "Not in the text"):
            over += [section.heading, *(f"- {b.text}" for b in section.blocks if isinstance(b, Said))]
    under = [*pack.annex.notes, *(f"{name}: {value}" for name, value in paper.head)]
    facts = _facts(paper, pack, looks)
    return write_compilation(pack.con, style, facts, over=over, under=under, template=looks.template or looks.base)


def _facts(paper: Paper, pack: Pack, looks: Looks) -> Facts:
    """What stands at the head of each page."""
    about = f"{paper.kind}, {pack.reissued}{' – DRAFT' if pack.status is Status.DRAFT else ''}"
    settings = pack.settings
    return Facts(
        settings.title,
        settings.symbol,
        pack.revision,
        pack.record,
        language=settings.language,
        at=pack.at,
        about=about,
        sheet=looks.sheet,
    )


def story_of(paper: Paper) -> Story:
    """A paper as a story: its title, its head, its sections."""
    return Story(tuple(_blocks(paper)))


def _blocks(paper: Paper) -> Iterator[Block]:
    if paper.status:
        yield Paragraph((Run(one_line(paper.status).upper(), bold=True),))
    yield Paragraph((Run(one_line(f"{paper.kind}: {paper.title}")),), Form(Kind.HEADING, 1))
    for name, value in paper.head:
        yield Paragraph((Run(f"{name}: ", bold=True), Run(one_line(value))), Form(look="small"))
    for section in paper.sections:
        if section.heading:
            yield Paragraph((Run(one_line(section.heading)),), Form(Kind.HEADING, 2))
        yield from (_table(b) if isinstance(b, Listed) else _paragraph(b) for b in section.blocks)


def _paragraph(said: Said) -> Paragraph:
    beside = (Run(f"{one_line(said.margin)}  ", bold=True),) if said.margin else ()
    return Paragraph((*beside, *map(_run, said.runs)), _FORMS[said.role])


def _run(stretch: Stretch) -> Run:
    run = Run(one_line_kept(stretch.text))
    match stretch.mark:
        case Mark.BOLD:
            return replace(run, bold=True)
        case Mark.STRUCK:
            return replace(run, struck=True)
        case Mark.NEW:
            return replace(run, bold=True, underlined=True)
    return run


def _table(table: Listed) -> Table:
    head = Row(tuple(Paragraph((Run(cell, bold=True),)) for cell in table.head))
    rows = (Row(tuple(Paragraph((Run(one_line(cell)),)) for cell in row)) for row in table.rows)
    return Table((head, *rows))


__all__ = ["Looks", "story_of", "word", "word_files"]
