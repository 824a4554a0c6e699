"""Tables of amendments: each row carried out exactly, kept as a comment, or left with its reason."""

from unicodedata import normalize

import pytest
from depth import ALL, some

from amendtrack.intake.doubts import Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.intake.stated.columns import Parties
from amendtrack.intake.stated.tables_of_amendments import Tables
from amendtrack.record.registers import read_register
from amendtrack.record.remarks import Kind

BASE = """1. The Assembly invites all Parties to close open dumps and to report annually.

2. Parties will share maps, data and lessons learned.

3. Help shall be free of charge. It shall reach remote islands.

5. Parties will:

(a) adopt national plans;

(b) allocate funds; and

(c) monitor progress.

6. Women shall take part in all decisions.

7. This plan ends in 2030.
"""
WOMEN = "6. Women shall take part in all decisions.\n\n"
YOUTH = WOMEN + "6 bis. Youth shall be heard.\n\n"
HEADS = "| Paragraph | Current text | Proposed text | Comment |\n|---|---|---|---|\n"
SENDERS = ("NRV", "Norvia")
REGISTER = read_register("code,name\nNRV,Norvia\nBRU,Brum\nKES,Kestria\n")
NAMES = frozenset((*SENDERS, "BRU", "Brum", "KES", "Kestria"))


def read(text: str, base: str = BASE) -> Reading:
    sent = Sent(text, senders=(REGISTER.resolve("NRV"),))
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": base}, register=REGISTER)


