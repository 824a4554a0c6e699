"""A clause as letters: each word, quotation and place the letter of its class, so that order can be judged.

``in paragraph 5, replace "X" by "Y"`` reads as ``iP,RQbQ``. Knows the classes of ``keywords``; which orders
of letters are an instruction is decided in ``clauses``. A word that is in no class is the letter ``x``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amendtrack.intake.instructions.citations import Place, match_place
from amendtrack.intake.instructions.keywords import LAST, ORDINALS, PROPOSES, SENTENCE, WE, WORDS
from amendtrack.intake.instructions.quotes import Quote
from amendtrack.intake.instructions.spelling import plain

Atom = Quote | Place | int | str
"""What a letter stands for: quoted words, a place, the number of a sentence (-1 the last), or a word."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A clause as ``letters``, one atom for each; ``speaker`` is who is said to propose it, if a name is given."""

    letters: str
    atoms: tuple[Atom, ...]
    speaker: str = ""


def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    letter_of: dict[str, str] = {}
    for letter, languages in WORDS.items():
        for words in languages.values():
            for word in words.split():
                letter_of.setdefault(plain(word.replace("|", " ")), letter)
    longest_first = sorted(letter_of, key=lambda phrase: (-len(phrase), phrase))
    ends = r"(?![\w'])"
    return re.compile("|".join(re.escape(p) + ("" if p[-1] == "'" else ends) for p in longest_first)), letter_of


_PHRASE, _LETTER_OF = _phrases()
_SHOULD_BE = re.compile(r"(?:(?:should|shall|must) be|(?:devrait|doit) etre|(?:deberia|debe) ser)(?= Q)")
_SIGN_NAMED = re.compile(
    r"(?:(?:a|the|une|la|un|le|una|el) )?(?:(?P<comma>comma|virgule|coma)"
    r"|(?P<semi>semi-?colon|point-virgule|punto y coma)"
    r"|(?P<colon>colon|deux-points|dos puntos)|(?P<stop>full stop|period|punto final))"
    r"(?= (?:after|before|by|with|apres|avant|par|despues|antes|por) Q)"
)
_SIGN_OF = {"comma": ",", "semi": ";", "colon": ":", "stop": "."}
_OCCURRENCES = r"occurrences?|instances?|mentions?|appearances?|apariciones|aparicion|mencion(?:es)?|ocurrencias?"
_BY_NUMBER = [
    *(ORDINALS[language] for language in ORDINALS),
    ("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme"),
    ("primer|primero", "segundo", "tercer|tercero", "cuarto", "quinto", "sexto", "septimo", "octavo"),
]
_TIMES = (
    rf"(?:(?:the|its|la|le|el|les|las|los) )?(?:{{}})(?: (?:{_OCCURRENCES})(?: of| du| de| des| del)?(?!\w)"
    r"|(?: (?:words?|terms?|phrase|references? to|mots?|termes?|palabras?|terminos?))?(?= Q))"
)
_BOTH = re.compile(
    rf"(?:in |en )?both (?:places|times|cases|(?:{_OCCURRENCES})(?: of)?)(?!\w)|both(?= Q)|both (?:words|terms)(?= Q)"
    r"|(?:dans les )?deux (?:endroits|cas|occurrences)(?: de)?(?!\w)|aux deux endroits"
    r"|(?:en )?(?:ambos lugares|ambos casos|las dos apariciones)(?: de)?(?!\w)"
)
_ORDINAL = [
    (re.compile(rf"(?:(?:the|la|le|el|a la|de la) )?(?:{ordinal}) (?:{SENTENCE[language]})(?!\w)"), number)
    for language in ORDINALS
    for number, ordinal in [*enumerate(ORDINALS[language], 1), (-1, LAST[language])]
]
_OCCURRENCE = [
    (re.compile(_TIMES.format(ordinal)), number)
    for number, ordinal in [
        *enumerate(("|".join(same) for same in zip(*_BY_NUMBER)), 1),
        (-1, "|".join(LAST[language] for language in ORDINALS) + "|dernier|ultimo"),
    ]
]
_SENTENCE_NUMBER = re.compile(r"(?:sentence|phrase|oracion) (\d)(?![\w.])")
_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*'?|\d+(?:[.,]\d+)*\w*|\S")
_SPEAKER = re.compile(rf"(?:(?:{WE})|(?P<name>[^:;\"“«\n.]{{1,60}}?))(?: also)? (?:{PROPOSES})(?!\w)[:,]?")
_IT_IS = re.compile(
    r"(?:it is (?:proposed|suggested|requested)(?: to| that)?|(?:il est|on) (?:propose|suggere|demande)(?: de| d')?"
    r"|se (?:propone|sugiere|solicita|pide)(?: que)?)(?!\w)[:,]?"
)
_NAME = re.compile(
    r"(?:(?i:the|the delegation of|la|le|la delegation d[eu]|la delegacion de) )?"
    r"[^\W\d_a-z][\w'-]*(?: [^\W\d_a-z(][\w').-]*| and| of| de){0,4}"
)
_MANY = re.compile(r"(?:some|others?|many|several|most|certain\w*|plusieurs|d'autres|algun\w*|vari\w*|otr\w*)\b")
_NOBODY = re.compile(
    r"(?:se|on|it|they|he|she|il|elle|this|that|which|who|ce|esto|este|para|paragraph|text|texte|texto)"
)
_SIGNS = {"&": "&", ",": ",", ":": ":", "-": ",", "(": "", ")": "", ".": ".", "!": ".", ";": ".", "*": "", "_": ""}
_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_ARROW = re.compile(r"-{1,2}>|=>|→|➔|⇒")
LONGEST = 3000
"""Letters of a clause that is looked at, quotations not counted; what is longer is prose."""


