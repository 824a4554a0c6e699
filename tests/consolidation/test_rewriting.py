"""A sentence that somebody rewrites is one slot with full readings; what others amend in it is shown in the draft's."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.parsing import read_brackets
from amendtrack.render.typeset import typeset

SENTENCE = "Each Party shall send the Council a report every two years on the state of its wells and on their yield."
FREE = "Parties are invited to tell the Council about their wells when they can."
BRIEF = "Each Party should report annually on its wells."
BASE = f"1. Fees are fixed.\n\n2. {SENTENCE} Reports are public.\n"


def sent(**wordings: str) -> dict[str, str]:
    return {name: BASE.replace(SENTENCE, wording) for name, wording in wordings.items()}


def test_rewritings_are_whole_and_amendments_stand_inside_the_draft() -> None:
    con = consolidate(
        BASE,
        sent(
            Arda=FREE,
            Brum=BRIEF,
            Corv=SENTENCE.replace("two years", "year"),
            Delt=SENTENCE.replace("wells and", "wells, pumps and"),
        ),
    )
    (slot,) = con.slots
    assert slot.contested and slot.base == SENTENCE.rstrip(".")
    full = {v.wording + ".": v.backers for v in slot.variants}
    assert full[FREE] == ("Arda",) and full[BRIEF] == ("Brum",)
    inside = {(s.base, tuple(v.backers for v in s.variants)) for s in slot.inner}
    assert inside == {("two years", (("Corv",),)), ("", (("Delt",),))}
    printed = brackets(con)
    assert printed == (
        "1. Fees are fixed.\n\n2. [Each Party shall send the Council a report every [two years / year – Corv] on the"
        f" state of its wells[, pumps – Delt] and on their yield / {FREE[:-1]} – Arda / {BRIEF[:-1]} – Brum]."
        " Reports are public.\n"
    )
    assert str(read_brackets(printed, con.delegations).base) == BASE
    brief = next(v for v in slot.variants if v.backers == ("Brum",))
    assert con.choose(slot, brief).clean() == sent(Brum=BRIEF)["Brum"]
    assert con.accept(["Arda"]).clean() == sent(Arda=FREE)["Arda"]


def test_a_rewriting_stands_or_falls_as_one() -> None:
    con = consolidate(BASE, sent(Arda=FREE, Corv=SENTENCE.replace("two years", "year")))
    assert con.accept(["Corv"]).clean() == BASE.replace("two years", "year")
    assert str(con.accept(["Corv"]).verdict("Arda#1").value) == "rejected"


@pytest.mark.parametrize(
    "wordings",
    [
        {"Arda": FREE},  # nobody else
        {"Arda": SENTENCE.replace("two years", "year"), "Brum": SENTENCE.replace("two", "three")},  # nobody rewrites
        {"Arda": FREE, "Brum": SENTENCE + " Copies are kept."},  # no change excludes another
    ],
)
def test_where_nobody_rewrites_against_others_slots_are_as_small_as_they_can_be(wordings: dict[str, str]) -> None:
    con = consolidate(BASE, sent(**wordings))
    assert all(not slot.inner for slot in con.slots)


def test_long_readings_stand_under_one_another_on_paper() -> None:
    con = consolidate(BASE, sent(Arda=FREE, Brum=FREE, Corv=SENTENCE.replace("two", "three")))
    assert [unit.text for unit in typeset(con, Style.ATTRIBUTED)] == [
        "1. Fees are fixed.",
        "2. [Each Party shall send the Council a report every [two / three – Corv] years on the state of its wells and"
        " on their yield.",
        f"Alt – Arda, Brum: {FREE}]",
        "Reports are public.",
    ]
    assert [unit.text for unit in typeset(con, Style.UNATTRIBUTED)][2] == f"Alt: {FREE}]"


def test_readings_of_one_passage_stand_beside_each_other() -> None:
    base = "5. Chaque village prête ses bateaux au bac au printemps et en automne, selon ses moyens.\n"
    passage = "prête ses bateaux au bac au printemps et en automne"
    wordings = {
        "Arda": "remet tous ses vieux bateaux au capitaine du port",  # in three edits
        "Brum": "ne vend aucun bateau à quiconque habite loin",
        "Corv": "loue ses bateaux aux clubs pour un prix convenu",
    }
    con = consolidate(base, {name: base.replace(passage, wording) for name, wording in wordings.items()})
    readings = " / ".join(f"{wording} – {name}" for name, wording in wordings.items())
    assert brackets(con) == base.replace(passage, f"[{passage} / {readings}]")
    (slot,) = con.slots
    assert not slot.inner
    for variant in slot.variants:
        assert con.choose(slot, variant).clean() == base.replace(passage, wordings[variant.backers[0]])
