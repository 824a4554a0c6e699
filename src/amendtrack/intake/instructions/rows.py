"""A clause as rows, one per language that it may be in: a letter for the class of each word, quotation and place.

The classes are those of the language's file in ``forms``; a word in no class is the letter ``x``, and is
never skipped. ``clauses`` decides which rows are instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.forms import Language, any_word, counted_in, first_word, languages, written
from amendtrack.intake.instructions.place_patterns import place_openings, spelled_out
from amendtrack.intake.instructions.quotes import Quote
from amendtrack.intake.instructions.speaking import without_speaker
from amendtrack.intake.instructions.spelling import plain


@dataclass(frozen=True, slots=True)
class Times:
    """How many times words are said to occur."""

    number: int


Atom = Quote | Place | Times | int | str
"""What a letter stands for: quoted words, a place, a count, an ordinal (-1 the last), or a word."""
LONGEST = 3000
"""The longest clause that is examined, in letters outside quotations; anything longer is prose."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A clause in one language: ``letters``, and an atom for each."""

    language: Language
    letters: str
    atoms: tuple[Atom, ...]

    def has(self, *names: str) -> bool:
        """Whether it has a word of one of these classes."""
        return any(letter in self.letters for letter in self.language.letters_of(*names))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in every language that it may be in; ``speaker`` is the proposer, if it names one."""

    rows: tuple[TableRow, ...]
    speaker: str = ""

    @property
    def places(self) -> Iterator[Place]:
        """All places that it names."""
        return (atom for row in self.rows for atom in row.atoms if isinstance(atom, Place))

    @property
    def unplaced(self) -> Clause:
        """What it says about the place at its beginning; all of it if it does not begin with one."""
        rows = []
        for row in self.rows:
            opening = re.match(f"[{row.language.letters_of('in', 'of') or '!'}]*P[.,:]*", row.letters)
            k = opening.end() if opening else 0
            rows.append(TableRow(row.language, row.letters[k:], row.atoms[k:]))
        return Clause(tuple(rows), self.speaker)

    @property
    def heading(self) -> Place | None:
        """The place, if the clause only names one."""
        for row in self.rows:
            links = row.language.letters_of("in", "of")
            ends = row.language.letters_of("amended")
            change = f"(?:[{row.language.letters_of('change') or '!'}](?=.*[{ends or '!'}]))?"
            if re.fullmatch(f"{change}[{links}]*P[{links}]*[.,:{ends}]*", row.letters):
                return next(atom for atom in row.atoms if isinstance(atom, Place))
        return None

    @property
    def asks(self) -> bool:
        """Whether it has a word that asks for a change."""
        return any(row.has(*ACTIONS) or "g" in row.letters for row in self.rows)

    @property
    def wishes(self) -> bool:
        """Whether it quotes words, or asks to change or keep a place, and so is more than a courtesy."""
        return any("Q" in r.letters or (r.has(*ACTIONS, "keep") and re.search("[PS]", r.letters)) for r in self.rows)

    @property
    def ends_with_place(self) -> bool:
        """Whether it names a place after its quotations."""
        return any("Q" in row.letters and "P" in row.letters[row.letters.rindex("Q") :] for row in self.rows)

    @property
    def quotes(self) -> bool:
        """Whether it quotes words."""
        return any("Q" in row.letters for row in self.rows)

    @property
    def begins(self) -> bool:
        """Whether an instruction can begin this way."""
        return any(_start(row.language).match(row.letters) for row in self.rows)


ACTIONS = "replace exchange change delete insert complete move swap merge split lift bracket".split()


@cache
def _start(language: Language) -> re.Pattern[str]:
    verbs = language.letters_of(*ACTIONS, "keep", "everywhere", "for", "said", "unit")
    links = language.letters_of("in", "of", "to", "from") or "!"
    ends = language.letters_of("after", "before", "between", "end", "start") or "!"
    new = language.letters_of("new") or "!"
    and_ = language.letters_of("and") or "!"
    read = language.letters_of("read", "original") or "!"
    return re.compile(
        f"[{and_},]*(?:[{verbs}g]|Q[,:]*[{verbs}{read}g]|{new}[P{verbs}]|[{new}]P|[{links}]*[PS](?:[,:.]|[{verbs}{read}]|$)|[{ends}][{links}]*[QPSI,:{verbs}])"
    )


def clause_of(message: str, start: int, end: int, quotes: Sequence[Quote]) -> Clause:
    """The clause ``message[start:end]``, whose quotations are among ``quotes``.

    >>> words = "in paragraph 5, replace this by that"
    >>> found = clause_of(words, 0, len(words), ())
    >>> [place.words for place in found.places][0], found.asks, found.heading
    ('paragraph 5', True, None)
    """
    inside = [q for q in quotes if start <= q.start and q.end <= end]
    text, at = "", start
    for quote in list(inside):
        if len(quote.words) == 1 and _lettered().search(plain(message[max(start, quote.start - 30) : quote.start])):
            inside.remove(quote)  # “point ‘b’” is a place
            text += f"{message[at : quote.start]}({quote.words})"
        else:
            text += message[at : quote.start] + " Q "
        at = quote.end
    text = " ".join((text + message[at:end]).split())
    if len(text) > LONGEST:
        return Clause(())
    return _read_clause(text, tuple(inside))


@cache
def _lettered() -> re.Pattern[str]:
    words = (p for language in languages() for p in language.places.get("item", ()) if "@" not in p)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(written, words))}) $")


@lru_cache(maxsize=1 << 10)
def _read_clause(text: str, inside: tuple[Quote, ...]) -> Clause:
    """The clause with these words; identical lines, as in lists, are read only once."""
    folded, speaker = without_speaker(text, _folded(text))
    folded = spelled_out(_RANGE.sub(_to, _passed_over().sub("", folded)))
    return Clause(tuple(_read(folded, inside, language) for language in _spoken(folded)), speaker)


def _spoken(folded: str) -> list[Language]:
    """The languages whose letters are in it; all languages for a clause of signs and quotations."""
    without = re.sub(r"(?<!\S)Q(?!\S)", "", folded)
    found = [language for language in languages() if language.script.search(without)]
    foreign = [language for language in found if not language.is_latin]
    return foreign + [language for language in found if language not in foreign] or list(languages()[:1])


def _folded(text: str) -> str:
    """The clause folded, except the letter ``Q`` that stands for a quotation."""
    return "".join("Q" if a == "Q" and _alone(text, i) else b for i, (a, b) in enumerate(zip(text, plain(text))))


def _alone(text: str, i: int) -> bool:
    return text[i - 1 : i] in ("", " ") and text[i + 1 : i + 2] in ("", " ")


_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")


@cache
def _passed_over() -> re.Pattern[str]:
    anew = r"(?: [(]?\w{1,3}[)]?(?:,? \w{2,3} [(]?\w{1,3}[)]?){0,3})?"  # ``(c) as (b)``
    renumbered = rf"[,;]? (?:(?:{any_word('and')}) )?(?:{any_word('renumbered')}){anew}(?=[.]?$)"
    return re.compile(
        rf"{renumbered}|,? [(]?(?:{any_word('inclusive')})[)]?|(?<= )[(](?:{any_word('aside')})[)](?=[.]?$)"
    )


def _to(found: re.Match[str]) -> str:
    return " to " if re.search("[a-z]", found.string) else found[0]


_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*'?|\d+(?:[.,]\d+)*\w*|\S")
_SIGNS = (
    dict.fromkeys(",-،，、", ",")
    | {":": ":", "：": ":"}
    | dict.fromkeys(".!;؛；。", ".")
    | dict.fromkeys("()（）*_", "")
)
_FIRST = re.compile(r"[a-z]{2,4}(?= )")
_WIDE = re.compile("[\u2e80-\u9fff]")
_ARROW = re.compile(r"-{1,2}>|=>|→|➔|⇒|⟶|(?<=Q )>{1,2}(?= ?Q)|(?<=[^\W_] )>{1,2}(?= [^\W_])")
_ARROW_LEFT = re.compile(r"<?-{1,2}>|<-{1,2}|=>|<=|→|←|➔|⇒|⇐|⟶|⟵")
"""The arrows of a language written from right to left, in which an arrow to the left points forward."""
_SIGN_OF = {"comma": ",", "semicolon": ";", "colon": ":", "stop": "."}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What is searched for in a clause of one language besides its words."""

    sign: re.Pattern[str]
    sign_of_place: re.Pattern[str]
    hint: re.Pattern[str]
    page: re.Pattern[str]
    both: re.Pattern[str]
    often: tuple[re.Pattern[str], ...]
    which: tuple[re.Pattern[str], ...]
    numbered: re.Pattern[str]
    sentence: re.Pattern[str]
    times: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    article = r"(?:(?:the|its|a|la|le|les|el|los|las|une?|una?|al) |l')?(?:(?:a|de) la )?"
    any_of = language.any_of
    sentence, noun, many = any_of("sentence"), any_of("noun"), any_of("occurrence")
    beside = "|".join(any_of(name) for name in ("after", "before", "by"))
    signs = "|".join(f"(?P<{name}>{any_of(name)})" for name in _SIGN_OF)
    any_ordinal = "|".join(map(written, (p for ps in language.ordinals.values() for p in ps))) or "(?!)"
    bare = "|".join(any_of(name) for name in _SIGN_OF)
    by_other = f" (?:{any_of('by')}) (?:Q|{article}(?:{bare}))"
    last = "|".join(map(written, language.ordinals.get(-1, ()))) or "(?!)"
    of = f"(?: ?(?:{any_of('of')}))?"
    placed = "|".join([any_of("insert"), *(f"(?:{any_of(name)}) (?!Q)" for name in ("in", "of", "to"))])
    first, second, third = (language.counting(where) for where in "abc")
    one = f"(?:(?:{first}) ?(?:{many}){of}|(?:{many}) (?:{second}){of}|(?:{third})(?: ?(?:{noun}))?(?= Q))"
    return _Patterns(
        re.compile(f"{article}(?:{signs})(?:(?P<end> (?:{any_of('signend')}))?(?={by_other})|(?= (?:{beside}) Q))"),
        re.compile(rf"{article}(?:(?P<last>{last}) )?(?:{signs})(?=[,.،，:]|$| (?:Q|{placed}))"),
        re.compile(
            rf"(?:{any_of('hint')}) ?\d{{1,4}}(?: ?(?:-|to) ?\d{{1,4}})?(?!\w)"
            rf"|{article}(?:{any_ordinal}) (?:{any_of('hintline')})"
        ),
        re.compile(any_of("page")),
        re.compile(f"(?:{any_of('both')})(?: ?(?:{any_of('noun')}))?"),
        language.shaped("often"),
        language.shaped("which"),
        re.compile(rf"(?:{sentence}) (\d)(?![\w.])"),
        re.compile(f"{article}(?:(?:{first}) ?(?:{sentence})|(?:{sentence}) (?:{second}))"),
        re.compile(article + one),
    )


