"""The instructions of one sentence, and of sentences that go together, each with the place of the one before it.

Pure: what a sentence asks for is returned; what is left or commented is decided in ``message``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.clauses import read_clause
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.sheet import Sheet
from amendtrack.intake.instructions.speaking import goes_on
from amendtrack.text.numerals import readings

Chain = tuple[Instruction, ...]
Stretch = tuple[int, int]
"""Where a sentence is in the message, half-open."""

_SOFT = re.compile(
    r"[,，،]\s*(?:(?:and|et|y|e|then|puis|luego|и|а|затем)\s+|并|و)?|(?<!\s)\s+(?:and|et|y|e|then|puis|luego|и|а|затем)\s+|\n|并",
    re.IGNORECASE,
)
_ALSO = re.compile(r"(?:also|and|as well|et|aussi|également|y|también|и|также|同时|并|و)\b(?! ?$)", re.IGNORECASE)
_FIRST_OF_LIST = re.compile(r":\s*(?P<list>\((?P<n>1|a|i)\)\s+)")
_NEXT_OF_LIST = re.compile(r"(?:(?:and|et|y|и)\s+)?\((?P<n>\d{1,2}|[a-z]|[ivx]{1,4})\)\s+")
_MOST_JOINED = 60  # commas and conjunctions of a sentence that is read part by part
_MOST_READ = 200  # times that parts of one sentence are read
_SAME = {
    Action.REPLACE: "sameswap",
    Action.DELETE: "samecut",
    Action.INSERT_AFTER: "sameadd",
    Action.INSERT_BEFORE: "sameadd",
}


def read(sheet: Sheet, start: int, end: int) -> Chain:
    """The instructions of a clause that is understood as a whole; none otherwise."""
    made = read_clause(sheet.words(start, end), sheet.clause(start, end))
    return tuple(replace(one, start=start, end=end) for one in made)


def chained(sheet: Sheet, start: int, end: int) -> Chain:
    """The instructions that commas and ``and`` join, each with the place of the one before it."""
    soft = [m.span() for m in _SOFT.finditer(sheet.text, start, end) if not sheet.in_quote(m.start())]
    if len(soft) > _MOST_JOINED:
        return ()
    begins = [(a, b) for a, b in soft if sheet.can_begin(b, min(end, b + 200)) or goes_on(sheet.text[b:end])]
    pieces = _pieces(sheet, start, [*begins, (end, end)], iter(range(_MOST_READ)))
    found: list[Instruction] = []
    scope = around = None
    of_all = False
    for at, stop, nxt in pieces:
        of_all = sheet.clause(at, stop).ends_with_place and all(one.scope is None for one in found)
        inside = [replace(one, end=nxt, chain=start).within(around) for one in read(sheet, at, stop)]
        made = [scoped(one, scope) for one in inside]
        scope = next((one.scope for one in made if one.scope), scope)
        around = named_last(made, around)
        found += made
    if of_all:  # "delete this and insert that in para 4": a place at the end applies to all
        return tuple(scoped(one, scope) for one in found)
    return tuple(found)


def _pieces(sheet: Sheet, at: int, breaks: list[Stretch], tries: Iterator[int]) -> list[tuple[int, int, int]]:
    """A sentence cut into instructions, short ones first: where each begins and ends, and the next begins."""
    for k, (stop, nxt) in enumerate(breaks):
        if stop <= at:
            continue
        if next(tries, None) is None or not sheet.may_be_read(at, stop):
            return []
        if read(sheet, at, stop):
            if stop == nxt:
                return [(at, stop, nxt)]
            if rest := _pieces(sheet, nxt, breaks[k + 1 :], tries):
                return [(at, stop, nxt), *rest]
    return []


def scoped(made: Instruction, scope: Place | None) -> Instruction:
    """The instruction at that place, if it names none itself."""
    return replace(made, scope=scope) if scope and made.needs_scope else made


def named_last(made: Chain | list[Instruction], before: Place | None) -> Place | None:
    """The place that instructions name, or the one named before them: a deeper place after it is inside it."""
    return next((place for one in made for place in one.named if place.parts), before)


def without_enumeration(sheet: Sheet, cut: list[Stretch]) -> list[Stretch]:
    """The sentences of ``Article 2: (1) in paragraph 1, ...; and (2) in paragraph 2, ...`` without the numbers.

    Only if each names a place of its own: otherwise the number may be its place.
    """
    first = _FIRST_OF_LIST.search(sheet.text, *cut[0]) if len(cut) > 1 else None
    if first is None or sheet.in_quote(first.start()):
        return cut
    marks = [first, *(_NEXT_OF_LIST.match(sheet.text, a, b) for a, b in cut[1:])]
    numbered = [(mark, b) for n, (mark, (_, b)) in enumerate(zip(marks, cut), 1) if mark and is_nth(mark["n"], n)]
    bodies = [(mark.end(), b) for mark, b in numbered]
    if len(bodies) < len(cut) or not all(any("P" in r.letters for r in sheet.clause(*b).rows) for b in bodies):
        return cut
    return [(cut[0][0], first.start("list")), *bodies]


def bound_together(sheet: Sheet, cut: list[Stretch], chains: list[Chain]) -> list[Chain]:
    """The instructions of sentences; ``...; also strike the comma`` goes with the one before it, or neither is read."""
    bound = list(chains)
    for k in range(1, len(cut)):
        if _goes_with(sheet, cut[k - 1], cut[k], bound[k]):
            together = bound[k - 1] and bound[k]
            for n in (k - 1, k):
                bound[n] = tuple(replace(one, chain=cut[k - 1][0]) for one in bound[n]) if together else ()
    return bound


def _goes_with(sheet: Sheet, before: Stretch, piece: Stretch, made: Chain) -> bool:
    """Whether a piece asks for something more at the place of the one before."""
    is_linked = set(sheet.text[before[1] - 1 : piece[0]]) & set(";；؛") and _ALSO.match(sheet.text, *piece)
    return bool(is_linked) and not any(one.scope for one in made)


def is_joint(words: str) -> bool:
    """Whether a piece is only the ``and`` before the next one.

    >>> is_joint("and;"), is_joint("and more")
    (True, False)
    """
    return bool(_SOFT.fullmatch(f" {words.strip(' .;,')} "))


def same_elsewhere(sheet: Sheet, start: int, end: int, before: Instruction) -> Chain:
    """The change requested just before, at another place: ``the same replacement in para 4``."""
    for row in sheet.clause(start, end).rows:
        links, acts = row.language.letters_of("in", "of", "to", "and"), _SAME.get(before.act, "")
        same = row.language.letters_of(acts) if acts else ""
        found = re.fullmatch(f"[{links},]*(?:{same}[{links}]*(P)|(P)[,:]*{same})[.,:]*", row.letters) if same else None
        if found:
            place = row.atoms[found.start(found.lastindex or 0)]
            assert isinstance(place, Place)
            words = sheet.words(start, end)
            one = replace(before, words=words, scope=place, sentence=0, occurrence=0, numbered=None)
            return (replace(one, start=start, end=end),)
    return ()


def is_nth(number: str, n: int) -> bool:
    """Whether a number before a line is the n-th of its kind.

    >>> is_nth("1", 1), is_nth("b", 2), is_nth("iii", 3), is_nth("c", 2)
    (True, True, True, False)
    """
    return number == str(n) or any(found.number == n for found in readings(number))