def table(*rows: str, heads: str = HEADS) -> str:
    return heads + "".join(f"| {row} |\n" for row in rows)


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    ("row", "old", "new"),
    [
        ("2 | maps | charts | ", "maps", "charts"),
        ("пункт 2 | maps | charts | ", "maps", "charts"),
        ("第2段 | maps | charts | ", "maps", "charts"),
        ("الفقرة 2 | maps | charts | ", "maps", "charts"),
        ("Para 2 | “maps” | “charts” | ", "maps", "charts"),
        ("7. | This plan ends in 2030. | This plan ends in 2031. | ", "2030", "2031"),
        ("7 | 7. This plan ends in 2030. | 7. This plan ends in 2031. | ", "2030", "2031"),
        ("7 | This plan ends in 2030. | This plan ends in 2031 | ", "2030", "2031"),
        ("7 | This plan ends in 2030 | This plan ends in 2031. | ", "2030", "2031"),
        ("7 | …ends in 2030… | …ends in 2031… | ", "2030", "2031"),
        (" | lessons learned | good practices | ", "lessons learned", "good practices"),
        ("General | lessons learned | good practices | ", "lessons learned", "good practices"),
        ("5 (b) | allocate funds | provide funds | ", "allocate", "provide"),
        ("3, second sentence | It shall reach | Help shall reach | ", "It shall reach", "Help shall reach"),
        ("2 | maps, | delete | ", "maps, ", ""),
        ("6 | Women shall take part in all decisions. | [Deleted] | ", WOMEN, ""),
        ("6 bis (new) | — | Youth shall be heard. | ", WOMEN, YOUTH),
        ("New 6 bis | | 6 bis. Youth shall be heard. | ", WOMEN, YOUTH),
        ("7 | | This plan ends in 2031. | ", "2030", "2031"),
        ("2 | maps | Replace with “charts” | ", "maps", "charts"),
        ("2 | maps | add “and charts” after “maps” | ", "maps", "maps and charts"),
        ("3 | | Delete the second sentence. | ", " It shall reach remote islands.", ""),
        ("5 | | Replace “national” by “local” in (a) | ", "national", "local"),
        ("6 | | Add new paragraph after 6: “Youth shall be heard.” | ", WOMEN, YOUTH),
        ("after 6 | | Youth shall be heard. | ", WOMEN, YOUTH),
        ("5 | (b) allocate funds; and | (b) provide funds; and | ", "allocate", "provide"),
        ("1 | close open dumps … annually | close all dumps and report | ", "close open dumps and to report annually",
         "close all dumps and report"),
        ("2 | share maps | share {--maps--} {++charts++} | ", "maps", "charts"),
        ("2 | share maps | share ~~maps~~ **charts** | ", "maps", "charts"),
        ("2 | maps | **charts** | ", "maps", "charts"),
        ("2 | | share ~~maps~~ **charts**, data | ", "maps", "charts"),
        ("7 | 2030 | replace “2030” by “2031” | ", "2030", "2031"),
        ("5 | (a) adopt national plans;<br>(b) allocate funds; and | (a) adopt plans;<br>(b) allocate funds; and | ",
         "national ", ""),
    ],
)  # fmt: skip
def test_a_row_is_carried_out_and_changes_nothing_else(row: str, old: str, new: str) -> None:
    reading = read(table(row))
    assert reading.text == changed(old, new)
    assert reading.kind is Kind.INSTRUCTIONS and not reading.problems and not reading.findings


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("9 | boats | rafts | ", "there is no 9"),
        ("2 | boats | rafts | ", "“boats” is not in 2"),
        ("2 | funds | means | ", "not in 2, but elsewhere"),
        (" | shall | will | ", "more than once"),
        ("see above | maps | charts | ", "not understood as a place"),
        ("2 | maps | | ", "no new wording"),
        ("2 | maps | - | ", "no new wording"),
        ("2 | maps | maps | ", "the proposed text is the current text"),
        ("7 | This plan ends in 2030. | 2031 | ", "or for a part of it"),
        ("2 | maps | Parties will share charts, data and lessons learned. | ", "repeats words"),
        ("2 | | and photographs | ", "say which words it replaces"),
        ("7 | | 8. This plan ends in 2031. | ", "labelled 8"),
        ("7 | 2030 | delete the second part | ", "not understood as an instruction"),
        ("6 bis (new) | Women | Youth | ", "quotes a current text"),
        ("5 | (a) adopt national plans;<br>(b) allocate funds; and | (a) adopt plans; | ", "several paragraphs"),
        ("5 | (a) adopt national plans; | (a) adopt plans;<br>(a bis) fund them; | ", "several paragraphs"),
        ("2 | maps | In para 7, replace “2030” by “2031” | ", "different place"),
        ("2 | delete | charts | ", "“delete” is not in 2"),
        ("2 | share maps | share {--maps--} charts | ", "without the inserted words"),
        ("2 | share maps | share {--plans--} {++charts++} | ", "without the inserted words"),
        ("2 | | | Delete “maps,” | ", "asks for a change"),
        ("2 | | | Norvia reserves its position | ", "position"),
        ("3 | | It shall reach remote islands and coasts. | ", "which words it replaces"),
        ("6 | | Youth too shall take part. | ", "which words it replaces"),
        ("2 | | Replace with “charts” | ", "which words it replaces"),
        ("6 bis | | Add: “Youth shall be heard.” | ", "it does not say where the new words go"),
        ("6 bis | | Add a sentence on youth | ", "not understood as an instruction"),
        ("2 | maps | add “and charts” | ", "not about words of its current text"),
        ("2 | maps | delete “data” | ", "not about words of its current text"),
        ("2 | maps | Option A: charts<br>Option B: plans | ", "a choice"),
        ("2 | maps | if agreed, charts | ", "conditional"),
        ("2 | maps | charts (see comment) | ", "refers to something else"),
        ("2 | maps | tbd | ", "no wording of its own"),
        ("2 | maps | см. выше | ", "no wording of its own"),
        ("2 | all | charts | ", "does not quote the current text"),
        ("9 | | | vague | ", "there is no 9"),
        ("1, 2 | | Delete “annually” | ", "not understood as a place"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_clear_is_left_with_the_reason(row: str, why: str) -> None:
    reading = read(table(row, "7 | 2030 | 2031 | "))
    assert reading.text == changed("2030", "2031"), "and the next row is carried out"
    assert [why in str(problem) for problem in reading.problems] == [True]
    assert "row 1" in reading.problems[0].words


def test_each_row_counts_for_itself_and_nothing_is_dropped() -> None:
    reading = read(
        table("2 | maps | charts | plainer", "9 | boats | rafts | ", "3 | | | Too long", "7 | 2030 | 2031 | ")
    )
    assert reading.text == changed("maps", "charts").replace("2030", "2031")
    assert [(r.place, r.words) for r in reading.remarks] == [("2", "plainer"), ("3", "Too long")]
    assert len(reading.problems) == 1


def test_a_place_may_stand_once_for_several_rows_if_the_words_show_that_it_does() -> None:
    reading = read(table("2 | maps | charts | ", " | data | figures | ", " | 2030 | 2031 | "))
    assert reading.text == changed("maps, data", "charts, figures")
    assert "“2030” is not in 2" in str(reading.problems[0])


def test_the_heads_may_stand_again_and_a_title_above_them() -> None:
    title = "Comments of Norvia on the draft plan\n\n"
    heads = "| Paragraph | Current text | Proposed text | Comment |\n"
    reading = read(title + table("2 | maps | charts | ") + heads + "| 7 | 2030 | 2031 | |\n")
    assert reading.text == changed("maps", "charts").replace("2030", "2031")
    assert not reading.problems and not reading.remarks


ISO = (
    "| MB/NC | Line number | Clause/Subclause | Paragraph/Figure/Table | Type of comment | Comments | Proposed change "
    "| Observations of the secretariat |\n|-|-|-|-|-|-|-|-|\n"
)


def test_the_template_of_comments_on_a_standard() -> None:
    rows = (
        "NO | | 7 | | te | Too early | Replace “2030” by “2031” | ",
        "NO | 12 | 5 | (a) | ed | Not only national | Delete “national” | ",
        "NO | | 3 | | ge | Unclear to readers | | ",
        "BR | | 2 | | ed | Typo | Delete “maps,” | ",
        "NO | | 6 | | ed | | Delete | Accepted",
    )
    reading = read(table(*rows, heads=ISO))
    assert reading.text == changed("2030", "2031").replace("national ", "")
    assert [r.words for r in reading.remarks] == ["Too early", "Not only national", "Unclear to readers"]
    assert ["BR" in reading.problems[0].why, "observation" in reading.problems[1].why] == [True, True]


def test_the_signs_of_the_radio_conferences() -> None:
    rows = ("NOC | 1 | ", "MOD | 7 | This plan ends in 2031.", "SUP | 6 | ", "ADD | 7 bis | It may be prolonged.")
    gone = changed("6. Women shall take part in all decisions.\n\n", "")
    for heads in (
        "Type of change | Provision | Proposed text",
        "Type | Ref. | Text",
        "Action | Paragraph | Proposed text",
    ):
        reading = read(table(*rows, heads=f"| {heads} |\n|-|-|-|\n"))
        assert reading.text == gone.replace("ends in 2030.\n", "ends in 2031.\n\n7 bis. It may be prolonged.\n"), heads
        assert reading.retains == ("1",) and not reading.problems


def test_what_stands_in_the_column_of_another_delegation_is_left() -> None:
    reading = read(table("2 | maps | charts | plans", heads="| Para | Now | Norvia | Brum |\n|-|-|-|-|\n"))
    assert reading.text == changed("maps", "charts")
    assert "another delegation" in reading.problems[0].why and "Brum: plans" in reading.problems[0].words


@pytest.mark.parametrize(
    ("head", "is_ours"),
    [("Norvia", True), ("Norvia's proposal", True), ("Proposed text (Norvia)", True), ("Proposal by Norvia", True),
     ("Brum", False), ("Brum's proposal", False), ("Proposed text (Brum)", False), ("Proposal by Brum", False)],
)  # fmt: skip
def test_a_head_that_names_a_delegation_is_its_column(head: str, is_ours: bool) -> None:
    reading = read(table("2 | maps | charts", heads=f"| Para | Current text | {head} |\n|-|-|-|\n"))
    assert (reading.text == changed("maps", "charts")) is is_ours
    assert is_ours or reading.text == BASE


def test_a_row_of_another_delegation_is_left() -> None:
    heads = "| Delegation | Para | Current text | Proposed text |\n|-|-|-|-|\n"
    reading = read(table("Norvia | 2 | maps | charts", "Kestria | 7 | 2030 | 2032", heads=heads))
    assert reading.text == changed("maps", "charts")
    assert "Kestria" in reading.problems[0].why


@pytest.mark.parametrize("head", ["Conditions", "Valid until", ""])
def test_a_row_with_words_under_a_head_that_is_not_known_is_left(head: str) -> None:
    heads = f"| Para | Current text | Proposed text | {head} |\n|-|-|-|-|\n"
    reading = read(table("2 | maps | charts | only if 7 stays", "7 | 2030 | 2031 | ", heads=heads))
    assert reading.text == changed("2030", "2031")
    assert "unknown heading" in reading.problems[0].why


@pytest.mark.parametrize(
    "words",
    ["Subject to agreement on paragraph 3:", "If paragraph 6 is deleted, we propose:", "Alternatively:",
     "This is not a formal proposal.", "For information only.", "All of this is subject to approval by capital."],
)  # fmt: skip
def test_words_outside_the_table_that_put_it_on_a_condition_leave_all_rows(words: str) -> None:
    reading = read(f"{words}\n\n" + table("2 | maps | charts | ", "7 | 2030 | 2031 | "))
    assert reading.text == BASE
    assert sum("row" in problem.words for problem in reading.problems) == 2


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("| Paragraphe | Texte actuel | Texte proposé | Observations |", "2 | maps | charts | "),
        ("| Párrafo | Dice | Debe decir | Justificación |", "2 | maps | charts | "),
        ("| Пункт | Текущий текст | Предлагаемый текст | Обоснование |", "2 | maps | charts | "),
        ("| 段落 | 原文 | 建议案文 | 理由 |", "2 | maps | charts | "),
        ("| الفقرة | النص الحالي | النص المقترح | المبررات |", "2 | maps | charts | "),
        ("| **Clause** (e.g. 3.1) | For | Read | Why |", "2 | maps | charts | "),
        ("| No. | Place | From | To |", "1 | 2 | maps | charts"),
        ("| Article / Paragraph | Existing wording | Proposed amendment | Rationale |", "2 | maps | charts | "),
    ],
)
def test_heads_in_the_languages_of_the_house(heads: str, row: str) -> None:
    assert read(table(row, heads=f"{heads}\n|-|-|-|-|\n")).text == changed("maps", "charts")


