"""The consolidation's contract: slots, variants, acceptance, choice, conflicts, tally and errors."""

from __future__ import annotations

import re

import pytest

from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.reports import tally
from amendtrack.consolidation.slots.slot import ConflictKind, Shape
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused, TallyFailed, Unknown, Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

BASE = "7. States Parties will destroy stockpiled mines without delay and report annually on progress.\n"
LATER = BASE.replace("annually", "each year by 30 April")
SOONER = BASE.replace(" without delay", "")
TWO = "8. Share what was learned.\n\n9. Meet each June in the capital.\n"


def readings(con: Consolidation) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [[(v.wording.strip(), v.backers) for v in slot.variants] for slot in con.slots]


def test_a_mapping_and_proposals_say_the_same() -> None:
    given = consolidate(BASE, [Proposal("Brum", LATER), Proposal("Arda", SOONER)])
    assert given == consolidate(BASE, {"Arda": SOONER, "Brum": LATER})
    assert given.delegations == ("Arda", "Brum")


def test_slots_are_places_in_the_base() -> None:
    con = consolidate(BASE, {"Arda": SOONER, "Brum": LATER})
    assert [BASE[s.start : s.end].strip() for s in con.slots] == ["without delay", "annually"]
    assert readings(con) == [[("", ("Arda",))], [("each year by 30 April", ("Brum",))]]
    assert not any(s.contested for s in con.slots)
    assert {s.unit for s in con.slots} == {"7"}


def test_a_slot_keeps_its_name_when_others_are_added() -> None:
    before = consolidate(BASE, {"Brum": LATER})
    after = before.with_proposal(Proposal("Arda", SOONER))
    assert {s.id for s in before.slots} <= {s.id for s in after.slots}


def test_several_proposals_of_one_delegation() -> None:
    con = consolidate(BASE, [Proposal("Arda", SOONER, "Arda-1"), Proposal("Arda", LATER, "Arda-2")])
    assert (str(con.view("Arda-1")), str(con.view("Arda-2"))) == (SOONER, LATER)
    with pytest.raises(Unknown):
        con.view("Arda")
    assert readings(con.without("Arda-1")) == [[("each year by 30 April", ("Arda",))]]
    assert con.without("Arda").proposals == ()


def test_acceptance_composes() -> None:
    con = consolidate(BASE, {"Arda": SOONER, "Brum": LATER, "Corvia": BASE.replace("annually", "twice a year")})
    both = con.accept(["Arda", "Brum"])
    assert (
        both.clean()
        == "7. States Parties will destroy stockpiled mines and report each year by 30 April on progress.\n"
    )
    with pytest.raises(Unsettled) as caught:
        con.accept(["Brum", "Corvia"]).clean()
    assert [s.address for s in caught.value.slots] == ["7#1", "7#2"]  # type: ignore[attr-defined]
    with pytest.raises(Unsettled) as caught:
        con.only(["Brum", "Corvia"]).accept(["Brum", "Corvia"]).clean()
    assert [s.address for s in caught.value.slots] == ["7#2"]  # type: ignore[attr-defined]


def test_nothing_is_clean_before_somebody_decides() -> None:
    with pytest.raises(Unsettled):
        consolidate(BASE, {"Arda": SOONER}).clean()
    assert consolidate(BASE, {"Arda": BASE}).clean() == BASE


def test_choosing_one_slot_after_the_other() -> None:
    con = consolidate(BASE, {"Arda": SOONER, "Brum": LATER})
    first, second = con.slots
    made = con.choose(second, second.variants[0]).choose(first, None)
    assert made.clean() == LATER
    assert made.clean() == con.choose(first, None).choose(second, second.variants[0]).clean()


def test_brackets_of_the_base_do_not_stand_in_the_way() -> None:
    base = "4. Parties [shall] [should] report [promptly.\n"
    assert consolidate(base, {"Arda": base.replace("report", "meet")}).accept(["Arda"]).clean() == base.replace(
        "report", "meet"
    )


