"""A submission read as a message: as a comment, or as instructions; all in it that is not carried out is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from amendtrack.intake.accounting import message_part
from amendtrack.intake.commenting import is_position, reads_as_comment
from amendtrack.intake.cover_note import Beside, why_left
from amendtrack.intake.doubts import Doubt, Query, Reading, Sent
from amendtrack.intake.ground import of_another, own_of
from amendtrack.intake.instructions.carrying import Carried, carry_out
from amendtrack.intake.instructions.envelope import Sort
from amendtrack.intake.instructions.leftovers import unquoted
from amendtrack.intake.instructions.message import Message, own_words
from amendtrack.intake.ledger import Ledger, Part, PartKind
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.intake.new_headings import with_new_headings
from amendtrack.intake.routine import Own, only_carries
from amendtrack.intake.sent_text import margin_parts
from amendtrack.intake.speakers import naming
from amendtrack.intake.spoken import Spoken
from amendtrack.intake.sponsorship import others_named, spoken_for
from amendtrack.record.remarks import Kind, Problem, Remark
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.text.units import parse_text


def read_as_comment(name: str, sent: Sent, spoken: Spoken) -> Reading:
    """The whole file as one comment on the whole text, as the user stated; no word of the text changes."""
    ground = spoken.ground
    own, apart = own_words(sent.text)
    remarks = (Remark("", own or sent.text.strip()), *sent.remarks)
    notes = (*sent.notes, *(_set_apart(piece) for piece in apart if own))
    findings = tuple(spoken_for(spoken.message, sent, ()))
    part = Part.whole(PartKind.MESSAGE, sent.text, SpanRole.COMMENT)
    return Reading(
        name, ground.revision, ground.base.source, (), findings, notes, Kind.COMMENT,
        remarks=remarks, ledger=Ledger((part,)),
    )  # fmt: skip


def read_as_comments(name: str, spoken: Spoken) -> Reading | None:
    """A message that comments on the text, if at least half of it is recognised as such; otherwise ``None``.

    The rest is left for review. A list of numbered sentences that names no place in the draft is another text.
    """
    message, own = spoken.message, own_of(spoken.sent)
    labelled = sum(bool(unit.label) for unit in parse_text(spoken.sent.text).units)
    if message.instructions or (labelled > _LISTED and not any(c.place for c in message.comments)):
        return None
    words = [*(c.words for c in message.comments), *(u.words for u in message.unread)]
    said = [one for one in words if not only_carries(one, own)]
    comments = sum(_is_comment(c.words, own) for c in message.comments)
    return read_as_instructions(name, spoken, Kind.COMMENT) if comments and comments * 2 >= len(said) else None


_LISTED = 2  # labelled units


def _is_comment(words: str, own: Own) -> bool:
    return not (only_carries(words, own) or ROWS.search(words)) and reads_as_comment(words)


def read_as_instructions(name: str, spoken: Spoken, kind: Kind = Kind.INSTRUCTIONS) -> Reading:
    """The revision as changed by the file's instructions, and everything in the file not carried out."""
    sent, ground, message = spoken.sent, spoken.ground, spoken.message
    labels = list(ground.revisions)
    earlier = {label: parse_text(ground.revisions[label]) for label in labels[: labels.index(ground.revision)]}
    base, own = ground.base, own_of(sent)
    heard = words_said(message.text if spoken.tables else sent.text, message, sent.beside.signed)
    named = naming(heard, ground.register, sent.senders)
    carried = carry_out(message, base, earlier)
    asked = frozenset(c.words for c in message.comments if c.place) if spoken.tables else _reasons(message)
    remarks, problems = _sorted_out(carried, own, asked)
    findings = [*held_back(sent, message), *spoken_for(message, sent, named.cosponsors), *others_named(named, heard)]
    findings += of_another(_beside_instructions(message, sent, spoken.around), sent, ground)
    if not (carried.done or carried.retains or remarks) and not findings:
        why = str(problems[0]) if problems else "nothing in it requests a change"
        hint = "correct it, add --comment if it is a comment, or --allow not-understood to list it as a problem"
        findings.append(Query(Doubt.NOT_UNDERSTOOD, f"nothing in it could be carried out: {why}", hint))
    part = message_part(sent.text, message, carried, around=spoken.around, remarks=remarks, problems=problems)
    redline = compare(base, carried.text, origins=carried.origins)
    text = with_new_headings(redline.after, base, redline)
    return Reading(
        name,
        ground.revision,
        text.source,
        amendments(redline if text is redline.after else compare(base, text, origins=carried.origins)),
        tuple(findings),
        (*sent.notes, *_only_mail(spoken.around, sent.text), *map(_in_usual_words, carried.notes)),
        kind,
        carried.retains,
        (*remarks, *sent.remarks),
        problems,
        cosponsors=tuple(d.code for d in named.cosponsors),
        ledger=Ledger((part, *margin_parts(sent))),
        origins=carried.origins,
    )


