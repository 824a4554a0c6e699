"""What is read in a Word file: each construct, with the exact texts before and after its tracked changes."""

from __future__ import annotations

import pytest
from wordfiles import (
    ANNA_DEL,
    BOX,
    MAIN,
    STRICT,
    by,
    cell,
    clean,
    dele,
    ins,
    level,
    lists,
    numbered,
    p,
    packed,
    parts_of,
    row,
    run,
    style,
    table,
    word,
)

from amendtrack.errors import InputRefused
from amendtrack.formats.docx import read_docx
from amendtrack.formats.received import read_clean
from amendtrack.text.units import parse_text

# ---- words ---------------------------------------------------------------------------------------------

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
ALTERNATIVES = (
    '<mc:AlternateContent><mc:Choice Requires="x">{0}</mc:Choice><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent>'
)


def counted(code: str, form: str = "") -> str:
    """A field without a result; a form field has ``form``."""
    begin = FIELD.format("begin").replace("/></w:r>", f"><w:ffData>{form}</w:ffData></w:fldChar></w:r>")
    return (begin if form else FIELD.format("begin")) + CODE.format(code) + FIELD.format("end")


WORDS = {
    "boxes of a form": (
        p(
            counted("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'),
            " yes ",
            counted("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>'),
            " no",
        ),
        "☒ yes ☐ no\n",
    ),
    "a choice in a form": (
        p(
            "in ",
            counted(
                "FORMDROPDOWN",
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="May"/><w:listEntry w:val="June"/></w:ddList>',
            ),
        ),
        "in June\n",
    ),
    "tab, hyphens and break": (
        p("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:noBreakHyphen/></w:r>", "c", "<w:r><w:br/></w:r>", "d"),
        "a\tb\u2011c  \nd\n",
    ),
    "soft hyphen": (p("co", "<w:r><w:softHyphen/></w:r>", "operate"), "co\u00adoperate\n"),
    "sign of a font": (p("ok ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "ok ✓\n"),
    "field": (
        p("p. ", FIELD.format("begin"), CODE.format("PAGE"), FIELD.format("separate"), "7", FIELD.format("end"), "."),
        "p. 7.\n",
    ),
    "field in a field": (
        p(
            FIELD.format("begin"),
            CODE.format("IF"),
            FIELD.format("begin"),
            CODE.format("MERGEFIELD x"),
            FIELD.format("separate"),
            "left",
            FIELD.format("end"),
            CODE.format('= 1 "a"'),
            FIELD.format("separate"),
            "right",
            FIELD.format("end"),
        ),
        "right\n",
    ),
    "a value that a field stores for others": (
        p(
            "due ",
            FIELD.format("begin"),
            CODE.format('SET Day "3"'),
            FIELD.format("separate"),
            "3",
            FIELD.format("end"),
            '<w:fldSimple w:instr=" ASK Place ">' + run("Norvia") + "</w:fldSimple>",
            '<w:fldSimple w:instr=" REF Day ">' + run("3") + "</w:fldSimple>",
            " May",
        ),
        "due 3 May\n",
    ),
    "simple field": (p('<w:fldSimple w:instr="REF x">' + run("9") + "</w:fldSimple>"), "9\n"),
    "smart tag": (p("in ", f'<w:smartTag w:element="place">{run("Norvia")}</w:smartTag>'), "in Norvia\n"),
    "direction": (p(f'<w:bdo w:val="rtl">{run("نص")}</w:bdo>'), "نص\n"),
    "ruby": (
        p(f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"),
        "漢\n",
    ),
    "text box": (p("Before ", BOX.format(p("in the box")), "after."), "Before after.\n\nin the box\n"),
    "words in the alternative for older programs only": (
        p("a ", "<w:r>" + ALTERNATIVES.format("<w:drawing/>", "<w:t>b</w:t>") + "</w:r>"),
        "a b\n",
    ),
    "two blanks in a heading": (p("A  b", properties='<w:outlineLvl w:val="0"/>'), "# A  b\n"),
    "equation": (p("so ", "<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>"), "so E=m\n"),
    "hidden": (p("seen", run(" unseen", "<w:vanish/>")), "seen\n"),
    "words in a font of pictures": (
        p(
            run("\uf0b7 a", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'),
            run(" \uf0fc", '<w:rFonts w:ascii="Wingdings"/>'),
        ),
        "• a ✓\n",
    ),
    "blanks kept by the paragraph": (
        '<w:p xml:space="preserve"><w:r><w:t>a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>',
        "a b\n",
    ),
    "blanks not kept": ("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>", "ab\n"),
    "comment and CDATA": ("<w:p><w:r><w:t>a<!-- x -->b<![CDATA[<c>]]><?pi?>d</w:t></w:r></w:p>", "ab<c>d\n"),
    "unknown wrapper": (p("a ", f'<x:odd xmlns:x="urn:x">{run("b")}</x:odd>'), "a b\n"),
    "signs of Markdown": (p("2 * 3 _x_ [y] # | `z`"), "2 * 3 _x_ [y] # | `z`\n"),
    "runs in one word": (p("un", "ac", "ceptable"), "unacceptable\n"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    body, text = WORDS[name]
    assert clean(body).final == text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((run("Recalling", "<w:i/>"), " that"), "*Recalling* that"),
        ((run("Recalling ", "<w:b/>"), "that"), "**Recalling** that"),
        ((run("both", "<w:b/><w:i/>"),), "***both***"),
        ((run("half", "<w:b/>"), "way"), "halfway"),
        ((run("one ", "<w:i/>"), run("two", "<w:i/>")), "*one two*"),
        ((run("one", "<w:i/>"), " ", run("two", "<w:i/>")), "*one* *two*"),
        ((run("a*b", "<w:i/>"),), "a*b"),
        ((run("off", '<w:b w:val="0"/>'),), "off"),
        ((run(", ", "<w:b/>"), "so"), ", so"),
        ((run("named", '<w:rStyle w:val="Emph"/>'),), "*named*"),
    ],
)
def test_emphasis(runs: tuple[str, ...], text: str) -> None:
    styles = style("Emph", "emphasis", "<w:rPr><w:i/></w:rPr>", kind="character")
    assert clean(p(*runs), styles=styles).final == f"{text}\n"


def test_headings_by_style_whatever_its_name() -> None:
    styles = (
        style("berschrift1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Eigene", "Meine Art", based="berschrift1")
        + style("Kapitel", "Kapitel", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Titel", "Title")
        + style("Autor", "Author", based="Titel")
    )
    assert clean(p("All", style="Titel") + p("Anna", style="Autor"), styles=styles).final == "# All\n\nAnna\n"
    body = p("One", style="berschrift1") + p("Two", style="Eigene") + p("Three", style="Kapitel") + p("Text.")
    assert clean(body, styles=styles).final == "# One\n\n# Two\n\n### Three\n\nText.\n"


# ---- numbers -------------------------------------------------------------------------------------------


def labels(body: str, **parts: str) -> list[str]:
    return [line.rpartition("x")[0].strip() for line in clean(body, **parts).final.split("\n\n")]


def listed(*levels: int, list_: int = 1) -> str:
    return "".join(p("x", properties=numbered(n, list_)) for n in levels)


def test_levels_count_and_start_anew() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%1.%2.%3"))
    found = labels(listed(0, 1, 1, 2, 2, 0, 1, 2), numbering=numbering)
    assert found == ["1.", "(a)", "(b)", "1.b.i", "1.b.ii", "2.", "(a)", "2.a.i"]


def test_a_level_may_go_on_counting() -> None:
    numbering = lists(level(0, "upperRoman", "Part %1"), level(1, "decimal", "Article %2", '<w:lvlRestart w:val="0"/>'))
    assert labels(listed(0, 1, 1, 0, 1), numbering=numbering) == [
        "Part I", "Article 1", "Article 2", "Part II", "Article 3",
    ]  # fmt: skip


def test_legal_levels_are_in_digits() -> None:
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(listed(0, 1, 1), numbering=numbering) == ["I.", "1.1", "1.2"]


@pytest.mark.parametrize("between", [" ", "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", ""])
def test_a_number_that_nothing_follows_is_apart_from_words_as_they_were_typed(between: str) -> None:
    numbering = lists(level(0, "decimal", "Article %1", '<w:suff w:val="nothing"/>'))
    body = p(run(between) if between == " " else between, "Aims", properties=numbered(0))
    assert clean(body, numbering=numbering).final == f"Article 1{' ' if between else ''}Aims\n"


@pytest.mark.parametrize("separation", [" ", "\u3000"])
def test_a_number_that_ends_in_a_blank_is_apart_from_its_words(separation: str) -> None:
    """Nothing follows the number, since its own text ends in what separates it."""
    numbering = lists(level(0, "decimal", f"Article %1{separation}", '<w:suff w:val="nothing"/>'))
    assert clean(p("Aims", properties=numbered(0)), numbering=numbering).final == "Article 1 Aims\n"


def test_a_list_starts_anew_where_it_says_so() -> None:
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbering = lists(level(0, "decimal", "%1."), extra=second)
    body = listed(0, 0) + listed(0, 0, list_=2) + listed(0, list_=3)
    assert labels(body, numbering=numbering) == ["1.", "2.", "7.", "8.", "9."]


def test_lists_of_one_style_count_together() -> None:
    extra = (
        f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="L"/>{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>'
    )
    styles = style("L", "L", '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>', kind="numbering")
    body = listed(0, 0, list_=6) + listed(0, list_=5) + listed(0, list_=6)
    assert labels(body, styles=styles, numbering=lists(extra=extra)) == ["1.", "2.", "3.", "4."]


def test_a_format_of_word_s_own_making() -> None:
    own = level(0, "decimal", "%1.").replace(
        '<w:numFmt w:val="decimal"/>',
        ALTERNATIVES.format('<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>', '<w:numFmt w:val="decimal"/>'),
    )
    assert labels(listed(0, 0), numbering=lists(own)) == ["001.", "002."]


def test_a_style_brings_its_list() -> None:
    styles = (
        style("Para", "Para", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Sub", "Sub", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("None", "None", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="Para")
    )
    numbering = lists(
        level(0, "decimal", "%1.", '<w:pStyle w:val="Para"/>'),
        level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Sub"/>'),
    )
    body = p("x", style="Para") + p("x", style="Sub") + p("x", style="None") + p("x", style="Para")
    assert labels(body, styles=styles, numbering=numbering) == ["1.", "(a)", "", "2."]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimalZero", ["01", "02"]),
        ("upperLetter", ["A", "B"]),
        ("ordinal", ["1st", "2nd"]),
        ("ordinalText", ["First", "Second"]),
        ("chineseCounting", ["一", "二"]),
        ("arabicAbjad", ["أ", "ب"]),
        ("russianLower", ["а", "б"]),
        ("none", ["", ""]),
    ],
)
def test_formats_of_numbers(form: str, expected: list[str]) -> None:
    assert labels(listed(0, 0), numbering=lists(level(0, form, "%1"))) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("", ["Firstly", "2nd"]), ("en-GB", ["Firstly", "2nd"]), ("fr-FR", ["1ly", "2"]), ("ru-RU", ["1ly", "2"])],
)
def test_numbers_in_words_are_of_the_language_of_the_text(language: str, expected: list[str]) -> None:
    """Word prints them in that language, of which we know English only: elsewhere digits, and that is reported."""
    properties = f'<w:rPr><w:lang w:val="{language}"/></w:rPr>'
    defaults = f"<w:docDefaults><w:rPrDefault>{properties}</w:rPrDefault></w:docDefaults>" if language else ""
    numbering = lists(level(0, "ordinalText", "%1ly"), level(1, "ordinal", "%2", start=2))
    file = clean(listed(0, 1), numbering=numbering, styles=defaults)
    assert [line.removesuffix(" x") for line in file.final.strip().split("\n\n")] == expected
    reported = f"numbers in the format ordinalText ({language}) are printed in digits"
    assert (reported in file.notes) is (language[:2] not in ("", "en"))


def test_the_language_of_a_number_is_that_of_its_paragraph() -> None:
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    numbering = lists(level(0, "ordinal", "%1"))
    body = p("x", properties=numbered(0), mark='<w:lang w:val="en-GB"/>') + p("x", properties=numbered(0))
    assert labels(body, numbering=numbering, styles=defaults) == ["1st", "2"]


def test_a_table_in_a_note_stays_in_the_note() -> None:
    notes = f'<w:footnote w:id="2">{p("See:")}{table(row("b", "c"), row("d", "e"))}{p("f")}</w:footnote>'
    file = clean(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    assert file.final == "a[^1]\n\n[^1]: See:  \nb c d e  \nf\n"
    assert "a table inside a note: its cells are joined into one" in file.notes


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", "F022", "∀"),
        ("Symbol", "F0C6", "∅"),
        ("Symbol", "F031", "1"),
        ("Symbol", "F0B4", "×"),
        ("Wingdings", "F082", "②"),
        ("Wingdings 2", "0097", "●"),
        ("Webdings", "F097", "\ufffd"),
        ("Calibri", "F020", " "),
        ("Calibri", "0097", "\ufffd"),
        ("Calibri", "00E9", "é"),
    ],
)
def test_signs_of_fonts_are_characters_that_can_be_printed(font: str, code: str, expected: str) -> None:
    assert clean(p("a", f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', "b")).final == f"a{expected}b\n"


def test_paragraphs_of_a_note_are_apart() -> None:
    notes = f'<w:footnote w:id="2">{p("One.")}{p("Two.")}</w:footnote>'
    text = clean(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes).final
    assert text == "a[^1]\n\n[^1]: One.  \nTwo.\n"


def test_bullets_and_their_depth() -> None:
    numbering = lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
    assert clean(listed(0, 1), numbering=numbering).final == "- x\n\n  - x\n"


_CLAUSES = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))
_NAMED = _CLAUSES.replace('w:abstractNumId="0">', 'w:abstractNumId="0"><w:name w:val="Clauses"/>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            p("that ", counted(r"LISTNUM NumberDefault \l 6"), " a, ", counted("LISTNUM NumberDefault"), " b"),
            "that (i) a, (ii) b",
        ),
        (p(counted("LISTNUM"), " a") + p(counted("LISTNUM"), " b"), "1) a\n\n2) b"),
        (p(counted("LISTNUM"), counted("LISTNUM"), " a ", counted("LISTNUM"), " b"), "1)a) a b) b"),
        (
            p("all: ", counted("LISTNUM"), " a; ", counted("LISTNUM"), " b", properties=numbered(0)),
            "1. all: (a) a; (b) b",
        ),
        (
            p(counted("LISTNUM"), " a", properties=numbered(0)) + p("b", properties=numbered(1)),
            "1. (a) a\n\n(b) b",  # it counts in the list of its paragraph
        ),
        (
            p("a ", counted(r"LISTNUM Clauses \l 2 \s 3")) + p("b ", counted(r'LISTNUM "clauses" \l 2')),
            "a (c)\n\nb (d)",
        ),
        (
            p("a ", counted(r"LISTNUM LegalDefault \l 2")) + p("b ", counted(r"LISTNUM OutlineDefault \s 4")),
            "a 1.1.\n\nb IV.",
        ),
        (p(counted(r"AUTONUM \* Roman"), "a") + p(counted(r"AUTONUM \s :"), "b"), "I.a\n\n2:b"),
        (
            p(counted("AUTONUMLGL"), " a", properties='<w:outlineLvl w:val="0"/>')
            + p(counted(r"AUTONUMLGL \e"), " b")
            + p(f'<w:fldSimple w:instr="AUTONUMLGL"/>{run(" c")}'),
            "# 1. a\n\n1.1 b\n\n1.2. c",
        ),
        (p("a ", by("Anna", "del", counted("LISTNUM")), "b ", counted("LISTNUM"), " c"), "a 1)b 2) c"),
        (p("a", properties=numbered(0)) + p("b ", counted("LISTNUM")), "1. a\n\nb"),
        (p("a ", counted("LISTNUM Unknown")), "a"),
        (
            p("a ", FIELD.format("begin"), CODE.format("LISTNUM"), FIELD.format("separate"), "7)", FIELD.format("end")),
            "a 7)",
        ),
    ],
)
def test_numbers_of_fields_are_those_that_word_counts(body: str, text: str) -> None:
    assert read_docx(word(body, numbering=_NAMED)).base == f"{text}\n"


def test_a_number_of_a_field_that_is_not_known_is_reported() -> None:
    assert "a number computed by a field (LISTNUM): left out" in clean(p("a ", counted("LISTNUM Unknown"))).notes
    read = read_docx(word(p("a ", by("Anna", "del", counted("LISTNUM")), "b ", counted("LISTNUM"))))
    assert (read.base, read.final) == ("a 1)b 2)\n", "a b 1)\n")
    assert "a number computed by a field (LISTNUM): written as Word prints it: “1)”" in read.notes


def test_numbers_are_labels_to_us() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "decimal", "Article %3"))
    text = parse_text(clean(p("Aims", properties=numbered(2)) + listed(0, 1), numbering=numbering).final)
    assert [unit.label for unit in text.units] == ["Article 1", "2.", "(a)"]