def test_both_ends_of_a_move_go_together() -> None:
    clear, teach, report = "Clear every field close to a village.", "Parties will teach.", "Report in spring to all."
    base = f"1. {clear}\n\n2. {teach}\n\n3. {report}\n"
    moved = f"1. {clear}\n\n2. {report}\n\n3. {teach}\n"
    con = consolidate(base, {"Arda": moved})
    assert len(con.slots) == 2 and len({s.move for s in con.slots}) == 1 and con.slots[0].move is not None
    made = con.choose(con.slots[0], con.slots[0].variants[0])
    assert made.clean().count(teach) == 1


def test_positions_print_only_where_somebody_wants_a_change() -> None:
    keep = [Position("Corvia", Stance.RETAIN, "9"), Position("Corvia", Stance.RETAIN, "8")]
    edited = TWO.replace("each June", "every second year")
    wanted = TWO.replace("each June", "[each June – Corvia retain / every second year – Arda]")
    assert brackets(consolidate(TWO, {"Arda": edited}, keep)) == wanted


def test_labels_once_circulated_never_change() -> None:
    def with_new(text: str) -> str:
        return TWO.replace("9. Meet", f"9. {text}\n\n10. Meet")

    first = consolidate(TWO, {"Brum": with_new("Pay for the tools of others.")})
    held = {first.slots[0].id: first.slots[0].unit}
    later = {"Brum": with_new("Pay for the tools of others."), "Arda": with_new("Ask survivors what they need.")}
    assert [s.unit for s in consolidate(TWO, later).slots] == ["8 bis", "8 ter"]
    kept = {s.id: s.unit for s in consolidate(TWO, later, labels=held).slots}
    assert kept[first.slots[0].id] == "8 bis"
    assert sorted(kept.values()) == ["8 bis", "8 ter"]


def test_conflicts_name_kind_unit_and_parties() -> None:
    con = consolidate(TWO, {"Arda": "8. Share what was learned.\n", "Brum": TWO.replace("June", "May")})
    (found,) = con.conflicts
    assert (found.kind, found.unit, found.parties) == (ConflictKind.DELETE_AMEND, "9", ("Arda", "Brum"))
    assert found.blocks
    assert "Arda" in found.explanation and "Brum" in found.explanation


def test_the_tally_adds_up() -> None:
    con = consolidate(TWO, {"Arda": TWO, "Brum": TWO.replace("June", "May")})
    assert str(con.tally) == "2 received = 1 in the text + 1 without a change to the text"
    con.check()


def test_a_tally_that_does_not_add_up_is_refused() -> None:
    assert str(tally(consolidate(TWO, {"Arda": TWO}), [(2, "withdrawn")])) == (
        "3 received = 0 in the text + 1 without a change to the text + 2 withdrawn"
    )
    with pytest.raises(TallyFailed, match="does not add up: 4 received"):
        tally(consolidate(TWO, {"Arda": TWO}), [(2, "withdrawn")], received=4)
    with pytest.raises(TallyFailed):
        tally(consolidate(TWO, {"Arda": TWO}), [(-1, "left out")])


def test_a_co_sponsor_backs_the_proposal_and_counts_no_second_one() -> None:
    joint = Proposal("Norvia", TWO.replace("June", "May"), "NRV-1", ("Tavora", "Galdora", "Norvia"))
    assert joint.cosponsors == ("Galdora", "Tavora")
    con = consolidate(TWO, [joint, Proposal("Brum", TWO.replace("June", "July"))])
    may = con.slots[0].variants[1]
    assert may.backers == ("Galdora", "Norvia", "Tavora") == tuple(n for n in con.delegations if n != "Brum")
    assert str(con.view("Galdora")) == str(con.view("NRV-1")) == joint.text
    assert str(con.tally) == "2 received = 2 in the text"
    assert con.accept(["Tavora"]).clean() == con.choose(con.slots[0], may).clean() == joint.text
    assert con.without("Tavora").slots[0].variants[1].backers == ("Galdora", "Norvia")
    assert Consolidation.from_json(con.to_json()) == con
    assert "June / July – Brum / May – Galdora, Norvia, Tavora" in brackets(con)
    with pytest.raises(InputRefused):
        Proposal("Norvia", TWO, "", (" ",))


def test_a_choice_keeps_the_reading_of_one_of_two_proposals_of_a_delegation() -> None:
    con = consolidate(TWO, [Proposal("Arda", TWO.replace("June", m), f"ARD-{m}") for m in ("May", "July")])
    for variant in con.slots[0].variants:
        assert con.choose(con.slots[0], variant).clean() == TWO.replace("June", variant.wording)


