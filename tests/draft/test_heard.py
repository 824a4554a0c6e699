"""Positions taken from messages: recorded on what is meant, kept with the message, and left where it is not certain."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft, open_bag, take_in
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import InputRefused
from amendtrack.record.registers import read_register

BASE = "".join(f"{n}. Paragraph {n} speaks of boats each year.\n\n" for n in range(1, 15)).rstrip("\n") + "\n"
GALDORA = BASE.replace("12 speaks", "12 tells").replace("\n5. ", "\n4 bis. Buoys are counted.\n\n5. ")
REGISTER = (
    "code,name,name:fr,name:ru,standing,groups,mail\nNRV,Norvia,Norvie,Норвия,party,LKS,@norvia.example\n"
    "GLD,Galdora,Galdorie,Галдора,party,,@galdora.example\nHST,Hestria,,,party,,@hestria.example\n"
    "LKS,Lake States,,,party,,\nOCW,Clearance Watch,,,observer,,@watch.example\n"
)
SENT, SAID = "2009-08-01T10:00", "2009-08-03T10:00"


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(GALDORA, by="Galdora", received=SENT)
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def held(draft: Draft) -> list[str]:
    return [f"{s.delegation}: {s}" for s in draft.snapshot().statements()]


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("We support Galdora on para 12.", ["NRV: support GLD-1#2"]),
        ("La Norvie appuie la proposition de la Galdorie sur le paragraphe 12.", ["NRV: support GLD-1#2"]),
        ("Норвия возражает против предложения Галдоры по пункту 12.", ["NRV: oppose GLD-1#2"]),
        ("We support Galdora's proposal.", ["NRV: support GLD-1"]),
        ("We oppose gld-1#1.", ["NRV: oppose GLD-1#1"]),
        ("We oppose the new 4 bis.", ["NRV: oppose 4 bis#1"]),
        ("Norvia reserves on 3.", ["NRV: reserve 3"]),
        ("We reserve our position on paragraphs 9-11.", ["NRV: reserve 9-11"]),
        ("We oppose para 9. We reserve on 3 and 5.", ["NRV: oppose 9", "NRV: reserve 3", "NRV: reserve 5"]),
    ],
)
def test_what_is_certain_is_recorded_with_the_sentence_as_its_note(
    draft: Draft, words: str, positions: list[str]
) -> None:
    done = draft.hear(words, by="Norvia", at=SAID)
    assert held(draft) == positions and all(one.outcome is Outcome.RECORDED for one in done)
    assert {s.note for s in draft.snapshot().statements()} <= {f"“{part}.”" for part in words.rstrip(".").split(". ")}
    kept = [p for p in draft.snapshot().files if p.startswith("received/positions/NRV/")]
    assert len(kept) == 1 and draft.problems() == ()
    assert [one.outcome for one in draft.hear(words, by="Norvia", at=SAID)] == [Outcome.ALREADY]


@pytest.mark.parametrize(
    ("by", "words", "why"),
    [
        ("NRV", "We support Galdora on para 11.", "Galdora proposes nothing on 11"),
        ("NRV", "We support Zembla on para 12.", "no delegation in the register is called “zembla”"),
        ("NRV", "We support Galdora and Hestria on para 12.", "no delegation in the register is called"),
        ("NRV", "We support Hestria's proposal.", "Hestria has no proposals in the text"),
        ("NRV", "Hestria reserves on 3.", "“hestria” is not the sender"),
        ("NRV", "The Lake States reserve on 3.", "“the lake states” is not the sender"),
        ("NRV", "We do not support Galdora on para 12.", "“we do not” is not the sender"),
        ("NRV", "We oppose para 12.", "others would change it (12#1)"),
        ("NRV", "We oppose the new 9 bis.", "no one new paragraph is “9 bis”"),
        ("NRV", "We reserve on 99.", "the draft has no 99"),
        ("NRV", "We support GLD-7.", "no proposal 'GLD-7'"),
        ("NRV", "We support GLD-1#2. We oppose GLD-1#2.", "the same message takes another position"),
        ("GLD", "We support Galdora on para 12.", "Galdora itself proposes GLD-1#2"),
        ("OCW", "We support Galdora on para 12.", "takes no position on the text"),
    ],
)
def test_what_is_not_certain_is_left_with_the_reason(draft: Draft, by: str, words: str, why: str) -> None:
    before = draft.snapshot().tip
    with pytest.raises(InputRefused) as refused:
        draft.hear(words, by=by, at=SAID)
    assert why in str(refused.value)
    assert draft.snapshot().tip == before


def test_a_position_is_never_on_what_was_sent_later(draft: Draft) -> None:
    draft.replace(GALDORA.replace("tells", "sings"), "GLD-1", received="2009-08-05")
    with pytest.raises(InputRefused, match="GLD-1 was received later, on 2009-08-05"):
        draft.hear("We support Galdora on para 12.", by="NRV", at=SAID)


def test_an_old_message_never_replaces_a_later_word(draft: Draft) -> None:
    words = "We support Galdora on para 12."
    draft.hear(words, by="NRV", at=SAID)
    draft.oppose("Norvia", "GLD-1#2", at="2009-08-05")
    assert [one.outcome for one in draft.hear(words, by="NRV", at=SAID)] == [Outcome.ALREADY]
    with pytest.raises(InputRefused, match="a later position is recorded: oppose GLD-1#2, 2009-08-05"):
        draft.hear(words, by="NRV", at="2009-08-04")
    assert held(draft) == ["NRV: oppose GLD-1#2"]
    draft.retract("Norvia", "GLD-1#2", at="2009-08-06")
    assert [one.outcome for one in draft.hear(words, by="NRV", at=SAID)] == [Outcome.ALREADY]
    assert held(draft) == []


def test_of_two_new_paragraphs_in_one_place_a_number_names_neither_before_it_is_issued(draft: Draft) -> None:
    draft.propose(BASE.replace("\n5. ", "\n4 bis. Lamps are lit.\n\n5. "), by="Hestria", received=SENT)
    with pytest.raises(InputRefused, match="none was issued as 4 bis"):
        draft.hear("We oppose the new 4 bis.", by="NRV", at=SAID)
    draft.issue("PM1", at="2009-08-02")
    draft.hear("We oppose the new 4 bis.", by="NRV", at=SAID)
    assert held(draft) == ["NRV: oppose 4 bis#1"]


def test_a_long_sentence_is_quoted_in_part(draft: Draft) -> None:
    with pytest.raises(InputRefused) as refused:
        draft.hear(f"We support Galdora on 2{'.' * 3000}", by="NRV", at=SAID)
    assert len(str(refused.value)) < 500


def test_a_message_from_before_the_latest_revision_is_left(draft: Draft) -> None:
    draft.revise(BASE.replace("14 speaks", "14 tells"), label="Rev.1", at="2009-08-10")
    with pytest.raises(InputRefused, match="sent before Rev"):
        draft.hear("We reserve on 3.", by="NRV", at=SAID)
    draft.hear("We reserve on 3.", by="NRV", at="2009-08-11")
    assert held(draft) == ["NRV: reserve 3"]


def mail(number: int, sender: str, subject: str, words: str) -> bytes:
    heads = f"From: Ana <ana@{sender}.example>\nTo: office@example.org\nSubject: {subject}\n"
    heads += f"Date: Mon, 03 Aug 2009 1{number}:00:00 +0000\nMessage-ID: <{number}@example.org>\n"
    return f"{heads}Content-Type: text/plain; charset=utf-8\n\n{words}\n".encode()


def test_the_counter_records_positions_and_leaves_the_rest(draft: Draft, tmp_path: Path) -> None:
    bag = {
        "0.eml": mail(0, "norvia", "Para 12", "Dear all,\n\nWe support Galdora on para 12.\n\nBest regards,\nAna"),
        "1.eml": mail(1, "hestria", "Fwd: Para 12", "We oppose para 9."),
        "2.eml": mail(2, "hestria", "Para 3", "We reserve on 3 until Monday."),
        "3.eml": mail(3, "hestria", "Para 9", "Para 9: replace “year” by “month”. We support Galdora on 12."),
    }
    pieces = open_bag(bag, draft.delegations, "UTC")
    first = [(t.piece.place, t.disposition.value, t.name) for t in take_in(draft, pieces)]
    assert first[0] == ("0.eml", "recorded", "positions")
    assert [what for _, what, _ in first[1:3]] == ["left", "left"] and held(draft) == ["NRV: support GLD-1#2"]
    again = [(t.disposition.value, t.name) for t in take_in(draft, pieces)]
    assert again[0] == ("already recorded", "positions") and held(draft) == ["NRV: support GLD-1#2"]
    draft.export_all(tmp_path / "all")
    copy = Draft.import_all(tmp_path / "copy", tmp_path / "all", durability="fast")
    assert copy.snapshot().tip == draft.snapshot().tip
    draft.undo(next(a.number for a in draft.acts() if a.kind == "support"), at="2009-08-09")
    assert held(draft) == []
    assert next(t.disposition.value for t in take_in(draft, pieces)) == "recorded"
