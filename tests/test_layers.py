"""Imports go one way: values, their forms, other programs' files, the record on disk, the demo, the command line.

What is above the record touches no disk, clock, environment or terminal, and each outside library has
its doors. Imports inside functions, which keep start-up quick, count for the doors, and for the order
too but for a value's own forms (``to_json``, rich's and notebooks' views).
"""

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "amendtrack"

PURE = ("values", "render", "papers", "formats")
ORDER = ("values", "render", "papers", "formats", "record", "demo", "cli")
DOORS = {
    "diff_match_patch": {"instructions.closeness"},
    "pygit2": {"sequence", "draft.store"},
    "regex": {"words", "render.terminal", "render.lookalikes"},
    "rich": {"render.terminal", "cli.output", "cli.redlines", "cli.showing"},
    "zoneinfo": {"times"},
}
ROOM_DOORS = {"lxml": "formats.docx"}
OUTSIDE_THE_VALUES = {
    "os", "pathlib", "sys", "tempfile", "shutil", "subprocess", "socket", "time", "random", "locale", "getpass",
    "click", "logging", "threading", "multiprocessing",
}  # fmt: skip
OWN_FORMS = {"consolidation", "redline"}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def room(name: str) -> str:
    first = name.partition(".")[0]
    if first in ("render", "papers", "formats", "demo", "cli"):
        return first
    return "record" if first == "draft" else "values"


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


def own(names: Iterator[str]) -> set[str]:
    return {n.removeprefix("amendtrack.") for n in names if n.startswith("amendtrack.")}


def at_start_up(name: str) -> Iterator[str]:
    return imported(iter(MODULES[name].body))


def everywhere(name: str) -> Iterator[str]:
    return imported(ast.walk(MODULES[name]))


def test_no_module_imports_itself_through_others() -> None:
    graphlib.TopologicalSorter({name: own(at_start_up(name)) for name in MODULES}).prepare()


@pytest.mark.parametrize("name", [n for n in MODULES if n])
def test_a_module_imports_only_from_its_own_room_and_those_before(name: str) -> None:
    allowed = ORDER[: ORDER.index(room(name)) + 1]
    asked = own(at_start_up(name) if name in OWN_FORMS else everywhere_but_types(name))
    assert {n for n in asked if n in MODULES and room(n) not in allowed} == set()


def everywhere_but_types(name: str) -> Iterator[str]:
    """What is imported at any time, but for what only the type checker reads."""

    def nodes(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                continue
            yield node
            yield from nodes(node)

    return imported(nodes(MODULES[name]))


@pytest.mark.parametrize("name", [n for n in MODULES if n and room(n) in PURE and n != "render"])
def test_values_and_their_forms_touch_nothing_outside(name: str) -> None:
    assert {n.partition(".")[0] for n in everywhere_but_types(name)} & OUTSIDE_THE_VALUES == set()


@pytest.mark.parametrize("library", DOORS)
def test_a_library_enters_by_its_doors(library: str) -> None:
    users = {name for name in MODULES if any(n.partition(".")[0] == library for n in everywhere(name))}
    assert users == {n for n in DOORS[library] if n in MODULES}


@pytest.mark.parametrize("library", ROOM_DOORS)
def test_a_format_keeps_its_libraries_to_itself(library: str) -> None:
    users = {name for name in MODULES if any(n.partition(".")[0] == library for n in everywhere(name))}
    assert {n for n in users if n != ROOM_DOORS[library] and not n.startswith(f"{ROOM_DOORS[library]}.")} == set()


def test_only_the_command_line_prints_and_reads_the_clock() -> None:
    for name, tree in MODULES.items():
        if room(name) == "cli" or not name:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "input", "breakpoint"), name
                assert not called.endswith((".now", ".utcnow", ".today")), name


def test_no_text_is_lost_in_decoding() -> None:
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "errors" and isinstance(node.value, ast.Constant):
                assert node.value.value in ("strict", "surrogatepass", "backslashreplace"), name
