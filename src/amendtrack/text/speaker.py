"""What a unit is called after what was named before it: ``5 (a)``, ``Part III, Section 1``, ``annex``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from amendtrack.text.counted_labels import (
    Counted,
    depth_of,
    may_differ,
)
from amendtrack.text.label_forms import CIRCLED, HAN, label_table, without_accents
from amendtrack.text.labels import Label, Rank, closing, is_raised, rank_of, read_label, shape_of, spoken
from amendtrack.text.numerals import han
from amendtrack.text.typeface import is_ruler, unspoken
from amendtrack.text.units import Text, Unit, UnitKind

_CHINESE_ARTICLE = re.compile(rf"第[{HAN}\d]{{1,7}}([条條])(?:[之のノ][{HAN}]{{1,7}})?\Z")
_ONLY = frozenset(("único", "única", "unico", "unica", "unique", "unic", "únic"))
"""What the only paragraph of an article is called."""
_ANNEXES = frozenset(word.replace(" ", "") for word in label_table().named("alone"))
_ANNEX = (Rank.PART, -1)
"""The level of an annex: outside all parts."""


class Division(NamedTuple):
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


class Speaker:
    """What has been named so far: names in use, the last heading and label, and where numbers start again."""

    def __init__(
        self,
        *,
        is_resolution: bool,
        names_terms: bool,
        names_all: bool,
        often: frozenset[str] | None,
        restarting: frozenset[str],
        has_runs: bool = False,
        has_lists: bool = False,
        in_japanese: bool = False,
    ) -> None:
        self.is_resolution, self.names_terms, self.names_all = is_resolution, names_terms, names_all
        self.is_newest, self.often, self.restarting = often is not None, often or frozenset[str](), restarting
        self.chapeau = ""  # the article that has paragraphs with numbers, before the first of them
        self.definition = self.defines = ""  # the last definition, and what the definitions around it are in
        self.term = ""  # the definition named last, if nothing but rows was named since
        self.is_below_definition = False  # nothing but rows is between that or a proviso and what comes next
        self.is_clause = False  # the unit named last begins with a small letter: a part of a sentence
        self.said: dict[str, int] = defaultdict(int)
        self.unnumbered: dict[tuple[str, UnitKind], int] = defaultdict(int)
        self.heading = self.title = self.clause = self.anchor = self.run = self.operative = self.over_lists = ""
        self.has_run, self.has_list, self.in_japanese = has_runs, has_lists, in_japanese
        self.run_article = ""  # the article that has the run
        self.is_run_over = False  # the run was of an article, and another article has begun
        self.is_in_list = False  # the unit named last is an item
        self.title_level = 0  # the level of the last heading without a number
        self.kinds: dict[str, int] = {}  # the words that divide the text, in order
        self.divisions: list[Division] = []  # those open now, outermost first
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

    def inmost(self, name: str, *, goes_on: bool) -> str:
        """The name of a unit by all its labels, ``9 (1)``; the paragraphs after it may go on with what it says."""
        self.anchor = self.once(name)
        if goes_on:
            self.goes_on()
        return self.anchor

    def closes(self) -> None:
        """Count no more paragraphs with the unit named last: what follows closes the whole text."""
        if self.anchor in self.counting and not self.anchor.startswith("“"):
            self.counting.remove(self.anchor)
            self.unnumbered[self.anchor, UnitKind.PARAGRAPH] = 0
        self.chapeau = ""

    def goes_on(self) -> None:
        """Count the paragraphs after the unit named last with it: the next one is its second."""
        self.counting.add(self.anchor)
        self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1

    def labelled(
        self, count: Counted, over: Counted | None, above: str, kind: UnitKind, level: int, beside: str = ""
    ) -> str:
        """The name of a unit with a label; ``level`` is that of a heading, 0 of any other unit.

        ``beside`` is the number of a paragraph on the line of its article.
        """
        self.chapeau = ""
        if self.is_newest:
            self.term, self.is_below_definition = "", False
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
            own = self.heading = self.clause = self._numbered_heading(own, count.label, level)
        elif count.rank is Rank.PARAGRAPH and (not count.label.prefix or is_raised(count.label)):
            own = self._in_run(own, count, over, above)
        elif count.rank is Rank.PARAGRAPH and above and (own in self.said or self._is_of_article(count.label)):
            own = f"{above}, {own}"
        elif count.rank is Rank.ITEM and above:
            own = item_in(above, count.label)
            if self.is_newest and _named_by_word().search(above) and own[len(above) + 1 :] == spoken(count.label):
                in_paragraph = own[len(above)] == " " and own[-1] == ")" and own[len(above) + 1].isalnum()
                if own[len(above)] == "." or (in_paragraph and _nth_paragraph().search(above)):
                    own = f"{above}, {spoken(count.label)}"
        elif count.rank < Rank.PARAGRAPH:
            own = f"{own}, {beside}" if beside and count.rank is Rank.ARTICLE else own
            own = self._in_division(own, count, over, above, level)
            self.title = ""
            self.heading, self.over_lists, self.clause = own, "", ""
        name = self.once(own)
        if count.rank is not Rank.NOTE:
            self.anchor = name
            self.is_in_list = self.is_newest and count.rank is Rank.ITEM
        return name

    def _numbered_heading(self, own: str, label: Label, level: int) -> str:
        """The name of a heading with a bare number: if it was used, with what contains it, or the title above it.

        One in an article is always named with it, unless its number begins with the article's, as 2.1 does.
        """
        within = self.divisions[-1] if self.divisions else None
        if self.is_newest and within and within.order[0] is Rank.ARTICLE and 0 < within.level < level:
            return own if "." in label.number else inside(within.name, label)
        if self.is_newest and within and self.annex and "." not in label.number:
            return f"{within.name}, {own}"
        division = within.name if within else ""
        is_inside = within is not None and 0 < within.level < self.title_level
        around = [division, self.title] if self.is_newest and is_inside else [self.title or division]
        names = [own, *(f"{one}, {own}" for one in around if one)]
        return next((name for name in names if name not in self.said), names[-1])

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
        is_often = own in self.said or (count.rank < Rank.ARTICLE and plain_name(own) in self.often)
        is_inside = order[0] is Rank.ARTICLE and self._restarts(count.label) and self._is_in_another(order)
        if is_inside:
            is_often = True
        elif self.is_newest and count.rank >= Rank.ARTICLE and self.within.setdefault(own, container) == container:
            is_often = False  # two versions of one article: what contains them does not tell them apart
        if is_divided or (container and (is_often or in_annex)):
            own = _joined(above if is_divided else container, own)
        self.divisions.append(Division(order, level, own))
        return own

    def _is_of_article(self, label: Label) -> bool:
        """Whether a paragraph with a word is named with its article, ``Art. 2, Parágrafo único``."""
        return self._restarts(label) or (self.is_newest and label.number.casefold() in _ONLY)

    def _restarts(self, label: Label) -> bool:
        """Whether labels with that word begin again in each article, or there is but one in each, without a number."""
        word = without_accents(shape_of(label)[0])
        return self.is_newest and (word in self.restarting or (not label.number and bool(label.prefix)))

    def _is_in_another(self, order: tuple[Rank, int]) -> bool:
        """Whether what contains a unit is an article, and the unit one of another word: ``§ 1`` in ``Art. 5``."""
        return bool(self.divisions) and self.divisions[-1].order[0] is Rank.ARTICLE and self.divisions[-1].order < order

    def _in_run(self, own: str, count: Counted, over: Counted | None, above: str) -> str:
        """Numbers that restart are named together with their article or heading; ``2.1`` in 2 does not restart."""
        in_article = over is not None and over.rank is Rank.ARTICLE
        if over is not None and count.label.number.startswith(f"{over.label.number}."):
            run = self.run or (self.annex if self.is_newest else "")
            return own if in_article or not run else f"{run}, {own}"
        if self.clause and (self.is_newest or not in_article):
            own_clause = self.clause.rpartition(" ")[2]
            under = self.clause.removesuffix(own_clause) if own.startswith(f"{own_clause}.") else f"{self.clause}, "
            return under + own  # 4.2.1 under the heading 4.2
        if self.is_newest and count.after is None and "." in own and not in_article and own not in self.said:
            return f"{self.annex}, {own}" if self.annex else own  # 10.1, which an act put in between 10 and 11
        if count.after is None or in_article:
            self.run = above if in_article else self.heading if self.has_run else ""
            self.has_run = True
            self.run_article = self.divisions[-1].name if in_article and self.divisions else ""
        elif (
            self.is_newest and self.run_article and self.divisions[-1:] and self.divisions[-1].name != self.run_article
        ):
            self.run = self.heading  # below a title, behind another article
        if self.run:
            return f"{self.run}, {own}"
        if self.annex and (self.is_newest or own in self.said):
            return f"{self.annex}, {own}"
        if self.is_newest and self.heading and own in self.said:
            return f"{self.heading}, {own}"
        if self.is_resolution and self.is_newest and self.annex:
            return f"{self.annex}, {own}"
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
        words = _LINK.sub(r"\1", text.wording(unit)) if self.is_newest else text.wording(unit)
        return self.once(f"contents, {spoken(label) if label else f'“{_title(words)}”'}")

    def titled(self, text: Text, unit: Unit) -> str:
        """The title of an article: units below it are still named by the article's number."""
        return self.once(f"heading “{_title(text.wording(unit))}”")

    def headed(self, text: Text, unit: Unit, within: str = "") -> str:
        """A heading without a number: what is below it is named by it; ``within`` names what contains it."""
        self.heading = self.title = self._short_title(text.wording(unit))
        if self.is_newest:
            self.heading = self.title = self.title.rstrip(": ") or self.title
        if within:
            self.heading = self.title = _HEADING_NAME.sub(r"\1", within) + f", {self.title}"
        self.title_level = depth_of(text, unit)
        self.operative = self.clause = ""
        self.anchor = f"“{self.heading}”"
        self.over_lists = self.anchor if self.has_run or self.has_list else ""
        return self.once(f"heading {self.anchor}")

    def _short_title(self, wording: str) -> str:
        """The title; of ``SCHEDULE. Fees of the club``, the word that names it, if no other heading has it."""
        title = _title(_NOTED.sub("", _ANCHOR.sub("", wording)) if self.is_newest else wording)
        if not self.is_newest or not (found := _alone_title().match(title)):
            return title
        return title if f"heading “{found[1]}”" in self.said else found[1]

    def unlabelled(self, text: Text, unit: Unit, within: str = "") -> str:
        words = text.wording(unit)
        if unit.kind is UnitKind.HEADING:
            return self.headed(text, unit, within) if words.strip() else self.once("empty heading")
        comes_after = self.anchor and not self.anchor.startswith("“") and self.anchor not in self.counting
        if unit.kind is UnitKind.ROW and is_ruler(text.printed(unit)):  # nobody sees it as a row
            above = self.unnumbered[self.anchor, unit.kind]
            line = f"line under row {above}" if above else "line over row 1"
            is_behind = comes_after and self.is_in_list and self.unnumbered[self.anchor, UnitKind.PARAGRAPH]
            return self.once(f"{line} after {self.anchor}" if is_behind else self._within(line))
        if self.names_terms and (defined := self._defined(words)):
            term = f"definition of “{' '.join(next(filter(None, defined.groups())).split())}”"
            within = self.defines if self.names_all and self.definition else self.anchor
            self.definition, self.defines = self.once(f"{within}, {term}" if within else term), within
            self.term, self.is_below_definition = self.definition, True
            return self.definition
        if self.is_newest and unit.kind is UnitKind.PARAGRAPH:
            if clause := named_clause(words):
                return self._clause(clause, is_behind=bool(comes_after) and self.is_in_list and self.is_clause)
            if _REMARK.fullmatch(words):
                return self.once(self._within("remark"))
        if self.is_newest and unit.kind is not UnitKind.ROW:
            self.term, self.is_below_definition = "", False
        self.unnumbered[self.anchor, unit.kind] += 1
        nth = self.unnumbered[self.anchor, unit.kind]
        is_counted = unit.kind is UnitKind.PARAGRAPH and self.names_all and self.anchor in self.counting
        if is_counted and _CHINESE_ARTICLE.search(self.anchor):
            return self.once(self.paragraph_in(self.anchor, nth))
        word = "bullet" if unit.kind is UnitKind.ITEM else unit.kind.value
        if unit.kind is UnitKind.PARAGRAPH and self.chapeau and self.chapeau == self.anchor:
            return self.once(f"{self.anchor}, chapeau" + (f", paragraph {nth}" if nth > 1 else ""))
        if unit.kind is UnitKind.PARAGRAPH and comes_after:
            return self.once(self._after(word, nth))
        may_be_behind = self.is_newest if word == "bullet" else word == "row" and self.is_in_list
        if may_be_behind and comes_after and self.unnumbered[self.anchor, UnitKind.PARAGRAPH]:
            return self.once(f"{word} {nth} after {self.anchor}")
        return self.once(self._within(f"{word} {nth}"))

    def _defined(self, words: str) -> re.Match[str] | None:
        """The term that words define; among definitions, any term in quotation marks or bold type."""
        found = _definition(is_newest=self.is_newest).match(words)
        return found or (_TERM.match(words) if self.is_newest and "definition of “" in self.definition else None)

    def _clause(self, name: str, *, is_behind: bool) -> str:
        """A proviso or an explanation, which belongs to what is above it, and the list that begins below it."""
        within, self.defines = self.term or self.anchor, self.defines if self.definition else self.anchor
        own = self.once(f"{name} after {within}" if is_behind else f"{within}, {name}" if within else name)
        self.definition, self.term, self.is_below_definition = own, "", True
        return own

    def _within(self, name: str) -> str:
        return f"{self.anchor}, {name}" if self.anchor else name

    def paragraph_in(self, article: str, nth: int) -> str:
        """The name of the nth paragraph of an article: ``Article 4, paragraph 2``, ``第四条第二款``, ``第4条第2項``."""
        if not (found := _CHINESE_ARTICLE.search(article)):
            return f"{article}, paragraph {nth}"
        if self.in_japanese:
            return f"{article}第{nth if article[-2].isdecimal() else han(nth)}項"
        return f"{article}第{han(nth)}{'項' if self.is_newest and found[1] == '條' else '款'}"

    def _after(self, word: str, nth: int) -> str:
        """The name of the nth unit without a number after the one named last, which need not be a part of it."""
        if nth == 1:
            return f"after {self.anchor}"
        return f"{word} {nth} after {self.anchor}" if self.is_newest else f"after {self.anchor}, {word} {nth}"

    def once(self, name: str) -> str:
        self.said[name] += 1
        if self.said[name] == 1:
            return name
        return self.once(f"{name} ({nth(self.said[name])})")


