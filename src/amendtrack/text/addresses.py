"""How each unit of a text is called: one name for each, as a secretariat would say it.

``counted_labels`` knows which unit contains which; here that becomes words. Names by which texts were issued before are
kept, since decisions and positions quote them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import cache
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import NamedTuple

from amendtrack.text.bracketed_numbers import numbered_in_brackets, numbered_in_quotes, numbered_inside
from amendtrack.text.contents import contents_of
from amendtrack.text.counted_labels import (
    Counted,
    Order,
    bold_titles,
    counted,
    counted_but,
    counted_under,
    counted_with_contents,
    counted_within,
    depth_of,
    may_differ,
    rank_at,
    shallow_titles,
)
from amendtrack.text.front_matter import front_matter_of
from amendtrack.text.label_forms import HAN, label_table, without_accents
from amendtrack.text.labels import Label, Rank, closing, is_raised, opens_series, rank_of, read_label, shape_of, spoken
from amendtrack.text.numerals import han
from amendtrack.text.quoted_passages import quoted_passages, with_own_quotations
from amendtrack.text.resolution import resolution_names
from amendtrack.text.typeface import is_ruler, unspoken
from amendtrack.text.units import Text, Unit, UnitKind


class Terms(Enum):
    """How a definition without a number is named: by its term, or as a paragraph like any other."""

    NAMED = "named"
    COUNTED = "counted"


class Titles(Enum):
    """How units without a number are named below a heading with one: counted in it, only in an article, and so on.

    A number that stands alone above its words is a heading. Titles in bold type, where there are no other headings and
    no articles, name what is below them. Today paragraphs are counted in every article, whatever stands on its line,
    and a chapter whose number occurs again is named together with what contains it.
    """

    IN_EVERY_DIVISION = "in every division"
    IN_EVERY_ARTICLE = "in every article"
    OF_ALL_NUMBERS = "of all numbers"
    IN_BOLD_TOO = "in bold too"
    OF_ALL_ARTICLES = "of all articles"
    OF_ARTICLES = "of articles"
    ON_THEIR_OWN = "on their own"


def addresses(text: Text) -> tuple[str, ...]:
    """One name for each unit, as a secretariat would say it; no two units have the same.

    The paragraphs of a resolution are PP1, PP2, OP1, OP2, whether their numbers are printed or not. A number in
    square brackets names its unit too: ``[2. Fees are due.]`` is 2; so does one in the quotation marks of a heading.

    >>> from amendtrack.text.units import parse_text
    >>> addresses(parse_text("# Goals\\n\\n5. Do:\\n(a) this;\\n\\nMore.\\n\\nArticle 9 Aid\\n\\n1. Help."))
    ('heading “Goals”', '5', '5 (a)', 'after 5 (a)', 'Article 9', 'Article 9, 1')
    """
    return _names_with_quotations(with_own_quotations(numbered_inside(text)), Titles.IN_EVERY_DIVISION)


def addresses_by_word(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in a section was taken for one that contains it.

    The first chapter 1 was named without its part; the second paragraph after 5 (a) was ``after 5 (a), paragraph 2``.
    """
    return _names_with_quotations(numbered_inside(text), Titles.IN_EVERY_ARTICLE)


def _names_with_quotations(text: Text, titles: Titles) -> tuple[str, ...]:
    """The names of a text's own units, and those of what it quotes: ``2, quoted 7``."""
    quoted = quoted_passages(text)
    front = front_matter_of(text)
    apart = {k: "" for passage in quoted for k in passage} | dict.fromkeys(front, "front matter")
    given = list(_names_of_own(_without(text, apart) if apart else text, apart, titles))
    said = Counter(given)
    numbered = numbered_in_quotes(text) if quoted else text
    for passage in quoted:
        holder = next((given[k] for k in range(passage.start - 1, -1, -1) if k not in apart), "")
        within = Text(text.source, numbered.units[passage.start : passage.stop])
        for k, name in zip(passage, _names_of_own(within, {}, titles)):
            name = _in_quotation(holder, name)
            said[name] += 1
            given[k] = name if said[name] == 1 else f"{name} ({_nth(said[name])})"
    return tuple(given)


