"""What becomes of a proposal when the text it was made on is revised: one fate for each of its amendments.

How this works. The revision is compared with the text before it, as a proposal is. An edit that the revision makes too
is taken in. Every other edit is looked for on the new text: if the words that it changes, or the units beside it, are
still what they were, it is the same edit there. An amendment is carried forward only if all its edits are; otherwise it
is overtaken, and nothing of it is applied. The proposal on the new text is composed from what is carried, and compared
with that text again: whatever is not found there exactly as it was meant is overtaken too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from amendtrack.consolidation.compose import compose, pieces
from amendtrack.consolidation.counterparts import Counterparts, Displaced
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Reworded, alike, rank_of
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.rulings import NumberedAmendment
from amendtrack.consolidation.sections_and_tables import torn_apart
from amendtrack.consolidation.strands import Strand, base_order
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.align.prepared import Prepared


class AmendmentFate(Enum):
    """What became of an amendment at a revision; each has exactly one fate.

    >>> [fate.value for fate in AmendmentFate][:3]
    ['incorporated', 'incorporated in part', 'carried forward']
    """

    INCORPORATED = "incorporated"
    IN_PART = "incorporated in part"
    CARRIED = "carried forward"
    OVERTAKEN = "overtaken"
    GONE = "unit gone"
    NOT_REFLECTED = "not reflected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Carried:
    """One amendment after a revision: its fate, why, and the edits it now makes on the new text, if any.

    ``was`` are those edits as they were made. ``is_pending`` says whether something of it waits for its delegation to
    reconfirm it.
    """

    amendment: NumberedAmendment
    fate: AmendmentFate
    why: str = ""
    edits: tuple[Edit, ...] = ()
    is_pending: bool = False
    was: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A proposal on the new text: its wording there, where its units come from, and what became of each amendment.

    The text is the revision's own if nothing is carried.
    """

    text: str
    origins: Origins
    amendments: tuple[Carried, ...]


@dataclass(frozen=True)
class Revised:
    """A revision compared with the text before it."""

    edits: tuple[Edit, ...]
    places: Counterparts

    @classmethod
    def of(cls, before: Prepared, after: Prepared, *, origins: Origins = UNSTATED) -> Revised:
        """The revision ``after`` of ``before``.

        Raises:
            Displaced: the units of the new text cannot be told apart with certainty.
        """
        edits = edits_of(before, after.text.source, origins=origins)
        return cls(edits, Counterparts.of(before, after, origins=origins))

    def carry(
        self,
        proposal: Proposal,
        edits: Sequence[Edit],
        amendments: Sequence[NumberedAmendment],
        *,
        settled: Mapping[str, Carried],
    ) -> CarriedText:
        """The proposal on the new text; amendments in ``settled`` have their fate already unless they are taken in."""
        own = {edit.identity: edit for edit in edits}
        torn = torn_apart(self.places, edits)
        fates = [self._fate(amendment, own, settled=settled, torn=torn) for amendment in amendments]
        while True:
            after = self.places.after
            text, origins, missing = composed(after, proposal.name, (edit for fate in fates for edit in fate.edits))
            if not missing:
                return CarriedText(text, origins, tuple(fates))
            fates = [_unsure(fate, missing) for fate in fates]

    # -- one amendment ---------------------------------------------------------------------------

    def _fate(
        self,
        amendment: NumberedAmendment,
        own: Mapping[Identity, Edit],
        *,
        settled: Mapping[str, Carried],
        torn: Mapping[Identity, str],
    ) -> Carried:
        mine = [own[identity] for identity in sorted(amendment.strands) if identity in own]
        if len(mine) < len(amendment.strands):
            return Carried(amendment, AmendmentFate.OVERTAKEN, "its notes were numbered anew", is_pending=True)
        left = [edit for edit in mine if not self.has(edit)]
        if not left:
            return Carried(amendment, AmendmentFate.INCORPORATED)
        if amendment.name in settled:
            return settled[amendment.name]
        now, blocked = self._counterparts(left, torn)
        is_in_part = len(left) < len(mine)
        if not blocked:
            fate = AmendmentFate.IN_PART if is_in_part else AmendmentFate.CARRIED
            why, was = "the rest is carried forward" if is_in_part else "", tuple(edit.identity for edit in left)
            return Carried(amendment, fate, why, tuple(now), was=was)
        why = blocked[0].args[0]
        if is_in_part or any(self._shares_words(edit) for edit in left):
            return Carried(amendment, AmendmentFate.IN_PART, why, is_pending=True)
        gone = all(why.is_gone for why in blocked) and not now
        return Carried(amendment, AmendmentFate.GONE if gone else AmendmentFate.OVERTAKEN, why, is_pending=True)

    def _counterparts(self, edits: Iterable[Edit], torn: Mapping[Identity, str]) -> tuple[list[Edit], list[Displaced]]:
        now: list[Edit] = []
        blocked: list[Displaced] = []
        for edit in edits:
            try:
                now.append(self.places.counterpart(edit))
            except Displaced as err:
                blocked.append(err)
            else:
                if why := torn.get(edit.identity) or self._rivalled(edit):
                    now.pop()
                    blocked.append(Displaced(why))
        return now, blocked

    @cached_property
    def _made(self) -> frozenset[Identity]:
        return frozenset(edit.identity for edit in self.edits)

    def has(self, edit: Edit) -> bool:
        """Whether the revision makes that edit, or has the words that it puts in, though it changes more."""
        if edit.identity in self._made:
            return True
        match edit:
            case Inserted():
                return self._new_units[edit.key] > 0
            case Reworded() if len(edit.key) >= _SURELY and not edit.is_split:
                wider = (e for e in self.over(edit) if e.start <= edit.start and edit.end <= e.end)
                return any(_runs_in(edit.key, e.key) for e in wider)
        return False

    @cached_property
    def _new_units(self) -> Counter[tuple[str, ...]]:
        """How many more units with these words the new text has than the text before it."""
        now, was = (
            Counter(text.unit_words(i).keys for i in range(len(text.text.units)))
            for text in (self.places.after, self.places.before)
        )
        return now - was

    def over(self, edit: Reworded) -> Iterator[Reworded]:
        """The revision's own edits of the words that an edit changes, or at the point where it puts words in."""
        for other in self.edits:
            if isinstance(other, Reworded) and other.start <= edit.end and edit.start <= other.end:
                yield other

    def _shares_words(self, edit: Edit) -> bool:
        """Whether the revision puts in at least half of the words that an edit puts in at its place."""
        if not isinstance(edit, Reworded):
            return False
        was = Counter(
            key
            for place in _places(self.places.before, edit)
            for key in self.places.before.unit_words(place[0]).keys[place[1] : place[1] + 1]
        )
        new = Counter(filter(_says_something, edit.key)) - was
        shared = sum((new & Counter(key for e in self.over(edit) for key in e.key)).values())
        return shared > 0 and 2 * shared >= sum(new.values())

    def _rivalled(self, edit: Edit) -> str:
        """Why the new text may have taken an edit in, though not as it was proposed; empty if it has not."""
        match edit:
            case Inserted():
                for other in self.edits:
                    if isinstance(other, Inserted) and other.gap == edit.gap and alike(other, edit):
                        return "the new text has a similar new paragraph there"
            case Reworded() if len(edit.key) >= _A_SENTENCE:
                if any(f" {' '.join(edit.key)} " in words for words in self._new_words):
                    return "its words stand elsewhere in the new text"
        return ""

    @cached_property
    def _new_words(self) -> tuple[str, ...]:
        """The words of each edit of the revision."""
        return tuple(f" {' '.join(e.key)} " for e in self.edits if isinstance(e, Inserted | Reworded))


