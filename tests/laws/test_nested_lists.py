"""A text with lists inside lists, amended by one delegation alone: accepted, it says what the delegation sent."""

from __future__ import annotations

import re

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.text.units import parse_text
from tests.depth import ALL
from tests.laws.nested import list_world

_SUFFIX = r"(?: (?:ante|bis|ter|quater|quinquies|sexies)\b)*"
_MARK = re.compile(rf"(\d+{_SUFFIX}\.|\([a-z]+\){_SUFFIX}|[-*])(?:\s+|$)")


def sort_of(mark: str) -> str:
    """What a number or a sign is, whatever it counts: all bullets are one."""
    return "-" if mark in "-*" else "1." if mark[0].isdigit() else "(a)"


def said(text: str) -> list[tuple[str, str]]:
    """Each line with the sort of its mark, and its words."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        mark = _MARK.match(line)
        found.append((sort_of(mark[1]), line[mark.end() :]) if mark else ("", line))
    return found


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, 4))])
def test_one_proposal_accepted_says_what_was_sent(part: int) -> None:
    many = 600 if ALL else 200
    for seed in range(part * many, (part + 1) * many):
        world = list_world(seed)
        con = consolidate(world.base, {"Arda": world.sent})
        made = con.accept(["Arda"]).clean() if con.amendments else world.base
        assert said(made) == said(world.sent), (seed, world.acts, made)


def test_every_line_of_a_list_is_a_unit() -> None:
    for seed in range(300):
        text = parse_text(list_world(seed).base)
        assert [text.printed(unit) for unit in text.units] == [*filter(None, map(str.strip, text.source.splitlines()))]


FULL = "lamps nets wells oars hooks masts sails tar wax coal fish salt"
LISTED = (
    (f"1. {FULL}\n   - ropes\n2. pails\n", 3),
    (f"- {FULL}\n  (a) ropes\n  (b) pails\n", 3),
    (f"    * {FULL}\n(c) ropes\n", 2),
    (f"(a) {FULL}\n        (i) ropes\n", 2),
    # Prose wrapped by hand may begin a line with a number, a letter or a dash.
    (f"1. {FULL}\n   (a) the Act or (b) the Annex, and all else.\n", 1),
    (f"{FULL}\n(a) and the others.\n", 1),
    (f"- {FULL}\n  \u2014 and of nets.\n", 1),
)


@pytest.mark.parametrize(("source", "units"), LISTED)
def test_a_line_under_a_full_one_is_an_item_if_its_column_shows_it(source: str, units: int) -> None:
    assert len(parse_text(source).units) == units


@pytest.mark.parametrize(
    ("was", "now"), [("(b) boats", "2. boats"), ("3. boats", "(iii) boats"), ("1. boats", "(a) boats")]
)
def test_a_number_of_another_sort_is_an_amendment_whatever_was_put_in(was: str, now: str) -> None:
    base = f"Wells:\n\n{was}\n\nPails.\n"
    sent = f"Wells:\n\n0 bis. nets\n\n{now.replace('boats', 'ropes')}\n\n{now}\n\nPails.\n"
    made = consolidate(base, {"Arda": sent}).accept(["Arda"]).clean()
    assert said(made) == said(sent)


def lists_in(text: str) -> list[tuple[int, list[str]]]:
    """Each numbered list: how deep it stands by its column, and its numbers."""
    found: list[tuple[int, list[str]]] = []
    around: list[tuple[int, str, list[str]]] = []
    for line in filter(str.strip, text.splitlines()):
        column, mark = len(line) - len(line.lstrip()), _MARK.match(line.strip())
        if mark is None:
            around = [one for one in around if one[0] < column]
            continue
        around = [one for one in around if one[0] <= column + 1]
        if around and around[-1][0] > column - 2 and around[-1][1] != sort_of(mark[1]):
            around.pop()
        if not around or around[-1][0] < column - 1:
            around.append((column, sort_of(mark[1]), []))
            found.append((len(around), around[-1][2]))
        around[-1][2].append(mark[1])
    return [(depth, numbers) for depth, numbers in found if numbers[0] not in "-*"]


def plain(number: str) -> str:
    return re.sub(r" (?:ante|bis|ter|quater|quinquies|sexies)\b", "", number)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, 4))])
def test_a_list_has_each_number_once_and_a_suffix_only_beside_its_number(part: int) -> None:
    """However deep it stands, and whatever numbers other lists have."""
    many = 600 if ALL else 200
    for seed in range(part * many, (part + 1) * many):
        world = list_world(seed)
        con = consolidate(world.base, {"Arda": world.sent})
        made = con.accept(["Arda"]).clean() if con.amendments else world.base
        for _, numbers in lists_in(made):
            assert len({*numbers}) == len(numbers), (seed, numbers, made)
            given = [number for number in numbers if plain(number) != number]
            if "move" not in world.acts:
                assert {plain(number) for number in given} <= {*numbers}, (seed, numbers, made)
