"""The command ``intake``: take in a folder of files and messages, or the items of a manifest, at once."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    PATH,
    dry_run_option,
    examples,
    explain_option,
    folder_argument,
    is_dry_run,
    json_option,
    quiet_option,
    time_of,
)
from amendtrack.cli.output import Output, read_file
from amendtrack.cli.recorded import LEFT
from amendtrack.render.safe import one_line
from amendtrack.render.tabulation import in_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from amendtrack.draft import Draft
    from amendtrack.draft.desk import Taken
    from amendtrack.formats.mailbag import BagPiece

_PAGE = TextWrapper(
    80, initial_indent="    ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
)


@click.command()
@folder_argument
@click.argument("bag", metavar="MAILBAG|MANIFEST.csv", type=PATH)
@click.option("--received", default="", metavar="TIME", help="When files without a date were received.")
@click.option("--additional", is_flag=True, help="Record further files of a delegation in addition to its others.")
@click.option("--by", "recorder", default="", metavar="NAME", help="Your name, for the log.")
@explain_option
@dry_run_option
@json_option
@quiet_option
@examples(
    "amendtrack intake action-plan mailbag --dry-run",
    "amendtrack intake action-plan mailbag --received 2009-08-21T18:00 --by Ana",
    "amendtrack intake action-plan mailbag/manifest.csv",
    "amendtrack intake cartagena mailbag",
)
def intake(
    folder: Path,
    bag: Path,
    received: str,
    additional: bool,
    recorder: str,
    explain: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Take in a folder of files and e-mail messages (.eml), or the items that a MANIFEST.csv lists.

    A table shows every item in order of receipt, with its result. What is clear is recorded; everything else is
    left for manual review, and listed at the end with the reason. In a folder of drafts, each item goes to the draft
    that it speaks of; what is not certain is left. The exit code is 1 if anything is left that no
    earlier run has listed. Running it again on the same bag records nothing twice. With --explain, every word
    received is listed with how it was read.
    """
    from amendtrack.cli.taking_all import intake_shared
    from amendtrack.draft.conference import is_draft
    from amendtrack.draft.declared import Further
    from amendtrack.draft.desk import Disposition, take_in
    from amendtrack.draft.left_before import is_reported, remember, reported_before
    from amendtrack.record.times import moment

    out = Output(as_json, quiet)
    further = Further.ADDITIONAL if additional else Further.REFUSED
    if folder.is_dir() and not is_draft(folder):
        intake_shared(folder, bag, received=received, further=further, recorder=recorder, explain=explain, out=out)
        return
    opened, dry_run = open_draft(folder), is_dry_run()
    if received:
        moment(received, opened.settings.timezone)  # reported before anything is recorded
    pieces = pieces_in(bag, opened)
    with TemporaryDirectory(prefix="amendtrack-") as scratch:
        target = copied(opened, Path(scratch)) if dry_run else opened
        taking = take_in(target, pieces, received=received, further=further, recorder=recorder, now=time_of(""))
        taken = list(taking)
    before = reported_before(opened.path)
    anew = frozenset(n for n, t in enumerate(taken) if t.is_left and not is_reported(t, before))
    _tell(taken, anew, out, dry_run=dry_run, explain=explain)
    if not dry_run:
        remember(opened.path, (t for t in taken if t.disposition is Disposition.LEFT))
    if anew:
        click.get_current_context().exit(LEFT)


def copied(draft: Draft, scratch: Path) -> Draft:
    """A copy of the draft on which to try the acts of a dry run."""
    from amendtrack.draft import Draft as Opened

    shutil.copytree(draft.path, scratch / "draft")
    return Opened.open(scratch / "draft", durability="fast")


def pieces_in(bag: Path, draft: Draft) -> tuple[BagPiece, ...]:
    from amendtrack.draft.folder import read_folder
    from amendtrack.formats.mailbag import open_bag, read_manifest
    from amendtrack.intake.decoding import read_text

    zone, register = draft.settings.timezone, draft.delegations
    if bag.is_dir():
        return open_bag(read_folder(bag), register, zone)
    if bag.suffix.casefold() != ".csv":  # a single message or file is a bag of one
        return open_bag({bag.name: read_file(bag)}, register, zone)
    table = read_text(read_file(bag), place=str(bag)).text
    files = {path: data for path, data in read_folder(bag.parent).items() if path != bag.name}
    return read_manifest(table, files, register, zone, place=str(bag))


def _tell(taken: Sequence[Taken], anew: Set[int], out: Output, *, dry_run: bool, explain: bool) -> None:
    """Report every item; ``anew`` are those, by position, of which something is left that was not reported before."""
    if out.as_json:
        rows = [row_of(t, explain) | {"left_anew": n in anew} for n, t in enumerate(taken)]
        out.data("intake", {"dry_run": dry_run, "pieces": rows})
        return
    out.document("\n".join(report(taken, anew, dry_run=dry_run, explain=explain, width=out.width)))


