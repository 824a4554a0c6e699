"""Words that are the draft's own text, amended: whole, an excerpt, or a new paragraph; and the words around them.

Pure. A body or a file is taken for text only if every unit of it is certain: its label and words are those of a unit of
the draft, or it is a new unit labelled after one (``5 bis``). The words before and after may only introduce it, or be
its title. Anything else is not recognised as text here; ``excerpt`` puts the text in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from amendtrack.intake.accounting import blanked
from amendtrack.intake.excerpt import Placed, place_lines, put_in_place
from amendtrack.intake.furniture import furniture_in
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.message import read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.replies import earlier_mail
from amendtrack.intake.rewording import Offered, Voice, remark_in_rewording, remark_in_unit
from amendtrack.intake.routine import Own, closes, closing_role, greets, is_name, is_title, only_carries, routine
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import Text, Unit, UnitKind, layout_beside, parse_text


class Completeness(Enum):
    """How much of the draft some wording covers: all of it, some of its units, or uncertain."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Wording:
    """The part of a message or file that is text of the draft, how much it covers, and all its spans.

    ``full`` is the draft with these units in their places, and all others as they were.
    """

    text: str
    full: str
    completeness: Completeness
    spans: tuple[MessageSpan, ...]


class _Likeness(Enum):
    SAME = "same"
    REWRITTEN = "rewritten"
    NEW = "new"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class _Match:
    likeness: _Likeness
    place: int = -1  # the unit of the draft


def wording_in(source: str, base: Text, own: Own, *, names: Iterable[str] = ()) -> Wording | None:
    r"""The draft's wording in some words, if all of it is certain; otherwise ``None``.

    ``names`` are those of delegations, which a draft's wording rarely contains.

    >>> base = parse_text("1. Clear all mined areas.\n\n2. Destroy stocks.\n\n3. Help all victims of mines.\n")
    >>> found = wording_in("Dear all,\n\n3. Help the victims of mines.\nBest regards\n", base, Own())
    >>> found.text, found.completeness.value
    ('3. Help the victims of mines.\n', 'excerpt')
    >>> found.full.split("\n")[-2:]
    ['3. Help the victims of mines.', '']
    >>> wording_in("3. Delete", base, Own()), wording_in("We find 3 too long.", base, Own())
    (None, None)
    """
    earlier = _earlier_than(source, base)
    if any(span.kind is not SpanRole.EARLIER for span in earlier):
        return None
    around = [*lines_around(source, base, own), *earlier]
    around += _signed_by_name(source, around, base, names)
    sent = parse_text(blanked(source, around), layout_beside(base.source, source))
    around += [MessageSpan(line.start, line.end, SpanRole.SCOPE) for line in place_lines(sent, base)]
    around.sort(key=lambda span: span.start)
    furniture = furniture_in(blanked(source, around), base)
    held = blanked(source, [*around, *furniture.spans])
    start, end = len(held) - len(held.lstrip()), len(held.rstrip())
    if start >= end:
        return None
    inside = furniture.inside(start, end)
    words = inside.without(source[start:end])
    text = parse_text(words, layout_beside(base.source, words))
    matches = _matched(text, base, Voice.of(base, names))
    if not _is_certain(text, matches, base) or _is_of_another_place(around, source, base, matches):
        return None
    carried = [MessageSpan(start + a, start + b, SpanRole.CARRIED_OUT) for a, b in inside.between(0, end - start)]
    outside = [span for span in around if not start <= span.start < end]  # everything inside was read as wording
    spans = joined(source, sorted([*outside, *furniture.spans, *carried], key=lambda s: s.start), "not understood")
    placed = [Placed(m.place, m.likeness is _Likeness.NEW) for m in matches]
    completeness = _completeness(matches, base)
    if furniture.elides and completeness is not Completeness.WHOLE:
        completeness = Completeness.EXCERPT
    return Wording(words + "\n", put_in_place(base, text, placed), completeness, spans)


