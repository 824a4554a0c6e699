"""Whatever Markdown a text is kept in, no sign of it stands on paper or on a screen: in no paper, in no form."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from rich.console import Console

from amendtrack import compare, consolidate
from amendtrack.draft import Draft
from amendtrack.record.registers import read_register
from amendtrack.render.brackets import Style
from amendtrack.render.html import redline_html
from amendtrack.render.terminal import print_consolidation
from amendtrack.render.typeset import typeset

TEXT = """# Ropes and *wells*

*The Conference*,

*Recalling* its **first** decision[^a] and ***all*** later ones,

1. *Urges* [all *coastal*] Parties to **repair** wells, see [the guide](https://wells.example/guide);

2. *Decides* that the rule `clean` and 3 * 4 buckets stay as they were;

    (a) *first* letters and _slanted_ words;

| Band | *Wells* |
| :--- | ---: |
| I | **fewer** than 100 |
| II | more[^b] |

## Part *two*

> A quoted *line* of **law**.

- a bullet of *wood*
- a bullet of <b>iron</b> and <i>tin</i>

```
code stays as typed
```

3. *决定*在**2027年**之前*登记*。

4. Ends **here**.

[^a]: See *decision* 1.
[^b]: Or **dry**.
"""
OWN_SIGNS = "3 * 4 buckets"
"""What the text holds as words."""
SENT = {
    "Norvia": TEXT.replace("*Urges* [all *coastal*]", "*Invites* [all *coastal* and *inland*]")
    .replace("| I | **fewer** than 100 |", "| I | **at most** 90 |")
    .replace("*decision* 1.", "*decision* 1 and *decision* 2."),
    "Galdora": TEXT.replace("*Urges*", "*Requests*")
    .replace("| II | more[^b] |\n", "")
    .replace("[^b]: Or **dry**.\n", "")
    .replace("- a bullet of *wood*\n", ""),
    "Dunmere": TEXT.replace(
        "4. Ends",
        "4. *Welcomes* **new** ropes[^c], see [the list](https://x.example);\n\n"
        "| Rope | *Length* |\n| --- | --- |\n| A | **10** |\n\n## Part *three*\n\n5. Ends",
    )
    + "[^c]: A *new* note.\n",
    "Corv": TEXT.replace("## Part *two*\n\n> A quoted *line* of **law**.\n\n", "").replace("登记*", "检查*"),
    "Brum": TEXT[: TEXT.index("1. *Urges*")] + TEXT[TEXT.index("2. *Decides*") :],
}
SIGNS = re.compile(r"[*|`]|\[\^|\]\(|(?<!\w)_\w|\w_(?!\w)|(?m:^\W*#{1,6} )|:?---")
"""What Markdown there is; ``14#2`` is an address."""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    register = read_register("code,name\nNRV,Norvia\nGLD,Galdora\nDNM,Dunmere\nCRV,Corv\nBRM,Brum\n")
    place = tmp_path_factory.mktemp("constructs") / "draft"
    made = Draft.init(place, TEXT, title="Ropes", at="2026-03-02T09:00", delegations=register, durability="fast")
    for who, text in SENT.items():
        made.propose(text, by=who, received="2026-03-03T09:00")
    return made


def words_of(name: str, data: bytes) -> str:
    """The words that a reader sees, a line for each paragraph."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(part).decode() for part in archive.namelist() if re.match(r"word/\w+\.xml", part)]
        return unescape(re.sub(r"<[^>]*>", "", "\n".join(parts).replace("</w:p>", "\n")))
    page = data.decode()
    if name.endswith(".html"):
        page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
        return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|td|th|li|h\d|dd)>", "\n", page)))
    ruled = re.compile(r"^ *-{3,}[- ]*$", re.MULTILINE)  # under a heading, and under the heads of a table
    return ruled.sub("", page.replace("\n- ", "\n"))


def check(shown: str, where: str) -> None:
    found = SIGNS.search(shown.replace(OWN_SIGNS, "").replace("3 * 4\nbuckets", ""))
    assert found is None, (where, shown[max(0, found.start() - 60) : found.end() + 40] if found else "")


def test_no_sign_of_markdown_stands_on_any_paper(draft: Draft, tmp_path: Path) -> None:
    draft.draft_pack(tmp_path / "pack", "PM1", at="2026-03-04T09:00")
    papers = [path for path in sorted((tmp_path / "pack").rglob("*")) if path.suffix in (".docx", ".html", ".txt")]
    assert len(papers) == 3 * (5 + len(SENT))
    for path in papers:
        check(words_of(path.name, path.read_bytes()), path.name)


def test_no_sign_of_markdown_stands_on_a_screen(draft: Draft) -> None:
    for width in (60, 100, 200):
        console = Console(file=io.StringIO(), width=width)
        print_consolidation(draft.consolidate(), console)
        assert isinstance(console.file, io.StringIO)
        check(console.file.getvalue(), f"{width} columns")
    for who, text in SENT.items():
        check(words_of("x.html", redline_html(compare(TEXT, text)).encode()), who)


def test_every_word_of_the_text_stands_in_the_compilation(draft: Draft, tmp_path: Path) -> None:
    draft.draft_pack(tmp_path / "pack", "PM1", at="2026-03-04T09:00")
    for path in sorted((tmp_path / "pack").glob("*1-compilation*")):
        said = words_of(path.name, path.read_bytes())
        for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"https?://\S+", "", TEXT)):
            assert word in said, (path.name, word)


def test_the_notes_that_two_delegations_add_are_notes_on_paper_whatever_they_are_called() -> None:
    base = "1. Wells are dug.[^1]\n\n2. Fees are fixed.\n\n[^1]: See the plan.\n"
    arda = base.replace("fixed.", "fixed.[^2]") + "\n[^2]: In 2024.\n"
    brum = base.replace("Wells", "Wells[^2]") + "\n[^2]: Old ones too.\n"
    units = typeset(consolidate(base, {"Arda": arda, "Brum": brum}), Style.ATTRIBUTED)
    cited = [span.note for unit in units for cell in unit.cells for span in cell if span.note]
    assert cited == ["2 bis", "1", "2"]
    assert "[^" not in "".join(unit.text for unit in units)


def test_a_typed_line_break_is_a_line_on_every_paper(tmp_path: Path) -> None:
    text = "# Boats\n\n1. Boats are *kept:  \nby hand* or,  \n_ so, and\nflow on.\n"
    draft = Draft.init(
        tmp_path / "boats",
        text,
        title="Boats",
        at="2026-03-02T09:00",
        delegations=read_register("code,name\nNRV,Norvia\n"),
        durability="fast",
    )
    draft.propose(text.replace("so,", "thus,"), by="NRV", received="2026-03-03T09:00")
    draft.draft_pack(tmp_path / "pack", "PM1", at="2026-03-04T09:00")
    lines = {".docx": "<w:br/>", ".html": "<br>", ".txt": "\n", ".md": "  \n"}
    papers = [path for path in sorted((tmp_path / "pack").rglob("*")) if re.search(r"1-compilation|NRV-1\.", path.name)]
    assert {path.suffix for path in papers} >= {".docx", ".html", ".txt"}
    for path in papers:
        data = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read("word/document.xml")
        shown = re.sub(r"<(?!br>|w:br/>)[^>]*>", "", data.decode())
        typed = rf"kept:\*?{re.escape(lines[path.suffix])}\s*\*?by hand\*?"
        assert re.search(rf"{typed} or,{re.escape(lines[path.suffix])}\s*\\?_ ", shown), path.name
        assert re.search(r"and\s+flow\s+on\.", shown), path.name
    assert "kept:<br>" in re.sub("</?i>", "", redline_html(compare(text, text.replace("hand", "the hands"))))