@pytest.mark.parametrize("sign", ["\t", " | ", ",", ";"])
def test_a_table_pasted_without_a_line_of_dashes(sign: str) -> None:
    rows = [["Para", "Current text", "Proposed text"], ["2", "maps", "charts"]]
    mail = "Dear all,\n\nplease find our amendments below.\n\n" + "\n".join(map(sign.join, rows)) + "\n\nBest,\nAna\n"
    reading = read(mail)
    assert reading.text == changed("maps", "charts") and not reading.problems


@pytest.mark.parametrize(
    "mail",
    [
        "Paragraph 2\nOriginal: maps\nProposed: charts\n",
        "Paragraph 2\n\nCurrent text: “maps”\n\nProposed text: “charts”\n\nRationale: plainer\n",
        "Dear all,\n\nour amendments:\n\n"
        "1. Para 2\n   Current text:\n   maps, data\n   Proposed text:\n   charts, data\n\n"
        "Best,\nAna\n",
        "Paragraph: 2\nExisting text: Parties will share maps, data and lessons learned.\n"
        "Suggested text: Parties will share charts, data and lessons learned.\n",
        "**Para 2**\n**Original:** maps\n**Proposed:** charts\n",
        "Para 2\nTexte actuel : maps\nTexte proposé : charts\n",
        "Párrafo 2\nDice: maps\nDebe decir: charts\n",
        "Para 2\nТекущий текст: maps\nПредлагаемый текст: charts\n",
        "2\n原文：maps\n改为：charts\n",
        "Para 2\nالنص الحالي: maps\nالنص المقترح: charts\n",
        "Para 2\nSays: maps\nShould say: charts\n",
        "Para 2\nCurrent text: maps\nProposed change: replace “maps” by “charts”\n",
    ],
)
def test_an_amendment_in_lines(mail: str) -> None:
    reading = read(mail)
    assert reading.text == changed("maps", "charts") and not reading.problems