# ---- tables, notes, comments ---------------------------------------------------------------------------


def test_tables() -> None:
    body = table(
        row("a", "b|c", "d"),
        row(cell("wide", properties='<w:gridSpan w:val="2"/>'), cell("e", properties='<w:vMerge w:val="restart"/>')),
        row("f", "g", cell("", properties="<w:vMerge/>")),
        row(cell(p("h") + p("i")), cell(table(row("j", "k")), p("")), "l"),
    )
    file = clean(p("Table:") + body + p("End."))
    rows = file.final.split("\n\n")[1].split("\n")
    assert rows == ["| a | b\\|c | d |", "| --- | --- | --- |", "| wide | | e |", "| f | g | |", "| h i | j k | l |"]
    assert len(file.notes) == 3


def test_a_table_in_a_table_loses_and_adds_no_sign() -> None:
    inner = table(row(cell(p("x", properties='<w:jc w:val="center"/>')), "a --- b"), row("c|d", "e\\|f"))
    assert clean(table(row(cell(inner, p("")), "g"))).final == "| x a --- b c\\|d e\\\\|f | g |\n| --- | --- |\n"


def test_a_row_or_a_cell_with_an_alternative_for_other_programs_is_read_once() -> None:
    other = ALTERNATIVES.format(row("c", "d"), row("c", "d"))
    another = row("e", ALTERNATIVES.format(cell("f"), cell("f")))
    file = clean(table(row("a", "b"), other, another))
    assert file.final == "| a | b |\n| --- | --- |\n| c | d |\n| e | f |\n" and not file.notes


