"""Which new numbers and cross-references a proposal's own insertions and deletions explain.

A new number is explained if the proposal inserted, deleted or moved an earlier unit of that series and the number
continues the series as automatic numbering would, from a number that is no amendment itself. A reference is explained
if it comes after a word such as *paragraph* and follows such a new number. Every other change is an editorial
amendment, and is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from amendtrack.redline.align.alignment import Alignment
from amendtrack.redline.phrase import Hunk
from amendtrack.text.bracketed_numbers import number_in_brackets
from amendtrack.text.counted_labels import counted
from amendtrack.text.indentation import INDENT
from amendtrack.text.label_forms import label_table
from amendtrack.text.labelling import is_heading
from amendtrack.text.labels import Label, follows, opens_series, ordinal, read_label, write_label
from amendtrack.text.labels_in_use import is_nested, is_numbered_title, standing_behind
from amendtrack.text.list_holders import Standing
from amendtrack.text.nesting import column_of
from amendtrack.text.units import Text, Unit, UnitKind
from amendtrack.text.words import folded

_CITING = label_table().named("citing")
_LABELS = {**label_table().named("words"), **label_table().named("words behind")}
_REFERRING = frozenset(
    [word.strip(".") for word in _LABELS] + [word.strip(".") for word, name in _CITING.items() if name == "words"]
)
# Arabic writes *and*, *in*, *to* and the article as one word with the noun.
ARABIC_PREFIX = re.compile("^[وف]?(?:لل|[بكل]?ال|[بكل])?")
_ARABIC_REFERRING = frozenset("فقرة فقرات فقرتين فقرتان مادة مواد مادتين إجراء إجراءات بند بنود حاشية قسم فرع".split())
BETWEEN = frozenset([word for word, name in _CITING.items() if name == "between"] + list(",-、()#"))


class LabelChange(Enum):
    """Whether a unit's printed number changed, and whether the proposal's own changes explain it."""

    SAME = "same"
    EXPLAINED = "explained"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class LabelledUnit:
    """One unit of the second text for numbering; ``origin`` is its unit in the first text, if any."""

    label: str
    origin: int | None
    disturbed: bool
    heading: bool


@dataclass(slots=True)
class Numbering:
    """The judgement on every changed label of one proposal."""

    explained: set[int] = field(default_factory=set)
    editorial: set[int] = field(default_factory=set)
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each number that a reference may follow, what it is now under each word that a label has before it.

    A label without a word is under the empty word.
    """

    @classmethod
    def of(cls, before: Text, after: Text, alignment: Alignment) -> Numbering:
        """The judgement from two whole texts and their alignment."""
        near = [run for run in alignment.runs if not run.is_identical(before, after)]
        matched = [(run.i + k, run.j + k) for run in near for k in range(run.n)]
        matched += ((group.i1, group.j1) for group in alignment.groups)
        # Most revisions change no label.
        if all(_is_as_it_was(_mark(before, before.units[i]), _mark(after, after.units[j])) for i, j in matched):
            return cls()
        pairs: dict[int, tuple[int, bool]] = {}
        for run in alignment.runs:
            pairs.update((run.j + k, (run.i + k, run.moved)) for k in range(run.n))
        for group in alignment.groups:
            pairs[group.j1] = (group.i1, group.moved)
        marks = [[_mark(text, unit) for unit in text.units] for text in (before, after)]
        columns = [[column_of(text, unit) for unit in text.units] for text in (before, after)]
        return judged(marks[0], marks[1], pairs, (columns[0], columns[1]))

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to judge."""
        return bool(self.explained or self.editorial)

    def judge(self, i: int) -> LabelChange:
        """The judgement on the label of unit ``i`` of the first text."""
        if i in self.explained:
            return LabelChange.EXPLAINED
        return LabelChange.EDITORIAL if i in self.editorial else LabelChange.SAME


Mark = tuple[str, str]
"""A unit's label, and everything before its wording: label, heading marks, list sign."""


Columns = tuple[Sequence[int], Sequence[int]]
"""Where each unit of both texts begins on its line."""


