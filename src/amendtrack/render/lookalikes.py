"""Look-alike letters and invisible characters, named by code point so that no change is hidden.

A word that mixes alphabets, or imitates the surrounding alphabet with look-alikes, is spelt out; so are spaces and
invisible characters in which two texts differ.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.safe import unseen

_ALPHABETS = ("Latin", "Cyrillic", "Greek")
_LETTERS = {name: regex.compile(rf"\p{{Script={name}}}") for name in _ALPHABETS}
_WORD = regex.compile(r"[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]{2,}")
_POSING = frozenset("асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ" + "οαενικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Cyrillic and Greek letters that look like Latin ones."""


def posing_letters(wording: str, around: str) -> str:
    """The words written with look-alike letters, spelt out for a note; empty if there are none.

    >>> posing_letters("сlear", "Parties clear all areas")
    '“сlear” is written with с (U+0441, Cyrillic)'
    >>> posing_letters("μg of CO2", "Limit it to 5"), posing_letters("ясно", "Стороны")
    ('', '')
    """
    if not any(c.isalnum() for c in wording if c > "\x7f"):
        return ""  # no letter or digit that could pose as another
    main = _main_alphabet(around + wording)
    notes = []
    for word in dict.fromkeys(_WORD.findall(wording)):
        odd = [c for c in dict.fromkeys(word) if (own := _alphabet(c)) and own != _main_alphabet(word, main)]
        if not odd and main == "Latin" and all(c in _POSING for c in word):
            odd = list(dict.fromkeys(word))
        if odd and any(c in _POSING or _alphabet(c) == "Latin" for c in odd):
            letters = ", ".join(f"{c} (U+{ord(c):04X}, {_alphabet(c)})" for c in odd[:4])
            notes.append(f"“{word}” is written with {letters}")
    return "; ".join([*notes, *_other_forms(wording, around)][:3])


_FULL_WIDTH = regex.compile("[\uff01-\uff5e]")
_WIDE = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]")
_RUN = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")


def _other_forms(wording: str, around: str) -> Iterator[str]:
    """Full-width characters among narrow ones, and digits of two scripts in one number."""
    narrow = not _WIDE.search(around + wording)
    for word in dict.fromkeys(_RUN.findall(wording)):
        scripts = Counter(ord(c) - int(c) for c in word if c.isdecimal())
        usual = max(scripts, key=lambda zero: (scripts[zero], zero == ord("0")), default=0)
        odd = [c for c in word if (narrow and _FULL_WIDTH.match(c)) or (c.isdecimal() and ord(c) - int(c) != usual)]
        if odd:
            named = ", ".join(f"{c} (U+{ord(c):04X}, {unicodedata.name(c).lower()})" for c in dict.fromkeys(odd[:4]))
            yield f"“{word}” is written with {named}"


CHECK = "Characters to check"
"""The heading over such notes."""


def notes_on_slots(con: Consolidation) -> tuple[tuple[str, str], ...]:
    """The address of each slot with misleading letters or invisible characters, and what they are.

    >>> from amendtrack.consolidation.value import consolidate
    >>> notes_on_slots(consolidate("7. Parties may act.", {"Arda": "7. Parties sh\u0430ll act."}))
    (('7#1', '“shаll” is written with а (U+0430, Cyrillic)'),)
    """
    found: dict[tuple[str, str], None] = {}
    for slot in every(con.slots):
        around = con.base.source[max(0, slot.start - _AROUND) : slot.end + _AROUND]
        for variant in slot.variants:
            if not variant.wording.isascii() and (note := _note(variant.wording, around, slot.base)):
                found[slot.address, note] = None
    if lost := _not_printed(con):
        found["elsewhere", f"a proposal holds {lost}, which is not printed"] = None
    return tuple(found)


def _not_printed(con: Consolidation) -> str:
    """The invisible characters of proposals that are neither in the draft nor in a slot: they count as typography."""
    shown = {c for slot in every(con.slots) for v in slot.variants for c in v.wording}
    sent = dict.fromkeys(c for p in con.proposals if not p.text.isascii() for c in unseen(p.text))
    return _listed(c for c in sent if c not in shown and c not in con.base.source)


_AROUND = 200  # characters of the draft on either side, enough to recognise its alphabet


def _note(wording: str, around: str, base: str) -> str:
    hidden = _listed(c for c in unseen(wording) if c not in base)
    return "; ".join(part for part in (posing_letters(wording, around), hidden and f"it holds {hidden}") if part)


def _listed(signs: Iterable[str]) -> str:
    names = [f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed').lower()}" for c in signs]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def unseen_signs(pairs: Iterable[tuple[str, str]]) -> str:
    """The invisible characters and unusual spaces in which pairs of texts differ, by code point.

    >>> unseen_signs([("30 April", "30\\u00a0April")])
    'U+00A0 NO-BREAK SPACE'
    """
    found = {c for gone, new in pairs for c in set(gone) ^ set(new) if _unseen(c)}
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in sorted(found))


def _unseen(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) in ("Cf", "Zs", "Zl", "Zp")


@lru_cache(maxsize=1 << 12)
def _alphabet(letter: str) -> str:
    return next((name for name in _ALPHABETS if _LETTERS[name].match(letter)), "")


def _main_alphabet(text: str, tie: str = "") -> str:
    """The alphabet of most letters; in a tie, ``tie`` if it is among the first."""
    counts = Counter(name for c in text if (name := _alphabet(c)))
    return max(counts, key=lambda name: (counts[name], name == tie, name), default="")


__all__ = ["CHECK", "notes_on_slots", "posing_letters", "unseen_signs"]
