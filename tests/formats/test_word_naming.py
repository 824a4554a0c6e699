"""Characters that nobody sees are named in a comment beside the change; the text comes back as it went out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest

from amendtrack import compare
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.naming import OURS
from amendtrack.formats.docx.writing.writer import Author, FileFacts, write_circulation, write_redline
from amendtrack.formats.received import read_received

pytest.importorskip("lxml", reason="the extra docx is not installed")
AT = datetime(2009, 8, 21, 16, 20, tzinfo=UTC)
BASE = "# Plan\n\n1. Parties shall clear all areas.\n\n2. They report.\n"
HIDDEN = {
    "shall\u200b clear": "U+200B ZERO WIDTH SPACE",
    "shall \u202eclear": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "shall \u0441lear": "“\u0441lear” is written with \u0441 (U+0441, Cyrillic)",
}


@pytest.mark.parametrize("words", HIDDEN)
def test_a_change_that_hides_something_is_named(words: str) -> None:
    after = BASE.replace("shall clear", words)
    redline = write_redline(compare(BASE, after), Author("Norvia"), FileFacts("Plan"))
    circulated = write_circulation(after, FileFacts("Plan"))
    for data, base in ((redline, BASE), (circulated, after)):
        read = read_docx(data)
        assert (read.base, read.final) == (base, after)
        assert [c.author for c in read.comments] == [OURS] and HIDDEN[words] in read.comments[0].text
        assert read.comments[0].place == "1"
        assert read_received(data).remarks == ()  # ours are nobody's remarks
    assert redline == write_redline(compare(BASE, after), Author("Norvia"), FileFacts("Plan"))


def test_no_comment_has_the_number_of_a_note() -> None:
    """LibreOffice would print the words of another note, or of none."""
    text = BASE.replace("areas.", "areas.[^1]").replace("report", "re\u200bport[^i]") + "\n[^1]: One.\n\n[^i]: Two.\n"
    with zipfile.ZipFile(io.BytesIO(write_circulation(text, FileFacts("Plan", at=AT)))) as archive:
        ids = {
            kind: re.findall(rf'<w:{kind} [^>]*w:id="([^"]*)"', archive.read(f"word/{kind}s.xml").decode())
            for kind in ("comment", "footnote", "endnote")
        }
        comments = archive.read("word/comments.xml").decode()
    assert ids == {"comment": ["3"], "footnote": ["-1", "0", "1"], "endnote": ["-1", "0", "2"]}
    assert comments.count('w:date="2009-08-21T16:20:00Z"') == 1


def test_honest_text_has_no_comments() -> None:
    after = BASE.replace("all areas", "« toutes\u00a0» 区域 و مناطق نمی\u200cشود")
    for data in (
        write_redline(compare(BASE, after), Author("Norvia"), FileFacts("Plan")),
        write_circulation(after, FileFacts("Plan")),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert "word/comments.xml" not in archive.namelist()


def test_what_is_not_changed_is_not_named_in_a_changed_paragraph() -> None:
    before = BASE.replace("Parties", "Par\u200bties")
    data = write_redline(compare(before, before.replace("all areas", "areas")), Author("Norvia"), FileFacts("Plan"))
    assert read_docx(data).comments == ()
