"""A redline as a list of amendments: the kind, the place and the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.numbering import LabelChange
from amendtrack.redline.passages import MovedPassage
from amendtrack.redline.replacements import as_replacements
from amendtrack.redline.splices import Splice
from amendtrack.text.addresses import addresses
from amendtrack.text.glimpse import framed, glimpse
from amendtrack.text.typeface import is_ruler
from amendtrack.text.units import Text, UnitKind


class AmendmentKind(Enum):
    """The closed list of kinds of amendment."""

    INSERT_TEXT = "insert text"
    DELETE_TEXT = "delete text"
    REPLACE_TEXT = "replace text"
    MOVE_TEXT = "move text"
    INSERT_UNIT = "new"
    DELETE_UNIT = "delete"
    MOVE_UNIT = "move"
    SPLIT_UNIT = "split"
    MERGE_UNITS = "merge"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True, repr=False)
class Amendment:
    """One change of one proposal; ``place`` is the address in the base, or ``after ...`` for a new unit.

    ``context`` holds the last words before the point to which words are inserted or moved, or at which a unit is split;
    ``after`` holds the address to which words or a unit are moved.

    >>> import amendtrack
    >>> for amendment in amendtrack.amendments(amendtrack.compare("5. Clear all areas.", "5. Clear known areas.")):
    ...     print(amendment.kind, amendment.place, amendment.before, amendment.after)
    AmendmentKind.REPLACE_TEXT 5 all known
    """

    kind: AmendmentKind
    place: str
    before: str = ""
    after: str = ""
    context: str = ""

    def __repr__(self) -> str:
        return framed(f"Amendment {self.kind.value} at {self.place}: {glimpse(self.before)} to {glimpse(self.after)}")

    def __str__(self) -> str:
        if self.kind is AmendmentKind.INSERT_UNIT:
            return f"{self.change} {self.place}"
        return f"{named(self.place)}: {self.change}"

    @property
    def change(self) -> str:
        """The change made at the place, without the words.

        >>> Amendment(AmendmentKind.REPLACE_TEXT, "5", "all", "known").change
        'words replaced'
        """
        if self.kind is AmendmentKind.MOVE_UNIT:
            return f"moved {self.after}"
        if self.kind is AmendmentKind.MOVE_TEXT:
            return "words moved" if self.after == self.place else f"words moved to {named(self.after)}"
        return "level changed" if self._is_of_level else _CHANGES[self.kind]

    @property
    def _is_of_level(self) -> bool:
        """Whether the level of a heading is changed, and not its number."""
        return self.kind is AmendmentKind.EDITORIAL and self.before.startswith(("#", "="))

    @property
    def in_words(self) -> str:
        """The amendment as one would write it in a letter, on one line.

        >>> Amendment(AmendmentKind.REPLACE_TEXT, "5", "all", "known").in_words
        'para 5: replace “all” with “known”'
        """
        before, after = " ".join(self.before.split()), " ".join(self.after.split())
        point = f"after “{self.context}”" if self.context else "at the beginning"
        match self.kind:
            case AmendmentKind.INSERT_UNIT:
                return f"new para {self.place}: “{after}”"
            case AmendmentKind.INSERT_TEXT:
                asked = f"{point}, insert “{after}”"
            case AmendmentKind.DELETE_TEXT:
                asked = f"delete “{before}”"
            case AmendmentKind.REPLACE_TEXT:
                asked = f"replace “{before}” with “{after}”"
            case AmendmentKind.MOVE_TEXT:
                there = "" if self.after == self.place else f" to {named(self.after)},"
                asked = f"move “{before}”{there} {point}"
            case AmendmentKind.EDITORIAL:
                asked = f"renumber “{before}” as “{after}”"
                if self._is_of_level:
                    asked = f"change the level from “{before}” to “{after}”"
            case AmendmentKind.MOVE_UNIT:
                asked = f"move {after}"
            case AmendmentKind.SPLIT_UNIT:
                asked = f"split {point}"
            case AmendmentKind.DELETE_UNIT:
                asked = "delete"
            case AmendmentKind.MERGE_UNITS:
                asked = "merge with the next paragraph"
        return f"{named(self.place)}: {asked}"


_CHANGES = {
    AmendmentKind.INSERT_TEXT: "words inserted",
    AmendmentKind.DELETE_TEXT: "words deleted",
    AmendmentKind.REPLACE_TEXT: "words replaced",
    AmendmentKind.INSERT_UNIT: "new para",
    AmendmentKind.DELETE_UNIT: "deleted",
    AmendmentKind.SPLIT_UNIT: "split",
    AmendmentKind.MERGE_UNITS: "merged with the next",
    AmendmentKind.EDITORIAL: "number changed",
}


def named(place: str) -> str:
    """An address in the form used in a sentence: a bare number is a paragraph's, if it is not that of a heading.

    >>> [named(place) for place in ("5 (a)", "Article 9", "after 5", "footnote 3", "5, paragraph 2")]
    ['para 5 (a)', 'Article 9', 'para after 5', 'footnote 3', '5, paragraph 2']
    """
    is_paragraph = place[:1].isdecimal() and ", paragraph " not in place
    return f"para {place}" if is_paragraph or place.startswith(("(", "after ")) else place


def amendments(redline: Redline) -> tuple[Amendment, ...]:
    """Every amendment of a redline in reading order; noise is not an amendment.

    >>> from amendtrack.redline.comparison import compare
    >>> [str(a) for a in amendments(compare("5. Clear all areas.", "5. Clear known areas."))]
    ['para 5: words replaced']
    """
    return tuple(_amendments(redline))


def _amendments(redline: Redline) -> Iterator[Amendment]:
    where = addresses(redline.before)
    passages = _whole_passages(redline)
    moved: set[int] = set()
    stays = -1
    for change in redline.changes:
        if change.kind is ChangeKind.INSERTED:
            unit = redline.after.units[change.j1]
            place = _after(where, stays if change.gap is None else change.gap)
            yield Amendment(AmendmentKind.INSERT_UNIT, place, "", redline.after.printed(unit))
            continue
        if change.kind is ChangeKind.DELETED:
            unit = redline.before.units[change.i1]
            yield Amendment(AmendmentKind.DELETE_UNIT, where[change.i1], redline.before.printed(unit))
            continue
        if change.move is None:
            stays = change.i2 - 1
        elif change.move not in moved:
            moved.add(change.move)
            place = _after(where, stays if change.gap is None else change.gap)
            yield Amendment(AmendmentKind.MOVE_UNIT, where[change.i1], after=place)
        if not follows_its_head(redline, change):
            yield from _inside(redline, change, where, passages)


def follows_its_head(redline: Redline, change: Change) -> bool:
    """Whether a change is only in the line under the head of a table whose head says what columns there are now."""
    i, j, texts = change.i1, change.j1, (redline.before, redline.after)
    if change.i2 - i != 1 or change.j2 - j != 1 or not i or not j:
        return False
    lines, heads = [], []
    for text, k in zip(texts, (i, j)):
        unit, head = text.units[k], text.units[k - 1]
        if unit.kind is not UnitKind.ROW or head.kind is not UnitKind.ROW or not is_ruler(text.printed(unit)):
            return False
        lines.append(text.printed(unit))
        heads.append(text.printed(head))
    return lines[0] != lines[1] and heads[0] != heads[1]


def _mark(text: Text, k: int) -> str:
    """The signs before a unit's wording, without its label."""
    unit = text.units[k]
    return text.source[unit.start : unit.body].split(unit.label or None)[0].strip() if unit.body > unit.start else ""


