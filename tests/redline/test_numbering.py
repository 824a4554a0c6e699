"""What follows from a proposal's own insertions and deletions is no amendment: numbers, levels and references."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.redline.numbering import LabelChange
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(a.before, a.after) for a in amendments(compare(before, after))]


def numbered(form: str, bodies: list[str]) -> str:
    return "".join(form.format(n=n) + f" {body}\n\n" for n, body in enumerate(bodies, 1))


BOATS = [
    "Every club keeps a log of its boats.",
    "The nets are dried on the shore by day.",
    "Pilots carry two lamps after sunset.",
    "Fees are due before the ice melts.",
]
NEW = "Guests may fish only from the northern pier."


@pytest.mark.parametrize(
    "form",
    "§ {n}|{n} §|{n}. §|¶ {n}|[{n}]|{n}°|Artigo {n}.º|Artículo {n}.-|Art. {n}. -|Sec. {n}.|Điều {n}.|Madde {n} –"
    "|Rule {n}|第 {n} 条|제{n}조|({n})|{n} straipsnis.|Статья {n}.|ماده {n} -|Standard {n}:".split("|"),
)
def test_one_put_in_is_one_amendment_in_every_form(form: str) -> None:
    after = [*BOATS[:2], NEW, *BOATS[2:]]
    found = shown(numbered(form, BOATS), numbered(form, after))
    assert found == [("", numbered(form, after).split("\n\n")[2])]
    assert shown(numbered(form, after), numbered(form, BOATS)) == [found[0][::-1]]


def lettered(form: str, bodies: list[str], signs: str) -> str:
    return "".join(form.format(n=sign) + f" {body}\n\n" for sign, body in zip(signs.split(), bodies))


LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


@pytest.mark.parametrize("form", ["({n})", "{n})", "{n}."])
@pytest.mark.parametrize("at", [0, 3, 7, 8, 9, 20])
def test_the_letters_i_v_and_x_follow_as_letters_do(form: str, at: int) -> None:
    bodies = [f"Harbour {word} stays open all year round." for word in "red blue green grey white black".split()]
    bodies = [f"{body[:-1]} at gate {n}." for n in range(4) for body in bodies][:23]
    before = lettered(form, bodies, LETTERS)
    after = lettered(form, [*bodies[:at], NEW, *bodies[at:]], LETTERS)
    new = f"{form.format(n=LETTERS.split()[at])} {NEW}"
    assert shown(before, after) == [("", new)]
    assert shown(after, before) == [(new, "")]


def test_roman_numerals_below_a_letter_follow_as_numerals_do() -> None:
    before = "(h) Each club keeps:\n\n(i) a log;\n\n(ii) two lamps.\n\n(i) The nets are dried on the shore by day.\n"
    after = before.replace("(ii)", "(iii)").replace("(i) a log", "(i) a spare anchor;\n\n(ii) a log")
    assert shown(before, after) == [("", "(i) a spare anchor;")]


def sections(head: str, item: str, parts: list[tuple[str, list[str]]]) -> str:
    units = []
    for n, (title, bodies) in enumerate(parts, 1):
        units.append(head.format(n=n) + f" {title}")
        units += [item.format(n=n, k=k) + f" {body}" for k, body in enumerate(bodies, 1)]
    return "\n\n".join(units) + "\n"


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("{n}.", "{n}.{k}."),
        ("{n}", "{n}.{k}"),
        ("# {n}.", "{n}.{k}"),
        ("Clause {n}", "{n}.{k}"),
        ("## § {n}", "{n}.{k}"),
    ],
)
def test_a_section_put_in_or_struck_is_one_change_whatever_its_decimals(head: str, item: str) -> None:
    parts = [("Sale", BOATS[:2]), ("Risk", BOATS[2:]), ("Courts", ["The court of the lake decides."])]
    more = [parts[0], ("Tax", [NEW]), *parts[1:]]
    before, after = sections(head, item, parts), sections(head, item, more)
    assert {new for _, new in shown(before, after)} == {u for u in after.split("\n\n") if "Tax" in u or NEW in u}
    assert {old for old, _ in shown(after, before)} == {u for u in after.split("\n\n") if "Tax" in u or NEW in u}


def test_a_decimal_that_its_section_does_not_explain_is_shown() -> None:
    before = "1. Sale\n\n1.1. The seller sells.\n\n2. Risk\n\n2.1. It passes.\n"
    assert shown(before, before.replace("2.1.", "2.7.")) == [("2.1.", "2.7.")]


@pytest.mark.parametrize(
    ("cited", "follows"),
    [
        ("See paragraphs 2 and 3 here.", "See paragraphs 3 and 4 here."),
        ("See paragraphs 2, 3 and 4 here.", "See paragraphs 3, 4 and 5 here."),
        ("See paragraphs 2–4 here.", "See paragraphs 3–5 here."),
        ("See paras. 2 to 4 here.", "See paras. 3 to 5 here."),
        ("See paragraphs 1 and 2 here.", "See paragraphs 1 and 3 here."),
        ("Voir les paragraphes 2 et 3.", "Voir les paragraphes 3 et 4."),
        ("Véanse los párrafos 2 y 4.", "Véanse los párrafos 3 y 5."),
        ("См. пункты 2 и 3.", "См. пункты 3 и 4."),
        ("Siehe Absätze 2 und 3.", "Siehe Absätze 3 und 4."),
        ("See paragraph 2 and paragraph 3.", "See paragraph 3 and paragraph 4."),
    ],
)
def test_references_follow_renumbering(cited: str, follows: str) -> None:
    before = numbered("{n}.", [*BOATS, cited])
    after = numbered("{n}.", [BOATS[0], NEW, *BOATS[1:], follows])
    assert shown(before, after) == [("", f"2. {NEW}")]
    left = numbered("{n}.", [BOATS[0], NEW, *BOATS[1:], cited])
    assert shown(before, left) == [("", f"2. {NEW}")]


def test_references_to_tables_rules_and_clauses_follow() -> None:
    for word in ("Table", "Rule", "Clause", "Figure", "Guideline"):
        before = numbered(word + " {n}:", [*BOATS[:3], f"As told in {word.lower()} 2, all is due."])
        after = numbered(word + " {n}:", [BOATS[0], NEW, *BOATS[1:3], f"As told in {word.lower()} 3, all is due."])
        assert shown(before, after) == [("", f"{word} 2: {NEW}")]


def test_two_series_with_the_same_numbers_are_each_followed() -> None:
    form = "{0}. Boats pay.\n\n{1}. See {cites} {0} and {1}, and {word} {1}.\n\n{word} {0} Fees\n\n{word} {1} Maps\n"
    for cites, word in (("paragraphs", "Table"), ("les paragraphes", "Annexe"), ("пункты", "Таблица")):
        before = form.format(1, 2, cites=cites, word=word)
        after = f"1. Guests sing.\n\n{form.format(2, 3, cites=cites, word=word)}".replace(
            f"{word} 2 Fees", f"{word} 1 Lamps\n\n{word} 2 Fees"
        )
        assert len(amendments(compare(before, after))) == 2
        cited_wrong = after.replace(f"and {word} 3", f"and {word} 2")
        assert len(amendments(compare(before, cited_wrong))) == 2  # as the draft has it
        assert len(amendments(compare(before, after.replace("2 and 3", "2 and 5")))) > 2


def test_a_reference_that_became_another_is_shown() -> None:
    before = numbered("{n}.", [*BOATS, "See paragraphs 2 and 3 here."])
    after = numbered("{n}.", [BOATS[0], NEW, *BOATS[1:], "See paragraphs 3 and 5 here."])
    assert ("", f"2. {NEW}") in (found := shown(before, after))
    assert len(found) > 1


def named(source: str) -> tuple[str, ...]:
    return addresses(parse_text(source))


def test_a_heading_closes_the_list_before_it() -> None:
    source = "# Wells\n\n1. Dug.\n\n2. Dry.\n\n# Ropes\n\n(a) Long.\n\n(b) Short.\n\n# Buckets\n\n1. New.\n\n(a) Tin.\n"
    assert named(source)[4:] == ("“Ropes” (a)", "“Ropes” (b)", "heading “Buckets”", "Buckets, 1", "Buckets, 1 (a)")


def test_indentation_is_a_level() -> None:
    assert named("1. Do:\n    1. this;\n    2. that:\n        1. here;\n2. Stop.\n") == (
        "1",
        "1.1",
        "1.2",
        "1.2.1",
        "2",
    )
    assert named("Article 9\n\n    1. Help.\n\n    2. Pay.\n") == ("Article 9", "Article 9, 1", "Article 9, 2")
    assert named("1. One.\n  2. Two.\n") == ("1", "2")


@pytest.mark.parametrize(
    ("cited", "moved"),
    [
        ("Under Article 2 of the Charter of 1998, boats pay.", "Under Article 3 of the Charter of 1998, boats pay."),
        ("Under Article 2(a) of the Charter, boats pay.", "Under Article 3(a) of the Charter, boats pay."),
        ("See paragraph 1 of Article 2 of the Statute here.", "See paragraph 1 of Article 3 of the Statute here."),
        ("Under Article 2 TFL, boats pay.", "Under Article 3 TFL, boats pay."),
        ("Selon l'article 2 de la Charte, tout est dû.", "Selon l'article 3 de la Charte, tout est dû."),
        ("Según el artículo 2 del Estatuto, todo se paga.", "Según el artículo 3 del Estatuto, todo se paga."),
        ("По статье 2 Устава все платят.", "По статье 3 Устава все платят."),
        ("Nach Artikel 2 der Satzung ist alles fällig.", "Nach Artikel 3 der Satzung ist alles fällig."),
        ("وفقا للمادة 2 من الميثاق يدفع الجميع.", "وفقا للمادة 3 من الميثاق يدفع الجميع."),
    ],
)
def test_a_reference_to_another_text_that_changes_is_an_amendment(cited: str, moved: str) -> None:
    before = numbered("Article {n}.", [*BOATS, cited])
    after = numbered("Article {n}.", [BOATS[0], NEW, *BOATS[1:], moved])
    assert ("2", "3") in shown(before, after)
    same = numbered("Article {n}.", [BOATS[0], NEW, *BOATS[1:], cited])
    assert shown(before, same) == [("", f"Article 2. {NEW}")]


@pytest.mark.parametrize(
    ("cited", "follows"),
    [
        ("Under Article 2 of this Convention, boats pay.", "Under Article 3 of this Convention, boats pay."),
        ("See paragraph 1 of Article 2 here.", "See paragraph 1 of Article 3 here."),
        ("Boats pay under Articles 2 and 3.", "Boats pay under Articles 3 and 4."),
        ("Selon l'article 2 de la présente Convention.", "Selon l'article 3 de la présente Convention."),
        ("По статьям 2 и 3 все платят.", "По статьям 3 и 4 все платят."),
        ("Согласно статье 2 настоящего Соглашения.", "Согласно статье 3 настоящего Соглашения."),
        ("وفقا للمادة 2 من هذه الاتفاقية.", "وفقا للمادة 3 من هذه الاتفاقية."),
    ],
)
def test_a_reference_within_the_text_follows(cited: str, follows: str) -> None:
    before = numbered("Article {n}.", [*BOATS, cited])
    after = numbered("Article {n}.", [BOATS[0], NEW, *BOATS[1:], follows])
    assert shown(before, after) == [("", f"Article 2. {NEW}")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## 5. Wells\n\nDug.\n", "5. Wells\n\nDug.\n"),
        ("# Wells\n\nDug.\n", "Wells\n\nDug.\n"),
        ("Wells\n=====\n\nDug.\n", "# Wells\n\nDug.\n"),
        ("Action 20. Boats pay.\n\nAction 21. Nets pay.\n", "ACTION 20. Boats pay.\n\nACTION 21. Nets pay.\n"),
        ("Action 20. Boats pay.\n\nAction 21. Nets pay.\n", "20. Boats pay.\n\n21. Nets pay.\n"),
        ("**Action #20:** Boats pay.\n", "Action 20: Boats pay.\n"),
        ("**12. Wells**\n\nDug.\n", "12. Wells\n\nDug.\n"),
        ("> quoted words that go on\n> and on\n", "> quoted words that\n> go on and on\n"),
    ],
)
def test_another_form_of_the_same_text_asks_for_nothing(before: str, after: str) -> None:
    assert shown(before, after) == []
    assert shown(after, before) == [] or "Action 20. " in before


def test_a_number_that_another_unit_bears_is_not_taken_for_the_same() -> None:
    before = "1. Boats pay.\n\nAction 1. Nets dry.\n\nAction 2. Fees are due.\n"
    assert shown(before, before.replace("Action 1. ", "1. ")) != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("All mine-affected areas.\n", "All mine-\naffected areas.\n"),
        ("All mine-affected areas.\n", "All mine-\n   affected areas.\n"),
        ("All mine\u2010affected areas.\n", "All mine\u2010\r\naffected areas.\n"),
        ("Work pre- and post-war.\n", "Work pre-\nand post-war.\n"),
        ("All mined areas.\n", "All mi\u200bned areas.\u200b\n"),
        ("All mined areas.\n", "All\u200b mined areas.\ufeff\n"),
        ("所有雷区。\n", "所有\u200b雷区。\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a  | b   |\n|:---|----:|\n| c  | d   |\n"),
        ("a | b\n--|--\nc | d\n", "a | b\n--- | :---:\nc | d\n"),
        ("> words that are quoted\n> and go on\n", "> words that\n> are quoted and\n> go on\n"),
        ("l’État\n", "l'État\n"),
    ],
)
def test_breaks_invisible_signs_and_rulers_ask_for_nothing(before: str, after: str) -> None:
    assert shown(before, after) == []
    assert shown(after, before) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("All mine-affected areas.\n", "All mine affected areas.\n"),
        ("Work pre- and post-war.\n", "Work pre-and post-war.\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | e |\n"),
        ("2 * 3 boats.\n", "2 3 boats.\n"),
        ("Fees* are due.\n", "Fees are due.\n"),
        ("Use __init__ here.\n", "Use init here.\n"),
        ("Use `*a*` here.\n", "Use `a` here.\n"),
        ("A > b is so.\n", "A b is so.\n"),
    ],
)
def test_signs_that_are_wording_are_shown(before: str, after: str) -> None:
    assert shown(before, after) != []


def articles(head: str, *subjects: str) -> str:
    bodies = ("1. {s} are kept here.", "2. {s} are counted.")
    parts = [[head.format(n=n), *(b.format(s=s) for b in bodies)] for n, s in enumerate(subjects, 1)]
    return "\n\n".join(unit for part in parts for unit in part) + "\n"


@pytest.mark.parametrize("head", ["Article {n}", "## Section {n}", "§ {n}", "第{n}条", "Artículo {n}.-"])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
@pytest.mark.parametrize("new", [("Towers",), ("Towers", "Bells")])
def test_an_article_of_a_bare_heading_goes_with_its_paragraphs(head: str, at: int, new: tuple[str, ...]) -> None:
    old = ("Boats", "Nets", "Fees")
    before, after = articles(head, *old), articles(head, *old[:at], *new, *old[at:])
    units = after.rstrip().split("\n\n")[3 * at : 3 * (at + len(new))]
    assert shown(before, after) == [("", unit) for unit in units]
    assert shown(after, before) == [(unit, "") for unit in units]


def test_units_swapped_at_the_head_of_a_list_are_numbered_by_that() -> None:
    for first, second, third in (("20. ", "21. ", "22. "), ("(e) ", "(f) ", "(g) "), ("第五条 ", "第六条 ", "第七条 ")):
        before = f"{first}Ports are open to all.\n\n{second}Ships pay on leaving the port.\n\n{third}Crews rest.\n"
        after = f"{first}Ships pay on leaving the port.\n\n{second}Ports are open to all.\n\n{third}Crews rest.\n"
        changes = [c for c in compare(before, after).changes if c.label is LabelChange.EDITORIAL]
        assert not changes, first


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            "Article {n}.",
            ["schedule", "annex", "phase", "table", "paragraph", "Part", "rule", "footnote", "resolution"],
        ),
        ("{n}.", ["schedule", "annex", "phase", "table", "stage", "footnote", "Part", "options", "resolution"]),
        ("Section {n}.", ["Article", "schedule", "paragraph", "figure", "Annexes"]),
        ("Статья {n}.", ["таблица", "приложение", "пункт", "части"]),
        ("Artículo {n}.", ["anexo", "tabla", "párrafo", "capítulo"]),
    ],
)
def test_another_thing_of_that_number_does_not_follow(form: str, words: list[str]) -> None:
    for word in words:
        before = numbered(form, [*BOATS, f"Boats pay under {word} 2."])
        after = numbered(form, [BOATS[0], NEW, *BOATS[1:], f"Boats pay under {word} 3."])
        assert ("2", "3") in shown(before, after), word


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("Article {n}.", ["Article", "art.", "Articles", "article"]),
        ("{n}.", ["paragraph", "para.", "clause", "section", "point", "paragraphs"]),
        ("Action #{n}:", ["action", "Actions", "Action"]),
        ("Статья {n}.", ["статье", "статья", "статьями"]),
        ("Artículo {n}.", ["artículo", "artículos", "art."]),
        ("Table {n}:", ["table", "Tables"]),
        ("Rule {n}.", ["rule", "rules"]),
    ],
)
def test_a_reference_in_any_form_of_its_word_follows(form: str, words: list[str]) -> None:
    for word in words:
        before = numbered(form, [*BOATS, f"Boats pay under {word} 2."])
        after = numbered(form, [BOATS[0], NEW, *BOATS[1:], f"Boats pay under {word} 3."])
        assert ("2", "3") not in shown(before, after), word


@pytest.mark.parametrize("heading", ["Article {n}", "## Article {n}", "## {w}", "第{n}条", "المادة {n}", "Rule {n}"])
@pytest.mark.parametrize("item", ["{n}.", "({n})", "{n})"])
def test_numbers_that_restart_under_a_heading_follow_whatever_stood_before_it(heading: str, item: str) -> None:
    def text(*articles: list[str]) -> str:
        heads = (heading.format(n=n, w=BOATS[n - 1][:8]) for n in range(1, 9))
        return "".join(f"{head}\n\n{numbered(item, bodies)}" for head, bodies in zip(heads, articles))

    one, two, three, four = BOATS
    before = text([one, two], [three, four, NEW])
    for first in ([one, two], [f"{one} {two}"], [one]):
        for second in ([four, NEW], [NEW], [three, NEW]):
            changes = compare(before, text(first, second)).changes
            assert not [c for c in changes if c.label is LabelChange.EDITORIAL]


def test_the_only_item_left_of_a_list_has_its_first_number() -> None:
    lists = (
        "1. Boats:\n\n(b) oars:\n\n(i) long;\n\n(c) nets:\n\n{}(ii) small nets that dry on the shore;\n\n(d) ropes.\n"
    )
    before = lists.format("(i) large nets that hang in the harbour;\n\n")
    after = lists.format("").replace("(ii)", "(i)")
    assert not [c for c in compare(before, after).changes if c.label is LabelChange.EDITORIAL]


def test_what_counts_on_from_a_number_that_is_an_amendment_is_one_too() -> None:
    """Else 5 would stand before 3, and 4 twice, once the amendment has been accepted."""
    one, two, three, four = BOATS
    before = numbered("{n}.", [one, two, three, four]).replace("3. ", "(a) They are blue.\n\n3. ")
    after = numbered("{n}.", [one, NEW, two, "They are blue.", three, four])
    assert shown(before, after)[1:] == [("(a)", "4."), ("3.", "5."), ("4.", "6.")]


def test_headings_that_lose_a_level_are_numbered_as_one_list() -> None:
    body = "Every club keeps one.\n\n"
    before = f"### 3.1 Logs\n\n{body}#### 3.1.1 Log\n\n" + "".join(
        f"##### 3.1.1.{n} {w}\n\nThe {w} is red.\n\n" for n, w in enumerate(("Name", "Pier", "Lamp", "Rope"), 1)
    )
    after = before.replace("#### 3.1.1 Log\n\n", "", 1)
    for n in range(1, 5):
        level = "#" * (4 if n < 3 else 5)  # of the last two, the level was forgotten
        after = after.replace(f"##### 3.1.1.{n}", f"{level} 3.1.{n}")
    assert consolidate(before, {"Arda": after}).accept(["Arda"]).clean() == after


@pytest.mark.parametrize("heading", ["Article {}", "## Article {}", "## Title {}"])
@pytest.mark.parametrize("new", [[], [NEW]])
@pytest.mark.parametrize("item", ["{n}.", "({n})"])
def test_paragraphs_that_come_under_the_article_above_are_counted_in_it(
    heading: str, new: list[str], item: str
) -> None:
    """Their numbers stand there already, whatever else has been put in or struck there."""
    articles = BOATS[:2], BOATS[2:], ["Oars are red."]
    before = "".join(heading.format(n) + f"\n\n{numbered(item, a)}" for n, a in enumerate(articles, 1))
    joined = [BOATS[0], *new, *BOATS[1:]]
    after = "".join(heading.format(n) + f"\n\n{numbered(item, a)}" for n, a in ((1, joined), (3, articles[2])))
    made = parse_text(consolidate(before, {"Arda": after}).accept(["Arda"]).clean())
    assert [made.wording(unit) for unit in made.units][1:-2] == joined
    given = (1, "1 bis", 2, 4, 5) if new else (1, 2, 3, 4)
    labels = [unit.label.replace("(1) bis", "(1 bis)") for unit in made.units][1:-2]
    assert labels == [item.format(n=n) for n in given]
