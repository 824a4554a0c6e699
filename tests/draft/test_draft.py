"""The record of a negotiation: nothing lost, nothing in it twice, the same ids on every machine.

The delegations and what they ask for are invented.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from depth import ALL
from folders import Copied, git

from amendtrack.draft import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import (
    AmendtrackError,
    InputRefused,
    MissingFromRecord,
    NotText,
    RecordDamaged,
    Unknown,
    Unsettled,
)
from amendtrack.intake.doubts import Doubt
from amendtrack.record.record import Attribution
from amendtrack.record.registers import read_register
from amendtrack.record.trailers import read_trailers

BASE = """\
# Action Plan

1. Clear all mined areas without delay.

2. Destroy the stockpiled mines held today.

3. Help survivors in each district.

4. Meet every June in Arda.

5. Report on progress each year.
"""
REGISTER = read_register("code,name,name:fr\nARD,Arda,Ardie\nBRU,Brum,Broume\nCOR,Corvania,Corvanie\n")
AT = "2026-05-01 09:00"
ARDA = BASE.replace("without delay", "by 2030")
BRUM = BASE.replace("June", "May")


def opened(folder: Path, **rules) -> Draft:
    return Draft.init(
        folder,
        BASE,
        title="Action Plan",
        at=AT,
        timezone="America/Bogota",
        delegations=REGISTER,
        durability="fast",
        **rules,
    )


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "draft"), durability="fast")


def negotiate(folder: Path) -> Draft:
    """One of every act."""
    draft = opened(folder)
    draft.propose(
        ARDA,
        by="ARD",
        received="2026-05-02 10:00",
        cosponsors=["Corvanie"],
        channel="e-mail",
        filename="our view.md",
    )
    draft.propose(BRUM.encode(), by="Broume", received="2026-05-02T12:00+02:00", title="On the calendar")
    draft.propose(BRUM.replace("by 2030", "soon"), by="Dalmaria", received="2026-05-02 13:00", unregistered="added")
    draft.issue("PM 2", at="2026-05-03 08:00")
    draft.propose(ARDA.replace("Help", "Aid"), by="ARD", received="2026-05-03 09:00", replaces="ARD-1")
    draft.propose("5. Report on all progress each year.\n", by="COR", received="2026-05-03 10:00", extent="excerpt")
    draft.issue("PM 2", at="2026-05-03 18:00", reissue="allowed")
    draft.accept(["ARD", "BRU-1"], at="2026-05-04 08:00")
    draft.reject(["COR"], at="2026-05-04 08:30")
    draft.revise(draft.clean(), label="Rev.1", at="2026-05-05 08:00")
    draft.set_attribution("none", at="2026-05-05 09:00")
    draft.issue("PM3", at="2026-05-06 08:00")
    return draft


def test_a_new_draft_is_read_back(draft):
    assert draft.text() == BASE
    assert [str(r) for r in draft.revisions] == ["Rev.0"]
    assert draft.settings.title == "Action Plan"
    assert draft.settings.attribution is Attribution.NAMED
    assert [d.code for d in draft.delegations] == ["ARD", "BRU", "COR"]
    assert git(draft.path, "show", "rev/Rev.0:en.md") == BASE
    assert "git log" in git(draft.path, "show", "main:README.md")
    assert git(draft.path, "rev-parse", "--is-bare-repository").strip() == "true"


def test_the_whole_negotiation_is_an_ordinary_sound_repository(tmp_path):
    draft = negotiate(tmp_path / "draft")
    assert git(draft.path, "fsck", "--strict", "--full") == ""
    assert draft.problems() == ()
    refs = git(draft.path, "for-each-ref", "--format=%(refname)").split()
    assert "refs/heads/proposals/ard/1" in refs
    assert "refs/tags/rev/Rev.1" in refs
    assert any(r.startswith("refs/heads/consolidated/pm-2-") for r in refs)
    issued = git(draft.path, "log", "-1", "--format=%P", "consolidated/pm3").split()
    assert draft.revision().commit in issued
    acts = git(draft.path, "log", "--format=%B%x00", "--reverse", "secretariat").split("\0")
    said = [dict(read_trailers(act.strip("\n"))).get("Act") for act in acts if act.strip()]
    assert said == [
        "init",
        *["propose"] * 3,
        "issue",
        *["propose"] * 2,
        "issue",
        "accept",
        "reject",
        "revise",
        "attribution",
        "issue",
    ]


@pytest.mark.long
def test_the_same_record_gives_the_same_ids_anywhere(tmp_path):
    heads = git(negotiate(tmp_path / "one").path, "for-each-ref")
    script = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], str(Path(sys.argv[1]).parent)]
from test_draft import negotiate
negotiate(Path(sys.argv[2]))
"""
    for n, (seed, zone) in enumerate([("1", "UTC"), ("77", "Asia/Tokyo")]):
        place = tmp_path / f"other{n}"
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "GIT_AUTHOR_NAME": "Mallory"}
        subprocess.run([sys.executable, "-c", script, str(Path(__file__).parent), str(place)], check=True, env=env)
        assert git(Draft.open(place).path, "for-each-ref") == heads


