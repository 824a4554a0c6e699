"""What a printed label says: its number, its ``bis``, its rank, and what comes next.

Knows how labels count (digits, letters, Roman and Chinese numerals) and how they are written. ``units`` decides where a
text has labels, ``counted_labels`` what a label is among others, ``addresses`` how a unit is called.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache

from amendtrack.text.alphabets import NEXT
from amendtrack.text.label_forms import CIRCLED, HAN, IROHA, RAISED, in_small, label_readers, label_table
from amendtrack.text.numerals import Ordinal, lowered, raised, readings, suffix_after, write_number
from amendtrack.text.plain_labels import plain_parts


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label in its parts: ``Action #14 bis:`` is ``Action #``, ``14``, ``bis`` and ``:``.

    ``inside`` says that it is one of a list inside an item or a paragraph, as the place of its unit shows; ``title``
    that it is the bare number of a heading, ``# 2. Boats``, which does not count with the paragraphs below.
    """

    prefix: str
    number: str
    suffix: str = ""
    tail: str = ""
    inside: bool = field(default=False, repr=False)
    title: bool = field(default=False, repr=False)
    _hash: int = field(default=0, init=False, repr=False, compare=False)  # looked up again and again

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.prefix, self.number, self.suffix, self.tail)))

    def __hash__(self) -> int:
        return self._hash


# ---- reading and writing ----------------------------------------------------------------------------

_CLOSE = re.compile(r"\.?\\?[)）]|\.?[º°ª](?![^\W\d])|o(?=\.)|(?=)")
_SUFFIX = re.compile(
    r"(-(?:\d{1,3}|[A-Z](?!\w))|/[A-Z]|\.\d{1,2}|[-.][a-zа-я](?!\w))?\s*"
    r"([A-Za-z]{1,2}(?![A-Za-z])|[а-я](?![а-я]))?(.*?)( [A-Z])?"
)
_BARE = re.compile(rf"[\d{RAISED}]|^(?=[IVXL])(?:XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})$")
_GLUED = re.compile(
    rf"[之のノ의^<{RAISED}]|[-/][\dA-Z]|\.\d|[-.][a-zа-я](?!\w)|[א-ת]|[A-Za-z]{{1,2}}(?![A-Za-z])|[а-я](?![а-я])"
)
_RAISED_LETTERS = re.compile(r"<sup>([a-z]+)</sup>|[*]{1,2}([a-zA-Z]+)[*]{1,2}")
_APART = re.compile(r" [A-Z]{1,2}(?: [a-z]{3,})*")
_EMPHASISED = frozenset(("(*", "(_"))
_INNER_EMPHASIS = re.compile(r"^\([*_](\w{1,9})[*_]\)")
_RAISED_NUMBER = re.compile(r"(?<=\d)(?:\^(\d+)|<sup>(\d+)</sup>)")


@lru_cache(maxsize=1 << 12)
def read_label(printed: str) -> Label | None:
    """The label printed like this, whatever its spelling; None if it is not a label.

    >>> read_label("5bis.")
    Label(prefix='', number='5', suffix='bis', tail='.')
    >>> [write_label(read_label(printed)) for printed in ("Action  #14bis:", "Titre VII*bis*", "(*a*)", "Art. 305 AA")]
    ['Action #14 bis:', 'Titre VII bis', '(a)', 'Art. 305 AA']
    """
    printed = " ".join(printed.split())
    if not printed:
        return None
    if printed.isascii() and printed.isdecimal() and len(printed) < _LONG:
        return Label("", printed)
    if printed[:2] in _EMPHASISED:
        printed = _INNER_EMPHASIS.sub(r"(\1)", printed)
    found = _parts_of(printed)
    if found is None and printed[-1:].isalnum() and (closed := _parts_of(printed + ".")):
        found = (*closed[:3], "")  # as spoken, without its closing sign
    if found is None:
        return Label("", printed) if printed.isdecimal() and len(printed) < _LONG else None
    prefix, number, suffix, tail = found
    label = Label(prefix, number, _suffix(suffix), tail)
    bare = not (label.prefix or label.tail or label.suffix)
    return None if bare and not (label.number[0] in _COUNTED_ALONE or _BARE.search(label.number)) else label


_LONG = 5
"""A bare number of so many digits is no label."""
_COUNTED_ALONE = frozenset(CIRCLED + HAN + IROHA)
"""Numbers that are labels without any sign behind them, as ``一`` and ``イ`` in Japanese law."""


@lru_cache(maxsize=1 << 12)
def printed_rank(printed: str) -> Rank | None:
    """The rank of the unit with a label printed like this; None if it is no label."""
    label = read_label(printed) if printed else None
    return rank_of(label) if label is not None else None


def _parts_of(printed: str) -> tuple[str, str, str, str] | None:
    if plain := plain_parts(printed):
        return plain
    return next((parts for reader in label_readers() if (parts := reader.parts_of(printed))), None)


