"""The steps of docs/security.md, run as they stand with git and ssh-keygen alone, come to the verdict of ``verify``."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import test_verification
from commands import Run
from depth import one_in_three
from folders import git
from signing import needs_ssh_keygen, new_key
from test_verification import ATTACKS, BY_OTHERS, EARLIER, copy, met

from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store

pytestmark = [needs_ssh_keygen, pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")]

keys, signed, plain = test_verification.keys, test_verification.signed, test_verification.plain

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
(STEPS,) = re.findall(r"(?ms)^```bash\n(.*?)^```$", PAGE.read_text(encoding="utf-8"))
ONLY_BY_VERIFY = {"text-altered", "value-altered"}
BY_HAND = [name for name, (fault, _) in ATTACKS.items() if fault not in ONLY_BY_VERIFY]


def said(place: Path) -> list[str]:
    """What the steps print."""
    run = subprocess.run(["bash", "-c", STEPS], cwd=place, capture_output=True, text=True, check=False)
    return run.stdout.splitlines()


def test_by_hand_an_honest_record_gives_no_fault(tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--mirror", str(EARLIER), str(tmp_path / "copy"))
    assert said(tmp_path / "copy") == ["no fault"]
    git(tmp_path / "copy", "update-ref", "refs/heads/secretariat", "secretariat~4")
    assert any(line.startswith("FAULT: consolidated/pm2") for line in said(tmp_path / "copy"))


@pytest.mark.long
def test_by_hand_an_unsigned_record_gives_no_fault(plain: Path) -> None:
    assert said(plain) == ["no fault"]


@pytest.mark.long
@pytest.mark.parametrize("name", one_in_three(BY_HAND))
def test_by_hand_what_is_planted_is_found(name: str, signed: Path, keys: Path, tmp_path: Path) -> None:
    at = copy(signed, tmp_path / "plan")
    ATTACKS[name][1](at, keys)
    assert any(line.startswith("FAULT: ") for line in said(at.place))


@pytest.mark.long
@pytest.mark.parametrize("name", one_in_three(name for name in BY_HAND if name in BY_OTHERS))
def test_by_hand_what_needs_no_key_is_found_in_an_unsigned_draft(
    name: str, plain: Path, keys: Path, tmp_path: Path
) -> None:
    at = copy(plain, tmp_path / "plan")
    ATTACKS[name][1](at, keys)
    assert any(line.startswith("FAULT: ") for line in said(at.place))


@pytest.mark.long
def test_by_hand_two_copies_that_came_together_give_no_fault(signed: Path, keys: Path, tmp_path: Path) -> None:
    """Both had given one number to two proposals, and keys came, ended, and ended earlier than was said."""
    assert [said(draft.path) for draft in met(signed, keys, tmp_path)] == [["no fault"]] * 2


@pytest.mark.long
@pytest.mark.parametrize("retired", ["before", "after"])
def test_by_hand_a_key_counts_for_what_was_recorded_before_it_ended(retired: str, tmp_path: Path, run: Run) -> None:
    """Also for a commit that the registers do not name: the delegation's own, on which the recorded one was made."""
    office, norvia = new_key(tmp_path, "office"), new_key(tmp_path, "norvia")
    plan, public, clone = tmp_path / "plan", tmp_path / "public", tmp_path / "clone"
    (tmp_path / "base.md").write_text("1. We shall meet.\n")
    (tmp_path / "register.csv").write_text("code,name\nNRV,Norvia\n")
    at, sign = ("--at", "2026-05-01"), ("--sign-with", office)
    named = ("--delegations", tmp_path / "register.csv")
    assert run("init", plan, "--text", tmp_path / "base.md", "--title", "Plan", *named, *at).code == 0
    assert run(*sign, "keys", plan, "add", "secretariat", f"{office}.pub", *at).code == 0
    assert run(*sign, "keys", plan, "add", "NRV", f"{norvia}.pub", *at).code == 0
    assert run(*sign, "publication", plan, "proposals", *at).code == 0
    assert run(*sign, "publish", plan, public).code == 0
    git(tmp_path, "clone", "-q", str(public), str(clone))
    git(clone, "switch", "-q", "--create", "proposals/nrv/1", "main")
    (clone / "en.md").write_text("1. We should meet.\n")
    how = ("user.name=Norvia", "user.email=nrv@amendtrack.invalid", "gpg.format=ssh", f"user.signingkey={norvia}")
    git(clone, *(word for one in how for word in ("-c", one)), "commit", "-q", "-S", "-a", "-m", "Softer")
    git(clone, "push", "-q", "origin", "HEAD")
    retire = (*sign, "keys", plan, "retire", "NRV", "--at", "2026-05-03")
    if retired == "after":
        assert run(*sign, "fetch", plan, public, "--at", "2026-05-02").code == 0
        assert run(*retire).code == 0
        assert verify(Store(plan)).findings == ()
        assert said(plan) == ["no fault"]
    else:
        assert run(*retire).code == 0
        assert run(*sign, "fetch", plan, public, "--at", "2026-05-04").code != 0
        assert Draft.open(plan).proposals() == ()
