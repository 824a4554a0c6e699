"""How often accepting both sides of a merge gives what a person made of it.

    python -m benchmarks.merging [FOLDER] [--each 8] [--list]

FOLDER holds one folder a merge: ``base.txt``, ``ours.txt``, ``theirs.txt``, ``human.txt``. Without it,
merges with a known outcome are generated. A result that leaves something open is never wrong; one that is
clean and differs from the person's by more than white space is. Apart from that stand those that differ in
form only: amendtrack prints the base's quotes, dashes, signs of emphasis, lists, titles and quoted lines, its
rules, the bars that close its rows and invisible characters where a side changed nothing else, and numbers
nothing anew: what is put in after 4 is 4 bis, whoever numbered it 5. Of the wrong results, ``person's own``
counts those where the person has words less or more often than both sides account for, and those where
amendtrack and git by word, each by its own comparison, make the same text, and the person undid there what one
side alone did: no merge gives such a text. Of the others, ``order told`` counts those that differ only in the
order of new units in one place, where the tool says that their order is open. ``lost`` and ``doubled`` ask of
each wrong result whether any word is there less or more often than both sides can account for, and whether
every run of words that a side put in is there.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.merges import Merge, from_folder, generated
from benchmarks.peers import GIT_ENVIRONMENT
from benchmarks.tables import Table

_WORDS = re.compile(r"[^\W\u3400-\u9fff]+|[^\s]")
_WHOLE_WORDS = re.compile(r"\w+(?:['’.\-]\w+)*")
_GLYPHS = str.maketrans({**dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"'), **dict.fromkeys("–—−", "-"), "_": "*"})
_SUFFIX = r"(?: (?:ante|bis|ter|qu[a-z]{3,10}|sex[a-z]{2,6}|sept[a-z]{2,6}|oct[a-z]{2,6}|non[a-z]{2,6}|dec[a-z]{2,6}))*"
_OPENING = re.compile(rf"(?:(?P<sign>[-*+•])|\d{{1,3}}{_SUFFIX}[.)])\s+")
_NUMBER_IN_TITLE = re.compile(rf"\b(?:\d{{1,3}}|[IVX]+){_SUFFIX}(?=[.:)])")
_NUMBER_OF_NOTE = re.compile(rf"\[\^\d{{1,3}}{_SUFFIX}\]")
_RULE = re.compile(r"[|:=~\s-]+")
_SIGN = re.compile(r"(?<!\S)[#>]+(?=\s|$)")
"""The sign of a title or of a quoted line; where one text breaks a line and another does not, also inside it."""
_EMPHASIS = re.compile(r"\*|</?(?:strong|b|em|i)>")
RUN = 4  # an inserted run is looked for in groups of so many words


HEADS = (
    *("", "equal", "but for form", "wrong", "person's own", "order told", "open", "lost", "doubled"),
    "base words an open place, hard (median)",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A clean text, or none and the number of words of the base in each open place."""

    text: str | None
    open: tuple[int, ...] = ()
    order_told: bool = False  # the tool says of new units in one place that their order is open


def by_amendtrack(merge: Merge) -> Outcome:
    """Consolidate, accept both, and print clean where nothing is open."""
    import amendtrack

    proposed = amendtrack.consolidate(merge.base, {"ours": merge.ours, "theirs": merge.theirs})
    told = any(conflict.kind.code == "same-place insertion" for conflict in proposed.conflicts)
    con = proposed.accept(["ours", "theirs"])
    try:
        return Outcome(con.clean(), order_told=told)
    except amendtrack.Unsettled:
        return Outcome(None, tuple(len(_WHOLE_WORDS.findall(slot.base)) for slot in con.open_slots))


def by_git_line(merge: Merge) -> Outcome:
    """``git merge-file`` as it is."""
    return _merge_file([merge.ours, merge.base, merge.theirs], lambda text: text)


def by_git_word(merge: Merge) -> Outcome:
    """``git merge-file`` with one word or sign a line."""

    def one_a_line(text: str) -> str:
        return "".join(f"{word}\n" for word in _WORDS.findall(text))

    return _merge_file([one_a_line(text) for text in (merge.ours, merge.base, merge.theirs)], lambda text: text)


