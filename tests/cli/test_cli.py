"""The command line: what goes to which stream, exit codes, whole files, nothing hostile on a terminal."""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from click import Context, Option
from commands import Run, Said
from depth import ALL
from folders import Copied

from amendtrack.cli import main
from amendtrack.cli.group import root
from amendtrack.cli.output import write_whole
from amendtrack.errors import InputRefused

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n\n3. Report annually.\n"
NORVIA = BASE.replace("without delay", "by 2014")
GALDORA = BASE.replace("all areas", "all mined areas").replace("annually", "each year")


def written(folder: Path) -> None:
    """A draft with the texts of two delegations beside it."""
    folder.mkdir()
    for name, text in (("plan.md", BASE), ("norvia.md", NORVIA), ("galdora.md", GALDORA)):
        (folder / name).write_bytes(text.encode())
    table = "code,name,standing\nNRV,Norvia,party\nGLD,Galdora,party\n"
    (folder / "delegations.csv").write_bytes(table.encode())
    words = ["--title", "Plan", "--at", "2009-07-17T10:00", "--delegations", str(folder / "delegations.csv")]
    assert main(["init", str(folder / "draft"), "--text", str(folder / "plan.md"), *words]) == 0


@pytest.fixture
def plan(tmp_path: Path, capfd: pytest.CaptureFixture[str], copied: Copied) -> Path:
    folder = copied(written, tmp_path)
    sys.stdout.flush()
    capfd.readouterr()
    return folder / "draft"


def propose(run: Run, plan: Path, who: str, *more: object) -> Said:
    return run("propose", plan, who, plan.parent / f"{who.lower()}.md", "--received", "2009-08-21T16:20", *more)


# -- streams and codes --------------------------------------------------------------------------


def test_propose_says_what_it_read_and_ends_with_recorded(plan: Path, run: Run) -> None:
    said = propose(run, plan, "Norvia")
    assert said.code == 0
    assert said.err == "Read NRV-1 on Rev.0: para 1: words replaced\n"
    assert said.out.startswith("Recorded NRV-1 on Rev.0")


