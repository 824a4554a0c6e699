"""What is written in Word comes back from it: both texts of a redline, and a draft's text when it was circulated."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from depth import depth, some
from hypothesis import given
from test_word_writing import BASE, CHANGES

from amendtrack.consolidation.value import consolidate
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import (
    Author,
    FileFacts,
    write_circulation,
    write_compilation,
    write_redline,
)
from amendtrack.formats.received import read_received
from amendtrack.redline.comparison import compare
from amendtrack.render.brackets import Style
from amendtrack.render.html import consolidation_html
from amendtrack.render.typeset import typeset
from amendtrack.text.typeface import HARD_BREAK

from .dressing import dressed
from .realistic import HARD_FROM, world
from .rough import rough_world
from .worlds import World, worlds

_BLANKS, _BORDER = re.compile(" {2,}"), re.compile(r" *(?<!\\)\| *")
_ACTIVE = re.compile("<w:(?:fldChar|instrText|fldSimple|hyperlink|object|altChunk|subDoc|drawing|pict)\\b")
"""What does something when a file is opened or clicked; the words of delegations never become it."""
CASES = sorted(path for path in (Path(__file__).parents[1] / "cases").iterdir() if (path / "base.md").is_file())
NORVIA = Author("Norvia", datetime(2009, 8, 21, tzinfo=UTC))


def come_back(before: str, after: str) -> None:
    file = read_docx(write_redline(compare(before, after), NORVIA, FileFacts("Plan", revision="Rev.0")))
    for sent, found in ((before, file.base), (after, file.final)):
        redline = compare(sent, found)
        assert redline.is_unchanged, list(redline.changes)
    assert set(file.authors) <= {"Norvia"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_proposal_comes_back_from_its_tracked_changes(case: Path) -> None:
    base = (case / "base.md").read_text(encoding="utf-8")
    for path in sorted(case.glob("*.md"))[:6]:
        come_back(base, path.read_text(encoding="utf-8"))


@depth(60)
@given(worlds())
def test_random_proposals_come_back(world: World) -> None:
    base, *proposals = world
    for text in proposals:
        if base.strip() or text.strip():
            come_back(base, text)


@pytest.mark.parametrize("seed", some(range(60), one_in=10))
def test_papers_of_many_makes_come_back(seed: int) -> None:
    base, sent = rough_world(seed)
    for text in sent.values():
        come_back(base, text)


def test_code_comes_back_with_its_indentation_and_nothing_else_is_code() -> None:
    base = "Before.\n\n```\nlamp: two\n  oil: *one*\n\n    wick\n```\n\nAfter it.\n"
    after = base.replace("  oil: *one*", "      oil: ten").replace("Before", "Ahead")
    file = read_docx(write_redline(compare(base, after), NORVIA, FileFacts("Plan", revision="Rev.0")))
    assert (file.base, file.final) == (
        base.replace("\n\n    wick", "\n    wick"),
        after.replace("\n\n    wick", "\n    wick"),
    )
    alone = "```\n\nNo code.\n\nNor this.\n"
    assert read_docx(write_circulation(alone, FileFacts("Plan"))).final == alone


@pytest.mark.parametrize("text", ["§ 7\nsays so.\n", "Article 7\nsays so.\n", "Net\n: what is dried\n: or mended\n"])
def test_a_line_end_that_says_what_the_line_is_is_a_line_break(text: str) -> None:
    back = read_docx(write_circulation(text, FileFacts("Plan"))).final
    assert back == text.replace("\n", "  \n", text.count("\n") - 1)
    assert compare(text, back).is_unchanged
    come_back(text, text.replace("so", "it").replace("dried", "hung"))


def test_the_line_under_a_title_and_the_signs_of_quoted_lines_are_not_typed() -> None:
    base = "Boats of the lake\n=================\n\n> The fund is small.\n> It is for ropes.\n"
    file = read_docx(write_circulation(base, FileFacts("Plan", revision="Rev.0")))
    assert file.final == "Boats of the lake\n\n> The fund is small. It is for ropes.\n"
    assert compare(base, file.final).is_unchanged


REAL = tuple(start + n for n in range(25) for start in (0, 100_000, HARD_FROM))
"""Worlds that look like real negotiations: plain ones, ones with items and notes, hard ones."""
_RULER = re.compile(r"(?m)^\|(?: *:?-+:? *\|)+$")
_COMPOUND = re.compile(r"(?<=[a-z]-)\n(?=[a-z])")
_FLOWING = re.compile(r"(?<![ \n|])\n(?![\n|])")


def same(text: str) -> str:
    """The text as Word keeps it: an ordinary line end is a blank (none in a compound), and so are a table's own."""
    flowing = _FLOWING.sub(" ", _COMPOUND.sub("", text))
    lines = _RULER.sub(lambda found: found[0].replace(" ", ""), flowing).rstrip().split("\n")
    return "\n".join(
        re.sub(r" *(?<!\\)\| *", "|", _BLANKS.sub(" ", line)) if line[:1] == "|" else line for line in lines
    )


@pytest.mark.parametrize("seed", some(REAL, 37))
def test_realistic_proposals_come_back_character_by_character(seed: int) -> None:
    real = world(seed)
    base = dressed(real.base, seed)
    for name, sent in real.sent.items():
        text = dressed(sent, seed, name)
        file = read_docx(write_redline(compare(base, text), NORVIA, FileFacts("Plan", revision="Rev.0")))
        assert (same(file.base), same(file.final)) == (same(base), same(text)), (seed, name)


@pytest.mark.parametrize("seed", some(REAL, 61))
def test_a_compilation_has_every_word_and_typed_line_in_word_and_on_a_page(seed: int) -> None:
    real = world(seed)
    sent = {name: dressed(text, seed, name) for name, text in real.sent.items()}
    con = consolidate(dressed(real.base, seed), sent)
    units = typeset(con, Style.ATTRIBUTED)
    spans = [span.text for unit in units for cell in unit.cells for span in cell]
    words = Counter(re.findall(r"[^\W\d_]+", " ".join(spans)))
    breaks = sum(text.count(HARD_BREAK) for text in spans)
    made = write_compilation(con, Style.ATTRIBUTED, FileFacts("Plan", revision="Rev.0"))
    read = read_docx(made).final
    page = re.sub(r"<style>.*?</style>", "", consolidation_html(con), flags=re.DOTALL)
    shown = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?(?:td|p|bdi|b|del|ins|strong|i|br)\b[^>]*>", " ", page)))
    for where, found in (("Word", read.replace("*", " ")), ("HTML", shown)):
        assert not words - Counter(re.findall(r"[^\W\d_]+", found)), (seed, where)
    assert not _ACTIVE.search(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()), seed
    assert not re.search(r"<(?:a|script|img|iframe|object|form)\b|\bhref=", page), seed
    assert breaks <= read.count(HARD_BREAK) and breaks <= page.count("<br>")


@pytest.mark.parametrize("name", CHANGES)
def test_every_kind_of_change_comes_back(name: str) -> None:
    come_back(BASE, CHANGES[name])
    come_back(CHANGES[name], BASE)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_was_circulated_is_known_when_it_comes_back(case: Path) -> None:
    base = (case / "base.md").read_text(encoding="utf-8")
    found = read_received(write_circulation(base, FileFacts("Plan", revision="Rev.3")))
    assert (found.revision, found.base) == ("Rev.3", "")
    assert compare(base, found.text).is_unchanged
