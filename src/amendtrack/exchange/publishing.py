"""Publishing: a second repository with what the draft lets out, pushed by git to where others can read it.

The draft itself is never pushed. What was let out before stays as it was let out: branches only go forward, so a server
that refuses rewriting and deleting accepts it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.draft.git.commits import NewCommit, made, nested
from amendtrack.draft.git.refs import ABOUT, OFFICE
from amendtrack.draft.git.store import Durability, Store
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.exchange.nameless import public_already
from amendtrack.exchange.program import UNSIGNED, GitFailed, git, own_repository
from amendtrack.exchange.public import LetOut, PublicCommit, about_files, issues_ever, let_out, public_commit
from amendtrack.exchange.quarantine import ancestors, copy_objects, fetched
from amendtrack.exchange.remote import Remote
from amendtrack.record.record import Publication
from amendtrack.record.trailers import STANDS_FOR, read_trailers, write_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.signing import Signer


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the branches and tags that are new or went forward there, by name, and notes."""

    remote: str
    moved: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.moved:
            return f"already published to {self.remote}"
        many = len(self.moved)
        return (
            f"Published to {self.remote}: {many} branch{'es' * (many != 1)} and tags"
            if many > 1
            else (f"Published to {self.remote}: {self.moved[0]}")
        )


def publish(now: Snapshot, remote: Remote, signer: Signer | None = None) -> Published:
    """Let out what the draft's rule lets out; see ``let_out``.

    A folder that is not there yet becomes a bare repository. Once the secretariat has a key, ``signer`` signs what is
    made anew.

    Raises:
        InputRefused: nothing is to be published, or the remote did not take it; nothing has changed there.
    """
    check_rule(now)
    if remote.path is not None and (not remote.path.exists() or not any(remote.path.iterdir())):
        new_bare(remote.path)
    with fetched(remote) as there, own_repository() as folder:
        store = Store(folder, Durability.FAST)
        store.signer = signer if now.keyring.is_signed_for else None
        before, notes = dict(there.refs), []
        with store.recording():
            copy_objects(there.path, before.values(), store)
            known = earlier(there.store, before)
            wanted = write_public(now, store, known)
        if public := list(public_already(now, there.store, before, issues_ever(now), known)):
            who = ", ".join(str(now.delegations.resolve(code)) for code in now.settings.withheld)
            notes.append(f"{who}: not named in what is let out from now on; public already: {', '.join(public)}")
        orders = {}
        for ref, commit in wanted.items():
            tip = before.get(ref)
            if tip == commit:
                continue
            if tip is not None and tip not in ancestors(store, [commit]):
                if _is_at_home(now, tip):
                    notes.append(f"{short(ref)}: has what was sent since, which is recorded and not let out yet")
                elif commit in ancestors(store, [tip]):
                    notes.append(f"{short(ref)}: somebody has pushed to it since; fetch takes that in")
                else:
                    notes.append(f"{short(ref)}: holds something else there, which was left as it is")
                continue
            orders[ref] = commit
        _push_in_turn(folder, remote, orders, signer)
    return Published(str(remote), tuple(map(short, sorted(orders))), tuple(notes))


def _is_at_home(now: Snapshot, commit: str) -> bool:
    try:
        now.store.commit(commit)
    except RecordDamaged:  # it is not there
        return False
    return True


def publish_into(now: Snapshot, folder: Path, signer: Signer | None = None) -> None:
    """Write what is let out into a new repository on this machine, as whoever keeps it, without asking its hook."""
    store = Store(folder)
    store.signer = signer if now.keyring.is_signed_for else None
    with store.recording():
        for ref, commit in sorted(write_public(now, store).items()):
            store.move(ref, commit, None)


def check_rule(now: Snapshot) -> None:
    """Refuse to let anything out of a draft of which nothing is to be let out."""
    if now.settings.publication is Publication.NOTHING:
        rules = ", ".join(rule.value for rule in Publication if rule is not Publication.NOTHING)
        hint = f"record a rule first: `amendtrack publication DRAFT` with one of {rules}"
        raise InputRefused("by its rule, nothing of this draft is published", remedy=hint)


def short(ref: str) -> str:
    """A branch or tag as people write it."""
    return ref.split("/", 2)[2]


def new_bare(place: Path) -> None:
    """A new, empty bare repository. Raises ``InputRefused``."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        git(place, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(place))
    except (GitFailed, OSError) as err:
        raise InputRefused(f"no repository can be made there: {err}", place=str(place)) from err


def earlier(store: Store, refs: Mapping[str, str]) -> dict[str, str]:
    """The public commits that are there already, by the commit of the draft for which each stands."""
    found: dict[str, str] = {}
    for commit in ancestors(store, refs.values()):
        facts = dict(read_trailers(store.commit(commit).message))
        found.setdefault(facts.get(STANDS_FOR, commit), commit)
    return found


def write_public(now: Snapshot, store: Store, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Write what is let out into a repository of ours, without refs; every ref that should be there, with its commit.

    ``known`` gives commits that were let out before. Called inside ``recording()``.
    """
    refs = write_commits(now, store, let_out(now), known)
    refs[ABOUT] = _write_about(now, store, known or {})
    return refs


