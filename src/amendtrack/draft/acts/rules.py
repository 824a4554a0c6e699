"""The acts that set the rules of a draft: who may propose, and whether outputs name anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.errors import InputRefused
from amendtrack.record.record import DELEGATIONS, RULES, Attribution, write_delegations, write_rules
from amendtrack.record.registers import Delegation, Register
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def register_delegations(now: Snapshot, register: Register, *, at: When) -> Act | Recorded:
    """Record a register: new delegations are added, known codes are updated, and none is removed."""
    known, codes = now.delegations, {d.code for d in register}
    merged = Register((*(d for d in known if d.code not in codes), *register))
    if merged == known:
        return already("in the register")
    fresh, named = len(merged) - len(known), [d.code for d in register if d not in known.delegations]
    return Act(
        kind="register",
        summary=f"{_counted(len(register))}: {fresh} new, {len(named) - fresh} changed",
        at=moment(at, now.settings.timezone),
        facts=(("Delegations", ", ".join(named)),),
        files={DELEGATIONS: write_delegations(merged)},
    )


def _counted(number: int) -> str:
    return f"{number} delegation{'s' * (number != 1)}"


def add_delegation(now: Snapshot, name: str, *, code: str = "", at: When) -> Act | Recorded:
    """Record one more delegation, with a code made from its name if none is given."""
    for known in (name, code):
        if known in now.delegations:
            found = now.delegations.resolve(known)
            return already(f"in the register as {found.code}", name=found.code)
    added = Delegation(code, (("", name),)) if code else now.delegations.coined(name)
    made = register_delegations(now, Register((added,)), at=at)
    return replace(made, summary=f"{added} as {added.code}", name=added.code)


def set_attribution(now: Snapshot, attribution: Attribution | str, *, at: When) -> Act | Recorded:
    """Record whether outputs name the delegations."""
    try:
        rule = Attribution(attribution)
    except ValueError as err:
        raise InputRefused(f"unknown attribution {attribution!r}", remedy="write named or none") from err
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
