"""Whether a file fits the draft: how a proposal was read, and any doubts about it.

Pure: texts in, a ``Reading`` out. ``draft`` decides whether a doubt leads to refusal, ``excerpt`` puts an excerpt in
its place, and ``instructions`` carries out a message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from amendtrack.intake.instructions.recognising import Holds
from amendtrack.intake.ledger import NOTHING, Ledger
from amendtrack.record.registers import Delegation
from amendtrack.record.remarks import Kind, Problem, Remark
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.amendment import Amendment, amendments
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.gist import gist
from amendtrack.text.glimpse import framed
from amendtrack.text.units import Text, parse_text


class Doubt(Enum):
    """A reason to think that a file is not what it seems to be; its value is the word that ``allow`` accepts."""

    UNLIKE = "unlike"
    OTHER_REVISION = "other-revision"
    BRACKETS = "brackets"
    EXCERPT = "excerpt"
    SHORT = "short"
    UNCHANGED = "unchanged"
    INSTRUCTIONS = "instructions"
    NOT_UNDERSTOOD = "not-understood"
    SPEAKER = "speaker"
    DECISION = "needs-decision"
    OTHER_WORDS = "other-words"
    MARKS = "marks"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Query:
    """One doubt: what was found, and what would have worked."""

    doubt: Doubt
    message: str
    remedy: str


class Extent(Enum):
    """Whether a file is the whole text or some of its units; units missing from an excerpt are not deleted."""

    WHOLE = "whole"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """How a proposal was read: its full text, its amendments in short, and every doubt.

    ``kind`` is what the file contained; the text of a comment is that of the revision. ``retains`` are places to be
    kept as they are, ``remarks`` comments, ``problems`` words not understood. ``language`` is set if the file is not in
    the draft's language; nothing was then compared. ``extent`` says whether the file was read as the whole text,
    ``cosponsors`` are the codes of those whom it clearly names as co-sponsors, and ``ledger`` accounts for every word
    of it. ``origins`` maps units of the text to units of the revision, if the file states this. ``str(reading)`` is
    ``NOR-1 on Rev.0: para 5: words replaced; para 9: deleted; new para after 15``.
    """

    name: str
    revision: str
    text: str
    amendments: tuple[Amendment, ...]
    findings: tuple[Query, ...] = ()
    notes: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    retains: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = ""
    extent: Extent = Extent.WHOLE
    cosponsors: tuple[str, ...] = ()
    ledger: Ledger = NOTHING
    origins: Origins = UNSTATED

    def __repr__(self) -> str:
        return framed(f"Reading of {self}")

    def __str__(self) -> str:
        how = {Kind.INSTRUCTIONS: ", by instructions", Kind.COMMENT: ", a comment"}.get(self.kind, "")
        return f"{self.name} on {self.revision}{how}: {self.in_short}"

    @property
    def in_short(self) -> str:
        """The amendments in one line, place by place, followed by anything else the file says."""
        if self.language:
            return f"in {self.language}, not translated"
        asked = gist(self.amendments, self.retains)
        comments = _counted(len(self.remarks), "comment") if self.remarks else ""
        left = f"{_counted(len(self.problems), 'passage')} left for manual review" if self.problems else ""
        return "; ".join(part for part in (asked or ("" if comments else "no change"), comments, left) if part)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")


@dataclass(frozen=True, slots=True)
class CameWith:
    """What came with a file, or with a message's words: subject, cover note, signer, parts that were not read.

    ``covering`` are the words of the message that a file was attached to, ``signed`` is the name that the message's
    ``From`` shows, ``left`` are the names of the message's files that are left for manual review.
    """

    subject: str = ""
    covering: str = ""
    signed: str = ""
    unread: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


BY_ITSELF = CameWith()
"""Nothing came with it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its text, whether that is complete, and the notes made on input.

    ``kind`` is what it is said to contain; if None, this is determined from the content. Only an excerpt is always a
    text. ``remarks`` are its comments. For a file with tracked changes, ``base`` is the text without them, ``origins``
    maps units to those of that text, ``made_on`` is the revision that the file itself names, and ``is_paper`` whether
    it says that it is a compilation or another paper made from the draft. ``senders`` are those who sent it; if there
    are none, the speaker is not checked. ``beside`` holds what came with it, ``about`` the title of the draft.
    ``headers`` are the words of its headers and footers, which are not part of the text.
    """

    text: str
    extent: Extent = Extent.WHOLE
    notes: tuple[str, ...] = ()
    kind: Kind | None = None
    remarks: tuple[Remark, ...] = ()
    base: str = ""
    origins: Origins = UNSTATED
    made_on: str = ""
    is_paper: bool = False
    senders: tuple[Delegation, ...] = ()
    beside: CameWith = BY_ITSELF
    about: str = ""
    headers: str = ""


@dataclass(frozen=True, slots=True)
class TrackedOn:
    """The revision on which a file's tracked changes were made: whether any fits, doubts, and notes."""

    fits: bool = False
    findings: tuple[Query, ...] = ()
    notes: tuple[str, ...] = ()


