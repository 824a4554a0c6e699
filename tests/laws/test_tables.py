"""A table stays one table: its head goes where its rows go, and what is moved into another table is one of its rows."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from amendtrack.consolidation.edits import Moved
from amendtrack.consolidation.value import consolidate

Rows = tuple[tuple[str, ...], ...]
STOCKS: Rows = (("State", "Mines", "Deadline"), ("Norvia", "8294", "8676"), ("Galdora", "2920", "9696"))
AREAS: Rows = (("State", "Mines", "Deadline"), ("Brum", "2333", "7893"), ("Corv", "1465", "7861"))
PLEDGES: Rows = (("State", "Mines", "Deadline"), ("Ilmar", "7728", "3316"))
BETWEEN = "2. The committee reviews the needs of survivors, of their families and of the villages where they live."


def table(rows: Rows) -> str:
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def text(*tables: Rows) -> str:
    """Three paragraphs, each with a table behind it if there is one for it."""
    paragraphs = ("1. The unit keeps these lists.", BETWEEN, "3. The lists are open to all.")
    shown = [table(rows) if rows else "" for rows in (*tables, (), ())[:3]]
    return "\n\n".join(part for pair in zip(paragraphs, shown, strict=True) for part in pair if part) + "\n"


def unnumbered(printed: str) -> str:
    """A text without the numbers of its paragraphs: one that is moved past a table has another."""
    return re.sub(r"^[0-9]( bis)?\. ", "", printed, flags=re.MULTILINE)


def with_column(rows: Rows) -> Rows:
    return tuple((row[0], "Cost" if n == 0 else str(90 + n), *row[1:]) for n, row in enumerate(rows))


def with_other_head(rows: Rows) -> Rows:
    return (("Country", "Number of mines", "Deadline"), *rows[1:])


def with_one_row_less(rows: Rows) -> Rows:
    return with_other_head((rows[0], *rows[2:]))


CHANGED = [with_column, with_other_head, with_one_row_less, lambda rows: rows]


@pytest.mark.parametrize("change", CHANGED)
def test_a_new_table_under_the_same_head_leaves_each_head_with_its_rows(change: object) -> None:
    assert callable(change)
    for base, sent in (
        (text(STOCKS), text(change(STOCKS), PLEDGES)),
        (text(STOCKS), text(change(STOCKS), (), PLEDGES)),
        (text((), STOCKS), text(PLEDGES, change(STOCKS))),
        (text((), STOCKS), text(PLEDGES, change(STOCKS), AREAS)),
        (text(STOCKS, AREAS), text(change(STOCKS), AREAS, PLEDGES)),
        (text(STOCKS, AREAS), text(PLEDGES, change(STOCKS), AREAS)),
        (text(STOCKS, AREAS), text(STOCKS, (), change(AREAS))),
    ):
        con = consolidate(base, {"Arda": sent})
        assert unnumbered(con.accept(["Arda"]).clean()) == unnumbered(sent)
        moved = {edit.unit for edits in con.edits for edit in edits if isinstance(edit, Moved)}
        heads = [n for n, unit in enumerate(con.base.units) if con.base.printed(unit).startswith("| State")]
        assert all({n + 2, n + 3} & moved for n in heads if n in moved), (base, sent)


def test_the_rows_of_two_tables_in_one_are_one_table() -> None:
    for one, other in permutations((STOCKS, AREAS)):
        for base, sent in (
            (text(one, other), text((*one, *other[1:]))),
            (text(one, other), text((), (*one, *other[1:]))),
            (text(one, (), other), text((*one, *other[1:]))),
            (text(one, other, PLEDGES), text((*one, *other[1:], *PLEDGES[1:]))),
        ):
            done = consolidate(base, {"Arda": sent}).accept(["Arda"]).clean()
            assert unnumbered(done) == unnumbered(sent), (base, sent, done)


def test_a_row_moved_to_another_table_stands_in_it() -> None:
    base, sent = text(STOCKS, AREAS), text((*STOCKS, AREAS[1]), (AREAS[0], AREAS[2]))
    con = consolidate(base, {"Arda": sent, "Corv": base.replace("2920", "3000")})
    assert con.accept(["Arda", "Corv"]).clean() == sent.replace("2920", "3000")
