"""Messages as delegations write them: nothing lost between the lines, nothing done that was not plainly said."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.carrying import Carried
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.text.units import parse_text

BASE = """# Plan

1. States will clear all mined areas without delay. They will report annually. They will share maps.

2. Ensure that mine clearance, survey and marking are reported.

3. Set targets for clearance.

4. Provide assistance to States, and assistance to victims.

7. Hold an informal meeting each June.[^2]

9. Train medical staff, nurses and doctors.

[^2]: In the capital.
"""


def put(message: str) -> Carried:
    return carry_out(read_message(message), parse_text(BASE), {})


def untouched(message: str) -> Carried:
    carried = put(message)
    assert carried.text == BASE, carried.done
    return carried


def test_a_line_that_opens_a_remark_is_not_drawn_into_the_instruction_above_it() -> None:
    for remark in ("comment: shorter please", "Reason: too long", "(rationale: see above)", "justification : doublon"):
        carried = put(f"para 4: retain\n{remark}")
        assert carried.retains == ("4",), remark
        assert any(
            "please" in r.words or "long" in r.words or "ab" in r.words or "dou" in r.words for r in carried.remarks
        )


@pytest.mark.parametrize(
    "message",
    [
        "para 4: retain but shorten if possible",
        "para 4: retain\nbut in fewer words",
        "clarify and delete para 7",
        "Thank you for deleting para 7.",
        "We would be grateful for the deletion of para 7.",
        "Norvia proposes to delete para 7, with the following rationale:",
        "Delete para 7\nunless others object",
    ],
)
def test_what_asks_for_something_is_never_courtesy_or_a_comment(message: str) -> None:
    carried = untouched(message)
    assert carried.problems and not carried.remarks


@pytest.mark.parametrize(
    "message",
    [
        'Para 9: delete "nurses and". Otherwise delete para 9.',
        'Para 9: delete "nurses and".\nAlternatively, delete para 9.',
        'Para 9: delete "nurses and".\n\nFailing that, delete para 9.',
        'Para 9: delete "nurses and".\n(subject to confirmation from capital)',
        "Para 9: supprimer.\nSinon, le conserver.",
        "Párrafo 9: suprimir.\nDe lo contrario, mantener.",
        "If this is not acceptable:\n- delete para 7\n- delete para 9",
        "Option A\nDelete para 7\n\nOption B\nDelete para 9",
        "Either:\n(a) delete para 7\nor\n(b) delete para 9",
        "We would delete para 7, or\n- delete para 9",
        "This is for information only, not a proposal:\nPara 7: delete",
        "Option A:\n\nDelete para 7\n\nOption B:\n\nDelete para 9",
    ],
)
def test_alternatives_and_conditions_are_left_as_a_whole(message: str) -> None:
    carried = untouched(message)
    assert not carried.done and not carried.retains and carried.problems


def test_an_offer_to_talk_is_no_condition_and_what_stands_apart_is_not_under_one() -> None:
    assert put('Para 9: delete "nurses and".\nIf you have any questions, please call me.').done
    carried = put("If this is not acceptable:\n- delete para 7\n\nDelete para 9.")
    assert carried.done == ("Delete para 9.",)


def test_an_instruction_in_the_line_of_the_greeting_is_read() -> None:
    carried = put("Dear colleagues, please delete para 3.\nBest\nJane")
    assert "Set targets" not in carried.text and "set apart as greeting: Dear colleagues," in carried.notes
    assert put("Chers collègues, veuillez supprimer le paragraphe 3").done


def test_a_name_and_office_under_a_message_are_its_signature() -> None:
    carried = put("Delete para 3.\n\nJane Doe\nSecond Secretary\nPermanent Mission of Norvia")
    assert carried.done and not carried.remarks and "signature: Jane Doe" in carried.notes[-1]
    kept = put("Delete para 3.\n\nToo weak\nOn victims")
    assert [r.words for r in kept.remarks] == ["Too weak"] and kept.problems[0].words == "On victims"


@pytest.mark.parametrize("footer", ["Sent from my phone", "This e-mail is confidential and for the recipient."])
def test_what_a_machine_adds_is_no_comment(footer: str) -> None:
    carried = put(f"Delete para 3.\n\n{footer}")
    assert not carried.remarks and any("footer" in note for note in carried.notes)


def test_an_earlier_message_below_header_lines_is_not_the_senders() -> None:
    earlier = "From: Brum <a@brum.example>\nSent: Monday\nTo: Secretariat\nSubject: Text\n\nPara 7: delete"
    carried = untouched(f"We support.\n\n{earlier}")
    assert "a position (support)" in carried.problems[0].why and "earlier mail" in carried.notes[0]


def test_a_number_before_a_comment_is_kept_and_closing_words_are_courtesy() -> None:
    carried = put("Delete para 3.\n4. Too weak.\n\nVeuillez agréer, Madame, l'expression de notre haute considération.")
    assert [str(r) for r in carried.remarks] == ["4. Too weak."]
    assert read_message('Párrafo 3: Se sugiere suprimir "for"').speakers == ()


# -- what is read now -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ('paras 2 and 3: replace "clearance" by "removal"', "clearance", "removal"),
        ('replace "clearance" by "removal" in paragraphs 2 and 3', "clearance", "removal"),
        ('Para 4: replace "assistance" by "support" in both places', "assistance", "support"),
        ('Para 4: replace both occurrences of "assistance" by "support"', "assistance", "support"),
        ('Para 4: replace the first "assistance" by "support"', "assistance to States", "support to States"),
        ('Para 4: replace "assistance" by "support" (second occurrence)', "assistance to v", "support to v"),
        ('Para 4: delete the last "assistance"', "and assistance to", "and to"),
        (
            "Au paragraphe 4, remplacer la première mention de « assistance » par « aide »",
            "assistance to S",
            "aide to S",
        ),
        ('Párrafo 4: sustituir la segunda aparición de "assistance" por "ayuda"', "assistance to v", "ayuda to v"),
        ('Para 9: insert a comma after "nurses"', "nurses and", "nurses, and"),
        ('paras 2 & 3: replace "clearance" by "removal"', "clearance", "removal"),
        (
            'Para 2: replace "mine" by "area" and "survey" by "mapping"',
            "mine clearance, survey",
            "area clearance, mapping",
        ),
        ('Párrafo 3: Se sugiere sustituir "targets" por "metas"', "targets", "metas"),
        ('Para 2: "mine clearance" should be "mine action"', "mine clearance", "mine action"),
    ],
)
def test_common_ways_of_saying_it(message: str, before: str, after: str) -> None:
    carried = put(message)
    assert carried.text == BASE.replace(before, after) and not carried.problems
    assert what_it_holds(message, parse_text(BASE)) is Holds.INSTRUCTIONS


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ('Para 1: replace the third "They will" by "We shall"', "does not occur that many times"),
        ('Para 1: replace both occurrences of "will" by "shall"', "occurs 3 times; the message says 2"),
        ('Para 2: replace the second "reported" by the first "x"', "not understood"),
    ],
)
def test_an_occurrence_that_there_is_not_is_not_guessed(message: str, why: str) -> None:
    assert why in str(untouched(message).problems[0])


def test_a_footnote_goes_with_its_only_marker() -> None:
    for message in ("delete para 7", 'Para 7: replace "June.[^2]" by "May."'):
        carried = put(message)
        assert "[^2]" not in carried.text and "whose only marker is deleted" in carried.notes[0]
    assert "[^2]: In" in put('Para 7: replace "June" by "May"').text


# -- for whom it speaks ---------------------------------------------------------------------------


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2026-03-01", durability="fast")
    for name in ("Norvia", "Brum"):
        made.add_delegation(name, at="2026-03-01")
    return made


@pytest.mark.parametrize(
    "message",
    [
        "On behalf of Brum: delete para 7",
        "Para 7: delete\n\nThis is supported by Brum.",
        "Brum proposes the following amendments:\n\n- delete para 7",
        "Au nom de Brum, supprimer le paragraphe 7",
        "Proposal by Brum:\n\nPara 7: delete",
        "On behalf of the Group of Friends, we propose to delete para 7",
    ],
)
def test_what_is_said_for_somebody_else_is_not_silently_the_senders(draft: Draft, message: str) -> None:
    with pytest.raises(InputRefused, match=r"it speaks for|it names") as refused:
        draft.propose(message, by="Norvia", received="2026-03-02")
    assert "--allow speaker" in refused.value.remedy
    assert draft.dry_run().propose(message, by="Norvia", received="2026-03-02", allow=["speaker"])


@pytest.mark.parametrize(
    "message",
    [
        "Norvia proposes to delete para 7",
        "The delegation of Norvia proposes the following amendments:\n- delete para 7",
        "On behalf of my delegation, we propose to delete para 7",
        "On behalf of the Republic of Norvia, delete para 7",
    ],
)
def test_who_names_itself_is_heard(draft: Draft, message: str) -> None:
    assert "para 7: deleted" in draft.propose(message, by="Norvia", received="2026-03-02").summary


def test_a_co_sponsor_that_was_named_may_be_spoken_for(draft: Draft) -> None:
    words = "Norvia and Brum propose to delete para 7."
    done = draft.propose(words, by="Norvia", received="2026-03-02", cosponsors=["Brum"])
    assert done.name == "NOR-1"


LEADING = """\
two small things from Norvia:
Three points from our side:
A few comments on the draft:
Norvia's edits below:
Quelques observations de la Norvie :
Dos comentarios:
Just a couple of quick fixes from us:
Norvia's position:
Comments from the Contracting Party Norvia
Amendments submitted by Norvia
Several editorial corrections from the delegation of Norvia:
Trois modifications rédactionnelles de notre part :
Aquí van tres cambios al texto:
Несколько замечаний к проекту:
以下是我方的几点意见：
ثلاث ملاحظات من جانبنا:
"""
SIGNED = ("Rgds, Lu", "Rgds", "Cheers, Bo", "KR", "All the best, Jo", "Cdt, Lu", "Slds, Lu")
LISTED = (
    "- para 3: delete\n- para 4: delete",
    "\n1. Para 3: delete\n2. Para 4: delete",
    "\nDelete para 3. Delete para 4.",
)


def test_a_line_that_only_leads_in_to_a_list_is_no_place() -> None:
    for n, line in enumerate(LEADING.splitlines()):
        for listed in LISTED:
            message = read_message(f"Hi,\n\n{line}\n{listed}\n\n{SIGNED[n % len(SIGNED)]}\n", senders=["Norvia"])
            assert not message.unread and not message.comments, (line, message.unread)
            assert len(message.instructions) == 2, line


def test_a_line_that_names_another_text_still_governs_its_list() -> None:
    for line in ("Statute of the Fund:", "Règlement du Fonds :", "Rules of the Harbour:", "Comments from Brum"):
        assert untouched(f"{line}\n- para 3: delete\n").problems, line
