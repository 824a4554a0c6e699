"""How one proposal becomes edits on the base: its text compared with the base, words and units.

Knows how to turn a comparison into edits; ``edits`` defines what an edit is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from amendtrack.consolidation.belonging import is_item
from amendtrack.consolidation.compose import flat
from amendtrack.consolidation.edits import (
    Break,
    Edit,
    Inserted,
    Moved,
    Part,
    Place,
    Relabelled,
    Reworded,
    Struck,
    note_named,
    notes_named,
    reading_order,
)
from amendtrack.consolidation.rewriting import by_sentence
from amendtrack.consolidation.whole_names import names_whole
from amendtrack.redline.align.alignment import Aligner, EqualRun, Group
from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.cells import TableColumns
from amendtrack.redline.emphasized import Emphasis
from amendtrack.redline.numbering import Numbering, judged, plain_mark
from amendtrack.redline.phrase import halves
from amendtrack.redline.splices import Splice, group_words, insertions_whole, splices_between
from amendtrack.redline.spoken_words import BREAK, Word, Words
from amendtrack.text.indentation import column_in
from amendtrack.text.labelling import Labels, is_heading, label_like, with_label
from amendtrack.text.labels import series
from amendtrack.text.labels_in_use import BaseLabels, read_cached
from amendtrack.text.nesting import column_of
from amendtrack.text.units import Text, Unit, UnitKind


def edits_of(before: Prepared, after: str, *, origins: Origins = UNSTATED) -> tuple[Edit, ...]:
    """The edits that turn the base into a proposal's text, except for noise, in order of place.

    They follow ``origins``, if these fit the two texts; otherwise the two texts are compared.
    """
    if after == before.text.source:
        return ()
    aligner = Aligner(before, after, origins=origins)
    alignment = aligner.alignment()
    text = before.text
    aligner.read_marks_as_before(alignment.groups)
    numbering = _numbering(text, aligner, alignment.runs, alignment.groups)
    origin: dict[int, EqualRun | Group] = {}
    covered = bytearray(len(text.units))
    for run in alignment.runs:
        origin[run.j] = run
        covered[run.i : run.i + run.n] = b"\1" * run.n
    found: list[Edit] = []
    columns = aligner.columns(alignment)
    for group in alignment.groups:
        origin[group.j1] = group
        covered[group.i1 : group.i2] = b"\1" * (group.i2 - group.i1)
        found.extend(_words(before, aligner, group, numbering=numbering, columns=columns))
    i = covered.find(0)
    while i >= 0:
        unit = text.units[i]
        found.append(Struck(i, unit.start, unit.end))
        i = covered.find(0, i + 1)
    found = _own_notes(before, [*found, *_placed(before, aligner, origin, alignment.gaps)], numbering)
    for i in sorted(numbering.editorial):
        now = _loose_now(aligner, alignment.runs, alignment.groups, i)
        unit = text.units[i]
        plain = plain_mark(now.label, now.mark)
        found.append(Relabelled(unit=i, c1=unit.start, c2=unit.body, plain=plain, mark=now.mark, label=now.label))
    return tuple(sorted(found, key=reading_order))


def _numbering(text: Text, aligner: Aligner, runs: tuple[EqualRun, ...], groups: tuple[Group, ...]) -> Numbering:
    """The judgement on changed labels; empty if no matched label differs."""
    units = text.units
    loose = aligner.after_texts
    pairs: dict[int, tuple[int, bool]] = {}
    for run in runs:
        if loose[run.j] is not None:
            pairs.update((run.j + k, (run.i + k, run.moved)) for k in range(run.n))
    for group in groups:
        pairs[group.j1] = (group.i1, group.moved)
    marks = {j: text.source[units[i].start : units[i].body] for j, (i, _) in pairs.items()}
    if all((found := loose[j]) is None or found.mark == marks[j] for j in pairs):
        return Numbering()
    for run in runs:
        pairs.update((run.j + k, (run.i + k, run.moved)) for k in range(run.n))
    before = [(u.label, text.source[u.start : u.body]) for u in units]
    after = [(f.label, f.mark) if (f := loose[j]) is not None else before[pairs[j][0]] for j in range(len(loose))]
    columns = [column_of(text, unit) for unit in units]
    now = [column_in(f.lead) if (f := loose[j]) is not None else columns[pairs[j][0]] for j in range(len(loose))]
    return judged(before, after, pairs, (columns, now))


def _loose_now(aligner: Aligner, runs: tuple[EqualRun, ...], groups: tuple[Group, ...], i: int) -> Loose:
    for run in runs:
        if run.i <= i < run.i + run.n:
            return aligner.loose(run.j + i - run.i)
    return next(aligner.loose(g.j1) for g in groups if g.i1 == i)


def _group_text(aligner: Aligner, group: Group) -> Text:
    """The group's units in the second text, as a separate text."""
    source, units = "", []
    for j in range(group.j1, group.j2):
        loose = aligner.loose(j)
        if j > group.j1:
            source += loose.lead
        start = len(source)
        source += loose.mark if j > group.j1 else ""
        body = len(source)
        source += loose.wording
        kind = UnitKind.ROW if loose.is_row else UnitKind.LINE if loose.is_line else UnitKind.PARAGRAPH
        units.append(Unit(kind, loose.label, start, body, len(source)))
    return Text(source, tuple(units))


