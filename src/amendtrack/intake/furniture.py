"""Lines around a text that are not part of it: page numbers, ornaments, dots for omissions, titles.

Pure. A line counts only if it can be nothing else and the draft has no such line. ``proposal`` decides what an omission
means, and what becomes of any other foreign line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.text.units import Text, Unit, UnitKind, parse_text

_LINE_END = re.compile(r"[ \t]*(?:\n\s*)?")
_PAGE = re.compile(
    r"[-–—] ?\d{1,4} ?[-–—]|(?:page|p\.|pagina|pag\.|стр\.|страница|صفحة) ?\d{1,4}(?: ?(?:/|of|sur|de|из) ?\d{1,4})?"
    r"|\d{1,4} ?/ ?\d{1,4}|第 ?\d{1,4} ?页"
)
_ELIDED = re.compile(r"(?:[(\[] ?(?:\.\.\.+|…+|\. \. \.) ?[)\]]|\.\.\.+|…+|\. \. \.)")
_OF_TEXT = plain("|`~[(")
"""Signs that are part of a text without any letter beside them: a table's, and those of a block of code."""
_NUMBERED = re.compile(
    r"(?:amendments?|amdt\.?|am\.|proposals?|amendements?|propositions?|enmiendas?|propuestas?|поправка|предложение"
    r"|修正案|提案|تعديل|مقترح)(?: (?:no\.?|n°|nº|number))? ?№? ?\d{1,4}\W?"
)
_DIVISION = re.compile(
    r"(?:sections?|chapters?|parts?|titles?|chapitres?|parties?|titres?|secciones|seccion|capitulos?|partes?|titulos?"
    r"|раздел|глава|часть|الفصل|القسم|الباب) "
)
_NEW = re.compile(
    r"[ \t]*(?:[(\[](?:new|nouveau|nouvelle|nuevo|nueva|новый|новая|новое|新增?|جديد)[)\]]|new:|NEW:?)[ \t]+"
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines of a source that are not part of its text, and whether some of them mark omissions."""

    spans: tuple[MessageSpan, ...] = ()
    elides: bool = False

    def without(self, source: str) -> str:
        """The source without them, and without the lines that they occupied."""
        out, at = [], 0
        for span in self.spans:
            start, end = span.start, span.end
            if source[:start].rstrip(" \t")[-1:] in ("", "\n"):
                end += len(_LINE_END.match(source, end)[0])  # type: ignore[index]
            out.append(source[at:start])
            at = end
        return "".join([*out, source[at:]])

    def inside(self, start: int, end: int) -> Furniture:
        """The part of it from ``start`` to ``end``, with offsets counted from ``start``."""
        spans = (s for s in self.spans if start <= s.start and s.end <= end)
        return replace(self, spans=tuple(replace(s, start=s.start - start, end=s.end - start) for s in spans))

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches from ``start`` to ``end`` that are text."""
        at = start
        for span in self.spans:
            if at < span.start:
                yield at, span.start
            at = span.end
        if at < end:
            yield at, end


def furniture_in(source: str, base: Text) -> Furniture:
    r"""The furniture of a text that was made from the draft.

    >>> base = parse_text("1. Clear.\n\n2. Destroy stocks.\n")
    >>> found = furniture_in("...\n\n2. Destroy all stocks.\n\n- 2 -\n", base)
    >>> [span.of("...\n\n2. Destroy all stocks.\n\n- 2 -\n") for span in found.spans], found.elides
    (['...', '- 2 -'], True)
    """
    known = {plain(line.strip()) for line in base.source.splitlines()}
    lines = list(_lines(source))
    few = len(parse_text(source).units) * 2 < len(base.units)
    spans, elides = [], False
    for k, (at, line) in enumerate(lines):
        said = " ".join(plain(line).split())
        if not said or said in known:
            continue
        below = next((other for _, other in lines[k + 1 :] if other.strip()), "")
        apart = any(not other.strip() for _, other in (*lines[k - 1 : k], *lines[k + 1 : k + 2])) or len(lines) == 1
        if not apart and not _ELIDED.fullmatch(said) and 0 < k < len(lines) - 1:
            continue
        above = lines[k - 1][1].strip() if k else ""
        role = _role(said, below, base) if not (above and set(said) <= {*"=-~_"}) else None  # it underlines a title
        if role is SpanRole.SCOPE and not few and not _ELIDED.fullmatch(said):
            role = None  # in a whole text it may be the heading itself, typed differently
        elides = elides or bool(_ELIDED.fullmatch(said))
        if role is not None:
            start = at + len(line) - len(line.lstrip())
            spans.append(MessageSpan(start, at + len(line.rstrip()), role))
        elif (sign := _NEW.match(line)) and _is_new_label(line[sign.end() :], base):
            spans.append(MessageSpan(at, at + sign.end(), SpanRole.SCOPE))
    return Furniture(tuple(spans), elides)


def _lines(source: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def _role(said: str, below: str, base: Text) -> SpanRole | None:
    """What a line is, if it is furniture; ``said`` is its plain text, ``below`` the next line with words."""
    if _ELIDED.fullmatch(said):
        return SpanRole.SCOPE
    if _PAGE.fullmatch(said) or not any(sign.isalnum() or sign in _OF_TEXT for sign in said):
        return SpanRole.FOOTER
    if _NUMBERED.fullmatch(said.strip("#*_ ")):
        return SpanRole.HEADER if _place(below, base) is not None else None
    place = _place(below, base)
    return SpanRole.SCOPE if place is not None and said in _names_of(_headings(base, place), base) else None


def _place(line: str, base: Text) -> int | None:
    """The unit of the draft whose label the line has."""
    units = parse_text(line).units
    label = _bare(units[0].label) if units else ""
    found = [k for k, unit in enumerate(base.units) if label and _bare(unit.label) == label]
    return found[0] if len(found) == 1 else None


def _is_new_label(words: str, base: Text) -> bool:
    units = parse_text(words).units
    label = _bare(units[0].label) if units else ""
    return bool(label) and all(_bare(unit.label) != label for unit in base.units)


def _bare(label: str) -> str:
    return re.sub(r"[\s.:：()#*_\\-]+", " ", plain(label)).strip()


def _headings(base: Text, place: int) -> Iterator[Unit]:
    """The headings above a unit of the draft, nearest first."""
    level = 7
    for unit in reversed(base.units[:place]):
        signs = len(re.match(r"#*", base.printed(unit))[0])  # type: ignore[index]
        if unit.kind is UnitKind.HEADING and (signs or 7) < level:
            yield unit
            level = signs or 7


def _names_of(headings: Iterable[Unit], base: Text) -> frozenset[str]:
    """How the headings may be written: ``section v``, ``v. education``, ``section v - education (continued)``."""
    return frozenset(name for unit in headings for name in _ways(unit, base))


def _ways(unit: Unit, base: Text) -> Iterator[str]:
    label, words = _bare(unit.label), " ".join(plain(base.wording(unit)).split())
    number = _DIVISION.sub("", label)
    for word in _DIVISIONS if number else ():
        yield from (f"{word} {number}", f"{word} {number}.", f"{word} {number}:")
        yield from (f"{word} {number}{dash}{words}" for dash in (". ", ": ", " - ", " "))
    yield from (number, f"{number}.") if number else ()
    yield from (f"{number}{dash}{words}" for dash in (". ", ": ", " - ", " ")) if number else ()
    if not number:
        yield from (words, words + ":")


_DIVISIONS = ("section", "chapter", "part", "title", "chapitre", "partie", "titre", "seccion", "capitulo", "parte",
              "titulo", "раздел", "глава", "часть")  # fmt: skip


__all__ = ["Furniture", "furniture_in"]
