"""The register of keys: which public SSH key speaks for whom, and from when to when; and its file.

The file is in the form that ``ssh-keygen`` and git read as a list of allowed signers, so that anybody can check a
signature with them alone. A line is never removed or changed, except that a key may be given an end.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from amendtrack.errors import InputRefused
from amendtrack.record.files import damage_at
from amendtrack.record.registers import OFFICE_SLUG, slug

KEYS = "keys"
"""Where the register of keys is kept."""
DOMAIN = "@amendtrack.invalid"
NAMESPACE = "git"
"""What git signs as; a signature made for another purpose is not one of a commit."""
KINDS = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
_LONGEST = 4_000
_TIME = "%Y%m%d%H%M%SZ"


def holder_of(code: str) -> str:
    """How the register of keys names the delegation of that code: as its branches do.

    >>> holder_of("NRV")
    'nrv'
    """
    return slug(code)


@dataclass(frozen=True, slots=True)
class Key:
    """A public key and whose it is: ``holder`` is a delegation (see ``holder_of``) or the secretariat.

    Signatures dated before ``first`` or after ``last`` do not count; ``None`` means no such time.

    Raises:
        InputRefused: it is not a key, or it would end before it begins.
    """

    holder: str
    kind: str
    blob: str
    first: datetime | None = None
    last: datetime | None = None

    def __post_init__(self) -> None:
        hint = "give the public half of an SSH key, the file whose name ends in .pub"
        if self.kind not in KINDS:
            raise InputRefused(f"keys of the kind {self.kind[:40]!r} are not used", remedy=hint)
        if not re.fullmatch(r"[a-z0-9-]+", self.holder):
            raise InputRefused(f"{self.holder!r} cannot hold a key", remedy="name a delegation")
        try:
            data = b64decode(self.blob, validate=True)
        except (NotBase64, ValueError) as err:
            raise InputRefused("the key is cut off or damaged", remedy=hint) from err
        named = len(self.kind).to_bytes(4) + self.kind.encode()
        if len(self.blob) > _LONGEST or not data.startswith(named) or len(data) < len(named) + 32:
            raise InputRefused("the key is cut off or damaged", remedy=hint)
        if self.first and self.last and self.last < self.first:
            raise InputRefused("the key would end before it begins", remedy="give a last time after the first")

    @property
    def fingerprint(self) -> str:
        """The fingerprint as ``ssh-keygen -l`` shows it."""
        return fingerprint(b64decode(self.blob))

    @property
    def mail(self) -> str:
        """The name under which the file lists it: the address of the holder's commits."""
        return f"{self.holder}{DOMAIN}"

    def covers(self, at: datetime) -> bool:
        """Whether a signature dated then counts."""
        return (self.first is None or self.first <= at) and (self.last is None or at <= self.last)

    def __str__(self) -> str:
        days = ('valid-after="' + _written(self.first) + '"') if self.first else ""
        end = ('valid-before="' + _written(self.last) + '"') if self.last else ""
        options = ",".join(filter(None, (f'namespaces="{NAMESPACE}"', days, end)))
        return f"{self.mail} {options} {self.kind} {self.blob}"


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_TIME)


