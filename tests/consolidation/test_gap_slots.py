"""New units in one gap: which go together, which order is plain, and what stays open."""

from __future__ import annotations

from amendtrack.consolidation.slots.kinds import ConflictKind
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.text.units import parse_text

LIST = "Parties that have reported:\n\n* Arda\n* Brum\n* Galdora\n* Zembla\n"
PLAIN = "Parties meet each year.\n\nThey report in writing.\n"


def told(con: Consolidation) -> list[tuple[str, tuple[str, ...], str]]:
    return [(k.kind.code, k.parties, k.explanation) for k in con.conflicts]


def test_items_of_an_alphabetical_list_are_merged_in_its_order() -> None:
    one = LIST.replace("* Zembla", "* Isle 9\n* Norvia\n* Zembla")
    two = LIST.replace("* Zembla", "* Hela\n* Isle 10\n* Zembla")
    con = consolidate(LIST, {"Norvia": one, "Hela": two})
    made = con.accept(["Norvia", "Hela"]).clean()
    assert made == LIST.replace("* Zembla", "* Hela\n* Isle 9\n* Isle 10\n* Norvia\n* Zembla")


def test_a_list_in_no_order_keeps_passages_together() -> None:
    base = LIST.replace("* Arda", "* Xylo")
    one, two = base.replace("* Zembla", "* Item\n* Zembla"), base.replace("* Zembla", "* Norvia\n* Hela\n* Zembla")
    made = consolidate(base, {"Item": one, "Hela": two}).accept(["Item", "Hela"]).clean()
    assert made == base.replace("* Zembla", "* Item\n* Norvia\n* Hela\n* Zembla")


def test_two_items_in_alphabetical_order_are_no_alphabetical_list() -> None:
    base, end = "Changes:\n\n* Add a fee\n* Describe the pier\n", "\nThey stop.\n"
    one, two = "* Move the date\n* Lift the gate\n", "* Explain the map\n* Close the ford\n"
    con = consolidate(base + end, {"Arda": base + one + end, "Brum": base + two + end})
    assert {slot.kind for slot in con.slots} == {ConflictKind.PASSAGES}
    one, two = "* Move the date\n", "* Explain the map\n* Paint the boat\n* Sell the rope\n"
    con = consolidate(base + end, {"Arda": base + one + end, "Brum": base + two + end})
    listed = con.accept(["Arda", "Brum"]).clean()
    assert listed == base + "".join(sorted((one + two).splitlines(keepends=True))) + end


def test_two_passages_in_one_place_leave_their_order_open() -> None:
    one = PLAIN.replace("\n\nThey", "\n\nThe host pays.\n\nVisitors pay for travel.\n\nThey")
    two = PLAIN.replace("\n\nThey", "\n\nA chair is elected.\n\nTerms last one year.\n\nThey")
    con = consolidate(PLAIN, {"Arda": one, "Brum": two})
    assert all(slot.contested for slot in con.slots) and len(con.slots) == 4
    assert [(kind, parties) for kind, parties, _ in told(con)] == [("same-place insertion", ("Arda", "Brum"))]
    for _ in con.slots:
        slot = next(s for s in con.slots if not s.settled)
        con = con.choose(slot, slot.variants[0])
    added = "A chair is elected.\n\nTerms last one year.\n\nThe host pays.\n\nVisitors pay for travel."
    assert con.clean() == PLAIN.replace("\n\nThey", f"\n\n{added}\n\nThey")


def test_the_order_of_single_units_is_told_and_blocks_nothing() -> None:
    for base, one, two in (
        (PLAIN, "The host pays.\n\n", "A chair is elected.\n\n"),
        (PLAIN, "The host pays.\n\n", "A chair is elected.\n\nTerms last one year.\n\n"),
        ("Bring:\n\n- a coat\n- a map\n\nThey leave.\n", "- soap\n", "- rope\n"),
        ("| A | B |\n| --- | --- |\n| x | y |\n\nThey leave.\n", "| p | q |\n", "| l | m |\n"),
        ("缔约方每年开会。\n\nThey report.\n", "选举主席。\n\n", "东道国付费。\n\n"),
    ):
        at = base.index("They")
        at -= 0 if one.endswith("\n\n") else 1
        sent = {"Arda": base[:at] + one + base[at:], "Brum": base[:at] + two + base[at:]}
        con = consolidate(base, sent)
        assert [(k, names) for k, names, _ in told(con)] == [("same-place insertion", ("Arda", "Brum"))]
        assert con.accept(["Arda", "Brum"]).clean() == base[:at] + two + one + base[at:]
        assert con.accept(["Arda"]).reject(["Brum"]).clean() == sent["Arda"]


