"""The command ``limits``: how much of anything is taken."""

from __future__ import annotations

import click

from amendtrack.cli.options import examples, result_options
from amendtrack.cli.output import Output
from amendtrack.render.tabulation import columns


@click.command()
@result_options
@examples("amendtrack limits", "amendtrack limits --json")
def limits(out: Output) -> None:
    """Print how much of anything is taken. A larger input is refused, with the limit; it is never cut off."""
    from amendtrack.limits import LIMITS

    if out.as_json:
        out.data("limits", {"limits": [{"of": one.of, "most": one.most, "unit": one.unit} for one in LIMITS]})
        return
    out.document(columns([("of", "at most"), *((one.of, f"{one.most:,} {one.unit}") for one in LIMITS)], out.width))