def test_several_amendments_in_lines_each_for_itself() -> None:
    mail = (
        "Para 2\nOriginal: maps\nProposed: charts\n\nOriginal: data\nProposed: figures\n\n"
        "Para 9\nOriginal: boats\nProposed: rafts\n\nPara 7\nOriginal: 2030\nProposed: 2031\n\nPara 6: delete\n"
    )
    reading = read(mail)
    assert reading.text == changed("maps, data", "charts, figures").replace(WOMEN, "").replace("2030", "2031")
    assert ["boats" in str(problem) for problem in reading.problems] == [True]


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        ("Brum suggests:\nPara 2\nOriginal: maps\nProposed: charts\n", "above"),
        ("We oppose the following amendment:\n\nPara 2\nOriginal: maps\nProposed: charts\n", "above"),
        ("Para 5\nOriginal: (a) adopt national plans;\nProposed: (a) adopt plans;\n\n(a bis) fund them;\n", "ends"),
    ],
)
def test_an_amendment_in_lines_that_is_not_clear_is_left(mail: str, why: str) -> None:
    reading = read(mail)
    assert reading.text == BASE
    assert any(why in problem.why for problem in reading.problems)


def test_signs_of_the_radio_conferences_on_lines_of_their_own() -> None:
    mail = (
        "NOC\n1.\n\nMOD NRV/12/3\n7. This plan ends in 2031.\n\nReasons: more time\n\n"
        "SUP\nParagraph 6\n\nADD 7 bis\nIt may be prolonged.\n"
    )
    reading = read(mail)
    gone = changed(WOMEN, "")
    assert reading.text == gone.replace("ends in 2030.\n", "ends in 2031.\n\n7 bis. It may be prolonged.\n")
    assert reading.retains == ("1",) and not reading.problems
    assert [remark.words for remark in reading.remarks] == ["more time"]


