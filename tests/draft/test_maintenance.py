"""A repository is packed by itself now and then: nothing is lost, whatever else happens at that moment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import git
from test_store import REF, record

from amendtrack.draft import Draft
from amendtrack.draft.git import file_locks, maintenance
from amendtrack.draft.git.lock import locked
from amendtrack.draft.git.loose import loose_names, loose_path
from amendtrack.draft.git.maintenance import maintain
from amendtrack.draft.git.store import Durability, Store
from amendtrack.errors import NotRecorded, RecordDamaged

BASE = "1. Wells are dug in spring.\n\n2. Covers are dry.\n"
AT = "2026-05-02T10:00"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A repository with a few commits on several branches."""
    made = Store.create(tmp_path / "draft", durability=Durability.FAST)
    add(made, 3)
    return made


def add(store: Store, many: int) -> None:
    for _ in range(many):
        done = sum("/proposals/" in ref for ref in store.refs()[0])
        commit = record(store, b"%d\n" % done * 40, onto=store.tip(REF) or "", path=f"received/NOR/{done}/a.md")
        with store.recording():
            store.move(f"refs/heads/proposals/nor/{done}", commit, store.tip(f"refs/heads/proposals/nor/{done}"))


def maintained(store: Store) -> None:
    with store.recording():
        store.maintain()


def everything(path: Path) -> dict[str, dict[str, bytes]]:
    """Every file of every branch, through a repository opened afresh."""
    fresh = Store(path)
    refs, damaged = fresh.refs()
    assert not damaged
    return {ref: {p: fresh.blob(blob) for p, blob in fresh.files(commit).items()} for ref, commit in refs.items()}


def checked(path: Path) -> str:
    return git(path, "fsck", "--strict", "--full", "--no-dangling")


def test_packed_branches_are_seen_as_they_are_now_whoever_packs_them(store: Store) -> None:
    """The file is read once while it is the same, and git replaces it too."""
    old, new = store.tip("refs/heads/proposals/nor/1"), store.tip("refs/heads/proposals/nor/2")
    assert old and new and old != new
    for commit in (old, new, old):
        git(store.path, "update-ref", "refs/heads/proposals/nor/1", commit)
        git(store.path, "pack-refs", "--all", "--prune")
        assert store.tip("refs/heads/proposals/nor/1") == commit
    with store.recording(), pytest.raises(NotRecorded, match="there is a ref refs/heads/proposals/nor/1"):
        store.move("refs/heads/proposals/nor/1/a", old, None)
    with store.recording(), pytest.raises(NotRecorded, match=r"there is a ref refs/heads/proposals/nor/\.\.\."):
        store.move("refs/heads/proposals/nor", old, None)
    git(store.path, "update-ref", "-d", "refs/heads/proposals/nor/1")
    assert store.tip("refs/heads/proposals/nor/1") is None
    with store.recording():
        store.move("refs/heads/proposals/nor/1/a", old, None)
    assert everything(store.path).keys() >= {"refs/heads/proposals/nor/1/a", "refs/heads/proposals/nor/2"}


def test_all_is_packed_and_all_is_there(store: Store) -> None:
    reader, before = Store(store.path), everything(store.path)
    maintained(store)
    assert not list(loose_names(store.path))
    assert not [p for p in store.path.glob("refs/heads/proposals/**/*") if p.is_file()]
    assert len(list(store.path.glob("objects/pack/*"))) == 2
    assert everything(store.path) == before and checked(store.path) == ""
    assert reader.refs() == store.refs()
    assert [reader.files(c) for c in store.refs()[0].values()] and reader.tip("refs/heads/proposals/nor/1")
    assert git(store.path, "for-each-ref", "--format=%(refname)").split() == sorted(before)
    maintained(store)  # nothing is left to be done
    add(store, 2)
    assert everything(store.path).items() >= {r: f for r, f in before.items() if r != REF}.items()
    assert checked(store.path) == ""


def test_small_packs_are_joined_and_whoever_had_them_open_reads_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "MANY_PACKS", maintenance.JOINED)
    maintained(store)
    kept = next(store.path.glob("objects/pack/*.pack"))
    kept.with_suffix(".keep").touch()
    readers = []
    for _ in range(maintenance.MANY_PACKS):
        add(store, 1)
        readers.append((Store(store.path), store.tip(REF)))
        maintained(store)
        assert readers[-1][0].files(readers[-1][1])
    before = everything(store.path)
    assert len(list(store.path.glob("objects/pack/*.pack"))) == 2
    assert kept.exists() and everything(store.path) == before and checked(store.path) == ""
    assert all(reader.blob(blob) for reader, tip in readers for blob in reader.files(tip).values())


