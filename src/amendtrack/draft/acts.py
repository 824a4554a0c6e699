"""The secretariat's and the chair's acts on a draft: register, rules, decisions and revisions.

Knows what each act checks and which files it changes. How an act is written is in ``recording``, what is issued
in ``issuing``; what a delegation hands in is in ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.choosing import Choice, choice_in, with_choice
from amendtrack.consolidation.value import Consolidation
from amendtrack.draft.issuing import Issuing
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.secretariat import MAIN, OFFICE, State, revision_tag
from amendtrack.errors import InputRefused, Unknown
from amendtrack.formats.received import Authors, is_word, read_clean
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.doubts import Doubt, attributed
from amendtrack.record.record import (
    DELEGATIONS,
    RULES,
    Attribution,
    Decisions,
    Revision,
    decisions_file,
    original_file,
    write_decisions,
    write_delegations,
    write_rules,
)
from amendtrack.record.registers import Delegation, Register, name_key
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers


class Acts(Issuing):
    """The acts of the secretariat and the chair; ``Draft`` adds those of delegations."""

    # -- the register and the rules --------------------------------------------------------------

    def register_delegations(
        self, register: Register, *, at: When, recorder: str = "", dry_run: bool = False
    ) -> Recorded:
        """Record the register: new ones are added, known codes take their new line, nobody is dropped."""
        with self._act(dry_run, recorder) as state:
            known = state.record.delegations
            codes = {d.code for d in register}
            merged = Register((*(d for d in known if d.code not in codes), *register))
            if merged == known:
                return Recorded(Outcome.ALREADY, "in the register")
            fresh, named = len(merged) - len(known), [d.code for d in register if d not in known.delegations]
            summary = f"{len(register)} delegations: {fresh} new, {len(named) - fresh} changed"
            facts = [("Act", "register"), ("Delegations", ", ".join(named))]
            files = {DELEGATIONS: write_delegations(merged)}
            return self._recorded(state, summary, facts, files, at, recorder, dry_run)

    def add_delegation(
        self, name: str, *, at: When, code: str = "", recorder: str = "", dry_run: bool = False
    ) -> Recorded:
        """Record one delegation more, with a code made from its name if none is given."""
        if name in self.delegations or code in self.delegations:
            found = self.delegations.resolve(name if name in self.delegations else code)
            return Recorded(Outcome.ALREADY, f"in the register as {found.code}", name=found.code)
        added = Delegation(code, (("", name),)) if code else self.delegations.coined(name)
        done = self.register_delegations(Register((added,)), at=at, recorder=recorder, dry_run=dry_run)
        return replace(done, summary=f"{added} as {added.code}", name=added.code)

    def set_attribution(
        self, attribution: Attribution | str, *, at: When, recorder: str = "", dry_run: bool = False
    ) -> Recorded:
        """Record whether outputs name the delegations."""
        try:
            rule = Attribution(attribution)
        except ValueError as err:
            raise InputRefused(f"unknown attribution {attribution!r}", remedy="write named or none") from err
        with self._act(dry_run, recorder) as state:
            settings = replace(state.record.settings, attribution=rule)
            if settings == state.record.settings:
                return Recorded(Outcome.ALREADY, f"the rule: attribution {rule.value}")
            files = {RULES: write_rules(settings, state.record.revisions)}
            facts = [("Act", "attribution"), ("Attribution", rule.value)]
            return self._recorded(state, f"attribution {rule.value}", facts, files, at, recorder, dry_run)

    # -- decisions -------------------------------------------------------------------------------

    def accept(
        self,
        names: Iterable[str],
        *,
        at: When,
        choices: Iterable[Choice] | Mapping[str, str] = (),
        recorder: str = "",
        dry_run: bool = False,
    ) -> Recorded:
        """Record that these proposals are accepted on the latest revision, and readings chosen for slots.

        It adds to what was accepted before. A choice is a slot's address (``14#2``) and the wording that
        stands there.
        """
        chosen = [Choice(*c) for c in choices.items()] if isinstance(choices, Mapping) else list(choices)
        with self._act(dry_run, recorder) as state:
            before, entries = self.decisions, self.in_text(names)
            accepted = tuple(dict.fromkeys((*before.accepted, *(e.name for e in entries))))
            con = self.consolidate() if chosen else None
            chosen = self._choices(con, replace(before, accepted=accepted), chosen) if con else []
            kept = (c for c in before.choices if c.slot not in {d.slot for d in chosen})
            after = Decisions(
                before.revision,
                tuple(sorted(accepted)),
                tuple(sorted((*kept, *chosen), key=lambda c: c.slot)),
            )
            if after == before:
                return Recorded(Outcome.ALREADY, "accepted")
            self._check_choices(after, chosen, con)
            called = {s.id: s.address for s in every(con.slots)} if con else {}
            said = [f"{c.wording.strip() or 'nothing'!r} for {called.get(c.slot, c.slot)}" for c in chosen]
            what = [*(e.name for e in entries), *said]
            facts = [
                ("Act", "accept"),
                *(("Accepted", e.name) for e in entries),
                *(("Slot", called.get(c.slot, c.slot)) for c in chosen),
            ]
            return self._decided(
                state, after, f"accepted on {after.revision}: {', '.join(what)}", facts, at, recorder, dry_run
            )

    def _choices(self, con: Consolidation, decisions: Decisions, typed: Sequence[Choice]) -> list[Choice]:
        """The choices that are meant, each slot looked for among all, then among those that choices have left."""
        fresh, settled = self._settled(replace(decisions, choices=()), con), self._settled(decisions, con)
        chosen = []
        for choice in typed:
            try:
                chosen.append(choice_in(fresh, choice.slot, choice.wording))
            except Unknown:
                chosen.append(choice_in(settled, choice.slot, choice.wording))
        return chosen

    def _check_choices(self, decisions: Decisions, chosen: Sequence[Choice], whole: Consolidation | None) -> None:
        """Refuse a choice that settles nothing: no such slot, or no such reading of it."""
        con = self._settled(replace(decisions, choices=tuple(c for c in decisions.choices if c not in chosen)), whole)
        for choice in chosen:
            made = with_choice(con, choice)
            if made is None:
                hint = "take the slot and one of its wordings from the consolidation"
                raise Unknown(f"no reading {choice.wording!r} of a slot {choice.slot!r}", remedy=hint)
            con = made

    def reopen(self, names: Iterable[str], *, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Record that these proposals are no longer accepted; all choices on the revision lapse with them."""
        with self._act(dry_run, recorder) as state:
            before, gone = self.decisions, [e.name for e in self.chosen(names)]
            after = Decisions(before.revision, tuple(n for n in before.accepted if n not in gone))
            if after.accepted == before.accepted:
                return Recorded(Outcome.ALREADY, "open")
            facts = [("Act", "reopen"), *(("Reopened", name) for name in gone)]
            return self._decided(
                state, after, f"reopened on {after.revision}: {', '.join(gone)}", facts, at, recorder, dry_run
            )

    def _decided(
        self,
        state: State,
        after: Decisions,
        summary: str,
        facts: list[tuple[str, str]],
        at: When,
        recorder: str,
        dry_run: bool,
    ) -> Recorded:
        files = {decisions_file(after.revision): write_decisions(after)}
        return self._recorded(state, summary, facts, files, at, recorder, dry_run)

    # -- revisions and issues --------------------------------------------------------------------

    def revise(
        self,
        text: str | bytes,
        *,
        label: str,
        at: When,
        accept: Authors | Iterable[str] = (),
        filename: str = "",
        allow: Iterable[Doubt] = (),
        recorder: str = "",
        dry_run: bool = False,
    ) -> Recorded:
        """Record a new revision; proposals on earlier ones are then listed as not carried over.

        A Word file with tracked changes is refused, but for those authors' whose changes ``accept`` names; so
        are brackets that name delegations, but with ``Doubt.BRACKETS`` allowed. A Word file is kept as it is
        with the registers, under ``filename``.
        """
        if not re.fullmatch(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*", label) or label.endswith(".lock") or len(label) > 60:
            raise InputRefused(f"{label!r} cannot be a label", remedy="write letters, digits and points, like Rev.1")
        intake = read_clean(text, accept=accept).beside(self.text())
        doubt = attributed(self.text(), intake.text, self.delegations.__contains__)
        if doubt and Doubt.BRACKETS not in allow:
            raise InputRefused(doubt.message, remedy="send the settled text, or add --allow brackets")
        with self._act(dry_run, recorder) as state:
            for known in state.record.revisions:
                same = self._text_of(known.commit, known.label) == intake.text
                if name_key(known.label) == name_key(label) and same:
                    return Recorded(Outcome.ALREADY, f"recorded as {known}", known.commit, known.label)
                if name_key(known.label) == name_key(label):
                    raise InputRefused(f"there is a revision {known}, with another text", remedy="give a new label")
            last, when = state.record.revisions[-1], moment(at, self.settings.timezone)
            if same:
                raise InputRefused(f"the text is that of {last}", remedy="send the revised text")
            commit = ""
            if not dry_run:
                message = write_trailers(label, [("Revision", label), ("Title", self.settings.title)])
                files = {f"{self.settings.language}.md": intake.text.encode()}
                commit = self._store.write(
                    files,
                    parents=(last.commit,),
                    author=OFFICE,
                    committer=OFFICE,
                    at=when,
                    message=message,
                    onto=last.commit,
                )
                self._point(MAIN, commit, last.commit)
                self._point(revision_tag(label), commit, None)
            originals = {}
            if isinstance(text, bytes) and is_word(text):
                originals = {original_file(label, plain_filename(filename, "as-received.docx")): text}
            revisions = (*state.record.revisions, Revision(label, commit, when, next(iter(originals), "")))
            facts = [("Act", "revise"), ("Revision", label), ("Commit", commit)]
            files = originals | {RULES: write_rules(state.record.settings, revisions)}
            done = self._recorded(state, f"{label}, after {last}", facts, files, at, recorder, dry_run)
        return replace(done, commit=commit, name=label, notes=intake.notes)
