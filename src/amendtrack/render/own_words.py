"""The words of our own papers in the six official languages: one file a language, which a translator can edit.

Knows where the files are and what a template may contain. What is put into a template is never read as one, and is left
for the writers of papers to escape. The attributed text that ``parsing`` reads back is always printed in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language by key: ``compilation.kind``; they are read when the first of them is asked for.

    >>> words_in("fr")("fate.withdrawn"), words_in("fr-CA").language, words_in("tlh").language
    ('retirée', 'fr', 'en')
    """

    language: str

    @property
    def templates(self) -> Mapping[str, str]:
        """The words, each with its key and perhaps with fields."""
        return _templates(self.language)

    def __call__(self, key: str, **fields: object) -> str:
        """The words under that key, each field replaced by its value.

        >>> words_in("en")("letter.received", date="{key} <b>")
        'Received {key} <b>'
        """
        template = self.templates[key]
        return FIELD.sub(lambda found: str(fields[found[1]]), template) if fields else template

    def many(self, key: str, number: int, **fields: object) -> str:
        """The words under that key for a number of things, in the form that its language has for it.

        >>> [words_in("en").many("open.slots", n, contested=0) for n in (1, 2)]
        ['1 open slot, 0 of them contested', '2 open slots, 0 of them contested']
        """
        form = f"{key}.{plural(self.language, number)}"
        return self(form if form in self.templates else f"{key}.other", number=number, **fields)


def plural(language: str, number: int) -> str:
    """Which form a language has for a number of things, by the rules of Unicode.

    >>> [plural("ru", n) for n in (1, 3, 5, 11, 21)], [plural("ar", n) for n in (0, 1, 2, 5, 11)]
    (['one', 'few', 'many', 'many', 'one'], ['other', 'one', 'two', 'few', 'many'])
    """
    ten, hundred = number % 10, number % 100
    match language:
        case "ru":
            one, few = ten == 1 and hundred != 11, ten in (2, 3, 4) and hundred not in (12, 13, 14)
            return "one" if one else "few" if few else "many"
        case "ar":
            form = "few" if 3 <= hundred <= 10 else "many" if hundred > 10 else "other"
            return {1: "one", 2: "two"}.get(number, form)
        case "fr":
            return "one" if number < 2 else "other"
        case "zh":
            return "other"
    return "one" if number == 1 else "other"


@cache
def words_in(language: str) -> Words:
    """The words of a language; English where there is no file for it."""
    own = language.partition("-")[0].casefold()
    return Words(own if own in LANGUAGES else "en")


@cache
def _templates(language: str) -> Mapping[str, str]:
    """What the file of a language holds."""
    from importlib.resources import files  # a screen or a redline needs no words of ours

    return read_templates(files(__package__).joinpath(f"languages/{language}.toml").read_text(encoding="utf-8"))


def read_templates(source: str) -> Mapping[str, str]:
    """The words in the file of a language, each with its whole key and perhaps with fields.

    Raises:
        ValueError: a template has a brace that is part of no field.
    """
    import tomllib

    found = dict(_flat(tomllib.loads(source)))
    for key, template in found.items():
        if set("{}") & set(FIELD.sub("", template)):
            raise ValueError(f"{key}: a brace that is part of no field: {template!r}")
    return MappingProxyType(found)


def _flat(table: Mapping[str, object], over: str = "") -> Iterator[tuple[str, str]]:
    """Each template with its whole key."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{over}{key}.")
        else:
            yield over + key, str(value)


ENGLISH = words_in("en")


# -- what stands in brackets ----------------------------------------------------------------------------

_ACTS = {
    " reserve on deletion": "reserve_on_deletion",
    " oppose deletion": "oppose_deletion",
    " retain": "retain",
    " reserve": "reserve",
    " oppose": "oppose",
    " delete": "delete",
}
_MOVES = {" reserve on move to ": "reserve_on_move", " oppose move to ": "oppose_move", " move to ": "move_to"}
_STATUSES = {
    "agreed ad ref": "agreed_ad_ref",
    "agreed in informals": "agreed_in_informals",
    "agreed": "agreed",
    "reopened": "reopened",
}


@cache
def between_names() -> re.Pattern[str]:
    """What stands between and behind names in a bracket, in every language."""
    every = [words_in(language) for language in LANGUAGES]
    acts = _any_of(words(f"bracket.{key}") for words in every for key in _ACTS.values())
    moves = _any_of(words(f"bracket.{key}") for words in every for key in _MOVES.values())
    joined = _any_of(words("bracket.supported_by") for words in every)
    return re.compile(rf"({joined}|,?(?:{acts})(?=; |$)|,?(?:{moves})[^;]*|, |; )")


def _any_of(words: Iterator[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def names_in(words: Words, printed: str) -> str:
    """Names in a bracket and what they ask for, as the house style prints them, in another language.

    >>> names_in(words_in("es"), " – Norvia, supported by Brum; Arda delete; Corv move to 18 bis")
    ' – Norvia, con el apoyo de Brum; Arda: suprimir; Corv: trasladar a 18 bis'
    """
    if words is ENGLISH:
        return printed
    lead, sign, names = printed.partition("– ")
    lead, names = (lead + sign, names) if sign else ("", printed)
    if own := _ACTS.get(f" {names}"):  # where nobody is named
        return lead + alone(words, own)
    parts = between_names().split(names)
    return lead + "".join(part if k % 2 == 0 else _between(words, part) for k, part in enumerate(parts))


def alone(words: Words, act: str) -> str:
    """What stands behind names, where no name comes before it: ``delete``."""
    return words(f"bracket.{act}").lstrip(" \u00a0:：،,")


def _between(words: Words, part: str) -> str:
    bare = part.removeprefix(",") if part.startswith(", ") and part != ", " else part
    if bare in _ACTS:
        return words(f"bracket.{_ACTS[bare]}")
    if part == ENGLISH("bracket.supported_by"):
        return words("bracket.supported_by")
    for move, key in _MOVES.items():
        if bare.startswith(move):
            return words(f"bracket.{key}") + bare.removeprefix(move)
    return part


_STATUS = re.compile(rf"(?<=[✓↺○] )(?:{'|'.join(_STATUSES)})(?=[,}}])")


def mark_in(words: Words, printed: str) -> str:
    """A mark of the house style in another language: ``Alt 2``, ``{✓ agreed ad ref, PM2}``.

    >>> mark_in(words_in("es"), "{✓ agreed ad ref, PM2}"), mark_in(words_in("ru"), "Alt 2")
    ('{✓ acordado ad referendum, PM2}', 'Вариант 2')
    """
    if words is ENGLISH:
        return printed
    if printed == "Alt" or printed.startswith("Alt "):
        return words("bracket.alternative") + printed.removeprefix("Alt")
    return _STATUS.sub(lambda found: words(f"bracket.{_STATUSES[found[0]]}"), printed)


__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Words",
    "alone",
    "between_names",
    "mark_in",
    "names_in",
    "plural",
    "read_templates",
    "words_in",
]
