"""How large and how deep a page of HTML may be, found before any parser sees it."""

from __future__ import annotations

import re
from collections import Counter

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.limits import PAGE_LETTERS as MOST_CHARACTERS
from amendtrack.limits import PAGE_TAGS as MOST_TAGS

MOST_IN_TAG = 300
"""Attributes of one tag."""
MOST_OPEN = 300
"""Tags open at one place."""
_MOST_STEPS = 3_000_000  # open tags, summed over all tags, which a browser may have to reopen


_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)(>?)")
_CLOSED_BY_OTHERS = frozenset("p li td th tr dd dt option thead tbody tfoot colgroup col html head body".split())
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr o:p".split())
_SWALLOWS = ("style", "script", "title", "textarea", "xmp", "iframe", "noframes", "noembed")


def check_page(page: str, place: str) -> None:
    """Refuse a page that would take a parser too long, or that would be read as one long tag or comment."""
    if len(page) > MOST_CHARACTERS or page.count("<") > MOST_TAGS:
        found = f"{len(page):,} characters and {page.count('<'):,} tags of HTML; {MOST_TAGS:,} tags may be read"
        raise OverLimit(found, place=place, remedy="ask for the words as plain text or as a Word file")
    opened: Counter[str] = Counter()
    total = steps = 0
    for end, name, inside, closed in (found.groups() for found in _TAG.finditer(page)):
        if not closed:
            raise InputRefused("HTML cut off inside a tag", place=place, remedy="ask for the message again")
        if len(inside) > 8 * MOST_IN_TAG and (inside.count("=") > MOST_IN_TAG or len(inside.split()) > 4 * MOST_IN_TAG):
            raise OverLimit("a tag of HTML with too many attributes", place=place, remedy="ask for plain text")
        name = name.lower()
        if name in _CLOSED_BY_OTHERS or name in _EMPTY or (inside.endswith("/") and ":" in name):
            steps += total
        elif not end:
            opened[name] += 1
            total += 1
        elif opened[name]:
            opened[name] -= 1
            total -= 1
        steps += total
        if total > MOST_OPEN or steps > _MOST_STEPS:
            raise OverLimit(f"HTML nested more than {MOST_OPEN} deep", place=place, remedy="ask for plain text")
    low = page.lower()
    swallowed = [name for name in _SWALLOWS if low.rfind(f"<{name}") > low.rfind(f"</{name}")]
    if swallowed or page.rfind("<!--") > page.rfind("-->"):
        found = f"HTML in which a {swallowed[0] if swallowed else 'comment'} never ends, so that words may be missing"
        raise InputRefused(found, place=place, remedy="ask for the message again, as plain text")
