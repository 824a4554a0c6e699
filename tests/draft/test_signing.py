"""Acts signed with SSH keys: as git and ssh-keygen check them, opt-in, and with a register that only grows."""

import os
import subprocess
from pathlib import Path

import pytest
from commands import Run
from folders import git, refs
from signing import needs_ssh_keygen, new_key, public

from amendtrack import Draft, read_register
from amendtrack.cli import main
from amendtrack.custody.verification import verify
from amendtrack.draft.git.signing import Signed, Signer, check_signatures, split_signature
from amendtrack.draft.git.store import Store
from amendtrack.errors import AmendtrackError, InputRefused, NotRecorded, Unknown

pytestmark = needs_ssh_keygen

TEXT = "1. We shall meet.\n\n2. We shall talk.\n"
REGISTER = read_register("code,name\nNRV,Norvia\nGLD,Galdora\n")
DAY = "2009-08-{:02} 10:00"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("office", "next", "nrv", "gld"):
        new_key(folder, name)
    return folder


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    place = tmp_path / "plan"
    return Draft.init(place, TEXT, title="Plan", at="2009-07-17", delegations=REGISTER, durability="fast")


def keyed(draft: Draft, keys: Path, *more: str) -> Draft:
    signed = draft.signed_by(keys / "office")
    signed.add_key("secretariat", public(keys / "office"), at=DAY.format(1))
    for name in more:
        signed.add_key(name, public(keys / name), at=DAY.format(1))
    return signed


def sent(draft: Draft, text: str = TEXT.replace("shall meet", "should meet"), by: str = "NRV", day: int = 2) -> str:
    return draft.propose(text, by=by, received=DAY.format(day)).commit


