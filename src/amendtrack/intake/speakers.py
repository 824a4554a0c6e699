"""For whom a message speaks: the delegations and groups that it names, compared with its senders.

Pure. A message that names somebody else is not silently taken as its sender's alone: if it clearly names joint
sponsors, these are its co-sponsors; a person decides all other cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.spelling import plain
from amendtrack.record.registers import CHAIR_CODE, Delegation, Register

_AND = re.compile(r",? (?:and|et|y|e|и|&|as well as|ainsi que) |, ?| & |/|与|及|、|(?<!共)和(?!国)")
_STYLED = re.compile(
    r"(?:(?:the|la|le|les|el|los|las) |l')?(?:(?:permanent )?(?:delegations?|missions?|governments?"
    r"|delegacion(?:es)?|gobierno"
    r"|gouvernement|republic|republique|republica|kingdom|royaume|reino|state|etat|estado|embassy|ambassade|embajada"
    r"|ambassadors?|ambassadeur|ambassadrice|embajador|embajadora|minister|ministre|ministr[oa]|representatives?"
    r"|head of delegation|(?:ministry|ministere|ministerio)(?: (?:of|de|des) (?:[a-z]+ ){0,3}[a-z]+)?"
    r") (?:of|de|du|d'|del) ?)*"
    r"(?:(?:the|la|le|les|el|los|las) |l')?"
)


def strangers(named: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Those named who are not among ``own``, the names of the senders; as written, each once.

    French writes ``-ie`` at the end of most names in ``-ia``.

    >>> strangers(["the Republic of Norvia", "la Norvie", "Norvia and Brum"], ["NRV", "Norvia"])
    ('Brum',)
    """
    mine = {_bare(name) for name in own}
    mine |= {f"{name[:-2]}ie" for name in mine if name.endswith("ia")}
    return tuple(dict.fromkeys(part for name in named for part in _parts(name) if _bare(part) not in mine))


def _parts(name: str) -> Iterator[str]:
    words = " ".join(name.split())
    yield from (words[a:b] for a, b in _between(words) if words[a:b].strip())


