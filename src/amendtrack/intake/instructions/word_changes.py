"""Words and sentences that are replaced or deleted, as changes to a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amendtrack.intake.instructions.changes import Aim, Change, Worded
from amendtrack.intake.instructions.finding import MOST, Found, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Action, Instruction, Reach
from amendtrack.intake.instructions.new_wording import check_elided, check_seams, check_whole
from amendtrack.intake.instructions.seeking import Seeker, short
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.typeface import pairs_of_emphasis
from amendtrack.text.words import is_sentence_end, is_sign

_CLOSING = frozenset(".,;:!?。；，：！？、،؛؟")
_MARKS = frozenset(('"', "'"))
COMMAS = (",", "،", "，", "、")
_ENDING = tuple((sign,) for sign in ".;。；؛")
JOINTS = frozenset(("and", "or", "et", "ou", "y", "e", "o", "и", "или", "和", "或", "与"))


def replace_words(seeker: Seeker, one: Instruction) -> Aim:
    """The quoted words replaced or deleted, at their one place or at every place."""
    if one.reach is not Reach.ONE:
        return _everywhere(seeker, one)
    old, new = _trimmed(seeker, one)
    found = seeker.place_of(old, one)
    check_elided(seeker, one.new)
    new = " ".join(new.split())
    found = _without_closing(seeker, found, new)
    if new:
        return Aim(one, (_swap(seeker, found, _in_case(seeker, old, found, new)),), found.read_as)
    return Aim(one, _struck(seeker, found), found.read_as)


def recase(seeker: Seeker, one: Instruction) -> Aim:
    """The quoted words with a capital, or one word without its capital."""
    if one.act is Action.CAPITALISE:
        return replace_words(seeker, replace(one, new=one.old[:1].upper() + one.old[1:]))
    if not one.old.isalpha() or one.old.isupper():
        raise Unclear(f"which letters of “{short(one.old)}” become small? give the words as they should read")
    return replace_words(seeker, replace(one, new=one.old.lower()))


def swap_words(seeker: Seeker, one: Instruction) -> Aim:
    """Other words for the quoted ones, where it cannot mean that the two change places."""
    found = seeker.place_of(one.old, one)
    if there := seeker.finder.find(one.new, [found.unit]):
        why = f"“{short(one.new)}” is there too; is “{short(one.old)}” replaced, or do the two change places?"
        raise Unclear(why, seeker.shown(there))
    return replace_words(seeker, one)


def _in_case(seeker: Seeker, quoted: str, found: Found, new: str) -> str:
    """The new words with the first letter in the case that the place needs, if the quotation has the other."""
    there = seeker.printed(found)
    if there[:1] == quoted[:1] or there[:1].casefold() != quoted[:1].casefold():
        return new
    if not (new[:1].isalpha() and new[:1].isupper() is quoted[:1].isupper()):
        return new
    return (new[:1].upper() if there[:1].isupper() else new[:1].lower()) + new[1:]


def _struck(seeker: Seeker, found: Found) -> tuple[Change, ...]:
    """Delete the words: a whole sentence with its stop; at the start, a capital then begins what is left."""
    words = seeker.finder.words(found.unit)
    keys = words.keys
    found = with_marks(seeker, found)
    opens = found.first == 0 or is_sentence_end(keys[found.first - 1])
    ends = found.last < len(keys) and is_sentence_end(keys[found.last])
    if opens and ends and found.last - found.first > 1:
        stop = Found(found.unit, found.first, found.last + 1)
        if stop.first == 0 and stop.last == len(keys):
            raise Unclear("nothing would be left of it; to delete the paragraph, say so", seeker.shown([found]))
        return (_swap(seeker, stop, ""),)
    if opens and found.last < len(keys) and keys[found.last][:1].islower() and seeker.printed(found)[:1].isupper():
        following = seeker.printed(Found(found.unit, found.last, found.last + 1))
        _swap(seeker, found, "")
        return (_swap(seeker, Found(found.unit, found.first, found.last + 1), following[:1].upper() + following[1:]),)
    _check_list(seeker, found, keys)
    if found.first > 1 and keys[found.first - 1] in COMMAS and keys[found.last : found.last + 1] in _ENDING:
        found = Found(
            found.unit, found.first - 1, found.last, found.read_as
        )  # ``data, if possible;``: the comma belongs to what goes
    return (_swap(seeker, found, ""),)


def _without_closing(seeker: Seeker, found: Found, new: str) -> Found:
    """The words without the stop that ends their sentence, where what comes before them still needs it.

    Refused if another sign would be lost, since it may belong to the quotation or to the message.
    """
    keys, fresh = seeker.finder.words(found.unit).keys, words_of(new)
    sign = keys[found.last - 1]
    if sign not in _CLOSING or found.last - found.first < 2 or (fresh and fresh[len(fresh) - 1].key in _CLOSING):
        return found
    closes = is_sentence_end(sign) or found.last == len(keys)
    needed = bool(new) or (found.first > 0 and keys[found.first - 1] not in _CLOSING)
    if closes and needed:
        return Found(found.unit, found.first, found.last - 1, found.read_as)
    if new:
        raise Unclear(f"“{sign}” would be lost; quote it in both wordings or in neither", seeker.shown([found]))
    return found


def with_marks(seeker: Seeker, found: Found) -> Found:
    """The words with the quotation marks that the draft has around just these words."""
    keys = seeker.finder.words(found.unit).keys
    marked = found.first and keys[found.first - 1] in _MARKS and keys[found.last : found.last + 1] in (['"'], ('"',))
    return Found(found.unit, found.first - 1, found.last + 1, found.read_as) if marked else found


def _check_list(seeker: Seeker, found: Found, keys: Sequence[str]) -> None:
    """Refuse to delete a member of a list and leave its comma behind."""
    after = keys[found.last : found.last + 1]
    rest = list(keys[found.last + 1 : found.last + 8])
    joint = next((k for k, key in enumerate(rest) if key in (",", ";") or key in JOINTS), 0)
    if after and after[0] in COMMAS and found.first and keys[found.first - 1] not in (*COMMAS, ".") and joint > 0:
        raise Unclear("a comma would be left behind; quote the comma to be deleted too", seeker.shown([found]))
    if after and after[0] in JOINTS and found.first and keys[found.first - 1] in COMMAS:
        why = f"it would leave “{keys[found.first - 1]} {after[0]}”; quote the comma to be deleted too"
        raise Unclear(why, seeker.shown([found]))


def _trimmed(seeker: Seeker, one: Instruction) -> tuple[str, str]:
    """Both quotations without the full stop of the message's own sentence."""
    old, new = one.old, one.new
    if old[-1] not in ".,;" or len(old) < 2 or seeker.finder.find(old, seeker.within_or_all(one), one.sentence):
        return old, new
    if new and new[-1] == old[-1]:
        new = new[:-1]
    elif new:
        return old, new
    return old[:-1], new


