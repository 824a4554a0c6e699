"""The command ``demo``: a practice negotiation, built in a folder and shown."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import PATH, examples, json_option, quiet_option
from amendtrack.cli.output import Output

if TYPE_CHECKING:
    from rich.console import Console

    from amendtrack.demo import Built

SHOWN, PROPOSAL = "action-plan", "FRL-1"
_TRY_NEXT = """Try next:
  amendtrack proposals {0}
  amendtrack redline {0} LTN-1
  amendtrack consolidate {0} --only NRV --only KST
  amendtrack accept {0} NRV-1 KST-1
  amendtrack sponsor {0} OCW-2 KST
  amendtrack clean {0}
  amendtrack acts {0}
  git -C {0} log --graph --oneline --all
"""


@click.command()
@click.argument("folder", type=PATH, default=Path("amendtrack-demo"))
@json_option
@quiet_option
@examples("amendtrack demo", "amendtrack demo practice")
def demo(folder: Path, as_json: bool, quiet: bool) -> None:
    """Build a practice negotiation in FOLDER, a new folder (default: amendtrack-demo), and show it.

    It has drafts of an action plan, a review and decisions, and a dozen invented delegations; a redline,
    the consolidated text, its conflict list and its annex are shown. A demo built earlier in FOLDER is shown as it is.
    """
    from amendtrack.demo import DRAFTS, build, built_in

    out = Output(as_json, quiet)
    earlier = built_in(folder)
    built = earlier or build(folder)
    count = sum(len(built.draft(d.name).proposals()) for d in DRAFTS)
    if as_json:
        out.data("demo", {"folder": str(folder), "drafts": [d.name for d in DRAFTS], "proposals": count})
        return
    _show(built)
    out.document(_TRY_NEXT.format(folder / SHOWN))
    if earlier is None:
        out.document(f"Recorded {count} proposals on {len(DRAFTS)} drafts in {folder}")
    else:
        out.document(f"Built earlier: {count} proposals on {len(DRAFTS)} drafts in {folder}; delete it to start afresh")


def _show(built: Built) -> None:
    """Print one redline, then a consolidated text with its conflict list."""
    from rich.console import Console

    from amendtrack.render.descriptions import Coverage
    from amendtrack.render.safe import visible
    from amendtrack.render.terminal import print_consolidation, print_redline

    draft = built.draft(SHOWN).snapshot()
    on_terminal = sys.stdout.isatty()
    file = sys.stdout if on_terminal else StringIO()
    console = Console(file=file, width=None if on_terminal else 100)
    _title(console, f"What {PROPOSAL} would change ({draft.settings.title}; every delegation is invented)")
    entry = draft.proposal(PROPOSAL)
    print_redline(draft.redline(entry), console, Coverage.CHANGES, 0)
    _title(console, "All proposals in one text")
    print_consolidation(con := draft.consolidate(), console)
    console.print()
    _title(console, "Annex and tally")
    console.print(visible(f"{draft.annex(con)}\n\n{draft.tally(con)}"), markup=False, emoji=False, highlight=False)
    console.print()
    if isinstance(file, StringIO):
        Output().document(file.getvalue())


def _title(console: Console, words: str) -> None:
    console.print(f"== {words} ==", style="bold reverse", markup=False, emoji=False, highlight=False)
    console.print()
