"""The acts of deciding: accept or reject proposals and amendments, decide slots, and take any of it back.

``consolidation`` works out what a decision settles; this module finds what the names mean and what is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import UnitStatus, touches
from amendtrack.consolidation.choosing import Choice, chosen_in
from amendtrack.consolidation.decision import Decision, DecisionKind, Ruling, proposal_of
from amendtrack.consolidation.minutes import open_inside
from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.acts.agreeing import agreed_among, package_notes, reopen_units
from amendtrack.draft.acts.overtaken import check_one_meaning
from amendtrack.draft.consolidated import in_text
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.record import Decisions, decisions_file, write_decisions
from amendtrack.record.times import When, moment
from amendtrack.redline.amendment import named

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def accept(
    now: Snapshot,
    names: Iterable[str],
    *,
    choices: Iterable[Choice] | Mapping[str, str] = (),
    at: When,
    by: str = "",
) -> Act | Recorded:
    """Accept proposals, amendments and single readings of slots; see ``Draft.accept``."""
    names = tuple(names)
    check_one_meaning(now, names)
    typed = [Choice(*c) for c in choices.items()] if isinstance(choices, Mapping) else list(choices)
    when = _when(now, at)
    con = before = now.consolidate()
    for choice in typed:
        slot, variant = chosen_in(con, choice)
        con = con.choose(slot, variant, when=when, by=by)
    proposals, slots = _meant(now, con, names)
    if proposals:
        con = con.accept(proposals, when=when, by=by)
    for slot in slots:
        con = con.choose(slot, _only_variant(slot), when=when, by=by)
    return _act(now, before, con, kind="accept", at=at)


def reject(now: Snapshot, names: Iterable[str], *, at: When, by: str = "") -> Act | Recorded:
    """Reject proposals, amendments and everything proposed for a slot; see ``Draft.reject``."""
    names = tuple(names)
    present, now, when = now, _made_on(now, names), _when(now, at)
    check_one_meaning(present, names)
    con = before = now.consolidate()
    proposals, slots = _meant(now, con, names)
    if proposals:
        con = con.reject(proposals, when=when, by=by)
    for slot in slots:
        con = con.keep(slot, when=when, by=by)
    return _act(now, before, con, kind="reject", at=at)


def choose(now: Snapshot, choices: Iterable[Choice] | Mapping[str, str], *, at: When, by: str = "") -> Act | Recorded:
    """Choose a reading for each of these slots; see ``Draft.choose``."""
    typed = [Choice(*c) for c in choices.items()] if isinstance(choices, Mapping) else list(choices)
    when = _when(now, at)
    con = before = now.consolidate()
    for choice in typed:
        slot, variant = chosen_in(con, choice)
        con = con.choose(slot, variant, when=when, by=by)
    return _act(now, before, con, kind="choose", at=at)


def keep(now: Snapshot, slots: Iterable[str], *, at: When, by: str = "") -> Act | Recorded:
    """Keep these slots as the draft has them; see ``Draft.keep``."""
    when = _when(now, at)
    con = before = now.consolidate()
    for address in slots:
        con = con.keep(address, when=when, by=by)
    return _act(now, before, con, kind="keep", at=at)


def word(now: Snapshot, slot: str, words: str, *, at: When, by: str = "") -> Act | Recorded:
    """Record the chair's own wording of a slot; see ``Draft.word``."""
    before = now.consolidate()
    con = before.word(slot, words, when=_when(now, at), by=by)
    return _act(now, before, con, kind="word", at=at)


def reopen(
    now: Snapshot, names: Iterable[str], *, meeting: str = "", asked_by: str = "", at: When, by: str = ""
) -> Act | Recorded:
    """Reopen agreed units, or what was decided on these; see ``Draft.reopen``."""
    check_open(now)
    names = tuple(names)
    if units := agreed_among(now.consolidate(), names):
        if others := [name for name in names if not agreed_among(now.consolidate(), [name])]:
            found = f"{', '.join(units)} {'is' if len(units) == 1 else 'are'} agreed or under silence, {others[0]} not"
            raise InputRefused(found, remedy="reopen units and decisions one after the other")
        return reopen_units(now, units, meeting=meeting, asked_by=asked_by, at=at, by=by)
    now = _made_on(now, names)
    con = before = now.consolidate()
    gone: dict[str, None] = {}
    for name in names:
        meant = _decided_as(now, con, name)
        if not meant:
            continue
        gone |= dict.fromkeys(meant)
    if not gone:
        return already("open")
    con = before.take_back(gone)
    return _act(now, before, con, kind="reopen", at=at, gone=tuple(gone))


# -- what the names mean ---------------------------------------------------------------------------


