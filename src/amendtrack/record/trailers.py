"""The facts at the end of a commit message, one ``Key: value`` per line, in the form of git's trailers.

Knows how they are written and read back exactly; leaves their meaning to ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from amendtrack.errors import InputRefused

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (.*)")
_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Trailers = tuple[tuple[str, str], ...]
STANDS_FOR = "Stands-for"
"""The fact in a published commit that names the commit of the draft for which it stands."""


def write_trailers(subject: str, trailers: Iterable[tuple[str, str]]) -> str:
    r"""A commit message: the subject, and the trailers that have a value; inverse of ``read_trailers``.

    Values are one line each, so that no value can be taken for another trailer.

    >>> write_trailers("NOR-1 on Rev.0", [("Proposal", "NOR-1"), ("Channel", "")])
    'NOR-1 on Rev.0\n\nProposal: NOR-1\n'
    """
    for _, value in (("", subject), *(trailers := tuple(trailers))):
        if found := _BREAK.search(value):
            raise InputRefused(f"character U+{ord(found[0]):04X} in {value!r}", remedy="write it on one line")
    lines = [f"{key}: {value.strip()}" for key, value in trailers if value.strip()]
    return "\n".join((subject, "", *lines)) + "\n"


_AS_GIT = re.compile(r"(?m)^([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*(?:\n[ \t].*)*)")


def loosely_read(message: str) -> Trailers:
    r"""What git, or a person, may take for trailers: every line of the last paragraph that looks like one.

    Git asks for neither capital nor blank, reads on over indented lines, and lets other lines stand between.

    >>> loosely_read("Meet in June\n\nproposal:NOR-1\nDelegation :\n  Norway\nand so on\n")
    (('Proposal', 'NOR-1'), ('Delegation', 'Norway'))
    """
    paragraphs = re.split(r"\n\s*\n", message.replace("\r\n", "\n").strip())
    return tuple((m[1].capitalize(), " ".join(m[2].split())) for m in _AS_GIT.finditer(paragraphs[-1]))


def read_trailers(message: str) -> Trailers:
    r"""The trailers of a commit message, in order: its last paragraph, if that holds nothing else.

    Git's own status lines in the text above are not taken for facts.

    >>> read_trailers("NOR-1 on Rev.0\n\nProposal: NOR-1\n")
    (('Proposal', 'NOR-1'),)
    """
    paragraphs = message.rstrip("\n").split("\n\n")
    if len(paragraphs) < 2:
        return ()
    found = [_LINE.fullmatch(line) for line in paragraphs[-1].split("\n")]
    return tuple((m[1], m[2]) for m in found if m) if all(found) else ()
