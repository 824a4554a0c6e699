"""Authors are people, not delegations: one Word file with several authors becomes as many proposals as asked."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from test_papers import said_in
from test_word_received import AT, BASE, CLEAN, NUMBERS, TRACKED, TWO, plan
from wordfiles import dele, ins, p, run, word

from amendtrack import Draft
from amendtrack.cli import main
from amendtrack.draft.joint import read_each, record_each, shares
from amendtrack.errors import InputRefused, NotRecorded, Unknown
from amendtrack.formats.received import authors_in
from amendtrack.record.authorship import Sender, by_delegation
from amendtrack.record.registers import Delegation, Register, Standing, read_register, write_register

NORVIA = Delegation("NRV", (("", "Norvia"),), mails=("@norvia.example",), authors=("Anna",))
GALDORA = Delegation("GLD", (("", "Galdora"),), mails=("@galdora.example",), authors=("Boris", "Ödön  Vey"))
REGISTER = Register((NORVIA, GALDORA))
ANNA, BORIS = BASE.replace("destroy stock", "destroy all stock"), BASE.replace(" without delay", "")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.init(tmp_path / "plan", CLEAN, title="Plan", at=AT, delegations=REGISTER, durability="fast")


def test_the_register_keeps_the_people_of_each_delegation() -> None:
    assert read_register(write_register(REGISTER)) == REGISTER
    assert str(REGISTER.employing("ödön vey")) == "Galdora" and REGISTER.employing("Carla") is None
    bare = Register((Delegation("NRV", (("", "Norvia"),)),))
    assert "authors" not in write_register(bare)
    with pytest.raises(InputRefused, match="Anna is listed under both GLD and NRV"):
        read_register("code,name,authors\nNRV,Norvia,Anna\nGLD,Galdora,Boris; ANNA\n")
    with pytest.raises(InputRefused, match="contains U\\+200B"):
        read_register("code,name,authors\nNRV,Norvia,An\u200bna\n")


def test_whose_an_author_is() -> None:
    assert by_delegation(("Anna", "Boris"), {}, REGISTER) == ((GALDORA, ("Boris",)), (NORVIA, ("Anna",)))
    assert by_delegation(("Anna", "Carla"), {"carla": "Norvia"}, REGISTER) == ((NORVIA, ("Anna", "Carla")),)
    assert by_delegation(("Anna",), {"Anna": "GLD"}, REGISTER) == ((GALDORA, ("Anna",)),)  # said goes before known
    with pytest.raises(InputRefused, match="tracked changes by Carla, and nothing says for which delegation"):
        by_delegation(("Anna", "Carla"), {}, REGISTER)
    with pytest.raises(Unknown, match="no changes by 'Dora'"):
        by_delegation(("Anna",), {"Dora": "NRV"}, REGISTER)
    assert Sender(NORVIA, REGISTER).own(("Carla",)) == ("Carla",)
    assert Sender(NORVIA, REGISTER).own(("Anna", "Boris")) == ("Anna",)
    with pytest.raises(InputRefused, match="does not list Carla"):
        Sender(NORVIA, REGISTER).own(("Anna", "Carla"))
    with pytest.raises(InputRefused, match=r"by Boris \(Galdora\), and none by Norvia"):
        Sender(NORVIA, REGISTER).own(("Boris",))


def test_one_file_gives_a_proposal_for_each_delegation(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "joint.docx").write_bytes(TWO)
    command = ["propose", str(draft.path), str(tmp_path / "joint.docx"), "--received", AT]
    assert main([*command, "--dry-run"]) == 0
    assert draft.proposals() == () and capsys.readouterr().out.count("Would record") == 2
    assert main(command) == 0
    told = capsys.readouterr()
    assert "Galdora: the tracked changes of Boris" in told.err and "Norvia: the tracked changes of Anna" in told.err
    assert told.out.splitlines() == [
        "Recorded GLD-1 on Rev.0: para 2: words deleted",
        "Recorded NRV-1 on Rev.0: para 2: words inserted",
    ]
    assert (draft.text("NRV-1"), draft.text("GLD-1")) == (ANNA, BORIS)
    assert [act.kind for act in draft.acts()] == ["init", "propose", "propose"] and draft.problems() == ()
    assert main([*command, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)["recorded"]
    assert [one["outcome"] for one in again] == ["already recorded"] * 2 and len(draft.acts()) == 3
    draft.undo(3, at=AT)
    assert [e.name for e in draft.proposals() if e.stands] == ["GLD-1"]


def test_who_is_nobodys_is_named_on_the_command_line(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = plan(run("States Parties will destroy ") + ins("all ", "Carla = C") + run("stockpiles without delay."))
    (tmp_path / "joint.docx").write_bytes(word(both, numbering=NUMBERS))
    command = ["propose", str(draft.path), str(tmp_path / "joint.docx"), "--received", AT]
    assert main(command) == 3
    assert '--authors-as "Carla = C=CODE"' in capsys.readouterr().err
    assert main([*command, "--authors-as", "Carla = C=Norvia"]) == 0 and draft.text("NRV-1") == ANNA
    for wrong in (
        ["--authors-as", "Carla"],
        ["--authors-as", "A=NRV", "--authors-as", "a=GLD"],
        ["--replaces", "NRV-1"],
        ["--as", "comment"],
    ):
        assert main([*command, *wrong]) == 2
    assert main(["propose", str(draft.path), "NRV", *command[2:], "--authors-as", "A=NRV"]) == 2
    assert main(["propose", str(draft.path), "NRV", "x", "y"]) == 2
    (tmp_path / "clean.docx").write_bytes(CLEAN)
    (tmp_path / "plain.md").write_text(ANNA, "utf-8")
    for name in ("clean.docx", "plain.md"):
        assert main(["propose", str(draft.path), str(tmp_path / name)]) == 3
        assert "name the delegation before the file" in capsys.readouterr().err


def test_all_are_recorded_or_none(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    before = draft.propose(ANNA, by="NRV", received=AT)
    parts = shares(draft, TWO, {})
    with pytest.raises(InputRefused, match="has NRV-1 already"):
        record_each(draft, read_each(draft, TWO, parts), received=AT)
    opened = Draft.open(draft.path, durability="fast")
    assert [e.name for e in opened.proposals()] == [before.name] and len(opened.acts()) == 2

    def torn(self: object, *a: object, **b: object) -> None:
        raise NotRecorded("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("amendtrack.draft.git.secretariat.Secretariat._name", torn)
        with pytest.raises(NotRecorded):
            record_each(opened, read_each(opened, TWO, parts), received=AT, further="additional")
    assert len(Draft.open(draft.path).acts()) == 2
    done = record_each(opened, read_each(opened, TWO, parts), received=AT, further="additional")
    assert [one.name for one in done] == ["GLD-1", "NRV-2"] and len(opened.acts()) == 4


def test_comments_of_others_are_not_a_delegations_remarks(draft: Draft) -> None:
    said = "".join(
        f'<w:comment w:id="{k}" w:author="{who}">{p(words)}</w:comment>'
        for k, (who, words) in enumerate((("Anna", "Ours."), ("Boris", "Theirs."), ("Carla", "Everybody's.")))
    )
    marks = "".join(f'<w:commentRangeStart w:id="{k}"/><w:commentRangeEnd w:id="{k}"/>' for k in range(3))
    body = plan(
        run("States Parties will destroy ") + ins("all ") + run("stockpiles") + dele(" without delay", "Boris") + DOT_
    )
    data = word(body + p(marks), numbering=NUMBERS, comments=said)
    record_each(draft, read_each(draft, data, shares(draft, data, {})), received=AT)
    assert [r.words for r in draft.proposal("NRV-1").remarks] == ["Anna: Ours.", "Carla: Everybody's."]
    assert [r.words for r in draft.proposal("GLD-1").remarks] == ["Boris: Theirs.", "Carla: Everybody's."]
    assert authors_in(data) == ("Anna", "Boris")


DOT_ = run(".")


def test_a_bag_with_tracked_files(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bag = tmp_path / "bag"
    bag.mkdir()
    (bag / "Norvia.docx").write_bytes(TWO)
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = "mission@galdora.example", "Fri, 21 Aug 2009 11:00:00 +0000", "Ours"
    mail.set_content("Please find our text attached.")
    mail.add_attachment(TRACKED, maintype="application", subtype="octet-stream", filename="galdora.docx")
    (bag / "02.eml").write_bytes(mail.as_bytes())
    strange = word(
        plan(run("States Parties ") + ins("and Carla ", "Carla") + ins("and Anna ") + DOT_), numbering=NUMBERS
    )
    (bag / "Galdora 2.docx").write_bytes(strange)
    assert main(["intake", str(draft.path), str(bag), "--received", AT]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert draft.text("NRV-1") == ANNA  # Anna is Norvia's, by the register
    assert "by Anna (Norvia), and none by Galdora" in told  # the message: another's changes
    assert "2 authors: Anna, Carla" in told and "does not list Carla" in told
    assert [e.name for e in draft.proposals()] == ["NRV-1"]


def test_a_manifest_names_the_authors(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "joint.docx").write_bytes(TWO)
    (tmp_path / "manifest.csv").write_text(
        "file,delegation,received,authors,additional\n"
        f"joint.docx,Norvia,{AT},Boris; Anna,\n"
        f"joint.docx,Galdora,{AT},Boris,\n"
        f"joint.docx,Galdora,{AT},ALL,yes\n"
        f"joint.docx,Galdora,{AT},Dora,yes\n",
        "utf-8",
    )
    assert main(["intake", str(draft.path), str(tmp_path / "manifest.csv")]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "no tracked changes by 'Dora' in this file; it was changed by Anna, Boris" in printed
    both = ANNA.replace(" without delay", "")
    assert [draft.text(n) for n in ("NRV-1", "GLD-1", "GLD-2")] == [both, BORIS, both]


def test_where_nobody_is_named_no_person_is_either(tmp_path: Path) -> None:
    watch = Delegation("OCW", (("", "Clearance Watch"),), Standing.OBSERVER, authors=("Wera Lang",))
    made = Draft.init(tmp_path / "plan", CLEAN, title="P", at=AT, delegations=REGISTER.having(watch), durability="fast")
    made.propose(TRACKED, by="NRV", received=AT)
    said = "".join(
        f'<w:comment w:id="{k}" w:author="{who}">{p(words)}</w:comment>'
        for k, (who, words) in enumerate(
            (("Wera Lang", "Please do."), ("Carla", "As Boris said."), ("Anna", "Carla, no."))
        )
    )
    marks = "".join(f'<w:commentRangeStart w:id="{k}"/><w:commentRangeEnd w:id="{k}"/>' for k in range(3))
    body = plan(run("States Parties will destroy ") + ins("all ", "Wera Lang") + run("stockpiles without delay."))
    made.propose(word(body + p(marks), numbering=NUMBERS, comments=said), by="OCW", received=AT)
    named = str(made.snapshot().annex())
    assert "Norvia (NRV-1): on 2, “without delay”: “Too vague.”" in named and "Please do." in named
    assert "Anna" not in named and "Wera" not in named
    made.set_attribution("none", at=AT)
    made.issue_to(tmp_path / "out", "PM2", at=AT)
    assert "on 2, “without delay”: “Too vague.”" in made.snapshot().issued(
        "PM2"
    ) and "Please do." in made.snapshot().issued("PM2")
    held = [(made.snapshot().issued("PM2"), "issued"), (made.snapshot().printed_json(made.consolidate()), "json")]
    held += [(said_in(f.read_bytes()), f.name) for f in (tmp_path / "out").glob("*.*")]
    assert len(held) == 22
    for text, name in held:
        for who in ("Anna", "Boris", "Carla", "Wera", "Norvia", "Clearance Watch"):
            assert who not in text, (name, who)
    assert Draft.open(made.path).proposal("NRV-1").remarks[0].author == "Anna"


@pytest.mark.parametrize(
    ("words", "code"), [("Para 2: delete.", 0), ("Para 2: delete.\nThursday was fine, though.", 1)]
)
def test_what_is_left_in_a_joint_file_is_in_the_exit_code(draft: Draft, tmp_path: Path, words: str, code: int) -> None:
    body = p(ins("Para 1: delete.", "Boris")) + "".join(p(ins(line, "Anna")) for line in words.splitlines())
    (tmp_path / "joint.docx").write_bytes(word(body))
    assert main(["propose", str(draft.path), str(tmp_path / "joint.docx"), "--received", AT]) == code
    assert [bool(e.problems) for e in draft.proposals()] == [False, bool(code)]
