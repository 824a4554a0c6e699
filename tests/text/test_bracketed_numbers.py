"""Numbers in square brackets with the words of their unit."""

from __future__ import annotations

import pytest

from amendtrack.text.addresses import addresses, addresses_after_articles
from amendtrack.text.bracketed_numbers import number_in_brackets
from amendtrack.text.units import parse_text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("1. Aims.\n\n[2. Fees are due.]\n\n3. End.", ["1", "2", "3"]),
        ("[1. Aims.]\n\n[1. Tasks.]", ["1", "1 (2nd)"]),
        ("5. Do:\n(a) this;\n[[(b) that;]]", ["5", "5 (a)", "5 (b)"]),
        (
            "[Article 5 Fees\n\n1. Pay.]\n\nArticle 6\n\n1. Go.",
            ["Article 5", "Article 5, 1", "Article 6", "Article 6, 1"],
        ),
        ("1. Aims.\n\n[Fees are due.]", ["1", "after 1"]),
        ("1. Aims.\n\n[^2]: A note.", ["1", "footnote 2"]),
    ],
)
def test_a_unit_is_named_by_its_number_in_brackets(source: str, names: list[str]) -> None:
    text = parse_text(source)
    assert list(addresses(text)) == names
    # as texts were issued before
    plain = [name for unit, name in zip(text.units, addresses_after_articles(text)) if not unit.label]
    assert not any(name[0].isdecimal() for name in plain)


@pytest.mark.parametrize(
    "source", ["[]", "[", "[[", "[2", "[2.]", "[ 2. Fees]", "[2. ", "2. Fees", "[^2] Fees", "[2] Fees"]
)
def test_what_is_not_one_has_none_or_a_whole_one(source: str) -> None:
    text = parse_text(source)
    for unit in text.units:
        label, mark, body = number_in_brackets(text, unit)
        assert bool(label) == bool(mark) == (body > unit.body)
        assert text.source[:body].endswith(mark)
