"""Reading a Word file: which parts are read, in which order, and what happens to each."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.docx.elements import BODIES, NAME, XML_SPACE, attribute, extended, letters_in
from amendtrack.formats.docx.file import MarginComment, WordFile
from amendtrack.formats.docx.package import Element, Package, Relationship
from amendtrack.formats.docx.reading.autonumbers import ListDefinitions
from amendtrack.formats.docx.reading.layers import NOBODY
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.markdown import TypedStory, Written, write_markdown
from amendtrack.formats.docx.reading.styles import WordStyles
from amendtrack.formats.docx.reading.typed import (
    NoteKind,
    NoteMark,
    TrackedChange,
    TypedBlock,
    TypedParagraph,
    changes_in,
    is_final,
)
from amendtrack.formats.docx.reading.walk import Anchor, Walk
from amendtrack.limits import WORD_CHANGES as MAX_CHANGES
from amendtrack.limits import WORD_LETTERS as MAX_LETTERS
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text

_HEADERS = {"header": "header", "footer": "footer"}
_OTHER_PROGRAMS = {"xl/workbook.xml": "an Excel file", "ppt/presentation.xml": "a PowerPoint file"}


def read_package(data: bytes, place: str) -> WordFile:
    """What the bytes of a ``.docx`` hold; see ``read_docx``."""
    package = Package(data, place)
    main = _main_part(package)
    rels = package.relationships(main)
    parts = {rel.kind: rel.target for rel in reversed(rels) if not rel.outside and rel.target in package}
    losses = Losses()
    _tell_parts(package, rels, losses)
    styles = WordStyles(_tree(package, parts.get("styles")), _tree(package, parts.get("settings")))
    numbering = ListDefinitions(_tree(package, parts.get("numbering")), styles, file=place)
    walk = Walk(styles, losses, place)
    blocks = _body(package, main, walk)
    _refuse_chunks(package, rels, walk.chunks)
    notes = _notes(package, parts, styles, losses, walk)
    order = _order(blocks)
    story = TypedStory(tuple(blocks), notes, numbering)
    _tell_notes_not_called(blocks, notes, losses)
    final = write_markdown(story, frozenset(walk.tracked.authors), losses)
    base = write_markdown(story, frozenset(), Losses()) if walk.tracked.authors else final
    comments = _comments(package, parts, walk, order, final)
    headers = tuple(_headers(package, rels, styles, place))
    for kind, words in headers:
        losses.add(f"a {kind} left out", words)
    changes = [c for each in (blocks, *notes.values()) for block in each for c in changes_in(block)]
    changes += walk.tracked.changes
    if len(changes) > MAX_CHANGES:
        raise OverLimit(f"{len(changes):,} tracked changes", place=place, remedy="divide the document")
    if not base.text.strip() and not final.text.strip():
        raise InputRefused("it contains no text", place=place, remedy="send a file with the text")
    return WordFile(
        base.text,
        final.text,
        tuple(sorted(walk.tracked.authors, key=lambda name: (name.casefold(), name))),
        tuple(changes),
        comments,
        (*losses.lines, *numbering.notes, *_formats_alone(walk.tracked.changes)),
        _title(package),
        _properties(package),
        story,
        walk.is_struck,
        "\n".join(words for _, words in headers),
    )


def _main_part(package: Package) -> str:
    for rel in package.relationships(""):
        if rel.kind == "officeDocument" and not rel.outside and rel.target in package:
            if rel.target in _OTHER_PROGRAMS:
                raise package.refused(f"it is {_OTHER_PROGRAMS[rel.target]}", "save its text in Word, as .docx")
            return rel.target
    if "mimetype" in package and b"opendocument" in package.read("mimetype"):
        raise package.refused(
            "it is an OpenDocument file", "save it as .docx, or install LibreOffice, which converts it"
        )
    if "word/document.xml" in package:
        return "word/document.xml"
    raise package.refused("its zip contains no document", "send a Word file (.docx) or plain text in UTF-8")


def _tree(package: Package, name: str | None) -> Element | None:
    return None if name is None else package.tree(name)


def _body(package: Package, main: str, walk: Walk) -> list[TypedBlock]:
    blocks: list[TypedBlock] = []
    expected, met = 0, False
    for element in package.children(main, BODIES):
        if not met:
            walk.blanks.are_kept, met = element.getroottree().getroot().get(XML_SPACE) == "preserve", True
        expected += letters_in(element)
        if expected > MAX_LETTERS:
            found = f"more than {MAX_LETTERS:,} characters in one Word file"
            raise OverLimit(found, place=package.place, remedy="divide the document")
        blocks += walk.block(element)
    walk.check(expected)
    if not met:
        raise InputRefused("it contains no text", place=package.place, remedy="send a file with the text")
    return blocks


def _refuse_chunks(package: Package, rels: Sequence[Relationship], chunks: set[str]) -> None:
    """Refuse a file whose text is partly another file in it (a page, a document), which Word unpacks when it opens it.

    Raises:
        InputRefused: there is such a file.

    Source: ECMA-376 part 1, 17.17.2 (external content import).
    """
    for rel in rels:
        if rel.id in chunks and not rel.outside and rel.target in package and package.read(rel.target).strip():
            found = f"part of its text is another file inside it ({rel.target!r}), which only Word unpacks"
            raise package.refused(found)


def _notes(
    package: Package, parts: dict[str, str], styles: WordStyles, losses: Losses, walk: Walk
) -> dict[NoteMark, tuple[TypedBlock, ...]]:
    """The blocks of each footnote and endnote; their authors and changes are added to the body's."""
    found: dict[NoteMark, tuple[TypedBlock, ...]] = {}
    for kind in NoteKind:
        root = _tree(package, parts.get(f"{kind.value}s"))
        for element in () if root is None else root:
            if attribute(element, "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            inner = Walk(
                styles, losses, package.place, anchors=walk.anchors, paragraphs=walk.paragraphs, spoken=walk.spoken
            )
            blocks = inner.blocks(element)
            inner.check(letters_in(element))
            walk.paragraphs = inner.paragraphs
            walk.tracked.authors |= inner.tracked.authors
            walk.tracked.changes += inner.tracked.changes
            mark = NoteMark(kind, attribute(element, "id") or "")
            if mark in found:
                losses.add(f"a second {kind.value} with the same id left out", _plain(blocks))
            found.setdefault(mark, tuple(blocks))
    return found


