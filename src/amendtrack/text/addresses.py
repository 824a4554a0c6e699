"""How each unit of a text is called: one name for each, as a secretariat would say it.

``counted_labels`` knows which unit contains which; here that becomes words. Names by which texts were issued before are
kept, since decisions and positions quote them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from amendtrack.text.bracketed_numbers import (
    counted_when_displayed,
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
)
from amendtrack.text.front_matter import front_matter_of
from amendtrack.text.labels import Rank
from amendtrack.text.nth_paragraphs import counted_through
from amendtrack.text.numbers_above import over_their_words, with_numbers_above
from amendtrack.text.quoted_passages import block_quotes, quoted_passages, with_own_quotations
from amendtrack.text.resolution import resolution_names
from amendtrack.text.scripts import is_japanese, is_small
from amendtrack.text.speaker import Speaker, inside, named_clause, nth
from amendtrack.text.titles import with_numbered_titles, with_preamble, with_titles, without_leads
from amendtrack.text.typeface import is_title
from amendtrack.text.unit_roles import (
    announcing_again,
    closing_articles,
    formulas,
    has_lists_under_titles,
    has_only_a_title,
    has_runs_under_titles,
    label_beside,
    margin_titles,
    may_be_paragraph,
    over_numbers,
    repeated_divisions,
    repeated_numbers,
    saying_all,
    titles_of_articles,
    titles_of_bare_articles,
    titles_of_divisions,
    titles_of_several,
    titles_over_lists,
    with_paragraphs_of_their_own,
    with_several_above_items,
    words_that_restart,
)
from amendtrack.text.units import Text, UnitKind


class Terms(Enum):
    """How a definition without a number is named: by its term, or as a paragraph like any other."""

    NAMED = "named"
    COUNTED = "counted"


class Titles(Enum):
    """How units without a number are named below a heading with one: counted in it, only in an article, and so on.

    A number that stands alone above its words is a heading. Titles in bold type, where there are no other headings and
    no articles, name what is below them. Today paragraphs are counted in every article, whatever stands on its line,
    a chapter whose number occurs again is named together with what contains it, and a line with two labels by both.
    """

    BY_ALL_LABELS = "by all labels"
    IN_EVERY_DIVISION = "in every division"
    IN_EVERY_ARTICLE = "in every article"
    OF_ALL_NUMBERS = "of all numbers"
    IN_BOLD_TOO = "in bold too"
    OF_ALL_ARTICLES = "of all articles"
    OF_ARTICLES = "of articles"
    ON_THEIR_OWN = "on their own"


_NEWEST = frozenset((Titles.BY_ALL_LABELS, Titles.IN_EVERY_DIVISION))


@lru_cache(maxsize=8)  # one draft is compared with many proposals
def addresses(text: Text) -> tuple[str, ...]:
    """One name for each unit, as a secretariat would say it; no two units have the same.

    The paragraphs of a resolution are PP1, PP2, OP1, OP2, whether their numbers are printed or not. A number in
    square brackets names its unit too: ``[2. Fees are due.]`` is 2; so does one in the quotation marks of a heading.

    >>> from amendtrack.text.units import parse_text
    >>> addresses(parse_text("# Goals\\n\\n5. Do:\\n(a) this;\\n\\nMore.\\n\\nArticle 9 Aid\\n\\n1. Help."))
    ('heading “Goals”', '5', '5 (a)', 'after 5 (a)', 'Article 9', 'Article 9, 1')
    """
    read = with_own_quotations(without_former_numbers(numbered_in_bold(numbered_inside(counted_when_displayed(text)))))
    read = with_numbers_above(with_preamble(without_leads(with_numbered_titles(with_titles(read)))))
    return _names_with_quotations(read, Titles.BY_ALL_LABELS)


def addresses_by_first_label(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while ``9. (1) The council`` was 9, and not 9 (1)."""
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
    if titles in _NEWEST and (behind := block_quotes(text)):
        inside = {k for passage in behind for k in passage}
        quoted = tuple(sorted([*behind, *(p for p in quoted if inside.isdisjoint(p))], key=lambda p: p.start))
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
    is_newest = titles in _NEWEST
    listed = contents_of(text, linked=is_newest)
    found = counted_within(text, listed, Order.BY_LEVEL if is_newest else Order.BY_WORD)
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
    listed = contents_of(text, linked=False)
    found = counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_NUMBERS, listed=listed)


def addresses_after_numbers(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs below ``## 3. Fees`` were *after* 3."""
    text = numbered_in_brackets(text)
    listed = contents_of(text, linked=False)
    found = counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.IN_BOLD_TOO, listed=listed)


