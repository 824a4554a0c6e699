"""A push to a server, checked before any branch of it moves: by the same rules by which ``verify`` checks a draft.

Run by the hook ``pre-receive`` that ``serving`` writes. Reads what was pushed through git, from where git keeps it
until the hook has said yes; leaves the rules to ``custody.policy``. One part that is refused refuses the whole push.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.custody.claims import OFFICE_HOLDER, Claim
from amendtrack.custody.evidence import read_claims
from amendtrack.custody.pages import Pages
from amendtrack.custody.policy import ActClaim, Breach, Fault, Move, Rules, dated_ahead, home_in, move_faults
from amendtrack.draft.git.folders import FILE, FOLDER, read_entries
from amendtrack.draft.git.refs import ABOUT, SECRETARIAT
from amendtrack.draft.git.signing import Signed, check_signatures
from amendtrack.errors import AmendtrackError, InputRefused, RecordDamaged
from amendtrack.exchange.program import UNSIGNED, GitFailed, git
from amendtrack.exchange.quarantine import LARGEST_OBJECT, check_names
from amendtrack.limits import FETCHED_OBJECTS as MOST_OBJECTS
from amendtrack.record.filing import DELEGATIONS
from amendtrack.record.keys import KEYS, Keyring, has_ended, read_keys, read_public_key
from amendtrack.record.registers import Register, read_register

SIGNED, NAMED = "signed", "named"
"""How a server knows who pushes: by the key that signed the push, or by the name that it gives whoever logged in."""
FIRST_KEY = "firstKey"
"""Under which setting a server keeps the secretariat's first key, for as long as none is registered."""
MOST_UPDATES = 5_000
_NOTHING = "0" * 40
_JUDGED = (Purpose.TEXT, Purpose.REVISION, Purpose.PROPOSAL, Purpose.POSITIONS)
"""The places on which every commit is judged, and from which others come."""
_SIGNATURE = b"-----BEGIN SSH SIGNATURE-----"
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_USER = ("GL_USER", "REMOTE_USER", "AMENDTRACK_USER")


@dataclass(frozen=True, slots=True)
class Update:
    """One branch or tag that is pushed: from which commit to which; empty where there is none."""

    before: str
    after: str
    ref: str


def updates_in(lines: str) -> tuple[Update, ...]:
    """The updates as git gives them to the hook.

    >>> updates_in("0000000000000000000000000000000000000000 " + "a" * 40 + " refs/heads/main\\n")[0].before
    ''

    Raises:
        InputRefused: it is something else.
    """
    found = [re.fullmatch(r"([0-9a-f]{40}) ([0-9a-f]{40}) (\S+)", line) for line in lines.splitlines()]
    if not all(found) or len(found) > MOST_UPDATES:
        raise InputRefused("this is not what git gives to pre-receive", remedy="let git run the hook")
    return tuple(Update(m[1].replace(_NOTHING, ""), m[2].replace(_NOTHING, ""), m[3]) for m in found if m)


