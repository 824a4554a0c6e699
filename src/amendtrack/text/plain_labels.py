"""The plainest labels, and lines that plainly have none: ``12. Clear``, ``(a) The``, ``Article 5``, ``States Parties``.

Most lines of most drafts open in one of these ways. What is said here of them is what the patterns of ``label_forms``
say; those are compiled only for a line that opens in another way, since that takes as long as reading a whole draft. A
test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from amendtrack.text.alphabets import APART
from amendtrack.text.label_forms import SUFFIX, label_table

_THEN = r"(?: *$| +(?:([^\W\d_]{1,30})(?!\w)|[\"“„«‘'(*\[]))"
"""What may follow: a word or a sign that opens a passage, or nothing more in the line."""
_NUMBER = r"[0-9]{1,4}|[a-z]"
_PLAIN = re.compile(
    rf"(?:(?P<dot>(?:{_NUMBER})\.)|(?P<half>(?:{_NUMBER})\))|(?P<round>\((?:{_NUMBER}|[ivxl]{{1,7}})\))){_THEN}"
)
_NAMED = re.compile(rf"(([A-Z][A-Za-z]{{1,20}}) (?:[0-9]{{1,4}}|[IVXL]{{1,7}})[.:]?){_THEN}")
_PARTS = re.compile(
    rf"(?P<open>\()?(?P<number>{_NUMBER}|[ivxl]{{1,7}})(?P<close>[.)])"
    r"|(?P<name>[A-Z][A-Za-z]{1,20} )(?P<of>[0-9]{1,4}|[IVXL]{1,7})(?P<tail>[.:]?)"
)

_BARE = re.compile(r"[\"“”„«»‘’'…#>`~!@$%&+=.{}|:;,/*_]|<(?!sup)|\[(?![\^0-9])|-(?![^\S\r\n]?[0-9])")
"""Signs that begin no label."""
_PROSE = re.compile(r"(?:[^\W\d_]{3,30}|[A-Za-z][a-z](?!\))|[Aa](?= [a-z]{2}))(?![\w\u0300-\u036f])")
_NO_NUMBER = re.compile(r"(?:[-’',;:!?\"”»)\]/]|$)| +(?!nro)([a-z]{3,30})(?![\w\u0300-\u036f])")
"""What shows that the word before is not the word of a label."""
_SUFFIX = re.compile(SUFFIX)
_SUFFIXED = re.compile(rf"(?:[^\W\d_]{{0,2}}|[ivxl]{{0,7}}){SUFFIX}")
_ROMAN = frozenset("ivxlIVXL")
_ODD_CASE = frozenset("İıſ\u212a")
"""Letters with a case of their own."""
_FIRST_UNSPACED = "\u1100"
"""The first letter of the scripts whose labels need no blank."""
_TWINS = str.maketrans({"ı": "i", "ſ": "s", "\u212a": "k"})  # which patterns take for i, s and k whatever their case


def plain_opening(source: str, at: int, stop: int) -> tuple[str, str] | None:
    """The form and the label of a line that plainly has one or plainly has none (both are then empty), or None.

    >>> plain_opening("12. Clear", 0, 9), plain_opening("States Parties", 0, 14), plain_opening("§ 5 Wells", 0, 9)
    (('dot', '12.'), ('', ''), None)
    """
    if found := _PLAIN.match(source, at, stop):
        form, label = next((name, label) for name, label in found.groupdict().items() if label)
        word = found[4]
    elif (found := _NAMED.match(source, at, stop)) and found[2].casefold() in _names():
        form, label, word = "word", found[1], found[3]
    else:
        return ("", "") if _BARE.match(source, at, stop) or _is_prose(source, at, stop) else None
    if word and (_SUFFIX.match(word) or word.casefold() in _words_behind() or (len(word) < 3 and word.isupper())):
        return None  # the label may go on: 5 bis, Article 305 AA
    return form, label


def plain_parts(printed: str) -> tuple[str, str, str, str] | None:
    """Prefix, number, suffix and tail of a plain label; None of any other.

    >>> plain_parts("Article 5"), plain_parts("(a)"), plain_parts("5 bis.")
    (('Article ', '5', '', ''), ('(', 'a', '', ')'), None)
    """
    found = _PARTS.fullmatch(printed)
    if found is None:
        return None
    if found["name"]:
        name, number, tail = found.group("name", "of", "tail")
        return (name, number, "", tail) if name.strip().casefold() in _names() else None
    opens, number, closes = found.group("open", "number", "close")
    if opens and closes == ")":
        return "(", number, "", ")"
    return None if opens or (len(number) > 1 and number.isalpha()) else ("", number, "", closes)


def _is_prose(source: str, at: int, stop: int) -> bool:
    """Whether a line begins with a word that begins no label."""
    found = _PROSE.match(source, at, stop)
    if found is None:
        return False
    word = found[0]
    if _ROMAN.issuperset(word) or word[:1] == word[1:] or _SUFFIXED.match(word) or _is_hard(word):
        return False
    if word in ("A", "a"):
        return _SUFFIX.match(source, found.end() + 1, stop) is None
    word = word.casefold()
    if word.startswith(_said_first()) or (len(word) > 2 and word.endswith(("no", "nr", "nro"))):
        return False
    if word not in _first_words():
        return True
    after = _NO_NUMBER.match(source, found.end(), stop) if word in _names() - _other_firsts() else None
    return after is not None and not (after[1] and _may_be_number(after[1]))


def _is_hard(word: str) -> bool:
    return not word.isascii() and (max(word) >= _FIRST_UNSPACED or not _ODD_CASE.isdisjoint(word))


def _may_be_number(word: str) -> bool:
    """Whether a word may be, or begin, what stands behind the word of a label."""
    return word in _first_words() or _ROMAN.issuperset(word) or _SUFFIXED.match(word) is not None


@cache
def _names() -> frozenset[str]:
    """The words before a number that are one word in plain letters; ``Artikel 9 a`` has a letter apart."""
    words = (word for word in label_table().named("words") if word.isascii() and word.isalpha())
    return frozenset(words) - {"artikel", "art"}


@cache
def _words_behind() -> frozenset[str]:
    return frozenset(_firsts("words behind"))


@cache
def _said_first() -> tuple[str, ...]:
    """Numbers in words that can be labels by themselves, and have a suffix joined to them."""
    return tuple(sorted({word for series in label_table().series("said first") for word in series}))


@cache
def _first_words() -> frozenset[str]:
    """The first words of everything in the table that can begin a label."""
    return frozenset(_firsts("words")) | _other_firsts()


@cache
def _other_firsts() -> frozenset[str]:
    """Those of them that need no number behind them."""
    sections = ("words behind", "words behind an ordinal", "alone", "numbers in words")
    letters = (letter for letter in APART if len(letter) > 2)  # الف)
    return frozenset([*(word for section in sections for word in _firsts(section)), *letters, "art", "artikel"])


def _firsts(section: str) -> Iterator[str]:
    for word in label_table().named(section):
        if letters := re.match(r"[^\W\d_]+", word.translate(_TWINS)):
            yield letters[0]


__all__ = ["plain_opening", "plain_parts"]
