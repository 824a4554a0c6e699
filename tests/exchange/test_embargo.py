"""What is held leaks nowhere before it is released, and is then a proposal like any other; bundles carry no more."""

import shutil
import subprocess
from pathlib import Path

import pytest
from folders import git, refs

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.acts.holding import hold, holdings, release
from amendtrack.errors import InputRefused
from amendtrack.exchange.bundling import Holds, bundle
from amendtrack.exchange.fetching import fetch
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.remote import Remote
from amendtrack.record.envelopes import Envelope
from amendtrack.record.registers import read_register
from amendtrack.record.times import moment

AT, LATER = "2026-05-01 09:00", "2026-05-03 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
SECRET = b"EMBARGOED"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    register = read_register("code,name\nARD,Arda\nBRU,Brum\n")
    made = Draft.init(tmp_path / "draft", BASE, title="Plan", at=AT, delegations=register, durability="fast")
    made.propose(BASE.replace("all", "known"), by="Arda", received=AT)
    made.set_publication("proposals", at=AT)
    return made


def held(draft: Draft, until: str = "") -> str:
    envelope = Envelope("Brum", moment("2026-05-01 12:00", "UTC"), "EMBARGOED.md", title="EMBARGOED")
    data = BASE.replace("Help", "EMBARGOED").encode()
    done = draft.on_disk.perform(lambda now: hold(now, data, envelope, until=until, at="2026-05-01 12:00"), "")
    return done.name


def objects(repository: Path) -> bytes:
    listed = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").encode()
    batch = ["git", "-C", str(repository), "cat-file", "--batch"]
    return subprocess.run(batch, input=listed, capture_output=True, check=True).stdout


