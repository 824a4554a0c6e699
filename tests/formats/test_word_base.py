"""The Word file that a draft's text came in: kept as it is, never given out, and its looks are those of the papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_word_template import FACTS, SECRET, TEXT, parts, template

from amendtrack import Draft
from amendtrack.cli import main
from amendtrack.draft import Snapshot
from amendtrack.formats.docx import read_docx

pytest.importorskip("lxml", reason="the extra docx is not installed")

from amendtrack.formats.docx.writing.writer import write_circulation

REVISED = TEXT.replace("all areas", "all known areas")


@pytest.fixture
def base(tmp_path: Path) -> bytes:
    """A text on the conference's letterhead, with what must not go out among its properties."""
    data = write_circulation(TEXT, FACTS, template())
    assert b"LETTERHEAD" in b"".join(parts(data).values())
    return data


@pytest.fixture
def draft(tmp_path: Path, base: bytes) -> Path:
    (tmp_path / "Plan of Action.docx").write_bytes(base)
    given = ["--text", str(tmp_path / "Plan of Action.docx"), "--title", "Plan", "--at", "2009-08-01T09:00"]
    assert main(["init", str(tmp_path / "plan"), *given]) == 0
    return tmp_path / "plan"


def test_the_file_is_kept_byte_for_byte_and_travels_with_the_record(draft: Path, base: bytes, tmp_path: Path) -> None:
    opened = Draft.open(draft)
    assert opened.text() == TEXT and opened.snapshot().word_file() == base and opened.problems() == ()
    assert opened.revision().original == "received/rev/Rev.0/Plan of Action.docx"
    opened.export_all(tmp_path / "everything")
    assert (tmp_path / "everything" / "received" / "rev" / "Rev.0" / "Plan of Action.docx").read_bytes() == base
    again = Draft.import_all(tmp_path / "again", tmp_path / "everything", durability="fast")
    assert again.snapshot().word_file("Rev.0") == base and again.revision() == opened.revision()
    assert main(["export", str(draft), "Rev.0", "--received", "-o", str(tmp_path / "came.docx")]) == 0
    assert (tmp_path / "came.docx").read_bytes() == base


def test_a_file_that_is_gone_from_the_record_is_told(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    state = opened.snapshot()
    blob = state.files[opened.revision().original]
    (draft / "objects" / blob[:2] / blob[2:]).unlink()
    assert [p for p in Draft.open(draft).problems() if "Rev.0: the file as received" in p]


def test_the_compilation_has_its_looks(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Draft.open(draft, durability="fast").propose(
        REVISED, by="Galdora", received="2009-08-02T09:00", unregistered="added"
    )
    compiled, issued, other = (tmp_path / f"{name}.docx" for name in ("compiled", "issued", "other"))
    assert main(["consolidate", str(draft), "-o", str(compiled)]) == 0
    assert "styled like the Word file in which Rev.0 arrived" in capsys.readouterr().err
    at = ["--at", "2009-08-03T09:00"]
    assert main(["issue", str(draft), "--meeting", "PM2", *at, "-o", str(issued)]) == 0
    assert main(["export", str(draft), "Rev.0", "-o", str(other)]) == 0
    for path in (compiled, issued, other):
        found = b"".join(parts(path.read_bytes()).values())
        assert b"LETTERHEAD" in found and b'w:top="2000"' in found and SECRET.encode() not in found, path
    first = compiled.read_bytes()
    assert main(["consolidate", str(draft), "-o", str(compiled)]) == 0 and compiled.read_bytes() == first
    assert "Galdora" in read_docx(issued.read_bytes()).final
    feet = b"".join(part for name, part in parts(compiled.read_bytes()).items() if "/footer" in name)
    assert (
        feet.count(b"As at 2 August 2009") == feet.count(b"As at") == feet.count(b"NUMPAGES") == 2
    )  # none of the base's
    plain = tmp_path / "plain.docx"
    plain.write_bytes(write_circulation("1. Ours.\n", FACTS))
    assert main(["consolidate", str(draft), "-o", str(other), "--template", str(plain)]) == 0
    assert b"LETTERHEAD" not in b"".join(parts(other.read_bytes()).values())


def test_a_later_revision_has_its_own_file_or_none(draft: Path, tmp_path: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    opened.revise(REVISED, label="Rev.1", at="2009-09-01T09:00")
    assert opened.snapshot().word_file() is None and opened.snapshot().word_file("Rev.0") is not None
    assert main(["export", str(draft), "Rev.1", "--received", "-o", str(tmp_path / "x.docx")]) == 2
    second = write_circulation(REVISED.replace("first", "second"), FACTS, template())
    opened.revise(second, label="Rev.2", at="2009-09-02T09:00", filename="../../Rev 2?.docx")
    assert opened.snapshot().word_file() == second and opened.revision().original == "received/rev/Rev.2/Rev 2_.docx"
    assert opened.problems() == ()


def test_a_file_whose_looks_cannot_be_taken_is_told_and_ours_are_taken(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Snapshot, "word_file", lambda self, label="": b"PK\x03\x04 cut off")
    out = tmp_path / "out.docx"
    assert main(["consolidate", str(draft), "-o", str(out)]) == 0
    assert "not styled like the Word file in which Rev.0 arrived" in capsys.readouterr().err
    assert read_docx(out.read_bytes()).final.startswith("# Plan")


@pytest.mark.parametrize(
    ("paper", "size"), [("letter", b'w:w="12240" w:h="15840"'), ("a4", b'w:w="11906" w:h="16838"')]
)
def test_the_paper_is_as_asked(draft: Path, tmp_path: Path, paper: str, size: bytes) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "b.md").write_text(REVISED, "utf-8")
    files = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    out = tmp_path / "out.docx"
    at = ["--at", "2009-08-03T09:00"]
    for command in (
        ["consolidate", str(draft)],
        ["redline", *files],
        ["export", str(draft), "Rev.0"],
        ["issue", str(draft), "--meeting", "PM2", *at],
    ):
        assert main([*command, "--paper", paper, "-o", str(out)]) == 0
        assert size in parts(out.read_bytes())["word/document.xml"], command
    assert main(["consolidate", str(draft), "--paper", paper, "-o", str(tmp_path / "x.md")]) == 2
