"""Symbols that Word takes from a symbol font (``w:sym``), as Unicode characters.

Source: the mapping tables of Adobe Symbol and of Wingdings to Unicode (unicode.org, L2/12-368).
"""

from __future__ import annotations

_SYMBOL = {
    0xB7: "•", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xAB: "↔", 0xDE: "⇒", 0xDB: "⇔", 0xB3: "≥", 0xA3: "≤",
    0xB9: "≠", 0xBB: "≈", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xA5: "∞", 0xA2: "′", 0xB2: "″", 0xD6: "√",
    0xE5: "∑", 0xF2: "∫", 0xCE: "∈", 0xBC: "…", 0xBE: "—", 0x2D: "−", 0xD4: "™", 0xE4: "™", 0xD2: "®", 0xE2: "®",
    0xD3: "©", 0xE3: "©", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠",
}  # fmt: skip
_SYMBOL |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOL |= dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= {code: chr(code) for code in range(0x20, 0x40) if code not in _SYMBOL}
_SYMBOL |= dict(zip(map(ord, "\"$'*@\\^`~[]_{|}"), "∀∃∋∗≅∴⊥‾∼[]_{|}", strict=True))
_SYMBOL |= dict(zip((0xA0, 0xA1, 0xA4, 0xA6, 0xB5, 0xB6, 0xBA, 0xBF), "€ϒ⁄ƒ∝∂≡↵", strict=True))
_SYMBOL |= dict(zip((*range(0xC0, 0xCE), 0xCF, 0xD0, 0xD1, 0xD5), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∉∠∇∏", strict=True))
_SYMBOL |= dict(zip((*range(0xD7, 0xDB), 0xDC, 0xDD, 0xDF, 0xE0, 0xE1, 0xF1), "⋅¬∧∨⇐⇑⇓◊〈〉", strict=True))
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "◻", 0x6F: "□", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0xE0: "→",
    0xDF: "←", 0xE8: "➔", 0x6C: "●", 0x75: "◆", 0x76: "❖", 0xB7: "•", 0x9F: "•", 0xF0: "⇨", 0x28: "☎", 0x2A: "✉",
    0x45: "☜", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x71: "❑", 0x72: "❒", 0xAB: "★", 0xEF: "⇦", 0xF1: "⇧", 0xF2: "⇩",
}  # fmt: skip
_WINGDINGS |= dict(zip(range(0x80, 0x96), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True))
_WINGDINGS2 = dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x97, 0xA3), "✗✓☒☑☒☒●☐", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2}
_BLANK = 0xF020
"""A blank in every such font."""


def sign(font: str, code: str) -> str | None:
    """The character for that font's code (hexadecimal); None where none is known.

    >>> sign("Wingdings", "F0FC")
    '✓'
    """
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if number == _BLANK:
        return " "
    if 0xF000 <= number <= 0xF0FF:
        return _FONTS.get(font.lower(), {}).get(number - 0xF000)
    if not 0x20 <= number <= 0x10FFFF or 0x7F <= number <= 0x9F or 0xD800 <= number <= 0xF8FF:
        return _FONTS.get(font.lower(), {}).get(number)
    return _FONTS.get(font.lower(), {}).get(number) or chr(number)