def _own_notes(before: Prepared, found: list[Edit], numbering: Numbering) -> list[Edit]:
    """Markers in new words under the names that their notes have in the base.

    A new note gets a name that no note of the base has and that follows the note before it. Of two under one name, the
    markers are those of the first, as where such a text is set.
    """
    now = ((own, min(named.values())) for own, named in numbering.references.items() if own.startswith("[^"))
    names = {f"{label}:": f"{own}:" for own, label in now}
    new = [(n, edit) for n, edit in enumerate(found) if isinstance(edit, Inserted) and edit.label.startswith("[^")]
    labels = Labels(before.labels, {}) if new else None
    given: dict[int, tuple[str, str]] = {}
    for n, edit in sorted(new, key=lambda pair: (pair[1].gap, pair[1].rank)):
        above = (unit.label for unit in reversed(before.text.units[: edit.gap + 1]) if unit.kind is UnitKind.NOTE)
        if labels is not None:
            given[n] = edit.label, labels.give(edit.label, read_cached(next(above, "")), None, gap=edit.gap)
    names.update(reversed(given.values()))
    made = list(notes_named(found, names))
    for n, (own, name) in given.items():
        made[n] = note_named(made[n], names[own], name)
    return made


def _words(
    before: Prepared, aligner: Aligner, group: Group, *, numbering: Numbering, columns: TableColumns
) -> list[Edit]:
    """The edits inside one group of matched units; noise is not an edit."""
    text = before.text
    after = _group_text(aligner, group)
    local = Group(group.i1, group.i2, 0, len(after.units), False)
    alone = group.i2 == group.i1 + 1
    base_words = before.unit_words(group.i1) if alone else group_words(text, group.i1, group.i2)
    place = _places(text, group, base_words)
    words = aligner.words(group.j1) if len(after.units) == 1 else group_words(after, 0, len(after.units))
    found: list[Edit] = []
    marks = _SplitMarks(before.labels, group.i1)
    emphasis = Emphasis.of(text.source, text.units[group.i1].body, text.units[group.i2 - 1].end)
    own = Emphasis.of(after.source, 0, len(after.source))
    splices = splices_between(text, after, local, base_words, words, numbering, columns=columns)

    def cuts_no_emphasis(s: Splice) -> bool:
        return emphasis.is_balanced(s.b1, s.b2) and own.is_balanced(s.a1, s.a2)

    whole = _with_noise_put_in(text.source, after.source, splices)
    apart = _with_own_space(text.source, insertions_whole(whole), base_words)
    named = names_whole(apart, (text.source, after.source), (base_words, words), may_be_one=cuts_no_emphasis)
    for s in by_sentence(named, base_words, words, may_be_one=cuts_no_emphasis):
        if s.noise:
            continue
        new = words[s.j1 : s.j2]
        # Emphasis inside emphasis would end it.
        written = own.without_signs if emphasis.wraps(s.b1, s.b2) else own.without_halves
        s, parts = _closed_before_break(s, _parts(after, new, s, marks=marks, written=written), emphasis)
        key = new.keys
        if flat(parts) == text.source[s.b1 : s.b2]:
            continue  # only read otherwise: a title that ends with its line, as before, though it is no title now
        if not key and (cut := _deletions(text, base_words, place, s, after.source[s.a1 : s.a2])):
            found.extend(cut)
            continue
        if not base_words and (sign := _sign_before_words(text, group.i1, aligner.loose(group.j1).mark)):
            parts = (sign, *parts)
        found.append(Reworded(place(s.i1), place(s.i2), key, s.b1, s.b2, parts))
    return found


