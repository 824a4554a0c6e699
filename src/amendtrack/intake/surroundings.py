"""The surroundings of a submitted text: the subject, the cover note, and the parts that could not be read.

Knows which of them only introduce the text, and which prevent it from being recorded: a condition, a retraction,
somebody else's words, or an instruction that differs from the text. Words that are not understood are left for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from amendtrack.intake.accounting import blanked, covering_spans
from amendtrack.intake.commenting import reads_as_comment
from amendtrack.intake.cover_note import Beside, disowning_in, why_left
from amendtrack.intake.doubts import Doubt, Query, Reading, Sent
from amendtrack.intake.ground import Ground, of_another, own_of, under_another_title
from amendtrack.intake.instructions.carrying import carry_out
from amendtrack.intake.instructions.conditions import condition_in
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.leftovers import Comment, Unread, unquoted
from amendtrack.intake.instructions.message import Message, own_words, read_message
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.ledger import Ledger, Part, PartKind
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.replies import earlier_mail
from amendtrack.intake.routine import Own
from amendtrack.intake.speakers import naming
from amendtrack.intake.sponsorship import others_named
from amendtrack.record.registers import Register
from amendtrack.record.remarks import Problem
from amendtrack.redline.comparison import compare
from amendtrack.text.units import Text, parse_text

_HINT = "ask for a plain proposal, or add --allow needs-decision to record it anyway"
_SHOWN = 120  # characters


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The subject, the cover note and the parts that could not be read, with the findings about them."""

    parts: tuple[Part, ...]
    findings: tuple[Query, ...]
    cosponsors: tuple[str, ...]
    covering: Message
    """What the cover note itself asks for."""
    register: Register
    """Where the names of co-sponsors are found."""

    @classmethod
    def of(cls, sent: Sent, ground: Ground) -> Surroundings:
        """The surroundings of a submission, as read against a revision."""
        beside, cosponsors = sent.beside, set[str]()
        subject, covering = read_message(beside.subject), read_message(beside.covering, ground.base)
        findings = list(_not_recorded(sent, beside.subject, subject)) if beside.subject.strip() else []
        findings += under_another_title(beside.subject, sent, ground)
        headers = _added_in(sent.headers, ground)
        for words in (beside.subject, beside.covering, headers):
            own = own_words(words)[0].replace(beside.signed or "\n\n\n", " ") if words.strip() else ""
            named = naming(own, ground.register, sent.senders)
            if words is not headers or not sent.base:  # changes are tracked in the draft's own file, with its headers
                findings += others_named(named, own)
            cosponsors |= {d.code for d in named.cosponsors}
        if beside.covering.strip():
            own = own_words(beside.covering)[0]
            findings += _not_recorded(sent, beside.covering, covering)
            findings += of_another(unquoted(own), sent, ground)
            findings += _on_condition(own)
        joint = own_of(replace(sent, senders=(*sent.senders, *(ground.register.resolve(c) for c in cosponsors))))
        said = blanked(beside.covering, earlier_mail(beside.covering))
        parts = tuple(_parts(sent, joint, subject, naming(said, ground.register, sent.senders).joint))
        return cls(parts, tuple(findings), tuple(sorted(cosponsors)), covering, ground.register)

    @property
    def _asked_in_subject(self) -> str:
        """The subject, if it requests a change itself."""
        left = (p.words for p in self.parts if p.kind is PartKind.SUBJECT and p.spans[0].kind is SpanRole.LEFT)
        return next(left, "")

    def added_to(self, reading: Reading, base: Text) -> Reading:
        """The reading of the text with its surroundings; a cover note that contradicts the text is a doubt."""
        ledger = Ledger((*self.parts, *reading.ledger.parts))
        problems = tuple(Problem(left.words, left.why) for left in Ledger(self.parts).left)
        cosponsors = tuple(sorted({*self.cosponsors, *reading.cosponsors}))
        nothing = any(found.doubt is Doubt.NOT_UNDERSTOOD for found in reading.findings)
        subject = self._asked_in_subject if nothing else ""
        asked = (Query(Doubt.NOT_UNDERSTOOD, f"only its subject requests a change: “{_shown(subject)}”", _IN_WORDS),)
        named = ", ".join(self.register.resolve(code).display() for code in cosponsors)
        return replace(
            reading,
            findings=(
                *(asked if subject else ()),
                *self.findings,
                *_contradicting(self.covering, reading, base),
                *reading.findings,
            ),
            problems=(*problems, *reading.problems),
            notes=(*reading.notes, *([f"co-sponsors: {named}"] if named else [])),
            cosponsors=cosponsors,
            ledger=ledger,
        )