def titled(source: str, base: Text, own: Own) -> int:
    r"""Where an amended text begins, after a title that the draft does not have: ``Proposal of Norvia``; often 0.

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
    """The first unit of an excerpt, if it may be a title: short, without a label, and not in the draft.

    Empty if it is not a title, or if the draft's own paragraphs have no labels.
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
    """The first unit of an amended text that does not seem to belong to it; empty if there is none.

    Such a unit is a position, a line of a letter, or the senders speaking of themselves; if the draft's own paragraphs
    are labelled, also a last line that is neither labelled nor a sentence.
    """
    known = {plain(base.printed(unit)) for unit in base.units}
    speaks = bool(_FIRST_PERSON.search(plain(base.source)))
    labelled = sum(bool(unit.label) for unit in base.units) * 2 > len(base.units)
    quotes = any(is_cited(base.printed(unit), "") for unit in base.units)
    for k, unit in enumerate(text.units):
        words = text.wording(unit)
        if not quotes and plain(text.printed(unit)) not in known and is_cited(words, ""):
            return " ".join(words.split())
        if unit.label or plain(text.printed(unit)) in known or unit.kind is UnitKind.ROW:
            continue
        folded = plain(words)
        first = not speaks and _FIRST_PERSON.search(folded) and _SAYS.search(folded)
        named = any(word in own.words for word in folded.split()[:4]) and _SAYS.search(folded)
        last = k == len(text.units) - 1 and labelled and len(words) <= 60 and words.rstrip()[-1:] not in '.;:!?。)”"'
        closing = k and len(words) < 60 and words.rstrip()[-1:] in ",:" and routine(words, own) is not None
        title = k == 0 and labelled and unit.kind is UnitKind.PARAGRAPH and strange_title(text.source, base)
        beside = _IN_BRACKETS.fullmatch(words.strip()) and unit.kind is UnitKind.PARAGRAPH and labelled
        if title or first or named or closing or beside or (last and unit.kind is UnitKind.PARAGRAPH):
            return " ".join(words.split())
    return ""


_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,60}[)\]][.;,]?")
_CITED = re.compile(r"\W{0,3}(?:[^:\"“„«]{2,100}[:—–]\s*)?[\"“„«].{15,}[\"”“»]\W{0,3}", re.DOTALL)
_LED_IN = re.compile(r"\W{0,3}[^\W\d][^:]{0,60}:\s+(?=[\"“„«*_]*[^\W\d_])")


def is_cited(words: str, draft: str) -> bool:
    """Whether words are quoted or introduced, unlike the draft's own: ``Para 4 would read: “...”``.

    ``draft`` holds the draft's words that they rewrite; empty if unknown.

    >>> is_cited("We suggest: “Help all victims of mines.”", ""), is_cited("Help all “victims”.", "Help all victims.")
    (True, False)
    >>> is_cited("New wording: Help the victims.", "Help all victims."), is_cited("Help: the victims.", "Help victims.")
    (True, False)
    """
    if _CITED.fullmatch(words.strip()) and not _CITED.fullmatch(draft.strip()):
        return True
    led = _LED_IN.match(words) if draft and ":" not in draft else None
    first = draft.split()[:1]
    return led is not None and words[led.end() :].lstrip('"“„«*_').split()[:1] == first != words.split()[:1]


# -- units ----------------------------------------------------------------------------------------

