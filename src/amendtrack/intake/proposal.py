"""One submission read against a draft: from its parts to what is recorded, however it arrived.

Pure: the parts and the draft's texts in, a ``Reading`` with its ledger out. A file given to ``propose`` and a message
from a mailbag both come through here. ``draft`` decides whether a doubt leads to refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from amendtrack.errors import InputRefused
from amendtrack.intake.accounting import UNACCOUNTED, blanked, message_part
from amendtrack.intake.commenting import is_position, reads_as_comment
from amendtrack.intake.cover_note import Beside, why_left
from amendtrack.intake.doubts import (
    Doubt,
    Extent,
    Query,
    Reading,
    Sent,
    brackets_in,
    missing_in,
    other_revision,
    stated_in,
    tracked_on,
    unchanged_in,
    unlike,
)
from amendtrack.intake.excerpt import filled_in
from amendtrack.intake.foreign_words import remarks, typed_apart
from amendtrack.intake.furniture import Furniture, furniture_in
from amendtrack.intake.ground import Ground, of_another, own_of, parties_of
from amendtrack.intake.handmarks import UnclearMarks, read_handmarks
from amendtrack.intake.instructions.carrying import Carried, carry_out
from amendtrack.intake.instructions.envelope import Sort
from amendtrack.intake.instructions.leftovers import position_in, unquoted
from amendtrack.intake.instructions.message import Message, own_words, plain_lines, read_message
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.ledger import Ledger, Part, PartKind
from amendtrack.intake.legend import is_legend
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.new_headings import with_new_headings
from amendtrack.intake.retyping import as_printed
from amendtrack.intake.rewording import Voice
from amendtrack.intake.routine import Own, only_carries, routine
from amendtrack.intake.speakers import naming
from amendtrack.intake.sponsorship import others_named, spoken_for
from amendtrack.intake.stated.tables_of_amendments import Tables, read_stated
from amendtrack.intake.surroundings import Surroundings
from amendtrack.intake.wording import Completeness, lines_around, strange_title, stray_in, titled, wording_in
from amendtrack.record.registers import Register
from amendtrack.record.remarks import Kind, Problem, Remark
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.text.units import Text, layout_beside, parse_text


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


class _Spoken:
    """The words of a submission, treated as a message; what they ask for is read once, when first needed."""

    def __init__(self, sent: Sent, ground: Ground) -> None:
        # Spans count the characters of the message as it is read.
        self.sent, self.ground = replace(sent, text=plain_lines(sent.text)), ground

    @cached_property
    def tables(self) -> Tables:
        """The tables of amendments among them."""
        return Tables(self.sent.text, parties_of(self.sent, self.ground), self.ground.base)

    @cached_property
    def around(self) -> list[MessageSpan]:
        """The lines that only introduce or close the message, or name joint sponsors; none if there are tables."""
        return [] if self.tables else _around_message(self.sent, self.ground)

    @cached_property
    def is_long(self) -> bool:
        """Whether it has more lines than anybody writes in a message."""
        return _count_lines(self.sent.text) > MAX_LINES

    @cached_property
    def message(self) -> Message:
        """What they ask for.

        Raises:
            InputRefused: it has too many lines to be read as a message.
        """
        if self.is_long and not self.tables:
            found = f"{_count_lines(self.sent.text):,} lines are not read as a message, which has at most {MAX_LINES:,}"
            raise InputRefused(found, remedy="send the message alone, or add --as text if it is the text")
        names = _names(self.sent, self.ground)
        if self.tables:
            return replace(read_stated(self.tables, self.ground.base), names=names)
        senders = [key for d in self.sent.senders for key in d.keys]
        return replace(read_message(blanked(self.sent.text, self.around), self.ground.base, senders), names=names)


MAX_LINES = 5_000


def _count_lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _names(sent: Sent, ground: Ground) -> tuple[str, ...]:
    """The names and codes of all delegations, those of the senders first."""
    known = (*sent.senders, *ground.register)
    return tuple(dict.fromkeys(name for d in known for name in (d.code, *(name for _, name in d.names))))


def _content(name: str, sent: Sent, ground: Ground) -> Reading:
    """The reading of the file or of the message itself."""
    spoken = _Spoken(sent, ground)
    if sent.kind is Kind.COMMENT:
        return _comment(name, sent, spoken)
    if sent.kind is Kind.INSTRUCTIONS:
        return _by_instructions(name, spoken)
    if sent.kind is not None or sent.extent is Extent.EXCERPT or sent.base:
        return _as_text(name, sent, ground, Holds.TEXT)
    base = ground.base
    if tables := spoken.tables:
        outside = tables.outside[0]
        beside = what_it_holds(outside.text, base, lambda: outside) if outside.text.strip() else Holds.NEITHER
        if beside in (Holds.TEXT, Holds.BOTH):
            return _as_text(name, sent, ground, Holds.BOTH)
        return _by_instructions(name, spoken)
    if wording := wording_in(sent.text, base, _with_joint(sent, ground), names=_names(sent, ground)):
        part = Part(PartKind.TEXT, sent.text, wording.spans)
        excerpt = wording.completeness is Completeness.EXCERPT
        text = wording.full if excerpt else wording.text
        reading = _as_text(name, replace(sent, text=text), ground, Holds.TEXT)
        if excerpt:
            note = "read as an excerpt: the paragraphs that are not in it stay as they are"
            reading = replace(reading, extent=Extent.EXCERPT, notes=(*reading.notes, note))
        reading = replace(reading, ledger=Ledger((part,)), cosponsors=_joint_in_title(sent, ground))
        doubtful = wording.completeness is Completeness.UNCERTAIN and not reading.findings
        return replace(reading, findings=(_part_of_it(),)) if doubtful else reading
    holds = what_it_holds(sent.text, base, lambda: spoken.message)
    if holds is Holds.INSTRUCTIONS:
        return _by_instructions(name, spoken)
    if holds is Holds.NEITHER and not spoken.is_long and (comment := _only_comments(name, spoken)):
        return comment
    reading = _as_text(name, sent, ground, holds)
    return _unless_nothing(reading, spoken) if holds is Holds.NEITHER else reading


_A_LINE = 30  # words; with so few, the lack of resemblance to the draft means nothing
_FEW = 200  # words; up to this many are a message that was not understood, rather than another text


def _unless_nothing(reading: Reading, spoken: _Spoken) -> Reading:
    """The reading, with the doubts about a message that is neither text, nor instructions, nor a comment."""
    sent, ground = spoken.sent, spoken.ground
    if len(sent.text.split()) > _FEW:
        return reading
    message, labels = spoken.message, {unit.label for unit in ground.base.units if unit.label}
    heard = _said(sent.text, message, sent.beside.signed)
    named = naming(heard, ground.register, sent.senders)
    findings = [*_held(sent, message), *spoken_for(message, sent, named.cosponsors), *others_named(named, heard)]
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
        if _ROWS.search(unread.words):
            return _UNKNOWN_TABLE
        if not unread.why.startswith("not understood: "):
            return f"“{_line(' '.join(unread.words.split()))}”: {unread.why}"
    return ""


def _part_of_it() -> Query:
    found = "contains some paragraphs of the draft, and does not say whether the others are to be deleted"
    return Query(Doubt.EXCERPT, found, "add --excerpt if the missing paragraphs are to stay, or --allow excerpt if not")


# -- text -----------------------------------------------------------------------------------------


def _as_text(name: str, sent: Sent, ground: Ground, holds: Holds) -> Reading:
    """The file as text of the draft, all of it or an excerpt, with every doubt."""
    base, revision = ground.base, ground.revision
    own = _with_joint(sent, ground)
    begins = 0 if sent.base else titled(sent.text, base, own)
    furniture = Furniture() if sent.base else furniture_in(sent.text, base).inside(begins, len(sent.text))
    words = furniture.without(sent.text[begins:])
    typed = parse_text(words, layout_beside(base.source, words))
    file = typed if sent.base else as_printed(typed, base)
    if furniture.elides and sent.extent is Extent.WHOLE and len(file.units) < len(base.units):
        sent = replace(sent, extent=Extent.EXCERPT)
    text = filled_in(base, file) if sent.extent is Extent.EXCERPT else file
    origins = stated_in(sent, base)
    redline = compare(base, text, origins=origins)
    others = {label: other for label, other in ground.revisions.items() if label != revision}
    missing = tuple(missing_in(redline, holds)) if sent.extent is Extent.WHOLE else ()
    # The parts missing from an excerpt say nothing about the revision that it was made on.
    extent = Extent.EXCERPT if missing else sent.extent
    tracked = tracked_on(sent, revision, ground.revisions)
    findings = (
        *_both(holds),
        *unlike(base, file, sent.extent),
        *brackets_in(base, file, ground.register.__contains__),
        *(tracked.findings if tracked.fits else other_revision(base, file, revision, others, extent)),
        *remarks(redline, Voice.of(base, _names(sent, ground)), file, sent.base),
        *missing,
        *(() if sent.base else typed_apart(redline)),
        *(() if sent.base else _stray(file, base, sent, own)),
        *unchanged_in(redline, revision),
    )
    retyped = ("typed differently from the draft (numbers, headings, italics or tables); that changes nothing",)
    notes = (*sent.notes, *tracked.notes, *(retyped if file is not typed else ()))
    aside = [MessageSpan(0, begins, SpanRole.HEADER)] if begins else []
    aside += [replace(s, start=s.start + begins, end=s.end + begins) for s in furniture.spans]
    return Reading(
        name,
        revision,
        text.source,
        amendments(redline),
        findings,
        (*notes, *(f"not part of the text: {' '.join(s.of(sent.text).split())}" for s in aside)),
        remarks=sent.remarks,
        extent=sent.extent,
        cosponsors=_joint_in_title(sent, ground),
        ledger=Ledger((_text_part(sent.text, aside), *_struck(sent, file), *_margin(sent))),
        origins=origins,
    )


def _text_part(source: str, aside: Sequence[MessageSpan]) -> Part:
    """A text and the words around it; white space between two spans belongs to the first."""
    if not source.strip():
        return Part(PartKind.TEXT, source, ())
    between = Furniture(tuple(aside)).between(0, len(source))
    carried = [MessageSpan(a, b, SpanRole.CARRIED_OUT) for a, b in between if source[a:b].strip()]
    spans = joined(source, sorted([*aside, *carried], key=lambda s: s.start), UNACCOUNTED)
    return Part(PartKind.TEXT, source, spans)


def _struck(sent: Sent, file: Text) -> Iterator[Part]:
    """The words that a file deletes, by tracked changes or by hand; no longer in its text, and carried out."""
    for amendment in amendments(compare(parse_text(sent.base), file)) if sent.base else ():
        if amendment.before.strip():
            yield Part.whole(PartKind.STRUCK, amendment.before, SpanRole.CARRIED_OUT, place=amendment.place)


def _margin(sent: Sent) -> Iterator[Part]:
    """The comments in a file's margin."""
    for remark in sent.remarks:
        yield Part.whole(PartKind.MARGIN, remark.words, SpanRole.COMMENT, place=remark.place)


