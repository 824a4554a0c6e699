"""Which commits make up which branch: each commit of a draft has one place, whatever other branches lead to it.

A proposal grows from a revision or from another proposal, and an issued text from all that went into it; those commits
are no part of it. What no register names and two branches share is part of both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.draft.git.refs import UNDONE
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.errors import RecordDamaged
from amendtrack.record.filing import RULES


@dataclass
class History:
    """Commits and what they come from, each read once; ``missing`` are those that cannot be read, with the reason."""

    store: Store
    missing: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def parents(self, commit: str) -> tuple[str, ...]:
        """What a commit comes from; nothing if it cannot be read."""
        if commit not in self._parents:
            try:
                self._parents[commit] = self.store.commit(commit).parents
            except RecordDamaged as err:
                self._parents[commit] = ()
                self.missing[commit] = str(err)
        return self._parents[commit]

    def ancestors(self, commits: Iterable[str], *stops: Collection[str]) -> dict[str, None]:
        """These commits and all that they come from, but for those in ``stops`` and what lies only behind them."""
        found: dict[str, None] = {}
        stack = list(commits)
        while stack:
            commit = stack.pop()
            if commit not in found and not any(commit in stop for stop in stops):
                found[commit] = None
                stack += self.parents(commit)
        return found

    def is_register(self, commit: str) -> bool:
        """Whether a commit holds the registers of a draft."""
        try:
            return RULES in self.store.files_of(commit)
        except RecordDamaged:
            return False

    def leads_to(self, commit: str, ancestor: str) -> bool:
        """Whether a commit is another, or comes from it."""
        return ancestor in self.ancestors([commit])


@dataclass(frozen=True, slots=True)
class Lineage:
    """The commits that make up a branch, and which of its commits the registers name."""

    place: Place
    commits: Mapping[str, None]
    tip: str = ""
    named: tuple[str, ...] = ()


_TEXT, _SENT, _PRINTED = (
    (Purpose.TEXT, Purpose.REVISION),
    (Purpose.PROPOSAL, Purpose.POSITIONS, Purpose.UNDONE),
    (Purpose.ISSUE, Purpose.ADOPTED),
)


def lineages(
    history: History, refs: Mapping[str, str], named: Iterable[tuple[str, str]], chain: Collection[str]
) -> Iterator[Lineage]:
    """The commits that make up each place, but for the branch of acts, whose commits are ``chain``.

    ``named`` gives the commits that the registers name on each branch; they count also where the branch is gone.
    """
    recorded: dict[str, dict[str, None]] = {}
    for ref, commit in named:
        recorded.setdefault(ref, {})[commit] = None
    places = {ref: place for ref in (*refs, *recorded) if (place := place_of(ref)) is not None}
    settled = dict.fromkeys(chain)
    for purposes in (_TEXT, _SENT, _PRINTED):
        here = {ref: place for ref, place in places.items() if place.purpose in purposes}
        elsewhere = {commit for ref in here for commit in recorded.get(home_of(here[ref]), {})}
        fresh: dict[str, None] = {}
        for ref, place in sorted(here.items()):
            own, tip = recorded.get(home_of(place), {}), refs.get(ref, "")
            tips = [*filter(None, [tip]), *recorded.get(ref, {})]
            reached = history.ancestors(tips, settled)
            if purposes is _TEXT:  # the revisions are one line, with several names
                commits = {commit: None for commit in reached if commit not in fresh}
            else:
                others = {c for c in reached if c in elsewhere and c not in own and c != tip}
                if purposes is _PRINTED:  # what a text was made from is no part of it, even if it is of no use here
                    others |= {c for c in reached if history.is_register(c)}
                commits = history.ancestors(tips, settled, others)
            fresh |= reached
            yield Lineage(place, commits, tip, tuple(own))
        settled |= fresh


def home_of(place: Place) -> str:
    """The branch on which the registers name the commits of a place: of an undone submission, its proposal's."""
    if place.purpose is Purpose.UNDONE:
        owner, number, _ = place.ref.removeprefix(UNDONE).split("/")
        return f"{HEADS}proposals/{owner}/{number}"
    return place.ref


__all__ = ["History", "Lineage", "home_of", "lineages"]
