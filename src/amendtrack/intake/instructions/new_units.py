"""Units that are new, and where each goes, as changes to a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from amendtrack.intake.instructions.changes import Added, Aim
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place, PlacePart, same_number
from amendtrack.intake.instructions.finding import MOST, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Action, Instruction, Side
from amendtrack.intake.instructions.labelled import first_label, is_next, opens_with_label, unquoted
from amendtrack.intake.instructions.moved_units import are_alike, check_beside
from amendtrack.intake.instructions.new_wording import check_elided, check_one_unit
from amendtrack.intake.instructions.seeking import Seeker
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.labels import Rank, read_label
from amendtrack.text.units import UnitKind

_PREAMBLE = Place("the preamble", (PlacePart("preamble", ""),))
_BEHIND = re.compile(r"(?:(?P<number>\d{1,3}) ?(?:a|bis)[.)]?|\((?P<item>[a-z])(?P=item)\))\s")
"""How new wording opens whose own label says after what it goes."""
_LETTER = re.compile("[a-h]")
_DEGREE = re.compile(r"\W{0,3}(\d{1,3}) ?°")
_LABEL_LIKE = re.compile(r"[*_\[\"“«(]{0,3}(?:[^\W_]{1,5}[).]|[IVX]+ ?[–—-])")


def add_unit(seeker: Seeker, one: Instruction) -> Aim:
    """Wording with its own label: a new unit, after the last one whose label comes just before."""
    assert one.scope is not None
    if one.act in (Action.NEW_UNIT, Action.NEW_AT_END) and (aim := with_preamble(seeker, one)):
        return aim
    unit, label = seeker.unit_at(one.scope), first_label(one.new)
    first, end = seeker.extent(one, unit)
    before = [
        k
        for k in range(first + 1, end)
        if label and (mine := read_label(seeker.base.units[k].label)) and is_next(label, mine)
    ]
    if (
        one.act is Action.ADD_AT_START
        or one.sentence
        or len(before) != 1
        or seeker.guide.outline.extent(before[0])[1] != end
    ):
        opened = "the new words begin with a label; " if opens_with_label(one.new) else ""
        why = f"{opened}say after which paragraph or item they go"
        raise Unclear(why, named(seeker.guide, [unit]))
    check_elided(seeker, one.new)
    return Aim(one, (Added(end - 1, one.new.strip()),))


def with_preamble(seeker: Seeker, one: Instruction) -> Aim | None:
    """A new paragraph at the end of the preamble, if that is what is named and its paragraphs have no labels."""
    parts = one.scope.parts if one.scope else ()
    if one.scope is None or [part.word for part in parts] != ["preamble"] or opens_with_label(one.new):
        return None
    found = [seeker.base.units[k] for k in seeker.guide.units_of(one.scope)]
    if not found or any(unit.label or unit.kind is not UnitKind.PARAGRAPH for unit in found):
        return None
    check_elided(seeker, one.new)
    return Aim(one, (Added(seeker.guide.units_of(one.scope)[-1], one.new.strip()),))


def new_unit(seeker: Seeker, one: Instruction) -> Aim:
    """A new unit at the place that is named, with a label like those around it."""
    text = unquoted(one.new)
    check_elided(seeker, text)
    check_one_unit(text)
    place = one.places[0] if one.places else None
    if place and (counted := _counted_new(seeker, one, place)):
        return counted
    if place and (standing := seeker.guide.labelled(place)):
        raise Unclear(
            f"{place.words} already exists; say after which paragraph the new one goes",
            named(seeker.guide, standing),
        )
    if one.scope and place is None and one.to is None:
        return add_unit(seeker, one)
    if place and place.parts and place.parts[-1].word == "pp" and "alt" in place.parts[-1].suffix:
        raise Unclear("an alternative to an unnumbered paragraph; give its wording and say where it goes")
    own = first_label(text)
    if (
        place
        and own
        and (same_number(own.number), own.suffix) != (place.parts[-1].number.casefold(), place.parts[-1].suffix)
    ):
        raise Unclear(f"it says {place.words}, but the wording has another label")
    gap, like = _gap(seeker, one, place)
    if place and _LETTER.fullmatch(place.parts[-1].suffix if place.parts else ""):
        _check_lettered(seeker, place, text, gap)
    lettered = place is not None and place.parts and _LETTER.fullmatch(place.parts[-1].suffix)
    if own is None and not lettered and not _opens_with_a_place(text) and not opens_with_label(text):
        mark = seeker.numberer.printed(like, place) if like >= 0 else ""
        if place and not mark and place.parts[-1].word != "pp" and not _is_counted(seeker, like, place):
            raise Unclear(f"no paragraph nearby is numbered like {place.words}; say after which paragraph it goes")
        text = _labelled(seeker, like, mark, text)
    if like >= 0 and seeker.base.units[like].kind is UnitKind.ROW:
        text = _row(seeker, text, like)
    return Aim(one, (Added(gap, text),))


def _counted_new(seeker: Seeker, one: Instruction, place: Place) -> Aim | None:
    """What is to be the first or the last of its kind: ``a new first paragraph``, ``a final paragraph``."""
    part = place.parts[-1] if len(place.parts) == 1 else None
    if part is None or re.search(r"\d", place.words) or part.word.removeprefix("nth ") not in ("pp", "op", "para"):
        return None
    if part.number == "-1" and part.word == "pp":
        return with_preamble(seeker, replace(one, places=(), scope=_PREAMBLE))
    if part.number == "-1":
        return new_at_end(seeker, replace(one, places=()))
    if part.number == "1":
        return new_unit(seeker, replace(one, places=(), to=place, side=Side.BEFORE))
    return None


def _is_counted(seeker: Seeker, like: int, place: Place) -> bool:
    """Whether the paragraphs of an article have no numbers, so that a new one needs none: ``第四条第四款``."""
    units = seeker.base.units
    is_plain = like >= 0 and units[like].kind is UnitKind.PARAGRAPH and not units[like].label
    return is_plain and place.parts[-1].word == "para" and not place.parts[-1].suffix


def _labelled(seeker: Seeker, like: int, mark: str, text: str) -> str:
    """New wording after its label, or below it where comparable units are headings."""
    if like < 0 or seeker.base.units[like].kind is not UnitKind.HEADING:
        return mark + text
    if seeker.base.wording(seeker.base.units[like]).strip() and "\n" not in text:
        why = "its title or its wording? give the whole as it should read, with its heading"
        raise Unclear(why, named(seeker.guide, [like]))
    return f"{mark.rstrip()}\n\n{text}"


def _check_lettered(seeker: Seeker, place: Place, text: str, gap: int) -> None:
    """Refuse ``3a`` if its number is not written with it, or if the draft may already have one."""
    number, suffix = place.parts[-1].number, place.parts[-1].suffix
    opens = re.compile(rf"\W{{0,3}}(?:[^\W\d]+ )?{re.escape(number)} ?([a-z])\b", re.IGNORECASE)
    found = opens.match(text)
    after = seeker.base.units[gap + 1 : gap + 2]
    if (
        found is None
        or found[1].lower() != suffix
        or suffix != "a"
        or any(map(opens.match, map(seeker.base.printed, after)))
    ):
        raise Unclear(f"it is not clear where {place.words} goes; say after which paragraph")


def append(seeker: Seeker, one: Instruction) -> Aim:
    """A new unit of an article or a paragraph: at its end where it plainly goes on, or where its number belongs."""
    text = unquoted(one.new)
    if one.scope is None and not one.places and (own_place := _place_of_its_own(text)):
        return new_unit(seeker, replace(one, places=(own_place,)))
    if one.scope and one.scope.parts and one.scope.parts[-1].word == "table":
        return _append_row(seeker, one, list(seeker.guide.units_of(one.scope)), text)
    (unit,) = seeker.targets(one)[:1]
    check_elided(seeker, text)
    check_one_unit(text)
    first, end = seeker.extent(one, unit)
    if (rows := [k for k in range(first, end) if seeker.base.units[k].kind is UnitKind.ROW]) and "|" in text:
        return _append_row(seeker, one, rows, text)
    if any(_goes_on(seeker, k, end, text) for k in range(first + 1, end)):
        return Aim(one, (Added(end - 1, text),))
    if own := _BEHIND.match(text):
        return Aim(one, (Added(_behind(seeker, unit, own), text),))
    why = "it is not clear where the new words go; say after which paragraph or item"
    raise Unclear(why, named(seeker.guide, range(first, end)))


def new_at_end(seeker: Seeker, one: Instruction) -> Aim:
    """A new paragraph after the last numbered one, if nothing else follows that."""
    if one.scope is not None or one.to is not None or one.places:
        return new_unit(seeker, one)
    numbered = [
        (k, count) for k, count in enumerate(seeker.guide.outline.counted) if count and count.rank is Rank.PARAGRAPH
    ]
    last, count = numbered[-1] if numbered else (-1, None)
    if (
        count is None
        or not count.label.number.isdecimal()
        or seeker.guide.outline.extent(last)[1] != len(seeker.base.units)
    ):
        raise Unclear("at the end of what? say after which paragraph it goes")
    to = Place(seeker.guide.where[last], address=plain(seeker.guide.whole[last]))
    number = str(int(count.label.number) + 1)
    return new_unit(seeker, replace(one, to=to, places=(Place(f"paragraph {number}", (PlacePart("para", number),)),)))


def _append_row(seeker: Seeker, one: Instruction, rows: list[int], text: str) -> Aim:
    """A new row at the end of the one table that these rows are."""
    if len(tables := seeker.guide.rows.tables(rows)) != 1:
        raise Unclear("in which table? say after which row it goes", tables)
    return Aim(one, (Added(rows[-1], _row(seeker, text, rows[-1])),))


def _row(seeker: Seeker, text: str, like: int) -> str:
    """A new row of a table, with as many cells as the row beside it."""
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    there = seeker.base.wording(seeker.base.units[like]).strip().strip("|").split("|")
    if len(cells) != len(there) or "\n" in text.strip():
        raise Unclear(
            f"the new row has {len(cells)} cells; those of the table have {len(there)}", named(seeker.guide, [like])
        )
    return f"| {' | '.join(cells)} |"


def append_labelled(seeker: Seeker, one: Instruction) -> Aim:
    """A new unit whose wording says by its label where it goes: ``paragraph 4: add "(d) inspect piers."``."""
    if one.new[:1].isupper() and (aim := with_preamble(seeker, one)):
        return aim
    if not opens_with_label(one.new):
        raise Unclear("it does not say where the new words go; name the words before them, or the end")
    return append(seeker, one)


def append_at_end(seeker: Seeker, one: Instruction) -> Aim:
    """A new unit at the end of another, or of the preamble."""
    preamble = with_preamble(seeker, one)
    return preamble if preamble else append(seeker, one)


def _behind(seeker: Seeker, outer: int, own: re.Match[str]) -> int:
    """The last unit that belongs to the one after which ``3a.``, ``3 bis.`` or ``(aa)`` stands in another unit."""
    label = own[0].strip(" .")
    first, end = seeker.guide.outline.extent(outer)
    number = (own["number"] or own["item"]).casefold()
    before = [k for k in range(first + 1, end) if _is_plainly(seeker, k, number)]
    if len(before) != 1:
        raise Unclear(f"it is not clear after what {label} goes", named(seeker.guide, before or range(first, end)))
    gap = seeker.guide.outline.extent(before[0])[1]
    further = rf"\W{{0,3}}{re.escape(number)} ?(?:[a-z]|bis|ter)\b"
    if gap < end and re.match(further, seeker.base.printed(seeker.base.units[gap]), re.IGNORECASE):
        raise Unclear(f"another like {label} may be there already", named(seeker.guide, [gap]))
    return gap - 1


def _is_plainly(seeker: Seeker, unit: int, number: str) -> bool:
    """Whether a unit is labelled with this number and nothing else."""
    label = read_label(seeker.base.units[unit].label) if seeker.base.units[unit].label else None
    return label is not None and not label.suffix and label.number.casefold() == number


def _goes_on(seeker: Seeker, k: int, end: int, text: str) -> bool:
    """Whether new wording is the next of this unit's kind, and nothing else follows the unit."""
    if seeker.guide.outline.extent(k)[1] != end:
        return False
    unit, own = seeker.base.units[k], first_label(text)
    mine, degree = read_label(unit.label) if unit.label else None, _DEGREE.match(text)
    if own is not None or mine is not None:
        return own is not None and mine is not None and is_next(own, mine)
    if degree is not None:
        return seeker.guide.opens_with_degree(k, str(int(degree[1]) - 1))
    return (
        unit.kind is UnitKind.PARAGRAPH
        and _DEGREE.match(seeker.base.printed(unit)) is None
        and not (_LABEL_LIKE.match(text) or _opens_with_a_place(text))
    )


