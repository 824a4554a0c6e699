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
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.facts import Annexed, MeetingFacts, ReceivedProposal
from amendtrack.papers.paper import Element, Footnote, Mark, Paper, Paragraph, Role, Run, Section, items, paragraph
from amendtrack.papers.texts import elements
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate
from amendtrack.record.remarks import Kind
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.amendment import amendments, named
from amendtrack.redline.comparison import Redline, compare
from amendtrack.render.counts import noise_line
from amendtrack.render.descriptions import ShownUnit, UnitFate, blocks_of, changed_units
from amendtrack.render.faces import bare
from amendtrack.render.redlined import set_block
from amendtrack.render.typeset import SetUnit
from amendtrack.text.units import parse_text

_ASK = "Please inform the secretariat at once of anything that does not reflect your intention."
_FATES = {
    Fate.TEXT: "It is in the compilation.",
    Fate.AGREED: "It is on agreed text: it is recorded and in the annex, and enters the text only if that is reopened.",
    Fate.UNCHANGED: "It makes no change to the text.",
    Fate.COMMENT: "Its comments are in the annex; it makes no change to the text.",
    Fate.PROBLEM: "None of it could be located in the draft, so none of it is in the compilation. Please clarify.",
    Fate.LATE: "It was received after the deadline for this meeting: it is held back, and is in the next text.",
    Fate.EARLIER: "Made on an earlier revision, it is listed, not applied. Please resubmit it if it still stands.",
    Fate.INCORPORATED: "A revision has taken it in.",
    Fate.NOT_REFLECTED: "It is not reflected in the present revision.",
    Fate.LAPSED: "It lapsed when the present revision was issued.",
    Fate.WITHDRAWN: "It was withdrawn{}: none of it is in the compilation.",
    Fate.VOID: "It is void{}: it was recorded by mistake and has no effect.",
}


_KEY = Paragraph((Run("Key: "), Run("deleted", Mark.STRUCK), Run(" "), Run("inserted", Mark.NEW)), Role.NOTE)


def acknowledgement(
    facts: MeetingFacts, code: str, sent: Iterable[ReceivedProposal], backed: Iterable[ReceivedProposal] = ()
) -> Paper:
    """How everything that a delegation sent was read, and what it backs of others."""
    sent, backed = tuple(sent), tuple(backed)
    until = date_and_time(facts.at)
    what = (
        f"This is how your submissions received by {until} were read." if sent else f"You had sent nothing by {until}."
    )
    sections = [Section("", (paragraph(f"{what} {_ASK}"),))]
    for one in sent:
        sections += _sections(facts, one)
    for one in backed:
        sections.append(_backing(facts, code, one))
    sections += _positions(facts, code)
    return facts.paper("Acknowledgement", *sections, head=(("To", facts.name(code)),))


def _positions(facts: MeetingFacts, code: str) -> Iterator[Section]:
    """The positions recorded for a delegation; where nobody is named, one on a proposal of another is only counted."""
    own = [said for said in facts.statements if said.delegation == code]
    shown = [said for said in own if facts.named or "#" in said.named or not said.edits]
    lines = [f"{said} ({date_and_time(said.at)}){f': {said.note}' if said.note else ''}" for said in shown]
    if more := len(own) - len(shown):
        lines.append(f"{more} on proposals of others")
    if lines:
        yield Section("Your positions", items(map(bare, lines)))


def _redline(facts: MeetingFacts, sent: ReceivedProposal) -> Redline:
    """What it changes, as it states it."""
    current = facts.con.base.source == sent.made_on
    base = facts.con.prepared if current else _prepared(sent.made_on)
    return compare(base, sent.text, origins=sent.entry.origins)


