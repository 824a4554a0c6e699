"""The consolidated text as it is set on paper: the forms of the draft stay, whoever amends what."""

from __future__ import annotations

from pathlib import Path

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from laws.realistic import world

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.faces import Face, FormKind
from amendtrack.render.margin import lines_beside
from amendtrack.render.set_unit import Ink, SetUnit
from amendtrack.render.typeset import readings, typeset, typeset_again
from amendtrack.text.units import parse_text

BASE = """# On wells

*Recalling* its decision 4/7,[^1]

1. *Urges* Parties to repair any well found to be **unsafe**;

    (a) wells that serve a school;

| Band | Wells |
| --- | --- |
| I | fewer than 100 |
| II | 100 or more |

- a list
- of two

[^1]: CONF/2024/12.
"""
TABLE = BASE[BASE.index("| Band") : BASE.index("- a list")]


def shown(con: Consolidation, style: Style = Style.ATTRIBUTED) -> list[str]:
    """Each unit: its form, and its cells; italic words between slashes, a note's mark raised."""
    return [f"{u.form.kind.name} {' | '.join(map(words, u.cells))}" for u in typeset(con, style)]


def words(cell: tuple[object, ...]) -> str:
    return "".join(
        f"^{s.note}" if s.note else f"/{s.text}/" if s.face & Face.ITALIC else s.text  # type: ignore[attr-defined]
        for s in cell
    )


@pytest.mark.parametrize("before", ["", "* ", "5. ", "## "])
def test_a_reading_in_a_very_long_unit_has_its_face_and_does_not_begin_a_unit(before: str) -> None:
    """Only what stands near it is read with it: the signs around it, and what kind of unit it is in."""
    far = "\n".join(f"(a) well {n};" for n in range(2_000)) if before == "5. " else "wells and " * 2_500
    base = f"{before}*Parties* {far} keep **every well** and pond clean {far}\n"
    con = consolidate(base, {"Arda": base.replace("every well", "each well").replace("pond", "*big* (a) pond")})
    (unit,) = (u for u in typeset(con, Style.ATTRIBUTED) if any("each" in s.text for cell in u.cells for s in cell))
    faces = {s.text.strip(): s.face for cell in unit.cells for s in cell if s.ink is Ink.PROPOSED}
    assert faces == {"each well": Face.BOLD, "and": Face.UPRIGHT, "big": Face.ITALIC, "(a)": Face.UPRIGHT}


def test_the_forms_of_a_draft_that_nobody_amends() -> None:
    assert shown(consolidate(BASE, {})) == [
        "HEADING On wells",
        "TEXT /Recalling/ its decision 4/7,^1",
        "TEXT 1. /Urges/ Parties to repair any well found to be unsafe;",
        "ITEM (a) wells that serve a school;",
        "HEAD_ROW Band | Wells",
        "ROW I | fewer than 100",
        "ROW II | 100 or more",
        "BULLET a list",
        "BULLET of two",
        "NOTE CONF/2024/12.",
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BASE.replace("*Urges*", "*Invites*"), "TEXT 1. [/Urges/ / /Invites/ – Arda] Parties"),
        (BASE.replace("*Urges* Parties", "*Invites* all Parties"), "TEXT 1. [/Urges/ / /Invites/ all – Arda] Parties"),
        (BASE.replace("*Recalling* its", "*Recalling also* its"), "TEXT /Recalling/ [/also/ – Arda] its"),
        (BASE.replace("| II | 100 or more |", "| II | 100 to 999 |"), "ROW II | 100 [or more / to 999 – Arda]"),
        (BASE.replace("| I | fewer than 100 |\n", ""), "ROW [I | fewer than 100 – Arda delete]"),
        (BASE.replace("100 or more |\n", "100 to 9 |\n| III | 10 |\n"), "ROW [III | 10 – Arda]"),
        (BASE.replace(TABLE, ""), "HEAD_ROW [Band | Wells; ROW I | fewer than 100; ROW II | 100 or more – Arda"),
        (BASE.replace("- a list\n- of two\n", ""), "BULLET [a list; BULLET of two – Arda delete]"),
        (BASE + "\n2. *Notes* it.\n\n3. *Ends*.\n", "TEXT [2. /Notes/ it.; TEXT 3. /Ends/. – Arda]"),
        (BASE.replace("# On wells", "# On shared wells"), "HEADING On [shared – Arda] wells"),
        (BASE.replace("# On wells", "# On wells\n\n## Aims"), "HEADING [Aims – Arda]"),
        (BASE.replace("# On wells\n\n", ""), "HEADING [On wells – Arda delete]"),
        (BASE.replace("2024/12.", "2024/12 and 13."), "NOTE CONF/2024/12 [and 13 – Arda]."),
        (BASE.replace("- of two", "- of two\n- and three"), "BULLET [and three – Arda]"),
        (BASE.replace("school;", "school;\n\n    (b) *old* wells;"), "ITEM [(b) /old/ wells; – Arda]"),
        (
            BASE.replace("**unsafe**;", "**unsafe**;[^2]") + "\n[^2]: Or dry.\n",
            "NOTE [Or dry. – Arda]",
        ),
    ],
)
def test_a_unit_keeps_its_form_whatever_happens_to_it(after: str, expected: str) -> None:
    found = shown(consolidate(BASE, {"Arda": after}))
    assert expected in "; ".join(found), found
    assert not any(sign in line for line in found for sign in ("*", "| ---", "^1]", "# ")), found