def test_a_draft_needs_a_free_place_and_rules_that_make_sense(tmp_path, draft):
    with pytest.raises(InputRefused, match="something there"):
        opened(draft.path)
    for wrong in (
        {"title": ""},
        {"title": "a\nb"},
        {"language": "English"},
        {"timezone": "Mars/Base"},
        {"at": "soon"},
    ):
        with pytest.raises(InputRefused):
            Draft.init(tmp_path / "new", BASE, **({"title": "T", "at": AT} | wrong))
    with pytest.raises(NotText):
        Draft.init(tmp_path / "new", b"a\0", title="T", at=AT)
    assert [p.name for p in tmp_path.iterdir()] == ["draft"]


# -- proposing ------------------------------------------------------------------------------------


def test_a_proposal_is_recorded_with_who_when_and_how(draft):
    data = b"\xef\xbb\xbf" + ARDA.replace("\n", "\r\n").encode()
    done = draft.propose(
        data,
        by="Ardie",
        received="2026-05-02 10:00",
        channel="e-mail",
        title="Dates",
        cosponsors=["BRU", "Corvanie"],
        filename="x/our view.md",
    )
    assert str(done) == "Recorded ARD-1 on Rev.0: para 1: words replaced"
    assert done.notes == ("byte order mark dropped", "line ends changed from CRLF to LF")
    entry = draft.proposal("ARD-1")
    assert (entry.delegation, entry.channel, entry.title, entry.cosponsors) == (
        "ARD",
        "e-mail",
        "Dates",
        ("BRU", "COR"),
    )
    assert entry.received.isoformat() == "2026-05-02T10:00:00-05:00"
    assert draft.text("ard-1") == ARDA
    assert draft.snapshot().received("Arda") == data
    assert git(draft.path, "show", "secretariat:received/proposals/ARD/1/1/our view.md").encode()[:3] == data[:3]
    assert git(draft.path, "log", "-1", "--format=%an <%ae> %cn %ai", "proposals/ard/1").strip() == (
        "Arda <ard@amendtrack.invalid> Secretariat 2026-05-02 10:00:00 -0500"
    )
    assert Draft.open(draft.path).proposals() == draft.proposals()