def write_label(label: Label) -> str:
    """The label in its one standard form; the inverse of ``read_label``.

    >>> write_label(Label("[^", "1", "bis", "]:")), write_label(Label("(", "b", "bis", ")"))
    ('[^1 bis]:', '(b) bis')
    """
    suffix = label.suffix
    if suffix and label.tail.startswith(_GREIN):
        return f"{label.number}{_GREIN} {suffix}."
    close = label.tail if label.prefix.strip() in _AROUND else closing(label.tail)
    if label.prefix == "<sup>(":
        close = ""  # <sup>(1 bis)</sup>
    if not label.prefix and label.number.isalpha() and label.tail.startswith(" "):  # First Schedule
        close = label.tail.rstrip(" .:-–—")
    if suffix[:1] == "-" and close.endswith(("º", "°")):
        return label.prefix + label.number + close + suffix + label.tail[len(close) :]  # Artigo 1.º-A
    if suffix and _GLUED.match(suffix) and "§" not in label.tail:
        if label.prefix.strip() not in _AROUND and "（" not in label.prefix:
            return label.prefix + label.number + suffix + label.tail
    elif suffix and suffix[0] != "/":
        suffix = " " + suffix.lstrip()
    return label.prefix + label.number + close + suffix + label.tail[len(close) :]


_GREIN = ". gr."
"""The word behind the number of an Icelandic article, which stands before its letter: ``4. gr. a``."""


def closing(tail: str) -> str:
    found = _CLOSE.match(tail)
    return found[0] if found else ""


def _suffix(printed: str) -> str:
    """A suffix as it is written: ``bis`` in lower case, a letter or number as typed."""
    if _APART.fullmatch(printed):
        return printed  # 305 AA, which nobody writes 305AA
    found = _SUFFIX.fullmatch(printed.strip().rstrip("."))
    if not printed or found is None:
        return ""
    own, latin = (found[1] or "") + (found[2] or ""), _RAISED_LETTERS.sub(r"\1\2", found[3])
    words = re.sub(r"[.\-](?![a-z]*$)|^[.\-]", " ", latin).split()
    latin = " ".join(word if _CAPITALS.fullmatch(word) else word.lower() for word in words) + (found[4] or "")
    return f"{own} {latin}".strip()


_CAPITALS = re.compile(r"[A-Z]{1,2}")


_AROUND = frozenset(("第", "제"))


# ---- counting ---------------------------------------------------------------------------------------


def next_suffix(label: Label) -> Label:
    """The label of the next unit inserted after this one: 5, 5 bis, 5 ter, 5 quater and so on.

    >>> label = read_label("5 novies.")
    >>> write_label(next_suffix(label)), write_label(next_suffix(read_label("第九条")))
    ('5 decies.', '第九条之二')
    """
    if not label.suffix and label.prefix.strip() == "제":
        return replace(label, suffix="의2")
    if not (label.suffix or label.prefix or label.tail) and label.number[:1] in HAN + IROHA:
        return replace(label, suffix="の二")
    in_chinese = not label.suffix and (label.prefix.strip() in ("第", "（") or label.tail == "、")
    return replace(label, suffix="之二" if in_chinese else suffix_after(label.suffix))


def ordinal(label: Label, alphabet: str = "") -> tuple[Ordinal, ...]:
    """The possible positions of the label in its series, likeliest first; ``(i)`` is Roman one or the ninth letter.

    Letters count in that alphabet, or else in the plain one of their script.

    >>> [tuple(place) for place in ordinal(read_label("(i)"))]
    [('i', 1), ('a', 9)]
    """
    return readings(label.number, alphabet)


def successor(label: Label) -> Label | None:
    """The label that automatic numbering gives to the next unit; None if that cannot be known.

    >>> [write_label(successor(read_label(printed))) for printed in ("12.", "(a)", "(iv)", "Action #14 bis:")]
    ['13.', '(b)', '(v)', 'Action #15:']
    """
    places = ordinal(label)
    number = write_number(places[0]._replace(number=places[0].number + 1), label.number) if places else None
    return replace(label, number=number, suffix="") if number else None


def follows(before: Label, label: Label) -> bool:
    """Whether automatic numbering can give ``label`` right after ``before``, however ``(i)`` is read.

    >>> follows(read_label("(h)"), read_label("(i)")), follows(read_label("(ii)"), read_label("(b)"))
    (True, False)
    """
    places = ordinal(label)
    if label.suffix or (before.number, label.number) in NEXT:
        return not label.suffix
    return any(place._replace(number=place.number + 1) in places for place in ordinal(before))


def opens_series(label: Label) -> bool:
    """Whether the label can be the first of its series: ``1.``, ``(a)``, ``(i)``, ``第一条``."""
    return any(place.number == 1 for place in ordinal(label))


def series(label: Label) -> Hashable:
    """What labels that count together share: word, brackets and kind of numeral.

    ``12.`` and ``12 bis`` count together; ``a)``, ``(a)`` and ``a.`` do not. A single ``i``, ``v`` or ``x``
    is taken for a Roman numeral; ``counted`` knows better, from the labels around it.
    """
    places = ordinal(label)
    kind = (True,) if label.inside else ("#",) if label.title else ()
    return (*shape_of(label), places[0].numeral if places else label.number, *kind)


