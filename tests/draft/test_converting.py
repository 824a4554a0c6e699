"""Files of other word processors: converted where LibreOffice is installed, otherwise refused with the way out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.draft.converting import as_word
from amendtrack.draft.pdf import office
from amendtrack.errors import InputRefused

BASE = "1. Parties will share maps.\n\n2. This plan ends in 2030.\n"
RTF = b"{\\rtf1\\ansi 1. Parties will share maps.\\par 2. This plan ends in 2031.\\par}"
OPENED = "2026-03-01T10:00:00+00:00"
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)


def opendocument(*paragraphs: str, more: str = "") -> bytes:
    said = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    content = f"<office:document-content {NAMES}><office:body><office:text>{said}{more}</office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}</office:document-content>')
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{listed}</manifest:manifest>',
        )
    return made.getvalue()


@pytest.mark.long
@pytest.mark.skipif(not office(), reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("name", "data"),
    [("plan.rtf", RTF), ("plan.odt", opendocument("1. Parties will share maps.", "2. This plan ends in 2031."))],
)
def test_a_file_is_read_as_converted_and_kept_as_received(name: str, data: bytes, tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "draft", BASE, title="Plan", at=OPENED, durability="fast")
    draft.add_delegation("Norvia", at=OPENED, code="NRV")
    sent = draft.read(data, by="NRV", filename=name)
    assert (sent.reading.text, sent.data) == (BASE.replace("2030", "2031"), data)
    assert "converted by LibreOffice; check it beside the file as received" in sent.reading.notes


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("plan.rtf", RTF, "a rich text file"),
        ("plan.odt", opendocument("1. Parties will share maps."), "an OpenDocument file"),
        ("plan.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word"),
    ],
)
def test_without_libreoffice_the_way_out_is_named(
    name: str, data: bytes, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft.init(tmp_path / "draft", BASE, title="Plan", at=OPENED, durability="fast")
    draft.add_delegation("Norvia", at=OPENED, code="NRV")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputRefused, match=what) as caught:
        draft.read(data, by="NRV", filename=name)
    assert "save it as .docx" in caught.value.remedy and "LibreOffice" in caught.value.remedy


@pytest.mark.skipif(not office(), reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.rtf", RTF.replace(b"1. ", b"{\\field{\\*\\fldinst INCLUDETEXT \\\\etc\\\\passwd}}")),
        ("plan.doc", b"\xd0\xcf\x11\xe0" + "DDEAUTO cmd".encode("utf-16-le") + bytes(600)),
        ("plan.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
        ("plan.odt", opendocument("x", more='<text:section><text:section-source xlink:href="file:///etc/passwd"/>')),
        ("plan.odt", opendocument("x")[:-40]),
    ],
)
def test_what_takes_in_other_files_is_given_to_no_program(name: str, data: bytes) -> None:
    with pytest.raises(InputRefused):
        as_word(data, filename=name)


def test_a_damaged_archive_is_refused_by_name() -> None:
    sound = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(opendocument("x"))) as archive, zipfile.ZipFile(sound, "w") as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name), zipfile.ZIP_DEFLATED if name == "content.xml" else None)
    data = bytearray(sound.getvalue())
    at = data.index(b"content.xml") + len(b"content.xml")
    data[at : at + 20] = b"\xff" * 20
    with pytest.raises(InputRefused, match="damaged"):
        as_word(bytes(data), filename="plan.odt")


def test_other_files_are_read_as_they_are() -> None:
    for data in (BASE, BASE.encode(), b"%PDF-1.7", b"PK\x03\x04 no opendocument", b"\xd0\xcf\x11\xe0"):
        assert as_word(data, filename="plan.xls") == b""
