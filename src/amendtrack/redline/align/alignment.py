"""Which unit of one text is which unit of another: kept, changed, moved, split, joined, new or gone.

Only exact, long, unique blocks anchor units; the units between them are matched by similarity of wording, label and
order. A label is a name, not an identity. Which of two swapped units moved depends only on their lengths and places in
the first text, so that editing a unit never changes the answer.

How this works, in the order of ``Aligner.alignment``:

1. ``anchors``: runs of identical blocks that occur once in each text. Most of a long draft is settled here and
never cut into words.
2. ``_gather_units``: the units outside these runs, the *loose* ones, of both texts.
3. ``_match``: pairs of loose units. First, plainly similar units between the same two anchors, one after the other;
then, among the rest, the heaviest set of pairs that keeps the order; last, similar units elsewhere, which are moves. A
unit with a single exact partner is never matched with a worse one.
4. ``_settle_order``: the links in the heaviest chain stay in place; all other linked units have moved. An unmatched
unit may be a part that a neighbour lost (a split) or absorbed (a join); and if as many units are new as are gone
between the same neighbours, they replace each other (``beside``).

If the second text's author has stated the origin of its units, none of this is done: see ``_as_stated``. A unit of
either text is in at most one pair, except in splits and joins; a unit in no pair is new, or gone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise, starmap

from amendtrack.redline.align.anchors import Anchors, Run, anchors_of, runs_among
from amendtrack.redline.align.beside import Beside
from amendtrack.redline.align.chain import heaviest_chain
from amendtrack.redline.align.cited_notes import as_cited
from amendtrack.redline.align.copies import between_the_same_neighbours, in_their_gaps, own_words
from amendtrack.redline.align.likeness import (
    ALIKE_IN_PLACE,
    ALIKE_MOVED,
    HUGE,
    LONG_ENOUGH,
    MOVED,
    NEARLY,
    Likeness,
    Loose,
    LooseWords,
    of_one_shape,
    partners_of,
)
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.align.prepared import Key, Prepared
from amendtrack.redline.align.section_heads import heads_section
from amendtrack.redline.align.sections import (
    HeadingsByText,
    Link,
    Sections,
    heads_new_section,
    loosened,
    with_their_sections,
)
from amendtrack.redline.align.table_heads import with_their_rows
from amendtrack.redline.align.whole_parts import parts_whole
from amendtrack.redline.cells import TableColumns
from amendtrack.redline.spoken_words import Words
from amendtrack.text.openings import BRACKETS
from amendtrack.text.units import (
    Text,
    Unit,
    UnitKind,
    blank_end,
    layout_beside,
    parse_block,
    read_blocks,
    shifted,
    split_blocks,
    units_of_blocks,
)

HEADING = 1500
"""How many characters of text a heading weighs when it is decided what moved past what."""

_IN_ANOTHER_LIST = 0.01
"""How much less a unit weighs that counts with others now."""

Scored = tuple[int, int, float]
"""A unit of the first text, one of the second, and how similar they are."""


@dataclass(frozen=True, slots=True)
class EqualRun:
    """Units ``before[i : i+n]`` that equal units ``after[j : j+n]``, except for typography."""

    i: int
    j: int
    n: int
    moved: bool
    is_copied: bool = field(default=False, compare=False, repr=False)
    """Whether the units of the second text were not read, but taken from the first, where the same characters are."""

    def is_identical(self, before: Text, after: Text) -> bool:
        """Whether the units are the same to the last character, labels and white space between them included."""
        if self.is_copied:
            return True
        mine, others = before.units[self.i : self.i + self.n], after.units[self.j : self.j + self.n]
        by = others[0].start - mine[0].start
        if not by and mine == others:
            return before.source[mine[0].start : mine[-1].end] == after.source[mine[0].start : mine[-1].end]
        if before.source[mine[0].start : mine[-1].end] != after.source[others[0].start : others[-1].end]:
            return False
        (_, labels, *places), (_, now, *new_places) = zip(*mine), zip(*others)
        return labels == now and all(tuple(map(by.__add__, at)) == new for at, new in zip(places, new_places))


@dataclass(frozen=True, slots=True)
class Group:
    """Units ``before[i1:i2]`` whose wording became ``after[j1:j2]``: edited, split or joined."""

    i1: int
    i2: int
    j1: int
    j2: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs and groups in the order of the second text; units in none of them are gone or new.

    ``gaps`` holds, for new and moved units whose place was stated, the unit of the first text that they follow.
    """

    runs: tuple[EqualRun, ...]
    groups: tuple[Group, ...]
    gaps: Mapping[int, int] = field(default_factory=dict)


