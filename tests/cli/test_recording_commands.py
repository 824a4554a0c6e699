"""Every command that records, tried under wrong names, with wrong files, out of order, and twice.

A refusal is one line that says what would have worked, and leaves the record as it was.
"""

import contextlib
from pathlib import Path

import pytest
from commands import Run
from folders import Copied, refs

from amendtrack.cli import main

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n\n3. Report annually.\n"
FILES = {
    "plan.md": BASE,
    "norvia.md": BASE.replace("without delay", "by 2014"),
    "again.md": BASE.replace("without delay", "by 2015"),
    "galdora.md": BASE.replace("annually", "each year"),
    "watch.md": BASE.replace("survivors", "survivors and families"),
    "other.md": "A list of things to buy: bread, butter, cheese, apples, tea, candles and soap.\n" * 4,
    "delegations.csv": "code,name,standing\nNRV,Norvia,party\nGLD,Galdora,party\nOCW,Clearance Watch,observer\n",
    "wrong.csv": "code,name\nNRV,Norvia\nNRV,Norvia\n",
}
OPENED = ("--at", "2009-07-17T10:00")
AT = ("--at", "2009-09-01T10:00")
SENT = ("--received", "2009-08-21T16:20")


def negotiated(folder: Path) -> None:
    """A draft with a proposal of each of three, the first withdrawn; this draft has 5 acts."""
    folder.mkdir()
    with contextlib.chdir(folder):
        for name, text in FILES.items():
            Path(name).write_bytes(text.encode())
        Path("binary.md").write_bytes(b"PK\x03\x04\0\0")
        for words in (
            ("init", "plan", "--text", "plan.md", "--title", "Plan", "--delegations", "delegations.csv", *OPENED),
            ("propose", "plan", "Norvia", "norvia.md", *SENT, "--by", "Ana"),
            ("propose", "plan", "Galdora", "galdora.md", *SENT),
            ("propose", "plan", "OCW", "watch.md", *SENT),
            ("withdraw", "plan", "NRV-1", *AT),
        ):
            assert main([*words]) == 0, words


@pytest.fixture
def plan(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    copied: Copied,
) -> Path:
    folder = copied(negotiated, tmp_path)
    monkeypatch.chdir(folder)
    return folder / "plan"


REFUSED = [
    # wrong names
    ("withdraw plan NRV-9", "nearest: NRV-1"),
    ("withdraw plan Nowhere", "this draft has GLD-1, NRV-1, OCW-1"),
    ("withdraw nowhere GLD-1", "no such draft"),
    ("void plan GLD-7 --reason x", "nearest: GLD-1"),
    ("correct plan GLD-1 --to Nordvia", "nearest: Norvia (NRV)"),
    ("correct plan GLD-1 --to Galdora", "is already Galdora's"),
    ("replace plan GLD-9 again.md", "nearest: GLD-1"),
    ("sponsor plan OCW-1 Nowhere", "no delegation 'Nowhere'"),
    ("sponsor plan OCW-1 OCW", "is not a party"),
    ("sponsor plan GLD-1 Norvia", "needs no sponsor"),
    ("undo plan 77", "this draft has 5 acts"),
    ("accept plan Norvia", "NRV-1 was withdrawn"),
    ("accept plan OCW-1", "record a sponsor"),
    ("reopen plan Nowhere", "no proposal, amendment or slot 'Nowhere'"),
    ("propose plan Nordvia again.md", "nearest: Norvia (NRV)"),
    ("propose plan Norvia again.md --amends GLD-4", "nearest: GLD-1"),
    ("propose plan Norvia again.md --cosponsor OCW", "cannot co-sponsor"),
    ("propose plan Norvia again.md --on Rev.7", "this draft has Rev.0"),
    ("propose plan Norvia again.md --language Frenchish", "for example en or fr"),
    ("revise plan again.md --label ../x", "cannot be a label"),
    ("issue plan --meeting " + "x" * 61, "cannot be a meeting's name"),
    ("since plan PM9", "write a time, for example"),
    # wrong files
    ("replace plan GLD-1 nowhere.md", "no such file"),
    ("replace plan GLD-1 binary.md", "save it as plain text"),
    ("replace plan GLD-1 plan.md", "--allow unchanged"),
    ("replace plan GLD-1 other.md", "--allow"),
    ("propose plan Norvia binary.md", "save it as plain text"),
    ("propose plan Norvia . ", "this is a folder"),
    ("revise plan plan.md --label Rev.1", "send the revised text"),
    ("delegations plan --import wrong.csv", "appears twice"),
    # wrong order
    ("void plan GLD-1 --reason  ", "give the reason in one line"),
    ("correct plan NRV-1 --to Galdora", "was withdrawn"),
    ("replace plan NRV-1 again.md", "cannot be replaced"),
    ("propose plan Galdora again.md --amends NRV-1 --additional", "was withdrawn"),
    ("propose plan Galdora again.md", "--replaces GLD-1, or --additional"),
    ("undo plan 1", "it opened the draft"),
    ("undo plan 2", "undo 5 first"),
    # who records
    ("undo plan 5 --by A\u202eb", "U+202E"),
    ("withdraw plan GLD-1 --by " + "x" * 121, "write the usual name"),
    ("issue plan --meeting PM2 --by A\u200bb", "U+200B"),
    ("revise plan again.md --label Rev.1 --by A\u200bb", "U+200B"),
    ("attribution plan none --by A\u200bb", "U+200B"),
]


