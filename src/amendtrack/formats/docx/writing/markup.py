"""XML as it is written: the one place where a text becomes markup.

``Markup`` is made only here, so that wording can never be read as an element, a field or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

Markup = NewType("Markup", str)
"""Well-formed XML, or a fragment of it."""

NOTHING = Markup("")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_SIGN = re.compile('[&<>"\n\t]')


def storable(text: str) -> str:
    """The text, with characters that XML cannot represent spelt out.

    >>> storable("shall\\x1b[2J"), storable("a\\ud800")
    ('shall<U+001B>[2J', 'a<U+D800>')
    """
    if text.isascii() and text.isprintable():
        return text
    return _NEVER.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def written(text: str) -> Markup:
    """The text escaped for XML, in an element or an attribute.

    >>> written('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    if text.isascii() and text.isalnum():  # as most attributes
        return Markup(text)
    return Markup(_SIGN.sub(lambda found: _SIGNS[found[0]], storable(text)))


def joined(pieces: Iterable[Markup]) -> Markup:
    """The fragments, concatenated."""
    return Markup("".join(pieces))


def element(name: str, /, *inside: Markup, **attributes: str) -> Markup:
    """An element; ``_`` in an attribute's name stands for a colon, and a name without one is in ``w``.

    >>> element("w:ins", Markup("<w:r/>"), id="1", author="A & B")
    '<w:ins w:id="1" w:author="A &amp; B"><w:r/></w:ins>'
    """
    said = "".join(f' {_qualified(key)}="{written(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{said}>{''.join(inside)}</{name}>" if any(inside) else f"<{name}{said}/>")


def _qualified(key: str) -> str:
    return key.replace("_", ":") if "_" in key else f"w:{key}"


_PIECE = re.compile(r"[\t\n]|[^\t\n]+")


def words(text: str, name: str = "w:t") -> Markup:
    """The contents of a run: words in ``name`` (``w:delText`` for deleted ones), tabs and line breaks."""
    if "\n" not in text and "\t" not in text:
        return _word(text, name) if text else NOTHING
    return joined(_word(piece, name) for piece in _PIECE.findall(text))


def _word(piece: str, name: str) -> Markup:
    if piece == "\t":
        return Markup("<w:tab/>")
    if piece == "\n":
        return Markup("<w:br/>")
    return Markup(f'<{name} xml:space="preserve">{written(piece)}</{name}>')
