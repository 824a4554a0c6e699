"""The characters of a run: its words as stored, and the elements that stand for a character.

Source: ECMA-376 part 1, 17.3.3 (run content); XML 1.0, 2.10 (white space).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from amendtrack.formats.docx.elements import NAME, XML_SPACE, attribute, child
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.symbols import sign

BREAKS = str.maketrans(dict.fromkeys("\r\n\t\x0b\x0c\x85\u2028\u2029", " "))
_UNPRINTED = dict.fromkeys(code for code in range(127, 160) if code != 0x85)
_EDGES = " \t\r\n"
_OF_PICTURE_FONTS = re.compile("[\uf020-\uf0ff]")
_STANDS_FOR = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:br": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


def typed_by(element: Element, losses: Losses) -> str | None:
    """The character that an element represents; None if it represents none."""
    name = NAME[element.tag]
    if name != "w:sym":
        return _STANDS_FOR.get(name)
    font, code = attribute(element, "font") or "", attribute(element, "char") or ""
    found = sign(font, code)
    if found is None:
        losses.add(f"a symbol of the font {font} that has no Unicode character: shown as \ufffd", code)
        return "\ufffd"
    return found


@dataclass(slots=True)
class Blanks:
    """Whether blanks at the edges of words are kept: where the words or an element around them say so.

    ``are_kept`` if the whole file says so. What is said around a run is remembered for the runs beside it.
    """

    are_kept: bool = False
    _around: Element | None = None
    _says: bool = False

    def kept_in(self, element: Element) -> bool:
        """Whether they are kept in this element."""
        if self.are_kept:
            return True
        run = element.getparent()
        if said := element.get(XML_SPACE) or run.get(XML_SPACE):
            return bool(said == "preserve")
        around = run.getparent()
        if around is None:
            return False
        if around is not self._around:
            every = (each.get(XML_SPACE) for each in chain((around,), around.iterancestors()))
            self._around, self._says = around, next(filter(None, every), "") == "preserve"
        return self._says


def characters(element: Element, losses: Losses, blanks: Blanks) -> str:
    """The words of a ``w:t``, without blanks at its edges that are not kept."""
    text = "".join((element.text or "", *(inner.tail or "" for inner in element)))
    if text != text.strip(_EDGES) and not blanks.kept_in(element):
        text = text.strip(_EDGES)
        losses.add("spaces at the edges of words, which the file does not mark as kept, left out as in Word")
    text = text.translate(BREAKS)
    if _OF_PICTURE_FONTS.search(text):
        text = _as_signs(text, element, losses)
    if not text.isprintable() and text != text.translate(_UNPRINTED):
        losses.add("control characters left out")
        text = text.translate(_UNPRINTED)
    return text


def _as_signs(text: str, element: Element, losses: Losses) -> str:
    """Words typed in a symbol font, as Unicode characters; unknown ones are kept and reported."""
    fonts = child(child(element.getparent(), "w:rPr"), "w:rFonts")
    font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or ""
    found = {one: sign(font, f"{ord(one):X}") for one in _OF_PICTURE_FONTS.findall(text)}
    for one in sorted(one for one, known in found.items() if known is None):
        losses.add("a symbol that has no Unicode character: kept as it is", f"U+{ord(one):04X}")
    return text.translate({ord(one): known for one, known in found.items() if known is not None})
