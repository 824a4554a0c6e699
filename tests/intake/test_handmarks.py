"""Words marked by hand are read where the words without them are the draft's own, and otherwise named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.intake.doubts import Sent
from amendtrack.intake.handmark_reader import HandRead, read_handmarks
from amendtrack.intake.handmarks import Drawn, MarkedStretch, typed_out
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Register
from amendtrack.text.units import parse_text

BASE = parse_text(
    "1. Parties will share maps, data and lessons learned.\n\n2. Women shall take part in all decisions.\n\n"
    "3. It shall be free of charge. It shall reach remote islands.\n\n7. This plan ends in 2030.\n"
)
SIGNS = {
    "CriticMarkup": ("{{--{}--}}", "{{++{}++}}"),
    "Markdown": ("~~{}~~", "**{}**"),
    "tags": ("<del>{}</del>", "<ins>{}</ins>"),
    "tags of looks": ("<s>{}</s>", "<u>{}</u>"),
    "wdiff": ("[-{}-]", "{{+{}+}}"),
}
READ = {
    "Para 7: This plan ends in -2030- +2031+.": "Para 7 should read: “This plan ends in 2031.”",
    "Para 7: This plan ends in -2030-+2031+.": "Para 7 should read: “This plan ends in 2031.”",
    "Replace para 7 by: This plan ends in -2030-+2031+.": "Replace para 7 by: This plan ends in 2031.",
    "7. This plan ends in -2030- +2031+.": "7. This plan ends in 2031.",
    "This plan ends in -2030-+2031+.": "This plan ends in 2031.",
    'Para 7 should read: "This plan ends in -2030-+2031+."': 'Para 7 should read: "This plan ends in 2031."',
    "Para 1: Parties will share maps-, data- and lessons learned.": (
        "Para 1 should read: “Parties will share maps and lessons learned.”"
    ),
    "Para 1: Parties -will- +shall+ share maps, data and -lessons- +all lessons+ learned.": (
        "Para 1 should read: “Parties shall share maps, data and all lessons learned.”"
    ),
    "Para 1: share -maps-+charts+, data": "Para 1 should read: “Parties will share charts, data and lessons learned.”",
    "Para 3: It shall be free of charge. -It shall reach remote islands.-": (
        "Para 3 should read: “It shall be free of charge.”"
    ),
    "Para 2: -Women shall take part in all decisions.-": "Para 2: delete",
}


def marked(line: str, struck: str, inserted: str) -> str:
    out, opened = "", ""
    for piece in line.replace("-", "\0-\0").replace("+", "\0+\0").split("\0"):
        if piece in ("-", "+") and not opened:
            opened = piece
        elif piece in ("-", "+"):
            opened = ""
        elif opened:
            out += (struck if opened == "-" else inserted).format(piece)
        else:
            out += piece
    return out


@pytest.mark.parametrize("signs", SIGNS)
@pytest.mark.parametrize("line", READ)
def test_marks_are_read_beside_the_draft(line: str, signs: str) -> None:
    found = read_handmarks(f"Dear all,\n\n{marked(line, *SIGNS[signs])}\n\nAna\n", BASE)
    assert found.text == f"Dear all,\n\n{READ[line]}\n\nAna\n"
    assert (len(found.notes), found.unsettled) == (1, ())


def test_in_the_whole_text_a_paragraph_may_be_struck_out() -> None:
    text = BASE.source.replace(
        "2. Women shall take part in all decisions.", "~~2. Women shall take part in all decisions.~~"
    )
    assert "Women" not in read_handmarks(text, BASE).text
    assert "Parties" in read_handmarks(text, BASE).text


NOT_READ = {
    "Para 7: The plan ends in ~~2030~~ **2031**.": "not the words of the draft",
    "Para 2: This plan ends in ~~2030~~ **2031**.": "not the words of the draft",
    "~~2. Women shall take part in all decisions.~~": "struck out by hand",
    "Para 7: This plan ends in {--2030.": "never closed",
    "Para 7: This plan ends in 2030--}.": "",
    "Para 7: THIS PLAN ENDS IN 2031.": "",
    "Para 7: THIS PLAN ENDS IN 2030.": "all in capitals",
    "Para 1: Parties will share [maps] CHARTS, data and lessons learned.": "new words in capitals",
    "Para 1: Parties will share maps, CHARTS AND TABLES, data and lessons learned.": "new words in capitals",
    "Para 7: ends ~~in~~": "not the words of the draft",
}


@pytest.mark.parametrize("line", NOT_READ)
def test_marks_that_do_not_fit_are_named_and_nothing_is_changed(line: str) -> None:
    found = read_handmarks(line, BASE)
    assert found.text == line
    assert [NOT_READ[line] in each.why for each in found.unsettled] == ([True] if NOT_READ[line] else [])


@pytest.mark.parametrize(
    "line",
    [
        "Para 7: replace “2030” by “2031”.",
        "Para 1: Parties will share maps, GIS data and lessons learned.",
        "PARA 7: DELETE",
        "Para 5: **delete**",
        "**Para 7**: delete",
        "Para 1: [maps] remains in brackets",
    ],
)
def test_words_without_marks_are_left_alone(line: str) -> None:
    found = read_handmarks(line, BASE)
    assert (found.text, found.notes, found.unsettled) == (line, (), ())


def test_emphasis_beside_a_mark_is_no_insertion() -> None:
    line = "**Para 2**: **Women** ~~shall~~ **will** take part in **all** decisions."
    assert read_handmarks(line, BASE).text == "Para 2 should read: “Women will take part in all decisions.”"


def test_signs_of_the_draft_itself_are_words() -> None:
    base = parse_text("1. Write ~~ before and ~~ behind it.\n")
    text = "1. Write ~~ before and ~~ behind them."
    assert read_handmarks(text, base).text == text


def test_marks_that_the_draft_has_too_change_nothing() -> None:
    base = parse_text("1. Ends in 2030 2031 or later.\n")
    assert read_handmarks("1. Ends in {++2030 2031++} or later.", base).text == "1. Ends in 2030 2031 or later."
    (left,) = read_handmarks("1. Ends in ~~2030~~ **2031** or later.", base).unsettled
    assert left.why == "the draft has the words struck out and those beside them"


def test_a_deletion_beside_words_that_are_only_emphasized_is_carried_out() -> None:
    base = parse_text("1. Parties shall meet each year and report on progress.\n")
    for line in ("1. {++Parties++} shall meet each year {--and report on progress--}.",
                 "1. Parties **shall** meet each year ~~and report on progress~~."):  # fmt: skip
        assert read_handmarks(line, base).text == "1. Parties shall meet each year."


@given(st.lists(st.tuples(st.text("ab ., {}+-~*<>", max_size=8), st.sampled_from(list(Drawn))), max_size=6))
def test_no_word_is_lost_when_marks_are_typed_out_and_not_read(parts: list[tuple[str, Drawn]]) -> None:
    line = typed_out(MarkedStretch(words, drawn) for words, drawn in parts)
    for words, _ in parts:
        assert words.strip() in line
    found = read_handmarks(line, BASE)
    assert found.text == line or found.notes or not found.unsettled


@pytest.mark.long
def test_it_takes_time_in_proportion_to_the_text() -> None:
    for piece in ("{--", "~~", "{++a++}", "~~a~~ **b** ", "<s>"):
        read_handmarks(piece * 20_000, BASE)
        read_handmarks(f"{piece}\n" * 3_000, BASE)


PLAN = "1. Parties will share maps, data and lessons learned.\n\n2. Parties will:\n\n(a) adopt plans; and\n\n(b) act.\n"


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        (
            "Para 1: Parties will share maps, {++charts,++} data and lessons learned.",
            "maps, data",
            "maps, charts, data",
        ),
        ("Para 1 should read: “Parties will share maps, charts, data and lessons learned.”", "maps,", "maps, charts,"),
        ("Para 2 (a): ~~adopt~~ **make** plans; and", "adopt", "make"),
        ("Para 2 (a) should read: “make plans; and”", "adopt", "make"),
    ],
)
def test_what_is_read_is_carried_out_as_it_is_stated(message: str, old: str, new: str) -> None:
    reading = read_proposal("NRV-1", Sent(message), revision="Rev.0", revisions={"Rev.0": PLAN}, register=Register())
    assert (reading.text, reading.findings, reading.problems) == (PLAN.replace(old, new), (), ())


ITALIC = """*Recalling* the Declaration of Arda,

