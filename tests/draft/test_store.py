"""The door to git: what it says is recorded is there, and what is damaged is said to be."""

import os
import subprocess
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from amendtrack.draft.git import file_locks, lock
from amendtrack.draft.git.commits import NewCommit, Person, made
from amendtrack.draft.git.store import Durability, Store
from amendtrack.errors import Busy, InputRefused, NotRecorded, RecordDamaged

AT = datetime(2026, 5, 4, 18, 30, tzinfo=timezone(timedelta(hours=-5)))
ANNA = Person("Anna", "anna@amendtrack.invalid")
REF = "refs/heads/main"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def record(store: Store, text: bytes, *, onto: str = "", ref: str = REF, path: str = "en.md") -> str:
    with store.recording():
        commit = store.write(
            {path: text},
            parents=[onto] if onto else [],
            author=ANNA,
            committer=ANNA,
            at=AT,
            message="A\n",
            onto=onto,
        )
        store.move(ref, commit, store.tip(ref))
        store.prove()
    return commit


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "draft", durability=Durability.FAST)


def loose(store: Store, name: str) -> Path:
    return store.path / "objects" / name[:2] / name[2:]


def test_what_is_written_is_read_back_by_us_and_by_git(store):
    first = record(store, b"one\r\n")
    second = record(store, "zwei – два".encode(), onto=first, path="received/NOR-1/a b.md")
    assert store.tip(REF) == second
    assert store.commit(second).parents == (first,)
    files = store.files(second)
    assert {path: store.blob(blob) for path, blob in files.items()} == {
        "en.md": b"one\r\n",
        "received/NOR-1/a b.md": "zwei – два".encode(),
    }
    assert store.files(second, under=["en.md"]).keys() == {"en.md"}
    assert git(store.path, "show", "main:en.md") == "one\n" or git(store.path, "show", "main:en.md") == "one\r\n"
    assert git(store.path, "log", "-1", "--format=%an %ae %ai %s").strip() == (
        "Anna anna@amendtrack.invalid 2026-05-04 18:30:00 -0500 A"
    )
    assert git(store.path, "fsck", "--strict", "--full") == ""


def test_packed_objects_and_refs_are_read_as_loose_ones(store):
    commit = record(store, b"one\n")
    git(store.path, "gc", "-q")
    assert not loose(store, commit).exists()
    assert not (store.path / REF).exists()
    again = Store(store.path)
    assert again.tip(REF) == commit
    assert again.refs() == ({REF: commit}, {})
    assert again.blob(again.files(commit)["en.md"]) == b"one\n"
    later = record(again, b"two\n", onto=commit)
    assert again.refs() == ({REF: later}, {})


@pytest.mark.parametrize("name", ["A\nparent 000", "A <b@c>", "...", "\x1b[2J", "", "A\0B", "España, Ltd."])
def test_no_name_breaks_a_commit(store, name):
    with store.recording():
        who = Person(name, "x@amendtrack.invalid")
        commit = store.write({"a": b""}, parents=[], author=who, committer=who, at=AT, message="m\0m\n")
        store.move(REF, commit, None)
    assert git(store.path, "fsck", "--strict", "--full") == ""


def test_a_ref_moves_only_from_what_was_read(store):
    first = record(store, b"one\n")
    other = Store(store.path)
    with other.recording():
        commit = other.write({"en.md": b"two\n"}, parents=[first], author=ANNA, committer=ANNA, at=AT, message="B\n")
        git(
            store.path,
            "update-ref",
            REF,
            git(store.path, "commit-tree", "-m", "x", f"{first}^{{tree}}").strip(),
        )
        with pytest.raises(Busy):
            other.move(REF, commit, first)
        with pytest.raises(Busy):
            other.move(REF, commit, None)
    assert store.tip(REF) != commit


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"junk\n", "junk"),
        (b"ref: refs/heads/other\n", "not a commit"),
        (b"0" * 39, "not a commit"),
        (b"\xff\xfe", "not a commit"),
    ],
)
def test_a_damaged_ref_is_reported_and_never_left_out(store, content, said):
    record(store, b"one\n")
    (store.path / "refs/heads/proposals").mkdir()
    (store.path / "refs/heads/proposals/x").write_bytes(content)
    found, damaged = store.refs()
    assert list(found) == [REF]
    assert said in damaged["refs/heads/proposals/x"]
    with pytest.raises(RecordDamaged, match="proposals/x"):
        store.tip("refs/heads/proposals/x")


