"""One clause of a message as an instruction: which orders of words are understood, and what they ask for.

A clause counts only if every word of it is accounted for; half an instruction is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.intake.instructions.citations import Place
from amendtrack.intake.instructions.letters import Letters
from amendtrack.intake.instructions.quotes import Quote


class Act(Enum):
    """What an instruction asks for."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT_AFTER = "insert after"
    INSERT_BEFORE = "insert before"
    ADD_AT_END = "add at the end"
    ADD_AT_START = "add at the beginning"
    REPLACE_SENTENCE = "replace sentence"
    DELETE_SENTENCE = "delete sentence"
    NEW_UNIT = "new"
    DELETE_UNIT = "delete unit"
    REWRITE_UNIT = "rewrite"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    LIFT_BRACKETS = "lift brackets"
    PUT_BRACKETS = "put brackets"
    RETAIN = "retain"


class Reach(Enum):
    """Where quoted words are looked for: at the one place that is meant, at the two that there are, or everywhere."""

    ONE = "one"
    BOTH = "both"
    EVERY = "every"


class Side(Enum):
    """On which side of a place something shall stand."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Instruction:
    """What one clause asks for, as written in the message; nothing in it is known of the draft yet.

    ``scope`` is the unit (or part of the text) that it is about, ``sentence`` which one in it (-1 the last),
    ``places`` what is deleted, moved or joined, ``to`` and ``side`` where it shall stand. ``numbered`` is a number
    before the line that may be a place; ``speaker`` a delegation that the clause names. ``occurrence`` is which
    of several places of the same words is meant (-1 the last), 0 if nothing is said of it.
    """

    words: str
    act: Act
    scope: Place | None = None
    sentence: int = 0
    old: str = ""
    new: str = ""
    anchor: str = ""
    places: tuple[Place, ...] = ()
    to: Place | None = None
    side: Side = Side.AFTER
    reach: Reach = Reach.ONE
    numbered: Place | None = None
    speaker: str = ""
    occurrence: int = 0


_LINK = "[iovt]*"
_PRE = (
    rf"(?:(?:{_LINK}(?P<scope>P)[,:]*(?:{_LINK}(?P<sent>S)[,:]*)?)"
    rf"|(?:{_LINK}(?P<sent1>S)[,]*(?:{_LINK}(?P<scope1>P))?[,:]*))?"
)
_POST = rf"(?:,?[iov]+(?P<scope2>P)(?:,?{_LINK}(?P<sent2>S))?|,?[iov]+(?P<sent3>S)(?:,?[iov]+(?P<scope3>P))?)?"
_LIST = r"(?P<from>P)(?:t(?P<upto>P)|(?P<more>(?:,P)*,?&P|(?:,P)+))?"
_TEXT = r"[,:b]*(?P<new>[QE])"

_FORMS: tuple[tuple[Act, str], ...] = (
    (Act.REPLACE, r"RA?:?(?P<old>Q),?b:?(?P<new>Q)"),
    (Act.REPLACE, r"R(?P<every>A)(?P<old>Q)b(?P<new>Q)"),
    (Act.REPLACE, r"C(?P<old>Q),?[tvibz](?P<new>Q)"),
    (Act.REPLACE, r"(?P<old>Q),?Rb:?(?P<new>Q)"),
    (Act.REPLACE, r"(?P<old>Q),?W:?(?P<new>Q)"),
    (Act.REPLACE, r"(?P<old>Q)g(?P<new>Q)"),
    (Act.REPLACE, r"I(?P<new>Q)h(?P<old>Q)"),
    (Act.REPLACE, r"[hz](?P<old>Q),?[WI](?P<new>Q)"),
    (Act.REPLACE, r"U(?P<new>Q)[zv](?P<old>Q)"),
    (Act.REPLACE, r"U(?P<old>Q)b(?P<new>Q)"),
    (Act.DELETE, r"D(?P<every>A)?:?(?P<old>Q)"),
    (Act.DELETE, r"(?P<old>Q),?D"),
    (Act.INSERT_AFTER, r"a(?P<anchor>Q)[,:]*I:?(?P<new>Q)"),
    (Act.INSERT_AFTER, r"Ia(?P<anchor>Q)[,:]*(?P<new>Q)"),
    (Act.INSERT_AFTER, r"I:?(?P<new>Q),?a(?P<anchor>Q)"),
    (Act.INSERT_AFTER, r"(?P<new>Q)Ia(?P<anchor>Q)"),
    (Act.INSERT_BEFORE, r"f(?P<anchor>Q)[,:]*I:?(?P<new>Q)"),
    (Act.INSERT_BEFORE, r"If(?P<anchor>Q)[,:]*(?P<new>Q)"),
    (Act.INSERT_BEFORE, r"I:?(?P<new>Q),?f(?P<anchor>Q)"),
    (Act.INSERT_BEFORE, r"(?P<new>Q)If(?P<anchor>Q)"),
    (Act.ADD_AT_END, r"(?:e(?:[iov]*(?:(?P<sent4>S)|(?P<scope4>P)(?:,?[iov]*(?P<sent5>S))?))?[,:]*I:?(?P<new>Q))"),
    (Act.ADD_AT_END, r"Ie(?:[iov]*(?:(?P<sent4>S)(?:[iov]+(?P<scope5>P))?|(?P<scope4>P)))?[,:]*(?P<new>Q)"),
    (Act.ADD_AT_END, r"I:?(?P<new>Q),?e(?:[iov]*(?:(?P<sent4>S)(?:[iov]+(?P<scope5>P))?|(?P<scope4>P)))?"),
    (Act.ADD_AT_END, r"a(?P<sent4>S)[,:]*I:?(?P<new>Q)"),
    (Act.ADD_AT_END, r"Ia(?P<sent4>S)(?:[iov]+(?P<scope5>P))?[,:]*(?P<new>Q)"),
    (Act.ADD_AT_END, r"I:?(?P<new>Q),?a(?P<sent4>S)(?:[iov]+(?P<scope5>P))?"),
    (Act.ADD_AT_START, r"s(?:[iov]*(?P<scope4>P))?[,:]*I:?(?P<new>Q)"),
    (Act.ADD_AT_START, r"Is(?:[iov]*(?P<scope4>P))?[,:]*(?P<new>Q)"),
    (Act.ADD_AT_START, r"I:?(?P<new>Q),?s(?:[iov]*(?P<scope4>P))?"),
    (Act.REPLACE_SENTENCE, r"R(?P<sent4>S)(?:[iov]+(?P<scope4>P))?,?b:?(?P<new>Q)"),
    (Act.REPLACE_SENTENCE, r"(?P<sent4>S)(?:[iov]+(?P<scope4>P))?,?(?:Rb|W):?(?P<new>Q)"),
    (Act.DELETE_SENTENCE, r"D(?P<sent4>S)(?:[iov]+(?P<scope4>P))?"),
    (Act.DELETE_SENTENCE, r"(?P<sent4>S)(?:[iov]+(?P<scope4>P))?D"),
    (
        Act.NEW_UNIT,
        rf"I?np?(?P<label>P),?(?:(?:a(?P<after>P))|(?:f(?P<before>P)))?(?:[iovt]+(?P<within>P))?I?W?{_TEXT}",
    ),
    (Act.NEW_UNIT, rf"(?P<label>P),?np?{_TEXT}"),
    (Act.NEW_UNIT, rf"a(?P<after>P)[,:]*In?p*(?P<label>P)?(?:W)?{_TEXT}"),
    (Act.NEW_UNIT, rf"f(?P<before>P)[,:]*In?p*(?P<label>P)?(?:W)?{_TEXT}"),
    (Act.NEW_UNIT, rf"I?n?p*,?a(?P<after>P),?(?:n?p*(?P<label>P)?)?(?:I|W)?{_TEXT}"),
    (Act.NEW_UNIT, rf"I?n?p*,?f(?P<before>P),?(?:n?p*(?P<label>P)?)?(?:I|W)?{_TEXT}"),
    (Act.NEW_UNIT, rf"Ip?(?P<label>P),?(?:a(?P<after>P)|f(?P<before>P))?(?:W)?{_TEXT}"),
    (Act.DELETE_UNIT, rf"D{_LIST}"),
    (Act.DELETE_UNIT, rf"{_LIST}[,:]*D[ip]*"),
    (Act.DELETE_UNIT, r"Dp?"),
    (Act.REWRITE_UNIT, rf"R(?P<from>P),?{_TEXT}"),
    (Act.REWRITE_UNIT, rf"C?(?P<from>P)[,:]*W{_TEXT}"),
    (Act.REWRITE_UNIT, rf"(?P<from>P)[,:]*Rp?b?{_TEXT}"),
    (Act.REWRITE_UNIT, rf"(?:Rp?b|p?W){_TEXT}"),
    (Act.MOVE, rf"M{_LIST},?[tv]*(?:a(?P<after>P)|f(?P<before>P))"),
    (Act.MOVE, rf"{_LIST}[,:]*M[tv]*(?:a(?P<after>P)|f(?P<before>P))"),
    (Act.MOVE, r"Mp?[tv]*(?:a(?P<after>P)|f(?P<before>P))"),
    (Act.MERGE, r"J(?P<from>P)(?P<more>(?:,P)*,?[&btv]P)"),
    (Act.MERGE, r"J(?P<from>P)t(?P<upto>P)"),
    (Act.MERGE, r"(?P<from>P)(?P<more>(?:,P)*,?&P),?J"),
    (Act.SPLIT, r"X(?P<from>P)?p?[,:]*[iv]?(?:(?P<aft>a)|f)(?:(?P<sent4>S)|(?P<anchor>Q))"),
    (Act.SPLIT, r"(?P<from>P)[,:]*X(?:(?P<aft>a)|f)(?:(?P<sent4>S)|(?P<anchor>Q))"),
    (Act.LIFT_BRACKETS, r"[LD](?P<every>A)?K(?:[mo](?P<old>Q))?"),
    (Act.LIFT_BRACKETS, r"K(?:m(?P<old>Q))?[LD]"),
    (Act.PUT_BRACKETS, r"B(?P<old>Q)|[IM]Km(?P<old1>Q)|M(?P<old2>Q)iK|(?P<old3>Q)iK"),
    (Act.RETAIN, rf"T{_LIST}O?"),
    (Act.RETAIN, rf"TO[oiv]*{_LIST}"),
    (Act.RETAIN, rf"{_LIST}[,:]*(?:T|O)O?"),
    (Act.RETAIN, r"T(?:(?P<old>Q)|[Ow]|p)?O?"),
)
_UNIT_ACTS = frozenset((Act.NEW_UNIT, Act.DELETE_UNIT, Act.REWRITE_UNIT, Act.MOVE, Act.MERGE, Act.RETAIN))
_OF_A_SENTENCE = {Act.DELETE_UNIT: Act.DELETE_SENTENCE, Act.REWRITE_UNIT: Act.REPLACE_SENTENCE}
_COMPILED = tuple(
    (act, re.compile(rf"(?P<lead>u[,:]*)?{_PRE}(?:{form}){_POST}(?P<trail>,?u)?[.,:]*")) for act, form in _FORMS
)
_LEAD = re.compile(r"[&,.]+")
_INSIDE = re.compile(r"([RDUCI]),?([iov]+P(?:,?[iov]*S)?),(?=[QAaf])")
_PLACES = re.compile(r"(P(?:(?:,P)*,?&P|(?:,P)+))")
_PAIRS = re.compile(r"(.*RA?)(Q,?bQ(?:(?:,&?|&)Q,?bQ)+)(.*)")
_SEVERAL = re.compile(r"(.*[DT])(Q(?:,Q)*,?&Q)(.*)")


def read_clause(words: str, letters: Letters, text: str = "") -> tuple[Instruction, ...]:
    """What a clause asks for: one instruction, one for each of several quotations, or none.

    ``text`` is wording that follows it without quotation marks. Not one word may be left over.
    """
    row, atoms = letters.letters, letters.atoms
    if text:
        row = row.rstrip(".,:")
        row, atoms = row + ":E", (*atoms[: len(row)], ":", text)
    if lead := _LEAD.match(row):
        row, atoms = row[lead.end() :], atoms[lead.end() :]
    if not row or len(row) > 200:
        return ()
    if inside := _INSIDE.match(row):  # "delete, in paragraph 5, the words ..."
        order = [*range(*inside.span(2)), 0, *range(inside.end(), len(row))]
        row, atoms = "".join(row[k] for k in order), tuple(atoms[k] for k in order)
    if "y" in row:
        return _counted(words, row, atoms, letters.speaker)
    if (listed := _PLACES.search(row)) and _read(words, row, atoms, letters.speaker) is None:
        return _each_place(words, row, atoms, (listed.span(1), letters.speaker))
    if pairs := _PAIRS.fullmatch(row):
        return _each_pair(words, row, atoms, (pairs.span(2), letters.speaker))
    if several := _SEVERAL.fullmatch(row):
        first, last = several.span(2)
        rows = [(k, row[:first] + "Q" + row[last:]) for k in range(first, last) if row[k] == "Q"]
        made = [_read(words, short, (*atoms[:first], atoms[k], *atoms[last:]), letters.speaker) for k, short in rows]
        return tuple(m for m in made if m) if all(made) else ()
    one = _read(words, row, atoms, letters.speaker)
    return (one,) if one else ()


def _counted(words: str, row: str, atoms: tuple[object, ...], speaker: str) -> tuple[Instruction, ...]:
    """One of several places of the same words: said right before them, or behind everything."""
    k = row.index("y")
    behind = re.fullmatch(r"[iov]?y[.,:]*", row[k - 1 :]) or re.fullmatch(r"y[.,:]*", row[k:])
    if row.count("y") > 1 or not (behind or row[k + 1 : k + 2] in ("Q", "A")):
        return ()
    first = k - 1 if behind and row[k - 1] in "iov" else k
    one = _read(words, row[:first] + row[k + 1 :], (*atoms[:first], *atoms[k + 1 :]), speaker)
    sought = one and (one.old or one.anchor)
    if one is None or not sought or one.reach is not Reach.ONE or one.act in (Act.SPLIT, Act.RETAIN):
        return ()
    quoted = atoms[k + 1] if not behind else None
    if isinstance(quoted, Quote) and quoted.words != sought:
        return ()
    number = atoms[k]
    if number == 0:
        return (replace(one, reach=Reach.BOTH),) if one.old else ()
    return (replace(one, occurrence=number if isinstance(number, int) else 0),)


def _each_place(
    words: str, row: str, atoms: tuple[object, ...], listed: tuple[tuple[int, int], str]
) -> tuple[Instruction, ...]:
    """The same about words of several paragraphs, one instruction for each; none if they are not about words."""
    (first, last), speaker = listed
    places = [atom for atom in atoms[first:last] if isinstance(atom, Place)]
    made = []
    for place in places:
        called = place.called_like(places[0])
        made.append(_read(words, row[:first] + "P" + row[last:], (*atoms[:first], called, *atoms[last:]), speaker))
    good = tuple(m for m in made if m is not None and m.scope is not None and (m.old or m.anchor))
    return good if len(good) == len(places) else ()


def _each_pair(
    words: str, row: str, atoms: tuple[object, ...], pairs: tuple[tuple[int, int], str]
) -> tuple[Instruction, ...]:
    """Several words replaced at one place: ``replace "a" by "b" and "c" by "d"``."""
    (first, last), speaker = pairs
    quoted = [k for k in range(first, last) if row[k] == "Q"]
    made = []
    for k, n in zip(quoted[::2], quoted[1::2]):
        short = row[:first] + "QbQ" + row[last:]
        made.append(_read(words, short, (*atoms[:first], atoms[k], "by", atoms[n], *atoms[last:]), speaker))
    good = tuple(m for m in made if m is not None and m.act is Act.REPLACE)
    return good if len(good) == len(made) else ()


def _read(words: str, row: str, atoms: tuple[object, ...], speaker: str) -> Instruction | None:
    for act, pattern in _COMPILED:
        if found := pattern.fullmatch(row):
            made = _made(words, act, found, atoms)
            if made is not None:
                return replace(made, speaker=speaker)
    return None


def _made(words: str, act: Act, found: re.Match[str], atoms: tuple[object, ...]) -> Instruction | None:
    def atom(*names: str) -> object:
        groups = found.groupdict()
        return next((atoms[found.start(name)] for name in names if groups.get(name)), None)

    def quoted(*names: str) -> str:
        value = atom(*names)
        return value.words if isinstance(value, Quote) else value if isinstance(value, str) else ""

    def place(*names: str) -> Place | None:
        value = atom(*names)
        return value if isinstance(value, Place) else None

    groups = found.groupdict()
    scope = place("scope4", "scope5", "scope", "scope1", "scope2", "scope3")
    if sum(bool(groups.get(n)) for n in ("scope4", "scope5", "scope", "scope1", "scope2", "scope3")) > 1:
        return None  # two places for one thing
    sentence = atom("sent4", "sent5", "sent", "sent1", "sent2", "sent3")
    to = place("after", "before")
    if any(groups.get(name) and not quoted(name) for name in ("new", "old", "anchor")):
        return None  # nothing between the quotation marks
    if sentence is not None and act in _UNIT_ACTS:
        if act not in _OF_A_SENTENCE or groups.get("from"):
            return None  # what is said of a sentence is not said of its paragraph
        act = _OF_A_SENTENCE[act]
    everywhere = groups.get("lead") or groups.get("trail") or groups.get("every")
    side = Side.BEFORE if groups.get("before") or (act is Act.SPLIT and not groups.get("aft")) else Side.AFTER
    places = _listed(found, atoms)
    if act is Act.NEW_UNIT:
        label, within = place("label"), place("within")
        places = (label.inside(within) if within else label,) if label else ()
    if scope is not None and (places or to) and act in _UNIT_ACTS:
        if not scope.parts:
            return None
        places, to, scope = tuple(p.inside(scope) for p in places), to.inside(scope) if to else None, None
    return Instruction(
        words,
        act,
        scope,
        sentence if isinstance(sentence, int) else 0,
        quoted("old", "old1", "old2", "old3"),
        quoted("new"),
        quoted("anchor"),
        places,
        to,
        side,
        Reach.EVERY if everywhere else Reach.ONE,
    )


def _listed(found: re.Match[str], atoms: tuple[object, ...]) -> tuple[Place, ...]:
    """The places of a list, in order; of a range its two ends, with None between told by ``upto``."""
    groups = found.groupdict()
    if not groups.get("from"):
        return ()
    first = atoms[found.start("from")]
    places = [first] if isinstance(first, Place) else []
    if groups.get("upto"):
        last = atoms[found.start("upto")]
        if isinstance(last, Place):
            places += [UP_TO, last]
    elif groups.get("more"):
        places += [a for a in atoms[found.start("more") : found.end("more")] if isinstance(a, Place)]
    return tuple(places)


UP_TO = Place("to")
"""Stands between the two ends of a range of places."""