def _made_on(now: Snapshot, names: Iterable[str]) -> Snapshot:
    """The record on the revision that all of these proposals were made on; on the latest where they name slots.

    Raises:
        InputRefused: they were made on different revisions.
    """
    latest = now.revision().label
    labels: dict[str, str] = {}
    for name in names:
        try:
            made = {e.revision for e in now.chosen([proposal_of(name)]) if e.stands}
        except Unknown:
            made = {latest}
        labels[latest if latest in made or len(made) != 1 else made.pop()] = name
    if len(labels) > 1:
        found = ", ".join(f"{name} on {label}" for label, name in labels.items())
        raise InputRefused(f"made on different revisions: {found}", remedy="name those of one revision at a time")
    return now.on(next(iter(labels), latest))


def _meant(now: Snapshot, con: Consolidation, names: Iterable[str]) -> tuple[list[str], list[Slot]]:
    """The proposals, amendments and slots that names stand for.

    Raises:
        Unknown: a name stands for nothing.
    """
    proposals: dict[str, None] = {}
    slots: list[Slot] = []
    for name in names:
        amendment = _amendment(now, name)
        if amendment:
            proposals[amendment] = None
            continue
        try:
            proposals |= dict.fromkeys(e.name for e in in_text(now, [name]))
        except Unknown:
            slots.append(_open_slot(con, name))
    return list(proposals), slots


def _amendment(now: Snapshot, name: str) -> str:
    """The amendment's name as it is kept, if it is one of a proposal: ``NRV-1#2`` for ``nrv-1#2``."""
    proposal = proposal_of(name)
    if proposal == name:
        return ""
    try:
        (entry,) = in_text(now, [proposal])
    except (Unknown, ValueError):
        return ""
    return f"{entry.name}{name[len(proposal) :]}"


def _open_slot(con: Consolidation, name: str) -> Slot:
    try:
        slot = con.slot_at(name)
    except Unknown as err:
        hint = "name a proposal (NRV-1), one amendment of it (NRV-1#2) or a slot (14#2)"
        raise Unknown(f"no proposal, amendment or slot {name!r}", remedy=f"{hint}; {err.remedy}") from err
    if slot.settled:
        raise con.decided_already(slot)
    return slot


def _only_variant(slot: Slot) -> Variant:
    if len(slot.variants) > 1:
        shown = " / ".join(" ".join(v.typed.split()) or "(nothing)" for v in slot.variants)
        found = f"{slot.address} has {len(slot.variants)} readings: {shown}"
        raise InputRefused(found, remedy=f'choose one: choose "{slot.address}=WORDING"')
    return slot.variants[0]


def _decided_as(now: Snapshot, con: Consolidation, name: str) -> tuple[str, ...]:
    """What was decided under that name: a proposal's amendments, one of them, or a slot."""
    rulings = [r for d in con.decisions for r in d.rulings]
    amendment = _amendment(now, name)
    if amendment:
        con.verdict(amendment)  # there must be such an amendment
        return tuple(r.what for r in rulings if r.what == amendment)
    try:
        proposals = {e.name for e in now.chosen([name])}
    except Unknown:
        return _decided_at(con, name)
    return tuple(r.what for r in rulings if r.what != r.address and proposal_of(r.what) in proposals)


def _decided_at(con: Consolidation, address: str) -> tuple[str, ...]:
    """What was decided on the slot with that address.

    Raises:
        Unknown: there is no such slot.
    """
    rulings = [r for d in con.decisions for r in d.rulings]
    typed = "".join(address.split()).casefold()
    there = tuple(r.what for r in rulings if "".join(r.address.split()).casefold() == typed)
    if there:
        return there
    try:
        slot = con.undecided.slot_at(address)
    except Unknown as err:
        hint = "name a proposal (NRV-1), one amendment of it (NRV-1#2) or a slot (14#2)"
        raise Unknown(f"no proposal, amendment or slot {address!r}", remedy=f"{hint}; {err.remedy}") from err
    return tuple(r.what for r in rulings if r.address == slot.address)


# -- the act ---------------------------------------------------------------------------------------


def _when(now: Snapshot, at: When) -> str:
    check_open(now)
    return moment(at, now.settings.timezone).isoformat()


_SAID = {
    "accept": ("acceptance of {}", "accepted"),
    "reject": ("rejection of {}", "rejected"),
    "choose": ("choice of {}", "chosen"),
    "keep": ("retention of {} as drafted", "kept as drafted"),
    "word": ("the chair's wording {}", "worded"),
    "reopen": ("reopening of {}", "open"),
}
"""The summary of each kind of act, and what is said if it changes nothing."""


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _act(
    now: Snapshot,
    before: Consolidation,
    after: Consolidation,
    *,
    kind: str,
    at: When,
    gone: tuple[str, ...] = (),
) -> Act | Recorded:
    """The act that records one consolidation's decisions in place of another's; ``gone`` are those taken back."""
    recorded, already_so = _SAID[kind]
    if after.decisions == before.decisions:
        return already(already_so)
    revision = now.decisions.revision
    # A decision taken back in part is not a new one.
    new = [] if gone else [d for d in after.decisions if d not in before.decisions]
    # Rejecting what was recorded since changes nothing, and so does taking that back.
    taken = [d for d in new or before.decisions if d.kind is not DecisionKind.REJECT]
    _check_agreed(before, [r for d in taken for r in d.rulings if not gone or r.what in gone])
    _check_overruled(after, new)
    what = [*(words for decision in new for words in _in_words(decision)), *gone]
    return Act(
        kind=kind,
        summary=f"{recorded.format(_listed(what))} ({revision})",
        at=moment(at, now.settings.timezone),
        facts=(*_facts(new), *(("Reopened", name) for name in gone)),
        files={decisions_file(revision): write_decisions(Decisions(revision, after.decisions))},
        notes=(
            *_notes(before, after, frozenset((*(r.what for d in new for r in d.rulings), *gone))),
            *_overruled(after, new),
            *_open_inside(after, new),
            *package_notes(now, before, after),
        ),
    )


