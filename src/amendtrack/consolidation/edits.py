"""What one proposal changes in the base, edit by edit. Slots and composed texts are computed from these edits.

An edit's place is counted on the base alone (unit, word), never on another proposal, so that what a
consolidation holds depends on the set of proposals and on nothing else. How edits are found in two texts
is left to ``extraction``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.labelling import is_heading
from amendtrack.text.renumbering import CITED
from amendtrack.text.units import Text

Place = tuple[int, int]
"""A unit of the base and a word in it; the word after the last is the unit's break."""

Identity = tuple[str, Place, Place, int, tuple[str, ...]]
"""What makes two proposals' edits the same edit: its code, start and end, gap and words; not spelling or number."""

NO_GAP = -2
"""In an identity: the edit inserts nothing between two units."""
_BEHIND = 1 << 30
"""The position of the gap after a unit, which comes after every word in it."""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a unit inside new wording: the white space, and the label or sign of the next unit."""

    gap: str
    mark: str


Part = str | Break


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words from ``start`` to ``end`` (half-open), characters ``c1:c2`` of the base, become ``parts``.

    ``key`` holds the new words as they are compared; it is empty if words are only deleted.
    """

    start: Place
    end: Place
    key: tuple[str, ...]
    c1: int
    c2: int
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if not (self.start[0] >= 0 and self.start <= self.end and 0 <= self.c1 <= self.c2):
            raise ValueError(f"words from {self.start} to {self.end}, characters {self.c1} to {self.c2}")

    @property
    def unit(self) -> int:
        """The unit of the base in which the words begin."""
        return self.start[0]

    @property
    def identity(self) -> Identity:
        """What makes two edits the same edit."""
        return ("words", self.start, self.end, NO_GAP, self.key)

    @property
    def spelling(self) -> tuple[object, ...]:
        """Everything in which two spellings of one edit may differ; ordered by code points."""
        return (self.c1, self.c2, tuple(p if isinstance(p, str) else p.gap + p.mark for p in self.parts))

    @property
    def is_split(self) -> bool:
        """Whether the edit only breaks a unit in two."""
        return self.key == (BREAK,) and self.start == self.end

    @property
    def is_reworded_split(self) -> bool:
        """Whether the edit breaks a unit in two and also inserts a phrase."""
        return BREAK in self.key and len(self.key) - self.key.count(BREAK) > 3

    @property
    def spans_units(self) -> bool:
        """Whether the edit removes a unit's break, and so joins the unit to the next."""
        return self.start[0] != self.end[0]