def _sign_before_words(text: Text, i: int, now: str) -> str:
    """What sets the first words of a unit apart from its number, like the dash of ``Article 1 – Fees``."""
    unit = text.units[i]
    mark = text.source[unit.start : unit.body]
    if not mark or mark[-1].isspace():
        return ""
    sign = now[next((k for k in range(len(now), 0, -1) if now[k - 1].isalnum()), 0) :]
    return sign if mark[-1].isalnum() and ")" not in sign else sign[len(sign.rstrip()) :]


def _with_noise_put_in(source: str, after: str, splices: Iterable[Splice]) -> list[Splice]:
    """The splices; white space that is put in beside new words, as noise, comes with these where nothing else would set
    them apart, and so do signs of emphasis between two insertions at one point, which keep their order.
    """
    found: list[Splice] = []
    for s in splices:
        last = found[-1] if found else None
        if last is None or (last.b2, last.a2) != (s.b1, s.a1) or last.noise == s.noise:
            found.append(s)
        elif s.noise:
            is_apart = source[s.b1 : s.b1 + 1].isspace() or last.a1 == last.a2 or after[last.a2 - 1].isspace()
            if is_apart or not _puts_in_space(s, after):
                found.append(s)
            else:
                found[-1] = last._replace(a2=s.a2)
        elif len(found) > 1 and found[-2].b1 == s.b2 and found[-2].a2 == last.a1:
            found[-2:] = [found[-2]._replace(a2=s.a2, j2=s.j2)]
        else:
            is_apart = source[max(0, s.b1 - 1) : s.b1].isspace() or s.a1 == s.a2 or after[s.a1].isspace()
            if is_apart or not _puts_in_space(last, after):
                found.append(s)
            else:
                found[-1] = s._replace(a1=last.a1)
    return found


def _puts_in_space(noise: Splice, after: str) -> bool:
    return noise.b1 == noise.b2 and any(map(str.isspace, after[noise.a1 : noise.a2]))


def _with_own_space(source: str, splices: Iterable[Splice], words: Words) -> list[Splice]:
    """The splices; a deletion that does not take its own white space is joined to the change that it touches.

    What is deleted next to a bracket is the same edit whoever makes it, so it must always cover the same characters.
    """
    found: list[Splice] = []
    for s in splices:
        last = found[-1] if found else None
        if last and _touch(last, s) and not all(_takes_its_own_space(source, one, words) for one in (last, s)):
            found[-1] = last._replace(b2=s.b2, a2=s.a2, i2=s.i2, j2=s.j2)
        else:
            found.append(s)
    return found


def _touch(one: Splice, other: Splice) -> bool:
    in_base, in_new = one.b2 == other.b1 and one.i2 == other.i1, one.a2 == other.a1 and one.j2 == other.j1
    return in_base and in_new and not (one.noise or other.noise)


def _takes_its_own_space(source: str, s: Splice, words: Words) -> bool:
    if s.i1 == s.i2 or s.j1 < s.j2:
        return True
    start, end = owned_space(source, words, s.i1, s.i2)
    return s.b1 - start == s.b2 - end and source[start : s.b1] == source[end : s.b2]  # or as much on the other side


def _places(text: Text, group: Group, words: Sequence[Word]) -> Callable[[int], Place]:
    """The place of each word of the group's base units, and of the one after the last."""
    if group.i2 == group.i1 + 1:
        return lambda k: (group.i1, k)
    places: list[Place] = []
    for word in words:
        unit, last = places[-1] if places else (group.i1, -1)
        is_break = word.key == BREAK and _is_break(text, word.start, unit)
        starts_unit = places and not is_break and _starts_unit(text, word.start, unit + 1)
        places.append((unit + 1, 0) if starts_unit else (unit, last + 1))
    unit, last = places[-1] if places else (group.i1, -1)
    return [*places, (unit, last + 1)].__getitem__


