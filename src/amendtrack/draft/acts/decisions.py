"""The acts of deciding: proposals accepted, wordings chosen for slots, and both opened again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.choosing import Choice, choice_in, with_choice
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.consolidated import in_text, settled
from amendtrack.errors import Unknown
from amendtrack.record.record import Decisions, decisions_file, write_decisions
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def accept(
    now: Snapshot, names: Iterable[str], *, choices: Iterable[Choice] | Mapping[str, str] = (), at: When
) -> Act | Recorded:
    """Record that proposals are accepted, and wordings chosen for slots; see ``Draft.accept``."""
    typed = [Choice(*c) for c in choices.items()] if isinstance(choices, Mapping) else list(choices)
    before, entries = now.decisions, in_text(now, names)
    accepted = tuple(dict.fromkeys((*before.accepted, *(e.name for e in entries))))
    con = now.consolidate() if typed else None
    chosen = _choices(now, con, replace(before, accepted=accepted), typed) if con else []
    kept = (c for c in before.choices if c.slot not in {d.slot for d in chosen})
    after = Decisions(before.revision, tuple(sorted(accepted)), tuple(sorted((*kept, *chosen), key=lambda c: c.slot)))
    if after == before:
        return already("accepted")
    _check_choices(now, after, chosen, con)
    called = {s.id: s.address for s in every(con.slots)} if con else {}
    said = [f"{c.wording.strip() or 'nothing'!r} for {called.get(c.slot, c.slot)}" for c in chosen]
    facts = [("Accepted", e.name) for e in entries] + [("Slot", called.get(c.slot, c.slot)) for c in chosen]
    what = ", ".join((*(e.name for e in entries), *said))
    return Act(
        kind="accept",
        summary=f"accepted on {after.revision}: {what}",
        at=moment(at, now.settings.timezone),
        facts=tuple(facts),
        files={decisions_file(after.revision): write_decisions(after)},
    )


def _choices(now: Snapshot, con: Consolidation, decisions: Decisions, typed: Sequence[Choice]) -> list[Choice]:
    """The choices that are meant, each slot looked for among all, then among those that choices have left."""
    fresh, made = settled(now, replace(decisions, choices=()), con), settled(now, decisions, con)
    chosen = []
    for choice in typed:
        try:
            chosen.append(choice_in(fresh, choice.slot, choice.wording))
        except Unknown:
            chosen.append(choice_in(made, choice.slot, choice.wording))
    return chosen


def _check_choices(now: Snapshot, after: Decisions, chosen: Sequence[Choice], whole: Consolidation | None) -> None:
    """Refuse a choice that settles nothing: no such slot, or no such wording in it."""
    con = settled(now, replace(after, choices=tuple(c for c in after.choices if c not in chosen)), whole)
    for choice in chosen:
        made = with_choice(con, choice)
        if made is None:
            hint = "take the slot and one of its wordings from the consolidation"
            raise Unknown(f"slot {choice.slot!r} has no wording {choice.wording!r}", remedy=hint)
        con = made


def reopen(now: Snapshot, names: Iterable[str], *, at: When) -> Act | Recorded:
    """Record that proposals are no longer accepted; see ``Draft.reopen``."""
    before, gone = now.decisions, [e.name for e in now.chosen(names)]
    after = Decisions(before.revision, tuple(n for n in before.accepted if n not in gone))
    if after.accepted == before.accepted:
        return already("open")
    return Act(
        kind="reopen",
        summary=f"reopened on {after.revision}: {', '.join(gone)}",
        at=moment(at, now.settings.timezone),
        facts=tuple(("Reopened", name) for name in gone),
        files={decisions_file(after.revision): write_decisions(after)},
    )
