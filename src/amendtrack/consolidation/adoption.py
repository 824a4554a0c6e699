"""The text for adoption: the decided text, numbered once, its citations and footnotes following, its notes removed.

Pure. Either everything that could be left is dealt with, and the result is proved free of it; or the adoption is
refused, with everything that is left. Knows the order of the steps; leaves each step to its module.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.adopted_text import (
    USUAL,
    Adopted,
    AdoptionRules,
    Became,
    Citations,
    ConcordanceRow,
    FollowedCitation,
    Numbers,
)
from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.consolidation.bare_text import BareText, notes_in, without_notes
from amendtrack.consolidation.edits import Reworded, Struck
from amendtrack.consolidation.remains import Declared, Remainder, glimpsed, plain, remains
from amendtrack.consolidation.strands import holds
from amendtrack.errors import NotAdoptable
from amendtrack.redline.cited_numbers import plain_number
from amendtrack.redline.cross_references import Authorship, Following, Reference, references
from amendtrack.redline.relative_references import relative_references
from amendtrack.text.addresses import addresses
from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.labelling import with_label
from amendtrack.text.labels import Label, name_of_note, ordinal, read_label, spoken, without_lead
from amendtrack.text.labels_in_use import bare_label
from amendtrack.text.language_units import counterparts
from amendtrack.text.numerals import write_number
from amendtrack.text.places import place_named
from amendtrack.text.renumbering import Gaps, Renumbering, relabelled, renumbered
from amendtrack.text.units import Text, parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation


def adopted(con: Consolidation, rules: AdoptionRules = USUAL, *, also: Iterable[Remainder] = ()) -> Adopted:
    """The text for adoption, from a consolidation in which everything is decided.

    ``also`` is what else is known to be left.

    >>> import amendtrack
    >>> base = "1. Meet.\\n\\n2. Vote as in paragraph 1."
    >>> con = amendtrack.consolidate(base, {"Arda": f"1 ante. Begin.\\n\\n{base}"})
    >>> adopted(con.accept(["Arda"])).text
    '1. Begin.\\n\\n2. Meet.\\n\\n3. Vote as in paragraph 2.'

    Raises:
        NotAdoptable: something is left; the error holds all of it.
    """
    made = BareText.of(con)
    new = _numbers(con, made, rules)
    cited = references(made.text, con.base, new, dict(_authors(con, made)), dict(_replacing(con, made)))
    left = (*map(_open, con.open_slots), *_unfulfilled(con), *also, *_left_in(con, made, rules, new, cited))
    if left:
        raise NotAdoptable(left)
    text = _written(made.text, new, cited)
    _prove(text, made.text, new, rules)
    names = tuple(map(name_of_note, addresses(parse_text(text))))
    kinds = (Following.OF_ANOTHER_TEXT, Following.DOUBTFUL)
    return Adopted(
        text,
        tuple(_concordance(con, made, names)),
        tuple(_citation(names, made.text, one) for one in cited if one.following is Following.FOLLOWED),
        tuple(_citation(names, made.text, one) for one in cited if one.following in kinds),
        made.removed,
    )


def adopted_in(con: Consolidation, version: Text, language: str, rules: AdoptionRules = USUAL) -> str:
    """A language version of the decided text as adopted: its units under the numbers of their counterparts.

    Raises:
        NotAdoptable: a unit has no counterpart, or something is left in the version; the error holds all of it.
    """
    made = BareText.of(con)
    cuts = list(notes_in(version))
    text = parse_text(without_notes(version.source, cuts))
    places = tuple(map(name_of_note, addresses(text)))
    new = _numbers_in(made, text, _numbers(con, made, rules))
    cited = references(text, text, new)
    left = [*_without_counterpart(made, text, places)]
    if rules.citations is Citations.REFUSED:
        doubtful = (one for one in cited if one.following is Following.DOUBTFUL)
        left += [Remainder(places[one.unit], _cannot(one), _REWORD) for one in doubtful]
    written = _written(text, new, cited)
    left += remains(parse_text(written), _declared(rules))
    if left:
        raise NotAdoptable(tuple(Remainder(f"{language}: {one.place}", one.found, one.remedy) for one in left))
    _prove(written, text, new, rules)
    return written


def _without_counterpart(made: BareText, text: Text, places: Sequence[str]) -> Iterator[Remainder]:
    """The units that only one of the two texts has."""
    for place, there in zip(made.places, counterparts(made.text, text), strict=True):
        if there is None:
            yield Remainder(place, "this language version has no such unit", "record it again with translate")
    for place, there in zip(places, counterparts(text, made.text), strict=True):
        if there is None:
            yield Remainder(place, "only this language version has such a unit", "record it again with translate")


def _numbers_in(made: BareText, text: Text, new: Renumbering) -> Renumbering:
    """The same numbers for a language version, as its own script writes them."""
    labels: dict[int, str] = {}
    here, counts = counted_in_text(made.text), counted_in_text(text)
    for i, there in enumerate(counterparts(made.text, text)):
        given, own = (
            read_label(new.labels[i]) if i in new.labels else None,
            counts[there] if there is not None else None,
        )
        if given is not None and there is not None and own is not None:
            label = relabelled(text.units[there].label, own.label, _number_like(given, here[i], own))
            labels |= {there: label} if label != text.units[there].label else {}
    return Renumbering(labels, new.notes)


def _number_like(given: Label, was: Counted | None, own: Counted) -> str:
    """A new number in the script of a language version: ``c`` as ``ج``."""
    places = ordinal(given)
    if not places or own.place is None or own.label.prefix == "[^" or "." in given.number:
        return given.number
    alike = (p for p in places if was is not None and was.place is not None and p.numeral == was.place.numeral)
    number = next(alike, places[0]).number
    return write_number(own.place._replace(number=number), own.label.number) or given.number


def _declared(rules: AdoptionRules) -> Declared:
    """What may remain."""
    return Declared(frozenset(rules.literals), dict(rules.names), rules.numbers is Numbers.KEPT)


def decided_text(con: Consolidation) -> Text:
    """The text with all decisions applied, open slots as drafted and notes removed: what a language version renders."""
    return BareText.of(con).text


# -- what is left -------------------------------------------------------------------------------------


def _open(slot: Slot) -> Remainder:
    readings = dict.fromkeys([slot.base, *(variant.typed for variant in slot.variants)])
    shown = " / ".join(glimpsed(reading) or "(nothing)" for reading in readings)
    return Remainder(name_of_note(slot.address), f"open: {shown}", "decide it: accept, reject, choose, keep or word")


def _unfulfilled(con: Consolidation) -> Iterator[Remainder]:
    for gone in con.unfulfilled:
        found = f"a decision that cannot be applied ({gone.why})"
        yield Remainder(gone.ruling.what, found, "take it back with reopen, or have the words proposed again")
    for amendment, given in con.waiting:
        found = f"{amendment.name} was proposed when this was {given.in_words}, and is not decided"
        yield Remainder(name_of_note(given.place), found, f"reject {amendment.name}, or reopen {given.place}")
    for given in con.statuses:
        if given.status is UnitStatus.PLACEHOLDER:
            remedy = f"fill it in, and mark it open or agree it: agree {given.place}"
            yield Remainder(name_of_note(given.place), "marked as a placeholder", remedy)
        elif not given.status.is_agreed:
            yield Remainder(name_of_note(given.place), given.in_words, f"agree it: agree {given.place}")


def _left_in(
    con: Consolidation, made: BareText, rules: AdoptionRules, new: Renumbering, cited: Iterable[Reference]
) -> Iterator[Remainder]:
    places = made.places
    yield from made.emptied
    for puzzle in new.puzzles:
        yield Remainder(places[puzzle.unit], puzzle.found, puzzle.remedy)
    if rules.numbers is not Numbers.KEPT:
        kept = {place_named(place, places) for place in rules.kept}
        yield from (left for left in _numbers_lost(con, made, new) if left.place not in kept)
    if rules.citations is Citations.REFUSED:
        for one in cited:
            if one.following is Following.DOUBTFUL:
                yield Remainder(places[one.unit], _cannot(one), _REWORD)
        for unit, words in relative_references(made.text, con.base, made.origins):
            found = f"a citation that cannot be followed: “{words}” (another unit is next to it now)"
            yield Remainder(places[unit], found, _REWORD)
    declared = _declared(rules)
    if rules.numbers is not Numbers.KEPT:  # whatever is renumbered or followed has no bis any more
        text = parse_text(_written(made.text, new, cited))
        if len(text.units) == len(made.text.units):
            yield from (_at(made, text, one) for one in remains(text, declared))
            return
    yield from remains(made.text, declared)


def _numbers_lost(con: Consolidation, made: BareText, new: Renumbering) -> Iterator[Remainder]:
    """The numbers that an amendment gave, and that are another unit's as well, or undone by counting from 1."""
    asked = {s.edit.unit: s.edit.label for s in con.relabelled if s.edit.plain}
    if not asked:
        return
    drafted, times = Counter(map(_once, con.addresses)), Counter(map(_once, map(name_of_note, made.places)))
    for i, (place, origin) in enumerate(zip(made.places, made.origins, strict=True)):
        read = read_label(asked.get(origin, "")) if origin is not None else None
        if origin is None or read is None or read.suffix:
            continue
        was, now = con.base.units[origin].label, new.labels.get(i, made.text.units[i].label)
        if times[_once(place)] > max(1, drafted[_once(place)]):
            yield Remainder(place, f"the number {spoken(read)} was given to it, and another unit has it too", _NUMBER)
        elif now == was != made.text.units[i].label:
            again = without_lead(was).rstrip(" .:")
            found = f"the number {spoken(read)} was given to it, and numbers from 1 on give it {again} again"
            yield Remainder(place, found, _NUMBER)


