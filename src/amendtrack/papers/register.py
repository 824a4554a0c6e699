"""The register of what was received, and the annex with what is not in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from amendtrack.papers.dates import date_and_time
from amendtrack.papers.facts import MeetingFacts, ReceivedProposal
from amendtrack.papers.paper import Paper, Role, Section, Table, items, paragraph
from amendtrack.render.faces import bare


def register(facts: MeetingFacts) -> Paper:
    """Every proposal received, with its fate; where proponents are not named, the number of each fate."""
    head = (("Proposals", facts.tally),)
    if not facts.named:
        counts = Counter((s.entry.revision, s.fate.value) for s in facts.sent)
        rows = tuple((revision, fate, str(n)) for (revision, fate), n in sorted(counts.items()))
        note = paragraph(
            "Under the rules for this text proponents are not named; the secretariat keeps the register with names."
        )
        tables = (Table(("Made on", "Outcome", "Number"), rows),) if counts else ()
        return facts.paper("Register of proposals", Section("", (note, *tables)), head=head)
    named = tuple(_row(facts, sent) for sent in facts.sent)
    columns = ("Number", "Delegation", "Made on", "Received", "Channel", "Outcome")
    block = Table(columns, named) if named else paragraph("No proposals were received.")
    return facts.paper("Register of proposals", Section("", (block,)), *_positions(facts), head=head)


def _positions(facts: MeetingFacts) -> Iterator[Section]:
    """The positions taken on what others proposed, and on the draft."""
    rows = tuple(
        (facts.name(said.delegation), said.stance.value, bare(said.named), date_and_time(said.at), said.note)
        for said in facts.statements
    )
    if rows:
        yield Section("Positions", (Table(("Delegation", "Position", "On", "Taken", "Note"), rows),))


def _row(facts: MeetingFacts, sent: ReceivedProposal) -> tuple[str, ...]:
    entry = sent.entry
    who = ", ".join(facts.name(code) for code in entry.backers)
    if entry.sponsors:
        who = f"{', '.join(map(facts.name, entry.sponsors))} (text: {who})"
    how = "; ".join(part for part in (entry.channel, f"submission {entry.submission}" * (entry.submission > 1)) if part)
    fate = f"{sent.fate.value}: {entry.reason}" if entry.reason else sent.fate.value
    fate = "; ".join((fate, *(f"{t.name} withdrawn {date_and_time(t.at)}: {t.words}" for t in entry.taken_back)))
    made_on = f"{entry.revision}, on {entry.amends}" if entry.amends else entry.revision
    return entry.name, who, made_on, f"{date_and_time(entry.received)}", how, fate


def annex(facts: MeetingFacts) -> Paper:
    """What was received and is not in the text: suggestions, amendments to proposals, comments, what is unclear."""
    note = paragraph("Submissions that are not in the text, or not only there.", Role.NOTE)
    sections = [Section("", (note,))]
    if facts.annex.notes:
        sections.append(Section("Pending, or made on an earlier revision", items(facts.pending)))
    sections += [Section(heading, items(map(bare, lines))) for heading, lines in facts.annex.sections]
    if len(sections) == 1:
        sections.append(Section("", (paragraph("None."),)))
    return facts.paper("Annex: what is not in the text", *sections)


__all__ = ["annex", "register"]
