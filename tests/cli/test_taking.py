"""The bad mailbag: what is clear is recorded, the rest is left with its reason, and nothing is passed over.

Every delegation, address and position is invented.
"""

import io
import json
import re
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from commands import Run
from folders import Copied

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.record.registers import read_register

MAILBAG = Path(__file__).parents[2] / "examples" / "mailbag"
BASE, REV1 = ((MAILBAG / name).read_text(encoding="utf-8") for name in ("draft.md", "rev1.md"))
REGISTER = (MAILBAG / "delegations.csv").read_text(encoding="utf-8")
BAG = {file.name: file.read_bytes() for file in (MAILBAG / "bag").iterdir()}


def mail(sender: str, hour: int, body: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = f"desk@{sender}.example", "Draft Plan"
    made["Date"] = f"Fri, 21 Aug 2009 {hour:02}:00:00 +0000"
    made.set_content(body)
    return made.as_bytes()


LEFT = {
    "01.eml: plan.md": "fits Rev.0 better than Rev.1",
    "04 Norwvia.md": "no delegation 'Norwvia'; nearest: Norvia (NRV)",
    "05.eml: old.md": "fits Rev.0 better than Rev.1",
    "07.eml: unchanged.md": "reads as no change: it is Rev.1",
    "08.eml: rules.md": "hardly resembles the draft",
    "10.eml: compiled.md": "carries attributed brackets",
    "12.eml": "desk@elsewhere.example is not an address in the register",
    "13.eml": "nothing in it could be carried out",
    "15.eml": "it mentions a file, but contains none that can be read",
    "16 Galdora.pdf": "a PDF, from which no text can be read for certain",
}
SUPERSEDES = "“A corrected text is attached; please disregard the first.”: it says more than that something is attached"


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(revised, tmp_path / "draft"), durability="fast")


def revised(place: Path) -> None:
    made = Draft.init(
        place,
        BASE,
        title="Draft Plan",
        at="2009-07-17",
        delegations=read_register(REGISTER),
        durability="fast",
    )
    made.revise(REV1, label="Rev.1", at="2009-08-01")


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = tmp_path / "bag"
    folder.mkdir()
    for name, data in BAG.items():
        (folder / name).write_bytes(data)
    return folder


def taken(run: Run, draft: Draft, bag: Path, *more: str) -> tuple[int, list[dict]]:
    said = run("intake", draft.path, bag, "--received", "2009-08-21T18:00", "--json", *more)
    return said.code, json.loads(said.out)["pieces"]


def test_the_bad_mailbag(draft: Draft, bag: Path, run: Run) -> None:
    tried, would = taken(run, draft, bag, "--dry-run")
    assert draft.proposals() == ()
    code, rows = taken(run, draft, bag, "--by", "Ana")
    assert (tried, would) == (code, rows) == (1, rows)
    left = {r["piece"]: r["said"] for r in rows if r["fate"] == "left"}
    for piece, reason in LEFT.items():
        assert left[piece].startswith(reason), left[piece]
    assert set(left) == set(LEFT)
    recorded = {r["piece"]: (r["name"], r["said"]) for r in rows if r["fate"] == "recorded"}
    assert {piece: name for piece, (name, _) in recorded.items()} == {
        "02.eml": "BRU-1", "03.eml: para-3.md": "COV-1", "06.eml: retyped.md": "EST-1",
        "09.eml: plan.md": "NRV-1", "11.eml": "BRU-2", "14.eml": "SOL-1",
    }  # fmt: skip
    assert {r["piece"] for r in rows if r["fate"] == "covering words"} == {
        f"{n:02}.eml" for n in (1, 3, 5, 6, 7, 8, 9, 10)
    }
    assert len(rows) == len(left) + len(recorded) + 8
    assert {r["piece"]: r["left"] for r in rows if r["left"]} == {"09.eml: plan.md": [SUPERSEDES]}
    assert recorded["02.eml"][1].startswith("para 4: words replaced; para 7: deleted")
    assert recorded["06.eml: retyped.md"][1] == "new para after 1"
    assert all(act.recorder == "Ana" for act in draft.acts() if act.kind == "propose")


@pytest.mark.long
def test_the_same_bag_again_records_nothing_and_says_the_same(draft: Draft, bag: Path, run: Run) -> None:
    first = taken(run, draft, bag)[1]
    acts = draft.acts()
    again = taken(run, draft, bag)[1]
    assert draft.acts() == acts
    assert [(r["piece"], r["name"]) for r in again] == [(r["piece"], r["name"]) for r in first]
    assert [r["fate"] for r in again] == [r["fate"].replace("recorded", "already recorded") for r in first]
    assert [r["said"] for r in again if r["fate"] == "left"] == [r["said"] for r in first if r["fate"] == "left"]


