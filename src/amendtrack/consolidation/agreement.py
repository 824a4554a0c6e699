"""The status that the chair has given to units of the draft, and what an agreement does to the text.

Only a person gives a status; nothing here concludes that something is agreed. An agreement holds the unit's text as it
was agreed: the edits adopted in it stay, whoever withdraws them later, and every edit that comes later is held apart
until the unit is reopened, or the edit rejected. It is listed beside the text, never lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.decision import CHAIR, DecisionKind, proposal_of
from amendtrack.consolidation.edits import Edit, Identity, Placed, Reworded
from amendtrack.consolidation.ruling_standing import RulingStanding
from amendtrack.consolidation.strands import Strand
from amendtrack.consolidation.written import (
    Facts,
    edit_of_facts,
    facts_of_edit,
    facts_of_identity,
    identity_of_facts,
    list_of,
    mapping_of,
    text_of,
    texts_of,
)
from amendtrack.errors import InputRefused
from amendtrack.redline.spoken_words import BREAK

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.text.units import Text


class UnitStatus(Enum):
    """Where the negotiation of a unit stands, as the chair has said."""

    NOT_DISCUSSED = "not discussed"
    OPEN = "open"
    IN_INFORMALS = "agreed in informals"
    AD_REF = "agreed ad ref"
    AGREED = "agreed"
    REOPENED = "reopened"
    PLACEHOLDER = "placeholder"
    SILENCE = "under silence"
    BROKEN = "silence broken"

    @property
    def is_agreed(self) -> bool:
        """Whether the text of the unit is agreed, at whatever level."""
        return self in DEGREES


DEGREES = (UnitStatus.IN_INFORMALS, UnitStatus.AD_REF, UnitStatus.AGREED)
"""The degrees of agreement, from the lowest to the highest."""


@dataclass(frozen=True, slots=True)
class GivenStatus:
    """The status of one unit: its address, the status, the meeting and the time, and who recorded it.

    An agreement holds the edits that were on the table in the unit, each with the proposals that made it (``seen``),
    and those that were adopted (``kept``); so does a silence procedure, which lasts ``until`` its deadline.
    ``asked_by`` is whoever asked for a reopening, or broke the silence; ``bracketed`` says that the text is agreed with
    the brackets or placeholders of the draft.

    Raises:
        ValueError: it names no unit, or holds edits without being an agreement.
    """

    place: str
    status: UnitStatus
    meeting: str = ""
    when: str = ""
    by: str = ""
    asked_by: str = ""
    seen: tuple[tuple[Identity, tuple[str, ...]], ...] = ()
    kept: tuple[Edit, ...] = ()
    until: str = ""
    bracketed: str = ""

    def __post_init__(self) -> None:
        if not self.place:
            raise ValueError("a status of no unit")
        if (self.seen or self.kept) and not (self.status.is_agreed or self.status is UnitStatus.SILENCE):
            raise ValueError(f"{self.place} is {self.status.value} and holds edits")
        if (self.status is UnitStatus.SILENCE) != bool(self.until):
            raise ValueError(f"{self.place} is {self.status.value}, {'with' if self.until else 'without'} a deadline")

    @property
    def sign(self) -> str:
        """The sign of its mark in a print: ✓ agreed, ↺ reopened, ○ anything else."""
        return "✓" if self.status.is_agreed else "↺" if self.status is UnitStatus.REOPENED else "○"

    @property
    def reaches(self) -> frozenset[Identity]:
        """Every edit that was on the table when the text was agreed."""
        return frozenset(identity for identity, _ in self.seen) | {edit.identity for edit in self.kept}

    def saw(self, proposal: str, edits: Iterable[Identity]) -> bool:
        """Whether a proposal had made any of these edits when the text was agreed."""
        then = dict(self.seen)
        return any(proposal in then.get(identity, ()) for identity in edits)

    @property
    def refusal(self) -> InputRefused:
        """The error that the text of the unit is agreed, or under silence."""
        return InputRefused(f"{self.place} is {self.in_words}", remedy=f"reopen {self.place} first")

    @property
    def in_words(self) -> str:
        """``agreed ad ref, PM2``.

        >>> GivenStatus("9", UnitStatus.AD_REF, "PM2").in_words
        'agreed ad ref, PM2'
        """
        until = f"until {self.until[:16].replace('T', ' ')}" if self.until else ""
        return ", ".join(filter(None, (self.status.value, self.bracketed, until, self.meeting)))


def touches(identity: Identity, unit: int) -> bool:
    """Whether an edit changes a unit of the base, or its place; a new unit beside it does not."""
    kind, start, end, _, _ = identity
    return kind != "insert" and start[0] <= unit <= end[0]


def units_in(edits: Iterable[Identity]) -> frozenset[int]:
    """The units of the base that these edits change or move."""
    return frozenset(k for kind, start, end, *_ in edits if kind != "insert" for k in range(start[0], end[0] + 1))


def agreed_words(base: Text, unit: int, given: GivenStatus) -> str:
    """The text of a unit as it was agreed, on one line; empty where it was moved, deleted, split or joined.

    >>> from amendtrack import parse_text
    >>> agreed_words(parse_text("1. We shall meet."), 0, GivenStatus("1", UnitStatus.AGREED))
    '1. We shall meet.'
    """
    here = base.units[unit]
    words = agreed_wording(base, unit, given)
    return " ".join((base.source[here.start : here.body] + words).split()) if words else ""


def agreed_wording(base: Text, unit: int, given: GivenStatus) -> str | None:
    """The wording of a unit as it was agreed, without its label; None where it was moved, deleted, split or joined."""
    edits = [edit for edit in given.kept if isinstance(edit, Reworded) and not edit.spans_units]
    if len(edits) < len(given.kept) or any(BREAK in edit.key for edit in edits):
        return None
    here = base.units[unit]
    return flat(spliced(base, here.body, here.end, edits))


def agreed_now(con: Consolidation, given: GivenStatus) -> GivenStatus:
    """The agreement on the text of a unit as it now reads, with everything on the table there."""
    unit = con.addresses.index(given.place)
    kept = tuple(s.edit for s in con.strands if touches(s.identity, unit))
    seen = ((i, tuple(sorted(s.backers))) for i, s in con.ground.strands.items() if touches(i, unit))
    return replace(given, seen=tuple(sorted(seen)), kept=kept)


def with_agreements(
    standing: RulingStanding, con: Consolidation, given: Iterable[GivenStatus]
) -> tuple[RulingStanding, Mapping[Identity, GivenStatus]]:
    """The effect of the decisions once the agreements are heeded, and the edits held apart, each with its agreement."""
    agreements = [(g, con.addresses.index(g.place)) for g in given if g.place in con.addresses]
    there = con.ground.strands
    adopted = {edit.identity: edit for g, _ in agreements for edit in g.kept}
    rejected: dict[Identity, set[str]] = defaultdict(set)
    for decision, ruling in standing.in_force:
        for identity in ruling.dropped if decision.kind is DecisionKind.REJECT else ():
            rejected[identity].add(proposal_of(ruling.what))
    held: dict[Identity, GivenStatus] = {}
    by_unit = {unit: (agreement, dict(agreement.seen)) for agreement, unit in agreements}
    for identity, strand in there.items():
        if identity in adopted or identity in standing.dropped:
            continue
        for unit in sorted(units_in([identity])):
            if unit in by_unit and identity not in held:
                agreement, then = by_unit[unit]
                if not strand.backers <= {*then.get(identity, ()), *rejected.get(identity, ())}:
                    held[identity] = agreement
    seen = frozenset[Identity]().union(*(g.reaches for g, _ in agreements)) - held.keys()
    gone = [_of_chair(edit) for identity, edit in adopted.items() if identity not in there]
    there_again = {s.identity for s in gone}
    lost = (there_again | seen | held.keys()) - (adopted.keys() - there_again)
    ruled = replace(
        standing,
        kept=(standing.kept - seen - held.keys()) | adopted.keys(),
        dropped=(standing.dropped | seen) - adopted.keys(),
        own=(*(s for s in standing.own if s.identity not in lost), *gone),
        lapsed=tuple(gone for gone in standing.lapsed if not gone.ruling.reaches <= seen),
    )
    return ruled, held


def _of_chair(edit: Edit) -> Strand[Edit]:
    """An edit that was agreed and that nobody proposes any more."""
    orders = ((CHAIR.name, edit.rank),) if isinstance(edit, Placed) else ()
    return Strand(edit, frozenset([CHAIR.name]), orders)


def facts_of_status(given: GivenStatus) -> dict[str, object]:
    """A status as facts; what is empty is left out."""
    facts: dict[str, object] = {"place": given.place, "status": given.status.value}
    facts |= {
        name: said
        for name in ("meeting", "when", "by", "asked_by", "until", "bracketed")
        if (said := getattr(given, name))
    }
    if given.seen:
        facts["seen"] = [[*facts_of_identity(identity), list(backers)] for identity, backers in given.seen]
    if given.kept:
        facts["kept"] = [facts_of_edit(edit) for edit in given.kept]
    return facts


def status_of_facts(facts: Facts) -> GivenStatus:
    """The status that ``facts_of_status`` wrote.

    Raises:
        ValueError, TypeError, LookupError: these are no such facts.
    """
    seen = []
    for fact in list_of(facts.get("seen", [])):
        *identity, backers = list_of(fact)
        seen.append((identity_of_facts(identity), texts_of(backers)))
    meeting, when, by, asked_by = (text_of(facts.get(name, "")) for name in ("meeting", "when", "by", "asked_by"))
    return GivenStatus(
        text_of(facts["place"]),
        UnitStatus(facts["status"]),
        meeting,
        when,
        by,
        asked_by,
        tuple(seen),
        tuple(edit_of_facts(mapping_of(fact)) for fact in list_of(facts.get("kept", []))),
        text_of(facts.get("until", "")),
        text_of(facts.get("bracketed", "")),
    )


def marks_of_units(con: Consolidation) -> tuple[tuple[int, str], ...]:
    """The units with a status, and the words of the mark at the end of each.

    >>> from amendtrack import consolidate
    >>> con = consolidate("1. We shall meet.", {}).with_statuses([GivenStatus("1", UnitStatus.AD_REF, "PM2")])
    >>> marks_of_units(con)
    ((0, '✓ agreed ad ref, PM2'),)
    """
    since = Counter(given.place for _, given in con.waiting)
    places = {place: n for n, place in enumerate(con.addresses)}
    here = (given for given in con.statuses if given.place in places)
    return tuple((places[g.place], f"{g.sign} {g.in_words}{_since(since[g.place])}") for g in here)


def _since(count: int) -> str:
    return f"; {count} amendment{'s' * (count != 1)} recorded since" if count else ""


__all__ = [
    "DEGREES",
    "GivenStatus",
    "UnitStatus",
    "agreed_now",
    "agreed_wording",
    "agreed_words",
    "facts_of_status",
    "marks_of_units",
    "status_of_facts",
    "touches",
    "units_in",
    "with_agreements",
]
