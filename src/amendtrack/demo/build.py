"""Builds the demo: writes every file and records every proposal, always with the same commit ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amendtrack.demo.script import (
    CIRCULATED,
    DRAFTS,
    ISSUED,
    MEETING,
    RECORDER,
    TIMEZONE,
    Correction,
    Later,
    Sponsorship,
    StoryDraft,
    Withdrawal,
    base_text,
    later,
    register_table,
    submissions,
)
from amendtrack.draft import Draft
from amendtrack.draft.folder import check_free
from amendtrack.record.registers import read_register

ABOUT = """This folder was made by `amendtrack demo`.

Every country and position in it is invented; the texts were written for this demonstration.

delegations.csv   who may propose
texts/            the drafts as they were circulated
received/         the files that delegations sent, by draft
consolidated/     the drafts with all proposals, as issued to the second preparatory meeting
other folders     one for each draft: an ordinary bare git repository
"""


@dataclass(frozen=True, slots=True)
class Built:
    """The demo in a folder, with whatever has been recorded in it since."""

    folder: Path

    def draft(self, name: str) -> Draft:
        """One of its drafts, opened."""
        return Draft.open(self.folder / name)


def built_in(folder: Path) -> Built | None:
    """The demo that was built in that folder earlier; None if there is none."""
    page = folder / "README.txt"
    whole = all((folder / story.name).is_dir() for story in DRAFTS)
    return Built(folder) if whole and page.is_file() and page.read_text(encoding="utf-8") == ABOUT else None


def build(folder: Path) -> Built:
    """Write and record the whole story in a new folder.

    Raises:
        InputRefused: the folder is there and not empty, or inside a draft.
    """
    check_free(folder)
    _write(folder / "README.txt", ABOUT)
    _write(folder / "delegations.csv", register_table())
    for story in DRAFTS:
        _record(folder, story)
    return Built(folder)


def _record(folder: Path, story: StoryDraft) -> None:
    base = base_text(story)
    _write(folder / "texts" / f"{story.name}.md", base)
    draft = Draft.init(
        folder / story.name,
        base,
        title=story.title,
        at=CIRCULATED,
        symbol=story.symbol,
        language=story.language,
        timezone=TIMEZONE,
        delegations=read_register(register_table()),
        durability="fast",
    )
    for sent in submissions(story.name):
        text = sent.text(draft.text(sent.amends) if sent.amends else base)
        _write(folder / "received" / story.name / sent.filename, text)
        draft.propose(
            text.encode("utf-8"),
            by=sent.delegation,
            received=sent.received,
            channel=sent.channel,
            title=sent.title,
            cosponsors=sent.cosponsors,
            extent="excerpt" if sent.excerpt else "whole",
            replaces=sent.replaces,
            further="additional" if sent.additional else "refused",
            amends=sent.amends,
            recorder=RECORDER,
            filename=sent.filename,
        )
    for event in later(story.name):
        _put_right(draft, event)
    draft.issue(MEETING, at=ISSUED, recorder=RECORDER)
    _write(folder / "consolidated" / f"{story.name}.md", draft.snapshot().issued(MEETING))


def _put_right(draft: Draft, event: Later) -> None:
    match event:
        case Withdrawal(proposal, at):
            draft.withdraw(proposal, at=at, recorder=RECORDER)
        case Sponsorship(proposal, sponsor, at):
            draft.sponsor(proposal, sponsor, at=at, recorder=RECORDER)
        case Correction(proposal, to, at):
            draft.correct(proposal, to=to, at=at, recorder=RECORDER)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
