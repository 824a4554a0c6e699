"""Notes with the same words as others (``Ibid.``): which of them a note of the other text is, its mark decides.

Where a note is deleted, those after it are numbered anew; the words of notes that recur do not tell which one is gone,
and neither do their numbers. Their marks do, in paragraphs that are the same but for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_MARK = re.compile(r"\[\^[^\]\s]+\]")


def as_cited(
    pairs: list[tuple[int, int]],
    before: Mapping[int, tuple[str, str]],
    after: Mapping[int, tuple[str, str]],
) -> list[tuple[int, int]]:
    """The pairs of units, those of notes put right by the marks that cite them.

    ``before`` and ``after`` give a unit's label and its wording, of those that are not the same in both texts.
    """
    now = {label: j for j, (label, _) in after.items() if label.startswith("[^")}
    cited = dict(found for i, j in pairs for found in _cited(before[i][1], after[j][1]))
    found: dict[int, int] = {}
    for i, (label, wording) in before.items():
        j = now.get(f"{cited.get(label.rstrip(':'), '')}:")
        if j is not None and wording == after[j][1]:
            found[i] = j
    if len(set(found.values())) < len(found) or found.items() <= set(pairs):
        return pairs
    taken = set(found.values())
    return [(i, j) for i, j in pairs if i not in found and j not in taken] + [*found.items()]


def _cited(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The marks of notes that stand in the same places of two wordings that are the same without them."""
    (words, was), (now_words, now) = _without_marks(before), _without_marks(after)
    if was and now and words == now_words:
        yield from ((mark, now[at]) for at, mark in was.items() if at in now)


def _without_marks(wording: str) -> tuple[str, dict[int, str]]:
    """A wording without the marks of notes, and which mark stood where in it."""
    marks: dict[int, str] = {}
    words, last = "", 0
    for mark in _MARK.finditer(wording):
        words += wording[last : mark.start()]
        marks[len(words)] = mark[0]
        last = mark.end()
    return words + wording[last:], marks


__all__ = ["as_cited"]
