"""Another file as a template: its styles, its letterhead and its page, and nothing else.

Only the parts named here are taken. The other file's body, comments, people, properties, settings, numbering, embedded
files, links and tracked changes are not copied, nor are names and revision ids in the parts taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from amendtrack.formats.docx.elements import NAME, attribute, child, switched, value
from amendtrack.formats.docx.package import Element, Package, Relationship
from amendtrack.formats.docx.writing import shell
from amendtrack.formats.docx.writing.body import SIZE, TextArea
from amendtrack.formats.docx.writing.lettering import styles
from amendtrack.formats.docx.writing.looks import EDGE, WIDE_EDGE, FileParts, numbered
from amendtrack.formats.docx.writing.markup import NOTHING, Markup, element, joined
from amendtrack.formats.docx.writing.personal import without_persons, without_titles
from amendtrack.formats.docx.writing.shell import FileFacts, Margin, PageSetup, PaperSize, R, W
from amendtrack.formats.docx.writing.template_styles import merge_styles, rename_styles, type_size

_W, _R = "{" + W + "}", "{" + R + "}"
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "emf": "image/x-emf"}
_UNWRAPPED = frozenset("w:ins w:moveTo w:hyperlink w:smartTag w:customXml w:sdt w:sdtContent".split())
_DROPPED = frozenset(
    "w:del w:moveFrom w:object w:commentRangeStart w:commentRangeEnd w:commentReference w:rsid w:rPrChange w:numPr "
    "w:pPrChange w:sectPrChange w:tblPrChange w:bookmarkStart w:bookmarkEnd w:proofErr w:sdtPr w:sdtEndPr w:altChunk "
    "w:subDoc w:smartTagPr w:customXmlPr w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd "
    "w:docPartBody w:footnoteReference w:endnoteReference w:customXmlInsRangeStart w:customXmlInsRangeEnd "
    "w:customXmlDelRangeStart w:customXmlDelRangeEnd w:customXmlMoveFromRangeStart w:customXmlMoveFromRangeEnd "
    "w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd".split()
)
_LARGEST_IN_TABLES = 24
"""The largest type that tables are set in, in half points: in larger type, words of a table with some columns break."""
_BEFORE_LINES = ("w:paperSrc", "w:pgBorders")
_AFTER_LINES = ("w:pgNumType", "w:cols", "w:vAlign", "w:titlePg", "w:textDirection", "w:bidi", "w:docGrid")


def template_looks(data: bytes, facts: FileFacts, page: PageSetup, *, place: str = "") -> FileParts:
    """The looks of the Word file in these bytes; ``place`` is its name, for messages.

    Our facts go into its footer if its header is a letterhead, otherwise into its header. Styles it lacks are ours;
    automatic numbers are removed from its styles, since labels are typed.

    Raises:
        InputRefused, OverLimit: it is not a Word file, or a damaged or malicious one.
    """
    return _Template(data, place).looks(facts, page)


def paper_size(data: bytes, *, place: str = "") -> PaperSize:
    """The paper size of a Word file: the size we write that is nearest to its own.

    Raises:
        InputRefused, OverLimit: as ``template_looks``.
    """
    size = child(_Template(data, place).section, "w:pgSz")
    own = sorted(_twips(size, name, 0) for name in ("w", "h"))
    return min(PaperSize, key=lambda known: sum(abs(a - b) for a, b in zip(known.value, own, strict=True)))


class _Template:
    """A Word file that serves as a template."""

    def __init__(self, data: bytes, place: str) -> None:
        self.package = Package(data, place)
        main = next((r.target for r in self.package.relationships("") if r.kind == "officeDocument"), "")
        if main not in self.package:
            raise self.package.refused("it has no main document")
        tree = self.package.tree(main)
        if tree.tag != f"{_W}document":
            raise self.package.refused("it is not a transitional Word document")
        inside = (r for r in self.package.relationships(main) if not r.outside and r.target in self.package)
        self.rels = {r.id: r for r in inside}
        self.section = child(child(tree, "w:body"), "w:sectPr")
        self.parts: dict[str, bytes] = {}
        self.links: dict[str, tuple[str, str]] = {}
        self.media: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.size = SIZE

    def looks(self, facts: FileFacts, page: PageSetup) -> FileParts:
        self._styles(facts.language)
        self._theme()
        references = joined(self._letterheads(facts))
        section = element(
            "w:sectPr",
            references,
            *self._paper(facts),
            *self._edges(facts, page),
            *self._settings(_BEFORE_LINES),
            *numbered(page),
            *self._settings(_AFTER_LINES),
        )
        even = element("w:evenAndOddHeaders") if self._has_even_pages() else NOTHING
        return FileParts(self.parts, section, self.links, self.media, even, self._area(facts, page))

    def _part(self, kind: str) -> Relationship | None:
        return next((r for r in self.rels.values() if r.kind == kind), None)

    def _settings(self, names: tuple[str, ...]) -> Iterator[Markup]:
        """The section's own settings of these names, rewritten."""
        for name in names:
            if (found := child(self.section, name)) is not None:
                yield _again(found)

    def _paper(self, facts: FileFacts) -> Iterator[Markup]:
        """Its own paper size, or the one requested in the same orientation."""
        if facts.sheet is None:
            yield from self._settings(("w:pgSz",))
            return
        width, height = facts.sheet.value
        if self._is_landscape:
            yield element("w:pgSz", w=str(height), h=str(width), orient="landscape")
        else:
            yield element("w:pgSz", w=str(width), h=str(height))

    @property
    def _is_landscape(self) -> bool:
        size = child(self.section, "w:pgSz")
        return size is not None and attribute(size, "orient") == "landscape"

    def _edges(self, facts: FileFacts, page: PageSetup) -> Iterator[Markup]:
        """Its own margins, and ours where it has none; the margin for addresses is made wide enough."""
        found = child(self.section, "w:pgMar")
        if found is None:
            return
        said = _OWN_EDGES | {name: wide for name, wide in _said(found).items() if name in _OWN_EDGES}
        if page.beside is Margin.ADDRESSES:
            side = "left" if facts.is_right_to_left else "right"
            said[side] = str(max(_twips(found, side, 0), WIDE_EDGE))
        yield element("w:pgMar", **said)

    def _area(self, facts: FileFacts, page: PageSetup) -> TextArea:
        """The text area of its page, and the margin beside it."""
        size, edges = child(self.section, "w:pgSz"), child(self.section, "w:pgMar")
        width = _twips(size, "w", PaperSize.A4.value[0])
        if facts.sheet is not None:
            width = facts.sheet.value[self._is_landscape]
        left, right = _twips(edges, "left", EDGE), _twips(edges, "right", EDGE)
        if page.beside is Margin.ADDRESSES and facts.is_right_to_left:
            left = max(left, WIDE_EDGE)
        elif page.beside is Margin.ADDRESSES:
            right = max(right, WIDE_EDGE)
        room = left if facts.is_right_to_left else right
        return TextArea(left, max(width - left - right, 2000), max(room, 700), self.size)

    def _has_even_pages(self) -> bool:
        part = self._part("settings")
        return part is not None and bool(switched(self.package.tree(part.target), "w:evenAndOddHeaders"))

    # -- styles ---------------------------------------------------------------------------------

    def _styles(self, language: str) -> None:
        """Its styles under our ids, and our own styles where it has none of that name."""
        part = self._part("styles")
        tree = _cleaned(self.package.tree(part.target)) if part else etree.fromstring(styles(language))
        size = type_size(tree)
        is_large = size > _LARGEST_IN_TABLES
        self.size = SIZE if is_large else size
        ours = etree.fromstring(styles(language, SIZE if is_large else 0))
        if part:
            self.renamed = merge_styles(tree, ours)
        self.parts["word/styles.xml"] = _bytes(tree)
        self.links["rIdStyles"] = (f"{R}/styles", "styles.xml")

    def _theme(self) -> None:
        part = self._part("theme")
        if part is not None and not self.package.relationships(part.target):
            self.parts["word/theme/theme1.xml"] = _bytes(without_titles(_cleaned(self.package.tree(part.target))))
            self.links["rIdTheme"] = (f"{R}/theme", "theme/theme1.xml")

    # -- letterhead -----------------------------------------------------------------------------

    def _letterheads(self, facts: FileFacts) -> Iterator[Markup]:
        """References to its headers and footers with our lines; missing ones are made."""
        own: dict[tuple[str, str], Element] = {}
        for found in self.section if self.section is not None else ():
            kind = NAME[found.tag].removeprefix("w:").removesuffix("Reference")
            rel = self.rels.get(found.get(f"{_R}id") or "")
            if kind in ("header", "footer") and rel is not None and rel.kind == kind:
                where = attribute(found, "type") or "default"
                own[kind, where] = self._letterhead(rel, f"word/{kind}{len(own) + 1}.xml")
        lines = [shell.fact_line(line) for line in shell.head_lines(facts)]
        is_letterhead = any(kind == "header" and _says_something(tree) for (kind, _), tree in own.items())
        pages = {"default"} | ({"first"} if switched(self.section, "w:titlePg") else set())
        pages |= {"even"} if self._has_even_pages() else set()
        kinds = ("footer",) if is_letterhead else ("header", "footer")
        missing = [(kind, where) for kind in kinds for where in sorted(pages) if (kind, where) not in own]
        top, foot = ([], lines) if is_letterhead else (lines, [])
        for number, (kind, where) in enumerate([*own, *missing], 1):
            tree = own.get((kind, where), etree.fromstring(_EMPTY[kind]))
            more = top if kind == "header" else [*shell.foot_lines(facts)[_counts_pages(tree) :], *foot]
            if more and not _says_something(tree):
                tree[:] = []
            for line in more:
                tree.append(etree.fromstring(line.replace(">", f' xmlns:w="{W}">', 1)))
            yield self._reference(kind, where, number, _bytes(tree))

    def _reference(self, kind: str, where: str, number: int, part: bytes) -> Markup:
        name = f"{kind}{number}.xml"
        self.parts[f"word/{name}"] = part
        self.links[f"rIdPage{number}"] = (f"{R}/{kind}", name)
        return element(f"w:{kind}Reference", type=where, r_id=f"rIdPage{number}")

    def _letterhead(self, rel: Relationship, name: str) -> Element:
        """A header or footer and its pictures; references to anything else are dropped."""
        tree = without_persons(_cleaned(self.package.tree(rel.target)))
        rename_styles(tree, self.renamed)
        for line in [p for p in tree if value(child(p, "w:pPr"), "w:pStyle") == shell.FACTS]:
            _drop(line)
        if not len(tree):
            tree.append(etree.fromstring(f'<w:p xmlns:w="{W}"/>'))
        links: dict[str, tuple[str, str]] = {}
        for r in self.package.relationships(rel.target):
            ending = r.target.rpartition(".")[2].lower()
            if r.kind == "image" and not r.outside and r.target in self.package and ending in _PICTURES:
                stored = f"media/{name.removeprefix('word/').removesuffix('.xml')}-{len(links) + 1}.{ending}"
                self.parts[f"word/{stored}"] = self.package.read(r.target)
                self.media[ending] = _PICTURES[ending]
                links[r.id] = (f"{R}/image", stored)
        for found in list(tree.iter()):
            named = {v for k, v in found.attrib.items() if k.startswith(_R)}
            if named - set(links):
                _drop(_picture_of(found))
        if links:
            self.parts[f"word/_rels/{name.removeprefix('word/')}.rels"] = shell.relationships(links)
        return tree