def _joined(container: str, own: str) -> str:
    """The name of a division in another: ``Part III, Section 1``, ``第三章第一节``."""
    return container + own if own[0] == "第" else f"{container}, {own}"


def plain_name(name: str) -> str:
    """A name as it is compared with others: ``CAPITULO II`` is ``Capítulo II``."""
    return without_accents(name.casefold())


def item_in(above: str, label: Label) -> str:
    """The name of an item in a unit with that name: ``5 (a)``, ``5.1``, ``5, 1°``."""
    own = spoken(label)
    if own[0] == "（":
        return above + own
    if own[0].isdecimal() and above[-1].isdecimal() and not closing(label.tail):
        return f"{above}.{own}"
    if above[-1] == ".":
        return f"{above}, {own}"  # an item of 4. gr., not 4. gr. a
    return above + (" " if own[0] == "(" or not (label.prefix or label.tail.endswith(("°", "º"))) else ", ") + own


def inside(above: str, label: Label) -> str:
    """The name of what a further label on a line begins: ``9 (1)``, and a paragraph of an article, ``Art. 9, 1``."""
    is_paragraph = label.number in CIRCLED or (label.tail == "." and label.number.isdecimal())
    return f"{above}, {spoken(label)}" if is_paragraph else item_in(above, label)


