"""First capitals that only follow from a change before them; people leave these unmarked (``benchmarks/README.md``).

``In spring, the wells are dug`` became ``The wells are dug``: what went is marked, and the capital is not, since the
sentence begins there now. Where a word has lost its capital, only a small word is left unmarked: ``States`` that
becomes ``states`` may be wording. This is for redlines only, which say how many capitals they leave unmarked; a
consolidation keeps every capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from amendtrack.redline.align.alignment import Group
from amendtrack.redline.phrase import differ_in_capital
from amendtrack.redline.splices import Splice
from amendtrack.text.abbreviations import ALSO_WORDS, MAY_END, NAMES_FOLLOW, NUMBERS_FOLLOW, closing
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import is_sentence_end, is_stop_word


def without_capitals(before: Text, after: Text, group: Group, splices: Iterable[Splice]) -> Iterator[Splice]:
    """The splices of matched units; a first capital that only follows from the one before it is noise."""
    last: Splice | None = None
    for s in splices:
        if not s.noise:
            if last and s.i2 - s.i1 == 1 == s.j2 - s.j1 and _follows(before, after, group, last, s):
                s = s._replace(noise=True)
            last = s
        yield s


def _follows(before: Text, after: Text, group: Group, change: Splice, s: Splice) -> bool:
    """Whether a word has a capital in one text only, where a sentence begins since the change right before it."""
    word, now = before.source[s.b1 : s.b2], after.source[s.a1 : s.a2]
    if not differ_in_capital(word, now):
        return False
    if (before.source[change.b2 : s.b1] + after.source[change.a2 : s.a1]).strip(_OPENING):
        return False
    began = _begins_sentence(before, range(group.i1, group.i2), s.b1)
    if began == _begins_sentence(after, range(group.j1, group.j2), s.a1) or began != word[:1].isupper():
        return False
    return not began or is_stop_word(now) or now in _SMALL


def _begins_sentence(text: Text, units: range, at: int) -> bool:
    """Whether a unit, a cell or a sentence begins with the word there."""
    unit = max((text.units[k] for k in units if text.units[k].body <= at), key=lambda u: u.body, default=None)
    start = unit.body if unit else at
    led = text.source[max(start, at - _NEAR) : at].rstrip(_BESIDE)
    if not led:
        return at - _NEAR <= start
    if unit and unit.kind is UnitKind.ROW and led[-1] == "|":
        return True
    return is_sentence_end(led[-1]) and not led.endswith("..") and not _abbreviated().search(led)


@cache
def _abbreviated() -> re.Pattern[str]:
    """A full stop after which a sentence may go on: ``U.S. states``."""
    return closing((NAMES_FOLLOW | NUMBERS_FOLLOW | MAY_END) - ALSO_WORDS)


_OPENING = " \t\r\n\"'“‘«„([*_"
"""What may be between the start of a sentence and its first word."""
_BESIDE = _OPENING + "”’»)]"
"""The same, with what may be between the end of a sentence and the next one."""
_NEAR = 16
"""How far before its first word a sentence or a unit may begin."""
_SMALL = frozenset(
    (
        "after although because before during each every however if moreover once one our since then there "
        "therefore they though thus under unless until we when where whether while within you afin après avant "
        "avec chacun chaque comme dès lorsque lors nous où pendant quand si sous tout toute tous toutes antes "
        "aunque cada cuando desde después donde durante entre ellas ellos mientras nosotros todo toda todos todas "
        "все всё если каждый каждая каждое когда мы они пока после поскольку хотя"
    ).split()
)
"""Small words that often begin a sentence, besides the stop words of ``text.words``."""


__all__ = ["without_capitals"]
