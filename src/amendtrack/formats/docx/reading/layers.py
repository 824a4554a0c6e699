"""The tracked changes of a story: their authors, and those that change formatting only.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from amendtrack.errors import OverLimit
from amendtrack.formats.docx.elements import NAME, attribute, child
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.typed import Layer, Trace, TrackedAct, TrackedChange, TrackedKind

NOBODY = "(no author)"
MAX_CHANGES = 50_000
MAX_NESTED = 12
ACTS = {
    "w:ins": TrackedAct.INSERTED,
    "w:del": TrackedAct.DELETED,
    "w:moveTo": TrackedAct.MOVED_HERE,
    "w:moveFrom": TrackedAct.MOVED_AWAY,
}
SILENT = frozenset(
    "w:pPr w:rPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:tblPrEx w:sdtPr w:sdtEndPr w:smartTagPr w:customXmlPr "
    "w:bookmarkStart w:bookmarkEnd w:proofErr w:permStart w:permEnd w:lastRenderedPageBreak w:footnoteRef "
    "w:endnoteRef w:annotationRef w:separator w:continuationSeparator w:instrText w:delInstrText w:rubyPr "
    "w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd w:customXmlInsRangeStart "
    "w:customXmlInsRangeEnd w:customXmlDelRangeStart w:customXmlDelRangeEnd w:customXmlMoveFromRangeStart "
    "w:customXmlMoveFromRangeEnd w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd".split()
)
"""Elements that neither hold nor change words of the text."""


@dataclass(slots=True)
class TrackedChanges:
    """The changes met so far in a story."""

    place: str
    changes: list[TrackedChange] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    _layers: dict[tuple[TrackedAct, str, str], Layer] = field(default_factory=dict)

    def layer(self, element: Element, act: TrackedAct | None = None) -> Layer:
        """The change this element stands for."""
        author = self._author(element)
        key = (act or ACTS[NAME[element.tag]], author, attribute(element, "date") or "")
        if len(self._layers) > MAX_CHANGES:
            found = f"more than {MAX_CHANGES:,} tracked changes with different authors or times"
            raise OverLimit(found, place=self.place, remedy="divide the document")
        return self._layers.setdefault(key, Layer(*key))

    def within(self, trace: Trace, element: Element) -> Trace:
        """The changes around the contents of this one.

        Raises:
            OverLimit: they are nested deeper than any person nests them.
        """
        if len(trace) >= MAX_NESTED:
            found = f"tracked changes are nested more than {MAX_NESTED} deep"
            raise OverLimit(found, place=self.place, remedy="accept or reject some of them in Word")
        return (*trace, self.layer(element))

    def _author(self, element: Element) -> str:
        author = " ".join((attribute(element, "author") or "").split()) or NOBODY
        self.authors.add(author)
        return author

    def formatted(self, element: Element, words: str) -> str:
        """Record a change of formatting only, and return its author."""
        author = self._author(element)
        self.changes.append(TrackedChange(TrackedKind.FORMAT, author, attribute(element, "date") or "", words))
        return author

    def of_mark(self, properties: Element | None) -> Trace:
        """The changes to a paragraph mark, from the mark's properties."""
        if properties is None:
            return ()
        if (changed := child(properties, "w:rPrChange")) is not None:
            self.formatted(changed, "")
        return tuple(self.layer(e) for e in properties if NAME[e.tag] in ACTS)
