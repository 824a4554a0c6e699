"""What became of everything received: the fate of every proposal, the tally, the annex, and the printed text.

Reads a snapshot. Knows how the values of ``fates`` and ``annex`` are made from a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.decision import proposal_of
from amendtrack.consolidation.groups import apart_from_their_group
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.packages import half_taken
from amendtrack.consolidation.reports import not_at_its_place
from amendtrack.draft import earlier
from amendtrack.papers.said import amendment_in, place_in
from amendtrack.record.annex import Annex, AnnexLine, annex_of
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate, fates_of, is_suggestion, kept_out, tally_of
from amendtrack.record.record import Attribution
from amendtrack.redline.amendment import amendments, named
from amendtrack.render.own_words import ENGLISH, Words

if TYPE_CHECKING:
    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot


def fates(now: Snapshot, con: Consolidation) -> tuple[tuple[Entry, Fate], ...]:
    """Every proposal in the register with its one fate, in the order of the register."""
    changing = frozenset(p.name for p, edits in zip(con.proposals, con.edits, strict=True) if edits)
    settled = _settled_earlier(now)
    found = fates_of(now.proposals(), now.revision().label, now.delegations, changing, apart=con.apart)
    found = tuple((e, settled.get(e.name, fate) if fate is Fate.EARLIER else fate) for e, fate in found)
    found = tuple((e, Fate.LATE if e in now.held else fate) for e, fate in found) if now.held else found
    if lost := now.illegible():
        found = tuple((e, Fate.UNREADABLE if e in lost else fate) for e, fate in found)
    return found


def _settled_earlier(now: Snapshot) -> dict[str, Fate]:
    """The fate of each proposal of which a later revision left nothing to carry forward or to reconfirm."""
    stale = {e.name for e in not_carried_over(now)}
    found: dict[str, set[AmendmentFate]] = {}
    for line in earlier.last_lines(now):
        found.setdefault(line.proposal, set()).add(line.fate)
    return {name: _of_all(fates) for name, fates in found.items() if name not in stale}


def _of_all(fates: set[AmendmentFate]) -> Fate:
    if fates & {AmendmentFate.INCORPORATED, AmendmentFate.IN_PART}:
        return Fate.INCORPORATED
    return Fate.NOT_REFLECTED if AmendmentFate.NOT_REFLECTED in fates else Fate.LAPSED


def tally(now: Snapshot, con: Consolidation) -> Tally:
    """How many proposals were received, and what became of them. Raises ``TallyFailed``."""
    return tally_of(fates(now, con), frozenset(p.name for p in con.proposals))


# -- what was made on an earlier revision -----------------------------------------------------------


def not_carried_over(now: Snapshot) -> tuple[Entry, ...]:
    """The proposals made on an earlier revision than the latest and neither carried forward nor settled there."""
    lines = {line.proposal: line for line in sorted(earlier.last_lines(now), key=lambda line: line.waits)}
    stale = (e for e in now.proposals() if e.stands and e.revision != now.revision().label)
    return tuple(e for e in stale if e.name not in lines or lines[e.name].waits)


def _counted(number: int) -> str:
    return f"{number} position{'s' * (number != 1)}"


def _late_note(now: Snapshot, rule: Attribution) -> tuple[str, ...]:
    """A line in braces on what was received after the deadline of the meeting."""
    names = sorted({now.display(e.delegation) for e in now.held}, key=name_order)
    count = f"{len(now.held)} proposal{'s' * (len(now.held) > 1)}"
    who = ", ".join(names) if rule is Attribution.NAMED else count
    return (f"{{received after the deadline, not in this text: {who}}}",) if now.held else ()


def _unreadable_note(now: Snapshot, rule: Attribution) -> tuple[str, ...]:
    """A line in braces on what cannot be read and is therefore not in the text."""
    lost = now.illegible()
    names = ", ".join(f"{now.display(e.delegation)} ({e.name})" for e in lost)
    count = f"{len(lost)} proposal{'s' * (len(lost) > 1)}"
    who = names if rule is Attribution.NAMED else count
    return (f"{{cannot be read, not in this text: {who}}}",) if lost else ()


def stale_note(now: Snapshot, rule: Attribution) -> tuple[str, ...]:
    """A line in braces for each earlier revision with proposals that are still open, and for what came late."""
    waiting = {line.proposal for line in now.to_reconfirm()}
    left = {proposal_of(name) for one in now.left_open() for name in one.amendments} - waiting
    late = [e for e in not_carried_over(now) if e.name not in waiting]
    late = [e for e in late if e.name in left or kept_out(e, e.revision, now.delegations)]
    overtaken = [now.proposal(name) for name in sorted(waiting)]
    lines = [*_unreadable_note(now, rule), *_late_note(now, rule)]
    for revision in now.revisions:
        for what, entries in (("not yet carried over", late), ("overtaken, to be reconfirmed", overtaken)):
            here = [e for e in entries if e.made_on == revision.label]
            names = sorted({now.display(e.delegation) for e in here}, key=name_order)
            if rule is Attribution.NONE:
                names = [f"{len(here)} proposal{'s' if len(here) > 1 else ''}"]
            if here:
                lines.append(f"{{made on {revision}, {what}: {', '.join(names)}}}")
        said = [s for s in now.record.statements if s.stands and s.revision == revision.label]
        who = sorted({now.display(s.delegation) for s in said}, key=name_order)
        if said and revision != now.revision():
            shown = ", ".join(who) if rule is Attribution.NAMED else _counted(len(said))
            lines.append(f"{{positions on {revision}, not yet confirmed: {shown}}}")
    return tuple(lines)


# -- the annex --------------------------------------------------------------------------------------


def annex(now: Snapshot, con: Consolidation, rule: Attribution, *, words: Words = ENGLISH) -> Annex:
    """What accompanies the consolidated text without being part of it; what proposals ask for is in these words.

    What is printed under an issued text is in English: it is read back, and must come out again as it was.
    """
    lines = [_line(now, entry, fate, words) for entry, fate in fates(now, con)]
    found = annex_of(
        lines,
        rule,
        stale_note(now, rule),
        register=now.delegations,
        positions=not_at_its_place(con),
        members=_members_apart(con),
    )
    return replace(found, agreed=tuple(_on_agreed(now, con, rule)), pending=(*_in_brief(now, con), *found.pending))


def _members_apart(con: Consolidation) -> list[str]:
    """``Finmark (member of Lake States): 20#1``, for each member with another position than its group."""
    where: dict[str, list[str]] = {}
    for slot, group, members in apart_from_their_group(con.slots_with_members, con.memberships):
        for member in members:
            where.setdefault(f"{member} (member of {group})", []).append(slot.address)
    return [f"{who}: {', '.join(places)}" for who, places in sorted(where.items(), key=lambda p: name_order(p[0]))]


