"""What the units of a text are, as far as their names depend on it: titles, lists, what begins again, who signs.

Each function reads a whole text and the labels that ``counted_labels`` found in it; ``addresses`` makes names of that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Hashable, Sequence
from dataclasses import replace
from itertools import pairwise

from amendtrack.text.counted_labels import Counted, depth_of, rank_at, shallow_titles
from amendtrack.text.label_forms import without_accents
from amendtrack.text.labels import Label, Rank, opens_series, shape_of, spoken
from amendtrack.text.scripts import is_small
from amendtrack.text.speaker import plain_name
from amendtrack.text.units import Text, Unit, UnitKind


def repeated_divisions(text: Text, found: Sequence[Counted | None]) -> frozenset[str]:
    """The names of divisions that are counted more than once: which is meant, what contains them says.

    Of sections 1 to 3 in one chapter and 1 to 4 in another, the fourth is named with its chapter, too; 2.4 is not.
    """
    divisions = [(count, u.kind) for count, u in zip(found, text.units) if count and count.rank < Rank.ARTICLE]
    names = Counter(plain_name(spoken(count.label)) for count, _ in divisions)
    often = {name for name, times in names.items() if times > 1}
    again = {count.series for count, _ in divisions if plain_name(spoken(count.label)) in often}
    beside = (
        count.label
        for count, kind in divisions
        if count.series in again and "." not in count.label.number and kind is UnitKind.HEADING
    )
    return frozenset(often.union(plain_name(spoken(label)) for label in beside))


def words_that_restart(found: Sequence[Counted | None]) -> frozenset[str]:
    """The words of paragraphs that begin again in each article: ``Parágrafo 1``, and the ``§ 1`` of a Brazilian one.

    Danish paragraphs begin with ``Stk. 2.``, since the first is the article's own words. If just one article has
    a ``§ 1``, it is as plainly its own.
    """
    numbers: dict[str, list[int]] = {}
    first, article, within = "", -1, set[int]()
    for i, count in enumerate(found):
        if count and count.rank in (Rank.ARTICLE, Rank.PARAGRAPH) and count.place and not count.label.suffix:
            word = without_accents(shape_of(count.label)[0])
            numbers.setdefault(word, []).append(count.place.number)
            first = first or (word if count.rank is Rank.ARTICLE else "")
            article = i if word == first else article
            within |= {article} if word == "§" else set()
    again = {word for word, own in numbers.items() if word and own[0] in (1, 2) and own.count(own[0]) > 1}
    is_of_one = first != "§" and len(within) == 1 and numbers["§"][0] == 1
    return frozenset(again | {"§"} if is_of_one else again)


def saying_all(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The articles whose first sentence ends on the line of their number: any numbers below them count a list."""
    return frozenset(
        i
        for i, (unit, count) in enumerate(zip(text.units, found))
        if rank_at(count) is Rank.ARTICLE
        and not has_only_a_title(unit)
        and text.wording(unit).rstrip(_CLOSERS)[-1:] in _STOPS
    )


