"""Whether a file contains text of the draft, instructions, both, or neither.

Text of the draft, whole or in part, is never taken for instructions, even if the draft itself is written
as instructions; what could be either is reported by ``doubts``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.labelled import opens_with_label
from amendtrack.intake.instructions.message import Message, read_message
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.rows import speaks_of_change
from amendtrack.intake.instructions.spelling import plain
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import Text, Unit, UnitKind, parse_text


class Holds(Enum):
    """What a file contains."""

    TEXT = "text"
    INSTRUCTIONS = "instructions"
    BOTH = "both"
    NEITHER = "neither"


_LIKE = 0.5  # share of a unit's words that make it wording of the draft
_FEWEST = 4  # words of a unit of which that can be said


def what_it_holds(text: str, base: Text, read: Callable[[], Message] | None = None) -> Holds:
    """Whether the file contains text of the draft, instructions, both, or neither (a comment, or another text).

    ``read`` returns the file read as a message, for callers that need it too; it is the costliest step and comes last.
    """
    file = parse_text(text)
    own = {plain(base.printed(unit)) for unit in base.units}
    strange = [unit for unit in file.units if plain(file.printed(unit)) not in own]
    # A heading of the draft may only say where the instruction below it belongs.
    headings = sum(u.kind is UnitKind.HEADING for u in file.units) - sum(u.kind is UnitKind.HEADING for u in strange)
    weighed = len(file.units) - headings
    if not any(speaks_of_change(file.printed(unit)) for unit in strange):
        return Holds.TEXT if len(strange) < len(file.units) or _is_wording(strange, file, base) else Holds.NEITHER
    is_whole = own <= {plain(file.printed(unit)) for unit in file.units}
    if is_whole or len(strange) * 2 < weighed:  # a text; do its new units request a change?
        hinting = [u for u in strange if speaks_of_change(file.printed(u))]
        # Reading a message is the costliest step: what rewrites a unit of the draft is not read as one.
        asking = (u for u in _not_wording(hinting, file, base) if _asks_plainly(read_message(file.printed(u))))
        return Holds.BOTH if any(True for _ in asking) else Holds.TEXT
    message = read() if read else read_message(text, base)
    if not _asks(message) or _is_of_a_draft_that_asks(message, base):
        return Holds.TEXT if len(strange) < len(file.units) or _is_wording(strange, file, base) else Holds.NEITHER
    rest = [parse_text(c.words + "\n") for c in message.comments]
    wording = any(_is_wording(list(t.units), t, base) for t in rest)
    return Holds.BOTH if wording or len(strange) * 5 < weighed * 4 else Holds.INSTRUCTIONS


def _asks(message: Message) -> bool:
    """Whether the message has an instruction that names words or a place.

    It is also enough that at least half of it seems to be such instructions, though not understood.
    """
    if _asks_plainly(message):
        return True
    tried = [one for one in message.unread if one.place is not None or read_quotes(one.words).found]
    return bool(tried) and len(tried) * 2 >= len(message.unread) + len(message.comments)


def _asks_plainly(message: Message) -> bool:
    return any(_is_plain(one) for one in message.instructions)


def _is_plain(one: Instruction) -> bool:
    if one.act is Action.RETAIN and not one.scope and not one.places and not one.old:
        return False
    says_where = one.places or one.to or one.scope or one.numbered or opens_with_label(one.new)
    return bool(one.old or one.anchor or says_where)


def _is_of_a_draft_that_asks(message: Message, base: Text) -> bool:
    """Whether the draft itself is written as instructions, and those in the file are rewordings of them."""
    asked = (*(one.words for one in message.instructions), *(one.words for one in message.unread))
    said = [frozenset(w.key for w in words_of(words)) for words in asked]
    # Reading a unit as a message is the costliest step, and a long draft speaks of change in many: it comes last.
    alike = (base.printed(unit) for unit in base.units if _is_like_one_of(said, base.wording(unit)))
    return any(speaks_of_change(words) and _asks(read_message(words)) for words in alike)


def _is_like_one_of(said: Sequence[frozenset[str]], wording: str) -> bool:
    """Whether one of these sets of words has more than half of its words, or of the wording's if those are more."""
    there = frozenset(w.key for w in words_of(wording))
    return any(len(mine & there) > _LIKE * max(len(mine), len(there)) for mine in said)


def _is_wording(units: list[Unit], file: Text, base: Text) -> bool:
    """Whether any of these units is, or rewrites, a unit of the draft."""
    return len(_not_wording(units, file, base)) < len(units)


def _not_wording(units: list[Unit], file: Text, base: Text) -> list[Unit]:
    """Those of these units that neither are nor rewrite a unit of the draft."""
    if not units:
        return []
    there: dict[str, set[int]] = {}
    for k, unit in enumerate(base.units):
        for word in words_of(base.wording(unit)):
            there.setdefault(word.key, set()).add(k)
    return [unit for unit in units if not _rewrites(file.wording(unit), there, len(base.units))]


def _rewrites(wording: str, there: Mapping[str, set[int]], units: int) -> bool:
    """Whether one unit of the draft has more than half of these words, common words aside."""
    keys = {w.key for w in words_of(wording) if w.key.isalnum()}
    if len(keys) < _FEWEST:
        return False
    shared: dict[int, int] = {}
    for key in keys:
        found = there.get(key, ())
        if len(found) * 3 <= units + 6:
            for k in found:
                shared[k] = shared.get(k, 0) + 1
    return max(shared.values(), default=0) > _LIKE * len(keys)
