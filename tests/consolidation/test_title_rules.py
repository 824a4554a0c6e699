"""The rules of titles: as long as the title has become, and never lost with its last words."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.text.units import UnitKind, parse_text


def ruled(title: str, sign: str, more: int = 0, columns: int = 0) -> str:
    return f"Open the doors.\n\n{title}\n{sign * ((columns or len(title)) + more)}\n\nClose the gates.\n"


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [
        ("Scope", "Scope of the law", (5, 16)),
        ("Scope of the law", "Scope", (16, 5)),
        ("Scope of the law", "The law", (16, 7)),
        ("1. Scope", "1. Wider scope of it", (8, 20)),
        ("Champ d’application", "Champ d’application du texte", (19, 28)),
        ("总则", "总则和目的", (4, 10)),
    ],
)
@pytest.mark.parametrize("sign", ["=", "-"])
def test_a_rule_is_as_long_as_its_title_becomes(before: str, after: str, columns: tuple[int, int], sign: str) -> None:
    was, now = columns
    base, sent = ruled(before, sign, columns=was), ruled(after, sign, columns=now)
    con = consolidate(base, {"Arda": sent}).accept(["Arda"])
    assert con.clean() == sent
    base, other = (text.replace("\n", "\r\n") for text in (base, sent))
    assert consolidate(base, {"Arda": other}).accept(["Arda"]).clean() == other
    (title,) = (u for u in parse_text(con.clean()).units if u.kind is UnitKind.HEADING)
    assert con.clean()[title.start : title.end] == f"{after}\n{sign * now}"


def test_two_who_reword_a_title_get_a_rule_for_both() -> None:
    base = "=======\n Scope\n=======\n\nClose the gates.\n"
    long, wide = base.replace("Scope", "Scope here"), base.replace("Scope", "Wide Scope")
    long, wide = (text.replace("=" * 7, "=" * 12) for text in (long, wide))
    made = consolidate(base, {"Arda": long, "Brum": wide}).accept(["Arda", "Brum"]).clean()
    assert made == base.replace("Scope", "Wide Scope here").replace("=" * 7, "=" * 17)


def test_a_rule_that_goes_across_the_page_stays_so_until_a_title_is_longer() -> None:
    for title, size in (("Scope of the law", 30), ("Scope of the law, and of all that is made by it", 47)):
        base, sent = ruled("Scope", "-", 25), ruled(title, "-", size - len(title))
        assert consolidate(base, {"Arda": sent}).accept(["Arda"]).clean() == sent


def test_a_longer_rule_alone_is_no_amendment_and_leaves_the_text_alone() -> None:
    base = ruled("Scope", "-")
    con = consolidate(base, {"Arda": ruled("Scope", "-", 9), "Brum": base.replace("gates", "doors")})
    assert not [a for a in con.amendments if a.proposal.startswith("Arda")]
    assert con.accept(["Brum"]).clean() == base.replace("gates", "doors")


@pytest.mark.parametrize(("lines", "sign"), [(2, "-"), (3, "-"), (2, "=")])
def test_a_title_that_goes_on_in_further_lines_has_its_one_rule(lines: int, sign: str) -> None:
    long = "\n".join(["Scope of the law", "and of what is made under it", "in every port"][:lines])
    short = ruled("Scope of the law", sign)
    other = short.replace("Scope of the law\n", f"{long}\n")
    for base, sent in ((short, other), (other, short)):
        assert consolidate(base, {"Arda": sent}).accept(["Arda"]).clean() == sent
    assert [u.kind for u in parse_text(other).units][1] is UnitKind.HEADING


def test_a_name_and_a_place_under_a_sentence_are_no_title() -> None:
    text = "We leave at dawn.\nArda\n------\n\nClose the gates.\n"
    assert UnitKind.HEADING not in {u.kind for u in parse_text(text).units}
