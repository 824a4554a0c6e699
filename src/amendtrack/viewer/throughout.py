"""What one proposal asks for in the same words at many places: said once at the head, and marked at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.slots.stances import credit
from amendtrack.render.brackets import Style
from amendtrack.render.counts import SEVERAL, repeated
from amendtrack.render.faces import FormKind, UnitForm, bare
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.text.words import is_stop_word
from amendtrack.viewer.paragraphs import Paragraph

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.redline.comparison import Redline
    from amendtrack.viewer.unit_list import Row


@dataclass(frozen=True, slots=True)
class Repeated:
    """One replacement at many places: the draft's words, the new ones, who asks for it, and the slots.

    ``is_all`` says that the draft has the words nowhere else.
    """

    gone: str
    new: str
    names: str
    addresses: tuple[str, ...]
    is_all: bool = False

    @property
    def words(self) -> str:
        """What is asked for, without who asks.

        >>> Repeated("clerk", "guard", "Arda", ("1#1", "2#1")).words
        '“clerk” replaced with “guard” at 2 places'
        """
        change = f"replaced with “{bare(self.new)}”" if self.new else "deleted"
        many = f"{len(self.addresses)} places"
        return f"“{bare(self.gone)}” {change} {f'throughout ({many})' if self.is_all else f'at {many}'}"


def repeated_in(slots: Iterable[Slot], style: Style, source: str) -> tuple[Repeated, ...]:
    """Every replacement of words that stands alone in at least ``SEVERAL`` open slots, the most frequent first.

    ``source`` is the draft's text.
    """
    found: dict[tuple[str, str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.settled or slot.shape is not Shape.WORDS or len(slot.variants) != 1 or slot.positions:
            continue
        (variant,) = slot.variants
        gone, new = (" ".join(words.split()) for words in (slot.base, variant.wording))
        if gone and (new or not is_stop_word(gone)) and not variant.positions:
            found[gone.casefold(), new.casefold(), credit(variant)].append(slot)
    often = sorted((same for same in found.values() if len(same) >= SEVERAL), key=len, reverse=True)
    return tuple(_repeated(same, style, source.casefold()) for same in often)


def _repeated(slots: list[Slot], style: Style, source: str) -> Repeated:
    usual = min(slots, key=lambda slot: slot.base != slot.base.lower())
    (variant,) = usual.variants
    names = credit(variant) if style is Style.ATTRIBUTED else ""
    gone, new = (" ".join(words.split()) for words in (usual.base, variant.wording))
    is_all = source.count(usual.base.strip().casefold()) == len(slots)
    return Repeated(gone, new, names, tuple(slot.address for slot in slots), is_all)


def said_at_the_head(found: Iterable[Repeated]) -> tuple[Paragraph, ...]:
    """A paragraph over the text for each of them."""
    return tuple(Paragraph("", (_note(f"≈ {one.words}", one.names),)) for one in found)


def said_of_redline(redline: Redline) -> tuple[Paragraph, ...]:
    """The same over two texts compared."""
    return tuple(Paragraph("", (_note(f"≈ {words}"),)) for words in repeated(redline))


def _note(words: str, names: str = "") -> SetUnit:
    by = (Span(f" – {names}", Ink.NAMES),) if names else ()
    return SetUnit(UnitForm(FormKind.TEXT), ((Span(words, Ink.DECIDED), *by),))


def marked_in(rows: Iterable[Row], found: Iterable[Repeated]) -> tuple[Row, ...]:
    """The rows, with those marked in which nothing is open but what is asked for throughout."""
    known = {address for one in found for address in one.addresses}
    return tuple(replace(r, is_throughout=bool(r.open) and known.issuperset((*r.open, *r.reached))) for r in rows)


__all__ = ["Repeated", "marked_in", "repeated_in", "said_at_the_head", "said_of_redline"]