def _backing(facts: MeetingFacts, code: str, sent: ReceivedProposal) -> Section:
    """What somebody else sent and this delegation backs."""
    entry = sent.entry
    how = "sponsor" if code in entry.sponsors else "co-sponsor"
    who = facts.name(entry.delegation) if facts.named else "Another delegation"
    name = entry.name if facts.named else "A proposal"
    role = f"{who} named you as a co-sponsor" if how == "co-sponsor" else "You are recorded as its sponsor"
    blocks: list[Element] = [paragraph(f"{role}; received {date_and_time(entry.received)}, on {entry.revision}.")]
    blocks.append(paragraph(became(facts, sent)))
    if sent.fate in (Fate.TEXT, Fate.AGREED, Fate.ANNEX, Fate.EARLIER, Fate.LATE) and not entry.language:
        asked = _in_words(_redline(facts, sent))
        blocks += [paragraph("It proposes:"), *items([*asked, *(f"{named(place)}: retain" for place in entry.retains)])]
    return Section(f"{name}, which you {how}", tuple(blocks))


def became(facts: MeetingFacts, sent: ReceivedProposal) -> str:
    """What became of a proposal and, where it is not in the text, what would help."""
    entry = sent.entry
    if sent.fate is Fate.TEXT and entry.sponsors:
        sponsors = ", ".join(map(facts.name, entry.sponsors)) if facts.named else "a party"
        return f"It is in the compilation, sponsored by {sponsors}."
    if sent.fate is not Fate.ANNEX:
        since = "since" if sent.fate is Fate.VOID else "on"
        return _FATES[sent.fate].format(f" {since} {date_and_time(entry.ended)}" if entry.ended else "")
    if entry.amends:
        target = entry.amends if facts.named else "a proposal"
        return f"It amends {target}, not the draft: it is in the annex, not in the text."
    if entry.language:
        return f"It is in {entry.language}, not translated: it is in the annex, and in the text once it is translated."
    return "It is a suggestion: it is in the annex, and enters the text once a party sponsors it."


def _sections(facts: MeetingFacts, sent: ReceivedProposal) -> Iterator[Section]:
    entry = sent.entry
    if entry.state is State.VOID:
        yield Section(entry.name, (paragraph(became(facts, sent)),))
        return
    redline = None if entry.language else _redline(facts, sent)
    yield Section(f"{entry.name}: what was read", tuple(_about(facts, sent, redline)))
    if entry.problems:
        yield Section(f"{entry.name}: not understood", items(map(str, entry.problems)))
    if entry.remarks:
        yield Section(f"{entry.name}: comments", items(map(str, entry.remarks)))
    if entry.state is State.WITHDRAWN or redline is None:
        return
    if not redline.is_unchanged:
        yield Section(f"{entry.name}: the changes", tuple(_marked(redline)))
        if facts.annexed is Annexed.FULL_TEXT:
            yield Section(f"{entry.name}, annex: the full text with the changes marked", tuple(_whole(redline)))


def _about(facts: MeetingFacts, sent: ReceivedProposal, redline: Redline | None) -> Iterator[Element]:
    entry = sent.entry
    yield paragraph(_received(facts, entry))
    if entry.kind is Kind.INSTRUCTIONS:
        yield paragraph("It was read as instructions; the changes below are what they ask for.")
    yield paragraph(became(facts, sent))
    if entry.problems and sent.fate is Fate.TEXT:
        yield paragraph(
            "Part of it was not understood: what is listed below under “not understood” is not in the compilation."
        )
    yield from _decided(facts, entry)
    if entry.taken_back:
        yield paragraph("You have withdrawn:")
        yield from items([f"{t.words} (on {date_and_time(t.at)})" for t in entry.taken_back])
    if redline is not None:
        yield from _asked(sent, redline)
    if new := facts.new_units_of(entry.name):
        yield paragraph(f"In the compilation, your new text is at: {'; '.join(new)}.")
    corrected = [*sent.notes, *filter(None, [noise_line(redline) if redline else ""])]
    if corrected:
        yield paragraph("Corrected, or not treated as an amendment:")
        yield from items(corrected)


def _decided(facts: MeetingFacts, entry: Entry) -> Iterator[Element]:
    """What has been decided of its amendments."""
    verdicts = [(a, facts.con.standing.verdict(a)) for a in facts.amendments_of(entry.name)]
    decided = [f"{named(a.place)}: {verdict.value}" for a, verdict in verdicts if verdict is not Verdict.OPEN]
    if decided:
        rest = "" if len(decided) == len(verdicts) else "; its other amendments are open"
        yield paragraph(f"Decided so far{rest}:")
        yield from items(decided)
    waiting = [(a, given) for a, given in facts.con.waiting if a.proposal == entry.name]
    if waiting:
        yield paragraph("Recorded, but not in the compilation, since the text is agreed:")
        yield from items(f"{named(a.place)}: {given.in_words}" for a, given in waiting)


