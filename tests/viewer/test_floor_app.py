"""What is said and decided in the room, key by key, on a real draft; each act is shown before it is recorded."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from room import BASE, in_a_room, screen, settled, shows, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.intake.doubts import Doubt
from amendtrack.viewer.breath import Breath
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.slot_card import CardLine


async def press(app: Viewer, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def at(app: Viewer, pilot: Pilot[None], place: str) -> None:
    await press(app, pilot, "g", *(place.replace("#", "~")), "enter") if "#" not in place else None
    if "#" in place:
        app.go_to(place)
        await settled(pilot)


def said(app: Viewer) -> str:
    return " ".join(" ".join(line.strip(" │▌>") for line in screen(app).splitlines()).split())


def last_act(draft: Path) -> str:
    act = Draft.open(draft).acts()[-1]
    return f"{act.summary} [{act.recorder}]"


def test_an_oral_amendment_takes_ten_keys_beside_its_words(draft: Path) -> None:
    """Kestria asks, in the room, to add words at the end of paragraph 4."""
    words = ", in every region"
    keys = ("p", "k", "e", "enter", "end", "left", *words, "enter", "enter")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "4")
        await press(app, pilot, *keys[:-1])
        shows(app, "amendment-120x40")
        assert len(Draft.open(draft).proposals()) == 4  # nothing is recorded by showing it
        await press(app, pilot, keys[-1])
        shows(app, "amended-120x40")

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    entry = Draft.open(draft).proposal("KST-2")
    assert (entry.channel, f"{entry.received:%H:%M}") == ("in the room", "10:32")
    assert last_act(draft).endswith("[A. Clerk]")
    assert len(keys) - len(words) <= 10


@pytest.mark.parametrize(
    ("place", "keys", "shown"),
    [
        ("2", ("s", *"dunmere", "enter", "enter"), "there is no open slot here"),
        ("2", ("plus", *"gal", "enter", "enter", "q"), "there is no open slot here"),
        ("4#1", ("s", *"kestria", "enter", "enter"), "4#1 has 2 readings"),
        ("4#1", ("9", "a", "enter"), "4#1 has 2 readings"),
        ("2", ("p", *"nowhere", "enter", *"we shall bathe", "enter", "enter"), "no delegation 'nowhere'"),
        ("2", ("g", *"99", "enter", "A", "enter"), "no place '99'"),
        ("2", ("P", *"nor", "enter", "enter", "x", "b", "enter", "enter"), "no words were typed"),
        ("3#2", ("a", "enter"), "Would record choice of"),
        ("3#2", ("s", *"dun", "enter", "enter", "y"), "Would record Dunmere: support"),
        ("4", ("p", *"kes", "enter", "end", "left", *", at once", "enter", "enter"), "Would record KST-2"),
    ],
)
def test_what_is_typed_in_one_breath_records_nothing(
    draft: Path, place: str, keys: tuple[str, ...], shown: str
) -> None:
    """Words typed on after a refusal are no keys, and no Enter confirms what nobody has read yet."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, place)
        before, there, mode = len(Draft.open(draft).acts()), app.reader.at, app.reader.mode
        app.breath.pause = inf
        for key in keys:
            await press(app, pilot, key)
        assert shown in said(app), screen(app)
        assert (len(Draft.open(draft).acts()), app.reader.at, app.reader.mode) == (before, there, mode)
        assert app.is_refused == (app.planned is None)
        await press(app, pilot, "escape", "g", "1", "enter", "A")  # who has read it goes on at once
        assert app.planned is not None
        await press(app, pilot, "enter")
        assert "read it first" in said(app)
        app.breath.pause = 0
        await press(app, pilot, "enter")
        assert len(Draft.open(draft).acts()) == before + 1

    viewed(draft, act)


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.6, 0.66], ids=["console", "GNOME", "KDE", "X11"])
def test_a_key_that_is_held_down_answers_nothing(delay: float) -> None:
    """It comes again after that delay, then 25 times a second; what it asked for was shown meanwhile."""
    breath = Breath()
    assert breath.pressed(10)
    breath.must_be_read()
    breath.is_shown(10.02)
    assert not any(breath.pressed(10 + delay + n / 25) for n in range(100))
    assert breath.pressed(10 + delay + 5)


