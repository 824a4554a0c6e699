"""Whether words that resemble a unit of the draft are that unit reworded, or words about it.

Pure. Knows what a reworded unit keeps (its opening, its end, its style) and how people speak about a text. ``wording``
finds the unit that some words resemble; ``proposal`` decides what becomes of a doubtful one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product

from amendtrack.intake.commenting import is_position, reads_as_comment
from amendtrack.intake.instructions.spelling import plain
from amendtrack.redline.phrase import Hunk, hunks
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import Text


class Offered(Enum):
    """How words are put forward: as the draft prints a unit, or after a place and a colon.

    ``Action 33. Hold ...`` follows the printed form. ``Action 33: hold ...`` may also open a remark, and so may words
    without any label.
    """

    PRINTED = "printed"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Voice:
    """How the draft speaks: its words, whether it says "we", and the names that it does not use."""

    source: str
    speaks: bool
    names: frozenset[str]
    openings: frozenset[str]

    @classmethod
    def of(cls, base: Text, names: Iterable[str] = ()) -> Voice:
        """The voice of a draft; ``names`` are those of delegations, some of which the draft may use."""
        source, openings = _source_and_openings(base)
        return cls(source, bool(_FIRST_PERSON.search(source)), _absent(names, base.source), openings)

    def said_anew(self, pattern: re.Pattern[str], words: str) -> str:
        """What a pattern finds in some words, unless the draft says the same; otherwise empty."""
        for found in pattern.finditer(words):
            if found[0] not in self.source:
                return found[0].strip(" ,.;:")
        return ""


@lru_cache(maxsize=4)
def _source_and_openings(base: Text) -> tuple[str, frozenset[str]]:
    """The letters of a text that many are read against, and the word with which each unit begins."""
    openings = frozenset(keys[0] for unit in base.units if (keys := _keys(base.wording(unit))))
    return plain(base.source), openings


def _absent(names: Iterable[str], source: str) -> frozenset[str]:
    return frozenset(name for name in names if name and not (name in source and _is_said(name, source)))


def _is_said(name: str, source: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source))


def offered_in(file: Text, base: Text) -> Offered:
    """How the few units of a file are put forward: after places, if no label has the draft's form."""
    labels = [unit.label for unit in file.units if unit.label]
    colons = any(unit.label.endswith(_COLONS) for unit in base.units)
    few = len(file.units) * 2 < len(base.units)
    named = few and bool(labels) and all(label.endswith(_COLONS) for label in labels)
    return Offered.NAMED if named and not colons else Offered.PRINTED


_COLONS = (":", "：")


def remark_in_rewording(before: str, after: str, voice: Voice, offered: Offered) -> str:
    """Why words are not certainly a reworded unit; empty if they are.

    >>> from amendtrack.text.units import parse_text
    >>> voice = Voice.of(parse_text("1. Hold a meeting every two years.\\n"), ["Norvia"])
    >>> def why(after: str, offered: Offered = Offered.PRINTED) -> str:
    ...     return remark_in_rewording("Hold a meeting every two years.", after, voice, offered)
    >>> why("Hold a meeting every year."), why("Convene a meeting every two years, in rotation.")
    ('', '')
    >>> why("A meeting every two years is not enough."), why("Hold a meeting every two years in Norvia.")
    ('it does not begin as the paragraph does', 'it names Norvia')
    >>> why("Hold a meeting every two years, in rotation.", Offered.NAMED)
    'it does not end as the paragraph does'
    """
    why = _reason(before, after, voice, offered)
    chosen = _chosen(before) if why and "[" in before else ()
    return "" if any(not _reason(one, after, voice, offered) for one in chosen) else why


def _reason(before: str, after: str, voice: Voice, offered: Offered) -> str:
    return next(filter(None, _reasons(_Edit.of(before, after), voice, offered)), "")


