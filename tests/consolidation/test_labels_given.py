"""The numbers of new, moved and split-off units: each once, the same in print and in the clean text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

WELLS = "Wells are kept clean by each of the towns."
ROPES = "Ropes are bought by the council in spring."
PAIL = "Buckets are painted red before the winter."
OAK = "Covers are made of oak or of larch."
KEEPER = "The keeper writes a report on every well, and reads it out to the council."
CHILDREN = "Children keep away from all open wells, and from the pumps by the lake."
BELL = "A bell is rung at dawn by the smith."
FORMS = ("Article {}", "## Rule {}", "Artículo {}.", "المادة {}", "第{}条")


def numbered(form: str, *articles: tuple[str, ...]) -> str:
    made = []
    for n, article in enumerate(articles, 1):
        made += [form.format(n), *(f"{k}. {words}" for k, words in enumerate(article, 1))]
    return "\n\n".join(made) + "\n"


def numbers(con: Consolidation) -> Iterator[list[str]]:
    """The labels in the clean text, article by article."""
    found: list[str] = []
    for unit in parse_text(con.clean()).units:
        if not unit.label[:1].isdigit():
            yield found
            found = []
        else:
            found.append(unit.label)
    yield found


def test_what_is_split_off_a_moved_unit_is_numbered_after_it() -> None:
    for form in FORMS:
        both = f"{PAIL} {OAK}"
        base = numbered(form, (WELLS, ROPES, both), (KEEPER, CHILDREN))
        moved = numbered(form, (both, WELLS, ROPES), (KEEPER, CHILDREN))
        split = numbered(form, (WELLS, ROPES, PAIL, OAK), (KEEPER, CHILDREN))
        con = consolidate(base, {"Arda": moved, "Brum": split}).accept(["Arda", "Brum"])
        assert unmarked(brackets(con)).split() == con.clean().split(), form
        assert all(len(set(found)) == len(found) for found in numbers(con)), con.clean()


def test_one_unit_at_two_places_and_a_new_one_bear_three_numbers() -> None:
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES, PAIL), (KEEPER, CHILDREN))
        first = numbered(form, (PAIL, WELLS, ROPES), (KEEPER, CHILDREN))
        second = numbered(form, (WELLS, PAIL, ROPES), (KEEPER, CHILDREN))
        new = numbered(form, (BELL, WELLS, OAK, ROPES, PAIL), (KEEPER, CHILDREN))
        con = consolidate(base, {"Arda": first, "Brum": second, "Corv": new})
        places = [s.place for s in con.slots if s.shape in (Shape.NEW, Shape.MOVED_HERE)]
        assert len(set(places)) == len(places) == 4, (form, places)
        for choice in (0, 1):
            away = next(s for s in con.slots if s.shape is Shape.MOVED_AWAY)
            done = con.choose(away, away.variants[choice]).accept(["Corv"])
            assert unmarked(brackets(done)).split() == done.clean().split(), form
            assert all(len(set(found)) == len(found) for found in numbers(done)), done.clean()


def test_new_units_before_the_first_keep_their_order_when_one_is_rejected() -> None:
    new = (OAK, BELL, PAIL, "Zinc is not used for any pump.")
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES), (KEEPER, CHILDREN))
        arda = numbered(form, (*new[:2], WELLS, ROPES), (KEEPER, CHILDREN))
        brum = numbered(form, (*new[2:], WELLS, ROPES), (KEEPER, CHILDREN))
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        printed = brackets(con)
        for name in ("Arda#1", "Arda#2", "Brum#1", "Brum#2"):
            clean = con.reject([name]).accept([n for n in (a.name for a in con.amendments) if n != name]).clean()
            there = [words for words in new if words in clean]
            assert len(there) == 3
            assert sorted(there, key=clean.index) == sorted(there, key=printed.index), (form, name)


def test_a_heading_with_a_new_number_ends_in_no_blank() -> None:
    for form in FORMS[:2]:
        base = numbered(form, (WELLS, ROPES), (KEEPER, CHILDREN))
        new = numbered(form, (BELL,), (WELLS, ROPES), (KEEPER, CHILDREN))
        con = consolidate(base, {"Arda": new})
        made = con.accept(["Arda"]).clean()
        assert all(line == line.rstrip() for line in (*made.splitlines(), *brackets(con).splitlines())), made


def test_a_rival_article_stands_as_it_was_printed_before_what_another_moves_under_that_heading() -> None:
    for form in FORMS:
        heading = form.format("1 bis") if "第" not in form else "第1条之二"
        base = numbered(form, (WELLS, ROPES), (KEEPER, CHILDREN))
        at = base.index(form.format(2))
        arda = f"{base[:at]}{heading}\n\n1. {BELL}\n\n2. {OAK}\n\n{base[at:]}"
        moved = base.replace(f"\n\n2. {CHILDREN}", "")
        brum = f"{moved[:at]}{heading}\n\n1. {CHILDREN}\n\n{moved[at:]}"
        con = consolidate(base, {"Arda": arda, "Brum": brum})
        for slot in con.slots:
            for variant in slot.variants if slot.shape is Shape.NEW else ():
                printed = unmarked(brackets(con.choose(slot, variant)))
                assert " ".join(variant.wording.split()) in " ".join(printed.split()), (form, variant)


def test_a_number_that_one_unit_leaves_and_another_takes_is_not_free() -> None:
    """Whoever strikes a heading renumbers the paragraphs under it; what another adds there has its own number."""
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES), (KEEPER, CHILDREN, OAK))
        struck = numbered(form, (WELLS, ROPES, KEEPER, CHILDREN, OAK))
        shifted = base.replace(f"1. {KEEPER}", f"3. {KEEPER}").replace(f"2. {CHILDREN}", f"1. {CHILDREN}")
        shifted = shifted.replace(f"3. {OAK}", f"2. {OAK}")
        for arda in (struck, shifted):
            for at in range(1, 3):
                second = [KEEPER, CHILDREN, OAK]
                second.insert(at, BELL)
                con = consolidate(base, {"Arda": arda, "Brum": numbered(form, (WELLS, ROPES), tuple(second))})
                done = con.accept(["Arda", "Brum"])
                if not done.open_slots:
                    assert all(len(set(found)) == len(found) for found in numbers(done)), (form, done.clean())


def test_a_number_that_continues_the_article_above_is_not_free_there() -> None:
    """One strikes a heading and counts on; another adds a paragraph to the article above."""
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES), (KEEPER, CHILDREN))
        sent = {
            "Arda": numbered(form, (WELLS, ROPES, KEEPER, CHILDREN)),
            "Brum": numbered(form, (WELLS, ROPES, BELL), (KEEPER, CHILDREN)),
        }
        (*_, made) = numbers(consolidate(base, sent).accept([*sent]))
        assert made == ["1.", "2.", "2 bis.", "3.", "4."]


def test_numbers_under_a_new_heading_leave_those_of_the_draft_that_come_under_it() -> None:
    """A delegation sets a new heading, with new paragraphs, above the last paragraphs of an article."""
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES, PAIL), (OAK,))
        for new, given in (((KEEPER,), ["1."]), ((KEEPER, BELL), ["1.", "1 bis."]), ((), [])):
            under = numbered(form.replace("{}", "9"), (*new, ROPES, PAIL)).strip()
            sent = numbered(form, (WELLS,), (OAK,)).replace(f"1. {WELLS}", f"1. {WELLS}\n\n{under}")
            con = consolidate(base, {"Arda": sent}).accept(["Arda"])
            made = list(numbers(con))
            assert [found for found in made if len(found) == len(new) + 2][-1] in ([*given, "2.", "3."], ["1.", "2."])
            assert all(len(set(found)) == len(found) for found in made), con.clean()


def test_numbers_under_a_new_heading_leave_those_that_others_give_to_units_that_come_under_it() -> None:
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES, PAIL), (OAK,))
        under = f"{form.format(9)}\n\n1. {KEEPER}\n\n2. {BELL}\n\n"
        arda = base.replace(f"2. {ROPES}", f"{under}2. {ROPES}")
        for words in (ROPES, PAIL):
            brum = base.replace(f"{2 if words == ROPES else 3}. {words}", f"1. {words}")
            made = numbers(consolidate(base, {"Arda": arda, "Brum": brum}).accept(["Arda", "Brum"]))
            assert all(len(set(found)) == len(found) for found in made), (form, words)


def test_a_markdown_list_put_before_a_numbered_one_is_a_list_of_its_own() -> None:
    base = f"Towns:\n\n1. {WELLS}\n2. {ROPES}\n"
    sent = base.replace("Towns:", f"Animals:\n\n1. {OAK}\n1. {PAIL}\n1. {BELL}\n\nTowns:", 1)
    inside = base.replace("1. W", f"1. {OAK}\n1. {PAIL}\n\nThe rest:\n\n1. W")
    for made in (sent, inside):
        con = consolidate(base, {"Arda": made})
        assert "ante" not in brackets(con)
        assert con.accept(["Arda"]).clean() == made
    one = base.replace("1. W", f"1. {OAK}\n2. W").replace("2. R", "3. R")  # one paragraph before the first
    assert consolidate(base, {"Arda": one}).accept(["Arda"]).clean().count("\n1. ") == 1


def test_numbers_above_all_of_an_articles_paragraphs_come_before_them() -> None:
    for form in FORMS:
        base = numbered(form, (WELLS, ROPES), (OAK, PAIL))
        under = numbered(form.replace("{}", "9"), (KEEPER, BELL)).strip()
        con = consolidate(base, {"Arda": base.replace(f"1. {OAK}", f"{under}\n\n3. {OAK}").replace("2. B", "4. B")})
        made = list(numbers(con.accept(["Arda"])))
        assert made[-1] == ["1 ante.", "1 ante bis.", "1.", "2."]


def test_items_of_a_new_paragraph_leave_the_letters_of_the_draft_that_come_under_it() -> None:
    base = f"4. {WELLS}\n\n5. These:\n\n(a) ropes;\n\n(b) pails.\n\n6. {OAK}\n"
    lamps = "5. Lamps are:\n\n(a) red lamps;\n\n(b) blue lamps.\n\n"
    for before, given in (
        ("5. These", ["4.", "4 bis.", "(a)", "(b)", "5.", "(a)", "(b)", "6."]),
        ("(b) pails", ["4.", "5.", "(a)", "5 bis.", "(a)", "(a) bis", "(b)", "6."]),
        ("6. Covers", ["4.", "5.", "(a)", "(b)", "5 bis.", "(a)", "(b)", "6."]),
    ):
        con = consolidate(base, {"Arda": base.replace(before, lamps + before)}).accept(["Arda"])
        assert [u.label for u in parse_text(con.clean()).units] == given


def test_what_two_delegations_put_in_first_is_numbered_once_for_both() -> None:
    """One has it as the second new paragraph, the other as the first: that both say ``1.`` makes no list of it."""
    old = ("Ships are marked at the bow.", "Charts are public.")
    waits, wells = "Nobody waits in the rain.", "Wells are dug in early spring."

    def text(*words: str) -> str:
        return "## Article 3\n\n" + "".join(f"{n}. {w}\n\n" for n, w in enumerate(words, 1))

    con = consolidate(text(*old), {"Norvia": text(waits, wells, *old), "Galdora": text(wells, *old)})
    made = con.accept(["Galdora", "Norvia"]).clean()
    assert made.split("\n\n")[1:4] == [f"1 ante. {waits}", f"1 ante bis. {wells}", f"1. {old[0]}"]


@pytest.mark.parametrize("refused", [BELL, KEEPER, ""])
@pytest.mark.parametrize("order", [*permutations((BELL, KEEPER, ROPES))])
def test_an_item_whose_new_paragraph_is_refused_has_one_letter_in_print_and_in_the_clean_text(
    order: tuple[str, ...], refused: str
) -> None:
    base = f"1. {WELLS}\n\n2. {OAK}\n\n3. {PAIL}\n"
    sent = {
        "Arda": base.replace("3. ", f"(a) {BELL}\n\n3. "),
        "Brum": base.replace("3. ", f"2 bis. {CHILDREN}\n\n(a) {KEEPER}\n\n(b) {ROPES}\n\n3. "),
    }
    con = consolidate(base, sent).reject(["Brum#1"])
    wanted = [f"{letter} {words}" for letter, words in (("(a)", BELL), ("(a) bis", KEEPER), ("(b)", ROPES))]
    for words in order:
        slot = next(s for s in con.open_slots if any(words in v.wording for v in s.variants))
        con = con.choose(slot, None if words == refused else slot.variants[0])
        printed = str(read_brackets(unmarked(brackets(con)), con.delegations).base)
        assert {line for line in printed.split("\n") if line.startswith("(")} <= {*wanted}
    made = [line for line in con.clean().split("\n") if line.startswith("(")]
    assert made == [line for line in wanted if not (refused and refused in line)]


def test_a_reading_of_joined_paragraphs_gives_the_letters_that_it_says() -> None:
    base = f"1. {WELLS}\n\n2. {OAK}\n\n3. {PAIL}\n"
    sent = {
        "Arda": base.replace("2. ", f"(a) {BELL}\n\n(b) {ROPES}\n\n2. "),
        "Brum": base.replace("2. ", f"(a) {KEEPER}\n\n2. "),
        "Corvania": base.replace("\n\n2. ", " "),
        "Dunmere": base.replace(f"1. {WELLS}\n\n", ""),
    }
    con = consolidate(base, sent)
    (slot,) = con.open_slots
    for variant in slot.variants:
        made = con.choose(slot, variant)
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        assert variant.wording.strip() in made.clean()


def test_what_is_put_first_in_a_second_list_is_numbered_before_its_first() -> None:
    base = f"Wells:\n\n1. {WELLS}\n\n{OAK}\n\n1. {ROPES}\n\n2. {PAIL}\n"
    for new, given in (((BELL,), ["1 ante."]), ((BELL, KEEPER), ["1 ante.", "1 ante bis."])):
        listed = "\n\n".join(f"{n}. {words}" for n, words in enumerate((*new, ROPES, PAIL), 1))
        con = consolidate(base, {"Arda": base[: base.index(f"1. {ROPES}")] + listed + "\n"})
        made = con.accept(["Arda"]).clean()
        assert [u.label for u in parse_text(made).units if u.label] == ["1.", *given, "1.", "2."], made


def test_the_number_of_a_title_is_none_of_the_paragraphs_below_it() -> None:
    oars, bells = "Oars are kept dry and clean.", "Bells ring in fog each day."
    base = f"# 1. Harbours\n\n1. {oars}\n\n2. Lamps burn all night.\n"
    own = base.replace("2. L", "3. L").replace(f"1. {oars}", f"1. {bells}\n\n2. {oars}")
    assert consolidate(base, {"Norvia": own}).accept(["Norvia"]).clean() == base.replace(
        "1. Oars", f"1 ante. {bells}\n\n1. Oars"
    )


@pytest.mark.parametrize("signs", [("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("(i)", "(ii)", "(iii)")])
def test_lists_that_one_delegation_begins_again_count_each_from_its_first(signs: tuple[str, ...]) -> None:
    base = f"# Wells\n\n1. {WELLS}\n\n2. {ROPES}\n\n# Bells\n\nBells ring.\n"
    first, second = (
        [f"{sign} {words}" for sign, words in zip(signs, (a, b))] for a, b in ((PAIL, OAK), (KEEPER, BELL))
    )
    for head in ("# Towns\n\n", ""):
        new = "\n\n".join((f"{head}Of wells:", *first, "Of towns:", *second, ""))
        own = base.replace("# Bells", f"{new}# Bells")
        more = own.replace("# Bells", f"{signs[2]} {CHILDREN}\n\n# Bells")
        con = consolidate(base, {"Arda": own, "Brum": more})
        con.check()
        assert consolidate(base, {"Arda": own}).accept(["Arda"]).clean() == own
        assert con.accept(["Arda", "Brum"]).clean() == more, con.accept(["Arda", "Brum"]).clean()


def test_steps_inside_the_items_of_a_new_list_are_counted_anew_each_time() -> None:
    base = f"# Wells\n\n1. {WELLS}\n2. Steps:\n    1. type: a\n    2. data:\n        * ropes\n\n{OAK}\n"
    steps = "".join(f"    1. type: {kind}\n    2. data:\n        * {kind}s\n" for kind in ("pail", "rope", "bell"))
    own = f"{base}\n# Towns\n\n1. {KEEPER}\n2. Steps:\n{steps}"
    assert consolidate(base, {"Arda": own}).accept(["Arda"]).clean() == own


def test_a_suffix_in_characters_stays_apart_from_a_title_that_begins_with_a_number() -> None:
    articles = ["第一条目的", "第二条范围", "第三条报告", "第四条一般原则"]
    units = [f"{title}\n\n{words}\n\n" for title, words in zip(articles, "清报年合", strict=True)]
    moved = [units[0], units[3].replace("四", "二"), units[1].replace("二", "三"), units[2].replace("三", "四")]
    con = consolidate("".join(units), {"Norvia": "".join(moved)})
    labels = [unit.label for unit in parse_text(con.accept(["Norvia"]).clean()).units if unit.label]
    assert "第一条之二" in labels and len(labels) == 4


def test_a_version_above_the_last_keeps_its_number_where_numbers_fall() -> None:
    base = "# Log\n\n## 0.2.2\n\nNets.\n\n## 0.2.1\n\nBoats.\n"
    proposal = base.replace("## 0.2.2", "## 0.2.4\n\nOars.\n\n## 0.2.3\n\nRopes.\n\n## 0.2.2")
    con = consolidate(base, {"Norvia": proposal})
    assert [line for line in brackets(con).splitlines() if "#" in line][1:3] == [
        "[## 0.2.4 – Norvia]",
        "[## 0.2.3 – Norvia]",
    ]
    assert str(con.accept(["Norvia"]).clean()) == proposal