def test_a_bracket_before_the_first_word_opens_in_its_own_paragraph() -> None:
    con = consolidate("A first.\n\nThe Parties meet.\n", {"Arda": "A first.\n\nAll Parties meet.\n"})
    assert shown(con) == ["TEXT A first.", "TEXT [The / All – Arda] Parties meet."]
    con = consolidate("A first.\n\nParties meet.\n", {"Arda": "A first.\n\nOften Parties meet.\n"})
    assert shown(con) == ["TEXT A first.", "TEXT [Often – Arda] Parties meet."]


def test_new_paragraphs_of_two_delegations_stand_one_under_the_other() -> None:
    con = consolidate(
        "1. Wells are dug.\n\n2. Ropes.\n",
        {
            "Arda": "1. Wells are dug.\n\n1 bis. Covers are dry.\n\n2. Ropes.\n",
            "Brum": "1. Wells are dug.\n\n1 bis. Buckets are of wood.\n\n2. Ropes.\n",
        },
    )
    assert [line for line in shown(con) if "bis" in line or "ter" in line] == [
        "TEXT [1 bis. Buckets are of wood. – Brum]",
        "TEXT [1 ter. Covers are dry. – Arda]",
    ]


def test_nobody_is_named_where_the_rule_says_so() -> None:
    con = consolidate(BASE, {"Arda": BASE.replace("*Urges*", "*Invites*"), "Brum": BASE.replace(TABLE, "")})
    said = "\n".join(shown(con, Style.UNATTRIBUTED))
    assert "Arda" not in said and "Brum" not in said
    assert "1. [/Urges/ / /Invites/] Parties" in said and "[Band | Wells" in said and "100 or more – delete]" in said


CASES = sorted(p for p in (Path(__file__).parent.parent / "cases").rglob("base.md"))


@pytest.mark.parametrize("base", CASES, ids=lambda p: p.parent.name)
def test_paper_says_what_the_print_says(base: Path) -> None:
    texts = {p.stem: p.read_text() for p in base.parent.glob("*.md") if p.stem not in ("base", "README")}
    holds_all(consolidate(base.read_text(), texts))


WORDS = st.sampled_from(
    "shall should meet *report* *all* **now** [^1] x_y a b c ] [ – de. | ** * \\| é 的 سنة".split(" ")
)
LEADS = st.sampled_from(["", "1. ", "2. ", "(a) ", "# ", "- ", "> ", "[^1]: ", "| a | b |\n|---|---|\n| ", "    (b) "])
LINES = st.builds(lambda lead, said: lead + " ".join(said), LEADS, st.lists(WORDS, min_size=1, max_size=5))
TEXTS = st.builds(lambda lines: "\n\n".join(lines) + "\n", st.lists(LINES, min_size=1, max_size=5))


@depth(120)
@given(TEXTS, TEXTS, TEXTS)
def test_any_three_texts_are_set_without_a_word_lost(base: str, one: str, other: str) -> None:
    con = consolidate(base, {"Arda": one, "Brum": other})
    holds_all(con)
    for style in Style:
        before = typeset_again(consolidate(base, {"Arda": one}), style, None)
        assert typeset_again(con, style, before).units == typeset(con, style)
        assert typeset_again(con, style, typeset_again(con, style, before)).units == typeset(con, style)


