"""Commands that only read: ``units``, ``proposals``, ``clean`` and ``export``."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import (
    PATH,
    draft_argument,
    examples,
    is_dry_run,
    result_options,
    sheet_options,
    signing_key,
)
from amendtrack.cli.output import Output, nearest, read_file
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.screen import Screen, pager_option, paper_on
from amendtrack.cli.standing import note_act
from amendtrack.cli.word import Sheets, facts_of, give, is_named, is_word, issued_file
from amendtrack.errors import InputRefused
from amendtrack.render.safe import one_line
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft import Draft, Snapshot
    from amendtrack.papers.place import PlaceFacts, Reading, StatusLine
    from amendtrack.record.entries import Entry
    from amendtrack.record.record import Issue
    from amendtrack.record.statements import Statement


def text_in(path: Path, output: Output) -> str:
    """The text of a file in the form that drafts keep; what was changed on the way is reported.

    For a Word file with tracked changes, the text with all of them accepted.

    Raises:
        InputRefused: there is no such file, or it is neither UTF-8 text nor a Word file.
    """
    from amendtrack.formats.received import Authors, read_received

    output.spare(path)
    intake = read_received(read_file(path), place=str(path), authors=Authors.EVERY)
    output.notes(f"{path}: {note}" for note in (*intake.notes, *intake.comments_left_out))
    return intake.text


def open_draft(path: Path) -> Draft:
    """The draft in that folder; with --dry-run its acts are only checked.

    Raises:
        InputRefused: there is no such folder, or it is not a draft.
        RecordDamaged: it is a draft that cannot be read.
    """
    from amendtrack.draft import Draft

    if not path.exists():
        raise InputRefused("no such draft", place=str(path), remedy=nearest(path))
    draft = Draft.open(path).heard_by(note_act)
    draft.note_seen()
    draft = draft.signed_by(key) if (key := signing_key()) else draft
    return draft.dry_run() if is_dry_run() else draft


@click.command()
@click.argument("file", type=PATH)
@result_options
@examples("amendtrack units action-plan.md")
def units(file: Path, out: Output) -> None:
    """Show how FILE was read: each unit with its address, kind and first words; doubtful labels come first."""
    from amendtrack.text.addresses import addresses
    from amendtrack.text.ambiguities import doubtful
    from amendtrack.text.units import parse_text

    text = parse_text(text_in(file, out))
    named, doubts = addresses(text), doubtful(text)
    if out.as_json:
        found = [
            {
                "address": a,
                "kind": u.kind.value,
                "label": u.label,
                "start": u.start,
                "body": u.body,
                "end": u.end,
            }
            | ({"doubt": doubt} if doubt else {})
            for a, u, doubt in zip(named, text.units, doubts, strict=True)
        ]
        out.data("units", {"units": found})
        return
    rows = [
        ("?" if doubt else "", address, unit.kind.value, _first_words(text.printed(unit)))
        for address, unit, doubt in zip(named, text.units, doubts, strict=True)
    ]
    lines = [f"doubtful: {a}: {doubt}" for a, doubt in zip(named, doubts, strict=True) if doubt]
    out.document("\n".join([*map(one_line, lines), *([""] if lines else []), columns(rows, out.width)]))
    out.note(f"{len(rows)} unit{'s' * (len(rows) != 1)}, {len(lines)} doubtful")


def _first_words(wording: str) -> str:
    words = " ".join(wording.split())
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"


@click.command()
@draft_argument
@past_options
@result_options
@examples("amendtrack proposals action-plan", "amendtrack proposals action-plan --as-of PM2")
def proposals(draft: Path, past: Past, out: Output) -> None:
    """List every proposal recorded on DRAFT: number, delegation, revision, time of receipt, file; then positions."""
    opened = open_draft(draft)
    now = past.of(opened, out)
    entries = now.proposals()
    if out.as_json:
        said = [_statement(now, s) for s in now.record.statements]
        out.data("proposals", {"proposals": [_entry(now, e) for e in entries], "positions": said})
    else:
        head = ("number", "delegation", "on", "received", "file", "")
        issued = dict(now.issues[-1].proposals) if now.issues else {}
        since = f"new since {now.issues[-1]}" if now.issues else ""
        rows = [_row(now, e, since if e.stands and issued.get(e.name) != e.commit else "") for e in entries]
        found = columns([head, *rows], out.width) if rows else "no proposals have been recorded"
        positions = [_position(now, s) for s in now.record.statements if s.stands]
        listed = columns([("position of", "is", "on", "taken", ""), *positions], out.width) if positions else ""
        out.document(f"{found}\n\n{listed}" if listed else found)
    out.notes(now.stale_note())
    end_where_damaged(opened, out)


@click.command()
@draft_argument
@click.argument("place")
@past_options
@pager_option
@result_options
@examples("amendtrack show action-plan 14", 'amendtrack show action-plan "15 bis"', "amendtrack show action-plan 14#2")
def show(draft: Path, place: str, past: Past, pager: bool, out: Output) -> None:
    """Show everything that is recorded about PLACE of DRAFT.

    That is its text, each reading with who proposed it and when, positions with their reasons, decisions, comments,
    and the same unit in earlier revisions. PLACE is a unit (14), one that somebody would insert ("15 bis"), or a slot
    (14#2).
    """
    from amendtrack.papers.place import place_paper

    opened = open_draft(draft)
    now = past.of(opened, out)
    facts = now.about(place)
    facts = replace(facts, named=facts.named and is_named(opened.snapshot()))
    if out.as_json:
        out.data("place", _place(facts))
        return
    paper_on(place_paper(facts), Screen(pager=pager), out, now.consolidate() if facts.named else None)


def _place(facts: PlaceFacts) -> dict[str, object]:
    value: dict[str, object] = {
        "place": facts.place,
        "revision": facts.revision,
        "text": facts.text,
        "slots": [
            {
                "address": slot.address,
                "state": slot.state,
                "base": slot.base,
                "readings": [_reading(reading, named=facts.named) for reading in slot.readings],
            }
            for slot in facts.slots
        ],
        "earlier": [
            {"revision": e.revision, "address": e.address, "text": e.text, "what": e.what} for e in facts.earlier
        ],
    }
    value["statuses"] = [_status(line, named=facts.named) for line in facts.statuses]
    if facts.named:
        value["positions"] = [
            {"delegation": who, "position": str(s), "at": s.at.isoformat(), "note": s.note}
            for who, s in facts.statements
        ]
    return value


def _status(line: StatusLine, *, named: bool) -> dict[str, object]:
    given = line.given
    value: dict[str, object] = {"status": given.status.value, "meeting": given.meeting, "when": given.when}
    value |= {"revision": line.revision, "words": line.words}
    return value | ({"by": given.by, "asked_by": line.asked_by} if named else {})


def _reading(reading: Reading, *, named: bool) -> dict[str, object]:
    value: dict[str, object] = {"wording": reading.wording}
    if named:
        value["backers"] = list(reading.backers)
        value["amendments"] = [name for name, _, _ in reading.amendments]
    return value


def end_where_damaged(draft: Draft, out: Output) -> None:
    """Report what is wrong with the record and end with its exit code, so that no list is silently incomplete.

    Call it after the result has been given: what can be read is still worth having.
    """
    from amendtrack.cli.failures import GivenAllTheSame

    if problems := draft.problems():
        out.notes(f"damaged: {problem}" for problem in problems)
        raise GivenAllTheSame(f"{len(problems)} damaged: {problems[0]}", place=str(draft.path))


def _row(now: Snapshot, entry: Entry, news: str) -> tuple[str, ...]:
    names = ", ".join(now.credited(entry))
    more = [news, "after the deadline" if entry in now.held else "", _standing(entry), entry.title, entry.channel]
    more += [f"translated from {entry.translated}" if entry.translated else ""]
    more += [f"made on {entry.made_on}, carried forward" if entry.sent else ""]
    more += [f"submission {entry.submission}" if entry.submission > 1 else ""]
    more += [f"{t.name} withdrawn {t.at:%Y-%m-%d %H:%M}" for t in entry.taken_back]
    more += [f"in {entry.language}, not translated" if entry.language else ""]
    more += ["" if entry.kind.value == "text" else entry.kind.value]
    more += [f"{len(entry.problems)} not understood" if entry.problems else ""]
    received, on = f"{entry.received:%Y-%m-%d %H:%M}", entry.amends or entry.revision
    return entry.name, names, on, received, entry.filename, "; ".join(filter(None, more))


def _position(now: Snapshot, said: Statement) -> tuple[str, ...]:
    on = f"{said.named} of {said.revision}" if said.revision != now.revision().label else said.named
    return now.display(said.delegation), said.stance.value, on, f"{said.at:%Y-%m-%d %H:%M}", said.note


def _statement(now: Snapshot, said: Statement) -> dict[str, object]:
    return {
        "delegation": {"code": said.delegation, "name": now.display(said.delegation)},
        "stance": said.stance.value,
        "on": said.named,
        "places": list(said.places),
        "wording": said.wording,
        "revision": said.revision,
        "at": said.at.isoformat(),
        "note": said.note,
        "ended": said.ended.isoformat() if said.ended else None,
    }


def _standing(entry: Entry) -> str:
    """Why a proposal is no longer in force: withdrawn by its delegation, or made void by the secretariat."""
    if entry.stands or entry.ended is None:
        return ""
    return f"void: {entry.reason}" if entry.reason else f"withdrawn {entry.ended:%Y-%m-%d %H:%M}"


def _entry(now: Snapshot, entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "delegation": {"code": entry.delegation, "name": now.display(entry.delegation)},
        "cosponsors": [{"code": c, "name": now.display(c)} for c in entry.cosponsors],
        "gone": [{"code": c, "name": now.display(c)} for c in entry.gone],
        "taken_back": [{"name": t.name, "words": t.words, "at": t.at.isoformat()} for t in entry.taken_back],
        "revision": entry.revision,
        "made_on": entry.made_on,
        "received": entry.received.isoformat(),
        "title": entry.title,
        "channel": entry.channel,
        "file": {"name": entry.filename, "size": entry.size, "sha256": entry.sha256},
        "submission": entry.submission,
        "excerpt": entry.excerpt,
        "kind": entry.kind.value,
        "state": entry.state.value,
        "ended": entry.ended.isoformat() if entry.ended else None,
        "reason": entry.reason,
        "amends": entry.amends,
        "language": entry.language,
        "sponsors": [{"code": c, "name": now.display(c)} for c in entry.sponsors],
        "retains": list(entry.retains),
        "remarks": [{"place": r.place, "words": r.words} for r in entry.remarks],
        "problems": [{"words": p.words, "why": p.why, "candidates": list(p.candidates)} for p in entry.problems],
        "commit": entry.commit,
    }


@click.command()
@draft_argument
@result_options
@examples(
    "amendtrack clean action-plan -o action-plan-clean.md",
    "amendtrack clean action-plan -o action-plan-clean.docx",
)
def clean(draft: Path, out: Output) -> None:
    """Print the text of DRAFT with all decisions applied.

    While any slot is open, nothing is printed; the open slots are listed and the exit code is 1. Brackets that were in
    the draft from the start stay as typed. If -o ends in .docx, a Word file is written; if in .pdf, a PDF.
    """
    now = open_draft(draft).snapshot()
    text = now.clean()
    if out.as_json:
        out.data("clean", {"text": text})
    elif is_word(out.file):
        give(_clean_file(now, text, out), out)
    else:
        out.document(text)
    out.notes(now.stale_note())


def _clean_file(now: Snapshot, text: str, out: Output) -> bytes:
    """The clean text as a Word file, styled like the file in which the revision arrived."""
    from amendtrack.formats.docx.writing.writer import write_clean

    return write_clean(text, facts_of(now, about="Clean text"), Sheets().of(now, out).template)


@click.command()
@draft_argument
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--received", is_flag=True, help="The file as received, byte for byte.")
@click.option("--all", "folder", metavar="FOLDER", type=PATH, help="Everything, as plain files.")
@sheet_options
@examples(
    "amendtrack export action-plan NRV-1",
    "amendtrack export action-plan NRV-1 --received -o norvia.md",
    "amendtrack export action-plan --all everything",
    "amendtrack export action-plan Rev.0 -o to-circulate.docx",
)
def export(
    draft: Path,
    name: str | None,
    received: bool,
    folder: Path | None,
    on: Sheets,
    out: Output,
) -> None:
    """Export the text of NAME, a proposal, a revision or a text issued (PM2); or a file as received; or everything.

    If -o ends in .docx, a Word file is written that tracks further changes and is recognised when it comes back.
    With --json, a file as received is encoded in base64.
    """
    from amendtrack.draft.moments import issue_named

    if (name is None) == (folder is None):
        raise click.UsageError("name a proposal or a revision, or use --all FOLDER")
    opened = open_draft(draft)
    if folder is not None:
        written = opened.export_all(folder)
        line = f"{len(written)} files written to {folder}"
        out.data("export", {"folder": str(folder), "files": len(written)}) if out.as_json else out.document(line)
        return
    now = opened.snapshot()
    revision = next((r.label for r in now.revisions if r.label.casefold() == str(name).casefold()), "")
    if not revision and (issued := issue_named(now, str(name))) is not None:
        _export_issued(*issued, on, received=received, out=out)
        return
    given = revision or now.proposal(str(name)).name
    what = "revision" if revision else "proposal"
    if received:
        data = now.word_file(revision) if revision else now.received(given)
        if data is None:
            raise click.UsageError(f"{revision} was not received as a Word file; leave --received out")
        out.data("export", {what: given, "base64": b64encode(data).decode()}) if out.as_json else out.raw(data)
        return
    text = now.text(given)
    if out.as_json:
        out.data("export", {what: given, "text": text})
    elif is_word(out.file):
        give(_word_file(now, given, text, on, out), out)
    else:
        out.document(text)


def _export_issued(then: Snapshot, issue: Issue, on: Sheets, *, received: bool, out: Output) -> None:
    """A text as it was issued, byte for byte; as a Word file, the compilation of its pack."""
    if received:
        raise click.UsageError("a text that was issued was not received; leave --received out")
    if is_word(out.file):
        give(issued_file(then, issue.meeting, on.template, on.paper.name.lower() if on.paper else ""), out)
        return
    text = then.issued(issue.meeting)
    out.data("export", {"issued": issue.meeting, "text": text}) if out.as_json else out.document(text)


def _word_file(now: Snapshot, name: str, text: str, on: Sheets, out: Output) -> bytes:
    """A text as a Word file to circulate; a proposal's file carries the facts of the revision it was made on."""
    from amendtrack.formats.docx.writing.writer import write_circulation

    revision = next((e.revision for e in now.proposals() if e.name == name), name)
    on = on.of(now, out, revision)
    return write_circulation(text, replace(facts_of(now, revision), sheet=on.paper), on.template)
