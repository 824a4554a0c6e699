"""Articles with a heading of its own for a title, and articles printed ``§ 4``, are found as people call them."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text

TREATY = """# Treaty on Ferries

## Article 1

### Terms

For the purposes of this Treaty:

(a) "ferry" means any vessel;

## Article 2

### Safety

1. Each ferry carries lifebelts.

2. Lights are visible from two miles.

## Article 3

### Fees

1. Each ferry pays two crowns.
"""
ACT = """# Mills Act

## Part 1 General

§ 1 Scope

(1) This Act applies to all mills.

(2) It does not apply to private mills.

§ 2 Terms

(1) A mill is a house.

(2) A miller is a person.
"""


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ('Article 2, para 2: replace "two" by "three".', "visible from two", "visible from three"),
        ('Article 3(1): replace "two" by "three".', "pays two", "pays three"),
        ('In paragraph 1 of Article 2, after "lifebelts" insert "and boats".', "lifebelts.", "lifebelts and boats."),
        ('Article 1 (a): replace "any" by "a".', "any vessel", "a vessel"),
        ('In Article 2, delete paragraph 2.', "\n2. Lights are visible from two miles.\n", ""),
        ('Article 2, title: replace "Safety" by "Security".', "Safety", "Security"),
        ("À l'article 2, paragraphe 2, remplacer « two » par « three ».", "visible from two", "visible from three"),
    ],
)  # fmt: skip
def test_a_title_inside_an_article_does_not_end_it(said: str, old: str, new: str) -> None:
    carried_out(TREATY, said, old, new)


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ('In § 1 paragraph 2, replace "private" by "small".', "private", "small"),
        ('§ 2 (2): replace "person" by "man or woman".', "a person", "a man or woman"),
        ('Section 2, subsection 1: replace "house" by "building".', "a house", "a building"),
        ('Section 1(1): delete "all".', "to all mills", "to mills"),
        ('Paragraph 1 of § 2: replace "house" by "building".', "a house", "a building"),
        ('§ 2, title: replace "Terms" by "Definitions".', "Terms", "Definitions"),
    ],
)
def test_an_article_printed_with_a_sign_is_a_section(said: str, old: str, new: str) -> None:
    carried_out(ACT, said, old, new)


def carried_out(text: str, said: str, old: str, new: str) -> None:
    base = parse_text(text)
    carried = carry_out(read_message(said, base), base, {})
    assert carried.problems == ()
    assert carried.text == text.replace(old, new, 1)


def test_a_paragraph_that_two_sections_have_is_asked() -> None:
    base = parse_text(ACT)
    carried = carry_out(read_message('Paragraph 2: replace "a" by "the".', base), base, {})
    assert carried.text == "" or carried.text == ACT
    assert len(carried.problems) == 1


LAW = """# Library Law

§ 3 Loans

(1) The loan period is

1. four weeks for books,

2. two weeks for films.

(2) Up to two items may be borrowed.
"""


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ('§ 3 para. 2: replace "two" by "three".', "to two", "to three"),
        ('§ 3(2): replace "two" by "three".', "to two", "to three"),
        ('§ 3 para. 1, item 2: replace "two" by "three".', "two weeks", "three weeks"),
        ('Section 3(1), item 2, is amended by striking "two" and inserting "three".', "two weeks", "three weeks"),
    ],
)
def test_numbers_below_a_paragraph_in_brackets_are_its_items(message: str, old: str, new: str) -> None:
    base = parse_text(LAW)
    assert [str(a) for a in addresses(base)][2:6] == ["§ 3 (1)", "§ 3 (1) 1", "§ 3 (1) 2", "§ 3 (2)"]
    found = carry_out(read_message(message, base), base, {})
    assert (found.text, found.problems) == (LAW.replace(old, new), ())
