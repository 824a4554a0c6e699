"""Every attack that plain git makes possible on a copy of a draft is found, and an honest record gives no finding."""

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from folders import git
from planting import GALDORA, NORVIA, OFFICE, Forger
from signing import needs_ssh_keygen, new_key, public

from amendtrack import Draft, read_register
from amendtrack.cli import main
from amendtrack.consolidation.value import METHOD
from amendtrack.custody.verification import Verdict, verify
from amendtrack.draft.accounts import printed_with
from amendtrack.draft.git.borrowed import borrows
from amendtrack.draft.git.store import Store
from amendtrack.errors import MissingFromRecord
from amendtrack.exchange.joining import take_in_copy
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.quarantine import fetched
from amendtrack.exchange.remote import Remote
from amendtrack.record.annex import Annex
from amendtrack.record.record import Attribution
from amendtrack.render import read_consolidation
from amendtrack.render.json import accounted

pytestmark = needs_ssh_keygen

TEXT = "# Plan\n\n1. We shall meet each year.\n\n2. We shall talk in the spring.\n\n3. We shall go home in June.\n"
NORVIAS, AGAIN = TEXT.replace("shall meet", "should meet"), TEXT.replace("shall meet", "may meet")
GALDORAS = TEXT.replace("in the spring", "in autumn")
REGISTER = read_register("code,name,mail\nNRV,Norvia,@norvia.example\nGLD,Galdora,\nBRM,Brum,\n")


def day(number: int) -> str:
    return f"2009-08-{number:02} 10:00"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("office", "next", "nrv", "gld", "brm", "stranger"):
        new_key(folder, name)
    return folder


def negotiated(place: Path, keys: Path | None) -> Draft:
    """A small negotiation with most kinds of act; signed from the second day where there are keys."""
    draft = Draft.init(place, TEXT, title="Plan", at="2009-07-17", delegations=REGISTER, durability="fast")
    draft.propose(TEXT.replace("in June", "in July"), by="BRM", received=day(1))
    if keys is not None:
        draft = draft.signed_by(keys / "office")
        draft.add_key("secretariat", public(keys / "office"), at=day(2))
        draft.add_key("NRV", public(keys / "nrv"), at=day(2))
        draft.add_key("GLD", public(keys / "gld"), last="2009-12-31", at=day(2))
    draft.propose(NORVIAS, by="NRV", received=day(3))
    draft.propose(GALDORAS, by="GLD", received=day(3))
    draft.issue("PM1", at=day(4))
    draft.propose(AGAIN, by="NRV", replaces="NRV-1", received=day(5))
    draft.propose(TEXT.replace("each year", "twice"), by="BRM", replaces="BRM-1", received=day(5))
    draft.undo(len(draft.acts()), at=day(5))
    draft.propose(TEXT.replace("go home", "leave"), by="GLD", further="additional", received=day(5))
    draft.correct("GLD-2", to="BRM", at=day(6))
    draft.accept(["NRV-1"], at=day(6))
    if keys is not None:
        draft.add_key("secretariat", public(keys / "next"), at=day(6))
        draft.retire_key(f"{_fingerprint(keys / 'office')}", at=day(6))
        draft = draft.signed_by(keys / "next")
    draft.issue("PM2", at=day(7))
    draft.revise(AGAIN, label="Rev.1", at=day(8))
    draft.issue("PM2", at=day(8), reissue="allowed")
    return draft


def _fingerprint(key: Path) -> str:
    from amendtrack.draft.git.signing import Signer

    return Signer(key).key("secretariat").fingerprint


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    return negotiated(tmp_path_factory.mktemp("signed") / "plan", keys).path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return negotiated(tmp_path_factory.mktemp("plain") / "plan", None).path


def checked(place: Path, seen: dict[str, str] | None = None) -> Verdict:
    return verify(Store(place), seen)


def faults(place: Path, seen: dict[str, str] | None = None) -> set[str]:
    return {finding.fault.value for finding in checked(place, seen).findings}


def copy(of: Path, to: Path) -> Forger:
    shutil.copytree(of, to)
    return Forger(to)


