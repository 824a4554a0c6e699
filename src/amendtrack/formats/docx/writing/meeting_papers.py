"""The papers of a pack as Word files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from amendtrack.formats.docx.writing.shell import FileFacts, LineNumbers, Margin, PageSetup, PaperSize
from amendtrack.formats.docx.writing.typesetting import story_of
from amendtrack.formats.docx.writing.writer import file_of
from amendtrack.papers.direction import RIGHT_TO_LEFT
from amendtrack.papers.facts import MeetingFacts, Status
from amendtrack.papers.paper import Paper


@dataclass(frozen=True)
class Stationery:
    """The stationery for a pack: a template for all papers, the base's own file for the compilation, the paper size."""

    template: bytes | None = None
    base: bytes | None = None
    sheet: PaperSize | None = None

    @cached_property
    def one_size(self) -> PaperSize | None:
        """The paper size of every paper: the one asked for, otherwise the template's, or that of the base's file."""
        if self.sheet is not None or self.template is not None or self.base is None:
            return self.sheet
        from amendtrack.formats.docx.writing.template import paper_size

        return paper_size(self.base)


def word_files(papers: Mapping[str, Paper], pack: MeetingFacts, stationery: Stationery) -> dict[str, bytes]:
    """Every paper of the pack as a Word file, by its path in the folder; the same pack gives the same bytes."""
    return {f"{path}.docx": word(paper, pack, stationery) for path, paper in papers.items()}


def word(paper: Paper, pack: MeetingFacts, stationery: Stationery) -> bytes:
    """One paper as a Word file; the compilation with numbered lines and the addresses of its slots in the margin."""
    facts = _facts(paper, pack, stationery)
    if paper.kind != pack.words("compilation.kind"):
        return file_of(story_of(paper), facts, PageSetup(), kind="paper", template=stationery.template)
    page, looks = PageSetup(LineNumbers.NUMBERED, beside=Margin.ADDRESSES), stationery.template or stationery.base
    return file_of(story_of(paper), facts, page, kind="compilation", template=looks)


def _facts(paper: Paper, pack: MeetingFacts, stationery: Stationery) -> FileFacts:
    """The contents of the header of each page."""
    mark = f" – {pack.words('head.draft_mark')}" if pack.status is Status.DRAFT else ""
    about = f"{paper.kind}, {pack.reissued}{mark}"
    settings = pack.settings
    return FileFacts(
        settings.title,
        settings.symbol,
        pack.revision,
        pack.record,
        language=settings.language,
        at=pack.at,
        about=about,
        foot=("  ·  ".join(f"{name} {_apart(paper, value.partition(' ')[0])}" for name, value in paper.foot),),
        sheet=stationery.one_size,
        own=paper.own,
    )


def _apart(paper: Paper, mark: str) -> str:
    """A mark of digits and Latin letters, kept in order behind a name written from right to left."""
    return f"\u200e{mark}\u200e" if paper.own in RIGHT_TO_LEFT else mark


__all__ = ["Stationery", "word", "word_files"]
