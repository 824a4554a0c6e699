"""Places as people type them."""

from __future__ import annotations

import pytest

from amendtrack.errors import Unknown
from amendtrack.text.addresses import addresses
from amendtrack.text.places import place_named
from amendtrack.text.units import parse_text

KNOWN = addresses(
    parse_text(
        "# Goals\n\n5. Do:\n(a) this;\n(b) that.\n\n14. Meet.\n\n14 bis. Meet:\n(a) in June;\n\nAction #23: Pay.\n\n"
        "15. Name.\n\n[^3]: See.\n"
    )
)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("14 bis (a)", "14 bis (a)"),
        ("14bis(a)", "14 bis (a)"),
        ("para 14 bis (a)", "14 bis (a)"),
        ("Para. 14.bis, sub-para (A)", "14 bis (a)"),
        ("paragraph 14", "14"),
        ("  14. ", "14"),
        ("§ 14", "14"),
        ("١٤", "14"),
        ("Action 23", "Action #23"),
        ("action no. 23", "Action #23"),
        ("23", "Action #23"),
        ("the chapeau of 5", "5"),
        ("footnote 3", "footnote 3"),
        ("goals", "heading “Goals”"),
    ],
)
def test_a_place_is_found_however_it_is_spelt(typed: str, place: str) -> None:
    assert place_named(typed, KNOWN) == place


@pytest.mark.parametrize("place", KNOWN)
def test_a_place_as_printed_is_itself(place: str) -> None:
    assert place_named(place, KNOWN) == place


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("14 ter", "14"), ("14 bis (z)", "14 bis"), ("Acton 23", "Action #23"), ("", "run from"), ("¶", "run from")],
)
def test_an_unknown_place_gets_the_nearest(typed: str, hint: str) -> None:
    with pytest.raises(Unknown) as told:
        place_named(typed, KNOWN)
    assert hint in told.value.remedy


def test_what_fits_two_places_is_never_guessed() -> None:
    with pytest.raises(Unknown, match="could be Action #14 or Measure 14"):
        place_named("14", ("Action #14", "Measure 14"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("2, para 1", "2, paragraph 1"),
        ("2 paragraph 1", "2, paragraph 1"),
        ("2.1", ""),
        ("para 1 of 2", ""),
        ("2, 1", ""),
    ],
)
def test_a_paragraph_below_a_numbered_heading_is_never_meant_by_two_bare_numbers(typed: str, place: str) -> None:
    known = addresses(parse_text("## 1. Boats\n\nBoats are dry.\n\n## 2. Nets\n\nNets are wet.\n"))
    if place:
        assert place_named(typed, known) == place
    else:
        with pytest.raises(Unknown, match="no place"):
            place_named(typed, known)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("section 1, paragraph 2", "1, paragraph 2"),
        ("Section 5, chapeau", "5, chapeau"),
        ("chapeau of para 5", "5, chapeau"),
        ("art. 7 chapeau", "Article 7, chapeau"),
        ("art. 7", "Article 7"),
        ("chapeau of 8", "8"),
        ("para 5", "5"),
    ],
)
def test_a_section_that_is_only_a_number_and_a_chapeau_are_found(typed: str, place: str) -> None:
    known = ("1", "1, paragraph 1", "1, paragraph 2", "5", "5, chapeau", "5, 1", "Article 7", "Article 7, chapeau", "8")
    assert place_named(typed, known) == place


def test_a_section_that_is_not_there_is_not_looked_for_elsewhere() -> None:
    with pytest.raises(Unknown):
        place_named("section 9, paragraph 2", ("9", "9 (2)"))