def _whole_passages(redline: Redline) -> dict[Splice, MovedPassage]:
    """The moved passages that one splice deletes and another inserts with nothing else, by both splices."""
    found: dict[Splice, MovedPassage] = {}
    for passage in redline.passages:
        (gone, b1, b2), (new, a1, a2) = passage
        ends = [s for s in gone.splices if s[:2] == (b1, b2) and s.a1 == s.a2]
        ends += [s for s in new.splices if s[2:4] == (a1, a2) and s.b1 == s.b2]
        if len(ends) == 2:
            found |= dict.fromkeys(ends, passage)
    return found


def _after(where: tuple[str, ...], stays: int) -> str:
    if stays < 0:
        return "at the beginning"
    return f"after {'the para ' if where[stays].startswith('after ') else ''}{where[stays]}"


def _inside(
    redline: Redline, change: Change, where: tuple[str, ...], passages: Mapping[Splice, MovedPassage]
) -> Iterator[Amendment]:
    place = where[change.i1]
    if change.kind is ChangeKind.SPLIT:
        breaks = [s.b1 for s in change.splices if _only_break(redline, s)]
        yield Amendment(AmendmentKind.SPLIT_UNIT, place, context=_context(redline, change, breaks[0]) if breaks else "")
    elif change.kind is ChangeKind.JOINED:
        yield Amendment(AmendmentKind.MERGE_UNITS, place)
    if change.label is LabelChange.EDITORIAL:
        labels = redline.before.units[change.i1].label, redline.after.units[change.j1].label
        if labels[0] == labels[1]:  # a heading of another level
            labels = _mark(redline.before, change.i1), _mark(redline.after, change.j1)
        yield Amendment(AmendmentKind.EDITORIAL, place, *labels)
    shown = [s for s in change.splices if not s.noise and not _only_break(redline, s)]
    left = (-1, -1)  # where a passage was that moved away
    for splice in _pairs_as_one(redline, list(as_replacements(shown, apart=passages))):
        if passage := passages.get(splice):
            left = splice[:2]
            yield from _moved_words(redline, splice, passage, where)
            continue
        at = left[0] if splice.b1 == left[1] else splice.b1
        yield replace(_words(redline, splice, place), context=_context(redline, change, at))


