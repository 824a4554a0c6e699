"""Words that read as a comment on the text: an opinion, an omission noted, a question or a general wish.

Pure. Only recognised words are a comment; a position (support, reservation, withdrawal, co-sponsorship), the name of an
office or a line of a letter is not a comment.
"""

from __future__ import annotations

import re

from amendtrack.intake.instructions.forms import any_word
from amendtrack.intake.instructions.spelling import plain

_FINDS = re.compile(
    rf"\b(?:{any_word('comment')}"
    r"|too \w+|unclear|vague|ambigu\w*|weak\w*|strong|long|short|lengthy|heavy|confus\w*|imprecise"
    r"|specific|concrete|ambitious|realistic|balanced|unbalanced|important|useful|helpful|problematic|difficult\w*"
    r"|issues?|problems?|doubts?|wonder\w*|believe|think|feel|find|note that|notes that|regrets?|miss(?:es|ing)?|lacks?"
    r"|needs? (?:to|more|further|some|a)\b|would (?:like|welcome|appreciate|benefit)|further (?:work|discussion)"
    r"|discuss\w*"
    r"|explain|explanation|elaborat\w*|defin\w+|meaning|means|costs?|burden\w*|implications?|already (?:covered|in)"
    r"|interested|curious|hope(?:s|d)? (?:that|the|to see)|expect\w*|emphasi[sz]\w*|stress\w*|underlin\w*|highlight\w*"
    r"|improv\w*|reconsider\w*|revisit\w*|review\w*|overlap\w*|contradict\w*|appropriate|necessary|acceptable|relevant"
    r"|trop|pas clair|ambig\w*|important\w*|regrett\w*|estim(?:e|ons)|pens(?:e|ons)|trouv(?:e|ons)|souhait\w*"
    r"|preoccup\w*|inquiet\w*|precis\w*|aimerions|necessite|difficile|vagues?|longs?|lourde?"
    r"|demasiad[oa]s?|poco clar[oa]|ambigu[oa]|importante|lament\w*|considera\w*|cree\w*|pens(?:amos|o)|quisiera\w*"
    r"|preocup\w*|necesit\w*|dificil|larg[oa]s?|vag[oa]s?"
    r"|неясн\w*|слишком|считае\w*|важн\w*|обеспокоен\w*|уточн\w*|неопределен\w*|длинн\w*)(?!\w)"
    r"|太长|不清楚|含糊|模糊|认为|希望|关切|غير واضح|طويل|نعتقد|نرى|غامض"
)
_POSITION = re.compile(
    r"\b(?:support\w*|oppos\w*|object\w*|reserv(?:e|es|ed|ing|ation|ations)\b|agree\w*|disagree\w*|accept(?:s|ed)?\b"
    r"|reject\w*|withdr[ae]w\w*|co-?sponsor\w*|sponsor\w*|joins?|joined|aligns (?:itself|with)|align ourselves"
    r"|associat\w+"
    r"|endors\w*|insist\w*|on behalf|supersed\w*|disregard|cannot live|can live|go along|not cleared|embargo\w*"
    r"|soutien\w*|soutenons|appu(?:ie|yons|yer)\w*|oppos\w*|retir(?:e|ons)|accept(?:e|ons)|parrain\w*|au nom"
    r"|apoy(?:a|amos|o|ar)\b|opon\w+|reserva(?:mos)?\b|retir(?:a|amos)|acepta\w*|copatrocin\w*|en nombre)(?!\w)"
    r"|поддержива\w*|возража\w*|оговорк\w*|снима\w*|支持|反对|保留|撤回|نؤيد|نعارض|نتحفظ|نسحب"
)
_LETTERHEAD = 3  # words; fewer than this are not a sentence about a text, unless they are a known remark


def reads_as_comment(words: str) -> bool:
    """Whether some words are a comment on the text, rather than a position or a line of a letter.

    >>> reads_as_comment("Paragraph 5 is too long."), reads_as_comment("Why three years?")
    (True, True)
    >>> reads_as_comment("Lead negotiator"), reads_as_comment("We reserve our position on paragraph 3.")
    (False, False)
    """
    folded = plain(" ".join(words.split()))
    if _POSITION.search(folded):
        return False
    asks = folded.rstrip(' )"”').endswith(("?", "？", "؟")) and len(folded.split()) >= _LETTERHEAD
    return asks or bool(_FINDS.search(folded))


def is_position(words: str) -> bool:
    """Whether some words take a position: support, oppose, reserve, withdraw, co-sponsor."""
    return bool(_POSITION.search(plain(words)))


__all__ = ["is_position", "reads_as_comment"]