_LIKE = 0.6  # share of words in common with a unit with the same label
_VERY_LIKE = 0.75  # the same without a matching label
_APART = 0.2  # how much closer to one unit than to any other with its label
_MARKS = re.compile(r"~~|\*\*|__|[\[\]{}<>|]|->|→|\?")
_SAYS = re.compile(
    r"\b(?:we|our|us|my|nous|notre|nos|nuestr[oa]s?|delete[ds]?|deletion|retain(?:ed)?"
    r"|support(?:s|ed)? this|agreed?|reserv\w+"
    r"|proposals?|proposed|amendments?|comments?|rationale|justification|explanation|replace[ds]?|insert(?:ed)?"
    r"|supprim\w+|remplac\w+|suprim\w+|reemplaz\w+|sustitu\w+|instead|formerly|original|ditto|idem"
    r"|no change|new (?:text|wording))\b"
)
_TWICE = re.compile(
    r"\b\d[\d.,]{0,30}(?: |, )\d"
)  # a number beside the one that it replaces: the strike-through was lost
_ATTRIBUTED = re.compile(r"(?:[(\[]|\s[–—-]\s)\s*[^\W\d_a-z][^()\[\]]{1,60}[)\]]?\s*[.;,]?\s*$")
_STRANGE = (_MARKS, _TWICE, _ATTRIBUTED)
_SUFFIX = re.compile(r"(.*\d|.*[a-z])[\s.]*(bis|ter|quater|quinquies|sexies|septies|octies)$")


@dataclass(frozen=True, slots=True)
class _Units:
    """An index of the draft's units: labels, words, and the units with each wording and each word."""

    labels: list[str]
    bags: list[Counter[str]]
    labelled: dict[str, list[int]]
    same: dict[str, list[int]]
    holding: dict[str, list[int]]

    @classmethod
    def of(cls, base: Text) -> _Units:
        labels = [_label(unit) for unit in base.units]
        bags = [_bag(base.wording(unit)) for unit in base.units]
        labelled: dict[str, list[int]] = {}
        same: dict[str, list[int]] = {}
        holding: dict[str, list[int]] = {}
        for k, unit in enumerate(base.units):
            labelled.setdefault(labels[k], []).append(k)
            same.setdefault(_folded(base.wording(unit)), []).append(k)
            for word in bags[k]:
                holding.setdefault(word, []).append(k)
        return cls(labels, bags, labelled, same, holding)

    def likely(self, mine: Counter[str], at: int) -> list[int]:
        """The units from ``at`` on that contain the rarest of these words; no other can be nearly the same."""
        rarest = sorted(mine, key=lambda word: (len(self.holding.get(word, ())), word))
        shared = Counter(k for word in rarest[:_RAREST] for k in self.holding.get(word, ())[:_MOST_HOLDING] if k >= at)
        return [k for k, _ in shared.most_common(_MOST_LIKELY)]


_RAREST = 8  # words
_MOST_HOLDING = 200
_MOST_LIKELY = 12


@lru_cache(maxsize=4)
def _units_of(base: Text) -> _Units:
    """The index of a draft that many texts are read against."""
    return _Units.of(base)


def _folded(words: str) -> str:
    return plain(" ".join(words.split()))


def _matched(text: Text, base: Text, voice: Voice) -> list[_Match]:
    """The match of each unit in the draft, up to the first unknown unit; places only move forward, as in a text."""
    there = _units_of(base)
    printed = sum(_folded(text.wording(unit)) in there.same for unit in text.units) * 2 >= len(text.units)
    found: list[_Match] = []
    at = 0
    for unit in text.units:
        match = _match(text, unit, base, there, at)
        if _speaks_about(match, text, unit, base, voice, _offered(text, unit, base, match, printed)):
            match = _Match(_Likeness.STRANGE)
        found.append(match)
        if match.likeness is _Likeness.STRANGE:
            break
        at = match.place + 1 if match.likeness is not _Likeness.NEW else at
    return found


def _offered(text: Text, unit: Unit, base: Text, match: _Match, printed: bool) -> Offered:
    """How a unit is put forward; among units in the draft's form, all count as printed."""
    if printed:
        return Offered.PRINTED
    if not unit.label:
        return Offered.NAMED if len(text.units) == 1 else Offered.PRINTED
    colon = unit.label[-1] in ":：" and (match.place < 0 or base.units[match.place].label[-1:] not in (":", "："))
    return Offered.NAMED if colon else Offered.PRINTED


