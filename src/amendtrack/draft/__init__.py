"""The record of a negotiation on disk: one draft is one git repository."""

from amendtrack.draft.draft import Draft
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.snapshot import Snapshot

__all__ = ["Draft", "Outcome", "Recorded", "Snapshot"]
