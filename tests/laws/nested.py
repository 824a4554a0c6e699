"""Random small texts with lists inside lists, and what a delegation makes of one.

Lists are one to three deep, numbered ``1.``, ``(a)``, ``(i)`` or not at all, with and without blank lines between their
items, with paragraphs that go on with an item, by the hundred. In one text out of three all words are few and short, so
that many units are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

_WORDS = (
    "lamps ropes wells pails boats nets piers oars hooks masts sails tar wax coal fish salt bread wool hides tin iron"
    " copper bells flags chains ladders axes saws nails planks doors locks"
).split()
_STYLES = ("1.", "(a)", "(i)", "-", "*")
_ROMANS = "i ii iii iv v vi vii viii ix x".split()
_DEEPEST = 3


@dataclass
class Item:
    """An item with its words, the list inside it, and the paragraph that goes on with it."""

    words: str
    inside: Items | None = None
    goes_on: str = ""


@dataclass
class Items:
    """A list: how it is numbered, and its items."""

    style: str
    items: list[Item] = field(default_factory=list)


Passage = str | Items


class ListWorld(NamedTuple):
    """A text with lists, a delegation's version of it, and what that did."""

    base: str
    sent: str
    acts: tuple[str, ...]


def list_world(seed: int) -> ListWorld:
    """The text of that number, and its version."""
    return _Maker(seed).world()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.few = seed % 3 == 0
        self.deepest = self.random.randint(1, _DEEPEST)
        mixed = self.random.sample(_STYLES, _DEEPEST)
        self.styles = mixed if self.random.random() < 0.7 else self.random.choices(_STYLES, k=_DEEPEST)

    def world(self) -> ListWorld:
        passages: list[Passage] = [self._paragraph(":")] if self.random.random() < 0.6 else []
        passages.append(self._list(0))
        if self.random.random() < 0.3:
            passages.append(self._paragraph("."))
            if self.random.random() < 0.5:
                passages.append(self._list(0))
        changed, acts = self._amended(passages)
        loose, step = self.random.random() < 0.4, self.random.choice((0, 0, 2, 4))
        base, sent = ("\n".join(_lines(made, loose=loose, step=step)) + "\n" for made in (passages, changed))
        return ListWorld(base, sent, acts)

    def _words(self) -> str:
        many = self.random.choice((1, 1, 2) if self.few else (1, 2, 4, 9))
        return " ".join(self.random.choice(_WORDS[:5] if self.few else _WORDS) for _ in range(many))

    def _paragraph(self, sign: str) -> str:
        return self._words().capitalize() + sign

    def _list(self, depth: int) -> Items:
        made = Items(self.styles[depth])
        for _ in range(self.random.randint(1, 3)):
            item = Item(self._words())
            if depth + 1 < self.deepest and self.random.random() < 0.5:
                item.inside = self._list(depth + 1)
            if self.random.random() < 0.15:
                item.goes_on = self._paragraph(".")
            made.items.append(item)
        return made

    def _inner(self, depth: int) -> Items:
        many = self.random.randint(1, 2)
        return Items(self.styles[depth + 1], [Item(self._words()) for _ in range(many)])

    def _amended(self, passages: list[Passage]) -> tuple[list[Passage], tuple[str, ...]]:
        made, acts = deepcopy(passages), []
        for _ in range(self.random.choice((1, 1, 2))):
            inside, depth = self.random.choice(list(_all_lists(made)))
            acts.append(self._act(made, inside.items, depth))
        return made, tuple(filter(None, acts))

    def _act(self, made: list[Passage], items: list[Item], depth: int) -> str:
        act = self.random.choice(("new", "new", "new with items", "items", "strike", "word", "goes on", "text", "move"))
        at, end = self.random.randrange(len(items)), self.random.randint(0, len(items))
        may_nest = depth + 1 < _DEEPEST
        if act == "new" or (act == "new with items" and may_nest):
            items.insert(end, Item(self._words(), self._inner(depth) if act != "new" else None))
        elif act == "items" and may_nest and not items[at].inside:
            items[at].inside = self._inner(depth)
        elif act == "strike" and len(items) > 1:
            del items[at]
        elif act == "word":
            items[at].words += f" {self.random.choice(_WORDS)}"
        elif act == "goes on":
            items[at].goes_on = "" if items[at].goes_on else self._paragraph(".")
        elif act == "text":
            made.insert(self.random.randint(0, len(made)), self._paragraph("."))
        elif act == "move" and len(items) > 1:
            items.insert(self.random.randrange(len(items)), items.pop(at))
        else:
            return ""
        return act


def _all_lists(passages: list[Passage]) -> Iterator[tuple[Items, int]]:
    def inside(one: Items, depth: int) -> Iterator[tuple[Items, int]]:
        yield one, depth
        for item in one.items:
            if item.inside:
                yield from inside(item.inside, depth + 1)

    for passage in passages:
        if isinstance(passage, Items):
            yield from inside(passage, 0)


def _mark(style: str, n: int) -> str:
    marks = {"1.": f"{n}.", "(a)": f"({chr(96 + n)})", "(i)": f"({_ROMANS[n - 1]})"}
    return marks.get(style, style)


def _lines(passages: list[Passage], *, loose: bool, step: int) -> list[str]:
    """A text line by line; each list stands ``step`` columns inside its item, or under its words if that is 0."""
    out: list[str] = []

    def apart() -> None:
        if out and out[-1]:
            out.append("")

    def write(one: Items, column: int) -> None:
        for n, item in enumerate(one.items, 1):
            mark = _mark(one.style, n)
            out.append(f"{' ' * column}{mark} {item.words}")
            if loose:
                apart()
            further = column + (step or len(mark) + 1)
            if item.inside:
                write(item.inside, further)
            if item.goes_on:
                apart()
                out.extend((" " * further + item.goes_on, ""))

    for passage in passages:
        if isinstance(passage, Items):
            write(passage, 0)
        else:
            apart()
            out.extend((passage, ""))
    while out and not out[-1]:
        out.pop()
    return out


__all__ = ["ListWorld", "list_world"]
