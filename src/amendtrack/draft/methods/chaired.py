"""What the chair decides on the wording of slots, and takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft import acts
from amendtrack.draft.declared import Further
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from amendtrack.consolidation.choosing import Choice
    from amendtrack.draft.draft import Draft


def accept(
    draft: Draft,
    names: Iterable[str],
    *,
    at: When,
    choices: Iterable[Choice] | Mapping[str, str] = (),
    recorder: str = "",
) -> Recorded:
    """Accept proposals, single amendments (``NRV-1#2``) or the only reading of a slot (``14#2``).

    Rival amendments are thereby rejected. Accepted amendments that exclude each other stay open, as does
    everything that nobody has decided. A choice is a slot's address and the wording chosen for it.

    Raises:
        Unknown: a name stands for no proposal, amendment or slot.
        InputRefused: something named is already rejected or decided, or a slot has several readings.
    """
    return draft.on_disk.perform(
        lambda now: acts.decisions.accept(now, names, choices=choices, at=at, by=recorder), recorder
    )


def reject(draft: Draft, names: Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Reject proposals, single amendments, or everything proposed for a slot.

    The same words in another proposal stay open.

    Raises:
        Unknown: a name stands for no proposal, amendment or slot.
        InputRefused: something named is already accepted or decided.
    """
    return draft.on_disk.perform(lambda now: acts.decisions.reject(now, names, at=at, by=recorder), recorder)


def choose(draft: Draft, choices: Iterable[Choice] | Mapping[str, str], *, at: When, recorder: str = "") -> Recorded:
    """Choose a reading for each slot: its address, and the wording of one of its readings.

    Raises:
        Unknown: there is no such slot, or no such reading of it.
        InputRefused: it is already decided.
    """
    return draft.on_disk.perform(lambda now: acts.decisions.choose(now, choices, at=at, by=recorder), recorder)


def keep(draft: Draft, slots: Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Keep slots as the draft has them.

    Raises:
        Unknown: there is no such slot.
        InputRefused: it is already decided.
    """
    return draft.on_disk.perform(lambda now: acts.decisions.keep(now, slots, at=at, by=recorder), recorder)


def word(draft: Draft, slot: str, words: str, *, at: When, recorder: str = "") -> Recorded:
    """Record the chair's own wording of a slot; of a whole paragraph, with its label or without.

    Raises:
        Unknown: there is no such slot.
        InputRefused: it is already decided, or these words cannot be used there.
    """
    return draft.on_disk.perform(lambda now: acts.decisions.word(now, slot, words, at=at, by=recorder), recorder)


def bridge(draft: Draft, slot: str, words: str, *, at: When, recorder: str = "") -> Recorded:
    """Record the chair's own wording of a slot, for delegations to consider; nothing is decided.

    It is a proposal (``CHAIR-1``) that no delegation is credited with.

    Raises:
        Unknown: there is no such slot.
        InputRefused: it is decided, has these words already, or they cannot be used there.
    """
    from amendtrack.draft.bridging import read_bridge

    sent = read_bridge(draft.snapshot(), slot, words)
    return draft.record(sent, received=at, further=Further.ADDITIONAL, recorder=recorder)


def reopen(
    draft: Draft, names: str | Iterable[str], *, meeting: str = "", asked_by: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Reopen agreed units, or take back the decisions on these proposals, amendments or slots; all others stand.

    Reopening agreed text is named: by the ``recorder``, or by the delegation that ``asked_by`` gives.
    ``["adoption"]`` reopens an adopted text, in the name of the ``recorder``.

    Raises:
        Unknown: a name stands for no unit, proposal, amendment or slot.
        InputRefused: nobody is named for reopening agreed text, or what is named was decided in a unit that is
            agreed.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    if acts.adopting.is_adoption(given):
        return draft.on_disk.perform(lambda now: acts.adopting.reopen(now, at=at, by=recorder), recorder)
    return draft.on_disk.perform(
        lambda now: acts.decisions.reopen(now, given, meeting=meeting, asked_by=asked_by, at=at, by=recorder),
        recorder,
    )


__all__ = ["accept", "bridge", "choose", "keep", "reject", "reopen", "word"]