def _moved_words(
    redline: Redline, splice: Splice, passage: MovedPassage, where: tuple[str, ...]
) -> Iterator[Amendment]:
    """The move of a passage, at its old place; nothing at its new one."""
    if splice.b1 == splice.b2:
        return
    new = next(s for s in passage.new.change.splices if s.a1 == passage.new.start and s.b1 == s.b2)
    target = passage.new.change
    unit = max((k for k in range(target.i1, target.i2) if redline.before.units[k].body <= new.b1), default=target.i1)
    words = redline.before.source[splice.b1 : splice.b2].strip()
    place, context = where[passage.gone.change.i1], _context(redline, target, new.b1)
    yield Amendment(AmendmentKind.MOVE_TEXT, place, words, where[unit], context)


def _pairs_as_one(redline: Redline, splices: Sequence[Splice]) -> Iterator[Splice]:
    """The splices; the signs of a bracket pair that is lifted, or put around words, are joined with those words."""
    k = 0
    while k < len(splices):
        first, last = splices[k], splices[min(k + 1, len(splices) - 1)]
        if _signs(redline, first) == "[" and _signs(redline, last) == "]":
            yield Splice(first.b1, last.b2, first.a1, last.a2, False, first.i1, last.i2, first.j1, last.j2)
            k += 2
            continue
        yield first
        k += 1


def _signs(redline: Redline, s: Splice) -> str:
    """The text that a splice only removes, or only adds, without white space."""
    return "".join((redline.before.source[s.b1 : s.b2] + redline.after.source[s.a1 : s.a2]).split())


def _context(redline: Redline, change: Change, at: int) -> str:
    """The last words before a point, in the same unit."""
    bodies = [u.body for u in redline.before.units[change.i1 : change.i2] if u.body <= at]
    return " ".join(redline.before.source[max(bodies) : at].split()[-5:]) if bodies else ""


def _only_break(redline: Redline, s: Splice) -> bool:
    """Whether the splice is only the break of a split or join, with its label."""
    before, after = redline.before.source[s.b1 : s.b2], redline.after.source[s.a1 : s.a2]
    if s.i2 - s.i1 + s.j2 - s.j1 != 1:
        return False
    joins = "\n" in before and s.b1 in {u.end for u in redline.before.units}
    return joins or ("\n" in after and s.a1 in {u.end for u in redline.after.units})


def _words(redline: Redline, s: Splice, place: str) -> Amendment:
    before, after = redline.before.source[s.b1 : s.b2].strip(), redline.after.source[s.a1 : s.a2].strip()
    kind = (
        AmendmentKind.REPLACE_TEXT
        if before and after
        else AmendmentKind.DELETE_TEXT
        if before
        else AmendmentKind.INSERT_TEXT
    )
    return Amendment(kind, place, before, after)