def test_units_with_their_places_compose() -> None:
    for base, one, two, made in (
        ("Bring:\n\n- a coat\n\n", "- soap\n\n", "They leave.\n\n", "- soap\n\nThey leave.\n\n"),
        ("| A | B |\n| --- | --- |\n\n", "| p | q |\n\n", "They leave.\n\n", "| p | q |\n\nThey leave.\n\n"),
    ):
        con = consolidate(base + "End.\n", {"Arda": base[:-1] + one + "End.\n", "Brum": base + two + "End.\n"})
        assert con.accept(["Arda", "Brum"]).clean() == base[:-1] + made + "End.\n"
    base = "5. Parties meet.\n\n6. They report.\n"
    one = base.replace("\n\n6.", "\n\n5 bis. The host pays.\n\n5 ter. Visitors travel.\n\n6.")
    two = base.replace("\n\n6.", "\n\n5 bis. A chair is elected.\n\n5 ter. Terms last a year.\n\n6.")
    assert consolidate(base, {"Arda": one, "Brum": two}).accept(["Arda", "Brum"]).open_slots == ()


def test_a_new_unit_inside_what_another_rewrites_or_strikes_stays_open() -> None:
    one = "A conference is convened every other summer.\n\nEverybody sends papers beforehand.\n"
    two = PLAIN.replace("\n\nThey", "\n\nThe host pays.\n\nThey")
    con = consolidate(PLAIN, {"Arda": one, "Brum": two})
    new = next(slot for slot in con.slots if not slot.base)
    assert (new.contested, new.kind, new.against) == (True, ConflictKind.OVERLAP, ("Arda",))
    said = "Arda would reword what stands before and after it; Brum would insert it"
    assert ("overlap", ("Arda", "Brum"), said) in told(con)
    half = consolidate(PLAIN, {"Arda": PLAIN.replace("Parties meet each", "A conference is held every"), "Brum": two})
    assert half.accept(["Arda", "Brum"]).open_slots == ()


def test_who_strikes_what_is_round_a_new_unit_is_named() -> None:
    base = "Open the meeting.\n\n" + PLAIN + "\nClose the meeting.\n"
    two = base.replace("\n\nThey", "\n\nThe host pays.\n\nThey")
    con = consolidate(base, {"Arda": "Open the meeting.\n\nClose the meeting.\n", "Brum": two})
    said = "Arda would delete what stands above it; Brum would insert it"
    assert ("delete-vs-amend", ("Arda", "Brum"), said) in told(con)


def test_new_units_that_are_nothing_but_a_label_are_told_apart_by_it() -> None:
    base = "Agenda\n\nItem 1. Opening\n"
    con = consolidate(base, {"Arda": base + "\nItem 8\n", "Brum": base + "\nItem 9\n"})
    assert [v.backers for slot in con.slots for v in slot.variants] == [("Arda",), ("Brum",)]
    assert con.accept(["Arda", "Brum"]).clean() == base + "\nItem 8\n\nItem 9\n"


def test_a_new_item_of_a_chinese_list_bears_a_label_that_is_read_as_one() -> None:
    base = "一、 甲甲甲甲。\n\n（一） 乙乙乙乙；\n\n（二） 丙丙丙丙；\n"
    con = consolidate(base, {"Norvia": base.replace("（二）", "（二） 新的一段文字；\n\n（三）")})
    assert [slot.unit for slot in con.slots] == ["（一）之二"]
    labels = [unit.label for unit in parse_text(con.accept(["Norvia"]).clean()).units]
    assert labels == ["一、", "（一）", "（一）之二", "（二）"]


def test_a_place_behind_a_paragraph_without_a_number_is_said_once() -> None:
    base = "1. Clear.\n\nThe Parties recall this.\n"
    con = consolidate(base, {"Norvia": base + "\nSomething wholly different follows.\n"})
    assert [slot.unit for slot in con.slots] == ["after 1, after paragraph 1"]


