"""Random worlds over drafts that look like real ones: five to twelve delegations, four languages, every kind of act."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from amendtrack.consolidation.belonging import InGap, is_heading_in, is_item, parent_in_base
from amendtrack.consolidation.compose import flat
from amendtrack.consolidation.edits import Inserted, Moved, Placed, Relabelled, Reworded, Struck
from amendtrack.consolidation.headless import headless
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.strands import by_backer, is_placed
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.consolidation.words_taken_along import taken_along
from amendtrack.errors import InputRefused, Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.text.addresses import addresses
from amendtrack.text.units import UnitKind, parse_text
from amendtrack.text.words import folded, tokens

from .crowded import ANNEXES, FOREIGN, SCENES, crowded_world
from .realistic import HARDEST, HARDEST_FROM, LANGUAGES, RealWorld
from .realistic import world as realistic_world

CROWDED_FROM = 4_000_000
"""Seeds from here on make worlds in which several meet on one thing."""


def world(seed: int) -> RealWorld:
    """The world of that number."""
    return crowded_world(seed) if seed >= CROWDED_FROM else realistic_world(seed)


def compatible(con: Consolidation) -> tuple[Consolidation, list[str]]:
    """Everything accepted that goes together: one amendment after the other, whatever is not excluded by then."""
    con = con.accept([p.name for p in con.proposals if any(a.proposal == p.name for a in con.amendments)])
    left = []
    while con.open_slots:
        slot = con.open_slots[0]
        left.append(slot.address)
        try:
            con = con.choose(slot, next((v for v in slot.variants if not v.deletes), slot.variants[0]))
        except InputRefused:
            con = con.keep(slot)
    return con, left


def holds(seed: int) -> None:
    """All laws on one world."""
    w = world(seed)
    con = consolidate(w.base, w.proposals(w.sent))
    con.check()
    shown = frozenset[object]().union(*(slot.strands for slot in con.slots))
    assert all(strand.identity in shown for strand in con.strands), (seed, "an edit that stands in no slot")
    for name, text in w.sent.items():
        assert str(con.view(name)) == text
        alone = consolidate(w.base, w.proposals({name: text}))
        assert not any(s.contested for s in alone.slots), (seed, name)
        made = alone.accept([name]).clean() if alone.amendments else w.base
        assert in_order(made, w.new[name], text), (seed, name, "own order")
        assert_tables_stand_apart(made, seed)
        assert "\n\n|---" not in made, (seed, name, "a table in pieces")
        for sentence in w.new[name]:
            assert made.count(sentence) == text.count(sentence), (seed, name, sentence)
    printed = brackets(con)
    reading = read_brackets(printed, con.delegations)
    assert str(reading.base) == w.base, (seed, "print")
    assert [(s.start, s.end) for s in reading.slots] == [(s.start, s.end) for s in con.slots], (seed, "slots")
    turned = consolidate(w.base, w.proposals(w.sent)[::-1])
    assert turned == con and brackets(turned) == printed, seed
    for gap, strands in con.orders.gaps.items():  # what is found again is what was found
        assert con.orders.blocks([replace(s) for s in strands]) == con.orders.all_in(gap), (seed, gap, "order")
        for name, own in by_backer(strands).items():
            found = [s for block in con.orders.blocks(own) for s in block.strands]
            assert con.orders.order(own) == found, (seed, gap, name, "order of one proposal")
    done, _ = compatible(con)
    clean = done.clean()
    assert_tables_stand_apart(clean, seed)
    going, behind, staying = [*carried(done)], [*inside_moved(con)], [*left_by_movers(con)]
    along = [e.wording if isinstance(e, Inserted) else con.base.wording(con.base.units[e.unit]) for e in going + behind]
    apart = {e.identity for e in going + behind}
    before, after = placed(con, apart), placed(done, apart)
    for gap in before.keys() & after.keys():  # where all of it is adopted: without its heading, a unit goes elsewhere
        same = {*before[gap]} != {*after[gap]} or before[gap] == after[gap]
        assert same, (seed, gap, "a decision changed an order")
    disputed = [*in_disputed_articles(con)]
    put = {e.identity: e.wording if isinstance(e, Inserted) else flat(e.parts) for e in writing(con)}
    for name, sentences in w.new.items():
        places = {s: sum(s.rstrip(".。")[-4:] in words for words in put.values()) for s in sentences}
        for sentence in sentences:
            most = max(places[sentence], *(t.count(sentence) for t in w.sent.values()))  # two may have it at two places
            assert clean.count(sentence) <= most, (seed, name, sentence)
        own = next(edits for p, edits in zip(con.proposals, con.edits) if p.name == name)
        put_in = [e.wording for e in own if isinstance(e, Inserted)]  # what was reworded may be moved by others
        units = tuple(s for s in sentences if places[s] < 2 and any(s in wording for wording in put_in))
        ordered = tuple(s for s in undisputed(units, w) if not any(s in wording for wording in disputed))
        in_print = tuple(s for s in ordered if not any(s in wording for wording in staying))
        assert in_order(printed, in_print, w.sent[name]), (seed, name, "order in print")
        there = tuple(s for s in ordered if s in clean and not any(s in wording for wording in along))
        assert in_order(clean, there, w.sent[name]), (seed, name, "order in the clean text")
        for sentence in units:
            kept = sum(s.edit.wording.count(sentence) for s in done.strands if isinstance(s.edit, Inserted))
            assert clean.count(sentence) == kept, (seed, name, sentence, "once if it was accepted")
    assert_said_of_words_that_recur(con, seed)
    assert not any("nobody would" in conflict.explanation for conflict in con.conflicts), seed
    one_alone(con, w, seed)
    if [t for t in titles(clean) if t in titles(w.base)] == titles(w.base) and not has_orphans(done):
        assert_one_number_each(clean, {s.edit.wording for s in done.strands if isinstance(s.edit, Inserted)}, seed)


def assert_said_of_words_that_recur(con: Consolidation, seed: int) -> None:
    """What is said to be put elsewhere is there, every word of it, and is more than a break."""
    for found in taken_along(con):
        out, put = found.out.edit, found.put.edit
        assert isinstance(out, Struck | Reworded) and isinstance(put, Inserted | Reworded), (seed, found)
        gone = {folded(t) for t in tokens(con.base.source[out.c1 : out.c2]) if t.isalpha()}
        there = {folded(t) for t in tokens(put.wording if isinstance(put, Inserted) else flat(put.parts))}
        assert gone and gone <= there, (seed, found)


def writing(con: Consolidation) -> Iterator[Inserted | Reworded]:
    """The edits that put words in."""
    yield from (e for edits in con.edits for e in edits if isinstance(e, Inserted | Reworded))


def undisputed(sentences: tuple[str, ...], w: RealWorld) -> tuple[str, ...]:
    """Those of the sentences that all who have two of them have in the same order."""
    orders = [[s for s in sorted(sentences, key=text.find) if s in text] for text in w.sent.values()]
    pairs = {pair for order in orders for pair in combinations(order, 2)}
    return tuple(s for s in sentences if not any((a, b) in pairs for b, a in pairs if s in (a, b)))


def in_disputed_articles(con: Consolidation) -> Iterator[str]:
    """What stands under two headings of one gap that proposals have in opposite orders: articles stay together."""
    for strands in con.orders.gaps.values():
        pairs, under = set[tuple[object, object]](), defaultdict[object, list[Placed]](list)
        for name, own in by_backer(strands).items():
            heads = list[object]()
            for strand in sorted(own, key=lambda s: dict(s.orders)[name]):
                if is_heading_in(con.labels_of_base, strand.edit):
                    pairs.update((before, strand.identity) for before in heads)
                    heads.append(strand.identity)
                elif heads:
                    under[heads[-1]].append(strand.edit)
        for one, other in pairs:
            if (other, one) in pairs:
                yield from (edit.wording for edit in under[one] if isinstance(edit, Inserted))


def carried(done: Consolidation) -> Iterator[Placed]:
    """The new and moved units that stand in an article, or under a paragraph, that is moved: they go with it."""
    moved = {s.edit.unit for s in done.strands if isinstance(s.edit, Moved)}
    ground = done.labels_of_base
    placed = [s for s in done.strands if is_placed(s)]
    for strand in placed:
        inside = InGap(ground, (s for s in placed if s.edit.gap == strand.edit.gap))
        above = inside.parent(inside.above(strand) or strand)
        while above is not None and above not in moved:
            above = parent_in_base(ground, above)
        if above is not None:
            yield strand.edit


def inside_moved(con: Consolidation) -> Iterator[Inserted]:
    """What somebody puts behind a unit that it moves: it stays behind that unit, wherever that ends up."""
    for edits in con.edits:
        moved = {e.unit for e in edits if isinstance(e, Moved)}
        yield from (e for e in edits if isinstance(e, Inserted) and e.gap in moved)


def left_by_movers(con: Consolidation) -> Iterator[str]:
    """What some put behind a unit that they move, and others where it stands: it is printed where it stands."""
    movers = defaultdict[int, set[str]](set)
    for strand in con.strands:
        if isinstance(strand.edit, Moved):
            movers[strand.edit.unit] |= strand.backers
    new = [s for s in con.strands if isinstance(s.edit, Inserted) and s.backers & movers[s.edit.gap]]
    shared = {who for s in new if s.backers - movers[s.edit.gap] for who in s.backers}
    yield from (s.edit.wording for s in new if isinstance(s.edit, Inserted) and s.backers & shared)


def one_alone(con: Consolidation, w: RealWorld, seed: int) -> None:
    """All others rejected and one proposal accepted: the words are what they would be without the others."""
    made = sorted({a.proposal for a in con.amendments})
    if not made:
        return
    name = random.Random(seed).choice(made)
    alone = consolidate(w.base, w.proposals({name: w.sent[name]})).accept([name])
    others = [other for other in made if other != name]
    among = (con.reject(others) if others else con).accept([name])
    assert words_of(among.clean()) == words_of(alone.clean()), (seed, name, "the others left a trace")


def words_of(text: str) -> str:
    """The wordings of a text, without the labels, and without the numbers of notes at their markers."""
    read = parse_text(text)
    return re.sub(r"\[\^[^]]*\]", "[^]", "\n".join(read.wording(unit) for unit in read.units))


def titles(text: str) -> list[str]:
    """The headings, in order."""
    return [
        unit.label or text[unit.body : unit.end] for unit in parse_text(text).units if unit.kind is UnitKind.HEADING
    ]


def placed(con: Consolidation, apart: Set[object]) -> dict[str, list[str]]:
    """The new and moved units of each gap, in order, but for those edits that go along with what is moved."""
    found: dict[str, list[str]] = {}
    for slot in con.slots:
        if slot.shape in (Shape.NEW, Shape.MOVED_HERE) and apart.isdisjoint(slot.strands):
            gap = slot.id.partition("+")[0] if slot.shape is Shape.NEW else slot.id.rpartition(">")[2]
            found.setdefault(gap, []).append(slot.id)
    return found


def assert_tables_stand_apart(text: str, seed: int) -> None:
    """What follows a table has an empty line before it: it would be one more row."""
    for row, line in pairwise(text.split("\n")):
        assert not row.startswith("|") or line.startswith("|") or not line, (seed, row, line)


def assert_one_number_each(text: str, new: set[str], seed: int) -> None:
    """No new unit has a number that stands under its heading already, or a letter that stands under its paragraph.

    Units of the base keep theirs.
    """
    read, places = parse_text(text), defaultdict[str, list[bool]](list)
    for unit, address in zip(read.units, addresses(read), strict=True):
        if unit.label and unit.kind not in (UnitKind.HEADING, UnitKind.NOTE):
            places[re.sub(r" \(\d+(?:st|nd|rd|th)\)$", "", address)].append(read.wording(unit) in new)
    for address, is_new in places.items():
        assert len(is_new) == 1 or not any(is_new), (seed, address, "twice")


def has_orphans(done: Consolidation) -> bool:
    """Whether an item is left although its paragraph has been struck, moved without it, or made an item itself."""
    for edit in (s.edit for s in done.strands if isinstance(s.edit, Relabelled)):
        if (
            is_item(edit.mark, edit.label)
            and done.base.units[edit.unit].label
            and ")" not in done.base.units[edit.unit].label
        ):
            return True
    gone = {s.edit.unit: getattr(s.edit, "gap", None) for s in done.strands if isinstance(s.edit, Moved | Struck)}
    left = (i for i, unit in enumerate(done.base.units) if i not in gone and ")" in unit.label)
    return any(parent_in_base(done.labels_of_base, i) in gone for i in left)


def in_order(made: str, sentences: tuple[str, ...], text: str) -> bool:
    """Whether a delegation's new sentences stand in its own order; what rivals share is printed in each reading."""
    at = 0
    for sentence in sorted(sentences, key=text.index):
        at = made.find(sentence, at)
        if at < 0:
            return False
    return True