@pytest.mark.parametrize("which", ["signed", "plain"])
def test_an_honest_record_gives_no_finding(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = request.getfixturevalue(which)
    found = checked(place)
    assert found.findings == ()
    assert found.notes == ()
    assert found.counts.issued == found.counts.computed == 3
    assert bool(found.root) == (which == "signed")
    for number, words in enumerate((["--mirror"], ["--bare"], [])):
        there = tmp_path / f"copy{number}"
        git(tmp_path, "clone", "-q", *words, str(place), str(there))
        again = checked(there if words else there / ".git", dict(found.heads))
        assert (again.findings, again.notes) == ((), ())
        assert again.heads == found.heads


def test_a_clone_in_which_somebody_works_is_sound(signed: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(signed), str(clone))
    git(clone, "switch", "-q", "secretariat")
    assert faults(clone / ".git") == set()


def test_words_of_a_delegation_are_no_claim_to_be_another_proposal(signed: Path, keys: Path, tmp_path: Path) -> None:
    at = copy(signed, tmp_path / "plan")
    at.reheaded("proposals/gld/1", b"Meet\n\nProposal: replace shall by should - see above\n", key=keys / "gld")
    assert faults(at.place) == set()


def test_a_repository_within_is_not_taken_for_the_draft(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    at = copy(plain, tmp_path / "plan")
    a_proposal_deleted(at, tmp_path)
    shutil.copytree(plain, at.place / ".git")
    assert main(["verify", str(at.place)]) == 4
    assert "is gone" in capfd.readouterr().out


def test_the_practice_drafts_are_sound(demo: Path) -> None:
    for place in sorted(p.parent for p in demo.rglob("HEAD") if (p.parent / "objects").is_dir()):
        found = checked(place)
        assert (found.findings, found.notes) == ((), ()), place
        assert found.counts.computed == found.counts.issued


Attack = Callable[[Forger, Path], object]
ATTACKS: dict[str, tuple[str, Attack]] = {}
"""By name, the word of the fault that must be found in a signed draft, and how it is planted."""


def attack(fault: str) -> Callable[[Attack], Attack]:
    def named(plant: Attack) -> Attack:
        ATTACKS[plant.__name__] = fault, plant
        return plant

    return named


EN = "en.md"


@attack("unsigned")
def a_forged_author(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", at.commit({EN: b"1. We shall not meet.\n"}, "proposals/nrv/1"))


@attack("forged-author")
def a_forged_author_signed_by_another_in_its_own_place(at: Forger, keys: Path) -> None:
    at.point("proposals/gld/1", at.commit({EN: b"1. No.\n"}, "proposals/gld/1", author=NORVIA, key=keys / "gld"))


@attack("forged-author")
def a_forged_author_by_the_address_in_the_register(at: Forger, keys: Path) -> None:
    ana = "Ana <ana@norvia.example>"
    at.point("proposals/gld/1", at.commit({EN: b"1. No.\n"}, "proposals/gld/1", author=ana, key=keys / "gld"))


@attack("forged-author")
def a_message_that_speaks_for_another(at: Forger, keys: Path) -> None:
    said = "NRV-1 on Rev.1\n\nProposal: NRV-1\nDelegation: Norvia (NRV)\n"
    made = at.commit({EN: b"1. No.\n"}, "proposals/gld/1", author=GALDORA, key=keys / "gld", message=said)
    at.point("proposals/gld/1", made)


@attack("unsigned")
def a_forged_ancestor_under_a_good_tip(at: Forger, keys: Path) -> None:
    forged = at.commit({EN: b"1. No.\n"}, "proposals/nrv/1")
    at.point("proposals/nrv/1", at.commit({EN: NORVIAS.encode()}, forged, key=keys / "nrv"))


@attack("unsigned")
def an_unsigned_commit_in_the_name_of_the_secretariat(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", at.commit({EN: b"1. No.\n"}, "proposals/nrv/1", committer=OFFICE))


@attack("unknown-key")
def an_unknown_key(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", at.commit({EN: b"1. No.\n"}, "proposals/nrv/1", key=keys / "stranger"))


@attack("broken-signature")
def a_signature_taken_from_another_commit(at: Forger, keys: Path) -> None:
    made = at.commit({EN: b"1. No.\n"}, "proposals/nrv/1", key=keys / "nrv")
    raw = at.git("cat-file", "commit", made).replace("A proposal", "A good proposal")
    at.point("proposals/nrv/1", at.git("hash-object", "-t", "commit", "-w", "--stdin", given=f"{raw}\n".encode()))


@attack("forged-author")
def anothers_commit_as_ones_own(at: Forger, keys: Path) -> None:
    at.point("proposals/gld/7", "proposals/nrv/1")


@attack("anothers-place")
def ones_own_commit_as_another_proposal(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/2", "proposals/nrv/1")


@attack("anothers-key")
def a_commit_replayed_by_another_signer(at: Forger, keys: Path) -> None:
    mine = at.commit({EN: b"1. No.\n"}, "proposals/nrv/1", key=keys / "nrv")
    at.point("proposals/nrv/1", at.resign(mine, keys / "gld"))


@attack("forged-author")
def writing_in_anothers_branches(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/9", at.commit({EN: b"1. No.\n"}, "main", author=GALDORA, key=keys / "gld"))


@attack("anothers-key")
def writing_in_anothers_branches_under_its_name(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/9", at.commit({EN: b"1. No.\n"}, "main", key=keys / "gld"))


@attack("forged-author")
def writing_anothers_positions(at: Forger, keys: Path) -> None:
    at.point("positions/nrv", at.commit({EN: b"1. No.\n"}, "main", author=GALDORA, key=keys / "gld"))


@attack("anothers-place")
def a_delegation_changes_the_chairs_text(at: Forger, keys: Path) -> None:
    at.point("main", at.commit({EN: b"1. No.\n"}, "main", key=keys / "nrv"))


@attack("no-place")
def branches_that_look_like_anothers(at: Forger, keys: Path) -> None:
    at.point("proposals/NRV/1", at.commit({EN: b"1. No.\n"}, "main", key=keys / "nrv"))


@attack("no-place")
def branches_of_nobody(at: Forger, keys: Path) -> None:
    at.point("proposals/zzz/1", at.commit({EN: b"1. No.\n"}, "main", author="Z <z@z.example>"))


@attack("rewritten")
def a_proposal_rewritten(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", at.commit({EN: b"1. No.\n"}, "rev/Rev.0", key=keys / "nrv"))


@attack("cut-off")
def a_proposal_put_back(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", "proposals/nrv/1~1")


@attack("deleted")
def a_proposal_deleted(at: Forger, keys: Path) -> None:
    at.git("update-ref", "-d", "refs/heads/proposals/gld/1")


@attack("rewritten")
def a_submission_that_was_undone_deleted(at: Forger, keys: Path) -> None:
    (ref,) = at.git("for-each-ref", "--format=%(refname)", "refs/heads/undone").split()
    at.git("update-ref", "-d", ref)


@attack("rewritten")
def the_record_put_back_to_before_an_issue(at: Forger, keys: Path) -> None:
    at.point("secretariat", "secretariat~4")


@attack("rewritten")
def a_revision_moved(at: Forger, keys: Path) -> None:
    at.git("update-ref", "refs/tags/rev/Rev.0", at.git("rev-parse", "main"))


@attack("cut-off")
def the_chairs_text_put_back(at: Forger, keys: Path) -> None:
    at.point("main", "main~1")


@attack("ended-key")
def a_retired_key_used_for_an_act(at: Forger, keys: Path) -> None:
    at.act({"received/x": b""}, key=keys / "office")


@attack("ended-key")
def a_retired_key_used_and_dated_back(at: Forger, keys: Path) -> None:
    at.act({"received/x": b""}, key=keys / "office", when="2009-08-02T12:00:00+00:00")


@attack("ended-key")
def a_key_used_after_its_last_day(at: Forger, keys: Path) -> None:
    late = "2010-02-01T10:00:00+00:00"
    made = at.commit({EN: b"1. No.\n"}, "proposals/gld/1", author=GALDORA, key=keys / "gld", when=late)
    at.point("proposals/gld/1", made)


@attack("unsigned")
def an_unsigned_commit_dated_to_when_the_key_has_ended(at: Forger, keys: Path) -> None:
    late = "2010-02-01T10:00:00+00:00"
    at.point("proposals/gld/1", at.commit({EN: b"1. No.\n"}, "proposals/gld/1", author=GALDORA, when=late))


@attack("damaged")
def a_register_of_keys_that_others_read_in_other_lines(at: Forger, keys: Path) -> None:
    at.act({"keys": at.show("secretariat:keys").replace(b"\n", "\u2028".encode(), 1)}, "keys", key=keys / "next")


@attack("keys-rolled-back")
def the_register_of_keys_rolled_back(at: Forger, keys: Path) -> None:
    first = at.show("secretariat:keys").splitlines(keepends=True)[:2]
    at.act({"keys": b"".join(first)}, "keys", key=keys / "next")


@attack("keys-rolled-back")
def the_register_of_keys_removed(at: Forger, keys: Path) -> None:
    at.act({"keys": None}, "keys", key=keys / "next")


@attack("keys-rolled-back")
def a_retired_key_revived(at: Forger, keys: Path) -> None:
    lines = at.show("secretariat:keys").decode().splitlines(keepends=True)
    lines[0] = lines[0].replace(',valid-before="20090806100000Z"', "")
    at.act({"keys": "".join(lines).encode()}, "keys", key=keys / "next")


@attack("unsigned")
def a_key_added_by_an_unsigned_act(at: Forger, keys: Path) -> None:
    at.act({"keys": _with_stranger(at, keys)}, "keys")


@attack("unknown-key")
def a_key_that_registers_itself(at: Forger, keys: Path) -> None:
    at.act({"keys": _with_stranger(at, keys)}, "keys", key=keys / "stranger")


@attack("anothers-key")
def a_key_added_by_a_delegation(at: Forger, keys: Path) -> None:
    at.act({"keys": _with_stranger(at, keys)}, "keys", key=keys / "nrv")


@attack("keys-unsigned")
def a_key_added_by_the_way(at: Forger, keys: Path) -> None:
    at.act({"keys": _with_stranger(at, keys)}, "propose", key=keys / "next")


def _with_stranger(at: Forger, keys: Path) -> bytes:
    kind, blob = public(keys / "stranger").decode().split()[:2]
    line = f'secretariat@amendtrack.invalid namespaces="git" {kind} {blob}\n'
    return at.show("secretariat:keys") + line.encode()


@attack("not-an-act")
def a_register_changed_by_hand(at: Forger, keys: Path) -> None:
    made = at.commit({"note": b"x"}, "secretariat", author=OFFICE, message="A note", key=keys / "next")
    at.point("secretariat", made)


@attack("unsigned")
def an_act_that_nobody_signed(at: Forger, keys: Path) -> None:
    at.act({"delegations.csv": at.show("secretariat:delegations.csv") + b"ZZZ,,Zedland,,party,\n"})


LAST = "2009-08-08T10:00:00+00:00"


def _reissued(at: Forger, keys: Path | None, files: dict[str, bytes | None]) -> None:
    """An issued text with other files, and the registers that name it, all well signed where there are keys."""
    key = keys / "next" if keys else None
    parents = tuple(at.git("log", "-1", "--format=%P", "consolidated/pm2").split())
    said = at.git("log", "-1", "--format=%B", "consolidated/pm2")
    made = at.commit(
        files,
        "consolidated/pm2",
        author=OFFICE,
        message=said,
        parents=parents,
        key=key,
        when=day(8).replace(" ", "T") + ":00+00:00",
    )
    entry = json.loads(at.show("secretariat:issues/pm2.json"))
    at.point("consolidated/pm2", made)
    at.act({"issues/pm2.json": json.dumps(entry | {"commit": made}).encode()}, "issue", key=key)


@attack("text-altered")
def an_issued_text_altered(at: Forger, keys: Path) -> None:
    _reissued(at, keys, {EN: at.show("consolidated/pm2:en.md").replace(b"talk", b"sing")})


@attack("value-altered")
def a_stored_value_altered(at: Forger, keys: Path) -> None:
    value = json.loads(at.show("consolidated/pm2:consolidation.json"))
    value["proposals"][0]["delta"][0][2] += " never"
    _reissued(at, keys, {"consolidation.json": json.dumps(value).encode()})


@attack("value-altered")
def what_a_stored_value_says_of_conflicts_altered(at: Forger, keys: Path) -> None:
    value = json.loads(at.show("consolidated/pm2:consolidation.json"))
    value["computed"]["conflicts"] = ["none"]
    _reissued(at, keys, {"consolidation.json": json.dumps(value).encode()})


@attack("text-altered")
def text_and_stored_value_altered_together(at: Forger, keys: Path) -> None:
    con = read_consolidation(at.show("consolidated/pm2:consolidation.json").decode())
    left = con.only([con.proposals[0].name])
    value = json.loads(accounted(left.to_json(), left.tally, Annex()))
    text = printed_with(left, Annex(), Attribution.NAMED)
    _reissued(at, keys, {EN: text.encode(), "consolidation.json": json.dumps(value).encode()})


@attack("value-altered")
def an_issued_text_altered_and_its_value_gone(at: Forger, keys: Path) -> None:
    altered = at.show("consolidated/pm2:en.md").replace(b"talk", b"sing")
    _reissued(at, keys if _signs(at, keys) else None, {EN: altered, "consolidation.json": None})


@attack("value-altered")
def a_stored_value_of_no_method(at: Forger, keys: Path) -> None:
    value = json.loads(at.show("consolidated/pm2:consolidation.json")) | {"method": 0}
    _reissued(at, keys if _signs(at, keys) else None, {"consolidation.json": json.dumps(value).encode()})


@attack("swapped")
def a_proposal_swapped_after_it_was_issued(at: Forger, keys: Path) -> None:
    entry = json.loads(at.show("secretariat:proposals/GLD/1.json"))
    said = at.git("log", "-1", "--format=%B", "proposals/gld/1~1")
    made = at.commit({EN: b"1. No.\n"}, "rev/Rev.0", author=GALDORA, committer=OFFICE, message=said, key=keys / "next")
    at.point("proposals/gld/1", made)
    at.act({"proposals/GLD/1.json": json.dumps(entry | {"commit": made}).encode()}, key=keys / "next")


@attack("file-altered")
def a_file_as_received_altered(at: Forger, keys: Path) -> None:
    (path,) = at.git("ls-tree", "-r", "--name-only", "secretariat", "received/proposals/GLD/1").split()
    at.act({path: b"1. No.\n"}, key=keys / "next")


@attack("replaced")
def a_commit_replaced_as_git_shows_it(at: Forger, keys: Path) -> None:
    at.git("replace", "main", "main~1")


# -- what two programs would read in two ways ------------------------------------------------------

FACTS_AS_GIT_READS_THEM = (
    b"x\n\nproposal: NRV-1\n",
    b"x\n\nProposal:NRV-1\nDelegation :Norvia (NRV)\n",
    b"x\n\nProposal:\n NRV-1\n",
    b"x\n\nProposal: NRV-1\nSigned-off-by: Ana\nand so on\n",
    b"x\n\nProposal: GLD-1\nProposal: NRV-1\nProposal: GLD-1\n",
    b"x\r\n\r\nProposal: NRV-1\r\n",
)
for number, words in enumerate(FACTS_AS_GIT_READS_THEM):
    ATTACKS[f"facts_as_git_reads_them_{number}"] = (
        "forged-author",
        lambda at, keys, words=words: at.reheaded("proposals/gld/1", words, key=keys / "gld"),  # type: ignore[misc]
    )


@attack("damaged")
def an_author_with_two_addresses(at: Forger, keys: Path) -> None:
    two = "Norvia <nrv@amendtrack.invalid> <gld@amendtrack.invalid>"
    at.reheaded("proposals/gld/1", b"x\n", key=keys / "gld", author=two)


@attack("damaged")
def an_address_with_blanks_round_it(at: Forger, keys: Path) -> None:
    at.reheaded("proposals/gld/1", b"x\n", key=keys / "gld", author="N < nrv@amendtrack.invalid >")


@attack("damaged")
def a_message_that_git_reads_half(at: Forger, keys: Path) -> None:
    at.reheaded("proposals/gld/1", b"x\n\nProposal: NRV-1\n\0\n\nend\n", key=keys / "gld")


@attack("damaged")
def a_message_in_another_encoding(at: Forger, keys: Path) -> None:
    at.reheaded("proposals/gld/1", b"x\n\nProposal+ADo- NRV-1\n", key=keys / "gld", more="encoding UTF-7")


@attack("replaced")
def a_tag_by_the_name_of_a_branch(at: Forger, keys: Path) -> None:
    at.git("update-ref", "refs/tags/main", at.git("rev-parse", "main~1"))


@attack("replaced")
def a_history_cut_short_for_git(at: Forger, keys: Path) -> None:
    (at.place / "shallow").write_text(at.git("rev-parse", "secretariat~2") + "\n")


# -- what an act takes back of the registers -------------------------------------------------------


def _signs(at: Forger, keys: Path) -> Path | None:
    return keys / "next" if at.git("ls-tree", "--name-only", "secretariat", "keys") else None


@attack("deleted")
def an_entry_taken_out_with_its_branch(at: Forger, keys: Path) -> None:
    at.act({"proposals/GLD/1.json": None}, key=_signs(at, keys))
    at.git("update-ref", "-d", "refs/heads/proposals/gld/1")


@attack("deleted")
def an_issued_text_taken_out_with_its_branch(at: Forger, keys: Path) -> None:
    at.act({"issues/pm1.json": None}, "issue", key=_signs(at, keys))
    at.git("update-ref", "-d", "refs/heads/consolidated/pm1")


@attack("deleted")
def a_revision_taken_out_with_its_tag(at: Forger, keys: Path) -> None:
    rules = json.loads(at.show("secretariat:draft.json"))
    rules["revisions"] = rules["revisions"][:1]
    at.act({"draft.json": json.dumps(rules, indent=1).encode()}, "revise", key=_signs(at, keys))
    at.git("update-ref", "-d", "refs/tags/rev/Rev.1")


@attack("file-altered")
def a_file_as_received_altered_with_its_fingerprint(at: Forger, keys: Path) -> None:
    (path,) = at.git("ls-tree", "-r", "--name-only", "secretariat", "received/proposals/GLD/1").split()
    entry = json.loads(at.show("secretariat:proposals/GLD/1.json")) | {"sha256": sha256(b"1. No.\n").hexdigest()}
    at.act({path: b"1. No.\n", "proposals/GLD/1.json": json.dumps(entry).encode()}, key=_signs(at, keys))


@attack("rewritten")
def a_proposal_dated_anew(at: Forger, keys: Path) -> None:
    entry = json.loads(at.show("secretariat:proposals/GLD/1.json")) | {"received": "2001-01-01T10:00:00+00:00"}
    at.act({"proposals/GLD/1.json": json.dumps(entry).encode()}, key=_signs(at, keys))


@attack("not-an-act")
def an_act_of_two_kinds(at: Forger, keys: Path) -> None:
    said = "An act\n\nAct: propose\nAct: keys\nRecorded-by: Anna\n"
    made = at.commit({}, "secretariat", author=OFFICE, message=said, key=_signs(at, keys))
    at.point("secretariat", made)


# -- acts that follow on others than the one before, and what is dated ahead -------------------------


def _following(at: Forger, kind: str, *parents: str, files: dict[str, bytes | None] | None = None) -> None:
    """An act on the branch of acts that follows on these states of it, the same one twice if need be."""
    tree = at.tree("secretariat", files or {})
    raw = [f"tree {tree}", *(f"parent {one}" for one in parents)]
    raw += [f"{role} {OFFICE} 1251799200 +0000" for role in ("author", "committer")]
    said = "\n".join(raw) + f"\n\nTwo copies\n\nAct: {kind}\nRecorded-by: Anna\n"
    at.point("secretariat", at.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=said.encode()))


def joined_with_its_past(at: Forger, order: str) -> None:
    tip, past = at.git("rev-parse", "secretariat", "secretariat~2").split()
    parents = {"past second": (tip, past), "past first": (past, tip), "twice": (tip, tip), "three": (tip, past, past)}
    _following(at, "join", *parents[order])


ORDERS = ("past second", "past first", "twice", "three")
for order in ORDERS:
    ATTACKS[f"joined_with_its_own_past, {order}"] = (
        "not-an-act",
        lambda at, _, order=order: joined_with_its_past(at, order),  # type: ignore[misc]
    )


def _another_copy(at: Forger) -> tuple[str, str]:
    """The last act, and another one that follows on the one before it."""
    tip = at.git("rev-parse", "secretariat")
    said = "An act\n\nAct: propose\nRecorded-by: Anna\n"
    return tip, at.commit({}, "secretariat~1", author=OFFICE, message=said)


@attack("not-an-act")
def two_copies_that_meet_in_an_act_of_another_kind(at: Forger, keys: Path) -> None:
    _following(at, "propose", *_another_copy(at))


@attack("deleted")
def two_copies_that_meet_without_what_one_of_them_had(at: Forger, keys: Path) -> None:
    _following(at, "join", *_another_copy(at), files={"proposals/GLD/1.json": None})


@attack("not-an-act")
def a_record_that_begins_a_second_time(at: Forger, keys: Path) -> None:
    _following(at, "init", at.git("rev-parse", "secretariat"))


@attack("dated-ahead")
def an_act_dated_ahead(at: Forger, keys: Path) -> None:
    at.act({}, key=_signs(at, keys), when="2099-01-01T10:00:00+00:00")


@attack("dated-ahead")
def a_proposal_dated_ahead(at: Forger, keys: Path) -> None:
    late = "2099-01-01T10:00:00+00:00"
    made = at.commit({EN: b"1. No.\n"}, "proposals/nrv/1", key=keys / "nrv", when=late)
    at.point("proposals/nrv/1", made)


# -- what is no plain file ---------------------------------------------------------------------------


def with_odd_file(at: Forger, mode: str) -> str:
    """A commit on a proposal in which something is of that mode."""
    named = at.git("rev-parse", "main" if mode == "160000" else f"main:{EN}")
    env = {"GIT_INDEX_FILE": str(at.place / "forged-index")}
    at.git("read-tree", "proposals/nrv/1", **env)
    at.git("update-index", "--add", "--cacheinfo", f"{mode},{named},annex/more.md", **env)
    tree, parent = at.git("write-tree", **env), at.git("rev-parse", "proposals/nrv/1")
    who = f"{NORVIA} 1251799200 +0000"
    raw = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nMore\n".encode()
    return at.git("hash-object", "-t", "commit", "-w", "--stdin", given=raw)


@attack("odd-file")
def a_link_in_a_proposal(at: Forger, keys: Path) -> None:
    at.point("proposals/nrv/1", with_odd_file(at, "120000"))


ONLY_WITH_KEYS = ("unsigned", "unknown-key", "broken-signature", "anothers-key", "ended-key")
BY_OTHERS = [
    name
    for name, (fault, _) in ATTACKS.items()
    if fault not in ONLY_WITH_KEYS and not fault.startswith("keys-") and "_keys_" not in name
]


@pytest.mark.parametrize("name", BY_OTHERS)
def test_what_needs_no_key_is_found_in_an_unsigned_draft(name: str, plain: Path, keys: Path, tmp_path: Path) -> None:
    fault, plant = ATTACKS[name]
    at = copy(plain, tmp_path / "plan")
    plant(at, keys)
    assert fault in faults(at.place)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_planted_in_a_signed_draft_is_found(name: str, signed: Path, keys: Path, tmp_path: Path) -> None:
    fault, plant = ATTACKS[name]
    at = copy(signed, tmp_path / "plan")
    plant(at, keys)
    found = checked(at.place)
    assert fault in {finding.fault.value for finding in found.findings}, [str(f) for f in found.findings]
    for finding in found.findings:
        assert "\n" not in str(finding)


# -- what was seen earlier ---------------------------------------------------------------------------

PUT_BACK: dict[str, tuple[str, Callable[[Forger], object]]] = {
    "one act put back, and the branch of its proposal deleted": (
        "cut-off",
        lambda at: (
            at.point("secretariat", "secretariat~1"),
            at.git("update-ref", "-d", "refs/heads/consolidated/pm2"),
        ),
    ),
    "the record begun anew": (
        "rewritten",
        lambda at: at.point("secretariat", at.commit({}, "secretariat", parents=("secretariat~3",), author=OFFICE)),
    ),
    "a branch deleted": ("deleted", lambda at: at.git("update-ref", "-d", "refs/heads/proposals/gld/1")),
}


@pytest.mark.parametrize("name", PUT_BACK)
def test_what_was_seen_earlier_is_missed(name: str, plain: Path, tmp_path: Path) -> None:
    fault, plant = PUT_BACK[name]
    seen = dict(checked(plain).heads)
    at = copy(plain, tmp_path / "plan")
    plant(at)
    assert fault in faults(at.place, seen)


def test_what_came_since_is_no_fault(plain: Path, tmp_path: Path) -> None:
    seen = dict(checked(plain).heads)
    draft = Draft.open(copy(plain, tmp_path / "plan").place, durability="fast")
    draft.propose(AGAIN.replace("each year", "twice"), by="GLD", replaces="GLD-1", received=day(9))
    draft.undo(len(draft.acts()), at=day(10))
    assert faults(draft.path, seen) == set()
    late = dict(checked(draft.path).heads)
    assert set(late) - set(seen) == {ref for ref in late if "/undone/gld/1/" in ref}


def test_heads_are_kept_in_a_file_and_compared(signed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    at, heads = copy(signed, tmp_path / "plan"), tmp_path / "heads.json"
    assert main(["verify", str(at.place), "--seen", str(heads)]) == 0
    assert capfd.readouterr().out.endswith(": no fault\n")
    kept = heads.read_bytes()
    assert main(["verify", str(at.place), "--seen", str(heads)]) == 0
    assert "branches seen before" in capfd.readouterr().out
    at.point("secretariat", "secretariat~1")
    at.git("update-ref", "-d", "refs/heads/consolidated/pm2")
    assert main(["verify", str(at.place), "--seen", str(heads)]) == 4
    said = capfd.readouterr()
    assert "secretariat at " in said.out
    assert said.err.endswith("faults found; record nothing more on it, and compare it with another copy\n")
    assert heads.read_bytes() == kept
    for junk in (b"", b"[]", b"\xff", b'{"format": "amendtrack.heads", "version": 2, "heads": {}}', kept[:-9]):
        heads.write_bytes(junk)
        assert main(["verify", str(at.place), "--seen", str(heads)]) == 3
        assert capfd.readouterr().err.count("\n") == 1


def test_a_verdict_for_programs(signed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    at = copy(signed, tmp_path / "plan")
    assert main(["verify", str(at.place), "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["sound"], found["findings"], found["unchecked"]) == (True, [], [])
    assert found["checked"]["issued"] == 3
    assert found["root"].startswith("SHA256:")
    at.point("proposals/nrv/9", "proposals/gld/1")
    assert main(["verify", str(at.place), "--json"]) == 4
    found = json.loads(capfd.readouterr().out)
    assert [f["fault"] for f in found["findings"]].count("forged-author") == 1


def test_hostile_names_are_spelt_out(plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    at = copy(plain, tmp_path / "plan")
    evil = "\x1b]0;owned\x07\u202egnp"
    said = f"x\n\nProposal: GLD-{evil}9\nDelegation: {evil} (GLD)\n"
    at.point("proposals/nrv/9", at.commit({EN: b"x\n"}, "main", author=f"{evil} <x@{evil}>", message=said))
    at.git("update-ref", "refs/heads/proposals/nrv/\u202e<b>", at.git("rev-parse", "main"))
    assert main(["verify", str(at.place)]) == 4
    out = capfd.readouterr()
    assert "\x1b" not in out.out + out.err
    assert "\u202e" not in out.out + out.err
    assert "<U+202E><b>" in out.out


def test_where_the_record_is_not_all_there(plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "clone", "-q", "--bare", "--single-branch", f"file://{plain}", str(tmp_path / "main-only"))
    assert main(["verify", str(tmp_path / "main-only")]) == 4
    git(tmp_path, "clone", "-q", "--mirror", "--depth=2", f"file://{plain}", str(tmp_path / "shallow"))
    assert main(["verify", str(tmp_path / "shallow")]) == 4
    assert main(["verify", str(tmp_path / "nowhere")]) == 3
    assert capfd.readouterr().err.count("\n") == 3


def test_a_record_put_back_in_its_place_is_known_where_it_was_recorded(plain: Path, tmp_path: Path) -> None:
    draft = Draft.open(copy(plain, tmp_path / "plan").place, durability="fast")
    draft.propose(AGAIN.replace("each year", "twice"), by="GLD", replaces="GLD-1", received=day(9))
    at = Forger(draft.path)
    at.point("secretariat", "secretariat~1")
    at.point("proposals/gld/1", "proposals/gld/1~1")
    assert faults(at.place) == {"cut-off"}


def test_a_record_that_goes_on_without_what_is_gone_says_so(plain: Path, tmp_path: Path) -> None:
    draft = Draft.open(copy(plain, tmp_path / "plan").place, durability="fast")
    draft.accept(["BRM-1"], at=day(9))
    draft.issue("PM3", at=day(9))
    seen = dict(checked(draft.path).heads)
    at = Forger(draft.path)
    at.point("secretariat", "secretariat~2")
    assert {"cut-off", "rewritten"} <= faults(at.place, seen)
    draft = Draft.open(draft.path, durability="fast")
    draft.go_on(at=day(10), recorder="Anna")
    assert faults(at.place, seen) == set()


def met(signed: Path, keys: Path, tmp_path: Path) -> tuple[Draft, Draft]:
    """Two copies that both recorded, each of which has taken in the other."""
    one, other = (
        Draft.open(copy(signed, tmp_path / name).place, durability="fast").signed_by(keys / "next")
        for name in ("one", "other")
    )
    one.propose(AGAIN.replace("talk", "speak"), by="BRM", further="additional", received=day(12))
    one.retire_key("NRV", at=day(13))
    one.retire_key("GLD", at=day(13))
    other.propose(AGAIN.replace("talk", "sing"), by="BRM", further="additional", received=day(12))
    other.add_key("BRM", public(keys / "brm"), at=day(13))
    for draft, copied in ((one, other), (other, one)):
        with fetched(Remote.named(str(copied.path))) as there:
            take_in_copy(draft.on_disk, there)
        assert draft.put_back() is None
    return one, other


def test_two_copies_that_came_together_are_sound(signed: Path, keys: Path, tmp_path: Path) -> None:
    one, other = met(signed, keys, tmp_path)
    for draft in (one, other):
        found = checked(draft.path)
        assert (found.findings, found.notes) == ((), ())
    one.propose(AGAIN.replace("spring", "summer"), by="NRV", further="additional", received=day(14))
    assert faults(one.path) == set()


def test_branches_that_have_yet_to_follow_an_act_are_no_fault(plain: Path, tmp_path: Path) -> None:
    at = copy(plain, tmp_path / "plan")
    draft = Draft.open(at.place, durability="fast")
    draft.propose(AGAIN.replace("each year", "twice"), by="GLD", replaces="GLD-1", received=day(9))
    at.point("proposals/gld/1", "proposals/gld/1~1")
    found = checked(at.place)
    assert found.findings == ()
    assert found.notes == ("proposals/gld/1: has yet to follow the registers; the next act moves it",)


EARLIER = Path(__file__).with_name("version-1.bundle")
"""A signed draft as the first version made it, with three issued texts."""


def test_a_draft_of_an_earlier_version_is_read_and_found_sound(tmp_path: Path) -> None:
    place = tmp_path / "plan"
    git(tmp_path, "clone", "-q", "--mirror", str(EARLIER), str(place))
    found = checked(place)
    assert found.findings == ()
    assert found.counts.issued == 3
    assert found.counts.computed == 0, "they were made by method 1, and are checked against their stored values"
    assert len(Draft.open(place).proposals()) == 5


@pytest.mark.parametrize("method", [2, 3, 4])
def test_a_text_issued_by_an_earlier_method_is_checked_against_its_stored_value(method: int, tmp_path: Path) -> None:
    place = tmp_path / "plan"
    git(tmp_path, "clone", "-q", "--mirror", str(EARLIER.with_name(f"method-{method}.bundle")), str(place))
    found = checked(place)
    assert (found.findings, found.counts.issued, found.counts.computed) == ((), 1, 0)


LAST = Path(__file__).with_name("method-5.bundle")
"""A draft with a text issued by the method in use: 21 proposals of a dozen delegations."""


def test_a_text_issued_by_the_method_in_use_is_computed_again_bit_for_bit(tmp_path: Path) -> None:
    place = tmp_path / "plan"
    git(tmp_path, "clone", "-q", "--mirror", str(LAST), str(place))
    found = checked(place)
    assert found.findings == ()
    hint = "texts issued so far come out differently: METHOD in consolidation/value.py goes up by one, with a new draft"
    assert (METHOD, found.counts.issued, found.counts.computed) == (5, 1, 1), hint


def test_a_draft_of_a_later_version_is_refused_with_a_sentence(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    at = copy(plain, tmp_path / "plan")
    at.act({"draft.json": at.show("secretariat:draft.json").replace(b'"version": 1', b'"version": 2')})
    assert main(["status", str(at.place)]) == 3
    assert "draft.json: a newer amendtrack wrote this (version 2; this one knows 1); update" in capfd.readouterr().err
    assert main(["verify", str(at.place)]) == 4
    assert "update amendtrack" in capfd.readouterr().out


def test_a_value_of_a_later_version_or_method_cannot_be_checked_by_this_one(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number, (name, says) in enumerate({"version": "has version 99", "method": "by method 99"}.items()):
        at = copy(plain, tmp_path / f"plan{number}")
        value = json.loads(at.show("consolidated/pm2:consolidation.json"))
        _reissued(at, None, {"consolidation.json": json.dumps({**value, name: 99}).encode()})
        found = checked(at.place)
        assert "computed again" not in " ".join(map(str, found.findings))
        (newer,) = (f for f in found.findings if f.fault.value == "newer")
        assert says in newer.means and "cannot be checked by this version of amendtrack; update it" in newer.means
        assert [f.fault.value for f in found.findings if f.fault.value == "value-altered"] == []


def test_only_what_a_newer_one_made_has_an_exit_code_of_its_own(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draft, place = Draft.open(copy(plain, tmp_path / "plan").place, durability="fast"), tmp_path / "public"
    draft.set_publication("issued", at=day(9))
    publish(draft.snapshot(), Remote.named(str(place)))
    at = Forger(place)
    value = json.loads(at.show("consolidated/pm2:consolidation.json")) | {"method": 99}
    said, parents = (at.git("log", "-1", f"--format={what}", "consolidated/pm2") for what in ("%B", "%P"))
    files = {"consolidation.json": json.dumps(value).encode()}
    made = at.commit(files, "consolidated/pm2", author=OFFICE, message=said, parents=tuple(parents.split()))
    at.point("consolidated/pm2", made)
    assert main(["verify", str(place)]) == 1
    assert "cannot be checked by this version of amendtrack; update it" in capfd.readouterr().out
    at.point("main", at.commit({EN: b"1. No.\n"}, "main"))
    assert main(["verify", str(place)]) == 4


@pytest.mark.parametrize("which", ["signed", "plain"])
@pytest.mark.parametrize("order", ORDERS)
def test_two_copies_come_together_only_where_both_recorded(
    which: str, order: str, keys: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    at = copy(request.getfixturevalue(which), tmp_path / "plan")
    joined_with_its_past(at, order)
    means = "one of those is the other's past"
    assert [f for f in checked(at.place).findings if f.fault.value == "not-an-act" and means in f.means]


@pytest.mark.parametrize(
    "mode, kind", [("120000", "a link"), ("100755", "a program"), ("160000", "another repository")]
)
def test_what_is_no_plain_file_is_found_in_what_is_not_recorded_too(
    mode: str, kind: str, plain: Path, tmp_path: Path
) -> None:
    at = copy(plain, tmp_path / "plan")
    parent = at.git("rev-parse", "proposals/nrv/1")
    made = with_odd_file(at, mode)
    for branch in ("proposals/nrv/1", "proposals/nrv/7"):
        at.point(branch, made)
        (found,) = checked(at.place).findings
        assert found.fault.value == "odd-file"
        assert found.means == f"annex/more.md in it is {kind} (mode {mode})"
        at.point("proposals/nrv/1", parent)


def test_a_clone_with_two_remotes_is_refused_with_the_reason(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "clone", "--quiet", str(plain), str(tmp_path / "clone")], check=True)
    clone = Forger(tmp_path / "clone")
    clone.git("remote", "add", "ann", str(plain))
    assert main(["verify", str(clone.place)]) == 0
    clone.git("fetch", "--quiet", "ann")
    assert main(["verify", str(clone.place)]) == 3
    assert "this clone has branches of a draft from 2 remotes: ann, origin" in capfd.readouterr().err


def test_a_draft_whose_objects_are_elsewhere_says_so(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shared, plain_copy = tmp_path / "shared", copy(plain, tmp_path / "lender").place
    subprocess.run(["git", "clone", "--quiet", "--mirror", "--shared", str(plain_copy), str(shared)], check=True)
    said = "objects of it are in another repository"
    with pytest.warns(MissingFromRecord, match=said):
        Draft.open(shared)
    found = checked(shared)
    assert found.findings == () and any(said in note for note in found.notes)
    assert main(["doctor", str(shared)]) == 4
    acts = checked(shared).counts.acts
    assert main(["withdraw", str(shared), "GLD-1", "--at", day(9)]) == 4
    refused = "nothing is recorded while objects of it are in another repository"
    assert refused in " ".join(capfd.readouterr().err.split())
    assert checked(shared).counts.acts == acts
    assert main(["doctor", str(shared), "--mend", "--at", day(9)]) == 0
    assert "objects were taken in from another repository" in capfd.readouterr().out
    shutil.move(plain_copy, tmp_path / "gone")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Draft.open(shared)
    assert checked(shared).notes == ()
    assert main(["withdraw", str(shared), "GLD-1", "--at", day(9)]) == 0


@pytest.mark.parametrize("what", ["loose", "packed"])
def test_what_is_damaged_in_another_repository_hangs_nothing_and_is_not_forgotten(
    what: str, plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lender, shared = copy(plain, tmp_path / "lender"), tmp_path / "shared"
    if what == "packed":
        lender.git("repack", "-a", "-d", "-q")
    subprocess.run(["git", "clone", "--quiet", "--mirror", "--shared", str(lender.place), str(shared)], check=True)
    blob = lender.git("rev-parse", f"proposals/nrv/1:{EN}")
    files = [lender.place / "objects" / blob[:2] / blob[2:], *(lender.place / "objects/pack").glob("*.idx")]
    damaged = next(file for file in files if file.exists())
    whole = damaged.read_bytes()
    damaged.chmod(0o644)
    damaged.write_bytes(whole[: len(whole) * 2 // 3])
    assert main(["doctor", str(shared), "--mend", "--at", day(9)]) == 4
    assert borrows(shared), "the other repository may be mended"
    damaged.write_bytes(whole)
    assert main(["doctor", str(shared), "--mend", "--at", day(9)]) == 0
    assert not borrows(shared) and checked(shared).findings == ()
    capfd.readouterr()


@pytest.mark.parametrize("rule", ["issued", "proposals-after-issue"])
def test_a_published_copy_is_checked_as_far_as_it_goes(rule: str, plain: Path, tmp_path: Path) -> None:
    draft, place = Draft.open(copy(plain, tmp_path / "plan").place, durability="fast"), tmp_path / "public"
    draft.set_publication(rule, at=day(9))
    publish(draft.snapshot(), Remote.named(str(place)))
    found = checked(place)
    assert found.findings == ()
    assert found.counts.issued == 3
    assert "only the secretariat's own draft shows" in found.notes[0]
    assert any("without the proposals" in note for note in found.notes) == (rule == "issued")
    at = Forger(place)
    said, parents = (at.git("log", "-1", f"--format={what}", "consolidated/pm2") for what in ("%B", "%P"))
    files = {EN: at.show("consolidated/pm2:en.md").replace(b"talk", b"sing")}
    made = at.commit(files, "consolidated/pm2", author=OFFICE, message=said, parents=tuple(parents.split()))
    at.point("consolidated/pm2", made)
    assert faults(place) == {"text-altered"}
    assert faults(place, dict(found.heads)) == {"text-altered", "rewritten"}


def test_a_proposal_whose_entry_was_taken_out_is_not_said_never_to_have_been(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    at = copy(plain, tmp_path / "plan")
    assert main(["export", str(at.place), "NRV-7"]) == 3
    assert "no proposal 'NRV-7'" in capfd.readouterr().err
    at.act({"proposals/NRV/1.json": None})
    assert main(["export", str(at.place), "nrv-1"]) == 4
    said = capfd.readouterr().err
    assert "recorded NRV-1, and its entry is no longer in the register; run `amendtrack verify`" in said
    assert main(["verify", str(at.place)]) == 4
    assert "takes proposals/NRV/1.json out of the registers" in capfd.readouterr().out
