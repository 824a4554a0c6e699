"""Signatures of commits with SSH keys, as git makes and reads them: made and checked by the program ``ssh-keygen``.

The program gets fixed arguments and files that are named here; what others wrote reaches it as content alone. Which
key speaks for whom is left to the register of keys. Source: git's ``gpg.format=ssh``, OpenSSH's ``PROTOCOL.sshsig``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from amendtrack.errors import InputRefused, NotRecorded
from amendtrack.record.keys import NAMESPACE, Key, read_public_key

_PROGRAM = "ssh-keygen"
_HEADER = b"gpgsig "
_WAIT = 120
"""Seconds: a person may have to type a passphrase or touch a key."""
_ARMOR = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]{1,20000})\n-----END SSH SIGNATURE-----\n?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, and the signature as it stands in the commit; empty where there is none."""

    content: bytes
    signature: bytes = b""


def split_signature(raw: bytes) -> Signed:
    """A commit, as git has it, as what was signed and the signature; the inverse of ``with_signature``.

    >>> raw = b"tree x\\nauthor a\\n\\nHello\\n"
    >>> split_signature(with_signature(raw, b"AB\\nCD\\n"))
    Signed(content=b'tree x\\nauthor a\\n\\nHello\\n', signature=b'AB\\nCD\\n')
    """
    head, blank, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    found: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = line.startswith(_HEADER) or (inside and line.startswith(b" "))
        (found if inside else kept).append(line)
    signature = b"\n".join(line.removeprefix(_HEADER).removeprefix(b" ") for line in found)
    return Signed(b"\n".join(kept) + blank + message, signature + b"\n" if found else b"")


def with_signature(raw: bytes, signature: bytes) -> bytes:
    """The commit with a signature after its other headers, where git puts it."""
    head, blank, message = raw.partition(b"\n\n")
    return head + b"\n" + _HEADER + signature.rstrip(b"\n").replace(b"\n", b"\n ") + blank + message


def key_in(signature: bytes) -> str:
    """The public key (base64) that a signature says it was made with; empty if it is not one for a commit."""
    found = _ARMOR.fullmatch(signature)
    if found is None:
        return ""
    with suppress(ValueError):
        data = b64decode(found[1], validate=False)
        if data[:10] != b"SSHSIG\0\0\0\1":
            return ""
        key, rest = _string(data[10:])
        namespace, _ = _string(rest)
        return b64encode(key).decode() if namespace == NAMESPACE.encode() else ""
    return ""


def _string(data: bytes) -> tuple[bytes, bytes]:
    """The first string of SSH's wire format, and the rest."""
    size = int.from_bytes(data[:4])
    if len(data) < 4 + size:
        raise ValueError("cut off")
    return data[4 : 4 + size], data[4 + size :]


# -- signing ---------------------------------------------------------------------------------------


class Signer:
    """Signs with one SSH key: a private key's file, or the public one if an agent holds the private one.

    No file is looked at before something is to be signed.
    """

    def __init__(self, key: Path) -> None:
        self.path = key.expanduser().absolute()  # so that it is never taken for an option

    def key(self, holder: str) -> Key:
        """Its public key, as that of this holder.

        Raises:
            InputRefused: there is no such key, or its public half is missing.
        """
        public = self.path if self.path.suffix == ".pub" else self.path.with_name(f"{self.path.name}.pub")
        try:
            data = public.read_bytes()
        except OSError as err:
            found = f"the key to sign with cannot be read: {(err.strerror or str(err)).lower()}"
            raise InputRefused(found, place=str(public), remedy="name the file of an SSH key") from err
        return read_public_key(data, holder, place=str(public))

    def sign(self, raw: bytes) -> bytes:
        """The commit, signed.

        Raises:
            NotRecorded: ``ssh-keygen`` is missing or refuses.
        """
        try:
            done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", str(self.path)], raw)
        except OSError as err:
            raise NotRecorded(f"nothing was recorded: {_missing(err)}", remedy=_INSTALL) from err
        except subprocess.TimeoutExpired as err:
            raise NotRecorded(f"nothing was recorded: {_PROGRAM} did not sign within {_WAIT} s") from err
        if done.returncode or not _ARMOR.fullmatch(done.stdout):
            found = f"nothing was recorded: {_PROGRAM} did not sign ({_said(done.stderr)})"
            raise NotRecorded(found, place=str(self.path), remedy="try the key: ssh-keygen -y -f KEYFILE")
        return with_signature(raw, done.stdout)


_INSTALL = "install OpenSSH 8.9 or later"


def _missing(err: OSError) -> str:
    return f"{_PROGRAM} cannot be run ({(err.strerror or str(err)).lower()})"


def _said(stderr: bytes) -> str:
    lines = [line.strip() for line in stderr.decode("utf-8", "backslashreplace").splitlines()]
    kept = [line for line in lines if line and not line.startswith("Signing data on")]
    return "; ".join(kept)[:200] or "it gave no reason"


def _run(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which(_PROGRAM)
    if program is None:
        raise FileNotFoundError(2, "it is not installed")
    env = {**os.environ, "LC_ALL": "C"}
    return subprocess.run([program, *arguments], input=given, capture_output=True, env=env, timeout=_WAIT, check=False)


# -- checking --------------------------------------------------------------------------------------


def check_signatures(signed: Sequence[Signed]) -> list[str]:
    """The public key (base64) of each signature that belongs to its content; empty for one that does not.

    Raises:
        InputRefused: ``ssh-keygen`` is missing.
    """
    asked = [_digest(each) for each in signed]
    fresh = {digest: each for digest, each in zip(asked, signed, strict=True) if digest not in _KNOWN}
    with TemporaryDirectory(prefix="amendtrack-") as scratch, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        try:
            found = list(pool.map(lambda one: _checked(Path(scratch) / one[0], one[1]), fresh.items()))
        except OSError as err:
            raise InputRefused(f"signatures cannot be checked: {_missing(err)}", remedy=_INSTALL) from err
    answers = {digest: _KNOWN[digest] for digest in asked if digest in _KNOWN} | dict(zip(fresh, found, strict=True))
    if len(_KNOWN) > _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN.update(answers)
    return [answers[digest] for digest in asked]


_KNOWN: dict[str, str] = {}
"""The answers that ``ssh-keygen`` gave: whether a signature belongs to its content never changes."""
_MOST_KNOWN = 1 << 16


def _digest(signed: Signed) -> str:
    return sha256(b"%d " % len(signed.content) + signed.content + signed.signature).hexdigest()


def _checked(place: Path, signed: Signed) -> str:
    """Whether ``ssh-keygen`` accepts a signature as one of the very key that it names."""
    blob = key_in(signed.signature)
    if not blob:
        return ""
    allowed, signature = place.with_suffix(".allowed"), place.with_suffix(".sig")
    with suppress(ValueError, InputRefused, subprocess.TimeoutExpired):
        kind = _string(b64decode(blob))[0].decode("ascii")
        key = Key("signer", kind, blob)
        allowed.write_text(f"{key}\n", "ascii")
        signature.write_bytes(signed.signature)
        arguments = ["-Y", "verify", "-n", NAMESPACE, "-f", str(allowed), "-I", key.mail, "-s", str(signature)]
        try:
            return blob if _run(arguments, signed.content).returncode == 0 else ""
        finally:
            allowed.unlink(missing_ok=True)
            signature.unlink(missing_ok=True)
    return ""


__all__ = ["Signed", "Signer", "check_signatures", "key_in", "split_signature", "with_signature"]
