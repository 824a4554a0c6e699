"""What delegations send stays text: in a terminal, on a page, in a paper, it does nothing and hides nothing.

Every delegation here is invented, and so is what it sends.
"""

import contextlib
import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from amendtrack.cli import main

WORDS = (
    "[shall] [/] [bold]x[/bold] :smile: [link=y]z[/link]",
    "<script>alert(1)</script><b onclick=x>q</b>",
    'x" onmouseover="alert(1)',
    "a &amp; &lt;b&gt; b",
    '=HYPERLINK("y")',
    "-rf",
    "--help",
    "[x](javascript:alert(1)) | c | `d`",
    "{++x++}{--y--}{>>z<<}",
    "[by May]",
    "../../etc/passwd",
    "$(id) `id` ${x} %s {0} {{x}}",
    "ext::sh -c x",
    "a\u202eb",
    "a\u200bb",
    "a\U000e0041b",
    "a\u2028b\u2029c",
    "a\ue000b\uf8ff",
    "x" * 3000,
    "shаll",
    "\u200fالسودان",
)
"""What a text may contain: markup, options, paths, code, and characters that cannot be seen."""

SIGNS = ("\x1b[2J", "\x1b]52;c;aGk=\x07", "a\x9b31m", "a\x08c", "a\0b", "a\x0bb\x0cc", "a\x85b")
"""What no text may contain: signs that speak to a terminal."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff\ud800-\udfff]"
)
OURS = re.compile(r"\x1b\[[0-9;]*m")
READING = (("consolidate",), ("redline", "Rev.0", "D01-1"))
MORE = (
    ("proposals",), ("status",), ("show", "1"), ("show", "9"), ("decisions",), ("acts",), ("fates",),
    ("since", "2009-01-01"), ("delegations",), ("meeting",), ("languages",),
)  # fmt: skip
AT = ("--at", "2009-09-01T10:00")


class Page(HTMLParser):
    """What a browser would run or fetch on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.alive: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.alive += [tag] if tag in ("script", "iframe", "object", "embed", "img", "link", "base", "form") else []
        self.alive += [
            k for k, v in attrs if k.startswith("on") or (k in ("href", "src") and not str(v).startswith("#"))
        ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft ``d`` in which each delegation sends, says and is called one of these."""
    folder = tmp_path_factory.mktemp("hostile")
    units = [f"{n}. Every Party clears the areas of kind {n} without delay." for n in range(1, len(WORDS) + 1)]
    with contextlib.chdir(folder):
        Path("plan.md").write_text("\n\n".join(["# Plan", *units]) + "\n", encoding="utf-8")
        opened = ("--title", "Plan <b>[x]</b>", "--symbol", "=A1", "--at", "2009-07-17T10:00")
        assert main(["init", "d", "--text", "plan.md", *opened, "--by", "$(id) [bold]"]) == 0
        assert main(["delegations", "d", "--add", "Galdora", *AT]) == 0
        for n, words in enumerate(WORDS, 1):
            code = f"D{n:02}"
            name = words if words == "--help" else f"Land {n}"
            assert main(["delegations", "d", "--add", name, "--code", code, *AT]) == 0
            changed = [u.replace("without delay", f"by {words}") if i == n else u for i, u in enumerate(units, 1)]
            file = Path(f"{n} [{words[:20].replace('/', '+')}] =x.md")
            file.write_text("\n\n".join(["# Plan", *changed]) + "\n", encoding="utf-8")
            allowed = ("--allow", "other-words", "--allow", "marks", "--received", "2009-08-21T16:20")
            assert main(["propose", "d", code, str(file), *allowed]) in (0, 1), words
            if words.isprintable():
                assert main(["reserve", "d", code, str(n), f"--note={words[:500]}", *AT]) == 0, words
                assert main(["meeting", "d", *AT, "--date", "2009-09-03", "--", f"M{n} {words[:40]}"]) in (0, 3)
        assert main(["issue", "d", "--meeting", "PM2", "--to", "pm2", *AT]) in (0, 1)
        assert main(["consolidate", "d", "-o", "text.html"]) == 0
        assert main(["redline", "d", "D02-1", "-o", "redline.html"]) == 0
    return folder


@pytest.mark.parametrize("command", [*READING, *(pytest.param(c, marks=pytest.mark.long) for c in MORE)], ids=" ".join)
def test_nothing_speaks_to_a_terminal(command: tuple[str, ...], hostile: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "amendtrack", command[0], "d", *command[1:]]
    at = {**os.environ, "AMENDTRACK_PAGER": "cat"}
    with subprocess.Popen(
        words, cwd=hostile, env=at, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # as Linux ends a terminal
            while part := os.read(ours, 1 << 16):
                said += part
    os.close(ours)
    shown = OURS.sub("", said.decode("utf-8").replace("\r\n", "\n"))
    assert shown.strip()
    assert running.returncode in (0, 1), shown
    assert not HIDDEN.search(shown), HIDDEN.search(shown)


def test_pages_run_and_fetch_nothing(hostile: Path) -> None:
    pages = sorted(hostile.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        said = page.read_text("utf-8")
        assert not Page(said).alive, page
        assert not HIDDEN.search(said), page


def test_papers_hide_nothing(hostile: Path) -> None:
    issued = {p.name for p in hostile.glob("pm2/*.md")}
    assert issued
    for paper in [*hostile.glob("pm2/**/*.md"), *hostile.glob("pm2/**/*.txt")]:
        found = {m[0] for m in HIDDEN.finditer(paper.read_text("utf-8"))}
        assert not found, (paper, found)


def test_what_cannot_be_seen_is_named_beside_the_text(hostile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with contextlib.chdir(hostile):
        assert main(["consolidate", "d", "-o", "out.md"]) == 0
    said = capfd.readouterr().err
    for code in ("U+202E", "U+200B", "U+E0041", "U+2028", "U+0430"):
        assert code in said, code


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_signs_to_a_terminal_are_refused_by_name(sign: str, hostile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = next(f"U+{ord(c):04X}" for c in sign if not c.isprintable())
    with contextlib.chdir(hostile):
        Path("sent.md").write_text(Path("plan.md").read_text("utf-8").replace("delay", sign, 1), encoding="utf-8")
        for words in (
            ("propose", "d", "Galdora", "sent.md"),
            ("comment", "d", "Galdora", "--channel", sign, "words"),
            ("bridge", "d", "1#1", sign),
            ("delegations", "d", "--add", sign),
            ("reserve", "d", "Galdora", "1", "--note", sign),
            ("meeting", "d", sign, "--date", "2009-09-03"),
        ):
            assert main([*words]) == 3, words
            said = capfd.readouterr().err
            assert code in said and said.count("\n") == 1, said
            assert not HIDDEN.search(said), said


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2028", "\U000e0041"], ids=ascii)
def test_the_chair_types_nothing_that_cannot_be_seen(
    hidden: str, hostile: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with contextlib.chdir(hostile):
        assert main(["bridge", "d", "2#1", f"with{hidden}out harm"]) == 3
    assert f"U+{ord(hidden):04X}" in capfd.readouterr().err
