"""Tracked changes in a Word file: each construct, with the exact texts before and after them, and whose they are."""

from __future__ import annotations

import pytest
from wordfiles import (
    ANNA_DEL,
    ANNA_INS,
    ANNA_LOOK,
    BOX,
    STRICT,
    TERM,
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
    table,
    texts,
    word,
)

from amendtrack.errors import Unknown
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.reading.typed import TrackedKind

# ---- tracked changes -----------------------------------------------------------------------------------

TRACKED = {
    "insertion": (p("States ", ins("shall "), "act."), "States act.\n", "States shall act.\n"),
    "deletion": (p("States ", dele("shall "), "act."), "States shall act.\n", "States act.\n"),
    "replacement": (p("States ", dele("shall"), ins("should"), " act."), "States shall act.\n", "States should act.\n"),
    "deletion in an insertion": (
        p("We ", by("Anna", "ins", run("will ") + dele("never ", "Boris")), "act."),
        "We act.\n",
        "We will act.\n",
    ),
    "insertion in a deletion": (
        p("We ", by("Anna", "del", run("will ", tag="delText") + ins("not ", "Boris")), "act."),
        "We will act.\n",
        "We act.\n",
    ),
    "move": (
        p("One. ", by("Anna", "moveFrom", run("Two. ")), "Three. ", by("Anna", "moveTo", run("Two. "))),
        "One. Two. Three.\n",
        "One. Three. Two.\n",
    ),
    "inserted paragraph": (
        p("First.") + p(ins("New."), mark=ANNA_INS) + p("Last."),
        "First.\n\nLast.\n",
        "First.\n\nNew.\n\nLast.\n",
    ),
    "inserted last paragraph": (
        p("First.", mark=ANNA_INS) + p(ins("New.")),
        "First.\n",
        "First.\n\nNew.\n",
    ),
    "deleted paragraph": (
        p("First.") + p(dele("Gone."), mark=ANNA_DEL) + p("Last."),
        "First.\n\nGone.\n\nLast.\n",
        "First.\n\nLast.\n",
    ),
    "deleted last paragraph": (p("First.") + p(dele("Gone."), mark=ANNA_DEL), "First.\n\nGone.\n", "First.\n"),
    "split": (p("One. ", mark=ANNA_INS) + p("Two."), "One. Two.\n", "One.\n\nTwo.\n"),
    "join": (p("One. ", mark=ANNA_DEL) + p("Two."), "One.\n\nTwo.\n", "One. Two.\n"),
    "three joined": (
        p("One ", mark=ANNA_DEL) + p(dele("two "), mark=ANNA_DEL) + p("three."),
        "One\n\ntwo\n\nthree.\n",
        "One three.\n",
    ),
    "moved paragraph": (
        p(by("Anna", "moveFrom", run("Moved.")), mark='<w:moveFrom w:id="3" w:author="Anna"/>')
        + p("Stays.")
        + p(by("Anna", "moveTo", run("Moved.")), mark='<w:moveTo w:id="4" w:author="Anna"/>')
        + p("End."),
        "Moved.\n\nStays.\n\nEnd.\n",
        "Stays.\n\nMoved.\n\nEnd.\n",
    ),
    "in a table's cell": (
        table(row("Year", cell(p("by ", dele("2014"), ins("2015"))))),
        "| Year | by 2014 |\n| --- | --- |\n",
        "| Year | by 2015 |\n| --- | --- |\n",
    ),
    "paragraph mark in a cell": (
        table(row(cell(p("One ", mark=ANNA_DEL) + p("two")))),
        "| One two |\n| --- |\n",
        "| One two |\n| --- |\n",
    ),
    "a box on a joined paragraph": (
        p("One ", BOX.format(p("in the box")), mark=ANNA_DEL) + p("two."),
        "One\n\nin the box\n\ntwo.\n",
        "One two.\n\nin the box\n",
    ),
    "in an equation": (
        p("so ", f"<m:oMath>{TERM.format('a+')}{by('Anna', 'del', TERM.format('b'))}{ins('c')}</m:oMath>", "."),
        "so a+b.\n",
        "so a+c.\n",
    ),
    "hidden as a tracked change": (
        p(
            "We ",
            run("never ", f"<w:vanish/>{ANNA_LOOK.format('')}"),
            run("now ", ANNA_LOOK.format("<w:vanish/>")),
            "act.",
        ),
        "We never act.\n",
        "We now act.\n",
    ),
    "inserted row": (
        table(row("a", "b"), row(cell(p(ins("c"))), cell(p(ins("d"))), properties=ANNA_INS)),
        "| a | b |\n| --- | --- |\n",
        "| a | b |\n| --- | --- |\n| c | d |\n",
    ),
    "deleted row": (
        table(row("a", "b"), row("c", "d", properties=ANNA_DEL)),
        "| a | b |\n| --- | --- |\n| c | d |\n",
        "| a | b |\n| --- | --- |\n",
    ),
    "a table put into the middle of a paragraph": (
        p("One ", mark=ANNA_INS) + table(row("a", "b", properties=ANNA_INS)) + p("two."),
        "One two.\n",
        "One\n\n| a | b |\n| --- | --- |\n\ntwo.\n",
    ),
    "a table deleted with the paragraph marks around it": (
        p("One ", mark=ANNA_DEL) + table(row("a", properties=ANNA_DEL), row("b", properties=ANNA_DEL)) + p("two."),
        "One\n\n| a |\n| --- |\n| b |\n\ntwo.\n",
        "One two.\n",
    ),
    "a row inserted by one and deleted by another": (
        table(row("a"), row("b", properties=ANNA_INS + ANNA_DEL.replace("Anna", "Boris"))),
        "| a |\n| --- |\n",
        "| a |\n| --- |\n",
    ),
    "inserted and deleted cells": (
        table(
            row(
                "a",
                cell("b", properties='<w:cellIns w:id="1" w:author="Anna"/>'),
                cell("c", properties='<w:cellDel w:id="1" w:author="Anna"/>'),
            )
        ),
        "| a | c |\n| --- | --- |\n",
        "| a | b |\n| --- | --- |\n",
    ),
    "in a content control": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Say ", ins("so.")) + "</w:sdtContent></w:sdt>",
        "Say\n",
        "Say so.\n",
    ),
    "in a link": (
        p("See ", f'<w:hyperlink r:id="x">{run("the ")}{ins("whole ")}{run("text")}</w:hyperlink>', "."),
        "See the text.\n",
        "See the whole text.\n",
    ),
    "a link within an insertion": (
        p("See ", by("Anna", "ins", f"<w:hyperlink>{run('this ')}</w:hyperlink>"), "here."),
        "See here.\n",
        "See this here.\n",
    ),
    "a tracked list": (
        p("One.", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>' + ANNA_INS + "</w:numPr>"),
        "One.\n",
        "1. One.\n",
    ),
    "a style that was changed": (
        p("Aim.", properties='<w:outlineLvl w:val="0"/><w:pPrChange w:id="1" w:author="Anna"><w:pPr/></w:pPrChange>'),
        "Aim.\n",
        "# Aim.\n",
    ),
    "italics that were changed": (
        p(run("Recalling", '<w:i/><w:rPrChange w:id="1" w:author="Anna"><w:rPr/></w:rPrChange>'), " that"),
        "Recalling that\n",
        "*Recalling* that\n",
    ),
    "numbers that follow": (
        p("A.", properties=numbered(0))
        + p(ins("B."), properties=numbered(0), mark=ANNA_INS)
        + p("C.", properties=numbered(0)),
        "1. A.\n\n2. C.\n",
        "1. A.\n\n2. B.\n\n3. C.\n",
    ),
}


