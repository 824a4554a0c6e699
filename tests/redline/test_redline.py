"""Two texts compared: exact both ways, whole words, linked moves, noise apart."""

from __future__ import annotations

from itertools import permutations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.amendment import AmendmentKind, amendments
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.gist import gist
from amendtrack.redline.spans import Span, SpanKind
from amendtrack.render.counts import noise_line
from amendtrack.text.words import tokens

quick = depth(150)
FIELDS = "Parties will clear the fields that lie close to villages."
SCHOOL = "Teachers will tell every child about the risk of mines."
SURVIVORS = "Survivors will be asked first. Their answers will be published each year."


def joined(spans: tuple[Span, ...]) -> tuple[str, str]:
    """Both texts, from the spans alone."""
    before = "".join(s.text for s in spans if s.kind not in (SpanKind.INSERT, SpanKind.MOVE_TO))
    after = "".join(s.text for s in spans if s.kind not in (SpanKind.DELETE, SpanKind.MOVE_FROM))
    return before, after


def told(before: str, after: str) -> list[tuple[str, str]]:
    """The spans that are neither equal nor noise."""
    return [
        (s.kind.value, s.text) for s in compare(before, after).spans() if s.kind is not SpanKind.EQUAL and not s.noise
    ]


anything = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            "a",
            "mine",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "1. ",
            "(a) ",
            "- ",
            "|x|",
            "# ",
            "```",
            "[",
            "]",
            ".",
            "\u00a0",
            "’",
            "尽",
            "é",
            "e\u0301",
        ]
    ),
    max_size=20,
).map("".join)


@given(anything, anything)
@quick
def test_round_trip_for_any_strings(before: str, after: str) -> None:
    redline = compare(before, after)
    assert (str(redline.before), str(redline.after)) == (before, after)
    assert joined(redline.spans()) == (before, after)


@given(anything)
@quick
def test_a_text_and_itself(text: str) -> None:
    redline = Redline.unchanged(compare(text, text).before)
    assert redline.is_unchanged and all(s.kind is SpanKind.EQUAL for s in redline.spans())


word_lists = st.lists(
    st.sampled_from("clear mark all l’État mine-affected 缔 约 الأطراف 2,000 , .".split()), max_size=12
)


@given(word_lists, word_lists)
@quick
def test_no_cut_inside_a_word(before: list[str], after: list[str]) -> None:
    spans = compare(" ".join(before), " ".join(after)).spans()
    pieces = [t for s in spans for t in tokens(s.text) if s.kind is not SpanKind.INSERT and not t.isspace()]
    assert pieces == [t for t in tokens(" ".join(before)) if not t.isspace()]


def test_words_not_characters() -> None:
    assert told("Parties shall report.", "Parties should report.") == [("delete", "shall"), ("insert", "should")]
    assert told("清除雷区。", "标记雷区。") == [("delete", "清除"), ("insert", "标记")]


def test_a_deleted_sentence_is_exactly_that_sentence() -> None:
    (kind, text), = told(SURVIVORS, "Survivors will be asked first.")  # fmt: skip
    assert (kind, text.strip()) == ("delete", "Their answers will be published each year.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“Mine-free” areas of l’État", '"Mine-free" areas of l\'État'),
        ("Clear all\nmined areas.", "Clear all mined areas."),
        ("été", "e\u0301te\u0301"),
        ("Clear all  areas. ", "Clear all areas."),
        ("2010–2014", "2010-2014"),
    ],
)
def test_typography_and_reflow_are_noise(before: str, after: str) -> None:
    redline = compare(before, after)
    assert redline.is_unchanged
    assert joined(redline.spans()) == (before, after)
    assert any(s.noise for s in redline.spans())


def test_a_comma_is_never_noise() -> None:
    assert not compare("States, Parties", "States Parties").is_unchanged