def test_blanks_that_do_not_break_stay_in_a_cell() -> None:
    assert clean(table(row("10\u00a0000", "x\u3000 y"))).final == "| 10\u00a0000 | x\u3000 y |\n| --- | --- |\n"


def test_the_sides_of_columns() -> None:
    def set_(side: str) -> str:
        return cell(p("x", properties=f'<w:jc w:val="{side}"/>'))

    text = clean(table(row(set_("center"), set_("right"), set_("start"), "x"), row("a", "b", "c", "d"))).final
    assert text == "| x | x | x | x |\n| :---: | ---: | :--- | --- |\n| a | b | c | d |\n"


def test_a_field_that_would_swallow_the_rest_is_refused() -> None:
    with pytest.raises(InputRefused, match="never ends, so these words would be taken for its code: “lost”"):
        read_docx(word(p("a", FIELD.format("begin"), "lost") + p("all of this too")))


@pytest.mark.parametrize("part", ["word/document.xml", "customXml/item1.xml"])
def test_parts_in_utf_16_are_read(part: str) -> None:
    parts: dict[str, str | bytes] = {**parts_of(p("Año")), "customXml/item1.xml": "<x/>"}
    parts[part] = str(parts[part]).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert read_docx(packed(parts)).final == "Año\n"


def test_comments_hang_on_their_words() -> None:
    comments = f'<w:comment w:id="5" w:author="Boris" w:date="2009-08-22T00:00:00Z">{p("Too ")}{p("weak?")}</w:comment>'
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    body = p("1. First.") + p("2. States ", start, "should", end, '<w:r><w:commentReference w:id="5"/></w:r>', " act.")
    (comment,) = clean(body, comments=comments).comments
    assert (comment.author, comment.date, comment.words) == ("Boris", "2009-08-22T00:00:00Z", "should")
    assert (comment.place, comment.text) == ("2", "Too weak?")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p("One ", "{}", "first.") + p("Second", "{}"), "first. Second"),
        (table(row(cell(p("{}", "a")), cell(p("b", "{}")))), "a b"),
        (p("{}", "One ", mark=ANNA_DEL) + p("two", "{}"), "One two"),
        (p("{}", "Un", mark=ANNA_DEL) + p("known", "{}"), "Unknown"),
    ],
)
def test_the_words_under_a_comment_are_apart_where_paragraphs_are(body: str, words: str) -> None:
    comments = f'<w:comment w:id="5" w:author="Boris">{p("Why?")}</w:comment>'
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    read = read_docx(word(body.replace(run("{}"), start, 1).replace(run("{}"), end), comments=comments))
    assert [comment.words for comment in read.comments] == [words]


