"""A new unit has the number that its own proposal gave it once what had that number has been deleted."""

from __future__ import annotations

from itertools import permutations

import pytest

from amendtrack.consolidation.adoption import adopted
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import NotAdoptable
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.text.units import parse_text

OLD = ("Wells are dug by the smith.", "Ropes are kept in a box.", "Nets are blue.")
NEW = ("Ring the bell at dawn.", "Pay all fees in May.", "Sing at noon.", "Leave at dusk.")
SIGNS = ("{}.", "({})", "{})", "Rule {}.", "§ {}")


def text(words: tuple[str, ...], sign: str = "{}.", end: str = "All is public.") -> str:
    """Under one title, a list in which all words are others than in the draft, so that no paragraph is amended."""
    above = ("Each centre reports in spring.", "### Tips") if words == OLD else ("All clubs got a form.", "They shall:")
    listed = (f"{sign.format(n)} {w}" for n, w in enumerate(words, 1))
    return "\n\n".join(("## Reports", *above, *listed, "## End", end)) + "\n"


def labels(con: Consolidation) -> list[str]:
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    return [unit.label for unit in parse_text(con.clean()).units if unit.label]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("many", [1, 3, 4])
def test_a_list_put_in_place_of_another_has_its_own_numbers(sign: str, many: int) -> None:
    con = consolidate(text(OLD, sign), {"Arda": text(NEW[:many], sign)})
    assert con.accept(["Arda"]).clean() == text(NEW[:many], sign)


def test_the_new_number_comes_with_the_deletion_whatever_is_decided_first() -> None:
    con = consolidate(text(OLD), {"Arda": text(NEW[:1])})
    new = next(s.address for s in con.slots if any(NEW[0] in v.wording for v in s.variants))
    for order in permutations((new, "1#1", "2#1")):
        made = con
        for address in order:
            slot = made.slot_at(address)
            made = made.choose(slot, slot.variants[0])
            decided = order[: order.index(address) + 1]
            free = "1#1" in decided
            assert f"{'1.' if free else '1 ante.'} {NEW[0]}" in unmarked(brackets(made))
            assert labels(made) == [*["1." if free else "1 ante."] * (new in decided), *labels(made)[new in decided :]]
            assert len({*labels(made)}) == len(labels(made))


def test_a_number_that_another_has_struck_or_that_two_would_have_is_not_given() -> None:
    base = text(OLD)
    struck = base.replace(f"1. {OLD[0]}\n\n", "")
    before = base.replace("1. Wells", f"1. {NEW[1]}\n\n2. Wells").replace("2. R", "3. R").replace("3. N", "4. N")
    con = consolidate(base, {"Arda": struck, "Brum": before}).accept(["Arda", "Brum"])
    assert labels(con) == ["1 ante.", "2.", "3."]
    both = consolidate(base, {"Arda": text(NEW[:1]), "Brum": text(NEW[1:2])}).accept(["Arda", "Brum"])
    assert len({*labels(both)}) == 2


def test_a_number_that_was_circulated_stays() -> None:
    con = consolidate(text(OLD), {"Arda": text(NEW[:1])})
    issued = consolidate(text(OLD), {"Arda": text(NEW[:1])}, labels=con.labels_placed)
    assert labels(issued.accept(["Arda"])) == ["1 ante."]


def test_a_citation_of_what_is_gone_cites_nothing_new_that_has_its_number() -> None:
    cites = "As paragraph 2 says."
    con = consolidate(text(OLD, end=cites), {"Arda": text(NEW, end=cites)}).accept(["Arda"])
    with pytest.raises(NotAdoptable) as refused:
        adopted(con)
    assert [one.found for one in refused.value.left] == [
        "a citation that cannot be followed: “paragraph 2” (2 is no longer in the text, and what has its number is new)"
    ]
    own = (*NEW[:3], "Leave at dusk as paragraph 2 says.")
    assert adopted(consolidate(text(OLD), {"Arda": text(own)}).accept(["Arda"])).text == text(own)


def test_a_number_given_up_under_one_heading_is_free_though_it_stands_under_another() -> None:
    base = f"## Wells\n\n1. {OLD[0]}\n\n2. {OLD[1]}\n\n## Nets\n\n2. {OLD[2]}\n"
    own = base.replace(f"2. {OLD[2]}", f"1. {OLD[2]}\n\n2. {NEW[1]}")
    assert consolidate(base, {"Arda": own}).accept(["Arda"]).clean() == own


def test_what_is_rejected_later_changes_no_number_that_has_been_printed() -> None:
    base = "Article 2: On pumps\n\n2. Pumps are painted red.\n"
    own = "Article 9\n\n1. Wells are dug.\n\n2. Pumps are painted red.\n\nArticle 2: On pumps\n"
    con = consolidate(base, {"Arda": own})
    struck = next(s for s in con.slots if any(v.deletes for v in s.variants))
    for place in (con.slots[0].address, struck.address):
        slot = next(s for s in con.slots if s.address == place)
        con = con.choose(slot, slot.variants[0])
    printed = brackets(con).split(" ", 2)[:2]
    for slot in con.open_slots:
        con = con.keep(slot)
    assert con.clean().split(" ", 2)[1].split()[0] == printed[1]
