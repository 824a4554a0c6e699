"""A redline as a story with tracked changes; a text as a story without.

Rejecting all gives the first text and accepting all the second, in words, emphasis, tables and footnotes. What Word
cannot express as a change inside a paragraph (a heading turned into a bullet, a moved row) is one whole paragraph or
row deleted and another inserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from amendtrack.errors import TallyFailed
from amendtrack.formats.docx.writing.painting import (
    BOLD,
    ITALIC,
    Painting,
    Shown,
    is_endnote,
    label_of,
    notes_of,
    sign_of,
)
from amendtrack.formats.docx.writing.story import (
    ParagraphForm,
    Tracking,
    WordBlock,
    WordParagraph,
    WordRow,
    WordRun,
    WordStory,
    WordTable,
    merged,
)
from amendtrack.formats.docx.writing.typesetting import shares
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.redline.splices import Splice
from amendtrack.text.units import Text, UnitKind


def plain_story(text: Text) -> WordStory:
    """The text, for circulation."""
    return _plain(text, notes_of(text))


def tracked_story(redline: Redline) -> WordStory:
    """Both texts of a redline: one as the base, the other as changes to it.

    Raises:
        TallyFailed: one of them could not be read back; nothing should be written.
    """
    before, after = notes_of(redline.before), notes_of(redline.after)
    if any("[^" in text.source and not notes for text, notes in ((redline.before, before), (redline.after, after))):
        before, after = {}, {}  # typed in one text, they are typed in both
    story = _with_whole_tables(old_before_new(redline), before, after)
    got_both = (story.before(), story.after())
    meant = (_plain(redline.before, before).before(), _plain(redline.after, after).after())
    for side, got, want in zip(("without its changes", "with its changes"), got_both, meant):
        if got != want:
            raise TallyFailed(f"the Word file would not give back the text {side}", remedy="report the two texts")
    return story


def _with_whole_tables(redline: Redline, before: Mapping[str, int], after: Mapping[str, int]) -> WordStory:
    """The redline with each table in one piece: a table that would be cut is deleted, or inserted, whole."""
    cut: frozenset[_Side] = frozenset()
    while True:
        tracker = _Tracker(redline, before, after, cut)
        story = tracker.story()
        if tracker.cut <= cut:
            return story
        cut |= tracker.cut


def _plain(text: Text, notes: Mapping[str, int]) -> WordStory:
    writer = Writer(Painting(text, {label: n for n, label in enumerate(notes)}))
    for k in range(len(text.units)):
        writer.whole(k, Tracking.KEPT)
    return writer.story()


_Side = tuple[int, int]
"""A table: 0 for the first text or 1 for the second, and its first unit."""


class Writer:
    """Writes units of one text whole, one after the other."""

    def __init__(self, painting: Painting) -> None:
        self.painting = painting
        self.blocks: list[WordBlock] = []
        self.rows: list[WordRow] = []
        self.table: tuple[int | None, int | None] = (None, None)
        self.sides: tuple[str, ...] = ()
        self.notes: list[tuple[WordRun, ...]] = []
        self.labels: list[str] = []
        self.ends: set[int] = set()
        self.closed: set[_Side] = set()
        self.cut: set[_Side] = set()
        """Tables whose rows have been split."""

    def story(self) -> WordStory:
        self.close_table()
        labels = tuple(self.labels) if any(self.labels) else ()
        return WordStory(tuple(self.blocks), tuple(self.notes), labels, frozenset(self.ends))

    def whole(self, k: int, tracking: Tracking, painting: Painting | None = None, *, move: int | None = None) -> None:
        """One unit as a paragraph or row; footnotes are written where they are cited, a table's rule never."""
        paint = painting or self.painting
        if paint.is_note(k) or paint.is_ruler(k):
            return
        if paint.is_row(k):
            tracking = {Tracking.MOVED_HERE: Tracking.INSERTED, Tracking.MOVED_AWAY: Tracking.DELETED}.get(
                tracking, tracking
            )
            cells = (self.runs(paint, k, start, end, tracking) for start, end in paint.cells(k))
            self.row(WordRow(tuple(WordParagraph(tuple(runs)) for runs in cells), tracking), paint, k)
            return
        runs = self.runs(paint, k, paint.typed(k), paint.text.units[k].end, tracking)
        self.paragraph(WordParagraph(tuple(merged(runs)), paint.form(k), tracking, move))

    def runs(self, paint: Painting, k: int, start: int, end: int, tracking: Tracking) -> Iterator[WordRun]:
        """Characters of one unit, all tracked alike, as are the words of footnotes cited in them."""
        yield from (self.run(paint, shown, tracking) for shown in paint.shown(k, start, end))

    def run(self, paint: Painting, shown: Shown, tracking: Tracking) -> WordRun:
        if shown.label:
            unit = self.noted(paint, shown.label)
            words = paint.shown(unit, paint.typed(unit), paint.text.units[unit].end)
            return self.cite([self.run(paint, s, tracking) for s in words], tracking, shown.label)
        code = shown.code
        return WordRun(shown.text, tracking, bool(code & BOLD), bool(code & ITALIC))

    def cite(self, words: Iterable[WordRun], tracking: Tracking, label: str) -> WordRun:
        """A note's mark; its words are stored separately."""
        if is_endnote(label):
            self.ends.add(len(self.notes))
        self.notes.append(tuple(merged(words)))
        self.labels.append(sign_of(label))
        return WordRun("", tracking, note=len(self.notes) - 1)

    def noted(self, paint: Painting, label: str) -> int:
        """The unit of a footnote."""
        units = enumerate(paint.text.units)
        return next(k for k, u in units if u.kind is UnitKind.NOTE and label_of(u) == label)

    def paragraph(self, paragraph: WordParagraph) -> None:
        self.close_table()
        self.blocks.append(paragraph)

    def row(self, row: WordRow, paint: Painting, k: int, other: int | None = None) -> None:
        """A row of the current table, or the first row of a new one."""
        first, sides = paint.tables[k]
        first_side = paint is self.painting
        table = (first if first_side else other, other if first_side else first)
        same = all(x is None or y is None or x == y for x, y in zip(table, self.table))
        if self.rows and (not same or len(sides) != len(self.sides)):
            self.close_table()
        if not self.rows:
            if self.blocks and isinstance(self.blocks[-1], WordTable):
                self.blocks.append(WordParagraph(()))  # two tables would be one
            self.table, self.sides = (None, None), sides
        self.rows.append(row)
        self.table = (
            table[0] if table[0] is not None else self.table[0],
            table[1] if table[1] is not None else self.table[1],
        )

    def close_table(self) -> None:
        if self.rows:
            words = [["".join(run.text for run in cell.runs) for cell in row.cells] for row in self.rows]
            self.blocks.append(WordTable(tuple(self.rows), self.sides, shares(words)))
            self.rows = []
            tables = {(side, first) for side, first in enumerate(self.table) if first is not None}
            self.cut |= tables & self.closed
            self.closed |= tables


