"""What the secretariat keeps: delegations, groups, rules, keys and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft import acts
from amendtrack.draft.outcome import Recorded
from amendtrack.record.memberships import read_day
from amendtrack.record.registers import Register
from amendtrack.record.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from amendtrack.draft.draft import Draft
    from amendtrack.record.record import Attribution, Publication
    from amendtrack.record.registers import Right, Standing


def register_delegations(draft: Draft, register: Register, *, at: When, recorder: str = "") -> Recorded:
    """Record a register: new delegations are added, known codes are updated, and none is removed."""
    return draft.on_disk.perform(lambda now: acts.rules.register_delegations(now, register, at=at), recorder)


def add_delegation(
    draft: Draft,
    name: str,
    *,
    at: When,
    code: str = "",
    standing: Standing | str | None = None,
    names: Mapping[str, str] | None = None,
    recorder: str = "",
) -> Recorded:
    """Record one more delegation, with a code made from its name if none is given.

    ``names`` are its names in other languages, by language code. A known delegation gets this ``standing`` and
    these names.
    """
    return draft.on_disk.perform(
        lambda now: acts.rules.add_delegation(now, name, code=code, standing=standing, names=names, at=at), recorder
    )


def group(
    draft: Draft,
    name: str,
    members: Iterable[str],
    *,
    at: When,
    first: date | str | None = None,
    last: date | str | None = None,
    code: str = "",
    recorder: str = "",
) -> Recorded:
    """Record that delegations are members of a group, which may then be named wherever a delegation may.

    ``first`` and ``last`` are the first and last day of membership. A ``last`` day alone ends a membership that
    runs. Where a group and a member ask for the same, the text names the group.

    Raises:
        Unknown: there is no such delegation.
        InputRefused: nobody is named, a member is a group itself, or these days overlap with known ones.
    """
    given = tuple(members)
    start, end = (read_day(day) if isinstance(day, str) else day for day in (first, last))
    return draft.on_disk.perform(
        lambda now: acts.rules.group(now, name, members=given, code=code, first=start, last=end, at=at), recorder
    )


def set_rights(draft: Draft, standing: Standing | str, right: Right | str, *, at: When, recorder: str = "") -> Recorded:
    """Record what non-parties or observers may send: suggestions (at first), or comments alone.

    Raises:
        InputRefused: it is about parties, which always propose, or would let others propose.
    """
    return draft.on_disk.perform(lambda now: acts.rules.set_rights(now, standing, right, at=at), recorder)


def set_attribution(
    draft: Draft, attribution: Attribution | str, *, of: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Record whether outputs name the delegations.

    Where ``of`` names one, whether it is named in what is let out from now on, and on the wall. Its proposals then stay
    at home, and issued texts in which it has a part are let out without names. What is public already stays public.

    Raises:
        Unknown: no such delegation.
    """
    return draft.on_disk.perform(lambda now: acts.rules.set_attribution(now, attribution, of, at=at), recorder)


def set_publication(draft: Draft, publication: Publication | str, *, at: When, recorder: str = "") -> Recorded:
    """Record what of the draft is let out to a public repository; at first, nothing is. See ``exchange``."""
    return draft.on_disk.perform(lambda now: acts.rules.set_publication(now, publication, at=at), recorder)


def add_key(
    draft: Draft,
    holder: str,
    key: bytes,
    *,
    first: When = "",
    last: When = "",
    place: str = "",
    at: When,
    recorder: str = "",
) -> Recorded:
    """Record a public SSH key as that of a delegation, or of the ``secretariat``.

    From then on what the holder sends must be signed, by it or by the secretariat on its behalf. Signatures dated
    before ``first`` or after ``last`` do not count. Once the secretariat has a key, it signs every act: see
    ``signed_by``. ``place`` is the key's file, for messages.

    Raises:
        InputRefused: it is not a public key, it is another's, or the secretariat has none yet.
        Unknown: no such delegation.
    """
    return draft.on_disk.perform(
        lambda now: acts.registering_keys.add_key(now, holder, key, first=first, last=last, place=place, at=at),
        recorder,
    )


def retire_key(draft: Draft, which: str, *, at: When, recorder: str = "") -> Recorded:
    """Record that a key, named by its fingerprint or by its holder, no longer counts for what is recorded later.

    Raises:
        Unknown: there is no such key, or its holder has several.
        InputRefused: it is the secretariat's only one.
    """
    return draft.on_disk.perform(lambda now: acts.registering_keys.retire_key(now, which, at=at), recorder)


def meeting(
    draft: Draft, name: str, *, date: When = "", deadline: When = "", on: str = "", at: When, recorder: str = ""
) -> Recorded:
    """Enter a meeting in the calendar, or change its entry; what is not given stays as it was.

    It has the revision ``on`` before it (the latest, if none is given). Proposals received after the ``deadline``
    are held back from what is issued to it, and listed there; ``deadline="none"`` lifts it.

    Raises:
        InputRefused: it has no date, or the deadline is after it.
        Unknown: there is no such revision.
    """
    return draft.on_disk.perform(
        lambda now: acts.convening.convene(now, name, date=date, deadline=deadline, on=on, at=at), recorder
    )


__all__ = [
    "add_delegation",
    "add_key",
    "group",
    "meeting",
    "register_delegations",
    "retire_key",
    "set_attribution",
    "set_publication",
    "set_rights",
]
