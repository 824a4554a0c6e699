"""A revision that is being recorded, and what is to happen to what is pending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Pending(Enum):
    """What happens to pending amendments that a revision does not take in: they are carried forward, or lapse."""

    CARRIED = "carried"
    LAPSE = "lapse"


@dataclass(frozen=True)
class NewRevision:
    """A revision that is being recorded: its label, its text, its commit, its time, and places said to be the same."""

    label: str
    text: str
    commit: str
    at: datetime
    same: tuple[tuple[str, str], ...] = ()


__all__ = ["NewRevision", "Pending"]
