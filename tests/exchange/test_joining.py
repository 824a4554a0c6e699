"""Two copies of one draft that both recorded: the same record in both, nothing lost, and what collided is listed."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from depth import some
from folders import git, refs
from servers import find_amendtrack
from signing import needs_ssh_keygen, new_key, public

from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.exchange.collisions import CannotJoin, collisions_of
from amendtrack.exchange.joining import Joined, take_in_copy
from amendtrack.exchange.quarantine import fetched
from amendtrack.exchange.remote import Remote
from amendtrack.exchange.serving import serve_init
from amendtrack.record.registers import read_register

AT = "2026-05-01 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
REGISTER = "code,name\nARD,Arda\nBRU,Brum\nCOL,Colm\n"
Act = Callable[[Draft], object]


def opened(place: Path) -> Draft:
    made = Draft.init(place, BASE, title="Plan", at=AT, delegations=read_register(REGISTER), durability="fast")
    made.propose(BASE.replace("all", "known"), by="Arda", received=AT, filename="arda.md")
    made.propose(BASE.replace("Help", "Assist"), by="Brum", received=AT, filename="brum.md")
    return made


def copy_of(draft: Draft, place: Path) -> Draft:
    shutil.copytree(draft.path, place)
    return Draft.open(place, durability="fast")


def take_in(draft: Draft, other: Draft) -> Joined:
    with fetched(Remote.named(str(other.path))) as there:
        return take_in_copy(draft.on_disk, there)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Draft, Draft]:
    draft = opened(tmp_path / "one")
    return draft, copy_of(draft, tmp_path / "two")


def together(two: tuple[Draft, Draft], tmp_path: Path) -> tuple[str, ...]:
    """Bring the two together both ways at one time; what collided."""
    one, other = two
    before = copy_of(one, tmp_path / "before")
    acts = {act.commit for draft in two for act in draft.acts()}
    files = {(p, b) for draft in two for p, b in draft.snapshot().files.items() if p.startswith("received/")}
    take_in(one, other)
    take_in(other, before)
    assert refs(one.path) == refs(other.path), "both made the same act"
    assert take_in(other, one).acts == take_in(one, other).acts == 0
    assert acts <= {act.commit for act in one.acts()}, "no act is lost"
    kept = set(one.snapshot().files.values())
    assert {blob for _, blob in files} <= kept, "no file as received is lost"
    assert one.problems() == ()
    one.tally()
    return tuple(f"{c.what}: {c.why}; {c.now}" for c in collisions_of(one.snapshot()))


def test_what_does_not_touch_is_taken_in_both_ways(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.accept(["ARD-1"], at=AT, recorder="Ann")
    one.set_publication("issued", at=AT)
    other.propose(BASE.replace("year", "month"), by="Colm", received=AT)
    other.support("Arda", "BRU-1", at=AT)
    other.add_delegation("Dunmere", at=AT)
    assert together(two, tmp_path) == ()
    assert [e.name for e in one.proposals()] == ["ARD-1", "BRU-1", "COL-1"]
    assert one.printed() == other.printed()
    assert "Assist – Brum, supported by Arda" in one.printed()
    assert "ARD-1#1 accepted" in one.printed() or "{✓ 1#1 accepted" in one.printed()
    assert "Dunmere" in one.delegations


def test_a_copy_that_is_only_behind_follows(two: tuple[Draft, Draft]) -> None:
    one, other = two
    other.propose(BASE.replace("year", "month"), by="Colm", received=AT)
    assert take_in(one, other) == Joined(1)
    assert refs(one.path) == refs(other.path)


def test_one_number_for_two_proposals(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    """The second gets the next number, with all that was said of it; neither is lost."""
    one, other = two
    one.propose(BASE.replace("year", "month"), by="Colm", received="2026-05-01 10:00")
    other.propose(BASE.replace("survivors", "victims"), by="Colm", received="2026-05-01 10:01")
    other.support("Arda", "COL-1", at="2026-05-01 10:02", note="COL-1 says it well")
    other.accept(["COL-1"], at="2026-05-01 10:03")
    now = "COL-1 is the first, and the second is COL-2"
    assert together(two, tmp_path) == (f"COL-1: the number was given to two proposals; {now}",)
    assert [(e.name, e.original) for e in one.proposals()][2:] == [
        ("COL-1", "received/proposals/COL/1/1/as-received.txt"),
        ("COL-2", "received/proposals/COL/2/1/as-received.txt"),
    ]
    assert "month" in one.text("COL-1") and "victims" in one.text("COL-2")
    (said,) = one.snapshot().statements()
    assert (said.named, said.note) == ("COL-2", "COL-1 says it well")
    assert "(COL-2#1)" in one.printed()


def test_what_was_carried_forward_is_so_under_its_new_number(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.propose(BASE.replace("year", "month"), by="Arda", received=AT, further="additional")
    one.revise(BASE.replace("all", "most"), label="Rev.1", at=AT)
    one.revise(BASE.replace("all", "many"), label="Rev.2", at=AT)
    other.propose(BASE.replace("Report", "Meet"), by="Arda", received=AT, further="additional")
    other.issue("PM1", at=AT)
    together(two, tmp_path)
    entry = one.proposal("ARD-3")
    assert (entry.revision, one.text(entry.name)) == ("Rev.2", BASE.replace("all", "many").replace("year", "month"))
    assert "ARD-3" not in [e.name for e in one.snapshot().not_carried_over()]
    assert verify(Store(one.path)).findings == verify(Store(other.path)).findings == ()


def test_what_was_carried_forward_of_a_text_that_counts_no_more_is_kept(
    two: tuple[Draft, Draft], tmp_path: Path
) -> None:
    one, other = two
    one.replace(BASE.replace("year", "month"), "ARD-1", received=AT)
    one.revise(BASE.replace("all", "most"), label="Rev.1", at=AT)
    carried = one.proposal("ARD-1").commit
    other.withdraw("ARD-1", at="2026-05-01 15:00")
    together(two, tmp_path)
    assert one.proposal("ARD-1").commit != carried
    assert verify(Store(one.path)).findings == verify(Store(other.path)).findings == ()
    assert carried in refs(one.path)


def test_what_was_issued_keeps_its_number(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.propose(BASE.replace("year", "month"), by="Colm", received="2026-05-01 10:00")
    one.support("Arda", "COL-1", at=AT)
    other.propose(BASE.replace("survivors", "victims"), by="Colm", received="2026-05-01 10:01")
    other.issue("PM2", at=AT)
    together(two, tmp_path)
    assert "victims" in one.text("COL-1") and "month" in one.text("COL-2")
    assert [said.named for said in one.snapshot().statements()] == ["COL-2"]
    assert [i.meeting for i in one.issues] == ["PM2"]
    other.issue("PM2", at=AT, reissue="allowed")
    assert take_in(one, other).acts == 1


def test_contradicting_decisions_leave_it_open(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.accept(["ARD-1"], at="2026-05-01 10:00", recorder="Ann")
    one.accept(["BRU-1"], at="2026-05-01 10:01", recorder="Ann")
    other.reject(["ARD-1"], at="2026-05-01 10:02", recorder="Bob")
    other.accept(["BRU-1"], at="2026-05-01 10:05", recorder="Bob")
    assert together(two, tmp_path) == ("ARD-1#1: each copy decided otherwise; it is open",)
    assert "[all / known – Arda]" in one.printed()
    assert one.printed().count("accepted: “Assist”") == 1
    (found,) = collisions_of(one.snapshot())
    assert found.sides == ("accept ARD-1#1, 2026-05-01 10:00 by Ann", "reject ARD-1#1, 2026-05-01 10:02 by Bob")


@pytest.mark.long
def test_accepted_here_and_void_there(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.accept(["ARD-1"], at=AT)
    other.void("ARD-1", reason="by mistake", at=AT)
    why = "it was decided in one copy, and no longer stands in the other"
    assert together(two, tmp_path) == (f"ARD-1#1: {why}; the decision lapses",)


@pytest.mark.long
def test_agreed_here_and_decided_there(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    for draft in two:
        draft.reject(["BRU-1"], at="2026-05-01 09:30")
    one.accept(["ARD-1"], at="2026-05-01 10:00")
    one.agree("1", at="2026-05-01 10:10", recorder="Chair")
    other.reject(["ARD-1"], at="2026-05-01 10:00")
    found = together(two, tmp_path)
    assert any("each copy decided otherwise" in line for line in found)


@pytest.mark.parametrize(
    "act, why",
    [
        (lambda d, n: d.issue("PM2", at=f"2026-05-01 1{n}:00"), "both copies issued a text to this meeting"),
        (lambda d, n: d.revise(BASE + f"\n4. New {n}.\n", label=f"Rev.{n}", at=AT), "both copies recorded a revision"),
        (lambda d, n: d.add_delegation(("Norvia", "Nordland")[n - 1], at=AT), "the code was given to two delegations"),
    ],
)
def test_what_no_register_can_have_is_left_whole(two: tuple[Draft, Draft], act: Act, why: str) -> None:
    for n, draft in enumerate(two, 1):
        act(draft, n)  # type: ignore[call-arg]
    before = [refs(draft.path) for draft in two]
    for one, other in (two, two[::-1]):
        with pytest.raises(CannotJoin) as refused:
            take_in(one, other)
        assert why in str(refused.value)
        assert all(refused.value.collisions[0].sides)
    assert [refs(draft.path) for draft in two] == before


def test_another_draft_is_refused(tmp_path: Path) -> None:
    one = opened(tmp_path / "one")
    other = Draft.init(tmp_path / "two", BASE, title="Other", at=AT, durability="fast")
    with pytest.raises(InputRefused, match="another draft"):
        take_in(one, other)


def test_a_copy_in_which_something_is_forged_is_refused(two: tuple[Draft, Draft]) -> None:
    one, other = two
    other.propose(BASE.replace("year", "month"), by="Colm", received=AT)
    tip = other.proposal("COL-1").commit
    person = ("-c", "user.name=Brum", "-c", "user.email=bru@amendtrack.invalid")
    forged = git(other.path, *person, "commit-tree", f"{tip}^{{tree}}", "-p", tip, "-m", "x").strip()
    git(other.path, "update-ref", "refs/heads/proposals/col/1", forged)
    before = refs(one.path)
    with pytest.raises(InputRefused, match="not what it says"):
        take_in(one, other)
    assert refs(one.path) == before


@pytest.mark.long
@pytest.mark.long
@needs_ssh_keygen
def test_keys_that_one_copy_registered_are_no_fault_of_the_other(tmp_path: Path) -> None:
    """Brought together, pushed to a server that carries the record, and checked offline: each side by its own keys."""
    keys = {name: new_key(tmp_path, name) for name in ("office", "ard")}
    one = opened(tmp_path / "one").signed_by(keys["office"])
    serve_init(tmp_path / "server", signed=False, users=[("ann", "secretariat")])
    find_amendtrack(tmp_path / "server")

    def push(draft: Draft) -> str:
        words = ["git", "-C", draft.path, "push", "--quiet", tmp_path / "server", "refs/heads/secretariat"]
        env = {**os.environ, "AMENDTRACK_USER": "ann"}
        return subprocess.run(words, capture_output=True, text=True, env=env, check=False).stderr

    assert push(one) == ""
    one.add_key("secretariat", public(keys["office"]), at=AT)
    other = copy_of(one, tmp_path / "two").signed_by(keys["office"])
    one.add_key("Arda", public(keys["ard"]), at=AT)
    assert push(one) == ""
    other.propose(BASE.replace("year", "month"), by="Colm", received=AT)
    assert take_in(one, other).is_joined
    assert push(one) == ""
    assert verify(one.snapshot().store).findings == ()


@pytest.mark.parametrize("with_a_key", [False, True])
def test_what_a_stranger_went_on_with_from_before_the_first_key_is_refused(tmp_path: Path, with_a_key: bool) -> None:
    keys = {name: new_key(tmp_path, name) for name in ("office", "stranger")}
    one = opened(tmp_path / "one").signed_by(keys["office"])
    other = copy_of(one, tmp_path / "two").signed_by(keys["stranger"])
    one.add_key("secretariat", public(keys["office"]), at=AT)
    if with_a_key:
        other.add_key("secretariat", public(keys["stranger"]), at=AT)
    other.void("ARD-1", reason="mistake", at=AT)
    before = refs(one.path)
    with pytest.raises(InputRefused, match="not signed with a key"):
        take_in(one, other)
    assert refs(one.path) == before
    honest = other.signed_by(keys["office"])
    if not with_a_key:
        take_in(honest, one)
        assert take_in(one, honest).acts
        assert verify(Store(one.path)).findings == ()


def test_acts_of_either_copy_can_be_undone_afterwards(two: tuple[Draft, Draft], tmp_path: Path) -> None:
    one, other = two
    one.withdraw("ARD-1", at=AT)
    other.withdraw("BRU-1", at="2026-05-01 10:00")
    other.undo(4, at="2026-05-01 10:01")
    other.propose(BASE.replace("year", "month"), by="Colm", received="2026-05-01 10:02")
    together(two, tmp_path)
    assert [(a.number, a.kind, a.undone) for a in one.acts()][3:] == [
        (4, "withdraw", 0),
        (5, "withdraw", 6),
        (6, "undo", 0),
        (7, "propose", 0),
        (8, "join", 0),
    ]
    one.undo(4, at=AT)
    one.undo(7, at=AT)
    assert [e.name for e in one.proposals() if e.stands] == ["ARD-1", "BRU-1"]
    with pytest.raises(InputRefused, match="brought two copies"):
        one.undo(8, at=AT)


# -- random worlds ---------------------------------------------------------------------------------

WORDS = ("all", "Clear", "areas", "Help", "survivors", "Report", "every", "year")
WHO = ("Arda", "Brum", "Colm")


def random_act(dice: random.Random, draft: Draft, n: int) -> None:
    at = f"2026-05-01 1{dice.randrange(4)}:{dice.randrange(60):02d}"
    who, names = dice.choice(WHO), [e.name for e in draft.proposals()]
    name = dice.choice(names)
    text = BASE.replace(dice.choice(WORDS), dice.choice(("alpha", "beta", "gamma")))
    match dice.randrange(14):
        case 0 | 1 | 2:
            draft.propose(text, by=who, received=at, further="additional", filename=f"{n}.md")
        case 3:
            draft.replace(text, name, received=at, filename=f"{n}.md")
        case 4:
            draft.withdraw(name, at=at)
        case 5:
            draft.accept([name], at=at, recorder=f"desk {n}")
        case 6:
            draft.reject([name], at=at, recorder=f"desk {n}")
        case 7:
            draft.support(who, name, at=at)
        case 8:
            draft.oppose(who, name, at=at)
        case 9:
            draft.cosponsor(name, who, at=at)
        case 10:
            draft.void(name, reason="mistake", at=at)
        case 11:
            draft.agree(str(dice.randrange(1, 4)), at=at, recorder="chair")
        case 12:
            draft.undo(dice.randrange(1, len(draft.acts()) + 1), at=at, recorder="chair")
        case 13:
            if dice.random() < 0.3:
                draft.issue(f"PM{dice.randrange(5)}", at=at)
            else:
                draft.add_delegation(f"Land {dice.choice('abcdefgh')}", at=at)


def worlds() -> Iterator[int]:
    yield from range(12)


@pytest.mark.parametrize("seed", some(worlds(), 12))
def test_any_two_copies_come_together(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    one = opened(tmp_path / "one")
    other = copy_of(one, tmp_path / "two")
    for n in range(dice.randrange(1, 9)):
        for draft in (one, other):
            with suppress(AmendtrackError):
                random_act(dice, draft, n)
    if refs(one.path) == refs(other.path):
        return
    entries = [{e.commit for e in draft.proposals()} for draft in (one, other)]
    try:
        together((one, other), tmp_path)
    except CannotJoin:
        with pytest.raises(CannotJoin):
            take_in(other, one)
        return
    kept = refs(one.path)
    there = {commit for commit in set().union(*entries) if commit not in kept}
    reachable = {c for line in kept.splitlines() if "proposals" in line for c in _all(one, line.split()[0])}
    assert there <= reachable, "every text that was sent is on a branch"
    third = copy_of(one, tmp_path / "three")
    with suppress(AmendtrackError):
        random_act(dice, third, 99)
    with suppress(AmendtrackError):
        random_act(dice, one, 98)
    with suppress(CannotJoin):
        together((one, third), tmp_path / "later")


def _all(draft: Draft, commit: str) -> tuple[str, ...]:
    from amendtrack.exchange.quarantine import ancestors

    store = draft.on_disk.store
    return ancestors(store, [commit])


@pytest.mark.parametrize("both", [False, True])
def test_a_copy_with_an_act_dated_ahead_of_the_clock_is_not_taken_in(
    two: tuple[Draft, Draft], monkeypatch: pytest.MonkeyPatch, both: bool
) -> None:
    one, other = two
    other.propose(BASE.replace("year", "month"), by="Colm", received="2030-01-01")
    if both:
        one.accept(["ARD-1"], at=AT)
    before = refs(one.path)
    monkeypatch.setenv("AMENDTRACK_NOW", "2026-11-28")
    with pytest.raises(InputRefused, match=r"act 4 \(.*\) of that copy is dated 2030-01-01 .* nothing was taken in"):
        take_in(one, other)
    assert refs(one.path) == before
    assert [(f.fault.value, f.place) for f in verify(Store(other.path)).findings] == [
        ("dated-ahead", "secretariat"),
        ("dated-ahead", "proposals/col/1"),
    ]
    monkeypatch.setenv("AMENDTRACK_NOW", "2030-01-01")
    assert take_in(one, other).acts == 1 and verify(Store(one.path)).findings == ()
