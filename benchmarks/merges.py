"""Merges with a known outcome: a base, two sides, and the text that holds what both sides did.

Read from a folder with one sub-folder a merge (``base.txt``, ``ours.txt``, ``theirs.txt``,
``human.txt``), or generated, so that the measurement runs on any machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.documents import Document, Paragraph, Sentence, Style, words_in, write
from benchmarks.editing import Editor
from benchmarks.generator import LANGUAGE_CODES
from benchmarks.vocabulary import LANGUAGES


@dataclass(frozen=True, slots=True)
class Merge:
    """Two sides that started from one base, and the text a person made of them."""

    name: str
    base: str
    ours: str
    theirs: str
    human: str


def from_folder(folder: Path) -> Iterator[Merge]:
    """Every sub-folder of the folder that holds a whole merge, in the order of names."""
    for case in sorted(p for p in folder.iterdir() if (p / "human.txt").is_file()):
        texts = [(case / f"{name}.txt").read_bytes().decode("utf-8") for name in ("base", "ours", "theirs", "human")]
        yield Merge(case.name, *texts)


def generated(each: int = 8) -> Iterator[Merge]:
    """``each`` merges in every language; ``hard-`` ones have both sides in one sentence."""
    for language in LANGUAGE_CODES:
        for seed in range(each):
            yield _merge(language, seed, hard=seed % 2 == 1)


def _merge(language: str, seed: int, hard: bool) -> Merge:
    rng = random.Random(f"merge/{language}/{seed}")
    editor = Editor(LANGUAGES[language], rng, Style(labelled=False, width=rng.choice((None, 72))), 12)
    sides = _Sides(editor, rng)
    for k in range(len(editor.paragraphs)):
        sides.amend(k, hard)
    sides.rearrange()
    texts = [write(Document(editor.language, tuple(p), editor.style)).text for p in sides.lists()]
    return Merge(f"{'hard' if hard else 'plain'}-{language}-{seed}", *texts)


class _Sides:
    """The base, both sides and their sum, built together."""

    def __init__(self, editor: Editor, rng: random.Random) -> None:
        self.editor, self.rng = editor, rng
        self.base = list(editor.paragraphs)
        self.ours, self.theirs, self.both = list(self.base), list(self.base), list(self.base)

    def lists(self) -> tuple[list[Paragraph], ...]:
        return self.base, self.ours, self.theirs, self.both

    def amend(self, k: int, hard: bool) -> None:
        """Let one side, or each in its own place, amend paragraph ``k``."""
        kind = self.rng.choice(("none", "ours", "theirs", "both", "both" if hard else "none"))
        if kind == "none":
            return
        paragraph = self.base[k]
        n = self.rng.randrange(len(paragraph.sentences))
        sentence = paragraph.sentences[n]
        p, q = self._places(sentence, apart=hard)
        ours, theirs = self._amended(sentence, p), self._amended(sentence, q)
        merged = sentence
        if kind != "theirs":
            self.ours[k] = _with(paragraph, n, ours)
            merged = (*merged[:p], ours[p], *merged[p + 1 :])
        if kind != "ours":
            if not hard and kind == "both" and len(paragraph.sentences) > 1:
                self._other_sentence(k, n, merged)
                return
            if kind == "both" and not hard:
                self.both[k] = _with(paragraph, n, merged)
                return
            self.theirs[k] = _with(paragraph, n, theirs)
            merged = (*merged[:q], theirs[q], *merged[q + 1 :])
        self.both[k] = _with(paragraph, n, merged)

    def _other_sentence(self, k: int, n: int, merged: Sentence) -> None:
        """Ours in sentence ``n``, theirs in the next."""
        paragraph = self.base[k]
        m = (n + 1) % len(paragraph.sentences)
        changed = self._amended(paragraph.sentences[m], self._places(paragraph.sentences[m], apart=False)[0])
        self.theirs[k] = _with(paragraph, m, changed)
        self.both[k] = _with(_with(paragraph, n, merged), m, changed)

    def _places(self, sentence: Sentence, apart: bool) -> tuple[int, int]:
        """Two pieces of a sentence with one between them."""
        able = [k for k, piece in enumerate(sentence) if piece.role not in ("end", "modal")]
        p = self.rng.choice(able)
        others = [k for k in able if abs(k - p) >= 2]
        return p, self.rng.choice(others) if others and apart else others[0] if others else p

    def _amended(self, sentence: Sentence, p: int) -> Sentence:
        """The sentence with piece ``p`` in other words, or with a word more in it."""
        if self.rng.random() < 0.5:
            made = self.editor.replaced(sentence, p, p + 1, lambda: (self.editor.writer.fresh(sentence[p].role),))
            if made:
                return made
        piece = sentence[p]
        w = self.rng.randrange(len(piece.words))
        present = words_in(Paragraph(0, (sentence,)))
        choices = [word for word in self.editor.language.words if not present[word.casefold()]]
        new = self.editor.writer.word(self.rng.choice(choices))
        changed = replace(piece, words=(*piece.words[:w], new, *piece.words[w + 1 :]))
        return (*sentence[:p], changed, *sentence[p + 1 :])

    def rearrange(self) -> None:
        """Ours moves a paragraph, theirs adds one, ours takes out one that theirs left alone."""
        size = len(self.base)
        new = self.editor.writer.paragraph()
        at = self.rng.randrange(1, size // 3)
        for side in (self.theirs, self.both):
            side.insert(at, new)
        ident = self.base[self.rng.randrange(size // 2, size - 3)].ident
        for side in (self.ours, self.both):
            k = next(k for k, p in enumerate(side) if p.ident == ident)
            moved = side.pop(k)
            side.append(moved)
        loose = [p for p in self.base[size // 3 + 1 : size // 2] if p in self.ours and p in self.theirs]
        if loose:
            for side in (self.ours, self.both):
                side.remove(loose[0])


def _with(paragraph: Paragraph, n: int, sentence: Sentence) -> Paragraph:
    return replace(paragraph, sentences=(*paragraph.sentences[:n], sentence, *paragraph.sentences[n + 1 :]))
