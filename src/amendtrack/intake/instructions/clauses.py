"""A clause as instructions: a row that exactly matches one form of its language, or a list of several.

A clause counts only if every word of it is accounted for; half an instruction is not one. The forms are data, in
``forms``; this module handles, for all languages, lists of places, quotations and pairs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from amendtrack.intake.instructions.cited_place import UP_TO, Place, PlacePart
from amendtrack.intake.instructions.instruction import OF_WORDS, Action, Instruction, Reach, Side
from amendtrack.intake.instructions.labelled import opens_with_label
from amendtrack.intake.instructions.quotes import Quote
from amendtrack.intake.instructions.rows import ACTIONS, HINT, Atom, Clause, TableRow, Times

_UNIT_ACTS = frozenset(
    (
        Action.NEW_UNIT,
        Action.NEW_AT_START,
        Action.APPEND,
        Action.APPEND_AT_END,
        Action.APPEND_LABELLED,
        Action.DELETE_UNIT,
        Action.REWRITE_UNIT,
        Action.RESTATE_UNIT,
        Action.NEW_AT_END,
        Action.RENEW_UNIT,
        Action.MOVE,
        Action.MOVE_TO_END,
        Action.MOVE_INTO,
        Action.RETITLE,
        Action.SWAP,
        Action.MERGE,
        Action.RETAIN,
        Action.BRACKET_UNIT,
    )
)
_OF_A_SENTENCE = {Action.DELETE_UNIT: Action.DELETE_SENTENCE, Action.REWRITE_UNIT: Action.REPLACE_SENTENCE}
_FIRST_OF_PREAMBLE = Place("the first preambular paragraph", (PlacePart("pp", "1"),))
_INSERTS = (Action.INSERT_AFTER, Action.INSERT_BEFORE)
_LONGEST = 200
_MOST_PARTS = 12


def read_clause(words: str, clause: Clause, text: str = "") -> tuple[Instruction, ...]:
    """What a clause asks for: one instruction, one for each of its places or quotations, or none.

    ``text`` is wording that follows it without quotation marks. No word may be left over; a clause that two
    languages read differently is not understood.
    """
    made: tuple[Instruction, ...] = ()
    for row in clause.rows:
        found = tuple(replace(one, words=words, speaker=clause.speaker) for one in _read_row(row, text))
        if made and found and found != made:
            return ()
        made = made or found
    return made


def read_row(row: TableRow) -> Instruction | None:
    """What a row asks for, if it is exactly one form; never two instructions."""
    row = _unannounced(row)
    return _form(row) if row.letters and len(row.letters) <= _LONGEST and "x" not in row.letters else None


def _undescribed(row: TableRow) -> TableRow:
    """The row without what the quoted words are: ``the limit`` of ``the limit is changed from "A" to "B"``."""
    links, verbs, from_, to = (
        row.language.letters_of(*names) or "!"
        for names in (("in", "of"), ("change", "adjust", "replace", "goes"), ("from",), ("to", "by"))
    )
    what = f"(?:[{links}]*P[,:]*)?(?P<what>x[x{links}]{{0,5}})"
    found = re.match(f"{what}(?=[{verbs}][{from_}]Q[{to}]Q[.]*$)", row.letters)
    return _without(row, *found.span("what")) if found else row


def _read_row(row: TableRow, text: str) -> tuple[Instruction, ...]:
    row = _undescribed(row)
    if "x" in row.letters:  # no form has room for a word outside all classes
        return ()
    if HINT in row.letters:
        return _at_a_line(row, text)
    if text:
        letters = row.letters.rstrip(".,:")
        row = TableRow(row.language, letters + ":E", (*row.atoms[: len(letters)], ":", text))
    opening = re.match(f"[{row.language.letters_of('and')},.]*", row.letters)
    row = _dotted(_errata(_without(row, 0, opening.end() if opening else 0)))
    if row.letters and len(row.letters) <= _LONGEST and (one := _form(row)):
        return (one,)
    if several := _several_new(row):
        return several
    row = _unannounced(row)
    for k in [k for k, letter in enumerate(row.letters) if letter in row.language.letters_of("amended")][::-1]:
        row = _without(row, k, k + 1)
    row = _announced_place(row)
    if not row.letters or len(row.letters) > _LONGEST:
        return ()
    if "y" in row.letters:
        return _counted(row)
    and_ = row.language.letters_of("and") or "!"
    one = _form(row)
    if one is not None:
        return (one,)
    return (
        _wherever(row)
        or _each_place(row, and_)
        or _respectively(row, and_)
        or _each_pair(row, and_)
        or _each_quote(row, and_)
        or _verb_once(row, and_)
    )


def _at_a_line(row: TableRow, text: str) -> tuple[Instruction, ...]:
    """Instructions that name a line by its number: only if words are quoted that are found without it."""
    k = row.letters.index(HINT)
    comma = row.letters[k - 1 : k] == "," and row.letters[k + 1 : k + 2] in (",", ":")
    made = _read_row(_without(row, k - comma, k + 1), text)
    return made if all(one.old or one.anchor for one in made) else ()


def _announced_place(row: TableRow) -> TableRow:
    """The row without what announces its place: ``amend paragraph 2 by striking``, ``for paragraph 2, replace``."""
    of = row.language.letters_of
    verbs = of("delete", "insert", "replace", "exchange") or "!"
    change, for_, in_ = (of(name) or "!" for name in ("change", "for", "in"))
    found = re.match(f"[{change}](?=P(?:[,:]*[{verbs}]|[,:]+Q))|[{for_}](?=P[{in_}P,]*[,:])", row.letters)
    return _without(row, 0, found.end()) if found else row


def _several_new(row: TableRow) -> tuple[Instruction, ...]:
    """New paragraphs that are each quoted by themselves, as one instruction; none unless each has its own label."""
    and_ = row.language.letters_of("and") or "!"
    listed = re.search(
        f"(?:(?P<first>P)(?:,P)*(?:,?[{and_}]P)?(?=[^PQ]*Q))?[^PQ]*(Q(?:[,:.]*[{and_}]?[,:.]*Q)+)[,:.]*$", row.letters
    )
    if listed is None:
        return ()
    quotes = [atom for atom in row.atoms[listed.start(2) : listed.end(2)] if isinstance(atom, Quote)]
    if not all(opens_with_label(quote.words) for quote in quotes):
        return ()
    whole = replace(quotes[0], words="\n\n".join(quote.words for quote in quotes))
    short = _without(row, *listed.span(2), ("Q", whole))
    places = [a for a in row.atoms[listed.start() : listed.start(2)] if isinstance(a, Place)]
    one = _form(short)
    if len(places) == len(quotes) and (one is None or one.act is not Action.REWRITE_UNIT):
        # "new paragraphs 5 and 6": each number precedes its own quotation anyway
        k = max(k for k in range(listed.start(2)) if row.letters[k] == "P")
        one = _form(_without(short, listed.start() + 1, k + 1))
    return (
        (one,) if one and one.act in (Action.NEW_UNIT, Action.APPEND, Action.APPEND_AT_END, Action.REWRITE_UNIT) else ()
    )


def _unannounced(row: TableRow) -> TableRow:
    """The row without the verb of ``Amend Article 5 as follows: replace ...``."""
    of = row.language.letters_of
    found = re.match(f"[{of('change') or '!'}](?=[{of('in', 'of', 'to')}]*P[,:]*[{of('amended') or '!'}])", row.letters)
    return _without(row, 0, found.end()) if found else row


def _dotted(row: TableRow) -> TableRow:
    """The row with commas for the full stops of ``Article 1. Second sentence. Delete.``"""
    if not re.match("P\\.S\\.[^.]", row.letters):
        return row
    return _without(_without(row, 1, 2, (",", ",")), 3, 4, (",", ","))


def _errata(row: TableRow) -> TableRow:
    """The row without the full stop or semicolon between ``it says "A"`` and ``it should say "B"``."""
    of = row.language.letters_of
    found = re.search(f"[{of('said') or '!'}]:?Q,?(\\.)[{of('read') or '!'}]", row.letters)
    return _without(row, found.start(1), found.end(1)) if found else row


def _without(row: TableRow, first: int, last: int, *put: tuple[str, Atom]) -> TableRow:
    """The row with some letters replaced by others."""
    letters = "".join(letter for letter, _ in put)
    atoms = tuple(atom for _, atom in put)
    return TableRow(
        row.language,
        row.letters[:first] + letters + row.letters[last:],
        (*row.atoms[:first], *atoms, *row.atoms[last:]),
    )


def _counted(row: TableRow) -> tuple[Instruction, ...]:
    """Words that occur several times: which occurrence is meant, or how many there are.

    This is said before or after the words, or before or after everything.
    """
    k = row.letters.index("y")
    links = row.language.letters_of("in", "of")
    before, after = row.letters[:k], row.letters[k + 1 :]
    behind = not after.strip(".,:")
    opens = not re.search(f"[^{links}PS,:]", before)
    beside = after[:1] == "Q" or (after[:1] or " ") in row.language.letters_of("every")
    comma = before.endswith("Q,") and after[:1] == ","
    after_quote = not behind and (before.endswith("Q") or comma)
    if row.letters.count("y") > 1 or not (behind or beside or after_quote or opens):
        return ()
    first = k - 1 if comma or (behind and k and before[-1] in links) else k
    one = _form(_without(row, first, k + 1))
    sought = one and (one.old or one.anchor)
    if one is None or not sought or one.reach is not Reach.ONE or one.act in (Action.SPLIT, Action.RETAIN):
        return ()
    quoted = row.atoms[k + 1] if beside else row.atoms[first - (not comma)] if after_quote else None
    if isinstance(quoted, Quote) and quoted.words != sought:
        return ()
    number = row.atoms[k]
    if isinstance(number, Times):
        return (replace(one, reach=Reach.EVERY, times=number.number),) if one.old else ()
    return (replace(one, occurrence=number if isinstance(number, int) else 0),)


def _wherever(row: TableRow) -> tuple[Instruction, ...]:
    """Words that are changed wherever they occur, where the clause says so in the middle."""
    everywhere = row.language.letters_of("everywhere")
    places = [k for k, letter in enumerate(row.letters) if letter in everywhere]
    if len(places) != 1:
        return ()
    k = places[0]
    commas = row.letters[k - 1 : k] == "," and row.letters[k + 1 : k + 2] == ","
    then = row.letters[k + 1 : k + 2] in ("P", "S")  # "throughout paragraph 4"
    in_ = [(row.language.letters_of("in")[:1], row.atoms[k])] if then else []
    row = _without(row, k - commas, k + 1, *in_)
    opening = re.match("[,:]*", row.letters)
    one = _form(_without(row, 0, opening.end() if opening else 0))
    return (replace(one, reach=Reach.EVERY),) if one and one.old and one.act in OF_WORDS else ()


def _each_place(row: TableRow, and_: str) -> tuple[Instruction, ...]:
    """The same for words in several paragraphs, one instruction each; none if they are not about words."""
    listed = re.search(f"P(?:(?:,P)*,?[{and_}]P|(?:,P)+|[{row.language.letters_of('to') or '!'}]P)", row.letters)
    if listed is None:
        return ()
    if listed[0][1] in row.language.letters_of("to"):
        places = _between_numbers(row.atoms[listed.start()], row.atoms[listed.end() - 1])
    else:
        places = [atom for atom in row.atoms[listed.start() : listed.end()] if isinstance(atom, Place)]
    if not places:
        return ()
    made = [_form(_without(row, *listed.span(), ("P", place.called_like(places[0])))) for place in places]
    good = tuple(
        m for m in made if m is not None and m.scope is not None and (m.old or m.anchor or m.sentence or m.new)
    )
    return good if len(good) == len(places) and all(m.act not in _UNIT_ACTS for m in good) else ()


def _between_numbers(first: Atom, last: Atom) -> list[Place]:
    """Each place of ``paragraphs 2 to 4``; none unless both ends are numbers of one kind."""
    ends = [atom.parts[0] for atom in (first, last) if isinstance(atom, Place) and len(atom.parts) == 1]
    numbers = [int(part.number) for part in ends if part.number.isdecimal() and not part.suffix]
    if len(numbers) < 2 or not 0 < numbers[1] - numbers[0] < _MOST_PARTS or ends[1].word not in ("", ends[0].word):
        return []
    return [
        Place(f"{ends[0].word} {n}".strip(), (replace(ends[0], number=str(n)),))
        for n in range(numbers[0], numbers[1] + 1)
    ]


def _each_pair(row: TableRow, and_: str) -> tuple[Instruction, ...]:
    """Several words replaced at one place: ``replace "a" by "b" and "c" by "d"``."""
    quoted = [k for k, letter in enumerate(row.letters) if letter == "Q"]
    if len(quoted) < 4 or len(quoted) % 2:
        return ()
    joints = {row.letters[a + 1 : b].replace(",", "") for a, b in zip(quoted[::2], quoted[1::2])}
    between = [row.letters[a + 1 : b] for a, b in zip(quoted[1::2], quoted[2::2])]
    if len(joints) != 1 or not all(re.fullmatch(f"[,:]*[{and_}]?[,:]*", gap) and gap for gap in between):
        return ()
    made = []
    for a, b in zip(quoted[::2], quoted[1::2]):
        pair = tuple(zip(row.letters[a : b + 1], row.atoms[a : b + 1]))
        made.append(_form(_without(row, quoted[0], quoted[-1] + 1, *pair)))
    good = tuple(m for m in made if m is not None and m.act is Action.REPLACE)
    return good if len(good) == len(made) else ()


def _each_quote(row: TableRow, and_: str) -> tuple[Instruction, ...]:
    """The same for several quotations: ``delete "a", "b" and "c"``."""
    several = re.search(f"Q(?:,Q)*,?[{and_}]Q", row.letters)
    if several is None:
        return ()
    made = [
        _form(_without(row, *several.span(), ("Q", row.atoms[k])))
        for k in range(*several.span())
        if row.letters[k] == "Q"
    ]
    acts = (Action.DELETE, Action.RETAIN, Action.PUT_BRACKETS, Action.LIFT_BRACKETS)
    good = tuple(m for m in made if m is not None and m.act in acts and m.old)
    return good if len(good) == len(made) else ()


def _respectively(row: TableRow, and_: str) -> tuple[Instruction, ...]:
    """Two lists of quotations, in pairs: ``replace "a" and "b" by "c" and "d", respectively``."""
    said = row.language.letters_of("respectively") or "!"
    found = re.search(f",?[{said}],?", row.letters)
    if found is None:
        return ()
    row = _without(row, *found.span())
    lists = [m.span() for m in re.finditer(f"Q(?:,Q)*,?[{and_}]Q", row.letters)]
    if len(lists) != 2:
        return ()
    (a, b), (c, d) = lists
    firsts = [k for k in range(a, b) if row.letters[k] == "Q"]
    seconds = [k for k in range(c, d) if row.letters[k] == "Q"]
    if len(firsts) != len(seconds):
        return ()
    made = []
    for k, n in zip(firsts, seconds):
        one = _without(row, c, d, ("Q", row.atoms[n]))
        made.append(_form(_without(one, a, b, ("Q", row.atoms[k]))))
    good = tuple(m for m in made if m is not None and m.act in (Action.REPLACE, *_INSERTS))
    return good if len(good) == len(made) else ()


def _verb_once(row: TableRow, and_: str) -> tuple[Instruction, ...]:
    """Several with one verb: ``insert "a" after "b" and "c" before "d"``, ``delete "a" in para 1 and "b" in para 2``.

    Every part must match a form, and each later part exactly one form once the verb is supplied.
    """
    verbs = row.language.letters_of(*ACTIONS) or "!"
    at = [k for k, letter in enumerate(row.letters) if letter in verbs]
    breaks = [m.span() for m in re.finditer(f",?[{and_}],?|,", row.letters)]
    if len(at) != 1 or len(breaks) > _MOST_PARTS or row.letters.count("Q") < 2:
        return ()
    verb = (row.letters[at[0]], row.atoms[at[0]])
    made: list[tuple[Instruction, bool]] = []
    start = 0
    for first, last in [*breaks, (len(row.letters), len(row.letters))]:
        part = _without(_without(row, first, len(row.letters)), 0, start)
        found = {_form(part)} if not made else {_with_its_verb(part), *(_with_verb(part, verb))} - {None}
        one = next(iter(found), None) if len(found) == 1 else None
        if one is not None:
            made.append((one, _is_behind(part)))
            start = last
    if start < len(row.letters) or len(made) < 2:
        return ()
    return _of_their_places(made)


def _with_its_verb(part: TableRow) -> Instruction | None:
    """What a part asks for with a verb of its own."""
    one = _form(part)
    return None if one and one.act is Action.RESTATE_UNIT else one


def _with_verb(part: TableRow, verb: tuple[str, Atom]) -> set[Instruction | None]:
    """The rows that a part without a verb may be once the verb is supplied, at any position."""
    if len(part.letters) > _MOST_PARTS:
        return set()
    return {_form(_without(part, k, k, verb)) for k in range(len(part.letters) + 1)}


def _is_behind(part: TableRow) -> bool:
    """Whether a part names its place after its quotations."""
    return "Q" in part.letters and "P" in part.letters and part.letters.rindex("P") > part.letters.rindex("Q")


def _of_their_places(made: list[tuple[Instruction, bool]]) -> tuple[Instruction, ...]:
    """Each with its place: its own, inside the one that opens the clause; or that of the part before; or of the last.

    A place only after the last part may apply to all of them.
    """
    if any(one.act in _UNIT_ACTS or not (one.old or one.anchor) for one, _ in made):
        return ()
    (first, behind), (last, of_all) = made[0], made[-1]
    if first.scope is None:
        if any(one.scope for one, _ in made) and not (of_all and all(one.scope is None for one, _ in made[:-1])):
            return ()
        return tuple(replace(one, scope=last.scope) for one, _ in made)
    found, scope = [], first.scope
    for one, _ in made:
        if one.scope is None and behind:
            return ()
        scope = (one.scope if behind else one.scope.within(first.scope)) if one.scope else scope
        found.append(replace(one, scope=scope))
    return tuple(found)


# -- one form -----------------------------------------------------------------------------------------


def _form(row: TableRow) -> Instruction | None:
    for act, pattern in row.language.forms_of(row.letters):
        if (found := pattern.fullmatch(row.letters)) and (made := _made(act, found, row.atoms)):
            return made
    return None


def _made(name: str, found: re.Match[str], atoms: tuple[Atom, ...]) -> Instruction | None:
    groups = {key: atoms[found.start(key)] for key, value in found.groupdict().items() if value}
    places = [atom for key, atom in groups.items() if key[0] == "p" and key[1:].isdecimal() and isinstance(atom, Place)]
    sentences = [
        atom for key, atom in groups.items() if key[0] == "s" and key[1:].isdecimal() and isinstance(atom, int)
    ]
    if len(places) == 2 and _is_inside(places[1], places[0]):
        places = [places[1].inside(places[0])]
    if len(places) > 1 or len(sentences) > 1:
        return None  # two places for one role
    quoted = {key: _words(groups.get(key)) for key in ("old", "new", "anchor", "until")}
    if any(key in groups and not words for key, words in quoted.items()):
        return None  # empty quotation marks
    every = name.endswith(" every") or "lead" in groups or "trail" in groups
    act, scope, sentence = Action(name.removesuffix(" every")), next(iter(places), None), next(iter(sentences), 0)
    if sentence and act in _UNIT_ACTS:
        if act not in _OF_A_SENTENCE or "first" in groups:
            return None  # a change to a sentence is not a change to its paragraph
        act = _OF_A_SENTENCE[act]
    to, beside, listed = _place(groups.get("to")), _place(groups.get("beside")), _listed(found, groups, atoms)
    if act is Action.SPLIT and listed:
        if scope is not None:
            return None
        scope, listed = listed[0], ()
    side = Side.BEFORE if "ahead" in groups else Side.AFTER
    if act is Action.NEW_AT_START:
        if scope is None or [part.word for part in scope.parts] != ["preamble"]:
            return None
        act, scope, to, side = Action.NEW_UNIT, None, _FIRST_OF_PREAMBLE, Side.BEFORE
    label = _place(groups.get("label"))
    if label and "bis" in groups and not (label.parts and label.parts[-1].suffix):
        return None
    if label and listed:
        if len(listed) > 1 or not set(label.parts) <= set(listed[0].parts):
            return None  # one paragraph goes, and another one comes
        label = None
    if label:
        to = to.inside(scope) if to and scope and scope.parts else to
        listed, scope = (label.inside(scope) if scope else label,), None
    elif scope is not None and (listed or to) and act in _UNIT_ACTS:
        if not scope.parts:
            return None
        listed, to, scope = tuple(p.inside(scope) for p in listed), to.inside(scope) if to else None, None
    return Instruction(
        words="",
        act=act,
        scope=scope,
        sentence=sentence,
        places=listed,
        to=to,
        beside=beside.called_like(to) if beside and to else None,
        side=side,
        reach=Reach.EVERY if every else Reach.ONE,
        old=quoted["old"],
        new=quoted["new"],
        anchor=quoted["anchor"],
        until=quoted["until"],
    )


def _is_inside(inner: Place, outer: Place) -> bool:
    """Whether one of two places in a clause can only be inside the other: ``Article 3`` and ``paragraph 2``."""
    parts = inner.parts and outer.parts
    return bool(parts) and min(p.level for p in inner.parts) > max(p.level for p in outer.parts)


def _words(atom: object) -> str:
    return atom.words if isinstance(atom, Quote) else atom if isinstance(atom, str) else ""


def _place(atom: object) -> Place | None:
    return atom if isinstance(atom, Place) else None


def _listed(found: re.Match[str], groups: Mapping[str, Atom], atoms: tuple[Atom, ...]) -> tuple[Place, ...]:
    """The places of a list, in order; of a range its two ends, with ``UP_TO`` between them."""
    first = _place(groups.get("first"))
    if first is None:
        return ()
    if last := _place(groups.get("upto")):
        return (first, UP_TO, last)
    more = atoms[found.start("more") : found.end("more")] if groups.get("more") else ()
    return (first, *(atom for atom in more if isinstance(atom, Place)))