@pytest.mark.parametrize("name", TRACKED)
def test_both_texts_of_a_tracked_change(name: str) -> None:
    body, base, final = TRACKED[name]
    assert texts(body, numbering=lists(level(0, "decimal", "%1."))) == (base, final)


@pytest.mark.parametrize("name", TRACKED)
def test_the_strict_form_is_read_alike(name: str) -> None:
    body, _, _ = TRACKED[name]
    numbering = lists(level(0, "decimal", "%1."))
    file = read_docx(word(body, main=STRICT, numbering=numbering))
    assert (file.base, file.final) == texts(body, numbering=numbering)


def test_each_author_alone_and_some_together() -> None:
    body = p("We ", ins("will ", "Anna"), dele("always ", "Boris"), ins("soon ", "Chen & Co"), "act.")
    file = read_docx(word(body.replace("Chen & Co", "Chen &amp; Co")))
    assert file.authors == ("Anna", "Boris", "Chen & Co")
    assert file.version("Anna") == "We will always act.\n"
    assert file.version("Boris") == "We act.\n"
    assert file.version(["Anna", "Chen & Co"]) == "We will always soon act.\n"
    assert file.version(()) == file.base == "We always act.\n"
    assert file.version(file.authors) == file.final == "We will soon act.\n"
    with pytest.raises(Unknown, match="changed by Anna, Boris"):
        file.version("Dora")


