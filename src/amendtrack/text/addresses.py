"""How each unit of a text is called: one name for each, as a secretariat would say it.

``counted_labels`` knows which unit contains which; here that becomes words. Names by which texts were issued before are
kept, since decisions and positions quote them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from amendtrack.text.bracketed_numbers import numbered_in_brackets, numbered_inside
from amendtrack.text.contents import contents_of
from amendtrack.text.counted_labels import (
    Counted,
    bold_titles,
    counted,
    counted_but,
    counted_under,
    counted_with_contents,
    depth_of,
    rank_at,
    shallow_titles,
)
from amendtrack.text.labels import Label, Rank, closing, is_raised, rank_of, read_label, shape_of, spoken
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
    no articles, name what is below them.
    """

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
) -> tuple[str, ...]:
    names_given: list[str] = []
    speaker = _Speaker(is_resolution=bool(names), names_terms=terms is Terms.NAMED)
    titled = frozenset() if titles is Titles.ON_THEIR_OWN else _titles_of_articles(text, found)
    bold = bold_titles(text) if titles in (Titles.OF_ALL_NUMBERS, Titles.IN_BOLD_TOO) else frozenset()
    lowest = {
        Titles.OF_ALL_NUMBERS: Rank.NOTE,
        Titles.IN_BOLD_TOO: Rank.PARAGRAPH,
        Titles.OF_ALL_ARTICLES: Rank.PARAGRAPH,
    }
    numbered = {count.above for count in found if count and count.label.number.isdecimal()}
    with_paragraphs = {count.above for count in found if count and _may_be_paragraph(count.label)}
    with_paragraphs |= _over_numbers(text, found)
    for i, (unit, count) in enumerate(zip(text.units, found)):
        above = names_given[count.above] if count and count.above is not None else ""
        over = found[count.above] if count and count.above is not None else None
        if i in listed:
            names_given.append(speaker.listed(text, unit))
        elif i in names:
            names_given.append(speaker.named(names[i]))
        elif i in titled:
            names_given.append(speaker.titled(text, unit))
            if i - 1 not in numbered:
                speaker.counting.add(speaker.anchor)
        else:
            if count:
                names_given.append(speaker.labelled(count, over, above, unit.kind))
            elif i in bold and not speaker.divisions:
                names_given.append(speaker.headed(text, unit))
            else:
                names_given.append(speaker.unlabelled(text, unit))
            is_head = count is not None and count.rank < lowest.get(titles, Rank.PART) and _is_head(unit)
            if is_head and i not in with_paragraphs:
                speaker.counting.add(speaker.anchor)
    return tuple(names_given)


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


def _is_number_alone(counted: Counted | None) -> bool:
    """Whether a heading's label is only its number: ``### 9``."""
    return counted is not None and counted.rank is Rank.PARAGRAPH and not (counted.label.prefix or counted.label.tail)


