"""LibreOffice shows our papers as they are meant: what it saves of them has the same paragraphs, rows and notes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_word_writing import BASE, CHANGES, FACTS, check_file, parts

from amendtrack import consolidate
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import write_circulation, write_compilation
from amendtrack.render.brackets import Style

pytest.importorskip("lxml", reason="the extra docx is not installed")

ITEMS = "- Nets are dried here[^1].\n\n- Lamps are lit.\n\n| h | k |\n|---|---|\n| c | d |\n\n[^1]: On the shore.\n"
TURNED = "1. Boats[^2].\n\n2. Nets[^1] and[^3].\n\n[^1]: First.\n\n[^2]: Second.\n\n[^3]: Third.\n"
MANY = "1. Boats[^1], nets[^11] and lamps[^10].\n\n2. Oars.\n" + "".join(f"\n[^{n}]: Note.\n" for n in (1, 10, 11))
HIDDEN = (
    "1. Ro\u200bpes.\n\n2. Boats[^1].\n\n3. Ne\u200bts.\n\n4. Oars[^2].\n\n5. La\u200bmps.\n\n6. Sails[^3].\n"
    "\n[^1]: First.\n\n[^2]: Second.\n\n[^3]: Third.\n"
)
COMPILED = {
    "an item with a note in a list before a table": (ITEMS, ITEMS.replace("dried", "mended")),
    "notes that are not cited in their order": (TURNED, TURNED.replace("Boats", "Ships").replace("Third", "Last")),
    "notes of two figures": (MANY, MANY.replace("Oars", "Ropes")),
    **{name: (BASE, CHANGES[name]) for name in ("words", "moved", "rows", "new note", "note before")},
}


def compiled(name: str) -> bytes:
    before, after = COMPILED[name]
    return write_compilation(consolidate(before, {"Norvia": after}), Style.ATTRIBUTED, FACTS)


def blocks(data: bytes) -> list[str]:
    """The letters of each block."""
    return [re.sub(r":?---:?|[\s*#-]+", "", block) for block in read_docx(data).final.split("\n\n")]


def test_the_number_of_a_note_is_typed_for_word_alone() -> None:
    data = compiled("notes that are not cited in their order")
    check_file(data)
    notes = parts(data)["word/footnotes.xml"].decode()
    typed = re.findall(
        r'<mc:Choice Requires="w15"><w:r>(?:(?!</w:r>).)*>(\d)</w:t></w:r></mc:Choice><mc:Fallback/>', notes
    )
    assert typed == ["2", "1", "3"] and "footnoteRef/" not in notes


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_our_papers_have_the_same_paragraphs_in_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    files = {name: tmp_path / f"{k}.docx" for k, name in enumerate([*COMPILED, "comments between notes"])}
    for name, file in files.items():
        file.write_bytes(compiled(name) if name in COMPILED else write_circulation(HIDDEN, FACTS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=200)
    for name, file in files.items():
        assert blocks((tmp_path / "out" / file.name).read_bytes()) == blocks(file.read_bytes()), name
