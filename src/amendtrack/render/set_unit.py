"""A typeset unit as a value: its words in spans, each in one ink and one face.

How inks and faces look is decided by whoever writes a page or a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.render.faces import Face, UnitForm
from amendtrack.render.parsing import SPACE


class Ink(Enum):
    """Whose words they are."""

    DRAFT = "the draft's"
    STRUCK = "a text's, which another has not"
    PUT_IN = "a text's, which the one before has not"
    OPPOSED = "the draft's, which somebody would delete"
    PROPOSED = "a proposal's"
    SIGN = "a bracket or a stroke between two readings"
    NAMES = "who holds a reading"
    DECIDED = "the address of what was decided"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one ink and one face, or with ``note`` the mark of that footnote, without words.

    ``backers`` are those of a proposal's words, where delegations are named; ``opens`` is the address of the slot whose
    bracket this is.
    """

    text: str
    ink: Ink = Ink.DRAFT
    face: Face = Face.UPRIGHT
    note: str = ""
    backers: tuple[str, ...] = ()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class SetUnit:
    """A typeset paragraph, heading, table row or footnote: one cell, or the cells of the row.

    ``addresses`` are those of the slots that open in it; ``apart`` marks a row that begins a new table. ``unit`` is the
    number of the unit of the printed text that begins in it; ``None`` for proposed text, and where a unit goes on.
    """

    form: UnitForm
    cells: tuple[tuple[Span, ...], ...]
    addresses: tuple[str, ...] = ()
    apart: bool = False
    unit: int | None = None

    @property
    def text(self) -> str:
        """Its words, without their looks."""
        return " ".join("".join(span.text for span in cell) for cell in self.cells)


def trimmed(cell: Sequence[Span]) -> Iterator[Span]:
    """The spans of a cell without white space at its ends; spans of the same look are merged."""
    kept: list[Span] = []
    for span in cell:
        last = kept[-1] if kept else None
        if last and not span.note and not last.note and _look(last) == _look(span):
            kept[-1] = replace(last, text=last.text + span.text)
        else:
            kept.append(span)
    if kept and not kept[0].note:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(SPACE))
    if kept and not kept[-1].note:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(SPACE))
    yield from (span for span in kept if span.text or span.note)


def _look(span: Span) -> tuple[object, ...]:
    return span.ink, span.face, span.backers, span.opens
