"""A paragraph that begins on the line of its article, ``9. (1) Boats sail.``: instructions on it touch nothing else."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.carrying import Carried
from amendtrack.text.units import parse_text

UNITS = (
    "9. (1) The council meets often:",
    "(a) here;",
    "(b) there.",
    "(2) It rests; it often:",
    "(a) sleeps;",
    "(b) swims.",
    "§ 10 (1) Nets dry. Nets rot.",
    "(2) Ropes dry.",
)
DRAFT = "\n\n".join(UNITS) + "\n"


def _carried(message: str) -> Carried:
    return carry_out(read_message(message), parse_text(DRAFT), {})


@pytest.mark.parametrize(
    ("message", "unit", "now"),
    [
        ('Para 9 (1): replace "often" by "daily"', 0, "9. (1) The council meets daily:"),
        ('9 (1): replace "often" by "daily"', 0, "9. (1) The council meets daily:"),
        ('Para 9 (1) (b): replace "there" by "now"', 2, "(b) now."),
        ('Para 9 (2): replace "often" by "daily"', 3, "(2) It rests; it daily:"),
        ('§ 10 (1): replace "dry" by "sink"', 6, "§ 10 (1) Nets sink. Nets rot."),
        ('In subsection (1) of section 10, replace "dry" by "sink"', 6, "§ 10 (1) Nets sink. Nets rot."),
        ('The first paragraph of § 10: replace "dry" by "sink"', 6, "§ 10 (1) Nets sink. Nets rot."),
        ('§ 10 (1) should read: "(1) Nets sink."', 6, "§ 10 (1) Nets sink."),
        ("§ 10 (1): delete the first sentence.", 6, "§ 10 (1) Nets rot."),
        ('At the end of § 10 (1), add: "Nets sink."', 6, "§ 10 (1) Nets dry. Nets rot. Nets sink."),
        ("Para 9 (1): delete (b).", 2, ""),
        ('At the end of para 9 (1), add: "(c) everywhere."', 2, "(b) there.\n\n(c) everywhere."),
        ('After para 9 (1), insert a new paragraph: "(1a) Oars."', 2, "(b) there.\n\n(1a) Oars."),
    ],
)
def test_only_the_paragraph_itself_changes(message: str, unit: int, now: str) -> None:
    carried = _carried(message)
    assert not carried.problems
    assert carried.text == "\n\n".join([*UNITS[:unit], *([now] if now else []), *UNITS[unit + 1 :]]) + "\n"


@pytest.mark.parametrize(
    "message",
    [
        "Delete para 9 (1).",
        "Delete § 10 (1).",
        "Delete §§ 10 (1) and 9.",
        "Delete the first paragraph of § 10.",
        "Move § 10 (1) after para 9.",
        "Move § 10 (2) before § 10 (1).",
        "Split § 10 (1) after the first sentence.",
        "Put § 10 (1) in square brackets.",
        'Before para 9 (1), insert a new paragraph: "(0) Oars."',
        'Para 9 (1) should read: "The council meets."',
    ],
)
def test_what_would_touch_the_number_of_the_article_is_asked_back(message: str) -> None:
    carried = _carried(message)
    assert carried.text == DRAFT
    assert len(carried.problems) == 1


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ('Para 9 (1): replace "rests" by "sits"', "“rests” is not in para 9 (1), but elsewhere"),
        ('Para 9 (a): replace "here" by "now"', "para 9 (a) occurs more than once"),
        ('After para 9 (1), insert a new paragraph: "Oars."', "write the new paragraph with its number"),
        ('Para 9: replace "often" by "daily"', "“often” occurs more than once"),
    ],
)
def test_what_is_elsewhere_in_the_article_is_not_taken_for_it(message: str, why: str) -> None:
    carried = _carried(message)
    assert carried.text == DRAFT
    assert why in carried.problems[0].why


def test_the_article_is_still_named_as_a_whole() -> None:
    assert _carried("Delete para 9.").text == "\n\n".join(UNITS[6:]) + "\n"
    assert _carried("Delete § 10.").text == "\n\n".join(UNITS[:6]) + "\n"


POLISH = (
    "Art. 1. 1. Boats sail:\n\n1) here;\n\n2) there.\n\n2. Nets dry.\n\nArt. 2. 1. Ropes hold. They rot.\n\n2. Lamps.\n"
)


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ('Article 1, paragraph 1: replace "Boats" by "Rafts"', "Boats", "Rafts"),
        ('Article 1, paragraph 2: replace "dry" by "rot"', "dry", "rot"),
        ('Article 2, paragraph 1: add at the end "It rains."', "rot.", "rot. It rains."),
        ('Article 2, paragraph 1 should read: "1. Ropes hold well."', "Ropes hold. They rot.", "Ropes hold well."),
        ("Delete Article 1, paragraph 2.", "2. Nets dry.\n\n", ""),
        ("Delete Article 1, paragraph 1.", "", ""),
        ("Article 2, paragraph 1: delete the second sentence.", "", ""),
    ],
)
def test_so_it_is_where_the_number_ends_with_a_stop(message: str, old: str, new: str) -> None:
    carried = carry_out(read_message(message), parse_text(POLISH), {})
    assert bool(carried.problems) is not bool(old)
    assert carried.text == POLISH.replace(old, new)
