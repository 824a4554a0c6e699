"""Words that are inserted beside others, or added at an end, as changes to a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendtrack.intake.instructions.changes import Added, Aim, Worded
from amendtrack.intake.instructions.finding import MOST, Found, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Action, Instruction
from amendtrack.intake.instructions.labelled import opens_with_label
from amendtrack.intake.instructions.new_units import add_unit, with_preamble
from amendtrack.intake.instructions.new_wording import STOPS, check_elided, check_seams
from amendtrack.intake.instructions.seeking import MOST_COUNTED, Seeker, short
from amendtrack.intake.instructions.word_changes import COMMAS, JOINTS, with_marks
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import UnitKind
from amendtrack.text.words import is_sentence_end, is_sign

_NOTE_SIGN = re.compile(r"\[\^[^\]]+\]|[¹²³⁰⁴-⁹]+|\*+")


def insert_between(seeker: Seeker, one: Instruction) -> Aim:
    """Between two adjacent quotations, in this order."""
    units = seeker.within(one)
    firsts = seeker.finder.find(one.anchor, units, one.sentence, MOST_COUNTED)
    seconds = {(f.unit, f.first) for f in seeker.finder.find(one.until, units, one.sentence, MOST_COUNTED)}
    found = [f for f in firsts if (f.unit, f.last) in seconds]
    if len(found) != 1:
        why = f"“{short(one.anchor)}” and “{short(one.until)}” are not next to each other at exactly one place"
        raise Unclear(why, seeker.shown(found or firsts[:MOST]))
    new = " ".join(one.new.split())
    check_elided(seeker, new)
    check_seams(seeker, found[0].unit, found[0].last, found[0].last, new)
    return Aim(one, (Worded(found[0].unit, found[0].last, found[0].last, new),))


def insert(seeker: Seeker, one: Instruction) -> Aim:
    """New words before or after the quoted ones; behind an unnumbered paragraph, a new one of its kind."""
    new = " ".join(one.new.split())
    check_elided(seeker, new)
    found = with_marks(seeker, seeker.place_of(one.anchor, one))
    at = found.last if one.act in (Action.INSERT_AFTER, Action.PLACE_AFTER) else found.first
    if _is_a_paragraph(seeker, found, at, new):
        return Aim(one, (Added(found.unit, new),), found.read_as)
    _check_commas(seeker, found.unit, at, new)
    check_seams(seeker, found.unit, at, at, new)
    return Aim(one, (Worded(found.unit, at, at, new),), found.read_as)


def _is_a_paragraph(seeker: Seeker, found: Found, at: int, new: str) -> bool:
    """Whether words behind the last words of an unnumbered paragraph are one of its kind: ``Noting mines,``."""
    unit, keys = seeker.base.units[found.unit], seeker.finder.words(found.unit).keys
    closed = at == len(keys) and keys[at - 1] in (",", ";") and new[-1] in ",;" and new[:1].isupper()
    if closed and (unit.label or unit.kind is not UnitKind.PARAGRAPH):
        raise Unclear("more words, or a new paragraph? write: after paragraph ..., insert", seeker.shown([found]))
    return closed


def place_words(seeker: Seeker, one: Instruction) -> Aim:
    """New words beside the quoted ones; not if they are there already, since they would then be moved."""
    unit = seeker.place_of(one.anchor, one).unit
    if there := seeker.finder.find(one.new, [unit]):
        why = f"“{short(one.new)}” is there already; give the wording as it should read after the move"
        raise Unclear(why, seeker.shown(there))
    return insert(seeker, one)


def _check_commas(seeker: Seeker, unit: int, at: int, new: str) -> None:
    """Refuse words after a comma without a comma after them: a list would lose one."""
    keys = seeker.finder.words(unit).keys
    before, after = keys[at - 1 : at] if at else (), keys[at : at + 1]
    behind = before and before[0] in COMMAS and after and not is_sign(after[0]) and after[0] not in JOINTS
    if behind and new[-1] not in "".join(COMMAS):
        raise Unclear("no comma would follow the new words", seeker.shown([Found(unit, at - 1, at)]))


def add_words(seeker: Seeker, one: Instruction) -> Aim:
    """New words at the beginning or the end of a paragraph or a sentence."""
    if one.scope is None:
        raise Unclear("at the end of which paragraph?" if one.act is Action.ADD_AT_END else "which paragraph?")
    if opens_with_label(one.new):
        return add_unit(seeker, one)
    if one.act is Action.ADD_AT_END and one.new[:1].isupper() and (aim := with_preamble(seeker, one)):
        return aim
    nth = seeker.begun_by(one)
    if one.sentence:
        unit = seeker.unit_of_sentences(one)
    else:
        unit = seeker.unit_at(one.scope) if nth else seeker.only_paragraph(seeker.unit_at(one.scope))
    first, end = seeker.extent(one, unit)
    if not one.scope.alone and end > unit + 1 and not one.sentence:
        items = named(seeker.guide, range(first, end))
        raise Unclear(f"{one.scope.words} has items; say which end is meant", items)
    whole = seeker.dash(unit, nth), len(seeker.finder.words(unit))
    first, last = seeker.sentence(unit, one.sentence) if one.sentence else whole
    new = " ".join(one.new.split())
    check_elided(seeker, new)
    if one.act is Action.ADD_AT_START:
        _check_opening(seeker, unit, first, new)
        return Aim(one, (Worded(unit, first, first, new),))
    at, new = _end(seeker, unit, first, last, new)
    return Aim(one, (Worded(unit, at, at, new),))


def _check_opening(seeker: Seeker, unit: int, first: int, new: str) -> None:
    """Refuse to put words before a capital that may only mark the start of the sentence."""
    keys = seeker.finder.words(unit).keys
    key = keys[first] if first < len(keys) else ""
    if not key[:1].isupper() or is_sentence_end(words_of(new)[-1].key) or new[:1] == "[":
        return
    elsewhere = any(
        k and cut[k] == key and not is_sign(cut[k - 1])
        for cut in (seeker.finder.words(n).keys for n in range(len(seeker.base.units)))
        for k in range(len(cut))
    )
    if not elsewhere:
        raise Unclear(f"does “{key}” keep its capital?", named(seeker.guide, [unit]))


def _end(seeker: Seeker, unit: int, first: int, last: int, new: str) -> tuple[int, str]:
    """Where words go at the end: a sentence after the last full stop, other words before it."""
    keys, fresh = seeker.finder.words(unit).keys, [w.key for w in words_of(new)]
    if (behind := _note_mark(keys[first:last])) and keys[last - behind - 1] in STOPS:
        at, new = _end(seeker, unit, first, last - behind, new)
        return (last if at == last - behind else at), new
    stop = keys[last - 1] if last > first else ""
    joined = stop and not is_sign(stop) and keys[max(first, last - 2)] in (";", ",", "；", "，", "؛", "،")
    if joined and stop in JOINTS and fresh and not fresh[0][:1].isupper() and fresh[-1] not in JOINTS:
        return _end(seeker, unit, first, last - 1, new)
    if not fresh or joined:
        raise Unclear("it is not clear where the end is", named(seeker.guide, [unit]))
    if stop not in STOPS:
        return last, new
    closed = is_sentence_end(fresh[-1])
    opens = _opens_sentence(fresh[0], closed)
    if is_sentence_end(stop) and opens:
        if not closed:
            why = "a new sentence, or words to add to the last one? a sentence ends with a full stop"
            raise Unclear(why, named(seeker.guide, [unit]))
        return last, new
    if fresh[-1] == stop:
        new = new[: words_of(new)[len(fresh) - 1].start].rstrip()
    elif fresh[-1] in (".", ";", ",", "。", "；", "，", "؛", "،"):
        raise Unclear(f"“{fresh[-1]}” and “{stop}” would end up side by side", named(seeker.guide, [unit]))
    return last - 1, new


def _opens_sentence(key: str, closed: bool) -> bool:
    """Whether a new sentence begins with this word; in scripts without case, whether it is closed as one."""
    cased = key[:1].upper() != key[:1].lower()
    return (not key[:1].islower() if cased else closed) and not is_sign(key)


def _note_mark(keys: Sequence[str]) -> int:
    """How many of the last words are the mark of a note: ``[^2]``, ``²`` or ``2/``."""
    if len(keys) > 2 and keys[-1] == "/" and keys[-2].isdecimal():
        return 2
    return 1 if len(keys) > 1 and _NOTE_SIGN.fullmatch(keys[-1]) else 0
