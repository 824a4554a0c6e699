"""What labels say: spelling, counting, what comes next, addresses, doubts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.text.addresses import (
    addresses,
    addresses_after_articles,
    addresses_after_numbers,
    addresses_as_printed,
    addresses_under_titles,
    addresses_with_contents,
)
from amendtrack.text.ambiguities import doubtful
from amendtrack.text.counted_labels import Continued, counted
from amendtrack.text.labels import (
    Label,
    follows,
    next_suffix,
    opens_series,
    ordinal,
    read_label,
    series,
    spoken,
    successor,
    write_label,
)
from amendtrack.text.places import place_named
from amendtrack.text.units import parse_text


def known(printed: str) -> Label:
    label = read_label(printed)
    assert label is not None, printed
    return label


@pytest.mark.parametrize(
    ("printed", "prefix", "number", "suffix", "tail", "written"),
    [
        ("12.", "", "12", "", ".", "12."),
        ("5 bis.", "", "5", "bis", ".", "5 bis."),
        ("5bis", "", "5", "bis", "", "5 bis"),
        ("5.bis", "", "5", "bis", "", "5 bis"),
        ("2bis.", "", "2", "bis", ".", "2 bis."),
        ("5 BIS.", "", "5", "bis", ".", "5 bis."),
        ("(a)", "(", "a", "", ")", "(a)"),
        ("(b) bis", "(", "b", "bis", ")", "(b) bis"),
        ("(b bis)", "(", "b", "bis", ")", "(b) bis"),
        ("(iv)", "(", "iv", "", ")", "(iv)"),
        ("a)", "", "a", "", ")", "a)"),
        ("Action #14:", "Action #", "14", "", ":", "Action #14:"),
        ("Action  #14bis:", "Action #", "14", "bis", ":", "Action #14 bis:"),
        ("Article 9", "Article ", "9", "", "", "Article 9"),
        ("PARTE II", "PARTE ", "II", "", "", "PARTE II"),
        ("Section IV bis", "Section ", "IV", "bis", "", "Section IV bis"),
        ("OP7 ter", "OP", "7", "ter", "", "OP7 ter"),
        ("[^3]:", "[^", "3", "", "]:", "[^3]:"),
        ("[^1 bis]:", "[^", "1", "bis", "]:", "[^1 bis]:"),
        ("[^1bis]:", "[^", "1", "bis", "]:", "[^1 bis]:"),
        ("Статья 9", "Статья ", "9", "", "", "Статья 9"),
        ("المادة 9", "المادة ", "9", "", "", "المادة 9"),
        ("第九条", "第", "九", "", "条", "第九条"),
        ("第九条之二", "第", "九", "之二", "条", "第九条之二"),
        ("（一）", "（", "一", "", "）", "（一）"),
        ("一、", "", "一", "", "、", "一、"),
        ("12\\.", "", "12", "", "\\.", "12\\."),
        ("5 ante ante.", "", "5", "ante ante", ".", "5 ante ante."),
    ],
)
def test_a_label_in_its_parts(printed: str, prefix: str, number: str, suffix: str, tail: str, written: str) -> None:
    label = known(printed)
    assert label == Label(prefix, number, suffix, tail)
    assert write_label(label) == written
    assert read_label(written) == label


@pytest.mark.parametrize("prose", ["", "hello", "bis", "a", "IIII", "the", "- ", "## ", "> ", "12 mines", "(see)", "*"])
def test_what_is_no_label(prose: str) -> None:
    assert read_label(prose) is None


def test_three_hundred_units_after_one_have_labels_that_are_read_back() -> None:
    for printed in ("5.", "(b)", "Action #14:", "[^1]:", "OP7", "第九条", "Article 3"):
        label, given = known(printed), set()
        for _ in range(300):
            label = next_suffix(label)
            given.add(label)
            assert read_label(write_label(label)) == label
            unit = parse_text(f"{write_label(label)} Clear all areas.").units[0]
            assert unit.label == write_label(label)
        assert len(given) == 300


def test_the_first_suffixes_are_those_of_the_trade() -> None:
    label, printed = known("5"), []
    for _ in range(11):
        label = next_suffix(label)
        printed.append(label.suffix)
    expected = "bis ter quater quinquies sexies septies octies novies decies undecies duodecies"
    assert printed == expected.split()
    assert next_suffix(known("5 nonies")).suffix == "decies"


@pytest.mark.parametrize(
    ("printed", "following"),
    [
        ("12.", "13."),
        ("9 bis.", "10."),
        ("(a)", "(b)"),
        ("(z)", "(aa)"),
        ("(i)", "(ii)"),
        ("(iv)", "(v)"),
        ("II.", "III."),
        ("Action #14:", "Action #15:"),
        ("3.1", "3.2"),
        ("[^3]:", "[^4]:"),
        ("第九条", "第十条"),
        ("（十九）", "（二十）"),
        ("المادة ٩", "المادة ١٠"),
        ("(أ)", "(ب)"),
        ("д)", "е)"),
        ("Article premier", "Article 2"),
    ],
)
def test_what_automatic_numbering_gives_next(printed: str, following: str) -> None:
    after = successor(known(printed))
    assert after is not None
    assert write_label(after) == following
    assert follows(known(printed), known(following))


def test_what_cannot_be_counted_has_no_successor() -> None:
    assert successor(known("[^note]:")) is None
    assert ordinal(known("[^note]:")) == ()


def test_letters_and_roman_numerals_are_told_apart_by_their_neighbours() -> None:
    assert follows(known("(h)"), known("(i)"))
    assert follows(known("(i)"), known("(j)"))
    assert follows(known("(i)"), known("(ii)"))
    assert not follows(known("(ii)"), known("(b)"))
    letters = [f"({letter})" for letter in "abcdefghijk"]
    assert {c.series for c in counted(letters) if c} == {series(known("(a)"))}
    mixed = counted(["(a)", "(i)", "(ii)", "(b)", "(h)", "(i)", "(i)", "(ii)"])
    assert [c.place.numeral for c in mixed if c and c.place] == ["a", "i", "i", "a", "a", "a", "i", "i"]


def test_series() -> None:
    assert series(known("12.")) == series(known("5 bis")) != series(known("(a)"))
    assert series(known("Action #14:")) == series(known("Action 15:"))
    assert series(known("(a)")) != series(known("a)"))
    assert opens_series(known("(i)"))
    assert not opens_series(known("2."))


def spoken_addresses(source: str) -> list[str]:
    return list(addresses(parse_text(source)))


def test_addresses_as_a_secretariat_says_them() -> None:
    source = """# Plan