def judged(draft: Draft, *commits: str) -> str:
    """What git says of signatures, by the register of keys as it is now."""
    allowed = draft.path / "allowed"
    allowed.write_text(git(draft.path, "show", "secretariat:keys"))
    words = ["git", "-C", draft.path, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", *commits]
    return subprocess.run(words, capture_output=True, text=True, check=False).stderr


def test_a_draft_without_keys_is_as_it_was_with_a_key_at_hand(draft: Draft, keys: Path, tmp_path: Path) -> None:
    other = Draft.init(tmp_path / "other", TEXT, title="Plan", at="2009-07-17", delegations=REGISTER, durability="fast")
    sent(draft)
    sent(other.signed_by(keys / "office"))
    assert refs(draft.path) == refs(other.path)


def test_once_the_secretariat_has_a_key_git_accepts_every_commit(draft: Draft, keys: Path) -> None:
    before = set(git(draft.path, "rev-list", "--all").split())
    signed = keyed(draft, keys, "nrv")
    commit = sent(signed)
    signed.issue("PM1", at=DAY.format(3))
    fresh = [c for c in git(draft.path, "rev-list", "--all").split() if c not in before]
    assert len(fresh) == 6
    assert judged(draft, *fresh).count('Good "git" signature for secretariat@amendtrack.invalid') == 6
    assert git(draft.path, "fsck", "--strict") == ""
    assert git(draft.path, "log", "-1", "--format=%an %cn", commit) == "Norvia Secretariat\n"


def test_the_same_record_signed_again_has_the_same_ids(draft: Draft, keys: Path, tmp_path: Path) -> None:
    other = Draft.init(tmp_path / "other", TEXT, title="Plan", at="2009-07-17", delegations=REGISTER, durability="fast")
    sent(keyed(draft, keys))
    sent(keyed(other, keys))
    assert refs(draft.path) == refs(other.path)


def test_nothing_is_recorded_unsigned_or_with_another_key(draft: Draft, keys: Path) -> None:
    keyed(draft, keys, "nrv")
    held = refs(draft.path)
    with pytest.raises(InputRefused, match=r"no key to sign with is given; .*--sign-with"):
        sent(draft)
    with pytest.raises(InputRefused, match="is not one of the secretariat; sign with SHA256:"):
        sent(draft.signed_by(keys / "nrv"))
    with pytest.raises(InputRefused, match="cannot be read: no such file"):
        sent(draft.signed_by(keys / "lost"))
    assert refs(draft.path) == held


def test_the_first_key_registers_itself(draft: Draft, keys: Path) -> None:
    key = public(keys / "office")
    with pytest.raises(InputRefused, match="no key to sign with"):
        draft.add_key("secretariat", key, at=DAY.format(1))
    with pytest.raises(InputRefused, match="is not one of the secretariat"):
        draft.signed_by(keys / "nrv").add_key("secretariat", key, at=DAY.format(1))
    with pytest.raises(InputRefused, match="the secretariat has no key yet"):
        draft.signed_by(keys / "office").add_key("NRV", public(keys / "nrv"), at=DAY.format(1))
    assert draft.signed_by(keys / "office").dry_run().add_key("Secretariat", key, at=DAY.format(1)).outcome.value


def test_keys_are_retired_and_replaced(draft: Draft, keys: Path) -> None:
    signed = keyed(draft, keys, "nrv")
    first = sent(signed)
    with pytest.raises(InputRefused, match="only key of the secretariat"):
        signed.retire_key("secretariat", at=DAY.format(4))
    signed.add_key("secretariat", public(keys / "next"), at=DAY.format(4))
    with pytest.raises(Unknown, match="has 2 keys"):
        signed.retire_key("secretariat", at=DAY.format(5))
    office = Signer(keys / "office").key("secretariat").fingerprint
    assert "retired" in str(signed.retire_key(office, at=DAY.format(5)))
    with pytest.raises(InputRefused, match="is retired; sign with"):
        sent(signed, by="GLD")
    late = sent(draft.signed_by(keys / "next"), by="GLD", day=3)
    assert judged(draft, first, late).count("Good") == 2
    assert str(draft.signed_by(keys / "next").retire_key("NRV", at=DAY.format(6))).startswith("Recorded the key")
    assert str(draft.signed_by(keys / "next").retire_key("NRV", at=DAY.format(6))).startswith("already")
    lines = git(draft.path, "show", "secretariat:keys").splitlines()
    assert [line.split()[0] for line in lines] == [
        f"{n}@amendtrack.invalid" for n in ("secretariat", "nrv", "secretariat")
    ]
    assert ["valid-before" in line for line in lines] == [True, True, False]


def test_a_retired_key_ends_after_all_that_it_signed(draft: Draft, keys: Path) -> None:
    signed = keyed(draft, keys)
    last = sent(signed, day=20)
    signed.add_key("secretariat", public(keys / "next"), at=DAY.format(4))
    signed.retire_key(Signer(keys / "office").key("secretariat").fingerprint, at=DAY.format(5))
    assert 'valid-before="20090820100000Z"' in git(draft.path, "show", "secretariat:keys")
    assert judged(draft, last).startswith("Good")


def test_a_key_of_a_delegation_may_have_a_first_and_a_last_day(draft: Draft, keys: Path) -> None:
    signed = keyed(draft, keys)
    signed.add_key("Norvia", public(keys / "nrv"), first="2009-08-01", last="2009-12-31", at=DAY.format(2))
    times = 'valid-after="20090801000000Z",valid-before="20091231235959Z"'
    assert times in git(draft.path, "show", "secretariat:keys")
    with pytest.raises(InputRefused, match="leave out --from and --until"):
        signed.add_key("secretariat", public(keys / "next"), first="2009-08-01", at=DAY.format(2))
    with pytest.raises(InputRefused, match="registered already, for nrv"):
        signed.add_key("GLD", public(keys / "nrv"), at=DAY.format(2))
    assert str(signed.add_key("NRV", public(keys / "nrv"), at=DAY.format(2))).startswith("already")


def test_acts_on_keys_are_not_undone(draft: Draft, keys: Path) -> None:
    signed = keyed(draft, keys)
    with pytest.raises(InputRefused, match="the register of keys only grows"):
        signed.undo(len(signed.acts()), at=DAY.format(4))


def test_acts_recorded_together_are_signed_each(draft: Draft, keys: Path) -> None:
    signed = keyed(draft, keys)
    with signed.together():
        sent(signed)
        sent(signed, by="GLD")
    assert judged(draft, "secretariat", "secretariat~1", "proposals/nrv/1", "proposals/gld/1").count("Good") == 4


def test_a_copy_made_from_an_export_keeps_the_signatures(draft: Draft, keys: Path, tmp_path: Path) -> None:
    signed = keyed(draft, keys)
    sent(signed)
    signed.export_all(tmp_path / "files")
    assert refs(Draft.import_all(tmp_path / "again", tmp_path / "files").path) == refs(draft.path)


@pytest.mark.parametrize("program", ["", "exit 1", "echo refused >&2; exit 255", "echo nonsense"])
def test_when_ssh_keygen_is_missing_or_refuses(
    draft: Draft, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    signed = keyed(draft, keys)
    held, folder = refs(draft.path), tmp_path / "bin"
    folder.mkdir()
    if program:
        (folder / "ssh-keygen").write_text(f"#!/bin/sh\n{program}\n")
        (folder / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(NotRecorded, match="nothing was recorded: ssh-keygen") as err:
        sent(signed)
    assert "\n" not in str(err.value)
    monkeypatch.setenv("PATH", os.defpath)
    assert refs(draft.path) == held


def test_a_key_file_that_looks_like_an_option_is_a_file(
    draft: Draft, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "-Y find-principals; touch canary"
    for ending in ("", ".pub"):
        Path(f"{odd}{ending}").write_bytes((keys / f"office{ending}").read_bytes())
        Path(f"{odd}{ending}").chmod(0o600)
    signed = draft.signed_by(odd)
    signed.add_key("secretariat", public(keys / "office"), at=DAY.format(1))
    assert judged(draft, "secretariat").startswith("Good")
    assert not Path("canary").exists()


def test_only_a_good_signature_of_the_whole_commit_passes(keys: Path) -> None:
    raw = b"tree 0\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nHello\n"
    good = split_signature(Signer(keys / "nrv").sign(raw))
    other = split_signature(Signer(keys / "gld").sign(raw))
    file = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "file", "-f", keys / "nrv"], input=raw, capture_output=True, check=True
    )
    damaged = good.signature.replace(b"\n", b"\nA", 1)
    key = Signer(keys / "nrv").key("nrv").blob
    found = check_signatures(
        [good, Signed(raw + b" ", good.signature), Signed(raw, file.stdout), Signed(raw), other, Signed(raw, damaged)]
    )
    assert found == [key, "", "", "", Signer(keys / "gld").key("gld").blob, ""]


def test_the_command_lists_adds_and_retires(
    draft: Draft, keys: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, office = str(draft.path), str(keys / "office")

    def run(*words: str) -> tuple[int, str]:
        code = main(words)
        said = capfd.readouterr()
        return code, said.out + said.err

    assert run("keys", place) == (0, "no keys are registered: nothing need be signed; add the secretariat's first\n")
    assert run("--sign-with", office, "keys", place, "add", "secretariat", f"{office}.pub")[0] == 0
    monkeypatch.setenv("AMENDTRACK_SIGNING_KEY", office)
    assert run("keys", place, "add", "NRV", str(keys / "nrv.pub"), "--until", "2099-01-01")[0] == 0
    assert run("keys", place, "add", "GLD", office)[0] == 3
    assert run("keys", place, "retire", "GLD")[0] == 3
    assert run("keys", place, "add", "GLD")[0] == 2
    assert run("keys", place, "retire", "NRV", "--from", "2009-01-01")[0] == 2
    monkeypatch.delenv("AMENDTRACK_SIGNING_KEY")
    assert run("keys", place, "retire", "NRV")[0] == 3
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "amendtrack" / "signing-key"
    settings.parent.mkdir()
    try:
        settings.write_text(f"{office}\n")
        assert run("keys", place, "retire", "NRV")[0] == 0
    finally:
        settings.unlink()
        settings.parent.rmdir()
    code, shown = run("keys", place)
    assert code == 0
    assert [line.split()[:2] for line in shown.splitlines()] == [["the", "secretariat"], ["Norvia", "ssh-ed25519"]]
    code, shown = run("keys", place, "--json")
    assert '"holder": "nrv"' in shown


def test_every_refusal_is_one_line(draft: Draft, keys: Path, tmp_path: Path) -> None:
    signed = keyed(draft, keys)
    (tmp_path / "private").write_bytes((keys / "nrv").read_bytes())
    for data in (b"", b"\x1b]0;x\x07 AAAA", (keys / "nrv").read_bytes(), b"ssh-rsa AAAA\nssh-rsa BBBB\n"):
        with pytest.raises(AmendtrackError) as err:
            signed.add_key("NRV", data, at=DAY.format(2), place="it")
        assert "\n" not in str(err.value)
        assert "\x1b" not in str(err.value)


def rewound(draft: Draft) -> str:
    """Somebody with git takes the last act back; which it was."""
    last = git(draft.path, "rev-parse", "secretariat").strip()
    git(draft.path, "update-ref", "refs/heads/secretariat", "secretariat~1")
    return last


@pytest.fixture
def put_back(draft: Draft, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("AMENDTRACK_SIGNING_KEY", raising=False)
    signed = keyed(draft, keys, "nrv")
    sent(signed)
    signed.withdraw("NRV-1", at=DAY.format(3))
    signed.note_seen()
    rewound(signed)
    return signed


def test_a_signed_record_that_was_put_back_can_go_on(put_back: Draft, keys: Path, run: Run) -> None:
    command = ("doctor", put_back.path, "--go-on", "--by", "Ann", "--at", DAY.format(4))
    refused = run(*command)
    assert refused.code == 3 and "no key to sign with is given" in refused.err
    done = run("--sign-with", keys / "office", *command)
    assert (done.code, done.out) == (0, "Recorded that the record goes on without 1 act seen before\n")
    assert verify(Store(put_back.path)).findings == ()


def test_what_is_mended_in_a_signed_record_is_signed(put_back: Draft, keys: Path, run: Run) -> None:
    command = ("doctor", put_back.path, "--mend", "--by", "Ann", "--at", DAY.format(4))
    done = run("--sign-with", keys / "office", *command)
    assert done.code == 0 and "put back refs/heads/secretariat" in done.out and "Recorded" in done.out
    assert verify(Store(put_back.path)).findings == ()
    assert judged(put_back, "secretariat").count('Good "git" signature for secretariat') == 1


def test_what_is_mended_and_cannot_be_signed_stays_and_that_is_said(put_back: Draft, run: Run) -> None:
    done = run("doctor", put_back.path, "--mend", "--by", "Ann", "--at", DAY.format(4))
    assert done.code == 0 and "put back refs/heads/secretariat" in done.out
    assert "this is not in the log: the secretariat signs what it records" in done.out
    assert "--sign-with" in done.out and "Recorded" not in done.out
    assert Draft.open(put_back.path).missing() == ()
    assert verify(Store(put_back.path)).findings == ()