def judged(
    before: Sequence[Mark], after: Sequence[Mark], pairs: dict[int, tuple[int, bool]], columns: Columns
) -> Numbering:
    """The judgement from both texts' marks and columns, and ``{after unit: (before unit, moved)}``."""
    found = Numbering()
    changed = [j for j, (i, _) in pairs.items() if not _is_as_it_was(before[i], after[j])]
    if not changed:
        return found
    for j in changed:
        i = pairs[j][0]
        if not _is_same_but_for_a_heading(_sign(*before[i]), _sign(*after[j])):
            found.editorial.add(i)
    kept = {i for i, moved in pairs.values() if not moved}
    lost = [i for i in range(len(before)) if i not in kept and before[i][0]]
    heads = [i for i, (label, mark) in enumerate(before) if i not in kept and is_heading(mark, label)]
    known = {_plain(label) for label, _ in before if label}
    units = []
    for j, (label, mark) in enumerate(after):
        origin, moved = pairs.get(j, (None, True))
        if origin is not None and _is_same_without_its_word(before[origin][0], label, known):
            label = before[origin][0]
        units.append(LabelledUnit(label, origin, moved, is_heading(mark, after[j][0])))
    kinds = (
        _kinds("before", before, columns[0]),
        _kinds("after", [(u.label, m) for u, (_, m) in zip(units, after)], columns[1]),
    )
    _walk([label for label, _ in before], units, (lost, heads), kinds, found)
    found.explained -= found.editorial
    return found


def plain_mark(label: str, mark: str) -> str:
    """The mark before a unit's wording, without mere typography."""
    return f"{_sign(label, mark)} {_plain(label)}"


def _mark(text: Text, unit: Unit) -> Mark:
    label, mark, _ = number_in_brackets(text, unit)
    return (label, mark) if label else (unit.label, text.source[unit.start : unit.body])


def _is_as_it_was(before: Mark, after: Mark) -> bool:
    """Whether two marks differ only in typography; a heading's sign may be missing, but its level matters."""
    return before == after or _is_same_but_for_a_heading(plain_mark(*before), plain_mark(*after))


def _is_same_but_for_a_heading(was: str, now: str) -> bool:
    was, now = was.replace("=", "#"), now.replace("=", "#")  # AsciiDoc and Markdown mean the same
    bare = {was.replace("#", "").strip(), now.replace("#", "").strip()}
    return was == now or (len(bare) == 1 and not ("#" in was and "#" in now))


_BULLETS = frozenset("-*+•–—―·‣◦")
_FORM = re.compile(r"[*_]|</?(?:i|em|b|strong)>")


@lru_cache(maxsize=1 << 14)
def _sign(label: str, mark: str) -> str:
    """Heading marks and list sign alone; all bullets are equal; emphasis and a dash behind the label are only form."""
    before, _, behind = mark.partition(label) if label else (mark, "", "")
    rest = folded("".join(f"{before}{_FORM.sub('', behind).strip(' –—-')}".split()))
    return "-" if rest in _BULLETS else _FORM.sub("", rest)


@lru_cache(maxsize=1 << 14)
def _plain(label: str) -> str:
    """A label without mere typography: ``5bis`` equals ``5 bis.``, and ``ACTION 5`` equals ``Action 5``."""
    read = read_label(label)
    if read is None:
        return folded(label)
    prefix = _NUMBER_SIGN.sub(" ", read.prefix.casefold())
    return folded(write_label(replace(read, prefix=prefix))).rstrip(".: -")


_NUMBER_SIGN = re.compile(r"(?<=\w)\s*(?:[#№]|n[°o]\.?)\s*$")


def _is_same_without_its_word(old: str, new: str, known: Container[str]) -> bool:
    """Whether a label only lost its word, ``Action 20.`` and ``20.``, and no unit of the base has the bare number."""
    was, now = read_label(old) if old else None, read_label(new) if new else None
    if was is None or now is None or now.prefix or not was.prefix[:1].isalpha() or _plain(new) in known:
        return False
    return (was.number, was.suffix) == (now.number, now.suffix) and now.tail in ("", ".", ":")


