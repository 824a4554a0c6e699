"""A repository made by an attacker: nothing runs, hangs, is hidden or written elsewhere; a line says what is wrong."""

import os
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import Copied

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.git.commits import NewCommit, made
from amendtrack.draft.git.loose import loose_path
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.store import Durability, Store
from benchmarks.reliability.damage import AT, BASE, git, sound
from benchmarks.reliability.faults import Ended, within

pytestmark = pytest.mark.skipif(not hasattr(os, "fork") or not hasattr(os, "mkfifo"), reason="needs pipes and children")
SECONDS = 30.0
"""On a machine that is busy with other things; each takes a fraction of one."""
LOOKING = (["proposals"], ["consolidate"], ["acts"], ["status"], ["doctor"])


@pytest.fixture
def plan(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copied(sound, tmp_path / "here" / "plan")


def commands(plan: Path, tmp_path: Path) -> list[Ended]:
    """What every command that looks says, and one that records; none may hang or crash."""
    withdraw = ["withdraw", str(plan), "GAL-1", "--at", AT]
    words = [*([name, str(plan)] for (name,) in LOOKING), withdraw]
    ended = [within(SECONDS, lambda said=said: main(said), tmp_path) for said in words]  # type: ignore[misc]
    for one in ended:
        assert one.code in (0, 1, 3, 4, 5), one
        assert "Traceback" not in one.err and "bug in amendtrack" not in one.err, one
    return ended


def commit_with(plan: Path, *entries: tuple[bytes, bytes, str], message: str = "x\n\nAct: x\n") -> str:
    """Let ``secretariat`` name a commit whose folder has these entries besides its own."""
    store = Store(plan, Durability.FAST)
    tip = store.tip(SECRETARIAT)
    assert tip is not None
    objects: dict[str, tuple[bytes, bytes]] = {}
    raw = store.any_object(store.commit(tip).tree)[1]
    raw += b"".join(mode + b" " + name + b"\0" + bytes.fromhex(at) for mode, name, at in entries)
    who = b"x <x@x> 1300000000 +0000"
    lines = [b"tree " + made(b"tree", raw, objects).encode(), b"parent " + tip.encode(), b"author " + who]
    commit = made(b"commit", b"\n".join([*lines, b"committer " + who, b"", message.encode()]), objects)
    with store.recording():
        store.put(NewCommit(commit, objects))
        store.move(SECRETARIAT, commit, tip)
    return commit


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        (b"120000", b"draft.md"),
        (b"160000", b"module"),
        (b"100755", b"run.sh"),
        (b"100644", b".."),
        (b"40000", b".git"),
        (b"100644", b".GIT"),
        (b"100644", b"a/b"),
        (b"100644", b"draft.json"),
        (b"120000", b"issues"),
        (b"40000", b"decisions"),
        (b"100644", b"\xff\xfe"),
        (b"100644", b"\x1b[2J"),
    ],
)
def test_an_odd_entry_of_the_register(plan: Path, tmp_path: Path, mode: bytes, name: bytes) -> None:
    blob = git(plan, "rev-parse", "main:README.md" if mode != b"40000" else "main^{tree}")
    commit_with(plan, (mode, name, blob))
    said = commands(plan, tmp_path)
    assert all("\x1b" not in one.out + one.err for one in said)
    assert mode != b"120000" or all("README" not in one.out for one in said[:2])


def test_folders_that_hold_each_other_a_million_times(plan: Path, tmp_path: Path) -> None:
    here = git(plan, "rev-parse", "main:README.md")
    kind = "100644 blob"
    for _ in range(8):
        rows = "".join(f"{kind} {here}\tf{n}\n" for n in range(50))
        here, kind = git(plan, "mktree", given=rows.encode()), "040000 tree"
    commit_with(plan, (b"40000", b"proposals", here))
    commands(plan, tmp_path)
    commit_with(plan, (b"40000", b"zzz", here))
    commands(plan, tmp_path)


