"""The register of delegations: who may propose, under which code and names.

Knows names and the table (CSV) in which they come; where the table is kept is left to ``draft``.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType

from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.memberships import Membership, read_membership
from amendtrack.text.glimpse import framed, glimpse, some
from amendtrack.text.joiners import JOINERS, without_seen_joiners

# Letters by category, but invisible: fillers, blanks and selectors.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
_MARKS = frozenset("[]{}<>;|/")
_MAIL = re.compile(r"[^\s@<>,;\"]*@[^\s@<>,;\"]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


CHAIR_CODE = "CHAIR"
"""The code under which the chair's own wording is recorded; messages that greet the chair do not name a delegation."""
OFFICE_SLUG = "secretariat"
"""What the secretariat itself is called where delegations are named by code; no delegation has that code."""


class Standing(Enum):
    """What a delegation may do in the meeting."""

    PARTY = "party"
    NON_PARTY = "non-party"
    OBSERVER = "observer"


class Right(Enum):
    """What a delegation may send: wording that enters the text, wording that a party must sponsor, or comments alone.

    Only those who may propose take positions, co-sponsor and sponsor.
    """

    PROPOSE = "propose"
    SUGGEST = "suggest"
    COMMENT = "comment"


Rights = tuple[tuple[Standing, Right], ...]
"""The rights of those who are not parties, where they are not those that a draft has at first."""


def right_of(standing: Standing, rights: Rights) -> Right:
    """What a standing allows.

    >>> right_of(Standing.OBSERVER, ()).value, right_of(Standing.OBSERVER, ((Standing.OBSERVER, Right.COMMENT),)).value
    ('suggest', 'comment')
    """
    return Right.PROPOSE if standing is Standing.PARTY else dict(rights).get(standing, Right.SUGGEST)


_NO_JOINERS = dict.fromkeys(map(ord, JOINERS))


@lru_cache(maxsize=1 << 13)
def name_key(name: str) -> str:
    """What two spellings of one name have in common: case, compatible forms, joiners and spacing are ignored.

    >>> name_key("Ｎorway ") == name_key("NORWAY"), name_key("ده\\u200cها") == name_key("دهها")
    (True, True)
    """
    key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(key.translate(_NO_JOINERS).split())


_LOW = str.maketrans("асеорхуіјѕһԁԛԝοαενικρτυχ", "aceopxyijshdqwoaevikptux")
_HIGH = str.maketrans("АВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXYIJSABEZHIKMNOPTYX")
"""Cyrillic and Greek letters, and the Latin ones that they look like."""


@lru_cache(maxsize=1 << 13)
def looks_of(name: str) -> frozenset[str]:
    """What a name looks like in small and in capital letters, without accents, spaces and punctuation.

    Two names that have one of these in common are easily taken for each other.

    >>> [bool(looks_of(a) & looks_of(b)) for a, b in (("ЕU", "EU"), ("G 77", "G-77"), ("Arda", "Brum"))]
    [True, True, False]
    """
    plain = re.sub("[\\u0300-\\u036f]", "", unicodedata.normalize("NFKD", name_key(name)))
    letters = "".join(c for c in plain if c.isalnum() or unicodedata.combining(c))
    return frozenset((letters.translate(_LOW), letters.upper().translate(_HIGH)))


