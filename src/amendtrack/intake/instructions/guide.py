"""The units of a draft that a place names: one where it is clear, several where it is not, or none.

``citations`` knows how a place is written. Where several units could be meant none is chosen, and a place that
does not exist is never looked for elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from amendtrack.intake.instructions.cited_place import Place, PlacePart, same_number
from amendtrack.intake.instructions.place_words import called, called_alone
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.contents import contents_of
from amendtrack.text.label_forms import HAN
from amendtrack.text.labels import Counted, Rank, addresses, counted_in_text
from amendtrack.text.resolution import preamble_of
from amendtrack.text.units import Text, UnitKind

_COARSE = frozenset(("part", "division", "chapter", "section", "article", "annex", "appendix", "rule"))
"""What may contain, or be contained in, another of these in one text or another."""


class Guide:
    """A draft's units by the places that people write; ``where`` holds their addresses."""

    def __init__(self, base: Text) -> None:
        self.base = base
        self.where = addresses(base)
        self.counted = counted_in_text(base)
        self._listed = contents_of(base)  # a line of a table of contents is not what it lists

    @cached_property
    def _words(self) -> tuple[tuple[str, str, str], ...]:
        """For each unit, what its label is called, its number and its suffix; empty without a label."""
        called_so = (_called(self.base, i, count) for i, count in enumerate(self.counted))
        return tuple(("", "-", "") if i in self._listed else words for i, words in enumerate(called_so))

    @cached_property
    def _by_number(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, (_, number, _) in enumerate(self._words):
            found.setdefault(number, []).append(i)
        return found

    @cached_property
    def _by_address(self) -> dict[str, int]:
        return {plain(address): i for i, address in enumerate(self.where)}

    @cached_property
    def _scopes(self) -> tuple[tuple[int, ...], ...]:
        """For each unit, the units that contain it: an item's paragraph, and the sections around it."""
        open_: list[tuple[int, int]] = []  # rank and unit of the parts, chapters and sections that are open
        clauses: list[tuple[tuple[str, ...], int]] = []  # the numbers of the clauses that are open: 4, 4.2
        found: list[tuple[int, ...]] = []
        for i, (unit, count) in enumerate(zip(self.base.units, self.counted)):
            is_heading = unit.kind is UnitKind.HEADING and i not in self._listed
            rank = int(count.rank) if count else int(Rank.SECTION) if is_heading else 99
            if unit.kind is UnitKind.ITEM and rank < Rank.PARAGRAPH:
                rank = int(Rank.ITEM)  # ``A.`` in a list opens no section
            if is_heading and count is None and (around := self._deeper(open_, i)):
                open_, rank, clauses = around, around[-1][0], []  # a title inside an article does not end it
            elif rank < Rank.PARAGRAPH or (is_heading and count is None):
                open_ = [(r, k) for r, k in open_ if r < rank]
                clauses = []
            steps = self._steps(i)
            clauses = [(s, k) for s, k in clauses if not steps or self._holds(k, s, i, steps)]
            held = [k for s, k in clauses if steps or self.is_title_line(k)]
            chain = [] if rank == Rank.NOTE else [*(k for _, k in open_), *held]
            if unit.kind is UnitKind.ROW and (caption := self._caption(i)) >= 0:
                chain.append(caption)
            above = count.above if count else None
            heads = max((k for _, k in open_), default=-1)  # a heading ends the list before it
            if above is not None and above >= heads and not (rank < Rank.PARAGRAPH and self._is_item(above)):
                chain = [*found[above], above]
            found.append(tuple(chain))
            if rank < Rank.PARAGRAPH:
                open_.append((rank, i))
            if steps:
                clauses.append((steps, i))
        return tuple(found)

    def _deeper(self, open_: list[tuple[int, int]], i: int) -> list[tuple[int, int]]:
        """What is open where a heading stands under fewer marks than this one."""
        return [(rank, k) for rank, k in open_ if 0 < self._depth(k) < self._depth(i)]

    def _depth(self, i: int) -> int:
        """How many marks a heading stands under; none for other units."""
        unit = self.base.units[i]
        marks = self.base.source[unit.start : unit.body] if unit.kind is UnitKind.HEADING else ""
        return marks.count("#") + marks.count("=")

    def _steps(self, i: int) -> tuple[str, ...]:
        """The steps of the number of a clause: ``4``, ``2`` and ``1`` of ``4.2.1``; none of other units."""
        word, number, suffix = self._words[i]
        if self._rank(i) is not Rank.PARAGRAPH or word not in ("", "para") or suffix:
            return ()
        steps = tuple(number.split("."))
        return steps if all(step.isdecimal() for step in steps) else ()

    def _holds(self, outer: int, numbered: tuple[str, ...], i: int, steps: tuple[str, ...]) -> bool:
        """Whether a clause holds the one with these steps: by its number, or as a heading that only counts itself."""
        is_heading = self.base.units[outer].kind is UnitKind.HEADING
        in_it = is_heading and len(steps) == 1 and self.base.units[i].kind is not UnitKind.HEADING
        return in_it or (len(numbered) < len(steps) and steps[: len(numbered)] == numbered)

    def number_of(self, i: int) -> str:
        """The number of a unit as it is said: ``3``, ``ii``, ``第三条``."""
        label = self.base.units[i].label
        printed = "".join(label.split()) if label.startswith("第") else self._words[i][1]
        return plain(printed)

    def is_title_line(self, i: int) -> bool:
        """Whether a unit is a title: a heading, or a few words that end with no stop."""
        if self.base.units[i].kind is UnitKind.HEADING:
            return True
        words = self.base.wording(self.base.units[i]).strip(" *_\n")
        return bool(words) and len(words.split()) <= _LONGEST_TITLE and words[-1] not in ".;:,。；：，؛،"

    def _caption(self, row: int) -> int:
        """The caption with a number right above the table of a row; -1 if there is none."""
        while row and self.base.units[row - 1].kind is UnitKind.ROW:
            row -= 1
        return row - 1 if row and self._words[row - 1][0] == "table" else -1

    def title_below(self, i: int) -> int | None:
        """The title that stands on a line of its own under an article; None if there is none."""
        units, k = self.base.units, i + 1
        if k + 1 >= len(units) or self._rank(i) is not Rank.ARTICLE or self.base.wording(units[i]).strip():
            return None
        is_line = units[k].kind in (UnitKind.PARAGRAPH, UnitKind.HEADING) and not units[k].label
        return k if is_line and self.is_title_line(k) and i in self._scopes[k + 1] else None

    def _inside(self, i: int) -> Sequence[int]:
        """What is counted in a unit: what stands below its title, and the words on its line if they are no title."""
        inline = self._rank(i) is Rank.ARTICLE and self.base.units[i].kind is UnitKind.PARAGRAPH
        own = [i] if inline and self.base.wording(self.base.units[i]).strip() and not self.is_title_line(i) else []
        return [*own, *self.below(i)]

    def below(self, i: int) -> range:
        """What stands in a unit, below its own title."""
        title = self.title_below(i)
        return range(i + 1 if title is None else title + 1, self.extent(i)[1])

    def _is_item(self, i: int) -> bool:
        return self.base.units[i].kind is UnitKind.ITEM

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
        parts = self._of_signs(self._of_passages(self._of_halves(place.parts)), place.words)
        if not parts:
            return self._half(place.parts[0].word)
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
        if parts[-1].word == "rowkind":
            found = [i for i in found if self._is_kind(i, place.words)]
        if not found and parts[-1].word == "row" and parts[-1].number.isdecimal():
            found = list(self._counted_off((*parts[:-1], replace(parts[-1], word="nth row"))))
        if not found and parts[-1].word in ("row", "rowkind"):
            found = [i for i in self._around(parts[:-1]) if self.line_of(i, place)]
        bare = not parts[-1].word and parts[-1].number.isdecimal() and len(parts) > 1
        if len(found) > 1 and (bare or parts[-1].word in ("para", "step")):
            found = self._without_nested(found)
        if len(found) > 1 and exact in found and exact is not None and len(parts) == 1:
            series = [i for i in found if self._rank(i) is Rank.PARAGRAPH]
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
        paragraphs = [i for i in found if self._rank(i) is Rank.PARAGRAPH]
        outermost = [i for i in found if not any(self._rank(u) is Rank.ITEM for u in self._scopes[i])]
        if not paragraphs and len(outermost) == 1:
            return outermost  # (2) of a section, not 2. of its (1)
        own = paragraphs[0] if len(paragraphs) == 1 else -1
        nested = [i for i in found if i != own and any(self._beside(own, u) for u in self._scopes[i])]
        return paragraphs if own >= 0 and len(nested) == len(found) - 1 else found

    def _beside(self, i: int, u: int) -> bool:
        return self._rank(u) is Rank.PARAGRAPH and u != i and self._scopes[u] == self._scopes[i] != ()

    def _around(self, outer: tuple[PlacePart, ...]) -> Iterator[int]:
        """The units in what these parts name; none where they name none, or several."""
        units = self.units_of(Place("", outer)) if outer else ()
        yield from range(*self.extent(units[0])) if len(units) == 1 else ()

    def line_of(self, i: int, place: Place) -> tuple[int, int] | None:
        """Where in the source the one line of a unit is that a place names as a row; None if there is no such line.

        A table typed with blanks or dots is one paragraph with several lines.
        """
        unit, row = self.base.units[i], place.parts[-1]
        wording = self.base.source[unit.body : unit.end]
        if unit.kind is UnitKind.ROW or "\n" not in wording.strip():
            return None
        kinds = "|".join(map(re.escape, re.findall(r"[^\W\d_]{2,}", plain(place.words))))
        opens = re.compile(rf"(?:(?:{kinds}) )?{re.escape(row.number)}(?!\w)")
        lines = list(re.finditer(r"[^\n]+", wording))
        found = [line for line in lines if opens.match(plain(line[0]).strip(" |*-"))]
        return (unit.body + found[0].start(), unit.body + found[0].end()) if len(found) == 1 else None

    def _of_halves(self, parts: tuple[PlacePart, ...]) -> tuple[PlacePart, ...]:
        """``operative part, para 2`` as OP2, and ``preamble, para 2`` as PP2, where no heading has that name."""
        words = {part.word for part in parts}
        half = next((word for word in ("operative", "preamble") if word in words), "")
        called = {"operative": "op", "preamble": "pp"}.get(half, "")
        if not half or (half == "preamble" and any(word == half for word, _, _ in self._words)):
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
        articles = {number for i, (word, number, _) in enumerate(self._words) if self._is_signed(i, word)}
        if not articles:
            return parts
        signed = set(re.findall(r"§ ?(\w+)", words))
        return tuple(
            replace(part, word="§")
            if part.number in articles and (part.word == "section" or (part.word == "para" and part.number in signed))
            else part
            for part in parts
        )

    def _is_signed(self, i: int, word: str) -> bool:
        return word == "para" and self._rank(i) is Rank.ARTICLE

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
        if len(parts) != 1 or parts[0].word != "pp" or self._preamble:
            return ()
        articles = [i for i, count in enumerate(self.counted) if count and count.rank is Rank.ARTICLE]
        found = range(articles[0]) if articles else range(0)
        number, suffix = parts[0].number, parts[0].suffix
        return tuple(i for i in found if self._words[i][1:] == (number, suffix))

    def _of_degree(self, parts: tuple[PlacePart, ...]) -> tuple[int, ...]:
        """``the 2° of Article 2``: the one paragraph there that begins with it."""
        k = next(k for k, part in enumerate(parts) if part.word == "degree")
        outer, degree, inner = parts[:k], parts[k], parts[k + 1 :]
        around = self.units_of(Place("", outer)) if outer else ()
        if len(around) != 1 or degree.suffix:
            return ()
        inside = range(around[0] + 1, self.extent(around[0])[1])
        found = tuple(i for i in inside if self.opens_with_degree(i, degree.number))
        if not inner or len(found) != 1:
            return () if inner else found
        return tuple(i for i in range(*self.extent(found[0])) if i != found[0] and self._fits(i, inner))

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
        inside = self._inside(around[0]) if outer else range(len(self.base.units))
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
        within = sorted({i for unit in found for i in range(*self.extent(unit))})
        return tuple(i for i in within if any(self._is(i, one) for one in inner[-1:]))

    def _loose(self, i: int) -> range:
        """The paragraphs without a label that follow a labelled paragraph: its further subparagraphs."""
        end = first = self.extent(i)[1]
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
            first, end = self.below(around[0]).start, self.extent(around[0])[1]
        else:
            first, end = around[0], self._loose(around[0]).stop
        found = [i for i in range(first, end) if units[i].kind is not UnitKind.NOTE]
        return found if all(units[i].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM) for i in found) else []

    def _has_title(self, i: int) -> bool:
        """Whether the words on the line of an article, or right below its number, are its title."""
        return self._rank(i) is Rank.ARTICLE and self.is_title_line(i) and self.extent(i)[1] > i + 1

    def _nth_line(self, n: int, lines: list[int], around: tuple[int, ...]) -> tuple[int, ...]:
        """The n-th of these lines; where the printed numbers disagree, either may be meant."""
        k = n - 1 if n > 0 else n
        counted_ = {lines[k]} if -len(lines) <= k < len(lines) else set[int]()
        inner = [i for i in lines if i not in around]
        printed = {i for i in inner if self._words[i][1:] == (str(n), "") or self.opens_with_degree(i, str(n))}
        numbered = any(self._rank(i) is Rank.PARAGRAPH for i in inner)
        return () if n > 0 and numbered and not printed else tuple(sorted(counted_ | printed))

    def _nth(self, part: PlacePart, n: int, inside: Sequence[int], *, whole: bool) -> tuple[int, ...]:
        units = self.base.units
        paragraphs = [i for i in inside if units[i].kind is UnitKind.PARAGRAPH]
        match part.word:
            case "pp" if part.suffix:
                return ()  # a counted unit has no "bis"
            case "pp":
                listed = [i for i in self._preamble if i in inside]
            case "nth row" | "table":
                return self._rows(n, inside)
            case "op":
                printed = [i for i in paragraphs if self._words[i][:2] in (("", part.number), ("op", part.number))]
                annex = next((i for i in inside if whole and self._words[i][0] == "annex"), len(units))
                if n > 0 and any(units[i].label and i < annex for i in paragraphs):
                    printed = [i for i in printed if i < annex]
                    return tuple(i for i in printed if self._words[i][2] == part.suffix)
                listed = [i for i in paragraphs if i not in self._preamble and i != self._opening]
            case "nth para":
                if whole and any(units[i].kind is UnitKind.HEADING for i in range(1, len(units))):
                    return ()
                listed = paragraphs
            case "nth item" | "nth subpara":
                listed = [i for i in inside if self._rank(i) is Rank.ITEM] or paragraphs
            case "nth bullet":
                listed = [i for i in inside if units[i].kind is UnitKind.ITEM and not units[i].label]
            case _:
                return ()
        k = n - 1 if n > 0 else n
        found = {listed[k]} if -len(listed) <= k < len(listed) else set()
        if part.word == "nth para" and n > 0:  # where the printed numbers disagree, either may be meant
            found |= {i for i in paragraphs if self._words[i][1] == part.number and not self._words[i][2]}
        return tuple(sorted(found))

    def _rows(self, n: int, inside: Sequence[int]) -> tuple[int, ...]:
        """The n-th row of each table there, with and without its head; all rows for 0."""
        rows = [i for i in inside if self.base.units[i].kind is UnitKind.ROW]
        tables: list[list[int]] = []
        for i in rows:
            if i - 1 not in rows:
                tables.append([])
            tables[-1].append(i)
        found = set[int]()
        for table in tables:
            ruled = [i for i in table if not _RULER.fullmatch(self.base.printed(self.base.units[i]).strip())]
            for counted_ in (ruled, ruled[1:]) if len(ruled) < len(table) else (ruled,):
                k = n - 1 if n > 0 else n
                found |= {*counted_} if n == 0 else {counted_[k]} if -len(counted_) <= k < len(counted_) else set()
        return tuple(sorted(found))

    def tables(self, rows: Sequence[int]) -> list[str]:
        """The tables that these rows belong to, as they are named to a reader."""
        firsts = [i for i in rows if i - 1 not in rows and not (i - 2 in rows and self._is_ruler(i - 1))]
        return [f"the table below {self.where[i - 1]}" if i else "the table at the beginning" for i in firsts]

    def _is_ruler(self, i: int) -> bool:
        """Whether a unit is only the line below the head of a table."""
        return not self.base.printed(self.base.units[i]).strip("|-: \t\n")

    def column(self, row: int, said: str) -> int:
        """Which column of the table of a row is meant, by its number or by what its head says; -1 the last, 0 none."""
        if said.lstrip("-").isdecimal():
            return int(said)
        while row and self.base.units[row - 1].kind is UnitKind.ROW:
            row -= 1
        heads = [
            " ".join(plain(cell).split()) for cell in self.base.wording(self.base.units[row]).strip(" |").split("|")
        ]
        return heads.index(said) + 1 if heads.count(said) == 1 else 0

    def _is_kind(self, row: int, words: str) -> bool:
        """Whether the table's head, or the row itself, calls its rows that: ``class`` for ``class A``."""
        first = row
        while first and self.base.units[first - 1].kind is UnitKind.ROW:
            first -= 1
        called_ = {*self._words[first][1].split(), *self._words[row][1].split()[:-1]}
        return not called_.isdisjoint(plain(words).split())

    def _half(self, word: str) -> tuple[int, ...]:
        """All paragraphs of the preamble, or of the operative part."""
        if word == "preamble":
            return self._preamble
        annex = next((i for i, (called_, _, _) in enumerate(self._words) if called_ == "annex"), len(self.base.units))
        first = self._preamble[-1] + 1 if self._preamble else 0
        paragraphs = (i for i in range(first, annex) if self.base.units[i].kind is UnitKind.PARAGRAPH)
        return tuple(i for i in paragraphs if i != self._opening)

    @cached_property
    def _unlabelled_first(self) -> tuple[int, ...]:
        """The paragraphs before the first with a label, without the titles and symbols on lines above them."""
        units = self.base.units
        first = next((i for i, u in enumerate(units) if u.label and u.kind is not UnitKind.NOTE), len(units))
        found = tuple(i for i in range(first) if units[i].kind is UnitKind.PARAGRAPH)
        goes_on = next((k for k, i in enumerate(found) if self._goes_on(i)), 0)
        return found[goes_on:]

    def _goes_on(self, i: int) -> bool:
        """Whether the sentence continues after a paragraph, as after each paragraph of a preamble."""
        return self.base.wording(self.base.units[i]).rstrip(" *_\n").endswith((",", ";", "，", "；", "،", "؛"))

    @cached_property
    def _opening(self) -> int:
        """The paragraph that names the body speaking (``The General Assembly,``); -1 if there is none."""
        first = next(iter(self._unlabelled_first), -1)
        if first < 0 or not self._goes_on(first):
            return -1
        plainly = re.sub(r"[*_]", "", self.base.wording(self.base.units[first])).strip()
        is_speaker = len(plainly.split()) <= _LONGEST_OPENING and _SPEAKER.match(plainly)
        return first if is_speaker else -1

    @cached_property
    def _preamble(self) -> tuple[int, ...]:
        """The preambular paragraphs: unlabelled ones before the first label, or those that end in a comma."""
        if preamble := preamble_of(self.base):
            return preamble
        found = tuple(i for i in self._unlabelled_first if i != self._opening)
        if any(unit.kind is UnitKind.PARAGRAPH and unit.label for unit in self.base.units):
            return found
        return tuple(i for i in found if self._goes_on(i))

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
        inside = [i for i in self._inside(around[0]) if last.word != "para" or not self.is_han_item(i)]
        if any(self.base.units[i].label for i in inside if i != around[0]):
            return ()
        paragraphs = [i for i in inside if self.base.units[i].kind is UnitKind.PARAGRAPH]
        return (paragraphs[int(last.number) - 1],) if 0 < int(last.number) <= len(paragraphs) else ()

    def _item_below(self, outer: tuple[PlacePart, ...], last: PlacePart) -> tuple[int, ...]:
        above = self._unlabelled(outer) if last.word in ("item", "") else ()
        units = self.base.units
        below = takewhile(lambda i: units[i].kind is UnitKind.ITEM, range(above[0] + 1, len(units))) if above else ()
        return tuple(i for i in below if self._is(i, last))

    def _rank(self, i: int) -> Rank | None:
        count = self.counted[i]
        return count.rank if count else None

    def _candidates(self, parts: tuple[PlacePart, ...]) -> Iterable[int]:
        numbers = {part.number for part in parts}
        found = {i for number in numbers for i in self._by_number.get(number, ())}
        if any(part.word in ("row", "rowkind") for part in parts):
            found |= {i for i, unit in enumerate(self.base.units) if unit.kind is UnitKind.ROW}
        return sorted(found)

    def _fits(self, i: int, parts: tuple[PlacePart, ...]) -> bool:
        """Whether the unit is one of the parts, and all the others contain it."""
        around = self._scopes[i]
        reverse = len(parts) == 2 and parts[0].level > parts[1].level and {p.word for p in parts} <= _COARSE
        for k, part in enumerate(parts):
            if not self._is(i, part) or (reverse and k == 0):  # Section 2 of Article 3, and no article of a section
                continue
            rest = Counter([*parts[:k], *parts[k + 1 :]])
            if all(sum(self._is(u, p) and self._may_hold(u, p) for u in around) >= n for p, n in rest.items()):
                return True
        return False

    def _may_hold(self, u: int, part: PlacePart) -> bool:
        """Whether a bare number may be that of this unit: ``Article 4, II`` is not Article 4 in Chapter II."""
        return part.word != "" or self._words[u][0] not in (
            "chapter",
            "part",
            "passage",
            "division",
            "section",
            "annex",
            "appendix",
        )

    def _is(self, i: int, part: PlacePart) -> bool:
        word, number, suffix = self._words[i]
        if part.word in ("row", "rowkind") and word == "row":  # "A", or "class A", in the first cell
            return number == part.number or number.endswith(f" {part.number}")
        if number != part.number or suffix != part.suffix:
            return False
        rank = self._rank(i)
        match part.word:
            case "":
                return rank is not Rank.NOTE and word not in ("row", "heading")
            case "para":
                return word in ("", "para") and rank in (Rank.PARAGRAPH, Rank.ITEM) and not self.is_han_item(i)
            case "§":
                return self._is_signed(i, word)
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

    def is_han_item(self, i: int) -> bool:
        """Whether a unit is numbered ``（一）``: an item, and no paragraph of its article."""
        count = self.counted[i]
        return count is not None and count.rank is Rank.ITEM and count.label.number[:1] in HAN

    def _titled(self, heading: str) -> tuple[int, ...]:
        headings = [i for i, unit in enumerate(self.base.units) if unit.kind is UnitKind.HEADING]
        if not heading:
            first = headings[0] if headings else -1
            return (first,) if first == 0 or (headings and self.base.units[first].label == "") else ()
        wanted = _title_words(heading)
        return tuple(i for i in headings if _title_words(self.base.wording(self.base.units[i])) == wanted)

    def extent(self, i: int) -> tuple[int, int]:
        """The unit with everything in it (its items, bullets, rows; a section's paragraphs), half-open."""
        end = i + 1
        while end < len(self.base.units) and (i in self._scopes[end] or self._hangs_on(i, end)):
            end += 1
        return i, end

    def _hangs_on(self, i: int, k: int) -> bool:
        """Whether an unlabelled bullet or row belongs to the unit just before it."""
        unit = self.base.units[k]
        lies_in = self.base.units[i].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM)
        if not lies_in or unit.label:
            return False
        if unit.kind is UnitKind.PARAGRAPH:  # what a colon leads to
            return k == i + 1 and self.base.wording(self.base.units[i]).rstrip(" *_\n").endswith((":", "："))
        return unit.kind in (UnitKind.ITEM, UnitKind.ROW, UnitKind.LINE)

    def loose_after(self, end: int) -> bool:
        """Whether an unlabelled paragraph follows that may or may not belong to what comes before it."""
        units = self.base.units
        if end >= len(units) or not units[end - 1].label:
            return False
        return units[end].kind is UnitKind.PARAGRAPH and not units[end].label


