"""Conditions, alternatives, retractions and requests to wait: words that make an instruction less than plain.

A clause that contains them matches no form and is not carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache

from amendtrack.intake.instructions.forms import any_word, written
from amendtrack.intake.instructions.quotes import read_quotes
from amendtrack.intake.instructions.spelling import plain

_OPENS = r"[\s(\[*_>•–—（-]*"


@cache
def _opens_with(*names: str) -> re.Pattern[str]:
    option = rf"(?:{any_word('option')}) (?:\d{{1,2}}|[a-zа-я])(?!\w)"
    return re.compile(rf"{_OPENS}(?:{'|'.join([*map(any_word, names), option])})")


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_word(name)})")


@cache
def _wide_anywhere(name: str) -> re.Pattern[str]:
    wide = [word for word in any_word(name).split("|") if re.search("[\u4e00-\u9fff]", word)]
    return re.compile("|".join(wide) or "(?!)")


class Offers(Enum):
    """Whether ``if possible`` and ``if you have questions`` are conditions: they are where a change is requested."""

    ARE_COURTESY = "courtesy"
    ARE_WISHES = "wishes"


def is_condition(words: str, offers: Offers = Offers.ARE_COURTESY) -> bool:
    """Whether these words make what precedes or follows them conditional, or one of several alternatives.

    >>> is_condition("(subject to instructions)"), is_condition("If you have questions, call")
    (True, False)
    """
    folded = plain(words[:200])
    opens = bool(_opens_with("alternative", "condition").match(folded))
    asks = offers is Offers.ARE_WISHES or bool(read_quotes(words).found)
    return opens and (asks or not _anywhere("offer").search(folded))


def is_alternative(words: str) -> bool:
    """Whether they offer an alternative: ``otherwise``, ``failing that``, ``option 2``."""
    return bool(_opens_with("alternative").match(plain(words[:200])))


def has_condition(words: str) -> bool:
    """Whether they contain a condition or an alternative anywhere."""
    folded = plain(words)
    return any(_anywhere(n).search(folded) or _wide_anywhere(n).search(folded) for n in ("alternative", "condition"))


_SENTENCE = re.compile(r"(?<=[.;!?。；])\s+|\n\s*\n")
_NO_CONDITION = re.compile(
    r"(?:once again|once more|(?:once|when|as long as) (?:you|we|it|this|possible|available))(?!\w)"
)


def condition_in(words: str) -> str:
    """The first sentence with a condition or an alternative; empty if there is none.

    >>> condition_in("Dear all. The text stands only if paragraph 6 is kept."), condition_in("Call me if in question.")
    ('The text stands only if paragraph 6 is kept.', '')
    """
    for sentence in _SENTENCE.split(words):
        folded = _NO_CONDITION.sub(" ", plain(sentence))
        if has_condition(folded) and not _anywhere("offer").search(folded):
            return " ".join(sentence.split())
    return ""


@cache
def _retracting_first() -> re.Pattern[str]:
    return re.compile(rf"{_OPENS}(?:{any_word('retractsfirst')})(?:\s*$|\s*[,:;!–—，：！،]| -|\s*[.。](?!\s*\d))")


def retracts(words: str) -> bool:
    """Whether a sentence retracts what was said before: ``Sorry, I meant para 6.``, ``Please ignore the above.``

    >>> retracts("No, wait: para 6."), retracts("Scratch that."), retracts("Sorry for the delay."), retracts("No. 7")
    (True, True, False, False)
    """
    folded = plain(words[:400])
    found = _anywhere("retracts").search(folded) or _wide_anywhere("retracts").search(folded)
    return bool(retraction_opening(words) or (found and not read_quotes(words[: found.start()]).found))


@cache
def _holding() -> re.Pattern[str]:
    phrases = any_word("hold").replace(f"{written('...')} ", r"(?:\S+ ){0,4}?")
    wide = _wide_anywhere("hold").pattern
    return re.compile(rf"(?<!\w)(?:{phrases})|{wide}")


@cache
def _held_alone() -> re.Pattern[str]:
    heading = r"(?:(?:p\.? ?s\.?|n\.? ?b\.?|status|statut|estado|note|update) ?[:–—-] ?)?"
    return re.compile(rf"{_OPENS}{heading}(?:{any_word('holdalone')})[\s.!)\]*_。！）]*")


def holds_back(words: str) -> bool:
    """Whether they ask to wait with the whole message, or say that it is not settled yet.

    >>> holds_back("Please hold this, capital is still looking at it."), holds_back("(tentative)")
    (True, True)
    >>> holds_back("Hold a meeting until noon."), holds_back("The dates are tentative.")
    (False, False)
    """
    if not words.strip():
        return False
    folded = " ".join(plain(words).split())
    for found in _holding().finditer(folded):
        if not any(q.start <= found.start() < q.end for q in read_quotes(folded).found):
            return True
    return _held_alone().fullmatch(folded) is not None


@cache
def _delaying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_word('delays')})|(?<!\w)(?:{any_word('delayslast')})\W*$")


def may_ask_to_wait(words: str) -> bool:
    """Whether a sentence that is no request speaks of something that is still to come.

    >>> may_ask_to_wait("I need to ask the minister first."), may_ask_to_wait("The first day was long.")
    (True, False)
    """
    folded = plain(words)
    return bool(_delaying().search(folded) or _wide_anywhere("delays").search(folded))


_LABELLED = re.compile(r"\[[^\[\]:：]{2,40}[:：][^\[\]]*\]")
_NOTHING = re.compile(r"(?=[\W_]*?[?？؟_…])[\W_]+|(\W)\1{2,}")
_QUESTION = re.compile("[?？؟]")
_ASIDE = re.compile(r"[(（\[](?P<inside>[^()（）\[\]]{2,200})[)）\]]|\s[–—-]\s(?P<behind>[^–—]{2,200})$")


@cache
def _or_else() -> re.Pattern[str]:
    return re.compile(rf"(?:[(（[]|\s[–—-]\s?)\s*(?:{any_word('or')})(?=\W|[\u4e00-\u9fff])[^)）]*")


@cache
def _no_between() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[,.;!،，。；–—-])\s*(?:{any_word('no')})\s*[,;:،，：]")


def doubt_in(words: str, draft: str, names: Iterable[str] = ()) -> str:
    """What in a wording is no wording: a correction, a doubt, a remark of its writer; empty if nothing is.

    ``names`` are those of delegations. What the ``draft`` says too is wording.

    >>> doubt_in("children, no, sorry, women", ""), doubt_in("35 (or was it 30?)", ""), doubt_in("parks (no zoos)", "")
    ('sorry', '?', '')
    >>> doubt_in("four (please check)", ""), doubt_in("four – Norvia", "", ["Norvia"])
    ('please', 'Norvia')
    """
    folded = plain(words)
    patterns = [_anywhere("slip"), _wide_anywhere("slip"), _QUESTION, _LABELLED, _no_between(), _or_else()]
    found = [m.span() for pattern in patterns if (m := pattern.search(folded))]
    found += [m.span() for m in [_NOTHING.fullmatch(folded)] if m]
    found += [span for aside in _ASIDE.finditer(folded) for span in _about_words(folded, aside, names)]
    doubts = (words[start:end].strip(" ([-–—") for start, end in found)
    return next((doubt for doubt in doubts if doubt and not _says(draft, doubt)), "")


def _says(draft: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", draft) is not None


def _about_words(folded: str, aside: re.Match[str], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where an aside speaks about the words beside it: it says ``we`` or ``you``, or who finds what of them."""
    start, end = aside.span(aside.lastgroup or 0)
    for pattern in (_anywhere("aboutwords"), _wide_anywhere("aboutwords")):
        yield from (m.span() for m in pattern.finditer(folded, start, end))
    for name in names:
        at = re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", folded[start:end]) if name else None
        if at:
            yield start + at.start(), start + at.end()


