"""What delegations say about the wording of others, or about the draft's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.consolidation.negotiation import Stance
from amendtrack.draft import acts
from amendtrack.draft.acts.act import already
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from amendtrack.draft.draft import Draft


def support(
    draft: Draft, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record that a party supports wording that another proposed; silence is never consent.

    ``names`` are proposals (``NRV-1``), amendments (``NRV-1#2``), slots with one reading (``14#2``) or readings
    (``14#2=by 2014``). Support is for that wording alone: it ends when the wording is proposed no more. The last
    word of a delegation counts; what it said before stays in the register. ``note`` is the reason given.

    Raises:
        Unknown: there is no such delegation, proposal, slot or reading.
        InputRefused: it is not a party, it proposes the wording itself, or the draft has it already.
    """
    return _take(draft, Stance.SUPPORT, delegation, names, note=note, at=at, recorder=recorder)


def oppose(
    draft: Draft, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record that a party opposes wording that another proposed, or a unit (``9``, ``9-12``) as it is drafted.

    See ``support``.
    """
    return _take(draft, Stance.OPPOSE, delegation, names, note=note, at=at, recorder=recorder)


def retain(
    draft: Draft, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record that a party would keep the draft's words in a unit, a range of units, or a slot.

    It is shown wherever somebody else would change them. See ``support``.
    """
    return _take(draft, Stance.RETAIN, delegation, names, note=note, at=at, recorder=recorder)


def reserve(
    draft: Draft, delegation: str, names: str | Iterable[str], *, note: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record that a party reserves its position on a wording, a slot, a unit or a range of units.

    See ``support``.
    """
    return _take(draft, Stance.RESERVE, delegation, names, note=note, at=at, recorder=recorder)


def hear(
    draft: Draft,
    words: str,
    *,
    by: str,
    at: When,
    signed: str = "",
    message: bytes = b"",
    filename: str = "",
    recorder: str = "",
) -> tuple[Recorded, ...]:
    """Record the positions in a message that contains nothing else; nothing is recorded if it contains more.

    ``We support Galdora on para 12``, ``Norvia reserves on 3``: one act for each, with the sentence as its note.
    ``message`` is kept with the record, under ``filename``; ``signed`` is who signed it.

    Raises:
        InputRefused: it is not clear what one of them is on; none is recorded.
    """
    from amendtrack.draft.heard import kept_as, positions_heard, recorded_before

    now, when = draft.snapshot(), moment(at, draft.settings.timezone)
    sender = now.delegations.resolve(by)
    if before := recorded_before(now, words, sender, signed=signed, at=when):
        return (already(f"recorded: {now.display(sender.code)}, {before}", name=sender.code),)
    said = positions_heard(now, words, sender, signed=signed, at=when)
    kept = kept_as(sender, message or words.encode(), filename)
    with draft.together():
        return tuple(
            _take(draft, each.stance, sender.code, each.names, note=each.note, at=at, recorder=recorder, files=kept)
            for each in said
        )


def _take(
    draft: Draft,
    stance: Stance,
    delegation: str,
    names: str | Iterable[str],
    *,
    note: str,
    at: When,
    recorder: str,
    files: Mapping[str, bytes] | None = None,
) -> Recorded:
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(
        lambda now: acts.positions.take(now, stance, delegation, given, note=note, at=at, files=files), recorder
    )


def retract(draft: Draft, delegation: str, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that a delegation takes back its positions on these, named as they were or as they are called now.

    Raises:
        Unknown: it has no position on one of them.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.positions.retract(now, delegation, given, at=at), recorder)


__all__ = ["hear", "oppose", "reserve", "retain", "retract", "support"]
