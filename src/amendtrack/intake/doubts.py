"""Does this file fit the draft: what a proposal was read as, and what is doubtful about it.

Pure: texts in, a ``Reading`` out. Whether a doubt refuses the proposal is for ``draft`` to say, how an excerpt
is put in its place for ``excerpt``, and how a message is carried out for ``instructions``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from amendtrack.intake.excerpt import filled_in
from amendtrack.intake.instructions.carrying import carry_out
from amendtrack.intake.instructions.message import Message, own_words, read_message
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.intake.speakers import strangers
from amendtrack.intake.stated.columns import Parties
from amendtrack.intake.stated.tables_of_amendments import Tables, read_stated
from amendtrack.record.remarks import Kind, Problem, Remark
from amendtrack.redline.amendment import Amendment, amendments
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.gist import gist
from amendtrack.text.labels import addresses
from amendtrack.text.units import Text, layout_beside, parse_text


class Doubt(Enum):
    """A reason to think that a file is not what it is taken for; its value is what ``allow`` takes."""

    UNLIKE = "unlike"
    OTHER_REVISION = "other-revision"
    BRACKETS = "brackets"
    EXCERPT = "excerpt"
    SHORT = "short"
    UNCHANGED = "unchanged"
    INSTRUCTIONS = "instructions"
    NOT_UNDERSTOOD = "not-understood"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: what was found, and what would have worked."""

    doubt: Doubt
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a proposal was read as: its full text, its amendments in short, and every doubt.

    ``kind`` is what the file held; the text of a comment is the revision's own. ``retains`` are places that
    shall stay as they are, ``remarks`` comments, ``problems`` what was not understood. ``language`` is the
    file's where it is not the draft's: then nothing was compared.
    ``str(reading)`` is ``NOR-1 on Rev.0: para 5: words replaced; para 9: deleted; new para after 15``.
    """

    name: str
    revision: str
    text: str
    amendments: tuple[Amendment, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    retains: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = ""

    def __str__(self) -> str:
        how = {Kind.INSTRUCTIONS: ", by instructions", Kind.COMMENT: ", a comment"}.get(self.kind, "")
        return f"{self.name} on {self.revision}{how}: {self.in_short}"

    @property
    def in_short(self) -> str:
        """The amendments in one line, place by place; then what else the file says."""
        if self.language:
            return f"in {self.language}, not translated"
        asked = gist(self.amendments, self.retains)
        comments = _counted(len(self.remarks), "comment") if self.remarks else ""
        missed = f"not understood: {_counted(len(self.problems), 'instruction')}" if self.problems else ""
        return "; ".join(part for part in (asked or ("" if comments else "no change"), comments, missed) if part)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")


class Extent(Enum):
    """Whether a file is the whole text or some of its units; what an excerpt lacks is not deleted."""

    WHOLE = "whole"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its text, whether it is all of it, and the notes made on the way in.

    ``kind`` is what it is said to hold; None lets the file tell. Only an excerpt is always a text.
    ``remarks`` are its comments. Of a file with tracked changes ``base`` is the text without them, and
    ``made_on`` the revision that the file itself names. ``senders`` are all names of those who sent
    it; without any, nobody asks for whom it speaks.
    """

    text: str
    extent: Extent = Extent.WHOLE
    notes: tuple[str, ...] = ()
    kind: Kind | None = None
    remarks: tuple[Remark, ...] = ()
    base: str = ""
    made_on: str = ""
    senders: tuple[str, ...] = ()