def programs(plan: Path, canary: Path) -> None:
    """Every setting and hook that git would run a program for, each touching the canary."""
    run = f"touch {canary}; true"
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy",
        "core.alternateRefsCommand", "diff.external", "diff.x.command", "diff.x.textconv", "filter.x.clean",
        "filter.x.smudge", "filter.x.process", "merge.x.driver", "credential.helper", "gpg.program",
        "gpg.ssh.program", "sequence.editor", "uploadpack.packObjectsHook", "alias.log", "pager.log",
    ):  # fmt: skip
        subprocess.run(["git", "-C", plan, "config", key, run], check=True)
    (plan / "hooks").mkdir(exist_ok=True)
    for hook in (
        "pre-receive", "update", "post-receive", "post-update", "reference-transaction", "pre-commit", "post-commit",
        "post-checkout", "pre-auto-gc", "fsmonitor-watchman", "pre-push", "commit-msg",
    ):  # fmt: skip
        (plan / "hooks" / hook).write_text(f"#!/bin/sh\n{run}\n")
        (plan / "hooks" / hook).chmod(0o755)
    (plan / "info").mkdir(exist_ok=True)
    (plan / "info" / "attributes").write_text("* filter=x diff=x merge=x\n")


def test_no_program_runs(plan: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    programs(plan, canary)
    said = commands(plan, tmp_path)
    assert [one.code for one in said] == [0, 0, 0, 0, 1, 0]
    assert said[4].out.count("caution: odd-setting") >= 18 and said[4].out.count("caution: hook") == 12
    sent = tmp_path / "sent.md"
    sent.write_text(BASE.replace("Help", "Aid"))
    for words in (
        ["propose", str(plan), "Norvia", str(sent), "--additional", "--received", AT],
        ["issue", str(plan), "--meeting", "PM1", "--to", str(tmp_path / "pack"), "--at", AT],
        ["export", str(plan), "--all", str(tmp_path / "all")],
    ):
        assert within(SECONDS, lambda words=words: main(words), tmp_path).code == 0  # type: ignore[misc]
    assert not canary.exists()


def included(plan: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (plan / "config").open("a") as file:
        file.write(f"[include]\n\tpath = {tmp_path / 'pipe'}\n")


def broken(plan: Path, _: Path) -> None:
    (plan / "config").write_text("[core\nbare = tr")


def endless(plan: Path, _: Path) -> None:
    (plan / "config").unlink()
    (plan / "config").symlink_to("/dev/zero")


def users_own(_: Path, tmp_path: Path) -> None:
    (Path(os.environ["HOME"]) / ".gitconfig").write_text("[broken\n")


def piped_alternates(plan: Path, _: Path) -> None:
    os.mkfifo(plan / "objects/info/alternates")


def ambiguous(plan: Path, _: Path) -> None:
    tip = git(plan, "rev-parse", "proposals/gal/1")
    for ref in ("refs/tags/main", "refs/tags/secretariat", "refs/heads/HEAD", "refs/main", "refs/secretariat"):
        git(plan, "update-ref", ref, tip)


@pytest.mark.parametrize("attack", [included, broken, endless, users_own, piped_alternates, ambiguous])
def test_what_stands_around_the_record_does_not_matter(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attack: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    attack(plan, tmp_path)
    said = commands(plan, tmp_path)
    assert said[1].code in (0, 4) and "[year / spring – Galdora]" in said[1].out
    if attack is piped_alternates:
        assert said[5].code == 4 and "nothing is recorded while objects of it are in another repository" in said[5].err
        assert main(["doctor", str(plan), "--mend"]) == 0
        said = commands(plan, tmp_path)
    assert "Recorded withdrawal of GAL-1" in said[5].out, "and the draft can be recorded on"
    assert said[5].code == 0


@pytest.mark.parametrize("name", ["amendtrack.lock", "amendtrack.heads", "amendtrack.moving", "amendtrack.packed"])
def test_no_file_elsewhere_is_written_through_a_link(plan: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (plan / name).unlink(missing_ok=True)
    (plan / name).symlink_to(victim)
    commands(plan, tmp_path)
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("name", ["objects", "refs", "refs/heads", "logs", "logs/refs/heads", "objects/pack"])
def test_no_folder_elsewhere_is_written_through_a_link(plan: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    if (plan / name).exists():
        (plan / name).rename(elsewhere)
    else:
        elsewhere.mkdir()
        (plan / name).parent.mkdir(parents=True, exist_ok=True)
    (plan / name).symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    commands(plan, tmp_path)
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("kind", ["huge", "lying", "endless"])
def test_a_huge_object_is_refused_by_its_size(plan: Path, tmp_path: Path, kind: str) -> None:
    size = {"huge": 300_000_000, "lying": 12, "endless": 10**18}[kind]
    packer = zlib.compressobj(1)
    packed = packer.compress(b"blob %d\0" % size)
    packed += b"".join(packer.compress(bytes(1 << 20)) for _ in range(290 if kind != "endless" else 1)) + packer.flush()
    name = "ab" * 20
    place = loose_path(plan, name)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(packed)
    commit_with(plan, (b"100644", b"zz", name))
    import resource

    def little(words: list[str]) -> int:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        code = main(words)
        return 98 if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used > 100_000 else code

    ended = within(SECONDS, lambda: little(["doctor", str(plan)]), tmp_path)
    assert ended.code == 4 and name in ended.out, ended
    assert ("300,000,000 bytes" in ended.out) == (kind == "huge")


@pytest.mark.parametrize("words", [["--object-format=sha256"], ["--ref-format=reftable"]])
def test_formats_that_are_not_supported_are_refused_in_a_line(tmp_path: Path, words: list[str]) -> None:
    place = tmp_path / "x"
    done = subprocess.run(["git", "init", "-q", "--bare", *words, place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this git does not know the format")
    ended = within(SECONDS, lambda: main(["proposals", str(place)]), tmp_path)
    assert ended.code == 3 and ended.err.count("\n") == 1 and "not supported" in ended.err


def test_a_newer_format_is_named_as_such(plan: Path, tmp_path: Path) -> None:
    rules = git(plan, "show", "secretariat:draft.json").replace('"version": 1', '"version": 2')
    blob = git(plan, "hash-object", "-w", "--stdin", given=rules.encode())
    git(plan, "read-tree", "secretariat")
    git(plan, "update-index", "--cacheinfo", f"100644,{blob},draft.json")
    tip = git(plan, "commit-tree", "-m", "x\n\nAct: x", "-p", "secretariat", git(plan, "write-tree"))
    git(plan, "update-ref", "refs/heads/secretariat", tip)
    ended = within(SECONDS, lambda: main(["proposals", str(plan)]), tmp_path)
    assert ended.code == 3 and ended.err.count("\n") == 1
    assert "a newer amendtrack wrote this" in ended.err and "update amendtrack" in ended.err


@pytest.mark.parametrize("when", ["99999999999999999999 +0000", "-5 +0000", "1300000000 +9999", "soon"])
def test_a_time_that_is_none_is_no_crash(plan: Path, tmp_path: Path, when: str) -> None:
    tree = git(plan, "rev-parse", "secretariat^{tree}")
    parent = git(plan, "rev-parse", "secretariat")
    raw = f"tree {tree}\nparent {parent}\nauthor x <x> {when}\ncommitter x <x> {when}\n\nx\n"
    tip = git(plan, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw.encode())
    git(plan, "update-ref", "refs/heads/secretariat", tip)
    commands(plan, tmp_path)


@pytest.mark.long
def test_a_history_of_20_000_commits(plan: Path, tmp_path: Path) -> None:
    first = "from refs/heads/secretariat^0\n"
    rows = []
    for n in range(20_000):
        message = f"Act {n}\n\nAct: meeting\n"
        who = "committer x <x@x> 1300000000 +0000\n"
        rows.append(f"commit refs/heads/secretariat\n{who}data {len(message)}\n{message}{first if not n else ''}\n")
    git(plan, "fast-import", "--quiet", given="".join(rows).encode())
    for words in (["acts", str(plan)], ["doctor", str(plan)], ["withdraw", str(plan), "GAL-1", "--at", AT]):
        ended = within(SECONDS, lambda words=words: main(words), tmp_path)  # type: ignore[misc]
        assert ended.code == 0 and (words[0] != "acts" or ended.out.count("\n") > 20_000), ended.err
    assert len(Draft.open(plan).acts()) > 20_000


@pytest.mark.parametrize("part", [0.1, 0.7])
def test_an_object_cut_off_in_a_repository_that_it_borrows_from_hangs_nothing(
    plan: Path, tmp_path: Path, part: float
) -> None:
    words = (f"word{n * n * n % 9973}" for n in range(9000))  # long, and hard to compress: on such a one libgit2 hangs
    text = f"{BASE}\n4. Report {' '.join(words)}.\n"
    Draft.open(plan).propose(text, by="Galdora", further="additional", received=AT)
    shared = tmp_path / "shared"
    git(tmp_path, "clone", "--quiet", "--mirror", "--shared", str(plan), str(shared))
    cut = loose_path(plan, git(plan, "rev-parse", "proposals/gal/2:en.md"))
    cut.chmod(0o644)
    cut.write_bytes(cut.read_bytes()[: int(cut.stat().st_size * part)])
    said = commands(shared, tmp_path)
    assert all(one.code == 4 for one in said if "GAL-2" in one.err + one.out)
    assert any("GAL-2" in one.err + one.out for one in said)
    assert within(SECONDS, lambda: main(["doctor", str(shared), "--mend"]), tmp_path).code == 4
