"""New lists of several delegations in one place: what stands under a first line was put under it, or under its rival.

The first lines are alike whatever the lists are about, and some items are common to all, as ``keep a register`` is.
Whoever is accepted alone among others gets its own list; lists that have nothing in common can all be accepted.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from depth import some

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused
from amendtrack.render.brackets import brackets

from .realistic import NAMES

New = tuple[str, ...]
"""A first line and its items."""
LANGUAGES = (
    ("On {}, States {}:", ("will", "shall"), ("lamps", "ropes", "wells", "survivors"), "{} {} for {};"),
    ("En ce qui concerne {}, les États {} :", ("devront", "vont"), ("feux", "puits", "cordes"), "{} {} des {} ;"),
    ("关于{}，各国{}：", ("将", "应"), ("灯火", "绳索", "水井"), "{}{}{}；"),
)
VERBS = ("buy", "mark", "burn", "count", "tar", "move")
THINGS = ("new sheds", "old nets", "iron gates", "long poles")
COMMON = ("keep a register of it;", "report in June;")
ABOVE, BELOW = "1. Boats carry lamps.", "2. Nobody rows at night."
_NUMBER = re.compile(r"^(?:\d+[^.]{0,20}\.|\([^)]{1,9}\)(?: (?:bis|ter|quater))?) ", re.MULTILINE)


def world(seed: int) -> Mapping[str, New]:
    """The new list of each delegation."""
    r = random.Random(seed)
    first, verbs, topics, item = r.choice(LANGUAGES)
    verb_of = dict(zip(topics, r.sample(VERBS, len(topics)), strict=True))
    pool = {t: [item.format(verb_of[t], thing, t) for thing in r.sample(THINGS, 4)] for t in topics}
    sent: dict[str, New] = {}
    for name in r.sample(NAMES, r.randint(2, 4)):
        topic = r.choice(topics)
        items = r.sample(pool[topic], r.randint(1, 4))
        if r.random() < 0.4:
            items.insert(r.randint(0, len(items)), r.choice(COMMON))
        sent[name] = (first.format(topic, verbs[r.random() < 0.2]), *items)
    return sent


def written(new: New) -> str:
    items = [f"({letter}) {words}" for letter, words in zip("abcdef", new[1:], strict=False)]
    return "\n\n".join([ABOVE, f"1 bis. {new[0]}", *items, BELOW]) + "\n"


def topic_of(first: str) -> str:
    return next(topic for _, _, topics, _ in LANGUAGES for topic in topics if topic in first)


def words_of(text: str) -> list[str]:
    return [_NUMBER.sub("", block) for block in text.strip().split("\n\n")]


def lists_in(text: str) -> Iterator[Sequence[str]]:
    """Each first line of a text, with its items."""
    found: list[list[str]] = [[]]
    for words in words_of(text):
        if words.endswith((":", "：")):
            found.append([])
        found[-1].append(words)
    yield from (part[: -1 if n == len(found) - 2 else None] for n, part in enumerate(found[1:]))


def settled(con: Consolidation, r: random.Random) -> Consolidation:
    """Every open slot decided by chance; where each reading waits for another slot, somebody is accepted."""
    while con.open_slots:
        for slot in r.sample(con.open_slots, len(con.open_slots)):
            try:
                con = con.choose(slot, r.choice(slot.variants))
                break
            except InputRefused:
                continue
        else:
            con = con.accept(
                [r.choice(sorted({name for slot in con.open_slots for v in slot.variants for name in v.backers}))]
            )
    return con


def holds(seed: int) -> None:
    sent = world(seed)
    base = f"{ABOVE}\n\n{BELOW}\n"
    con = consolidate(base, {name: written(new) for name, new in sent.items()})
    con.check()
    printed = brackets(con)
    put: dict[str, set[str]] = defaultdict(set)
    for first, *items in sent.values():
        put[topic_of(first)].update(items)
    # Lists with an item in common are whole readings: one may have to wait for another, or take items of it in.
    is_shared = any(put[one] & put[other] for one, other in combinations(put, 2))
    for name, new in sent.items():
        others = [other for other in sent if other != name]
        made = [con.reject(others).accept([name])]
        made += [] if is_shared else [con.accept([name]).reject(others)]
        assert {tuple(words_of(one.clean())) for one in made} == {tuple(words_of(written(new)))}, (seed, name)
        assert all(words in printed for words in new), (seed, name)
    apart = [
        name
        for name, new in sent.items()
        if all(set(new).isdisjoint(o) and topic_of(new[0]) != topic_of(o[0]) for n, o in sent.items() if n != name)
    ]
    rest = con.reject([name for name in sent if name not in apart])
    ends = set[str]()
    for order in permutations(apart):
        made = rest
        for name in order:
            made = made.accept([name])
        ends.add(made.clean())
    assert len(ends) == 1, (seed, apart)
    found = Counter(words_of(*ends))
    assert all(found[words] == 1 for name in apart for words in sent[name]), (seed, apart)
    if is_shared:
        return
    for first, *items in lists_in(settled(con, random.Random(seed)).clean()):
        assert put[topic_of(first)].issuperset(items), (seed, first, items)


def test_what_stands_under_a_new_first_line_was_put_under_it_or_under_its_rival() -> None:
    for seed in some(range(1200), 40):
        holds(seed)
