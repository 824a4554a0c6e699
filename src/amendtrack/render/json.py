"""Consolidations and redlines as JSON for programs; a consolidation is read back exactly.

Offsets are code points, half-open. Each proposal is stored as the stretches of the base that it replaces. Everything
under ``computed`` is for readers of the JSON; reading back uses only the stored edits. Every document names its format
and major version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from amendtrack.consolidation.agreement import GivenStatus, facts_of_status, status_of_facts
from amendtrack.consolidation.decision import Decision
from amendtrack.consolidation.edits import Edit, Identity, Inserted
from amendtrack.consolidation.minutes import Minute, amendment_tally, minutes
from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.reports import Tally, conflicts, tally
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import METHOD, Consolidation
from amendtrack.consolidation.written import (
    decision_of_facts,
    edit_of_facts,
    facts_of_decision,
    facts_of_edit,
    facts_of_identity,
    identity_of_facts,
    mapping_of,
)
from amendtrack.errors import InputRefused
from amendtrack.record.annex import Annex
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.change import Change
from amendtrack.redline.comparison import Redline
from amendtrack.redline.sequence import changes, shared
from amendtrack.render.brackets import Style
from amendtrack.render.checked import Field
from amendtrack.text.units import Text, Unit, UnitKind

CONSOLIDATION = "amendtrack.consolidation"
UNATTRIBUTED = "amendtrack.consolidation.unattributed"
REDLINE = "amendtrack.redline"
VERSION = 1

V = TypeVar("V")

Delta = list[list[object]]
"""Stretches ``[start, end, text]`` of the base, in order, each with its replacement."""


# -- writing ------------------------------------------------------------------------------------


def write_consolidation(con: Consolidation) -> str:
    """The whole value as JSON; the inverse of ``read_consolidation``.

    >>> from amendtrack import consolidate, render
    >>> con = consolidate("5. Clear all areas.", {"Arda": "5. Clear known areas."})
    >>> render.read_consolidation(render.write_consolidation(con)) == con
    True
    """
    base = con.base.source
    value = {
        "format": CONSOLIDATION,
        "version": VERSION,
        "base": base,
        "units": [[u.kind.value, u.label, u.start, u.body, u.end] for u in con.base.units],
        "proposals": [_proposal(base, p, e) for p, e in zip(con.proposals, con.edits, strict=True)],
        "positions": [_position(p) for p in con.positions],
        "labels": [list(pair) for pair in con.labels],
        "decisions": [facts_of_decision(d) for d in con.decisions],
        "circulated": [list(pair) for pair in con.circulated],
        **({"statuses": [facts_of_status(given) for given in con.statuses]} if con.statuses else {}),
        **({"memberships": [list(pair) for pair in con.memberships]} if con.memberships else {}),
        **({"whole": list(con.whole)} if con.whole else {}),
        "computed": {
            "slots": [_slot(s) for s in con.slots],
            "conflicts": [
                {
                    "kind": c.kind.code,
                    "unit": c.unit,
                    "slots": [s.id for s in c.slots],
                    "addresses": [s.address for s in c.slots],
                    "parties": c.parties,
                    "explanation": c.explanation,
                }
                for c in conflicts(con)
            ],
            "tally": _tally(con),
            **_decided(con, Style.ATTRIBUTED),
            **_agreed(con, Style.ATTRIBUTED),
        },
    }
    return _dumped(value)


def unattributed_json(con: Consolidation) -> str:
    """Base, slots and tally as JSON without names: wordings in code-point order, no proposal's text.

    It cannot be read back into a consolidation.
    """
    entries = [
        {
            "kind": c.kind.code,
            "unit": c.unit,
            "slots": [s.id for s in c.slots],
            "addresses": [s.address for s in c.slots],
        }
        for c in conflicts(con)
    ]
    computed = {"slots": [_nameless(s) for s in con.slots], "conflicts": entries, "tally": _tally(con)}
    computed |= _decided(con, Style.UNATTRIBUTED) | _agreed(con, Style.UNATTRIBUTED)
    return _dumped({"format": UNATTRIBUTED, "version": VERSION, "base": con.base.source, "computed": computed})


def accounted(document: str, counted: Tally, annex: Annex | None) -> str:
    """A consolidation's JSON, with the tally of everything received and the notes that accompany the text.

    It also says by which method the text was computed, so that anybody can tell whether it can be computed again.
    """
    value = json.loads(document)
    value["computed"]["tally"] = _counts(counted)
    if annex is not None:
        value["computed"]["annex"] = {name: getattr(annex, name) for name in Annex.__slots__}
    head = {"format": value["format"], "version": value["version"], "method": METHOD}
    return _dumped(head | value)


def redline_json(redline: Redline) -> str:
    """A redline as JSON: both texts in spans, and what became of each changed unit.

    >>> from json import loads
    >>> from amendtrack import compare, render
    >>> value = loads(render.redline_json(compare("5. Clear all areas.", "5. Clear known areas.")))
    >>> [(span["kind"], span["text"]) for span in value["spans"]]
    [('equal', '5. Clear '), ('delete', 'all'), ('insert', 'known'), ('equal', ' areas.')]
    """
    spans = [
        {"kind": s.kind.value, "text": s.text, "noise": s.noise} | ({} if s.move is None else {"move": s.move})
        for s in redline.spans()
    ]
    noted = [c for c in redline.changes if c.substantive or c.splices or c.label.value != "same"]
    return _dumped(
        {
            "format": REDLINE,
            "version": VERSION,
            "changes": [_change(redline, c) for c in noted],
            "spans": spans,
        }
    )


def _proposal(base: str, proposal: Proposal, edits: Iterable[Edit]) -> dict[str, object]:
    made: dict[str, object] = {
        "delegation": proposal.delegation,
        "name": proposal.name,
        "cosponsors": proposal.cosponsors,
        "edits": [facts_of_edit(e) for e in edits],
    }
    if proposal.origins:
        made["origins"] = proposal.origins.lines
    if proposal.withdrawn:
        made["withdrawn"] = proposal.withdrawn
    if proposal.numbers:
        made["numbers"] = proposal.numbers
    delta = delta_of(base, proposal.text)
    exact = applied(base, delta) == proposal.text
    return made | ({"delta": delta} if exact else {"text": proposal.text})


def _position(position: Position) -> list[object]:
    edits = [facts_of_identity(i) for i in sorted(position.edits)]
    return [position.delegation, position.stance.value, position.place, *([edits] if edits else [])]


def _slot(slot: Slot) -> dict[str, object]:
    variants = [
        {"wording": v.wording, "backers": v.backers, "deletes": v.deletes, "moves_to": v.moves_to}
        | ({"positions": _stances(v.positions)} if v.positions else {})
        for v in slot.variants
    ]
    return _place(slot) | {
        "variants": variants,
        "positions": _stances(slot.positions),
        "inner": [_slot(s) for s in slot.inner],
    }


def _stances(said: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"stance": stance, "delegation": who} for stance, who in said]


def _nameless(slot: Slot) -> dict[str, object]:
    readings = sorted((v.wording, v.deletes, v.moves_to) for v in slot.variants)
    variants = [{"wording": wording, "deletes": deletes, "moves_to": to} for wording, deletes, to in readings]
    return _place(slot) | {"variants": variants, "inner": [_nameless(s) for s in slot.inner]}


def _place(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "address": slot.address,
        "unit": slot.unit,
        "start": slot.start,
        "end": slot.end,
        "base": slot.base,
        "contested": slot.contested,
        "settled": slot.settled,
        "kind": slot.kind.code if slot.kind else "",
        "shape": slot.shape.value,
        "move": slot.move,
    }


def _decided(con: Consolidation, style: Style) -> dict[str, object]:
    """The decisions and the outcomes of the amendments, once anything is decided."""
    if not con.decisions:
        return {}
    counted = amendment_tally(con)
    counts = {name: getattr(counted, name) for name in ("accepted", "rejected", "in_part", "open")}
    found: dict[str, object] = {"amendments": counts, "decided": [_minute(m, style) for m in minutes(con)]}
    if style is Style.ATTRIBUTED:
        found["verdicts"] = {a.name: con.standing.verdict(a).value for a in con.amendments}
    return found


def _agreed(con: Consolidation, style: Style) -> dict[str, object]:
    """The units with a status, and how many amendments were proposed on them since; which, if attributed."""
    units = []
    for given in con.statuses:
        since = [amendment.name for amendment, agreement in con.waiting if agreement.place == given.place]
        said = {"place": given.place, "status": given.status.value, "meeting": given.meeting, "when": given.when}
        named = style is Style.ATTRIBUTED
        units.append(said | {"recorded_since": since if named else len(since)} | ({"by": given.by} if named else {}))
    return {"units": units} if units else {}


def _minute(minute: Minute, style: Style) -> dict[str, object]:
    """One place where something was decided; without proposals and people if unattributed."""
    said: dict[str, object] = {
        "address": minute.address,
        "kind": minute.kind.value,
        "wording": minute.wording,
        "when": minute.when,
        "open_again": bool(minute.reopened),
    }
    if minute.open_inside:
        said["open_inside"] = list(minute.open_inside)
    if minute.overruled:
        said["overruled"] = [{"address": address, "kind": kind.value} for address, kind in minute.overruled]
        said["holds_in_part"] = minute.holds_in_part
    if style is Style.UNATTRIBUTED:
        return said
    names = {"stands": list(minute.stands), "out": list(minute.out)}
    if minute.out_in_part:
        names["out_in_part"] = list(minute.out_in_part)
    return said | names | {"by": minute.by, "why_open_again": minute.reopened}


def _tally(con: Consolidation) -> dict[str, object]:
    return _counts(tally(con))


def _counts(counted: Tally) -> dict[str, object]:
    counts: dict[str, object] = {
        "received": counted.received,
        "in_text": counted.in_text,
        "unchanged": counted.unchanged,
    }
    return counts | ({"others": {why: n for n, why in counted.others}} if counted.others else {})


def _change(redline: Redline, change: Change) -> dict[str, object]:
    before, after = redline.before.units[change.i1 : change.i2], redline.after.units[change.j1 : change.j2]
    return {
        "kind": change.kind.value,
        "move": change.move,
        "label": change.label.value,
        "before": {
            "labels": [u.label for u in before],
            "place": [before[0].start, before[-1].end] if before else None,
        },
        "after": {
            "labels": [u.label for u in after],
            "place": [after[0].start, after[-1].end] if after else None,
        },
        "splices": [{"before": [s.b1, s.b2], "after": [s.a1, s.a2], "noise": s.noise} for s in change.splices],
    }


_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _dumped(value: object) -> str:
    """Deterministic JSON; a lone surrogate is escaped, so that the result is always valid UTF-8.

    Raises:
        InputRefused: a text contains a surrogate pair as two code points, which JSON cannot distinguish from one
        character.
    """
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, default=list)
    if _PAIR.search(written):
        raise InputRefused("a text holds a surrogate pair as two code points", remedy="read the file as UTF-8")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n"


# -- exact texts as deltas ----------------------------------------------------------------------


def delta_of(base: str, text: str) -> Delta:
    """The stretches that a text replaces in the base, compared line by line and trimmed; the inverse of ``applied``.

    >>> delta_of("one two\\nthree", "one too\\nthree")
    [[5, 6, 'o']]
    """
    numbers: dict[str, int] = {}
    before, after = base.splitlines(keepends=True), text.splitlines(keepends=True)
    found = changes(
        [numbers.setdefault(k, len(numbers)) for k in before],
        [numbers.setdefault(k, len(numbers)) for k in after],
    )
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    return [_trimmed(base, starts[i1], starts[i2], "".join(after[j1:j2])) for i1, i2, j1, j2 in found]


def _trimmed(base: str, start: int, end: int, wording: str) -> list[object]:
    gone, most = base[start:end], min(end - start, len(wording))
    head = min(shared(gone, wording), most)
    tail = min(shared(reversed(gone), reversed(wording)), most - head)
    return [start + head, end - tail, wording[head : len(wording) - tail]]


def applied(base: str, delta: Delta) -> str:
    """The text that results from applying a delta to the base; the inverse of ``delta_of``.

    Raises:
        InputRefused: the delta does not fit the base.
    """
    out, at = [], 0
    for number, entry in enumerate(delta):
        start, end, wording = Field(entry, f"delta[{number}]").triple()
        if not at <= start <= end <= len(base):
            raise InputRefused(f"{start}:{end} does not fit the base", place=f"delta[{number}]")
        out += [base[at:start], wording]
        at = end
    return "".join(out) + base[at:]


# -- reading ------------------------------------------------------------------------------------


def read_consolidation(source: str) -> Consolidation:
    """The value that ``write_consolidation`` wrote, from its stored edits.

    Raises:
        InputRefused: not JSON, another format or major version, or a field that is missing or wrong.
    """
    try:
        value = json.loads(source)
    except ValueError as err:
        raise InputRefused(f"this is not JSON: {err}", remedy="give what to_json wrote") from err
    except RecursionError as err:
        raise InputRefused("this JSON is nested too deeply", remedy="give what to_json wrote") from err
    top = Field(value, "")
    _known_format(top)
    base = Text(top.at("base").text(), top.at("units").each(_unit))
    if not _ordered(base):
        raise InputRefused("the units do not fit the base", place="units")
    read = top.at("proposals").each(lambda r: _read_proposal(r, base))
    return Consolidation(
        base,
        tuple(p for p, _ in read),
        tuple(e for _, e in read),
        top.at("positions").each(_read_position),
        top.at("labels").each(_read_pair),
        _read_decisions(top),
        top.at("circulated").each(_read_address),
        statuses=top.at("statuses").each(lambda r: _read_status(r, base)) if top.has("statuses") else (),
        memberships=top.at("memberships").each(_read_pair) if top.has("memberships") else (),
        whole=top.at("whole").each(lambda r: r.text()) if top.has("whole") else (),
    )


def _known_format(top: Field) -> None:
    name, version = top.at("format").text(), top.at("version").number()
    if name != CONSOLIDATION:
        raise InputRefused(f"the format is {name!r}", place="format", remedy=f"only {CONSOLIDATION!r} is read back")
    if version != VERSION:
        hint = "update amendtrack" if version > VERSION else f"this release reads version {VERSION}"
        raise InputRefused(f"major version {version}", place="version", remedy=hint)


def _ordered(base: Text) -> bool:
    at = 0
    for unit in base.units:
        if not at <= unit.start <= unit.body <= unit.end:
            return False
        at = unit.end
    return at <= len(base.source)


def _unit(field: Field) -> Unit:
    kind = field.at(0).one_of(UnitKind)
    return Unit(kind, field.at(1).text(), field.at(2).number(), field.at(3).number(), field.at(4).number())


def _read_proposal(field: Field, base: Text) -> tuple[Proposal, tuple[Edit, ...]]:
    if field.has("delta"):
        delta = field.at("delta")
        try:
            text = applied(base.source, list(delta.each(lambda r: list(r.triple()))))
        except InputRefused as err:
            raise InputRefused(str(err.args[0]), place=delta.place) from err
    else:
        text = field.at("text").text()
    edits = field.at("edits").each(lambda r: _read_edit(r, base))
    cosponsors = field.at("cosponsors").each(lambda r: r.text()) if field.has("cosponsors") else ()
    origins = _read_origins(field.at("origins")) if field.has("origins") else UNSTATED
    withdrawn = field.at("withdrawn").each(lambda r: r.number()) if field.has("withdrawn") else ()
    numbers = field.at("numbers").each(lambda r: r.number()) if field.has("numbers") else ()
    who, name = field.at("delegation").text(), field.at("name").text()
    return Proposal(who, text, name, cosponsors, origins, withdrawn, numbers), edits


def _read_origins(field: Field) -> Origins:
    try:
        return Origins.read(field.each(lambda r: r.text()))
    except ValueError as err:
        raise InputRefused("no origins of units", place=field.place, remedy="leave them out") from err


def _read_edit(field: Field, base: Text) -> Edit:
    return _fitting(_read(field, edit_of_facts), field, base)


def _fitting(edit: Edit, field: Field, base: Text) -> Edit:
    units, (_, start, end, gap, _) = max(len(base.units), 1), edit.identity
    fits = start[0] <= end[0] < units and gap < units
    if not fits or (edit.at if isinstance(edit, Inserted) else edit.c2) > len(base.source):
        raise InputRefused("an edit that does not fit the base", place=field.place)
    return edit


def _read_status(field: Field, base: Text) -> GivenStatus:
    given = _read(field, status_of_facts)
    for edit in given.kept:
        _fitting(edit, field, base)
    return given


def _read_decisions(top: Field) -> tuple[Decision, ...]:
    """The decisions; an older document without them has none, unless something was settled in it."""
    before = ("accepted", "kept", "dropped")
    if top.has("decisions") or not all(top.has(name) for name in before):
        return top.at("decisions").each(_read_decision)
    if any(top.at(name).value for name in before):
        raise InputRefused("what was settled in it was not kept as decisions", place="decisions", remedy="decide again")
    return ()


def _read_decision(field: Field) -> Decision:
    return _read(field, decision_of_facts)


def _read(field: Field, made: Callable[[Mapping[str, object]], V]) -> V:
    """The value of the facts there; errors in them are refused with the place."""
    try:
        return made(mapping_of(field.value))
    except (ValueError, TypeError, LookupError) as err:
        raise InputRefused(f"{err}" or "it cannot be read", place=field.place) from err


def _read_position(field: Field) -> Position:
    edits = field.at(3).each(_read_identity) if field.has(3) else ()
    stance = field.at(1).one_of(Stance)
    if stance is Stance.SUPPORT and not edits:
        raise InputRefused("support of nothing that was proposed", place=field.place)
    return Position(field.at(0).text(), stance, field.at(2).text(), frozenset(edits))


def _read_identity(field: Field) -> Identity:
    try:
        return identity_of_facts(field.value)
    except (ValueError, TypeError) as err:
        raise InputRefused(f"{err}" or "it cannot be read", place=field.place) from err


def _read_pair(field: Field) -> tuple[str, str]:
    return field.at(0).text(), field.at(1).text()


def _read_address(field: Field) -> tuple[str, str]:
    address, passage = field.at(0).text(), field.at(1).text()
    number = address.rpartition("#")[2]
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise InputRefused(f"the address {address!r} has no number", place=field.place)
    return address, passage


__all__ = ["read_consolidation", "redline_json", "unattributed_json", "write_consolidation"]