def test_the_lines_at_the_top_of_a_mail_are_no_amendment() -> None:
    assert not Tables("From: Ana\nTo: Desk\nDate: Monday\nSubject: text\n\nPara 7: delete\n", Parties())


def test_a_table_without_heads_that_has_a_place_and_an_instruction_in_each_row() -> None:
    mail = (
        "| Para 7 | replace “2030” by “2031” |\n|---|---|\n| Para 2 | delete “maps,” |\n| Para 3 | delete “boats” |\n"
    )
    reading = read(mail)
    assert reading.text == changed("2030", "2031").replace("maps, ", "")
    assert ["row 3" in problem.words for problem in reading.problems] == [True]


def test_a_table_of_the_draft_itself_is_no_table_of_amendments() -> None:
    inside = "| Article | Change | Comment |\n|---|---|---|\n| 1 | delete | none |\n"
    base = BASE + "\n" + inside
    assert not Tables(inside, Parties(), None) or Tables(inside, Parties())
    reading = read(base.replace("2030", "2031"), base)
    assert reading.kind is Kind.TEXT and reading.text == base.replace("2030", "2031")


@pytest.mark.parametrize(
    "above",
    ["We oppose the following amendments:", "Proposal by Brum", "Brum", "We support these amendments of Kestria:",
     "I refer to paragraph 5 of the draft.", "The following were withdrawn:", "Option 2"],
)  # fmt: skip
def test_what_the_words_right_above_say_otherwise_leaves_the_table(above: str) -> None:
    reading = read(f"{above}\n\n" + table("2 | maps | charts | "))
    assert reading.text == BASE
    assert any("row 1" in problem.words for problem in reading.problems)


@pytest.mark.parametrize(
    "above",
    ["Dear all,\n\nplease find our amendments below.", "Norvia proposes the following amendments:", "Our comments:",
     "# Comments of Norvia on the draft plan", "We thank the Chair. Our amendments are in the table below."],
)  # fmt: skip
def test_what_only_announces_the_table_says_nothing(above: str) -> None:
    reading = read(f"{above}\n\n" + table("2 | maps | charts | "))
    assert reading.text == changed("maps", "charts")
    assert not reading.problems and not reading.findings


def test_a_place_above_the_table_or_in_a_row_of_its_own_heads_the_rows() -> None:
    expected = changed("national", "local").replace("funds", "means")
    assert read("Paragraph 5\n\n" + table("(a) | national | local | ", "(b) | funds | means | ")).text == expected
    assert read(table("5 | | | ", "(a) | national | local | ", "(b) | funds | means | ")).text == expected


def test_the_draft_with_a_table_of_amendments_beside_it_is_asked_back() -> None:
    reading = read(BASE + "\n" + table("2 | maps | charts | "))
    assert [finding.doubt.value for finding in reading.findings][:1] == ["instructions"]


def test_a_table_in_earlier_mail_is_left() -> None:
    quoted = "".join(f"> {line}\n" for line in table("2 | maps | charts | ").splitlines())
    assert not Tables(quoted, Parties())
    mail = "Para 7: replace “2030” by “2031”.\n\nOn Mon, 4 May 2026, Brum wrote:\n\n" + table("2 | maps | charts | ")
    assert read(mail).text in (changed("2030", "2031"), BASE)


def test_many_rows_are_carried_out_in_one_go() -> None:
    many = 300 if ALL else 60
    base = "".join(f"{n}. Parties will share item number {n} of the list.\n\n" for n in range(1, many + 1))
    rows = [f"{n} | item number {n} | entry number {n} | " for n in range(1, many + 1)]
    assert read(table(*rows), base).text == base.replace("item number", "entry number")


def test_a_cell_of_any_length_is_read_without_looking_back() -> None:
    """With a pattern that goes back over blanks this takes minutes."""
    long = "item " * 2_000
    assert read(table(f"2 | maps | {long} | ")).text == changed("maps", long.strip())
    assert read("Original: maps\n" + " " * 2_000 + "x\nProposed: charts\n").text in (BASE, changed("maps", "charts"))


@pytest.mark.parametrize(
    "word", some("x y no yes ok agreed same pending editorial change deleted retain support ?".split(), 5)
)
@pytest.mark.parametrize("place", ["9", "7", "2", "New 6 bis", "After 6", "5 (d)"])
@pytest.mark.parametrize("proposed", ["Youth shall be heard.", "[Deleted]", "This plan ends in 2031.", "NOC"])
def test_a_row_whose_current_text_does_not_stand_at_its_place_is_left(word: str, place: str, proposed: str) -> None:
    found = read(table(f"{place} | {word} | {proposed} | "))
    assert found.text == BASE and len(found.problems) == 1


