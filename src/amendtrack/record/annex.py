"""What accompanies a consolidated text without being part of it, one line each, with names or without.

Pure. If nobody is to be named, no line contains a name or a number, and lines are in alphabetical order, so that
their order names nobody either. What delegations wrote is quoted as they wrote it. A comment is the delegation's: the
person who wrote it is not named. If nobody is to be named, one that names a delegation or one of its people is
counted, not quoted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amendtrack.consolidation.negotiation import Position, Stance, name_order
from amendtrack.record.entries import Entry
from amendtrack.record.fates import Fate
from amendtrack.record.record import Attribution
from amendtrack.record.registers import Register, name_key
from amendtrack.record.remarks import Remark
from amendtrack.redline.amendment import named


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One proposal as the annex lists it: who makes it, its fate, and what it asks for in words.

    ``target`` says what has become of the proposal that it amends, if that matters; ``suggestion`` means
    that no party sponsors it.
    """

    entry: Entry
    who: str
    fate: Fate
    asks: tuple[str, ...] = ()
    target: str = ""
    suggestion: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """The lines that go with a consolidated text, by heading; see ``sections``."""

    suggestions: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines in braces that stand directly under the text."""
        return (*self.pending, *self.earlier)

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each heading that has lines, with its lines; notes are separate."""
        every = (
            ("Proposed on agreed text, and not in it", self.agreed),
            ("Suggestions by observers, without a sponsor", self.suggestions),
            ("Amendments to proposals", self.amendments),
            ("In another language, not translated", self.untranslated),
            ("General comments", self.comments),
            ("Not understood, or without a place", self.unclear),
            ("Positions that the text does not show", self.positions),
            ("Members of a group with another position", self.members),
        )
        return tuple((heading, lines) for heading, lines in every if lines)

    def __str__(self) -> str:
        """The notes and sections as they are printed under the text; empty if there are none."""
        parts = [*self.notes]
        if self.sections:
            parts.append("Annex (not part of the text)")
        for heading, lines in self.sections:
            parts += [heading, "\n".join(f"- {line}" for line in lines)]
        return "\n\n".join(parts)


_NOWHERE = frozenset(
    (
        Fate.WITHDRAWN,
        Fate.VOID,
        Fate.EARLIER,
        Fate.LATE,
        Fate.UNREADABLE,
        Fate.INCORPORATED,
        Fate.NOT_REFLECTED,
        Fate.LAPSED,
    )
)


def annex_of(
    proposals: Sequence[AnnexLine],
    attribution: Attribution,
    earlier: Iterable[str] = (),
    *,
    register: Register | None = None,
    positions: Iterable[Position] = (),
    members: Iterable[str] = (),
) -> Annex:
    """The annex of these proposals; those withdrawn or void are only in the register.

    ``earlier`` are the lines on proposals that were made on an earlier revision, ``register`` all delegations,
    ``positions`` those that no slot shows, ``members`` the lines on those who do not agree with their group.
    """
    people = {name_key(remark.author) for t in proposals for remark in t.entry.remarks if remark.author}
    wording = _Wording(attribution is Attribution.NAMED, _names(register, people) if register else None)
    here = [t for t in proposals if t.fate not in _NOWHERE]
    apart = [t for t in here if t.fate is Fate.ANNEX]
    suggested = [t for t in apart if t.suggestion and not t.entry.amends and not t.entry.language]
    amending = sorted((t for t in apart if t.entry.amends), key=lambda t: (t.entry.amends, t.entry.name))
    within = [t for t in here if t not in suggested]
    return Annex(
        suggestions=wording.lines(
            (t, "", "; ".join((*t.asks, *map(wording.remark, t.entry.remarks))) or "no change to the text")
            for t in suggested
        ),
        amendments=wording.lines((t, _target(t), _amending(t, attribution)) for t in amending),
        untranslated=wording.lines(
            (t, "", f"a proposal in {t.entry.language}") for t in apart if t.entry.language and not t.entry.amends
        ),
        comments=wording.quoted(
            (t, "", _remark(r.place, r.words)) for t in within for r in (remark.unnamed for remark in t.entry.remarks)
        ),
        unclear=wording.quoted((t, "", _line(str(p))) for t in here for p in t.entry.problems),
        positions=tuple(map(_position, positions)) if attribution is Attribution.NAMED else (),
        members=tuple(members) if attribution is Attribution.NAMED else (),
        pending=_pending(here, attribution),
        earlier=tuple(earlier),
    )


