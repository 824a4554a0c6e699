"""Keys at random on random drafts: nothing breaks, what was shown is recorded, and the screen is the record's."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from rich.cells import cell_len
from room import screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.draft.acts.holding import hold
from amendtrack.errors import AmendtrackError
from amendtrack.intake.doubts import Doubt
from amendtrack.record.envelopes import Envelope
from amendtrack.render.safe import one_line
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.sight import Mode, Sight, sight_of
from amendtrack.viewer.slot_card import CardLine
from amendtrack.viewer.unit_list import Row

KEYS = (
    *("n", "N", "c", "d", "v", "V", "l", "1", "2", "r", "u", "a", "b", "A", "G", "R", "x", "escape"),
    *("up", "down", "pageup", "pagedown", "home", "end", "question_mark", "enter", "enter", "enter"),
)
ASKING = ("p", "P", "s", "o", "t", "e", "plus", "D")
TYPING = ("w", "i", "g", "slash", "at", "f")
WORDS = (
    "[red]x[/red]",
    "日本語の",
    "العربية",
    "[a / b – Norvia]",
    "e\u0301",
    "a" * 90,
    "# H",
    "| a |",
    "open",
    "2",
    "",
)
SIZES = ((80, 24), (120, 40), (61, 9), (30, 8), (20, 5), (200, 50))


async def one_step(app: Viewer, pilot: Pilot[None], r: random.Random, others: Draft) -> None:
    """A key with what it asks for, another size of the screen, or something that a colleague records."""
    if app.planned is not None and r.random() < 0.7:
        await pilot.press("enter")
        return
    match r.randrange(13):
        case 12:
            await in_one_breath(app, pilot, r, others)
        case 0:
            await pilot.resize_terminal(*r.choice(SIZES))
        case 1:
            with suppress(AmendtrackError):
                a_colleague(others, r, app)
        case 2 | 3 | 4:
            await pilot.press(r.choice(ASKING))
            if app.prompt is not None:
                app.typed = app.typed.with_more(f"d{r.randrange(4)}")
                await pilot.press("enter")
            if app.prompt is not None:
                app.typed = app.typed.with_more(r.choice(WORDS))
                await pilot.press(r.choice(("end", "home", "ctrl+w", "left")), *"xy", "enter")
        case 5:
            await pilot.press(r.choice(TYPING))
            if app.prompt is not None:
                app.typed = app.typed.with_more(r.choice(WORDS))
                await pilot.press("enter")
        case _:
            await pilot.press(r.choice(KEYS))


def a_colleague(draft: Draft, r: random.Random, app: Viewer) -> None:
    """Something that is recorded meanwhile, on what the operator may just be shown."""
    at, proposal = app.clock(), r.choice(draft.proposals())
    slot = r.choice([*(app.sight.slots if app.sight else ()), "1#1"])
    match r.randrange(10):
        case 6:
            sent = Envelope(delegation="D0", received=at, filename="held.md")
            words = f"{draft.text()}\n\n{len(draft.acts())}. Held until then.\n".encode()
            draft.on_disk.perform(lambda now: hold(now, words, sent, until="", at=at), "B. Clerk")
        case 7:
            draft.word(slot, "the chair's words", at=at)
        case 8:
            draft.bridge(slot, "a bridge", at=at)
        case 9:
            draft.issue("M1", at=at, reissue="allowed")
        case 0:
            draft.keep([slot], at=at)
        case 1:
            draft.support("D0", slot, at=at)
        case 2:
            draft.withdraw(r.choice((proposal.name, f"{proposal.name}#1")), at=at)
        case 3:
            draft.undo(len(draft.acts()), at=at)
        case 4:
            draft.agree(slot.rpartition("#")[0], "agreed ad ref", at=at)
        case _:
            other = draft.snapshot().text(r.choice(draft.proposals()).name).replace(" the ", " each ")
            draft.propose(other, by=proposal.delegation, received=at, replaces=proposal.name, allow=tuple(Doubt))


async def followed(app: Viewer, pilot: Pilot[None], draft: Draft) -> None:
    """Wait until the screen has what a colleague has recorded, which may move the place on it."""
    for _ in range(2000):
        if app.sight is not None and app.sight.now.tip == draft.snapshot().tip:
            return
        await pilot.pause(0.01)
    raise AssertionError("the screen does not follow")


async def in_one_breath(app: Viewer, pilot: Pilot[None], r: random.Random, others: Draft) -> None:
    """Whatever is typed without a pause, nothing is recorded by it; after a refusal, nothing is done at all."""
    await followed(app, pilot, others)
    recorded, app.breath.pause = app.own.copy(), inf
    for key in r.choices([*KEYS, *ASKING, *TYPING, "d", "0", "y", "space", "enter", "a", "x"], k=12) + ["enter"] * 3:
        was_refused, before = app.is_refused, (app.reader, app.prompt, app.planned)
        await pilot.press(key)
        await settled(pilot)
        assert not was_refused or key == "escape" or (app.reader, app.prompt, app.planned) == before
    assert app.own == recorded
    app.breath.pause = 0
    await pilot.press("escape")


def rows_of(sight: Sight) -> list[Row]:
    """The rows in every mode; what is new is new to whoever looked before."""
    return [replace(row, is_new=False) for mode in Mode for row in sight.page(mode, sight.delegations[0]).rows]


@pytest.mark.long
@pytest.mark.parametrize("seed", [301, 311])
def test_any_keys(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from laws.test_viewer import in_session, same_slots, same_states

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    draft, r = in_session(seed, tmp_path / "draft"), random.Random(seed)

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        for _ in range(90):
            shown, before = app.planned, {each.commit for each in draft.acts()}
            await one_step(app, pilot, r, draft)
            await settled(pilot)
            assert app.failed is None
            size = app.size
            assert len(app.board.lines) <= size.height
            assert max(cell_len(line.plain) for line in app.board.lines) <= size.width, screen(app)
            new = [each for each in draft.acts() if each.commit not in before and each.recorder == "A. Clerk"]
            if new:
                (made,), said = new, [part.text for part in shown.lines if isinstance(part, CardLine)] if shown else []
                would = one_line(f"Would record {made.summary.removeprefix('Received ')}").casefold()
                assert would in [line.casefold() for line in said]
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.6)
        await settled(pilot)
        assert app.sight is not None
        anew = sight_of(draft.snapshot())
        assert rows_of(app.sight) == rows_of(anew)
        same_slots(app.sight)
        same_states(app.sight)

    viewed(tmp_path / "draft", act, by="A. Clerk")
    assert any(each.recorder == "A. Clerk" for each in draft.acts())
