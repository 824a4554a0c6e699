"""The words and forms of instructions, one file per language: adding a language adds a file and no code.

A file has sections. ``[words]`` are the classes of words of which forms are made; case and accents do not count,
and ``*`` stands for any ending. A class ``insert-added`` is a kind of ``insert``, and is meant by that name too.
``[forms]`` has one row per form: act, order of words, a real sentence, and what the sentence does to the
``[draft]`` of the file. The other sections hold words that are searched for on their own.

In the order of words, small letters name a class, ``a/b`` means either, and ``?`` that it is optional.
Capitals are filled in: OLD, NEW, ANCHOR and UPTO are quoted words, TEXT is wording, PLACES, TO, LABEL and FROM
are places, SENT a sentence, IN a place that may be named there. A place may be named before or after a form and
after each of its words, but only once in all; a final ``.`` allows it only before the form.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import count

from amendtrack.intake.instructions.spelling import plain


@dataclass(frozen=True, slots=True)
class InstructionForm:
    """One row: an act, the order of its words, a sentence, and the result of that sentence."""

    act: str
    order: str
    sentence: str
    gives: str


@dataclass(frozen=True, eq=False)
class Language:
    """One language as its file describes it; ``classes`` are phrases by the name of their class."""

    code: str
    draft: str
    classes: Mapping[str, tuple[str, ...]]
    spoken: tuple[str, ...]
    ordinals: Mapping[int, tuple[str, ...]]
    cardinals: Mapping[int, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    rows: tuple[InstructionForm, ...]

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """A letter for each class, used to write a clause as a row."""
        return {name: chr(0xE000 + n) for n, name in enumerate(self.classes)}

    def letters_of(self, *names: str) -> str:
        """The letters of those of these classes that the language has."""
        return _letters_of(self, names)

    @cached_property
    def _class_of(self) -> Mapping[str, str]:
        """The class of each phrase; the first class, if two have it."""
        return {phrase: name for name in reversed(self.spoken) for phrase in self.classes.get(name, ())}

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases by their first letter, the longest first."""
        found: dict[str, list[str]] = {}
        for phrase in sorted(self._class_of, key=lambda phrase: (-len(phrase), phrase)):
            found.setdefault(phrase[0], []).append(phrase)
        return {first: tuple(phrases) for first, phrases in found.items()}

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first words of all its phrases."""
        phrases = (
            phrase for group in (self.classes, self.ordinals, self.cardinals) for ps in group.values() for phrase in ps
        )
        return frozenset(first for phrase in phrases if (first := first_word(phrase)))

    def phrase_at(self, folded: str, at: int) -> tuple[str, str]:
        """The longest phrase at that offset, and its class; both empty if there is none."""
        for phrase in self._by_first.get(folded[at : at + 1], ()):
            if folded.startswith(phrase, at) and _ends(phrase, folded, at + len(phrase)):
                return phrase, self._class_of[phrase]
        return "", ""

    def forms_of(self, letters: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Each form that a row of these letters may match, as an act and a pattern of its rows.

        A form is compiled only when a row has all the letters it needs and no others: compiling all
        forms of a language takes longer than reading a message.
        """
        return _forms_of(self, "".join(sorted(set(letters))))

    @cached_property
    def outlines(self) -> tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...]:
        """For each form the letters that its rows may have, and the sets of which they must have one letter each."""
        return tuple(_outline(self, row.order) for row in self.rows)

    @cached_property
    def script(self) -> re.Pattern[str]:
        """A letter of the language's script, taken from the draft in its file."""
        return re.compile(_SCRIPTS.get(self._writing, _LATIN))

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return self._writing not in _SCRIPTS

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in self.draft)

    @cached_property
    def _writing(self) -> str:
        letters = (sign for sign in self.draft if sign.isalpha())
        scripts = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in letters)
        return scripts.most_common(1)[0][0] if scripts else ""

    def counting(self, where: str) -> str:
        """A pattern of all ordinals; ``counted_in`` gives the number found. ``where`` distinguishes two of them."""
        return _numbers(self.ordinals, where)

    def shaped(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The phrases of a class in which ``@`` is a number: an ordinal in ``which``, else how many."""
        if name == "which":
            number = self.counting("at")
        else:
            number = "|".join(filter(None, (_numbers(self.cardinals, "at"), r"(?P<digits>\d{1,3})(?!\d)")))
        shapes = sorted(self.classes.get(name, ()), key=len, reverse=True)
        return tuple(re.compile(_shape(*shape.partition("@")[::2], number)) for shape in shapes)

    def any_of(self, name: str) -> str:
        """A pattern of all phrases of a class; for a class without phrases, one that never matches."""
        phrases = {p for n in _kinds_of(name, self.classes) for p in self.classes[n]}
        return "|".join(map(written, sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))) or r"(?!)"


@cache
def _letters_of(language: Language, names: tuple[str, ...]) -> str:
    return "".join(language.letters[kind] for name in names for kind in _kinds_of(name, language.letters))


def _kinds_of(name: str, classes: Iterable[str]) -> list[str]:
    """The class of that name, if there is one, and those that are kinds of it."""
    return [each for each in classes if each == name or each.startswith(f"{name}-")]


@lru_cache(maxsize=1 << 12)
def _forms_of(language: Language, letters: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    have = frozenset(letters)
    return tuple(
        (row.act, _pattern(language, row.order))
        for row, (known, needed) in zip(language.rows, language.outlines)
        if have <= known and all(not have.isdisjoint(any_of) for any_of in needed)
    )


_LATIN = "[a-z]"
_SCRIPTS = {
    "CYRILLIC": "[\u0430-\u045f]",
    "CJK": "[\u4e00-\u9fff]",
    "ARABIC": "[\u0621-\u064a]",
    "GREEK": "[\u03b1-\u03c9]",
    "HEBREW": "[\u05d0-\u05ea]",
    "HANGUL": "[\uac00-\ud7a3]",
}
"""Letters of the non-Latin scripts, by their Unicode names."""
_LINKS = ("in", "of", "to")
_WIDE = re.compile("[\u4e00-\u9fff]")


COUNTED = "nth_"
"""The first letters of group names that hold an ordinal."""


def _numbers(numbers: Mapping[int, tuple[str, ...]], where: str) -> str:
    by_number = ("|".join(map(written, sorted(p, key=len, reverse=True))) for p in numbers.values())
    names = (f"{COUNTED}{n}".replace("-", "m") for n in numbers)
    return "|".join(f"(?P<{name}_{where}>{pattern})" for name, pattern in zip(names, by_number))


def _shape(before: str, behind: str, number: str) -> str:
    tight = "" if before[-1:] != " " and behind[:1] != " " else " ?"
    head, tail = (written(part.strip()) if part.strip() else "" for part in (before, behind))
    return f"{head}{tight}(?:{number}){tight if behind else ''}{tail}"


def counted_in(found: re.Match[str]) -> int:
    """The value of an ordinal of ``Language.counting``, or of a number of a shape; -1 is the last."""
    if digits := found.groupdict().get("digits"):
        return int(digits)
    name = next(name for name, words in found.groupdict().items() if words and name.startswith(COUNTED))
    return int(name.removeprefix(COUNTED).partition("_")[0].replace("m", "-"))


_FIRST = re.compile(r"[^\W\d_]+")


def first_word(phrase: str) -> str:
    """The letters with which a phrase begins; empty if it begins with a sign or a number."""
    found = _FIRST.match(phrase)
    return found[0] if found else ""


def written(phrase: str) -> str:
    """A pattern of a phrase, to the end of its last word."""
    pattern = re.escape(phrase).replace(r"\*", r"[^\W\d_]*").replace(r"\ ", " ")
    ends_anywhere = _WIDE.search(phrase) or not (phrase[-1].isalnum() or phrase[-1] == "*")
    return pattern if ends_anywhere else pattern + r"(?![^\W\d]|')"


def _ends(phrase: str, folded: str, end: int) -> bool:
    """Whether the phrase ends there with its last word, as ``written`` has it."""
    following = folded[end : end + 1]
    ends_anywhere = _WIDE.search(phrase) or not phrase[-1].isalnum()
    return bool(ends_anywhere) or not (following == "'" or following.isalpha() or following == "_")


@cache
def languages() -> tuple[Language, ...]:
    """All languages that have a file: English, then the others in the order of their codes."""
    found = [entry for entry in files(__name__).iterdir() if entry.name.endswith(".txt")]
    read = (read_language(entry.name[:-4], entry.read_text(encoding="utf-8")) for entry in found)
    return tuple(sorted(read, key=lambda language: (language.code != "en", language.code)))


@cache
def any_word(name: str) -> str:
    """A pattern of all phrases of a class, in all languages."""
    patterns = [language.any_of(name) for language in languages()]
    return "|".join(p for p in patterns if p != r"(?!)") or r"(?!)"


def read_language(code: str, source: str) -> Language:
    """A language from its file.

    >>> found = read_language("xx", "[draft]\\nA.\\n[words]\\ndelete: delete\\n[forms]\\ndelete | delete OLD | x | y")
    >>> found.rows[0].order, found.classes["delete"]
    ('delete OLD', ('delete',))
    """
    parts: dict[str, list[str]] = {}
    section = ""
    for line in source.split("\n"):
        if line.startswith("[") and line.endswith("]") and line[1:-1] in _SECTIONS:
            section = line[1:-1]
        elif section == "draft" or (line.strip() and not line.startswith("#")):
            parts.setdefault(section, []).append(line)
    words = dict(_listed(parts.get("words", ())))
    others = dict(_listed([line for name in _BESIDE for line in parts.get(name, ())]))
    return Language(
        code,
        "\n".join(parts["draft"]).strip() + "\n",
        words | others,
        tuple(words),
        {int(number): phrases for number, phrases in _listed(parts.get("ordinals", ()))},
        {int(number): phrases for number, phrases in _listed(parts.get("cardinals", ()))},
        dict(_listed(parts.get("places", ()))),
        tuple(InstructionForm(*(cell.strip() for cell in line.split("|"))) for line in parts["forms"]),
    )


_BESIDE = ("beside", "speakers", "meaning", "mail")
_SECTIONS = ("draft", "words", *_BESIDE, "ordinals", "cardinals", "places", "forms")


def _listed(lines: list[str] | tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        name, _, phrases = line.partition(": ")
        yield name, tuple(plain(phrase.strip()) for phrase in phrases.split(", ") if phrase.strip())


# -- forms as patterns over rows ----------------------------------------------------------------------

PLACE, SENTENCE, QUOTE, UNQUOTED, TIMES, ARROW = "PSQEyg"
"""Letters of a row other than classes of words: place, sentence, quotation, wording, occurrence, arrow."""
_SLOTS = {
    "OLD": "(?P<old>Q)",
    "NEW": "(?P<new>Q)",
    "ANCHOR": "(?P<anchor>Q)",
    "UPTO": "(?P<until>Q)",
    "TEXT": "(?P<new>[QE])",
    "TO": "(?P<to>P)",
    "BESIDE": "(?P<beside>P)",
    "LABEL": "(?P<label>P)",
    "BIS": "(?P<label>(?P<bis>P))",
    "FROM": "(?P<first>P)",
    "arrow": "g",
}
_SLOT_LETTERS = dict.fromkeys(("OLD", "NEW", "ANCHOR", "UPTO"), QUOTE) | {
    "TEXT": QUOTE + UNQUOTED,
    "SENT": SENTENCE,
    "arrow": ARROW,
}
_GAP = "[,:]*"


@cache
def _pattern(language: Language, order: str) -> re.Pattern[str]:
    return re.compile(_compiled(language, order))


def _outline(language: Language, order: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    known = {*language.letters_of(*_LINKS, "and", "everywhere", "unchanged"), PLACE, SENTENCE, *",:."}
    needed = []
    for word in order.split():
        bare = word.rstrip("?")
        if bare in _SLOTS or bare in ("PLACES", "SENT"):
            letters = _SLOT_LETTERS.get(bare, PLACE)
        else:
            letters = "" if bare in ("IN", ".") else language.letters_of(*bare.split("/")) or "!"
        known |= {*letters}
        if letters and bare == word:
            needed.append(frozenset(letters))
    return frozenset(known), tuple(needed)


def _compiled(language: Language, order: str) -> str:
    """An order of words as a pattern over rows; each place that may be named has a number of its own."""
    numbers = count()
    links, to, and_, everywhere, rest = (
        f"[{language.letters_of(*names) or '!'}]"
        for names in (_LINKS, ("to",), ("and",), ("everywhere",), ("unchanged",))
    )
    words = order.split()
    bare = words[-1] == "."

    def sentence(link: str = "") -> str:
        return f"{link}(?P<s{next(numbers)}>S){links}*{_GAP}"

    def place(link: str = "") -> str:
        return f"{link}(?P<p{next(numbers)}>P){links}*{_GAP}"

    def behind() -> str:
        return "" if bare else f"(?:{place(f'{links}+')}(?:{sentence(f'{links}*')})?)?"

    def either() -> str:
        # Lazy: a place that the form itself names is not taken for the optional place around it.
        of = f"(?:{place(f'{links}+')})?"
        return f"(?:{place()}(?:{sentence(f'{links}*')}{of})?|{sentence()}(?:{place(f'{links}*')})?)??"

    def piece(word: str) -> str:
        optional, word = word.endswith("?"), word.rstrip("?")
        if word == "IN":
            found = f"{links}*{either()}"
        elif word == "SENT":
            found = f"{links}*(?:{place()}{links}*)??{sentence()}(?:{place(f'{links}*')})?"
        elif word == "PLACES":
            found = f"(?P<first>P)(?:{to}(?P<upto>P)|(?P<more>(?:,P)*,?{and_}P|(?:,P)+))?{_GAP}"
        elif word in _SLOTS:
            found = _SLOTS[word] + _GAP + behind()
        else:
            names = word.split("/")
            ahead = f"(?P<ahead>[{language.letters_of('before') or '!'}])|" if "before" in names else ""
            rest_ = language.letters_of(*(name for name in names if name != "before")) or "!"
            found = f"(?:{ahead}[{rest_}]){_GAP}" + behind()
        return f"(?:{found})?" if optional else found

    opening = f"{links}*{either()}{links}*"
    pieces = "".join(piece(word) for word in words if word != ".")
    closing = "" if bare else f"(?:{sentence(f'{links}+')}(?:{place(f'{links}+')})?)?"
    return (
        f"(?:(?P<lead>{everywhere}){_GAP})?{opening}{pieces}{closing}(?P<trail>{everywhere})?[.,:]*"
        f"(?:[,:.]*{and_}?{rest}[.,:]*)?"
    )
