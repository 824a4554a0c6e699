"""Abbreviations of the usual languages, without their full stop, and what may follow each; the one table of them.

Whether a sentence ends there is left to those who ask: what they read, and what a wrong answer costs, differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMES_FOLLOW = frozenset(
    "mr mrs ms mx dr prof rev hon gen col maj capt lt sgt adm gov sen rep amb pres supt insp st ste sta mt ft"
    " mm mme mmes mlle mlles me mgr sr sra srta dn dña excmo excma lic ing arq dra pdte sig sigg dott avv on"
    " hr fr frl dipl mag geb e.g i.e cf vs viz z.b d.h u.a bzw ca sog vgl p.ej p.ex ej ex т.е напр см им проф акад тов"
    " ул пр пл корп ндс resp incl excl approx".split()
)
"""A sentence does not end with these: a name, an example or another word follows."""
NUMBERS_FOLLOW = frozenset(
    "no nos nr nrs n núm num № art arts para paras par parr párr pár sec secs sect ch chap cap vol vols p pp pág págs"
    " fig figs tab app ann annex abs ziff lit kap al alin cl cls reg regs res doc op fn note ст п пп подп ч гл рис"
    " табл стр разд".split()
)
"""Before a number these go on; otherwise they may be the last word: *on p. 5*, *the answer is no.*"""
MAY_END = frozenset(
    "etc al inc ltd co corp bros jr plc llc esq dept est ave blvd rd sq ed eds a.m p.m a.d b.c u.s u.n e.u u.k usw"
    " u.s.w dgl ff f sgs ss y.m г гг в вв руб коп тыс млн млрд т.д т.п др пр н.э min max hrs hr mins secs ext tel"
    " jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil ene abr ago dic янв февр апр авг сент окт"
    " нояб дек".split()
)
"""A sentence may end with these, and may go on: *etc.*, *2029 г.*"""
ALSO_WORDS = frozenset("on me ex gen col mag sig mt ej incl note tab app cap lit rep gov".split())
"""Those above that may also be a word of their own, so that a sentence ends with them: *this goes on.*"""


def closing(abbreviations: Iterable[str]) -> re.Pattern[str]:
    r"""The pattern of a text that ends with one of these abbreviations and its full stop, whatever its case.

    >>> bool(closing(NAMES_FOLLOW).search("as proposed by Mr.")), bool(closing(NAMES_FOLLOW).search("the farm."))
    (True, False)
    """
    either = "|".join(map(re.escape, sorted(abbreviations, key=lambda word: (-len(word), word))))
    return re.compile(rf"(?<![\w.])(?:{either})\.$", re.IGNORECASE)


__all__ = ["ALSO_WORDS", "MAY_END", "NAMES_FOLLOW", "NUMBERS_FOLLOW", "closing"]