def read_proposal(
    name: str,
    sent: Sent,
    *,
    revision: str,
    revisions: Mapping[str, str],
    is_name: Callable[[str], bool],
) -> Reading:
    """What the file is read as on a revision; ``revisions`` are all texts, ``is_name`` knows delegations.

    >>> base = "1. Clear all areas.\\n\\n2. Help survivors.\\n"
    >>> sent = Sent("1. Clear known areas.\\n\\n2. Help survivors.\\n")
    >>> texts, nobody = {"Rev.0": base}, lambda name: False
    >>> str(read_proposal("NOR-1", sent, revision="Rev.0", revisions=texts, is_name=nobody))
    'NOR-1 on Rev.0: para 1: words replaced'
    """
    base = parse_text(revisions[revision])
    file = parse_text(sent.text, layout_beside(base.source, sent.text))
    holds = Holds.TEXT
    if sent.kind is None and sent.extent is Extent.WHOLE and not sent.base:
        holds = _held(sent.text, base, Parties(sent.senders, is_name))
    if sent.kind is Kind.COMMENT:
        return _comment(name, sent, revision, base)
    if sent.kind is Kind.INSTRUCTIONS or holds is Holds.INSTRUCTIONS:
        return _by_instructions(name, sent, revision, revisions, Parties(sent.senders, is_name))
    text = filled_in(base, file) if sent.extent is Extent.EXCERPT else file
    redline = compare(base, text)
    others = {label: other for label, other in revisions.items() if label != revision}
    missing = tuple(_missing(redline, holds)) if sent.extent is Extent.WHOLE else ()
    # What a part of a text lacks says nothing of the revision that it was made on.
    extent = Extent.EXCERPT if missing else sent.extent
    tracked = tracked_on(sent, revision, revisions)
    findings = (
        *_both(holds),
        *_unlike(base, file, sent.extent),
        *(tracked.findings if tracked.fits else _other_revision(base, file, revision, others, extent)),
        *_brackets(base, file, is_name),
        *missing,
        *_unchanged(redline, revision),
    )
    found = amendments(redline)
    return Reading(name, revision, text.source, found, findings, (*sent.notes, *tracked.notes), remarks=sent.remarks)


@dataclass(frozen=True, slots=True)
class TrackedOn:
    """Which revision a file's tracked changes were made on: whether one fits at all, doubts, and notes."""

    fits: bool = False
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def tracked_on(sent: Sent, revision: str, revisions: Mapping[str, str]) -> TrackedOn:
    """Whether the text under a file's tracked changes is the revision, another one, or neither.

    What differs from the revision though nobody tracked it is an amendment like any other, and told.
    """
    if not sent.base or sent.extent is Extent.EXCERPT:
        return TrackedOn()
    under = parse_text(sent.base)
    redline = compare(parse_text(revisions[revision]), under)
    if redline.is_unchanged:
        return TrackedOn(True)
    hint = "add --on {0}, or --allow other-revision if it is on " + revision
    for label, text in reversed(list(revisions.items())):
        if label != revision and compare(parse_text(text), under).is_unchanged:
            found = f"its tracked changes were made on {label}, not on {revision}"
            return TrackedOn(True, (Finding(Doubt.OTHER_REVISION, found, hint.format(label)),))
    if sent.made_on in revisions and sent.made_on != revision:
        found = f"says that it was made on {sent.made_on}, not on {revision}"
        return TrackedOn(True, (Finding(Doubt.OTHER_REVISION, found, hint.format(sent.made_on)),))
    found = f"differs from {revision} where no change was tracked: {gist(amendments(redline))}"
    return TrackedOn(notes=(found,))


def _comment(name: str, sent: Sent, revision: str, base: Text) -> Reading:
    """The whole file as one comment on the whole text; no word of the text changes."""
    own, apart = own_words(sent.text)
    remarks = (Remark("", own or sent.text.strip()), *sent.remarks)
    notes = (*sent.notes, *(f"set apart as {piece}" for piece in apart if own))
    findings = tuple(_spoken_for(read_message(sent.text), sent))
    return Reading(name, revision, base.source, (), findings, notes, Kind.COMMENT, remarks=remarks)


