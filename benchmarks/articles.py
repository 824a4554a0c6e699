"""A document with articles under edit: headings with paragraphs and lists below them, which are numbered in each.

Several articles may be new, lost or moved at once, so that the numbers of the rest change. Nothing in an article that
is moved or lost is edited besides.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from benchmarks.documents import Paragraph, Piece, Style, size_of
from benchmarks.editing import Editor
from benchmarks.truth import Move
from benchmarks.vocabulary import Language

HEADINGS = (("Article", "@"), ("Article", "@", "."), ("Rule", "@", ":"), ("##", "Article", "@", "."), ("Section", "@"))
PARAGRAPHS = (("@", "."), ("(", "@", ")"), ("@", ")"))
LISTS = (("(", "#", ")"), ("#", ")"))


def style_of(rng: random.Random) -> Style:
    """The labels of articles, paragraphs and lists, chosen at random."""
    depths = (rng.choice(HEADINGS), rng.choice(PARAGRAPHS), rng.choice(LISTS), ("(", "%", ")"))
    return Style(labelled=True, depths=depths, runs_on=rng.random() < 0.3, indent=rng.choice((0, 0, 3, 4)))


class ArticleEditor(Editor):
    """A document of four to seven articles; headings are bare, or followed by a title."""

    def __init__(self, language: Language, rng: random.Random, *, style: Style, nested: float) -> None:
        super().__init__(language, rng, style, 0)
        self.nested = nested  # how often a paragraph has a list
        self.is_bare = rng.random() < 0.5
        for _ in range(rng.randint(4, 7)):
            self.paragraphs += self.article()

    def article(self) -> list[Paragraph]:
        """A new heading with one to four paragraphs, some with lists."""
        title = () if self.is_bare else ((Piece("title", self.writer.fresh("object").words),),)
        made = [Paragraph(self.writer.number(), title, depth=0)]
        for _ in range(self.rng.choice((1, 1, 2, 3, 4))):
            made.append(replace(self.writer.paragraph(self.rng.choice((1, 1, 2, 3))), depth=1))
            if self.rng.random() < self.nested:
                for _ in range(self.rng.choice((2, 3, 4))):
                    made.append(replace(self.writer.paragraph(1), depth=2))
                    if self.rng.random() < self.nested / 2:
                        made += [replace(self.writer.paragraph(1), depth=3) for _ in range(2)]
        return made

    def articles(self) -> list[tuple[int, int]]:
        """Where each article begins and ends."""
        starts = [k for k, p in enumerate(self.paragraphs) if not p.depth]
        return list(zip(starts, [*starts[1:], len(self.paragraphs)], strict=True))

    def free(self, sentences: int = 1) -> int | None:
        """The same among paragraphs that are not headings."""
        idents = [p.ident for p in self.paragraphs]
        found = [
            k
            for k, p in enumerate(self.paragraphs)
            if p.depth
            and len(p.sentences) >= sentences
            and not self.touched.intersection(idents[max(0, k - 1) : k + 2])
        ]
        if not found:
            return None
        k = self.rng.choice(found)
        self.touched.add(idents[k])
        return k

    def _free_article(self) -> tuple[int, int] | None:
        idents = [p.ident for p in self.paragraphs]
        found = [(i, k) for i, k in self.articles() if not self.touched.intersection(idents[max(0, i - 1) : k + 2])]
        return self.rng.choice(found) if len(found) > 1 else None

    def _gaps(self) -> list[int]:
        """Where an article may be put, with untouched paragraphs on either side."""
        idents = [p.ident for p in self.paragraphs]
        ends = [k for _, k in self.articles()]
        return [k for k in (0, *ends) if not self.touched.intersection(idents[max(0, k - 2) : k + 2])]

    def new_article(self) -> None:
        if gaps := self._gaps():
            made = self.article()
            at = self.rng.choice(gaps)
            self.paragraphs[at:at] = made
            self.touched.update(p.ident for p in made)

    def lost_article(self) -> None:
        if found := self._free_article():
            self._touch_around(*found)
            del self.paragraphs[slice(*found)]

    def replaced_article(self) -> None:
        """Another article stands in the place of one; phrases that are usual recur in it by chance.

        They make up less than a third of the shorter article, as in statutes: where more is the same, it was amended.
        """
        if found := self._free_article():
            old = _pairs_of(self.paragraphs[slice(*found)])
            drawn = ((made, _pairs_of(made)) for made in (self.article() for _ in range(60)))
            made = next((made for made, new in drawn if 3 * len(old & new) < min(len(old), len(new))), None)
            if made is None:
                return
            self._touch_around(*found)
            self.paragraphs[slice(*found)] = made
            self.touched.update(p.ident for p in made)

    def moved_article(self) -> None:
        found = self._free_article()
        if found is None:
            return
        start, end = found
        own = self.paragraphs[start:end]
        self._touch_around(start, end)
        del self.paragraphs[start:end]
        gaps = [k for k in self._gaps() if k != start]
        if not gaps:
            self.paragraphs[start:start] = own
            return
        at = self.rng.choice(gaps)
        passed = self.paragraphs[min(at, start) : max(at, start)]
        self.paragraphs[at:at] = own
        self.touched.update(p.ident for p in (*own, *passed))
        is_light = sum(map(size_of, passed)) <= 1.5 * sum(map(size_of, own))
        others = frozenset(p.ident for p in passed) if is_light else frozenset[int]()
        self.moves.append(Move(frozenset(p.ident for p in own), others))

    def _touch_around(self, start: int, end: int) -> None:
        self.touched.update(p.ident for p in self.paragraphs[max(0, start - 1) : end + 1])

    def new_item(self) -> None:
        """A new paragraph, or a new item of a list, before one of its kind."""
        k = self.free()
        if k is not None:
            made = replace(self.writer.paragraph(1), depth=self.paragraphs[k].depth)
            self.touched.add(made.ident)
            self.paragraphs.insert(k, made)

    def lost_item(self) -> None:
        """A paragraph or an item with nothing below it is deleted."""
        k = self.free()
        if k is None:
            return
        below = self.paragraphs[k + 1].depth if k + 1 < len(self.paragraphs) else 0
        lone = below < self.paragraphs[k].depth and self.paragraphs[k - 1].depth < self.paragraphs[k].depth
        if below <= self.paragraphs[k].depth and not lone:
            self.delete(k)


def _pairs_of(paragraphs: Sequence[Paragraph]) -> set[tuple[str, str]]:
    """Two words in a row, wherever they stand in these paragraphs."""
    sentences = (sentence for paragraph in paragraphs for sentence in paragraph.sentences)
    return {pair for sentence in sentences for pair in pairwise(t.text.casefold() for p in sentence for t in p.tokens)}


__all__ = ["ArticleEditor", "style_of"]
