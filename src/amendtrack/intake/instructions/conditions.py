"""Conditions and alternatives: words that make what stands beside them one of several wishes, and no plain one.

Where they stand in the clause itself, ``clauses`` reads them as what turns the sense round.
"""

from __future__ import annotations

import re

from amendtrack.intake.instructions.spelling import plain

_ALTERNATIVE = (
    r"either|soit|or|or else|otherwise|alternatively|as an alternative|in the alternative"
    r"|failing (?:that|this|which)|if not"
    r"|as a? ?fall-?back|our fall-?back|fall-?back|sinon|a defaut|ou|ou bien|ou alors|autrement|subsidiairement"
    r"|a titre subsidiaire|o|o bien|de lo contrario|en su defecto|alternativamente|subsidiariamente|si no"
    r"|en caso contrario"
)
_CONDITION = (
    r"if|only if|even if|unless|provided|subject to|on (?:the )?condition|in case|in the event|assuming|pending"
    r"|but (?:only|not|if)|except (?:if|where|when)|this is (?:conditional|subject)|si|seulement si|a moins que|sauf si"
    r"|sous reserve|a condition|au cas ou|solo si|a menos que|salvo (?:que|si)|siempre que|a condicion|en caso de"
)
_OPTION = r"(?:option|alternative|variante?|opcion|alternativa|plan) (?:\d{1,2}|[a-z])\b"
_NO_WISH = re.compile(
    r"\b(?:(?:not|no|pas) (?:yet )?(?:a|une|una) (?:formal )?(?:proposal|proposition|propuesta)|do not (?:yet )?record"
    r"|for (?:your )?information only|pour information seulement|solo para informacion)\b"
)
_LEFT_OPEN = re.compile(r".*\b(?:or|ou|o)\W*")
_OPENS = r"[\s(\[*_>•–—-]*"
_ANY = re.compile(rf"{_OPENS}(?:{_ALTERNATIVE}|{_CONDITION}|{_OPTION})(?!\w)")
_OTHER = re.compile(rf"{_OPENS}(?:{_ALTERNATIVE}|{_OPTION})(?!\w)")
_OFFER = re.compile(r".*\b(?:questions?|hesitate|contact|hesitez|contacter|preguntas?|duda|contactar|possible)\b")


def is_condition(words: str) -> bool:
    """Whether these words put what stands before them, or under them, on a condition or beside another wish.

    >>> is_condition("(subject to instructions)"), is_condition("If you have questions, call")
    (True, False)
    """
    folded = plain(words[:200])
    return bool(_ANY.match(folded)) and not _OFFER.match(folded)


def is_alternative(words: str) -> bool:
    """Whether they say what else may be done instead: ``otherwise``, ``failing that``, ``option 2``."""
    return bool(_OTHER.match(plain(words[:200])))


def is_no_wish(words: str) -> bool:
    """Whether they say that the message asks for nothing: ``not a proposal``, ``for information only``."""
    return bool(_NO_WISH.search(plain(words[:400])))


def is_left_open(words: str) -> bool:
    """Whether they end in ``or``, so that what follows is another wish in their place."""
    return bool(_LEFT_OPEN.fullmatch(plain(words[-200:])))