@dataclass(frozen=True, slots=True)
class Scan:
    """A clause letter by letter, words that say nothing (``d``) included: what each stands for, and where it is."""

    language: Language
    letters: str
    atoms: tuple[Atom, ...]
    spans: tuple[tuple[int, int], ...]

    def row(self, *quoted: tuple[int, int, Quote]) -> TableRow:
        """The row of it; ``quoted`` are stretches of letters that are taken for quotations, in order."""
        letters, atoms, at = "", list[Atom](), 0
        for first, last, quote in quoted:
            letters += self.letters[at:first] + "Q"
            atoms += [*self.atoms[at:first], quote]
            at = last
        letters += self.letters[at:]
        atoms += self.atoms[at:]
        if DROPPED in letters:
            atoms = [atom for letter, atom in zip(letters, atoms) if letter != DROPPED]
            letters = letters.replace(DROPPED, "")
        return _tidied(self.language, letters, atoms)


def scans_of(text: str) -> tuple[str, tuple[Scan, ...]]:
    """A clause without quotations, and its scans in the languages that it may be in; no scan where words are moved.

    >>> words, scans = scans_of("Norvia proposes to delete mines")
    >>> words, [words[a:b] for a, b in scans[0].spans]
    (' delete mines', ['delete', 'mines'])
    """
    folded, _ = without_speaker(text, plain(text))
    if not plain(text).endswith(folded) or spelled_out(folded) != folded:
        return text, ()
    return text[len(text) - len(folded) :], tuple(_scan(folded, (), language) for language in _spoken(folded))


