"""What is held leaks nowhere before it is released, and is then a proposal like any other; bundles carry no more."""

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


def test_it_leaks_nowhere(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = draft.printed(), draft.snapshot().printed_json(), str(draft.tally()), draft.proposals()
    since = draft.snapshot().since(AT)
    held(draft)
    assert (draft.printed(), draft.snapshot().printed_json(), str(draft.tally()), draft.proposals()) == before
    assert draft.snapshot().since(AT) == since
    draft.issue_to(tmp_path / "pack", "PM2", at=AT)
    papers = b"".join(file.read_bytes() for file in (tmp_path / "pack").rglob("*") if file.is_file())
    for command in ("proposals", "status", "since", "acts", "consolidate", "delegations", "decisions", "fates"):
        main([command, str(draft.path), *(["PM2"] if command == "since" else [])])
    said = capsys.readouterr()
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    sent = b""
    for n, what in enumerate((bundle(draft.snapshot()), bundle(draft.snapshot(), holds=Holds.WHOLE))):
        (tmp_path / f"{n}.bundle").write_bytes(what)
        subprocess.run(["git", "clone", "-q", "--mirror", tmp_path / f"{n}.bundle", tmp_path / f"{n}.git"], check=True)
        sent += objects(tmp_path / f"{n}.git") + refs(tmp_path / f"{n}.git").encode()
    everything = papers + said.out.encode() + said.err.encode() + objects(tmp_path / "public") + sent
    assert SECRET not in everything
    assert b"refs/heads/held" not in sent
    assert draft.problems() == ()
    main(["held", str(draft.path)])
    assert "Brum  EMBARGOED.md  received 2026-05-01 12:00  until released" in capsys.readouterr().out


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
    "damage", [lambda d: d[:-20], lambda d: d[:200] + b"x" + d[201:], lambda d: b"# v2 git bundle\n"]
)
def test_a_damaged_bundle_is_refused(draft: Draft, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x").write_bytes(damage(bundle(draft.snapshot())))
    before = refs(draft.path)
    assert main(["fetch", str(draft.path), str(tmp_path / "x")]) in (0, 3)
    assert refs(draft.path) == before
