"""Words that are the draft's own text, amended: whole, an excerpt, or a new paragraph; and what stands around them.

Pure. A body or a file is taken for text only where every unit of it is certain: its label and its words are those of
a unit of the draft, or it is a new one labelled beside one (``5 bis``). What stands before and after may only carry
it, or be its title. Anything else is not said to be text here; how it is put in its place is left to ``excerpt``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import Span, SpanKind, joined
from amendtrack.intake.routine import Own, is_title, routine
from amendtrack.redline.phrase import words_of
from amendtrack.text.units import Text, Unit, UnitKind, layout_beside, parse_text


class Completeness(Enum):
    """How much of the draft some wording is: all of it, some of its units, or not certainly either."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Wording:
    """The part of a message or file that is text of the draft, how much of it, and all its spans."""

    text: str
    completeness: Completeness
    spans: tuple[Span, ...]


class _Likeness(Enum):
    SAME = "same"
    REWRITTEN = "rewritten"
    NEW = "new"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class _Match:
    likeness: _Likeness
    place: int = -1  # the unit of the draft


def wording_in(source: str, base: Text, own: Own) -> Wording | None:
    r"""The draft's wording in some words, if all that they hold is certain; else ``None``.

    >>> base = parse_text("1. Clear all mined areas.\n\n2. Destroy stocks.\n\n3. Help all victims of mines.\n")
    >>> found = wording_in("Dear all,\n\n3. Help the victims of mines.\n\nBest regards\n", base, Own())
    >>> found.text, found.completeness.value
    ('3. Help the victims of mines.\n', 'excerpt')
    >>> wording_in("3. Delete", base, Own()), wording_in("We find 3 too long.", base, Own())
    (None, None)
    """
    text = parse_text(source, layout_beside(base.source, source))
    matches = _matched(text, base)
    there = [k for k, match in enumerate(matches) if match.likeness is not _Likeness.STRANGE]
    if not there:
        return None
    first, last = there[0], there[-1]
    start, end = text.units[first].start, text.units[last].end
    around = _around(source, start, end, own)
    inside = matches[first : last + 1]
    if around is None or not _is_certain(text, inside, first, base):
        return None
    spans = joined(source, [*around, Span(start, end, SpanKind.CARRIED_OUT)], "not understood")
    return Wording(source[start:end] + "\n", _completeness(inside, base), spans)


def titled(source: str, base: Text, own: Own) -> int:
    r"""Where an amended text begins, behind a title of its own that the draft lacks: ``Proposal of Norvia``; often 0.

    >>> base = parse_text("1. Clear all mined areas.\n\n2. Destroy stocks.\n")
    >>> titled("Proposal of Norvia\n\n2. Destroy all stocks.\n", base, Own.of(["Norvia"]))
    20
    """
    text = parse_text(source, layout_beside(base.source, source))
    known = {plain(base.wording(unit)) for unit in base.units}
    at = 0
    for unit in text.units:
        words = text.wording(unit)
        if unit.label or plain(words) in known or not is_title(words, own):
            break
        at = unit.end
    return at + len(source[at:]) - len(source[at:].lstrip()) if at and source[at:].strip() else 0


def strange_title(source: str, base: Text) -> str:
    """The first unit of an excerpt, if it may be a title and no paragraph: short, without a label, and not the draft's.

    Empty where it is none, and where the draft's own paragraphs have no labels.
    """
    text = parse_text(source, layout_beside(base.source, source))
    labelled = sum(bool(unit.label) for unit in base.units) * 2 > len(base.units)
    if not labelled or len(text.units) < 2:
        return ""
    words = text.wording(text.units[0])
    known = {plain(base.wording(unit)) for unit in base.units}
    short = len(words) <= 120 and words.rstrip()[-1:] not in ".;" and not text.units[0].label
    return " ".join(words.split()) if short and plain(words) not in known else ""


_FIRST_PERSON = re.compile(r"\b(?:we|our|us|my|nous|notre|nos|nuestr[oa]s?|мы|наш\w*)\b|我方|我国")


def stray_in(text: Text, base: Text, own: Own) -> str:
    """The first unit of an amended text that seems to be no part of it; empty where there is none.

    A position, a line of a letter, the senders speaking of themselves; where the draft's own paragraphs are
    labelled, also a last line that is neither labelled nor a sentence.
    """
    known = {plain(base.printed(unit)) for unit in base.units}
    speaks = bool(_FIRST_PERSON.search(plain(base.source)))
    labelled = sum(bool(unit.label) for unit in base.units) * 2 > len(base.units)
    for k, unit in enumerate(text.units):
        words = text.wording(unit)
        if unit.label or plain(text.printed(unit)) in known or unit.kind is UnitKind.ROW:
            continue
        folded = plain(words)
        first = not speaks and _FIRST_PERSON.search(folded) and _SAYS.search(folded)
        named = any(word in own.words for word in folded.split()[:4]) and _SAYS.search(folded)
        last = k == len(text.units) - 1 and labelled and len(words) <= 60 and words.rstrip()[-1:] not in '.;:!?。)”"'
        closes = k and routine(words, own) is not None and words.rstrip()[-1:] in ",:" and len(words) < 60
        if first or named or closes or (last and unit.kind is UnitKind.PARAGRAPH):
            return " ".join(words.split())
    return ""


# -- units ----------------------------------------------------------------------------------------