_NUMBER = "take that decision back with reopen, or add --keep-number PLACE"
_REWORD = "reword it in a revision, or add --leave-citations"


def _cannot(one: Reference) -> str:
    return f"a citation that cannot be followed: “{one.words}” ({one.why})"


def _at(made: BareText, text: Text, one: Remainder) -> Remainder:
    """The same under the places that people know: those before the text was renumbered."""
    known = dict(zip(map(name_of_note, addresses(text)), made.places, strict=True))
    places = ", ".join(known.get(place, place) for place in one.place.split(", "))
    return Remainder(known.get(one.place, places), one.found, one.remedy)


# -- numbers and citations ----------------------------------------------------------------------------


def _numbers(con: Consolidation, made: BareText, rules: AdoptionRules) -> Renumbering:
    if rules.numbers is Numbers.KEPT:
        return Renumbering.none(made.text)
    origins = made.origins
    gaps = Gaps.CLOSED if rules.numbers is Numbers.WITHOUT_GAPS else Gaps.REPORTED
    kept = frozenset(made.places.index(place_named(place, made.places)) for place in rules.kept)
    return renumbered(made.text, con.base, origins, gaps=gaps, kept=kept)


def _authors(con: Consolidation, made: BareText) -> Iterator[tuple[int, Authorship]]:
    """For each unit with words of a proposal that numbers otherwise than the draft: the numbers concerned."""
    proposals = {p.name: p.text for p in con.proposals}
    words = defaultdict[int, set[str]](set)
    for strand in con.strands:
        if isinstance(strand.edit, Reworded):
            words[strand.edit.unit] |= strand.backers
    numbered = _Numbered.of(con.base)
    otherwise: dict[str, frozenset[str]] = {}
    for i in range(len(made.text.units)):
        backers: Collection[str] = made.authors(i)
        before = ""
        origin = made.origin(i)
        if origin is not None:
            backers, before = words[origin], con.base.wording(con.base.units[origin])
        for name in backers:
            if name not in otherwise:
                otherwise[name] = numbered.otherwise_in(parse_text(proposals.get(name, "")))
        numbers = frozenset[str]().union(*(otherwise[name] for name in backers))
        if numbers:
            yield i, Authorship(numbers, before)