def _stray(file: Text, base: Text, sent: Sent, own: Own) -> Iterator[Query]:
    """Whether the file contains words that are not part of a text: a title, a position, a signature."""
    hint = "send the text alone, or add --allow other-words if they are part of it"
    if sent.extent is Extent.EXCERPT and (title := strange_title(file.source, base)):
        yield Query(Doubt.OTHER_WORDS, f"its first line may be a title: “{title}”", hint)
    elif stray := stray_in(file, base, own):
        yield Query(Doubt.OTHER_WORDS, f"contains words that do not seem to be part of the text: “{stray}”", hint)


def _both(holds: Holds) -> Iterator[Query]:
    """Whether a text of the draft contains words that ask for changes."""
    if holds is Holds.BOTH:
        found = "contains both text of the draft and instructions"
        hint = "send one of the two, or add --as instructions, or --allow instructions if all of it is text"
        yield Query(Doubt.INSTRUCTIONS, found, hint)


_HEAD = 3  # lines at the start of a text that may hold its title


def _title_lines(sent: Sent) -> str:
    return "\n".join([line for line in sent.text.splitlines() if line.strip()][:_HEAD])


def _joint_in_title(sent: Sent, ground: Ground) -> tuple[str, ...]:
    """The co-sponsors that the title of a text names: ``Joint proposal by Norvia and Brum``."""
    return tuple(d.code for d in naming(_title_lines(sent), ground.register, sent.senders).cosponsors)


