"""A delegation that asks, after it has proposed, not to be named in public: nothing that goes out from then on does."""

from datetime import date
from pathlib import Path

import pytest
from commands import Run
from folders import git

from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store
from amendtrack.exchange.bundling import Holds, bundle
from amendtrack.exchange.publishing import Published, publish
from amendtrack.exchange.remote import Remote
from amendtrack.record.registers import read_register
from amendtrack.viewer.wall_page import for_the_wall

AT = "2026-05-01 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
NAMES = ("Arda", "ARD")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    register = read_register("code,name\nARD,Arda\nBRU,Brum\nCOL,Colm\n")
    made = Draft.init(tmp_path / "draft", BASE, title="Plan", at=AT, delegations=register, durability="fast")
    made.set_publication("proposals-after-issue", at=AT)
    made.propose(BASE.replace("all", "known"), by="Arda", received=AT)
    made.propose(BASE.replace("Help", "Assist"), by="Brum", received=AT)
    return made


def out(draft: Draft, tmp_path: Path) -> Published:
    return publish(draft.snapshot(), Remote.named(str(tmp_path / "server")))


def said(tmp_path: Path) -> str:
    """Everything in the published repository but the page that lists all delegations."""
    return git(tmp_path / "server", "log", "--branches", "--exclude=about", "--all", "-p", "--format=fuller")


def named(tmp_path: Path) -> list[str]:
    git(tmp_path / "server", "update-ref", "-d", "refs/heads/about")
    words = said(tmp_path)
    return [name for name in NAMES if name in words]


def test_from_then_on_nothing_names_it(draft: Draft, tmp_path: Path) -> None:
    draft.propose(BASE.replace("year", "month"), by="Colm", cosponsors=["Arda"], received=AT)
    draft.issue("PM1", at=AT)
    done = draft.set_attribution("none", of="Arda", at=AT)
    assert str(done) == "Recorded Arda is not named in what is let out from now on"
    assert "nobody can call it back" in done.notes[0]
    assert out(draft, tmp_path).notes == ()
    found = verify(Store(tmp_path / "server"))
    assert found.findings == () and any("delegations are not named" in note for note in found.notes)
    refs = git(tmp_path / "server", "for-each-ref", "--format=%(refname:short)").split()
    assert refs == ["about", "consolidated/pm1", "main", "proposals/bru/1", "rev/Rev.0"]
    text = git(tmp_path / "server", "show", "consolidated/pm1:en.md")
    assert "[Help / Assist]" in text and "[year / month]" in text and "[all / known]" in text
    assert draft.snapshot().issued("PM1") != text, "the meeting has the names"
    (tmp_path / "let-out.bundle").write_bytes(bundle(draft.snapshot(), holds=Holds.PUBLIC))
    assert named(tmp_path) == []
    git(tmp_path, "clone", "--quiet", "--mirror", str(tmp_path / "let-out.bundle"), str(tmp_path / "server2"))
    assert refs == git(tmp_path / "server2", "for-each-ref", "--format=%(refname:short)").split()
    assert verify(Store(draft.path)).findings == ()


def test_what_was_public_is_said_to_be_so_and_what_follows_is_nameless(draft: Draft, tmp_path: Path) -> None:
    draft.issue("PM1", at=AT)
    out(draft, tmp_path)
    before = git(tmp_path / "server", "rev-parse", "consolidated/pm1", "proposals/ard/1")
    draft.set_attribution("none", of="ARD", at=AT)
    draft.replace(BASE.replace("all", "most"), "ARD-1", received=AT)
    draft.issue("PM2", at=AT)
    done = out(draft, tmp_path)
    assert done.moved == ("about", "consolidated/pm2")
    public = "public already: consolidated/pm1, proposals/ard/1"
    assert done.notes == (f"Arda: not named in what is let out from now on; {public}",)
    assert (out(draft, tmp_path).moved, out(draft, tmp_path).notes) == ((), done.notes)
    assert git(tmp_path / "server", "rev-parse", "consolidated/pm1", "proposals/ard/1") == before
    assert verify(Store(tmp_path / "server")).findings == ()
    fresh = git(tmp_path / "server", "show", "-m", "--first-parent", "consolidated/pm2")
    assert "most" in fresh and not any(name in fresh for name in NAMES)
    again = draft.set_attribution("named", of="ARD", at=AT)
    assert str(again) == "Recorded Arda is named again in what is let out from now on"
    assert out(draft, tmp_path).moved == ("about", "proposals/ard/1")
    assert verify(Store(draft.path)).findings == ()


