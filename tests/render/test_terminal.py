"""What a redline and a consolidated text look like on a terminal and in a pipe."""

from __future__ import annotations

import io

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.console import Console

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.render.brackets import Style
from amendtrack.render.descriptions import Coverage, changed_units, titled_once
from amendtrack.render.literals import marked_literals
from amendtrack.render.look import PALETTE, Look, Signs, colours_of
from amendtrack.render.redline_lines import redline_lines
from amendtrack.render.terminal import print_consolidation, print_redline

BEFORE = """# Review

The States Parties [recalling] the plan,

5. Clear all mined areas without delay, and report to the Meeting
of the States Parties on each area released.

6. Encourage survivors to take part. Fund their travel.

7. Report every year on [progress / results] by 30 April.

8. Provide risk education to affected communities in the languages they speak.

9. Share data on accidents.

10. Keep the register of areas open to all who ask.

11. 缔约国应当在每年四月三十日之前提交报告，说明所有已知雷区的情况，并提供地图。

12. تلتزم الدول الأطراف بتطهير جميع المناطق الملغومة في أقرب وقت ممكن.
"""
AFTER = """# Review

The States Parties [recalling] the plan,

5. Clear all known mined areas as soon as possible, and report to the Meeting of the
States Parties on each area released.

6. Encourage survivors to take part.

7. Fund their travel.

8. Report every year on [progress / results] by 30 April.

9. Keep the register of areas open to all who ask.

10. Provide risk education to affected communities in the languages they speak.

11. 缔约国应当在每年五月三十日之前提交报告，说明所有已知雷区的情况，并提供地图。

12. تلتزم الدول الأطراف بتطهير جميع المناطق الملغومة على وجه السرعة.

13. Set up a fund for small States, open to voluntary contributions.
"""


def _shown(
    before: str,
    after: str,
    width: int = 80,
    extent: Coverage = Coverage.WHOLE,
    *,
    colour: bool = False,
    signs: Signs = Signs.AUTO,
) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        no_color=not colour,
    )
    print_redline(compare(before, after), console, extent, signs=signs)
    return out.getvalue()


def test_the_kinds_of_change_are_said_in_words_and_signs() -> None:
    shown = _shown(BEFORE, AFTER)
    assert "EDITED 5\n  | 5. Clear all {+known+} mined areas {-without delay-}{+as soon as possible+},\n" in shown
    assert "SPLIT 6 into 6 and 7\n  | 6. Encourage survivors to take part. {+¶ 7.+} Fund their travel.\n" in shown
    assert "DELETED 9\n  - 9. Share data on accidents.\n" in shown
    assert "NEW 13\n  + 13. Set up a fund for small States, open to voluntary contributions.\n" in shown
    flowing = " ".join(line[4:] for line in shown.splitlines())
    assert "{-四-}{+五+}" in flowing and "{-في أقرب وقت ممكن-}{+على وجه السرعة+}" in flowing


def test_a_phrase_replaced_throughout_is_reported_once_at_the_head() -> None:
    rows = (
        (
            "The clerk of well {} reports each May",
            "clerk",
            "guard",
            "“clerk” replaced with “guard” throughout (5 places).",
        ),
        (
            "Puits {} : le gardien écrit au clerc",
            "le gardien",
            "la gardienne",
            "“le gardien” replaced with “la gardienne”",
        ),
        ("Колодец {}: сторож пишет отчёт", "сторож", "смотритель", "“сторож” replaced with “смотритель” throughout"),
        ("يقدم حارس البئر {} تقريرا", "تقريرا", "بيانا", "“تقريرا” replaced with “بيانا” throughout"),
        ("Well {} is dug, as appropriate, by hand", ", as appropriate,", "", "“, as appropriate,” deleted throughout"),
        ("The Party shall report on well {}", "shall", "should", "“shall” replaced with “should” throughout"),
    )
    for sentence, gone, new, said in rows:
        before = "\n\n".join(f"{n}. {sentence.format(n)}." for n in range(1, 6))
        lines = _shown(before, before.replace(gone, new)).splitlines()
        assert " ".join(lines[1:3]).startswith(said), lines[:4]
        assert "at 4 places" in "\n".join(_shown(before, before.replace(gone, new, 4)).splitlines()[1:4])
        assert "place" not in "\n".join(_shown(before, before.replace(gone, new, 3)).splitlines()[1:4])


