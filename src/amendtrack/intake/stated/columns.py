"""The meaning of a table's columns, judged by their headings, and whether it is a table of amendments at all.

Knows whole headings, composite headings, and headings that are a delegation's name. The headings decide: a table with
other headings, or one that the draft itself contains, is not a table of amendments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.speakers import strangers
from amendtrack.intake.stated.grid import Grid, Row
from amendtrack.intake.stated.heads import (
    AROUND,
    BY_US,
    CELLS,
    HEADS,
    LINKS,
    OF_WORDS,
    QUALITIES,
    SAID,
    UNSAID,
    WISHES,
    WORDINGS,
    Asked,
    Column,
)

MOST_ROWS_ABOVE = 10
"""Rows above the headings, with a title or a date."""
_LONGEST_HEAD = 120
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDGES = " *_:.;,-–—#\"'“”«»[]()"
_ROW_NUMBER = re.compile(r"(?<=[^\W\d_])[-–/ ]?\d{1,4}$")
SIGNS = frozenset(("ADD", "MOD", "(MOD)", "SUP", "NOC"))
_ASKING = frozenset((Column.PROPOSED, Column.CHANGE, Column.ACTION))


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties to whom a table may belong: the names of its senders, and the names in the register."""

    own: tuple[str, ...] = ()
    is_name: Callable[[str], bool] = lambda name: False

    def is_own(self, name: str) -> bool:
        """Whether everyone named in these words is among the senders; ``NRV-012`` is a number of their own row."""
        name = _ROW_NUMBER.sub("", name.strip())
        return bool(self.own) and bool(name.strip()) and not strangers([name], self.own)

    def may_be_own(self, name: str) -> bool:
        """Whether the words name the senders, or may be their code and no other delegation's."""
        name = _ROW_NUMBER.sub("", name.strip())
        if not self.own or self.is_own(name):
            return True
        return not self.is_name(name) and any(_is_code(plain(name), plain(full)) for full in self.own)


def _is_code(code: str, name: str) -> bool:
    """Whether a code of two or three letters may abbreviate a name: same first letter, the others in order."""
    if not 2 <= len(code) <= 3 or not code.isalpha() or code[:1] != name[:1]:
        return False
    letters = iter(name)
    return all(letter in letters for letter in code)


