"""What the pack for a meeting costs the first time, in a process of its own; beside pandoc making such files.

    python -m benchmarks.packs [--delegations 60 193] [--words 32400] [--runs 3] [--amendments 8]

The draft is a numbered plan of 409 paragraphs, the proposals are whole texts with eight amendments each, some of them
new paragraphs. ``amendtrack issue`` reads them, consolidates, proves and records the text, and writes every paper in
four forms, with an acknowledgement for each delegation; the start of the program counts. Of twenty of these, pandoc
makes the HTML page, the plain text and the Word file from the Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.cost import child_seconds
from benchmarks.desk import opened, proposed, text_of
from benchmarks.tables import Table

GOALS = {60: "under 2 s", 193: "under 5 s"}
_SAMPLE = 20


def drafted(folder: Path, words: int, delegations: int, amendments: int) -> Path:
    """A draft on which so many delegations have made a proposal."""
    base, names = text_of(words), [f"D{n:03}" for n in range(delegations)]
    draft = opened(folder, base, names)
    for n, code in enumerate(names):
        proposed(draft, base, code, n, amendments)
    return folder


def issued(draft: Path, folder: Path) -> float:
    """Processor seconds of issuing to a meeting, once, with the pack."""
    command = [sys.executable, "-m", "amendtrack", "issue", str(draft), "--meeting", "PM2", "--to", str(folder)]
    return child_seconds(command, draft.parent, dict(os.environ))


def by_pandoc(folder: Path) -> float:
    """Processor seconds in which pandoc makes the other three forms of each of the acknowledgements, were it all."""
    import pypandoc

    papers = sorted((folder / "acknowledgements").glob("*.md"))
    chosen = papers[:: max(1, len(papers) // _SAMPLE)]
    pandoc, made = pypandoc.get_pandoc_path(), folder.parent / "by-pandoc"
    made.mkdir()
    spent = 0.0
    for paper in chosen:
        for ending, form in (("html", "html"), ("txt", "plain"), ("docx", "docx")):
            out = str(made / f"{paper.stem}.{ending}")
            spent += child_seconds([pandoc, "-f", "commonmark_x", "-t", form, str(paper), "-o", out], made)
    return spent * len(papers) / len(chosen)


def measured(words: int, delegations: int, amendments: int, runs: int) -> tuple[float, float, int]:
    """The least of several first packs, pandoc's seconds beside it, and how many files there are."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        drafted(top / "draft", words, delegations, amendments)
        found = []
        for run in range(runs):
            again = top / f"draft-{run}"
            shutil.copytree(top / "draft", again)
            found.append(issued(again, top / f"pack-{run}"))
        pack = top / "pack-0"
        files = sum(file.is_file() for file in pack.rglob("*"))
        return min(found), by_pandoc(pack), files


def main() -> None:
    """Print a row for each number of delegations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--delegations", type=int, nargs="+", default=[*GOALS])
    parser.add_argument("--words", type=int, default=32_400)
    parser.add_argument("--amendments", type=int, default=8)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    rows = []
    for many in asked.delegations:
        cost, pandoc, files = measured(asked.words, many, asked.amendments, asked.runs)
        rows.append((f"{many}", f"{files}", f"{cost:.2f} s", GOALS.get(many, ""), f"{pandoc / cost:.0f} times"))
    heads = ("delegations", "files", "amendtrack, all", "wanted", "pandoc, three forms of the acknowledgements")
    Table(heads, tuple(rows)).show(f"The pack: {asked.words:,} words, {asked.amendments} amendments each")


if __name__ == "__main__":
    main()