def test_the_same_bytes_again_are_already_recorded(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    tips = git(draft.path, "for-each-ref")
    for more in ({}, {"further": "additional"}, {"replaces": "ARD-1"}):
        again = draft.propose(ARDA, by="Arda", received="2026-05-09 10:00", **more)
        assert again.outcome is Outcome.ALREADY
        assert str(again) == "already recorded as ARD-1"
    assert git(draft.path, "for-each-ref") == tips
    assert draft.propose(ARDA, by="BRU", received=AT).name == "BRU-1"


def test_a_further_file_says_how_it_stands_to_the_first(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    with pytest.raises(InputRefused) as refused:
        draft.propose(BRUM, by="ARD", received=AT)
    assert "ARD-1" in str(refused.value)
    assert "--replaces" in refused.value.remedy
    assert "--additional" in refused.value.remedy
    assert draft.propose(BRUM, by="ARD", received=AT, further="additional").name == "ARD-2"
    again = draft.propose(BRUM.replace("Help", "Aid"), by="ARD", received=AT, replaces="ard-2")
    assert again.name == "ARD-2"
    assert draft.proposal("ARD-2").submission == 2
    assert git(draft.path, "log", "--format=%s", "rev/Rev.0..proposals/ard/2").count("\n") == 2
    assert draft.snapshot().received("ARD-2") == BRUM.replace("Help", "Aid").encode()
    assert git(draft.path, "show", "secretariat:received/proposals/ARD/2/1/as-received.txt") == BRUM
    draft.propose(BRUM, by="BRU", received=AT)
    with pytest.raises(InputRefused, match="not a proposal of Brum"):
        draft.propose(ARDA, by="BRU", received=AT, replaces="ARD-1")


def test_an_unknown_delegation_is_refused_unless_it_is_new(draft):
    with pytest.raises(Unknown, match=r"Corvania \(COR\)"):
        draft.propose(ARDA, by="Corvonia", received=AT)
    assert draft.propose(ARDA, by="Dalmaria", received=AT, unregistered="added").name == "DAL-1"
    assert draft.delegations.resolve("dalmaria").code == "DAL"
    assert draft.propose(ARDA, by="Ардания", received=AT, unregistered="added").name.endswith("-1")
    with pytest.raises(InputRefused, match=r"U\+202E"):
        draft.propose(ARDA, by="A\u202eb", received=AT, unregistered="added")
    with pytest.raises(Unknown):
        draft.propose(BRUM, by="BRU", received=AT, cosponsors=["Nobody"])
    assert len(draft.proposals()) == 2


OTHER = "Shopping list: milk, butter, three loaves of bread, and whatever else the market has today.\n"
DOUBTS = [
    (BASE, Doubt.UNCHANGED, "no change"),
    (BASE.replace("'", "’").replace("each", " each"), Doubt.UNCHANGED, "typography"),
    (BASE[: BASE.index("\n3.")].replace("all", "known"), Doubt.EXCERPT, "only 3 of the 6"),
    (OTHER * 3, Doubt.UNLIKE, "hardly resembles"),
    (BASE.replace("June", "[June / May – Brum]"), Doubt.BRACKETS, "line 9"),
    (
        BASE.replace("4. Meet every June in Arda.", "[4. Meet. – Arda, Brum delete]"),
        Doubt.BRACKETS,
        "attributed",
    ),
]


@pytest.mark.parametrize(("text", "doubt", "said"), DOUBTS)
def test_a_file_that_does_not_fit_is_refused_with_the_option_that_overrides(draft, text, doubt, said):
    tips = git(draft.path, "for-each-ref")
    with pytest.raises(InputRefused) as refused:
        draft.propose(text, by="ARD", received=AT)
    assert said in str(refused.value)
    assert f"--allow {doubt.value}" in refused.value.remedy
    assert git(draft.path, "for-each-ref") == tips
    assert doubt in {f.doubt for f in draft.read(text, by="ARD").reading.findings}
    assert draft.propose(text, by="ARD", received=AT, allow=list(Doubt)).name == "ARD-1"
    assert draft.text("ARD-1") == text


def test_a_file_that_lacks_over_a_third_is_refused(tmp_path):
    base = "".join(f"{n}. The Parties will do the thing called {n * 7919} this year.\n\n" for n in range(1, 11))
    draft = Draft.init(tmp_path / "d", base, title="T", at=AT, delegations=REGISTER, durability="fast")
    paragraphs = draft.text().split("\n\n")
    lacking = "\n\n".join(p for n, p in enumerate(paragraphs) if n not in (1, 3, 5, 7))
    with pytest.raises(InputRefused, match=r"lacks 4 of the 10 units.*--excerpt.*--allow short"):
        draft.propose(lacking, by="ARD", received=AT)
    fewer = "\n\n".join(p for n, p in enumerate(paragraphs) if n not in (1, 3, 5))
    assert str(draft.propose(fewer, by="ARD", received=AT)).endswith("paras 2, 4 and 6: deleted")


def test_brackets_of_the_base_or_of_nobody_are_no_doubt(tmp_path):
    base = BASE.replace("June", "[June / May – Brum]")
    draft = Draft.init(tmp_path / "d", base, title="T", at=AT, delegations=REGISTER, durability="fast")
    text = base.replace("each year", "[each] [year]").replace("June", "June or July")
    assert draft.propose(text, by="ARD", received=AT).name == "ARD-1"


@pytest.mark.parametrize(
    ("excerpt", "full"),
    [
        ("5. Report on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        (
            "3. Help survivors in each district.\n\n3 bis. Fund prostheses.\n",
            BASE.replace("4. Meet", "3 bis. Fund prostheses.\n\n4. Meet"),
        ),
        (
            "2. Burn whatever may be left over.\n",
            BASE.replace("Destroy the stockpiled mines held today", "Burn whatever may be left over"),
        ),
        ("2 bis. Count them first.\n", BASE.replace("3. Help", "2 bis. Count them first.\n\n3. Help")),
        ("Para 5\n\nReport on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        ("Paragraph 5: Report on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        ("# Paragraph 5\n\n5. Report on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        ("Report on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        ("4. Report on all progress each year.\n", BASE.replace("on progress", "on all progress")),
        ("Para 2 bis:\nCount them first.\n", BASE.replace("3. Help", "2 bis. Count them first.\n\n3. Help")),
    ],
)
def test_what_an_excerpt_lacks_is_not_deleted(draft, excerpt, full):
    draft.propose(excerpt, by="ARD", received=AT, extent="excerpt")
    assert draft.text("ARD-1") == full
    assert draft.snapshot().received("ARD-1") == excerpt.encode()
    assert draft.proposal("ARD-1").excerpt


def test_a_file_made_on_another_revision_is_noticed(draft):
    rewritten = BASE.replace("Clear all", "Survey and clear all").replace("Help", "Support").replace("Report", "Tell")
    draft.revise(rewritten, label="Rev.1", at="2026-05-05 08:00")
    with pytest.raises(InputRefused, match=r"fits Rev.0 better.*--on Rev.0"):
        draft.propose(BRUM, by="BRU", received=AT)
    assert (
        str(draft.propose(BRUM, by="BRU", received=AT, on="rev.0")) == "Recorded BRU-1 on Rev.0: para 4: words replaced"
    )
    assert draft.propose(rewritten.replace("June", "May"), by="ARD", received=AT).name == "ARD-1"
    assert [e.name for e in draft.snapshot().not_carried_over()] == ["BRU-1"]
    assert [p.name for p in draft.consolidate().proposals] == ["ARD-1"]
    assert draft.snapshot().stale_note() == ("{made on Rev.0, not yet carried over: Brum}",)
    assert "{made on Rev.0, not yet carried over: Brum}" in draft.printed()
    with pytest.raises(InputRefused, match=r"made on Rev.0"):
        draft.consolidate(only=["BRU"])
    moved = draft.propose(rewritten.replace("June", "July"), by="BRU", received=AT, replaces="BRU-1")
    assert draft.snapshot().not_carried_over() == ()
    parents = git(draft.path, "log", "-1", "--format=%P", moved.commit).split()
    assert draft.revision("Rev.1").commit in parents


def test_a_dry_run_makes_every_check_and_writes_nothing(draft):
    before = git(draft.path, "for-each-ref"), sorted(draft.path.rglob("*"))
    assert (
        str(draft.dry_run().propose(ARDA, by="ARD", received=AT))
        == "Would record ARD-1 on Rev.0: para 1: words replaced"
    )
    with pytest.raises(InputRefused):
        draft.dry_run().propose(BASE, by="ARD", received=AT)
    draft.dry_run().issue("PM2", at=AT)
    draft.dry_run().revise(ARDA, label="Rev.1", at=AT)
    draft.dry_run().set_attribution("none", at=AT)
    draft.dry_run().add_delegation("Elland", at=AT)
    assert (git(draft.path, "for-each-ref"), sorted(draft.path.rglob("*"))) == before


@pytest.mark.parametrize("when", ["yesterday", "1969-12-31", "2300-01-01", ""])
def test_times_that_are_none_are_refused(draft, when):
    with pytest.raises(InputRefused):
        draft.propose(ARDA, by="ARD", received=when)


# -- consolidating, deciding, issuing -------------------------------------------------------------


def test_the_consolidation_names_delegations_in_the_drafts_language(tmp_path):
    draft = opened(tmp_path / "d", display_language="fr")
    draft.propose(ARDA, by="Arda", received=AT, cosponsors=["COR"])
    draft.propose(ARDA, by="BRU", received=AT)
    con = draft.consolidate()
    assert con.slots[0].variants[0].backers == ("Ardie", "Broume", "Corvanie")
    assert str(con.view("ARD-1")) == ARDA
    assert [p.delegation for p in draft.consolidate(without=["Arda"]).proposals] == ["Broume"]
    assert draft.consolidate(only=["ARD-1"]).delegations == ("Ardie", "Corvanie")
    assert str(con.tally) == "2 received = 2 in the text"
    with pytest.raises(Unknown, match="nearest: ARD-1"):
        draft.consolidate(only=["ARD-11"])


def test_what_is_accepted_gives_the_clean_text_and_lapses_with_its_words(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BRUM, by="BRU", received=AT)
    assert draft.accept(["Arda"], at=AT).outcome is Outcome.RECORDED
    with pytest.raises(Unsettled, match="1 open slot: "):
        draft.clean()
    assert draft.accept(["ARD-1"], at=AT).outcome is Outcome.ALREADY
    again = draft.propose(ARDA.replace("2030", "2035"), by="ARD", received=AT, replaces="ARD-1")
    assert "lapse where its wording has changed" in again.notes[-1]
    con = draft.consolidate()
    assert [gone.ruling.what for gone in con.standing.lapsed] == ["ARD-1#1"] and len(con.open_slots) == 2
    draft.accept(["ARD", "BRU"], at=AT)
    assert draft.clean() == BRUM.replace("without delay", "by 2035")
    draft.reopen(["BRU"], at=AT)
    assert [s.parties for s in draft.consolidate().open_slots] == [("Brum",)]


def test_a_reading_chosen_for_a_slot_settles_it(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BASE.replace("without delay", "at once"), by="BRU", received=AT)
    slot = draft.consolidate().slots[0]
    with pytest.raises(Unknown, match="not a reading"):
        draft.accept([], at=AT, choices={slot.id: "never"})
    draft.accept([], at=AT, choices={slot.id: slot.variants[0].wording})
    assert draft.clean() in (ARDA, BASE.replace("without delay", "at once"))
    assert Draft.open(draft.path).snapshot().decisions == draft.snapshot().decisions


def test_attribution_is_a_recorded_rule_that_outputs_obey(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    assert "Arda]" in draft.printed()
    draft.set_attribution(Attribution.NONE, at=AT)
    assert draft.set_attribution("none", at=AT).outcome is Outcome.ALREADY
    assert "– Arda" not in draft.printed()
    assert "by 2030" in draft.printed()


def test_where_nobody_is_to_be_named_an_issued_text_names_nobody(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BRUM, by="BRU", received=AT)
    draft.set_attribution("none", at=AT)
    done = draft.issue("PM2", at=AT)
    for name in ("en.md", "consolidation.json"):
        shown = git(draft.path, "show", f"{done.commit}:{name}")
        assert "by 2030" in shown
        assert not any(word in shown.replace(" in Arda", "") for word in ("Arda", "Brum", "ARD", "BRU")), name
    message = git(draft.path, "log", "-1", "--format=%an %B", done.commit)
    assert not any(word in message for word in ("Arda", "Brum", "ARD", "BRU"))
    assert draft.issue("PM2", at=AT).outcome is Outcome.ALREADY
    assert draft.problems() == ()


class Overtaken(Draft):
    """A draft on which another clerk records while this one puts the text together."""

    asked = 0

    def snapshot(self):
        now, self.asked = super().snapshot(), self.asked + 1
        if self.asked == 2:
            Draft.open(self.path).propose(ARDA, by="ARD", received=AT)
        return now


def test_an_issued_text_holds_what_was_recorded_while_it_was_put_together(draft):
    overtaken = Overtaken.open(draft.path)
    done = overtaken.issue("PM2", at=AT)
    assert overtaken.asked == 2
    assert "1 proposal" in done.summary
    assert "by 2030 – Arda" in draft.snapshot().issued("PM2")


def test_a_new_delegation_is_told_and_an_unknown_one_says_how_to_add_it(draft):
    with pytest.raises(Unknown) as unknown:
        draft.propose(ARDA, by="Ardo", received=AT)
    assert unknown.value.remedy == "nearest: Arda (ARD); or add it to the register with --new"
    with pytest.raises(Unknown) as unknown:
        draft.propose(ARDA, by="ARD", cosponsors=["Zzz"], unregistered="added", received=AT)
    assert unknown.value.remedy == "add it with the command delegations"
    done = draft.propose(ARDA, by="Ardo", unregistered="added", received=AT)
    assert done.notes == ("new in the register: Ardo as ARDO",)
    assert draft.propose(BRUM, by="Ardo", unregistered="added", further="additional", received=AT).notes == ()


def test_an_issued_text_is_kept_with_all_that_went_into_it(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BRUM, by="BRU", received=AT)
    first = draft.issue("PM2", at="2026-05-03 08:00")
    assert draft.snapshot().issued("pm2") == draft.printed()
    assert set(git(draft.path, "log", "-1", "--format=%P", first.commit).split()) >= {
        draft.revision().commit,
        draft.proposal("ARD-1").commit,
        draft.proposal("BRU-1").commit,
    }
    value = json.loads(git(draft.path, "show", f"{first.commit}:consolidation.json"))
    assert "amendtrack" in value["format"]
    again = draft.issue("PM2", at="2026-05-04 08:00")
    assert (str(again), again.commit) == ("already issued to PM2", first.commit)
    draft.propose(BASE + "\n6. Add this last one.\n", by="COR", received=AT)
    with pytest.raises(InputRefused, match=r"added: COR-1.*--reissue"):
        draft.issue("PM2", at="2026-05-04 08:00")
    second = draft.issue("PM2", at="2026-05-04 08:00", reissue="allowed")
    assert second.differs == ("added: COR-1",)
    assert first.commit in git(draft.path, "log", "-1", "--format=%P", second.commit).split()
    assert draft.issue("PM3", at="2026-05-05 08:00").outcome is Outcome.RECORDED


def test_a_label_once_circulated_stays(draft):
    new = BASE.replace("4. Meet", "{}\n\n4. Meet")
    draft.propose(new.format("3 bis. Fund prostheses."), by="BRU", received=AT)
    draft.issue("PM2", at=AT)
    draft.propose(new.format("3 bis. Translate this plan into every language."), by="ARD", received=AT)
    assert "[3 bis. Fund prostheses. – Brum]" in draft.printed()
    assert "3 ter. Translate" in draft.printed()


def test_labels_of_revisions_are_plain_and_have_no_twins(draft):
    for label in ("", "-d", "Rev 1", "Rev..1", "x.lock", "a/b", "Rev.1\n", "é"):
        with pytest.raises(InputRefused):
            draft.revise(ARDA, label=label, at=AT)
    with pytest.raises(InputRefused, match="another text"):
        draft.revise(ARDA, label="REV.0", at=AT)
    with pytest.raises(InputRefused, match=r"text is that of Rev.0"):
        draft.revise(BASE, label="Rev.1", at=AT)
    draft.revise(ARDA, label="Rev.1", at=AT)
    assert draft.revise(ARDA, label="Rev.1", at=AT).outcome is Outcome.ALREADY
    assert draft.text("Rev.0") == BASE
    assert draft.text() == ARDA


def test_everything_can_be_had_as_plain_files(tmp_path):
    draft = negotiate(tmp_path / "draft")
    paths = {p.relative_to(tmp_path / "out").as_posix(): p for p in draft.export_all(tmp_path / "out")}
    assert paths["revisions/Rev.0.md"].read_text() == BASE
    assert paths["received/proposals/ARD/1/1/our view.md"].read_text() == ARDA
    assert paths["proposals/COR-1.md"].read_text() == draft.text("COR-1")
    assert "=" not in paths["proposals.csv"].read_text()
    assert read_register(paths["delegations.csv"].read_text()) == draft.delegations
    with pytest.raises(InputRefused):
        draft.export_all(tmp_path / "out")


# -- many hands, sudden ends, damage --------------------------------------------------------------

WRITER = """
import sys
from amendtrack.draft import Draft
draft = Draft.open(sys.argv[1], durability="fast")
base = draft.text()
for n in range(int(sys.argv[3])):
    text = base.replace("each year", f"each year, as {sys.argv[2]} asked {n} times")
    who = f"Writer {sys.argv[2]}"
    how = {"unregistered": "added", "further": "additional"}
    done = draft.propose(text, by=who, received="2026-05-02 10:00", **how)
    print(done.name, done.commit, flush=True)
"""


def writer(draft: Draft, name: str, n: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", WRITER, str(draft.path), name, str(n)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.long
@pytest.mark.parametrize("many", [2, 8])
def test_many_record_at_once_and_nothing_is_lost(draft, many):
    writers = [writer(draft, f"{'ABCDEFGH'[n] * 3}", 4) for n in range(many)]
    said = [w.communicate(timeout=60) for w in writers]
    assert [(w.returncode, err) for w, (_, err) in zip(writers, said, strict=True)] == [(0, "")] * many
    recorded = dict(line.split() for out, _ in said for line in out.splitlines())
    assert len(recorded) == 4 * many
    assert {e.name: e.commit for e in draft.proposals()} == recorded
    assert draft.problems() == ()
    assert git(draft.path, "fsck", "--strict", "--full") == ""


@pytest.mark.long
def test_whoever_is_killed_leaves_what_was_said_to_be_recorded(draft):
    for n in range(6 if ALL else 1):
        process = writer(draft, f"{'ABCDEF'[n] * 3}", 1000)
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(0.013 * n)
        process.kill()
        said += process.stdout.read().splitlines()
        process.wait()
        kept = {e.name: e.commit for e in Draft.open(draft.path).proposals()}
        for line in filter(None, said):
            name, _, commit = line.strip().partition(" ")
            assert not commit or len(commit) < 40 or kept[name] == commit
        assert draft.propose(
            ARDA.replace("2030", str(2031 + n)), by="ARD", received=AT, further="additional" if n else "refused"
        ).commit
    git(draft.path, "fsck", "--strict", "--full")
    assert draft.problems() == ()


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_act_cut_off_before_the_secretariat_knew_is_as_if_it_had_never_been(draft, monkeypatch):
    state = git(draft.path, "rev-parse", "secretariat")
    with monkeypatch.context() as patch:
        patch.setattr(draft._record.secretariat, "_name", interrupted)
        with pytest.raises(KeyboardInterrupt):
            draft.propose(ARDA, by="ARD", received=AT)
    assert git(draft.path, "rev-parse", "secretariat") == state
    assert draft.proposals() == () and draft.problems() == ()
    same = draft.propose(ARDA, by="ARD", received=AT)
    assert same.name == "ARD-1"
    assert draft.problems() == ()


def test_a_commit_that_somebody_pushed_is_put_aside_and_never_dropped(draft):
    tree = git(draft.path, "rev-parse", "main^{tree}").strip()
    words = ["-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-m", "by hand", tree]
    pushed = git(draft.path, *words).strip()
    git(draft.path, "update-ref", "refs/heads/proposals/ard/1", pushed)
    assert "proposals/ard/1" in draft.problems()[0]
    draft.propose(ARDA, by="ARD", received=AT)
    assert git(draft.path, "rev-parse", f"unrecorded/proposals/ard/1/{pushed[:12]}").strip() == pushed
    assert draft.problems() == ()  # it is kept, counts for nothing, and damages nothing
    assert draft.text("ARD-1") == ARDA


def test_a_register_changed_by_hand_is_reported_though_it_can_be_read(draft, tmp_path):
    draft.propose(ARDA, by="ARD", received=AT)
    subprocess.run(["git", "clone", "-q", "-b", "secretariat", str(draft.path), str(tmp_path / "w")], check=True)
    table = tmp_path / "w" / "delegations.csv"
    table.write_text(table.read_text("utf-8").replace("Arda", "Brumia"), "utf-8")
    subprocess.run(
        ["git", "-C", str(tmp_path / "w"), "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qam", "by hand"],
        check=True,
    )
    subprocess.run(["git", "-C", str(tmp_path / "w"), "push", "-q"], check=True)
    assert "not an act of the secretariat" in Draft.open(draft.path).problems()[0]


def test_a_shallow_copy_says_what_it_lacks(draft, tmp_path):
    draft.propose(ARDA, by="ARD", received=AT)
    words = ["clone", "-q", "--bare", "--depth", "1", "--no-single-branch", draft.path.as_uri()]
    subprocess.run(["git", *words, str(tmp_path / "copy")], check=True)
    copy = Draft.open(tmp_path / "copy")
    assert copy.text("ARD-1") == ARDA
    assert [p for p in copy.problems() if "shallow" in p]


@pytest.mark.parametrize("content", [b"", b"junk\n", None])
def test_a_damaged_or_missing_branch_is_reported_and_its_proposal_still_listed(draft, content):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BRUM, by="BRU", received=AT)
    ref = draft.path / "refs/heads/proposals/ard/1"
    ref.write_bytes(content) if content is not None else ref.unlink()
    again = Draft.open(draft.path)
    assert [e.name for e in again.proposals()] == ["ARD-1", "BRU-1"]
    assert again.text("ARD-1") == ARDA
    assert len(again.problems()) == 1
    assert "proposals/ard/1" in again.problems()[0]


def test_a_damaged_text_is_left_out_by_name_and_does_not_stop_the_others(draft):
    draft.propose(ARDA, by="ARD", received=AT)
    draft.propose(BRUM, by="BRU", received=AT)
    blob = git(draft.path, "rev-parse", "proposals/ard/1:en.md").strip()
    file = draft.path / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:20])
    again = Draft.open(draft.path)
    with pytest.warns(MissingFromRecord, match="ARD-1"):
        assert [p.name for p in again.consolidate().proposals] == ["BRU-1"]
    assert any(p.startswith("ARD-1: ") for p in again.problems())
    assert again.text("BRU-1") == BRUM
    assert [p.name for p in again.consolidate(without=["ARD-1"]).proposals] == ["BRU-1"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("draft.json", b"{"),
        ("draft.json", b"[]"),
        ("draft.json", None),
        ("proposals/ARD/1.json", b'{"format": "x"}'),
        ("proposals/ARD/9.json", b'{"format": "amendtrack.proposal", "version": 1}'),
        ("delegations.csv", b"\xff"),
        ("draft.json", b"[" * 100_000),
    ],
)
def test_a_register_that_cannot_be_read_is_said_to_be_damaged(draft, path, content):
    draft.propose(ARDA, by="ARD", received=AT)
    index = draft.path / "index.tmp"
    env = {**os.environ, "GIT_INDEX_FILE": str(index), "GIT_DIR": str(draft.path)}

    def plumb(*words: str, data: bytes = b"") -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@x"]
        return (
            subprocess.run(["git", *who, *words], input=data, env=env, check=True, capture_output=True)
            .stdout.decode()
            .strip()
        )

    plumb("read-tree", "secretariat")
    if content is None:
        plumb("update-index", "--index-info", data=f"0 {'0' * 40}\t{path}\n".encode())
    else:
        blob = plumb("hash-object", "-w", "--stdin", data=content)
        plumb("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    plumb("update-ref", "refs/heads/secretariat", plumb("commit-tree", "-m", "x", plumb("write-tree")))
    with pytest.raises(RecordDamaged):
        Draft.open(draft.path)


def test_a_repository_that_is_no_draft_is_refused(tmp_path):
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "x")], check=True)
    with pytest.raises(InputRefused, match="not an amendtrack draft"):
        Draft.open(tmp_path / "x")


