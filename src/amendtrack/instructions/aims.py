"""One instruction put to a draft: the changes it means, or the problem that stands in the way.

Nothing is chosen that the message leaves open. Where several places would do, or none, the problem lists them
as ``address “words around”``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from amendtrack.change import ChangeKind
from amendtrack.instructions.changes import Added, Broken, Change, Dropped, Joined, Moved, Retained, Worded
from amendtrack.instructions.clauses import UP_TO, Act, Instruction, Reach, Side
from amendtrack.instructions.finding import MOST, Finder, Found
from amendtrack.instructions.labelled import Numberer, first_label, unquoted
from amendtrack.instructions.places import Guide, Place, named
from amendtrack.labels import read_label
from amendtrack.phrase import words_of
from amendtrack.redline import Redline, compare
from amendtrack.remarks import Problem
from amendtrack.text import Text, UnitKind, parse_text
from amendtrack.words import is_sentence_end, is_sign


class Unclear(Exception):
    """Raised inside this room only: why an instruction is not carried out, and the places it may mean."""

    def __init__(self, why: str, candidates: Iterable[str] = ()) -> None:
        super().__init__(why)
        self.why, self.candidates = why, tuple(candidates)


@dataclass(frozen=True, slots=True)
class Aim:
    """What an instruction does: its changes, the places that it retains, and what was read over in it."""

    instruction: Instruction
    changes: tuple[Change, ...]
    note: str = ""


class Aimer:
    """Puts the instructions of one message to one draft; ``earlier`` are its earlier revisions by name."""

    def __init__(self, base: Text, earlier: Mapping[str, Text]) -> None:
        self.base, self.guide, self.finder = base, Guide(base), Finder(base)
        self.earlier = [_Before(name, text, base) for name, text in reversed(earlier.items())]
        self.numberer = Numberer(self.guide)

    def aim(self, instruction: Instruction) -> Aim | Problem:
        """What the instruction means here; a number before the line counts as a place if only that makes sense."""
        readings = [instruction]
        if instruction.numbered is not None and instruction.scope is None:
            readings.append(replace(instruction, scope=instruction.numbered))
        elif instruction.numbered is not None and instruction.scope is not None:
            readings.append(replace(instruction, scope=instruction.numbered.within(instruction.scope)))
        made = [self._aim(reading) for reading in readings]
        aims = [m for m in made if isinstance(m, Aim)]
        if len({a.changes for a in aims}) > 1:
            where = list(dict.fromkeys(c for a in aims for c in self._touched(a)))
            return Problem(instruction.words, "the number before it may be a place, or only count the lines", tuple(where))
        return aims[0] if aims else made[-1] if len(made) > 1 and not instruction.scope else made[0]

    def _touched(self, aim: Aim) -> Iterator[str]:
        units = {c.unit for c in aim.changes if not isinstance(c, (Added, Moved))}
        yield from (self.guide.where[u] for u in sorted(units))

    def _aim(self, one: Instruction) -> Aim | Problem:
        try:
            return self._ACTS[one.act](self, one)
        except Unclear as unclear:
            return Problem(one.words, unclear.why, unclear.candidates)

    # -- places -----------------------------------------------------------------------------------

    def _unit(self, place: Place) -> int:
        units = self.guide.units_of(place)
        if len(units) == 1:
            return units[0]
        if units:
            raise Unclear(f"{place.words} stands more than once", named(self.guide, units[:MOST]))
        raise Unclear(f"there is no {place.words}", self._like(place))

    def _like(self, place: Place) -> Iterator[str]:
        """Units of the same number, whatever they are called."""
        numbers = {part.number for part in place.parts[-1:]}
        for i, unit in enumerate(self.base.units):
            label = read_label(unit.label) if unit.label else None
            if label and label.number in numbers:
                yield from named(self.guide, [i])

    def _within(self, one: Instruction) -> list[int] | None:
        """The units that quoted words are looked for in; None for all."""
        if one.scope is None:
            return None
        unit = self._unit(one.scope)
        if one.scope.alone or one.sentence:
            return [unit]
        return list(range(*self.guide.extent(unit)))

    def _listed(self, places: Sequence[Place]) -> list[int]:
        """The units of a list of places; of a range, all of that rank between its ends."""
        found: list[int] = []
        spans = UP_TO in places
        for place in places:
            if place is not UP_TO:
                found.append(self._unit(self._like_first(place, places[0])))
        if not spans:
            return found
        first, last = found
        if last < first:
            raise Unclear("the range runs backwards", named(self.guide, found))
        rank = self.guide.counted[first]
        between = [
            i for i in range(first, last + 1) if (c := self.guide.counted[i]) and rank and c.series == rank.series
        ]
        return between if first in between and last in between else found

    def _like_first(self, place: Place, first: Place) -> Place:
        """A bare number in a list is called as the first one is: ``actions 7 and 9``."""
        if place is first or len(place.parts) != 1 or place.parts[0].word or not first.parts:
            return place
        called = replace(place.parts[0], word=first.parts[-1].word)
        return Place(place.words, (*first.parts[:-1], called))

    # -- quotations -------------------------------------------------------------------------------

    def _place_of(self, quoted: str, one: Instruction) -> Found:
        """The one place of the quoted words; never a choice between two."""
        try:
            units = self._within(one)
        except Unclear as unclear:
            stale = self._stale(quoted, one)
            if isinstance(stale, Found):
                return stale
            raise unclear if stale is None else stale from None
        found = self.finder.find(quoted, units, one.sentence)
        if len(found) == 1:
            return found[0]
        if found:
            raise Unclear(f"“{_short(quoted)}” stands more than once", self._shown(found))
        return self._not_there(quoted, one, units)

    def _not_there(self, quoted: str, one: Instruction, units: list[int] | None) -> Found:
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
            raise Unclear(f"“{_short(quoted)}” is not there, and more than one place is like it", self._shown(slips))
        elsewhere = self.finder.find(quoted) if units is not None else []
        where = f"in {one.scope.words}" if one.scope else "in the text"
        if elsewhere:
            raise Unclear(f"“{_short(quoted)}” is not {where}, but elsewhere", self._shown(elsewhere))
        near = self.finder.nearest(quoted, units or everywhere) or self.finder.nearest(quoted, everywhere)
        raise Unclear(f"“{_short(quoted)}” is not {where}", self._shown([near] if near else []))

    def _fits(self, found: Found, one: Instruction) -> bool:
        span = self.finder.sentence(found.unit, one.sentence) if one.sentence else None
        return not one.sentence or (span is not None and span[0] <= found.first and found.last <= span[1])

    def _stale(self, quoted: str, one: Instruction) -> Found | Unclear | None:
        """The place by way of an earlier revision: where its words still stand untouched, whatever its number is."""
        for before in self.earlier:
            there = before.found(quoted, one)
            if there is None:
                continue
            now = before.carried(there)
            if now is not None:
                again = self.finder.find(quoted, [now])
                if len(again) == 1:
                    where = self.guide.where[now]
                    return replace(again[0], read_as=f"{one.scope.words if one.scope else ''} of {before.name} is {where}")
            unit = before.unit_now(there.unit)
            near = self.finder.nearest(quoted, [unit]) if unit is not None else None
            shown = self._shown([near]) if near else named(self.guide, [unit] if unit is not None else [])
            return Unclear(f"“{_short(quoted)}” is from {before.name}, and has changed since", shown)
        return None

    def _shown(self, found: Iterable[Found]) -> list[str]:
        return [f"{self.guide.where[f.unit]} {self.finder.shown(f)}" for f in found]

    # -- words ------------------------------------------------------------------------------------

    def _replace(self, one: Instruction) -> Aim:
        if one.reach is Reach.EVERY:
            return self._everywhere(one)
        old, new = self._trimmed(one)
        found = self._place_of(old, one)
        self._check_elided(one.new)
        return Aim(one, (self._swap(found, " ".join(new.split())),), found.read_as)

    def _trimmed(self, one: Instruction) -> tuple[str, str]:
        """Both quotations without the stop that the message's own sentence put into them."""
        old, new = one.old, one.new
        if old[-1] not in ".,;" or len(old) < 2 or self.finder.find(old, self._within_or_all(one), one.sentence):
            return old, new
        if new and new[-1] == old[-1]:
            new = new[:-1]
        elif new:
            return old, new
        return old[:-1], new

    def _within_or_all(self, one: Instruction) -> list[int] | None:
        try:
            return self._within(one)
        except Unclear:
            return None

    def _check_elided(self, new: str) -> None:
        keys = [w.key for w in words_of(new)]
        if "..." in keys[1:-1]:
            raise Unclear("the new words are cut short by an ellipsis; write them out")

    def _everywhere(self, one: Instruction) -> Aim:
        units = self._within(one)
        found = self.finder.find(one.old, units, one.sentence, 100_000)
        if not found:
            return Aim(one, (self._swap(self._not_there(one.old, one, units), one.new),))
        changes: list[Change] = []
        end = (-1, -1)
        for place in found:
            if (place.unit, place.first) < end:
                raise Unclear(f"“{_short(one.old)}” overlaps itself", self._shown([place]))
            end = (place.unit, place.last)
            changes.append(self._swap(place, " ".join(one.new.split())))
        keys = words_of(one.old)
        other = one.old[:1].swapcase() + one.old[1:] if len(keys) else ""
        exact = {(f.unit, f.first) for f in found}
        left = [f for f in self.finder.find(other, units, one.sentence) if (f.unit, f.first) not in exact]
        if other != one.old and left:
            raise Unclear(f"it also stands written “{_short(other)}”; say whether that shall change too", self._shown(left))
        return Aim(one, tuple(changes))

    def _swap(self, found: Found, new: str) -> Worded:
        """The words at a place given way to others; refused where a mark of emphasis would be torn."""
        keys = self.finder.words(found.unit).keys
        inside = keys[found.first : found.last]
        if any(inside.count(mark) % 2 for mark in ("*", "**", "_", "__")):
            raise Unclear("it would take one of two marks of emphasis away", self._shown([found]))
        if not new:
            self._check_gap(found, keys)
        else:
            self._check_seams(found.unit, found.first, found.last, new)
        return Worded(found.unit, found.first, found.last, new)

    def _check_gap(self, found: Found, keys: Sequence[str]) -> None:
        left, right = keys[: found.first][-1:], keys[found.last :][:1]
        if not left and not right:
            raise Unclear("nothing would be left of it; to delete the paragraph, say so", self._shown([found]))
        if left and right and left[0] in ",;:" and right[0] in ",;:.":
            raise Unclear(f"it would leave “{left[0]} {right[0]}”; quote the sign that goes too", self._shown([found]))

    def _check_seams(self, unit: int, first: int, last: int, new: str) -> None:
        """Refuse signs that would stand twice, and a full stop in the middle of a sentence."""
        keys, fresh = self.finder.words(unit).keys, [w.key for w in words_of(new)]
        if not fresh:
            raise Unclear("there are no words between the quotation marks")
        left, right = keys[:first][-1:], keys[last:][:1]
        stops = (".", ",", ";", ":", "!", "?")
        shown = self._shown([Found(unit, max(first - 1, 0), max(last, first))])
        if right and fresh[-1] in stops and right[0] in stops:
            raise Unclear(f"“{fresh[-1]}” and “{right[0]}” would stand together", shown)
        if left and fresh[0] in stops and left[0] in stops:
            raise Unclear(f"“{left[0]}” and “{fresh[0]}” would stand together", shown)
        if right and fresh[-1] == "." and right[0][:1].islower():
            raise Unclear("the new words end with a full stop inside the sentence", shown)

    def _insert(self, one: Instruction) -> Aim:
        new = " ".join(one.new.split())
        self._check_elided(new)
        found = self._place_of(one.anchor, one)
        at = found.last if one.act is Act.INSERT_AFTER else found.first
        self._check_seams(found.unit, at, at, new)
        return Aim(one, (Worded(found.unit, at, at, new),), found.read_as)

    def _add(self, one: Instruction) -> Aim:
        if one.scope is None:
            raise Unclear("at the end of which paragraph?" if one.act is Act.ADD_AT_END else "which paragraph?")
        unit = self._unit(one.scope)
        if not one.scope.alone and self.guide.extent(unit)[1] > unit + 1 and not one.sentence:
            items = named(self.guide, range(*self.guide.extent(unit)))
            raise Unclear(f"{one.scope.words} has items; say which end is meant", items)
        first, last = self._sentence(unit, one.sentence) if one.sentence else (0, len(self.finder.words(unit)))
        new = " ".join(one.new.split())
        self._check_elided(new)
        if one.act is Act.ADD_AT_START:
            return Aim(one, (Worded(unit, first, first, new),))
        at, new = self._end(unit, first, last, new)
        return Aim(one, (Worded(unit, at, at, new),))

    def _end(self, unit: int, first: int, last: int, new: str) -> tuple[int, str]:
        """Where words for the end belong: a sentence behind the last stop, other words before it."""
        keys, fresh = self.finder.words(unit).keys, [w.key for w in words_of(new)]
        stop = keys[last - 1] if last > first else ""
        if not fresh or (stop and not is_sign(stop) and keys[max(first, last - 2)] in (";", ",")):
            raise Unclear("it is not clear where the end is", named(self.guide, [unit]))
        if stop not in (".", ";", ",", ":", "!", "?", "。"):
            return last, new
        opens, closed = not fresh[0][:1].islower() and not is_sign(fresh[0]), is_sentence_end(fresh[-1])
        if is_sentence_end(stop) and opens:
            if not closed:
                why = "a new sentence, or words for the last one? a sentence ends with a full stop"
                raise Unclear(why, named(self.guide, [unit]))
            return last, new
        if fresh[-1] == stop:
            new = new[: words_of(new)[len(fresh) - 1].start].rstrip()
        elif fresh[-1] in (".", ";", ","):
            raise Unclear(f"“{fresh[-1]}” and “{stop}” would stand together", named(self.guide, [unit]))
        return last - 1, new

    def _sentence(self, unit: int, number: int) -> tuple[int, int]:
        span = self.finder.sentence(unit, number)
        if span is None:
            raise Unclear("there is no such sentence in it", named(self.guide, [unit]))
        return span

    def _sentenced(self, one: Instruction) -> Aim:
        if one.scope is None:
            raise Unclear("a sentence of which paragraph?")
        unit = self._unit(one.scope)
        first, last = self._sentence(unit, one.sentence)
        if one.act is Act.DELETE_SENTENCE:
            if (first, last) == (0, len(self.finder.words(unit))):
                raise Unclear("it is the only sentence; to delete the paragraph, say so", named(self.guide, [unit]))
            return Aim(one, (Worded(unit, first, last, ""),))
        new = " ".join(one.new.split())
        self._check_elided(new)
        fresh = words_of(new)
        keys = self.finder.words(unit).keys
        if is_sentence_end(keys[last - 1]) and not (len(fresh) and is_sentence_end(fresh[len(fresh) - 1].key)):
            last -= 1
        return Aim(one, (Worded(unit, first, last, new),))

    # -- brackets ---------------------------------------------------------------------------------

    def _lift(self, one: Instruction) -> Aim:
        units = self._within(one)
        if one.old:
            inner = one.old[1:-1] if one.old[:1] == "[" and one.old[-1:] == "]" else one.old
            found = [f for f in self.finder.find(inner, units, one.sentence) if self._pair(f)]
            if not found:
                self._place_of(inner, one)
                raise Unclear(f"there are no brackets around “{_short(inner)}”", self._shown(self.finder.find(inner, units)))
            pairs = [(f.unit, *self._pair(f)) for f in found]
        elif units is None:
            raise Unclear("which brackets?")
        else:
            pairs = [(u, a, b) for u in units for a, b in self._pairs(u)]
            if not pairs:
                raise Unclear("there are no brackets in it", named(self.guide, units[:1]))
        if len(pairs) > 1 and one.reach is Reach.ONE:
            raise Unclear("more than one pair of brackets may be meant", self._shown(Found(u, a, b + 1) for u, a, b in pairs[:MOST]))
        changes = [change for u, a, b in pairs for change in (Worded(u, a, a + 1, ""), Worded(u, b, b + 1, ""))]
        return Aim(one, tuple(changes))

    def _pair(self, found: Found) -> tuple[int, int] | tuple[()]:
        keys = self.finder.words(found.unit).keys
        around = found.first and keys[found.first - 1] == "[" and keys[found.last : found.last + 1] == ["]"]
        return (found.first - 1, found.last) if around else ()

    def _pairs(self, unit: int) -> list[tuple[int, int]]:
        stack: list[int] = []
        pairs = []
        for k, key in enumerate(self.finder.words(unit).keys):
            if key == "[":
                stack.append(k)
            elif key == "]" and stack:
                pairs.append((stack.pop(), k))
        return sorted(pairs)

    def _put_brackets(self, one: Instruction) -> Aim:
        found = self._place_of(one.old, one)
        words = self.finder.words(found.unit)
        inside = self.base.source[words.starts[found.first] : words.ends[found.last - 1]]
        return Aim(one, (Worded(found.unit, found.first, found.last, f"[{' '.join(inside.split())}]"),), found.read_as)

    # -- units ------------------------------------------------------------------------------------

    def _targets(self, one: Instruction) -> list[int]:
        if one.places:
            return self._listed(one.places)
        if one.scope is None:
            raise Unclear("which paragraph?")
        return [self._unit(one.scope)]

    def _alone(self, one: Instruction) -> bool:
        places = one.places or ((one.scope,) if one.scope else ())
        return any(place.alone for place in places)

    def _delete_units(self, one: Instruction) -> Aim:
        changes: list[Change] = []
        for unit in self._targets(one):
            if self.base.units[unit].kind is UnitKind.NOTE:
                changes += self._markers(unit)
            span = (unit, unit + 1) if self._alone(one) else self.guide.extent(unit)
            changes += [Dropped(k) for k in range(*span)]
        if len({c.unit for c in changes if isinstance(c, Dropped)}) >= len(self.base.units):
            raise Unclear("nothing would be left of the text")
        return Aim(one, tuple(dict.fromkeys(changes)))

    def _markers(self, note: int) -> list[Change]:
        marker = self.base.units[note].label.rstrip(":")
        found: list[Change] = []
        for unit in range(len(self.base.units)):
            keys = self.finder.words(unit).keys
            found += [Worded(unit, k, k + 1, "") for k, key in enumerate(keys) if key == marker]
        return found

    def _rewrite(self, one: Instruction) -> Aim:
        (unit,) = self._targets(one)[:1]
        text = unquoted(one.new)
        self._check_elided(text)
        label, own = first_label(text), self.base.units[unit].label
        mine = read_label(own) if own else None
        new = parse_text(text + "\n")
        if label and mine and (label.number.casefold(), label.suffix) != (mine.number.casefold(), mine.suffix):
            raise Unclear(f"the new wording is labelled {new.units[0].label}", named(self.guide, [unit]))
        strip = bool(label and mine) or new.units[0].kind is UnitKind.HEADING
        wording = " ".join((new.wording(new.units[0]) if strip else text[: new.units[0].end]).split())
        end = unit + 1 if self._alone(one) else self.guide.extent(unit)[1]
        if end > unit + 1 and len(new.units) == 1:
            raise Unclear("it has items, and the new wording has none; say “the chapeau of” it, or give all", named(self.guide, range(unit, end)))
        changes: list[Change] = [Worded(unit, 0, len(self.finder.words(unit)), wording)]
        if not words_of(wording):
            raise Unclear("the new wording is missing")
        changes += [Dropped(k) for k in range(unit + 1, end)]
        if len(new.units) > 1:
            changes.append(Added(end - 1, text[new.units[1].start :]))
        return Aim(one, tuple(changes))

    def _new(self, one: Instruction) -> Aim:
        text = unquoted(one.new)
        self._check_elided(text)
        place = one.places[0] if one.places else None
        if place and (standing := self.guide.units_of(place)):
            raise Unclear(f"{place.words} stands already; say after which paragraph the new one shall stand", named(self.guide, standing))
        own = first_label(text)
        if place and own and (own.number.casefold(), own.suffix) != (place.parts[-1].number.casefold(), place.parts[-1].suffix):
            raise Unclear(f"it says {place.words}, and the wording is labelled otherwise")
        gap, like = self._gap(one, place)
        if own is None:
            mark = self.numberer.printed(like, place) if like >= 0 else ""
            if place and not mark:
                raise Unclear(f"nothing near is labelled like {place.words}; say after which paragraph it shall stand")
            text = mark + text
        return Aim(one, (Added(gap, text),))

    def _gap(self, one: Instruction, place: Place | None) -> tuple[int, int]:
        """Behind which unit a new one stands, and which one it is labelled like."""
        if one.to is not None:
            unit = self._unit(one.to)
            if one.side is Side.BEFORE:
                return unit - 1, unit - 1 if unit and self.base.units[unit - 1].label and self._same(unit - 1, unit) else -1
        else:
            units = self.numberer.anchor_of(place) if place and place.parts else ()
            if len(units) != 1:
                raise Unclear("it is not clear where the new paragraph shall stand", named(self.guide, units[:MOST]))
            unit = units[0]
        end = self.guide.extent(unit)[1]
        if self.guide.loose_after(end) and one.to is None:
            raise Unclear("unlabelled words follow there; say after which words it shall stand", named(self.guide, [unit, end]))
        if self.base.units[unit].kind is UnitKind.HEADING:
            return (unit, -1) if one.to is not None else (end - 1, unit)
        return end - 1, unit

    def _same(self, a: int, b: int) -> bool:
        mine, other = self.guide.counted[a], self.guide.counted[b]
        return bool(mine and other and mine.series == other.series)

    def _move(self, one: Instruction) -> Aim:
        targets = self._targets(one)
        spans = [self.guide.extent(unit) for unit in targets]
        if any(a[1] != b[0] for a, b in zip(spans, spans[1:])):
            raise Unclear("what shall move does not stand together", named(self.guide, targets))
        if one.to is None:
            raise Unclear("where to?")
        to = self._unit(one.to)
        gap = to - 1 if one.side is Side.BEFORE else self.guide.extent(to)[1] - 1
        first, last = spans[0][0], spans[-1][1]
        if first - 1 <= gap < last:
            raise Unclear("it stands there already", named(self.guide, targets))
        return Aim(one, (Moved(first, last, gap),))

    def _merge(self, one: Instruction) -> Aim:
        targets = sorted(set(self._listed(one.places)))
        if len(targets) < 2:
            raise Unclear("merge it with what?", named(self.guide, targets))
        if targets != list(range(targets[0], targets[-1] + 1)):
            raise Unclear("they do not stand next to each other, or have items", named(self.guide, targets))
        return Aim(one, tuple(Joined(unit) for unit in targets[:-1]))

    def _split(self, one: Instruction) -> Aim:
        if one.places:
            one = replace(one, scope=one.places[0])
        if one.anchor:
            found = self._place_of(one.anchor, replace(one, sentence=0))
            unit, at = found.unit, found.last if one.side is Side.AFTER else found.first
            keys = self.finder.words(unit).keys
            while one.side is Side.AFTER and at < len(keys) and keys[at] in (".", ";", ",", ":", "。"):
                at += 1
        else:
            if one.scope is None:
                raise Unclear("which paragraph?")
            unit = self._unit(one.scope)
            span = self._sentence(unit, one.sentence)
            at = span[1] if one.side is Side.AFTER else span[0]
        if not 0 < at < len(self.finder.words(unit)):
            raise Unclear("nothing would stand on one side of the cut", named(self.guide, [unit]))
        if self.guide.extent(unit)[1] > unit + 1:
            raise Unclear("it has items; say which unit shall be cut", named(self.guide, [unit]))
        return Aim(one, (Broken(unit, at, self.numberer.broken_off(unit)),))

    def _retain(self, one: Instruction) -> Aim:
        if one.old:
            return Aim(one, (Retained(self._place_of(one.old, one).unit),))
        return Aim(one, tuple(Retained(unit) for unit in self._targets(one)))

    _ACTS = {  # noqa: RUF012 - a table of this class's own methods
        Act.REPLACE: _replace,
        Act.DELETE: _replace,
        Act.INSERT_AFTER: _insert,
        Act.INSERT_BEFORE: _insert,
        Act.ADD_AT_END: _add,
        Act.ADD_AT_START: _add,
        Act.REPLACE_SENTENCE: _sentenced,
        Act.DELETE_SENTENCE: _sentenced,
        Act.NEW_UNIT: _new,
        Act.DELETE_UNIT: _delete_units,
        Act.REWRITE_UNIT: _rewrite,
        Act.MOVE: _move,
        Act.MERGE: _merge,
        Act.SPLIT: _split,
        Act.LIFT_BRACKETS: _lift,
        Act.PUT_BRACKETS: _put_brackets,
        Act.RETAIN: _retain,
    }


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"


