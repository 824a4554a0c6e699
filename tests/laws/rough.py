"""Stretches of papers of many makes, and what careless hands do to them.

Delegations write over one another's files: they type a line break into a sentence, set a paragraph as a title, delete
half of a list, put a passage of another paper in, or renumber what follows. The worlds of ``realistic`` are drafts as a
secretariat would keep them; these are not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

PAGES = (
    """Clearance of the northern wells
===============================

The ministry clears **all wells** by June; see [the plan](https://wells.example/plan_2014.html).

Abstract
--------

This plan was agreed in *March*, and the council reviews it once a year. It binds all districts.

1. Teams mark each well.
   They do so by hand.
2. Teams report to the council:
   * the number of wells,
   * the ropes that were used; and
   * who took part.

3. The council may ask for `more details`, in particular:

   a. on the ropes;
   b. on the lamps, and
   c. on the boats (if any).""",
    """# Article 5
Reports

1. Each Party reports on its mined areas.[^1]

2. The Conference reviews the reports; it may

(a) ask for more;

(b) ask an expert for advice; or

(c) take note of them.

[^1]: Areas under its control.

# Article 5 bis
Assistance

1. Each Party in a position to do so gives assistance. It says which.

Article 6

**Termination.** This plan ends when all wells are clear.""",
    """## 4. Funds

| Year | Wells | Ropes |
|---|---:|---|
| 2014 | 30 | long |
| 2015 | 20 | **short** |
| 2016 | – | none |

> The fund is small.
> It is for ropes only.

Term of the plan:
- **Start:** the first of May
- **End:** the last of June, or later

```
wells = 30
  ropes = 20
```

***

<li id="n3"><sup>3</sup> See the *Act on Wells* (Title VIII).</li>

## 5. Boats""",
    """§ 7
Lampen

(1) Die Gemeinde stellt Lampen auf. Sie hält sie instand.

(2) Der Rat beschließt über

1. die Zahl der Lampen,

2. die Seile und

3. die Boote.

§ 8 Brunnen

a) Brunnen sind zu räumen;

b) Seile sind zu prüfen.

Art. 9 Zweck

<sup>1</sup> Der Zweck ist die Räumung der Brunnen.

<sup>2</sup> Sie ist bis Juni zu beenden.""",
    """第一条 水井

（一）各县清理所有水井；

（二）理事会每年审查一次；

（三）船只应当有灯。

第二条 报告

各方应当提交报告。报告说明水井的数目。""",
    """المادة 3 الآبار

1- تطهر كل دولة الآبار في مناطقها.

2- يستعرض المجلس التقارير مرة في السنة.

(أ) عدد الآبار؛

(ب) الحبال والمصابيح.""",
)
INSERTED = (
    "and all survivors",
    "as appropriate,",
    "[to be agreed]",
    "in 2014",
    "(including girls)",
    "**strongly**",
    "_in full_",
)
SENTENCES = (
    "The secretariat shall report thereon.",
    "States reaffirm this aim; they keep it under review.",
    "This is without prejudice to other rights.",
)
MARKS = ("## ", "> ", "- ", "1. ", "(a) ", "    ", "1.")

Blocks = list[str]


def pages(r: random.Random) -> Blocks:
    """Blocks that follow each other in one paper, or at the seam of two."""
    found = [block for page in r.sample(PAGES, r.choice((1, 1, 2))) for block in re.split(r"\n\s*\n", page)]
    size = r.randint(3, 14)
    first = r.randrange(max(1, len(found) - size))
    return found[first : first + size]


def _words_of(block: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\W\d_]{2,}", block)]


def _in_words(r: random.Random, blocks: Blocks, k: int) -> None:
    """Words typed over, put in, deleted, or emphasised."""
    block, spans = blocks[k], _words_of(blocks[k])
    if not spans:
        return
    i = r.randrange(len(spans))
    j = min(len(spans) - 1, i + r.choice((0, 0, 1, 2)))
    (start, end), until = spans[i], spans[j][1]
    others = [word for page in PAGES for word in re.findall(r"[^\W\d_]{2,}", page)]
    kind = r.choice(("over", "over", "in", "out", "emphasis"))
    if kind == "over":
        blocks[k] = block[:start] + " ".join(r.sample(others, r.randint(1, 3))) + block[until:]
    elif kind == "in":
        blocks[k] = f"{block[:end]} {r.choice(INSERTED)}{block[end:]}"
    elif kind == "out" and j + 1 < len(spans):
        blocks[k] = block[:start] + block[spans[j + 1][0] :]
    else:
        sign = r.choice(("**", "_", "*"))
        blocks[k] = block[:start] + sign + block[start:end] + sign + block[end:]


