"""What in a message is not an instruction: comments, positions, and words that were not understood.

A comment is only what reads as one. What is not recognised is left for manual review, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.conditions import is_condition, is_reason_line, retracts
from amendtrack.intake.instructions.forms import any_word
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.rows import Clause
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.words import is_stop_word


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that request no particular wording; ``place`` is what they are about, None for the whole text."""

    words: str
    place: Place | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not understood, and why."""

    words: str
    why: str
    place: Place | None = None
    start: int = 0
    end: int = 0


POSITIONS = {
    "withdraw": "a withdrawal",
    "cosponsor": "a co-sponsorship",
    "reserve": "a reservation",
    "oppose": "an objection",
    "support": "support",
}
UNKNOWN = "not understood: neither an instruction nor clearly a comment"
"""Why words are left that ask for nothing, name no place and quote nothing."""
_SHORT = 8  # words; a longer sentence on one unit may be meant as its new wording


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=[\u4e00-\u9fff]))(?:{any_word(name)})")


def after_place(words: str) -> str:
    """The words without the place at their beginning."""
    found = re.match(r"[^:：]*[:：]\s*(?=\S)", words)
    return words[found.end() :].strip() if found else words


def position_in(words: str) -> str:
    """The position that the words take, as ``a reservation``; empty if they take none.

    >>> position_in("We reserve our position on paragraph 3."), position_in("Shorter, please.")
    ('a reservation', '')
    """
    folded = plain(words[:400])
    return next((called for name, called in POSITIONS.items() if _said(name).search(folded)), "")


def unquoted(words: str) -> str:
    """The words without what is quoted in them."""
    at, out = 0, ""
    for quote in read_quotes(words).found:
        out += words[at : quote.start]
        at = quote.end
    return out + words[at:]


_BESIDE = re.compile(r"(?:[.;。；][”\"»]?\s*|\s)(?P<words>[(\[（][^()\[\]（）]{2,120}[)\]）])[.;]?\s*$")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def beside_wording(words: str) -> str:
    """What follows new wording without quotation marks and may not be part of it; empty if nothing does.

    >>> beside_wording("Plans last. [Source: Norvia]"), beside_wording("Plans last. Rationale: they should.")
    ('[Source: Norvia]', 'Rationale: they should.')
    >>> beside_wording("Plans last (see annex).")
    ''
    """
    if (found := _BESIDE.search(words)) and found["words"][-2:-1] not in ".;":
        closed = found[0].lstrip()[:1] in ".;。；"
        if closed or found["words"][:1] in "(（" or ":" in found["words"]:
            return found["words"] if closed or not found[0].rstrip().endswith((".", ";")) else ""
    sentences = _SENTENCE.split(words)
    aside = (
        s
        for s in sentences[1:]
        if is_reason_line(s) or is_condition(s) or retracts(s) or _said("thanks").search(plain(s))
    )
    if beside := next(aside, ""):
        return beside
    lines = [line for line in words.split("\n") if line.strip()]
    if len(lines) > 1 and lines[-2].rstrip()[-1:] in ".;" and lines[-1].rstrip()[-1:].isalnum():
        return lines[-1] if len(lines[-1].split()) <= 8 else ""
    return ""


def attribution_in(words: str) -> str:
    """An attribution after quoted wording: ``(Norvia)``, ``[Source: Norvia]``; empty if there is none.

    >>> attribution_in("Plans last. (Norvia)"), attribution_in("Plans last. [They shall not end.]")
    ('(Norvia)', '')
    """
    found = _BESIDE.search(words)
    if found is None or found[0].lstrip()[:1] not in ".;。；" or found["words"][-2:-1] in ".;":
        return ""
    return found["words"] if found["words"][0] in "(（" or ":" in found["words"] else ""


def reads_as_comment(words: str) -> bool:
    """Whether words give an opinion or ask a question."""
    folded = plain(words)
    return folded.rstrip().endswith(("?", "？", "؟")) or _said("comment").search(folded) is not None


def why_no_comment(clause: Clause, words: str, placed: bool) -> str:
    """Why words that are not an instruction are not a comment either; empty if they are a comment."""
    negated = any(row.has("not") for row in clause.rows)
    names_place = any(True for _ in clause.places)
    known = reads_as_comment(words)
    if position := position_in(unquoted(words)):
        return f"a position ({position}), not an amendment; record it by hand"
    if negated and clause.asks:
        return "it is negative or conditional; only plain instructions are carried out"
    if clause.quotes:
        return "not understood as an instruction, though it quotes words"
    if clause.asks or _keeps(clause):
        return "not understood as an instruction; put the words concerned in quotation marks"
    if names_place and not known:
        return "not understood as an instruction, though it names a place"
    if placed and not known and len(words.split()) > _SHORT:
        return "a comment or new wording? for new wording, write: para 5 should read: “…”"
    return "" if known else UNKNOWN


def only_speaks_of(words: str, draft: str) -> bool:
    """Whether a plain sentence speaks of what the draft speaks of, and has no word that may reverse a request.

    Such a sentence behind a request gives a reason for it. What opens with a place or quotes words is not asked here.

    >>> draft = "Ports shall reduce their fees for small vessels."
    >>> only_speaks_of("Small vessels differ widely.", draft), only_speaks_of("Small vessels should stay.", draft)
    (True, False)
    >>> only_speaks_of("This is tentative.", draft), only_speaks_of("Call the desk.", draft)
    (False, False)
    >>> only_speaks_of("Such is their wish.", draft), only_speaks_of("The reducer hums.", draft)
    (False, False)
    """
    folded = plain(words)
    if _said("reverses").search(folded) or folded.rstrip().endswith(("?", "？", "؟", ":", "：")):
        return False
    return not _subjects(folded).isdisjoint(_subjects(plain(draft)))


def sounds_like(words: str, draft: str) -> bool:
    """Whether most words of some wording, and at least four, are words of the draft, and it is closed as wording is.

    >>> sounds_like("Requests States to report on harbour fees;", "States shall report: harbour fees. It requests.")
    True
    >>> sounds_like("This is too long and repeats harbour fees.", "States shall report: harbour fees. It requests.")
    False
    """
    keys = [found[0] for found in _CONTENT.finditer(plain(words))]
    known = set(_CONTENT.findall(plain(draft)))
    return is_closed(words) and len(keys) >= _FEWEST and sum(key in known for key in keys) * 5 >= len(keys) * 3


def is_closed(words: str) -> bool:
    """Whether words begin with a capital and end with a stop, as a paragraph does, and are no remark to the reader.

    >>> is_closed("Thanks the pilots;"), is_closed("see our mail."), is_closed("We support it.")
    (True, False, False)
    >>> is_closed("The text is too long.")
    False
    """
    wording = _LABEL.sub("", words.lstrip(" *_"))
    begins = wording[:1].isupper() or (wording[:1].isalpha() and wording[:1].lower() == wording[:1].upper())
    ends = words.rstrip()[-1:] in (".", ";", ",", "。", "；", "؛")
    rest = wording.partition(" ")[2]  # “Welcomes the report” is wording, and no position
    remarks = any(_said(name).search(plain(words)) for name in ("spoken", "judges"))
    return begins and ends and not position_in(rest) and not remarks


@lru_cache(maxsize=16)
def _subjects(folded: str) -> frozenset[str]:
    """The words of a text that say what it is about, whole: no articles, pronouns, or words that are in any text."""
    found = {word for word in _CONTENT.findall(folded) if not is_stop_word(word)}
    return frozenset(word for word in found if not _common().fullmatch(word))


@cache
def _common() -> re.Pattern[str]:
    return re.compile(any_word("common"))


_LABEL = re.compile(r"[(]?\w{1,4}(?: (?:bis|ter|quater))?[.)]\s+[*_]*")
_FEWEST = 4
_CONTENT = re.compile(r"(?<![^\W\d_])[^\W\d_\u4e00-\u9fff]{5,}(?![^\W\d_])|[\u4e00-\u9fff]{3}")
"""A word that is long enough to be no article, pronoun or preposition; of Chinese, three signs."""


def _keeps(clause: Clause) -> bool:
    opens = (re.match(f"[{row.language.letters_of('and')},:]*(.)", row.letters) for row in clause.rows)
    return any(m and m[1] in r.language.letters_of("keep", "original") for m, r in zip(opens, clause.rows))


def is_like_a_name(words: str) -> bool:
    """Whether a few words can be the name of who signs: each has a capital, and no stop follows."""
    return len(words.split()) <= 4 and words[-1:].isalpha() and all(word[:1].isupper() for word in words.split())
