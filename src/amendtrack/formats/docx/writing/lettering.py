"""Our own styles and bullets: plain black letters in fonts that also cover Arabic and Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from amendtrack.formats.docx.writing.body import BESIDE, CELL, SMALL_CELL, SMALL_SIZE
from amendtrack.formats.docx.writing.markup import Markup, element, joined
from amendtrack.formats.docx.writing.shell import FACTS, W, part

_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN", "he": "he-IL"}
_EAST = {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
_BULLETS = "•–▪"
_SIDES = ("top", "left", "bottom", "right")


@lru_cache(maxsize=8)
def styles(language: str, cells: int = 0) -> bytes:
    """``word/styles.xml`` for a text in that language; ``cells`` is the type size in tables, if it differs."""
    return part(element("w:styles", _defaults(language), joined(_styles(cells)), xmlns_w=W))


def _defaults(language: str) -> Markup:
    short = language[:2].lower()
    fonts = element(
        "w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="SimSun", cs="Times New Roman"
    )
    said = element(
        "w:lang",
        val=_REGIONS.get(short, language) if short not in ("ar", "he", *_EAST) else "en-GB",
        eastAsia=_EAST.get(short, "zh-CN"),
        bidi=_REGIONS["he"] if short == "he" else _REGIONS["ar"],
    )
    run = element("w:rPrDefault", element("w:rPr", fonts, element("w:sz", val="22"), element("w:szCs", val="22"), said))
    gap = element("w:spacing", after="120", line="264", lineRule="auto")
    return element("w:docDefaults", run, element("w:pPrDefault", element("w:pPr", gap)))


def _styles(cells: int) -> Iterator[Markup]:
    yield _style("Normal", "Normal", default="1")
    unnumbered = element("w:suppressLineNumbers")
    for level in range(1, 7):
        size = str({1: 28, 2: 24}.get(level, 22))
        slant = (element("w:i"), element("w:iCs")) if level > 5 else ()
        about = (
            element("w:keepNext"),
            element("w:spacing", before="240" if level < 3 else "180", after="120"),
            element("w:outlineLvl", val=str(level - 1)),
        )
        marks = (element("w:b"), element("w:bCs"), *slant, element("w:sz", val=size), element("w:szCs", val=size))
        yield _style(f"Heading{level}", f"heading {level}", about, marks, following="Normal")
    yield from _headings_of_text()
    # Only heading styles are bold or italic: in any other, reading back would see emphasis on the words.
    yield _style("Subtitle", "Unit title", (element("w:keepNext"), element("w:jc", val="center")))
    yield _style("SideTitle", "Unit title at the side", (element("w:keepNext"),))
    yield _style("Subparagraph", "Sub-paragraph", (element("w:ind", start="567"),))
    small = (element("w:sz", val="18"), element("w:szCs", val="18"))
    number = element("w:numPr", element("w:numId", val="1"))
    yield _style("ListBullet", "List Bullet", (number,))
    yield _style("Quote", "Quote", (element("w:ind", start="567", end="567"),))
    yield _style("Preformatted", "Preformatted", (), (element("w:rFonts", ascii="Courier New", hAnsi="Courier New"),))
    for level in (2, 3):
        indent = element("w:ind", start=str(567 * level))
        yield _style(f"Subparagraph{level}", f"Sub-paragraph {level}", (indent,))
    capitals = (element("w:b"), element("w:bCs"), element("w:caps"), element("w:spacing", val="20"))
    yield _style(
        "Masthead", "Masthead", (element("w:keepNext"), unnumbered, element("w:spacing", after="60")), capitals
    )
    yield _style("PaperItem", "Paper item", (unnumbered,), based="ListBullet")
    yield _style("PaperTitle", "Paper title", (unnumbered,), based="Heading1")
    yield _style("PaperSection", "Paper section", (unnumbered,), based="Heading2")
    yield _style("PaperSlot", "Paper slot", (unnumbered, element("w:jc", val="right")), based="Heading3")
    sides = (element(f"w:{side}", val="single", sz="18", space="4", color="auto") for side in _SIDES)
    boxed = (unnumbered, element("w:pBdr", *sides), element("w:spacing", after="160"))
    yield _style("PaperStatus", "Paper status", boxed)
    line = element("w:pBdr", element("w:left", val="single", sz="12", space="8", color="auto"))
    note = (unnumbered, line, element("w:spacing", before="80", after="80"), element("w:ind", start="227"))
    yield _style("PaperNote", "Paper note", note, small)
    # A template may set all lines flush on both sides, which tears the words of a narrow column apart.
    ragged = element("w:jc", val="left")
    close = (element("w:keepNext"), unnumbered, element("w:spacing", after="0"), ragged)
    bold = (element("w:b"), element("w:bCs"), element("w:sz", val="15"), element("w:szCs", val="15"))
    yield _style(BESIDE, "Slot address", close, bold)
    own = (element("w:sz", val=str(cells)), element("w:szCs", val=str(cells))) if cells else ()
    cell = (element("w:spacing", after="40", line="264", lineRule="auto"), ragged)
    yield _style(CELL, "Table cell", cell, own)
    small_cell = (element("w:sz", val=str(SMALL_SIZE)), element("w:szCs", val=str(SMALL_SIZE)))
    yield _style(SMALL_CELL, "Small table cell", cell, small_cell)
    yield _style("Lead", "Lead", (unnumbered, element("w:spacing", after="240")))
    yield _style("Small", "Small", (), small)
    yield _style("Header", "header", (unnumbered, element("w:spacing", after="0")), small)
    yield _style("Footer", "footer", (unnumbered, element("w:spacing", after="0")), small)
    yield _style(FACTS, "Paper facts", (unnumbered, element("w:spacing", after="0")), small)
    yield _style("FootnoteText", "footnote text", (element("w:spacing", after="0"),), small)
    raised = element("w:rPr", element("w:vertAlign", val="superscript"))
    reference = (element("w:name", val="footnote reference"), raised)
    yield element("w:style", *reference, type="character", styleId="FootnoteReference")
    yield _grid()


def _headings_of_text() -> Iterator[Markup]:
    """The headings of a text, alone or two levels below those of a paper; ``template`` bases them on a file's own."""
    centred = element("w:jc", val="center")
    for level in range(1, 7):
        outline = element("w:outlineLvl", val=str(min(level + 1, 5)))
        larger = (element("w:sz", val="24"), element("w:szCs", val="24")) if level == 1 else ()
        below = f"Heading{min(level + 2, 6)}"
        yield _style(f"TextHeading{level}", f"Text heading {level}", (outline,), larger, based=below)
        yield _style(f"TextTitle{level}", f"Text title {level}", (centred, outline), larger, based=below)
        yield _style(f"CentredHeading{level}", f"Centred heading {level}", (centred,), based=f"Heading{level}")