def damage(path: Path, how: str, other: Path) -> None:
    data = path.read_bytes()
    path.chmod(0o644)
    match how:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "empty":
            path.write_bytes(b"")
        case "flipped":
            path.write_bytes(data[:-6] + bytes([data[-6] ^ 1]) + data[-5:])
        case "swapped":
            path.write_bytes(other.read_bytes())
        case "longer":
            path.write_bytes(zlib.compress(b"blob 3\0abcd"))
        case "missing":
            path.unlink()


HOWS = ["cut", "empty", "flipped", "swapped", "longer", "missing"]


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("which", ["commit", "tree", "blob"])
def test_a_damaged_object_is_an_error_at_once(store, how, which):
    text = os.urandom(3000).hex().encode()
    commit = record(store, text)
    names = {"commit": commit, "tree": store.commit(commit).tree, "blob": store.files(commit)["en.md"]}
    other = loose(store, names["tree" if which != "tree" else "blob"])
    damage(loose(store, names[which]), how, other)
    began = time.monotonic()
    with pytest.raises(RecordDamaged) as found:
        fresh = Store(store.path)
        fresh.blob(fresh.files(commit)["en.md"])
    assert names[which] in str(found.value)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("how", HOWS)
def test_recording_the_same_again_heals_a_damaged_object(store, how):
    text = os.urandom(3000).hex().encode()
    commit = record(store, text)
    damage(loose(store, store.files(commit)["en.md"]), how, loose(store, commit))
    assert record(Store(store.path), text) == commit
    assert Store(store.path).blob(store.files(commit)["en.md"]) == text
    assert git(store.path, "fsck", "--strict", "--full") == ""


def test_a_write_that_cannot_be_made_is_never_called_recorded(store):
    commit = record(store, b"one\n")
    blocked = []
    for n in range(256):
        folder = store.path / "objects" / f"{n:02x}"
        if not folder.exists():
            folder.write_bytes(b"")
            blocked.append(folder)
    with pytest.raises(NotRecorded, match="nothing was recorded"):
        for n in range(40):
            record(store, b"%d\n" % n, onto=commit, ref="refs/heads/other")
    for folder in blocked:
        folder.unlink()
    tip = store.tip("refs/heads/other")
    assert tip is None or store.files(tip)
    assert store.tip(REF) == commit
    assert git(store.path, "fsck", "--strict", "--full") == ""


def test_an_object_that_was_never_written_is_noticed(store, monkeypatch):
    commit = record(store, b"one\n")
    monkeypatch.setattr("amendtrack.draft.git.store.write_loose", lambda *_, **__: None)
    with pytest.raises(NotRecorded, match="cannot be read back"):
        record(store, b"two\n", onto=commit)
    assert store.tip(REF) == commit


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(store):
    store.path.chmod(0o555)
    try:
        with pytest.raises(NotRecorded):
            record(store, b"x")
    finally:
        store.path.chmod(0o755)


def test_a_lock_of_git_is_never_removed_and_named_with_its_age(store, monkeypatch):
    monkeypatch.setattr(file_locks, "PATIENCE", 0.05)
    first = record(store, b"one\n")
    lock_of_git = store.path / "refs/heads/main.lock"
    lock_of_git.write_bytes(b"")
    os.utime(lock_of_git, (time.time() - 7300,) * 2)
    with pytest.raises(Busy, match=r"main\.lock: git has locked this: for 2 hours; if no git command .* --mend"):
        record(store, b"two\n", onto=first)
    assert lock_of_git.exists() and store.tip(REF) == first
    lock_of_git.unlink()
    assert store.tip(REF) != record(store, b"two\n", onto=first) == store.tip(REF)


