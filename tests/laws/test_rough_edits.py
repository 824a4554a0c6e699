"""The laws, on papers of many makes that careless hands have been over."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from depth import some

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.redline.align.alignment import align
from amendtrack.redline.comparison import compare
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

from .rough import rough_world


def words_of(text: str) -> Counter[str]:
    """The words of the units of a text, as often as they are there, without labels, numbers of notes and signs."""
    read = parse_text(text)
    wordings = (re.sub(r"\[\^[^\]]*\]", "", read.wording(unit)) for unit in read.units)
    return Counter(word for wording in wordings for word in re.findall(r"[^\W\d_]+", wording))


def pairs_each_unit_once(base: str, text: str) -> None:
    """No unit of either text is matched twice."""
    found = align(parse_text(base), parse_text(text))
    spans = [((r.i, r.i + r.n), (r.j, r.j + r.n)) for r in found.runs]
    spans += [((g.i1, g.i2), (g.j1, g.j2)) for g in found.groups]
    for side in (0, 1):
        units = [k for span in spans for k in range(*span[side])]
        assert len(units) == len({*units})


def redlines_both(base: str, text: str) -> None:
    """Both texts come out of the redline exactly."""
    spans = list(compare(base, text).spans())
    assert "".join(s.text for s in spans if s.kind in ("equal", "delete", "move_from")) == base
    assert "".join(s.text for s in spans if s.kind in ("equal", "insert", "move_to")) == text


def accepted_alone(base: str, name: str, text: str) -> None:
    """A single proposal is never contested, and once accepted gives the words of its text."""
    con = consolidate(base, {name: text})
    assert not any(slot.contested for slot in con.slots)
    made = con.accept([name]).clean() if con.amendments else base
    assert words_of(made) == words_of(text)


def printed_comes_back(con: Consolidation, base: str) -> None:
    """The print gives the base back, and every slot at its place."""
    reading = read_brackets(brackets(con), con.delegations)
    assert str(reading.base) == base
    assert [(s.start, s.end) for s in reading.slots] == [(s.start, s.end) for s in con.slots]


def holds(seed: int) -> None:
    """All of it on one world."""
    base, sent = rough_world(seed)
    for name, text in sent.items():
        pairs_each_unit_once(base, text)
        redlines_both(base, text)
        accepted_alone(base, name, text)
    con = consolidate(base, sent)
    con.check()
    assert {name: str(con.view(name)) for name in sent} == sent
    assert consolidate(base, dict(reversed(sent.items()))) == con
    printed_comes_back(con, base)
    rejected = con.reject(list(sent)) if con.amendments else con
    assert not rejected.open_slots and rejected.clean() == base


@pytest.mark.parametrize("seed", some(range(2000), one_in=60))
def test_rough_worlds(seed: int) -> None:
    holds(seed)


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("Abstract\n========\n\nAll.", "Abstract **strongly**\n========\n\nAll."),
        ("Termination.**", "liability.**Section Termination.**"),
        ("It ends.\n\n**Term of the plan.**", "It ends. **Section 6 – Term of the plan.**"),
        (
            "<sup>1</sup> Wells.\n\n<sup>2</sup> Ropes are long.",
            "<sup>1</sup> Wells.\n\n1. <sup>2</sup> Ropes are long.",
        ),
        ("Art. 9 Goals\n\n1. The goal is good.\n\n2. It is.", "Art. 9 Goals 1. The goal is good.\n\n2. It is."),
        ("# Plan\n\nArticle 57\nParties meet every year.", "# Plan\n\n1. Article 57\nParties meet every year."),
    ],
)
def test_what_stands_beside_a_sign_or_a_number_comes_back_as_typed(base: str, text: str) -> None:
    con = consolidate(base, {"Arda": text})
    con.check()
    made = con.accept(["Arda"]).clean()
    assert re.sub("[*=]", "", made) == re.sub("[*=]", "", text)
    printed_comes_back(con, base)


def test_a_bracket_that_says_nothing_itself_has_the_reading_that_its_inner_ones_make() -> None:
    joined = "Parties may call a meeting. 1. on request; or\n"
    con = consolidate("1. Parties may call a meeting.\n   1. on request; or\n", {"Arda": joined})
    within = "[1. – Arda delete] Parties may call a meeting.\n   1. on request; or"
    assert brackets(con) == f"[{within} / {joined.strip()} – Arda]\n"
    again = consolidate("##13. as either\ninformative?", {"Arda": "as either\ninformative?"})
    assert brackets(again) == "[##13. – Arda delete] as either\ninformative?"


def test_the_copy_of_the_first_title_of_a_text_stands_on_a_line_of_its_own() -> None:
    title, rest = "Wells of the north\n==================", "\n\n1. Teams mark each well.\n\n2. Teams report.\n"
    copied = rest.replace("\n\n2.", f"\n\n{title}\n\n2.")
    con = consolidate(title + rest, {"Arda": f"Abstract\n--------\n{title}{copied}"})
    assert con.accept(["Arda"]).clean() == f"Abstract\n--------\n{title}{copied}"


@pytest.mark.parametrize("seed", (2801, 3215))
def test_rough_worlds_that_were_hard(seed: int) -> None:
    holds(seed)