def _walk(
    before: Sequence[str],
    units: Sequence[LabelledUnit],
    gone_from_here: tuple[Sequence[int], Sequence[int]],
    both: tuple[Sequence[Hashable], Sequence[Hashable]],
    found: Numbering,
) -> None:
    (lost, lost_heads), (kinds_before, kinds) = gone_from_here, both
    counts = counted([unit.label for unit in units])
    last: dict[Hashable, Label] = {}
    disturbed: set[Hashable] = set()
    begun: set[Hashable] = set()  # the series with a number under the present heading
    given: set[Hashable] = set()  # the series whose last number is an amendment: what counts on from it is one too
    stayed: dict[Hashable, int] = {}  # the last unit of each series, of the first text, that is where it was
    heads: dict[str, str] = {}  # each number of the second text so far, and what it was
    firsts = _first_labels(before, kinds_before)
    gone = 0
    for unit, kind, count in zip(units, kinds, counts, strict=True):
        if unit.origin is not None and not unit.disturbed:
            while gone < len(lost) and lost[gone] < unit.origin:
                disturbed.add(kinds_before[lost[gone]])
                gone += 1
        read = read_label(unit.label) if unit.label else None
        if unit.heading:
            begun.clear()
        if read is None:
            if unit.origin is not None and before[unit.origin] and not unit.label:
                found.editorial.add(unit.origin)
            continue
        if unit.disturbed:
            disturbed.add(kind)
        was = read_label(before[unit.origin]) if unit.origin is not None else None
        old_kind = kinds_before[unit.origin] if unit.origin is not None and was else kind
        if unit.origin is not None and _plain(before[unit.origin]) != _plain(unit.label):
            begins = opens_series(read) and (kind not in begun or (count is not None and count.after is None))
            previous = None if begins else last.get(kind)
            if begins:
                given.discard(kind)
            counts_on = kind not in given and not disturbed.isdisjoint((kind, old_kind))
            if not begins and unit.origin is not None and not unit.disturbed and kind in stayed:
                # Without the heading between them, 1 would stand behind 2.
                counts_on &= not _is_parted(lost_heads, stayed[kind], unit.origin) or _rises(before, stayed[kind], was)
            follows_on = counts_on and _follows(previous, read, firsts)
            # A number that a moved unit did not have is part of the proposal; no count makes (b) a 2.
            if was and not _are_of_one_sort(was, read):
                found.editorial.add(unit.origin)
            elif (was and unit.disturbed) or (follows_on and was) or (was and _follows_its_section(was, read, heads)):
                found.explained.add(unit.origin)
                _refer(before[unit.origin], unit.label, found)
            else:
                found.editorial.add(unit.origin)
            if unit.origin in found.editorial:
                given.add(kind)
        elif unit.origin is not None:
            given.discard(kind)
        if was and unit.origin is not None and not unit.disturbed:
            stayed[kind] = unit.origin
        if was:
            heads[folded(read.number)] = folded(was.number)
        last[kind] = read
        begun.add(kind)


def _are_of_one_sort(was: Label, now: Label) -> bool:
    """Whether two labels can be of one list: both in brackets or neither, and in one kind of numeral."""
    before, after = ({place.numeral.rpartition(".")[2] for place in ordinal(label)} for label in (was, now))
    return is_nested(was) == is_nested(now) and (before == after or not before.isdisjoint(after))


def _kinds(text: str, marks: Sequence[Mark], columns: Sequence[int]) -> list[Hashable]:
    """What each label counts together with: ``(i)`` is a letter after ``(h)``, and a Roman numeral before ``(ii)``.

    The bare numbers of headings count by themselves, as does a list that begins further in than what holds it.
    """
    counts = counted([label for label, _ in marks])
    every: list[Hashable] = [
        None if count is None else ("#", count.series) if is_numbered_title(mark, label) else count.series
        for (label, mark), count in zip(marks, counts, strict=True)
    ]
    if max(columns, default=0) - min(columns, default=0) < INDENT:
        return every
    kinds: list[Hashable] = []
    last: Standing | None = None
    for at, ((label, mark), column, series) in enumerate(zip(marks, columns, every, strict=True)):
        kind = UnitKind.HEADING if is_heading(mark, label) else UnitKind.PARAGRAPH if label else UnitKind.ITEM
        last = standing_behind(last, kind, read_label(label) if label else None, column, at) if mark.strip() else last
        over = last.over if last is not None and last.name == at else None
        inside = over is not None and not over.is_heading and over.column + INDENT <= column
        kinds.append((series, text, over.name) if inside and over and series is not None else series)
    return kinds


def _first_labels(labels: Iterable[str], kinds: Iterable[Hashable]) -> frozenset[str]:
    """The first number of each series."""
    found: dict[Hashable, str] = {}
    for label, kind in zip(labels, kinds):
        if kind is not None:
            found.setdefault(kind, _plain(label))
    return frozenset(found.values())


