"""Plain git made better for prose: our redline as its diff driver, our consolidation as its merge driver.

Knows what git gives its drivers and wants back. A merge never loses text: what the two sides contradict each other on
is written with both readings, in brackets as negotiators write them, and git is told that a person must look.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.exchange.program import GitFailed, git
from amendtrack.render.brackets import brackets

HERE, THERE = "this branch", "the other branch"
ATTRIBUTES = "*.md diff=amendtrack merge=amendtrack\n"


def set_up(clone: Path) -> Path:
    """Set a clone's own settings so that git uses both drivers for its Markdown files; the file with the attributes.

    Raises:
        InputRefused: it is not a git repository.
    """
    place = clone / ".git" if (clone / ".git").is_dir() else clone
    if not (place / "objects").is_dir():
        hint = "name the folder of a clone; in a worktree or submodule, that of the main clone"
        raise InputRefused("this is not the folder of a git repository", place=str(clone), remedy=hint)
    run = f"{shlex.quote(sys.executable)} -P -m amendtrack"
    settings = {
        "diff.amendtrack.command": f"{run} git-diff",
        "merge.amendtrack.name": "amendtrack: both readings in brackets",
        "merge.amendtrack.driver": f"{run} git-merge %O %A %B",
    }
    attributes = place / "info" / "attributes"
    try:
        for name, value in settings.items():
            git(place, "config", "--local", name, value)
        attributes.parent.mkdir(exist_ok=True)
        held = attributes.read_text("utf-8", "surrogateescape") if attributes.exists() else ""
        if ATTRIBUTES not in held:
            ends = "\n" if held and not held.endswith("\n") else ""
            attributes.write_text(held + ends + ATTRIBUTES, "utf-8", "surrogateescape")
    except (GitFailed, OSError) as err:
        raise InputRefused(f"it cannot be set up: {err}", place=str(clone)) from err
    return attributes


def merged(base: str, here: str, there: str) -> tuple[str, bool]:
    r"""Two texts with what each changes in their common base, and whether that is all of it.

    Where they contradict each other, both readings stand in brackets. A unit that moved may have got a number that
    neither side has; that too is for a person to see.

    >>> base = "1. We shall meet each year.\n"
    >>> merged(base, base.replace("shall", "should"), base.replace("year", "June"))
    ('1. We should meet each June.\n', True)
    >>> merged(base, base.replace("year", "May"), base.replace("year", "June"))
    ('1. We shall meet each [year / June – the other branch / May – this branch].\n', False)
    """
    if here == there or base in (here, there):
        return (there if here == base else here), True
    con = consolidate(base, [Proposal(HERE, here), Proposal(THERE, there)])
    whole = con.accept(_named(con))
    if not whole.open_slots:
        text = whole.clean()
        return text, _words(text) <= _words(base) | _words(here) | _words(there)
    try:
        texts = {side: _as(whole, side) for side in ("", HERE, THERE)}
        shown = consolidate(texts[""], [Proposal(HERE, texts[HERE]), Proposal(THERE, texts[THERE])])
        return brackets(shown), False
    except AmendtrackError:  # not every reading can be chosen where moves and deletions meet
        return brackets(con), False


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _named(con: Consolidation) -> list[str]:
    return [proposal.name for proposal in con.proposals]


def _as(con: Consolidation, side: str) -> str:
    """The text with what is open as one side has it; as the base has it, without a side."""
    for _ in range(len(con.amendments) + 1):
        if not con.open_slots:
            break
        slot = con.open_slots[0]
        own = next((variant for variant in slot.variants if side in variant.backers), None)
        con = con.choose(slot, own) if own else con.keep(_address(slot))
    return con.clean()


def _address(slot: Slot) -> str:
    return slot.address


__all__ = ["HERE", "THERE", "merged", "set_up"]
