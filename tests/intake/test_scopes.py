"""Where an instruction stands: a scope binds what is under it, and a place that is not there is no other place."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.carrying import Carried
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.message_spans import SpanRole, joins
from amendtrack.intake.stated.locating import where_in
from amendtrack.text.units import parse_text

BASE = """# Statute of the Mill

*Recalling* the old weir,

## Part I – Water

Article 1 Wheels

1. Each mill has one wheel, one sluice and one bell.

2. Each miller shall:

(a) keep a log;

(b) mend the sluice.

Article 2 Grain

1. Grain is ground in turn.

2. The turn is drawn by lot.

3. No miller may refuse.
"""


def put(message: str) -> Carried:
    base = parse_text(BASE)
    read = read_message(message, base)
    carried = carry_out(read, base, {})
    assert joins(read.text, carried.spans)
    return carried


@pytest.mark.parametrize(
    "message",
    [
        "Article 1\nPara 3: delete",
        "Article 1:\n- paragraph 3: delete",
        "**Article 1**\n\nPara 3: replace “refuse” by “decline”",
        "Annex II\nPara 3: delete",
        "Resolution on mills\n\nPara 3: delete",
        "Draft Rules:\nPara 3: delete\n\nDraft Agenda:\nArticle 2: delete",
        "Article 1, paragraph 2\n(c) delete",
        "Comments on Article 1\n3. delete",
        "Article 2, paragraph 3 of the Brum text\nDelete",
    ],
)
def test_what_is_not_in_the_scope_is_left(message: str) -> None:
    carried = put(message)
    assert carried.text == BASE and carried.problems
    assert any(span.kind is SpanRole.LEFT for span in carried.spans)


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("Article 1\nPara 1: replace “wheel” by “rotor”", "one wheel", "one rotor"),
        ("Part I\nArticle 2\nPara 3: delete “may”", "may refuse", "refuse"),
        ("Part I – Water\n\nArticle 2 Grain\n\nPara 3\n\nDelete", "3. No miller may refuse.\n", ""),
        ("Article 1\n(a): replace “log” by “book”", "a log", "a book"),
        ("Article 1\nPara 1: delete “, one sluice”\nArticle 2\nPara 2: replace “lot” by “dice”",
         "one wheel, one sluice", "one wheel"),
    ],
)  # fmt: skip
def test_what_is_in_the_scope_is_carried_out(message: str, before: str, after: str) -> None:
    carried = put(message)
    assert not carried.problems
    assert (
        carried.text.rstrip()
        == BASE.replace(before, after).replace("by lot", "by dice" if "dice" in message else "by lot").rstrip()
    )


@pytest.mark.parametrize(
    "message",
    [
        "Delete Article 1, paragraph 1; if not possible, replace “one” by “a”.",
        "Delete Article 2, paragraph 3 as long as paragraph 2 is kept.",
        "Article 2, paragraph 3: could be deleted.",
        "Article 1, paragraph 1: delete “one wheel” and “one sluice”",
        "Article 1, paragraph 1: add “one stone” after “one wheel,”",
        "We reserve our position on the deletion of Article 2, paragraph 3.",
    ],
)
def test_nothing_is_carried_out_by_half_or_on_a_condition(message: str) -> None:
    carried = put(message)
    assert carried.text == BASE and carried.problems and not carried.remarks


OPENINGS = (
    "The Conference,",
    "*The Conference*,",
    "*The General Assembly,*",
    "States Parties,",
    "L’Assemblée générale,",
    "La Conferencia,",
    "Генеральная Ассамблея,",
    "大会，",
    "إن الجمعية العامة،",
)
PREAMBLES = (
    ("Recalling the Declaration of Arda,", "Noting the report,"),
    ("*Recalling* the Declaration of Arda,", "*Noting* the report,"),
    ("Recalling the Declaration of Arda,", "Noting the long and detailed report of the group of experts on lakes,"),
    ("Recalling the long and detailed report of the group of experts on mountain lakes,", "Noting the report,"),
    ("Rappelant sa décision,", "Notant le rapport,"),
)


@pytest.mark.parametrize("opening", ["", *OPENINGS])
@pytest.mark.parametrize("preamble", PREAMBLES)
@pytest.mark.parametrize("title", ["", "# Draft resolution", "Draft resolution on lakes", "CONF/2009/L.2\n\nEnglish"])
def test_preambular_paragraphs_are_counted_after_the_words_that_say_who_speaks(
    opening: str, preamble: tuple[str, str], title: str
) -> None:
    parts = (title, opening, *preamble, "1. Decides to meet.", "2. Decides to report.")
    base = parse_text("\n\n".join(filter(None, parts)) + "\n")
    guide = Guide(base)
    for place, wording in (("PP1", preamble[0]), ("PP2", preamble[1]), ("PP3", None), ("OP1", "Decides to meet.")):
        where = where_in([("", place)])
        assert where and where.place
        found = [base.wording(base.units[i]).strip() for i in guide.units_of(where.place)]
        assert found == ([wording] if wording else [])


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("Para 1: delete. Para 2.", "Para 2."),
        ("Para 2\nPara 1: delete", "Para 2"),
        ("Para 1: delete\nPara 2", "Para 2"),
        ("Para 1: delete. Para 2, para 3.", "Para 2, para 3."),
    ],
)
def test_a_place_of_which_nothing_is_said_is_left(message: str, left: str) -> None:
    base = parse_text("1. One.\n\n2. Two.\n\n3. Three.\n")
    found = carry_out(read_message(message, base), base, {})
    assert found.text == "2. Two.\n\n3. Three.\n"
    assert [problem.words for problem in found.problems] == [left]


CLAUSES = parse_text(
    "# Bridges\n\n4 Design\n\n4.1 Ropes are thick.\n\n4.2 Decks are wide.\n\n"
    "5 Use\n\n5.1 Bridges are open.\n\n5.2 Guests pay.\n"
)


@pytest.mark.parametrize("scope", ["Clause 4", "4", "Para 4"])
@pytest.mark.parametrize("place", ["5.1", "5.2"])
def test_a_decimal_of_another_clause_is_asked_back(scope: str, place: str) -> None:
    found = carry_out(read_message(f"{scope}\n{place}: delete", CLAUSES), CLAUSES, {})
    assert found.text == CLAUSES.source and found.problems


@pytest.mark.parametrize(
    "said",
    [
        '5.1: replace "open" by "open"',
        '5.2: replace "Guests pay" with "Guests  pay"',
        'Para 5.2 to read: "Guests pay."',
    ],
)
def test_what_changes_nothing_is_asked_back(said: str) -> None:
    found = carry_out(read_message(said, CLAUSES), CLAUSES, {})
    assert found.text == CLAUSES.source and found.problems


CONVENTION = parse_text(
    "# Convention on Roads\n\nArticle 1\nUse of terms\n\n1. A road is open.\n\n2. A toll is low.\n\n"
    "Article 2\n\n1. Tolls are paid.\n\n## Article 3 Wardens\n\n1. Wardens are paid.\n"
)
TITLES = {
    'Article 1: the heading is replaced by "Terms".': ("Use of terms", "Terms"),
    'Article 1\nTitle to read: "Terms"': ("Use of terms", "Terms"),
    'Article 1 is amended as follows:\n(a) the title is replaced by "Terms";\n(b) in paragraph 2, "low" '
    'is replaced by "fair".': ("Use of terms", "Terms"),
    'In Article 3:\n- replace the title by "Guards"': ("Wardens\n", "Guards\n"),
    'Article 3, title: replace "Wardens" by "Guards"': ("Wardens\n", "Guards\n"),
    'Replace the title by "Convention on Ways".': ("Convention on Roads", "Convention on Ways"),
    'Article 2: replace the title by "Tolls".': ("", ""),
    'Article 2\nTitle to read: "Tolls"': ("", ""),
    'Article 1, paragraph 1\nTitle to read: "Tolls"': ("", ""),
}


@pytest.mark.parametrize("said", TITLES)
def test_the_title_is_that_of_what_was_named_before_it(said: str) -> None:
    found = carry_out(read_message(said, CONVENTION), CONVENTION, {})
    old, new = TITLES[said]
    wanted = CONVENTION.source.replace(old, new, 1) if old else CONVENTION.source
    assert found.text.replace("fair", "low") == wanted
    assert bool(found.problems) is not bool(old)


HEADS = (
    "## Article {}\n\n## {}",
    "## Article {}\n\n### {}",
    "## Article {}\n\n{}",
    "## Article {} {}",
    "Article {}\n\n{}",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_paragraph_is_found_in_its_article_wherever_the_title_stands(head: str) -> None:
    articles = (
        f"{head.format(n, title)}\n\n1. {title} are red.\n\n2. {title} are not:\n\n(a) old;\n\n(b) wet.\n"
        for n, title in enumerate(("Boats", "Nets", "Ropes"), 1)
    )
    base = parse_text("\n".join(["# Draft Rules\n", *articles]))
    guide = Guide(base)
    for i, unit in enumerate(base.units):
        if unit.label and "Article" not in unit.label:
            said = where_in([("", guide.where[i].replace(", ", ", paragraph "))])
            assert said and said.place and guide.units_of(said.place) == (i,), guide.where[i]
    found = carry_out(read_message('Insert a new article 4: "Article 4 Oars. They are free."', base), base, {})
    assert found.text == f"{base.source}\nArticle 4 Oars. They are free.\n"