def composed(base: Prepared, name: str, edits: Iterable[Edit]) -> tuple[str, Origins, frozenset[Identity]]:
    """The base with a proposal's edits, where its units come from, and the edits that are not found again in it."""
    own = {edit.identity: edit for edit in edits}
    if not own:
        return base.text.source, UNSTATED, frozenset()
    strands = sorted((_strand(edit, name) for edit in own.values()), key=base_order)
    text = compose(base.labels, strands, {})
    wanted = frozenset(own)
    if frozenset(e.identity for e in edits_of(base, text)) == wanted:
        return text, UNSTATED, frozenset()
    stated = origins_of(base, strands)
    found = frozenset(e.identity for e in edits_of(base, text, origins=stated))
    return text, stated, frozenset() if found == wanted else (wanted - found) or wanted


_SURELY = 3
"""Words that a revision has within a wider change at the same place, from which this cannot be chance."""


_A_SENTENCE = 6
"""Words that two texts do not both have by chance, wherever they stand."""


def _says_something(key: str) -> bool:
    """Whether a word is more than a sign or a small word such as *and*."""
    return len(key) > 3 or key.isdecimal() or (key.isalpha() and not key.isascii())


def _unsure(fate: Carried, missing: frozenset[Identity]) -> Carried:
    if missing.isdisjoint(edit.identity for edit in fate.edits):
        return fate
    left = AmendmentFate.IN_PART if fate.fate is AmendmentFate.IN_PART else AmendmentFate.OVERTAKEN
    return replace(fate, fate=left, why="its place in the new text is not certain", edits=(), was=(), is_pending=True)


def _strand(edit: Edit, name: str) -> Strand[Edit]:
    orders = ((name, rank_of(edit)),) if isinstance(edit, Inserted | Moved) else ()
    return Strand(edit, frozenset([name]), orders)


def _places(text: Prepared, edit: Reworded) -> Iterator[tuple[int, int]]:
    unit, k = edit.start
    while (unit, k) < edit.end:
        yield unit, k
        unit, k = (unit, k + 1) if k < len(text.unit_words(unit)) else (unit + 1, 0)


def _runs_in(words: Sequence[str], within: Sequence[str]) -> bool:
    size = len(words)
    return any(tuple(within[i : i + size]) == tuple(words) for i in range(len(within) - size + 1))


def origins_of(base: Prepared, strands: Sequence[Strand[Edit]]) -> Origins:
    """Which unit of the text composed from these edits is which unit of the base; unstated if that is not clear."""
    made, _ = pieces(base.labels, strands, {}, apart=range(len(base.text.units)))
    joined = {
        s.edit.unit: s.edit.end[0] - s.edit.unit for s in strands if isinstance(s.edit, Reworded) and s.edit.spans_units
    }
    parts: list[Origin] = []
    for j, piece in enumerate(made):
        edit = piece.strand.edit if piece.strand is not None else None
        last = parts[-1] if parts else None
        if isinstance(edit, Inserted):
            parts.append(Origin(edit.gap + 1, edit.gap + 1, j, j + 1, edit.gap))
        elif last is not None and last.i1 == piece.origin < last.i2:
            parts[-1] = replace(last, j2=j + 1)  # a part split off
        else:
            end = piece.origin + 1 + joined.get(piece.origin, 0)
            parts.append(Origin(piece.origin, end, j, j + 1, edit.gap if isinstance(edit, Moved) else None))
    return Origins.joined(parts)


__all__ = ["AmendmentFate", "Carried", "CarriedText", "Revised", "composed", "origins_of"]
