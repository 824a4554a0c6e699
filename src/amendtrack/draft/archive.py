"""Everything that was recorded in a draft, read only: texts, proposals, files as received, consolidations.

Whatever is read comes from one commit, the tip of ``secretariat``. Knows no act: those are in ``draft``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from amendtrack.consolidation.addressing import Circulated
from amendtrack.consolidation.choosing import with_choice
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.lineage import same_units
from amendtrack.consolidation.negotiation import Position, Proposal, Stance, name_order
from amendtrack.consolidation.strands import new_unit_id
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.folder import write_folder
from amendtrack.draft.git.store import Store
from amendtrack.draft.inspection import problems
from amendtrack.draft.secretariat import Secretariat
from amendtrack.draft.transfer import write_history
from amendtrack.errors import InputRefused, RecordDamaged, Unknown
from amendtrack.record.entries import Entry, write_proposals_table
from amendtrack.record.fates import is_party, kept_out, why_out
from amendtrack.record.record import DELEGATIONS, Attribution, Decisions, Issue, Revision, Settings, write_delegations
from amendtrack.record.registers import Register, name_key, slug


class Archive:
    """The reading half of ``Draft``, which adds the acts; a class of its own only to keep each half short.

    Values returned are snapshots; each property is read anew from the record.
    """

    def __init__(self, store: Store) -> None:
        """Not for callers: use ``Draft.open`` or ``Draft.init``."""
        self.path = store.path
        self._store = store
        self._secretariat = Secretariat(store)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.settings.title!r} in {self.path}>"

    # -- reading ---------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The draft's rules as they stand."""
        return self._secretariat.state().record.settings

    @property
    def delegations(self) -> Register:
        """The register of delegations as it stands."""
        return self._secretariat.state().record.delegations

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, first to last."""
        return self._secretariat.state().record.revisions

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every text issued, the last one for each meeting, by time."""
        return self._secretariat.state().record.issues

    def revision(self, label: str = "") -> Revision:
        """The revision of that label; the latest without one. Raises ``Unknown``."""
        revisions = self.revisions
        if not label:
            return revisions[-1]
        for found in revisions:
            if name_key(found.label) == name_key(label):
                return found
        raise Unknown(f"no revision {label!r}", remedy=f"this draft has {', '.join(map(str, revisions))}")

    def text(self, name: str = "") -> str:
        """The text of a revision (``Rev.0``) or proposal (``NOR-1``); the latest revision without a name."""
        if not name or any(name_key(r.label) == name_key(name) for r in self.revisions):
            found = self.revision(name)
            return self._text_of(found.commit, found.label)
        return self._wording(self.proposal(name))

    def _wording(self, entry: Entry) -> str:
        return self._text_of(entry.commit, entry.name, entry.language)

    def made_on(self, name: str) -> str:
        """The text that a proposal changes: its revision's, or that of the proposal that it amends, as it then was."""
        entry = self.proposal(name)
        if not entry.amends:
            return self.text(entry.revision)
        return self._text_of(self._store.commit(entry.commit).parents[-1], f"{entry.name}, made on {entry.amends}")

    def _text_of(self, commit: str, what: str, language: str = "") -> str:
        file = f"{language or self.settings.language}.md"
        try:
            blob = self._store.files(commit, under=(file,)).get(file)
            if blob is None:
                raise RecordDamaged(f"its commit {commit} has no {file}")
            return self._store.blob(blob).decode("utf-8")
        except UnicodeDecodeError as err:
            raise RecordDamaged(f"its text is not UTF-8 at byte {err.start}", place=what) from err
        except RecordDamaged as err:
            where = f"{what}: {err.place}" if err.place else what
            raise RecordDamaged(err.args[0], place=where, remedy=err.remedy) from err

    def proposals(self) -> tuple[Entry, ...]:
        """Every proposal in the register, by delegation code and number, on whichever revision."""
        return self._secretariat.state().record.entries

    def proposal(self, name: str) -> Entry:
        """The proposal of that number (``NOR-2``), or the only one of that delegation. Raises ``Unknown``."""
        found = self.chosen([name])
        standing = tuple(e for e in found if e.stands)
        found = standing if len(found) > 1 and standing else found
        if len(found) > 1:
            raise Unknown(f"{name!r} has several proposals", remedy=f"name one of {', '.join(e.name for e in found)}")
        return found[0]

    def chosen(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """The proposals that these numbers, codes and display names stand for. Raises ``Unknown``."""
        record = self._secretariat.state().record
        by_name = {name_key(e.name): e for e in record.entries}
        found: set[str] = set()
        for name in names:
            if entry := by_name.get(name_key(name)):
                found.add(entry.name)
                continue
            own = [
                e.name
                for e in record.entries
                if name in record.delegations and e.delegation == record.delegations.resolve(name).code
            ]
            if not own:
                near = get_close_matches(name_key(name), sorted(by_name), n=3, cutoff=0.5)
                hint = (
                    f"nearest: {', '.join(by_name[n].name for n in near)}"
                    if near
                    else f"this draft has {', '.join(e.name for e in record.entries) or 'none'}"
                )
                raise Unknown(f"no proposal {name!r}", remedy=hint)
            found.update(own)
        return tuple(e for e in record.entries if e.name in found)

    def not_carried_over(self) -> tuple[Entry, ...]:
        """The proposals made on an earlier revision than the latest: listed, never applied."""
        record = self._secretariat.state().record
        return tuple(e for e in record.entries if e.stands and e.revision != record.revisions[-1].label)

    def stale_note(self, rule: Attribution | None = None) -> tuple[str, ...]:
        """Lines like ``{made on Rev.0, not yet carried over: Peru}``; a count where names are withheld."""
        record = self._secretariat.state().record
        stale, rule = self.not_carried_over(), rule or record.settings.attribution
        lines = []
        for revision in record.revisions:
            here = [e for e in stale if e.revision == revision.label]
            names = sorted({self._display(e.delegation) for e in here}, key=name_order)
            if rule is Attribution.NONE:
                names = [f"{len(here)} proposal{'s' if len(here) > 1 else ''}"]
            if here:
                lines.append(f"{{made on {revision}, not yet carried over: {', '.join(names)}}}")
        return tuple(lines)

    def _display(self, code: str) -> str:
        return self.delegations.resolve(code).display(self.settings.display_language)

    def export(self, name: str) -> str:
        """The text of a proposal, as it is kept."""
        return self._wording(self.proposal(name))

    def received(self, name: str) -> bytes:
        """The file of a proposal as it came, byte for byte."""
        entry = self.proposal(name)
        return self._file_received(entry.original, entry.name)

    def word_file(self, label: str = "") -> bytes | None:
        """The Word file that a revision (the latest without a label) came in; ``None`` where it came as text."""
        revision = self.revision(label)
        return self._file_received(revision.original, revision.label) if revision.original else None

    def _file_received(self, path: str, what: str) -> bytes:
        blob = self._secretariat.state().files.get(path)
        if blob is None:
            raise RecordDamaged("the file as received is missing", place=what)
        return self._store.blob(blob)

    def export_all(self, folder: str | Path) -> tuple[Path, ...]:
        """Plain files of everything, by path; ``Draft.import_all`` makes the same draft of them again.

        Texts, files as received, issued texts and registers are there to be read; ``record/`` holds the rest.

        Raises:
            InputRefused: the folder is there and not empty.
            RecordDamaged: something in the record cannot be read.
        """
        return write_folder(Path(folder), self.plain_files())

    def plain_files(self) -> dict[str, bytes]:
        """What ``export_all`` writes, by path."""
        return write_history(self._store, self._readable_files())

    def _readable_files(self) -> dict[str, bytes]:
        state, files = self._secretariat.state(), {}
        for revision in state.record.revisions:
            files[f"revisions/{revision.label}.md"] = self._text_of(revision.commit, revision.label).encode()
        for entry in state.record.entries:
            files[f"proposals/{entry.name}.md"] = self._wording(entry).encode()
        for issue in state.record.issues:
            files[f"issued/{slug(issue.meeting)}.md"] = self.issued(issue.meeting).encode()
        files |= {p: self._store.blob(blob) for p, blob in state.files.items() if p.startswith("received/")}
        files[DELEGATIONS] = write_delegations(state.record.delegations)
        files["proposals.csv"] = write_proposals_table(state.record.entries)
        return files

    def issued(self, meeting: str) -> str:
        """The text that was last issued to that meeting. Raises ``Unknown``."""
        found = self._issue_of(meeting)
        if found is None:
            raise Unknown(
                f"nothing was issued to {meeting!r}",
                remedy=f"issued: {', '.join(map(str, self.issues)) or 'none'}",
            )
        return self._text_of(found.commit, found.meeting)

    def _issue_of(self, meeting: str) -> Issue | None:
        return next((i for i in self.issues if name_key(i.meeting) == name_key(meeting)), None)

    def problems(self) -> tuple[str, ...]:
        """Everything wrong with the record, a line each: damaged refs and objects, branches without entry."""
        return tuple(problems(self._secretariat))

    # -- consolidating ---------------------------------------------------------------------------

    def consolidate(
        self,
        *,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        positions: Sequence[Position] = (),
    ) -> Consolidation:
        """The latest revision and every proposal on it in one value; delegations by display name.

        ``only`` and ``without`` take proposals, codes and display names. Proposals on earlier revisions
        are never in it: see ``not_carried_over``. Labels of new units that were issued stay as they were.
        """
        only, without = tuple(only), tuple(without)
        chosen, entries = bool(only or without), self._current(only, without)
        backed = {e.name: self._backed(e) for e in entries}
        for entry in self._current((), ()) if chosen else ():
            with suppress(RecordDamaged):  # one that is left out may be left out because it cannot be read
                backed.setdefault(entry.name, self._backed(entry))
        base = self._text_of(self.revision().commit, self.revision().label)
        labels, addresses = self._circulated(), self._circulated_addresses()
        kept = [Position(who, Stance.RETAIN, p) for e in entries for p in e.retains for who in self.credited(e)]
        con = consolidate(base, tuple(backed.values()), dict.fromkeys((*positions, *kept)), labels, addresses)
        con = self._sent_again(con)
        # What is left out leaves the other slots their addresses: a what-if calls them what the whole does.
        return con.chosen(e.name for e in entries) if chosen else con

    def _current(self, only: Iterable[str], without: Iterable[str]) -> tuple[Entry, ...]:
        """The proposals in the text that are asked for; asking for none of them is an error."""
        left_out = {e.name for e in self.chosen(without)}
        wanted = self.in_text(only) if (only := tuple(only)) else self.proposals()
        latest, register = self.revision().label, self.delegations
        return tuple(e for e in wanted if kept_out(e, latest, register) is None and e.name not in left_out)

    def in_text(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Those of the proposals that these names stand for which are in the text; a name for none is an error.

        Raises:
            Unknown: nobody has that name.
            InputRefused: a proposal of that name is not in the text; the message says why.
        """
        latest, register = self.revision().label, self.delegations
        found: dict[str, Entry] = {}
        for name in names:
            every = [(e, kept_out(e, latest, register)) for e in self.chosen([name])]
            here = {e.name: e for e, fate in every if fate is None}
            if not here:
                why, hint = why_out(*next((e, fate) for e, fate in every if fate is not None))
                raise InputRefused(why, remedy=hint)
            found |= here
        return tuple(found[name] for name in sorted(found, key=lambda n: (found[n].delegation, found[n].number)))

    def _backed(self, entry: Entry) -> Proposal:
        """The proposal with everyone who backs it, as they are credited."""
        first, *others = self.credited(entry)
        return Proposal(first, self._wording(entry), entry.name, tuple(others))

    def credited(self, entry: Entry) -> tuple[str, ...]:
        """The names that stand for a proposal: its delegation and co-sponsors, or ``Zambia (text: ICBL)``."""
        if entry.sponsors and not is_party(entry.delegation, self.delegations):
            return tuple(f"{self._display(code)} (text: {self._display(entry.delegation)})" for code in entry.sponsors)
        return tuple(self._display(code) for code in (entry.delegation, *entry.cosponsors))

    def _sent_again(self, con: Consolidation) -> Consolidation:
        """The consolidation, with the new units that their proposers have reworded since bearing what they bore."""
        latest, names = self.revision().label, {p.name: p for p in con.proposals}
        was = {name: commit for i in self.issues if i.revision == latest for name, commit in i.proposals}
        now = {e.name: e.commit for e in self.proposals() if e.name in names}
        changed = [name for name in sorted(was.keys() & now.keys()) if was[name] != now[name]]
        if not changed:
            return con
        circulated = {name for name, _ in con.labels}
        circulated |= {p.removeprefix("new ") for _, p in con.circulated if p.startswith("new ")}
        edits = {p.name: own for p, own in zip(con.proposals, con.edits, strict=True)}
        borne = circulated & {new_unit_id(e) for own in edits.values() for e in own if isinstance(e, Inserted)}
        same: dict[str, str] = {}
        for name in changed:
            before = edits_of(con.prepared, self._text_of(was[name], name))
            same = same_units(before, edits[name], circulated=circulated, borne=borne) | same
        return con.circulated_as(same) if same else con

    def _circulated(self) -> dict[str, str]:
        """The labels of new units that were issued on this revision; the first one given stays."""
        latest = self.revision().label
        labels: dict[str, str] = {}
        for issue in self.issues:
            if issue.revision == latest:
                labels = {**dict(issue.labels), **labels}
        return labels

    def _circulated_addresses(self) -> tuple[Circulated, ...]:
        """The addresses of slots that were issued on this revision, with every passage each has stood for."""
        latest = self.revision().label
        return tuple(pair for issue in self.issues if issue.revision == latest for pair in issue.addresses)

    @property
    def decisions(self) -> Decisions:
        """What was accepted and chosen on the latest revision."""
        latest = self.revision().label
        found = self._secretariat.state().record.decisions
        return next((d for d in found if d.revision == latest), Decisions(latest))

    def settled(self) -> Consolidation:
        """The consolidation with what was accepted and chosen: ``settled().clean()`` is the clean text.

        A choice whose slot is no longer there has lapsed, and leaves open what is there now.
        """
        return self._settled(self.decisions)

    def _settled(self, decisions: Decisions, con: Consolidation | None = None) -> Consolidation:
        con = con or self.consolidate()
        if decisions.accepted:
            self._check_in_text(con, decisions.accepted)
            con = con.accept(decisions.accepted)
        for choice in decisions.choices:
            con = with_choice(con, choice) or con
        return con

    def _check_in_text(self, con: Consolidation, accepted: Iterable[str]) -> None:
        """Refuse where what was accepted has left the text: its delegation is no party any more."""
        there = {p.name for p in con.proposals}
        for entry in (self.proposal(name) for name in accepted if name not in there):
            whose = self._display(entry.delegation)
            found = f"{entry.name} was accepted, and is not in the text: {whose} is no party in the register"
            raise InputRefused(found, remedy=f"reopen {entry.name}, have a party sponsor it, or put the register right")
