"""Who is named as the proposer: ``Norvia proposes to``, ``on behalf of Brum``, ``Proposal by Brum:``.

Knows how a message names a speaker; ``speakers`` decides whether it may speak for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from amendtrack.intake.instructions.forms import any_word
from amendtrack.intake.instructions.spelling import plain

_NAME = re.compile(
    r"(?:(?i:the|the delegation of|la|le|les|la d[eé]l[eé]gation d[eu]|la delegaci[oó]n de) )?"
    r"[^\W\d_a-zа-я][\w'-]*(?: [^\W\d_a-zа-я(][\w').-]*| and| of| de| et| y| и){0,4}"
)
_CALLED = re.compile(
    r"^(?i:the |la |le |les |el |l')?(?i:delegation of |delegation d[eu] |delegacion de |делегация |代表团)?"
)


@cache
def _speaker() -> re.Pattern[str]:
    gap = r"(?: |(?<=[\u4e00-\u9fff]))"
    return re.compile(
        rf"(?:(?:{any_word('we')})|(?P<name>[^:;\"“«\n.Q]{{1,60}}?))(?: also)?{gap}(?:{any_word('proposes')})[:,：，]?"
        rf"(?: (?:{any_word('alsothat')})(?!\w))?"
    )


@cache
def _it_is() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_word('it')})[:,：，]?(?: (?:{any_word('alsothat')})(?!\w))?")


@cache
def _polite() -> re.Pattern[str]:
    polite, that = any_word("polite").replace(" ", ",? "), rf"(?:{any_word('alsothat')}) ?"
    return re.compile(rf"(?:(?:{polite})[,，،:]? ?)+(?:{that})?|{that}")


def goes_on(words: str) -> bool:
    """Whether a part of a sentence goes on with a request: ``that paragraph 4 be deleted``.

    >>> goes_on("that paragraph 4 be deleted"), goes_on("paragraph 4")
    (True, False)
    """
    return re.match(any_word("alsothat"), plain(words[:20])) is not None


@cache
def _softened() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_word('softened')}) ?")


@cache
def _before_a_wish() -> re.Pattern[str]:
    """The end of ``Norvia wishes that``, after which the verb is softened: ``be replaced``, ``soit remplacé``."""
    return re.compile(rf"(?<!\w)(?:{any_word('that')})[,:，،]? ?$")


def _unsoftened(asked: str, rest: str) -> str:
    return _softened().sub("", rest, count=1) if _before_a_wish().search(asked) else rest


@cache
def _verb_first() -> re.Pattern[str]:
    """``يقترح وفد نورفيا أن``: the name between the verb and what is proposed."""
    acts = "|".join(any_word(name) for name in ("replace", "delete", "insert", "change", "move"))
    return re.compile(
        rf"(?:{any_word('proposes')}) (?:{any_word('delegation')}) (?P<name>[\u0621-\u064a]+(?: [\u0621-\u064a]+)??) "
        rf"(?:(?:{any_word('that')}) |(?={acts}))"
    )


@cache
def _behalf() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_word('behalf')})\s*(?P<name>[^:;,.，：\"“«\nQ]{{1,80}}?)"
        rf"(?:[,:，：]|(?= ?(?:{any_word('proposes')}))|(?= (?:{any_word('we')}) )|(?= (?:{any_word('it')}))|$)\s*"
    )


_NO = r"(?: ?(?:no\.?|nos\.?|n[°oº]\.?|num\.?|numero|#|№)? ?\d{1,4})"


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_word('lead')}){_NO}(?: ?(?:rect\.?|rev\.?|bis|ter))?\W*")


def is_title_of_one(line: str) -> bool:
    """Whether a line is only the number of an amendment: ``Amendment 7``.

    >>> is_title_of_one("AMENDEMENT N° 7"), is_title_of_one("Amendment 7: delete")
    (True, False)
    """
    return _title().fullmatch(plain(line[:80])) is not None


@cache
def _lead() -> re.Pattern[str]:
    namely = any_word("namely")
    own, lead, behind = any_word("beforeown"), any_word("lead"), any_word("behindlead")
    slips = f"{any_word('slips')}|{any_word('aside')}"
    place = "|".join(any_word(name) for name in ("in", "to", "for"))
    alone = rf"(?:(?:{own}) ){{0,5}}(?:{lead}){_NO}?(?: (?:{behind})){{0,2}} ?(?:[:：–—-]|[.](?= )|, (?:{namely})) ?"
    said = rf"(?:(?:{own}) ){{1,5}}(?:{lead})|(?:(?:{any_word('thereis')}) )?(?:{slips})"
    placed = rf"(?:{said})(?: (?:{any_word('isproposed')}))?,? (?=(?:{place}) [^:.;Q]{{1,60}}[:,])"
    return re.compile(f"(?:{alone}|{placed})")


@cache
def _enumerates() -> re.Pattern[str]:
    """``First,`` before one of several points."""
    return re.compile(rf"(?:{any_word('enumerates')}) ?[,:，،：] ?")


@cache
def _in_other_words() -> re.Pattern[str]:
    return re.compile(rf"[,;:(–—-] ?(?:{any_word('namely')}),? ")


def in_other_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where ``, i.e.`` stands between a wish and the same wish put exactly.

    >>> words = "We would drop the budgets, i.e. delete this"
    >>> [words[b:] for a, b in in_other_words(words, 0, len(words))]
    ['delete this']
    """
    for found in _in_other_words().finditer(plain(text[start:end])):
        yield start + found.start(), start + found.end()


