"""Units that one delegation joins and moves, beside what others do with them."""

from __future__ import annotations

from itertools import permutations

import pytest

from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.value import consolidate
from amendtrack.redline.align.origins import Origin, Origins
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets

WELLS = (
    "Wells are dug in spring by the club.",
    "Ropes are kept dry in the shed.",
    "The harbour opens at dawn each day.",
    "Ships pay a toll by the lock.",
    "Charts are public everywhere.",
    "Every boat carries a lamp at its bow.",
)
PUITS = (
    "Les puits sont creusés au printemps par le club.",
    "Les cordes restent au sec dans la remise.",
    "Le port ouvre chaque jour à l’aube.",
    "Les navires paient un péage à l’écluse.",
    "Les cartes sont publiques partout.",
    "Chaque bateau porte un fanal à la proue.",
)


def _numbered(units: tuple[str, ...], mark: str = "{}.") -> str:
    return "\n\n".join(f"{mark.format(n)} {unit}" for n, unit in enumerate(units, 1)) + "\n"


@pytest.mark.parametrize("units", [WELLS, PUITS])
@pytest.mark.parametrize("mark", ["{}.", "Article {}."])
def test_joined_units_moved_to_two_places_are_two_readings(units: tuple[str, ...], mark: str) -> None:
    a, b, c, d, e, f = units
    base = _numbered(units, mark)
    joined, apart = _numbered((c, d, e, f, f"{a} {b}"), mark), _numbered((c, d, e, a, b, f), mark)
    con = consolidate(base, {"Arda": joined, "Brum": apart})
    for text, name in ((joined, "Arda"), (apart, "Brum")):
        assert str(con.view(name)) == text
    here = next(s for s in con.slots if s.start <= base.index(a) < s.end)
    assert {v.backers for v in here.variants if v.moves_to} == {("Arda",), ("Brum",)} and here.contested
    for variant in here.variants:
        made = con.choose(here, variant)
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        clean = " ".join(made.clean().split())
        assert clean.count(a) == clean.count(b) == 1
        assert (f"{a} {b}" in clean) == (variant.backers == ("Arda",))


def test_an_amendment_of_words_stays_open_when_their_unit_is_joined_and_moved() -> None:
    a, b, c, d, e, f = WELLS
    base = _numbered(WELLS)
    con = consolidate(base, {"Arda": _numbered((c, d, e, f, f"{a} {b}")), "Corv": base.replace("dry", "very dry")})
    assert "2. Ropes are kept [very – Corv] dry in the shed. – Arda move to 6 bis]" in brackets(con)
    here = next(s for s in con.slots if s.inner)
    made = con.choose(here, here.variants[0])
    assert [s.shape for s in made.open_slots] == [Shape.WORDS]
    printed = unmarked(brackets(made))
    assert "Wells are dug in spring by the club. Ropes are kept [very – Corv] dry in the shed." in printed
    assert str(read_brackets(printed, con.delegations).base) == made.keep(made.open_slots[0]).clean()
    both = con.accept(["Arda", "Corv"]).clean()
    assert "by the club. Ropes are kept very dry" in both and both.count("Wells") == 1


def test_what_stood_where_a_rival_move_would_go_did_not_come_later() -> None:
    a, b, c, d, e, f = WELLS
    base = _numbered(WELLS)
    sent = {
        "Arda": _numbered((a, c, d, e, b, f)),
        "Brum": _numbered((a, c, d, b, e, f)),
        "Corv": _numbered((a, b, c, f"{d} {e}", f)),
        "Dalia": _numbered((a, b, c, d, "Ships pay.", f)),
    }
    con = consolidate(base, sent)
    for name in sent:
        if name != "Corv":  # joining waits for what would come between
            assert not [lapsed for lapsed in con.accept([name]).standing.lapsed if "later" in lapsed.why]
        rest = [other for other in sent if other != name]
        assert con.reject(rest).accept([name]).open_slots == ()


TABLE = "| Club | Fee |\n|---|---|\n| Otter | 20 |\n| Heron | 30 |"
BULLETS = "- a rope of ten fathoms;\n- a lamp with oil for a night;\n- a bell."
HALL = ("Article 1", f"1. {' '.join(WELLS)}", f"2. {' '.join(WELLS[3:])}")
SHED = ("Article 3", f"1. {' '.join(PUITS)}", f"2. {' '.join(PUITS[3:])}")


