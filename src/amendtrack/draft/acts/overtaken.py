"""Amendments that a revision has overtaken: which of them wait, the answer that is recorded, and that they lapse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.carry_over import (
    Answer,
    CarriedOver,
    CarryOver,
    FateLine,
    carry_over_file,
    write_carry_over,
)
from amendtrack.record.entries import Entry
from amendtrack.record.times import When, moment
from amendtrack.redline.align.origins import UNSTATED

LineKey = tuple[str, str, str]
"""An amendment, the revision that it was made on, and its place there."""

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.draft.snapshot import Snapshot


def lapse(now: Snapshot, names: Iterable[str], *, at: When) -> Act:
    """Record that amendments which a revision overtook lapse; see ``Draft.lapse``."""
    lines, when = waiting_for(now, names), moment(at, now.settings.timezone)
    listed = ", ".join(line.name for line in lines)
    return Act(
        kind="lapse",
        summary=f"as lapsed: {listed}",
        at=when,
        facts=tuple(("Proposal", name) for name in dict.fromkeys(line.proposal for line in lines)),
        files=answered(now, lines, Answer.LAPSED, when),
        name=listed,
    )


def waiting_for(now: Snapshot, names: Iterable[str]) -> tuple[FateLine, ...]:
    """The amendments that wait to be reconfirmed and that these names stand for.

    Raises:
        Unknown: a name stands for none of them.
    """
    waiting = now.to_reconfirm()
    found: dict[tuple[str, str, str], FateLine] = {}
    for name in names:
        here = [line for line in waiting if line.name == name]
        if not here:
            entries = {entry.name for entry in now.chosen([name.partition("#")[0]])}
            here = [line for line in waiting if "#" not in name and line.proposal in entries]
        if not here:
            listed = ", ".join(dict.fromkeys(line.name for line in waiting)) or "none"
            raise Unknown(f"{name} does not wait to be reconfirmed", remedy=f"what waits: {listed}")
        found |= {(line.name, line.revision, line.place): line for line in here}
    if not found:
        raise InputRefused("nothing is named", remedy="name a proposal, or an amendment such as NOR-1#2")
    return tuple(found.values())


def check_one_meaning(now: Snapshot, names: Iterable[str]) -> None:
    """Refuse what waits to be reconfirmed: an amendment, or a proposal of which nothing is on the latest revision."""
    waiting = {line.name.casefold(): line for line in now.to_reconfirm() if "#" in line.name}
    left = {line.proposal.casefold(): line for line in waiting.values()}
    left = {name: line for name, line in left.items() if now.proposal(line.proposal).revision != now.revision().label}
    for name in names:
        if line := (waiting | left).get("".join(name.split()).casefold()):
            hint = f"use reconfirm {line.name} or lapse {line.name}; for what is on the present text, name the slot"
            raise InputRefused(f"{line.name} of {line.revision} waits to be reconfirmed", remedy=hint)


def answered(
    now: Snapshot,
    lines: Sequence[FateLine],
    answer: Answer,
    when: datetime,
    *,
    texts: Sequence[CarriedOver] = (),
    places: Mapping[LineKey, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The file of the latest revision with these lines answered, and with the texts that are new on it."""
    latest = now.revision().label
    kept = next((each for each in now.carry_overs() if each.revision == latest), CarryOver(latest, (), ()))
    keys = set(map(line_key, lines))

    def marked(line: FateLine) -> FateLine:
        key = line_key(line)
        return replace(line, answer=answer, settled=when, now=places.get(key, line.now)) if key in keys else line

    new = {text.name: text for text in texts}
    all_texts = {text.name: text for text in kept.texts} | new
    made = replace(
        kept, lines=tuple(map(marked, kept.lines)), texts=tuple(all_texts[name] for name in sorted(all_texts))
    )
    return {carry_over_file(latest): write_carry_over(made)}


def recarried(now: Snapshot, entry: Entry, commit: str) -> dict[str, bytes]:
    """The file of the revision that an entry was carried to, with another text of it."""
    carried = next(each for each in now.carry_overs() if each.revision == entry.revision)
    texts = tuple(
        replace(text, commit=commit, origins=UNSTATED) if text.name == entry.name else text for text in carried.texts
    )
    return {carry_over_file(carried.revision): write_carry_over(replace(carried, texts=texts))}


def line_key(line: FateLine) -> LineKey:
    """What a line is about."""
    return line.name, line.revision, line.place


__all__ = ["LineKey", "answered", "check_one_meaning", "lapse", "line_key", "recarried", "waiting_for"]