def repeated_numbers(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The units that repeat the number of the heading above, ``## 9. Boats`` and ``9. (1) Boats ...``, again and again.

    Once, or for 1 alone, it is the first paragraph of that section.
    """
    repeats: dict[int, Label] = {}
    for i, (above, unit) in enumerate(pairwise(text.units), 1):
        over, count = found[i - 1], found[i]
        if not over or not count or above.kind is not UnitKind.HEADING or unit.kind is UnitKind.HEADING:
            continue
        labels = [replace(c.label, tail="") for c in (over, count)]
        if over.rank is count.rank is Rank.PARAGRAPH and labels[0] == labels[1] and not count.label.prefix:
            repeats[i] = count.label
    is_habit = len(repeats) > 1 and any(not opens_series(label) for label in repeats.values())
    return frozenset(repeats) if is_habit else frozenset()


def with_paragraphs_of_their_own(
    text: Text,
    found: Sequence[Counted | None],
    with_paragraphs: Container[int | None],
    titles: Container[int] = frozenset(),
) -> frozenset[int]:
    """The units of articles whose words go on in paragraphs without a number: the second paragraph of Article 4.

    What follows the last item of a list may belong to the list or to what contains it; nobody can tell.
    """
    many = len(text.units)
    followed = {count.after % many for count in found if count and count.after is not None}
    listing = _lists(text, found, titles)
    last = max((i for i in range(many) if found[i]), default=-1)
    whole: set[int] = set()
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if count is None or count.rank is Rank.NOTE or has_only_a_title(unit) or (i == last and _is_signed(text, last)):
            continue
        if count.rank is Rank.ARTICLE:
            if i not in with_paragraphs:
                whole.add(i)
            continue
        over = count.above
        while over is not None and (one := found[over]) and one.rank is not Rank.ARTICLE:
            over = one.above
        is_paragraph = count.above == over and may_be_paragraph(count.label) and over not in listing
        if over is not None and (i in followed or is_paragraph):
            whole.add(i)
    return frozenset(whole)


def _is_signed(text: Text, last: int, stop: int | None = None) -> bool:
    """Whether what follows the last number of a text is not all sentences: a date, names, offices."""
    behind = [text.wording(u) for u in text.units[last + 1 : stop]]
    return any(not _ends_a_sentence(words) or _FORMULA.match(words) for words in behind)


def formulas(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The paragraphs that close a text behind its articles: ``DONE at the lake``, and who signed it at its end."""
    article = next((i for i, count in enumerate(found) if rank_at(count) is Rank.ARTICLE), len(text.units))
    closing = [
        i
        for i, unit in enumerate(text.units)
        if i > article and unit.kind is UnitKind.PARAGRAPH and not unit.label and _FORMULA.match(text.wording(unit))
    ]
    signed = [i for i in _signatures(text) if i > article]
    return frozenset(closing + signed[-1:])


def _signatures(text: Text) -> list[int]:
    """The last paragraphs of a text, from the end, if they are only names, offices and dates below a sentence."""
    found: list[int] = []
    for i, unit in reversed(list(enumerate(text.units))):
        if unit.kind in (UnitKind.NOTE, UnitKind.RULE):
            continue
        if unit.kind is not UnitKind.PARAGRAPH or unit.label:
            return []
        if not _is_signature(text.wording(unit)):
            break
        found.append(i)
    return found


def _is_signature(words: str) -> bool:
    """Whether words are names, offices, or a place and a date: in bold capitals, or most of them in capitals.

    >>> [_is_signature(words) for words in ("**VELA - PROA**", "At sea, 5 May 2010", "Boats sail.", "Boats sail on")]
    [True, True, False, False]
    """
    if len(words) > _LONGEST_TITLE or not any(map(str.isalpha, words)):
        return False
    if words.isupper():
        return words.startswith("**") or words.rstrip(_CLOSERS)[-1:] not in _STOPS
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > _SHORTEST_NAME]
    capitals = sum(1 for word in long if word[0].isupper())
    is_named = bool(long) and 4 * capitals >= 3 * len(long)
    return (is_named or _DATED.search(words) is not None) and words.rstrip(_CLOSERS)[-1:] not in _STOPS


_SHORTEST_NAME = 2
_DATED = re.compile(r"(?<!\d)\d{1,2}(?!\d).{2,30}(?<!\d)(?:1[5-9]|20)\d\d\Z")


_FORMULA = re.compile(
    r"[*_]{0,3}(?:(?i:in witness whereof|done (?:at|in)|en foi de quoi|fait à|en fe de lo cual|hecho en|feito em"
    r"|в удостоверение чего|совершено в|geschehen zu|zu urkund dessen|fatto a)(?!\w)"
    r"|为此，下列签署人|订于|وإثباتا لما تقدم|حرر في)"
)
"""How the words begin that close a treaty."""


