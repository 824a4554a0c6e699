"""Wording without quotation marks: ``30 km/h -> 20 km/h``, ``For 2030 read 2031``.

Quotation marks are put round words in every way that makes a clause one of the forms, and that takes for old wording
only what the draft says. Which of these ways can be carried out at the place named is decided in ``aims``; here new
wording is recognised only where it can hardly be a description of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.clauses import read_row
from amendtrack.intake.instructions.conditions import reason_at
from amendtrack.intake.instructions.forms import any_word, languages, written
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.quotes import Quote, read_quotes
from amendtrack.intake.instructions.rows import ACTIONS, DROPPED, Scan, scans_of
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.instructions.words_said import words_said

_LONGEST = 32  # words of a clause in which wording is looked for
_MOST_LETTERS = 1000
_MOST_NEW = 8  # words of new wording
_MOST = 12  # ways to read a clause


def ways_to_read(clause: str, draft: str) -> tuple[Instruction, ...]:
    """The ways to read a clause that quotes nothing, those first that take most of it for wording of the draft.

    >>> draft = "Lower the limit to 30 km/h in towns."
    >>> [(way.old, way.new) for way in ways_to_read("Para 6: 30 km/h -> 20 km/h", draft)][0]
    ('30 km/h', '20 km/h')
    >>> ways_to_read("Para 6: replace limit by something lower", draft)
    ()
    """
    if len(clause) > _MOST_LETTERS:
        return ()
    text, scans = scans_of(_with_bare_row(clause))
    found: dict[Instruction, None] = {}
    for scan in scans:
        asking = "g" + scan.language.letters_of(*ACTIONS, "read", "shouldbe", "said", "for")
        asks = not set(asking).isdisjoint(scan.letters)
        if len(scan.letters) <= _LONGEST and asks:
            found |= dict.fromkeys(islice(_ways(scan, text, draft), _MOST))
    return tuple(found)


def _with_bare_row(clause: str) -> str:
    """The clause without the quotation marks of ``row "Filters",``, which name a place and no wording."""
    quotes = read_quotes(clause).found
    if len(quotes) != 1:
        return clause
    (quote,) = quotes
    names_row = re.search(rf"(?<!\w)(?:{_rows()}) $", plain(clause[: quote.start]))
    is_plain = clause[quote.end : quote.end + 1] in (",", ":") and not re.search("[,:|]", quote.words)
    return clause[: quote.start] + quote.words + clause[quote.end :] if names_row and is_plain else clause


@cache
def _rows() -> str:
    return "|".join(written(p) for language in languages() for p in language.places.get("row", ()) if "@" not in p)


def _ways(scan: Scan, text: str, draft: str) -> Iterator[Instruction]:
    unknown = {k for k, letter in enumerate(scan.letters) if letter == "x"}
    for first, last in _of_the_draft(scan, text, draft):
        old = _quoted(scan, text, first, last)
        rest = unknown.difference(range(first, last))
        if not rest and (way := read_row(scan.row((first, last, old)))) and _is_deletion(way, old):
            yield way
        for a, b in _new_wordings(scan, text, (first, last), rest):
            new = _quoted(scan, text, a, b)
            marks = sorted(((first, last, old), (a, b, new)), key=lambda mark: mark[0])
            way = read_row(scan.row(*marks))
            if way and way.act is Action.REPLACE and (way.old, way.new, way.anchor) == (old.words, new.words, ""):
                yield way


def _is_deletion(way: Instruction, old: Quote) -> bool:
    return way.act is Action.DELETE and way.old == old.words and not way.anchor and " " in way.old


def _quoted(scan: Scan, text: str, first: int, last: int) -> Quote:
    start, end = scan.spans[first][0], scan.spans[last - 1][1]
    return Quote(start, end, text[start:end])


def _of_the_draft(scan: Scan, text: str, draft: str) -> list[tuple[int, int]]:
    """The stretches of a clause that the draft says, long ones first."""
    length, said = len(scan.letters), words_said(draft)
    found = []
    for first in range(length):
        for last in range(first + 1, length + 1):
            words = " ".join(_quoted(scan, text, first, last).words.split())
            if not said.begin(words):
                break
            if words[-1:].isalnum() and words[:1].isalnum() and said.has(words):
                found.append((first, last))
    return sorted(found, key=lambda span: (span[0] - span[1], span[0]))


def _new_wordings(scan: Scan, text: str, old: tuple[int, int], rest: set[int]) -> Iterator[tuple[int, int]]:
    """The stretches before or after old wording that hold all other unknown words, and read as wording."""
    first, last = old
    for start, end in ((0, first), (last, len(scan.letters))):
        if not all(start <= k < end for k in rest):
            continue
        for a in range(start, (min(rest) if rest else end - 1) + 1):
            for b in range(max(a, max(rest, default=a)) + 1, min(end, a + _MOST_NEW) + 1):
                if _is_wording(scan, a, b, _quoted(scan, text, a, b).words, _quoted(scan, text, *old).words):
                    yield a, b


def _is_wording(scan: Scan, a: int, b: int, new: str, old: str) -> bool:
    """Whether words are new wording and no description of it: not ``the year above``, ``something stronger``."""
    if re.sub(r"\d+", "0", new) == re.sub(r"\d+", "0", old):
        return True
    if not re.search(r"[^\W\d_]", old):
        return False  # “quota 350 instead of 400”: a word beside the number may only name it
    if re.match(r"\d", old) and re.search(r"\D\d", new) and not re.match(r"\d", new):
        return False  # “mass 15 kg instead of 12 kg”
    letters = scan.letters[a:b]
    if scan.letters[a - 1 : a] and scan.letters[a - 1] in DROPPED + scan.language.letters_of("noun", "new", "unit"):
        return False  # “by a date that is later”: the article says that a description follows
    small = DROPPED + scan.language.letters_of("and", "of", "in", "to", "by", "for", "from")
    should = scan.language.letters_of("shouldbe") or "!"
    numbers = all(re.fullmatch(r"[\d.,]+", new_word) for new_word in _places(scan, a, b))
    opens = letters[0] in small and not _opens_alike(new, old)
    opens = opens or scan.atoms[a] in ("-", "–", "—")
    ends = letters[-1] in "," + DROPPED
    said = scan.letters[a - 1 : a] == should and not re.search(r"\d", new)  # “should be defined”
    if not set(letters) <= {*"x,P", *small} or not numbers or opens or ends or said:
        return False
    return not (_vague().search(plain(new)) or reason_at(plain(new)) or re.search(r"[()\[\]:;.](?!\d)", new))


def _places(scan: Scan, a: int, b: int) -> Iterator[str]:
    return (atom.words for atom in scan.atoms[a:b] if isinstance(atom, Place))


def _opens_alike(new: str, old: str) -> bool:
    return new.casefold().split()[:1] == old.casefold().split()[:1]


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_word('vague')})(?!\w)")


def is_small(word: str) -> bool:
    """Whether a word is an article or a preposition, which cannot stand alone.

    >>> is_small("the"), is_small("meeting")
    (True, False)
    """
    return _small().fullmatch(plain(word)) is not None


@cache
def _small() -> re.Pattern[str]:
    return re.compile("|".join(any_word(name) for name in ("drop", "of", "in", "to", "by", "for", "from", "and")))
