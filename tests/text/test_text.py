"""How texts are read: every label form, wrapped or not, and nothing lost."""

from __future__ import annotations

import textwrap

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.text.addresses import addresses
from amendtrack.text.units import Layout, UnitKind, format_text, layout_of, parse_block, parse_text, split_blocks


def read(source: str) -> list[tuple[str, str, str]]:
    text = parse_text(source)
    return [(unit.kind.value, unit.label, text.wording(unit)) for unit in text.units]


def labels(source: str) -> list[str]:
    return [unit.label for unit in parse_text(source).units]


LABELS = """
12.|5 bis.|5bis|5.bis|2bis.|5 bis|5-bis|5 BIS.|(a)|(b) bis|(b)bis|(b bis)|(iv)|(IV)|(aa)|(12)|a)|iv)|1)|5 bis)
a.|iv.|A.|II.|3.1|3.1.|3.1.2 bis|Action #14:|Action 14:|Action #14 bis:|Action #14|Article 9|ARTICLE IX
Article 3 ter|Article 9:|Art. 9|Section IV bis|Part A|PARTE II|Annex II|Option 1:|OP7 ter|OP7|PP2 bis|PP 3
[^3]:|[^1 bis]:|[^note]:|Article premier|Article 1er|Artículo 9|Статья 9|Статья 9 bis|а)|12\\.|\\(a)
المادة 9|المادة 9 مكررا|(أ)|(هـ)|١.|第九条|第十二条之二|一、|（一）|(一)|１．
5 ante.|5 alt.|5 vicies.|5 unvicies.|5 octogies.|5 centies.|5 centies-bis.|5 quadringenties.|5 nongenties-bis.
5*bis*.|Art. 5*bis*|(*a*)|ch)"""
FORMS = LABELS.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("label", FORMS)
@pytest.mark.parametrize("before", ["", "The words before.\n\n", "## Goals\n", "The words before:\n"])
def test_each_label_form_is_read(label: str, before: str) -> None:
    text = parse_text(f"{before}{label} Clear all mined areas.\n")
    unit = text.units[-1]
    assert unit.label == label
    assert text.wording(unit) == "Clear all mined areas."


@pytest.mark.parametrize("label", FORMS)
def test_a_label_alone_on_its_line_takes_the_next_line_as_wording(label: str) -> None:
    assert read(f"{label}\nClear all mined areas.")[0][1:] == (label, "Clear all mined areas.")
    assert read(label)[0][1:] == (label, "")


@pytest.mark.parametrize(
    "prose",
    [
        "Article 5 of the Convention requires clearance.",
        "Article 5, paragraph 1, requires clearance.",
        "Articles 5 and 6 require it.",
        "Part of the work is done.",
        "Paragraph 5 above is clear.",
        "5 per cent of the areas remain.",
        "3.1 million mines were destroyed.",
        "1,000 mines were destroyed.",
        "30 November 2009",
        "i.e. the areas",
        "J. K. Example spoke.",
        "12 policies were adopted.",
        "OP7 should be deleted.",
        "(see the annex) The areas remain.",
        "**Recalling** the obligations,",
        "المادة 5 من الاتفاقية",
        "第九条规定的义务",
    ],
)
def test_prose_is_not_taken_for_a_label(prose: str) -> None:
    assert read(prose) == [("paragraph", "", prose)]


WRAPPED_PROSE = [
    (
        "the States Parties, meeting for the second time and acting under their duties of",
        "2010. The rest follows.",
    ),
    (
        "as was agreed by all of the States Parties at their meeting, in the sense of what",
        "(a) above, they will act.",
    ),
    (
        "the States Parties affected recall that all of them took on the duty to clear under",
        "Article 5 States Parties.",
    ),
    (
        "the States Parties, which have met every year since the first of their meetings and",
        "12. They shall act.",
    ),
    (
        "the States Parties, which have met every year since the first of their meetings, and",
        "- as was said - act.",
    ),
    ("so kann die Fischerin bis zum 1. April bzw.", "1. Oktober beantragen, geladen zu werden."),
]