def test_a_move_leaves_one_line_and_shows_the_unit_once() -> None:
    shown = _shown(BEFORE, AFTER)
    away = [line for line in shown.splitlines() if line.startswith("MOVED ") and not line.startswith("MOVED HERE")]
    assert len(away) == 1 and " to after " in away[0]
    assert sum(line.startswith("MOVED HERE") for line in shown.splitlines()) == 1
    assert len([line for line in shown.splitlines() if line.startswith("  > ")]) in (1, 2)


def test_no_unit_is_said_to_move_to_after_its_own_number() -> None:
    """What has the number of the moved unit now is told with the number that it had, or as new."""
    first, nets, oars = "Sail.", "Dry all the wet nets in the sun.", "Grease the oars of every boat, and the hulls too."

    def told(before: tuple[str, ...], after: tuple[str, ...]) -> str:
        return _shown(*("\n\n".join(f"{n}. {words}" for n, words in enumerate(one, 1)) for one in (before, after)))

    assert "MOVED 2 to after 2 (was 3), now 3:" in told((first, nets, oars), (first, oars, nets))
    assert "MOVED 2 to after 2 (new), now 3:" in told((first, nets, oars), (oars, "Count each rope twice.", nets))


def test_noise_is_counted_and_never_marked() -> None:
    shown = _shown("5. The “known” areas.\n\n6. Report.\n", '5. The "known" areas.\n\n6. Report.\n')
    assert "{" not in shown and "No amendment" in shown
    assert "Not marked: 2 differences in typography or spacing only." in shown or "Not marked: 1 " in shown


def test_an_unexplained_number_is_shown() -> None:
    shown = _shown("Article 9. Meet.\n\nArticle 11. Report.\n", "Article 10. Meet.\n\nArticle 11. Report.\n")
    assert "number changed" in shown and "{-" in shown and "{+" in shown


def test_a_paragraph_that_is_counted_in_another_article_is_named_by_both() -> None:
    nets, fees = "Nets are dried on the quay in spring.", "Fees are paid in corn by every club."
    before = f"## Article 3\n\n{nets}\n\n## Article 4\n\nBoats leave at dawn.\n\n{fees}\n"
    after = before.replace("Article 4", "Article 5").replace("Article 3", "Article 3\n\nLamps are lit.\n\n## Article 4")
    shown = _shown(before, after.replace("corn", "coin").replace("in spring", "in May"))
    assert "EDITED Article 5, paragraph 2 (was Article 4, paragraph 2)" in shown
    shown = _shown(before, before.replace("Boats", "Lamps are lit.\n\nBoats").replace("corn", "coin"))
    assert "EDITED Article 4, paragraph 3\n" in shown  # only counted otherwise


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("## Article 28 - Fees", "## Article 31 - Fees", "| Article {-28-}{+31+} - Fees"),
        ("第四条 费用", "第九条 费用", "第{-四-}{+九+}条 费用"),
        ("المادة 4. الرسوم", "المادة 9. الرسوم", "المادة {-4-}{+9+}. الرسوم"),
        ("5. Fees are due.", "7. Fees are due.", "{-5-}{+7+}. Fees are due."),
        ("Annex I: Fees", "- Annex I: Fees", "{+-+} Annex I: Fees"),
    ],
)
def test_of_a_mark_that_changed_only_what_is_different_is_marked(before: str, after: str, wanted: str) -> None:
    shown = _shown(f"{before}\n\nFees are paid in corn.\n", f"{after}\n\nFees are paid in corn.\n")
    assert wanted in shown
    assert ("list sign changed" if after[0] == "-" else "number changed") in shown


def test_a_heading_of_another_level_is_not_renumbered() -> None:
    for before, after in (
        ("#### Fees", "### Fees"),
        ("== Fees", "=== Fees"),
        ("## Article 4. Fees", "### Article 4. Fees"),
    ):
        assert "; level changed" in _shown(f"{before}\n\nNone.\n", f"{after}\n\nNone.\n")
        (amendment,) = amendments(compare(f"{before}\n\nNone.\n", f"{after}\n\nNone.\n"))
        signs = before.split()[0], after.split()[0]
        assert amendment.in_words.endswith(f": change the level from “{signs[0]}” to “{signs[1]}”")