LOCKED = """
import os, sys
from pathlib import Path
from amendtrack.draft.git import file_locks
if sys.argv[3] == "without links":
    def refused(*_): raise OSError(95, "not supported")
    os.link = refused
root = Path(sys.argv[1])
with file_locks.held(root, root / sys.argv[2], b"0" * 40 + b"\\n"):
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a process that can be ended at any moment")
@pytest.mark.parametrize("how", ["links", "without links"])
@pytest.mark.parametrize("name", [REF, "refs/heads/proposals/nor/1", "packed-refs"])
def test_a_lock_that_a_killed_process_of_ours_left_is_known_as_dead_at_once(store, monkeypatch, name, how):
    monkeypatch.setattr(file_locks, "PATIENCE", 0.0)
    first = record(store, b"one\n")
    (store.path / name).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-c", LOCKED, store.path, name, how], check=False)
    assert (store.path / f"{name}.lock").exists()
    second = record(store, b"two\n", onto=first)
    assert store.tip(REF) == second and git(store.path, "fsck", "--strict") == ""
    assert not [p for p in store.path.rglob("*") if p.suffix == ".lock" and p.name != "amendtrack.lock"]
    assert not (store.path / file_locks.MOVING).exists()


def test_whoever_waits_too_long_is_told_for_whom(store):
    with (
        store.recording(),
        pytest.raises(Busy, match=f"process {os.getpid()}"),
        lock.locked(store.path, wait=0.1),
    ):
        pass
    record(store, b"one\n")


@pytest.mark.parametrize("kind", ["nothing", "folder", "work tree", "sha256"])
def test_what_is_no_record_is_refused_in_one_line(tmp_path, kind):
    place = tmp_path / "place"
    match kind:
        case "folder":
            place.mkdir()
        case "work tree":
            subprocess.run(["git", "init", "-q", str(place)], check=True)
        case "sha256":
            subprocess.run(["git", "init", "-q", "--bare", "--object-format=sha256", str(place)], check=True)
    with pytest.raises(InputRefused) as refused:
        Store(place)
    assert "\n" not in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize("part", ["HEAD", "objects"])
def test_a_record_that_lacks_a_part_is_damaged(store, part):
    record(store, b"one\n")
    (store.path / part).rename(store.path.parent / "elsewhere")
    with pytest.raises(RecordDamaged, match=f"{part} is missing; restore"):
        Store(store.path)


def test_entries_that_are_no_plain_files_are_refused(store):
    blob = record(store, b"one\n") and store.files(store.tip(REF))["en.md"]
    for mode, name in (
        (b"120000", b"en.md"),
        (b"160000", b"en.md"),
        (b"100644", b".git"),
        (b"100644", b".."),
        (b"100644", b"a/b"),
    ):
        objects = {}
        tree = made(b"tree", mode + b" " + name + b"\0" + bytes.fromhex(blob), objects)
        commit = made(b"commit", b"tree " + tree.encode() + b"\n\nx\n", objects)
        store.put(NewCommit(commit, objects))
        with pytest.raises(RecordDamaged):
            store.files(commit)


def test_waiting_for_the_disk_is_the_rule(tmp_path, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), real(handle))[1])
    record(Store.create(tmp_path / "a", durability=Durability.FAST), b"x")
    assert not synced
    record(Store.create(tmp_path / "b"), b"x")
    assert bool(synced) == hasattr(os, "O_DIRECTORY")


def test_times_are_kept_with_their_offset(store):
    for at in (
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ):
        assert ANNA.signed(at).endswith(at.strftime(" %z").encode())