def align(before: Text, after: Text) -> Alignment:
    """How the units of the second text derive from those of the first."""
    return Aligner(Prepared.of(before), after.source).alignment()


class Aligner:
    """One comparison in progress; ``alignment()`` is called once and the object is then discarded."""

    def __init__(self, before: Prepared, after: str, *, origins: Origins = UNSTATED) -> None:
        self.before, self.after, self.origins = before, after, origins
        self.layout = layout_beside(before.text.source, after, was=before.layout)
        self._units: Sequence[Unit] | None = None  # of the second text, if already read
        self._between: dict[tuple[int, int], list[str]] = {}
        self._copied: list[tuple[int, int, int]] = []  # units j1:j2 of the second text, and how far they are from i1
        self._homes: dict[int, set[int]] = {}  # where a word of near-duplicates that are out of order went
        self._same_layout = self.layout is before.layout
        self.weighed: Likeness | None = None  # how like the loose units are, if that was asked

    def alignment(self, units: Sequence[Unit] | None = None) -> Alignment:
        """How the units correspond; ``units`` are those of the second text, if already read."""
        if self.origins:
            self._gather_units((), units)
            if self.origins.fits(len(self.before.text.units), len(self.after_texts)):
                return self._as_stated()
        self._gather_units(self._runs, units)
        links = self._match()
        return self._settle_order(links)

    # -- exact blocks ---------------------------------------------------------------------------

    @cached_property
    def _anchors(self) -> Anchors | None:
        """The runs of equal blocks, if they can be found without cutting the text into blocks."""
        return anchors_of(self.before, self.after) if self._same_layout else None

    @cached_property
    def _runs(self) -> tuple[Run, ...]:
        """The runs of equal blocks that start from a long unique one."""
        if self._anchors is not None:
            return self._anchors.runs
        return runs_among(self.before, self._blocks) if self._same_layout else ()

    @cached_property
    def _blocks(self) -> list[str]:
        return split_blocks(self.after, self.layout)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._blocks)))

    def _blocks_between(self, start: int, end: int) -> list[str]:
        """The blocks among these characters, between two runs."""
        if self._anchors is None:
            return self._blocks[bisect_right(self._ends, start) : bisect_right(self._ends, end)]
        found = self._between.get((start, end))
        if found is None:
            found = split_blocks(self.after[start:end], self.layout) if start < end else []
            self._between[start, end] = found
        return found

    def read(self) -> Text:
        """The second text as units; those of equal blocks are not read again."""
        if self._anchors is None:
            return read_blocks(self.after, self._blocks, self.layout)
        units: list[Unit] = []
        first, starts, source = self.before.first_unit, self.before.starts, self.before.text.source
        nothing = Run(-1, 0, 0, 0)
        at, last = 0, nothing
        for block, many, start, end in (*self._anchors.parts, Run(0, 0, len(self.after), 0)):
            if at < start:
                units += units_of_blocks(self._blocks_between(at, start), self.layout, at)[0]
            if self.after[start:end] == source[starts[block] : starts[block + many]]:
                goes_on = at == start and last.many and block == last.block + last.many
                j = self._copied.pop()[0] if goes_on else len(units)
                units += shifted(self.before.text.units[first[block] : first[block + many]], start - starts[block])
                self._copied.append((j, len(units), first[block + many] - len(units)))
                last = Run(block, many, start, end)
            else:  # with other white space around it
                units += units_of_blocks([self.after[start:end]], self.layout, start)[0]
                last = nothing
            at = end
        return Text(self.after, tuple(units))

    def _gather_units(self, runs: Sequence[Run], units: Sequence[Unit] | None) -> None:
        """Number the second text's units; keep wording only of those outside the equal runs."""
        self._units = units
        first = self.before.first_unit
        self.loose_after: list[int] = []
        self.links: list[tuple[int, int, int]] = []  # i, j, how many units
        self.gaps: dict[int, str] = {}  # white space before an equal run
        texts: list[Loose | None] = []
        gap, end = "", 0
        for block, many, start, stop in (*runs, Run(0, 0, len(self.after), len(self.after))):
            for loose in self._blocks_between(end, start):
                end += len(loose)
                gap = self._loosen(loose, self._units_in(loose, end, len(texts), units), gap, texts)
            self.gaps[len(texts)] = gap
            count = first[block + many] - first[block]
            if count:
                self.links.append((first[block], len(texts), count))
                texts.extend([None] * count)
            if many:
                gap = blank_end(self.after, start, stop)
            end = stop
        self.gaps[len(texts)] = gap
        self.after_texts, self._words = texts, LooseWords(texts, units)
        self.loose_before: list[int] = []
        at = 0
        for i, _, n in [*sorted(self.links), (len(self.before.text.units), 0, 0)]:
            self.loose_before.extend(range(at, i))
            at = i + n

    def _units_in(self, block: str, end: int, first: int, units: Sequence[Unit] | None) -> tuple[Sequence[Unit], int]:
        """The units of a block that ends there, with ``first`` units before it, and the offset of their positions."""
        if units is None:
            return self.before.units_of(block) if self._same_layout else parse_block(block, self.layout), 0
        last = first
        while last < len(units) and units[last].start < end:
            last += 1
        return units[first:last], end - len(block)

    def _loosen(self, block: str, units: tuple[Sequence[Unit], int], gap: str, texts: list[Loose | None]) -> str:
        """Add a block's units to the loose ones; return the white space after its last unit."""
        at, (found, zero) = 0, units
        for unit in found:
            start, body, end = unit.start - zero, unit.body - zero, unit.end - zero
            self.loose_after.append(len(texts))
            row, line = unit.kind is UnitKind.ROW, unit.kind is UnitKind.LINE
            texts.append(Loose(unit.label, gap + block[at:start], block[start:body], block[body:end], row, line))
            at, gap = end, ""
        return gap + block[at:]

    # -- stated -------------------------------------------------------------------------------------

    def _as_stated(self) -> Alignment:
        """The alignment that the author stated: nothing is matched by similarity, only matched units are compared."""
        runs: list[EqualRun] = []
        groups: list[Group] = []
        gaps: dict[int, int] = {}
        for part in self.origins.parts:
            if part.gap is not None:
                gaps.update((j, part.gap) for j in range(part.j1, part.j2))
            if part.is_paired:
                self._pair(part, runs, groups)
            elif not part.is_new:
                groups.append(Group(part.i1, part.i2, part.j1, part.j2, part.gap is not None))
        return Alignment(tuple(runs), tuple(groups), gaps)

    def _pair(self, part: Origin, runs: list[EqualRun], groups: list[Group]) -> None:
        """Pair the units one by one: runs of identical units, and units whose wording differs."""
        moved, follows = part.gap is not None, False
        for i, j in zip(range(part.i1, part.i2), range(part.j1, part.j2)):
            if self.before.text.wording(self.before.text.units[i]) != self.loose(j).wording:
                groups.append(Group(i, i + 1, j, j + 1, moved))
                follows = False
            elif follows:
                runs[-1] = EqualRun(runs[-1].i, runs[-1].j, runs[-1].n + 1, moved)
            else:
                runs.append(EqualRun(i, j, 1, moved))
                follows = True

    # -- likeness -------------------------------------------------------------------------------

    def _match(self) -> list[Link]:
        """All links ``(i, j, units, exact)``: the anchored runs, then those found by similarity."""
        links = [(i, j, n, True) for i, j, n in self.links]
        if not self.loose_before or not self.loose_after:
            return links
        self.weighed = like = self.like
        between, between_after = self._intervals()
        plain = self._plain_pairs(between, between_after)
        candidates = like.candidates(
            {i for i, _ in plain}, {j for _, j in plain}, lambda i, j: between(i) == between_after(j)
        )
        scored = [(i, j, like.score(i, j)) for i, j in candidates]
        pairs = plain + self._in_place([(i, j, s) for i, j, s in scored if between(i) == between_after(j)], scored)
        pairs += self._moved_away(scored, pairs)
        links += [(i, j, 1, like.are_equal(i, j)) for i, j in pairs]
        return links

    @cached_property
    def like(self) -> Likeness:
        """How like the loose units are."""
        texts = {j: self.loose(j) for j in self.loose_after}
        return Likeness(self.before, self.loose_before, texts=texts, words=self._words)

    def _in_place(self, here: list[Scored], scored: list[Scored]) -> list[tuple[int, int]]:
        """The pairs between the same two anchors that preserve most of the order.

        A unit with a single exact partner, wherever that is, is not matched with a worse one; nor are two short units
        that both have one. A unit with a partner that is nearly the same is not matched with one that shares less than
        half of its words, unless one is whole in it.
        """
        like, elsewhere, maybe = self.like, self.like.only_partners(scored), self.like.near_pairs(scored, here)
        weighed = [
            (i, j, like.weight(i, j, s) / (1 if j in self._homes.get(i, (j,)) else 2) + self._holds_section(i, j, s))
            for i, j, s in here
            if (s == 1.0 or not self._belong_elsewhere(i, j, elsewhere)) and self._may_be_one(i, j, s)
        ]
        found = [weighed[k][:2] for k in heaviest_chain(weighed)]
        if not maybe:
            return found
        weak = {(i, j) for i, j, s in here if s < MOVED}
        doubtful = self._drawn_away(weak, maybe)
        if doubtful.isdisjoint(found):  # as nearly always: the heaviest of all is the heaviest of any part that has it
            return found
        away = self._drawn_away(doubtful, [pair for pair in maybe if like.says_the_same(*pair, NEARLY)])
        weighed = [link for link in weighed if link[:2] not in away]
        return [weighed[k][:2] for k in heaviest_chain(weighed)]

    def _belong_elsewhere(self, i: int, j: int, partners: Mapping[tuple[int, int], int]) -> bool:
        """Whether a long unit, or each of two short ones, has its exact partner elsewhere."""
        i_goes, j_comes = partners.get((i, -1), j) != j, partners.get((-1, j), i) != i
        long_b, long_a = len(self.like.bkey[i]) >= LONG_ENOUGH, len(self.like.akey[j]) >= LONG_ENOUGH
        return (i_goes and (j_comes or long_b)) or (j_comes and long_a)

    def _holds_section(self, i: int, j: int, likeness: float) -> float:
        """What the same heading weighs beyond its words: paragraphs pass it rather than it them.

        It does not if the text right under it is right under another heading in the other text, since it went there.
        """
        if likeness < 1.0 or not heads_section(self.before.text, self.before.text.units[i]):
            return 0.0
        if not self.like.same_label(i, j):
            return 0.0
        opened, opens = self._opened
        left = opened.get(self.like.bkey.get(i + 1, ()), j)
        came = opens.get(self.like.akey.get(j + 1, ()), i)
        return HEADING / 10 if (left, came) == (j, i) else 0.0

    @cached_property
    def _opened(self) -> tuple[dict[Key, int], dict[Key, int]]:
        """The heading right above each loose unit that has one: in the second text, and in the first."""
        like, heads = self.like, {*self.before.heads}
        ends = {j + n - 1 for i, j, n in self.links if i + n - 1 in heads}
        heads_after = {*ends, *(j for j in self.loose_after if heads_new_section(self.loose(j)))}
        return (
            {like.akey[j]: j - 1 for j in self.loose_after if j - 1 in heads_after},
            {like.bkey[i]: i - 1 for i in self.loose_before if i - 1 in heads},
        )

    def _drawn_away(self, weak: Iterable[tuple[int, int]], nearly: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of the weak pairs of which a unit is ``nearly`` the same as one that stands elsewhere."""
        partners = partners_of(nearly)
        return {(i, j) for i, j in weak if self._is_drawn_away(i, j, partners)}

    def _is_drawn_away(self, i: int, j: int, nearly: Mapping[tuple[int, int], int]) -> bool:
        """Whether a unit that is nearly the same stands elsewhere, and what stands here is not a part of this one."""
        i_goes, j_comes = nearly.get((i, -1), j) != j, nearly.get((-1, j), i) != i
        was, now = self.like.bkey[i], self.like.akey[j]
        return (i_goes and (j_comes or not _is_part(now, was))) or (j_comes and not _is_part(was, now))

    def _may_be_one(self, i: int, j: int, likeness: float) -> bool:
        """Whether two units between the same anchors may be the same: similar, or with one label in one section.

        What shares less than half of its words is another unit if it is numbered in another way, or elsewhere: an item
        of an article that is gone, and a paragraph of a new one.
        """
        if likeness >= MOVED:
            return True
        like, is_one_label = self.like, self.like.same_label(i, j)
        if likeness >= ALIKE_MOVED or (likeness >= ALIKE_IN_PLACE and like.share_content(i, j)):
            return is_one_label or (like.numbered_alike(i, j) and not self._sections.are_apart(i, j))
        if not (is_one_label and like.same_form(i, j)) or like.has_partner(i, j):
            return False  # at most the number is left, and what had it, or has it now, is elsewhere
        return self._sections.may_be_one(i, j)

    @cached_property
    def _sections(self) -> Sections:
        return Sections.of(self.before, self.after_texts, self.links)

    def _moved_away(self, scored: list[Scored], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Matches elsewhere for units not matched in place; the longest first."""
        like = self.like
        used_b, used_a = {i for i, _ in pairs}, {j for _, j in pairs}
        away = [
            (-s * len(like.bkey[i]), -like.same_label(i, j), i, j)
            for i, j, s in scored
            if i not in used_b
            and j not in used_a
            and s >= MOVED
            and (like.says_the_same(i, j, s) or j in self._homes.get(i, ()))
        ]
        found = []
        for _, _, i, j in sorted(away):
            if i not in used_b and j not in used_a:
                used_b.add(i)
                used_a.add(j)
                found.append((i, j))
        return found

    def words(self, j: int) -> Words:
        """The words of loose unit ``j``, cut once; their places are those in ``source_of(j)``."""
        return self._words(j)

    def source_of(self, j: int) -> str:
        """The text in which the words of loose unit ``j`` have their places: its wording, if its place is not known."""
        return self.after if self._units else self.loose(j).wording

    def columns(self, alignment: Alignment) -> TableColumns:
        """The cells of the rows among matched units."""
        groups = alignment.groups
        units = self.before.text.units
        single = (g for g in groups if units[g.i1].kind is UnitKind.ROW and g.i2 == g.i1 + 1 and g.j2 == g.j1 + 1)
        rows = ((g.i1, self.before.unit_words(g.i1), (self.source_of(g.j1), self.words(g.j1))) for g in single)
        return TableColumns(self.before.text, rows, (range(run.i, run.i + run.n) for run in alignment.runs))

    def read_marks_as_before(self, groups: Iterable[Group]) -> None:
        """Read the sign before a unit's wording as part of it, or apart from it, as the first text does.

        A line that is code in one text may be a heading in the other, where its fence is not closed; the number of
        a unit in square brackets is wording.
        """
        text = self.before.text
        for group in groups:
            unit, now = text.units[group.i1], self.loose(group.j1)
            mark = text.source[unit.start : unit.body]
            if now.mark and not mark and _begins(text.source, unit.body, now.mark):
                made = Loose("", now.lead, "", now.mark + now.wording)
            elif mark and not now.mark and now.wording.startswith(mark):
                made = Loose(unit.label, now.lead, mark, now.wording.removeprefix(mark))
            elif mark and now.label != unit.label and now.wording.startswith(mark):  # a number typed before a number
                made = now._replace(mark=now.mark + mark, wording=now.wording.removeprefix(mark))
            else:
                continue
            self.after_texts[group.j1] = made
            self._words.forget(group.j1)

    def is_huge(self, group: Group) -> bool:
        """Whether one of two matched units is too long to be cut into words as a whole."""
        unit = self.before.text.units[group.i1]
        return max(unit.end - unit.body, len(self.loose(group.j1).wording)) > HUGE

    def loose(self, j: int) -> Loose:
        found = self.after_texts[j]
        if found is None:
            raise LookupError(f"unit {j} stands in an equal run")
        return found

    def gap_after(self, j: int) -> str:
        """The white space between loose unit ``j`` and the next; nothing if the text ends there."""
        if j + 1 == len(self.after_texts):
            return ""
        follower = self.after_texts[j + 1]
        return follower.lead if follower else self.gaps.get(j + 1, "")

    def _plain_pairs(self, between: Callable[[int], int], between_after: Callable[[int], int]) -> list[tuple[int, int]]:
        """Units between two anchors, equal in number and so similar in order that no other pairs need be weighed."""
        b: dict[int, list[int]] = defaultdict(list)
        a: dict[int, list[int]] = defaultdict(list)
        for i in self.loose_before:
            b[between(i)].append(i)
        for j in self.loose_after:
            a[between_after(j)].append(j)
        found: list[tuple[int, int]] = []
        like = self.like
        for k, new in a.items():
            old = b.get(k, [])
            if len(old) != len(new):
                continue
            # An exact partner elsewhere shows that units were added, deleted or moved.
            off = any(like.bkey[i] != like.akey[j] and like.has_partner(i, j) for i, j in zip(old, new))
            pairs = list(zip(old, new))
            if not off and all(starmap(like.plainly_alike, pairs)):
                if len(old) > 2 and like.trade_words(pairs):
                    self._homes |= like.homes(old, new)
                else:
                    found.extend(pairs)
        return found

    def _intervals(self) -> tuple[Callable[[int], int], Callable[[int], int]]:
        """For a unit of either text, the two fixed anchors that it lies between."""
        heavy = self.before.weights
        weights = [(i, j, float(heavy[i + n] - heavy[i])) for i, j, n in self.links]
        stays = [self.links[k] for k in heaviest_chain(weights)]
        heads_b = [i for i, _, _ in stays]
        heads_a = [j for _, j, _ in stays]
        return lambda i: bisect_left(heads_b, i), lambda j: bisect_left(heads_a, j)

    # -- order, splits and joins ----------------------------------------------------------------

    def _with_headings_by_text(self, links: list[Link]) -> list[Link]:
        """The links, with headings that read alike linked by the text under them."""
        headings = HeadingsByText(links, self.before.text, self.after_texts)
        pairs = headings.found()
        if not pairs:
            return links
        for g in pairs.values():
            self._set_free(headings.back(g), g)
        for h in pairs:
            self._set_free(h, headings.forth(h))
        return headings.without(pairs)

    def _set_free(self, i: int | None, j: int | None) -> None:
        """Treat two units that were linked as loose, even if they stood in an equal run."""
        if j is not None and self.after_texts[j] is None and i is not None:
            made = loosened(self.before.text, i)
            self.after_texts[j] = self.like.texts[j] = made._replace(lead=self.gaps.get(j, made.lead))
            self.loose_after.append(j)
            if self.after_texts[j + 1 : j + 2] == [None] and j + 1 not in self.gaps:  # the run goes on behind it
                self.gaps[j + 1] = loosened(self.before.text, i + 1).lead
        if i is not None and i not in self.like.bkey:
            self.loose_before.append(i)
        self.like.admit(i, j)

    def _settle_order(self, links: list[Link]) -> Alignment:
        if self.loose_before and self.loose_after:
            links = self._with_headings_by_text(links)
            links = self._linked_anew(links, with_their_rows(links, self.before.text, self.after_texts))
        links = self._past_no_copy(links)
        stays = self._chain(links)
        if self.loose_before and self.loose_after:
            links = self._without_lone_headings(links, stays)
            stays = self._chain(links)
        if self.loose_before or self.loose_after:
            links = self._linked_anew(links, parts_whole(links, stays, self.before.text, self.after_texts))
        if self.loose_before and self.loose_after and (cited := self._as_cited(links)) is not links:
            links = self._linked_anew(links, cited)
            stays = self._chain(links)
        pieces = [[i, i + n, j, j + n, k not in stays, exact] for k, (i, j, n, exact) in enumerate(links)]
        if self.loose_before and self.loose_after:
            beside = Beside(self.before.text, self.after_texts, self.like, self.loose_before, self.loose_after)
            pieces = beside.replaced_in_place(beside.absorbed(pieces))
        pieces = with_their_sections(pieces, self.before.text, self.after_texts)
        runs = tuple(
            EqualRun(i1, j1, i2 - i1, bool(moved), self._are_copied(i1, j1, j2))
            for i1, i2, j1, j2, moved, exact in pieces
            if exact
        )
        groups = tuple(Group(i1, i2, j1, j2, bool(moved)) for i1, i2, j1, j2, moved, exact in pieces if not exact)
        return Alignment(runs, groups)

    def _as_cited(self, links: list[Link]) -> list[Link]:
        """The links, those of notes with the words of others put right by their marks."""
        text, loose = self.before.text, {j: self.loose(j) for j in self.loose_after}
        if not any(unit.label.startswith("[^") for unit in loose.values()):
            return links
        own = {i: (unit.label, text.wording(unit)) for i in self.loose_before for unit in [text.units[i]]}
        pairs = [(i, j) for i, j, n, _ in links if n == 1 and i in own and j in loose]
        cited = as_cited(pairs, own, {j: (unit.label, unit.wording) for j, unit in loose.items()})
        if cited is pairs:
            return links
        gone = {*pairs}.difference(cited)
        added = [(i, j, 1, True) for i, j in {*cited}.difference(pairs)]
        return [link for link in links if link[:2] not in gone or link[2] > 1] + added

    def _past_no_copy(self, links: list[Link]) -> list[Link]:
        """The links in the order of the second text, with no unit moved past its own copy."""
        links = sorted(links, key=lambda link: link[1])
        free_b, free_a = self._free(links)
        if all(one[0] < other[0] for one, other in pairwise(links)):
            if not (free_b or free_a) or not (self.loose_before and self.loose_after):
                return links
        else:
            for k, here in between_the_same_neighbours(links, self._own_words, free_a).items():
                self._set_free(*links[k][:2])
                links[k] = (links[k][0], here, 1, True)
            links.sort(key=lambda link: link[1])
            free_b, free_a = self._free(links)
        heads = {*self._sections.before[0]}  # where a heading goes, its text has told
        found = in_their_gaps(
            links,
            self._chain(links),
            lambda i: "" if i in heads else self._own_words(i),
            ([(i, own) for i, own in free_b if i not in heads], free_a),
        )
        return self._linked_anew(links, found)

    def _linked_anew(self, links: Iterable[Link], found: list[Link]) -> list[Link]:
        """The links found, in the order of the second text; what was linked otherwise is loose."""
        for i, j, _, _ in {*links}.difference(found):
            self._set_free(i, j)
        return sorted(found, key=lambda link: link[1])

    def _free(self, links: Iterable[Link]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """The loose units of either text that are not linked, and their words."""
        used_b, used_a = bytearray(len(self.before.text.units)), bytearray(len(self.after_texts))
        for i, j, n, _ in links:
            used_b[i : i + n] = used_a[j : j + n] = b"\1" * n
        return (
            [(i, self._own_words(i)) for i in self.loose_before if not used_b[i]],
            [(j, own_words(self.loose(j))) for j in self.loose_after if not used_a[j]],
        )

    def _own_words(self, i: int) -> str:
        return own_words(loosened(self.before.text, i))

    def _are_copied(self, i: int, j1: int, j2: int) -> bool:
        """Whether units ``j1:j2`` of the second text were taken from the first, from unit ``i`` on."""
        k = bisect_right(self._copied, (j1, len(self.after), 0)) - 1
        if k < 0:
            return False
        first, end, by = self._copied[k]
        return first <= j1 and j2 <= end and j1 + by == i

    def _chain(self, links: list[Link]) -> set[int]:
        """Which links stay in place; a heading is heavy, since what moves past it moves to another section.

        An item that is a paragraph now is light: it has moved past the items below it, not they past it.
        """
        if all(one[0] < other[0] for one, other in pairwise(links)):
            return set(range(len(links)))
        heavy, heads = self.before.weights, self.before.heads
        weights = [
            (
                i,
                j,
                float(1 + heavy[i + n] - heavy[i] + HEADING * (bisect_left(heads, i + n) - bisect_left(heads, i)))
                * (_IN_ANOTHER_LIST if n == 1 and self._counts_otherwise(i, j) else 1),
            )
            for i, j, n, _ in links
        ]
        return set(heaviest_chain(weights))

    def _counts_otherwise(self, i: int, j: int) -> bool:
        """Whether a unit of a list counts in another one now: ``(b)``, and ``3.``."""
        was, loose = self.before.text.units[i], self.after_texts[j]
        if loose is None or not was.label or not loose.label or was.kind is UnitKind.HEADING or loose.mark[:1] == "#":
            return False
        return not of_one_shape(was.label, loose.label)

    def _without_lone_headings(self, links: list[Link], stays: set[int]) -> list[Link]:
        """The links but those of headings without their text: these are deleted and new, or titles given away."""
        if len(stays) == len(links):
            return links
        headings = HeadingsByText(links, self.before.text, self.after_texts)
        lone = {
            k
            for k, (i, j, n, _) in enumerate(links)
            if n == 1 and headings.leaves_its_text(i, j) and (k not in stays or headings.lends_its_title(i, j))
        }
        for k in lone:
            self._set_free(*links[k][:2])
        return [link for k, link in enumerate(links) if k not in lone]


def _is_part(key: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether three quarters of the words of a unit are in another."""
    return 4 * len({*key} & {*whole}) >= 3 * len({*key})


def _begins(source: str, at: int, mark: str) -> bool:
    """Whether that mark is there, behind square brackets if any."""
    brackets = BRACKETS.match(source, at)
    return source.startswith(mark, brackets.end() if brackets else at)
