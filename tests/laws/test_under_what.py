"""Every new unit stands under the heading, or in the list, under which its proposal put it.

Random outlines: headings of three levels, paragraphs, and lists in lists; two or three delegations put something in,
often in one place. Each unit has a word of its own, by which it is found in what is printed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from depth import some

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets

Piece = tuple[str, int, str]
"""What it is (heading, paragraph, item), how deep, and its words."""
HEADINGS = (
    ("# {}", "## {}", "### {}"),
    ("# {}", "{}\n------", "### {}"),
    ("# {}", "## {}", "**{}**"),
    ("{}\n======", "{}\n------", "__{}__"),
    ("## {}", "CHAPTER {}", "Article {}"),
)
ITEMS = (("- {}", "  - {}", "    - {}"), ("({}", "({}", "({}"), ("({}", "   ({}", "      ({}"))
COUNTED = ("abcdefghijklmnopqrstuvwxyz", "i ii iii iv v vi vii viii ix x xi xii xiii xiv".split(), "ABCDEFGHIJKLMNOP")
SUBJECTS = ("Boats", "Nets", "Wells", "Pumps", "Fields", "Maps", "Roads", "Bells", "Gates", "Lamps", "Ropes", "Sails")
VERBS = ("are counted", "are marked", "are cleared", "are sold", "are kept dry", "are mapped", "are lent", "are tarred")
ENDS = ("each year", "by April", "in spring", "without delay", "at dawn", "by the council", "on request", "in town")


def piece(r: random.Random, n: str) -> Piece:
    """A piece that has the word ``n``."""
    kind, word = r.choice("hhhppiii"), r.choice(SUBJECTS)
    if kind == "h":
        return "h", r.choice((1, 1, 2, 2)), f"{word} and {r.choice(SUBJECTS).lower()} {n}"
    words = f"{word} {r.choice(VERBS)} {r.choice(ENDS)} {n}"
    return (kind, 0, words + ".") if kind == "p" else (kind, r.choice((0, 0, 1, 1, 2)), words + ";")


def may_follow(above: Piece, below: Piece) -> bool:
    """Whether an item has a paragraph or an item above it, and is at most one deeper than that."""
    return below[0] != "i" or (above[0] != "h" and below[1] <= (above[1] + 1 if above[0] == "i" else 0))


def over(pieces: Sequence[Piece]) -> dict[str, str | None]:
    """The words of each piece, with those of what it stands under."""
    found: dict[str, str | None] = {}
    heads: list[Piece] = []
    items: list[Piece] = []
    for one in pieces:
        kind, depth, words = one
        if kind == "i":
            items = [above for above in items if above[0] == "p" or above[1] < depth]
            found[words] = items[-1][2] if items else None
        else:
            heads = [above for above in heads if kind == "p" or above[1] < depth]
            found[words] = heads[-1][2] if heads else None
            items = []
        (heads if kind == "h" else items).append(one)
    return found


def written(pieces: Sequence[Piece], headings: Sequence[str], items: Sequence[str]) -> str:
    """The pieces as a text, whose labels count on."""
    counts, articles, out = [0, 0, 0], [0, 0, 0], list[str]()
    for kind, depth, words in pieces:
        counts = counts[: depth + 1] + [0] * (2 - depth) if kind == "i" else [0, 0, 0]
        if kind == "h":
            articles[depth] += 1
            way = headings[depth]
            label = f"{articles[depth]}\n" if way.startswith(("CH", "Art")) else ""
            out.append(way.format(label + words))
        elif kind == "p":
            out.append(words)
        else:
            counts[depth] += 1
            n = counts[depth]
            label = (chr(96 + n), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[min(n, 9) - 1], chr(64 + n))[
                depth
            ]
            out.append(items[depth].format(f"{label}) {words}" if "(" in items[depth] else words))
    return "\n\n".join(out) + "\n"


def world(seed: int) -> tuple[list[Piece], Mapping[str, list[Piece]]]:
    """An outline and what each delegation makes of it: nothing of the outline stands under something else then."""
    r = random.Random(seed)
    base: list[Piece] = [("h", 0, "Plan x0x")]
    for n in range(1, r.randint(6, 14)):
        one = piece(r, f"x{n}x")
        base += [one] if may_follow(base[-1], one) else []
    sent, meeting = dict[str, list[Piece]](), r.randint(1, len(base))
    for name in ("Arda", "Brum", "Corv")[: r.randint(2, 3)]:
        own = list(base)
        for n in range(r.randint(1, 4)):
            at = meeting if r.random() < 0.7 else r.randint(1, len(own))
            new = [*own[:at], piece(r, f"x{name}{n}x"), *own[at:]]
            stays = over(own).items() <= over(new).items()
            own = new if stays and all(map(may_follow, new, new[1:])) else own
        if own != base:
            sent[name] = own
    return base, sent


def holds(seed: int) -> bool:
    """The law on one world; False if two of its pieces are rivals, of which only one can stand."""
    base, sent = world(seed)
    ways = random.Random(-seed).choice(HEADINGS), random.Random(-seed).choice(ITEMS)
    con = consolidate(written(base, *ways), {name: written(own, *ways) for name, own in sent.items()})
    if not con.slots or any(len(slot.variants) > 1 for slot in con.slots):
        return False
    known = {re.findall(r"x\w+x", one[2])[0]: one for own in (base, *sent.values()) for one in own}
    wanted = over(base) | {words: above for own in sent.values() for words, above in over(own).items()}
    done = con
    while done.open_slots:
        done = done.choose(done.open_slots[0], done.open_slots[0].variants[0])
    for made in (brackets(con), done.clean()):
        assert over([known[word] for word in re.findall(r"x\w+x", made)]) == wanted, (seed, made)
    return True


def test_every_new_unit_stands_under_what_its_proposal_put_it_under() -> None:
    tried = some(range(900), one_in=20)
    assert sum(map(holds, tried)) > len(tried) // 4
