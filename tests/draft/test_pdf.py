"""Pages through LibreOffice, where it is installed; a plain message where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack.draft import pdf
from amendtrack.errors import InputRefused
from amendtrack.formats.docx.writing.writer import FileFacts, write_circulation

DOCUMENT = write_circulation("# Plan\n\n1. Clear all areas.\n", FileFacts("Plan"))


def test_without_libreoffice_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputRefused, match="is not installed") as refused:
        pdf.pdf_of(DOCUMENT)
    assert ".docx" in refused.value.remedy


def test_a_program_that_hangs_or_gives_nothing_is_ended_and_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for script, said in (("sleep 60", "did not finish within 1 seconds"), ("echo no filter", "no filter")):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(InputRefused, match=said):
            pdf.pdf_of(DOCUMENT, seconds=1)


@pytest.mark.long
@pytest.mark.skipif(not pdf.office(), reason="LibreOffice is not installed")
def test_pages_are_made() -> None:
    assert pdf.pdf_of(DOCUMENT).startswith(b"%PDF-")
