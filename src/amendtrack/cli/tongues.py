"""Commands for a draft in several languages: ``translate`` and ``languages``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import PATH, act_options, draft_argument, examples, result_options
from amendtrack.cli.output import read_file
from amendtrack.cli.recorded import tell
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.draft.languages import Languages
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("file", type=PATH)
@click.option("--language", required=True, help="The language of the file, for example fr.")
@act_options("--at", what="When the version was made")
@examples("amendtrack translate action-plan plan.fr.docx --language fr")
def translate(draft: Path, file: Path, language: str, at: When, recorder: str, out: Output) -> None:
    """Record FILE as the text of DRAFT in another language.

    It is the text as decided by then. Its units have the numbers of the draft's, new ones too (15 bis). Record it again
    as more is decided; `languages` lists what is missing, and `adopt` adopts all language versions or none.
    """
    tell(open_draft(draft).translate(read_file(file), language, at=at, filename=file.name, recorder=recorder), out)


@click.command()
@draft_argument
@result_options
@examples("amendtrack languages action-plan")
def languages(draft: Path, out: Output) -> None:
    """List the units of DRAFT that a language version lacks, or alone has, and what was adopted since it was made."""
    from amendtrack.draft.languages import languages_of

    found = languages_of(open_draft(draft).snapshot())
    if out.as_json:
        versions = [
            {
                "language": version.language,
                "missing": list(version.missing),
                "extra": list(version.extra),
                "since": [{"place": place, "adopted": what} for place, what in version.since],
            }
            for version in found.versions
        ]
        out.data("languages", {"own": found.own, "versions": versions})
        return
    out.document(_table(found, out.width))
    for version in found.versions:
        left = len(version.missing) + len(version.extra) + len(version.since)
        out.note(f"{version.language}: {f'{left} to do' if left else 'complete'}")


def _table(found: Languages, width: int | None) -> str:
    """A row for each unit that is not the same in all languages, and for each that only a version has."""
    if not found.versions:
        return f"only in {found.own}"
    head = ("unit", found.own, *(version.language for version in found.versions))
    rows = []
    for place in found.places:
        cells = []
        for version in found.versions:
            since = [what for where, what in version.since if where.partition("#")[0] == place]
            cells.append("missing" if place in version.missing else f"before {', '.join(since)}" if since else "yes")
        if set(cells) != {"yes"}:
            rows.append((place, "yes", *cells))
    for k, version in enumerate(found.versions):
        others = [("",) * k, ("",) * (len(found.versions) - k - 1)]
        rows += [(place, "no", *others[0], "yes", *others[1]) for place in version.extra]
    return columns([head, *rows], width) if rows else "all units are in all languages"
