"""The units of a text while they are being set: those that are done, and the one that is open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from amendtrack.render.faces import CellEnd, Cited, FormKind, Inked, Letters, UnitForm, form_of, pieces
from amendtrack.render.parsing import SPACE
from amendtrack.render.set_unit import Ink, SetUnit, Span, trimmed
from amendtrack.text.nesting import Nesting
from amendtrack.text.units import Text


class UnitsBeingSet:
    """The units set so far, the open one, and what waits for the next."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.starts = [unit.start for unit in text.units]
        self.done: list[SetUnit] = []
        self._last: tuple[int, Inked] | None = None
        self.open: _OpenUnit | None = None
        self.waiting: list[Span] = []
        """Signs that open before the unit they belong to."""
        self.addresses: list[str] = []
        self.backers: tuple[str, ...] = ()
        """Whose reading is being set; nobody where delegations are not named."""
        self.borders = _Borders()
        self.resuming: UnitForm | None = None
        """The form of the paragraph in which a unit goes on after alternatives in it."""

    def begin(self, form: UnitForm, unit: int | None = None) -> _OpenUnit:
        """Begin a new unit, with the signs that were waiting for it."""
        self.close()
        self.open = _OpenUnit(form, [list(self.waiting)], list(self.addresses), unit=unit)
        self.waiting, self.addresses = [], []
        return self.open

    def close(self) -> None:
        """End the open unit."""
        self.resuming = None
        if self.open is not None:
            self.borders.cross(self.open.cells)
            self.done.append(self.open.closed())
            self.open = None

    def put(self, span: Span) -> None:
        """Add a span to the open unit, or begin one with it."""
        if not span.text and not span.note:
            return
        if self.resuming and span != _CLOSING:
            if not (span.text.strip(SPACE) or span.note):
                return
            self.begin(self.resuming)
        unit = self.open or self.begin(UnitForm(FormKind.TEXT))
        if unit.form.is_row:
            self.borders.before(span, unit.cells)
        unit.cells[-1].append(
            Span(span.text, span.ink, span.face, span.note, self.backers) if span.ink is Ink.PROPOSED else span
        )

    def sign(self, text: str, ink: Ink = Ink.SIGN) -> None:
        """Add a bracket, a stroke or a name."""
        self.put(Span(text, ink))

    def words(
        self, text: Text, start: int, end: int, ink: Ink, *, begun: int = -1, nestings: Sequence[Nesting] = ()
    ) -> None:
        """Characters ``start:end`` of a text, each unit that starts among them in a separate paragraph.

        ``begun`` is the unit that the open paragraph is already; ``nestings`` is how deep each unit stands, if the text
        is part of another.
        """
        starts = self.starts if text is self.text else [unit.start for unit in text.units]
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(text.units) and text.units[k].start < end:
            unit = text.units[k]
            form = form_of(text, k, nestings[k] if nestings else None)
            if form.kind is FormKind.RULER:
                k += 1
                continue
            if unit.start >= start and k != begun:
                apart = form.is_row and k > 0 and text.source[text.units[k - 1].end : unit.start].count("\n") > 1
                self.begin(form, k if text is self.text else None).apart = apart
                if form.kind is FormKind.RULE:
                    self.put(Span("—" * 3, ink))
                    k += 1
                    continue
            self._letters(text, k, start, end, ink)
            k += 1

    def _letters(self, text: Text, k: int, start: int, end: int, ink: Ink) -> None:
        for piece in pieces(text, k, start, end, self._inked(k) if text is self.text else None):
            match piece:
                case Letters(words, face):
                    self.put(Span(words, ink, face))
                case Cited(label):
                    self.put(Span("", ink, note=label))
                case CellEnd():
                    if self.open is not None:
                        self.borders.meet()

    def inked(self, k: int) -> bytes:
        """A code for each character of a unit: 0 for one that is printed as it is, upright."""
        return self._inked(k).codes

    def _inked(self, k: int) -> Inked:
        """A unit of the text, read once for all that stands between its slots."""
        if self._last is None or self._last[0] != k:
            self._last = k, Inked.of(self.text, k)
        return self._last[1]

    def taken(self, write: Callable[[], None]) -> tuple[Span, ...]:
        """The spans set by a step, in one line."""
        self.done, self.open, self.waiting, self.addresses = [], None, [], []
        write()
        self.close()
        spans: list[Span] = []
        for n, unit in enumerate(self.done):
            spans += [Span(" ¶ ")] if n else []
            if unit.form.kind is FormKind.NOTE and unit.form.label:
                spans += [Span("", note=unit.form.label), Span(" ")]
            for k, cell in enumerate(unit.cells):
                spans += [Span(" · ")] if k else []
                spans += cell
        return tuple(trimmed(spans))


@dataclass(slots=True)
class _Borders:
    """The borders of cells that have been met, and not yet crossed.

    A reading of a whole cell ends or begins with a border. Its bracket belongs to that cell, and all readings share it.
    """

    met: int = 0
    of_others: int = 0
    """Those at the end of a reading before this one in the bracket."""
    shared: bool = False
    """Whether the readings of this bracket begin with a border, which was crossed with the first of them."""
    is_crossed: bool = False
    """Whether this reading's first border is that one."""

    def meet(self) -> None:
        """A border, unless it is the one with which every reading of the bracket begins."""
        if self.is_crossed:
            self.is_crossed = False
        else:
            self.met += 1

    def before(self, span: Span, cells: list[list[Span]]) -> None:
        """What is done about the borders before a span is set."""
        if span == _STROKE:
            self.of_others, self.met = max(self.met, self.of_others), 0
            self.is_crossed = self.shared
        elif span == _CLOSING:
            self.met, self.of_others = max(self.met, self.of_others), 0
            self.shared = self.is_crossed = False
        elif span.opens or span.ink not in (Ink.SIGN, Ink.NAMES):
            self.cross(cells)
            self.is_crossed = False

    def cross(self, cells: list[list[Span]]) -> None:
        """Begin a cell behind each border that was met; a bracket that has just been opened goes along."""
        if not self.met:
            return
        opened = [cells[-1].pop()] if cells[-1] and cells[-1][-1].opens else []
        cells += [[] for _ in range(self.met)]
        cells[-1] += opened
        self.shared, self.met = self.shared or bool(opened), 0


@dataclass(slots=True)
class _OpenUnit:
    """A unit being set."""

    form: UnitForm
    cells: list[list[Span]] = field(default_factory=lambda: [[]])
    addresses: list[str] = field(default_factory=list)
    apart: bool = False
    unit: int | None = None

    def closed(self) -> SetUnit:
        cells = tuple(tuple(trimmed(cell)) for cell in self.cells)
        return SetUnit(self.form, cells, tuple(self.addresses), self.apart, self.unit)


_CLOSING, _STROKE = Span("]", Ink.SIGN), Span(" / ", Ink.SIGN)