def _spoken_for(message: Message, sent: Sent) -> Iterator[Finding]:
    """Whether a message speaks for somebody else than those who sent it."""
    if sent.senders and (others := strangers(message.speakers, sent.senders)):
        hint = (
            "record it for whom it is, with --cosponsor for the others; or add --allow speaker if the sender means it"
        )
        yield Finding(Doubt.SPEAKER, f"it speaks for {', '.join(others)}, and was not sent by them", hint)


def _held(text: str, base: Text, parties: Parties) -> Holds:
    """What a file holds; one with a table of amendments and nothing of the draft holds instructions."""
    tables = Tables(text, parties, base)
    if not tables:
        return what_it_holds(text, base)
    beside = what_it_holds(tables.rest, base) if tables.rest.strip() else Holds.NEITHER
    return Holds.BOTH if beside in (Holds.TEXT, Holds.BOTH) else Holds.INSTRUCTIONS


def _by_instructions(name: str, sent: Sent, revision: str, revisions: Mapping[str, str], parties: Parties) -> Reading:
    """What the file's instructions make of the revision, and all that they do not."""
    labels = list(revisions)
    earlier = {label: parse_text(revisions[label]) for label in labels[: labels.index(revision)]}
    base = parse_text(revisions[revision])
    message = read_stated(sent.text, base, parties, addresses(base)) or read_message(sent.text, addresses(base))
    carried = carry_out(message, base, earlier)
    findings = tuple(_spoken_for(message, sent))
    if carried.is_empty:
        why = str(carried.problems[0]) if carried.problems else "there is only mail in it"
        hint = "put it right, add --comment if it is a comment, or --allow not-understood to list it as a problem"
        findings += (Finding(Doubt.NOT_UNDERSTOOD, f"nothing in it could be carried out: {why}", hint),)
    return Reading(
        name,
        revision,
        carried.text,
        amendments(compare(base, carried.text)),
        findings,
        (*sent.notes, *carried.notes),
        Kind.INSTRUCTIONS,
        carried.retains,
        (*carried.remarks, *sent.remarks),
        carried.problems,
    )


def _both(holds: Holds) -> Iterator[Finding]:
    """Whether a text of the draft has words in it that ask for changes."""
    if holds is Holds.BOTH:
        found = "holds text of the draft and instructions too"
        hint = "send one of the two, or add --as instructions, or --allow instructions if all of it is text"
        yield Finding(Doubt.INSTRUCTIONS, found, hint)


def _unchanged(redline: Redline, revision: str) -> Iterator[Finding]:
    if redline.is_unchanged:
        how = "is" if redline.before.source == redline.after.source else "differs only in typography from"
        hint = "send the file with its changes, or add --allow unchanged"
        yield Finding(Doubt.UNCHANGED, f"reads as no change: it {how} {revision}", hint)


def _missing(redline: Redline, holds: Holds) -> Iterator[Finding]:
    """Whether the file is a part of the text, or lacks so much that nobody can have meant it.

    Units rewritten beyond recognition count as there, one for one.
    """
    total = len(redline.before.units)
    gone = [c.i1 for c in redline.changes if c.kind is ChangeKind.DELETED]
    lacking = len(gone) - sum(c.kind is ChangeKind.INSERTED for c in redline.changes)
    if lacking < 2:
        return
    one_end = gone == list(range(len(gone))) or gone == list(range(total - len(gone), total))
    hint = "add --excerpt if what is absent shall stay, or --allow {} if it shall be deleted"
    if lacking * 2 >= total or (one_end and lacking >= max(3, total / 5)):
        found = f"holds only {total - lacking} of the {total} units"
        if holds is Holds.NEITHER:
            hint = "add --comment if it comments on the draft; " + hint
        yield Finding(Doubt.EXCERPT, found, hint.format(Doubt.EXCERPT.value))
    elif lacking * 3 > total:
        yield Finding(Doubt.SHORT, f"lacks {lacking} of the {total} units", hint.format(Doubt.SHORT.value))


