"""What a conference could send to make a consolidation slow: each shape at three sizes, each in a process of its own.

    python -m benchmarks.hostile_drafts [--only WORDS ...] [--limit 120] [--full]

Processor time for what is done with such texts: consolidating with all slots; acts (a single amendment and a whole
proposal accepted, a reading chosen, a slot kept as drafted, a proposal withdrawn), each with the slots that are left;
and outputs. The sizes are doubled twice, up to what a conference could send; the exponent is the power with which
the cost of consolidating grows.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from benchmarks.cost import exponent, seconds
from benchmarks.tables import Table
from benchmarks.wording import Wording

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

Texts = tuple[str, dict[str, str]]


def _codes(many: int) -> list[str]:
    return [f"D{n:03}" for n in range(many)]


def _draft(units: int) -> list[str]:
    """So many numbered paragraphs."""
    text = Wording(30 * units)
    text.paragraphs += [text.fresh() for _ in range(units - len(text.paragraphs))]
    return [f"{n}. {words}" for n, words in enumerate(text.paragraphs[:units], 1)]


def _fresh(many: int, seed: int) -> list[str]:
    """So many other paragraphs, without numbers."""
    text = Wording(1, seed=seed)
    return [text.fresh() for _ in range(many)]


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _at(base: list[str], gap: int, new: list[str]) -> str:
    """The draft with new paragraphs in a gap."""
    return _joined([*base[:gap], *new, *base[gap:]])


# -- shapes --------------------------------------------------------------------------------------


def boilerplate_articles(articles: int) -> Texts:
    """Sixty delegations, each with so many new articles that share one paragraph."""
    base = _draft(40)
    same = "The Parties shall report every two years on the measures that they have taken under this Article."

    def own(n: int) -> list[str]:
        words = _fresh(articles, 1000 + n)
        return [s for k, w in enumerate(words) for s in (f"## Article {50 + k} {w.split()[2]} {n}", w, same)]

    return _joined(base), {code: _at(base, 20, own(n)) for n, code in enumerate(_codes(60))}


def new_paragraphs(paragraphs: int) -> Texts:
    """Five delegations, each with so many new paragraphs at one place."""
    base = _draft(40)
    return _joined(base), {c: _at(base, 20, _fresh(paragraphs, 100 + n)) for n, c in enumerate(_codes(5))}


def same_paragraph_replaced(delegations: int) -> Texts:
    """Each delegation words one paragraph anew, in its own words."""
    base = _draft(100)
    new = {c: _fresh(1, 100 + n)[0] for n, c in enumerate(_codes(delegations))}
    return _joined(base), {c: _joined([*base[:50], f"51. {w}", *base[51:]]) for c, w in new.items()}


def paragraph_each(delegations: int) -> Texts:
    """Each delegation adds another paragraph at one place."""
    base = _draft(100)
    return _joined(base), {c: _at(base, 50, _fresh(1, 100 + n)) for n, c in enumerate(_codes(delegations))}


def similar_paragraph_each(delegations: int) -> Texts:
    """Each delegation adds a paragraph at one place, all nearly alike."""
    base = _draft(100)
    word = _fresh(1, 7)[0].split(" ")

    def own(n: int) -> list[str]:
        chance = random.Random(n)
        mine = list(word)
        for _ in range(3):
            mine[chance.randrange(len(mine))] = f"word{chance.randrange(60)}"
        return [" ".join(mine)]

    return _joined(base), {c: _at(base, 50, own(n)) for n, c in enumerate(_codes(delegations))}


def preambles(delegations: int) -> Texts:
    """Each delegation rewrites a preamble of forty paragraphs."""
    preamble, base = _fresh(40, 5), _draft(60)
    own = {c: _fresh(40, 100 + n) for n, c in enumerate(_codes(delegations))}
    return _joined([*preamble, *base]), {c: _joined([*words, *base]) for c, words in own.items()}


def reworded_preambles(delegations: int) -> Texts:
    """Each delegation changes a third of the words of a preamble of forty paragraphs."""
    text = Wording(1200, seed=5)
    rest = _joined(_draft(60))
    return f"{text.text()}\n{rest}", {c: f"{text.edited(0.3, n)}\n{rest}" for n, c in enumerate(_codes(delegations))}


def translated(units: int) -> Texts:
    """One delegation replaces the whole text by a translation, and sixty amend."""
    text = Wording(30 * units)
    other = Wording(30 * units, language="fr")
    sent = {c: text.proposal(21, n) for n, c in enumerate(_codes(60))}
    return text.text(), {**sent, "ZZZ": other.text()}


def table_cells(rows: int) -> Texts:
    """A table of so many rows, and sixty delegations that each change forty cells and add a row."""
    words = [[f"Zone {k}", *(w.split(".")[0][:60] for w in _fresh(2, k))] for k in range(rows)]

    def written(cells: list[list[str]]) -> str:
        lines = ["| Zone | Measure | By whom |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in cells)]
        return _joined([*_draft(5), "\n".join(lines)])

    def own(n: int) -> str:
        chance = random.Random(n)
        mine = [list(row) for row in words]
        for _ in range(40):
            mine[chance.randrange(rows)][chance.randrange(1, 3)] += f" and area {chance.randrange(50)}"
        mine.insert(rows // 2, [f"Zone new {n}", "To be cleared", "Everybody"])
        return written(mine)

    return written(words), {c: own(n) for n, c in enumerate(_codes(60))}


def new_rows(rows: int) -> Texts:
    """Twenty delegations, each with so many new rows at one place of a table."""
    words = [[f"Zone {k}", f"cleared by team {k * 7 % 11}"] for k in range(40)]

    def written(cells: list[list[str]]) -> str:
        lines = ["| Zone | Measure |", "|---|---|", *(f"| {' | '.join(row)} |" for row in cells)]
        return _joined([*_draft(5), "\n".join(lines)])

    def own(n: int) -> str:
        new = [[f"Sector {n} {k}", f"surveyed in the {k % 9}th year by group {n}"] for k in range(rows)]
        return written([*words[:20], *new, *words[20:]])

    return written(words), {c: own(n) for n, c in enumerate(_codes(20))}


def nested_lists(items: int) -> Texts:
    """Nested lists of so many items, of which ten delegations change some, add some and strike some."""
    base = [f"({'abcdefgh'[k % 8]}) ({'ivx'[k % 3]}) item {k} of the list;" for k in range(items)]

    def own(n: int) -> str:
        chance = random.Random(n)
        mine = list(base)
        for k in sorted(chance.sample(range(items), items // 50), reverse=True):
            what = chance.randrange(3)
            mine[k : k + 1] = ([], [mine[k].replace("item", "point")], [mine[k], f"(a) a new item {n} {k};"])[what]
        return "\n".join(mine) + "\n"

    return "\n".join(base) + "\n", {c: own(n) for n, c in enumerate(_codes(10))}


def one_slot(delegations: int) -> Texts:
    """One phrase, which each delegation would word differently."""
    base = _draft(20)
    words = base[10].split(" ")
    own = {c: " ".join([*words[:6], f"reading{n}", *words[7:]]) for n, c in enumerate(_codes(delegations))}
    return _joined(base), {c: _joined([*base[:10], w, *base[11:]]) for c, w in own.items()}


def undecided(slots: int) -> Texts:
    """A text with so many slots, two readings in each."""
    base = [
        f"{k}. The Parties of zone {k} shall clear all areas known to them by the year agreed." for k in range(slots)
    ]
    return _joined(base), {
        "ARD": _joined([line.replace("shall", "should") for line in base]),
        "BRU": _joined([line.replace("shall", "may") for line in base]),
    }


def moves(delegations: int) -> Texts:
    """Each delegation moves another ten paragraphs to the same place and amends them."""
    base = _draft(200)

    def own(n: int) -> str:
        chance = random.Random(n)
        away = sorted(chance.sample(range(200), 10))
        left = [line for k, line in enumerate(base) if k not in away and k != 100]
        moved = [base[k].replace(" ", f" indeed{n} ", 2) for k in away if k != 100]
        return _joined([*left[:90], *moved, base[100], *left[90:]])

    return _joined(base), {c: own(n) for n, c in enumerate(_codes(delegations))}


def splits(delegations: int) -> Texts:
    """One paragraph of a hundred sentences, which each delegation cuts, joins and amends elsewhere."""
    sentences = [f"Zone {k} is cleared by team {k * 7 % 90}." for k in range(100)]
    rest = _draft(10)

    def own(n: int) -> str:
        chance = random.Random(n)
        mine = [s.replace("team", f"group {n}") if chance.random() < 0.1 else s for s in sentences]
        cuts = set(chance.sample(range(1, 100), 10))
        text = "".join(("\n\n" if k in cuts else " " if k else "") + s for k, s in enumerate(mine))
        return _joined([*rest[:5], text, *rest[5:]])

    return _joined([*rest[:5], " ".join(sentences), *rest[5:]]), {c: own(n) for n, c in enumerate(_codes(delegations))}


def one_paragraph(delegations: int) -> Texts:
    """One paragraph of 3,000 words, a tenth of which each delegation changes."""
    text = Wording(3_000)
    return text.text().replace("\n\n", " "), {
        c: text.edited(0.1, n).replace("\n\n", " ") for n, c in enumerate(_codes(delegations))
    }


def insertions_at_a_word(delegations: int) -> Texts:
    """Each delegation puts another phrase between the same two words."""
    base = _draft(20)
    words = base[10].split(" ")
    own = {
        c: " ".join([*words[:6], *_fresh(1, n)[0].split(" ")[:9], *words[6:]])
        for n, c in enumerate(_codes(delegations))
    }
    return _joined(base), {c: _joined([*base[:10], w, *base[11:]]) for c, w in own.items()}


def whole_text_deleted(units: int) -> Texts:
    """One delegation deletes everything, one joins everything, and sixty amend."""
    text = Wording(30 * units)
    sent = {c: text.proposal(21, n) for n, c in enumerate(_codes(60))}
    return text.text(), {**sent, "YYY": "\n", "ZZZ": text.text().replace("\n\n", " ")}


def same_new_text(delegations: int) -> Texts:
    """Each delegation adds the same two hundred new paragraphs, with three words of its own in each twentieth."""
    base, new = _draft(40), _fresh(200, 9)

    def own(n: int) -> list[str]:
        return [f"{line} Norvia {n} agrees." if k % 20 == n % 20 else line for k, line in enumerate(new)]

    return _joined(base), {c: _at(base, 20, own(n)) for n, c in enumerate(_codes(delegations))}


def items_under_new(delegations: int) -> Texts:
    """Each delegation adds a new paragraph with twenty items at one place, some items shared."""
    base = _draft(40)

    def own(n: int) -> list[str]:
        items = "\n".join(
            f"({chr(97 + k)}) item {k if k % 3 else f'{k} of {n}'} of the measures agreed;" for k in range(20)
        )
        return [f"The Parties of group {n // 3} shall take these measures:\n{items}"]

    return _joined(base), {c: _at(base, 20, own(n)) for n, c in enumerate(_codes(delegations))}


def equal_paragraphs(units: int) -> Texts:
    """A text of one paragraph many times over, in which twenty delegations add, strike and reword some."""
    base = ["The Meeting takes note of the report."] * units

    def own(n: int) -> str:
        chance = random.Random(n)
        mine = list(base)
        for k in sorted(chance.sample(range(units), 20), reverse=True):
            mine[k : k + 1] = ([], ["The Meeting welcomes the report."], ["A new paragraph.", mine[k]])[k % 3]
        return _joined(mine)

    return _joined(base), {c: own(n) for n, c in enumerate(_codes(20))}


def renumbered(units: int) -> Texts:
    """Sixty delegations, each with a paragraph of its own in front, all others numbered anew."""
    base = _draft(units)

    def own(n: int) -> str:
        at = n % units
        left = [f"{k + 2}. {line.split('. ', 1)[1]}" for k, line in enumerate(base) if k >= at]
        return _joined([*base[:at], f"{at + 1}. A new paragraph of delegation {n}.", *left])

    return _joined(base), {c: own(n) for n, c in enumerate(_codes(60))}


def shuffled_list(items: int) -> Texts:
    """A list of items with a sign instead of a number, which two delegations put in another order each."""
    base = [f"- item {k:05} of the list of measures" for k in range(items)]

    def own(n: int) -> str:
        mine = list(base)
        random.Random(n).shuffle(mine)
        return "\n".join(["1. The measures are:", *mine]) + "\n"

    return "\n".join(["1. The measures are:", *base]) + "\n", {c: own(n) for n, c in enumerate(_codes(2))}


def bold_words(words: int) -> Texts:
    """A paragraph of so many words, each in bold type, of which two delegations change some."""

    def written(verb: str, every: int) -> str:
        said = (f"**{verb if every and k % every == 0 else 'clear'}{k}**" for k in range(words))
        return f"1. The Parties {' '.join(said)}\n"

    return written("clear", 0), {"ARD": written("mark", 9), "BRU": written("see", 11)}


# -- what is measured ----------------------------------------------------------------------------

SHAPES: dict[str, tuple[Callable[[int], Texts], int]] = {
    "60 delegations, # articles each that share a paragraph": (boilerplate_articles, 48),
    "5 delegations, # new paragraphs each at one place": (new_paragraphs, 3_000),
    "# delegations replace one paragraph": (same_paragraph_replaced, 192),
    "# delegations, a new paragraph each at one place": (paragraph_each, 192),
    "# delegations, the same with three words changed": (similar_paragraph_each, 192),
    "# delegations replace a preamble of 40 paragraphs": (preambles, 192),
    "# delegations reword a third of such a preamble": (reworded_preambles, 192),
    "# paragraphs translated by one, amended by 60": (translated, 1_600),
    "# paragraphs deleted, joined, amended by 60": (whole_text_deleted, 1_600),
    "a table of # rows, cells changed by 60": (table_cells, 500),
    "20 delegations, # new rows each": (new_rows, 2_000),
    "nested lists of # items, 10 delegations": (nested_lists, 20_000),
    "# readings of one slot": (one_slot, 192),
    "# phrases put in between two words": (insertions_at_a_word, 192),
    "# slots, two readings each": (undecided, 10_000),
    "# delegations move ten paragraphs": (moves, 192),
    "# delegations cut a paragraph of 100 sentences": (splits, 192),
    "# delegations reword a tenth of 3,000 words": (one_paragraph, 192),
    "# delegations add the same 200 paragraphs": (same_new_text, 192),
    "# delegations, a new paragraph with 20 items each": (items_under_new, 192),
    "# equal paragraphs, 20 delegations": (equal_paragraphs, 5_000),
    "# paragraphs renumbered by 60": (renumbered, 1_600),
    "a list of # items shuffled by 2": (shuffled_list, 6_000),
    "# words in bold type": (bold_words, 50_000),
}


def work(texts: Texts) -> Iterator[tuple[str, float]]:
    """What each thing done with such texts costs, one after the other."""
    import amendtrack
    from amendtrack.consolidation.reports import conflicts
    from amendtrack.formats.docx.writing.writer import FileFacts, write_compilation
    from amendtrack.render.brackets import Style, brackets
    from amendtrack.render.html import consolidation_html

    made: list[amendtrack.Consolidation] = []
    yield "consolidate", seconds(lambda: made.append(_with_slots(amendtrack.consolidate(*texts))))
    con = made[0]
    yield "number", seconds(lambda: con.amendments)
    slot, amendment = con.slots[len(con.slots) // 2], con.amendments[len(con.amendments) // 2].name
    acts = {
        "accept": lambda: con.accept([amendment]),
        "accept a proposal": lambda: con.accept([con.proposals[0].name]),
        "choose": lambda: con.choose(slot, slot.variants[-1]),
        "keep": lambda: con.keep(slot),
        "withdraw": lambda: con.without(con.proposals[0].name),
    }
    for name, act in acts.items():
        with suppress(amendtrack.InputRefused):  # that something else comes first must be found quickly too
            yield name, seconds(lambda act=act: _with_slots(act()))  # type: ignore[misc]
    outputs: dict[str, Callable[[], object]] = {
        "prove": con.check,
        "list": lambda: conflicts(con),
        "print": lambda: brackets(con),
        "page": lambda: consolidation_html(con),
        "Word": lambda: write_compilation(con, Style.ATTRIBUTED, FileFacts("Compilation")),
        "JSON": con.to_json,
    }
    for name, output in outputs.items():
        yield name, seconds(output)


def _with_slots(con: Consolidation) -> Consolidation:
    con.slots  # noqa: B018 - computed here
    return con


ACTS = ("accept", "accept a proposal", "choose", "keep", "withdraw")
OUTPUTS = ("prove", "list", "print", "page", "Word", "JSON")


def measured(shape: str, size: int, limit: int) -> dict[str, float]:
    """What each thing costs, as far as a process of its own comes within so many seconds of processor time."""
    command = [sys.executable, "-m", "benchmarks.hostile_drafts", "--one", shape, "--size", str(size)]
    limited = ["sh", "-c", f'ulimit -t {limit}; exec "$@"', "sh", *command]
    done = subprocess.run(limited, stdout=subprocess.PIPE, text=True, check=False)
    costs = dict(json.loads(line) for line in done.stdout.splitlines())
    return costs if not done.returncode else {**costs, "over": limit}


def row(shape: str, limit: int, *, is_full: bool) -> Iterator[tuple[str, ...]]:
    """The row of a shape at its full size, and with ``is_full`` a row for each thing that is done."""
    size = SHAPES[shape][1]
    found = [(n, measured(shape, n, limit)) for n in (size // 4, size // 2, size)]
    last = found[-1][1]

    def power(name: str) -> str:
        points = [(float(n), costs[name]) for n, costs in found if costs.get(name, 0) > 0.02]
        return f"{exponent(points):.2f}" if len(points) > 1 else "-"

    def dearest(names: Sequence[str]) -> str:
        name = max((n for n in names if n in last), key=lambda n: last[n], default="")
        return f"{last[name]:.1f} s" if name and "over" not in last else f"over {limit} s"

    title = shape.replace("#", f"{size:,}")
    yield title, dearest(["consolidate"]), power("consolidate"), dearest(ACTS), dearest(OUTPUTS)
    for name, cost in last.items() if is_full else ():
        yield f"- {name}", f"{cost:.2f} s", power(name), "", ""


def main() -> None:
    """Print what each shape costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="WORDS", help="only shapes with one of these in their names")
    parser.add_argument("--limit", type=int, default=120, help="seconds of processor time for one shape at one size")
    parser.add_argument("--full", action="store_true", help="a row for everything that is done with each")
    parser.add_argument("--one", choices=SHAPES, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        for name, cost in work(SHAPES[options.one][0](options.size)):
            print(json.dumps([name, cost]), flush=True)
        return
    rows: list[tuple[str, ...]] = []
    for shape in SHAPES:
        if not options.only or any(words in shape for words in options.only):
            rows += row(shape, options.limit, is_full=options.full)
            print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    heads = ("wanted: 10 s, exponent 1.3", "consolidate", "exponent", "dearest act", "dearest output")
    Table(heads, tuple(rows)).show("Hostile drafts")


if __name__ == "__main__":
    main()