def test_a_moved_unit_is_one_linked_move_with_its_inner_edit() -> None:
    before = f"{FIELDS}\n\n{SURVIVORS}\n\n{SCHOOL}\n"
    after = f"{SCHOOL.replace('child', 'pupil')}\n\n{FIELDS}\n\n{SURVIVORS}\n"
    spans = compare(before, after).spans()
    assert joined(spans) == (before, after)
    ends = {kind: {s.move for s in spans if s.kind is kind} for kind in (SpanKind.MOVE_FROM, SpanKind.MOVE_TO)}
    assert ends[SpanKind.MOVE_FROM] == ends[SpanKind.MOVE_TO] and len(ends[SpanKind.MOVE_TO]) == 1
    edits = [
        (s.kind.value, s.text)
        for s in spans
        if s.kind in (SpanKind.DELETE, SpanKind.INSERT) and not s.noise and s.text.strip()
    ]
    assert sorted(edits) == [("delete", "child"), ("insert", "pupil")]


def test_split_and_join_mark_only_the_break() -> None:
    whole, parts = (
        f"1. {SURVIVORS}",
        "1. Survivors will be asked first.\n\n2. Their answers will be published each year.",
    )
    split, join = compare(whole, parts), compare(parts, whole)
    assert [c.kind for c in split.changes] == [ChangeKind.SPLIT] and [c.kind for c in join.changes] == [
        ChangeKind.JOINED
    ]
    for redline in (split, join):
        for span in redline.spans():
            assert span.kind is SpanKind.EQUAL or len(span.text.strip(" \n0123456789.")) == 0


def test_renumbering_that_an_insertion_explains_is_noise() -> None:
    before = f"5. {FIELDS}\n\n6. {SCHOOL}\n\n7. As noted in paragraph 6, pay for it.\n"
    after = f"5. {FIELDS}\n\n6. A new one stands here.\n\n7. {SCHOOL}\n\n8. As noted in paragraph 7, pay for it.\n"
    marked = told(before, after)
    assert all(kind == "insert" for kind, _ in marked)
    assert "".join(text for _, text in marked).split() == "6. A new one stands here.".split()


def test_an_unexplained_number_is_shown() -> None:
    assert not compare("Article 8. Meet.\n\nArticle 9. Report.", "Article 8. Meet.\n\nArticle 12. Report.").is_unchanged


def test_the_same_bytes_every_time() -> None:
    before, after = f"{FIELDS} {SCHOOL}\n\n{SURVIVORS}", f"{SURVIVORS}\n\n{SCHOOL} {FIELDS}"
    assert len({compare(before, after).spans() for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" ".join(f"a{n}" for n in range(5_000)), " ".join(f"b{n}" for n in range(5_000))),
        ("mine " * 10_000, "mine " * 9_000),
        ("\n\n".join(["Same."] * 3_000), "\n\n".join(["Same."] * 2_900)),
        (
            "\n\n".join(f"Word {n} of all." for n in range(1_000)),
            "\n\n".join(f"Word {n * 7 % 1000} of all." for n in range(1_000)),
        ),
    ],
    ids=["all different", "one word", "equal paragraphs", "shuffled"],
)
def test_hard_inputs_come_back_exactly(before: str, after: str) -> None:
    assert joined(compare(before, after).spans()) == (before, after)


WRAPPED = """1. States Parties will destroy stockpiled mines without
delay and report annually on progress to the Meeting.
2. Each State Party will name one ministry which is
responsible for assistance to survivors in its territory.
3. States Parties will hold an informal meeting each June
to review cooperation and assistance between them.
"""


def test_one_line_grown_long_does_not_cut_the_others_apart() -> None:
    more = "duly equipped, staffed and empowered to do so by its own national law, and\n"
    grown = WRAPPED.replace("which is\n", f"which is {more}")
    redline = compare(WRAPPED, grown)
    assert str(redline.after) == grown
    assert [c.kind.value for c in redline.changes if c.substantive] == ["edited"]
    con = consolidate(WRAPPED, {"Norvia": grown})
    assert [v.wording.strip() for slot in con.slots for v in slot.variants] == [more.strip()]


