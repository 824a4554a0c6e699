"""Commands that record decisions: ``accept`` to ``reopen``, and ``attribution``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    act_options,
    draft_argument,
    examples,
    meeting_option,
)
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.consolidation.choosing import Choice
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("names", nargs=-1)
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="SLOT=WORDING",
    help="The reading chosen for a slot, for example 14#2=by 2014.",
)
@act_options()
@examples(
    "amendtrack accept action-plan NRV-1 Galdora",
    "amendtrack accept action-plan GLD-1#2",
    'amendtrack accept action-plan --choose "14#2=every second year"',
)
def accept(
    draft: Path,
    names: tuple[str, ...],
    choices: tuple[str, ...],
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Accept proposals (NRV-1, NRV or Norvia), single amendments (NRV-1#2) or slots (14#2) of DRAFT.

    Amendments that exclude what is accepted are thereby rejected, and are listed. Everything else stays open. If
    two accepted amendments exclude each other, their slots stay open. --choose does what `choose` does.
    """
    if not names and not choices:
        raise click.UsageError("name a proposal, an amendment or a slot, or --choose SLOT=WORDING")
    chosen = _chosen(choices)
    opened = open_draft(draft)
    tell(opened.accept(names, at=at, choices=chosen, recorder=recorder), out)


def _chosen(given: tuple[str, ...]) -> list[Choice]:
    from amendtrack.consolidation.choosing import typed_choice

    found = []
    for typed in given:
        choice = typed_choice(typed)
        if choice is None:
            raise click.UsageError(f"{typed!r} is not of the form SLOT=WORDING")
        found.append(choice)
    return found


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True)
@act_options()
@examples("amendtrack reject action-plan GLD-1", "amendtrack reject action-plan GLD-1#2 14#2")
def reject(draft: Path, names: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Reject proposals (GLD-1, GLD or Galdora), single amendments (GLD-1#2) or slots (14#2) of DRAFT.

    Rejecting a slot rejects every reading of it; what is printed inside it under an address of its own stays open. If
    another proposal has the same words, those stay open.
    """
    tell(open_draft(draft).reject(names, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("choices", nargs=-1, required=True, metavar="SLOT=WORDING...")
@act_options()
@examples('amendtrack choose action-plan "14#2=every second year"', 'amendtrack choose action-plan "14#3="')
def choose(draft: Path, choices: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Choose a reading for each SLOT of DRAFT: the draft's own, or one that was proposed.

    "14#3=" chooses deletion, "14#4=move to 16" a move. For words that nobody proposed, see `word`.
    """
    tell(open_draft(draft).choose(_chosen(choices), at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("slots", metavar="SLOT...", nargs=-1, required=True)
@act_options()
@examples("amendtrack keep action-plan 14#2")
def keep(draft: Path, slots: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Keep each SLOT (14#2) of DRAFT as the draft has it.

    What is printed inside it under an address of its own stays open.
    """
    tell(open_draft(draft).keep(slots, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("slot")
@click.argument("words")
@act_options()
@examples('amendtrack word action-plan 14#2 "at least every second year"')
def word(draft: Path, slot: str, words: str, at: When, recorder: str, out: Output) -> None:
    """Put the chair's own WORDS in SLOT (14#2) of DRAFT, in place of what the draft and the proposals say."""
    tell(open_draft(draft).word(slot, words, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True)
@meeting_option
@click.option("--for", "asked_by", default="", metavar="DELEGATION", help="Who asked for agreed text to be reopened.")
@act_options()
@examples(
    "amendtrack reopen action-plan NRV-1",
    "amendtrack reopen action-plan 14#2",
    'amendtrack reopen action-plan 9 --for Norvia --meeting PM3 --by "A. Clerk"',
)
def reopen(
    draft: Path, names: tuple[str, ...], meeting: str, asked_by: str, at: When, recorder: str, out: Output
) -> None:
    """Reopen agreed units (9, 3-7) of DRAFT, or take back what was decided on proposals (NRV-1), amendments (NRV-1#2)
    or slots (14#2).

    They are open again; all other decisions stand. Reopening agreed text needs a name: --by or --for.
    """
    opened = open_draft(draft)
    tell(opened.reopen(names, meeting=meeting, asked_by=asked_by, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("rule", type=click.Choice(["named", "none"]))
@click.option("--of", metavar="DELEGATION", default="", help="Only of this one, in what is let out from now on.")
@act_options()
@examples("amendtrack attribution action-plan none", "amendtrack attribution action-plan none --of Norvia")
def attribution(draft: Path, rule: str, of: str, at: When, recorder: str, out: Output) -> None:
    """Record whether outputs of DRAFT name the delegations (named) or not (none).

    A delegation may ask, also after it has proposed, not to be named in public (--of). From then on its proposals are
    not let out by `publish` and `bundle`, an issued text in which it has a part is let out without any names, and the
    wall does not name it; what the meeting gets is as it was. What was let out before stays public.
    """
    tell(open_draft(draft).set_attribution(rule, of=of, at=at, recorder=recorder), out)