def _with_joint(sent: Sent, ground: Ground) -> Own:
    """The senders' own words, with the names of their joint sponsors."""
    joint = naming(_title_lines(sent), ground.register, sent.senders).cosponsors
    return own_of(replace(sent, senders=(*sent.senders, *joint)))


# -- messages -------------------------------------------------------------------------------------


def _comment(name: str, sent: Sent, spoken: _Spoken) -> Reading:
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


def _only_comments(name: str, spoken: _Spoken) -> Reading | None:
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
    return _by_instructions(name, spoken, Kind.COMMENT) if comments and comments * 2 >= len(said) else None


_LISTED = 2  # labelled units


def _is_comment(words: str, own: Own) -> bool:
    return not (only_carries(words, own) or _ROWS.search(words)) and reads_as_comment(words)


def _by_instructions(name: str, spoken: _Spoken, kind: Kind = Kind.INSTRUCTIONS) -> Reading:
    """The revision as changed by the file's instructions, and everything in the file not carried out."""
    sent, ground, message = spoken.sent, spoken.ground, spoken.message
    labels = list(ground.revisions)
    earlier = {label: parse_text(ground.revisions[label]) for label in labels[: labels.index(ground.revision)]}
    base, own = ground.base, own_of(sent)
    heard = _said(message.text if spoken.tables else sent.text, message, sent.beside.signed)
    named = naming(heard, ground.register, sent.senders)
    carried = carry_out(message, base, earlier)
    asked = frozenset(c.words for c in message.comments if c.place) if spoken.tables else _reasons(message)
    remarks, problems = _sorted_out(carried, own, asked)
    findings = [*_held(sent, message), *spoken_for(message, sent, named.cosponsors), *others_named(named, heard)]
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
        ledger=Ledger((part, *_margin(sent))),
        origins=carried.origins,
    )


