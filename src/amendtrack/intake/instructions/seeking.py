"""Places and quoted words searched for in a draft: found once, or the reason why not.

Nothing that the message leaves open is chosen for it. Where several places fit, or none, the reason lists them as
``address “words in context”``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from amendtrack.intake.instructions.before import Before
from amendtrack.intake.instructions.cited_place import UP_TO, Place, other_text
from amendtrack.intake.instructions.finding import MOST, Finder, Found, Unclear
from amendtrack.intake.instructions.footnotes import Footnotes
from amendtrack.intake.instructions.guide import Guide, named
from amendtrack.intake.instructions.instruction import OF_WORDS, Action, Instruction, Side
from amendtrack.intake.instructions.labelled import Numberer
from amendtrack.text.labels import Rank, read_label, write_label
from amendtrack.text.units import Text, UnitKind

MOST_COUNTED = 100_000
"""Occurrences of the same words that are counted."""


_guide_of = lru_cache(maxsize=8)(Guide)  # the same for every message on a draft


class Seeker:
    """Finds in one draft what the instructions of one message name; ``earlier`` are its earlier revisions by name.

    ``names`` are those of all delegations.
    """

    def __init__(self, base: Text, earlier: Mapping[str, Text], names: tuple[str, ...] = ()) -> None:
        self.names = names
        self.base, self.guide, self.finder = base, _guide_of(base), Finder(base)
        self.earlier = [Before(name, text, base) for name, text in reversed(list(earlier.items()))]
        self.numberer = Numberer(self.guide)
        self.footnotes = Footnotes(base, self.finder)

    # -- places -----------------------------------------------------------------------------------

    def unit_at(self, place: Place) -> int:
        """The one unit that a place names, never a choice between two."""
        if _is_of_columns(place):
            raise Unclear("a column or a cell cannot be changed as a whole; quote the words concerned")
        units = self.guide.units_of(place)
        if len(units) == 1:
            if place.parts and self.guide.rows.line_of(units[0], place) and place.parts[-1].word in ("row", "rowkind"):
                raise Unclear("a line of a paragraph is no unit of the text; quote the words concerned")
            if place.titled and not self._is_title(units[0]):
                if (below := self.guide.outline.title_below(units[0])) is not None:
                    return below
                raise Unclear("it has no title", named(self.guide, units))
            return units[0]
        if units:
            shown = self.guide.rows.tables(units) if _is_table(place) else named(self.guide, units[:MOST])
            raise Unclear(f"{place.words} occurs more than once", shown)
        if elsewhere := other_text(place):
            raise Unclear(f"it stands under “{elsewhere}”, which may name another text", self._like(place))
        if place.parts[-1:] and place.parts[-1].word.startswith("nth "):
            raise Unclear(f"it is not clear which is “{place.words}”", self._like(place))
        raise Unclear(f"there is no {place.words}", self._like(place))

    def _is_title(self, unit: int) -> bool:
        """Whether a unit has a title: a heading with words, or an article's line of words without a full stop."""
        kind, count = self.base.units[unit].kind, self.guide.outline.counted[unit]
        words = self.base.wording(self.base.units[unit]).strip()
        is_article = count is not None and count.rank < Rank.PARAGRAPH and words[-1:] not in (".", ";", ":", ",")
        return bool(words) and (
            kind is UnitKind.HEADING or (is_article and self.guide.outline.extent(unit)[1] > unit + 1)
        )

    def _like(self, place: Place) -> Iterator[str]:
        """Units with the same number, whatever they are called."""
        numbers = {part.number for part in place.parts[-1:]}
        for i, unit in enumerate(self.base.units):
            label = read_label(unit.label) if unit.label else None
            if label and label.number in numbers:
                yield from named(self.guide, [i])

    def within(self, one: Instruction) -> list[int] | None:
        """The units in which quoted words are searched for; None for all."""
        if one.scope is None:
            return None
        if _is_of_columns(one.scope) and one.act not in _IN_A_CELL:
            raise Unclear("in a column or a cell, only quoted words can be changed")
        found = self.guide.units_of(one.scope)
        if not ((_is_of_columns(one.scope) or _is_row(one.scope)) and found) and (
            len(found) < 2 or one.sentence or not _may_be_several(one.scope)
        ):
            found = (self.unit_at(one.scope),)
        if one.sentence:
            return [self.unit_of_sentences(one)]
        if one.scope.alone:
            return list(found)
        return sorted({k for unit in found for k in range(*self.guide.extent(one.scope, unit))})

    def within_or_all(self, one: Instruction) -> list[int] | None:
        """The same, or None where the place is not clear."""
        try:
            return self.within(one)
        except Unclear:
            return None

    def only_paragraph(self, unit: int) -> int:
        """The only paragraph of an article that is a mere heading; otherwise the unit itself."""
        below = self.guide.outline.below(unit)
        is_heading = self.base.units[unit].kind is UnitKind.HEADING or self.guide.outline.is_title_line(unit)
        return below[0] if is_heading and len(below) == 1 else unit

    def unit_of_sentences(self, one: Instruction) -> int:
        """The unit whose sentences are counted; never the title of an article, which has none."""
        unit = self._counted_by_sentence(one)
        if any(label.tail == "." for label in self.guide.outline.further.get(unit, ())):
            raise Unclear("a number with a stop begins it, so that its sentences cannot be counted; quote the words")
        return unit

    def _counted_by_sentence(self, one: Instruction) -> int:
        if one.scope is None:
            raise Unclear("a sentence of which paragraph?")
        if one.scope.alone:
            return self.unit_at(one.scope)
        unit = self.unit_at(one.scope)
        if self.guide.begun_by(one.scope, unit):
            return unit
        unit = self.only_paragraph(unit)
        units = self.base.units
        below = [k for k in self.guide.outline.below(unit) if units[k].kind is UnitKind.PARAGRAPH]
        is_heading, goes_on = units[unit].kind is UnitKind.HEADING, any(not units[k].label for k in below)
        numbered = any(units[k].label for k in below)
        if is_heading and below and not numbered and one.sentence > 0 and self.finder.sentence(below[0], one.sentence):
            return below[0]  # counted from the beginning of the article
        goes_on = goes_on and one.sentence < 0
        if below and (goes_on or is_heading):
            raise Unclear(f"{one.scope.words} has several paragraphs; say which", named(self.guide, below[:MOST]))
        return unit

    def listed(self, places: Sequence[Place]) -> list[int]:
        """The units of a list of places; for a range, all units of that rank between its ends."""
        found: list[int] = []
        spans, places = UP_TO in places, _of_one_article(places)
        for place in places:
            if place is not UP_TO:
                found.append(self.unit_at(place.called_like(places[0])))
        if not spans:
            self._check_apart(found)
            return found
        first, last = found
        if last < first:
            raise Unclear("the range runs backwards", named(self.guide, found))
        rank = self.guide.outline.counted[first]
        if any(_is_line(place) for place in places[:1]):
            if any(self.base.units[i].kind is UnitKind.HEADING for i in range(first, last + 1)):
                raise Unclear("there is a heading between them", named(self.guide, found))
            return list(range(first, last + 1))
        between = [
            i
            for i in range(first, last + 1)
            if (c := self.guide.outline.counted[i]) and rank and c.series == rank.series
        ]
        return between if first in between and last in between else found

    def _check_apart(self, units: Sequence[int]) -> None:
        """Refuse a list in which one place contains another: ``paragraph 5, (a)`` may mean one place or two."""
        inside = (k for i in units for k in units if k != i and i < k < self.guide.outline.extent(i)[1])
        if (held := next(inside, None)) is not None:
            raise Unclear(
                "one of these places is inside another; say which is meant", named(self.guide, [*units, held])
            )

    # -- quotations -------------------------------------------------------------------------------

    def place_of(self, quoted: str, one: Instruction) -> Found:
        """The one place of the quoted words; never a choice between two."""
        try:
            units = self.within(one)
        except Unclear as unclear:
            stale = self._stale(quoted, one)
            if isinstance(stale, Found):
                return stale
            if decided := self._decided_by_words(quoted, one):
                return decided
            raise unclear if stale is None else stale from None
        if one.occurrence:
            return self._counted_off(quoted, one, units)
        found = [f for f in self.finder.find(quoted, units, one.sentence) if self._in_cell(f, one.scope)]
        if one.anchor and one.act in OF_WORDS:
            found = self._beside_anchor(found, one, units)
        if len(found) == 1:
            if quoted == one.old:
                self.check_spelled(quoted, one, units)
            return found[0]
        if found:
            raise Unclear(f"“{short(quoted)}” occurs more than once", self.shown(found))
        return self.not_there(quoted, one, units)

    def _decided_by_words(self, quoted: str, one: Instruction) -> Found | None:
        """The quoted words, if the place may be several units and only one of these has them, once."""
        if one.scope is None or one.occurrence or _is_table(one.scope):
            return None
        places = self.guide.units_of(one.scope)
        if len(places) < 2 or len(quoted) < _TELLING:
            return None
        inside = [(k, k + 1) if one.scope.alone else self.guide.extent(one.scope, k) for k in places]
        units = sorted({unit for first, end in inside for unit in range(first, end)})
        found = self.finder.find(quoted, units, one.sentence, MOST_COUNTED)
        if len(found) != 1 or one.anchor not in ("", quoted):
            return None
        where = self.guide.where[found[0].unit]
        return replace(found[0], read_as=f"{one.scope.words} is {where}: the words stand only there")

    def _beside_anchor(self, found: list[Found], one: Instruction, units: list[int] | None) -> list[Found]:
        """Those of the quoted words right after (or before) others; but for mere signs, else any further on."""
        anchors = self.finder.find(one.anchor, units, one.sentence) or [self.not_there(one.anchor, one, units)]
        after = one.side is Side.AFTER
        gaps = [
            (f.first - a.last if after else a.first - f.last, f) for a in anchors for f in found if a.unit == f.unit
        ]
        if found and not any(gap >= 0 for gap, _ in gaps):
            raise Unclear(f"“{short(one.old)}” is not {one.side.value} “{short(one.anchor)}”", self.shown(found))
        right_there = [f for gap, f in gaps if gap == 0]
        if found and not right_there and not any(sign.isalnum() for sign in one.old):
            raise Unclear(f"no “{one.old}” stands right {one.side.value} “{short(one.anchor)}”", self.shown(found))
        return list(dict.fromkeys(right_there or [f for gap, f in gaps if gap > 0]))

    def all_of(self, quoted: str, one: Instruction, units: list[int] | None) -> list[Found]:
        """Every place of the quoted words there."""
        found = self.finder.find(quoted, units, one.sentence, MOST_COUNTED)
        return [place for place in found if self._in_cell(place, one.scope)]

    def _counted_off(self, quoted: str, one: Instruction, units: list[int] | None) -> Found:
        """The second of several, or the last; only where it is clear which ones are counted."""
        found = self.all_of(quoted, one, units)
        if not found:
            return self.not_there(quoted, one, units)
        self.check_spelled(quoted, one, units)
        if not 0 < abs(one.occurrence) <= len(found) or len(found) == MOST_COUNTED:
            raise Unclear(f"“{short(quoted)}” does not occur that many times", self.shown(found[:MOST]))
        return found[one.occurrence - 1 if one.occurrence > 0 else -1]

    def check_spelled(self, quoted: str, one: Instruction, units: list[int] | None) -> None:
        """Refuse if the words also occur with another first letter, and it is not clear whether those are meant."""
        other = quoted[:1].swapcase() + quoted[1:]
        exact = {(f.unit, f.first) for f in self.finder.find(quoted, units, one.sentence, MOST_COUNTED)}
        left = [f for f in self.finder.find(other, units, one.sentence) if (f.unit, f.first) not in exact]
        left = [f for f in left if self._in_cell(f, one.scope)]
        if other != quoted and left:
            why = f"it also occurs as “{short(other)}”; say whether that is meant too"
            raise Unclear(why, self.shown(left))

    def not_there(self, quoted: str, one: Instruction, units: list[int] | None) -> Found:
        stale = self._stale(quoted, one)
        if isinstance(stale, Found):
            return stale
        if stale is not None:
            raise stale
        everywhere = range(len(self.base.units))
        slips = [f for f in self.finder.slips(quoted, units or everywhere) if self._fits(f, one)]
        if len(slips) == 1:
            return slips[0]
        if slips:
            raise Unclear(f"“{short(quoted)}” is not there, and more than one passage resembles it", self.shown(slips))
        elsewhere = self.finder.find(quoted) if units is not None else []
        where = f"in {one.scope.words}" if one.scope else "in the text"
        if elsewhere:
            raise Unclear(f"“{short(quoted)}” is not {where}, but elsewhere", self.shown(elsewhere))
        near = self.finder.nearest(quoted, units or everywhere) or self.finder.nearest(quoted, everywhere)
        nearest = f"; nearest: {self.finder.shown(near, 0)}" if near else ""
        raise Unclear(f"“{short(quoted)}” is not {where}{nearest}", self.shown([near] if near else []))

    def _in_cell(self, found: Found, place: Place | None) -> bool:
        """Whether words are in the column that a place names, and in its row if that is a line of a paragraph."""
        if place is None or not place.parts:
            return True
        row = replace(place, parts=place.parts[:-1]) if _is_of_columns(place) else place
        if _is_row(row) and (line := self.guide.rows.line_of(found.unit, row)):
            words = self.finder.words(found.unit)
            if words.starts[found.first] < line[0] or words.ends[found.last - 1] > line[1]:
                return False
        if not _is_of_columns(place):
            return True
        keys = self.finder.words(found.unit).keys
        edges = [k for k, key in enumerate(keys) if key == "|"]
        before = sum(edge < found.first for edge in edges)
        cells = len(edges) - (keys[-1:] == ("|",))
        inside = not any(found.first <= edge < found.last for edge in edges)
        column = self.guide.rows.column(found.unit, place.parts[-1].number)
        return inside and before == (column if column >= 0 else cells)

    def _fits(self, found: Found, one: Instruction) -> bool:
        if not self._in_cell(found, one.scope):
            return False
        span = self.finder.sentence(found.unit, one.sentence) if one.sentence else None
        return not one.sentence or (span is not None and span[0] <= found.first and found.last <= span[1])

    def _stale(self, quoted: str, one: Instruction) -> Found | Unclear | None:
        """The place found through an earlier revision: where its words are still unchanged, whatever its number now."""
        for before in self.earlier:
            there = before.found(quoted, one)
            if there is None:
                continue
            now = before.carried(there)
            if now is not None:
                again = self.finder.find(quoted, [now])
                if len(again) == 1:
                    where = self.guide.where[now]
                    return replace(
                        again[0], read_as=f"{one.scope.words if one.scope else ''} of {before.name} is {where}"
                    )
            unit = before.unit_now(there.unit)
            near = self.finder.nearest(quoted, [unit]) if unit is not None else None
            shown = self.shown([near]) if near else named(self.guide, [unit] if unit is not None else [])
            return Unclear(f"“{short(quoted)}” is from {before.name} and has changed since", shown)
        return None

    def shown(self, found: Iterable[Found]) -> list[str]:
        """Where words stand, with the words around them, for a list of candidates."""
        return [f"{self.guide.where[f.unit]} {self.finder.shown(f)}" for f in found]

    def targets(self, one: Instruction) -> list[int]:
        """The units that an instruction is about."""
        if one.places:
            return self.listed(one.places)
        if one.scope is None:
            raise Unclear("which paragraph?")
        return [self.unit_at(one.scope)]

    def begun_by(self, one: Instruction) -> int:
        """How many of the further labels on a unit's line the one place names that an instruction is about."""
        places = one.places or ((one.scope,) if one.scope else ())
        units = self.guide.units_of(places[0]) if len(places) == 1 else ()
        return self.guide.begun_by(places[0], units[0]) if len(units) == 1 else 0

    def check_whole_units(self, one: Instruction) -> None:
        """Refuse to delete or to move a paragraph that begins on the line of what contains it: 9 (1) of ``9. (1)``."""
        places = (*one.places, *(place for place in (one.scope, one.to, one.beside) if place))
        if one.act not in _OF_WHOLE_UNITS and len(one.places) < 2 and (one.to is None or one.side is Side.AFTER):
            return
        for place in places:
            units = self.guide.units_of(place) if place is not UP_TO else ()
            if any(self.guide.begun_by(place, unit) for unit in units):
                why = "it begins on the line of its article; give the article as it should read"
                raise Unclear(why, named(self.guide, units))

    def extent(self, one: Instruction, unit: int) -> tuple[int, int]:
        """What belongs to the unit that an instruction is about, half-open."""
        nth = self.begun_by(one)
        return self.guide.outline.extent_on_line(unit, nth) if nth else self.guide.outline.extent(unit)

    def is_alone(self, one: Instruction) -> bool:
        """Whether only the units themselves are meant, without what belongs to them."""
        places = one.places or ((one.scope,) if one.scope else ())
        return any(place.alone for place in places)

    def sentence(self, unit: int, number: int) -> tuple[int, int]:
        """From which word to which a sentence of a unit goes."""
        span = self.finder.sentence(unit, number)
        if span is None:
            raise Unclear("there is no such sentence in it", named(self.guide, [unit]))
        return max(span[0], self.first_said(unit)), span[1]

    def first_said(self, unit: int) -> int:
        """The first word of the sentences of a unit: behind the dash and the further labels on its line."""
        return self.dash(unit, len(self.guide.outline.further.get(unit, ())))

    def dash(self, unit: int, nth: int = 0) -> int:
        """How many words of a unit are the dash after its label, which is no part of a sentence: ``III. – The``.

        Nor are the further labels on its line, of which the nth is the last to be left out.
        """
        keys = self.finder.words(unit).keys
        if nth:
            printed = "".join(write_label(label) for label in self.guide.outline.further[unit][:nth])
            return _words_that_make(printed.replace(" ", ""), keys, named(self.guide, [unit]))
        return int(bool(self.base.units[unit].label) and len(keys) > 1 and keys[0] in ("-", "–", "—"))

    def printed(self, found: Found) -> str:
        """The words as the draft has them."""
        words = self.finder.words(found.unit)
        return self.base.source[words.starts[found.first] : words.ends[found.last - 1]]


