"""The papers of an adoption, made from the record: the text and the concordance, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.draft.folder import write_folder
from amendtrack.papers.concordance import AdoptionFacts, adoption_papers, stem_of_adoption
from amendtrack.papers.pack import files_of

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot


def adoption_facts(now: Snapshot) -> AdoptionFacts:
    """What the papers of the adoption in force say.

    Raises:
        Unknown: no text is adopted.
    """
    text = now.adopted()
    assert now.adoption is not None
    return AdoptionFacts(now.settings, now.adoption, text)


def adoption_files(now: Snapshot, template: bytes | None = None) -> dict[str, bytes]:
    """The papers of the adoption in force by path: as Markdown, HTML, plain text and Word.

    The Markdown file of the text is the text itself, byte for byte; Word files use the styles of ``template``. Other
    language versions are in Markdown and Word.
    """
    from amendtrack.formats.docx.writing.shell import FileFacts, PageSetup
    from amendtrack.formats.docx.writing.typesetting import story_of
    from amendtrack.formats.docx.writing.writer import file_of, write_clean

    facts, settings = adoption_facts(now), now.settings
    papers = adoption_papers(facts)
    files = files_of(papers)
    for path, paper in papers.items():
        about = FileFacts(
            settings.title,
            settings.symbol,
            facts.adoption.revision,
            language=settings.language,
            at=facts.at,
            about=paper.kind,
            own=paper.own,
        )
        if path == f"{stem_of_adoption(facts)}_1-text":
            files[f"{path}.md"] = facts.text.encode("utf-8", "surrogatepass")
            files[f"{path}.docx"] = write_clean(facts.text, about, template)
        else:
            files[f"{path}.docx"] = file_of(story_of(paper), about, PageSetup(), kind="paper", template=template)
    stem = f"{stem_of_adoption(facts)}_1-text"
    for language in facts.adoption.languages:
        text = now.adopted(language)
        about = FileFacts(
            settings.title, settings.symbol, facts.adoption.revision, language=language, at=facts.at, own=language
        )
        files[f"{stem}-{language}.md"] = text.encode("utf-8", "surrogatepass")
        files[f"{stem}-{language}.docx"] = write_clean(text, about, template)
    return dict(sorted(files.items()))


def write_adoption_papers(now: Snapshot, folder: Path, template: bytes | None = None) -> tuple[str, ...]:
    """Write the papers into a folder that does not exist or is empty; their names.

    Raises:
        InputRefused: something is there.
        Unknown: no text is adopted.
    """
    files = adoption_files(now, template)
    write_folder(folder, files)
    return tuple(files)


__all__ = ["adoption_facts", "adoption_files", "write_adoption_papers"]