def test_what_cannot_be_written_is_never_called_recorded(draft):
    draft.propose(BRUM, by="BRU", received=AT)
    tips = git(draft.path, "for-each-ref")
    (draft.path / "refs/heads/proposals/ard").write_bytes(b"")
    with pytest.raises(AmendtrackError):
        draft.propose(ARDA, by="ARD", received=AT)
    (draft.path / "refs/heads/proposals/ard").unlink()
    assert git(draft.path, "for-each-ref") == tips
    assert [e.name for e in draft.proposals()] == ["BRU-1"]


@pytest.mark.long
def test_git_can_gc_and_the_record_reads_on(tmp_path):
    draft = negotiate(tmp_path / "d")
    before = draft.proposals(), draft.printed(), draft.snapshot().issued("PM 2")
    git(draft.path, "gc", "-q")
    again = Draft.open(draft.path)
    assert (again.proposals(), again.printed(), again.snapshot().issued("PM 2")) == before
    assert again.problems() == ()
    assert again.set_attribution("named", at=AT).outcome is Outcome.RECORDED


# -- records of earlier versions --------------------------------------------------------------------


def test_a_record_whose_entries_lie_in_one_folder_goes_on(tmp_path: Path) -> None:
    """An earlier amendtrack kept all entries, and all files as received, in one folder each."""
    draft = Draft.import_all(tmp_path / "plan", Path(__file__).parent / "earlier", durability="fast")
    assert [str(e) for e in draft.proposals()] == ["BR-A-1 on Rev.0", "NRV-1 on Rev.0"]
    assert draft.snapshot().received("NRV-1").startswith(b"1. Wells are dug in autumn.")
    draft.undo(6, at="2009-09-01T09:00")  # the withdrawal of BR-A-1
    assert draft.proposal("BR-A-1").stands
    draft.replace(
        "1. Wells are dug at once.\n\n2. Covers are dry.\n", "NRV-1", received="2009-09-01T09:00", filename="norvia.md"
    )
    assert (draft.proposal("NRV-1").submission, draft.proposal("NRV-1").stands) == (2, True)
    opened = Draft.open(draft.path)
    assert opened.snapshot().record == draft.snapshot().record
    assert opened.text("NRV-1").startswith("1. Wells are dug at once.")
    with pytest.raises(InputRefused, match="depends on"):
        draft.undo(4, at="2009-09-01T09:00")
    assert draft.undo(8, at="2009-09-01T09:00").outcome is Outcome.RECORDED
    assert draft.text("NRV-1").startswith("1. Wells are dug in autumn.")
    assert draft.proposal("NRV-1").submission == 1
    assert draft.problems() == ()
    assert Draft.import_all(tmp_path / "copy", _exported(draft, tmp_path)).proposals() == draft.proposals()