def test_a_current_text_all_marked_as_inserted_is_left() -> None:
    found = read(table("9 | <ins>Youth</ins> | Youth shall be heard. | ", "9 | {++Youth++} | Youth shall be heard. | "))
    assert found.text == BASE and len(found.problems) == 2


def test_words_that_may_be_a_position_are_wording_where_they_are_quoted() -> None:
    base = BASE.replace("all Parties", "no Parties")
    found = read(table("1 | no | some | "), base)
    assert (found.text, found.problems) == (base.replace("no Parties", "some Parties"), ())


LAKE = """# Charter of the Lake

## Article 3 Assistance

1. Parties assist one another.

2. Assistance is free of charge.

3. Assistance may not be refused on grounds of cost alone.

## Article 4 The Council

1. There is a Council.

2. The Council may establish committees.

3. Decisions need two thirds of the votes.
"""
COMMITTEES = "may establish committees"
GROUPS = COMMITTEES + " and working groups"
PROVISION = "| Proposal | Provision | Text |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("heads", "places"),
    [
        ("Clause/ Subclause | Paragraph/ Figure/ Table", "Article 4 | 2"),
        ("Article | Paragraph", "4 | 2"),
        ("Article | Para No.", "4 | 2."),
        ("Article | Paragraphe", "4 | 2"),
        ("Artículo | Párrafo", "4 | 2"),
        ("Статья | Пункт", "4 | 2"),
        ("条 | 款", "4 | 2"),
        ("المادة | الفقرة", "4 | 2"),
    ],
)
def test_a_place_may_stand_in_two_columns(heads: str, places: str) -> None:
    mail = f"| {heads} | Current text | Proposed text |\n|---|---|---|---|\n| {places} | committees | groups |\n"
    assert read(mail, LAKE).text == LAKE.replace("committees", "groups")


@pytest.mark.parametrize("number", ["7", "(b)", "2 (a)", "Table 1", "all"])
def test_a_place_in_two_columns_that_does_not_stand_is_left(number: str) -> None:
    mail = table(f"Article 4 | {number} | committees | groups", heads="| Clause | Paragraph | Current | Proposed |\n")
    reading = read(mail, LAKE)
    assert reading.text == (LAKE.replace("committees", "groups") if number == "all" else LAKE)


@pytest.mark.parametrize(
    ("mail", "pieces"),
    [
        ("| MOD | Article 4, para 2 | The Council GROUPS. |\n|---|---|---|\n| SUP | Article 3, paragraph 3 | |\n", 2),
        (PROVISION + "| MOD | Article 4, paragraph 2 | The Council GROUPS. |\n", 1),
        ("| Type of change | Article | Text |\n|---|---|---|\n| **SUP** | Article 3, paragraph 3 | |\n", 1),
        (PROVISION + "| SUP | Article 3, paragraph 3 | 3. Assistance may not be"
         " refused on grounds of cost alone. |\n| NOC | Article 3 | |\n", 1),
        ("MOD NRV/12/1\n\nArticle 4, paragraph 2\n\nThe Council GROUPS.\n\nSUP NRV/1\n\nArticle 3, paragraph 3\n", 2),
        ("| ADD | Article 3, paragraph 4 | Assistance is reviewed. |\n", 1),
        (PROVISION + "| ADD | Article 3, para 4 | 4. Assistance is reviewed. |\n", 1),
    ],
)  # fmt: skip
def test_each_row_says_in_a_word_what_is_done(mail: str, pieces: int) -> None:
    expected = LAKE.replace(COMMITTEES, GROUPS) if "GROUPS" in mail else LAKE
    if "SUP" in mail:
        expected = expected.replace("3. Assistance may not be refused on grounds of cost alone.\n\n", "")
    if "ADD" in mail:
        expected = expected.replace("cost alone.\n", "cost alone.\n\n4. Assistance is reviewed.\n")
    reading = read(mail.replace("GROUPS", GROUPS), LAKE)
    assert (reading.text, len(reading.amendments), reading.problems) == (expected, pieces, ())


@pytest.mark.parametrize(
    "mail",
    [
        "| MOD | Article 4 | The Council may rest. |\n|---|---|---|\n| SUP | see above | |\n",
        PROVISION + "| MOD | Article 4, paragraph 2 | The Council may establish committees. |\n",
        PROVISION.replace("Text", "Current text") + "| ADD | Article 3, paragraph 4 | Assistance is reviewed. |\n",
        PROVISION + "| SUP | Article 3, paragraph 3 | Assistance is reviewed. |\n",
    ],
)  # fmt: skip
def test_a_sign_that_the_rest_of_its_row_contradicts_is_left(mail: str) -> None:
    reading = read(mail, LAKE)
    assert reading.text == LAKE and reading.problems