def every_byte(folder: Path) -> bytes:
    """Every file below a folder, its name, and every object of a repository as it is when read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = b"".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in files)
    return found + (objects(folder) + refs(folder).encode() if (folder / "objects").is_dir() else b"")


def mirror(source: Path, folder: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--mirror", source, folder], check=True)
    return folder


COMMANDS = "proposals status since acts consolidate delegations decisions fates verify doctor collisions annex tally"
SECRETS = (SECRET, b"2031-07-19")
"""What the held file says, its name and title; and until when it is held."""


def test_it_leaks_nowhere(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = draft.printed(), draft.snapshot().printed_json(), str(draft.tally()), draft.proposals()
    since = draft.snapshot().since(AT)
    name = held(draft, until="2031-07-19 05:00")
    assert (draft.printed(), draft.snapshot().printed_json(), str(draft.tally()), draft.proposals()) == before
    assert draft.snapshot().since(AT) == since
    draft.issue_to(tmp_path / "pack", "PM2", at=AT)
    capsys.readouterr()
    for command in COMMANDS.split():
        main([command, str(draft.path), *(["PM2"] if command == "since" else [])])
        main([command, str(draft.path), *(["PM2"] if command == "since" else []), "--json"])
    said = "".join(capsys.readouterr()).encode()
    assert f"A file under embargo, as {name}".encode() in said
    assert main(["export", str(draft.path), "--all", str(tmp_path / "export")]) == 0
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    mirror(tmp_path / "public", tmp_path / "mirror of the public")
    mirror(draft.path, tmp_path / "a colleague's")
    for n, what in enumerate((bundle(draft.snapshot()), bundle(draft.snapshot(), holds=Holds.WHOLE))):
        (tmp_path / f"{n}.bundle").write_bytes(what)
        mirror(tmp_path / f"{n}.bundle", tmp_path / f"of bundle {n}")
    out = [path for path in tmp_path.iterdir() if path.name not in ("draft",)]
    assert len(out) == 9
    for path in out:
        found = every_byte(path) if path.is_dir() else path.read_bytes()
        assert len(found) > 500 and not any(secret in found for secret in SECRETS), path
    assert not any(secret in said for secret in SECRETS)
    assert not any(secret in every_byte_but_the_embargo(draft.path) for secret in SECRETS)
    assert SECRET in every_byte(draft.path / "embargo")
    assert draft.problems() == ()
    main(["held", str(draft.path)])
    shown = "Brum  EMBARGOED.md  received 2026-05-01 12:00  until 2031-07-19 05:00"
    assert shown in capsys.readouterr().out


def every_byte_but_the_embargo(draft: Path) -> bytes:
    files = [path for path in draft.rglob("*") if path.is_file() and "embargo" not in path.parts]
    return b"".join(path.read_bytes() for path in files) + objects(draft)


def test_another_desk_knows_that_something_is_held_and_cannot_read_it(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = held(draft, until="2026-05-02 09:00")
    other = mirror(draft.path, tmp_path / "other")
    assert main(["held", str(other)]) == 0
    assert "the held file is not in this copy" in capsys.readouterr().out
    assert main(["release", str(other), "--at", LATER]) == 0
    assert "nothing is due" in capsys.readouterr().out
    assert main(["release", str(other), name, "--at", LATER]) == 3
    assert "it is at the desk that took it in" in capsys.readouterr().err
    assert main(["release", str(draft.path), "--at", LATER]) == 0
    assert main(["fetch", str(other), str(draft.path), "--at", LATER]) == 0
    assert "EMBARGOED" in Draft.open(other).printed()


def test_damage_to_what_is_held_is_seen(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    name = held(draft)
    commit = holdings(draft.snapshot())[0].commit
    (draft.path / "embargo" / "objects" / commit[:2] / commit[2:]).write_bytes(b"")
    assert len([line for line in draft.problems() if "held" in line]) == 1
    assert main(["doctor", str(draft.path)]) != 0
    assert f"embargo/refs/heads/held/{name}" in "".join(capsys.readouterr())
    assert main(["release", str(draft.path), name]) == 4


def test_a_branch_of_what_is_held_that_is_gone_is_seen_and_put_back(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where another desk took it in, nothing is lost; where this one did, every command says so."""
    other = mirror(draft.path, tmp_path / "other")
    name = held(draft)
    assert main(["fetch", str(other), str(draft.path), "--at", AT]) == 0
    held(Draft.open(other, durability="fast"), until="2026-05-03 09:00")
    assert main(["fetch", str(draft.path), str(other), "--at", AT]) == 0
    capsys.readouterr()
    assert main(["status", str(draft.path)]) == 0
    assert "embargo" not in capsys.readouterr().err
    (draft.path / "embargo/refs/heads/held" / name).unlink()
    assert main(["status", str(draft.path)]) == 4
    assert f"the branch of the file held under embargo as {name} is gone" in capsys.readouterr().err
    assert main(["doctor", str(draft.path)]) == 4
    said = capsys.readouterr().out
    assert f"embargo-missing: {name}: " in said and said.count("embargo") == 2
    assert main(["doctor", str(draft.path), "--mend", "--at", AT, "--by", "Ann"]) == 0
    capsys.readouterr()
    assert main(["status", str(draft.path)]) == 0
    assert main(["release", str(draft.path), name, "--early", "--at", LATER]) == 0