@dataclass
class Receiving:
    """A repository on a server into which something is pushed; ``at`` is now."""

    folder: Path
    env: Mapping[str, str]
    at: datetime

    def git(self, *words: str, given: bytes = b"") -> bytes:
        """What git prints here, with what is being pushed in sight."""
        return git(self.folder, *words, given=given, more={n: self.env[n] for n in _OBJECTS if n in self.env})

    def refused(self, updates: Sequence[Update]) -> tuple[str, ...]:
        """Why the push is refused, one sentence for each branch or tag that is; empty if none is.

        Raises:
            AmendtrackError: something cannot be read, so the push is refused.
        """
        try:
            by = self.pusher()
            self.check_places(updates)
            check_names({**self.refs(), **{u.ref: u.after for u in updates}})
            self.check_objects(updates)
            kept = {*self.refs().values(), *(u.after for u in updates)}
            found = [f for u in updates for f in islice(self._faults(u, updates, by, kept), 1)]
        except GitFailed as err:
            raise RecordDamaged(f"what was pushed cannot be read ({err.said})", place="push") from err
        return tuple(dict.fromkeys(map(str, found)))

    # -- who ---------------------------------------------------------------------------------------

    def pusher(self) -> str:
        """Who pushes: a delegation as its branches name it, or the secretariat.

        Raises:
            InputRefused: nobody knows, or what is known is not consistent.
        """
        said, signed = self._named(), self._signer()
        if self.setting("pushes") == SIGNED and not signed:
            raise InputRefused(UNSIGNED, remedy="git push --signed, with a key that is registered")
        if said and signed and said != signed:
            raise InputRefused(f"the push is signed by {signed}, and {said} is logged in")
        if not (said or signed):
            raise InputRefused("nothing says who pushes", remedy="ask whoever keeps the server to name you")
        return signed or said

    def _named(self) -> str:
        user = next((self.env[name] for name in _USER if self.env.get(name)), "")
        if not user or self.setting("pushes") == SIGNED:
            return ""
        known = dict(line.split(" ", 1) for line in self.settings("as") if " " in line)
        # Whoever may choose a name to log in under must not become the secretariat by it.
        return known.get(user, "" if user == OFFICE_HOLDER else user)

    def _signer(self) -> str:
        """Who signed the push; empty if nobody did, or if no key is known here yet."""
        name, keyring = self.env.get("GIT_PUSH_CERT", ""), self.keyring()
        if not name or name == _NOTHING or not len(keyring):
            return ""
        if self.env.get("GIT_PUSH_CERT_NONCE_STATUS") != "OK":
            raise InputRefused("the signature of the push was made for another push", remedy="push again")
        content, begins, rest = self.git("cat-file", "blob", name).partition(_SIGNATURE)
        (blob,) = check_signatures([Signed(content, begins + rest)])
        key = keyring.known(blob) if blob else None
        if key is None or not key.covers(self.at) or has_ended(key, self.rules.clock):
            raise InputRefused("the push is signed with a key that is not registered, or has ended")
        return key.holder

    def keyring(self) -> Keyring:
        """The keys by which pushes are known: those registered, or before there are any, the secretariat's first."""
        first = self.setting(FIRST_KEY)
        if len(self.rules.keyring) or not first:
            return self.rules.keyring
        return Keyring((read_public_key(first.encode(), OFFICE_HOLDER),))

    def settings(self, name: str) -> tuple[str, ...]:
        """What the server's own settings say under that name."""
        try:
            return tuple(self.git("config", "--local", "--get-all", f"amendtrack.{name}").decode().splitlines())
        except GitFailed:
            return ()

    def setting(self, name: str) -> str:
        """The last of them."""
        return (self.settings(name) or ("",))[-1]

    # -- by which rules -----------------------------------------------------------------------------

    @cached_property
    def rules(self) -> Rules:
        """The delegations and keys as the server had them before this push; nothing pushed changes its own judge."""
        refs = self.refs()
        tip = refs.get(SECRETARIAT) or refs.get(ABOUT, "")
        return self._rules_at(tip) if tip else Rules(Register())

    def _rules_at(self, commit: str) -> Rules:
        return Rules(*self._registers(commit), self._claims([commit])[commit].at)

    def _left(self, claims: Mapping[str, Claim]) -> dict[str, Rules]:
        """What was in force after each act that is here already and that a pushed one follows on."""
        before = {parent for claim in claims.values() for parent in claim.parents} - claims.keys()
        return {commit: self._rules_at(commit) for commit in before}

    def _registers(self, commit: str) -> tuple[Register, Keyring]:
        found = self.file(commit, DELEGATIONS), self.file(commit, KEYS)
        register = read_register(found[0].decode("utf-8", "backslashreplace")) if found[0] else Register()
        return register, read_keys(found[1]) if found[1] else Keyring()

    def file(self, commit: str, path: str) -> bytes:
        """A file of a commit; empty if it is not there."""
        try:
            return self.git("cat-file", "blob", f"{commit}:{path}")
        except GitFailed:
            return b""

    def refs(self) -> dict[str, str]:
        """Every branch and tag as it is before the push."""
        lines = self.git("for-each-ref", "--format=%(objectname) %(refname)").decode().splitlines()
        return {ref: commit for commit, _, ref in (line.partition(" ") for line in lines)}

    # -- what --------------------------------------------------------------------------------------

    def check_places(self, updates: Iterable[Update]) -> None:
        """Refuse a push that was made for branches as they no longer are. Raises ``InputRefused``."""
        there = self.refs()
        for update in updates:
            if there.get(update.ref, "") != update.before:
                found = "the branch has moved since, or was moved by this very push"
                raise InputRefused(found, place=update.ref, remedy="fetch, and push again")

    def check_objects(self, updates: Iterable[Update]) -> None:
        """Refuse objects that no draft has. Raises ``InputRefused``."""
        tips = "".join(f"{u.after}\n" for u in updates if u.after)
        if not tips:
            return
        listed = self.git("rev-list", "--objects", "--stdin", "--not", "--all", given=tips.encode()).decode()
        names = [line.partition(" ")[0] for line in listed.splitlines()]
        if len(names) > MOST_OBJECTS:
            raise InputRefused(f"{len(names):,} objects", remedy=f"push at most {MOST_OBJECTS:,}")
        for line in self.batch("--batch-check", names).decode().splitlines():
            name, kind, size = line.split()
            if int(size) > LARGEST_OBJECT:
                raise InputRefused(f"{kind} {name} has {int(size):,} bytes", remedy=f"at most {LARGEST_OBJECT:,}")
            if kind == "tag":
                raise InputRefused("annotated tags are not used here", remedy="tag the commit itself")
            if kind == "tree":
                for entry, (mode, _) in read_entries(self.git("cat-file", "tree", name), name).items():
                    if mode not in (FILE, FOLDER):
                        raise InputRefused(f"{entry!r} is neither a plain file nor a folder", place=name)

    def batch(self, how: str, names: Iterable[str]) -> bytes:
        """What git says of many objects."""
        return self.git("cat-file", how, given="".join(f"{name}\n" for name in names).encode())

    def _claims(self, commits: Iterable[str]) -> dict[str, Claim]:
        claims, damaged = read_claims(lambda commit: self.git("cat-file", "commit", commit), commits)
        for what in damaged.values():
            raise InputRefused(what)
        return claims

    def _faults(self, update: Update, every: Iterable[Update], by: str, kept: set[str]) -> Iterator[Breach]:
        place = place_of(update.ref)
        new = self._new(update, every) if update.after else ()
        claims = self._claims(new)
        is_register = place is not None and place.purpose is Purpose.REGISTER
        if by != OFFICE_HOLDER:
            yield from _passed_off(claims.values(), place)
        if place is not None:
            yield from dated_ahead(claims.values(), place, self.at, can_set_clock=False)
        faults = move_faults(
            Move(
                ref=update.ref,
                before=update.before,
                after=update.after,
                follows=not update.before or not update.after or self._follows(update),
                claims=tuple(claims.values()),
                acts=tuple(self._acts(claims, new)) if is_register else (),
                left=self._left(claims) if is_register else {},
            ),
            by,
            self.rules,
            kept=kept - {update.before},
        )
        yield from (each for each in faults if not self._is_excused(each, by, claims, place))

    def _is_excused(self, breach: Breach, by: str, claims: Mapping[str, Claim], place: Place | None) -> bool:
        """Whether the secretariat pushes what it recorded before it had the keys that this server knows by now."""
        if by != OFFICE_HOLDER or place is None or breach.commit not in claims:
            return False
        claim = claims[breach.commit]
        return self.pages.excuse(breach, claim, home_in(place, claim).owner)

    @cached_property
    def pages(self) -> Pages:
        """What the page about the copy has said of keys before this push."""
        tip = self.refs().get(ABOUT, "")
        commits = self.git("rev-list", "--reverse", "--topo-order", tip).decode().split() if tip else []
        claims = self._claims(commits)
        return Pages(tuple((claims[commit], self._registers(commit)[1]) for commit in commits))

    def _new(self, update: Update, every: Iterable[Update]) -> tuple[str, ...]:
        """Every commit that comes with an update, oldest first, and always its own.

        What another update of the same push leads to, from which this one comes, is judged there: the proposals in an
        issued text, for example.
        """
        judged = [u.after for u in every if (place := place_of(u.ref)) and place.purpose in _JUDGED]
        others = {c for c in judged if c not in ("", update.after) and self._leads(c, update.after)}
        words = ("rev-list", "--reverse", "--topo-order", update.after, "--not", "--all", *sorted(others))
        return tuple(dict.fromkeys((*self.git(*words).decode().split(), update.after)))

    def _follows(self, update: Update) -> bool:
        return self._leads(update.before, update.after)

    def _leads(self, ancestor: str, commit: str) -> bool:
        try:
            self.git("merge-base", "--is-ancestor", ancestor, commit)
        except GitFailed:
            return False
        return True

    def _acts(self, claims: Mapping[str, Claim], new: Iterable[str]) -> Iterator[ActClaim]:
        for commit in new:
            register, keyring = self._registers(commit)
            yield ActClaim(claims[commit], claims[commit].act, register, keyring)


def _passed_off(claims: Iterable[Claim], place: Place | None) -> Iterator[Breach]:
    """What somebody else pushes as made by the secretariat."""
    for claim in claims:
        if claim.is_recorded:
            means = "it says that the secretariat made it, and the secretariat has not pushed it here"
            yield Breach(Fault.FORGED_AUTHOR, place.shown if place else "push", means, claim.commit)


def receive(folder: Path, lines: str, at: datetime, env: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Why a push into the repository in that folder is refused; empty if it is not."""
    try:
        return Receiving(folder.resolve(), os.environ if env is None else env, at).refused(updates_in(lines))
    except AmendtrackError as err:
        return (str(err),)


__all__ = ["FIRST_KEY", "NAMED", "SIGNED", "Receiving", "receive", "updates_in"]