def _names_of_own(text: Text, apart: Mapping[int, str], titles: Titles) -> tuple[str, ...]:
    """The names of a text's units but those that stand apart, which have the name that is given."""
    listed = contents_of(text)
    found = counted_within(text, listed, Order.BY_LEVEL if titles is Titles.IN_EVERY_DIVISION else Order.BY_WORD)
    names = {i: name for i, name in resolution_names(text).items() if i not in apart}
    return _addresses(text, names, found, Terms.NAMED, titles=titles, listed=listed, apart=apart)


def _without(text: Text, apart: Container[int]) -> Text:
    """The text with some of its units as paragraphs that have no number."""
    units = (
        u._replace(kind=UnitKind.PARAGRAPH, label="", body=u.start) if i in apart else u
        for i, u in enumerate(text.units)
    )
    return Text(text.source, tuple(units))


def _in_quotation(holder: str, name: str) -> str:
    """The name of a quoted unit: that of the unit which quotes it, and its own.

    >>> _in_quotation("2", "Article 7"), _in_quotation("2 (a)", "after 7"), _in_quotation("2", "paragraph 2 after 7")
    ('2, quoted Article 7', '2 (a), after quoted 7', '2, paragraph 2 after quoted 7')
    """
    before, found, behind = name.partition("after ")
    after, own = (before + found, behind) if _BEHIND.match(name) else ("", name)
    return f"{holder}, {after}quoted {own}" if holder else f"{after}quoted {own}"


_BEHIND = re.compile(r"(?:(?:paragraph|bullet) \d+ )?after ")
"""How the name of a unit without a number begins that follows a list."""


def addresses_before_quotations(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while quoted paragraphs were the text's own.

    Paragraphs of an article that has words on the line of its number were *after* it.
    """
    text = numbered_inside(text)
    listed = contents_of(text)
    found = counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_NUMBERS, listed=listed)


def addresses_after_numbers(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs below ``## 3. Fees`` were *after* 3."""
    text = numbered_in_brackets(text)
    listed = contents_of(text)
    found = counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.IN_BOLD_TOO, listed=listed)


def addresses_without_bold_titles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in bold type was a paragraph, which closes no list."""
    text = numbered_in_brackets(text)
    listed = contents_of(text)
    found = counted_but(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_ARTICLES, listed=listed)


def addresses_after_articles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs of an article without a title were *after* it.

    Units with their number in brackets had no number.
    """
    listed = contents_of(text)
    found = counted_but(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ARTICLES, listed=listed)


def addresses_with_contents(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the lines of a table of contents had the names of articles.

    Sections that begin again in each article were named without it.
    """
    found = counted_with_contents(text)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ARTICLES)


def addresses_under_titles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in a heading of its own replaced its article."""
    found = counted_with_contents(text)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.ON_THEIR_OWN)


def addresses_as_printed(text: Text) -> tuple[str, ...]:
    """The names under which older texts were issued, before PP and OP names for the paragraphs of a resolution."""
    found = counted([unit.label for unit in text.units])
    return _addresses(text, {}, found, Terms.COUNTED, titles=Titles.ON_THEIR_OWN)


