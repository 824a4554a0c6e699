"""How fast a redline is, as a ratio to ``git diff --word-diff`` on the same texts in the same run.

    python -m benchmarks.redline_speed [--runs 5] [--only ratio growth hostile]

Three tables: the ratio at 100,000 words with 2 % changed everywhere, or a fifth of the words in a tenth of the
paragraphs, and at 20,000 words half rewritten; how the cost grows up to 1,000,000 words; and hostile texts, each in a
process of its own, twice with different hash seeds, so that the same bytes are seen to come out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.cost import child_seconds, exponent, interleaved, megabytes, peak_megabytes, seconds
from benchmarks.peers import GIT_ENVIRONMENT, GIT_WORDS
from benchmarks.tables import Table
from benchmarks.wording import Wording

GROWTH = (100_000, 200_000, 400_000, 700_000, 1_000_000)


def redline(before: str, after: str) -> Iterable[object]:
    """The whole work: compare, and compute all spans."""
    import amendtrack

    return amendtrack.compare(before, after).spans()


def beside_git(before: str, after: str, runs: int) -> tuple[float, float]:
    """Processor seconds of amendtrack and of git for one redline, the least of several runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in (("before", before), ("after", after)):
            (folder / file).write_text(text, encoding="utf-8", newline="")
        options = ["--no-index", "--word-diff=porcelain", f"--word-diff-regex={GIT_WORDS}"]
        command = ["git", "diff", *options, "before", "after"]
        mine, gits = interleaved(
            runs,
            lambda: seconds(lambda: redline(before, after)),
            lambda: child_seconds(command, folder, GIT_ENVIRONMENT),
        )
    return mine, gits


def ratios(runs: int) -> Table:
    """The ratios that have a target."""
    rows = []
    large, small = Wording(100_000), Wording(20_000)
    for text, edited, name, wanted in (
        (large, large.edited(0.02, 1), "100,000 words, 2 % changed", "at most 3"),
        (large, large.edited(0.2, 1, paragraphs=0.1), "100,000 words, a tenth of the paragraphs", "at most 2"),
        (small, small.edited(0.5, 1), "20,000 words, half rewritten", "at most 4"),
    ):
        mine, gits = beside_git(text.text(), edited, runs)
        rows.append((name, f"{mine:.3f} s", f"{gits:.3f} s", f"{mine / gits:.2f}", wanted))
    return Table(("", "amendtrack", "git word-diff", "ratio", "wanted"), tuple(rows))


def growth(runs: int) -> Table:
    """Cost at each size, and the exponent over all of them."""
    points, rows = [], []
    for words in GROWTH:
        text = Wording(words)
        before, after = text.text(), text.edited(0.02, 1)
        (cost,) = interleaved(max(1, min(runs, 3)), lambda b=before, a=after: seconds(lambda: redline(b, a)))  # type: ignore[misc]
        points.append((float(words), cost))
        rows.append((f"{words:,} words", f"{cost:.3f} s", f"{1e6 * cost / words:.2f} µs"))
    rows.append(("exponent (wanted: at most 1.10)", f"{exponent(points):.3f}", ""))
    return Table(("2 % changed", "amendtrack", "a word"), tuple(rows))


# -- hostile texts --------------------------------------------------------------------------------


def _all_different() -> tuple[str, str]:
    return " ".join(f"w{n}" for n in range(50_000)), " ".join(f"v{n}" for n in range(50_000))


def _shuffled() -> tuple[str, str]:
    paragraphs = Wording(100_000).paragraphs
    mixed = list(paragraphs)
    random.Random(1).shuffle(mixed)
    return "\n\n".join(paragraphs), "\n\n".join(mixed)


def _one_word() -> tuple[str, str]:
    return "mine " * 50_000, "mine " * 49_000 + "area " + "mine " * 1_500


def _equal_paragraphs() -> tuple[str, str]:
    paragraphs = ["The Meeting takes note of the report."] * 50_000
    changed = [*paragraphs[:20_000], "The Meeting welcomes it.", *paragraphs[:29_000]]
    return "\n\n".join(paragraphs), "\n\n".join(changed)


def _one_paragraph() -> tuple[str, str]:
    text = Wording(100_000)
    before, after = text.text().replace("\n\n", " "), text.edited(0.02, 1).replace("\n\n", " ")
    times = 1 + 10_000_000 // len(before)
    return before * times, after * times


def _one_paragraph_rewritten() -> tuple[str, str]:
    text = Wording(1_500_000)
    return text.text().replace("\n\n", " "), text.edited(0.5, 1).replace("\n\n", " ")