class _Before:
    """An earlier revision, and what became of its units; compared with the draft only when it is asked."""

    def __init__(self, name: str, text: Text, base: Text) -> None:
        self.name, self.text, self.base = name, text, base

    @cached_property
    def _guide(self) -> Guide:
        return Guide(self.text)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.text)

    @cached_property
    def _redline(self) -> Redline:
        return compare(self.text, self.base)

    def found(self, quoted: str, one: Instruction) -> Found | None:
        """The one place of the words where the instruction says, as this revision numbered it."""
        units = None
        if one.scope is not None:
            named_ = self._guide.units_of(one.scope)
            if len(named_) != 1:
                return None
            units = range(*self._guide.extent(named_[0]))
        found = self._finder.find(quoted, units, one.sentence)
        return found[0] if len(found) == 1 else None

    def unit_now(self, unit: int) -> int | None:
        """The unit of the draft that this one became, one for one."""
        for change in self._redline.changes:
            if change.i1 <= unit < change.i2 and (change.i2 - change.i1, change.j2 - change.j1) == (1, 1):
                return change.j1 if change.kind in (ChangeKind.KEPT, ChangeKind.EDITED) else None
        return None

    def carried(self, found: Found) -> int | None:
        """The unit of the draft in which the words stand untouched."""
        words = self._finder.words(found.unit)
        start, end = words.starts[found.first], words.ends[found.last - 1]
        for change in self._redline.changes:
            if change.i1 <= found.unit < change.i2:
                touched = any(not s.noise and s.b1 < end and start < s.b2 for s in change.splices)
                return None if touched else self.unit_now(found.unit)
        return None
