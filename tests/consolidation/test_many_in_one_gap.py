"""Thousands of new paragraphs at one place: what is found at once is what comparing each with each other finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.edits import Inserted, Reworded, alike
from amendtrack.consolidation.like_units import _FEW, Likeness, members
from amendtrack.consolidation.merged_order import Wanted, merged
from amendtrack.consolidation.rivals import rival_blocks
from amendtrack.consolidation.slots.clusters import _is_most_of_a_sentence as _is_long
from amendtrack.consolidation.slots.clusters import wrapping
from amendtrack.consolidation.strands import Strand
from amendtrack.consolidation.value import consolidate
from amendtrack.redline.splices import unit_words
from amendtrack.text.units import parse_text

quick = depth(400)
UNIT = st.lists(st.sampled_from("abc"), max_size=7).map(tuple)


def new(k: int, key: tuple[str, ...]) -> Inserted:
    return Inserted(gap=0, rank=k, at=0, key=key, wording=" ".join(key))


@given(st.lists(UNIT, max_size=12), st.integers(1, 4), st.integers(0, (1 << 12) - 1))
@quick
def test_units_that_are_alike_are_found_at_once(keys: list[tuple[str, ...]], times: int, among: int) -> None:
    """Also where more units have a word pair than are listed: then they are counted."""
    units = [new(k, key) for k, key in enumerate(keys * (times * _FEW // 12 if times > 1 else 1))]
    found, every = Likeness(units), (1 << len(units)) - 1
    for k, unit in enumerate(units):
        wanted = [m for m, other in enumerate(units) if among >> m & 1 and m != k and alike(unit, other)]
        assert list(members(found.like(k, among & every & ~(1 << k)))) == wanted


def blocks_by_pairs(
    items: Sequence[Strand[Inserted]],
    articles: Sequence[list[int]],
    under: set[int],
    blocks: Sequence[int],
    depths: dict[int, int],
    *,
    nested: set[int],
    paragraphs: dict[int, list[int]],
    between: set[int],
) -> list[list[int]]:
    """What ``rival_blocks`` gives, from its definition: each unit, and each article, with each after it."""
    part = [{k} for k in range(len(items))]

    def join(x: int, y: int) -> None:
        both = part[x] | part[y]
        for k in both:
            part[k] = both

    def are_apart(x: int, y: int) -> bool:
        one, other = (frozenset[str]().union(*(items[k].backers for k in part[z])) for z in (x, y))
        return one.isdisjoint(other)

    def are_rivals(one: Sequence[int], other: Sequence[int]) -> bool:
        if alike(items[one[0]].edit, items[other[0]].edit):
            return True
        if depths[one[0]] != depths[other[0]]:
            return False
        small, large = sorted((one[1:], other[1:]), key=len)
        return 2 * sum(any(alike(items[x].edit, items[y].edit) for y in large) for x in small) > len(small)

    for article in articles:
        for k in article[1:]:
            join(article[0], k)
    for one, other in combinations(articles, 2):
        x, y = one[0], other[0]
        if blocks[x] == blocks[y] and are_apart(x, y) and are_rivals(one, other):
            join(x, y)

    def are_in_one_list(x: int, y: int) -> bool:
        one, other = paragraphs.get(x, []), paragraphs.get(y, [])
        return not (one or other) or any(part[a] is part[b] for a in one for b in other)

    loose = [k for k in range(len(items)) if k not in under]
    pairs = list(combinations(loose, 2))
    unlike = ((x, y) for x, y in pairs if nested.isdisjoint({x, y}))
    lists = ((x, y) for x, y in pairs if {x, y} <= nested and are_in_one_list(x, y))

    def across() -> Iterator[tuple[int, int]]:
        edge = {k for k in loose if part[k] <= between}
        yield from ((x, y) for x in loose if x in nested & edge for y in loose if y in edge - nested)

    for which in (unlike, lists, across()):
        for x, y in which:
            if blocks[x] == blocks[y] and are_apart(x, y) and alike(items[x].edit, items[y].edit):
                join(x, y)
    return [sorted(p) for p in {id(p): p for p in part}.values()]


BACKERS = st.frozensets(st.sampled_from("NGK"), min_size=1, max_size=2)


@given(st.lists(st.tuples(UNIT, BACKERS, st.booleans(), st.integers(0, 5)), max_size=14))
@quick
def test_rivals_are_found_as_if_each_were_compared_with_each(
    units: list[tuple[tuple[str, ...], frozenset[str], bool, int]],
) -> None:
    items = [Strand(new(k, key), backers) for k, (key, backers, _, _) in enumerate(units)]
    blocks = [n // 5 for _, _, _, n in units]
    articles: list[list[int]] = []
    for name in "NGK":
        open_: list[int] | None = None
        for k in (k for k, item in enumerate(items) if name in item.backers):
            if units[k][2]:
                articles.append(open_ := [k])
            elif open_ is not None:
                open_.append(k)
    under = {k for article in articles for k in article}
    nested = {k for k, (*_, n) in enumerate(units) if n % 2}
    paragraphs = {k: [k - 1] for k in nested if k and k % 3}
    how = {"nested": nested, "paragraphs": paragraphs, "between": {k for k in range(len(units)) if k % 4 != 1}}
    depths = {article[0]: units[article[0]][3] // 3 for article in articles}
    found = rival_blocks(items, articles, under, blocks, depths, **how)
    assert found == blocks_by_pairs(items, articles, under, blocks, depths, **how)


def merged_by_pairs(chains: Sequence[Sequence[int]], wanted: Wanted) -> Iterator[int]:
    """What ``merged`` gives, from its definition: everything that is left is looked at anew at each step."""
    after: list[set[int]] = [set() for _ in wanted.keys]
    for chain in chains:
        for x, y in pairwise(chain):
            after[x].add(y)
    waits = Counter(y for followers in after for y in followers)
    left, last = set(range(len(after))), frozenset[str]()
    while left:
        orders = [[k for k in chain if k in left] for chain in chains]
        pairs = {pair for order in orders for pair in combinations(order, 2)}
        agreed = {k for order in orders for k in order} - {y for x, y in pairs if (y, x) not in pairs}
        open_ = [k for k in left if not waits[k]] or sorted(agreed) or sorted(left)
        here = min(wanted.belongs[k] for k in open_)
        open_ = [k for k in open_ if wanted.belongs[k] == here]
        free = here != wanted.by_name and not all(k in wanted.known for k in open_)
        going_on = [k for k in open_ if wanted.backers[k] & last] if free else []
        k = min(going_on or open_, key=lambda k: (wanted.keys[k], k))
        left.discard(k)
        yield k
        last = wanted.backers[k]
        waits.subtract(after[k])


@given(st.data())
@quick
def test_orders_are_merged_as_if_all_that_is_left_were_looked_at_each_time(data: st.DataObject) -> None:
    many = data.draw(st.integers(0, 9))
    numbers = st.permutations(range(many))
    chains = [order[: data.draw(st.integers(0, many))] for order in data.draw(st.lists(numbers, max_size=4))]
    chains += [[k] for k in range(many) if not any(k in chain for chain in chains)]
    each = st.lists(st.integers(0, 3), min_size=many, max_size=many)
    wanted = Wanted(
        keys=[(key,) for key in data.draw(each)],
        belongs=data.draw(each),
        backers=[frozenset(str(n) for n, chain in enumerate(chains) if k in chain) for k in range(many)],
        known=data.draw(st.frozensets(st.integers(0, 9))),
        by_name=3,
    )
    assert list(merged(chains, wanted)) == list(merged_by_pairs(chains, wanted))


BASE = "1. One well is kept here.\n\n2. Another stands there.\n"


def like(k: int, of: int) -> str:
    return f"Party {of * 10_000 + k} shall report each year to the meeting on item {k}."


def opposite(k: int, of: int) -> str:
    n = k if of % 2 else 10_000 - k
    return f"Words {n} {n * 7} {n * 13} {n * 17} {n * 19} stand here."


def same(k: int, of: int) -> str:
    return f"Party {k} shall report each year."


def unlike(k: int, of: int) -> str:
    return f"{of} has {' '.join(f'w{of}-{k}-{n}' for n in range(6))}."


@pytest.mark.parametrize("wording", [like, opposite, same, unlike])
@pytest.mark.parametrize(("delegations", "many"), [(2, 60), pytest.param(2, 1_000, marks=pytest.mark.long), (20, 15)])
def test_what_many_put_in_at_one_place_comes_back(
    wording: Callable[[int, int], str], delegations: int, many: int
) -> None:
    """Compared each with each, two thousand like paragraphs take minutes."""
    sent = {}
    for of in range(delegations):
        own = "".join(f"{k + 2}. {wording(k, of)}\n\n" for k in range(many))
        sent[f"Land {of:02}"] = f"1. One well is kept here.\n\n{own}{many + 2}. Another stands there.\n"
    con = consolidate(BASE, sent)
    con.check()
    assert {who for slot in con.slots for who in slot.parties} == set(sent)
    order = [name for block in con.orders.all_in(0) for s in block.strands for name in s.backers]
    assert Counter(order) == dict.fromkeys(sent, many)


WORD_EDIT = st.tuples(st.integers(0, 14), st.integers(0, 9), BACKERS)


@given(st.lists(WORD_EDIT, max_size=10))
@quick
def test_who_amends_inside_a_rewritten_sentence_is_found_among_what_is_near(
    edits: list[tuple[int, int, frozenset[str]]],
) -> None:
    base = parse_text("One two three. Four five six seven eight nine ten. Eleven twelve.")
    words = unit_words(base, base.units[0])
    strands = [
        Strand(Reworded((0, a), (0, min(a + n, len(words))), (str(k),), 0, 0, (str(k),)), backers)
        for k, (a, n, backers) in enumerate(edits)
    ]

    def is_inside(y: Reworded, x: Reworded) -> bool:
        return x.start <= y.start and y.end <= x.end and (x.start, x.end) != (y.start, y.end)

    others = {s.edit: [o for o in strands if not o.backers & s.backers and is_inside(o.edit, s.edit)] for s in strands}
    assert wrapping(strands, words) == [s for s in strands if _is_long(s.edit, words) and others[s.edit]]