def choices_hold(seed: int) -> None:
    """Whatever reading is chosen, the text has it as the slot printed it, and the next print is read back."""
    r = random.Random(-seed)
    w = world(seed)
    con = consolidate(w.base, w.proposals(w.sent))
    for _ in range(4):
        if not con.open_slots:
            break
        slot = r.choice(con.open_slots)
        variant = r.choice((None, *slot.variants))
        try:
            con = con.choose(slot, variant)
        except InputRefused:
            continue
        printed = unmarked(brackets(con))
        reading = read_brackets(printed, con.delegations)
        if variant is not None and not variant.moves_to and not slot.inner and slot.shape is not Shape.MOVED_HERE:
            # (A marker whose note is still open is printed as words, what is open may stand between two paragraphs.)
            shown = (printed.replace("\\[^", "[^").replace("\\]", "]"), str(reading.base))
            wording = " ".join(variant.wording.split())
            assert any(wording in " ".join(text.split()) for text in shown), (seed, slot.address, variant)
        final = con
        while final.open_slots:
            final = final.choose(final.open_slots[0], None)
        printed_base, clean = str(reading.base), final.clean()
        if headless(final.strands):  # a number under a new heading is another one once that is rejected
            # It ends the article above, behind what others add there.
            printed_base, clean = ("\n".join(sorted(words_of(t).split("\n"))) for t in (printed_base, clean))
        assert printed_base.split() == clean.split(), (seed, slot.address, variant)
    while con.open_slots:
        con = con.choose(con.open_slots[0], None)
    try:
        con.clean()
    except Unsettled:
        raise AssertionError((seed, "nothing is open, and yet no clean text")) from None