def test_who_only_took_a_position_is_not_named_either(draft: Draft, tmp_path: Path) -> None:
    draft.support("Colm", "BRU-1", at=AT)
    draft.issue("PM1", at=AT)
    draft.set_attribution("none", of="Colm", at=AT)
    out(draft, tmp_path)
    assert "Colm" not in git(tmp_path / "server", "show", "consolidated/pm1:en.md")
    assert "proposals/ard/1" in git(tmp_path / "server", "branch", "--list", "proposals/*")


def test_an_earlier_submission_and_what_amends_it_stay_at_home(draft: Draft, tmp_path: Path) -> None:
    draft.replace(BASE.replace("Help", "Aid"), "BRU-1", cosponsors=["Arda"], received=AT)
    draft.replace(BASE.replace("Help", "Back"), "BRU-1", received=AT)
    draft.set_publication("proposals", at=AT)
    draft.set_attribution("none", of="Arda", at=AT)
    out(draft, tmp_path)
    assert named(tmp_path) == []
    assert "Back" in said(tmp_path) and "Aid" not in said(tmp_path)


@pytest.mark.parametrize("title", ["As ARD-1 asks", "With ARDA, in short", "Arda and Brum"])
def test_the_title_of_anothers_proposal_does_not_name_it(draft: Draft, tmp_path: Path, title: str) -> None:
    draft.propose(BASE.replace("year", "month"), by="Colm", title=title, received=AT)
    draft.propose(BASE.replace("year", "week"), by="Brum", title="Harder", further="additional", received=AT)
    draft.set_publication("proposals", at=AT)
    draft.set_attribution("none", of="Arda", at=AT)
    out(draft, tmp_path)
    words = said(tmp_path)
    assert "month" in words and "Title: Harder" in words and title not in words
    assert verify(Store(tmp_path / "server")).findings == ()
    assert verify(Store(draft.path)).findings == ()


def test_the_wall_does_not_name_it(draft: Draft, run: Run) -> None:
    assert run("attribution", draft.path, "none", "--of", "Norvia").code == 3
    assert run("attribution", draft.path, "none", "--of", "Arda", "--at", AT).code == 0
    shown = for_the_wall(draft.snapshot(), date(2026, 5, 2)).printed()
    assert "[all / known – name withheld]" in shown and "– Brum]" in shown and "Arda" not in shown
    assert "known – Arda" in draft.printed(), "in the room's own papers it is"


KEPT_BACK = {
    "one delegation": ("attribution", ("none", "--of", "Arda"), "ARD would be named again", "named --of ARD"),
    "all": ("attribution", ("none",), "delegations would be named again", "attribution DRAFT named"),
    "texts": ("publication", ("nothing",), "more would be let out (proposals-after-issue)", "proposals-after-issue"),
}


@pytest.mark.parametrize("kind", KEPT_BACK)
def test_undoing_never_lets_out_what_was_kept_back(kind: str, draft: Draft, run: Run) -> None:
    command, words, means, hint = KEPT_BACK[kind]
    assert run(command, draft.path, *words, "--at", AT).code == 0
    last = len(draft.acts())
    refused = run("undo", draft.path, last)
    assert refused.code == 3 and means in refused.err and f"{hint}`" in refused.err
    back = hint.split("DRAFT ")[-1].split()
    assert run(command, draft.path, *back, "--at", AT).code == 0
    assert run("undo", draft.path, last + 1, "--at", AT).code == 0, "what keeps more back needs no second word"
    assert run("undo", draft.path, last + 2).code == 3, "nor does undoing that undo let it out by the way"
