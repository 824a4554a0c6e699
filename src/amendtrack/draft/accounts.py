"""What the secretariat can account for: the fate of every proposal, the tally, the annex, and the log of acts.

Reads only. Knows how the values of ``fates``, ``annex`` and ``history`` are made from a record.
"""

from __future__ import annotations

from amendtrack.consolidation.reports import Tally
from amendtrack.consolidation.value import Consolidation
from amendtrack.draft.archive import Archive
from amendtrack.draft.history import Act, acts_of, since_issue, since_moment
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.annex import Annex, Told, annex_of
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate, fates_of, is_suggestion, tally_of
from amendtrack.record.record import Attribution
from amendtrack.record.times import When, moment
from amendtrack.redline.amendment import amendments, named
from amendtrack.redline.comparison import compare


class Accounts(Archive):
    """The part of ``Draft`` that accounts for what was received; ``Acts`` adds what records."""

    # -- fates -----------------------------------------------------------------------------------

    def fates(self, con: Consolidation | None = None) -> tuple[tuple[Entry, Fate], ...]:
        """Every proposal in the register with its one fate, in the order of the register."""
        con = con or self.consolidate()
        changing = frozenset(p.name for p, edits in zip(con.proposals, con.edits, strict=True) if edits)
        record = self._secretariat.state().record
        return fates_of(record.entries, record.revisions[-1].label, record.delegations, changing)

    def tally(self, con: Consolidation | None = None) -> Tally:
        """How many proposals were received, and what became of them; it adds up.

        Raises:
            TallyFailed: it does not; nothing is to be printed from this consolidation.
        """
        con = con or self.consolidate()
        return tally_of(self.fates(con), frozenset(p.name for p in con.proposals))

    # -- the annex -------------------------------------------------------------------------------

    def annex(self, con: Consolidation | None = None, rule: Attribution | None = None) -> Annex:
        """What goes with the consolidated text and is not in it, by the draft's rule of attribution or that one."""
        rule = rule or self.settings.attribution
        told = [self._told(entry, fate) for entry, fate in self.fates(con)]
        return annex_of(told, rule, self.stale_note(rule), register=self.delegations)

    def _told(self, entry: Entry, fate: Fate) -> Told:
        register = self.delegations
        who = ", ".join(self.credited(entry))
        suggestion = fate is Fate.ANNEX and is_suggestion(entry, register)
        asks = self._asks(entry) if fate is Fate.ANNEX and not entry.language else ()
        if suggestion and not entry.amends and not entry.language:
            asks = (*asks, *(f"{named(place)}: retain" for place in entry.retains))
        return Told(entry, who, fate, asks, self._target(entry) if entry.amends else "", suggestion)

    def _asks(self, entry: Entry) -> tuple[str, ...]:
        """What a proposal asks for, in words, against the text that it was made on."""
        redline = compare(self.made_on(entry.name), self._wording(entry))
        return tuple(amendment.in_words for amendment in amendments(redline))

    def _target(self, entry: Entry) -> str:
        """How the proposal stands now that this one would change; empty where it is as it was."""
        target = self.proposal(entry.amends)
        if target.state is State.WITHDRAWN:
            return "withdrawn"
        if target.state is State.VOID:
            return "void"
        made_on = self._store.commit(entry.commit).parents[-1]
        return "sent again since" if made_on != target.commit else ""

    # -- forms -----------------------------------------------------------------------------------

    def printed(self, con: Consolidation | None = None) -> str:
        """A consolidation as this draft's rule of attribution has it, and under it what is not in the text."""
        from amendtrack.render.brackets import Style, brackets

        con = con or self.consolidate()
        named = self.settings.attribution is Attribution.NAMED
        text = brackets(con, Style.ATTRIBUTED if named else Style.UNATTRIBUTED)
        return "\n\n".join(part for part in (text.rstrip("\n"), str(self.annex(con))) if part) + "\n"

    def printed_json(self, con: Consolidation) -> str:
        """A consolidation as JSON, as this draft's rule of attribution has it, with the tally and the annex."""
        from amendtrack.render.json import accounted, unattributed_json

        named = self.settings.attribution is Attribution.NAMED
        return accounted(con.to_json() if named else unattributed_json(con), self.tally(con), self.annex(con))

    # -- the log ---------------------------------------------------------------------------------

    def acts(self) -> tuple[Act, ...]:
        """Every act that was recorded, in the order of recording: number, time, who recorded it, what it did."""
        return acts_of(self._store, self._secretariat.state().tip)

    def since(self, when: When) -> tuple[Act, ...]:
        """The acts recorded since a time, or since a text was last issued to the meeting of that name.

        Raises:
            Unknown: it is neither a meeting nor a time.
        """
        found = self._issue_of(when) if isinstance(when, str) else None
        if found is not None:
            return since_issue(self.acts(), found.meeting)
        try:
            return since_moment(self.acts(), moment(when, self.settings.timezone))
        except InputRefused as err:
            issued = ", ".join(str(i) for i in self.issues) or "none"
            what = f"{when!r} is neither a time nor a meeting that was issued to"
            raise Unknown(what, remedy=f"write a time like 2026-05-04 18:30, or a meeting (issued: {issued})") from err