_LIKE = 0.6  # share of common words of a unit with the same label
_VERY_LIKE = 0.75  # the same where labels do not say it
_MARKS = re.compile(r"~~|\*\*|__|[\[\]{}<>|]|->|→|\?")
_SAYS = re.compile(
    r"\b(?:we|our|us|my|nous|notre|nos|nuestr[oa]s?|delete[ds]?|deletion|retain(?:ed)?"
    r"|support(?:s|ed)? this|agreed?|reserv\w+"
    r"|proposals?|proposed|amendments?|comments?|rationale|justification|explanation|replace[ds]?|insert(?:ed)?"
    r"|supprim\w+|remplac\w+|suprim\w+|reemplaz\w+|sustitu\w+|original|ditto|idem|no change|new (?:text|wording))\b"
)
_SUFFIX = re.compile(r"(.*\d|.*[a-z])[\s.]*(bis|ter|quater|quinquies|sexies|septies|octies)$")


def _matched(text: Text, base: Text) -> list[_Match]:
    """What each unit is to the draft; places only go forward, as in a text."""
    labels = [_label(unit) for unit in base.units]
    bags = [_bag(base.wording(unit)) for unit in base.units]
    found: list[_Match] = []
    at = 0
    for unit in text.units:
        match = _match(text, unit, base, labels, bags, at)
        found.append(match)
        at = match.place + 1 if match.place >= 0 and match.likeness is not _Likeness.NEW else at
    return found


def _match(text: Text, unit: Unit, base: Text, labels: list[str], bags: list[Counter[str]], at: int) -> _Match:
    words, label = text.wording(unit), _label(unit)
    mine = _bag(words)
    later = range(at, len(base.units))
    named = [k for k in later if label and labels[k] == label]
    for k in [*named, *(k for k in later if not label)]:
        if plain(" ".join(words.split())) == plain(" ".join(base.wording(base.units[k]).split())):
            return _Match(_Likeness.SAME, k)
    if not mine:
        return _Match(_Likeness.STRANGE)
    candidates = named or [k for k in later if not label and base.units[k].kind is unit.kind]
    best = max(candidates, key=lambda k: (_share(mine, bags[k]), -k), default=-1)
    if best >= 0:
        wanted = _LIKE if label else _VERY_LIKE
        added = " ".join((mine - bags[best]).elements())
        strange = _MARKS.search(words) and not _MARKS.search(base.wording(base.units[best]))
        if _share(mine, bags[best]) >= wanted and not strange and not _SAYS.search(added):
            return _Match(_Likeness.REWRITTEN, best)
        return _Match(_Likeness.STRANGE)
    stem = _SUFFIX.match(label)
    if stem and not _MARKS.search(words) and not _SAYS.search(plain(words)) and _is_sentence(words):
        before = [k for k in range(len(labels)) if labels[k] == stem[1].strip(" .")]
        if before and not _asks(words):
            return _Match(_Likeness.NEW, before[0])
    return _Match(_Likeness.STRANGE)


def _asks(words: str) -> bool:
    message = read_message(words)
    return bool(message.instructions or message.unread)


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= 3 and words.rstrip()[-1:] in ".;,:。；"


def _label(unit: Unit) -> str:
    return re.sub(r"[\s.:()#*\\]+", " ", plain(unit.label)).strip()


def _bag(words: str) -> Counter[str]:
    return Counter(word.key for word in words_of(words) if word.key.isalnum())


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


# -- the whole ------------------------------------------------------------------------------------


def _around(source: str, start: int, end: int, own: Own) -> list[Span] | None:
    """What stands before and after the wording, if all of it only carries it; else ``None``."""
    found: list[Span] = []
    for a, b in ((0, start), (end, len(source))):
        at = a
        for line in source[a:b].splitlines(keepends=True):
            words = line.strip()
            kind = SpanKind.HEADER if is_title(words, own) and a == 0 else routine(words, own)
            if words and kind is None and a and _is_signed(found, end, words):
                kind = SpanKind.SIGNATURE
            if words and kind is None:
                return None
            if words and kind:
                lead = len(line) - len(line.lstrip())
                found.append(Span(at + lead, at + len(line.rstrip()), kind))
            at += len(line)
    return found


def _is_signed(found: list[Span], end: int, words: str) -> bool:
    """Whether a line under the text's closing words is the name of whoever signs."""
    closed = any(span.start >= end for span in found)
    name = words.split()
    return closed and len(name) <= 4 and all(part[0].isupper() for part in name) and not re.search(r"[\d:;?!]", words)


def _is_certain(text: Text, inside: list[_Match], first: int, base: Text) -> bool:
    units = text.units[first : first + len(inside)]
    if any(match.likeness is _Likeness.STRANGE for match in inside):
        return False
    changed = any(match.likeness is not _Likeness.SAME for match in inside)
    lone = len(inside) < len(base.units) and not any(unit.label for unit in units)
    headings = all(unit.kind is UnitKind.HEADING for unit in units)
    return changed and not headings and not (lone and len(inside) == 1 and len(_bag(text.wording(units[0]))) < 5)


def _completeness(inside: list[_Match], base: Text) -> Completeness:
    """Whether all of the draft is there, or plainly some of its units: what is absent then stays."""
    places = [match.place for match in inside if match.likeness is not _Likeness.NEW]
    lacking = len(base.units) - len(places)
    if lacking == 0:
        return Completeness.WHOLE
    unchanged = any(match.likeness is _Likeness.SAME for match in inside)
    if lacking * 2 < len(base.units):  # a text with deletions, if what stayed as it was says so
        return Completeness.WHOLE if unchanged else Completeness.UNCERTAIN
    # Paragraphs 1 and 2 with one of them unchanged may be all that a delegation wants to keep.
    from_the_start = places == list(range(len(places)))
    return Completeness.UNCERTAIN if unchanged and from_the_start else Completeness.EXCERPT


__all__ = ["Completeness", "Wording", "strange_title", "stray_in", "titled", "wording_in"]
