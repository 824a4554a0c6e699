"""One conference, many drafts: one page for all, and every mail shared out to the draft that it speaks of."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest
from commands import Run
from folders import Copied

from amendtrack.draft import Draft
from amendtrack.draft.conference import Conference
from amendtrack.errors import InputRefused
from amendtrack.record.registers import read_register
from amendtrack.redline.amendment import amendments

PLAN = "# Draft action plan\n\n1. Clear all mined areas by 2014.\n\n2. Help every survivor.\n\n3. Report each year.\n"
REVIEW = "# Draft review\n\n1. Forty States have destroyed their stockpiles.\n\n2. Survivors still lack care.\n"
REGISTER = read_register("code,name,mail\nNRV,Norvia,nrv@norvia.example\nGLD,Galdora,mission@galdora.example\n")


@pytest.fixture
def folder(tmp_path: Path, copied: Copied) -> Path:
    """A plan and a review, with a folder and a file beside them that are no drafts."""
    return copied(written, tmp_path / "conference")


def written(place: Path) -> None:
    for name, text, title in (("plan", PLAN, "Draft action plan"), ("review", REVIEW, "Draft review")):
        Draft.init(place / name, text, title=title, at="2009-07-17", delegations=REGISTER, durability="fast")
    (place / "mail").mkdir()
    (place / "notes.txt").write_text("mine")


def drafts(folder: Path) -> dict[str, Draft]:
    return dict(Conference.open(folder).drafts)


def test_a_folder_of_drafts_is_one_page(folder: Path, run: Run) -> None:
    plan = Draft.open(folder / "plan", durability="fast")
    plan.propose(PLAN.replace("2014", "2012"), by="NRV", received="2009-08-20")
    plan.propose(PLAN.replace("2014", "2013"), by="GLD", received="2009-08-20")
    plan.agree(["2"], at="2009-08-21")
    plan.meeting("PM2", date="2099-09-03", at="2009-08-21")
    code, out, _ = run("status", folder)
    rows = [line.split() for line in out.splitlines()]
    assert code == 0 and rows[1][:8] == ["plan", "Rev.0", "2", "2", "1", "1", "1", "of"]
    assert rows[2][:7] == ["review", "Rev.0", "0", "0", "0", "0", "0"] and rows[3][:5] == ["all", "2", "2", "1", "1"]
    assert rows[1][-2:] == ["PM2,", "2099-09-03"]
    found = json.loads(run("status", folder, "--json")[1])
    assert [(d["draft"], d["received"], d["open"], d["agreed"]) for d in found["drafts"]] == [
        ("plan", 2, 1, 1),
        ("review", 0, 0, 0),
    ]


def test_a_draft_that_comes_later_is_left_out_of_an_earlier_page(folder: Path, run: Run) -> None:
    before = run("status", folder, "--as-of", "2009-08-30")[1]
    Draft.init(folder / "declaration", REVIEW, title="Draft declaration", at="2009-09-01", durability="fast")
    assert "declaration" in run("status", folder)[1]
    code, out, err = run("status", folder, "--as-of", "2009-08-30")
    assert (code, out) == (0, before) and "declaration is left out: nothing had been recorded by 2009-08-30" in err


def test_a_damaged_draft_hides_no_other(folder: Path, run: Run) -> None:
    shutil.rmtree(folder / "plan" / "refs" / "heads")
    (folder / "plan" / "refs" / "heads").mkdir()
    code, out, err = run("status", folder)
    assert code == 4 and "review" in out and "plan: " in out and "damaged" in err


def test_a_folder_without_drafts_is_refused(folder: Path) -> None:
    for place in (folder / "mail", folder / "nowhere", folder / "notes.txt"):
        with pytest.raises(InputRefused):
            Conference.open(place)


# -- a mailbag shared out ---------------------------------------------------------------------------

PLANNED, REVIEWED = PLAN.replace("2014", "2012"), REVIEW.replace("Forty", "Fifty")
ON_PLAN, ON_REVIEW = 'para 1: replace "2014" with "2012".', 'para 1: replace "Forty" with "Fifty".'
LONG = 'In para 2, delete "still lack care".'


def mail(subject: str, words: str, *files: tuple[str, str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ana <nrv@norvia.example>", "secretariat@conference.example"
    message["Subject"], message["Date"] = subject, "Thu, 20 Aug 2009 10:00:00 +0000"
    message.set_content(f"Dear colleagues,\n\n{words}\n\nBest regards,\nAna\n")
    for name, text in files:
        message.add_attachment(text.encode(), maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


SHARED = {
    "subject": (mail("Comments on the draft action plan", ON_PLAN), {"plan": ["1"]}),
    "subject in capitals, answered": (mail("RE: DRAFT REVIEW", ON_REVIEW), {"review": ["1"]}),
    "words quoted from one draft alone": (mail("Our views", LONG), {"review": ["2"]}),
    "headings": (
        mail("Our views", f"Draft action plan:\n\n{ON_PLAN}\n\nDraft review:\n\n{ON_REVIEW}"),
        {"plan": ["1"], "review": ["1"]},
    ),
    "numbered headings in another order": (
        mail("Our views", f"1. Comments on the draft review\n\n{ON_REVIEW}\n\n2. Draft action plan\n\n{ON_PLAN}"),
        {"plan": ["1"], "review": ["1"]},
    ),
    "two files": (
        mail("Texts", "Please find our texts attached.", ("action plan.md", PLANNED), ("review.md", REVIEWED)),
        {"plan": ["1"], "review": ["1"]},
    ),
    "two files without telling names": (
        mail("Texts", "Please find our texts attached.", ("one.md", PLANNED), ("two.md", REVIEWED)),
        {"plan": ["1"], "review": ["1"]},
    ),
    "an earlier mail that is quoted": (
        mail("Draft action plan", f"{ON_PLAN}\n\n> Draft review:\n> Please comment on the draft review."),
        {"plan": ["1"]},
    ),
}
LEFT = {
    "a label that both have": mail("Our views", "para 1: delete."),
    "a short quotation": mail("Our views", ON_PLAN),
    "a subject that its words belie": mail("Draft action plan", LONG),
    "both in the subject": mail("Draft review and draft action plan", ON_PLAN),
    "the other in passing": mail("Draft action plan", f"{ON_PLAN}\n\nThe same in the draft review, paragraph 1."),
    "the other in its words, beside a file": mail(
        "Texts", f"Attached.\n\nDraft review: {ON_REVIEW}", ("one.md", PLANNED)
    ),
    "names that their texts belie": mail("Texts", "Attached.", ("action plan.md", REVIEWED), ("review.md", PLANNED)),
    "headings over each other's words": mail("Views", f"Draft action plan:\n\n{LONG}\n\nDraft review:\n\n{ON_REVIEW}"),
    "words before the headings": mail("Our views", f"Para 2: delete.\n\nDraft action plan:\n\n{ON_PLAN}"),
    "one heading twice": mail("Our views", f"Draft review:\n\n{ON_REVIEW}\n\nDraft review:\n\n{LONG}"),
    "a draft that is not here": mail("Comments on the draft declaration", ON_PLAN),
    "a draft that is not here, in words of one that is": mail("Draft declaration", LONG),
    "a title in the middle of prose": mail("Views", f"We have read the\ndraft review\nand the other text. {ON_PLAN}"),
    "nothing under a heading": mail("Our views", f"Draft review:\n\nDraft action plan:\n\n{ON_PLAN}"),
    "a title inside another title": mail("Draft review plan", ON_REVIEW),
    "a word that is also a title": mail("Our review of your paper", ON_REVIEW),
    "a comment on nothing named": mail("Thanks", "We welcome the text and shall comment later."),
    "support on nothing named": mail("Support", "We support Galdora on paragraph 1."),
    "two versions of one draft": mail(
        "Texts", "Attached.", ("one.md", PLANNED), ("two.md", PLAN.replace("Help", "Aid"))
    ),
}


@pytest.mark.parametrize("what", SHARED)
def test_a_mail_goes_to_the_draft_that_it_speaks_of(folder: Path, run: Run, what: str) -> None:
    data, expected = SHARED[what]
    (folder / "mail" / "01.eml").write_bytes(data)
    code, out, _ = run("intake", folder, folder / "mail")
    assert code == 0, out
    changed = {n: [a for e in d.proposals() for a in places(d, e.name)] for n, d in drafts(folder).items()}
    assert {name: found for name, found in changed.items() if found} == expected
    before = {name: draft.snapshot().tip for name, draft in drafts(folder).items()}
    assert run("intake", folder, folder / "mail")[0] == 0
    assert {name: draft.snapshot().tip for name, draft in drafts(folder).items()} == before


def places(draft: Draft, name: str) -> list[str]:
    now = draft.snapshot()
    return [change.place for change in amendments(now.redline(now.proposal(name)))]


def test_what_is_not_certain_is_recorded_on_no_draft(folder: Path, run: Run) -> None:
    for what, data in LEFT.items():
        (folder / "mail" / f"{what}.eml").write_bytes(data)
    (folder / "mail" / "~$lock.docx").write_bytes(b"")
    code, out, _ = run("intake", folder, folder / "mail")
    recorded = {name: [e.name for e in draft.proposals()] for name, draft in drafts(folder).items()}
    assert code == 1 and recorded == {"plan": [], "review": []}, out
    assert [what for what in LEFT if f"  {what}.eml" not in out] == []
    assert "skipped: ~$lock.docx" in out


def test_a_dry_run_shares_out_and_records_nothing(folder: Path, run: Run) -> None:
    for n, (data, _) in enumerate(SHARED.values()):
        (folder / "mail" / f"{n:02}.eml").write_bytes(data)
    code, out, _ = run("intake", folder, folder / "mail", "--dry-run", "--json")
    found = json.loads(out)
    assert code == 1 and found["dry_run"] and {*found["drafts"]} == {"plan", "review"}
    assert [draft.proposals() for draft in drafts(folder).values()] == [(), ()]


# -- one register and one calendar -----------------------------------------------------------------


def test_a_meeting_is_entered_in_every_draft_or_in_none(folder: Path, run: Run) -> None:
    code, out, _ = run("meeting", folder, "PM2", "--date", "2009-09-03", "--at", "2009-08-01")
    assert code == 0 and [line.split(": ")[0] for line in out.splitlines()] == ["plan", "review"]
    assert all(str(draft.meetings[0]).startswith("PM2, 2009-09-03") for draft in drafts(folder).values())
    drafts(folder)["review"].revise(REVIEWED, label="Rev.1", at="2009-08-02")
    before = [draft.snapshot().tip for draft in drafts(folder).values()]
    code, out, err = run("meeting", folder, "PM3", "--date", "2009-11-30", "--on", "Rev.1", "--at", "2009-08-03")
    assert (code, out) == (3, "") and "plan: no revision 'Rev.1'" in err
    assert [draft.snapshot().tip for draft in drafts(folder).values()] == before
    assert "== review ==" in run("meeting", folder)[1]


def test_a_delegation_is_added_to_every_register(folder: Path, run: Run) -> None:
    assert run("delegations", folder, "--add", "Hestria", "--code", "HST", "--at", "2009-08-01")[0] == 0
    assert all("HST" in draft.delegations for draft in drafts(folder).values())
    assert run("delegations", folder)[0] == 2


@pytest.mark.long
def test_every_draft_is_issued_or_none(folder: Path, run: Run, tmp_path: Path) -> None:
    run("meeting", folder, "PM2", "--date", "2009-09-03", "--at", "2009-08-01")
    plan = drafts(folder)["plan"]
    plan.propose(PLANNED, by="NRV", received="2009-08-20")
    code, out, _ = run("issue", folder, "--meeting", "PM2", "--to", tmp_path / "pm2", "--at", "2009-09-01")
    assert code == 0 and len(out.splitlines()) == 2
    assert {p.name for p in (tmp_path / "pm2").iterdir()} == {"plan", "review"}
    plan.propose(PLAN.replace("Help", "Aid"), by="GLD", received="2009-09-01")
    review = drafts(folder)["review"].snapshot().tip
    code, out, err = run("issue", folder, "--meeting", "PM2", "--at", "2009-09-02")
    assert (code, out) == (3, "") and "plan: a text has already been issued to PM2" in err
    assert drafts(folder)["review"].snapshot().tip == review
    assert run("issue", folder, "--meeting", "PM2", "--at", "2009-09-02", "--reissue")[0] == 0


def test_a_draft_that_comes_later_takes_register_and_calendar_from_another(folder: Path, run: Run) -> None:
    for name, day in (("PM1", "2009-08-02"), ("PM2", "2009-09-03")):
        run("meeting", folder, name, "--date", day, "--deadline", day, "--at", "2009-08-01")
    drafts(folder)["review"].set_attribution("none", at="2009-08-01")
    (folder / "mail" / "declaration.md").write_text("1. We shall meet.\n")
    words = ("--title", "Draft declaration", "--at", "2009-08-18", "--like", folder / "review")
    assert run("init", folder / "declaration", "--text", folder / "mail" / "declaration.md", *words)[0] == 0
    made = drafts(folder)["declaration"]
    assert made.delegations == drafts(folder)["review"].delegations
    assert made.settings.attribution == drafts(folder)["review"].settings.attribution
    assert [str(m) for m in made.meetings] == ["PM2, 2009-09-03: Rev.0, proposals received by 2009-09-03 23:59"]


def test_drafts_with_one_title_are_not_told_apart_by_it(folder: Path, run: Run) -> None:
    shutil.copytree(folder / "review", folder / "review-again")
    (folder / "mail" / "01.eml").write_bytes(mail("Draft review", ON_REVIEW))
    code, out, _ = run("intake", folder, folder / "mail")
    assert code == 1 and "speak of review, review-again" in out
    assert [draft.proposals() for draft in drafts(folder).values()] == [(), (), ()]


def test_a_manifest_is_shared_out_too(folder: Path, run: Run) -> None:
    (folder / "mail" / "a.md").write_text(PLANNED)
    (folder / "mail" / "b.md").write_text(REVIEWED)
    table = "file,delegation,received\na.md,GLD,2009-08-20\nb.md,NRV,2009-08-20\nc.md,NRV,2009-08-20\n"
    (folder / "mail" / "manifest.csv").write_text(table)
    code, out, _ = run("intake", folder, folder / "mail" / "manifest.csv")
    found = {name: [e.name for e in draft.proposals()] for name, draft in drafts(folder).items()}
    assert code == 1 and found == {"plan": ["GLD-1"], "review": ["NRV-1"]} and "c.md: there is no such file" in out
