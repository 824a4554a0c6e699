"""What is asked for below a signature: it may be earlier mail that no mail program has announced."""

import pytest

from amendtrack.intake.instructions.message import read_message

OWN = "Dear Desk,\n\nPara 1: delete\n\n"


@pytest.mark.parametrize(
    "signed", ["Best regards,\nAna Example", "Cordialement,\nAna", "Un saludo,\nAna", "Thanks\nAna"]
)
@pytest.mark.parametrize("below", ["Para 7: delete", "Dear all,\n\nPara 7: delete", "4 May, Desk:\n\nPara 7: delete"])
def test_it_is_left(signed: str, below: str) -> None:
    found = read_message(f"{OWN}{signed}\n\n{below}\n")
    assert [one.start for one in found.instructions] == [12]
    assert any("Para 7" in left.words for left in found.unread)


@pytest.mark.parametrize("opening", ["P.S. ", "P. S.\n", "PS\n"])
def test_a_postscript_is_the_senders_own(opening: str) -> None:
    found = read_message(f"{OWN}Best regards,\nAna\n\n{opening}Para 7: delete\n")
    assert len(found.instructions) == 2


@pytest.mark.parametrize("opening", ["PS: ", "N.B.: ", "Rationale: ", "Note: "])
def test_what_is_headed_as_a_reason_and_asks_for_something_is_no_reason(opening: str) -> None:
    found = read_message(f"Para 1: delete\n{opening}delete para 7\n")
    assert len(found.instructions) == 2 or found.unread
    assert not found.comments


def test_rules_between_amendments_are_no_signature() -> None:
    assert len(read_message("Para 1: delete\n\n---\n\nPara 7: delete\n").instructions) == 2