@pytest.mark.long
def test_the_message_is_kept_beside_what_was_in_it(draft: Draft, bag: Path, run: Run) -> None:
    taken(run, draft, bag)
    out = draft.path.parent / "out"
    draft.export_all(out)
    assert (out / "received" / "proposals" / "NRV" / "1" / "1" / "message.eml").read_bytes() == BAG["09.eml"]
    assert (out / "received" / "proposals" / "BRU" / "1" / "1" / "message.eml").read_bytes() == BAG["02.eml"]


@pytest.mark.long
def test_a_manifest_puts_right_what_was_left(
    draft: Draft, bag: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    taken(run, draft, bag)
    manifest = bag / "manifest.csv"
    manifest.write_text(
        "file,delegation,on,excerpt,additional,received\n"
        "03.eml,,,,,\n"
        "04 Norwvia.md,Norvia,Rev.0,,yes,2009-08-21T18:00\n"
        "05.eml,,Rev.0,,,\n"
    )
    capfd.readouterr()
    assert main(["intake", str(draft.path), str(manifest)]) == 0
    assert [e.name for e in draft.proposals()] == [
        "BRU-1", "BRU-2", "COV-1", "DUN-1", "EST-1", "NRV-1", "NRV-2", "SOL-1",
    ]  # fmt: skip
    assert "2 of 3 items recorded, 1 already recorded, 0 left for manual review" in capfd.readouterr().out


def test_a_further_file_is_left_unless_it_is_said_to_stand_beside(draft: Draft, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.eml").write_bytes(mail("brum", 1, 'Para 4: replace "June" by "May".'))
    (folder / "b.eml").write_bytes(mail("brum", 2, "Delete para 7."))
    code, rows = taken(run, draft, folder)
    assert (code, [r["fate"] for r in rows]) == (1, ["recorded", "left"])
    assert rows[1]["said"] == (
        "Brum has BRU-1 already, and this is another file (para 7: deleted); "
        "add --replaces BRU-1, or --additional to keep both"
    )
    code, rows = taken(run, draft, folder, "--additional")
    assert (code, [(r["fate"], r["name"]) for r in rows]) == (0, [("already recorded", "BRU-1"), ("recorded", "BRU-2")])


@pytest.mark.long
def test_the_table_can_be_read(draft: Draft, bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["intake", str(draft.path), str(bag), "--received", "2009-08-21T18:00"]) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "2009-08-21 02:00  BRU" in shown.out
    assert shown.out.splitlines()[-1] == (
        "6 of 16 items recorded, 10 left for manual review; 1 passage of recorded items left for manual review"
    )


def test_hostile_names_and_subjects_reach_no_terminal(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    made = mail("brum", 1, "Delete para 7.").replace(b"Subject: Draft Plan", b"Subject: =?utf-8?q?=1B]0;x=07?=")
    (folder / "\x1b[2J\u202e.eml").write_bytes(made)
    (folder / "-o.md").write_bytes(b"x")
    main(["intake", str(draft.path), str(folder), "--received", "2009-08-21"])
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err and "\u202e" not in shown.out + shown.err


def test_one_message_is_a_bag_of_one_and_a_bad_time_is_told_first(
    draft: Draft, bag: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    code, rows = taken(run, draft, bag / "02.eml")
    assert code == 0 and [row["fate"] for row in rows] == ["recorded"]
    assert main(["intake", str(draft.path), str(bag), "--received", "nonsense"]) == 3
    assert "'nonsense' is not a time" in capfd.readouterr().err
    assert main(["intake", str(draft.path), str(bag / "none"), "--dry-run"]) == 3
    assert "no such file" in capfd.readouterr().err


def one_mail(tmp_path: Path) -> Path:
    (tmp_path / "one.eml").write_bytes(mail("brum", 1, "Delete para 7."))
    return tmp_path / "one.eml"


class Failing(io.RawIOBase):
    """A stream that nothing can be written to, for a reason."""

    def __init__(self, reason: BaseException) -> None:
        super().__init__()
        self.reason = reason

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise self.reason


@pytest.mark.parametrize(("reason", "code"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)])
def test_whatever_goes_wrong_after_an_act_the_last_line_says_what_stands(
    draft: Draft,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reason: BaseException,
    code: int,
) -> None:
    capsys.readouterr()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Failing(reason), 1), write_through=True))
        assert main(["intake", str(draft.path), str(one_mail(tmp_path))]) == code
    assert [e.name for e in draft.proposals()] == ["BRU-1"]
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "amendtrack: recorded before that, and it stands: BRU-1 on Rev.1"


def test_what_fails_before_anything_is_recorded_says_nothing_of_what_stands(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["intake", str(draft.path), str(one_mail(tmp_path))]) == 0
    capsys.readouterr()
    assert main(["propose", str(draft.path), "Brum", str(tmp_path / "none.md")]) == 3
    assert "stands" not in capsys.readouterr().err


