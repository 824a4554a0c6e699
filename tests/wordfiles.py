"""Word files for tests, made of the XML that Word writes, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.file import WordFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    ' xmlns:w="{main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ANNA_INS = '<w:ins w:id="9" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>'
TERM = "<m:r><m:t>{}</m:t></m:r>"
ANNA_LOOK = '<w:rPrChange w:id="9" w:author="Anna"><w:rPr>{}</w:rPr></w:rPrChange>'
ANNA_DEL = '<w:del w:id="9" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    "{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def run(words: str, properties: str = "", *, tag: str = "t") -> str:
    """A run of words."""
    shown = words.replace("&", "&amp;").replace("<", "&lt;")
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:{tag} xml:space="preserve">{shown}</w:{tag}></w:r>'


def by(author: str, act: str, inner: str) -> str:
    """A tracked change: ``ins``, ``del``, ``moveTo``, ``moveFrom`` round its runs."""
    return f'<w:{act} w:id="1" w:author="{author}" w:date="2009-08-21T10:00:00Z">{inner}</w:{act}>'


def ins(words: str, author: str = "Anna") -> str:
    """Inserted words."""
    return by(author, "ins", run(words))


def dele(words: str, author: str = "Anna") -> str:
    """Deleted words."""
    return by(author, "del", run(words, tag="delText"))


def p(*content: str, style: str = "", mark: str = "", properties: str = "") -> str:
    """A paragraph; bare words become a run. ``mark`` stands in its mark's properties."""
    inner = "".join(c if c.startswith("<") else run(c) for c in content if c)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    set_ = named + properties + marked
    return f"<w:p>{f'<w:pPr>{set_}</w:pPr>' if set_ else ''}{inner}</w:p>"


def numbered(level: int, list_: int = 1) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def level(n: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """One level of a list's definition."""
    head = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
    return f'<w:lvl w:ilvl="{n}">{head}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, extra: str = "") -> str:
    """A numbering part with one list of these levels, and what else it holds."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    )


def style(id_: str, name: str, properties: str = "", *, kind: str = "paragraph", based: str = "") -> str:
    """One style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{id_}"><w:name w:val="{name}"/>{on}{properties}</w:style>'


def cell(*blocks: str, properties: str = "") -> str:
    """A table's cell."""
    inner = "".join(b if b.startswith("<") else p(b) for b in blocks)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table's row; bare words become a cell."""
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def parts_of(body: str, *, main: str = MAIN, more: Mapping[str, str] | None = None, **others: str) -> dict[str, str]:
    """The parts of a Word file: its body, further parts by kind (``styles``, ``comments`` ...), files by name."""
    head, names = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', NAMESPACES.format(main=main)
    roots = {"header": "hdr", "footer": "ftr"}
    rels = "".join(
        f'<Relationship Id="r{k}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for k, kind in enumerate(PARTS)
        if kind in others
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in PARTS if kind in others
    )
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = {
        "[Content_Types].xml": (
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'{head}<Relationships xmlns="{relationships}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"{head}<w:document{names}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'{head}<Relationships xmlns="{relationships}">{rels}{others.pop("links", "")}</Relationships>'
        ),
    }
    for kind, inner in others.items():
        root = roots.get(kind, kind)
        made[f"word/{kind}.xml"] = f"{head}<w:{root}{names}>{inner}</w:{root}>"
    return made | dict(more or {})


def word(body: str, *, main: str = MAIN, more: Mapping[str, str] | None = None, **others: str) -> bytes:
    """A Word file; see ``parts_of``."""
    return packed(parts_of(body, main=main, more=more, **others))


def texts(body: str, **parts: str) -> tuple[str, str]:
    """What is read in such a file: the texts without its changes and with them."""
    file = read_docx(word(body, **parts))
    return file.base, file.final


def clean(body: str, **parts: str) -> WordFile:
    """What is read in such a file, in which nothing is tracked."""
    file = read_docx(word(body, **parts))
    assert file.base == file.final
    assert not file.changes
    return file
