"""Every act of one delegation beside every act of another, on a text of four paragraphs.

Edits, deletions, moves, joins, splits and new paragraphs, alone and two by two: no text is lost or
doubled in silence, and each proposal is there to be seen.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from depth import some

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused
from amendtrack.render.brackets import brackets

from .test_laws import settled, words

A = "Parties will clear every field near a village. They mark the others."
B = "Teachers tell each child about the risk of mines."
C = "Survivors are asked first; what they answer gets published."
D = "Donors pay for tools that poorer States lack."
BASE = (A, B, C, D)
HALVES = ("Parties will clear every field near a village.", "They mark the others.")


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


ACTS = {
    "edit a": text(A.replace("village", "school"), B, C, D),
    "edit b": text(A, B.replace("child", "pupil"), C, D),
    "edit c": text(A, B, C.replace("published", "printed soon"), D),
    "open b": text(A, "Now " + B, C, D),
    "delete a": text(B, C, D),
    "delete b": text(A, C, D),
    "delete c": text(A, B, D),
    "delete d": text(A, B, C),
    "move b first": text(B, A, C, D),
    "move b last": text(A, C, D, B),
    "move c first": text(C, A, B, D),
    "move c after a": text(A, C, B, D),
    "join b c, move a last": text(f"{B} {C}", D, A),
    "join b c, move a behind": text(f"{B} {C}", A, D),
    "join a b": text(f"{A} {B}", C, D),
    "join b c": text(A, f"{B} {C}", D),
    "join c d": text(A, B, f"{C} {D}"),
    "split a": text(*HALVES, B, C, D),
    "split and edit a": text(HALVES[0], "All Parties mark the others.", B, C, D),
    "new after b": text(A, B, "Maps remain open to everybody.", C, D),
    "new last": text(A, B, C, D, "Reports appear yearly."),
    "rewrite b": text(A, "Schools open whenever danger ends.", C, D),
}


@cache
def between(one: str, other: str) -> Consolidation:
    return consolidate(text(*BASE), {"Arda": ACTS[one], "Brum": ACTS[other]})


def others(act: str) -> tuple[str, ...]:
    """The acts to try beside one: all of them, or every third from itself on."""
    names = list(ACTS)
    at = names.index(act)
    return some(names[at:] + names[:at], 3)


def counted(source: str) -> Counter[str]:
    return Counter(w for w in words(source) if w.isalpha())


@pytest.mark.parametrize("act", ACTS)
def test_an_act_alone_gives_its_text(act: str) -> None:
    con = consolidate(text(*BASE), {"Arda": ACTS[act]})
    assert not any(s.contested for s in con.slots)
    assert con.accept(["Arda"]).clean() == ACTS[act]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_lost_or_doubled_in_silence(act: str) -> None:
    """A clean text of both holds each word as often as the base and the two changes together make it."""
    base = counted(text(*BASE))
    for other in others(act):
        both = between(act, other).accept(["Arda", "Brum"])
        if both.open_slots:
            continue
        made, one, two = counted(both.clean()), counted(ACTS[act]), counted(ACTS[other])
        for word in {*base, *one, *two}:
            b, x, y = base[word], one[word], two[word]
            wanted = {b + (x - b) + (y - b)} if b not in (x, y) and x != y else {x if y == b else y}
            if x == y:
                wanted = {x, b + 2 * (x - b)}
            assert made[word] in wanted, (act, other, word, both.clean())


@pytest.mark.parametrize("act", ACTS)
def test_both_are_shown(act: str) -> None:
    """Whoever asks for something is a backer somewhere, and the two are one only where they ask the same."""
    for other in others(act):
        con = between(act, other)
        assert {b for s in con.slots for b in s.parties} == {"Arda", "Brum"}, (act, other)
        together = all(v.backers == ("Arda", "Brum") for s in con.slots for v in s.variants)
        assert together == (ACTS[act] == ACTS[other]), (act, other, brackets(con))


@pytest.mark.parametrize("act", ACTS)
def test_slots_stand_in_order(act: str) -> None:
    for other in others(act):
        at = 0
        for slot in between(act, other).slots:
            assert at <= slot.start <= slot.end, (act, other, slot)
            assert all(v.wording != slot.base or v.moves_to for v in slot.variants), (act, other, slot)
            at = slot.end


@pytest.mark.parametrize("act", ACTS)
def test_a_choice_gives_what_the_slot_says(act: str) -> None:
    base = text(*BASE)
    for other in others(act):
        con = between(act, other)
        for slot in con.slots:
            for v in slot.variants if slot.move is None else ():
                wanted = base[: slot.start] + v.wording + base[slot.end :]
                try:
                    made = settled(con, slot, v.wording)
                except InputRefused as refusal:  # what would stand between units that are joined is decided first
                    assert "would join" in str(refusal), (act, other)
                    continue
                assert made.clean() == wanted, (act, other, slot.id, v)
