"""The command ``doctor``: what is wrong with a draft, and putting back what it has lost."""

from __future__ import annotations

import warnings
from pathlib import Path
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import PATH, act_options, draft_argument, examples, is_dry_run, signing_key
from amendtrack.cli.output import nearest
from amendtrack.cli.recorded import tell
from amendtrack.cli.standing import note_act
from amendtrack.errors import InputRefused, MissingFromRecord
from amendtrack.render.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amendtrack.cli.output import Output
    from amendtrack.custody.findings import Finding
    from amendtrack.custody.mending import Mended
    from amendtrack.draft.git.signing import Signer
    from amendtrack.record.times import When

_CAUTIONED, _DAMAGED = 1, 4
_LINE = TextWrapper(80, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
_UNKNOWN = TextWrapper(80, initial_indent="  not known any more: ", subsequent_indent="    ", break_long_words=False)
_REMEDY = TextWrapper(80, initial_indent="  -> ", subsequent_indent="     ", break_long_words=False)


@click.command()
@draft_argument
@click.option("--mend", "wants_mending", is_flag=True, help="Put back what the record names and DRAFT still has.")
@click.option("--from", "copy", metavar="COPY", type=PATH, help="The same, and what is missing is taken from COPY.")
@click.option("--go-on", "knows", is_flag=True, help="Go on from an earlier state on purpose; needs --by.")
@act_options()
@examples(
    "amendtrack doctor action-plan",
    "amendtrack doctor action-plan --mend",
    "amendtrack doctor action-plan --from backup/action-plan",
    'amendtrack doctor action-plan --go-on --by "A. Clerk"',
)
def doctor(
    draft: Path, wants_mending: bool, copy: Path | None, knows: bool, at: When, recorder: str, out: Output
) -> None:
    """Examine DRAFT: what is damaged, missing or put back, and what may harm it. Each finding has a remedy.

    The exit code is 4 if anything is damaged, 1 if there is something to be careful about. --mend removes the locks
    of dead processes, puts back branches that the record names and the last state that was seen, and makes again, from
    the branches, registers that cannot be read; what nobody can know any more is named. --from also takes objects from
    another copy, if their fingerprints prove that they are the ones missing. Both are recorded as an act.
    With --go-on, a record that was put back goes on from where it is; what is missing is kept in the log.
    """
    if knows and (wants_mending or copy):
        raise click.UsageError("--go-on cannot be used with --mend or --from")
    if not draft.exists():
        raise InputRefused("no such draft", place=str(draft), remedy=nearest(draft))
    if knows:
        _go_on(draft, at, recorder, out)
        return
    from amendtrack.custody.doctor import examine

    done = None
    if (wants_mending or copy) and not is_dry_run():
        from amendtrack.custody.mending import mend

        done = mend(draft, copy=copy, at=at, by=recorder, signer=_signer())
        if done.act:
            note_act(done.act)
    _report(examine(draft), done, out)


def _go_on(draft: Path, at: When, recorder: str, out: Output) -> None:
    from amendtrack.draft import Draft

    with warnings.catch_warnings():  # what is missing is what the act says
        warnings.simplefilter("ignore", MissingFromRecord)
        opened = Draft.open(draft).heard_by(note_act)
    opened = opened.signed_by(key) if (key := signing_key()) else opened
    tell((opened.dry_run() if is_dry_run() else opened).go_on(at=at, recorder=recorder), out)
    for gone in () if is_dry_run() else opened.missing():
        warnings.warn(gone, stacklevel=1)


def _signer() -> Signer | None:
    from amendtrack.draft.git.signing import Signer

    return Signer(key) if (key := signing_key()) else None


def _report(found: Sequence[Finding], done: Mended | None, out: Output) -> None:
    damage = [f for f in found if f.weight.value == "damage"]
    if out.as_json:
        rows = [
            {"code": f.code, "place": f.place, "what": f.what, "remedy": f.remedy, "weight": f.weight.value}
            for f in found
        ]
        put_back: dict[str, object] = (
            {"objects": list(done.objects), "refs": list(done.refs), "cleared": list(done.cleared)} if done else {}
        )
        if done and done.taken_in:
            put_back["taken_in"] = done.taken_in
        if done and done.indexes:
            put_back["indexes"] = list(done.indexes)
        if done and (done.proved or done.rebuilt):
            put_back["proved"] = list(done.proved)
            put_back["rebuilt"] = [each.path for each in done.rebuilt]
            put_back["not_known"] = [line for each in done.rebuilt for line in each.unknown]
        act = str(done.act) if done and done.act else ""
        out.data("doctor", {"findings": rows, "mended": put_back, "act": act})
    else:
        out.document("\n".join([*(_mended(done) if done else ()), *_lines(found), _summary(found, damage)]))
    if found:
        click.get_current_context().exit(_DAMAGED if damage else _CAUTIONED)


def _row(one: Finding) -> dict[str, str]:
    return {
        "code": one.code,
        "place": one.place,
        "what": one.what,
        "remedy": one.remedy,
        "weight": one.weight.value,
    }


def _mended(done: Mended) -> list[str]:
    lines = [f"removed {name}" for name in done.cleared]
    lines += [f"made again {name}" for name in done.indexes]
    lines += [f"taken in from another repository: {done.taken_in:,} objects"] if done.taken_in else []
    lines += [f"put back {name}" for name in (*done.refs, *done.objects)]
    lines += [f"made again, as its fingerprint proves: {name}" for name in done.proved]
    for each in done.rebuilt:
        lines.append(f"made again, as far as it can be known: {each.path}")
        lines += [line for unknown in each.unknown for line in _UNKNOWN.wrap(one_line(unknown))]
    if done.act:
        lines.append(str(done.act))
    elif lines and (done.refs or done.objects or done.proved or done.taken_in):
        lines += _LINE.wrap(one_line(f"this is not in the log: {done.why_unsaid}"))
    return [*(lines or ["nothing could be put back"]), ""]


def _lines(found: Sequence[Finding]) -> list[str]:
    lines: list[str] = []
    for one in found:
        lines += _LINE.wrap(one_line(f"{one.weight.value}: {one.code}: {one.place}: {one.what}"))
        lines += _REMEDY.wrap(one_line(one.remedy))
    return lines


def _summary(found: Sequence[Finding], damage: Sequence[Finding]) -> str:
    if not found:
        return "sound: nothing is damaged, missing or put back"
    careful = len(found) - len(damage)
    parts = [f"{len(damage)} damaged or missing"] if damage else []
    parts += [f"{careful} to be careful about"] if careful else []
    return ", ".join(parts)
