"""What a message's own words say about the whole message: for whom it speaks, its status, whose words it forwards.

Pure. If a person must decide before the message is recorded, the reason is returned; ``instructions`` reads the
requests about the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from amendtrack.intake.instructions.conditions import holds_back, is_no_wish, retracts
from amendtrack.intake.instructions.envelope import Apart, Sort
from amendtrack.intake.instructions.message import Message, own_words, read_message
from amendtrack.intake.instructions.spelling import plain

_IN_PLACE = re.compile(
    r"\b(?:replaces|supersedes?|superseding|annule et remplace|(?:remplace|en remplacement de) (?:notre|celle|celui)"
    r"|(?:reemplaza|sustituye) (?:a )?(?:nuestr|la anterior|el anterior)|(?:in place|instead) of our\b"
    r"|(?:please )?(?:disregard|ignore) (?:our|the|my) |(?:revised|corrected|updated|new) version\b"
    r"|version (?:corrigee|revisee|corregida|revisada|actualizada))"
)
_RESTRICTED = re.compile(
    r"\b(?:(?:do not|don't|not (?:yet )?(?:to be|for)|please (?:do not|don't)) (?:circulat\w*|distribut\w*|shar\w+"
    r"|record|publish\w*|publication)|not (?:yet )?(?:been )?cleared|under embargo"
    r"|ne pas (?:diffuser|distribuer|publier)|no (?:distribuir|difundir|publicar))"
)
_DISOWNS = re.compile(
    r"\b(?:ignor(?:e|es|ed|ing|er|ez|ar|en|ese)|disregard\w*|overlook|superseded by|no longer|any ?more|any longer"
    r"|by mistake|in error|mistakenly|wrong (?:file|version|attachment|document|text)|out ?dated|obsolete|last year"
    r"|(?:old|older|earlier|previous) (?:version|text|draft|file)|not our (?:final )?(?:text|position|proposal)"
    r"|is not (?:an? |our |yet an? |yet our )?(?:formal |official |final )?(?:proposal|submission|position|amendment)"
    r"|not (?:wish|want|intend)\w* to (?:change|amend|propose|maintain)|only (?:an? )?(?:illustration|example)"
    r"|(?:do|does|is|are|was|were|should|must|can|could|would|will|shall|has|have)(?: not|n't)(?! hesitate)|cannot"
    r"|not (?:yet )?(?:final|approved|agreed|cleared)|background (?:paper|note|document)|for discussion|preliminary"
    r"|(?:an? )?example of|might look|a test"
    r"|ne (?:pas )?(?:tenir|tenez)(?: pas)? compte|ne (?:souhaitons|voulons|maintenons) (?:plus|pas)|par erreur"
    r"|caduque?|perime\w*|ancienne version|version (?:anterieure|precedente)|mauvaise? (?:fichier|version)"
    r"|n'est pas (?:une|notre) (?:proposition|position)|(?:pour|a titre d') ?information (?:seulement|uniquement)"
    r"|a titre d'information"
    r"|no (?:tener|tengan|tomen?) en cuenta|hagan caso omiso|por error|version anterior|sin efecto|ya no"
    r"|archivo equivocado|no es (?:una|nuestra) (?:propuesta|posicion)|a titulo informativo"
    r"|(?:solo|solamente|unicamente) (?:para|como) informacion"
    r"|(?:ne|n') ?\w+ (?:pas|plus)|no (?:se|l[oa]s?|es|son|estan?|deben?|queremos|proponemos|deseamos))(?!\w)"
    r"|не (?:учитыва|принима|является (?:нашим )?предложени)\w*|игнорир\w*|ошибочн\w*|по ошибке|устарел\w*|больше не"
    r"|прежн\w* (?:верси|редакци)\w*|(?:для информации|к сведению)|не тот файл"
    r"|忽略|不予理会|作废|误发|发错|旧版|仅供参考|不是(?:我们的)?提案|不再"
    r"|تجاهل|بالخطأ|للعلم فقط|للاطلاع فقط|ليست? (?:مقترح|اقتراح)\w*|نسخة قديمة|لم نعد"
)
_PART = re.compile(r"\b(?:attach\w*|(?:change|amendment|edit|modification|correction|addition)s? (?:in|to|on|of|at))\b")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|(?<=[。；！？])|\n\s*\n")
_FORWARDED = re.compile(r"(?:fwd?|tr|rv|wg) ?:")
_FORWARD = re.compile(
    r"-{2,} ?(?:forwarded|message transf|mensaje reenviado|weitergeleitete|mensagem encam|messaggio inoltrato|пере[са]"
    r"|转发|轉寄|رسالة معاد)|begin forwarded message|debut du message|inicio del mensaje"
    r"|anfang der weitergeleiteten"
)
_BELOW = re.compile(
    r"\b(?:below|fyi|forward(?:ed|ing)?|see (?:the )?(?:message|mail)|ci-dessous|ci-apres|transf\w+|mas abajo|abajo|"
    r"reenv\w+|unten|weiter\w*|ниже|пересыла\w*)\b|下面|以下|如下|转发|أدناه"
)
_WITHDRAWS = re.compile(
    r"\b(?:withdraw(?:s|n|ing|al)?|retir(?:ons|e|er|amos|a|ar)|recall(?:s|ing)?)\b[^.\n]{0,60}"
    r"\b(?:our|my|proposals?|amendments?|e-?mail|message|notre|nos|propositions?|amendements?|nuestr[ao]s?|propuestas?"
    r"|enmiendas?)\b"
)


def takes_a_place(words: str) -> bool:
    """Whether a message says that it replaces an earlier one.

    >>> takes_a_place("This replaces our proposal of this morning."), takes_a_place('Para 5: replace "x" by "y"')
    (True, False)
    """
    return bool(_IN_PLACE.search(plain(own_words(words)[0])))


def disowning_in(words: str) -> str:
    """The first sentence that withdraws what is sent with it, or says that it is not a proposal; empty if none does.

    A sentence saying that the message replaces an earlier one does not count.

    >>> disowning_in("Our text is attached. Please ignore the change in paragraph 4."), disowning_in("Our text.")
    ('Please ignore the change in paragraph 4.', '')
    """
    for sentence in _SENTENCE.split(words):
        if _IN_PLACE.search(plain(sentence)) and not _PART.search(plain(sentence)):
            continue
        if _DISOWNS.search(plain(sentence)) or _is_held(sentence):
            return " ".join(sentence.split())
    return ""


def _is_held(sentence: str) -> bool:
    return retracts(sentence) or is_no_wish(sentence) or holds_back(sentence)


class Beside(Enum):
    """What else a message contains: a text, which its words then only introduce, or nothing that can be read."""

    TEXT = "a text"
    NOTHING = "nothing"


def why_left(words: str, message: Message, addresses: Iterable[str], *, subject: str, beside: Beside) -> str:
    """Why a person must decide what a message is before any of it is recorded; empty if there is no reason.

    ``message`` is the reading of the words; ``addresses`` are those of its senders.
    """
    own, apart = own_words(words)
    message = replace(message, apart=apart)  # it was read without earlier mail, so none is separate
    if why := _headed(message.apart, addresses) or _passed_on(message, own, words, (subject, beside)):
        return why
    if _WITHDRAWS.search(plain(own)):
        return "this speaks of a withdrawal; record it with the command withdraw"
    if _RESTRICTED.search(plain(own)):
        return "this restricts what may be done with the message; a person must decide what is recorded"
    return ""


def _headed(apart: Iterable[Apart], addresses: Iterable[str]) -> str:
    """Whether it begins like somebody else's message."""
    header = next((piece.words for piece in apart if piece.sort is Sort.HEADER), "")
    if re.search(r"(?i)\b(?:from|de) ?:", header) and not any(mail in header.casefold() for mail in addresses):
        return "it opens with the headers of another message; a person must decide whose words these are"
    return ""


def _passed_on(message: Message, own: str, words: str, about: tuple[str, Beside]) -> str:
    """Whether its content is somebody else's, or makes sense only as a reply to somebody else's."""
    earlier = [piece for piece in message.apart if piece.sort is Sort.EARLIER]
    if not earlier:
        return ""
    subject, beside = about
    forwards = any(_FORWARD.search(plain(e.words[:200])) for e in earlier) and (
        _BELOW.search(plain(own)) or not (message.instructions or beside is Beside.TEXT)
    )
    if not own.strip() or _FORWARDED.match(plain(subject)) or forwards:
        return "this forwards an earlier message; a person must decide whose words these are"
    if beside is Beside.TEXT:
        return ""
    quoted = read_message("\n".join(words.split("\n")[earlier[0].line - 1 :]).replace(">", " "))
    if not (quoted.instructions or quoted.unread):
        return ""
    lines = words.split("\n")
    last = max(n for n, line in enumerate(lines) if line.strip() and line.strip() in own)
    if last >= earlier[0].line or not message.instructions:
        return "this answers an earlier message that asks for changes; a person must decide what is meant"
    return ""


__all__ = ["Beside", "disowning_in", "takes_a_place", "why_left"]
