"""Which units are listed: by delegation, section, kind and state, as somebody types them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.errors import Unknown
from amendtrack.record.registers import name_key
from amendtrack.viewer.unit_list import Row, RowKind, RowState

if TYPE_CHECKING:
    from amendtrack.record.registers import Register

_NEW = "new since"
_STATES = {state.words: state for state in RowState if state is not RowState.UNTOUCHED}
_KINDS = {kind.value: kind for kind in RowKind}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is listed: a row that fits each kind of condition that is given; without any, every row.

    >>> rows = [Row("1", "1. Meet.", parties=frozenset({"Arda"})), Row("2", "2. Act.", state=RowState.AGREED)]
    >>> [row.place for row in Filter(parties=("Arda",)).of(rows)], [row.place for row in Filter().of(rows)]
    (['1'], ['1', '2'])
    """

    parties: tuple[str, ...] = ()
    states: tuple[RowState, ...] = ()
    kinds: tuple[RowKind, ...] = ()
    sections: tuple[str, ...] = ()
    only_new: bool = False

    def __bool__(self) -> bool:
        return bool(self.parties or self.states or self.kinds or self.sections or self.only_new)

    def admits(self, row: Row) -> bool:
        """Whether a row is listed."""
        return (
            (not self.parties or not row.parties.isdisjoint(self.parties))
            and (not self.states or row.state in self.states)
            and (not self.kinds or not row.kinds.isdisjoint(self.kinds))
            and (not self.sections or row.section in self.sections)
            and (not self.only_new or row.is_new)
        )

    def of(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows that are listed."""
        return tuple(filter(self.admits, rows))

    def __str__(self) -> str:
        words = [*self.parties, *(s.words for s in self.states), *(k.value for k in self.kinds)]
        return ", ".join([*words, *self.sections, *([_NEW] if self.only_new else [])])


def choices(rows: Sequence[Row], register: Register, language: str) -> dict[str, str]:
    """Everything that a list can be filtered by: what is shown for it, and what it may be typed as."""
    found = {words: words for words in (*_STATES, _NEW, *_KINDS)}
    found |= {row.place: row.place for row in rows if row.is_heading and row.place}
    for delegation in register.delegations:
        found[delegation.display(language)] = " ".join([delegation.display(language), delegation.code])
    return found


def fitting(typed: str, known: dict[str, str]) -> tuple[str, ...]:
    """The choices that fit what is typed, best first: the very name, then whole words, then those that begin with it.

    >>> fitting("norvia", {"Norvia North": "Norvia North NNR", "Norvia": "Norvia NRV"})
    ('Norvia', 'Norvia North')
    """
    wanted = name_key(typed)
    if not wanted:
        return ()
    keys = {shown: name_key(also) for shown, also in known.items()}

    def worse(shown: str) -> tuple[bool, bool, bool]:
        key = keys[shown]
        return name_key(shown) != wanted, f" {wanted} " not in f" {key} ", not key.startswith(wanted)

    begins = sorted((shown for shown, key in keys.items() if f" {wanted}" in f" {key}"), key=worse)
    return (*begins, *(shown for shown, key in keys.items() if wanted in key and shown not in begins))


def offered(typed: str, known: dict[str, str]) -> tuple[str, ...]:
    """The choices that fit the last of what is typed, separated by commas; a name may have a comma itself.

    >>> known = {name: name for name in ("Republic of Foo", "Norvia, Republic of")}
    >>> offered("open, norvia, rep", known)
    ('Norvia, Republic of',)
    """
    return fitting(_parts(typed, known)[-1], known)


def completed(typed: str, found: str, known: dict[str, str]) -> str:
    """What is typed, with a choice in place of the last part of it."""
    return "".join([*(f"{part.strip()}, " for part in _parts(typed, known)[:-1]), found])


def _parts(typed: str, known: dict[str, str]) -> list[str]:
    """What is typed, cut at its commas; as many words together as one choice has."""
    left, found = typed.split(","), list[str]()
    while left:
        n = next((n for n in range(len(left), 1, -1) if fitting(",".join(left[:n]), known)), 1)
        found.append(",".join(left[:n]))
        del left[:n]
    return found


def read_filter(typed: str, rows: Sequence[Row], register: Register, language: str) -> Filter:
    """The filter that somebody typed: ``norvia, contested``; each part may be the beginning of a word.

    Raises:
        Unknown: a part fits nothing; the remedy lists what would.
    """
    known = choices(rows, register, language)
    picked = list(_picked(typed, known))
    names = {delegation.display(language) for delegation in register.delegations}
    return Filter(
        tuple(p for p in picked if p in names),
        tuple(_STATES[p] for p in picked if p in _STATES),
        tuple(_KINDS[p] for p in picked if p in _KINDS),
        tuple(p for p in picked if p not in names and p not in _STATES and p not in _KINDS and p != _NEW),
        _NEW in picked,
    )


def _picked(typed: str, known: dict[str, str]) -> Iterator[str]:
    for part in _parts(typed, known):
        if not part.strip():
            continue
        found = fitting(part, known)
        if not found:
            hint = f"a delegation, a section, or one of {', '.join((*_STATES, _NEW, *_KINDS))}"
            raise Unknown(f"nothing to filter by {part.strip()!r}", remedy=hint)
        yield found[0]


__all__ = ["Filter", "choices", "completed", "fitting", "offered", "read_filter"]
