"""What a style does to words: whether it hides them, strikes them through or underlines them.

Knows the few CSS properties that do so; which elements a rule applies to is left to ``hypertext``. What cannot be
known without a browser (the window's size, background pictures) is taken as on a white page.

Source: CSS 2.2; CSS Color 4, section 6.1 (names of colours).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
_FAINT = 24  # out of 255: by how much words must differ from their background
_NAMED = {
    "white": WHITE, "black": BLACK, "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "lime": (0, 255, 0), "navy": (0, 0, 128), "maroon": (128, 0, 0), "purple": (128, 0, 128), "teal": (0, 128, 128),
    "aqua": (0, 255, 255), "cyan": (0, 255, 255), "fuchsia": (255, 0, 255), "magenta": (255, 0, 255),
    "olive": (128, 128, 0), "orange": (255, 165, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245), "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255), "mintcream": (245, 255, 250), "window": WHITE, "windowtext": BLACK,
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,8})")
_RGB = re.compile(r"rgba?\(([^)]*)\)")
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)")
_POINTS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "%": 0.16, "in": 96.0, "cm": 38.0, "mm": 3.8}
_SMALLEST = 2.0  # pixels; nobody can read smaller letters
_DEEPEST = 3
_FAR = -500.0  # pixels beyond the left edge of the page

Declarations = Mapping[str, str]
"""Properties and their values, both in lower case."""
NOTHING: Declarations = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a style sheet: the elements it applies to, and its declarations."""

    selector: str
    says: Declarations

    def __hash__(self) -> int:
        return hash((self.selector, tuple(self.says.items())))


@lru_cache(maxsize=1 << 10)
def declarations(style: str) -> Declarations:
    """The declarations of a ``style`` attribute; of several for one property, the last.

    >>> dict(declarations("Color: #FFF !important; font-size:0"))
    {'color': '#fff', 'font-size': '0'}
    """
    found: dict[str, str] = {}
    for each in _uncommented(style).lower().split(";"):
        name, sep, value = each.partition(":")
        if sep:
            found[name.strip()] = value.replace("!important", "").strip()
    return MappingProxyType(found)


def rules_of(sheet: str, *, depth: int = 0) -> Iterator[Rule]:
    """The rules that apply on every screen, in order; rules for a certain window width are left out.

    ``depth`` is how many media blocks enclose the sheet.

    >>> [(r.selector, dict(r.says)) for r in rules_of("p.x, s { display: none } @media (max-width: 9em) { p { } }")]
    [('p.x, s', {'display': 'none'})]
    """
    sheet = _uncommented(sheet)
    at = 0
    while (opened := sheet.find("{", at)) >= 0:
        head = sheet[at:opened].rpartition(";")[2].rpartition("}")[2].strip()
        closed = sheet.find("}", opened)
        closed = len(sheet) if closed < 0 else closed
        if head.startswith("@"):
            inner = _closing(sheet, opened)
            if depth < _DEEPEST and re.fullmatch(r"@media\s+(?:all|screen|only screen)\s*", head):
                yield from rules_of(sheet[opened + 1 : inner], depth=depth + 1)
            at = inner + 1
            continue
        yield Rule(head, declarations(sheet[opened + 1 : closed]))
        at = closed + 1


def _uncommented(style: str) -> str:
    """A style sheet without its comments; an unclosed comment extends to the end."""
    parts: list[str] = []
    at = 0
    while (opened := style.find("/*", at)) >= 0:
        parts.append(style[at:opened])
        closed = style.find("*/", opened + 2)
        at = len(style) if closed < 0 else closed + 2
    return "".join([*parts, style[at:]]).replace("<!--", " ").replace("-->", " ")


def _closing(sheet: str, opened: int) -> int:
    """Where the block that opens there ends."""
    depth = 0
    for found in re.finditer(r"[{}]", sheet[opened:]):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return opened + found.start()
    return len(sheet)


# -- hiding ---------------------------------------------------------------------------------------