def test_only_what_changed_is_set_again() -> None:
    base = "".join(f"{n}. States Parties report on area {n}.\n\n" for n in range(1, 41))
    sent = {"Arda": base.replace("area 5.", "zone 5."), "Brum": base.replace("area 30.", "all areas.")}
    before = typeset_again(consolidate(base, sent), Style.ATTRIBUTED, None)
    after = typeset_again(
        consolidate(base, sent | {"Corvia": base.replace("area 30.", "area 30 at once.")}), Style.ATTRIBUTED, before
    )
    anew = [start for start, part in after.parts.items() if part is not before.parts.get(start)]
    assert anew == [base.index("30. States")]


def holds_all(con: Consolidation) -> None:
    """Whatever is on the table stands in the set text: the draft in order, each reading, each address."""
    for style in Style:
        found = typeset(con, style)
        own = "".join(letters(found, Ink.DRAFT, Ink.OPPOSED))
        assert own == "".join(c for c in unmarked(con) if c.isalnum())
        addresses = [a for unit in found for a in unit.addresses]
        assert sorted(addresses) == sorted(a for _, beside in lines_beside(con, style) for a in beside)
    spans = [s for unit in typeset(con, Style.ATTRIBUTED) for cell in unit.cells for s in cell if s.ink is Ink.NAMES]
    named = " ".join(span.text for span in spans)
    assert all(name in named for slot in con.slots for v in slot.variants for name in v.backers)
    assert ("delete" in named) >= any(v.deletes and not v.moves_to for slot in con.slots for v in slot.variants)
    new = "".join(letters(typeset(con, Style.ATTRIBUTED), Ink.PROPOSED))
    printed = brackets(con)
    for slot in con.slots:
        for variant in slot.variants:
            for word in variant.wording.split():
                if word.isalpha() and word not in slot.base and word in printed:
                    assert word in new or word in own, (word, slot)


def unmarked(con: Consolidation) -> str:
    """The draft's words without what is a sign of form on paper."""
    return con.base.source


def letters(found: tuple[SetUnit, ...], *inks: Ink) -> list[str]:
    """The letters and digits in these inks, with footnotes' labels, in the order of the units."""
    out = []
    for unit in found:
        if unit.form.kind is FormKind.NOTE and Ink.DRAFT in inks:
            said = {s.ink for cell in unit.cells for s in cell} - {Ink.SIGN, Ink.NAMES}
            out += [unit.form.label] if said & {*inks} or not said else []
        out += [s.note or s.text for cell in unit.cells for s in cell if s.ink in inks]
    return ["".join(c for c in piece if c.isalnum()) for piece in out]


def test_the_forms_agree_with_the_units() -> None:
    found = typeset(consolidate(BASE, {}), Style.ATTRIBUTED)
    rulers = sum("---" in parse_text(BASE).printed(unit) for unit in parse_text(BASE).units)
    assert len(found) == len(parse_text(BASE).units) - rulers


NOTED = "1. Wells[^1] are dug.\n\n2. Ropes are dry.\n\n[^1]: In the dry season, by those who live there.\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("[^1]: In", "In", "NOTE [footnote 1: – Arda delete] In the dry season, by those who live there."),
        ("[^1]: In", "3. In", "NOTE [footnote 1: / 3. – Arda] In the dry season, by those who live there."),
        ("2. Ropes", "[^2]: Ropes", "TEXT [2. / footnote 2: – Arda] Ropes are dry."),
    ],
)
def test_a_footnote_that_becomes_a_paragraph_is_said_to_be_one(before: str, after: str, expected: str) -> None:
    con = consolidate(NOTED, {"Arda": NOTED.replace(before, after)})
    assert expected in shown(con)
    assert all(spans or variant.deletes for point in readings(con) for variant, spans in point.readings)


LONG = [
    "Inspections take place whenever a village council asks for one, at the expense of the region concerned.",
    "No well may be used that has not been tested by an independent laboratory in the twelve months before.",
    "Every traveller pays for water, since nothing that is free of charge is ever looked after by anybody.",
]
HELD = "States shall inspect every registered well once a year and shall report the results to the Secretariat."