def _words_as_paragraphs() -> tuple[str, str]:
    rng = random.Random(1)
    words = [f"w{rng.randrange(3000)}" for _ in range(100_000)]
    return "\n\n".join(words), "\n\n".join("area" if k % 50 == 0 else word for k, word in enumerate(words))


def _near_duplicates() -> tuple[str, str]:
    one = Wording(60).paragraphs[0]
    paragraphs = [f"{one} Zone {k % 3000}, {k * 7 % 3000}." for k in range(4_000)]
    mixed = [f"{paragraph} Agreed." for paragraph in paragraphs]
    random.Random(1).shuffle(mixed)
    return "\n\n".join(paragraphs), "\n\n".join(mixed)


def _tables() -> tuple[str, str]:
    rows = "\n".join(f"| goal {n} | area {{}} |" for n in range(5))
    text = "\n\n".join("| a | b |\n|---|---|\n" + rows.replace("{}", str(k)) for k in range(4_000))
    return text, text.replace("goal 3", "target 3")


def _nested_labels() -> tuple[str, str]:
    text = "\n".join(f"({'abcdefgh'[k % 8]}) ({'ivx'[k % 3]}) item {k} of the list;" for k in range(20_000))
    return text, text.replace("item 1", "point 1")


def _headings() -> tuple[str, str]:
    text = "\n".join(f"# Zone {k * 7 % 3000} {k}" for k in range(50_000))
    return text, text.replace("# ", "## ")


def _one_in_many() -> tuple[str, str]:
    text = " ".join(f"Zone {k * 7 % 3000} is area {k}." for k in range(8_000))
    return text, text.replace(". ", ".\n\n")


HOSTILE: dict[str, Callable[[], tuple[str, str]]] = {
    "all words different": _all_different,
    "shuffled paragraphs": _shuffled,
    "one word 50,000 times": _one_word,
    "50,000 equal paragraphs": _equal_paragraphs,
    "one paragraph of 10 MB": _one_paragraph,
    "the same, half rewritten": _one_paragraph_rewritten,
    "100,000 paragraphs of a word": _words_as_paragraphs,
    "4,000 near-duplicates, shuffled": _near_duplicates,
    "4,000 tables": _tables,
    "20,000 nested labels": _nested_labels,
    "50,000 headings, one deeper": _headings,
    "one paragraph cut into 8,000": _one_in_many,
}


def one(name: str) -> None:
    """Run one hostile comparison in this process and print what it cost, as JSON."""
    before, after = HOSTILE[name]()
    found: list[object] = []
    cost = seconds(lambda: found.extend(redline(before, after)))
    digest = hashlib.sha256()
    for span in found:
        digest.update(f"{span.kind}\0{span.text}\0{span.move}\0{span.noise}\1".encode())  # type: ignore[attr-defined]
    joined = "".join(s.text for s in found if str(s.kind) not in ("insert", "move_to"))  # type: ignore[attr-defined]
    report = {
        "seconds": cost,
        "megabytes": peak_megabytes(),
        "digest": digest.hexdigest(),
        "read_back": joined == before,
    }
    print(json.dumps(report))


def hostile(limit: int = 120) -> Table:
    """Every hostile text, each twice in processes of its own."""
    rows = []
    for name in HOSTILE:
        reports = []
        for seed in ("1", "2"):
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            command = [sys.executable, "-m", "benchmarks.redline_speed", "--one", name]
            try:
                done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=limit)
                reports.append(json.loads(done.stdout))
            except subprocess.TimeoutExpired:
                break
            except subprocess.CalledProcessError as failed:
                print(failed.stderr.decode()[-300:], file=sys.stderr)
                break
        if len(reports) < 2:
            rows.append((name, f"failed, or over {limit} s", "", "", ""))
            continue
        cost, memory = max(r["seconds"] for r in reports), reports[0]["megabytes"]
        same = "yes" if reports[0]["digest"] == reports[1]["digest"] else "NO"
        rows.append((name, f"{cost:.2f} s", megabytes(memory), same, "yes" if reports[0]["read_back"] else "NO"))
    return Table(("wanted: 10 s, 1 GB", "CPU", "peak memory", "same bytes", "read back"), tuple(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the least counts")
    parts = ("ratio", "growth", "hostile")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    parser.add_argument("--one", choices=list(HOSTILE), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one)
        return
    if "ratio" in options.only:
        ratios(options.runs).show("Beside git")
    if "growth" in options.only:
        growth(options.runs).show("Growth")
    if "hostile" in options.only:
        hostile().show("Hostile texts")


if __name__ == "__main__":
    main()
