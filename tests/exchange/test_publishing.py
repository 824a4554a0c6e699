"""What is let out, and that nothing else is: every object of the public repository is looked at."""

import subprocess
from pathlib import Path

import pytest
from folders import git, refs
from servers import find_amendtrack

from amendtrack.cli import main
from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store
from amendtrack.errors import InputRefused
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.remote import Remote
from amendtrack.exchange.serving import serve_init
from amendtrack.record.record import Attribution
from amendtrack.record.registers import read_register

AT = "2026-05-01 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
REGISTER = "code,name,mail,authors\nARD,Arda,ana@arda.example,Ana Poole\nBRU,Brum,,\nCOL,Colm,,\n"
STAYS = (
    b"VOIDED",
    b"WITHDRAWN",
    b"REMARKED",
    b"arda.example",
    b"Ana Poole",
    b"FILE-AS-RECEIVED",
    b"SUPPORT-NOTE",
    b"RECORDER",
)
"""What may be in no object of a public repository, whatever the rule."""


def negotiated(place: Path) -> Draft:
    made = Draft.init(place, BASE, title="Plan", at=AT, delegations=read_register(REGISTER), durability="fast")
    made.propose(
        BASE.replace("all", "known"), by="Arda", received=AT, channel="mail from ana@arda.example", recorder="RECORDER"
    )
    made.propose(BASE.replace("Help", "VOIDED"), by="Brum", received=AT)
    made.void("BRU-1", reason="VOIDED by mistake", at=AT)
    made.propose(
        b'para 3: replace "year" by "month"\n',
        by="Brum",
        received=AT,
        further="additional",
        filename="FILE-AS-RECEIVED.txt",
    )
    made.propose(BASE.replace("Help", "WITHDRAWN"), by="Colm", received=AT)
    made.withdraw("COL-1", at=AT)
    made.support("Colm", "ARD-1", note="SUPPORT-NOTE", at=AT)
    return made


def objects(repository: Path) -> bytes:
    """Every object in a repository, and every ref and setting."""
    listed = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").encode()
    batch = ["git", "-C", str(repository), "cat-file", "--batch"]
    return subprocess.run(batch, input=listed, capture_output=True, check=True).stdout + refs(repository).encode()


@pytest.mark.parametrize(
    "rule", ["proposals", *(pytest.param(rule, marks=pytest.mark.long) for rule in ("issued", "proposals-after-issue"))]
)
@pytest.mark.parametrize("names", list(Attribution))
def test_nothing_leaks(tmp_path: Path, rule: str, names: Attribution) -> None:
    draft = negotiated(tmp_path / "draft")
    draft.set_attribution(names, at=AT)
    draft.set_publication(rule, at=AT)
    draft.issue("PM2", at=AT)
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    draft.propose(BASE.replace("every year", "LATER"), by="Brum", received=AT, replaces="BRU-2")
    draft.comment("Colm", "REMARKED upon", on="2", at=AT)
    draft.revise(BASE.replace("all", "known"), label="Rev.1", at=AT)
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    everything = objects(tmp_path / "public")
    assert [words for words in STAYS if words in everything] == []
    if names is Attribution.NONE:
        assert [name for name in (b"Arda", b"Brum", b"ARD", b"BRU", b"ard/", b"bru/") if name in everything] == []
    assert (b"LATER" in everything) == (rule == "proposals" and names is Attribution.NAMED)
    assert git(tmp_path / "public", "fsck", "--strict") == ""
    assert "secretariat" not in refs(tmp_path / "public")


def test_a_text_issued_with_names_stays_at_home_once_names_are_withheld(tmp_path: Path) -> None:
    draft, public = negotiated(tmp_path / "draft"), tmp_path / "public"
    draft.set_publication("issued", at=AT)
    draft.issue("PM1", at=AT)
    draft.set_attribution("none", at=AT)
    draft.issue("PM2", at=AT)
    publish(draft.snapshot(), Remote.named(str(public)))
    assert "consolidated/pm2" in refs(public)
    assert "consolidated/pm1" not in refs(public)
    everything = objects(public)
    assert [name for name in (b"Arda", b"Brum", b"ARD", b"BRU", b"ard/", b"bru/") if name in everything] == []


def test_what_is_let_out_is_what_the_rule_says(tmp_path: Path) -> None:
    draft, public = negotiated(tmp_path / "draft"), tmp_path / "public"
    with pytest.raises(InputRefused, match="nothing of this draft is published"):
        publish(draft.snapshot(), Remote.named(str(public)))
    assert not public.exists()
    draft.set_publication("proposals-after-issue", at=AT)
    publish(draft.snapshot(), Remote.named(str(public)))
    assert "proposals" not in refs(public)
    draft.issue("PM2", at=AT)
    done = publish(draft.snapshot(), Remote.named(str(public)))
    assert done.moved == ("consolidated/pm2", "proposals/ard/1", "proposals/bru/2")
    assert git(public, "show", "consolidated/pm2:en.md") == draft.snapshot().issued("PM2")
    parents = git(public, "show", "--no-patch", "--format=%P", "consolidated/pm2").split()
    named = [git(public, "rev-parse", ref).strip() for ref in ("main", "proposals/ard/1", "proposals/bru/2")]
    assert parents == named


