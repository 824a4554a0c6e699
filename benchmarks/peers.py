"""The tools that are measured, each turned into a reading of the same tokens.

amendtrack is asked through its public contract; the peers are difflib, diff-match-patch and git, as
far as they are installed. Each gets its best known setting for words.
"""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.documents import Placed
from benchmarks.truth import GONE, NOISE, Case, Reading

Reader = Callable[[Case], Reading]
SIDES = {"equal": (0, 1), "delete": (0,), "move_from": (0,), "insert": (1,), "move_to": (1,)}
Opcode = tuple[str, str]  # kind (equal, insert, delete) and text


def by_amendtrack(case: Case) -> Reading:
    """What ``amendtrack.compare`` shows: moves are paired, noise is apart."""
    import amendtrack

    b, a = case.before, case.after
    reading = Reading([GONE] * len(b.tokens), [GONE] * len(a.tokens), knows_moves=True)
    spans = [(str(s.kind), s.text, s.move, bool(s.noise)) for s in amendtrack.compare(b.text, a.text).spans()]
    before, after = ("".join(text for kind, text, _, _ in spans if side in SIDES[kind]) for side in (0, 1))
    if before != b.text or after != a.text:
        reading.exact = False
        return reading
    _Spans(case, reading).read(spans)
    return reading


class _Spans:
    """Spans laid over the tokens of both texts."""

    def __init__(self, case: Case, reading: Reading) -> None:
        self.reading = reading
        self.tokens = (case.before.tokens, case.after.tokens)
        self.starts = tuple([t.start for t in side] for side in self.tokens)
        self.breaks = tuple({start: paragraph for paragraph, start in w.breaks} for w in (case.before, case.after))
        self.ends: dict[int, tuple[list[int], list[int]]] = {}

    def read(self, spans: Sequence[tuple[str, str, int | None, bool]]) -> None:
        at = [0, 0]
        noise: tuple[list[int], list[int]] = ([], [])
        for kind, text, move, is_noise in spans:
            held = []
            for side in SIDES[kind]:
                start = at[side]
                at[side] = start + len(text)
                held.append(self._held(side, start, at[side]))
                self._cut(side, at[side])
                if kind in ("insert", "delete") and not is_noise:
                    self._mark_breaks(side, start, at[side])
            if kind == "equal":
                self._pair_noise(noise)
                noise = ([], [])
                for i, j in zip(*held, strict=False):
                    self.reading.pair(i, j)
            elif move is not None and kind.startswith("move"):
                self.ends.setdefault(move, ([], []))[SIDES[kind][0]].extend(held[0])
            elif is_noise:
                noise[SIDES[kind][0]].extend(held[0])
        self._pair_noise(noise)
        self._pair_moves()

    def _held(self, side: int, start: int, end: int) -> list[int]:
        """Tokens that begin inside a stretch."""
        starts = self.starts[side]
        return list(range(bisect_left(starts, start), bisect_left(starts, end)))

    def _cut(self, side: int, at: int) -> None:
        k = bisect_right(self.starts[side], at) - 1
        if k >= 0 and self.tokens[side][k].start < at < self.tokens[side][k].end:
            self.reading.cuts += 1

    def _mark_breaks(self, side: int, start: int, end: int) -> None:
        marks = self.reading.breaks_after if side else self.reading.breaks_before
        marks.update(paragraph for at, paragraph in self.breaks[side].items() if start <= at < end)

    def _pair_noise(self, noise: tuple[list[int], list[int]]) -> None:
        b, a = noise
        if len(b) == len(a):
            for i, j in zip(b, a, strict=True):
                self.reading.pair(i, j)
            return
        for i in b:
            self.reading.forth[i] = NOISE
        for j in a:
            self.reading.back[j] = NOISE

    def _pair_moves(self) -> None:
        for source, target in self.ends.values():
            self.reading.moves.append((set(source), set(target)))
            b = [k for k in source if not self.tokens[0][k].is_label]
            a = [k for k in target if not self.tokens[1][k].is_label]
            if len(b) == len(a):
                for i, j in zip(b, a, strict=True):
                    self.reading.pair(i, j)
            else:
                self._pair_noise((b, a))
            for k in set(source) - set(b):
                self.reading.forth[k] = NOISE
            for k in set(target) - set(a):
                self.reading.back[k] = NOISE


def opcodes_read(case: Case, opcodes: Iterator[tuple[str, int, int, int, int]]) -> Reading:
    """A reading from equal stretches of the token lists that ``units_of`` gives (breaks are tokens too)."""
    b, a = units_of(case.before.tokens), units_of(case.after.tokens)
    reading = Reading([GONE] * len(case.before.tokens), [GONE] * len(case.after.tokens))
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            for (_, i, _), (_, j, _) in zip(b[i1:i2], a[j1:j2], strict=True):
                if i >= 0:
                    reading.pair(i, j)
        else:
            reading.breaks_before.update(paragraph for _, k, paragraph in b[i1:i2] if k < 0)
            reading.breaks_after.update(paragraph for _, k, paragraph in a[j1:j2] if k < 0)
    return reading


