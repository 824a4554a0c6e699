"""One command of each kind that records, the draft on which it is run, and what may be there after a fault."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.store import Store
from amendtrack.errors import AmendtrackError
from benchmarks.reliability.faults import Call, Ended, Fault, calls_in, run

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help every survivor.\n\n3. Report each year.\n"
AT = "2009-09-01T10:00"
COMMANDS: dict[str, tuple[str, ...]] = {
    "init": ("init", "NEW", "--text", "BASE", "--title", "New", "--at", AT),
    "propose": ("propose", "PLAN", "Brum", "SENT", "--new", "--received", AT),
    "replace": ("replace", "PLAN", "NOR-1", "SENT", "--received", AT, "--allow", "unlike"),
    "support": ("support", "PLAN", "Galdora", "NOR-1", "--at", AT),
    "withdraw": ("withdraw", "PLAN", "NOR-1", "--at", AT),
    "accept": ("accept", "PLAN", "NOR-1", "--at", AT),
    "undo": ("undo", "PLAN", "3", "--at", AT),
    "issue": ("issue", "PLAN", "--meeting", "PM1", "--to", "PAPERS", "--at", AT),
    "intake": ("intake", "PLAN", "BAG", "--additional", "--received", AT),
    "revise": ("revise", "PLAN", "SENT", "--label", "Rev.1", "--at", AT),
    "adopt": ("adopt", "QUIET", "--at", AT, "--by", "A. Clerk"),
    "hold": ("hold", "PLAN", "Galdora", "SENT", "--received", AT),
    "fetch": ("fetch", "PLAN", "COPY", "--at", AT),
    "mend": ("doctor", "SHARED", "--mend", "--at", AT),
}


def prepare(folder: Path) -> None:
    """A folder with two drafts, files that delegations sent, and a mailbag."""
    (folder / "base.md").write_text(BASE)
    (folder / "sent.md").write_text(BASE.replace("each year", "every second year"))
    bag = folder / "bag"
    bag.mkdir()
    (bag / "Galdora.md").write_text(BASE.replace("survivor", "survivor at once"))
    (bag / "Norvia.md").write_text(BASE.replace("survivor", "victim"))
    plan = Draft.init(folder / "plan", BASE, title="Plan", at="2009-07-17")
    how = {"unregistered": "added", "received": "2009-08-01"}
    plan.propose(BASE.replace("all", "most"), by="Norvia", **how)  # type: ignore[arg-type]
    plan.propose(BASE.replace("without delay", "by 2014"), by="Galdora", **how)  # type: ignore[arg-type]
    shutil.copytree(folder / "plan", folder / "copy")
    theirs = Draft.open(folder / "copy")
    theirs.propose(BASE.replace("survivor", "victim"), by="Brum", unregistered="added", received="2009-08-03")
    theirs.withdraw("GAL-1", at="2009-08-04")
    shutil.copytree(folder / "plan", folder / "away" / "shared")
    shutil.rmtree(folder / "away/shared/objects")
    (folder / "away/shared/objects/info").mkdir(parents=True)
    (folder / "away/shared/objects/info/alternates").write_text("../../../plan/objects\n")
    Draft.init(folder / "quiet", "1. We shall meet.\n", title="Quiet", at="2009-07-17")


class Bench:
    """A folder as ``prepare`` made it, anew for each fault, and always in the same place."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.made, self.at = scratch, scratch / "made", scratch / "at"
        os.environ["XDG_STATE_HOME"] = str(self.at / "state")
        self.made.mkdir()
        prepare(self.made)
        shutil.rmtree(self.at, ignore_errors=True)

    def anew(self) -> Path:
        """The folder as it was made."""
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self.made, self.at)
        return self.at

    def words(self, name: str) -> list[str]:
        """The words of a command, with its paths."""
        places = {"PLAN": "plan", "QUIET": "quiet", "NEW": "new", "BASE": "base.md", "SENT": "sent.md", "BAG": "bag"}
        places |= {"PAPERS": "papers", "COPY": "copy", "SHARED": "away/shared"}
        return [str(self.at / places[word]) if word in places else word for word in COMMANDS[name]]

    def draft(self, name: str) -> Path:
        """The draft of a command."""
        return Path(self.words(name)[1])


@dataclass(frozen=True, slots=True)
class Case:
    """A command as it runs without a fault: the heads of the record before, between and after, and its calls."""

    name: str
    heads: tuple[str, ...]
    calls: tuple[Call, ...]