def _wordings(text: Text) -> Counter[str]:
    return Counter(" ".join(text.wording(unit).split()) for unit in text.units)


def _other_revision(
    base: Text, file: Text, revision: str, others: Mapping[str, str], extent: Extent
) -> Iterator[Finding]:
    """Whether another revision has more of the file's units word for word, or lacks fewer."""

    def distance(text: Text) -> int:
        there = _wordings(text)
        apart = (here - there) if extent is Extent.EXCERPT else (here - there) + (there - here)
        return sum(len(wording) * n for wording, n in apart.items())

    if not others:
        return
    here = _wordings(file)
    distances = {label: distance(parse_text(text)) for label, text in others.items()}
    nearest = min(distances, key=lambda label: distances[label])
    if distances[nearest] < distance(base):
        hint = f"add --on {nearest}, or --allow other-revision if it is on {revision}"
        yield Finding(Doubt.OTHER_REVISION, f"fits {nearest} better than {revision}", hint)


_JUDGED_FROM = 120  # letters; of less, nobody can say what it resembles
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _unlike(base: Text, file: Text, extent: Extent) -> Iterator[Finding]:
    """Whether base and file share hardly any stretch of letters, whichever of the two is the longer."""
    if sum((_wordings(base) & _wordings(file)).values()) * 5 > len(file.units):
        return
    mine, theirs = _letters(base.source), _letters(file.source)
    if min(len(mine), len(theirs) if extent is Extent.EXCERPT else len(mine)) < _JUDGED_FROM:
        return
    length = 4 if len(_WIDE.findall(mine)) * 3 > len(mine) else 12
    stretches = {mine[i : i + length] for i in range(len(mine) - length + 1)}
    found = {theirs[i : i + length] for i in range(max(len(theirs) - length, 0) + 1)}
    shared = len(stretches & found)
    if shared * 7 < min(len(found), len(stretches)):
        yield Finding(
            Doubt.UNLIKE,
            "hardly resembles the draft",
            "check the file; add --comment if it is a comment, or --allow unlike",
        )


def _letters(source: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", source)).casefold()


_BACKED = re.compile(r"\s[–—-]\s*([^\[\]{}/;\n]{1,200}?)\s*(?=[\]/;])")
_VERB = re.compile(r"(,?\s+(supported by|retain|delete|reserve|move to|move|oppose)\b.*|\s*\(text:.*)$")


def _brackets(base: Text, file: Text, is_name: Callable[[str], bool]) -> Iterator[Finding]:
    """Whether the file is a consolidated text: its brackets say whose words they hold, the base's do not."""
    known = {found[0] for found in _BACKED.finditer(base.source)}
    for found in _BACKED.finditer(file.source):
        first = _VERB.sub("", found[1]).split(",")[0].strip()
        opened = file.source.rfind("[", max(0, found.start() - 2000), found.start())
        if opened >= 0 and found[0] not in known and is_name(first):
            line = file.source.count("\n", 0, found.start()) + 1
            words = " ".join(file.source[opened : found.end() + 1].split())
            shown = words if len(words) < 60 else f"… {found[0].strip()}"
            what = f"carries attributed brackets, the first in line {line}: {shown}"
            hint = "send the delegation's own clean text, or add --allow brackets"
            yield Finding(Doubt.BRACKETS, what.replace("/])", "/").replace(";])", ";"), hint)
            return


def attributed(base: str, text: str, is_name: Callable[[str], bool]) -> Finding | None:
    """The doubt about a text whose brackets say whose words they hold, where the base's do not."""
    return next(_brackets(parse_text(base), parse_text(text), is_name), None)


def refused(findings: Iterable[Finding], allowed: Iterable[Doubt]) -> Finding | None:
    """The first doubt that nobody has allowed for."""
    passed = frozenset(allowed)
    return next((f for f in findings if f.doubt not in passed), None)