def _everywhere(seeker: Seeker, one: Instruction) -> Aim:
    units = seeker.within(one)
    found = seeker.all_of(one.old, one, units)
    if one.times and len(found) != one.times:
        often = {0: "does not occur there", 1: "stands once"}.get(len(found), f"occurs {len(found)} times")
        raise Unclear(f"“{short(one.old)}” {often}; the message says {one.times} times", seeker.shown(found[:MOST]))
    if not found:
        return Aim(one, (_swap(seeker, seeker.not_there(one.old, one, units), one.new),))
    changes: list[Change] = []
    end = (-1, -1)
    for place in found:
        if (place.unit, place.first) < end:
            raise Unclear(f"“{short(one.old)}” overlaps itself", seeker.shown([place]))
        end = (place.unit, place.last)
        changes.append(_swap(seeker, place, _in_case(seeker, one.old, place, " ".join(one.new.split()))))
    seeker.check_spelled(one.old, one, units)
    return Aim(one, tuple(changes))


def _swap(seeker: Seeker, found: Found, new: str) -> Worded:
    """Replace the words at a place; refused if that would break a pair of emphasis marks."""
    keys = seeker.finder.words(found.unit).keys
    inside = keys[found.first : found.last]
    opening = keys[found.first - 1] if found.first else ""
    if opening in ("*", "**", "_", "__") and inside.count(opening) % 2 and new.startswith(opening):
        found = Found(found.unit, found.first - 1, found.last, found.read_as)  # both wordings begin with the mark
        inside = keys[found.first : found.last]
    if not new and (whole := _with_its_pair(seeker, found)) != found:
        found, inside = whole, keys[whole.first : whole.last]
    if any(inside.count(mark) % 2 for mark in ("*", "**", "_", "__")):
        raise Unclear("it would remove one of a pair of emphasis marks", seeker.shown([found]))
    new = _without_stop(new, keys[found.last : found.last + 1])
    if not new:
        _check_gap(seeker, found, keys)
    else:
        check_seams(seeker, found.unit, found.first, found.last, new)
    return Worded(found.unit, found.first, found.last, new)


def _with_its_pair(seeker: Seeker, found: Found) -> Found:
    """The place with the sign of emphasis beside it if the other, or all that it marks, stands inside."""
    unit = seeker.base.units[found.unit]
    places = {start: k for k, start in enumerate(seeker.finder.words(found.unit).starts)}
    first, last = found.first, found.last
    for pair in pairs_of_emphasis(seeker.base.source[unit.body : unit.end]):
        opening, closing = (places.get(unit.body + side[0], -2) for side in pair)
        if closing == last and first - 1 <= opening:
            first, last = min(first, opening), last + 1
        elif opening == first - 1 and closing < last:
            first -= 1
    return Found(found.unit, first, last, found.read_as)


