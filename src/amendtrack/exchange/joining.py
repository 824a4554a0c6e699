"""Two copies of one draft that both recorded come together: what is new in a colleague's copy is taken in, act by act.

Every act stays the commit that it was; one more act, ``join``, follows the last of either copy and has the registers of
both (see ``registers_joined``). Which copy comes first is decided by what they recorded, never by who asks: so both
copies make the very same act, or the one that asks second finds it made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.custody.examined import Examined
from amendtrack.custody.steps import proposal_branch
from amendtrack.custody.written_by import forged
from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.clock import check_not_ahead
from amendtrack.draft.git.commits import made
from amendtrack.draft.git.refs import ASIDE, SECRETARIAT, UNDONE, aside_ref
from amendtrack.draft.history import LoggedAct, acts_of
from amendtrack.draft.named_branches import named_refs
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.exchange.collisions import Collision, collision_file, write_collision
from amendtrack.exchange.quarantine import Quarantine, ancestors, copy_objects
from amendtrack.exchange.refiling import Refiling
from amendtrack.exchange.registers_joined import Joining
from amendtrack.record.entries import entries_with, is_entry_file
from amendtrack.record.filing import DELEGATIONS, FOLDERS, RULES
from amendtrack.record.record import read_record
from amendtrack.record.registers import OFFICE_SLUG

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store
    from amendtrack.draft.recording import OpenRecord


@dataclass(frozen=True, slots=True)
class Joined:
    """What taking in a copy did: how many acts are new here, what collided, and the record's commit now."""

    acts: int
    collisions: tuple[Collision, ...] = ()
    is_joined: bool = False

    def __str__(self) -> str:
        if not self.acts:
            return "nothing is new there"
        many = f"{self.acts} act{'s' * (self.acts != 1)}"
        return f"Recorded {many} of the other copy" + (", beside those of this one" if self.is_joined else "")


def take_in_copy(record: OpenRecord, there: Quarantine) -> Joined:
    """Take in what another copy of the draft has recorded; see ``exchange.fetching``.

    Raises:
        InputRefused: it is a copy of another draft, or nobody here can know that its acts are the secretariat's.
        RecordDamaged: its record cannot be read.
        CannotJoin: the two recorded what no register can have together; nothing is taken in.
    """
    theirs = there.refs[SECRETARIAT]
    check_copy(there)
    with record.store.recording():
        store, mine = record.store, record.secretariat.tip()
        copy_objects(there.path, there.refs.values(), store)
        new = ancestors(store, [theirs], [mine])
        if acts_of(store, theirs)[0].commit != acts_of(store, mine)[0].commit:
            found = "this is a copy of another draft: it was opened by another act"
            raise InputRefused(found, remedy="name a copy of this draft")
        if not new:
            for branch in _others(store, there):
                store.move(branch.ref, branch.commit, None)
            return Joined(0)
        _check_times(act for act in acts_of(store, theirs) if act.commit in new)
        _check_vouched(read_snapshot(store, mine), there, new)
        if not ancestors(store, [mine], [theirs]):
            branches = _branches(read_snapshot(store, mine), read_snapshot(store, theirs))
            record.secretariat.take_over(theirs, (*branches, *_others(store, there)), before=mine)
            return Joined(len(new))
    collisions: list[Collision] = []

    def joining(now: Snapshot) -> Act:
        act, collided = _joining_act(now.store, now.tip, theirs)
        collisions.extend(collided)
        return replace(act, branches=(*act.branches, *_others(now.store, there)))

    record.perform(joining, "")
    return Joined(len(new), tuple(collisions), True)


def check_copy(there: Quarantine) -> None:
    """Refuse a copy whose record cannot be read, that lacks what it names, or in which somebody has forged something.

    Raises:
        InputRefused, RecordDamaged: naming what is wrong there.
    """
    found = read_snapshot(there.store, there.refs[SECRETARIAT])
    for ref, (commit, what) in named_refs(found.record).items():
        if not there.has(commit):
            raise RecordDamaged(f"the copy lacks the commit of {what}", place=ref, remedy="copy all branches of it")
    if flaws := list(forged(Examined.of(there.store))):
        more = f", and {len(flaws) - 1} more" if len(flaws) > 1 else ""
        raise InputRefused(f"the copy is not what it says: {flaws[0]}{more}", remedy="run `amendtrack verify` there")


def _check_times(new: Iterable[LoggedAct]) -> None:
    """Refuse a copy with an act that is dated ahead of this machine's clock: it would move the record's for good.

    Raises:
        InputRefused: naming the act.
    """
    for act in new:
        check_not_ahead(act.at, what=f"{act} of that copy", remedy="nothing was taken in; ask who recorded it")


def _check_vouched(now: Snapshot, there: Quarantine, new: Collection[str]) -> None:
    """Refuse a copy whose last act is not signed with a key that the secretariat has by this record: anybody can go on
    from an act before the first key, or with a key that has been retired since. A signed act vouches for those before.

    Raises:
        InputRefused: saying what to do.
    """
    if not now.keyring.is_signed_for:
        return
    copy = Examined.of(there.store)
    known = {key.blob for key in now.keyring.of(OFFICE_SLUG) if key.last is None}
    for step in copy.steps:
        claim = copy.claims.get(step.commit)
        if step.commit in new and claim is not None and claim.key in known:
            known |= {key.blob for key in step.keyring.of(OFFICE_SLUG)}
    last = copy.claims.get(there.refs[SECRETARIAT])
    if last is None or last.key not in known:
        found = "the last act there is not signed with a key that the secretariat has in this record"
        raise InputRefused(found, remedy="let that copy fetch this one first, and sign with such a key")


