"""Units that get other wording, as changes to a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from amendtrack.intake.emphasis import with_emphasis
from amendtrack.intake.instructions.changes import Added, Aim, Change, Dropped, Worded
from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.conditions import leaves_as_drafted
from amendtrack.intake.instructions.deleted_units import check_titles, delete_units, is_on_its_line
from amendtrack.intake.instructions.finding import Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.labelled import first_label, unquoted
from amendtrack.intake.instructions.new_wording import check_elided, check_one_unit, check_whole
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.seeking import Seeker, short
from amendtrack.intake.instructions.spelling import plain
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.labels import read_label
from amendtrack.text.units import UnitKind, parse_text
from amendtrack.text.words import is_sign

FINAL_SIGN = re.compile(r"[;,.](?: (?:and|or|et|ou|y|e|o|и|или))?$")
_FEWEST_ALIKE = 2
"""Words that the old and the new wording of a paragraph must share, if nothing says that it is new wording."""


def rewrite(seeker: Seeker, one: Instruction) -> Aim:
    """Other wording for a unit, with all that belongs to it unless it alone is meant."""
    unit, *others = seeker.targets(one)
    if others:
        return _rewrite_each(seeker, one, [unit, *others])
    nth = seeker.begun_by(one)
    if not nth and not seeker.is_alone(one) and not _has_heading(one.new):
        unit = seeker.only_paragraph(unit)
    text = unquoted(one.new)
    check_elided(seeker, text)
    check_one_unit(text)
    label, own = first_label(text), seeker.base.units[unit].label
    mine = seeker.guide.outline.further[unit][nth - 1] if nth else read_label(own) if own else None
    new = parse_text(text + "\n")
    if label and mine and (label.number.casefold(), label.suffix) != (mine.number.casefold(), mine.suffix):
        raise Unclear(f"the new wording is labelled {new.units[0].label}", named(seeker.guide, [unit]))
    strip = bool(label and mine) or new.units[0].kind is UnitKind.HEADING
    wording = " ".join((new.wording(new.units[0]) if strip else text[: new.units[0].end]).split())
    line = is_on_its_line(seeker, one, unit) and seeker.base.units[unit + 1].kind is UnitKind.PARAGRAPH
    end = unit + 1 if seeker.is_alone(one) or line else seeker.extent(one, unit)[1]
    check_titles(seeker, unit, end)
    if end > unit + 1 and len(new.units) == 1:
        raise Unclear(
            "it has items and the new wording has none; write “the chapeau of …”, or give the items too",
            named(seeker.guide, range(unit, end)),
        )
    is_bare = not seeker.base.wording(seeker.base.units[unit]).strip() and not seeker.is_alone(one)
    if not words_of(wording) and len(new.units) > 1 and strip and is_bare:
        return _rewrite_below(seeker, one, unit, text[new.units[1].start :])
    if not words_of(wording) or leaves_as_drafted(wording):
        raise Unclear("the new wording is missing")
    titled = any(place.titled for place in (*one.places, *([one.scope] if one.scope else [])))
    is_wording = not titled and seeker.base.units[unit].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM)
    if len(new.units) == 1 and label is None and is_wording:
        check_whole(seeker, seeker.base.wording(seeker.base.units[unit]), wording, [unit])
    if len(new.units) == 1:
        wording = _with_ending(seeker, unit, wording)
    wording = with_emphasis(wording, seeker.base.wording(seeker.base.units[unit]))
    dash = 0 if wording[:1] in ("-", "–", "—") else seeker.dash(unit, nth)
    changes: list[Change] = [Worded(unit, dash, len(seeker.finder.words(unit)), wording)]
    changes += [Dropped(k) for k in range(unit + 1, end)]
    if len(new.units) > 1:
        changes.append(_restated_items(seeker, unit + 1, end, text[new.units[1].start :]))
    return Aim(one, tuple(changes))


def _restated_items(seeker: Seeker, first: int, end: int, text: str) -> Added:
    """Another wording of the units ``first:end``; an item that says ``no change`` is the draft's with its label."""
    new = parse_text(text + "\n")
    said: list[str] = []
    for at, unit in enumerate(new.units):
        wording = new.wording(unit)
        behind = new.units[at + 1].start if at + 1 < len(new.units) else len(text)
        if not leaves_as_drafted(wording):
            check_elided(seeker, wording)
            said.append(text[unit.start : behind])
            continue
        same = [k for k in range(first, end) if unit.label and seeker.base.units[k].label == unit.label]
        if len(same) != 1 or any(_is_much_like(seeker, same[0], new.wording(other)) for other in new.units):
            raise Unclear(f"“{short(wording)}” stands for words that are not given; write out the wording")
        said.append(seeker.base.printed(seeker.base.units[same[0]]) + text[unit.end : behind])
    return Added(end - 1, "".join(said), end - first)