def _read(folded: str, inside: Sequence[Quote], language: Language) -> TableRow:
    return _scan(folded, inside, language).row()


DROPPED = "d"
"""The letter of a word that says nothing."""
HINT = "h"
"""The letter of a line's number: it helps to find words, but is itself no place."""


def _scan(folded: str, inside: Sequence[Quote], language: Language) -> Scan:
    """The clause as a scan; page numbers are only a hint, and skipped where words are quoted."""
    at = 0
    letters: list[str] = []
    atoms: list[Atom] = []
    spans: list[tuple[int, int]] = []
    upcoming = 0  # which quotation is next
    patterns = _patterns(language)
    glued = language.classes.get("glued", ())
    beside = language.letters_of("after", "before")

    def take(letter: str, atom: Atom, end: int) -> int:
        letters.append(letter)
        atoms.append(atom)
        spans.append((at, end))
        return end

    known = _known_openings(language)
    while at < len(folded):
        if folded[at] == " ":
            at += 1
        elif (word := first_word(folded[at : at + 40])) and word not in known and not _opens_anywhere(word, glued):
            unknown = _WORD.match(folded, at)
            assert unknown is not None
            at = take("x", unknown[0], unknown.end())
        elif folded[at] == "Q" and upcoming < len(inside) and _alone(folded, at):
            at = take("Q", inside[upcoming], at + 1)
            upcoming += 1
        elif inside and (hint := patterns.hint.match(folded, at)):
            is_page = patterns.page.match(folded, at)
            at = hint.end() if is_page else take(HINT, hint[0], hint.end())
        elif named := patterns.sign.match(folded, at):
            if named["end"]:
                take("y", -1, at)
            sign = next(sign for name, sign in _SIGN_OF.items() if named[name])
            at = take("Q", Quote(-1, -1, sign), named.end())
        elif (
            letters
            and ((inside and letters[-1] in beside) or _is_for_a_sign(language, letters, atoms))
            and (named := patterns.sign_of_place.match(folded, at))
        ):
            if named["last"]:
                take("y", -1, at)
            sign = next(sign for name, sign in _SIGN_OF.items() if named[name])
            at = take("Q", Quote(-1, -1, sign), named.end())
        elif (inside or match_place(folded, at + len("both "))) and (both := patterns.both.match(folded, at)):
            before_places = match_place(folded, both.end() + 1) is not None  # ``both OP6 and OP7``
            at = both.end() if before_places else take("y", Times(2), both.end())
        elif inside and (often := _shaped(patterns.often, folded, at)):
            at = take("y", Times(often[0]), often[1])
        elif inside and (which := _shaped(patterns.which, folded, at)):
            at = take("y", *which)
        elif times := _nth(patterns.times, folded, at):
            at = take("y", *times)
        elif sentence := _nth(patterns.sentence, folded, at) or _numbered(patterns.numbered, folded, at):
            at = take("S", *sentence)
        elif (place := match_place(folded, at, tuple(q.words for q in inside[upcoming : upcoming + 3]))) and not (
            place[0].words == "title" and folded.startswith(" Q", place[1])
        ):
            upcoming += folded.count("Q", at, place[1])
            if (link := _FIRST.match(folded, at)) and (name := _contracted(language, link[0])):
                take(language.letters[name], link[0], at)
            elif folded[:at].rstrip().endswith(("(", "（")):
                take(language.letters["in"], "(", at)
            elif letters[-2:] == ["Q", ","] and atoms[-1] in ("-", "–", "—"):
                letters[-1] = language.letters["in"]  # ``replace "A" by "B" – OP3``
            at = take("P", *place)
        elif arrow := (_ARROW_LEFT if language.is_right_to_left else _ARROW).match(folded, at):
            at = take("g", arrow[0], arrow.end())
        elif (found := language.phrase_at(folded, at))[0]:
            phrase, name = found
            if letters[-1:] == ["Q"] and (beside_quote := _beside_a_quote(language, phrase)):
                name = beside_quote
            at = take(DROPPED if name == "drop" else language.letters[name], phrase, at + len(phrase))
        elif folded[at] in glued and (language.phrase_at(folded, at + 1)[0] or match_place(folded, at + 1)):
            at = take(language.letters["and"], folded[at], at + 1)
        else:
            found_word = (_WIDE if _WIDE.match(folded, at) else _WORD).match(folded, at)
            assert found_word is not None
            for letter in _SIGNS.get(found_word[0], "x"):
                take(letter, found_word[0], found_word.end())
            at = found_word.end()
    return Scan(language, "".join(letters), tuple(atoms), tuple(spans))


