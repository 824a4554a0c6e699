"""Paragraphs put in or struck as a whole by tracked changes are shown as that, however alike they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from wordfiles import by, cell, dele, ins, p, row, table, word

from amendtrack import Draft, amendments, brackets
from amendtrack.formats.docx import read_docx
from amendtrack.redline.comparison import compare

TEXTS = (
    "1. States shall meet.",
    "2. Boats shall carry two lamps at night.",
    "3. Nets shall be dried on the shore.",
    "4. Nobody may fish in June.",
)
BASE = "\n\n".join(TEXTS) + "\n"
GONE, NEW = (
    '<w:del w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>',
    ('<w:ins w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>'),
)
BIS = "2 bis. Boats shall carry three lamps at night."


def struck(words: str) -> str:
    return p(dele(words), mark=GONE)


def new(words: str) -> str:
    return p(ins(words), mark=NEW)


FILES = {
    "struck, and a bis like it": (
        p(TEXTS[0]) + struck(TEXTS[1]) + new(BIS) + p(TEXTS[2]) + p(TEXTS[3]),
        ["para 2: deleted", "new para after 2"],
    ),
    "put in before what is struck": (
        p(TEXTS[0]) + new(BIS) + struck(TEXTS[1]) + p(TEXTS[2]) + p(TEXTS[3]),
        ["new para after 1", "para 2: deleted"],
    ),
    "two for two": (
        p(TEXTS[0]) + struck(TEXTS[1]) + struck(TEXTS[2]) + new(BIS)
        + new("2 ter. Nets shall be dried on the quay.") + p(TEXTS[3]),
        ["para 2: deleted", "para 3: deleted", "new para after 3", "new para after 3"],
    ),
    "typed behind the paragraph before": (
        p(TEXTS[0]) + p(TEXTS[1], mark=NEW) + p(ins(BIS)) + p(TEXTS[2]) + p(TEXTS[3]),
        ["new para after 2"],
    ),
    "the last one": (
        p(TEXTS[0]) + p(TEXTS[1]) + p(TEXTS[2]) + struck(TEXTS[3]) + new("4 bis. Nobody may fish in July."),
        ["para 4: deleted", "new para after 4"],
    ),
    "words of a paragraph": (
        p(TEXTS[0]) + p("2. Boats shall carry ", dele("two"), ins("three"), " lamps at night.")
        + p(TEXTS[2]) + p(TEXTS[3]),
        ["para 2: words replaced"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_tracked_changes_state_is_shown(tmp_path: Path, name: str) -> None:
    body, shown = FILES[name]
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(word(body), by="Norvia", unregistered="added", received="2009-08-21T16:20", filename="a.docx")
    now = draft.snapshot()
    (entry,) = now.proposals()
    assert entry.origins
    assert [str(a) for a in amendments(now.redline(entry))] == shown
    now.consolidate().check()
    if "bis" in name:
        text = brackets(now.consolidate())
        assert f"[{TEXTS[1]} – Norvia delete]" in text and f"[{BIS} – Norvia]" in text


COMPARED = {
    "a paragraph divided": p("1. States ", mark=NEW) + p("shall meet.") + "".join(map(p, TEXTS[1:])),
    "two paragraphs joined": p(TEXTS[0], mark=GONE) + "".join(map(p, TEXTS[1:])),
    "a paragraph moved": p(TEXTS[0])
    + p(by("Anna", "moveFrom", f"<w:r><w:t>{TEXTS[1]}</w:t></w:r>"), mark=GONE)
    + p(TEXTS[2])
    + p(by("Anna", "moveTo", f"<w:r><w:t>{TEXTS[1]}</w:t></w:r>"), mark=NEW)
    + p(TEXTS[3]),
}


@pytest.mark.parametrize("name", COMPARED)
def test_where_paragraphs_move_divide_or_join_nothing_is_stated(name: str) -> None:
    file = read_docx(word(COMPARED[name]))
    assert file.base != file.final and not file.origins("Anna")


def test_rows_of_tables_put_in_and_struck() -> None:
    head, last = row(cell(p("Fee")), cell(p("Crowns"))), row(cell(p("Rafts")), cell(p("5")))
    gone = row(cell(p(dele("Boats"))), cell(p(dele("10"))), properties=GONE)
    more = row(cell(p(ins("Boats"))), cell(p(ins("12"))), properties=NEW)
    file = read_docx(word(p(TEXTS[0]) + table(head, gone, more, last) + p(TEXTS[1])))
    shown = amendments(compare(file.base, file.final, origins=file.origins("Anna")))
    assert [a.change for a in shown] == ["deleted", "new para"]


def test_a_file_on_another_text_states_nothing_of_the_draft(tmp_path: Path) -> None:
    draft = Draft.init(
        tmp_path / "plan", BASE.replace("in June", "in May"), title="Plan", at="2009-07-17", durability="fast"
    )
    body = FILES["struck, and a bis like it"][0]
    draft.propose(word(body), by="Norvia", unregistered="added", received="2009-08-21T16:20", filename="a.docx")
    (entry,) = draft.snapshot().proposals()
    assert not entry.origins
