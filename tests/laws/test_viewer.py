"""What the viewer says of a draft is what the other commands print: its text, its slots, their readings, its counts."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from depth import some
from rich.cells import cell_len

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import units_in
from amendtrack.consolidation.value import consolidate
from amendtrack.draft import Draft
from amendtrack.errors import AmendtrackError
from amendtrack.intake.doubts import Doubt
from amendtrack.papers.state_of_play import states_of
from amendtrack.record.registers import read_register
from amendtrack.render.brackets import Style
from amendtrack.render.consolidation_lines import consolidation_lines
from amendtrack.render.look import Look
from amendtrack.render.typeset import typeset
from amendtrack.render.unit_lines import unit_lines
from amendtrack.text.units import parse_text
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.screen_lines import Reader, Room, following, screen_lines
from amendtrack.viewer.search import plain, whose_words
from amendtrack.viewer.sight import Mode, Sight, paragraphs_of, sight_of
from amendtrack.viewer.slot_card import card_of, words_of
from amendtrack.viewer.unit_list import RowState
from amendtrack.viewer.whereabouts import entering, named, settled_in

from .test_realistic import world

WIDTH = 62


def in_session(seed: int, folder: Path) -> Draft:
    """A draft of a random world, on which a few things were said and decided."""
    chosen, r = world(seed), random.Random(seed)
    register = "code,name,standing\n" + "".join(f"D{n},{name},party\n" for n, name in enumerate(chosen.sent))
    draft = Draft.init(
        folder, chosen.base, title="T", at="2020-01-10", delegations=read_register(register), durability="fast"
    )
    for n, (name, text) in enumerate(chosen.sent.items()):
        if text != chosen.base:
            draft.propose(text, by=name, received=f"2020-02-01T10:{n:02}", kind="text", allow=tuple(Doubt))
    for _ in range(4):
        with suppress(AmendtrackError):  # what cannot be done is refused, and nothing is recorded
            act(draft, r, list(chosen.sent))
    return draft


def act(draft: Draft, r: random.Random, names: list[str]) -> None:
    """Something that is said or decided of one open slot."""
    con = draft.snapshot().consolidate()
    slot = r.choice([slot for slot in every(con.slots) if not slot.settled])
    reading = r.choice(slot.variants)
    match r.randrange(5):
        case 0:
            draft.choose({slot.address: reading.typed}, at="2020-03-01")
        case 1:
            draft.keep([slot.address], at="2020-03-01")
        case 2:
            draft.accept([reading.proposals[0]], at="2020-03-01")
        case 3:
            draft.agree(r.choice(con.addresses), "agreed ad ref", at="2020-03-01")
        case _:
            draft.support(r.choice(names), slot.address, at="2020-03-01")


ISOLATED = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))
"""What keeps the words of a column in it on a terminal that writes from right to left."""

NO_UNIT = "no longer a unit of the text}"


def same_text(sight: Sight) -> None:
    """Each line of the text is one that ``consolidate`` prints at that width; draft and text decided are the same.

    A unit that is no longer one by what was decided has a line of its own, which is not printed.
    """
    con = sight.con
    assert con is not None
    printed = [p for p in sight.together.paragraphs if not p.words.endswith(NO_UNIT)]
    galley = Galley(printed, WIDTH, sight.colours)
    shown = [line.plain for n in range(len(galley.paragraphs)) for line in galley.lines(n)]
    assert shown == [line.plain for _, lines in unit_lines(typeset(con, sight.style), Look(WIDTH)) for line in lines]
    assert all(line.cell_len <= 20 for line in consolidation_lines(con, Look(20), sight.style))
    drafted = typeset(consolidate(sight.now.text(), {}), Style.UNATTRIBUTED)
    assert [row.words for row in sight.base.rows] == [unit.text for unit in drafted]
    if not con.open_slots:
        clean = typeset(consolidate(con.clean(), {}), Style.UNATTRIBUTED)
        assert [row.words for row in sight.decided.rows] == [unit.text for unit in clean]


def same_slots(sight: Sight) -> None:
    """Every open slot is in the list, once, and can be gone to; its card has each reading with who holds it."""
    con = sight.con
    assert con is not None
    rows = sight.together.rows
    listed = [address for row in rows for address in row.open]
    assert sorted(listed) == sorted(slot.address for slot in every(con.slots) if not slot.settled)
    for n, row in enumerate(rows):
        for address in row.open:
            slot, there = sight.slots[address], named(address, rows)
            assert (there.slot, there.row) == (address, n)
            assert settled_in(there, rows) == there
            card = [line.text for line in card_of(sight, row, address)]
            for variant in slot.variants:
                said = " ".join(f"{words_of(variant)} – {', '.join(variant.backers)}".split())
                assert any(said in " ".join(line.split()) for line in card), (address, said, card)


def same_states(sight: Sight) -> None:
    """A unit in which ``status`` says that something is open is open in the list; one that somebody touched says so."""
    con = sight.con
    assert con is not None
    rows = {row.place: row for row in reversed(sight.together.rows)}
    ruled = {edit for _, ruling in con.standing.in_force for edit in ruling.reaches}
    touched = units_in(ruled | {edit for amendment in con.amendments for edit in amendment.strands})
    for k, state in enumerate(states_of(con)):
        row = rows.get(state.place)
        if row is None or row.words.endswith(NO_UNIT):
            continue  # it was struck, joined, or is the line under the heads of a table
        if state.open and row.state is not RowState.AGREED:
            assert row.state in (RowState.OPEN, RowState.CONTESTED), row
        assert k not in touched or row.state is not RowState.UNTOUCHED, row
        contested = [a for a in row.open if sight.slots[a].contested]
        assert not contested or row.state in (RowState.CONTESTED, RowState.AGREED), row


def same_delegations(sight: Sight) -> None:
    """The text of one delegation with one proposal is the redline of that proposal."""
    own: dict[str, list[str]] = {}
    for entry in sight.now.proposals():
        for name in sight.now.credited(entry) if entry.stands else ():
            own.setdefault(name, []).append(entry.name)
    for name, proposals in own.items():
        if len(proposals) == 1:
            redline = sight.now.compare(proposals[0]).redline
            assert sight.of_delegation(name).paragraphs == paragraphs_of(redline)


def same_authors(sight: Sight, r: random.Random) -> None:
    """Words of the draft and of what was sent are named as theirs, and nobody is named who did not send them."""
    now, drafted = sight.now, plain(sight.now.text())
    sent = {e.name: parse_text(now.wording(e)) for e in now.proposals() if not e.language}
    units = {name: [plain(text.printed(unit)) for unit in text.units] for name, text in sent.items()}
    for name, own in units.items():
        words = r.choice([each for each in own if each not in drafted] or own).split()
        k = r.randrange(len(words))
        asked = plain(" ".join(words[k : k + r.randrange(1, 5)]).strip("*_|"))
        if not asked or asked in drafted:
            continue
        said = [line.text for line in whose_words(sight, asked)][1:]
        for one, texts in units.items():
            assert any(f"({one})" in line or f"({one}, " in line for line in said) == any(asked in t for t in texts), (
                asked,
                said,
            )
        assert not any("the draft's" in line for line in said), (name, asked, said)


def lines_fit(sight: Sight) -> None:
    """Every screen is as wide and high as it is, in every mode, and nothing in it could move the cursor."""
    for mode in Mode:
        page = sight.page(mode, next(iter(sight.delegations)))
        for width, height in ((80, 24), (61, 9)):
            room = Room.of(width, height, listed=True, card=6)
            galley, reader = Galley(page.paragraphs, room.text - 2, sight.colours), Reader(mode=mode)
            for n in range(0, len(page.rows), 4):
                at = entering(page.rows[n], n)
                reader = following(Reader(at=at, mode=mode, top=reader.top), galley, room.body)
                card = card_of(sight, page.rows[n], at.slot, 1)
                lines = screen_lines(page, reader, room, galley, head="h", card=card, said="", keys="k")
                assert len(lines) == height
                assert {cell_len(line.plain) for line in lines} == {width}, (mode, width)
                shown = (line.plain.translate(ISOLATED) for line in lines if "\u200c" not in line.plain)
                assert all(words.isprintable() for words in shown), (mode, width)


@pytest.mark.parametrize("seed", some((1, 8, 13, 39, 45, 77, *range(100, 150)), 50))
def test_the_viewer_says_what_the_other_commands_print(seed: int, tmp_path: Path) -> None:
    sight = sight_of(in_session(seed, tmp_path / "draft").snapshot())
    same_text(sight)
    same_slots(sight)
    same_states(sight)
    same_delegations(sight)
    if not seed % 4:
        lines_fit(sight)
        same_authors(sight, random.Random(seed))


def test_a_unit_struck_with_its_neighbour_is_not_called_untouched(tmp_path: Path) -> None:
    base = "1. We meet.\n\n2. We act.\n\n3. We report.\n"
    draft = Draft.init(
        tmp_path / "draft",
        base,
        title="T",
        at="2020-01-10",
        delegations=read_register("code,name,standing\nNRV,Norvia,party\n"),
        durability="fast",
    )
    draft.propose("1. We meet.\n", by="Norvia", received="2020-02-01", kind="text", allow=("excerpt",))
    sight = sight_of(draft.snapshot())
    rows = {row.place: row for row in sight.together.rows}
    assert {rows[place].state for place in "23"} == {RowState.OPEN}
    heads = [card_of(sight, rows[place], entering(rows[place], 0).slot)[0].text for place in "23"]
    assert all("open" in head for head in heads), heads
