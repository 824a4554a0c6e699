"""The same new words at two places are on the conflict list, and stand twice only if both are chosen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from amendtrack.consolidation.slots.kinds import ConflictKind
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import Unsettled

DRAFTS = (
    (
        ("Each port is open to all vessels.", "Pilots are on duty at night.", "Charts are kept by the harbour master."),
        "A register of all the wells is kept by the council.",
        " ",
    ),
    (
        (
            "Chaque port est ouvert à tous les navires.",
            "Les pilotes veillent la nuit.",
            "Le maître du port tient cartes.",
        ),
        "Un registre de tous les puits est tenu par le conseil.",
        " ",
    ),
    (
        ("كل ميناء مفتوح لجميع السفن.", "يعمل المرشدون ليلا.", "يحتفظ رئيس الميناء بالخرائط."),
        "يحتفظ المجلس بسجل لجميع الآبار التي في كل مدينة.",
        " ",
    ),
    (("各港口向所有船只开放。", "引航员夜间值班。", "港长保存海图。"), "理事会保存所有水井的登记册。", ""),
)


def text(units: tuple[str, ...] | list[str]) -> str:
    return "".join(f"{n}. {unit}\n\n" for n, unit in enumerate(units, 4))


def added(units: tuple[str, ...], at: int, new: str) -> str:
    return text([*units[:at], new, *units[at:]])


def continued(units: tuple[str, ...], at: int, new: str) -> str:
    return text([*units[:at], new, *units[at + 1 :]])


def assert_on_the_list(con: Consolidation, new: str) -> None:
    """Accepted together they stay open; whichever is chosen, the words stand once."""
    assert ConflictKind.SAME_TEXT in {c.kind for c in con.conflicts}, con.base
    both = con.accept(["Arda", "Brum"])
    assert both.open_slots, con.base
    for one, other in (("Arda", "Brum"), ("Brum", "Arda")):
        assert con.accept([one]).reject([other]).clean().count(new) == 1
        slot = next(s for s in con.open_slots if one in s.parties)
        chosen = con.choose(slot, slot.variants[0])
        left = next(s for s in chosen.open_slots if other in s.parties)
        assert chosen.keep(left).clean().count(new) == 1
        assert chosen.choose(left, left.variants[0]).clean().count(new) == 2


def test_one_new_paragraph_at_two_places() -> None:
    for (units, new, _), one, other in product(DRAFTS, range(4), range(4)):
        sent = {"Arda": added(units, one, new), "Brum": added(units, other, new)}
        con = consolidate(text(units), sent)
        if one == other:
            assert not con.conflicts and con.accept(sent).clean().count(new) == 1
        else:
            assert_on_the_list(con, new)
            step = consolidate(text(units), {"Arda": sent["Arda"]})
            assert not any(s.contested for s in step.slots)
            alone = next(p for p in con.proposals if p.name == "Brum")
            assert step.with_proposal(alone).slots == con.slots
            assert con.without("Brum").slots == step.slots


def test_one_sentence_at_two_places() -> None:
    for (units, new, blank), one, other in product(DRAFTS, range(3), range(4)):
        arda = continued(units, one, units[one] + blank + new)
        sent = {"Arda": arda, "Brum": added(units, other, new)}
        con = consolidate(text(units), sent)
        try:
            assert con.accept(sent).clean().count(new) == 1, (new, one, other)
        except Unsettled:
            assert con.conflicts
        else:
            raise AssertionError((new, one, other))
        if other < 3 and other != one:
            con = consolidate(text(units), sent | {"Brum": continued(units, other, units[other] + blank + new)})
            assert_on_the_list(con, new)


def test_a_paragraph_reworded_until_it_reads_as_another_s_new_one() -> None:
    base = "4. Each port is open.\n\n5. Fees are fixed by the ports.\n\n6. Pilots are on duty at night.\n"
    new = "Fees are fixed each year."
    arda = base.replace("5. Fees are fixed by the ports.", f"4 bis. {new}")
    for at in ("5 bis", "6 bis"):
        brum = base.replace("\n\n6.", f"\n\n{at}. {new}\n\n6.") if at == "5 bis" else f"{base}\n{at}. {new}\n"
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        assert {c.kind for c in con.conflicts if c.blocks} == {ConflictKind.SAME_TEXT}
        assert con.accept(["Arda", "Brum"]).open_slots


def test_a_paragraph_with_alternatives_typed_into_it_and_the_same_as_a_new_one() -> None:
    base = "4. Each port is open.\n\nFees are fixed by the ports every year.\n\n6. Pilots are on duty at night.\n"
    for typed in ("[by] [for] the", "[by][for] the", "by [and] for the"):
        new = f"Fees are fixed {typed} ports every year."
        arda = base.replace("Fees are fixed by the ports every year.", new)
        con = consolidate(base, {"Arda": arda, "Brum": base.replace("6.", f"{new}\n\n6.")})
        assert {c.kind for c in con.conflicts if c.blocks} == {ConflictKind.SAME_TEXT}, typed


def test_what_one_delegation_puts_at_two_places_is_meant_to_stand_twice() -> None:
    for units, new, _ in DRAFTS:
        twice = text([units[0], new, units[1], new, units[2]])
        con = consolidate(text(units), {"Arda": twice, "Brum": added(units, 1, new)})
        assert not any(c.blocks for c in con.conflicts)
        assert con.accept(["Arda", "Brum"]).clean().count(new) == 2


def test_headings_rows_and_short_phrases_recur() -> None:
    units = DRAFTS[0][0]
    for new in ("Boats", "Repealed."):
        con = consolidate(text(units), {"Arda": added(units, 1, new), "Brum": added(units, 2, new)})
        assert not any(c.blocks for c in con.conflicts)
    table = "| Port | Fee |\n|---|---|\n| Arda | 3 |\n| Brum | 4 |\n"
    row = "| the same row in two places | 9 |\n"
    arda, brum = table.replace("| Brum", row + "| Brum"), table + row
    assert not any(c.blocks for c in consolidate(table, {"Arda": arda, "Brum": brum}).conflicts)


TEAMS = ("Arda", "Dovia", "Kelt", "Joren", "Maris")
LISTS = (
    ("Teams in the field:\n\n", "* ", ""),
    ("# Teams\n\n", "- ", ""),
    ("", "- ", ""),
    ("- Teams in the field:\n", "  - ", "- Dogs\n"),
)


def listed(kind: tuple[str, str, str], items: Iterable[str]) -> str:
    head, sign, end = kind
    return head + "".join(f"{sign}{item}\n" for item in items) + end


def test_one_item_however_short_is_not_put_twice_into_one_list() -> None:
    for kind, one, other in product(LISTS, range(6), range(6)):
        sent = {who: listed(kind, [*TEAMS[:at], "Lirian", *TEAMS[at:]]) for who, at in (("Arda", one), ("Brum", other))}
        con = consolidate(listed(kind, TEAMS), sent)
        if one == other:
            assert not con.conflicts and con.accept(sent).clean().count("Lirian") == 1
        else:
            assert_on_the_list(con, "Lirian")


def test_an_item_that_one_adds_where_another_sorts_the_list_does_not_stand_twice() -> None:
    kind = LISTS[0]
    arda = listed(kind, [*TEAMS[:4], "Lirian", *TEAMS[4:]])
    brum = listed(kind, ["Arda", "Dovia", "Elna", "Joren", "Jurek", "Kelt", "Lirian", "Maris"])
    both = consolidate(listed(kind, TEAMS), {"Arda": arda, "Brum": brum}).accept(["Arda", "Brum"])
    assert both.open_slots or both.clean().count("Lirian") == 1


def test_the_same_item_in_two_lists_stands_in_both() -> None:
    for first, second in (("Teams:\n\n", "\nReserves:\n\n"), ("# Teams\n\n", "\n# Reserves\n\n")):
        base = f"{first}- Arda\n- Dovia\n{second}- Kelt\n- Joren\n"
        arda, brum = base.replace("- Dovia", "- Dovia\n- Lirian"), base.replace("- Joren", "- Lirian\n- Joren")
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        assert not any(c.blocks for c in con.conflicts)
        assert con.accept(["Arda", "Brum"]).clean().count("Lirian") == 2
        new = f"{base}\nObservers:\n\n- Lirian\n"
        assert not any(c.blocks for c in consolidate(base, {"Arda": arda, "Brum": new}).conflicts)


def test_who_takes_words_along_to_another_place_is_told_that_the_halves_are_decided_apart() -> None:
    """A paragraph is joined to one not beside it, a sentence put into another paragraph, or made one of its own."""
    (first, second, third), new, between = DRAFTS[0]
    base = text((first, second, f"{third}{between}{new}"))
    joined = text((f"{first}{between}{third}{between}{new}", second))
    sent = text((f"{first}{between}{new}", second, third))
    apart = text((first, new, second, third))
    for made in (joined, sent, apart):
        con = consolidate(base, {"Arda": made})
        found = [c for c in con.conflicts if c.kind is ConflictKind.TAKEN_ALONG]
        assert [(c.parties, c.blocks, len(c.slots)) for c in found] == [(("Arda",), False, 2)], made
        out, put = found[0].slots
        half = con.choose(put, put.variants[0])
        assert half.keep(next(s for s in half.open_slots if s.strands == out.strands)).clean().count(new) == 2
        assert any(c.kind is ConflictKind.TAKEN_ALONG for c in half.conflicts)
        assert not con.accept(["Arda"]).conflicts
        assert not con.reject(["Arda"]).conflicts


def test_who_splits_a_paragraph_puts_no_words_elsewhere() -> None:
    (first, second, third), new, between = DRAFTS[0]
    base = text((first, second, f"{third}{between}{new}"))
    con = consolidate(base, {"Arda": text((first.upper(), third, new))})
    assert any(slot.unit for slot in con.slots), "a change, a deletion and a split"
    assert not any(c.kind is ConflictKind.TAKEN_ALONG for c in con.conflicts)
