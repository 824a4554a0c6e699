"""Where quoted words are in a draft: typography is ignored, and two places are never chosen between.

Words are compared as everywhere in amendtrack, by their folded keys, so that quotes, dashes, blanks and line
ends are noise. Marks of emphasis do not count. What a small slip of the pen is, ``closeness`` says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from amendtrack.intake.instructions.closeness import is_slip, likeliest
from amendtrack.intake.instructions.sentences import Doubtful, sentences
from amendtrack.redline.spoken_words import Words, words_of
from amendtrack.text.units import Text

_MOST_SEARCHED = 200  # units that are searched for similar spellings
MOST = 12
"""The most places that are listed; one more is as ambiguous as a hundred."""


class Unclear(Exception):
    """Raised only inside this room: why an instruction is not carried out, and the places it may mean."""

    def __init__(self, why: str, candidates: Iterable[str] = ()) -> None:
        super().__init__(why)
        self.why, self.candidates = why, tuple(candidates)


@dataclass(frozen=True, slots=True)
class Found:
    """Where words are: the unit, and its words ``first:last``; ``read_as`` names a misspelling that was allowed for."""

    unit: int
    first: int
    last: int
    read_as: str = ""


class Finder:
    """The words of a draft, prepared for searching."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._cut: dict[int, Words] = {}
        self.work = 4_000_000  # words compared in the search for misspellings, for one message

    def words(self, unit: int) -> Words:
        """The words of a unit, placed in the source."""
        if unit not in self._cut:
            u = self.text.units[unit]
            self._cut[unit] = words_of(self.text.source[u.body : u.end], u.body)
        return self._cut[unit]

    @cached_property
    def _plain(self) -> list[tuple[list[str], list[int]]]:
        """For each unit its keys without emphasis, and the word that each belongs to."""
        found = []
        for unit in range(len(self.text.units)):
            keys = self.words(unit).keys
            kept = [k for k, key in enumerate(keys) if not _is_emphasis(key)]
            found.append(([_plain_key(keys[k]) for k in kept], kept))
        return found

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for unit, (keys, _) in enumerate(self._plain):
            for k, key in enumerate(keys):
                found[key].append((unit, k))
        return found

    def find(self, quoted: str, units: Sequence[int] | None = None, sentence: int = 0, most: int = MOST) -> list[Found]:
        """Every place of the quoted words in these units (all without), in order, up to ``most`` places.

        Searched for as they are; then with the other case of the first letter; then, where the quotation is shortened
        by an ellipsis, from its beginning to its end.
        """
        keys = _quoted_keys(quoted)
        if not keys:
            return []
        within = None if units is None else frozenset(units)
        for wanted in (keys, [_other_case(keys[0]), *keys[1:]]):
            found = list(self._limited(self._runs(wanted, within), sentence, most))
            if found or (len(wanted) == 1 and wanted[0] == _other_case(keys[0])):
                return found
        return list(self._limited(self._elided(keys, within), sentence, most))

    def _limited(self, found: Iterable[Found], sentence: int, most: int) -> Iterator[Found]:
        for place in found:
            if most <= 0:
                return
            if not sentence or self._in_sentence(place, sentence):
                most -= 1
                yield place

    def sentence(self, unit: int, number: int) -> tuple[int, int] | None:
        """The words of that sentence of the unit (-1 is the last); None if it has fewer sentences.

        Raises:
            Unclear: which words those are depends on a full stop that may close an abbreviation or the sentence.
        """
        most, fewest = self._readings(unit, number)
        if most != fewest:
            raise self._doubt(unit)
        return most

    def _readings(self, unit: int, number: int) -> list[tuple[int, int] | None]:
        """That sentence where each doubtful full stop ends one, and where none does."""
        cuts = [sentences(self.text.source, self.words(unit), doubtful) for doubtful in Doubtful]
        at = number - 1 if number > 0 else -1
        return [cut[at] if 0 < abs(number) <= len(cut) else None for cut in cuts]

    def _doubt(self, unit: int) -> Unclear:
        words = self.words(unit)
        most, fewest = (sentences(self.text.source, words, doubtful) for doubtful in Doubtful)
        end = next(end for _, end in most if end not in {end for _, end in fewest})
        shown = self.text.source[words.starts[max(0, end - 3)] : words.ends[min(end, len(words) - 1)]]
        return Unclear(f"does a sentence end at “{' '.join(shown.split())}”? quote the words concerned")

    def _in_sentence(self, place: Found, number: int) -> bool:
        inside = {
            span is not None and span[0] <= place.first and place.last <= span[1]
            for span in self._readings(place.unit, number)
        }
        if len(inside) > 1:
            raise self._doubt(place.unit)
        return inside.pop()

    def _runs(self, keys: Sequence[str], within: frozenset[int] | None) -> Iterator[Found]:
        """Where these keys occur in sequence; the search starts at the rarest of them."""
        rarest = min(range(len(keys)), key=lambda k: (len(self._index.get(keys[k], ())), k))
        last = (-1, -1)
        for unit, k in self._index.get(keys[rarest], ()):
            if within is not None and unit not in within:
                continue
            there, place = self._plain[unit]
            first = k - rarest
            if first < 0 or there[first : first + len(keys)] != list(keys) or (unit, first) < last:
                continue
            last = (unit, first + len(keys))
            yield Found(unit, place[first], place[first + len(keys) - 1] + 1)

    def _elided(self, keys: Sequence[str], within: frozenset[int] | None) -> Iterator[Found]:
        """``from ... to``: the beginning, and the end after it in the same unit."""
        cut = [k for k, key in enumerate(keys) if key == "..."]
        if len(cut) != 1 or not 0 < cut[0] < len(keys) - 1:
            return
        head, tail = list(keys[: cut[0]]), list(keys[cut[0] + 1 :])
        while head and head[-1] in ("[", "("):
            head.pop()
        while tail and tail[0] in ("]", ")"):
            tail.pop(0)
        if not head or not tail:
            return
        begins = list(self._limited(self._runs(head, within), 0, MOST))
        for unit in dict.fromkeys(found.unit for found in begins):
            ends = list(self._limited(self._runs(tail, frozenset((unit,))), 0, MOST))
            for begin in (b for b in begins if b.unit == unit):
                for end in ends:
                    if end.first >= begin.last:
                        yield Found(unit, begin.first, end.last)

    # -- misspellings and near matches ------------------------------------------------------------

    def slips(self, quoted: str, units: Sequence[int]) -> list[Found]:
        """Every place where the words occur but for a misspelling or two."""
        keys = _quoted_keys(quoted)
        allowed = 1 if len(keys) < 12 else 2
        found: list[Found] = []
        for unit, first, equal in self._windows(keys, units):
            if equal < len(keys) - allowed or (equal == 0 and len(keys) == 1 and len(keys[0]) < 7):
                continue
            there, place = self._plain[unit]
            pairs = [(a, b) for a, b in zip(keys, there[first : first + len(keys)]) if a != b]
            if all(is_slip(a, b) for a, b in pairs):
                read_as = "; ".join(f"“{a}” read as “{b}”" for a, b in pairs)
                found.append(Found(unit, place[first], place[first + len(keys) - 1] + 1, read_as))
        return found[:MOST]

    def nearest(self, quoted: str, units: Sequence[int]) -> Found | None:
        """The place that shares most words with the quotation; None if it shares fewer than half."""
        keys = _quoted_keys(quoted)
        best = max(self._shares(keys, units), key=lambda w: (w[2], -w[0], -w[1]), default=None)
        if best is None or best[2] * 2 < len(keys) or best[2] < 2:
            return self._likeliest(quoted, len(keys), units)
        unit, first, _ = best
        place = self._plain[unit][1]
        return Found(unit, place[first], place[min(first + len(keys), len(place)) - 1] + 1)

    def _likeliest(self, quoted: str, length: int, units: Sequence[int]) -> Found | None:
        """The words of a unit whose spelling is closest to the quotation, if any resemble it."""
        for unit in units[:_MOST_SEARCHED]:
            words, body = self.words(unit), self.text.units[unit].body
            at = likeliest(self.text.source[body : self.text.units[unit].end], quoted)
            first = next((k for k in range(len(words)) if at >= 0 and words.ends[k] > body + at), None)
            if first is not None:
                return Found(unit, first, min(first + length, len(words)))
        return None

    def _shares(self, keys: Sequence[str], units: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Every stretch as long as the quotation: unit, first word, and how many words they share."""
        wanted = Counter(keys)
        for unit in units:
            there = self._plain[unit][0]
            self.work -= len(there)
            if self.work < 0:
                return
            have: Counter[str] = Counter()
            shared = 0
            for k, key in enumerate(there):
                have[key] += 1
                shared += have[key] <= wanted[key]
                if k >= len(keys):
                    gone = there[k - len(keys)]
                    shared -= have[gone] <= wanted[gone]
                    have[gone] -= 1
                if k + 1 >= min(len(keys), len(there)):
                    yield unit, max(0, k + 1 - len(keys)), shared

    def _windows(self, keys: Sequence[str], units: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Every stretch as long as the quotation: unit, first word, and how many words are equal in position."""
        for unit in units:
            there = self._plain[unit][0]
            self.work -= len(keys) * max(0, len(there) - len(keys) + 1)
            if self.work < 0:
                return
            for first in range(len(there) - len(keys) + 1):
                yield unit, first, sum(a == b for a, b in zip(keys, there[first:]))

    def shown(self, found: Found, around: int = 5) -> str:
        """The words at a place with some around them, on one line."""
        words, source = self.words(found.unit), self.text.source
        first, last = max(0, found.first - around), min(len(words), found.last + around)
        if last - first > 40:
            last = first + 40
        inside = " ".join(source[words.starts[first] : words.ends[last - 1]].split())
        return f"“{'… ' if first else ''}{inside}{' …' if last < len(words) else ''}”"


def _quoted_keys(quoted: str) -> list[str]:
    return [_plain_key(w.key) for w in words_of(quoted) if not _is_emphasis(w.key)]


def _plain_key(key: str) -> str:
    """The key as it is searched for: single and double quotation marks are equal."""
    return '"' if key == "'" else key


def _is_emphasis(key: str) -> bool:
    return key != "" and key[0] in "*_" and len(set(key)) == 1 and len(key) <= 3


def _other_case(key: str) -> str:
    first = key[:1].lower() if key[:1].isupper() else key[:1].upper()
    return first + key[1:]
