"""The acts that set the rules of a draft: who speaks, with what right, and whether outputs name anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.outcome import Recorded
from amendtrack.errors import InputRefused
from amendtrack.record.fates import is_suggestion
from amendtrack.record.filing import DELEGATIONS, RULES
from amendtrack.record.memberships import Membership, with_term
from amendtrack.record.record import Attribution, Publication, write_delegations, write_rules
from amendtrack.record.registers import Delegation, Register, Right, Standing, looks_of, right_of
from amendtrack.record.remarks import Kind
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from datetime import date

    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry


def register_delegations(now: Snapshot, register: Register, *, at: When) -> Act | Recorded:
    """Record a register: new delegations are added, known codes are updated, and none is removed."""
    known, codes = now.delegations, {d.code for d in register}
    merged = Register((*(d for d in known if d.code not in codes), *register))
    if merged == known:
        return already("in the register")
    _check_codes(merged, [d.code for d in register if d.code not in known])
    fresh, named = len(merged) - len(known), [d.code for d in register if d not in known.delegations]
    return Act(
        kind="register",
        summary=f"{_counted(len(register))}: {fresh} new, {len(named) - fresh} changed",
        at=moment(at, now.settings.timezone),
        facts=(("Delegations", ", ".join(named)),),
        files={DELEGATIONS: write_delegations(merged)},
        notes=tuple(_alike(known, [d for d in register if d.code not in known])),
    )


def _check_codes(register: Register, fresh: Iterable[str]) -> None:
    """Refuse a code that can be taken for another one: codes are typed, and name branches and files."""
    for code in fresh:
        other = next((d for d in register if d.code != code and looks_of(d.code) & looks_of(code)), None)
        if other is not None:
            raise InputRefused(f"the code {code} looks like {other.code} ({other})", remedy="choose another code")


def _alike(known: Register, fresh: Iterable[Delegation]) -> Iterator[str]:
    """What a person must know of new delegations that can be taken for others."""
    for delegation in fresh:
        for _, name in delegation.names:
            if (other := known.alike(name)) is not None and other.code != delegation.code:
                yield f"{name} ({delegation.code}) looks like {other} ({other.code}): they are two delegations"
        known = known.having(delegation)


def _counted(number: int) -> str:
    return f"{number} delegation{'s' * (number != 1)}"


def add_delegation(
    now: Snapshot,
    name: str,
    *,
    code: str = "",
    standing: Standing | str | None = None,
    names: Mapping[str, str] | None = None,
    at: When,
) -> Act | Recorded:
    """Record one more delegation, or a standing or names of one that is known; see ``Draft.add_delegation``."""
    rank = None if standing is None else _standing(standing)
    found = next((now.delegations.resolve(known) for known in (name, code) if known in now.delegations), None)
    if found is not None:
        after = replace(found, standing=rank or found.standing, names=_merged(found.names, names or {}))
        if after == found:
            return already(f"in the register as {found.code}", name=found.code)
        return _changed(now, found, after, at=at)
    added = Delegation(code, (("", name),)) if code else now.delegations.coined(name)
    added = replace(added, standing=rank or Standing.PARTY, names=_merged(added.names, names or {}))
    made = register_delegations(now, Register((added,)), at=at)
    return replace(made, summary=f"{added} as {added.code}", name=added.code)


def _merged(before: Iterable[tuple[str, str]], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(({**dict(before), **names}).items())


def _standing(given: Standing | str) -> Standing:
    try:
        return Standing(given)
    except ValueError as err:
        hint = f"write {', '.join(s.value for s in Standing)}"
        raise InputRefused(f"unknown standing {given!r}", remedy=hint) from err


def _changed(now: Snapshot, before: Delegation, after: Delegation, *, at: When) -> Act | Recorded:
    """A known delegation with another standing or more names, and what that does to what it has sent and said."""
    made = register_delegations(now, Register((after,)), at=at)
    assert isinstance(made, Act)
    fresh = sorted({*after.names} - {*before.names})
    names = ", ".join(f"{name} ({language})" if language else name for language, name in fresh)
    rank = f" as {after.standing.value}" if after.standing is not before.standing else ""
    said = f"{before}{rank}{f', known as {names}' if names else ''}"
    notes = tuple(_on_standing(now, before, after.standing)) if rank else ()
    return replace(made, summary=said, subject="", name=after.code, notes=notes)


def _on_standing(now: Snapshot, who: Delegation, standing: Standing) -> Iterator[str]:
    sent = [e.name for e in now.proposals_of(who.code) if e.stands and e.kind is not Kind.COMMENT and not e.sponsors]
    said = [str(s) for s in now.statements() if s.delegation == who.code]
    if sent and Standing.PARTY in (standing, who.standing):
        goes = "enters the text" if standing is Standing.PARTY else "goes to the annex until a party sponsors it"
        yield f"what it has sent {goes}: {', '.join(sent)}"
    if said and standing is not Standing.PARTY:
        note = "the positions that it took as a party are still shown; use retract to take them back"
        yield f"{note}: {', '.join(said)}"


def group(
    now: Snapshot,
    name: str,
    *,
    members: Iterable[str],
    code: str = "",
    first: date | None = None,
    last: date | None = None,
    at: When,
) -> Act | Recorded:
    """Record that delegations are, or were, members of a group; see ``Draft.group``."""
    known = now.delegations
    whole = known.resolve(name) if name in known else _new_group(known, name, code)
    who = {d.code: d for d in map(known.resolve, members)}
    if not who:
        raise InputRefused(f"{whole} would have no member", remedy="name its members")
    _check_members(known, whole, who.values())
    changed = []
    for member in who.values():
        held = member.terms_in(whole)
        try:
            own = with_term(held, Membership(whole.code, first, last))
        except InputRefused as err:
            raise InputRefused(f"{member}: {err.args[0]}", remedy=err.remedy) from err
        changed.append(replace(member, memberships=(*(m for m in member.memberships if m not in held), *own)))
    days = Membership("", first, last).term
    listed = ", ".join(now.display(code) for code in sorted(who))
    are = "as a member" if len(who) == 1 else "as members"
    made = register_delegations(now, Register((whole, *changed)), at=at)
    said = f"{listed} {are} of {whole} ({whole.code}){f' {days}' if days else ''}"
    if isinstance(made, Recorded):
        return already(said, name=whole.code)
    facts = (("Group", whole.code), ("Members", ", ".join(sorted(who))), *(("Days", days),) * bool(days))
    return replace(made, kind="group", subject="", summary=said, name=whole.code, facts=facts)


def _new_group(known: Register, name: str, code: str) -> Delegation:
    """A group that is not yet in the register; a short name in capitals is its own code."""
    if code or not re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", name):
        return Delegation(code, (("", name),)) if code else known.coined(name)
    return Delegation(name, (("", name),))


def _check_members(known: Register, whole: Delegation, members: Iterable[Delegation]) -> None:
    groups = {d.code for d in known.groups}
    for member in members:
        if member.code == whole.code:
            raise InputRefused(f"{member} cannot be a member of itself", remedy="name its members")
        if member.code in groups:
            raise InputRefused(f"{member} is a group itself", remedy=f"name those of its members that are in {whole}")
    if whole.memberships:
        listed = ", ".join(whole.groups)
        raise InputRefused(f"{whole} is itself a member of {listed}", remedy="name the delegations one by one")


def set_rights(now: Snapshot, standing: Standing | str, right: Right | str, *, at: When) -> Act | Recorded:
    """Record what those of a standing may send; see ``Draft.set_rights``."""
    try:
        whose, may = Standing(standing), Right(right)
    except ValueError as err:
        raise InputRefused(f"{err}", remedy="write non-party or observer, and suggest or comment") from err
    if whose is Standing.PARTY or may is Right.PROPOSE:
        found = "parties propose, and nobody else does"
        raise InputRefused(found, remedy="register who may propose as a party; set rights for non-party or observer")
    said = f"the rule: {SAID_OF[whose]} may {SAID_OF[may]}"
    if right_of(whose, now.settings.rights) is may:
        return already(said)
    rights = {**dict(now.settings.rights), whose: may}
    settings = replace(now.settings, rights=tuple(sorted(rights.items(), key=lambda r: r[0].value)))
    before = [
        e.name for e in now.proposals() if e.stands and _is_of(now, e, whose) and is_suggestion(e, now.delegations)
    ]
    note = f"suggestions recorded before stay in the annex: {', '.join(before)}"
    return Act(
        kind="rights",
        summary=said,
        at=moment(at, now.settings.timezone),
        facts=(("Standing", whose.value), ("Right", may.value)),
        files={RULES: write_rules(settings, now.revisions)},
        notes=(note,) if before and may is Right.COMMENT else (),
    )


SAID_OF: dict[Standing | Right, str] = {
    Standing.PARTY: "parties",
    Standing.NON_PARTY: "those who are not parties",
    Standing.OBSERVER: "observers",
    Right.PROPOSE: "propose wording, take positions, co-sponsor and sponsor",
    Right.SUGGEST: "suggest wording, which enters the text when a party sponsors it, and comment",
    Right.COMMENT: "comment, and suggest no wording",
}


def _is_of(now: Snapshot, entry: Entry, standing: Standing) -> bool:
    return now.delegations.resolve(entry.delegation).standing is standing and entry.kind is not Kind.COMMENT


def set_attribution(now: Snapshot, attribution: Attribution | str, of: str = "", *, at: When) -> Act | Recorded:
    """Record whether outputs name the delegations, or one of them; see ``Draft.set_attribution``."""
    try:
        rule = Attribution(attribution)
    except ValueError as err:
        raise InputRefused(f"unknown attribution {attribution!r}", remedy="write named or none") from err
    if of:
        return _name_one(now, rule, now.delegations.resolve(of), at=at)
    settings = replace(now.settings, attribution=rule)
    if settings == now.settings:
        return already(f"the rule: attribution {rule.value}")
    return Act(
        kind="attribution",
        summary=f"attribution {rule.value}",
        at=moment(at, now.settings.timezone),
        facts=(("Attribution", rule.value),),
        files={RULES: write_rules(settings, now.revisions)},
    )


def _name_one(now: Snapshot, rule: Attribution, delegation: Delegation, *, at: When) -> Act | Recorded:
    """Record whether one delegation is named in what is let out from now on, as it has asked."""
    code, is_withheld = delegation.code, rule is Attribution.NONE
    said = f"{delegation} is {'not named' if is_withheld else 'named again'} in what is let out from now on"
    if is_withheld is (code in now.settings.withheld):
        return already(f"the rule: {said}")
    withheld = {*now.settings.withheld} ^ {code}
    settings = replace(now.settings, withheld=tuple(sorted(withheld)))
    return Act(
        kind="attribution",
        summary=said,
        at=moment(at, now.settings.timezone),
        facts=(("Attribution", rule.value), ("Delegation", code)),
        files={RULES: write_rules(settings, now.revisions)},
        notes=(ALREADY_OUT,) if is_withheld else (),
    )


ALREADY_OUT = (
    "what was let out before, and what the delegation itself pushed, names it and stays public: nobody can call it "
    "back; `publish` lists it"
)


def set_publication(now: Snapshot, publication: Publication | str, *, at: When) -> Act | Recorded:
    """Record what is let out to a public repository; see ``Draft.set_publication``."""
    try:
        rule = Publication(publication)
    except ValueError as err:
        listed = ", ".join(each.value for each in Publication)
        raise InputRefused(f"unknown publication {publication!r}", remedy=f"write one of {listed}") from err
    settings = replace(now.settings, publication=rule)
    said = f"the rule: {LETS_OUT[rule]}"
    if settings == now.settings:
        return already(said)
    names_withheld = settings.attribution is Attribution.NONE and rule in (
        Publication.AFTER_ISSUE,
        Publication.RECEIVED,
    )
    note = "names are withheld in this draft, so no proposal is let out until `attribution DRAFT named`"
    return Act(
        kind="publication",
        summary=said,
        at=moment(at, now.settings.timezone),
        facts=(("Publication", rule.value),),
        files={RULES: write_rules(settings, now.revisions)},
        notes=(note,) if names_withheld else (),
    )


LETS_OUT = {
    Publication.NOTHING: "nothing is published",
    Publication.ISSUED: "the draft's revisions and the texts issued are published",
    Publication.AFTER_ISSUE: "revisions, issued texts, and the proposals in them are published",
    Publication.RECEIVED: "revisions, issued texts, and proposals as they are received are published",
}
"""Each rule of publication in words."""
