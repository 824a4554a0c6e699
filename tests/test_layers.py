"""The rooms of the house, in their order: a room imports only rooms that come before it.

What comes before ``draft`` touches no disk, clock, environment or terminal, and each outside library has its doors.
A value shows itself through one door, ``render.display``, which it imports only when asked to.
"""

import ast
import graphlib
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "amendtrack"

ROOMS = (
    "errors", "limits", "garbage", "text", "redline", "consolidation", "record", "intake",
    "render", "papers", "formats", "draft", "custody", "exchange", "viewer", "demo", "cli",
)  # fmt: skip
PURE = ROOMS[: ROOMS.index("draft")]
SHOWS_ITSELF = {"redline.comparison", "consolidation.value"}
DISPLAY = "render.display"
TWINS = {"html", "markdown"}  # a form of redlines and one of papers; Markdown read and written
DOORS = {
    "diff_match_patch": {"intake.instructions.closeness"},
    "pygit2": {
        "redline.sequence",
        "draft.git.store",
        "draft.git.maintenance",
        "draft.git.packs",
        "draft.git.ownership",
    },
    "regex": {"text.joiners", "text.words", "render.wrapping", "render.lookalikes", "viewer.typed_words"},
    "pypdf": {"formats.pdf_words"},
    "selectolax": {"formats.hypertext", "formats.page_tables"},
    "rich": {
        "render.bars",
        "render.drawing",
        "render.consolidation_lines",
        "render.block_lines",
        "render.redline_lines",
        "render.side_by_side",
        "render.tabulation",
        "render.terminal",
        "render.unit_lines",
        "render.wrapping",
        "cli.consolidating",
        "cli.redlines",
        "cli.screen",
        "cli.showing",
        "viewer.galley",
        "viewer.isolating",
        "viewer.screen_lines",
        "viewer.slot_mark",
        "viewer.typed_words",
        "viewer.wall_page",
        "viewer.app",
        "viewer.plain_app",
        "viewer.draft_app",
        "viewer.wall_app",
    },
    "textual": {
        "viewer.act_app",
        "viewer.app",
        "viewer.draft_app",
        "viewer.plain_app",
        "viewer.typing_app",
        "viewer.wall_app",
    },
    "zoneinfo": {"record.times"},
}
ROOM_DOORS = {"lxml": "formats.docx"}
OUTSIDE_THE_VALUES = {
    "os", "pathlib", "sys", "tempfile", "shutil", "subprocess", "socket", "time", "random", "locale", "getpass",
    "click", "logging", "threading", "multiprocessing",
}  # fmt: skip


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted({*SOURCE.rglob("*.py")} - {SOURCE / "__main__.py"}):  # which only starts ``cli``
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path
    return found


MODULES = modules()


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(name)))


def room(name: str) -> str:
    return name.partition(".")[0]


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Full names of what is imported by these nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name their module in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".removeprefix("amendtrack.")
                yield f"amendtrack.{inner}" if inner in MODULES else node.module


def own(names: Iterable[str]) -> set[str]:
    return {n.removeprefix("amendtrack.") for n in names if n.startswith("amendtrack.")}


def at_start_up(name: str) -> Iterator[str]:
    return imported(iter(parsed(name).body))


@cache
def everywhere(name: str) -> tuple[str, ...]:
    return tuple(imported(iter(nodes(name))))


def test_no_module_imports_itself_through_others() -> None:
    graphlib.TopologicalSorter({name: own(at_start_up(name)) for name in MODULES}).prepare()


def test_the_folder_lists_the_rooms_and_nothing_else() -> None:
    entries = {path.name.removesuffix(".py") for path in SOURCE.iterdir() if path.name != "__pycache__"}
    assert entries == {*ROOMS, "__init__", "__main__", "py.typed"}


def test_a_module_has_its_name_for_itself() -> None:
    names = Counter(name.rpartition(".")[2] for name in MODULES if name not in ROOMS)
    assert {name for name, times in names.items() if times > 1} == TWINS