def _parts(
    after: Text, new: Words, s: Splice, *, marks: _SplitMarks, written: Callable[[int, int], str]
) -> tuple[Part, ...]:
    """The words that a splice inserts, cut where it ends a unit."""
    parts: list[Part] = []
    at = s.a1
    bodies = {u.body: u for u in after.units} if BREAK in new.keys else {}
    for word in new if bodies else ():
        unit = bodies.get(word.end) if word.key == BREAK else None
        if unit is not None:
            brk = Break(after.source[word.start : unit.start], marks.mark(unit, after))
            parts += [written(at, word.start), brk]
            at = word.end
    return tuple(part for part in (*parts, written(at, s.a2)) if part)


def _closed_before_break(s: Splice, parts: tuple[Part, ...], emphasis: Emphasis) -> tuple[Splice, tuple[Part, ...]]:
    """The same; emphasis that ends where a unit now ends is closed before the break, and not in the next unit."""
    first = next((k for k, part in enumerate(parts) if isinstance(part, Break)), len(parts))
    sign = emphasis.closed_behind(s.b1, s.b2) if first < len(parts) else None
    if sign is None:
        return s, parts
    source, end = emphasis.source, sign[1]
    if first == len(parts) - 1:
        end += len(source[end:]) - len(source[end:].lstrip())
    return s._replace(b2=end), (*parts[:first], source[sign[0] : sign[1]], *parts[first:])


class _SplitMarks:
    """The labels of the later parts of a split unit: their own labels if free, otherwise the next ``bis``."""

    def __init__(self, ground: BaseLabels, i: int) -> None:
        self.ground, self.i = ground, i
        self.labels: Labels | None = None
        first = ground.read[i]
        self.like = first if first is not None and first.inside else None
        self.anchors = {series(first): first} if first else {}

    def mark(self, unit: Unit, after: Text) -> str:
        """The label or sign of the next part; each call gives a new one."""
        mark, read = after.source[unit.start : unit.body], label_like(unit.label, self.like)
        if read is None or not self.ground.base.units[self.i].label:
            return mark
        self.labels = self.labels or Labels(self.ground, {})
        anchor = self.anchors.get(series(read))
        given = self.labels.give(unit.label, anchor, self.ground.scopes[self.i], at=self.i, like=self.like)
        if now := label_like(given, self.like):
            self.anchors[series(now)] = now
        return with_label(mark, unit.label, given)


def _deletions(text: Text, words: Sequence[Word], place: Callable[[int], Place], s: Splice, left: str) -> list[Edit]:
    """Deleted words, cut between the base's own bracket pairs: ``[one]`` and ``[other]`` are two deletions.

    ``left`` is the white space put in their place. The result is empty if other words or another cut would do better.
    """
    cuts = [k for k in range(s.i1 + 1, s.i2) if words[k - 1].key == "]" and words[k].key == "["]
    pieces = list(zip([s.i1, *cuts], [*cuts, s.i2], strict=True))
    if any(halves(w.key for w in words[i1:i2]) != (0, 0) for i1, i2 in pieces):
        pieces = [(s.i1, s.i2)]
    owned = [owned_space(text.source, words, i1, i2) for i1, i2 in pieces]
    first = words[s.i1 - 1].end if s.i1 else min(s.b1, owned[0][0])
    last = words[s.i2].start if s.i2 < len(words) else max(s.b2, owned[-1][1])
    kept = [first, *(c for pair in owned for c in pair), last]
    rest = "".join(text.source[c1:c2] for c1, c2 in zip(kept[::2], kept[1::2], strict=True))
    if sorted(kept) != kept or rest != text.source[first : s.b1] + left + text.source[s.b2 : last]:
        if left:
            return []
        owned = [
            (s.b1 if i1 == s.i1 else words[i1].start, s.b2 if i2 == s.i2 else words[i2].start) for i1, i2 in pieces
        ]
    return [Reworded(place(i1), place(i2), (), c1, c2) for (i1, i2), (c1, c2) in zip(pieces, owned, strict=True)]


