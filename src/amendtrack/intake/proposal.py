"""One submission read against a draft: from its parts to what is recorded, however it arrived.

Pure: the parts and the draft's texts in, a ``Reading`` with its ledger out. A file given to ``propose`` and a message
from a mailbag both come through here; ``sent_text`` and ``sent_message`` read them. ``draft`` decides whether a doubt
leads to refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from amendtrack.intake.doubts import Doubt, Extent, Query, Reading, Sent
from amendtrack.intake.ground import Ground, own_of, parties_of
from amendtrack.intake.handmark_reader import UnclearMarks, read_handmarks
from amendtrack.intake.instructions.leftovers import position_in
from amendtrack.intake.instructions.message import Message
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.ledger import Ledger, Part, PartKind
from amendtrack.intake.legend import is_legend
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.routine import routine
from amendtrack.intake.sent_message import (
    ROWS,
    UNKNOWN_TABLE,
    held_back,
    read_as_comment,
    read_as_comments,
    read_as_instructions,
    words_said,
)
from amendtrack.intake.sent_text import joint_in_title, read_as_text, with_joint
from amendtrack.intake.speakers import naming
from amendtrack.intake.spoken import Spoken, names_known
from amendtrack.intake.sponsorship import others_named, spoken_for
from amendtrack.intake.stated.tables_of_amendments import Tables
from amendtrack.intake.surroundings import Surroundings
from amendtrack.intake.wording import Completeness, wording_in
from amendtrack.record.registers import Register
from amendtrack.record.remarks import Kind
from amendtrack.text.units import Text, parse_text


def read_proposal(name: str, sent: Sent, *, revision: str, revisions: Mapping[str, str], register: Register) -> Reading:
    """The reading of a submission on a revision; ``revisions`` are all texts, ``register`` knows all delegations.

    >>> base = "1. Clear all areas.\\n\\n2. Help survivors.\\n"
    >>> sent = Sent("1. Clear known areas.\\n\\n2. Help survivors.\\n")
    >>> str(read_proposal("NOR-1", sent, revision="Rev.0", revisions={"Rev.0": base}, register=Register()))
    'NOR-1 on Rev.0: para 1: words replaced'
    """
    ground = Ground(revision, revisions, register)
    base = ground.base
    around = Surroundings.of(sent, ground)
    if sent.kind is Kind.COMMENT or sent.base:
        return around.added_to(_content(name, sent, ground), base)
    marked = read_handmarks(sent.text, base)
    written = Part.whole(PartKind.MARKED, sent.text, SpanRole.CARRIED_OUT)
    sent = replace(sent, text=marked.text, notes=(*sent.notes, *marked.notes))
    reading = _content(name, sent, ground)
    unsettled = [each for each in marked.unsettled if not is_legend(plain(each.words).strip(" .:"))]
    if any(each.is_row for each in unsettled) and Tables(sent.text, parties_of(sent, ground), ground.base):
        unsettled = [each for each in unsettled if not each.is_row]
    findings = (*map(_by_hand, unsettled), *reading.findings, *_quoted(reading, ground.base))
    reading = replace(reading, findings=findings)
    if sent.text != written.words:
        reading = replace(reading, ledger=Ledger((written, *reading.ledger.parts)))
    return around.added_to(reading, base)


def _quoted(reading: Reading, base: Text) -> Iterator[Query]:
    """Whether lines of a text begin like quoted mail, although no line of the draft does."""
    lines = [line for line in reading.text.splitlines() if line.startswith(">")]
    if lines and reading.kind is Kind.TEXT and not re.search("^>", base.source, re.MULTILINE):
        found = f"contains lines that begin with >, as quoted mail does: “{_line(lines[0])}”"
        yield Query(Doubt.OTHER_WORDS, found, "send the text alone, or add --allow other-words if they belong to it")


def _by_hand(unsettled: UnclearMarks) -> Query:
    hint = "ask for tracked changes or for the words as they should read, or add --allow marks if the marks are wording"
    return Query(Doubt.MARKS, f"words marked by hand in “{_line(unsettled.words)}”: {unsettled.why}", hint)


def _line(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:120]}…"


def _content(name: str, sent: Sent, ground: Ground) -> Reading:
    """The reading of the file or of the message itself."""
    spoken = Spoken(sent, ground)
    if sent.kind is Kind.COMMENT:
        return read_as_comment(name, sent, spoken)
    if sent.kind is Kind.INSTRUCTIONS:
        return read_as_instructions(name, spoken)
    if sent.kind is not None or sent.extent is Extent.EXCERPT or sent.base:
        return read_as_text(name, sent, ground, Holds.TEXT)
    base = ground.base
    if tables := spoken.tables:
        outside = tables.outside[0]
        beside = what_it_holds(outside.text, base, lambda: outside) if outside.text.strip() else Holds.NEITHER
        if beside in (Holds.TEXT, Holds.BOTH):
            return read_as_text(name, sent, ground, Holds.BOTH)
        return read_as_instructions(name, spoken)
    if wording := wording_in(sent.text, base, with_joint(sent, ground), names=names_known(sent, ground)):
        part = Part(PartKind.TEXT, sent.text, wording.spans)
        excerpt = wording.completeness is Completeness.EXCERPT
        text = wording.full if excerpt else wording.text
        reading = read_as_text(name, replace(sent, text=text), ground, Holds.TEXT)
        if excerpt:
            note = "read as an excerpt: the paragraphs that are not in it stay as they are"
            reading = replace(reading, extent=Extent.EXCERPT, notes=(*reading.notes, note))
        reading = replace(reading, ledger=Ledger((part,)), cosponsors=joint_in_title(sent, ground))
        doubtful = wording.completeness is Completeness.UNCERTAIN and not reading.findings
        return replace(reading, findings=(_part_of_it(),)) if doubtful else reading
    holds = what_it_holds(sent.text, base, lambda: spoken.message)
    if holds is Holds.INSTRUCTIONS:
        return read_as_instructions(name, spoken)
    if holds is Holds.NEITHER and not spoken.is_long and (comment := read_as_comments(name, spoken)):
        return comment
    reading = read_as_text(name, sent, ground, holds)
    return _unless_nothing(reading, spoken) if holds is Holds.NEITHER else reading


_A_LINE = 30  # words; with so few, the lack of resemblance to the draft means nothing
_FEW = 200  # words; up to this many are a message that was not understood, rather than another text


def _unless_nothing(reading: Reading, spoken: Spoken) -> Reading:
    """The reading, with the doubts about a message that is neither text, nor instructions, nor a comment."""
    sent, ground = spoken.sent, spoken.ground
    if len(sent.text.split()) > _FEW:
        return reading
    message, labels = spoken.message, {unit.label for unit in ground.base.units if unit.label}
    heard = words_said(sent.text, message, sent.beside.signed)
    named = naming(heard, ground.register, sent.senders)
    findings = [*held_back(sent, message), *spoken_for(message, sent, named.cosponsors), *others_named(named, heard)]
    if not any(unit.label in labels for unit in parse_text(sent.text).units):
        own = own_of(sent)
        silent = all(routine(line, own) for line in sent.text.splitlines() if line.strip())
        plainly = _why_unread(message)
        found = plainly or "neither text of the draft, nor instructions, nor a comment"
        if silent:
            found = "nothing in it requests a change"
        elif position := position_in(sent.text):
            found = f"a position ({position}) that is not certain, or beside other words; record it by hand"
        hint = "read it, and add --comment if it is a comment, or --as text if it is the text"
        if plainly or not reading.findings or len(sent.text.split()) <= _A_LINE:
            findings.append(Query(Doubt.NOT_UNDERSTOOD, found, hint))
    return replace(reading, findings=(*findings, *reading.findings))


def _why_unread(message: Message) -> str:
    """Why the first part of a message was not understood; empty if there is nothing more to say than that."""
    for unread in message.unread:
        if ROWS.search(unread.words):
            return UNKNOWN_TABLE
        if not unread.why.startswith("not understood: "):
            return f"“{_line(' '.join(unread.words.split()))}”: {unread.why}"
    return ""


def _part_of_it() -> Query:
    found = "contains some paragraphs of the draft, and does not say whether the others are to be deleted"
    return Query(Doubt.EXCERPT, found, "add --excerpt if the missing paragraphs are to stay, or --allow excerpt if not")


__all__ = ["read_proposal"]
