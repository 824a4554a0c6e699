"""A file under embargo, while somebody types: nothing is said of it until it is released, and then no word is lost."""

from __future__ import annotations

from pathlib import Path

from room import BASE, screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.draft.acts.holding import hold, holdings, release
from amendtrack.record.envelopes import Envelope
from amendtrack.record.times import moment
from amendtrack.viewer.floor_app import Viewer

SENT = BASE.replace("all communities", "all coastal communities")


async def followed(app: Viewer, pilot: Pilot[None], draft: Path) -> None:
    """Wait until the screen has followed the record."""
    for _ in range(400):
        await pilot.pause(0.01)
        if app.sight is not None and app.sight.now.tip == Draft.open(draft).snapshot().tip:
            return
    raise AssertionError(screen(app))


def test_what_was_held_comes_in_while_words_are_typed(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        record = Draft.open(draft, durability="fast").on_disk
        envelope = Envelope(delegation="NRV", received=moment("2020-03-04T09:00", "UTC"), filename="norvia.md")
        record.perform(lambda now: hold(now, SENT.encode(), envelope, until="", at="2020-03-04T09:30"), "B. Clerk")
        await followed(app, pilot, draft)
        assert "embargo" not in screen(app) and "held" not in screen(app) and not app.said_now()
        await pilot.press("g", "2", "enter", "p", *"dun", "enter", "end", "left", *", and")
        (held,) = holdings(Draft.open(draft).snapshot())
        record.perform(lambda now: release(now, held.name, at="2020-03-04T10:31"), "B. Clerk")
        await followed(app, pilot, draft)
        assert "NRV-2 from Norvia on 2" in screen(app)
        assert app.typed.text.endswith("along the coast, and.")
        await pilot.press(*" rivers", "enter")
        await settled(pilot)
        assert "Would record DNM-2" in screen(app), screen(app)
        await pilot.press("enter")
        await settled(pilot)

    viewed(draft, act, (120, 40), by="A. Clerk")
    now = Draft.open(draft).snapshot()
    wanted = "2. States Parties will be guided by the needs of all communities along the coast, and rivers."
    assert wanted in now.wording(now.proposal("DNM-2"))
    assert "coastal" in now.wording(now.proposal("NRV-2"))


def test_a_text_is_issued_while_a_file_comes_in_under_embargo(draft: Path) -> None:
    """Neither before the act is shown nor after it does what is held stand in its way, or show on the screen."""
    record = Draft.open(draft, durability="fast").on_disk

    def held(name: str) -> None:
        sent = SENT.replace("coastal", name).encode()
        envelope = Envelope(delegation="NRV", received=moment("2020-03-04T09:00", "UTC"), filename=f"{name}.md")
        record.perform(lambda now: hold(now, sent, envelope, until="", at="2020-03-04T09:30"), "B. Clerk")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("r", "I", *"PM2")
        held("northern")
        await pilot.press("enter")
        await settled(pilot)
        assert "Would record the text issued to PM2" in screen(app), screen(app)
        held("southern")
        before = screen(app)
        await followed(app, pilot, draft)
        assert screen(app) == before
        await pilot.press("enter")
        await settled(pilot)
        assert "Recorded the text issued to PM2" in screen(app), screen(app)
        assert "embargo" not in screen(app) and "held" not in screen(app)

    viewed(draft, act, (120, 40), by="A. Clerk")
    now = Draft.open(draft).snapshot()
    assert [issue.meeting for issue in now.issues] == ["PM2"] and len(holdings(now)) == 2


def test_what_was_held_is_in_the_text_once_it_is_released_and_that_is_looked_at_before_it_is_issued(
    draft: Path,
) -> None:
    record = Draft.open(draft, durability="fast").on_disk

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        envelope = Envelope(delegation="NRV", received=moment("2020-03-04T09:00", "UTC"), filename="norvia.md")
        record.perform(lambda now: hold(now, SENT.encode(), envelope, until="", at="2020-03-04T09:30"), "B. Clerk")
        await followed(app, pilot, draft)
        await pilot.press("r", "I", *"PM2", "enter")
        await settled(pilot)
        (one,) = holdings(Draft.open(draft).snapshot())
        record.perform(lambda now: release(now, one.name, at="2020-03-04T10:31"), "B. Clerk")
        await pilot.press("enter")
        await settled(pilot)
        assert "the text changed since this was shown" in screen(app), screen(app)

    viewed(draft, act, (120, 40), by="A. Clerk")
    assert not Draft.open(draft).snapshot().issues
