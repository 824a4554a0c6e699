"""The command ``verify``: a whole draft checked, on any copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import PATH, draft_argument, examples, json_option, quiet_option
from amendtrack.cli.output import Output, read_file, write_whole
from amendtrack.cli.recorded import LEFT
from amendtrack.errors import InputRefused
from amendtrack.render.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amendtrack.custody.verification import Verdict


@click.command()
@draft_argument
@click.option(
    "--seen",
    type=PATH,
    metavar="FILE",
    help="Compare with the branches kept in this file, and keep them there if nothing is wrong.",
)
@json_option
@quiet_option
@examples("amendtrack verify action-plan", "amendtrack verify action-plan --seen heads.json")
def verify(draft: Path, seen: Path | None, as_json: bool, quiet: bool) -> int:
    """Check DRAFT, or any git clone of it: who wrote what, that nothing is gone, and every issued text.

    Each fault is one line with its place and what it means; exit code 4 if there is one, and 1 if all that is found is
    what only a newer amendtrack can check. What this copy does not allow
    to be checked is listed too. Nothing is changed, and no network is used. docs/security.md says how to check the same
    with git and ssh-keygen alone.
    """
    from amendtrack.cli.failures import GivenAllTheSame
    from amendtrack.custody.seen_heads import read_heads, write_heads
    from amendtrack.custody.verification import verify as check
    from amendtrack.draft.git.store import Store

    out = Output(as_json, quiet)
    is_repository = (draft / "HEAD").is_file() and (draft / "objects").is_dir()
    place = draft / ".git" if (draft / ".git").is_dir() and not is_repository else draft
    if not place.exists():
        raise InputRefused("no such draft", place=str(draft), remedy="name the folder of a draft, or of a clone of it")
    known = read_heads(read_file(seen), str(seen)) if seen is not None and seen.exists() else {}
    found = check(Store(place), known)
    if as_json:
        out.data("verification", _facts(found))
    else:
        out.document("\n".join(map(one_line, _lines(found))))
    if found.needs_newer:
        out.note("nothing else is wrong; update amendtrack, and check again")
        return LEFT
    if not found.is_sound:
        many = len(found.findings)
        raise GivenAllTheSame(f"{many} fault{'s' * (many != 1)} found", place=str(draft), remedy=_THEN)
    if seen is not None:
        write_whole(seen, write_heads(found.heads))
        out.note(f"{len(found.heads)} branches and tags kept in {seen}, to be compared next time")
    return 0


_THEN = "record nothing more on it, and compare it with another copy"


def _lines(found: Verdict) -> Iterator[str]:
    yield from map(str, found.findings)
    yield from (f"cannot be checked here: {note}" for note in found.notes)
    if found.root:
        yield f"signed by the secretariat from its key {found.root} on: compare that with what it has told you"
    n = found.counts
    parts = [
        f"{_many(n.acts, 'act')}",
        f"{_many(n.commits, 'commit')} ({n.signed} signed)",
        f"{n.branches} branches and tags",
        f"{_many(n.files, 'file')} as received",
        f"{_many(n.issued, 'issued text')} ({n.computed} computed again)",
        *([f"{_many(n.seen, 'branch', 'branches')} seen before"] if n.seen else []),
    ]
    faults = _many(len(found.findings), "fault") if found.findings else "no fault"
    yield f"checked {', '.join(parts)}: {faults}"


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _facts(found: Verdict) -> dict[str, object]:
    return {
        "sound": found.is_sound,
        "findings": [
            {"fault": f.fault.value, "place": f.place, "commit": f.commit, "means": f.means} for f in found.findings
        ],
        "unchecked": list(found.notes),
        "checked": {name: getattr(found.counts, name) for name in type(found.counts).__slots__},
        "root": found.root,
        "heads": dict(found.heads),
    }