def _words_that_make(printed: str, keys: Sequence[str], shown: Iterable[str]) -> int:
    """How many of the first words are these labels; marks of emphasis are no part of them."""
    made = ""
    for k, key in enumerate(keys):
        made += key.strip("*_")
        if made == printed:
            return k + 1
        if not printed.startswith(made):
            break
    raise Unclear("its number stands behind a title; give the article as it should read", shown)


def _may_be_several(place: Place) -> bool:
    """Whether words may be searched for in every unit a place may mean: a first subparagraph may be chapeau or (a)."""
    last = place.parts[-1] if place.parts else None
    if last is None:
        return False
    return last.word in ("nth subpara", "subpara", "row", "rowkind", "nth row", "table", "preamble", "operative")


_OF_WHOLE_UNITS = (
    *(Action.DELETE_UNIT, Action.RENEW_UNIT, Action.RETITLE, Action.BRACKET_UNIT, Action.SPLIT, Action.MERGE),
    *(Action.SWAP, Action.MOVE, Action.MOVE_INTO, Action.MOVE_TO_END),
)
_TELLING = 5  # letters of quoted words that can say which of several places is meant
_IN_A_CELL = (Action.REPLACE, Action.DELETE, Action.INSERT_AFTER, Action.INSERT_BEFORE)


