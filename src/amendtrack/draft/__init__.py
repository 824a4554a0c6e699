"""The record of a negotiation on disk: one draft is one git repository."""

from amendtrack.draft.draft import Draft
from amendtrack.draft.outcome import Outcome, Recorded

__all__ = ["Draft", "Outcome", "Recorded"]