def _check_gap(seeker: Seeker, found: Found, keys: Sequence[str]) -> None:
    left, right = keys[: found.first][-1:], keys[found.last :][:1]
    if not left and not right:
        raise Unclear("nothing would be left of it; to delete the paragraph, say so", seeker.shown([found]))
    if left and right and left[0] in ",;:" and right[0] in ",;:.":
        raise Unclear(f"it would leave “{left[0]} {right[0]}”; quote the sign to be deleted too", seeker.shown([found]))


def delete_with_comma(seeker: Seeker, one: Instruction) -> Aim:
    """Delete words together with the comma right before or after them."""
    found = seeker.place_of(_trimmed(seeker, one)[0], one)
    keys = seeker.finder.words(found.unit).keys
    ahead = one.act is Action.DELETE_WITH_COMMA_BEFORE
    first, last = (found.first - 1, found.last) if ahead else (found.first, found.last + 1)
    if first < 0 or last > len(keys) or keys[first if ahead else last - 1] not in COMMAS:
        raise Unclear(f"there is no comma {'before' if ahead else 'after'} it", seeker.shown([found]))
    return Aim(one, _struck(seeker, Found(found.unit, first, last)), found.read_as)


def replace_from(seeker: Seeker, one: Instruction) -> Aim:
    """From the quoted words (included) to the end of the sentence or paragraph; its final sign stays."""
    found = seeker.place_of(one.old, one)
    return _to_the_end(seeker, one, found, found.first)


def replace_after(seeker: Seeker, one: Instruction) -> Aim:
    """All that follows the quoted words, to the end of the sentence or paragraph; its final sign stays."""
    found = seeker.place_of(one.anchor, one)
    alone = one.sentence or (one.scope is not None and one.scope.alone)
    if not alone and seeker.guide.outline.extent(found.unit)[1] > found.unit + 1:
        raise Unclear("it has items; say whether they go too", seeker.shown([found]))
    return _to_the_end(seeker, one, found, found.last)


def _to_the_end(seeker: Seeker, one: Instruction, found: Found, first: int) -> Aim:
    keys = seeker.finder.words(found.unit).keys
    last = seeker.finder.sentence(found.unit, one.sentence) if one.sentence else (0, len(keys))
    if last is None:
        raise Unclear("there is no such sentence in it", seeker.shown([found]))
    sentences = _sentences_in(seeker, found.unit, first, last[1])
    if sentences > 1 and not one.sentence:
        raise Unclear("to the end of the sentence, or of the paragraph?", seeker.shown([found]))
    end = last[1] - 1 if last[1] and is_sign(keys[last[1] - 1]) else last[1]
    new = _without_stop(" ".join(one.new.split()), keys[end : last[1]])
    if first >= end:
        raise Unclear("nothing follows it", seeker.shown([found]))
    return Aim(one, (_swap(seeker, Found(found.unit, first, end), new),), found.read_as)


def _without_stop(new: str, stop: Sequence[str]) -> str:
    fresh = words_of(new)
    return (
        new[: fresh[len(fresh) - 1].start].rstrip()
        if len(fresh) and (fresh[len(fresh) - 1].key,) == tuple(stop)
        else new
    )


def _sentences_in(seeker: Seeker, unit: int, first: int, last: int) -> int:
    keys = seeker.finder.words(unit).keys[first : max(first, last - 1)]
    return 1 + sum(is_sentence_end(key) for key in keys)


def delete_to(seeker: Seeker, one: Instruction) -> Aim:
    """From one quotation to another, both included."""
    begin = seeker.place_of(one.old, one)
    ends = [f for f in seeker.finder.find(one.until, [begin.unit], one.sentence) if f.first >= begin.last]
    if len(ends) != 1:
        raise Unclear(f"“{short(one.until)}” does not occur exactly once after it", seeker.shown(ends or [begin]))
    new = " ".join(one.new.split())
    check_elided(seeker, new)
    span = _without_closing(seeker, Found(begin.unit, begin.first, ends[0].last), new)
    return Aim(one, (_swap(seeker, span, new),), begin.read_as)


def change_sentence(seeker: Seeker, one: Instruction) -> Aim:
    """A sentence that is deleted or replaced."""
    unit = seeker.unit_of_sentences(one)
    first, last = seeker.sentence(unit, one.sentence)
    if one.act is Action.DELETE_SENTENCE:
        if (first, last) == (seeker.first_said(unit), len(seeker.finder.words(unit))):
            raise Unclear("it is the only sentence; to delete the paragraph, say so", named(seeker.guide, [unit]))
        return Aim(one, (Worded(unit, first, last, ""),))
    new = " ".join(one.new.split())
    check_elided(seeker, new)
    fresh = words_of(new)
    words = seeker.finder.words(unit)
    check_whole(seeker, seeker.base.source[words.starts[first] : words.ends[last - 1]], new, [unit])
    keys = words.keys
    if is_sentence_end(keys[last - 1]) and not (len(fresh) and is_sentence_end(fresh[len(fresh) - 1].key)):
        last -= 1
    return Aim(one, (Worded(unit, first, last, new),))
