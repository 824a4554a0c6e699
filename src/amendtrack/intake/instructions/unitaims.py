"""Instructions about whole units: deleted, rewritten, new, moved, joined and split."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from amendtrack.intake.emphasis import with_emphasis
from amendtrack.intake.instructions.changes import Added, Broken, Change, Dropped, Joined, MovedUnits, Worded
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.cited_place import Place, PlacePart, same_number
from amendtrack.intake.instructions.conditions import leaves_as_drafted
from amendtrack.intake.instructions.finding import MOST, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Instruction, Side
from amendtrack.intake.instructions.labelled import first_label, opens_with_label, unquoted
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.seeking import short
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.instructions.wordaims import Aim, WordAims
from amendtrack.redline.phrase import words_of
from amendtrack.text.labels import Label, Rank, follows, read_label
from amendtrack.text.units import UnitKind, parse_text
from amendtrack.text.words import is_sign

_ENDING = re.compile(r"[;,.](?: (?:and|or|et|ou|y|e|o|и|или))?$")
_ENDING_IN_LIST = re.compile(rf"{_ENDING.pattern}|[；，。؛،](?:以及|和|或| و)?$")


_PREAMBLE = Place("the preamble", (PlacePart("preamble", ""),))
_FEWEST_ALIKE = 2
"""Words that the old and the new wording of a paragraph must share, if nothing says that it is new wording."""
_NUMBER_INSIDE = re.compile(r"[.;:] +(\d{1,3})\. +(?=[A-Z])")


def _opens_with_a_place(text: str) -> bool:
    """Whether new wording opens like a label that is not known as one: ``Article 5A Auditors``."""
    found = match_place(re.sub(r"(?<=\d)[a-z](?!\w)", "", plain(text[:60])), 0)
    return found is not None and any(part.word for part in found[0].parts)


def _place_of_its_own(text: str) -> Place | None:
    """The place with which new wording opens that says itself where it stands: ``Article 4a``, ``Article 4 bis``."""
    found = match_place(plain(text[:60]), 0)
    part = found[0].parts[-1] if found and len(found[0].parts) == 1 else None
    return found[0] if found and part and part.word and part.suffix else None


_BEHIND = re.compile(r"(?:(?P<number>\d{1,3}) ?(?:a|bis)[.)]?|\((?P<item>[a-z])(?P=item)\))\s")
"""How new wording opens whose own label says after what it goes."""
_LETTER = re.compile("[a-h]")
_DEGREE = re.compile(r"\W{0,3}(\d{1,3}) ?°")
_LABEL_LIKE = re.compile(r"[*_\[\"“«(]{0,3}(?:[^\W_]{1,5}[).]|[IVX]+ ?[–—-])")


def _is_next(label: Label, before: Label) -> bool:
    """Whether a label is the next of its kind: ``(c)`` after ``(b)``."""
    alike = (label.prefix, label.tail) == (before.prefix, before.tail) and not label.suffix
    return alike and follows(before, label)


def _has_heading(text: str) -> bool:
    """Whether new wording contains a heading or several paragraphs."""
    units = parse_text(text.strip() + "\n").units
    return len(units) != 1 or units[0].kind is UnitKind.HEADING


class UnitAims(WordAims):
    """The changes that instructions about units make in one draft."""

    # -- units ------------------------------------------------------------------------------------

    def _targets(self, one: Instruction) -> list[int]:
        if one.places:
            return self._listed(one.places)
        if one.scope is None:
            raise Unclear("which paragraph?")
        return [self._unit(one.scope)]

    def _alone(self, one: Instruction) -> bool:
        places = one.places or ((one.scope,) if one.scope else ())
        return any(place.alone for place in places)

    def _delete_units(self, one: Instruction) -> Aim:
        changes: list[Change] = []
        for unit in self._targets(one):
            if self._is_on_its_line(one, unit):
                why = "it begins on the line of its article; give the article as it should read"
                raise Unclear(why, named(self.guide, [unit]))
            if self.base.units[unit].kind is UnitKind.NOTE:
                changes += self._markers(unit)
            span = (unit, unit + 1) if self._alone(one) else self.guide.outline.extent(unit)
            if (
                self._alone(one)
                and self.guide.outline.extent(unit)[1] > unit + 1
                and not self._is_introduced(one, unit)
            ):
                raise Unclear(
                    "more than these words would be deleted with it; say what stays", named(self.guide, [unit])
                )
            self._check_titles(*span)
            changes += [Dropped(k) for k in range(*span)]
        if len({c.unit for c in changes if isinstance(c, Dropped)}) >= len(self.base.units):
            raise Unclear("nothing would be left of the text")
        return Aim(one, tuple(dict.fromkeys(changes)))

    def _check_titles(self, first: int, end: int) -> None:
        """Refuse to take a line that may be the heading of what follows the article for a part of it."""
        units, below = self.base.units, first + 1 + (self.guide.outline.title_below(first) is not None)
        for k in range(below + 1, end - 1):
            if units[k].kind is UnitKind.PARAGRAPH and not units[k].label and self.guide.outline.is_title_line(k):
                raise Unclear("a heading may follow within it; say where it ends", named(self.guide, [first, k]))

    def _is_on_its_line(self, one: Instruction, unit: int) -> bool:
        """Whether only the paragraph that begins on the line of an article is meant, and more of it follows."""
        parts = [place.parts[-1].word for place in one.places or ((one.scope,) if one.scope else ()) if place.parts]
        count = self.guide.outline.counted[unit]
        goes_on = count is not None and count.rank is Rank.ARTICLE and self.guide.outline.extent(unit)[1] > unit + 1
        if self.base.units[unit].label.startswith("§"):
            return False  # ``§ 5`` is the article itself
        return goes_on and any(word in ("para", "item", "nth para", "nth line", "nth subpara") for word in parts)

    def _is_introduced(self, one: Instruction, unit: int) -> bool:
        """Whether a chapeau is meant, which can be deleted without its items; a title or a counted line cannot."""
        places = one.places or ((one.scope,) if one.scope else ())
        is_title = self.base.units[unit].kind is UnitKind.HEADING and bool(self.base.units[unit].label)
        return not is_title and not any(part.word == "nth line" for place in places for part in place.parts)

    def _delete_note(self, one: Instruction) -> Aim:
        """The one footnote of a place, with its marker."""
        units = self._within(one)
        if units is None:
            raise Unclear("which footnote?")
        there = {key for unit in units for key in self.finder.words(unit).keys}
        notes = [n for n, marker in self.markers.items() if marker in there]
        if len(notes) != 1:
            why = "it has no footnote" if not notes else "it has more than one footnote"
            raise Unclear(why, named(self.guide, notes or units[:1]))
        markers = self._markers(notes[0])
        if not {marker.unit for marker in markers} <= set(units):
            raise Unclear("other paragraphs have the same footnote", named(self.guide, [m.unit for m in markers]))
        return Aim(one, (*markers, Dropped(notes[0])))

    @cached_property
    def markers(self) -> dict[int, str]:
        """The marker of each footnote."""
        units = enumerate(self.base.units)
        return {n: unit.label.rstrip(":") for n, unit in units if unit.kind is UnitKind.NOTE}

    def _markers(self, note: int) -> list[Worded]:
        marker = self.base.units[note].label.rstrip(":")
        found: list[Worded] = []
        for unit in range(len(self.base.units)):
            keys = self.finder.words(unit).keys
            found += [Worded(unit, k, k + 1, "") for k, key in enumerate(keys) if key == marker]
        return found

    def _rewrite(self, one: Instruction) -> Aim:
        unit, *others = self._targets(one)
        if others:
            return self._rewrite_each(one, [unit, *others])
        if not self._alone(one) and not _has_heading(one.new):
            unit = self._only_paragraph(unit)
        text = unquoted(one.new)
        self._check_elided(text)
        self._check_one_unit(text)
        label, own = first_label(text), self.base.units[unit].label
        mine = read_label(own) if own else None
        new = parse_text(text + "\n")
        if label and mine and (label.number.casefold(), label.suffix) != (mine.number.casefold(), mine.suffix):
            raise Unclear(f"the new wording is labelled {new.units[0].label}", named(self.guide, [unit]))
        strip = bool(label and mine) or new.units[0].kind is UnitKind.HEADING
        wording = " ".join((new.wording(new.units[0]) if strip else text[: new.units[0].end]).split())
        line = self._is_on_its_line(one, unit) and self.base.units[unit + 1].kind is UnitKind.PARAGRAPH
        end = unit + 1 if self._alone(one) or line else self.guide.outline.extent(unit)[1]
        self._check_titles(unit, end)
        if end > unit + 1 and len(new.units) == 1:
            raise Unclear(
                "it has items and the new wording has none; write “the chapeau of …”, or give the items too",
                named(self.guide, range(unit, end)),
            )
        is_bare = not self.base.wording(self.base.units[unit]).strip() and not self._alone(one)
        if not words_of(wording) and len(new.units) > 1 and strip and is_bare:
            return self._rewrite_below(one, unit, text[new.units[1].start :])
        if not words_of(wording) or leaves_as_drafted(wording):
            raise Unclear("the new wording is missing")
        titled = any(place.titled for place in (*one.places, *([one.scope] if one.scope else [])))
        is_wording = not titled and self.base.units[unit].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM)
        if len(new.units) == 1 and label is None and is_wording:
            self._check_whole(self.base.wording(self.base.units[unit]), wording, [unit])
        if len(new.units) == 1:
            wording = self._with_ending(unit, wording)
        wording = with_emphasis(wording, self.base.wording(self.base.units[unit]))
        dash = 0 if wording[:1] in ("-", "–", "—") else self._dash(unit)
        changes: list[Change] = [Worded(unit, dash, len(self.finder.words(unit)), wording)]
        changes += [Dropped(k) for k in range(unit + 1, end)]
        if len(new.units) > 1:
            changes.append(self._restated_items(unit + 1, end, text[new.units[1].start :]))
        return Aim(one, tuple(changes))

    def _restated_items(self, first: int, end: int, text: str) -> Added:
        """Another wording of the units ``first:end``; an item that says ``no change`` is the draft's with its label."""
        new = parse_text(text + "\n")
        said: list[str] = []
        for at, unit in enumerate(new.units):
            wording = new.wording(unit)
            behind = new.units[at + 1].start if at + 1 < len(new.units) else len(text)
            if not leaves_as_drafted(wording):
                self._check_elided(wording)
                said.append(text[unit.start : behind])
                continue
            same = [k for k in range(first, end) if unit.label and self.base.units[k].label == unit.label]
            if len(same) != 1 or any(self._is_much_like(same[0], new.wording(other)) for other in new.units):
                raise Unclear(f"“{short(wording)}” stands for words that are not given; write out the wording")
            said.append(self.base.printed(self.base.units[same[0]]) + text[unit.end : behind])
        return Added(end - 1, "".join(said), end - first)

    def _restate(self, one: Instruction) -> Aim:
        """New wording of a paragraph without a word that says so: only if it is much like the old one."""
        unit = self._targets(one)[0]
        if not self._is_much_like(unit, one.new):
            raise Unclear("is this its new wording? write: should read “…”", named(self.guide, [unit]))
        if not read_quotes(one.words).found and self._only_adds(unit, one.new):
            why = "the words added at the end may be a remark; write: should read “…”, or add at the end “…”"
            raise Unclear(why, named(self.guide, [unit]))
        return self._rewrite(one)

    def _is_much_like(self, unit: int, wording: str) -> bool:
        """Whether a wording has most of the longer words of a unit, and few others."""
        old, new = (
            {w.key.strip("*_") for w in words_of(words) if w.key.isalnum() and len(w.key) > 3}
            for words in (self.base.wording(self.base.units[unit]), wording)
        )
        return len(old & new) * 2 >= max(len(old), len(new)) and len(old & new) >= _FEWEST_ALIKE

    def _only_adds(self, unit: int, wording: str) -> bool:
        """Whether a wording is the old one, and more behind it."""
        old, new = self.finder.words(unit).keys, words_of(wording).keys
        old = old[:-1] if old and is_sign(old[-1]) else old
        return len(new) > len(old) and [key.casefold() for key in new[: len(old)]] == [key.casefold() for key in old]

    def _retitle(self, one: Instruction) -> Aim:
        """Another title for an article or a section."""
        titles = tuple(replace(place, alone=True, titled=True) for place in one.places)
        return self._rewrite(replace(one, places=titles))

    def _rewrite_each(self, one: Instruction, units: list[int]) -> Aim:
        """Several paragraphs, each by the part of the new wording that opens with its label."""
        labels = [self.base.units[unit].label for unit in units]
        text = unquoted(one.new)
        starts = [
            m.start() for label in labels if label for m in re.finditer(rf"(?<!\S){re.escape(label)}(?=\s)", text)
        ]
        if len(starts) != len(units) or starts != sorted(starts) or starts[0] != 0:
            raise Unclear("one wording for several paragraphs; give each its own", named(self.guide, units))
        changes: list[Change] = []
        for unit, start, end in zip(units, starts, [*starts[1:], len(text)]):
            place = Place(self.guide.where[unit], address=plain(self.guide.where[unit]))
            changes += self._rewrite(replace(one, places=(place,), new=text[start:end].strip())).changes
        return Aim(one, tuple(changes))

    def _renew(self, one: Instruction) -> Aim:
        """A unit that goes, and another one that comes in its place with its label."""
        dropped = self._delete_units(replace(one, new="")).changes
        (rewritten, *_) = self._rewrite(one).changes
        assert isinstance(rewritten, Worded)
        unit = self.base.units[rewritten.unit]
        label = self.base.source[unit.start : unit.body]
        return Aim(one, (*dropped, Added(rewritten.unit, label + rewritten.new)))

    def _rewrite_below(self, one: Instruction, unit: int, text: str) -> Aim:
        """What an article that is a mere heading says, where the new wording repeats the heading."""
        first, end = self.guide.outline.extent(unit)
        if end == first + 1:
            raise Unclear("there is no text below it", named(self.guide, [unit]))
        if end == first + 2 and len(parse_text(text + "\n").units) == 1:
            below = replace(one, new=text, places=(), scope=Place("", address=plain(self.guide.where[first + 1])))
            return replace(self._rewrite(below), instruction=one)
        return Aim(one, (*(Dropped(k) for k in range(first + 1, end)), self._restated_items(first + 1, end, text)))

    def _with_ending(self, unit: int, wording: str) -> str:
        """The wording with the final sign of the old one, and the ``and`` after it, if it has none itself."""
        was, keys = self.base.wording(self.base.units[unit]).rstrip(), self.finder.words(unit).keys
        joint = _ENDING.search(was)
        last = words_of(wording)[-1].key
        if joint is None or not keys or _ENDING.search(wording) or not (last[-1:].isalnum() or last in (")", "]")):
            return wording
        return wording + joint[0]

    def _new(self, one: Instruction) -> Aim:
        text = unquoted(one.new)
        self._check_elided(text)
        self._check_one_unit(text)
        place = one.places[0] if one.places else None
        if place and (counted := self._counted_new(one, place)):
            return counted
        if place and (standing := self.guide.labelled(place)):
            raise Unclear(
                f"{place.words} already exists; say after which paragraph the new one goes",
                named(self.guide, standing),
            )
        if one.scope and place is None and one.to is None:
            return self._add_unit(one)
        if place and place.parts and place.parts[-1].word == "pp" and "alt" in place.parts[-1].suffix:
            raise Unclear("an alternative to an unnumbered paragraph; give its wording and say where it goes")
        own = first_label(text)
        if (
            place
            and own
            and (same_number(own.number), own.suffix) != (place.parts[-1].number.casefold(), place.parts[-1].suffix)
        ):
            raise Unclear(f"it says {place.words}, but the wording has another label")
        gap, like = self._gap(one, place)
        if place and _LETTER.fullmatch(place.parts[-1].suffix if place.parts else ""):
            self._check_lettered(place, text, gap)
        lettered = place is not None and place.parts and _LETTER.fullmatch(place.parts[-1].suffix)
        if own is None and not lettered and not _opens_with_a_place(text) and not opens_with_label(text):
            mark = self.numberer.printed(like, place) if like >= 0 else ""
            if place and not mark and place.parts[-1].word != "pp" and not self._is_counted(like, place):
                raise Unclear(f"no paragraph nearby is numbered like {place.words}; say after which paragraph it goes")
            text = self._labelled(like, mark, text)
        if like >= 0 and self.base.units[like].kind is UnitKind.ROW:
            text = self._row(text, like)
        return Aim(one, (Added(gap, text),))

    def _counted_new(self, one: Instruction, place: Place) -> Aim | None:
        """What is to be the first or the last of its kind: ``a new first paragraph``, ``a final paragraph``."""
        part = place.parts[-1] if len(place.parts) == 1 else None
        if part is None or re.search(r"\d", place.words) or part.word.removeprefix("nth ") not in ("pp", "op", "para"):
            return None
        if part.number == "-1" and part.word == "pp":
            return self._with_preamble(replace(one, places=(), scope=_PREAMBLE))
        if part.number == "-1":
            return self._new_at_end(replace(one, places=()))
        if part.number == "1":
            return self._new(replace(one, places=(), to=place, side=Side.BEFORE))
        return None

    def _is_counted(self, like: int, place: Place) -> bool:
        """Whether the paragraphs of an article have no numbers, so that a new one needs none: ``第四条第四款``."""
        units = self.base.units
        is_plain = like >= 0 and units[like].kind is UnitKind.PARAGRAPH and not units[like].label
        return is_plain and place.parts[-1].word == "para" and not place.parts[-1].suffix

    def _labelled(self, like: int, mark: str, text: str) -> str:
        """New wording after its label, or below it where comparable units are headings."""
        if like < 0 or self.base.units[like].kind is not UnitKind.HEADING:
            return mark + text
        if self.base.wording(self.base.units[like]).strip() and "\n" not in text:
            why = "its title or its wording? give the whole as it should read, with its heading"
            raise Unclear(why, named(self.guide, [like]))
        return f"{mark.rstrip()}\n\n{text}"

    def _check_one_unit(self, text: str) -> None:
        """Refuse wording with another number in mid-line, where a second paragraph may begin."""
        label = first_label(text)
        numbers = [int(number) for number in _NUMBER_INSIDE.findall(text)]
        own = int(label.number) if label and label.number.isdecimal() else None
        if any(own is None or number == own + 1 for number in numbers):
            raise Unclear("another paragraph may begin within the new wording; give each one separately")

    def _check_lettered(self, place: Place, text: str, gap: int) -> None:
        """Refuse ``3a`` if its number is not written with it, or if the draft may already have one."""
        number, suffix = place.parts[-1].number, place.parts[-1].suffix
        opens = re.compile(rf"\W{{0,3}}(?:[^\W\d]+ )?{re.escape(number)} ?([a-z])\b", re.IGNORECASE)
        found = opens.match(text)
        after = self.base.units[gap + 1 : gap + 2]
        if (
            found is None
            or found[1].lower() != suffix
            or suffix != "a"
            or any(map(opens.match, map(self.base.printed, after)))
        ):
            raise Unclear(f"it is not clear where {place.words} goes; say after which paragraph")

    def _append(self, one: Instruction) -> Aim:
        """A new unit of an article or a paragraph: at its end where it plainly goes on, or where its number belongs."""
        text = unquoted(one.new)
        if one.scope is None and not one.places and (own_place := _place_of_its_own(text)):
            return self._new(replace(one, places=(own_place,)))
        if one.scope and one.scope.parts and one.scope.parts[-1].word == "table":
            return self._append_row(one, list(self.guide.units_of(one.scope)), text)
        (unit,) = self._targets(one)[:1]
        self._check_elided(text)
        self._check_one_unit(text)
        first, end = self.guide.outline.extent(unit)
        if (rows := [k for k in range(first, end) if self.base.units[k].kind is UnitKind.ROW]) and "|" in text:
            return self._append_row(one, rows, text)
        if any(self._goes_on(k, end, text) for k in range(first + 1, end)):
            return Aim(one, (Added(end - 1, text),))
        if own := _BEHIND.match(text):
            return Aim(one, (Added(self._behind(unit, own), text),))
        why = "it is not clear where the new words go; say after which paragraph or item"
        raise Unclear(why, named(self.guide, range(first, end)))

    def _new_at_end(self, one: Instruction) -> Aim:
        """A new paragraph after the last numbered one, if nothing else follows that."""
        if one.scope is not None or one.to is not None or one.places:
            return self._new(one)
        numbered = [
            (k, count) for k, count in enumerate(self.guide.outline.counted) if count and count.rank is Rank.PARAGRAPH
        ]
        last, count = numbered[-1] if numbered else (-1, None)
        if (
            count is None
            or not count.label.number.isdecimal()
            or self.guide.outline.extent(last)[1] != len(self.base.units)
        ):
            raise Unclear("at the end of what? say after which paragraph it goes")
        to = Place(self.guide.where[last], address=plain(self.guide.where[last]))
        number = str(int(count.label.number) + 1)
        return self._new(replace(one, to=to, places=(Place(f"paragraph {number}", (PlacePart("para", number),)),)))

    def _append_row(self, one: Instruction, rows: list[int], text: str) -> Aim:
        """A new row at the end of the one table that these rows are."""
        if len(tables := self.guide.rows.tables(rows)) != 1:
            raise Unclear("in which table? say after which row it goes", tables)
        return Aim(one, (Added(rows[-1], self._row(text, rows[-1])),))

    def _row(self, text: str, like: int) -> str:
        """A new row of a table, with as many cells as the row beside it."""
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
        there = self.base.wording(self.base.units[like]).strip().strip("|").split("|")
        if len(cells) != len(there) or "\n" in text.strip():
            raise Unclear(
                f"the new row has {len(cells)} cells; those of the table have {len(there)}", named(self.guide, [like])
            )
        return f"| {' | '.join(cells)} |"

    def _append_labelled(self, one: Instruction) -> Aim:
        """A new unit whose wording says by its label where it goes: ``paragraph 4: add "(d) inspect piers."``."""
        if one.new[:1].isupper() and (aim := self._with_preamble(one)):
            return aim
        if not opens_with_label(one.new):
            raise Unclear("it does not say where the new words go; name the words before them, or the end")
        return self._append(one)

    def _append_at_end(self, one: Instruction) -> Aim:
        """A new unit at the end of another, or of the preamble."""
        preamble = self._with_preamble(one)
        return preamble if preamble else self._append(one)

    def _behind(self, outer: int, own: re.Match[str]) -> int:
        """The last unit that belongs to the one after which ``3a.``, ``3 bis.`` or ``(aa)`` stands in another unit."""
        label = own[0].strip(" .")
        first, end = self.guide.outline.extent(outer)
        number = (own["number"] or own["item"]).casefold()
        before = [k for k in range(first + 1, end) if self._is_plainly(k, number)]
        if len(before) != 1:
            raise Unclear(f"it is not clear after what {label} goes", named(self.guide, before or range(first, end)))
        gap = self.guide.outline.extent(before[0])[1]
        further = rf"\W{{0,3}}{re.escape(number)} ?(?:[a-z]|bis|ter)\b"
        if gap < end and re.match(further, self.base.printed(self.base.units[gap]), re.IGNORECASE):
            raise Unclear(f"another like {label} may be there already", named(self.guide, [gap]))
        return gap - 1

    def _is_plainly(self, unit: int, number: str) -> bool:
        """Whether a unit is labelled with this number and nothing else."""
        label = read_label(self.base.units[unit].label) if self.base.units[unit].label else None
        return label is not None and not label.suffix and label.number.casefold() == number

    def _goes_on(self, k: int, end: int, text: str) -> bool:
        """Whether new wording is the next of this unit's kind, and nothing else follows the unit."""
        if self.guide.outline.extent(k)[1] != end:
            return False
        unit, own = self.base.units[k], first_label(text)
        mine, degree = read_label(unit.label) if unit.label else None, _DEGREE.match(text)
        if own is not None or mine is not None:
            return own is not None and mine is not None and _is_next(own, mine)
        if degree is not None:
            return self.guide.opens_with_degree(k, str(int(degree[1]) - 1))
        return (
            unit.kind is UnitKind.PARAGRAPH
            and _DEGREE.match(self.base.printed(unit)) is None
            and not (_LABEL_LIKE.match(text) or _opens_with_a_place(text))
        )

    def _gap(self, one: Instruction, place: Place | None) -> tuple[int, int]:
        """The unit after which a new one goes, and the unit whose label it follows."""
        if one.to is not None:
            unit = self._unit(one.to)
            self._check_beside(one, unit)
            if one.side is Side.BEFORE:
                return unit - 1, unit - 1 if unit and self.base.units[unit - 1].label and self._same(
                    unit - 1, unit
                ) else -1
        else:
            units = self.numberer.anchor_of(place) if place and place.parts else ()
            if len(units) != 1:
                raise Unclear("it is not clear where the new paragraph goes", named(self.guide, units[:MOST]))
            unit = units[0]
        end = self.guide.outline.extent(unit)[1]
        if self.guide.outline.loose_after(end) and one.to is None and not self.guide.outline.is_han_item(unit):
            raise Unclear(
                "unnumbered text follows there; say after which words it goes", named(self.guide, [unit, end])
            )
        if one.to is not None and one.to.alone:
            return unit, -1
        return end - 1, unit

    def _check_beside(self, one: Instruction, unit: int) -> None:
        """Refuse ``between 2 and 4`` where the two are not next to each other."""
        if one.beside is not None and self._unit(one.beside) != self.guide.outline.extent(unit)[1]:
            why = "the two places are not next to each other"
            raise Unclear(why, named(self.guide, [unit, self._unit(one.beside)]))

    def _same(self, a: int, b: int) -> bool:
        mine, other = self.guide.outline.counted[a], self.guide.outline.counted[b]
        return bool(mine and other and mine.series == other.series)

    def _move(self, one: Instruction) -> Aim:
        targets = self._targets(one)
        spans = [self.guide.outline.extent(unit) for unit in targets]
        if any(a[1] != b[0] for a, b in zip(spans, spans[1:])):
            raise Unclear("what is to be moved is not in one place", named(self.guide, targets))
        if one.to is None:
            raise Unclear("where to?")
        to = self._unit(one.to)
        self._check_beside(one, to)
        gap = to - 1 if one.side is Side.BEFORE else to if one.to.alone else self.guide.outline.extent(to)[1] - 1
        first, last = spans[0][0], spans[-1][1]
        if first - 1 <= gap < last:
            raise Unclear("it is already there", named(self.guide, targets))
        return Aim(one, (MovedUnits(first, last, gap),))

    def _swap_units(self, one: Instruction) -> Aim:
        """Two units change places, each with what belongs to it."""
        targets = sorted(set(self._listed(one.places)))
        if len(targets) != 2:
            raise Unclear("which two are to change places?", named(self.guide, targets))
        (first, end), (other, last) = (self.guide.outline.extent(unit) for unit in targets)
        if not (self._same(*targets) or self._are_unlabelled(*targets)) or end > other:
            raise Unclear("they are not of the same kind", named(self.guide, targets))
        if any(self.guide.outline.loose_after(k) for k in (end, last)):
            raise Unclear("unnumbered text follows; say how much of it moves", named(self.guide, targets))
        endings = {self._ending(k - 1) for k in (end, last)}
        if len(endings) > 1:
            shown = " and ".join(f"“{ending}”" for ending in sorted(endings))
            raise Unclear(f"they end in {shown}; give both as they should read", named(self.guide, targets))
        there = MovedUnits(first, end, last - 1)
        return Aim(one, (there,) if end == other else (there, MovedUnits(other, last, first - 1)))

    def _are_unlabelled(self, a: int, b: int) -> bool:
        """Whether two units have no labels, and nothing between them has one either."""
        between = self.base.units[a : b + 1]
        return all(unit.kind is UnitKind.PARAGRAPH and not unit.label for unit in between)

    def _ending(self, unit: int) -> str:
        """The sign, or the sign and the ``and``, with which a unit of a list ends."""
        found = _ENDING_IN_LIST.search(self.base.wording(self.base.units[unit]).rstrip())
        return found[0] if found else ""

    def _move_to_end(self, one: Instruction) -> Aim:
        """Move to the end of its series: after the last unit that is numbered in the same way."""
        targets = self._targets(one)
        count = self.guide.outline.counted[targets[0]]
        preamble = self.guide.units_of(Place("preamble", (PlacePart("preamble", ""),)))
        like = (
            list(preamble)
            if count is None and targets[0] in preamble
            else [k for k, c in enumerate(self.guide.outline.counted) if count and c and c.series == count.series]
        )
        if not like or len(targets) > 1:
            raise Unclear("to the end of what?", named(self.guide, targets))
        first, last = self.guide.outline.extent(targets[0])
        gap = self.guide.outline.extent(like[-1])[1] - 1
        if self.guide.outline.loose_after(gap + 1):
            raise Unclear("unnumbered text follows there; say after which words it goes", named(self.guide, [like[-1]]))
        if first - 1 <= gap < last:
            raise Unclear("it is already there", named(self.guide, targets))
        return Aim(one, (MovedUnits(first, last, gap),))

    def _move_into(self, one: Instruction) -> Aim:
        """Move to the end of another unit, behind all that belongs to it."""
        if one.to is None:
            raise Unclear("where to?")
        targets = self._targets(one)
        to = self._unit(one.to)
        first, last = self.guide.outline.extent(targets[0])
        gap = self.guide.outline.extent(to)[1] - 1
        if len(targets) > 1 or first <= to < last:
            raise Unclear("what is to be moved is not one paragraph outside that place", named(self.guide, targets))
        if first - 1 <= gap < last:
            raise Unclear("it is already there", named(self.guide, targets))
        return Aim(one, (MovedUnits(first, last, gap),))

    def _bracket_unit(self, one: Instruction) -> Aim:
        """A whole unit in brackets: the wording inside them, the label outside."""
        changes = []
        for unit in self._targets(one):
            if self.guide.outline.extent(unit)[1] > unit + 1 and not self._alone(one):
                raise Unclear("it has items; say which words to bracket", named(self.guide, [unit]))
            wording = " ".join(self.base.wording(self.base.units[unit]).split())
            changes.append(Worded(unit, 0, len(self.finder.words(unit)), f"[{wording}]"))
        return Aim(one, tuple(changes))

    def _merge(self, one: Instruction) -> Aim:
        targets = sorted(set(self._listed(one.places)))
        if len(targets) < 2:
            raise Unclear("merge it with what?", named(self.guide, targets))
        if targets != list(range(targets[0], targets[-1] + 1)):
            raise Unclear("they are not next to each other, or they have items", named(self.guide, targets))
        return Aim(one, tuple(Joined(unit) for unit in targets[:-1]))

    def _split(self, one: Instruction) -> Aim:
        if one.places:
            one = replace(one, scope=one.places[0])
        if one.anchor:
            found = self._place_of(one.anchor, replace(one, sentence=0))
            unit, at = found.unit, found.last if one.side is Side.AFTER else found.first
            keys = self.finder.words(unit).keys
            while one.side is Side.AFTER and at < len(keys) and keys[at] in (".", ";", ",", ":", "。"):
                at += 1
        else:
            if one.scope is None:
                raise Unclear("which paragraph?")
            unit = self._of_sentences(one)
            span = self._sentence(unit, one.sentence)
            at = span[1] if one.side is Side.AFTER else span[0]
        if not 0 < at < len(self.finder.words(unit)):
            raise Unclear("nothing would be left on one side of the split", named(self.guide, [unit]))
        if self.guide.outline.extent(unit)[1] > unit + 1:
            raise Unclear("it has items; say which one to split", named(self.guide, [unit]))
        return Aim(one, (Broken(unit, at, self.numberer.broken_off(unit)),))
