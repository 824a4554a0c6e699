"""The weights of ``amendtrack.redline.phrase``, fitted to marks that people made and checked on generated edits.

    python -m benchmarks.fitting FOLDER [--tries 400] [--seed 1]

FOLDER is that of ``marked_edits``. Weights are changed by chance, one to three at a time, and kept where the
training half gains; generated edits with known truth stand beside it, since what people mark in single sentences
says little about whole rewritten paragraphs. What comes out is printed, with the figures of the held-back ``dev``;
a person puts it into ``phrase``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from amendtrack.redline.phrase import WEIGHTS, Weights, hunks
from amendtrack.redline.spoken_words import BREAK
from benchmarks.generator import cases
from benchmarks.marked_edits import Pair, Score, aligned, pairs
from benchmarks.peers import opcodes_read, units_of
from benchmarks.truth import Case, Judge, Tally

CATEGORIES = ("word", "phrase", "neighbouring words", "sentence", "rewriting")


def people(found: Sequence[Pair], weights: Weights) -> Score:
    """How near these weights come to the marks of people."""
    score = Score()
    for pair in found:
        score.add(pair, aligned(pair, lambda b, a: hunks(b, a, weights=weights)))
    return score


def generated(judges: Sequence[Judge], weights: Weights) -> Tally:
    """How near they come to the truth of generated edits."""
    total = Tally()
    for judge in judges:
        case = judge.case
        total.add(judge.score(opcodes_read(case, _opcodes(case, weights))))
    return total


def _opcodes(case: Case, weights: Weights) -> Iterator[tuple[str, int, int, int, int]]:
    b, a = ([BREAK if at < 0 else key for key, at, _ in units_of(side.tokens)] for side in (case.before, case.after))
    i = j = 0
    for h in hunks(b, a, weights=weights):
        yield "equal", i, h.i1, j, h.j1
        yield "replace", *h
        i, j = h.i2, h.j2
    yield "equal", i, len(b), j, len(a)


def worth(score: Score, tally: Tally) -> float:
    """What is to be as large as can be: both F1, both shares of exact edits, and as many hunks as edits."""
    off = max(0.0, abs(score.hunks / score.edits - 1) - 0.05)
    return score.f1 + score.exact / score.edits - off + tally.f1 + tally.exact / tally.edits


def varied(weights: Weights, rng: random.Random) -> Weights:
    """One to three of the weights a little more or less."""
    fields = rng.sample(weights._fields, rng.choice((1, 1, 2, 3)))
    factors = (0.5, 0.7, 0.85, 1.15, 1.4, 2.0)
    return weights._replace(**{f: max(1, round(getattr(weights, f) * rng.choice(factors))) for f in fields})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder data/edits of arXivEdits")
    parser.add_argument("--tries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    train, dev = (list(pairs(options.folder / f"{split}.json")) for split in ("train", "dev"))
    judges = [Judge(case) for case in cases(2, categories=CATEGORIES, first=5_000)]
    rng = random.Random(options.seed)

    def measured(weights: Weights) -> tuple[float, Score, Tally]:
        score, tally = people(train, weights), generated(judges, weights)
        return worth(score, tally), score, tally

    best, (most, score, tally) = WEIGHTS, measured(WEIGHTS)
    _show("as they are", best, score, tally)
    for _ in range(options.tries):
        other = varied(best, rng)
        value, score, tally = measured(other)
        if value > most:
            best, most = other, value
            _show(f"{value:.4f}", best, score, tally)
    _show("dev", best, people(dev, best), generated(judges, best))


def _show(title: str, weights: Weights, score: Score, tally: Tally) -> None:
    print(title, weights)
    print(
        f"  people F1 {score.f1:.4f}, exact {score.exact / score.edits:.4f}, hunks {score.hunks / score.edits:.3f}; "
        f"generated F1 {tally.f1:.4f}, exact {tally.exact / tally.edits:.4f}, hunks {tally.hunks / tally.edits:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