@pytest.mark.parametrize(
    ("place", "keys", "recorded"),
    [
        ("3#2", ("s", *"nor", "enter"), "Norvia: support"),
        ("4#1", ("2", "o", *"ks", "enter"), "Kestria: oppos"),
        ("6#1", ("t", *"norv", "enter"), "Norvia: "),
        ("2", ("e", *"dun", "enter"), "Dunmere: "),
        ("7 bis#1", ("plus", *"gal", "enter"), "Galdora as co-sponsor"),
        ("3#1", ("x",), "Withdrawal of NRV-1#1"),
        ("4#1", ("1", "a"), "Choice of"),
        ("3#1", ("b",), "3#1 as drafted"),
        ("4#1", ("w", *"rough extent", "enter"), "wording 'rough extent' for 4#1"),
        ("3#2", ("i", *"twice a year", "enter"), "CHAIR-1"),
        ("1", ("A",), "agreed ad ref"),
        ("1", ("P", *"dun", "enter", *"Meet again.", "enter"), "new para after 1"),
    ],
)
def test_one_key_each(draft: Path, place: str, keys: tuple[str, ...], recorded: str) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, place)
        before = len(Draft.open(draft).acts())
        await press(app, pilot, *keys)
        assert app.planned is not None, screen(app)
        assert len(Draft.open(draft).acts()) == before
        await press(app, pilot, "enter")
        assert len(Draft.open(draft).acts()) == before + 1, screen(app)

    viewed(draft, act, by="A. Clerk", size=(100, 40))
    assert recorded.casefold() in last_act(draft).casefold()


