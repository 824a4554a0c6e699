"""A title, or words, that a number gets or loses: the sign between the two comes and goes with them."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets

HEADS = (
    ("Article 1", " – ", "Fees"),
    ("Article 1", ". ", "Fees and wells"),
    ("Article 1", ": ", "Fees"),
    ("Article 1", " ", "(Fees)"),
    ("## Article 1", " — ", "Fees"),
    ("## 1", ". ", "Fees"),
    ("Section 2", ": ", "Wells"),
    ("Annex I", " – ", "Fees"),
    ("المادة 1", " – ", "سجل السفن"),
    ("第1条", " ", "船只登记册"),
    ("1.", " ", "Each Party keeps a log."),
    ("(a)", " ", "Each Party keeps a log."),
)
REST = "\n\n5. Boats are red.\n"


@pytest.mark.parametrize(("number", "sign", "words"), HEADS)
def test_a_number_gets_its_first_words_and_loses_its_last(number: str, sign: str, words: str) -> None:
    bare, titled = f"Preamble words.\n\n{number}{REST}", f"Preamble words.\n\n{number}{sign}{words}{REST}"
    for base, other in ((bare, titled), (titled, bare)):
        con = consolidate(base, {"Arda": other, "Brum": base.replace(number, f"{number}{sign}Nets", 1)})
        con.check()
        assert str(read_brackets(brackets(con), con.delegations).base) == base
        alone = consolidate(base, {"Arda": other}).accept(["Arda"])
        kept = alone.clean()
        point = number + sign.strip() if sign == ". " else number  # a point is of the number, and typography
        assert kept == (titled if other == titled else bare.replace(number, point, 1))
        assert unmarked(brackets(alone)).split() == kept.split()


def test_the_slot_of_a_new_title_has_its_sign() -> None:
    sent = {"Arda": "Article 1 – Fees" + REST, "Brum": "Article 1: Fees" + REST, "Corv": "Article 1 – Wells" + REST}
    con = consolidate("Article 1" + REST, sent)
    assert brackets(con).startswith("Article 1 [– Fees – Arda, Brum / – Wells – Corv]\n")


@pytest.mark.parametrize("sign", [" – ", ": ", ". ", " "])
def test_a_number_that_is_joined_to_the_title_below_it_or_set_apart_from_it_stays_in_the_text(sign: str) -> None:
    rest = "\n\n1. Each Party keeps a log of wells.\n\nArticle 2\n\nBoats\n\n1. Boats are red all year.\n"
    joined, apart = (f"Preamble words.\n\nArticle 1{between}Fees{rest}" for between in (sign, "\n\n"))
    for base, other in ((apart, joined), (joined, apart)):
        con = consolidate(base, {"Arda": other})
        con.check()
        assert con.accept(["Arda"]).clean() == other


@pytest.mark.parametrize("base", ["= (a + b) at sea", "== -5 at sea", "# *", "== `lamp` ropes", "=== lamp ropes"])
def test_a_title_that_is_one_by_its_new_words_has_its_sign_once(base: str) -> None:
    """What is not read as a title may begin with the sign of one."""
    sign, _, words = base.partition(" ")
    sent = f"{sign} The {words}{REST}"
    assert consolidate(base + REST, {"Arda": sent}).accept(["Arda"]).clean() == sent


@pytest.mark.parametrize("sign", ["==", "===", "##"])
def test_the_signs_that_close_a_title_are_no_words_of_it(sign: str) -> None:
    base = f"{sign} Aims {sign}\n\n1. Boats carry lamps.\n"
    sent = {
        "Arda": f"{base}\n{sign} Fees {sign}\n\n2. Pay in June.\n",
        "Brum": f"{base}\n{sign} Ropes {sign}\n\n2. Dry them.\n",
    }
    con = consolidate(base, sent)
    assert not any(slot.contested for slot in con.slots)
    both = con.accept([*sent]).clean()
    assert all(both.count(words) == 1 for words in (f"{sign} Fees {sign}\n", f"{sign} Ropes {sign}\n"))
    longer = base.replace("Aims", "Aims and means")
    assert consolidate(base, {"Arda": longer}).accept(["Arda"]).clean() == longer


def test_a_title_of_another_rank_is_closed_as_it_is_opened() -> None:
    base = "===Aims===\n\nBoats carry lamps.\n"
    higher = base.replace("===", "==")
    assert consolidate(base, {"Arda": higher}).accept(["Arda"]).clean() == higher


def test_a_title_gains_words_before_the_signs_that_close_it() -> None:
    base = "## Aims ##\n\nBoats carry lamps.\n"
    for title in ("## Aims of law ##", "## Aims of law ## {#aims}", "## Aims", "## Aims of law"):
        longer = base.replace("## Aims ##", title)
        assert consolidate(base, {"Arda": longer}).accept(["Arda"]).clean() == longer
