"""Equations on one line: ``1/2``, ``x^2``, ``√(a+b)``, as one would type them.

Every word in an equation is kept. The signs that Word draws for a structure, such as the bar of a fraction or a pair of
brackets, are typed; they are part of the words around them, and of a tracked change that inserts or deletes them.

Source: ECMA-376 part 1, 22.1.2 (math).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.formats.docx.elements import NAME, child, extended
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.layers import ACTS
from amendtrack.formats.docx.reading.typed import Trace

if TYPE_CHECKING:
    from amendtrack.formats.docx.reading.walk import Walk


@dataclass(frozen=True, slots=True)
class Term:
    """Words or a sign of an equation; ``letters`` are those that are stored as text of Word's own, not of its math."""

    words: str
    trace: Trace
    letters: int = 0


def terms(walk: Walk, element: Element, trace: Trace) -> list[Term]:
    """The terms of an equation, or of a part of one, in reading order."""
    walk.descend()
    found: list[Term] = []
    for each in element:
        found += _one(walk, each, trace)
    walk.depth -= 1
    return found


def _one(walk: Walk, each: Element, trace: Trace) -> list[Term]:
    name = NAME[each.tag]
    if name in ("m:t", "w:t", "w:delText"):
        words = each.text or ""
        return [Term(words, trace, 0 if name == "m:t" else len(words))]
    if name in ACTS:
        return terms(walk, each, walk.tracked.within(trace, each))
    if name in _STRUCTURES:
        walk.descend()
        signed = list(_structure(walk, each, trace))
        walk.depth -= 1
        return signed
    return terms(walk, each, trace)


def _structure(walk: Walk, element: Element, trace: Trace) -> Iterator[Term]:
    """A fraction, a power and so on: its parts, with the signs that Word draws between and around them."""
    name = NAME[element.tag]
    properties = child(element, f"{name}Pr")
    drawn = (*trace, *walk.tracked.of_mark(child(properties, "m:ctrlPr")))
    parts = [(NAME[each.tag], _one(walk, each, trace)) for each in element if NAME[each.tag] != f"{name}Pr"]
    for sign, part in _STRUCTURES[name](properties, parts):
        if sign:
            yield Term(sign, drawn)
        yield from part


_Parts = Sequence[tuple[str, list[Term]]]
_Signed = Iterator[tuple[str, list[Term]]]
"""A sign, and the part after it."""


def _sign(properties: Element | None, name: str, usual: str) -> str:
    """The sign that the properties name, which may be none; the usual one if they do not say."""
    found = child(properties, name)
    return usual if found is None else extended(found, "val")


def _is_one(part: list[Term]) -> bool:
    """Whether a part can be read as one number, word or letter."""
    words = "".join(term.words for term in part).strip()
    return len(words) <= 1 or words.replace(".", "").replace(",", "").isalnum()


def _grouped(sign: str, part: list[Term]) -> _Signed:
    """A sign and a part, in brackets if it has several terms; nothing if it has none."""
    if not part:
        return
    if _is_one(part):
        yield sign, part
    else:
        yield f"{sign}(", part
        yield ")", []


def _fraction(properties: Element | None, parts: _Parts) -> _Signed:
    for name, part in parts:
        yield from _grouped("/" if name == "m:den" else "", part)


def _scripts(properties: Element | None, parts: _Parts) -> _Signed:
    for name, part in parts:
        yield from _grouped({"m:sub": "_", "m:lim": "_", "m:sup": "^"}.get(name, ""), part)


def _root(properties: Element | None, parts: _Parts) -> _Signed:
    for name, part in parts:
        yield from _grouped("√" if name == "m:e" else "", part)


def _brackets(properties: Element | None, parts: _Parts) -> _Signed:
    between = _sign(properties, "m:sepChr", "|")
    yield _sign(properties, "m:begChr", "("), []
    for k, (_, part) in enumerate(parts):
        yield between if k else "", part
    yield _sign(properties, "m:endChr", ")"), []


def _sum(properties: Element | None, parts: _Parts) -> _Signed:
    yield _sign(properties, "m:chr", "∫"), []
    for name, part in parts:
        if name == "m:e":
            yield " " if any(before for _, before in parts[:-1]) else "", part
        else:
            yield from _grouped("_" if name == "m:sub" else "^", part)


def _apart(sign: str) -> Callable[[Element | None, _Parts], _Signed]:
    def signed(properties: Element | None, parts: _Parts) -> _Signed:
        for k, (_, part) in enumerate(parts):
            yield sign if k else "", part

    return signed


_STRUCTURES: dict[str, Callable[[Element | None, _Parts], _Signed]] = {
    "m:f": _fraction,
    "m:sSup": _scripts,
    "m:sSub": _scripts,
    "m:sSubSup": _scripts,
    "m:limLow": _scripts,
    "m:rad": _root,
    "m:d": _brackets,
    "m:nary": _sum,
    "m:func": _apart(" "),
    "m:eqArr": _apart("; "),
    "m:m": _apart("; "),
    "m:mr": _apart(", "),
}

__all__ = ["Term", "terms"]