def _speaks_about(match: _Match, text: Text, unit: Unit, base: Text, voice: Voice, offered: Offered) -> bool:
    """Whether a unit that resembles one of the draft, or may be new, contains words about it."""
    words = text.wording(unit)
    if match.likeness is _Likeness.REWRITTEN:
        return bool(remark_in_rewording(base.wording(base.units[match.place]), words, voice, offered))
    return match.likeness is _Likeness.NEW and bool(remark_in_unit(words, voice))


def _match(text: Text, unit: Unit, base: Text, there: _Units, at: int) -> _Match:
    words, label = text.wording(unit), _label(unit)
    labels, bags, mine = there.labels, there.bags, _bag(words)
    named = [k for k in there.labelled.get(label, ()) if k >= at] if label else []
    for k in there.same.get(_folded(words), ()):
        if k >= at and (not label or labels[k] == label):
            return _Match(_Likeness.SAME, k)
    if not mine:
        return _Match(_Likeness.STRANGE)
    candidates = named or [k for k in there.likely(mine, at) if not label and base.units[k].kind is unit.kind]
    shares = sorted(((_share(mine, bags[k]), -k) for k in candidates), reverse=True)
    if shares:
        best = -shares[0][1]
        if len(shares) > 1 and shares[0][0] - shares[1][0] < _APART:
            return _Match(_Likeness.STRANGE)
        wanted = _LIKE if label else _VERY_LIKE
        added = " ".join((mine - bags[best]).elements())
        strange = any(sign.search(words) and not sign.search(base.wording(base.units[best])) for sign in _STRANGE)
        strange = strange or is_cited(words, base.wording(base.units[best]))
        asks = not label and bool(read_message(words).instructions)  # “Para 2 should read: ...” is not its text
        if _share(mine, bags[best]) >= wanted and not strange and not asks and not _SAYS.search(plain(added)):
            return _Match(_Likeness.REWRITTEN, best)
        return _Match(_Likeness.STRANGE)
    after = _after(label, labels, base)
    if after is None or _MARKS.search(words) or _SAYS.search(plain(words)) or not _is_sentence(words):
        return _Match(_Likeness.STRANGE)
    said = read_message(words)
    if said.instructions or ((said.unread or said.comments) and not _is_in_style(words, base, after)):
        return _Match(_Likeness.STRANGE)
    return _Match(_Likeness.NEW, after)


def _after(label: str, labels: list[str], base: Text) -> int | None:
    """The unit after which a new one with that label belongs: ``5 bis`` after 5 and its items; 9 if 8 is the last."""
    stem = _SUFFIX.match(label)
    if stem:
        found = [k for k, other in enumerate(labels) if other == stem[1].strip(" .")]
        if len(found) != 1:
            return None
        at = found[0]
    else:
        numbers = [int(other) for other in labels if other.isdecimal()]
        in_order = numbers == list(range(1, len(numbers) + 1))
        if not (numbers and in_order and label.isdecimal() and int(label) == numbers[-1] + 1):
            return None
        at = max(k for k, other in enumerate(labels) if other.isdecimal())
    while (
        at + 1 < len(labels) and base.units[at + 1].kind is UnitKind.ITEM and base.units[at].kind is not UnitKind.NOTE
    ):
        at += 1
    return at


def _is_in_style(words: str, base: Text, after: int) -> bool:
    """Whether a new unit is worded as the draft's: ``Invites States ...;`` beside other such, or with its ``shall``.

    What is written about a text ends in a full stop, and says ``should`` or ``must``.
    """
    near = [base.wording(unit) for unit in base.units if unit.label and unit.kind is not UnitKind.HEADING]
    beside = base.units[max(0, after - 1) : after + 2]
    ends = {base.wording(unit).rstrip()[-1:] for unit in beside} & {*".;,；，،؛"}
    if words.rstrip()[-1:] not in ends or len(_bag(words)) < _FEWEST:
        return False
    opens = words.rstrip()[-1] != "." and plain(words).split()[0] in {plain(said).split()[0] for said in near if said}
    return opens or (any(_SHALL.search(plain(said)) for said in near) and bool(_SHALL.search(plain(words))))