def _between(words: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _AND.finditer(plain(words)):
        yield at, found.start()
        at = found.end()
    yield at, len(words)


def _bare(name: str) -> str:
    """A name in the form used for comparison: without accents, case or style."""
    folded = " ".join(plain(name).split())
    return folded[match.end() :] if (match := _STYLED.match(folded)) and match.end() < len(folded) else folded


# -- names of the register ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Naming:
    """Delegations other than the senders in some words: those named, and those clearly named as joint sponsors.

    ``joint`` holds the ranges of words that name the joint sponsors.
    """

    others: tuple[str, ...] = ()
    cosponsors: tuple[Delegation, ...] = ()
    joint: tuple[tuple[int, int], ...] = ()


def naming(words: str, register: Register, senders: Iterable[Delegation]) -> Naming:
    """Who else is named in some words, ignoring quotations; ``others`` are those not clearly named as sponsors.

    >>> from amendtrack.record.registers import read_register
    >>> register = read_register("code,name,groups\\nNRV,Norvia,\\nBRU,Brum,LAKE\\n")
    >>> norvia = register.resolve("Norvia")
    >>> naming("Norvia and Brum propose:", register, [norvia]).cosponsors[0].code
    'BRU'
    >>> naming("The LAKE group and Brum support this.", register, [norvia]).others
    ('LAKE', 'Brum')
    """
    senders = tuple(senders)
    mine = frozenset(d.code for d in senders)
    names = _names(register)
    if names is None:
        return Naming(tuple(_on_behalf(words, senders, ())))
    quoted = [(quote.start, quote.end) for quote in read_quotes(words).found]
    found = [m for m in names.pattern.finditer(words) if not any(a <= m.start() < b for a, b in quoted)]
    found = [m for m in found if not words[m.start()].islower()]
    joint = (*_joint(words, register, mine), *_beside_us(words, names))
    cosponsors: dict[str, Delegation] = {}
    others: dict[str, None] = {}
    for m in found:
        whose = names.whose.get(plain(m["name"]))
        if whose is not None and whose.code in mine:
            continue
        if whose is not None and any(a <= m.start() < b for a, b in joint):
            cosponsors[whose.code] = whose
        else:
            others[m["name"]] = None
    whom = (*senders, *cosponsors.values())
    known = [*(key for d in whom for key in d.keys), *others]
    unknown = (*_on_behalf(words, whom, quoted), *_backers(words, whom, quoted))
    others |= dict.fromkeys(name for name in unknown if strangers([name], known))
    return Naming(tuple(others), tuple(cosponsors[code] for code in sorted(cosponsors)), joint)


_BEHALF = re.compile(
    r"\b(?:on behalf of|in the name of|au nom d(?:e |es |u |')|en nombre de(?:l? | la | los )|от имени )"
    r"(?P<whom>[^,.:;()\n]{2,80})"
)
_OURSELVES = re.compile(
    r"(?:my|our|its|notre|ma|nuestr[oa]|mi)\b.*|(?:the )?(?:government|delegation|ministry)"
    r"|(?:me|us|myself|ourselves)\b.*"
    r"|(?:нашей|моей)\b.*"
)


def _on_behalf(words: str, senders: Iterable[Delegation], quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The others on whose behalf the words claim to speak, in the register or not."""
    own = [key for d in senders for key in d.keys]
    for found in _BEHALF.finditer(_lines(words)):
        start, end = found.span("whom")
        whom = re.split(r"(?i) (?:i|we|please|je|nous) ", words[start:end])[0].strip()
        if any(a <= start < b for a, b in quoted) or _OURSELVES.fullmatch(plain(whom)):
            continue
        if strangers([whom], own):
            yield whom


_BACKED = re.compile(
    r"\b(?i:(?:supported|endorsed|seconded|backed|co-?sponsored|joined) by|with the support of"
    r"|(?:appuyé|soutenu)e?s? par|avec l[’']appui de|con el apoyo de|(?:apoyad|respaldad)[oa]s? por|при поддержке)"
    r" (?P<list>[^\W\d_][^.;:()\n]{1,120})"
)
_NAME = re.compile(
    r"(?:(?:the|la|le|les|el|los) |l[’'])?[^\W\d_a-zа-я][\w’'-]*(?: (?:and |of |de |et |y |и )?[^\W\d_a-zа-я][\w’'-]*)*"
)


def _backers(words: str, senders: Iterable[Delegation], quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The others who are said to support it, in the register or not: ``also supported by Zembla``."""
    own = [key for d in senders for key in d.keys]
    for found in _BACKED.finditer(words):
        start, end = found.span("list")
        if any(a <= start < b for a, b in quoted) or match_place(plain(words[start:end]), 0):
            continue
        named = [words[start + a : start + b].strip() for a, b in _between(words[start:end])]
        yield from (name for name in named if _NAME.fullmatch(name) and strangers([name], own))


@dataclass(frozen=True, slots=True)
class _Names:
    pattern: re.Pattern[str]
    whose: dict[str, Delegation]
    """The delegation with a name or code in lower case; for the name of a group, nobody."""
    beside_us: re.Pattern[str]
    """Words that clearly say that those named propose it together with the senders."""


@lru_cache(maxsize=16)
def _names(register: Register) -> _Names | None:
    """Every name, code and group of the register as a whole word; a code, in capitals only."""
    register = Register(tuple(d for d in register if d.code != CHAIR_CODE)) if CHAIR_CODE in register else register
    whose = {plain(name): d for d in register for name in (d.code, *(name for _, name in d.names))}
    written = _other_forms(register, whose)
    whose |= {plain(form): d for form, d in written.items()}
    groups = {group for d in register for group in d.groups if group and plain(group) not in whose}
    acronyms = {group for group in groups if group.isupper()}  # "Lakes" and "Ana Lake" do not name the group LAKE
    codes = {d.code for d in register}
    spelt = ({name for d in register for _, name in d.names} | (groups - acronyms) | {*written}) - codes
    if not spelt | codes | acronyms:
        return None
    longest_first = sorted((re.escape(name) for name in spelt), key=lambda name: (-len(name), name))
    called = [rf"(?i:{re.escape(group)})(?=(?i: (?:group|countries|states|members)\b))" for group in sorted(acronyms)]
    plainly = sorted(map(re.escape, codes | acronyms))
    either = "|".join([rf"(?i:{'|'.join(longest_first)})"] * bool(spelt) + called + plainly)
    some = rf"(?:(?i:the|la|le|l[’'])\s?)?(?:{either})"
    together = rf"(?:{some}(?:,? (?:and|et|y|e|&) |, ))*{some}(?!\w)"
    return _Names(
        re.compile(rf"(?<![@.-])(?<!{_LETTER})(?P<name>{either})(?:n|an|ian|s)?(?!@|{_LETTER}|\.\w)"),
        whose,
        re.compile("|".join(pattern.replace("NAMES", together) for pattern in _BESIDE_US)),
    )


_CASES = (
    ("ия", ("ии", "ию", "ией")),
    ("я", ("и", "е", "ю", "ей")),
    ("а", ("ы", "и", "е", "у", "ой", "ою")),
    ("й", ("я", "ю", "ем", "е")),
)
_CASES_OF_CONSONANTS = ("а", "у", "ом", "е")
_ARABIC_PREFIXES = ("و", "ل", "ب", "ول", "وب", "ك", "ف")


def _other_forms(register: Register, known: Mapping[str, Delegation]) -> dict[str, Delegation]:
    """Names of the register as their languages inflect them: Russian cases, Arabic particles, French ``-ie``.

    Left out is every form that two delegations have, or that is another name of the register.

    >>> from amendtrack.record.registers import read_register
    >>> register = read_register("code,name,name:ru\\nGLD,Galdoria,Галдора\\n")
    >>> sorted(_other_forms(register, {}))
    ['Galdorie', 'Галдоре', 'Галдори', 'Галдорой', 'Галдорою', 'Галдору', 'Галдоры']
    """
    found: dict[str, Delegation] = {}
    twice: set[str] = set()
    for delegation in register:
        for form in {form for _, name in delegation.names for form in _inflected(name)}:
            if plain(form) in known or found.get(form, delegation) is not delegation:
                twice.add(form)
            found[form] = delegation
    return {form: d for form, d in found.items() if form not in twice}


def _inflected(name: str) -> Iterator[str]:
    last = name[-1:]
    if len(name) < 4 or not last.isalpha():
        return
    if "\u0400" <= last <= "\u04ff" and " " not in name:
        for ending, others in _CASES:
            if name.endswith(ending):
                yield from (name[: -len(ending)] + other for other in others)
                return
        if last not in "аеёиоуыэюяь":
            yield from (name + other for other in _CASES_OF_CONSONANTS)
    elif "\u0600" <= last <= "\u06ff":
        yield from (prefix + name for prefix in _ARABIC_PREFIXES)
    elif last == "a" and name.endswith("ia"):
        yield name[:-1] + "e"


_LETTER = "[^\\W\u3000-\u9fff]"
"""A letter of a script that divides words: Chinese names a delegation without a blank before it."""
_LIST = r"(?P<list>[^.:;\n“”\"]{1,400}?)"
_WE = r"(?:[^.:;,\n]{1,60}?)"
_WHAT = (
    r"(?:(?: (?:to|submit|make|jointly|together|the|this|an?|our|following|attached|enclosed|joint|below|as|les?|los"
    r"|las"
    r"|conjointement|conjuntamente|el))*(?: (?:amendments?|proposals?|changes?|texts?|wording|edits?|follows?|following"
    r"|below|amendements?|propositions?|textes?|enmiendas?|propuestas?|textos?))?"
    r"(?: (?:below|attached|suivants?|suivantes?|ci-joints?|ci-apres|siguientes?|adjuntos?|adjuntas?))?)"
)
_ENDS = r"(?=[.:]? ?$| ?:|\. )"
_THIS = r"(?:this|the|our|these|the above|the following)(?: joint)? (?:proposals?|amendments?|text|submission)s?"
_ALL = r"(?:(?:jointly|both|all|together|hereby|conjointement|conjuntamente|совместно) )*"
_JOINT = [
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^(?:(?:we|nous|nosotros|nosotras|мы), )?{_LIST},? {_ALL}(?:propose|submit|suggest|request|table|present"
        rf"|proposent|presentent|soumettent|suggerent"
        rf"|proponen|presentan|sugieren|someten|предлагают|представляют|вносят){_WHAT}{_ENDS}",
        rf"^{_LIST} {_ALL}(?:propose|suggest|request)(?= to )",
        rf"^{_LIST} {_ALL}(?:proposent|suggerent|demandent)(?= (?:de |d'))",
        rf"^{_LIST} {_ALL}(?:proponen|sugieren|solicitan)(?= [a-z]+r\b)",
        rf"^(?:{_WE} )?joins? {_LIST} in (?:proposing|submitting|suggesting){_WHAT}(?= ?:|$)",
        rf"^{_WE},? (?:jointly|together) with {_LIST},? (?:proposes?|submits?|suggests?){_WHAT}(?= ?:|$)",
        rf"^(?:{_THIS} (?:is|are) )?(?:co-?|jointly )(?:sponsored|proposed|submitted) by {_LIST}(?=[.:]? ?$|\. )",
        rf"^co-?(?:sponsors?|authors?|auteurs?|patrocinadores) ?: ?{_LIST}(?=\.? ?$)",
        rf"^(?:(?:sponsor|proponent|proposer|author|auteur|autor|proponente)(?:s|es)?|patrocinadores|авторы|提案国"
        rf"|提案方) ?[:：]"
        rf" ?{_LIST}(?=\.? ?$)",
        rf"(?:^|(?<!\w)(?:attached|enclosed|below|herewith|find|here|this|submit)(?: (?:is|are|attached|enclosed"
        rf"|below))*"
        rf"(?: (?:the|an?|our))? )(?:joint )?(?:proposal|amendment|text|submission|contribution)s? (?:of|by"
        rf"|from) {_LIST}"
        r"(?=[.:]? ?$|\. )",
        rf"^{_LIST} (?:(?:are|is|will be) (?:the |our )?co-?sponsors?|(?:also |both |all )?co-?sponsor)"
        rf"(?: (?:of )?(?:it|us|{_THIS}))?(?=[.:]? ?$|\. )",
        rf"^(?:jointly )?(?:submitted|proposed|tabled|presented|sponsored|presente|depose|soumis|presentad[oa]s?)"
        rf"(?:e?s)? (?:jointly )?(?:by|par|por)(?: ?:)? {_LIST}(?=\.? ?$)",
        rf"^(?:\w+ \w+ )?(?:coparraine|copatrocinad[oa])s? (?:par|por) {_LIST}(?=[.:]? ?$)",
        rf"^(?:joint (?:proposal|amendment|submission)s?|proposals?|amendments?|submission) (?:of|by|from) {_LIST}"
        r"(?= ?:? ?$)",
        rf"^{_LIST}(?:共同|联合)(?:提出|提交|提案|建议|提议)",
        rf"^(?:on behalf of|au nom de|en nombre de) {_LIST}"
        r"(?:, (?:i|we) (?:submit|propose)(?: the following)?)?(?= ?:|$)",
    )
]


_PROPOSES = r"(?:propos|submit|suggest|request|tabl|present|soumet|suger|somet)"
_TOGETHER = r"(?i:\b(?:together|jointly|conjointement|conjuntamente|junto) (?:with|avec|con) )"
_BESIDE_US = (
    r"(?i:(?:, ?)?\b(?:speaking |acting |and )?(?:also|likewise)(?: speaking| acting)? "
    r"(?:on behalf of|in the name of) )NAMES,?",
    r"(?i:(?:, ?)?\b(?:et )?(?:[ée]galement|aussi) au nom (?:de |du |de la |d[’']))NAMES,?",
    r"(?i:(?:, ?)?\b(?:y )?tambi[ée]n en nombre de )NAMES,?",
    rf"{_TOGETHER}NAMES,?(?= (?i:[^.;:\n]{{0,40}}?\b{_PROPOSES}))",
    rf"(?i:\b{_PROPOSES}[^.;:\n]{{0,60}} ){_TOGETHER}NAMES(?=[.,;:\n]|$)",
    r"(?i:\b(?:co-?|jointly )(?:sponsored|authored|proposed|submitted|tabled) by )NAMES(?=[.,;:\n]|$)",
)
_NEGATED = re.compile(r"(?i)\b(?:not|never|without|no longer|ne|sans|sin|no)\b|n[’']t\b")


def _beside_us(words: str, names: _Names) -> Iterator[tuple[int, int]]:
    """Where the words mention joint sponsors in passing: ``also on behalf of Hestria``."""
    for found in names.beside_us.finditer(words):
        start = max(words.rfind(sign, 0, found.start()) for sign in ".;\n") + 1
        named = [m["name"] for m in names.pattern.finditer(words, *found.span())]
        if all(plain(name) in names.whose for name in named) and not _NEGATED.search(words, start, found.end()):
            yield found.span()


def _joint(words: str, register: Register, mine: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the words clearly list the joint sponsors: delegations that are all in the register."""
    folded = _lines(words)
    for pattern in _JOINT:
        for found in pattern.finditer(folded):
            start, end = found.span("list")
            named = [
                _bare(words[start + a : start + b]) for a, b in _between(words[start:end]) if words[start:end].strip()
            ]
            known = [d for name in named if (d := _whose(name, register))]
            we = sum(name in _OUR_NAMES for name in named)
            by_list = bool(we) or any(d.code in mine for d in known)
            by_we = start > found.start() and any(
                d.code in mine for d in _all_in(words[found.start() : start], register)
            )
            said = folded[found.start() : start] or folded[found.end("list") + 1 : found.end()]
            this = re.match(
                r"(?:co|jointly|th|our|coparr|copatr|\w+ \w+ co|(?:are|is|will be) (?:the |our )?co-?s)", said
            )
            if known and len(known) + we == len(named) and (by_list or by_we or this):
                yield found.span()


_OUR_NAMES = {"ourselves", "us", "we", "myself", "my delegation", "our delegation", "nous", "nous-memes", "nosotros"}
"""What senders call themselves in a list of names."""


def _lines(words: str) -> str:
    """The words in lower case, without accents, of the same length, line ends kept."""
    return "\n".join(map(plain, words.split("\n")))


def _whose(name: str, register: Register) -> Delegation | None:
    return next((d for d in register for key in (d.code, *(n for _, n in d.names)) if _bare(key) == name), None)


def delegation_called(words: str, register: Register) -> Delegation | None:
    """The delegation that these words, and no others, name, in whatever case and language; ``None`` if none is.

    >>> from amendtrack.record.registers import read_register
    >>> register = read_register("code,name\\nNRV,Norvia\\n")
    >>> str(delegation_called("the delegation of Norvia", register)), delegation_called("Norvia and all", register)
    ('Norvia', None)
    """
    names = _names(register)
    bare = re.sub(r" (?:group|delegation|countries)$", "", _bare(words).strip())
    return names.whose.get(bare) if names and bare else None


def _all_in(words: str, register: Register) -> list[Delegation]:
    names = _names(register)
    found = names.pattern.finditer(words) if names else ()
    return [d for m in found if names and (d := names.whose.get(plain(m["name"])))]


__all__ = ["Naming", "delegation_called", "naming", "strangers"]
