"""How a file looks: styles, page, header and footer. Ours are made here; ``template`` takes another file's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from amendtrack.formats.docx.writing import shell
from amendtrack.formats.docx.writing.body import PLAIN_AREA, TextArea
from amendtrack.formats.docx.writing.lettering import styles
from amendtrack.formats.docx.writing.markup import NOTHING, Markup, element
from amendtrack.formats.docx.writing.shell import FileFacts, LineNumbers, Margin, PageSetup, PaperSize, R

EDGE, WIDE_EDGE = 1418, 2098
"""Our margins in twentieths of a point; the wide one has room for addresses."""


@dataclass(frozen=True, slots=True)
class FileParts:
    """The parts around a body, the section that ends it, and the main part's relationships (id to type and target)."""

    parts: Mapping[str, bytes]
    section: Markup
    links: Mapping[str, tuple[str, str]]
    media: Mapping[str, str] = field(default_factory=dict)
    settings: Markup = NOTHING
    area: TextArea = PLAIN_AREA


def own_looks(facts: FileFacts, page: PageSetup) -> FileParts:
    """Our own styles and page."""
    references = (
        element("w:headerReference", type="default", r_id="rIdHeader"),
        element("w:footerReference", type="default", r_id="rIdFooter"),
    )
    links = {
        "rIdStyles": (f"{R}/styles", "styles.xml"),
        "rIdHeader": (f"{R}/header", "header1.xml"),
        "rIdFooter": (f"{R}/footer", "footer1.xml"),
    }
    parts = {
        "word/styles.xml": styles(facts.language),
        "word/header1.xml": shell.header(facts),
        "word/footer1.xml": shell.footer(*shell.foot_lines(facts)),
    }
    width, _ = (facts.sheet or PaperSize.A4).value
    edges = _edges(facts, page)
    area = TextArea(edges["left"], width - edges["left"] - edges["right"], max(edges["left"], edges["right"]))
    return FileParts(parts, element("w:sectPr", *references, *_page(facts, page)), links, area=area)


def _page(facts: FileFacts, page: PageSetup) -> list[Markup]:
    width, height = (facts.sheet or PaperSize.A4).value
    edges = {name: str(wide) for name, wide in _edges(facts, page).items()}
    return [
        element("w:pgSz", w=str(width), h=str(height)),
        element("w:pgMar", **edges, header="709", footer="709", gutter="0"),
        *numbered(page),
        element("w:cols", space="708"),
        *([element("w:bidi")] if facts.is_right_to_left else []),
    ]


def _edges(facts: FileFacts, page: PageSetup) -> dict[str, int]:
    """The margins; the one beside the text for addresses, if any, is wider."""
    edges = dict.fromkeys(("top", "right", "bottom", "left"), EDGE)
    if page.beside is Margin.ADDRESSES:
        edges["left" if facts.is_right_to_left else "right"] = WIDE_EDGE
    return edges


def numbered(page: PageSetup) -> list[Markup]:
    """The setting that numbers every fifth line, if lines are numbered."""
    if page.lines is LineNumbers.PLAIN:
        return []
    return [element("w:lnNumType", countBy="5", distance="284", restart="newPage")]
