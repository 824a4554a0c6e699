"""Two rival new paragraphs, each with a list: the list comes with its paragraph, and goes with it."""

from __future__ import annotations

import re

import pytest

from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.value import Consolidation, consolidate

BASE = "1. Boats carry lamps.\n\n2. Ropes are dry.\n"
OURS = "\n3. Each port keeps a national register of wells.\n\n(a) It lists the pumps.\n\n(b) It names the owner.\n"
THEIRS = "\n3. Each port keeps a public register of wells.\n\n(a) Herders read it free of charge.\n"


def opened(brum: str = THEIRS, *positions: Position) -> Consolidation:
    return consolidate(BASE, {"Arda": BASE + OURS, "Brum": BASE + brum}, positions)


def test_choosing_one_of_two_rival_paragraphs_puts_out_the_list_of_the_other() -> None:
    con = opened()
    (slot,) = (s for s in con.slots if s.contested)
    ours = next(v for v in slot.variants if "Arda" in v.backers)
    for made in (con.choose(slot, ours), con.accept(["Arda#1"])):
        assert made.verdict("Brum#2") is Verdict.REJECTED
        assert {made.verdict("Arda#2"), made.verdict("Arda#3")} == {Verdict.OPEN}
        assert made.accept(["Arda"]).clean().startswith(BASE + "\n3. Each port keeps a national")
    for name in ("Arda", "Brum"):
        assert not con.accept([name]).open_slots


def test_keeping_the_draft_puts_both_lists_out_and_taking_that_back_brings_them_back() -> None:
    con = opened()
    (slot,) = (s for s in con.slots if s.contested)
    made = con.keep(slot)
    assert made.clean() == BASE
    assert made.take_back([slot.address]).slots == con.slots


def test_rejecting_a_paragraph_by_name_leaves_its_items_to_be_decided_by_theirs() -> None:
    assert {opened().reject(["Arda#1"]).verdict(name) for name in ("Arda#2", "Arda#3")} == {Verdict.OPEN}


@pytest.mark.parametrize(
    "brum",
    [
        "\n3. Each port keeps a public register of wells.\n",
        "\n3. Each port keeps a public register of wells.\n\n(a) It names the owner.\n",
    ],
    ids=["no list", "the same list, shorter"],
)
def test_items_that_may_stand_under_the_chosen_paragraph_too_stay_open(brum: str) -> None:
    con = opened(brum)
    made = con.accept(["Brum"])
    assert made.verdict("Arda#1") is Verdict.REJECTED
    assert made.verdict("Arda#2") is Verdict.OPEN


def test_an_item_that_somebody_supports_apart_from_its_paragraph_stays_open() -> None:
    (item,) = (a for a in opened().amendments if a.name == "Brum#2")
    made = opened(THEIRS, Position("Corv", Stance.SUPPORT, "3 (a)", item.strands)).accept(["Arda"])
    assert made.verdict("Brum#2") is Verdict.OPEN


def test_the_conflict_list_does_not_say_that_rival_lists_can_all_stand() -> None:
    (entry,) = opened().conflicts
    assert str(entry.kind) == "rival new texts"
    assert entry.explanation.endswith("with items of their own, which come and go with them")
    third = consolidate(BASE, {"Arda": BASE + OURS, "Brum": BASE + THEIRS, "Corv": BASE + "\n3. Guests pay in June.\n"})
    assert third.conflicts[-1].explanation.startswith("new text at one place; one of the rival texts and all the rest")


PORTS = "1. Boats carry lamps.\n\n{}2. Ropes are dry.\n"
ON_LAMPS = ("1 bis. On lamps, States will:", "(a) buy new oil;", "(b) keep a register;", "(c) name a keeper.")
ON_ROPES = ("1 bis. On ropes, States will:", "(a) burn old hemp;", "(b) tar the ends;", "(c) mark the sheds.")
ON_ROPES_TOO = (*ON_ROPES[:2], ON_LAMPS[2], ON_ROPES[3])
SUR_LES_FEUX = ("1 bis. Pour les feux, les États :", "a) achètent de l’huile ;", "b) nomment un gardien ;")
SUR_LES_CORDES = ("1 bis. Pour les cordes, les États :", "a) brûlent le chanvre ;", "b) marquent les hangars ;")
灯 = ("1之二. 关于灯火，各国将：", "（a）购买灯油；", "（b）指定看守；")
绳 = ("1之二. 关于绳索，各国将：", "（a）焚烧旧麻；", "（b）标示仓库；")


def with_list(lines: tuple[str, ...]) -> str:
    return PORTS.format("".join(f"{line}\n\n" for line in lines))


def own_words(lines: tuple[str, ...]) -> list[str]:
    return [re.split(r"[.)）] ?", line, maxsplit=1)[1] for line in lines]


@pytest.mark.parametrize(
    ("one", "other"), [(ON_LAMPS, ON_ROPES), (SUR_LES_FEUX, SUR_LES_CORDES), (灯, 绳)], ids=["en", "fr", "zh"]
)
def test_two_lists_on_different_things_are_two_units_though_their_first_lines_are_alike(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    con = consolidate(PORTS.format(""), {"Arda": with_list(one), "Brum": with_list(other)})
    assert not any(slot.contested for slot in con.slots)
    firsts = con.accept(["Arda#1", "Brum#1"])
    made = {con.accept(["Arda", "Brum"]).clean(), con.accept(["Brum"]).accept(["Arda"]).clean()}
    made.add(firsts.accept(["Arda", "Brum"]).clean())
    (text,) = made
    for lines in (one, other):
        places = [text.index(words) for words in own_words(lines)]
        assert places == sorted(places)
        inside = text[places[0] : places[-1]]
        assert not any(words in inside for theirs in {one, other} - {lines} for words in own_words(theirs))


@pytest.mark.parametrize("other", [ON_ROPES_TOO, ("1 bis. Ships bring:", "(a) oars;", ON_LAMPS[2])])
def test_two_lists_with_an_item_in_common_are_two_whole_readings_and_never_one_mixed_list(
    other: tuple[str, ...],
) -> None:
    sent = {"Arda": with_list(ON_LAMPS), "Brum": with_list(other)}
    con = consolidate(PORTS.format(""), sent)
    (slot,) = con.slots
    assert {v.wording.strip() for v in slot.variants} == {"\n\n".join(lines) for lines in (ON_LAMPS, other)}
    for variant in slot.variants:
        assert con.choose(slot, variant).clean() == sent[variant.backers[0]]
    for name in sent:
        assert con.accept([name]).clean() == sent[name]


def test_one_list_with_two_first_lines_stays_one_list() -> None:
    other = ("1 bis. On lamps, States should:", ON_LAMPS[1], "(b) keep a log;", ON_LAMPS[3])
    con = consolidate(PORTS.format(""), {"Arda": with_list(ON_LAMPS), "Brum": with_list(other)})
    shared = [slot for slot in con.slots if [v.backers for v in slot.variants] == [("Arda", "Brum")]]
    assert [slot.variants[0].wording.strip() for slot in shared] == [ON_LAMPS[1], ON_LAMPS[3]]
