"""The styles of a template: they get our ids, and bring nothing but looks.

Names that somebody gave, which may be those of people, are replaced; a style that would hide words or make a heading of
them does neither; what the file has no style for, it gets from us.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from amendtrack.formats.docx.elements import NAME, attribute, child, number, value
from amendtrack.formats.docx.package import Element
from amendtrack.formats.docx.writing.shell import W

_W = "{" + W + "}"
_NO_LOOKS = frozenset(("w:vanish", "w:specVanish", "w:webHidden", "w:outlineLvl"))
"""In a style, they would hide the words of a paper, or make all its paragraphs headings."""
_BEHIND = {
    "w:style": frozenset("w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr".split()),
    "w:pPr": frozenset("w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange".split()),
}
"""What stands in a style behind its paragraph settings, and in those behind the outline level."""
_MEANT = 20
"""The size of text, in half points, of which no style says any."""
_MEANS_A_STYLE = frozenset("w:basedOn w:next w:link w:pStyle w:rStyle w:tblStyle w:numStyleLink w:styleLink".split())


def merge_styles(tree: Element, ours: Element) -> dict[str, str]:
    """Put our styles into theirs where they have none of that name; the new id of each style that was renamed."""
    for setting in [e for e in tree.iter() if NAME[e.tag] in _NO_LOOKS]:
        if setting.getparent() is not None:
            setting.getparent().remove(setting)
    theirs = _known(tree)
    wanted = {str(attribute(s, "styleId")): s for s in ours if NAME[s.tag] == "w:style"}
    renamed = _renamed(theirs, wanted)
    rename_styles(tree, renamed)
    for style in wanted.values():
        name = (value(style, "w:name") or "").casefold()
        if name not in theirs:
            _rebase(style, theirs)
            tree.append(style)
        elif name.startswith("heading "):
            _level(theirs[name], name.removeprefix("heading "))
    return renamed


def type_size(tree: Element) -> int:
    """The size of plain text in a file with those styles, in half points."""
    size = _MEANT
    for each in tree:
        if NAME[each.tag] == "w:docDefaults":
            said = child(child(each, "w:rPrDefault"), "w:rPr")
        elif NAME[each.tag] == "w:style" and (value(each, "w:name") or "").casefold() == "normal":
            said = child(each, "w:rPr")
        else:
            continue
        size = number(value(said, "w:sz")) or size
    return size


def _known(tree: Element) -> dict[str, Element]:
    """Their styles by name; one that has no name or id, or those of another, is dropped."""
    found: dict[str, Element] = {}
    ids: set[str] = set()
    for style in [s for s in tree if NAME[s.tag] == "w:style"]:
        name, id_ = (value(style, "w:name") or "").casefold(), attribute(style, "styleId") or ""
        if not name or not id_ or name in found or id_ in ids:
            tree.remove(style)
            continue
        found[name] = style
        ids.add(id_)
    return found


def _renamed(theirs: Mapping[str, Element], wanted: Mapping[str, Element]) -> dict[str, str]:
    """The new ids of their styles: those of ours with the same name, and others for styles of their own."""
    renamed: dict[str, str] = {}
    for key, style in wanted.items():
        found = theirs.get((value(style, "w:name") or "").casefold())
        if found is not None and attribute(found, "styleId") != key:
            renamed[str(attribute(found, "styleId"))] = key
    taken = {str(attribute(s, "styleId")): name for name, s in theirs.items()}
    ours = {key: (value(style, "w:name") or "").casefold() for key, style in wanted.items()}
    renamed |= {key: f"{key}Other" for key, name in ours.items() if taken.get(key, name) != name and key not in renamed}
    known = {(value(s, "w:name") or "").casefold() for s in wanted.values()}
    return renamed | _unnamed(s for name, s in theirs.items() if name not in known)


def rename_styles(tree: Element, renamed: dict[str, str]) -> None:
    """Rename style ids wherever they are used."""
    for found in tree.iter():
        key = "styleId" if NAME[found.tag] == "w:style" else "val" if NAME[found.tag] in _MEANS_A_STYLE else ""
        if key and attribute(found, key) in renamed:
            found.set(_W + key, renamed[str(attribute(found, key))])


def _rebase(style: Element, theirs: Container[str]) -> None:
    """Let a heading of the text look like the file's own heading of that level, if it has one."""
    own, _, level = (value(style, "w:name") or "").casefold().rpartition(" ")
    if own in ("text heading", "text title", "centred heading") and f"heading {level}" in theirs:
        for part in list(style):
            if NAME[part.tag] == "w:basedOn":
                part.set(f"{_W}val", f"Heading{level}")
            elif NAME[part.tag] == "w:rPr":
                style.remove(part)
            elif NAME[part.tag] == "w:pPr" and (side := child(part, "w:jc")) is not None:
                part.remove(side)


def _level(style: Element, level: str) -> None:
    """Give the file's own heading of a level that level in the outline, whatever it had."""
    properties = child(style, "w:pPr")
    if properties is None:
        properties = _put(style, "pPr")
    _put(properties, "outlineLvl").set(f"{_W}val", str(int(level) - 1))


def _put(parent: Element, name: str) -> Element:
    """A new child, at its place in the schema's order."""
    behind = next((e for e in parent if NAME[e.tag] in _BEHIND[NAME[parent.tag]]), None)
    made = parent.makeelement(_W + name)
    parent.insert(len(parent) if behind is None else parent.index(behind), made)
    return made


def _unnamed(given: Iterable[Element]) -> dict[str, str]:
    """New ids for custom styles: their names, and so their ids, may contain people's names."""
    renamed: dict[str, str] = {}
    for style in given:
        if attribute(style, "customStyle") in ("1", "true", "on"):
            name = f"Custom{len(renamed) + 1}"
            renamed[str(attribute(style, "styleId"))] = name
            for found in [e for e in style if NAME[e.tag] in ("w:name", "w:aliases")]:
                if NAME[found.tag] == "w:aliases":
                    style.remove(found)
                else:
                    found.set(f"{_W}val", name)
    return renamed


__all__ = ["merge_styles", "rename_styles", "type_size"]
