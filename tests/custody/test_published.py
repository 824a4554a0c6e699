"""What outsiders can check in a published copy, whose word each commit is, and what they cannot without names."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from planting import GALDORA, NORVIA, OFFICE, Forger
from signing import needs_ssh_keygen, new_key, public

from amendtrack import Draft, read_register
from amendtrack.cli import main
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.reports import Tally
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.custody.issued_texts import IssuedText, check_issued
from amendtrack.custody.published import NO_NAMES
from amendtrack.custody.verification import Verdict, verify
from amendtrack.draft.accounts import printed_with
from amendtrack.draft.git.signing import Signer
from amendtrack.draft.git.store import Store
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.remote import Remote
from amendtrack.record.annex import Annex
from amendtrack.record.record import Attribution
from amendtrack.redline.align.origins import Origin, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.render.json import accounted, read_consolidation

pytestmark = needs_ssh_keygen
TEXT = "# Plan\n\n1. We shall meet each year.\n\n2. We shall talk in the spring.\n\n3. We shall go home in June.\n"
AGAIN = TEXT.replace("in June", "in July").encode()
REGISTER = "code,name,authors\nNRV,Norvia,\nGLD,Galdora,Ana Poole\nBRM,Brum,\n"
ANA, BRUM = "Ana Poole <ana@gld.example>", "Brum <brum@x.example>"


def day(number: int) -> str:
    return f"2009-08-{number:02} 10:00"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("office", "next", "nrv", "stranger"):
        new_key(folder, name)
    return folder


@pytest.fixture(scope="module")
def published(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published before there were keys and again later, when a key had ended; and what a delegation pushed there."""
    folder = tmp_path_factory.mktemp("public")
    register = read_register(REGISTER)
    draft = Draft.init(folder / "plan", TEXT, title="Plan", at=day(1), delegations=register, durability="fast")
    draft.set_publication("proposals", at=day(1))
    draft.propose(TEXT.replace("each year", "daily"), by="NRV", received=day(2), channel="mail from a@norvia.example")
    place = Remote.named(str(folder / "public"))
    publish(draft.snapshot(), place)
    draft = draft.signed_by(keys / "office")
    draft.add_key("secretariat", public(keys / "office"), at=day(3))
    draft.add_key("NRV", public(keys / "nrv"), at=day(3))
    draft.propose(TEXT.replace("go home", "leave"), by="GLD", received=day(4), channel="mail from a@norvia.example")
    draft.propose(TEXT.replace("go home", "depart"), by="NRV", received=day(4), further="additional")
    draft.add_key("secretariat", public(keys / "next"), at=day(5))
    draft.retire_key(Signer(keys / "office").key("secretariat").fingerprint, at=day(5))
    draft = draft.signed_by(keys / "next")
    draft.issue("PM2", at=day(6))
    publish(draft.snapshot(), place, draft.on_disk.signer)
    there = Forger(folder / "public")
    there.point("proposals/gld/7", there.commit({"en.md": AGAIN}, "main", author=ANA))
    return folder / "public"


def checked(place: Path) -> Verdict:
    return verify(Store(place))


