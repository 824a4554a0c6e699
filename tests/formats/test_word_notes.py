"""Footnotes and endnotes of Word: how they are counted, and the signs that their authors typed instead of numbers."""

from __future__ import annotations

import pytest
from test_word_writing import check_file, parts, redlined
from wordfiles import by, clean, ins, p, run, texts

from amendtrack.formats.docx import read_docx

pytest.importorskip("lxml", reason="the extra docx is not installed")


def test_notes_are_numbered_by_their_calls_in_each_text() -> None:
    def call(n: int, kind: str = "footnote") -> str:
        return f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>'

    footnotes = "".join(
        f'<w:footnote w:id="{n}">{p("<w:r><w:footnoteRef/></w:r>", f" Note {n}.")}</w:footnote>' for n in (2, 3)
    )
    endnotes = f'<w:endnote w:id="2">{p("End ", ins("of it."))}</w:endnote>'
    body = p("One", by("Anna", "ins", call(3)), " two", call(2), " three", call(2, "endnote"), ".")
    base, final = texts(body, footnotes=footnotes, endnotes=endnotes)
    assert base == "One two[^1] three[^i].\n\n[^1]: Note 2.\n\n[^i]: End\n"
    assert final == "One[^1] two[^2] three[^i].\n\n[^1]: Note 3.\n\n[^2]: Note 2.\n\n[^i]: End of it.\n"


def signed(n: int, sign: str = "") -> str:
    """The place where a note is cited with a sign that its author typed."""
    typed = f' w:customMarkFollows="1" w:id="{n}"/><w:t>{sign}</w:t>' if sign else f' w:id="{n}"/>'
    return f"<w:r><w:footnoteReference{typed}</w:r>"


def test_a_note_with_a_sign_of_its_own_keeps_it_and_is_not_counted() -> None:
    """Word numbers the others only; LibreOffice repeats the sign before the words of its note."""
    tab = "<w:r><w:tab/></w:r>"
    notes = {2: (tab, run("*"), tab, " Reissued."), 3: (" One.",), 4: ("****", run("Bold", "<w:b/>"), " signs.")}
    footnotes = "".join(f'<w:footnote w:id="{n}">{p(*words)}</w:footnote>' for n, words in notes.items())
    file = clean(p("Plan", signed(2, "*")) + p("a", signed(3), " b", signed(4, "**"), "** c"), footnotes=footnotes)
    assert file.final == "Plan[^*]\n\na[^1] b[^**] c\n\n[^*]: Reissued.\n\n[^1]: One.\n\n[^**]: **Bold** signs.\n"
    assert not file.notes


def test_of_two_notes_with_one_sign_the_second_has_a_number() -> None:
    footnotes = "".join(f'<w:footnote w:id="{n}">{p(f"* {words}")}</w:footnote>' for n, words in ((2, "x"), (3, "y")))
    file = clean(p("a", signed(2, "*"), " b", signed(3, "*")), footnotes=footnotes)
    assert file.final == "a[^*] b[^1]\n\n[^*]: x\n\n[^1]: y\n"
    assert file.notes == ("a footnote with the mark of another: it has a number: “*”",)


def test_notes_that_nothing_calls_and_notes_of_one_id_are_told() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p(words)}</w:footnote>' for n, words in ((2, "x"), (2, "y"), (3, "z")))
    file = clean(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    assert file.final == "a[^1]\n\n[^1]: x\n"
    assert "a second footnote with the same id left out: “y”" in file.notes
    assert "a footnote that nothing refers to: left out: “z”" in file.notes


def test_words_behind_a_sign_are_no_part_of_it_beyond_a_few_letters() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    notes = f'<w:footnote w:id="2">{p("x")}</w:footnote>'
    assert clean(p("a", signed(2, "*"), run("*", raised), " b"), footnotes=notes).final.startswith("a[^**] b\n")
    many = "*" * 200
    assert clean(p("a", signed(2, "*"), run(many, raised), " b"), footnotes=notes).final.startswith(f"a[^*]{many} b\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [("Reissued", "Issued again"), ("north[^**]", "south[^**]"), ("[^†]", "[^‡]"), ("[^1]: One", "[^1]: Two")],
)
def test_a_note_with_a_sign_of_its_own_has_it_in_word(old: str, new: str) -> None:
    text = (
        "# Plan[^*]\n\n1. The harbour[^1] of the north[^**] is kept.[^†]\n\n"
        "[^*]: Reissued.\n\n[^1]: One.\n\n[^**]: Three.\n\n[^†]: Four.\n"
    )
    data = redlined(text.replace(old, new), text)
    check_file(data)
    assert "[^" not in parts(data)["word/document.xml"].decode()
    read = read_docx(data)
    assert (read.base, read.final) == (text, text.replace(old, new))