def test_own_acts_are_undone_and_nobody_elses(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#2")
        await press(app, pilot, "s", *"nor", "enter", "enter")
        Draft.open(draft).oppose("KST", "3#1", at="2020-03-04T10:40", recorder="B. Clerk")
        await pilot.pause(0.5)
        assert "(4 March 2020, 10:40)" in said(app)
        await press(app, pilot, "u")
        assert "Undo act 6" in said(app)
        await press(app, pilot, "enter")
        assert "Recorded as undone: act 6" in said(app)
        await press(app, pilot, "u")
        assert "nothing was recorded here that is not undone" in said(app)

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    acts = Draft.open(draft).acts()
    assert [a.undone for a in acts[5:]] == [8, 0, 0]


def test_what_a_colleague_undid_is_not_undone_again(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        for delegation in ("nor", "dun"):
            await at(app, pilot, "3#2")
            await press(app, pilot, "s", *delegation, "enter", "enter")
        Draft.open(draft).undo(7, at="2020-03-04T10:41", recorder="B. Clerk")
        await pilot.pause(0.6)
        await press(app, pilot, "u")
        assert "Undo act 6" in said(app)

    viewed(draft, act, by="A. Clerk", size=(120, 40))


def test_an_undo_that_cannot_be_is_said(draft: Path) -> None:
    """A colleague has accepted what was typed here: taking it back would take that back too."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "2")
        await press(app, pilot, "p", *"dun", "enter", "end", "left", *" and rivers", "enter", "enter")
        Draft.open(draft).accept(["DNM-2"], at="2020-03-04T10:40", recorder="B. Clerk")
        await press(app, pilot, "u")
        assert "depends on act 6" in said(app)
        assert app.planned is None

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    assert Draft.open(draft).proposal("DNM-2").stands


def test_the_rolling_text_is_issued_from_where_it_is_shown(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await press(app, pilot, "I")
        assert "this is not the rolling text" in said(app)
        await press(app, pilot, "r")
        assert "4 received = 4 in the text" in " ".join(row.words for row in app.page.rows)
        await press(app, pilot, "I", *"PM1", "enter")
        assert "Would record the text issued to PM1" in said(app)
        await press(app, pilot, "escape")
        assert "nothing was recorded" in said(app)
        assert not Draft.open(draft).issues
        await press(app, pilot, "I", *"PM1", "enter", "enter")

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    assert [str(issue.meeting) for issue in Draft.open(draft).issues] == ["PM1"]


@pytest.mark.parametrize(
    ("place", "keys", "found"),
    [
        ("4#1", ("a",), "4#1 has 2 readings; choose one first: 1 to 2"),
        ("2", ("a",), "there is no open slot here; go to one with n"),
        ("2", ("s",), "there is no open slot here; support is for what somebody proposes"),
        ("7 bis", ("A",), "7 bis"),
        ("4#1", ("A",), "4#1 is open; accept, choose or word 4#1 first"),
        ("2", ("R",), "nothing is decided or agreed at 2"),
        ("2", ("p", "enter"), "no delegation was named; nothing was recorded"),
        ("2", ("p", *"zz", "enter"), "no delegation 'zz'; nothing was recorded"),
        ("2", ("p", *"nor", "enter", "enter"), "these are the draft's own words"),
        ("3#1", ("s", *"clearance", "enter"), "is registered as observer and takes no position on the text"),
        ("3#1", ("s", *"norvia", "enter"), "Norvia itself proposes 3#1"),
    ],
)
def test_what_cannot_be_done_here_is_said(draft: Path, place: str, keys: tuple[str, ...], found: str) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, place)
        await press(app, pilot, *keys)
        assert found in said(app)
        assert app.planned is None

    before = len(Draft.open(draft).acts())
    viewed(draft, act, size=(120, 40))
    assert len(Draft.open(draft).acts()) == before


def test_words_that_were_not_recorded_are_there_again(draft: Path) -> None:
    """Esc does not cost the words; those of one delegation are never offered to another."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "2")
        await press(app, pilot, "p", *"dun", "enter", "end", "left", *" and rivers", "escape")
        assert "nothing was recorded; the same key brings the words back" in said(app)
        await press(app, pilot, "p", *"gal", "enter")
        assert app.typed.text.endswith("along the coast.")
        await press(app, pilot, "escape", "p", *"dun", "enter")
        assert app.typed.text.endswith("along the coast and rivers.")
        await press(app, pilot, "enter", "escape", "p", *"dun", "enter")
        assert app.typed.text.endswith("along the coast and rivers.")
        await press(app, pilot, "enter", "enter")
        assert "Recorded DNM-2" in said(app)
        await press(app, pilot, "p", *"dun", "enter")
        assert app.typed.text.endswith("along the coast.")

    viewed(draft, act, by="A. Clerk", size=(120, 40))


def test_a_reading_with_letters_that_pose_as_others_says_so(draft: Path) -> None:
    Draft.open(draft).propose(
        BASE.replace("8. Enable", "8. \u0415nable"),
        by="DNM",
        received="2020-03-04",
        further="additional",
        kind="text",
        allow=tuple(Doubt),
    )

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "8")
        assert "U+0415, Cyrillic" in said(app)

    viewed(draft, act, size=(80, 24))


def test_an_act_that_is_longer_than_the_screen_is_read_to_its_end_before_it_is_recorded(draft: Path) -> None:
    words = " ".join(f"word{n}" for n in range(400))

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "8")
        await press(app, pilot, "p", *"nor", "enter", "end")
        app.typed = app.typed.with_more(f" {words}")
        app.offer()
        assert "word399" in screen(app) and "word1 " not in screen(app)  # the rows around the cursor
        await press(app, pilot, "home")
        assert "8. Enable" in screen(app).rpartition("─")[2]
        await press(app, pilot, "enter")
        seen = screen(app)
        for _ in range(20):
            if "Enter record it" in screen(app):
                break
            assert "Enter the rest of it" in screen(app)
            await press(app, pilot, "enter")
            seen += screen(app)
        assert "Would record NRV-2" in screen(app)
        assert all(f"word{n}" in seen for n in range(400))
        assert len(Draft.open(draft).acts()) == 5
        await press(app, pilot, "enter")
        assert len(Draft.open(draft).acts()) == 6

    viewed(draft, act, by="A. Clerk")