def letters_of(message: str, start: int, end: int, quotes: Sequence[Quote]) -> Letters:
    """The clause ``message[start:end]``, whose quotations are among ``quotes``.

    >>> words = "in paragraph 5, replace this by that"
    >>> letters_of(words, 0, len(words), ()).letters
    'iP,Rxbx'
    """
    inside = [q for q in quotes if start <= q.start and q.end <= end]
    text, at = "", start
    for quote in inside:
        text += message[at : quote.start] + " Q "
        at = quote.end
    text = " ".join((text + message[at:end]).split())
    if len(text) > LONGEST:
        return Letters("x", ("",))
    folded = _folded_around_quotes(text)
    folded, speaker = _speaker(text, folded)
    return _read(_RANGE.sub(" to ", folded), inside, speaker)


def _folded_around_quotes(text: str) -> str:
    """The clause folded, but for the letter ``Q`` that stands for a quotation."""
    return re.sub(r"(?<!\S)q(?!\S)", "x", plain(text)) if "Q" not in text else _keeping(text)


def _keeping(text: str) -> str:
    return "".join("Q" if a == "Q" and _alone(text, i) else b for i, (a, b) in enumerate(zip(text, plain(text))))


def _alone(text: str, i: int) -> bool:
    return text[i - 1 : i] in ("", " ") and text[i + 1 : i + 2] in ("", " ")


_FOR = re.compile(
    r"(?:on behalf of|in the name of|speaking for|au nom d(?:e |u |es |')|en nombre del? |en representacion del? )\s*"
    r"(?P<name>[^:;,.\"“«\nQ]{1,80}?)(?:[,:]|(?= (?:" + PROPOSES + r")(?!\w))|(?= (?:we|i|nous|il|se) )|$)\s*"
)
_OURSELVES = re.compile(r"(?:(?:the|la) )?(?:my|our|ma|notre|mon|mi|nuestr[ao])\b")
_PREFIX = re.compile(r"[^:;.Q]{1,60}?[:,] ")


def _speaker(text: str, folded: str) -> tuple[str, str]:
    """The clause without ``Norvia proposes to``, at its beginning or after its place, and the name in it."""
    if found := _FOR.match(folded):
        name = text[found.start("name") : found.end("name")].strip()
        rest, other = _speaker(text[found.end() :], folded[found.end() :])
        own = bool(_OURSELVES.match(plain(name)))
        return rest, other if own else name
    prefix = _PREFIX.match(folded)
    for at in (0, prefix.end() if prefix else 0):
        found = _IT_IS.match(folded, at) or _SPEAKER.match(folded, at)
        if found is None:
            continue
        name = text[found.start("name") : found.end("name")].strip() if found.re is _SPEAKER and found["name"] else ""
        if name and (not _NAME.fullmatch(name) or _MANY.match(plain(name)) or _NOBODY.fullmatch(plain(name))):
            continue
        called = re.sub(r"^(?i:the |la |le )?(?i:delegation of |delegation d[eu] |delegacion de )?", "", name)
        return folded[:at] + folded[found.end() :], called
    return folded, ""


