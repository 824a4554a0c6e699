"""Texts as people type them: with emphasis, typed lines, quotations, bullets, brackets, and signs of every kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

SIGNS = (
    "p\u0430id", "a\u200bb", "<w:br/>", '{HYPERLINK "x"}', "&amp;", "DDEAUTO", "\u202eabc", "=cmd|x!A0", "]]>",
    "[x](http://y.example)", "~~x~~", "[^9]", "#tag", "\U0001f600", "\u00ad\u2011", "1.", "(a)", "<b>x</b>", "$x^2$",
    "a\\|b", "__x__", "_x_", "***", "`", "a*b*c", "a\u3000b", "a\tb", "`x`", "\\*x", "\u00a0—",
)  # fmt: skip
"""Words and signs that are no markup of Word, wherever they stand."""
_CELLS = (" | *x* ", " | \\| ", " | a  b ")
_WAYS: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
    (0.15, lambda word, r: f"{word}  \n"),
    (0.10, lambda word, r: f"*{word}*"),
    (0.08, lambda word, r: f"**{word}**"),
    (0.03, lambda word, r: f"{word}\n"),
    (0.03, lambda word, r: f"[{word}]"),
    (0.12, lambda word, r: r.choice(SIGNS)),
    (0.02, lambda word, r: f"*a  \n{word}*"),
)


def dressed(text: str, seed: int, who: str = "") -> str:
    """The text so dressed; the same paragraph alike in every text, but for one in five of a delegation's own."""
    return "\n\n".join(_dressed(block, seed, who) for block in text.rstrip("\n").split("\n\n")) + "\n"


def _dressed(block: str, seed: int, who: str) -> str:
    own = who if random.Random(block[:20] + who).random() < 0.2 else ""
    r = random.Random(f"{own}{seed}{re.sub('[0-9]', '', block)[:12]}")
    if block.startswith("|"):
        return block.replace(" | ", r.choice(_CELLS), 1) if r.random() < 0.3 else block
    words = block.split(" ")
    if block.startswith("#") or len(words) < 4:
        return block
    at, drawn = r.randrange(1, len(words) - 1), r.random()
    if drawn < 0.07:
        return f"{'> ' if drawn < 0.03 else '  - '}{block}"
    drawn -= 0.07
    for share, way in _WAYS:
        if drawn < share:
            words[at] = way(words[at], r)
            break
        drawn -= share
    return " ".join(words).replace("\n ", "\n")