def test_all_keys_can_be_read_on_a_small_screen(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await press(app, pilot, "question_mark")
        seen = screen(app)
        while app.card_left:
            await press(app, pilot, "enter")
            seen += screen(app)
        assert all(line.text.split("  ")[0] in seen for line in app.panel if isinstance(line, CardLine))
        assert "leave; nothing is recorded by leaving" in seen
        await press(app, pilot, "enter")
        assert not app.unrolled

    viewed(draft, act, by="A. Clerk")


def test_what_was_issued_is_ones_own_last_act_and_is_not_recalled(draft: Path) -> None:
    """The act before it is not taken for the last one, and undoing a decision says that a text was issued with it."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        await press(app, pilot, "b", "enter")
        await press(app, pilot, "r", "I", *"PM2", "enter", "enter")
        assert "The text issued to PM2" not in said(app)  # one's own act is no news
        assert "Recorded the text issued to PM2" in said(app)
        assert "u undoes it" not in said(app)
        await press(app, pilot, "u")
        assert app.planned is None
        assert "what has been issued cannot be recalled" in said(app), screen(app)

    viewed(draft, act, by="A. Clerk", size=(160, 40))
    (note,) = Draft.open(draft).dry_run().undo(6, at="2020-03-04T10:50").notes
    assert "The text issued to PM2" in note and "stays as it was issued" in note


def test_who_withdraws_is_asked_where_several_propose_the_same_words(draft: Path) -> None:
    same = BASE.replace(" without delay", "")
    Draft.open(draft).propose(same, by="KST", received="2020-02-09", kind="text", further="additional")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        await press(app, pilot, "x")
        assert "Who withdraws?" in said(app)
        await press(app, pilot, *"kes", "enter")
        assert "KST-2 is withdrawn by Kestria" in said(app), screen(app)
        await press(app, pilot, "enter")

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    after = Draft.open(draft)
    assert [entry.name for entry in after.proposals() if not entry.stands] == ["KST-2"]


def test_which_amendment_is_withdrawn_is_asked_where_one_reading_is_made_by_several(draft: Path) -> None:
    """Beside a deletion of the whole unit, both changes of a delegation are one reading of it."""
    sent = BASE.replace("3. States", "3. All States").replace("on progress", "on their progress")
    opened = Draft.open(draft)
    opened.propose(sent, by="KST", received="2020-02-09", further="additional")
    unit = "3. States Parties will destroy stockpiled mines without delay and report annually on progress.\n\n"
    opened.propose(BASE.replace(unit, ""), by="DNM", received="2020-02-09", further="additional")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        assert app.sight is not None
        readings = enumerate(app.sight.slots["3#1"].variants, 1)
        number = next(n for n, variant in readings if variant.backers == ("Kestria",))
        await press(app, pilot, str(number), "x")
        assert "Kestria asks for this reading of 3#1 in 2 amendments. Which is withdrawn?" in said(app), screen(app)
        assert "Kestria: KST-2#1, para 3: at the beginning, insert “All”" in said(app), screen(app)
        assert "Kestria: KST-2#2, para 3: after “delay and report annually on”, insert “their”" in said(app), screen(
            app
        )
        await press(app, pilot, *"kst-2#2", "enter")
        assert "KST-2#2 is withdrawn by Kestria" in said(app), screen(app)

    viewed(draft, act, by="A. Clerk", size=(120, 40))


@pytest.mark.parametrize("finish", ["", "tab"])
@pytest.mark.parametrize(
    ("typed", "named"),
    [("vinland", "Vinland"), ("vinland, rep", "Vinland, Republic of"), ("rep", "Republic of Foo")],
)
def test_the_delegation_that_is_named_takes_the_floor(tmp_path: Path, typed: str, named: str, finish: str) -> None:
    """A name may be the beginning of another's, and may have a comma; what follows that is not another name."""
    more = 'AAV,Vinland North,party\nRPF,Republic of Foo,party\nVNR,"Vinland, Republic of",party\nVNL,Vinland,party\n'

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        await press(app, pilot, "o", *typed, *([finish] if finish else []), "enter")
        assert f"{named}: oppose 3#1" in said(app), screen(app)
        await press(app, pilot, "escape", "f", *f"{typed}, open", "enter")
        assert str(app.reader.filter) == f"{named}, open"

    viewed(in_a_room(tmp_path / "plan", more), act, by="A. Clerk", size=(120, 40))


@pytest.mark.parametrize(
    ("place", "keys", "shown"),
    [
        ("4#1", ("1", "plus", *"dun", "enter"), "Dunmere co-sponsors GLD-1, all of it: 3, 4"),
        ("3#2", ("i", *"twice", "enter"), "3#2: the chair's compromise, for delegations to consider: “twice”"),
        ("3#2", ("w", *"twice", "enter"), "Would record the chair's wording 'twice' for 3#2"),
    ],
)
def test_what_an_act_is_about_is_shown_in_full(draft: Path, place: str, keys: tuple[str, ...], shown: str) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, place)
        await press(app, pilot, *keys)
        assert shown in said(app), screen(app)

    viewed(draft, act, by="A. Clerk", size=(120, 40))


