"""What the documentation shows is what happens: every doctest, every command, the picture, every link."""

import doctest
import importlib
import re
import runpy
from pathlib import Path

import pytest
from click import Context

import amendtrack
from amendtrack import limits
from amendtrack.cli.group import root
from amendtrack.formats.docx import package
from amendtrack.formats.docx.reading.autonumbers import LONGEST
from amendtrack.formats.docx.reading.layers import MAX_NESTED
from amendtrack.formats.docx.reading.reader import MAX_LETTERS
from amendtrack.formats.docx.reading.tables import MAX_COLUMNS
from amendtrack.intake.doubts import Doubt

TOP = Path(__file__).parents[1]
REFRESH = runpy.run_path(str(TOP / "docs" / "refresh.py"))
SOURCE = Path(amendtrack.__file__).parent
WITH_EXAMPLES = [file for file in sorted(SOURCE.rglob("*.py")) if ">>>" in file.read_text(encoding="utf-8")]
PAGES = sorted([*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")])


def named(page: Path) -> str:
    return page.relative_to(TOP).as_posix()


@pytest.mark.parametrize("file", WITH_EXAMPLES, ids=lambda f: f.relative_to(SOURCE).as_posix())
def test_the_examples_in_a_module_are_true(file: Path) -> None:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    name = ".".join(parts).removesuffix(".__init__")
    ran = doctest.testmod(importlib.import_module(name))
    assert ran.failed == 0 < ran.attempted


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_python_in_a_page_is_true(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


def test_the_glossary_is_in_order_and_its_names_exist() -> None:
    page = (TOP / "docs" / "concepts.md").read_text(encoding="utf-8").partition("## Glossary")[2]
    rows = re.findall(r"(?m)^\| ([^|]+?) \| [^|]+ \| ([^|]+) \|$", page)[1:]
    assert [word for word, _ in rows] == sorted(word for word, _ in rows)
    source = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    for name in re.findall(r"`([^`]+)`", " ".join(named for _, named in rows)):
        owner, _, inner = name.partition(".")
        if " " in name:
            assert f'"{name.split()[1]}"' in source, name
        elif inner:
            assert re.search(rf"(?ms)^class {owner}\b(?:(?!^\S).)*^    (?:def )?{inner}\b", source), name
        else:
            assert re.search(rf"(?m)^(?:class|def) {owner}\b", source), name


def test_the_limits_on_the_page_about_word_are_those_of_the_reader() -> None:
    page = " ".join((TOP / "docs" / "word.md").read_text(encoding="utf-8").split())
    for limit in (
        f"more than {package.MAX_MEMBERS:,} members or {package.MAX_INFLATED // 1_000_000} MB unpacked",
        f"more than {package.MAX_RATIO} times its size",
        f"elements nested more than {limits.WORD_DEPTH} deep",
        f"changes nested more than {MAX_NESTED} deep",
        f"more than {package.MAX_TAGS:,} elements or {MAX_LETTERS:,} characters of text",
        f"tables of more than {MAX_COLUMNS} columns",
        f"automatic numbers of more than {LONGEST} characters",
    ):
        assert limit in page, limit


def test_the_command_line_page_has_a_section_for_each_command() -> None:
    page = (TOP / "docs" / "cli.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"(?m)^### ([\w-]+)$", page)) == sorted(root.list_commands(Context(root)))


def test_the_command_line_page_says_how_each_refusal_is_overridden() -> None:
    page = (TOP / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [doubt.value for doubt in Doubt if f"--allow {doubt.value}" not in page] == []


@pytest.mark.parametrize("page", REFRESH["PAGES"], ids=named)
def test_the_commands_in_a_page_answer_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = page.read_text(encoding="utf-8")
    assert REFRESH["refreshed"](shown) == shown, "run python docs/refresh.py, and read what changed"


def test_the_pictures_are_real_and_fetch_nothing() -> None:
    pictures = {"picture.svg": REFRESH["picture"](), **REFRESH["room"]()}
    assert {file.name for file in (TOP / "docs").glob("*.svg")} >= pictures.keys()
    for name, now in pictures.items():
        shown = (TOP / "docs" / name).read_text(encoding="utf-8")
        assert words_in(shown) == words_in(now), f"{name}: run python docs/refresh.py, and look at it"
        fetches_nothing(shown)


def fetches_nothing(drawn: str) -> None:
    assert not re.search(r"url\((?!#)|https?://(?!www\.w3\.org/2000/svg)|<script|@font-face", drawn)


def words_in(drawing: str) -> list[str]:
    """What can be read in a drawing; where it stands may differ with rich's version."""
    return re.findall(r">([^<>]+)</text>", drawing)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    gone = [link for link in links if not (page.parent / link).exists()]
    assert gone == []


def test_the_readme_has_two_ways_to_set_up_and_ci_runs_the_second() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    unix = re.findall(r"(?m)^python3 -m venv.*$", readme)
    windows = re.findall(r"(?m)^py -m venv.*$", readme)
    assert len(unix) == len(windows) == 2
    assert "amendtrack demo" in unix[0]
    command = unix[1].rpartition("/python ")[2]
    assert command.startswith("-m pytest")
    script = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    assert f'python" {command} ' in script
    assert "amendtrack demo" in script or 'amendtrack" demo' in script
