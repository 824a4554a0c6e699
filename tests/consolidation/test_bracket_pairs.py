"""A slot holds whole pairs of the draft's own brackets, so that a choice between alternatives is one change."""

from __future__ import annotations

from itertools import permutations

from amendtrack.consolidation.value import Consolidation, consolidate

_FRAME = "1. The plant shall close {} of the vote.\n"
_CHOICES = ("within two years", "within five years", "par consensus", "two thirds, present and voting,", "如有可能")
_JOINTS = (" ", "", ", ", " or ", " / ", " and, failing that, ")


def _balanced(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def _cleared(open_: str, kept: str) -> Consolidation:
    con = consolidate(_FRAME.format(open_), {"Arda": _FRAME.format(kept)})
    assert str(con.view("Arda")) == _FRAME.format(kept)
    return con


def test_an_alternative_kept_without_brackets_and_the_others_struck_are_one_change() -> None:
    for count in (2, 3):
        for joint in _JOINTS:
            for words in permutations(_CHOICES, count):
                draft = joint.join(f"[{w}]" for w in words)
                for kept in words:
                    (slot,) = _cleared(draft, kept).slots
                    (variant,) = slot.variants
                    assert _balanced(slot.base), (draft, kept, slot.base)
                    assert _balanced(variant.wording), (draft, kept, variant.wording)


def test_brackets_only_lifted_and_a_nested_alternative_chosen_leave_no_half_pair() -> None:
    rows = [
        ("[within two years / within five years]", "within five years"),
        ("[within [two] [five] years]", "within two years"),
        ("[within [two] [five] years]", "within five years"),
        ("[within [two] [five] years]", "[within five years]"),
        ("[within [two] [five] years]", "within [two] [five] years"),
        ("[A whole sentence stands here. Another stands here.]", "A whole sentence stands here. Another stands here."),
        ("[a] [b [c] d] [e]", "b c d"),
    ]
    for draft, kept in rows:
        for slot in _cleared(draft, kept).slots:
            assert all(map(_balanced, [slot.base, *(v.wording for v in slot.variants)])), (draft, kept, slot)
