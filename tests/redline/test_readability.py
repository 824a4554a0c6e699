"""The readability score: phrases marked whole read well, chaff does not."""

from __future__ import annotations

from dataclasses import replace

from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.readability import measures, readability
from amendtrack.redline.splices import Splice
from amendtrack.text.units import parse_text


def test_a_rewritten_phrase_is_one_mark_and_reads_well() -> None:
    redline = compare("Report without delay to the Meeting.", "Report as soon as possible to the Meeting.")
    found = measures(redline)
    assert (found.fragments, found.changed_words, found.islands, found.cuts) == (1, 6, 0, 0)
    assert readability(redline) == 1.0


def test_nothing_changed_reads_well() -> None:
    assert readability(Redline.unchanged(parse_text("5. Clear all areas."))) == 1.0


def test_islands_of_stop_words_and_cut_words_cost() -> None:
    redline = compare("take note of it", "bear heed of us")
    change = redline.changes[0]
    chaff = (
        Splice(0, 4, 0, 4, False, 0, 1, 0, 1),
        Splice(5, 9, 5, 9, False, 1, 2, 1, 2),
        Splice(13, 15, 13, 15, False, 3, 4, 3, 4),
    )
    cut = (Splice(2, 4, 2, 4, False, 0, 1, 0, 1),)
    chaffed = replace(redline, changes=(change._replace(splices=chaff),))
    assert measures(chaffed).islands == 1 and readability(chaffed) < 0.7  # the first two marks touch, and read as one
    assert measures(replace(redline, changes=(change._replace(splices=cut),))).cuts == 2


def test_no_word_is_ever_cut() -> None:
    redline = compare("缔约国应当报告 mine-affected l’État", "缔约国必须报告 mine-free l’Étude")
    assert measures(redline).cuts == 0