def test_the_columns_of_a_parliament_stand_under_their_place() -> None:
    mail = (
        "Amendment 15\nArticle 4 – paragraph 2\n\n| Text proposed by the Commission | Amendment |\n|---|---|\n"
        f"| 2. The Council {COMMITTEES}. | 2. The Council {GROUPS}. |\n"
    )
    assert read(mail, LAKE).text == LAKE.replace(COMMITTEES, GROUPS)


@pytest.mark.parametrize(
    "heads", ["Existing wording | Amended wording", "Text as it stands | Text as amended",
              "Original draft | Revised draft", "Text now | Wording sought",
              "Existing | Delegation's wording", "Libellé actuel | Nouveau libellé",
              "Redacción vigente | Redacción propuesta",
              "Действующая редакция | Новая редакция", "Draft language | Suggested language",
              "As it stands | Wording we would prefer", "What the draft says | What it should say",
              "Words now | Words we would like to see instead", "In the draft | What Norvia proposes",
              "Actuellement | Nous proposons", "Como dice actualmente | Queremos que diga",
              "Как сейчас | Как мы предлагаем", "现有条文 | 修改后", "النص كما هو | النص المعدل"],
)  # fmt: skip
def test_heads_say_whose_wording_stands_under_them(heads: str) -> None:
    known = heads != "Draft language | Suggested language"  # which nobody calls the current one
    reading = read(f"| Para | {heads} |\n|---|---|---|\n| 2 | maps | charts |\n")
    assert (reading.text == changed("maps", "charts")) is known


@pytest.mark.parametrize(
    "heads", ["Para | Draft | The Chair would like", "Para | Text | Better", "Spot | Then | Thereafter",
              "Para | Language we cannot accept | Language we could accept", "Item | Delete | We would prefer",
              "Para | Now | What Brum wants", "Para | As it stands | We would prefer", "Para | Now | We ask for",
              "Para | Now | Wanted", "Para | Now | Sought",
              "Para | Actuellement | Nous souhaitons", "Para | What the draft says | What we would like"],
)  # fmt: skip
def test_a_table_whose_heads_do_not_say_what_is_proposed_is_no_comment(heads: str) -> None:
    reading = read(f"Dear all,\n\n| {heads} |\n|---|---|---|\n| 2 | maps | too vague, charts |\n\nRegards,\nAna\n")
    assert reading.findings and not reading.remarks, heads


@pytest.mark.parametrize(
    ("current", "proposed", "carried"),
    [
        ("nueve miembros", "once miembros", True),
        ("If asked, Parties help.", "If asked in writing, Parties help.", True),
        ("nueve miembros", "si es posible, once miembros", False),
        ("nueve miembros", "once everybody agrees, ten members", False),
        ("nueve miembros", "subject to funds: once miembros", False),
    ],
)
def test_wording_that_begins_like_a_condition_is_no_condition(current: str, proposed: str, carried: bool) -> None:
    base = f"1. Hay un Consejo.\n\n2. {current}\n"
    reading = read(table(f"2 | {current} | {proposed} | "), base)
    assert (reading.text != base, bool(reading.problems)) == (carried, not carried)


@pytest.mark.parametrize(
    "said",
    ["Please use charts instead", "charts (preferred)", "charts / plans", "charts?", "we suggest charts",
     "should be deleted", "charts, for example", "cartes, de préférence", "por favor, cartas"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["Proposed text", "Proposed change"])
def test_words_that_speak_of_wording_are_not_put_into_the_text(said: str, head: str) -> None:
    reading = read(f"| Para | Current text | {head} |\n|---|---|---|\n| 2 | maps | {said} |\n")
    assert reading.text == BASE and len(reading.problems) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("Old", "New"), ("Text", "Proposal"), ("Draft text", "Amendment"), ("Was", "Becomes"), ("Now", "Change"),
     ("Ancien texte", "Nouveau texte"), ("Dice", "Debe decir")],
)  # fmt: skip
def test_two_lines_under_a_place_state_an_amendment(first: str, second: str) -> None:
    mail = (
        f"Para 6\n  {first}: Women shall\n  {second}: Women and girls shall\n\nPara 7\n{first}: 2030\n{second}: 2031\n"
    )
    assert read(mail).text == changed("Women shall", "Women and girls shall").replace("2030", "2031")