def named_clause(words: str) -> str:
    """What lawyers of South Asia call a paragraph by its first words; empty for any other.

    >>> [named_clause(words) for words in ("Provided that it sails", "*Explanation 2.*—A raft is", "Explanations vary")]
    ['proviso', 'Explanation 2', '']
    """
    found = _CLAUSE.match(words)
    if found is None:
        return ""
    return f"{found[1].capitalize()} {found[2] or ''}".strip() if found[1] else "proviso"


_CLAUSE = re.compile(
    r"[*_\[]{0,4}(?:Provided[*_]{0,3}(?:,? (?:further|also|always|however|nevertheless))?[*_]{0,3},? that(?!\w)"
    r"|(?i:(explanation|exception|illustration)s?)[*_]{0,3}[ .]{0,2}(\d{1,2}|[IVX]{1,4})?[*_.\s]{0,4}"
    r"(?:[:—–-]|(?<=[.*_])[*_]{0,3}(?=\s|$)|$))"
)
_REMARK = re.compile(
    r"\{[^{}]{1,2000}\}|Сноска\.[^\n]{1,2000}"
    r"|\((?:(?:часть|пункт|абзац|статья|подпункт|п\.|ч\.)[^()]{0,40} )?(?:в ред\.|введен)[^()]{1,400}"
    r"(?:\([^()]{1,60}\)[^()]{0,400}){0,5}\)"
)
"""What an editor says of the words above: which act put them in or changed them."""