def owned_space(source: str, words: Sequence[Word], i1: int, i2: int) -> tuple[int, int]:
    """The characters deleted with the words: one of the blanks around them, none if a bracket is lifted.

    A bracket pair followed by another takes the blank before it, so that each pair has one blank. So does a column,
    which thus takes nothing of the next one, whatever happens to that.
    """
    start, end = words[i1].start, words[i2 - 1].end
    if all(words[k].key in "[]" for k in range(i1, i2)):
        return start, end
    before = source[words[i1 - 1].end : start] if i1 else ""
    after = source[end : words[i2].start] if i2 < len(words) else ""
    if before and after and not (before == after and _keeps_the_blank_behind(words, i1, i2)):
        return start, end + len(after)
    return start - len(before), end


def _keeps_the_blank_behind(words: Sequence[Word], i1: int, i2: int) -> bool:
    """Whether words are a bracket pair before another pair, or cells of a row with the border behind them."""
    if words[i1].key == "[" and words[i2 - 1].key == "]":
        return words[i2].key == "["
    return words[i1 - 1].key == "|" and words[i2 - 1].key == "|"


def _is_break(text: Text, start: int, unit: int) -> bool:
    return start == text.units[unit].end


def _starts_unit(text: Text, start: int, unit: int) -> bool:
    return unit < len(text.units) and start >= text.units[unit].body


def _placed(
    before: Prepared, aligner: Aligner, origin: Mapping[int, EqualRun | Group], gaps: Mapping[int, int]
) -> list[Edit]:
    """New and moved units, each in its stated gap, or after the last unit before it that stays.

    A new unit inside what has moved comes after the unit above it, so that it stays there if that does not move.
    """
    found: list[Edit] = []
    passage = _MovedPassage(before, aligner, origin)
    moved = _moved_units(origin.values())
    gap, rank, j = -1, 0, 0
    under: tuple[str, ...] = ()
    follows_row = False
    units = before.text.units
    seen: Counter[tuple[int, tuple[str, ...], tuple[str, ...]]] = Counter()
    while j < len(aligner.after_texts):
        match = origin.get(j)
        stated = gaps.get(j)
        if stated in moved:
            # Where a unit stood that moves is after the last one before it that stays; what is read later goes with it.
            stays = next((i for i in range(stated, -1, -1) if i not in moved), -1)
            stated = stays if stays >= gap else None
        wanted = gap if stated is None else stated
        if match is None and stated is None and not follows_row:
            wanted = _before_rows(before.text, aligner, origin, moved, j, gap)
        if wanted != gap:
            gap, rank, under = wanted, 0, ()
        if match is None:
            loose = aligner.loose(j)
            # A unit that consists only of its label (``Item 9``) is identified by that label.
            key = before.folded_words(loose.wording, is_row=loose.is_row) or before.folded_words(loose.mark)
            # The same wording twice at one place makes two new units.
            heading = is_heading(loose.mark, loose.label, loose.wording)
            under = () if heading else under
            over = () if loose.label.startswith("[^") else under  # a note belongs to the whole text
            inside = not under and stated is None and passage.holds(j)
            behind, order = (passage.last, passage.count) if inside else (gap, rank)
            place = (behind, key, over)
            seen[place] += 1
            if seen[place] > 1:
                key = (*key, f"\u00b6{seen[place]}")
            at = units[behind].end if behind >= 0 else (units[0].start if units else 0)
            # The first unit of a text has no white space before it; the white space after it separates it.
            first = units and (behind < 0 or not j)
            lead = (aligner.gap_after(j) or "\n\n") if first else loose.lead
            found.append(
                Inserted(
                    gap=behind,
                    rank=order,
                    at=at,
                    key=key,
                    wording=loose.wording,
                    lead=lead,
                    mark=loose.mark,
                    label=loose.label,
                    under=over,
                )
            )
            under = key if heading else under
            if inside:
                passage.count += 1
            else:
                passage.ends()
            rank, j, follows_row = rank + 1, j + 1, loose.is_row
            continue
        follows_row = False
        i1, i2 = (match.i, match.i + match.n) if isinstance(match, EqualRun) else (match.i1, match.i2)
        if match.moved:
            for i in range(i1, i2):
                found.append(Moved(unit=i, gap=gap, rank=rank, c1=units[i].start, c2=units[i].end))
                rank += 1
            passage.goes_on(i1, i2)
        else:
            gap, rank, under = i2 - 1, 0, ()
            passage.ends()
        j += match.n if isinstance(match, EqualRun) else match.j2 - match.j1
    return found