@pytest.mark.parametrize("block", [TABLE, BULLETS, f"{TABLE}\n| Crane | 40 |"])
@pytest.mark.parametrize("to", ["start", "end", "middle"])
def test_a_table_or_a_list_that_moves_stays_in_one_piece(block: str, to: str) -> None:
    short = ("Article 2", "1. Each boat has these.", block)
    orders = {"start": (HALL, short, SHED), "end": (short, HALL, SHED), "middle": (short, HALL, SHED)}
    moved = {"start": (short, HALL, SHED), "end": (HALL, SHED, short), "middle": (HALL, short, SHED)}
    base, sent = ("\n\n".join(u for part in texts[to] for u in part) + "\n" for texts in (orders, moved))
    con = consolidate(base, {"Arda": sent})
    con.check()
    made = con.accept(["Arda"]).clean()
    assert [line for line in made.split("\n") if not line.startswith("Article")] == [
        line for line in sent.split("\n") if not line.startswith("Article")
    ]
    assert str(read_brackets(brackets(con), con.delegations).base) == base


@pytest.mark.parametrize("name", ["Arda", "Brum"])
def test_what_is_accepted_is_printed_in_the_draft_of_a_passage_that_is_still_open(name: str) -> None:
    a, b, c, d, e, f = WELLS
    base = _numbered(WELLS)
    sent = {
        "Arda": _numbered((a, f"{b} {c}", d, e, f)).replace("dry", "very dry"),
        "Brum": _numbered((a, b, f"{c} {d}", e, f)),
        "Corv": _numbered((a, d, e, f, b, c)),
        "Dalia": _numbered((a, d, e, f)),
    }
    con = consolidate(base, sent)
    split = next(s for s in con.open_slots if "Ropes" in s.base)
    assert {who for v in split.variants for who in v.backers} > {name}
    for amendment in (a.name for a in con.amendments if a.proposal == name):
        made = con.accept([amendment])
        if made.standing.lapsed:
            continue
        printed = str(read_brackets(unmarked(brackets(made)), con.delegations).base)
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        assert printed.split() == made.clean().split()


def test_a_row_put_first_into_a_table_that_moves_parts_it_from_nothing() -> None:
    table = "## Second\n\n| A | B |\n| --- | --- |\n| one | two |\n| three | four |\n\n"
    alpha = "".join(
        f"Alpha {n} stays in its place with all of its many words, whoever moves.\n\n"
        for n in "one two three six".split()
    )
    base = f"# Terms\n\n## First\n\n{alpha}{table}## Third\n\nOmega.\n"
    for row, before in (("| new | row |\n", "| one"), ("| new | row |\n| p | q |\n", "| three")):
        sent = base.replace(table, "").replace("## First", table.replace(before, row + before) + "## First")
        assert consolidate(base, {"Arda": sent}).accept(["Arda"]).clean() == sent


def test_no_unit_goes_away_with_itself_or_with_what_it_carries() -> None:
    base = "\n".join(f"{who} shall pay two crowns each year to the fund.\n" for who in ("Arda", "Brum", "Corv", "Dora"))
    arda, brum, corv, dora = base.split("\n\n")
    first, last = Origin(0, 1, 0, 1, None), Origin(3, 4, 3, 4, None)
    for stated, order in (
        # A unit that is said to be moved to where it stands; two units, each moved behind the other; three.
        ((first, Origin(1, 2, 1, 2, 1), Origin(2, 4, 2, 4, None)), (arda, brum, corv, dora)),
        ((first, Origin(2, 3, 1, 2, 1), Origin(1, 2, 2, 3, 2), last), (arda, corv, brum, dora)),
        ((Origin(1, 2, 0, 1, 0), Origin(2, 3, 1, 2, 1), Origin(0, 1, 2, 3, 2), last), (brum, corv, arda, dora)),
    ):
        sent = "\n\n".join(unit.strip() for unit in order) + "\n"
        con = consolidate(base, [Proposal("Norvia", sent, origins=Origins(parts=stated))])
        con.check()
        assert sorted(con.accept(["Norvia"]).clean().split()) == sorted(base.split())


PAID = "Article 1\n\n1. The Council meets.\n\n2. A State reports.\n\n(a) It counts wells.\n\n3. Each Party pays.\n\n"
MARKED = "Article 2\n\n" + _numbered(WELLS) + "\n"
END = "Article 3\n\n1. Nobody waits.\n"


@pytest.mark.parametrize("order", [*permutations(("Article 1, 1", "Article 1, 2", "Article 1, 2 (a)", "Article 1, 3"))])
def test_a_paragraph_keeps_its_number_whatever_becomes_of_those_moved_with_it(order: tuple[str, ...]) -> None:
    """Of an article that would move, the heading is refused, then one part after the other, but for the last."""
    base = PAID + MARKED + END
    con = consolidate(base, {"Arda": MARKED + PAID + END, "Brum": base.replace("pays", "shall pay")})
    con = con.choose("Article 1#1", None)
    for mark in order:
        slot = next(s for s in con.open_slots if s.shape is Shape.MOVED_HERE and s.mark == mark)
        con = con.choose(slot, slot.variants[0] if mark == "Article 1, 3" else None)
        if con.open_slots:
            assert "6 quater. Each Party " in brackets(con) or "6 quater (ex Article 1, 3)" in brackets(con)
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    assert "6 quater. Each Party pays." in con.clean()