def test_a_comment_hangs_on_the_words_that_stand() -> None:
    comments = f'<w:comment w:id="5" w:author="Boris">{p("Why?")}</w:comment>'
    body = p('<w:commentRangeStart w:id="5"/>', dele("shall"), ins("should"), '<w:commentRangeEnd w:id="5"/>', " act.")
    (comment,) = read_docx(word(body, comments=comments)).comments
    assert comment.words == "should"


def test_a_comment_on_deleted_words_says_which_they_are() -> None:
    comments = f'<w:comment w:id="5" w:author="Boris">{p("Why?")}</w:comment>'
    body = p("We ", '<w:commentRangeStart w:id="5"/>', dele("shall"), '<w:commentRangeEnd w:id="5"/>', " act.")
    (comment,) = read_docx(word(body, comments=comments)).comments
    assert (comment.words, comment.place) == ("shall", "paragraph 1")


def test_a_comment_in_a_table_hangs_on_its_row() -> None:
    comments = f'<w:comment w:id="5" w:author="Boris">{p("Why?")}</w:comment>'
    mark = '<w:commentRangeStart w:id="5"/>'
    body = p("1. First.") + table(row("a", "b"), row("c", cell(p(mark, "d"))))
    (comment,) = clean(body, comments=comments).comments
    (in_body,) = clean(p("1. First.") + table(row(cell(p(mark, "a")), "b"), row("c", "d")), comments=comments).comments
    assert comment.place != in_body.place


