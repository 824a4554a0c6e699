"""A cell of a table is a place of its own: what changes in one cell touches nothing in another."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from amendtrack import consolidate
from amendtrack.consolidation.slots.slot import ConflictKind, Shape
from amendtrack.errors import Unsettled
from amendtrack.render import brackets, read_brackets
from amendtrack.render.marks import unmarked

CLUBS = "| Club | Fee | Boats |\n|---|---|---|\n| Heron | 300 | 12 |\n| Otter | 200 | 7 |\n"
NO_FEE = "| Club | Boats |\n|---|---|\n| Heron | 12 |\n| Otter | 7 |\n"
CREW_FIRST = "| Club | Crew | Fee | Boats |\n|---|---|---|---|\n| Heron | 4 | 300 | 12 |\n| Otter | 5 | 200 | 7 |\n"
CREW_LAST = "| Club | Fee | Boats | Crew |\n|---|---|---|---|\n| Heron | 300 | 12 | 4 |\n| Otter | 200 | 7 | 5 |\n"
CREW_MIDDLE = "| Club | Fee | Crew | Boats |\n|---|---|---|---|\n| Heron | 300 | 4 | 12 |\n| Otter | 200 | 5 | 7 |\n"
CREW_NOT_FEE = "| Club | Crew | Boats |\n|---|---|---|\n| Heron | 4 | 12 |\n| Otter | 5 | 7 |\n"
KEYS = "| Key | Use of the key |\n|---|---|\n| a \\| b | either of the two keys |\n| c | only the last key |\n"
SAME = CLUBS.replace("300 | 12", "7 | 7").replace("200 | 7", "7 | 7")
SAME_NO_FEE = "| Club | Boats |\n|---|---|\n| Heron | 7 |\n| Otter | 7 |\n"
EMPTY = CLUBS.replace(" 200 ", "  ")
OPEN = "Club | Fee | Boats\n--- | --- | ---\nHeron | 300 | 12\nOtter | 200 | 7\n"
FRENCH = "| Club | Cotisation | Bateaux |\n|---|---|---|\n| Loutre | 200 euros par an | sept bateaux |\n"
CHINESE = "| 俱乐部 | 会费 | 船只 |\n|---|---|---|\n| 水獭 | 二百元 | 七艘 |\n"

COMPOSE = (
    (CLUBS, NO_FEE, CLUBS.replace("7 |", "8 |"), NO_FEE.replace("7 |", "8 |")),
    (CLUBS, NO_FEE, CLUBS.replace("Otter", "Grey otter"), NO_FEE.replace("Otter", "Grey otter")),
    (CLUBS, NO_FEE, CREW_LAST, "| Club | Boats | Crew |\n|---|---|---|\n| Heron | 12 | 4 |\n| Otter | 7 | 5 |\n"),
    (CLUBS, NO_FEE, CREW_MIDDLE, CREW_NOT_FEE),
    (CLUBS, CREW_FIRST, CLUBS.replace("| Fee", "| Yearly fee"), CREW_FIRST.replace("Fee", "Yearly fee")),
    (CLUBS, CREW_LAST, CLUBS.replace("7 |", "8 |"), CREW_LAST.replace("7 |", "8 |")),
    (CLUBS, CLUBS.replace("200", "250"), CLUBS.replace("7 |", "8 |"), CLUBS.replace("200 | 7", "250 | 8")),
    (CLUBS, CLUBS.replace("Fee", "Dues"), CLUBS.replace("Boats", "Oars"), CLUBS.replace("Fee | Boats", "Dues | Oars")),
    (KEYS, KEYS.replace("\\| b", "\\| d"), KEYS.replace("either", "one"), KEYS.replace("b | either", "d | one")),
    (SAME, SAME_NO_FEE, SAME.replace("7 |\n| O", "9 |\n| O"), SAME_NO_FEE.replace("7 |\n| O", "9 |\n| O")),
    (EMPTY, CREW_LAST.replace(" 200 ", "  "), EMPTY.replace("7 |", "8 |"), None),
    (OPEN, OPEN.replace("300", "310"), OPEN.replace("| 12", "| 13"), OPEN.replace("300 | 12", "310 | 13")),
    (FRENCH, FRENCH.replace("200", "250"), FRENCH.replace("sept", "huit"), None),
    (CHINESE, CHINESE.replace("二百", "三百"), CHINESE.replace("七艘", "八艘"), None),
)
COLLIDE = (
    (CLUBS, NO_FEE, CLUBS.replace("200", "250"), ConflictKind.DELETE_AMEND),
    (CLUBS, CLUBS.replace("| Otter | 200 | 7 |\n", ""), CLUBS.replace("200", "250"), ConflictKind.DELETE_AMEND),
    (CLUBS, CREW_LAST, CREW_LAST.replace("5 |", "6 |"), ConflictKind.SAME_POINT),
    (CLUBS, CREW_FIRST, CLUBS + "| Swan | 100 | 2 |\n", ConflictKind.COLUMNS),
    (CLUBS, NO_FEE, CLUBS + "| Swan | 100 | 2 |\n", ConflictKind.COLUMNS),
    (SAME, SAME_NO_FEE, SAME.replace("Otter | 7", "Otter | 9"), ConflictKind.DELETE_AMEND),
    (EMPTY, NO_FEE, EMPTY.replace("Otter |  ", "Otter | 90 "), ConflictKind.ADJACENT),
    (CLUBS, CLUBS.replace("200", "250"), CLUBS.replace("200", "260"), ConflictKind.OVERLAP),
)


def test_changes_of_different_cells_go_together() -> None:
    for base, arda, brum, both in COMPOSE:
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        assert not [s for s in con.slots if s.contested], (arda, brum)
        clean = con.accept(["Arda", "Brum"]).clean()
        assert both is None or clean == both, (arda, brum)
        assert str(read_brackets(brackets(con), con.delegations).base) == base


def test_any_column_struck_and_any_added_go_together_in_clean_rows() -> None:
    """Whichever column goes and wherever another comes in, no slot reaches into the next, nor is a blank doubled."""
    rows = [row.split("|") for row in ("Club|Fee|Boats", "Heron|300|12", "水獭|二百|七")]

    def table(lines: list[list[str]]) -> str:
        head, *rest = (f"| {' | '.join(line)} |" for line in lines)
        return "\n".join([head, "|" + "---|" * len(lines[0]), *rest]) + "\n"

    def added(line: list[str], at: int) -> list[str]:
        return [*line[:at], f"New {line[0]}", *line[at:]]

    base = table(rows)
    for gone, at in product(range(3), range(4)):
        struck = table([[*row[:gone], *row[gone + 1 :]] for row in rows])
        both = table([[cell for cell in added(row, at) if cell != row[gone]] for row in rows])
        for decided in (("Arda", "Brum"), ("Brum", "Arda")):
            con = consolidate(base, {"Arda": struck, "Brum": table([added(row, at) for row in rows])})
            for name in decided:
                assert all(x.end <= y.start for x, y in pairwise(con.slots)), (gone, at)
                reading = read_brackets(unmarked(brackets(con)), con.delegations)
                assert len(reading.slots) == len(con.open_slots), (gone, at)
                con = con.accept([name])
            assert con.clean() == unmarked(brackets(con)) == both, (gone, at)


def test_two_columns_struck_side_by_side_and_one_added_between_are_apart() -> None:
    for line in ("| Club | Fee | Boats |", "| 水獭 | 二百 | 七 |", "| ناد | رسم | زوارق |"):
        base = f"{line}\n|---|---|---|\n{line}\n"
        cells = [row.split("|")[1:-1] for row in base.splitlines()]
        struck = [["|".join(["", *row[:k], *row[k + 1 :], ""]) for row in cells] for k in range(3)]
        new = [" New ", "---", " 7 "]
        for one, other, at in product(range(3), range(3), range(4)):
            added = ["|".join(["", *row[:at], cell, *row[at:], ""]) for row, cell in zip(cells, new, strict=True)]
            sent = {"Arda": struck[one], "Brum": struck[other], "Corv": added}
            con = consolidate(base, {name: "\n".join(rows) + "\n" for name, rows in sent.items()})
            assert not any(s.contested for s in con.slots), (line, one, other, at)
            assert all(x.end <= y.start for x, y in pairwise(con.slots)), (line, one, other, at)
            reading = read_brackets(brackets(con), con.delegations)
            assert [(s.start, s.end) for s in reading.slots] == [(s.start, s.end) for s in con.slots]
            kept = [k for k in range(3) if k not in (one, other)]
            left = [
                [*(row[k] for k in kept if k < at), cell, *(row[k] for k in kept if k >= at)]
                for row, cell in zip(cells, new, strict=True)
            ]
            wanted = "".join("|".join(["", *row, ""]) + "\n" for row in left)
            assert con.accept(sent).clean() == wanted, (line, one, other, at)


def test_a_cell_and_its_column_or_row_are_contested() -> None:
    for base, arda, brum, kind in COLLIDE:
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        assert [s.kind for s in con.slots if s.contested] == [kind], (arda, brum)
        try:
            con.accept(["Arda", "Brum"]).clean()
        except Unsettled:
            continue
        raise AssertionError((arda, brum))


def test_one_delegation_s_changes_of_two_cells_are_two_slots() -> None:
    con = consolidate(CLUBS, {"Arda": CLUBS.replace("200 | 7", "250 | 8")})
    assert "| Otter | [200 / 250 – Arda] | [7 / 8 – Arda] |" in brackets(con)
    con = consolidate(FRENCH, {"Arda": FRENCH.replace("an | sept bateaux", "mois | huit navires")})
    assert "| 200 euros par [an / mois – Arda] | [sept bateaux / huit navires – Arda] |" in brackets(con)


def test_a_table_in_place_of_a_numbered_paragraph_stays_in_one_piece() -> None:
    base = "1. Ropes are dry.\n\n2. Fees are due in June.\n\n(a) The office keeps them.\n\n(b) The club spends them.\n"
    sent = "1. Ropes are dry.\n\n| Otter | 20 |\n|---|---|\n| Heron | 30 |\n"
    con = consolidate(base, {"Arda": sent})
    assert not [s for s in con.slots if s.shape is Shape.WORDS]
    assert con.accept(["Arda"]).clean() == sent
    item = "(b) Ropes are dry and hang in the shed.\n\n| Otter | 20 |\n|---|---|\n| Heron | 30 |\n"
    renumbered = consolidate("5. Ropes are dry and hang in the shed.\n", {"Arda": item})
    assert renumbered.accept(["Arda"]).clean() == item


def test_changes_in_two_cells_of_a_row_are_not_in_one_sentence() -> None:
    apart = consolidate(CLUBS, {"Arda": CLUBS.replace("300", "350"), "Brum": CLUBS.replace("12", "14")})
    assert len(apart.slots) == 2 and not apart.conflicts
    struck = consolidate(CLUBS, {"Arda": NO_FEE, "Brum": CLUBS.replace("12", "14")})
    assert not struck.conflicts
    in_one = consolidate(
        FRENCH, {"Arda": FRENCH.replace("200", "300"), "Brum": FRENCH.replace("par an", "par saison et par bateau")}
    )
    assert [conflict.kind for conflict in in_one.conflicts] == [ConflictKind.SAME_SENTENCE]


@pytest.mark.parametrize(
    "base", ["# Plan\n\n1. Wells are dug.\n", "1. Wells are dug.\n\n2. Ropes.\n", "- Wells.\n- Ropes.\n"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_row_of_a_table_put_in_first_stands_apart_from_what_follows(base: str, newline: str) -> None:
    table = "| Well | Depth |\n|---|---|\n| East | 7 |\n| West | 8 |\n\n"
    con = consolidate(base.replace("\n", newline), {"Arda": (table + base).replace("\n", newline)})
    for slot in con.open_slots:
        made = con.choose(slot, slot.variants[0])
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        assert made.clean().replace("\r\n", "\n") == f"{slot.variants[0].wording.strip()}\n\n{base}"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_row_of_a_new_table_stands_apart_from_the_paragraphs_around_it(newline: str) -> None:
    base = "1. Wells are dug.\n\n2. Ropes are dry.\n"
    table = "| Well | Depth |\n|---|---|\n| East | 7 |\n| West | 8 |\n\n"
    sent = base.replace("2. ", f"{table}2. ")
    con = consolidate(base.replace("\n", newline), {"Arda": sent.replace("\n", newline)})
    assert con.accept(["Arda"]).clean() == sent.replace("\n", newline)
    for slot in con.open_slots:
        made = con.choose(slot, slot.variants[0])
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        row = f"{slot.variants[0].wording.strip()}{newline * 2}2. "
        assert made.clean() == base.replace("\n", newline).replace("2. ", row)


def test_words_of_the_chair_in_place_of_a_row_are_no_row() -> None:
    base = "1. Wells are dug.\n\n| Well | Depth |\n|---|---|\n| East | 7 |\n| West | 8 |\n\n2. Ropes are dry.\n"
    for row in ("| East | 7 |\n", "| West | 8 |\n"):
        con = consolidate(base, {"Arda": base.replace(row, "")})
        made = con.word(con.open_slots[0], "As the chair says.").clean()
        assert made == base.replace(row, "\nAs the chair says.\n" + "\n" * ("East" in row))
