"""A base and any number of proposals in one value, from which every text can be recovered."""

from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.consolidation.value import Consolidation, consolidate

__all__ = ["Consolidation", "Position", "Proposal", "Slot", "Stance", "Variant", "consolidate"]
