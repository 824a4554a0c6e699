"""What may be taken for something else is named by code point wherever a compilation is shown."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from amendtrack import consolidate
from amendtrack.render import consolidation_html, print_consolidation
from amendtrack.render.lookalikes import notes_on_slots, posing_letters

BASE = "7. States Parties may clear all areas by 2020."
DOUBTFUL = {
    "sh\u0430ll": "U+0430",
    "\uff53hall": "U+FF53",
    "shall by 202\u0661": "U+0661",
    "\u202eshall": "U+202E",
    "sha\u200bll": "U+200B",
}


@pytest.mark.parametrize("words", DOUBTFUL, ids=ascii)
def test_each_form_names_it(words: str) -> None:
    con = consolidate(BASE, {"Arda": BASE.replace("may", words)})
    (note,) = notes_on_slots(con)
    assert note[0] in ("7#1", "elsewhere") and DOUBTFUL[words] in note[1]
    out = io.StringIO()
    print_consolidation(con, Console(file=out, width=200))
    for shown in (out.getvalue(), consolidation_html(con)):
        assert "Characters to check" in shown and DOUBTFUL[words] in shown


@pytest.mark.parametrize(
    "words", ["shall", "l’État «sans délai»", "必须于２０２１年前", "ясно", "бути", "μg", "٢٠٢١", "می\u200cخواهم"]
)
def test_ordinary_writing_is_left_alone(words: str) -> None:
    assert posing_letters(words, words * 3) == ""
    assert not notes_on_slots(consolidate(f"7. {words} {words}.", {"Arda": f"7. {words} {words} {words}."}))


def test_the_same_note_is_given_once() -> None:
    text = BASE.replace("may", "sh\u0430ll")
    assert len(notes_on_slots(consolidate(BASE, {"Arda": text, "Brum": text}))) == 1
