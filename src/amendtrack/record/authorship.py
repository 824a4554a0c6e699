"""Which delegation the author of a change works for: Word names people, the record names delegations.

Pure: what was stated beforehand overrides the register of delegations; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.registers import Delegation, Register, name_key


@dataclass(frozen=True, slots=True)
class Sender:
    """The delegation that a file is said to come from, and the register."""

    delegation: Delegation
    register: Register

    def own(self, authors: Iterable[str], *, place: str = "") -> tuple[str, ...]:
        """The authors whose changes are used: the file's only author, or else the delegation's own people.

        Raises:
            InputRefused: the delegation of one of several authors is not known, or all work for others.
        """
        known = {author: self.register.employing(author) for author in authors}
        if len(known) == 1 and None in known.values():
            return tuple(known)
        hint = "name those whose changes to use with --author NAME (repeat for several), or add --all-authors"
        strangers = [author for author, delegation in known.items() if delegation is None]
        if strangers:
            found = f"contains tracked changes by {len(known)} authors: {', '.join(known)}"
            if len(strangers) < len(known):
                found += f"; the register does not list {', '.join(strangers)}"
            raise InputRefused(found, place=place, remedy=hint)
        own = tuple(author for author, delegation in known.items() if delegation == self.delegation)
        if not own:
            people = ", ".join(f"{author} ({delegation})" for author, delegation in known.items())
            found = f"contains tracked changes by {people}, and none by {self.delegation}"
            raise InputRefused(found, place=place, remedy=hint)
        return own


def by_delegation(
    authors: Iterable[str], said: Mapping[str, str], register: Register, *, place: str = ""
) -> tuple[tuple[Delegation, tuple[str, ...]], ...]:
    """The authors of one file by delegation, in the order of the delegations' codes.

    ``said`` gives the delegation (a code or name) of some of them; the register must list the others.

    Raises:
        Unknown: ``said`` names a person who did not change the file, or an unknown delegation.
        InputRefused: the delegation of one of them is not known.
    """
    keys = {name_key(author): author for author in authors}
    whose = {author: register.employing(author) for author in keys.values()}
    for name, delegation in said.items():
        if name_key(name) not in keys:
            raise Unknown(f"no changes by {name!r}", remedy=f"changed by {', '.join(keys.values()) or 'nobody'}")
        whose[keys[name_key(name)]] = register.resolve(delegation)
    strangers = [author for author, delegation in whose.items() if delegation is None]
    if strangers:
        found = f"contains tracked changes by {', '.join(strangers)}, and nothing says for which delegation"
        hint = f'add --authors-as "{strangers[0]}=CODE", or name people under authors in the register'
        raise InputRefused(found, place=place, remedy=hint)
    found_by = {d.code: d for d in whose.values() if d is not None}
    return tuple(
        (found_by[code], tuple(a for a, d in whose.items() if d == found_by[code])) for code in sorted(found_by)
    )


__all__ = ["Sender", "by_delegation"]
