"""Where an article or several paragraphs are replaced, a reader has all that went before all that came."""

from __future__ import annotations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import amendments, compare, consolidate
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.render import write_criticmarkup
from amendtrack.render.counts import summary
from amendtrack.render.criticmarkup import read_criticmarkup
from amendtrack.render.descriptions import blocks_of, titled_once

TITLE, OTHER_TITLE = "## Article 4. Reports", "## Article 4. Victims"
OLD = ("Each State reports on its stockpiles by 30 April.", "The depositary forwards all reports at once.")
NEW = ("Donors pay for prostheses wherever a survivor lives.", "A fund in Geneva helps families and schools.")
AROUND = (
    "## Article 3. Lists\n\n1. The Centre keeps a list.\n\n{}\n\n## Article 5. Chair\n\n1. The Meeting has a chair.\n"
)


def article(title: str, *paragraphs: str) -> str:
    numbered = (f"{n}. {words}" for n, words in enumerate(paragraphs, 1))
    return AROUND.format("\n\n".join([title, *numbered]))


def read(before: str, after: str) -> list[str]:
    """The changed units as they are read, each with its margin; ``~`` for one changed in its place."""
    signs = {"REPLACED": "-", "DELETED": "-", "NEW": "+", "KEPT": ""}
    found = []
    for block in blocks_of(old_before_new(compare(before, after))):
        if sign := signs.get(block.fate.value, "~"):
            found.append(f"{sign} {''.join(s.text for s in block.stretches)}"[:24])
    return found


def test_the_old_article_is_read_whole_before_the_new_one():
    before, after = article(TITLE, *OLD), article(OTHER_TITLE, *NEW, "Nobody is left out.")
    assert [line[:6] for line in read(before, after)] == [
        *["- ## A", "- 1. E", "- 2. T"],
        *["+ ## A", "+ 1. D", "+ 2. A", "+ 3. N"],
    ]
    redline = compare(before, after)
    assert [b.title for b in titled_once(blocks_of(old_before_new(redline))) if b.title] == [
        "REPLACED Article 4",
        "NEW Article 4",
    ]
    assert summary(redline) == "3 replaced, 1 new (7 paragraphs before, 8 after)"


def test_each_paragraph_is_still_amended_by_its_number():
    before, after = article(TITLE, *OLD), article(OTHER_TITLE, *NEW)
    assert [a.place for a in amendments(compare(before, after))] == ["Article 4", "Article 4, 1", "Article 4, 2"]
    assert consolidate(before, {"Norvia": after}).accept(["Norvia"]).clean() == after


def test_a_heading_that_is_kept_stays_above():
    before, after = article(TITLE, *OLD), article(TITLE, *NEW)
    assert [line[:4] for line in read(before, after)] == ["- 1.", "- 2.", "+ 1.", "+ 2."]


def test_a_heading_is_changed_in_its_place_if_a_paragraph_under_it_stays():
    stays = "Nothing here touches the law of the sea or any other treaty."
    before, after = article(TITLE, *OLD, stays), article(OTHER_TITLE, *NEW, stays)
    assert [line[:4] for line in read(before, after)] == ["~ ##", "- 1.", "- 2.", "+ 1.", "+ 2."]


def test_a_single_paragraph_is_replaced_in_its_place():
    before, after = article(TITLE, OLD[0], "Meetings are public."), article(TITLE, NEW[0], "Meetings are public.")
    assert [line[:4] for line in read(before, after)] == ["~ 1."]


def test_each_of_two_articles_that_are_replaced_is_read_by_itself():
    fifth = "## Article 5. Chair\n\n1. The Meeting has a chair."
    before = article(TITLE, *OLD)
    after = article(OTHER_TITLE, *NEW).replace(
        fifth, "## Article 5. Money\n\n1. Costs are borne by whoever causes them."
    )
    assert [line[:1] for line in read(before, after)] == [*"---+++", *"--++"]


def test_short_items_of_a_list_are_replaced_in_their_places():
    before, after = (
        article(TITLE, f"A list has:\n\n(a) {one};\n\n(b) {other}.")
        for one, other in (("wells", "roads"), ("bridges", "schools"))
    )
    assert [line[:5] for line in read(before, after)] == ["~ (a)", "~ (b)"]


def test_long_items_of_a_list_are_read_old_before_new():
    before, after = (article(TITLE, f"States shall:\n\n(a) {one}\n\n(b) {other}") for one, other in (OLD, NEW))
    assert [line[:5] for line in read(before, after)] == ["- (a)", "- (b)", "+ (a)", "+ (b)"]


def test_rows_of_a_table_are_read_cell_by_cell():
    before, after = (
        AROUND.format(f"| Duty | When |\n|---|---|\n| {one} | May |\n| {other} | June |") for one, other in (OLD, NEW)
    )
    assert {line[:1] for line in read(before, after)} == {"~"}


def test_a_sentence_that_moved_out_of_a_paragraph_keeps_it_in_its_place():
    moved = " Mines found near a school are cleared before any others."
    before = article(TITLE, OLD[0] + moved, OLD[1])
    after = article(TITLE, *NEW).replace("keeps a list.", "keeps a list." + moved)
    assert [line[:1] for line in read(before, after)].count("-") == 0


WORDS = (
    ("boats mend nets", "rope", "the long harbour wall is dry", "oars"),
    ("nine birds", "snow", "cold air over it", "ice"),
)
LABELS = ("## Article 2. ", "## ", "1. ", "2. ", "(a) ", "(b) ", "- ", "", "| x | ", "[^1]: ")


def texts(side: int) -> st.SearchStrategy[str]:
    words = st.sampled_from((*WORDS[side], *WORDS[side], "kept words stay here"))
    units = st.builds("{}{}".format, st.sampled_from(LABELS), st.lists(words, min_size=1, max_size=3).map(" ".join))
    return st.lists(units, min_size=1, max_size=9).map("\n\n".join)


@given(texts(0), texts(1))
@depth(300)
def test_both_texts_are_in_what_is_read(before: str, after: str) -> None:
    redline = compare(before, after)
    shown = old_before_new(redline)
    sides = [[k for c in shown.changes for k in range(*pair(c))] for pair in (lambda c: c[1:3], lambda c: c[3:5])]
    assert [sorted(side) for side in sides] == [[*range(len(redline.before.units))], [*range(len(redline.after.units))]]
    assert read_criticmarkup(write_criticmarkup(redline)) == (before, after)
    kinds = [change.kind for change in shown.changes]
    for first, second in zip(kinds, kinds[1:]):
        assert first is not ChangeKind.REPLACED or second in (ChangeKind.REPLACED, ChangeKind.INSERTED)
