"""What a message's own words say of the whole message: for whom it is, what it stands for, whose words it passes on.

Pure. What cannot be taken in without a person comes back as a reason; what is asked of the text is left to
``instructions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

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
    """Whether a message says that it comes in the place of an earlier one.

    >>> takes_a_place("This replaces our proposal of this morning."), takes_a_place('Para 5: replace "x" by "y"')
    (True, False)
    """
    return bool(_IN_PLACE.search(plain(own_words(words)[0])))


class Beside(Enum):
    """What else a message has: a text, which its words then only cover, or nothing that can be read."""

    TEXT = "a text"
    NOTHING = "nothing"


def why_left(words: str, message: Message, addresses: Iterable[str], *, subject: str, beside: Beside) -> str:
    """Why a person must decide what a message is before any of it is taken in; empty if nothing speaks against it.

    ``message`` is what the words were read as; ``addresses`` are those of its senders.
    """
    own, apart = own_words(words)
    message = replace(message, apart=apart)  # read without earlier mail, it has none apart
    if why := _headed(message.apart, addresses) or _passed_on(message, own, words, (subject, beside)):
        return why
    if _WITHDRAWS.search(plain(own)):
        return "this speaks of a withdrawal; record it with the command withdraw"
    if _RESTRICTED.search(plain(own)):
        return "this restricts what may be done with the message; a person must decide what is recorded"
    return ""


def _headed(apart: Iterable[Apart], addresses: Iterable[str]) -> str:
    """Whether it begins as another's message does."""
    header = next((piece.words for piece in apart if piece.sort is Sort.HEADER), "")
    if re.search(r"(?i)\b(?:from|de) ?:", header) and not any(mail in header.casefold() for mail in addresses):
        return "it opens with the headers of another message; a person must decide whose words these are"
    return ""


def _passed_on(message: Message, own: str, words: str, about: tuple[str, Beside]) -> str:
    """Whether what it holds is another's, or says only what it does because of another's."""
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


__all__ = ["Beside", "takes_a_place", "why_left"]
