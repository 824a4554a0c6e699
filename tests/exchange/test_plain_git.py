"""Plain git with our drivers: redlines in ``git diff``, and merges that lose no word."""

import os
import random
import re
import subprocess
from pathlib import Path

import pytest
from depth import some
from folders import git
from servers import SOURCE

from amendtrack.cli import main
from amendtrack.exchange.merging import merged, merged_bytes

BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
PERSON = ("-c", "user.name=A", "-c", "user.email=a@b.example")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(SOURCE))
    folder = tmp_path / "clone"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    commit(folder, BASE)
    assert main(["git-setup", str(folder)]) == 0
    return folder


def commit(folder: Path, text: str) -> None:
    (folder / "en.md").write_text(text, "utf-8")
    git(folder, "add", "en.md")
    git(folder, *PERSON, "commit", "--quiet", "-m", "text")


def merge(folder: Path, here: str, there: str) -> tuple[int, str]:
    git(folder, "switch", "--quiet", "--create", "other")
    commit(folder, there)
    git(folder, "switch", "--quiet", "main")
    commit(folder, here)
    done = subprocess.run(["git", "-C", folder, *PERSON, "merge", "--quiet", "other"], capture_output=True, check=False)
    return done.returncode, (folder / "en.md").read_text("utf-8")


@pytest.mark.long
def test_git_diff_and_log_show_redlines(clone: Path) -> None:
    (clone / "en.md").write_text(BASE.replace("year", "month"), "utf-8")
    shown = git(clone, "diff")
    assert "en.md" in shown and "month" in shown and "year" in shown and "@@" not in shown
    git(clone, *PERSON, "commit", "--quiet", "--all", "-m", "x")
    assert "@@" not in git(clone, "log", "-p", "-1", "--ext-diff")


