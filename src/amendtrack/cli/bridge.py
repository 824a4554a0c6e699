"""The command ``bridge``: the chair's own wording beside those of delegations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("slot")
@click.argument("words")
@act_options(what="When it was circulated")
@examples('amendtrack bridge action-plan 14#2 "at least every second year"')
def bridge(draft: Path, slot: str, words: str, at: When, recorder: str, out: Output) -> None:
    """Record the chair's own WORDS for SLOT (14#2) of DRAFT, as a proposal to bridge the others.

    They are shown as the chair's beside the other readings, under a number of their own (CHAIR-1), and decide nothing:
    delegations may support or oppose them, and the meeting may accept them. To decide, see `word`.
    """
    tell(open_draft(draft).bridge(slot, words, at=at, recorder=recorder), out)
