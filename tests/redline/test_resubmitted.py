"""What a delegation changed in its own proposal: every amendment of both versions is counted once, none is invented."""

from __future__ import annotations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.redline.resubmitted import resubmitted

BASE = "1. Clear all areas.\n\n2. Help survivors.\n\n3. Meet each June.\n\n4. Report each year.\n"
EDITS = (
    ("all areas", "known areas"),
    ("2. Help survivors.\n\n", ""),
    ("each June", "each May"),
    ("4. Report", "3 bis. Share lessons.\n\n4. Report"),
    ("each year", "every year, without delay"),
    ("Meet", "They meet"),
    ("1. Clear", "1. Train staff.\n\n2. Clear"),
)
some_edits = st.sets(st.integers(0, len(EDITS) - 1))


def edited(base: str, edits: set[int]) -> str:
    for n in sorted(edits):
        base = base.replace(*EDITS[n])
    return base


@depth(150)
@given(some_edits, some_edits, some_edits)
def test_every_amendment_of_both_versions_is_counted_once(revision: set[int], one: set[int], two: set[int]) -> None:
    later = edited(BASE, revision)
    before, after = compare(BASE, edited(BASE, one)), compare(later, edited(later, two))
    changed, same = resubmitted(before, after)
    was, now = (sorted(map(str, (a for c in changed for a in side(c)))) for side in (lambda c: c.was, lambda c: c.now))
    assert same + len(was) == len(amendments(before)) and same + len(now) == len(amendments(after))
    assert all(c.was or c.now for c in changed)


@depth(60)
@given(some_edits, some_edits)
def test_a_version_sent_again_unchanged_on_the_same_text_has_no_change(revision: set[int], one: set[int]) -> None:
    base = edited(BASE, revision)
    version = compare(base, edited(base, one))
    assert resubmitted(version, version) == ((), len(amendments(version)))


def test_the_words_of_a_new_revision_are_not_taken_for_the_delegations() -> None:
    before = compare(BASE, edited(BASE, {2}))
    later = edited(BASE, {6, 0})  # everything is one number lower, and para 1 was reworded
    after = compare(later, edited(later, {2}))
    assert resubmitted(before, after) == ((), 1)


def test_what_a_revision_may_have_taken_up_is_not_called_given_up() -> None:
    before = compare(BASE, edited(BASE, {0}))
    later = edited(BASE, {0})
    changed, same = resubmitted(before, compare(later, later))
    assert same == 0
    assert [str(one) for one in changed] == [
        "para 1: no longer proposed: replace “all” with “known”; the draft has changed there"
    ]