class Odd(Enum):
    """The meanings of cells that match none of our columns."""

    OTHER = "another delegation's"
    UNKNOWN = "of unknown meaning"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading as written, and the meaning of the cells under it."""

    words: str
    column: Column | Odd


def heads_of(grid: Grid, parties: Parties) -> tuple[int, tuple[Head, ...]] | None:
    """The row of a grid with the headings of a table of amendments, and their meanings; None if there is none."""
    for k, row in enumerate(grid.rows[: MOST_ROWS_ABOVE + 1]):
        heads = _without_action(tuple(_head(words, parties) for words in row.words))
        heads = _with_signs(heads, grid.rows[k + 1 :])
        if _are_of_amendments({head.column for head in heads if head.words}):
            return k, _by_signs(heads, grid.rows[k + 1 :])
    return None


def _with_signs(heads: tuple[Head, ...], rows: Sequence[Row]) -> tuple[Head, ...]:
    """The headings if every row has ADD, MOD, SUP or NOC in one column: the action, with the wording beside it."""
    signs = [n for n in range(len(heads)) if (cells := _cells(rows, n)) and all(c.strip("*") in SIGNS for c in cells)]
    columns = [head.column for head in heads]
    if len(signs) != 1 or Column.ACTION in columns or heads[signs[0]].words.strip("*") in SIGNS:
        return heads
    unsaid = [n for n, head in enumerate(heads) if _bare(head.words) in words_in(UNSAID)]
    texts = [] if Column.PROPOSED in columns else unsaid
    kinds = {signs[0]: Column.ACTION} | dict.fromkeys(texts, Column.PROPOSED)
    beside = signs[0] + 1
    if Column.PLACE not in columns and beside < len(heads) and all(map(_is_place, _cells(rows, beside))):
        kinds[beside] = Column.PLACE
    return tuple(replace(head, column=kinds.get(n, head.column)) for n, head in enumerate(heads))


def _cells(rows: Sequence[Row], n: int) -> list[str]:
    return [row.words[n] for row in rows if _says(row, n)]


def _is_place(words: str) -> bool:
    found = match_place(plain(words).strip(), 0)
    return found is not None and found[1] == len(plain(words).strip())


def _by_signs(heads: tuple[Head, ...], rows: Sequence[Row]) -> tuple[Head, ...]:
    """The headings if each row names the action in a word: these words are the kind of change.

    The wording beside them is the wording proposed, unless its heading says otherwise.
    """
    found = {head.column: n for n, head in enumerate(heads) if head.words}
    n = found.get(Column.ACTION, found.get(Column.PROPOSED, found.get(Column.CHANGE)))
    text = found.get(Column.CURRENT)
    if n is None or text is None or _bare(heads[text].words) not in words_in(UNSAID):
        return heads
    if len(found.keys() & _ASKING) > 1 or not all(asked_in(row.words[n]) in _DONE for row in rows if _says(row, n)):
        return heads
    columns = {n: Column.ACTION, text: Column.PROPOSED}
    return tuple(Head(head.words, columns.get(k, head.column)) for k, head in enumerate(heads))


def _without_action(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """``Action`` beside a column of places is the action to be taken, if no other column says so."""
    columns = [head.column for head in heads if head.words]
    if columns.count(Column.PLACE) < 2 or _ASKING & {*columns}:
        return heads
    return tuple(replace(head, column=Column.CHANGE) if _bare(head.words) == "action" else head for head in heads)


_DONE = (Asked.ADD, Asked.AMEND, Asked.STRIKE, Asked.RETAIN)


def _says(row: Row, n: int) -> bool:
    return n < len(row.words) and bool(row.words[n])


def are_heads(cells: Sequence[str]) -> bool:
    """Whether these words may be the headings of a table of amendments, whoever sent it.

    >>> are_heads(["Paragraph", "Current text", "Proposed text"]), are_heads(["Club", "Boats"])
    (True, False)
    """
    found = {column for words in cells if words and (column := column_of(words) or _said(words))}
    signed = any(words.strip("* ") in SIGNS for words in cells[:2])  # a row of a table without headings
    return _are_of_amendments(found) or {Column.PLACE, Column.CURRENT} <= found or signed


def column_of(head: str) -> Column | None:
    """The column under a heading; None if the words are not a known heading.

    >>> column_of("Clause/ Subclause (e.g. 3.1)"), column_of("**Texte proposé**"), column_of("Boats")
    (<Column.PLACE: 'place'>, <Column.PROPOSED: 'proposed text'>, None)
    """
    if len(head) > _LONGEST_HEAD:
        return None
    folded = _bare(head)
    if found := _columns().get(folded):
        return found
    kinds = {_columns().get(piece) or _qualified(piece) for piece in pieces_of(folded)}
    if len(kinds) == 1:
        return kinds.pop()
    return Column.CHANGE if kinds == {Column.COMMENT, Column.CHANGE} else None


def pieces_of(head: str) -> list[str]:
    """The parts of a composite heading, in the form used for comparison: ``Clause/Subclause`` has two."""
    parts = re.split(r"/|,| and | et | y | or | ou | o | и | و(?=\w)|[、和及]", _bare(head))
    return [piece for part in parts if (piece := _bare(part))]


def _qualified(head: str) -> Column | None:
    """The column of a heading such as ``amended wording``, whose adjective says which wording it is."""
    words = head.split()
    kinds = {column for column, known in _qualities().items() if known & {*words}}
    if len(kinds) != 1:
        return None
    rest = {*words}.difference(*_qualities().values())
    nouns = words_in(WORDINGS)
    return kinds.pop() if rest & nouns and not rest - nouns - words_in({"": LINKS}) else None


def _said(head: str) -> Column | None:
    """The column of a heading that is a sentence about its wording; None if it has any word that we do not know.

    >>> _said("What the draft says"), _said("What it should say"), _said("What we would like"), _said("The Chair wants")
    (<Column.CURRENT: 'current text'>, <Column.PROPOSED: 'proposed text'>, None, None)
    """
    if len(head) > _LONGEST_HEAD:
        return None
    words = {*_TOKEN.findall(_bare(head))}
    known, around, wishes, wording = _words_of_sentences()
    kinds = [column for column, said in known.items() if said & words]
    unsaid = words.difference(*known.values(), around)
    if kinds == [Column.PROPOSED] and known[Column.PROPOSED] & words <= wishes and not words & wording:
        return None
    return kinds[0] if len(kinds) == 1 and len(words) > 1 and not unsaid else None


_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")


def asked_in(words: str) -> Asked | None:
    """What a cell of only a word or two asks for; None if it is wording.

    >>> asked_in("[Deleted]"), asked_in("NOC"), asked_in("—"), asked_in("open dumps")
    (<Asked.STRIKE: 'strike'>, <Asked.RETAIN: 'retain'>, <Asked.NOTHING: 'nothing'>, None)
    """
    if len(words) > _LONGEST_HEAD:
        return None
    folded = plain(" ".join(words.split()))
    bare = folded.strip(_EDGES)
    return (_asked().get(folded) or _asked().get(bare)) if bare else Asked.NOTHING if folded else None


def words_in(languages: Mapping[str, str]) -> frozenset[str]:
    """The words for a meaning in all languages, in the form used for comparison."""
    return frozenset(plain(word) for words in languages.values() for word in words.split("|") if word)


@cache
def _columns() -> dict[str, Column]:
    return {word: column for column, languages in HEADS.items() for word in words_in(languages)}


@cache
def _words_of_sentences() -> tuple[Mapping[Column, frozenset[str]], frozenset[str], frozenset[str], frozenset[str]]:
    """In headings that are sentences: the words of each column, those around them, of a wish, and of wording."""
    known = {column: words_in(said) for column, said in SAID.items()}
    wordings = words_in(WORDINGS)
    around = words_in(AROUND) | wordings | words_in({"": LINKS})
    return known, around, words_in(WISHES), wordings | words_in(OF_WORDS)


@cache
def _qualities() -> dict[Column, frozenset[str]]:
    return {column: words_in(languages) for column, languages in QUALITIES.items()}


@cache
def _asked() -> dict[str, Asked]:
    return {word: asked for asked, languages in CELLS.items() for word in words_in(languages)}


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of these words, whole; scripts without spaces have no word boundaries."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(
        "(?:" + "|".join(rf"\b{re.escape(w)}(?!\w)" if w < "\u2e80" else re.escape(w) for w in ordered) + ")"
    )


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(sorted(map(re.escape, words_in(BY_US)), key=len, reverse=True))})$")


def _bare(head: str) -> str:
    """A heading in the form used for comparison: without marks, notes in brackets and footnote numbers."""
    folded = plain(" ".join(head.split()))
    without = " ".join(_ASIDE.sub(" ", folded).split()) or folded
    return _whose().sub("", re.sub(r"(?<=[^\W\d_])\d$", "", without.strip(_EDGES))).strip(_EDGES) or without


def _head(words: str, parties: Parties) -> Head:
    """The meaning of a heading; one that names a delegation is that delegation's proposal."""
    named = [name for name in _names_in(words) if parties.is_name(name)]
    if any(not parties.may_be_own(name) for name in named):
        return Head(words, Odd.OTHER)
    column = column_of(words) or _said(words)
    if column is None and named and parties.own:
        rest = words
        for name in sorted(named, key=len, reverse=True):
            rest = rest.replace(name, " ")
        rest = _OF_WHOM.sub(" ", " ".join(rest.split())).strip(_EDGES)
        column = column_of(rest) or _said(rest) if rest else Column.PROPOSED
    return Head(words, column or Odd.UNKNOWN)