def test_a_module_imports_only_from_its_own_room_and_those_before() -> None:
    for name in filter(None, MODULES):
        allowed = ROOMS[: ROOMS.index(room(name)) + 1]
        doors = {DISPLAY} if name in SHOWS_ITSELF else set()
        later = {n for n in own(everywhere_but_types(name)) if n in MODULES and room(n) not in allowed}
        assert later == doors, name
        assert not later & own(at_start_up(name)), f"{name}: a value's own forms are imported when they are asked for"


def test_the_architecture_page_lists_the_rooms_in_their_order() -> None:
    page = (SOURCE.parents[1] / "docs" / "design" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/?`", page, re.MULTILINE)
    assert rows == list(ROOMS)


def test_the_dependencies_page_names_the_doors() -> None:
    page = (SOURCE.parents[1] / "docs" / "design" / "dependencies.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].split()[0]: row.split("|")[3] for row in page.splitlines() if row.startswith("| ")}
    called = {"diff_match_patch": "diff-match-patch", "zoneinfo": "tzdata"}
    for library, doors in {**DOORS, **{library: {door} for library, door in ROOM_DOORS.items()}}.items():
        named = set(re.findall(r"`([\w.]+\.[\w.]+)`", rows[called.get(library, library)]))
        assert doors <= named <= {*doors, "formats.workbook"}, library


@cache
def everywhere_but_types(name: str) -> tuple[str, ...]:
    """What is imported at any time, but for what only the type checker reads."""

    def read(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                continue
            yield node
            yield from read(node)

    return tuple(imported(read(parsed(name))))


def test_nothing_lies_about_in_the_repository() -> None:
    """What is tried out stays outside; the texts of others, above all, are nothing to be kept here."""
    git = ["git", "-C", str(SOURCE.parents[1]), "ls-files", ":(glob)*"]
    kept = subprocess.run(git, capture_output=True, text=True, check=False).stdout.split()
    files = {".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "pyproject.toml"}
    assert {*kept} <= files  # without a clone, nothing is kept in one


def test_values_and_their_forms_touch_nothing_outside() -> None:
    for name in (n for n in MODULES if n and room(n) in PURE and n not in ("render", "garbage")):  # that holds a lock
        touched = {n.partition(".")[0] for n in everywhere_but_types(name)} & OUTSIDE_THE_VALUES
        assert touched == set(), name


@pytest.mark.parametrize("library", DOORS)
def test_a_library_enters_by_its_doors(library: str) -> None:
    users = {name for name in MODULES if any(n.partition(".")[0] == library for n in everywhere(name))}
    assert users == {n for n in DOORS[library] if n in MODULES}


@pytest.mark.parametrize("library", ROOM_DOORS)
def test_a_format_keeps_its_libraries_to_itself(library: str) -> None:
    users = {name for name in MODULES if any(n.partition(".")[0] == library for n in everywhere(name))}
    assert {n for n in users if n != ROOM_DOORS[library] and not n.startswith(f"{ROOM_DOORS[library]}.")} == set()


def test_only_the_command_line_prints_and_reads_the_clock() -> None:
    for name in MODULES:
        if room(name) == "cli" or not name or name == "draft.clock":
            continue
        for node in nodes(name):
            if isinstance(node, ast.Call):
                called = node.func
                assert not (isinstance(called, ast.Name) and called.id in ("print", "input", "breakpoint")), name
                assert not (isinstance(called, ast.Attribute) and called.attr in ("now", "utcnow", "today")), name


def test_no_text_is_lost_in_decoding() -> None:
    for name in MODULES:
        for node in nodes(name):
            if isinstance(node, ast.keyword) and node.arg == "errors" and isinstance(node.value, ast.Constant):
                assert node.value.value in ("strict", "surrogatepass", "backslashreplace"), name
