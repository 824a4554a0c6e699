"""Everything that can go wrong, on one page.

Every error says what was found and what would have worked. Beside the message it carries ``code`` (a fixed
word for programs), ``place`` (where it was found: a file and offset, a unit, a proposal) and ``remedy`` (what
would have worked); the last two may be empty.
"""

from __future__ import annotations

import re

_NOT_ON_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that break a line, reorder it, drive a terminal or cannot be written: a path or a name may hold them."""


class AmendtrackError(Exception):
    """The root of all errors that amendtrack raises on purpose.

    ``str(error)`` is one line: the place, what was found, and what would have worked.

    >>> error = InputRefused("'mars' is not a time", place="line 2", remedy="write it as 2009-08-21T16:20")
    >>> isinstance(error, AmendtrackError), error.code
    (True, 'input-refused')
    >>> print(error)
    line 2: 'mars' is not a time; write it as 2009-08-21T16:20
    """

    code = "error"

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.place, self.remedy = place, remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what_then = f"; {self.remedy}" if self.remedy else ""
        return _NOT_ON_A_LINE.sub(lambda found: ascii(found[0])[1:-1], f"{where}{self.args[0]}{what_then}")


class InputRefused(AmendtrackError, ValueError):
    """A text, file or value cannot be accepted as it is.

    >>> import amendtrack
    >>> amendtrack.consolidate("1. We shall meet.", {"": "1. We should meet."})
    Traceback (most recent call last):
    amendtrack.errors.InputRefused: a proposal has no delegation; name the delegation that proposes it
    """

    code = "input-refused"


class NotText(InputRefused):
    """The bytes are not UTF-8 text; ``offset`` is the position of the first byte that is not."""

    code = "not-text"

    def __init__(self, message: str, *, offset: int, place: str = "", remedy: str = "") -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.offset = offset


class OverLimit(InputRefused):
    """The input is larger than the limit given in the message."""

    code = "over-limit"


class Unknown(AmendtrackError, LookupError):
    """There is no delegation, label, proposal or revision of that name; the remedy gives the nearest ones.

    >>> import amendtrack
    >>> amendtrack.consolidate("1. We shall meet.", {"Norvia": "1. We should meet."}).view("Nordvia")
    Traceback (most recent call last):
    amendtrack.errors.Unknown: no proposal 'Nordvia'; this consolidation has Norvia
    """

    code = "unknown"


class Unsettled(AmendtrackError):
    """A clean text was requested while something is open; ``slots`` holds every open slot.

    >>> import amendtrack
    >>> con = amendtrack.consolidate("1. We shall meet.", {"Norvia": "1. We should meet."})
    >>> try:
    ...     con.clean()
    ... except amendtrack.Unsettled as error:
    ...     print([slot.address for slot in error.slots])
    ['1#1']
    """

    code = "unsettled"

    def __init__(self, message: str, *, slots: tuple[object, ...] = (), place: str = "", remedy: str = "") -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.slots = slots


class NotAdoptable(AmendtrackError):
    """A text for adoption was requested while something is left to do; ``left`` holds all of it, in text order.

    >>> print(NotAdoptable(("9: a placeholder: [date]; fill it in",)))
    the text cannot be adopted: 1 thing is left; see the list
    """

    code = "not-adoptable"

    def __init__(self, left: tuple[object, ...]) -> None:
        many = len(left)
        is_left = "thing is" if many == 1 else "things are"
        super().__init__(f"the text cannot be adopted: {many} {is_left} left", remedy="see the list")
        self.left = left


class TallyFailed(AmendtrackError):
    """The consolidation does not account for everything received, or cannot give an input back."""

    code = "tally-failed"


class RecordDamaged(AmendtrackError):
    """The repository is damaged, or is not an amendtrack record.

    >>> print(RecordDamaged("the register cannot be read", place="plan", remedy="restore it from another copy"))
    plan: the register cannot be read; restore it from another copy
    """

    code = "record-damaged"


class MissingFromRecord(RecordDamaged, UserWarning):
    """Something that a record has, or had, is not there any more; everything else can be used.

    ``Draft.open`` warns of it; it raises nothing, unless warnings are made errors.

    >>> print(MissingFromRecord("the branch of NOR-1 is gone", place="plan", remedy="run `amendtrack doctor`"))
    plan: the branch of NOR-1 is gone; run `amendtrack doctor`
    """


class MadeByNewer(AmendtrackError):
    """A newer amendtrack made this, in a form that this one does not know; nothing is wrong with it.

    >>> print(MadeByNewer("a newer amendtrack wrote this (version 2)", place="draft.json", remedy="update amendtrack"))
    draft.json: a newer amendtrack wrote this (version 2); update amendtrack
    """

    code = "made-by-newer"


class NotRecorded(AmendtrackError):
    """Writing failed; the record is as it was before.

    >>> print(NotRecorded("nothing was written: no space left on the device", place="plan"))
    plan: nothing was written: no space left on the device
    """

    code = "not-recorded"


class NotConfirmed(AmendtrackError):
    """An act was written, and the disk did not confirm it: whether it outlives a power cut is not known.

    >>> print(NotConfirmed("written, but the disk did not confirm it", place="plan", remedy="check the disk"))
    plan: written, but the disk did not confirm it; check the disk
    """

    code = "not-confirmed"


class Busy(AmendtrackError):
    """Somebody else is recording on this draft at the moment.

    >>> print(Busy("somebody else is recording", place="plan", remedy="try again"))
    plan: somebody else is recording; try again
    """

    code = "busy"