@pytest.mark.parametrize(("first", "second"), WRAPPED_PROSE)
def test_a_wrapped_line_that_happens_to_open_like_a_label_goes_on(first: str, second: str) -> None:
    assert read(f"5. {first}\n{second}") == [("paragraph", "5.", f"{first}\n{second}")]


@pytest.mark.parametrize("opening", ["12. ", "(a) ", "a) ", "- ", "* ", "Article 9 ", "Action #14: ", "5 bis "])
@pytest.mark.parametrize(
    "before",
    [
        "The States Parties, which have met every year since the first, shall do these things:",
        "The States Parties, which have met every year since the first, shall do them.",
        "Short and without a stop",
        "The States Parties, which have met every year since the first of their meetings, shall " * 2,
    ],
)
def test_a_line_opening_with_a_label_starts_a_unit(opening: str, before: str) -> None:
    assert len(read(f"{before}\n{opening}Clear the areas\n")) == 2


def test_a_series_goes_on_without_any_stop() -> None:
    line = "clear all of the areas that are known or suspected to hold mines, and do so soon"
    assert labels(f"(a) {line}\n(b) {line}\n(c) {line}") == ["(a)", "(b)", "(c)"]
    assert len(labels(f"- {line}\n- {line}\n- {line}")) == 3


DRAFT = """\
# Draft Action Plan

Recalling the suffering caused by anti-personnel mines, and determined to put an end to it for all people,

## I. Introduction

1. The States Parties reaffirm their commitment to ending the suffering caused by anti-personnel mines.

2. In order to reach this goal, the States Parties will, in the years to come, as a matter of priority:

(a) clear all mined areas, and report on what was done in the years since the entry into force;

(b) assist the victims in their care, rehabilitation and reintegration, without discrimination of any kind;

(i) with age and gender in mind, and with the participation of the victims themselves.

**Action #1:** Do their utmost to identify all mined areas under their jurisdiction or control, soon.[^1]

- a bullet that is long enough to be wrapped when the text is wrapped at seventy-six characters or fewer;

[^1]: This note is long enough to be wrapped too, when the text is wrapped at seventy-six characters or fewer.
"""


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_hard_wrapped_and_one_line_paragraphs_are_the_same_units(width: int) -> None:
    wrapped = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in DRAFT.split("\n"))
    joined = [(kind, label, " ".join(words.split())) for kind, label, words in read(wrapped)]
    assert joined == read(DRAFT)


def test_the_same_units_without_blank_lines() -> None:
    assert read(DRAFT.replace("\n\n", "\n")) == read(DRAFT)


def test_markdown_pieces() -> None:
    source = "Title\n=====\nSome words.\n\n| a | b |\n|---|---|\n| c | d |\nMore words.\n\n---\n\n"
    source += "> quoted\n> twice\n"
    assert read(source) == [
        ("heading", "", "Title\n====="),
        ("paragraph", "", "Some words."),
        ("row", "", "| a | b |"),
        ("row", "", "|---|---|"),
        ("row", "", "| c | d |"),
        ("paragraph", "", "More words."),
        ("rule", "", "---"),
        ("paragraph", "", "quoted\n> twice"),
    ]


def test_a_table_without_outer_bars_and_numbering_left_to_the_machine() -> None:
    assert [kind for kind, _, _ in read("a | b\n--|--\nc | d\nwords")] == ["row", "row", "row", "paragraph"]
    line = "clear all of the areas that are known or suspected to hold mines, and do so soon"
    assert labels(f"1. {line}\n1. {line}") == ["1.", "1."]


def test_labels_behind_signs_and_emphasis() -> None:
    assert read("## Article 9 *(aid)*") == [("heading", "Article 9", "*(aid)*")]
    assert read("- (a) Clear;") == [("item", "(a)", "Clear;")]
    assert read("**12.** Clear.") == [("paragraph", "12.", "Clear.")]
    assert read("**Action #3:** Clear.") == [("paragraph", "Action #3:", "Clear.")]
    assert read("  12. Clear.") == [("paragraph", "12.", "Clear.")]