def test_the_spelling_that_is_printed_is_that_of_most_backers() -> None:
    curly, straight = (TWO.replace("June", f"the {q}first{q} of May") for q in "’'")
    con = consolidate(TWO, [Proposal("Arda", straight), Proposal("Brum", straight, "BRU-1"), Proposal("Cor", curly)])
    assert con.slots[0].variants[0].wording == "the 'first' of May"
    con = consolidate(TWO, [Proposal("Arda", straight), Proposal("Cor", curly, "", ("Brum",))])
    assert con.slots[0].variants[0].wording == "the ’first’ of May"


def test_errors_say_what_would_have_worked() -> None:
    con = consolidate(BASE, {"Arda": SOONER})
    with pytest.raises(Unknown, match="Brum"):
        con.view("Brum")
    with pytest.raises(Unknown):
        con.accept(["Brum"])
    with pytest.raises(Unknown):
        con.choose(consolidate(BASE, {"Arda": LATER}).slots[0], None)
    with pytest.raises(InputRefused):
        consolidate(BASE, [Proposal("Arda", SOONER), Proposal("Arda", LATER)])
    with pytest.raises(InputRefused):
        con.with_proposal(Proposal("Arda", LATER))
    with pytest.raises(InputRefused):
        Proposal(" ", BASE)


@pytest.mark.long
def test_one_wholesale_rewrite_among_193_proposals() -> None:
    """The print grows by at most twice the rewrite's length."""
    sentences = [f"The {n}th Party will clear the {n}th field and report on it in year {n}." for n in range(40)]
    base = f"3. {' '.join(sentences)}\n"
    sent = {
        f"State {n:03}": base.replace(f"report on it in year {n % 40}.", f"publish {n} maps in year {n % 40}.")
        for n in range(192)
    }
    rewrite = "3. All States together shall, within the decade, free the region of mines and account for it yearly.\n"
    without = len(brackets(consolidate(base, sent)))
    assert len(brackets(consolidate(base, {**sent, "Zembla": rewrite}))) - without <= 2 * len(rewrite)


def test_the_same_value_is_shared_safely() -> None:
    con = consolidate(BASE, {"Arda": SOONER, "Brum": LATER})
    before = brackets(con)
    con.accept(["Arda", "Brum"]).clean()
    con.choose(con.slots[0], None)
    con.without("Brum")
    assert brackets(con) == before


def test_units_that_another_moves_elsewhere_get_labels_of_their_own_there() -> None:
    what = "Mark roads|Teach children|Ask survivors|Clear fields|Share results|Meet often|Pay early|Plan|List"
    units = [f"{words} in all {n} districts." for n, words in enumerate(what.split("|"), 1)]

    def written(order: str) -> str:
        return "\n\n".join(f"{n}. {units[int(k) - 1]}" for n, k in enumerate(order, 1)) + "\n"

    con = consolidate(written("123456789"), {"Arda": written("145623789"), "Brum": written("145678923")})
    arrived = [(s.unit, s.variants[0].backers) for s in con.slots if s.shape is Shape.MOVED_HERE]
    assert arrived == [("6 bis", ("Arda",)), ("6 ter", ("Arda",)), ("9 bis", ("Brum",)), ("9 ter", ("Brum",))]


ARTICLES = (
    (
        "Article {}",
        "{}. {}",
        ("Logs are kept.", "The Council of the clubs meets in Corv.", "Fees are due by June each year."),
    ),
    ("## Article {}", "{}. {}", ("Le tarif est fixe.", "Tout club tient un registre.", "Le Conseil siège à Corv.")),
    ("المادة {}", "{}. {}", ("لكل ناد سجل.", "يجتمع مجلس النوادي في كورف.", "تدفع الرسوم قبل يونيو من كل سنة.")),
    ("第{}条", "{}. {}", ("应存日志。", "理事会每年在科尔夫开会一次。", "各项费用应于每年六月前缴付。")),
    (
        "§ {}",
        "{}) {}",
        ("Der Rat tagt in Corv.", "Jeder Klub führt ein Logbuch an Bord.", "Der Beitrag ist bis Juni zu zahlen."),
    ),
)