def test_an_honest_copy_gives_no_finding(published: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(published)
    assert found.findings == ()
    assert (found.counts.issued, found.counts.commits, found.counts.signed) == (1, 8, 4)
    assert found.root == Signer(keys / "office").key("secretariat").fingerprint
    assert not any(NO_NAMES in note for note in found.notes)
    clone = published.with_name("clone")
    subprocess.run(["git", "clone", "--quiet", published, clone], check=True)
    again = checked(clone / ".git")
    assert (again.findings, again.counts) == ((), found.counts)
    assert main(["verify", str(clone)]) == 0
    assert f"signed by the secretariat from its key {found.root} on" in capsys.readouterr().out


def test_what_amends_anothers_proposal_comes_from_it_and_is_no_forgery(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", TEXT, title="Plan", at=day(1), delegations=read_register(REGISTER))
    draft.set_publication("proposals", at=day(1))
    daily = TEXT.replace("each year", "daily")
    draft.propose(daily, by="NRV", received=day(2))
    draft.propose(daily.replace("daily", "weekly"), by="GLD", received=day(3), amends="NRV-1")
    draft.propose(daily.replace("talk", "speak"), by="NRV", received=day(4), replaces="NRV-1")
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    assert checked(tmp_path / "public").findings == ()
    at = Forger(tmp_path / "public")
    at.point("proposals/gld/1", at.commit({"en.md": AGAIN}, "proposals/gld/1", message="A\n\nProposal: NRV-1\n"))
    assert [each.place for each in checked(at.place).findings] == ["proposals/gld/1"]


Plant = Callable[[Forger, Path], str]
ANEW = f"A proposal\n\nDelegation: Galdora (GLD)\nProposal: GLD-1\nStands-for: {'c' * 40}\n"


def by(author: str, onto: str, key: str = "") -> Plant:
    """A commit by somebody on top of a branch, signed with somebody's key."""
    return lambda at, keys: at.commit({"en.md": AGAIN}, onto, author=author, key=keys / key if key else None)


@pytest.mark.parametrize(
    "branch, plant, fault",
    [
        ("proposals/gld/1", by(BRUM, "proposals/gld/1"), "forged-author"),
        ("proposals/gld/1", by(NORVIA, "proposals/gld/1", "nrv"), "forged-author"),
        ("proposals/gld/1", by(GALDORA, "proposals/gld/1", "nrv"), "anothers-key"),
        ("proposals/gld/1", by(OFFICE, "proposals/gld/1"), "unsigned"),
        ("proposals/nrv/1", by(NORVIA, "proposals/nrv/1"), "unsigned"),
        ("proposals/nrv/1", by(NORVIA, "proposals/nrv/1", "stranger"), "unknown-key"),
        (
            "proposals/gld/1",
            lambda at, keys: at.commit(
                {"en.md": AGAIN}, "proposals/gld/1", author=OFFICE, message=ANEW, key=keys / "office"
            ),
            "ended-key",
        ),
        ("proposals/zzz/1", by(ANA, "main"), "no-place"),
        ("main", by(ANA, "main"), "anothers-place"),
        ("about", lambda at, keys: at.commit({"keys": b""}, "about", author=OFFICE), "unsigned"),
        (
            "about",
            lambda at, keys: at.commit({"keys": None}, "about", author=OFFICE, key=keys / "next"),
            "keys-rolled-back",
        ),
    ],
)
def test_what_is_forged_is_found(
    branch: str, plant: Plant, fault: str, published: Path, keys: Path, tmp_path: Path
) -> None:
    shutil.copytree(published, tmp_path / "copy")
    at = Forger(tmp_path / "copy")
    at.point(branch, plant(at, keys))
    found = checked(at.place).findings
    assert fault in {each.fault.value for each in found}
    assert {each.place for each in found} <= {branch}


def test_where_names_are_withheld_it_says_what_nobody_can_check(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", TEXT, title="Plan", at=day(1), delegations=read_register(REGISTER))
    draft.set_attribution("none", at=day(1))
    draft.set_publication("issued", at=day(1))
    draft.propose(AGAIN, by="NRV", received=day(2))
    draft.issue("PM2", at=day(3))
    publish(draft.snapshot(), Remote.named(str(tmp_path / "public")))
    found = checked(tmp_path / "public")
    assert (found.findings, found.counts.issued) == ((), 1)
    assert any(NO_NAMES in note for note in found.notes)


def told_otherwise(con: Consolidation) -> str:
    """The value in which one proposal changes whole units where it changed a word: it still gives every text back."""
    units = len(con.base.units)
    stated = Origins((Origin(0, 1, 0, 1), *(Origin(i + 1, i + 1, i, i + 1, gap=i) for i in range(1, units))))
    first = con.proposals[0]
    edits = edits_of(Prepared.of(con.base), first.text, origins=stated)
    return accounted(replace(con, edits=(edits, *con.edits[1:])).to_json(), Tally(2, 2, 0), Annex())


def counted_otherwise(con: Consolidation) -> str:
    """The value that says another thing of its slots than they say."""
    value = json.loads(accounted(con.to_json(), Tally(2, 2, 0), Annex()))
    value["computed"]["slots"] = value["computed"]["slots"][1:]
    return json.dumps(value)


def set_to(*path: str, fact: object) -> Callable[[Consolidation], str]:
    """The value with something else in one place."""

    def lied(con: Consolidation) -> str:
        value = inner = json.loads(accounted(con.to_json(), Tally(2, 2, 0), Annex()))
        for name in path[:-1]:
            inner = inner[name]
        inner[path[-1]] = fact
        return json.dumps(value)

    return lied


def said_twice(con: Consolidation) -> str:
    """The value that says one thing to who reads its first line on it, and another to who reads its last."""
    return accounted(con.to_json(), Tally(2, 2, 0), Annex()).replace("{", '{"method": 1, ', 1)


@pytest.mark.parametrize(
    "lie",
    [
        told_otherwise,
        counted_otherwise,
        said_twice,
        set_to("computed", fact=[]),
        set_to("computed", "annex", fact=1.5),
        set_to("computed", "annex", fact={"pending": {}}),
        set_to("computed", "tally", fact=[[]]),
        set_to("computed", "tally", fact={"received": True, "in_text": 1, "unchanged": 0}),
        set_to("computed", "tally", fact={"received": 9, "in_text": 2, "unchanged": 0}),
    ],
)
def test_outsiders_compute_again_what_the_proposals_change(lie: Callable[[Consolidation], str]) -> None:
    """A secretariat that issues, and lets out, a value and a text that agree with each other and not with the texts."""
    texts = {"NRV-1": TEXT.replace("each year", "daily"), "GLD-1": TEXT.replace("go home", "leave")}
    honest = consolidate(TEXT, [Proposal(name[:3], text, name) for name, text in texts.items()])
    for value, wrong in ((accounted(honest.to_json(), Tally(2, 2, 0), Annex()), False), (lie(honest), True)):
        text = printed_with(read_consolidation(value), Annex(), Attribution.NAMED)
        issued = IssuedText("c" * 40, "PM2", text, value, TEXT, texts, tuple(texts), (), is_published=True)
        found = check_issued(issued, None, "consolidated/pm2")
        assert found.again
        assert {each.fault.value for each in found.findings} == ({"value-altered"} if wrong else set())
