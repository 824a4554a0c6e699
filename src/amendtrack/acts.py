"""The secretariat's and the chair's acts on a draft, and how any act is written.

Knows what each act checks and which files it changes; what a delegation hands in is in ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from amendtrack.accounts import Accounts
from amendtrack.addressing import circulation, every
from amendtrack.choosing import choice_in, with_choice
from amendtrack.compose import pieces
from amendtrack.consolidation import Consolidation
from amendtrack.errors import InputRefused, Unknown
from amendtrack.fit import Doubt, attributed
from amendtrack.formats.received import Authors, is_word, read_clean
from amendtrack.history import RECORDER
from amendtrack.intake import plain_filename
from amendtrack.record import (
    DELEGATIONS,
    RULES,
    Attribution,
    Choice,
    Decisions,
    Issue,
    Outcome,
    Recorded,
    Revision,
    decisions_file,
    issue_file,
    original_file,
    write_decisions,
    write_delegations,
    write_issue,
    write_rules,
)
from amendtrack.registers import Delegation, Register, check_line, name_key, slug
from amendtrack.secretariat import MAIN, OFFICE, State, aside_ref, meeting_ref, revision_tag
from amendtrack.slots import Shape
from amendtrack.strands import new_unit_id
from amendtrack.times import When, moment
from amendtrack.trailers import write_trailers


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be issued: the register's line, the meeting's last one, the value, its text, and what differs."""

    fresh: Issue
    before: Issue | None
    con: Consolidation
    printed: str
    differs: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the meeting has not been given just this."""
        return self.before is None or bool(self.differs)


class Acts(Accounts):
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

    def plan_issue(self, meeting: str, *, at: When) -> Planned:
        """What would be issued to a meeting now: the line for the register, the text, what differs; records nothing.

        Raises:
            InputRefused: the meeting cannot be called so.
            TallyFailed: a proposal cannot be given back from the consolidation.
        """
        meeting = check_line(meeting, "the meeting")
        if not slug(meeting) or len(meeting) > 60:
            raise InputRefused(f"{meeting!r} cannot be a meeting's name", remedy="write a short one, like PM2")
        tip, con = self._secretariat.state().tip, self.consolidate()
        con.check()
        before, printed = self._issue_of(meeting), self.printed(con)
        fresh = Issue(
            before.meeting if before else meeting,
            "",
            self.revision().label,
            tuple((e.name, e.commit) for e in self._current((), ())),
            moment(at, self.settings.timezone),
            tuple(sorted({**new_labels(con), **self._circulated()}.items())),
            tuple(sorted({*circulation(con.slots), *self._circulated_addresses()})),
            before.issue + 1 if before else 1,
            tip,
        )
        differs = differences(before, fresh, self.issued(meeting), printed) if before else ()
        return Planned(fresh, before, con, printed, differs)

    def issue(
        self,
        meeting: str,
        *,
        at: When,
        reissue: bool = False,
        recorder: str = "",
        dry_run: bool = False,
        planned: Planned | None = None,
        ready: Callable[[Planned], None] = lambda planned: None,
    ) -> Recorded:
        """Record the consolidated text as issued to a meeting, with the value it was printed from.

        The same record again makes no new commit (``ALREADY``). With changes it needs ``reissue``; ``differs`` says
        what they are. ``planned`` is what ``plan_issue`` gave; ``ready`` is asked just before anything is written, and
        may still refuse.
        """
        # Put together before the lock is taken, since it is long; once more if somebody recorded meanwhile.
        planned = planned or self.plan_issue(meeting, at=at)
        with self._act(dry_run, recorder) as state:
            if state.tip != planned.fresh.record:
                planned = self.plan_issue(meeting, at=at)
            fresh, before, differs, meeting = planned.fresh, planned.before, planned.differs, planned.fresh.meeting
            if before and not planned.is_new:
                return Recorded(Outcome.ALREADY, f"issued to {meeting}", before.commit, meeting)
            if before and not reissue:
                found = f"{meeting} was given a text already; since then: {'; '.join(differs)}"
                raise InputRefused(found, remedy="add --reissue to issue the text as it is now")
            if not dry_run:
                ready(planned)
                fresh = self._write_issue(state, planned)
            proposals = f"{len(fresh.proposals)} proposal{'s' if len(fresh.proposals) != 1 else ''}"
            again = f", issue {fresh.issue}" if before else ""
            summary = f"the text issued to {meeting}: {fresh.revision} with {proposals}{again}"
            facts = [
                ("Act", "issue"),
                ("Meeting", meeting),
                ("Commit", fresh.commit),
                *(("Differs", d) for d in differs),
            ]
            files = {issue_file(slug(meeting)): write_issue(fresh)}
            done = self._recorded(state, summary, facts, files, at, recorder, dry_run)
        return replace(done, commit=fresh.commit, name=meeting, differs=differs)

    def _write_issue(self, state: State, planned: Planned) -> Issue:
        """Write the issued text's commit and branch; its parents are everything that went into it.

        Where nobody is to be named, neither its message nor the value beside the text does so.
        """
        fresh, before = planned.fresh, planned.before
        named = state.record.settings.attribution is Attribution.NAMED
        value = self.printed_json(planned.con)
        previous = before or (self.issues[-1] if self.issues else None)
        parents = [
            self.revision(fresh.revision).commit,
            *(commit for _, commit in fresh.proposals),
            state.tip,
        ]
        facts = [("Meeting", fresh.meeting), ("Revision", fresh.revision), ("Issue", str(fresh.issue))]
        facts += [("Proposal", name) for name, _ in fresh.proposals if named]
        commit = self._store.write(
            {f"{self.settings.language}.md": planned.printed.encode(), "consolidation.json": value.encode()},
            parents=(*parents, *([previous.commit] if previous else ())),
            author=OFFICE,
            committer=OFFICE,
            at=fresh.at,
            message=write_trailers(f"Issued to {fresh.meeting}", facts),
        )
        self._point(meeting_ref(fresh.meeting), commit, before.commit if before else None)
        return replace(fresh, commit=commit)

    # -- how an act is written -------------------------------------------------------------------

    @contextmanager
    def together(self) -> Iterator[None]:
        """All acts inside are recorded, each as one, or none of them: nobody else writes, and nobody sees half."""
        with self._store.recording(), self._secretariat.gathering():
            yield

    @contextmanager
    def _act(self, dry_run: bool, recorder: str = "") -> Iterator[State]:
        """The record as it stands, with nobody else writing; a dry run only reads."""
        check_recorder(recorder)
        if dry_run or self._secretariat.is_gathering:
            yield self._secretariat.state()
            return
        with self._store.recording():
            yield self._secretariat.state()

    def _point(self, ref: str, commit: str, recorded: str | None) -> None:
        """Let a branch name what is being recorded.

        It may hold a commit that no register names: left by an act that was cut off, or pushed with git.
        That one counts for nothing, but somebody wrote it: it is put aside, never dropped.
        """
        tip = self._store.tip(ref)
        if tip not in (None, recorded, commit):
            assert tip is not None
            aside = aside_ref(ref, tip)
            if self._store.tip(aside) is None:
                self._store.move(aside, tip, None)
        self._store.move(ref, commit, tip)

    def _recorded(
        self,
        state: State,
        summary: str,
        facts: Sequence[tuple[str, str]],
        files: Mapping[str, bytes],
        at: When,
        recorder: str,
        dry_run: bool,
    ) -> Recorded:
        when = moment(at, state.record.settings.timezone)
        facts = [*facts, (RECORDER, check_recorder(recorder))]
        if dry_run:
            return Recorded(Outcome.CHECKED, summary)
        subject = summary[0].upper() + summary[1:]
        return Recorded(
            Outcome.RECORDED, summary, self._secretariat.act(subject, facts, files, at=when, before=state.tip)
        )


def check_recorder(name: str) -> str:
    """The name of whoever records, if it can be kept.

    Raises:
        InputRefused: it is longer than a name, or holds what nobody sees.
    """
    name = check_line(name, "the name of whoever records")
    if len(name) > 120:
        raise InputRefused(f"a recorder's name of {len(name)} characters", remedy="write the usual name")
    return name


def new_labels(con: Consolidation) -> dict[str, str]:
    """The labels under which a consolidation shows new units, by slot; a unit without a label has none."""
    made, _ = pieces(con.labels_of_base, con.strands, dict(con.labels))
    labels = {new_unit_id(p.strand.edit): p.label for p in made if p.strand is not None}
    new = [s for s in con.slots if s.shape is Shape.NEW and labels.get(s.id)]
    return {name: labels[s.id] for s in new for name in con.new_units(s)}


def differences(before: Issue, after: Issue, text_before: str, text_after: str) -> tuple[str, ...]:
    """What is new against an earlier issue, in a few words each; empty if it is the same record."""
    was, now = dict(before.proposals), dict(after.proposals)
    found = [f"it is {after.revision}, not {before.revision}"] if before.revision != after.revision else []
    for what, names in (
        ("added", [n for n in now if n not in was]),
        ("sent again", [n for n in now if n in was and now[n] != was[n]]),
        ("no longer in it", [n for n in was if n not in now]),
    ):
        found += [f"{what}: {', '.join(names)}"] if names else []
    if not found and text_before != text_after:
        found.append("the text is printed differently")
    return tuple(found)
