"""A server that has never seen the draft, to which the desk publishes what was recorded since: everything arrives."""

from pathlib import Path

import pytest
from folders import refs
from servers import find_amendtrack
from signing import needs_ssh_keygen, new_key, public

from amendtrack.cli import main
from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.signing import Signer
from amendtrack.draft.git.store import Store
from amendtrack.errors import InputRefused
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.remote import Remote
from amendtrack.exchange.serving import serve_init
from amendtrack.record.registers import read_register

AT, LATER, LAST = "2026-05-01 09:00", "2026-05-02 09:00", "2026-05-03 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
DESK = [("ann", "secretariat")]


def opened(place: Path) -> Draft:
    register = read_register("code,name\nARD,Arda\n")
    draft = Draft.init(place, BASE, title="Plan", at=AT, delegations=register, durability="fast")
    draft.set_publication("proposals", at=AT)
    draft.propose(BASE.replace("all", "known"), by="Arda", received=AT)
    return draft


def served(place: Path, **how: object) -> Path:
    serve_init(place, signed=bool(how.get("first_key")), users=DESK, **how)  # type: ignore[arg-type]
    find_amendtrack(place)
    return place


def test_the_first_proposals_go_out_with_the_register_that_knows_their_delegations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, server = opened(tmp_path / "draft"), served(tmp_path / "server")
    monkeypatch.setenv("AMENDTRACK_USER", "ann")
    assert publish(draft.snapshot(), Remote.named(str(server))).moved == (
        "about", "main", "proposals/ard/1", "rev/Rev.0",
    )  # fmt: skip
    draft.propose(BASE.replace("every year", "each day"), by="Brum", received=LATER, unregistered="added")
    assert publish(draft.snapshot(), Remote.named(str(server))).moved == ("about", "proposals/bru/1")
    assert verify(Store(server)).findings == ()


@needs_ssh_keygen
@pytest.mark.parametrize("kind", ["signed", "named"])
def test_keys_go_out_before_what_they_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    office, next_one = new_key(tmp_path / "keys", "office"), new_key(tmp_path / "keys", "next")
    draft = opened(tmp_path / "draft").signed_by(office)
    server = served(tmp_path / "server", **({"first_key": public(office)} if kind == "signed" else {}))
    remote = Remote.named(str(server))
    monkeypatch.setenv("AMENDTRACK_USER", "ann")
    if kind == "named":
        publish(draft.snapshot(), remote, draft.on_disk.signer)
    draft.add_key("secretariat", public(office), at=LATER)
    publish(draft.snapshot(), remote, draft.on_disk.signer)
    draft.add_key("secretariat", public(next_one), at=LATER)
    draft = draft.signed_by(next_one)
    draft.propose(BASE.replace("every year", "each day"), by="Arda", received=LAST, further="additional")
    with pytest.raises(InputRefused, match="not registered"):
        publish(draft.snapshot(), remote, Signer(next_one))
    published = publish(draft.snapshot(), remote, Signer(office))
    assert published.moved == ("about", "proposals/ard/2")
    assert verify(Store(server)).findings == ()


@needs_ssh_keygen
def test_a_server_that_takes_only_signed_pushes_says_what_the_desk_must_do(tmp_path: Path) -> None:
    office, eve = new_key(tmp_path / "keys", "office"), new_key(tmp_path / "keys", "eve")
    draft = opened(tmp_path / "draft").signed_by(office)
    server = served(tmp_path / "server", first_key=public(office))
    with pytest.raises(InputRefused, match="the push is not signed"):
        publish(draft.snapshot(), Remote.named(str(server)))
    draft.add_key("secretariat", public(office), at=LATER)
    with pytest.raises(InputRefused, match="key that is not registered"):
        publish(draft.snapshot(), Remote.named(str(server)), Signer(eve))
    assert refs(server) == ""


@needs_ssh_keygen
def test_nobody_could_push_to_a_signed_server_that_knows_no_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, key = str(tmp_path / "server"), new_key(tmp_path / "keys", "office")
    assert main(["serve-init", server, "--signed"]) == 2
    assert "--first-key" in capsys.readouterr().err
    assert main(["serve-init", server, "--signed", "--first-key", str(key)]) == 3
    assert "private key" in capsys.readouterr().err
    assert not Path(server).exists()
    assert main(["serve-init", server, "--signed", "--first-key", f"{key}.pub"]) == 0


def test_a_login_named_as_the_secretariat_is_not_the_secretariat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server where people choose their names, only a line of ``--as`` makes somebody push for the secretariat."""
    draft, server = opened(tmp_path / "draft"), served(tmp_path / "server")
    monkeypatch.setenv("AMENDTRACK_USER", "secretariat")
    with pytest.raises(InputRefused, match="nothing says who pushes"):
        publish(draft.snapshot(), Remote.named(str(server)))
    assert refs(server) == ""
