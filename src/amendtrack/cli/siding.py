"""Commands for what a delegation says on others' proposals and on the draft, and what it takes back."""

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

_names_argument = click.argument("names", nargs=-1, required=True, metavar="WHAT...")
_note_option = click.option("--note", default="", metavar="TEXT", help="The reason given, in one line.")


@click.command()
@draft_argument
@click.argument("delegation")
@_names_argument
@_note_option
@act_options(what="When it was said")
@examples("amendtrack support action-plan BRM NRV-1#2", 'amendtrack support action-plan Brum "14#2=by 2014"')
def support(
    draft: Path, delegation: str, names: tuple[str, ...], note: str, at: When, recorder: str, out: Output
) -> None:
    """Record that DELEGATION supports WHAT another proposed.

    WHAT is a proposal (NRV-1), one amendment of it (NRV-1#2), a slot with one reading (14#2) or one reading of a slot
    ("14#2=by 2014"). The support is for that wording alone.
    """
    tell(open_draft(draft).support(delegation, names, note=note, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("delegation")
@_names_argument
@_note_option
@act_options(what="When it was said")
@examples("amendtrack oppose action-plan Brum NRV-1#2", "amendtrack oppose action-plan Brum 9")
def oppose(
    draft: Path, delegation: str, names: tuple[str, ...], note: str, at: When, recorder: str, out: Output
) -> None:
    """Record that DELEGATION opposes WHAT another proposed, or a unit of DRAFT as it stands.

    WHAT is named as for `support`, or is a unit (9) or a range of units (9-12).
    """
    tell(open_draft(draft).oppose(delegation, names, note=note, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("delegation")
@_names_argument
@_note_option
@act_options(what="When it was said")
@examples("amendtrack retain action-plan Brum 9", "amendtrack retain action-plan Brum 14#2")
def retain(
    draft: Path, delegation: str, names: tuple[str, ...], note: str, at: When, recorder: str, out: Output
) -> None:
    """Record that DELEGATION would keep the words of DRAFT in a slot (14#2), a unit (9) or a range of units (9-12).

    It is shown wherever another delegation would change them.
    """
    tell(open_draft(draft).retain(delegation, names, note=note, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("delegation")
@_names_argument
@_note_option
@act_options(what="When it was said")
@examples("amendtrack reserve action-plan Brum 9-12", 'amendtrack reserve action-plan Brum NRV-1 --note "no word yet"')
def reserve(
    draft: Path, delegation: str, names: tuple[str, ...], note: str, at: When, recorder: str, out: Output
) -> None:
    """Record that DELEGATION reserves its position on WHAT.

    WHAT is a proposal (NRV-1), an amendment (NRV-1#2), a slot (14#2), a reading ("14#2=by 2014"), a unit (9) or a range
    of units (9-12).
    """
    tell(open_draft(draft).reserve(delegation, names, note=note, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("delegation")
@click.argument("words")
@click.option("--on", "place", metavar="PLACE", default="", help="The unit (9) or slot (14#2) that it is on.")
@click.option("--channel", default="", help="How it came, for example: in the room.")
@act_options(what="When it was said")
@examples('amendtrack comment action-plan Brum "Align with agreed language." --on 9')
def comment(
    draft: Path, delegation: str, words: str, place: str, channel: str, at: When, recorder: str, out: Output
) -> None:
    """Record what DELEGATION remarks on DRAFT without proposing wording.

    The comment gets a number as a proposal does. It is in the register, in the annex and, for a place, in `show`.
    """
    tell(open_draft(draft).comment(delegation, words, on=place, at=at, channel=channel, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("delegation")
@_names_argument
@act_options(what="When it was said")
@examples("amendtrack retract action-plan Brum 9")
def retract(draft: Path, delegation: str, names: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Record that DELEGATION takes back its positions on WHAT, named as it was when they were recorded.

    The register keeps them, with the time at which they ended.
    """
    tell(open_draft(draft).retract(delegation, names, at=at, recorder=recorder), out)
