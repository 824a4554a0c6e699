"""A message read: its instructions, its comments, what is only mail, and what was not understood.

Every line of the message is exactly one of these, and the spans say which; nothing is skipped. Pure, and
linear in the length of the message: a clause is examined up to a fixed length, and at most four lines are
joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.capture import Capture
from amendtrack.intake.instructions.chains import (
    bound_together,
    chained,
    is_joint,
    is_nth,
    named_last,
    read,
    same_elsewhere,
    scoped,
    without_enumeration,
)
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place, foreign
from amendtrack.intake.instructions.conditions import (
    Offers,
    has_condition,
    holds_back,
    is_alternative,
    is_condition,
    is_left_open,
    is_no_wish,
    is_of_numbers,
    is_reason_heading,
    is_reason_line,
    keeps_after_all,
    may_ask_to_wait,
    reason_at,
    retraction_opening,
    retracts,
)
from amendtrack.intake.instructions.envelope import (
    Apart,
    Sort,
    announced,
    greeted,
    is_courtesy,
    leads_in,
    matches,
    names_another_text,
    supersedes,
)
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.landmarks import Landmarks
from amendtrack.intake.instructions.leftovers import (
    POSITIONS,
    UNKNOWN,
    Comment,
    Unread,
    after_place,
    is_like_a_name,
    only_speaks_of,
    position_in,
    why_no_comment,
)
from amendtrack.intake.instructions.place_patterns import is_page
from amendtrack.intake.instructions.rows import Clause
from amendtrack.intake.instructions.sheet import COLON, Sheet
from amendtrack.intake.instructions.speaking import author_in, in_other_words, is_title_of_one
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.instructions.unquoted import ways_to_read
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.replies import earlier_lines
from amendtrack.intake.speakers import strangers
from amendtrack.text.units import Text


@dataclass(frozen=True, slots=True)
class Message:
    """A message read as instructions; ``apart`` is what is only mail.

    ``text`` is the message with plain line ends, and ``spans`` join to the whole of it. ``speakers`` are the names of
    those on whose behalf it says it speaks, ``names`` those of all delegations.
    """

    instructions: tuple[Instruction, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()
    apart: tuple[Apart, ...] = ()
    speakers: tuple[str, ...] = ()
    text: str = ""
    spans: tuple[MessageSpan, ...] = ()
    names: tuple[str, ...] = ()


def read_message(message: str, base: Text | None = None, senders: Iterable[str] = ()) -> Message:
    """What a message asks for, in its own terms; no instruction is applied to a draft yet.

    ``base`` is the draft whose addresses and headings a line may name; ``senders`` are the names of those who
    sent the message.

    >>> mail = 'Dear colleagues,\\n\\nPara 5: delete "now".\\n- streamline\\n\\nBest regards,\\nA. Example'
    >>> found = read_message(mail)
    >>> [(i.act.value, i.scope.words, i.old) for i in found.instructions], [c.words for c in found.comments]
    ([('delete', 'para 5', 'now')], ['streamline'])
    >>> [(a.sort.value, a.words) for a in found.apart]
    [('greeting', 'Dear colleagues,'), ('signature', 'Best regards, A. Example')]
    """
    reader = _Reader(plain_lines(message), Landmarks.of(base), frozenset(plain(name) for name in senders))
    reader.read()
    return Message(
        tuple(reader.instructions),
        tuple(reader.comments),
        tuple(reader.unread),
        tuple(reader.apart),
        reader.speakers,
        reader.text,
        joined(reader.text, _without_overlaps(reader.spans()), "not understood"),
    )


def plain_lines(message: str) -> str:
    """A message in composed letters (NFC), with a line feed at the end of each line."""
    return unicodedata.normalize("NFC", message.replace("\r\n", "\n").replace("\r", "\n"))


def _without_overlaps(spans: Iterable[MessageSpan]) -> Iterator[MessageSpan]:
    """The spans in order; where two overlap, the overlap belongs to the first."""
    at = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > at:
            yield replace(span, start=max(span.start, at))
            at = span.end


def own_words(message: str) -> tuple[str, tuple[Apart, ...]]:
    """The words of a message without what is only mail, and what is; all its words if it is nothing but mail.

    >>> own_words("Dear all,\\nPara 5 is too long.\\n\\nRegards,\\nAna")[0]
    'Para 5 is too long.'
    """
    sheet = Sheet(plain_lines(message))
    apart, mail = sheet.told_apart()
    kept = "\n".join("" if n in mail else sheet.text[line.start : line.end] for n, line in enumerate(sheet.lines))
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n"), tuple(apart)


_FROM = re.compile(r"^(?:from|by|de la part de|de parte de|de|du|par|por|от|来自)\s+")
_ASIDE = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]{1,40}[)\]]\s*:?$")
"""``(original: French)`` behind a name."""
_SYMBOL = re.compile(r"[A-Za-z][\w.]*(?:/[\w.-]+)+")
"""The symbol of a document: ``A/CONF.900/L.4``."""
_BEFORE_COLON = re.compile(
    r"(?:\[(?P<bracketed>[^\[\]:\n]{2,60})\]\s*[:：–—-]?|(?P<name>[^\[\]:：\n\"“«]{2,60}?)(?:\s*[:：]|\s+[–—-]))\s+(?=\S)"
)
_POSTSCRIPT = re.compile(r"\n[^\S\n]*(?:p\.? ?s\b|n\.? ?b\b|p\.? ?d\b|постскриптум|附言|又及|ملاحظة)", re.IGNORECASE)
_POSTSCRIPT_ALONE = re.compile(r"[Pp]\.? ?[SsDd]\.?:?|[Nn]\.? ?[Bb]\.?:?")
_TITLE_LIKE = re.compile(r"(?:\w{1,4}[.)] )?(?:[^.;!?\"“”«»]|\.(?=\w)){2,90}:?")


class _Reader:
    """The lines of one message, read from top to bottom."""

    def __init__(self, text: str, landmarks: Landmarks, senders: frozenset[str]) -> None:
        self.text, self.landmarks, self.senders = text, landmarks, senders
        self.sheet = Sheet(text, landmarks.without_titles(text))
        self.lines = self.sheet.lines
        self.instructions: list[Instruction] = []
        self.comments: list[Comment] = []
        self.unread: list[Unread] = []
        self.apart: list[Apart] = []
        self.other: list[MessageSpan] = []  # headings, courtesies and reasons
        self.heading: Place | None = None
        self._named: list[str] = []
        self._empty: tuple[Place, int, int] | None = None  # a heading about which nothing has been said yet
        self._openings = set[str]()  # words that begin a line and may retract something, or name what follows
        self._held = ""  # words that ask to wait with the whole message
        self._no_wish = ""  # words that say that nothing is requested
        self._starts: dict[int, int] = {}  # where a clause begins, and the bullet or number before it
        self._line = 0  # the first instruction of the logical line that is read
        self._last = 0, False  # that of the line before, and whether no blank line has followed
        self._in_reasons = False  # under a heading of reasons
        self._tag: tuple[int, int, int] | None = None  # what sort of amendment follows, and what was read before it
        self._under: tuple[str, bool] | None = None  # a condition for what follows, and whether anything has

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self._named, *(one.speaker for one in self.instructions if one.speaker)]))

    # -- spans ------------------------------------------------------------------------------------

    def spans(self) -> Iterator[MessageSpan]:
        first = self._starts
        for one in self.instructions:
            yield MessageSpan(
                first.get(one.start, one.start),
                one.end,
                SpanRole.INSTRUCTION,
                place=one.scope.words if one.scope else "",
            )
        for left in self.unread:
            yield MessageSpan(
                first.get(left.start, left.start),
                left.end,
                SpanRole.LEFT,
                left.why,
                left.place.words if left.place else "",
            )
        elsewhere = {span.start for span in self.other}
        for comment in self.comments:
            if comment.start not in elsewhere:
                yield MessageSpan(
                    first.get(comment.start, comment.start),
                    comment.end,
                    SpanRole.COMMENT,
                    place=comment.place.words if comment.place else "",
                )
        yield from self.other

    def _apart_from(self, kind: SpanRole, start: int, end: int, why: str = "") -> None:
        if self.text[start:end].strip():
            self.other.append(MessageSpan(start, end, kind, why, self.heading.words if self.heading else ""))

    # -- lines ------------------------------------------------------------------------------------

    def read(self) -> None:
        self.apart, mail = self.sheet.told_apart()
        self._leave_doubtful()
        for piece in self.apart:
            for n in piece.lines:
                self._apart_from(_KIND_OF[piece.sort], self.lines[n].start, self.lines[n].end)
        k = 0
        while k < len(self.lines):
            if k in mail or self.lines[k].is_blank:
                self._end_block()
                k += 1
                continue
            self._line, under = len(self.instructions), self._under
            said = len(self.comments) + len(self.unread)
            k = self._logical(k, self.sheet.logical_line(k, mail), mail)
            if len(self.comments) + len(self.unread) > said:
                self._empty = None
            if len(self.instructions) > self._line:
                self._last = self._line, True
            if under and under == self._under:
                self._take_back(self._line, _CONDITIONAL + under[0])
                self._under = under[0], True
        self._settle_tag()
        self._leave_empty()
        if self._no_wish:
            self._take_back(0, _CONDITIONAL + self._no_wish)
        if self._held:
            self._take_back(0, f"the message is not to be recorded yet: {self._held}")
        self._leave_below_signature()
        self._settle_numbers()

    def _leave_empty(self) -> None:
        """Leave a heading about which nothing is said."""
        if self._empty is not None:
            place, start, end = self._empty
            self._leave(self._words(start, end), _NOTHING_FOLLOWS, start, end, place)

    def _settle_numbers(self) -> None:
        """Numbers that continue from the first may be mere list numbers; any other number before a line is a place."""
        runs, expected = set[int](), 0
        for n, one in enumerate(self.instructions):
            if one.numbered is not None:
                expected = expected + 1 if is_nth(one.numbered.words, expected + 1) else 0
                runs |= {n} if expected else set()
        for n, one in enumerate(self.instructions):
            if one.numbered is not None and (n not in runs or (one.scope and one.numbered.words.isalpha())):
                scope = one.numbered.within(one.scope)
                if one.scope and scope is one.numbered:  # not a sibling of the place that it is under
                    scope = one.numbered.inside(one.scope)
                self.instructions[n] = replace(one, scope=scope, numbered=None)

    def _leave_doubtful(self) -> None:
        """Leave the lines that may or may not be quoted from earlier mail."""
        for each in earlier_lines([line.words for line in self.lines]):
            if each.why:
                start, end = self.lines[each.first].start, self.lines[each.end - 1].end
                self._leave(self._words(start, end), each.why, start, end)

    def _leave_below_signature(self) -> None:
        """Leave what is requested below a signature, except in a postscript: it may be earlier mail."""
        signed = next((a.lines for a in self.apart if a.sort is Sort.SIGNATURE and len(a.lines) > 1), ())
        below = self.lines[signed[-1]].end if signed else len(self.text)
        if signed and _POSTSCRIPT.search(self.text, self.lines[signed[0]].end):
            return
        for one in [one for one in self.instructions if one.start >= below]:
            self._leave(
                one.words, "it comes after the signature and may be earlier mail", one.start, one.end, one.scope
            )
            self.instructions.remove(one)

    # -- conditions -------------------------------------------------------------------------------

    def _end_block(self) -> None:
        self._last = self._last[0], False
        if self._under and self._under[1]:
            self._under = None

    def _on_condition(self, words: str) -> None:
        """Leave what is next to a condition or an alternative, and mark what follows under it."""
        mine = len(self.instructions) > self._line
        if mine or self._last[1] or is_alternative(words):
            self._take_back(self._line if mine else self._last[0], _CONDITIONAL + words)
        if words.endswith((":", "：")) or (not mine and is_alternative(words) and len(words.split()) <= 3):
            self._under = words, False

    def _retracts(self, start: int, last: int) -> bool:
        """Whether a line retracts what it says itself, or what was said before it.

        A word such as ``Correction`` that begins every line alike only names what follows.
        """
        said = bool(self.instructions)
        opening = retraction_opening(self.text[start:last])
        if opening and (not said or opening in self._openings):
            self._openings.add(opening)
            return False
        for a, b in self.sheet.sentences(start, last):
            piece = self.text[a:b]
            made = self._read(a, b)
            if said and retracts(piece) and (retraction_opening(piece) or not self._names_what_to_change(made)):
                return True
            if said and made and self.heading is None and not self._names_what_to_change(made):
                return True  # ``is withdrawn.``: of what was said before
            said = said or self.sheet.clause(a, b).asks
        return False

    def _names_what_to_change(self, made: Iterable[Instruction]) -> bool:
        """Whether instructions have words or a place, their own or that of the heading right above them."""
        return any(self._empty or i.old or i.new or i.anchor or i.numbered or not i.needs_scope for i in made)

    def _holds_back(self, start: int, last: int) -> bool:
        """Whether a line, or a sentence of it outside quotations, asks to wait with the message."""
        start += self._greeted(start, last)
        if holds_back(self.text[start:last]):
            return True
        return any(holds_back(self.text[a:b]) for a, b in self.sheet.sentences(start, last))

    def _greeted(self, start: int, last: int) -> int:
        """How many letters of a line are a greeting; none if they also ask for something."""
        opened = greeted(self.text[start:last])
        clause = self.sheet.clause(start, start + opened)
        return 0 if clause.asks or any(clause.places) else opened

    def _take_back(self, first: int, why: str) -> None:
        self.unread += [
            Unread(i.words, why, next(iter(i.named), None), i.start, i.end) for i in self.instructions[first:]
        ]
        del self.instructions[first:]
        self._last = len(self.instructions), False

    def _leave(self, words: str, why: str, start: int, end: int, place: Place | None = None) -> None:
        self.unread.append(Unread(words, why, place or self.heading, start, end))

    # -- logical lines ----------------------------------------------------------------------------

    def _logical(self, k: int, end: int, mail: frozenset[int]) -> int:
        first, last = self.lines[k].start, self.lines[end - 1].end
        whole = self._words(first, last)
        if any(first <= i < last for i in self.sheet.quotes.unclosed):
            self._leave(whole, "a quotation mark is opened and never closed", first, last)
            return end
        start, numbered = self.sheet.without_numbering(first, last)
        start += self._own_name(start, last)
        if self._holds_back(start, last):
            self._held = self._held or whole
            self._leave(whole, "it asks to wait, or says that the message is not settled", first, last)
            return end
        if self._retracts(start, last):
            self._take_back(0, f"what follows may retract it: {whole}")
            self._leave(whole, "it seems to retract what was said before it", first, last)
            return end
        self._no_wish = whole if is_no_wish(whole) and not self.sheet.between(first, last) else self._no_wish
        self._starts[start] = first
        self._named += [speaker] if (speaker := self.sheet.clause(start, last).speaker) else []
        if self._is_title(first, last, whole):
            return end
        if author := author_in(whole):
            self._named.append(author)
            self._apart_from(SpanRole.SCOPE, first, last)
            return end
        if (opened := self._greeted(start, last)) and not self.instructions and not self.comments:
            self.apart.append(Apart.greeting(self.text[start : start + opened].strip(), k))
            self._apart_from(SpanRole.GREETING, start, start + opened)
            start += opened
        if is_page(whole):
            self._apart_from(SpanRole.SCOPE, first, last)
            return end
        if self._is_scope(first, start, last, whole):
            self._in_reasons = False
            return end
        if self._only_leads_in(whole) and any(not line.is_blank for line in self.lines[end:]):
            self._in_reasons = False
            self._courtesy(first, last, k)
            return end
        if self._in_reasons or (is_reason_heading(whole) and self._line):
            self._in_reasons = True
            self._reason_or_leave(first, start, last, whole)
            return end
        if addressed := self._addressed(start, last):
            return self._at_address(addressed, start, last, end)
        if is_alternative(whole) and len(whole.split()) <= 3:  # "Option A", alone on its line
            self._leftover(start, last, None, None)
            return end
        if is_reason_line(whole) and not self._asks_in_reason(start, last):
            self._reason(first, last)
            return end
        if made := self._read(start, last):
            self._take(made, numbered)
            return end
        captured = self._capture(k, start, last, end, mail, numbered)
        if captured is not None:
            return captured
        if is_courtesy(whole) and not self.sheet.clause(start, last).wishes:
            if names_another_text(whole, self.landmarks.title):
                self.heading = foreign(whole)
            self._courtesy(start, last, k)
            return end
        self._clauses(start, last, numbered)
        return end

    def _is_title(self, first: int, last: int, whole: str) -> bool:
        """Whether a line only numbers an amendment or gives its type; if so, that is noted."""
        if is_title_of_one(whole):
            self.heading, self._in_reasons = None, False
            self._settle_tag()
            self._apart_from(SpanRole.SCOPE, first, last)
            return True
        if matches("tag", whole):
            self._settle_tag()
            self._tag = first, last, len(self.instructions)
            return True
        return False

    def _settle_tag(self) -> None:
        """A line that only gives an amendment's type is not an instruction: it is left if nothing follows it."""
        if self._tag is None:
            return
        first, last, before = self._tag
        if len(self.instructions) > before:
            self._apart_from(SpanRole.SCOPE, first, last)
        else:
            self._leave(self._words(first, last), "it announces an amendment, and none was read after it", first, last)
        self._tag = None

    def _reason_or_leave(self, first: int, start: int, last: int, whole: str) -> None:
        if self._asks_in_reason(start, last):
            self._leave(whole, "it is under a heading of reasons but seems to ask for a change", first, last)
        elif is_reason_heading(whole):
            self._apart_from(SpanRole.REASON, first, last)
        else:
            self._reason(first, last)

    def _words(self, start: int, end: int) -> str:
        return self.sheet.words(start, end)

    def _courtesy(self, start: int, end: int, line: int) -> None:
        self.apart.append(Apart.courtesy(self._words(start, end), line))
        self._apart_from(SpanRole.COURTESY, start, end)

    # -- scopes -----------------------------------------------------------------------------------

    def _is_scope(self, first: int, start: int, last: int, whole: str) -> bool:
        """Whether the line says where what follows applies; if so, that is noted."""
        clause = self.sheet.clause(start, last)
        found, general = clause.heading, matches("general", whole)
        if found is None and not clause.quotes and len(whole) <= 200:
            found, to = self.landmarks.heading(whole), announced(" ".join(self.sheet.read[start:last].split()))
            general = general or self._is_whole(whole) or (to is not None and (not to or self._is_whole(to)))
            if found is None and not general and to:
                place = match_place(to, 0)
                found = place[0] if place and place[1] == len(to) else None
        if found is None and not general:
            return False
        if found is not None and self._empty:
            outer = self._empty[0]
            if found.parts != outer.parts and found.within(outer) is found and not found.is_in_clause(outer):
                self._leave_empty()
        self.heading = None if found is None else found.within(self.heading)
        self._empty = (self.heading, first, last) if self.heading else None
        self._apart_from(SpanRole.SCOPE, first, last)
        return True

    def _is_whole(self, words: str) -> bool:
        """Whether the words name the whole draft, or the sender of the message."""
        is_symbol = _SYMBOL.fullmatch(words.strip()) is not None and words.strip().casefold() in self.landmarks.symbols
        return is_symbol or self.landmarks.is_title(words) or matches("draft", words) or self._is_sender(words)

    def _is_sender(self, words: str) -> bool:
        """Whether a line only names the sender: ``From the delegation of Norvia:``."""
        name = _FROM.sub("", _ASIDE.sub("", plain(words)).strip(" :*.,"))
        return bool(name and self.senders) and not strangers([name], self.senders)

    def _only_leads_in(self, words: str) -> bool:
        """Whether a line only says that the sender's points follow."""
        names = leads_in(words)
        return names is not None and all(self._is_sender(name) for name in names)

    def _own_name(self, start: int, last: int) -> int:
        """How many letters of a line are the sender's own name before what it says: ``Norvia: OP7 – delete``."""
        found = _BEFORE_COLON.match(self.text, start, last)
        return found.end() - start if found and self._is_sender(found["name"] or found["bracketed"]) else 0

    def _addressed(self, start: int, last: int) -> tuple[Place, int] | None:
        """The unit whose address begins the line, and where what is said about it begins."""
        if not self.landmarks.addresses:
            return None
        colons = [last, *(start + m.start() for m in re.finditer(":", self.text[start : min(last, start + 200)]))]
        for colon in colons:
            words = self.text[start:colon].strip()
            if colon - start <= 200 and plain(words) in self.landmarks.addresses:
                return Place(words, address=plain(words)), min(colon + 1, last)
        return None

    def _at_address(self, addressed: tuple[Place, int], start: int, last: int, end: int) -> int:
        before, (self.heading, at) = self.heading, addressed
        if not self.text[at:last].strip():
            self._apart_from(SpanRole.SCOPE, start, last)
            return end
        n, m = len(self.instructions), len(self.unread)
        self._clauses(at, last, None)
        place = f"{addressed[0].words}: "
        self.instructions[n:] = [replace(i, words=place + i.words, start=start) for i in self.instructions[n:]]
        self.unread[m:] = [replace(u, words=place + u.words, start=start) for u in self.unread[m:]]
        self.heading = before
        return end

    # -- new wording without quotation marks ------------------------------------------------------

    def _capture(
        self, k: int, start: int, last: int, end: int, mail: frozenset[int], numbered: Place | None
    ) -> int | None:
        """Take or leave the new wording that begins in a logical line; the line after it, or None if there is none."""
        found = Capture(self.sheet, self.landmarks, mail).at(k, start, last, end)
        if found is None:
            return None
        if found.left is not None:
            self.unread.append(replace(found.left, place=found.left.place or self.heading))
        self._take(found.made, numbered)
        return found.after

    # -- clauses ----------------------------------------------------------------------------------

    def _clauses(self, start: int, last: int, numbered: Place | None) -> None:
        """Read a logical line sentence by sentence; if no sentence requests anything, as one comment."""
        cut = self.sheet.sentences(start, last)
        if len(cut) > 1 and self._is_title(*cut[0], self._words(*cut[0])):
            cut = cut[1:]
        cut = without_enumeration(self.sheet, cut)
        chains = bound_together(self.sheet, cut, [self._chain(a, b) for a, b in cut])
        if not any(chains):
            cut, chains = [(cut[0][0] if cut else start, last)], [()]
        scope: Place | None = None
        around: Place | None = None  # the place named last: a deeper one after it is inside it
        pending: tuple[int, int] | None = None  # a place about which nothing has been said yet
        for (a, b), chain in zip(cut, chains):
            clause = self.sheet.clause(a, b)
            self._named += [clause.speaker] if clause.speaker else []
            if pending is not None and (chain or not clause.heading):
                self._apart_from(SpanRole.SCOPE, *pending)
                pending = None
            chain = chain or self._same(a, b)
            if chain:
                chain = tuple(scoped(made.within(around), scope) for made in chain)
                scope = next((made.scope for made in chain if made.scope), scope)
                around = named_last(chain, around)
                self._take(chain, numbered)
            elif clause.heading:
                scope = around = clause.heading.within(self.heading)
                if pending is not None:
                    self._apart_from(SpanRole.SCOPE, *pending)
                pending, numbered = (a, b), None
                continue
            elif not clause.quotes and (ways := self._ways(a, b, scope or self.heading)):
                self._take(ways, numbered)
            elif (self.instructions and is_of_numbers(self._words(a, b))) or _POSTSCRIPT_ALONE.fullmatch(
                self._words(a, b)
            ):
                self._courtesy(a, b, 0)
            elif is_joint(self.text[a:b]):
                self._joint(a, b)
            else:
                unread = len(self.unread)
                self._leftover(a, b, scope, numbered)
                if len(self.unread) > unread and not (scope or self.heading) and self._may_be_a_place(a, b):
                    scope = foreign(self._words(a, b))
            numbered = None
        if pending is not None:
            self._leave(self._words(*pending), _NOTHING_FOLLOWS, *pending)

    def _joint(self, a: int, b: int) -> None:
        """Give the ``and`` between two instructions, or after the last, to the one before it."""
        last = self.instructions[-1] if self.instructions else None
        if last is not None and self.text[last.end : a].strip(" .;,\n") == "":
            same = [n for n, one in enumerate(self.instructions) if (one.start, one.end) == (last.start, last.end)]
            for n in same:
                self.instructions[n] = replace(self.instructions[n], end=b)

    def _read(self, start: int, end: int) -> tuple[Instruction, ...]:
        return read(self.sheet, start, end)

    def _ways(self, start: int, end: int, scope: Place | None) -> tuple[Instruction, ...]:
        """A clause that quotes nothing, as an instruction with the ways to read it; none without a place."""
        words = self._words(start, end)
        if is_condition(words) or not self.landmarks.wording:
            return ()
        ways = ways_to_read(words, self.landmarks.wording)
        placed = [replace(way, words=words, scope=way.scope or scope, start=start, end=end) for way in ways]
        alike = [way for way in placed if way.scope and way.scope == placed[0].scope]
        return (replace(alike[0], ways=tuple(alike)),) if alike else ()

    def _chain(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence, joined by commas and ``and``; none unless all of it is understood."""
        if whole := self._read(start, end):
            return whole
        if said := self._in_other_words(start, end):
            return said
        return chained(self.sheet, start, end) or self._before_a_reason(start, end)

    def _in_other_words(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions behind ``i.e.``, at the place that the words before it name."""
        found = next(in_other_words(self.text, start, end), None)
        if found is None or self.sheet.in_quote(found[0]):
            return ()
        head = self.sheet.clause(start, found[0])
        if head.quotes or has_condition(self.text[start : found[0]]) or any(row.has("not") for row in head.rows):
            return ()
        place = next(head.places, None)
        return tuple(scoped(one, place.within(self.heading) if place else None) for one in self._read(found[1], end))

    def _same(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The change requested just before, at another place, if everything since then was understood."""
        before = self.instructions[-1] if self.instructions else None
        if before is None or any(left.start >= before.start for left in self.unread):
            return ()
        return same_elsewhere(self.sheet, start, end, before)

    def _before_a_reason(self, start: int, end: int) -> tuple[Instruction, ...]:
        """The instructions of a sentence that ends with a reason; the reason is kept as a comment on their place."""
        for at in reason_at(plain(self.text[start:end])):
            if at == 0 or self.sheet.in_quote(start + at):
                continue
            head = start + len(self.text[start : start + at].rstrip(" ,;:–—-(（，"))
            if self._asks_in_reason(start + at, end):
                return ()
            if made := self._read(start, head) or chained(self.sheet, start, head):
                place = next((one.scope or next(iter(one.places), None) for one in made), None)
                self._comment(start + at, end, place.within(self.heading) if place else self.heading)
                return made
        return ()

    def _asks_in_reason(self, start: int, end: int) -> bool:
        """Whether words that give a reason also request a change, make one conditional, or do without it."""
        clause, colon = self.sheet.clause(start, end), COLON.search(self.text, start, end)
        asks = bool(self._read(start, end) or (colon and self._read(colon.end(), end)))
        words = self.text[start:end]
        return asks or (clause.quotes and clause.asks) or has_condition(words) or keeps_after_all(words)

    def _reason(self, start: int, end: int) -> None:
        last = self.instructions[-1] if self.instructions else None
        place = (last.scope or next(iter(last.places), None)) if last else None
        self._comment(start, end, self.heading or place)

    def _comment(self, start: int, end: int, place: Place | None) -> None:
        self.comments.append(Comment(self._words(start, end).rstrip(")）"), place, start, end))
        self._apart_from(SpanRole.REASON, start, end)

    def _take(self, made: tuple[Instruction, ...], numbered: Place | None) -> None:
        for one in made:
            own = one.scope is not None or bool(one.places) or one.to is not None
            placed = one.within(self.heading)
            if placed.needs_scope and self.heading:
                placed = replace(placed, scope=self.heading)
            if self._empty and any(_is_of(place, self._empty[0]) for place in placed.named):
                self._empty = None
            self.instructions.append(replace(placed, numbered=numbered if not own else None))

    def _leftover(self, start: int, end: int, scope: Place | None, numbered: Place | None) -> None:
        """What is not an instruction: a comment, or words that were not understood."""
        words, clause = self._words(start, end), self.sheet.clause(start, end)
        about, rest = scope or self.heading, words
        said = clause.unplaced
        if said.rows and any(len(a.letters) < len(b.letters) for a, b in zip(said.rows, clause.rows)):
            about = next(clause.places).within(self.heading)
            rest = after_place(words)
        if position_in(words) == POSITIONS["oppose"] and len(self.instructions) > self._line and about is None:
            self._take_back(self._line, f"it may be the change that is opposed: {words}")
        if is_condition(words) or (clause.asks and is_condition(words, Offers.ARE_WISHES)):
            self._on_condition(words)
            why = "a condition or an alternative; only plain instructions are carried out"
            self._leave(words, why, start, end, about)
        elif is_courtesy(words) and not clause.quotes and not clause.wishes:
            self._courtesy(start, end, 0)
        elif self._is_right_behind(start) and keeps_after_all(words):
            mine = len(self.instructions) > self._line
            self._take_back(self._line if mine else self._last[0], f"it may be taken back by what follows: {words}")
            self._leave(words, UNKNOWN, start, end, about)
        elif self._is_right_behind(start) and _gives_a_reason(words) and not self._asks_in_reason(start, end):
            self._reason(start, end)
        elif why := why_no_comment(said, rest, about is not None):
            plain_reason = only_speaks_of(words, self.landmarks.wording) and not any(clause.places)
            behind = self._is_right_behind(start) and not is_like_a_name(words)
            if why == UNKNOWN and behind and not plain_reason and not self._is_elsewhere(about):
                mine = len(self.instructions) > self._line
                self._take_back(self._line if mine else self._last[0], f"it may be taken back by what follows: {words}")
            self._under = (words, False) if is_left_open(words) else self._under
            self._may_ask_to_wait(words, clause)
            self._may_be_foreign(start, end, words)
            self._leave(words, why, start, end, about)
        else:  # a number before it may be a paragraph's: it is kept
            number = f"{numbered.words}. " if numbered and about is None else ""
            if about is None:
                self._may_ask_to_wait(words, clause)
            self.comments.append(Comment(number + rest, about, start, end))

    def _is_elsewhere(self, about: Place | None) -> bool:
        """Whether a place is a numbered one, and another than that of the last instruction."""
        last = self.instructions[-1] if self.instructions else None
        before = next((place for place in last.named if place.parts), None) if last else None
        numbered = about is not None and about.parts and about.parts[-1].number.isdecimal()
        return bool(numbered and before and about and before.parts[-1:] != about.parts[-1:])

    def _may_ask_to_wait(self, words: str, clause: Clause) -> None:
        """Hold the message if a sentence about no place speaks of something that is still to come."""
        if may_ask_to_wait(words) and not (clause.quotes or any(clause.places) or position_in(words)):
            self._held = self._held or words

    def _is_right_behind(self, start: int) -> bool:
        """Whether an instruction ends right before, in the same paragraph."""
        last = self.instructions[-1] if self.instructions else None
        between = self.text[last.end : start] if last else ""
        return last is not None and "\n\n" not in between and not between.strip(" .;!\n。；！؛")

    def _may_be_a_place(self, start: int, end: int) -> bool:
        """Whether a short sentence that was not understood may name the place of what follows it in its line."""
        words = self._words(start, end)
        says_more = self.sheet.clause(start, end).asks or position_in(words) or supersedes(words)
        return not says_more and len(words.split()) <= _MOST_OF_A_PLACE and bool(_TITLE_LIKE.fullmatch(words))

    def _may_be_foreign(self, start: int, end: int, words: str) -> None:
        """Treat a short line that was not understood as a heading that names another text."""
        own_line = self.text[end : end + 1] == "\n" and "\n" not in self.text[start:end]
        if own_line and self._may_be_a_place(start, end):
            self.heading = foreign(words.rstrip(" :"))


_MOST_OF_A_PLACE = 10  # words of a heading that is not understood
_NOTHING_FOLLOWS = "it names a place but says nothing about it"
_CONDITIONAL = "it is one of several alternatives, or conditional: "
_KIND_OF = {
    Sort.HEADER: SpanRole.HEADER,
    Sort.GREETING: SpanRole.GREETING,
    Sort.COURTESY: SpanRole.COURTESY,
    Sort.SIGNATURE: SpanRole.SIGNATURE,
    Sort.EARLIER: SpanRole.EARLIER,
    Sort.FOOTER: SpanRole.FOOTER,
}


def _is_of(place: Place, named: Place) -> bool:
    """Whether a place is the one named before, or inside it."""
    same = bool(place.address) and place.address == named.address
    return same or bool(set(place.parts) & set(named.parts)) or place.is_in_clause(named)


def _gives_a_reason(words: str) -> bool:
    """Whether a sentence begins as a reason does: ``This is to avoid ...``, ``Reason: ...``."""
    return 0 in reason_at(plain(words)) or is_reason_line(words)