_OWN_EDGES = dict.fromkeys(("top", "right", "bottom", "left"), str(EDGE)) | dict.fromkeys(("header", "footer"), "709")
_OWN_EDGES["gutter"] = "0"
"""The schema requires all of them, and some programs leave some out."""


def _twips(found: Element | None, name: str, otherwise: int) -> int:
    said = (attribute(found, name) or "") if found is not None else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else otherwise


def _again(found: Element) -> Markup:
    """A setting of a section with its own attributes, and columns inside it."""
    inside = (_again(e) for e in found if NAME[e.tag] in ("w:col", *_EDGES))
    return element(NAME[found.tag], *inside, **_said(found))


def _said(found: Element) -> dict[str, str]:
    """An element's own attributes, except revision ids."""
    return {k.removeprefix(_W): v for k, v in found.attrib.items() if k.startswith(_W) and "rsid" not in k}


_EDGES = ("w:top", "w:left", "w:bottom", "w:right")


def _bytes(tree: Element) -> bytes:
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))


_EMPTY = {kind: f'<w:{tag} xmlns:w="{W}"/>' for kind, tag in (("header", "hdr"), ("footer", "ftr"))}
"""An empty header and an empty footer."""


def _says_something(tree: Element) -> bool:
    return any(NAME[e.tag] in ("w:drawing", "w:pict", "w:instrText", "w:fldSimple") or e.text for e in tree.iter())


