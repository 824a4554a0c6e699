"""Each row of the table of label forms is read, and so is what comes after it."""

from __future__ import annotations

import re

import pytest

from amendtrack.text.addresses import addresses
from amendtrack.text.label_forms import LabelForm, label_table
from amendtrack.text.labelling import with_label
from amendtrack.text.labels import next_suffix, read_label, successor, write_label
from amendtrack.text.places import place_named
from amendtrack.text.units import format_text, parse_text

ROWS = label_table().forms


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.label)
def test_the_line_of_each_row_opens_with_its_label(form: LabelForm) -> None:
    text = parse_text(f"# Plan of the lake\n\n{form.line}\n\nMore words.\n")
    unit = text.units[1]
    assert unit.label == form.label
    assert text.wording(unit) == form.line[len(form.label) :].strip()
    assert format_text(text) == text.source


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.label)
def test_the_label_of_each_row_is_read_and_written(form: LabelForm) -> None:
    label = read_label(form.label)
    assert label is not None
    assert read_label(write_label(label)) == label
    printed = re.sub(r"[*](?=[a-z])|(?<=[a-z])[*]", "", form.label)  # emphasis is no part of a label
    assert sorted(write_label(label).replace(" ", "")) == sorted(printed.replace(" ", ""))


@pytest.mark.parametrize(
    "form", [row for row in ROWS if row.shape not in ("note", "alone", "lone", "bis")], ids=lambda row: row.label
)
def test_what_follows_each_row_is_a_label_too(form: LabelForm) -> None:
    label = read_label(form.label)
    assert label is not None
    following = successor(label)
    assert following is not None
    for after in (following, next_suffix(label)):
        mark = with_label(form.label, form.label, write_label(after))
        unit = parse_text(f"{mark}{form.line[len(form.label) :]}\n").units[0]
        assert unit.label == write_label(after)
        assert read_label(unit.label) == after


PROSE = """
Article 5 provides that the club votes.|§ 5 Abs. 2 gilt entsprechend.|§§ 5 und 6 gelten.|1 May 2010
2 mai 2010|12 Angry Men met.|3 § gäller inte.|Schedule 1 applies to boats.|Table 2 shows the fees.
Annex I to the Convention|Resolution 12/34 was adopted.|Resolution 1325 (2000) was adopted.
Rule 12, paragraph 2, applies.|Section 2(1) of the Act|Artículo 3.º de la ley
Artículo primero de la ley|Primero, el club vota.|Article L123-4 du code|Article premier du code
2.1 million people|2.1 per cent|2 per cent of boats|[5] [6] members|[12 months] after
Part one of the work|Title III funds|Option A would help.|第 1 条の規定により|제1조의 규정|Глава первая повествует
(s)he votes.|e.g. boats|i.e. nets|A.Smith spoke.|a.k.a. Arda|II Corps advanced to the river.|I am a member.|VI editor
First Section of the Act applies.|First, the club votes.|Second reading of the bill|Note that 3 boats sank.
Example 2 shows it.|5(2) of the Act applies.|3(a) and 3(b) apply.
art 5 applies|Journal 12 was read.|2010	Norvia	5|3  boats  12|##|##, and more|#hashtag|1.5 metres|5.a
المادة الأولى من الاتفاقية|I - the undersigned - agree.|3D Printing|24 Hours to go.|5-1 defeat
(a)symmetric boats|(e)mail is read.|(see 2)|Annexes|Madde 4 uygulanır|2 maja|5° Celsius|U.S. Navy
§ 5 a Satz 1 gilt.|§ 5 b des Gesetzes|Art. 5 a Junta decide|Article 2nd of the Act|Article 3rd Boats|2^3 boats|5² metres
Część pierwsza ustawy|Část první se mění takto:|Załącznik nr 1 do ustawy|3.b of the Act|9.a.m. Boats|ibis. A bird.
**Art. 45** b Gäste|<sup>42</sup> vierten Jahres|² and more|Primer punt del dia
100 gr. of salt|4 статья закона|1. mgr. 4. gr. Net|2-глава закона|4-modda haqida"""


@pytest.mark.parametrize("prose", PROSE.strip().replace("\n", "|").split("|"))
def test_a_sentence_that_begins_like_a_label_has_none(prose: str) -> None:
    text = parse_text(f"Words before.\n\n{prose}\n\nWords after.\n")
    assert [unit.label for unit in text.units] == ["", "", ""]


def test_a_bare_number_is_a_label_only_where_it_stands_alone_with_a_title() -> None:
    assert [unit.label for unit in parse_text("1 Scope\n\n2 Members\n\n2.1 member\n").units] == ["1", "2", "2.1"]
    assert not parse_text("They met and spoke of these things, which were\n1 Scope\nand others").units[0].label
    assert parse_text("# 1 Scope").units[0].label == "1"
    assert parse_text("# Annex").units[0].label == ""


def test_what_stands_under_an_annex_is_named_by_it() -> None:
    text = parse_text("1. Boats.\n\n2. Nets.\n\nAnnex\n\n1. Fees.\n\nSchedule II\n\n1. Maps.\n")
    assert addresses(text) == ("1", "2", "Annex", "Annex, 1", "Schedule II", "Schedule II, 1")


SPOKEN = {
    "§ 38<sup>1</sup>. Paadid": "§ 38¹",
    "(6<sup>2</sup>) paadid;": "(6²)",
    "1¹) paadid;": "1¹)",
    "1^1. Bărci": "1¹",
    "Art. 1<sup>bis</sup> Boote": "Art. 1 bis",
    "a<sup>bis</sup>. Boote": "a bis",
    "lter) Boote": "l) ter",
    "ARTÍCULO 3°, - Botes": "ARTÍCULO 3°",
    "Títol II. Les barques": "Títol II",
    "Secció tercera Les barques": "Secció tercera",
    "Disposició final única": "Disposició final única",
    "CHƯƠNG THỨ BA": "CHƯƠNG THỨ BA",
    "Část pátá": "Část pátá",
    "Phụ lục số 2 Thuyền": "Phụ lục số 2",
    "###§ 2": "§ 2",
    "- 5. § 8 zní:": "5",
    "§ 75bb Boote": "§ 75bb",
}


def test_labels_are_spoken_as_lawyers_cite_them() -> None:
    for line, name in SPOKEN.items():
        assert addresses(parse_text(f"Plan.\n\n{line}\n\nMore.\n"))[1] == name, line


def test_a_raised_number_is_not_part_of_the_number_before_it() -> None:
    text = parse_text("§ 38¹. Boats\n\n§ 39. Nets\n\n§ 381. Fees\n")
    assert [place_named(typed, addresses(text)) for typed in ("§ 38^1", "§ 381", "38¹")] == ["§ 38¹", "§ 381", "§ 38¹"]


def test_a_name_that_begins_with_a_number_is_no_label_of_a_title() -> None:
    """A label is free to become another, ``18G``; a name is not."""
    for title, label in (
        ("# 18F Team Guidance\n", ""),
        ("# 3D Printing\n", ""),
        ("# 12A. Team Guidance\n", "12A."),
        ("# 12A Liability of carriers\n", "12A"),
        ("# 12 Team Guidance\n", "12"),
    ):
        assert [unit.label for unit in parse_text(title).units] == [label], title
