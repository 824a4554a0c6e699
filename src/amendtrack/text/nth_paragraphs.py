"""Paragraphs that are counted through a whole article, before and after its lists: the 款, 項 or วรรค of East Asia.

There, items never go on in a paragraph of their own, so what follows the last of them is the article's next paragraph.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from amendtrack.text.counted_labels import Counted, rank_at
from amendtrack.text.label_forms import CIRCLED
from amendtrack.text.labels import Label, Rank, spoken
from amendtrack.text.units import Text, UnitKind


def counted_through(
    text: Text, found: Sequence[Counted | None], apart: Container[int] = frozenset()
) -> dict[int, tuple[int, int]]:
    """The paragraphs of such articles if they have lists, but for a first one above: the article and the place in it.

    >>> from amendtrack.text.counted_labels import counted_in_text
    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("第一条 船：\\n\\n（一）红。\\n\\n前款的船：\\n\\n（一）大。\\n\\n第二条 网。")
    >>> counted_through(text, counted_in_text(text))
    {2: (0, 2)}
    """
    many = len(text.units)
    articles = [i for i in range(many) if rank_at(found[i]) <= Rank.ARTICLE or text.units[i].kind is UnitKind.HEADING]
    paragraphs: dict[int, tuple[int, int]] = {}
    for i, stop in zip(articles, [*articles[1:], many]):
        count = found[i]
        if count and count.rank is Rank.ARTICLE and _counts_through(count.label):
            paragraphs.update(_paragraphs(text, found, range(i, stop), apart))
    return paragraphs


def _paragraphs(
    text: Text, found: Sequence[Counted | None], article: range, apart: Container[int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Those of one article; none if its paragraphs have numbers, or it has no list."""
    own = [k for k in article[1:] if (count := found[k]) and count.rank is not Rank.NOTE]
    if not own or any(_is_numbered(found[k]) for k in own):
        return
    after = {k: count.after for k in own if (count := found[k]) and count.after is not None}
    nth = int(text.units[article.start].body < text.units[article.start].end)
    nth = nth if text.units[article.start].kind is not UnitKind.HEADING else 0
    for k in article[1:]:
        is_free = text.units[k].kind is UnitKind.PARAGRAPH and found[k] is None and k not in apart
        if not is_free or any(last < k < i for i, last in after.items()):
            continue
        nth += 1
        if own[0] < k or nth > 1:
            yield k, (article.start, nth)


def _is_numbered(count: Counted | None) -> bool:
    if count is None:
        return False
    return (count.rank is Rank.PARAGRAPH and count.label.number.isdecimal()) or count.label.number in CIRCLED


def _counts_through(label: Label) -> bool:
    return spoken(label)[0] == "第" or label.prefix.strip() in _THAI


_THAI = frozenset(("มาตรา", "ข้อ"))


__all__ = ["counted_through"]