def _counts_pages(tree: Element) -> bool:
    said = " ".join([*(e.text or "" for e in tree.iter(f"{_W}instrText")), *_simple_fields(tree)])
    return "PAGE" in said.upper().split()


def _simple_fields(tree: Element) -> Iterator[str]:
    yield from (attribute(e, "instr") or "" for e in tree.iter(f"{_W}fldSimple"))


def _cleaned(tree: Element) -> Element:
    """The tree without names, revision ids, links, numbers and tracked changes."""
    for found in list(tree.iter()):
        name = NAME[found.tag]
        for key in [k for k in found.attrib if "rsid" in k or k in (f"{_W}author", f"{_W}date", f"{_W}initials")]:
            del found.attrib[key]
        if name in _DROPPED:
            _drop(found)
        elif name in _UNWRAPPED and found.getparent() is not None:
            _unwrap(found)
    return tree


def _drop(found: Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def _unwrap(found: Element) -> None:
    parent = found.getparent()
    at = parent.index(found)
    for offset, inner in enumerate(list(found)):
        parent.insert(at + offset, inner)
    parent.remove(found)


def _picture_of(found: Element) -> Element:
    """The drawing around an element that refers to something not taken; otherwise the element itself."""
    outer = (e for e in found.iterancestors() if NAME[e.tag] in ("w:drawing", "w:pict"))
    return next(outer, found)


__all__ = ["paper_size", "template_looks"]
