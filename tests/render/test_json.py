"""JSON gives a consolidation back exactly, and refuses what it did not write, saying where."""

from __future__ import annotations

import json
from typing import Any

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.edits import Inserted, Moved, Relabelled, Reworded, Struck
from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused
from amendtrack.redline.comparison import compare
from amendtrack.render.json import applied, delta_of, redline_json, unattributed_json

BASE = (
    "# Goals\n\n5. Clear all mined areas without delay.\n\n"
    "6. Encourage survivors to take part. Fund their travel.\n\n7. Report every year.\n"
)
TEXTS = {
    "Arda": BASE.replace("all", "known").replace("every year", "each month"),
    "Brum": BASE.replace(
        "7. Report every year.",
        "6. Encourage victims to take part.\n\n7. Fund their travel.\n\n8. Report every year.",
    ),
    "Côte-Rive": BASE.replace("all mined", "all  mined").replace("5. ", "5. «Urgently» "),
    "Doria": "# Goals\n\n7. Report every year.\n\n5. Clear all mined areas without delay.\n",
    "Elbe": BASE,
}
WORDS = st.text(st.sampled_from("ab .\n5€缔🇳"), max_size=30)


def _made() -> Consolidation:
    return consolidate(BASE, TEXTS, positions=[Position("Elbe", Stance.RETAIN, "6")], labels={"x": "5 bis"})


def test_a_consolidation_comes_back_equal_with_every_view() -> None:
    con = _made()
    again = Consolidation.from_json(con.to_json())
    assert again == con
    assert again.slots == con.slots and again.conflicts == con.conflicts
    assert {name: str(again.view(name)) for name in TEXTS} == TEXTS
    assert again.to_json() == con.to_json()


def test_what_was_accepted_and_chosen_comes_back() -> None:
    con = _made().accept(["Arda"], when="2030-05-01", by="Chair").reject(["Doria"])
    slot = con.open_slots[0]
    worded = con.word(slot, "a wording of the chair") if slot.shape is Shape.WORDS else con.keep(slot)
    for value in (con, con.choose(slot, slot.variants[0]), con.keep(slot), worded):
        again = Consolidation.from_json(value.to_json())
        assert again == value and again.decisions == value.decisions
        assert again.slots == value.slots and again.standing == value.standing


def test_a_document_of_before_decisions_were_kept_is_read() -> None:
    value = json.loads(_made().to_json())
    del value["decisions"]
    old = value | {"accepted": False, "kept": [], "dropped": []}
    assert Consolidation.from_json(json.dumps(old)) == _made()
    with pytest.raises(InputRefused, match="decisions"):
        Consolidation.from_json(json.dumps(old | {"accepted": True}))


@depth(60)
@given(WORDS, WORDS, WORDS)
def test_any_small_world_comes_back(base: str, one: str, other: str) -> None:
    con = consolidate(base, [Proposal("A", one, "A-1"), Proposal("A", other, "A-2")])
    again = Consolidation.from_json(con.to_json())
    assert again == con
    assert (again.view("A-1").source, again.view("A-2").source) == (one, other)


@given(st.text(), st.text())
def test_a_delta_gives_the_text_back(base: str, text: str) -> None:
    assert applied(base, delta_of(base, text)) == text


def test_a_small_change_is_stored_small() -> None:
    base = "\n\n".join(f"{n}. Parties report on area {n}." for n in range(500))
    assert delta_of(base, base.replace("area 250.", "zone 250.")) == [
        [base.index("area 250."), base.index("area 250.") + 4, "zone"]
    ]


def test_lone_surrogates_do_not_stop_the_writing() -> None:
    con = consolidate("Clear \udcff areas.", {"Arda": "Clear \udcff known areas."})
    written = con.to_json()
    written.encode("utf-8")
    assert Consolidation.from_json(written) == con


def test_a_surrogate_pair_in_two_code_points_is_refused() -> None:
    with pytest.raises(InputRefused, match="surrogate"):
        consolidate("Clear \ud83d\ude00.", {}).to_json()


def _document() -> Any:
    return json.loads(_made().accept(["Brum"]).to_json())