# ---- what texts cannot carry ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (p("a", '<w:r><w:drawing><wp:inline><wp:docPr descr="A map"/></wp:inline></w:drawing></w:r>'), "“A map”"),
        (p("a", run("not seen", "<w:vanish/>")), "hidden text left out: “not seen”"),
        (p("10", run("2", '<w:vertAlign w:val="superscript"/>')), "superscript or subscript (as in 10²)"),
        (p("a", properties='<w:outlineLvl w:val="7"/>'), "deeper than level 6"),
        (p("a", run("old", "<w:strike/>")), "struck through by hand"),
        (p("a") + '<w:altChunk r:id="z"/>', "altChunk"),
        (p("a", '<w:subDoc r:id="z"/>'), "subDoc"),
        (
            p("a", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Type')}</w:sdtContent></w:sdt>"),
            "prompt",
        ),
        (p("a", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "equation"),
        (p("a", BOX.format(p("b"))), "text box"),
        (p("a", FIELD.format("begin"), CODE.format("DDEAUTO cmd"), FIELD.format("end")), "nothing was fetched"),
        (p("a", '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>'), "no Unicode character"),
        (p("a \uf0b7"), "no Unicode character: kept as it is: “U+F0B7”"),
        (p("a", "<w:r><w:object/></w:r>"), "embedded object"),
        (p("a", FIELD.format("begin"), CODE.format("FORMDROPDOWN"), FIELD.format("end")), "“FORMDROPDOWN”"),
        (p("a", counted("SEQ Table"), counted(r"SEQ Table \h")), "a field without a result left out: “SEQ Table”"),
        (p("a", '<w:r><w:footnoteReference w:id="7"/></w:r>'), "referenced but missing from the file: “[^1]”"),
        (p("a", '<w:r><w:endnoteReference w:id="7"/></w:r>'), "an endnote that is referenced but missing"),
        (
            p("a", "<w:r>" + ALTERNATIVES.format("<w:t>new</w:t>", "<w:t>old</w:t>") + "</w:r>"),
            "different words: left out: “old”",
        ),
    ],
)
def test_what_is_left_out_is_told(body: str, told: str) -> None:
    assert any(told in note for note in clean(body).notes)


