"""The acts on the register of keys: a key is added, or given an end; nothing else ever happens to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.keys import KEYS, Key, Keyring, has_ended, holder_of, read_public_key, write_keys
from amendtrack.record.registers import OFFICE_SLUG, name_key
from amendtrack.record.times import When, end_of, moment

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.draft.git.signing import Signer
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

KIND = "keys"
"""The kind of both acts, in the log."""


def add_key(
    now: Snapshot, holder: str, key: bytes, *, first: When = "", last: When = "", place: str = "", at: When
) -> Act | Recorded:
    """Record a public key as that of a delegation or of the secretariat; see ``Draft.add_key``."""
    whose, known, zone = holder_named(now, holder), now.keyring, now.settings.timezone
    made = read_public_key(key, whose, place=place)
    if whose == OFFICE_SLUG and (first or last):
        found = "a key of the secretariat counts from when it is registered until it is retired"
        raise InputRefused(found, remedy="leave out --from and --until: what is recorded late bears an earlier date")
    if whose != OFFICE_SLUG and not known.is_signed_for:
        found = "the secretariat has no key yet, and it signs what it records on behalf of delegations"
        raise InputRefused(found, remedy="register its key first: amendtrack keys DRAFT add secretariat KEYFILE")
    if (there := known.known(made.blob)) is not None and there.holder == whose:
        return already(f"registered: the key {made.fingerprint} of {shown(now, whose)}")
    begins, ends = moment(first, zone) if first else None, end_of(last, zone) if last else None
    made = Key(whose, made.kind, made.blob, begins, ends)
    days = f"{f' from {begins:%Y-%m-%d %H:%M}' if begins else ''}{f' until {ends:%Y-%m-%d %H:%M}' if ends else ''}"
    return _act(now, known.having(made), f"the key {made.fingerprint} of {shown(now, whose)}{days}", made, at=at)


def retire_key(now: Snapshot, which: str, *, at: When) -> Act | Recorded:
    """Record that a key no longer counts; see ``Draft.retire_key``."""
    key, clock = _meant(now, which), max(act.at for act in now.acts())
    if has_ended(key, clock):
        return already(f"retired: the key {key.fingerprint}")
    others = [k for k in now.keyring.of(OFFICE_SLUG) if k != key and not has_ended(k, clock)]
    if key.holder == OFFICE_SLUG and not others:
        found = "this is the only key of the secretariat, which must sign what it records"
        raise InputRefused(found, remedy="register its next key first: amendtrack keys DRAFT add secretariat KEYFILE")
    # Nothing recorded so far may come to bear a later date than the key.
    ends = max(moment(at, now.settings.timezone), clock)
    said = f"the key {key.fingerprint} of {shown(now, key.holder)} as retired"
    return _act(now, now.keyring.ending(key, ends), said, key, at=at)


def _act(now: Snapshot, keyring: Keyring, said: str, key: Key, *, at: When) -> Act:
    when: datetime = moment(at, now.settings.timezone)
    facts = (("Key", key.fingerprint), ("Holder", key.holder))
    return Act(kind=KIND, summary=said, at=when, facts=facts, files={KEYS: write_keys(keyring)}, name=key.fingerprint)


def signs(keyring: Keyring, signer: Signer | None) -> bool:
    """Whether the secretariat signs what it records, and this one can do so.

    Raises:
        InputRefused: see ``check_signer``.
    """
    if keyring.is_signed_for:
        check_signer(keyring, signer)
    return keyring.is_signed_for


def check_signer(keyring: Keyring, signer: Signer | None) -> None:
    """Refuse to record unsigned, or with a key that does not count, what the secretariat must sign.

    Raises:
        InputRefused: naming what is missing.
    """
    if signer is None:
        found = "the secretariat signs what it records on this draft, and no key to sign with is given"
        raise InputRefused(found, remedy=SIGN_WITH)
    own = signer.key(OFFICE_SLUG)
    key = keyring.known(own.blob)
    if key is None or key.holder != OFFICE_SLUG or key.last is not None:
        which = " or ".join(k.fingerprint for k in keyring.of(OFFICE_SLUG) if k.last is None)
        what = "retired" if key is not None and key.holder == OFFICE_SLUG else "not one of the secretariat"
        found = f"the key to sign with, {own.fingerprint}, is {what}"
        raise InputRefused(found, place=str(signer.path), remedy=f"sign with {which}")


SIGN_WITH = "name the file of the key: amendtrack --sign-with KEYFILE ..., or set AMENDTRACK_SIGNING_KEY"


def holder_named(now: Snapshot, name: str) -> str:
    """The holder that a code or name stands for; the secretariat is called so. Raises ``Unknown``."""
    if name_key(name) == OFFICE_SLUG and name not in now.delegations:
        return OFFICE_SLUG
    return holder_of(now.delegations.resolve(name).code)


def shown(now: Snapshot, holder: str) -> str:
    """A holder of a key, for people to read."""
    if holder == OFFICE_SLUG:
        return "the secretariat"
    code = next((d.code for d in now.delegations if holder_of(d.code) == holder), "")
    return now.display(code) if code else holder


def _meant(now: Snapshot, which: str) -> Key:
    """The key of this fingerprint, or of this holder if it has one.

    Raises:
        Unknown: there is none, or several.
    """
    found = [k for k in now.keyring if k.fingerprint == which or k.fingerprint == f"SHA256:{which}"]
    if not found and (name_key(which) == OFFICE_SLUG or which in now.delegations):
        every = now.keyring.of(holder_named(now, which))
        found = [k for k in every if k.last is None] or list(every)
    if len(found) == 1:
        return found[0]
    listed = ", ".join(k.fingerprint for k in found or now.keyring) or "none"
    what = f"{which!r} has {len(found)} keys" if found else f"no key {which!r}"
    raise Unknown(what, remedy=f"{'name one of' if found else 'registered:'} {listed}")


__all__ = ["KIND", "add_key", "check_signer", "holder_named", "retire_key", "shown", "signs"]