@pytest.mark.parametrize(
    ("path", "wrong", "place"),
    [
        (["format"], "amendtrack.redline", "format"),
        (["version"], 2, "version"),
        (["version"], True, "version"),
        (["units", 1, 2], 4000, "units"),
        (["proposals", 0, "edits", 0, "c2"], 10**9, "proposals[0].edits[0]"),
        (["proposals", 0, "edits", 0, "kind"], "steal", "proposals[0].edits[0]"),
        (["proposals", 0, "delta", 0, 0], -1, "proposals[0].delta"),
        (["positions", 0, 1], "veto", "positions[0][1]"),
        (["decisions"], {}, "decisions"),
        (["decisions", 0, "kind"], "steal", "decisions[0]"),
        (["decisions", 0, "rulings", 0, "edits", 0], [], "decisions[0]"),
        (["decisions", 0, "rulings"], [], "decisions[0]"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(path: list[Any], wrong: object, place: str) -> None:
    value = _document()
    inside = value
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = wrong
    with pytest.raises(InputRefused) as caught:
        Consolidation.from_json(json.dumps(value))
    assert caught.value.place == place


@pytest.mark.parametrize("source", ["", "[", "[]", "null", "{}", "[" * 100_000])
def test_what_is_no_consolidation_is_refused(source: str) -> None:
    with pytest.raises(InputRefused):
        Consolidation.from_json(source)


def test_every_kind_of_edit_comes_back() -> None:
    text = (
        BASE.replace("all", "known").replace("7. Report every year.\n", "").replace("# Goals", "7. Report every year.")
    )
    text = text.replace("6. ", "9. ") + "\n\n10. Pay for it.\n"
    con = consolidate(BASE, TEXTS | {"Fell": text, "Gore": BASE.replace("# Goals\n\n", "")})
    made = {type(edit) for edits in con.edits for edit in edits}
    assert made == {Inserted, Moved, Relabelled, Reworded, Struck}
    again = Consolidation.from_json(con.to_json())
    assert again.edits == con.edits
    assert {key for p in json.loads(con.to_json())["proposals"] for e in p["edits"] for key in e} == {
        "kind", "start", "end", "key", "c1", "c2", "parts", "gap", "rank", "lead", "mark", "label",
    }  # fmt: skip


def test_every_field_is_asked_for() -> None:
    for key in set(_document()) - {"computed"}:
        value = _document()
        del value[key]
        with pytest.raises(InputRefused):
            Consolidation.from_json(json.dumps(value))


def test_without_names_no_name_and_no_proposal_is_written() -> None:
    written = unattributed_json(_made())
    assert not [name for name in TEXTS if name in written]
    value = json.loads(written)
    assert set(value) == {"format", "version", "base", "computed"}
    renamed = consolidate(BASE, {f"Z{9 - n}": text for n, text in enumerate(TEXTS.values())}, labels={"x": "5 bis"})
    assert unattributed_json(renamed).replace('"unchanged"', "") == unattributed_json(
        consolidate(BASE, TEXTS, labels={"x": "5 bis"})
    ).replace('"unchanged"', "")


def test_a_redline_in_json_holds_both_texts() -> None:
    value = json.loads(redline_json(compare(BASE, TEXTS["Doria"])))
    assert (value["format"], value["version"]) == ("amendtrack.redline", 1)
    gone, new = {"delete", "move_from"}, {"insert", "move_to"}
    assert "".join(s["text"] for s in value["spans"] if s["kind"] not in new) == BASE
    assert "".join(s["text"] for s in value["spans"] if s["kind"] not in gone) == TEXTS["Doria"]


def test_a_new_paragraph_keeps_the_new_heading_that_it_came_with() -> None:
    base = "# A\n\n1. Clear all areas.\n\n# B\n\n2. Help survivors.\n"
    sent = base.replace("# B", "# A bis\n\n1 bis. See § 5 of the rules, each year.\n\n# B")
    con = consolidate(base, {"Arda": sent})
    again = Consolidation.from_json(con.to_json())
    assert again == con
    assert [edit.under for edit in again.edits[0] if isinstance(edit, Inserted)] == [(), ("A", "bis")]