def fingerprint(data: bytes) -> str:
    """The fingerprint of a public key, as ``ssh-keygen -l`` shows it."""
    return "SHA256:" + b64encode(sha256(data).digest()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Keyring:
    """Every key that was ever registered, in the order of registering; no key is registered twice.

    Raises:
        InputRefused: one key is listed twice.
    """

    keys: tuple[Key, ...] = ()

    def __post_init__(self) -> None:
        held: dict[str, Key] = {}
        for key in self.keys:
            if (other := held.setdefault(key.blob, key)) is not key:
                found = f"the key {key.fingerprint} is registered already, for {other.holder}"
                raise InputRefused(found, remedy="each key speaks for one holder: make a new one (ssh-keygen)")

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def of(self, holder: str) -> tuple[Key, ...]:
        """The keys of one holder."""
        return tuple(key for key in self.keys if key.holder == holder)

    def known(self, blob: str) -> Key | None:
        """The registered key with this content; ``None`` if there is none."""
        return next((key for key in self.keys if key.blob == blob), None)

    def asks(self, holder: str, at: datetime, clock: datetime | None = None) -> bool:
        """Whether what ``holder`` sends, dated ``at``, must be signed: it has had a key by then.

        ``clock`` is how far in time the record had come. Whoever has registered a key signs from then on, or has the
        secretariat sign: else a forger would give a commit a date at which the key has ended.
        """
        if holder == OFFICE_SLUG:
            return self.is_signed_for
        by_then = max(at, clock or at)
        return any(key.first is None or key.first <= by_then for key in self.of(holder))

    @property
    def is_signed_for(self) -> bool:
        """Whether the secretariat has registered a key: from then on it signs everything that it records."""
        return bool(self.of(OFFICE_SLUG))

    def having(self, key: Key) -> Keyring:
        """The register with one more key."""
        return Keyring((*self.keys, key))

    def ending(self, key: Key, last: datetime) -> Keyring:
        """The register in which that key ends then."""
        return Keyring(tuple(replace(each, last=last) if each == key else each for each in self.keys))

    def follows(self, before: Keyring) -> bool:
        """Whether this can be made from an earlier register by adding keys and ending some, and by nothing else."""
        held = {key.blob: key for key in self.keys}
        pairs = [(was, held.get(was.blob)) for was in before.keys]
        return all(
            now is not None and (was == now or (replace(now, last=was.last) == was and _is_sooner(now.last, was.last)))
            for was, now in pairs
        )

    def joined(self, other: Keyring) -> Keyring:
        """The keys of two copies of one register; one that ended in either has ended."""
        theirs = {key.blob: key for key in other.keys}
        found = []
        for key in self.keys:
            ends = [k.last for k in (key, theirs.pop(key.blob, key)) if k.last is not None]
            found.append(replace(key, last=min(ends)) if ends else key)
        return Keyring((*found, *theirs.values()))


def has_ended(key: Key, clock: datetime | None) -> bool:
    """Whether a key had ended when the record had reached that time; a late signature of it cannot be told by its date.

    Whoever holds a key that has ended can still date a signature back.
    """
    return clock is not None and key.last is not None and key.last <= clock


def _is_sooner(now: datetime | None, was: datetime | None) -> bool:
    return now is not None and (was is None or now <= was)


def write_keys(keyring: Iterable[Key]) -> bytes:
    """The register of keys as a file of allowed signers; inverse of ``read_keys``."""
    return "".join(f"{key}\n" for key in keyring).encode()


_LINE = re.compile(
    r'([a-z0-9-]+)@amendtrack\.invalid namespaces="git"(?:,valid-after="(\d{14}Z)")?(?:,valid-before="(\d{14}Z)")?'
    r" ([a-z0-9@.-]+) ([A-Za-z0-9+/=]+)"
)


def read_keys(data: bytes, place: str = KEYS) -> Keyring:
    """The register that ``write_keys`` wrote.

    Raises:
        RecordDamaged: it is no such file.
    """
    with damage_at(place):
        found = Keyring(tuple(map(_key, data.decode().splitlines())))
        if write_keys(found) != data:  # ssh-keygen would read other lines
            raise ValueError("it is not as it is written")
        return found


def _key(line: str) -> Key:
    if (found := _LINE.fullmatch(line)) is None:
        raise ValueError(f"a line reads {line[:60]!r}")
    holder, first, last, kind, blob = found.groups()
    return Key(holder, kind, blob, _time(first), _time(last))


def _time(written: str | None) -> datetime | None:
    return datetime.strptime(written, _TIME).replace(tzinfo=UTC) if written else None


def read_public_key(data: bytes, holder: str, *, place: str = "") -> Key:
    """The key in a file that ``ssh-keygen`` made (``id_ed25519.pub``); its comment is not kept.

    Raises:
        InputRefused: it holds something else; a private key is named as one.
    """
    hint = "give the public half of an SSH key, the file whose name ends in .pub"
    text = data[:20_000].decode("ascii", "backslashreplace")
    if "PRIVATE KEY" in text:
        raise InputRefused("this is a private key, which nobody else may have", place=place, remedy=hint)
    lines = [line for line in text.splitlines() if line.strip()]
    words = lines[0].split() if len(lines) == 1 else []
    if len(words) < 2:
        raise InputRefused("this is not one public key", place=place, remedy=hint)
    try:
        return Key(holder, words[0], words[1])
    except InputRefused as err:
        raise InputRefused(err.args[0], place=place, remedy=err.remedy) from err


__all__ = [
    "KEYS",
    "Key",
    "Keyring",
    "fingerprint",
    "has_ended",
    "holder_of",
    "read_keys",
    "read_public_key",
    "write_keys",
]
