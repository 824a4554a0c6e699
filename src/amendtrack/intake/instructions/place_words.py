"""The words for places in every language (listed in ``forms``), and the class of each: ``para`` for ``Paragraph``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from amendtrack.intake.instructions.forms import languages, written
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.label_forms import label_table

_UNNUMBERED = ("title", "draft", "whole", "chapeau", "other", "preamble", "operative")
ALONE = ("annex", "preamble", "operative")


@cache
def alternatives(key: str, *, around: bool = False) -> str:
    """A pattern of the phrases of a class of places: those around their number, or the others."""
    phrases = [p for language in languages() for p in language.places.get(key, ()) if ("@" in p) is around]
    return "|".join(map(written, sorted(phrases, key=len, reverse=True))) or "(?!)"


@cache
def keys() -> tuple[str, ...]:
    found = dict.fromkeys(key for language in languages() for key in language.places)
    return tuple(sorted((key for key in found if key not in _UNNUMBERED), key=lambda k: k not in ("op", "pp", "note")))


@lru_cache(maxsize=1 << 10)
def called(word: str) -> str:
    """The class of a word before the number of a label, ``para`` for ``Paragraph``; if it has none, the word itself."""
    around = "@" in word
    found = next((key for key in keys() if word and _is_phrase(key, word, around)), None)
    if found is not None:
        return found
    return _ranks().get(word.rstrip("."), "" if around else word)


@cache
def _ranks() -> dict[str, str]:
    """The class of each label word that is in none of these languages: ``article`` for ``artikel``."""
    table = label_table()
    words = {**table.named("words"), **table.named("words behind")}
    return {plain(w).rstrip("."): rank for w, rank in words.items() if rank in ("article", "section", "chapter")}


def called_alone(word: str) -> str:
    """The class of a heading that needs no number, ``annex`` or ``preamble``; empty for any other."""
    return next((key for key in ALONE if re.fullmatch(alternatives(key), word)), "")


def _is_phrase(key: str, word: str, around: bool) -> bool:
    if around:
        return any(word in language.places.get(key, ()) for language in languages())
    return re.fullmatch(alternatives(key), word) is not None