@cache
def _named_by_word() -> re.Pattern[str]:
    """A name that ends with a word and its number, ``Action 5``: what is 1 in it is no 5.1."""
    return re.compile(r"[^\W\d_]{2,} [#№]?\d+\Z")


@cache
def _nth_paragraph() -> re.Pattern[str]:
    return re.compile(r", paragraph \d+\Z")


_QUOTED = r"[\"“”«„‘'»]{1,2}\s?[*_]{0,3}([^\"“”«»„‘’*_]{1,60}?)[*_]{0,3}\s?[\"“”»’']{1,2}"


_TERM = re.compile(rf"(?:[*_]{{0,3}}{_QUOTED}[*_]{{0,3}}|[*_]{{2,3}}([^\"“”«»*_]{{1,60}})[*_]{{2,3}})(?=[\s,(:–—-])")
"""A term that a paragraph begins with."""


@cache
def _definition(*, is_newest: bool) -> re.Pattern[str]:
    """A definition: a term in quotation marks or emphasis, and a word such as *means*."""
    others, apart, means = ("or", "", "") if not is_newest else _MORE_IN_DEFINITIONS
    return re.compile(
        rf"(?:[FCEMS]\d{{1,4}}\s?)?\[?(?:[*_]{{0,3}}{_QUOTED}[*_]{{0,3}}|[*_]{{1,3}}([^\"“”«»*_]{{1,60}})[*_]{{1,3}})"
        rf"(?:\s?\([^()]{{1,60}}\))?(?: (?:{others}) [*_]{{1,3}}[^*_]{{1,60}}[*_]{{1,3}})?{apart}"
        r"(?:,? (?:in (?:relation to|respect of|sections?)|for the purposes? of) [^;:]{1,100}?)?(?:, [^,;:]{1,200})*?"
        r",?[\s:–—-]{0,3}(?:是?指"
        rf"|(?:{means}(?:shall )?means?|(?:shall )?includes?|has(?:, [^;:]{{1,200}},)? the (?:same )?meaning"
        r"|have the meaning"
        r"|(?:shall|is to) be construed|refers? to|désigne|signifie"
        r"|s'entend|significa|se entiende|designa|se refiere|означает|понимается|это|bezeichnet|bedeutet|ist|betekent"
        r"|wordt verstaan|تعني|يعني)(?!\w))"
        rf"|(?i:on entend par|se ent[a-zá]{{3,8}} por|entende-se por|под|unter|onder|يقصد ب(?:عبارة)?ـ?)\s?{_QUOTED}"
    )


