"""Edits by chance, with the truth about each: the same seed gives the same cases.

What is generated: see ``CATEGORIES``. How an edit is made: see ``editing``; how the truth is compared
with a redline: see ``truth``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.articles import ArticleEditor, style_of
from benchmarks.documents import Style, write
from benchmarks.editing import Editor
from benchmarks.truth import Case
from benchmarks.vocabulary import LANGUAGES, Language

LANGUAGE_CODES = tuple(LANGUAGES)

EDITS: dict[str, tuple[str, ...]] = {
    "word": ("word",),
    "phrase": ("phrase",),
    "neighbouring words": ("neighbours",),
    "sentence": ("sentence",),
    "paragraph": ("paragraph",),
    "move": ("move",),
    "move and edit": ("edited_move",),
    "split": ("splitting",),
    "join": ("joining",),
    "renumbering": ("renumbering",),
    "hard renumbering": ("renumbering", "renumbering", "renumbering", "word", "move"),
    "articles": ("new_article", "lost_article", "new_item", "lost_item", "word", "phrase"),
    "moved articles": ("new_article", "moved_article", "moved_article", "word"),
    "replaced articles": ("replaced_article", "replaced_article", "new_article", "word"),
    "nested lists": ("new_item", "new_item", "lost_item", "lost_item", "word", "phrase"),
    "sentence moved": ("sentence_move",),
    "symbols": ("other_symbol", "other_symbol", "word"),
    "typography": ("word", "phrase"),
    "near-duplicates": ("alike",),
    "rewriting": ("rewriting",),
    "brackets": ("clearing", "clearing", "word"),
    "hard-wrapped": ("word", "phrase", "sentence", "paragraph"),
    "mixed": ("word", "phrase", "sentence", "paragraph", "rewriting", "splitting"),
}
CATEGORIES = tuple(EDITS)
LABELS = (("@", "."), ("(", "@", ")"), ("Article", "@", "."), ("§", "@"), ("(", "#", ")"), ("@", ")"))
"""The forms of label of the hard renumberings, which also move and edit paragraphs, some of them nearly alike."""


def case(category: str, language: str, seed: int) -> Case:
    """One case: a text, the edited text and the truth; the same arguments give the same case."""
    rng = random.Random(f"{category}/{language}/{seed}")
    editor = _editor(category, LANGUAGES[language], rng)
    if category == "near-duplicates":
        editor.make_alike()
    if category == "hard renumbering" and rng.random() < 0.4:
        editor.make_alike()
    if category in ("renumbering", "hard renumbering") and not {"#", "Article"} & {*editor.style.label}:
        editor.add_references()
    if category == "brackets":
        editor.add_alternatives()
    if category == "symbols":
        editor.add_symbols()
    before = write(editor.document())
    total = 1 if category.startswith("move") and rng.random() < 0.7 else rng.randint(2, 5)
    total += 2 * (category == "hard renumbering")
    for _ in range(min(total, 2) if category.startswith("move") else total):
        getattr(editor, rng.choice(EDITS[category]))()
    if category == "mixed" and rng.random() < 0.5:
        editor.move()
    after = write(replace(editor.document(), style=_later_style(category, editor.style, rng)))
    moves, split, joined = tuple(editor.moves), frozenset(editor.split), frozenset(editor.joined)
    return Case(category, language, before, after, moves, split, joined)


def _editor(category: str, language: Language, rng: random.Random) -> Editor:
    if category in ("articles", "moved articles", "replaced articles", "nested lists"):
        return ArticleEditor(language, rng, style=style_of(rng), nested=0.6 if category == "nested lists" else 0.2)
    return Editor(language, rng, _style(category, rng), rng.randint(10, 18))


def cases(
    each: int,
    languages: Sequence[str] = LANGUAGE_CODES,
    categories: Sequence[str] = CATEGORIES,
    *,
    first: int = 0,
) -> Iterator[Case]:
    """``each`` cases of every category in every language, their seeds counted from ``first``."""
    for category in categories:
        for language in languages:
            for seed in range(first, first + each):
                yield case(category, language, seed)


def _style(category: str, rng: random.Random) -> Style:
    if category == "hard renumbering":
        return Style(labelled=True, label=rng.choice(LABELS), one_a_line=rng.random() < 0.25)
    labelled = category == "renumbering" or rng.random() < 0.5
    if category == "hard-wrapped":
        return Style(labelled=labelled, width=rng.choice((60, 72, 80)))
    return Style(labelled=labelled, one_a_line=rng.random() < 0.25)


def _later_style(category: str, style: Style, rng: random.Random) -> Style:
    """How the second text is written: the same, but where noise is the point."""
    if category == "typography":
        return replace(style, curly=True, no_break=rng.random() < 0.5, double_spaced=rng.random() < 0.5)
    if category == "hard-wrapped" and rng.random() < 0.5:
        return replace(style, width=rng.choice((56, 66, 76)))
    return style