_OF_WHOM = re.compile(r"(?:\b(?:by|of|from|par|de|du|por|del|от)|['’]s)(?!\w)", re.IGNORECASE)
_MOST_NAME_WORDS = 4


def _names_in(words: str) -> Iterable[str]:
    """Every run of words that may be a name."""
    if len(words) > _LONGEST_HEAD:
        return
    parts = re.findall(r"[^\W_]+(?:[-'’](?!s\b)[^\W_]+)*", words)
    for k in range(len(parts)):
        for n in range(k + 1, min(len(parts), k + _MOST_NAME_WORDS) + 1):
            if (name := " ".join(parts[k:n])) in " ".join(words.split()):
                yield name


def _are_of_amendments(columns: Iterable[Column | Odd]) -> bool:
    """Whether these columns state amendments: present and proposed text, or a place and a proposal about it."""
    found = frozenset(columns)
    if {Column.CURRENT, Column.PROPOSED} <= found or {Column.CURRENT, Column.CHANGE} <= found:
        return True
    return Column.PLACE in found and bool(found & (_ASKING | {Column.COMMENT, Odd.OTHER}))


__all__ = [
    "SIGNS",
    "Head",
    "Odd",
    "Parties",
    "any_of",
    "are_heads",
    "asked_in",
    "column_of",
    "heads_of",
    "pieces_of",
    "words_in",
]