def closing_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The last articles of acts that stand inside the text: a heading follows, the numbers do not go on, names do."""
    many = len(text.units)
    followed = {count.after for count in found if count and _goes_on(found, count)}
    closing = set[int]()
    for i, count in enumerate(found[:many]):
        if count is None or count.rank is not Rank.ARTICLE or i in followed:
            continue
        stop = next((k for k in range(i + 1, many) if found[k] or text.units[k].kind is UnitKind.HEADING), many)
        if stop < many and _is_signed(text, i, stop):
            closing.add(i)
    return frozenset(closing)


def _goes_on(found: Sequence[Counted | None], count: Counted) -> bool:
    before = found[count.after] if count.after is not None else None
    if before is None or before.place is None or count.place is None:
        return False
    return 0 <= count.place.number - before.place.number <= _FEW_REPEALED


_FEW_REPEALED = 3


_STOPS = frozenset(".;:!?…。；：！？؛؟।។။։።")


def _ends_a_sentence(words: str) -> bool:
    """Whether words end with a stop, or in a script that has none."""
    last = words.rstrip(_CLOSERS)[-1:]
    return last in _STOPS or "\u0e01" <= last <= "\u0edf"


_CLOSERS = "\"'”’»)]*_ "


def _lists(text: Text, found: Sequence[Counted | None], titles: Container[int]) -> frozenset[int]:
    """The articles whose numbers count the items of a list: words of the article come before the first of them."""
    many = len(text.units)
    lists: set[int] = set()
    for i, count in enumerate(found[:many]):
        if count is None or count.after is not None or count.above is None or count.above >= many:
            continue
        between = (k for k in range(count.above + 1, i) if k not in titles)
        first = next((k for k in between if text.units[k].kind is not UnitKind.HEADING), i)
        if first < i or not has_only_a_title(text.units[count.above]):
            lists.add(count.above)
    return frozenset(lists)


def may_be_paragraph(label: Label) -> bool:
    """Whether a number may be that of a paragraph: ``1.``, ``(1)``, not ``1°`` of a list."""
    return label.number.isdecimal() and not label.tail.startswith(("°", "º"))


def with_several_above_items(
    text: Text, found: Sequence[Counted | None], titles: Container[int] = frozenset()
) -> frozenset[int]:
    """The articles with more than one paragraph above their first item ``1)``: only a single one is a chapeau."""
    several: set[int] = set()
    for i, count in enumerate(found[: len(text.units)]):
        if count is None or count.above is None or count.after is not None or count.rank is not Rank.ITEM:
            continue
        between = range(count.above + 1, i)
        if all(found[k] is None for k in between):
            paragraphs = (k for k in between if text.units[k].kind is UnitKind.PARAGRAPH and k not in titles)
            several |= {count.above} if len([*paragraphs]) > 1 else set()
    return frozenset(several)


def over_numbers(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The headings with a paragraph's number, ``## 4. Boats``, that have numbered paragraphs below them."""
    over: set[int] = set()
    head = -1
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if count is None or count.rank is Rank.NOTE:
            head = -1 if unit.kind is UnitKind.HEADING else head
        elif has_only_a_title(unit):
            head = i if count.rank >= Rank.PARAGRAPH else -1
        elif (
            head >= 0
            and may_be_paragraph(count.label)
            and (text.units[head].kind is UnitKind.HEADING or count.after is None)
        ):
            over.add(head)
    return frozenset(over)


def has_only_a_title(unit: Unit) -> bool:
    """Whether only a number and a title stand there: what is below it has words of its own."""
    return unit.kind is UnitKind.HEADING or unit.body == unit.end