def test_brackets_stay_as_typed() -> None:
    source = "[5 bis. Clear [all [mined areas].]\n\n6. [Clear] a[n intended] area]]."
    assert read(source) == [
        ("paragraph", "", "[5 bis. Clear [all [mined areas].]"),
        ("paragraph", "6.", "[Clear] a[n intended] area]]."),
    ]


def test_a_line_of_a_fenced_block_is_a_unit_and_its_white_space_counts() -> None:
    source = "Words\n```text\n  a  \n\n 1. b\n~~~\n```\nmore\n"
    assert read(source) == [
        ("paragraph", "", "Words"),
        ("line", "", "```text"),
        ("line", "", "  a  "),
        ("line", "", " 1. b"),
        ("line", "", "~~~"),
        ("line", "", "```"),
        ("paragraph", "", "more"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_fenced_block_is_one_whatever_its_lines_end_with(end: str) -> None:
    source = "Words\n\n```text\n  a\n\n 1. b\n```\n\nmore\n"
    assert read(source.replace("\n", end)) == read(source)
    assert read(source.replace("\n", end, 4)) == read(source)


def test_a_fence_that_nobody_closed_ends_with_its_block() -> None:
    kinds = [kind for kind, _, _ in read("```sh\nrun survey\nrun report\n\n12. More.")]
    assert kinds == ["line", "line", "line", "paragraph"]
    assert [kind for kind, _, _ in read("Words.\n```\n\n12. More.")] == ["paragraph", "paragraph"]
    assert [kind for kind, _, _ in read("Boats go\n````````\nWords.")] == ["paragraph"]


def test_remarks_among_the_facts_at_the_head_of_a_file_are_no_titles() -> None:
    long = "All Parties are welcome at the meeting, " * 3
    facts = "---\n# Licence: free\ntitle: Boats\n# the end\n---\n"
    kinds = ["rule", "paragraph", "rule", "heading", "paragraph"]
    assert [kind for kind, _, _ in read(f"{facts}# Welcome\n\n{long}")] == kinds
    assert [kind for kind, _, _ in read(f"---\n# Welcome\n\n{long}\n---\n")][1] == "heading"


def test_every_line_is_a_unit_where_no_line_is_blank_and_one_is_long() -> None:
    long = "Each State Party undertakes " * 5
    assert layout_of(f"Title\n{long}\nMore words\n\n") is Layout.LINES
    assert [words for _, _, words in read(f"Title\n{long}\nMore words\n\n")] == [
        "Title",
        long.strip(),
        "More words",
    ]
    assert layout_of(f"Title\n\n{long}") is Layout.BLOCKS
    assert layout_of("Title\nMore") is Layout.BLOCKS


def test_only_line_feeds_and_returns_end_lines() -> None:
    assert len(parse_text("One\u2028two\x85three\x0bfour\x0cfive").units) == 1
    for end in ("\n", "\r\n", "\r"):
        assert labels(end.join(["1. One.", "2. Two.", "", "Three"])) == ["1.", "2.", ""]


def test_kinds() -> None:
    kinds = [
        unit.kind for unit in parse_text("Article 9 Aid\n\n1. Help.\n\n(a) now;\n\n[^1]: Note.\n\nA. Means\n").units
    ]
    assert kinds == [UnitKind.HEADING, UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.NOTE, UnitKind.HEADING]


SIGNS = "\n~\n\n~\r\n~\r~ ~\t~```~- ~12. ~(a) ~Article 9~# ~[^3]: ~> ~.~\u2028~\u00a0~---~===~5 bis~[~**~|a|~a | b~\\"
PIECES = st.sampled_from([*SIGNS.split("~"), "~~~", "word " * 12, "x" * 101, "第九条", "ا"])


@depth(400)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_every_string_is_given_back(source: str) -> None:
    text = parse_text(source)
    assert format_text(text) == str(text) == source
    at = 0
    for unit in text.units:
        assert at <= unit.start <= unit.body <= unit.end <= len(source)
        assert unit.start < unit.end
        assert not source[at : unit.start].strip()
        assert unit.label in source[unit.start : unit.body]
        at = unit.end
    assert not source[at:].strip()


@depth(400)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_blocks_read_one_by_one_are_the_whole_text(source: str) -> None:
    layout = layout_of(source)
    blocks = split_blocks(source, layout)
    assert "".join(blocks) == source
    at, found = 0, []
    for block in blocks:
        found += [(u.kind, u.label, u.start + at, u.body + at, u.end + at) for u in parse_block(block, layout)]
        at += len(block)
    assert found == [(u.kind, u.label, u.start, u.body, u.end) for u in parse_text(source).units]
    assert len(blocks) < 2 or all(block.strip() for block in blocks)


@pytest.mark.parametrize(
    "piece",
    ["- ", "-", "[", "> ", "**", "(a", "1.", "Article ", " ", "\n", "\n ", "\r", "12 ", "`", "5 bis ", "#"],
)
def test_hostile_repetition_is_read_in_one_go(piece: str) -> None:
    source = piece * (400_000 // len(piece)) + "x"
    assert format_text(parse_text(source)) == source


@pytest.mark.parametrize("line", ["956) lends oars.", "b) lends oars.", "٩٥) تعير المجاديف."])
def test_a_number_before_the_end_of_a_parenthesis_is_no_label(line: str) -> None:
    assert [unit.label for unit in parse_text(f"Every club on the lake (Gazette 2007, 52,\n{line}\n").units] == [""]
    assert len(parse_text(f"Every club on the lake, namely:\n{line}\n").units) == 2


@pytest.mark.parametrize("title", ["==Boats==", "== Boats ==", "===Boats==="])
def test_a_title_between_equal_signs_names_what_is_below_it(title: str) -> None:
    text = parse_text(f"{title}\nBoats are dry.\n\n==5. Nets==\n\nNets are wet.\n")
    assert format_text(text) == text.source
    assert addresses(text) == ("heading “Boats”", "“Boats”, paragraph 1", "5", "5, paragraph 1")


@pytest.mark.parametrize(
    "title", ["`lamp` ropes", "“Lamps”", "(Optional) Ropes", "*Lamps*", "<<ropes,Ropes>>", "{lamp} ropes"]
)
def test_a_title_behind_equal_signs_may_open_with_a_sign(title: str) -> None:
    (head, _) = parse_text(f"=== {title}\n\nBoats are dry.\n").units
    assert head.kind is UnitKind.HEADING


def test_a_number_alone_behind_a_list_sign_is_what_is_listed_and_no_label() -> None:
    text = parse_text("* - Lamp\n  - 1.8\n  - 3.0\n\n- 2.1 Lamps are red.\n\n3.2\n")
    assert [unit.label for unit in text.units] == ["", "", "", "2.1", "3.2"]
    assert text.wording(text.units[1]) == "1.8"


@pytest.mark.parametrize("line", ["a == b", "x ==", "==a==b", "==", "= (a + b)", "== -b", '= "b"'])
def test_equal_signs_in_a_formula_are_no_title(line: str) -> None:
    assert [unit.kind for unit in parse_text(f"where\n{line}\nholds.\n").units] == [UnitKind.PARAGRAPH]


def test_a_line_of_equal_signs_under_prose_ends_a_box() -> None:
    box = "====\nThe name has no special meaning.\nIt is the default.\n====\n"
    assert [u.kind.value for u in parse_text(box).units] == ["rule", "paragraph", "rule"]
    for prose in (
        "The name has no special meaning.",
        "Le nom n’a aucun sens particulier.",
        "这个名称没有特殊含义。",
        "word " * 30,
    ):
        units = parse_text(f"====\n{prose}\n====\n").units
        assert [u.kind.value for u in units] == ["rule", "paragraph", "rule"], prose
    assert [u.kind.value for u in parse_text("The aims of the fund\n====\n").units] == ["heading"]


@pytest.mark.parametrize("label", ["Option 5:", "**Option 5:**", "**Option 5**:", "*Option 5* :"])
def test_words_behind_a_colon_are_no_title(label: str) -> None:
    unit = parse_text(f"The options are these.\n\n{label} No text in the agreement\n").units[1]
    assert (unit.kind, unit.label.rstrip(":")) == (UnitKind.PARAGRAPH, "Option 5")