def _check_agreed(con: Consolidation, rulings: Iterable[Ruling]) -> None:
    """Refuse to change agreed text by a decision, or by taking one back.

    Raises:
        InputRefused: naming the agreement.
    """
    for ruling in rulings:
        own = frozenset(edit.identity for edit in ruling.own)
        for given in con.statuses:
            if not (given.status.is_agreed or given.status is UnitStatus.SILENCE):
                continue
            unit = con.addresses.index(given.place)
            taken = ruling.reaches & given.reaches
            if taken or any(touches(identity, unit) for identity in ruling.kept | own):
                found = f"{ruling.what} is on {given.place}, which is {given.in_words}"
                raise InputRefused(found, remedy=f"reopen {given.place} first, or name what is on other text")


def _check_overruled(con: Consolidation, new: Iterable[Decision]) -> None:
    """Refuse to accept or reject what has been decided otherwise slot by slot, if nothing of it would take effect.

    Raises:
        InputRefused: naming the slots to reopen.
    """
    rulings = [r for d in new for r in d.rulings]
    over = [by for r in rulings for by in _slots_over(con, r)]
    if rulings and all(r.what != r.address and _slots_over(con, r) and _is_without_effect(con, r) for r in rulings):
        slots = list(dict.fromkeys(over))
        raise InputRefused(_decided(slots), remedy=f"take that back first: reopen {' '.join(slots)}")


def _overruled(con: Consolidation, new: Iterable[Decision]) -> Iterator[str]:
    """What was accepted or rejected, but does not take effect since a slot has been decided otherwise."""
    for ruling in (r for d in new if not d.kind.is_of_slot for r in d.rulings):
        if slots := _slots_over(con, ruling):
            is_now = con.verdict(ruling.what).value
            yield f"{ruling.what} ({ruling.address}) stays {is_now}: {_decided(slots)}; reopen {' '.join(slots)} first"


def _decided(slots: list[str]) -> str:
    return f"{_listed(slots)} {'is' if len(slots) == 1 else 'are'} decided"


def _slots_over(con: Consolidation, ruling: Ruling) -> list[str]:
    """The slots whose decision prevails over a ruling on an amendment."""
    return list(dict.fromkeys(r.address for d, r in con.standing.over(ruling) if d.kind.is_of_slot))


def _is_without_effect(con: Consolidation, ruling: Ruling) -> bool:
    """Whether nothing of what a ruling accepts, or rejects, is in, or out."""
    now = con.standing
    return ruling.kept.isdisjoint(now.kept) if ruling.kept else ruling.dropped.isdisjoint(now.dropped)


def _in_words(decision: Decision) -> tuple[str, ...]:
    (first, *_) = decision.rulings
    if decision.kind is DecisionKind.KEEP:
        return (first.address,)
    if decision.kind.is_of_slot:
        return (f"{_quoted(first.wording.strip())} for {first.address}",)
    return decision.names


def _quoted(words: str) -> str:
    return repr(words) if words else "deletion"


def _facts(decisions: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    said = {DecisionKind.ACCEPT: "Accepted", DecisionKind.REJECT: "Rejected"}
    return tuple((said.get(d.kind, "Slot"), name) for d in decisions for name in d.names)


def _open_inside(after: Consolidation, new: Iterable[Decision]) -> Iterator[str]:
    """What was printed inside a slot that has been decided and is still open, as a slot of its own."""
    for address in (d.names[0] for d in new if d.kind.is_of_slot):
        if left := [*open_inside(after, address)]:
            yield f"inside {address}, {_listed(left)} {'is' if len(left) == 1 else 'are'} still open"


def _notes(before: Consolidation, after: Consolidation, about: frozenset[str]) -> tuple[str, ...]:
    """What a decision named but did not settle, and what else it changed."""
    notes: list[str] = []
    for gone in after.standing.lapsed:
        if gone.ruling.what in about:
            notes.append(f"{gone.ruling.what} stays open: {gone.why}")
    for amendment in after.amendments:
        was, is_now = before.standing.verdict(amendment), after.standing.verdict(amendment)
        if was is not is_now and amendment.name not in about:
            notes.append(f"{amendment.name} ({named(amendment.place)}) is now {is_now.value}")
    return tuple(notes)
