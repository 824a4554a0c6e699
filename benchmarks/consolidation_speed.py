"""How fast many proposals are consolidated, as a ratio to merely splitting the same texts.

    python -m benchmarks.consolidation_speed [--runs 3] [--only ratio plan growth added disk memory peers]

The yardstick is the processor time of ``str.split`` at blank lines over the base and every proposal:
something that any tool must do, and that no tool can do faster. Everything is measured with its slots
computed. Peers: a chain of ``git merge-file`` over all proposals, by line and with one word a line, and
how many of the proposals are still whole in what it leaves.
"""

from __future__ import annotations

import argparse
import gc
import re
import subprocess
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from benchmarks.cost import child_seconds, exponent, interleaved, megabytes, seconds
from benchmarks.peers import GIT_ENVIRONMENT
from benchmarks.tables import Table
from benchmarks.wording import Wording

WORDS, DELEGATIONS, AMENDMENTS = 100_000, 193, 21
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")

Texts = tuple[str, dict[str, str]]


@lru_cache(maxsize=2)
def texts(words: int, delegations: int, amendments: int = AMENDMENTS) -> Texts:
    """A base and so many proposals, each with so many amendments."""
    base = Wording(words)
    return base.text(), {f"D{n:03}": base.proposal(amendments, n) for n in range(delegations)}


def consolidated(base: str, proposals: dict[str, str]) -> object:
    """The whole work: every proposal compared with the base, and all slots computed."""
    import amendtrack

    con = amendtrack.consolidate(base, proposals)
    return con, con.slots


def split(base: str, proposals: dict[str, str]) -> int:
    """The yardstick: all texts cut at blank lines."""
    return sum(len(text.split("\n\n")) for text in (base, *proposals.values()))


def ratio(runs: int) -> Table:
    """Everything at once, and the proof that every proposal comes back from its edits."""
    import amendtrack

    base, proposals = texts(WORDS, DELEGATIONS)
    mine, least = interleaved(
        runs, lambda: seconds(lambda: consolidated(base, proposals)), lambda: seconds(lambda: split(base, proposals))
    )
    con = amendtrack.consolidate(base, proposals)
    (proof,) = interleaved(runs, lambda: seconds(con.check))
    name = f"{WORDS:,} words, {DELEGATIONS} delegations, {DELEGATIONS * AMENDMENTS:,} amendments"
    return Table(
        ("", "amendtrack", "splitting", "ratio", "wanted"),
        (
            (name, f"{mine:.2f} s", f"{least:.3f} s", f"{mine / least:.1f}", "at most 8"),
            ("proof that each comes back", f"{proof:.2f} s", f"{least:.3f} s", f"{proof / least:.1f}", ""),
        ),
    )


def plan(runs: int) -> Table:
    base, proposals = texts(12_000, 60)
    (mine,) = interleaved(runs, lambda: seconds(lambda: consolidated(base, proposals)))
    return Table(("", "amendtrack", "wanted"), (("12,000 words, 60 delegations", f"{mine:.3f} s", "under 0.3 s"),))


def growth(runs: int) -> Table:
    """Cost by words and by delegations, with the exponents."""
    rows: list[tuple[str, ...]] = []
    series = {
        "words": [(words, words, 48) for words in (50_000, 100_000, 200_000, 400_000)],
        "delegations": [(count, 50_000, count) for count in (24, 48, 96, 193)],
    }
    for name, points in series.items():
        found = []
        for size, words, count in points:
            amendments = AMENDMENTS * words // 50_000 if name == "words" else AMENDMENTS
            base, proposals = texts(words, count, amendments)
            (cost,) = interleaved(runs, lambda b=base, p=proposals: seconds(lambda: consolidated(b, p)))  # type: ignore[misc]
            found.append((float(size), cost))
            rows.append((f"{words:,} words, {count} delegations", f"{cost:.2f} s"))
        rows.append((f"exponent in {name} (wanted: at most 1.05)", f"{exponent(found):.3f}"))
    return Table(("", "amendtrack"), tuple(rows))


def added(runs: int) -> Table:
    """One more proposal on top of all, with the slots computed again."""
    import amendtrack

    base, proposals = texts(WORDS, DELEGATIONS)
    con = amendtrack.consolidate(base, proposals)
    con.slots  # noqa: B018 - computed beforehand, as in a running session
    late = amendtrack.Proposal("LATE", Wording(WORDS).proposal(AMENDMENTS, 999))
    (mine,) = interleaved(max(3, runs), lambda: seconds(lambda: con.with_proposal(late).slots))
    same = con.with_proposal(late).slots == amendtrack.consolidate(base, {**proposals, "LATE": late.text}).slots
    row = ("one more proposal on top", f"{1000 * mine:.0f} ms", "at most 30 ms", "yes" if same else "NO")
    return Table(("", "amendtrack", "wanted", "same slots as all at once"), (row,))