def report(
    taken: Sequence[Taken], anew: Set[int], *, dry_run: bool, explain: bool, width: int | None = None
) -> list[str]:
    """The lines of that report: the table, what is left, and a summary."""
    whole = [(n in anew, t) for n, t in enumerate(taken) if t.disposition.value == "left"]
    return [*_table(taken, dry_run, explain, width), *_left(taken, whole), _summary(taken, whole, dry_run)]


def _summary(taken: Sequence[Taken], whole: Sequence[tuple[bool, Taken]], dry_run: bool) -> str:
    """The last line: how many items are recorded, and how many are left."""
    count = Counter(t.disposition.value for t in taken)
    items = len(taken) - count["covering words"]
    done = "would be recorded" if dry_run else "recorded"
    again = f", {count['already recorded']} already recorded" if count["already recorded"] else ""
    passages = ((_passages(group), words) for group, words in _by_age(taken))
    more = "".join(f"; {left} of {words} left for manual review" for left, words in passages if left)
    old = sum(not new for new, _ in whole)
    listed = f" ({'all' if old == len(whole) else old} of them listed before)" if old else ""
    return f"{count['recorded']} of {items} items {done}{again}, {len(whole)} left for manual review{listed}{more}"


def _by_age(taken: Sequence[Taken]) -> tuple[tuple[list[Taken], str], ...]:
    """The items recorded now and those recorded earlier, each group with its name."""
    now, earlier = [t for t in taken if t.is_left_anew], [t for t in taken if t.is_left and not t.is_left_anew]
    return (now, "recorded items"), (earlier, "items recorded earlier")


def _passages(taken: Sequence[Taken]) -> str:
    """How many passages of recorded items are left; empty if none is."""
    many = sum(len(t.left) for t in taken)
    return f"{many} passage{'s' * (many != 1)}" if many else ""


_NAMES_AN_OPTION = re.compile("--(?!received|additional)[a-z]")  # options that this command does not have


def _left(taken: Sequence[Taken], whole: Sequence[tuple[bool, Taken]]) -> Iterator[str]:
    """Everything that a person has to review, by kind, one per line; ``whole`` are items left, each new or not."""
    for is_new, words in ((True, ""), (False, ", as listed before")):
        items = [t for new, t in whole if new is is_new]
        if items:
            hint = " (use propose for the options named here)"
            options = hint if any(_NAMES_AN_OPTION.search(t.said) for t in items) else ""
            yield f"Left for manual review, nothing recorded{words}{options}:"
            yield from (f"  {one_line(t.piece.place)}: {one_line(t.said)}" for t in items)
    for group, words in _by_age(taken):
        by_part: dict[str, list[str]] = {}
        for t in group:
            for part, said in _left_of(t):
                by_part.setdefault(part, []).append(f"{t.name} ({t.piece.place}): {said}")
        for part, lines in by_part.items():
            yield f"Left for manual review, in the {part} of {words}:"
            yield from (f"  {one_line(line)}" for line in lines)


def _left_of(taken: Taken) -> Iterator[tuple[str, str]]:
    """Each passage left in a recorded item: the part of the item, and the words with the reason."""
    if taken.left and not taken.ledger.left:
        yield from (("file", one) for one in taken.left)
    elif taken.left:
        yield from ((one.part.value, f"“{one.words}”: {one.why}") for one in taken.ledger.left)


def _table(taken: Sequence[Taken], dry_run: bool, explain: bool, width: int | None) -> Iterator[str]:
    """A line for each item with its result; under it, indented, the details."""
    rows = [("received", "delegation", "item", "result")]
    for t in taken:
        when = t.piece.received.strftime("%Y-%m-%d %H:%M") if t.piece.received else "-"
        rows.append((when, t.piece.delegation.code if t.piece.delegation else "?", t.piece.place, _became(t, dry_run)))
    head, *lines = in_columns(rows, width)
    yield head
    for t, line in zip(taken, lines, strict=True):
        yield line
        # The list at the end gives the reason why something is left.
        for said in (*(() if t.disposition.value == "left" else (t.said,)), *t.notes):
            yield from _PAGE.wrap(one_line(said))
        if explain:
            yield from (f"    {one_line(line)}" for line in t.ledger.lines())


def _became(taken: Taken, dry_run: bool) -> str:
    match taken.disposition.value:
        case "recorded":
            return f"{'would be ' if dry_run else ''}{taken.name}"
        case "already recorded":
            return f"already {taken.name}"
        case "left":
            return "LEFT"
        case "skipped":
            return "skipped"
    return f"{taken.disposition.value}, read with the text"


def row_of(taken: Taken, explain: bool) -> dict[str, object]:
    piece = taken.piece
    row: dict[str, object] = {
        "received": piece.received.isoformat() if piece.received else None,
        "delegation": piece.delegation.code if piece.delegation else None,
        "sender": piece.sender,
        "piece": piece.place,
        "fate": taken.disposition.value,
        "name": taken.name,
        "said": taken.said,
        "notes": list(taken.notes),
        "left": list(taken.left),
    }
    return row | ({"ledger": taken.ledger.facts()} if explain else {})