def test_the_only_long_line_gone_does_not_join_the_others() -> None:
    lines = "First, clear all areas.\nSecond, report.\nThird, help.\n"
    long = "Fourth, hold an informal meeting each year in order to review cooperation and assistance between all.\n"
    con = consolidate(lines + long, {"Norvia": lines})
    assert [(slot.base.strip(), slot.variants[0].deletes) for slot in con.slots] == [(long.strip(), True)]


alternatives = st.lists(
    st.tuples(st.sampled_from(["keep", "strike", "lift"]), st.integers(0, 1)), min_size=1, max_size=5
)


@given(alternatives, st.booleans())
@quick
def test_clearing_brackets_marks_whole_pairs_or_single_signs(chosen: list[tuple[str, int]], is_clearing: bool) -> None:
    """Who strikes one alternative and lifts the brackets of another does nothing else, however they stand together."""
    before, after, struck, lifted = "The Parties", "The Parties", list[str](), 0
    for k, (choice, apart) in enumerate(chosen):
        own, between = f"alternative{k} of word{k}", f" thing{k}" * apart
        before += f" [{own}]{between}"
        after += {"keep": f" [{own}]", "strike": "", "lift": f" {own}"}[choice] + between
        struck += [f"[{own}]"] * (choice == "strike")
        lifted += choice == "lift"
    texts = (before, after) if is_clearing else (after, before)
    spans = compare(f"{texts[0]} agree.\n", f"{texts[1]} agree.\n").spans()
    marks = [s.text.strip() for s in spans if s.kind is not SpanKind.EQUAL and not s.noise and s.text.strip()]
    whole = [mark for mark in marks if len(mark) > 1]
    assert " ".join(whole) == " ".join(struck)
    assert sorted(mark for mark in marks if len(mark) == 1) == ["["] * lifted + ["]"] * lifted


@pytest.mark.parametrize("is_clearing", [True, False])
def test_of_alternatives_that_share_words_the_others_go_whole(is_clearing: bool) -> None:
    """Of ``[enter] [may enter]``, who keeps ``enter`` strikes the other pair with its words."""
    alternatives = [" ".join(words) for n in (1, 2) for words in permutations(("enter", "may", "freely"), n)]
    for chosen in permutations(alternatives, 2):
        before = "The Parties " + " ".join(f"[{own}]" for own in (*chosen, "leave")) + " at noon.\n"
        for kept in chosen:
            texts = before, f"The Parties {kept} at noon.\n"
            spans = compare(*(texts if is_clearing else texts[::-1])).spans()
            marks = [s.text.strip() for s in spans if s.kind is not SpanKind.EQUAL and not s.noise and s.text.strip()]
            struck = [f"[{own}]" for own in (*chosen, "leave") if own != kept]
            assert [mark for mark in marks if len(mark) == 1] == ["[", "]"], (chosen, kept)
            assert " ".join(mark for mark in marks if len(mark) > 1) == " ".join(struck), (chosen, kept)


def test_lifted_brackets_are_one_amendment_with_the_words_inside() -> None:
    redline = compare("5. The Parties [shall] [should] report.", "5. The Parties should report.")
    assert [a.in_words for a in amendments(redline)] == [
        "para 5: delete “[shall]”",
        "para 5: replace “[should]” with “should”",
    ]


ROPES = "Ropes are long, and must be counted every year by all members who draw water for their animals at noon."
PASSAGES = [
    "Covers are kept dry by the guard of each well at night.",
    "Les couvercles sont gardés au sec par le gardien de chaque puits.",
    "Крышки содержатся в сухости сторожем каждого колодца по ночам.",
    "每口水井的看守人应当在夜间保持井盖干燥并将其记录在册。",
]


def test_a_sentence_that_moves_is_linked_inside_a_unit_and_between_units() -> None:
    for moved in PASSAGES:
        before = f"1. Wells are dug. {moved} {ROPES}\n\n2. Mills grind.\n"
        for after in (
            f"1. Wells are dug. {ROPES}\n\n2. Mills grind. {moved}\n",
            f"1. Wells are dug. {ROPES} {moved}\n\n2. Mills grind.\n",
        ):
            spans = compare(before, after).spans()
            assert joined(spans) == (before, after)
            ends = [(s.kind, s.move) for s in spans if s.kind is not SpanKind.EQUAL]
            assert sorted(ends, key=str) == [(SpanKind.MOVE_FROM, 1), (SpanKind.MOVE_TO, 1)], moved