@lru_cache(maxsize=1 << 12)
def shape_of(label: Label) -> tuple[str, str]:
    named = _NUMBER_WORD.sub("", label.prefix)
    prefix = in_small(re.sub(r"[\s\\]|(?<=\w\W)[#№]|(?<=\w)[#№]", "", named))
    tail = label.tail.strip(" .:–—-\\")
    if prefix in _AROUND:
        return prefix + tail, ""
    if (word := in_small(tail)) in _BEHIND or (not prefix and word in _DIVIDING):
        return word, ""
    if not prefix and label.number.casefold() in _SAID:
        return "said", ""
    if prefix[-1:] == "(" and prefix[:-1].isalpha():  # Article (3)
        return prefix[:-1], ""
    close = closing(label.tail).removeprefix("\\")
    return prefix.removeprefix("-"), "" if prefix and close not in (")", "）") else close


_NUMBER_WORD = re.compile(r"(?<=[^\W\d_]{3})\s+(?:n\.?[°oº]\.?|nro\.|nr\.?|č\.|số)\s*$", re.IGNORECASE)
"""What some say between a word and its number: ``Příloha č. 1``, ``Załącznik nr 2``."""
_BEHIND = frozenset(word.strip(".") for word in label_table().named("words behind"))
_DIVIDING = frozenset(label_table().named("words behind an ordinal"))
_SAID = frozenset(word for series in label_table().series("said first") for word in series)


# ---- ranks ----------------------------------------------------------------------------------------


class Rank(IntEnum):
    """The level of a label's unit: an item is part of a paragraph, a paragraph part of an article, and so on."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    PARAGRAPH = 4
    ITEM = 5
    NOTE = 6


_RAISED_SIGNS = frozenset(RAISED)


def is_raised(label: Label) -> bool:
    """Whether a label is a raised number: one of a paragraph, as in Swiss law, or of a footnote."""
    return label.prefix.startswith("<sup>") or label.number[:1] in _RAISED_SIGNS


_RANKS = {
    **{word.replace(" ", ""): Rank[name.upper()] for word, name in label_table().named("words").items()},
    **{word.strip("."): Rank[name.upper()] for word, name in label_table().named("words behind").items()},
    **{word: Rank[name.upper()] for word, name in label_table().named("words behind an ordinal").items()},
    **{word.replace(" ", ""): Rank[name.upper()] for word, name in label_table().named("words around").items()},
    **{word: Rank[name.upper()] for word, name in label_table().named("alone").items()},
    "[^": Rank.NOTE,
}


@lru_cache(maxsize=1 << 12)
def rank_of(label: Label) -> Rank:
    """The rank of the unit with this label, judged by the label's form alone."""
    word, close = shape_of(label)
    if label.inside:
        return Rank.ITEM
    if word in _RANKS:
        return _RANKS[word]
    if len(word) > 1 and word[-1] == "(":  # 5(2), Section 2(1): paragraph and section in one
        return Rank.PARAGRAPH
    if close or word in ("(", "（"):
        return Rank.ITEM
    if not (word or label.tail) and label.number[:1] in HAN:
        return Rank.ITEM  # 一　木の船
    letter = label.number[:1].isalpha() and label.number[0] not in HAN
    if letter and not word:
        return Rank.SECTION if label.number.isupper() else Rank.ITEM
    return Rank.PARAGRAPH


# ---- speaking ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def spoken(label: Label) -> str:
    """The label as people say it in the room: ``5 bis``, ``(a)``, ``Action #14``, ``footnote 3``."""
    if label.prefix == "[^":
        return f"footnote {label.number} {label.suffix}".strip()
    if is_raised(label):
        label = Label("", lowered(label.number), label.suffix)
    printed = _RAISED_NUMBER.sub(lambda found: raised(int(found[1] or found[2])), write_label(label))
    said = printed.replace("\\", "").rstrip(" .,．:：、–—-").removeprefix("-").strip()
    return f"{said}." if said.endswith(_SHORT_WORDS) else said


_SHORT_WORDS = (". gr", ". mgr")
"""Short words behind a number that are not said without their stop: ``4. gr.``."""


def without_lead(label: str) -> str:
    """A printed label without the signs that only lead to the words behind it.

    >>> without_lead("2."), without_lead("Article 2 –"), without_lead("(a)"), without_lead("–")
    ('2', 'Article 2', '(a)', '–')
    """
    return label.rstrip(" .:–—-") or label


def name_of_note(place: str) -> str:
    """A place or address with the footnote's everyday name.

    >>> name_of_note("[^4]#1"), name_of_note("5 bis#1")
    ('footnote 4#1', '5 bis#1')
    """
    return re.sub(r"^((?:after )?)\[\^([^\]]{1,40})\]", r"\1footnote \2", place)
