"""What happens to a proposal after it was recorded: withdrawn, void, put under another name, sponsored.

Each is a new act. The files as received and every submitted text stay where they are; what is out of force
leaves the text as if it had never been made, and stays in the register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.packing import Packing
from amendtrack.draft.secretariat import OFFICE, person_of, proposal_ref
from amendtrack.draft.secretariat import State as Snapshot
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.entries import Entry, State, entry_file, write_entry
from amendtrack.record.fates import is_party
from amendtrack.record.record import Decisions, decisions_file, write_decisions
from amendtrack.record.registers import Delegation, Standing, check_line
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers

LONGEST_REASON = 500
Files = dict[str, bytes]


class Corrections(Packing):
    """The acts that change how a recorded proposal stands; ``Undoing`` adds the act that takes one back."""

    def withdraw(self, name: str, *, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Record that the delegation withdraws its proposal: the text is as if it had never been made.

        Raises:
            InputRefused: it is void.
        """
        with self._act(dry_run, recorder) as state:
            entry, when = self.proposal(name), moment(at, self.settings.timezone)
            if entry.state is State.WITHDRAWN:
                return Recorded(Outcome.ALREADY, f"withdrawn: {entry.name}", entry.commit, entry.name)
            self._check_stands(entry)
            after = replace(entry, state=State.WITHDRAWN, ended=when)
            said = f"withdrawal of {entry.name} by {self._display(entry.delegation)}"
            return self._ended(state, after, said, [("Act", "withdraw")], when, recorder, dry_run)

    def void(self, name: str, *, reason: str, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Record that a proposal was recorded by mistake, and why; it is never shown as withdrawn by anybody.

        Raises:
            InputRefused: there is no reason, or not one line of at most 500 characters; or it was withdrawn.
        """
        reason = check_line(reason, "the reason")
        if not reason or len(reason) > LONGEST_REASON:
            hint = f"say why in one line of up to {LONGEST_REASON} characters"
            raise InputRefused(f"a reason of {len(reason)} characters", remedy=hint)
        with self._act(dry_run, recorder) as state:
            entry, when = self.proposal(name), moment(at, self.settings.timezone)
            if entry.state is State.VOID:
                return Recorded(Outcome.ALREADY, f"void: {entry.name} ({entry.reason})", entry.commit, entry.name)
            if entry.state is State.WITHDRAWN:
                found = f"{entry.name} was withdrawn by its delegation on {entry.ended:%Y-%m-%d %H:%M}"
                hint = "undo the act that recorded that (see acts), if it is not so"
                raise InputRefused(f"{found}; that is not made a mistake of the secretariat's", remedy=hint)
            after = replace(entry, state=State.VOID, reason=reason, ended=when)
            said, facts = f"{entry.name} as void: {reason}", [("Act", "void"), ("Reason", reason)]
            return self._ended(state, after, said, facts, when, recorder, dry_run)

    def sponsor(self, name: str, sponsor: str, *, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Record that a party sponsors an observer's suggestion: it enters the text, ``Zambia (text: ICBL)``.

        Raises:
            Unknown: no such proposal or delegation.
            InputRefused: the proposal is a party's own or stands no more, or the sponsor is no party.
        """
        with self._act(dry_run, recorder) as state:
            entry, party = self.proposal(name), self.delegations.resolve(sponsor)
            self._check_stands(entry)
            self._check_sponsor(entry, party)
            if party.code in entry.sponsors:
                said = f"sponsored by {self._display(party.code)}: {entry.name}"
                return Recorded(Outcome.ALREADY, said, entry.commit, entry.name)
            after = replace(entry, sponsors=tuple(sorted({*entry.sponsors, party.code})))
            facts = [("Act", "sponsor"), ("Proposal", entry.name), ("Sponsor", party.code)]
            said = f"{self._display(party.code)} as sponsor of {entry.name}"
            done = self._recorded(state, said, facts, _line(after), at, recorder, dry_run)
            return replace(done, name=entry.name, notes=self._issued_notes(entry.name))

    def correct(self, name: str, *, to: str, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Record that a proposal was filed under the wrong name: it is void, and its delegation has it.

        File, time of receipt, channel and title are those it came with.

        Raises:
            Unknown: no such proposal or delegation.
            InputRefused: it stands no more, is that delegation's already, or has been sent again since.
        """
        with self._act(dry_run, recorder) as state:
            entry, owner = self.proposal(name), self.delegations.resolve(to)
            when, file = moment(at, self.settings.timezone), self.received(entry.name)
            self._check_stands(entry)
            self._check_owner(state, entry, owner)
            number = max((e.number for e in state.record.entries if e.delegation == owner.code), default=0) + 1
            moved = _under(entry, owner, number)
            if not dry_run:
                moved = self._filed_again(entry, moved, owner)
            reason = f"recorded under the wrong name; see {moved.name}"
            void = replace(entry, state=State.VOID, reason=reason, ended=when)
            files = {**_line(moved), moved.original: file}
            facts = [("Act", "correct"), ("Proposal", moved.name), ("Commit", moved.commit)]
            said = f"{entry.name} as {moved.name}, by {self._display(owner.code)}"
            done = self._ended(state, void, said, facts, when, recorder, dry_run, files)
            return replace(done, name=moved.name)

    def _filed_again(self, entry: Entry, moved: Entry, owner: Delegation) -> Entry:
        """Write the text once more, as the delegation's whose it is, on what it was made on."""
        facts = [
            ("Proposal", moved.name),
            ("Delegation", f"{owner} ({owner.code})"),
            ("Revision", moved.revision),
            ("Received", moved.received.isoformat()),
            ("Recorded-first-as", entry.name),
        ]
        base = self._store.commit(entry.commit).parents[-1]
        commit = self._store.write(
            {f"{entry.language or self.settings.language}.md": self._wording(entry).encode()},
            parents=(base,),
            author=person_of(owner),
            committer=OFFICE,
            at=moved.received,
            message=write_trailers(str(moved), facts),
            onto=base,
        )
        self._point(proposal_ref(moved), commit, None)
        return replace(moved, commit=commit)

    # -- checks ----------------------------------------------------------------------------------

    def _check_stands(self, entry: Entry) -> None:
        if entry.state is State.VOID:
            raise InputRefused(f"{entry.name} is void: {entry.reason}", remedy="name a proposal that stands")
        if entry.state is State.WITHDRAWN:
            hint = "record what the delegation sends now as a proposal of its own"
            raise InputRefused(f"{entry.name} was withdrawn on {entry.ended:%Y-%m-%d %H:%M}", remedy=hint)

    def _check_sponsor(self, entry: Entry, party: Delegation) -> None:
        if is_party(entry.delegation, self.delegations):
            whose = self._display(entry.delegation)
            hint = f"have it sent again with --replaces {entry.name} --cosponsor {party.code}"
            raise InputRefused(f"{entry.name} is a proposal of {whose}, a party; it needs no sponsor", remedy=hint)
        if party.standing is not Standing.PARTY:
            found = f"{self._display(party.code)} is no party ({party.standing.value}) and cannot sponsor"
            raise InputRefused(found, remedy="name a party")

    def _check_owner(self, state: Snapshot, entry: Entry, owner: Delegation) -> None:
        whose = self._display(owner.code)
        if owner.code == entry.delegation:
            raise InputRefused(f"{entry.name} is {whose}'s already", remedy="name the delegation whose it is")
        for other in state.record.entries:
            if other.delegation == owner.code and other.sha256 == entry.sha256 and other.stands:
                hint = f'use void {entry.name} --reason "recorded twice; see {other.name}"'
                raise InputRefused(f"{whose} has that file already, as {other.name}", remedy=hint)
        if entry.submission > 1:
            found = f"{entry.name} is submission {entry.submission}: what {whose} sent took the place of another file"
            hint = "undo the act that recorded it (see acts), and record the file for the right delegation"
            raise InputRefused(found, remedy=hint)

    # -- what goes with it -----------------------------------------------------------------------

    def _ended(
        self,
        state: Snapshot,
        after: Entry,
        said: str,
        facts: Sequence[tuple[str, str]],
        when: datetime,
        recorder: str,
        dry_run: bool,
        more: Mapping[str, bytes] = {},
    ) -> Recorded:
        """Record that a proposal is out of force; whatever was accepted of it lapses, and is told."""
        lapsed, files = self.lapsing(after)
        notes = (*lapsed, *self._issued_notes(after.name), *self._amended_notes(state, after))
        facts = [*facts, ("Ended" if more else "Proposal", after.name)]
        done = self._recorded(state, said, facts, {**_line(after), **files, **more}, when, recorder, dry_run)
        return replace(done, name=after.name, notes=notes)

    def lapsing(self, entry: Entry) -> tuple[tuple[str, ...], Files]:
        """What lapses with a proposal that was accepted: a note, and the decisions without it."""
        found = self._secretariat.state().record.decisions
        made = next((d for d in found if entry.name in d.accepted), None)
        if made is None:
            return (), {}
        left: Decisions = replace(made, accepted=tuple(n for n in made.accepted if n != entry.name))
        note = f"{entry.name} was accepted; that lapses with the words it was said of"
        return (note,), {decisions_file(made.revision): write_decisions(left)}

    def _issued_notes(self, name: str) -> tuple[str, ...]:
        """What was issued with that proposal, or without it, and cannot be recalled."""
        return tuple(
            f"{name} is in the text issued to {i.meeting}, which cannot be recalled; issue --reissue says what differs"
            for i in self.issues
            if name in dict(i.proposals)
        )

    def _amended_notes(self, state: Snapshot, entry: Entry) -> tuple[str, ...]:
        return tuple(
            f"{e.name} amends {entry.name}, and is listed as amending what stands no more"
            for e in state.record.entries
            if e.amends == entry.name and e.stands
        )


def _line(entry: Entry) -> Files:
    return {entry_file(entry.name): write_entry(entry)}


def _under(entry: Entry, owner: Delegation, number: int) -> Entry:
    """The same proposal as another delegation's; whoever co-sponsored it still does."""
    name = f"{owner.code}-{number}"
    if entry.filename != entry.original.rpartition("/")[2]:
        raise RecordDamaged(f"the file as received is called {entry.original!r}", place=entry.name)
    return replace(
        entry,
        name=name,
        delegation=owner.code,
        number=number,
        commit="",
        original=f"received/{name}/1/{entry.filename}",
        submission=1,
        cosponsors=tuple(c for c in entry.cosponsors if c != owner.code),
        sponsors=() if owner.standing is Standing.PARTY else tuple(c for c in entry.sponsors if c != owner.code),
    )