def check_line(value: str, what: str) -> str:
    """The value without outer spaces, if it is one line without invisible characters.

    A joiner that shapes a word, as in Persian or Sinhala names, is kept.

    Raises:
        InputRefused: naming the code point.
    """
    for c in without_seen_joiners(value):
        unseen = unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or c in _BLANK
        if unseen or 0xE0100 <= ord(c) <= 0xE01EF:
            shown = "".join(d if d.isprintable() and d not in _BLANK else "?" for d in value)
            raise InputRefused(f"{what} {shown!r} contains U+{ord(c):04X}", remedy="remove that character")
    return unicodedata.normalize("NFC", value.strip())


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation that may propose: code (``NOR``), names by language, standing, groups, mail addresses, people.

    A group is a delegation of which others are members (see ``Register.members``). ``names`` are pairs of language and
    name; the language is empty for the name without one. ``mails`` are addresses (``mission@nor.example``), or whole
    domains (``@nor.example``); ``authors`` the people who write for it, as Word names them.
    """

    code: str
    names: tuple[tuple[str, str], ...]
    standing: Standing = Standing.PARTY
    memberships: tuple[Membership, ...] = ()
    mails: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        code = check_line(self.code, "the code")
        good = code and all(c.isalnum() or unicodedata.combining(c) or c in "-_" for c in code) and code[0].isalnum()
        if not good or len(code) > 24 or re.search(r"-\d+$", code):
            hint = "a code is up to 24 letters, digits and hyphens, and does not end like NOR-1"
            raise InputRefused(f"{self.code!r} cannot be a code", remedy=hint)
        if slug(code) == OFFICE_SLUG:
            raise InputRefused(f"{code} is what the secretariat is called", remedy="choose another code")
        names = tuple(sorted((language, check_line(name, "the name")) for language, name in self.names))
        for language, name in names:
            if language and not _LANGUAGE.fullmatch(language):
                raise InputRefused(f"{language!r} is not a language", place=code, remedy="write name:fr for French")
            if not any(map(str.isalnum, name)):
                raise InputRefused(f"the name {name!r} has no letter in it", place=code, remedy="write the usual name")
            if len(name) > 120 or (found := _MARKS & set(name)):
                why = f"{sorted(found)[0]!r} in it" if len(name) <= 120 else "its length"
                raise InputRefused(
                    f"the name {name!r} cannot be printed because of {why}",
                    place=code,
                    remedy="shorten it to the usual name",
                )
        if not names or len(dict(names)) < len(names):
            raise InputRefused(
                "there is no name, or two in one language", place=code, remedy="give one name for each language"
            )
        memberships = tuple(replace(m, group=check_line(m.group, "the group")) for m in self.memberships)
        mails = tuple(sorted({check_line(mail, "the mail address").casefold() for mail in self.mails}))
        for mail in mails:
            if not _MAIL.fullmatch(mail):
                hint = "write mission@norvia.example, or @norvia.example for everybody there"
                raise InputRefused(f"{mail!r} is not a mail address", place=code, remedy=hint)
        people = {name_key(a): " ".join(check_line(a, "the author").split()) for a in self.authors}
        if any(not key or ";" in key or len(key) > 200 for key in people):
            hint = "write the name as Word shows it beside a change; use --authors-as for a name with a semicolon"
            raise InputRefused("an author's name is empty, too long or has a semicolon", place=code, remedy=hint)
        authors = tuple(people[key] for key in sorted(people))
        fields = (("code", code), ("names", names), ("memberships", memberships), ("mails", mails))
        for name_of_field, value in (*fields, ("authors", authors)):
            object.__setattr__(self, name_of_field, value)

    def display(self, language: str = "") -> str:
        """The name in that language, else the first name there is."""
        return dict(self.names).get(language, self.names[0][1])

    def __str__(self) -> str:
        return self.display()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of which it is or was a member, each once, as the register names them."""
        return tuple(dict.fromkeys(m.group for m in self.memberships))

    def terms_in(self, group: Delegation) -> tuple[Membership, ...]:
        """Its memberships of that group."""
        return tuple(m for m in self.memberships if name_key(m.group) in group.keys)

    @property
    def keys(self) -> frozenset[str]:
        """Every name by which this delegation is known."""
        return frozenset(map(name_key, (self.code, *(name for _, name in self.names))))


