"""The notices that mail programs put below every message: confidentiality, and what to do with a stray copy.

Pure. Knows one sentence of such a notice in several languages. A sentence that speaks of a negotiated text, quotes
words or has a figure is never one.
"""

from __future__ import annotations

import re

_LONGEST = 600  # characters
_NOTICES = [
    re.compile(pattern.replace("…", r"[^\d\"“«]*"))
    for pattern in (
        r"(?:the information (?:in|contained in) )?this (?:e-?mail|message|communication|transmission)"
        r"(?: and (?:any|its|all) [a-z ]+?)? (?:is|are|may|might|contains?|has|have) …"
        r"(?:confidential|privileged|intended|addressee|proprietary|virus)…",
        r"if you (?:are not|have received|received|believe) …(?:recipient|addressee|error|mistake)…",
        r"ce (?:message|courriel|courrier|mail)… (?:confidentiel|destine|reserve|privilegi)…",
        r"si (?:vous n'etes pas|vous avez recu|ce message vous)…(?:destinataire|erreur)…",
        r"este (?:mensaje|correo)…(?:confidencial|destinatari|privilegiad)…",
        r"si (?:usted )?(?:no es|ha recibido|recibio)…(?:destinatari|error)…",
        r"diese (?:e-mail|mail|nachricht)…vertraulich…",
        r"(?:wenn|falls|sollten) sie …(?:adressat|empfanger|irrtumlich)…",
        r"(?:это|настоящее|данное) (?:электронное )?(?:сообщение|письмо)…(?:конфиденциальн|предназначен)…",
        r"если вы …(?:адресат|получател|ошибочно|по ошибке)…",
        r"本(?:电子)?(?:邮件|信息)…(?:保密|机密|秘密|收件人)…",
        r"(?:如果?|若)您?(?:不是|非|并非|误收)…",
        r"(?:هذه الرسالة|هذا البريد)…(?:سرية|سري|خاصة)…",
        r"إذا (?:لم تكن|استلمت|تلقيت)…(?:المستلم|المرسل|خطأ|بالخطأ|المقصود)…",
    )
]
_ON_A_TEXT = re.compile(
    r"\b(?:para\w*|parrafos?|article|articulos?|draft|amend\w*|amendements?|enmiendas?|propos\w*|propuestas?|projet"
    r"|proyecto|section|clause|request\w*|пункт\w*|стать\w*|проект\w*|поправк\w*|предлага\w*)(?!\w)"
    r"|段|条|案文|草案|修正|提案|الفقرة|المادة|مشروع|تعديل|نقترح"
)


def is_notice(said: str) -> bool:
    """Whether a sentence, in the form used for comparison, is such a notice.

    >>> is_notice("if you are not the addressee, delete it and notify the sender")
    True
    >>> is_notice("if you are not the sponsor, delete the paragraph"), is_notice("this message asks for a deletion")
    (False, False)
    """
    if len(said) > _LONGEST or _ON_A_TEXT.search(said):
        return False
    return any(notice.fullmatch(said) for notice in _NOTICES)


__all__ = ["is_notice"]
