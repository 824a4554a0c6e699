"""What a new revision does to every proposal that was pending: its fate, and its text on the new revision.

Reads a snapshot. Knows which proposals and amendments are concerned and what had been decided on them; the fate of a
single amendment is found in ``consolidation.revised``, and what is kept of it is in ``record.carry_over``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.in_words import in_words, place_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.revised import Carried, CarriedText, Revised
from amendtrack.consolidation.same_units import origins_with, units_stated
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.carried_statements import carried_statements
from amendtrack.draft.consolidated import alone
from amendtrack.draft.earlier import last_number
from amendtrack.draft.followed import unchanged_place
from amendtrack.draft.git.refs import OFFICE
from amendtrack.draft.new_revision import NewRevision, Pending
from amendtrack.draft.unanswered import waiting_on
from amendtrack.errors import Unknown
from amendtrack.garbage import kept_for_later
from amendtrack.record.carry_over import CarriedOver, CarryOver, FateLine
from amendtrack.record.entries import Entry, State
from amendtrack.record.statements import Statement
from amendtrack.record.trailers import write_trailers
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.amendment import named
from amendtrack.text.addresses import addresses

if TYPE_CHECKING:
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CarriedAll:
    """What becomes of every proposal, and the commits of what is carried forward, each with its proposal's entry."""

    record: CarryOver
    commits: tuple[tuple[Entry, NewCommit], ...]
    statements: Mapping[str, tuple[Statement, ...]]
    """Everything that each delegation has said, with what it says on the new revision, if anything is carried there."""


def compared(con: Consolidation, text: str, same: Iterable[tuple[str, str]] = ()) -> Revised | None:
    """A new revision compared with the base; None if its units cannot be told apart with certainty.

    ``same`` are places of the two that a person says are the same unit.

    Raises:
        Unknown: there is no such place in the one or the other.
        InputRefused: a unit is named twice.
    """
    after = Prepared.reading(text)
    pairs = units_stated(same, con.addresses, addresses(after.text))
    with suppress(Displaced):
        return Revised.of(con.prepared, after, origins=origins_with(con.prepared, after, pairs))
    return None


@kept_for_later()
def carried_over(
    now: Snapshot, con: Consolidation, new: NewRevision, pending: Pending, *, revised: Revised | None
) -> CarriedAll:
    """What becomes of every proposal that is pending on the latest revision, or was overtaken by an earlier one.

    ``con`` is the consolidated text before the revision, ``revised`` what the revision changes in it.
    """
    passage = _Passage(now, con, new, pending, revised)
    lines: list[FateLine] = []
    texts: list[CarriedOver] = []
    commits: list[tuple[Entry, NewCommit]] = []
    moved: dict[Identity, Identity] = {}
    taken_in: set[Identity] = set()
    for entry in now.proposals():
        if entry.revision != now.revision().label or entry.state is State.VOID:
            continue
        found = passage.fates_of(entry)
        lines += found.lines
        moved |= dict(found.moved)
        taken_in |= found.taken_in
        if found.text is not None:
            commit = passage.commit(entry, found.text)
            sent = entry.sent.commit if entry.sent else entry.commit
            texts.append(CarriedOver(entry.name, sent, commit.id, found.origins, found.retains, found.numbers))
            commits.append((entry, commit))
    lines += waiting_on(now, con, new, pending, revised=revised)
    kept = {} if pending is Pending.LAPSE else moved
    statements = carried_statements(now, con, new, revised=revised, moved=kept, taken_in=taken_in)
    return CarriedAll(CarryOver(new.label, tuple(lines), tuple(texts)), tuple(commits), statements)


@dataclass(frozen=True, slots=True)
class _Fates:
    """What becomes of one proposal; its text on the new revision, if anything of it is carried forward."""

    lines: tuple[FateLine, ...]
    text: str | None = None
    origins: Origins = UNSTATED
    retains: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    moved: tuple[tuple[Identity, Identity], ...] = ()
    """What each edit that was carried forward is on the new text."""
    taken_in: frozenset[Identity] = frozenset()


@dataclass(frozen=True, slots=True)
class _Amended:
    """A proposal with its edits and amendments."""

    proposal: Proposal
    edits: Sequence[Edit]
    amendments: Sequence[NumberedAmendment]