def _replacing(con: Consolidation, made: BareText) -> Iterator[tuple[int, Set[int]]]:
    """The new units with the number of one that is gone, each with the new units that its authors wrote."""
    origins, read = made.origins, [read_label(unit.label) if unit.label else None for unit in made.text.units]
    stayed, labels = {*origins}, con.labels_of_base.read
    gone = {bare_label(label) for i, label in enumerate(labels) if label is not None and i not in stayed}
    new = {i: made.authors(i) for i, origin in enumerate(origins) if origin is None}
    for i, label in enumerate(read):
        if i in new and label is not None and bare_label(label) in gone:
            yield i, {k for k, authors in new.items() if not authors.isdisjoint(new[i])}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The wordings of a text under each number, and the numbers of each wording."""

    wordings: Mapping[str, frozenset[str]]
    numbers: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, text: Text) -> _Numbered:
        wordings, numbers = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for unit in text.units:
            read = read_label(unit.label) if unit.label and not unit.label.startswith("[^") else None
            if read is not None:
                number, wording = f"{plain_number(read.number)} {read.suffix}".strip(), plain(text.wording(unit))
                wordings[number].add(wording)
                numbers[wording].add(number)
        frozen = ({key: frozenset(own) for key, own in found.items()} for found in (wordings, numbers))
        return cls(*frozen)

    def otherwise_in(self, text: Text) -> frozenset[str]:
        """The numbers that another text gives to units that have other numbers here, or takes from them."""
        there = _Numbered.of(text)
        moved = {w for w, own in there.numbers.items() if w in self.numbers and not own <= self.numbers[w]}
        return frozenset[str]().union(*(self.numbers[w] ^ there.numbers[w] for w in moved))


def _written(text: Text, new: Renumbering, cited: Iterable[Reference]) -> str:
    """The text under its new labels, with the citations that are followed."""
    edits = [(one.start, one.end, one.number) for one in cited if one.following is Following.FOLLOWED]
    for i, label in new.labels.items():
        unit = text.units[i]
        mark = text.source[unit.start : unit.body]
        edits.append((unit.start, unit.body, with_label(mark, unit.label, label)))
    made, at = [], 0
    for start, end, words in sorted(edits):
        made += [text.source[at:start], words]
        at = end
    return "".join([*made, text.source[at:]])


def _prove(text: str, before: Text, new: Renumbering, rules: AdoptionRules) -> None:
    """Refuse a text that is not what it should be: other units or labels, or anything that may not remain.

    Raises:
        NotAdoptable: naming the first place at which it is not.
    """
    units = parse_text(text).units
    wanted = [new.labels.get(i, unit.label) for i, unit in enumerate(before.units)]
    labels = [unit.label for unit in units]
    if labels != wanted:
        pairs = enumerate(zip(wanted, labels, strict=False))
        k = next((k for k, (one, other) in pairs if one != other), min(len(wanted), len(labels)))
        place = name_of_note(addresses(before)[min(k, len(before.units) - 1)])
        found = "under its new number it would be read as something else"
        raise NotAdoptable((Remainder(place, found, "add --keep-numbers, or number it by hand in a revision"),))
    if still := remains(parse_text(text), _declared(rules)):
        raise NotAdoptable(still)
    once, again = (Counter(map(_once, addresses(one))) for one in (before, parse_text(text)))
    for place in again:
        if again[place] > max(once.values()) and again[place] > once[place]:
            found = "two units would have that number"
            raise NotAdoptable((Remainder(name_of_note(place), found, "number them by hand in a revision"),))


def _once(place: str) -> str:
    """A place without what tells it from another of that number: ``(2nd)``."""
    return _TWICE.sub("", place)


_TWICE = re.compile(r" \(\d+(?:st|nd|rd|th)\)$")


def _citation(names: Sequence[str], text: Text, one: Reference) -> FollowedCitation:
    was = text.source[one.start : one.end]
    return FollowedCitation(names[one.unit], one.words, was, one.number, one.why)


# -- the concordance ----------------------------------------------------------------------------------


def _concordance(con: Consolidation, made: BareText, names: Sequence[str]) -> Iterator[ConcordanceRow]:
    """Every unit with a number, in the order of the adopted text; deleted ones where the draft had them."""
    drafted = tuple(map(name_of_note, con.addresses))
    origins = made.origins
    gone = _gone(con, made, origins, names)
    for unit in sorted(gone):
        if not any(origin is not None and origin < unit for origin in origins):
            yield gone.pop(unit)
    for i, origin in enumerate(origins):
        before = drafted[origin] if origin is not None else ""
        if made.text.units[i].label or made.became(i) not in (Became.STAYED, Became.NEW):
            yield ConcordanceRow(before, made.places[i], names[i], made.became(i))
        unit = origin + 1 if origin is not None else -1
        while unit in gone:
            yield gone.pop(unit)
            unit += 1
    yield from (gone[unit] for unit in sorted(gone))


def _gone(
    con: Consolidation, made: BareText, origins: Sequence[int | None], names: Sequence[str]
) -> dict[int, ConcordanceRow]:
    """The units of the draft that the adopted text does not have, with what became of them."""
    there = {origin: i for i, origin in enumerate(origins) if origin is not None}
    struck = {s.edit.unit for s in con.strands if holds(s, Struck)}
    found = {}
    for unit, place in enumerate(map(name_of_note, con.addresses)):
        if unit in there or not con.base.units[unit].label:
            continue
        over = next((k for k in range(unit - 1, -1, -1) if k in there), None)
        joined = unit not in struck and over is not None
        into = names[there[over]] if joined and over is not None else ""
        found[unit] = ConcordanceRow(place, "", into, Became.JOINED if joined else Became.DELETED)
    return found


__all__ = ["adopted", "adopted_in", "decided_text"]