def addresses_without_bold_titles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in bold type was a paragraph, which closes no list."""
    text = numbered_in_brackets(text)
    listed = contents_of(text, linked=False)
    found = counted_but(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_ARTICLES, listed=listed)


def addresses_after_articles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs of an article without a title were *after* it.

    Units with their number in brackets had no number.
    """
    listed = contents_of(text, linked=False)
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
    newest = titles in _NEWEST
    every = newest or titles is Titles.IN_EVERY_ARTICLE
    is_bold = every or titles in (Titles.OF_ALL_NUMBERS, Titles.IN_BOLD_TOO)
    bold = bold_titles(text) if is_bold else frozenset()
    speaker = Speaker(
        is_resolution=bool(names),
        names_terms=terms is Terms.NAMED,
        names_all=every,
        often=repeated_divisions(text, found) if newest else None,
        restarting=words_that_restart(found[:many]) if newest else frozenset(),
        has_runs=newest and not names and has_runs_under_titles(text, found, bold),
        has_lists=newest and not names and has_lists_under_titles(text, found),
        in_japanese=newest and is_japanese(text.source),
    )
    titled = frozenset() if titles is Titles.ON_THEIR_OWN else titles_of_articles(text, found)
    lowest = {
        Titles.BY_ALL_LABELS: Rank.NOTE,
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
    with_paragraphs = {above for count, above in zip(found, above_of) if count and may_be_paragraph(count.label)}
    with_paragraphs |= over_numbers(text, found)
    below_numbers = titles_of_divisions(text, found) | titles_of_bare_articles(text, found) if newest else frozenset()
    if newest:
        with_paragraphs -= saying_all(text, found) | with_several_above_items(text, found, below_numbers)
    whole = with_paragraphs_of_their_own(text, found, with_paragraphs, below_numbers) if every else frozenset()
    whole -= closing_articles(text, found) if newest else frozenset()
    margins = margin_titles(text, found) if newest else frozenset()
    followed = {count.after for count in found if count}
    announcing = announcing_again(text, found, below_numbers) if newest else {}
    announcing = {i: place for i, place in announcing.items() if not named_clause(text.wording(text.units[i]))}
    announcing |= counted_through(text, found, below_numbers | margins) if newest else {}
    announced: dict[int, str] = {}  # the last such paragraph, or such a title, in a unit
    inner_titles = titles_over_lists(text, found) if newest else {}
    several = titles_of_several(text) if newest else {}
    repeats = repeated_numbers(text, found) if every else frozenset()
    closing = formulas(text, found) if newest else frozenset()
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if i in closing:
            speaker.closes()
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
                beside = label_beside(text, i) if level else ""
                names_given.append(speaker.labelled(count, over, above, unit.kind, level, beside))
                speaker.is_clause = is_small(text.wording(unit))
            elif i in bold and not speaker.divisions:
                names_given.append(speaker.headed(text, unit))
            else:
                within = names_given[several[i]] if i in several else ""
                names_given.append(speaker.unlabelled(text, unit, within))
                if i in inner_titles:
                    announced[inner_titles[i]] = f"{names_given[inner_titles[i]]}, {speaker.anchor}"
            is_head = (
                count is not None
                and count.rank < lowest_head
                and (has_only_a_title(unit) or (newest and is_title(text.wording(unit))))
            )
            if is_head and (i not in with_paragraphs or (newest and count and count.rank < Rank.ARTICLE)):
                speaker.counting.add(speaker.anchor)
            elif count and is_head and count.rank in heads_with_chapeau:
                speaker.chapeau = speaker.anchor
            elif i in whole:
                speaker.goes_on()
        for k in range(many + i, len(found), many):
            if inner := found[k]:
                over_units[k] = inside(over_units.get(k - many) or names_given[i], inner.label)
        inmost = over_units.get(2 * many + i) or over_units.get(many + i)
        if inmost and titles is Titles.BY_ALL_LABELS and i not in repeats:
            over_units.setdefault(i, names_given[i])
            names_given[i] = speaker.inmost(inmost, goes_on=i in whole or many + i in followed)
    for i in margins:
        names_given[i] = f"{over_units.get(i + 1) or names_given[i + 1]}, title"
    if titles is Titles.BY_ALL_LABELS:
        for i in (*over_their_words(text, found, names_given),):
            names_given[i : i + 2] = f"{names_given[i]}, label", names_given[i]
    return tuple(names_given)


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
    elif count.after is None and speaker.is_below_definition and count.place and count.place.number == 1:
        known[i] = speaker.definition
    elif speaker.is_newest and speaker.definition and count.after is None:
        known[i] = ""  # a list among definitions, which go on below it
    else:
        speaker.definition = ""
    return known.get(i, "")
