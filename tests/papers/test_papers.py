"""The pack for a meeting: what stands in its papers, in each form, and what must never stand there."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from folders import Copied
from markdown_it import MarkdownIt

from amendtrack.draft import Draft, accounts
from amendtrack.draft.outcome import Outcome
from amendtrack.draft.packing import issued_pack
from amendtrack.errors import InputRefused, RecordDamaged, Unknown
from amendtrack.papers.html import html
from amendtrack.papers.markdown import literal, markdown
from amendtrack.papers.paper import Mark, Paper, Paragraph, Role, Run, Section, Table, paragraph
from amendtrack.papers.plain import plain
from amendtrack.record.registers import read_register
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.margin import with_margin

GOLDEN = Path(__file__).parent / "golden"
BASE = """# Plan

7. States Parties will destroy stockpiled mines without delay and report annually on progress.

9. States Parties will hold an informal meeting each June to review cooperation.

15. Name one ministry.
"""
REGISTER = read_register(
    "code,name,standing\nNRV,Norvia,party\nGLD,Galdora,party\nDNM,Dunmere,party\nOCW,Clearance Watch,observer\n"
)
NAMES = ("Norvia", "Galdora", "Dunmere", "Clearance Watch", "NRV", "GLD", "DNM", "OCW", "nrv", "gld", "dnm", "ocw")
ISSUED = "2009-09-02T23:15"


def record(place: Path, base: str = BASE, **more: str) -> Draft:
    facts = {"title": "Plan", "symbol": "PRACTICE/WP.2", "timezone": "Europe/Zurich"} | more
    return Draft.init(place, base, at="2009-07-17T10:00", delegations=REGISTER, durability="fast", **facts)  # type: ignore[arg-type]


def send(draft: Draft, who: str, text: str, **more: object) -> None:
    facts: dict[str, object] = {"received": "2009-08-20T10:00", "channel": "mail", "filename": "sent.md"} | more
    draft.propose(text, by=who, **facts)  # type: ignore[arg-type]


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(four_proposals, tmp_path / "plan"), durability="fast")


def four_proposals(place: Path) -> None:
    made = record(place)
    new = BASE + "\n16. Share lessons learned.\n"
    send(made, "Norvia", new.replace(" without delay", "").replace("each June", "every second year"))
    send(made, "Galdora", BASE.replace("annually", "each year by 30 April"))
    send(
        made,
        "Dunmere",
        "".join(BASE.partition("9. ")[::2]).replace(
            "States Parties will hold an informal meeting each June to review cooperation.\n\n", ""
        ),
    )
    send(made, "Clearance Watch", BASE.replace("one ministry", "one ministry, and a deputy"))


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def said_in(data: bytes) -> str:
    """What a file says; of a Word file the words and then every part as it is."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = "".join(f"\n{name}\n{archive.read(name).decode()}" for name in archive.namelist())
    return re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", parts)) + parts


def unmarked(data: bytes) -> str:
    """A paper without the commit and fingerprint, which any change of the record's form changes."""
    return re.sub(r"[0-9a-f]{40}|(?<![0-9a-f])[0-9a-f]{16}(?= \()", "…", data.decode())


# -- golden ---------------------------------------------------------------------------------------


def test_the_papers_of_a_small_negotiation(draft: Draft, tmp_path: Path) -> None:
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    made = files(tmp_path / "out")
    golden = files(GOLDEN)
    assert set(golden) <= set(made)
    for name, text in golden.items():
        assert unmarked(made[name]) == text.decode(), name


def test_the_files_sort_and_each_paper_comes_in_four_forms(draft: Draft, tmp_path: Path) -> None:
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    stem = "PRACTICE-WP.2_Rev.0_PM2_20090902T2315"
    papers = [f"{stem}_{p}" for p in ("1-compilation", "2-conflicts", "3-open-points", "4-register", "5-annex")]
    papers += [f"acknowledgements/{stem}_6-{code}" for code in ("nrv", "gld", "dnm", "ocw")]
    assert set(files(tmp_path / "out")) == {"SHA256SUMS", "acknowledgements/SHA256SUMS"} | {
        f"{p}.{ending}" for p in papers for ending in ("md", "html", "txt", "docx")
    }


@pytest.mark.parametrize(
    "title", ["CON", "NUL.1", "com1.x", "决定草案", "Plan: a/b\\c*?", "..", "A" * 200, "Projet de décisions", "-x"]
)
def test_names_of_files_are_safe_on_every_system(title: str, tmp_path: Path) -> None:
    made = record(tmp_path / "plan", title=title, symbol="")
    made.issue_to(tmp_path / "out", "PM 2/3 *", at=ISSUED)
    for name in files(tmp_path / "out"):
        assert re.fullmatch(r"[A-Z0-9][A-Za-z0-9._-]{1,150}", Path(name).name), name
        assert Path(name).name.partition(".")[0].casefold() not in ("con", "nul", "com1"), name