def test_a_text_that_only_word_unpacks_is_refused() -> None:
    link = '<Relationship Id="c" Type="urn:r/aFChunk" Target="afchunk.{}"/>'
    body = p("Before.") + '<w:altChunk r:id="c"/>'
    for name, said in (("html", "<p>Inside.</p>"), ("docx", "PK")):
        data = word(body, links=link.format(name), more={f"word/afchunk.{name}": said})
        with pytest.raises(
            InputRefused, match=f"another file inside it .*afchunk.{name}.*only Word unpacks.*save it as"
        ):
            read_docx(data)
    empty = word(body, links=link.format("html"), more={"word/afchunk.html": " "})
    assert read_docx(empty).final == "Before.\n"


def test_headers_links_and_macros_are_told() -> None:
    links = (
        '<Relationship Id="x" Type="urn:r/hyperlink" Target="http://a.invalid/" TargetMode="External"/>'
        '<Relationship Id="y" Type="urn:r/attachedTemplate" Target="http://b.invalid/" TargetMode="External"/>'
    )
    file = clean(p("a"), header=p("Secret"), links=links, more={"word/vbaProject.bin": "x"})
    found = "\n".join(file.notes)
    for told in (
        "a header left out: “Secret”",
        "http://a.invalid/",
        "(attachedTemplate): nothing was fetched",
        "macros",
    ):
        assert told in found


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(InputRefused, match="it contains no text"):
        read_docx(word(p("")))


