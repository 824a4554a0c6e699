"""Whether everything in a draft was written by whom it says: every act, and every commit of every branch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from amendtrack.custody.branches import place_of
from amendtrack.custody.examined import Examined
from amendtrack.custody.kept_registers import taken_out
from amendtrack.custody.lineages import Lineage, home_of
from amendtrack.custody.odd_files import odd_files
from amendtrack.custody.policy import Breach, Fault, Rules, act_faults, commit_faults, dated_ahead
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.store import HEADS
from amendtrack.record.registers import OFFICE_SLUG


def of_the_future(draft: Examined, here: datetime) -> Iterator[Breach]:
    """Every act and commit that is dated ahead of the clock, which says ``here``."""
    acts = place_of(SECRETARIAT)
    assert acts is not None
    for place, commits in [(acts, tuple(draft.chain)), *((each.place, each.commits) for each in draft.lineages)]:
        yield from dated_ahead((draft.claims[c] for c in commits if c in draft.claims), place, here)


JOIN = "join"
"""The kind of act that follows on two others: two copies of the draft came together."""


def forged(draft: Examined) -> Iterator[Breach]:
    """Every act and commit that is not what it says, and branches that nobody may have."""
    yield from _acts(draft)
    yield from taken_out(draft)
    for lineage in draft.lineages:
        yield from _lineage(draft, lineage)
    yield from _out_of_place(draft)
    yield from odd_files(draft.store, {SECRETARIAT.rpartition("/")[2]: draft.chain, **_by_place(draft)})


def _by_place(draft: Examined) -> dict[str, Mapping[str, None]]:
    return {lineage.place.shown: lineage.commits for lineage in draft.lineages}


def _acts(draft: Examined) -> Iterator[Breach]:
    place = place_of(SECRETARIAT)
    assert place is not None
    for step, rules in zip(draft.steps, draft.rules, strict=False):
        if step.unreadable:
            means = f"the registers cannot be read: {step.unreadable}"
            yield Breach(Fault.DAMAGED, place.shown, means, step.commit)
        if (act := draft.act(step)) is None:
            continue
        if (len(step.parents) > 1 and act.kind != JOIN) or (not step.parents) != (act.kind == "init"):
            means = "acts follow one another from the opening of the draft on, and this one does not"
            yield Breach(Fault.NOT_AN_ACT, place.shown, means, step.commit)
        elif len(step.parents) > 1 and not _are_two_copies(draft, step.parents):
            means = "says that two copies of the draft came together, and one of those is the other's past"
            yield Breach(Fault.NOT_AN_ACT, place.shown, means, step.commit)
        yield from act_faults(act, rules, place)


def _are_two_copies(draft: Examined, parents: tuple[str, ...]) -> bool:
    """Whether an act follows on two states of the record of which each has acts that the other has not."""
    first, *more = parents
    return len(more) == 1 and not any(
        draft.history.leads_to(one, other) for one, other in ((first, more[0]), (more[0], first))
    )


def _lineage(draft: Examined, lineage: Lineage) -> Iterator[Breach]:
    """Judge each commit by the rules in force when the registers first named it, or what comes from it."""
    place = lineage.place
    if place.owner != OFFICE_SLUG and place.owner not in draft.rules[-1].writers:
        yield Breach(Fault.NO_PLACE, place.shown, "no delegation in the register has these branches")
        return
    judged_by: dict[str, Rules] = dict.fromkeys(lineage.commits, draft.rules[-1])
    home = home_of(place)
    for number, commit in sorted(((draft.named[home, c], c) for c in lineage.named), reverse=True):
        if commit in judged_by:
            for each in draft.history.ancestors([commit]):
                if each in judged_by:
                    judged_by[each] = draft.rules[number]
    for commit, rules in judged_by.items():
        if commit in draft.claims:
            yield from commit_faults(draft.claims[commit], place, rules)


_FOLDERS = ("proposals", "positions", "consolidated", "undone", "unrecorded", "main", "secretariat", "adopted")
_RESERVED = tuple(f"{HEADS}{name}/" for name in _FOLDERS)


def _out_of_place(draft: Examined) -> Iterator[Breach]:
    """Branches that look like a draft's and are not, and what makes git show another history than there is."""
    for ref in sorted(draft.refs):
        if ref.startswith("refs/replace/"):
            yield Breach(Fault.REPLACED, ref, "git shows another commit in place of this one")
        elif place_of(ref) is None and ref.startswith(_RESERVED):
            yield Breach(Fault.NO_PLACE, ref, "a draft has no branch of that name")
        elif (hidden := _hidden_by(ref, draft.refs)) is not None:
            yield Breach(Fault.REPLACED, ref, f"git shows this where somebody asks for {hidden}")
        elif (place := place_of(ref)) is not None and (draft.store.path / place.shown).is_file():
            yield Breach(Fault.REPLACED, place.shown, "a file beside the branches that git shows in place of this one")
    if (draft.store.path / "info" / "grafts").exists():
        yield Breach(Fault.REPLACED, "info/grafts", "git shows other parents than commits have")
    if (draft.store.path / "shallow").exists():
        yield Breach(Fault.REPLACED, "shallow", "git shows no more than the last part of the history")


def _hidden_by(ref: str, refs: Mapping[str, str]) -> str | None:
    """The branch or tag of a draft whose short name git would take for this ref.

    >>> main = {"refs/heads/main": "a"}
    >>> _hidden_by("refs/tags/main", main), _hidden_by("refs/main", main), _hidden_by("refs/tags/x", main)
    ('main', 'main', None)
    """
    for before in ("refs/tags/", "refs/"):  # of these git looks first
        short = ref.removeprefix(before)
        for kind in ("refs/heads/", "refs/tags/"):
            there = kind + short
            if short != ref and there != ref and there in refs and place_of(there) is not None:
                return short
    return None


def strays(draft: Examined) -> list[str]:
    """Refs that are no part of a draft, and do no harm."""
    away = ("refs/remotes/", "refs/replace/", *_RESERVED)
    return [ref for ref in sorted(draft.refs) if place_of(ref) is None and not ref.startswith(away)]


__all__ = ["forged", "of_the_future", "strays"]