1. *Calls upon* Parties to protect lakes and to report every two years;

2. *Encourages* Parties to involve women in all decisions;
"""


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        (
            "1. Calls upon Parties to protect lakes and to report ~~every two years~~ **each year**;",
            "every two",
            "each",
        ),
        ("1. {++Calls upon++} Parties to protect lakes {--and to report every two years--};", " and to", ""),
        ("2. *Encourages* Parties to involve women<ins> and youth</ins> in <del>all</del> decisions;", "all", "youth"),
        ("Para 2: Encourages Parties to involve women in <del>all</del> <ins>most</ins> decisions;", "all", "most"),
        ("2. {--Encourages--} {++Urges++} Parties to involve women in all decisions;", "*Encourages*", "Urges"),
    ],
)
def test_marks_are_read_where_the_draft_has_words_in_italics(line: str, old: str, new: str) -> None:
    found = read_handmarks(line, parse_text(ITALIC))
    assert found.unsettled == () and old not in found.text and new in found.text
    verb = "Urges" if "Urges" in new else "*Calls upon*" if line[0] == "1" else "*Encourages*"
    assert f"{verb} Parties" in found.text


def test_marks_inside_an_emphasized_phrase_are_left() -> None:
    base = parse_text("1. We *strongly urge all of the Parties* to pay.\n")
    assert read_handmarks("Para 1: urge ~~all~~ **most** of the Parties to pay", base).unsettled


@pytest.mark.parametrize(
    "sent",
    [
        "Para 2 should read: “Encourages Parties to involve women and youth in all decisions;”",
        "| Paragraph | Proposed text |\n|---|---|\n"
        "| 2 | Encourages Parties to involve women and youth in all decisions; |\n",
    ],
)
def test_new_wording_without_the_italics_of_the_draft_asks_for_no_change_of_them(sent: str) -> None:
    found = read_proposal("NRV-1", Sent(sent), revision="Rev.0", revisions={"Rev.0": ITALIC}, register=Register())
    assert found.text == ITALIC.replace("women", "women and youth") and found.problems == ()


@pytest.mark.parametrize(
    "typed", ["[in Geneva]", "[new and additional]", "(in Geneva)", "[institutions]", "[add value]"]
)
def test_an_alternative_that_a_delegation_types_is_no_mark(typed: str) -> None:
    """It opens like a mark; every word of it, and its brackets, are the delegation's own."""
    base = "1. Boats sail on the lake.\n\n2. Meetings are held each year by the Parties.\n"
    sent = base.replace("held each", f"held {typed} each")
    assert read_handmarks(sent, parse_text(base)).text == sent
    marked = base.replace("held each", "held [in: with care] each")
    assert read_handmarks(marked, parse_text(base)).text == base.replace("held each", "held with care each")


def test_brackets_that_the_draft_has_are_no_marks() -> None:
    base = "1. Parties report [insert: the day] [insert: the month] each year.\n\n2. Nets are dried on the pier.\n"
    for sent in (base.replace(".\n\n2. Nets", ". Nets"), base.replace("Parties", "All Parties")):
        assert read_handmarks(sent, parse_text(base)) == HandRead(sent)


def test_before_a_paragraph_of_the_draft_stands_only_a_place() -> None:
    """Marks in another paragraph that was joined to it say nothing of it."""
    base = "1. Boats sail on the lake.\n\n2. Nets are dried on the pier.\n"
    sent = "1. Boats sail on the lake [insert: the day]. Nets are dried on the pier.\n"
    assert read_handmarks(sent, parse_text(base)) == HandRead(sent)