def _in_brief(now: Snapshot, con: Consolidation) -> Iterator[str]:
    """``{para 9, agreed ad ref, PM2: 1 amendment recorded since, not in the text}``, and packages taken in part."""
    yield from (f"{{{line}}}" for line in half_taken(con, now.statuses.packages))
    for place, many in Counter(given.place for _, given in con.waiting).items():
        given = con.agreement_at(place)
        words = given.in_words if given else ""
        yield f"{{{named(place)}, {words}: {many} amendment{'s' * (many != 1)} recorded since, not in the text}}"


def _on_agreed(now: Snapshot, con: Consolidation, rule: Attribution) -> Iterator[str]:
    """What is proposed on agreed text, in words, by whom, and when the text was agreed."""
    lines = []
    for amendment, given in con.waiting:
        entry = now.proposal(amendment.proposal)
        asks = [a.in_words for a in amendments(now.redline(entry)) if a.place == amendment.place]
        what = f"on text {given.in_words}: {'; '.join(asks) or named(amendment.place)}"
        said = (p for p in con.positions if p.edits and not p.edits.isdisjoint(amendment.strands))
        others = "".join(f"; {p.delegation} {p.stance.value}" for p in said)
        who = f"{', '.join(now.credited(entry))} ({amendment.name}) "
        lines.append(f"{who}{what}{others}" if rule is Attribution.NAMED else what)
    yield from lines if rule is Attribution.NAMED else sorted(lines)


def _line(now: Snapshot, entry: Entry, fate: Fate, words: Words) -> AnnexLine:
    who = ", ".join(now.credited(entry))
    suggestion = fate is Fate.ANNEX and is_suggestion(entry, now.delegations)
    asks = _asks(now, entry, words) if fate is Fate.ANNEX and not entry.language else ()
    if suggestion and not entry.amends and not entry.language:
        asks = (*asks, *(words("letter.retain", place=place_in(words, place)) for place in entry.retains))
    target = _target(now, entry) if entry.amends and fate is Fate.ANNEX else ""
    return AnnexLine(entry, who, fate, asks, target, suggestion)


def _asks(now: Snapshot, entry: Entry, words: Words) -> tuple[str, ...]:
    """What a proposal asks for, in words, against the text that it was made on."""
    return tuple(amendment_in(words, amendment) for amendment in amendments(now.redline(entry)))


def _target(now: Snapshot, entry: Entry) -> str:
    """What has become of the proposal that this one amends; empty if it is unchanged."""
    target = now.proposal(entry.amends)
    if target.state is State.WITHDRAWN:
        return "withdrawn"
    if target.state is State.VOID:
        return "void"
    return "sent again since" if now.ground_of(entry) != target.commit else ""


# -- printed ----------------------------------------------------------------------------------------


def printed(now: Snapshot, con: Consolidation) -> str:
    """A consolidation, with names if the draft's rule allows, and under it what is not in the text."""
    return printed_with(con, now.annex(con), now.settings.attribution)


def printed_with(con: Consolidation, annex: Annex, attribution: Attribution) -> str:
    """A consolidation with this annex under it."""
    from amendtrack.render.brackets import Style, brackets
    from amendtrack.render.decided import decided_notes

    style = Style.ATTRIBUTED if attribution is Attribution.NAMED else Style.UNATTRIBUTED
    parts = (brackets(con, style).rstrip("\n"), "\n".join(decided_notes(con, style)), str(annex))
    return "\n\n".join(part for part in parts if part) + "\n"


def printed_json(now: Snapshot, con: Consolidation) -> str:
    """A consolidation as JSON, with names if the draft's rule allows, and with the tally and the annex."""
    from amendtrack.render.json import accounted, unattributed_json

    is_named = now.settings.attribution is Attribution.NAMED
    return accounted(con.to_json() if is_named else unattributed_json(con), now.tally(con), now.annex(con))
