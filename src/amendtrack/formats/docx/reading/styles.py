"""What a style gives paragraphs and runs: heading level, list, italic, bold, hidden.

Knows inheritance (``basedOn``); styles are found by id, never by localized name, except for the
built-in names, which Word keeps in English in every language.

Source: ECMA-376 part 1, 17.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from amendtrack.formats.docx.elements import NAME, attribute, child, number, switched, value
from amendtrack.formats.docx.package import Element

_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as text can represent it; None where the file does not say."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    style: str = ""
    raised: bool | None = None
    """Superscript or subscript."""
    set_off: bool | None = None
    """Underlined, highlighted or in a colour."""

    def over(self, below: Look) -> Look:
        """This look where it says something, otherwise the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            self.style or below.style,
            below.raised if self.raised is None else self.raised,
            below.set_off if self.set_off is None else self.set_off,
        )


PLAIN = Look()


def look_of(properties: Element | None) -> Look:
    """The look in a run's properties, without what its style adds."""
    if properties is None or not len(properties):
        return PLAIN
    struck = switched(properties, "w:strike") or switched(properties, "w:dstrike")
    return Look(
        switched(properties, "w:b"),
        switched(properties, "w:i"),
        switched(properties, "w:vanish"),
        struck,
        value(properties, "w:rStyle") or "",
        None if (raised := value(properties, "w:vertAlign")) is None else raised != "baseline",
        _set_off(properties),
    )


_PLAIN_COLOURS = frozenset(("auto", "000000", "black"))


def _set_off(properties: Element) -> bool | None:
    """Whether words are underlined, highlighted or in a colour; None where nothing says so."""
    said = [value(properties, name) for name in ("w:u", "w:highlight")]
    colour = value(properties, "w:color")
    if colour is None and said == [None, None]:
        return None
    lined = any(each not in (None, "none") for each in said)
    return lined or (colour is not None and colour.lower() not in _PLAIN_COLOURS)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph's properties say: style, outline level (0 for the first), list and level in it.

    ``side`` is its alignment (``w:jc``), where the paragraph itself sets one.
    """

    style: str = ""
    outline: int | None = None
    list: str | None = None
    level: int | None = None
    side: str = ""

    @property
    def place(self) -> tuple[int | None, str | None, int | None]:
        """What its label and its rank as a heading follow from."""
        return self.outline, self.list, self.level


def setting_of(properties: Element | None) -> Setting:
    """The setting in a paragraph's properties, without what its style adds."""
    if properties is None:
        return Setting()
    numbered = child(properties, "w:numPr")
    return Setting(
        value(properties, "w:pStyle") or "",
        number(value(properties, "w:outlineLvl")),
        value(numbered, "w:numId"),
        number(value(numbered, "w:ilvl")),
        value(properties, "w:jc") or "",
    )


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style: its parent, its English name if it is built into Word, and what it sets."""

    id: str
    name: str
    based_on: str
    setting: Setting
    look: Look


class WordStyles:
    """All styles of a document; an unknown style sets nothing."""

    def __init__(self, root: Element | None, settings: Element | None = None) -> None:
        found: dict[str, WordStyle] = {}
        self._default = ""
        self.language = ""
        """That of text for which nothing else is said (``fr-FR``); empty where the styles do not say."""
        for element in () if root is None else root:
            if NAME[element.tag] == "w:docDefaults":
                self.language = self.language or _language(child(child(element, "w:rPrDefault"), "w:rPr"))
            if NAME[element.tag] != "w:style":
                continue
            style = _style(element)
            found.setdefault(style.id, style)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = self._default or style.id
                self.language = _language(child(element, "w:rPr")) or self.language
        self.language = self.language or value(settings, "w:themeFontLang") or ""
        self._styles: Mapping[str, WordStyle] = found
        self._settings: dict[str, Setting] = {}
        self._looks: dict[str, Look] = {}

    def setting(self, own: Setting) -> Setting:
        """A paragraph's setting, completed by its style."""
        style = own.style or self._default
        if style not in self._settings:
            self._settings[style] = self._inherited(style)
        below = self._settings[style]
        outline = below.outline if own.outline is None else own.outline
        return Setting(
            style,
            0 if outline is None and self._is_title(style) else outline,
            below.list if own.list is None else own.list,
            below.level if own.level is None else own.level,
            own.side,
        )

    def _is_title(self, style: str) -> bool:
        """Whether this is the title style itself; styles derived from it are for subtitles and authors."""
        return style in self._styles and self._styles[style].name == "title"

    def look(self, own: Look) -> Look:
        """A run's look, completed by its character style."""
        if not own.style:
            return own
        if own.style not in self._looks:
            merged = PLAIN
            for style in self._chain(own.style):
                merged = merged.over(style.look)
            self._looks[own.style] = merged
        return own.over(self._looks[own.style])

    def is_hidden(self, paragraph_style: str) -> bool:
        """Whether a paragraph's style hides its words."""
        for style in self._chain(paragraph_style):
            if style.look.hidden is not None:
                return style.look.hidden
        return False

    def list_of(self, style: str) -> Setting:
        """What a style itself sets, for levels linked to it."""
        return self._inherited(style)

    def _inherited(self, style: str) -> Setting:
        merged = Setting()
        for each in self._chain(style):
            s = each.setting
            merged = replace(
                merged,
                outline=s.outline if merged.outline is None else merged.outline,
                list=s.list if merged.list is None else merged.list,
                level=s.level if merged.level is None else merged.level,
            )
        return merged

    def _chain(self, style: str) -> list[WordStyle]:
        chain: list[WordStyle] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain


def _language(properties: Element | None) -> str:
    return value(properties, "w:lang") or ""


def _style(element: Element) -> WordStyle:
    name = (value(element, "w:name") or "").lower()
    setting = setting_of(child(element, "w:pPr"))
    if name.startswith("heading ") and setting.outline is None:
        level = number(name.removeprefix("heading "))
        setting = replace(setting, outline=level - 1 if level else None)
    return WordStyle(
        attribute(element, "styleId") or "",
        name,
        value(element, "w:basedOn") or "",
        setting,
        replace(look_of(child(element, "w:rPr")), style=""),
    )