@dataclass(frozen=True, slots=True, repr=False)
class Register:
    """All delegations, by code; no two may be taken for each other.

    ``name in register`` takes a code or any display name.

    >>> import amendtrack
    >>> register = amendtrack.read_register("code,name,standing\\nNRV,Norvia,party\\nOCW,Clearance Watch,observer\\n")
    >>> register, "norvia" in register
    (<Register of 2 delegations: NRV, OCW>, True)
    >>> register.resolve("clearance watch").code
    'OCW'
    """

    delegations: tuple[Delegation, ...] = ()
    _by_key: Mapping[str, Delegation] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "delegations", tuple(sorted(self.delegations, key=lambda d: d.code)))
        known = {key: delegation for delegation in self.delegations for key in delegation.keys}
        object.__setattr__(self, "_by_key", MappingProxyType(known))
        taken: dict[str, str] = {}
        for delegation in self.delegations:
            for key in delegation.keys | {slug(delegation.code)}:
                if key in taken:
                    found = f"{taken[key]} and {delegation.code} share the name {key!r}"
                    raise InputRefused(found, remedy="give each delegation its own code and names")
            taken |= dict.fromkeys(delegation.keys | {slug(delegation.code)}, delegation.code)
        writing: dict[str, str] = {}
        for delegation in self.delegations:
            for mail in delegation.mails:
                if mail in writing:
                    found = f"{writing[mail]} and {delegation.code} share the address {mail!r}"
                    raise InputRefused(found, remedy="list each address under one delegation")
                writing[mail] = delegation.code
        people: dict[str, str] = {}
        for delegation in self.delegations:
            for author in delegation.authors:
                if (first := people.setdefault(name_key(author), delegation.code)) != delegation.code:
                    found = f"{author} is listed under both {first} and {delegation.code}"
                    raise InputRefused(found, remedy="list each person under one delegation")

    def __repr__(self) -> str:
        many = len(self.delegations)
        codes = some([d.code for d in self.delegations])
        return framed(f"Register of {many} delegation{'s' if many != 1 else ''}{f': {codes}' if codes else ''}")

    def __iter__(self) -> Iterator[Delegation]:
        return iter(self.delegations)

    def __len__(self) -> int:
        return len(self.delegations)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name_key(name) in self._by_key

    def resolve(self, name: str) -> Delegation:
        """The delegation with that code or display name, in any case and compatible spelling.

        Raises:
            Unknown: no delegation has that name; the remedy gives the nearest ones.
        """
        known = self._by_key
        if found := known.get(name_key(name)):
            return found
        if within := [str(d) for d in self.delegations if name_key(name) in map(name_key, d.groups)]:
            hint = f"register the group first: group DRAFT {shlex.quote(name)} --members {shlex.quote(within[0])}"
            raise Unknown(f"{name!r} is a group of {some(within)}, and no delegation yet", remedy=hint)
        near = difflib.get_close_matches(name_key(name), sorted(known), n=6, cutoff=0.6)
        names = dict.fromkeys(f"{known[key]} ({known[key].code})" for key in near)
        hint = f"nearest: {', '.join(list(names)[:3])}" if names else "add it to the register"
        raise Unknown(f"no delegation {name!r}", remedy=hint)

    def writing_from(self, address: str) -> Delegation | None:
        """The delegation under which this mail address, or else its domain, is registered; ``None`` if there is none.

        >>> from amendtrack.record.registers import Delegation, Register
        >>> register = Register((Delegation("NRV", (("", "Norvia"),), mails=("@norvia.example",)),))
        >>> str(register.writing_from("Ana@Norvia.example")), register.writing_from("ana@x.norvia.example")
        ('Norvia', None)
        """
        known = {mail: d for d in self.delegations for mail in d.mails}
        _, at, domain = (address := address.casefold()).rpartition("@")
        return (known.get(address) or known.get(at + domain)) if at else None

    def members(self, group: Delegation, day: date | None = None) -> tuple[Delegation, ...]:
        """The members of a group on that day, or all there ever were; none if it is not a group.

        >>> from amendtrack.record.registers import read_register
        >>> register = read_register("code,name,groups\\nLKS,Lake States,\\nNRV,Norvia,LKS 2009-08-01/..\\n")
        >>> group = register.resolve("Lake States")
        >>> register.members(group, date(2009, 7, 31)), [str(d) for d in register.members(group, date(2009, 8, 1))]
        ((), ['Norvia'])
        """
        terms = ((d, d.terms_in(group)) for d in self.delegations)
        return tuple(d for d, held in terms if any(day is None or m.covers(day) for m in held))

    @property
    def groups(self) -> tuple[Delegation, ...]:
        """The delegations of which others are members."""
        named = {name_key(group) for d in self.delegations for group in d.groups}
        return tuple(d for d in self.delegations if not named.isdisjoint(d.keys)) if named else ()

    def employing(self, author: str) -> Delegation | None:
        """The delegation for which this person writes, by the name that Word records; ``None`` if there is none."""
        key = name_key(author)
        return next((d for d in self.delegations if key in map(name_key, d.authors)), None)

    def having(self, delegation: Delegation) -> Register:
        """The register with that delegation, which replaces any of the same code."""
        if delegation in self.delegations:
            return self
        rest = (d for d in self.delegations if d.code != delegation.code)
        return Register((*rest, delegation))

    def alike(self, name: str) -> Delegation | None:
        """A delegation that a reader could take for one of this name or code, and that has neither.

        >>> from amendtrack.record.registers import Delegation, Register
        >>> register = Register((Delegation("KRD", (("", "Korda (Rep. of)"),)),))
        >>> str(register.alike("Korda Rep of")), register.alike("korda (rep. of)"), register.alike("Norvia")
        ('Korda (Rep. of)', None, None)
        """
        if name in self:
            return None
        looks = looks_of(name)
        every = ((d, (d.code, *(known for _, known in d.names))) for d in self.delegations)
        return next((d for d, names in every if any(looks & looks_of(known) for known in names)), None)

    def coined(self, name: str) -> Delegation:
        """A new delegation of that name, with an unused code made from the name.

        Raises:
            InputRefused: a delegation looks like it; a person must say whether it is another.

        >>> Register().coined("Norway").code, Register().coined("Норвегия").code
        ('NOR', 'DD744')
        """
        name = check_line(name, "the name")
        if other := self.alike(name):
            other_one = f"delegations DRAFT --add {shlex.quote(name)} --code CODE"
            hint = f"write {other.code} if it is meant; if not, add it first: {other_one}"
            raise InputRefused(f"{name!r} looks like {other} ({other.code})", remedy=hint)
        plain = re.sub(r"[^A-Z]", "", unicodedata.normalize("NFKD", name).upper())
        digits = "D" + sha256(name_key(name).encode()).hexdigest().upper()
        lengths = range(3, len(plain) + 1) if len(plain) > 2 else ()
        for code in (*(plain[:n] for n in lengths if n <= 12), *(digits[:n] for n in range(5, 24))):
            if code not in self:
                return Delegation(code, (("", name),))
        raise InputRefused(f"no code can be made from {name!r}", remedy="give it a code in the register")


