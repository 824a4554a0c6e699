"""Personal data removed from a template: hidden words, fields that print a name or a path, titles.

Page fields stay, since Word recomputes them; of any other field only the words stay, unless they are personal.
Source: ECMA-376 part 1, 17.16 (fields), 17.3.2.41 (hidden text), 20.4.2.5 (a drawing's name, title and description).
"""

from __future__ import annotations

from amendtrack.formats.docx.elements import NAME, attribute, child, switched
from amendtrack.formats.docx.package import Element

_COUNTED = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"))
_PERSONAL = frozenset(
    "AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE COMMENTS KEYWORDS INFO DOCPROPERTY "
    "DOCVARIABLE SAVEDATE PRINTDATE CREATEDATE EDITTIME REVNUM MERGEFIELD HYPERLINK INCLUDETEXT INCLUDEPICTURE LINK "
    "DDE DDEAUTO".split()
)


def without_persons(tree: Element) -> Element:
    """The same header or footer without them."""
    for run in [e for e in tree.iter() if NAME[e.tag] == "w:r" and switched(child(e, "w:rPr"), "w:vanish")]:
        run.getparent().remove(run)
    for simple in [e for e in tree.iter() if NAME[e.tag] == "w:fldSimple"]:
        name = _name(attribute(simple, "instr") or "")
        if name in _COUNTED:
            continue
        if name not in _PERSONAL:
            for inner in list(simple):
                simple.addprevious(inner)
        simple.getparent().remove(simple)
    _complex(tree)
    return without_titles(tree)


_DRAWN = frozenset(("docPr", "cNvPr"))
_THEMED = frozenset(("theme", "clrScheme", "fontScheme", "fmtScheme", "themeFamily"))


def without_titles(tree: Element) -> Element:
    """The same part without the names and descriptions given to pictures, shapes or a theme."""
    for found in tree.iter():
        of = _local(found.tag)
        for key in list(found.attrib):
            if _local(key) in ("descr", "title", "alt", "tooltip"):
                del found.attrib[key]
            elif _local(key) == "name" and of in _DRAWN | _THEMED:
                found.set(key, "Picture" if of in _DRAWN else "Theme")
    return tree


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _complex(tree: Element) -> None:
    """Fields stored as runs: a code and its result between marks, possibly nested."""
    opened: list[tuple[list[Element], list[str], list[Element]]] = []
    for run in [e for e in tree.iter() if NAME[e.tag] == "w:r"]:
        for mark in run:
            name, kind = NAME[mark.tag], attribute(mark, "fldCharType")
            if name == "w:fldChar" and kind == "begin":
                opened.append(([], [], []))
            elif name == "w:instrText" and opened:
                opened[-1][1].append(mark.text or "")
            if name in ("w:fldChar", "w:instrText") and opened:
                opened[-1][0].append(mark)
            elif opened:
                for field in opened:
                    field[2].append(mark)
            if name == "w:fldChar" and kind == "end" and opened:
                _settle(*opened.pop())
    for field in opened:  # never ended: Word shows none of it
        _settle(*field)


def _settle(marks: list[Element], code: list[str], shown: list[Element]) -> None:
    name = _name("".join(code))
    if name in _COUNTED:
        return
    for mark in [*marks, *(shown if name in _PERSONAL else ())]:
        if mark.getparent() is not None and NAME[mark.tag] != "w:rPr":
            mark.getparent().remove(mark)


def _name(code: str) -> str:
    return (code.split() or [""])[0].upper()


__all__ = ["without_persons", "without_titles"]