def _follows(previous: Label | None, label: Label, firsts: Container[str]) -> bool:
    """Whether automatic numbering gives this label after the previous one of its series, or at its beginning."""
    if previous is None:
        return opens_series(label) or _plain(write_label(label)) in firsts
    if opens_series(label) and label.number != previous.number:
        return True  # numbers restart under each heading
    return follows(previous, label)


def _is_parted(heads: Sequence[int], one: int, other: int) -> bool:
    """Whether one of these headings stands between two units."""
    k = bisect_right(heads, one)
    return k < len(heads) and heads[k] < other


def _rises(before: Sequence[str], one: int, label: Label | None) -> bool:
    """Whether a label has a higher number than that unit."""
    read = read_label(before[one])
    numbers = [[place.number for place in ordinal(own)] for own in (read, label) if own is not None]
    return len(numbers) == 2 and numbers[0] < numbers[1]


def _follows_its_section(was: Label, now: Label, heads: Mapping[str, str]) -> bool:
    """Whether only the section number differs, ``2.1`` and ``3.1``, and section 2 is now section 3."""
    section, _, own = folded(now.number).rpartition(".")
    before, _, same = folded(was.number).rpartition(".")
    return bool(section) and own == same and was.suffix == now.suffix and heads.get(section) == before


def _refer(old: str, new: str, found: Numbering) -> None:
    was, now = read_label(old), read_label(new)
    if was and now:
        word = was.prefix.casefold().strip(" .#№")
        found.references.setdefault(folded(was.number), {})[word] = folded(now.number)
        if old.startswith("[^"):
            found.references[f"[^{was.number}]"] = {word: f"[^{now.number}]"}


def with_references_followed(before: Sequence[str], after: Sequence[str], numbering: Numbering) -> Sequence[str]:
    """The first wording's keys, its cross-references renumbered where the second wording's follow explained numbers.

    A reference that was not updated stays as it is, and one that became another reference is shown.

    >>> numbering = Numbering(references={"2": {"": "3"}, "3": {"": "4"}})
    >>> with_references_followed(["paragraphs", "2", "and", "3"], ["paragraphs", "3", "and", "4"], numbering)
    ['paragraphs', '3', 'and', '4']
    """
    if not numbering.references:
        return before
    keys = _notes_followed(before, after, numbering)
    cited, now = list(_citations(before)), list(_citations(after))
    if not cited or not now:
        return keys
    there = Counter(tuple(after[start:stop]) for start, stop in now)
    for k, (start, stop) in enumerate(cited):
        own = tuple(before[start:stop])
        renumbered = tuple(_renumbered(key, own[0], numbering) for key in own)
        if len(cited) == len(now):
            follows_on = renumbered == tuple(after[now[k][0] : now[k][1]])
        else:
            follows_on = there[renumbered] > 0 and not there[own]
        if follows_on:
            keys[start:stop] = renumbered
    return keys


def _notes_followed(before: Sequence[str], after: Sequence[str], numbering: Numbering) -> list[str]:
    """The keys with the marks of footnotes under their new numbers, where the second wording cites them.

    A mark is not left as it is because a new note has its number now.
    """
    named = {key: set(numbering.references.get(key, {}).values()) for key in before if key.startswith("[^")}
    there = {key for key in after if key.startswith("[^")}
    return [next(iter(sorted(named.get(key, set()) & there)), key) for key in before]


