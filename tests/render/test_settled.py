"""Once a slot is settled, its wording is printed as text; what nobody decided stays in brackets and is read back."""

from __future__ import annotations

from itertools import permutations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import Consolidation, Slot, Variant, consolidate
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.render import brackets, read_brackets
from amendtrack.render.marks import unmarked

BASE = (
    "# Plan\n\n1. Clear all mined areas without delay.\n\n2. Help survivors.\n\n"
    "3. Report each June to all Parties.\n\n4. Meet once a year.\n"
)
MOVED = (
    "# Plan\n\n1. Clear all mined areas without delay.\n\n4. Meet twice a year.\n\n2. Help survivors.\n\n"
    "3. Report each June to all Parties.\n"
)
TEXTS = {
    "Arda": BASE.replace("all mined", "known mined").replace("each June", "each July"),
    "Brum": BASE.replace("2. Help survivors.\n\n", ""),
    "Corvania": BASE.replace("each June", "every May").replace("a year.", "a year.\n\n5. Pay."),
    "Dunmere": BASE.replace("2. Help survivors.", "2. Help survivors and their families."),
    "Estavia": BASE.replace("delay.\n\n2.", "delay.\n\n1 bis. Mark the areas.\n\n2."),
    "Galdora": MOVED,
}


def worlds() -> list[Consolidation]:
    return [consolidate(BASE, TEXTS), *(consolidate(BASE, {name: text}) for name, text in TEXTS.items())]


def choices(con: Consolidation) -> list[tuple[Slot, Variant | None]]:
    """Each slot with each of its readings; a move is decided where the unit leaves."""
    return [(s, v) for s in con.slots if s.shape is not Shape.MOVED_HERE for v in (None, *s.variants)]


def kept_as_drafted(con: Consolidation) -> str:
    """The text once every slot that is still open keeps the draft's wording."""
    while con.open_slots:
        con = con.choose(con.open_slots[0], None)
    return con.clean()


@pytest.mark.parametrize("con", worlds(), ids=lambda con: "+".join(con.delegations))
def test_what_is_settled_is_text_and_the_rest_is_read_back(con: Consolidation) -> None:
    for slot, variant in choices(con):
        chosen = con.choose(slot, variant)
        reading = read_brackets(brackets(chosen), con.delegations)
        assert str(reading.base) == kept_as_drafted(chosen), (slot.address, variant)
        assert len(reading.slots) == len(chosen.open_slots)


def print_of(con: Consolidation) -> str:
    """The print without the signs behind what was decided."""
    return unmarked(brackets(con))


def test_a_chosen_wording_stands_without_brackets_beside_the_open_ones() -> None:
    con = consolidate(BASE, TEXTS)
    (june,) = (s for s in con.slots if s.address == "3#1")
    july, may = june.variants
    assert "3. Report each July to all Parties." in print_of(con.choose(june, july))
    assert "3. Report every May to all Parties." in print_of(con.choose(june, may))
    kept = print_of(con.choose(june, None))
    assert "3. Report each June to all Parties." in kept and "1. Clear [all / known – Arda] mined" in kept


def test_a_struck_unit_leaves_no_gap_and_a_new_one_stands_alone() -> None:
    con = consolidate(BASE, {"Brum": TEXTS["Brum"], "Corvania": TEXTS["Corvania"]})
    struck = next(s for s in con.slots if s.address == "2#1")
    assert "without delay.\n\n3. Report" in print_of(con.choose(struck, struck.variants[0]))
    new = next(s for s in con.slots if s.shape is Shape.NEW)
    assert print_of(con.choose(new, new.variants[0])).endswith("once a year.\n\n5. Pay.\n")


def test_a_move_that_is_chosen_takes_the_unit_to_its_new_place_once() -> None:
    con = consolidate(BASE, {"Arda": TEXTS["Arda"], "Galdora": MOVED})
    away = next(s for s in con.slots if s.shape is Shape.MOVED_AWAY)
    printed = print_of(con.choose(away, away.variants[0]))
    assert "1 bis. Meet [once / twice – Galdora] a year.\n\n2. Help" in printed and printed.count("Meet") == 1
    assert "[all / known – Arda]" in printed


def test_the_order_of_choosing_does_not_matter_and_the_last_choice_leaves_a_clean_text() -> None:
    con = consolidate(BASE, {name: TEXTS[name] for name in ("Arda", "Brum", "Corvania")})
    places = [s.address for s in con.slots]
    printed = set()
    for order in permutations(places):
        chosen = con
        for place in order:
            slot = next(s for s in chosen.slots if s.address == place)
            chosen = chosen.choose(slot, slot.variants[-1])
        assert print_of(chosen) == chosen.clean()
        printed.add(chosen.clean())
    assert printed == {
        "# Plan\n\n1. Clear known mined areas without delay.\n\n3. Report every May to all Parties.\n\n"
        "4. Meet once a year.\n\n5. Pay.\n"
    }


words = st.lists(st.sampled_from(["all", "known", "areas", "shall", "[now]", "clear,"]), min_size=1, max_size=4).map(
    " ".join
)
texts = st.lists(words, min_size=1, max_size=3).map(
    lambda units: "\n\n".join(f"{n}. {w}" for n, w in enumerate(units, 1))
)


@depth(150)
@given(texts, texts, texts, st.data())
def test_any_choice_in_a_small_world_is_read_back(base: str, one: str, other: str, data: st.DataObject) -> None:
    con = consolidate(base, {"Arda": one, "Brum": other})
    if not (made := choices(con)):
        return
    slot, variant = data.draw(st.sampled_from(made))
    chosen = con.choose(slot, variant)
    reading = read_brackets(print_of(chosen), ["Arda", "Brum"])
    # Where all units of a text are struck by somebody, the blank line between them stays until the last is decided.
    assert str(reading.base).strip() == kept_as_drafted(chosen).strip()


