"""The characters of a run: its words as the file says them, and the elements that stand for a character.

Source: ECMA-376 part 1, 17.3.3 (run content); XML 1.0, 2.10 (white space).
"""

from __future__ import annotations

from amendtrack.formats.docx.elements import NAME, XML_SPACE, attribute
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.remarks import Remarks
from amendtrack.formats.docx.symbols import sign

BREAKS = str.maketrans(dict.fromkeys("\r\n\t\x0b\x0c\x85\u2028\u2029", " "))
_UNPRINTED = dict.fromkeys(code for code in range(127, 160) if code != 0x85)
_STANDS_FOR = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:br": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


def typed_by(element: Element, told: Remarks) -> str | None:
    """What was typed where an element stands for a character; None where it stands for none."""
    name = NAME[element.tag]
    if name != "w:sym":
        return _STANDS_FOR.get(name)
    font, code = attribute(element, "font") or "", attribute(element, "char") or ""
    found = sign(font, code)
    if found is None:
        told.tell(f"a sign of the font {font} without a character of its own, shown as \ufffd", code)
        return "\ufffd"
    return found


def characters(element: Element, told: Remarks, *, preserve: bool) -> str:
    """The words of a ``w:t``; blanks at its edges count only where it says so, or else the file (``preserve``)."""
    text = "".join((element.text or "", *(inner.tail or "" for inner in element)))
    space = element.get(XML_SPACE)
    if space != "preserve" and not (space is None and preserve):
        text = text.strip(" \t\r\n")
    text = text.translate(BREAKS)
    if not text.isprintable() and text != text.translate(_UNPRINTED):
        told.tell("control characters left out")
        text = text.translate(_UNPRINTED)
    return text