@dataclass(frozen=True, slots=True)
class Struck:
    """A unit of the base is deleted: characters ``c1:c2``."""

    unit: int
    c1: int
    c2: int

    def __post_init__(self) -> None:
        if not (self.unit >= 0 and 0 <= self.c1 <= self.c2):
            raise ValueError(f"unit {self.unit}, characters {self.c1} to {self.c2}")

    @property
    def identity(self) -> Identity:
        """What makes two edits the same edit."""
        return ("delete", (self.unit, 0), (self.unit, 0), NO_GAP, ())

    @property
    def spelling(self) -> tuple[object, ...]:
        """Everything in which two spellings of one edit may differ; ordered by code points."""
        return (self.c1, self.c2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """A new unit after unit ``gap`` of the base (-1: before the first), at character ``at``.

    ``rank`` is its order there within its own proposal; ``lead`` the white space before it, ``mark`` everything printed
    before its wording, ``label`` the number in that mark, and ``key`` its words as they are compared. ``under`` holds
    the words of the new heading above it: the same words under two headings are two units.
    """

    gap: int
    rank: int
    at: int
    key: tuple[str, ...]
    wording: str
    lead: str = ""
    mark: str = ""
    label: str = ""
    under: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.gap >= -1 and self.rank >= 0 and self.at >= 0):
            raise ValueError(f"a new unit after unit {self.gap}, rank {self.rank}, at character {self.at}")

    @property
    def unit(self) -> int:
        """The unit of the base that it follows; -1 at the beginning."""
        return self.gap

    @property
    def is_heading(self) -> bool:
        """Whether what comes behind it stands under it: a heading, an article, a bare title."""
        return is_heading(self.mark, self.label, self.wording)

    @property
    def identity(self) -> Identity:
        """What makes two edits the same edit."""
        key = (*self.key, "\u00a7", *self.under) if self.under else self.key
        return ("insert", (self.gap, _BEHIND), (self.gap, _BEHIND), self.gap, key)

    @property
    def spelling(self) -> tuple[object, ...]:
        """Everything in which two spellings of one edit may differ; ordered by code points."""
        return (self.at, self.wording, self.label, self.mark, self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A unit of the base, characters ``c1:c2``, moves to the place after unit ``gap`` (-1: before the first)."""

    unit: int
    gap: int
    rank: int
    c1: int
    c2: int

    def __post_init__(self) -> None:
        if not (self.unit >= 0 and self.gap >= -1 and self.rank >= 0 and 0 <= self.c1 <= self.c2):
            raise ValueError(f"unit {self.unit} to after unit {self.gap}, characters {self.c1} to {self.c2}")

    @property
    def identity(self) -> Identity:
        """What makes two edits the same edit."""
        return ("move", (self.unit, 0), (self.unit, 0), self.gap, ())

    @property
    def spelling(self) -> tuple[object, ...]:
        """Everything in which two spellings of one edit may differ; ordered by code points."""
        return (self.c1, self.c2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabelled:
    """The mark before a unit's wording, characters ``c1:c2``, becomes ``mark``, with the number ``label``.

    ``plain`` is the new mark without mere typography.
    """

    unit: int
    c1: int
    c2: int
    plain: str
    mark: str
    label: str

    def __post_init__(self) -> None:
        if not (self.unit >= 0 and 0 <= self.c1 <= self.c2):
            raise ValueError(f"unit {self.unit}, characters {self.c1} to {self.c2}")

    @property
    def identity(self) -> Identity:
        """What makes two edits the same edit."""
        return ("label", (self.unit, 0), (self.unit, 0), NO_GAP, (self.plain,))

    @property
    def spelling(self) -> tuple[object, ...]:
        """Everything in which two spellings of one edit may differ; ordered by code points."""
        return (self.c1, self.c2, self.mark, self.label)


Edit = Reworded | Struck | Inserted | Moved | Relabelled
Placed = Inserted | Moved
"""An edit that belongs in a gap between two units of the base."""


def opening_of(edit: Placed, base: Text) -> tuple[str, str, str]:
    """The mark before the wording of a new or moved unit, its label, and the wording: what ``is_heading`` asks for."""
    if isinstance(edit, Inserted):
        return edit.mark, edit.label, edit.wording
    unit = base.units[edit.unit]
    return base.source[unit.start : unit.body], unit.label, base.wording(unit)


def rank_of(edit: Edit) -> int:
    """The order of an edit among its proposal's edits in one gap; 0 if it is not in a gap."""
    return edit.rank if isinstance(edit, Placed) else 0


def reading_order(edit: Edit) -> tuple[Place, Place, str, int, tuple[str, ...]]:
    """The sort key of an edit among its proposal's edits."""
    code, start, end, _, key = edit.identity
    return (start, end, code, rank_of(edit), key)


def word_pairs(unit: Inserted) -> frozenset[object]:
    """The pairs of neighbouring words in a new unit; of a unit with one word, that word.

    The signs that close a title, ``== Boats ==``, are none.
    """
    key = unit.key
    while key and key[-1] in ("=", "#"):
        key = key[:-1]
    return frozenset(zip(key, key[1:], strict=False)) or frozenset(key)


def shared(x: Inserted, y: Inserted) -> tuple[int, int]:
    """How many word pairs two new units share, and out of how many."""
    one, other = word_pairs(x), word_pairs(y)
    return 2 * len(one & other), len(one) + len(other)


def alike(x: Inserted, y: Inserted) -> bool:
    """Whether two new units are so similar that they are rivals for one place."""
    return are_alike(word_pairs(x), word_pairs(y))


def are_alike(one: frozenset[object], other: frozenset[object]) -> bool:
    """Whether two new units with these word pairs are so similar: they share half of them."""
    return 4 * len(one & other) >= len(one) + len(other)


def notes_named(edits: Sequence[Edit], names: Mapping[str, str]) -> Sequence[Edit]:
    """The edits with their new notes renamed, in their labels and at every marker that they insert."""
    bare = {own.rstrip(":"): new.rstrip(":") for own, new in names.items() if own != new}

    def put(written: str) -> str:
        return CITED.sub(lambda found: bare.get(found[0], found[0]), written)

    def named(edit: Edit) -> Edit:
        match edit:
            case Reworded() if not bare.keys().isdisjoint(edit.key):
                parts = tuple(put(part) if isinstance(part, str) else part for part in edit.parts)
                return replace(edit, key=tuple(bare.get(key, key) for key in edit.key), parts=parts)
            case Inserted() if edit.label in names or not bare.keys().isdisjoint(edit.key):
                key = tuple(bare.get(key, key) for key in edit.key)
                made = replace(edit, key=key, wording=put(edit.wording))
                return replace(made, mark=put(edit.mark), label=put(edit.label)) if edit.label in names else made
        return edit

    return [named(edit) for edit in edits] if bare else edits


def note_named(edit: Edit, own: str, name: str) -> Edit:
    """A new note with another name than its own; any other edit as it is."""
    if own == name or not isinstance(edit, Inserted):
        return edit
    return replace(edit, mark=edit.mark.replace(own, name, 1), label=name)


__all__ = [
    "NO_GAP",
    "Break",
    "Edit",
    "Identity",
    "Inserted",
    "Moved",
    "Part",
    "Place",
    "Placed",
    "Relabelled",
    "Reworded",
    "Struck",
    "alike",
    "are_alike",
    "note_named",
    "notes_named",
    "opening_of",
    "rank_of",
    "reading_order",
    "shared",
    "word_pairs",
]
