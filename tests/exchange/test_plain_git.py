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
from amendtrack.exchange.plain_git import merged

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


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("seed", some(range(60), 6))
def test_no_word_of_either_side_is_lost(seed: int) -> None:
    dice = random.Random(seed)
    texts = []
    for _ in range(2):
        blocks = BASE.strip().split("\n\n")
        for _ in range(dice.randrange(1, 4)):
            n = dice.randrange(1, len(blocks)) if len(blocks) > 1 else 0
            match dice.randrange(4):
                case 0:
                    blocks[n] = blocks[n].replace(dice.choice(blocks[n].split()), f"w{dice.randrange(99)}")
                case 1:
                    blocks.insert(n, f"New paragraph n{dice.randrange(99)} here.")
                case 2:
                    blocks.append(blocks.pop(n))
                case 3:
                    blocks[n] += f" More m{dice.randrange(99)}."
        texts.append("\n\n".join(blocks) + "\n")
    here, there = texts
    text, is_all = merged(BASE, here, there)
    new = (words(here) | words(there)) - words(BASE)
    assert new <= words(text)
    if not is_all:
        assert "[" in text or " bis." in text or " ante." in text
    assert merged(BASE, here, here) == (here, True)
    assert merged(BASE, BASE, there) == (there, True)
