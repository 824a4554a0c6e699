"""Others read the same Word files: pandoc both texts, LibreOffice the automatic numbers; and files made at random."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from test_word_tracked import TRACKED
from wordfiles import by, level, lists, numbered, p, run, word

from amendtrack.formats.docx import read_docx

NUMBERS = lists(level(0, "decimal", "%1."))
PANDOC_DIFFERS = {
    "deleted row": "rows and cells are kept whatever is tracked",
    "inserted row": "rows and cells are kept whatever is tracked",
    "inserted and deleted cells": "rows and cells are kept whatever is tracked",
    "a link within an insertion": "the words of the link are lost",
    "a tracked list": "tracked lists are not read",
    "a style that was changed": "the style before is not read",
    "italics that were changed": "the look before is not read",
    "a box on a joined paragraph": "boxes of Word 2010 are not read",
    "in an equation": "of a tracked equation both sides are read",
    "hidden as a tracked change": "hidden words are read as if they were seen",
    "numbers that follow": "a rejected paragraph leaves an empty item",
    "a table put into the middle of a paragraph": "rows and cells are kept whatever is tracked",
    "a table deleted with the paragraph marks around it": "rows and cells are kept whatever is tracked",
    "a row inserted by one and deleted by another": "rows and cells are kept whatever is tracked",
}
"""Where pandoc is not followed, and why."""


def _letters(text: str) -> str:
    return re.sub(r"[\s\-|*#.:+=]+", "", text)


def _by_pandoc(file: Path, how: str) -> str:
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed")
    command = [
        pypandoc.get_pandoc_path(),
        "-f",
        "docx",
        f"--track-changes={how}",
        "-t",
        "plain",
        "--wrap=none",
        str(file),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.long
def test_pandoc_reads_the_same_texts(tmp_path: Path) -> None:
    names = [name for name in TRACKED if name not in PANDOC_DIFFERS]
    body = "".join(TRACKED[name][0] + p("~~~") for name in names)
    file = tmp_path / "all.docx"
    file.write_bytes(word(body, numbering=NUMBERS))
    ours = read_docx(file.read_bytes())
    for how, text in (("reject", ours.base), ("accept", ours.final)):
        theirs = _by_pandoc(file, how).split("~~~")
        for name, mine, other in zip([*names, ""], text.split("~~~"), theirs, strict=True):
            assert _letters(mine) == _letters(other), (name, how)


def _by_libreoffice(file: Path, form: str, folder: Path) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", form, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


LIBREOFFICE_DIFFERS = {
    "in a content control": "the insertion is no longer tracked",
    "a tracked list": "the list is no longer tracked",
    "a box on a joined paragraph": "the box without a size is gone",
    "in an equation": "the equation is gone",
    "hidden as a tracked change": "the look before is no longer tracked",
    "numbers that follow": "it goes on from the list that is no longer tracked",
    "insertion in a deletion": "of two changes round one word, one is kept",
    "deleted row": "the row stays where its words are not deleted too",
    "a link within an insertion": "the words of the link are lost",
    "a table put into the middle of a paragraph": "the parts of the paragraph stay apart",
    "a table deleted with the paragraph marks around it": "the parts of the paragraph stay apart",
    "a row inserted by one and deleted by another": "the row stays where its words are not deleted too",
}
"""What LibreOffice does not write again as it read it."""


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_tracks_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ours.docx"
    file.write_bytes(word("".join(TRACKED[name][0] + p("~~~") for name in TRACKED), numbering=NUMBERS))
    (tmp_path / "out").mkdir()
    _by_libreoffice(file, "docx:MS Word 2007 XML", tmp_path / "out")
    ours, theirs = read_docx(file.read_bytes()), read_docx((tmp_path / "out" / "ours.docx").read_bytes())
    for mine, other in ((ours.base, theirs.base), (ours.final, theirs.final)):
        for name, a, b in zip(TRACKED, mine.split("~~~"), other.split("~~~"), strict=False):
            assert a.strip() == b.strip() or name in LIBREOFFICE_DIFFERS, name


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(
        level(0, "upperRoman", "Part %1"),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "(%3)"),
        level(3, "decimal", "%2.%3.%4"),
        extra=second,
    )
    first, again = [0, 1, 2, 2, 3, 1, 2, 0, 1, 3], [0, 0, 1]
    levels = [*((n, 1) for n in first), *((n, 2) for n in again)]
    body = "".join(p(f"word{k}", properties=numbered(*each)) for k, each in enumerate(levels))
    file = tmp_path / "numbers.docx"
    file.write_bytes(word(body, numbering=numbering))
    _by_libreoffice(file, "txt:Text (encoded):UTF8", tmp_path)
    theirs = (tmp_path / "numbers.txt").read_text(encoding="utf-8-sig").split("\n")
    ours = read_docx(file.read_bytes()).final.split("\n\n")
    assert [" ".join(line.split()) for line in theirs if line.strip()] == [line.strip() for line in ours]


WORDS = st.text(st.sampled_from("abc é中ع*_[]|\\"), min_size=1, max_size=6)
PIECES = st.lists(
    st.tuples(WORDS, st.lists(st.tuples(st.sampled_from(["ins", "del"]), st.sampled_from("AB")), max_size=3))
)


@depth(60)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_random_changes_in_any_nesting_are_read_word_for_word(
    paragraphs: list[list[tuple[str, list[tuple[str, str]]]]],
) -> None:
    def wrapped(words: str, layers: list[tuple[str, str]]) -> str:
        inner = run(words)
        for act, author in reversed(layers):
            inner = by(author, act, inner)
        return inner

    def expected(accepted: str) -> str:
        blocks = []
        for pieces in paragraphs:
            text = "".join(
                words
                for words, layers in pieces
                if all((author in accepted) is (act == "ins") for act, author in layers)
            )
            blocks.append(text.strip(" "))
        return "\n\n".join(block for block in ["x", *blocks] if block) + "\n"

    body = p("x") + "".join(p(*(wrapped(*piece) for piece in pieces)) for pieces in paragraphs)
    file = read_docx(word(body))
    assert file.base == expected("")
    assert file.final == expected("AB")
    for author in file.authors:
        assert file.version(author) == expected(author)
