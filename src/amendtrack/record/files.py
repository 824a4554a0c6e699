"""How a value of the record is kept as a file: JSON with the name of its format and a version.

Knows the frame of every file and how damage in one is reported; leaves what is in it to the values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from amendtrack.errors import MadeByNewer, RecordDamaged

VERSION = 1


def written(kind: str, facts: Mapping[str, object]) -> bytes:
    """The facts as a file of that kind; the inverse of ``reading``."""
    head = {"format": f"amendtrack.{kind}", "version": VERSION}
    return (json.dumps({**head, **facts}, ensure_ascii=False, indent=1) + "\n").encode()


@contextmanager
def reading(kind: str, data: bytes, place: str) -> Iterator[dict[str, Any]]:
    """The facts in a file that ``written`` made, for as long as a value is made of them.

    Raises:
        RecordDamaged: it is not such a file, or the value cannot be made.
        MadeByNewer: a newer amendtrack wrote it.
    """
    with damage_at(place):
        facts = json.loads(data.decode())
        if facts["format"] != f"amendtrack.{kind}":
            raise ValueError(f"it contains {facts['format']}")
        check_version(facts["version"], VERSION, place)
        yield facts


def check_version(found: object, known: int, place: str) -> None:
    """Refuse what is written in a later form than the one that is known; every earlier one is read.

    Raises:
        MadeByNewer: it is.
        ValueError: that is no version.
    """
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise ValueError(f"{found!r} is no version")
    if found > known:
        what = f"a newer amendtrack wrote this (version {found}; this one knows {known})"
        raise MadeByNewer(what, place=place, remedy="update amendtrack")


@contextmanager
def damage_at(place: str) -> Iterator[None]:
    """Report whatever goes wrong in reading what is kept there as damage to the record."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as err:
        what = f"cannot be read ({err})"
        raise RecordDamaged(what, place=place, remedy="restore it from the commit before") from err


def text_of(value: object) -> str:
    """The value, if it is text."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def time_of(value: object) -> datetime:
    """The time that was written, with its offset."""
    at = datetime.fromisoformat(text_of(value))
    if at.tzinfo is None:
        raise ValueError(f"{value!r} has no offset")
    return at
