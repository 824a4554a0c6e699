"""The paragraphs of a page in lines of a terminal, each set when it is first looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rich.text import Text as Line

from amendtrack.render.block_lines import lines_of_blocks
from amendtrack.render.descriptions import ShownUnit, is_row
from amendtrack.render.look import MEASURE, Look
from amendtrack.render.safe import one_line
from amendtrack.render.set_unit import SetUnit
from amendtrack.render.unit_lines import named, unit_lines
from amendtrack.render.wrapping import paragraph
from amendtrack.text.scripts import is_turned
from amendtrack.viewer.isolating import isolated
from amendtrack.viewer.paragraphs import Facing, Paragraph, ReadingBeside
from amendtrack.viewer.slot_mark import naming

NARROW = 70
"""The width from which the draft and the readings stand side by side."""


class Galley:
    """The lines of a page at one width; ``colours`` are those of delegations."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], width: int, colours: Mapping[str, str], measure: int = MEASURE
    ) -> None:
        self.paragraphs, self.wanted = paragraphs, width
        self.look = Look(min(width, measure), colours=colours)
        self._set: dict[int, list[Line]] = {}

    def lines(self, n: int) -> list[Line]:
        """The lines of a paragraph, with the blank line before it if there is one."""
        if n not in self._set:
            first, last = self._table(n)
            self._set.update(zip(range(first, last), self._lines(range(first, last)), strict=True))
        return self._set[n]

    def _table(self, n: int) -> tuple[int, int]:
        """The paragraphs that are set together: the rows of a table, or this one alone."""
        first, last = n, n + 1
        while first > 0 and self._is_row(n) and self._is_row(first - 1):
            first -= 1
        while last < len(self.paragraphs) and self._is_row(n) and self._is_row(last):
            last += 1
        return first, last

    def _is_row(self, n: int) -> bool:
        """Whether a paragraph is a row of a table, or stands between two and has nothing in the draft."""
        if drafted := self._drafted(n):
            return drafted[0].form.is_row
        if isinstance(unit := self.paragraphs[n].units[0], ShownUnit):
            return is_row(unit)
        around = (range(n - 1, -1, -1), range(n + 1, len(self.paragraphs)))
        beside = [next(filter(None, map(self._drafted, numbers)), ()) for numbers in around]
        return isinstance(self.paragraphs[n].units[0], Facing) and all(u and u[0].form.is_row for u in beside)

    def _drafted(self, n: int) -> tuple[SetUnit, ...]:
        """The typeset units of a paragraph, those that readings stand beside too."""
        units = self.paragraphs[n].units
        if isinstance(units[0], Facing):
            return units[0].units
        return tuple(unit for unit in units if isinstance(unit, SetUnit))

    def _lines(self, numbers: range) -> Iterator[list[Line]]:
        """The lines of paragraphs that are set together."""
        before = self.paragraphs[numbers[0] - 1].units[-1] if numbers[0] else None
        if any(isinstance(unit, ShownUnit) for unit in self.paragraphs[numbers[0]].units):
            yield from self._compared(numbers)
            return
        facing = [n for n in numbers if isinstance(self.paragraphs[n].units[0], Facing)]
        is_alone = len(facing) == 1 and not self._is_row(facing[0])
        if is_alone or not any(map(self._drafted, numbers)):
            units = self.paragraphs[numbers[0]].units
            yield [Line()] * (before is not None) + [line for unit in units for line in self._of_unit(unit)]
            return
        typeset = [unit for n in numbers for unit in self._drafted(n)]
        turned = is_turned("".join(unit.text for unit in typeset))
        found = self._typeset(before, typeset, self._drafts_look(turned=turned) if facing else self.look)
        for n in numbers:
            many, first = len(self._drafted(n)), self.paragraphs[n].units[0]
            own = [line for lines in found[:many] for line in lines]
            blank = own[:1] if n == numbers[0] and before is not None else []
            yield [*blank, *self._facing(first, own[len(blank) :], turned=turned)] if isinstance(first, Facing) else own
            del found[:many]

    def _compared(self, numbers: range) -> Iterator[list[Line]]:
        """The lines of units of two texts compared."""
        units = [[unit for unit in self.paragraphs[n].units if isinstance(unit, ShownUnit)] for n in numbers]
        found = lines_of_blocks([unit for own in units for unit in own], self.look)
        for n, own in zip(numbers, units, strict=True):
            (is_apart, lines), *others = islice(found, len(own))
            yield [*[Line()] * (is_apart and n > 0), *lines, *(line for _, more in others for line in more)]

    def _typeset(self, before: object, typeset: Sequence[SetUnit], look: Look) -> list[list[Line]]:
        """The lines of each unit, behind those of the unit before; a rule of a table belongs to the row above it."""
        after = [before] if isinstance(before, SetUnit) else []
        found: list[list[Line]] = [[] for _ in typeset]
        k, waiting = -1 - len(after), list[Line]()
        for unit, lines in unit_lines([*after, *typeset], look):
            if unit is None and lines[0].plain:
                found[k] += lines
            elif unit is None:
                waiting += lines
            else:
                k += 1
                if k >= 0:
                    found[k] += [*waiting, *lines]
                waiting = []
        if before is not None and not after:
            found[0].insert(0, Line())
        return found

    def _of_unit(self, unit: SetUnit | ShownUnit | Facing) -> Iterator[Line]:
        match unit:
            case Facing():
                turned = is_turned("".join(one.text for one in unit.units))
                drafted = list(self._alone(unit.units, self._drafts_look(turned=turned)))
                yield from self._facing(unit, drafted, turned=turned)
            case SetUnit():
                yield from self._alone([unit], self.look)

    def _halves(self) -> tuple[int, int]:
        """The cells of each of two columns."""
        half = (self.look.width - 3) // 2
        return half, self.look.width - half - 3

    def _drafts_look(self, *, turned: bool) -> Look:
        """How the draft is set beside the readings; in the whole width, where they stand under it."""
        return self.look if self.look.width < NARROW else replace(self.look, width=self._halves()[turned])

    def _facing(self, unit: Facing, drafted: Sequence[Line], *, turned: bool) -> Iterator[Line]:
        """The draft left, the readings right; the other way round if it is read so; in a narrow text, under it."""
        if not drafted:
            drafted = [Line("(nothing in the draft)"[: self.look.width], style="dim")]
        if self.look.width < NARROW:
            yield from drafted
            for reading in unit.readings:
                yield from self._reading(reading, self.look.width, "    ")
            return
        half, other = self._halves()
        beside = half if turned else other
        said = [line for reading in unit.readings for line in self._reading(reading, beside, "")]
        left, right = (said, drafted) if turned else (drafted, said)  # the draft is where one begins to read
        for k in range(max(len(left), len(right))):
            here = left[k].copy() if k < len(left) else Line()
            here.append(" " * (half - here.cell_len))
            beyond = right[k].copy() if k < len(right) else Line()
            beyond.append(" " * (other - beyond.cell_len if is_turned(beyond.plain) else 0))
            yield Line.assemble(isolated(here), (" │ ", "dim"), isolated(beyond))

    def _alone(self, units: Sequence[SetUnit], look: Look) -> Iterator[Line]:
        for _, lines in unit_lines(units, look):
            yield from lines

    def _reading(self, reading: ReadingBeside, width: int, lead: str) -> list[Line]:
        said = Line("").append(one_line(reading.address), style=naming(reading.address)).append(" ")
        said.append_text(named(f"{one_line(reading.names)}: " if reading.names else "", self.look))
        said.append(one_line(reading.words), style="not bold")
        return paragraph(said, width, Line(f"{lead}  "), Line(lead))

    # -- lines one under the other ------------------------------------------------------------------

    def below(self, n: int, offset: int, height: int) -> list[tuple[int, int, Line]]:
        """So many lines from one of a paragraph on, each with its paragraph and its number there."""
        found: list[tuple[int, int, Line]] = []
        while n < len(self.paragraphs) and len(found) < height:
            found += [(n, k, line) for k, line in enumerate(self.lines(n))][offset:]
            n, offset = n + 1, 0
        return found[:height]

    def moved(self, n: int, offset: int, by: int) -> tuple[int, int]:
        """The paragraph and line so many lines further on, or back if negative."""
        offset += by
        while offset < 0 and n > 0:
            n -= 1
            offset += len(self.lines(n))
        while n < len(self.paragraphs) - 1 and offset >= len(self.lines(n)):
            offset -= len(self.lines(n))
            n += 1
        return n, max(0, min(offset, max(0, len(self.lines(n)) - 1)))


__all__ = ["Galley"]
