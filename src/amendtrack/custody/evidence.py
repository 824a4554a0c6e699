"""Commits read as what they claim, and their signatures checked; the git behind them is not trusted for anything.

Knows the form of a commit strictly: what git lets pass and two readers could read differently is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from amendtrack.custody.claims import Claim, Seal
from amendtrack.draft.git.commits import Person, read_commit
from amendtrack.draft.git.signing import Signed, check_signatures, split_signature
from amendtrack.errors import RecordDamaged
from amendtrack.record.trailers import loosely_read, read_trailers

Raw = Callable[[str], bytes]
"""Gives a commit, by its id, as git has it."""

_PERSON = re.compile(r"(?:([^<>]*) )?<([^<>]*)> \d{1,10} [+-]\d{4}")
_HEAD = re.compile(
    r"tree [0-9a-f]{40}\n(?:parent [0-9a-f]{40}\n)*author (?P<author>[^\n]*)\ncommitter (?P<committer>[^\n]*)"
    r"(?:\nencoding (?P<encoding>[^\n]*))?(?:\nmergetag object [^\n]*(?:\n [^\n]*)*)*"
)


def read_claim(signed: Signed, commit: str, *, seal: Seal = Seal.NONE, key: str = "") -> Claim:
    """What a commit says of itself.

    Raises:
        RecordDamaged: it is not of the form that a commit has.
    """
    read = read_commit(signed.content, commit)
    head = signed.content.decode("utf-8", "backslashreplace").partition("\n\n")[0]
    found = _HEAD.fullmatch(head)
    people = [_PERSON.fullmatch(found[name]) for name in ("author", "committer")] if found else []
    if len(people) != 2 or people[0] is None or people[1] is None:
        raise RecordDamaged(_ODD, place=commit)
    author, committer = (Person(each[1] or "", each[2]) for each in people if each)
    if b"\0" in signed.content or not (_is_plain(author) and _is_plain(committer)):
        raise RecordDamaged(_ODD, place=commit)
    if found and not _is_over_ascii(found["encoding"] or "utf-8"):
        raise RecordDamaged(f"git reads its message as {found['encoding'][:40]}, and others do not", place=commit)
    facts = read_trailers(read.message)
    return Claim(
        commit=commit,
        parents=read.parents,
        author=author,
        committer=committer,
        at=read.at,
        facts=facts,
        said=loosely_read(read.message),
        seal=seal,
        key=key,
    )


_ODD = "the commit is not of the form that git gives it"


def _is_plain(who: Person) -> bool:
    """Whether every program reads the same name and address: no control character, no white space round the address."""
    return not re.search(r"[\x00-\x1f\x7f]", who.name + who.mail) and who.mail == who.mail.strip()


def _is_over_ascii(encoding: str) -> bool:
    """Whether what is written in ASCII reads the same in an encoding; git would turn the message into UTF-8 by it.

    >>> [_is_over_ascii(name) for name in ("ISO-8859-1", "gb18030", "UTF-7", "iso-2022-jp", "utf-16", "unheard-of")]
    [True, True, False, False, False, False]
    """
    shifts = b"\x1b$B!!\x1b(B \x1b$)C\x0e!!\x0f ~{!!~} +AGE-"  # how ISO-2022, HZ and UTF-7 leave ASCII
    ascii_alone = bytes(range(128)) + shifts
    try:
        return all(part.decode(encoding) == part.decode("ascii") for part in (ascii_alone, shifts))
    except (LookupError, ValueError):
        return False


def read_claims(raw: Raw, commits: Iterable[str]) -> tuple[dict[str, Claim], dict[str, str]]:
    """What each of these commits says, by its id, its signature checked; and what is wrong with one that is unreadable.

    Raises:
        InputRefused: one is signed, and ``ssh-keygen`` is missing.
    """
    signed: dict[str, Signed] = {}
    damaged: dict[str, str] = {}
    for commit in dict.fromkeys(commits):
        try:
            signed[commit] = split_signature(raw(commit))
        except RecordDamaged as err:
            damaged[commit] = str(err)
    claims: dict[str, Claim] = {}
    for commit, (seal, key) in _sealed(signed).items():
        try:
            claims[commit] = read_claim(signed[commit], commit, seal=seal, key=key)
        except RecordDamaged as err:
            damaged[commit] = str(err)
    return claims, damaged


def _sealed(signed: Mapping[str, Signed]) -> dict[str, tuple[Seal, str]]:
    bearing = [commit for commit, each in signed.items() if each.signature]
    keys = dict(zip(bearing, check_signatures([signed[commit] for commit in bearing]), strict=True)) if bearing else {}
    return {
        commit: (Seal.GOOD, keys[commit]) if keys.get(commit) else (Seal.BROKEN if each.signature else Seal.NONE, "")
        for commit, each in signed.items()
    }


__all__ = ["Raw", "read_claim", "read_claims"]
