"""Numbers as Word prints them in automatic labels: ``iv``, ``bb``, ``3rd``, ``十二``, ``ج``.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

from amendtrack.text.numerals import han, roman

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALIF_BA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HAN = "〇一二三四五六七八九"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MOST_DOUBLED = 30
_LARGEST = 32_767
"""Word does not count beyond this."""


def letters(alphabet: str) -> Callable[[int], str]:
    """Counting with an alphabet: after the last letter, letters are doubled, as in Word."""

    def written(n: int) -> str:
        if not 1 <= n <= _MOST_DOUBLED * len(alphabet):
            return str(n)
        times, index = divmod(n - 1, len(alphabet))
        return alphabet[index] * (times + 1)

    return written


def ordinal(n: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def han_digits(n: int) -> str:
    """``一二`` for 12: one sign for each digit."""
    return "".join(_HAN[int(d)] for d in str(n)) if n >= 0 else str(n)


def in_words(n: int) -> str:
    """``Twenty-one``; digits from a thousand on."""
    return _words(n).capitalize() if 0 <= n < 1000 else str(n)


def ordinal_in_words(n: int) -> str:
    """``Twenty-first``; ``1000th`` from a thousand on."""
    if not 0 <= n < 1000:
        return ordinal(n)
    head, sep, last = _words(n).rpartition("-" if n % 10 and n % 100 > 20 else " ")
    ending = _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{sep}{ending}".capitalize()


def _words(n: int) -> str:
    if n >= 100:
        rest = f" {_words(n % 100)}" if n % 100 else ""
        return f"{_ONES[n // 100]} hundred{rest}"
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")


def _zero(n: int) -> str:
    return f"0{n}" if 0 <= n < 10 else str(n)


def _circled(n: int) -> str:
    return chr(0x245F + n) if 1 <= n <= 20 else str(n)


def _wide(n: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) if d.isdecimal() else d for d in str(n))


_digits: Callable[[int], str] = str
_COUNTS: dict[str, Callable[[int], str]] = {
    "decimal": _digits,
    "decimalZero": _zero,
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": letters(_LATIN),
    "upperLetter": letters(_LATIN.upper()),
    "ordinal": ordinal,
    "cardinalText": in_words,
    "ordinalText": ordinal_in_words,
    "russianLower": letters(_RUSSIAN),
    "russianUpper": letters(_RUSSIAN.upper()),
    "arabicAbjad": letters(_ABJAD),
    "arabicAlpha": letters(_ALIF_BA),
    "hebrew2": letters(_HEBREW),
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "ideographDigital": han_digits,
    "japaneseDigitalTenThousand": han_digits,
    "taiwaneseDigital": han_digits,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": _digits,
    "hex": lambda n: f"{n:X}",
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda n: "",
}


IN_ENGLISH = frozenset(("ordinal", "cardinalText", "ordinalText"))
"""Formats made of words, which are known in English only."""


def is_known(form: str) -> bool:
    """Whether numbers in this format can be printed as Word prints them."""
    return form in _COUNTS or _is_padded(form)


def _is_padded(form: str) -> bool:
    return 2 <= len(form) <= 9 and form == "1".zfill(len(form))


def printed(n: int, form: str) -> str:
    """The number in that format, or in digits where the format is not known.

    ``001`` is a format too: numbers padded with zeros.

    >>> printed(12, "001")
    '012'
    >>> [printed(12, form) for form in ("lowerRoman", "ordinal", "chineseCounting", "decimalZero")]
    ['xii', '12th', '十二', '12']
    """
    if _is_padded(form):
        return str(n).zfill(len(form))
    return _COUNTS.get(form, str)(n) if abs(n) <= _LARGEST else str(n)
