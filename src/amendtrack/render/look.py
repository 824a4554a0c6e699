"""How a printed text looks: how wide, with which signs, in which colours.

Colour is never the only sign: where it is not certain, deleted and inserted words stand between signs; where it is,
they are also struck through or underlined. A name is printed wherever its colour is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from amendtrack.render.brackets import Style

MEASURE = 90
"""The most cells of a line of text: a longer line is hard to follow to the next."""
MARGIN = 4
"""The cells of the margin of a redline."""
TWO_COLUMNS = 120
"""The width from which two texts fit side by side."""


class Signs(Enum):
    """When deleted and inserted words stand between signs, ``{-so-}`` and ``{+so+}``."""

    AUTO = "auto"
    ALWAYS = "always"


class Columns(Enum):
    """Whether two texts are printed as one, or side by side."""

    ONE = "one"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Look:
    """How wide a text is printed, whether its marks have signs, whether delegations are named, and their colours.

    ``measure`` is the most cells of a line in one column; ``signs`` is ALWAYS, or AUTO where colour is certain and the
    signs are left out. ``colours`` are those of delegations, used where ``in_colour``.

    >>> Look(200).narrowed.width, Look(60).narrowed.width
    (94, 60)
    """

    width: int = 80
    signs: Signs = Signs.ALWAYS
    style: Style = Style.ATTRIBUTED
    columns: Columns = Columns.ONE
    measure: int = MEASURE + MARGIN
    in_colour: bool = False
    colours: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def narrowed(self) -> Look:
        """The same, no wider than is easy to read."""
        return replace(self, width=min(self.width, self.measure))

    @property
    def is_bare(self) -> bool:
        """Whether marks have no signs."""
        return self.signs is Signs.AUTO


PALETTE = (33, 166, 37, 170, 28, 129, 168)
"""Colours that can be read on a dark and on a light background, and told apart; so can those that a terminal of sixteen
colours shows for them."""


def who(name: str) -> str:
    """The delegation of a name that also says whose wording it took up.

    >>> who("Estavia (text: Clearance Watch)")
    'Estavia'
    """
    return name.partition(" (text: ")[0]


def colours_of(names: Iterable[str]) -> dict[str, str]:
    """A colour for each name, in the order given; where there are many names, several share a colour.

    >>> colours_of(["Arda", "Brum"])
    {'Arda': 'color(33)', 'Brum': 'color(166)'}
    """
    return {name: f"color({PALETTE[n % len(PALETTE)]})" for n, name in enumerate(dict.fromkeys(names))}


__all__ = ["MARGIN", "MEASURE", "PALETTE", "TWO_COLUMNS", "Columns", "Look", "Signs", "colours_of", "who"]
