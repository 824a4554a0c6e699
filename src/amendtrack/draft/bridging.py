"""A bridging proposal: the chair's own wording of a slot, beside the readings of delegations.

It is a proposal like any other, under the name of the chair: nobody has decided on it, no delegation is credited with
it, and delegations may support or oppose it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.compose import compose
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.settling import own_edits_at
from amendtrack.consolidation.strands import Woven
from amendtrack.draft.submission import Submission, read_submission
from amendtrack.errors import InputRefused
from amendtrack.record.registers import CHAIR_CODE, Delegation, name_key
from amendtrack.record.remarks import Kind

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot

_NAMES = (
    ("ar", "الرئاسة"),
    ("en", "Chair"),
    ("es", "Presidencia"),
    ("fr", "Présidence"),
    ("ru", "Председатель"),
    ("zh", "主席"),
)


def read_bridge(now: Snapshot, address: str, words: str) -> Submission:
    """The chair's wording of a slot as a submission; see ``Draft.bridge``."""
    con = now.consolidate()
    slot = con.slot_at(address)
    if slot.settled:
        raise con.decided_already(slot)
    said = words.split()
    if said == slot.base.split():
        raise InputRefused(f"the draft reads so at {slot.address}", remedy="nothing need be recorded")
    chair = _chair(now)
    for variant in slot.variants:
        others = [who for who in variant.backers if who != chair.display(now.settings.display_language)]
        if said == variant.typed.split() and others:
            hint = f'use choose "{slot.address}={" ".join(said)}" to adopt it'
            raise InputRefused(f"{', '.join(others)} proposes these words", remedy=hint)
    text = _text(con, slot, words)
    register = now.delegations if chair.code in now.delegations else now.delegations.having(chair)
    sent = read_submission(
        replace(now, record=replace(now.record, delegations=register)),
        text,
        by=chair.code,
        kind=Kind.TEXT,
        filename=f"bridge {slot.address}.md",
    )
    return replace(sent, is_new=chair.code not in now.delegations)


def _chair(now: Snapshot) -> Delegation:
    """The chair, as the register has it; otherwise under the names that the register leaves free."""
    if CHAIR_CODE in now.delegations:
        return now.delegations.resolve(CHAIR_CODE)
    names = tuple((language, name) for language, name in _NAMES if name not in now.delegations)
    if len({name_key(name) for _, name in names}) < len(_NAMES):
        found = "a delegation of the register has the chair's name"
        raise InputRefused(found, remedy=f"register the chair under the code {CHAIR_CODE} and another name")
    return Delegation(CHAIR_CODE, (("", "Chair"), *((language, name) for language, name in names if language != "en")))


def _text(con: Consolidation, slot: Slot, words: str) -> str:
    """The draft with these words in the slot, and no other change."""
    own = own_edits_at(con, slot, words)
    alone = Proposal("Chair", "", "(bridge)")
    text = compose(con.labels_of_base, Woven.of([(alone, own)]).strands, {})
    if {e.identity for e in edits_of(con.prepared, text)} != {e.identity for e in own}:
        found = f"these words at {slot.address} cannot be told from other changes of the paragraph"
        raise InputRefused(found, remedy="send the whole paragraph with propose, for the chair")
    return text


__all__ = ["read_bridge"]