def _position(position: Position) -> str:
    where = position.place if position.edits else named(position.place)
    return _line(f"{position.delegation}: {position.stance.value} {'on ' * (position.stance is Stance.RESERVE)}{where}")


@dataclass(frozen=True, slots=True)
class _Wording:
    named: bool
    names: re.Pattern[str] | None

    def remark(self, remark: Remark) -> str:
        """A comment among the suggestions; where nobody is named, one that names somebody is mentioned, not quoted."""
        said = str(remark.unnamed)
        return said if self.named or self.names is None or not self.names.search(name_key(said)) else _NAMING

    def quoted(self, found: Iterable[tuple[AnnexLine, str, str]]) -> tuple[str, ...]:
        """The lines of what was written to the secretariat; without names, words that name somebody are not printed."""
        if self.named or self.names is None:
            return self.lines(found)
        names = self.names
        return self.lines((t, to, _NAMING if names.search(name_key(words)) else words) for t, to, words in found)

    def lines(self, found: Iterable[tuple[AnnexLine, str, str]]) -> tuple[str, ...]:
        """One line each: who (to what): what; without names, in alphabetical order."""
        if not self.named:
            return tuple(sorted(_line(words) for _, _, words in found))
        return tuple(_line(f"{t.who} ({t.entry.name}){f' to {to}' if to else ''}: {words}") for t, to, words in found)


_NAMING = "words that name a delegation or a person and are not printed here"


def _names(register: Register, people: Iterable[str]) -> re.Pattern[str] | None:
    """Every name and code in the register, its people and those who wrote comments, as whole words."""
    known = {key for d in register for key in (*d.keys, *map(name_key, d.authors))}
    keys = sorted({*known, *people}, key=lambda key: (-len(key), key))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, keys))})(?!\w)") if keys else None


def _target(line: AnnexLine) -> str:
    return f"{line.entry.amends} ({line.target})" if line.target else line.entry.amends


def _amending(line: AnnexLine, attribution: Attribution) -> str:
    """What an amendment to a proposal asks for; without names it says itself how that proposal stands."""
    asks = f"a text in {line.entry.language}" if line.entry.language else "; ".join(line.asks) or "no change"
    return f"({line.target}) {asks}" if line.target and attribution is Attribution.NONE else asks


_ON_WORDS = re.compile(r"on (“[^“”]*”): ")


def _remark(place: str, words: str) -> str:
    """A comment in quotation marks after its place and the words of the text that it is about.

    >>> _remark("2", "on “delay”: Vague."), _remark("", "We agree.")
    ('on 2, “delay”: “Vague.”', '“We agree.”')
    """
    said = _line(words)
    found = _ON_WORDS.match(said)
    on = ", ".join(filter(None, (place, found[1] if found else "")))
    said = said[found.end() :] if found else said
    return f"on {on}: “{said}”" if on else f"“{said}”"


def _line(words: str) -> str:
    return " ".join(words.split())


_ADDRESS = re.compile(r"([^“]*“[^”]*”) “|([^“]*[^“ ]) “[^“]")


def _address(candidate: str) -> str:
    """The address alone of a candidate that is shown with some words after it.

    >>> _address("2 “Provide assistance …”"), _address("heading “Draft plan”"), _address("heading “I” “The words”")
    ('2', 'heading “Draft plan”', 'heading “I”')
    """
    found = _ADDRESS.match(_line(candidate))
    if found is None or (found[1] is None and candidate.startswith("heading “")):
        return _line(candidate)
    return found[1] or found[2]


def _pending(proposals: Iterable[AnnexLine], attribution: Attribution) -> tuple[str, ...]:
    """``{para 8: 1 proposal pending clarification (Norvia)}``, one for each place that may be meant."""
    by_place: dict[str, list[AnnexLine]] = defaultdict(list)
    for t in proposals:
        for problem in t.entry.problems:
            places = " or ".join(dict.fromkeys(named(_address(c)) for c in problem.candidates))
            by_place[f"{places}: " if places else ""].append(t)
    lines = []
    for place, found in sorted(by_place.items()):
        names = ", ".join(sorted({t.who for t in found}, key=name_order))
        who = f" ({names})" if attribution is Attribution.NAMED else ""
        lines.append(f"{{{place}{_count(len({t.entry.name for t in found}))} pending clarification{who}}}")
    return tuple(lines)


def _count(number: int) -> str:
    return f"{number} proposal{'s' * (number != 1)}"
