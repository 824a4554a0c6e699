"""A copy of a draft as it is read for a check: its branches, acts and commits, each read once, and nothing judged yet.

An ordinary clone will do as well as a bare one: its branches are then those of its remote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from amendtrack.custody.branches import Place
from amendtrack.custody.claims import Claim
from amendtrack.custody.evidence import read_claims
from amendtrack.custody.lineages import History, Lineage, lineages
from amendtrack.custody.policy import ActClaim, Rules, after, together
from amendtrack.custody.steps import Step, first_named, steps
from amendtrack.draft.git.refs import ABOUT, SECRETARIAT, UNDONE
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.draft.history import commits_of
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import AmendtrackError, InputRefused, RecordDamaged
from amendtrack.record.registers import Register


@dataclass
class Examined:
    """One copy of a draft; ``refs`` are its branches and tags as the draft calls them, ``damaged`` those unreadable."""

    store: Store
    refs: Mapping[str, str]
    damaged: Mapping[str, str]
    unreadable: dict[str, str] = field(default_factory=dict)
    """By its id, what is wrong with a commit that cannot be read."""

    @classmethod
    def of(cls, store: Store) -> Examined:
        """The draft in an open repository.

        Raises:
            RecordDamaged: the branch of acts is missing.
        """
        refs, damaged = store.refs()
        refs = as_at_home(refs, is_clone=is_in_clone(store))
        if SECRETARIAT not in refs:
            found = damaged.get(SECRETARIAT, "the branch secretariat is missing")
            hint = "copy all branches of the draft (git clone --mirror)"
            raise RecordDamaged(found, place=str(store.path), remedy=hint)
        # What a clone calls HEAD of its remote names a branch, not a commit.
        flawed = {ref: what for ref, what in damaged.items() if not ref.startswith("refs/remotes/")}
        return cls(store, refs, flawed)

    @cached_property
    def chain(self) -> dict[str, tuple[str, ...]]:
        """The commits of the branch of acts, first to last, each with those it follows. Raises ``RecordDamaged``."""
        return commits_of(self.store, self.refs[SECRETARIAT])

    @cached_property
    def steps(self) -> list[Step]:
        """The registers after each act."""
        return list(steps(self.store, self.chain))

    @cached_property
    def named(self) -> Mapping[tuple[str, str], int]:
        """By branch and commit, which step (from 0) first named it."""
        return first_named(self.steps)

    @cached_property
    def history(self) -> History:
        """What each commit comes from."""
        return History(self.store)

    @cached_property
    def lineages(self) -> list[Lineage]:
        """The commits that make up each branch, but for that of acts."""
        return list(lineages(self.history, self.refs, self.named, self.chain))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """What every commit of the draft claims, signatures checked.

        Raises:
            InputRefused: something is signed, and ``ssh-keygen`` is missing.
        """
        commits = dict.fromkeys([*self.chain, *(c for each in self.lineages for c in each.commits)])
        found, damaged = read_claims(self.store.raw_commit, (c for c in commits if c not in self.history.missing))
        self.unreadable |= damaged | self.history.missing
        return found

    def act(self, step: Step) -> ActClaim | None:
        """A step as an act; ``None`` if its commit cannot be read."""
        claim = self.claims.get(step.commit)
        if claim is None:
            return None
        return ActClaim(claim, claim.act, step.register, step.keyring)

    @cached_property
    def rules(self) -> list[Rules]:
        """What was in force before each step, and after the last; delegations that a step adds count in it already."""
        found, left = list[Rules](), dict[str, Rules]()
        last = Rules(Register())
        for step in self.steps:
            before = together([left[parent] for parent in step.parents]) if step.parents else Rules(Register())
            found.append(Rules(step.register, before.keyring, before.clock))
            act = self.act(step)
            last = left[step.commit] = after(act, before) if act is not None else before
        return [*found, last]

    def undone(self, place: Place) -> list[str]:
        """The submissions of a proposal that were undone."""
        prefix = f"{UNDONE}{place.owner}/{place.number}/"
        return [commit for ref, commit in self.refs.items() if ref.startswith(prefix)]

    @cached_property
    def snapshot(self) -> Snapshot | str:
        """The record as it is now, or why it cannot be read."""
        try:
            return read_snapshot(self.store, self.refs[SECRETARIAT])
        except AmendtrackError as err:
            return str(err)


def is_in_clone(store: Store) -> bool:
    """Whether a repository is that of an ordinary clone, beside whose folder people work; a draft never is."""
    return store.path.resolve().name == ".git"


def as_at_home(refs: Mapping[str, str], *, is_clone: bool) -> dict[str, str]:
    """The refs of a copy as they are called in the draft or published copy that it was cloned from: an ordinary clone
    keeps them under its remote's name, whatever branches somebody has switched to there.

    >>> refs = {"refs/heads/main": "b", "refs/remotes/origin/main": "a", "refs/remotes/origin/secretariat": "c"}
    >>> as_at_home(refs, is_clone=True)
    {'refs/heads/main': 'a', 'refs/heads/secretariat': 'c'}

    Raises:
        InputRefused: it has those of several remotes.
    """
    if not is_clone and (SECRETARIAT in refs or ABOUT in refs):
        return dict(refs)
    away = [ref.rpartition("/") for ref in sorted(refs, reverse=True) if ref.startswith("refs/remotes/")]
    remotes = [remote for remote, _, name in away if name == "secretariat"]
    remotes = remotes or [remote for remote, _, name in away if name == "about"]
    if len(remotes) > 1:
        names = ", ".join(sorted(remote.removeprefix("refs/remotes/") for remote in remotes))
        what = f"this clone has branches of a draft from {len(remotes)} remotes: {names}"
        raise InputRefused(what, remedy="clone the one that is meant (git clone --mirror), and check that")
    if not remotes:
        return dict(refs)
    prefix = f"{remotes[0]}/"
    found = {HEADS + ref.removeprefix(prefix): commit for ref, commit in refs.items() if ref.startswith(prefix)}
    return found | {ref: commit for ref, commit in refs.items() if not ref.startswith(("refs/heads/", "refs/remotes/"))}


__all__ = ["Examined", "as_at_home", "is_in_clone"]