@pytest.mark.parametrize(
    ("base", "texts", "expected"),
    [
        (
            f"1. {HELD}\n",
            {"Arda": f"1. {LONG[0]}\n", "Brum": f"1. {LONG[1]}\n"},
            [f"TEXT 1. [{HELD}", f"ITEM Alt 1 – Arda: {LONG[0]}", f"ITEM Alt 2 – Brum: {LONG[1]}]"],
        ),
        (f"- {HELD}\n", {"Arda": f"- {LONG[0]}\n"}, [f"BULLET [{HELD}", f"ITEM Alt – Arda: {LONG[0]}]"]),
        (f"> {HELD}\n", {"Arda": f"> {LONG[0]}\n"}, [f"QUOTE [{HELD}", f"ITEM Alt – Arda: {LONG[0]}]"]),
        (  # what is said of the sentence stands with the sentence, not behind the last alternative
            f"1. Wells are dug. {HELD} They stay open.\n",
            {"Arda": f"1. Wells are dug. {LONG[0]} They stay open.\n", "Corv": "1. Wells are dug. They stay open.\n"},
            [
                f"TEXT 1. Wells are dug. [{HELD} – Corv delete",
                f"ITEM Alt – Arda: {LONG[0]}]",
                "TEXT They stay open.",
            ],
        ),
        (  # a passage around it with words of its own before: nothing can be said behind the alternatives
            f"1. Wells are dug. {HELD}\n\n2. End.\n",
            {"Arda": f"1. Wells are dug. {LONG[0]}\n\n2. End.\n", "Corv": "1. End.\n"},
            [f"TEXT [1. Wells are dug. [{HELD[:-1]} / {LONG[0][:-1]} – Arda]. – Corv delete]", "TEXT 2. End."],
        ),
        (  # a new sentence behind it is no part of the last alternative
            f"1. {HELD}\n",
            {"Arda": f"1. {LONG[0]}\n", "Brum": f"1. {HELD} Wells are dug.\n"},
            [f"TEXT 1. [{HELD}", f"ITEM Alt – Arda: {LONG[0]}]", "TEXT [Wells are dug. – Brum]"],
        ),
    ],
)
def test_long_readings_stand_one_under_the_other(base: str, texts: dict[str, str], expected: list[str]) -> None:
    con = consolidate(base, texts)
    assert shown(con) == expected
    holds_all(con)


HALVES = [
    "garde ses bateaux et ses rames au hangar",
    "ne vend aucun bateau à quiconque habite loin du lac",
    "loue ses bateaux aux clubs pour un prix que tous approuvent",
    "remet tous ses vieux bateaux au capitaine du port",
]


@pytest.mark.parametrize(("many", "are_apart"), [(2, False), (4, True)])
def test_many_half_sentences_stand_one_under_the_other(many: int, are_apart: bool) -> None:
    base = "5. Chaque village prête ses bateaux au bac au printemps et en automne, selon ses moyens.\n"
    held = "prête ses bateaux au bac au printemps et en automne"
    texts = {name: base.replace(held, half) for name, half in zip(("Arda", "Brum", "Corv", "Delt"), HALVES[:many])}
    lines = shown(consolidate(base, texts))
    assert (lines[0] == f"TEXT 5. Chaque village [{held},") is are_apart
    if are_apart:
        assert lines[1] == f"ITEM Alt 1 – Arda: {HALVES[0]},"
        assert lines[many:] == [f"ITEM Alt {many} – Delt: {HALVES[-1]},]", "TEXT selon ses moyens."]
    else:
        assert len(lines) == 1


def test_a_table_of_which_one_row_was_kept_can_still_be_set() -> None:
    """One delegation strikes the table, another adds a column: the line under the heads has a slot in a slot."""
    base = "1. Meet.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n2. Act.\n"
    wider = base.replace("| a |", "| x | a |").replace("|---|---|", "|---|---|---|")
    wider = wider.replace("| 1 |", "| 7 | 1 |").replace("| 3 |", "| 8 | 3 |")
    con = consolidate(base, {"Arda": wider, "Brum": "1. Meet.\n\n2. Act.\n"})
    for slot in every(con.slots):
        kept = con.keep(slot)
        set_here = {address for unit in typeset(kept, Style.ATTRIBUTED) for address in unit.addresses}
        assert set_here >= {one.address for one in every(kept.slots) if not one.settled}