@pytest.mark.parametrize(
    "mail", ["Old: 2030\nNew: 2031\n", "Paragraph 7\nFrom: 2030\nTo: 2031\n", "Para 7\nOld: 2030\n"]
)
def test_common_words_before_a_colon_state_none_alone(mail: str) -> None:
    assert not Tables(mail, Parties())


def test_a_blank_line_inside_a_table_loses_no_row() -> None:
    reading = read("Para\tCurrent\tProposed\n2\tmaps\tcharts\n\n7\t2030\t2031\n")
    assert reading.text == changed("maps", "charts").replace("2030", "2031")


@pytest.mark.parametrize("figures", ["7 2030 2031", "5 (a) 2030 / 2031", "2030-2031"])
def test_figures_are_no_telephone_number(figures: str) -> None:
    reading = read(f"Para 2: replace “maps” by “charts”\n\n{figures}\n")
    assert [problem.words for problem in reading.problems] == [figures]


def test_a_row_moved_by_another_is_left_and_the_senders_own_recorded() -> None:
    heads = "| No. | Place | Amendment | Moved by |\n|---|---|---|---|\n"
    rows = ("1 | Para 7 | leave out “2030” and insert “2031” | Norvia", "2 | Para 2 | leave out “maps,” | Brum")
    reading = read(table(*rows, heads=heads))
    assert reading.text == changed("2030", "2031") and not reading.findings
    assert [problem.why for problem in reading.problems] == ["it is from Brum, who did not send the table"]


def test_the_name_of_a_worksheet_is_no_place_unless_the_draft_has_such_a_heading() -> None:
    assert read("# Editorial\n\n" + table("2 | maps | charts | ")).text == changed("maps", "charts")
    for name in ("Brum", "Rejected", "Option 2", "Provisional"):
        assert read(f"# {name}\n\n" + table("2 | maps | charts | ")).text == BASE
    base = BASE + "\n# Editorial\n\n2. Parties keep maps.\n"
    assert read("# Editorial\n\n" + table("2 | maps | charts | "), base).findings


def test_a_row_that_numbers_the_columns_says_nothing() -> None:
    reading = read(table("1 | 2 | (3) | (4)", "2 | maps | charts | "))
    assert (reading.text, reading.problems) == (changed("maps", "charts"), ())


def roles(reading: Reading) -> list[tuple[str, str]]:
    (part,) = reading.ledger.parts
    return [(span.kind.value, span.of(part.words).strip(" |-")) for span in part.spans]


def test_each_row_is_accounted_for_where_it_stands() -> None:
    mail = "Our amendments:\n\n" + table("2 | maps | charts | better", "6 | boats | ships | ", "7 | | | Too long?")
    assert roles(read(mail)) == [
        ("scope", "Our amendments:"),
        ("scope", "Paragraph | Current text | Proposed text | Comment"),
        ("carried out", "2 | maps | charts"),
        ("comment", "better"),
        ("left for manual review", "6 | boats | ships"),
        ("comment", "7 | | | Too long?"),
    ]


@pytest.mark.parametrize("words", ["Les délégués étaient là.", "Ce texte est trop long, à notre avis."])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spans_count_the_characters_of_the_message_as_it_is_read(words: str, form: str, end: str) -> None:
    mail = f"{words}\n\nPara 7: replace “2030” by “2031”\n\n" + table("2 | maps | charts | ")
    reading = read(normalize("NFD" if form == "NFD" else "NFC", mail).replace("\n", end))
    assert reading.text == changed("maps", "charts").replace("2030", "2031")
    assert [said for role, said in roles(reading) if role == "carried out"] == [
        "Para 7: replace “2030” by “2031”",
        "2 | maps | charts",
    ]


@pytest.mark.parametrize(
    ("rows", "carried"),
    [
        (["4 | 2 | may | shall", " | 3 | two thirds | half"], 2),
        (["4 | 2 | may | shall", " | 3 | two thirds | half", "3 | 1 | one another | each other"], 3),
        (["3 | | one another | each other", " | 2 | free of charge | free"], 2),
        ([" | 2 | free of charge | free"], 1),
        (["4 | 2 | may | shall", "3 | | one another | each other", " | | free of charge | free"], 3),
    ],
)
def test_a_blank_cell_carries_on_the_article_above(rows: list[str], carried: int) -> None:
    reading = read(table(*rows, heads="| Article | Paragraph | Current | Proposed |\n|---|---|---|---|\n"), LAKE)
    left = len(reading.problems)
    assert (len(rows) - left) == carried and reading.text.count("## Article") == 2
