"""The register of what was received, and the annex with what is not in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from amendtrack.papers.facts import MeetingFacts, ReceivedProposal
from amendtrack.papers.paper import Paper, Role, Section, Table, items, paragraph
from amendtrack.papers.said import fate_in, ground_in, tally_in
from amendtrack.render.faces import bare
from amendtrack.render.own_words import Words


def register(facts: MeetingFacts) -> Paper:
    """Every proposal received, with its fate; where proponents are not named, the number of each fate."""
    words = facts.words
    head = ((words("head.proposals"), tally_in(words, facts.tally)),)
    if not facts.named:
        counts = Counter((s.entry.revision, fate_in(words, s.fate)) for s in facts.sent)
        rows = tuple((revision, fate, str(n)) for (revision, fate), n in sorted(counts.items()))
        note = paragraph(words("register.unnamed"))
        tables = (Table(_heads(words, "made_on", "outcome", "number"), rows),) if counts else ()
        return facts.paper(words("register.kind"), Section("", (note, *tables)), head=head)
    named = tuple(_row(facts, sent) for sent in facts.sent)
    columns = _heads(words, "number", "delegation", "made_on", "received", "channel", "outcome")
    block = Table(columns, named) if named else paragraph(words("register.none"))
    return facts.paper(words("register.kind"), Section("", (block,)), *_positions(facts), head=head)


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words(f"register.{name}") for name in names)


def _positions(facts: MeetingFacts) -> Iterator[Section]:
    """The positions taken on what others proposed, and on the draft."""
    words = facts.words
    rows = tuple(
        (
            facts.name(said.delegation),
            words(f"stance.{said.stance.value}"),
            bare(said.named),
            facts.date(said.at),
            said.note,
        )
        for said in facts.statements
    )
    if rows:
        heads = _heads(words, "delegation", "position", "on", "taken", "note")
        yield Section(words("register.positions"), (Table(heads, rows),))


def _row(facts: MeetingFacts, sent: ReceivedProposal) -> tuple[str, ...]:
    entry, words = sent.entry, facts.words
    who = ", ".join(facts.name(code) for code in entry.backers)
    if entry.sponsors:
        who = words("register.text_by", sponsors=", ".join(map(facts.name, entry.sponsors)), who=who)
    again = words("register.submission", number=entry.submission) if entry.submission > 1 else ""
    original = words("register.translated", language=entry.translated) if entry.translated else ""
    how = "; ".join(filter(None, (entry.channel, again, original)))
    fate = fate_in(words, sent.fate)
    fate = f"{fate}: {entry.reason}" if entry.reason else fate
    back = (words("register.taken_back", name=t.name, date=facts.date(t.at), what=t.words) for t in entry.taken_back)
    fate = "; ".join((fate, *back))
    made_on = ground_in(words, entry)
    if entry.amends:
        made_on = words("register.amending", revision=entry.revision, proposal=entry.amends)
    return entry.name, who, made_on, facts.date(entry.received), how, fate


def annex(facts: MeetingFacts) -> Paper:
    """What was received and is not in the text: suggestions, amendments to proposals, comments, what is unclear."""
    words = facts.words
    note = paragraph(words("annex.note"), Role.NOTE)
    sections = [Section("", (note,))]
    if facts.annex.notes:
        sections.append(Section(words("annex.pending"), items(facts.pending)))
    for name in ("agreed", "suggestions", "amendments", "untranslated", "comments", "unclear", "positions", "members"):
        if lines := getattr(facts.annex, name):
            sections.append(Section(words(f"annex.{name}"), items(map(bare, lines))))
    if len(sections) == 1:
        sections.append(Section("", (paragraph(words("head.none")),)))
    return facts.paper(words("annex.kind"), *sections)


__all__ = ["annex", "register"]
