"""The viewer as the operator in the room has it: a draft, and acts on it, each shown before it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import proposal_of
from amendtrack.draft.acts.partial import words_asked
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.viewer import floor, typed_amendment
from amendtrack.viewer.act_app import ActApp
from amendtrack.viewer.filtering import fitting
from amendtrack.viewer.reading_in_short import cut_in_the_middle
from amendtrack.viewer.sight import Mode
from amendtrack.viewer.slot_card import words_of
from amendtrack.viewer.typed_amendment import Ground
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.typing_app import Prompt

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot, Variant
    from amendtrack.record.entries import Entry


class Viewer(ActApp):
    """A draft read and settled in the room."""

    # -- keys -----------------------------------------------------------------------------------

    def actions(self) -> dict[str, Callable[[], None]]:
        """What each key does for the operator."""
        acts: dict[str, Callable[[], None]] = {
            "p": self.propose,
            "P": self.propose_new,
            "s": lambda: self.take_position("support"),
            "o": lambda: self.take_position("oppose"),
            "t": lambda: self.take_position("retain"),
            "e": lambda: self.take_position("reserve"),
            "plus": self.cosponsor,
            "x": self.withdraw,
            "a": self.accept,
            "b": self.keep,
            "w": self.word,
            "i": self.bridge,
            "A": lambda: self.agree("agreed ad ref"),
            "G": lambda: self.agree("agreed"),
            "R": self.reopen,
            "u": self.undo,
            "r": self.show_rolling,
            "I": self.issue,
        }
        return {**super().actions(), **{key: self._or_say(act) for key, act in acts.items()}}

    def _or_say(self, act: Callable[[], None]) -> Callable[[], None]:
        """An act, or why it cannot be done here."""

        def tried() -> None:
            try:
                act()
            except AmendtrackError as err:
                self.refuse(str(err))

        return tried

    # -- delegations ----------------------------------------------------------------------------

    def _ground(self) -> Ground:
        """The text that is amended here: the draft's, or that of the proposal whose reading this is."""
        sight, con = self._known()
        place = self.reader.at.place
        if place in con.addresses:
            return Ground(con.base, con.addresses.index(place), place, sight.now.revision().label)
        if not place:
            raise InputRefused("this passage has no place of its own", remedy="go to the unit that it belongs to")
        name, variant = self._proposal_here()
        return typed_amendment.ground_in_proposal(sight.now, proposal_of(name), place, variant.wording)

    def propose(self) -> None:
        """A delegation amends the unit, of the draft or of a proposal, in words typed in place."""
        ground = self._ground()
        words, whose = typed_amendment.words_at(ground), ground.amends or "the draft"
        at, found = self.reader.at, self.found
        sought = self.sought if found is not None and (found.place, found.slot) == (at.place, at.slot) else ""
        slot = self.sight.slots.get(at.slot) if self.sight else None
        point = typed_amendment.point_in(ground, words, sought=sought, slot=slot)

        def named(who: str) -> None:
            title = f"{who} on {ground.named}: edit the words of {whose}; without any, it would delete the unit"
            taken = Prompt(
                title,
                lambda typed: self._plan_text(typed_amendment.amended(ground.text, ground.unit, typed), ground, who),
                keeps=f"p {ground.revision} {ground.named} {who}",
            )
            self.ask(taken, TypedWords(words, point))

        self.ask_who(f"Who proposes a change to {ground.named}?", named)

    def propose_new(self) -> None:
        """A delegation inserts a unit after this one."""
        ground = self._ground()
        number = typed_amendment.sign_after(ground.text, ground.unit)

        def named(who: str) -> None:
            def taken(typed: str) -> None:
                if not typed.removeprefix(number.strip()).strip():
                    raise InputRefused("no words were typed", remedy="type the new unit")
                made = typed_amendment.with_new_unit(ground.text, ground.unit, typed)
                typed_amendment.check_new_unit(ground.text, made, typed)
                self._plan_text(made, ground, who)

            title, keeps = f"{who}: a new unit after {ground.named}", f"P {ground.revision} {ground.named} {who}"
            self.ask(Prompt(title, taken, keeps=keeps), TypedWords(number, len(number)))

        self.ask_who(f"Who proposes a new unit after {ground.named}?", named)

    def _plan_text(self, text: str, ground: Ground, who: str) -> None:
        at, by = self.clock(), self.operator
        self._ask_plan(
            lambda draft, _: typed_amendment.plan_proposal(draft, text, ground, delegation=who, at=at, by=by)
        )

    def take_position(self, stance: str) -> None:
        """A delegation takes a position on a reading, on a slot, or on the unit as drafted."""
        place = self.reader.at.place
        if not self.reader.at.slot:
            if stance == "support":
                raise InputRefused("there is no open slot here", remedy="support is for what somebody proposes")
            self._unit()
            name, shown = place, place
        elif stance in ("support", "oppose"):
            slot, variant = self._variant()
            place, name = slot.place, floor.reading_named(slot, variant)
            shown = f"{slot.address}, {words_of(variant)}"
        else:
            slot = self._slot()
            place, name, shown = slot.place, slot.address, floor.drafted(slot)
        verb = {"support": "supports", "oppose": "opposes", "retain": "would retain", "reserve": "reserves on"}[stance]
        seen = self._as_seen(place)
        self.ask_who(f"Who {verb} {shown}?", lambda who: self.plan(floor.position(stance, who, name, shown), seen))

    def _proposal_here(self) -> tuple[str, Variant]:
        """The first amendment that makes the reading that is chosen."""
        _, con = self._known()
        slot, variant = self._variant()
        own = (a for proposal in variant.proposals for a in con.amendments_by(proposal))
        found = next((a.name for a in own if not a.strands.isdisjoint(slot.strands)), "")
        if not found:
            raise InputRefused(f"no proposal makes this reading of {slot.address}", remedy="go to another slot")
        return found, variant

    def cosponsor(self) -> None:
        """A delegation co-sponsors the proposal whose reading this is."""
        name, _ = self._proposal_here()
        sight, con = self._known()
        entry = sight.now.proposal(proposal_of(name))
        asked = [amendment.place for amendment in con.amendments_by(entry.name)]
        places = asked if len(asked) > 1 else ()
        self.ask_who(f"Who co-sponsors {entry.name}?", lambda who: self.plan(floor.cosponsorship(who, entry, places)))

    def withdraw(self) -> None:
        """A delegation withdraws its amendment that makes this reading; asked which, if several make it."""
        sight, con = self._known()
        self._proposal_here()
        slot, variant = self._variant()
        named: dict[str, tuple[str, str, Entry]] = {}
        for proposal in variant.proposals:
            entry = sight.now.proposal(proposal)
            whose = ", ".join(sight.now.credited(entry))
            asked = con.undecided.amendments_by(proposal)
            for one in (a for a in asked if not a.strands.isdisjoint(slot.strands)):
                name = one.name if len(asked) > 1 else proposal  # all that it asks for is withdrawn by its own name
                said = cut_in_the_middle(words_asked(con.undecided, one)) or one.place
                named[f"{whose}: {name}, {said}"] = (name, whose, entry)
        if len(named) == 1:
            self.plan(floor.withdrawal(*next(iter(named.values()))))
            return
        own, *others = {whose for _, whose, _ in named.values()}
        asked_for = f"Several propose this reading of {slot.address}. Who withdraws?"
        if not others:
            asked_for = f"{own} asks for this reading of {slot.address} in {len(named)} amendments. Which is withdrawn?"

        def taken(typed: str) -> None:
            found = offer(typed) if typed.strip() else ()
            if found:
                self.plan(floor.withdrawal(*named[found[0]]))
            else:
                self.refuse("none of them was named; nothing was recorded")

        def offer(typed: str) -> Sequence[str]:
            return fitting(typed, {one: one for one in named}) if typed.strip() else tuple(named)

        self.ask(Prompt(asked_for, taken, offer))

    # -- the chair ------------------------------------------------------------------------------

    def accept(self) -> None:
        """The reading is accepted."""
        slot, variant = self._variant()
        self.plan(floor.choice(slot, variant, words_of(variant)), self._as_seen(slot.place))

    def keep(self) -> None:
        """The slot stays as drafted."""
        slot = self._slot()
        self.plan(floor.keeping(slot), self._as_seen(slot.place))

    def word(self) -> None:
        """The chair's own words decide the slot."""
        slot = self._slot()
        title = f"{slot.address}: the chair's own words, which decide it"
        seen = self._as_seen(slot.place)
        taken = Prompt(
            title, lambda typed: self.plan(floor.chairs_words(slot.address, typed), seen), keeps=f"w {title}"
        )
        self.ask(taken, self._start(slot))

    def bridge(self) -> None:
        """The chair's own words are put beside the readings."""
        slot = self._slot()
        title = f"{slot.address}: the chair's compromise, for delegations to consider"
        seen = self._as_seen(slot.place)
        taken = Prompt(title, lambda typed: self.plan(floor.compromise(slot.address, typed), seen), keeps=f"i {title}")
        self.ask(taken, self._start(slot))

    def _start(self, slot: Slot) -> TypedWords:
        """The words that editing starts from: those of the reading chosen, or the draft's."""
        number = self.reader.at.reading
        chosen = slot.variants[number - 1].wording if 1 <= number <= len(slot.variants) else slot.base
        return TypedWords.all_selected(" ".join(chosen.split()))

    def agree(self, degree: str) -> None:
        """The unit is agreed as it now reads."""
        place = self.reader.at.place
        if not place:
            raise InputRefused("this passage has no place of its own", remedy="go to the unit that it belongs to")
        self.plan(floor.agreement(place, degree), self._as_seen(place))

    def reopen(self) -> None:
        """What is agreed or decided here is open again."""
        sight, _ = self._known()
        row = self.page.rows[self.reader.at.row] if self.page else None
        place = self.reader.at.place
        name = floor.decided_at(sight.now, place, row.addresses if row else ())
        self.plan(floor.reopening(name), self._as_seen(place))

    def undo(self) -> None:
        """The last act of one's own is undone."""
        acts = {act.commit: act for act in self._known()[0].acts}
        while self.mine and (self.mine[-1] not in acts or acts[self.mine[-1]].undone):
            self.mine.pop()  # undone by a colleague, or gone with an older copy that was put in place of the record
        if not self.mine:
            raise InputRefused("nothing was recorded here that is not undone", remedy="see acts, and undo by number")
        self.plan(floor.undoing(acts[self.mine[-1]]))

    # -- the rolling text -----------------------------------------------------------------------

    def show_rolling(self) -> None:
        """The text as it would be issued now, and back."""
        self._known()
        self.set_mode(Mode.TOGETHER if self.reader.mode is Mode.ROLLING else Mode.ROLLING)

    def issue(self) -> None:
        """Issue the rolling text to a meeting."""
        sight, _ = self._known()
        if self.reader.mode is not Mode.ROLLING:
            raise InputRefused("this is not the rolling text", remedy="look at it first: r")
        known = [meeting.name for meeting in sight.now.meetings]
        seen = floor.nothing_recorded_since(sight.acts)

        def offer(typed: str) -> list[str]:
            return [name for name in known if name.casefold().startswith(typed.strip().casefold())]

        def taken(typed: str) -> None:
            if typed.strip():
                self.plan(floor.issuing(typed.strip()), seen)
            else:
                self.refuse("no meeting was named; nothing was issued")

        self.ask(Prompt("Issue the rolling text to which meeting?", taken, offer))


__all__ = ["Viewer"]
