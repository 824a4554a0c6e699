"""The number that stands in print is the number in the clean text, whatever is decided: small drafts of every kind."""

from __future__ import annotations

import random
import re

import pytest

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused

from .test_realistic import print_is_clean

WORDS = (
    "Wells are dug in spring.",
    "Ropes are kept dry.",
    "Lamps burn all night.",
    "Ships pay a toll.",
    "Charts are public.",
    "The Council meets twice.",
    "Pumps are painted red.",
    "Boats carry lamps.",
)
HEADINGS = ("## Article {} – Title {}", "Article {}", "Article {}: On {}", "# {}. Of {}", "SECTION {}")
TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
ARTICLE = "Article {}\n\n1. {} New.\n\n2. {} New."


def drafted(r: random.Random) -> list[str]:
    """A draft of two or three articles, in blocks."""
    blocks, restarts, n = list[str](), r.random() < 0.7, 0
    form = r.choice(HEADINGS)
    for article in range(1, r.randint(3, 4)):
        blocks.append(form.format(article, r.choice("xyz")))
        n = 0 if restarts else n
        for _ in range(r.randint(1, 3)):
            n += 1
            blocks.append(f"{n}. {r.choice(WORDS)} {r.choice(WORDS)}")
            for letter in "abc"[: r.choice((0, 0, 2, 3))]:
                blocks.append(f"({letter}) {r.choice(WORDS)}")
                if r.random() < 0.2:
                    blocks += [f"({roman}) {r.choice(WORDS)}" for roman in ("i", "ii")]
        if r.random() < 0.3:
            blocks.append(TABLE)
    return blocks


def amended(r: random.Random, blocks: list[str]) -> list[str]:
    """The draft with one to four amendments of one delegation."""
    made = blocks[:]
    for _ in range(r.randint(1, 4)):
        k = r.randrange(len(made))
        match r.randrange(9):
            case 0:
                made[k] = re.sub(r"^(\W*Article \d+).*", r"\1", made[k]) if "Article" in made[k] else made[k] + " Now."
            case 1:
                new = f"1 bis. {r.choice(WORDS)} New.", f"(a) {r.choice(WORDS)} New.", f"{r.choice(WORDS)} Plain."
                made.insert(k + 1, r.choice((*new, "| C |\n|---|\n| 5 |\n| 6 |")))
            case 2:
                made.insert(k + 1, ARTICLE.format(r.choice((2, 9)), *r.sample(WORDS, 2)))
            case 3 if len(made) > 2:
                made.pop(k)
            case 4:
                made.insert(r.randrange(len(made)), made.pop(k))
            case 5:
                moved = made[k : k + 3]
                made = made[:k] + made[k + 3 :]
                at = r.randrange(len(made) + 1)
                made = made[:at] + moved + made[at:]
            case 6:
                made[k] = made[k].replace(". ", ".\n\n3. ", 2).replace("\n\n3. ", " ", 1)
            case 7:
                made[k] = made[k].replace("are", "shall be").replace("a toll", "two tolls").replace("| 2 |", "| 7 |")
            case _:
                made[k] = made[k].replace("spring", "autumn").replace("Title", "Heading").replace("(b)", "(c)")
    return made


def decided(con: Consolidation, r: random.Random) -> Consolidation:
    """One decision more, or one taken back."""
    slot, amendment = r.choice(con.open_slots), r.choice(con.amendments)
    match r.randrange(7):
        case 0 | 1:
            return con.choose(slot, r.choice((None, *slot.variants)))
        case 2 | 3:
            return con.accept([amendment.name])
        case 4:
            return con.reject([amendment.name])
        case 5 if con.decisions:
            return con.with_decisions(con.decisions[:-1])
    return con.word(slot.address, "As the chair says.")


def holds(seed: int) -> None:
    r = random.Random(seed)
    blocks = drafted(r)
    base = "\n\n".join(blocks) + "\n"
    names = ("Arda", "Brum", "Corv")[: r.randint(1, 3)]
    con = consolidate(base, {name: "\n\n".join(amended(r, blocks)) + "\n" for name in names})
    for _ in range(5):
        if not con.open_slots:
            break
        try:
            con = decided(con, r)
        except InputRefused:
            continue
        if con.standing.lapsed:
            break
        print_is_clean(con, seed)


def test_what_is_printed_is_what_stands() -> None:
    for seed in range(40):
        holds(seed)


@pytest.mark.long
def test_what_is_printed_is_what_stands_in_many_drafts() -> None:
    for seed in (*range(1000, 1400), 700_106):
        holds(seed)
