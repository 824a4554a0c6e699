"""Invented texts whose every word has an identity, so that what became of it is known for certain.

A document is paragraphs of sentences of pieces of words of tokens. An edit takes words away or puts
new ones in; a word that stays keeps its number. Reading two written documents side by side by these
numbers gives the truth that a redline is measured against.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from benchmarks.vocabulary import Language

OPTIONAL = ("opening", "where", "purpose")
_CUT = re.compile(r"@|\w+(?:['’\-‑]\w+)*|[^\w\s]")
_CLOSING = frozenset(",.;:!?)]”،؛，。；：'’")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its number; ``ref`` is the paragraph that a cross-reference names."""

    number: int
    text: str
    ref: int | None = None
    is_tight: bool = False  # no blank before it: a part of a compound or of a symbol


Word = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase of a sentence and the role that it plays there."""

    role: str
    words: tuple[Word, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(t for word in self.words for t in word)


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit of the text; its identity outlives moving and renumbering."""

    ident: int
    sentences: tuple[Sentence, ...]
    label: str | None = None  # printed instead of the running number
    depth: int = 0  # in a text with articles: 0 for their headings, 1 for paragraphs, 2 and more for lists


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is written out: signs, spaces and lines, all of it noise."""

    labelled: bool = False
    label: tuple[str, ...] = ("@", ".")  # the tokens of a label; ``@`` is the number, ``#`` the number as a letter
    depths: tuple[tuple[str, ...], ...] = ()  # in a text with articles, the label of each depth
    runs_on: bool = False  # whether the numbers of paragraphs run on from one article to the next
    indent: int = 0  # blanks before an item of a list, for each depth below paragraphs
    one_a_line: bool = False
    width: int | None = None
    curly: bool = False
    no_break: bool = False
    double_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text of one language and the style in which it is written out."""

    language: Language
    paragraphs: tuple[Paragraph, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Placed:
    """A token with its place in the text (characters, half-open); labels belong to their paragraph."""

    number: int
    text: str
    start: int
    end: int
    paragraph: int
    is_label: bool = False
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A document written out: its text and the place of every token."""

    text: str
    tokens: tuple[Placed, ...]
    breaks: tuple[tuple[int, int], ...]  # (paragraph that starts, first character of the gap before it)


class Writer:
    """Makes fresh wording: the only source of numbers and of chance, so one seed gives one text."""

    def __init__(self, language: Language, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        self._numbers = count(1)

    def word(self, text: str, ref: int | None = None) -> Word:
        """A new word; a Chinese word is as many tokens as it has characters."""
        found = _CUT.findall(text)
        if not self.language.spaced:
            found = [c for part in found for c in ([part] if part.isascii() else part)]
        return tuple(Token(next(self._numbers), part, ref if part == "@" else None) for part in found)

    def piece(self, role: str, text: str, ref: int | None = None) -> Piece:
        return Piece(role, tuple(self.word(part, ref) for part in _spread(text).split()))

    def fresh(self, role: str) -> Piece:
        """A phrase for a role; an opening ends with a comma."""
        text = self.rng.choice(self.language.pieces[role])
        return self.piece(role, f"{text} {self.language.comma}" if role == "opening" else text)

    def sentence(self) -> Sentence:
        """A sentence in which the optional roles are there more often than not."""
        roles = [r for r in self.language.order if r not in OPTIONAL or self.rng.random() < 0.55]
        return (*(self.fresh(role) for role in roles), self.piece("end", self.language.period))

    def paragraph(self, sentences: int | None = None) -> Paragraph:
        total = sentences or self.rng.choice((1, 2, 2, 3, 3, 4, 5))
        return Paragraph(next(self._numbers), tuple(self.sentence() for _ in range(total)))

    def reference(self, paragraph: int) -> Piece:
        """A phrase that names a paragraph by its number."""
        return self.piece("reference", self.language.reference, paragraph)

    def copy(self, paragraph: Paragraph) -> Paragraph:
        """The same wording again, with numbers of its own."""

        def again(piece: Piece) -> Piece:
            words = tuple(tuple(replace(t, number=next(self._numbers)) for t in word) for word in piece.words)
            return Piece(piece.role, words)

        return Paragraph(next(self._numbers), tuple(tuple(again(p) for p in s) for s in paragraph.sentences))

    def tight(self, text: str) -> Word:
        """A word of several tokens with no blanks between them: ``A/72/15``."""
        parts = re.findall(r"\w+(?:[-.]\w+)*|\W", text)
        return tuple(Token(next(self._numbers), part, is_tight=k > 0) for k, part in enumerate(parts))

    def number(self) -> int:
        return next(self._numbers)


def _spread(text: str) -> str:
    """The text with its commas and quotation marks as words of their own."""
    return re.sub(r"([,،，\"])", r" \1 ", text)


def key_of(text: str) -> str:
    """A token as it is compared: typography made alike, case kept."""
    return text.translate({0x2019: "'", 0x2011: "-", 0x201C: '"', 0x201D: '"'})


def write(document: Document) -> Written:
    """The document as a text, with the place of every token."""
    numbers = _numbers_of(document)
    out: list[str] = []
    placed: list[Placed] = []
    breaks: list[tuple[int, int]] = []
    at = 0
    for k, paragraph in enumerate(document.paragraphs):
        if k:
            gap = "\n" if document.style.one_a_line else "\n\n"
            breaks.append((paragraph.ident, at))
            out.append(gap)
            at += len(gap)
        column = 0
        for token, space in _spaced(document, paragraph, numbers):
            if space and document.style.width and column + len(token.text) >= document.style.width:
                space, column = "\n", 0
            out.append(space + token.text)
            column += len(space) + len(token.text)
            start = at + len(space)
            at = start + len(token.text)
            placed.append(replace(token, start=start, end=at))
    return Written("".join(out) + "\n", tuple(placed), tuple(breaks))


def _numbers_of(document: Document) -> dict[int, str]:
    """The number of each paragraph; in a text with articles, those below begin again under each."""
    if not document.style.depths:
        return {p.ident: p.label or str(k) for k, p in enumerate(document.paragraphs, 1)}
    counts = [0] * len(document.style.depths)
    found: dict[int, str] = {}
    for paragraph in document.paragraphs:
        depth = paragraph.depth
        counts[depth] += 1
        for deeper in range(depth + 1, len(counts)):
            if not (document.style.runs_on and deeper == 1):
                counts[deeper] = 0
        found[paragraph.ident] = str(counts[depth])
    return found


def _spaced(document: Document, paragraph: Paragraph, numbers: dict[int, str]) -> Iterator[tuple[Placed, str]]:
    """The tokens of a paragraph, each with the space before it; a ``@`` becomes the number it names."""
    style, ident = document.style, paragraph.ident
    first = True
    if style.labelled:
        label = style.depths[paragraph.depth] if style.depths else style.label
        for k, part in enumerate(label):
            space = " " if k and (label[k - 1].isalpha() or label[k - 1] == "##") and part != ":" else ""
            space = " " * (style.indent * max(0, paragraph.depth - 1)) if not k else space
            yield Placed(-8 * ident - k, _label_part(part, numbers[ident]), 0, 0, ident, True), space
    for sentence in paragraph.sentences:
        opened = glued = False
        capital = True
        for token in (t for piece in sentence for t in piece.tokens):
            text = token.text
            closing = text in _CLOSING
            if text == '"':
                closing, opened = opened, not opened
                text = '"' if not style.curly else "”" if closing else "“"
            elif style.curly:
                text = text.replace("'", "’").replace("-", "‑")
            reference = token.ref is not None
            if reference:
                text = numbers.get(token.ref or 0, "1")
            elif capital and text[0].isalpha():
                text, capital = text[0].upper() + text[1:], False
            space = "" if closing or glued or not document.language.spaced else " "
            if first:
                space = " " if style.labelled else ""
            elif token.is_tight:
                space = ""
            elif _wide(space, style, sentence, token):
                space = "  "
            if style.no_break and space == " " and token.number % 9 == 0 and not first:
                space = "\u00a0"
            yield Placed(token.number, text, 0, 0, ident, False, reference), space
            first = False
            glued = text in ("“", "[") or (text == '"' and opened)


def _label_part(part: str, number: str) -> str:
    if part == "#":
        return chr(ord("a") - 1 + int(number))
    if part == "%":
        return ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[int(number)]
    return number if part == "@" else part


def _wide(space: str, style: Style, sentence: Sentence, token: Token) -> bool:
    """Whether the wide space between two sentences belongs before this token."""
    return style.double_spaced and space == " " and sentence[0].words[0][0] is token


def with_words(sentence: Sentence, p: int, start: int, end: int, new: tuple[Word, ...]) -> Sentence:
    """The sentence with words ``start:end`` of piece ``p`` replaced."""
    piece = sentence[p]
    own = replace(piece, words=(*piece.words[:start], *new, *piece.words[end:]))
    return (*sentence[:p], own, *sentence[p + 1 :])


def words_in(paragraph: Paragraph) -> Counter[str]:
    """How often each word occurs in a paragraph, in order of first appearance."""
    words = (word for s in paragraph.sentences for piece in s for word in piece.words)
    return Counter("".join(t.text for t in word).casefold() for word in words)


def threes_of(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """Every three tokens in a row that are not all signs."""
    keys = [key_of(t.text).casefold() for s in sentences for piece in s for t in piece.tokens]
    return [three for three in zip(keys, keys[1:], keys[2:]) if any(k[0].isalnum() for k in three)]


def size_of(paragraph: Paragraph) -> int:
    return sum(len(piece.tokens) for s in paragraph.sentences for piece in s)
