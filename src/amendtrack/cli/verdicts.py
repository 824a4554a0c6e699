"""The command ``decisions``: what was decided, and what is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import draft_argument, examples, result_options
from amendtrack.cli.output import Output

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.earlier import LeftOpen


@click.command()
@draft_argument
@result_options
@examples("amendtrack decisions action-plan")
def decisions(draft: Path, out: Output) -> None:
    """List what was decided on DRAFT, when and by whom; then every amendment, and what is open."""
    from amendtrack.consolidation.minutes import amendment_tally
    from amendtrack.record.record import Attribution
    from amendtrack.render.brackets import Style
    from amendtrack.render.decided import decided_notes

    now = open_draft(draft).snapshot()
    con = now.consolidate()
    if out.as_json:
        out.data("decisions", _as_facts(con) | {"earlier": [_left(left) for left in now.left_open()]})
        return
    style = Style.ATTRIBUTED if now.settings.attribution is Attribution.NAMED else Style.UNATTRIBUTED
    lines = [note[1:-1] for note in decided_notes(con, style)]
    lines = lines or ["nothing has been decided", str(amendment_tally(con))]
    lines += [f"open: {slot.address}" for slot in con.open_slots]
    lines += [f"open: {amendment.name} on {given.place}, {given.in_words}" for amendment, given in con.waiting]
    lines += [f"open: {left}" for left in now.left_open()]
    out.document("\n".join(lines))


def _left(left: LeftOpen) -> dict[str, object]:
    """What an earlier revision left open, for JSON."""
    return {
        "revision": left.revision,
        "address": left.slot.address,
        "amendments": list(left.amendments),
        "accepted": list(left.accepted),
    }


def _as_facts(con: Consolidation) -> dict[str, object]:
    """The minutes, every amendment and what is open, for JSON."""
    from amendtrack.consolidation.minutes import minutes

    return {
        "decided": [
            {
                "address": m.address,
                "kind": m.kind.value,
                "wording": m.wording,
                "stands": list(m.stands),
                "out": list(m.out),
                "when": m.when,
                "by": m.by,
                "reopened": m.reopened,
            }
            | ({"overruled": [address for address, _ in m.overruled]} if m.overruled else {})
            for m in minutes(con)
        ],
        "amendments": [
            {"name": a.name, "place": a.place, "verdict": con.standing.verdict(a).value} for a in con.amendments
        ],
        "open": [s.address for s in con.open_slots],
        "waiting": [{"amendment": amendment.name, "place": given.place} for amendment, given in con.waiting],
    }