@dataclass(frozen=True)
class _Passage:
    """The passage of a draft from its latest revision to a new one."""

    now: Snapshot
    con: Consolidation
    new: NewRevision
    pending: Pending
    revised: Revised | None

    @cached_property
    def _in_text(self) -> dict[str, _Amended]:
        """The proposals in the consolidated text."""
        own: defaultdict[str, list[NumberedAmendment]] = defaultdict(list)
        for amendment in self.con.amendments:
            own[amendment.proposal].append(amendment)
        pairs = zip(self.con.proposals, self.con.edits, strict=True)
        found = {p.name: _Amended(p, edits, own[p.name]) for p, edits in pairs}
        return {name: self._by_changes(sent) if self.con.whole else sent for name, sent in found.items()}

    def _by_changes(self, sent: _Amended) -> _Amended:
        """A proposal by its single changes, where some of its amendments are shown as a whole unit each."""
        known = {edit.identity for edit in sent.edits}
        if all(amendment.strands <= known for amendment in sent.amendments):
            return sent
        return _Amended(sent.proposal, sent.edits, consolidate(self.con.base.source, [sent.proposal]).amendments)

    @cached_property
    def _there(self) -> tuple[str, ...]:
        """The addresses of the units of the new text."""
        return addresses(self.revised.places.after.text) if self.revised else ()

    # -- one proposal ------------------------------------------------------------------------------

    def fates_of(self, entry: Entry) -> _Fates:
        """What becomes of one proposal."""
        if why := self._why_unread(entry):
            return _Fates((self._line(entry, entry.name, AmendmentFate.OVERTAKEN, why=why, is_pending=True),))
        sent = self._in_text.get(entry.name) or self._alone(entry)
        if entry.state is State.WITHDRAWN:
            withdrawn = [
                self._amendment_line(entry, sent, Carried(a, AmendmentFate.WITHDRAWN)) for a in sent.amendments
            ]
            return _Fates(tuple(withdrawn) or (self._line(entry, entry.name, AmendmentFate.WITHDRAWN),))
        made = self._carried(entry, sent)
        lines = [self._amendment_line(entry, sent, each) for each in made.amendments]
        retained = [self._retained(entry, place) for place in entry.retains]
        lines += retained
        kept = tuple(line.now for line in retained if line.fate is AmendmentFate.CARRIED)
        pairs = (pair for each in made.amendments for pair in zip(each.was, each.edits, strict=True))
        found = _Fates(
            tuple(lines),
            moved=tuple((was, edit.identity) for was, edit in pairs),
            taken_in=frozenset[Identity]().union(
                *(each.amendment.strands for each in made.amendments if each.fate is AmendmentFate.INCORPORATED)
            ),
        )
        says_more = bool(entry.remarks or entry.problems or not lines) and self.pending is Pending.CARRIED
        if kept or says_more or any(each.edits for each in made.amendments):
            return replace(found, text=made.text, origins=made.origins, retains=kept, numbers=made.numbers)
        return found

    def _why_unread(self, entry: Entry) -> str:
        """Why a proposal cannot be compared with the text; empty if it can."""
        if entry.state is State.WITHDRAWN:
            return ""
        if entry.amends:
            return f"it amends {entry.amends} as it was on {entry.revision}"
        return f"it is in {entry.language}, not translated" if entry.language else ""

    def _alone(self, entry: Entry) -> _Amended:
        """A proposal that is not in the consolidated text, with its amendments as if it were the only one."""
        if entry.amends or entry.language:
            return _Amended(Proposal(entry.delegation, "", entry.name), (), ())
        proposal = alone(self.now, entry)
        one = consolidate(self.con.base.source, [proposal])
        return _Amended(proposal, one.edits[0], one.amendments)

    def _carried(self, entry: Entry, sent: _Amended) -> CarriedText:
        settled = {a.name: fate for a in sent.amendments if (fate := self._settled(a))}
        if self.revised is not None:
            spent = last_number(self.now, entry)
            return self.revised.carry(sent.proposal, sent.edits, sent.amendments, settled=settled, spent=spent)
        why = "the units of the new text could not be told apart with certainty"
        lost = (Carried(a, AmendmentFate.OVERTAKEN, why, is_pending=True) for a in sent.amendments)
        return CarriedText(self.new.text, UNSTATED, tuple(settled.get(each.amendment.name, each) for each in lost))

    def _settled(self, amendment: NumberedAmendment) -> Carried | None:
        """The fate of an amendment that is not carried forward whatever the new text has."""
        if self._verdict(amendment) is Verdict.REJECTED:
            return Carried(amendment, AmendmentFate.NOT_REFLECTED, f"rejected on {self.now.revision()}")
        return Carried(amendment, AmendmentFate.LAPSED) if self.pending is Pending.LAPSE else None

    def _verdict(self, amendment: NumberedAmendment) -> Verdict:
        if amendment.proposal not in self._in_text:
            return Verdict.OPEN
        there = self.con.ground.strands.keys()
        if amendment.strands <= there:
            return self.con.standing.verdict(amendment)
        own = {edit.identity for edit in self._in_text[amendment.proposal].edits}
        shown = (a for a in self.con.amendments if a.proposal == amendment.proposal and a.place == amendment.place)
        whole = next((a for a in shown if not a.strands <= own), None)  # all that it rewords in the unit
        return self.con.standing.verdict(whole) if whole else Verdict.OPEN

    def commit(self, entry: Entry, text: str) -> NewCommit:
        """The commit of a proposal's text on the new revision; it follows what was sent and the revision."""
        facts = [
            ("Proposal", entry.name),
            ("Delegation", f"{self.now.delegations.resolve(entry.delegation)} ({entry.delegation})"),
            ("Revision", self.new.label),
            ("Carried-from", entry.revision),
        ]
        return self.now.store.make(
            {f"{self.now.settings.language}.md": text.encode()},
            parents=(entry.commit, self.new.commit),
            author=OFFICE,
            committer=OFFICE,
            at=self.new.at,
            message=write_trailers(f"{entry.name}, carried forward to {self.new.label}", facts),
            onto=self.now.revision().commit,
        )

    # -- lines -------------------------------------------------------------------------------------

    def _line(
        self, entry: Entry, name: str, fate: AmendmentFate, *, why: str = "", is_pending: bool = False
    ) -> FateLine:
        return FateLine(name, entry.revision, "", fate, entry.submission, why=why, is_pending=is_pending)

    def _amendment_line(self, entry: Entry, sent: _Amended, each: Carried) -> FateLine:
        own = {edit.identity: edit for edit in sent.edits}
        edits = [own[identity] for identity in sorted(each.amendment.strands) if identity in own]
        return replace(
            self._line(entry, each.amendment.name, each.fate, is_pending=each.is_pending),
            place=each.amendment.place,
            asks=in_words(self.con.base, self.con.addresses, edits),
            now=", ".join(dict.fromkeys(place_of(self._there, edit) for edit in each.edits)),
            why="; ".join(filter(None, (self._against(each), each.why))),
            text=self._now_there(edits) if each.is_pending else "",
        )

    def _against(self, each: Carried) -> str:
        """That the new text does not follow what was decided on an amendment; empty if it does."""
        decided = f"{self._verdict(each.amendment).value} on {self.now.revision()}, but {self.new.label}"
        match self._verdict(each.amendment), each.fate:
            case Verdict.REJECTED, AmendmentFate.INCORPORATED:
                return f"{decided} has it"
            case Verdict.ACCEPTED, fate if fate is not AmendmentFate.INCORPORATED:
                return f"{decided} does not have it"
        return ""

    def _now_there(self, edits: Sequence[Edit]) -> str:
        """What the new text has where these edits would have been made: the unit's words, if it is there."""
        if self.revised is None:
            return ""
        for edit in edits:
            if group := self.revised.places.pieces.get(edit.unit):
                text = self.revised.places.after.text
                return "\n".join(text.printed(unit) for unit in text.units[group.j1 : group.j2])
        return ""

    def _retained(self, entry: Entry, place: str) -> FateLine:
        """What becomes of a request to keep a unit as it is: it stands for as long as the unit is what it was."""
        line = replace(
            self._line(entry, entry.name, AmendmentFate.CARRIED), place=place, asks=f"{named(place)}: retain"
        )
        if self.pending is Pending.LAPSE:
            return replace(line, fate=AmendmentFate.LAPSED)
        try:
            return replace(line, now=unchanged_place(self.con, self.revised, place))
        except (Displaced, Unknown) as err:
            gone = isinstance(err, Displaced) and err.is_gone
            fate = AmendmentFate.GONE if gone else AmendmentFate.OVERTAKEN
            return replace(line, fate=fate, why=str(err.args[0]), is_pending=True)


__all__ = ["CarriedAll", "NewRevision", "Pending", "carried_over", "compared"]
