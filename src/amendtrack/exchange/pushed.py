"""Proposals that delegations pushed with git alone, recorded by acts like any other file.

A delegation edits the text and pushes a commit to ``proposals/<delegation>/<number>``. That commit stays as it was
made, signature and all: the proposal's own commit follows it. What is missing or doubtful is said, and left for a
person where it matters; it is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.custody.evidence import read_claims
from amendtrack.custody.policy import Rules, commit_faults
from amendtrack.draft.acts import proposals
from amendtrack.draft.acts.proposals import Receipt
from amendtrack.draft.clock import check_not_ahead
from amendtrack.draft.declared import Further
from amendtrack.draft.git.refs import aside_ref
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.errors import AmendtrackError, InputRefused, RecordDamaged
from amendtrack.exchange.quarantine import Quarantine, ancestors, copy_objects
from amendtrack.record.entries import Entry, as_sent
from amendtrack.record.registers import check_line, slug
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import STANDS_FOR, read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft
    from amendtrack.draft.snapshot import Snapshot

LONGEST_TITLE = 200
_AGAIN = "ask the delegation to set its clock, and to make the commit again (git commit --amend)"


@dataclass(frozen=True, slots=True)
class Left:
    """A branch that somebody pushed and that a person must look at: its name, the one that keeps it here, and why."""

    branch: str
    kept: str
    why: str

    def __str__(self) -> str:
        return f"{self.branch}: {self.why}; kept here as {self.kept}, and not recorded"


def take_in_pushed(draft: Draft, there: Quarantine, *, at: When, recorder: str) -> Iterator[Recorded | Left]:
    """Record every proposal that was pushed there and is not in the record; yield what became of each."""
    for ref, tip in sorted(there.refs.items()):
        place = place_of(ref)
        if place is None or place.purpose is not Purpose.PROPOSAL:
            continue
        now = draft.snapshot()
        if _is_recorded(now, there, place, tip):
            continue
        try:
            done = _recorded(draft, now, there, place, tip, at=at, recorder=recorder)
        except (InputRefused, LookupError, RecordDamaged) as err:
            yield Left(place.shown, _keep(draft, there, ref, tip), _why(err))
        else:
            if done.outcome is not Outcome.ALREADY:
                yield done


def _why(err: Exception) -> str:
    return str(err) if isinstance(err, AmendtrackError) else f"cannot be read ({err})"


def _is_recorded(now: Snapshot, there: Quarantine, place: Place, tip: str) -> bool:
    """Whether a commit is part of the record, or one that stands for a proposal of the record with the same text."""
    mine = {commit for e in now.proposals() for commit in (e.commit, as_sent(e).commit)}
    if tip in _ever_recorded(now) or tip in ancestors(now.store, mine) or _is_twin(now, there, place, tip):
        return True
    home = _stands_for(there, tip)
    if home not in ancestors(now.store, mine):
        return False
    return now.store.commit(home).tree == there.store.commit(tip).tree


def _stands_for(there: Quarantine, commit: str) -> str:
    """The commit of the record for which one that was let out stands, by its own word; empty if it says none."""
    return dict(read_trailers(there.store.commit(commit).message)).get(STANDS_FOR, "")


def _ever_recorded(now: Snapshot) -> set[str]:
    """Every commit that an act says it recorded; where two desks took in one push, that of each."""
    return {act.fact("Commit") for act in now.acts()} - {""}


def _is_twin(now: Snapshot, there: Quarantine, place: Place, commit: str) -> bool:
    """Whether another desk made that commit when it recorded what this one has recorded too: the same text, on what
    this record has.
    """
    made = there.store.commit(commit)
    mine = [e for e in now.proposals() if slug(e.delegation) == place.owner]
    sent = {c for e in mine for c in (e.commit, as_sent(e).commit)}
    twins = {now.store.commit(c).parents for c in sent if now.store.commit(c).tree == made.tree}
    parents = tuple(_stands_for(there, parent) or parent for parent in made.parents)
    return _is_by_office(there, commit) and parents in twins


def _is_by_office(there: Quarantine, commit: str) -> bool:
    claims, _ = read_claims(there.store.raw_commit, [commit])
    return commit in claims and claims[commit].is_recorded


def _keep(draft: Draft, there: Quarantine, ref: str, tip: str) -> str:
    """Keep what was pushed and not recorded, under a branch of its own; its name."""
    store, aside = draft.on_disk.store, aside_ref(ref, tip)
    with store.recording():
        if store.tip(aside) is None:
            copy_objects(there.path, [tip], store)
            store.move(aside, tip, None)
    return aside.split("/", 2)[2]


def _recorded(
    draft: Draft, now: Snapshot, there: Quarantine, place: Place, tip: str, *, at: When, recorder: str
) -> Recorded:
    """Record one commit that was pushed.

    Raises:
        InputRefused: a person must look at it; the message says why.
    """
    owner = next((d for d in now.delegations if slug(d.code) == place.owner), None)
    if owner is None:
        raise InputRefused("no delegation in the register has these branches", remedy="register it, or ask who it is")
    _check_whose(now, there, place, tip)
    history = there.ancestors([tip])
    behind = {*history, *(_stands_for(there, c) for c in history)}
    revision = next((r for r in reversed(now.revisions) if r.commit in behind), None)
    if revision is None:
        hint = "ask for the change to be made on a revision: git rebase, or send the file"
        raise InputRefused("it does not come from any revision of this draft", remedy=hint)
    name = f"{now.settings.language}.md"
    text, files = _text(there, tip, name), dict(there.store.files_of(tip))
    replaced = _replaced(now, there, owner.code, history)
    sent = draft.read(
        text,
        by=owner.code,
        on="" if replaced else revision.label,
        replaces=replaced.name if replaced else "",
        filename=name,
        kind="text",
    )
    title, notes = _said(there, tip)
    base = dict(now.store.files_of(revision.commit))
    if others := sorted(path for path in {*files, *base} - {name} if files.get(path) != base.get(path)):
        notes.append(f"{', '.join(others[:5])}: changed too, and not read: a proposal is what {name} says")
    mine = now.proposals_of(owner.code)
    if replaced is None and not proposals.is_free(place.number, mine):
        notes.append(f"pushed as {place.shown}, whose number another proposal has")
    receipt = Receipt(moment(at, now.settings.timezone), "git", title, pushed=tip, number=place.number)
    rule = Further.REFUSED if replaced else Further.ADDITIONAL

    def act(now: Snapshot) -> object:
        copy_objects(there.path, [tip], now.store)
        return proposals.propose(now, sent, receipt, further=rule)

    return draft.on_disk.perform(act, recorder).noting(*notes)  # type: ignore[arg-type]


def _check_whose(now: Snapshot, there: Quarantine, place: Place, tip: str) -> None:
    """Refuse a commit that is not its delegation's word, or not signed where it must be; see ``custody.policy``.

    Raises:
        InputRefused: naming the first.
    """
    known = [c for e in now.proposals() for c in (e.commit, as_sent(e).commit)]
    recorded = {*ancestors(now.store, [*known, *(r.commit for r in now.revisions)]), *_ever_recorded(now)}
    new = [c for c in there.ancestors([tip]) if c not in recorded]
    claims, damaged = read_claims(there.store.raw_commit, new)
    rules = Rules(now.delegations, now.keyring, now.store.commit(now.tip).at)
    for what in damaged.values():
        raise InputRefused(what)
    for claim in claims.values():
        if dict(claim.facts).get(STANDS_FOR, "") in recorded:
            continue
        if claim.is_recorded and not _is_twin(now, there, place, claim.commit):
            raise InputRefused("it says that the secretariat made it, and the record does not know it")
        check_not_ahead(claim.at, what=f"commit {claim.commit[:12]}", remedy=_AGAIN)
        for fault in commit_faults(claim, place, rules):
            raise InputRefused(fault.means)


def _text(there: Quarantine, tip: str, name: str) -> bytes:
    blob = there.store.files(tip, under=(name,)).get(name)
    if blob is None:
        raise InputRefused(f"there is no {name} in it", remedy="ask for the file")
    return there.store.blob(blob)


def _replaced(now: Snapshot, there: Quarantine, code: str, history: tuple[str, ...]) -> Entry | None:
    """The proposal of that delegation on which a commit builds, if any: as recorded, as pushed, or as published."""
    behind = {*history, *(_stands_for(there, c) for c in history)}
    found = [e for e in now.proposals_of(code) if e.stands and behind & _own(now, e)]
    return found[-1] if found else None


def _own(now: Snapshot, entry: Entry) -> set[str]:
    """The commits that a proposal alone has."""
    revisions = [r.commit for r in now.revisions]
    target = [now.proposal(entry.amends).commit] if entry.amends else []
    return set(ancestors(now.store, [entry.commit, as_sent(entry).commit], [*revisions, *target]))


def _said(there: Quarantine, tip: str) -> tuple[str, list[str]]:
    """The title in a commit's message, and what else a person must know of it."""
    message = there.store.commit(tip).message.strip()
    subject, _, body = message.partition("\n")
    notes = []
    try:
        title = check_line(subject, "the title")[:LONGEST_TITLE]
    except InputRefused as err:
        title = ""
        notes.append(f"it has no title: {err.args[0]}")
    if not title and not notes:
        notes.append("it has no title: ask the delegation what it is about")
    if body.strip():
        notes.append(f"its message says more, which nothing has read: “{' '.join(body.split())[:300]}”")
    return title, notes


__all__ = ["Left", "take_in_pushed"]
