"""Tracked changes in one another, and in notes, boxes, cells, fields and lists: both texts, word for word."""

from __future__ import annotations

import pytest
from wordfiles import (
    ANNA_DEL,
    ANNA_INS,
    BOX,
    by,
    cell,
    dele,
    ins,
    level,
    lists,
    numbered,
    p,
    row,
    run,
    style,
    table,
    word,
)

from amendtrack.formats.docx import read_docx

NUMBERS = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
LIST = style("Para", "Para", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style("Body", "Body")
MARK_OF_BORIS = '<w:del w:id="9" w:author="Boris"/>'
MOVED_HERE, MOVED_AWAY = (f'<w:{act} w:id="9" w:author="Anna"/>' for act in ("moveTo", "moveFrom"))
BEGIN, RESULT, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def before(properties: str) -> str:
    """What a paragraph was before Anna set it anew."""
    return f'<w:pPrChange w:id="1" w:author="Anna"><w:pPr>{properties}</w:pPr></w:pPrChange>'


def cited(n: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{n}"/></w:r>'


def note(n: int, *said: str) -> str:
    return f'<w:footnote w:id="{n}">{p("<w:r><w:footnoteRef/></w:r>", *said)}</w:footnote>'


def code(name: str, words: str) -> str:
    return f"<w:r><w:{name}> {words} </w:{name}></w:r>"


FIRST, LAST = (p(words, properties=numbered(0)) for words in "ac")
SPLIT = f'<w:footnote w:id="2">{p(" One ", mark=ANNA_INS)}{p("two", cited(3))}</w:footnote>'
NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
CASES: dict[str, tuple[str, dict[str, str], str, str]] = {
    "a number taken away": (
        FIRST + p("b", properties=NO_NUMBER + before(numbered(0))) + LAST,
        {"numbering": NUMBERS},
        "1. a\n\n2. b\n\n3. c\n",
        "1. a\n\nb\n\n2. c\n",
    ),
    "the number of a style taken away": (
        p("a", style="Para")
        + p("b", style="Body", properties=before('<w:pStyle w:val="Para"/>'))
        + p("c", style="Para", properties=NO_NUMBER + before('<w:pStyle w:val="Para"/>'))
        + p("d", style="Para"),
        {"numbering": NUMBERS, "styles": LIST},
        "1. a\n\n2. b\n\n3. c\n\n4. d\n",
        "1. a\n\nb\n\nc\n\n2. d\n",
    ),
    "a paragraph a level further in": (
        FIRST + p("b", properties=numbered(1) + before(numbered(0))) + LAST,
        {"numbering": NUMBERS},
        "1. a\n\n2. b\n\n3. c\n",
        "1. a\n\n(a) b\n\n2. c\n",
    ),
    "moved, and deleted there by another": (
        p(by("Anna", "moveFrom", run("old")), mark=MOVED_AWAY)
        + p("T.")
        + p(by("Anna", "moveTo", dele("old", "Boris")), mark=MOVED_HERE + MARK_OF_BORIS)
        + p("U."),
        {},
        "old\n\nT.\n\nU.\n",
        "T.\n\nU.\n",
    ),
    "a row moved to another table": (
        table(row("h"), row(cell(p(by("Anna", "moveFrom", run("x")), mark=MOVED_AWAY)), properties=ANNA_DEL))
        + p("T.")
        + table(row("k"), row(cell(p(by("Anna", "moveTo", run("x")), mark=MOVED_HERE)), properties=ANNA_INS)),
        {},
        "| h |\n| --- |\n| x |\n\nT.\n\n| k |\n| --- |\n",
        "| h |\n| --- |\n\nT.\n\n| k |\n| --- |\n| x |\n",
    ),
    "words moved with their note": (
        p("a", by("Anna", "moveFrom", run("b") + cited(2)), " c", by("Anna", "moveTo", run("b") + cited(2))),
        {"footnotes": note(2, " n")},
        "ab[^1] c\n\n[^1]: n\n",
        "a cb[^1]\n\n[^1]: n\n",
    ),
    "a note split, and one in a note": (
        p("a", cited(2)),
        {"footnotes": SPLIT + note(3, " y")},
        "a[^1]\n\n[^1]: One two[^2]\n\n[^2]: y\n",
        "a[^1]\n\n[^1]: One  \ntwo[^2]\n\n[^2]: y\n",
    ),
    "three joined by two people": (
        p("One ", mark=ANNA_DEL) + p(dele("two ", "Boris"), mark=MARK_OF_BORIS) + p("three."),
        {},
        "One\n\ntwo\n\nthree.\n",
        "One three.\n",
    ),
    "a paragraph mark put in, and deleted by another": (
        p("One ", mark=ANNA_INS + MARK_OF_BORIS) + p("two."),
        {},
        "One two.\n",
        "One two.\n",
    ),
    "a row in a table in a cell": (
        table(row(cell(table(row("a"), row(cell(p(ins("c"), mark=ANNA_INS)), properties=ANNA_INS)) + p()), "z")),
        {},
        "| a | z |\n| --- | --- |\n",
        "| a c | z |\n| --- | --- |\n",
    ),
    "a field of which only the code changed": (
        p(
            "see ",
            BEGIN,
            by("Anna", "del", code("delInstrText", "REF a")),
            by("Anna", "ins", code("instrText", "REF b")),
            RESULT,
            run("3"),
            END,
        ),
        {},
        "see 3\n",
        "see 3\n",
    ),
    "a box in a box that was put in": (
        p("Out", by("Anna", "ins", BOX.format(p("in", BOX.format(p("deep")))))),
        {},
        "Out\n",
        "Out\n\nin\n\ndeep\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_both_texts_are_read(name: str) -> None:
    body, more, base, final = CASES[name]
    file = read_docx(word(body, **more))
    assert (file.base, file.final) == (base, final)
