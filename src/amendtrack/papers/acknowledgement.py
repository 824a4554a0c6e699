"""The acknowledgement: to one delegation, how what it sent was read. It holds only what that delegation sent.

Nobody else is named in it, whatever the rule of attribution: not who stands beside or against it, and of a line that
was entered under the wrong name nothing but that it is void.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from amendtrack.amendment import amendments
from amendtrack.entries import Entry, State
from amendtrack.fates import Fate
from amendtrack.papers.compilation import one_line
from amendtrack.papers.facts import Facts, Sent
from amendtrack.papers.lists import new_units
from amendtrack.papers.paper import Block, Mark, Paper, Paragraph, Role, Run, Section, items, said
from amendtrack.redline import Redline, compare
from amendtrack.render.counts import noise_line
from amendtrack.render.telling import Block as Told
from amendtrack.render.telling import Extent, blocks_of
from amendtrack.render.telling import Mark as Telling
from amendtrack.text import Text, UnitKind, parse_text

_MARKS = {Telling.KEPT: Mark.PLAIN, Telling.STRUCK: Mark.STRUCK, Telling.PUT_IN: Mark.NEW}
_FATES = {
    Fate.TEXT: "It is in the compilation.",
    Fate.UNCHANGED: "It changes no word of the text.",
    Fate.ANNEX: "It is in the annex, not in the text.",
    Fate.COMMENT: "Its comments are in the annex; it changes no word of the text.",
    Fate.PROBLEM: "Nothing of it could be placed; please see what was not understood.",
    Fate.EARLIER: "Made on an earlier revision, it is listed, not applied. Please send it again if it still stands.",
    Fate.WITHDRAWN: "It is withdrawn.",
    Fate.VOID: "It is void: it was entered by mistake, and nothing in it counts.",
}


def acknowledgement(facts: Facts, code: str, sent: tuple[Sent, ...]) -> Paper:
    """This is how we read you: everything that this delegation sent."""
    ask = (
        "This is how we read what you sent. Please tell the secretariat at once of anything that is not what you meant."
    )
    sections = [Section("", (said(ask),))]
    for one in sent:
        sections += _sections(facts, one)
    return facts.paper("Acknowledgement", *sections, head=(("To", facts.name(code)),))


def _sections(facts: Facts, sent: Sent) -> Iterator[Section]:
    entry = sent.entry
    if entry.state is State.VOID:
        yield Section(entry.name, (said(_FATES[Fate.VOID]),))
        return
    redline = None if entry.language else compare(_parsed(sent.made_on), sent.text)
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


def _about(facts: Facts, sent: Sent, redline: Redline | None) -> Iterator[Block]:
    entry = sent.entry
    yield said(_received(facts, entry))
    yield said(f"Withdrawn on {entry.ended:%Y-%m-%d %H:%M}." if entry.ended else _FATES[sent.fate])
    if redline is not None:
        asked = [amendment.in_words for amendment in amendments(redline)]
        yield said("You ask:" if asked or entry.retains else "You ask for no change to the words.")
        yield from items([*asked, *(f"{place}: retain" for place in entry.retains)])
    new = new_units(facts.con, facts.name(entry.delegation)) if sent.fate is Fate.TEXT else ()
    if new:
        yield said(f"Your new paragraphs are shown as {', '.join(new)}.")
    corrected = [*sent.notes, *([noise_line(redline)] if redline and noise_line(redline) else [])]
    if corrected:
        yield said("Corrected, or not counted as a change:")
        yield from items(corrected)


def _received(facts: Facts, entry: Entry) -> str:
    parts = [f"Received {entry.received:%Y-%m-%d %H:%M}", f"on {entry.revision}"]
    parts += [f"by {entry.channel}"] if entry.channel else []
    parts += [f"file “{entry.filename}”"] if entry.filename else []
    parts += [f"{entry.size} bytes, SHA-256 {entry.sha256[:16]}"]
    parts += [f"“{entry.title}”"] if entry.title else []
    parts += [f"submission {entry.submission}, in place of what you sent before"] if entry.submission > 1 else []
    parts += ["an excerpt: what it does not hold stays"] if entry.excerpt else []
    parts += [f"in {entry.language}, and so not compared with the draft"] if entry.language else []
    if entry.amends:
        parts.append(f"an amendment to {entry.amends}" if facts.named else "an amendment to a proposal")
    if entry.cosponsors:
        who = ", ".join(map(facts.name, entry.cosponsors)) if facts.named else str(len(entry.cosponsors))
        parts.append(f"co-sponsors that you named: {who}")
    return "; ".join(parts) + "."


def _marked(redline: Redline) -> Iterator[Paragraph]:
    legend = Run("Marked: "), Run("struck out", Mark.STRUCK), Run(" "), Run("put in", Mark.NEW)
    yield Paragraph(legend, Role.NOTE)
    for block in blocks_of(redline, Extent.CHANGES, 1):
        yield from _block(block)


def _block(block: Told) -> Iterator[Paragraph]:
    if block.title:
        yield said(block.title, Role.TITLE if block.stretches else Role.NOTE)
    if block.stretches:
        first, *rest = (Run(s.text, _MARKS[s.mark]) for s in block.stretches)
        first = replace(first, text=first.text.lstrip("# ")) if block.heading else first
        yield Paragraph((first, *rest), Role.TEXT)
    if block.note:
        yield said(f"Note: {block.note}.", Role.NOTE)


def _whole(text: Text) -> Iterator[Paragraph]:
    for unit in text.units:
        words, heading = one_line(text.printed(unit)), unit.kind is UnitKind.HEADING
        yield said(words.lstrip("# ") if heading else words, Role.HEADING if heading else Role.TEXT)


@lru_cache(maxsize=8)
def _parsed(source: str) -> Text:
    """The text that many proposals were made on, read once."""
    return parse_text(source)


__all__ = ["acknowledgement"]
