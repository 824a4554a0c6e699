"""A PDF is left for manual review, with its words beside the reason; nothing of it is recorded."""

from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.draft.desk import Disposition, take_in
from amendtrack.draft.shown_pdf import shown_words
from amendtrack.formats.mailbag import open_bag
from amendtrack.record.registers import read_register

BASE = "1. Clear all areas.\n\n2. Hold a meeting each June.\n"


def pdf(words: str, *, kids: str = "3 0 R") -> bytes:
    """A PDF of one page as small as it can be."""
    stream = f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET"
    page = "/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] {page} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    head = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return written + head.encode()


@pytest.mark.long
def test_its_words_are_shown_and_nothing_is_recorded(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    register = read_register("code,name\nNRV,Norvia\n")
    draft = Draft.init(tmp_path / "d", BASE, title="Plan", at="2026-03-01", delegations=register, durability="fast")
    bag = open_bag({"Norvia.pdf": pdf("Paragraph 2: delete")}, register, "UTC")
    (taken,) = take_in(draft, bag, received="2026-03-02T10:00")
    assert taken.disposition is Disposition.LEFT and not draft.proposals()
    assert taken.notes == ("words of the PDF, for review only: “Paragraph 2: delete”",)


@pytest.mark.long
@pytest.mark.parametrize(
    "data",
    [b"", b"1. Clear all areas.", b"%PDF-1.4 cut off", pdf("x", kids="2 0 R"), pdf("x")[:300]],
)
def test_what_cannot_be_read_shows_nothing(data: bytes) -> None:
    assert shown_words(data) in ("", "x")


@pytest.mark.long
def test_no_more_is_shown_than_a_person_reads_at_once() -> None:
    pytest.importorskip("pypdf")
    words = shown_words(pdf("area " * 2000))
    assert len(words) <= 1_510 and words.endswith(" …")