_AUTHOR = re.compile(
    r"(?:joint |proposition conjointe|propuesta conjunta|the )?(?:(?:proposals?|amendments?|submission|comments"
    r"|propositions?|amendements?|propuestas?|enmiendas?) ?"
    r"(?:submitted |presented |made |presentee?s? |presentadas? )?"
    r"(?:by|of|from|de|du|d'|par|por|del)"
    r"|co-?sponsor(?:s|ed by)?|coauteurs?|copatrocinadores) ?:? ?(?P<name>[^:.;]{2,100}?)[:.]?"
)


def author_in(line: str) -> str:
    """Whose a line says that the proposals below it are: ``Proposal by Brum:``; empty if it says nothing of it.

    >>> author_in("Proposal by Brum:"), author_in("Proposals of the following kind:")
    ('Brum', '')
    """
    found = _AUTHOR.fullmatch(plain(line[:200]))
    name = line[found.start("name") : found.end("name")].strip() if found else ""
    called = re.sub(r"^(?i:the |la |le |el |l')", "", name)
    return name if called[:1].isupper() and not _OURSELVES.match(plain(name)) else ""


def _read(folded: str, inside: Sequence[Quote], speaker: str) -> Letters:
    at = 0
    letters: list[str] = []
    atoms: list[Atom] = []
    quotes = iter(inside)
    upcoming = next(quotes, None)

    def take(letter: str, atom: Atom) -> None:
        letters.append(letter)
        atoms.append(atom)

    while at < len(folded):
        if folded[at] == " ":
            at += 1
            continue
        if folded[at] == "Q" and upcoming is not None and _alone(folded, at):
            take("Q", upcoming)
            upcoming, at = next(quotes, None), at + 1
            continue
        if named := _SIGN_NAMED.match(folded, at):
            take("Q", Quote(-1, -1, _SIGN_OF[str(named.lastgroup)]))
            at = named.end()
            continue
        if times := _occurrence(folded, at):
            take("y", times[0])
            at = times[1]
            continue
        sentence = _sentence(folded, at)
        if sentence:
            take("S", sentence[0])
            at = sentence[1]
            continue
        place = match_place(folded, at, upcoming.words if upcoming else "")
        if place and not (place[0].words == "title" and folded.startswith(" Q", place[1])):
            if place[0].heading or "Q" in folded[at : place[1]]:
                upcoming = next(quotes, None)
            take("P", place[0])
            at = place[1]
            continue
        at = _keyword(folded, at, take)
    return _tidied("".join(letters), atoms, speaker)


def _sentence(folded: str, at: int) -> tuple[int, int] | None:
    if found := _SENTENCE_NUMBER.match(folded, at):
        return int(found[1]), found.end()
    for pattern, number in _ORDINAL:
        if found := pattern.match(folded, at):
            return number, found.end()
    return None


def _occurrence(folded: str, at: int) -> tuple[int, int] | None:
    """Which of several places of the same words is meant (-1 the last, 0 both), and where that ends."""
    if found := _BOTH.match(folded, at):
        return 0, found.end()
    for pattern, number in _OCCURRENCE:
        if found := pattern.match(folded, at):
            return number, found.end()
    return None


def _keyword(folded: str, at: int, take: object) -> int:
    assert callable(take)
    if found := _SHOULD_BE.match(folded, at):
        take("W", found[0])
        return found.end()
    if found := _ARROW.match(folded, at):
        take("g", found[0])
        return found.end()
    if found := _PHRASE.match(folded, at):
        for letter in _LETTER_OF[found[0]]:
            take(letter, found[0])
        return found.end()
    found = _WORD.match(folded, at)
    if found is None:
        return at + 1
    for letter in _SIGNS.get(found[0], "x"):
        take(letter, found[0])
    return found.end()


_PART_WORDS = re.compile(r"o?nw(?=[:,]*[QE])|(?<=[RDTCRUaf:h])w+(?=[:,]*Q)|(?<=I)w+|w+(?=:?Q)|(?<=I)nw")


def _tidied(letters: str, atoms: list[Atom], speaker: str) -> Letters:
    """Without the words that only announce a quotation: ``the word``, ``a new sentence``."""
    dropped = {i for found in _PART_WORDS.finditer(letters) for i in range(found.start(), found.end())}
    kept = [i for i in range(len(letters)) if i not in dropped]
    return Letters("".join(letters[i] for i in kept), tuple(atoms[i] for i in kept), speaker)
