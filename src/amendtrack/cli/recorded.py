"""What a command that records reports: how a file was read, and what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amendtrack.cli.output import Output
    from amendtrack.draft import Recorded
    from amendtrack.intake.doubts import Doubt, Reading

LEFT = 1
"""The exit code when something is left for manual review."""


def tell(recorded: Recorded, out: Output, *, explain: bool = False) -> None:
    """Report the result of an act; the last line is ``Recorded ...``."""
    out.notes(recorded.notes)
    if out.as_json:
        ledger = {"ledger": recorded.reading.ledger.facts()} if explain and recorded.reading else {}
        out.data("recorded", as_recorded(recorded) | ledger)
        return
    out.document(str(recorded))


def as_recorded(recorded: Recorded) -> dict[str, object]:
    """The result of an act, for JSON."""
    value: dict[str, object] = {
        "outcome": recorded.outcome.value,
        "message": str(recorded),
        "name": recorded.name,
        "commit": recorded.commit,
        "notes": list(recorded.notes),
        "differs": list(recorded.differs),
    }
    if recorded.reading is not None:
        value["amendments"] = [str(amendment) for amendment in recorded.reading.amendments]
        value["left"] = list(map(str, recorded.reading.problems))
    if recorded.files:
        value["files"] = list(recorded.files)
    return value


def tell_each(done: Sequence[Recorded], out: Output) -> None:
    """Report the results of several acts, one line each."""
    if out.as_json:
        out.data("recorded-each", {"recorded": [as_recorded(one) for one in done]})
        return
    for one in done:
        out.notes(one.notes)
        out.document(str(one))


_FEW = 5  # changes that a refused reading lists one by one


def tell_reading(reading: Reading, allowed: Iterable[Doubt | str], out: Output) -> None:
    """Report what was read, before anything is recorded; of what will be refused, no long list of changes."""
    allowed, many = tuple(allowed), len(reading.amendments)
    refused = any(finding.doubt.value not in allowed for finding in reading.findings)
    in_brief = f"{reading.name} on {reading.revision}: {many} changes, none recorded"
    shown = in_brief if refused and many > _FEW else str(reading)
    out.note(f"Read {shown}")
    out.notes(f"left for manual review: {problem}" for problem in reading.problems)
    out.notes(f"comment: {remark}" for remark in reading.remarks if reading.kind.value != "comment")
    out.notes(f"doubtful: {f.message}" for f in reading.findings if f.doubt.value in allowed)
