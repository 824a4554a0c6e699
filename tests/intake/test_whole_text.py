"""A file that holds every unit of the draft is the draft with additions, however much it adds."""

from __future__ import annotations

import pytest

from amendtrack.intake.doubts import Sent
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Register
from amendtrack.text.units import parse_text

BASE = (
    "# Ferries\n\n## Article 1\n\n### Scope\n\n1. These articles apply to ferries.\n\n"
    "2. They do not apply to warships.\n"
)
ADDED = (
    "3. A ferry that fails an inspection shall stay in port until it has passed another.",
    "## Article 2\n\n### Disputes\n\n1. Disputes are settled by negotiation.",
    "## Article 3\n\n### Replacement\n\n1. A master who leaves is replaced.\n\n2. Lights that fail are replaced.",
    "## Article 4\n\n### Amendments\n\n1. A Party may propose to amend these articles; Article 1 may be deleted.",
)


@pytest.mark.parametrize("many", range(1, len(ADDED) + 1))
def test_additions_are_text(many: int) -> None:
    text = "\n\n".join((BASE.rstrip(), *ADDED[:many])) + "\n"
    assert what_it_holds(text, parse_text(BASE)) is Holds.TEXT


def test_a_request_beside_the_whole_text_is_still_seen() -> None:
    asked = f"{BASE}\nIn Article 1, paragraph 2, replace “warships” with “police boats”.\n"
    assert what_it_holds(asked, parse_text(BASE)) is Holds.BOTH


def test_a_new_block_of_code_keeps_its_fences_and_stays_apart() -> None:
    base = "The boats carry two lamps at night.\n\nThe nets are dried on the shore.\n"
    sent = base.replace("\n\nThe nets", "\n\n```\nlamp = two\n  oil = one\n```\n\nThe nets")
    reading = read_proposal("N-1", Sent(sent), revision="Rev.0", revisions={"Rev.0": base}, register=Register())
    assert reading.text == sent
