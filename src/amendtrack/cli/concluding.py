"""The command ``adopt``: record the decided text as adopted, and write it with its concordance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import PATH, act_options, draft_argument, examples, is_dry_run, template_option
from amendtrack.cli.output import read_file
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.option("--keep-numbers", is_flag=True, help="Keep every number, as in an amended treaty that is in force.")
@click.option("--close-gaps", is_flag=True, help="Also close gaps that the draft itself has in its numbers.")
@click.option(
    "--keep-number", "kept", multiple=True, metavar="PLACE", help="A unit whose number is right; repeat for several."
)
@click.option(
    "--leave-citations", is_flag=True, help="Leave citations that cannot be followed as they are; they are listed."
)
@click.option(
    "--literal",
    "literals",
    multiple=True,
    metavar="WORDS",
    help="Words that are part of the text although they look like a mark or name; repeat for several.",
)
@click.option("--to", "folder", metavar="FOLDER", type=PATH, help="Write the text and its concordance to this folder.")
@template_option
@act_options("--at", what="When it was adopted")
@examples(
    "amendtrack adopt action-plan --dry-run",
    "amendtrack adopt action-plan --at 2009-12-04T18:00 --to adopted",
    'amendtrack adopt action-plan --literal "[sic]" --literal Norvia',
)
def adopt(
    draft: Path,
    keep_numbers: bool,
    close_gaps: bool,
    kept: tuple[str, ...],
    leave_citations: bool,
    literals: tuple[str, ...],
    folder: Path | None,
    template: Path | None,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Record the decided text of DRAFT as adopted: numbered once, without brackets, placeholders, notes or names.

    Cross-references and footnotes follow the new numbers. While anything is left, nothing is recorded; everything that
    is left is listed with its place and what to do, and the exit code is 1. After the adoption nothing is decided and
    no revision recorded, until `reopen DRAFT adoption --by NAME`.
    """
    from amendtrack.consolidation.adopted_text import AdoptionRules, Citations, Numbers

    if keep_numbers and close_gaps:
        raise click.UsageError("--keep-numbers and --close-gaps cannot be used together")
    if keep_numbers and kept:
        raise click.UsageError("--keep-number adds nothing to --keep-numbers")
    if template is not None and folder is None:
        raise click.UsageError("--template needs --to FOLDER")
    numbers = Numbers.KEPT if keep_numbers else Numbers.WITHOUT_GAPS if close_gaps else Numbers.RENUMBERED
    citations = Citations.LEFT if leave_citations else Citations.REFUSED
    looks = read_file(template) if template else None
    opened = open_draft(draft)
    if folder is not None:
        from amendtrack.draft.folder import check_free

        check_free(folder)
    recorded = opened.adopt(AdoptionRules(numbers, citations, literals, kept=kept), at=at, recorder=recorder)
    if folder is not None and not is_dry_run():
        from amendtrack.draft.adopted_papers import write_adoption_papers

        files = write_adoption_papers(opened.snapshot(), folder, looks)
        recorded = replace(recorded, files=files).noting(f"{len(files)} files written to {folder}")
    tell(recorded, out)
