"""Names and attributes of WordprocessingML, in whichever of its two namespaces a file was written.

Source: ECMA-376 part 1 (transitional and strict).
"""

from __future__ import annotations

from amendtrack.formats.docx.package import Element

_NAMESPACES = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "wp": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    ),
    "a": (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
    "wps": ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape",),
    "w14": ("http://schemas.microsoft.com/office/word/2010/wordml",),
}
_PREFIXES = {uri: prefix for prefix, uris in _NAMESPACES.items() for uri in uris}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _TagNames(dict[str, str]):
    """A full tag as ``w:p``; a tag in an unknown namespace keeps its local name after a question mark."""

    def __missing__(self, tag: str) -> str:
        uri, _, local = tag.removeprefix("{").rpartition("}")
        name = f"{_PREFIXES.get(uri, '?')}:{local}"
        if len(self) < 5000:
            self[tag] = name
        return name


NAME = _TagNames()
_W = tuple("{" + uri + "}" for uri in _NAMESPACES["w"])
BODIES = tuple(f"{uri}body" for uri in _W)


def attribute(element: Element, name: str) -> str | None:
    """An attribute in the main namespace, in either of its two forms."""
    value = element.get(_W[0] + name)
    if value is None:
        value = element.get(_W[1] + name)
    return value if value is None else str(value)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name (like ``w:pPr``), or None; None has no children."""
    if element is not None:
        for found in element:
            if NAME[found.tag] == name:
                return found
    return None


def value(element: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child of that name; None where there is no such child or no value."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def number(text: str | None) -> int | None:
    """A whole number, or None where there is none (of at most nine digits)."""
    if text is None or len(text) > 9:
        return None
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() else None


def switched(element: Element | None, name: str) -> bool | None:
    """Whether a toggle such as ``w:b`` is on; None where the file does not say."""
    found = child(element, name)
    return None if found is None else is_on(found)


def is_on(element: Element) -> bool:
    """Whether this toggle is on: it is unless its value says otherwise."""
    return attribute(element, "val") not in ("0", "false", "off", "none")


def extended(element: Element, name: str) -> str:
    """An attribute in one of Word's later namespaces (``paraId``, ``done``), by its local name."""
    return next((str(found) for key, found in element.attrib.items() if key.rpartition("}")[2] == name), "")


def said_in(element: Element) -> str:
    """All words in an element, including deleted ones, whatever its structure."""
    return "".join(t.text or "" for t in element.iter() if NAME[t.tag] in ("w:t", "w:delText"))


def letters_in(element: Element) -> int:
    """How many characters of text there are in an element, counted in the same way."""
    return len(said_in(element))