def test_only_the_oldest_of_many_small_packs_are_joined(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "MANY_PACKS", 4)
    monkeypatch.setattr(maintenance, "JOINED", 2)
    packs = []
    for _ in range(4):
        add(store, 1)
        maintained(store)
        packs.append({p.name for p in store.path.glob("objects/pack/*.pack")})
    before = everything(store.path)
    assert [len(found) for found in packs] == [1, 2, 3, 3]
    assert packs[3] & packs[2] == packs[2] - packs[1]
    assert everything(store.path) == before and checked(store.path) == ""


@pytest.mark.parametrize("length", [0, 10, 18])
def test_a_damaged_object_stays_where_it_is_and_stops_nothing(store: Store, length: int) -> None:
    blob = store.files(store.tip(REF))["received/NOR/0/a.md"]
    place = loose_path(store.path, blob)
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:length])
    maintained(store)
    assert list(loose_names(store.path)) == [blob]
    with pytest.raises(RecordDamaged):
        Store(store.path).blob(blob)


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended at any moment")
@pytest.mark.parametrize("work", ["first", "joining"])
def test_whoever_dies_while_packing_loses_nothing(store: Store, work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is ended at the first, second, third ... thing that it does to a file."""
    monkeypatch.setattr(maintenance, "MANY_PACKS", maintenance.JOINED)
    if work == "joining":
        for _ in range(maintenance.MANY_PACKS - 1):
            add(store, 1)
            maintained(store)
        add(store, 1)
    before = everything(store.path)
    moment = 0
    while dies_at(moment, store.path):
        moment += 1
        assert everything(store.path) == before
        if moment % 10 == 0:
            assert checked(store.path) == ""
        if moment in (5, 15, 30):
            add(store, 1)
            before = everything(store.path)
    assert moment > 20 and checked(store.path) == ""
    assert everything(store.path) == before and not list(store.path.glob("objects/tmp_objdir*"))


def dies_at(moment: int, path: Path) -> bool:
    """Whether a process that packs was ended at that moment; false if it was done before."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [moment]

    def count(event: str, args: tuple[object, ...]) -> None:
        if event in _TOUCHING:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    sys.addaudithook(count)
    try:
        with locked(path):
            maintain(path)
    finally:
        os._exit(0)


_TOUCHING = frozenset(("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir"))


def test_it_runs_by_itself_and_an_act_stands_whatever_becomes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "MANY_OBJECTS", 64)
    monkeypatch.setattr(file_locks, "PATIENCE", 0)
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at=AT, durability="fast")
    (draft.path / "packed-refs.lock").mkdir()  # so that branches cannot be packed
    for n in range(30):
        text = BASE.replace("dry", f"dry for {n} days")
        done = draft.propose(text, by="Norvia", unregistered="added", received=AT, further="additional")
        assert draft.text(done.name) == text
    assert list(draft.path.glob("objects/pack/*.pack"))
    assert len(list(draft.path.glob("refs/heads/proposals/**/*"))) > 30
    (draft.path / "packed-refs.lock").rmdir()
    opened = Draft.open(draft.path)
    assert len(opened.proposals()) == 30 and opened.problems() == () and checked(draft.path) == ""


COLLEAGUE = """
import sys
from amendtrack.draft import Draft
from amendtrack.draft.git import file_locks, maintenance
maintenance.MANY_OBJECTS, maintenance.MANY_PACKS = 64, 3
draft = Draft.open(sys.argv[1], durability="fast")
for n in range(int(sys.argv[3])):
    text = draft.text().replace("dry", f"dry for {n} days of {len(sys.argv[2])}00")
    how = {"unregistered": "added", "further": "additional"}
    done = draft.propose(text, by=sys.argv[2], received="2026-05-02T10:00", **how)
    print(done.name, done.commit, flush=True)
"""


@pytest.mark.long
def test_readers_and_writers_beside_it_lose_nothing(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at=AT, durability="fast")

    def words(who: str) -> list[str]:
        return [sys.executable, "-c", COLLEAGUE, str(draft.path), who, "25"]

    writers = [subprocess.Popen(words(who), stdout=subprocess.PIPE, text=True) for who in ("Norvia", "Galdora", "Brum")]
    while any(writer.poll() is None for writer in writers):
        assert all(draft.snapshot().wording(entry) for entry in draft.proposals())
    said = dict(line.split() for writer in writers for line in writer.communicate()[0].splitlines())
    assert len(said) == 75 and {e.name: e.commit for e in draft.proposals()} == said
    assert draft.problems() == () and checked(draft.path) == ""
    assert len(list(draft.path.glob("objects/pack/*.pack"))) < 6


def test_a_lock_that_we_left_is_known_to_be_dead(store: Store) -> None:
    (store.path / f"{REF}.lock").write_bytes(b"amendtrack\n")
    assert record(store, b"two\n", onto=store.tip(REF) or "") == store.tip(REF)
