"""Long texts and edited copies of them, made quickly, for the measurements of speed."""

from __future__ import annotations

import random

from benchmarks.documents import Document, Style, Writer, write
from benchmarks.vocabulary import LANGUAGES


class Wording:
    """A long text as a list of paragraphs, and edited copies of it, made quickly."""

    def __init__(self, words: int, seed: int = 1, language: str = "en") -> None:
        self.language = LANGUAGES[language]
        self.rng = random.Random(f"{language}/{words}/{seed}")
        self.writer = Writer(self.language, self.rng)
        self.paragraphs: list[str] = []
        total = 0
        while total < words:
            text = self.fresh()
            self.paragraphs.append(text)
            total += len(text.split())

    def fresh(self) -> str:
        """A new paragraph."""
        document = Document(self.language, (self.writer.paragraph(),), Style())
        return write(document).text.rstrip()

    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"

    def edited(self, share: float, seed: int, *, paragraphs: float = 1.0) -> str:
        """The text with about that share of the words of some paragraphs replaced, in phrases of one to three."""
        rng = random.Random(f"edited/{share}/{seed}")
        out = []
        for paragraph in self.paragraphs:
            if paragraphs < 1 and rng.random() >= paragraphs:
                out.append(paragraph)
                continue
            words = paragraph.split(" ")
            k = 0
            while k < len(words):
                length = rng.choice((1, 1, 2, 3))
                if rng.random() < share / 1.75:
                    words[k : k + length] = rng.sample(self.language.words, min(length, len(words) - k))
                    k += length
                k += 1
            out.append(" ".join(words))
        return "\n\n".join(out) + "\n"

    def proposal(self, amendments: int, seed: int) -> str:
        """The text as one delegation would have it: so many amendments, mostly of words and phrases."""
        rng = random.Random(f"proposal/{amendments}/{seed}")
        own = list(self.paragraphs)
        for k in sorted(rng.sample(range(len(own)), min(amendments, len(own))), reverse=True):
            words = own[k].split(" ")
            at, what = rng.randrange(len(words)), rng.random()
            new = rng.sample(self.language.words, rng.choice((1, 1, 2, 3)))
            if what < 0.5:
                words[at : at + len(new)] = new
            elif what < 0.75:
                words[at:at] = new
            elif what < 0.9:
                del words[at : at + len(new)]
            elif what < 0.95:
                words = [*words, self._sentence(rng)]
            else:
                own.insert(k + 1, self._sentence(rng))
            own[k] = " ".join(words)
        return "\n\n".join(own) + "\n"

    def _sentence(self, rng: random.Random) -> str:
        """A new sentence by the given chance, so that one proposal does not depend on another."""
        writer = Writer(self.language, rng)
        return write(Document(self.language, (writer.paragraph(1),), Style())).text.rstrip()