def _branches(before: Snapshot, after: Snapshot) -> Iterator[Branch]:
    """Every branch and tag that the record after it names otherwise than the one before."""
    known = named_refs(before.record)
    for ref, (commit, _) in named_refs(after.record).items():
        if (was := known.get(ref, ("", ""))[0]) != commit:
            yield Branch(ref, commit, was)


def _others(store: Store, there: Quarantine) -> Iterator[Branch]:
    """The branches of the other copy that keep what no register names."""
    for ref, commit in there.refs.items():
        if ref.startswith((UNDONE, ASIDE)) and store.tip(ref) is None:
            yield Branch(ref, commit)


# -- the act ---------------------------------------------------------------------------------------


def _joining_act(store: Store, mine: str, theirs: str) -> tuple[Act, tuple[Collision, ...]]:
    """The act that brings two copies together, the same whichever is ours."""
    first, second = _in_order(store, mine, theirs)
    files, joining = joined_files(store, first, second)
    now, refiling = store.files_of(first), Refiling(store)
    refiling.run(first, second, joining.renumbered)
    files = {**files, **refiling.files(files)}
    collisions = tuple(joining.collisions)
    files |= {collision_file(c): write_collision(c) for c in collisions}
    changed = {p: d if isinstance(d, bytes) else store.blob(d) for p, d in files.items() if now.get(p) != d}
    put_aside = [*joining.put_aside, *refiling.left_behind(files, [commit for _, commit in joining.put_aside])]
    asides = [(aside_ref(proposal_branch(name), commit), commit) for name, commit in put_aside]
    names = [("Proposal", entry.name) for entry in refiling.entries]
    act = Act(
        kind="join",
        summary="two copies of the draft as one: " + _counted(store, first, second, len(collisions)),
        at=max((store.commit(c).at for c in (first, second)), key=lambda at: (at, str(at.tzinfo))),
        facts=(*names, *(("Collision", f"{c.name} {c.what}") for c in collisions)),
        files=changed,
        commits=tuple(refiling.commits),
        branches=tuple(Branch(ref, commit) for ref, commit in asides),
        follows=(first, second),
    )
    return replace(act, branches=(*act.branches, *_branches_of(store, mine, files))), collisions


def _branches_of(store: Store, mine: str, files: Mapping[str, bytes | str]) -> tuple[Branch, ...]:
    """The branches that the joined record names otherwise than ours."""
    kept = (RULES, DELEGATIONS, *FOLDERS)
    read = {p: d if isinstance(d, bytes) else store.blob(d) for p, d in files.items() if p.startswith(kept)}
    entries = entries_with((), {p: d for p, d in read.items() if is_entry_file(p)})
    record = read_record({p: d for p, d in read.items() if not is_entry_file(p)}, entries)
    was = named_refs(read_snapshot(store, mine).record)
    return tuple(
        Branch(ref, commit, was.get(ref, ("", ""))[0])
        for ref, (commit, _) in named_refs(record).items()
        if was.get(ref, ("", ""))[0] != commit
    )


def _counted(store: Store, first: str, second: str, collided: int) -> str:
    one, other = (len(ancestors(store, [a], [b])) for a, b in ((first, second), (second, first)))
    said = f"{one} act{'s' * (one != 1)} of one, {other} of the other"
    return f"{said}, {collided} collision{'s' * (collided != 1)}" if collided else said


def _in_order(store: Store, mine: str, theirs: str) -> tuple[str, str]:
    """The two, in an order that does not depend on who asks: first what has issued a text, then what began first."""

    def key(tip: str, other: str) -> tuple[bool, float, str]:
        own = ancestors(store, [tip], [other])
        acts = [act for act in acts_of(store, tip) if act.commit in own]
        return not any(act.kind == "issue" for act in acts), min(act.at.timestamp() for act in acts), tip

    one, other = sorted((key(mine, theirs), key(theirs, mine)))
    return one[2], other[2]


def joined_files(store: Store, first: str, second: str) -> tuple[dict[str, bytes | str], Joining]:
    """The registers of two copies together. Raises ``CannotJoin``."""
    content: dict[str, bytes] = {}

    def read(name: str) -> bytes:
        return content[name] if name in content else store.blob(name)

    base: dict[str, str] = {}
    for tip in _bases(store, first, second):
        if not base:
            base = dict(store.files_of(tip))
            base_tip = tip
            continue
        # Copies that came together twice at one time have two acts in common that are equal but for who signed them.
        files, _ = joined_files(store, *_in_order(store, base_tip, tip))
        base = {}
        for path, data in files.items():
            base[path] = data if isinstance(data, str) else made(b"blob", data, {})
            content |= {} if isinstance(data, str) else {base[path]: data}
    joining = Joining(base, dict(store.files_of(first)), dict(store.files_of(second)), read)
    return joining.run(), joining


def _bases(store: Store, first: str, second: str) -> tuple[str, ...]:
    """The last acts that both copies have."""
    mine = set(ancestors(store, [first]))
    both = [c for c in ancestors(store, [second]) if c in mine]
    behind = {p for c in both for p in store.commit(c).parents}
    return tuple(sorted(c for c in both if c not in behind))


__all__ = ["Joined", "take_in_copy"]
