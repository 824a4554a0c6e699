"""Stated edits are kept: who strikes 7 and adds 7 bis has struck 7 and added 7 bis, however alike the two are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import Draft, Proposal, amendments, brackets, consolidate
from amendtrack.consolidation.edits import Inserted, Moved, Reworded, Struck
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.value import Consolidation
from amendtrack.errors import RecordDamaged
from amendtrack.record.entries import Entry, entry_file, read_entry, write_entry
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.amendment import AmendmentKind
from amendtrack.redline.comparison import compare
from amendtrack.redline.spans import SpanKind
from amendtrack.text.units import parse_text

WORDS = (
    "States shall pay two crowns each year to the fund.",
    "States shall pay three crowns each year to the fund.",
    "Boats shall carry lamps at night and in fog.",
    "Nets shall be dried on the shore.",
    "Nobody may fish in June.",
)
"""Much alike, so that a guess goes wrong often."""


@dataclass(frozen=True)
class Statement:
    """A base, a text, and what was stated of it."""

    base: str
    text: str
    origins: Origins
    struck: frozenset[int]
    new: tuple[tuple[int, str], ...]
    moved: frozenset[tuple[int, int]]
    reworded: frozenset[int]


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Any units struck, reworded, moved and added, out of the base's own words."""
    words = st.sampled_from(WORDS)
    base = draw(st.lists(words, min_size=1, max_size=6))
    fates = [draw(st.sampled_from(("kept", "kept", "kept", "struck", "reworded", "moved"))) for _ in base]
    places = st.integers(-1, len(base) - 1)
    goes = {i: draw(places) for i, fate in enumerate(fates) if fate == "moved"}
    added = draw(st.lists(st.tuples(places, words), max_size=3))
    reworded = {i: draw(words) for i, fate in enumerate(fates) if fate == "reworded"}
    units: list[str] = []
    origins: list[Origin] = []
    new: list[tuple[int, str]] = []

    def stand(wording: str, first: int, last: int, gap: int | None) -> None:
        origins.append(Origin(first, last, len(units), len(units) + 1, gap))
        units.append(wording)

    for gap in range(-1, len(base)):
        if gap >= 0 and fates[gap] in ("kept", "reworded"):
            stand(reworded.get(gap, base[gap]), gap, gap + 1, None)
        for i in sorted(i for i, where in goes.items() if where == gap):
            stand(base[i], i, i + 1, gap)
        for where, wording in added:
            if where == gap:
                stand(wording, gap + 1, gap + 1, gap)
                new.append((gap, wording))
    return Statement(
        "\n\n".join(base) + "\n",
        "\n\n".join(units) + "\n",
        Origins.joined(origins),
        frozenset(i for i, fate in enumerate(fates) if fate == "struck"),
        tuple(new),
        frozenset(goes.items()),
        frozenset(i for i, wording in reworded.items() if wording != base[i]),
    )


def stands_after(said: Statement, gap: int) -> int:
    """The last unit up to that gap that stays: what is put where a unit stood that moves does not go with it."""
    gone = {i for i, _ in said.moved}
    while gap in gone:
        gap -= 1
    return gap


random_statements = depth(300)


@random_statements
@given(statements())
def test_the_edits_are_those_stated(said: Statement) -> None:
    if said.text == said.base:
        return
    base = parse_text(said.base)
    assert said.origins.fits(len(base.units), len(parse_text(said.text).units))
    edits = edits_of(Prepared.of(base), said.text, origins=said.origins)
    assert {e.unit for e in edits if isinstance(e, Struck)} == said.struck
    assert tuple((e.gap, e.wording) for e in edits if isinstance(e, Inserted)) == tuple(
        (stands_after(said, gap), wording) for gap, wording in said.new
    )
    goes = {(i, stands_after(said, gap)) for i, gap in said.moved}
    assert {(e.unit, e.gap) for e in edits if isinstance(e, Moved)} == goes
    assert {e.unit for e in edits if isinstance(e, Reworded)} == said.reworded