def print_is_clean(con: Consolidation, seed: int) -> None:
    """What is decided stands in print as in the clean text, if all else is kept as drafted."""
    printed, final = str(read_brackets(unmarked(brackets(con)), con.delegations).base), con
    while final.open_slots:
        final = final.keep(final.open_slots[0])
    clean = final.clean()
    if headless(final.strands):  # a number under a new heading is another one once that is rejected
        printed, clean = ("\n".join(sorted(words_of(t).split("\n"))) for t in (printed, clean))
    assert printed.split() == clean.split(), (seed, [d.names for d in con.decisions], "print and clean text")


def decisions_hold(seed: int) -> None:
    """Whatever is decided, the print says what the clean text will be, and is what it would be if computed anew."""
    r = random.Random(seed * 7 + 1)
    w = world(seed)
    con = consolidate(w.base, w.proposals(w.sent))
    for _ in range(6):
        if not con.open_slots:
            break
        try:
            con = decided(con, r)
        except InputRefused:
            continue
        assert replace(con, _before=None, _woven_before=None).slots == con.slots, (seed, "computed anew")
        if con.standing.lapsed:  # two amendments that were accepted do not go together: neither is in until one is out
            break
        print_is_clean(con, seed)
    reaches = [frozenset().union(*(ruling.reaches for ruling in d.rulings)) for d in con.decisions]
    if not any(one & other for one, other in combinations(reaches, 2)):
        turned = con.with_decisions(r.sample(con.decisions, len(reaches)))
        assert brackets(turned) == brackets(con), (seed, "order of decisions")


