"""The command ``intake`` for a folder of drafts: the mailbag is shared out, and each draft takes in its own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import is_dry_run, time_of
from amendtrack.cli.recorded import LEFT
from amendtrack.cli.taking import copied, pieces_in, report, row_of
from amendtrack.errors import RecordDamaged
from amendtrack.render.safe import one_line

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.draft import Draft
    from amendtrack.draft.declared import Further
    from amendtrack.draft.desk import Taken
    from amendtrack.draft.sharing import SharedOut


def intake_shared(
    folder: Path, bag: Path, *, received: str, further: Further, recorder: str, explain: bool, out: Output
) -> None:
    """Take in a mailbag for every draft in a folder; what is not certain is left, with the reason."""
    from amendtrack.draft.conference import Conference
    from amendtrack.draft.sharing import share_out

    conference = Conference.open(folder)
    for name, err in conference.damaged:
        raise RecordDamaged(f"nothing was taken in: {name}: {err.args[0]}", place=str(folder), remedy=err.remedy)
    drafts = {name: open_draft(folder / name) for name, _ in conference}
    shared = share_out(drafts, {name: pieces_in(bag, draft) for name, draft in drafts.items()})
    done: dict[str, list[Taken]] = {}
    anew: dict[str, frozenset[int]] = {}
    for name, draft in drafts.items():
        if shared.bags[name]:
            done[name], anew[name] = _taken(draft, name, shared, received=received, further=further, recorder=recorder)
    _tell(shared, done, anew, explain=explain, out=out)
    if any(anew.values()) or _unshared(shared):
        click.get_current_context().exit(LEFT)


def _taken(
    draft: Draft, name: str, shared: SharedOut, *, received: str, further: Further, recorder: str
) -> tuple[list[Taken], frozenset[int]]:
    """What became of the items of one draft, and which of them are left anew."""
    from amendtrack.draft.desk import Disposition, take_in
    from amendtrack.draft.left_before import is_reported, remember, reported_before

    with TemporaryDirectory(prefix="amendtrack-") as scratch:
        target = copied(draft, Path(scratch)) if is_dry_run() else draft
        pieces = shared.bags[name]
        taken = list(take_in(target, pieces, received=received, further=further, recorder=recorder, now=time_of("")))
    before = reported_before(draft.path)
    anew = frozenset(n for n, t in enumerate(taken) if t.is_left and not is_reported(t, before))
    if not is_dry_run():
        remember(draft.path, (t for t in taken if t.disposition is Disposition.LEFT))
    return taken, anew


def _unshared(shared: SharedOut) -> list[tuple[str, str]]:
    """The items that nobody could share out: the place of each, and why."""
    return [(piece.place, why) for piece, why in shared.left if not piece.skipped]


def _tell(
    shared: SharedOut, done: dict[str, list[Taken]], anew: dict[str, frozenset[int]], *, explain: bool, out: Output
) -> None:
    left = _unshared(shared)
    if out.as_json:
        value = {
            name: [row_of(t, explain) | {"left_anew": n in anew[name]} for n, t in enumerate(taken)]
            for name, taken in done.items()
        }
        not_shared = [{"piece": place, "why": why} for place, why in left]
        out.data("intake-shared", {"dry_run": is_dry_run(), "drafts": value, "left": not_shared})
        return
    parts = [
        "\n".join([f"== {name} ==", *report(taken, anew[name], dry_run=is_dry_run(), explain=explain)])
        for name, taken in done.items()
    ]
    if left:
        lines = (f"  {one_line(place)}: {one_line(why)}" for place, why in left)
        parts.append("\n".join(["Left for manual review, recorded on no draft:", *lines]))
    if skipped := [(piece.place, why) for piece, why in shared.left if piece.skipped]:
        parts.append("\n".join(f"skipped: {one_line(place)}: {one_line(why)}" for place, why in skipped))
    items = len({piece.place for pieces in shared.bags.values() for piece in pieces} | {place for place, _ in left})
    parts.append(f"{items - len(left)} of {items} items shared out, {len(left)} left for manual review")
    out.document("\n\n".join(parts))