@random_statements
@given(statements())
def test_the_amendments_shown_are_those_stated(said: Statement) -> None:
    if said.text == said.base:
        return
    redline = compare(said.base, said.text, origins=said.origins)
    shown = amendments(redline)
    assert sum(a.kind is AmendmentKind.DELETE_UNIT for a in shown) == len(said.struck)
    assert [a.after for a in shown if a.kind is AmendmentKind.INSERT_UNIT] == [words for _, words in said.new]
    assert sum(a.kind is AmendmentKind.MOVE_UNIT for a in shown) <= len(said.moved)
    gone = {SpanKind.DELETE, SpanKind.MOVE_FROM}, {SpanKind.INSERT, SpanKind.MOVE_TO}
    assert "".join(s.text for s in redline.spans() if s.kind not in gone[1]) == said.base
    assert "".join(s.text for s in redline.spans() if s.kind not in gone[0]) == said.text


@random_statements
@given(statements(), statements())
def test_the_laws_hold_of_what_is_stated(one: Statement, other: Statement) -> None:
    mine = Proposal("Norvia", one.text, origins=one.origins)
    alone = consolidate(one.base, [mine])
    alone.check()
    assert str(alone.view("Norvia")) == one.text
    assert alone.accept(["Norvia"]).clean().split() == one.text.split()
    echo = consolidate(one.base, [mine, Proposal("Brum", one.text, origins=one.origins)])
    assert all(v.backers == ("Brum", "Norvia") for slot in echo.slots for v in slot.variants)
    guessed = Proposal("Kestria", other.text)
    both = consolidate(one.base, [mine, guessed])
    both.check()
    assert brackets(both) == brackets(consolidate(one.base, [guessed, mine]))
    assert brackets(both.without("Kestria")) == brackets(alone)
    assert Consolidation.from_json(both.to_json()) == both


@random_statements
@given(statements(), st.lists(st.tuples(*[st.integers(0, 7)] * 4, st.integers(-1, 7)), max_size=5))
def test_what_does_not_fit_is_not_believed(said: Statement, numbers: list[tuple[int, ...]]) -> None:
    """Whatever is written in a record, the two texts come back, and no unit stands twice."""
    lines = [" ".join(map(str, n)) for n in numbers if n[0] <= n[1] and n[2] < n[3]]
    made = consolidate(said.base, [Proposal("Norvia", said.text, origins=Origins.read(lines))])
    made.check()
    assert made.accept(["Norvia"]).clean().split() == said.text.split()


def test_origins_that_do_not_fit_leave_the_comparison() -> None:
    base, text = "1. One boat.\n\n2. Two nets.\n", "1. One boat.\n\n2. Two new nets.\n"
    plain = compare(base, text)
    for wrong in ("0 1 0 1", "0 2 1 3", "0 2 0 2 5", "0 3 0 2", "0 1 0 1|0 1 1 2"):
        assert compare(base, text, origins=Origins.read(wrong.split("|"))) == plain, wrong


# -- as people write it ------------------------------------------------------------------------------

PLAN = (
    "1. States shall meet.\n\n2. States shall report.\n\n"
    "3. States shall pay two crowns each year to the common fund.\n\n"
    "4. States shall pay three crowns each year to the boat fund.\n\n5. Boats shall carry lamps at night.\n\n"
    "6. The guild shall:\n\n(a) keep a log;\n\n(b) train the pilots of the harbour;\n\n(c) mend the quay.\n"
)

