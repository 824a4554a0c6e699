"""How each unit of a text is called: one name for each, as a secretariat would say it.

``counted_labels`` knows which unit contains which; here that becomes words. Names by which texts were issued before are
kept, since decisions and positions quote them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from amendtrack.text.bracketed_numbers import (
    numbered_in_bold,
    numbered_in_brackets,
    numbered_in_quotes,
    numbered_inside,
    without_former_numbers,
)
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
    rank_at,
    shallow_titles,
)
from amendtrack.text.front_matter import front_matter_of
from amendtrack.text.label_forms import without_accents
from amendtrack.text.labels import Label, Rank, opens_series, shape_of, spoken
from amendtrack.text.quoted_passages import quoted_passages, with_own_quotations
from amendtrack.text.resolution import resolution_names
from amendtrack.text.speaker import Speaker, item_in, nth, plain_name
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


@lru_cache(maxsize=8)  # one draft is compared with many proposals
def addresses(text: Text) -> tuple[str, ...]:
    """One name for each unit, as a secretariat would say it; no two units have the same.

    The paragraphs of a resolution are PP1, PP2, OP1, OP2, whether their numbers are printed or not. A number in
    square brackets names its unit too: ``[2. Fees are due.]`` is 2; so does one in the quotation marks of a heading.

    >>> from amendtrack.text.units import parse_text
    >>> addresses(parse_text("# Goals\\n\\n5. Do:\\n(a) this;\\n\\nMore.\\n\\nArticle 9 Aid\\n\\n1. Help."))
    ('heading “Goals”', '5', '5 (a)', 'after 5 (a)', 'Article 9', 'Article 9, 1')
    """
    read = with_own_quotations(without_former_numbers(numbered_in_bold(numbered_inside(text))))
    return _names_with_quotations(read, Titles.IN_EVERY_DIVISION)


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
            given[k] = name if said[name] == 1 else f"{name} ({nth(said[name])})"
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
    speaker = Speaker(
        is_resolution=bool(names),
        names_terms=terms is Terms.NAMED,
        names_all=every,
        often=_repeated_divisions(found[:many]) if newest else None,
        restarting=_words_that_restart(found[:many]) if newest else frozenset(),
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
    lowest_head = lowest.get(titles, Rank.PART)
    heads_with_chapeau = {Rank.ARTICLE, Rank.PARAGRAPH} if every else set[Rank]()
    if newest:
        heads_with_chapeau.add(Rank.ITEM)
    above_of = [count.above % many if count and count.above is not None else None for count in found]
    numbered = {above for count, above in zip(found, above_of) if count and count.label.number.isdecimal()}
    with_paragraphs = {above for count, above in zip(found, above_of) if count and _may_be_paragraph(count.label)}
    with_paragraphs |= _over_numbers(text, found)
    if newest:
        with_paragraphs -= _saying_all(text, found)
    whole = _with_paragraphs_of_their_own(text, found, with_paragraphs) if every else frozenset()
    whole -= _closing_articles(text, found) if newest else frozenset()
    below_numbers = _titles_of_divisions(text, found) if newest else frozenset()
    margins = _margin_titles(text, found) if newest else frozenset()
    announcing = _announcing_again(text, found) if newest else {}
    announced: dict[int, str] = {}  # the last such paragraph in a unit
    repeats = _repeated_numbers(text, found) if every else frozenset()
    for i, (unit, count) in enumerate(zip(text.units, found)):
        above = ""
        if count and count.above is not None:
            above = announced.get(count.above) or over_units.get(count.above) or names_given[count.above]
        over = found[count.above] if count and count.above is not None else None
        if every and count:
            above = _in_definition(speaker, in_definitions, count, i) or above
        if i in apart:
            names_given.append(speaker.once(apart[i]) if apart[i] else "")
        elif i in listed:
            names_given.append(speaker.listed(text, unit))
        elif i in names:
            names_given.append(speaker.named(names[i]))
        elif i in announcing:
            holder, nth_paragraph = announcing[i]
            within = over_units.get(holder) or names_given[holder % many]
            announced[holder] = speaker.once(speaker.paragraph_in(within, nth_paragraph))
            names_given.append(announced[holder])
        elif i in margins:
            names_given.append("")  # named after the unit below it
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
            is_head = count is not None and count.rank < lowest_head and _is_head(unit)
            if is_head and (i not in with_paragraphs or (newest and count and count.rank < Rank.ARTICLE)):
                speaker.counting.add(speaker.anchor)
            elif count and is_head and count.rank in heads_with_chapeau:
                speaker.chapeau = speaker.anchor
            elif i in whole:
                speaker.goes_on()
        for k in range(many + i, len(found), many):
            if inner := found[k]:
                over_units[k] = item_in(over_units.get(k - many) or names_given[i], inner.label)
    for i in margins:
        names_given[i] = f"{names_given[i + 1]}, title"
    return tuple(names_given)


def _repeated_divisions(found: Sequence[Counted | None]) -> frozenset[str]:
    """The names of parts, chapters and sections that occur more than once: which is meant, what contains them says."""
    names = Counter(plain_name(spoken(count.label)) for count in found if count and count.rank < Rank.ARTICLE)
    return frozenset(name for name, times in names.items() if times > 1)


def _words_that_restart(found: Sequence[Counted | None]) -> frozenset[str]:
    """The words of paragraphs that begin again in each article: ``Parágrafo 1``, and the ``§ 1`` of a Brazilian one."""
    firsts = Counter(
        without_accents(shape_of(count.label)[0])
        for count in found
        if count and count.rank in (Rank.ARTICLE, Rank.PARAGRAPH) and count.place and count.place.number == 1
    )
    return frozenset(word for word, times in firsts.items() if times > 1 and word)


def _saying_all(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The articles whose first sentence ends on the line of their number: any numbers below them count a list."""
    return frozenset(
        i
        for i, (unit, count) in enumerate(zip(text.units, found))
        if rank_at(count) is Rank.ARTICLE and not _is_head(unit) and text.wording(unit).rstrip(_CLOSERS)[-1:] in _STOPS
    )


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