def test_the_changes_are_told_with_their_words() -> None:
    body = p("We ", by("Anna", "ins", run("will ") + run("now ") + dele("not ", "Boris")), "act.", mark=ANNA_INS) + p(
        "x"
    )
    found = [(c.kind, c.author, c.words) for c in read_docx(word(body)).changes]
    assert found == [
        (TrackedKind.INSERT, "Anna", "will now not "),
        (TrackedKind.DELETE, "Boris", "not "),
        (TrackedKind.MARK_INSERTED, "Anna", ""),
    ]


def test_a_change_without_an_author_is_somebody_s() -> None:
    file = read_docx(word(p("We ", f"<w:ins>{run('will ')}</w:ins>", "act.")))
    assert (file.authors, file.base, file.final) == (("(no author)",), "We act.\n", "We will act.\n")


def test_changes_of_formatting_alone_are_counted() -> None:
    body = p(run("bold", '<w:color w:val="red"/><w:rPrChange w:id="1" w:author="Anna"><w:rPr/></w:rPrChange>'))
    file = read_docx(word(body))
    assert file.base == file.final
    assert [change.kind for change in file.changes] == [TrackedKind.FORMAT]
    assert "1 tracked change of formatting only, by Anna" in file.notes


def test_a_change_of_the_page_s_format_is_counted_as_well() -> None:
    changed = '<w:sectPr><w:sectPrChange w:id="1" w:author="Anna"><w:sectPr/></w:sectPrChange></w:sectPr>'
    exception = '<w:tblPrEx><w:tblPrExChange w:id="1" w:author="Boris"><w:tblPrEx/></w:tblPrExChange></w:tblPrEx>'
    assert "1 tracked change of formatting only, by Anna" in read_docx(word(p("a") + changed)).notes
    rows = table(row("a").replace("<w:tr>", f"<w:tr>{exception}"))
    assert "1 tracked change of formatting only, by Boris" in read_docx(word(rows)).notes


def test_what_is_left_out_has_the_words_that_stand() -> None:
    said = p("Why ", dele("not"), ins("so"), "?")
    comments = f'<w:comment w:id="5" w:author="Boris">{said}</w:comment>'
    file = read_docx(word(p('<w:commentRangeStart w:id="5"/>', "a"), comments=comments, header=said))
    assert file.comments[0].text == "Why so?"
    assert "a header left out: “Why so?”" in file.notes


@pytest.mark.parametrize("act", ["ins", "del"])
def test_an_empty_row_that_libreoffice_tracks_has_no_words(act: str) -> None:
    """It puts a zero-width joiner into the first cell, since it tracks words alone."""
    joiner = by("Anna", act, run("\u200d", tag="delText" if act == "del" else "t"))
    empty = row(cell(p(joiner)), "", properties=f'<w:{act} w:id="1" w:author="Anna"/>')
    file = read_docx(word(p("Plan") + table(row("Item", "Year") + empty)))
    with_row, without = "| Item | Year |\n| --- | --- |\n| | |\n", "| Item | Year |\n| --- | --- |\n"
    assert (file.base, file.final) == tuple(
        f"Plan\n\n{rows}" for rows in ((without, with_row) if act == "ins" else (with_row, without))
    )
    kept = read_docx(word(table(row("Item", "\u0645\u200d"))))
    assert kept.final.endswith("\u0645\u200d |\n| --- | --- |\n")