def tracked_on(sent: Sent, revision: str, revisions: Mapping[str, str]) -> TrackedOn:
    """Whether the text under a file's tracked changes is the revision, another one, or neither.

    A difference from the revision that nobody tracked is an amendment like any other, and is reported.
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
            return TrackedOn(True, (Query(Doubt.OTHER_REVISION, found, hint.format(label)),))
    if sent.made_on in revisions and sent.made_on != revision:
        found = f"says that it was made on {sent.made_on}, not on {revision}"
        return TrackedOn(True, (Query(Doubt.OTHER_REVISION, found, hint.format(sent.made_on)),))
    if sent.is_paper:
        found = f"its tracked changes were made on a compilation or another paper, not on the text of {revision}"
        hint = "send the changes in the text (amendtrack export gives it), or add --allow brackets"
        return TrackedOn(True, (Query(Doubt.BRACKETS, found, hint),))
    found = f"differs from {revision} where no change was tracked: {gist(amendments(redline))}"
    return TrackedOn(notes=(found,))


def stated_in(sent: Sent, base: Text) -> Origins:
    """The origins that tracked changes state, only if the text under them is the base, unit by unit."""
    under = parse_text(sent.base) if sent.origins and sent.extent is Extent.WHOLE else None
    if under is None or len(under.units) != len(base.units) or not compare(base, under).is_unchanged:
        return UNSTATED
    return sent.origins


def unchanged_in(redline: Redline, revision: str) -> Iterator[Query]:
    if redline.is_unchanged:
        how = "is" if redline.before.source == redline.after.source else "differs only in typography from"
        hint = "send the file with its changes, or add --allow unchanged"
        yield Query(Doubt.UNCHANGED, f"reads as no change: it {how} {revision}", hint)


def missing_in(redline: Redline, holds: Holds) -> Iterator[Query]:
    """Whether the file is a part of the text, or lacks so much that this cannot be intended.

    Units rewritten beyond recognition count as there, one for one.
    """
    total = len(redline.before.units)
    gone = [c.i1 for c in redline.changes if c.kind is ChangeKind.DELETED]
    lacking = len(gone) - sum(c.kind is ChangeKind.INSERTED for c in redline.changes)
    if lacking < 2:
        return
    one_end = gone == list(range(len(gone))) or gone == list(range(total - len(gone), total))
    hint = "add --excerpt if the missing paragraphs are to stay, or --allow {} if they are to be deleted"
    if lacking * 2 >= total or (one_end and lacking >= max(3, total / 5)):
        found = f"contains only {total - lacking} of the {total} units"
        if holds is Holds.NEITHER:
            hint = "add --comment if it comments on the draft; " + hint
        yield Query(Doubt.EXCERPT, found, hint.format(Doubt.EXCERPT.value))
    elif lacking * 3 > total:
        yield Query(Doubt.SHORT, f"lacks {lacking} of the {total} units", hint.format(Doubt.SHORT.value))


def _wordings(text: Text) -> Counter[str]:
    return Counter(" ".join(text.wording(unit).split()) for unit in text.units)


def other_revision(base: Text, file: Text, revision: str, others: Mapping[str, str], extent: Extent) -> Iterator[Query]:
    """Whether another revision is closer to the file, counting units that are not the same word for word."""

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
        yield Query(Doubt.OTHER_REVISION, f"fits {nearest} better than {revision}", hint)


_JUDGED_FROM = 120  # letters; with fewer, nobody can tell what it resembles
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def unlike(base: Text, file: Text, extent: Extent) -> Iterator[Query]:
    """Whether base and file share hardly any stretch of letters, whichever is longer."""
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
        yield Query(
            Doubt.UNLIKE,
            "hardly resembles the draft",
            "check the file; add --comment if it is a comment, or --allow unlike",
        )


def _letters(source: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", source)).casefold()


_CHAIR_MARK = re.compile(r"\{[✓↺○] [^{}\n]{1,200}\}")
_BACKED = re.compile(r"\s\*{0,3}[–—-]\s*([^\[\]{}/;\n]{1,200}?)[\s*]*(?=[\]/;])")
_VERB = re.compile(r"(?<!\s)(,?\s+(supported by|retain|delete|reserve|move to|move|oppose)\b.*|\s*\(text:.*)$")


def brackets_in(base: Text, file: Text, is_name: Callable[[str], bool]) -> Iterator[Query]:
    """Whether the file is a consolidated text: its brackets name the proponents, or it has the chair's marks.

    Those of the base do not count.
    """
    for mark in _CHAIR_MARK.finditer(file.source):
        if mark[0] not in base.source:
            line = file.source.count("\n", 0, mark.start()) + 1
            said = f"carries the chair's marks, the first in line {line}: {mark[0]}"
            yield Query(Doubt.BRACKETS, said, "send the delegation's own clean text, or add --allow brackets")
            return
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
            yield Query(Doubt.BRACKETS, what.replace("/])", "/").replace(";])", ";"), hint)
            return


def attributed(base: str, text: str, is_name: Callable[[str], bool]) -> Query | None:
    """The doubt about a text whose brackets name the proponents when those of the base do not."""
    return next(brackets_in(parse_text(base), parse_text(text), is_name), None)


def refused(findings: Iterable[Query], allowed: Iterable[Doubt]) -> Query | None:
    """The first doubt that nobody has allowed for."""
    passed = frozenset(allowed)
    return next((f for f in findings if f.doubt not in passed), None)