_SHALL = re.compile(r"\bshall\b")


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= 3 and words.rstrip()[-1:] in ".;,:。；"


def _label(unit: Unit) -> str:
    return re.sub(r"[\s.:()#*\\]+", " ", plain(unit.label)).strip()


def _bag(words: str) -> Counter[str]:
    return Counter(word.key for word in words_of(words) if word.key.isalnum())


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


def _is_of_another_place(around: list[MessageSpan], source: str, base: Text, matches: list[_Match]) -> bool:
    """Whether the introduction of the wording names a place in the draft where none of it belongs."""
    guide, places = Guide(base), {match.place for match in matches}
    announcing = (plain(span.of(source)) for span in around if span.kind in _ANNOUNCING)
    for words in announcing:
        found = (match_place(words, number.start()) for number in _NAMES_PLACE.finditer(words))
        units = [guide.units_of(place[0]) for place in found if place and place[0].parts]
        if any(len(u) == 1 and places.isdisjoint(range(*guide.outline.extent(u[0]))) for u in units):
            return True
    return False


_ANNOUNCING = (SpanRole.COURTESY, SpanRole.HEADER, SpanRole.SCOPE)
_NAMES_PLACE = re.compile(r"(?<!\w)[^\W\d]{1,12}\.? ?(?=\d)|第")


# -- the whole ------------------------------------------------------------------------------------


def lines_around(source: str, base: Text, own: Own) -> list[MessageSpan]:
    """The routine lines around the wording: title, greeting, signature; never a line of the draft."""
    known = {plain(line.strip()) for line in base.source.splitlines()}
    lines = [(at, line) for at, line in _lines(blanked(source, _earlier_than(source, base))) if line.strip()]
    head: list[MessageSpan] = []
    for at, line in lines:
        words = line.strip()
        kind = SpanRole.HEADER if is_title(words, own) else routine(words, own)
        if kind is None and not head and greets(words):
            kind = SpanRole.GREETING
        if kind is None or plain(words) in known:
            break
        head.append(_span(at, line, kind))
    tail = _signed(lines[len(head) :], own)
    rest = lines[len(head) : len(lines) - len(tail)]
    while rest and plain(rest[-1][1].strip()) not in known and (kind := closing_role(rest[-1][1], own)):
        tail.insert(0, _span(*rest.pop(), kind))
    return [*head, *tail]


def _earlier_than(source: str, base: Text) -> tuple[MessageSpan, ...]:
    """The earlier mail in it; quotations of the draft, which begin with the same sign, are none.

    While a quotation of the draft is missing, any quoted lines that nobody is said to have written may be it.
    """
    earlier = earlier_mail(source)
    printed = [base.printed(unit) for unit in base.units if base.source.startswith(">", unit.start)]
    if not printed:
        return earlier
    wanted = [_keys(line) for line in printed]
    quoted = {span: _keys(span.of(source)) for span in earlier if _is_quoted(span.of(source))}
    found = [
        {span for span, keys in quoted.items() if 2 * len(keys & quotation) >= len(quotation)} for quotation in wanted
    ]
    own = set().union(*found) if all(found) else set(quoted)
    return tuple(span for span in earlier if span not in own)


def _keys(words: str) -> set[str]:
    return {word.key for word in words_of(words) if any(map(str.isalnum, word.key))}


def _is_quoted(lines: str) -> bool:
    return all(line.lstrip().startswith(">") for line in lines.splitlines() if line.strip())


