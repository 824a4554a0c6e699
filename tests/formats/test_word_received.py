"""Word files in the work of a draft: opened, proposed, revised, compared, consolidated; on the command line too."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from wordfiles import cell, dele, ins, level, lists, numbered, p, packed, row, run, table, word

from amendtrack import consolidate
from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import FileFacts, write_compilation
from amendtrack.formats.received import Authors, read_clean, read_received
from amendtrack.intake.doubts import Doubt
from amendtrack.render.brackets import Style

AT = "2009-08-21T10:00:00+00:00"
NUMBERS = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
CELL_ACTS = ["cellIns", "cellDel"]
BASE = (
    "# Action plan\n\n1. Clear all mined areas in territories under their jurisdiction.\n\n"
    "2. States Parties will destroy stockpiles without delay.\n\n(a) report annually on progress.\n"
)


def plan(second: str, more: str = "") -> str:
    return (
        p("Action plan", properties='<w:outlineLvl w:val="0"/>')
        + p("Clear all mined areas in territories under their jurisdiction.", properties=numbered(0))
        + p(second, properties=numbered(0))
        + p("report annually on progress.", properties=numbered(1))
        + more
    )


CLEAN = word(plan("States Parties will destroy stockpiles without delay."), numbering=NUMBERS)
START, END = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
TRACKED = word(
    plan(
        run("States Parties will destroy ")
        + ins("all ")
        + run("stockpiles ")
        + START
        + run("without delay")
        + END
        + run(".")
    ),
    numbering=NUMBERS,
    comments=f'<w:comment w:id="5" w:author="Anna">{p("Too vague.")}</w:comment>',
)
DOT = run(".")
TWO = word(
    plan(
        run("States Parties will destroy ")
        + ins("all ")
        + run("stockpiles")
        + dele(" without delay", "Boris")
        + run(".")
    ),
    numbering=NUMBERS,
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", CLEAN, title="Plan", at=AT, durability="fast")
    for name in ("Norvia", "Galdora"):
        made.add_delegation(name, at=AT)
    return made


def test_a_word_file_is_a_draft_s_text(draft: Draft) -> None:
    assert draft.text() == BASE


def test_a_tracked_file_is_its_author_s_text_and_its_comments_are_remarks(draft: Draft) -> None:
    done = draft.propose(TRACKED, by="Norvia", received=AT, filename="norvia.docx")
    assert draft.text("NOR-1") == BASE.replace("destroy stock", "destroy all stock")
    assert [(r.place, r.words) for r in draft.proposal("NOR-1").remarks] == [
        ("2", "Anna on “without delay”: Too vague.")
    ]
    assert draft.snapshot().received("NOR-1") == TRACKED
    assert "with the tracked changes of Anna" in done.notes


def test_several_authors_are_one_proposal_or_several_as_asked(draft: Draft) -> None:
    with pytest.raises(InputRefused, match="2 authors: Anna, Boris") as err:
        draft.propose(TWO, by="Norvia", received=AT)
    assert "--author" in err.value.remedy
    draft.propose(TWO, by="Norvia", received=AT, authors=["Anna"])
    draft.propose(TWO, by="Galdora", received=AT, authors=["Boris"])
    draft.propose(TWO, by="Norvia", received=AT, authors=Authors.EVERY, further="additional")
    again = draft.propose(TWO, by="Norvia", received=AT, authors=["Anna"])
    assert (again.outcome.value, again.name) == ("already recorded", "NOR-1")
    all_ = "destroy all stock"
    assert draft.text("NOR-1") == BASE.replace("destroy stock", all_)
    assert draft.text("GAL-1") == BASE.replace(" without delay", "")
    assert draft.text("NOR-2") == BASE.replace("destroy stock", all_).replace(" without delay", "")


def test_a_file_tracked_on_an_older_revision_is_told(draft: Draft) -> None:
    draft.revise(BASE.replace("annually", "each year"), label="Rev.1", at=AT)
    with pytest.raises(InputRefused, match=r"were made on Rev\.0, not on Rev\.1"):
        draft.propose(TRACKED, by="Norvia", received=AT)
    draft.propose(TRACKED, by="Norvia", received=AT, on="Rev.0")
    assert draft.proposal("NOR-1").revision == "Rev.0"


def test_changes_that_nobody_tracked_are_told(draft: Draft) -> None:
    data = word(
        plan(run("States Parties will destroy ") + ins("all ") + run("mines without delay.")), numbering=NUMBERS
    )
    reading = draft.read(data, by="Norvia").reading
    assert any("where no change was tracked: para 2: words" in note for note in reading.notes)


def test_a_clean_retyped_file_and_an_excerpt(draft: Draft) -> None:
    retyped = word(plan("States Parties will destroy all stockpiles without delay."), numbering=NUMBERS)
    draft.propose(retyped, by="Norvia", received=AT)
    assert draft.text("NOR-1") == BASE.replace("destroy stock", "destroy all stock")
    excerpt = word(p("2. States Parties will destroy ", ins("all "), "stockpiles without delay."))
    draft.propose(excerpt, by="Galdora", received=AT, extent="excerpt")
    assert draft.text("GAL-1") == draft.text("NOR-1")


def test_bold_and_italic_count_only_where_the_draft_has_them(tmp_path: Path) -> None:
    plain = Draft.init(
        tmp_path / "plain", "1. Recalling the plan.\n\n2. Clear all.\n", title="P", at=AT, durability="fast"
    )
    plain.add_delegation("Norvia", at=AT)
    data = word(p("1. ", run("Recalling", "<w:i/>"), " the plan.") + p("2. Clear ", ins("them "), "all."))
    reading = plain.read(data, by="Norvia").reading
    assert list(map(str, reading.amendments)) == ["para 2: words inserted"]
    assert any("bold and italic left out" in note for note in reading.notes)


def test_a_revision_must_be_settled(draft: Draft) -> None:
    with pytest.raises(InputRefused, match="contains tracked changes by Anna, Boris"):
        draft.revise(TWO, label="Rev.1", at=AT)
    draft.revise(TWO, label="Rev.1", at=AT, accept=Authors.EVERY)
    assert "all stockpiles." in draft.text()
    named = draft.text().replace("all stock", "[all – Norvia] stock")
    with pytest.raises(InputRefused, match="attributed brackets"):
        draft.revise(named, label="Rev.2", at=AT)
    draft.revise(named, label="Rev.2", at=AT, allow=(Doubt.BRACKETS,))
    with pytest.raises(InputRefused, match="tracked changes by Anna"):
        read_clean(TRACKED)


def test_who_changed_formatting_alone_is_in_nobody_s_way() -> None:
    bold = run("bold", '<w:b/><w:rPrChange w:id="1" w:author="Boris"><w:rPr/></w:rPrChange>')
    assert read_received(word(p("A ", bold, " ", ins("new "), "word."))).text == "A **bold** new word.\n"


def test_who_changed_a_list_or_a_heading_changed_the_text() -> None:
    for was in (numbered(0), '<w:outlineLvl w:val="1"/>'):
        renumbered = f'{numbered(1)}<w:pPrChange w:id="1" w:author="Boris"><w:pPr>{was}</w:pPr></w:pPrChange>'
        file = word(p("A ", ins("new "), "word.", properties=renumbered), numbering=NUMBERS)
        with pytest.raises(InputRefused, match="2 authors: Anna, Boris"):
            read_received(file)
        assert read_received(file, authors=["Anna"]).text.endswith(" A new word.\n")
    was = f'<w:pPrChange w:id="1" w:author="Boris"><w:pPr>{numbered(1)}</w:pPr></w:pPrChange>'
    centred = p("A ", ins("new "), "word.", properties=f'{numbered(1)}<w:jc w:val="center"/>{was}')
    assert read_received(word(centred, numbering=NUMBERS)).text == "(a) A new word.\n"


def test_plain_text_has_no_authors() -> None:
    with pytest.raises(InputRefused, match="no authors"):
        read_received("1. Clear.\n", authors=["Anna"])
    assert read_received("1. Clear.\n").text == "1. Clear.\n"


def test_the_command_line_takes_word_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in {"base.docx": CLEAN, "norvia.docx": TRACKED, "two.docx": TWO}.items():
        Path(name).write_bytes(data)

    def said(*arguments: str, code: int = 0) -> str:
        assert main(arguments) == code
        sys.stdout.flush()
        return "".join(capfd.readouterr())

    said("init", "plan", "--text", "base.docx", "--title", "Plan")
    said("delegations", "plan", "--add", "Norvia")
    assert "Anna, Boris" in said("propose", "plan", "Norvia", "two.docx", code=3)
    told = said("propose", "plan", "Norvia", "two.docx", "--author", "Boris")
    assert "without the tracked changes of Anna" in told
    assert "comment: 2: Anna" in said("propose", "plan", "Norvia", "norvia.docx", "--additional")
    assert "2 (a)" in said("units", "base.docx")
    assert "{+all+}" in said("redline", "base.docx", "norvia.docx")
    assert "[all – G, N]" in said("consolidate", "--base", "base.docx", "N=norvia.docx", "G=two.docx")
    assert "--accept-all" in said("revise", "plan", "two.docx", "--label", "Rev.1", code=3)
    said("revise", "plan", "two.docx", "--label", "Rev.1", "--accept-all")


@pytest.mark.long
def test_lxml_is_loaded_for_word_files_alone() -> None:
    code = "import sys, amendtrack.draft.draft, amendtrack.cli.submitting; print('lxml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@pytest.mark.long
def test_without_the_extra_the_remedy_is_named(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(CLEAN)
    code = (
        "import sys\nsys.modules['lxml'] = None\nfrom pathlib import Path\n"
        "from amendtrack.formats.docx import read_docx\nfrom amendtrack.errors import InputRefused\n"
        f"try: read_docx(Path({str(file)!r}).read_bytes(), place='plan.docx')\n"
        "except InputRefused as err: print(err)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install amendtrack[docx]" in ran.stdout


@pytest.mark.parametrize(
    "body",
    [
        p("We ", "<w:ins w:author='Anna'>" + dele("never ", "Boris") + "</w:ins>", "act."),
        p(ins("All of it."), mark='<w:ins w:author="Anna"/>') + p(ins("And more.")),
    ],
    ids=["put in by one and cut by another", "all of it put in"],
)
def test_changes_that_come_to_nothing_or_to_everything_are_tracked_all_the_same(body: str) -> None:
    with pytest.raises(InputRefused, match="tracked changes by Anna"):
        read_clean(word(body))


def test_what_one_put_in_and_another_cut_is_refused_until_it_is_said_whose_counts() -> None:
    file = word(p("We ", "<w:ins w:author='Anna'>" + dele("never ", "Boris") + "</w:ins>", "act."))
    with pytest.raises(InputRefused, match="2 authors: Anna, Boris"):
        read_received(file)
    assert read_received(file, authors=["Anna"]).text == "We never act.\n"


@pytest.mark.parametrize(
    "changed",
    [
        row("Item", "Year") + row("Survey", "2010", properties='<w:del w:id="1" w:author="Boris"/>'),
        row("Item", "Year") + row("", "", properties='<w:ins w:id="1" w:author="Boris"/>'),
        *(row("Item", cell("2010", properties=f'<w:{act} w:id="1" w:author="Boris"/>')) for act in CELL_ACTS),
        row("Item", cell(table(row("Survey", properties='<w:del w:id="1" w:author="Boris"/>'), row("Year")))),
    ],
    ids=["row deleted", "row inserted", *CELL_ACTS, "row of a table in a cell"],
)
def test_who_changed_a_row_or_a_cell_changed_the_text(changed: str) -> None:
    file = word(p("We ", ins("will "), "act.") + table(changed))
    with pytest.raises(InputRefused, match="2 authors: Anna, Boris"):
        read_received(file)
    assert read_received(file, authors=["Anna"]).text.startswith("We will act.\n\n| Item |")
    assert [c.kind.value.split()[:3] for c in read_docx(file).changes if c.author == "Boris"] == [["row", "or", "cell"]]


@pytest.mark.parametrize("style", list(Style), ids=lambda style: style.value)
def test_changes_tracked_in_a_compilation_are_no_text_of_the_delegation(draft: Draft, style: Style) -> None:
    base = BASE.replace("without delay", "*without* delay")
    draft.revise(base, label="Rev.1", at=AT)
    others = {"Galdora": base.replace("stockpiles", "all stockpiles"), "Norvia": base.replace("annually", "each year")}
    facts = FileFacts("Action plan", revision="Rev.1")
    compiled = write_compilation(consolidate(base, others), style, facts)
    with zipfile.ZipFile(io.BytesIO(compiled)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    changed = document.replace("jurisdiction.</w:t></w:r>", f"jurisdiction.</w:t></w:r>{ins(' They report.')}")
    assert changed != document
    with pytest.raises(InputRefused, match=r"attributed brackets|made on a compilation") as err:
        draft.propose(packed({**parts, "word/document.xml": changed.encode()}), by="Norvia", received=AT)
    assert "--allow brackets" in err.value.remedy
    if style is Style.ATTRIBUTED:
        with pytest.raises(InputRefused, match="attributed brackets"):
            draft.propose(compiled, by="Norvia", received=AT)