def _as_typed(blocks: list[WordBlock]) -> list[WordBlock]:
    """New paragraphs behind words put in at the end of one, with the marks that Word gives them as they are typed.

    The mark that is there already goes to the last of them. Of two insertions on both sides of such a mark LibreOffice
    makes one, which the mark is then a part of. Paragraphs of another form keep their own marks, since the joined
    paragraph takes its form from the last.
    """
    made = list(blocks)
    for k, block in enumerate(made):
        if not isinstance(block, WordParagraph) or block.end is not Tracking.KEPT or not block.runs:
            continue
        last = k
        while last + 1 < len(made) and _is_new(made[last + 1], block):
            last += 1
        behind = made[last]
        if last > k and isinstance(behind, WordParagraph) and block.runs[-1].tracking is Tracking.INSERTED:
            made[k] = replace(block, end=Tracking.INSERTED)
            made[last] = replace(behind, end=Tracking.KEPT)
    return made


def _is_new(block: WordBlock, behind: WordParagraph) -> bool:
    """Whether a paragraph is new, and looks like the one it is behind."""
    if not isinstance(block, WordParagraph) or block.end is not Tracking.INSERTED:
        return False
    is_alike = (block.form, block.form.look) == (behind.form, behind.form.look)
    return is_alike and all(run.tracking is Tracking.INSERTED for run in block.runs)