SAID = {
    "a bis like what is struck": (
        'Para 5: delete\nAdd new para 5 bis: "Boats shall carry lamps by day."',
        ["para 5: deleted", "new para after 5"],
        ["[5. Boats shall carry lamps at night. – Norvia delete]", "[5 bis. Boats shall carry lamps by day. – Norvia]"],
    ),
    "two for two": (
        "Para 3: delete\nPara 4: delete\n"
        'Add new para 4 bis: "States shall pay two crowns each month to the common fund."'
        '\nAdd new para 4 ter: "States shall pay three crowns each month to the boat fund."',
        ["para 3: deleted", "para 4: deleted", "new para after 4", "new para after 4"],
        ["each year to the common fund. – Norvia delete]", "[4 bis. States", "[4 ter. States"],
    ),
    "an item": (
        'Para 6 (b): delete\nAdd new para 6 (b) bis: "train the pilots and masters of the harbour;"',
        ["para 6 (b): deleted", "new para after 6 (b)"],
        ["[(b) train the pilots of the harbour; – Norvia delete]", "[(b) bis train the pilots and masters"],
    ),
    "the old words in a new place": (
        'Para 5: replace by "Nobody may fish in June."\nAdd new para 5 bis: "Boats shall carry lamps at night."',
        ["para 5: words replaced", "new para after 5"],
        ["5. [Boats shall carry lamps at night / Nobody may fish in June", "[5 bis. Boats shall carry lamps at night."],
    ),
    "the neighbour that is named": (
        "Move para 2 before para 1.",
        ["para 2: moved at the beginning"],
        ["[2. States shall report. – Norvia move to"],
    ),
    "the very words again": (
        'Para 5: delete\nAdd new para 5 bis: "Boats shall carry lamps at night."',
        ["para 5: deleted", "new para after 5"],
        [
            "[5. Boats shall carry lamps at night. – Norvia delete]",
            "[5 bis. Boats shall carry lamps at night. – Norvia]",
        ],
    ),
    "a row struck and a row added": (
        "| Paragraph | Proposed text | Change |\n|---|---|---|\n| 5 |  | SUP |\n"
        "| 5 bis | Boats shall carry lamps by day. | ADD |\n",
        ["para 5: deleted", "new para after 5"],
        ["[5. Boats shall carry lamps at night. – Norvia delete]", "[5 bis. Boats shall carry lamps by day. – Norvia]"],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_an_instruction_is_shown_as_it_was_stated(tmp_path: Path, name: str) -> None:
    words, shown, printed = SAID[name]
    draft = Draft.init(tmp_path / "plan", PLAN, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(words, by="Norvia", unregistered="added", received="2009-08-21T16:20")
    now = draft.snapshot()
    (entry,) = now.proposals()
    assert [str(a) for a in amendments(now.redline(entry))] == shown
    text = brackets(now.consolidate())
    assert all(words in text for words in printed), text


# -- in the record -----------------------------------------------------------------------------------


def entry_with(origins: Origins) -> Entry:
    at = datetime(2009, 8, 21, tzinfo=UTC)
    return Entry("NRV-1", "NRV", 1, "Rev.0", "0" * 40, at, "a.txt", "received/NRV-1/1/a.txt", 3, "00", origins=origins)


def test_an_entry_keeps_what_was_stated_and_one_without_is_written_as_before() -> None:
    stated = Origins((Origin(0, 6, 0, 6), Origin(7, 7, 6, 7, 6), Origin(0, 0, 7, 8, 6)))
    for origins in (stated, UNSTATED):
        entry = entry_with(origins)
        assert read_entry(write_entry(entry), entry_file("NRV-1")) == entry
    assert b"origins" not in write_entry(entry_with(UNSTATED))


@pytest.mark.parametrize(
    "wrong", ["0 1 0", "0 1 0 1 -2", "1 0 0 1", "0 0 0 1", "0 1 0 1 9999999999", "true", "0 1 0 0"]
)
def test_origins_changed_by_hand_are_damage(wrong: str) -> None:
    data = write_entry(entry_with(Origins((Origin(0, 6, 0, 6),)))).replace(b"0 6 0 6", wrong.encode())
    with pytest.raises(RecordDamaged):
        read_entry(data, entry_file("NRV-1"))


BOATS, NETS, ROPES, LAMPS, OARS = "Boats sail.", "Nets dry.", "Ropes are long.", "Lamps burn.", "Oars float."


@pytest.mark.parametrize(
    ("units", "parts"),
    [
        ((BOATS, OARS, ROPES, LAMPS, NETS), ((0, 1, 0, 1, None), (2, 2, 1, 2, 1), (2, 4, 2, 4, None), (1, 2, 4, 5, 3))),
        ((BOATS, ROPES, LAMPS, NETS, OARS), ((0, 1, 0, 1, None), (2, 4, 1, 3, None), (1, 2, 3, 4, 3), (2, 2, 4, 5, 1))),
    ],
)
def test_what_is_put_behind_a_unit_that_moves_stands_where_the_text_has_it(
    units: tuple[str, ...], parts: tuple[tuple[int, int, int, int, int | None], ...]
) -> None:
    base, text = ("\n\n".join(each) + "\n" for each in ((BOATS, NETS, ROPES, LAMPS), units))
    sent = Proposal("Norvia", text, origins=Origins(tuple(Origin(*part) for part in parts)))
    assert consolidate(base, [sent]).accept(["Norvia"]).clean() == text
