"""What a new revision costs with thousands of pending proposals, and whether the last act costs what the first did.

    python -m benchmarks.revising [--units 400] [--delegations 193] [--proposals 3000]

A draft is opened, the proposals are recorded (each rewords a few units, strikes or adds one), and a revision comes that
rewords a tenth of the units, adds ten above and strikes five. Processor seconds, without waiting for the disk: of the
recordings, the mean of the first thirty and of the last thirty; of ``revise`` with the fates of all amendments; beside
them the seconds of ``git merge-file`` for the same proposals, which knows no names and leaves marks in the text.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.record.registers import Delegation, Register
from benchmarks.cost import _children
from benchmarks.tables import Table

_NOUNS = "areas mines stockpiles survivors villages districts records teams reports plans".split()
_VERBS = "clear mark survey destroy record train publish review support inspect".split()
_ENDS = "each year|without delay|by 2014|in every district|at its own cost|in good faith|where possible".split("|")


def sentence(chance: random.Random, n: int) -> str:
    """A paragraph that no other paragraph is like."""
    words = (chance.choice(_VERBS), chance.choice(_NOUNS), chance.choice(_NOUNS), chance.choice(_ENDS))
    first = "States Parties will {} all {} and {} of region {} {},".format(*words[:3], n, words[3])
    second = f" and will {chance.choice(_VERBS)} the {chance.choice(_NOUNS)} {chance.choice(_ENDS)}."
    return first + second


def written(units: list[str]) -> str:
    """The units, numbered, as a text."""
    return "\n\n".join(f"{n}. {unit}" for n, unit in enumerate(units, 1)) + "\n"


def proposed(units: list[str], chance: random.Random) -> str:
    """The text with a few units reworded, and now and then one struck or added.

    One in ten numbers every unit after that anew, as a word processor does; the others leave the numbers as they are.
    """
    mine = [f"{n}. {unit}" for n, unit in enumerate(units, 1)]
    for _ in range(3):
        at = chance.randrange(len(mine))
        mine[at] = mine[at].replace(chance.choice(_ENDS), chance.choice(_ENDS)).replace(" all ", " all known ", 1)
    at = chance.randrange(1, len(mine))
    if chance.random() < 0.2:
        del mine[at]
    elif chance.random() < 0.3:
        mine.insert(at, f"{at} bis. {sentence(chance, chance.randrange(1000, 9999))}")
    if chance.random() < 0.1:
        return written([unit.partition(". ")[2] for unit in mine])
    return "\n\n".join(mine) + "\n"


def revised(units: list[str], chance: random.Random) -> str:
    """The next revision: a tenth reworded, ten added above, five struck."""
    mine = list(units)
    for at in chance.sample(range(len(mine)), len(mine) // 10):
        mine[at] = mine[at].replace("will", "shall", 1).replace(chance.choice(_ENDS), chance.choice(_ENDS))
    for at in sorted(chance.sample(range(len(mine)), 5), reverse=True):
        del mine[at]
    return written([sentence(chance, 5000 + n) for n in range(10)] + mine)


def run(units: int, delegations: int, proposals: int) -> None:
    """Record, revise, and print the table."""
    chance = random.Random(3)
    base = [sentence(chance, n) for n in range(units)]
    codes = [f"L{n:03d}" for n in range(delegations)]
    register = Register(tuple(Delegation(code, (("", f"Land {code}"),)) for code in codes))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        draft = Draft.init(
            place / "plan", written(base), title="Plan", at="2009-07-17", delegations=register, durability="fast"
        )
        took: list[float] = []
        texts: list[str] = []
        one = draft.read(proposed(base, chance), by=codes[0], filename="sent.md")
        for n in range(proposals):
            text = proposed(base, chance)
            texts.append(text)
            sent = replace(
                one,
                delegation=register.resolve(codes[n % delegations]),
                data=text.encode(),
                reading=replace(one.reading, text=text),
            )
            start = time.process_time()
            draft.record(sent, received="2009-08-21", further="additional", allow=("other-words", "unlike"))
            took.append(time.process_time() - start)
        start = time.process_time()
        draft.consolidate()
        consolidated = time.process_time() - start
        new = revised(base, chance)
        start = time.process_time()
        draft.revise(new, label="Rev.1", at="2009-09-05")
        spent = time.process_time() - start
        (place / "base").write_text(written(base))
        (place / "new").write_text(new)
        before = _children()
        for text in texts:
            (place / "mine").write_text(text)
            subprocess.run(["git", "merge-file", "-p", "-q", "new", "base", "mine"], cwd=place, capture_output=True)
        merged = _children() - before
        counts = Counter(line.fate.value for line in draft.snapshot().carry_overs()[0].lines)
    few = min(30, proposals // 2)
    rows = [
        ("recording, ms an act, the first thirty", f"{sum(took[:few]) / few * 1000:.1f}"),
        ("recording, ms an act, the last thirty", f"{sum(took[-few:]) / few * 1000:.1f}"),
        ("consolidating all, s", f"{consolidated:.1f}"),
        ("revise with all fates, s", f"{spent:.1f}"),
        ("git merge-file of each, s", f"{merged:.1f}"),
        *((f"amendments {fate}", str(many)) for fate, many in counts.most_common()),
    ]
    Table(("measured", "result"), tuple(rows)).show(f"{proposals} proposals of {delegations} on {units} units")


def main() -> None:
    """Measure on a draft of the size given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--delegations", type=int, default=193)
    parser.add_argument("--proposals", type=int, default=3000)
    given = parser.parse_args()
    run(given.units, given.delegations, given.proposals)


if __name__ == "__main__":
    main()