def test_enter_closes_what_is_shown_to_its_end(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await press(app, pilot, "at", *"survivors", "enter")
        assert "the draft's, Rev.0" in said(app)
        await press(app, pilot, "enter")
        assert not app.panel and not app.unrolled

    viewed(draft, act, by="A. Clerk", size=(120, 40))


def test_a_card_is_at_its_beginning_again_once_it_was_read_to_its_end(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        before = screen(app)
        assert "Enter shows them" in before
        while not app.unrolled or app.card_left:
            await press(app, pilot, "enter")
        await press(app, pilot, "enter")
        assert screen(app) == before

    viewed(draft, act, by="A. Clerk", size=(44, 12))


def test_no_key_does_anything_on_a_screen_too_small_to_show_it(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "3#1")
        await pilot.resize_terminal(20, 5)
        await pilot.pause(0.1)
        await press(app, pilot, "a", "enter", "y", "enter")
        assert app.planned is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.1)
        await press(app, pilot, "a")
        await pilot.resize_terminal(20, 5)
        await pilot.pause(0.1)
        await press(app, pilot, "enter", "enter")
        assert app.planned is not None

    viewed(draft, act, by="A. Clerk")
    assert len(Draft.open(draft).acts()) == 5


def test_the_next_key_works_on_what_was_just_recorded(draft: Path) -> None:
    """``Recorded`` is said with the text as it now is, so that support for it can be typed at once."""

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await at(app, pilot, "2")
        await press(app, pilot, "p", *"dun", "enter", "end", "left", *" and rivers", "enter")
        await pilot.press("enter")
        for _ in range(2000):
            await pilot.pause(0.005)
            if not app.is_busy:
                break
        await press(app, pilot, "s", *"kst", "enter")
        assert "Would record Kestria: support of 2#1" in said(app), screen(app)

    viewed(draft, act, by="A. Clerk", size=(120, 40))


def test_a_reading_beyond_the_ninth_is_chosen_by_two_digits(draft: Path) -> None:
    """``1`` and then ``2`` is the twelfth reading where there are as many, and the second where there are not."""
    opened, found = Draft.open(draft), list[tuple[str, int]]()
    for n in range(12):
        amended = BASE.replace("planning", f"plan{n + 10}")
        opened.propose(amended, by="NRV", received="2020-02-09", kind="text", further="additional")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        for place in ("8#1", "4#1"):
            await at(app, pilot, place)
            for key in ("1", "2", "9"):
                await press(app, pilot, key)
                found.append((app.reader.at.slot, app.reader.at.reading))

    viewed(draft, act, by="A. Clerk", size=(120, 40))
    assert found == [("8#1", 1), ("8#1", 12), ("8#1", 9), ("4#1", 1), ("4#1", 2), ("4#1", 2)]