@pytest.mark.parametrize("what", ["the folder", "what is in it", "branch and objects", "the file alone"])
def test_what_is_held_and_gone_altogether_is_named_by_every_command(
    what: str, draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """But not where another desk took it in."""
    name, kept = held(draft), draft.path / "embargo"
    other = mirror(draft.path, tmp_path / "other")
    match what:
        case "the folder":
            shutil.rmtree(kept)
        case "what is in it":
            shutil.rmtree(kept)
            kept.mkdir()
        case "branch and objects":
            shutil.rmtree(kept / "refs/heads/held")
            shutil.rmtree(kept / "objects")
            (kept / "objects/pack").mkdir(parents=True)
        case _:
            blob = git(kept, "rev-parse", f"held/{name}:content").strip()
            (kept / "objects" / blob[:2] / blob[2:]).unlink()
    for command in ("proposals", "status", "held", "acts", "fates", "decisions", "release"):
        assert main([command, str(draft.path)]) == 4
        said = capsys.readouterr()
        assert f"the file held under embargo as {name} is gone, and so is what it held" in said.err
    assert main(["doctor", str(draft.path)]) == 4
    assert f"embargo-missing: {name}" in capsys.readouterr().out
    assert main(["status", str(other)]) == 0
    (draft.path / "amendtrack.held").unlink()
    assert main(["status", str(draft.path)]) == 0


def test_it_is_then_a_proposal_like_any_other(draft: Draft) -> None:
    name = held(draft, until="2026-05-02 09:00")
    draft.propose(BASE.replace("year", "month"), by="Brum", received=AT)
    with pytest.raises(InputRefused, match="held until 2026-05-02 09:00"):
        draft.on_disk.perform(lambda now: release(now, name, at="2026-05-02 08:00"), "")
    assert main(["release", str(draft.path), "--at", LATER]) == 0
    entry = draft.proposal("BRU-2")
    assert (entry.title, f"{entry.received:%Y-%m-%d %H:%M}") == ("EMBARGOED", "2026-05-01 12:00")
    assert "EMBARGOED" in draft.printed()
    assert [each.released for each in holdings(draft.snapshot())] == ["BRU-2"]
    assert main(["release", str(draft.path), "--at", LATER]) == 0
    assert len(draft.proposals()) == 3
    assert draft.problems() == ()


def test_what_would_be_refused_is_refused_at_once(draft: Draft) -> None:
    envelope = Envelope("Brum", moment(AT, "UTC"), "x.md")
    with pytest.raises(InputRefused, match="no change"):
        draft.on_disk.perform(lambda now: hold(now, BASE.encode(), envelope, at=AT), "")
    with pytest.raises(InputRefused, match="end before it begins"):
        draft.on_disk.perform(lambda now: hold(now, BASE.encode(), envelope, until="2026-04-01", at=AT), "")


def test_a_bundle_brings_a_colleague_what_is_new(draft: Draft, tmp_path: Path) -> None:
    whole, file = tmp_path / "other", tmp_path / "plan.bundle"
    assert main(["bundle", str(draft.path), "--whole", "-o", str(file)]) == 0
    subprocess.run(["git", "clone", "--quiet", "--mirror", str(file), str(whole)], check=True)
    draft.propose(BASE.replace("year", "month"), by="Brum", received=AT)
    assert main(["bundle", str(draft.path), "--whole", "-o", str(file)]) == 0
    other = Draft.open(whole, durability="fast")
    assert fetch(other, Remote.named(str(file)), at=AT).joined.acts == 1
    assert refs(whole) == refs(draft.path)
    assert other.problems() == ()


def test_one_delegations_proposals_alone(draft: Draft, tmp_path: Path) -> None:
    draft.propose(BASE.replace("year", "BRUM"), by="Brum", received=AT)
    (tmp_path / "ard").write_bytes(bundle(draft.snapshot(), delegation="Arda"))
    subprocess.run(["git", "clone", "--quiet", "--mirror", tmp_path / "ard", tmp_path / "ar.git"], check=True)
    assert [line.split("\t")[1] for line in refs(tmp_path / "ar.git").splitlines()] == [
        "refs/heads/main",
        "refs/heads/proposals/ard/1",
        "refs/tags/rev/Rev.0",
    ]
    assert b"BRUM" not in objects(tmp_path / "ar.git")
    assert str(fetch(draft, Remote.named(str(tmp_path / "ard")), at=AT)).startswith("nothing new")


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-20], lambda d: d[:200] + b"x" + d[201:], lambda d: b"# v2 git bundle\n", lambda d: d[:30]]
)
def test_a_damaged_bundle_is_refused(draft: Draft, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x").write_bytes(damage(bundle(draft.snapshot())))
    before = refs(draft.path)
    assert main(["fetch", str(draft.path), str(tmp_path / "x")]) == 3
    assert refs(draft.path) == before


def test_a_name_that_is_no_text_is_left(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit = git(draft.path, "rev-parse", "main").strip().encode()
    data = bundle(draft.snapshot()).replace(b"bundle\n", b"bundle\n" + commit + b" refs/heads/\xff\xfe\n", 1)
    (tmp_path / "x").write_bytes(data)
    assert main(["fetch", str(draft.path), str(tmp_path / "x")]) == 0
    assert "not a branch or tag of a draft" in "".join(capsys.readouterr())