def titles_of_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The headings that are the titles of articles: right below the bare number, and one level or more deeper."""
    shallow = shallow_titles(text)
    return frozenset(
        i
        for i, (above, unit) in enumerate(pairwise(text.units), 1)
        if found[i] is None
        and (rank_at(found[i - 1]) is Rank.ARTICLE or _is_number_alone(found[i - 1]))
        and above.kind is unit.kind is UnitKind.HEADING
        and not text.wording(above).strip()
        and (depth_of(text, unit) > depth_of(text, above) or i in shallow)
    )


def titles_of_divisions(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The paragraphs that are titles: a line right below ``CHAPTER II`` and right above the first article of it.

    Between the two there may be the title of that article.
    """
    units = text.units
    firsts = (
        i
        for i in range(1, len(units) - 1)
        if rank_at(found[i - 1]) < Rank.ARTICLE and units[i - 1].body == units[i - 1].end and _may_be_title(text, i)
    )
    return frozenset(
        i
        for i in firsts
        if _begins_anew(text, found, i + 1)
        or (i + 2 < len(units) and _may_be_title(text, i + 1) and _is_bare_article(text, found, i + 2))
    )


def _may_be_title(text: Text, i: int) -> bool:
    unit = text.units[i]
    return unit.kind is UnitKind.PARAGRAPH and not unit.label and _is_line_of_title(text.wording(unit))


def _begins_anew(text: Text, found: Sequence[Counted | None], i: int) -> bool:
    return found[i] is not None or text.units[i].kind is UnitKind.HEADING


def _is_bare_article(text: Text, found: Sequence[Counted | None], i: int) -> bool:
    """Whether only the number of an article stands there, on a line that no mark makes a heading."""
    unit = text.units[i]
    return unit.body == unit.end and rank_at(found[i]) is Rank.ARTICLE and text.source[unit.start].isalnum()


def has_runs_under_titles(text: Text, found: Sequence[Counted | None], bold: Container[int] = frozenset()) -> bool:
    """Whether bare numbers begin again under titles without a number: which 1 is meant, the title says.

    ``bold`` are the titles in bold type of a text that has no headings.
    """
    under: dict[str, int] = {}
    title, begins_again = -1, False
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if unit.kind is UnitKind.HEADING or i in bold:
            title = i if count is None else -1
        elif count and count.rank is Rank.PARAGRAPH and count.after is None and not count.label.prefix:
            if title < 0:
                return False
            begins_again |= under.setdefault(count.label.number, title) != title
    return begins_again


def has_lists_under_titles(text: Text, found: Sequence[Counted | None]) -> bool:
    """Whether items that nothing with a number contains begin again under titles: ``(1)`` is under the title."""
    under: set[int] = set()
    title = -1
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if unit.kind is UnitKind.HEADING:
            title = i if count is None else -1
        elif count and count.rank is Rank.ITEM and count.above is None and count.after is None:
            if title < 0:
                return False
            under.add(title)
    return len(under) > 1


