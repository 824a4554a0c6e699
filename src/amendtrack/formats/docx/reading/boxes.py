"""Pictures, text boxes and embedded objects: their words, and which alternative is read.

Source: ECMA-376 part 1, 17.3.3.9 (drawings), 17.17.1 (text boxes); part 3, 10.2 (alternate content).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.errors import OverLimit
from amendtrack.formats.docx.elements import NAME, letters_in, said_in
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.reading.typed import Trace, TypedBlock

if TYPE_CHECKING:
    from amendtrack.formats.docx.reading.walk import Walk

MAX_NESTED = 8


def read_drawing(walk: Walk, element: Element, trace: Trace) -> list[TypedBlock]:
    """The blocks of the text boxes in a drawing; a drawing without any is reported."""
    boxes = _boxes(walk, element, trace)
    if boxes:
        walk.losses.add("a text box: its words follow the paragraph it is anchored in")
        return boxes
    described = next((e for e in element.iter() if NAME[e.tag].rpartition(":")[2] == "docPr"), None)
    if described is not None:
        words = described.get("descr") or described.get("title") or described.get("name") or ""
        walk.losses.add("a picture or drawing left out", words)
    elif NAME[element.tag] == "w:object":
        walk.losses.add("an embedded object left out")
    else:
        walk.losses.add("a picture or drawing left out")
    return []


def _boxes(walk: Walk, element: Element, trace: Trace) -> list[TypedBlock]:
    walk.descend()
    found: list[TypedBlock] = []
    for each in element:
        name = NAME[each.tag]
        if name.rpartition(":")[2] == "txbxContent":  # in the files of some programs under a name of their own
            found += walk.blocks(each, trace)
        elif name == "mc:AlternateContent":
            chosen = alternative(walk, each)
            found += [] if chosen is None else _boxes(walk, chosen, trace)
        else:
            found += _boxes(walk, each, trace)
    walk.depth -= 1
    return found


def alternative(walk: Walk, element: Element) -> Element | None:
    """The one alternative that is read: the first that has words, else the first.

    The others repeat it for older programs; one that says something else is reported.
    """
    if len(list(element.iterancestors(element.tag))) > MAX_NESTED:
        found = f"alternatives are nested more than {MAX_NESTED} deep"
        raise OverLimit(found, place=walk.place, remedy="separate the boxes")
    every = [each for each in element if NAME[each.tag] in ("mc:Choice", "mc:Fallback")]
    kept = next((each for each in every if letters_in(each)), every[0] if every else None)
    said = None if kept is None else said_in(kept)
    for each in element:
        if each is not kept:
            words = walk.skipped(each)
            if words and words != said:
                walk.losses.add("an alternative for other programs, with different words: left out", words)
    return kept