def case(bench: Bench, name: str) -> Case:
    """Run a command twice without a fault: once to have everything imported, once to see its calls."""
    bench.anew()
    before = head(bench.draft(name))
    ended = said(bench.words(name))
    assert ended.code in (0, 1), ended
    after = head(bench.draft(name))
    heads = [after]
    while heads[-1] and heads[-1] != before:
        heads.append((*Store(bench.draft(name)).commit(heads[-1]).parents, "")[0])
    bench.anew()
    run(lambda: main(bench.words(name)), bench.scratch, traced=bench.scratch / "trace")
    return Case(name, tuple(reversed(heads)), tuple(calls_in(bench.scratch / "trace", bench.at)))


def head(draft: Path) -> str:
    """Where the record is; empty if there is no draft."""
    return (Store(draft).tip(SECRETARIAT) or "") if draft.exists() else ""


def said(words: Sequence[str]) -> Ended:
    """Run a command here and now."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return Ended(code, out.getvalue(), err.getvalue())


def tried(bench: Bench, which: Case, fault: Fault) -> tuple[str, tuple[str, ...]]:
    """Run a command with a fault: what became of it (``old``, ``new``, ``unknown``), and everything wrong then."""
    bench.anew()
    words = bench.words(which.name)
    ended = run(lambda: main(words), bench.scratch, fault.injected)
    wrong: list[str] = []
    try:
        now = head(bench.draft(which.name))
    except AmendtrackError as err:
        return "neither", (f"cannot be opened: {err}",)
    if now not in which.heads:
        wrong.append(f"neither old nor new: {now}")
    wrong += _untrue(ended, now, which)
    wrong += _after(bench, which, now)
    state = "unknown" if ended.code == 6 else "old" if now == which.heads[0] else "new"
    return state, tuple(f"{one} [{ended.code}: {(ended.out + ended.err).strip()[-300:]}]" for one in wrong)


def _untrue(ended: Ended, now: str, which: Case) -> Iterator[str]:
    """What a command said that is not so."""
    old, new = which.heads[0], which.heads[-1]
    says = "Recorded" in ended.out or re.search(r"\b[1-9]\d* of \d+ items recorded", ended.out)
    if ended.code == 70 or "Traceback" in ended.err:
        yield "a bug"
    if says and now == old:
        yield "a false recorded"
    if ended.code == 0 and now != new:
        yield "exit 0, and not everything is recorded"
    if ended.code in (3, 4, 5) and now != old and "stands" not in ended.err and not says:
        yield "a false not recorded"
    if now != old and "nothing was" in ended.err and "stands" not in ended.err and ended.code != 6:
        yield "a false nothing was recorded"
    if ended.code == 6 and now == old and old:
        yield "written but not confirmed, and it is not there"


def _after(bench: Bench, which: Case, now: str) -> Iterator[str]:
    """What the next commands find wrong, without anything done by hand."""
    draft = bench.draft(which.name)
    if not now or which.name == "mend":  # what was to be mended is mended by the same command
        again = said(bench.words(which.name))
        if again.code:
            yield f"cannot be repeated: {again}"
    for words in (["proposals", str(draft)], ["delegations", str(draft), "--add", "Later", "--at", AT]):
        later = said(words)
        if later.code:
            yield f"afterwards: {words[0]} gives {later.code}: {later.err.strip()}"
    if problems := Draft.open(draft).problems():
        yield f"afterwards: {problems[0]}"
    if which.name == "issue":
        again = said(bench.words(which.name))
        if again.code or not list((bench.at / "papers").rglob("*.txt")):
            yield f"the papers cannot be written: {again}"
    left = [p for p in bench.at.iterdir() if p.name.startswith(".")]
    left += [p for p in draft.rglob("*") if p.name.endswith(".lock") and p.name != "amendtrack.lock"]
    left += list(draft.rglob("amendtrack.moving")) + list(draft.rglob("*tmp_obj*"))
    if left:
        yield f"afterwards: {left[0]} is left"
    fsck = ["git", "-C", str(draft), "fsck", "--strict", "--full", "--no-dangling"]
    done = subprocess.run(fsck, capture_output=True, text=True, check=False)
    if done.returncode or done.stdout or done.stderr:
        yield f"git fsck: {done.stdout}{done.stderr}"