def titles_of_bare_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The paragraphs that are titles of articles: a line right below a number alone, above the article's words.

    One in bold type or in brackets is a title wherever it stands; any other, if most articles have one.
    """
    units = text.units
    firsts = [
        i
        for i in range(1, len(units) - 1)
        if units[i].kind is UnitKind.PARAGRAPH
        and not units[i].label
        and (rank_at(found[i - 1]) is Rank.ARTICLE or _is_number_alone(found[i - 1]))
        and units[i - 1].body == units[i - 1].end
        and rank_at(found[i + 1]) >= Rank.PARAGRAPH
        and units[i + 1].kind not in (UnitKind.HEADING, UnitKind.NOTE)
    ]
    like = [i for i in firsts if _is_title_above(text.wording(units[i]), text.wording(units[i + 1]))]
    is_habit = len(like) > 1 and 2 * len(like) > len(firsts)
    return frozenset(i for i in like if is_habit or _SET_APART.fullmatch(text.wording(units[i])))


def _is_title_above(words: str, below: str) -> bool:
    """Whether words may be a title: one line, and what is below begins anew."""
    has_letters = any(map(str.isalpha, words))
    return has_letters and "\n" not in words and not is_small(below) and _is_line_of_title(words)


_SET_APART = re.compile(r"\*\*[^*]{1,200}\*\*|__[^_]{1,200}__|\([^()]{1,200}\)")


def announcing_again(
    text: Text, found: Sequence[Counted | None], titles: Container[int] = frozenset()
) -> dict[int, tuple[int, int]]:
    """The paragraphs without a number that announce a second list in an article or paragraph, and how manieth they are.

    What the list belongs to is plain, since it begins anew: ``Article 4 (a)``, then ``Article 4, paragraph 2 (a)``.
    """
    many = len(text.units)
    announcing: dict[int, tuple[int, int]] = {}
    begun = set[tuple[int, Hashable]]()
    for i, count in enumerate(found[:many]):
        if count is None or count.above is None or count.place is None or count.place.number != 1 or count.label.suffix:
            continue
        above, is_free = text.units[i - 1], found[i - 1] is None
        is_again = (count.above, count.series) in begun
        begun.add((count.above, count.series))
        if is_again and is_free and above.kind is UnitKind.PARAGRAPH and _announces(text.wording(above)):
            holder = count.above % many
            within = (k for k in range(holder + 1, i) if k not in titles)
            between = (k for k in within if text.units[k].kind is UnitKind.PARAGRAPH and not found[k])
            announcing[i - 1] = count.above, sum(1 for _ in between) + (not has_only_a_title(text.units[holder]))
    return announcing


def titles_of_several(text: Text) -> dict[int, int]:
    """The headings without a number whose title is that of others, too, each with the heading that contains it.

    Which *General* is meant, that says: ``“Officers, General”``.
    """
    titles: dict[str, list[int]] = {}
    around: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    for i, unit in enumerate(text.units):
        if unit.kind is not UnitKind.HEADING:
            continue
        depth = depth_of(text, unit)
        while opened and opened[-1][0] >= depth:
            opened.pop()
        if not unit.label and opened:
            around[i] = opened[-1][1]
        if not unit.label:
            titles.setdefault(text.wording(unit), []).append(i)
        opened.append((depth, i))
    alike = (i for own in titles.values() if len(own) > 1 for i in own)
    return {i: around[i] for i in alike if i in around}


def label_beside(text: Text, i: int) -> str:
    """The number of a paragraph behind that of its article in a heading, ``### § 1. stk. 2``; empty if none is."""
    unit = text.units[i]
    beside = _BESIDE.match(text.source, unit.body, unit.end) if unit.kind is UnitKind.HEADING and unit.label else None
    return " ".join(beside[1].split()) if beside else ""


_BESIDE = re.compile(r",?\s*((?:[Ss]tk|[Mm]om|Abs)\.?\s?\d{1,3}(?:\s?[a-z](?!\w))?)[.:]?(?=\s|$)")


def titles_over_lists(text: Text, found: Sequence[Counted | None]) -> dict[int, int]:
    """The titles without a number in a numbered heading, each with that heading, if lists begin again below them.

    Which (a) is meant, the title says: ``13, “The treasurer” (a)``.
    """
    many = len(text.units)
    over: dict[int, list[int]] = {}
    begun: dict[Hashable, int] = {}  # the title below which a list began first
    again = set[int]()
    holder = title = -1
    for i, (unit, count) in enumerate(zip(text.units, found[:many])):
        if unit.kind is UnitKind.HEADING:
            holder, title = (i, -1) if count else (holder, i)
            if not count and holder >= 0 and depth_of(text, unit) > depth_of(text, text.units[holder]):
                over.setdefault(holder, []).append(i)
        elif count and count.rank is Rank.ITEM and count.above == holder >= 0 and count.after is None:
            is_again = begun.setdefault((holder, count.series), title) != title
            again |= {holder} if is_again else set()
    return {i: holder for holder in again for i in over.get(holder, ())}