def units_of(tokens: Sequence[Placed]) -> list[tuple[str, int, int]]:
    """Tokens with a paragraph break as one more, as ``(text, place or -1, paragraph)``."""
    found: list[tuple[str, int, int]] = []
    for k, token in enumerate(tokens):
        if k and token.paragraph != tokens[k - 1].paragraph:
            found.append(("\n", -1, token.paragraph))
        found.append((token.text, k, token.paragraph))
    return found


def by_difflib(case: Case) -> Reading:
    """difflib over the words, its guess at junk switched off."""
    b, a = ([text for text, _, _ in units_of(side.tokens)] for side in (case.before, case.after))
    return opcodes_read(case, iter(difflib.SequenceMatcher(None, b, a, autojunk=False).get_opcodes()))


def by_dmp(case: Case) -> Reading:
    """diff-match-patch over the words (one character stands for a word) with its semantic clean-up."""
    dmp = import_module("diff_match_patch").diff_match_patch()
    dmp.Diff_Timeout = 0
    b, a = ([text for text, _, _ in units_of(side.tokens)] for side in (case.before, case.after))
    signs = {word: chr(0x100 + n + (0x800 if n >= 0xD700 else 0)) for n, word in enumerate(dict.fromkeys(b + a))}
    diffs = dmp.diff_main("".join(map(signs.__getitem__, b)), "".join(map(signs.__getitem__, a)), False)
    dmp.diff_cleanupSemantic(diffs)

    def opcodes() -> Iterator[tuple[str, int, int, int, int]]:
        i = j = 0
        for sign, text in diffs:
            n, m = (len(text) if sign <= 0 else 0), (len(text) if sign >= 0 else 0)
            yield ("equal" if sign == 0 else "replace"), i, i + n, j, j + m
            i, j = i + n, j + m

    return opcodes_read(case, opcodes())


GIT_WORDS = r"[[:alnum:]_]+(['’‑-][[:alnum:]_]+)*|[^[:space:]]"
GIT_CHARACTERS = r"[a-zA-Z0-9]+|[^[:space:]]"
GIT_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


def by_git(case: Case) -> Reading:
    """``git diff --word-diff`` with a word pattern for the language; it does not say where a break is new."""
    reading = Reading([GONE] * len(case.before.tokens), [GONE] * len(case.after.tokens))
    pattern = GIT_CHARACTERS if case.language == "zh" else GIT_WORDS
    pieces = list(_git_pieces(case.before.text, case.after.text, pattern))
    if not pieces:
        pieces = [(" ", case.before.text)]
    where = [_characters(side.tokens) for side in (case.before, case.after)]
    at = [0, 0]
    whole = [len(side) for side in where]
    kept: list[tuple[int, int]] = []
    for sign, text in pieces:
        size = sum(not c.isspace() for c in text)
        if sign == " ":
            kept.extend(zip(where[0][at[0] : at[0] + size], where[1][at[1] : at[1] + size], strict=False))
        at[0] += size if sign in " -" else 0
        at[1] += size if sign in " +" else 0
    reading.exact = at == whole
    if reading.exact:
        for i, j in kept:
            reading.pair(i, j)
    return reading


def _characters(tokens: Sequence[Placed]) -> list[int]:
    """For each character that is not white space, the token it belongs to."""
    return [k for k, t in enumerate(tokens) for _ in range(t.end - t.start)]


def _git_pieces(before: str, after: str, pattern: str) -> Iterator[Opcode]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("before", "after")]
        for file, text in zip(files, (before, after), strict=True):
            file.write_text(text, encoding="utf-8", newline="")
        command = ["git", "diff", "--no-index", "--no-color", "--word-diff=porcelain", f"--word-diff-regex={pattern}"]
        done = subprocess.run(
            [*command, "-U1000000", *map(str, files)], capture_output=True, env=GIT_ENVIRONMENT, check=False, cwd=folder
        )
    inside = False
    for line in done.stdout.decode("utf-8").split("\n"):
        if line.startswith("@@"):
            inside = True
        elif inside and line[:1] in (" ", "+", "-"):
            yield line[0], line[1:]


def readers() -> dict[str, Reader]:
    """amendtrack and the peers that are on this machine."""
    found: dict[str, Reader] = {"amendtrack": by_amendtrack, "difflib": by_difflib}
    if find_spec("diff_match_patch"):
        found["diff-match-patch"] = by_dmp
    if shutil.which("git"):
        found["git word-diff"] = by_git
    return found
