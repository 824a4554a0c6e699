"""New units go with the paragraph or the article that they are put in, and fall with it."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.slots.slot import ConflictKind, Shape
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

ITEM = "(a) The office may publish charts."
PARAGRAPHS = ("1. Ropes are dry.", "2. Each Party reviews its wells.", "3. Fees are due in June.")


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


BASE = text("Article 1", *PARAGRAPHS)
WITH_ITEM = text("Article 1", *PARAGRAPHS[:2], ITEM, PARAGRAPHS[2])
MOVED = text("Article 1", "1. Each Party reviews its wells.", "2. Ropes are dry.", "3. Fees are due in June.")
TO_THE_END = text("Article 1", "1. Ropes are dry.", "2. Fees are due in June.", "3. Each Party reviews its wells.")
STRUCK = text("Article 1", "1. Ropes are dry.", "2. Fees are due in June.")


@pytest.mark.parametrize("moved", [MOVED, TO_THE_END])
def test_an_item_goes_with_the_paragraph_that_another_moves(moved: str) -> None:
    con = consolidate(BASE, {"Arda": WITH_ITEM, "Brum": moved})
    con.check()
    both = con.accept(["Arda", "Brum"]).clean().split("\n\n")
    at = next(n for n, unit in enumerate(both) if "its wells" in unit)
    assert both[at + 1].strip() == ITEM


@pytest.mark.parametrize("inner", [("(i) by post;", "(ii) at sea."), ("- by post;", "- at sea.")])
def test_what_a_new_item_contains_goes_with_the_paragraph_too(inner: tuple[str, str]) -> None:
    """Whatever becomes of the items before it: it is not left under the paragraph above."""
    ropes, wells, fees = PARAGRAPHS
    base = text("Article 1", ropes, wells, fees, "Article 2", "4. Boats carry lamps.")
    moved = text("Article 1", ropes, fees, "Article 2", "4. Boats carry lamps.", wells)
    own = text(
        "Article 1", ropes, wells, ITEM, *inner, "(b) It lists them.", fees, "Article 2", "4. Boats carry lamps."
    )
    con = consolidate(base, {"Arda": own, "Brum": moved})
    added = ["The office may publish charts.", "by post;", "at sea.", "It lists them."]
    both = words(con.accept(["Arda", "Brum"]).clean())
    assert both[-5:] == ["Each Party reviews its wells.", *added]
    for number, gone in enumerate(added, 1):
        others = [f"Arda#{other}" for other in range(1, 5) if other != number]
        left = words(con.accept(["Brum", *others]).reject([f"Arda#{number}"]).clean())
        assert left == [line for line in both if line != gone]


@pytest.mark.parametrize("moved", [MOVED, TO_THE_END])
def test_once_the_move_is_decided_the_item_is_printed_where_the_paragraph_goes(moved: str) -> None:
    con = consolidate(BASE, {"Arda": WITH_ITEM, "Brum": moved}).accept(["Brum"])
    printed = brackets(con)
    assert (ITEM in printed) and printed.index("[(a)") > printed.index("its wells")
    kept = con.keep(next(s for s in con.open_slots))
    reading = read_brackets(unmarked(printed), con.delegations)
    assert str(reading.base).split() == kept.clean().split()
    done = con.accept(["Arda"])
    assert unmarked(brackets(done)).split() == done.clean().split()


def test_an_item_and_the_deletion_of_its_paragraph_exclude_each_other() -> None:
    con = consolidate(BASE, {"Arda": WITH_ITEM, "Brum": STRUCK})
    found = next(s for s in con.slots if s.kind is ConflictKind.DELETE_AMEND)
    assert (found.contested, found.parties, found.against) == (True, ("Arda",), ("Brum",))
    assert con.accept(["Arda"]).clean() == WITH_ITEM
    assert ITEM not in con.accept(["Brum"]).clean()
    assert len(con.accept(["Arda", "Brum"]).open_slots) == 2, "nobody has decided between them"


def test_what_both_propose_excludes_nothing() -> None:
    moved_with_item = text("Article 1", "1. Ropes are dry.", ITEM, "2. Fees are due in June.")
    con = consolidate(BASE, {"Arda": moved_with_item})
    assert con.accept(["Arda"]).clean() == text("Article 1", PARAGRAPHS[0], ITEM, PARAGRAPHS[2])


ARTICLES = (
    ("Article 1", "1. Ropes are dry.", "2. Each Party reviews its wells."),
    ("Article 2", "1. Boats are painted red each spring.", "2. Nets are blue.", "3. Oars are stored in the boathouse."),
    (
        "Article 3",
        "1. Fees are due.",
        "2. Lamps burn all night.",
        "3. Flags are flown.",
        "4. Sheds are locked by the master.",
    ),
)


def articles(*order: int, new: dict[int, tuple[int, str]] | None = None) -> str:
    """The articles in that order; ``new`` paragraphs by article, each with its place."""
    out: list[str] = []
    for k in order:
        head, *paragraphs = ARTICLES[k]
        wordings = [p[3:] for p in paragraphs]
        if new and k in new:
            wordings.insert(*new[k])
        out += [head, *(f"{n}. {words}" for n, words in enumerate(wordings, 1))]
    return text(*out)


@pytest.mark.parametrize("place", range(4))
def test_a_new_paragraph_goes_with_the_article_that_another_moves(place: int) -> None:
    own = articles(0, 1, 2, new={1: (place, "Sails are white.")})
    con = consolidate(articles(0, 1, 2), {"Arda": own, "Brum": articles(0, 2, 1)})
    clean = con.accept(["Arda", "Brum"]).clean().split("\n\n")
    bare = [unit.strip().split(". ")[-1] for unit in clean]
    wanted = [p[3:] for p in ARTICLES[1][1:]]
    wanted.insert(place, "Sails are white.")
    at = min(bare.index(w.removesuffix(".") + ".") for w in wanted)
    assert bare[at : at + 4] == wanted


@pytest.mark.parametrize("place", range(4))
def test_a_new_paragraph_in_an_article_that_another_strikes_is_listed(place: int) -> None:
    own = articles(0, 1, 2, new={1: (place, "Sails are white.")})
    con = consolidate(articles(0, 1, 2), {"Arda": own, "Brum": articles(0, 2)})
    found = [(c.kind, c.parties) for c in con.conflicts]
    assert found == [(ConflictKind.DELETE_AMEND, ("Arda", "Brum"))]


def test_a_paragraph_does_not_move_without_the_heading_that_moves_with_it() -> None:
    con = consolidate(articles(0, 1, 2), {"Brum": articles(1, 0, 2)})
    heading, paragraph = [s for s in con.slots if s.variants[0].moves_to][:2]
    with pytest.raises(InputRefused, match="which is open; decide"):
        con.choose(paragraph, paragraph.variants[0])
    done = con.choose(heading, heading.variants[0])
    assert paragraph.address not in {s.address for s in done.choose(paragraph, paragraph.variants[0]).open_slots}
    alone = con.choose(heading, None)  # once the heading stays, a paragraph may move by itself
    again = next(s for s in alone.open_slots if s.unit == paragraph.unit and s.variants[0].moves_to)
    alone.choose(again, again.variants[0])


def words(written: str) -> list[str]:
    """The wordings of a text, without numbers."""
    read = parse_text(written)
    return [read.wording(unit) for unit in read.units]


SPLIT_BASE = text(
    "1. Ropes are dry.", "2. Each Party reviews wells. The office may publish charts.", "3. Fees are due."
)
SPLIT = text(
    "1. Ropes are dry.", "2. Each Party reviews wells.", "3. The office may publish charts.", "4. Fees are due."
)


@pytest.mark.parametrize("left", ["2. Each Party reviews wells.", "2. The office may publish charts."])
def test_a_deletion_of_what_another_splits_off_settles_the_split(left: str) -> None:
    struck = text("1. Ropes are dry.", left, "3. Fees are due.")
    con = consolidate(SPLIT_BASE, {"Arda": SPLIT, "Brum": struck})
    (slot,) = con.slots
    assert slot.kind is ConflictKind.DELETE_AMEND
    deletion = next(v for v in slot.variants if v.deletes)
    for done in (con.choose(slot, deletion), con.accept(["Brum"])):
        assert done.open_slots == ()
        assert done.clean() == struck
    assert con.accept(["Arda"]).clean() == SPLIT.replace("3. The", "2 bis. The").replace("4. Fees", "3. Fees")


def test_an_item_keeps_its_letter_whatever_was_circulated_under_another_paragraph() -> None:
    first = text("Article 1", PARAGRAPHS[0], ITEM, *PARAGRAPHS[1:])
    alone = consolidate(BASE, {"Arda": first})
    labels = alone.labels_printed
    other = text("Article 1", *PARAGRAPHS[:2], "(a) Oars are long.", PARAGRAPHS[2])
    later = consolidate(BASE, {"Arda": first, "Brum": other}, labels=labels)
    assert "[(a) Oars are long. – Brum]" in brackets(later)


def test_a_number_from_another_article_that_would_pass_the_next_is_not_kept() -> None:
    base = text(*ARTICLES[0], *ARTICLES[2])
    ropes, wells = (p[3:] for p in ARTICLES[0][1:])
    fees, lamps, flags, keys = (p[3:] for p in ARTICLES[2][1:])
    first = ("Article 1", f"1. {ropes}", f"2. {flags}", f"3. {wells}")
    moved = text(*first, "Article 3", f"1. {fees}", f"2. {lamps}", f"3. {keys}")
    assert "[1 bis (ex Article 3, 3) – Brum]" in brackets(consolidate(base, {"Brum": moved}))


def with_sails(*order: int, place: int) -> str:
    """The articles in that order, with a new paragraph at a place of the first."""
    return articles(*order, new={0: (place, "Sails are white.")})


@pytest.mark.parametrize("place", range(3))
def test_a_new_paragraph_stays_in_its_article_whether_the_article_moves_or_not(place: int) -> None:
    """One delegation moves an article and adds a paragraph; two others leave it, or move it elsewhere."""
    base, moved, there = articles(0, 1, 2), with_sails(1, 0, 2, place=place), with_sails(0, 1, 2, place=place)
    con = consolidate(base, {"Brum": moved, "Corv": articles(1, 2, 0)})
    assert str(con.view("Brum")) == moved
    printed = brackets(con)
    assert printed.index("Article 2") < printed.index("Sails are white."), "its own order is that of print"
    new = next(s for s in con.slots if s.shape is Shape.NEW)
    chosen = con.choose(new, new.variants[0])
    assert words(chosen.reject(["Corv"]).accept(["Brum"]).clean()) == words(moved)
    assert words(chosen.reject(moves_of(con, "Brum")).accept(["Corv"]).clean()) == words(
        with_sails(1, 2, 0, place=place)
    )
    stays = chosen.reject(["Corv", *moves_of(con, "Brum")])
    assert words(stays.clean()) == words(there)
    assert unmarked(brackets(stays)).split() == stays.clean().split()
    both = consolidate(base, {"Brum": moved, "Dalia": there})
    assert len(next(s for s in both.slots if s.shape is Shape.NEW).variants[0].backers) == 2, "one new unit, not two"


def moves_of(con: Consolidation, proposal: str) -> list[str]:
    """The amendments of a proposal that move units."""
    return [a.name for a in con.amendments if a.proposal == proposal and any(i[0] == "move" for i in a.strands)]


def test_the_items_of_two_delegations_come_before_a_new_paragraph_of_one() -> None:
    both = text("Article 1", *PARAGRAPHS, "(a) Coins are counted twice.", "4. Gates are shut at dusk.")
    item = text("Article 1", *PARAGRAPHS, "(a) Notes are kept in a box.")
    printed = brackets(consolidate(BASE, {"Arda": both, "Brum": item}))
    assert printed.index("Notes are kept") < printed.index("Gates are shut")
    assert "(b) Notes" in printed or "(a) bis Notes" in printed


@pytest.mark.parametrize("place", range(4))
def test_items_go_with_the_new_paragraph_that_goes_with_its_article(place: int) -> None:
    own = articles(0, 1, 2, new={1: (place, "Sails are white.\n\n(a) Seams are waxed.\n\n(b) Masts are oak.")})
    con = consolidate(articles(0, 1, 2), {"Arda": own, "Brum": articles(0, 2, 1)})
    both = words(con.accept(["Arda", "Brum"]).clean())
    at = both.index("Sails are white.")
    assert both[at : at + 3] == ["Sails are white.", "Seams are waxed.", "Masts are oak."]


def test_items_go_with_the_paragraph_that_is_moved_into_an_article_that_another_moves() -> None:
    last = (*ARTICLES[2], "(a) Keys hang by the door.")
    base = text(*ARTICLES[0], *ARTICLES[1], *last)
    wells = text(*ARTICLES[0], "3. Sheds are locked by the master.", last[-1], *ARTICLES[1], *last[:-2])
    con = consolidate(base, {"Arda": wells, "Brum": text(*ARTICLES[1], *ARTICLES[0], *last)})
    both = words(con.accept(["Arda", "Brum"]).clean())
    at = both.index("Sheds are locked by the master.")
    assert both[at - 1] == "Each Party reviews its wells." and both[at + 1] == "Keys hang by the door."


def test_a_new_item_with_a_sign_goes_under_the_new_paragraph_above_it() -> None:
    ropes, sails = "Ropes are dry in the shed all winter.", "Sails are white and are washed in June."
    base = text("## Article 2", ropes, "- Nets are blue.", "- Oars are red.")
    own = text("## Article 2", ropes, sails, "- Seams are waxed.", "- Nets are blue.", "- Oars are red.")
    moved = text(ropes, "## Article 2", "- Nets are blue.", "- Oars are red.")
    con = consolidate(base, {"Arda": own, "Brum": moved})
    both = words(con.accept(["Arda", "Brum"]).clean())
    assert both[both.index(sails) + 1] == "Seams are waxed."
