"""Law 12: one proposal more, one less or one choice gives, field by field, what laying out everything would.

Only the places that a change reaches are laid out again; here the worlds are long enough for that to matter.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, replace

import pytest
from depth import some

from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused
from amendtrack.render.brackets import Style
from amendtrack.render.typeset import typeset, typeset_again

from .worlds import NEW_WORDS, SENTENCES, small_worlds

FILLING = tuple(
    f"The {which} part of the plan stays as it stands; the {which} reader need not look at it."
    for which in "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
LongWorld = tuple[str, dict[str, str]]


def crowded_world(seed: int) -> LongWorld:
    """A draft with quiet stretches, where three or four delegations amend the same few units again and again."""
    chance = random.Random(seed)
    wordings = [*FILLING[:6], *chance.sample(SENTENCES, 6), *FILLING[6:]]
    every = chance.choice((1, 2, 3))  # a label on every unit, or with unlabelled ones between
    crowd = chance.randint(5, 8)
    sent = {name: list(wordings) for name in ("Arda", "Brum", "Corvia", "Dalia")[: chance.randint(3, 4)]}
    for units in sent.values():
        for _ in range(chance.randint(2, 5)):
            _amend(units, min(crowd + chance.randint(0, 4), len(units) - 1), chance)
    return _numbered(wordings, every), {name: _numbered(units, every) for name, units in sent.items()}


def _amend(units: list[str], at: int, chance: random.Random) -> None:
    match chance.choice(("word", "word", "strike", "strike", "put in", "put in", "move", "move", "join", "split")):
        case "word":
            words = units[at].split(" ")
            where = chance.randrange(len(words))
            words[where : where + chance.randint(0, 2)] = [chance.choice(NEW_WORDS)]
            units[at] = " ".join(words)
        case "strike":
            del units[at]
        case "put in":
            units.insert(at, f"{chance.choice(SENTENCES)} {chance.choice(NEW_WORDS)}")
        case "move":
            units.insert(chance.choice((1, at - 2, at + 2, len(units) - 2)), units.pop(at))
        case "join" if at + 1 < len(units):
            units[at : at + 2] = [" ".join(units[at : at + 2])]
        case "split":
            units[at : at + 1] = units[at].replace("; ", ".\0", 1).replace(". ", ".\0", 1).split("\0")


def _numbered(units: list[str], every: int) -> str:
    return "\n\n".join(u if n % every else f"{n // every + 1}. {u}" for n, u in enumerate(units)) + "\n"


def told(slot: Slot) -> tuple[object, ...]:
    """Every field of a slot, those too that do not count when slots are compared."""
    variants = [tuple(getattr(v, f.name) for f in fields(v)) for v in slot.variants]
    rest = [getattr(slot, f.name) for f in fields(slot) if f.name not in ("variants", "inner")]
    return (*rest, variants, [told(s) for s in slot.inner])


def anew(con: Consolidation) -> Consolidation:
    """The same value with nothing handed on."""
    return replace(con, _before=None, _woven_before=None, _prepared=None)


def same(made: Consolidation, whole: Consolidation, world: object) -> None:
    assert made == whole, world
    assert made.strands == whole.strands, world
    assert [told(s) for s in made.slots] == [told(s) for s in whole.slots], world


def holds_one_by_one(base: str, sent: Mapping[str, str], positions: tuple[Position, ...] = ()) -> None:
    names = list(sent)
    step = consolidate(base, {}, positions)
    shown = typeset_again(step, Style.ATTRIBUTED, None)
    for n in range(len(names)):
        assert step.slots is not None  # laid out before each step, as where people look on
        step = step.with_proposal(Proposal(names[n], sent[names[n]]))
        same(step, consolidate(base, {k: sent[k] for k in names[: n + 1]}, positions), (base, sent))
        shown = typeset_again(step, Style.ATTRIBUTED, shown)
        assert shown.units == typeset(step, Style.ATTRIBUTED), (base, sent)
    for name in names:
        same(step.without(name), consolidate(base, {k: sent[k] for k in names if k != name}, positions), (base, sent))
        with suppress(InputRefused):  # it would join units while what is new between them is open
            accepted = step.accept([name])
            same(accepted, anew(accepted), (base, sent))
            assert typeset_again(accepted, Style.ATTRIBUTED, shown).units == typeset(accepted, Style.ATTRIBUTED)
    for slot in step.slots[:3]:
        try:
            chosen = step.choose(slot, slot.variants[-1])
        except InputRefused:  # it would decide what stands in another slot
            continue
        same(chosen, anew(chosen), (base, sent))
        if still := [s for s in chosen.slots if not s.settled]:
            then = chosen.choose(still[-1], None)
            same(then, anew(then), (base, sent))


@pytest.mark.long
@pytest.mark.parametrize("kind", ["words", "units"])
def test_one_by_one(kind: str) -> None:
    for base, arda, brum in some(list(small_worlds(kind))[::11], 10):
        holds_one_by_one(base, {"Arda": arda, "Brum": brum})


@pytest.mark.long
@pytest.mark.parametrize("first", some(range(0, 120, 20)))
def test_one_by_one_in_crowded_worlds(first: int) -> None:
    for seed in some(range(first, first + 20), 5):
        holds_one_by_one(*crowded_world(seed))


def test_one_by_one_with_positions_and_notes() -> None:
    base = "\n\n".join(f"{n}. {unit}" for n, unit in enumerate(FILLING, 1)) + "\n\n[^1]: See the plan.\n"
    sent = {
        "Arda": base.replace("third part of", "third[^2] part of").replace("plan.\n", "plan.\n\n[^2]: Of 2024.\n"),
        "Brum": base.replace("sixth part of", "sixth[^2] part of").replace("plan.\n", "plan.\n\n[^2]: Of 2030.\n"),
        "Corvia": base.replace("the plan stays", "the plan remains", 2),
    }
    holds_one_by_one(base, sent, (Position("Dalia", Stance.RETAIN, "2"), Position("Arda", Stance.RESERVE, "7")))


def test_a_proposal_sent_again_with_a_co_sponsor_takes_the_place_of_the_first() -> None:
    base = "\n\n".join(FILLING) + "\n"
    text = base.replace("need not look", "may look", 1)
    con = consolidate(base, {"Arda": text, "Brum": base.replace("twelfth part", "last part")})
    assert len(con.slots) == 2
    again = con.without("Arda").with_proposal(Proposal("Arda", text, "", ("Corvia",)))
    same(again, anew(again), base)
    assert again.slots[0].variants[0].backers == ("Arda", "Corvia")