_IN_WORDS = "record it as instructions from a file of its own"


def _added_in(headers: str, ground: Ground) -> str:
    """The lines of a file's headers and footers that are not words of the draft."""
    said = " ".join(ground.base.source.split())
    return "\n".join(line for line in headers.splitlines() if line.strip() not in said)


def _parts(sent: Sent, own: Own, subject: Message, joint: Iterable[tuple[int, int]]) -> Iterator[Part]:
    """The subject, cover note and unread parts as parts of the ledger; ``joint`` holds words that name sponsors."""
    beside = sent.beside
    if beside.subject.strip():
        why = "the subject line itself requests a change" if _subject_asks(beside.subject, subject) else ""
        yield Part.whole(PartKind.SUBJECT, beside.subject, SpanRole.LEFT if why else SpanRole.HEADER, why=why)
    if beside.covering.strip():
        yield Part(PartKind.COVERING, beside.covering, covering_spans(beside.covering, own, joint))
    for unread in beside.unread:
        yield Part.whole(PartKind.UNREAD, unread, SpanRole.LEFT, why="this part could not be read")


_ASKS = re.compile(
    r"(?:(?:re|fwd?|aw|tr|rv) ?: ?)*(?:please |kindly |also )*(?:delete|replace|insert|add|strike|remove|move|merge"
    r"|split|keep|retain|withdraw\w*|support|oppose|supprimer|remplacer|ajouter|inserer|suprimir|reemplazar|sustituir"
    r"|agregar)\b"
)


def _subject_asks(subject: str, message: Message) -> bool:
    """Whether a subject asks for something itself: ``Delete paragraph 6``."""
    quotes = bool(read_quotes(subject).found) and bool(message.unread)
    return bool(message.instructions) or quotes or bool(_ASKS.match(plain(subject)))


def _not_recorded(sent: Sent, words: str, message: Message) -> Iterator[Query]:
    """Whether the subject or cover note says that the text is somebody else's, or is not to be recorded."""
    mails = [mail for d in sent.senders for mail in d.mails]
    why = why_left(words, message, mails, subject=sent.beside.subject, beside=Beside.TEXT)
    if not why and (disowned := disowning_in(own_words(words)[0])):
        why = f"its covering words may take back what is sent, or part of it: “{_shown(disowned)}”"
    if why:
        yield Query(Doubt.DECISION, why, _HINT)


def _on_condition(own: str) -> Iterator[Query]:
    if condition := condition_in(own):
        yield Query(Doubt.DECISION, f"what is sent is conditional: “{_shown(condition)}”", _HINT)


def _contradicting(covering: Message, reading: Reading, base: Text) -> Iterator[Query]:
    """Whether the cover note asks for something else at places where the text amends the draft."""
    if reading.text == base.source or not (covering.instructions or covering.unread):
        return
    theirs = _amended(base, reading.text)
    asked = _amended(base, carry_out(covering, base, {}).text)
    guide = Guide(base)
    places = [place for one in covering.instructions for place in (one.scope, *one.places) if place]
    said: list[Comment | Unread] = [*covering.unread]
    said += (one for one in covering.comments if not reads_as_comment(one.words))
    places += [one.place for one in said if one.place and not _EXPLAINS.search(plain(one.words))]
    named = {unit for place in places for unit in guide.units_of(place)}
    differing = sorted(u for u in theirs.keys() & (asked.keys() | named) if theirs[u] != asked.get(u))
    if differing:
        found = f"the covering words and what they cover do not request the same change at {guide.where[differing[0]]}"
        yield Query(Doubt.DECISION, found, "ask which of the two is meant, or add --allow needs-decision")


_EXPLAINS = re.compile(
    r"\b(?:propos|suggest|sugger|suger|amend|chang|modif|because|since|in order|parce|afin|porque|para que)"
    r"|предлага|поскольку|чтобы|提议|建议|因为|نقترح|لأن"
)


def _amended(base: Text, source: str) -> dict[int, str]:
    """The units of the base that a text changes, each with its replacement."""
    redline = compare(base, parse_text(source))
    after = redline.after
    return {
        unit: " ".join(after.wording(each) for each in after.units[change.j1 : change.j2])
        for change in redline.changes
        if change.substantive
        for unit in range(change.i1, change.i2)
    }


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


__all__ = ["Surroundings"]
