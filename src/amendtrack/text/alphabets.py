"""The alphabets by which lists are lettered: a), b), c), and in Turkish c), ç), d), in Spanish n), ñ), o).

``numerals`` makes numbers of the letters; which alphabet a text uses, the letters of its own labels show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from amendtrack.text.label_forms import CIRCLED, IROHA

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"

PLAIN: Mapping[str, str] = {
    "a": _LATIN,
    "A": _LATIN.upper(),
    "а": _RUSSIAN,
    "А": _RUSSIAN.upper(),
    "α": _GREEK,
    "Α": _GREEK.upper(),
    "أ": _ABJAD,
    "א": _HEBREW,
    "ก": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮ",
    "क": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "가": "가나다라마바사아자차카타파하",
    "①": CIRCLED,
    "イ": IROHA,
    "ア": "アイウエオカキクケコサシスセソタチツテト",
    "甲": "甲乙丙丁戊己庚辛壬癸",
    "ა": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ա": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք",
    "ক": "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
    "ક": "કખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશષસહ",
    "அ": "அஆஇஈஉஊஎஏஐஒஓஔ",
    "ក": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ",
    "ກ": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ",
    "က": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ",
    "ሀ": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ",
}
"""For each script the alphabet that its numbers are counted by, named by its first letter."""


def _greek_numerals() -> Iterable[str]:
    """The letters as numbers: α to ε, στ, ζ to θ, ι, ια and so on to κθ."""
    units = ("α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ")
    yield from units
    for ten in "ικ":
        yield ten
        yield from (ten + unit for unit in units)


def _hebrew_numerals() -> Iterable[str]:
    """The letters as numbers: א to ט, י, יא and so on to כט; 15 and 16 are written 9 and 6, 9 and 7."""
    units = _HEBREW[:9]
    yield from units
    yield "י"
    yield from (*("י" + unit for unit in units[:4]), "טו", "טז", *("י" + unit for unit in units[6:]))
    yield "כ"
    yield from ("כ" + unit for unit in units)


def _with(plain: str, *put_in: str) -> tuple[str, ...]:
    """An alphabet with letters put in, each given behind the letter that it follows: ``c ç``."""
    letters = list(plain)
    for one in put_in:
        before, *new = one.split()
        at = letters.index(before) + 1
        letters[at:at] = new
    return tuple(letters)


OF_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "a ñ": _with(_LATIN, "n ñ"),
    "a ch": _with(_LATIN, "h ch"),
    "a ç": tuple("abcçdefgğhıijklmnoöprsştuüvyz"),
    "a đ": tuple("abcdđeghiklmnopqrstuvxy"),
    "a č": tuple("abcčdefghijklmnoprsštuvzž"),
    "a ć": tuple("abcčćdđefghijklmnoprsštuvzž"),
    "a gy": tuple("a b c d e f g gy h i j k l ly m n ny o p q r s sz t ty u v w x y z zs".split()),
    "a dh": tuple("a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh".split()),
    "a å": _with(_LATIN, "z å ä ö"),
    "a æ": _with(_LATIN, "z æ ø å"),
    "а й": _with(_RUSSIAN, "и й"),
    "а ё": _with(_RUSSIAN, "е ё"),
    "а ёй": _with(_RUSSIAN, "е ё", "и й"),
    "а ґ": _with("абвгдежзийклмнопрстуфхцчшщьюя", "г ґ", "е є", "и і ї"),
    "а є": _with("абвгдежзийклмнопрстуфхцчшщюя", "е є", "и і ї"),
    "а і": _with("абвгдежзийклмнопрстуфхцчшщюя", "и і ї"),
    "а ў": tuple("абвгдеёжзійклмнопрстуўфхцчшыэюя"),
    "а ђ": tuple("абвгдђежзијклљмнњопрстћуфхцчџш"),
    "а ѓ": tuple("абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    "α στ": tuple(_greek_numerals()),
    "أ ت": tuple("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    "أ الف": ("الف", *"بپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
    "א יא": tuple(_hebrew_numerals()),
}
"""Other ways to count with the letters of a script, named by its first letter and what tells them apart."""

APART = frozenset(letter for letters in OF_COUNTRIES.values() for letter in letters) - {
    letter for letters in PLAIN.values() for letter in letters
}
"""The letters that are in no plain alphabet: ``ç``, ``ñ``, ``ch``."""
_SEVERAL_WAYS = frozenset(_ABJAD + _HEBREW)
"""The letters of scripts in which lists are counted in different orders."""


NEXT = frozenset(pair for way in (*PLAIN.values(), *OF_COUNTRIES.values()) for pair in pairwise(way))
"""Each letter with the one that may come next."""


def may_be_apart(letter: str) -> bool:
    """Whether a letter may count otherwise than in the plain alphabet of its script."""
    return letter in APART or letter in _SEVERAL_WAYS


def alphabet_of(letters: Iterable[str]) -> str:
    """The alphabet in which most of these letters follow each other; empty for the plain ones.

    >>> alphabet_of("abcçd"), alphabet_of("abcd"), alphabet_of("лмн"), alphabet_of("зийк")
    ('a ç', '', '', 'а й')
    """
    found = tuple(letters)
    if not any(map(may_be_apart, found)):
        return ""
    steps = frozenset(pairwise(found))
    ways = ((sum(pair in steps for pair in pairwise(way)), name) for name, way in OF_COUNTRIES.items())
    plain = max(sum(pair in steps for pair in pairwise(way)) for way in PLAIN.values())
    most, name = max(ways, key=lambda way: way[0])
    return name if most > plain else ""


__all__ = ["APART", "NEXT", "OF_COUNTRIES", "PLAIN", "alphabet_of", "may_be_apart"]
