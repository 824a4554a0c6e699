"""The status of units: agreed, under silence, packaged, shown whole, not discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.draft import acts
from amendtrack.draft.declared import Brackets, one_of
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amendtrack.draft.draft import Draft


def agree(
    draft: Draft,
    names: str | Iterable[str],
    degree: UnitStatus | str = UnitStatus.AGREED,
    *,
    meeting: str = "",
    brackets: Brackets | str = Brackets.REFUSED,
    at: When,
    recorder: str = "",
) -> Recorded:
    """Record that units are agreed as they now read: ``agreed``, ``agreed ad ref`` or ``agreed in informals``.

    ``names`` are units (``9``), ranges (``3-7``) or slots, for their units. Nothing else agrees a text. It then
    changes only once the unit is reopened; what is proposed on it is recorded and listed, and does not enter it.

    Raises:
        Unknown: there is no such unit.
        InputRefused: something in it is open, or it is agreed to a higher degree; or the draft has brackets or a
            placeholder in it, and ``brackets`` are not ``"allowed"``.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    level = one_of(UnitStatus, degree, "a status")
    rule = one_of(Brackets, brackets, "a rule for brackets")
    return draft.on_disk.perform(
        lambda now: acts.agreeing.agree(now, given, level, meeting=meeting, brackets=rule, at=at, by=recorder),
        recorder,
    )


def silence(
    draft: Draft, names: str | Iterable[str], *, until: When, meeting: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record that units, as they now read, are put under silence until a deadline; a day counts to its end.

    Silence agrees nothing: once the deadline has passed unbroken, ``agree`` records an agreement.

    Raises:
        Unknown: there is no such unit.
        InputRefused: something in it is open, it is agreed, or the deadline has passed.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(
        lambda now: acts.silence.silence(now, given, until=until, meeting=meeting, at=at, by=recorder), recorder
    )


def break_silence(draft: Draft, name: str, delegation: str, *, at: When, recorder: str = "") -> Recorded:
    """Record that a party breaks the silence on a unit, or on a range of units.

    Raises:
        Unknown: there is no such unit or delegation.
        InputRefused: the delegation is not a party, the unit is not under silence, or the deadline has passed.
    """
    return draft.on_disk.perform(
        lambda now: acts.silence.break_silence(now, name, delegation, at=at, by=recorder), recorder
    )


def package(draft: Draft, names: str | Iterable[str], *, name: str = "", at: When, recorder: str = "") -> Recorded:
    """Record that parts of the text go together: units (``9``), new units (``15 bis``) or slots (``14#2``).

    It decides nothing: an act that takes only some of the parts says so, and so does what is printed.

    Raises:
        Unknown: there is no such part.
        InputRefused: it has fewer than two parts.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(
        lambda now: acts.packaging.package(now, given, name=name, at=at, by=recorder), recorder
    )


def end_package(draft: Draft, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that a package, given by its name or its parts, is no longer one.

    Raises:
        Unknown: there is no such package.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.packaging.end_package(now, given, at=at), recorder)


def show_whole(draft: Draft, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that units (``9``, ``3-7``) are shown as one slot each, with every delegation's reading of all of it.

    No text changes by this; whoever takes a reading takes all that its delegation changes in the unit.

    Raises:
        Unknown: there is no such unit.
        InputRefused: something in it is decided, or it is agreed.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.showing_whole.show_whole(now, given, at=at), recorder)


def end_whole(draft: Draft, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that units are shown with their single changes again; see ``show_whole``."""
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.showing_whole.end_whole(now, given, at=at), recorder)


def mark(
    draft: Draft,
    names: str | Iterable[str],
    status: UnitStatus | str,
    *,
    meeting: str = "",
    at: When,
    recorder: str = "",
) -> Recorded:
    """Record that units are ``open``, ``not discussed`` or a ``placeholder``.

    Raises:
        Unknown: there is no such unit.
        InputRefused: it is agreed or under silence, or the status is another.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    state = one_of(UnitStatus, status, "a status")
    return draft.on_disk.perform(
        lambda now: acts.silence.mark(now, given, state, meeting=meeting, at=at, by=recorder), recorder
    )


__all__ = ["agree", "break_silence", "end_package", "end_whole", "mark", "package", "show_whole", "silence"]