def test_our_own_names_come_back() -> None:
    custom = (
        '<Properties xmlns="urn:p" xmlns:vt="urn:v"><property name="amendtrack-revision"><vt:lpwstr>Rev.1</vt:lpwstr>'
        "</property></Properties>"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="urn:r/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="b" Type="urn:r/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    file = clean(p("a"), more={"docProps/custom.xml": custom, "_rels/.rels": rels})
    assert dict(file.properties) == {"amendtrack-revision": "Rev.1"}
    assert MAIN != STRICT


# -- as Word prints it -----------------------------------------------------------------------------

_FROM_3 = lists(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3."))
_PADDED = lists(level(0, "upperRoman", "Article %1."), level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>"))
_SECTION = "<w:sectPr><w:pgSz/></w:sectPr>"
_TEXT_OF_A_BOX = (
    '<wne:txbxContent xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml">'
    f"{p('Boxed words')}</wne:txbxContent>"
)
_DROPPED = '<w:framePr w:dropCap="{}" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'


@pytest.mark.parametrize(
    ("body", "others", "text"),
    [
        (
            p("Survey", properties=numbered(1)) + p("Results", properties=numbered(0)),
            {"numbering": _FROM_3},
            "3.1. Survey\n\n4. Results\n",
        ),
        (
            p("A", properties=numbered(0)) + p("B", properties=numbered(2)) + p("C", properties=numbered(1)),
            {"numbering": _FROM_3},
            "3. A\n\n3.1.1. B\n\n3.2. C\n",
        ),
        (
            p("A", properties=numbered(0)) + p("B", properties=numbered(1)),
            {"numbering": _PADDED},
            "Article I. A\n\nSection 1.01 B\n",
        ),
        (
            p("A", properties=numbered(0)) + p(properties=numbered(0) + _SECTION) + p("B", properties=numbered(0)),
            {"numbering": _FROM_3},
            "3. A\n\n4. B\n",
        ),
        (
            p("A", properties=numbered(0))
            + p(run("hidden", "<w:vanish/>"), properties=numbered(0), mark="<w:vanish/>")
            + p(run("seen ", "<w:b/>"), run("hidden", "<w:vanish/>"), properties=numbered(0))
            + p("B", properties=numbered(0)),
            {"numbering": _FROM_3},
            "3. A\n\n4. **seen**\n\n5. B\n",
        ),
        (p("O", properties=_DROPPED.format("drop")) + p("riginal wells."), {}, "Original wells.\n"),
        (p("T", properties=_DROPPED.format("margin")) + p("he plan.") + p("More."), {}, "The plan.\n\nMore.\n"),
        (
            p("Before", f"<w:r><w:pict><v:textbox>{_TEXT_OF_A_BOX}</v:textbox></w:pict></w:r>"),
            {"main": STRICT},
            "Before\n\nBoxed words\n",
        ),
    ],
    ids=[
        "opens deeper",
        "skips a level",
        "padded",
        "ends a section",
        "hidden with its mark",
        "initial",
        "initial in the margin",
        "box",
    ],
)
def test_numbers_initials_and_boxes_are_read_as_word_prints_them(body: str, others: dict[str, str], text: str) -> None:
    assert read_docx(word(body, **others)).base == text  # type: ignore[arg-type]


def test_spaces_that_word_leaves_out_are_reported() -> None:
    read = read_docx(word("<w:p><w:r><w:t>a </w:t></w:r><w:r><w:t> b</w:t></w:r></w:p>"))
    assert read.base == "ab\n" and any("spaces at the edges of words" in note for note in read.notes)


def test_a_reply_and_a_resolved_comment_say_so() -> None:
    named = 'xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml" x:paraId="{}"'
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{who}">{p(said).replace("<w:p", f"<w:p {named.format(n)}")}</w:comment>'
        for n, who, said in ((1, "Anna", "Why?"), (2, "Boris", "As before."), (3, "Anna", "Fine."))
    )
    more = (
        '<x:commentsEx xmlns:x="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<x:commentEx x:paraId="1" x:done="1"/>'
        '<x:commentEx x:paraId="2" x:paraIdParent="1" x:done="0"/><x:commentEx x:paraId="3" x:done="0"/></x:commentsEx>'
    )
    link = '<Relationship Id="q" Type="urn:r/commentsExtended" Target="commentsExtended.xml"/>'
    data = word(p("a"), comments=comments, links=link, more={"word/commentsExtended.xml": more})
    assert [(c.is_reply, c.is_resolved) for c in read_docx(data).comments] == [
        (False, True),
        (True, True),
        (False, False),
    ]
    assert "a comment left out: Boris (a reply, resolved): As before." in read_clean(data).notes


def test_a_comment_is_reported_where_only_the_text_is_read() -> None:
    comments = f'<w:comment w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z">{p("Why this?")}</w:comment>'
    mark = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    read = read_clean(word(p(mark.format(run("Words here"))), comments=comments))
    assert read.text == "Words here\n" and "a comment left out: Anna on “Words here”: Why this?" in read.notes