HOSTILE = {
    "charset": b'Content-Type: text/plain; charset="utf-8; x=\x00"\n\nDelete para 6.\n',
    "escapes": b"Content-Type: text/plain; charset=unicode_escape\n\nDelete para \\u0036.\n",
    "deep": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)),
    "from": b"From: " + b"(" * 2000 + b"\n\nDelete para 6.\n",
    "date": b"Date: Fri, 99 Foo 99999 99:99:99 +9999\n\nDelete para 6.\n",
    "name": b"Content-Disposition: attachment; filename*=utf-8''%ff%fe\n\nx\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_one_hostile_message_never_stops_the_bag(draft: Draft, tmp_path: Path, run: Run, kind: str) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    head = b"" if kind == "from" else b"From: desk@norvia.example\nDate: Fri, 21 Aug 2009 00:00:00 +0000\n"
    (folder / "a.eml").write_bytes(head + HOSTILE[kind])
    (folder / "b.eml").write_bytes(mail("brum", 2, "Delete para 7."))
    code, rows = taken(run, draft, folder)
    assert {r["piece"]: r["name"] for r in rows if r["fate"] == "recorded"}["b.eml"] == "BRU-1"
    assert code == (1 if any(r["fate"] == "left" or r["left"] for r in rows) else 0)


def test_all_that_is_left_is_listed_at_the_end_by_kind(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "left"
    folder.mkdir()
    (folder / "a.eml").write_bytes(mail("brum", 1, "Delete para 7.\n\nDelete para 99.\n"))
    (folder / "b.eml").write_bytes(mail("norvia", 2, "Lead negotiator\n"))
    capsys.readouterr()
    assert main(["intake", str(draft.path), str(folder)]) == 1
    shown = capsys.readouterr().out
    listed = shown[shown.index("Left for manual review, nothing recorded") :].splitlines()
    assert [re.split(r":| \(use", line)[0] for line in listed] == [
        "Left for manual review, nothing recorded", "  b.eml",
        "Left for manual review, in the message of recorded items", "  BRU-1 (a.eml)",
        "1 of 2 items recorded, 1 left for manual review; 1 passage of recorded items left for manual review",
    ]  # fmt: skip


def test_the_ledger_is_shown_on_request_and_kept(draft: Draft, tmp_path: Path, run: Run) -> None:
    bag = tmp_path / "a.eml"
    bag.write_bytes(mail("brum", 1, "Dear all,\n\nDelete para 7.\n\nBest regards\nAna\n"))
    code, (row,) = taken(run, draft, bag, "--explain")
    (subject, message) = row["ledger"]["parts"]
    assert code == 0 and subject["part"] == "subject"
    assert [(span["kind"], span["words"].strip()) for span in message["spans"]] == [
        ("greeting", "Dear all,"), ("carried out", "Delete para 7."),
        ("signature", "Best regards"), ("signature", "Ana"),
    ]  # fmt: skip
    draft.export_all(tmp_path / "out")
    kept = json.loads((tmp_path / "out" / "received" / "proposals" / "BRU" / "1" / "1" / "ledger.json").read_bytes())
    assert kept == row["ledger"]


def test_what_was_left_earlier_is_listed_and_is_not_in_the_exit_code(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "left"
    folder.mkdir()
    (folder / "a.eml").write_bytes(mail("brum", 1, "Delete para 7.\n\nDelete para 99.\n"))
    assert main(["intake", str(draft.path), str(folder)]) == 1
    capsys.readouterr()
    assert main(["intake", str(draft.path), str(folder)]) == 0
    shown = capsys.readouterr().out
    assert (
        "Left for manual review, in the message of items recorded earlier:\n  BRU-1 (a.eml): “Delete para 99.”" in shown
    )
    assert shown.endswith("1 passage of items recorded earlier left for manual review\n")
    (folder / "b.eml").write_bytes(mail("norvia", 2, "Lead negotiator\n"))
    assert main(["intake", str(draft.path), str(folder)]) == 1


def test_what_an_earlier_run_listed_is_not_new(draft: Draft, tmp_path: Path, run: Run) -> None:
    def listed(*more: str) -> tuple[int, str]:
        said = run("intake", draft.path, bag, *more)
        return said.code, said.out

    bag = tmp_path / "nightly"
    bag.mkdir()
    (bag / "unknown.txt").write_text("1. We like wells.\n")
    assert listed("--dry-run")[0] == listed()[0] == 1  # a dry run keeps nothing
    code, said = listed()
    assert code == 0 and "as listed before:\n  unknown.txt: " in said and "(all of them listed before)" in said
    (bag / "stranger.txt").write_text("1. We like ropes.\n")
    code, said = listed()
    assert code == 1 and "nothing recorded:\n  stranger.txt: " in said and "(1 of them listed before)" in said
    assert listed()[0] == 0
    rows = {row["piece"]: row["left_anew"] for row in json.loads(listed("--json")[1])["pieces"]}
    assert rows == {"stranger.txt": False, "unknown.txt": False}
    (bag / "unknown.txt").write_text("1. We like wells more.\n")  # another text under the same name
    assert listed()[0] == 1
    (draft.path / "amendtrack.left").write_bytes(b"\xff\x00")
    assert listed()[0] == 1 and listed()[0] == 0