@pytest.mark.parametrize(("command", "remedy"), REFUSED, ids=[c for c, _ in REFUSED])
def test_a_refusal_is_one_line_and_records_nothing(plan: Path, run: Run, command: str, remedy: str) -> None:
    before = refs(plan)
    words = command.split(" ")
    code, out, err = run(*(w for n, w in enumerate(words) if w or words[n - 1] == "--reason"))
    last = err.rstrip("\n").rpartition("\n")[2]
    assert (code, out) == (3, "")
    assert last.startswith("amendtrack: ")
    assert remedy in last
    assert refs(plan) == before


TWICE = [
    ("withdraw plan GLD-1", "already withdrawn: GLD-1"),
    ("void plan GLD-1 --reason mistaken", "already void: GLD-1 (mistaken)"),
    ("sponsor plan OCW-1 Norvia", "already sponsored by Norvia: OCW-1"),
    ("replace plan GLD-1 again.md", "already recorded as GLD-1"),
    ("propose plan Norvia again.md", "already recorded as NRV-2"),
    ("propose plan Norvia norvia.md --amends GLD-1 --allow unlike", "already recorded as NRV-2"),
    ("accept plan GLD-1", "already accepted"),
    ("revise plan again.md --label Rev.1", "already recorded as Rev.1"),
    ("issue plan --meeting PM2", "already issued to PM2"),
    ("attribution plan none", "already the rule: attribution none"),
    ("delegations plan --add Fennmark", "already in the register as FEN"),
    ("correct plan GLD-1 --to Norvia", "is void: recorded under the wrong name"),
    ("undo plan 5", "already undone, by act 6"),
]


@pytest.mark.parametrize(("command", "answer"), TWICE, ids=[c for c, _ in TWICE])
def test_twice_records_once_and_says_so(plan: Path, run: Run, command: str, answer: str) -> None:
    before = refs(plan)
    code, out, _ = run(*command.split(), "--dry-run")
    assert (code, out.split()[:2]) == (0, ["Would", "record"])
    assert refs(plan) == before
    code, out, _ = run(*command.split(), "--by", "Bo")
    assert (code, out.split()[0]) == (0, "Recorded")
    once = refs(plan)
    assert once != before
    _, acts, _ = run("acts", plan)
    assert " Bo " in acts.splitlines()[-1]
    code, out, err = run(*command.split())
    assert answer in out + err
    assert refs(plan) == once


def test_the_log_and_the_register_are_tables(plan: Path, run: Run) -> None:
    assert run("acts", plan)[1] == (
        "act  time              by\n"
        "1    2009-07-17 10:00  -    Draft opened: Plan\n"
        "2    2009-08-21 16:20  Ana  Received NRV-1 on Rev.0: para 1: words replaced\n"
        "3    2009-08-21 16:20  -    Received GLD-1 on Rev.0: para 3: words replaced\n"
        "4    2009-08-21 16:20  -    Received OCW-1 on Rev.0: para 2: words inserted\n"
        "5    2009-09-01 10:00  -    Withdrawal of NRV-1 by Norvia\n"
    )
    assert run("proposals", plan)[1] == (
        "number  delegation       on     received          file\n"
        "GLD-1   Galdora          Rev.0  2009-08-21 16:20  galdora.md\n"
        "NRV-1   Norvia           Rev.0  2009-08-21 16:20  norvia.md   withdrawn 2009-09-01 10:00\n"
        "OCW-1   Clearance Watch  Rev.0  2009-08-21 16:20  watch.md\n"
    )
    code, out, err = run("consolidate", plan)
    assert code == 0
    assert out.endswith("- Clearance Watch (OCW-1): para 2: after “Help survivors”, insert “and families”\n")
    assert err.endswith("3 received = 1 in the text + 1 in the annex + 1 withdrawn\n")
    code, out, _ = run("consolidate", plan, "--json", "--style", "unattributed")
    assert '"others": {"annex": 1, "withdrawn": 1}' in out
    assert "Watch" not in out


def test_a_redline_of_an_amendment_is_with_the_proposal_that_it_amends(plan: Path, run: Run) -> None:
    Path("amending.md").write_bytes(FILES["galdora.md"].replace("each year", "every year").encode())
    assert run("propose", plan, "Norvia", "amending.md", "--amends", "GLD-1")[0] == 0
    code, out, err = run("redline", plan, "NRV-2")
    assert (code, err) == (0, "GLD-1 -> NRV-2 (Norvia)\n")
    assert "{-each-}{+every+}" in out
    assert run("propose", plan, "Norvia", "other.md", "--additional", "--language", "fr")[0] == 0
    code, _, err = run("redline", plan, "NRV-3")
    assert code == 3
    assert "record its translation with replace NRV-3" in err
