"""The units of a draft that a place names: one where it is clear, several where it is not, or none.

``citations`` knows how a place is written. Where several units could be meant none is chosen, and a place that
does not exist is never looked for elsewhere. What contains what is known to ``outline``, and what is counted in
tables and in the preamble to ``table_rows`` and ``halves``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import takewhile

from amendtrack.intake.instructions.cited_place import Place, PlacePart, same_number
from amendtrack.intake.instructions.halves import Halves
from amendtrack.intake.instructions.outline import Outline, title_words
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.instructions.table_rows import TableRows
from amendtrack.text.addresses import addresses, addresses_by_first_label
from amendtrack.text.labels import Label, Rank
from amendtrack.text.units import Text, UnitKind

_COARSE = frozenset(("part", "division", "chapter", "section", "article", "annex", "appendix", "rule"))
"""What may contain, or be contained in, another of these in one text or another."""


class Guide:
    """A draft's units by the places that people write; ``where`` holds their addresses.

    ``whole`` names each unit with all that it contains: of a line ``9. (1) Boats``, 9 and not 9 (1).
    """

    def __init__(self, base: Text) -> None:
        self.base = base
        self.where = addresses(base)
        self.outline = Outline(base)
        self.whole = addresses_by_first_label(base) if self.outline.further else self.where
        self.rows = TableRows(self.outline, self.where)
        self._halves = Halves(self.outline)

    @cached_property
    def _by_number(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, (_, number, _) in enumerate(self.outline.words):
            found.setdefault(number, []).append(i)
        return found

    @cached_property
    def _by_address(self) -> dict[str, int]:
        both = (*enumerate(self.whole), *enumerate(self.where))
        return {plain(address): i for i, address in both}

    def units_of(self, place: Place) -> tuple[int, ...]:
        """The units that a place names: those with that label, or else ``4b`` as item (b) of paragraph 4."""
        return self.labelled(place) or self._lettered(place.parts)

    def labelled(self, place: Place) -> tuple[int, ...]:
        """The units that the place may be: one where it is clear, several where it is ambiguous, or none."""
        if place.address:
            found_there = self._by_address.get(place.address)
            return () if found_there is None else (found_there,)
        if not place.parts:
            return self._titled(place.heading) if place.heading or self._is_called(place) else ()
        parts = self._parts_of(place)
        if not parts:
            return self._halves.units_of(place.parts[0].word)
        if parts[-1].word in ("column", "nth column"):
            parts = parts[:-1] or (PlacePart("table", "0"),)
        if parts[-1].word in ("opening", "term"):
            return self._that_begins(parts)
        if any(part.word == "degree" for part in parts):
            return self._of_degree(parts)
        if recitals := self._recital(parts):
            return recitals
        if any(_is_counted(part) for part in parts):
            return self._counted_off(parts)
        exact = self._by_address.get(plain(place.words))
        found = [i for i in self._candidates(parts) if self._fits(i, parts)]
        found = sorted({*found, *(i for i in self.outline.further if self._begun(i, parts))})
        if parts[-1].word == "rowkind":
            found = [i for i in found if self.rows.is_kind(i, place.words)]
        if not found and parts[-1].word == "row" and parts[-1].number.isdecimal():
            found = list(self._counted_off((*parts[:-1], replace(parts[-1], word="nth row"))))
        if not found and parts[-1].word in ("row", "rowkind"):
            found = [i for i in self._around(parts[:-1]) if self.rows.line_of(i, place)]
        bare = not parts[-1].word and parts[-1].number.isdecimal() and len(parts) > 1
        if len(found) > 1 and (bare or parts[-1].word in ("para", "step")):
            found = self._without_nested(found)
        if len(found) > 1 and exact in found and exact is not None and len(parts) == 1:
            series = [i for i in found if self.outline.rank(i) is Rank.PARAGRAPH]
            return (exact,) if len(series) == 1 and exact in series else tuple(found)
        if not found and exact is not None:
            return (exact,)
        return (
            tuple(found)
            or self._unlabelled(parts)
            or self._dotted(parts)
            or self._lettered(parts)
            or self._look_alike(parts)
        )

    def begun_by(self, place: Place, unit: int) -> int:
        """How many of the further labels on a unit's line a place names: one for ``9 (1)``, none for ``9``."""
        if place.address:
            is_inmost = place.address == plain(self.where[unit]) != plain(self.whole[unit])
            return len(self.outline.further.get(unit, ())) if is_inmost else 0
        parts = self._parts_of(place)
        first = bool(parts) and unit in self.outline.further and parts[0].word.startswith("nth ")
        return max(self._begun(unit, parts), int(first)) if parts else 0

    def extent(self, place: Place, unit: int) -> tuple[int, int]:
        """What belongs to a place, half-open: 9 (1) and its items, though on its line stands the number of 9, too."""
        nth = self.begun_by(place, unit)
        return self.outline.extent_on_line(unit, nth) if nth else self.outline.extent(unit)

    def _parts_of(self, place: Place) -> tuple[PlacePart, ...]:
        return self._of_signs(self._of_passages(self._of_halves(place.parts)), place.words)

    def _begun(self, i: int, parts: tuple[PlacePart, ...]) -> int:
        """The same, for the parts of a place; none where they do not name the unit itself, too."""
        further = self.outline.further.get(i, ())
        *rest, last = parts
        for nth, label in enumerate(further, 1):
            others = [part for part in rest if not any(map(partial(_is_named, part), further[: nth - 1]))]
            if _is_named(last, label) and any(self._is(i, part) for part in others):
                around = (*self.outline.scopes[i], i)
                if all(any(self._is(u, part) and self._may_hold(u, part) for u in around) for part in others):
                    return nth
        return 0

    def _that_begins(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """The paragraphs that begin with these words."""
        quoted = r"[\"“«'‘]" if parts[-1].word == "term" else ""
        opening = re.compile(rf"{quoted}{'?' if quoted else ''}{re.escape(parts[-1].number)}(?!\w)")
        inside = self._around(parts[:-1]) if len(parts) > 1 else range(len(self.base.units))
        kinds = (UnitKind.PARAGRAPH, UnitKind.ITEM)
        return tuple(
            i
            for i in inside
            if self.base.units[i].kind in kinds
            and opening.match(re.sub("[*_]", "", plain(" ".join(self.base.wording(self.base.units[i]).split()))))
        )

    def _lettered(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``4b`` where no unit has that label: item (b) of paragraph 4."""
        last = parts[-1] if parts else PlacePart("", "")
        if not (re.fullmatch("[a-z]", last.suffix) and last.number.isdecimal() and last.word in ("", "para", "op")):
            return ()
        return self.units_of(Place("", (*parts[:-1], replace(last, suffix=""), PlacePart("", last.suffix))))

    def _look_alike(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``с)`` typed as a Cyrillic letter for the Latin one, where no unit has the letter itself."""
        latin = parts[-1].number.translate(_LATIN) if len(parts[-1].number) == 1 else parts[-1].number
        if latin == parts[-1].number:
            return ()
        return self.units_of(Place("", (*parts[:-1], replace(parts[-1], number=latin))))

    def _without_nested(self, found: list[int]) -> list[int]:
        """Without items of one paragraph of an article where a paragraph of that article has the number itself."""
        paragraphs = [i for i in found if self.outline.rank(i) is Rank.PARAGRAPH]
        outermost = [i for i in found if not any(self.outline.rank(u) is Rank.ITEM for u in self.outline.scopes[i])]
        if not paragraphs and len(outermost) == 1:
            return outermost  # (2) of a section, not 2. of its (1)
        own = paragraphs[0] if len(paragraphs) == 1 else -1
        nested = [
            i
            for i in found
            if i != own and (any(self._beside(own, u) for u in self.outline.scopes[i]) or self.outline.further_above(i))
        ]
        return paragraphs if own >= 0 and len(nested) == len(found) - 1 else found

    def _beside(self, i: int, u: int) -> bool:
        return (
            self.outline.rank(u) is Rank.PARAGRAPH and u != i and self.outline.scopes[u] == self.outline.scopes[i] != ()
        )

    def _around(self, outer: tuple[PlacePart, ...]) -> Iterator[int]:
        """The units in what these parts name; none where they name none, or several."""
        units = self.units_of(Place("", outer)) if outer else ()
        yield from range(*self.outline.extent(units[0])) if len(units) == 1 else ()

    def _of_halves(self, parts: tuple[PlacePart, ...]) -> tuple[PlacePart, ...]:
        """``operative part, para 2`` as OP2, and ``preamble, para 2`` as PP2, where no heading has that name."""
        words = {part.word for part in parts}
        half = next((word for word in ("operative", "preamble") if word in words), "")
        called = {"operative": "op", "preamble": "pp"}.get(half, "")
        if not half or (half == "preamble" and any(word == half for word, _, _ in self.outline.words)):
            return parts
        rest = [
            replace(p, word=called)
            if p.number.lstrip("-").isdecimal() and p.word in ("", "para", "nth para", "line", "nth line")
            else p
            for p in parts
        ]
        return tuple(part for part in rest if part.word != half)

    def _of_signs(self, parts: tuple[PlacePart, ...], words: str) -> tuple[PlacePart, ...]:
        """``§ 4`` or ``section 4`` as the article that is printed ``§ 4``; where none is, ``§ 4`` is paragraph 4."""
        articles = {number for i, (word, number, _) in enumerate(self.outline.words) if self.outline.is_signed(i, word)}
        if not articles:
            return parts
        signed = set(re.findall(r"§ ?(\w+)", words))
        return tuple(
            replace(part, word="§")
            if part.number in articles and (part.word == "section" or (part.word == "para" and part.number in signed))
            else part
            for part in parts
        )

    def _of_passages(self, parts: tuple[PlacePart, ...]) -> tuple[PlacePart, ...]:
        """The parts, with ``subparagraph 1`` counted where no item has that label."""
        k = next((k for k, part in enumerate(parts) if part.word == "subpara"), -1)
        if k < 0 or any(self._fits(i, parts[: k + 1]) for i in self._candidates(parts[k : k + 1])):
            return parts
        return (*parts[:k], replace(parts[k], word="nth subpara"), *parts[k + 1 :])

    def _dotted(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``Article 2.1``, ``Rule 2.1`` where none has that number: paragraph 1 of Article 2."""
        k = next((k for k, part in enumerate(parts) if part.word in ("article", "rule") and "." in part.number), -1)
        if k < 0 or any(self._is(i, parts[k]) for i in self._candidates(parts[k : k + 1])):
            return ()
        number, _, inner = parts[k].number.rpartition(".")
        steps = (PlacePart(parts[k].word, number), PlacePart("para", inner, parts[k].suffix))
        whole = (steps[0], replace(steps[1], number=parts[k].number))  # printed ``2.1`` below Rule 2
        both = (self.units_of(Place("", (*parts[:k], *each, *parts[k + 1 :]))) for each in (steps, whole))
        return next(filter(None, both), ())

    def _recital(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``recital 2`` where the paragraphs before the first article are numbered ``(2)``."""
        if len(parts) != 1 or parts[0].word != "pp" or self._halves.preamble:
            return ()
        articles = [i for i, count in enumerate(self.outline.counted) if count and count.rank is Rank.ARTICLE]
        found = range(articles[0]) if articles else range(0)
        number, suffix = parts[0].number, parts[0].suffix
        return tuple(i for i in found if self.outline.words[i][1:] == (number, suffix))

    def _of_degree(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``the 2° of Article 2``: the one paragraph there that begins with it."""
        k = next(k for k, part in enumerate(parts) if part.word == "degree")
        outer, degree, inner = parts[:k], parts[k], parts[k + 1 :]
        around = self.units_of(Place("", outer)) if outer else ()
        if len(around) != 1 or degree.suffix:
            return ()
        inside = range(around[0] + 1, self.outline.extent(around[0])[1])
        found = tuple(i for i in inside if self.opens_with_degree(i, degree.number))
        if not inner or len(found) != 1:
            return () if inner else found
        return tuple(i for i in range(*self.outline.extent(found[0])) if i != found[0] and self._fits(i, inner))

    def opens_with_degree(self, i: int, number: str) -> bool:
        """Whether the wording of a unit opens with this number and a degree sign: ``2° "port": ...``."""
        return self.base.printed(self.base.units[i]).lstrip(" -*").startswith(f"{number}°")

    # -- units that are counted, regardless of labels -----------------------------------------------

    def _counted_off(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``the second paragraph of Article 3``, ``OP7``: counted, where the printed number does not disagree."""
        counting = [part for part in parts if _is_counted(part)]
        outer = tuple(part for part in parts if not _is_counted(part) and part.level < counting[0].level)
        inner = tuple(part for part in parts if not _is_counted(part) and part not in outer)
        if len(counting) > 1:
            return ()
        part, n = counting[0], int(counting[0].number) if counting[0].number.lstrip("-").isdecimal() else 0
        around = self.units_of(Place("", outer)) if outer else ()
        if (n == 0 and part.word != "table") or (outer and len(around) != 1):
            return ()
        inside = self.outline.inside(around[0]) if outer else range(len(self.base.units))
        if part.word == "nth line":
            found = () if part.suffix else self._nth_line(n, self._lines(around), around)
        elif around and (part.word == "nth subpara" or (part.word == "nth item" and self._loose(around[0]))):
            lines = self._nth_line(n, self._lines(around), around)
            items = self._nth(replace(part, word="nth item"), n, inside, whole=False) if inside else ()
            passages = [around[0], *self._loose(around[0])]
            passage = passages[n - 1 : n] if n > 0 else passages[n:][:1]
            found = tuple(sorted({*lines, *items, *(passage if len(passages) > 1 else ())}))
        else:
            found = self._nth(part, n, inside, whole=not outer)
        if not inner:
            return found
        within = sorted({i for unit in found for i in range(*self.outline.extent(unit))})
        return tuple(i for i in within if any(self._is(i, one) for one in inner[-1:]))

    def _loose(self, i: int) -> range:
        """The paragraphs without a label that follow a labelled paragraph: its further subparagraphs."""
        end = first = self.outline.extent(i)[1]
        units = self.base.units
        if units[i].kind is UnitKind.HEADING or not units[i].label:
            return range(first, first)
        while end < len(units) and units[end].kind is UnitKind.PARAGRAPH and not units[end].label:
            end += 1
        return range(first, end)

    def _lines(self, around: tuple[int, ...]) -> list[int]:
        """What counts as the lines of an article or a paragraph: all its paragraphs and items, in order."""
        units = self.base.units
        if not around:
            first, end = (1 if units and units[0].kind is UnitKind.HEADING else 0), len(units)
        elif units[around[0]].kind is UnitKind.HEADING or self._has_title(around[0]):
            first, end = self.outline.below(around[0]).start, self.outline.extent(around[0])[1]
        else:
            first, end = around[0], self._loose(around[0]).stop
        found = [i for i in range(first, end) if units[i].kind is not UnitKind.NOTE]
        return found if all(units[i].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM) for i in found) else []

    def _has_title(self, i: int) -> bool:
        """Whether the words on the line of an article, or right below its number, are its title."""
        return (
            self.outline.rank(i) is Rank.ARTICLE and self.outline.is_title_line(i) and self.outline.extent(i)[1] > i + 1
        )

    def _nth_line(self, n: int, lines: list[int], around: tuple[int, ...]) -> tuple[int, ...]:
        """The n-th of these lines; where the printed numbers disagree, either may be meant."""
        k = n - 1 if n > 0 else n
        counted_ = {lines[k]} if -len(lines) <= k < len(lines) else set[int]()
        inner = [i for i in lines if i not in around]
        printed = {i for i in inner if self.outline.words[i][1:] == (str(n), "") or self.opens_with_degree(i, str(n))}
        numbered = any(self.outline.rank(i) is Rank.PARAGRAPH for i in inner)
        return () if n > 0 and numbered and not printed else tuple(sorted(counted_ | printed))

    def _nth(self, part: PlacePart, n: int, inside: Sequence[int], *, whole: bool) -> tuple[int, ...]:
        units = self.base.units
        paragraphs = [i for i in inside if units[i].kind is UnitKind.PARAGRAPH]
        match part.word:
            case "pp" if part.suffix:
                return ()  # a counted unit has no "bis"
            case "pp":
                listed = [i for i in self._halves.preamble if i in inside]
            case "nth row" | "table":
                return self.rows.nth(n, inside)
            case "op":
                printed = [
                    i for i in paragraphs if self.outline.words[i][:2] in (("", part.number), ("op", part.number))
                ]
                annex = next((i for i in inside if whole and self.outline.words[i][0] == "annex"), len(units))
                if n > 0 and any(units[i].label and i < annex for i in paragraphs):
                    printed = [i for i in printed if i < annex]
                    return tuple(i for i in printed if self.outline.words[i][2] == part.suffix)
                listed = [i for i in paragraphs if i not in self._halves.preamble and i != self._halves.opening]
            case "nth para":
                if whole and any(units[i].kind is UnitKind.HEADING for i in range(1, len(units))):
                    return ()
                listed = paragraphs
            case "nth item" | "nth subpara":
                listed = [i for i in inside if self.outline.rank(i) is Rank.ITEM] or paragraphs
            case "nth bullet":
                listed = [i for i in inside if units[i].kind is UnitKind.ITEM and not units[i].label]
            case _:
                return ()
        k = n - 1 if n > 0 else n
        found = {listed[k]} if -len(listed) <= k < len(listed) else set()
        if part.word == "nth para" and n > 0:  # where the printed numbers disagree, either may be meant
            found |= {i for i in paragraphs if self.outline.words[i][1] == part.number and not self.outline.words[i][2]}
        return tuple(sorted(found))

    def _unlabelled(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``Article 3, alinéa 2`` where its paragraphs have no labels and are counted; or an item below one."""
        *outer, last = parts
        if not outer or last.suffix:
            return ()
        return self._counted_paragraph(tuple(outer), last) or self._item_below(tuple(outer), last)

    def _counted_paragraph(self, outer: tuple[PlacePart, ...], last: PlacePart) -> tuple[int, ...]:
        if last.word not in ("para", "item", "") or not last.number.isdecimal():
            return ()
        around = self.units_of(Place("", outer))
        if len(around) != 1:
            return ()
        inside = [i for i in self.outline.inside(around[0]) if last.word != "para" or not self.outline.is_han_item(i)]
        if any(self.base.units[i].label for i in inside if i != around[0]):
            return ()
        paragraphs = [i for i in inside if self.base.units[i].kind is UnitKind.PARAGRAPH]
        return (paragraphs[int(last.number) - 1],) if 0 < int(last.number) <= len(paragraphs) else ()

    def _item_below(self, outer: tuple[PlacePart, ...], last: PlacePart) -> tuple[int, ...]:
        above = self._unlabelled(outer) if last.word in ("item", "") else ()
        units = self.base.units
        below = takewhile(lambda i: units[i].kind is UnitKind.ITEM, range(above[0] + 1, len(units))) if above else ()
        return tuple(i for i in below if self._is(i, last))

    def _candidates(self, parts: tuple[PlacePart, ...]) -> Iterable[int]:
        numbers = {part.number for part in parts}
        found = {i for number in numbers for i in self._by_number.get(number, ())}
        if any(part.word in ("row", "rowkind") for part in parts):
            found |= {i for i, unit in enumerate(self.base.units) if unit.kind is UnitKind.ROW}
        return sorted(found)

    def _fits(self, i: int, parts: tuple[PlacePart, ...]) -> bool:
        """Whether the unit is one of the parts, and all the others contain it."""
        around = self.outline.scopes[i]
        reverse = len(parts) == 2 and parts[0].level > parts[1].level and {p.word for p in parts} <= _COARSE
        for k, part in enumerate(parts):
            if not self._is(i, part) or (reverse and k == 0):  # Section 2 of Article 3, and no article of a section
                continue
            further = self.outline.further_above(i) if self.outline.further else ()
            rest = Counter(
                p for p in (*parts[:k], *parts[k + 1 :]) if not any(_is_named(p, label) for label in further)
            )
            if all(sum(self._is(u, p) and self._may_hold(u, p) for u in around) >= n for p, n in rest.items()):
                return True
        return False

    def _may_hold(self, u: int, part: PlacePart) -> bool:
        """Whether a bare number may be that of this unit: ``Article 4, II`` is not Article 4 in Chapter II."""
        return part.word != "" or self.outline.words[u][0] not in (
            "chapter",
            "part",
            "passage",
            "division",
            "section",
            "annex",
            "appendix",
        )

    def _is(self, i: int, part: PlacePart) -> bool:
        word, number, suffix = self.outline.words[i]
        if part.word in ("row", "rowkind") and word == "row":  # "A", or "class A", in the first cell
            return number == part.number or number.endswith(f" {part.number}")
        if number != part.number or suffix != part.suffix:
            return False
        rank = self.outline.rank(i)
        match part.word:
            case "":
                return rank is not Rank.NOTE and word not in ("row", "heading")
            case "para":
                return word in ("", "para") and rank in (Rank.PARAGRAPH, Rank.ITEM) and not self.outline.is_han_item(i)
            case "§":
                return self.outline.is_signed(i, word)
            case "passage" if not word:
                return rank is Rank.PARAGRAPH
            case "subpara":
                return rank is Rank.ITEM
            case "subsection":
                return word == "" and rank in (Rank.PARAGRAPH, Rank.ITEM)
            case "step":
                return word in ("", "para", "item") and rank in (Rank.PARAGRAPH, Rank.ITEM)
            case "section" | "chapter" if not word:
                return self.base.units[i].kind is UnitKind.HEADING or "." in number
            case "item":
                return rank is Rank.ITEM or word == "item" or self.base.units[i].kind is UnitKind.ITEM
            case "annex" | "preamble" if not number:
                return self.base.units[i].kind is UnitKind.HEADING and word == part.word
        return word == part.word

    def _is_called(self, place: Place) -> bool:
        """Whether a text whose title is named is the draft: a convention if its own title says that it is one."""
        _, named_, kind = place.words.partition("title of the ")
        title = plain(self.base.printed(self.base.units[0])) if self.base.units else ""
        telling = [word[:5] for word in kind.split() if len(word) > 3] or [kind]
        return not named_ or kind == "text" or all(word in title for word in telling)

    def _titled(self, heading: str) -> tuple[int, ...]:
        headings = [i for i, unit in enumerate(self.base.units) if unit.kind is UnitKind.HEADING]
        if not heading:
            first = headings[0] if headings else -1
            return (first,) if first == 0 or (headings and self.base.units[first].label == "") else ()
        wanted = title_words(heading)
        return tuple(i for i in headings if title_words(self.base.wording(self.base.units[i])) == wanted)


def _is_named(part: PlacePart, label: Label) -> bool:
    """Whether a part of a place names a label in brackets."""
    named_so = (part.number, part.suffix) == (same_number(label.number), label.suffix)
    return named_so and part.word in ("", "para", "subpara", "subsection", "item", "nth para")


_LATIN = str.maketrans("асеорх", "aceopx")


def _is_counted(part: PlacePart) -> bool:
    return part.word in ("pp", "op") or (part.word == "table" and part.number == "0") or part.word.startswith("nth ")


def named(guide: Guide, units: Iterable[int]) -> Iterator[str]:
    """Each unit's address with its first words, for a list of candidates."""
    for i in units:
        words = guide.base.wording(guide.base.units[i]).split()
        shown = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
        yield f"{guide.where[i]} “{shown}”" if shown else guide.where[i]
