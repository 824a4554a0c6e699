"""A name written from right to left leaves the words and figures beside it where they are, in HTML and in Word."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.papers.direction import way_of
from amendtrack.record.registers import read_register

pytest.importorskip("lxml", reason="the extra docx is not installed")

BASE = "# Plan\n\n1. Lights are seen from two miles away.\n"
NAMES = {"NOR": "نورفيا", "GAL": "غالدورا (الاتحادية)", "BRU": "בְּרוּם"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    register = read_register("code,name\n" + "".join(f"{code},{name}\n" for code, name in NAMES.items()))
    made = Draft.init(
        tmp_path / "draft", BASE, title="Plan", at="2026-03-02", delegations=register, language="en", durability="fast"
    )
    for code, words in (("NOR", "3 miles"), ("GAL", "4 miles"), ("BRU", "4 miles")):
        made.propose(BASE.replace("two miles", words), by=code, received="2026-03-03")
    made.draft_pack(tmp_path / "pack", "PM1", at="2026-03-04")
    return tmp_path / "pack"


def test_each_name_is_isolated_on_a_page(pack: Path) -> None:
    for kind in ("1-compilation", "3-open-points"):
        (path,) = pack.glob(f"*{kind}.html")
        page = path.read_text(encoding="utf-8")
        for name in NAMES.values():
            found = [page[at.start() - 17 : at.end() + 6] for at in re.finditer(re.escape(name), page)]
            assert found and all(one.startswith('<bdi class="own">') and one.endswith("</bdi>") for one in found), kind


def test_a_mark_follows_each_name_in_word(pack: Path) -> None:
    for kind in ("1-compilation", "3-open-points"):
        (path,) = pack.glob(f"*{kind}.docx")
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            body = archive.read("word/document.xml").decode()
        for paragraph in re.findall(r"<w:p>.*?</w:p>", body):
            said = re.sub(r"<[^>]*>", "", paragraph)
            for name in NAMES.values():
                assert said.count(name) == said.count(f"{name}\u200e"), (kind, said)
            assert not ("miles" in said and "<w:bidi/>" in paragraph), said


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("نورفيا, غالدورا would delete “3. Lights shall be visible”", "ltr"),
        ("Norvia: تكون الأضواء مرئية من مسافة ميلين", "rtl"),
        ("نورفيا", "auto"),
        ("Norvia", "auto"),
        ("", "auto"),
        ("14#2", "auto"),
    ],
)
def test_a_line_runs_as_most_of_its_letters(words: str, way: str) -> None:
    assert way_of(words) == way
