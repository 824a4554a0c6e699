"""What a night at the desk costs: proposals taken in, and the whole pack for a meeting issued.

    python -m benchmarks.desk [--runs 3] [--delegations 60] [--words 12000]

Processor time of this process, on an action plan of invented words with invented delegations. Nothing waits for the
disk, which is the disk's matter. The pack holds every paper in three forms, an acknowledgement for each delegation.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.registers import Delegation, Register
from benchmarks.cost import seconds
from benchmarks.tables import Table
from benchmarks.wording import Wording

AMENDMENTS = 8


def opened(folder: Path, words: int, delegations: int) -> tuple[Draft, dict[str, str]]:
    """A draft, and what each delegation will send."""
    base = Wording(words)
    names = [f"D{n:03}" for n in range(delegations)]
    register = Register(tuple(Delegation(name, (("", f"Land {name}"),)) for name in names))
    draft = Draft.init(
        folder / "draft", base.text(), title="Plan", at="2009-07-17", delegations=register, durable=False
    )
    return draft, {name: base.proposal(AMENDMENTS, n) for n, name in enumerate(names)}


def take_in(draft: Draft, sent: dict[str, str], most: int) -> None:
    """Record the first so many proposals."""
    for name, text in list(sent.items())[:most]:
        draft.propose(text, by=name, received="2009-08-20T10:00", channel="mail", filename=f"{name}.md")


def measured(words: int, delegations: int) -> dict[str, float]:
    """Processor seconds of each part of one night."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft, sent = opened(folder, words, delegations)
        first = {"40 proposals taken in": seconds(lambda: take_in(draft, sent, 40))}
        take_in(draft, dict(list(sent.items())[40:]), delegations)
        issued = seconds(lambda: draft.issue_to(folder / "pack", "PM2", at="2009-09-02T23:15"))
        size = sum(file.stat().st_size for file in (folder / "pack").rglob("*") if file.is_file())
        again = seconds(lambda: draft.issue_to(folder / "again", "PM2", at="2009-09-02T23:15"))
        parts = {f"the pack issued ({size / 1e6:.0f} MB)": issued, "the pack written again": again}
        return first | parts | {"taken in and issued": first["40 proposals taken in"] + issued}


def main() -> None:
    """Print the least of several nights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--delegations", type=int, default=60)
    parser.add_argument("--words", type=int, default=12_000)
    asked = parser.parse_args()
    nights = [measured(asked.words, asked.delegations) for _ in range(asked.runs)]
    title = f"{asked.words:,} words, {asked.delegations} delegations, {AMENDMENTS} amendments each"
    rows = tuple((part, f"{min(night[part] for night in nights):.2f} s") for part in nights[0])
    Table(("part", "processor time"), rows).show(title)


if __name__ == "__main__":
    main()