def _addresses(
    text: Text,
    names: Mapping[int, str],
    found: Sequence[Counted | None],
    terms: Terms,
    *,
    titles: Titles,
    listed: Container[int] = frozenset(),
    apart: Mapping[int, str] = MappingProxyType({}),
) -> tuple[str, ...]:
    many = len(text.units)
    names_given: list[str] = []
    over_units: dict[int, str] = {}  # what contains the units below a unit, where that is not its own name
    in_definitions: dict[int, str] = {}  # the definition that contains an item
    newest = titles is Titles.IN_EVERY_DIVISION
    every = newest or titles is Titles.IN_EVERY_ARTICLE
    speaker = _Speaker(
        is_resolution=bool(names),
        names_terms=terms is Terms.NAMED,
        names_all=every,
        often=_repeated_divisions(found[:many]) if newest else None,
    )
    titled = frozenset() if titles is Titles.ON_THEIR_OWN else _titles_of_articles(text, found)
    is_bold = every or titles in (Titles.OF_ALL_NUMBERS, Titles.IN_BOLD_TOO)
    bold = bold_titles(text) if is_bold else frozenset()
    lowest = {
        Titles.IN_EVERY_DIVISION: Rank.NOTE,
        Titles.IN_EVERY_ARTICLE: Rank.NOTE,
        Titles.OF_ALL_NUMBERS: Rank.NOTE,
        Titles.IN_BOLD_TOO: Rank.PARAGRAPH,
        Titles.OF_ALL_ARTICLES: Rank.PARAGRAPH,
    }
    heads_with_chapeau = {Rank.ARTICLE, Rank.PARAGRAPH} if every else set[Rank]()
    if newest:
        heads_with_chapeau.add(Rank.ITEM)
    above_of = [count.above % many if count and count.above is not None else None for count in found]
    numbered = {above for count, above in zip(found, above_of) if count and count.label.number.isdecimal()}
    with_paragraphs = {above for count, above in zip(found, above_of) if count and _may_be_paragraph(count.label)}
    with_paragraphs |= _over_numbers(text, found)
    whole = _with_paragraphs_of_their_own(text, found, with_paragraphs) if every else frozenset()
    below_numbers = _titles_of_divisions(text, found) if newest else frozenset()
    repeats = _repeated_numbers(text, found) if every else frozenset()
    for i, (unit, count) in enumerate(zip(text.units, found)):
        above = ""
        if count and count.above is not None:
            above = over_units.get(count.above) or names_given[count.above]
        over = found[count.above] if count and count.above is not None else None
        if every and count:
            above = _in_definition(speaker, in_definitions, count, i) or above
        if i in apart:
            names_given.append(speaker.once(apart[i]) if apart[i] else "")
        elif i in listed:
            names_given.append(speaker.listed(text, unit))
        elif i in names:
            names_given.append(speaker.named(names[i]))
        elif i in below_numbers:
            names_given.append(speaker.once(f"{speaker.anchor}, title"))
        elif i in titled:
            names_given.append(speaker.titled(text, unit))
            if i - 1 not in numbered:
                speaker.counting.add(speaker.anchor)
            elif every:
                speaker.chapeau = speaker.anchor
        else:
            if count and i in repeats:
                over_units[i] = speaker.clause
                inner = found[many + i] if len(found) > many else None
                names_given.append(speaker.below_heading(inner.label if inner else None))
            elif count:
                level = depth_of(text, unit) if newest and unit.kind is UnitKind.HEADING else 0
                names_given.append(speaker.labelled(count, over, above, unit.kind, level))
            elif i in bold and not speaker.divisions:
                names_given.append(speaker.headed(text, unit))
            else:
                names_given.append(speaker.unlabelled(text, unit))
            is_head = count is not None and count.rank < lowest.get(titles, Rank.PART) and _is_head(unit)
            if is_head and (i not in with_paragraphs or (newest and count and count.rank < Rank.ARTICLE)):
                speaker.counting.add(speaker.anchor)
            elif count and is_head and count.rank in heads_with_chapeau:
                speaker.chapeau = speaker.anchor
            elif i in whole:
                speaker.goes_on()
        for k in range(many + i, len(found), many):
            if inner := found[k]:
                over_units[k] = item_in(over_units.get(k - many) or names_given[i], inner.label)
    return tuple(names_given)


def _repeated_divisions(found: Sequence[Counted | None]) -> frozenset[str]:
    """The names of parts, chapters and sections that occur more than once: which is meant, what contains them says."""
    names = Counter(_plain(spoken(count.label)) for count in found if count and count.rank < Rank.ARTICLE)
    return frozenset(name for name, times in names.items() if times > 1)


def _plain(name: str) -> str:
    """A name as it is compared with others: ``CAPITULO II`` is ``Capítulo II``."""
    return without_accents(name.casefold())