# -- issued once, written whole, the same bytes -------------------------------------------------------


@pytest.mark.long
def test_a_pack_is_written_again_byte_for_byte_whatever_was_recorded_since(draft: Draft, tmp_path: Path) -> None:
    draft.issue_to(tmp_path / "one", "PM2", at=ISSUED)
    again = draft.issue_to(tmp_path / "two", "PM2", at="2009-09-05T09:00")
    assert again.outcome is Outcome.ALREADY
    assert files(tmp_path / "one") == files(tmp_path / "two")
    same = draft.issue_to(tmp_path / "two", "PM2", at="2009-09-05T09:00")
    assert same.notes[-1].startswith("already written")
    send(draft, "Galdora", BASE.replace("one ministry", "two ministries"), further="additional")
    assert issued_pack(draft.snapshot(), "PM2") == files(tmp_path / "one")
    with pytest.raises(Unknown, match="nothing was issued"):
        issued_pack(draft.snapshot(), "PM9")


def test_a_pack_whose_text_is_not_the_issued_one_is_not_written(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.issue("PM2", at=ISSUED)
    with monkeypatch.context() as later:  # a version of the program that prints otherwise
        later.setattr(accounts, "printed", lambda now, con: brackets(con).replace("States", "STATES"))
        with pytest.raises(RecordDamaged, match="no longer gives the text that was issued to PM2"):
            issued_pack(draft.snapshot(), "PM2")
    assert issued_pack(draft.snapshot(), "PM2")


def test_a_folder_that_holds_something_else_is_left_alone_and_nothing_is_recorded(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(InputRefused, match="there is something there already"):
        draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    assert draft.issues == () and files(tmp_path / "out") == {"mine.txt": b"mine"}


def test_a_draft_pack_says_so_records_nothing_and_freezes_nothing(draft: Draft, tmp_path: Path) -> None:
    draft.draft_pack(tmp_path / "out", "PM2", at="2009-09-02T22:15")
    assert draft.issues == () and draft.consolidate().circulated == ()
    made = files(tmp_path / "out")
    papers = {name: data for name, data in made.items() if not name.endswith("SHA256SUMS")}
    for folder in ("", "acknowledgements/"):
        beside = {name[len(folder) :]: data for name, data in papers.items() if name.rpartition("/")[0] == folder[:-1]}
        listed = [word for name, data in beside.items() for word in (sha256(data).hexdigest(), name)]
        assert made[f"{folder}SHA256SUMS"].decode().split() == listed
    for name, data in papers.items():
        assert "_DRAFT_" in name and "not issued" in said_in(data).casefold()


def test_a_draft_pack_replaces_the_last_one_and_nothing_else(draft: Draft, tmp_path: Path) -> None:
    place = tmp_path / "out"
    for hour in ("21", "22", "23"):
        draft.draft_pack(place, "PM2", at=f"2009-09-02T{hour}:15")
        assert all(f"T{hour}15_" in name for name in files(place) if not name.endswith("SHA256SUMS"))
    last = files(place)
    paper = next(path for path in place.iterdir() if path.suffix == ".txt")
    for change in (
        lambda: paper.write_text("a note by hand"),
        lambda: paper.unlink(),
        lambda: (place / "more.txt").write_text("a note"),
        lambda: (place / "SHA256SUMS").unlink(),
    ):
        change()
        with pytest.raises(InputRefused, match="there is something there already"):
            draft.draft_pack(place, "PM2", at="2009-09-02T23:45")
        (place / "more.txt").unlink(missing_ok=True)
        for name, data in last.items():
            (place / name).write_bytes(data)
    draft.draft_pack(place, "PM2", at="2009-09-02T23:45")


def test_the_full_text_is_annexed_to_acknowledgements_on_request(draft: Draft, tmp_path: Path) -> None:
    draft.draft_pack(tmp_path / "out", "PM2", at="2009-09-02T22:15", acknowledge="full-text")
    draft.draft_pack(tmp_path / "short", "PM2", at="2009-09-02T22:15")
    for name, data in files(tmp_path / "out" / "acknowledgements").items():
        if name.endswith((".txt", ".docx")):
            short = said_in((tmp_path / "short" / "acknowledgements" / name).read_bytes())
            said = said_in(data)
            assert "the full text with the changes marked" in " ".join(said.split())
            assert "the full text" not in short and "Plan" in said
            for number in ("7. ", "9. ", "15. "):
                assert number in said, (name, number)


def test_a_reissue_bears_a_star_and_says_what_differs(draft: Draft, tmp_path: Path) -> None:
    draft.issue_to(tmp_path / "one", "PM2", at=ISSUED)
    send(draft, "Galdora", BASE.replace("one ministry", "two ministries"), further="additional")
    with pytest.raises(InputRefused, match="added: GLD-2"):
        draft.issue_to(tmp_path / "two", "PM2", at="2009-09-03T09:00")
    assert not (tmp_path / "two").exists()
    draft.issue_to(tmp_path / "two", "PM2", at="2009-09-03T09:00", reissue="allowed")
    made = files(tmp_path / "two")
    name = "PRACTICE-WP.2_Rev.0_PM2_20090903T0900_reissue-1_1-compilation.txt"
    assert re.search(r"Meeting: +PM2\*\n", made[name].decode()) and "- added: GLD-2" in made[name].decode()
    assert issued_pack(draft.snapshot(), "PM2") == made
    send(draft, "Galdora", BASE.replace("one ministry", "three ministries"), further="additional")
    draft.issue_to(tmp_path / "three", "PM2", at="2009-09-04T09:00", reissue="allowed")
    assert any(re.search(rb"Meeting: +PM2\*\*\n", data) for data in files(tmp_path / "three").values())


def test_the_fingerprint_can_be_had_again(draft: Draft, tmp_path: Path) -> None:
    from hashlib import sha256

    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    text, commit = draft.snapshot().issued("PM2"), draft.issues[0].record
    wanted = sha256(f"{text}{commit}\n".encode()).hexdigest()[:16]
    papers = [data for name, data in files(tmp_path / "out").items() if not name.endswith("SHA256SUMS")]
    assert all(wanted in said_in(data) and commit in said_in(data) for data in papers)


# -- who is named -------------------------------------------------------------------------------------


def test_where_nobody_is_named_no_paper_for_all_names_anybody(draft: Draft, tmp_path: Path) -> None:
    send(draft, "Galdora", BASE.replace("one ministry", "two ministries"), further="additional", cosponsors=["Norvia"])
    draft.set_attribution("none", at="2009-09-01")
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    send(draft, "Dunmere", BASE.replace("Name one", "Have one"), further="additional")
    draft.issue_to(tmp_path / "again", "PM2", at="2009-09-03T09:00", reissue="allowed")
    for folder in ("out", "again"):
        made = files(tmp_path / folder)
        del made["acknowledgements/SHA256SUMS"]  # lists what is in a folder that stays with the secretariat
        for name, data in made.items():
            own = re.search(r"_6-(\w+)\.", name)
            mine = {"nrv": 0, "gld": 1, "dnm": 2, "ocw": 3}[own[1]] if own else None
            for n, known in enumerate(NAMES):
                if mine is None or n % 4 != mine:
                    assert known not in said_in(data), (name, known)
                    assert known not in name.replace("acknowledgements", "")


def test_an_acknowledgement_names_nobody_else(draft: Draft, tmp_path: Path) -> None:
    draft.correct("GLD-1", to="Dunmere", at="2009-09-01T10:00")
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    for name, data in files(tmp_path / "out").items():
        if own := re.search(r"_6-(\w+)\.", name):
            mine = {"nrv": 0, "gld": 1, "dnm": 2, "ocw": 3}[own[1]]
            assert not [k for n, k in enumerate(NAMES) if n % 4 != mine and k in said_in(data)], name
            if own[1] == "gld":
                assert "It is void since 1 September 2009, 10:00" in said_in(data) and "30 April" not in said_in(data)


def acknowledged(draft: Draft, folder: Path, code: str) -> str:
    draft.issue_to(folder, "PM2", at=ISSUED)
    (file,) = folder.glob(f"acknowledgements/*_6-{code}.txt")
    return " ".join(file.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("rule", ["named", "none"])
def test_who_only_backs_others_is_told_what(rule: str, tmp_path: Path) -> None:
    made = record(tmp_path / "plan")
    made.set_attribution(rule, at="2009-08-01")
    send(made, "Norvia", BASE.replace("one ministry", "two ministries"), cosponsors=["Dunmere"])
    send(made, "Clearance Watch", BASE.replace("each June", "each July"))
    made.sponsor("OCW-1", "Dunmere", at="2009-09-01T11:00")
    send(made, "Galdora", BASE.replace("one ministry", "three ministries"))
    read = acknowledged(made, tmp_path / "out", "dnm")
    assert "You had sent nothing by 2 September 2009, 23:15." in read
    assert (
        "“one ministry” with “two ministries”" in read
        and "“June” with “July”" in read
        and "three ministries" not in read
    )
    named = ("NRV-1, which you co-sponsor", "Norvia named you as a co-sponsor", "OCW-1, which you sponsor")
    unnamed = ("A proposal, which you co-sponsor", "Another delegation named you", "A proposal, which you sponsor")
    for told in named if rule == "named" else unnamed:
        assert told in read


def test_what_became_of_each_proposal_is_said_with_what_would_help(tmp_path: Path) -> None:
    made = record(tmp_path / "plan")
    send(made, "Galdora", 'Para 9: replace "each June" by "in May".\nPara 22: delete "foo".\n')
    send(made, "Galdora", "7. Les États parties.\n", further="additional", language="fr")
    send(made, "Galdora", BASE.replace("ministry", "authority"), further="additional")
    made.withdraw("GLD-3", at="2009-09-01T10:00")
    send(made, "Clearance Watch", BASE.replace("each June", "each July"))
    read = acknowledged(made, tmp_path / "out", "gld")
    for told in (
        "It was read as instructions; the changes below are what they ask for.",
        "what is listed below under “not understood” is not in the compilation",
        "It is in fr, not translated",
        "It was withdrawn on 1 September 2009, 10:00: none of it is in the compilation. You proposed: - para 15",
    ):
        assert told in read
    read = acknowledged(made, tmp_path / "out2", "ocw")
    assert "It is a suggestion: it is in the annex, and enters the text once a party sponsors it." in read


# -- hostile texts ----------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script> & <b onclick=\"x\">b</b> &lt;",
    "[x](javascript:alert(1)) ![y](http://example.com/a.png) [z]: http://example.com",
    "*all* _any_ `code` ~~gone~~ ** | a | b | \\ 1*2*3",
    "{-not ours-} {+nor this+} [a / b – Norvia]",
    "# no heading", "> no quote", "- no item", "+ none", "1. none", "1) none", "=====", "[ ] no box", "[^1]: no note",
    "a\x1b[2Jb \u202eevil\u202c \u200bhidden", "www.example.com https://example.com/x someone@example.com",
]  # fmt: skip


class _Judge(HTMLParser):
    """Everything that a page would show or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def judged(page: str) -> _Judge:
    judge = _Judge()
    judge.feed(page)
    return judge


def hostile_paper() -> Paper:
    blocks = tuple(
        paragraph(words, role) for words in HOSTILE for role in (Role.PROSE, Role.TEXT, Role.ITEM, Role.NOTE)
    )
    marked = tuple(Paragraph((Run("kept "), Run(w, Mark.STRUCK), Run(w, Mark.NEW)), Role.TEXT, "1#1") for w in HOSTILE)
    table = Table(("A", "B"), tuple((words, words) for words in HOSTILE))
    sections = tuple(Section(words, (*blocks, *marked, table)) for words in HOSTILE[:4])
    return Paper("Kind", HOSTILE[0], (("Meeting", HOSTILE[1]),), sections, language='en" onload="x')


def test_a_page_holds_nothing_that_runs_or_is_fetched() -> None:
    judge = judged(html(hostile_paper()))
    tags = {tag for tag, _ in judge.tags}
    assert not tags & {"script", "a", "img", "link", "iframe", "object", "form", "base", "svg"}
    names = {name for _, attrs in judge.tags for name in attrs}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "dir", "class"}
    policy = [a["content"] for t, a in judge.tags if t == "meta" and "http-equiv" in a]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("words", HOSTILE)
def test_every_form_shows_the_words_literally(words: str) -> None:
    from amendtrack.render.safe import visible

    paper = Paper("Kind", "Title", (), (Section("", (paragraph(words, Role.TEXT),)),))
    seen = visible(words)
    assert seen in "".join(judged(html(paper)).text)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(markdown(paper))
    shown = judged(rendered)
    assert {tag for tag, _ in shown.tags} <= {"h1", "p"}, rendered
    assert seen.replace("{-", "{\\-").replace("-}", "-\\}").replace("{+", "{\\+").replace("+}", "+\\}") in "".join(
        shown.text
    )
    assert "\x1b" not in plain(paper) + html(paper) + markdown(paper)


def test_cells_of_a_table_are_literal_too() -> None:
    for words in HOSTILE:
        shown = judged(MarkdownIt("gfm-like", {"linkify": False}).render(f"| a |\n| --- |\n| {literal(words)} |\n"))
        assert {tag for tag, _ in shown.tags} <= {"table", "thead", "tbody", "tr", "th", "td"}, words


def test_hostile_names_and_texts_through_a_whole_pack(tmp_path: Path) -> None:
    made = record(tmp_path / "plan", title="<script>x</script>", symbol="")
    for n, words in enumerate(HOSTILE):
        if "\x1b" not in words:
            sent = BASE.replace("Name one ministry.", f"Name one ministry. Also {words}")
            send(
                made,
                f'Land (no. {n}) & "Sons" *x*',
                sent,
                unregistered="added",
                filename="<b>.md",
                allow=["brackets", "marks", "other-words"],
            )
    made.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    for name, data in files(tmp_path / "out").items():
        text = said_in(data)
        if name.endswith(".html"):
            assert not {tag for tag, _ in judged(text).tags} & {"script", "a", "img"}
        if name.endswith(".md"):
            rendered = judged(MarkdownIt("gfm-like", {"linkify": False}).render(text))
            assert not {tag for tag, _ in rendered.tags} & {"script", "a", "img", "del", "code"}, name


# -- forms ------------------------------------------------------------------------------------------------


def test_plain_text_keeps_to_its_columns() -> None:
    paper = Paper("K", "T", (("Record", "x" * 40),), (Section("S", tuple(paragraph("word " * 60, r) for r in Role)),))
    assert max(map(len, plain(paper).splitlines())) <= 80


def test_chinese_is_broken_between_characters() -> None:
    lines = plain(Paper("K", "T", (), (Section("", (paragraph("缔约国应尽快清除雷区。" * 20),)),))).splitlines()
    assert max(map(len, lines)) <= 40 and not any(line.startswith("。") for line in lines)


def test_the_margin_comes_off_without_a_trace(draft: Draft) -> None:
    con = draft.consolidate()
    for style in Style:
        printed = with_margin(con, style)
        bar = printed.index(" | ")
        assert "".join(line[bar + 3 :] or "\n" for line in printed.splitlines(keepends=True)) == brackets(con, style)
    assert "7#1–2 | 7. States" in with_margin(con)


def test_what_is_decided_is_no_open_point(tmp_path: Path) -> None:
    made = record(tmp_path / "plan", "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n")
    send(made, "Norvia", "# Plan\n\n1. Clear most areas.\n\n2. Help survivors.\n")
    send(made, "Galdora", "# Plan\n\n1. Clear all areas.\n\n2. Assist survivors.\n")
    made.accept(["Norvia"], at=ISSUED)
    made.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    (paper,) = (tmp_path / "out").glob("*open-points.txt")
    read = paper.read_text(encoding="utf-8")
    assert "\n2#1\n" in read and "1#1" not in read and "\n1 open slot," in read


def test_an_acknowledgement_says_what_has_been_decided(draft: Draft, tmp_path: Path) -> None:
    assert "Decided so far" not in acknowledged(draft, tmp_path / "before", "gld")
    draft.reject(["GLD-1"], at="2009-09-01T10:00")
    draft.issue_to(tmp_path / "after", "PM3", at=ISSUED)
    (file,) = (tmp_path / "after").glob("acknowledgements/*_6-gld.txt")
    said = " ".join(file.read_text(encoding="utf-8").split())
    assert "Decided so far" in said and ": rejected" in said


def test_who_holds_a_reading_is_isolated_from_its_words() -> None:
    runs = (Run("The draft: "), Run("“"), Run("3. تتخذ القرارات"), Run("”"))
    paper = Paper("Open points", "Plan", (), (Section("", (Paragraph(runs, Role.READING),)),), language="ar")
    assert '<ul dir="rtl" lang="ar">\n<li><bdi>The draft</bdi>: “3. تتخذ القرارات”</li>\n</ul>' in html(paper)


@pytest.mark.parametrize(
    ("gone", "between", "new", "gaps"),
    [("old", "", "new", 1), ("old ", "", "new ", 0), ("old", " and ", "new", 0), ("旧的", "", "新的", 1)],
)
def test_words_deleted_and_inserted_do_not_run_into_each_other(gone: str, between: str, new: str, gaps: int) -> None:
    runs = tuple(run for run in (Run(gone, Mark.STRUCK), Run(between), Run(new, Mark.NEW)) if run.text)
    shown = html(Paper("Test", "Gaps", (), (Section("", (Paragraph(runs, Role.TEXT),)),)))
    assert shown.count('<ins class="gap">') == gaps
    assert f"{gone}{between}{new}" in re.sub("<[^>]+>", "", shown)