FRONT = "1. All areas.\n\n2. Mark areas now.\n\n3. All."
RENUMBERED = (
    # A split unit's second half beside a new unit of the same number; what stands first and moves; what is new there.
    ("1. All meet now.", "1. Areas meet.\n\n2. Boats shall all go.", "1. All meet now.\n\n2. Known known."),
    ("1. Clear, clear now.", "1. Clear,\n\n2. clear now.", "1. Clear, clear now.\n\n2. All shall."),
    (FRONT, "1. Mark areas now.", "1. All.\n\n2. Mark areas now."),
    ("1. All the boats go.", "1. Ducks.\n\n2. Swans.\n\n3. All the boats go.", "1. Otters.\n\n2. All the boats go."),
    (
        "4. Alle Boote fahren.",
        "4. Enten.\n\n5. Schwäne.\n\n6. Alle Boote fahren.",
        "4. Otter.\n\n5. Alle Boote fahren.",
    ),
    ("1. 船只出航。", "1. 鸭子。\n\n2. 天鹅。\n\n3. 船只出航。", "1. 水獭。\n\n2. 船只出航。"),
)


def test_no_two_units_bear_one_number_in_what_is_decided_and_what_is_open() -> None:
    for base, one, other in RENUMBERED:
        con = consolidate(base, {"Arda": one, "Brum": other})
        for slot, variant in choices(con):
            decided = con.choose(slot, variant)
            printed = print_of(decided)
            numbers = [line.lstrip("[\\ ").partition(". ")[0] for line in printed.splitlines() if ". " in line]
            assert len(set(numbers)) == len(numbers), printed
            assert str(read_brackets(printed, con.delegations).base).strip() == kept_as_drafted(decided).strip()


@pytest.mark.parametrize(
    ("head", "bare"),
    [
        ("## Article 2 – Wells", "## Article 2"),
        ("Article 2: Wells", "Article 2"),
        ("## II – Wells", "## II"),
        ("## 2. Wells", "## 2."),
    ],
)
def test_a_title_without_its_words_is_printed_as_it_is_in_the_clean_text(head: str, bare: str) -> None:
    rest = "\n\n1. The Council keeps a register.\n"
    others = head + rest.replace("keeps", "publishes")
    con = consolidate(head + rest, {"Arda": bare + rest, "Brum": others}).accept(["Arda"])
    assert brackets(con).split("\n")[0] == f"{bare} {{✓ {con.decisions[0].rulings[0].address}}}"
    assert con.keep(con.open_slots[0]).clean() == bare + rest


def test_a_heading_is_called_by_its_number_alone() -> None:
    base = "## Article 1 – Wells\n\n1. The Council keeps wells.\n\n## Article 2 – Ships\n\n1. All ships are marked.\n"
    one, other = base.split("\n\n## Article 2 – ")
    turned = f"## Article 2 – {other}\n{one}\n"
    printed = brackets(consolidate(base, {"Arda": turned}))
    assert "move to Article" in printed and " \\–" not in printed and " –," not in printed, printed


@pytest.mark.parametrize("mark", ["(b)", "2 bis.", ""])
def test_a_moved_unit_has_the_number_of_the_clean_text_while_its_words_are_still_open(mark: str) -> None:
    base = "1. Wells are dug by hand.\n\n2. Ropes are kept dry:\n\n(a) in sheds.\n\n3. Ships pay a toll.\n"
    moved = base.removeprefix("1. Wells are dug by hand.\n\n").replace(
        "3. ", f"{mark} Wells are dug by hand.\n\n3. ".lstrip()
    )
    con = consolidate(base, {"Arda": moved, "Brum": base.replace("dug by hand", "dug by all")})
    slot = next(s for s in con.open_slots if s.shape is Shape.MOVED_AWAY)
    con = con.choose(slot, next(v for v in slot.variants if v.moves_to))
    printed = str(read_brackets(unmarked(brackets(con)), con.delegations).base)
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    assert printed.split() == con.clean().split()


def test_what_is_decided_is_marked_once_though_the_unit_above_it_has_another_number_now() -> None:
    """Of two new paragraphs one is accepted, so that the items under it are no longer those of the second."""
    base = "1. Wells are dug by hand.\n\n2. Ropes are dry.\n"
    lists = {
        "Arda": "2. At night lamps are red:\n\n(a) inside;\n\n(b) above.\n\n2.",
        "Brum": "2. At night lamps are white:\n\n(a) beside;\n\n(b) below.\n\n2.",
    }
    con = consolidate(base, {name: base.replace("2.", text) for name, text in lists.items()})
    for name in lists:
        ruled = con.accept([name])
        printed = brackets(ruled)
        assert [printed.count(f"{{✓ {r.address}}}") for d in ruled.decisions for r in d.rulings] == [1, 1, 1]
        assert printed.startswith("1. Wells are dug by hand.\n\n")


BOATS = "{}Boats carry lamps.\n\n{}Ropes are dry.\n"


@pytest.mark.parametrize(("gone", "place"), [("2. ", "2"), ("The ", "paragraph 2")])
def test_the_mark_of_a_beginning_that_is_deleted_stands_in_its_own_paragraph(gone: str, place: str) -> None:
    for first in (True, False):
        base = BOATS.format(*((gone, "") if first else ("", gone)))
        printed = brackets(consolidate(base, {"Arda": base.replace(gone, "")}).accept(["Arda"]))
        place = place[:-1] + ("1" if first else "2") if gone == "The " else place
        word = "Boats" if first else "Ropes"
        assert printed == base.replace(gone, "").replace(word, f"{word} {{✓ {place}#1}}")
        assert unmarked(printed) == base.replace(gone, "")