def retraction_opening(words: str) -> str:
    """The first word of a line that may retract what was said, or merely name it: ``correction``."""
    found = _retracting_first().match(plain(words[:60]))
    return found[0].strip(" ,:;!.-–—，：！。،") if found else ""


def leaves_as_drafted(words: str) -> bool:
    """Whether they are no wording, and say that the draft's stays: ``[no change]``, ``(unchanged)``.

    >>> leaves_as_drafted("[No change]"), leaves_as_drafted("(b) unchanged;"), leaves_as_drafted("no change in climate")
    (True, False, False)
    """
    folded = plain(words).strip(" \t\n()[]{}（）【】-–—.…;:,。；،؛\"'“”«»*_")
    return any(p.fullmatch(folded) for p in (_anywhere("asdrafted"), _wide_anywhere("asdrafted")))


def is_no_wish(words: str) -> bool:
    """Whether they say that the message requests nothing: ``not a proposal``, ``for information only``."""
    return bool(_anywhere("nowish").search(plain(words[:400])))


def is_of_numbers(words: str) -> bool:
    """Whether they ask only that what follows be numbered anew, which it is anyway: ``Renumber accordingly.``"""
    return bool(re.fullmatch(rf"(?:{any_word('renumbered')})\W*", plain(words[:120])))


def is_left_open(words: str) -> bool:
    """Whether they end in ``or``, so that what follows is an alternative."""
    return bool(re.search(rf"(?<!\w)(?:{any_word('or')})\W*$", plain(words[-200:])))


def reason_at(folded: str) -> list[int]:
    """Where reasons may begin in a folded clause: ``because``, ``in order to``, in the order of the words."""
    return [m.start() for m in _anywhere("reason").finditer(folded)] + [
        m.start() for m in _wide_anywhere("reason").finditer(folded)
    ]


@cache
def _kept_after_all() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=[\u4e00-\u9fff]))(?:{any_word('contrast')}).*?(?:{any_word('keep')})")


def keeps_after_all(words: str) -> bool:
    """Whether a reason ends by keeping what it is given for: ``it is redundant, but we can keep it``.

    >>> keeps_after_all("it is redundant, but we can keep it"), keeps_after_all("it is short, but unclear")
    (True, False)
    """
    return _kept_after_all().search(plain(words[:1000])) is not None


def is_reason_heading(words: str) -> bool:
    """Whether a line is only a heading for reasons: ``Justification``."""
    return bool(re.fullmatch(rf"[*_#\s]*(?:{any_word('reasonline')})[*_\s]*", plain(words[:60])))


def is_reason_line(words: str) -> bool:
    """Whether a line says that a reason follows: ``Rationale: ...``."""
    return bool(re.match(rf"[(\[*_（]*(?:{any_word('reasonline')})[*_]* ?[:：]", plain(words[:60])))