def test_a_short_sentence_without_spaces_moves_like_any_other() -> None:
    """Nine Chinese characters say as much as five words; three of them recur by chance."""
    kept, moved = "承租人应当检查港口的全部灯具。", "理事会公布预算。"
    spans = compare(f"1. {moved}{kept}", f"1. {kept}{moved}").spans()
    assert [s.text for s in spans if s.kind is SpanKind.MOVE_TO] == [moved]
    assert not any(s.move for s in compare(f"1. 同上。{kept}", f"1. {kept}同上。").spans())


def test_a_sentence_that_moves_out_of_its_paragraph_or_beside_another_change_is_linked() -> None:
    for moved in PASSAGES:
        ropes = f"They hang in the dry part of the mill from the first rain until the last day of harvest. {ROPES}"
        one, two = f"1. Wells are dug. {moved}\n\n2. {ropes}\n", f"1. Wells are dug.\n\n2. {ropes}\n"
        for before, after in (
            (one, f"{two}\n3. {moved}\n"),
            (f"{two}\n3. {moved}\n", one),
            (one.replace("Wells are dug. ", "Oxen, goats and hens may drink here. "), f"{two.strip()} {moved}\n"),
            (one, two.replace("animals at noon.", f"children after dusk. {moved} Every mill is closed by then.")),
        ):
            spans = compare(before, after).spans()
            assert joined(spans) == (before, after)
            ends = [s for s in spans if s.move is not None]
            assert [s.kind for s in sorted(ends)] == [SpanKind.MOVE_FROM, SpanKind.MOVE_TO], (before, after)
            assert len({s.text.strip().rstrip(".。") for s in ends}) == 1


def test_a_moved_passage_is_one_amendment() -> None:
    moved = PASSAGES[0]
    before = f"1. Wells are dug. {moved} {ROPES}\n\n2. Mills grind.\n"
    to_next = compare(before, f"1. Wells are dug. {ROPES}\n\n2. Mills grind. {moved}\n")
    assert [a.in_words for a in amendments(to_next)] == [f"para 1: move “{moved}” to para 2, after “Mills grind.”"]
    inside = compare(before, f"1. {moved} Wells are dug. {ROPES}\n\n2. Mills grind.\n")
    assert [a.in_words for a in amendments(inside)] == ["para 1: move “Wells are dug.” after “of each well at night.”"]
    assert gist(amendments(to_next)) == "para 1: words moved to para 2"


def test_a_phrase_moved_in_its_sentence_may_change_its_capital_and_comma() -> None:
    before = "1. In the dry months of each of the years, the Council meets in Norvia and decides on all the fees."
    after = "1. The Council meets in Norvia and decides on all the fees in the dry months of each of the years."
    assert [a.in_words for a in amendments(compare(before, after))] == [
        "para 1: move “In the dry months of each of the years,” after “decides on all the fees”",
    ]
    other = after.replace("The Council", "Whatever the price, the Council")
    assert [a.in_words for a in amendments(compare(before, other))] == [
        "para 1: move “In the dry months of each of the years” after “decides on all the fees”",
        "para 1: at the beginning, insert “Whatever the price”",
    ]