@lru_cache(maxsize=1 << 10)
def slug(name: str) -> str:
    """The name as part of a branch name: ``a-z``, digits, hyphens; with a fingerprint if anything is lost.

    >>> slug("NOR"), slug("PM 2")
    ('nor', 'pm-2-bdb893')
    """
    key = name_key(name)
    plain = re.sub(r"[^a-z0-9]+", "-", key).strip("-")[:60]
    if plain == key:
        return plain
    return f"{plain}-{sha256(key.encode()).hexdigest()[:6]}".lstrip("-")


def read_register(table: str, *, place: str = "") -> Register:
    r"""The register in a CSV table (``code,name,name:fr,standing,groups,mail,authors``); inverse of ``write_register``.

    Only ``code`` and a name are needed; groups, mail addresses and authors are separated by semicolons. A group may be
    followed by the first and last day of membership: ``Lake States 2009-08-01/..``.

    >>> [str(d) for d in read_register("code,name,standing\nNOR,Norway,party\n")]
    ['Norway']
    """
    hint = "start with code,name,name:fr,standing,groups,mail,authors"
    found_rows = [_delegation(row, where) for where, row in read_rows(table, place, _are_ours, hint)]
    codes = [d.code for d in found_rows]
    if twice := [c for c in codes if codes.count(c) > 1]:
        raise InputRefused(f"{twice[0]} appears twice", place=place, remedy="keep one line for each code")
    return Register(tuple(found_rows))


