"""Places as they are written in a message, and the units of a draft that they name.

``read_place`` needs no draft; ``Guide`` resolves what it gives, and says which units belong to a place. A place
that several units could be is never chosen between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from amendtrack.intake.instructions.keywords import CHAPEAU, HEADING, PLACE_WORDS, TITLE
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.labels import Counted, Rank, addresses, counted
from amendtrack.text.openings import SUFFIX
from amendtrack.text.units import Text, UnitKind


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a place: what the unit is called (``para``, ``action``; may be empty), its number and ``bis``."""

    word: str
    number: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written: its parts in the order of writing, or the words of a heading.

    ``alone`` says that only the unit itself is meant, without its items (a chapeau, a footnote, a title);
    ``address`` is the draft's own address of the unit, if the place is written so.
    """

    words: str
    parts: tuple[Part, ...] = ()
    heading: str = ""
    alone: bool = False
    address: str = ""

    def inside(self, outer: Place) -> Place:
        """This place as said to be in another: ``paragraph 7`` in ``section II``."""
        if self.words == "to" or not self.parts:
            return self
        return Place(f"{outer.words}, {self.words}", (*outer.parts, *self.parts), alone=self.alone)

    def called_like(self, first: Place) -> Place:
        """This place, if it is a bare number, as the first of its list is called: ``actions 7 and 9``."""
        if self is first or len(self.parts) != 1 or self.parts[0].word or not first.parts:
            return self
        called = replace(self.parts[0], word=first.parts[-1].word)
        return Place(self.words, (*first.parts[:-1], called))

    def within(self, outer: Place | None) -> Place:
        """This place as part of another: ``(a)`` under the heading ``Paragraph 5``."""
        if outer is None or not outer.parts or not self.parts or self.parts[0].word not in ("", "item"):
            return self
        return Place(f"{outer.words}, {self.words}", (*outer.parts, *self.parts), alone=self.alone)


_WORDS = "|".join(f"(?P<{key}>{pattern})" for key, pattern in PLACE_WORDS.items())
_BIS = SUFFIX.split("|مكررا")[0] + r")(?!\w)"
_SUFFIXES = rf"(?:[.\- ]?{_BIS})*"
_NAMED = re.compile(
    rf"(?:the |le |la |l'|el )?(?:{_WORDS})(?: ?(?:#|№|n[°o]\.?|number|numero) ?\(?| \(?|(?=\d))"
    rf"(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\d%°])|[ivxl]{{1,7}}(?!\w)|[a-z](?![\w']))(?P<suffix>{_SUFFIXES})\)?"
    rf"(?P<outer>{_SUFFIXES})(?!\w)"
)
_MARKER = re.compile(r"\[\^(?P<number>\w{1,20})(?P<suffix> [a-z]{2,20})?\]")
_BARE = re.compile(rf"#?(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\w%°]|\.\d|,\d))(?P<suffix>{_SUFFIXES})(?!\w)")
_GLUED = re.compile(rf"(?P<number>\d{{1,4}})(?P<suffix>{_BIS})")
_ITEM = re.compile(
    rf" ?\((?P<number>[a-z]{{1,2}}|[ivxl]{{1,7}}|\d{{1,3}})(?P<suffix>{_SUFFIXES})\)(?P<outer>{_SUFFIXES})(?!\w)"
)
_HALF = re.compile(r" ?(?P<number>[a-z]|[ivxl]{1,7})\)(?P<outer>(?!\w))")
_TITLE = re.compile(rf"(?:{TITLE})(?!\w)")
_HEADING = re.compile(rf"(?:{HEADING}) Q")
_CHAPEAU = re.compile(CHAPEAU + r" ")
_LINK = re.compile(r"(?: ?, ?| )(?:(?:of|in|du|de|dans|del|en)(?: the| la| l'| le| el)? |de l'|(?=[a-z§]))|, ")


def match_place(folded: str, at: int, quoted: str) -> tuple[Place, int] | None:
    """The place that stands at this offset of a folded clause, and where it ends.

    In the clause each quotation is written ``Q``; ``quoted`` are the words of the next one.

    >>> place, end = match_place("para 14 bis (a), replace", 0, "")
    >>> [(part.word, part.number, part.suffix) for part in place.parts], end
    ([('para', '14', 'bis'), ('', 'a', '')], 15)
    """
    if found := _HEADING.match(folded, at):
        return Place(f"heading “{quoted}”", heading=quoted, alone=True), found.end()
    if chapeau := _CHAPEAU.match(folded, at):
        inner = match_place(folded, chapeau.end(), "")
        if inner and inner[0].parts:
            return Place(folded[at : inner[1]], inner[0].parts, alone=True), inner[1]
    parts: list[Part] = []
    end = at
    while len(parts) < 6:
        start = end
        if parts and (link := _LINK.match(folded, end)):
            start = link.end()
        step = _step(folded, start, bare=not parts) or (_step(folded, end, bare=False) if parts else None)
        if step is None:
            break
        parts.append(step[0])
        end = step[1]
        while (item := _ITEM.match(folded, end) or _HALF.match(folded, end)) and len(parts) < 6:
            parts.append(_part("", item))
            end = item.end()
    if parts:
        return Place(folded[at:end].strip(), tuple(parts), alone=parts[-1].word == "note"), end
    if found := _TITLE.match(folded, at):
        return Place("title", heading="", alone=True), found.end()
    return None


def _step(folded: str, at: int, *, bare: bool) -> tuple[Part, int] | None:
    if found := _NAMED.match(folded, at):
        word = next(key for key in PLACE_WORDS if found[key])
        return _part(word, found), found.end()
    if found := _MARKER.match(folded, at):
        return _part("note", found), found.end()
    if bare and (found := _GLUED.match(folded, at) or _BARE.match(folded, at) or _ITEM.match(folded, at)):
        return _part("", found), found.end()
    return None


def _part(word: str, found: re.Match[str]) -> Part:
    groups = found.groupdict()
    suffix = groups.get("suffix") or groups.get("outer") or ""
    return Part(word, found["number"], " ".join(re.sub(r"[.\-]", " ", suffix).split()))


# -- the units that a place names ---------------------------------------------------------------------


class Guide:
    """A draft's units by the places that people write; ``where`` are their addresses."""

    def __init__(self, base: Text) -> None:
        self.base = base
        self.where = addresses(base)
        self.counted = counted([unit.label for unit in base.units])

    @cached_property
    def _words(self) -> tuple[tuple[str, str, str], ...]:
        """For each unit, what its label is called, its number and its suffix; empty without a label."""
        return tuple(_called(count) for count in self.counted)

    @cached_property
    def _by_number(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, (_, number, _) in enumerate(self._words):
            found.setdefault(number, []).append(i)
        return found

    @cached_property
    def _by_address(self) -> dict[str, int]:
        return {plain(address): i for i, address in enumerate(self.where)}

    @cached_property
    def _scopes(self) -> tuple[tuple[int, ...], ...]:
        """For each unit, the units that it stands in: items' paragraphs, and the sections around them."""
        open_: list[tuple[int, int]] = []  # rank and unit of the parts, chapters and sections that are open
        found: list[tuple[int, ...]] = []
        for i, (unit, count) in enumerate(zip(self.base.units, self.counted)):
            rank = int(count.rank) if count else int(Rank.SECTION) if unit.kind is UnitKind.HEADING else 99
            if rank < Rank.PARAGRAPH or (unit.kind is UnitKind.HEADING and count is None):
                open_ = [(r, k) for r, k in open_ if r < rank]
            chain = [] if rank == Rank.NOTE else [k for _, k in open_]
            above = count.above if count else None
            if above is not None:
                chain = [*found[above], above]
            found.append(tuple(chain))
            if rank < Rank.PARAGRAPH:
                open_.append((rank, i))
        return tuple(found)

    def units_of(self, place: Place) -> tuple[int, ...]:
        """The units that the place may be: one where it is clear, several where it is ambiguous, or none."""
        if place.address:
            found_there = self._by_address.get(place.address)
            return () if found_there is None else (found_there,)
        if not place.parts:
            return self._titled(place.heading)
        exact = self._by_address.get(plain(place.words))
        found = [i for i in self._candidates(place.parts) if self._fits(i, place.parts)]
        if len(found) > 1 and exact in found and exact is not None and len(place.parts) == 1:
            series = [i for i in found if self._rank(i) is Rank.PARAGRAPH]
            return (exact,) if len(series) == 1 and exact in series else tuple(found)
        if not found and exact is not None:
            return (exact,)
        return tuple(found)

    def _rank(self, i: int) -> Rank | None:
        count = self.counted[i]
        return count.rank if count else None

    def _candidates(self, parts: tuple[Part, ...]) -> Iterable[int]:
        numbers = {part.number.casefold() for part in parts}
        return sorted({i for number in numbers for i in self._by_number.get(number, ())})

    def _fits(self, i: int, parts: tuple[Part, ...]) -> bool:
        """Whether the unit is one of the parts, and all the others are around it."""
        around = self._scopes[i]
        for k, part in enumerate(parts):
            if not self._is(i, part):
                continue
            rest = [*parts[:k], *parts[k + 1 :]]
            if all(any(self._is(u, other) for u in around) for other in rest):
                return True
        return False

    def _is(self, i: int, part: Part) -> bool:
        word, number, suffix = self._words[i]
        if number != part.number.casefold() or suffix != part.suffix:
            return False
        rank = self._rank(i)
        match part.word:
            case "":
                return rank is not Rank.NOTE
            case "para":
                return word in ("", "para") and rank in (Rank.PARAGRAPH, Rank.ITEM)
            case "item":
                return rank is Rank.ITEM or word == "item"
        return word == part.word

    def _titled(self, heading: str) -> tuple[int, ...]:
        headings = [i for i, unit in enumerate(self.base.units) if unit.kind is UnitKind.HEADING]
        if not heading:
            first = headings[0] if headings else -1
            return (first,) if first == 0 or (headings and self.base.units[first].label == "") else ()
        wanted = _title_words(heading)
        return tuple(i for i in headings if _title_words(self.base.wording(self.base.units[i])) == wanted)

    def extent(self, i: int) -> tuple[int, int]:
        """The unit with all that belongs to it (its items, bullets, rows; a section's paragraphs): half-open."""
        end = i + 1
        while end < len(self.base.units) and (i in self._scopes[end] or self._hangs_on(i, end)):
            end += 1
        return i, end

    def _hangs_on(self, i: int, k: int) -> bool:
        """Whether an unlabelled bullet or row belongs to the unit right before it."""
        unit = self.base.units[k]
        lies_in = self.base.units[i].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM)
        return lies_in and not unit.label and unit.kind in (UnitKind.ITEM, UnitKind.ROW, UnitKind.LINE)

    def loose_after(self, end: int) -> bool:
        """Whether an unlabelled paragraph follows, of which nobody can say if it belongs to what stands before."""
        units = self.base.units
        if end >= len(units) or not units[end - 1].label:
            return False
        return units[end].kind is UnitKind.PARAGRAPH and not units[end].label


def _called(count: Counted | None) -> tuple[str, str, str]:
    if count is None:
        return "", "", ""
    label = count.label
    if label.prefix == "[^":
        return "note", label.number.casefold(), label.suffix
    word = plain(re.sub(r"[\s#№(\\（.]+|n[°o]\.?$", " ", label.prefix)).strip()
    key = next((k for k, pattern in PLACE_WORDS.items() if word and re.fullmatch(pattern, word)), word)
    return key, label.number.casefold(), label.suffix


def _title_words(words: str) -> str:
    return " ".join(re.sub(r"[*_#:.]", " ", plain(words)).split())


def named(guide: Guide, units: Iterable[int]) -> Iterator[str]:
    """Each unit's address with its first words, for a list of candidates."""
    for i in units:
        words = guide.base.wording(guide.base.units[i]).split()
        shown = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
        yield f"{guide.where[i]} “{shown}”" if shown else guide.where[i]