_MORE_IN_DEFINITIONS = (
    "or|and",
    r"(?:(?: [^\W\d_]{2,20}){1,2}(?= (?:means?|includes?)(?!\w))|,? (?:of|for) [^;:]{1,100}?)?",
    r"(?:does|do) not include|(?:has|have) a corresponding meaning|bears? the (?:same )?meaning|",
)
"""What else may be in a definition today: a second term, words behind the term, and other words than *means*."""


@cache
def _alone_title() -> re.Pattern[str]:
    """The opening of a title whose first word names its heading: ``SCHEDULE. Fees``."""
    return re.compile(
        rf"((?i:{'|'.join(map(re.escape, sorted(label_table().named('alone'), key=len)[::-1]))}))(?:[.:]|\s[–—-])\s"
    )


def _title(wording: str) -> str:
    line = _ATTRIBUTES.sub("", wording.split("\n")[0])
    for start, end in reversed(unspoken(line)):
        line = line[:start] + line[end:]
    words = " ".join(line.split()).strip("*_#= ")
    return words if len(words) <= 40 else (words[:40].rpartition(" ")[0] or words[:40]) + "…"


_HEADING_NAME = re.compile(r"heading “(.*)”(?: \(\d+\w\w\))?")
_LINK = re.compile(r"\[([^\]\[]{1,200})\]\(#[^()\s]{1,200}\)")
_ANCHOR = re.compile(r"\A(?:\[\[[^\[\]]{1,80}\]\]\s*)+(?=\S)")
"""The name that AsciiDoc gives a title, on the line above it: ``[[oars]]``."""
_NOTED = re.compile(
    r"\s*(?:\[\^[^\]\s]{1,20}\]|<sup>(?:\[\d{1,3}\]\([^()\s]{1,80}\)|\d{1,3})</sup>)+\s*$", re.MULTILINE
)
"""The marks of footnotes behind a title: ``Annex[^6]``."""
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]{1,200}\}\s*$")
"""What programs read behind a title: ``# Boats {#boats}``."""


def nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


__all__ = ["Speaker", "inside", "item_in", "named_clause", "nth", "plain_name"]
