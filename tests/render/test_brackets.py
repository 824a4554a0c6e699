"""The attributed and unattributed prints: house style, escapes, what leaks and how long it gets."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import ReadConsolidation, read_brackets

ACTION = "Action #14: Identify the precise perimeters and locations of all mined areas by 2012."


def read(con: Consolidation) -> ReadConsolidation:
    """The print read back; the base must be the same bytes."""
    known = {*con.delegations, *(p.delegation for p in con.positions)}
    reading = read_brackets(brackets(con), known)
    assert str(reading.base) == str(con.base)
    assert [(s.start, s.end) for s in reading.slots] == [(s.start, s.end) for s in con.slots]
    return reading


STORIES = {
    "two in one sentence": (
        "7. Destroy mines without delay and report annually on progress.",
        {
            "Arda": "7. Destroy mines and report annually on progress.",
            "Brum": "7. Destroy mines without delay and report each spring on progress.",
        },
        "7. Destroy mines [without delay – Arda delete] and report [annually / each spring – Brum] on progress.",
    ),
    "beside a note": (
        "3. Parties[^1] meet.\n\n[^1]: In spring.\n",
        {"Arda": "3. Parties[^1] meet.\n\n[^1]: In spring or autumn.\n"},
        "3. Parties[^1] meet.\n\n[^1]: In spring [or autumn – Arda].\n",
    ),
    "inside brackets of the base": (
        "11. Parties will [provide [financial] assistance] to affected States.",
        {"Corvia": "11. Parties will [provide [financial and technical] assistance] to affected States."},
        "11. Parties will [provide [financial [and technical – Corvia]] assistance] to affected States.",
    ),
    "no spaces": (
        "缔约国应尽快清除雷区。",
        {"挪威": "缔约国应于2014年前清除雷区。"},
        "缔约国应[尽快 / 于2014年前 – 挪威]清除雷区。",
    ),
    "a unit struck and one new at the end": (
        "5. Clear mines.\n\n6. Report on it.\n",
        {
            "Arda": "5. Clear mines.\n",
            "Brum": "5. Clear mines.\n\n6. Report on it.\n\n7. Fund wholly other things.\n",
        },
        "5. Clear mines.\n\n[6. Report on it. – Arda delete]\n\n[7. Fund wholly other things. – Brum]\n",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_house_style_and_back(story: str) -> None:
    base, proposals, printed = STORIES[story]
    con = consolidate(base, proposals)
    assert brackets(con) == printed
    reading = read(con)
    for name, text in proposals.items():
        assert reading.view(name) == text


def test_overlap_gives_full_readings_back() -> None:
    arda = ACTION.replace("precise perimeters and locations", "perimeters")
    brum = ACTION.replace("locations of all mined areas", "location of every suspected area")
    (slot,) = read(consolidate(ACTION, {"Arda": arda, "Brum": brum})).slots
    assert [(v.wording, v.backers) for v in slot.variants] == [
        ("perimeters of all mined areas", ("Arda",)),
        ("precise perimeters and location of every suspected area", ("Brum",)),
    ]


def test_positions_come_back_inside_and_outside() -> None:
    base = "9. Parties will hold a meeting each June to review cooperation.\n\n10. End."
    con = consolidate(
        base,
        {"Jarl": "10. End.", "Kvos": base.replace("each June", "every second year")},
        positions=[Position("Nord", Stance.RETAIN, "9")],
    )
    outer = read(con).slots[0]
    assert outer.positions == outer.inner[0].positions == (("retain", "Nord"),)
    assert [(v.wording, v.backers) for v in outer.inner[0].variants] == [("every second year", ("Kvos",))]


def test_a_retain_beside_new_words_is_not_lost() -> None:
    con = consolidate(
        "9. Meet in June.",
        {"Arda": "9. Meet twice in June."},
        positions=[Position("Nord", Stance.RETAIN, "9")],
    )
    assert brackets(con) == "9. Meet [twice – Arda; Nord retain] in June."
    assert read(con).positions == ((8, "retain", "Nord"),)


def test_signs_of_the_base_are_no_slots() -> None:
    base = "1. States [shall – Norway / should] act on [y [z] now."
    con = consolidate(
        base,
        {
            "Arda": base.replace(" – Norway", ""),
            "Brum": base.replace("[z] now", "[z]] now"),
            "Norway": base.replace("States", "Parties"),
        },
    )
    reading = read(con)
    facts = [(s.base, [(v.wording, v.backers) for v in s.variants]) for s in reading.slots]
    assert facts == [(s.base, [(v.wording, v.backers) for v in s.variants]) for s in con.slots]
    assert [s.base for s in reading.slots if any("Norway" in v.backers for v in s.variants)] == ["States"]


@pytest.mark.parametrize(
    "typed",
    [
        "[a – Norway]",
        "a] – Norway]",
        "[y [z]",
        "{x} / y – z",
        "\\[a\\] \\\\",
        "[\\ a]",
        "[a – Norway delete / b]",
    ],
)
def test_what_was_typed_comes_back(typed: str) -> None:
    base = f"1. Keep {typed} here.\n\n2. Clear all mines."
    con = consolidate(
        base, {"Norway": base.replace("all mines", f"{typed} mines"), "Arda": base.replace("Keep", "Hold")}
    )
    assert read(con).view("Norway") == base.replace("all mines", f"{typed} mines")


def test_a_text_with_unpaired_brackets_is_printed_as_typed() -> None:
    base = "1. Keep [y [z] here.\n\n2. [Clear all mines.\n\n3. Report] it."
    assert brackets(consolidate(base, {"Arda": base.replace("Keep", "Hold")})) == base.replace(
        "Keep", "[Keep / Hold – Arda]"
    )


@pytest.mark.parametrize(
    "name", ["Korea, Republic of", "A / B", "A – B", "A [x]", "A; B", "Japan delete", "A {b}", " A"]
)
def test_every_name_comes_back(name: str) -> None:
    base = "1. Clear all mines now."
    con = consolidate(
        base,
        {
            name: base.replace("all", "some"),
            "Korea": base.replace("all", "most"),
            "Japan": "1. Clear mines now.",
        },
    )
    found = {v.backers: v.wording for s in read(con).slots for v in s.variants}
    assert found == {v.backers: v.wording for s in con.slots for v in s.variants}


def test_a_moved_unit_is_told_once() -> None:
    base = "1. Clear the mined areas.\n\n2. Ask the survivors what they need.\n\n3. Report."
    moved = "2. Ask the survivors what they need.\n\n1. Clear the mined areas.\n\n3. Report."
    con = consolidate(
        base,
        {
            "Arda": moved,
            "Brum": base.replace("survivors", "victims"),
            "Corvia": moved.replace("survivors", "victims"),
        },
    )
    reading = read(con)
    assert [[(v.wording, v.backers, v.moves_to) for v in s.variants] for s in reading.slots] == [
        [(v.wording, v.backers, v.moves_to.rstrip(".")) for v in s.variants] for s in con.slots
    ]


def test_unattributed_leaks_no_name_nor_order() -> None:
    base = "5. Clear all mined areas by 2012.\n\n6. Report on it.\n\n7. Fund the work."
    texts = [
        base.replace("all", "zero"),
        base.replace("all", "known"),
        base.replace("\n\n6. Report on it.", ""),
        base + "\n\n8. Wholly new things.",
        "7. Fund the work.\n\n" + base.replace("\n\n7. Fund the work.", ""),
    ]
    names = ["Arda", "Brum", "Corvia", "Delmar", "Estos"]
    retain = [Position("Arda", Stance.RETAIN, "6")]
    prints = {
        brackets(consolidate(base, dict(zip(order, texts, strict=True)), positions=retain), Style.UNATTRIBUTED)
        for order in (names, names[::-1], names[2:] + names[:2])
    }
    assert len(prints) == 1
    printed = prints.pop()
    assert not any(name in printed for name in names) and "retain" not in printed
    assert "[all / known / zero]" in printed and "[6. Report on it. – delete]" in printed


@pytest.mark.long
def test_one_wholesale_rewrite_lengthens_the_print_by_twice_itself_at_most() -> None:
    words = [f"word{n}" for n in range(600)]
    units = [" ".join(words[k : k + 20]) for k in range(0, 600, 20)]
    base = "\n\n".join(f"{n + 1}. {u}." for n, u in enumerate(units))
    proposals = {f"D{n}": base.replace(f"word{3 * n} ", f"other{n} ") for n in range(193)}
    rewrite = "\n\n".join(f"{n + 1}. " + " ".join(f"fresh{n}x{k}" for k in range(20)) + "." for n in range(30))
    without = consolidate(base, proposals)
    whole = consolidate(base, {**proposals, "Rewriter": rewrite})
    assert len(brackets(whole)) - len(brackets(without)) <= 2 * len(rewrite)
    read(whole)


def test_accepted_text_prints_settled_words_as_text() -> None:
    base = "5. Clear all mines.\n\n6. Report on it.\n\n7. End."
    con = consolidate(base, {"Arda": base.replace("all", "some"), "Brum": base.replace("\n\n6. Report on it.", "")})
    accepted = con.accept(["Arda", "Brum"])
    assert brackets(accepted) == "5. Clear some {✓ 5#1} mines. {✓ 6#1}\n\n7. End."
    assert unmarked(brackets(accepted)) == accepted.clean() == "5. Clear some mines.\n\n7. End."


def test_text_in_no_style_of_ours_reads_as_itself() -> None:
    for text in ("", "[x]", "no [brackets – Nobody] here", "]] – Arda] [["):
        assert str(read_brackets(text, []).base) == text


def test_a_move_behind_a_heading_with_a_semicolon_comes_back() -> None:
    base = "## Mines; and their clearance\n\nClear them all.\n\n## Survivors\n\nAsk them first.\n"
    moved = "## Mines; and their clearance\n\nAsk them first.\n\nClear them all.\n\n## Survivors\n"
    con = consolidate(base, {"Arda": moved, "Brum": base.replace("\n\nAsk them first.", "")})
    assert "Arda move to after heading “Mines; and their clearance”" in brackets(con)
    assert str(read_brackets(brackets(con), ["Arda", "Brum"]).base) == base


def test_a_unit_moved_behind_units_that_all_go_comes_back() -> None:
    base = "5. [x]\n\n5. Clear all mines.\n\n5. Clear all mines and roads."
    arda = "shall [x]\n\n5. Clear all mines and roads.\n\n5. Clear all mines."
    con = consolidate(base, {"Arda": arda, "Brum": "5. Clear all mines.\n\n5. [x]\n\n5. Clear all mines and roads."})
    reading = read_brackets(brackets(con), ["Arda", "Brum"])
    assert [(s.start, s.end, s.base) for s in reading.slots] == [(s.start, s.end, s.base) for s in con.slots]


@pytest.mark.parametrize("sign", ["<sup>2</sup>", "—", "2.", "(a)", "[^1]"])
def test_a_sign_put_in_before_a_line_break_is_printed_and_no_break_of_the_paragraph(sign: str) -> None:
    base = "Boats carry lamps at night  \nand ropes.\n"
    con = consolidate(base, {"Arda": base.replace("night  \n", f"night {sign} \n")})
    assert sign in brackets(con) and "¶" not in brackets(con)
    assert [v.wording.strip() for slot in read(con).slots for v in slot.variants] == [sign]