def test_a_reader_who_has_seen_enough_of_a_redline_reads_of_no_failure(clone: Path) -> None:
    """``q`` in git's pager: git would otherwise say that the external diff died."""
    shown = subprocess.Popen(
        ["git", "-C", clone, "log", "-p", "--ext-diff"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert shown.stdout is not None and shown.stderr is not None
    assert shown.stdout.readline().startswith(b"commit ")
    shown.stdout.close()
    assert shown.stderr.read() == b""
    shown.stderr.close()
    shown.wait(60)


@pytest.mark.long
def test_words_of_one_paragraph_merge(clone: Path) -> None:
    code, text = merge(clone, BASE.replace("Report", "Tell"), BASE.replace("year", "month"))
    assert (code, text) == (0, BASE.replace("Report every year", "Tell every month"))


@pytest.mark.long
def test_what_contradicts_stands_in_brackets(clone: Path) -> None:
    code, text = merge(clone, BASE.replace("year", "month").replace("all", "known"), BASE.replace("year", "day"))
    assert code == 1
    shown = "Report every [year / day – the other branch / month – this branch]"
    assert text == BASE.replace("all", "known").replace("Report every year", shown)
    assert git(clone, "diff", "--name-only", "--diff-filter=U").strip() == "en.md"


def signs(text: str) -> set[str]:
    """Every word and every other sign, blanks that are not plain included."""
    return set(re.findall(r"\w+|[^\w \n]", text))


@pytest.mark.parametrize("seed", some(range(60), 6))
def test_no_word_or_sign_of_either_side_is_lost(seed: int) -> None:
    dice = random.Random(seed)
    texts = []
    for _ in range(2):
        blocks = BASE.strip().split("\n\n")
        for _ in range(dice.randrange(1, 4)):
            n = dice.randrange(1, len(blocks)) if len(blocks) > 1 else 0
            match dice.randrange(6):
                case 0:
                    blocks[n] = blocks[n].replace(dice.choice(blocks[n].split()), f"w{dice.randrange(99)}")
                case 1:
                    blocks.insert(n, f"New paragraph n{dice.randrange(99)} here.")
                case 2:
                    blocks.append(blocks.pop(n))
                case 3:
                    blocks[n] += f" More “m{dice.randrange(99)}” – more…"
                case 4:
                    blocks[n] = blocks[n].replace(" ", "\u00a0", 1).replace(".", " .")
                case 5:
                    blocks[n] = blocks[n].replace("areas", "[areas] [zones]")
        texts.append("\n\n".join(blocks) + "\n")
    here, there = texts
    text, is_all = merged(BASE, here, there)
    new = (signs(here) | signs(there)) - signs(BASE)
    assert new <= signs(text)
    if not is_all:
        assert "[" in text or "<<<<<<< this branch" in text
    assert merged(BASE, here, here) == (here, True)
    assert merged(BASE, BASE, there) == (there, True)


MARKED = "<<<<<<< this branch\n{}||||||| base\n{}=======\n{}>>>>>>> the other branch\n"
ENDS = "the other branch / run – this branch].\n"
CASES = {
    "typography that one side changed": ("1. It{}s.\n\n2. {}.\n", "' Go", "’ Go", "' Run", "1. It’s.\n\n2. Run.\n"),
    "ends of lines": ("1. {}.\r\n\r\n2. {}.\r\n", "A B", "C B", "A D", "1. C.\r\n\r\n2. D.\r\n"),
    "no end of the last line": ("1. A {}{}", "b \n", "b ", "c \n", "1. A c"),
    "typography of words that the other changed": ("It{}s {}.\n", "' so", "’ so", "' no", ""),
    "brackets": ("We [shall] {}{}.\n", "go ", "run ", "fly ", "We [shall] [go / fly – " + ENDS),
    "words beside brackets": ("{} [shall] {}.\n", "We go", "They go", "We fly", "They [shall] fly.\n"),
    "what could be taken for our brackets": ("We [go / {}{} – this branch].\n", "run ", "fly ", "sit ", ""),
    "git's marks": ("=======\n{}{}.\n", "B ", "C ", "D ", "=======\n[B. / D. – the other branch / C. – this branch]\n"),
}  # fmt: skip
"""A text with two gaps, what fills them in the base and on both sides, and what is wanted; nothing is git's marks."""


@pytest.mark.parametrize("case", CASES)
def test_nothing_changes_that_nobody_changed(case: str) -> None:
    text, *sides, wanted = CASES[case]
    base, here, there = (text.format(*side.split(" ")) for side in sides)
    found, is_all = merged(base, here, there)
    assert found == (wanted or MARKED.format(here, base, there))
    assert is_all == merged(base, there, here)[1] == ("branch" not in found)


def test_other_encodings_are_merged_line_by_line() -> None:
    base, here, there = (f"1. {words}.\n".replace("/", "\n\n2. ").encode("latin-1") for words in ("é/b", "è/b", "é/ç"))
    assert merged_bytes(base, here, there) == ("1. è\n\n2. ç.\n".encode("latin-1"), True)
    assert merged_bytes(base, here, base.replace(b"b", b"c").replace("é".encode("latin-1"), b"e"))[1] is False


HOSTILE = '-h $(touch pwned) "x" \x1b[31m.md'


@pytest.mark.long
def test_two_delegations_rebase_and_no_file_name_does_harm(clone: Path) -> None:
    """Git's everyday work on a text and on a file with a hostile name, with both drivers."""
    run = ("-c", "core.editor=true", *PERSON)

    def written(text: str, branch: str) -> None:
        for name in ("en.md", HOSTILE):
            (clone / name).write_text(text, "utf-8")
        git(clone, "add", "--all")
        git(clone, *PERSON, "commit", "--quiet", "-m", branch)

    written(BASE, "base")
    git(clone, "switch", "--quiet", "--create", "arda")
    written(BASE.replace("all", "known"), "arda")
    git(clone, "switch", "--quiet", "--create", "brum", "main")
    written(BASE.replace("Clear", "Survey").replace("year", "month"), "brum")
    git(clone, *run, "rebase", "--quiet", "arda")
    both = BASE.replace("Clear all", "Survey known").replace("year", "month")
    assert [(clone / name).read_text("utf-8") for name in ("en.md", HOSTILE)] == [both, both]
    shown = git(clone, "log", "-p", "-1", "--ext-diff")
    assert shown.count("{+month+}") == 2 and "\x1b" not in shown and "@@" not in shown
    git(clone, "switch", "--quiet", "--create", "colm", "main")
    written(BASE.replace("all", "marked"), "colm")
    stopped = subprocess.run(["git", "-C", clone, *run, "rebase", "brum"], capture_output=True, check=False)
    assert stopped.returncode != 0
    readings = "[Clear all / Clear marked – the other branch / Survey known – this branch]"
    wanted = both.replace("Survey known", readings)
    assert [(clone / name).read_text("utf-8") for name in ("en.md", HOSTILE)] == [wanted, wanted]
    written(both.replace("known", "marked"), "settled")
    git(clone, *run, "rebase", "--continue")
    (clone / "en.md").write_text(both.replace("known", "found").replace("victims", "x"), "utf-8")
    picked = subprocess.run(["git", "-C", clone, "add", "-p", "en.md"], input=b"y\n", capture_output=True, check=False)
    assert picked.returncode == 0 and "found" in git(clone, "diff", "--cached", "--no-ext-diff")
    assert not (clone / "pwned").exists()


@pytest.mark.long
def test_without_amendtrack_git_merges_by_lines(clone: Path) -> None:
    driver = git(clone, "config", "merge.amendtrack.driver").strip()
    git(clone, "config", "merge.amendtrack.driver", driver.replace("python", "no-such-python"))
    code, text = merge(clone, BASE.replace("year", "month"), BASE.replace("year", "day"))
    assert code == 1 and "<<<<<<<" in text and "every month" in text and "every day" in text


@pytest.mark.long
def test_a_file_that_cannot_be_shown_stops_nothing(clone: Path) -> None:
    (clone / "a.md").write_bytes(b"\0\1")
    git(clone, "add", "a.md")
    git(clone, *PERSON, "commit", "--quiet", "-m", "a")
    (clone / "a.md").write_bytes(b"\0\2")
    (clone / "en.md").write_text(BASE.replace("year", "month"), "utf-8")
    shown = git(clone, "diff")
    assert "not shown as a redline" in shown and "{+month+}" in shown
