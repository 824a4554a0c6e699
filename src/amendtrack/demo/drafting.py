"""How a delegation's drafter changes a text: words inserted, deleted or replaced, paragraphs moved.

Each step names words that occur exactly once in the text, so that no step can silently do nothing.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

Step = Callable[[str], str]


def written(base: str, *steps: Step) -> str:
    """The base with all steps carried out, one after the other.

    >>> written("1. One.\\n\\n2. Two.\\n", replace("One", "First"), after("1.", "1 bis. More."), strike("2."))
    '1. First.\\n\\n1 bis. More.\\n'
    """
    for step in steps:
        base = step(base)
    return base


def replace(words: str, by: str) -> Step:
    """Replace these words by others."""

    def step(text: str) -> str:
        if text.count(words) != 1:
            raise ValueError(f"{words!r} occurs {text.count(words)} times")
        return text.replace(words, by)

    return step


def strike_words(words: str) -> Step:
    """Delete these words."""
    return replace(words, "")


def add(following: str, words: str) -> Step:
    """Insert words after those."""
    return replace(following, following + words)


def strike(label: str) -> Step:
    """Delete the paragraph with that label."""

    def step(text: str) -> str:
        paragraphs = _paragraphs(text)
        del paragraphs[_place(paragraphs, label)]
        return _joined(paragraphs)

    return step


def after(label: str, paragraph: str) -> Step:
    """Insert a paragraph after the one with that label."""

    def step(text: str) -> str:
        paragraphs = _paragraphs(text)
        paragraphs.insert(_place(paragraphs, label) + 1, paragraph)
        return _joined(paragraphs)

    return step


def move(label: str, behind: str) -> Step:
    """Move one paragraph behind another; both are named by their labels."""

    def step(text: str) -> str:
        paragraphs = _paragraphs(text)
        moved = paragraphs.pop(_place(paragraphs, label))
        paragraphs.insert(_place(paragraphs, behind) + 1, moved)
        return _joined(paragraphs)

    return step


def only(*labels: str) -> Step:
    """Keep only these paragraphs: an excerpt."""

    def step(text: str) -> str:
        paragraphs = _paragraphs(text)
        return _joined([paragraphs[_place(paragraphs, label)] for label in labels])

    return step


def renumber_actions(text: str) -> str:
    """Number the actions consecutively, as a word processor does after one is inserted."""
    numbers = iter(range(1, 1000))
    return re.sub(r"(?m)^Action #[^:]+:", lambda _: f"Action #{next(numbers)}:", text)


def retyped(text: str) -> str:
    """Retype the text: short lines, other dashes and spaces."""
    short = textwrap.TextWrapper(76, break_on_hyphens=False, break_long_words=False)
    paragraphs = [p if p.startswith(("|", "#", "[^")) else short.fill(p) for p in _paragraphs(text)]
    return _joined(paragraphs).replace("2010-2014", "2010–2014").replace("30 April", "30\u00a0April")


def _paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _place(paragraphs: list[str], label: str) -> int:
    found = [n for n, paragraph in enumerate(paragraphs) if paragraph.startswith(label)]
    if len(found) != 1:
        raise ValueError(f"{label!r} starts {len(found)} paragraphs")
    return found[0]