def _style(
    key: str,
    name: str,
    about: tuple[Markup, ...] = (),
    marks: tuple[Markup, ...] = (),
    *,
    following: str = "",
    default: str = "",
    based: str = "Normal",
) -> Markup:
    inside = [element("w:name", val=name)]
    if key != "Normal":
        inside.append(element("w:basedOn", val=based))
    if following:
        inside.append(element("w:next", val=following))
    inside.append(element("w:qFormat"))
    if about:
        inside.append(element("w:pPr", *about))
    if marks:
        inside.append(element("w:rPr", *marks))
    given = {"type": "paragraph", **({"default": default} if default else {}), "styleId": key}
    return element("w:style", *inside, **given)


def _grid() -> Markup:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(f"w:{edge}", val="single", sz="4", space="0", color="auto") for edge in edges)
    room = (element("w:left", w="85", type="dxa"), element("w:right", w="85", type="dxa"))
    about = element("w:tblPr", element("w:tblBorders", *lines), element("w:tblCellMar", *room))
    bold = element("w:tblStylePr", element("w:rPr", element("w:b"), element("w:bCs")), type="firstRow")
    return element("w:style", element("w:name", val="Table Grid"), about, bold, type="table", styleId="TableGrid")


@cache
def numbering() -> bytes:
    """``word/numbering.xml``: bullets only, since numbers are typed and must not change."""
    levels = (_level(k) for k in range(9))
    bullets = element("w:abstractNum", element("w:multiLevelType", val="hybridMultilevel"), *levels, abstractNumId="0")
    used = element("w:num", element("w:abstractNumId", val="0"), numId="1")
    return part(element("w:numbering", bullets, used, xmlns_w=W))


def _level(k: int) -> Markup:
    place = element("w:pPr", element("w:ind", start=str(567 * (k + 1)), hanging="283"))
    return element(
        "w:lvl",
        element("w:start", val="1"),
        element("w:numFmt", val="bullet"),
        element("w:lvlText", val=_BULLETS[k % len(_BULLETS)]),
        element("w:lvlJc", val="left"),
        place,
        ilvl=str(k),
    )