Whereas,

Recalling,

1. Do:

(a) this:

(i) now;

(ii) well;

(b) that.

All of it.

Action #1: Clear.

(a) Fast.

- a bullet

2. Again.[^1]

# Decisions

1. Meet.

1. Meet again.

Article 4 Aid

1. Help:

(a) all.

Article 5 Means

(a) some.

[^1]: A note.

| a | b |
"""
    assert spoken_addresses(source.replace("\n        ", "\n")) == [
        "heading “Plan”",
        "PP1",
        "PP2",
        "OP1",
        "OP1 (a)",
        "OP1 (a) (i)",
        "OP1 (a) (ii)",
        "OP1 (b)",
        "after OP1 (b)",
        "Action #1",
        "Action #1 (a)",
        "Action #1 (a), bullet 1",
        "OP2",
        "heading “Decisions”",
        "Decisions, 1",
        "Decisions, 1 (2nd)",
        "Article 4",
        "Article 4, 1",
        "Article 4, 1 (a)",
        "Article 5",
        "Article 5 (a)",
        "footnote 1",
        "Article 5 (a), row 1",
    ]


def test_addresses_are_unique() -> None:
    source = "\n\n".join(["1. Same.", "(a) same;", "Same.", "- same"] * 30)
    found = spoken_addresses(source)
    assert len(set(found)) == len(found) == 120


def test_an_address_in_chinese_has_no_blanks() -> None:
    assert spoken_addresses("第九条\n\n（一）甲；\n\n第十条\n\n一、乙。") == [
        "第九条",
        "第九条（一）",
        "第十条",
        "第十条, 一",
    ]


def test_spoken() -> None:
    printed = ["5 bis.", "Action #14:", "[^3]:", "12\\.", "(b) bis"]
    assert [spoken(known(p)) for p in printed] == ["5 bis", "Action #14", "footnote 3", "12", "(b) bis"]


def doubts(source: str) -> list[str]:
    return list(doubtful(parse_text(source)))


def test_nothing_is_doubtful_in_a_plain_draft() -> None:
    assert not any(doubts("# Plan\n\n1. Do:\n\n(a) this;\n\n(b) that.\n\n1 bis. Or this.\n\n2. Then that.\n"))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1. One.\n\n3. Three.", "out of sequence: 3 comes after 1"),
        ("1. One.\n\n2. Two.\n\n2. Two.", "repeated: the label before it is also 2"),
        ("1. One.\n\nA. Alone stands here.", "stands alone: no label continues its series"),
        ("1. One.\n\n(b) Two.", "starts its series: there is no (a) before it"),
        ("1. One.\n\n2.", "has no wording"),
        ("1. One.\n\n2010. A year.", "2010 may be a year; out of sequence: 2010 comes after 1"),
        ("The areas\n\nthat are mined.", "may be the rest of the unit before"),
        ("1. One.\n\n[1 bis. One more.]", "starts with a bracket before a label: both are read as wording"),
        (
            "1. The States Parties, acting at their second meeting of the year and under\n2010. The rest.",
            "contains a line that starts with “2010.”, read as running text",
        ),
    ],
)
def test_each_doubt_is_told(source: str, reason: str) -> None:
    assert doubts(source)[-1] == reason


def test_paragraphs_count_on_past_the_headings_of_sections() -> None:
    for first, second, third in ("I.", "II.", "III."), ("A.", "B.", "C."):
        draft = (
            f"## {first} Aims\n\n1. One.\n\n2. Two.\n\n## {second} Means\n\n3. Three.\n\n## {third} Ends\n\n4. Four.\n"
        )
        assert not any(doubts(draft))
        assert f"out of sequence: {third[:-1]} comes after {first[:-1]}" in doubts(draft.replace(f"## {second}", "##"))
        assert "out of sequence: 4 comes after 2" in doubts(draft.replace("3. ", ""))


def test_the_rows_of_a_table_are_counted_as_people_see_them() -> None:
    source = "3. Adopts:\n\n| Band | Wells |\n| --- | --- |\n| I | 10 |\n| II | 20 |\n"
    assert spoken_addresses(source) == ["3", "3, row 1", "3, line under row 1", "3, row 2", "3, row 3"]


@pytest.mark.parametrize(
    ("wording", "term"),
    [
        ('"boat" means any craft.', "boat"),
        ("“small boat” (called craft) includes a raft.", "small boat"),
        ("**net** means a mesh.", "net"),
        ("*“oar”* has the meaning given in Article 1.", "oar"),
        ("« filet » désigne un engin ;", "filet"),
        ("On entend par « quai » tout ouvrage en pierre.", "quai"),
        ("„Boot“ bezeichnet ein Schiff.", "Boot"),
        ('Se entenderá por "bote" toda nave.', "bote"),
        ("«Лодка» означает судно.", "Лодка"),
        ("“缔约国”是指同意受约束的国家。", "缔约国"),
        ("يقصد بعبارة ”القارب“ كل مركب.", "القارب"),
        ('"boat" is a word.', None),
        ("*Decides* to meet in “Arda”.", None),
        ("In this Convention:", None),
    ],
)
def test_a_definition_is_called_by_its_term(wording: str, term: str | None) -> None:
    source = f"Article 2\n\n1. Boats carry lamps.\n\n{wording}\n"
    name = addresses(parse_text(source))[-1]
    assert name == (f"Article 2, 1, definition of “{term}”" if term else "Article 2, 1, paragraph 2")
    assert "definition" not in addresses_as_printed(parse_text(source))[-1]
    assert term is None or place_named(f"definition of {term}", addresses(parse_text(source))) == name


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("Article 5\n\nBoats.\n\nArticle 6\n\nNets.\n\nRopes.\n", ["Article 6, paragraph 1", "Article 6, paragraph 2"]),
        ("## § 6 Seile\n\nSie sind trocken.\n\nSie halten.\n", ["§ 6, paragraph 1", "§ 6, paragraph 2"]),
        ("第五条 渡口\n\n渡口每日开放。\n\n船费两元。\n", ["第五条第一款", "第五条第二款"]),
        ("المادة 5\n\nتفتح العبارة كل يوم.\n", ["المادة 5", "المادة 5, paragraph 1"]),
        ("Article 7\n\nSont gratuits :\n\n1° les bacs ;\n", ["Article 7, paragraph 1", "Article 7, 1°"]),
        ("Chapter II\n\nBoats.\n\n(a) small;\n\nNets.\n", ["Chapter II (a)", "after Chapter II (a)"]),
        # an article with words on the line of its number, or with numbered paragraphs
        ("Article 5. Boats are dry.\n\nNets are wet.\n", ["Article 5", "Article 5, paragraph 2"]),
        ("Article 5\n\nBoats.\n\n1. Nets.\n", ["Article 5, chapeau", "Article 5, 1"]),
        # below any number that is a heading, or stands alone
        ("## 1. Boats\n\nDry.\n\n## 2. Nets\n\nWet.\n\nLong.\n", ["2, paragraph 1", "2, paragraph 2"]),
        ("# Principle 3: Boats\n\nBoats are dry.\n", ["Principle 3", "Principle 3, paragraph 1"]),
        ("### 3. Лодки\n\nЛодки сухие.\n", ["3", "3, paragraph 1"]),
        ("Article 5\n\n(2)\n\nBoats.\n\nNets.\n", ["Article 5 (2), paragraph 1", "Article 5 (2), paragraph 2"]),
        ("## 4. Boats\n\nBoats:\n\n1. dry;\n", ["4, chapeau", "4, 1"]),
    ],
)
def test_the_paragraphs_of_an_article_without_numbers_are_counted_in_it(source: str, last: list[str]) -> None:
    text = parse_text(source)
    assert list(addresses(text))[-2:] == last
    assert not any(", paragraph 1" in name for name in addresses_after_articles(text))  # as it was issued before
    numbers = ("2, paragraph", "3, paragraph", "Principle 3, paragraph", "Article 5 (2), paragraph")
    assert not any(name.startswith(numbers) and name[-1] == "1" for name in addresses_after_numbers(text))
    assert all(place_named(name, addresses(text)) == name for name in last)


def test_what_stands_below_the_title_of_an_article_is_called_by_the_article() -> None:
    for article, title, below, names in (
        ("## Article 5", "### Entry into force", "Text.", ["Article 5, paragraph 1"]),
        ("## Article 5", "### Entry into force", "One.\n\nTwo.", ["Article 5, paragraph 1", "Article 5, paragraph 2"]),
        ("# 第五条", "## 生效", "本条约生效。", ["第五条第一款"]),
        ("## المادة 5", "### بدء النفاذ", "يبدأ نفاذ المعاهدة.", ["المادة 5, paragraph 1"]),
        (
            "### § 2",
            "#### Lamps",
            "| a | b |\n| --- | --- |",
            ["§ 2, row 1", "§ 2, line under row 1"],
        ),
        ("## Article 3", "### Aims", "Words:\n\n(a) this.", ["Article 3, paragraph 1", "Article 3 (a)"]),
        # where its paragraphs have numbers, one without is never called by a number
        ("## Article 3", "### Aims", "Words.\n\n1. This.", ["Article 3, chapeau", "Article 3, 1"]),
        # a heading that is no deeper, or an article with words of its own, has no title here
        ("## Article 3", "## Final part", "Words.", ["“Final part”, paragraph 1"]),
        ("## Article 3 Aims", "### Lamps", "Words.", ["“Lamps”, paragraph 1"]),
    ):
        text = parse_text(f"{article}\n\n{title}\n\n{below}\n")
        assert list(addresses(text)[2:]) == names, (article, title)
        assert all(", paragraph 1" not in name or name[0] == "“" for name in addresses_under_titles(text)[2:])


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("## Article 1\n\n(1) The terms are\n\n1. one,\n\n2. two.\n", ["Article 1 (1) 1", "Article 1 (1) 2"]),
        ("## Article 1\n\n(1) It sails.\n\n(2) It rests.\n\n1. One.\n\n2. Two.\n", ["Article 1, 1", "Article 1, 2"]),
        ("## Article 1\n\n1. It sails:\n\n(1) far;\n\n(2) fast.\n", ["Article 1, 1 (1)", "Article 1, 1 (2)"]),
        ("## Article 1\n\n(1) It sails.\n\n# Annex\n\n1. One.\n\n2. Two.\n", ["1", "2"]),
        ("Art. 2\n\n- l) boat:[^3]\n\n- 1. one;\n\n- 2. two;\n", ["Art. 2 l) 1", "Art. 2 l) 2"]),
        ("Art. 2\n\n- l) boat:\n\n- 1. one;\n\n- m) net:\n\n- 1. two;\n", ["Art. 2 m)", "Art. 2 m) 1"]),
        ("§ 2\n\na) lodí\n\n1. parník,\n\n2. člun,\n\nb) síť.\n", ["§ 2 a) 2", "§ 2 b)"]),
        ("1.9. Boats means:\n\nA. one;\n\nB. two;\n\n1.10. Nets.\n\n2.1. Fees.\n", ["1.10", "2.1"]),
        ("1.9. Boats means:\n\nA. one;\n\nB. two.\n", ["1.9 A", "1.9 B"]),
        ("제5조 (배)\n\n① 배가 있다.\n\n1. 하나\n\n2. 둘\n\n② 다음\n\n1. 셋\n", ["제5조, ②", "제5조, ② 1"]),
        ("1. Do:\n\n(a) this:\n\n1. one;\n\n2. two;\n\n(b) that.\n\n2. Next.\n", ["1 (b)", "2"]),
        # nothing announces a list here
        ("A. Boats:\n\n1. They sail.\n\nB. Nets:\n\n1. They dry.\n", ["B", "B, 1"]),
    ],
)
def test_a_list_goes_on_from_a_paragraph_that_is_not_closed(text: str, last: list[str]) -> None:
    assert list(addresses(parse_text(text)))[-2:] == last


ARTICLES_WITH_SECTIONS = (
    "## Article {a} Name\n\nSection 1. The club is called Lake.\n\nSection 2. It has a flag.\n\n",
    "ARTICLE {a}\n\nSec. 1. The club has members.\n\n(a) They pay.\n\nSec. 2. It has boats.\n\n",
    "**Article {a}. Boats**\n\n### Section 1. Lamps\n\nBoats carry lamps.\n\n### Section 2. Nets\n\n1. Nets dry.\n\n",
)


@pytest.mark.parametrize("form", ARTICLES_WITH_SECTIONS)
def test_sections_that_begin_again_in_each_article_are_named_by_it(form: str) -> None:
    text = parse_text("# Bylaws\n\n" + "".join(form.format(a=a) for a in ("I", "II", "III")))
    names = [name for name in addresses(text) if "Sec" in name and "after" not in name]
    assert all(name.upper().startswith("ARTICLE I") for name in names), names
    assert len({name for name in names if "(2nd)" not in name}) == len(names) >= 6
    assert any("(2nd)" in name for name in addresses_with_contents(text))


def test_sections_that_contain_articles_are_named_alone() -> None:
    source = "## Section {n} Boats\n\nArticle {a}. Boats pay.\n\nArticle {b}. Boats sing.\n\n"
    text = parse_text(source.format(n=1, a=1, b=2) + source.format(n=2, a=3, b=4))
    assert addresses(text) == ("Section 1", "Article 1", "Article 2", "Section 2", "Article 3", "Article 4")


def test_what_is_numbered_twice_is_named_by_what_contains_it() -> None:
    for source, names in (
        ("Chapter I\n\nChapter II\n\nTitle II\n\nChapter I\n\nArticle 9\n", ["Title II, Chapter I", "Article 9"]),
        ("Livre Ier\n\nTitre Ier\n\nLivre II\n\nTitre Ier\n\nChapitre Ier\n", ["Livre II, Titre Ier", "Chapitre Ier"]),
        ("第一章 总则\n\n第一节 船\n\n第二章 网\n\n第一节 灯\n", ["第二章", "第二章第一节"]),
        ("Article 1\n\nArticle 2\n\nAnnex\n\nArticle 1\n\n1. Fees.\n", ["Annex, Article 1", "Annex, Article 1, 1"]),
        ("§ 4\n\nNote 1: Boats.\n\n§ 5\n\nNote 1: Nets.\n", ["§ 5", "§ 5, Note 1"]),
        ("# Part A\n\n## 1. Boats\n\n# Part B\n\n## 1. Nets\n\n1. Dry.\n", ["Part B, 1", "Part B, 1, 1"]),
        ("### 9\n\n#### Disputes\n\n1. Boats.\n\n### 10\n\n#### Fees\n\nDue.\n", ["heading “Fees”", "10, paragraph 1"]),
        ("### I\n\nBoats.\n\n### II\n\nNets.\n", ["II", "II, paragraph 1"]),
        ("# 2024\n\nBoats.\n", ["heading “2024”", "“2024”, paragraph 1"]),
        ("§16\n\n9. Členové platí.\n\n10. Člen Rady platí.\n", ["§16, 9", "§16, 10"]),
        ("9. člen\n\nČolni.\n\n10. člen\n\nMreže.\n", ["10. člen", "10. člen, paragraph 1"]),
        ("第一章 总则\n第二章 船只和渔网以及灯具的特别规定\n第三章 费用的缴纳\n", ["第二章", "第三章"]),
        (
            "##### § 4\n\n#### Čluny\n\n(1) Plují.\n\n##### § 5\n\n#### Sítě\n\n(1) Schnou.\n\n(2) Visí.\n",
            ["§ 5 (1)", "§ 5 (2)"],
        ),
        ("##### § 4\n\n#### Final part\n\n(1) Boats.\n\n(2) Nets.\n", ["(1)", "(2)"]),  # once is no habit
        # a heading's numbers are not those of the paragraphs below it
        ("# Bylaws\n\n## 2. Aims\n\n1. Sail.\n\n## 3. Fees\n\n1. Pay.\n", ["3", "3, 1"]),
        ("## 3 Fees\n\n### 3.1 Boats\n\n1. Pay.\n\n### 3.2 Nets\n", ["3.1, 1", "3.2"]),
        ("## 4 Ropes\n\n### 4.2 Main\n\n4.2.1 They hold.\n\n4.2.2 They last.\n", ["4.2.1", "4.2.2"]),
        # paragraphs that do not begin at 1 belong to their article too
        (
            "Article 1\n\n1. Boats.\n\n2. Nets.\n\nArticle 2\n\nFees.\n\n2. Lamps.\n",
            ["Article 2, chapeau", "Article 2, 2"],
        ),
    ):
        assert list(addresses(parse_text(source)))[-2:] == names, source


def test_a_raised_number_is_a_paragraph_of_an_article_or_a_note() -> None:
    for source, names in (
        ("Art. 2 Boote\n\n<sup>1</sup> Sie:\n\na. fahren;\n\n<sup>2</sup> Sie ruhen.\n", ["Art. 2, 1 a", "Art. 2, 2"]),
        ("## Art. 2\n\n### Boote\n\n¹ Sie fahren.\n\n² Sie ruhen.\n", ["Art. 2, 1", "Art. 2, 2"]),
        ("Art. 2 Boote\n¹ Sie fahren.\n² Sie ruhen.\n\nArt. 3 Netze\n¹ Sie trocknen.\n", ["Art. 3", "Art. 3, 1"]),
        (
            "Art. 2\n\n<sup>1</sup> Eins.\n\n<sup>1bis</sup> Gäste.\n\n<sup>2</sup> Zwei.\n",
            ["Art. 2, 1 bis", "Art. 2, 2"],
        ),
        ("## Boote\n\n¹ Sie fahren.\n\n## Netze\n\n¹ Eins.\n\n² Zwei.\n", ["Netze, 1", "Netze, 2"]),
        ("Art. 2\n\n<sup>2</sup> Zwei.\n\n<sup>4</sup> Vier.\n", ["Art. 2, 2", "Art. 2, 4"]),  # the others are deleted
        ("1. Boats sail.¹\n\n¹ See the log.\n\n2. Nets dry.\n", ["note 1", "2"]),
        ("Article 5\n\n1. Boats sail.¹\n\n¹ See the log.\n\n2. Nets dry.\n", ["note 1", "Article 5, 2"]),
        ("*Recalling* its report,¹\n\n¹ See the log.\n\n*Decides* to meet.\n", ["note 1", "OP1"]),
    ):
        assert list(addresses(parse_text(source)))[-2:] == names, source


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1. A.\n\n2. B.\n\n2.1 C.\n\n2.2 D.\n\n3. E.\n\n3.1 F.\n", "1, 2, 2.1, 2.2, 3, 3.1"),
        ("## 1. A\n\n### 1.1. B\n\n### 1.2. C\n\n## 2. D\n\n### 2.1. E\n", "1, 1.1, 1.2, 2, 2.1"),
        ("## 1.\n\n### 1.1\n\n#### 1.1.1\n\n#### 1.1.2\n\n### 1.2\n\n## 2.\n", "1, 1.1, 1.1.1, 1.1.2, 1.2, 2"),
        ("1 A\n\n1.1 B.\n\n(a) b;\n\n(b) c.\n\n1.2 D.\n\n2 E\n", "1, 1.1, 1.1 (a), 1.1 (b), 1.2, 2"),
        ("Article 1\n\n1.1 A.\n\n1.2 B.\n\nArticle 2\n\n2.1 C.\n", "Article 1, 1.1, 1.2, Article 2, 2.1"),
        (
            "Part I\n\n1. A.\n\n1.1 B.\n\n2. C.\n\nPart II\n\n1. D.\n\n1.1 E.\n\n2. F.\n",
            "Part I, 1, 1.1, 2, Part II, Part II, 1, Part II, 1.1, Part II, 2",
        ),
    ],
)
def test_decimals_are_levels_and_the_numbers_above_them_go_on(text: str, names: str) -> None:
    parsed = parse_text(text)
    assert ", ".join(addresses(parsed)) == names
    assert not any("sequence" in doubt for doubt in doubtful(parsed))


PRINTED = st.sampled_from(
    ["1.", "2.", "2.1", "(a)", "(b)", "(h)", "(i)", "(ii)", "(j)", "A.", "I.", "Article 1", "[^1]:", ""]
)


@given(
    st.lists(PRINTED, max_size=12), st.lists(st.tuples(st.integers(0, 12), st.lists(PRINTED, max_size=4)), max_size=4)
)
def test_labels_put_in_anywhere_count_as_if_all_were_read_together(
    printed: list[str], put_in: list[tuple[int, list[str]]]
) -> None:
    continued = Continued(printed)
    for many, new in put_in:
        many = min(many, len(printed))
        assert continued.then(many, new) == counted([*printed[:many], *new])
