"""Articles of a few words each, under headings that do not tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product
from random import Random

import pytest
from depth import some

from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import compare

_SAID = [
    f"{thing} {what}"
    for thing, what in product(
        "Wells Ropes Buckets Mills Roads Towers Boats Lamps Ponds Gates".split(),
        ("are dry", "are kept", "stand open", "belong to all", "may be lent", "are cleaned in spring by hand"),
    )
]
Article = list[str]


def _paragraphs(random: Random) -> Iterator[str]:
    """Short paragraphs, no two of them the same."""
    said = random.sample(_SAID, len(_SAID))
    while said:
        two = f" and {said.pop().lower()}" if said[1:] and random.random() < 0.4 else ""
        yield f"{said.pop()}{two}."


def _text(heading: str, articles: list[Article]) -> str:
    parts = ((heading.format(n), *(f"{k}. {p}" for k, p in zip(count(1), own))) for n, own in zip(count(1), articles))
    return "\n\n".join(block for part in parts for block in part) + "\n"


@pytest.mark.parametrize(
    "heading",
    [
        "## Article {}",
        "Article {}",
        "**Rule {}**",
        "## Article {}. General",
        "Article {}\n\nGeneral rules",
        "# General",
    ],
)
def test_an_article_put_in_is_new_with_all_its_text_and_nothing_else_changes(heading: str) -> None:
    for seed in some(range(400), 10):
        random = Random(seed)
        paragraphs = _paragraphs(random)
        articles = [[next(paragraphs) for _ in range(random.randint(1, 3))] for _ in range(random.randint(3, 6))]
        new = [next(paragraphs) for _ in range(random.randint(1, 3))]
        at = random.randint(0, len(articles))
        texts = _text(heading, articles), _text(heading, [*articles[:at], new, *articles[at:]])
        for (before, after), kind in ((texts, ChangeKind.INSERTED), (texts[::-1], ChangeKind.DELETED)):
            changed = [c for c in compare(before, after).changes if c.kind is not ChangeKind.KEPT and c.substantive]
            assert {c.kind for c in changed} == {kind}, (seed, before, after)
            assert len(changed) == len(new) + 1 + heading.count("\n\n"), (seed, before, after)


def test_a_paragraph_that_changes_its_article_moves_though_the_headings_say_nothing() -> None:
    for seed in some(range(400), 10):
        random = Random(seed)
        paragraphs = _paragraphs(random)
        articles = [[next(paragraphs) for _ in range(random.randint(2, 3))] for _ in range(random.randint(3, 6))]
        before = _text("## Article {}", articles)
        at = random.randint(0, len(articles) - 2)
        articles[at + 1].insert(0, articles[at].pop())
        redline = compare(before, _text("## Article {}", articles))
        assert [c.move is not None for c in redline.changes if c.move or c.kind is not ChangeKind.KEPT] == [True], seed


def test_what_kept_only_its_number_gives_way_to_what_is_the_same_elsewhere() -> None:
    before = "1. Wells stand open.\n\n2. Ropes are dry.\n\n3. Mills grind corn at night.\n\n4. Boats belong to all.\n"
    after = "1. Lamps burn late.\n\n2. Mills grind corn at night.\n\n3. Boats belong to all.\n\n4. Wells stand open.\n"
    changed = [c for c in compare(before, after).changes if c.move is not None or c.kind is not ChangeKind.KEPT]
    assert [(c.kind, c.i1, c.j1) for c in changed if c.move is not None] == [(ChangeKind.KEPT, 0, 3)]
    assert {c.kind for c in changed if c.move is None} == {ChangeKind.DELETED, ChangeKind.INSERTED}


def test_an_article_moves_with_its_heading_though_its_first_paragraph_is_gone() -> None:
    own = "1. Wells stand open on market days.\n\n2. Ropes are kept dry in winter.\n\n3. Mills grind corn at night."
    other = (
        "1. Boats carry lamps on the lake.\n\n2. Nets are mended in spring.\n\n3. Oars are painted red.\n\n4. Sails."
    )
    for heading in ("## Article {}", "Article {}. General"):
        before = f"{heading.format(1)}\n\n{other}\n\n{heading.format(2)}\n\n{own}\n"
        left = own.split("\n\n", 1)[1].replace("2.", "1.").replace("3.", "2.")
        after = f"{heading.format(1)}\n\n{left}\n\n{heading.format(2)}\n\n{other}\n"
        redline = compare(before, after)
        gone = [c.i1 for c in redline.changes if c.kind is ChangeKind.DELETED]
        assert (gone, [c for c in redline.changes if c.kind is ChangeKind.INSERTED]) == ([6], []), heading
