"""The demo: the same record everywhere, nothing lost, nothing overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import refs

from amendtrack.cli import main
from amendtrack.demo import DRAFTS, Built, base_text, build, later, submissions
from amendtrack.demo.script import Correction
from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.record.fates import Fate
from amendtrack.render.brackets import brackets
from amendtrack.text.words import folded, tokens


def heads(folder: Path) -> dict[str, str]:
    """Every ref of every draft in a demo, as git itself lists them."""
    return {draft.name: refs(folder / draft.name) for draft in DRAFTS}


@pytest.mark.long
def test_another_machine_records_the_same_ids(demo: Path, tmp_path: Path) -> None:
    settings = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "3", "GIT_AUTHOR_NAME": "Somebody Else"}
    code = "import sys, pathlib; from amendtrack.demo import build; build(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path / "again")]
    subprocess.run(command, check=True, env={**os.environ, **settings}, timeout=60)
    assert heads(tmp_path / "again") == heads(demo)
    assert sum(len(listed.splitlines()) for listed in heads(demo).values()) > 40


def test_git_finds_nothing_wrong(demo: Path) -> None:
    for draft in DRAFTS:
        checked = subprocess.run(
            ["git", "-C", str(demo / draft.name), "fsck", "--strict"],
            capture_output=True,
            check=False,
            text=True,
        )
        assert checked.returncode == 0, checked.stderr


def test_every_file_received_is_kept_and_every_proposal_is_in_the_text(demo: Path) -> None:
    for draft in DRAFTS:
        opened = draft_of(demo, draft.name)
        entries = opened.proposals()
        sent = submissions(draft.name)
        refiled = sum(isinstance(event, Correction) for event in later(draft.name))
        assert len(entries) == len(sent) - sum(bool(s.replaces) for s in sent) + refiled
        originals = {p.read_bytes() for p in (demo / "received" / draft.name).iterdir()}
        assert {opened.snapshot().received(e.name) for e in entries} <= originals
        con = opened.consolidate()
        con.check()
        fates = {e.name: fate for e, fate in opened.snapshot().fates(con)}
        apart = {"COV-2": Fate.WITHDRAWN, "GLD-2": Fate.ANNEX, "KST-2": Fate.VOID, "OCW-2": Fate.ANNEX}
        assert {n: f for n, f in fates.items() if f is not Fate.TEXT} == (apart if draft.name == "action-plan" else {})
        assert {p.name for p in con.proposals} == {n for n, fate in fates.items() if fate is Fate.TEXT}
        assert opened.problems() == ()
        for proposal in con.proposals:
            assert str(con.view(proposal.name)) == proposal.text


def draft_of(demo: Path, name: str) -> Draft:
    return Built(demo).draft(name)


def test_every_word_printed_comes_from_somebody(demo: Path) -> None:
    for draft in DRAFTS:
        opened = draft_of(demo, draft.name)
        con = opened.consolidate()
        texts = (base_text(draft), *(opened.text(e.name) for e in opened.proposals()))
        known = {folded(t) for text in texts for t in tokens(text)}
        names = {folded(t) for d in opened.delegations for _, name in d.names for t in tokens(name)}
        house = {"bis", "ter", "ex", "delete", "retain", "move", "to", "text", "after", "insert", "replace", "by"}
        printed = {folded(t) for t in tokens(brackets(con) + annex_words(opened))}
        new = {w for w in printed - known - names - house if any(c.isalpha() for c in w)}
        assert new == set(), draft.name


def annex_words(draft: Draft) -> str:
    return " ".join(line.partition(": ")[2] for _, lines in draft.snapshot().annex().sections for line in lines)


def test_a_folder_in_use_is_refused(demo: Path) -> None:
    with pytest.raises(InputRefused, match="something there already"):
        build(demo)


@pytest.mark.long
def test_the_command_shows_redline_text_and_conflicts_and_never_builds_over_what_is_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "practice"
    assert main(["demo", str(folder)]) == 0
    sys.stdout.flush()
    out = capfd.readouterr().out
    for part in (
        "{-annually-}{+each year by 30 April+}",
        "[costed – Aldmark]",
        "Estavia (text: Clearance Watch)",
        "Galdora (GLD-2) to NRV-1",
        "+ 2 in the annex + 1 withdrawn + 1 void",
        "conflicts to settle",
        "Try next",
    ):
        assert part in out, part
    assert out.splitlines()[-1].startswith("Recorded 30 proposals on 5 drafts")
    acts = Draft.open(folder / "action-plan").acts()
    assert main(["accept", str(folder / "action-plan"), "NRV-1", "--at", "2009-09-04T10:00"]) == 0
    assert main(["demo", str(folder)]) == 0
    sys.stdout.flush()
    assert "Built earlier" in capfd.readouterr().out
    assert Draft.open(folder / "action-plan").acts()[: len(acts)] == acts
    (folder / "README.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", str(folder)]) == 3