def _are_ours(head: Sequence[str]) -> bool:
    named = [h for h in head if h == "name" or h.startswith("name:")]
    return "code" in head and bool(named) and {*head} <= {"code", "standing", "groups", "mail", "authors", *named}


def read_rows(
    table: str, place: str, are_known: Callable[[Sequence[str]], bool], hint: str
) -> list[tuple[str, dict[str, str]]]:
    """The rows of a CSV table by heading (in lower case), each with where it is; blank rows are left out.

    A table in which semicolons separate the headings, as some spreadsheets write it, is read too.

    Raises:
        InputRefused: it is not a table with such headings, or a row does not have one cell for each of them.
    """
    table = table.removeprefix("\ufeff")
    first = table.partition("\n")[0]
    reader = csv.reader(io.StringIO(table), strict=True, delimiter=";" if ";" in first and "," not in first else ",")
    rows: list[tuple[str, dict[str, str]]] = []
    try:
        headings = [cell.strip() for cell in next(reader, [])]
        head = [heading.casefold() for heading in headings]
        if not are_known(head) or len(set(head)) < len(head):
            found = glimpse(", ".join(headings), 60) if any(headings) else "empty"
            raise InputRefused(f"the first line is {found}", place=place, remedy=hint)
        for row in reader:
            where = f"{place}, line {reader.line_num}" if place else f"line {reader.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                found = f"{len(row)} cell{'s' * (len(row) != 1)}, but there are {len(head)} headings"
                raise InputRefused(found, place=where, remedy="put cells that contain commas in quotation marks")
            rows.append((where, dict(zip(head, (cell.strip() for cell in row), strict=True))))
    except csv.Error as err:
        raise InputRefused(f"cannot be read ({err})", place=place, remedy="save it as CSV in UTF-8") from err
    return rows


def _delegation(cells: Mapping[str, str], place: str) -> Delegation:
    names = tuple((h.partition(":")[2], name) for h, name in cells.items() if h.startswith("name") and name)
    standing = cells.get("standing", "").casefold() or "party"
    if standing not in {s.value for s in Standing}:
        hint = f"write {', '.join(s.value for s in Standing)}"
        raise InputRefused(f"unknown standing {standing!r}", place=place, remedy=hint)
    groups, mails, authors = (
        tuple(c.strip() for c in cells.get(h, "").split(";") if c.strip()) for h in ("groups", "mail", "authors")
    )
    try:
        memberships = tuple(read_membership(group) for group in groups)
        return Delegation(cells["code"], names, Standing(standing), memberships, mails, authors)
    except InputRefused as err:
        raise InputRefused(err.args[0], place=place, remedy=err.remedy) from err


def write_register(register: Register) -> str:
    """The register as a CSV table; inverse of ``read_register``."""
    languages = sorted({language for d in register for language, _ in d.names}) or [""]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    mail, people = any(d.mails for d in register), any(d.authors for d in register)
    more = ["mail"] * mail + ["authors"] * people
    table.writerow(["code", *(f"name:{x}" if x else "name" for x in languages), "standing", "groups", *more])
    for d in register:
        names = dict(d.names)
        cells = [d.code, *(names.get(x, "") for x in languages), d.standing.value, ";".join(map(str, d.memberships))]
        table.writerow([*cells, *[";".join(d.mails)] * mail, *[";".join(d.authors)] * people])
    return out.getvalue()
