"""How the words in an element of a page are drawn: hidden, struck through, inserted, set off, and in which colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from amendtrack.formats.stylesheet import (
    BLACK,
    WHITE,
    Colour,
    Declarations,
    colour_of,
    font_size,
    hides,
    is_faint,
    is_small,
)
from amendtrack.intake.handmarks import Drawn


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """How the words in an element are drawn, because of it and all elements around it."""

    is_hidden: bool = False
    is_struck: bool = False
    is_inserted: bool = False
    is_set_off: bool = False
    is_raised: bool = False
    is_typed: bool = False
    """White space is significant."""
    colour: Colour | None = BLACK
    behind: Colour | None = WHITE
    size: float = 16.0
    quoted: int = 0

    @property
    def cannot_be_seen(self) -> bool:
        """Whether nobody who looks at the page sees the words."""
        return self.is_hidden or is_small(self.size) or is_faint(self.colour, self.behind)

    @property
    def drawn(self) -> Drawn:
        """The mark that the words have."""
        if self.is_struck:
            return Drawn.STRUCK
        if self.is_inserted:
            return Drawn.INSERTED
        return Drawn.SET_OFF if self.is_set_off else Drawn.PLAIN


_STRUCK = frozenset(("del", "s", "strike"))
_SET_OFF = frozenset(("u", "b", "strong", "em", "i"))
_TYPED = frozenset(("pre", "textarea", "listing", "xmp"))


def drawing_of(name: str, attributes: Mapping[str, str | None], says: Declarations, outer: PageDrawing) -> PageDrawing:
    """How the words in an element are drawn, inside another."""
    classes = (attributes.get("class") or "").lower().split()
    lines = f"{says.get('text-decoration', '')} {says.get('text-decoration-line', '')}"
    own_lines = name != "a" and "underline" in lines
    weight = says.get("font-weight", "")
    heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    behind = _behind(attributes, says, outer)
    said_size = font_size(says)
    return replace(
        outer,
        is_hidden=outer.is_hidden or "hidden" in attributes or hides(says) or _is_unseen(says),
        is_struck=outer.is_struck or name in _STRUCK or "line-through" in lines or "msodel" in classes,
        is_inserted=outer.is_inserted or name == "ins" or "msoins" in classes,
        is_set_off=(outer.is_set_off or name in _SET_OFF or own_lines or heavy or says.get("font-style") == "italic"),
        is_raised=outer.is_raised or name == "sup" or says.get("vertical-align") == "super",
        is_typed=_is_typed(name, says, outer),
        colour=_colour(name, attributes, says, (behind, outer.colour)),
        behind=behind,
        size=outer.size if said_size is None else said_size,
    )


def _is_unseen(says: Declarations) -> bool:
    return says.get("visibility") in ("hidden", "collapse")


def _is_typed(name: str, says: Declarations, outer: PageDrawing) -> bool:
    spaces = says.get("white-space", "")
    return name in _TYPED or (spaces.startswith("pre") if spaces else outer.is_typed)


def _behind(attributes: Mapping[str, str | None], says: Declarations, outer: PageDrawing) -> Colour | None:
    said = says.get("background-color") or says.get("background") or attributes.get("bgcolor") or ""
    if "url(" in said or "gradient" in said:
        return colour_of(re.sub(r"(?:url|[a-z-]*gradient)\(.*", "", said)) if "#" in said.partition("(")[0] else None
    if not said or said in ("none", "inherit", "initial", "unset"):
        return outer.behind
    return colour_of(said, outer.behind)


def _colour(
    name: str, attributes: Mapping[str, str | None], says: Declarations, under: tuple[Colour | None, Colour | None]
) -> Colour | None:
    behind, outer = under
    said = says.get("color") or (attributes.get("color") if name == "font" else "") or ""
    if name == "body":
        said = said or attributes.get("text") or ""
    return outer if not said or said in ("inherit", "currentcolor", "unset") else colour_of(said, behind)
