"""Everything that can go wrong, on one page.

Every error says what was found and what would have worked, and carries ``code`` (a fixed word for
programs), ``place`` (where it was found: a file and offset, a unit, a proposal; may be empty) and
``remedy`` (what would have worked; may be empty).
"""

from __future__ import annotations


class AmendtrackError(Exception):
    """The root of all errors that amendtrack raises on purpose."""

    code = "error"

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.place, self.remedy = place, remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what_then = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{self.args[0]}{what_then}"


class InputRefused(AmendtrackError, ValueError):
    """A text, file or value cannot be taken as it is."""

    code = "input-refused"


class NotText(InputRefused):
    """The bytes are not UTF-8 text; ``offset`` is the first byte that is not."""

    code = "not-text"

    def __init__(self, message: str, *, offset: int, place: str = "", remedy: str = "") -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.offset = offset


class OverLimit(InputRefused):
    """The input is larger than the limit printed in the message."""

    code = "over-limit"


class Unknown(AmendtrackError, LookupError):
    """A name, label, proposal or revision is not known; the remedy names the nearest ones."""

    code = "unknown"


class Unsettled(AmendtrackError):
    """A clean text was asked for while slots are open; ``slots`` holds them."""

    code = "unsettled"

    def __init__(self, message: str, *, slots: tuple[object, ...] = (), place: str = "", remedy: str = "") -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.slots = slots


class TallyFailed(AmendtrackError):
    """The consolidation does not account for everything it received, or cannot give an input back."""

    code = "tally-failed"


class RecordDamaged(AmendtrackError):
    """The repository is damaged, or holds something that is not an amendtrack record."""

    code = "record-damaged"


class NotRecorded(AmendtrackError):
    """Writing failed; the record is as it was before."""

    code = "not-recorded"


class Busy(AmendtrackError):
    """Somebody else is recording on this draft; try again."""

    code = "busy"