def _merge_file(texts: list[str], read: Callable[[str], str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8", newline="")
        command = ["git", "merge-file", "-p", "--diff3", "--marker-size=17", *map(str, files)]
        done = subprocess.run(command, capture_output=True, env=GIT_ENVIRONMENT, check=False, cwd=folder)
    text = done.stdout.decode("utf-8")
    if done.returncode == 0:
        return Outcome(read(text))
    held = re.findall(r"^\|{17}[^\n]*\n(.*?)^={17}$", text, re.MULTILINE | re.DOTALL)
    return Outcome(None, tuple(len(_WHOLE_WORDS.findall(part)) for part in held))


TOOLS: dict[str, Callable[[Merge], Outcome]] = {
    "amendtrack": by_amendtrack,
    "git by word": by_git_word,
    "git by line": by_git_line,
}


@dataclass
class Score:
    """What one tool made of all merges."""

    equal: list[str] = field(default_factory=list)
    glyphs: list[str] = field(
        default_factory=list
    )  # equal but for white space, numbers, and the shape of quotes, dashes, emphasis, lists
    wrong: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)  # of these, where the person changed more than both sides did
    order: list[str] = field(
        default_factory=list
    )  # of the others, where only the order differs, and is told to be open
    open: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)  # of the base, for each open place of the hard merges

    def add(self, merge: Merge, outcome: Outcome, other: Outcome | None = None) -> None:
        """Count a result; ``other`` is what another tool made, by a comparison of its own."""
        if outcome.text is None:
            self.open.append(merge.name)
            if merge.name.startswith("hard-"):
                self.words.extend(outcome.open)
            return
        if _bare(outcome.text) == _bare(merge.human):
            self.equal.append(merge.name)
            return
        if _alike(outcome.text) == _alike(merge.human):
            self.glyphs.append(merge.name)
            return
        self.wrong.append(merge.name)
        agreed = other is not None and other.text is not None and _glyphless(other.text) == _glyphless(outcome.text)
        if agreed or any(unaccounted(merge, merge.human)):
            self.own.append(merge.name)
        elif outcome.order_told and _in_any_order(outcome.text) == _in_any_order(merge.human):
            self.order.append(merge.name)
        formless = Merge(merge.name, *map(_without_form, (merge.base, merge.ours, merge.theirs, merge.human)))
        made = zip(unaccounted(merge, outcome.text), unaccounted(formless, _without_form(outcome.text)), strict=True)
        for names, is_so in zip((self.lost, self.doubled), map(all, made), strict=True):
            if is_so:
                names.append(merge.name)

    def row(self, name: str) -> tuple[str, ...]:
        parts = (self.equal, self.glyphs, self.wrong, self.own, self.order, self.open, self.lost, self.doubled)
        return (name, *(str(len(part)) for part in parts), f"{median(self.words):g}" if self.words else "-")


def _bare(text: str) -> str:
    return "".join(text.split())


def _glyphless(text: str) -> str:
    """The text wherever its lines end."""
    return _EMPHASIS.sub("", _bare(text.translate(_GLYPHS)))


def _in_any_order(text: str) -> list[str]:
    return sorted(filter(None, map(_bare, _without_form(text).splitlines())))


def _alike(text: str) -> str:
    return _bare(_without_form(text))


def _without_form(text: str) -> str:
    """The text with one sign for every list, number, dash and rule, and without emphasis and the signs of titles."""
    seen = "".join(sign for sign in text.translate(_GLYPHS) if sign.isspace() or unicodedata.category(sign) != "Cf")
    return "\n".join(map(_line_without_form, seen.splitlines()))


def _line_without_form(line: str) -> str:
    is_title = line.lstrip().startswith("#")
    line = _SIGN.sub("", line).strip()
    line = line.removesuffix("|").rstrip() if line.count("|") > 1 else line
    if _RULE.fullmatch(line):
        drawn = "".join(line.split())
        return re.sub("[-:]+", "-", drawn) if "|" in drawn else re.sub("([-=~])+", r"\1", drawn)
    if opening := _OPENING.match(line):
        line = ("• " if opening["sign"] else "1. ") + line[opening.end() :]
    if is_title:
        line = _NUMBER_IN_TITLE.sub("1", line)
    return _EMPHASIS.sub("", _NUMBER_OF_NOTE.sub("[^1]", re.sub("--+", "-", line)))


def unaccounted(merge: Merge, text: str) -> tuple[bool, bool]:
    """Whether words are lost, and whether words are doubled, beyond what both sides did.

    What one side alone did counts fully; what both did may count once or twice.
    """
    base, ours, theirs, made = (Counter(_WORDS.findall(t)) for t in (merge.base, merge.ours, merge.theirs, text))
    lost = doubled = False
    for word in base.keys() | ours.keys() | theirs.keys() | made.keys():
        one, other = ours[word] - base[word], theirs[word] - base[word]
        shared = (max(one, other) if one > 0 else min(one, other)) if one * other > 0 else one + other
        low, high = sorted((base[word] + shared, base[word] + one + other))
        lost |= made[word] < low
        doubled |= made[word] > high
    return lost or any(_missing_runs(merge, text)), doubled


def _missing_runs(merge: Merge, text: str) -> Iterator[str]:
    """Runs of words that a side inserted and that are not in the result.

    Where a run begins is open when it repeats its neighbours, so half of its word groups suffice.
    """
    made = set(_groups(_WORDS.findall(text)))
    base = _WORDS.findall(merge.base)
    for side in (merge.ours, merge.theirs):
        words = _WORDS.findall(side)
        for tag, _, _, j1, j2 in difflib.SequenceMatcher(None, base, words, autojunk=False).get_opcodes():
            groups = _groups(words[j1:j2]) if tag != "equal" else []
            if groups and 2 * sum(group in made for group in groups) < len(groups):
                yield " ".join(words[j1:j2])


def _groups(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[k:] for k in range(RUN)), strict=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="real merges; generated ones without it")
    parser.add_argument("--each", type=int, default=8, help="generated merges in each language")
    parser.add_argument("--list", action="store_true", help="name the merges that are wrong or open")
    options = parser.parse_args()
    found = list(from_folder(options.folder) if options.folder else generated(options.each))
    scores = {name: Score() for name in TOOLS}
    for merge in found:
        made = {name: tool(merge) for name, tool in TOOLS.items()}
        for name, outcome in made.items():
            scores[name].add(merge, outcome, made["git by word" if name == "amendtrack" else "amendtrack"])
    rows = tuple(score.row(name) for name, score in scores.items())
    Table(HEADS, rows).show(f"{len(found)} merges, both sides accepted")
    if options.list:
        for name, score in scores.items():
            for what in ("glyphs", "wrong", "own", "order", "open", "lost", "doubled"):
                print(f"{name}: {what}: {', '.join(getattr(score, what)) or 'none'}")


if __name__ == "__main__":
    main()
