"""The heads of a draft as somebody saw them: kept in a file, and compared with what is there later.

Whoever keeps them outside the draft notices when a branch is put back or cut off, whoever does it, signed or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from amendtrack.errors import InputRefused

FORMAT, VERSION = "amendtrack.heads", 1
_REF = re.compile(r"refs/[^\x00-\x20\x7f]{1,300}")
_ID = re.compile(r"[0-9a-f]{40}")


def write_heads(heads: Mapping[str, str]) -> bytes:
    """Branches and tags with their commits as a file; inverse of ``read_heads``."""
    value = {"format": FORMAT, "version": VERSION, "heads": dict(sorted(heads.items()))}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def read_heads(data: bytes, place: str) -> dict[str, str]:
    """The heads that ``write_heads`` wrote.

    Raises:
        InputRefused: it is no such file.
    """
    hint = "name the file that verify --seen wrote"
    try:
        value = json.loads(data.decode("utf-8"))
        if value["format"] != FORMAT or value["version"] != VERSION:
            raise InputRefused("it is not a file of heads, or of another version", place=place, remedy=hint)
        heads = dict(value["heads"])
        if all(_REF.fullmatch(ref) and _ID.fullmatch(commit) for ref, commit in heads.items()):
            return heads
    except InputRefused:
        raise
    except (ValueError, TypeError, LookupError, RecursionError) as err:
        raise InputRefused("it is not a file of heads", place=place, remedy=hint) from err
    raise InputRefused("it names something that is no branch or commit", place=place, remedy=hint)


__all__ = ["read_heads", "write_heads"]