def _tell_notes_not_called(
    blocks: Sequence[TypedBlock], notes: Mapping[NoteMark, tuple[TypedBlock, ...]], losses: Losses
) -> None:
    every = [blocks, *notes.values()]
    called = {piece.mark for each in every for block in each for p in _paragraphs(block) for piece in p.pieces}
    for mark, inner in notes.items():
        words = _plain(inner)
        if mark not in called and words.strip():
            losses.add(f"{mark.kind.one} that nothing refers to: left out", words)


def _paragraphs(block: TypedBlock) -> Iterator[TypedParagraph]:
    """The paragraphs of a block in reading order, including those in cells and boxes."""
    if isinstance(block, TypedParagraph):
        yield block
        for box in block.boxes:
            yield from _paragraphs(box)
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from _paragraphs(inner)


def _order(blocks: Sequence[TypedBlock]) -> list[int]:
    """For each paragraph number, the id of the body's paragraph or row that contains it."""
    order: list[int] = []
    for block in blocks:
        if isinstance(block, TypedParagraph):
            order.append(id(block))
            order += _order(block.boxes)
        else:
            order += [id(r) for r in block.rows for c in r.cells for b in c.blocks for _ in _paragraphs(b)]
    return order


# ---- comments ------------------------------------------------------------------------------------------


def _comments(
    package: Package, parts: dict[str, str], walk: Walk, order: Sequence[int], final: Written
) -> tuple[MarginComment, ...]:
    root = _tree(package, parts.get("comments"))
    if root is None:
        return ()
    text = parse_text(final.text)
    threads = _threads(root, _tree(package, parts.get("commentsExtended")))
    named, units = addresses(text), [unit.start for unit in text.units]
    starts, found = _starts(order, final), []
    for element in root:
        if NAME[element.tag] != "w:comment":
            continue
        inner = Walk(WordStyles(None), Losses(), package.place)
        said = " ".join(_plain(inner.blocks(element)).split())
        anchor = walk.anchors.get(attribute(element, "id") or "", Anchor())
        place = ""
        start = _start(starts, anchor.paragraph)
        if start is not None and units:
            place = named[max(0, bisect.bisect_right(units, start) - 1)]
        author = " ".join((attribute(element, "author") or "").split()) or NOBODY
        words = anchor.words(walk.spoken)
        date, thread = attribute(element, "date") or "", threads.get(attribute(element, "id") or "", (False, False))
        found.append(MarginComment(author, date, words, said, place, *thread))
    return tuple(found)


