"""What is typed in the room, in the draft or in a proposal, is one change of one text."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import BASE, KESTRIA, screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.text.units import UnitKind, parse_text
from amendtrack.viewer import typed_amendment
from amendtrack.viewer.floor_app import Viewer

FORMS = "1. We meet.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n- one\n- two\n\n2. We act.\n"


@pytest.mark.parametrize("source", [FORMS, FORMS.replace("\n", "\r\n")], ids=["lf", "crlf"])
def test_a_new_unit_after_any_other_is_a_unit_of_its_own(source: str) -> None:
    """Behind a bullet a bullet, behind a row a row, and none between the heads of a table and their line."""
    text = parse_text(source)
    for k, unit in enumerate(text.units):
        words = f"{typed_amendment.sign_after(text, k)}new words{' | 5 |' if unit.kind is UnitKind.ROW else '.'}"
        made = typed_amendment.with_new_unit(text, k, words)
        typed_amendment.check_new_unit(text, made, words)
        after = parse_text(made)
        assert [after.printed(u) for u in after.units if after.printed(u) != words] == [*map(text.printed, text.units)]
        heads = next(n for n, u in enumerate(after.units) if after.printed(u) == "| a | b |")
        assert after.printed(after.units[heads + 1]) == "|---|---|"


def test_words_that_would_go_on_another_unit_are_refused() -> None:
    text = parse_text(FORMS)
    bullet = next(k for k, unit in enumerate(text.units) if text.printed(unit) == "- one")
    with pytest.raises(InputRefused, match="a unit of their own"):
        typed_amendment.check_new_unit(text, typed_amendment.with_new_unit(text, bullet, "new words"), "new words")


AFTER = ("p", *"nor", "enter", "end", "left", *" and ages", "enter")
"""Norvia, at the end of the unit, would add two words."""


def told(app: Viewer) -> str:
    return " ".join(" ".join(line.rpartition("│")[2].strip("▌> ") for line in screen(app).splitlines()).split())


def test_a_proposed_unit_is_amended_as_the_draft_is(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", *"7 bis", "enter", *AFTER)
        await settled(pilot)
        assert "Norvia proposes an amendment to KST-1, in the room" in told(app)
        assert "7 bis. Report on the gender balance of teams {+and ages+}." in told(app)
        assert "Would record NRV-2 on KST-1: para 7 bis: words inserted" in told(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Recorded NRV-2 on KST-1" in told(app)
        for _ in range(200):
            await pilot.pause(0.01)
            if "NRV-2 of Norvia amends it" in told(app):
                return
        raise AssertionError(screen(app))

    viewed(draft, act, (120, 40), by="A. Clerk")
    now = Draft.open(draft).snapshot()
    entry = now.proposal("NRV-2")
    assert (entry.amends, entry.channel) == ("KST-1", "in the room")
    assert now.wording(entry) == KESTRIA.replace("of teams.", "of teams and ages.")
    assert "ages" not in now.consolidate().base.source


@pytest.mark.parametrize(
    ("went", "before"),
    [
        (("slash", *"precise per", "enter"), "4. Identify the precise perimeters"),
        (
            ("slash", *"precise per", "enter", "N", "n"),
            "4. Identify the precise perimeters and locations of all mined areas",
        ),
        (("g", *"4", "enter"), "4. Identify the precise perimeters and locations of all mined areas"),
        (("slash", *"purpose", "enter", "g", *"2", "enter"), ""),
        (("slash", *"sought nowhere", "enter", "g", *"8", "enter"), ""),
        (("slash", *"share lessons", "enter"), "7. Share lessons"),
        (("slash", *"gender", "enter"), "7 bis. Report on the gender"),
    ],
)
def test_the_cursor_stands_where_one_looked_last(draft: Path, went: tuple[str, ...], before: str) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press(*went)
        await settled(pilot)
        await pilot.press("p", *"dun", "enter")
        assert app.typed.text[: app.typed.at] == before, screen(app)

    viewed(draft, act, (120, 40), by="A. Clerk")


@pytest.mark.parametrize(
    ("does", "found"),
    [
        (lambda d: d.withdraw("KST-1", at="2020-03-04"), "KST-1"),
        (
            lambda d: d.propose(
                BASE.replace("each June", "each May"), by="KST", replaces="KST-1", received="2020-03-04"
            ),
            "KST-1",
        ),
    ],
    ids=["withdrawn", "sent again"],
)
def test_a_proposal_that_is_not_what_was_shown_is_not_amended(draft: Path, does: object, found: str) -> None:
    """Whether it changed while the words were typed, or while the redline was read."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", *"7 bis", "enter", *AFTER)
        await settled(pilot)
        assert app.planned is not None
        does(Draft.open(draft))
        await pilot.press("enter")
        await settled(pilot)
        assert "nothing was recorded: KST-1 is not any more" in told(app)

    viewed(draft, act, (120, 40), by="A. Clerk")
    assert not [e for e in Draft.open(draft).proposals() if e.amends]