def _exported(draft: Draft, beside: Path) -> Path:
    draft.export_all(beside / "plain")
    return beside / "plain"


def test_a_translation_says_what_it_was_sent_in(draft, tmp_path):
    draft.propose("4. Aider les victimes.", by="ARD", received=AT, language="fr")
    draft.propose(BASE.replace("June", "July"), by="ARD", received=AT, replaces="ARD-1")
    assert draft.proposal("ARD-1").translated == "fr"
    draft.propose(BASE.replace("June", "May"), by="ARD", received=AT, replaces="ARD-1")
    assert draft.proposal("ARD-1").translated == "fr"
    draft.issue_to(tmp_path / "pack", "PM2", at="2026-06-01")
    (register,) = tmp_path.rglob("*_4-register.txt")
    assert "translated from fr" in register.read_text(encoding="utf-8")


def test_looking_at_a_draft_loads_nothing_that_reads_mail_or_word_files() -> None:
    code = "import sys, amendtrack; amendtrack.Draft.consolidate; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {
        name.split(".")[1] for name in done.stdout.split() if name.startswith("amendtrack.") and name.count(".") > 1
    }
    assert rooms.isdisjoint({"intake", "formats", "cli"}), rooms


def test_judging_a_push_loads_nothing_that_compares_texts() -> None:
    code = "import sys, amendtrack.exchange.receiving; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in done.stdout.split() if name.startswith("amendtrack.")}
    assert rooms.isdisjoint({"redline", "consolidation"}), rooms