def hides(says: Declarations) -> bool:
    """Whether a style makes words, and everything inside them, invisible.

    >>> [hides(declarations(s)) for s in ("display:none", "opacity: 0", "mso-hide:all", "font-size:9pt")]
    [True, True, True, False]
    """
    no_room = any(_is_nought(says.get(side, "")) for side in ("height", "max-height", "width", "max-width"))
    return (
        says.get("display") == "none"
        or says.get("mso-hide") == "all"
        or says.get("content-visibility") == "hidden"
        or (no_room and says.get("overflow", "").startswith(("hidden", "clip")))
        or _is_nought(says.get("opacity", ""))
        or _is_far(says)
        or "inset(100%)" in says.get("clip-path", "")
        or re.fullmatch(r"rect\((?:[01](?:px)?[, ]*){4}\)", says.get("clip", "")) is not None
        or re.search(r"\bscale[xy]?\(0\)", says.get("transform", "")) is not None
    )


def _is_far(says: Declarations) -> bool:
    moved = (says.get(side, "") for side in ("left", "top", "text-indent", "margin-left", "margin-top"))
    return any((size := length(value)) is not None and size <= _FAR for value in moved)


def _is_nought(value: str) -> bool:
    found = length(value)
    return found is not None and found == 0


def length(value: str) -> float | None:
    """A length in pixels, accurate enough to tell whether anything is visible; ``None`` if it is not a length."""
    found = _LENGTH.fullmatch(value)
    return None if found is None else float(found[1]) * _POINTS.get(found[2], 1.0)


def font_size(says: Declarations) -> float | None:
    """The font size that a style sets, in pixels; ``None`` if it sets none that is known here."""
    value = says.get("font-size", "")
    if not value and (font := says.get("font", "")):
        value = next((each for each in re.split(r"[\s/]", font) if each[:1].isdigit()), "")
    return length(value)


def is_small(size: float) -> bool:
    """Whether letters of that size, in pixels, are too small to read."""
    return size < _SMALLEST


# -- colours --------------------------------------------------------------------------------------


def is_faint(words: Colour | None, behind: Colour | None) -> bool:
    """Whether words of that colour are invisible against their background; unknown colours are taken as visible."""
    return words is not None and behind is not None and max(abs(a - b) for a, b in zip(words, behind)) <= _FAINT


@lru_cache(maxsize=1 << 10)
def colour_of(value: str, behind: Colour | None = WHITE) -> Colour | None:
    """The colour that a value names; ``None`` if it is not known here.

    A transparent colour is mixed with what is ``behind``.

    >>> colour_of("#fff"), colour_of("rgb(255, 0, 0)"), colour_of("navy"), colour_of("rgba(0,0,0,0)")
    ((255, 255, 255), (255, 0, 0), (0, 0, 128), (255, 255, 255))
    """
    value = value.strip().lower()
    if value == "transparent":
        return behind
    if value in _NAMED:
        return _NAMED[value]
    if found := _HEX.search(value):
        return _mixed(_of_hex(found[1]), behind)
    if found := _RGB.search(value):
        return _mixed(_of_numbers(re.split(r"[\s,/]+", found[1].strip())), behind)
    return next((_NAMED[each] for each in value.split() if each in _NAMED), None)


def _of_hex(digits: str) -> tuple[float, ...]:
    short = len(digits) in (3, 4)
    pairs = [digits[k] * 2 if short else digits[2 * k : 2 * k + 2] for k in range(len(digits) if short else 4)]
    numbers = [int(pair, 16) for pair in pairs if pair]
    return (*numbers[:3], numbers[3] / 255 if len(numbers) > 3 else 1.0) if len(numbers) >= 3 else ()


def _of_numbers(parts: list[str]) -> tuple[float, ...]:
    try:
        numbers = [float(part.rstrip("%")) * (2.55 if part.endswith("%") else 1.0) for part in parts[:3]]
        seen = float(parts[3].rstrip("%")) / (100 if parts[3].endswith("%") else 1) if len(parts) > 3 else 1.0
    except ValueError:
        return ()
    return (*numbers, seen) if len(numbers) == 3 else ()


def _mixed(parts: tuple[float, ...], behind: Colour | None) -> Colour | None:
    if len(parts) != 4:
        return None
    red, green, blue, seen = parts
    if seen >= 1:
        return int(red), int(green), int(blue)
    if behind is None:
        return None
    mixed = [int(part * seen + under * (1 - seen)) for part, under in zip((red, green, blue), behind)]
    return mixed[0], mixed[1], mixed[2]


__all__ = [
    "BLACK",
    "NOTHING",
    "WHITE",
    "Colour",
    "Declarations",
    "Rule",
    "colour_of",
    "declarations",
    "font_size",
    "hides",
    "is_faint",
    "is_small",
    "length",
    "rules_of",
]
