"""What a text says was said by a decision in force, or the page says what became of it: all short sequences of acts.

Every pair of a dozen proposals on one draft, and on each pair every sequence of decisions on proposals, single
amendments and slots: accept, reject, choose, keep, word and take back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest
from depth import some

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import DecisionKind, Verdict, proposal_of
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.minutes import Minute, minutes
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import AmendtrackError
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets

Act = tuple[str, ...]
MEET, MARK, REPORT = (
    "1. States will meet in June.",
    "2. States will mark closed harbours. Lamps burn without delay.",
    "3. Clubs report annually on every lake.",
)
PLAIN = f"{MEET}\n\n{MARK}\n\n{REPORT}\n"
SWAPPED = f"{MEET}\n\n{REPORT}\n\n{MARK}\n"
ON_PLAIN = {
    "Struck": f"{MEET}\n\n{REPORT}\n",
    "Shut": PLAIN.replace("closed", "shut"),
    "All shut": PLAIN.replace("closed", "all shut"),
    "Moved": SWAPPED,
    "Moved shut": SWAPPED.replace("closed", "shut"),
    "Joined": f"{MEET}\n\n{MARK} {REPORT[3:]}\n",
    "Split": PLAIN.replace("harbours. Lamps", "harbours.\n\nLamps"),
    "Rewritten": PLAIN.replace(MARK, "2. Any boat is open in winter and closed in June."),
    "New": f"{MEET}\n\n{MARK}\n\n2 bis. Buoys float in spring.\n\n{REPORT}\n",
    "Both struck": f"{MEET}\n",
    "Replaced": f"{MEET}\n\n2. Buoys float in spring.\n",
    "Shorter": PLAIN.replace(" without delay", ""),
}
ITEMS = "(a) mark closed harbours;\n\n(b) feed every swan.\n\n"
LISTED = (
    f"# Chapter A\n\n1. Clubs will in summer:\n\n{ITEMS}2. Boats go home early.\n\n"
    "# Chapter B\n\n3. Lamps burn at night.\n"
)
NETS = "# Chapter A bis\n\n3. Nets dry {}.\n\n# Chapter B\n\n4. Lamps"
ON_LISTED = {
    "No paragraph": LISTED.replace("1. Clubs will in summer:\n\n", ""),
    "No list": LISTED.replace(f"1. Clubs will in summer:\n\n{ITEMS}", ""),
    "New item": LISTED.replace("(b) feed", "(b) count each duck;\n\n(c) feed"),
    "Shut": LISTED.replace("closed", "shut"),
    "No swan": LISTED.replace("\n\n(b) feed every swan.", ""),
    "Moved": (
        "# Chapter A\n\n1. Boats go home early.\n\n# Chapter B\n\n2. Clubs will in summer:\n\n"
        f"{ITEMS}3. Lamps burn at night.\n"
    ),
    "Slow": LISTED.replace("# Chapter B\n\n3. Lamps", NETS.format("slowly")),
    "Fast": LISTED.replace("# Chapter B\n\n3. Lamps", NETS.format("fast in wind")),
    "No heading": LISTED.replace("# Chapter A\n\n", ""),
    "Swapped": "# Chapter B\n\n1. Lamps burn at night.\n\n" + LISTED.partition("\n# Chapter B")[0],
    "Renumbered": LISTED.replace("2. Boats", "1 bis. Boats"),
    "Winter": LISTED.replace("in summer", "all winter"),
    "No chapter": LISTED.partition("\n# Chapter B")[0],
}


def offered(con: Consolidation) -> Iterator[Act]:
    """Every decision that can be asked for, and every one that can be taken back."""
    for name in (*(p.name for p in con.proposals), *(a.name for a in con.amendments)):
        yield from (("accept", name), ("reject", name))
    for slot in (s for s in every(con.slots) if not s.settled):
        yield from (("choose", slot.address, str(n)) for n in range(len(slot.variants)))
        yield from (("keep", slot.address), ("word", slot.address))
    for what in dict.fromkeys(ruling.what for decision in con.decisions for ruling in decision.rulings):
        yield "take back", what


def performed(con: Consolidation, act: Act) -> Consolidation | None:
    """The consolidation after an act; None if it is refused."""
    kind, name, *rest = act
    try:
        match kind:
            case "accept":
                return con.accept([name])
            case "reject":
                return con.reject([name])
            case "keep":
                return con.keep(name)
            case "word":
                return con.word(name, "hitherto")
            case "take back":
                return con.take_back([name])
        slot = con.slot_at(name)
        return con.choose(slot, slot.variants[int(rest[0])])
    except AmendtrackError:
        return None


def names_its_object(con: Consolidation, made: Consolidation) -> None:
    """A decision brings in, and puts out, nothing but what it names; of what it opens again the page says why."""
    if made.decisions[:-1] != con.decisions:
        return
    before, after = con.standing, made.standing
    rulings = made.decisions[-1].rulings
    named = frozenset[Identity]().union(*(r.kept | {e.identity for e in r.own} for r in rulings))
    assert after.kept - before.kept <= named
    reaches = frozenset[Identity]().union(*(r.reaches for r in rulings))
    assert after.dropped - before.dropped <= reaches
    told = frozenset[Identity]().union(*(gone.ruling.reaches for gone in after.lapsed))
    assert before.kept - after.kept - reaches <= told
    assert before.dropped - after.dropped - after.kept <= told


def what_was_adopted_is_in_or_told(made: Consolidation) -> None:
    """What a decision adopts is in, or was put out by another one, or the page says that it is open again."""
    rulings = [ruling for decision in made.decisions for ruling in decision.rulings]
    last = {ruling.what: ruling for ruling in rulings}
    for ruling in (
        r for r in rulings if last[r.what] is r and not r.kept <= made.standing.kept | made.standing.dropped
    ):
        assert any(gone.ruling is ruling for gone in made.standing.lapsed), ruling


def the_minutes_are_true(made: Consolidation, held: list[Minute]) -> None:
    """What the minutes call accepted is in, and what they call out is not."""
    verdicts = {a.name: made.verdict(a.name) for a in made.amendments}
    for minute in held:
        if minute.kind is DecisionKind.ACCEPT and not minute.overruled:
            assert verdicts[minute.stands[0]] is Verdict.ACCEPTED, minute
        if minute.kind is not DecisionKind.REJECT:
            wholly = {verdicts[name] for name in minute.out if name not in minute.out_in_part}
            assert wholly.isdisjoint((Verdict.ACCEPTED, Verdict.OPEN)), minute


_LABELS = re.compile(r"\d+\.?|\([a-z]\)|[AB]|bis\.?|ter\.?|ante\.?|bis:?|~~")


def words(text: str) -> Counter[str]:
    """The words of a text and how often it has them, without labels."""
    return Counter(word.strip(".") for word in text.split() if not _LABELS.fullmatch(word))


def every_word_was_decided(made: Consolidation, held: list[Minute]) -> None:
    """Every word that the decided text has lost or gained comes from a proposal that the minutes name as adopted."""
    if any(minute.kind is DecisionKind.WORD for minute in held):
        return
    adopted = {proposal_of(name) for m in held if m.kind is not DecisionKind.REJECT for name in m.stands}
    sent = [words(p.text) for p in made.proposals if p.name in adopted]
    base, now = words(made.base.source), words(str(read_brackets(unmarked(brackets(made)), made.delegations).base))
    for word in base | now:
        if now[word] < base[word]:
            assert any(own[word] < base[word] for own in sent), (word, "gone")
        if now[word] > base[word]:
            assert any(own[word] > base[word] for own in sent), (word, "new")


def hold(con: Consolidation, depth: int, known: set[object], acts: tuple[Act, ...] = ()) -> None:
    """The laws after every sequence of so many acts."""
    for act in (*offered(con),) if depth else ():
        made = performed(con, act)
        if made is None:
            continue
        so_far = (*acts, act)
        try:
            names_its_object(con, made)
            what_was_adopted_is_in_or_told(made)
            standing = (
                made.standing.kept,
                made.standing.dropped,
                frozenset((d.kind, r.what) for d, r in made.standing.in_force),
            )
            if standing not in known:
                known.add(standing)
                held = [m for m in minutes(made) if not m.reopened and (not m.overruled or m.holds_in_part)]
                the_minutes_are_true(made, held)
                every_word_was_decided(made, held)
        except AssertionError as err:
            raise AssertionError([p.name for p in con.proposals], so_far) from err
        hold(made, depth - 1, known, so_far)


@pytest.mark.parametrize("pair", some([*combinations(ON_PLAIN, 2)][::2], 17), ids=" and ".join)
def test_what_is_in_force_was_said_of_it(pair: tuple[str, str]) -> None:
    hold(consolidate(PLAIN, {name: ON_PLAIN[name] for name in pair}), 3, set())


@pytest.mark.parametrize("pair", some([*combinations(ON_LISTED, 2)], 20), ids=" and ".join)
def test_what_is_in_force_in_lists_and_chapters_was_said_of_it(pair: tuple[str, str]) -> None:
    hold(consolidate(LISTED, {name: ON_LISTED[name] for name in pair}), 2, set())