@pytest.mark.long
def test_a_server_takes_what_was_issued_also_when_it_was_sent_again_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook judges each proposal in an issued text as one of its delegation's, whether a branch names it or not."""
    draft, server = negotiated(tmp_path / "draft"), tmp_path / "server"
    draft.set_publication("proposals-after-issue", at=AT)
    serve_init(server, signed=False, users=[("ann", "secretariat")])
    find_amendtrack(server)
    monkeypatch.setenv("AMENDTRACK_USER", "ann")
    publish(draft.snapshot(), Remote.named(str(server)))
    draft.issue("PM2", at=AT)
    draft.propose(BASE.replace("every year", "each day"), by="Brum", received=AT, replaces="BRU-2")
    there = ("consolidated/pm2", "proposals/ard/1", "proposals/bru/2")
    assert publish(draft.snapshot(), Remote.named(str(server))).moved == there
    assert b"each day" not in objects(server)
    draft.issue("PM2", at=AT, reissue="allowed")
    draft.propose(BASE.replace("every year", "each week"), by="Brum", received=AT, replaces="BRU-2")
    draft.withdraw("BRU-2", at=AT)
    assert publish(draft.snapshot(), Remote.named(str(server))).moved == ("consolidated/pm2",)
    publish(draft.snapshot(), Remote.named(str(tmp_path / "fresh")))
    for place in (server, tmp_path / "fresh"):
        found = verify(Store(place))
        assert found.findings == ()
        assert any("published without BRU-2, so nobody can compare" in note for note in found.notes)
        assert b"each week" not in objects(place)


@pytest.mark.long
def test_publishing_again_goes_forward_only(tmp_path: Path) -> None:
    """A server that refuses rewriting and deleting takes every later state, and nothing is sent twice."""
    draft, public = negotiated(tmp_path / "draft"), tmp_path / "public"
    draft.set_publication("proposals", at=AT)
    subprocess.run(["git", "init", "--quiet", "--bare", str(public)], check=True)
    for setting in ("receive.denyNonFastForwards", "receive.denyDeletes"):
        git(public, "config", setting, "true")
    moved = []
    for change in (
        lambda: draft.issue("PM2", at=AT),
        lambda: draft.propose(BASE.replace("year", "day"), by="Brum", received=AT, replaces="BRU-2"),
        lambda: draft.void("ARD-1", reason="by mistake", at=AT),
        lambda: draft.issue("PM2", at=AT, reissue="allowed"),
        lambda: draft.set_attribution("none", at=AT),
        lambda: draft.issue("PM3", at=AT),
        lambda: draft.set_attribution("named", at=AT),
        lambda: draft.revise(BASE.replace("all", "known"), label="Rev.1", at=AT),
    ):
        change()
        done = publish(draft.snapshot(), Remote.named(str(public)))
        assert not done.notes, done
        moved.append(len(done.moved))
        before = refs(public)
        assert publish(draft.snapshot(), Remote.named(str(public))).moved == ()
        assert refs(public) == before
    assert moved == [6, 1, 0, 1, 1, 1, 1, 3], "a void proposal that was let out stays, and is not let out again"


def test_what_somebody_else_pushed_is_left_alone(tmp_path: Path) -> None:
    draft, public = negotiated(tmp_path / "draft"), tmp_path / "public"
    draft.set_publication("proposals", at=AT)
    publish(draft.snapshot(), Remote.named(str(public)))
    person = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    tip = git(public, *person, "commit-tree", "main^{tree}", "-p", "proposals/ard/1", "-m", "x").strip()
    git(public, "update-ref", "refs/heads/proposals/ard/1", tip)
    done = publish(draft.snapshot(), Remote.named(str(public)))
    assert done.notes == ("proposals/ard/1: somebody has pushed to it since; fetch takes that in",)
    assert git(public, "rev-parse", "proposals/ard/1").strip() == tip


@pytest.mark.parametrize(
    "typed",
    [
        "-oProxyCommand=x",
        "--upload-pack=x",
        "ext::sh -c x",
        "http://x/y",
        "git://x/y",
        "ssh://-x/y",
        "a\nb",
        "",
        "fd::1",
        "x" * 100_000,
        f"file://{'x' * 100_000}",
    ],
)
def test_other_ways_are_refused(typed: str) -> None:
    with pytest.raises(InputRefused):
        Remote.named(typed)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    negotiated(tmp_path / "draft")
    at = str(tmp_path / "draft")
    assert main(["publish", at, str(tmp_path / "public")]) == 3
    assert main(["publication", at, "issued"]) == 0
    assert main(["publish", at, str(tmp_path / "public")]) == 0
    assert main(["publish", at, str(tmp_path / "public")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Recorded the rule: the draft's revisions and the texts issued are published"
    assert said[1:] == [
        f"Published to {tmp_path}/public: 3 branches and tags",
        f"already published to {tmp_path}/public",
    ]