def _signed_by_name(source: str, around: list[MessageSpan], base: Text, names: Iterable[str]) -> Iterator[MessageSpan]:
    """The last line of a letter, if it is a name by itself under a blank line, and not a delegation's."""
    is_letter = any(span.kind in (SpanRole.GREETING, SpanRole.COURTESY) for span in around)
    held = blanked(source, around).rstrip()
    before, _, line = held.rpartition("\n")
    delegations = {plain(word) for name in names for word in name.split()}
    is_theirs = not delegations.isdisjoint(plain(line).split())
    alone = not before.rpartition("\n")[2].strip() and before.strip()
    in_draft = plain(line.strip()) in {plain(each.strip()) for each in base.source.splitlines()}
    if is_letter and alone and not is_theirs and not in_draft and is_name(line.strip()) and len(line.split()) <= _NAME:
        yield _span(len(before) + 1, line, SpanRole.SIGNATURE)


_NAME = 3  # words
_SIGNED = 8  # lines of a signature


def _signed(lines: list[tuple[int, str]], own: Own) -> list[MessageSpan]:
    """The last lines, from the closing words on, if all of them can be part of a signature."""
    for n in range(max(1, len(lines) - _SIGNED), len(lines)):
        after = lines[n:]
        words = "".join(line for _, line in after)
        if closes(after[0][1].strip()) and only_carries(words, own):
            return [_span(at, line, SpanRole.SIGNATURE) for at, line in after]
    return []


def _lines(source: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield at, line
        at += len(line)


def _span(at: int, line: str, kind: SpanRole) -> MessageSpan:
    return MessageSpan(at + len(line) - len(line.lstrip()), at + len(line.rstrip()), kind)


def _is_certain(text: Text, matches: list[_Match], base: Text) -> bool:
    if not matches or any(match.likeness is _Likeness.STRANGE for match in matches):
        return False
    if any(0 < len(there) < len(items) for items, there in _lists(matches, base)):
        return False  # if a list was sent with its sentence, it is unclear whether absent items are to be deleted
    changed = any(match.likeness is not _Likeness.SAME for match in matches)
    alone = len(matches) == 1 and len(base.units) > 1 and not text.units[0].label
    headings = all(
        unit.kind is UnitKind.HEADING and (m.likeness is _Likeness.NEW or base.units[m.place].kind is UnitKind.HEADING)
        for unit, m in zip(text.units, matches)
    )
    return changed and not headings and not (alone and len(_bag(text.wording(text.units[0]))) < _FEWEST)


def _lists(matches: list[_Match], base: Text) -> Iterator[tuple[list[int], list[int]]]:
    """The items under each unit that was sent, and those of them that were sent too."""
    places = {match.place for match in matches if match.likeness is not _Likeness.NEW}
    for place in sorted(places):
        if base.units[place].kind is UnitKind.ITEM:
            continue
        items = []
        for k in range(place + 1, len(base.units)):
            if base.units[k].kind is not UnitKind.ITEM:
                break
            items.append(k)
        yield items, [k for k in items if k in places]


_FEWEST = 5  # words needed to distinguish a single unlabelled paragraph from another


def _completeness(inside: list[_Match], base: Text) -> Completeness:
    """Whether the whole draft is there, or clearly some of its units, in which case absent units stay."""
    places = [match.place for match in inside if match.likeness is not _Likeness.NEW]
    lacking = len(base.units) - len(places)
    if lacking == 0:
        return Completeness.WHOLE
    unchanged = any(match.likeness is _Likeness.SAME for match in inside)
    if lacking * 2 < len(base.units):  # a text with deletions, if unchanged text before and after shows this
        one_run = places == list(range(places[0], places[0] + len(places)))
        return (
            Completeness.UNCERTAIN
            if not unchanged or (one_run and lacking * 4 > len(base.units))
            else Completeness.WHOLE
        )
    # Paragraphs 1 and 2 with one of them unchanged may be all that a delegation wants to keep.
    from_the_start = places == list(range(len(places)))
    return Completeness.UNCERTAIN if unchanged and from_the_start else Completeness.EXCERPT


__all__ = ["Completeness", "Wording", "lines_around", "strange_title", "stray_in", "titled", "wording_in"]
