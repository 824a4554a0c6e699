"""What a line of a message may name in a draft: units by their addresses, and headings by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place, PlacePart
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.addresses import addresses
from amendtrack.text.units import Text, UnitKind


@dataclass(frozen=True, slots=True)
class Landmarks:
    """``addresses`` other than bare numbers, ``headings`` by their folded words, and the words of the ``title``.

    ``wording`` is all of it, without signs of type, on one line.
    ``openings`` are the first words of its units, ``symbols`` those of documents in the lines above its text.
    ``titled`` are the numbers of articles, sections and clauses with their titles, by the first word of the title.
    """

    addresses: frozenset[str] = frozenset()
    headings: Mapping[str, Place] = field(default_factory=dict)
    title: str = ""
    wording: str = ""
    titled: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    openings: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, base: Text | None) -> Landmarks:
        """The landmarks of a draft; none without a draft."""
        if base is None:
            return cls()
        where = addresses(base)
        printed = frozenset(plain(a) for a in where if "," in a or " “" in a or a.startswith("after "))
        found: dict[str, Place] = {}
        title = ""
        for i, unit in enumerate(base.units):
            if unit.kind is not UnitKind.HEADING:
                continue
            words, whole = bare(base.wording(unit)), bare(base.printed(unit))
            if i == 0 and not unit.label:
                title = words
                continue
            place = _place(unit.label, base.wording(unit)) if words or _is_place(unit.label) else _at(where[i])
            for key in {words, whole}:
                if key:
                    found[key] = place
        wording = " ".join(re.sub(r"[*_]", "", base.source).split())
        openings = frozenset(filter(None, (bare(base.wording(unit)).partition(" ")[0] for unit in base.units)))
        return cls(printed, found, title, wording, _titled(base), openings, _symbols(base))

    def heading(self, line: str) -> Place | None:
        """The heading that the line repeats, perhaps in other type or with other signs."""
        return self.headings.get(bare(line))

    def opens_like_a_unit(self, words: str) -> bool:
        """Whether words begin as a unit of the draft does."""
        return bare(words).partition(" ")[0] in self.openings

    def without_titles(self, text: str) -> str:
        """The text with blanks in place of each title that follows its own number.

        ``Article 6 (Budget)``, ``Section II – Speed`` and ``4.2 Ropes`` name the same place without the title. A title
        that follows another number stays: nobody can say which of the two is meant.
        """
        if not self.titled:
            return text
        folded, kept, at = plain(text), [], 0
        for beside in _BESIDE_NUMBER.finditer(folded):
            start = beside.end()
            first = _FIRST_WORD.match(folded, start)
            for number, title in self.titled.get(first[0], ()) if first and start >= at else ():
                end = start + len(title)
                closes = ")）" if beside["open"] else ""
                if beside["number"] == number and folded.startswith(title, start) and _ends(text, end, closes):
                    end += len(closes) > 0
                    kept += [text[at : beside.end("number")], " " * (end - beside.end("number"))]
                    at = end
                    break
        return "".join([*kept, text[at:]])

    def addressed(self, text: str, start: int, last: int) -> tuple[Place, int] | None:
        """The unit whose address begins the line, and where what is said about it begins."""
        if not self.addresses:
            return None
        colons = [last, *(start + m.start() for m in re.finditer(":", text[start : min(last, start + 200)]))]
        for colon in colons:
            words = text[start:colon].strip()
            if colon - start <= 200 and plain(words) in self.addresses:
                return Place(words, address=plain(words)), min(colon + 1, last)
        return None

    def is_title(self, line: str) -> bool:
        """Whether the line is the title of the draft."""
        return bool(self.title) and bare(line) == self.title


_BESIDE_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>第[^\s第]{1,5}[条章节款]|\d{1,4}(?:\.\d{1,3}){0,3}|[ivxl]{1,7}|[a-z])(?:er|re)?"
    r"(?:[.:：] ?| [–—-] ?| ?(?P<open>[(（])| ?, | )"
)
"""A number, and what may stand between it and its title."""
_BEHIND_TITLE = re.compile(r"[*_ ]*(?:$|\n|[:：,，;.–—/-])")
_FIRST_WORD = re.compile(r"\w+")


def _ends(text: str, end: int, closes: str) -> bool:
    """Whether a title ends there: with its bracket, or before a sign or the end of the line."""
    if closes:
        return text[end : end + 1] in tuple(closes)
    return _BEHIND_TITLE.match(text, end) is not None


def _titled(base: Text) -> Mapping[str, tuple[tuple[str, str], ...]]:
    guide = Guide(base)
    found: dict[str, list[tuple[str, str]]] = {}
    for i, unit in enumerate(base.units):
        line = i if base.wording(unit).strip() else guide.outline.title_below(i)
        if not unit.label or line is None or not guide.outline.is_title_line(line):
            continue
        title = plain(" ".join(base.wording(base.units[line]).split())).strip(" *_#().（）:–—-")
        if first := _FIRST_WORD.match(title):
            found.setdefault(first[0], []).append((guide.outline.number_of(i), title))
    return {first: tuple(sorted(titles, key=lambda t: -len(t[1]))) for first, titles in found.items()}


def bare(words: str) -> str:
    """Words without case, accents and typographic marks."""
    return " ".join(re.sub(r"[*_#:.,–—-]", " ", plain(words)).split())


def _is_place(label: str) -> bool:
    found = match_place(plain(label), 0)
    return found is not None and bool(found[0].parts)


def _at(address: str) -> Place:
    """The place of a heading that is all label, and has no parts: ``Disposición final única``."""
    return Place(address, address=plain(address))


def _place(label: str, wording: str) -> Place:
    found = match_place(plain(label), 0) if label else None
    if found and found[0].parts:
        return Place(label.strip(), found[0].parts)
    words = " ".join(wording.split())
    return Place(words, (PlacePart("heading", bare(wording)),))


def _symbols(base: Text) -> frozenset[str]:
    """The symbols that the lines above the first numbered paragraph consist of, as ``A/CONF.900/L.4``."""
    lines = base.source[: base.units[_FEW_ABOVE - 1].end if len(base.units) >= _FEW_ABOVE else None].splitlines()
    return frozenset(line.strip().casefold() for line in lines if re.fullmatch(r"\s*[A-Z][\w.]*(?:/[\w.-]+)+\s*", line))


_FEW_ABOVE = 4
"""Units among which a masthead is."""