def write_commits(
    now: Snapshot, store: Store, listed: Sequence[LetOut], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Write what is listed, parents first, without refs; every ref that should be there, with its commit.

    What was let out, or pushed, there before stays a parent of what comes from it.
    """
    writing = _Writing(store, dict(known or {}))
    out = frozenset((*(each.commit for each in listed), *writing.names))
    refs: dict[str, str] = {}
    for each in listed:
        name = writing.put(now, each.commit, out)
        refs |= {each.ref: name} if each.ref else {}
    return refs


@dataclass(slots=True)
class _Writing:
    """A public repository being filled; ``names`` are its commits by those of the draft."""

    store: Store
    names: dict[str, str] = field(default_factory=dict)

    def put(self, now: Snapshot, commit: str, out: frozenset[str]) -> str:
        """Write one commit of the draft, parents first; its name in the public repository."""
        if commit not in self.names:
            public = public_commit(now, commit, out)
            parents = [self.put(now, parent, out) for parent in public.parents]
            self.names[commit] = self._as_it_is(now, public, parents) or self._anew(public, parents)
        return self.names[commit]

    def _as_it_is(self, now: Snapshot, public: PublicCommit, parents: list[str]) -> str:
        if not public.is_whole or parents != list(public.parents):
            return ""
        return self.store.write_raw(now.store.raw_commit(public.commit), public.files)

    def _anew(self, public: PublicCommit, parents: list[str]) -> str:
        objects: dict[str, tuple[bytes, bytes]] = {}
        tree = self.store._make_tree("", nested(public.files), objects)
        facts = read_trailers(public.message)
        message = write_trailers(public.message.partition("\n")[0], (*facts, (STANDS_FOR, public.commit)))
        lines = [f"tree {tree}".encode(), *(f"parent {p}".encode() for p in dict.fromkeys(parents)), public.head]
        raw = b"\n".join(lines) + b"\n\n" + message.encode()
        commit = made(b"commit", self.store.signer.sign(raw) if self.store.signer else raw, objects)
        self.store.put(NewCommit(commit, objects))
        return commit


def _write_about(now: Snapshot, store: Store, known: Mapping[str, str]) -> str:
    """The page about the repository; the commit that is there, if it says the same."""
    files = about_files(now)
    last = max((act.at for act in now.acts() if act.kind in _TELLING), default=now.revisions[0].at)
    before = known.get(ABOUT_KEY, "")
    if before and {path: store.blob(blob) for path, blob in store.files_of(before).items()} == files:
        return before
    message = write_trailers("About this repository", [(STANDS_FOR, ABOUT_KEY)])
    parents = (before,) if before else ()
    return store.write(files, parents=parents, author=OFFICE, committer=OFFICE, at=last, message=message)


ABOUT_KEY = "about"
_TELLING = ("init", "publication", "attribution", "register", "group", "keys")


def _push_in_turn(folder: Path, remote: Remote, refs: Mapping[str, str], signer: Signer | None) -> None:
    """Push the register of delegations and keys first, then all else: a server judges a push by what it had before."""
    register = {ref: commit for ref, commit in refs.items() if ref == ABOUT}
    rest = {ref: commit for ref, commit in refs.items() if ref != ABOUT}
    if register:
        push(folder, remote, register, signer)
    if rest:
        push(folder, remote, rest, signer, stands="only `about`" if register else "nothing")


def push(
    folder: Path, remote: Remote, refs: Mapping[str, str], signer: Signer | None = None, stands: str = "nothing"
) -> None:
    """Push these commits from a repository of ours, all or none, never by force; signed where the server asks for it.

    ``stands`` says what has changed there before.

    Raises:
        InputRefused: the remote did not take it.
    """
    orders = [f"{commit}:{ref}" for ref, commit in sorted(refs.items())]
    key = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={signer.path}") if signer else ()
    signed = ("--signed=if-asked",) if signer else ()
    how = ("--quiet", "--atomic", "--porcelain", *signed, "--end-of-options")
    try:
        git(folder, *key, "push", *how, remote.address, *orders)
    except GitFailed as err:
        is_unsigned = signer is None and UNSIGNED in err.said
        who = "name your key: amendtrack --sign-with KEY publish ..." if is_unsigned else "ask whoever keeps it"
        hint = f"{stands} has changed there; {who}"
        raise InputRefused(f"it was not taken: {err.said}", place=str(remote), remedy=hint) from err


__all__ = ["Published", "publish", "publish_into"]