class _Tracker(Writer):
    """Writes one redline."""

    def __init__(
        self, redline: Redline, before: Mapping[str, int], after: Mapping[str, int], apart: frozenset[_Side]
    ) -> None:
        super().__init__(Painting(redline.before, {label: n for n, label in enumerate(before)}))
        self.redline, self.apart = redline, apart
        self.after = Painting(redline.after, {label: n for n, label in enumerate(after)})
        self.open: list[WordRun] = []
        self.twins = self._twins()
        self.moving = self._moving()
        self.leaving = {k: c for c in redline.changes if c.move is not None for k in range(c.i1, c.i2)}

    def story(self) -> WordStory:
        """All changes in reading order; between two units that stay, first the deletions, then the insertions."""
        left = 0
        for change in self.redline.changes:
            left = self._leave(left, change.i1 if change.move is None else left)
            if change.move is not None:
                self._arrive(change)
            elif change.j1 == change.j2:
                left = self._leave(change.i1, change.i2)
            elif change.kind in (ChangeKind.INSERTED, ChangeKind.DRAWN):
                self.whole(change.j1, Tracking.INSERTED, self.after)
            else:
                self._stay(change)
                left = change.i2
        self._leave(left, len(self.redline.before.units))
        self.blocks = _as_typed(self.blocks)
        return super().story()

    def _twins(self) -> dict[str, tuple[str, Change]]:
        """Notes of one kind or sign present in both texts: the first text's label, then the second's."""
        units = self.redline.before.units, self.redline.after.units
        found = {}
        for c in self.redline.changes:
            if c.i2 - c.i1 == 1 == c.j2 - c.j1 and self.painting.is_note(c.i1) and self.after.is_note(c.j1):
                labels = label_of(units[0][c.i1]), label_of(units[1][c.j1])
                if is_endnote(labels[0]) is is_endnote(labels[1]) and sign_of(labels[0]) == sign_of(labels[1]):
                    found[labels[0]] = (labels[1], c)
        return found

    def _moving(self) -> set[int]:
        """The moves that Word can express: only those of paragraphs."""
        moves = {c.move for c in self.redline.changes if c.move is not None}
        for c in self.redline.changes:
            if c.move is not None and (
                any(self.painting.is_row(k) or self.painting.is_note(k) for k in range(c.i1, c.i2))
                or any(self.after.is_row(k) or self.after.is_note(k) for k in range(c.j1, c.j2))
            ):
                moves.discard(c.move)
        return {move for move in moves if move is not None}

    # -- whole units ----------------------------------------------------------------------------

    def _is_apart(self, paint: Painting, k: int) -> bool:
        """Whether the unit is a row of a table that is deleted or inserted whole."""
        return paint.is_row(k) and (int(paint is self.after), paint.tables[k][0]) in self.apart

    def whole(self, k: int, tracking: Tracking, painting: Painting | None = None, *, move: int | None = None) -> None:
        paint = painting or self.painting
        if not self._is_apart(paint, k):
            super().whole(k, tracking, paint, move=move)
        elif paint.tables[k][0] == k:
            for n in (n for n, table in paint.tables.items() if table[0] == k):
                super().whole(n, tracking, paint)

    def _leave(self, first: int, last: int) -> int:
        """Units of the first text that are no longer here: deleted, or moved away."""
        for k in range(first, last):
            change = self.leaving.get(k)
            if change is None or change.move not in self.moving:
                self.whole(k, Tracking.DELETED)
            else:
                gone = [(s.b1, s.b2) for s in change.splices]
                self._moved(self.painting, k, gone, (Tracking.MOVED_AWAY, Tracking.DELETED), change.move)
        return max(first, last)

    def _arrive(self, change: Change) -> None:
        for k in range(change.j1, change.j2):
            if change.move not in self.moving:
                self.whole(k, Tracking.INSERTED, self.after)
            else:
                new = [(s.a1, s.a2) for s in change.splices]
                self._moved(self.after, k, new, (Tracking.MOVED_HERE, Tracking.INSERTED), change.move)

    def _moved(
        self,
        paint: Painting,
        k: int,
        changed: list[tuple[int, int]],
        fates: tuple[Tracking, Tracking],
        move: int | None,
    ) -> None:
        """A moved unit at one of its places: words that moved, and words that are only here."""
        at, end = paint.typed(k), paint.text.units[k].end
        runs: list[WordRun] = []
        for start, stop in [*changed, (end, end)]:
            start, stop = min(max(start, at), end), min(max(stop, at), end)
            runs += self.runs(paint, k, at, start, fates[0])
            runs += self.runs(paint, k, start, stop, fates[1])
            at = stop
        self.paragraph(WordParagraph(tuple(merged(runs)), paint.form(k), fates[0], move))

    # -- units that stay ------------------------------------------------------------------------

    def _stay(self, change: Change) -> None:
        before, after = range(change.i1, change.i2), range(change.j1, change.j2)
        one = len(before) == 1 == len(after)
        if one and self.painting.is_note(change.i1) and self.after.is_note(change.j1):
            return
        rows = one and self.painting.is_row(change.i1) and self.after.is_row(change.j1)
        apart = rows and (self._is_apart(self.painting, change.i1) or self._is_apart(self.after, change.j1))
        if rows and not apart and self._row_stays(change):
            return
        if not self._is_one_form(before, after):
            for k in before:
                self.whole(k, Tracking.DELETED)
            for k in after:
                self.whole(k, Tracking.INSERTED, self.after)
            return
        self.close_table()
        u, v = self.redline.before.units, self.redline.after.units
        ends = u[change.i2 - 1].end, v[change.j2 - 1].end
        at = self.painting.typed(change.i1), self.after.typed(change.j1)
        b, a = change.compared_from(self.redline.before, self.redline.after)
        leads = Splice(at[0], max(at[0], b), at[1], max(at[1], a), True)
        for b1, b2, a1, a2 in self._stretches(at, ends, (leads, *change.splices)):
            self._pair(b1, b2, a1, a2)
        self._end(Tracking.KEPT, self.after.form(change.j2 - 1))

    def _is_one_form(self, before: range, after: range) -> bool:
        """Whether words can be tracked inside: all units are paragraphs of one form."""
        forms: set[ParagraphForm] = set()
        for paint, units in ((self.painting, before), (self.after, after)):
            for k in units:
                if paint.is_note(k) or paint.is_row(k):
                    return False
                forms.add(paint.form(k))
        return len(forms) == 1

    def _stretches(
        self, at: tuple[int, int], ends: tuple[int, int], splices: Iterable[Splice]
    ) -> Iterator[tuple[int, int, int, int]]:
        """Both texts from ``at`` to ``ends`` in pairs of stretches, equal and different, in order."""
        b, a = at
        for s in splices:
            if s.b1 < b or s.a1 < a:
                continue
            yield b, s.b1, a, s.a1
            yield s.b1, s.b2, s.a1, s.a2
            b, a = s.b2, s.a2
        yield b, ends[0], a, ends[1]

    def _pair(self, b1: int, b2: int, a1: int, a2: int) -> None:
        """A stretch of both texts; paragraph ends are paired if both have equally many."""
        before, after = list(self.painting.pieces(b1, b2)), list(self.after.pieces(a1, a2))
        if len(before) == len(after):
            for n, (x, y) in enumerate(zip(before, after)):
                if n:
                    self._end(Tracking.KEPT, self.after.form(after[n - 1][0]))
                self._words(x, y)
            return
        for paint, pieces, tracking in (
            (self.painting, before, Tracking.DELETED),
            (self.after, after, Tracking.INSERTED),
        ):
            for n, piece in enumerate(pieces):
                if n:
                    self._end(tracking, paint.form(pieces[n - 1][0]))
                self.open += self.runs(paint, *piece, tracking)

    def _end(self, tracking: Tracking, form: ParagraphForm) -> None:
        self.blocks.append(WordParagraph(tuple(merged(self.open)), form, tracking))
        self.open = []

    def _words(self, before: tuple[int, int, int], after: tuple[int, int, int]) -> None:
        """Words inside one paragraph: those shown alike in both are kept, the rest deleted and inserted."""
        gone, new = self.painting.shown(*before), self.after.shown(*after)
        if gone == new and not any(s.label for s in gone):
            self.open += (self.run(self.painting, s, Tracking.KEPT) for s in gone)
            return
        lead = len(list(takewhile(lambda pair: self._alike(*pair), zip(gone, new))))
        rest = list(zip(reversed(gone[lead:]), reversed(new[lead:])))
        trail = len(list(takewhile(lambda pair: self._alike(*pair), rest)))
        for shown in gone[:lead]:
            self.open.append(self._kept(shown))
        for shown in gone[lead : len(gone) - trail]:
            self.open.append(self.run(self.painting, shown, Tracking.DELETED))
        for shown in new[lead : len(new) - trail]:
            self.open.append(self.run(self.after, shown, Tracking.INSERTED))
        for shown in gone[len(gone) - trail :]:
            self.open.append(self._kept(shown))

    def _alike(self, gone: Shown, new: Shown) -> bool:
        if gone.label and new.label:
            return self.twins.get(gone.label, ("", None))[0] == new.label
        return gone == new

    def _kept(self, shown: Shown) -> WordRun:
        """Words in both texts; those of footnotes are compared in turn."""
        if not shown.label:
            return self.run(self.painting, shown, Tracking.KEPT)
        change = self.twins[shown.label][1]
        aside, self.open = self.open, []
        u, v = self.redline.before.units[change.i1], self.redline.after.units[change.j1]
        for b1, b2, a1, a2 in self._stretches((u.body, v.body), (u.end, v.end), change.splices):
            self._words((change.i1, b1, b2), (change.j1, a1, a2))
        words, self.open = self.open, aside
        return self.cite(words, Tracking.KEPT, shown.label)

    # -- rows -----------------------------------------------------------------------------------

    def _row_stays(self, change: Change) -> bool:
        """A row with its cells compared, if it has as many as before."""
        i, j = change.i1, change.j1
        if self.painting.is_ruler(i) or self.after.is_ruler(j):
            return self.painting.is_ruler(i) and self.after.is_ruler(j)
        before, after = self.painting.cells(i), self.after.cells(j)
        sides = self.painting.tables[i][1], self.after.tables[j][1]
        if len(before) != len(after) or sides[0] != sides[1]:
            return False
        cells = [self._cell(change, x, y) for x, y in zip(before, after)]
        row = WordRow(tuple(WordParagraph(tuple(merged(runs))) for runs in cells))
        self.row(row, self.painting, i, other=self.after.tables[j][0])
        return True

    def _cell(self, change: Change, before: tuple[int, int], after: tuple[int, int]) -> list[WordRun]:
        inside = [
            s for s in change.splices
            if before[0] <= s.b1 and s.b2 <= before[1] and after[0] <= s.a1 and s.a2 <= after[1]
        ]  # fmt: skip
        stretches = list(self._stretches((before[0], after[0]), (before[1], after[1]), inside))
        source = self.redline.before.source, self.redline.after.source
        if any(source[0][x1:x2] != source[1][y1:y2] for x1, x2, y1, y2 in stretches[::2]):
            stretches = [(*before, *after)]
        aside, self.open = self.open, []
        for b1, b2, a1, a2 in stretches:
            self._words((change.i1, b1, b2), (change.j1, a1, a2))
        cell, self.open = self.open, aside
        return cell