@cache
def _our_point() -> re.Pattern[str]:
    """``our proposal on paragraph 6 is to`` before what is proposed."""
    links = "|".join(any_word(name) for name in ("in", "to", "for"))
    own, lead, is_to = (any_word(name) for name in ("beforeown", "lead", "isour"))
    place = rf"(?P<place> (?:{links}) [^:.;,Q]{{1,60}}?)?"
    return re.compile(rf"(?!the (?:{lead}))(?:(?:{own}) ){{1,5}}(?:{lead}){place},? (?:{is_to}) ")


@cache
def _aside() -> re.Pattern[str]:
    """``typo,`` after a place."""
    return re.compile(rf"(?:(?:{any_word('beforeown')}) ){{0,2}}(?:{any_word('aside')}|{any_word('lead')})[:,] ")


@cache
def _inverted() -> re.Pattern[str]:
    """``could`` of ``could it please be deleted?``: a question in form alone."""
    return re.compile(rf"(?:{any_word('inverted')}) (?=[^?？]*(?<!\w)(?:{any_word('pleading')})(?!\w)[^?？]*[?？]?$)")


@cache
def _author() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{any_word('lead')}){_NO} ?,? ?)?(?:{any_word('author')}) ?:? ?(?P<name>[^:.;：]{{2,100}}?)[:.：]?"
    )


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_word(name)})")


_OURSELVES = re.compile(r"(?:(?:the|la) )?(?:my|our|ma|notre|mon|mi|nuestr[ao]|нашей|моей)\b")
_PREFIX = re.compile(r"(?:[^:;.Q]|\.(?= ?\d)){1,60}?(?:[:,：，]| [-–—](?= )) ?")


@cache
def _before_we() -> re.Pattern[str]:
    """What comes before ``we propose to`` in mid-sentence: ``in paragraph 4 we propose to``."""
    ours = f"(?:{any_word('we')}) ?(?:{any_word('proposes')})|{any_word('polite')}|{any_word('it')}"
    links = "|".join(any_word(name) for name in ("in", "of", "to", "for", "between", "after", "before", "end"))
    beside = "|".join(any_word(name) for name in ("after", "before", "between"))
    quoted = rf"(?:(?:{links}) [^:;.Q]{{1,60}}?, ?)?(?:{beside})[^:;.Q]{{0,40}} Q ?,? "
    return re.compile(rf"(?:{quoted}|(?:{links}) [^:;.Q]{{1,80}}? )(?=(?:{ours}) )")


def _in_earnest(asked: str, folded: str) -> bool:
    """Whether a question may be meant as one: ``we would?``, or ``can we delete it?`` where nothing is quoted."""
    if folded.rstrip().endswith(("?", "？", "؟")) and _word("stated").match(asked):
        return True
    return bool(_word("mayask").fullmatch(asked.strip(" ,:"))) and re.search(r"(?<!\w)Q(?!\w)", folded) is None


@cache
def _over() -> re.Pattern[str]:
    """``we would prefer "A" to "B"``, in which the new words come first."""
    return re.compile(
        rf"(?:(?:{any_word('we')})|(?P<name>[^:;.Q]{{1,60}}?)) "
        r"(?P<wish>(?:would |'d )?(?:prefers?|rather)(?: \w+){0,3}?"
        r" Q(?!\w)(?: \w+){0,3}? (?:to|over|than)(?: \w+){0,3}? Q(?!\w))"
    )