def _repeated_numbers(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
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


def _in_definition(speaker: _Speaker, known: dict[int, str], count: Counted, i: int) -> str:
    """The definition that contains an item: a list that begins below one is its own; empty for any other unit."""
    if count.rank is Rank.NOTE:
        return ""
    if count.rank is not Rank.ITEM:
        speaker.definition = ""
        return ""
    if count.above in known:  # an item in an item
        known[i] = ""
    elif count.after in known:
        known[i] = known[count.after]
    elif count.after is None and speaker.definition and count.place and count.place.number == 1:
        known[i] = speaker.definition
    else:
        speaker.definition = ""
    return known.get(i, "")


def _with_paragraphs_of_their_own(
    text: Text, found: Sequence[Counted | None], with_paragraphs: Container[int | None]
) -> frozenset[int]:
    """The units of articles whose words go on in paragraphs without a number: the second paragraph of Article 4.

    What follows the last item of a list may belong to the list or to what contains it; nobody can tell.
    """
    many = len(text.units)
    followed = {count.after % many for count in found if count and count.after is not None}
    listing = _lists(text, found)
    last = max((i for i in range(many) if found[i]), default=-1)
    whole: set[int] = set()
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if count is None or count.rank is Rank.NOTE or _is_head(unit) or (i == last and _is_signed(text, last)):
            continue
        if count.rank is Rank.ARTICLE:
            if i not in with_paragraphs:
                whole.add(i)
            continue
        over = count.above
        while over is not None and (one := found[over]) and one.rank is not Rank.ARTICLE:
            over = one.above
        is_paragraph = count.above == over and _may_be_paragraph(count.label) and over not in listing
        if over is not None and (i in followed or is_paragraph):
            whole.add(i)
    return frozenset(whole)


def _is_signed(text: Text, last: int) -> bool:
    """Whether what follows the last number of a text is not all sentences: a date, names, offices."""
    return any(text.wording(u).rstrip(_CLOSERS)[-1:] not in _STOPS for u in text.units[last + 1 :])


_STOPS = frozenset(".;:!?…。；：！？؛؟")
_CLOSERS = "\"'”’»)]*_ "


def _lists(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The articles whose numbers count the items of a list: words of the article come before the first of them."""
    many = len(text.units)
    lists: set[int] = set()
    for i, count in enumerate(found[:many]):
        if count is None or count.after is not None or count.above is None or count.above >= many:
            continue
        first = next((k for k in range(count.above + 1, i) if text.units[k].kind is not UnitKind.HEADING), i)
        if first < i or not _is_head(text.units[count.above]):
            lists.add(count.above)
    return frozenset(lists)


def _may_be_paragraph(label: Label) -> bool:
    """Whether a number may be that of a paragraph: ``1.``, ``(1)``, not ``1°`` of a list."""
    return label.number.isdecimal() and not label.tail.startswith(("°", "º"))


def _over_numbers(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The headings with a paragraph's number, ``## 4. Boats``, that have numbered paragraphs below them."""
    over: set[int] = set()
    head = -1
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if count is None or count.rank is Rank.NOTE:
            head = -1 if unit.kind is UnitKind.HEADING else head
        elif _is_head(unit):
            head = i if count.rank >= Rank.PARAGRAPH else -1
        elif head >= 0 and _may_be_paragraph(count.label):
            over.add(head)
    return frozenset(over)


def _is_head(unit: Unit) -> bool:
    """Whether only a number and a title stand there: what is below it has words of its own."""
    return unit.kind is UnitKind.HEADING or unit.body == unit.end


def _titles_of_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
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


def _titles_of_divisions(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The paragraphs that are titles: a line right below ``CHAPTER II`` and right above the first article of it."""
    units = text.units
    return frozenset(
        i
        for i in range(1, len(units) - 1)
        if units[i].kind is UnitKind.PARAGRAPH
        and not units[i].label
        and rank_at(found[i - 1]) < Rank.ARTICLE
        and units[i - 1].body == units[i - 1].end
        and (found[i + 1] is not None or units[i + 1].kind is UnitKind.HEADING)
        and _is_line_of_title(text.wording(units[i]))
    )


def _is_line_of_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and words.rstrip(_CLOSERS)[-1:] not in _STOPS | {","}


_LONGEST_TITLE = 200


def _is_number_alone(counted: Counted | None) -> bool:
    """Whether a heading's label is only its number: ``### 9``."""
    return counted is not None and counted.rank is Rank.PARAGRAPH and not (counted.label.prefix or counted.label.tail)


_CHINESE_ARTICLE = re.compile(rf"第[{HAN}\d]{{1,7}}[条條](?:之[{HAN}]{{1,7}})?\Z")
_ANNEXES = frozenset(word.replace(" ", "") for word in label_table().named("alone"))
_ANNEX = (Rank.PART, -1)
"""The level of an annex: outside all parts."""


class _Division(NamedTuple):
    """A part, chapter, section or article that is open: its order among others, its level as a heading, its name."""

    order: tuple[Rank, int]
    level: int
    name: str

    def contains(self, order: tuple[Rank, int], level: int) -> bool:
        """Whether it contains a division of that order and level."""
        is_apart = _ANNEX in (self.order, order) or max(self.order, order)[0] >= Rank.ARTICLE
        if not is_apart and may_differ(self.level, level):
            return self.level < level
        return self.order < order


class _Speaker:
    """What has been named so far: names in use, the last heading and label, and where numbers start again."""

    def __init__(
        self, *, is_resolution: bool, names_terms: bool, names_all: bool, often: frozenset[str] | None
    ) -> None:
        self.is_resolution, self.names_terms, self.names_all = is_resolution, names_terms, names_all
        self.is_newest, self.often = often is not None, often or frozenset[str]()
        self.chapeau = ""  # the article that has paragraphs with numbers, before the first of them
        self.definition = self.defines = ""  # the last definition, and what the definitions around it are in
        self.said: dict[str, int] = defaultdict(int)
        self.unnumbered: dict[tuple[str, UnitKind], int] = defaultdict(int)
        self.heading = self.title = self.clause = self.anchor = self.run = self.operative = self.over_lists = ""
        self.has_run = self.has_list = False
        self.kinds: dict[str, int] = {}  # the words that divide the text, in order
        self.divisions: list[_Division] = []  # those open now, outermost first
        self.divided_by = frozenset[str]()  # the words that divide the text before its first annex
        self.within: dict[str, str] = {}  # what contains the first article of each number
        self.counting: set[str] = set()  # articles whose paragraphs have no numbers

    def below_heading(self, inner: Label | None) -> str:
        """The name of a unit that repeats the number of its heading, with a second label or none."""
        if inner:
            self.chapeau = ""
            self.anchor = self.once(item_in(self.clause, inner))
            return self.anchor
        self.chapeau = "" if self.is_newest else self.chapeau
        self.counting.add(self.anchor)
        self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1
        return self.once(f"{self.anchor}, paragraph {self.unnumbered[self.anchor, UnitKind.PARAGRAPH]}")

    def goes_on(self) -> None:
        """Count the paragraphs after the unit named last with it: the next one is its second."""
        self.counting.add(self.anchor)
        self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1

    def labelled(self, count: Counted, over: Counted | None, above: str, kind: UnitKind, level: int) -> str:
        """The name of a unit with a label; ``level`` is that of a heading, 0 of any other unit."""
        self.chapeau = ""
        own = spoken(count.label)
        if count.rank is Rank.NOTE and is_raised(count.label):
            own = f"note {own}"
        if count.rank is Rank.ITEM:
            above = above or self.operative or self.over_lists
            self.has_list = True
        elif count.rank is not Rank.NOTE:
            self.operative = ""
        elif own in self.said and self.anchor:
            own = f"{self.anchor}, {own}"
        if count.rank is Rank.PARAGRAPH and not count.label.prefix and kind is UnitKind.HEADING:
            around = self.title or (self.divisions[-1].name if self.divisions else "")
            own = self.heading = self.clause = f"{around}, {own}" if around and own in self.said else own
        elif count.rank is Rank.PARAGRAPH and (not count.label.prefix or is_raised(count.label)):
            own = self._in_run(own, count, over, above)
        elif count.rank is Rank.PARAGRAPH and above and own in self.said:
            own = f"{above}, {own}"
        elif count.rank is Rank.ITEM and above:
            own = item_in(above, count.label)
        elif count.rank < Rank.PARAGRAPH:
            own = self._in_division(own, count, over, above, level)
            self.title = ""
            self.heading, self.over_lists, self.clause = own, "", ""
        name = self.once(own)
        if count.rank is not Rank.NOTE:
            self.anchor = name
        return name

    def _in_division(self, own: str, count: Counted, over: Counted | None, above: str, level: int) -> str:
        """The name of a part, chapter or article; if it occurs more than once, with the division that contains it.

        Of two kinds of part, the one that comes first in the text contains the other: titles in books.
        """
        word = without_accents(shape_of(count.label)[0]) if self.is_newest else shape_of(count.label)[0]
        order = (count.rank, self.kinds.setdefault(word, len(self.kinds)))
        if self.names_all and word in _ANNEXES:
            order, self.divided_by = _ANNEX, self.divided_by or frozenset(self.kinds)
        kept = takewhile if self.is_newest else filter
        self.divisions = list(kept(lambda division: division.contains(order, level), self.divisions))
        container = self.divisions[-1].name if self.divisions else ""
        is_divided = over is not None and over.rank is Rank.SECTION and rank_of(over.label) is Rank.ARTICLE
        in_annex = bool(self.annex) and word in self.divided_by and order[1] >= 0
        is_often = own in self.said or (count.rank < Rank.ARTICLE and _plain(own) in self.often)
        if self.is_newest and count.rank >= Rank.ARTICLE and self.within.setdefault(own, container) == container:
            is_often = False  # two versions of one article: what contains them does not tell them apart
        if is_divided or (container and (is_often or in_annex)):
            own = _joined(above if is_divided else container, own)
        self.divisions.append(_Division(order, level, own))
        return own

    def _in_run(self, own: str, count: Counted, over: Counted | None, above: str) -> str:
        """Numbers that restart are named together with their article or heading; ``2.1`` in 2 does not restart."""
        in_article = over is not None and over.rank is Rank.ARTICLE
        if over is not None and count.label.number.startswith(f"{over.label.number}."):
            return own if in_article or not self.run else f"{self.run}, {own}"
        if self.clause and not in_article:
            own_clause = self.clause.rpartition(" ")[2]
            under = self.clause.removesuffix(own_clause) if own.startswith(f"{own_clause}.") else f"{self.clause}, "
            return under + own  # 4.2.1 under the heading 4.2
        if count.after is None or in_article:
            self.run = above if in_article else self.heading if self.has_run else ""
            self.has_run = True
        if self.run:
            return f"{self.run}, {own}"
        if self.annex and own in self.said:
            return f"{self.annex}, {own}"
        if self.is_newest and self.heading and own in self.said:
            return f"{self.heading}, {own}"
        return f"OP{own}" if self.is_resolution and own[0].isdecimal() else own

    @property
    def annex(self) -> str:
        """The annex in which the last unit is; empty if it is in none."""
        return self.divisions[0].name if self.divisions and self.divisions[0].order == _ANNEX else ""

    def named(self, name: str) -> str:
        """The name of a resolution's paragraph that has no printed number."""
        name = self.once(name)
        if name.startswith("OP"):
            self.anchor = self.operative = name
        else:
            self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1
        return name

    def listed(self, text: Text, unit: Unit) -> str:
        """A line of a table of contents."""
        label = read_label(unit.label) if unit.label else None
        return self.once(f"contents, {spoken(label) if label else f'“{_title(text.wording(unit))}”'}")

    def titled(self, text: Text, unit: Unit) -> str:
        """The title of an article: units below it are still named by the article's number."""
        return self.once(f"heading “{_title(text.wording(unit))}”")

    def headed(self, text: Text, unit: Unit) -> str:
        """A heading without a number: what is below it is named by it."""
        self.heading = self.title = self._short_title(text.wording(unit))
        self.operative = self.clause = ""
        self.anchor = f"“{self.heading}”"
        self.over_lists = self.anchor if self.has_run or self.has_list else ""
        return self.once(f"heading {self.anchor}")

    def _short_title(self, wording: str) -> str:
        """The title; of ``SCHEDULE. Fees of the club``, the word that names it, if no other heading has it."""
        title = _title(wording)
        if not self.is_newest or not (found := _alone_title().match(title)):
            return title
        return title if f"heading “{found[1]}”" in self.said else found[1]

    def unlabelled(self, text: Text, unit: Unit) -> str:
        if unit.kind is UnitKind.HEADING:
            return self.headed(text, unit)
        if unit.kind is UnitKind.ROW and is_ruler(text.printed(unit)):  # nobody sees it as a row
            above = self.unnumbered[self.anchor, unit.kind]
            line = f"line under row {above}" if above else "line over row 1"
            return self.once(f"{self.anchor}, {line}" if self.anchor else line)
        if self.names_terms and (defined := _definition().match(text.wording(unit))):
            term = f"definition of “{' '.join(next(filter(None, defined.groups())).split())}”"
            within = self.defines if self.names_all and self.definition else self.anchor
            self.definition, self.defines = self.once(f"{within}, {term}" if within else term), within
            return self.definition
        self.unnumbered[self.anchor, unit.kind] += 1
        nth = self.unnumbered[self.anchor, unit.kind]
        is_counted = unit.kind is UnitKind.PARAGRAPH and self.names_all and self.anchor in self.counting
        if is_counted and _CHINESE_ARTICLE.search(self.anchor):
            return self.once(f"{self.anchor}第{han(nth)}款")
        word = "bullet" if unit.kind is UnitKind.ITEM else unit.kind.value
        comes_after = self.anchor and not self.anchor.startswith("“") and self.anchor not in self.counting
        if unit.kind is UnitKind.PARAGRAPH and self.chapeau and self.chapeau == self.anchor:
            return self.once(f"{self.anchor}, chapeau" + (f", paragraph {nth}" if nth > 1 else ""))
        if unit.kind is UnitKind.PARAGRAPH and comes_after:
            return self.once(self._after(word, nth))
        if word == "bullet" and self.is_newest and comes_after and self.unnumbered[self.anchor, UnitKind.PARAGRAPH]:
            return self.once(f"bullet {nth} after {self.anchor}")
        return self.once(f"{self.anchor}, {word} {nth}" if self.anchor else f"{word} {nth}")

    def _after(self, word: str, nth: int) -> str:
        """The name of the nth unit without a number after the one named last, which need not be a part of it."""
        if nth == 1:
            return f"after {self.anchor}"
        return f"{word} {nth} after {self.anchor}" if self.is_newest else f"after {self.anchor}, {word} {nth}"

    def once(self, name: str) -> str:
        self.said[name] += 1
        if self.said[name] == 1:
            return name
        return self.once(f"{name} ({_nth(self.said[name])})")


def _joined(container: str, own: str) -> str:
    """The name of a division in another: ``Part III, Section 1``, ``第三章第一节``."""
    return container + own if own[0] == "第" else f"{container}, {own}"


def item_in(above: str, label: Label) -> str:
    """The name of an item in a unit with that name: ``5 (a)``, ``5.1``, ``5, 1°``."""
    own = spoken(label)
    if own[0] == "（":
        return above + own
    if own[0].isdecimal() and above[-1].isdecimal() and not closing(label.tail):
        return f"{above}.{own}"
    return above + (" " if own[0] == "(" or not (label.prefix or label.tail.endswith(("°", "º"))) else ", ") + own


_QUOTED = r"[\"“”«„‘'»]{1,2}\s?[*_]{0,3}([^\"“”«»„‘’*_]{1,60}?)[*_]{0,3}\s?[\"“”»’']{1,2}"


@cache
def _definition() -> re.Pattern[str]:
    """A definition: a term in quotation marks or emphasis, and a word such as *means*."""
    return re.compile(
        rf"(?:[FCEMS]\d{{1,4}}\s?)?\[?(?:[*_]{{0,3}}{_QUOTED}[*_]{{0,3}}|[*_]{{1,3}}([^\"“”«»*_]{{1,60}})[*_]{{1,3}})"
        r"(?:\s?\([^()]{1,60}\))?(?: (?:in relation to|for the purposes? of) [^,;:]{1,100})?(?:, [^,;:]{1,200})*?"
        r",?[\s:–—-]{0,3}(?:是?指"
        r"|(?:(?:shall )?means?|(?:shall )?includes?|has(?:, [^;:]{1,200},)? the (?:same )?meaning|have the meaning"
        r"|(?:shall|is to) be construed|refers? to|désigne|signifie"
        r"|s'entend|significa|se entiende|designa|se refiere|означает|понимается|это|bezeichnet|bedeutet|ist|betekent"
        r"|wordt verstaan|تعني|يعني)(?!\w))"
        rf"|(?i:on entend par|se ent[a-zá]{{3,8}} por|entende-se por|под|unter|onder|يقصد ب(?:عبارة)?ـ?)\s?{_QUOTED}"
    )


@cache
def _alone_title() -> re.Pattern[str]:
    """The opening of a title whose first word names its heading: ``SCHEDULE. Fees``."""
    return re.compile(
        rf"((?i:{'|'.join(map(re.escape, sorted(label_table().named('alone'), key=len)[::-1]))}))(?:[.:]|\s[–—-])\s"
    )


def _title(wording: str) -> str:
    line = wording.split("\n")[0]
    for start, end in reversed(unspoken(line)):
        line = line[:start] + line[end:]
    words = " ".join(line.split()).strip("*_#= ")
    return words if len(words) <= 40 else (words[:40].rpartition(" ")[0] or words[:40]) + "…"


def _nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