def _chosen(words: str) -> Iterator[str]:
    """What a paragraph with bracketed alternatives may read once some of them are kept and the others struck.

    >>> list(_chosen("[A Party should] [Parties must] act."))
    ['Parties must act.', 'A Party should act.', 'A Party should Parties must act.']
    """
    pieces = _SQUARE.split(words)
    if len(pieces) // 2 > _ALTERNATIVES:
        return
    for kept in product(("", None), repeat=len(pieces) // 2):
        said = (piece if k % 2 == 0 or kept[k // 2] is None else "" for k, piece in enumerate(pieces))
        found = " ".join("".join(said).split())
        if any(one is None for one in kept):
            yield found


_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_ALTERNATIVES = 4


def remark_in_unit(words: str, voice: Voice) -> str:
    """Why a new unit's words seem to be about the text; empty if they do not.

    >>> from amendtrack.text.units import parse_text
    >>> voice = Voice.of(parse_text("1. Hold a meeting every two years.\\n"), ["Norvia"])
    >>> remark_in_unit("Teach first aid at school.", voice), remark_in_unit("Norvia will explain this orally.", voice)
    ('', 'it names Norvia')
    """
    return next(filter(None, _spoken(words, voice)), "")


def shares_words(words: str, other: str) -> bool:
    """Whether at least half of some words also occur in others."""
    keys, there = _keys(words), {*_keys(other)}
    return 2 * sum(key in there for key in keys) >= len(keys)


def _keys(words: str) -> tuple[str, ...]:
    return tuple(plain(word.key) for word in words_of(words) if _is_word(word.key))


# -- one rewording --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Edit:
    """Two wordings compared word by word, and where they differ."""

    before: str
    after: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    hunks: tuple[Hunk, ...]

    @classmethod
    def of(cls, before: str, after: str) -> _Edit:
        was = _keys(before)
        found = [word for word in words_of(after) if _is_word(word.key)]
        now = tuple(plain(word.key) for word in found)
        return cls(before, after, was, now, tuple((w.start, w.end) for w in found), tuple(hunks(was, now)))

    @property
    def added(self) -> list[str]:
        """The inserted words, hunk by hunk, as written."""
        return [self.after[self._start(h.j1) : self._end(h.j2)] for h in self.hunks if h.j1 < h.j2]

    @property
    def tail(self) -> str:
        """The words after the last word of the unit, if that word was kept."""
        last = self.hunks[-1]
        at_end = last.i1 == last.i2 == len(self.was) and last.j2 == len(self.now) and last.j1 > 0
        return self.after[self.spans[last.j1 - 1][1] :] if at_end else ""

    def _start(self, j: int) -> int:
        return self.spans[j][0]

    def _end(self, j: int) -> int:
        return self.spans[j - 1][1]


def _is_word(key: str) -> bool:
    return any(sign.isalnum() for sign in key)


def _reasons(edit: _Edit, voice: Voice, offered: Offered) -> Iterator[str]:
    yield from _new_signs(edit, offered)
    yield from _instead(edit)
    yield from _behind(edit)
    if not edit.hunks:
        return
    yield from _opening(edit, voice, offered)
    yield _UNBOUND if _binds(edit.was) and not _binds(edit.now) else ""
    for words in edit.added:
        yield from _spoken(words, voice)
    yield from _tail(edit, voice)
    if offered is Offered.NAMED:
        yield from _ending(edit)
        said = " ".join(edit.added)
        yield "it may be a comment" if reads_as_comment(said) or is_position(said) else ""


_ASKS = re.compile(r"[?？؟!！]|>>|<<|(?<!:)//|\.\.\.|…")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s;,]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+")
_MARKED = re.compile(r"(?<!\S)[-+~=<>{}^#]{1,3}[^\W_](?:[^\n]{0,60}?[^\W_])?[-+~=<>{}^#]{1,3}(?=[\s.,;:]|$)")
_EITHER = re.compile(  # two alternatives for one word, in signs that nobody can read for certain
    r"\b(?!(?:and/or|et/ou|y/o|и/или)\b)[^\W\d_]+/[^\W\d_]+|[\\@|]|(?<!\S)/[^/\s]+/(?=\s|$)"
    r"|[\"“«][^\"“”«»]+[\"”»]\s+[\"“«]|(?<!\w)_[^_\s]+_(?!\w)|[(（][^\W\d_]*[a-zа-я]{3,}[)）]|[(（][^()（）]{1,30}[:：]"
)
_BESIDE = re.compile(r"[(（\[【—–:：]|\s-\s")


def _new_signs(edit: _Edit, offered: Offered) -> Iterator[str]:
    """A question mark, exclamation mark or the like that the draft's paragraph does not have."""
    patterns = (_ASKS, _MARKED, _EITHER, _BESIDE) if offered is Offered.NAMED else (_ASKS, _MARKED, _EITHER)
    before, after = (_ADDRESS.sub("", words) for words in (edit.before, edit.after))
    for pattern in patterns:
        if len(found := pattern.findall(after)) > len(pattern.findall(before)):
            yield f"“{found[-1].strip()}” is not in the paragraph"


_BRACKETED = re.compile(r"\W*[(（\[【][^()（）\[\]【】]*[)）\]】]\W*")
_UNENDED = re.compile(r"[.;。；؛][\"'”’»)]*\s+(?!\[\^|(?:and|or|et|ou|y|e|o|и|или|و|أو)$)(\S[^.;。；؛]{0,120})$")
_LED_IN = re.compile(r"\W*(?:[^\W\d_]++[ '’-]{0,2}){1,4} ?[:：](?=\s*\S)")


def _instead(edit: _Edit) -> Iterator[str]:
    """Whether a note replaces the paragraph's words: ``[deleted]``, ``No change``, ``- idem -``."""
    kept = len(edit.was) - sum(hunk.i2 - hunk.i1 for hunk in edit.hunks)
    in_brackets = _BRACKETED.fullmatch(edit.after) and not _BRACKETED.fullmatch(edit.before)
    few = len(edit.was) > _SHORT and len(edit.now) <= _SHORT and not kept
    if few or (in_brackets and kept * 2 < len(edit.was)):
        yield "it takes the place of the paragraph's words"
    if _LED_IN.match(edit.after) and not _LED_IN.match(edit.before):
        yield "it opens with words and a colon, as the paragraph does not"


def _behind(edit: _Edit) -> Iterator[str]:
    """Whether something that is not a sentence follows the full stop at the end of the paragraph."""
    found = _UNENDED.search(edit.after.rstrip())
    if found and edit.before.rstrip()[-1:] in _CLOSING and not _UNENDED.search(edit.before.rstrip()):
        yield f"“{found[1]}” comes after its end"


_LOST = "it does not begin as the paragraph does"


def _opening(edit: _Edit, voice: Voice, offered: Offered) -> Iterator[str]:
    """Whether the verb or subject that opens the unit is lost, or only inflected: ``Banning``, ``banned``."""
    first = edit.hunks[0]
    letter = edit.after.lstrip(_AROUND)[:1]
    small = letter.islower() and edit.before.lstrip(_AROUND)[:1].isupper()
    if first.i1 or first.j1:
        yield _LOST if small and offered is Offered.NAMED else ""
        return
    lost, put = edit.was[: first.i2], edit.now[: first.j2]
    named, alone = offered is Offered.NAMED, len(edit.hunks) == 1
    rebuilt_whole = not named and _binds(edit.was) and _binds(edit.now)
    opens_anew = not voice.openings.isdisjoint(edit.now[:1])
    dropped = lost and not put and not rebuilt_whole and (named or not alone or not opens_anew)
    inflected = lost and put and _is_inflected(lost[0], put[-1])
    rebuilt = _TALKS.match(" ".join(put)) or (named and not (alone and len(put) == len(lost) == 1))
    yield _LOST if small or dropped or inflected or rebuilt else ""


_UNBOUND = "the binding verb (“shall” or the like) is missing"


def _binds(keys: Iterable[str]) -> bool:
    return bool(_BINDS.search(" ".join(keys)))


_TALKS = re.compile(
    r"(?:new|nouveau|nuevo|новый"
    r"|why|how|what|who|thanks?|yes|no more|after all|but|and|so|then|perhaps|maybe|indeed|actually|sorry|please"
    r"|kindly|note that|see|done|noted|merci|pourquoi|oui|mais|et|gracias|por que|si|pero|спасибо|почему|да|но)\b"
    r"|谢谢|为什么|但|شكرا|لماذا|لكن"
)
_AROUND = " *_\"“«„'([{"
_ENDINGS = re.compile(r"(?:e?s|e?d|(?P<twin>[b-df-hj-np-tv-z])?(?:ed|ing)|ant|ons|ez|ee?s?|ando|ad[oa]s?)")


def _is_inflected(one: str, other: str) -> bool:
    """Whether the second word is an inflected form of the first, judging by its letters: ``ban`` and ``banning``."""
    stem = one.removesuffix("e") if len(one) > _SHORT else one
    return one != other and len(stem) >= _SHORT and other.startswith(stem) and _ends(other[len(stem) :], stem)


def _ends(rest: str, stem: str) -> bool:
    found = _ENDINGS.fullmatch(rest)
    return found is not None and found["twin"] in (None, stem[-1])


_CLOSING = ".;:,。；：，،؛"


def _ending(edit: _Edit) -> Iterator[str]:
    last = edit.hunks[-1]
    if last.j2 < len(edit.now) and last.i2 < len(edit.was):
        return
    if last.i1 == last.i2 or (last.j2 - last.j1) > 2 * (last.i2 - last.i1) + 1:
        yield "it does not end as the paragraph does"


# -- how people speak about a text ----------------------------------------------------------------

_FIRST_PERSON = re.compile(
    r"\b(?:we|i|our|ours|us|my|nous|notre|nos|je|mon|nuestr[oa]s?|nos|nosotros|yo|мы|нам|нас|наш\w*)\b"
    r"|我们|我国|我方|我认为|本国|نحن|بلدنا|رأينا|وفدنا"
)
_OPINION = re.compile(
    # At the end of a clause: "States that have already reported" is wording, "we report already" is not.
    r"\b(?:(?:much )?too \w+|(?:not|n't) (?:\w+ )?(?:enough|clear|needed|necessary|realistic|acceptable|possible"
    r"|feasible|sufficient|ok|okay|agreed|at all|for us|our \w+)|already|exactly|of course|unfortunately|frankly"
    r"|honestly|in reality|in our (?:view|country|opinion|case)|good idea|bad idea|well done|sounds? (?:good|fine)"
    r"|makes? (?:no )?sense|works? (?:very )?well|fine with \w+|expensive|costly|unclear|unrealistic|unnecessary"
    r"|superfluous|redundant|premature|overambitious|problematic|outdated|pointless|impossible|nonsense|ridiculous"
    r"|difficult|impractical|excellent|okay|(?:very |more )?(?:important|welcome)|agreed?|(?:a|our) priority"
    r"|an? \w+ (?:matter|issue)"
    r"|trop (?!tard)\w+|deja|malheureusement|bonne idee|pas (?:assez|clair|necessaire|realiste|possible)|c'est \w+"
    r"|inutile|irrealiste|couteu\w+|insuffisant\w*|nous convient|d'accord"
    r"|demasiado(?: \w+)?|lamentablemente|buena idea|innecesari\w+|irreal\w*|costos\w+|insuficiente|de acuerdo"
    r"|слишком \w+|уже|недостаточно|к сожалению|нереалистичн\w*|дорого|излишн\w*|невозможно|неясно|хорошая идея)"
    r"(?=\W*$|\s*[.;,!?)\]–—])"
    # Alone at the end: " – good".
    r"|(?:^|[,:(–—-] ?)(?:very |not |all |quite )?(?:good|fine|bad|great|nice|perfect|ok|yes|no|sure|right|wrong"
    r"|interesting|bien|bueno|bon|non|oui|нет|да|хорошо)(?=\W*$)"
    r"|(?:^|[, ])(?:which|that) (?:is|are|was|were|seems?|remains?|looks?|makes?|would|costs?|works?) (?:\w+ly )?"
    r"(?!\w+ed\b)\w+"
    r"|(?:^|, )(?:ce qui|ce que|lo que|lo cual|что (?:слишком|не|очень|является))\b"
    r"|\b(?:the|this|that) (?:paragraph|action|article|wording|text|proposal|amendment|draft|sentence|provision|word)"
    r" (?:is|was|has|should|could|needs|seems|looks|would|does|goes)\b"
    r"|\b(?:no (?:es|son|esta|basta|queda|parece)|ya (?:existe|esta|se|hay|tenemos))\b"
    r"|\b(?:слишком|нереалистичн\w*)\b"
    r"|太[高低多少长短强弱快慢贵难大小]|过[高低多长短于强]|已经|不够|不清楚|不现实|没有必要|不必要|很[难好贵重困]|同意|反对"
    r"|\b(?:غير (?:كاف\w*|واضح\w*|واقعي\w*|ضروري\w*)|للغاية|جدا|بالفعل|مكلف\w*|نؤيد|نعارض|للأسف|وهذا)\b"
)
_REASON = re.compile(
    r"\b(?:because(?! of\b)|since (?:this|it|we|they|the)|as (?:agreed|discussed|proposed|suggested|we|they|in our)"
    r"|if (?:you|we|they)|for us|parce que|puisque|comme convenu|porque|ya que|puesto que|como se acordo|потому что"
    r"|так как|поскольку)\b|因为|由于|\bلأن"
)
_ASIDE = re.compile(
    r"\W*(?:please|thanks?|thank you|noted|agreed|supported|approved|pending\b.*|see \w+.*|tb[cd]|ditto|idem|keep|kept"
    r"|retain|delete|reserved?|no (?:objection|comment|change)s?|ad ref\w*|s'il vous plait|merci|tres bien|bien"
    r"|por favor|gracias|muy bien|пожалуйста|спасибо|хорошо|согласовано|谢谢|请|شكرا)\W*"
)
_FINITE = re.compile(
    r"[\s\"'”’»)]*(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|would|should|must|might|seems?|appears?"
    r"|works?|costs?|needs?|remains?|exists?|looks?|sounds?|requires?|takes?|isn't|aren't|won't"
    r"|est|sont|etai(?:t|ent)|n'est|n'ont|ne|a ete|ont|sembl(?:e|ent)|exist(?:e|ent)|cout(?:e|ent)|doi(?:t|vent)"
    r"|devrai(?:t|ent)|peu(?:t|vent)|pourrai(?:t|ent)"
    r"|es|son|esta|estan|fue|fueron|ha|han|no|ya|parecen?|existen?|cuestan?|deben?|deberian?|pueden?"
    r"|уже|не|является|являются|существу\w+|необходим\w*|нужн\w*|невозможн\w*|был[аои]?|стоит|требует\w*)\b"
    r"|[\s”]*(?:是|不|太|已|很|过|尚|没有|需要|还)|\s*(?:ليست?|غير|كانت?|هو|هي|قد|لا|جدا)\b"
)
_POINTS = re.compile(
    r"(?:this|that|it|these|they|we|i|here|there|cela|ceci|c'est|ce n'est|nous|esto|eso|nos|это|мы)\b"
    r"|[这那我]|(?:هذا|هذه|نحن|نرى)\b"
)
_BINDS = re.compile(r"\b(?:shall|should|must|will|may|can|doit|doivent|devra\w*|debera\w*|должн\w*)\b|[应須须]|يجب")


def _spoken(words: str, voice: Voice) -> Iterator[str]:
    """Reasons to think that added words are about the text: a name, "we", an opinion."""
    yield from (f"it names {name}" for name in sorted(voice.names) if _names(name, words))
    folded = plain(" ".join(words.split()))
    if not voice.speaks and _FIRST_PERSON.search(folded):
        yield "its sender speaks in it"
    if said := voice.said_anew(_OPINION, folded) or voice.said_anew(_REASON, folded):
        yield f"“{said}” may be a remark"


def _names(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


_FEWEST = 4  # words of a unit; a shorter one may be a subject that a verb is added to
_SHORT = 3  # words of a sentence


def _tail(edit: _Edit, voice: Voice) -> Iterator[str]:
    """Whether words added at the end make the unit the subject of a remark, or are a remark."""
    if not edit.tail:
        return
    folded = plain(edit.tail)
    if len(edit.was) >= _FEWEST and _FINITE.match(folded):
        yield "it continues with a verb where the paragraph ends"
    said = folded.lstrip(" \"'”’»)")
    last = re.split(r"[,;:–—+=，；：،؛]|\s-\s", said)[-1]
    if _ASIDE.fullmatch(last) or (len(said.split()) <= _SHORT and is_position(said)):
        yield f"“{last.strip(' .')}” may be a remark"
    if said[:1] in ".。!?" and _is_remark(said.lstrip(".。 \n"), plain(edit.before)):
        yield "a sentence after it may be a remark"


def _is_remark(sentence: str, unit: str) -> bool:
    """Whether a sentence after a unit lacks its form: it is too short, or a statement after a task."""
    count = len(words_of(sentence)) if re.search("[一-龥]", sentence) else len(sentence.split())
    if count <= _SHORT or _POINTS.match(sentence):
        return count <= _SHORT or not _BINDS.search(sentence)
    if _BINDS.search(sentence):
        return False
    states = _ARTICLE.match(sentence) or _IS.search(sentence) or _REFERS.search(sentence)
    return bool(states) and not (_IS.search(unit) or any(map(_ARTICLE.match, re.split(r"[.;] +", unit))))


_ARTICLE = re.compile(
    r"(?:the|a|an|such|some|many|most|several|all|no|its|their|le|la|les|l'|un|une|des|ces|ils?|elles?|el|los|las|una"
    r"|unos|unas|estos?|estas?)\b"
)
_IS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|est|sont|ont|es|son|ha|han|esta|estan|есть|является|являются"
    r"|был[аои]?)\b|是|已"
)
_REFERS = re.compile(r"\b(?:it|this|them|that|cela|ca|esto|eso|это|этого)\W*$")


__all__ = ["Offered", "Voice", "offered_in", "remark_in_rewording", "remark_in_unit", "shares_words"]