def _gap(seeker: Seeker, one: Instruction, place: Place | None) -> tuple[int, int]:
    """The unit after which a new one goes, and the unit whose label it follows."""
    before = None
    if one.to is not None:
        unit = seeker.unit_at(one.to)
        check_beside(seeker, one, unit)
        if one.side is Side.BEFORE:
            return unit - 1, unit - 1 if unit and seeker.base.units[unit - 1].label and are_alike(
                seeker, unit - 1, unit
            ) else -1
    else:
        before = seeker.numberer.anchor_of(place) if place and place.parts else None
        units = seeker.guide.labelled(before) if before else ()
        if before is None or len(units) != 1:
            raise Unclear("it is not clear where the new paragraph goes", named(seeker.guide, units[:MOST]))
        unit = units[0]
    behind = one.to or before
    nth = seeker.guide.begun_by(behind, unit) if behind else 0
    if nth and first_label(one.new) is None:
        why = "what is before it begins on the line of its article; write the new paragraph with its number"
        raise Unclear(why, named(seeker.guide, [unit]))
    end = seeker.guide.extent(behind, unit)[1] if behind else seeker.guide.outline.extent(unit)[1]
    if seeker.guide.outline.loose_after(end) and one.to is None and not seeker.guide.outline.is_han_item(unit):
        raise Unclear("unnumbered text follows there; say after which words it goes", named(seeker.guide, [unit, end]))
    if one.to is not None and one.to.alone:
        return unit, -1
    return end - 1, unit


def _opens_with_a_place(text: str) -> bool:
    """Whether new wording opens like a label that is not known as one: ``Article 5A Auditors``."""
    found = match_place(re.sub(r"(?<=\d)[a-z](?!\w)", "", plain(text[:60])), 0)
    return found is not None and any(part.word for part in found[0].parts)


def _place_of_its_own(text: str) -> Place | None:
    """The place with which new wording opens that says itself where it stands: ``Article 4a``, ``Article 4 bis``."""
    found = match_place(plain(text[:60]), 0)
    part = found[0].parts[-1] if found and len(found[0].parts) == 1 else None
    return found[0] if found and part and part.word and part.suffix else None
