"""What becomes of a proposal when the text it was made on is revised: one fate for each of its amendments.

How this works. The revision is compared with the text before it, as a proposal is. An edit that the revision makes too
is taken in. Every other edit is looked for on the new text: if the words that it changes, or the units beside it, are
still what they were, it is the same edit there. An amendment is carried forward only if all its edits are; otherwise it
is overtaken, and nothing of it is applied. The proposal on the new text is composed from what is carried, and compared
with that text again: whatever is not found there exactly as it was meant is overtaken too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.counterparts import Counterparts, Displaced
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded, alike
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.proposal_text import composed, numbered
from amendtrack.consolidation.sections_and_tables import torn_apart
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.labels_in_use import is_nested, read_cached


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

    ``numbers`` are those of the amendments carried, in the order of the new text. The text is the revision's own if
    nothing is carried.
    """

    text: str
    origins: Origins
    amendments: tuple[Carried, ...]
    numbers: tuple[int, ...] = ()


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
        spent: int = 0,
    ) -> CarriedText:
        """The proposal on the new text; amendments in ``settled`` have their fate already unless they are taken in.

        No new amendment gets a number up to ``spent``, or one that any of these has.
        """
        spent = max([spent, *(amendment.number for amendment in amendments)])
        own = {edit.identity: edit for edit in edits}
        torn = torn_apart(self, edits)
        behind = self._behind(edits)
        fates = [self._fate(amendment, own, settled=settled, torn=torn, behind=behind) for amendment in amendments]
        while True:
            after = self.places.after
            text, origins, missing = composed(after, proposal.name, (edit for fate in fates for edit in fate.edits))
            if not missing:
                edits = tuple(edit for fate in fates for edit in fate.edits)
                known = {edit.identity: fate.amendment.number for fate in fates for edit in fate.edits}
                numbers = numbered(after, proposal.name, text, edits, known, spent=spent)
                return CarriedText(text, origins, tuple(fates), numbers)
            fates = [_unsure(fate, missing) for fate in fates]

    # -- one amendment ---------------------------------------------------------------------------

    def _fate(
        self,
        amendment: NumberedAmendment,
        own: Mapping[Identity, Edit],
        *,
        settled: Mapping[str, Carried],
        torn: Mapping[Identity, str],
        behind: Mapping[Identity, int],
    ) -> Carried:
        mine = [own[identity] for identity in sorted(amendment.strands) if identity in own]
        if len(mine) < len(amendment.strands):
            return Carried(amendment, AmendmentFate.OVERTAKEN, "its notes were numbered anew", is_pending=True)
        left = [edit for edit in mine if not self.has(edit)]
        if not left:
            return Carried(amendment, AmendmentFate.INCORPORATED)
        if amendment.name in settled:
            return settled[amendment.name]
        now, blocked = self._counterparts(left, torn, behind=behind)
        is_in_part = len(left) < len(mine)
        if not blocked:
            fate = AmendmentFate.IN_PART if is_in_part else AmendmentFate.CARRIED
            why, was = "the rest is carried forward" if is_in_part else "", tuple(edit.identity for edit in left)
            return Carried(amendment, fate, why, tuple(now), was=was)
        why = blocked[0].args[0]
        if is_in_part:
            return Carried(amendment, AmendmentFate.IN_PART, why, is_pending=True)
        gone = all(why.is_gone for why in blocked) and not now
        return Carried(amendment, AmendmentFate.GONE if gone else AmendmentFate.OVERTAKEN, why, is_pending=True)

    def _behind(self, edits: Iterable[Edit]) -> dict[Identity, int]:
        """For each new unit that follows one which the revision has taken in: that unit of the new text."""
        found: dict[Identity, int] = {}
        last: dict[int, int] = {}
        for edit in edits:
            if isinstance(edit, Inserted):
                taken = self.taken_in(edit)
                if taken is not None:
                    last[edit.gap] = taken
                elif edit.gap in last:
                    found[edit.identity] = last[edit.gap]
        return found

    def _counterparts(
        self, edits: Iterable[Edit], torn: Mapping[Identity, str], *, behind: Mapping[Identity, int]
    ) -> tuple[list[Edit], list[Displaced]]:
        now: list[Edit] = []
        blocked: list[Displaced] = []
        for edit in edits:
            try:
                now.append(self.places.counterpart(edit))
                if isinstance(edit, Inserted) and edit.identity in behind:
                    j = behind[edit.identity]
                    now[-1] = replace(edit, gap=j, at=self.places.after.text.units[j].end)
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
        if isinstance(edit, Inserted):
            return self.taken_in(edit) is not None
        if edit.identity in self._made:
            return True
        match edit:
            case Reworded() if edit.key and not edit.is_split:
                return any(self._reading_of(edit, other) == other.key for other in self.over(edit))
        return False

    def _reading_of(self, edit: Reworded, other: Reworded) -> tuple[str, ...] | None:
        """The words that an edit would have where the revision makes another one; None if it reaches further."""
        if not (other.start <= edit.start and edit.end <= other.end) or other.start[0] != other.end[0]:
            return None
        keys = self.places.before.unit_words(other.start[0]).keys
        return (*keys[other.start[1] : edit.start[1]], *edit.key, *keys[edit.end[1] : other.end[1]])

    def taken_in(self, edit: Inserted) -> int | None:
        """The unit of the new text that a proposed one has become: new, with its words, on its level of numbering."""
        level, units = _level(edit.label), self.places.after.text.units
        key, many = edit.key, 1
        if key and re.fullmatch("\u00b6[0-9]{1,9}", key[-1]):  # the same words again at one place
            key, many = key[:-1], int(key[-1][1:])
        found = [j for j in self._new_units.get(key, ()) if _level(units[j].label) == level]
        return found[many - 1] if len(found) >= many else None

    @cached_property
    def _new_units(self) -> Mapping[tuple[str, ...], list[int]]:
        """The units that only the new text has, by their words."""
        after = self.places.after
        known = {j for group in self.places.pieces.values() for j in range(group.j1, group.j2)}
        found: dict[tuple[str, ...], list[int]] = {}
        for j in range(len(after.text.units)):
            if j not in known:
                found.setdefault(after.unit_words(j).keys, []).append(j)
        return found

    def over(self, edit: Reworded) -> Iterator[Reworded]:
        """The revision's own edits of the words that an edit changes, or at the point where it puts words in."""
        for other in self.edits:
            if isinstance(other, Reworded) and other.start <= edit.end and edit.start <= other.end:
                yield other

    def why_not(self, edit: Edit) -> str:
        """Why an edit cannot be carried to the new text; empty if it can."""
        try:
            self.places.counterpart(edit)
        except Displaced as err:
            return str(err.args[0])
        return self._rivalled(edit)

    def _rivalled(self, edit: Edit) -> str:
        """Why the new text may have taken an edit in, though not as it was proposed; empty if it has not."""
        match edit:
            case Inserted():
                for other in self.edits:
                    if isinstance(other, Inserted) and other.gap == edit.gap and _similar(other, edit):
                        return "the new text has a similar new paragraph there"
                if edit.key in self._new_units:
                    return "its words stand elsewhere in the new text"
            case Reworded() if len(edit.key) >= _A_SENTENCE:
                if any(f" {' '.join(edit.key)} " in words for words in self._new_words):
                    return "its words stand elsewhere in the new text"
        return ""

    @cached_property
    def _new_words(self) -> tuple[str, ...]:
        """The words of each edit of the revision."""
        return tuple(f" {' '.join(e.key)} " for e in self.edits if isinstance(e, Inserted | Reworded))


_A_SENTENCE = 6
"""Words that two texts do not both have by chance, wherever they stand."""


def _level(label: str) -> bool | None:
    """Whether a label is that of an item inside a paragraph; None without a label."""
    read = read_cached(label)
    return is_nested(read) if read else None


def _similar(x: Inserted, y: Inserted) -> bool:
    """Whether two new units say so nearly the same that the one may stand for the other."""
    one, other = (Counter(key for key in edit.key if key[:1].isalnum()) for edit in (x, y))
    return alike(x, y) or 2 * (one & other).total() >= max(one.total(), other.total())


def _unsure(fate: Carried, missing: frozenset[Identity]) -> Carried:
    if missing.isdisjoint(edit.identity for edit in fate.edits):
        return fate
    left = AmendmentFate.IN_PART if fate.fate is AmendmentFate.IN_PART else AmendmentFate.OVERTAKEN
    return replace(fate, fate=left, why="its place in the new text is not certain", edits=(), was=(), is_pending=True)


__all__ = ["Carried", "CarriedText", "Revised"]