def _is_of_columns(place: Place) -> bool:
    """Whether a place is a column of a table, or a cell."""
    return bool(place.parts) and place.parts[-1].word in ("column", "nth column")


def _is_table(place: Place) -> bool:
    return bool(place.parts) and place.parts[-1].word == "table"


def _is_row(place: Place) -> bool:
    return bool(place.parts) and place.parts[-1].word in ("row", "rowkind")


def _is_line(place: Place) -> bool:
    return bool(place.parts) and place.parts[-1].word.startswith("nth ")


def _of_one_article(places: Sequence[Place]) -> Sequence[Place]:
    """The places of a list that names the unit around them after the last: ``paragraphs 2 and 3 of Article 1``."""
    first, last = places[0], places[-1]
    outer = last.parts[:-1]
    if len(places) < 2 or not outer or any(len(p.parts) > 1 for p in places[:-1]) or not first.parts:
        return places
    if last.parts[-1].word not in ("", first.parts[-1].word):
        return places
    if first.parts[-1].level <= outer[-1].level and first.parts[-1].word != "degree":
        return places
    word = first.parts[-1].word
    return [
        p
        if p is UP_TO or not p.parts
        else replace(p, parts=(*outer, replace(p.parts[-1], word=p.parts[-1].word or word)))
        for p in places
    ]


def short(words: str) -> str:
    """The words on one line, shortened if there are many."""
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"