def test_a_short_phrase_or_one_that_recurs_has_not_moved() -> None:
    base = "1. Wells are dug in the spring. Mills grind.\n\n2. Ropes are long.\n"
    spans = compare(base, "1. Mills grind.\n\n2. Ropes are long. Wells are dug in the spring.\n").spans()
    assert all(s.move is None for s in spans)
    # A long word is one word, and a phrase in a replacement may be a coincidence.
    spans = compare("1. В безотлагательном порядке.", "1. Безотлагательном образом.").spans()
    assert all(s.move is None for s in spans)
    # The end of a sentence, deleted here and inserted there, is not a sentence that moved.
    end = "by the rules that all the guards of wells have known for years"
    spans = compare(f"1. Wells are dug {end}.\n\n2. Mills.\n", f"1. Wells are dug.\n\n2. Mills {end}.\n").spans()
    assert all(s.move is None for s in spans)
    twice = PASSAGES[0]
    spans = compare(f"1. Wells. {twice}\n\n2. Mills.\n", f"1. Wells.\n\n2. Mills. {twice} And: {twice}\n").spans()
    assert all(s.move is None for s in spans)


PARAGRAPHS = (
    "1. The fund is open.",
    "Article 5. Fees",
    "(b) small boats;",
    "§ 7 Netze sind trocken.",
    "第五条 渡口每日开放。",
)


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
@pytest.mark.parametrize("brackets", ["[]", "[[]]"])
def test_a_paragraph_put_in_brackets_with_its_number_is_marked_by_its_brackets_alone(
    paragraph: str, brackets: str
) -> None:
    half = len(brackets) // 2
    plain, open_ = f"{paragraph}\n\nIt ends here.", f"{brackets[:half]}{paragraph}{brackets[half:]}\n\nIt ends here."
    for before, after, kind in ((plain, open_, "insert"), (open_, plain, "delete")):
        redline = compare(before, after)
        assert [s.text for s in redline.spans() if s.kind == kind] == list(brackets)
        assert {str(s.kind) for s in redline.spans()} == {"equal", kind}
        assert len({a.place for a in amendments(redline)}) == 1
        assert not any(a.kind is AmendmentKind.EDITORIAL for a in amendments(redline))
        assert not noise_line(redline)


def test_an_edit_inside_a_paragraph_put_in_brackets_is_marked_alone() -> None:
    redline = compare("1. Aims.\n\n[2. The fund is open.]\n\n3. End.", "1. Aims.\n\n2. The fund is closed.\n\n3. End.")
    assert [s.text for s in redline.spans() if s.kind != "equal"] == ["[", "open", "closed", "]"]
    assert {a.place for a in amendments(redline)} == {"2"}


def test_numbers_after_a_deleted_paragraph_in_brackets_follow() -> None:
    redline = compare("1. Aims.\n\n[2. The fund is open.]\n\n3. It ends.", "1. Aims.\n\n2. It ends.")
    assert [str(a) for a in amendments(redline)] == ["para 2: deleted"]


@pytest.mark.parametrize("other", ["Article 5\n", "Article 5\n===\n", "## Article 5\n"])
def test_the_line_under_a_bare_number_is_none_of_its_words(other: str) -> None:
    assert compare(f"{other}\nBoats sail.\n", "Article 5\n-----\n\nBoats sail.\n").is_unchanged


CELL = (
    '<td><a href="https://ports.example">Arda</a> <a href="https://ports.example/by?who=arda" title="Maps">M</a></td>'
)


def test_a_tag_is_put_in_and_struck_whole() -> None:
    """What one adds behind the tag, and another in it, each stands where it was put."""
    base = f"Teams:\n\n<tr>\n{CELL}\n</tr>\n"
    row = CELL.replace("Arda", "Brum").replace("arda", "brum")
    link = ' <a href="https://ports.example/by?who=arda" title="Dogs">D</a>'
    arda, brum = base.replace("</tr>", f"{row}\n</tr>"), base.replace("</td>", f"{link}</td>")
    for one, other, new in ((base, arda, row), (base, brum, link)):
        marked = [
            [s.text.strip() for s in compare(*pair).spans() if s.kind is not SpanKind.EQUAL]
            for pair in ((one, other), (other, one))
        ]
        assert marked == [[new.strip()], [new.strip()]]
    both = consolidate(base, {"Arda": arda, "Brum": brum}).accept(["Arda", "Brum"])
    assert both.clean() == base.replace("</td>\n", f"{link}</td>\n{row}\n")
