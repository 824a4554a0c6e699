"""What would amend a proposal is on the card of the slot whose reading it changes, and on no other."""

from __future__ import annotations

from pathlib import Path

from room import KESTRIA, NORVIA

from amendtrack.draft import Draft
from amendtrack.viewer.sight import Sight, sight_of
from amendtrack.viewer.slot_card import card_of


def amended_on(sight: Sight) -> dict[str, list[str]]:
    """What each card says of amendments to proposals, by its slot, or by its unit where it has none."""
    found = dict[str, list[str]]()
    for row in sight.together.rows:
        for address in row.addresses or ("",):
            card = card_of(sight, row, address)
            said = [line.text for line in card if "amends it" in line.text]
            found |= {address or row.place: said} if said else {}
    return found


def test_an_amendment_to_a_proposal_stands_at_the_reading_that_it_changes(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    sent = KESTRIA.replace("gender balance", "balance").replace("every second year", "every third year")
    opened.propose(sent, by="GLD", received="2020-03-01", amends="KST-1", further="additional")
    sent = NORVIA.replace("perimeters", "outer perimeters").replace("good practice", "best practice")
    opened.propose(sent, by="DNM", received="2020-03-01", amends="NRV-1", further="additional")
    sight = sight_of(opened.snapshot())
    assert amended_on(sight) == {
        "4#1": ["DNM-2 of Dunmere amends it: para 4: after “Identify the”, insert “outer”"],
        "6#1": ["GLD-2 of Galdora amends it: para 6: replace “second” with “third”"],  # the unit with 6#2 in it
        "6#2": ["GLD-2 of Galdora amends it: para 6: replace “second” with “third”"],
        "7": ["NRV-1: DNM-2 of Dunmere amends it: para 7: replace “good” with “best”"],
        "7 bis#1": ["GLD-2 of Galdora amends it: para 7 bis: delete “gender”"],
    }
    assert all(one.address in (*sight.slots, "") for one in sight.amending)
