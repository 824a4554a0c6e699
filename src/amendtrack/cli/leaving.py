"""The command ``import``: a draft from the folder that ``export --all`` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from amendtrack.cli.inspecting import end_where_damaged
from amendtrack.cli.options import PATH, draft_argument, dry_run_option, examples, is_dry_run, json_option, quiet_option
from amendtrack.cli.output import Output


@click.command(name="import")
@draft_argument
@click.argument("folder", type=PATH)
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack import action-plan everything")
def import_(draft: Path, folder: Path, as_json: bool, quiet: bool) -> None:
    """Rebuild DRAFT, a new folder, from FOLDER, which `amendtrack export --all` wrote.

    The result is the same record with the same commit ids. If a file in FOLDER was changed, lost or added since,
    the file is named and nothing is written.
    """
    from tempfile import TemporaryDirectory

    from amendtrack.draft import Draft
    from amendtrack.draft.folder import check_free

    out = Output(as_json, quiet)
    check_free(draft)
    with TemporaryDirectory(prefix="amendtrack-") as scratch:
        place = Path(scratch) / "draft" if is_dry_run() else draft
        made = Draft.import_all(place, folder)
        proposals, revisions = len(made.proposals()), len(made.revisions)
        counted = f"{proposals} proposal{'s' * (proposals != 1)}, {revisions} revision{'s' * (revisions != 1)}"
        line = f"{'Would record' if is_dry_run() else 'Recorded'} {made.settings.title} in {draft}: {counted}"
        if as_json:
            outcome = "checked, not recorded" if is_dry_run() else "recorded"
            facts: dict[str, object] = {"outcome": outcome, "message": line, "name": str(draft)}
            out.data("recorded", facts | {"commit": "" if is_dry_run() else made.revision().commit})
        else:
            out.document(line)
        end_where_damaged(made, out)