def _beside_instructions(message: Message, sent: Sent, around: Sequence[MessageSpan]) -> str:
    """The words of a message other than instructions, quotations and earlier mail; for a table, the words around it."""
    spans = [span for span in message.spans if span.kind not in (SpanRole.INSTRUCTION, SpanRole.EARLIER)]
    if message.spans:
        carries = [span.of(sent.text) for span in around if span.kind is not SpanRole.EARLIER]
        return unquoted("\n".join([*carries, *(span.of(message.text) for span in spans)]))
    return "\n".join(line for line in own_words(sent.text)[0].split("\n") if "|" not in line and "\t" not in line)


def _only_mail(around: Iterable[MessageSpan], text: str) -> Iterator[str]:
    for kind, spans in groupby((s for s in around if s.kind is not SpanRole.SPONSORS), key=lambda span: span.kind):
        words = " ".join(span.of(text).lstrip(" ,;") for span in spans)
        yield f"not treated as an amendment ({kind.value}): {words}"


def _in_usual_words(note: str) -> str:
    apart, _, words = note.partition(": ")
    return f"not treated as an amendment ({apart[13:]}): {words}" if apart.startswith("set apart as ") else note


def _reasons(message: Message) -> frozenset[str]:
    """Comments that give reasons for the message's requests, and take no position."""
    given = [(span.start, span.end) for span in message.spans if span.kind is SpanRole.REASON]
    inside = (c.words for c in message.comments if any(start <= c.start < end for start, end in given))
    return frozenset(words for words in inside if not is_position(words))


def _sorted_out(carried: Carried, own: Own, asked: frozenset[str]) -> tuple[tuple[Remark, ...], tuple[Problem, ...]]:
    """The comments that read as comments, and problems for those that do not; routine lines are neither.

    ``asked`` are comments from the column of a table that is for comments, and reasons that are given as such.
    """
    remarks, problems = [], list(carried.problems)
    for remark in carried.remarks:
        if remark.words in asked:
            remarks.append(remark)
        elif only_carries(remark.words, own):
            continue
        elif reads_as_comment(remark.words) and not ROWS.search(remark.words):
            remarks.append(remark)
        else:
            why = _POSITION if is_position(remark.words) else "not understood"
            why = UNKNOWN_TABLE if ROWS.search(remark.words) else why
            problems.append(Problem(remark.words, why, (remark.place,) if remark.place else ()))
    problems = [problem for problem in problems if not only_carries(problem.words, own)]
    return tuple(remarks), tuple(problems)


_POSITION = "a position beside other words; record it by hand, for example with `amendtrack support`"
ROWS = re.compile(r"\|[^|\n]*\|[^|\n]*\|\s+\|[^|\n]*\|")
UNKNOWN_TABLE = (
    "a table whose headings do not say what is proposed; headings such as Paragraph, Current text and Proposed text do"
)


def words_said(text: str, message: Message, signed: str) -> str:
    """A message's own words: without earlier mail, quotations, the wording it inserts, and the signature."""
    words = own_words(text)[0]
    for one in message.instructions:
        for name in {part.number for place in one.named for part in place.parts if part.word in ("row", "column")}:
            unnamed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", one.words, flags=re.IGNORECASE)
            words = words.replace(one.words, unnamed)  # a row with that name, not a speaker
        if one.new and "\n" not in one.new:
            words = words.replace(one.new, " ")
    lines = [piece.words for piece in message.apart if piece.sort is Sort.SIGNATURE]
    said = "\n".join([words, *(_ACCREDITED.sub(" ", line) for line in lines)])
    return said.replace(signed, " ") if signed else said


_ACCREDITED = re.compile(r"(?i)\b(?:in|to|at|from|en|à|a|au|aux|en el|de|du) \w+")


def held_back(sent: Sent, message: Message) -> Iterator[Query]:
    """Whether the message is somebody else's, or says that it is not a proposal."""
    mails = [mail for d in sent.senders for mail in d.mails]
    if why := why_left(sent.text, message, mails, subject=sent.beside.subject, beside=Beside.NOTHING):
        yield Query(Doubt.DECISION, why, "add --allow needs-decision to record it anyway")
    if not message.instructions and sent.beside.unread:
        yield Query(Doubt.NOT_UNDERSTOOD, sent.beside.unread[0], "ask for that part again")
    speaks = not message.instructions and _speaks_of_a_file(sent.text) and not sent.beside.covering
    if speaks:
        left = ", ".join(sent.beside.left)
        found = f"it goes with {left}" if left else "it mentions a file, but contains none that can be read"
        yield Query(Doubt.NOT_UNDERSTOOD, found, "see the reason given there" if left else "ask for the file")


_FILE = ("attach", "enclosed", "ci-joint", "pièce jointe", "adjunt", "anexo", "приложен", "附件", "مرفق")


def _speaks_of_a_file(words: str) -> bool:
    return any(sign in words.casefold() for sign in _FILE)


def _set_apart(piece: object) -> str:
    sort, _, words = str(piece).partition(": ")
    return f"not treated as an amendment ({sort}): {words}"