def decided(con: Consolidation, r: random.Random) -> Consolidation:
    """One decision more, of any kind, on anything."""
    slot, amendment = r.choice(con.open_slots), r.choice(con.amendments)
    match r.choice(("accept", "accept all", "reject", "keep", "choose", "word")):
        case "accept":
            return con.accept([amendment.name])
        case "accept all":
            return con.accept([amendment.proposal])
        case "reject":
            return con.reject([amendment.name])
        case "keep":
            return con.keep(slot)
        case "word" if slot.shape is not Shape.MOVED_HERE:
            number = len(con.decisions) // 3  # the chair may use the same words at several places
            return con.word(slot, f"Hitherto unknown words, {number}.")
    return con.choose(slot, r.choice(slot.variants))


def revisions_hold(seed: int) -> None:
    """Whatever is withdrawn or sent again partway, all is as if it were computed anew, and every text comes back."""
    r = random.Random(seed * 3 + 2)
    w = world(seed)
    sent, con = dict(w.sent), consolidate(w.base, w.proposals(w.sent))
    for _ in range(3):
        if con.open_slots:
            with suppress(InputRefused):
                con = decided(con, r)
        name = r.choice(sorted(sent))
        con = con.without(name)
        if r.random() < 0.5 and len(sent) > 2:
            del sent[name]
        else:
            sent[name] = r.choice(sorted({*w.sent.values()} - {sent[name]}) or [w.base])
            con = con.with_proposal(*w.proposals({name: sent[name]}))
        anew = consolidate(w.base, w.proposals(sent))
        assert con.undecided.slots == anew.slots, (seed, name, "computed anew")
        assert con.slots == anew.with_decisions(con.decisions).slots, (seed, name, "computed anew, and decided")
        printed = brackets(con.undecided)
        assert str(read_brackets(printed, con.delegations).base) == w.base, (seed, "print")
        assert {n: str(con.view(n)) for n in sent} == sent, seed