def _citations(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places where numbers are cited, with the word before them: ``paragraphs 2, 3 and 5``."""
    k = 0
    while k < len(keys):
        start, k = k, k + 1
        if not is_referring(keys[start]):
            continue
        stop = k
        while k < len(keys) and (_NUMBERS.fullmatch(keys[k]) or keys[k].casefold() in BETWEEN):
            k += 1
            stop = k if _NUMBERS.fullmatch(keys[k - 1]) else stop
        if stop > start + 1 and not is_of_another_text(keys, start, stop):
            yield start, stop


_NUMBERS = re.compile(r"\d+(?:[-.]\d+)*|[ivxlIVXL]{1,7}|[A-Za-z]")


def is_of_another_text(keys: Sequence[str], start: int, stop: int) -> bool:
    """Whether a citation is of another text: ``Article 3 of the Charter``, ``статья 3 Устава``, ``《宪章》第三条``.

    ``paragraph 2 of article 5`` and ``Article 3 of this Convention`` cite this text, if nothing else follows.
    """
    if start and keys[start - 1] in ("》", "”", '"') and "第" in keys[start]:
        return True
    k = stop
    while k < len(keys) and (keys[k] in "()[]" or (len(keys[k]) == 1 and keys[k].isalpha() and keys[k - 1] == "(")):
        k += 1
    if k >= len(keys):
        return False
    word = keys[k].casefold()
    if word not in _OF:
        return _is_a_name(keys[k]) and not keys[stop - 1].isalpha()
    while k + 1 < len(keys) and keys[k + 1].casefold() in _ARTICLES:
        k += 1
    following = keys[k + 1].casefold() if k + 1 < len(keys) else ""
    if following in _THIS or _ARABIC_THIS.fullmatch(following):
        return False
    cites = k + 2 < len(keys) and is_referring(following) and _NUMBERS.fullmatch(keys[k + 2])
    return not cites or following in _TEXTS


def _is_a_name(word: str) -> bool:
    """Whether a word right after a number may name a text: ``TEU``, ``Устава``."""
    return (len(word) > 1 and word.isupper() and word.isalpha()) or ("А" <= word[0] <= "Я" and len(word) > 3)


_OF = frozenset(
    "of under from du de des d'un d'une della del dello delle dei do da dos das der von vom zur из من".split()
)
_ARTICLES = frozenset("the la le l les el los las der des dem il lo gli i o a os as".split())
_THIS = frozenset(
    "this these present said same ce cet cette ces présent présente présents présentes presente presentes este esta"
    " estos estas dieser dieses diesem diesen vorliegenden questo questa настоящего настоящей настоящих этого этой"
    " above below ci-dessus".split()
)
_TEXTS = frozenset(
    "resolution résolution resolución резолюции القرار decision décision decisión решения المقرر regulation directive"
    " règlement reglamento directiva protocol recommendation".split()
)
_ARABIC_THIS = re.compile("هذ(?:ا|ه)|نفس.*")


def _renumbered(key: str, word: str, numbering: Numbering) -> str:
    """A cited number, or the two ends of a range, renumbered."""
    if key in numbering.references:
        return _now(word, key, numbering)
    return "-".join(_now(word, end, numbering) for end in key.split("-"))


def _now(word: str, number: str, numbering: Numbering) -> str:
    """The new number of the unit that a word and a number cite; the same number if it has no new one.

    ``Table 2`` and ``paragraph 2`` may both have new numbers; a bare number is meant only if no label has that word.
    """
    named = numbering.references.get(number, {})
    return next((named[own] for own in sorted(named, reverse=True) if may_name(word, own)), number)


def may_name(word: str, own: str) -> bool:
    """Whether a word may cite a unit with that word in its label: ``arts`` an Article, ``para`` a bare number.

    A schedule, a phase or a table with the same number as a renumbered article is not that article.
    """
    cited = word.casefold().replace("ё", "е").rpartition("'")[2]
    if not own or not own[0].isalpha() or own in _NUMBERS_ALONE:
        return cited.rstrip("s") not in CITED_APART and cited not in CITED_APART
    if own[0].isascii() != cited[:1].isascii() or own[0] > "я":  # Arabic words change internally; 第 is a single sign
        return True
    shared = min(4, len(own), len(cited))
    return own[:shared] == cited[:shared]


_NUMBERS_ALONE = frozenset(("op", "pp"))
CITED_APART = frozenset(label_table().named("cited apart"))


def is_referring(key: str) -> bool:
    word = key.casefold().replace("ё", "е").rpartition("'")[2]
    return word in _REFERRING or ARABIC_PREFIX.sub("", word) in _ARABIC_REFERRING


def explained_reference(before: Sequence[str], after: Sequence[str], h: Hunk, numbering: Numbering) -> bool:
    """Whether a changed word is a cross-reference that only follows explained new numbers; of words, the keys."""
    if not numbering.references or h.i2 - h.i1 != 1 or h.j2 - h.j1 != 1:
        return False
    old, new = before[h.i1], after[h.j1]
    if new not in numbering.references.get(old, {}).values():
        return False
    if old.startswith("[^"):
        return True
    for k in range(h.i1 - 1, max(-1, h.i1 - 7), -1):
        key = before[k].casefold()
        if is_referring(key):
            return _now(key, old, numbering) == new and not is_of_another_text(before, k, h.i2)
        if key not in BETWEEN and not key.isdigit() and len(key) > 1 and key != ".":
            return False
    return False
