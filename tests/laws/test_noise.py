"""What only a program or a printer changed is no amendment: breaks, signs that nobody sees, quotations wrapped anew."""

from __future__ import annotations

import pytest

from amendtrack.consolidation import consolidate
from amendtrack.redline import compare
from amendtrack.redline.amendment import amendments
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text

DRAFT = """1. The Parties shall keep a long-term record of mine‑affected areas and the Arda–Brum line, from 1990-2000.

2. Fees are due. 缔约国应当合作。
"""
BREAKS = (("long-term", "long-\nterm"), ("long-term", "long-\n   term"), ("long-term", "long-\r\nterm"))
BREAKS += (("mine‑affected", "mine‑\naffected"), ("Arda–Brum", "Arda–\nBrum"), ("1990-2000", "1990-\n2000"))
UNSEEN = "\u200b\u2060\ufeff\u00ad"
PLACES = (
    ("record", "rec{}ord"),
    ("a long", "a {}long"),
    ("2. Fees", "{}2. Fees"),
    ("2. Fees", "2. {}Fees"),
    ("\n\n", "\n{}\n"),
    ("2000.", "2000{}."),
    ("缔约国", "缔约{}国"),
)
QUOTED = ("> The Council, having met in Arda, asks all the members of the lake\n> commission to meet again in Brum.\n",)
TABLE = "Fees\n\n| Port | Fee |\n|------|-----|\n| Arda | 5 |\n"
RULERS = ("|:-----|----:|", "| --- | --- |", "|--|--|", "|:-:|:-:|", "|------|-----| ")


def asked(before: str, after: str) -> list[str]:
    return [str(amendment) for amendment in amendments(compare(before, after))]


def test_a_break_behind_a_hyphen_or_dash_is_noise() -> None:
    for old, new in BREAKS:
        assert asked(DRAFT, DRAFT.replace(old, new)) == [], new


def test_signs_that_nobody_sees_are_noise() -> None:
    for sign in UNSEEN:
        for old, new in PLACES:
            assert asked(DRAFT, DRAFT.replace(old, new.format(sign))) == [], (hex(ord(sign)), new)
    for sign in "\u200e\u200f\u202b\u061c":  # they turn the direction, and may not be noise within a word
        assert asked(DRAFT, DRAFT.replace("2. Fees", f"{sign}2. Fees")) == []


@pytest.mark.parametrize("width", [20, 35, 50, 90, 200])
def test_a_quotation_wrapped_anew_is_noise(width: int) -> None:
    words, lines = QUOTED[0].replace("\n> ", " ").removeprefix("> ").split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    for mark in ("> ", ">"):
        assert asked(QUOTED[0], "".join(f"{mark}{line}\n" for line in lines)) == []


def test_the_ruler_of_a_table_is_noise_however_wide_or_aligned() -> None:
    for ruler in RULERS:
        assert asked(TABLE, TABLE.replace("|------|-----|", ruler)) == [], ruler


@pytest.mark.parametrize("drawn", ["----", "-" * 70, "***", "* * *", "___", "- - -", "---  "])
def test_a_line_across_the_page_is_the_same_however_it_is_drawn(drawn: str) -> None:
    draft = "Fees are due.\n\n---\n\nBoats carry lamps.\n"
    sent = draft.replace("---", drawn)
    assert asked(draft, sent) == asked(sent, draft) == []
    assert consolidate(draft, {"Arda": sent}).clean() == draft
    assert len(asked(draft, draft.replace("---\n\n", ""))) == len(asked(draft.replace("---\n\n", ""), draft)) == 1


def test_titles_of_asciidoc_are_headings_and_those_of_markdown() -> None:
    titled = (
        "= Rules\n\n== Boats\n\n1. Boats carry lamps.\n\n==== Article 3 Lamps\n\n1. Lamps burn.\n\n== Nets\n\nEnd.\n"
    )
    text = parse_text(titled)
    assert [(unit.kind.value, unit.label) for unit in text.units if unit.kind.value == "heading"] == [
        ("heading", ""),
        ("heading", ""),
        ("heading", "Article 3"),
        ("heading", ""),
    ]
    assert addresses(text)[1:4] == ("heading “Boats”", "1", "Article 3")
    assert asked(titled, titled.replace("== ", "## ").replace("==", "##").replace("= R", "# R")) == []
    assert parse_text("The rate is R\n= V times L, and\n= 5 at least.\n").units[0].kind.value == "paragraph"
