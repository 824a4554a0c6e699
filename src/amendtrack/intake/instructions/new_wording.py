"""New wording as a message gives it: refused where it is not whole, not written out, or does not fit its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendtrack.intake.instructions.conditions import doubt_in
from amendtrack.intake.instructions.finding import Found, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.labelled import first_label
from amendtrack.intake.instructions.leftovers import attribution_in
from amendtrack.intake.instructions.seeking import Seeker, short
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.words import is_sentence_end

_STANDS_FOR = re.compile(
    r"\W*(?:(?:text|wording|date|number|name|language)\W+)?(?:tb[cdan]|xx+|to (?:follow|come)|pending"
    r"|to be (?:determined|decided|defined|confirmed|added|completed|discussed|provided|specified|drafted|negotiated"
    r"|agreed|announced|supplied|inserted))\W*",
    re.IGNORECASE,
)
"""New words that are only a placeholder."""
_FRAGMENT = 4  # words and signs; so few are hardly a sentence
STOPS = (*".,;:!?", *"。；，：！？", *"؛،؟")
_NUMBER_INSIDE = re.compile(r"[.;:] +(\d{1,3})\. +(?=[A-Z])")


def check_whole(seeker: Seeker, there: str, new: str, units: Sequence[int]) -> None:
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
        raise Unclear(why, named(seeker.guide, units))


def check_elided(seeker: Seeker, new: str) -> None:
    """Refuse wording that is not written out, or that may hold words which are not part of it."""
    keys = [w.key for w in words_of(new)]
    if "..." in keys[1:-1]:
        raise Unclear("the new words are shortened by an ellipsis; write them out")
    wordless = bool(keys) and not any(key[:1].isalnum() for key in keys)
    if (wordless and ("..." in keys or "[" in keys)) or _STANDS_FOR.fullmatch(new):
        raise Unclear(f"the new words “{short(new)}” are a placeholder; write out the wording")
    if any(new.count(a) != new.count(b) for a, b in ("“”", "«»")):
        raise Unclear("in the new words a quotation mark is opened and never closed")
    if doubt := doubt_in(new, seeker.base.source, seeker.names):
        raise Unclear(f"“{doubt}” may be no part of the new wording; give the words as they should read")
    if beside := attribution_in(new):
        raise Unclear(f"“{beside}” may not be part of the new wording; send the wording without it")


def check_seams(seeker: Seeker, unit: int, first: int, last: int, new: str) -> None:
    """Refuse signs that would appear twice, and a full stop in mid-sentence."""
    keys, fresh = seeker.finder.words(unit).keys, [w.key for w in words_of(new)]
    if not fresh:
        raise Unclear("there are no words between the quotation marks")
    left, right = keys[:first][-1:], keys[last:][:1]
    shown = seeker.shown([Found(unit, max(first - 1, 0), max(last, first))])
    if right and fresh[-1] in STOPS and right[0] in STOPS:
        raise Unclear(f"“{fresh[-1]}” and “{right[0]}” would end up side by side", shown)
    if left and fresh[0] in STOPS and left[0] in STOPS:
        raise Unclear(f"“{left[0]}” and “{fresh[0]}” would end up side by side", shown)
    for beside, mine in ((left, fresh[0]), (right, fresh[-1])):
        if beside and beside[0] == mine and mine.isalpha() and (mine.isascii() or len(mine) > 1):
            raise Unclear(f"“{mine}” would appear twice", shown)
    if right and fresh[-1] == "." and right[0][:1].islower():
        raise Unclear("the new words end with a full stop in mid-sentence", shown)


def check_one_unit(text: str) -> None:
    """Refuse wording with another number in mid-line, where a second paragraph may begin."""
    label = first_label(text)
    numbers = [int(number) for number in _NUMBER_INSIDE.findall(text)]
    own = int(label.number) if label and label.number.isdecimal() else None
    if any(own is None or number == own + 1 for number in numbers):
        raise Unclear("another paragraph may begin within the new wording; give each one separately")