def restate(seeker: Seeker, one: Instruction) -> Aim:
    """New wording of a paragraph without a word that says so: only if it is much like the old one."""
    unit = seeker.targets(one)[0]
    if not _is_much_like(seeker, unit, one.new):
        raise Unclear("is this its new wording? write: should read “…”", named(seeker.guide, [unit]))
    if not read_quotes(one.words).found and _only_adds(seeker, unit, one.new):
        why = "the words added at the end may be a remark; write: should read “…”, or add at the end “…”"
        raise Unclear(why, named(seeker.guide, [unit]))
    return rewrite(seeker, one)


def _is_much_like(seeker: Seeker, unit: int, wording: str) -> bool:
    """Whether a wording has most of the longer words of a unit, and few others."""
    old, new = (
        {w.key.strip("*_") for w in words_of(words) if w.key.isalnum() and len(w.key) > 3}
        for words in (seeker.base.wording(seeker.base.units[unit]), wording)
    )
    return len(old & new) * 2 >= max(len(old), len(new)) and len(old & new) >= _FEWEST_ALIKE


def _only_adds(seeker: Seeker, unit: int, wording: str) -> bool:
    """Whether a wording is the old one, and more behind it."""
    old, new = seeker.finder.words(unit).keys, words_of(wording).keys
    old = old[:-1] if old and is_sign(old[-1]) else old
    return len(new) > len(old) and [key.casefold() for key in new[: len(old)]] == [key.casefold() for key in old]


def retitle(seeker: Seeker, one: Instruction) -> Aim:
    """Another title for an article or a section."""
    titles = tuple(replace(place, alone=True, titled=True) for place in one.places)
    return rewrite(seeker, replace(one, places=titles))


def _rewrite_each(seeker: Seeker, one: Instruction, units: list[int]) -> Aim:
    """Several paragraphs, each by the part of the new wording that opens with its label."""
    labels = [seeker.base.units[unit].label for unit in units]
    text = unquoted(one.new)
    starts = [m.start() for label in labels if label for m in re.finditer(rf"(?<!\S){re.escape(label)}(?=\s)", text)]
    if len(starts) != len(units) or starts != sorted(starts) or starts[0] != 0:
        raise Unclear("one wording for several paragraphs; give each its own", named(seeker.guide, units))
    changes: list[Change] = []
    for unit, start, end in zip(units, starts, [*starts[1:], len(text)]):
        place = Place(seeker.guide.where[unit], address=plain(seeker.guide.whole[unit]))
        changes += rewrite(seeker, replace(one, places=(place,), new=text[start:end].strip())).changes
    return Aim(one, tuple(changes))


def renew(seeker: Seeker, one: Instruction) -> Aim:
    """A unit that goes, and another one that comes in its place with its label."""
    dropped = delete_units(seeker, replace(one, new="")).changes
    (rewritten, *_) = rewrite(seeker, one).changes
    assert isinstance(rewritten, Worded)
    unit = seeker.base.units[rewritten.unit]
    label = seeker.base.source[unit.start : unit.body]
    return Aim(one, (*dropped, Added(rewritten.unit, label + rewritten.new)))


def _rewrite_below(seeker: Seeker, one: Instruction, unit: int, text: str) -> Aim:
    """What an article that is a mere heading says, where the new wording repeats the heading."""
    first, end = seeker.guide.outline.extent(unit)
    if end == first + 1:
        raise Unclear("there is no text below it", named(seeker.guide, [unit]))
    if end == first + 2 and len(parse_text(text + "\n").units) == 1:
        below = replace(one, new=text, places=(), scope=Place("", address=plain(seeker.guide.where[first + 1])))
        return replace(rewrite(seeker, below), instruction=one)
    return Aim(one, (*(Dropped(k) for k in range(first + 1, end)), _restated_items(seeker, first + 1, end, text)))


def _with_ending(seeker: Seeker, unit: int, wording: str) -> str:
    """The wording with the final sign of the old one, and the ``and`` after it, if it has none itself."""
    was, keys = seeker.base.wording(seeker.base.units[unit]).rstrip(), seeker.finder.words(unit).keys
    joint = FINAL_SIGN.search(was)
    last = words_of(wording)[-1].key
    if joint is None or not keys or FINAL_SIGN.search(wording) or not (last[-1:].isalnum() or last in (")", "]")):
        return wording
    return wording + joint[0]


def _has_heading(text: str) -> bool:
    """Whether new wording contains a heading or several paragraphs."""
    units = parse_text(text.strip() + "\n").units
    return len(units) != 1 or units[0].kind is UnitKind.HEADING
