"""A long paragraph shows the sentences at its changes; what is left out holds no change, and nothing is lost."""

from __future__ import annotations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.comparison import compare
from amendtrack.render.block_lines import block_lines
from amendtrack.render.descriptions import Coverage, StretchKind, blocks_of
from amendtrack.render.look import Look
from amendtrack.render.omissions import LeftOut, in_part

SENTENCES = (
    "The keeper of the well reports to the council each May, as Mr. Ruiz of Norvia asked.",
    "States shall, as appropriate, and where they are in a position to do so, name one ministry; it reads all reports.",
    "缔约国应尽快清除雷区。",
    "تلتزم الدول بتطهير المناطق.",
    "See art. 5.",
)


@depth(40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=40), st.data())
def test_what_is_left_out_holds_no_change_and_nothing_is_lost(sentences: list[str], data: st.DataObject) -> None:
    before = "5. " + " ".join(sentences)
    at = data.draw(st.integers(0, len(sentences) - 1))
    after = "5. " + " ".join([*sentences[:at], "The chair decides.", *sentences[at + 1 :]])
    for block in blocks_of(compare(before, after)):
        shown = in_part(block)
        assert "".join(s.text for s in shown) == "".join(s.text for s in block.stretches)
        kept = [s for s in shown if not isinstance(s, LeftOut)]
        assert [s for s in kept if s.mark is not StretchKind.KEPT] == [
            s for s in block.stretches if s.mark is not StretchKind.KEPT
        ]


def test_one_word_in_a_paragraph_of_many_lines() -> None:
    before = "5. " + " ".join(f"{SENTENCES[0][:-1]} for well {n}." for n in range(60))
    [block] = blocks_of(compare(before, before.replace("for well 30", "for pump 30")))
    kept = "".join(s.text for s in in_part(block) if not isinstance(s, LeftOut))
    assert kept.startswith("5. ") and "for well 29." in kept and "for well 31." in kept and "for well 32." not in kept
    assert sum(isinstance(s, LeftOut) for s in in_part(block)) == 2


def test_a_sentence_of_a_page_is_read_by_its_clauses() -> None:
    before = "5. Recalling " + "; ".join(f"that well {n} is dug by hand and reported each May" for n in range(60)) + "."
    [block] = blocks_of(compare(before, before.replace("well 30 is dug", "well 30 is drilled")))
    kept = "".join(s.text for s in in_part(block) if not isinstance(s, LeftOut))
    assert "well 29" in kept and "well 31" in kept and len(kept) < 300


def test_the_texts_own_dots_in_brackets_do_not_pass_for_words_left_out() -> None:
    before = "5. " + " ".join(f"{SENTENCES[0][:-1]} for well {n} [...]." for n in range(20))
    [block] = blocks_of(compare(before, before.replace("for well 10", "for pump 10")))
    shown = " ".join(line.plain[4:] for line in block_lines(block, Look(80), Coverage.CHANGES))
    assert shown.count("[...]") == 2 and shown.count(r"[\...]") == 3
    assert r"[\...]" not in " ".join(line.plain for line in block_lines(block, Look(80)))
