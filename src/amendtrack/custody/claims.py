"""What a commit says of itself (who wrote it, who recorded it, in whose name) and whose key its signature bears.

Pure: signatures were checked before. Leaves to ``policy`` whether any of it is acceptable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from amendtrack.draft.git.commits import Person
from amendtrack.draft.git.refs import OFFICE
from amendtrack.record.keys import DOMAIN, holder_of
from amendtrack.record.registers import OFFICE_SLUG, Delegation, Register, name_key
from amendtrack.record.trailers import Trailers

OFFICE_HOLDER = OFFICE_SLUG
"""The secretariat, where writers are named; every other writer is a delegation, named as its branches are."""


class Seal(Enum):
    """What a commit's signature is worth by itself, before anybody asks whose it is."""

    NONE = "not signed"
    BROKEN = "the signature does not belong to the commit"
    GOOD = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A commit and what it says: ``key`` is the public key (base64) of a good signature, else empty.

    ``said`` is what git, or a person, may take for facts in its message (see ``record.trailers``).
    """

    commit: str
    parents: tuple[str, ...] = ()
    author: Person
    committer: Person
    at: datetime
    facts: Trailers = ()
    said: Trailers = ()
    seal: Seal = Seal.NONE
    key: str = ""

    def __post_init__(self) -> None:
        if bool(self.key) != (self.seal is Seal.GOOD):
            raise ValueError("a good signature has a key, and no other has one")

    @property
    def is_recorded(self) -> bool:
        """Whether it says that the secretariat made the commit, for itself or on behalf of a delegation."""
        return self.committer.mail.casefold() == OFFICE.mail

    @property
    def act(self) -> str:
        """The kind of act that it says it is; empty if it says none, or several."""
        kinds = [value for key, value in self.facts if key == "Act"]
        return kinds[0] if len(kinds) == 1 else ""

    @property
    def proposals(self) -> tuple[str, ...]:
        """The proposals that it says it is, by their names; a word about one in a sentence is no name.

        >>> from datetime import UTC
        >>> who = Person("Norvia", "nrv@amendtrack.invalid")
        >>> said = (("Proposal", "NRV-1"), ("Proposal", "meet - but later"))
        >>> Claim(commit="", author=who, committer=who, at=datetime.now(UTC), said=said).proposals
        ('NRV-1',)
        """
        named = (value for key, value in (*self.facts, *self.said) if key == "Proposal")
        return tuple(dict.fromkeys(name for name in named if re.fullmatch(r"\S+-[1-9][0-9]*", name)))


@dataclass(frozen=True, slots=True)
class Writers:
    """The delegations of a draft by how their branches name them, and whom a person's name or address stands for."""

    register: Register
    _by_holder: Mapping[str, Delegation] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = {holder_of(d.code): d for d in self.register}
        object.__setattr__(self, "_by_holder", MappingProxyType(found))

    def __contains__(self, holder: object) -> bool:
        return holder in self._by_holder

    def named(self, holder: str) -> str:
        """A writer for people to read: ``Norvia (NRV)``."""
        if holder == OFFICE_HOLDER:
            return "the secretariat"
        found = self._by_holder.get(holder)
        return f"{found} ({found.code})" if found else f"{holder!r}, which is not in the register"

    def speaking(self, who: Person) -> str:
        """For which writer an author or committer speaks; empty for a person whom the register does not know.

        An address counts before a name.
        """
        mail = who.mail.casefold()
        if mail == OFFICE.mail:
            return OFFICE_HOLDER
        if mail.endswith(DOMAIN):
            return mail.removesuffix(DOMAIN)
        if found := self.register.writing_from(mail):
            return holder_of(found.code)
        if name_key(who.name) == name_key(OFFICE.name):
            return OFFICE_HOLDER
        return holder_of(self.register.resolve(who.name).code) if who.name in self.register else ""

    def claimed(self, claim: Claim) -> set[str]:
        """The writers whom the facts at the end of a commit's message name as its own."""
        found = {holder_of(name.rpartition("-")[0]) for name in claim.proposals}
        for key, value in (*claim.facts, *claim.said):
            if key == "Delegation" and (named := re.fullmatch(r".*\(([^()]+)\)", value)):
                found.add(holder_of(named[1]))
        return found


__all__ = ["OFFICE_HOLDER", "Claim", "Seal", "Writers"]