class _Speaker:
    """What has been named so far: names in use, the last heading and label, and where numbers start again."""

    def __init__(self, *, is_resolution: bool, names_terms: bool) -> None:
        self.is_resolution, self.names_terms = is_resolution, names_terms
        self.said: dict[str, int] = defaultdict(int)
        self.unnumbered: dict[tuple[str, UnitKind], int] = defaultdict(int)
        self.heading = self.title = self.clause = self.anchor = self.run = self.operative = self.over_lists = ""
        self.has_run = self.has_list = False
        self.kinds: dict[str, int] = {}  # the words that divide the text, in order
        self.divisions: list[tuple[tuple[Rank, int], str]] = []  # those open now, outermost first
        self.counting: set[str] = set()  # articles whose paragraphs have no numbers

    def labelled(self, count: Counted, over: Counted | None, above: str, kind: UnitKind) -> str:
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
            around = self.title or (self.divisions[-1][1] if self.divisions else "")
            own = self.heading = self.clause = f"{around}, {own}" if around and own in self.said else own
        elif count.rank is Rank.PARAGRAPH and (not count.label.prefix or is_raised(count.label)):
            own = self._in_run(own, count, over, above)
        elif count.rank is Rank.PARAGRAPH and above and own in self.said:
            own = f"{above}, {own}"
        elif count.rank is Rank.ITEM and above:
            own = item_in(above, count.label)
        elif count.rank < Rank.PARAGRAPH:
            own = self._in_division(own, count, over, above)
            self.title = ""
            self.heading, self.over_lists, self.clause = own, "", ""
        name = self._once(own)
        if count.rank is not Rank.NOTE:
            self.anchor = name
        return name

    def _in_division(self, own: str, count: Counted, over: Counted | None, above: str) -> str:
        """The name of a part, chapter or article; if it was used before, together with the division that contains it.

        Of two kinds of part, the one that comes first in the text contains the other: titles in books.
        """
        word = shape_of(count.label)[0]
        level = (count.rank, self.kinds.setdefault(word, len(self.kinds)))
        self.divisions = [division for division in self.divisions if division[0] < level]
        container = self.divisions[-1][1] if self.divisions else ""
        is_divided = over is not None and over.rank is Rank.SECTION and rank_of(over.label) is Rank.ARTICLE
        if is_divided or (container and own in self.said):
            own = _joined(above if is_divided else container, own)
        self.divisions.append((level, own))
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
        return f"OP{own}" if self.is_resolution and own[0].isdecimal() else own

    def named(self, name: str) -> str:
        """The name of a resolution's paragraph that has no printed number."""
        name = self._once(name)
        if name.startswith("OP"):
            self.anchor = self.operative = name
        else:
            self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1
        return name

    def listed(self, text: Text, unit: Unit) -> str:
        """A line of a table of contents."""
        label = read_label(unit.label) if unit.label else None
        return self._once(f"contents, {spoken(label) if label else f'“{_title(text.wording(unit))}”'}")

    def titled(self, text: Text, unit: Unit) -> str:
        """The title of an article: units below it are still named by the article's number."""
        return self._once(f"heading “{_title(text.wording(unit))}”")

    def headed(self, text: Text, unit: Unit) -> str:
        """A heading without a number: what is below it is named by it."""
        self.heading = self.title = _title(text.wording(unit))
        self.operative = self.clause = ""
        self.anchor = f"“{self.heading}”"
        self.over_lists = self.anchor if self.has_run or self.has_list else ""
        return self._once(f"heading {self.anchor}")

    def unlabelled(self, text: Text, unit: Unit) -> str:
        if unit.kind is UnitKind.HEADING:
            return self.headed(text, unit)
        if unit.kind is UnitKind.ROW and is_ruler(text.printed(unit)):  # nobody sees it as a row
            above = self.unnumbered[self.anchor, unit.kind]
            line = f"line under row {above}" if above else "line over row 1"
            return self._once(f"{self.anchor}, {line}" if self.anchor else line)
        if self.names_terms and (defined := _DEFINITION.match(text.wording(unit))):
            term = f"definition of “{' '.join(next(filter(None, defined.groups())).split())}”"
            return self._once(f"{self.anchor}, {term}" if self.anchor else term)
        self.unnumbered[self.anchor, unit.kind] += 1
        nth = self.unnumbered[self.anchor, unit.kind]
        word = "bullet" if unit.kind is UnitKind.ITEM else unit.kind.value
        comes_after = self.anchor and not self.anchor.startswith("“") and self.anchor not in self.counting
        if unit.kind is UnitKind.PARAGRAPH and comes_after:
            return self._once(f"after {self.anchor}" + (f", paragraph {nth}" if nth > 1 else ""))
        return self._once(f"{self.anchor}, {word} {nth}" if self.anchor else f"{word} {nth}")

    def _once(self, name: str) -> str:
        self.said[name] += 1
        if self.said[name] == 1:
            return name
        return self._once(f"{name} ({_nth(self.said[name])})")


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
_DEFINITION = re.compile(
    rf"(?:[*_]{{0,3}}{_QUOTED}[*_]{{0,3}}|[*_]{{1,3}}([^\"“”«»*_]{{1,60}})[*_]{{1,3}})"
    r"(?:\s?\([^()]{1,60}\))?,?[\s:–—-]{0,3}(?:是?指"
    r"|(?:(?:shall )?means?|(?:shall )?includes?|has the (?:same )?meaning|have the meaning|refers? to|désigne|signifie"
    r"|s'entend|significa|se entiende|designa|se refiere|означает|понимается|это|bezeichnet|bedeutet|ist|betekent"
    r"|wordt verstaan|تعني|يعني)(?!\w))"
    rf"|(?i:on entend par|se ent[a-zá]{{3,8}} por|entende-se por|под|unter|onder|يقصد ب(?:عبارة)?ـ?)\s?{_QUOTED}"
)
"""A definition: a term in quotation marks or emphasis, and a word such as *means*."""


def _title(wording: str) -> str:
    line = wording.split("\n")[0]
    for start, end in reversed(unspoken(line)):
        line = line[:start] + line[end:]
    words = " ".join(line.split()).strip("*_#= ")
    return words if len(words) <= 40 else (words[:40].rpartition(" ")[0] or words[:40]) + "…"


def _nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