def test_a_free_number_beyond_one_that_follows_is_not_taken_over():
    base = "15. Train staff.\n\n16. Meet.\n\n(Annex)\n\n1. A list.\n"
    two = base.replace("16. Meet", "16. Share lessons.\n\n17. Report on teams.\n\n18. Meet")
    con = consolidate(base, {"Arda": two})
    assert [s.unit for s in con.slots] == ["15 bis", "15 ter"]
    last = base.replace("(Annex)", "17. Report on teams.\n\n(Annex)")
    assert [s.unit for s in consolidate(base, {"Arda": last}).slots] == ["17"]


def test_labels_that_were_circulated_stay_in_their_order_and_later_units_follow() -> None:
    base = "1. Clear.\n\n2. Report.\n"

    def new(wording: str) -> str:
        return base.replace("2. Rep", f"1 bis. {wording}\n\n2. Rep")

    first = consolidate(base, {"Norvia": new("Zebra crossings are marked."), "Galdora": new("Donors fund surveys.")})
    given = {slot.id: slot.unit for slot in first.slots}
    con = consolidate(base, {**{p.name: p.text for p in first.proposals}, "Arda": new("All is well.")}, labels=given)
    assert [slot.unit for slot in con.slots] == ["1 bis", "1 ter", "1 quater"]
    assert con.slots[2].variants[0].backers == ("Arda",)
    clean = con.accept(["Norvia", "Galdora", "Arda"]).clean()
    assert [unit.label for unit in parse_text(clean).units] == ["1.", "1 bis.", "1 ter.", "1 quater.", "2."]


def test_in_a_list_that_bears_one_number_every_new_item_bears_it() -> None:
    for first, second, label in (("Alder", "Birch", "1. "), ("Aune", "Bouleau", "1. "), ("桤木", "桦树", "1、")):
        base = f"# Trees\n\n{label}{first}\n{label}{second}\n\n## More\n\n{label}Dock\n{label}Elder\n"
        one = base.replace(second, f"{second}\n{label}Oak\n{label}Pine")
        two = base.replace(second, f"{second}\n{label}Willow").replace("Elder", f"Elder\n{label}Fir")
        made = consolidate(base, {"Arda": one, "Brum": two}).accept(["Arda", "Brum"]).clean()
        assert "bis" not in made and made.count(label) == 8, made


def test_two_bare_headings_at_one_place_are_told_apart_by_their_numbers() -> None:
    base = "Article 1\n\n1. Wells are dug in spring.\n\n2. Ropes are kept dry.\n"
    sent = {
        name: base.replace("\n\n2.", f"\n\nArticle 1 {suffix}\n\n2.")
        for name, suffix in (("Arda", "bis"), ("Brum", "ter"))
    }
    con = consolidate(base, sent)
    (slot,) = con.slots
    assert [v.backers for v in slot.variants] == [("Arda",), ("Brum",)]
    for variant in slot.variants:
        assert con.choose(slot, variant).clean() == base.replace("\n\n2.", f"{variant.wording}\n\n2.")


def test_a_new_first_row_stands_in_its_table_though_all_above_is_deleted() -> None:
    table = "| Lock | Fee |\n|---|---|\n| Otter | 22 |\n| Heron | 40 |\n"
    base = f"1. Boats pay a fee.\n\n2. Fees are due in June.\n\n{table}"
    now = base.replace("2. Fees are due in June.\n\n", "").replace("| Lock | Fee |", "| 560 | 788 |")
    assert consolidate(base, {"Arda": now}).accept(["Arda"]).clean() == now
    alone = table.replace("Lock", "Port").replace("| Fee |", "| Toll |")
    assert consolidate(f"2. Fees are due.\n\n{table}", {"Arda": alone}).accept(["Arda"]).clean() == alone


def test_a_bare_heading_beside_a_whole_new_article_reads_as_it_was_printed() -> None:
    base = "2. Wells are dug in spring.\n"
    article = "\n## Article 4 quater\n\n1. Ropes are kept dry by the secretariat.\n"
    con = consolidate(base, {"Arda": f"{base}\n## Article 4 bis\n", "Brum": base + article})
    (slot,) = con.slots
    for variant in slot.variants:
        assert con.choose(slot, variant).clean().split() == (base + variant.wording).split()
