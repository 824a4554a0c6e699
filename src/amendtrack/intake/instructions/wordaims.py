"""Instructions about words, sentences and brackets, as changes to a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.changes import Added, Change, Worded
from amendtrack.intake.instructions.conditions import doubt_in
from amendtrack.intake.instructions.finding import MOST, Found, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Action, Instruction, Reach
from amendtrack.intake.instructions.labelled import first_label, follows, opens_with_label
from amendtrack.intake.instructions.leftovers import attribution_in
from amendtrack.intake.instructions.seeking import MOST_COUNTED, Seeker, short
from amendtrack.redline.phrase import words_of
from amendtrack.text.labels import read_label
from amendtrack.text.typeface import pairs_of_emphasis
from amendtrack.text.units import UnitKind
from amendtrack.text.words import is_sentence_end, is_sign

_STANDS_FOR = re.compile(
    r"\W*(?:(?:text|wording|date|number|name|language)\W+)?(?:tb[cdan]|xx+|to (?:follow|come)|pending"
    r"|to be (?:determined|decided|defined|confirmed|added|completed|discussed|provided|specified|drafted|negotiated"
    r"|agreed|announced|supplied|inserted))\W*",
    re.IGNORECASE,
)
"""New words that are only a placeholder."""
_FRAGMENT = 4  # words and signs; so few are hardly a sentence
_CLOSING = frozenset(".,;:!?。；，：！？、،؛؟")
_MARKS = frozenset(('"', "'"))
_COMMAS = (",", "،", "，", "、")
_STOPS = (*".,;:!?", *"。；，：！？", *"؛،؟")
_ENDING = tuple((sign,) for sign in ".;。；؛")
_JOINTS = frozenset(("and", "or", "et", "ou", "y", "e", "o", "и", "или", "和", "或", "与"))


@dataclass(frozen=True, slots=True)
class Aim:
    """What an instruction does: its changes, the places that it retains, and what in it was disregarded."""

    instruction: Instruction
    changes: tuple[Change, ...]
    note: str = ""


def _opens_sentence(key: str, closed: bool) -> bool:
    """Whether a new sentence begins with this word; in scripts without case, whether it is closed as one."""
    cased = key[:1].upper() != key[:1].lower()
    return (not key[:1].islower() if cased else closed) and not is_sign(key)


class WordAims(Seeker):
    """The changes that instructions about words make in one draft."""

    # -- words ------------------------------------------------------------------------------------

    def _replace(self, one: Instruction) -> Aim:
        if one.reach is not Reach.ONE:
            return self._everywhere(one)
        old, new = self._trimmed(one)
        found = self._place_of(old, one)
        self._check_elided(one.new)
        new = " ".join(new.split())
        found = self._without_closing(found, new)
        if new:
            return Aim(one, (self._swap(found, self._in_case(old, found, new)),), found.read_as)
        return Aim(one, self._struck(found), found.read_as)

    def _recase(self, one: Instruction) -> Aim:
        """The quoted words with a capital, or one word without its capital."""
        if one.act is Action.CAPITALISE:
            return self._replace(replace(one, new=one.old[:1].upper() + one.old[1:]))
        if not one.old.isalpha() or one.old.isupper():
            raise Unclear(f"which letters of “{short(one.old)}” become small? give the words as they should read")
        return self._replace(replace(one, new=one.old.lower()))

    def _swap_words(self, one: Instruction) -> Aim:
        """Other words for the quoted ones, where it cannot mean that the two change places."""
        found = self._place_of(one.old, one)
        if there := self.finder.find(one.new, [found.unit]):
            why = f"“{short(one.new)}” is there too; is “{short(one.old)}” replaced, or do the two change places?"
            raise Unclear(why, self._shown(there))
        return self._replace(one)

    # -- capitals, stops and marks that belong to the words -------------------------------------------

    def _printed(self, found: Found) -> str:
        words = self.finder.words(found.unit)
        return self.base.source[words.starts[found.first] : words.ends[found.last - 1]]

    def _in_case(self, quoted: str, found: Found, new: str) -> str:
        """The new words with the first letter in the case that the place needs, if the quotation has the other."""
        there = self._printed(found)
        if there[:1] == quoted[:1] or there[:1].casefold() != quoted[:1].casefold():
            return new
        if not (new[:1].isalpha() and new[:1].isupper() is quoted[:1].isupper()):
            return new
        return (new[:1].upper() if there[:1].isupper() else new[:1].lower()) + new[1:]

    def _struck(self, found: Found) -> tuple[Change, ...]:
        """Delete the words: a whole sentence with its stop; at the start, a capital then begins what is left."""
        words = self.finder.words(found.unit)
        keys = words.keys
        found = self._with_marks(found)
        opens = found.first == 0 or is_sentence_end(keys[found.first - 1])
        ends = found.last < len(keys) and is_sentence_end(keys[found.last])
        if opens and ends and found.last - found.first > 1:
            stop = Found(found.unit, found.first, found.last + 1)
            if stop.first == 0 and stop.last == len(keys):
                raise Unclear("nothing would be left of it; to delete the paragraph, say so", self._shown([found]))
            return (self._swap(stop, ""),)
        if opens and found.last < len(keys) and keys[found.last][:1].islower() and self._printed(found)[:1].isupper():
            following = self._printed(Found(found.unit, found.last, found.last + 1))
            self._swap(found, "")
            return (self._swap(Found(found.unit, found.first, found.last + 1), following[:1].upper() + following[1:]),)
        self._check_list(found, keys)
        if found.first > 1 and keys[found.first - 1] in _COMMAS and keys[found.last : found.last + 1] in _ENDING:
            found = Found(
                found.unit, found.first - 1, found.last, found.read_as
            )  # ``data, if possible;``: the comma belongs to what goes
        return (self._swap(found, ""),)

    def _without_closing(self, found: Found, new: str) -> Found:
        """The words without the stop that ends their sentence, where what comes before them still needs it.

        Refused if another sign would be lost, since it may belong to the quotation or to the message.
        """
        keys, fresh = self.finder.words(found.unit).keys, words_of(new)
        sign = keys[found.last - 1]
        if sign not in _CLOSING or found.last - found.first < 2 or (fresh and fresh[len(fresh) - 1].key in _CLOSING):
            return found
        closes = is_sentence_end(sign) or found.last == len(keys)
        needed = bool(new) or (found.first > 0 and keys[found.first - 1] not in _CLOSING)
        if closes and needed:
            return Found(found.unit, found.first, found.last - 1, found.read_as)
        if new:
            raise Unclear(f"“{sign}” would be lost; quote it in both wordings or in neither", self._shown([found]))
        return found

    def _with_marks(self, found: Found) -> Found:
        """The words with the quotation marks that the draft has around just these words."""
        keys = self.finder.words(found.unit).keys
        marked = (
            found.first and keys[found.first - 1] in _MARKS and keys[found.last : found.last + 1] in (['"'], ('"',))
        )
        return Found(found.unit, found.first - 1, found.last + 1, found.read_as) if marked else found

    def _check_list(self, found: Found, keys: Sequence[str]) -> None:
        """Refuse to delete a member of a list and leave its comma behind."""
        after = keys[found.last : found.last + 1]
        rest = list(keys[found.last + 1 : found.last + 8])
        joint = next((k for k, key in enumerate(rest) if key in (",", ";") or key in _JOINTS), 0)
        if after and after[0] in _COMMAS and found.first and keys[found.first - 1] not in (*_COMMAS, ".") and joint > 0:
            raise Unclear("a comma would be left behind; quote the comma to be deleted too", self._shown([found]))
        if after and after[0] in _JOINTS and found.first and keys[found.first - 1] in _COMMAS:
            why = f"it would leave “{keys[found.first - 1]} {after[0]}”; quote the comma to be deleted too"
            raise Unclear(why, self._shown([found]))

    def _trimmed(self, one: Instruction) -> tuple[str, str]:
        """Both quotations without the full stop of the message's own sentence."""
        old, new = one.old, one.new
        if old[-1] not in ".,;" or len(old) < 2 or self.finder.find(old, self._within_or_all(one), one.sentence):
            return old, new
        if new and new[-1] == old[-1]:
            new = new[:-1]
        elif new:
            return old, new
        return old[:-1], new

    def _within_or_all(self, one: Instruction) -> list[int] | None:
        try:
            return self._within(one)
        except Unclear:
            return None

    def _check_whole(self, there: str, new: str, units: Sequence[int]) -> None:
        """Refuse a fragment in place of a paragraph or a sentence: only some of its words may be meant."""
        old, fresh = words_of(there.strip(" *_\n–—-")), words_of(new.strip(" *_\n–—-"))
        if not len(old) or not len(fresh):
            return
        first, opening = old.keys[0][:1], fresh.keys[0][:1]
        same_kind = (first.isupper(), first.islower(), first.isdigit()) == (
            opening.isupper(), opening.islower(), opening.isdigit(),
        )  # fmt: skip
        stops = is_sentence_end(fresh.keys[-1]) or fresh.keys[-1] == ";"
        is_sentence = stops and (len(fresh) > _FRAGMENT or len(fresh) * 5 >= len(old) > 2)
        long = is_sentence or (len(fresh) * 3 >= len(old) and len(fresh) > min(1, len(old) - 2))
        inside = not opening.isupper() and fresh.keys[0] in old.keys[1:] and len(fresh) < len(old)
        if old.keys[0] != fresh.keys[0] and (inside or not (same_kind and long)):
            why = f"“{short(new)}”: some of the words, or all of it? quote the words concerned, or give it whole"
            raise Unclear(why, named(self.guide, units))

    def _check_elided(self, new: str) -> None:
        keys = [w.key for w in words_of(new)]
        if "..." in keys[1:-1]:
            raise Unclear("the new words are shortened by an ellipsis; write them out")
        wordless = bool(keys) and not any(key[:1].isalnum() for key in keys)
        if (wordless and ("..." in keys or "[" in keys)) or _STANDS_FOR.fullmatch(new):
            raise Unclear(f"the new words “{short(new)}” are a placeholder; write out the wording")
        if any(new.count(a) != new.count(b) for a, b in ("“”", "«»")):
            raise Unclear("in the new words a quotation mark is opened and never closed")
        if doubt := doubt_in(new, self.base.source, self.names):
            raise Unclear(f"“{doubt}” may be no part of the new wording; give the words as they should read")
        if beside := attribution_in(new):
            raise Unclear(f"“{beside}” may not be part of the new wording; send the wording without it")

    def _everywhere(self, one: Instruction) -> Aim:
        units = self._within(one)
        found = self._all_of(one.old, one, units)
        if one.times and len(found) != one.times:
            often = {0: "does not occur there", 1: "stands once"}.get(len(found), f"occurs {len(found)} times")
            raise Unclear(f"“{short(one.old)}” {often}; the message says {one.times} times", self._shown(found[:MOST]))
        if not found:
            return Aim(one, (self._swap(self._not_there(one.old, one, units), one.new),))
        changes: list[Change] = []
        end = (-1, -1)
        for place in found:
            if (place.unit, place.first) < end:
                raise Unclear(f"“{short(one.old)}” overlaps itself", self._shown([place]))
            end = (place.unit, place.last)
            changes.append(self._swap(place, self._in_case(one.old, place, " ".join(one.new.split()))))
        self._check_spelled(one.old, one, units)
        return Aim(one, tuple(changes))

    def _swap(self, found: Found, new: str) -> Worded:
        """Replace the words at a place; refused if that would break a pair of emphasis marks."""
        keys = self.finder.words(found.unit).keys
        inside = keys[found.first : found.last]
        opening = keys[found.first - 1] if found.first else ""
        if opening in ("*", "**", "_", "__") and inside.count(opening) % 2 and new.startswith(opening):
            found = Found(found.unit, found.first - 1, found.last, found.read_as)  # both wordings begin with the mark
            inside = keys[found.first : found.last]
        if not new and (whole := self._with_its_pair(found)) != found:
            found, inside = whole, keys[whole.first : whole.last]
        if any(inside.count(mark) % 2 for mark in ("*", "**", "_", "__")):
            raise Unclear("it would remove one of a pair of emphasis marks", self._shown([found]))
        new = self._without_stop(new, keys[found.last : found.last + 1])
        if not new:
            self._check_gap(found, keys)
        else:
            self._check_seams(found.unit, found.first, found.last, new)
        return Worded(found.unit, found.first, found.last, new)

    def _with_its_pair(self, found: Found) -> Found:
        """The place with the sign of emphasis beside it if the other, or all that it marks, stands inside."""
        unit = self.base.units[found.unit]
        places = {start: k for k, start in enumerate(self.finder.words(found.unit).starts)}
        first, last = found.first, found.last
        for pair in pairs_of_emphasis(self.base.source[unit.body : unit.end]):
            opening, closing = (places.get(unit.body + side[0], -2) for side in pair)
            if closing == last and first - 1 <= opening:
                first, last = min(first, opening), last + 1
            elif opening == first - 1 and closing < last:
                first -= 1
        return Found(found.unit, first, last, found.read_as)

    def _check_gap(self, found: Found, keys: Sequence[str]) -> None:
        left, right = keys[: found.first][-1:], keys[found.last :][:1]
        if not left and not right:
            raise Unclear("nothing would be left of it; to delete the paragraph, say so", self._shown([found]))
        if left and right and left[0] in ",;:" and right[0] in ",;:.":
            raise Unclear(
                f"it would leave “{left[0]} {right[0]}”; quote the sign to be deleted too", self._shown([found])
            )

    def _check_seams(self, unit: int, first: int, last: int, new: str) -> None:
        """Refuse signs that would appear twice, and a full stop in mid-sentence."""
        keys, fresh = self.finder.words(unit).keys, [w.key for w in words_of(new)]
        if not fresh:
            raise Unclear("there are no words between the quotation marks")
        left, right = keys[:first][-1:], keys[last:][:1]
        shown = self._shown([Found(unit, max(first - 1, 0), max(last, first))])
        if right and fresh[-1] in _STOPS and right[0] in _STOPS:
            raise Unclear(f"“{fresh[-1]}” and “{right[0]}” would end up side by side", shown)
        if left and fresh[0] in _STOPS and left[0] in _STOPS:
            raise Unclear(f"“{left[0]}” and “{fresh[0]}” would end up side by side", shown)
        for beside, mine in ((left, fresh[0]), (right, fresh[-1])):
            if beside and beside[0] == mine and mine.isalpha() and (mine.isascii() or len(mine) > 1):
                raise Unclear(f"“{mine}” would appear twice", shown)
        if right and fresh[-1] == "." and right[0][:1].islower():
            raise Unclear("the new words end with a full stop in mid-sentence", shown)

    def _delete_with_comma(self, one: Instruction) -> Aim:
        """Delete words together with the comma right before or after them."""
        found = self._place_of(self._trimmed(one)[0], one)
        keys = self.finder.words(found.unit).keys
        ahead = one.act is Action.DELETE_WITH_COMMA_BEFORE
        first, last = (found.first - 1, found.last) if ahead else (found.first, found.last + 1)
        if first < 0 or last > len(keys) or keys[first if ahead else last - 1] not in _COMMAS:
            raise Unclear(f"there is no comma {'before' if ahead else 'after'} it", self._shown([found]))
        return Aim(one, self._struck(Found(found.unit, first, last)), found.read_as)

    def _replace_from(self, one: Instruction) -> Aim:
        """From the quoted words (included) to the end of the sentence or paragraph; its final sign stays."""
        found = self._place_of(one.old, one)
        return self._to_the_end(one, found, found.first)

    def _replace_after(self, one: Instruction) -> Aim:
        found = self._place_of(one.anchor, one)
        alone = one.sentence or (one.scope is not None and one.scope.alone)
        if not alone and self.guide.outline.extent(found.unit)[1] > found.unit + 1:
            raise Unclear("it has items; say whether they go too", self._shown([found]))
        return self._to_the_end(one, found, found.last)

    def _to_the_end(self, one: Instruction, found: Found, first: int) -> Aim:
        keys = self.finder.words(found.unit).keys
        last = self.finder.sentence(found.unit, one.sentence) if one.sentence else (0, len(keys))
        if last is None:
            raise Unclear("there is no such sentence in it", self._shown([found]))
        sentences = self._sentences_in(found.unit, first, last[1])
        if sentences > 1 and not one.sentence:
            raise Unclear("to the end of the sentence, or of the paragraph?", self._shown([found]))
        end = last[1] - 1 if last[1] and is_sign(keys[last[1] - 1]) else last[1]
        new = self._without_stop(" ".join(one.new.split()), keys[end : last[1]])
        if first >= end:
            raise Unclear("nothing follows it", self._shown([found]))
        return Aim(one, (self._swap(Found(found.unit, first, end), new),), found.read_as)

    def _without_stop(self, new: str, stop: Sequence[str]) -> str:
        fresh = words_of(new)
        return (
            new[: fresh[len(fresh) - 1].start].rstrip()
            if len(fresh) and (fresh[len(fresh) - 1].key,) == tuple(stop)
            else new
        )

    def _sentences_in(self, unit: int, first: int, last: int) -> int:
        keys = self.finder.words(unit).keys[first : max(first, last - 1)]
        return 1 + sum(is_sentence_end(key) for key in keys)

    def _delete_to(self, one: Instruction) -> Aim:
        """From one quotation to another, both included."""
        begin = self._place_of(one.old, one)
        ends = [f for f in self.finder.find(one.until, [begin.unit], one.sentence) if f.first >= begin.last]
        if len(ends) != 1:
            raise Unclear(f"“{short(one.until)}” does not occur exactly once after it", self._shown(ends or [begin]))
        new = " ".join(one.new.split())
        self._check_elided(new)
        span = self._without_closing(Found(begin.unit, begin.first, ends[0].last), new)
        return Aim(one, (self._swap(span, new),), begin.read_as)

    def _insert_between(self, one: Instruction) -> Aim:
        """Between two adjacent quotations, in this order."""
        units = self._within(one)
        firsts = self.finder.find(one.anchor, units, one.sentence, MOST_COUNTED)
        seconds = {(f.unit, f.first) for f in self.finder.find(one.until, units, one.sentence, MOST_COUNTED)}
        found = [f for f in firsts if (f.unit, f.last) in seconds]
        if len(found) != 1:
            why = f"“{short(one.anchor)}” and “{short(one.until)}” are not next to each other at exactly one place"
            raise Unclear(why, self._shown(found or firsts[:MOST]))
        new = " ".join(one.new.split())
        self._check_elided(new)
        self._check_seams(found[0].unit, found[0].last, found[0].last, new)
        return Aim(one, (Worded(found[0].unit, found[0].last, found[0].last, new),))

    def _insert(self, one: Instruction) -> Aim:
        new = " ".join(one.new.split())
        self._check_elided(new)
        found = self._with_marks(self._place_of(one.anchor, one))
        at = found.last if one.act in (Action.INSERT_AFTER, Action.PLACE_AFTER) else found.first
        if self._is_a_paragraph(found, at, new):
            return Aim(one, (Added(found.unit, new),), found.read_as)
        self._check_commas(found.unit, at, new)
        self._check_seams(found.unit, at, at, new)
        return Aim(one, (Worded(found.unit, at, at, new),), found.read_as)

    def _is_a_paragraph(self, found: Found, at: int, new: str) -> bool:
        """Whether words behind the last words of an unnumbered paragraph are one of its kind: ``Noting mines,``."""
        unit, keys = self.base.units[found.unit], self.finder.words(found.unit).keys
        closed = at == len(keys) and keys[at - 1] in (",", ";") and new[-1] in ",;" and new[:1].isupper()
        if closed and (unit.label or unit.kind is not UnitKind.PARAGRAPH):
            raise Unclear("more words, or a new paragraph? write: after paragraph ..., insert", self._shown([found]))
        return closed

    def _place_words(self, one: Instruction) -> Aim:
        """New words beside the quoted ones; not if they are there already, since they would then be moved."""
        unit = self._place_of(one.anchor, one).unit
        if there := self.finder.find(one.new, [unit]):
            why = f"“{short(one.new)}” is there already; give the wording as it should read after the move"
            raise Unclear(why, self._shown(there))
        return self._insert(one)

    def _check_commas(self, unit: int, at: int, new: str) -> None:
        """Refuse words after a comma without a comma after them: a list would lose one."""
        keys = self.finder.words(unit).keys
        before, after = keys[at - 1 : at] if at else (), keys[at : at + 1]
        behind = before and before[0] in _COMMAS and after and not is_sign(after[0]) and after[0] not in _JOINTS
        if behind and new[-1] not in "".join(_COMMAS):
            raise Unclear("no comma would follow the new words", self._shown([Found(unit, at - 1, at)]))

    def _add(self, one: Instruction) -> Aim:
        if one.scope is None:
            raise Unclear("at the end of which paragraph?" if one.act is Action.ADD_AT_END else "which paragraph?")
        if opens_with_label(one.new):
            return self._add_unit(one)
        if one.act is Action.ADD_AT_END and one.new[:1].isupper() and (aim := self._with_preamble(one)):
            return aim
        unit = self._of_sentences(one) if one.sentence else self._only_paragraph(self._unit(one.scope))
        if not one.scope.alone and self.guide.outline.extent(unit)[1] > unit + 1 and not one.sentence:
            items = named(self.guide, range(*self.guide.outline.extent(unit)))
            raise Unclear(f"{one.scope.words} has items; say which end is meant", items)
        whole = self._dash(unit), len(self.finder.words(unit))
        first, last = self._sentence(unit, one.sentence) if one.sentence else whole
        new = " ".join(one.new.split())
        self._check_elided(new)
        if one.act is Action.ADD_AT_START:
            self._check_opening(unit, first, new)
            return Aim(one, (Worded(unit, first, first, new),))
        at, new = self._end(unit, first, last, new)
        return Aim(one, (Worded(unit, at, at, new),))

    def _add_unit(self, one: Instruction) -> Aim:
        """Wording with its own label: a new unit, after the last one whose label comes just before."""
        assert one.scope is not None
        if one.act in (Action.NEW_UNIT, Action.NEW_AT_END) and (aim := self._with_preamble(one)):
            return aim
        unit, label = self._unit(one.scope), first_label(one.new)
        first, end = self.guide.outline.extent(unit)
        before = [
            k
            for k in range(first + 1, end)
            if label and (mine := read_label(self.base.units[k].label)) and follows(label, mine)
        ]
        if (
            one.act is Action.ADD_AT_START
            or one.sentence
            or len(before) != 1
            or self.guide.outline.extent(before[0])[1] != end
        ):
            opened = "the new words begin with a label; " if opens_with_label(one.new) else ""
            why = f"{opened}say after which paragraph or item they go"
            raise Unclear(why, named(self.guide, [unit]))
        self._check_elided(one.new)
        return Aim(one, (Added(end - 1, one.new.strip()),))

    def _with_preamble(self, one: Instruction) -> Aim | None:
        """A new paragraph at the end of the preamble, if that is what is named and its paragraphs have no labels."""
        parts = one.scope.parts if one.scope else ()
        if one.scope is None or [part.word for part in parts] != ["preamble"] or opens_with_label(one.new):
            return None
        found = [self.base.units[k] for k in self.guide.units_of(one.scope)]
        if not found or any(unit.label or unit.kind is not UnitKind.PARAGRAPH for unit in found):
            return None
        self._check_elided(one.new)
        return Aim(one, (Added(self.guide.units_of(one.scope)[-1], one.new.strip()),))

    def _check_opening(self, unit: int, first: int, new: str) -> None:
        """Refuse to put words before a capital that may only mark the start of the sentence."""
        keys = self.finder.words(unit).keys
        key = keys[first] if first < len(keys) else ""
        if not key[:1].isupper() or is_sentence_end(words_of(new)[-1].key) or new[:1] == "[":
            return
        elsewhere = any(
            k and cut[k] == key and not is_sign(cut[k - 1])
            for cut in (self.finder.words(n).keys for n in range(len(self.base.units)))
            for k in range(len(cut))
        )
        if not elsewhere:
            raise Unclear(f"does “{key}” keep its capital?", named(self.guide, [unit]))

    def _end(self, unit: int, first: int, last: int, new: str) -> tuple[int, str]:
        """Where words go at the end: a sentence after the last full stop, other words before it."""
        keys, fresh = self.finder.words(unit).keys, [w.key for w in words_of(new)]
        if (behind := _note_mark(keys[first:last])) and keys[last - behind - 1] in _STOPS:
            at, new = self._end(unit, first, last - behind, new)
            return (last if at == last - behind else at), new
        stop = keys[last - 1] if last > first else ""
        joined = stop and not is_sign(stop) and keys[max(first, last - 2)] in (";", ",", "；", "，", "؛", "،")
        if joined and stop in _JOINTS and fresh and not fresh[0][:1].isupper() and fresh[-1] not in _JOINTS:
            return self._end(unit, first, last - 1, new)
        if not fresh or joined:
            raise Unclear("it is not clear where the end is", named(self.guide, [unit]))
        if stop not in _STOPS:
            return last, new
        closed = is_sentence_end(fresh[-1])
        opens = _opens_sentence(fresh[0], closed)
        if is_sentence_end(stop) and opens:
            if not closed:
                why = "a new sentence, or words to add to the last one? a sentence ends with a full stop"
                raise Unclear(why, named(self.guide, [unit]))
            return last, new
        if fresh[-1] == stop:
            new = new[: words_of(new)[len(fresh) - 1].start].rstrip()
        elif fresh[-1] in (".", ";", ",", "。", "；", "，", "؛", "،"):
            raise Unclear(f"“{fresh[-1]}” and “{stop}” would end up side by side", named(self.guide, [unit]))
        return last - 1, new

    def _sentence(self, unit: int, number: int) -> tuple[int, int]:
        span = self.finder.sentence(unit, number)
        if span is None:
            raise Unclear("there is no such sentence in it", named(self.guide, [unit]))
        return max(span[0], self._dash(unit)), span[1]

    def _dash(self, unit: int) -> int:
        """How many words of a unit are the dash after its label, which is no part of a sentence: ``III. – The``."""
        keys = self.finder.words(unit).keys
        return int(bool(self.base.units[unit].label) and len(keys) > 1 and keys[0] in ("-", "–", "—"))

    def _sentenced(self, one: Instruction) -> Aim:
        unit = self._of_sentences(one)
        first, last = self._sentence(unit, one.sentence)
        if one.act is Action.DELETE_SENTENCE:
            if (first, last) == (self._dash(unit), len(self.finder.words(unit))):
                raise Unclear("it is the only sentence; to delete the paragraph, say so", named(self.guide, [unit]))
            return Aim(one, (Worded(unit, first, last, ""),))
        new = " ".join(one.new.split())
        self._check_elided(new)
        fresh = words_of(new)
        words = self.finder.words(unit)
        self._check_whole(self.base.source[words.starts[first] : words.ends[last - 1]], new, [unit])
        keys = words.keys
        if is_sentence_end(keys[last - 1]) and not (len(fresh) and is_sentence_end(fresh[len(fresh) - 1].key)):
            last -= 1
        return Aim(one, (Worded(unit, first, last, new),))

    # -- brackets ---------------------------------------------------------------------------------

    def _lift(self, one: Instruction) -> Aim:
        units = self._within(one)
        if one.old:
            inner = one.old[1:-1] if one.old[:1] == "[" and one.old[-1:] == "]" else one.old
            found = [f for f in self.finder.find(inner, units, one.sentence) if self._pair(f)]
            if not found:
                self._place_of(inner, one)
                raise Unclear(
                    f"there are no brackets around “{short(inner)}”", self._shown(self.finder.find(inner, units))
                )
            pairs = [(f.unit, *self._pair(f)) for f in found]
        elif units is None:
            raise Unclear("which brackets?")
        else:
            pairs = [(u, a, b) for u in units for a, b in self._pairs(u)]
            if not pairs:
                raise Unclear("there are no brackets in it", named(self.guide, units[:1]))
        if len(pairs) > 1 and one.reach is Reach.ONE:
            raise Unclear(
                "more than one pair of brackets may be meant",
                self._shown(Found(u, a, b + 1) for u, a, b in pairs[:MOST]),
            )
        changes = [change for u, a, b in pairs for change in (Worded(u, a, a + 1, ""), Worded(u, b, b + 1, ""))]
        return Aim(one, tuple(changes))

    def _pair(self, found: Found) -> tuple[int, int] | tuple[()]:
        keys = self.finder.words(found.unit).keys
        around = found.first and keys[found.first - 1] == "[" and keys[found.last : found.last + 1] == ("]",)
        return (found.first - 1, found.last) if around else ()

    def _pairs(self, unit: int) -> list[tuple[int, int]]:
        stack: list[int] = []
        pairs = []
        for k, key in enumerate(self.finder.words(unit).keys):
            if key == "[":
                stack.append(k)
            elif key == "]" and stack:
                pairs.append((stack.pop(), k))
        return sorted(pairs)

    def _put_brackets(self, one: Instruction) -> Aim:
        found = self._place_of(one.old, one)
        words = self.finder.words(found.unit)
        inside = self.base.source[words.starts[found.first] : words.ends[found.last - 1]]
        return Aim(one, (Worded(found.unit, found.first, found.last, f"[{' '.join(inside.split())}]"),), found.read_as)


_NOTE_SIGN = re.compile(r"\[\^[^\]]+\]|[¹²³⁰⁴-⁹]+|\*+")


def _note_mark(keys: Sequence[str]) -> int:
    """How many of the last words are the mark of a note: ``[^2]``, ``²`` or ``2/``."""
    if len(keys) > 2 and keys[-1] == "/" and keys[-2].isdecimal():
        return 2
    return 1 if len(keys) > 1 and _NOTE_SIGN.fullmatch(keys[-1]) else 0
