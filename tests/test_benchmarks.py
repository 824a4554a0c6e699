"""The measurements stand on sound ground: the generated truth is true, and the tables print. Nothing is timed."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from depth import ALL, some

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import desk, fitting, marked_edits, merging, redline_quality, startup
from benchmarks.cost import exponent
from benchmarks.documents import key_of
from benchmarks.generator import CATEGORIES, LANGUAGE_CODES, case, cases
from benchmarks.mails import KINDS, mails
from benchmarks.merges import Merge, from_folder, generated
from benchmarks.peers import by_amendtrack, by_difflib
from benchmarks.tables import Table
from benchmarks.truth import Judge, Tally
from benchmarks.wording import Wording


@pytest.fixture(scope="module")
def few():
    """One case of each category in each of two languages, or in one of them."""
    return tuple(cases(1, ("en", "zh") if ALL else ("zh",)))


@pytest.mark.long
def test_every_token_stands_where_it_is_said_to(few):
    for written in (text for found in few for text in (found.before, found.after)):
        assert all(written.text[t.start : t.end] == t.text for t in written.tokens)
        between = [written.text[a.end : b.start] for a, b in zip(written.tokens, written.tokens[1:])]
        assert not "".join(between).strip()


@pytest.mark.long
def test_the_truth_scored_against_itself_is_perfect(few):
    for found in few:
        judge = Judge(found)
        again = judge.true_reading()
        again.moves = [
            tuple({k for k, t in enumerate(s.tokens) if move.holds(t)} for s in (found.before, found.after))
            for move in found.moves
        ]
        tally = judge.score(again)
        assert tally.f1 == 1.0, found.name
        assert tally.exact == tally.clean == tally.edits == tally.hunks, found.name
        assert tally.found == tally.moves == tally.claimed == tally.sound, found.name


@pytest.mark.parametrize("reader", [by_amendtrack, by_difflib])
def test_a_capital_that_follows_is_no_edit_whether_it_is_marked_or_not(reader):
    found = next(c for c in cases(20, ("fr",), ("phrase",)) if Judge(c).capitals)
    tally = Judge(found).score(reader(found))
    assert (tally.exact, tally.hunks, tally.extra, tally.missed) == (tally.edits, tally.edits, 0, 0)


@pytest.mark.long
def test_kept_words_are_the_same_words(few):
    for found in few:
        judge = Judge(found)
        for i, j in enumerate(judge.truth.forth):
            token = found.before.tokens[i]
            if j >= 0 and not token.is_label and not token.is_reference:
                assert key_of(token.text) == key_of(found.after.tokens[j].text)


@pytest.mark.long
def test_the_same_seed_gives_the_same_case():
    for category in some(CATEGORIES, 5):
        assert case(category, "fr", 3) == case(category, "fr", 3)
    assert case("word", "fr", 3) != case("word", "fr", 4)


@pytest.mark.long
def test_each_category_does_what_it_says():
    assert all(case("move", code, 1).moves for code in LANGUAGE_CODES)
    assert all(case("split", code, 1).split for code in LANGUAGE_CODES)
    assert all(case("join", code, 2).joined for code in LANGUAGE_CODES)
    assert any("\n" in line.strip("\n") for line in case("hard-wrapped", "en", 0).before.text.split("\n\n"))
    curly = case("typography", "fr", 1).after.text
    assert "'" not in curly and "’" in curly


def test_a_slide_is_as_good_as_the_truth():
    """A word added beside its equal may be either of the two."""
    found = case("word", "en", 0)
    judge = Judge(found)
    reading = judge.true_reading()
    spot = next((j for j, i in enumerate(reading.back) if i < 0), None)
    if spot is not None and spot + 1 < len(reading.back) and judge.akeys[spot] == judge.akeys[spot + 1]:
        reading.pair(reading.back[spot + 1], spot)
    assert judge.score(reading).exact == judge.score(judge.true_reading()).exact


def test_readings_of_the_tools_are_scored():
    found = case("phrase", "en", 1)
    judge = Judge(found)
    for reader in (by_amendtrack, by_difflib):
        tally = judge.score(reader(found))
        assert tally.read_back == 1 and tally.edits and tally.f1 > 0.5


@pytest.mark.long
def test_the_quality_table_prints(capsys):
    totals = redline_quality.measured(cases(1, ("en",), ("word", "move")), ("amendtrack",))["amendtrack"]
    Table(redline_quality.HEADS, tuple(redline_quality.row(n, t) for n, t in totals.items())).show("few")
    Table(("target", "amendtrack", "wanted"), tuple(redline_quality.against_targets(totals))).show("targets")
    printed = capsys.readouterr().out
    assert "| overall" in printed and "cuts inside words" in printed


def test_marked_edits_are_scored_by_the_marking_that_suits_best(tmp_path):
    mark = {"sentence-1-token-indices": [2, 3], "sentence-2-token-indices": [2, 4]}
    wider = {"sentence-1-token-indices": [1, 3], "sentence-2-token-indices": [1, 4]}
    pair = {
        "sentence-1": "Clear all mine-fields (now) .",
        "sentence-2": "Clear all known mine-areas (now) .",
        "edits-combination-0": {"0": wider},
        "edits-combination-1": {"0": mark},
        "edits-combination-2": {},
    }
    file = tmp_path / "train.json"
    file.write_text(json.dumps({"0": pair}), encoding="utf-8")
    ((title, found),) = marked_edits.sets(tmp_path, ["train"])
    assert title == "train 1-1"
    score = marked_edits.Score()
    for tool in marked_edits.tools().values():
        score.add(found[0], tool(found[0]))
    assert score.row("all")[1:3] == ("1.000", "1.000")
    assert fitting.people(found, fitting.WEIGHTS).f1 == 1.0


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("the -boson mass", "the boson mass", (1, 2, 1, 2)),
        ("of the boson", "of the -boson", (2, 3, 2, 3)),
        ("see Fig. 2", "see Fig 2", (1, 2, 1, 2)),
        ("the x-boson mass", "the boson mass", (1, 2, 1, 2)),
    ],
)
def test_a_word_of_the_data_set_is_marked_with_what_stands_against_it(before, after, edit):
    pair = marked_edits.Pair(tuple(before.split()), tuple(after.split()), ())
    assert [tuple(e) for e in marked_edits.by_amendtrack(pair)] == [edit]


def test_a_tally_without_cases_has_no_shares():
    assert redline_quality.row("none", Tally())[2] == "-"


@pytest.mark.long
def test_generated_merges_hold_what_both_sides_did():
    for merge in generated(2):
        assert merging.unaccounted(merge, merge.human) == (False, False)
        assert len({merge.base, merge.ours, merge.theirs, merge.human}) == 4


def test_lost_and_doubled_words_are_noticed(tmp_path):
    folder = tmp_path / "plain-1"
    folder.mkdir()
    texts = {
        "base": "Clear all areas. Report each year.\n",
        "ours": "Clear all known areas. Report each year.\n",
        "theirs": "Clear all areas. Report each month.\n",
        "human": "Clear all known areas. Report each month.\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (merge,) = from_folder(tmp_path)
    assert merging.unaccounted(merge, merge.human) == (False, False)
    assert merging.unaccounted(merge, "Clear all areas. Report each month.\n") == (True, False)
    assert merging.unaccounted(merge, "Clear all known known areas. Report each month.\n") == (False, True)
    score = merging.Score()
    score.add(merge, merging.by_amendtrack(merge))
    assert score.row("amendtrack")[1] == "1"
    own = replace(merge, human="Clear all known areas, with care. Report each month.\n")
    score.add(own, merging.by_amendtrack(own))
    assert score.row("amendtrack")[1:5] == ("1", "0", "1", "1")


def test_what_differs_in_form_alone_is_not_wrong():
    base = "# 1. Aims\n\nWe *aim* high.[^1]\n\n> * quoted\n\n| A | B |\n|---|---|\n"
    human = "### 2. Aims\n\nWe <em>aim</em>\nhigh.[^2]\n\n- quoted\n\n| A | B |\n| ------:|:--- |\n"
    made = base.replace("1. A", "1 bis. A").replace("^1]", "^1 bis]").replace("high", "high\u200b")
    score = merging.Score()
    score.add(Merge("plain-1", base, base, base, human), merging.Outcome(made))
    score.add(Merge("plain-2", base, base, base, human.replace("high", "low")), merging.Outcome(made))
    assert score.row("amendtrack")[1:4] == ("0", "1", "1")


def test_an_order_that_is_told_to_be_open_is_counted():
    base = "Bring:\n\n- a coat\n\nThey leave.\n"
    with_ = {items: base.replace("coat\n", f"coat\n{items}") for items in ("- soap\n", "- rope\n", "- soap\n- rope\n")}
    merge = Merge("plain-1", base, with_["- soap\n"], with_["- rope\n"], with_["- soap\n- rope\n"])
    score = merging.Score()
    score.add(merge, merging.by_amendtrack(merge))
    score.add(merge, merging.Outcome(merging.by_amendtrack(merge).text))
    assert score.row("amendtrack")[3:6] == ("2", "0", "1")


def test_a_change_that_the_person_undid_is_the_person_s_own():
    base = "Keep the first path here open; close it after dusk.\n"
    theirs = base.replace("path here", "here path")
    merge = Merge("plain-1", base, base.replace("dusk", "noon"), theirs, base.replace("dusk", "noon"))
    made = merging.Outcome(theirs.replace("dusk", "noon"))
    for other, own in ((None, "0"), (merging.by_git_word(merge), "1"), (merging.Outcome(None, (1,)), "0")):
        score = merging.Score()
        score.add(merge, made, other)
        assert score.row("amendtrack")[3:5] == ("1", own)


def test_long_texts_are_the_same_every_time():
    text = Wording(2_000)
    assert text.text() == Wording(2_000).text()
    assert text.proposal(5, 1) == text.proposal(5, 1) != text.proposal(5, 2)
    assert text.edited(0.1, 1) == Wording(2_000).edited(0.1, 1) != text.text()


def test_the_exponent_of_a_straight_cost_is_one():
    assert exponent([(1.0, 2.0), (10.0, 20.0), (100.0, 200.0)]) == pytest.approx(1.0)


@pytest.mark.long
def test_the_start_up_table_prints():
    assert "import amendtrack" in str(startup.startup(1))


@pytest.mark.long
def test_of_the_mails_at_the_desk_what_is_clear_is_recorded_and_the_rest_left(tmp_path):
    base, names = desk.text_of(600), [f"D{n:03}" for n in range(41)]
    bag = mails(base, names)
    assert len(bag) == sum(KINDS.values()) == 40
    # One of each kind; the random words of some others read like remarks, and are left.
    one_of_each = {f"{n}.eml": bag[f"{n}.eml"] for n in ("00", "16", "18", "28", "32", "35", "37")}
    taken = desk.desk(desk.opened(tmp_path / "draft", base, names), one_of_each)
    recorded = {t.piece.place for t in taken if t.disposition.value == "recorded"}
    assert recorded == {"00.eml: plan.md", "16.eml: plan.docx", "18.eml", "28.eml", "32.eml: paragraph.txt"}
    left = {t.piece.place for t in taken if t.disposition.value == "left"}
    assert left == {"35.eml", "35.eml: plan.md", "37.eml"}
