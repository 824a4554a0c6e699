"""The acknowledgement: how one delegation's submissions were read. It holds only what that delegation sent.

It also says what that delegation co-sponsors or sponsors. Nobody else is named in it, whether they agree or disagree;
of a proposal recorded under the wrong name it says only that it is void. Proposals of others that the delegation backs
bear their names, unless proponents are not to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from amendtrack.papers.facts import MeetingFacts, ReceivedProposal
from amendtrack.papers.lists import new_units
from amendtrack.papers.paper import Element, Mark, Paper, Paragraph, Role, Run, Section, items, paragraph
from amendtrack.record.entries import Entry, State
from amendtrack.record.fates import Fate
from amendtrack.record.remarks import Kind
from amendtrack.redline.amendment import amendments, named
from amendtrack.redline.comparison import Redline, compare
from amendtrack.render.counts import noise_line
from amendtrack.render.descriptions import Coverage, ShownUnit, StretchKind, blocks_of
from amendtrack.render.safe import flowing
from amendtrack.text.units import Text, UnitKind, parse_text

_MARKS = {StretchKind.KEPT: Mark.PLAIN, StretchKind.STRUCK: Mark.STRUCK, StretchKind.PUT_IN: Mark.NEW}
_FATES = {
    Fate.TEXT: "It is in the compilation.",
    Fate.UNCHANGED: "It makes no change to the text.",
    Fate.COMMENT: "Its comments are in the annex; it makes no change to the text.",
    Fate.PROBLEM: "None of it could be located in the draft, so none of it is in the compilation. Please clarify.",
    Fate.EARLIER: "Made on an earlier revision, it is listed, not applied. Please resubmit it if it still stands.",
    Fate.WITHDRAWN: "It was withdrawn{}: none of it is in the compilation.",
    Fate.VOID: "It is void{}: it was recorded by mistake and has no effect.",
}


def acknowledgement(
    facts: MeetingFacts, code: str, sent: Iterable[ReceivedProposal], backed: Iterable[ReceivedProposal] = ()
) -> Paper:
    """How everything that a delegation sent was read, and what it backs of others."""
    sent, backed = tuple(sent), tuple(backed)
    until = f"{facts.at:%Y-%m-%d %H:%M}"
    what = (
        f"This is how your submissions received by {until} were read." if sent else f"You had sent nothing by {until}."
    )
    ask = f"{what} Please inform the secretariat at once of anything that does not reflect your intention."
    sections = [Section("", (paragraph(ask),))]
    for one in sent:
        sections += _sections(facts, one)
    for one in backed:
        sections.append(_backing(facts, code, one))
    return facts.paper("Acknowledgement", *sections, head=(("To", facts.name(code)),))


def _redline(sent: ReceivedProposal) -> Redline:
    """What it changes, as it states it."""
    return compare(_parsed(sent.made_on), sent.text, origins=sent.entry.origins)


def _backing(facts: MeetingFacts, code: str, sent: ReceivedProposal) -> Section:
    """What somebody else sent and this delegation backs."""
    entry = sent.entry
    how = "sponsor" if code in entry.sponsors else "co-sponsor"
    who = facts.name(entry.delegation) if facts.named else "Another delegation"
    name = entry.name if facts.named else "A proposal"
    told = f"{who} named you as a co-sponsor" if how == "co-sponsor" else "You are recorded as its sponsor"
    blocks: list[Element] = [paragraph(f"{told}; received {entry.received:%Y-%m-%d %H:%M}, on {entry.revision}.")]
    blocks.append(paragraph(became(facts, sent)))
    if sent.fate in (Fate.TEXT, Fate.ANNEX, Fate.EARLIER) and not entry.language:
        asked = [amendment.in_words for amendment in amendments(_redline(sent))]
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
        return _FATES[sent.fate].format(f" {since} {entry.ended:%Y-%m-%d %H:%M}" if entry.ended else "")
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
    redline = None if entry.language else _redline(sent)
    yield Section(entry.name, tuple(_about(facts, sent, redline)))
    if entry.problems:
        yield Section(f"{entry.name}: not understood", items(map(str, entry.problems)))
    if entry.remarks:
        yield Section(f"{entry.name}: comments", items(map(str, entry.remarks)))
    if entry.state is State.WITHDRAWN:
        return
    if redline is not None and not redline.is_unchanged:
        yield Section(f"{entry.name}: your changes marked", tuple(_marked(redline)))
    if redline is None or not redline.is_unchanged:
        text = redline.after if redline else parse_text(sent.text)
        yield Section(f"{entry.name}: your text as it would read", tuple(_whole(text)))


def _about(facts: MeetingFacts, sent: ReceivedProposal, redline: Redline | None) -> Iterator[Element]:
    entry = sent.entry
    yield paragraph(_received(facts, entry))
    if entry.kind is Kind.INSTRUCTIONS:
        yield paragraph("It was read as instructions; the text below is the draft as they would amend it.")
    yield paragraph(became(facts, sent))
    if entry.problems and sent.fate is Fate.TEXT:
        yield paragraph(
            "Part of it was not understood: what is listed below under “not understood” is not in the compilation."
        )
    if redline is not None:
        asked = [amendment.in_words for amendment in amendments(redline)]
        asks = "You proposed:" if entry.state is State.WITHDRAWN else "You propose:"
        yield paragraph(asks if asked or entry.retains else "You propose no change to the text.")
        yield from items([*asked, *(f"{named(place)}: retain" for place in entry.retains)])
    if new := new_units(facts.con, entry.name):
        yield paragraph(f"Your new paragraph{'s are' if len(new) > 1 else ' is'} shown at {', '.join(new)}.")
    corrected = [*sent.notes, *([noise_line(redline)] if redline and noise_line(redline) else [])]
    if corrected:
        yield paragraph("Corrected, or not treated as an amendment:")
        yield from items(corrected)


def _received(facts: MeetingFacts, entry: Entry) -> str:
    parts = [f"Received {entry.received:%Y-%m-%d %H:%M}", f"on {entry.revision}"]
    parts += [f"by {entry.channel}"] if entry.channel else []
    parts += [f"file “{entry.filename}”"] if entry.filename else []
    parts += [f"{entry.size} bytes, SHA-256 {entry.sha256[:16]}"]
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


def _marked(redline: Redline) -> Iterator[Paragraph]:
    legend = Run("Key: "), Run("deleted", Mark.STRUCK), Run(" "), Run("inserted", Mark.NEW)
    yield Paragraph(legend, Role.NOTE)
    for block in blocks_of(redline, Coverage.CHANGES, 1):
        yield from _block(block)


def _block(block: ShownUnit) -> Iterator[Paragraph]:
    if block.title:
        yield paragraph(block.title, Role.TITLE if block.stretches else Role.NOTE)
    if block.stretches:
        first, *rest = (Run(s.text, _MARKS[s.mark]) for s in block.stretches)
        first = replace(first, text=first.text.lstrip("# ")) if block.heading else first
        yield Paragraph((first, *rest), Role.TEXT)
    if block.note:
        yield paragraph(f"Note: {block.note}.", Role.NOTE)


def _whole(text: Text) -> Iterator[Paragraph]:
    for unit in text.units:
        words, heading = flowing(text.printed(unit)), unit.kind is UnitKind.HEADING
        yield paragraph(words.lstrip("# ") if heading else words, Role.HEADING if heading else Role.TEXT)


@lru_cache(maxsize=8)
def _parsed(source: str) -> Text:
    """The text that many proposals were made on, parsed once."""
    return parse_text(source)


__all__ = ["acknowledgement", "became"]