def test_the_first_paragraph_of_an_article_is_numbered_where_it_goes() -> None:
    """Wherever it moves to, no number stands twice in an article; in one that moves as a whole all keep theirs."""
    for heading, paragraph, wordings in ARTICLES:
        heads = [heading.format(n) for n in (1, 2, 3)]
        articles = [[f"{w[:-1]}, {n}{w[-1]}" for w in wordings] for n in (1, 2, 3)]
        lines = [paragraph.format(k, w) for own in articles for k, w in enumerate(own, 1)]
        base = "\n\n".join(x for n in range(3) for x in (heads[n], *lines[3 * n : 3 * n + 3])) + "\n"
        for there, at in ((0, 0), (0, 1), (0, 3), (1, 1), (1, 2), (2, 0), (2, 1), (2, 3)):
            sent = [list(own) for own in articles]
            sent[there].insert(at, sent[1].pop(0))
            numbered = ([h, *(paragraph.format(k, w) for k, w in enumerate(own, 1))] for h, own in zip(heads, sent))
            con = consolidate(base, {"Arda": "\n\n".join(x for own in numbered for x in own) + "\n"})
            clean = con.accept(["Arda"]).clean()
            for part in re.split("|".join(map(re.escape, heads)), clean):
                labels = [u.label for u in parse_text(part).units]
                assert len(labels) == len(set(labels)), clean
        last = base[base.index(heads[1]) :] + "\n" + base[: base.index(heads[1])].rstrip("\n") + "\n"
        moved = consolidate(base, {"Arda": last}).accept(["Arda"]).clean()
        assert [u.label for u in parse_text(moved).units][-3:] == [u.label for u in parse_text(last).units][-3:]
        assert heads[0] not in moved.split("\n"), moved  # it is one behind the third


def test_bytes_are_never_taken_for_a_text() -> None:
    with pytest.raises(InputRefused, match="bytes"):
        consolidate("1. Clear.", {"Arda": b"1. Clear all."})  # type: ignore[dict-item]


def test_a_position_on_a_place_that_is_not_there_is_told() -> None:
    there, nowhere = Position("Arda", Stance.RETAIN, "7"), Position("Brum", Stance.RETAIN, "77")
    con = consolidate("7. Clear all areas.\n", {"Corvia": "7. Clear known areas.\n"}, positions=[there, nowhere])
    told = [(c.kind.code, c.unit, c.parties) for c in con.conflicts]
    assert told == [("amend-vs-retain", "7", ("Arda", "Corvia")), ("target not found", "77", ("Brum",))]
    assert "no such place" in con.conflicts[-1].explanation


def test_brackets_put_in_beside_words_keep_their_order() -> None:
    base = "1. As with EIP-615, code is checked.\n"
    wanted = "1. As with [EIP-615](https://one.example) [or EIP-7], code is checked.\n"
    con = consolidate(base, {"Arda": wanted, "Brum": base.replace("checked", "read")})
    assert con.accept(["Arda", "Brum"]).clean() == wanted.replace("checked", "read")


ENDS_OF_REWRITES = (
    (
        "9. Reports are made quickly available by the office.\n",
        ("made quickly", "made"),
        ("the office", "the regional office"),
    ),
    ("9. Lists are kept fully open by the port.\n", ("kept fully", "kept"), ("the port", "the main port")),
    ("9. Les listes sont tenues très ouvertes par le port.\n", ("très ", ""), ("le port", "le grand port")),
)


def test_what_is_put_in_at_the_end_of_a_rewritten_passage_comes_back() -> None:
    for base, *changes in ENDS_OF_REWRITES:
        one = base
        for change in changes:
            one = one.replace(*change)
        con = consolidate(base, {"Arda": one, "Brum": f"9. Reports come from {base.split()[-2]} {base.split()[-1]}\n"})
        reading = read_brackets(brackets(con), con.delegations)
        assert str(reading.base) == base and "  " not in brackets(con)


