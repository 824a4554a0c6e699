"""The address of another repository: https, ssh, or a folder or file on this machine; git is given nothing else.

Pure, but for asking whether a path is there. A transport such as ``ext::`` would run a program, and an address that
begins with a hyphen would be read as an option.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from amendtrack.errors import InputRefused

_URL = re.compile(r"(https|ssh)://(?:[^/@\s]+@)?([^/@\s]+)/\S+")
_PASSWORD = re.compile(r"(?<=://)([^/@\s:]*):[^/\s]*@")
_SCP = re.compile(r"(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9][A-Za-z0-9.-]+):(?!:)(?!//)\S+")
_HELPER = re.compile(r"[A-Za-z0-9+.-]+::")
_WAYS = "name an https:// or ssh:// address, or a folder on this machine"


@dataclass(frozen=True, slots=True)
class Remote:
    """An address that git may be given; a local one is an absolute path.

    >>> Remote.named("ssh://git@talks.example/plan").address
    'ssh://git@talks.example/plan'
    >>> Remote.named("file://localhost/srv/plan").address
    '/srv/plan'
    >>> Remote.named("ext::sh -c touch%20x")
    Traceback (most recent call last):
    amendtrack.errors.InputRefused: 'ext::sh -c touch%20x' would run a program; name an https:// or ssh:// address, \
or a folder on this machine
    """

    address: str
    path: Path | None = None

    @classmethod
    def named(cls, typed: str) -> Remote:
        """The remote that somebody typed.

        Raises:
            InputRefused: it is no address that is used here.
        """
        if not typed or typed.startswith("-"):
            raise InputRefused(f"{typed!r} is not an address", remedy=_WAYS)
        if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in typed):
            raise InputRefused("the address contains a control character", remedy=_WAYS)
        if _HELPER.match(typed):
            raise InputRefused(f"{typed!r} would run a program", remedy=_WAYS)
        if typed.startswith("file://"):
            host, slash, path = typed.removeprefix("file://").partition("/")
            if host.casefold() not in ("", "localhost") or not slash:
                raise InputRefused(f"{typed!r} is on another machine", remedy=_WAYS)
            typed = unquote(slash + path)  # as git reads it
            if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in typed):
                raise InputRefused("the address contains a control character", remedy=_WAYS)
        elif "://" in typed:
            if not (url := _URL.fullmatch(typed)) or url[2].startswith("-"):
                raise InputRefused(f"{str(cls(typed))!r} is not an address that is used here", remedy=_WAYS)
            return cls(typed)
        elif not _is_there(Path(typed)) and (there := _SCP.fullmatch(typed)) and len(there[1]) > 1:
            return cls(typed)
        place = Path(typed).resolve()
        _is_there(place)
        return cls(str(place), place)

    def __str__(self) -> str:
        """The address for people to read, without a password that was typed in it.

        >>> print(Remote("https://ann:secret@talks.example/plan.git"))
        https://ann@talks.example/plan.git
        """
        return _PASSWORD.sub(r"\1@", self.address, count=1) if self.path is None else self.address


def _is_there(place: Path) -> bool:
    try:
        return place.exists()
    except OSError as err:
        found = f"{str(place)[:80]!r} cannot be looked at ({(err.strerror or str(err)).lower()})"
        raise InputRefused(found, remedy=_WAYS) from err


__all__ = ["Remote"]