_LATIN = str.maketrans("асеорх", "aceopx")
_RULER = re.compile(r"\|?[\s:|-]+\|?")


def _is_counted(part: PlacePart) -> bool:
    return part.word in ("pp", "op") or (part.word == "table" and part.number == "0") or part.word.startswith("nth ")


_LONGEST_OPENING = 12  # words
_LONGEST_TITLE = 12
_SPEAKER = re.compile(
    r"(?:the|we|our|le|la|les|el|los|las|il)\s|l[’']|(?:states?|member|contracting|high) "
    r"|(?:генеральная|конференция|совет|ассамблея|совещание|стороны|государства|мы)\b"
    r"|(?:إن|نحن)\s|[\u4e00-\u9fff]{2,12}[,，]$",
    re.IGNORECASE,
)
"""How the line that names the body speaking begins: with an article, unlike a verb (``Recalling its decision,``)."""


def _called(base: Text, i: int, count: Counted | None) -> tuple[str, str, str]:
    """The name, number and suffix of a unit's label; for a row its first cell, for a heading its words."""
    unit = base.units[i]
    if count is None and unit.kind is UnitKind.ROW:
        return "row", plain(base.wording(unit).strip().strip("|").split("|")[0].strip()), ""
    if count is None and unit.kind is UnitKind.HEADING:
        title = _title_words(base.wording(unit))
        word = called_alone(title.split(" ")[0])
        return (word, "", "") if word else ("heading", title, "")
    if count is None:
        return "", "-", ""
    label = count.label
    if label.prefix == "[^":
        return "note", same_number(label.number), label.suffix
    if label.prefix.strip() == "第":
        return called(f"第@{label.tail.strip()}"), same_number(label.number), label.suffix
    behind = label.tail.strip(" .") if not label.prefix and label.tail[:1] == " " else ""
    word = plain(re.sub(r"[\s#№(\\（.\[¶]+|n[°oº]\.?$", " ", label.prefix)).strip()
    return called(word or behind.strip("-–—")), same_number(label.number), label.suffix.casefold()


def _title_words(words: str) -> str:
    return " ".join(re.sub(r"[*_#:.]", " ", plain(words)).split())


def named(guide: Guide, units: Iterable[int]) -> Iterator[str]:
    """Each unit's address with its first words, for a list of candidates."""
    for i in units:
        words = guide.base.wording(guide.base.units[i]).split()
        shown = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
        yield f"{guide.where[i]} “{shown}”" if shown else guide.where[i]