def _announces(words: str) -> bool:
    return words.rstrip(_CLOSERS)[-1:] in _ANNOUNCES and not is_small(words)


_ANNOUNCES = frozenset(":：")


def margin_titles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The lines that are titles of what is right below them: in italics, as in the margin of Canadian statutes.

    So are those without a sign above most articles, as in Turkish statutes, and in wide brackets above any, as in
    Japanese ones. French ones have titles above some articles: *The treasurer*, alone on a line.
    """
    titles = [
        i
        for i, (unit, below) in enumerate(pairwise(text.units))
        if unit.kind is UnitKind.PARAGRAPH is not below.kind is not UnitKind.HEADING
        and not unit.label
        and found[i + 1] is not None
        and _IN_ITALICS.fullmatch(text.wording(unit))
    ]
    return (
        frozenset(titles if len(titles) > 2 else ())
        | _titles_over_articles(text, found)
        | _titles_over_some(text, found)
    )


def _titles_over_some(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The lines without a stop right above the number of an article, if all words of the articles end with a stop."""
    divisions = titles_of_divisions(text, found)
    above = (i - 1 for i in range(2, len(text.units)) if _is_bare_article(text, found, i))
    titles = [i for i in above if _may_be_title(text, i) and not found[i] and i not in divisions]
    is_sure = all(i - 1 in divisions or _ends_a_sentence(text.wording(text.units[i - 1])) for i in titles)
    short = [i for i in titles if len(text.wording(text.units[i])) <= _LONGEST_LINE]
    return frozenset(short if is_sure and len(short) > 1 else ())


_LONGEST_LINE = 80


def _titles_over_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    articles = [i for i, count in enumerate(found[: len(text.units)]) if rank_at(count) is Rank.ARTICLE]
    titles = [
        i - 1
        for i in articles
        if i
        and not has_only_a_title(text.units[i])
        and found[i - 1] is None
        and text.units[i - 1].kind is UnitKind.PARAGRAPH
        and _is_title_above(_on_one_line(text.wording(text.units[i - 1])), "")
        and not _ends_a_sentence(text.wording(text.units[i - 1]))
    ]
    is_habit = len(titles) > 2 and 2 * len(titles) > len(articles)
    return frozenset(i for i in titles if is_habit or _IN_WIDE_BRACKETS.fullmatch(text.wording(text.units[i])))


def _on_one_line(words: str) -> str:
    """The words with a line break between two lines as a blank: long titles are wrapped."""
    return words.replace("\n", " ") if words.count("\n") == 1 else words


_IN_WIDE_BRACKETS = re.compile(r"（[^（）\n]{1,40}）")
_IN_ITALICS = re.compile(r"\*[^*\s](?:[^*\n]{0,100}[^*\n.:;,])?\*|_[^_\s](?:[^_\n]{0,100}[^_\n.:;,])?_")


def _is_line_of_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and words.rstrip(_CLOSERS)[-1:] not in _STOPS | {","}


_LONGEST_TITLE = 200


def _is_number_alone(counted: Counted | None) -> bool:
    """Whether a heading's label is only its number: ``### 9``."""
    return counted is not None and counted.rank is Rank.PARAGRAPH and not (counted.label.prefix or counted.label.tail)


__all__ = [
    "announcing_again",
    "closing_articles",
    "formulas",
    "has_lists_under_titles",
    "has_only_a_title",
    "has_runs_under_titles",
    "label_beside",
    "margin_titles",
    "may_be_paragraph",
    "over_numbers",
    "repeated_divisions",
    "repeated_numbers",
    "saying_all",
    "titles_of_articles",
    "titles_of_bare_articles",
    "titles_of_divisions",
    "titles_of_several",
    "titles_over_lists",
    "with_paragraphs_of_their_own",
    "with_several_above_items",
    "words_that_restart",
]