def test_a_place_is_named_by_no_more_than_a_line() -> None:
    links = [
        f"- [Well {n}](https://norvia.example/wells/of/the/northern/provinces/{n}) is dug by hand" for n in range(6)
    ]
    moved = changed_units(compare("\n".join(links), "\n".join([*links[1:], links[0]])))
    assert all(len(unit.title) < 160 and "northern" not in unit.title for unit in moved)
    split = _shown("# Wells\n\nWells are dug. Ropes are long.\n", "# Wells\n\nWells are dug.\n\nRopes are long.\n")
    assert "SPLIT “Wells”, paragraph 1 into 2 paragraphs\n" in split


def test_only_changes_with_context() -> None:
    before = "\n\n".join(f"{n}. Parties report on area {n}." for n in range(1, 30))
    shown = _shown(before, before.replace("area 15.", "zone 15."), extent=Coverage.CHANGES)
    assert "... 13 paragraphs unchanged ..." in shown and "... 14 paragraphs" not in shown
    assert "14. Parties" in shown and "16. Parties" in shown and "17. Parties" not in shown


@pytest.mark.parametrize("width", [60, 80, 132, 200])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    lines = _shown(BEFORE, AFTER, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_chinese_sentence_starts_beside_its_number() -> None:
    assert any("11. 缔约国" in line for line in _shown(BEFORE, AFTER, 60).splitlines())


def test_without_colour_there_is_no_control_byte_and_nothing_is_lost() -> None:
    plain, coloured = _shown(BEFORE, AFTER), _shown(BEFORE, AFTER, colour=True)
    assert "\x1b" not in plain and "\x1b[" in coloured
    always = _shown(BEFORE, AFTER, colour=True, signs=Signs.ALWAYS)
    assert "{-without delay-}" in always and "{-" not in coloured and "without delay" in coloured


@pytest.mark.parametrize(
    "text",
    ["[/EU] or [shall] :warning: 50", "\x1b[2J\x9b31m\x07", "[bold]x[/bold]", "a\u202eb", "{-x-} {+y+}"],
)
def test_text_cannot_speak_to_the_terminal_or_pass_for_a_mark(text: str) -> None:
    shown = _shown(f"5. We {text} agree.\n\n6. x", f"5. We {text} concur.\n\n6. x\n\n7. {text}")
    assert not [c for c in shown if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"]
    assert shown.count("{-") == shown.count("{+") == 2  # the legend, and one edit
    if "\x1b" not in text and "{" not in text and "\u202e" not in text:
        assert f"7. {text}" in shown


@given(st.text(st.sampled_from("{}-+\\ x")))
def test_no_literal_looks_like_a_mark(text: str) -> None:
    safe = marked_literals(text)
    assert not any(sign in safe for sign in ("{-", "{+", "-}", "+}"))


@depth(40)
@given(
    st.text(st.sampled_from("ab .\n5缔ة🇳\t{-"), max_size=60),
    st.text(st.sampled_from("ab .\n5缔ة🇳\t+}"), max_size=60),
)
def test_anything_can_be_shown(before: str, after: str) -> None:
    assert max(map(cell_len, _shown(before, after, 24).splitlines()), default=0) <= 24


def _consolidated(style: Style = Style.ATTRIBUTED) -> str:
    con = consolidate(
        BEFORE,
        {
            "Arda": BEFORE.replace("all mined", "known mined"),
            "Brum": BEFORE.replace("all mined", "the mined"),
        },
    )
    out = io.StringIO()
    print_consolidation(con, Console(file=out, width=80, no_color=True), style)
    return out.getvalue()


def test_a_consolidation_shows_text_conflicts_and_tally() -> None:
    shown = _consolidated()
    assert "[recalling]" in shown and "[all / known – Arda / the – Brum]" in shown
    assert "1 conflict to settle" in shown and "  1. 5#1: rival wordings – Arda, Brum" in shown
    assert "Proposals: 2 in the text." in shown


def test_unattributed_print_names_nobody() -> None:
    shown = _consolidated(Style.UNATTRIBUTED)
    assert "Arda" not in shown and "Brum" not in shown and "rival wordings" in shown


def test_a_what_if_is_headed_as_one() -> None:
    con = consolidate("5. Clear all.", {"Arda": "5. Clear most."}).only(["Arda"])
    out = io.StringIO()
    Console(file=out, width=60).print(con)
    assert out.getvalue().startswith(
        "Hypothetical text with the proposals of Arda; not agreed\n\n5. Clear [all / most – Arda].\n"
    )


def test_the_margin_has_the_number_of_each_open_passage_in_the_line_where_it_opens() -> None:
    shown = _consolidated()
    assert "margin: the number of each open passage in its unit; ! contested\n" in shown
    assert "\n#1!  5. Clear [all / known – Arda / the – Brum] mined areas" in shown


def test_a_bracket_and_the_words_behind_it_are_one_insertion() -> None:
    shown = _shown("5. Clear all areas.", "5. Clear all areas before winter [by 2030 [or May].")
    assert "{+[by 2030 [or May]+}." in " ".join(shown.split()), shown


def test_what_stands_at_a_line_for_its_form_is_not_printed_between_words() -> None:
    before = "Boats\n-----\n\n> Nets dry\n> at dawn.\n\nArticle 5\n---------\n\nOars float.\n"
    after = before.replace("Boats\n-----", "Boats sail\n----------").replace("dawn", "dusk").replace("float", "sink")
    shown = [line.plain for line in redline_lines(compare(before, after), Look(60))]
    assert (
        "  | Boats {+sail+}" in shown and "  |     Nets dry at {-dawn-}{+dusk+}." in shown and "    Article 5" in shown
    )


def test_a_new_section_has_one_title_whatever_its_numbers() -> None:
    before = "# Plan\n\nIt stays.\n"
    after = before + "\n## Boats\n\nThey sail.\n\n1. By day.\n\n2. By night.\n\n## Nets\n\nThey dry.\n"
    titles = [line for line in _shown(before, after).splitlines() if line.startswith("NEW")]
    assert titles == ["NEW heading “Boats”", "NEW heading “Nets”"]


def test_a_new_paragraph_of_another_section_has_its_own_title_where_only_changes_are_listed() -> None:
    before = "# Plan\n\nIt stays.\n\n## Oars\n\nThey float.\n"
    after = before.replace("## Oars", "## Boats\n\nThey sail.\n\n## Oars") + "\nThey are long.\n"
    titles = [block.title for block in titled_once(changed_units(compare(before, after)))]
    assert titles == ["NEW heading “Boats”", "", "NEW “Oars”, paragraph 2"]


def test_a_sign_that_changed_alone_is_shown_in_reverse_where_marks_have_no_signs() -> None:
    shown = _shown("5. Clear all, now.", "5. Clear all now.", colour=True)
    assert "\x1b[7;9;38;5;196m,\x1b[0m" in shown


def test_each_delegation_has_a_colour_where_colour_is_certain() -> None:
    con = consolidate(BEFORE, {"Arda": BEFORE.replace("all mined", "known mined")})
    for style, keyed in ((Style.ATTRIBUTED, True), (Style.UNATTRIBUTED, False)):
        out = io.StringIO()
        console = Console(file=out, width=80, force_terminal=True, color_system="256")
        print_consolidation(con, console, style)
        assert ("38;5;33mArda" in out.getvalue()) is keyed and ("Arda" in out.getvalue()) is keyed
        assert ("38;5;33mknown" in out.getvalue()) is keyed


def test_delegations_are_told_apart_on_a_terminal_of_sixteen_colours() -> None:
    names = [f"Delegation {n}" for n in range(len(PALETTE))]
    shown = {Color.parse(colour).downgrade(ColorSystem.STANDARD).number for colour in colours_of(names).values()}
    assert len(shown) == len(PALETTE) and shown.isdisjoint({0, 7, 8, 15})  # black, white and what lies between


def test_letters_that_pass_for_others_are_spelt_out() -> None:
    shown = _shown("5. Parties clear all areas.", "5. Parties \u0441lear all areas.")
    assert "Note: “\u0441lear” is written with \u0441 (U+0441, Cyrillic)." in shown
    assert "Note" not in _shown("5. Стороны очищают районы.", "5. Стороны очищают все районы ЕС.")


def test_signs_that_cannot_be_seen_are_named() -> None:
    shown = " ".join(_shown("5. By 30 April all report.", "5. By 30\u00a0April all re\u00adport.").split())
    assert "U+00A0 NO-BREAK SPACE" in shown and "U+00AD SOFT HYPHEN" in shown
    assert "<U+2028>" in _shown("5. By April.", "5. By\u2028next April.")


def test_the_package_gives_the_function_even_after_its_module_is_imported() -> None:
    import amendtrack.render
    import amendtrack.render.brackets as module_or_function

    con = consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas."})
    assert amendtrack.render.brackets(con) == "7. Clear [all / known – Arda] areas."
    assert callable(module_or_function) and callable(amendtrack.render.read_brackets)


TABLE = """Costs:

| Source | 2029 | 2030 |
|---|---|---|
| Parties | 100 | 120 |
| Gifts | 50 | 60 |
| Loans | 5 | 5 |
"""


def test_a_redline_looks_like_a_document() -> None:
    """Signs of headings, emphasis, notes, lists and tables are not printed."""
    before = f"## I. Money\n\n*Parties* pay.[^1]\n\n- in corn;\n\n{TABLE}\n[^1]: By 2030.\n"
    after = before.replace("pay.", "shall pay.").replace("60", "65").replace("By 2030", "Until 2030")
    shown = _shown(before, after)
    assert shown.split("\n\n", 1)[1] == (
        "    I. Money\n\n"
        "EDITED I, paragraph 1\n  | Parties {+shall+} pay.¹\n\n"
        "    • in corn;\n\n"
        "    Costs:\n\n"
        "    Source    2029   2030\n"
        "    ─────────────────────────────\n"
        "    Parties   100    120\n\n"
        "EDITED I, row 3\n  | Gifts     50     {-60-}{+65+}\n"
        "    Loans     5      5\n\n"
        "EDITED footnote 1\n  | ¹ {-By-}{+Until+} 2030.\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("We meet in *May*.", "We meet in *May* or *June*.", "We meet in May {+or *June*+}."),
        ("We meet.", "We *never* meet.", "We {+*never*+} meet."),
        ("We meet.[^1]", "We act.[^2]", "We {-meet-}{+act+}.{-¹-}{+²+}"),
        ("## I. Money is due", "### I. Money is due", "{-## I.-}{+### I.+} Money is due"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d | e |", "c   d   {+e+}"),
    ],
)
def test_a_sign_that_is_itself_put_in_is_seen(before: str, after: str, wanted: str) -> None:
    shown = _shown(before, after)
    assert wanted in shown


def test_a_changed_row_stands_under_the_heads_of_its_table() -> None:
    shown = _shown(TABLE, TABLE.replace("| 5 | 5 |", "| 5 | 15 |"), extent=Coverage.CHANGES)
    assert shown.split("\n\n", 1)[1] == (
        "... 1 paragraph unchanged ...\n\n"
        "    Source   2029   2030\n"
        "    ───────────────────────────\n\n"
        "... 1 paragraph unchanged ...\n\n"
        "    Gifts    50     60\n\n"
        "EDITED row 4\n  | Loans    5      {-5-}{+15+}\n"
    )


TWO, THREE = "| A | B |\n|---|---|\n| 1 | 2 |", "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |"


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        (TWO, "| A | N | B |\n|---|---|---|\n| 1 | x | 3 |", ["A   {+N+}   B", "1   {+x+}   {-2-}{+3+}"]),
        (THREE, "| A | C |\n|---|---|\n| 1 | 3 |", ["A   {-B-}   C", "1   {-2-}   3"]),
        (TWO, THREE, ["A   B   {+C+}", "1   2   {+3+}"]),
    ],
)
def test_a_column_put_in_or_struck_is_a_column_on_the_terminal(before: str, after: str, rows: list[str]) -> None:
    lines = [line.plain for line in redline_lines(compare(before, after), Look(80))]
    assert lines[0].startswith("2 edited (")  # the line under the heads is drawn by itself
    assert [line.removeprefix("  | ") for line in lines if line.startswith("  | ")] == rows