def _beside_instructions(message: Message, sent: Sent, around: Sequence[MessageSpan]) -> str:
    """The words of a message other than instructions, quotations and earlier mail; for a table, the words around it."""
    spans = [span for span in message.spans if span.kind not in (SpanRole.INSTRUCTION, SpanRole.EARLIER)]
    if message.spans:
        carries = [span.of(sent.text) for span in around if span.kind is not SpanRole.EARLIER]
        return unquoted("\n".join([*carries, *(span.of(message.text) for span in spans)]))
    return "\n".join(line for line in own_words(sent.text)[0].split("\n") if "|" not in line and "\t" not in line)


def _around_message(sent: Sent, ground: Ground) -> list[MessageSpan]:
    """The lines at its beginning and end that only introduce or close it, and those that name joint sponsors.

    A line with a figure may name the place of the instructions under it, and is never included.
    """
    lines = lines_around(sent.text, ground.base, own_of(sent))
    around = [s for s in lines if not re.search(r"\d", s.of(sent.text)) and not _may_be_heading(s, sent.text)]
    joint = naming(sent.text, ground.register, sent.senders).joint
    ends = {span.start: span.end for span in around}
    stops = {b: b + len(_STOPS.match(sent.text, b)[0].rstrip()) for _, b in joint}  # type: ignore[index]
    alone = [MessageSpan(a, max(stops[b], ends.get(a, b)), SpanRole.SPONSORS) for a, b in joint]
    return sorted({span.start: span for span in (*around, *alone)}.values(), key=lambda span: span.start)


_STOPS = re.compile(r"[ :：.,，]*")


def _may_be_heading(span: MessageSpan, text: str) -> bool:
    """Whether a line may name the text that the following lines are about: ``Declaration``."""
    words = span.of(text)
    says_more = re.search(r"apolog|thank|regret|merci|excus|gracias|disculp|спасибо|извин", plain(words))
    return span.kind is SpanRole.COURTESY and len(words.split()) <= 6 and words[-1] not in ".,;!" and not says_more


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
        elif reads_as_comment(remark.words) and not _ROWS.search(remark.words):
            remarks.append(remark)
        else:
            why = _POSITION if is_position(remark.words) else "not understood"
            why = _UNKNOWN_TABLE if _ROWS.search(remark.words) else why
            problems.append(Problem(remark.words, why, (remark.place,) if remark.place else ()))
    problems = [problem for problem in problems if not only_carries(problem.words, own)]
    return tuple(remarks), tuple(problems)


_POSITION = "a position beside other words; record it by hand, for example with `amendtrack support`"
_ROWS = re.compile(r"\|[^|\n]*\|[^|\n]*\|\s+\|[^|\n]*\|")
_UNKNOWN_TABLE = (
    "a table whose headings do not say what is proposed; headings such as Paragraph, Current text and Proposed text do"
)


def _said(text: str, message: Message, signed: str) -> str:
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


def _held(sent: Sent, message: Message) -> Iterator[Query]:
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


__all__ = ["read_proposal"]
