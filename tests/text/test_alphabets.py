"""Lists lettered in the alphabets of many countries: each letter follows the one before it, as its lawyers count."""

from __future__ import annotations

import pytest

from amendtrack import amendments, compare
from amendtrack.text.addresses import addresses
from amendtrack.text.renumbering import renumbered
from amendtrack.text.units import parse_text

LISTS = (
    *(
        "a b c d e f g h",
        "a b c ç d e f g ğ h ı i j",
        "a b c d e f g h i j k l m n ñ o p",
        "a b c d e f g h ch i j",
        "a b c d đ e g h i k",
    ),
    *("a b c č d e f", "a b c d e f g gy h i j k l ly m n ny o", "a b c ç d dh e ë f"),
    *("а б в г д е ж з и к", "а б в г д е ж з и й к", "а б в г д е ё ж з и к", "а б в г ґ д е є ж з и і ї й к"),
    *("а б в г д ђ е ж з и ј к л љ м н њ", "α β γ δ ε στ ζ η θ ι ια ιβ", "أ ب ج د هـ و ز", "أ ب ت ث ج ح خ"),
    *("ا ب ت ث", "الف ب پ ت ث ج چ", "א ב ג ד ה ו ז ח ט י יא יב", "甲 乙 丙 丁 戊", "ა ბ გ დ ე ვ", "ա բ գ դ ե զ է"),
    *("ক খ গ ঘ", "ກ ຂ ຄ ງ", "ក ខ គ ឃ", "က ခ ဂ ဃ"),
)
BOATS = "otter heron raven finch eagle robin stork crane egret swift goose quail".split()
BOATS += "drake plover curlew avocet ibis gull tern".split()


def _listed(form: str, letters: list[str], words: list[str]) -> str:
    items = (f"{form.format(letter)} the {word} carries a lamp;\n\n" for letter, word in zip(letters, words))
    return "1. Of the boats:\n\n" + "".join(items)


@pytest.mark.parametrize("form", ["{})", "({})"])
@pytest.mark.parametrize("letters", LISTS)
def test_each_letter_comes_after_the_one_before_it(letters: str, form: str) -> None:
    own = letters.split()
    text = parse_text(_listed(form, own, BOATS))
    assert addresses(text)[1:] == tuple(f"1 {form.format(letter)}" for letter in own)
    assert renumbered(text, text, range(len(text.units))).labels == {}
    before = _listed(form, own[:-1], BOATS)
    after = _listed(form, own, [*BOATS[:2], "owl", *BOATS[2:]])
    assert [str(found) for found in amendments(compare(before, after))] == [f"new para after 1 {form.format(own[1])}"]
