"""What recording costs as a record grows, beside ``git fast-import`` of the same files.

    python -m benchmarks.recording [--proposals 10000] [--delegations 193] [--words 2000]

Processor time of recording alone, without waiting for the disk: what is recorded was read before. One file of each
delegation is really read; its others are that file with other words changed, and are recorded under the same reading,
since reading does not get slower as the record grows. An act that also packs the repository is counted apart, and with
all acts in the ratio. git gets the history that came of it, every commit and file, as ``git fast-export`` writes it.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.draft.submission import Submission
from amendtrack.record.registers import Delegation, Register
from benchmarks.cost import _children
from benchmarks.desk import text_of
from benchmarks.tables import Table
from benchmarks.wording import Wording

FEW = 100


def opened(folder: Path, base: Wording, codes: list[str]) -> Draft:
    """A draft with that text and these delegations, written without waiting for the disk."""
    register = Register(tuple(Delegation(code, (("", f"Land {code}"),)) for code in codes))
    return Draft.init(folder, base.text(), title="Plan", at="2009-07-17", delegations=register, durability="fast")


def submissions(draft: Draft, base: Wording, codes: list[str], many: int) -> Iterator[Submission]:
    """One file after the other, each delegation's in turn."""
    chance = random.Random(7)
    read = [draft.read(base.proposal(3, n), by=code, filename="sent.md") for n, code in enumerate(codes)]
    for n in range(many):
        one = read[n % len(read)]
        words = one.reading.text.split(" ")
        for _ in range(3):
            words[chance.randrange(2, len(words))] = f"word{chance.randrange(400)}"
        text = f"{' '.join(words).rstrip()}\n"
        yield replace(one, data=text.encode(), reading=replace(one.reading, text=text))


def recorded(draft: Draft, sent: Iterator[Submission]) -> tuple[list[float], list[float]]:
    """The seconds of each act, and of each that also packed the repository."""
    plain, packing = [], []
    packs = _packs(draft.path)
    for one in sent:
        start = time.process_time()
        draft.record(one, received="2009-08-21T10:00", channel="mail", further="additional", allow=_DOUBTS)
        took = time.process_time() - start
        if (now := _packs(draft.path)) == packs:
            plain.append(took)
        else:
            packing.append(took)
            packs = now
    return plain, packing


_DOUBTS = ("other-words", "unlike")


def _packs(folder: Path) -> frozenset[str]:
    return frozenset(p.name for p in folder.glob("objects/pack/*.idx"))


def imported(history: bytes, folder: Path) -> float:
    """The processor seconds in which ``git fast-import`` records the same."""
    subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True)
    before = _children()
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=history, check=True)
    return _children() - before


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main() -> None:
    """Print what it costs, beside git."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--delegations", type=int, default=193)
    parser.add_argument("--words", type=int, default=2_000)
    asked = parser.parse_args()
    codes = [f"D{n:03}" for n in range(asked.delegations)]
    with tempfile.TemporaryDirectory() as name:
        folder, base = Path(name), text_of(asked.words)
        draft = opened(folder / "draft", base, codes)
        plain, packing = recorded(draft, submissions(draft, base, codes, asked.proposals))
        assert len(Draft.open(draft.path).proposals()) == asked.proposals
        git = ["git", "-C", str(draft.path)]
        history = subprocess.run([*git, "fast-export", "--all"], stdout=subprocess.PIPE, check=True).stdout
        peer, ours = imported(history, folder / "peer"), sum(plain) + sum(packing)
        bytes_ours = size(draft.path)
        subprocess.run([*git, "repack", "-adfq"], check=True)
        subprocess.run([*git, "gc", "-q"], check=True)
        bytes_git = size(draft.path)
    ms = [f"{1000 * sum(part) / len(part):.1f} ms" for part in (plain[10 : 10 + FEW], plain[-FEW:], plain)]
    rows = (
        (f"the first {FEW}, each", ms[0]),
        (f"the last {FEW}, each", ms[1]),
        ("all, each", ms[2]),
        ("the slowest but one in a hundred", f"{1000 * sorted(plain)[-1 - len(plain) // 100]:.1f} ms"),
        (f"{len(packing)} acts that also packed, each", f"{sum(packing) / max(len(packing), 1):.2f} s"),
        ("the longest of these", f"{max(packing, default=0):.2f} s"),
        ("everything", f"{ours:.1f} s"),
        ("git fast-import", f"{peer:.1f} s"),
        ("everything / git fast-import", f"{ours / peer:.1f}"),
        ("the repository", f"{bytes_ours / 1e6:.1f} MB"),
        ("the same after git repack -adf and gc", f"{bytes_git / 1e6:.1f} MB"),
        ("the repository / after that", f"{bytes_ours / bytes_git:.2f}"),
    )
    title = f"{asked.proposals:,} proposals of {asked.delegations} delegations on {asked.words:,} words"
    Table(("recording", "processor time"), rows).show(title)


if __name__ == "__main__":
    main()
