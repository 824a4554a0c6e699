"""The acknowledgement: how one delegation's submissions were read. It contains only what that delegation sent.

It also says what that delegation co-sponsors or sponsors. Nobody else is named in it, whether they agree or disagree;
for a proposal recorded under the wrong name it says only that it is void. Proposals of others that the delegation backs
bear their names, unless proponents are not to be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from amendtrack.consolidation.decision import Verdict
from amendtrack.papers.facts import Annexed, MeetingFacts, ReceivedProposal
from amendtrack.papers.paper import Element, Footnote, Mark, Paper, Paragraph, Role, Run, Section, items, paragraph
from amendtrack.papers.said import amendment_fate_in, amendment_in, ground_in, place_in, verdict_in
from amendtrack.papers.texts import elements
from amendtrack.record.carry_over import FateLine
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate
from amendtrack.record.remarks import Kind
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.amendment import amendments, named
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.render.counts import noise_line
from amendtrack.render.descriptions import ShownUnit, UnitFate, blocks_of, changed_units, titled_once
from amendtrack.render.faces import bare
from amendtrack.render.own_words import ENGLISH, Words
from amendtrack.render.redlined import set_block
from amendtrack.render.set_unit import SetUnit
from amendtrack.text.units import parse_text


def _key(words: Words) -> Paragraph:
    """How deleted and inserted words are marked."""
    runs = (Run(words("letter.key")), Run(words("letter.deleted"), Mark.STRUCK), Run(" "))
    return Paragraph((*runs, Run(words("letter.inserted"), Mark.NEW)), Role.NOTE)


def acknowledgement(
    facts: MeetingFacts, code: str, sent: Iterable[ReceivedProposal], backed: Iterable[ReceivedProposal] = ()
) -> Paper:
    """How everything that a delegation sent was read, and what it backs of others."""
    sent, backed = tuple(sent), tuple(backed)
    words = facts.words
    what = words("letter.read" if sent else "letter.nothing", date=facts.date(facts.at))
    sections = [Section("", (paragraph(f"{what} {words('letter.ask')}"),))]
    for one in sent:
        sections += _sections(facts, one)
    for one in backed:
        sections.append(_backing(facts, code, one))
    sections += _positions(facts, code)
    return facts.paper(words("letter.kind"), *sections, head=((words("head.to"), facts.name(code)),))


def _positions(facts: MeetingFacts, code: str) -> Iterator[Section]:
    """The positions recorded for a delegation; where nobody is named, one on a proposal of another is only counted."""
    own = [said for said in facts.statements if said.delegation == code]
    shown = [said for said in own if facts.named or "#" in said.named or not said.edits]
    words = facts.words
    stances = [f"{words(f'stance.{said.stance.value}')} {said.named} ({facts.date(said.at)})" for said in shown]
    lines = [f"{stance}: {said.note}" if said.note else stance for stance, said in zip(stances, shown, strict=True)]
    if more := len(own) - len(shown):
        lines.append(words("letter.on_others", number=more))
    if lines:
        yield Section(words("letter.positions"), items(map(bare, lines)))


def _redline(facts: MeetingFacts, sent: ReceivedProposal) -> Redline:
    """What it changes, as it states it."""
    current = facts.con.base.source == sent.made_on
    base = facts.con.prepared if current else _prepared(sent.made_on)
    return compare(base, sent.text, origins=sent.entry.origins)


def _backing(facts: MeetingFacts, code: str, sent: ReceivedProposal) -> Section:
    """What somebody else sent and this delegation backs."""
    entry, words = sent.entry, facts.words
    is_sponsor = code in entry.sponsors
    who = facts.name(entry.delegation) if facts.named else words("letter.another")
    name = entry.name if facts.named else words("letter.a_proposal")
    role = words("letter.are_sponsor") if is_sponsor else words("letter.named_you", who=who)
    said = words("letter.backing", role=role, date=facts.date(entry.received), revision=ground_in(words, entry))
    blocks: list[Element] = [paragraph(said)]
    blocks.append(paragraph(became(facts, sent)))
    if sent.fate in (Fate.TEXT, Fate.AGREED, Fate.ANNEX, Fate.EARLIER, Fate.LATE) and not entry.language:
        asked = _in_words(words, _redline(facts, sent))
        blocks += [paragraph(words("letter.proposes")), *items([*asked, *_retained(words, entry)])]
    return Section(words("letter.sponsored" if is_sponsor else "letter.cosponsored", name=name), tuple(blocks))


def _retained(words: Words, entry: Entry) -> list[str]:
    """The places that it asks to be retained."""
    return [words("letter.retain", place=place_in(words, place)) for place in entry.retains]


def became(facts: MeetingFacts, sent: ReceivedProposal) -> str:
    """What became of a proposal and, where it is not in the text, what would help."""
    entry, words = sent.entry, facts.words
    if sent.fate is Fate.TEXT and entry.sponsors:
        sponsors = ", ".join(map(facts.name, entry.sponsors)) if facts.named else words("letter.a_party")
        return words("letter.in_text_by", sponsors=sponsors)
    if sent.fate is not Fate.ANNEX:
        if entry.ended:
            key = "letter.void_since" if sent.fate is Fate.VOID else "letter.withdrawn_on"
            return words(key, date=facts.date(entry.ended))
        return words("letter.in_text" if sent.fate is Fate.TEXT else f"letter.{sent.fate.name.lower()}")
    if entry.amends:
        return words("letter.amends", target=entry.amends if facts.named else words("letter.one_proposal"))
    if entry.language:
        return words("letter.untranslated", language=entry.language)
    return words("letter.suggestion")


def _sections(facts: MeetingFacts, sent: ReceivedProposal) -> Iterator[Section]:
    entry, words = sent.entry, facts.words
    if not sent.is_shown:
        yield Section(entry.name, (paragraph(became(facts, sent)),))
        return
    redline = None if entry.language else _redline(facts, sent)
    yield Section(words("letter.what_was_read", name=entry.name), tuple(_about(facts, sent, redline)))
    if entry.problems:
        yield Section(words("letter.not_understood", name=entry.name), items(map(str, entry.problems)))
    if entry.remarks:
        yield Section(words("letter.comments", name=entry.name), items(map(str, entry.remarks)))
    if entry.state is State.WITHDRAWN or redline is None:
        return
    if not redline.is_unchanged:
        yield Section(words("letter.changes", name=entry.name), tuple(_marked(words, redline)))
        if facts.annexed is Annexed.FULL_TEXT:
            yield Section(words("letter.annexed", name=entry.name), tuple(_whole(words, redline)))


def _about(facts: MeetingFacts, sent: ReceivedProposal, redline: Redline | None) -> Iterator[Element]:
    entry, words = sent.entry, facts.words
    yield paragraph(_received(facts, entry))
    if entry.kind is Kind.INSTRUCTIONS:
        yield paragraph(words("letter.instructions"))
    yield paragraph(became(facts, sent))
    if entry.problems and sent.fate is Fate.TEXT:
        yield paragraph(words("letter.in_part"))
    yield from _carried(facts, entry)
    yield from _decided(facts, entry)
    if entry.taken_back:
        yield paragraph(words("letter.taken_back"))
        yield from items([words("letter.taken_back_on", what=t.words, date=facts.date(t.at)) for t in entry.taken_back])
    if redline is not None:
        yield from _asked(words, sent, redline)
    if new := facts.new_units_of(entry.name):
        yield paragraph(words("letter.new_text", places="; ".join(new)))
    corrected = [*sent.notes, *filter(None, [noise_line(redline) if redline else ""])]
    if corrected:
        yield paragraph(words("letter.corrected"))
        yield from items(corrected)


def _carried(facts: MeetingFacts, entry: Entry) -> Iterator[Element]:
    """What became of each of its amendments when the present revision came."""
    lines = [line for line in facts.carried if line.proposal == entry.name and line.submission == entry.submission]
    if lines:
        yield paragraph(facts.words("letter.fates", revision=facts.revision))
        yield from items([_fate(facts.words, line) for line in lines])


def _fate(words: Words, line: FateLine) -> str:
    """One amendment with its fate, its new place, and what the delegation is asked."""
    what = line.asks if words is ENGLISH and line.asks else f"{line.name}, {place_in(words, line.place)}"
    said = amendment_fate_in(words, line.fate)
    if line.now and line.now != line.place:
        said = words("letter.carried_to", fate=said, place=place_in(words, line.now))
    if line.answer is not None:
        said = f"{said}; {words(f'answer.{line.answer.name.lower()}')}"
    elif line.why and words is ENGLISH:
        said = f"{said} ({line.why})"
    told = words("letter.carried", what=what, fate=said)
    return words("letter.maintain", told=told) if line.waits else told


def _decided(facts: MeetingFacts, entry: Entry) -> Iterator[Element]:
    """What has been decided of its amendments."""
    words = facts.words
    verdicts = [(a, facts.con.standing.verdict(a)) for a in facts.amendments_of(entry.name)]
    decided = [
        f"{place_in(words, a.place)}: {verdict_in(words, verdict)}"
        for a, verdict in verdicts
        if verdict is not Verdict.OPEN
    ]
    if decided:
        yield paragraph(words("letter.decided" if len(decided) == len(verdicts) else "letter.decided_in_part"))
        yield from items(decided)
    waiting = [(a, given) for a, given in facts.con.waiting if a.proposal == entry.name]
    if waiting:
        yield paragraph("Recorded, but not in the compilation, since the text is agreed:")
        yield from items(f"{named(a.place)}: {given.in_words}" for a, given in waiting)


def _received(facts: MeetingFacts, entry: Entry) -> str:
    words = facts.words
    parts = [words("letter.received", date=facts.date(entry.received))]
    parts += [words("letter.made_on", revision=ground_in(words, entry))]
    parts += [words("letter.channel", channel=entry.channel)] if entry.channel else []
    parts += [words("letter.file", file=entry.filename)] if entry.filename else []
    parts += [words("letter.size", size=f"{entry.size:,}", mark=entry.sha256[:16])]
    parts += [f"“{entry.title}”"] if entry.title else []
    parts += [words("letter.submission", number=entry.submission)] if entry.submission > 1 else []
    parts += [words("letter.excerpt")] if entry.excerpt else []
    parts += [words("letter.language", language=entry.language)] if entry.language else []
    if entry.amends:
        target = entry.amends if facts.named else words("letter.one_proposal")
        parts.append(words("letter.amending", target=target))
    if entry.cosponsors:
        who = ", ".join(map(facts.name, entry.cosponsors)) if facts.named else str(len(entry.cosponsors))
        parts.append(words("letter.cosponsors", who=who))
    return "; ".join(parts) + "."


def _asked(words: Words, sent: ReceivedProposal, redline: Redline) -> Iterator[Element]:
    """What it asks for, in words; if its changes are shown, only what they cannot show."""
    withdrawn = sent.entry.state is State.WITHDRAWN
    asked = _in_words(words, redline) if withdrawn else []
    retained = _retained(words, sent.entry)
    if not redline.is_unchanged and not withdrawn:
        yield paragraph(words("letter.shown_and_retain" if retained else "letter.shown"))
    elif asked or retained:
        yield paragraph(words("letter.proposed" if withdrawn else "letter.propose"))
    else:
        yield paragraph(words("letter.no_change"))
    yield from items([*asked, *retained])


def _in_words(words: Words, redline: Redline) -> list[str]:
    return [bare(amendment_in(words, amendment)) for amendment in amendments(redline)]


def _marked(words: Words, redline: Redline) -> Iterator[Element]:
    """Each changed paragraph, or whole article, under its place; rows of a table changed alike are one table."""
    yield _key(words)
    # A unit that has moved is shown at its new place, with its old place named.
    blocks = titled_once(
        block for block in changed_units(old_before_new(redline)) if block.fate is not UnitFate.MOVED_AWAY
    )
    for blocks_here, units in _by_table(blocks):
        if titles := [block.title for block in blocks_here if block.title]:
            yield paragraph(bare(_title(words, titles)), Role.TITLE)
        yield from map(_at_the_side, map(_in_place, elements(units)))
        yield from (paragraph(words("letter.note", note=block.note), Role.NOTE) for block in blocks_here if block.note)


def _whole(words: Words, redline: Redline) -> Iterator[Element]:
    """The text as the delegation proposes it, with deletions struck through."""
    yield _key(words)
    blocks = (block for block in blocks_of(old_before_new(redline)) if block.fate is not UnitFate.MOVED_AWAY)
    yield from map(_in_place, elements(unit for block in blocks for unit in set_block(block)))


def _in_place(block: Element) -> Element:
    """The same, with a footnote as a paragraph under its title instead of at the foot of the page."""
    if not isinstance(block, Footnote):
        return block
    return Paragraph((Run("", note=block.label), Run(" "), *block.runs), Role.TEXT, block.margin)


def _at_the_side(block: Element) -> Element:
    """The same; a heading alone under its title is not centred."""
    if isinstance(block, Paragraph) and block.role is Role.CENTRED_HEADING:
        return replace(block, role=Role.HEADING)
    return block


def _by_table(blocks: Iterable[ShownUnit]) -> Iterator[tuple[list[ShownUnit], list[SetUnit]]]:
    """The blocks with their typeset units; consecutive rows with the same fate are grouped."""
    held: list[ShownUnit] = []
    units: list[SetUnit] = []
    for block in blocks:
        made = set_block(block)
        if not made and block.stretches:
            continue  # the line under the heads of a table
        row = bool(made) and made[0].form.is_row
        if held and not (row and units and units[-1].form.is_row and held[-1].fate is block.fate):
            yield held, units
            held, units = [], []
        held, units = [*held, block], [*units, *made]
    if held:
        yield held, units


def _title(words: Words, titles: list[str]) -> str:
    """``Edited: OP1``; of several rows, the first and the last."""
    first, last = _worded(titles[0], words), _worded(titles[-1], words)
    return first if len(titles) == 1 else words("changed.range", first=first, last=last.partition(": ")[2])


def _worded(title: str, words: Words = ENGLISH) -> str:
    """A title with its first word in lower case, and the rest after a colon.

    >>> _worded("MOVED HERE 1 (was 5, after 4)"), _worded("NEW OP6"), _worded("EDITED 5; number changed")
    ('Moved here: para 1 (was 5, after 4)', 'New: OP6', 'Edited: para 5; number changed')
    """
    found = re.match(r"((?:[A-Z]{2,} ?)+)(?= |$)", title)
    if found is None:
        return title
    rest = title[found.end() :].strip()
    if words is ENGLISH:
        return f"{found[1].strip().capitalize()}: {named(rest)}"
    what = words(f"changed.{found[1].strip().lower().replace(' ', '_')}")
    place, sign, more = _split(rest)
    return f"{what}: {place_in(words, place)}{sign}{more}"


def _split(rest: str) -> tuple[str, str, str]:
    """The place of a title, and what follows it: ``; number changed``, `` (was 5, after 4)``."""
    found = re.search(r";| \((?=was |after |now )", rest)
    return (rest[: found.start()], found[0], rest[found.end() :]) if found else (rest, "", "")


@lru_cache(maxsize=2)
def _prepared(source: str) -> Prepared:
    """An earlier text that many proposals were made on, read and indexed once."""
    return Prepared.of(parse_text(source))


__all__ = ["acknowledgement", "became"]