def _received(facts: MeetingFacts, entry: Entry) -> str:
    parts = [f"Received {date_and_time(entry.received)}", f"made on {entry.revision}"]
    parts += [f"by {entry.channel}"] if entry.channel else []
    parts += [f"file “{entry.filename}”"] if entry.filename else []
    parts += [f"{entry.size:,} bytes, SHA-256 {entry.sha256[:16]}"]
    parts += [f"“{entry.title}”"] if entry.title else []
    parts += [f"submission {entry.submission}, replacing your earlier one"] if entry.submission > 1 else []
    parts += ["an excerpt: what it omits is unchanged"] if entry.excerpt else []
    parts += [f"in {entry.language}, so not compared with the draft"] if entry.language else []
    if entry.amends:
        parts.append(f"an amendment to {entry.amends}" if facts.named else "an amendment to a proposal")
    if entry.cosponsors:
        who = ", ".join(map(facts.name, entry.cosponsors)) if facts.named else str(len(entry.cosponsors))
        parts.append(f"co-sponsors that you named: {who}")
    return "; ".join(parts) + "."


def _asked(sent: ReceivedProposal, redline: Redline) -> Iterator[Element]:
    """What it asks for, in words; if its changes are shown, only what they cannot show."""
    withdrawn = sent.entry.state is State.WITHDRAWN
    asked = _in_words(redline) if withdrawn else []
    retained = [f"{named(place)}: retain" for place in sent.entry.retains]
    if not redline.is_unchanged and not withdrawn:
        also = "; you also ask that these be retained:" if retained else "."
        yield paragraph(f"Your changes are shown below{also}")
    elif asked or retained:
        yield paragraph("You proposed:" if withdrawn else "You propose:")
    else:
        yield paragraph("You propose no change to the text.")
    yield from items([*asked, *retained])


def _in_words(redline: Redline) -> list[str]:
    return [bare(amendment.in_words) for amendment in amendments(redline)]


def _marked(redline: Redline) -> Iterator[Element]:
    """Each changed paragraph under its place; rows of a table that are changed alike are one table."""
    yield _KEY
    # A unit that has moved is shown at its new place, with its old place named.
    blocks = [block for block in changed_units(redline) if block.fate is not UnitFate.MOVED_AWAY]
    for blocks_here, units in _by_table(blocks):
        yield paragraph(bare(_title(blocks_here)), Role.TITLE)
        yield from map(_at_the_side, map(_in_place, elements(units)))
        yield from (paragraph(f"Note: {block.note}.", Role.NOTE) for block in blocks_here if block.note)


def _whole(redline: Redline) -> Iterator[Element]:
    """The text as the delegation proposes it, with deletions struck through."""
    yield _KEY
    blocks = (block for block in blocks_of(redline) if block.fate is not UnitFate.MOVED_AWAY)
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


def _title(blocks: list[ShownUnit]) -> str:
    """``Edited: OP1``; of several rows, the first and the last."""
    first, last = _worded(blocks[0].title), _worded(blocks[-1].title)
    return first if len(blocks) == 1 else f"{first} to {last.partition(': ')[2]}"


def _worded(title: str) -> str:
    """A title with its first word in lower case, and the rest after a colon.

    >>> _worded("MOVED HERE 1 (was 5, after 4)"), _worded("NEW OP6"), _worded("EDITED 5; number changed")
    ('Moved here: para 1 (was 5, after 4)', 'New: OP6', 'Edited: para 5; number changed')
    """
    found = re.match(r"((?:[A-Z]{2,} ?)+)(?= |$)", title)
    return f"{found[1].strip().capitalize()}: {named(title[found.end() :].strip())}" if found else title


@lru_cache(maxsize=2)
def _prepared(source: str) -> Prepared:
    """An earlier text that many proposals were made on, read and indexed once."""
    return Prepared.of(parse_text(source))


__all__ = ["acknowledgement", "became"]