def disk() -> Table:
    """From a draft's repository on disk to all slots; and what recording one proposal costs on the way."""
    import amendtrack

    base, proposals = texts(WORDS, DELEGATIONS)
    with tempfile.TemporaryDirectory() as name:
        day = datetime(2009, 5, 1, tzinfo=UTC)
        draft = amendtrack.Draft.init(Path(name, "draft"), base, title="A long draft", at=day, durability="fast")
        allow = ("other-words", "unlike", "typed")  # texts of random words are like nothing that anybody sends
        recording = seconds(
            lambda: [
                draft.propose(t, by=n, received=day, unregistered="added", allow=allow) for n, t in proposals.items()
            ]
        )
        reading = seconds(lambda: amendtrack.Draft.open(Path(name, "draft")).consolidate().slots)
    rows = (
        ("consolidate a draft on disk", f"{reading:.2f} s", "at most 5 s"),
        ("record one proposal (on average)", f"{1000 * recording / len(proposals):.0f} ms", ""),
    )
    return Table(("", "amendtrack", "wanted"), rows)


# -- memory ---------------------------------------------------------------------------------------


def memory() -> Table:
    """What Python holds above the inputs while consolidating, at the peak, and afterwards."""
    base, proposals = texts(WORDS, DELEGATIONS)
    consolidated("A base.\n", {"A": "A text.\n"})  # so that imports are not counted
    gc.collect()
    tracemalloc.start()
    kept = consolidated(base, proposals)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    inputs = sum(len(text) for text in (base, *proposals.values())) / (1 << 20)
    row = (f"{inputs:.0f} MB of inputs", megabytes(held / (1 << 20)), megabytes(peak / (1 << 20)), "at most 40 MB")
    del kept
    return Table(("above the inputs", "held afterwards", "at the peak", "wanted"), (row,))


# -- peers ----------------------------------------------------------------------------------------


def peers(delegations: int) -> Table:
    """A chain of ``git merge-file``: each proposal merged into the result so far, conflicts taken as ours."""
    base, proposals = texts(WORDS, delegations)
    rows = []
    for name, cut in (("git merge-file, by line", lambda text: text), ("git merge-file, by word", _one_a_line)):
        cost, kept = _chain(cut(base), [cut(text) for text in proposals.values()])
        rows.append((name, f"{cost:.1f} s", f"{kept} of {len(proposals)}"))
    return Table((f"{WORDS:,} words, {delegations} delegations", "CPU", "merged without conflict"), tuple(rows))


def _one_a_line(text: str) -> str:
    return "".join(piece.replace("\n", "\\n") + "\n" for piece in _PIECES.findall(text))


def _chain(base: str, proposals: Sequence[str]) -> tuple[float, int]:
    cost, kept = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "base").write_text(base, encoding="utf-8", newline="")
        (folder / "result").write_text(base, encoding="utf-8", newline="")
        for proposal in proposals:
            (folder / "next").write_text(proposal, encoding="utf-8", newline="")
            (folder / "before").write_bytes((folder / "result").read_bytes())
            merge = ["git", "merge-file", "-q", "--ours", "result", "base", "next"]
            cost += child_seconds(merge, folder, GIT_ENVIRONMENT)
            check = ["git", "merge-file", "-q", "-p", "before", "base", "next"]
            done = subprocess.run(check, cwd=folder, env=GIT_ENVIRONMENT, check=False, stdout=subprocess.DEVNULL)
            kept += done.returncode == 0
    return cost, kept


def main() -> None:
    parts = ("ratio", "plan", "growth", "added", "disk", "memory", "peers")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="runs of which the least counts")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    parser.add_argument("--chain", type=int, default=DELEGATIONS, help="proposals in the chain of the peers")
    options = parser.parse_args()
    tables: dict[str, tuple[str, Callable[[], Table]]] = {
        "ratio": ("Beside splitting", lambda: ratio(options.runs)),
        "plan": ("An action plan", lambda: plan(options.runs)),
        "growth": ("Growth", lambda: growth(options.runs)),
        "added": ("One more", lambda: added(options.runs)),
        "disk": ("From disk", disk),
        "memory": ("Memory", memory),
        "peers": ("Peers", lambda: peers(options.chain)),
    }
    for part in parts:
        if part in options.only:
            title, make = tables[part]
            make().show(title)


if __name__ == "__main__":
    main()