def test_two_readings_of_an_empty_draft_are_set() -> None:
    con = consolidate("", {"Arda": "One.\n", "Brum": "Two.\n"})
    said = " ".join(unit.text for unit in typeset(con, Style.ATTRIBUTED))
    assert "One." in said and "Two." in said


@pytest.mark.parametrize("before", ["", "| a | b |\n|---|---|\n| shall shall\n\n"])
def test_words_in_the_place_of_a_line_under_heads_are_set(before: str) -> None:
    con = consolidate(
        f"{before}| a | b |\n|---|---|\n| shall\n", {"Arda": "shall\n", "Brum": f"{before[:20]}| should\n"}
    )
    assert "should – Brum" in " ".join(unit.text for unit in typeset(con, Style.ATTRIBUTED))


_COLUMNS = "| a | b |\n|---|---|\n| 8 | 1 |\n"


@pytest.mark.parametrize(
    ("sent", "rows"),
    [
        ({"Arda": "| N | a | b |\n|---|---|---|\n| 7 | 8 | 1 |\n"}, ["[N – Arda] | a | b", "[7 – Arda] | 8 | 1"]),
        ({"Arda": "| a | b | N |\n|---|---|---|\n| 8 | 1 | 7 |\n"}, ["a | b | [N – Arda]", "8 | 1 | [7 – Arda]"]),
        (
            {"Arda": "| a | M | N | b |\n|---|---|---|---|\n| 8 | 6 | 7 | 1 |\n"},
            ["a | [M | N – Arda] | b", "8 | [6 | 7 – Arda] | 1"],
        ),
        ({"Arda": "| b |\n|---|\n| 1 |\n"}, ["[a – Arda delete] | b", "[8 – Arda delete] | 1"]),
        (
            {
                "Arda": "| N | a | b |\n|---|---|---|\n| 7 | 8 | 1 |\n",
                "Brum": "| M | a | bb |\n|---|---|---|\n| 7 | 8 | 1 |\n",
            },
            ["[N – Arda / M – Brum] | a | [b / bb – Brum]", "[7 – Arda, Brum] | 8 | 1"],
        ),
        (
            {"Arda": "| b |\n|---|\n| 1 |\n", "Brum": "| aa | b |\n|---|---|\n| 8 | 1 |\n"},
            ["[a – Arda delete / aa – Brum] | b", "[8 – Arda delete] | 1"],
        ),
    ],
    ids=["first", "last", "two", "struck", "rivals", "struck and amended"],
)
def test_the_bracket_of_a_column_stands_in_its_cells(sent: dict[str, str], rows: list[str]) -> None:
    units = typeset(consolidate(_COLUMNS, sent), Style.ATTRIBUTED)
    assert [" | ".join("".join(span.text for span in cell) for cell in unit.cells) for unit in units] == rows


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        ("| 8 wells | x |", "| 8 wells and pumps | x |", "8 wells [and pumps – Arda] | x"),
        ("| 8 wells   | x |", "| 8 wells and pumps | x |", "8 wells [and pumps – Arda] | x"),
        ("| 8 wells | x |", "| 8 wells, pumps | x |", "8 wells[, pumps – Arda] | x"),
        ("| 8 wells | x |", "| 8 wells | x y |", "8 wells | x [y – Arda]"),
    ],
)
def test_words_put_at_the_end_of_a_cell_are_apart_from_it(before: str, after: str, row: str) -> None:
    base = f"{_COLUMNS}{before}\n"
    units = typeset(consolidate(base, {"Arda": base.replace(before, after)}), Style.ATTRIBUTED)
    assert " | ".join("".join(span.text for span in cell) for cell in units[-1].cells) == row


def test_no_line_under_heads_is_printed_whatever_becomes_of_the_columns() -> None:
    for seed in range(12):
        con = consolidate(world(seed).base, world(seed).sent)
        said = [span.text for unit in typeset(con, Style.ATTRIBUTED) for cell in unit.cells for span in cell]
        assert not [text for text in said if "--" in text], seed