def _moved_units(matches: Iterable[EqualRun | Group]) -> set[int]:
    """The units of the base that a proposal moves."""
    found = set[int]()
    for match in matches:
        if match.moved:
            found.update(
                range(match.i, match.i + match.n) if isinstance(match, EqualRun) else range(match.i1, match.i2)
            )
    return found


class _MovedPassage:
    """The units that a proposal has moved to one place, up to where it is read: what is new among them is theirs."""

    def __init__(self, before: Prepared, aligner: Aligner, origin: Mapping[int, EqualRun | Group]) -> None:
        self._ground, self._aligner, self._origin = before.labels, aligner, origin
        self._following = 0
        self.ends()

    def ends(self) -> None:
        """What comes next is none of it."""
        self.last, self.count, self._head, self._over = -1, 0, -1, -1

    def goes_on(self, i1: int, i2: int) -> None:
        """These units of the base come next."""
        over = next((i for i in range(i2 - 1, i1 - 1, -1) if not self._is_item(i)), -1)
        self._over = over if over >= 0 or i1 != self.last + 1 else self._over
        at = self._heading_above(i2 - 1)
        self._head = at if at >= i1 else self._head
        self.last, self.count = i2 - 1, 0

    def holds(self, j: int) -> bool:
        """Whether the new unit ``j`` of the proposal's text, which comes next, is one of the passage.

        It is if the passage goes on behind it, or if what it stands under there has moved with the unit above it.
        """
        loose = self._aligner.loose(j)
        if self.last < 0 or is_heading(loose.mark, loose.label, loose.wording) or loose.label.startswith("[^"):
            return False
        if self._goes_on_behind(j):
            return True
        if is_item(loose.mark, loose.label):
            return self._over >= 0
        return self._head >= 0 and self._heading_above(self.last) == self._head

    def _is_item(self, i: int) -> bool:
        unit = self._ground.base.units[i]
        return is_item(self._ground.base.source[unit.start : unit.body], unit.label)

    def _heading_above(self, i: int) -> int:
        """The last heading of the base up to this unit; -1 if there is none."""
        at = bisect_right(self._ground.headings, i)
        return self._ground.headings[at - 1] if at else -1

    def _goes_on_behind(self, j: int) -> bool:
        """Whether what is new here comes before the next unit of the base."""
        if self._following <= j:
            self._following = j + 1
            while self._following < len(self._aligner.after_texts) and self._following not in self._origin:
                self._following += 1
        match = self._origin.get(self._following)
        first = -1 if match is None else match.i if isinstance(match, EqualRun) else match.i1
        return match is not None and match.moved and first == self.last + 1


def _before_rows(
    text: Text, aligner: Aligner, origin: Mapping[int, EqualRun | Group], moved: Container[int], j: int, gap: int
) -> int:
    """The gap of a new unit; of new first rows of a table, that right before its rows, whatever is deleted above it.

    Rows that ``moved`` from there would take along what stood behind them.
    """
    if gap >= 0 and text.units[gap].kind is UnitKind.ROW:
        return gap
    while j < len(aligner.after_texts) and j not in origin and aligner.loose(j).is_row:
        j += 1
    match = origin.get(j)
    following = -1 if match is None or match.moved else match.i if isinstance(match, EqualRun) else match.i1
    is_in_table = following >= 0 and text.units[following].kind is UnitKind.ROW and following > gap
    if not is_in_table:
        return gap
    return next((i for i in range(following - 1, gap, -1) if i not in moved), gap)


__all__ = ["edits_of", "owned_space"]