def without_speaker(text: str, folded: str) -> tuple[str, str]:
    """The clause without ``Norvia proposes to`` at its beginning or after its place, and the name."""
    if found := _enumerates().match(folded):
        return without_speaker(text[found.end() :], folded[found.end() :])
    if found := _lead().match(folded):
        return without_speaker(text[found.end() :], folded[found.end() :])
    if found := _our_point().match(folded):
        place = f"{found['place'].strip()}, " if found["place"] else ""
        return place + folded[found.end() :], ""
    if found := _behalf().match(folded):
        name = text[found.start("name") : found.end("name")].strip()
        rest, other = without_speaker(text[found.end() :], folded[found.end() :])
        own = bool(_OURSELVES.match(plain(name)))
        return rest, other if own else name
    prefix = _PREFIX.match(folded)
    if (
        prefix
        and reason_opens(folded)
        and without_speaker(text[prefix.end() :], rest := folded[prefix.end() :])[0] != rest
    ):
        return without_speaker(text[prefix.end() :], rest)  # “In line with our statement, we ask that”
    inner = _before_we().match(folded)
    for at in (0, prefix.end() if prefix else 0, *_after_places(folded), inner.end() if inner else 0):
        if (found := _over().match(folded, at)) and (not found["name"] or is_name(text[slice(*found.span("name"))])):
            name = text[slice(*found.span("name"))] if found["name"] else ""
            return folded[:at] + folded[found.start("wish") :], _CALLED.sub("", name)
        if (
            (found := _polite().match(folded, at))
            and not _in_earnest(found[0], folded)
            and not _over().match(folded, at)
        ):  # a question in form alone, and no condition
            return folded[:at] + _unsoftened(found[0], folded[found.end() :].rstrip(" ?？؟")), ""
        if at and (found := _aside().match(folded, at)):
            return folded[:at] + folded[found.end() :], ""
        if found := _inverted().match(folded, at):
            return folded[:at] + folded[found.end() :].rstrip(" ?？"), ""
        found = _verb_first().match(folded, at) or _it_is().match(folded, at) or _speaker().match(folded, at)
        if found is None:
            continue
        if _over().match(folded, found.start()):
            continue
        name = text[found.start("name") : found.end("name")].strip() if found.groupdict().get("name") else ""
        if name and not is_name(name):
            continue
        rest = _unsoftened(found[0], folded[found.end() :])
        led = _lead().match(rest.lstrip())
        return folded[:at] + (rest.lstrip()[led.end() :] if led else rest), _CALLED.sub("", name)
    return folded, ""


def _after_places(folded: str) -> list[int]:
    """Where words may begin behind each place that opens a clause: ``page 3, para 6: we``."""
    opening = folded[:80].partition(" Q")[0]
    return [found.end() for found in re.finditer(r"[:,：，] ?", opening)][1:4]


def reason_opens(folded: str) -> bool:
    """Whether a clause opens with what it is in line with."""
    return re.match(rf"(?:{any_word('reason')})", folded) is not None


def is_name(words: str) -> bool:
    """Whether these words can be the name of a delegation: a capital where the script has them, no pronoun."""
    folded = plain(words)
    if _word("many").match(folded) or _word("nobody").fullmatch(folded) or _word("condition").match(folded):
        return False
    if re.search(rf"(?<![\u0621-\u064a])(?:{any_word('adverb')})$", folded):
        return False  # “加尔多拉曾建议”: what it proposed once, or does not propose
    wide = re.fullmatch(r"[\u4e00-\u9fff]{2,12}|[\u0621-\u064a]{2,}(?: [\u0621-\u064a]+){0,3}", words)
    return bool(wide or _NAME.fullmatch(words))


def author_in(line: str) -> str:
    """The delegation whose proposals a line announces: ``Proposal by Brum:``; empty if it announces none.

    >>> author_in("Proposal by Brum:"), author_in("Proposals of the following kind:")
    ('Brum', '')
    """
    found = _author().fullmatch(plain(line[:200]))
    name = line[found.start("name") : found.end("name")].strip() if found else ""
    called = re.sub(r"^(?i:the |la |le |el |l')", "", name)
    cased = called[:1].upper() != called[:1].lower()
    return name if (called[:1].isupper() or (called and not cased)) and not _OURSELVES.match(plain(name)) else ""
