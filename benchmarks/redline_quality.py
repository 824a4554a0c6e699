"""How good a redline is, on generated edits with known truth: one table for each tool.

    python -m benchmarks.redline_quality [--each 12] [--tools amendtrack difflib] [--category move]

``exact`` is the share of true edits that are shown as they were made, no more and no less; ``no stray`` of
those with no word kept inside. A dash means that there was nothing to count.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.generator import CATEGORIES, LANGUAGE_CODES, cases
from benchmarks.peers import readers
from benchmarks.tables import Table
from benchmarks.truth import Case, Judge, Tally

TARGETS = (
    ("token F1, overall", "at least 0.990"),
    ("token F1, near-duplicates", "at least 0.950"),
    ("token F1, renumbering", "at least 0.995"),
    ("exact edits", "at least 95 %"),
    ("edits without a stray kept word", "at least 97 %"),
    ("hunks per true edit", "0.97 to 1.03"),
    ("moves found (recall)", "at least 98 %"),
    ("moves sound (precision)", "at least 98 %"),
    ("cuts inside words", "0"),
    ("read back exactly", "100 %"),
)


ROWS = (*CATEGORIES, *(f"in {code}" for code in LANGUAGE_CODES), "without numbers", "overall")


def measured(found: Iterable[Case], tools: Iterable[str]) -> dict[str, dict[str, Tally]]:
    """For each tool the counts by category, by language (``in fr``), of texts without numbers, and overall."""
    chosen = {name: reader for name, reader in readers().items() if name in set(tools)}
    totals: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in chosen}
    for case in found:
        judge = Judge(case)
        for name, reader in chosen.items():
            tally = judge.score(reader(case))
            for group in _groups(case):
                totals[name][group].add(tally)
    return {name: {group: tallies[group] for group in ROWS if group in tallies} for name, tallies in totals.items()}


def _groups(case: Case) -> Iterator[str]:
    """The rows in which a case counts."""
    yield from (case.name, f"in {case.language}", "overall")
    if not any(token.is_label for token in case.before.tokens):
        yield "without numbers"


def row(name: str, t: Tally) -> tuple[str, ...]:
    """One line of the table; a dash where there was nothing to count."""
    return (
        name,
        f"{t.f1:.4f}",
        _share(t.exact, t.edits),
        _share(t.clean, t.edits),
        f"{t.hunks / t.edits:.3f}" if t.edits else "-",
        _share(t.found, t.moves),
        _share(t.sound, t.claimed),
        str(t.cuts),
        _share(t.read_back, t.cases),
        str(t.edits),
    )


HEADS = ("", "F1", "exact", "no stray", "hunks/edit", "moves found", "moves sound", "cuts", "read back", "edits")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def against_targets(totals: dict[str, Tally]) -> Iterator[tuple[str, str, str]]:
    """Each target, what was measured and what was wanted."""
    t = totals["overall"]
    none = Tally()
    figures = (
        f"{t.f1:.4f}",
        f"{totals.get('near-duplicates', none).f1:.4f}",
        f"{totals.get('renumbering', none).f1:.4f}",
        _share(t.exact, t.edits),
        _share(t.clean, t.edits),
        f"{t.hunks / t.edits:.3f}" if t.edits else "-",
        _share(t.found, t.moves),
        _share(t.sound, t.claimed),
        str(t.cuts),
        _share(t.read_back, t.cases),
    )
    for (name, wanted), figure in zip(TARGETS, figures, strict=True):
        yield name, figure, wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=12, help="cases of each category in each language")
    parser.add_argument("--tools", nargs="+", default=list(readers()), choices=list(readers()))
    parser.add_argument("--category", nargs="+", default=CATEGORIES, choices=CATEGORIES)
    parser.add_argument("--language", nargs="+", default=LANGUAGE_CODES, choices=LANGUAGE_CODES)
    parser.add_argument("--first", type=int, default=0, help="the first seed: another one gives cases never seen")
    options = parser.parse_args()
    found = cases(options.each, options.language, options.category, first=options.first)
    totals = measured(found, options.tools)
    for tool, tallies in totals.items():
        Table(HEADS, tuple(row(name, tally) for name, tally in tallies.items())).show(tool)
    if "amendtrack" in totals:
        Table(("target", "amendtrack", "wanted"), tuple(against_targets(totals["amendtrack"]))).show(
            "Against the targets"
        )
    for group in ("overall", "without numbers"):
        rows = tuple(row(tool, tallies[group]) for tool, tallies in totals.items() if group in tallies)
        Table(HEADS, rows).show(f"All tools, {group}")


if __name__ == "__main__":
    main()
