"""The thread that follows the record: what it says when the record cannot be read, and what it reads again."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest
from room import BASE, screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.errors import MissingFromRecord
from amendtrack.viewer.clerk import Clerk, Heard, Lost, Seen
from amendtrack.viewer.floor_app import Viewer


def heard_of(folder: Path) -> tuple[Clerk, queue.SimpleQueue[Heard]]:
    heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
    clerk = Clerk(folder, heard.put)
    clerk.start()
    return clerk, heard


def test_the_draft_alone_is_seen_first_then_everything(draft: Path) -> None:
    clerk, heard = heard_of(draft)
    first = heard.get(timeout=30)
    clerk.go_on()
    then = heard.get(timeout=30)
    clerk.stop()
    assert isinstance(first, Seen)
    assert first.sight.con is None
    assert [row.state.words for row in first.sight.together.rows if row.addresses] == []
    assert isinstance(then, Seen)
    assert then.sight.con == Draft.open(draft).consolidate()
    assert then.news == ()


def test_a_folder_without_a_draft_is_said_and_nothing_is_asked_of_it(tmp_path: Path) -> None:
    clerk, heard = heard_of(tmp_path)
    found = heard.get(timeout=30)
    clerk.stop()
    assert isinstance(found, Lost)
    assert str(tmp_path) in found.why


def test_a_record_that_is_damaged_meanwhile_is_said_and_what_was_read_stays(draft: Path) -> None:
    ref = draft / "refs" / "heads" / "secretariat"
    kept = ref.read_bytes()

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        async def until(words: str) -> None:
            for _ in range(500):
                await pilot.pause(0.02)
                if words in " ".join(screen(app).split()):
                    return
            raise AssertionError(screen(app))

        ref.write_bytes(b"f" * 40 + b"\n")
        await until("the record cannot be read")
        await pilot.press("escape", "g", "4", "enter")
        assert "4. Identify the" in screen(app)
        await pilot.press("2", "s", *"kes", "enter")
        await settled(pilot)
        assert app.planned is None
        ref.write_bytes(kept)
        await until("the record can be read again")
        assert "cannot be read" not in screen(app)

    viewed(draft, act, (100, 30))
    assert len(Draft.open(draft).acts()) == 5


def test_what_comes_in_costs_less_than_what_was_there(draft: Path) -> None:
    """One proposal more is read beside what was read before: every text but the new one is taken as it was read."""
    opened = Draft.open(draft, durability="fast")
    known = opened.consolidate()
    _ = known.slots
    opened.propose(BASE.replace("work plan", "plan"), by="DNM", received="2020-03-05", further="additional")
    now = opened.snapshot()
    after = now.consolidate(known=known)
    same = {p.name: e for p, e in zip(known.proposals, known.edits, strict=True)}
    assert sum(e is same.get(p.name) for p, e in zip(after.proposals, after.edits, strict=True)) == len(same)
    assert after.base is known.base
    assert sum(slot in known.slots for slot in after.slots) == len(known.slots)


def test_acts_that_are_gone_are_missed(draft: Path) -> None:
    """An older state of the record is put in its place while it is open."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        ref = draft / "refs" / "heads" / "secretariat"
        ref.write_text(Draft.open(draft).acts()[-2].commit + "\n")
        for _ in range(500):
            await pilot.pause(0.02)
            if "the record was replaced: 1 act that was in it is gone" in " ".join(screen(app).split()):
                return
        raise AssertionError(screen(app))

    viewed(draft, act, (100, 30))


def test_what_is_missing_is_said_at_once_and_nothing_is_recorded_on_an_older_state(draft: Path) -> None:
    opened = Draft.open(draft)
    opened.note_seen()
    (draft / "refs" / "heads" / "secretariat").write_text(opened.acts()[-2].commit + "\n")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        said = " ".join(" ".join(line.rpartition("│")[2] for line in screen(app).splitlines()).split())
        assert "Something that this record has or had is missing 1 act is missing" in said
        assert "INCOMPLETE, see doctor" in screen(app).splitlines()[0]
        await pilot.press("escape", "g", "3", "enter", "s", *"dun", "enter")
        await settled(pilot)
        assert app.planned is None
        assert "1 act is missing" in " ".join(screen(app).split())

    with pytest.warns(MissingFromRecord):
        viewed(draft, act, (100, 30), by="A. Clerk")


def test_a_branch_that_is_gone_is_named(draft: Path) -> None:
    (draft / "refs" / "heads" / "proposals" / "nrv" / "1").unlink()

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        assert "the branch of NRV-1 is gone" in " ".join(screen(app).split())
        await pilot.press("escape")
        assert "the branch of NRV-1 is gone" not in " ".join(screen(app).split())
        assert "INCOMPLETE" in screen(app).splitlines()[0]

    with pytest.warns(MissingFromRecord):
        viewed(draft, act, (120, 30))
