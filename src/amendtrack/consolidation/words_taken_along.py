"""Words that a proposal takes out at one place and puts in at another, where no move shows that they are the same.

A paragraph may be joined to one that is not beside it, a sentence put into another paragraph, or made one of its own.
The two halves are decided apart: if only one is accepted, the words stand twice or nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.edits import Edit, Inserted, Reworded, Struck
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.splices import unit_words
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.words import count_of_words

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

_FEWEST = 4
"""Shorter phrases recur."""
Key = tuple[str, ...]
"""Words as they are compared."""


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What takes the words out of a unit of the base, what puts them in elsewhere, and the proposals that do both."""

    out: Strand[Edit]
    put: Strand[Edit]
    by: frozenset[str]


def taken_along(con: Consolidation) -> Iterator[TakenAlong]:
    """Such words, in the order of the places where they are taken out."""
    put: dict[Key, list[Strand[Edit]]] = defaultdict(list)
    for strand in con.strands:
        if words := _put_in(strand.edit):
            put[words].append(strand)
    for strand in con.strands if put else ():
        for other in put.get(_taken_out(con, strand.edit), ()):
            if by := strand.backers & other.backers:
                yield TakenAlong(strand, other, by)


def _put_in(edit: Edit) -> Key:
    """The words that an edit puts in; none if it only splits a unit."""
    if not isinstance(edit, Inserted | Reworded):
        return ()
    return tuple(word for word in edit.key if not word.startswith(BREAK))


def _taken_out(con: Consolidation, edit: Edit) -> Key:
    """The words that an edit takes out of a unit without putting in any, if they are many enough."""
    match edit:
        case Struck():
            words = unit_words(con.base, con.base.units[edit.unit]).keys
        case Reworded(key=()) if not edit.spans_units:
            words = unit_words(con.base, con.base.units[edit.unit]).keys[edit.start[1] : edit.end[1]]
        case _:
            return ()
    return tuple(words) if count_of_words(words) >= _FEWEST else ()


__all__ = ["TakenAlong", "taken_along"]