def _in_sentences(r: random.Random, blocks: Blocks, k: int) -> None:
    """A sentence put in, deleted, or set apart as a paragraph of its own."""
    parts = re.split(r"(?<=[.;。!?])\s+", blocks[k])
    kind = r.choice(("in", "out", "apart"))
    if kind == "in":
        parts.insert(r.randrange(len(parts) + 1), r.choice(SENTENCES))
    elif len(parts) > 1 and kind == "out":
        del parts[r.randrange(len(parts))]
    elif len(parts) > 1:
        i = r.randrange(1, len(parts))
        blocks[k : k + 1] = [" ".join(parts[:i]), " ".join(parts[i:])]
        return
    blocks[k] = " ".join(parts)


def _in_lines(r: random.Random, blocks: Blocks, k: int) -> None:
    """A line deleted, doubled, moved or typed on; or all lines in one."""
    lines = blocks[k].split("\n")
    i = r.randrange(len(lines))
    kind = r.choice(("out", "twice", "moved", "on", "one"))
    if kind == "out" and len(lines) > 1:
        del lines[i]
    elif kind == "twice":
        lines.insert(r.randrange(len(lines) + 1), lines[i])
    elif kind == "moved":
        lines.insert(r.randrange(len(lines)), lines.pop(i))
    elif kind == "on":
        lines[i] += r.choice((" ,", " too", " (new)"))
    blocks[k] = ("\n" if kind != "one" or "|" in blocks[k] else " ").join(lines)


def _in_blocks(r: random.Random, blocks: Blocks, k: int) -> None:
    """Paragraphs deleted, doubled, moved, joined, or taken from another paper."""
    many = r.choice((1, 1, 2, 3))
    part = blocks[k : k + many]
    kind = r.choice(("out", "twice", "moved", "joined", "other"))
    if kind == "other":
        blocks.insert(r.randrange(len(blocks) + 1), r.choice(pages(r)))
    elif kind == "joined" and k + 1 < len(blocks):
        bare = re.sub(r"^\W*\w{1,3}[.)]\s+", "", blocks[k + 1])
        blocks[k : k + 2] = [blocks[k] + r.choice((" ", "\n", "  ")) + bare]
    elif kind == "twice":
        blocks[k:k] = part
    else:
        del blocks[k : k + many]
        place = r.randrange(len(blocks) + 1)
        blocks[place:place] = part if kind == "moved" else []


def _in_marks(r: random.Random, blocks: Blocks, k: int) -> None:
    """Another sign, label or depth; or all numbers from there on shifted."""
    kind = r.choice(("number", "deeper", "sign"))
    if kind == "number":
        by = r.choice((1, -1, 2))
        for i in range(k, len(blocks)):
            pattern = r"^(\W{0,4}(?:Article |§ ?|Art\. ?)?)(\d{1,3})(?=[.) ]|$)"
            blocks[i] = re.sub(pattern, lambda found: found[1] + str(max(1, int(found[2]) + by)), blocks[i])
    elif kind == "deeper" and blocks[k].startswith("#"):
        blocks[k] = blocks[k].replace("#", r.choice(("##", "")), 1)
    else:
        blocks[k] = r.choice(MARKS) + blocks[k]


EDITS: tuple[Callable[[random.Random, Blocks, int], None], ...] = (
    _in_words,
    _in_words,
    _in_words,
    _in_sentences,
    _in_lines,
    _in_blocks,
    _in_blocks,
    _in_marks,
)


def rough_world(seed: int) -> tuple[str, dict[str, str]]:
    """A text, and what one to four delegations made of it."""
    r = random.Random(seed)
    base, sent = pages(r), dict[str, str]()
    for name in ("Arda", "Brul", "Cyr", "Dor")[: r.choice((1, 1, 2, 3, 4))]:
        own = list(base)
        for _ in range(r.randint(1, 4)):
            r.choice(EDITS)(r, own, r.randrange(len(own)))
            own = [block for block in own if block.strip()] or ["Nothing."]
        sent[name] = "\n\n".join(own) + "\n"
    return "\n\n".join(base) + "\n", sent
