"""A proposal that gets another number where two copies come together: its text once more, on top of what was sent.

What a revision had carried forward of it is made once more too, so that it counts as it did in its own copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from amendtrack.draft.git.commits import NewCommit
from amendtrack.draft.git.refs import OFFICE, person_of
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.exchange.proposals_joined import Renumbered
from amendtrack.exchange.quarantine import ancestors
from amendtrack.record.carry_over import CarriedOver, CarryOver, read_carry_over, write_carry_over
from amendtrack.record.entries import Entry, as_sent, entry_file, is_entry_file, read_entry, write_entry
from amendtrack.record.filing import CARRIED
from amendtrack.record.registers import Register
from amendtrack.record.trailers import read_trailers, write_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store


@dataclass(slots=True)
class Refiling:
    """Proposals under new numbers: their entries, the commits made, and by each earlier commit the one in its place."""

    store: Store
    entries: list[Entry] = field(default_factory=list)
    commits: list[NewCommit] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)

    def run(self, first: str, second: str, renumbered: Sequence[Renumbered]) -> None:
        """Make them; ``first`` and ``second`` are the last acts of the two copies, whose delegations they are of."""
        before = read_snapshot(self.store, first)
        for each in renumbered:
            self._entry(before, second, each)

    def files(self, joined: Mapping[str, bytes | str]) -> dict[str, bytes]:
        """The registers that name them, as they are with the new numbers; ``joined`` are those of both copies."""
        found = {entry_file(entry.name): write_entry(entry) for entry in self.entries}
        by_commit = {entry.commit: entry.name for entry in self.entries}
        names = {sent: by_commit[commit] for sent, commit in self.instead.items() if commit in by_commit}
        carried = self._carry_overs(joined)
        texts = [text for each in carried.values() for text in each.texts if text.sent in names]
        for text in sorted(texts, key=lambda text: len(ancestors(self.store, [text.commit]))):
            self._carried(text, names[text.sent])
        for path, each in carried.items():
            made = tuple(self._text(text, names) for text in each.texts)
            found |= {path: write_carry_over(replace(each, texts=made))} if made != each.texts else {}
        return found

    def left_behind(self, joined: Mapping[str, bytes | str], aside: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What was carried forward of a submission that counts no more and from which no other comes, each with its
        proposal's name; ``aside`` are the commits that are put aside already.
        """
        made = {commit.id for commit in self.commits}
        texts = [text for each in self._carry_overs(joined).values() for text in each.texts if text.commit not in made]
        if not texts:
            return
        entries = {e.name: e for p in joined if is_entry_file(p) for e in [read_entry(self._content(joined, p), p)]}
        tips = {*aside, *(e.commit for e in entries.values() if e.commit not in made)}
        reached = set(ancestors(self.store, tips))
        for text in texts:
            counts = text.name in entries and as_sent(entries[text.name]).commit == text.sent
            if text.commit not in reached and not counts:
                yield text.name, text.commit

    def _carry_overs(self, joined: Mapping[str, bytes | str]) -> dict[str, CarryOver]:
        return {p: read_carry_over(self._content(joined, p), p) for p in joined if p.startswith(CARRIED)}

    def _content(self, joined: Mapping[str, bytes | str], path: str) -> bytes:
        data = joined[path]
        return data if isinstance(data, bytes) else self.store.blob(data)

    def _text(self, text: CarriedOver, names: Mapping[str, str]) -> CarriedOver:
        if text.sent not in names:
            return text
        return replace(text, name=names[text.sent], sent=self.instead[text.sent], commit=self.instead[text.commit])

    def _entry(self, before: Snapshot, second: str, each: Renumbered) -> None:
        entry, register = each.entry, Register()
        for tip in (before.tip, second):
            known = read_snapshot(self.store, tip).delegations
            register = known if entry.delegation in known else register
        sent = self.store.commit(entry.commit)
        owner, ground = register.resolve(entry.delegation), sent.parents[-1]
        facts = [
            ("Proposal", entry.name),
            ("Delegation", f"{owner} ({owner.code})"),
            ("Revision", entry.revision),
            ("Received", entry.received.isoformat()),
            ("Recorded-first-as", each.before),
        ]
        commit = self.store.make(
            {path: self.store.blob(blob) for path, blob in self.store.files_of(entry.commit).items()},
            parents=(entry.commit, ground),
            author=person_of(owner),
            committer=OFFICE,
            at=entry.received,
            message=write_trailers(str(entry), facts),
        )
        self.instead[entry.commit] = commit.id
        self.commits.append(commit)
        self.entries.append(replace(entry, commit=commit.id))

    def _carried(self, text: CarriedOver, name: str) -> None:
        """The text that was carried forward, once more, on top of the one that its own copy had made."""
        was = self.store.commit(text.commit)
        facts = [(key, name if key == "Proposal" else value) for key, value in read_trailers(was.message)]
        revision = dict(facts).get("Revision", "")
        commit = self.store.make(
            {path: self.store.blob(blob) for path, blob in self.store.files_of(text.commit).items()},
            parents=(*(self.instead.get(p, p) for p in was.parents[:-1]), text.commit, was.parents[-1]),
            author=OFFICE,
            committer=OFFICE,
            at=was.at,
            message=write_trailers(f"{name}, carried forward to {revision}", facts),
        )
        self.instead[text.commit] = commit.id
        self.commits.append(commit)


__all__ = ["Refiling"]