def _is_for_a_sign(language: Language, letters: list[str], atoms: list[Atom]) -> bool:
    """Whether a named sign was just said to be replaced by something: ``replace the semicolon by a full stop``."""
    named = letters[-2:-1] == ["Q"] and isinstance(atoms[-2], Quote) and atoms[-2].start < 0
    return named and letters[-1] in language.letters_of("by")


def _beside_a_quote(language: Language, phrase: str) -> str:
    """The class of words that say where to put what is quoted before them: ``"A" following "B"``."""
    return next((n for n in ("after", "before") if phrase in language.classes.get(f"quoted{n}", ())), "")


@cache
def _known_openings(language: Language) -> frozenset[str]:
    return language.openings | place_openings()


def _contracted(language: Language, article: str) -> str:
    """The class of an article contracted with a preposition (``du``, ``al``); empty for any other."""
    if article not in ("del", "al", "du", "au", "aux"):
        return ""
    return next((name for name in ("to", "of") if article in language.classes.get(name, ())), "")


def _opens_anywhere(word: str, glued: tuple[str, ...]) -> bool:
    """Whether phrases may begin within a word: in Chinese, behind the ``and`` of Arabic, and for a quotation."""
    return word[0] in glued or word == "Q" or _WIDE.match(word) is not None


def _nth(pattern: re.Pattern[str], folded: str, at: int) -> tuple[int, int] | None:
    found = pattern.match(folded, at)
    return (counted_in(found), found.end()) if found else None