MOVED_AND_NUMBERED = (
    ("The aims of the fund are these.", ("7. The fund helps all clubs.", "8. The fund is kept."), "9. "),
    ("The aims of the fund are these.", ("7. The fund helps all clubs.", "8. The fund is kept."), "Article 9 "),
    ("Les buts du fonds sont les suivants.", ("(a) Le fonds aide les clubs.", "(b) Il est tenu."), "(c) "),
    ("基金的宗旨如下。", ("第一条 基金帮助各俱乐部。", "第二条 基金由秘书处管理。"), "第三条 "),
    ("أهداف الصندوق هي ما يلي.", ("1. يساعد الصندوق جميع النوادي.", "2. يديره المكتب."), "3. "),
)


def test_a_unit_that_moves_and_is_numbered_is_both() -> None:
    for moved, rest, label in MOVED_AND_NUMBERED:
        base = "\n\n".join((moved, *rest)) + "\n"
        wanted = "\n\n".join((*rest, label + moved)) + "\n"
        con = consolidate(base, {"Arda": wanted, "Brum": base.replace(rest[0][-4:], rest[0][-4:] + "!")})
        con.check()
        assert con.accept(["Arda"]).accept(["Brum"]).clean() == wanted.replace(rest[0][-4:], rest[0][-4:] + "!"), label
        reading = read_brackets(brackets(con), con.delegations)
        assert str(reading.base) == base


FENCES = (
    "# Guide\n\n```rust\nfn one();\n\n{}## Second example\n\nUse it with care.\n",
    "# Guide\n\n```\nmake all\n\n{}# Boats\n\nPaint them.\n",
    "# Guide\n\n~~~\nmake all\n\n{}1. Paint the boats.\n\nAgain.\n",
    "# Guide\n\n```\nmake all\n\n{}- paint the boats\n\nAgain.\n",
    "# Leitfaden\n\n```\nmake all\n\n{}## Zweites Beispiel\n\nMit Vorsicht.\n",
)


def test_a_line_that_is_code_in_one_text_keeps_its_signs() -> None:
    for form in FENCES:
        fence = "~~~\n\n" if "~~~" in form else "```\n\n"
        texts = form.format(""), form.format(fence)
        for base, wanted in (texts, texts[::-1]):
            con = consolidate(base, {"Arda": wanted})
            con.check()
            assert con.accept(["Arda"]).clean().split() == wanted.split(), wanted


def test_a_new_row_is_in_no_conflict_with_what_is_put_below_its_table() -> None:
    base = "1. See:\n\n| A | B |\n| --- | --- |\n| one | two |\n\n2. Ferries stop.\n"
    row, other = base.replace("two |\n", "two |\n| x | y |\n"), base.replace("two |\n", "two |\n| p | q |\n")
    below = base.replace("2. Ferries", "1 bis. Bells ring in thick fog.\n\n2. Ferries")
    table = base.replace("2. Ferries", "| M | N |\n| --- | --- |\n| m | n |\n\n2. Ferries")
    for sent, many in (((row, below), 0), ((row, other), 1), ((below, table), 1), ((row, other, below), 1)):
        con = consolidate(base, dict(zip(("Arda", "Brum", "Corv"), sent, strict=False)))
        found = [c for c in con.conflicts if c.explanation.startswith("new text at one place")]
        assert len(found) == many, sent
        assert all("Corv" not in c.parties for c in found)


def test_digits_of_two_scripts_in_one_number_are_shown_and_those_of_one_are_form() -> None:
    for draft, form, change in (
        ("2. Accounts are kept until 2021.", "2. Accounts are kept until ٢٠٢١.", "2. Accounts are kept until 202١."),
        ("2. تحفظ الحسابات حتى عام ٢٠٢١.", "2. تحفظ الحسابات حتى عام 2021.", "2. تحفظ الحسابات حتى عام ٢٠٢1."),
        (
            "2. حساب‌ها تا سال ۱۴۰۰ نگهداری شود.",
            "2. حساب‌ها تا سال 1400 نگهداری شود.",
            "2. حساب‌ها تا سال ۱۴00 نگهداری شود.",
        ),
        ("2. The fee is 1,500 a year.", "2. The fee is ١,٥٠٠ a year.", "2. The fee is 1,5٠0 a year."),
    ):
        assert not consolidate(draft, {"Arda": form}).amendments, form
        con = consolidate(draft, {"Arda": change})
        assert len(con.amendments) == 1 and con.accept(["Arda"]).clean() == change, change
