"""The register of delegations: who may propose, under which code and names.

Knows names and the table (CSV) they come in; leaves where the table is kept to ``draft``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """What a delegation may do in the meeting."""

    PARTY = "party"
    NON_PARTY = "non-party"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Delegation:
    """Whoever may propose: a code (``NOR``), display names by language, standing and groups.

    ``names`` are pairs of language and name; the language is empty for the name without one.
    """

    code: str
    names: tuple[tuple[str, str], ...]
    standing: Standing = Standing.PARTY
    groups: tuple[str, ...] = ()

    def display(self, language: str = "") -> str:
        """The name in that language, else the first name there is."""
        return dict(self.names).get(language, self.names[0][1])

    def __str__(self) -> str:
        return self.display()


@dataclass(frozen=True, slots=True)
class Register:
    """All delegations, by code; no two may be taken for each other.

    ``register[name]`` and ``name in register`` take a code or any display name.
    """

    delegations: tuple[Delegation, ...] = ()

    def __iter__(self) -> Iterator[Delegation]:
        return iter(self.delegations)

    def __len__(self) -> int:
        return len(self.delegations)

    def resolve(self, name: str) -> Delegation:
        """The delegation of that code or display name, in any case and compatible spelling.

        Raises:
            Unknown: nobody has that name; the remedy gives the nearest ones.
        """
        raise NotImplementedError

    def having(self, delegation: Delegation) -> Register:
        """The register with one delegation more."""
        raise NotImplementedError

    def coined(self, name: str) -> Delegation:
        """A new delegation of that name, with a code made from the name that nobody has."""
        raise NotImplementedError


def read_register(table: str, *, place: str = "") -> Register:
    """The register in a CSV table (``code,name,name:fr,standing,groups``); inverse of ``write_register``."""
    raise NotImplementedError


def write_register(register: Register) -> str:
    """The register as a CSV table; inverse of ``read_register``."""
    raise NotImplementedError
