"""Automatic numbers: what Word prints before a paragraph although the text does not contain it.

Knows the definitions (levels, overrides, links to styles) and the counting; leaves the
writing of one number to ``counting``.

Source: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from amendtrack.errors import OverLimit
from amendtrack.formats.docx.elements import NAME, attribute, child, is_on, number, value
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.counting import IN_ENGLISH, is_known, printed
from amendtrack.formats.docx.reading.styles import Setting, WordStyles

LEVELS = 9
LONGEST = 500
"""Characters of one label; Word allows fewer than half as many around its numbers."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its start, its number format, its text (``%1.%2``), and what follows the number."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False
    restart: int | None = None
    style: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs refer to it: the series it counts in, its levels, and where it restarts."""

    series: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


class ListDefinitions:
    """The lists of a document, by id; ``file`` is the document's name, for messages.

    ``language`` is that of its numbers in words, where a paragraph does not have one of its own.
    """

    def __init__(self, root: Element | None, styles: WordStyles, *, file: str = "") -> None:
        self.language, self.file = styles.language, file
        series: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        lists: list[Element] = []
        for element in () if root is None else root:
            if NAME[element.tag] == "w:abstractNum":
                id_ = attribute(element, "abstractNumId") or ""
                series.setdefault(id_, _levels(element))
                if link := value(element, "w:numStyleLink"):
                    links[id_] = link
            elif NAME[element.tag] == "w:num":
                lists.append(element)
        one: dict[str, str] = {}
        of = {attribute(e, "numId") or "": value(e, "w:abstractNumId") or "" for e in lists}
        for id_, style in links.items():
            linked = of.get(styles.list_of(style).list or "", "")
            if not series.get(id_) and linked in series:
                series[id_], one[id_] = series[linked], linked
        self._lists: dict[str, NumberedList] = {}
        self._named: dict[str, str] = {}
        names = {id_: name for element in (() if root is None else root) for id_, name in _name(element)}
        for element in lists:
            id_ = attribute(element, "numId") or ""
            self._lists.setdefault(id_, _list(element, series, one))
            if name := names.get(of[id_]):
                self._named.setdefault(name.casefold(), id_)
        self.notes = tuple(
            f"numbers in the format {form} are printed in digits"
            for form in sorted({v.form for one in self._lists.values() for v in one.levels.values()} - {"bullet"})
            if not is_known(form)
        )

    def place(self, setting: Setting) -> tuple[str, int] | None:
        """The list and level of a paragraph with that setting (including its style's), if it is numbered."""
        found = self._lists.get(setting.list or "")
        if found is None or setting.list is None or setting.list == "0":
            return None
        level = setting.level
        if level is None or (level == 0 and setting.style):
            linked = [n for n, v in found.levels.items() if v.style and v.style == setting.style]
            level = linked[0] if linked else level
        level = level or 0
        return (setting.list, level) if 0 <= level < LEVELS else None

    def named(self, name: str) -> str | None:
        """The id of the first list with that name."""
        return self._named.get(name.casefold())

    def list(self, id_: str) -> NumberedList:
        """The list with that id."""
        return self._lists[id_]


@dataclass(slots=True)
class ListCounters:
    """The counters of one pass over a document, from its first paragraph on."""

    numbering: ListDefinitions
    foreign: set[str] = field(default_factory=set)
    always: Mapping[str, NumberedList] = field(default_factory=dict)
    """The lists that need no definition, by their id."""
    """The formats of numbers in words, with their language, that were printed in digits."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, id_: str, level: int, language: str = "", *, start: int | None = None) -> tuple[str, str]:
        """The label of the next paragraph of that list and level, and what separates it from the words.

        A bullet gives ``-``; a level that prints nothing gives no label. Numbers in words are printed as such only in
        English; ``language`` is that of the paragraph, if it says. ``start`` is the number it must have.
        """
        found = self.always.get(id_) or self.numbering.list(id_)
        counts = self._counts.setdefault(found.series, {})
        own = found.levels.get(level, Level())
        if start is not None:
            counts[level] = start
        elif level in found.restarts and (id_, level) not in self._started:
            counts[level] = found.restarts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._started.add((id_, level))
        for deeper in [n for n in counts if n > level]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        for above in range(level):  # a level that was passed over has begun
            if above not in counts:
                counts[above] = found.restarts.get(above, found.levels.get(above, Level()).start)
                self._started.add((id_, above))
        parted = {"space": " ", "nothing": ""}.get(own.suffix, " ")
        if own.is_hidden:
            return "", ""
        if own.form == "bullet":
            return ("-", " ") if own.text.strip() else ("", "")
        text = _PLACE.sub(lambda m: self._count(found, counts, own, int(m[1]) - 1, language), own.text)
        parted = parted or " " * text[-1:].isspace()
        text = text.strip()
        if len(text) > LONGEST:
            message = f"an automatic number of {len(text):,} characters"
            raise OverLimit(message, place=self.numbering.file, remedy=f"at most {LONGEST} are read; redefine the list")
        return (text, parted) if text else ("", "")

    def _count(self, found: NumberedList, counts: Mapping[int, int], own: Level, level: int, language: str) -> str:
        above = found.levels.get(level, Level())
        form = "decimal" if own.is_legal and above.form not in ("none", "decimalZero") else above.form
        spoken = language or self.numbering.language
        if form in IN_ENGLISH and spoken and not spoken.lower().startswith("en"):
            self.foreign.add(f"{form} ({spoken})")
            form = "decimal"
        return "" if form == "bullet" else printed(counts.get(level, above.start), form)


_PLACE = re.compile(r"%([1-9])")


def _name(element: Element) -> Iterator[tuple[str, str]]:
    if NAME[element.tag] == "w:abstractNum" and (name := value(element, "w:name")):
        yield attribute(element, "abstractNumId") or "", name


def _levels(element: Element) -> dict[int, Level]:
    numbered = ((number(attribute(e, "ilvl")) or 0, e) for e in element if NAME[e.tag] == "w:lvl")
    return {n: _level(e) for n, e in numbered if 0 <= n < LEVELS}


def _level(element: Element) -> Level:
    start = number(value(element, "w:start"))
    legal, hidden = child(element, "w:isLgl"), child(child(element, "w:rPr"), "w:vanish")
    return Level(
        start if start is not None else 0,
        _form(element),
        value(element, "w:lvlText") or "",
        value(element, "w:suff") or "tab",
        legal is not None and is_on(legal),
        number(value(element, "w:lvlRestart")),
        value(element, "w:pStyle") or "",
        hidden is not None and is_on(hidden),
    )


def _form(element: Element) -> str:
    """The number format of a level; Word stores a custom one in an alternative."""
    found = child(element, "w:numFmt")
    if found is None:
        found = child(child(child(element, "mc:AlternateContent"), "mc:Choice"), "w:numFmt")
    form = None if found is None else attribute(found, "val")
    if form == "custom" and found is not None:
        return (attribute(found, "format") or "custom").partition(",")[0].strip()
    return form or "decimal"


def _list(element: Element, series: Mapping[str, Mapping[int, Level]], one: Mapping[str, str]) -> NumberedList:
    """One list; ``one`` maps a series to the one it shares, where both belong to the same style."""
    id_ = value(element, "w:abstractNumId") or ""
    levels, restarts = dict(series.get(id_, {})), {}
    for override in element:
        if NAME[override.tag] != "w:lvlOverride":
            continue
        level = number(attribute(override, "ilvl")) or 0
        if not 0 <= level < LEVELS:
            continue
        own = child(override, "w:lvl")
        if own is not None:
            levels[level] = _level(own)
        start = number(value(override, "w:startOverride"))
        if start is not None:
            restarts[level] = start
    return NumberedList(one.get(id_, id_), levels, restarts)
