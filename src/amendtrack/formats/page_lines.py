"""The paragraphs of a page: their words in runs, and the paragraphs one under the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from amendtrack.formats.stylesheet import Colour
from amendtrack.intake.handmarks import Drawn, MarkedStretch


@dataclass(frozen=True, slots=True)
class PageRun:
    """Words of the current paragraph, and how they are drawn."""

    words: str
    drawn: Drawn
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class PageLine:
    """A paragraph that was read, its quotation depth, and the number before it."""

    words: str
    quoted: int
    label: str = ""


def closed_up(runs: Iterable[PageRun]) -> Iterator[PageRun]:
    """The runs with white space collapsed as in a browser: one blank for many, none at the ends of a line."""
    ended = True
    for run in runs:
        words = run.words
        if ended and "\n" not in words:
            words = words.lstrip(" ")
        if words:
            ended = words.endswith((" ", "\n"))
            yield replace(run, words=words)


def stretches_of(runs: Iterable[PageRun]) -> Iterator[MarkedStretch]:
    """The runs as stretches; plain words in a bright colour count as highlighted."""
    parts = list(runs)
    usual: Counter[Colour | None] = Counter()
    for run in parts:
        usual[run.colour] += len(run.words) if run.drawn is not Drawn.STRUCK else 0
    common = usual.most_common(1)[0][0] if usual else None
    for run in parts:
        bright = run.colour is not None and run.colour != common and max(run.colour) - min(run.colour) > 64
        drawn = Drawn.SET_OFF if bright and run.drawn is Drawn.PLAIN else run.drawn
        yield MarkedStretch(run.words, drawn)


def joined_lines(lines: Iterable[PageLine]) -> str:
    """The paragraphs with a blank line between them; quoted ones with ``>`` before each of their lines."""
    written = ""
    last = 0
    for line in lines:
        sign = "> " * line.quoted
        text = "\n".join(f"{sign}{each}".rstrip() for each in line.words.split("\n"))
        gap = f"\n{('> ' * min(last, line.quoted)).rstrip()}\n" if written else ""
        written += gap + text
        last = line.quoted
    return f"{written}\n" if written.strip() else ""