def _threads(root: Element, more: Element | None) -> dict[str, tuple[bool, bool]]:
    """For each comment that the extended part knows: whether it is a reply, and whether its thread is resolved.

    A comment is known there by the id of its last paragraph.

    Source: [MS-DOCX] 2.5.1 (commentsEx).
    """
    known = {}
    for element in root:
        paragraphs = [extended(p, "paraId") for p in element.iter() if NAME[p.tag] == "w:p"]
        if NAME[element.tag] == "w:comment" and paragraphs:
            known[paragraphs[-1]] = attribute(element, "id") or ""
    entries = () if more is None else tuple(more)
    done = {extended(each, "paraId"): extended(each, "done") in ("1", "true", "on") for each in entries}
    found = {}
    for each in entries:
        own, parent = extended(each, "paraId"), extended(each, "paraIdParent")
        if own in known:
            found[known[own]] = (bool(parent), done[own] or done.get(parent, False))
    return found


def _starts(order: Sequence[int], final: Written) -> list[int | None]:
    """For each paragraph number, where its block starts in the final text, or the nearest block before it."""
    found: list[int | None] = []
    for block in order:
        found.append(final.starts.get(block, found[-1] if found else None))
    return found


def _start(starts: Sequence[int | None], paragraph: int | None) -> int | None:
    """That of this paragraph, which may be the one after the last; None in a note."""
    if paragraph is None or not starts or paragraph > len(starts):
        return None
    return starts[min(paragraph, len(starts) - 1)]


def _plain(blocks: Sequence[TypedBlock]) -> str:
    """The words of these blocks with all changes accepted, a line for each paragraph."""
    paragraphs = [p for block in blocks for p in _paragraphs(block)]
    return "\n".join("".join(piece.words for piece in p.pieces if is_final(piece.trace)) for p in paragraphs)


# ---- losses --------------------------------------------------------------------------------------------


def _tell_parts(package: Package, rels: Sequence[Relationship], losses: Losses) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        losses.add("macros: neither read nor run")
    every = list(rels)
    for name in package.names:
        folder, _, file = name.rpartition("/")
        if file.endswith(".rels") and folder.endswith("_rels"):
            every += package.relationships(f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}")
    for rel in dict.fromkeys(r for r in every if r.outside):
        if rel.kind == "hyperlink":
            losses.add("a link to an outside address: its words are kept, the address is not", rel.target)
        else:
            losses.add(f"something outside the file ({rel.kind}): nothing was fetched", rel.target)


def _headers(
    package: Package, rels: Sequence[Relationship], styles: WordStyles, place: str
) -> Iterator[tuple[str, str]]:
    """Each header and footer that has words: which of the two it is, and its words."""
    for rel in {rel.target: rel for rel in rels}.values():
        if rel.kind in _HEADERS and rel.target in package:
            inner = Walk(styles, Losses(), place)
            words = " ".join(_plain(inner.blocks(package.tree(rel.target))).split())
            if words:
                yield _HEADERS[rel.kind], words


def _formats_alone(changes: Sequence[TrackedChange]) -> Iterator[str]:
    for author, count in sorted(Counter(change.author for change in changes).items()):
        yield f"{count} tracked change{'s' if count > 1 else ''} of formatting only, by {author}"


def _title(package: Package) -> str:
    for rel in package.relationships(""):
        if rel.kind == "core-properties" and rel.target in package:
            for element in package.tree(rel.target):
                if str(element.tag).endswith("}title"):
                    return " ".join((element.text or "").split())
    return ""


def _properties(package: Package) -> tuple[tuple[str, str], ...]:
    found = []
    for rel in package.relationships(""):
        if rel.kind == "custom-properties" and rel.target in package:
            for element in package.tree(rel.target):
                found.append((str(element.get("name", "")), "".join(element.itertext())))
    return tuple(sorted(found))