def _shaped(patterns: Sequence[re.Pattern[str]], folded: str, at: int) -> tuple[int, int] | None:
    return next((found for pattern in patterns if (found := _nth(pattern, folded, at))), None)


def _numbered(pattern: re.Pattern[str], folded: str, at: int) -> tuple[int, int] | None:
    found = pattern.match(folded, at)
    return (int(found[1]), found.end()) if found else None


@cache
def _announcing(language: Language) -> re.Pattern[str]:
    of, new, noun, insert, ends, should = (
        f"[{language.letters_of(name) or '!'}]" for name in ("of", "new", "noun", "insert", "toend", "shouldbe")
    )
    before = f"{of}?{new}?{noun}+{of}?(?=[:,]*[QEy{language.letters_of('from')}])"
    behind = f"(?<=Q){noun}+|(?<=Q[:,]){noun}+(?={ends})"
    return re.compile(f"{before}|(?<={insert}){new}?{noun}+|{behind}|{should}(?![:,]*Q)")


@cache
def _added_sentence(language: Language) -> re.Pattern[str]:
    """A sentence that is added, and not said where: what is added comes at the end, what is inserted may not."""
    added, sentence = (f"[{language.letters_of(name) or '!'}]" for name in ("insert-added", "noun-sentence"))
    where = language.letters_of("end", "toend", "start", "after", "before", "between") or "!"
    links = language.letters_of("to", "in") or "!"
    return re.compile(f"(?=[^{where}S]*$).*{added}(?:[{links}]*P[:,]*)?({sentence})[:,]*Q")


@cache
def _as_follows(language: Language) -> re.Pattern[str]:
    """``a sentence that reads:`` after the word for what is done: it only announces the quotation."""
    noun, read = (f"[{language.letters_of(name) or '!'}]" for name in ("noun", "read"))
    acts = language.letters_of("insert", "complete", "replace", "by") or "!"
    return re.compile(f"[{acts}].*{noun}({read})(?=[:,]*(?:Q|$))")


@cache
def _named_only(language: Language) -> str:
    """``insert a reference to "A"``: the words that refer to it are not given."""
    insert, new, reference = (language.letters_of(name) or "!" for name in ("insert", "new", "noun-reference"))
    return f"[{insert}][{new}]?[{reference}]Q|Q[{insert}][{new}]?[{reference}]"


def _tidied(language: Language, letters: str, atoms: list[Atom]) -> TableRow:
    """The row without the words that only announce a quotation: ``the word``, ``a new sentence``."""
    if told := _as_follows(language).search(letters):
        k = told.start(1)
        letters, atoms = letters[:k] + letters[k + 1 :], atoms[:k] + atoms[k + 1 :]
    if re.search(_named_only(language), letters):
        letters = "x" + letters  # what is inserted is described, and not quoted
        atoms = ["", *atoms]
    dropped = {i for m in _announcing(language).finditer(letters) for i in range(m.start(), m.end())}
    if kept_ := _added_sentence(language).match(letters):
        dropped.discard(kept_.start(1))
    kept = [i for i in range(len(letters)) if i not in dropped]
    return TableRow(language, "".join(letters[i] for i in kept), tuple(atoms[i] for i in kept))


def speaks_of_change(words: str) -> bool:
    """Whether a text has a word or an arrow that may request a change; a quick first test."""
    folded = plain(words)
    return _ARROW_LEFT.search(folded) is not None or _any_action().search(folded) is not None


_OF_PLACES = frozenset(
    "in of to from by as and for after before between end toend start unit follows note footnote respectively"
    " noun sentence every everywhere around out rest original unchanged aside where occurs wherever insertion not"
    " not-instead have over".split()
)
"""Classes of words in forms that are in any text; the others may request a change."""


@cache
def _any_action() -> re.Pattern[str]:
    named = {
        word
        for language in languages()
        for row in language.rows
        for word in re.findall("[a-z]+(?:-[a-z]+)*", row.order)
    }
    names = {"new", "brackets", "amended", *ACTIONS, *named} - _OF_PLACES
    return re.compile(r"(?:(?<!\w)|(?<=[\u4e00-\u9fff]))(?:" + "|".join(any_word(name) for name in sorted(names)) + ")")