# One of each kind that was once wrong: those that are quickly tried, and those of which only the first law is.
ONCE_WRONG = (
    60485,
    80669,
    95699,
    720880,
    740142,
    760622,
    760688,
    780317,
    41213,
    900176,
    2_000_054,
    940_017,
    2_000_609,
    2_000_797,
    3_000_081,
)
ONCE_WRONG_TOO = (
    10048,
    20052,
    40075,
    50247,
    60174,
    63078,
    80154,
    80478,
    95559,
    730365,
    750806,
    770157,
    780049,
    2_000_004,
    2_000_042,
    2_000_063,
    73_999,
    951_083,
    2_100_015,
    3_000_041,
    3_800_098,
    3_900_041,
    3_920_021,
    3_920_028,
    5_100_469,
    5_300_410,
)


LAWS = (holds, choices_hold, decisions_hold, revisions_hold)
ANY = tuple(n + k for n in (0, 100_000, 2_000_010, HARDEST_FROM, CROWDED_FROM) for k in range(2))


@pytest.mark.long
def test_realistic_worlds() -> None:
    for seed in (*ANY, *ONCE_WRONG):
        for law in LAWS if seed in ANY else LAWS[:3]:
            law(seed)
    for seed in ONCE_WRONG_TOO:
        holds(seed)
    revisions_hold(5_100_141)  # a unit that moves in two parts, numbered where others also come


def test_a_few_realistic_worlds() -> None:
    for seed in (2, 100_001, HARDEST_FROM + 3, CROWDED_FROM + 3):
        for law in LAWS:
            law(seed)


def test_all_that_negotiators_do_occurs() -> None:
    """In a hundred worlds each act is done ten times, and each kind of draft occurs."""
    worlds = [world(HARDEST_FROM + n) for n in range(100)]
    acts = Counter(act for w in worlds for act in w.acts)
    assert {act for act in HARDEST if acts[act] < 10} == set()
    assert {len(w.sent) for w in worlds} == {*range(5, 13)}
    for there in (*(one.article.partition("{}")[0] for one in LANGUAGES), "[^1]: ", "| ", "] [", "(ii) ", "ii) "):
        assert sum(there in w.base for w in worlds) >= 5, there


def test_several_meet_on_one_thing() -> None:
    """In eighty worlds each scene takes place ten times, and all that a base may have occurs."""
    worlds = [world(CROWDED_FROM + n) for n in range(80)]
    scenes = Counter(scene for w in worlds for scene in w.acts)
    assert {scene.__name__ for scene in SCENES if scenes[scene.__name__] < 10} == set()
    assert sum(any(len(by) > 1 for by in w.by.values()) for w in worlds) >= 10, "co-sponsors"
    assert sum(len({by[0] for by in w.by.values()}) < len(w.sent) for w in worlds) >= 10, "two proposals of one"
    for there in ("(A)", "(i)", "[^2]", "] [", *(annex for annex in ANNEXES.values()), *FOREIGN):
        assert any(there in w.base for w in worlds), there
