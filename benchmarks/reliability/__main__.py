"""How the record stands faults, kills, crowds and damage; prints a table of each.

    python -m benchmarks.reliability [--every 1] [--kills 500] [--records 40] [--only faults,kills,crowd,damage]
                                     [--commands propose,issue]

Needs ``strace`` for the faults. ``--every 5`` tries every fifth call only.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from amendtrack.cli import main as amendtrack
from amendtrack.draft import Draft
from benchmarks.reliability.commands import COMMANDS, Bench, case, tried
from benchmarks.reliability.damage import BASE, DAMAGE, sound
from benchmarks.reliability.faults import ERRORS, failing, failing_from, is_possible, killed, within
from benchmarks.tables import Table

WRITER = """
import sys, time
from amendtrack.draft import Draft
draft = Draft.open(sys.argv[1])
base = draft.text()
for n in range(int(sys.argv[3])):
    text = base.replace("each year", f"each year, as {sys.argv[2]} asked {n} times")
    began = time.monotonic()
    how = {"unregistered": "added", "further": "additional"}
    done = draft.propose(text, by=f"Writer {sys.argv[2]}", received="2026-05-02 10:00", **how)
    print(done.name, done.commit, f"{time.monotonic() - began:.3f}", flush=True)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--records", type=int, default=40)
    parser.add_argument("--only", default="faults,kills,crowd,damage")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    given = parser.parse_args()
    for name in given.only.split(","):
        with tempfile.TemporaryDirectory() as folder:
            match name:
                case "faults":
                    _faults(Path(folder), given.commands.split(","), given.every)
                case "kills":
                    _kills(Path(folder), given.kills)
                case "crowd":
                    _crowd(Path(folder), given.records)
                case "damage":
                    _damage(Path(folder))
                case _:
                    parser.error(f"{name!r} is none of faults, kills, crowd, damage")


def _faults(folder: Path, commands: Sequence[str], every: int) -> None:
    """Each command with a fault at each of its calls that change something on the disk."""
    if not is_possible():
        print("calls cannot be made to fail here: strace is missing")
        return
    bench, rows = Bench(folder), list[tuple[str, ...]]()
    for name in commands:
        which, states, wrong = case(bench, name), Counter[str](), list[str]()
        for n, call in enumerate(which.calls[::every]):
            errors = (ERRORS[n % len(ERRORS)], ERRORS[(n + 1) % len(ERRORS)])
            for fault in (killed(call), failing(call, errors[0]), failing_from(call, errors[1])):
                state, found = tried(bench, which, fault)
                states[state] += 1
                wrong += [f"{name}: {fault}: {one}" for one in found]
        counts = (len(which.calls), states.total(), states["old"], states["new"], states["unknown"], len(wrong))
        rows.append((name, *map(str, counts)))
        print(*wrong, sep="\n", end="\n" * bool(wrong), file=sys.stderr)
    Table(("command", "calls", "faults", "old", "new", "not known", "wrong"), tuple(rows)).show("Faults")


def _kills(folder: Path, many: int) -> None:
    """A process that records is killed at any moment, again and again."""
    draft = Draft.init(folder / "plan", BASE, title="Plan", at="2009-07-17")
    chance, said, problems = random.Random(7), list[tuple[str, str]](), 0
    for n in range(many):
        with _writer(draft, "ABCDEFGH"[n % 8] * 3, 1000) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(chance.random() * 0.05)
            process.kill()
            lines += process.stdout.read().splitlines()
        said += [(words[0], words[1]) for words in map(str.split, lines) if len(words) == 3]
        if n % 50 == 49:
            problems += len(Draft.open(draft.path).problems())
    kept = {entry.name: entry.commit for entry in Draft.open(draft.path).proposals()}
    lost = sum(kept.get(name) != commit for name, commit in said)
    problems += len(Draft.open(draft.path).problems())
    row = (str(many), str(len(said)), str(lost), str(problems), _fsck(draft.path))
    Table(("kills", "said to be recorded", "lost", "damaged", "git fsck"), (row,)).show("Kills")


def _crowd(folder: Path, records: int) -> None:
    """Eight processes record on one draft at once."""
    draft = Draft.init(folder / "plan", BASE, title="Plan", at="2009-07-17")
    writers = [_writer(draft, letter * 3, records) for letter in "ABCDEFGH"]
    lines = [line.split() for writer in writers for line in writer.communicate()[0].splitlines()]
    kept = {entry.name: entry.commit for entry in Draft.open(draft.path).proposals()}
    waits = sorted(float(words[2]) for words in lines)
    heads = ("processes", "records", "said to be recorded", "lost", "median", "95 %", "longest", "git fsck")
    lost = sum(kept.get(name) != commit for name, commit, _ in lines)
    shown = [f"{waits[int((len(waits) - 1) * part)]:.2f} s" for part in (0.5, 0.95, 1.0)]
    row = ("8", str(8 * records), str(len(lines)), str(lost), *shown, _fsck(draft.path))
    Table(heads, (row,)).show("A crowd")


def _damage(folder: Path) -> None:
    """Every kind of damage, examined, and mended where another copy can help."""
    rows = list[tuple[str, ...]]()
    for kind, damage in DAMAGE.items():
        place = folder / kind / "plan"
        place.parent.mkdir()
        sound(place)
        sound(folder / kind / "copies" / "copy")
        damage.do(place)
        began = time.monotonic()
        ended = within(30, lambda place=place: amendtrack(["doctor", str(place), "--json"]), folder)  # type: ignore[misc]
        took = time.monotonic() - began
        found = damage.code if f'"code": "{damage.code}"' in ended.out else f"NOT FOUND ({ended.code})"
        text = within(30, lambda place=place: amendtrack(["export", str(place), "GAL-1"]), folder)  # type: ignore[misc]
        copy = str(folder / kind / "copies" / "copy")
        mended = within(60, lambda: amendtrack(["doctor", str(place), "--from", copy, "--by", "x"]), folder)  # noqa: B023
        rows.append((kind, found, f"{took:.2f}", "readable" if text.out else "-", "yes" if mended.code == 0 else "-"))
    Table(("damage", "found as", "seconds", "the others", "mended"), tuple(rows)).show("Damage")


def _writer(draft: Draft, name: str, records: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(draft.path), name, str(records)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def _fsck(draft: Path) -> str:
    words = ["git", "-C", str(draft), "fsck", "--strict", "--full", "--no-dangling"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return "clean" if not (done.returncode or done.stdout or done.stderr) else done.stdout + done.stderr


if __name__ == "__main__":
    main()
