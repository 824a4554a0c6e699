"""Decisions of two copies of a draft brought together: where they contradict each other, neither is in force.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import Decision, Ruling, proposal_of
from amendtrack.record.entries import entry_file, read_entry
from amendtrack.record.filing import DECISIONS, STATUSES
from amendtrack.record.record import Decisions, read_decisions, write_decisions
from amendtrack.record.statuses import read_statuses

if TYPE_CHECKING:
    from amendtrack.exchange.registers_joined import Joining


def decisions_joined(both: Joining, path: str) -> bytes:
    """The decisions on one revision; where two contradict each other, neither is in force."""
    was, one, other = (read_decisions(d, path) if d else Decisions("") for d in both.three(path))
    mine = [d for d in one.taken if d not in was.taken]
    theirs = [d for d in other.taken if d not in was.taken]
    stays = [d for d in was.taken if d in one.taken and d in other.taken]
    mine, theirs = _without_contradictions(both, mine, theirs)
    known = {(r.what, r.kept, r.dropped, r.own) for d in mine for r in d.rulings}
    left = (d.without(lambda r: (r.what, r.kept, r.dropped, r.own) in known) for d in theirs)
    new = sorted((*mine, *filter(None, left)), key=lambda d: (d.when, d.names))
    accepted = tuple(n for n in one.accepted if n in other.accepted or n not in was.accepted)
    choices = tuple(c for c in one.choices if c in other.choices or c not in was.choices)
    return write_decisions(Decisions(one.revision, (*stays, *new), accepted, choices))


def _without_contradictions(
    both: Joining, mine: list[Decision], theirs: list[Decision]
) -> tuple[list[Decision], list[Decision]]:
    pairs = [(d, r, e, q) for d in mine for r in d.rulings for e in theirs for q in e.rulings if contradict(r, q)]
    for d, r, e, q in pairs:
        one, other = _decided(d, r), _decided(e, q)
        both.collide(r.what, "each copy decided otherwise", one, other, now="it is open")
    gone = [r for _, r, _, _ in pairs], [q for _, _, _, q in pairs]
    kept = [d.without(lambda r: r in gone[0]) for d in mine], [e.without(lambda q: q in gone[1]) for e in theirs]
    return [d for d in kept[0] if d], [e for e in kept[1] if e]


def without_lapsed(both: Joining, result: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Without decisions of one copy on what stands no more by the other, or on a unit that the other agreed."""

    def content(path: str) -> bytes:
        found = result[path]
        return found if isinstance(found, bytes) else both.read(found)

    touched = {p for side in (both.first, both.second) for p in both.changed(side, DECISIONS)}
    for path in sorted(p for p in touched if p in result):
        made = read_decisions(content(path), path)
        gone = {
            name
            for name in {proposal_of(r.what) for d in made.taken for r in d.rulings if r.what != r.address}
            if (entry := entry_file(name)) in result
            and (both.base.get(entry) != both.first.get(entry) or both.base.get(entry) != both.second.get(entry))
            and not read_entry(content(entry), entry).stands
        }
        statuses = path.replace(DECISIONS, STATUSES, 1)
        agreed = _agreed_elsewhere(both, path, statuses)
        why = {r: _undone_by(both, r, gone, agreed, path) for d in made.taken for r in d.rulings}
        for decision in made.taken:
            for ruling in filter(why.get, decision.rulings):
                sides = _sides(both, path, _decided(decision, ruling))
                both.collide(ruling.what, why[ruling], *sides, now="the decision lapses")
        left = tuple(filter(None, (_without(decision, why) for decision in made.taken)))
        if left != made.taken:
            result[path] = write_decisions(replace(made, taken=left))
    return result


def _without(decision: Decision, gone: Mapping[Ruling, str]) -> Decision | None:
    return decision.without(lambda ruling: bool(gone[ruling]))


def _agreed_elsewhere(both: Joining, path: str, statuses: str) -> dict[str, set[str]]:
    """The units that each side, by name, has agreed since, on the revision of these decisions."""
    found = {}
    for name, side in (("first", both.first), ("second", both.second)):
        was = read_statuses(both.read(both.base[statuses]), statuses).given if statuses in both.base else ()
        given = read_statuses(both.read(side[statuses]), statuses).in_force if statuses in side else ()
        found[name] = {g.place for g in given if g not in was and (g.status.is_agreed or g.until)}
    return found


def _undone_by(both: Joining, ruling: Ruling, gone: set[str], agreed: Mapping[str, set[str]], path: str) -> str:
    if ruling.what != ruling.address and proposal_of(ruling.what) in gone:
        return "it was decided in one copy, and no longer stands in the other"
    unit = proposal_of(ruling.address)
    for name, other in (("first", both.second), ("second", both.first)):
        own = both.first if name == "first" else both.second
        here, there = _new_rulings(both, own, path), _new_rulings(both, other, path)
        if unit in agreed[name] and ruling in there and ruling not in here:
            return f"it was decided in one copy, and {unit} agreed in the other"
    return ""


def _new_rulings(both: Joining, side: Mapping[str, str], path: str) -> list[Ruling]:
    def rulings(files: Mapping[str, str]) -> list[Ruling]:
        made = read_decisions(both.read(files[path]), path).taken if path in files else ()
        return [r for d in made for r in d.rulings]

    before = rulings(both.base)
    return [r for r in rulings(side) if r not in before]


def _sides(both: Joining, path: str, said: str) -> tuple[str, str]:
    is_first = both.base.get(path) != both.first.get(path)
    return (said, "does not have it so") if is_first else ("does not have it so", said)


def contradict(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings cannot both be meant."""
    if (one.what, one.kept, one.dropped, one.own) == (other.what, other.kept, other.dropped, other.own):
        return False
    return one.what == other.what or bool(one.kept & other.dropped or one.dropped & other.kept)


def _decided(decision: Decision, ruling: Ruling) -> str:
    words = f" “{' '.join(ruling.wording.split())}”" if ruling.wording else ""
    by = f" by {decision.by}" if decision.by else ""
    return f"{decision.kind.value} {ruling.what}{words}, {decision.when[:16].replace('T', ' ')}{by}"


__all__ = ["decisions_joined", "without_lapsed"]
