"""Messages that say in words what shall be changed: read, and carried out where they are clear."""

from __future__ import annotations

from amendtrack.intake.instructions.carrying import Carried, carry_out
from amendtrack.intake.instructions.message import Message, read_message

__all__ = ["Carried", "Message", "carry_out", "read_message"]
