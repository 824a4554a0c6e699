"""The file around a story: styles, settings, page, header and footer, properties, and the zip itself.

Everything is written here and nothing comes from the machine: no user names, no clock, no revision ids. The same
values give the same bytes. ``looks`` knows the styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from amendtrack.formats.docx.writing.markup import NOTHING, Markup, element, joined, words, written
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.direction import RIGHT_TO_LEFT
from amendtrack.render.own_words import words_in

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_TYPE = "application/vnd.openxmlformats-officedocument"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FACTS = "Facts"
"""The style of lines about the file in a header or footer."""
_BEGINNING_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class PaperSize(Enum):
    """The paper size: width and height in twentieths of a point."""

    A4 = (11906, 16838)
    LETTER = (12240, 15840)


class LineNumbers(Enum):
    """Whether lines are numbered in the margin."""

    PLAIN = "plain"
    NUMBERED = "numbered"


class Margin(Enum):
    """The contents of the margin beside the text."""

    NOTHING = "nothing"
    ADDRESSES = "addresses"


class Revising(Enum):
    """Whether Word tracks what is typed into the file."""

    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says about itself.

    ``language`` is the text's (for example ``en``); ``fingerprint`` is the SHA-256 of the text as recorded; ``at``
    is the time as of which it holds; ``about`` is a line for the header of each page, for example
    ``Informal compilation``; ``foot`` are lines under the page number; ``sheet`` is the paper size, by default the
    template's, otherwise A4; ``own`` the language of what the pages themselves say: ``Page 1 of 2``.
    """

    title: str
    symbol: str = ""
    revision: str = ""
    commit: str = ""
    fingerprint: str = ""
    language: str = "en"
    at: datetime | None = None
    about: str = ""
    foot: tuple[str, ...] = ()
    sheet: PaperSize | None = None
    own: str = "en"

    @property
    def is_right_to_left(self) -> bool:
        """Whether the text's language is written from right to left."""
        return self.language[:2].lower() in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Whether lines are numbered, whether Word tracks changes, and the contents of the margin."""

    lines: LineNumbers = LineNumbers.PLAIN
    revising: Revising = Revising.OFF
    beside: Margin = Margin.NOTHING


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip, in the order given, with a fixed time."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            info = ZipInfo(name, _BEGINNING_OF_ZIP_TIME)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


def document(body: Markup, section: Markup) -> bytes:
    """The main part."""
    return part(element("w:document", element("w:body", body, section), xmlns_w=W, xmlns_r=R))


def part(root: Markup) -> bytes:
    """A part as bytes."""
    return (_PROLOGUE + root).encode("utf-8")


def notes_part(kind: str, notes: Markup) -> bytes:
    """The footnotes, or the endnotes."""
    return part(element(f"w:{kind}s", notes, xmlns_w=W, xmlns_r=R, xmlns_mc=MC, xmlns_w15=W15))


# -- content types and relationships ----------------------------------------------------------------

_KINDS = {
    "word/document.xml": f"{_TYPE}.wordprocessingml.document.main+xml",
    "word/styles.xml": f"{_TYPE}.wordprocessingml.styles+xml",
    "word/numbering.xml": f"{_TYPE}.wordprocessingml.numbering+xml",
    "word/settings.xml": f"{_TYPE}.wordprocessingml.settings+xml",
    "word/fontTable.xml": f"{_TYPE}.wordprocessingml.fontTable+xml",
    "word/theme/theme1.xml": f"{_TYPE}.theme+xml",
    "word/comments.xml": f"{_TYPE}.wordprocessingml.comments+xml",
    "word/footnotes.xml": f"{_TYPE}.wordprocessingml.footnotes+xml",
    "word/endnotes.xml": f"{_TYPE}.wordprocessingml.endnotes+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": f"{_TYPE}.custom-properties+xml",
}


def kind_of(name: str) -> str:
    """The content type of a part; headers and footers are numbered."""
    if name in _KINDS:
        return _KINDS[name]
    return f"{_TYPE}.wordprocessingml.{'header' if '/header' in name else 'footer'}+xml"


def content_types(names: list[str], media: Mapping[str, str]) -> bytes:
    """``[Content_Types].xml`` for these parts; ``media`` gives types by extension."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **media}
    known = (_plain("Default", Extension=ext, ContentType=kind) for ext, kind in defaults.items())
    parts = (_plain("Override", PartName=f"/{name}", ContentType=kind_of(name)) for name in names)
    return part(Markup(f'<Types xmlns="{space}">{joined((*known, *parts))}</Types>'))


def relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """A ``.rels`` part: id to type and target; never to anything outside the file."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = joined(_plain("Relationship", Id=key, Type=kind, Target=to) for key, (kind, to) in targets.items())
    return part(Markup(f'<Relationships xmlns="{space}">{links}</Relationships>'))


def package_relationships() -> bytes:
    """The package's own relationships."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return relationships(
        {
            "rId1": (f"{R}/officeDocument", "word/document.xml"),
            "rId2": (core, "docProps/core.xml"),
            "rId3": (f"{R}/custom-properties", "docProps/custom.xml"),
        }
    )


def _plain(name: str, /, **attributes: str) -> Markup:
    said = "".join(f' {key}="{written(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{said}/>")


# -- properties -------------------------------------------------------------------------------------


def core_properties(facts: FileFacts) -> bytes:
    """Title, language and time; never a person or a machine."""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    inside = f"<dc:title>{written(facts.title)}</dc:title><dc:language>{written(facts.language)}</dc:language>"
    if facts.at is not None:
        at = f"{facts.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        inside += "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>' for name in ("created", "modified")
        )
    return part(
        Markup(
            f'<cp:coreProperties xmlns:cp="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"{inside}</cp:coreProperties>"
        )
    )


def custom_properties(facts: FileFacts, kind: str) -> bytes:
    """What identifies the file when it is returned."""
    said = {
        "amendtrack-draft": facts.title,
        "amendtrack-symbol": facts.symbol,
        "amendtrack-revision": facts.revision,
        "amendtrack-commit": facts.commit,
        "amendtrack-text-sha256": facts.fingerprint,
        "amendtrack-kind": kind,
    }
    inside = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{written(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(((n, v) for n, v in said.items() if v), 2)
    )
    return part(
        Markup(
            f'<Properties xmlns="{R.replace("relationships", "custom-properties")}" '
            f'xmlns:vt="{R.replace("relationships", "docPropsVTypes")}">{inside}</Properties>'
        )
    )


# -- settings ---------------------------------------------------------------------------------------


def settings(revising: Revising, more: Markup = NOTHING, notes: Iterable[str] = ("footnote",)) -> bytes:
    """The file's settings; with ``revising`` on, Word tracks what is typed; ``notes`` are the kinds that it has."""
    tracking = element("w:trackRevisions") if revising is Revising.ON else NOTHING
    compat = element(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    lines = joined(element(f"w:{k}Pr", *(element(f"w:{k}", id=n) for n in ("-1", "0"))) for k in notes)
    inside = (tracking, element("w:defaultTabStop", val="567"), more, lines, element("w:compat", compat))
    return part(element("w:settings", *inside, xmlns_w=W))


# -- the page ---------------------------------------------------------------------------------------


def header(facts: FileFacts) -> bytes:
    """Symbol and title, what the paper is, its time, and the text it belongs to."""
    return part(element("w:hdr", *map(fact_line, head_lines(facts)), xmlns_w=W, xmlns_r=R))


def head_lines(facts: FileFacts) -> list[str]:
    """The lines for the header of each page, or for its footer under a letterhead."""
    first = " ".join(filter(None, (facts.symbol, facts.title)))
    said = words_in(facts.own)
    date = f"{date_and_time(facts.at, said)} {facts.at:%Z}".rstrip() if facts.at else ""
    as_at = said("page.as_at", date=date) if date else ""
    mark = "" if facts.foot else (facts.commit or facts.fingerprint)[:12]
    second = "  ·  ".join(filter(None, (facts.about, facts.revision, as_at, mark)))
    return [line for line in (first, second) if line]


def foot_lines(facts: FileFacts) -> list[Markup]:
    """The lines at the foot of each page."""
    return [page_line(facts.own), *map(fact_line, facts.foot)]


def footer(*lines: Markup) -> bytes:
    """A footer with these lines."""
    return part(element("w:ftr", *lines, xmlns_w=W, xmlns_r=R))


def page_line(own: str = "en") -> Markup:
    """Page x of y, counted by Word."""
    said = words_in(own)
    turned = (element("w:bidi"),) if own in RIGHT_TO_LEFT else ()
    about = element("w:pPr", element("w:pStyle", val="Footer"), *turned, element("w:jc", val="center"))
    before, between, after = (said(f"page.{name}") for name in ("before", "between", "after"))
    behind = (_said(after),) if after else ()
    return element("w:p", about, _said(before), _field("PAGE"), _said(between), _field("NUMPAGES"), *behind)


def fact_line(line: str) -> Markup:
    """A line in a header or footer, in a style by which it is recognised when this file serves as a template."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=FACTS)), _said(line))


def _said(text: str) -> Markup:
    return element("w:r", words(text))


def _field(name: str) -> Markup:
    return element("w:fldSimple", element("w:r", words("1")), instr=f" {name} ")