def _in_definition(speaker: Speaker, known: dict[int, str], count: Counted, i: int) -> str:
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


def _is_signed(text: Text, last: int, stop: int | None = None) -> bool:
    """Whether what follows the last number of a text is not all sentences: a date, names, offices."""
    return any(text.wording(u).rstrip(_CLOSERS)[-1:] not in _STOPS for u in text.units[last + 1 : stop])


def _closing_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
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


def _announcing_again(text: Text, found: Sequence[Counted | None]) -> dict[int, tuple[int, int]]:
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
            between = (k for k in range(holder + 1, i) if text.units[k].kind is UnitKind.PARAGRAPH and not found[k])
            announcing[i - 1] = count.above, sum(1 for _ in between) + (not _is_head(text.units[holder]))
    return announcing


def _announces(words: str) -> bool:
    return words.rstrip(_CLOSERS)[-1:] in _ANNOUNCES and not words[:1].islower()


_ANNOUNCES = frozenset(":：")


def _margin_titles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The lines in italics that are titles of single paragraphs, as printed in the margin of Canadian statutes."""
    titles = [
        i
        for i, (unit, below) in enumerate(pairwise(text.units))
        if unit.kind is UnitKind.PARAGRAPH is not below.kind is not UnitKind.HEADING
        and not unit.label
        and found[i + 1] is not None
        and _IN_ITALICS.fullmatch(text.wording(unit))
    ]
    return frozenset(titles if len(titles) > 2 else ())


_IN_ITALICS = re.compile(r"\*[^*\s](?:[^*\n]{0,100}[^*\n.:;,])?\*|_[^_\s](?:[^_\n]{0,100}[^_\n.:;,])?_")


def _is_line_of_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and words.rstrip(_CLOSERS)[-1:] not in _STOPS | {","}


_LONGEST_TITLE = 200


def _is_number_alone(counted: Counted | None) -> bool:
    """Whether a heading's label is only its number: ``### 9``."""
    return counted is not None and counted.rank is Rank.PARAGRAPH and not (counted.label.prefix or counted.label.tail)
