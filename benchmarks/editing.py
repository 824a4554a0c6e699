"""A document under edit: every kind of edit that a delegation makes, with what it truly did kept.

An edit goes to paragraphs that nothing was done to, with an untouched one on either side, so that it
stays an edit of its own.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from benchmarks.documents import (
    OPTIONAL,
    Document,
    Paragraph,
    Piece,
    Sentence,
    Style,
    Word,
    Writer,
    key_of,
    size_of,
    threes_of,
    with_words,
    words_in,
)
from benchmarks.truth import Move
from benchmarks.vocabulary import Language

Change = Callable[[Sentence, Counter[str]], Sentence | None]


SYMBOLS = ("A/RES/99/999", "99/99/9999", "A/99/L.9", "Aaaaa-9", "AAA-Aaaaaa", "aaaaa-aaaaaa", "aaaaaa-aaaaa.aaaa")
"""The forms of symbols, dates and compounds."""


def _numbers(*sentences: Sentence) -> frozenset[int]:
    return frozenset(t.number for s in sentences for piece in s for t in piece.tokens)


class Editor:
    """A document being edited; ``moves``, ``split`` and ``joined`` tell what words alone do not."""

    def __init__(self, language: Language, rng: random.Random, style: Style, paragraphs: int) -> None:
        self.rng, self.language, self.style = rng, language, style
        self.writer = Writer(language, rng)
        self.paragraphs = [self.writer.paragraph() for _ in range(paragraphs)]
        self.touched: set[int] = set()
        self.moves: list[Move] = []
        self.split: set[int] = set()
        self.joined: set[int] = set()

    def document(self) -> Document:
        return Document(self.language, tuple(self.paragraphs), self.style)

    # -- choosing -------------------------------------------------------------------------------

    def free(self, sentences: int = 1) -> int | None:
        """The place of a paragraph nothing was done to, long enough, whose neighbours are whole too."""
        idents = [p.ident for p in self.paragraphs]
        found = [
            k
            for k, p in enumerate(self.paragraphs)
            if len(p.sentences) >= sentences and not self.touched.intersection(idents[max(0, k - 1) : k + 2])
        ]
        if not found:
            return None
        k = self.rng.choice(found)
        self.touched.add(idents[k])
        return k

    def insert(self, paragraph: Paragraph) -> None:
        """Put a new paragraph between two untouched ones, or at an end beside one."""
        idents = [p.ident for p in self.paragraphs]
        gaps = [k for k in range(len(idents) + 1) if not self.touched.intersection(idents[max(0, k - 1) : k + 1])]
        if gaps:
            self.paragraphs.insert(self.rng.choice(gaps), paragraph)
            self.touched.add(paragraph.ident)

    def delete(self, k: int) -> None:
        """Take a paragraph out; its neighbours are not touched again, so the gap stays an edit of its own."""
        self.touched.update(p.ident for p in self.paragraphs[max(0, k - 1) : k + 2])
        del self.paragraphs[k]

    def edit_sentence(self, change: Change) -> None:
        """Apply a change to some sentence of some untouched paragraph, when it can be applied there."""
        for _ in range(8):
            k = self.free()
            if k is None:
                return
            paragraph = self.paragraphs[k]
            n = self.rng.randrange(len(paragraph.sentences))
            if self._applied(k, n, change):
                return

    def _applied(self, k: int, n: int, change: Change) -> bool:
        paragraph = self.paragraphs[k]
        changed = change(paragraph.sentences[n], words_in(paragraph))
        if changed is None:
            return False
        sentences = (*paragraph.sentences[:n], changed, *paragraph.sentences[n + 1 :])
        self.paragraphs[k] = replace(paragraph, sentences=sentences)
        return True

    # -- words ----------------------------------------------------------------------------------

    def word(self) -> None:
        self.edit_sentence(self.rng.choice((self.other_word, self.other_modal, self.more_word, self.less_word)))

    def _spots(self, sentence: Sentence) -> list[tuple[int, int]]:
        return [
            (p, w)
            for p, piece in enumerate(sentence)
            if piece.role not in ("end", "modal")
            for w, word in enumerate(piece.words)
            if word[0].text[0].isalnum() and word[0].ref is None
        ]

    def _new_word(self, present: Counter[str]) -> Word | None:
        choices = [w for w in self.language.words if not present[w.casefold()]]
        return self.writer.word(self.rng.choice(choices)) if choices else None

    def other_word(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        p, w = self.rng.choice(self._spots(sentence))
        new = self._new_word(present)
        return with_words(sentence, p, w, w + 1, (new,)) if new else None

    def more_word(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        p, w = self.rng.choice(self._spots(sentence))
        new = self._new_word(present)
        return with_words(sentence, p, w, w, (new,)) if new else None

    def less_word(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        p, w = self.rng.choice(self._spots(sentence))
        return with_words(sentence, p, w, w + 1, ()) if len(sentence[p].words) > 1 else None

    def other_modal(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        p = next(k for k, piece in enumerate(sentence) if piece.role == "modal")
        return self.replaced(sentence, p, p + 1, lambda: (self.writer.fresh("modal"),))

    def neighbours(self) -> None:
        """Two or three words changed in one sentence, with several words that stay between any two."""
        self.edit_sentence(self._several_words)

    def _several_words(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        spots = self._spots(sentence)
        if len(spots) < 12:
            return None
        changed, last = sentence, len(spots) + 9
        for k in sorted(self.rng.sample(range(len(spots)), self.rng.choice((2, 3))), reverse=True):
            p, w = spots[k]
            new = self._new_word(present)
            if new is None or last - k < 5:
                continue
            present["".join(t.text for t in new).casefold()] += 1
            changed = with_words(changed, p, w, w + self.rng.choice((0, 1)), (new,))
            last = k
        return changed if changed is not sentence else None

    # -- phrases --------------------------------------------------------------------------------

    def phrase(self) -> None:
        if self.rng.random() < 0.2:
            self.both_ends()
        else:
            self.edit_sentence(self.rng.choice((self.other_phrase, self.more_phrase, self.less_phrase)))

    def both_ends(self) -> None:
        """Edits in the first and the last sentence of a long paragraph."""
        k = self.free(sentences=4)
        if k is None:
            return
        for n in (0, -1):
            self._applied(k, n % len(self.paragraphs[k].sentences), self.other_phrase)

    def other_phrase(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        roles = [k for k, piece in enumerate(sentence) if piece.role not in ("end", "modal", "reference")]
        p = self.rng.choice(roles)
        return self.replaced(sentence, p, p + 1, lambda: (self.writer.fresh(sentence[p].role),))

    def more_phrase(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        there = {piece.role for piece in sentence}
        absent = [role for role in OPTIONAL if role not in there]
        if not absent:
            return None
        role, order = self.rng.choice(absent), (*self.language.order, "end")
        at = next(k for k, p in enumerate(sentence) if p.role in order and order.index(p.role) > order.index(role))
        return (*sentence[:at], self.writer.fresh(role), *sentence[at:])

    def less_phrase(self, sentence: Sentence, present: Counter[str]) -> Sentence | None:
        there = [k for k, piece in enumerate(sentence) if piece.role in OPTIONAL]
        if not there:
            return None
        k = self.rng.choice(there)
        return (*sentence[:k], *sentence[k + 1 :])

    def replaced(
        self, sentence: Sentence, start: int, end: int, make: Callable[[], tuple[Piece, ...]]
    ) -> Sentence | None:
        """The sentence with pieces ``start:end`` made anew, in words that share no content with the old ones."""
        for _ in range(40):
            new = make()
            if self.unlike(sentence[start:end], new):
                return (*sentence[:start], *new, *sentence[end:])
        return None

    def unlike(self, old: Sequence[Piece], new: Sequence[Piece]) -> bool:
        """Whether nothing but stop-words is shared, nor any two words in a row, but for what both ends share."""
        a = [key_of(t.text).casefold() for piece in old for t in piece.tokens]
        b = [key_of(t.text).casefold() for piece in new for t in piece.tokens]
        while a and b and a[-1] == b[-1]:
            a.pop(), b.pop()
        while a and b and a[0] == b[0]:
            a.pop(0), b.pop(0)
        if not a or not b:
            return False
        stop = self.language.stop
        shared = {t for t in set(a) & set(b) if t not in stop and t[0].isalnum()}
        return not shared and not set(pairwise(a)) & set(pairwise(b))

    # -- sentences and paragraphs ---------------------------------------------------------------

    def sentence(self) -> None:
        kind = self.rng.choice(("insert", "delete", "replace"))
        k = self.free(sentences=2 if kind == "delete" else 1)
        if k is None:
            return
        paragraph = self.paragraphs[k]
        own, n = list(paragraph.sentences), self.rng.randrange(len(paragraph.sentences))
        if kind == "insert":
            own.insert(self.rng.randint(0, len(own)), self.writer.sentence())
        elif kind == "delete":
            del own[n]
        else:
            own[n] = self.replaced(own[n], 0, len(own[n]), self.writer.sentence) or own[n]
        self.paragraphs[k] = replace(paragraph, sentences=tuple(own))

    def rewriting(self) -> None:
        """A sentence, or most of it, in other words; common words recur by chance."""
        k = self.free()
        if k is None:
            return
        paragraph = self.paragraphs[k]
        own, n = list(paragraph.sentences), self.rng.randrange(len(paragraph.sentences))
        old = own[n]
        start, end = (0, len(old) - 1) if self.rng.random() < 0.6 else (1, len(old) - 1)
        roles = [piece.role for piece in self.writer.sentence()[:-1]]
        roles = roles if start == 0 else roles[1:] or ["where"]
        own[n] = (
            self.replaced(old, start, end, lambda: tuple(self.writer.fresh(role) for role in roles))
            or self.replaced(old, 0, len(old), self.writer.sentence)
            or old
        )
        self.paragraphs[k] = replace(paragraph, sentences=tuple(own))

    def paragraph(self) -> None:
        kind = self.rng.choice(("insert", "delete", "replace"))
        if kind == "insert":
            self.insert(self.writer.paragraph())
            return
        k = self.free()
        if k is None:
            return
        new = self.other_paragraph(self.paragraphs[k]) if kind == "replace" else None
        if new is None:
            self.delete(k)
        else:
            self.touched.add(new.ident)
            self.paragraphs[k] = new

    def other_paragraph(self, old: Paragraph) -> Paragraph | None:
        """A paragraph in quite other words: no three tokens in a row are the old one's, and hardly any content."""
        threes = set(threes_of(old.sentences))
        content = {t for t in words_in(old) if t not in self.language.stop and t[0].isalnum()}
        own: list[Sentence] = []
        for _ in range(120):
            sentence = self.writer.sentence()
            words = {"".join(t.text for t in word).casefold() for piece in sentence for word in piece.words}
            if not threes.intersection(threes_of((sentence,))) and len(words & content) <= 1:
                own.append(sentence)
            if len(own) >= 1 and self.rng.random() < 0.5:
                return Paragraph(self.writer.number(), tuple(own))
        return Paragraph(self.writer.number(), tuple(own)) if own else None

    def move(self, edited: bool = False) -> None:
        k = self.free(sentences=2 if edited else 1)
        if k is None:
            return
        paragraph = self.paragraphs.pop(k)
        idents = [p.ident for p in self.paragraphs]
        least = 1 if self.rng.random() < 0.2 else 3
        far = [
            t
            for t in range(len(idents) + 1)
            if abs(t - k) >= least and not self.touched.intersection(idents[max(0, t - 1) : t + 1])
        ]
        if not far:
            self.paragraphs.insert(k, paragraph)
            return
        target = self.rng.choice(far)
        passed = self.paragraphs[min(k, target) : max(k, target)]
        self.touched.update(p.ident for p in self.paragraphs[max(0, k - 1) : k + 1])
        if edited:
            n = self.rng.randrange(len(paragraph.sentences))
            change = self.rng.choice((self.other_word, self.more_word, self.other_phrase, self.less_phrase))
            changed = change(paragraph.sentences[n], words_in(paragraph)) or paragraph.sentences[n]
            own = (*paragraph.sentences[:n], changed, *paragraph.sentences[n + 1 :])
            paragraph = replace(paragraph, sentences=own)
        self.paragraphs.insert(target, paragraph)
        self.touched.update(p.ident for p in passed)
        light = sum(map(size_of, passed)) <= 1.5 * size_of(paragraph)
        others = frozenset(p.ident for p in passed) if light else frozenset[int]()
        self.moves.append(Move(frozenset({paragraph.ident}), others))

    def edited_move(self) -> None:
        self.move(edited=True)

    def sentence_move(self) -> None:
        """A sentence moves inside its paragraph, or to another one."""
        is_inside = self.rng.random() < 0.4
        k = self.free(sentences=3 if is_inside else 2)
        to = k if is_inside else self.free()
        if k is None or to is None:
            return
        own = list(self.paragraphs[k].sentences)
        n = self.rng.randrange(len(own))
        sentence = own.pop(n)
        self.paragraphs[k] = replace(self.paragraphs[k], sentences=tuple(own))
        rest = list(self.paragraphs[to].sentences)
        at = self.rng.choice([m for m in range(len(rest) + 1) if not (is_inside and m == n)])
        passed = rest[min(at, n) : max(at, n)] if is_inside else []
        rest.insert(at, sentence)
        self.paragraphs[to] = replace(self.paragraphs[to], sentences=tuple(rest))
        self.moves.append(Move(_numbers(sentence), _numbers(*passed), is_sentence=True))

    # -- compounds and symbols ------------------------------------------------------------------

    def add_symbols(self) -> None:
        """Let about half of the sentences cite a document, a date, or a name of several parts."""
        for k, paragraph in enumerate(self.paragraphs):
            own = tuple(
                (*s[:-1], Piece("symbol", (self.writer.tight(self._symbol()),)), s[-1])
                if self.rng.random() < 0.5
                else s
                for s in paragraph.sentences
            )
            self.paragraphs[k] = replace(paragraph, sentences=own)

    def _symbol(self, form: str = "") -> str:
        """A symbol of that form: ``a`` for a letter, ``9`` for a digit; of any form by default."""
        form = form or self.rng.choice(SYMBOLS)
        letters = {"9": "123456789", "a": "bcdfgklmnprt", "A": "BCDFGKLMNPRT"}
        return "".join(self.rng.choice(letters.get(sign, sign)) for sign in form)

    def other_symbol(self) -> None:
        """A symbol, a date or a compound becomes another: numbers with the strokes between them, compounds whole."""
        for _ in range(8):
            k = self.free()
            if k is None or self._with_other_symbol(k):
                return

    def _with_other_symbol(self, k: int) -> bool:
        sentences = self.paragraphs[k].sentences
        found = [(n, p) for n, s in enumerate(sentences) for p, piece in enumerate(s) if piece.role == "symbol"]
        if not found:
            return False
        n, p = self.rng.choice(found)
        (old,) = sentences[n][p].words
        fresh = self.writer.tight(self._form_of("".join(t.text for t in old)))
        if len(old) == len(fresh) == 1:
            word = fresh
        else:
            kept = [not any(map(str.isdigit, t.text)) for t in old]
            kept = [
                k and not (t.text == "/" and kept[m - 1 : m + 2] == [False, True, False])
                for m, (k, t) in enumerate(zip(kept, old))
            ]
            word = tuple(o if k else f for o, k, f in zip(old, kept, fresh, strict=True))
        if any(w is not o and w.text == o.text and w.text != "/" for o, w in zip(old, word, strict=True)):
            return False
        piece = replace(sentences[n][p], words=(word,))
        own = (*sentences[n][:p], piece, *sentences[n][p + 1 :])
        self.paragraphs[k] = replace(self.paragraphs[k], sentences=(*sentences[:n], own, *sentences[n + 1 :]))
        return True

    def _form_of(self, text: str) -> str:
        return self._symbol(
            "".join("9" if c.isdigit() else "a" if c.islower() else "A" if c.isupper() else c for c in text)
        )

    def splitting(self) -> None:
        k = self.free(sentences=2)
        if k is None:
            return
        paragraph = self.paragraphs[k]
        cut = self.rng.randrange(1, len(paragraph.sentences))
        second = Paragraph(self.writer.number(), paragraph.sentences[cut:])
        self.touched.add(second.ident)
        self.split.add(second.ident)
        self.paragraphs[k : k + 1] = [replace(paragraph, sentences=paragraph.sentences[:cut]), second]

    def joining(self) -> None:
        k = self.free()
        if k is None or k + 1 >= len(self.paragraphs):
            return
        if any(p.ident in self.touched for p in self.paragraphs[k + 1 : k + 3]):
            return
        first, second = self.paragraphs[k : k + 2]
        self.joined.add(second.ident)
        self.paragraphs[k : k + 2] = [replace(first, sentences=first.sentences + second.sentences)]

    # -- special texts --------------------------------------------------------------------------

    def add_references(self) -> None:
        """Let about a third of the sentences name another paragraph."""
        idents = [p.ident for p in self.paragraphs]
        for k, paragraph in enumerate(self.paragraphs):
            own = tuple(
                (*s[:-1], self.writer.reference(self.rng.choice(idents)), s[-1]) if self.rng.random() < 0.35 else s
                for s in paragraph.sentences
            )
            self.paragraphs[k] = replace(paragraph, sentences=own)

    def renumbering(self) -> None:
        """New and lost paragraphs, so that all later numbers and the references to them change."""
        self.rng.choice((self.new_paragraph, self.new_paragraph, self.lost_paragraph))()

    def new_paragraph(self) -> None:
        self.insert(self.writer.paragraph())

    def lost_paragraph(self) -> None:
        named = {t.ref for p in self.paragraphs for s in p.sentences for piece in s for t in piece.tokens}
        k = self.free()
        if k is not None and self.paragraphs[k].ident not in named:
            self.delete(k)

    def add_alternatives(self) -> None:
        """Put a phrase of about half of the sentences in brackets, most with one or two alternatives beside it."""
        for k, paragraph in enumerate(self.paragraphs):
            self.paragraphs[k] = replace(paragraph, sentences=tuple(map(self._with_alternatives, paragraph.sentences)))

    def _with_alternatives(self, sentence: Sentence) -> Sentence:
        roles = [p for p, piece in enumerate(sentence) if p and piece.role not in ("end", "opening")]
        if not roles or self.rng.random() < 0.5:
            return sentence
        p = self.rng.choice(roles)
        others = [self.writer.fresh(sentence[p].role) for _ in range(self.rng.choice((0, 1, 1, 2)))]
        pieces = [sentence[p], *(other for other in others if self.unlike((sentence[p],), (other,)))]
        bracketed = [part for piece in pieces for part in (self._sign("["), piece, self._sign("]"))]
        return (*sentence[:p], *bracketed, *sentence[p + 1 :])

    def _sign(self, text: str) -> Piece:
        return self.writer.piece("bracket", text)

    def clearing(self) -> None:
        """Most of the brackets of a paragraph cleared: struck with their words, or lifted round them or other words."""
        k = self.free()
        if k is not None:
            present = words_in(self.paragraphs[k])
            own = tuple(self._cleared(sentence, present) for sentence in self.paragraphs[k].sentences)
            self.paragraphs[k] = replace(self.paragraphs[k], sentences=own)

    def _cleared(self, sentence: Sentence, present: Counter[str]) -> Sentence:
        made: list[Piece] = []
        p = 0
        while p < len(sentence):
            if sentence[p].role != "bracket":
                made.append(sentence[p])
                p += 1
                continue
            choice = self.rng.choice(("keep", "strike", "lift", "reword"))
            lifted = sentence[p + 1 : p + 2]
            if choice == "reword" and (new := self._new_word(present)):
                present["".join(t.text for t in new).casefold()] += 1
                at = self.rng.choice((0, len(lifted[0].words) - 1))
                lifted = with_words(lifted, 0, at, at + 1, (new,))
            made.extend({"keep": sentence[p : p + 3], "strike": ()}.get(choice, lifted))
            p += 3
        return tuple(made)

    def make_alike(self) -> None:
        """Turn the text into clauses that differ from one another by a phrase or two."""
        pattern = self.writer.paragraph(self.rng.choice((1, 2, 2)))
        seen: set[tuple[str, ...]] = set()
        alike: list[Paragraph] = []
        while len(alike) < len(self.paragraphs):
            clause = self.variation(pattern)
            wording = tuple(words_in(clause).elements())
            if wording not in seen:
                seen.add(wording)
                alike.append(clause)
        self.paragraphs = alike

    def variation(self, pattern: Paragraph) -> Paragraph:
        clause = self.writer.copy(pattern)
        for _ in range(self.rng.choice((1, 1, 2))):
            n = self.rng.randrange(len(clause.sentences))
            sentence = clause.sentences[n]
            roles = [k for k, piece in enumerate(sentence) if piece.role in ("subject", "act", "object", "where")]
            p = self.rng.choice(roles)
            own = (*sentence[:p], self.writer.fresh(sentence[p].role), *sentence[p + 1 :])
            clause = replace(clause, sentences=(*clause.sentences[:n], own, *clause.sentences[n + 1 :]))
        return clause

    def alike(self) -> None:
        """An edit among near-duplicate clauses; none becomes the double of another."""
        kind = self.rng.choice(("insert", "delete", "word", "phrase"))
        present = {tuple(words_in(p).elements()) for p in self.paragraphs}
        if kind == "word":
            self.edit_sentence(self.rng.choice((self.other_word, self.more_word)))
        elif kind == "phrase":
            kept = list(self.paragraphs)
            self.edit_sentence(self.other_phrase)
            if any(tuple(words_in(p).elements()) in present for p in self.paragraphs if p not in kept):
                self.paragraphs = kept
        elif kind == "delete":
            k = self.free()
            if k is not None:
                self.delete(k)
        else:
            new = self.variation(self.rng.choice(self.paragraphs))
            if tuple(words_in(new).elements()) not in present:
                self.insert(new)