def test_the_same_bytes_again_are_already_recorded(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    (plan.parent / "nrv.md").write_bytes(NORVIA.encode())
    again = propose(run, plan, "NRV")
    assert (again.code, again.out) == (0, "already recorded as NRV-1\n")


def test_dry_run_records_nothing(plan: Path, run: Run) -> None:
    said = propose(run, plan, "Norvia", "--dry-run")
    assert said.code == 0
    assert said.out.startswith("Would record NRV-1")
    assert run("proposals", plan).out == "no proposals have been recorded\n"


def test_proposals_as_json(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia", "--channel", "mail")
    (entry,) = run("proposals", plan, "--json").json["proposals"]  # type: ignore[misc]
    assert (entry["name"], entry["delegation"]["name"], entry["channel"]) == ("NRV-1", "Norvia", "mail")


def test_consolidate_gives_one_document_and_tells_the_rest(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    propose(run, plan, "Galdora")
    said = run("consolidate", plan)
    assert said.code == 0
    assert said.out == (
        "# Plan\n\n1. Clear all [mined – Galdora] areas [without delay / by 2014 – Norvia].\n\n"
        "2. Help survivors.\n\n3. Report [annually / each year – Galdora].\n"
    )
    assert said.last == "2 received = 2 in the text"
    assert run("consolidate", plan, "--quiet").err == ""


def test_chosen_proposals_are_headed_as_nobodys(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    propose(run, plan, "Galdora")
    said = run("consolidate", plan, "--only", "Norvia")
    assert said.out.startswith("Hypothetical text with the proposals of Norvia; not agreed\n\n# Plan")
    assert "Galdora" not in said.out
    assert run("consolidate", plan, "--without", "GLD-1").out == said.out


def test_files_consolidate_without_a_repository(plan: Path, run: Run) -> None:
    folder = plan.parent
    said = run(
        "consolidate",
        "--base",
        folder / "plan.md",
        f"Norvia={folder / 'norvia.md'}",
        f"Galdora={folder / 'galdora.md'}",
    )
    assert said.code == 0
    assert "[mined – Galdora]" in said.out
    value = run("consolidate", "--base", folder / "plan.md", f"Norvia={folder / 'norvia.md'}", "--json").json
    assert value["format"] == "amendtrack.consolidation"


def test_where_nobody_is_named_no_output_names_anybody(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    assert run("attribution", plan, "none", "--at", "2009-08-22").out.startswith("Recorded")
    for more in ((), ("--json",), ("--only", "NRV")):
        said = run("consolidate", plan, *more)
        assert said.code == 0
        assert "Norvia" not in said.out + said.err
        assert "NRV" not in said.out
    refused = run("consolidate", plan, "--style", "attributed")
    assert (refused.code, "not to name delegations" in refused.last) == (3, True)


def test_clean_refuses_while_something_is_open(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    said = run("clean", plan)
    assert (said.code, said.out) == (1, "")
    assert said.last.startswith("amendtrack: 1 open slot")
    run("accept", plan, "NRV-1", "--at", "2009-09-03")
    assert run("clean", plan).out == NORVIA


def test_a_chosen_reading_settles_its_slot(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    slot = run("clean", plan).err.split()[0]
    said = run("accept", plan, "--choose", f"{slot}=by 2014", "--at", "2009-09-03")
    assert said.out.startswith("Recorded"), said.err
    assert run("clean", plan).out == NORVIA


def test_reopen_takes_an_acceptance_back(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    run("accept", plan, "NRV-1", "--at", "2009-09-03")
    assert run("reopen", plan, "NRV-1", "--at", "2009-09-04").out.startswith("Recorded")
    assert run("clean", plan).code == 1


def test_issue_again_with_nothing_new_is_already_issued(plan: Path, run: Run, tmp_path: Path) -> None:
    propose(run, plan, "Norvia")
    printed = tmp_path / "printed.md"
    first = run("issue", plan, "--meeting", "PM2", "--at", "2009-09-02", "-o", printed)
    assert first.out.startswith("Recorded")
    assert "[without delay / by 2014 – Norvia]" in printed.read_text(encoding="utf-8")
    assert run("issue", plan, "--meeting", "PM2", "--at", "2009-09-03").out.startswith("already issued")
    propose(run, plan, "Galdora")
    refused = run("issue", plan, "--meeting", "PM2", "--at", "2009-09-03")
    assert (refused.code, "--reissue" in refused.last) == (3, True)
    again = run("issue", plan, "--meeting", "PM2", "--at", "2009-09-03", "--reissue")
    assert again.code == 0
    assert "GLD-1" in again.err


def test_a_proposal_that_a_revision_overtakes_is_listed_not_applied(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    revised = plan.parent / "rev1.md"
    revised.write_text(BASE.replace("without delay", "soon"), encoding="utf-8")
    said = run("revise", plan, revised, "--label", "Rev.1", "--at", "2009-09-05")
    assert said.out.startswith("Recorded Rev.1")
    assert "1 overtaken" in said.err
    printed = run("consolidate", plan).out
    assert printed == revised.read_text(encoding="utf-8") + "\n{made on Rev.0, overtaken, to be reconfirmed: Norvia}\n"


def test_export_gives_the_text_and_the_file_as_it_came(plan: Path, run: Run) -> None:
    sent = ("\ufeff" + NORVIA.replace("\n", "\r\n")).encode()
    (plan.parent / "norvia.md").write_bytes(sent)
    said = propose(run, plan, "Norvia")
    assert "byte order mark" in said.err
    assert "CRLF" in said.err


def test_export_received_is_byte_for_byte(plan: Path, run: Run, tmp_path: Path) -> None:
    sent = ("\ufeff" + NORVIA.replace("\n", "\r\n")).encode()
    (plan.parent / "norvia.md").write_bytes(sent)
    propose(run, plan, "Norvia")
    assert run("export", plan, "NRV-1").out == NORVIA
    run("export", plan, "NRV-1", "--received", "-o", tmp_path / "back.md")
    assert (tmp_path / "back.md").read_bytes() == sent
    assert run("export", plan, "--all", tmp_path / "everything").code == 0
    assert any(p.read_bytes() == sent for p in (tmp_path / "everything").rglob("*") if p.is_file())


def test_delegations_are_listed_and_recorded(plan: Path, run: Run) -> None:
    assert run("delegations", plan).out.splitlines() == ["GLD  Galdora  party", "NRV  Norvia   party"]
    said = run("delegations", plan, "--add", "Hestria", "--code", "HST", "--at", "2009-08-01")
    assert said.out.startswith("Recorded")
    assert "HST" in run("delegations", plan).out


def test_units_shows_how_a_file_was_read(plan: Path, run: Run) -> None:
    said = run("units", plan.parent / "plan.md")
    assert "3. Report annually." in said.out
    assert len(run("units", plan.parent / "plan.md", "--json").json["units"]) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "gone", "new"),
    [
        (("plan.md", "norvia.md"), "without delay", "by 2014"),
        (("draft", "NRV-1"), "without delay", "by 2014"),
        (("draft", "NRV-1", "GLD-1"), "by 2014", "without delay"),
        (("draft", "Rev.0", "NRV-1"), "without delay", "by 2014"),
    ],
)
def test_redline_of_all_kinds(plan: Path, run: Run, names: tuple[str, ...], gone: str, new: str) -> None:
    propose(run, plan, "Norvia")
    propose(run, plan, "Galdora")
    sources = [plan.parent / n if n == "draft" or n.endswith(".md") else n for n in names]
    said = run("redline", *sources)
    assert said.code == 0, said.err
    assert f"{{-{gone}-}}" in said.out
    assert f"{{+{new}+}}" in said.out
    assert run("redline", *sources, "--json").json["format"] == "amendtrack.redline"


def test_a_web_page_is_written_where_the_file_is_named_so(plan: Path, run: Run, tmp_path: Path) -> None:
    assert propose(run, plan, "Norvia").code == 0
    page, text = tmp_path / "page.html", "Clear all areas"
    for command in (["redline", plan, "NRV-1"], ["consolidate", plan]):
        said = run(*command, "-o", page)
        shown = page.read_text(encoding="utf-8")
        assert (said.code, said.out) == (0, "") and f"Written to {page}" in said.err
        assert shown.startswith('<!DOCTYPE html>\n<html><head><meta charset="utf-8">') and text in shown
        assert "by 2014" in shown and "<script" not in shown
    page.unlink()
    refused = run("export", plan, "NRV-1", "-o", page)
    assert refused.code == 3 and "this result is text, not a web page" in refused.last and not page.exists()
    assert run("redline", plan, "NRV-1", "--json", "-o", tmp_path / "redline.json").code == 0
    refused = run("issue", plan, "--meeting", "PM2", "-o", page)
    assert refused.code == 2 and "use --to FOLDER" in refused.last and "issued" not in run("acts", plan).out


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("json", "JSON"), ("csv", "a spreadsheet"), ("odt", "an OpenDocument file"), ("doc", "a Word file")],
)
def test_no_text_is_written_under_a_name_that_promises_something_else(
    plan: Path, run: Run, tmp_path: Path, ending: str, kind: str
) -> None:
    out = tmp_path / f"out.{ending}"
    for command in (
        ["proposals", plan],
        ["consolidate", plan],
        ["redline", plan.parent / "norvia.md", plan.parent / "galdora.md"],
    ):
        said = run(*command, "-o", out)
        assert said.code == 3 and f"this result is text, not {kind}" in said.last
        assert not out.exists()
        assert run(*command, "--json", "-o", out).code == (0 if ending == "json" else 3)
        assert out.exists() is (ending == "json")
        out.unlink(missing_ok=True)


# -- what is refused ----------------------------------------------------------------------------


def test_usage_is_told_in_one_line(run: Run) -> None:
    for args in (
        ["redlin"],
        ["redline"],
        ["propose", "x"],
        ["redline", "--nothing", "a", "b"],
        ["export", "x"],
    ):
        said = run(*args)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("amendtrack: ")
        assert said.err.count("\n") == 1
    assert "redline" in run("redlin").err


def test_everything_missing_is_named_at_once(run: Run) -> None:
    """Every command, without a word: all that it requires, as its help names it, in one line."""
    for name in root.list_commands(Context(root)):
        command = root.get_command(Context(root), name)
        assert command is not None
        wanted = [p for p in command.params if p.required]
        if wanted:
            said = run(name)
            names = [p.opts[0] if isinstance(p, Option) else p.human_readable_name.rstrip(".") for p in wanted]
            assert said.code == 2 and all(n in said.last for n in names), said.err
    assert run("init", "--title", "Plan").last == "amendtrack: DRAFT and --text are missing; see amendtrack init --help"
    assert run("init", "plan", "--title", "P").last == "amendtrack: --text is missing; see amendtrack init --help"
    assert run("consolidate").last == "amendtrack: DRAFT | NAME=FILE is missing; see amendtrack consolidate --help"


def test_bad_input_is_told_in_one_line(plan: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"1. Etat.\0\n")
    assert run("units", tmp_path / "binary.md").code == 3
    (tmp_path / "latin.md").write_bytes("1. État.\n".encode("latin-1"))
    said = run("units", tmp_path / "latin.md")
    assert said.code == 0 and said.err.endswith("latin.md: read as Windows-1252\n1 unit, 0 doubtful\n")
    missing = run("units", tmp_path / "plam.md")
    assert (missing.code, "nearest" in missing.last) == (3, True)
    unknown = propose(run, plan, "Norvia", "--on", "Rev.7")
    assert unknown.code == 3
    (tmp_path / "norvja.md").write_bytes(NORVIA.encode())
    who = propose(run, plan, "Norvja")
    assert (who.code, "Norvia" in who.last) == (3, True)


def test_errors_are_json_too(run: Run, tmp_path: Path) -> None:
    said = run("units", tmp_path / "none.md", "--json")
    assert said.code == 3
    assert said.json["code"] == "input-refused"
    assert said.json["exit"] == 3
    assert run("units", "--json").json["code"] == "usage"


def test_what_is_not_a_draft_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    other = run("proposals", tmp_path / "empty")
    assert other.code == 3 and "this folder is not an amendtrack draft" in other.last
    missing = run("proposals", tmp_path / "emty")
    assert missing.code == 3
    assert missing.last.endswith(f"nearest: {tmp_path / 'empty'}")


@pytest.mark.parametrize(
    "command",
    [
        *("intake {} {e}", "proposals {e}", "clean {} -o {e}", "export {} --all {e}", "units {e}"),
        *("delegations {} --import {e}", "issue {} --meeting PM2 --to {e}", "consolidate --base {e} Norvia=norvia.md"),
    ],
)
def test_an_empty_path_never_means_the_present_folder(plan: Path, run: Run, command: str) -> None:
    """A script passes one for a variable that is not set."""
    said = run(*(plan if word == "{}" else word.replace("{e}", "") for word in command.split()))
    assert (said.code, said.out) == (2, "")
    assert "it is empty; name a file or a folder" in said.last


def test_an_empty_name_is_not_left_out(plan: Path, run: Run) -> None:
    said = run("delegations", plan, "--add", "")
    assert said.code == 3 and "the name '' has no letter in it; write the usual name" in said.last


def test_a_name_that_is_no_text_is_refused(plan: Path, run: Run) -> None:
    """A shell passes bytes that are not UTF-8 as half characters."""
    (plan.parent / "norvia.md").write_bytes(NORVIA.encode())
    for command in (
        ["delegations", plan, "--add", "\udcff"],
        ["propose", plan, "\udcff", plan.parent / "norvia.md", "--new"],
    ):
        said = run(*command)
        assert said.code == 3 and "contains U+DCFF; remove that character" in said.last


def test_a_name_that_is_not_utf8_is_spelt_out(plan: Path, run: Run, tmp_path: Path) -> None:
    """A delegation may call its file anything; some systems keep such names."""
    name = "n\udcff"
    for command in (
        ["units", name],
        ["intake", plan, name],
        ["consolidate", "--base", name, "A=b"],
        ["proposals", name],
    ):
        said = run(*command, "--json")
        assert (said.code, said.json["place"]) == (3, name)
    folder = tmp_path / "bag"
    folder.mkdir()
    try:
        (folder / f"{name}.md").write_bytes(NORVIA.encode())
    except OSError:
        pytest.skip("this file system keeps no such names")
    said = run("intake", plan, folder, "--json")
    assert (said.code, said.json["pieces"][0]["piece"]) == (1, f"{name}.md")
    everything = run("export", plan, "--all", tmp_path / name)
    assert everything.code == 0 and everything.out.rstrip().endswith("n\\udcff")


def test_a_link_to_nothing_is_not_its_own_suggestion(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").symlink_to(tmp_path / "gone")
    assert run("units", tmp_path / "plan.md").last.endswith("no such file; check the name")


def test_an_unforeseen_error_is_one_line_and_says_whose_fault_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes(b"1. A.\n")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("\x1b[31mred")

    monkeypatch.setattr("amendtrack.text.units.parse_text", broken)
    said = run("units", tmp_path / "a.md")
    assert said.code == 70
    assert said.err.count("\n") == 1
    assert "bug in amendtrack" in said.err
    assert "\x1b" not in said.err


def test_hostile_names_do_not_speak_to_the_terminal(run: Run) -> None:
    said = run("units", "no\x1b]0;title\x07\nsuch\u202efile")
    assert said.code == 3
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err
    assert said.err.count("\n") == 1


# -- files --------------------------------------------------------------------------------------


def test_output_goes_whole_into_a_file(plan: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_bytes(b"before")
    said = run("consolidate", plan, "-o", target)
    assert (said.code, said.out) == (0, "")
    assert target.read_bytes() == BASE.encode()
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []
    assert run("consolidate", plan, "-o", tmp_path / "nowhere" / "out.md").code == 3


def test_a_file_half_written_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.md"
    target.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputRefused, match="no space left"):
        write_whole(target, b"after")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out.md", b"before")]
    with pytest.raises(InputRefused):
        write_whole(tmp_path, b"x")


# -- help and start-up --------------------------------------------------------------------------


def test_every_command_has_help_with_an_example(run: Run) -> None:
    said = run("--help")
    assert said == run()
    assert said.code == 0
    assert said.out.index("only read") < said.out.index("consolidate") < said.out.index("that record")
    names = root.list_commands(None)  # type: ignore[arg-type]
    for name in names:
        shown = run(name, "--help").out
        assert f"amendtrack {name}" in shown.split("Example", 1)[1], name
    recording = said.out.split("that record:", 1)[1].split("\n\n", 1)[0]
    for name in (n for n in names if f"\n  {n} " in recording):
        assert "--dry-run" in run(name, "--help").out, name


def started(*args: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *args], capture_output=True, check=False, env={**os.environ, **settings}, timeout=60
    )


@pytest.mark.long
def test_help_imports_no_heavy_library() -> None:
    code = "import sys; from amendtrack.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    loaded = set(started("-c", code).stderr.decode().split())
    assert "click" in loaded
    assert not loaded & {"pygit2", "rich", "regex", "diff_match_patch", "amendtrack.text.units", "amendtrack.draft"}


@pytest.mark.long
def test_output_is_utf8_whatever_the_locale(demo: Path, run: Run) -> None:
    asked = ("-m", "amendtrack", "consolidate", str(demo / "decisions-zh"))
    plain = run("consolidate", demo / "decisions-zh")
    other = started(*asked, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONHASHSEED="7")
    assert plain.code == other.returncode == 0, other.stderr
    assert plain.out == other.stdout.decode("utf-8")
    assert "缔约国" in plain.out


@pytest.mark.long
def test_a_reader_who_goes_away_is_no_error(demo: Path) -> None:
    command = [sys.executable, "-m", "amendtrack", "consolidate", str(demo / "review"), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)


def test_a_damaged_record_has_its_own_code(demo: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(demo / "review", copy)
    for ref in (copy / "refs" / "heads").rglob("secretariat"):
        ref.write_bytes(b"")
    (copy / "packed-refs").unlink(missing_ok=True)
    said = run("proposals", copy)
    assert said.code == 4
    assert said.err.count("\n") == 1


def test_what_can_be_read_of_a_damaged_record_is_given_and_the_damage_told(
    demo: Path, run: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(demo / "review", copy)
    (copy / "refs" / "heads" / "proposals" / "nrv" / "1").write_bytes(b"")
    for command in ("proposals", "consolidate"):
        said = run(command, copy)
        assert said.code == 4
        assert "Norvia" in said.out
        assert "proposals/nrv/1" in said.last


def test_open_slots_are_told_to_programs_too(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    said = run("clean", plan, "--json")
    assert (said.code, said.json["code"]) == (1, "unsettled")
    (slot,) = said.json["slots"]  # type: ignore[misc]
    assert slot["readings"] == ["without delay", "by 2014"]


@pytest.mark.long
def test_on_a_terminal_nothing_hostile_goes_out_raw(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="a terminal can be played only where there is one")
    (tmp_path / "base.md").write_bytes(b"1. Clear all areas.\n")
    (tmp_path / "sent.md").write_bytes("1. Clear sae\u202era\u202c are\u200bas.\n".encode())
    for command in (
        ["consolidate", "--base", "base.md", "Norvia=sent.md"],
        *([["redline", "base.md", "sent.md"], ["units", "sent.md"]] if ALL else []),
    ):
        seen = shown_on_a_terminal(pty, [sys.executable, "-m", "amendtrack", *command], tmp_path)
        assert "<U+20" in seen
        assert not {"\u202e", "\u202c", "\u200b"} & set(seen)


def shown_on_a_terminal(pty: object, command: list[str], folder: Path) -> str:
    ours, theirs = pty.openpty()  # type: ignore[attr-defined]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=folder) as process:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 4096):
                seen += part
        except OSError:  # so Linux says that the other end is closed
            pass
        process.wait(60)
    os.close(ours)
    return seen.decode("utf-8")


def test_a_file_in_the_place_of_a_draft_is_not_its_own_remedy(plan: Path, run: Run) -> None:
    said = run("consolidate", plan.parent / "plan.md")
    assert said.code == 3
    assert said.last.endswith("this is a file, not a draft; name the folder that `amendtrack init` made")


def test_export_speaks_json_too(plan: Path, run: Run, tmp_path: Path) -> None:
    propose(run, plan, "Norvia")
    shown = json.loads(run("export", plan, "Norvia", "--json").out)
    assert (shown["format"], shown["proposal"], shown["text"]) == ("amendtrack.export", "NRV-1", NORVIA)
    came = json.loads(run("export", plan, "NRV-1", "--received", "--json").out)
    assert b64decode(came["base64"]) == NORVIA.encode()
    every = json.loads(run("export", plan, "--all", tmp_path / "everything", "--json").out)
    assert every["files"] == sum(p.is_file() for p in (tmp_path / "everything").rglob("*"))
    nobody = run("export", plan, "NRV-9", "--json")
    assert (nobody.code, json.loads(nobody.out)["code"]) == (3, "unknown")


@pytest.mark.parametrize("closed", [">&-", *(pytest.param(c, marks=pytest.mark.long) for c in ("<&-", "2>&-"))])
def test_a_closed_stream_is_told_or_not_needed(closed: str) -> None:
    if os.name != "posix":
        pytest.skip("only a POSIX shell starts programs with closed streams")
    command = f'"{sys.executable}" -m amendtrack units - {closed}'
    done = subprocess.run(["/bin/sh", "-c", command], input=b"1. Clear.\n", capture_output=True, check=False)
    assert done.returncode == (0 if closed == "2>&-" else 3)
    assert b"closed" in done.stderr or closed == "2>&-"


def test_no_output_takes_the_place_of_a_file_it_is_made_from(run: Run, tmp_path: Path) -> None:
    base, norvia = tmp_path / "plan.md", tmp_path / "norvia.md"
    base.write_text(BASE)
    norvia.write_text(NORVIA)
    for output in (base, norvia):
        assert run("consolidate", "--base", base, f"Norvia={norvia}", "-o", output).code == 3
        assert run("redline", base, norvia, "-o", output).code == 3
    assert (base.read_text(), norvia.read_text()) == (BASE, NORVIA)


def test_files_bear_names_that_can_be_printed(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "plan.md"
    base.write_text(BASE)
    for name in ("A\x1b]0;x\x07", "N\udce9", "A\u202eB"):
        said = run("consolidate", "--base", base, f"{name}={base}")
        assert (said.code, said.out) == (3, "")
        assert "remove that character" in said.last
    assert run("consolidate", "--base", "-", "Norvia=-").code == 2
    assert run("redline", "-", "-").code == 2


def test_no_folder_is_made_inside_a_draft(plan: Path, run: Run) -> None:
    before = sorted(plan.rglob("*"))
    base = plan.parent / "inside.md"
    base.write_text(BASE)
    for said in (
        run("init", plan / "sub", "--text", base, "--title", "T"),
        run("export", plan, "--all", plan / "out"),
        run("demo", plan / "demo"),
    ):
        assert said.code == 3
        assert "inside the repository" in said.last
    assert sorted(plan.rglob("*")) == before


def test_reopening_one_of_two_says_only_what_is_open_again(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    propose(run, plan, "Galdora")
    assert run("accept", plan, "NRV-1", "GLD-1", "--at", "2009-09-03").out.startswith("Recorded")
    reopened = run("reopen", plan, "NRV-1", "--at", "2009-09-04").out
    assert "NRV-1#1" in reopened
    assert "GLD-1" not in reopened


def test_slots_are_rejected_kept_and_worded(plan: Path, run: Run) -> None:
    propose(run, plan, "Norvia")
    slot = run("clean", plan).err.split()[0]
    assert run("word", plan, slot, "in good time", "--at", "2009-09-03").out.startswith("Recorded")
    assert "in good time" in run("clean", plan).out
    for command in ("keep", "reject"):
        assert run("reopen", plan, slot, "--at", "2009-09-04").out.startswith("Recorded")
        done = run(command, plan, slot, "--at", "2009-09-05")
        assert done.out.startswith("Recorded"), done.err
        assert "without delay" in run("clean", plan).out
